//! [`Change`]: the one way a text changes, and the one way a position survives it.

use super::{Span, Text};

/// Which side a position clings to when text is inserted exactly there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assoc {
    /// Stay before what is inserted.
    Before,
    /// Move behind what is inserted.
    After,
}

/// One replacement: the bytes `span` of the old text become `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replace {
    /// What goes, in bytes of the old text; empty for an insertion.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// A change of a text: replacements in the old text's byte offsets, in order, none overlapping another.
///
/// It can be applied ([`Text::apply`]), inverted, composed with a later one, and used to map positions. Undo is an
/// inverse, a stale finding is mapped, a review hunk survives typing elsewhere: all with this type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    replaces: Vec<Replace>,
}

impl Change {
    /// A change of several replacements, in any order; empty ones are left out.
    ///
    /// # Panics
    /// If two of them overlap: there is no telling which would win.
    pub fn new(mut replaces: Vec<Replace>) -> Self {
        replaces.retain(|r| !r.span.is_empty() || !r.text.is_empty());
        replaces.sort_by_key(|r| (r.span.start, r.span.end));
        for pair in replaces.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "replacements overlap: {pair:?}");
        }
        Self { replaces }
    }

    /// The change that puts `text` in place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self::new(vec![Replace { span, text: text.into() }])
    }

    /// The change that inserts `text` at byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(at), text)
    }

    /// The change that takes `span` away.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// The replacements, in order, in bytes of the old text.
    pub fn replaces(&self) -> &[Replace] {
        &self.replaces
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.replaces.is_empty()
    }

    /// The change that takes the new text back to `old`.
    pub fn invert(&self, old: &Text) -> Change {
        let mut moved = 0isize;
        let replaces = self
            .replaces
            .iter()
            .map(|r| {
                let start = r.span.start.wrapping_add_signed(moved);
                moved += r.text.len() as isize - r.span.len() as isize;
                Replace { span: Span::new(start, start + r.text.len()), text: old.slice(r.span) }
            })
            .collect();
        Change { replaces }
    }

    /// Where byte `pos` of the old text is in the new one. A position inside what was replaced goes to the end of
    /// the replacement (`After`) or to its start (`Before`).
    pub fn map(&self, pos: usize, assoc: Assoc) -> usize {
        map_among(&self.replaces, pos, pos, assoc)
    }

    /// Where `span` is in the new text: what is inserted at its ends stays outside.
    pub fn map_span(&self, span: Span) -> Span {
        if span.is_empty() {
            return Span::at(self.map(span.start, Assoc::Before));
        }
        let start = self.map(span.start, Assoc::After);
        let end = self.map(span.end, Assoc::Before);
        Span { start: start.min(end), end: end.max(start) }
    }

    /// The same as [`Change::map`] and [`Change::map_span`] for many places: one look at the whole change, then each
    /// place costs a search in it.
    pub fn mapper(&self) -> Mapper<'_> {
        let mut moved = Vec::with_capacity(self.replaces.len());
        let mut by = 0isize;
        for r in &self.replaces {
            moved.push(by);
            by += r.text.len() as isize - r.span.len() as isize;
        }
        Mapper { change: self, moved }
    }

    /// Whether it changes anything inside `span` (or, for an empty span, strictly around it).
    pub fn touches(&self, span: Span) -> bool {
        // They are in order: those that end before the span cannot.
        let from = self.replaces.partition_point(|r| r.span.end < span.start);
        self.replaces[from..].iter().take_while(|r| r.span.start <= span.end).any(|r| {
            if r.span.is_empty() {
                span.start < r.span.start && r.span.start < span.end
            } else if span.is_empty() {
                r.span.start < span.start && span.start < r.span.end
            } else {
                r.span.overlaps(span)
            }
        })
    }

    /// The change that does this one and then `later`, whose offsets are of the text this one leaves.
    pub fn compose(&self, later: &Change) -> Change {
        let mut first = Ops::new(self);
        let mut second = Ops::new(later);
        let mut out = Builder::default();
        let (mut a, mut b) = (first.next(), second.next());
        loop {
            match (a.take(), b.take()) {
                (None, None) => break,
                (Some(Op::Delete(n)), rest) => {
                    out.delete(n);
                    (a, b) = (first.next(), rest);
                }
                (rest, Some(Op::Insert(text))) => {
                    out.insert(&text);
                    (a, b) = (rest, second.next());
                }
                // Past the last replacement of either, everything is kept.
                (None, Some(Op::Keep(n))) => {
                    out.keep(n);
                    b = second.next();
                }
                (None, Some(Op::Delete(n))) => {
                    out.delete(n);
                    b = second.next();
                }
                (Some(Op::Keep(n)), None) => {
                    out.keep(n);
                    a = first.next();
                }
                (Some(Op::Insert(text)), None) => {
                    out.insert(&text);
                    a = first.next();
                }
                (Some(Op::Keep(n)), Some(Op::Keep(m))) => {
                    let k = n.min(m);
                    out.keep(k);
                    a = if n > k { Some(Op::Keep(n - k)) } else { first.next() };
                    b = if m > k { Some(Op::Keep(m - k)) } else { second.next() };
                }
                (Some(Op::Keep(n)), Some(Op::Delete(m))) => {
                    let k = n.min(m);
                    out.delete(k);
                    a = if n > k { Some(Op::Keep(n - k)) } else { first.next() };
                    b = if m > k { Some(Op::Delete(m - k)) } else { second.next() };
                }
                (Some(Op::Insert(text)), Some(Op::Keep(m))) => {
                    let k = text.len().min(m);
                    out.insert(&text[..k]);
                    a = if text.len() > k { Some(Op::Insert(text[k..].to_owned())) } else { first.next() };
                    b = if m > k { Some(Op::Keep(m - k)) } else { second.next() };
                }
                (Some(Op::Insert(text)), Some(Op::Delete(m))) => {
                    let k = text.len().min(m);
                    a = if text.len() > k { Some(Op::Insert(text[k..].to_owned())) } else { first.next() };
                    b = if m > k { Some(Op::Delete(m - k)) } else { second.next() };
                }
            }
        }
        out.finish()
    }
}

