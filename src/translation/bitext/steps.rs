//! Taking steps back and doing them again.

use super::{Bitext, Patch, Touched};
use crate::text::Span;
use crate::translation::pair::{Pair, PairId};
use std::sync::Arc;

impl Bitext {
    /// Ends the current undo step: what is typed next stands alone.
    pub fn seal(&mut self) {
        if let Some(step) = self.undo.last_mut() {
            step.typing = None;
        }
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes back the last step: the pairs that stand where it was, or `None` where there is nothing to take back. What
    /// cannot be taken back because the source was cut anew there since is passed over.
    pub fn undo(&mut self) -> Option<Vec<PairId>> {
        let step = self.undo.pop()?;
        let mut touched = Vec::new();
        for patch in step.patches.iter().rev() {
            if self.put(patch, false) {
                touched.extend(patch.before.iter().map(|pair| pair.id));
            }
        }
        self.step_on(Touched::by(&step.patches));
        self.redo.push(step);
        Some(touched)
    }

    /// Does the step again that was last taken back.
    pub fn redo(&mut self) -> Option<Vec<PairId>> {
        let mut step = self.redo.pop()?;
        step.typing = None;
        let mut touched = Vec::new();
        for patch in &step.patches {
            if self.put(patch, true) {
                touched.extend(patch.after.iter().map(|pair| pair.id));
            }
        }
        self.step_on(Touched::by(&step.patches));
        self.undo.push(step);
        Some(touched)
    }

    /// Does what `patch` does, or takes it back; whether that could be done.
    pub(super) fn put(&mut self, patch: &Patch, forth: bool) -> bool {
        let (old, new) = if forth { (&patch.before, &patch.after) } else { (&patch.after, &patch.before) };
        if !patch.recuts {
            let Some((at, pair)) = new.first().and_then(|pair| Some((self.position(pair.id)?, pair))) else {
                return false;
            };
            // A step holds both versions; only the one that it is about is put back.
            if !old.first().is_some_and(|old| Arc::ptr_eq(&old.work, &pair.work)) {
                self.pairs[at].work = pair.work.clone();
            }
            if !old.first().is_some_and(|old| Arc::ptr_eq(&old.easy, &pair.easy)) {
                self.pairs[at].easy = pair.easy.clone();
            }
            return true;
        }
        let at = match old.first() {
            Some(first) => self.position(first.id),
            None => match patch.previous {
                Some(previous) => self.position(previous).map(|at| at + 1),
                None => Some(0),
            },
        };
        let Some(at) = at else { return false };
        let there = self.pairs.get(at..at + old.len()).unwrap_or_default();
        let same = there.len() == old.len() && there.iter().zip(old).all(|(a, b)| a.id == b.id && a.span == b.span);
        if !same || !self.covers(old, new) {
            return false;
        }
        let new: Vec<Pair> = new.iter().map(|pair| self.placed(pair)).collect();
        self.pairs.splice(at..at + old.len(), new);
        self.number();
        true
    }

    /// Whether the pairs `new` can stand for `old` in the text as it is now: in order, and with nothing but space left out.
    fn covers(&self, old: &[Pair], new: &[Pair]) -> bool {
        let of = |pairs: &[Pair]| Some(Span::new(pairs.first()?.span.start, pairs.last()?.span.end));
        let Some(whole) = of(old) else { return true };
        let mut at = whole.start;
        let ends = [Span::at(whole.end)];
        new.iter().map(|pair| pair.span).chain(ends).all(|span| {
            let fits = at <= span.start && span.end <= whole.end;
            let gap = fits && self.text.chunks(Span::new(at, span.start)).all(|piece| piece.trim().is_empty());
            at = span.end;
            gap
        })
    }

    /// `pair` with what stands at its place now.
    fn placed(&self, pair: &Pair) -> Pair {
        let source = self.text.slice(pair.span);
        let source = if source == *pair.source { pair.source.clone() } else { source.into() };
        Pair { paragraph: self.text.line_of(pair.span.start), source, ..pair.clone() }
    }
}
