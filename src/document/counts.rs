//! How much there is of a document, counted as people count it, and kept up while it is written.

use crate::text::{Change, Span, Text, segment};

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

/// The stretch of a paragraph that a change bears on: what lies beyond its ends counts as before.
#[derive(Debug)]
pub(super) struct Seam {
    /// Its bytes after the change.
    start: usize,
    end: usize,
    /// What was in it.
    before: Counts,
}

impl Seam {
    /// Bytes looked at on either side.
    const REACH: usize = 160;

    /// Where `change`, if it is one within a paragraph, bears on `text`, in which it is not yet made; `None` if that is
    /// not near.
    pub(super) fn new(text: &Text, change: &Change) -> Option<Self> {
        let [replace] = change.replaces() else { return None };
        let span = replace.span;
        let line = text.line_span(text.line_of(span.start));
        if span.end > line.end || replace.text.contains('\n') {
            return None;
        }
        // Between two characters that stand alone, the first of them no part of a word, nothing is counted together.
        let cuts = |before: char, after: char| {
            let word = before < '\u{2E80}' && (before.is_alphanumeric() || matches!(before, '\'' | '’' | '-'));
            !word && segment::stands_alone(before) && segment::stands_alone(after)
        };
        let from = text.boundary(span.start.saturating_sub(Self::REACH).max(line.start));
        let left = text.slice(Span::new(from, span.start));
        let pairs = left.char_indices().zip(left.chars().skip(1));
        let cut = pairs.filter(|((_, a), b)| cuts(*a, *b)).last().map(|((at, a), _)| at + a.len_utf8());
        let start = from + cut.or((from == line.start).then_some(0))?;
        let to = text.boundary((span.end + Self::REACH).min(line.end));
        let right = text.slice(Span::new(span.end, to));
        let mut pairs = right.char_indices().zip(right.chars().skip(1));
        let cut = pairs.find(|((_, a), b)| cuts(*a, *b)).map(|((at, a), _)| at + a.len_utf8());
        let end = span.end + cut.or((to == line.end).then_some(right.len()))?;
        let before = Counts::of(&text.slice(Span::new(start, end)));
        Some(Self { start, end: end + replace.text.len() - span.len(), before })
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

    /// Paragraph `at` of `text` is another where `seam` says.
    pub(super) fn mend(&mut self, text: &Text, at: usize, seam: &Seam) {
        let now = Counts::of(&text.slice(Span::new(seam.start, seam.end)));
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (characters, words) = &mut self.paragraphs[at];
        let whole = |characters: u32, words: u32| Counts {
            characters: characters as usize,
            words: words as usize,
            rows: (characters as usize).div_ceil(CELLS).max(1),
        };
        self.total.subtract(whole(*characters, *words));
        *characters = small(*characters as usize + now.characters - seam.before.characters);
        *words = small(*words as usize + now.words - seam.before.words);
        self.total.add(whole(*characters, *words));
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
    fn what_is_counted_at_a_seam_is_what_is_counted_anew() {
        let pieces = ["文", "a", "b-c", "'", " ", "。", "葛\u{E0100}", "\u{309A}", "か", "👨‍👩‍👧", "9", "、"];
        let mut text = Text::from("起案のdon't-care状態 is か\u{309A}く。");
        let mut tally = Tally::new(&text);
        let (mut mended, mut dice) = (0, 7usize);
        let mut roll = |sides: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        for _ in 0..600 {
            let at = text.boundary(roll(text.len() + 1));
            let end = text.boundary((at + roll(3) * 3).min(text.len()));
            let change = Change::replace(Span::new(at, end.max(at)), pieces[roll(pieces.len())]);
            match Seam::new(&text, &change) {
                Some(seam) => {
                    text.apply(&change);
                    tally.mend(&text, 0, &seam);
                    mended += 1;
                }
                None => {
                    text.apply(&change);
                    tally.follow(&text, 0, 1, 1);
                }
            }
            assert_eq!(tally.total(), Counts::of(&text.to_string()), "{text:?}");
        }
        assert!(mended > 400, "{mended}");
        assert!(Seam::new(&Text::from("一\n二"), &Change::delete(Span::new(0, 4))).is_none());
    }

    #[test]
    fn people_count_like_this() {
        let counts = Counts::of("葛\u{E0100}城市のKian 1.0はdon't-care状態です。");
        assert_eq!((counts.characters, counts.words, counts.rows), (28, 2, 2));
        assert_eq!(Counts::of(""), Counts { characters: 0, words: 0, rows: 1 });
        assert_eq!(Counts { rows: 21, ..Counts::default() }.sheets(), 2);
    }
}
