//! Makes the phrase tables of `assets/rules` ready: behind the six cells of a line, the strings its pattern needs and how
//! long a match can be (see `src/proofread/phrases.rs`).

use std::path::Path;
use std::{env, fs};

#[path = "src/proofread/needed.rs"]
mod needed;

/// The tables whose lines are patterns.
const PHRASE_TABLES: &[&str] = &[
    "en-link-vague",
    "en-neg-contraction",
    "en-neg-double",
    "en-punct-slash",
    "en-style-expletive",
    "en-word-complex",
    "en-word-confused",
    "en-word-gendered",
    "en-word-inclusive",
    "en-word-jargon",
    "en-word-latin",
    "en-word-nominalisation",
    "en-word-redundant",
    "en-word-wordy",
    "ja-grammar-double-negative",
    "ja-grammar-i-nuki",
    "ja-grammar-kara-yori",
    "ja-grammar-ra-nuki",
    "ja-grammar-sa-ire",
    "ja-grammar-subeki",
    "ja-kana-usage-phrases",
    "ja-keigo-double",
    "ja-keigo-misuse",
    "ja-keigo-sasete",
    "ja-num-counter-ka",
    "ja-punct-bracket-kuten",
    "ja-punct-doubled",
    "ja-punct-odoriji",
    "ja-punct-range-mark",
    "ja-style-bungo",
    "ja-style-colloquial",
    "ja-style-da",
    "yasashii-ambiguous",
    "yasashii-double-negative",
    "yasashii-grammar",
    "yasashii-indirect",
    "yasashii-keigo",
    "yasashii-onomatopoeia",
];

/// Between two strings of a cell; no pattern holds it.
const BETWEEN: &str = "\u{1f}";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/proofread/needed.rs");
    let out = env::var("OUT_DIR").expect("cargo names a folder for what is made");
    for name in PHRASE_TABLES {
        let source = format!("assets/rules/{name}.tsv");
        println!("cargo::rerun-if-changed={source}");
        let table = fs::read_to_string(&source).unwrap_or_else(|e| panic!("{source}: {e}"));
        let ready: String =
            table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(ready).collect();
        let target = Path::new(&out).join(format!("{name}.tsv"));
        fs::write(&target, ready).unwrap_or_else(|e| panic!("{}: {e}", target.display()));
    }
}

/// A line with its six cells and the two this adds.
fn ready(line: &str) -> String {
    let mut cells: Vec<&str> = line.split('\t').collect();
    cells.resize(6, "");
    for pattern in [cells[0], cells[3], cells[4], cells[5]] {
        regex_syntax::parse(pattern).unwrap_or_else(|e| panic!("no sound pattern in the line {line}: {e}"));
    }
    let needs = needed::needed(cells[0]).join(BETWEEN);
    let longest = needed::longest(cells[0]).map(|bytes| bytes.to_string()).unwrap_or_default();
    format!("{}\t{needs}\t{longest}\n", cells.join("\t"))
}
