//! [`History`]: what was done to a document, in order, and what undo would do next.
//!
//! The list only grows: undo and redo are entries too, so that provenance and the record of who did what can be
//! derived from it at any time. What this costs: a text deleted is kept for as long as the history is.

use super::marks::{self, Marks, Remark, Strip};
use super::{Author, Role};
use crate::text::{Change, Span, Text};
use std::sync::Arc;

/// Pauses longer than this start a new undo step (milliseconds).
const STEP_PAUSE_MILLIS: i64 = 1500;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Something was done.
    Edit,
    /// Entry number `.0` was taken back.
    Undo(usize),
    /// Entry number `.0`, once taken back, was done again.
    Redo(usize),
}

/// One step of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Who did it.
    pub author: Author,
    /// When it began, milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What it did to the text before it.
    pub change: Change,
    /// The first paragraph whose roles it replaced.
    pub roles_at: usize,
    /// The roles that stood there.
    pub roles_before: Vec<Role>,
    /// The roles that stand there now.
    pub roles_after: Vec<Role>,
    /// What it did to marks, by place.
    pub marks: Vec<Remark>,
    /// Whether it may be joined with the step before: so typing becomes one step.
    pub joins: bool,
    /// Who wrote what it put in, by stretches of so many bytes, where that is not one author: words copied from elsewhere.
    pub by: Vec<(usize, Author)>,
    /// Which state it brings back: so many entries. Its words are by whoever wrote them then.
    pub restores: Option<usize>,
}

