//! What paragraphs of a letter without styles are: told from their words and where they stand, and only where that is
//! beyond doubt. What is not stays [`Role::Body`].

use crate::document::Role;
use crate::text::date::MONTHS;
use crate::text::{Date, Lang};

/// Where a paragraph stands between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The file does not say, nor could it.
    Unknown,
    /// At the start of the line, or all over it.
    Start,
    /// In the middle.
    Middle,
    /// At the end of the line.
    End,
}

/// A paragraph to be told.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub place: Place,
    /// Its role where that is known; otherwise what [`roles`] finds.
    pub role: Option<Role>,
}

impl Line<'_> {
    fn words(&self) -> &str {
        self.text.trim()
    }

    /// Where it stands, be it by its format or by spaces.
    fn place(&self) -> Place {
        let spaces = self.text.chars().take_while(|c| c.is_whitespace()).map(|c| match c {
            '\t' => 4,
            c if c.is_ascii() => 1,
            _ => 2,
        });
        match (self.place, spaces.sum::<usize>()) {
            (Place::Start, 40..) => Place::End,
            (Place::Start, 12..) => Place::Middle,
            (place, _) => place,
        }
    }

    fn is_short(&self) -> bool {
        !self.words().is_empty() && self.words().chars().count() <= 40 && !self.words().contains('。')
    }
}

