//! [`Series`]: a long row of things of different sizes, in which a place is found by its size from the start and a
//! thing in the middle is changed at a cost that hardly grows with the row.

use std::ops::Range;
use std::sync::Arc;

/// A thing with a size: bytes of a run of text, points of a paragraph's height.
pub trait Extent {
    /// Its size; never negative. Whole numbers are exact up to 2⁵³.
    fn size(&self) -> f64;
}

/// Most things kept together; the square root of what a very long document has.
const FULL: usize = 512;

/// See the module. A clone is cheap: what neither of the two changes they share.
#[derive(Clone, Debug)]
pub struct Series<T> {
    /// None is empty.
    chunks: Vec<Chunk<T>>,
    len: usize,
    size: f64,
}

#[derive(Clone, Debug)]
struct Chunk<T> {
    items: Arc<Vec<T>>,
    size: f64,
}

impl<T: Extent> Chunk<T> {
    fn new(items: Vec<T>) -> Self {
        let size = items.iter().map(T::size).sum();
        Self { items: Arc::new(items), size }
    }
}

impl<T> Default for Series<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0, size: 0.0 }
    }
}

impl<T: PartialEq> PartialEq for Series<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && self.chunks.iter().flat_map(|c| &*c.items).eq(other.chunks.iter().flat_map(|c| &*c.items))
    }
}

impl<T: Extent + Clone> FromIterator<T> for Series<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut series = Self::default();
        series.splice(0..0, items);
        series
    }
}

impl<T: Extent + Clone> Series<T> {
    /// How many things there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The size of all together.
    pub fn size(&self) -> f64 {
        self.size
    }

    /// Thing number `index`.
    pub fn get(&self, index: usize) -> Option<&T> {
        let (chunk, at) = self.locate(index)?;
        Some(&self.chunks[chunk].items[at])
    }

    /// The things from number `from` on, in order.
    pub fn iter_from(&self, from: usize) -> impl Iterator<Item = &T> {
        let (chunk, at) = self.locate(from).unwrap_or((self.chunks.len(), 0));
        let first = self.chunks.get(chunk).map_or(&[][..], |c| &c.items[at..]);
        let rest = self.chunks.get(chunk + 1..).unwrap_or_default();
        first.iter().chain(rest.iter().flat_map(|c| &*c.items))
    }

    /// Changes thing number `index`, its size too.
    ///
    /// # Panics
    /// If there is no such thing.
    pub fn update<R>(&mut self, index: usize, change: impl FnOnce(&mut T) -> R) -> R {
        let (chunk, at) = self.locate(index).expect("the thing is in the series");
        let chunk = &mut self.chunks[chunk];
        let was = chunk.items[at].size();
        let result = change(&mut Arc::make_mut(&mut chunk.items)[at]);
        let by = chunk.items[at].size() - was;
        chunk.size += by;
        self.size += by;
        result
    }

    /// Changes every thing, in order; sizes must stay what they are.
    pub fn for_each(&mut self, mut change: impl FnMut(&mut T)) {
        self.chunks.iter_mut().flat_map(|c| Arc::make_mut(&mut c.items)).for_each(&mut change);
    }

    /// The size of everything before thing number `index`.
    pub fn before(&self, index: usize) -> f64 {
        self.find(index).map_or(self.size, |(.., before)| before)
    }

    /// The thing that covers `offset`, and the size before it; past the end the last one. `None` if there are none.
    pub fn at(&self, offset: f64) -> Option<(usize, f64)> {
        let (mut index, mut before) = (0, 0.0);
        let last = self.chunks.len().checked_sub(1)?;
        for (number, chunk) in self.chunks.iter().enumerate() {
            if offset >= before + chunk.size && number < last {
                before += chunk.size;
                index += chunk.items.len();
                continue;
            }
            for (at, item) in chunk.items.iter().enumerate() {
                let size = item.size();
                if offset < before + size || (number == last && at + 1 == chunk.items.len()) {
                    return Some((index + at, before));
                }
                before += size;
            }
            // Sums of fractions differ in their last digit: what the chunk as a whole covers its last thing does.
            index += chunk.items.len();
        }
        None
    }

