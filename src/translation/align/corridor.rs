//! Where a long text is looked at closely: first around what is rare and stands on both sides, then around the best way
//! by what single sentences have in common, which is quickly found.

use super::features::{Features, Id};
use super::{SMALL, Scorer, Side};
use std::ops::{ControlFlow, Range};

/// So many sentences on either side of the marked way belong to the corridor.
const MARGIN: usize = 25;
/// Stretches without a mark longer than this are walked near their diagonal only.
const STRETCH: usize = 800;

/// So many sentences on either side of the rough way are looked at closely.
const NEAR: usize = 12;
/// So many where that way is beyond doubt, and has been for some sentences.
const CLOSE: usize = 4;
/// From this score on two sentences belong together beyond doubt,
const SURE: f32 = 3.0;
/// if so many before and behind them do.
const RUN: usize = 4;
/// What a sentence costs that the rough way passes by: it may be part of what stands beside it.
const PASSED: f32 = -1.2;

/// For each place between Japanese sentences, the places between English ones that come into question.
pub fn of(features: &Features) -> Vec<Range<usize>> {
    let (n, m) = (features.japanese.len(), features.english.len());
    if (n + 1) * (m + 1) <= SMALL {
        return vec![0..m + 1; n + 1];
    }
    let marks = marks(features).into_iter().map(|(i, j)| (i, j, MARGIN));
    around(marks, (n, m), MARGIN)
}

/// The places around a way that goes through `marks`, each with how far around it; `margin` is that of both ends.
fn around(
    marks: impl Iterator<Item = (usize, usize, usize)>,
    (n, m): (usize, usize),
    margin: usize,
) -> Vec<Range<usize>> {
    let mut rows = vec![(usize::MAX, 0usize); n + 1];
    let mut widen = |row: usize, low: usize, high: usize| {
        let row = &mut rows[row.min(n)];
        row.0 = row.0.min(low);
        row.1 = row.1.max(high.min(m));
    };
    let mut before = (0, 0, margin);
    for mark in marks.chain([(n, m, margin)]) {
        let ((i1, j1, near), (i2, j2, far)) = (before, mark);
        before = mark;
        let margin = near.max(far);
        let long = i2 - i1 > STRETCH && j2 - j1 > STRETCH;
        for row in i1.saturating_sub(margin / 2)..=(i2 + margin / 2).min(n) {
            if long {
                let share = (row.clamp(i1, i2) - i1) as f32 / (i2 - i1) as f32;
                let middle = j1 + (share * (j2 - j1) as f32) as usize;
                widen(row, middle.saturating_sub(STRETCH / 2), middle + STRETCH / 2);
            } else {
                widen(row, j1.saturating_sub(margin), j2 + margin);
            }
        }
    }
    rows.into_iter().map(|(low, high)| low.min(high)..high + 1).collect()
}

