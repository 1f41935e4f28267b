//! Texts in two languages whose pairs are known (`tests/alignment/`, all invented): the aligner must find them, also when
//! sentences were added, left out, run together or moved.

#![allow(clippy::unwrap_used)]

use kian::translation::align;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Which sentences of each side say the same.
type Bead = (Vec<usize>, Vec<usize>);

/// Two texts and the beads they have in common; those with an empty side are left out.
#[derive(Clone)]
struct Text {
    name: String,
    /// Sentences of each bead, and where among the beads the English ones stand.
    beads: Vec<(Vec<String>, Vec<String>, f64)>,
}

impl Text {
    fn all() -> Vec<Text> {
        Text::of_folder("tests/alignment")
    }

    fn of_folder(folder: &str) -> Vec<Text> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.is_file());
        paths.sort();
        paths.iter().map(|path| Text::parse(path)).collect()
    }

    fn parse(path: &Path) -> Text {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let sentences = |side: &str| match side.trim() {
            "-" => Vec::new(),
            side => side.split(" ++ ").map(|sentence| sentence.trim().to_owned()).collect::<Vec<_>>(),
        };
        let mut beads = Vec::new();
        let text = fs::read_to_string(path).unwrap();
        for (number, line) in text.lines().filter(|line| !line.starts_with('#')).enumerate() {
            // As many on both sides, and yet no sentence says what one of the other side does.
            let (whole, line) = line.strip_prefix("& ").map_or((false, line), |line| (true, line));
            let (ja, en) = line.split_once(" => ").unwrap_or_else(|| panic!("{name}: {line}"));
            let (at, en) = match en.strip_prefix('@').and_then(|en| en.split_once(' ')) {
                Some((at, en)) => (at.parse().unwrap(), en),
                None => (number as f64, en),
            };
            let (ja, en) = (sentences(ja), sentences(en));
            if ja.len() == en.len() && !whole {
                beads.extend(ja.into_iter().zip(en).map(|(ja, en)| (vec![ja], vec![en], at)));
            } else {
                beads.push((ja, en, at));
            }
        }
        Text { name, beads }
    }

    fn sides(&self) -> (Vec<String>, Vec<String>, Vec<Bead>) {
        let (mut ja, mut en) = (Vec::new(), Vec::new());
        let mut gold: Vec<Bead> = Vec::new();
        for (own, ..) in &self.beads {
            gold.push(((ja.len()..ja.len() + own.len()).collect(), Vec::new()));
            ja.extend(own.iter().cloned());
        }
        let mut order: Vec<usize> = (0..self.beads.len()).collect();
        order.sort_by(|a, b| self.beads[*a].2.total_cmp(&self.beads[*b].2));
        for at in order {
            let own = &self.beads[at].1;
            gold[at].1 = (en.len()..en.len() + own.len()).collect();
            en.extend(own.iter().cloned());
        }
        gold.retain(|(ja, en)| !ja.is_empty() && !en.is_empty());
        (ja, en, gold)
    }

    /// The same text as somebody else might have left it.
    fn disturbed(&self, others: &[Text], dice: &mut Dice) -> Text {
        let mut beads: Vec<(Vec<String>, Vec<String>, f64)> = Vec::new();
        let stranger = |dice: &mut Dice| loop {
            let other = &others[dice.below(others.len())];
            let bead = &other.beads[dice.below(other.beads.len())];
            if other.name != self.name && !bead.0.is_empty() && !bead.1.is_empty() {
                return bead.clone();
            }
        };
        for (at, (ja, en, place)) in self.beads.iter().enumerate() {
            let place = *place + 0.001 * at as f64;
            if dice.chance(8) {
                // Added on one side.
                let (other_ja, other_en, _) = stranger(dice);
                let one = if dice.chance(50) { (other_ja, Vec::new()) } else { (Vec::new(), other_en) };
                beads.push((one.0, one.1, place - 0.5));
            }
            match dice.below(100) {
                0..5 => beads.push((ja.clone(), Vec::new(), place)),
                5..10 => beads.push((Vec::new(), en.clone(), place)),
                // Run together with what stands before it.
                10..14 if beads.last().is_some_and(|b| !b.0.is_empty() && b.1.len() == 1) && en.len() == 1 => {
                    let before = beads.last_mut().unwrap();
                    before.0.extend(ja.iter().cloned());
                    let first = before.1[0].trim_end_matches('.').to_owned();
                    before.1[0] = format!("{first}; {}", en[0]);
                }
                // A heading that stands elsewhere.
                14..17 if en.len() == 1 && en[0].len() < 40 => beads.push((ja.clone(), en.clone(), place + 3.0)),
                _ => beads.push((ja.clone(), en.clone(), place)),
            }
        }
        Text { name: self.name.clone(), beads }
    }
}

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How many beads were found, how many of them are right, how many there are.
#[derive(Default, Clone, Copy, Debug)]
struct Score {
    found: usize,
    right: usize,
    gold: usize,
}

impl Score {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }

    fn add(&mut self, other: Score) {
        self.found += other.found;
        self.right += other.right;
        self.gold += other.gold;
    }
}

