//! Files that other programs wrote, from a folder that is not ours: `KIAN_FOREIGN=… cargo test --test exchange -- --ignored
//! --nocapture`. Every TMX and XLIFF there must be read and written back as it is, or be refused with a reason; a file that
//! says in its name that it is (in)valid must be taken for it.

#![allow(clippy::unwrap_used)]

use kian::format::exchange::{tmx, xliff};
use kian::translation::Work;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The files below the folder whose names end so, with what they are called from there: a valid one lies in `valid`.
fn files(endings: &[&str]) -> Vec<(String, PathBuf)> {
    let Some(folder) = std::env::var_os("KIAN_FOREIGN").map(PathBuf::from) else { return Vec::new() };
    let (mut found, mut folders) = (Vec::new(), vec![folder.clone()]);
    while let Some(next) = folders.pop() {
        for path in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace(['/', '\\'], "_");
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| name.to_lowercase().ends_with(ending)) {
                found.push((name, path));
            }
        }
    }
    found.sort();
    found
}

fn units(bytes: &[u8]) -> Result<(tmx::Header, Vec<tmx::TmxUnit>, Vec<&'static str>), String> {
    let mut reader = tmx::Reader::new(bytes).map_err(|e| format!("{e:?}"))?;
    let mut all = Vec::new();
    while let Some(unit) = reader.next_unit().map_err(|e| format!("{e:?}"))? {
        all.push(unit);
    }
    let faults = reader.faults().list.iter().map(|fault| fault.id).collect();
    Ok((reader.header().clone(), all, faults))
}

#[test]
#[ignore = "needs a folder of files of other programs"]
fn foreign_memories_are_read_and_written_back() {
    let (mut same, mut refused) = (0, Vec::new());
    let mut wrong = Vec::new();
    for (name, path) in files(&[".tmx"]) {
        let (header, mut before, faults) = match units(&std::fs::read(&path).unwrap()) {
            Ok(read) => read,
            Err(error) => {
                refused.push(format!("{name}: {error}"));
                continue;
            }
        };
        let source = header.attribute("srclang").unwrap_or("ja").to_owned();
        let mut writer = tmx::Writer::new(Vec::new(), &header, &source).unwrap();
        before.iter().for_each(|unit| writer.unit(unit).unwrap());
        let written = writer.finish().unwrap();
        match units(&written) {
            Ok((_, mut after, _)) => {
                before.iter_mut().chain(&mut after).for_each(|unit| unit.line = 0);
                if before == after {
                    same += 1;
                } else {
                    let (a, b) = before.iter().zip(&after).find(|(a, b)| a != b).unwrap();
                    wrong.push(format!("{name}: {a:?}\n  {b:?}"));
                }
            }
            Err(error) => wrong.push(format!("{name}: written, then {error}")),
        }
        if !faults.is_empty() {
            println!("{name}: {} units, {faults:?}", before.len());
        }
    }
    println!("{same} read and written back alike; {} refused:\n{}", refused.len(), refused.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs a folder of files of other programs"]
fn foreign_documents_are_read_and_written_back() {
    let (mut wrong, mut counts) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for (name, path) in files(&[".xlf", ".xliff"]) {
        let bytes = std::fs::read(&path).unwrap();
        let lower = name.to_lowercase();
        let said_invalid = lower.contains("invalid");
        // Of the suite's valid files this one is no XML: its tags do not match.
        let said_valid = !said_invalid && lower.contains("_valid_") && !lower.ends_with("good-pgs_plural.xlf");
        let read = match xliff::read(&bytes) {
            Ok(read) => read,
            Err(error) => {
                if said_valid {
                    wrong.push(format!("{name}: valid, but {error:?}"));
                }
                if !said_invalid {
                    println!("{name}: refused {error:?}");
                }
                *counts.entry(if said_invalid { "invalid, refused" } else { "refused" }).or_default() += 1;
                continue;
            }
        };
        let told: Vec<String> = read
            .faults
            .list
            .iter()
            .map(|fault| format!("{} {} in line {}", fault.id, fault.what, fault.line))
            .collect();
        if said_invalid {
            // Where only a module is wrong the text can be worked with; but a person is told.
            if told.is_empty() {
                wrong.push(format!("{name}: invalid, but read without a word"));
            } else {
                println!("{name}: read, with {}", told.join("; "));
            }
            *counts.entry("invalid, read and told").or_default() += 1;
        } else if said_valid && !told.is_empty() {
            wrong.push(format!("{name}: valid, but told of {}", told.join("; ")));
        }
        *counts.entry("read").or_default() += 1;
        if read.write(&vec![None; read.segments.len()]) != bytes {
            wrong.push(format!("{name}: written back otherwise"));
        }
        let work = |segment: &xliff::Segment| {
            // A target keeps the codes of its source.
            let target = segment.target.clone().unwrap_or_else(|| segment.source.clone());
            Work { target: format!("{}訳", target.text), tags: target.tags, ..Work::default() }
        };
        let works: Vec<Option<Work>> = read.segments.iter().map(|segment| Some(work(segment))).collect();
        match xliff::read(&read.write(&works)) {
            Ok(again) => {
                for (segment, (old, work)) in again.segments.iter().zip(read.segments.iter().zip(&works)) {
                    let target = segment.target.as_ref().map(|target| target.text.as_str());
                    let wanted = if old.locked {
                        old.target.as_ref().map(|target| target.text.as_str())
                    } else {
                        work.as_ref().map(|work| work.target.as_str())
                    };
                    if segment.source != old.source || target != wanted {
                        wrong.push(format!("{name}: {target:?} for {wanted:?}"));
                    }
                }
                if again.segments.len() != read.segments.len() {
                    wrong.push(format!("{name}: {} segments of {}", again.segments.len(), read.segments.len()));
                }
            }
            Err(error) => wrong.push(format!("{name}: written with targets, then {error:?}")),
        }
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
