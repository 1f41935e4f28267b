//! Which sentences of two existing texts say the same: alignment without a model.
//!
//! What is known of a sentence ([`features`]) is its length, what it states (dates and figures freed from script and
//! era), Latin words, katakana beside English sounds, names by their readings, some eight hundred words of administration,
//! and the number in front of it. First, what is rare and stands on both sides marks out a corridor; then the best way
//! through it is found, bead by bead: one to one, one to two, left out on either side, and so on. What was left over on
//! both sides and is plainly the same was moved, and is put together last.

mod corridor;
pub mod documents;
mod features;
mod sounds;
mod words;

pub use words::WordList;

use features::{Features, Id, Sentence};
use std::collections::{BTreeMap, HashMap};
use std::ops::{ControlFlow, Range};

/// Sentences that say the same: a bead.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// The Japanese ones, by number; empty for an addition of the English text.
    pub ja: Range<usize>,
    /// The English ones; empty for what was left out.
    pub en: Range<usize>,
    /// How sure this is, 0 to 1.
    pub confidence: f32,
}

/// How many sentences of each side a bead has.
const BEADS: &[(usize, usize)] = &[(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1)];

/// The most sentences of one side in a bead.
const WIDEST: usize = 4;

/// What is likely and what is not, in natural logarithms: measured on public documents and their translations.
#[derive(Clone)]
struct Tuning {
    /// How unlikely each of [`BEADS`] is beside one to one.
    beads: [f32; 10],
    /// Variance of the English length for each character that was expected.
    variance: f32,
    /// How much it says that the lengths fit.
    length: f32,
    /// What a match is worth, in parts of its weight.
    matched: f32,
    /// What a missing feature costs, in parts of its weight.
    missing: f32,
    /// The same of a hard one.
    missing_hard: f32,
    /// Where one sentence stands against several, what one of those costs that brings nothing of its own.
    idle: f32,
    /// What it costs when two have nothing in common, in parts of what they say.
    stranger: f32,
    /// What it costs when one side asks and the other does not; half of it is won when both do.
    asks: f32,
    /// What it costs when one side ends as a sentence does and the other as a heading does.
    ends: f32,
}

const TUNING: Tuning = Tuning {
    beads: [0.0, -2.8, -2.8, -2.2, -2.2, -4.2, -5.2, -5.2, -6.2, -6.2],
    variance: 2.9,
    length: 1.7,
    matched: 1.4,
    missing: 0.52,
    missing_hard: 0.85,
    idle: 1.6,
    stranger: 0.0,
    asks: 1.2,
    ends: 1.4,
};

/// Of so many parts of all beads, so few left aside are taken for slips: the one text is a faithful translation of the
/// other, and what seems left out was more likely told together with its neighbour.
const FAITHFUL: f32 = 0.08;
/// With so many left aside the texts are what they seem.
const FREE: f32 = 0.16;
/// What leaving a sentence aside costs more in a faithful translation.
const LOYALTY: f32 = 1.4;
/// What an idle sentence of a bead costs there.
const FAITHFUL_IDLE: f32 = 1.1;
/// What leaving a sentence aside costs less where much is left aside.
const WARINESS: f32 = 0.3;
/// What an idle sentence of a bead costs there.
const FREE_IDLE: f32 = 0.8;
/// What a missing figure costs there, in parts of its weight.
const FREE_HARD: f32 = 0.6;
/// What two sentences with nothing in common cost there, in parts of what they say.
const STRANGER: f32 = 0.65;
/// How far from the first way the second may go, sentences.
const BESIDE: usize = 12;

/// Up to so many places there is no corridor: everything is looked at.
const SMALL: usize = 60_000;
/// Aligns two texts, given by their sentences. Every sentence is in exactly one bead; beads come in the order of the
/// Japanese text, additions of the English one beside their neighbours. Takes time in proportion to the text where the two run
/// side by side.
pub fn align(ja: &[String], en: &[String]) -> Vec<Aligned> {
    align_with(ja, en, None)
}