impl Entry {
    /// Takes in the paragraphs that `next` touched, which is joined to this one: neither makes, loses or changes any role.
    fn widen(&mut self, next: &Entry) {
        let end = (self.roles_at + self.roles_after.len()).max(next.roles_at + next.roles_after.len());
        let start = self.roles_at.min(next.roles_at);
        let role = |index: usize| {
            let of = |entry: &Entry| entry.roles_after.get(index.checked_sub(entry.roles_at)?).copied();
            of(next).or_else(|| of(self)).unwrap_or_default()
        };
        let roles: Vec<Role> = (start..end).map(role).collect();
        (self.roles_at, self.roles_before, self.roles_after) = (start, roles.clone(), roles);
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub struct History {
    base: Text,
    base_roles: Arc<Vec<Role>>,
    base_marks: Marks,
    base_author: Author,
    entries: Vec<Entry>,
    inverses: Vec<Change>,
    undo: Vec<usize>,
    redo: Vec<usize>,
    sealed: bool,
    last_at: i64,
}

impl History {
    pub(super) fn new(base: Text, base_roles: Arc<Vec<Role>>, base_marks: Marks, base_author: Author) -> Self {
        Self {
            base,
            base_roles,
            base_marks,
            base_author,
            entries: Vec::new(),
            inverses: Vec::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            sealed: false,
            last_at: 0,
        }
    }

    /// The text the history starts from.
    pub fn base(&self) -> &Text {
        &self.base
    }

    /// The roles of the paragraphs of [`History::base`].
    pub fn base_roles(&self) -> &[Role] {
        &self.base_roles
    }

    /// The marks of [`History::base`].
    pub fn base_marks(&self) -> &Marks {
        &self.base_marks
    }

    /// Who wrote [`History::base`].
    pub fn base_author(&self) -> &Author {
        &self.base_author
    }

    /// Every step, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Whether `entry` can stand next: an undo must take back what undo would take back, a redo likewise.
    pub(super) fn accepts(&self, entry: &Entry) -> bool {
        match entry.kind {
            EntryKind::Edit => true,
            EntryKind::Undo(of) => self.undo.last() == Some(&of),
            EntryKind::Redo(of) => self.redo.last() == Some(&of),
        }
    }

    pub(super) fn undoing(&self, at: i64) -> Option<Entry> {
        let of = *self.undo.last()?;
        let done = &self.entries[of];
        Some(Entry {
            kind: EntryKind::Undo(of),
            author: Author::Person,
            at,
            change: self.inverses[of].clone(),
            roles_at: done.roles_at,
            roles_before: done.roles_after.clone(),
            roles_after: done.roles_before.clone(),
            marks: marks::taken_back(&done.change, &done.marks),
            joins: false,
            by: Vec::new(),
            restores: None,
        })
    }

    pub(super) fn redoing(&self, at: i64) -> Option<Entry> {
        let of = *self.redo.last()?;
        Some(Entry { kind: EntryKind::Redo(of), at, joins: false, restores: None, ..self.entries[of].clone() })
    }

    /// Takes in an entry. If it is joined to the one before, `joint` is what the two together did to marks.
    pub(super) fn push(&mut self, entry: Entry, inverse: Change, joint: Option<Remark>) {
        if self.joins(&entry) {
            let at = self.entries.len() - 1;
            let last = &mut self.entries[at];
            self.last_at = entry.at;
            self.inverses[at] = inverse.compose(&self.inverses[at]);
            last.change = last.change.compose(&entry.change);
            last.widen(&entry);
            last.marks = joint.into_iter().collect();
            return;
        }
        let index = self.entries.len();
        match entry.kind {
            EntryKind::Edit => {
                self.undo.push(index);
                self.redo.clear();
            }
            EntryKind::Undo(of) => {
                self.undo.pop();
                self.redo.push(of);
            }
            EntryKind::Redo(of) => {
                self.redo.pop();
                self.undo.push(of);
            }
        }
        self.sealed = false;
        self.last_at = entry.at;
        self.entries.push(entry);
        self.inverses.push(inverse);
    }

    /// What `entry` and the one before it, which it is joined to, touch together in the text between the two, and the
    /// marks that stood there before both. `None` where nothing is marked.
    pub(super) fn joint(&self, entry: &Entry, between: &Marks) -> Option<(Span, Strip)> {
        let last = self.entries.last()?;
        if last.marks.is_empty() && entry.marks.is_empty() {
            return None;
        }
        let (was, now) = (last.change.replaces().last()?, entry.change.replaces().first()?);
        let (left, before) = match last.marks.first() {
            Some(mark) => (Span::new(mark.at, mark.at + mark.after.len()), mark.before.clone()),
            None => (Span::new(was.span.start, was.span.start + was.text.len()), Strip::plain(was.span.len())),
        };
        let right = entry.marks.first().map_or(now.span, |mark| Span::new(mark.at, mark.at + mark.before.len()));
        let both = Span::new(left.start.min(right.start), left.end.max(right.end));
        let head = between.strip(Span::new(both.start, left.start));
        let tail = between.strip(Span::new(left.end, both.end));
        Some((both, head.then(before).then(tail)))
    }

    /// Ends the current undo step: what comes next stands alone. Called when the cursor is moved.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Whether `entry` is more of the same typing: same author, no paragraph made or lost, no pause, and it goes on
    /// where the last change left off.
    pub(super) fn joins(&self, entry: &Entry) -> bool {
        let Some(last) = self.entries.last() else { return false };
        let (Some(was), Some(now)) = (last.change.replaces().last(), entry.change.replaces().first()) else {
            return false;
        };
        let goes_on = was.span.start + was.text.len();
        !self.sealed
            && entry.joins
            && last.joins
            && entry.kind == EntryKind::Edit
            && last.kind == EntryKind::Edit
            && last.author == entry.author
            && last.change.replaces().len() == 1
            && entry.change.replaces().len() == 1
            && last.marks.len() <= 1
            && entry.marks.len() <= 1
            && last.marks.iter().all(|mark| mark.holds(was))
            && entry.marks.iter().all(|mark| mark.holds(now))
            && last.roles_before == last.roles_after
            && entry.roles_before == entry.roles_after
            && entry.roles_at <= last.roles_at + last.roles_after.len()
            && last.roles_at <= entry.roles_at + entry.roles_before.len()
            && (0..=STEP_PAUSE_MILLIS).contains(&(entry.at - self.last_at))
            && (now.span.start == goes_on || now.span.end == goes_on || now.span.end == was.span.start)
    }
}
