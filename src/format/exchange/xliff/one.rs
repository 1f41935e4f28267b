//! XLIFF 1.2, and the states of three tools that write it with attributes of their own.

use super::inline::{Codes, rich};
use super::{Segment, Unit, Version, Xliff, note};
use crate::format::Error;
use crate::format::exchange::Fault;
use crate::format::exchange::tree::{Child, Element};
use crate::format::exchange::xml::escape_attribute;
use crate::translation::{Comment, Origin, Stage, Work};
use std::ops::Range;

pub fn read(root: &Element, xliff: &mut Xliff) -> Result<(), Error> {
    let mut paragraph = 0;
    for file in root.elements().filter(|element| element.name == "file") {
        let take = |known: &mut String, name: &str| {
            if known.is_empty() {
                *known = file.get(name).unwrap_or_default().to_owned();
            }
        };
        take(&mut xliff.source_lang, "source-language");
        take(&mut xliff.target_lang, "target-language");
        if file.get("target-language").is_none() && xliff.lang_edit.is_none() {
            let other = if xliff.source_lang.to_ascii_lowercase().starts_with("ja") { "en" } else { "ja" };
            xliff.lang_edit = Some(file.set("target-language", other));
        }
        let name = file.get("original").unwrap_or_default();
        let mut seen = std::collections::HashSet::new();
        let mut units: Vec<&Element> = Vec::new();
        file.walk(&mut |element| {
            if element.name == "trans-unit" {
                units.push(element);
            }
        });
        for element in units {
            let Some(source) = element.child("source") else {
                xliff.faults.add(Fault::new("fault-xliff-no-source", element.line));
                continue;
            };
            let id = element.get("id").unwrap_or_default();
            if !seen.insert(id.to_owned()) {
                xliff.faults.add(Fault::of("fault-xliff-id", element.line, id));
            }
            unit(element, source, name, paragraph, xliff);
            paragraph += 1;
        }
    }
    if xliff.source_lang.is_empty() {
        return Err(Error::Invalid { fault: Fault::new("fault-xliff-no-language", root.line) });
    }
    Ok(())
}

fn unit(element: &Element, source: &Element, file: &str, paragraph: usize, xliff: &mut Xliff) {
    let target = element.child("target");
    let notes: Vec<Comment> = element.elements().filter(|inner| inner.name == "note").map(note).collect();
    let unit_locked = element.get("translate") == Some("no") || foreign(element, "locked").is_some_and(is_true);
    let from = xliff.segments.len();
    let marks = element.child("seg-source").map(marks).unwrap_or_default();
    let marked = !marks.is_empty();
    let push = |xliff: &mut Xliff, id: &str, source: &Element, target: Option<&Element>, notes: Vec<Comment>| {
        let own = definition(element, id);
        let rich_target = target.map(rich);
        let has_target = rich_target.as_ref().is_some_and(|target| !target.is_empty());
        let (stage, origin) = standing(element, own, has_target);
        xliff.segments.push(Segment {
            file: file.to_owned(),
            unit: element.get("id").unwrap_or_default().to_owned(),
            id: id.to_owned(),
            paragraph,
            line: source.line,
            source: rich(source),
            target: rich_target,
            stage,
            origin,
            locked: unit_locked || own.and_then(|own| own.get("locked")).is_some_and(is_true),
            notes,
        });
    };
    if marked {
        let targets = target.map(self::marks).unwrap_or_default();
        for (number, mark) in marks.iter().enumerate() {
            let id = mark.get("mid").unwrap_or_default();
            let target = targets.iter().find(|target| target.get("mid") == mark.get("mid")).copied();
            // A target that was never cut has everything in it: it belongs to the only segment there is.
            let target = target.or_else(|| self::only(&marks, &targets).then_some(element.child("target")).flatten());
            let notes = if number == 0 { notes.clone() } else { Vec::new() };
            push(xliff, id, mark, target, notes);
        }
    } else {
        push(xliff, "", source, target, notes);
    }
    let segments = from..xliff.segments.len();
    xliff.units.push(Unit { element: element.clone(), segments, marked });
}

