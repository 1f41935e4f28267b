//! [`Suggestion`]: what the assistant (or a memory, or a bundle of fixes) proposes, lying beside the text in pieces a
//! person accepts or rejects. Nothing of it is in the document before that.

use super::{Author, Doubt, Edit, Role};
use crate::text::{Assoc, Change, Replace, Span, diff};

/// What became of a hunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HunkState {
    /// Nobody has decided.
    Open,
    /// It is in the text now.
    Accepted,
    /// It will not be.
    Rejected,
    /// Somebody changed the very words it would replace: it can be read, not applied.
    Overtaken,
}

/// One piece of a suggestion: these bytes of the document would become that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Where, in bytes of the document as it is now; mapped through every change while the hunk is open.
    pub span: Span,
    /// What stands there.
    pub old: String,
    /// What would stand there.
    pub new: String,
    /// Roles of the paragraphs that `new` makes, counted from the paragraph it starts in; empty = inherited.
    pub roles: Vec<Role>,
    /// Facts it changes that nothing explains.
    pub doubts: Vec<Doubt>,
    /// Whether a person has looked at those and finds them right.
    pub looked_at: bool,
    /// What became of it.
    pub state: HunkState,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Who would be the author of what is accepted.
    pub author: Author,
    /// The pieces, in the order of the text.
    pub hunks: Vec<Hunk>,
    /// Whether it is whole: a suggestion from an answer that broke off, or that cannot be shown to be complete, is not.
    pub complete: bool,
}

impl Suggestion {
    /// The suggestion to make `new` of the bytes `span`, whose text is `old`, in word-level hunks.
    pub fn rewrite(author: Author, span: Span, old: &str, new: &str) -> Self {
        let hunks = diff::diff(old, new)
            .replaces()
            .iter()
            .map(|r| Hunk {
                span: r.span.shift(span.start),
                old: old[r.span.range()].to_owned(),
                new: r.text.clone(),
                roles: Vec::new(),
                doubts: Vec::new(),
                looked_at: false,
                state: HunkState::Open,
            })
            .collect();
        Self { author, hunks, complete: true }
    }

    /// The hunks nobody has decided on, with their indices.
    pub fn open(&self) -> impl Iterator<Item = (usize, &Hunk)> {
        self.hunks.iter().enumerate().filter(|(_, h)| h.state == HunkState::Open)
    }

    /// Whether every hunk has been decided on.
    pub fn is_done(&self) -> bool {
        self.open().next().is_none()
    }

    /// Moves the open hunks along with a change made elsewhere; what changed inside a hunk overtakes it.
    pub fn map(&mut self, change: &Change) {
        for hunk in self.hunks.iter_mut().filter(|h| h.state == HunkState::Open) {
            if change.touches(hunk.span) {
                hunk.state = HunkState::Overtaken;
            }
            hunk.span = if hunk.span.is_empty() {
                Span::at(change.map(hunk.span.start, Assoc::After))
            } else {
                change.map_span(hunk.span)
            };
        }
    }

    /// The edit that puts the open hunks `which` into the text, as one undo step, and marks them accepted. `paragraph_of`
    /// gives the paragraph a byte of the present text stands in. `None` if none of them is open.
    pub fn accept(&mut self, which: &[usize], at: i64, paragraph_of: impl Fn(usize) -> usize) -> Option<Edit> {
        let mut replaces = Vec::new();
        let mut roles = Vec::new();
        let mut lines_added = 0isize;
        for (_, hunk) in
            self.hunks.iter_mut().enumerate().filter(|(i, h)| which.contains(i) && h.state == HunkState::Open)
        {
            let line = paragraph_of(hunk.span.start).wrapping_add_signed(lines_added);
            roles.extend(hunk.roles.iter().enumerate().map(|(n, role)| (line + n, *role)));
            lines_added += hunk.new.matches('\n').count() as isize - hunk.old.matches('\n').count() as isize;
            replaces.push(Replace { span: hunk.span, text: hunk.new.clone() });
            hunk.state = HunkState::Accepted;
        }
        if replaces.is_empty() {
            return None;
        }
        let change = Change::new(replaces);
        // The hunks still open move; the accepted ones keep their place for those who list them.
        self.map(&change);
        Some(Edit { roles, author: self.author.clone(), ..Edit::by_person(change, at) })
    }

    /// Puts the open hunks right after [`Suggestion::accept`] where `asked`, the change it gave, was made as `made`.
    pub fn mend(&mut self, asked: &Change, made: &Change) {
        // No open hunk touches what was asked for: where it was before can be told from where it is now.
        let (mut before, mut after) = (Vec::new(), 0isize);
        for r in asked.replaces() {
            let end = r.span.end.wrapping_add_signed(after) + r.text.len() - r.span.len();
            after += r.text.len() as isize - r.span.len() as isize;
            before.push((end, after));
        }
        for hunk in self.hunks.iter_mut().filter(|h| h.state == HunkState::Open) {
            let passed = before.partition_point(|(end, _)| *end <= hunk.span.start);
            let moved = passed.checked_sub(1).map_or(0, |last| before[last].1);
            let was = |at: usize| at.wrapping_add_signed(-moved);
            hunk.span = made.map_span(Span::new(was(hunk.span.start), was(hunk.span.end)));
        }
    }

    /// Marks the open hunks `which` rejected. The text is not touched.
    pub fn reject(&mut self, which: &[usize]) {
        for (index, hunk) in self.hunks.iter_mut().enumerate() {
            if which.contains(&index) && hunk.state == HunkState::Open {
                hunk.state = HunkState::Rejected;
            }
        }
    }
}