/// The same with the words of a termbase beside the built-in ones.
pub fn align_with(ja: &[String], en: &[String], terms: Option<&WordList>) -> Vec<Aligned> {
    align_watched(ja, en, terms, &mut |_| ControlFlow::Continue(())).unwrap_or_default()
}

/// The same, telling on the way how much is done, 0 to 1, and asking whether to go on; `None` if not.
pub fn align_watched(
    ja: &[String],
    en: &[String],
    terms: Option<&WordList>,
    step: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Option<Vec<Aligned>> {
    /// What looking at the sentences takes of the whole, and the first way through them.
    const LOOKING: f32 = 0.5;
    const FIRST: f32 = 0.4;
    let features = Features::of(ja, en, terms, &mut |done| step(done * LOOKING))?;
    let scorer = Scorer::new(&features, &TUNING);
    let mut rows = corridor::of(&features);
    if rows.iter().map(ExactSizeIterator::len).sum::<usize>() > SMALL {
        rows = corridor::narrowed(&scorer, &rows, &mut || step(LOOKING))?;
    }
    let beads = best_way(&scorer, &rows, &mut |done| step(LOOKING + done * FIRST))?;
    let tuning = second_thoughts(&beads);
    let (scorer, beads) = match &tuning {
        Some(tuning) => {
            let scorer = Scorer { tuning, ..scorer };
            let rows = beside(&beads, ja.len(), en.len());
            let rest = 1.0 - LOOKING - FIRST;
            let beads = best_way(&scorer, &rows, &mut |done| step(LOOKING + FIRST + done * rest))?;
            (scorer, beads)
        }
        None => (scorer, beads),
    };
    let beads = moved(&scorer, crossed(&scorer, beads));
    let aligned = beads.into_iter().map(|bead| {
        let confidence = scorer.confidence(&bead);
        Aligned { ja: bead.ja, en: bead.en, confidence }
    });
    Some(aligned.collect())
}

/// What is likely in two texts of which the first try left so much aside; `None` where it left nothing.
fn second_thoughts(beads: &[Bead]) -> Option<Tuning> {
    let aside = beads.iter().filter(|bead| bead.ja.is_empty() || bead.en.is_empty()).count();
    let share = aside as f32 / beads.len().max(1) as f32;
    if aside == 0 {
        return None;
    }
    let mut tuning = TUNING;
    if share >= FREE {
        for ((a, b), prior) in BEADS.iter().zip(&mut tuning.beads) {
            if *a == 0 || *b == 0 {
                *prior += WARINESS;
            }
        }
        (tuning.idle, tuning.stranger) = (FREE_IDLE, STRANGER);
        // Last year's figures are not this year's.
        tuning.missing_hard = FREE_HARD;
        return Some(tuning);
    }
    let loyalty = ((FREE - share) / (FREE - FAITHFUL)).min(1.0);
    for ((a, b), prior) in BEADS.iter().zip(&mut tuning.beads) {
        if *a == 0 || *b == 0 {
            *prior -= LOYALTY * loyalty;
        }
    }
    tuning.idle -= (TUNING.idle - FAITHFUL_IDLE) * loyalty;
    Some(tuning)
}

/// The places near the way that `beads` go.
fn beside(beads: &[Bead], n: usize, m: usize) -> Vec<Range<usize>> {
    let mut rows = vec![(usize::MAX, 0usize); n + 1];
    let mut widen = |i: usize, j: usize| {
        for row in &mut rows[i.saturating_sub(WIDEST)..=(i + WIDEST).min(n)] {
            row.0 = row.0.min(j.saturating_sub(BESIDE));
            row.1 = row.1.max((j + BESIDE).min(m));
        }
    };
    widen(0, 0);
    for bead in beads {
        widen(bead.ja.end, bead.en.end);
    }
    rows.into_iter().map(|(low, high)| low.min(high)..high + 1).collect()
}

#[derive(Clone, Debug, PartialEq)]
struct Bead {
    ja: Range<usize>,
    en: Range<usize>,
}

/// Judges beads.
struct Scorer<'a> {
    features: &'a Features,
    tuning: &'a Tuning,
    /// The features of the `k + 1` sentences that begin at each place, by `k`.
    ja: Vec<Vec<Side>>,
    en: Vec<Vec<Side>>,
}

