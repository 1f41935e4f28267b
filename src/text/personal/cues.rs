//! The words around a number or a name that say what it is, or that it is something else.

use super::folded::Folded;
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;
use std::sync::LazyLock;

/// What a word says of what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    MyNumber,
    Houjin,
    License,
    ResidentCode,
    Pension,
    Employment,
    Insurer,
    Health,
    Care,
    Elderly,
    Symbol,
    /// 番号 alone: of what was spoken of.
    Number,
    Passport,
    ResidenceCard,
    /// Something that is somebody's own: 自宅, 携帯.
    Own,
    Phone,
    /// An office, where one telephones and goes.
    Office,
    Postal,
    Home,
    Venue,
    Bank,
    PostBank,
    Card,
    Mail,
    Birth,
    Name,
    Reading,
    Plate,
    /// A number or date of something else.
    Other,
    /// What is said is an example, or wrong.
    Example,
}

/// The meanings by their names in the file of words.
const MEANINGS: &[(&str, Cue)] = &[
    ("my_number", Cue::MyNumber),
    ("houjin", Cue::Houjin),
    ("license", Cue::License),
    ("resident_code", Cue::ResidentCode),
    ("pension", Cue::Pension),
    ("employment", Cue::Employment),
    ("insurer", Cue::Insurer),
    ("health", Cue::Health),
    ("care", Cue::Care),
    ("elderly", Cue::Elderly),
    ("symbol", Cue::Symbol),
    ("passport", Cue::Passport),
    ("residence_card", Cue::ResidenceCard),
    ("own", Cue::Own),
    ("phone", Cue::Phone),
    ("office", Cue::Office),
    ("postal", Cue::Postal),
    ("home", Cue::Home),
    ("venue", Cue::Venue),
    ("bank", Cue::Bank),
    ("post_bank", Cue::PostBank),
    ("card", Cue::Card),
    ("mail", Cue::Mail),
    ("birth", Cue::Birth),
    ("name", Cue::Name),
    ("reading", Cue::Reading),
    ("plate", Cue::Plate),
    ("other", Cue::Other),
    ("example", Cue::Example),
    ("number", Cue::Number),
];

static TABLE: LazyLock<(AhoCorasick, Vec<Cue>)> = LazyLock::new(|| {
    let file = include_str!("../../../assets/names/cues.txt");
    let line = |name: &str| file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("");
    let words = MEANINGS.iter().flat_map(|(name, cue)| line(name).split('|').map(move |word| (word, *cue)));
    let (words, meanings): (Vec<&str>, Vec<Cue>) = words.filter(|(word, _)| !word.is_empty()).unzip();
    let machine = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(words)
        .expect("the table of cues is made of plain words");
    (machine, meanings)
});

/// A word that says something, where it stands.
#[derive(Clone, Debug)]
pub struct Said {
    /// What it says.
    pub cue: Cue,
    /// Where.
    pub range: Range<usize>,
}

/// What may lie between the word that says what a number is and 番号.
const JOINTS: [&str; 7] = ["", "証", "等", "証等", "証明書", "手帳", "証の"];

/// Farthest a word may stand before what it speaks of, bytes: about thirty kanji.
const REACH: usize = 96;
/// The same behind.
const REACH_BEHIND: usize = 36;
/// A line that is a label is no longer than this, bytes.
const LABEL_LINE: usize = 60;
/// The rows under a heading that are looked through for it.
const ROWS: usize = 200;

/// All cues of a text.
pub struct Cues<'t> {
    folded: &'t Folded,
    said: Vec<Said>,
}

impl<'t> Cues<'t> {
    /// Looks for them.
    pub fn new(folded: &'t Folded) -> Self {
        let text = &folded.text;
        let (machine, meanings) = &*TABLE;
        let mut said: Vec<Said> = Vec::new();
        for found in machine.find_iter(text) {
            let range = found.range();
            let mut cue = meanings[found.pattern().as_usize()];
            let whole = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if text.as_bytes()[range.start].is_ascii_alphabetic() && whole(folded.before(range.start))
                || text.as_bytes()[range.end - 1].is_ascii_alphabetic() && whole(folded.after(range.end))
            {
                continue;
            }
            let joined = |c: char| is_kanji(c) || matches!(c, 'ァ'..='ヺ' | 'ー') || c.is_ascii_alphanumeric();
            match cue {
                // 伝票番号, 会計番号: the number of something we do not know.
                Cue::Number if folded.before(range.start).is_some_and(joined) => {
                    // 運転免許証番号, 在留カード等番号: what lies between says no more.
                    let near = said.last().filter(|last| {
                        text.get(last.range.end..range.start).is_some_and(|between| JOINTS.contains(&between))
                    });
                    cue = near.map_or(Cue::Other, |last| last.cue);
                }
                // 課 of 課題, 係 of 関係, 局 of 結局 say nothing.
                Cue::Office if range.len() == 3 && !text.as_bytes()[range.start].is_ascii() => {
                    let next = folded.after(range.end).is_some_and(is_kanji);
                    let before = folded.before(range.start).is_some_and(|c| is_kanji(c) && c != '関' && c != '結');
                    if next || !before {
                        continue;
                    }
                }
                Cue::Name | Cue::Own if range.len() == 3 && !text.as_bytes()[range.start].is_ascii() => {
                    let joined = |c: Option<char>| c.is_some_and(is_kanji);
                    if joined(folded.after(range.end)) || joined(folded.before(range.start)) {
                        continue;
                    }
                }
                _ => {}
            }
            said.push(Said { cue, range });
        }
        Self { folded, said }
    }

