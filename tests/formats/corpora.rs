//! Files of other projects' test suites, which are not kept here: `KIAN_CORPUS` names a folder of them.
//!
//! `KIAN_CORPUS=folder cargo test --test formats -- --ignored corpora --nocapture`
//!
//! `KIAN_SECONDS` is how long files are spoiled at random; another `KIAN_SEED` spoils them otherwise.

use super::package::{pack, parts_of};
use kian::document::{Author, Document, Edit, Suggestion};
use kian::format::{self, Kind, Source, tracked};
use kian::text::{Change, Span};
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// No file of a test suite is so long that it may take longer.
const LONGEST: Duration = Duration::from_secs(10);

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        match path.is_dir() {
            true => files(&path, found),
            false => found.push(path),
        }
    }
}

fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    match ending.as_str() {
        "docm" | "dotx" | "dotm" => Some(Kind::Docx),
        "ott" => Some(Kind::Odt),
        _ => Kind::from_path(path),
    }
}

/// The words of each paragraph that has some.
fn words(document: &Document) -> Vec<String> {
    let all = (0..document.len()).map(|at| document.paragraph(at).text.trim().to_owned());
    all.filter(|text| !text.is_empty()).collect()
}

/// Puts a word into the middle paragraph of those that say something; `None` if none does.
fn edited(document: &Document) -> Option<(Document, Change)> {
    let speaking: Vec<usize> =
        (0..document.len()).filter(|at| document.paragraph(*at).text.trim().chars().count() > 4).collect();
    let paragraph = document.paragraph(*speaking.get(speaking.len() / 2)?);
    let middle = document.text().boundary((paragraph.span.start + paragraph.span.end) / 2);
    let mut document = document.clone();
    let change = document.apply(Edit::by_person(Change::replace(Span::at(middle), "［追加］"), 0));
    Some((document, change))
}

/// The parts of `saved` that are not in `original` as they are there.
fn changed_parts(original: &[u8], saved: &[u8]) -> Vec<String> {
    let before = parts_of(original);
    let after = parts_of(saved);
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
    let gone = gone.map(|(name, _)| format!("-{name}"));
    let other = after.iter().filter(|part| !before.contains(part)).map(|(name, _)| name.clone());
    gone.chain(other).collect()
}

#[test]
#[ignore = "needs a folder of files"]
fn corpora_are_opened_saved_and_edited() {
    let folder = std::env::var_os("KIAN_CORPUS").expect("KIAN_CORPUS names a folder");
    let mut found = Vec::new();
    files(Path::new(&folder), &mut found);
    let (mut opened, mut refused, mut faults) = (0, Vec::new(), Vec::new());
    for path in found {
        let Some(kind) = kind(&path).filter(|kind| *kind != Kind::Pdf) else { continue };
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let begun = Instant::now();
        let mut fault = |what: String| faults.push(format!("{name}: {what}"));
        match tracked::read_tracked(kind, &bytes) {
            Err(error) => refused.push(format!("{name}: {error:?}")),
            Ok((read, revisions)) => {
                opened += 1;
                let source = Source::new(kind);
                let suggestion = revisions.map(|revisions| Suggestion {
                    author: Author::Import,
                    hunks: revisions.hunks,
                    complete: true,
                });
                let pending: Vec<tracked::Pending<'_>> =
                    suggestion.iter().map(|suggestion| tracked::Pending { suggestion, author: "林", at: 0 }).collect();
                let saved = tracked::write_into(&read.document, &source, &pending, &bytes).unwrap();
                if kind == Kind::Docx && saved.bytes != bytes {
                    let losses: Vec<_> = saved.losses.iter().map(|loss| loss.id).collect();
                    fault(format!("written otherwise: {:?} {losses:?}", changed_parts(&bytes, &saved.bytes)));
                }
                if let Some((other, change)) = edited(&read.document).filter(|_| kind == Kind::Docx) {
                    let mut mapped = suggestion.clone();
                    mapped.iter_mut().for_each(|suggestion| suggestion.map(&change));
                    let pending: Vec<tracked::Pending<'_>> =
                        mapped.iter().map(|suggestion| tracked::Pending { suggestion, author: "林", at: 0 }).collect();
                    let saved = tracked::write_into(&other, &source, &pending, &bytes).unwrap();
                    let changed = changed_parts(&bytes, &saved.bytes);
                    let losses: Vec<_> = saved.losses.iter().map(|loss| loss.id).collect();
                    if changed.len() != 1 {
                        fault(format!("an edit changed {changed:?} {losses:?}"));
                    }
                    let again = tracked::read_tracked(kind, &saved.bytes).unwrap().0.document;
                    if words(&again) != words(&other) && !losses.contains(&"loss-kept-not") {
                        fault("what was edited does not read back".to_owned());
                    } else if losses.iter().any(|id| id.starts_with("loss-kept")) {
                        fault(format!("not kept: {losses:?}"));
                    }
                    super::round::keep(&name, &saved.bytes);
                } else if kind != Kind::Docx {
                    for target in [Kind::Docx, Kind::Odt, Kind::Html, Kind::Markdown, Kind::Text] {
                        let written = format::write(&read.document, &Source::new(target)).unwrap();
                        if let Err(error) = format::read(target, &written.bytes) {
                            fault(format!("not readable as {target:?}: {error:?}"));
                        }
                    }
                }
            }
        }
        if begun.elapsed() > LONGEST {
            fault(format!("took {:?}", begun.elapsed()));
        }
    }
    println!("{opened} opened, {} refused:", refused.len());
    refused.iter().for_each(|line| println!("  {line}"));
    println!("{} to look at:", faults.len());
    faults.iter().for_each(|line| println!("  {line}"));
    assert!(opened > 0);
}

