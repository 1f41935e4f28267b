//! Every rule of pairs against its page, `tests/rules/bi.*.md`.
//!
//! ```text
//! # bi.number
//! ## 指摘する
//! - 定員は【40人】です。
//!   The capacity is 【14 people】.
//! ## 指摘しない
//! - 三つの案から選んでください。
//!   Please choose from three options.
//! ```
//!
//! An example is a Japanese line and an English one, or several such pairs that are one document. The source is
//! Japanese unless the example begins with `[en]`. 【】 marks what the rule must point at in the last pair, `\n` is a line
//! feed, ∅ an empty text. All rules run: a flagged example must give this one finding of the rule and no warning of
//! another one but those after ほか. An allowed example gives no finding of the rule but advice.

use kian::proofread::pairs::{self, Glossary, PairFinding};
use kian::proofread::{Rulebook, Severity};
use kian::text::Lang;
use std::fs;
use std::path::Path;

/// Examples of each kind a page must have.
const AT_LEAST: usize = 5;

/// A text of an example, and what is marked in it.
struct Marked {
    text: String,
    mark: Option<(usize, usize)>,
}

fn marked(line: &str) -> Marked {
    let line = line.trim().replace("\\n", "\n");
    let line = if line == "∅" { String::new() } else { line };
    let (mut text, mut start, mut mark) = (String::new(), 0, None);
    for c in line.chars() {
        match c {
            '【' => start = text.len(),
            '】' => mark = Some((start, text.len())),
            c => text.push(c),
        }
    }
    Marked { text, mark }
}

struct Example {
    flagged: bool,
    from: Lang,
    pairs: Vec<(Marked, Marked)>,
    others: String,
}

fn examples(page: &str) -> Vec<Example> {
    let (mut found, mut flagged) = (Vec::new(), true);
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        match line.strip_prefix("## ") {
            Some("指摘する" | "Flagged") => flagged = true,
            Some("指摘しない" | "Allowed") => flagged = false,
            Some(other) => panic!("there is no part called {other}"),
            None => {}
        }
        let Some(first) = line.strip_prefix("- ") else { continue };
        let (from, first) = match first.strip_prefix("[en] ") {
            Some(rest) => (Lang::En, rest),
            None => (Lang::Ja, first),
        };
        let mut all = vec![first.to_owned()];
        while let Some(next) = lines.next_if(|next| next.starts_with("  ")) {
            all.push(next.trim().to_owned());
        }
        let last = all.last_mut().expect("there is one");
        let (text, others) = match last.split_once("（ほか: ") {
            Some((text, others)) => (text.trim_end().to_owned(), others.trim_end_matches('）').to_owned()),
            None => (last.clone(), String::new()),
        };
        *last = text;
        assert!(all.len() % 2 == 0, "{all:?}: Japanese and English take turns");
        let pairs = all.chunks(2).map(|pair| (marked(&pair[0]), marked(&pair[1]))).collect();
        found.push(Example { flagged, from, pairs, others });
    }
    found
}

fn check(example: &Example, book: &Rulebook) -> Vec<(usize, PairFinding)> {
    let sides: Vec<(&str, &str)> = example
        .pairs
        .iter()
        .map(|(ja, en)| (ja.text.as_str(), en.text.as_str()))
        .map(|(ja, en)| if example.from == Lang::Ja { (ja, en) } else { (en, ja) })
        .collect();
    let to = if example.from == Lang::Ja { Lang::En } else { Lang::Ja };
    pairs::check_all(&sides, example.from, to, book, Glossary::standard())
}

/// The places a finding points at, Japanese first.
fn places(finding: &PairFinding, from: Lang) -> [Option<(usize, usize)>; 2] {
    let (ja, en) = match from {
        Lang::Ja => (finding.source, finding.target),
        Lang::En => (finding.target, finding.source),
    };
    [ja, en].map(|span| span.map(|span| (span.start, span.end)))
}

#[test]
fn every_rule_of_pairs_does_what_its_page_says() {
    let book = Rulebook::default();
    let mut problems = Vec::new();
    for rule in pairs::rules() {
        let id = rule.about().id;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rules/{id}.md"));
        let page = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let examples = examples(&page);
        let flagged = examples.iter().filter(|example| example.flagged).count();
        if flagged < AT_LEAST || examples.len() - flagged < AT_LEAST {
            problems.push(format!("{id}: {flagged} flagged examples of {}", examples.len()));
        }
        for example in &examples {
            let found = check(example, &book);
            let (ja, en) = example.pairs.last().expect("an example has a pair");
            let shown = format!("{} / {}", ja.text, en.text).replace('\n', "⏎");
            let own: Vec<_> = found.iter().filter(|(_, f)| f.rule == id).collect();
            let told: Vec<String> = own
                .iter()
                .map(|(number, f)| {
                    let (ja, en) = &example.pairs[*number];
                    let [a, b] = places(f, example.from);
                    let words = |text: &str, at: Option<(usize, usize)>| {
                        at.map_or("-", |(from, to)| &text[from..to]).to_owned()
                    };
                    format!("{number} 「{}」 「{}」", words(&ja.text, a), words(&en.text, b))
                })
                .collect();
            if example.flagged {
                let right = own.len() == 1
                    && own[0].0 + 1 == example.pairs.len()
                    && places(&own[0].1, example.from) == [ja.mark, en.mark];
                if !right {
                    problems.push(format!("{id}: {shown} ⇒ finds [{}]", told.join(", ")));
                }
                for (_, other) in found.iter().filter(|(_, f)| f.rule != id && f.severity > Severity::Info) {
                    if !example.others.contains(other.rule) {
                        problems.push(format!("{id}: {shown} ⇒ also {}", other.rule));
                    }
                }
            } else if own.iter().any(|(_, f)| f.severity > Severity::Info) {
                problems.push(format!("{id}: {shown} ⇒ flags [{}]", told.join(", ")));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}\n", problems.len(), problems.join("\n"));
}
