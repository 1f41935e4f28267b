//! Learns which of the words that sound alike stand between which neighbours, for `assets/dictionary/neighbours.bin`:
//! `cargo run --release --example neighbours -- OUT TEXTS…`. A text is a file of lines: minutes, laws. The words are those
//! of `assets/rules/typo-homonyms.tsv`, and of the dictionary those of two kanji that sound alike and of which the texts hold
//! one. A file with `sentences` or `bulletins` in its name holds what offices write, and counts for more. The same texts
//! always give the same bytes; `assets/dictionary/README.md` says which were read.
//!
//! For each reading the words and any other word are told apart by logistic regression over the signs around them. Every
//! twelfth block of lines and every eighth sentence is kept back: what the weights say of it tells how sure they must be
//! before a word is doubted.

use kian::text::morph::neighbours::{self, Around, MAGIC, PARTS, SIGN};
use kian::text::morph::{self, Pos, Token};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};

/// Lines of a block; every twelfth is kept back.
const BLOCK: usize = 3000;
/// How often an example counts that stands in what offices write.
const WRITTEN: usize = 8;
/// Examples of a word that are learnt from, and that are kept back.
const LEARNT: usize = 25_000;
const KEPT: usize = 4_000;
/// A word with fewer is known by name only; a reading is left out unless one of its words has as many as the second.
const FEWEST: usize = 12;
const COMMON: usize = 100;
/// Signs that are kept for each word that is learnt.
const SIGNS: usize = 200;
/// Examples of other words.
const OTHERS: usize = 60_000;
/// How much better another word has to fit at the least, and where few examples were kept back.
const DOUBT: f32 = 3.0;
const FEW: f32 = 2.0;
/// How much of it counts that a word is commoner in the texts than among its examples: in a notice it may not be.
const COMMONER: f32 = 0.75;

/// A small random number generator (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// The examples of one word: some of all.
#[derive(Default)]
struct Examples {
    count: usize,
    learnt: Vec<Box<[u32]>>,
    written: Vec<Box<[u32]>>,
    kept: Vec<Box<[u32]>>,
}

