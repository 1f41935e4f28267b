//! Word tables: the backbone of the spelling rules. A table is a TSV file an editor of words can read and mend.
//!
//! One line is one entry: `wrong<TAB>right<TAB>safe|ask<TAB>not-before<TAB>not-after`. The last three may be left out. `right` may
//! hold several cures divided by `|`; an empty one means: explain only. `not-before` and `not-after` are texts, divided by
//! `|`, that show, standing directly before or behind the word, that another word is meant. `#` begins a comment.

use super::{Hits, Passage};
use crate::text::Span;
use std::collections::HashMap;

/// One line of a table.
#[derive(Debug)]
pub struct Entry {
    /// What is flagged.
    pub wrong: &'static str,
    /// Cures, the best first.
    pub right: Vec<&'static str>,
    /// Whether the first cure may be applied unread.
    pub safe: bool,
    not_before: Vec<&'static str>,
    not_after: Vec<&'static str>,
}

/// A table, ready to look words up.
pub struct Table {
    by_first: HashMap<char, Vec<Entry>>,
}

impl Table {
    /// Reads a table. Lines that are no entry are left out; a test of the rules sees that there are none.
    pub fn new(source: &'static str) -> Self {
        let mut by_first: HashMap<char, Vec<Entry>> = HashMap::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(wrong), Some(right)) = (cells.next(), cells.next()) else { continue };
            let Some(first) = wrong.chars().next() else { continue };
            let list = |cell: Option<&'static str>| -> Vec<&'static str> {
                cell.unwrap_or_default().split('|').filter(|s| !s.is_empty()).collect()
            };
            let right = list(Some(right));
            let safe = cells.next() == Some("safe");
            let (not_before, not_after) = (list(cells.next()), list(cells.next()));
            by_first.entry(first).or_default().push(Entry { wrong, right, safe, not_before, not_after });
        }
        // The longest word wins: 予定通り before 通り.
        by_first.values_mut().for_each(|entries| entries.sort_by_key(|e| std::cmp::Reverse(e.wrong.len())));
        Self { by_first }
    }

    /// Every entry that stands in `text`, longest first, none overlapping the one before it.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, &'t Entry)> + 't {
        let mut next = 0;
        text.char_indices().filter_map(move |(at, first)| {
            if at < next {
                return None;
            }
            let entry = self.by_first.get(&first)?.iter().find(|entry| entry.stands(text, at))?;
            next = at + entry.wrong.len();
            Some((Span::new(at, next), entry))
        })
    }

    /// Flags every entry outside of protected names.
    pub fn flag(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for (span, entry) in self.find(passage.text) {
            if !passage.is_protected(span) {
                entry.flag(span, hits);
            }
        }
    }
}

impl Entry {
    fn stands(&self, text: &str, at: usize) -> bool {
        text[at..].starts_with(self.wrong)
            && !self.not_before.iter().any(|s| text[..at].ends_with(s))
            && !self.not_after.iter().any(|s| text[at + self.wrong.len()..].starts_with(s))
    }

    /// Points at `span` with this entry's cures.
    pub fn flag(&self, span: Span, hits: &mut Hits) {
        let hit = hits.at(span);
        for (index, right) in self.right.iter().enumerate() {
            if self.safe && index == 0 {
                hit.safe(*right);
            } else {
                hit.ask(*right);
            }
        }
    }
}
