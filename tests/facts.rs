//! What texts state, against pages a person can read: `facts/texts.txt` (one text, its facts), `facts/pairs.txt`
//! (a text and its faithful translation or rewriting), and errors planted in those pairs.

#![allow(clippy::unwrap_used)]

use kian::text::Lang;
use kian::text::facts::{self, Differences, Fact, Kind, Scope};
use proptest::prelude::*;
use std::path::Path;

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn written(fact: &Fact) -> String {
    format!("{} {} {}", if fact.weak { '~' } else { '=' }, fact.kind.code(), fact.value)
}

fn told(differences: &Differences) -> String {
    let list = |facts: &[Fact]| facts.iter().map(written).collect::<Vec<_>>().join(", ");
    let changed: Vec<String> =
        differences.changed.iter().map(|(from, to)| format!("{} -> {}", written(from), written(to))).collect();
    format!(
        "missing [{}] added [{}] changed [{}]",
        list(&differences.missing),
        list(&differences.added),
        changed.join(", ")
    )
}

/// Paragraphs of a page that are no comment: their line numbers and their lines.
fn blocks(page: &str) -> Vec<(usize, Vec<&str>)> {
    let mut blocks: Vec<(usize, Vec<&str>)> = vec![(1, Vec::new())];
    for (number, line) in page.lines().enumerate() {
        if line.is_empty() {
            blocks.push((number + 2, Vec::new()));
        } else if !line.starts_with('#') {
            blocks.last_mut().expect("there is one").1.push(line);
        }
    }
    blocks.retain(|(_, lines)| !lines.is_empty());
    blocks
}

/// The pairs of `pairs.txt`: line number, text, its faithful counterpart.
fn pairs(page: &str) -> Vec<(usize, &str, &str)> {
    blocks(page)
        .into_iter()
        .map(|(number, lines)| {
            assert_eq!(lines.len(), 2, "line {number}");
            (number, lines[0], lines[1].strip_prefix("> ").unwrap_or_else(|| panic!("line {number}: no `>`")))
        })
        .collect()
}

