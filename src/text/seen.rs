//! Which letters stand in a row in what public offices write: 講演会 does, 公演会 behind 防災 does not.
//!
//! `assets/dictionary/seen.bin` is learnt by `examples/seen.rs` from minutes, laws and sentences of offices: how often at the
//! least each row of letters stands there. It holds no row, only three filters that know a row again; one row in 250 that
//! stands nowhere is taken for one that does.

use super::Span;
use std::sync::LazyLock;
use xorf::{BinaryFuse8Ref, Filter, FilterRef};

static PACKED: &[u8] = include_bytes!("../../assets/dictionary/seen.bin");

/// What the file begins with.
pub const MAGIC: &[u8; 8] = b"KIANSEE1";
/// Bytes that describe a filter.
pub const DESCRIPTOR: usize = 20;
/// How often a row has to stand in the texts for each of the three filters.
pub const TIMES: [u32; 3] = [2, 5, 30];

/// Stands where a line begins and ends.
pub const EDGE: char = '\n';
/// Stands for a mark.
pub const MARK: char = '＊';

/// A kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Three letters, a kanji among them.
    Kanji,
    /// Four letters, two hiragana among them, all kanji alike.
    Kana,
    /// The same of five letters.
    LongKana,
    /// All katakana of a word.
    Katakana,
}

/// How often a row stands in the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Never, or once.
    Never,
    /// At least twice.
    Twice,
    /// At least five times.
    Often,
    /// At least thirty times.
    Common,
}

static FILTERS: LazyLock<[BinaryFuse8Ref<'static>; 3]> = LazyLock::new(|| read(PACKED).expect("the rows are whole"));

/// Reads the file: for each filter its length in bytes (four, little-endian), its descriptor, its fingerprints.
fn read(packed: &'static [u8]) -> Option<[BinaryFuse8Ref<'static>; 3]> {
    let mut rest = packed.strip_prefix(MAGIC)?;
    let mut filters = Vec::with_capacity(3);
    for _ in TIMES {
        let (length, behind) = rest.split_first_chunk()?;
        let (descriptor, behind) = behind.split_at_checked(DESCRIPTOR)?;
        let (fingerprints, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        filters.push(BinaryFuse8Ref::from_dma(descriptor, fingerprints));
        rest = behind;
    }
    filters.try_into().ok()
}

/// What a letter counts as: all figures are one, and so are all Latin letters, katakana and marks.
pub fn letter(c: char) -> char {
    match c {
        '\u{3041}'..='\u{3096}' | '。' | '、' | '（' | '）' | '「' | '」' => c,
        _ if is_kanji(c) => c,
        'ァ'..='ヿ' => 'ア',
        '0'..='9' | '０'..='９' => '0',
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => 'A',
        EDGE => EDGE,
        _ => MARK,
    }
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{9FFF}')
}

/// The letters of a text, each as [`letter`] has it, two edges at either end.
#[derive(Debug)]
pub struct Letters {
    /// The letters.
    pub all: Vec<char>,
    /// Where each begins in the text (bytes).
    pub starts: Vec<usize>,
    /// Whether the row of three from each on holds a kanji and stands nowhere.
    new: Vec<bool>,
}

impl Letters {
    /// Reads `text`.
    pub fn new(text: &str) -> Self {
        let edge = |at: usize| [(at, EDGE); 2];
        let letters = text.char_indices().map(|(at, c)| (at, letter(c)));
        let (starts, all): (Vec<usize>, Vec<char>) = edge(0).into_iter().chain(letters).chain(edge(text.len())).unzip();
        let new = all.windows(3).map(|row| is_row(Row::Kanji, row) && !is_seen(Row::Kanji, row)).collect();
        Self { all, starts, new }
    }

    /// The bytes from one letter to another.
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.starts[from], self.starts[to])
    }

    /// Whether so many of the kanji stand in rows of their own that the text is of another kind: 漢文, Chinese.
    pub fn are_foreign(&self) -> bool {
        let new = self.new.iter().filter(|new| **new).count();
        let kanji = self.all.iter().filter(|c| is_kanji(**c)).count();
        new > 30 && new > kanji / 2
    }

    /// Whether the row of three letters from `from` on holds a kanji and stands nowhere.
    pub fn is_new(&self, from: usize) -> bool {
        self.new.get(from).copied().unwrap_or(false)
    }
}

/// Whether `letters`, each as [`letter`] has it, are a row of its kind.
pub fn is_row(row: Row, letters: &[char]) -> bool {
    let hiragana = || letters.iter().filter(|c| matches!(c, '\u{3041}'..='\u{3096}')).count();
    match row {
        Row::Kanji => letters.iter().any(|c| is_kanji(*c)) && letters.iter().filter(|c| **c == EDGE).count() < 2,
        Row::Kana | Row::LongKana => hiragana() > 1 && !letters.contains(&EDGE) && !letters.contains(&MARK),
        Row::Katakana => letters.len() > 2,
    }
}

/// The number of a row.
pub fn number(row: Row, letters: impl IntoIterator<Item = char>) -> u64 {
    let kind = match row {
        Row::Kanji => 3,
        Row::Kana => 4,
        Row::LongKana => 5,
        Row::Katakana => 9,
    };
    let alike = |c: char| if matches!(row, Row::Kana | Row::LongKana) && is_kanji(c) { '漢' } else { c };
    letters
        .into_iter()
        .map(alike)
        .fold(kind, |sum: u64, c| (sum ^ u64::from(u32::from(c))).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29))
}

/// Whether a row stands in the texts at all.
pub fn is_seen(row: Row, letters: &[char]) -> bool {
    FILTERS[0].contains(&number(row, letters.iter().copied()))
}

/// Whether a row stands in the texts at least thirty times: one look where [`times`] takes three.
pub fn is_common(row: Row, letters: [char; 3]) -> bool {
    FILTERS[2].contains(&number(row, letters))
}

/// How often a row stands in the texts.
pub fn times(row: Row, letters: impl IntoIterator<Item = char>) -> Seen {
    let number = number(row, letters);
    let known = FILTERS.iter().take_while(|filter| filter.contains(&number)).count();
    [Seen::Never, Seen::Twice, Seen::Often, Seen::Common][known]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offices_write_is_seen() {
        let letters = |text: &str| text.chars().map(letter).collect::<Vec<_>>();
        assert_eq!(times(Row::Kanji, letters("予算案")), Seen::Common);
        assert!(!is_seen(Row::Kanji, &letters("予算安")));
        assert_eq!(times(Row::Kana, letters("ください")), Seen::Common);
        assert_eq!(times(Row::Kana, letters("くだいさ")), Seen::Never);
        assert_eq!(times(Row::Katakana, "サービス".chars()), Seen::Common);
        assert_eq!(times(Row::Katakana, "サビース".chars()), Seen::Never);
    }
}
