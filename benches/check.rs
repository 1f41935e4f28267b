//! How fast a text is checked: every rule, one thread, nothing remembered. `cargo bench --bench check`.
//!
//! With `KIAN_TEXTLINT` naming a folder where textlint and its presets ja-technical-writing, japanese and jtf-style are
//! installed (npm), textlint reads the same text in the same run first, and the ratio is printed.

use divan::Bencher;
use divan::counter::{BytesCount, CharsCount};
use kian::document::Snapshot;
use kian::proofread::{Checker, Profile};
use kian::text::Lang;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    beside_textlint();
    divan::main();
}

/// Characters given to textlint, which needs a second for some thousands.
const SHARED: usize = 60_000;

/// Runs that are not counted, and those of which the median is told.
const WARMING: usize = 5;
const RUNS: usize = 9;

/// Prints how many characters a second textlint and Kian read of the same text, one thread each, starting up left out:
/// of textlint by taking off its time for an empty file, of Kian by reading the text before.
fn beside_textlint() {
    let Some(folder) = std::env::var_os("KIAN_TEXTLINT").map(PathBuf::from) else {
        println!("textlint: KIAN_TEXTLINT names no folder, so Kian alone is measured");
        return;
    };
    let text: String = corpus(Lang::Ja).chars().take(SHARED).collect();
    let own = tempfile::tempdir().expect("a temporary folder");
    let presets = ["ja-technical-writing", "japanese", "jtf-style"];
    let run = |text: &str| {
        let file = own.path().join("text.txt");
        fs::write(&file, text).expect("the text is written");
        let mut command = Command::new("node");
        command.current_dir(&folder).arg("node_modules/.bin/textlint");
        for preset in presets {
            command.args(["--preset", preset]);
        }
        let start = Instant::now();
        // It ends with 1 where it has found something.
        let done = command.arg(&file).output().ok().filter(|done| matches!(done.status.code(), Some(0 | 1)));
        done.map(|_| start.elapsed().as_secs_f64())
    };
    let (Some(empty), Some(whole)) = (run("本文\n"), run(&text)) else {
        println!("textlint: it does not run in {}", folder.display());
        return;
    };
    let snapshot = Snapshot::from_text(&text, Lang::Ja);
    let check = || {
        let start = Instant::now();
        Checker::default().check(&snapshot, Profile::Notice);
        start.elapsed().as_secs_f64()
    };
    // Patterns are compiled when they are first needed, and once more when they are needed often.
    for _ in 0..WARMING {
        check();
    }
    let mut times: Vec<f64> = (0..RUNS).map(|_| check()).collect();
    times.sort_by(f64::total_cmp);
    let ours = SHARED as f64 / times[RUNS / 2];
    let theirs = SHARED as f64 / (whole - empty).max(0.001);
    println!("textlint {theirs:.0} characters a second, Kian {ours:.0}: {:.0} times", ours / theirs);
}

/// The texts of the corpus in `lang`, each paragraph once: repeated ones would be remembered.
fn corpus(lang: Lang) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(folder).expect("the corpus is there").flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).filter(|path| !path.ends_with("findings.txt")).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    let texts = texts.filter(|text| Lang::guess(text) == Some(lang));
    let whole: String = texts.collect::<Vec<_>>().join("\n");
    (0..4).flat_map(|n| whole.lines().map(move |line| format!("{line}{n}\n")).collect::<Vec<_>>()).collect()
}

#[divan::bench(args = [Profile::Notice, Profile::Public, Profile::English], sample_size = 1, max_time = 10)]
fn whole_corpus(bencher: Bencher, profile: Profile) {
    let lang = if profile == Profile::English { Lang::En } else { Lang::Ja };
    let text = corpus(lang);
    let snapshot = Snapshot::from_text(&text, lang);
    bencher
        .counter(BytesCount::of_str(&text))
        .counter(CharsCount::of_str(&text))
        .bench(|| Checker::default().check(&snapshot, profile));
}
