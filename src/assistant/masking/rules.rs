//! What an office has decided about personal information: plain data, filled from settings or a policy.

use crate::text::personal::{Confidence, Kind, OwnWords, Personal, Treatment};
use std::collections::BTreeMap;

/// What becomes of a piece of personal information before a text leaves this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    /// It leaves as it is.
    Leave,
    /// It leaves as it is, and the person is told before.
    Warn,
    /// A placeholder leaves in its place.
    Mask,
    /// Nothing leaves while it is there.
    Block,
}

impl Handling {
    /// All of them, the mildest first.
    pub const ALL: [Handling; 4] = [Self::Leave, Self::Warn, Self::Mask, Self::Block];

    /// How settings and policies write it.
    pub fn code(self) -> &'static str {
        match self {
            Handling::Leave => "leave",
            Handling::Warn => "warn",
            Handling::Mask => "mask",
            Handling::Block => "block",
        }
    }

    /// The handling with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|handling| handling.code() == code)
    }
}

/// See the module. The default is careful: 個人番号 blocks, as the 番号法 lets it be handled for listed purposes only;
/// everything else is masked; what is public of an organisation leaves.
#[derive(Clone, Debug)]
pub struct MaskingRules {
    /// What becomes of each kind; a kind that is not here is as `otherwise`.
    pub kinds: BTreeMap<Kind, Handling>,
    /// What becomes of every other kind.
    pub otherwise: Handling,
    /// The office's own words and patterns.
    pub own: OwnWords,
}

impl Default for MaskingRules {
    fn default() -> Self {
        let kinds = BTreeMap::from([(Kind::MyNumber, Handling::Block), (Kind::Houjin, Handling::Leave)]);
        Self { kinds, otherwise: Handling::Mask, own: OwnWords::default() }
    }
}

impl MaskingRules {
    /// The same, with everything that is not blocked only warned of.
    pub fn warning() -> Self {
        Self { otherwise: Handling::Warn, ..Self::default() }
    }

    /// For files that stay on this machine: everything personal gets a placeholder, nothing blocks.
    pub fn local() -> Self {
        Self { kinds: BTreeMap::from([(Kind::Houjin, Handling::Leave)]), ..Self::default() }
    }

    /// What becomes of `found`, which is written `words`. A 個人番号 that only may be one is masked where others block.
    pub fn handling(&self, found: &Personal, words: &str) -> Handling {
        if found.is_information() {
            return Handling::Leave;
        }
        if found.kind == Kind::Own {
            return match self.own.treatment(words) {
                Treatment::Block if self.otherwise != Handling::Leave => Handling::Block,
                _ => Handling::Mask,
            };
        }
        let handling = self.kinds.get(&found.kind).copied().unwrap_or(self.otherwise);
        if handling == Handling::Block && found.confidence == Confidence::Possible { Handling::Mask } else { handling }
    }
}
