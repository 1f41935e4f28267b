//! 改め文: the sentences that make the newer version of an ordinance of the older one.
//!
//! 「第３条中「甲」を「乙」に改める。」 means every 甲 in 第３条, so each sentence is chosen for what it does and then done:
//! [`amend`] applies what it says to the old text and compares. An article whose sentences do not lead exactly to the new
//! one is given in full (「第３条を次のように改める。」), and so is the whole where articles alone cannot do it. Empty lines
//! count for nothing.
//!
//! What an office's drafter will still want to look at: the sentences stand in the order words, removals, numbers,
//! insertions, not in that of the articles; and references to articles whose numbers moved are changed because the new
//! version changed them, not found by themselves.

mod apply;
mod phrase;
mod plan;
mod swap;

use self::apply::apply;
use self::plan::Op;
use super::unit::{self, Kind, Unit};
use crate::document::Snapshot;

/// The sentences, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// What is amended: 「〇〇条例（平成10年条例第12号）の一部を次のように改正する。」
    pub opening: String,
    /// What is to be done.
    pub clauses: Vec<Clause>,
    /// Whether the whole is replaced.
    pub whole: bool,
    ops: Vec<Op>,
}

/// One sentence, and the text it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The sentence.
    pub sentence: String,
    /// The lines that are put in by it; none for most.
    pub lines: Vec<String>,
}

/// The amendment that makes `new` of `old`. `None` if nothing differs, or if neither is written in articles (条).
pub fn amend(old: &Snapshot, new: &Snapshot) -> Option<Amendment> {
    let (before, after) = (unit::tree(old), unit::tree(new));
    if unit::lines(&before) == unit::lines(&after) || !has_articles(&before) || !has_articles(&after) {
        return None;
    }
    let ops = plan::plan(&before, &after).filter(|ops| leads_to(&before, ops, &after));
    // Word by word failed somewhere: article by article, then.
    let ops = ops.or_else(|| plan::coarse(&before, &after).filter(|ops| leads_to(&before, ops, &after)));
    let whole = ops.is_none();
    let ops = ops.unwrap_or_else(|| vec![Op::Whole { units: after.clone() }]);
    let figures = phrase::Figures::of(&before);
    let opening = phrase::opening(&before, whole);
    Some(Amendment { opening, clauses: phrase::clauses(&ops, figures), whole, ops })
}

impl Amendment {
    /// The lines that `old` becomes, without empty ones; `None` if the amendment was made for another text.
    pub fn apply(&self, old: &Snapshot) -> Option<Vec<String>> {
        let mut units = unit::tree(old);
        apply(&mut units, &self.ops)?;
        Some(unit::lines(&units).into_iter().map(str::to_owned).collect())
    }
}

fn leads_to(old: &[Unit], ops: &[Op], new: &[Unit]) -> bool {
    let mut units = old.to_vec();
    apply(&mut units, ops).is_some() && unit::lines(&units) == unit::lines(new)
}

fn has_articles(units: &[Unit]) -> bool {
    units.iter().any(|unit| unit.kind == Kind::Article || unit.kind.holds_others() && has_articles(&unit.children))
}