/// The places of `rows` near the best way by what single sentences have in common. `step` says now and then whether to go
/// on; `None` if not.
pub fn narrowed(
    scorer: &Scorer<'_>,
    rows: &[Range<usize>],
    step: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Vec<Range<usize>>> {
    let (n, m) = (scorer.features.japanese.len(), scorer.features.english.len());
    let way = rough_way(scorer, rows, step)?;
    let sure: Vec<bool> = way.iter().map(|(_, _, score)| *score >= SURE).collect();
    let beyond_doubt = |at: usize| {
        let run = at.saturating_sub(RUN)..(at + RUN + 1).min(way.len());
        let steady = way[run.clone()].windows(2).all(|two| (two[1].0 - two[0].0, two[1].1 - two[0].1) == (1, 1));
        run.len() == 2 * RUN + 1 && steady && sure[run].iter().all(|sure| *sure)
    };
    let marks = (0..way.len()).map(|at| (way[at].0, way[at].1, if beyond_doubt(at) { CLOSE } else { NEAR }));
    Some(around(marks, (n, m), NEAR))
}

/// The sentences that belong together on the best way that knows of one to one and nothing else, and how well they fit.
fn rough_way(
    scorer: &Scorer<'_>,
    rows: &[Range<usize>],
    step: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Vec<(usize, usize, f32)>> {
    /// Both go on, the Japanese text alone, the English one alone.
    const STEPS: [(usize, usize); 3] = [(1, 1), (1, 0), (0, 1)];
    let features = scorer.features;
    let (n, m) = (features.japanese.len(), features.english.len());
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); features.weights.len()];
    for (at, sentence) in (0u32..).zip(&features.english) {
        sentence.has.iter().for_each(|id| places[*id as usize].push(at));
    }
    let mut ways: Vec<Vec<u8>> = rows.iter().map(|row| vec![u8::MAX; row.len()]).collect();
    let (mut last, mut here): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    let (mut both, mut hard): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    let mut scores: Vec<Vec<f32>> = Vec::with_capacity(n + 1);
    for i in 0..=n {
        if i % 256 == 0 && step().is_break() {
            return None;
        }
        let row = rows[i].clone();
        // What the sentence before this place has in common with each English one before a place of the row.
        let first = row.start.saturating_sub(1);
        let width = row.end - 1 - first;
        for all in [&mut both, &mut hard] {
            all.clear();
            all.resize(width, 0.0);
        }
        for id in i.checked_sub(1).map_or(&[][..], |at| &features.japanese[at].has) {
            let (weight, known) = (features.weights[*id as usize], &places[*id as usize]);
            let from = known.partition_point(|at| (*at as usize) < first);
            for at in known[from..].iter().map(|at| *at as usize - first).take_while(|at| *at < width) {
                both[at] += weight;
                if features.hard[*id as usize] {
                    hard[at] += weight;
                }
            }
        }
        let own: Vec<f32> = (0..width)
            .map(|at| i.checked_sub(1).map_or(f32::MIN, |i| single(scorer, (i, first + at), (both[at], hard[at]))))
            .collect();
        std::mem::swap(&mut last, &mut here);
        here.clear();
        let above = i.checked_sub(1).map_or(0..0, |i| rows[i].clone());
        for j in row.clone() {
            let mut best = (if (i, j) == (0, 0) { 0.0 } else { f32::MIN }, u8::MAX);
            let known = |j: usize| if above.contains(&j) { last[j - above.start] } else { f32::MIN };
            let before = [
                if j > 0 { known(j - 1) } else { f32::MIN },
                known(j),
                if j > row.start { here[j - 1 - row.start] } else { f32::MIN },
            ];
            for (kind, before) in (0u8..).zip(before) {
                let cost = if kind == 0 { j.checked_sub(1 + first).map_or(f32::MIN, |at| own[at]) } else { PASSED };
                if before > f32::MIN && cost > f32::MIN && before + cost > best.0 {
                    best = (before + cost, kind);
                }
            }
            ways[i][j - row.start] = best.1;
            here.push(best.0);
        }
        scores.push(own);
    }
    let mut way = Vec::new();
    let (mut i, mut j) = (n, m);
    while (i, j) != (0, 0) {
        let kind = if rows[i].contains(&j) { ways[i][j - rows[i].start] } else { u8::MAX };
        // Outside the corridor there is no way but to pass by.
        let aside = if i > 0 { (1, 0) } else { (0, 1) };
        let (a, b) = STEPS.get(usize::from(kind)).copied().unwrap_or(aside);
        (i, j) = (i - a, j - b);
        if (a, b) == (1, 1) {
            let score = scores[i + 1][j - rows[i + 1].start.saturating_sub(1)];
            if score > 0.0 {
                way.push((i, j, score));
            }
        }
    }
    way.reverse();
    Some(way)
}

/// How well two sentences fit that have so much in common, and so much that is hard.
fn single(scorer: &Scorer<'_>, (i, j): (usize, usize), common: (f32, f32)) -> f32 {
    let (a, b): (&Side, &Side) = (&scorer.ja[0][i], &scorer.en[0][j]);
    scorer.length(a, b) + scorer.told(common.0, scorer.missing(a, b, common))
}

/// Pairs of sentences that rare features tie together, the heaviest chain of them that runs forward on both sides.
fn marks(features: &Features) -> Vec<(usize, usize)> {
    use std::collections::HashMap;
    const RARE: u32 = 2;
    let rare = |id: &Id| {
        let (a, b) = features.counts[*id as usize];
        (1..=RARE).contains(&a) && (1..=RARE).contains(&b)
    };
    let mut places: HashMap<Id, Vec<usize>> = HashMap::new();
    for (at, sentence) in features.english.iter().enumerate() {
        for id in sentence.has.iter().filter(|id| rare(id)) {
            places.entry(*id).or_default().push(at);
        }
    }
    let mut votes: Vec<(usize, usize, f32)> = Vec::new();
    for (at, sentence) in features.japanese.iter().enumerate() {
        let mut here: HashMap<usize, f32> = HashMap::new();
        for id in &sentence.has {
            for place in places.get(id).into_iter().flatten() {
                *here.entry(*place).or_default() += features.weights[*id as usize];
            }
        }
        let mut here: Vec<(usize, f32)> = here.into_iter().filter(|(_, weight)| *weight >= 1.5).collect();
        here.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        votes.extend(here.into_iter().take(3).map(|(place, weight)| (at, place, weight)));
    }
    // The heaviest increasing chain; of one row the later places first, so that a chain takes one of them.
    votes.sort_by_key(|vote| (vote.0, std::cmp::Reverse(vote.1)));
    let m = features.english.len() + 1;
    let mut tree: Vec<(f32, usize)> = vec![(0.0, usize::MAX); m + 1];
    let mut back: Vec<usize> = Vec::with_capacity(votes.len());
    let mut best = (0.0, usize::MAX);
    for (index, (_, place, weight)) in votes.iter().enumerate() {
        let mut before = (0.0, usize::MAX);
        let mut at = *place;
        while at > 0 {
            if tree[at].0 > before.0 {
                before = tree[at];
            }
            at &= at - 1;
        }
        back.push(before.1);
        let total = before.0 + weight;
        if total > best.0 {
            best = (total, index);
        }
        let mut at = place + 1;
        while at <= m {
            if total > tree[at].0 {
                tree[at] = (total, index);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while at != usize::MAX {
        chain.push((votes[at].0, votes[at].1));
        at = back[at];
    }
    chain.reverse();
    chain
}
