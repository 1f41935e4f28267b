//! The core of XLIFF 2.

use super::inline::{Codes, rich};
use super::{Segment, Unit, Version, Xliff, note};
use crate::format::exchange::tree::Element;
use crate::translation::{Comment, Origin, Stage, Work};
use std::ops::Range;

pub fn read(root: &Element, xliff: &mut Xliff) {
    xliff.source_lang = root.get("srcLang").unwrap_or_default().to_owned();
    xliff.target_lang = root.get("trgLang").unwrap_or_default().to_owned();
    if xliff.target_lang.is_empty() {
        let other = if xliff.source_lang.to_ascii_lowercase().starts_with("ja") { "en" } else { "ja" };
        xliff.lang_edit = Some(root.set("trgLang", other));
    }
    let mut paragraph = 0;
    for file in root.elements().filter(|element| element.name == "file") {
        let name = file.get("original").or_else(|| file.get("id")).unwrap_or_default();
        let locked = file.get("translate") == Some("no");
        inside(file, name, locked, &mut paragraph, xliff);
    }
}

fn inside(parent: &Element, file: &str, locked: bool, paragraph: &mut usize, xliff: &mut Xliff) {
    for element in parent.elements() {
        let locked = match element.get("translate") {
            Some("no") => true,
            Some("yes") => false,
            _ => locked,
        };
        match element.name.as_str() {
            "group" => inside(element, file, locked, paragraph, xliff),
            "unit" => {
                unit(element, file, locked, *paragraph, xliff);
                *paragraph += 1;
            }
            _ => {}
        }
    }
}

fn unit(element: &Element, file: &str, locked: bool, paragraph: usize, xliff: &mut Xliff) {
    let from = xliff.segments.len();
    let notes = element.child("notes").into_iter().flat_map(Element::elements);
    let mut notes: Vec<Comment> = notes.filter(|inner| inner.name == "note").map(note).collect();
    for segment in element.elements().filter(|inner| inner.name == "segment") {
        let Some(source) = segment.child("source") else { continue };
        let target = segment.child("target").map(rich);
        let (stage, origin) = standing(segment, target.as_ref().is_some_and(|target| !target.is_empty()));
        xliff.segments.push(Segment {
            file: file.to_owned(),
            unit: element.get("id").unwrap_or_default().to_owned(),
            id: segment.get("id").unwrap_or_default().to_owned(),
            paragraph,
            line: segment.line,
            source: rich(source),
            target,
            stage,
            origin,
            locked,
            notes: std::mem::take(&mut notes),
        });
    }
    let segments = from..xliff.segments.len();
    xliff.units.push(Unit { element: element.clone(), segments, marked: false });
}

fn standing(segment: &Element, has_target: bool) -> (Stage, Origin) {
    let sub = segment.get("subState").unwrap_or_default();
    let origin = match sub {
        "kian:mt" => Origin::Model { engine: String::new(), model: String::new() },
        "kian:fuzzy" => Origin::Memory { memory: String::new(), score: 0 },
        _ => Origin::File { note: sub.to_owned() },
    };
    if !has_target {
        return (Stage::Untranslated, Origin::Person);
    }
    let stage = match (segment.get("state"), sub) {
        (_, "kian:rejected") => Stage::Rejected,
        (_, "kian:edited") => Stage::Edited,
        (Some("translated"), _) => Stage::Confirmed,
        (Some("reviewed" | "final"), _) => Stage::Approved,
        _ => Stage::Draft,
    };
    (stage, origin)
}

/// `state` and `subState`; what the file says itself is kept where it means the same.
pub fn states(work: &Work, old: Option<&str>) -> (&'static str, Option<&'static str>) {
    match work.stage {
        Stage::Untranslated => ("initial", None),
        Stage::Draft => match work.origin {
            Origin::Model { .. } => ("initial", Some("kian:mt")),
            Origin::Memory { .. } => ("initial", Some("kian:fuzzy")),
            _ => ("initial", None),
        },
        Stage::Edited => ("initial", Some("kian:edited")),
        Stage::Confirmed => ("translated", None),
        Stage::Approved if old == Some("reviewed") => ("reviewed", None),
        Stage::Approved => ("final", None),
        Stage::Rejected => ("initial", Some("kian:rejected")),
    }
}

pub fn edit(xliff: &Xliff, unit: &Unit, works: &[Option<&Work>], edits: &mut Vec<(Range<usize>, String)>) {
    let file = &xliff.source.text;
    let mut codes = Codes::default();
    let segments: Vec<&Element> =
        unit.element.elements().filter(|e| e.name == "segment" && e.child("source").is_some()).collect();
    for name in ["source", "target"] {
        segments.iter().filter_map(|segment| segment.child(name)).for_each(|inner| codes.learn(inner, file));
    }
    for (segment, work) in segments.into_iter().zip(works) {
        let Some(work) = work else { continue };
        let inside = codes.write(&Xliff::rich(work), Version::Two);
        match segment.child("target") {
            Some(target) if target.is_empty_tag => {
                let tag = &file[target.tag.clone()];
                let end = tag.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(tag.len());
                edits.push((target.tag.end - 2..target.tag.end, format!(">{inside}</{}>", &tag[1..end])));
            }
            Some(target) => edits.push((target.inside.clone(), inside)),
            None if work.target.is_empty() => {}
            None => {
                let Some(source) = segment.child("source") else { continue };
                let tag = &file[source.tag.clone()];
                let end = tag.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(tag.len());
                let name = tag[1..end].replace("source", "target");
                let line = file[..source.place.start].rfind('\n').map_or("", |start| &file[start..source.place.start]);
                let indent = if line.trim().is_empty() { line } else { "" };
                // What the source says of white space holds for the target.
                let space = source.get("xml:space").map(|space| format!(" xml:space=\"{space}\"")).unwrap_or_default();
                let at = source.place.end;
                edits.push((at..at, format!("{indent}<{name}{space}>{inside}</{name}>")));
            }
        }
        let (state, sub) = states(work, segment.get("state"));
        if state != segment.get("state").unwrap_or("initial") || sub != segment.get("subState") {
            let attribute = |name: &str, value: &str| match value {
                "" => String::new(),
                value => format!(" {name}=\"{value}\""),
            };
            // Both in one edit: a sub-state must not be left without its state.
            let mut places: Vec<Range<usize>> = Vec::new();
            for name in ["state", "subState"] {
                if let Some(known) = segment.attributes.iter().find(|a| a.name == name) {
                    let from = file[..known.place.start].rfind(name).unwrap_or(known.place.start);
                    places.push(file[..from].trim_end().len()..known.place.end + 1);
                }
            }
            edits.extend(places.into_iter().map(|place| (place, String::new())));
            let end = segment.tag.end - if segment.is_empty_tag { 2 } else { 1 };
            edits.push((end..end, attribute("state", state) + &attribute("subState", sub.unwrap_or_default())));
        }
    }
}