/// The words of one reading.
struct Set {
    words: Vec<String>,
    verbs: bool,
    examples: Vec<Examples>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, texts @ ..] = arguments.as_slice() else {
        return Err("usage: neighbours OUT TEXTS…".into());
    };
    let mut sets = sets(texts)?;
    let mut places: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (number, set) in sets.iter().enumerate() {
        for (index, word) in set.words.iter().enumerate() {
            places.entry(word.clone()).or_default().push((number, index));
        }
    }
    let mut random = Random(0x1234_5678);
    // Of nouns and of verbs.
    let mut others: [Vec<(String, Box<[u32]>)>; 2] = [Vec::new(), Vec::new()];
    let mut other_count = [0usize; 2];
    for path in texts {
        let written = path.contains("sentences") || path.contains("bulletins");
        for (number, line) in BufReader::new(fs::File::open(path)?).lines().enumerate() {
            let line = line?;
            let kept = !written && (number / BLOCK) % 12 == 5;
            let tokens = morph::tokens(&line);
            let around = Around::new(&line, &tokens);
            for at in 0..tokens.len() {
                if !kept && neighbours::tells(tokens[at]) && random.below(97) == 0 {
                    let kind = usize::from(is_verb(tokens[at]));
                    other_count[kind] += 1;
                    let place = random.below(other_count[kind]);
                    if others[kind].len() < OTHERS || place < OTHERS {
                        let example = (tokens[at].surface(&line).to_owned(), signs(&around, at, 1));
                        if others[kind].len() < OTHERS {
                            others[kind].push(example);
                        } else {
                            others[kind][place] = example;
                        }
                    }
                }
                for (name, count) in neighbours::names(&line, &tokens, at) {
                    for (set, word) in places.get(name).into_iter().flatten() {
                        let examples = &mut sets[*set].examples[*word];
                        if written && number % 8 == 5 {
                            examples.kept.push(signs(&around, at, count));
                            continue;
                        }
                        if written {
                            examples.written.push(signs(&around, at, count));
                            continue;
                        }
                        if kept {
                            if examples.kept.len() < KEPT {
                                examples.kept.push(signs(&around, at, count));
                            }
                            continue;
                        }
                        examples.count += 1;
                        let place = random.below(examples.count);
                        if examples.learnt.len() < LEARNT {
                            examples.learnt.push(signs(&around, at, count));
                        } else if place < LEARNT {
                            examples.learnt[place] = signs(&around, at, count);
                        }
                    }
                }
            }
        }
        eprintln!("{path} read");
    }
    sets.retain(|set| set.examples.iter().any(|word| word.count >= COMMON));
    if sets.is_empty() {
        return Err("the texts hold too few of the words to learn from".into());
    }
    let halves: Result<Vec<Vec<u8>>, _> = std::thread::scope(|scope| {
        let others = &others;
        let parts = sets.chunks(sets.len().div_ceil(2));
        let running: Vec<_> = parts
            .map(|part| {
                scope.spawn(move || {
                    let mut random = Random(0x9876_5432);
                    part.iter()
                        .flat_map(|set| learn(set, &others[usize::from(set.verbs)], &mut random))
                        .collect::<Vec<u8>>()
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().map_err(|_| "a thread fell over")).collect()
    });
    let halves = halves?;
    let mut file = MAGIC.to_vec();
    file.extend(u32::try_from(sets.len())?.to_le_bytes());
    halves.iter().for_each(|half| file.extend(half));
    fs::write(out, &file)?;
    println!("{} readings, {} bytes", sets.len(), file.len());
    Ok(())
}

fn is_verb(token: Token) -> bool {
    matches!(token.pos, Pos::Verb | Pos::Adjective)
}

fn signs(around: &Around, at: usize, count: usize) -> Box<[u32]> {
    let mut found = Vec::new();
    around.signs(at, count, &mut found);
    found.into()
}

/// The words that sound alike: those of the table, and those of the dictionary that two kanji of the texts make.
fn sets(texts: &[String]) -> Result<Vec<Set>, Box<dyn Error>> {
    let mut table: Vec<(String, Vec<String>)> = Vec::new();
    for line in fs::read_to_string("assets/rules/typo-homonyms.tsv")?.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(reading), Some(word)) = (cells.next(), cells.next()) else { continue };
        if table.last().is_none_or(|(last, _)| last != reading) {
            table.push((reading.to_owned(), Vec::new()));
        }
        if let Some((_, words)) = table.last_mut() {
            words.push(word.trim_end_matches('!').to_owned());
        }
    }
    let mut kanji: BTreeMap<char, usize> = BTreeMap::new();
    for path in texts {
        for line in BufReader::new(fs::File::open(path)?).lines().step_by(5) {
            line?
                .chars()
                .filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c))
                .for_each(|c| *kanji.entry(c).or_default() += 1);
        }
    }
    let kanji: Vec<char> = kanji.into_iter().filter(|(_, count)| *count > 1).map(|(c, _)| c).collect();
    let mut sounding: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for first in &kanji {
        for second in &kanji {
            let word = format!("{first}{second}");
            if let [token] = morph::tokens(&word).as_slice()
                && token.is_known()
                && token.pos.is_noun()
                && !matches!(token.pos, Pos::ProperNoun | Pos::Pronoun | Pos::Number)
                && let Some(reading) = token.reading()
            {
                sounding.entry(reading).or_default().insert(word);
            }
        }
    }
    let mut all = Vec::new();
    let mut add = |words: Vec<String>| {
        let verbs = words.iter().any(|word| word.contains('~'));
        let words: Vec<String> = words.into_iter().map(|word| word.replace('~', "")).take(60).collect();
        let examples = words.iter().map(|_| Examples::default()).collect();
        all.push(Set { words, verbs, examples });
    };
    for (reading, mut words) in table {
        if words.iter().all(|word| word.chars().count() == 2) {
            let more = sounding.remove(&reading).unwrap_or_default();
            words.extend(more.into_iter().filter(|word| !words.contains(word)).collect::<Vec<_>>());
        }
        add(words);
    }
    sounding.into_values().filter(|words| words.len() > 1).for_each(|words| add(words.into_iter().collect()));
    Ok(all)
}

