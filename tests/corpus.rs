//! Whole texts: `tests/corpus/clean-*.txt` are written as they should be and full of words that only look wrong,
//! `dirty-*.txt` have planted errors, `【頂く|ja.kanji.auxiliary】`. The second word of a name is the profile.
//!
//! `tests/corpus/findings.txt` keeps what the checker finds. After a change that is meant, run with `KIAN_BLESS=1` and
//! read the difference.

#![allow(clippy::unwrap_used)]

use kian::document::Snapshot;
use kian::proofread::{Checker, Finding, Profile, Severity};
use kian::text::Lang;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// A text with its planted errors: where, and the rule that must find each.
struct Sample {
    name: String,
    text: String,
    planted: Vec<(usize, usize, String)>,
    findings: Vec<Finding>,
}

fn samples() -> Vec<Sample> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt") && !path.ends_with("findings.txt"));
    paths.sort();
    paths.iter().map(|path| sample(path)).collect()
}

fn sample(path: &Path) -> Sample {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let profile = Profile::from_code(name.split('-').nth(1).unwrap()).expect("the name has a profile");
    let source = fs::read_to_string(path).unwrap();
    let (mut text, mut planted) = (String::new(), Vec::new());
    let mut rest = source.trim_end();
    while let Some((before, after)) = rest.split_once('【') {
        let (marked, after) = after.split_once('】').expect("【 is closed");
        let (word, rule) = marked.split_once('|').expect("a planted error names its rule");
        text.push_str(before);
        planted.push((text.len(), text.len() + word.len(), rule.to_owned()));
        text.push_str(word);
        rest = after;
    }
    text.push_str(rest);
    let lang = if profile == Profile::English { Lang::En } else { Lang::Ja };
    let findings = Checker::default().check(&Snapshot::from_text(&text, lang), profile);
    Sample { name, text, planted, findings }
}

#[test]
fn clean_texts_are_clean() {
    let mut problems = String::new();
    for sample in samples().iter().filter(|s| s.name.starts_with("clean")) {
        for f in sample.findings.iter().filter(|f| f.severity > Severity::Info) {
            let line = sample.text[..f.span.start].matches('\n').count() + 1;
            writeln!(problems, "{}:{line}: {} 「{}」", sample.name, f.rule, f.text).unwrap();
        }
    }
    assert!(problems.is_empty(), "false alarms:\n{problems}");
}

#[test]
fn planted_errors_are_found() {
    let mut problems = String::new();
    for sample in samples() {
        for (start, end, rule) in &sample.planted {
            let found = |f: &&Finding| f.rule == rule && f.span.start < *end && *start < f.span.end;
            if sample.findings.iter().find(found).is_none() {
                writeln!(problems, "{}: {rule} 「{}」", sample.name, &sample.text[*start..*end]).unwrap();
            }
        }
    }
    assert!(problems.is_empty(), "missed:\n{problems}");
}

#[test]
fn findings_are_as_they_were() {
    let mut now = String::new();
    for sample in samples() {
        writeln!(now, "{}", sample.name).unwrap();
        for f in &sample.findings {
            let line = sample.text[..f.span.start].matches('\n').count() + 1;
            let fix = f.fixes.first().map(|fix| format!(" → {}", fix.text)).unwrap_or_default();
            writeln!(now, "  {line}: {} {} 「{}」{fix}", f.severity.code(), f.rule, f.text).unwrap();
        }
    }
    let path = folder().join("findings.txt");
    if std::env::var_os("KIAN_BLESS").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let changed: Vec<_> = similar::TextDiff::from_lines(before.as_str(), now.as_str())
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value()))
        .collect();
    assert!(changed.is_empty(), "findings changed:\n{}", changed.concat());
}
