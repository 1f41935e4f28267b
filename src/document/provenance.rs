//! [`Provenance`]: who wrote which bytes of a document. It is derived from the history and never edited on its own,
//! so it cannot drift from what happened.

use super::{Entry, EntryKind};
use crate::text::{Extent, Series, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The number of a [`Run`] in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RunId(pub u32);

/// Who made an edit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Author {
    /// The person at the keyboard.
    Person,
    /// The fixed words of a form, with the facts a person filled in.
    Form,
    /// What stood in a file that was opened.
    Import,
    /// The fix of the rule with this id, applied by a person.
    Rule(String),
    /// A suggestion of this run, accepted by a person.
    Assistant(RunId),
}

/// Words that were copied, and who wrote them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// So many bytes.
    pub len: usize,
    /// By whom, as the document they come from says it.
    pub author: Author,
    /// The run they are of, if they are of one.
    pub run: Option<Run>,
}

/// The record of one call of an engine: what was asked of whom, and whether the answer was whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// `offline`, or the endpoint's name.
    pub engine: String,
    /// The model's name; empty for the offline engine.
    pub model: String,
    /// What was asked: `draft`, `summarize`, `rewrite` …
    pub task: String,
    /// When it was asked, milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Whether the answer arrived whole and can be shown to have.
    pub complete: bool,
}

impl Run {
    /// Whether a model answered: neither the engine without one, nor a file whose proposals a person brought in.
    pub fn is_model(&self) -> bool {
        let brought = ["revisions", "merge", "merge-conflict"];
        self.engine != super::verification::OFFLINE && !brought.contains(&self.task.as_str())
    }
}

/// A run of bytes by one author.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    len: usize,
    author: Arc<Author>,
}

impl Extent for Stretch {
    fn size(&self) -> f64 {
        self.len as f64
    }
}

/// What takes one entry of the history back: (bytes of the text after it, the runs that stood there), in order.
type Patch = Vec<(Span, Vec<Stretch>)>;

/// Runs of bytes and their authors, in order, covering the text without a gap. Following an entry costs what the
/// entry touches, not what the document is.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    runs: Series<Stretch>,
    /// One for each entry of the history.
    back: Vec<Patch>,
    /// The entry that took back entry `.0` the last time.
    undone_by: BTreeMap<usize, usize>,
}

impl PartialEq for Provenance {
    /// Whether the same people wrote the same bytes, however it came about.
    fn eq(&self, other: &Self) -> bool {
        self.spans().eq(other.spans())
    }
}

impl Provenance {
    pub(super) fn new(len: usize, author: Author) -> Self {
        let runs = (len > 0).then(|| Stretch { len, author: Arc::new(author) });
        Self { runs: runs.into_iter().collect(), ..Self::default() }
    }

    /// Every run of bytes with one author, in order.
    pub fn spans(&self) -> impl Iterator<Item = (Span, &Author)> {
        self.spans_in(Span::new(0, usize::MAX))
    }

    /// The runs of bytes with one author that reach into `span`, in order.
    pub fn spans_in(&self, span: Span) -> impl Iterator<Item = (Span, &Author)> {
        let (first, before) = self.runs.at(span.start as f64).unwrap_or_default();
        let mut stretches = self.runs.iter_from(first).peekable();
        let mut at = before as usize;
        std::iter::from_fn(move || {
            let stretch = stretches.next()?;
            let start = at;
            at += stretch.len;
            // Neighbours by one author are one run for whoever asks, however they came about.
            while let Some(next) = stretches.next_if(|next| next.author == stretch.author) {
                at += next.len;
            }
            Some((Span::new(start, at), &*stretch.author))
        })
        .take_while(move |(run, _)| run.start < span.end)
    }

    /// Who wrote byte `pos`.
    pub fn author_at(&self, pos: usize) -> Option<&Author> {
        self.spans_in(Span::new(pos, pos + 1)).find(|(span, _)| span.contains(pos)).map(|(_, author)| author)
    }

    /// Follows one entry that the history is about to take; `joined` if it will be part of the entry before it.
    pub(super) fn apply(&mut self, entry: &Entry, joined: bool) {
        let number = self.back.len();
        let patch = match entry.kind {
            EntryKind::Edit if joined => return self.join(entry),
            EntryKind::Edit => self.edit(entry),
            EntryKind::Undo(of) => {
                self.undone_by.insert(of, number);
                self.take_back(of)
            }
            EntryKind::Redo(of) => match self.undone_by.remove(&of) {
                Some(undo) => self.take_back(undo),
                None => self.edit(entry),
            },
        };
        self.back.push(patch);
    }

    /// Follows an entry that brings back the text that `old` is the provenance of.
    pub(super) fn restore(&mut self, entry: &Entry, old: &Provenance) {
        let mut patch: Patch = Vec::with_capacity(entry.change.replaces().len());
        let mut moved = 0isize;
        for r in entry.change.replaces() {
            let start = r.span.start.wrapping_add_signed(moved);
            // What is put in stands at the same place in the text it came from.
            let new = old.between(Span::new(start, start + r.text.len()));
            let was = self.put(Span::new(start, start + r.span.len()), new);
            patch.push((Span::new(start, start + r.text.len()), was));
            moved += r.text.len() as isize - r.span.len() as isize;
        }
        self.back.push(patch);
        // Words that never went may have been others' in between.
        let whole = old.between(Span::new(0, usize::MAX));
        if !self.spans().eq(old.spans()) {
            let all = Span::new(0, self.runs.size() as usize);
            let last = self.back.len() - 1;
            let changed = self.put(all, whole);
            self.back[last] = vec![(all, self.before_patch(changed, last))];
        }
    }

