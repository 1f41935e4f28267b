//! What the library does before a person sees anything: words, forms, rules, and the first look at a page.

use kian::document::form::Form;
use kian::document::{Facts, Snapshot};
use kian::i18n::{Locale, Tr};
use kian::proofread::{Checker, Profile};
use kian::text::Lang;
use std::process::Command;
use std::time::Instant;

fn main() {
    cold();
    divan::main();
}

/// `kian check` on a page, started anew each time: what a person waits for.
fn cold() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = [("notice", "ja", NOTICE), ("public-notice", "en", PUBLIC_NOTICE), ("easy", "ja", EASY)];
    for (name, lang, facts) in pages {
        let form = kian::document::form::find(name, Lang::from_code(lang)).expect("a built-in form");
        let (facts, _) = Facts::parse(facts).expect("a sample");
        let file = folder.path().join(format!("{name}.txt"));
        std::fs::write(&file, form.outline(&facts).document(form).text().to_string()).expect("a page");
        let mut taken: Vec<_> = (0..25)
            .map(|_| {
                let start = Instant::now();
                let mut check = Command::new(env!("CARGO_BIN_EXE_kian"));
                check.arg("check").arg("--data-dir").arg(folder.path()).arg(&file);
                check.output().expect("the program starts");
                start.elapsed()
            })
            .collect();
        taken.sort();
        println!("kian check, cold, {name}: p50 {:.1?}, most {:.1?} (100 ms)", taken[12], taken[24]);
    }
}

const NOTICE: &str = include_str!("../assets/samples/notice-ja.toml");
const PUBLIC_NOTICE: &str = include_str!("../assets/samples/public-notice-en.toml");
const EASY: &str = include_str!("../assets/samples/easy-ja.toml");

/// The words of the interface, in each language.
#[divan::bench(args = ["ja", "en"])]
fn words(locale: &str) -> Tr {
    Tr::new(Locale::from_code(locale).unwrap_or_default())
}

/// One form, read from its file.
#[divan::bench]
fn form() -> Form {
    Form::parse(include_str!("../assets/forms/notice.toml")).expect("a built-in form")
}

/// A draft of one page, from a file of facts.
#[divan::bench]
fn draft() -> String {
    let form = kian::document::form::find("notice", Some(Lang::Ja)).expect("a built-in form");
    let (facts, _) = Facts::parse(NOTICE).expect("a sample");
    form.outline(&facts).document(form).text().to_string()
}

/// The first check of a page, nothing remembered.
#[divan::bench]
fn first_check(bencher: divan::Bencher) {
    let text = draft();
    let snapshot = Snapshot::from_text(&text, Lang::Ja);
    bencher.bench(|| Checker::default().check(&snapshot, Profile::Notice).len());
}