fn only(marks: &[&Element], targets: &[&Element]) -> bool {
    marks.len() == 1 && targets.is_empty()
}

/// The marks of segments inside `element`, in order.
fn marks(element: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    element.walk(&mut |inner| {
        if inner.name == "mrk" && inner.get("mtype") == Some("seg") {
            found.push(inner);
        }
    });
    found
}

fn is_true(value: &str) -> bool {
    matches!(value, "true" | "1" | "yes" | "locked")
}

/// The value of an attribute `name` with a prefix, whatever its prefix.
fn foreign<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let own =
        |a: &&crate::format::exchange::tree::Attribute| a.name.split_once(':').is_some_and(|(_, local)| local == name);
    element.attributes.iter().find(own).map(|a| a.value.as_str())
}

/// What `sdl:seg-defs` says of the segment `id`.
fn definition<'a>(unit: &'a Element, id: &str) -> Option<&'a Element> {
    unit.child("seg-defs")?.elements().find(|element| element.name == "seg" && element.get("id") == Some(id))
}

/// Words of tools for how far a segment is, and ours. The first of ours is how it is written back.
const CONFIRMATIONS: &[(&str, Stage)] = &[
    ("Draft", Stage::Draft),
    ("Translated", Stage::Confirmed),
    ("ApprovedTranslation", Stage::Approved),
    ("ApprovedSignOff", Stage::Approved),
    ("RejectedTranslation", Stage::Rejected),
    ("RejectedSignOff", Stage::Rejected),
];
const STATUSES: &[(&str, Stage)] = &[
    ("NotStarted", Stage::Untranslated),
    ("Edited", Stage::Edited),
    ("PartiallyEdited", Stage::Edited),
    ("Pretranslated", Stage::Draft),
    ("AssembledFromFragments", Stage::Draft),
    ("MachineTranslated", Stage::Draft),
    ("ManuallyConfirmed", Stage::Confirmed),
    ("Confirmed", Stage::Confirmed),
    ("TranslatorConfirmed", Stage::Confirmed),
    ("Reviewer1Confirmed", Stage::Approved),
    ("Proofread", Stage::Approved),
    ("Rejected", Stage::Rejected),
];

fn standing(unit: &Element, own: Option<&Element>, has_target: bool) -> (Stage, Origin) {
    let target = unit.child("target");
    let state = target.and_then(|target| target.get("state")).unwrap_or_default();
    let qualifier = target.and_then(|target| target.get("state-qualifier")).unwrap_or_default();
    let approved = unit.get("approved") == Some("yes");
    let sdl = own.map(|own| own.get("conf").unwrap_or_default());
    let origin_said =
        own.and_then(|own| own.get("origin")).or_else(|| foreign(unit, "trans-origin")).unwrap_or(qualifier);
    let score = own.and_then(|own| own.get("percent")).or_else(|| foreign(unit, "percent"));
    let score = score.and_then(|percent| percent.trim_end_matches('%').parse::<f32>().ok());
    let origin = match origin_said {
        "mt" | "nmt" | "amt" | "leveraged-mt" | "mt-suggestion" => {
            Origin::Model { engine: origin_said.to_owned(), model: String::new() }
        }
        "tm" | "exact-match" | "fuzzy-match" | "id-match" | "leveraged-tm" | "tm-suggestion" => {
            let exact = if origin_said == "exact-match" { 100.0 } else { 0.0 };
            Origin::Memory { memory: String::new(), score: score.unwrap_or(exact).clamp(0.0, 101.0) as u8 }
        }
        "" | "interactive" => Origin::Person,
        other => Origin::File { note: other.to_owned() },
    };
    if !has_target {
        return (Stage::Untranslated, origin);
    }
    let of =
        |words: &[(&str, Stage)], word: &str| words.iter().find(|(known, _)| *known == word).map(|(_, stage)| *stage);
    let mq = foreign(unit, "status").and_then(|status| of(STATUSES, status));
    let confirmed =
        foreign(unit, "confirmed").map(|value| if is_true(value) { Stage::Confirmed } else { Stage::Draft });
    let by_tool = match sdl {
        Some(conf) => Some(of(CONFIRMATIONS, conf).unwrap_or(Stage::Draft)),
        None => mq.or(confirmed),
    };
    let stage = by_tool.unwrap_or_else(|| match state {
        "final" => Stage::Approved,
        "signed-off" => Stage::Approved,
        "translated" if approved => Stage::Approved,
        "translated" => Stage::Confirmed,
        "needs-review-translation" | "needs-review-adaptation" | "needs-review-l10n" => Stage::Draft,
        _ if qualifier.starts_with("rejected") => Stage::Rejected,
        "new" | "needs-translation" | "needs-adaptation" | "needs-l10n" => Stage::Draft,
        _ if approved => Stage::Approved,
        _ => Stage::Draft,
    });
    (stage, origin)
}