    /// The runs of the whole text before the patch `number`, where `after` are those behind it.
    fn before_patch(&self, after: Vec<Stretch>, number: usize) -> Vec<Stretch> {
        let mut earlier = Provenance { runs: after.into_iter().collect(), ..Self::default() };
        let mut moved = 0isize;
        for (span, runs) in self.back[number].clone() {
            let start = span.start.wrapping_add_signed(moved);
            let len: usize = runs.iter().map(|run| run.len).sum();
            earlier.put(Span::new(start, start + span.len()), runs);
            moved += len as isize - span.len() as isize;
        }
        earlier.between(Span::new(0, usize::MAX))
    }

    fn edit(&mut self, entry: &Entry) -> Patch {
        let author = Arc::new(entry.author.clone());
        let mut patch: Patch = Vec::with_capacity(entry.change.replaces().len());
        let mut moved = 0isize;
        for r in entry.change.replaces() {
            let span = r.span;
            let start = span.start.wrapping_add_signed(moved);
            let told = entry.by.iter().map(|(len, _)| len).sum::<usize>() == r.text.len();
            let new: Vec<Stretch> = if told && !entry.by.is_empty() {
                entry.by.iter().map(|(len, author)| Stretch { len: *len, author: Arc::new(author.clone()) }).collect()
            } else {
                let whole = (!r.text.is_empty()).then(|| Stretch { len: r.text.len(), author: author.clone() });
                whole.into_iter().collect()
            };
            let old = self.put(Span::new(start, start + span.len()), new);
            patch.push((Span::new(start, start + r.text.len()), old));
            moved += r.text.len() as isize - span.len() as isize;
        }
        patch
    }

    /// An edit that belongs to the entry before it: what takes both back is put together of what takes each.
    fn join(&mut self, entry: &Entry) {
        let (Some(r), Some((was, old))) = (entry.change.replaces().first(), self.back.last().and_then(|p| p.first()))
        else {
            return;
        };
        // What either of them touched, in the text between the two; and who wrote it before both.
        let both = Span::new(was.start.min(r.span.start), was.end.max(r.span.end));
        let mut runs = self.between(Span::new(both.start, was.start));
        runs.extend(old.iter().cloned());
        runs.extend(self.between(Span::new(was.end, both.end)));
        let after = both.end.wrapping_add_signed(r.text.len() as isize - r.span.len() as isize);
        self.edit(entry);
        if let Some(patch) = self.back.last_mut() {
            *patch = vec![(Span::new(both.start, after), runs)];
        }
    }

    fn take_back(&mut self, of: usize) -> Patch {
        let mut patch: Patch = Vec::with_capacity(self.back[of].len());
        let mut moved = 0isize;
        for (span, runs) in self.back[of].clone() {
            let start = span.start.wrapping_add_signed(moved);
            let len: usize = runs.iter().map(|run| run.len).sum();
            let old = self.put(Span::new(start, start + span.len()), runs);
            patch.push((Span::new(start, start + len), old));
            moved += len as isize - span.len() as isize;
        }
        patch
    }

    /// The runs of `span`, cut at its ends.
    fn between(&self, span: Span) -> Vec<Stretch> {
        let (first, before) = self.runs.at(span.start as f64).unwrap_or_default();
        let mut at = before as usize;
        let mut found = Vec::new();
        for stretch in self.runs.iter_from(first) {
            if at >= span.end {
                break;
            }
            let (from, to) = (at.max(span.start), (at + stretch.len).min(span.end));
            if from < to {
                found.push(Stretch { len: to - from, author: stretch.author.clone() });
            }
            at += stretch.len;
        }
        found
    }

    /// Puts `new` in place of the runs of `span` and returns those, cut at its ends.
    fn put(&mut self, span: Span, new: Vec<Stretch>) -> Vec<Stretch> {
        let old = self.between(span);
        let total = self.runs.size() as usize;
        // One run further on either side, so that what belongs together grows together.
        let (first, before) = self.runs.at(span.start.saturating_sub(1) as f64).unwrap_or_default();
        let (last, last_before) = self.runs.at(span.end as f64).unwrap_or_default();
        let end = self.runs.get(last).map_or(0, |run| last_before as usize + run.len);
        let mut row = self.between(Span::new(before as usize, span.start));
        for run in new.into_iter().chain(self.between(Span::new(span.end, end.min(total)))) {
            match row.last_mut() {
                _ if run.len == 0 => {}
                Some(left) if left.author == run.author => left.len += run.len,
                _ => row.push(run),
            }
        }
        let beyond = (last + 1).min(self.runs.len());
        self.runs.splice(first.min(beyond)..beyond, row);
        old
    }
}