    /// The word itself.
    pub fn word(&self, said: &Said) -> String {
        self.folded.text[said.range.clone()].to_owned()
    }

    /// The cues on the line of `at` before it and in the same sentence, nearest first; where there are none, those of a
    /// heading: the line before, or the column's first row.
    pub fn before(&self, at: usize) -> Vec<&Said> {
        let (number, line) = self.folded.line(at);
        let start =
            self.folded.text[line.start..at].rfind('。').map_or(line.start, |stop| line.start + stop + '。'.len_utf8());
        let start = start.max(at.saturating_sub(REACH));
        let found = self.within(start..at);
        // 運転免許証で確認した。番号は3085…: of what, the sentence before says.
        if !found.is_empty() && found.iter().all(|said| said.cue == Cue::Number) && start > line.start {
            return self.within(line.start.max(at.saturating_sub(REACH))..at);
        }
        if !found.is_empty() {
            return found;
        }
        if let Some(heading) = self.heading(number, at) {
            return heading;
        }
        if number == 0 || self.folded.text[line.start..at].contains(|c: char| c.is_alphanumeric()) {
            return found;
        }
        let above = self.folded.line_numbered(number - 1).unwrap_or(0..0);
        let words = self.folded.text[above.clone()].trim_end_matches([':', ' ']);
        if above.len() > LABEL_LINE || words.ends_with(['。', ')']) {
            return found;
        }
        self.within(above)
    }

    /// The cues right behind `at`, nearest first.
    pub fn behind(&self, at: usize) -> Vec<&Said> {
        let (_, line) = self.folded.line(at);
        let end = line.end.min(at + REACH_BEHIND);
        let first = self.said.partition_point(|said| said.range.start < at);
        self.said[first..].iter().take_while(|said| said.range.end <= end).collect()
    }

    /// The cues of the whole line of `at` and of the two lines before.
    pub fn around(&self, at: usize) -> Vec<&Said> {
        let (number, line) = self.folded.line(at);
        let start = self.folded.line_numbered(number.saturating_sub(2)).map_or(line.start, |line| line.start);
        self.within(start..line.end)
    }

    /// The cues inside `range`, last first.
    pub fn within(&self, range: Range<usize>) -> Vec<&Said> {
        let first = self.said.partition_point(|said| said.range.start < range.start);
        let found = self.said[first..].iter().take_while(|said| said.range.end <= range.end);
        let mut found: Vec<&Said> = found.collect();
        found.reverse();
        found
    }

    /// What the heading of the column says that `at` stands in, where lines are rows of a table: cells divided by tabs,
    /// commas or bars, as many in each row.
    fn heading(&self, number: usize, at: usize) -> Option<Vec<&Said>> {
        let text = &self.folded.text;
        let line = self.folded.line_numbered(number)?;
        let divider = ['\t', '|', ','].into_iter().find(|mark| text[line.clone()].contains(*mark))?;
        let cells = text[line.clone()].matches(divider).count();
        let column = text[line.start..at].matches(divider).count();
        let same = |row: &Range<usize>| text[row.clone()].matches(divider).count() == cells;
        let rows = (number.saturating_sub(ROWS)..number).rev().map_while(|n| self.folded.line_numbered(n).filter(same));
        let head = rows.last()?;
        let mut start = head.start;
        let mut cell = None;
        for (index, part) in text[head].split(divider).enumerate() {
            if index == column {
                cell = Some(start..start + part.len());
            }
            start += part.len() + divider.len_utf8();
        }
        Some(self.within(cell?)).filter(|found| !found.is_empty())
    }
}

/// Whether it is a Chinese character.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〆')
}