/// `state`, `state-qualifier` and `approved` of a target.
pub fn states(work: &Work) -> (&'static str, Option<&'static str>, &'static str) {
    match work.stage {
        Stage::Untranslated => ("new", None, "no"),
        Stage::Draft => match work.origin {
            Origin::Model { .. } => ("needs-review-translation", Some("leveraged-mt"), "no"),
            Origin::Memory { score, .. } if score >= 100 => ("needs-review-translation", Some("exact-match"), "no"),
            Origin::Memory { .. } => ("needs-review-translation", Some("fuzzy-match"), "no"),
            _ => ("needs-review-translation", None, "no"),
        },
        Stage::Edited => ("needs-review-translation", None, "no"),
        Stage::Confirmed => ("translated", None, "no"),
        Stage::Approved => ("final", None, "yes"),
        Stage::Rejected => ("needs-translation", Some("rejected-inaccurate"), "no"),
    }
}

pub fn edit(xliff: &Xliff, unit: &Unit, works: &[Option<&Work>], edits: &mut Vec<(Range<usize>, String)>) {
    let file = &xliff.source.text;
    let element = &unit.element;
    let mut codes = Codes::default();
    ["source", "seg-source", "target"]
        .iter()
        .filter_map(|name| element.child(name))
        .for_each(|inner| codes.learn(inner, file));
    let target = element.child("target");
    let written = |work: &Work| codes.write(&Xliff::rich(work), Version::One);
    if unit.marked {
        let marks = element.child("seg-source").map(marks).unwrap_or_default();
        let targets = target.map(self::marks).unwrap_or_default();
        let all_there = marks.iter().all(|mark| targets.iter().any(|target| target.get("mid") == mark.get("mid")));
        if all_there {
            for (mark, work) in marks.iter().zip(works) {
                let Some(work) = work else { continue };
                let Some(place) = targets.iter().find(|target| target.get("mid") == mark.get("mid")) else { continue };
                replace_inside(place, &written(work), file, edits);
            }
        } else {
            // The target gets the marks of the source, with what stands between them.
            let of = |mid: Option<&str>| {
                let at = marks.iter().position(|mark| mark.get("mid") == mid)?;
                match works.get(at).copied().flatten() {
                    Some(work) => Some(written(work)),
                    None => {
                        let old = targets.iter().find(|target| target.get("mid") == mid)?;
                        Some(file[old.inside.clone()].to_owned())
                    }
                }
            };
            let inside = element.child("seg-source").map(|source| marked(source, file, &of)).unwrap_or_default();
            put_target(element, target, &inside, edits, file);
        }
    } else if let Some(Some(work)) = works.first() {
        put_target(element, target, &written(work), edits, file);
    }
    for (work, segment) in works.iter().zip(&xliff.segments[unit.segments.clone()]) {
        let Some(work) = work else { continue };
        if let Some(own) = definition(element, &segment.id) {
            let word = CONFIRMATIONS.iter().find(|(_, stage)| *stage == work.stage).map_or("Draft", |(word, _)| word);
            edits.push(own.set("conf", word));
        }
    }
    let Some(Some(work)) = works.iter().find(|work| work.is_some()) else { return };
    if unit.marked && works.len() > 1 {
        return;
    }
    for (name, words) in [("status", STATUSES), ("confirmed", &[][..])] {
        let own = |a: &&crate::format::exchange::tree::Attribute| {
            a.name.split_once(':').is_some_and(|(_, local)| local == name)
        };
        if let Some(attribute) = element.attributes.iter().find(own) {
            let word = if name == "status" {
                words.iter().find(|(_, stage)| *stage == work.stage).map_or("Edited", |(word, _)| word)
            } else if work.stage.is_vouched_for() {
                "1"
            } else {
                "0"
            };
            edits.push((attribute.place.clone(), word.to_owned()));
        }
    }
    let (state, qualifier, approved) = states(work);
    if let Some(target) = target {
        edits.push(target.set("state", state));
        match (target.get("state-qualifier"), qualifier) {
            (_, Some(qualifier)) => edits.push(target.set("state-qualifier", qualifier)),
            (Some(_), None) => {
                // An attribute is taken away with the space before it.
                if let Some(attribute) = target.attributes.iter().find(|a| a.name == "state-qualifier") {
                    let from = file[..attribute.place.start].rfind("state-qualifier").unwrap_or(attribute.place.start);
                    let from = file[..from].trim_end().len();
                    edits.push((from..attribute.place.end + 1, String::new()));
                }
            }
            (None, None) => {}
        }
    }
    if approved == "yes" || element.get("approved").is_some() {
        edits.push(element.set("approved", approved));
    }
}