/// Numbers that are the same in every run with one seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        // Knuth's; the higher bits are the better ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Cuts, doubles and changes pieces of `bytes`.
fn spoil(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const WORDS: [&str; 12] =
        ["<", ">", "</w:p>", "<w:p>", "\"", "&amp;", "&#0;", "\0", "-1", "99999999999", "{", "\u{FEFF}"];
    for _ in 0..=dice.below(3) {
        let from = dice.below(bytes.len());
        let to = (from + dice.below(200)).min(bytes.len());
        let new = match dice.below(4) {
            0 => Vec::new(),
            1 => [&bytes[from..to], &bytes[from..to]].concat(),
            2 => [WORDS[dice.below(WORDS.len())].as_bytes(), &bytes[from..to]].concat(),
            _ => bytes[from..to]
                .iter()
                .map(|byte| if dice.below(40) == 0 { dice.below(256) as u8 } else { *byte })
                .collect(),
        };
        bytes.splice(from..to, new);
    }
}

/// A file with one of its parts spoiled; one that is no archive is spoiled itself.
fn spoiled(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut whole = bytes.to_vec();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        spoil(&mut whole, dice);
        return whole;
    };
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let Ok(mut entry) = archive.by_index(at) else { continue };
        let (name, mut content) = (entry.name().unwrap_or_default().into_owned(), Vec::new());
        if entry.read_to_end(&mut content).is_ok() {
            parts.push((name, content));
        }
    }
    // Mostly those that hold text.
    let texts: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].0.ends_with("xml")).collect();
    let which = if texts.is_empty() { dice.below(parts.len()) } else { texts[dice.below(texts.len())] };
    if let Some((_, content)) = parts.get_mut(which) {
        spoil(content, dice);
    }
    let parts: Vec<(&str, &Vec<u8>)> = parts.iter().map(|(name, content)| (name.as_str(), content)).collect();
    pack(&parts)
}

#[test]
#[ignore = "needs a folder of files"]
fn corpora_that_are_spoiled_at_random_are_survived() {
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let folder = std::env::var_os("KIAN_CORPUS").expect("KIAN_CORPUS names a folder");
    let (seconds, mut dice) = (number("KIAN_SECONDS", 60), Dice(number("KIAN_SEED", 1)));
    let mut found = Vec::new();
    files(Path::new(&folder), &mut found);
    let all: Vec<(Kind, Vec<u8>)> =
        found.iter().filter_map(|path| Some((kind(path)?, fs::read(path).unwrap()))).collect();
    assert!(!all.is_empty());
    let (begun, mut tried, mut opened) = (Instant::now(), 0, 0);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let (kind, bytes) = &all[dice.below(all.len())];
        let bytes = spoiled(bytes, &mut dice);
        // What other processes do meanwhile does not count.
        let since = cpu_time::ThreadTime::now();
        if let Ok((read, _)) = tracked::read_tracked(*kind, &bytes) {
            opened += 1;
            // What could be read can be kept, and goes back into its file or is told.
            format::write(&read.document, &Source::new(Kind::Kian)).unwrap();
            if *kind == Kind::Docx {
                drop(tracked::write_into(&read.document, &Source::new(*kind), &[], &bytes));
            }
        }
        assert!(since.elapsed() < LONGEST, "{kind:?}: took {:?}", since.elapsed());
        tried += 1;
    }
    println!("{tried} spoiled files, {opened} of them opened");
}
