//! Every rule against its page: `tests/rules/<id>.md` says in prose what the rule is for, then gives examples.
//!
//! ```text
//! # ja.kanji.auxiliary
//! ## 指摘する
//! - 資料を送って【頂く】。 → いただく
//! - [public] 【御願い】します。 → お願い （ほか: ja.kanji.prefix-go）
//! ## 指摘しない
//! - 山頂まで行く。
//! ```
//!
//! 【】 marks what the rule must point at and → its first cure, several divided by ` / `, `∅` for leaving it out; without → the rule only
//! explains.
//! `[record]` checks the example in that profile instead of the rule's first; `\n` is a line feed. The whole checker
//! runs: a flagged example must give these findings of the rule and no warning of another one but those after ほか. With
//! the cures in place the rule must be silent. An allowed example gives no finding of the rule.

#![allow(clippy::unwrap_used)]

use kian::document::Snapshot;
use kian::proofread::{Checker, Finding, Profile, Rule, RuleLevel, Rulebook, Severity, rules};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Examples of each kind a page must have.
const AT_LEAST: usize = 5;

/// An example of a page.
struct Example {
    text: String,
    profile: Profile,
    /// What is marked, as byte ranges of `text`, with the cure.
    marks: Vec<(usize, usize, Option<String>)>,
    others: BTreeSet<String>,
}

/// What a page says.
#[derive(Default)]
struct Page {
    flagged: Vec<Example>,
    allowed: Vec<Example>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

fn page(path: &Path, rule: &dyn Rule) -> Page {
    let text = fs::read_to_string(path).unwrap();
    let mut page = Page::default();
    let mut flagged = None;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            flagged = match heading.trim() {
                "指摘する" | "Flagged" => Some(true),
                "指摘しない" | "Allowed" => Some(false),
                other => panic!("{}: there is no part called {other}", path.display()),
            };
        } else if let (Some(source), Some(flagged)) = (line.strip_prefix("- "), flagged) {
            let example = example(source, rule);
            assert_eq!(!example.marks.is_empty(), flagged, "{}: {source}", path.display());
            if flagged { page.flagged.push(example) } else { page.allowed.push(example) }
        }
    }
    page
}

fn example(source: &str, rule: &dyn Rule) -> Example {
    let (profile, source) = match source.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((code, rest)) if Profile::from_code(code).is_some() => (Profile::from_code(code).unwrap(), rest),
        _ => (rule.about().profiles[0], source),
    };
    let (source, others) = match source.split_once("（ほか: ") {
        Some((source, ids)) => {
            (source, ids.trim_end_matches('）').split('、').map(|id| id.trim().to_owned()).collect())
        }
        None => (source, BTreeSet::new()),
    };
    let (marked, fixes) = match source.rsplit_once(" → ") {
        Some((marked, fixes)) => (marked, fixes.trim_matches(' ').split(" / ").map(str::to_owned).collect()),
        None => (source, Vec::new()),
    };
    let marked = marked.trim_end().replace("\\n", "\n").replace("\\t", "\t");
    let mut text = String::new();
    let mut marks: Vec<(usize, usize, Option<String>)> = Vec::new();
    for c in marked.chars() {
        match c {
            '【' => marks.push((text.len(), 0, None)),
            '】' => marks.last_mut().unwrap().1 = text.len(),
            c => text.push(c),
        }
    }
    assert!(fixes.len() <= marks.len(), "more cures than marks: {source}");
    for (mark, fix) in marks.iter_mut().zip(fixes) {
        mark.2 = (!fix.is_empty()).then(|| fix.replace('∅', ""));
    }
    Example { text, profile, marks, others }
}

fn check(text: &str, rule: &dyn Rule, profile: Profile) -> Vec<Finding> {
    checker(rule).check(&Snapshot::from_text(text, rule.about().lang), profile)
}

/// A checker with every rule as it is, and `rule` switched on if it is not asked otherwise.
fn checker(rule: &dyn Rule) -> Checker {
    if rule.is_usual() {
        return Checker::default();
    }
    let about = rule.about();
    let on = BTreeMap::from([(about.id.to_owned(), RuleLevel::As(about.severity))]);
    Checker::new(Arc::new(Rulebook::new(&on, &[], Arc::default())))
}