/// Maps many places through one change. See [`Change::mapper`].
pub struct Mapper<'a> {
    change: &'a Change,
    /// How far the text before each replacement has moved.
    moved: Vec<isize>,
}

impl Mapper<'_> {
    /// As [`Change::map`].
    pub fn map(&self, pos: usize, assoc: Assoc) -> usize {
        let replaces = &self.change.replaces;
        // The replacements that end before the place only move it.
        let next = replaces.partition_point(|r| r.span.end < pos);
        let tail = &replaces[next..];
        let Some(moved) = self.moved.get(next) else {
            let whole = replaces.last().zip(self.moved.last());
            return whole.map_or(pos, |(r, moved)| {
                pos.wrapping_add_signed(moved + r.text.len() as isize - r.span.len() as isize)
            });
        };
        let from = pos.wrapping_add_signed(*moved);
        map_among(tail, pos, from, assoc)
    }

    /// As [`Change::map_span`].
    pub fn map_span(&self, span: Span) -> Span {
        if span.is_empty() {
            return Span::at(self.map(span.start, Assoc::Before));
        }
        let start = self.map(span.start, Assoc::After);
        let end = self.map(span.end, Assoc::Before);
        Span { start: start.min(end), end: end.max(start) }
    }
}

/// Where `pos` goes through `replaces`; `from` is where it would be without them.
fn map_among(replaces: &[Replace], pos: usize, from: usize, assoc: Assoc) -> usize {
    let mut moved = from as isize - pos as isize;
    for r in replaces {
        if r.span.start > pos || (r.span.start == pos && !r.span.is_empty() && assoc == Assoc::Before) {
            break;
        }
        if pos < r.span.end || (pos == r.span.end && r.span.is_empty()) {
            let start = r.span.start.wrapping_add_signed(moved);
            return match assoc {
                Assoc::Before => start,
                Assoc::After => start + r.text.len(),
            };
        }
        moved += r.text.len() as isize - r.span.len() as isize;
    }
    pos.wrapping_add_signed(moved)
}

/// A change read from left to right.
enum Op {
    Keep(usize),
    Delete(usize),
    Insert(String),
}

struct Ops<'a> {
    replaces: std::slice::Iter<'a, Replace>,
    at: usize,
    pending: Vec<Op>,
}

