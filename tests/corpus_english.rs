//! Whole English documents: clean ones must pass without a warning, and of dirty ones the findings are known. Beside each
//! `dirty-….txt` stands a `dirty-….findings`, one finding a line: rule, severity, words.

#![allow(clippy::unwrap_used)]

use kian::document::Snapshot;
use kian::proofread::{Checker, Finding, Profile, Severity};
use kian::text::Lang;
use std::fs;
use std::path::{Path, PathBuf};

fn documents(kind: &str) -> Vec<(PathBuf, Vec<Finding>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/english");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(kind) && name.ends_with(".txt")
    });
    paths.sort();
    assert!(!paths.is_empty(), "there are no {kind} documents");
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let found = Checker::default().check(&Snapshot::from_text(&text, Lang::En), Profile::English);
            (path, found)
        })
        .collect()
}

fn lines(found: &[Finding]) -> String {
    found.iter().map(|f| format!("{} {} {}\n", f.rule, f.severity.code(), f.text)).collect()
}

#[test]
fn clean_documents_pass() {
    for (path, found) in documents("clean") {
        let loud: Vec<Finding> = found.into_iter().filter(|f| f.severity > Severity::Info).collect();
        assert!(loud.is_empty(), "{}:\n{}", path.display(), lines(&loud));
    }
}

#[test]
fn dirty_documents_are_caught() {
    for (path, found) in documents("dirty") {
        let expected = fs::read_to_string(path.with_extension("findings")).unwrap();
        assert_eq!(lines(&found), expected, "{}", path.display());
    }
}