/// Learns the words of `set`; the bytes are as `kian::text::morph::neighbours` reads them.
fn learn(set: &Set, others: &[(String, Box<[u32]>)], random: &mut Random) -> Vec<u8> {
    let enough = |word: &Examples| word.count + WRITTEN * word.written.len() >= FEWEST;
    let learnt: Vec<usize> = (0..set.words.len()).filter(|word| enough(&set.examples[*word])).collect();
    let classes = learnt.len() + 1;
    let mut examples: Vec<(usize, &[u32])> = Vec::new();
    for (class, word) in learnt.iter().enumerate() {
        let word = &set.examples[*word];
        examples.extend(word.learnt.iter().map(|signs| (class, &**signs)));
        for _ in 0..WRITTEN {
            examples.extend(word.written.iter().map(|signs| (class, &**signs)));
        }
    }
    let wanted = (examples.len() / 2).clamp(2_000, 15_000);
    let from = random.below(others.len());
    let strange = (0..others.len()).map(|at| &others[(from + at * 7) % others.len()]);
    let strange = strange.filter(|(word, _)| !set.words.contains(word)).take(wanted);
    examples.extend(strange.map(|(_, signs)| (classes - 1, &**signs)));

    // Signs that stand often enough, by number.
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    examples.iter().flat_map(|(_, signs)| *signs).for_each(|sign| *counts.entry(*sign).or_default() += 1);
    let signs: Vec<(u32, u32)> = counts.into_iter().filter(|(_, count)| *count > 2).collect();
    let numbers: HashMap<u32, u32> = (0..).zip(&signs).map(|(at, (sign, _))| (*sign, at)).collect();
    let examples: Vec<(usize, Vec<usize>)> = examples
        .into_iter()
        .map(|(class, signs)| {
            (class, signs.iter().filter_map(|sign| numbers.get(sign)).map(|at| *at as usize).collect())
        })
        .collect();

    // Softmax by stochastic gradient descent, each weight with a step of its own (AdaGrad).
    const STEP: f32 = 0.25;
    let shrink = (0.015 / examples.len() as f32).max(2e-6);
    let mut weights = vec![0f32; signs.len() * classes];
    let mut moved = vec![0.01f32; signs.len() * classes];
    let (mut bias, mut bias_moved) = (vec![0f32; classes], vec![0.01f32; classes]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut sums = vec![0f32; classes];
    for _ in 0..if examples.len() > 20_000 { 3 } else { 6 } {
        (1..order.len()).rev().for_each(|at| order.swap(at, random.below(at + 1)));
        for at in &order {
            let (class, signs) = &examples[*at];
            sums.copy_from_slice(&bias);
            for sign in signs {
                sums.iter_mut().zip(&weights[sign * classes..]).for_each(|(sum, weight)| *sum += weight);
            }
            let most = sums.iter().copied().fold(f32::MIN, f32::max);
            sums.iter_mut().for_each(|sum| *sum = (*sum - most).exp());
            let total: f32 = sums.iter().sum();
            for j in 0..classes {
                let off = sums[j] / total - f32::from(u8::from(j == *class));
                bias_moved[j] += off * off;
                bias[j] -= STEP * off / bias_moved[j].sqrt();
                if off.abs() < 1e-4 {
                    continue;
                }
                for sign in signs {
                    let at = sign * classes + j;
                    let slope = off + shrink * weights[at];
                    moved[at] += slope * slope;
                    weights[at] -= STEP * slope / moved[at].sqrt();
                }
            }
        }
    }

    // The signs that tell most, in parts.
    let part = |weight: f32| (weight * PARTS).round();
    let telling = |at: usize| {
        let all = &weights[at * classes..(at + 1) * classes];
        let mean = all.iter().sum::<f32>() / classes as f32;
        all.iter().map(|weight| (weight - mean).abs()).fold(0.0, f32::max) * (signs[at].1 as f32).powf(0.35)
    };
    let mut best: Vec<(f32, usize)> = (0..signs.len()).map(|at| (telling(at), at)).collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<usize> = best.into_iter().take(SIGNS * learnt.len()).map(|(_, at)| at).collect();
    kept.retain(|at| weights[at * classes..(at + 1) * classes].iter().any(|weight| part(*weight).abs() > 1.0));
    kept.sort_unstable();
    let table: HashMap<u32, Vec<i32>> = kept
        .iter()
        .map(|at| {
            let all = weights[at * classes..(at + 1) * classes].iter();
            (signs[*at].0, all.map(|weight| part(*weight).clamp(-127.0, 127.0) as i32).collect())
        })
        .collect();

    // How sure they must be: surer than they are of nearly all that was kept back, where it is right.
    let bias: Vec<i32> = bias.iter().map(|bias| part(*bias).clamp(-20_000.0, 20_000.0) as i32).collect();
    let priors: Vec<i32> = learnt
        .iter()
        .map(|word| {
            let examples = &set.examples[*word];
            part((examples.count.max(1) as f32 / examples.learnt.len().max(1) as f32).ln() * COMMONER) as i32
        })
        .collect();
    let doubt = |class: usize| -> i32 {
        let mut margins: Vec<i32> = Vec::new();
        for signs in &set.examples[learnt[class]].kept {
            let mut sums = bias.clone();
            for weights in signs.iter().filter_map(|sign| table.get(sign)) {
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
            }
            let rivals = (0..learnt.len()).filter(|other| *other != class);
            let Some(best) = rivals.max_by_key(|other| sums[*other] + priors[*other]) else { continue };
            if sums[best] > sums[classes - 1] {
                margins.push(sums[best] + priors[best] - sums[class] - priors[class]);
            }
        }
        margins.sort_unstable_by(|a, b| b.cmp(a));
        let kept = set.examples[learnt[class]].kept.len();
        let most = margins.get(margins.len() / 1000).map_or(i32::MIN, |most| most + (0.5 * PARTS) as i32);
        let few = if kept < 60 { FEW } else { 0.0 };
        most.max(((DOUBT + few) * PARTS) as i32)
    };

    let mut bytes = Vec::new();
    bytes.push(set.words.len() as u8);
    bytes.extend((bias[classes - 1] as i16).to_le_bytes());
    for (index, word) in set.words.iter().enumerate() {
        bytes.push(word.len() as u8);
        bytes.extend(word.as_bytes());
        let class = learnt.iter().position(|learnt| *learnt == index);
        bytes.push(u8::from(class.is_some()));
        let numbers = class.map_or([0; 3], |class| [bias[class], priors[class], doubt(class)]);
        numbers.into_iter().for_each(|number| bytes.extend((number.clamp(-32_000, 32_000) as i16).to_le_bytes()));
    }
    bytes.extend((kept.len() as u32).to_le_bytes());
    kept.iter().for_each(|at| bytes.extend(&signs[*at].0.to_be_bytes()[4 - SIGN..]));
    for at in &kept {
        bytes.extend(table[&signs[*at].0].iter().map(|weight| *weight as i8 as u8));
    }
    bytes
}
