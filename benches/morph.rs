//! How fast prose is cut into words: `cargo bench --bench morph`.

use divan::Bencher;
use divan::counter::BytesCount;
use kian::text::morph;

fn main() {
    divan::main();
}

/// A page of a notice.
const PAGE: &str = concat!(
    "令和７年度における事務事業の見直しについて（依頼）\n",
    "日頃から本市の行政運営に御協力いただき、厚く御礼申し上げます。\n",
    "さて、標記の件について、下記のとおり説明会を開催しますので、関係職員の出席について御配慮くださるようお願いします。\n",
    "なお、出席者の職名及び氏名を、別紙様式により、4月15日（火）までに総務課宛て提出してください。\n",
    "説明会では、申請書の書き方、必要な書類、受付の期間及び審査の流れについて説明します。\n",
);

#[divan::bench]
fn a_page(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(PAGE)).bench(|| morph::tokens(divan::black_box(PAGE)));
}

#[divan::bench]
fn a_line_without_end(bencher: Bencher<'_, '_>) {
    let line = PAGE.replace('\n', "").repeat(1_000);
    bencher.counter(BytesCount::of_str(&line)).bench(|| morph::tokens(divan::black_box(&line)));
}

#[divan::bench]
fn readings(bencher: Bencher<'_, '_>) {
    let tokens = morph::tokens(PAGE);
    bencher.bench(|| tokens.iter().filter_map(|token| token.reading()).map(|reading| reading.len()).sum::<usize>());
}