/// Some neighbouring sentences as one.
#[derive(Clone, Default)]
struct Side {
    length: f32,
    has: Vec<Id>,
    weight: f32,
    hard: f32,
}

impl<'a> Scorer<'a> {
    fn new(features: &'a Features, tuning: &'a Tuning) -> Self {
        let windows = |sentences: &[Sentence]| {
            let hard = |id: &Id| if features.hard[*id as usize] { features.weights[*id as usize] } else { 0.0 };
            let single = |s: &Sentence| Side {
                length: s.length,
                has: s.has.clone(),
                weight: s.weight,
                hard: s.has.iter().map(hard).sum(),
            };
            let mut all: Vec<Vec<Side>> = vec![sentences.iter().map(single).collect()];
            for k in 1..WIDEST {
                let longer = (0..sentences.len().saturating_sub(k)).map(|at| {
                    let (a, b) = (&all[k - 1][at], &all[0][at + k]);
                    let (has, both) = union(&a.has, &b.has);
                    let (mut weight, mut twice) = (0.0, 0.0);
                    for id in both {
                        weight += features.weights[id as usize];
                        twice += hard(&id);
                    }
                    Side {
                        length: a.length + b.length + 1.0,
                        has,
                        weight: (a.weight + b.weight - weight).max(0.0),
                        hard: a.hard + b.hard - twice,
                    }
                });
                let longer: Vec<Side> = longer.collect();
                all.push(longer);
            }
            all
        };
        Self { features, tuning, ja: windows(&features.japanese), en: windows(&features.english) }
    }

    fn sides(&self, ja: &Range<usize>, en: &Range<usize>) -> Option<(&Side, &Side)> {
        Some((self.ja[ja.len() - 1].get(ja.start)?, self.en[en.len() - 1].get(en.start)?))
    }

    /// How the lengths fit: 0 where they do, less the less they do.
    fn length(&self, a: &Side, b: &Side) -> f32 {
        let off = b.length - a.length;
        let spread = self.tuning.variance * a.length.max(b.length).max(12.0) + 40.0;
        // A heavier tail than the normal: translators do cut and explain.
        -self.tuning.length * (1.0 + off * off / (2.4 * spread)).ln()
    }

    /// What both have, against what only one has.
    fn meaning(&self, a: &Side, b: &Side) -> (f32, f32) {
        let (mut both, mut hard) = (0.0, 0.0);
        each_common(&a.has, &b.has, |id| {
            let weight = self.features.weights[id as usize];
            both += weight;
            if self.features.hard[id as usize] {
                hard += weight;
            }
        });
        (both, self.missing(a, b, (both, hard)))
    }

    /// What it costs that the two do not have more in common than so much, and than so much that is hard.
    fn missing(&self, a: &Side, b: &Side, (both, hard): (f32, f32)) -> f32 {
        let missing = (a.weight - both).max(0.0) + (b.weight - both).max(0.0);
        let missing_hard = (a.hard - hard).max(0.0) + (b.hard - hard).max(0.0);
        let soft = (missing - missing_hard).max(0.0);
        self.tuning.missing * soft + self.tuning.missing_hard * missing_hard
    }

    /// What it says that two have so much in common, and lack so much. Many matches say little more than some do.
    fn told(&self, both: f32, missing: f32) -> f32 {
        self.tuning.matched * (both.min(6.0) + (both - 6.0).max(0.0) * 0.5) - missing.min(7.0)
    }

    /// How well a bead that has both sides fits.
    fn score(&self, ja: &Range<usize>, en: &Range<usize>) -> f32 {
        self.score_above(ja, en, f32::MIN)
    }

