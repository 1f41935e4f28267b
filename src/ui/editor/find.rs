//! Finding and replacing: what is looked for, where it is, and what comes in its place. The bar that asks for it is in
//! [`super::find_bar`].

use super::{Editor, EditorEvent, REVEAL};
use crate::text::search::PatternError;
use crate::text::{Change, Query, Replace, Search, Span, Spans, Text};
use std::ops::Range;

/// What the bar above the sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Find.
    Find,
    /// Find and replace.
    Replace,
    /// Go to a part or a paragraph.
    GoTo,
}

/// A field of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// What is looked for, or gone to.
    Query,
    /// What comes in its place.
    With,
}

/// The state of the bar.
#[derive(Default)]
pub(super) struct Find {
    pub(super) mode: Option<Mode>,
    pub(super) query: Query,
    pub(super) with: String,
    /// Where to look, if not everywhere.
    pub(super) within: Option<Span>,
    /// Whether hits are listed.
    pub(super) listed: bool,
    /// What was typed to go to.
    pub(super) place: String,
    /// The entry of the list that Enter goes to.
    pub(super) chosen: usize,
    /// The field that wants the keyboard.
    pub(super) wants: Option<Field>,
    /// The input method is composing in a field of the bar.
    pub(super) composing: bool,
    /// What `search` was made of.
    made_of: Option<Query>,
    search: Option<Search>,
    error: Option<PatternError>,
    /// The hits, in order.
    hits: Spans<()>,
    /// What there is while nothing is looked for.
    none: Spans<()>,
    /// Hits are not known, or not anymore.
    stale: bool,
    /// Bytes of the text that changed since hits were looked for there.
    dirty: Option<Range<usize>>,
    /// The next hit is to be shown once the replacement is in the document.
    go_on: bool,
}

impl Find {
    /// The hits, in order.
    pub(super) fn hits(&self) -> &Spans<()> {
        if self.mode.is_some_and(|mode| mode != Mode::GoTo) { &self.hits } else { &self.none }
    }

    /// Whether the pattern is no regular expression.
    pub(super) fn error(&self) -> bool {
        self.error.is_some()
    }

    /// Another document: nothing is known of it.
    pub(super) fn forget(&mut self) {
        (self.within, self.dirty, self.stale) = (None, None, true);
        self.hits = Spans::default();
    }

    /// Follows a change of the document.
    pub(super) fn follow(&mut self, change: &Change) {
        let Some((first, last)) = change.replaces().first().zip(change.replaces().last()) else { return };
        let mapper = change.mapper();
        if let Some(within) = &mut self.within {
            // What is typed or replaced at its ends belongs to it.
            let start = mapper.map(within.start, crate::text::Assoc::Before);
            *within = Span::new(start, mapper.map(within.end, crate::text::Assoc::After));
        }
        self.hits.follow(change);
        let map = |at| mapper.map(at, crate::text::Assoc::After);
        let touched = first.span.start..map(last.span.end);
        self.dirty = Some(match self.dirty.take() {
            Some(known) => known.start.min(touched.start)..map(known.end).max(touched.end),
            None => touched,
        });
    }

    /// Looks for what is asked for where that is not known.
    pub(super) fn refresh(&mut self, text: &Text) {
        if self.made_of.as_ref() != Some(&self.query) {
            match Search::new(&self.query) {
                Ok(search) => (self.search, self.error) = (search, None),
                Err(error) => (self.search, self.error) = (None, Some(error)),
            }
            self.made_of = Some(self.query.clone());
            self.stale = true;
        }
        let within = self.within.unwrap_or(Span::new(0, text.len()));
        let dirty = self.dirty.take();
        let Some(search) = &self.search else {
            self.hits = Spans::default();
            self.stale = false;
            return;
        };
        if self.stale {
            self.hits = all(search.in_text(text, within));
            self.stale = false;
        } else if let Some(dirty) = dirty {
            // Whole lines: a hit lies in one.
            let start = text.line_span(text.line_of(dirty.start)).start;
            let end = text.line_span(text.line_of(dirty.end)).end;
            let at = self.hits.partition_point(|hit| hit.start < start);
            let to = self.hits.partition_point(|hit| hit.start <= end).max(at);
            let within = Span { start: start.max(within.start), end: end.min(within.end) };
            let fresh = if within.start <= within.end { search.in_text(text, within) } else { Vec::new() };
            self.hits.splice(at..to, fresh.into_iter().map(|hit| (hit, ())).collect());
        }
    }

    /// Looks everywhere anew: the range or the text is another.
    pub(super) fn look_again(&mut self) {
        self.stale = true;
    }

    /// The number of the hit that is just what is selected.
    pub(super) fn current(&self, selection: Span) -> Option<usize> {
        let hits = self.hits();
        let number = hits.partition_point(|hit| (hit.start, hit.end) < (selection.start, selection.end));
        hits.get(number).filter(|(hit, ())| *hit == selection).map(|_| number)
    }

