//! What the library does before a person sees anything: words, forms, rules, and the first look at a page.

use kian::document::form::Form;
use kian::document::{Facts, Snapshot};
use kian::i18n::{Locale, Tr};
use kian::proofread::{Checker, Profile};
use kian::text::Lang;

fn main() {
    divan::main();
}

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
    let (facts, _) = Facts::parse(include_str!("../assets/samples/notice-ja.toml")).expect("a sample");
    form.outline(&facts).document(form).text().to_string()
}

/// The first check of a page, nothing remembered.
#[divan::bench]
fn first_check(bencher: divan::Bencher) {
    let text = draft();
    let snapshot = Snapshot::from_text(&text, Lang::Ja);
    bencher.bench(|| Checker::default().check(&snapshot, Profile::Notice).len());
}