/// Gives a role to every line that has none and that can be told.
pub(super) fn roles(lines: &mut [Line<'_>], lang: Lang) {
    match lang {
        Lang::Ja => japanese(lines),
        Lang::En => english(lines),
    }
}

fn japanese(lines: &mut [Line<'_>]) {
    let title = lines.iter().position(|line| line.role == Some(Role::Title)).or_else(|| {
        let found = lines.iter().position(|line| {
            let subject = line.words().ends_with("について")
                || line.words().ends_with(['）', ')']) && line.words().contains("について");
            line.role.is_none() && subject && line.place() == Place::Middle && !line.words().contains('。')
        })?;
        lines[found].role = Some(Role::Title);
        Some(found)
    });
    if let Some(title) = title {
        head(&mut lines[..title]);
    }
    let (mut ki, mut end, mut closed) = (false, false, false);
    let mut block: Option<Role> = None;
    for line in &mut lines[title.map_or(0, |at| at + 1)..] {
        let close: String = line.words().split_whitespace().collect();
        if line.role.is_some() {
            ki |= line.role == Some(Role::Ki);
            end |= line.role == Some(Role::Ijo);
            closed |= line.role == Some(Role::Closing);
            // What follows the heading 問合せ先 is one.
            let heading = matches!(line.role, Some(Role::Heading(_))) && is_contact(line.words());
            block = line.role.filter(|role| *role == Role::Contact).or(heading.then_some(Role::Contact));
            continue;
        }
        let role = if close == "記" {
            ki = true;
            Some(Role::Ki)
        } else if close == "以上" && ki && !end {
            end = true;
            Some(Role::Ijo)
        } else if ["敬具", "草々", "謹白", "敬白", "拝具", "かしこ"].contains(&close.as_str()) {
            closed = true;
            Some(Role::Closing)
        } else if ["拝啓", "謹啓", "拝復", "前略"].iter().any(|word| close.starts_with(word)) && !ki {
            Some(Role::Salutation)
        } else if closed && !ki && line.is_short() {
            Some(if Date::parse(line.words()).is_some() {
                Role::Date
            } else if is_addressee(line.words()) {
                Role::Addressee
            } else {
                Role::Sender
            })
        } else if line.is_short() && is_contact(line.words()) && (end || !ki) {
            Some(Role::Contact)
        } else if line.is_short() && end && ["添付", "別添", "別紙"].iter().any(|word| close.starts_with(word)) {
            Some(Role::Attachment)
        } else if line.is_short() && block == Some(Role::Contact) {
            block
        } else {
            None
        };
        block = role.filter(|role| *role == Role::Contact);
        line.role = role;
    }
}

/// The lines above 件名: number, date, addressee, sender, in this order.
fn head(lines: &mut [Line<'_>]) {
    let is_letter = lines.iter().any(|line| {
        matches!(line.role, Some(Role::Addressee | Role::DocNumber))
            || line.is_short() && (is_addressee(line.words()) || is_number(line.words()))
    });
    if !is_letter {
        return;
    }
    let mut addressed = false;
    for line in lines {
        if line.role.is_some() {
            addressed |= line.role == Some(Role::Addressee);
            continue;
        }
        if !line.is_short() {
            continue;
        }
        let (words, at_end) = (line.words(), matches!(line.place(), Place::End | Place::Unknown));
        line.role = if is_number(words) && at_end && !addressed {
            Some(Role::DocNumber)
        } else if Date::parse(words).is_some() && at_end && !addressed {
            Some(Role::Date)
        } else if is_addressee(words) && line.place() != Place::End {
            addressed = true;
            Some(Role::Addressee)
        } else if addressed && at_end {
            Some(Role::Sender)
        } else {
            None
        };
    }
}

/// 総防第123号.
fn is_number(words: &str) -> bool {
    let Some(rest) = words.strip_suffix('号') else { return false };
    rest.rsplit_once('第').is_some_and(|(_, figures)| {
        !figures.is_empty()
            && figures.trim().chars().all(|c| c.is_numeric() || matches!(c, '○' | '〇' | '-' | '－' | 'の'))
    })
}

fn is_addressee(words: &str) -> bool {
    ["様", "殿", "御中", "各位"].iter().any(|title| words.ends_with(title))
}

fn is_contact(words: &str) -> bool {
    const NAMES: [&str; 7] = ["担当", "担当課", "連絡先", "問合せ先", "問い合わせ先", "お問合せ先", "お問い合わせ先"];
    let words = words.trim_start_matches(['（', '(', '【', '〔', '［']);
    NAMES.iter().filter_map(|name| words.strip_prefix(name)).any(|rest| {
        rest.is_empty() || rest.starts_with([' ', '\u{3000}', '\t', '：', ':', '）', ')', '】', '〕', '］', '・'])
    })
}

fn english(lines: &mut [Line<'_>]) {
    let starts = |line: &Line<'_>, words: &[&str]| {
        words.iter().any(|word| line.words().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
    };
    let dear = lines.iter().position(|line| line.role == Some(Role::Salutation)).or_else(|| {
        let found = lines
            .iter()
            .position(|line| line.role.is_none() && starts(line, &["dear "]) && line.words().ends_with([':', ',']))?;
        lines[found].role = Some(Role::Salutation);
        Some(found)
    });
    if let Some(dear) = dear {
        let mut dated = false;
        for line in &mut lines[..dear] {
            let free = line.role.is_none() && !line.words().is_empty();
            let role = if is_english_date(line.words()) {
                dated = true;
                Role::Date
            } else if starts(line, &["reference:", "ref:", "ref. no"]) || line.words().contains(" No. ") {
                Role::DocNumber
            } else if dated {
                Role::Addressee
            } else {
                Role::Sender
            };
            if free {
                line.role = Some(role);
            }
        }
    }
    let (mut closed, mut contact) = (false, false);
    for line in lines {
        if line.role.is_some() {
            closed |= line.role == Some(Role::Closing);
            contact = matches!(line.role, Some(Role::Heading(_))) && starts(line, &["where to ask", "contact"]);
            continue;
        }
        if contact && line.words().len() < 80 && !is_sentences(line.words()) {
            line.role = Some(Role::Contact);
            continue;
        }
        contact = false;
        let is_closing = [
            "sincerely",
            "yours sincerely",
            "yours faithfully",
            "yours truly",
            "best regards",
            "respectfully",
            "regards",
        ]
        .iter()
        .any(|word| line.words().trim_end_matches(',').eq_ignore_ascii_case(word));
        line.role = if is_closing && dear.is_some() {
            closed = true;
            Some(Role::Closing)
        } else if starts(line, &["enclosure", "enc.", "encl", "attachment", "cc:"])
            && (closed || dear.is_none())
            && line.words().len() < 200
        {
            Some(Role::Attachment)
        } else if closed && dear.is_some() && line.words().len() < 60 && !line.words().is_empty() {
            Some(Role::Signature)
        } else if starts(line, &["subject:", "re:"]) {
            Some(Role::Title)
        } else if starts(line, &["to:"]) {
            Some(Role::Addressee)
        } else if starts(line, &["from:"]) {
            Some(Role::Sender)
        } else if starts(line, &["date:", "effective "]) && line.words().len() < 60 {
            Some(Role::Date)
        } else {
            None
        };
    }
}

/// Whether a sentence ends in the middle or at the end; the full stop of p.m. ends none.
fn is_sentences(words: &str) -> bool {
    let inside = words.split(". ").skip(1).any(|rest| rest.starts_with(char::is_uppercase));
    inside || words.ends_with('.') && !words.ends_with(".m.")
}

/// November 2, 2026 or 2 November 2026, nothing else.
fn is_english_date(words: &str) -> bool {
    let pieces: Vec<&str> = words.split([' ', ',']).filter(|piece| !piece.is_empty()).collect();
    let figures =
        |text: &str, most: usize| text.len() <= most && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match pieces.as_slice() {
        [a, b, year] if figures(year, 4) => MONTHS.contains(a) && figures(b, 2) || figures(a, 2) && MONTHS.contains(b),
        _ => false,
    }
}