    fn next(&self, at: Span, forward: bool) -> Option<Span> {
        let hit = |number: usize| self.hits.get(number).map(|(hit, ())| hit);
        if forward {
            let mut number = self.hits.partition_point(|hit| hit.start < at.end);
            number += usize::from(hit(number) == Some(at));
            hit(number).or(hit(0))
        } else {
            let mut number = self.hits.partition_point(|hit| hit.end <= at.start);
            number -= usize::from(number > 0 && hit(number - 1) == Some(at));
            number.checked_sub(1).and_then(hit).or(self.hits.len().checked_sub(1).and_then(hit))
        }
    }
}

fn all(hits: Vec<Span>) -> Spans<()> {
    hits.into_iter().map(|hit| (hit, ())).collect()
}

impl Editor {
    /// Opens the bar.
    pub(super) fn open_bar(&mut self, mode: Mode) {
        let selection = self.selection();
        let text = &self.slots.text;
        if mode != Mode::GoTo && !selection.is_empty() {
            if text.line_of(selection.start) == text.line_of(selection.end) {
                self.find.query.pattern = text.slice(selection);
                self.find.query.regex = false;
                self.find.within = None;
            } else {
                self.find.within = Some(selection);
            }
            self.find.look_again();
        }
        if mode == Mode::GoTo {
            (self.find.place, self.find.chosen) = (String::new(), 0);
        }
        (self.find.mode, self.find.wants) = (Some(mode), Some(Field::Query));
    }

    /// Closes the bar; the keyboard goes back to the text.
    pub(super) fn close_bar(&mut self) {
        (self.find.mode, self.find.composing, self.find.within) = (None, false, None);
        self.find.look_again();
        self.wants_focus = true;
    }

    /// Selects the next hit, or the one before, around the end.
    pub(super) fn find_next(&mut self, forward: bool) {
        self.find.refresh(&self.slots.text);
        if let Some(hit) = self.find.next(self.selection(), forward) {
            self.select(hit);
        }
    }

    /// Selects hit number `number`.
    pub(super) fn show_hit(&mut self, number: usize) {
        if let Some((hit, ())) = self.find.hits().get(number) {
            self.select(hit);
        }
    }

    /// Selects the hit at the caret or the first behind it: what was found while it is being typed.
    pub(super) fn show_first_hit(&mut self) {
        let at = Span::at(self.selection().start);
        if let Some(hit) = self.find.next(at, true) {
            self.select(hit);
        }
    }

    /// Replaces the hit that is selected and goes on to the next; with none selected it only goes there.
    pub(super) fn replace_one(&mut self, out: &mut Vec<EditorEvent>) {
        self.find.refresh(&self.slots.text);
        match self.find.current(self.selection()) {
            Some(number) => {
                let Some((hit, ())) = self.find.hits.get(number) else { return };
                self.replace_hits(&[hit], out);
                self.find.go_on = true;
            }
            None => self.find_next(true),
        }
    }

    /// Replaces every hit, in one step.
    pub(super) fn replace_all(&mut self, out: &mut Vec<EditorEvent>) {
        self.find.refresh(&self.slots.text);
        let hits: Vec<Span> = self.find.hits.iter().map(|(hit, ())| hit).collect();
        self.replace_hits(&hits, out);
    }

    fn replace_hits(&mut self, hits: &[Span], out: &mut Vec<EditorEvent>) {
        let Some(search) = &self.find.search else { return };
        let text = &self.slots.text;
        let mut line: Option<(Span, String)> = None;
        let replaces = hits.iter().map(|hit| {
            let inside = line.as_ref().is_some_and(|(span, _)| span.start <= hit.start && hit.end <= span.end);
            if !inside {
                let span = text.line_span(text.line_of(hit.start));
                line = Some((span, text.slice(span)));
            }
            let (span, words) = line.as_ref().expect("it was just read");
            let here = Span::new(hit.start - span.start, hit.end - span.start);
            Replace { span: *hit, text: search.replacement(words, here, &self.find.with) }
        });
        let change = Change::new(replaces.collect());
        let Some(last) = hits.last().filter(|_| !change.is_empty()) else { return };
        // Behind what came in the place of the last.
        let after = change.map(last.end, crate::text::Assoc::After);
        out.push(EditorEvent::CaretMoved);
        self.pending.push_back((change.clone(), after, after));
        self.reveal = REVEAL;
        out.push(EditorEvent::Edit {
            change,
            marks: Vec::new(),
            whose: Vec::new(),
            joins: false,
            selection_after: after,
        });
    }

    /// Goes on to the next hit after a replacement has reached the document.
    pub(super) fn go_on(&mut self) {
        if std::mem::take(&mut self.find.go_on) {
            self.find_next(true);
        }
    }
}
