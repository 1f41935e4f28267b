//! What finding and comparing facts costs: prose without any, and notices that are full of them.
//! `cargo bench --bench facts`.

use divan::counter::BytesCount;
use kian::text::facts::{self, Scope};

fn main() {
    divan::main();
}

const PROSE: &str = "本市では、地域の防災力を高めるため、住民の皆様と協力しながら、計画的に訓練を実施しています。\n";
const ENGLISH: &str =
    "The city is carrying out the drill together with its residents, and we ask for your understanding.\n";
const DENSE: &str =
    "令和8年4月1日（水）午前10時から、定員40人、費用1,200円、電話03-1234-5678、地方自治法第3条第2項。\n";
const DENSE_ENGLISH: &str =
    "Wednesday, April 1, 2026, 10 a.m., 40 people, ¥1,200, call 03-1234-5678, Article 3, paragraph 2.\n";

#[divan::bench(args = [PROSE, ENGLISH, DENSE, DENSE_ENGLISH])]
fn find(bencher: divan::Bencher<'_, '_>, line: &str) {
    let text = line.repeat(1_000_000 / line.len());
    bencher.counter(BytesCount::of_str(&text)).bench(|| facts::find(divan::black_box(&text)));
}

/// 100,000 characters of notices and their translation.
#[divan::bench]
fn compare(bencher: divan::Bencher<'_, '_>) {
    let old = DENSE.repeat(100_000 / DENSE.chars().count());
    let new = DENSE_ENGLISH.repeat(100_000 / DENSE_ENGLISH.chars().count());
    bencher.bench(|| facts::compare(divan::black_box(&old), divan::black_box(&new), Scope::Whole));
}
