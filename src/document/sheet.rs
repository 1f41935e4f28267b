//! The sheet a document is set on: the page and its grid, where each part stands, how large it is and how much room it
//! has above and below. The one place that says so, for Word files and for the sheet in the window, so that rows and
//! pages end at the same words in both.
//!
//! Lengths are in twentieths of a point, as Word counts them; a full-width character is [`CHARACTER`].

mod file;
mod style;

pub use file::{SheetError, built_in, known, standard};
pub use style::{Edge, EdgeFacts, Sheet, Typefaces};

use super::Role;
use crate::text::Lang;

/// Width of a full-width character, in twentieths of a point: 11 points, so that 40 of them and 27 mm on both sides make
/// the width of A4.
pub const CHARACTER: usize = 220;
/// Height of a line in a Japanese document: 36 of them are the text of a page.
pub const LINE: usize = 378;
/// Height of a line in an English document, set 1.1 times as wide as its face alone would be.
pub const LINE_EN: usize = 278;
/// How far each level of items stands in, in an English document: a centimetre.
pub const STEP: usize = 567;
/// Space between a paragraph and a table under it in an English document.
pub const ABOVE_TABLE: usize = 120;
/// Space above and below the words of a cell in an English document; Japanese lines have room on the grid.
pub const CELL_SPACE: usize = 40;

/// A page, and where the text stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Width of the paper.
    pub width: usize,
    /// Height of the paper.
    pub height: usize,
    /// Margin above the text.
    pub top: usize,
    /// Margin under it.
    pub bottom: usize,
    /// Margin at its left.
    pub left: usize,
    /// Margin at its right.
    pub right: usize,
    /// From one line of text to the next.
    pub line: usize,
    /// From one full-width character of text to the next.
    pub character: usize,
    /// Size of text, in half points.
    pub size: usize,
    /// Whether lines run from the top to the bottom, the first one on the right.
    pub vertical: bool,
}

impl Page {
    /// The page of a document in `lang`: A4.
    pub const fn of(lang: Lang) -> Self {
        let (width, height) = (11_906, 16_838);
        let (top, bottom, side, line) = match lang {
            Lang::Ja => (1_701, 1_497, 1_553, LINE),
            Lang::En => (1_440, 1_440, 1_440, LINE_EN),
        };
        let (left, right, character, size) = (side, side, CHARACTER, SIZE);
        Self { width, height, top, bottom, left, right, line, character, size, vertical: false }
    }

    /// Length of a line of text.
    pub const fn measure(&self) -> usize {
        if self.vertical { self.height - self.top - self.bottom } else { self.width - self.left - self.right }
    }

    /// How far the text reaches across its lines.
    pub const fn depth(&self) -> usize {
        if self.vertical { self.width - self.left - self.right } else { self.height - self.top - self.bottom }
    }

    /// Full-width characters in a line.
    pub const fn columns(&self) -> usize {
        self.measure() / self.character
    }

    /// Lines on a page.
    pub const fn lines(&self) -> usize {
        self.depth() / self.line
    }
}

/// Full-width characters in a line of a Japanese document.
pub const COLUMNS: usize = Page::of(Lang::Ja).columns();

/// What a document is for, as far as its looks depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Purpose {
    /// From one office or person to another.
    Letter,
    /// Within an office: a line under the subject, nothing in between the lines above it.
    Memo,
    /// For everybody: the title is set larger.
    #[default]
    Notice,
}

/// Paragraphs at the beginning of a document that tell what it is for.
const TELLING: usize = 200;

impl Purpose {
    /// What a document with these roles is for.
    pub fn of(roles: &[Role], lang: Lang) -> Self {
        let head = &roles[..roles.len().min(TELLING)];
        if lang == Lang::En && head.first() == Some(&Role::Addressee) && !head.contains(&Role::Salutation) {
            Self::Memo
        } else if head.iter().any(|role| matches!(role, Role::Addressee | Role::DocNumber | Role::Ki)) {
            Self::Letter
        } else {
            Self::Notice
        }
    }
}