impl<'a> Ops<'a> {
    fn new(change: &'a Change) -> Self {
        Self { replaces: change.replaces.iter(), at: 0, pending: Vec::new() }
    }

    fn next(&mut self) -> Option<Op> {
        if let Some(op) = self.pending.pop() {
            return Some(op);
        }
        let r = self.replaces.next()?;
        // Pushed in reverse: keep, then delete, then insert.
        if !r.text.is_empty() {
            self.pending.push(Op::Insert(r.text.clone()));
        }
        if !r.span.is_empty() {
            self.pending.push(Op::Delete(r.span.len()));
        }
        let keep = r.span.start - self.at;
        self.at = r.span.end;
        if keep > 0 {
            self.pending.push(Op::Keep(keep));
        }
        self.pending.pop()
    }
}

#[derive(Default)]
struct Builder {
    at: usize,
    replaces: Vec<Replace>,
    open: bool,
}

impl Builder {
    fn current(&mut self) -> &mut Replace {
        if !self.open {
            self.replaces.push(Replace { span: Span::at(self.at), text: String::new() });
            self.open = true;
        }
        self.replaces.last_mut().expect("one was just pushed")
    }

    fn keep(&mut self, n: usize) {
        self.at += n;
        self.open = false;
    }

    fn delete(&mut self, n: usize) {
        self.current().span.end += n;
        self.at += n;
    }

    fn insert(&mut self, text: &str) {
        self.current().text.push_str(text);
    }

    fn finish(self) -> Change {
        Change::new(self.replaces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        "[あ漢aé、。𠮷\n]{0,24}"
    }

    /// A change that fits `text`, made of up to three replacements.
    fn change_for(text: &str, picks: &[(usize, usize, String)]) -> Change {
        let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let mut replaces = Vec::new();
        let mut from = 0;
        for (skip, take, new) in picks {
            let start = from + skip % 4;
            let end = start + take % 4;
            if end >= bounds.len() {
                break;
            }
            replaces.push(Replace { span: Span::new(bounds[start], bounds[end]), text: new.clone() });
            from = end + 1;
        }
        Change::new(replaces)
    }

    fn applied(text: &str, change: &Change) -> String {
        let mut rope = Text::from(text);
        rope.apply(change);
        rope.to_string()
    }

    proptest! {
        #[test]
        fn inverse_restores(old in text(), picks in prop::collection::vec((0usize..9, 0usize..9, text()), 0..4)) {
            let change = change_for(&old, &picks);
            let inverse = change.invert(&Text::from(old.as_str()));
            prop_assert_eq!(applied(&applied(&old, &change), &inverse), old);
        }

        #[test]
        fn composed_is_one_after_the_other(
            old in text(),
            first in prop::collection::vec((0usize..9, 0usize..9, text()), 0..4),
            then in prop::collection::vec((0usize..9, 0usize..9, text()), 0..4),
        ) {
            let a = change_for(&old, &first);
            let middle = applied(&old, &a);
            let b = change_for(&middle, &then);
            prop_assert_eq!(applied(&old, &a.compose(&b)), applied(&middle, &b));
        }

        #[test]
        fn mapped_positions_are_boundaries(old in text(), picks in prop::collection::vec((0usize..9, 0usize..9, text()), 0..4)) {
            let change = change_for(&old, &picks);
            let new = applied(&old, &change);
            let mut last = 0;
            for (at, _) in old.char_indices().chain([(old.len(), ' ')]) {
                for assoc in [Assoc::Before, Assoc::After] {
                    prop_assert_eq!(change.map(at, assoc), change.mapper().map(at, assoc));
                    prop_assert!(new.is_char_boundary(change.map(at, assoc)));
                }
                let here = change.map(at, Assoc::After);
                prop_assert!(here >= last);
                last = here;
            }
        }
    }

    #[test]
    fn a_span_does_not_swallow_what_is_typed_at_its_ends() {
        let span = Span::new(3, 6);
        assert_eq!(Change::insert(3, "ab").map_span(span), Span::new(5, 8));
        assert_eq!(Change::insert(6, "ab").map_span(span), Span::new(3, 6));
        assert_eq!(Change::delete(Span::new(0, 9)).map_span(span), Span::at(0));
        assert!(!Change::insert(3, "ab").touches(span));
        assert!(Change::insert(4, "ab").touches(span));
    }
}
