//! Which sentences of two texts say the same, how fast: `cargo bench --bench align`.

use kian::translation::align;
use kian::translation::align::align_watched;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    for (count, reach) in [(100, ""), (1_000, ""), (10_000, " (2 s)")] {
        let (ja, en) = texts(count);
        let once = || {
            let before = Instant::now();
            divan::black_box(align(divan::black_box(&ja), divan::black_box(&en)));
            before.elapsed()
        };
        let mut times: Vec<Duration> = (0..3).map(|_| once()).collect();
        times.sort();
        println!("alignment of {count} sentences: {:.2?}, first {:.2?}{reach}", times[0], times[2]);
    }
    // How long somebody waits who wants to stop it: the longest between two questions whether to go on; and when which
    // share was done.
    let (ja, en) = texts(10_000);
    let (mut last, mut longest) = (Instant::now(), Duration::ZERO);
    let (begun, mut next) = (Instant::now(), 0.1);
    let found = align_watched(&ja, &en, None, &mut |done| {
        longest = longest.max(last.elapsed());
        last = Instant::now();
        if done >= next {
            println!("  {:.0} in a hundred after {:.2?}", done * 100.0, begun.elapsed());
            next += 0.1;
        }
        ControlFlow::Continue(())
    });
    println!("  all after {:.2?}", begun.elapsed());
    println!("  stopped within {longest:.2?}; {} pairs", found.map_or(0, |found| found.len()));
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
