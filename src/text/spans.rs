//! [`Spans`]: things at places of a long text, in order, that move with it. A change in the text costs what it touches,
//! not what lies behind it: that all of it has moved is noted once, and made good when somebody writes elsewhere.

use super::{Change, Span};

/// See the module.
#[derive(Clone, Debug)]
pub struct Spans<T> {
    /// In the order of their starts; those from number `gap` on have moved by `moved` bytes since.
    items: Vec<(Span, T)>,
    gap: usize,
    moved: isize,
    /// No span is longer than this (bytes).
    longest: usize,
}

impl<T> Default for Spans<T> {
    fn default() -> Self {
        Self { items: Vec::new(), gap: 0, moved: 0, longest: 0 }
    }
}

impl<T> FromIterator<(Span, T)> for Spans<T> {
    /// The spans must come in the order of their starts.
    fn from_iter<I: IntoIterator<Item = (Span, T)>>(items: I) -> Self {
        let items: Vec<(Span, T)> = items.into_iter().collect();
        debug_assert!(items.windows(2).all(|pair| pair[0].0.start <= pair[1].0.start), "in order");
        let longest = items.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        Self { gap: items.len(), moved: 0, items, longest }
    }
}

impl<T> Spans<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Number `index`.
    pub fn get(&self, index: usize) -> Option<(Span, &T)> {
        let (_, thing) = self.items.get(index)?;
        Some((self.span(index), thing))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Span, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(index, (_, thing))| (self.span(index), thing))
    }

    /// The number of the first that `before` no longer holds of; of all before that it must hold.
    pub fn partition_point(&self, before: impl Fn(Span) -> bool) -> usize {
        let (mut low, mut high) = (0, self.items.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.span(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Those that may reach into `span`, with their numbers.
    pub fn near(&self, span: Span) -> impl Iterator<Item = (usize, Span, &T)> {
        let from = self.partition_point(|at| at.start + self.longest < span.start);
        let near = (from..self.items.len()).map(|index| (index, self.span(index), &self.items[index].1));
        near.take_while(move |(_, at, _)| at.start <= span.end)
    }

    /// Goes on with those alone that `stays` holds of.
    pub fn retain(&mut self, mut stays: impl FnMut(Span, &T) -> bool) {
        self.settle(self.items.len());
        self.items.retain(|(span, thing)| stays(*span, thing));
        self.gap = self.items.len();
    }

    /// Puts `new`, in order, in place of those from number `range.start` to before number `range.end`.
    ///
    /// # Panics
    /// If there are no such numbers.
    pub fn splice(&mut self, range: std::ops::Range<usize>, new: Vec<(Span, T)>) {
        self.settle(range.end);
        self.longest = new.iter().map(|(span, _)| span.len()).max().unwrap_or(0).max(self.longest);
        self.gap = range.start + new.len();
        self.items.splice(range, new);
    }

    /// Moves along with `change`; what it touches is dropped. Whether any was.
    pub fn follow(&mut self, change: &Change) -> bool {
        let Some((first, last)) = change.replaces().first().zip(change.replaces().last()) else { return false };
        let (start, end) = (first.span.start, last.span.end);
        let from = self.partition_point(|at| at.start + self.longest < start);
        // What begins behind the last replacement only moves.
        let to = self.partition_point(|at| at.start <= end);
        self.settle(to);
        let mapper = change.mapper();
        let mut stays = from;
        for index in from..to {
            if !change.touches(self.items[index].0) {
                self.items[index].0 = mapper.map_span(self.items[index].0);
                self.items.swap(stays, index);
                stays += 1;
            }
        }
        self.items.drain(stays..to);
        self.gap = stays;
        self.moved += change.replaces().iter().map(|r| r.text.len() as isize - r.span.len() as isize).sum::<isize>();
        stays < to
    }

    fn span(&self, index: usize) -> Span {
        let span = self.items[index].0;
        if index < self.gap { span } else { moved(span, self.moved) }
    }

    /// Makes the move good up to before number `to`, and takes it back from there on.
    fn settle(&mut self, to: usize) {
        let by = self.moved;
        for (span, _) in &mut self.items[self.gap.min(to)..to] {
            *span = moved(*span, by);
        }
        for (span, _) in &mut self.items[to..self.gap.max(to)] {
            *span = moved(*span, -by);
        }
        self.gap = to;
        if to == self.items.len() {
            self.moved = 0;
        }
    }
}

fn moved(span: Span, by: isize) -> Span {
    Span { start: span.start.wrapping_add_signed(by), end: span.end.wrapping_add_signed(by) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Replace;
    use proptest::prelude::*;

    proptest! {
        /// As if every place were mapped at every change.
        #[test]
        fn they_move_as_each_would(
            places in prop::collection::vec((0usize..60, 0usize..6), 0..25),
            changes in prop::collection::vec(prop::collection::vec((0usize..80, 0usize..5, 0usize..4), 1..4), 1..20),
        ) {
            let mut plain: Vec<Span> = places.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            plain.sort();
            let mut spans: Spans<usize> = plain.iter().copied().zip(0..).collect();
            let mut names: Vec<usize> = (0..plain.len()).collect();
            for (n, replaces) in changes.into_iter().enumerate() {
                let mut end = 0;
                let replaces = replaces.into_iter().map(|(gap, len, new)| {
                    let start = end + gap % 20;
                    end = start + len;
                    Replace { span: Span::new(start, end), text: "x".repeat(new) }
                });
                let change = Change::new(replaces.collect());
                spans.follow(&change);
                let stays: Vec<bool> = plain.iter().map(|span| !change.touches(*span)).collect();
                let mut keep = stays.iter();
                names.retain(|_| *keep.next().unwrap());
                let mut keep = stays.iter();
                plain.retain(|_| *keep.next().unwrap());
                plain.iter_mut().for_each(|span| *span = change.map_span(*span));
                let got: Vec<(Span, usize)> = spans.iter().map(|(span, name)| (span, *name)).collect();
                let want: Vec<(Span, usize)> = plain.iter().copied().zip(names.iter().copied()).collect();
                prop_assert_eq!(&got, &want);
                let at = Span::new(n * 3, n * 3 + 4);
                let near: Vec<usize> = spans.near(at).filter(|(_, span, _)| span.touches(at)).map(|(_, _, n)| *n).collect();
                let touching = want.iter().filter(|(span, _)| span.touches(at)).map(|(_, name)| *name);
                prop_assert_eq!(near, touching.collect::<Vec<_>>());
                if n % 5 == 4 && !plain.is_empty() {
                    let middle = plain.len() / 2;
                    spans.splice(middle..middle + 1, vec![(plain[middle], 1000 + n)]);
                    names[middle] = 1000 + n;
                }
                if n % 7 == 6 {
                    spans.retain(|span, _| span.start % 3 != 0);
                    let mut keep = plain.iter().map(|span| span.start % 3 != 0);
                    names.retain(|_| keep.next().unwrap());
                    plain.retain(|span| span.start % 3 != 0);
                }
            }
        }
    }
}
