//! Which sentences of two texts say the same, how fast: `cargo bench --bench align`.

use divan::Bencher;
use kian::translation::align;
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

/// So many sentences of each side, made of the texts of the tests with figures of their own.
fn texts(count: usize) -> (Vec<String>, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/alignment");
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut beads: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).unwrap_or_default();
        for (ja, en) in text.lines().filter_map(|line| line.split_once(" => ")) {
            let cut = |side: &str| side.split(" ++ ").filter(|s| *s != "-").map(str::to_owned).collect::<Vec<_>>();
            let en = en.strip_prefix('@').and_then(|en| en.split_once(' ')).map_or(en, |(_, en)| en);
            beads.push((cut(ja), cut(en)));
        }
    }
    let (mut ja, mut en) = (Vec::new(), Vec::new());
    for round in 1000.. {
        for (number, (a, b)) in beads.iter().enumerate() {
            let mark = |text: &String| if number % 7 == 0 { format!("{text} {round}") } else { text.clone() };
            ja.extend(a.iter().map(mark));
            en.extend(b.iter().map(mark));
            if ja.len() >= count {
                return (ja, en);
            }
        }
    }
    (ja, en)
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3)]
fn sentences(bencher: Bencher<'_, '_>, count: usize) {
    let (ja, en) = texts(count);
    bencher.bench_local(|| align(divan::black_box(&ja), divan::black_box(&en)));
}