    /// The same where it is more than `least`; else as bad as can be, without looking closely.
    fn score_above(&self, ja: &Range<usize>, en: &Range<usize>, least: f32) -> f32 {
        let Some((a, b)) = self.sides(ja, en) else { return f32::MIN };
        let length = self.length(a, b);
        // No match without something of the Japanese side.
        let most = a.weight.max(0.0);
        let most = self.tuning.matched * (most.min(6.0) + (most - 6.0).max(0.0) * 0.5) + self.tuning.asks / 2.0;
        if length < -9.0 || length + most <= least {
            return f32::MIN;
        }
        let (both, missing) = self.meaning(a, b);
        let meaning = self.told(both, missing);
        let strange = if both < 0.3 { self.tuning.stranger * a.weight.min(b.weight).min(3.0) } else { 0.0 };
        length + meaning - strange + self.shape(ja, en) + self.parts(ja, en, both)
    }

    /// Questions are questions and headings are headings.
    fn shape(&self, ja: &Range<usize>, en: &Range<usize>) -> f32 {
        let (a, b) = (&self.features.japanese[ja.end - 1], &self.features.english[en.end - 1]);
        let asks = match (a.asks, b.asks) {
            (true, true) => self.tuning.asks / 2.0,
            (false, false) => 0.0,
            _ => -self.tuning.asks,
        };
        let ends = if a.ends == b.ends { 0.0 } else { -self.tuning.ends };
        asks + ends
    }

    /// Where one sentence stands against several, each of those should bring something of its own.
    fn parts(&self, ja: &Range<usize>, en: &Range<usize>, both: f32) -> f32 {
        let mut cost = 0.0;
        let mut without = |ja: Range<usize>, en: Range<usize>| {
            let Some((a, b)) = self.sides(&ja, &en) else { return };
            let gain = both - self.meaning(a, b).0;
            if gain < 0.3 {
                cost -= self.tuning.idle;
            }
        };
        if en.len() > 1 && ja.len() == 1 {
            without(ja.clone(), en.start + 1..en.end);
            without(ja.clone(), en.start..en.end - 1);
        }
        if ja.len() > 1 && en.len() == 1 {
            without(ja.start + 1..ja.end, en.clone());
            without(ja.start..ja.end - 1, en.clone());
        }
        cost
    }

    fn confidence(&self, bead: &Bead) -> f32 {
        if bead.ja.is_empty() || bead.en.is_empty() {
            return 0.5;
        }
        let Some((a, b)) = self.sides(&bead.ja, &bead.en) else { return 0.0 };
        let (both, _) = self.meaning(a, b);
        let share = 2.0 * both / (a.weight + b.weight).max(0.1);
        let kind = BEADS.iter().position(|bead_of| *bead_of == (bead.ja.len(), bead.en.len()));
        let size = kind.map_or(-6.0, |kind| self.tuning.beads[kind]);
        let evidence = self.score(&bead.ja, &bead.en) + 0.4 * size + 2.0 * share;
        1.0 / (1.0 + (-(evidence - 0.3) * 0.8).exp())
    }
}

/// The union of two ordered rows, and what is in both.
fn union(a: &[Id], b: &[Id]) -> (Vec<Id>, Vec<Id>) {
    let mut both = Vec::new();
    each_common(a, b, |id| both.push(id));
    let mut all = [a, b].concat();
    all.sort_unstable();
    all.dedup();
    (all, both)
}

fn each_common(a: &[Id], b: &[Id], mut each: impl FnMut(Id)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(*x);
                i += 1;
                j += 1;
            }
        }
    }
}