/// What is wrong with a flagged example, in words.
fn judge_flagged(example: &Example, rule: &dyn Rule) -> Vec<String> {
    let id = rule.about().id;
    let mut problems = Vec::new();
    let found = check(&example.text, rule, example.profile);
    let own: Vec<_> = found.iter().filter(|f| f.rule == id).collect();
    let seen: Vec<_> =
        own.iter().map(|f| (f.span.start, f.span.end, f.fixes.first().map(|fix| fix.text.clone()))).collect();
    if seen != example.marks {
        let show: Vec<_> =
            own.iter().map(|f| format!("{}→{}", f.text, f.fixes.first().map_or("", |x| &x.text))).collect();
        problems.push(format!("finds [{}]", show.join(" ")));
    }
    for other in found.iter().filter(|f| f.rule != id && f.severity > Severity::Info) {
        if !example.others.contains(other.rule) {
            problems.push(format!("also {} 「{}」", other.rule, other.text));
        }
    }
    let mut cured = example.text.clone();
    for (start, end, fix) in example.marks.iter().rev() {
        if let Some(fix) = fix {
            cured.replace_range(*start..*end, fix);
        }
    }
    if cured != example.text
        && let Some(again) = check(&cured, rule, example.profile).iter().find(|f| f.rule == id)
    {
        problems.push(format!("still flags 「{}」 in {cured}", again.text));
    }
    problems
}

#[test]
fn every_rule_does_what_its_page_says() {
    let mut problems = Vec::new();
    // The office's own words say of themselves what is flagged: tests/house.rs. Rules of pairs: tests/pairs.
    for rule in rules().iter().filter(|r| !r.about().id.starts_with("house.") && !r.about().is_of_pairs()) {
        let id = rule.about().id;
        let path = folder().join(format!("{id}.md"));
        if !path.exists() {
            problems.push(format!("{id} has no page"));
            continue;
        }
        let page = page(&path, *rule);
        if page.flagged.len() < AT_LEAST || page.allowed.len() < AT_LEAST {
            problems.push(format!("{id}: {} flagged and {} allowed examples", page.flagged.len(), page.allowed.len()));
        }
        for example in &page.flagged {
            let wrong = judge_flagged(example, *rule);
            problems.extend(wrong.into_iter().map(|wrong| format!("{id}: {} ⇒ {wrong}", example.text)));
        }
        for example in &page.allowed {
            let found = check(&example.text, *rule, example.profile);
            problems.extend(
                found.iter().filter(|f| f.rule == id).map(|f| format!("{id}: {} ⇒ flags 「{}」", example.text, f.text)),
            );
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}\n", problems.len(), problems.join("\n"));
}

/// Rules that say the same of a flagged example as the one it is listed under.
const SAME: &[(&str, &str)] = &[("ja.kanji.conjunction", "ja.kanji.demonstrative")];

#[test]
fn the_table_of_words_holds() {
    let table = include_str!("data/examples.tsv");
    let mut problems = Vec::new();
    let mut counts = [0, 0];
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, id, kind, words] = cells[..] else { panic!("not four cells: {line}") };
        let rule = *rules().iter().find(|rule| rule.about().id == id).unwrap_or_else(|| panic!("no rule: {line}"));
        let profile = Profile::from_code(code).unwrap_or_else(|| panic!("no profile: {line}"));
        let found = check(words, rule, profile);
        let same = |other: &str| other == id || SAME.contains(&(id, other));
        let flagged = found.iter().any(|f| same(f.rule));
        match kind {
            "flag" if !flagged => problems.push(format!("missed: {line}")),
            "allow" => problems.extend(
                found.iter().filter(|f| f.rule == id).map(|f| format!("false alarm: {line} ⇒ flags 「{}」", f.text)),
            ),
            "flag" => {}
            _ => panic!("neither flagged nor allowed: {line}"),
        }
        counts[usize::from(kind == "allow")] += 1;
    }
    assert!(problems.is_empty(), "{} problems:\n{}\n", problems.len(), problems.join("\n"));
    assert!(counts[0] > 700 && counts[1] > 1300, "the table is cut short: {counts:?}");
}

#[test]
fn every_page_is_a_rules() {
    let ids: BTreeSet<&str> = rules().iter().map(|rule| rule.about().id).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(ids.contains(name.as_str()), "{}: there is no such rule", path.display());
    }
}