/// The inside of a `seg-source` with the marks' insides taken from `of`.
fn marked(element: &Element, file: &str, of: &dyn Fn(Option<&str>) -> Option<String>) -> String {
    let mut out = String::new();
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(&crate::format::exchange::xml::escape(text)),
            Child::Element(inner) if inner.name == "mrk" && inner.get("mtype") == Some("seg") => {
                let tag = file[inner.tag.clone()].trim_end_matches('>').trim_end_matches('/');
                out.push_str(&format!("{}>{}</mrk>", tag.trim_end(), of(inner.get("mid")).unwrap_or_default()));
            }
            Child::Element(inner) if inner.elements().next().is_some() => {
                let name = &inner.name;
                out.push_str(&format!("{}{}</{name}>", &file[inner.tag.clone()], marked(inner, file, of)));
            }
            Child::Element(inner) => out.push_str(&file[inner.place.clone()]),
        }
    }
    out
}

fn replace_inside(element: &Element, inside: &str, file: &str, edits: &mut Vec<(Range<usize>, String)>) {
    if element.is_empty_tag {
        let tag = &file[element.tag.clone()];
        let end = tag.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(tag.len());
        let name = &tag[1..end];
        // The slash goes, the rest of the tag may be edited as well.
        edits.push((element.tag.end - 2..element.tag.end, format!(">{inside}</{name}>")));
    } else {
        edits.push((element.inside.clone(), inside.to_owned()));
    }
}

/// Puts `inside` into the target of a unit, which is made where it is not there.
fn put_target(
    unit: &Element,
    target: Option<&Element>,
    inside: &str,
    edits: &mut Vec<(Range<usize>, String)>,
    file: &str,
) {
    if let Some(target) = target {
        replace_inside(target, inside, file, edits);
        return;
    }
    let Some(after) = unit.child("seg-source").or_else(|| unit.child("source")) else { return };
    let at = after.place.end;
    // The prefix of the source is the target's, too, and so is its indentation.
    let tag = &file[after.tag.clone()];
    let prefix = tag[1..].split_once(':').filter(|(prefix, _)| prefix.chars().all(char::is_alphanumeric));
    let prefix = prefix.map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
    let line = file[..after.place.start].rfind('\n').map_or("", |start| &file[start..after.place.start]);
    let indent = if line.trim().is_empty() { line } else { "" };
    let state = escape_attribute("translated");
    edits.push((at..at, format!("{indent}<{prefix}target state=\"{state}\">{inside}</{prefix}target>")));
}
