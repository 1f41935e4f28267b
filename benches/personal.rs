//! How fast personal information is found, and put back: `cargo bench --bench personal`.

use divan::Bencher;
use divan::counter::CharsCount;
use kian::assistant::masking::{Map, MaskingRules, mask, restore};
use kian::text::personal;

fn main() {
    divan::main();
}

/// A page of a record of consultations, with as much personal information as such pages have.
const PAGE: &str = concat!(
    "相談者（山田太郎様、42歳）から、令和8年4月1日に電話で相談を受け付けた。連絡先は090-1234-5678である。\n",
    "日頃から本市の行政運営に御協力いただき、厚く御礼申し上げます。\n",
    "さて、標記の件について、下記のとおり説明会を開催しますので、関係職員の出席について御配慮くださるようお願いします。\n",
    "なお、出席者の職名及び氏名を、別紙様式により、4月15日（火）までに総務課（電話 0263-34-3000）宛て提出してください。\n",
    "住所は長野県松本市大手3-8-13で、世帯主は山田花子さんである。担当は福祉課の佐藤主査とする。\n",
    "説明会では、申請書の書き方、必要な書類、受付の期間及び審査の流れについて説明します。\n",
);

/// Ten thousand characters of it.
fn text() -> String {
    PAGE.repeat(10_000 / PAGE.chars().count() + 1).chars().take(10_000).collect()
}

#[divan::bench]
fn find_in_10_000_characters(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(CharsCount::of_str(&text)).bench(|| personal::find(divan::black_box(&text), None));
}

#[divan::bench]
fn mask_10_000_characters(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench(|| mask(divan::black_box(&text), None, &MaskingRules::local(), &mut Map::default()));
}

#[divan::bench]
fn restore_10_000_characters(bencher: Bencher<'_, '_>) {
    let mut map = Map::default();
    let masked = mask(&text(), None, &MaskingRules::local(), &mut map);
    bencher.bench(|| restore(divan::black_box(&masked.text), &map, &masked.counts));
}
