//! Text nobody would write: control characters, lone marks, halves of figures and brackets, very long lines. The checker,
//! the readers of an office's words and the rules of pairs neither fall over nor point outside of the text.
//!
//! The seeds are fixed, so that a run today tries what a run tomorrow tries. The two tests that are ignored are for a
//! person with time: a line of ten million characters, and a file of 100 MB.

#![allow(clippy::unwrap_used)]

use kian::document::Snapshot;
use kian::proofread::pairs::{self, Glossary};
use kian::proofread::{Checker, Profile, Rulebook, house};
use kian::text::{Lang, Span};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;

/// Pieces that rules look at, whole and in halves.
const PIECES: &[&str] = &[
    "令和",
    "8",
    "１",
    "年",
    "月",
    "日",
    "（水）",
    "第",
    "条",
    "項",
    "号",
    "の",
    "午後",
    "時",
    "半",
    "〜",
    "から",
    "まで",
    "以上",
    "未満",
    "を超える",
    "円",
    "万",
    "億",
    "千",
    "十",
    "一",
    "¥",
    "$",
    "％",
    "割",
    ".",
    ",",
    "，",
    "、",
    "。",
    "-",
    "－",
    "/",
    "：",
    "(",
    ")",
    "（",
    "）",
    "「",
    "」",
    "『",
    "』",
    "“",
    "”",
    "\"",
    "'",
    "〈",
    "〉",
    "《",
    "》",
    "【",
    "】",
    "{name}",
    "%s",
    "<b>",
    "</b>",
    "○○",
    "＿＿",
    "XX",
    "頂く",
    "ください",
    "ません",
    "なければならない",
    "てはならない",
    "できる",
    "申請書",
    "市長",
    "佐藤",
    "様",
    "港区",
    "厚生労働省",
    "ぜいきん",
    "税金",
    "（ぜいきん）",
    "コンピュータ",
    "ヴ",
    "ｱ",
    "㈱",
    "①",
    "・",
    "ア",
    "a",
    "The ",
    "may ",
    "not ",
    "must ",
    "by ",
    "from ",
    "Article ",
    "Articles 3 ",
    "and 4",
    "No. ",
    "million",
    "twenty",
    "-five",
    " yen",
    "Mayor ",
    "SUZUKI ",
    "Ward",
    "item (i)",
    "http://",
    "www.",
    "@",
    "〒",
    "03-",
    "\n",
    "\r",
    "\t",
    " ",
    "\u{3000}",
    "\u{0}",
    "\u{1}",
    "\u{7}",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "\u{200b}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "\u{301}",
    "\u{3099}",
    "\u{fe0f}",
    "か\u{3099}",
    "葛\u{e0100}",
    "👨‍👩‍👧",
    "🇯🇵",
    "É",
    "ǅ",
    "ﬁ",
    "İ",
    "ß",
    "\u{10ffff}",
    "々",
    "ー",
    "〇",
];

fn muddle() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(8), failure_persistence: None, ..ProptestConfig::default() }
}

/// Every rule as it is.
static BOOK: LazyLock<Rulebook> = LazyLock::new(Rulebook::default);

