//! Paragraphs as one text with what sets them off, and where two such differ.

use crate::document::{Document, Face};
use crate::format::docx::patch::Bit;
use crate::format::docx::trace::Place;
use crate::text::{Span, diff};
use std::collections::HashSet;
use std::ops::Range;

/// Paragraphs as one text, with what sets them off.
pub(super) struct Lines {
    pub text: String,
    /// One after another without a gap.
    stretches: Vec<Stretch>,
}

/// Words of one look, and the reading they are under with all that is under it.
type Stretch = (Range<usize>, Face, Option<(Range<usize>, String)>);

impl Lines {
    pub fn of(document: &Document, paragraphs: Range<usize>) -> Self {
        let text = document.text();
        let span = Span::new(text.line_span(paragraphs.start).start, text.line_span(paragraphs.end - 1).end);
        let from = |at: usize| at - span.start;
        let stretches = document.marks().stretches(span).into_iter().filter(|stretch| !stretch.span.is_empty());
        let stretches = stretches.map(|stretch| {
            let ruby = stretch.ruby.filter(|ruby| ruby.span.start >= span.start);
            let ruby = ruby.map(|ruby| (from(ruby.span.start)..from(ruby.span.end), ruby.reading.to_string()));
            (from(stretch.span.start)..from(stretch.span.end), stretch.face, ruby)
        });
        Self { text: text.slice(span), stretches: stretches.collect() }
    }

    pub fn same(&self, other: &Self) -> bool {
        let merged = |lines: &Self| {
            let mut list: Vec<Stretch> = Vec::new();
            for stretch in &lines.stretches {
                match list.last_mut() {
                    Some(last) if last.1 == stretch.1 && last.2 == stretch.2 => last.0.end = stretch.0.end,
                    _ => list.push(stretch.clone()),
                }
            }
            list
        };
        self.text == other.text && merged(self) == merged(other)
    }

    /// The words of `range`, a bit for each look and reading.
    pub fn bits(&self, range: Range<usize>) -> Vec<Bit> {
        let mut bits: Vec<(Bit, Option<Range<usize>>)> = Vec::new();
        for (span, face, ruby) in &self.stretches {
            let (start, end) = (span.start.max(range.start), span.end.min(range.end));
            if start >= end {
                continue;
            }
            // Words under a reading are whole or without it.
            let whole = ruby.as_ref().filter(|(span, _)| span.start >= range.start && span.end <= range.end);
            let under = whole.map(|(span, _)| span.clone());
            let text = &self.text[start..end];
            match bits.last_mut() {
                Some((bit, last))
                    if under.is_some() && *last == under || under.is_none() && last.is_none() && bit.face == *face =>
                {
                    bit.text.push_str(text);
                }
                _ => {
                    let reading = whole.map(|(_, reading)| reading.clone());
                    bits.push((Bit { text: text.to_owned(), face: *face, reading }, under));
                }
            }
        }
        bits.into_iter().map(|(bit, _)| bit).collect()
    }

    /// What is under a reading around `range` goes with it.
    pub fn whole(&self, range: Range<usize>) -> Range<usize> {
        let mut wide = range.clone();
        for (_, _, ruby) in &self.stretches {
            if let Some((span, _)) = ruby
                && (span.start < range.end && range.start < span.end)
            {
                wide = wide.start.min(span.start)..wide.end.max(span.end);
            }
        }
        wide
    }

    /// Ranges of this text and what they become in `new`: other words, or the same ones set off otherwise. Words kept that are
    /// only set off otherwise are cut where the pieces of `place` are, so that each keeps its run's other looks.
    pub fn differences(
        &self,
        new: &Lines,
        place: &Place,
        to_raw: &dyn Fn(usize) -> usize,
    ) -> Vec<(Range<usize>, Range<usize>)> {
        let change = diff::diff(&self.text, &new.text);
        let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let (mut at, mut gained) = (0usize, 0isize);
        let kept = |from: usize, to: usize, gained: isize, found: &mut Vec<(Range<usize>, Range<usize>)>| {
            let there = |at: usize| at.wrapping_add_signed(gained);
            let mut cuts: Vec<usize> = vec![from, to];
            cuts.extend(self.stretches.iter().flat_map(|(span, ..)| [span.start, span.end]));
            cuts.extend(
                new.stretches.iter().flat_map(|(s, ..)| [s.start, s.end]).map(|at| at.wrapping_add_signed(-gained)),
            );
            let seams: HashSet<usize> = place.pieces.iter().map(|piece| piece.text.start).collect();
            cuts.extend(
                self.text[from..to].char_indices().map(|(i, _)| from + i).filter(|at| seams.contains(&to_raw(*at))),
            );
            cuts.retain(|cut| from <= *cut && *cut <= to);
            cuts.sort_unstable();
            cuts.dedup();
            for pair in cuts.windows(2) {
                let (was, is) = (self.look(pair[0]), new.look(there(pair[0])));
                let read_same = was.1.as_ref().map(|(_, reading)| reading) == is.1.as_ref().map(|(_, reading)| reading);
                if was.0 != is.0 || !read_same {
                    found.push((pair[0]..pair[1], there(pair[0])..there(pair[1])));
                }
            }
        };
        for r in change.replaces() {
            kept(at, r.span.start, gained, &mut found);
            let start = r.span.start.wrapping_add_signed(gained);
            found.push((r.span.start..r.span.end, start..start + r.text.len()));
            gained += r.text.len() as isize - r.span.len() as isize;
            at = r.span.end;
        }
        kept(at, self.text.len(), gained, &mut found);
        // Words under one reading are swapped together.
        let mut wide: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for (was, is) in found {
            let (old, fresh) = (self.whole(was.clone()), new.whole(is.clone()));
            let (left, right) =
                ((was.start - old.start).max(is.start - fresh.start), (old.end - was.end).max(fresh.end - is.end));
            let was = was.start.saturating_sub(left)..(was.end + right).min(self.text.len());
            let is = is.start.saturating_sub(left)..(is.end + right).min(new.text.len());
            match wide.last_mut() {
                Some((last, now)) if was.start < last.end => {
                    last.end = last.end.max(was.end);
                    now.end = now.end.max(is.end);
                }
                _ => wide.push((was, is)),
            }
        }
        wide
    }

    fn look(&self, at: usize) -> (Face, &Option<(Range<usize>, String)>) {
        let found = self.stretches.iter().find(|(span, ..)| span.contains(&at));
        found.map_or((Face::PLAIN, &None), |(_, face, ruby)| (*face, ruby))
    }

    /// Where byte `at` of `new` is in this text.
    pub fn counterpart(&self, new: &Lines, at: usize) -> usize {
        let change = diff::diff(&new.text, &self.text);
        change.map(at, crate::text::Assoc::Before)
    }
}