/// Space before and after a paragraph of this role. Between two of the same there is none, but for those of
/// [`stands_apart`].
pub fn space(role: Role, lang: Lang, purpose: Purpose) -> (usize, usize) {
    match (lang, role) {
        (Lang::Ja, Role::Title) if purpose == Purpose::Notice => (0, LINE),
        (Lang::Ja, Role::Title | Role::Ki) => (LINE, LINE),
        (Lang::Ja, Role::Heading(1 | 2)) => (LINE / 2, 0),
        (Lang::Ja, Role::Addressee | Role::Sender | Role::Attachment | Role::Contact) => (LINE, 0),
        (Lang::Ja, _) | (_, Role::Cell(_)) => (0, 0),
        (Lang::En, Role::Title | Role::Addressee | Role::Sender | Role::Date) if purpose == Purpose::Memo => (80, 0),
        (Lang::En, Role::Title) if purpose == Purpose::Notice => (0, 0),
        (Lang::En, Role::Heading(_)) => (280, 0),
        // Room for a signature in ink.
        (Lang::En, Role::Signature) => (960, 0),
        (Lang::En, Role::Item(_) | Role::Contact) => (120, 0),
        (Lang::En, Role::Salutation | Role::Body) => (200, 0),
        (Lang::En, _) => (240, 0),
    }
}

/// Whether there is space between two paragraphs of this role.
pub fn stands_apart(role: Role, lang: Lang, purpose: Purpose) -> bool {
    match role {
        Role::Heading(_) | Role::Ki => true,
        Role::Salutation | Role::Body | Role::Item(_) => lang == Lang::En,
        Role::Addressee | Role::Sender | Role::Date => purpose == Purpose::Memo,
        _ => false,
    }
}

/// What stands above a paragraph: its role, and whether it is empty.
pub type Above = Option<(Role, bool)>;

/// The space before a paragraph of `role`: as [`space`] says, but for what stands above it.
pub fn space_before(above: Above, role: Role, lang: Lang, purpose: Purpose) -> usize {
    match above {
        // An empty line is space enough, and so is the top of the page.
        None | Some((_, true)) => 0,
        Some((Role::Heading(_), _)) if role == Role::Contact && lang == Lang::Ja => 0,
        Some((Role::Closing, _)) if role == Role::Date && lang == Lang::Ja => LINE,
        _ => space(role, lang, purpose).0,
    }
}

/// All the space between a paragraph of `role` and what stands above it.
pub fn gap(above: Above, role: Role, lang: Lang, purpose: Purpose) -> usize {
    let Some((before, _)) = above else { return 0 };
    match (before.is_cell(), role.is_cell()) {
        (true, true) => 0,
        (false, true) if lang == Lang::En => ABOVE_TABLE.max(space(before, lang, purpose).1),
        _ if before == role && !stands_apart(role, lang, purpose) => 0,
        _ => space(before, lang, purpose).1 + space_before(above, role, lang, purpose),
    }
}

/// The side of the text a paragraph stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The left.
    Start,
    /// The middle.
    Middle,
    /// The right.
    End,
    /// Full lines reach from one to the other.
    Both,
}

/// Where a paragraph stands. Indents in full-width characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// From the left.
    pub left: usize,
    /// From the right.
    pub right: usize,
    /// More for the first line.
    pub first: usize,
    /// On which side.
    pub side: Side,
}

/// Where paragraphs of this role stand, items aside. Japanese follows the skeleton of 往復文書; English is the block
/// style of letters.
pub fn stand(role: Role, lang: Lang, purpose: Purpose) -> Stand {
    let letter = purpose != Purpose::Notice;
    let (left, right, first, side) = match (lang, role) {
        (Lang::En, Role::Ki) => (0, 0, 0, Side::Middle),
        (Lang::En, Role::Ijo) => (0, 0, 0, Side::End),
        (Lang::En, _) => (0, 0, 0, Side::Start),
        (_, Role::DocNumber | Role::Date | Role::Ijo | Role::Closing) => (0, 1, 0, Side::End),
        // Room for the seal.
        (_, Role::Sender | Role::Signature) => (0, 2, 0, Side::End),
        (_, Role::Addressee) => (1, 0, 0, Side::Start),
        (_, Role::Title) if letter => (3, 3, 0, Side::Middle),
        (_, Role::Title | Role::Ki) => (0, 0, 0, Side::Middle),
        (_, Role::Body) => (0, 0, 1, Side::Both),
        (_, Role::Salutation | Role::Item(_)) => (0, 0, 0, Side::Both),
        (_, Role::Heading(_) | Role::Attachment | Role::Contact | Role::Cell(_)) => (0, 0, 0, Side::Start),
    };
    Stand { left, right, first, side }
}