fn inside(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

/// Every finding lies in the text, says what stands there, and can be applied.
fn checked(text: &str) {
    for profile in Profile::ALL {
        let lang = if profile == Profile::English { Lang::En } else { Lang::Ja };
        let snapshot = Snapshot::from_text(text, lang);
        let whole = snapshot.text.to_string();
        for finding in Checker::default().check(&snapshot, profile) {
            assert_eq!(whole.get(finding.span.range()), Some(finding.text.as_str()), "{text:?}: {finding:?}");
        }
    }
}

fn paired(source: &str, target: &str) {
    for (from, to) in [(Lang::Ja, Lang::En), (Lang::En, Lang::Ja), (Lang::Ja, Lang::Ja)] {
        let found = pairs::check_all(
            &[(source, target), (target, source), (source, "")],
            from,
            to,
            &BOOK,
            Glossary::standard(),
        );
        for (number, finding) in found {
            let (a, b) = [(source, target), (target, source), (source, "")][number];
            assert!(finding.source.is_none_or(|span| inside(a, span)), "{a:?} {b:?}: {finding:?}");
            assert!(finding.target.is_none_or(|span| inside(b, span)), "{a:?} {b:?}: {finding:?}");
        }
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn the_checker_stands_any_text(text in any_text()) {
        checked(&text);
    }

    #[test]
    fn the_checker_stands_any_muddle(text in muddle()) {
        checked(&text);
    }

    #[test]
    fn pairs_stand_any_text(source in any_text(), target in any_text()) {
        paired(&source, &target);
    }

    #[test]
    fn pairs_stand_any_muddle(source in muddle(), target in muddle()) {
        paired(&source, &target);
    }

    #[test]
    fn words_of_an_office_stand_any_text(text in prop_oneof![any_text(), muddle(), tables()]) {
        for name in ["a.tsv", "a.csv", "a.yml", "a.yaml"] {
            if let Some((entries, _)) = house::read(name, &text) {
                // What could be read can be used and written.
                let written = house::table::write(&entries);
                house::House::new(entries);
                prop_assert!(house::read("b.tsv", &written).is_some());
            }
        }
    }
}

/// Tables and prh files with cells and keys in the wrong places.
fn tables() -> impl Strategy<Value = String> {
    const CELLS: &[&str] = &[
        "禁止",
        "推奨",
        "許可",
        "種類",
        "語",
        "言い換え",
        "理由",
        "指定",
        "safe",
        "word",
        "empty=1",
        "/(?!",
        "/a{9999}{9999}/",
        "/サーバ(?!ー)/",
        "/(a*)*b/",
        "\t",
        ",",
        "\n",
        "\"",
        "|",
        "#",
        "version: 1\n",
        "rules:\n",
        "  - expected: ",
        "    pattern: ",
        "    patterns:\n",
        "      - ",
        "imports:\n",
        "&a",
        "*a",
        "<<: *a",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "!!binary",
        "- ",
        "\u{feff}",
        "''",
        "~",
    ];
    proptest::collection::vec(proptest::sample::select(CELLS), 0..30).prop_map(|cells| cells.concat())
}

#[test]
fn marks_alone_are_no_trouble() {
    for piece in PIECES {
        checked(piece);
        checked(&piece.repeat(50));
        paired(piece, &piece.repeat(50));
    }
}

/// Time grows with the text alone: ten times the line takes about ten times as long, not a hundred times.
#[test]
fn a_long_line_takes_time_in_proportion() {
    for piece in [
        "令和8年4月1日に、申請書を提出してください。",
        "ああ",
        "1,",
        "（",
        "「",
        "漢字",
        "a ",
        "Article 3, ",
        "税金（ぜいきん）",
    ] {
        let time = |count: usize| {
            let text = piece.repeat(count / piece.chars().count());
            let start = cpu_time::ThreadTime::now();
            for profile in [Profile::Notice, Profile::Yasashii, Profile::English] {
                Checker::default().check(&Snapshot::from_text(&text, Lang::Ja), profile);
            }
            pairs::check(
                &text,
                Lang::Ja,
                &text[..text.floor_char_boundary(4000)],
                Lang::En,
                &BOOK,
                Glossary::standard(),
            );
            start.elapsed().as_secs_f64()
        };
        time(1000);
        let (short, long) = (time(4_000), time(40_000));
        assert!(long < short * 40.0 + 0.5, "{piece}: {short:.3} s and {long:.3} s");
    }
}

/// A line of ten million characters, for a person with time: `cargo test --release --test robust -- --ignored line`.
#[test]
#[ignore = "takes minutes"]
fn a_line_of_ten_million_characters_is_checked() {
    let text = "令和8年4月1日に、申請書を市長に提出してください。".repeat(10_000_000 / 25);
    for profile in Profile::ALL {
        let start = cpu_time::ThreadTime::now();
        let found = Checker::default().check(&Snapshot::from_text(&text, Lang::Ja), profile);
        println!("{}: {} findings in {:.1} s", profile.code(), found.len(), start.elapsed().as_secs_f64());
    }
}
