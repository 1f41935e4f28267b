//! What each revision of a bitext touched, so that whoever keeps something for each pair need not look at all of them.

use super::{Bitext, PairId, Patch};

/// For so many revisions a bitext remembers what they touched.
const REMEMBERED: usize = 256;

/// What one revision touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The pairs that are otherwise than they were, new ones among them.
    pub pairs: Vec<PairId>,
    /// Whether pairs were made or lost.
    pub recut: bool,
}

impl Bitext {
    /// What each revision after `revision` touched, in order; `None` if that is no longer known. Where a pair is in the
    /// text is not spoken of: it moves with everything that is typed before it.
    pub fn touched_since(&self, revision: u64) -> Option<impl Iterator<Item = &Touched>> {
        let count = usize::try_from(self.revision.checked_sub(revision)?).ok()?;
        let first = self.touched.len().checked_sub(count)?;
        Some(self.touched.range(first..))
    }

    /// The state after `touched` is a new one.
    pub(in crate::translation) fn step_on(&mut self, touched: Touched) {
        self.revision += 1;
        if self.touched.len() == REMEMBERED {
            self.touched.pop_front();
        }
        self.touched.push_back(touched);
    }
}

impl Touched {
    /// What `patches` touch, whichever way they are put.
    pub(super) fn by(patches: &[Patch]) -> Self {
        let pairs = patches.iter().flat_map(|patch| patch.before.iter().chain(&patch.after)).map(|pair| pair.id);
        let mut pairs: Vec<PairId> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self { pairs, recut: patches.iter().any(|patch| patch.recuts) }
    }
}