/// Aligns and counts; what went wrong goes into `wrong`.
fn measure(text: &Text, wrong: &mut Vec<String>) -> Score {
    let (ja, en, gold) = text.sides();
    let aligned = align(&ja, &en);
    // Every sentence is in one bead, and only one.
    let mut seen: Vec<usize> = aligned.iter().flat_map(|bead| bead.ja.clone()).collect();
    assert_eq!(seen, (0..ja.len()).collect::<Vec<_>>(), "{}", text.name);
    seen = aligned.iter().flat_map(|bead| bead.en.clone()).collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..en.len()).collect::<Vec<_>>(), "{}", text.name);
    let found: BTreeSet<Bead> = aligned
        .iter()
        .filter(|bead| !bead.ja.is_empty() && !bead.en.is_empty())
        .map(|bead| (bead.ja.clone().collect(), bead.en.clone().collect()))
        .collect();
    let gold: BTreeSet<Bead> = gold.into_iter().collect();
    let shown = |bead: &Bead| {
        let join =
            |texts: &[String], at: &[usize]| at.iter().map(|i| texts[*i].as_str()).collect::<Vec<_>>().join(" ++ ");
        format!("{} => {}", join(&ja, &bead.0), join(&en, &bead.1))
    };
    wrong.extend(found.difference(&gold).map(|bead| format!("{} found  {}", text.name, shown(bead))));
    wrong.extend(gold.difference(&found).map(|bead| format!("{} missed {}", text.name, shown(bead))));
    Score { found: found.len(), right: found.intersection(&gold).count(), gold: gold.len() }
}

#[test]
fn texts_side_by_side_are_aligned() {
    let texts = Text::all();
    assert!(texts.len() >= 12);
    let (mut total, mut wrong) = (Score::default(), Vec::new());
    for text in &texts {
        assert!((20..=60).contains(&text.beads.len()), "{}", text.name);
        total.add(measure(text, &mut wrong));
    }
    assert!(total.f1() >= 0.985, "{:.4} {total:?}\n{}", total.f1(), wrong.join("\n"));
}

#[test]
fn texts_of_others_are_aligned() {
    for (folder, least) in [("tests/alignment/parallel", 0.985), ("tests/alignment/noisy", 0.93)] {
        let texts = Text::of_folder(folder);
        assert_eq!(texts.len(), 30, "{folder}");
        let (mut total, mut wrong) = (Score::default(), Vec::new());
        for text in &texts {
            total.add(measure(text, &mut wrong));
        }
        assert!(total.f1() >= least, "{folder} {:.4} {total:?}\n{}", total.f1(), wrong.join("\n"));
    }
}

#[test]
fn disturbed_texts_are_aligned() {
    let texts = Text::all();
    let mut dice = Dice(20_260_401);
    let (mut total, mut wrong) = (Score::default(), Vec::new());
    for _ in 0..5 {
        for text in &texts {
            total.add(measure(&text.disturbed(&texts, &mut dice), &mut wrong));
        }
    }
    assert!(total.f1() >= 0.95, "{:.4} {total:?}\n{}", total.f1(), wrong.join("\n"));
}

/// Some thousand sentences, of which nothing is rare, for all of it is said twice; once two hundred sentences on end have no
/// translation, and once as many nothing they translate.
#[test]
fn long_texts_are_aligned() {
    let texts: Vec<Text> =
        ["", "/parallel", "/noisy"].iter().flat_map(|of| Text::of_folder(&format!("tests/alignment{of}"))).collect();
    let mut dice = Dice(11);
    let mut long = Text { name: "long".to_owned(), beads: Vec::new() };
    let mut at = 0.0;
    for round in 0..2 {
        for (number, text) in texts.iter().enumerate() {
            for (mut ja, mut en, place) in text.disturbed(&texts, &mut dice).beads {
                match (round, number) {
                    (0, 5..10) => en.clear(),
                    (1, 20..23) => ja.clear(),
                    _ => {}
                }
                long.beads.push((ja, en, at + place));
            }
            at += 1_000_000.0;
        }
    }
    let mut wrong = Vec::new();
    let score = measure(&long, &mut wrong);
    assert!(score.gold > 2_000, "{score:?}");
    assert!(score.f1() >= 0.93, "{:.4} {score:?}\n{}", score.f1(), wrong.join("\n"));
}

#[test]
fn doubt_lies_where_the_mistakes_are() {
    let texts = Text::all();
    let mut dice = Dice(7);
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for text in &texts {
        let (ja, en, gold) = text.disturbed(&texts, &mut dice).sides();
        for bead in align(&ja, &en).into_iter().filter(|bead| !bead.ja.is_empty() && !bead.en.is_empty()) {
            let known = (bead.ja.clone().collect(), bead.en.clone().collect());
            assert!((0.0..=1.0).contains(&bead.confidence));
            if gold.contains(&known) { right.push(bead.confidence) } else { wrong.push(bead.confidence) }
        }
    }
    let mean = |all: &[f32]| all.iter().sum::<f32>() / all.len().max(1) as f32;
    assert!(mean(&right) > mean(&wrong) + 0.15, "{} {}", mean(&right), mean(&wrong));
}

#[test]
fn nothing_and_one_side_alone_are_aligned_with_nothing() {
    assert_eq!(align(&[], &[]), []);
    let one = ["申請します。".to_owned(), "届きます。".to_owned()];
    let left: Vec<_> = align(&one, &[]).into_iter().map(|bead| (bead.ja, bead.en)).collect();
    assert_eq!(left, [(0..1, 0..0), (1..2, 0..0)]);
    assert_eq!(align(&[], &one).len(), 2);
}