/// [`stand`] for one paragraph of a Japanese document with this text.
pub fn stand_of(role: Role, text: &str, purpose: Purpose) -> Stand {
    let usual = stand(role, Lang::Ja, purpose);
    match role {
        // The writer has set the first line in already.
        Role::Body if text.starts_with('\u{3000}') => Stand { first: 0, ..usual },
        // A 件名 of more than one line begins three characters in, like a paragraph.
        Role::Title if purpose == Purpose::Letter && width(text) > (COLUMNS - 6) * CHARACTER => {
            Stand { side: Side::Start, ..usual }
        }
        _ => usual,
    }
}

/// How far in the contacts of a Japanese document stand, in full-width characters, whose longest line is `longest` wide:
/// in a letter the block stands on the right, and all begin together.
pub fn contact_indent(longest: usize, purpose: Purpose) -> usize {
    if purpose == Purpose::Letter { COLUMNS.saturating_sub(longest.div_ceil(CHARACTER) + 1) } else { 1 }
}

/// How far in the text of an item of a Japanese document stands and how far out its number hangs, in full-width
/// characters; `wide` if a number of its list is long: (10) is two characters wide.
pub fn item_indent(level: usize, wide: bool) -> (usize, usize) {
    if level == 3 || wide { (level + 3, 3) } else { (level + 2, 2) }
}

/// Whether an item's number is so long that the texts of its list stand further in.
pub fn is_wide(level: u8, label: &str, lang: Lang) -> bool {
    // The fourth level has room for kana in brackets anyway.
    let room = match (lang, level) {
        (Lang::Ja, 3) => usize::MAX,
        (Lang::Ja, _) => 3,
        (Lang::En, _) => 6,
    };
    halves(label) > room
}

/// The letters a paragraph is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    /// Their size, in half points.
    pub size: usize,
    /// Whether they are those of headings: Gothic, or a bold sans-serif.
    pub heading: bool,
    /// Whether they are bold.
    pub bold: bool,
}

/// The size of body text, in half points.
pub const SIZE: usize = CHARACTER / 10;

/// The letters of paragraphs of this role.
pub fn letters(role: Role, lang: Lang, purpose: Purpose) -> Letters {
    let notice = purpose == Purpose::Notice;
    let (size, heading) = match (lang, role) {
        (Lang::Ja, Role::Title) if notice => (32, true),
        (Lang::Ja, Role::Heading(1)) => (24, true),
        (Lang::Ja, Role::Heading(_)) => (22, true),
        (Lang::En, Role::Title) if notice => (34, true),
        (Lang::En, Role::Heading(1)) => (26, true),
        (Lang::En, Role::Heading(2)) => (24, true),
        (Lang::En, Role::Heading(_)) => (22, true),
        _ => (SIZE, false),
    };
    Letters { size, heading, bold: lang == Lang::En && (heading || role == Role::Title) }
}

/// How many lines of the grid a line of such letters takes in a Japanese document.
pub fn lines_high(letters: Letters) -> usize {
    // With the space between lines that Word gives Japanese typefaces.
    (letters.size * 13).div_ceil(LINE)
}

/// Whether the page does not end behind a paragraph of this role.
pub fn keeps_with_next(role: Role, purpose: Purpose) -> bool {
    matches!(role, Role::Heading(_) | Role::Ki) || role == Role::Title && purpose == Purpose::Notice
}

/// Whether a typeface of this name has serifs, as far as a name tells: 明朝, Mincho, Serif, Times …
pub fn has_serifs(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let sans = name.contains("sans") || name.contains("ゴシック") || name.contains("gothic");
    let serif = ["明朝", "mincho", "serif", "times", "roman", "georgia", "garamond", "cambria", "century", "song"];
    !sans && serif.iter().any(|word| name.contains(word))
}

