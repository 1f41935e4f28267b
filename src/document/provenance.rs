//! [`Provenance`]: who wrote which bytes of a document. It is derived from the history and never edited on its own,
//! so it cannot drift from what happened.

use super::{Entry, EntryKind, History};
use crate::text::Span;
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

/// Runs of bytes and their authors, in order, covering the text without a gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance {
    runs: Arc<Vec<(usize, Author)>>,
    /// The runs before each entry of the history. Undo and redo walk one line of states, so taking a step back is
    /// taking its picture out again.
    before: Vec<Arc<Vec<(usize, Author)>>>,
}

impl Provenance {
    pub(super) fn new(len: usize, author: Author) -> Self {
        let runs = if len == 0 { Vec::new() } else { vec![(len, author)] };
        Self { runs: Arc::new(runs), before: Vec::new() }
    }

    /// Every run of bytes with one author, in order.
    pub fn spans(&self) -> impl Iterator<Item = (Span, &Author)> {
        let mut at = 0;
        self.runs.iter().map(move |(len, author)| {
            let span = Span::new(at, at + len);
            at += len;
            (span, author)
        })
    }

    /// Who wrote byte `pos`.
    pub fn author_at(&self, pos: usize) -> Option<&Author> {
        self.spans().find(|(span, _)| span.contains(pos)).map(|(_, author)| author)
    }

    /// Follows one entry that the history is about to take; `joined` if it will be part of the entry before it.
    pub(super) fn apply(&mut self, entry: &Entry, joined: bool, history: &History) {
        let now = self.runs.clone();
        self.runs = match entry.kind {
            EntryKind::Edit => Arc::new(changed(&now, entry)),
            EntryKind::Undo(of) => self.before[of].clone(),
            EntryKind::Redo(of) => {
                let undone = history.entries().iter().rposition(|e| e.kind == EntryKind::Undo(of));
                undone.map_or_else(|| Arc::new(changed(&now, entry)), |at| self.before[at].clone())
            }
        };
        if !joined {
            self.before.push(now);
        }
    }
}

fn changed(runs: &[(usize, Author)], entry: &Entry) -> Vec<(usize, Author)> {
    let mut out: Vec<(usize, Author)> = Vec::with_capacity(runs.len() + 2);
    let mut old = runs.iter().cloned();
    let mut rest: Option<(usize, Author)> = old.next();
    let mut at = 0;
    // Takes `n` bytes off the old runs, into `out` if they are kept.
    let mut pass = |n: usize, out: Option<&mut Vec<(usize, Author)>>| {
        let mut left = n;
        let mut out = out;
        while left > 0 {
            let Some((len, author)) = rest.take() else { break };
            let part = len.min(left);
            left -= part;
            if let Some(out) = out.as_deref_mut() {
                join(out, part, author.clone());
            }
            rest = if len > part { Some((len - part, author)) } else { old.next() };
        }
    };
    for r in entry.change.replaces() {
        pass(r.span.start - at, Some(&mut out));
        pass(r.span.len(), None);
        join(&mut out, r.text.len(), entry.author.clone());
        at = r.span.end;
    }
    pass(usize::MAX, Some(&mut out));
    out
}

fn join(runs: &mut Vec<(usize, Author)>, len: usize, author: Author) {
    match runs.last_mut() {
        _ if len == 0 => {}
        Some((last, by)) if *by == author => *last += len,
        _ => runs.push((len, author)),
    }
}