    /// Puts `new` in place of the things `range` and returns those.
    ///
    /// # Panics
    /// If the range goes past the end.
    pub fn splice(&mut self, range: Range<usize>, new: impl IntoIterator<Item = T>) -> Vec<T> {
        assert!(range.start <= range.end && range.end <= self.len, "the range is in the series");
        let (first, at) = match self.locate(range.start) {
            Some(found) => found,
            None if self.chunks.is_empty() => (0, 0),
            None => (self.chunks.len() - 1, self.chunks[self.chunks.len() - 1].items.len()),
        };
        let mut removed = Vec::new();
        let mut left = range.end - range.start;
        // Everything the range touches is taken out of its chunks, what stays is put together again.
        let mut items = Vec::new();
        let mut after = first;
        let mut skip = at;
        while after < self.chunks.len() && (left > 0 || after == first) {
            let mut old = Arc::unwrap_or_clone(std::mem::take(&mut self.chunks[after].items));
            let tail = old.split_off((skip + left).min(old.len()));
            let gone = old.split_off(skip.min(old.len()));
            left -= gone.len();
            removed.extend(gone);
            if after == first {
                items = old;
                items.extend(tail);
            } else {
                items.extend(tail);
            }
            skip = 0;
            after += 1;
        }
        let mut tail = items.split_off(at.min(items.len()));
        items.extend(new);
        items.append(&mut tail);
        let fresh = if items.len() <= FULL {
            if items.is_empty() { Vec::new() } else { vec![Chunk::new(items)] }
        } else {
            let mut fresh = Vec::with_capacity(items.len() / (FULL / 2) + 1);
            let mut items = items.into_iter();
            loop {
                let part: Vec<T> = items.by_ref().take(FULL / 2).collect();
                if part.is_empty() {
                    break;
                }
                fresh.push(Chunk::new(part));
            }
            fresh
        };
        self.chunks.splice(first..after.max(first), fresh);
        self.len = self.chunks.iter().map(|c| c.items.len()).sum();
        self.size = self.chunks.iter().map(|c| c.size).sum();
        removed
    }

    /// (chunk, place in it) of thing number `index`.
    fn locate(&self, index: usize) -> Option<(usize, usize)> {
        let mut passed = 0;
        for (number, chunk) in self.chunks.iter().enumerate() {
            if index < passed + chunk.items.len() {
                return Some((number, index - passed));
            }
            passed += chunk.items.len();
        }
        None
    }

    /// (chunk, place in it, size before) of thing number `index`.
    fn find(&self, index: usize) -> Option<(usize, usize, f64)> {
        let (mut passed, mut before) = (0, 0.0);
        for (number, chunk) in self.chunks.iter().enumerate() {
            if index < passed + chunk.items.len() {
                let at = index - passed;
                let inside: f64 = chunk.items[..at].iter().map(T::size).sum();
                return Some((number, at, before + inside));
            }
            passed += chunk.items.len();
            before += chunk.size;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Extent for u16 {
        fn size(&self) -> f64 {
            f64::from(*self)
        }
    }

    #[test]
    fn a_place_is_found_by_size() {
        let series: Series<u16> = [3, 0, 4].into_iter().collect();
        assert_eq!(series.size(), 7.0);
        assert_eq!(series.at(0.0), Some((0, 0.0)));
        assert_eq!(series.at(3.0), Some((2, 3.0)));
        assert_eq!(series.at(99.0), Some((2, 3.0)));
        assert_eq!((series.before(2), series.before(3)), (3.0, 7.0));
        assert_eq!(Series::<u16>::default().at(0.0), None);
    }

    proptest! {
        #[test]
        fn it_is_a_vec_that_knows_its_sums(steps in prop::collection::vec((0usize..3000, 0usize..900, 0usize..1500), 1..25)) {
            let (mut series, mut plain) = (Series::<u16>::default(), Vec::<u16>::new());
            for (n, (start, len, new)) in steps.into_iter().enumerate() {
                let start = start.min(plain.len());
                let end = (start + len).min(plain.len());
                let fresh: Vec<u16> = (0..new).map(|i| ((i * 7 + n) % 11) as u16).collect();
                let removed: Vec<u16> = plain.splice(start..end, fresh.iter().copied()).collect();
                prop_assert_eq!(series.splice(start..end, fresh), removed);
                if !plain.is_empty() {
                    let index = start.min(plain.len() - 1);
                    series.update(index, |item| *item += 1);
                    plain[index] += 1;
                }
                prop_assert_eq!(series.len(), plain.len());
                prop_assert_eq!(series.iter_from(start).copied().collect::<Vec<_>>(), plain[start..].to_vec());
                let before: f64 = plain[..start].iter().map(u16::size).sum();
                prop_assert_eq!(series.before(start), before);
                prop_assert_eq!(series.size(), plain.iter().map(u16::size).sum::<f64>());
                if let Some((index, found)) = series.at(before) {
                    prop_assert!(found <= before);
                    prop_assert!(index + 1 == plain.len() || before < found + f64::from(plain[index]));
                }
            }
        }
    }
}
