//! Learns which letters stand in a row in public texts, for `assets/dictionary/seen.bin`, and which words in katakana are
//! common, for `assets/rules/typo-katakana.txt`: `cargo run --release --example seen -- OUT KATAKANA TEXTS…`. A text is a
//! file of lines. The same texts always give the same bytes; `assets/dictionary/README.md` says which were read.

use kian::text::morph;
use kian::text::seen::{self, DESCRIPTOR, EDGE, MAGIC, Row, TIMES};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use xorf::{BinaryFuse8, DmaSerializable};

/// How often a word in katakana stands in the texts to be common, and how often if it is in no dictionary.
const COMMON: u32 = 30;
const COMMON_UNKNOWN: u32 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, katakana, texts @ ..] = arguments.as_slice() else {
        return Err("usage: seen OUT KATAKANA TEXTS…".into());
    };
    let mut rows: HashMap<u64, u32> = HashMap::new();
    let mut words: BTreeMap<String, u32> = BTreeMap::new();
    for path in texts {
        for line in BufReader::new(fs::File::open(path)?).lines() {
            let line = line?;
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let edge = || std::iter::once(EDGE);
            let letters: Vec<char> = edge().chain(line.chars().map(seen::letter)).chain(edge()).collect();
            for (row, length) in [(Row::Kanji, 3), (Row::Kana, 4), (Row::LongKana, 5)] {
                for window in letters.windows(length).filter(|window| seen::is_row(row, window)) {
                    *rows.entry(seen::number(row, window.iter().copied())).or_default() += 1;
                }
            }
            for word in line.split(|c| !matches!(c, 'ァ'..='ヺ' | 'ー')).filter(|word| word.chars().count() > 2) {
                *words.entry(word.to_owned()).or_default() += 1;
            }
        }
        eprintln!("{path} read");
    }
    for (word, times) in &words {
        rows.insert(seen::number(Row::Katakana, word.chars()), *times);
    }
    let mut packed = MAGIC.to_vec();
    for times in TIMES {
        let mut numbers: Vec<u64> =
            rows.iter().filter(|(_, count)| **count >= times).map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        let filter = BinaryFuse8::try_from(numbers.as_slice())?;
        let mut descriptor = [0; DESCRIPTOR];
        filter.dma_copy_descriptor_to(&mut descriptor);
        packed.extend(u32::try_from(filter.dma_fingerprints().len())?.to_le_bytes());
        packed.extend(descriptor);
        packed.extend(filter.dma_fingerprints());
        eprintln!("{} rows at least {times} times", numbers.len());
    }
    fs::write(out, packed)?;
    let known = |word: &str| matches!(morph::tokens(word).as_slice(), [token] if token.is_known());
    let mut common: Vec<_> =
        words.into_iter().filter(|(word, times)| *times >= COMMON_UNKNOWN || *times >= COMMON && known(word)).collect();
    common.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let head =
        "# 片仮名の普通の語（多い順）。打ち間違い（サビース → サービス）を見つけるのに使う。examples/seen.rs が作る\n";
    fs::write(katakana, common.iter().fold(head.to_owned(), |text, (word, _)| text + word + "\n"))?;
    Ok(())
}