/// The best beads through the corridor.
fn best_way(
    scorer: &Scorer<'_>,
    rows: &[Range<usize>],
    step: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Option<Vec<Bead>> {
    let (n, m) = (scorer.features.japanese.len(), scorer.features.english.len());
    let mut table: Vec<Vec<(f32, u8)>> = rows.iter().map(|row| vec![(f32::MIN, u8::MAX); row.len()]).collect();
    let value = |table: &[Vec<(f32, u8)>], i: usize, j: usize| {
        let row = &rows[i];
        if row.contains(&j) { table[i][j - row.start].0 } else { f32::MIN }
    };
    for i in 0..=n {
        if i % 64 == 0 && step(i as f32 / n.max(1) as f32).is_break() {
            return None;
        }
        for j in rows[i].clone() {
            if (i, j) == (0, 0) {
                table[0][0] = (0.0, u8::MAX);
                continue;
            }
            let mut best = (f32::MIN, u8::MAX);
            for (kind, ((a, b), prior)) in (0u8..).zip(BEADS.iter().zip(scorer.tuning.beads)) {
                if *a > i || *b > j {
                    continue;
                }
                let before = value(&table, i - a, j - b);
                if before == f32::MIN {
                    continue;
                }
                let least = if best.0 == f32::MIN { f32::MIN } else { best.0 - before - prior };
                let own = if *b == 0 {
                    scorer.features.japanese[i - 1].aside
                } else if *a == 0 {
                    scorer.features.english[j - 1].aside
                } else {
                    scorer.score_above(&(i - a..i), &(j - b..j), least)
                };
                let total = before + prior + own;
                if own > f32::MIN && total > best.0 {
                    best = (total, kind);
                }
            }
            table[i][j - rows[i].start] = best;
        }
    }
    let mut beads = Vec::new();
    let (mut i, mut j) = (n, m);
    while (i, j) != (0, 0) {
        let kind = if rows[i].contains(&j) { table[i][j - rows[i].start].1 } else { u8::MAX };
        // Outside the corridor there is no way but to leave out.
        let aside = if i > 0 { (1, 0) } else { (0, 1) };
        let (a, b) = BEADS.get(usize::from(kind)).copied().unwrap_or(aside);
        beads.push(Bead { ja: i - a..i, en: j - b..j });
        (i, j) = (i - a, j - b);
    }
    beads.reverse();
    Some(beads)
}

/// Puts two sentences of each side together where each plainly says what the other's neighbour does: the translator told them
/// the other way round.
fn crossed(scorer: &Scorer<'_>, beads: Vec<Bead>) -> Vec<Bead> {
    /// What each of the two has in common with the one across at least.
    const EACH: f32 = 0.9;
    /// How much more that is than what the two that stand side by side have.
    const MORE: f32 = 2.0;
    let common = |i: usize, j: usize| match scorer.sides(&(i..i + 1), &(j..j + 1)) {
        Some((a, b)) => scorer.meaning(a, b).0,
        None => 0.0,
    };
    let mut all: Vec<Bead> = Vec::with_capacity(beads.len());
    for bead in beads {
        all.push(bead);
        // The last two or three that make two of each side.
        for count in [2, 3] {
            let Some(first) = all.len().checked_sub(count) else { continue };
            let (Some(from), Some(to)) = (all.get(first), all.last()) else { continue };
            let whole = Bead { ja: from.ja.start..to.ja.end, en: from.en.start..to.en.end };
            let in_order =
                all[first..].windows(2).all(|two| two[0].ja.end <= two[1].ja.start && two[0].en.end <= two[1].en.start);
            if !in_order || (whole.ja.len(), whole.en.len()) != (2, 2) {
                continue;
            }
            let (i, j) = (whole.ja.start, whole.en.start);
            let across = (common(i, j + 1), common(i + 1, j));
            let beside = common(i, j) + common(i + 1, j + 1);
            if across.0.min(across.1) >= EACH && across.0 + across.1 >= beside + MORE {
                all.truncate(first);
                all.push(whole);
                break;
            }
        }
    }
    all
}

/// Puts together what was left over on both sides and is plainly the same: it stands elsewhere in the other text.
fn moved(scorer: &Scorer<'_>, beads: Vec<Bead>) -> Vec<Bead> {
    /// So much the two have in common.
    const LEAST: f32 = 1.2;
    let alone = |bead: &&Bead| bead.ja.is_empty() || bead.en.is_empty();
    let ja: Vec<usize> = beads.iter().filter(alone).flat_map(|bead| bead.ja.clone()).collect();
    let en: Vec<usize> = beads.iter().filter(alone).flat_map(|bead| bead.en.clone()).collect();
    let mut ties: Vec<(f32, usize, usize)> = Vec::new();
    // Where among those that were left over each feature stands: they may be thousands, and most have nothing in common.
    let mut places: HashMap<Id, Vec<usize>> = HashMap::new();
    for &j in &en {
        scorer.en[0][j].has.iter().for_each(|id| places.entry(*id).or_default().push(j));
    }
    for &i in &ja {
        let mut common: BTreeMap<usize, f32> = BTreeMap::new();
        for id in &scorer.ja[0][i].has {
            for j in places.get(id).into_iter().flatten() {
                *common.entry(*j).or_default() += scorer.features.weights[*id as usize];
            }
        }
        for (j, both) in common.into_iter().filter(|(_, both)| *both >= LEAST) {
            let Some((a, b)) = scorer.sides(&(i..i + 1), &(j..j + 1)) else { continue };
            let share = both / a.weight.min(b.weight).max(0.1);
            let score = scorer.score(&(i..i + 1), &(j..j + 1));
            if share >= 0.5 && score > 0.8 {
                ties.push((score + share, i, j));
            }
        }
    }
    ties.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut found: Vec<Bead> = Vec::new();
    for (_, i, j) in ties {
        if found.iter().all(|bead| !bead.ja.contains(&i) && !bead.en.contains(&j)) {
            found.push(Bead { ja: i..i + 1, en: j..j + 1 });
        }
    }
    // A line may have become two where it went.
    let free = |found: &[Bead], side: fn(&Bead) -> &Range<usize>, at: usize, left: &[usize]| {
        left.binary_search(&at).is_ok() && found.iter().all(|bead| !side(bead).contains(&at))
    };
    for index in 0..found.len() {
        let bead = found[index].clone();
        let mut tries = Vec::new();
        if free(&found, |bead| &bead.en, bead.en.end, &en) {
            tries.push(Bead { en: bead.en.start..bead.en.end + 1, ..bead.clone() });
        }
        if bead.en.start > 0 && free(&found, |bead| &bead.en, bead.en.start - 1, &en) {
            tries.push(Bead { en: bead.en.start - 1..bead.en.end, ..bead.clone() });
        }
        if free(&found, |bead| &bead.ja, bead.ja.end, &ja) {
            tries.push(Bead { ja: bead.ja.start..bead.ja.end + 1, ..bead.clone() });
        }
        if bead.ja.start > 0 && free(&found, |bead| &bead.ja, bead.ja.start - 1, &ja) {
            tries.push(Bead { ja: bead.ja.start - 1..bead.ja.end, ..bead.clone() });
        }
        let own = scorer.score(&bead.ja, &bead.en);
        let better = tries.into_iter().map(|bead| (scorer.score(&bead.ja, &bead.en), bead));
        if let Some((score, wider)) = better.max_by(|a, b| a.0.total_cmp(&b.0))
            && score > own + 0.5
        {
            found[index] = wider;
        }
    }
    if found.is_empty() {
        return beads;
    }
    let taken = |bead: &Bead| {
        found.iter().any(|moved| {
            bead.ja.clone().any(|i| moved.ja.contains(&i)) || bead.en.clone().any(|j| moved.en.contains(&j))
        })
    };
    let mut all: Vec<Bead> = Vec::with_capacity(beads.len());
    for bead in beads {
        if bead.ja.is_empty() || bead.en.is_empty() {
            if let Some(moved) = found.iter().find(|moved| !bead.ja.is_empty() && moved.ja.start == bead.ja.start) {
                all.push(moved.clone());
                continue;
            }
            if taken(&bead) {
                continue;
            }
        }
        all.push(bead);
    }
    all
}
