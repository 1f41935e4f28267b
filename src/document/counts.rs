//! How much there is of a document, counted as people count it, and kept up while it is written.

use crate::text::{Text, segment};

/// Cells in a row of manuscript paper, and rows on a sheet (400字詰原稿用紙).
const CELLS: usize = 20;
const ROWS: usize = 20;

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Characters as a reader sees them: grapheme clusters, line feeds not among them.
    pub characters: usize,
    /// English words: letters, figures, apostrophes and hyphens together, at least one letter among them.
    pub words: usize,
    /// Rows of manuscript paper of 20 cells; every paragraph begins one.
    pub rows: usize,
}

impl Counts {
    /// What is in one paragraph.
    pub fn of(paragraph: &str) -> Self {
        let characters = segment::count_graphemes(paragraph);
        let mut words = 0;
        let mut inside = false;
        for c in paragraph.chars() {
            let letter = c < '\u{2E80}' && c.is_alphabetic();
            words += usize::from(letter && !inside);
            inside = letter || inside && (c.is_ascii_digit() || matches!(c, '\'' | '’' | '-'));
        }
        Self { characters, words, rows: characters.div_ceil(CELLS).max(1) }
    }

    /// Sheets of 原稿用紙 (20 × 20) it would fill.
    pub fn sheets(self) -> usize {
        self.rows.div_ceil(ROWS)
    }

    fn add(&mut self, other: Counts) {
        self.characters += other.characters;
        self.words += other.words;
        self.rows += other.rows;
    }

    fn subtract(&mut self, other: Counts) {
        self.characters -= other.characters;
        self.words -= other.words;
        self.rows -= other.rows;
    }
}

/// The counts of every paragraph and their sum.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    paragraphs: Vec<(u32, u32)>,
    total: Counts,
}

impl Tally {
    pub(super) fn new(text: &Text) -> Self {
        let mut tally = Self { paragraphs: Vec::new(), total: Counts::default() };
        tally.follow(text, 0, 0, text.lines());
        tally
    }

    pub(super) fn total(&self) -> Counts {
        self.total
    }

    /// From paragraph `at` on, `before` of them became the `after` that stand there in `text`.
    pub(super) fn follow(&mut self, text: &Text, at: usize, before: usize, after: usize) {
        let mut fresh = Vec::with_capacity(after);
        for line in at..at + after {
            let counts = Counts::of(&text.line(line));
            self.total.add(counts);
            let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            fresh.push((small(counts.characters), small(counts.words)));
        }
        for (characters, words) in self.paragraphs.splice(at..at + before, fresh) {
            let characters = characters as usize;
            let rows = characters.div_ceil(CELLS).max(1);
            self.total.subtract(Counts { characters, words: words as usize, rows });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_count_like_this() {
        let counts = Counts::of("葛\u{E0100}城市のKian 1.0はdon't-care状態です。");
        assert_eq!((counts.characters, counts.words, counts.rows), (28, 2, 2));
        assert_eq!(Counts::of(""), Counts { characters: 0, words: 0, rows: 1 });
        assert_eq!(Counts { rows: 21, ..Counts::default() }.sheets(), 2);
    }
}
