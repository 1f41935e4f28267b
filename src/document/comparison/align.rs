//! Which unit of the old version and which of the new one belong together: those that say the same first, then, between
//! them, the pairs that together are most alike. A number that is the same counts for something, words for more.

use super::unit::{Kind, Unit};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two units that belong together, or one without a counterpart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pairing<'a> {
    Both(&'a Unit, &'a Unit),
    Old(&'a Unit),
    New(&'a Unit),
}

/// What a common label is worth, where a common text is worth 1.
const LABEL: f32 = 0.25;
/// What a pair must be worth at least.
const LEAST: f32 = 0.40;
/// The same for units of different kinds.
const LEAST_ACROSS: f32 = 0.75;
/// Between two places that are the same, so many pairs are weighed at most; beyond, labels alone decide.
const MOST_PAIRS: usize = 1_000_000;

/// Pairs `old` with `new`, in the order of both.
pub(super) fn align<'a>(old: &'a [Unit], new: &'a [Unit]) -> Vec<Pairing<'a>> {
    let mut pairs = Vec::new();
    let whole = |unit: &'a Unit| unit;
    for op in capture_diff_slices(
        Algorithm::Patience,
        &old.iter().map(whole).collect::<Vec<_>>(),
        &new.iter().map(whole).collect::<Vec<_>>(),
    ) {
        let (o, n) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => pairs.extend(o.iter().zip(n).map(|(old, new)| Pairing::Both(old, new))),
            _ => between(o, n, &mut pairs),
        }
    }
    pairs
}

fn between<'a>(old: &'a [Unit], new: &'a [Unit], pairs: &mut Vec<Pairing<'a>>) {
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > MOST_PAIRS {
        by_label(old, new, pairs);
        return;
    }
    let (grams_old, grams_new): (Vec<Grams>, Vec<Grams>) =
        (old.iter().map(Grams::new).collect(), new.iter().map(Grams::new).collect());
    let width = new.len() + 1;
    // The most that can be had from the first of both, and whether the last two are a pair in that.
    let mut best = vec![(0f32, false); (old.len() + 1) * width];
    for i in 1..=old.len() {
        for j in 1..=new.len() {
            let alone = best[(i - 1) * width + j].0.max(best[i * width + j - 1].0);
            let worth = worth(&old[i - 1], &new[j - 1], &grams_old[i - 1], &grams_new[j - 1]);
            let together = best[(i - 1) * width + j - 1].0 + worth;
            let pair = worth > 0.0 && together > alone;
            best[i * width + j] = (if pair { together } else { alone }, pair);
        }
    }
    let (mut i, mut j) = (old.len(), new.len());
    let mut found = Vec::new();
    while i > 0 || j > 0 {
        if i > 0 && j > 0 && best[i * width + j].1 {
            found.push(Pairing::Both(&old[i - 1], &new[j - 1]));
            (i, j) = (i - 1, j - 1);
        } else if j > 0 && (i == 0 || best[i * width + j - 1].0 >= best[(i - 1) * width + j].0) {
            found.push(Pairing::New(&new[j - 1]));
            j -= 1;
        } else {
            found.push(Pairing::Old(&old[i - 1]));
            i -= 1;
        }
    }
    found.reverse();
    pairs.extend(found);
}

/// What it is worth to have the two as a pair; nothing or less if they are none.
fn worth(old: &Unit, new: &Unit, grams_old: &Grams, grams_new: &Grams) -> f32 {
    let alike = grams_old.alike(grams_new);
    if old.kind != new.kind {
        return alike - LEAST_ACROSS;
    }
    let same_label = !old.label.is_empty() && old.label == new.label;
    // There is one 題名, and one line of each kind at the head of a letter.
    let least = if old.kind == Kind::Title { LEAST / 2.0 } else { LEAST };
    alike + if same_label { LABEL } else { 0.0 } - least
}

fn by_label<'a>(old: &'a [Unit], new: &'a [Unit], pairs: &mut Vec<Pairing<'a>>) {
    let label = |unit: &'a Unit| if unit.label.is_empty() { unit.line.as_str() } else { unit.label.as_str() };
    let (a, b): (Vec<&str>, Vec<&str>) = (old.iter().map(label).collect(), new.iter().map(label).collect());
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        let (o, n) = (&old[op.old_range()], &new[op.new_range()]);
        if let DiffOp::Equal { .. } = op {
            pairs.extend(o.iter().zip(n).map(|(old, new)| Pairing::Both(old, new)));
        } else {
            pairs.extend(o.iter().map(Pairing::Old));
            pairs.extend(n.iter().map(Pairing::New));
        }
    }
}

/// The pairs of characters that follow each other in a unit and in what is under it, in order.
struct Grams(Vec<u64>);

impl Grams {
    fn new(unit: &Unit) -> Self {
        let mut found = Vec::new();
        Self::add(unit, &mut found);
        found.sort_unstable();
        Self(found)
    }

    fn add(unit: &Unit, found: &mut Vec<u64>) {
        for text in unit.caption.as_deref().into_iter().chain([unit.body()]) {
            let characters = text.chars().filter(|c| !c.is_whitespace());
            let pairs = characters.clone().zip(characters.skip(1));
            found.extend(pairs.map(|(a, b)| u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))));
        }
        unit.children.iter().for_each(|child| Self::add(child, found));
    }

    /// How much the two have in common, 0 to 1.
    fn alike(&self, other: &Grams) -> f32 {
        let (a, b) = (&self.0, &other.0);
        if a.is_empty() || b.is_empty() {
            return if a.is_empty() && b.is_empty() { 1.0 } else { 0.0 };
        }
        let (mut i, mut j, mut common) = (0, 0, 0usize);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
            }
        }
        2.0 * common as f32 / (a.len() + b.len()) as f32
    }
}