/// Whether a paragraph begins an attachment of its own (別紙, 別添, 別記様式, Annex …): such a one begins a page. A heading
/// does if it opens with such a word, other words only if they are nothing else: 「別紙１のとおり」 is a sentence.
pub fn begins_page(role: Role, text: &str, lang: Lang) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "（）()〔〕[]【】「」".contains(c));
    let words: &[&str] = match lang {
        Lang::Ja => &["別紙", "別添", "別記様式", "別記第", "別記", "別表", "様式第", "様式", "参考資料"],
        Lang::En => &["Annex", "Appendix", "Attachment", "Enclosure"],
    };
    let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) else { return false };
    match role {
        Role::Heading(1) => {
            !rest.starts_with(|c: char| matches!(c, 'の' | 'に' | 'を' | 'と') || c.is_ascii_lowercase())
        }
        Role::Body | Role::Title | Role::DocNumber => {
            let number =
                |c: char| c.is_numeric() || c.is_whitespace() || "第号様式-－−のその一二三四五六七八九十".contains(c);
            rest.chars().all(|c| number(c) || lang == Lang::En && c.is_ascii_uppercase()) && rest.chars().count() < 10
        }
        _ => false,
    }
}

/// The width of `text`: with a quarter of a character where Japanese and Latin meet.
pub fn width(text: &str) -> usize {
    let meetings = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| meet(*a, *b));
    halves(text) * CHARACTER / 2 + meetings.count() * CHARACTER / 4
}

/// Whether Japanese and Latin meet between these two: there stands a quarter of a character.
pub fn meet(a: char, b: char) -> bool {
    is_narrow(a) != is_narrow(b) && a.is_alphanumeric() && b.is_alphanumeric()
}

/// The width of `text` in half-width characters.
fn halves(text: &str) -> usize {
    text.chars().map(|c| if is_narrow(c) { 1 } else { 2 }).sum()
}

fn is_narrow(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{FF61}'..='\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_page_has_forty_characters_and_thirty_six_lines() {
        let page = Page::of(Lang::Ja);
        assert_eq!((page.columns(), page.lines()), (40, 36));
        assert_eq!(page.measure(), 40 * CHARACTER);
    }

    #[test]
    fn space_is_between_parts_and_not_within_them() {
        let gap = |above, role| gap(Some((above, false)), role, Lang::Ja, Purpose::Letter);
        assert_eq!((gap(Role::Addressee, Role::Addressee), gap(Role::Date, Role::Addressee)), (0, LINE));
        assert_eq!((gap(Role::Title, Role::Body), gap(Role::Body, Role::Ki)), (LINE, LINE));
        assert_eq!((gap(Role::Body, Role::Cell(0)), gap(Role::Cell(1), Role::Body)), (0, 0));
        assert_eq!(gap_after_empty(), 0);
    }

    #[test]
    fn attachments_begin_pages_and_sentences_do_not() {
        let begins = |role, text| begins_page(role, text, Lang::Ja);
        for text in ["別紙", "別紙１", "（別紙２）", "別記第１号様式", "【別添】", "別表 第１", "様式第３号"]
        {
            assert!(begins(Role::Body, text), "{text}");
        }
        assert!(begins(Role::Heading(1), "別紙１　調査の方法") && !begins(Role::Heading(2), "別紙１　調査の方法"));
        for text in ["別紙のとおり", "別紙１により報告してください。", "別添資料を参照", "様式は自由です"]
        {
            assert!(!begins(Role::Body, text), "{text}");
        }
        assert!(!begins(Role::Attachment, "別紙１") && !begins(Role::Heading(1), "別紙の書き方"));
        assert!(
            begins_page(Role::Heading(1), "Annex A Schedule", Lang::En)
                && begins_page(Role::Body, "Appendix B", Lang::En)
        );
        assert!(!begins_page(Role::Body, "Attachments are listed below.", Lang::En));
    }

    fn gap_after_empty() -> usize {
        gap(Some((Role::Body, true)), Role::Ki, Lang::Ja, Purpose::Letter)
    }

    #[test]
    fn large_letters_take_two_lines() {
        let high = |role, purpose| lines_high(letters(role, Lang::Ja, purpose));
        assert_eq!((high(Role::Title, Purpose::Notice), high(Role::Title, Purpose::Letter)), (2, 1));
        assert_eq!((high(Role::Heading(1), Purpose::Letter), high(Role::Body, Purpose::Letter)), (1, 1));
    }
}
