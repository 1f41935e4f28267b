//! The same document of three hundred pages through Kian and through its peers, in one run on one machine: PDF beside
//! LibreOffice (`soffice`), DOCX read and written beside pandoc and LibreOffice. Whole programs are laid beside whole
//! programs, from their start to their end; the library alone stands beside them without what the peer needs for an empty
//! document. A peer that is not installed is named and left out.
//!
//! `cargo bench --bench peers`

use kian::document::{Author, Document};
use kian::format::{self, Kind, Pages, Source};
use kian::text::Lang;
use sample::document;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

mod sample;

/// Each is done so often; the fastest counts. An office is begun only once for a file.
const TIMES: usize = 3;

/// What is shorter than this without the start of a program cannot be told from it.
const SHORTEST: Duration = Duration::from_millis(20);

fn main() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let at = folder.path();
    let document = document(300);
    let docx = written(&document, Kind::Docx);
    let empty = Document::from_text(Lang::Ja, "", Author::Person);
    for (name, document) in [("a", &document), ("empty", &empty)] {
        for kind in [Kind::Docx, Kind::Kian] {
            std::fs::write(at.join(format!("{name}.{}", kind.extension())), written(document, kind))
                .expect("a temporary file can be written");
        }
        // pandoc's own form of it, for what its writer costs.
        let _ = run(at, "pandoc", &[&format!("{name}.docx"), "-o", &format!("{name}.json")]);
    }
    println!(
        "{} pages, {} characters, {} KB as DOCX",
        Pages::of(&document).len(),
        document.characters(),
        docx.len() / 1024
    );

    let read = fastest(|| drop(format::read(Kind::Docx, &docx)));
    let write = fastest(|| drop(written(&document, Kind::Docx)));
    let pdf = fastest(|| drop(written(&document, Kind::Pdf)));

    let kian = |from: &str, to: &str| {
        repeated(|| run(at, env!("CARGO_BIN_EXE_kian"), &["convert", "--force", from, "-o", to]))
    };
    let pandoc = |from: &str, to: &str| repeated(|| run(at, "pandoc", &[from, "-o", to]));
    let profile = format!("-env:UserInstallation=file://{}", at.join("office").display());
    let office = |from: &str, to: &str| {
        run(at, "soffice", &[&profile, "--headless", "--convert-to", to, "--outdir", "out", from])
    };
    // The first start makes a profile.
    let begun = office("empty.docx", "pdf").and_then(|_| office("empty.docx", "pdf"));
    let office = |to: &str| begun.and_then(|begun| Some((office("a.docx", to)?, begun)));
    let pandoc = |from: &str, to: &str, empty: &str| Some((pandoc(from, to)?, pandoc(empty, to)?));

    println!("\n{:<34} {:>10} {:>10} {:>8}", "whole programs", "kian", "peer", "times");
    let whole = [
        (
            "DOCX read to each one's own form",
            kian("a.docx", "b.kian"),
            "pandoc",
            pandoc("a.docx", "b.json", "empty.docx").map(|(time, _)| time),
        ),
        (
            "DOCX written of it",
            kian("a.kian", "f.docx"),
            "pandoc",
            pandoc("a.json", "g.docx", "empty.json").map(|(time, _)| time),
        ),
        ("DOCX to DOCX", kian("a.docx", "h.docx"), "soffice", office("docx:MS Word 2007 XML").map(|(time, _)| time)),
        ("DOCX to PDF", kian("a.docx", "a.pdf"), "soffice", office("pdf").map(|(time, _)| time)),
        ("DOCX to ODT", kian("a.docx", "a.odt"), "soffice", office("odt").map(|(time, _)| time)),
        (
            "DOCX to ODT",
            kian("a.docx", "b.odt"),
            "pandoc",
            pandoc("a.docx", "c.odt", "empty.docx").map(|(time, _)| time),
        ),
        (
            "DOCX to Markdown",
            kian("a.docx", "a.md"),
            "pandoc",
            pandoc("a.docx", "b.md", "empty.docx").map(|(time, _)| time),
        ),
        (
            "Markdown to DOCX",
            kian("a.md", "c.docx"),
            "pandoc",
            pandoc("a.md", "d.docx", "empty.docx").map(|(time, _)| time),
        ),
    ];
    for (what, ours, peer, theirs) in whole {
        let Some(ours) = ours else {
            println!("{what:<34} kian failed");
            continue;
        };
        line(what, ours, peer, theirs);
    }

    if let (Some(ours), Some(theirs)) = (kian("empty.kian", "e.docx"), pandoc("empty.json", "f.docx", "empty.json")) {
        println!("an empty document: kian {} ms, pandoc {} ms", ours.as_millis(), theirs.0.as_millis());
    }
    println!("\n{:<34} {:>10} {:>10} {:>8}", "the work alone", "kian", "peer", "times");
    let alone = |times: Option<(Duration, Duration)>| times.map(|(all, empty)| all.saturating_sub(empty));
    line("DOCX read", read, "pandoc", alone(pandoc("a.docx", "a.json", "empty.docx")));
    line("DOCX written", write, "pandoc", alone(pandoc("a.json", "e.docx", "empty.json")));
    line("DOCX read and PDF written", read + pdf, "soffice", alone(office("pdf")));
    line("DOCX read and DOCX written", read + write, "soffice", alone(office("docx:MS Word 2007 XML")));
}

/// One comparison.
fn line(what: &str, ours: Duration, peer: &str, theirs: Option<Duration>) {
    match theirs {
        Some(theirs) if theirs < SHORTEST => {
            println!("{what:<34} {:>7} ms   ({peer} is done as soon as it has started)", ours.as_millis());
        }
        Some(theirs) => {
            let times = theirs.as_secs_f64() / ours.as_secs_f64();
            println!("{what:<34} {:>7} ms {:>7} ms {times:>7.1}×  {peer}", ours.as_millis(), theirs.as_millis());
        }
        None => println!("{what:<34} {:>7} ms   ({peer} is not installed here, or failed)", ours.as_millis()),
    }
}

fn fastest(work: impl Fn()) -> Duration {
    let time = || {
        let begun = Instant::now();
        work();
        begun.elapsed()
    };
    (0..TIMES).map(|_| time()).min().unwrap_or_default()
}

/// The fastest of some runs; `None` at the first that fails.
fn repeated(run: impl Fn() -> Option<Duration>) -> Option<Duration> {
    let times: Option<Vec<Duration>> = (0..TIMES).map(|_| run()).collect();
    times?.into_iter().min()
}

/// How long a program takes; `None` if there is none, or it fails.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Option<Duration> {
    let begun = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().ok()?.success().then(|| begun.elapsed())
}

fn written(document: &Document, kind: Kind) -> Vec<u8> {
    format::write(document, &Source::new(kind)).expect("a document of ours can be written").bytes
}