#[test]
fn texts_state_what_their_page_says() {
    let page = page("texts.txt");
    let mut problems = Vec::new();
    let blocks = blocks(&page);
    assert!(blocks.len() >= 60, "{}", blocks.len());
    for (number, lines) in blocks {
        let (wanted, text): (Vec<&str>, Vec<&str>) =
            lines.iter().partition(|l| l.starts_with("= ") || l.starts_with("~ "));
        let text = text.join("\n");
        let found = facts::find(&text);
        for fact in &found {
            assert!(text.get(fact.span.range()).is_some_and(|t| !t.is_empty()), "{number}: {fact:?}");
        }
        let found: Vec<String> = found.iter().map(written).collect();
        if found != wanted {
            problems.push(format!("{number}: {text}\n  page  {wanted:?}\n  found {found:?}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_text_differs_from_itself_in_nothing() {
    let texts = page("texts.txt");
    for (number, lines) in blocks(&texts) {
        let found = facts::compare(lines[0], lines[0], Scope::Whole);
        assert!(found.is_empty(), "{number}: {}", told(&found));
    }
}

#[test]
fn faithful_pairs_raise_no_alarm() {
    let page = page("pairs.txt");
    let pairs = pairs(&page);
    let across = pairs.iter().filter(|(_, a, b)| Lang::guess(a) != Lang::guess(b)).count();
    assert!(across >= 60, "{across}");
    let mut problems = Vec::new();
    for (number, old, new) in pairs {
        for (from, to) in [(old, new), (new, old)] {
            let found = facts::compare(from, to, Scope::Whole);
            if !found.is_empty() {
                problems.push(format!("{number}: {from} / {to}\n  {}", told(&found)));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Every number written in digits, by the places of its digits.
fn figures(text: &str) -> Vec<(usize, usize)> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| digit(*c)) {
        match found.last_mut() {
            Some((_, end)) if *end == at => *end = at + c.len_utf8(),
            _ => found.push((at, at + c.len_utf8())),
        }
    }
    found
}

/// `text` with the last digit of the number at `place` replaced by another.
fn altered(text: &str, place: (usize, usize), by: u32) -> String {
    let last = text[..place.1].chars().next_back().expect("there is a digit");
    let zero = if last.is_ascii_digit() { '0' } else { '０' } as u32;
    let digit = (last as u32 - zero + by) % 10;
    let digit = if digit == 0 && place.1 - place.0 == last.len_utf8() {
        (by % 8) + 1 + u32::from(by % 8 + 1 == last as u32 - zero)
    } else {
        digit
    };
    let mut changed = text.to_owned();
    changed
        .replace_range(place.1 - last.len_utf8()..place.1, &char::from_u32(zero + digit).expect("a digit").to_string());
    changed
}

#[test]
fn a_planted_figure_is_found() {
    let page = page("pairs.txt");
    let (mut planted, mut missed) = (0, Vec::new());
    for (number, old, new) in pairs(&page) {
        for place in figures(new) {
            for by in [1, 3, 5, 7] {
                let wrong = altered(new, place, by);
                if wrong == new {
                    continue;
                }
                planted += 1;
                if facts::compare(old, &wrong, Scope::Whole).is_empty() {
                    missed.push(format!("{number}: {wrong}"));
                }
            }
        }
    }
    assert!(planted > 500, "{planted}");
    assert!(missed.len() * 100 <= planted, "{} of {planted}:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_planted_word_is_found() {
    let swaps = [
        ("Tuesday", "Thursday"),
        ("Thursday", "Friday"),
        ("Wednesday", "Monday"),
        ("September", "August"),
        ("June", "July"),
        ("a.m.", "p.m."),
        ("p.m.", "a.m."),
        ("noon", "midnight"),
        ("million", "billion"),
        ("trillion", "billion"),
        ("three", "four"),
        ("twelve", "eleven"),
        ("twice", "three times"),
        ("two hours", "three hours"),
        ("six months", "six weeks"),
        ("30 percent", "30 percentage points"),
        ("one-third", "one-fourth"),
        ("¥", "$"),
        ("yen", "dollars"),
        ("10 kg", "10 pounds"),
        ("square meters", "square feet"),
        ("households", "people"),
        ("Article", "Paragraph"),
        ("aoba", "aoha"),
        ("Monday", "Sunday"),
        ("weeks", "days"),
        ("万", "億"),
        ("午後", "午前"),
        ("（月）", "（火）"),
        ("か月", "年"),
        ("ドル", "円"),
        ("名", "件"),
        ("億", "万"),
        ("第2条", "第3条"),
        ("90分", "90秒"),
    ];
    let page = page("pairs.txt");
    let (mut planted, mut missed) = (0, Vec::new());
    for (number, old, new) in pairs(&page) {
        for (right, wrong) in swaps {
            let wrong = new.replacen(right, wrong, 1);
            if wrong == new {
                continue;
            }
            planted += 1;
            if facts::compare(old, &wrong, Scope::Whole).is_empty() {
                missed.push(format!("{number}: {wrong}"));
            }
        }
    }
    assert!(planted >= 60, "{planted}");
    assert!(missed.len() * 100 <= planted * 5, "{} of {planted}:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_changed_is_paired_with_what_it_was() {
    let check = |old: &str, new: &str, wanted: &str| {
        assert_eq!(told(&facts::compare(old, new, Scope::Whole)), wanted, "{old} / {new}");
    };
    check(
        "令和8年4月1日（水）に開始し、定員は40人です。",
        "It begins on Thursday, April 2, 2026, for 14 people.",
        "missing [] added [] changed [= date 2026-04-01 -> = date 2026-04-02, = weekday Wednesday -> = weekday Thursday, = number 40 persons -> = number 14 persons]",
    );
    check(
        "手数料は300円です。",
        "手数料は300円です。電話は03-1234-5678です。",
        "missing [] added [= phone 0312345678] changed []",
    );
    check("期限は5月9日、費用は500円です。", "The fee is 500 yen.", "missing [= date --05-09] added [] changed []");
    check("令和8年4月1日", "April 1", "missing [= date 2026-04-01] added [] changed []");
    check("3億円", "3 billion yen", "missing [] added [] changed [= money JPY 300000000 -> = money JPY 3000000000]");
}

#[test]
fn facts_may_move_be_repeated_and_lean_on_a_year_said_elsewhere() {
    for (old, new) in [
        ("令和8年度の訓練は9月1日に行います。", "The drill will be held on September 1, 2026."),
        ("4月1日から受け付けます（令和8年）。", "令和8年4月1日から受け付けます。4月1日より前は受け付けません。"),
        ("費用は500円、期間は3か月です。", "期間は3か月、費用は500円です。500円は当日お支払いください。"),
        ("第3条の規定", "the provisions of Article 3"),
    ] {
        let found = facts::compare(old, new, Scope::Whole);
        assert!(found.is_empty(), "{old} / {new}: {}", told(&found));
    }
}

#[test]
fn a_summary_may_leave_out_but_not_make_up() {
    let text = "令和8年4月1日に開始します。定員は40人、費用は500円です。問合せは03-1234-5678へ。";
    assert!(facts::compare(text, "定員40人、費用500円で開催します。", Scope::Part).is_empty());
    let found = facts::compare(text, "定員は50人です。締切りは3月20日です。", Scope::Part);
    assert_eq!(told(&found), "missing [] added [= date --03-20] changed [= number 40 persons -> = number 50 persons]");
    let kinds: Vec<Kind> =
        facts::unexplained("費用は600円です。", &[text, "600円以下とする"]).iter().map(|f| f.kind).collect();
    assert!(kinds.is_empty(), "{kinds:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,80}") {
        sound(&text);
    }

    #[test]
    fn no_muddle_of_figures_is_too_strange(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
        sound(&pieces.concat());
    }
}

const PIECES: &[&str] = &[
    "令和",
    "R",
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
    "分",
    "半",
    "〜",
    "から",
    "まで",
    "円",
    "万",
    "億",
    "千",
    "十",
    "一",
    "三",
    "¥",
    "$",
    "%",
    "％",
    "割",
    ".",
    ",",
    "，",
    "-",
    "－",
    "/",
    ":",
    "：",
    "(",
    ")",
    "（",
    "）",
    "+",
    "@",
    "a.m.",
    "p.m.",
    " ",
    "\u{3000}",
    "\n",
    "April",
    "May",
    " of ",
    "FY",
    "Article ",
    "No. ",
    "million",
    "twenty",
    "-five",
    "hundred and ",
    "http://",
    "www.",
    "内線",
    "〒",
    "丁目",
    "番",
    "市長 ",
    "山田",
    "様",
    "東京都",
    "区",
    "か月",
    "人",
    "km",
    "㎡",
    "分の",
    "元",
    "度",
    "0",
    "000",
    "99999999999999999999",
    "1e",
    "É",
    "👨‍👩‍👧",
    "\u{0301}",
    "half",
    "a ",
    "dozen",
];

/// Facts lie in the text, in order, on boundaries of characters, and compare with themselves without a difference.
fn sound(text: &str) {
    let found = facts::find(text);
    for fact in &found {
        assert!(text.get(fact.span.range()).is_some_and(|t| !t.is_empty()), "{text:?}: {fact:?}");
        assert!(!fact.value.to_string().is_empty(), "{text:?}: {fact:?}");
    }
    let differences = facts::compare(text, text, Scope::Whole);
    assert!(differences.is_empty(), "{text:?}: {}", told(&differences));
}

#[test]
fn a_line_of_ten_million_characters_is_read_in_one_go() {
    for piece in ["1", "一", "a", "1,", "1-", "令和8", "A.", "（1", "第1", "億", " "] {
        let long = piece.repeat(10_000_000 / piece.chars().count() / if cfg!(debug_assertions) { 50 } else { 1 });
        facts::find(&long);
    }
}
