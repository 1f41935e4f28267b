//! How fast a text is checked: every rule, one thread, nothing remembered. `cargo bench --bench check`.

use divan::Bencher;
use divan::counter::{BytesCount, CharsCount};
use kian::document::Snapshot;
use kian::proofread::{Checker, Profile};
use kian::text::Lang;
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

/// The corpus, each paragraph once: repeated ones would be remembered.
fn corpus() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(folder).expect("the corpus is there").flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).filter(|path| !path.ends_with("findings.txt")).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    let whole: String = texts.collect::<Vec<_>>().join("\n");
    (0..10).flat_map(|n| whole.lines().map(move |line| format!("{line}{n}\n")).collect::<Vec<_>>()).collect()
}

#[divan::bench(args = [Profile::Notice, Profile::Public])]
fn whole_corpus(bencher: Bencher, profile: Profile) {
    let text = corpus();
    let snapshot = Snapshot::from_text(&text, Lang::Ja);
    bencher
        .counter(BytesCount::of_str(&text))
        .counter(CharsCount::of_str(&text))
        .bench(|| Checker::default().check(&snapshot, profile));
}
