//! Which paragraphs of what was read and of what is written belong together: those that say the same first, then, between
//! them, the pairs that together are most alike.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two that belong together, or one without a counterpart, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

/// What two must have in common to be a pair, 0 to 1.
const LEAST: f32 = 0.3;
/// Between two places that are the same, so many pairs are weighed at most; beyond, they are paired in order.
const MOST_PAIRS: usize = 250_000;

/// Pairs what is of one kind (`true` for a table) and alike.
pub(super) fn align(old: &[(bool, String)], new: &[(bool, String)]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        let (o, n) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => pairs.extend(o.zip(n).map(|(old, new)| Pair::Both(old, new))),
            _ if o.len().saturating_mul(n.len()) > MOST_PAIRS => in_order(old, new, (o, n), &mut pairs),
            _ => between(old, new, (o, n), &mut pairs),
        }
    }
    pairs
}

type Ranges = (std::ops::Range<usize>, std::ops::Range<usize>);

fn in_order(old: &[(bool, String)], new: &[(bool, String)], (o, n): Ranges, pairs: &mut Vec<Pair>) {
    let count = o.clone().zip(n.clone()).take_while(|(o, n)| old[*o].0 == new[*n].0).count();
    pairs.extend(o.clone().zip(n.clone()).take(count).map(|(o, n)| Pair::Both(o, n)));
    pairs.extend(o.skip(count).map(Pair::Old));
    pairs.extend(n.skip(count).map(Pair::New));
}

fn between(old: &[(bool, String)], new: &[(bool, String)], (o, n): Ranges, pairs: &mut Vec<Pair>) {
    let grams = |(_, text): &(bool, String)| {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut grams: Vec<u64> =
            chars.windows(2).map(|w| u64::from(u32::from(w[0])) << 32 | u64::from(u32::from(w[1]))).collect();
        grams.extend(chars.iter().map(|c| u64::from(u32::from(*c))));
        grams.sort_unstable();
        grams
    };
    let a: Vec<Vec<u64>> = old[o.clone()].iter().map(grams).collect();
    let b: Vec<Vec<u64>> = new[n.clone()].iter().map(grams).collect();
    let width = b.len() + 1;
    let mut best = vec![(0f32, false); (a.len() + 1) * width];
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let alone = best[(i - 1) * width + j].0.max(best[i * width + j - 1].0);
            let same_kind = old[o.start + i - 1].0 == new[n.start + j - 1].0;
            // A lone paragraph in the place of another is that one, written anew; tables are told by their place.
            let alike = if a.len() == 1 && b.len() == 1 || same_kind && old[o.start + i - 1].0 { 0.35 } else { 0.0 };
            let worth = if same_kind { common(&a[i - 1], &b[j - 1]).max(alike) - LEAST } else { 0.0 };
            let together = best[(i - 1) * width + j - 1].0 + worth;
            let pair = worth > 0.0 && together > alone;
            best[i * width + j] = (if pair { together } else { alone }, pair);
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut found = Vec::new();
    while i > 0 || j > 0 {
        if i > 0 && j > 0 && best[i * width + j].1 {
            found.push(Pair::Both(o.start + i - 1, n.start + j - 1));
            (i, j) = (i - 1, j - 1);
        } else if j > 0 && (i == 0 || best[i * width + j - 1].0 >= best[(i - 1) * width + j].0) {
            found.push(Pair::New(n.start + j - 1));
            j -= 1;
        } else {
            found.push(Pair::Old(o.start + i - 1));
            i -= 1;
        }
    }
    found.reverse();
    pairs.extend(found);
}

/// How much two have in common, 0 to 1.
fn common(a: &[u64], b: &[u64]) -> f32 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_belongs_together() {
        let list = |texts: &[&str]| -> Vec<(bool, String)> { texts.iter().map(|t| (false, (*t).to_owned())).collect() };
        let old = list(&["件名", "このことについて通知します。", "記", "以上"]);
        let new = list(&["件名", "新しい段落です。", "このことについて、通知いたします。", "記", "以上"]);
        use Pair::{Both, New};
        assert_eq!(align(&old, &new), [Both(0, 0), New(1), Both(1, 2), Both(2, 3), Both(3, 4)]);
        // One for one: written anew.
        assert_eq!(align(&list(&["あ", "い", "う"]), &list(&["あ", "か", "う"])), [Both(0, 0), Both(1, 1), Both(2, 2)]);
    }
}
