//! The same document of three hundred pages through Kian and through its peers, in one run on one machine: PDF beside
//! LibreOffice (`soffice`), DOCX read and written beside pandoc. A peer that is not installed is named and left out.
//!
//! `cargo bench --bench peers`

use kian::document::{Author, Document, Role};
use kian::format::{self, Kind, Source};
use kian::text::Lang;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Each is done so often; the fastest counts.
const TIMES: usize = 5;

fn main() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let document = document(300);
    let docx = written(&document, Kind::Docx);
    let odt = written(&document, Kind::Odt);
    let markdown = written(&document, Kind::Markdown);
    for (name, bytes) in [("a.docx", &docx), ("a.odt", &odt), ("a.md", &markdown)] {
        std::fs::write(folder.path().join(name), bytes).expect("a temporary file can be written");
    }
    let ours = [
        ("PDF", fastest(|| drop(written(&document, Kind::Pdf)))),
        ("DOCX read", fastest(|| drop(format::read(Kind::Docx, &docx)))),
        ("DOCX written", fastest(|| drop(written(&document, Kind::Docx)))),
    ];
    println!("{:<14} {:>10} {:>12} {:>8}", "", "Kian", "peer", "times");
    // LibreOffice begins and ends a whole office; the same with an empty page is what that costs.
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("office").display());
    let office = |file: &str, to: &str| {
        run(folder.path(), "soffice", &[&profile, "--headless", "--convert-to", to, "--outdir", "out", file])
    };
    std::fs::write(
        folder.path().join("empty.docx"),
        written(&Document::from_text(Lang::Ja, "", Author::Person), Kind::Docx),
    )
    .expect("a temporary file can be written");
    let start = office("empty.docx", "pdf").and_then(|_| office("empty.docx", "pdf"));
    let pdf = start.and_then(|start| Some(office("a.docx", "pdf")?.saturating_sub(start)));
    let pandoc =
        |from: &str, to: &str| (0..TIMES).filter_map(|_| run(folder.path(), "pandoc", &[from, "-o", to])).min();
    let empty = pandoc("empty.docx", "empty.json");
    let read = empty.and_then(|empty| Some(pandoc("a.docx", "a.json")?.saturating_sub(empty)));
    let write = empty.and_then(|empty| Some(pandoc("a.json", "b.docx")?.saturating_sub(empty)));
    let peers = [("soffice", pdf), ("pandoc", read), ("pandoc", write)];
    for ((what, ours), (peer, theirs)) in ours.into_iter().zip(peers) {
        match theirs {
            Some(theirs) => {
                let times = theirs.as_secs_f64() / ours.as_secs_f64();
                println!("{what:<14} {:>8} ms {:>9} ms {times:>7.1}×  ({peer})", ours.as_millis(), theirs.as_millis());
            }
            None => println!("{what:<14} {:>8} ms   ({peer} is not installed here, or failed)", ours.as_millis()),
        }
    }
    println!("Peers: without what they need to begin and end, measured with an empty document.");
}

fn fastest(work: impl Fn()) -> Duration {
    let time = || {
        let begun = Instant::now();
        work();
        begun.elapsed()
    };
    (0..TIMES).map(|_| time()).min().unwrap_or_default()
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

/// About `pages` pages of 40 characters by 36 lines: a notice, then chapters with prose and items.
fn document(pages: usize) -> Document {
    let mut parts = vec![
        (Role::DocNumber, "総防第123号".to_owned()),
        (Role::Date, "令和8年7月1日".to_owned()),
        (Role::Addressee, "各課長　様".to_owned()),
        (Role::Sender, "みどり野市総務部長".to_owned()),
        (Role::Title, "地域防災計画の見直しについて（通知）".to_owned()),
    ];
    for page in 1..=pages {
        if page > 1 {
            parts.push((Role::Heading(1), format!("第{page}章　避難所の開設と運営")));
        }
        for _ in 0..7 {
            let prose = "市は、大きな地震が起きたときは、直ちに避難所を開き、受付の係を置き、来た人の名簿を作ります。";
            parts.push((Role::Body, prose.repeat(2)));
        }
        for item in ["受付の手順", "物資の配り方", "関係する機関への連絡の方法"] {
            parts.push((Role::Item(0), item.to_owned()));
            parts.push((Role::Item(1), format!("{item}は、別に定める手引によること。")));
        }
    }
    Document::new(Lang::Ja, None, &parts, Author::Person)
}
