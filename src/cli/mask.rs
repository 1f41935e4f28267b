//! `kian mask` and `kian unmask`: placeholders in the place of personal information, and back. What stands for what goes into
//! a file of its own, which only its owner may read.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::draft::{losses_json, written};
use super::output::Target;
use super::report::{FOUND, Failure, Ran, sentence};
use super::{Command, Context, input};
use crate::app::files::{self, FileError};
use crate::app::personal::{self, map_json};
use crate::app::{Level, Notice};
use crate::assistant::masking::{self, Deviation, Map, MaskingRules};
use crate::document::{Author, Document, Edit};
use crate::format::Kind;
use crate::text::{Change, change::Replace};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

const MAP: Opt = Opt { name: "--map", value: "MAP.json", about: "cli-option-map" };
const OUT: Opt = Opt { name: "-o", value: "OUT", about: "cli-option-out" };
const FORCE: Opt = Opt { name: "--force", value: "", about: "cli-option-force" };

pub(super) const MASK: Command = Command {
    name: "mask",
    usage: &["mask FILE -o OUT --map MAP.json [--force]"],
    about: "cli-mask",
    options: &[OUT, MAP, FORCE],
    formats: PLAIN,
    run: mask,
};

pub(super) const UNMASK: Command = Command {
    name: "unmask",
    usage: &["unmask FILE --map MAP.json -o OUT [--force]"],
    about: "cli-unmask",
    options: &[MAP, OUT, FORCE],
    formats: PLAIN,
    run: unmask,
};

/// The largest file of placeholders, in bytes.
const MAP_LIMIT: u64 = 64 << 20;
fn mask(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let map_path = arguments.required_path("--map")?;
    let input = input::document(context, arguments.operand()?)?;
    input.note_losses(context, &mut ran);
    let target = Target::new(arguments, None)?.written_like(input.source);
    if map_path == target.path {
        return Err(problem("error-map-is-out").with("path", map_path.display().to_string()).into());
    }
    if map_path.exists() && !arguments.has("--force") {
        return Err(FileError::Exists { path: map_path }.into());
    }

    let text = input.document.text().to_string();
    let mut map = Map::new(input.document.lang());
    let masked = masking::mask(&text, None, &MaskingRules::local(), &mut map);
    let mut document = input.document;
    replace(&mut document, masked.replacements, context.now);
    if Kind::from_path(&target.path) == Some(Kind::Kian) {
        document = without_history(&document);
    }
    let file = map_json(&input.name, &map, &masked.counts);
    let losses = target.write(&document)?;
    if let Err(error) = files::create_private(&map_path, file.as_bytes(), arguments.has("--force")) {
        // Without what stands for what, the masked file cannot be turned back.
        drop(std::fs::remove_file(&target.path));
        return Err(error.into());
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for found in &masked.replaced {
        *kinds.entry(found.kind.code()).or_default() += 1;
    }
    if context.is_json() {
        ran.json(&json!({
            "version": 1,
            "file": target.path.display().to_string(),
            "map": map_path.display().to_string(),
            "masked": kinds,
            "losses": losses_json(context, &losses),
        }));
    } else {
        ran.out = written(context, &target.path, &losses);
        ran.out.push_str(&written(context, &map_path, &[]));
        let args = [("count", masked.replaced.len().into()), ("values", map.entries().len().into())];
        ran.notes.push(context.tr.format("cli-masked", &args));
    }
    Ok(ran)
}

fn unmask(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let map_path = arguments.required_path("--map")?;
    let (map, counts) = read_map(context, &map_path)?;
    let input = input::document(context, arguments.operand()?)?;
    input.note_losses(context, &mut ran);
    let target = Target::new(arguments, None)?.written_like(input.source);
    let text = input.document.text().to_string();
    let (places, report) = masking::places(&text, &map, &counts);
    if report.blocks() {
        let unknown = report.deviations.iter().filter_map(|deviation| match deviation {
            Deviation::Unknown { written } => Some(problem("error-map-unknown").with("written", written.as_str())),
            _ => None,
        });
        let notices: Vec<Notice> = unknown.collect();
        return Err(Failure::from(notices).in_file(Path::new(&input.name)));
    }
    if places.is_empty() && !map.is_empty() {
        let notice = problem("error-map-foreign").with("path", map_path.display().to_string());
        return Err(Failure::from(notice).in_file(Path::new(&input.name)));
    }
    let mut document = input.document;
    let count = places.len();
    let values = places
        .into_iter()
        .map(|(span, placeholder)| (span, map.get(&placeholder).map_or(placeholder.clone(), |e| e.value().to_owned())));
    let values: Vec<_> = values.collect();
    replace(&mut document, values, context.now);
    let losses = target.write(&document)?;
    let told = report.deviations.iter().map(|d| sentence(&context.tr, &Notice::of(Level::Warning, d)));
    let told: Vec<String> = told.collect();
    // What is altered and known for certain is worth a word, what is missing or doubled a look.
    if report.deviations.iter().any(|d| !matches!(d, Deviation::Altered { .. })) {
        ran.code = FOUND;
    }
    if context.is_json() {
        ran.json(&json!({
            "version": 1,
            "file": target.path.display().to_string(),
            "restored": count,
            "deviations": told,
            "losses": losses_json(context, &losses),
        }));
    } else {
        ran.out = written(context, &target.path, &losses);
        ran.notes.push(context.tr.format("cli-unmasked", &[("count", count.into())]));
        ran.notes.extend(told);
    }
    Ok(ran)
}

/// Puts each text in its place, as one edit.
fn replace(document: &mut Document, replacements: Vec<(crate::text::Span, String)>, at: i64) {
    let replaces: Vec<Replace> = replacements.into_iter().map(|(span, text)| Replace { span, text }).collect();
    if !replaces.is_empty() {
        let author = Author::Rule("masking".to_owned());
        document.apply(Edit { author, ..Edit::by_person(Change::new(replaces), at) });
    }
}

/// The same document without its past, which still holds what was replaced.
fn without_history(document: &Document) -> Document {
    let paragraphs: Vec<_> =
        document.roles().iter().copied().zip(document.text().to_string().split('\n').map(str::to_owned)).collect();
    let form = document.form().map(str::to_owned);
    let mut fresh = Document::new(document.lang(), form, &paragraphs, Author::Person);
    fresh.set_classification(document.classification());
    fresh
}

/// What stands for what, and how often each placeholder was put in.
fn read_map(context: &Context, path: &Path) -> Result<(Map, BTreeMap<String, usize>), Failure> {
    let (_, bytes) = input::bytes(context, path, MAP_LIMIT)?;
    personal::read_map(&bytes).map_err(|problem| Failure::of(&problem).in_file(path))
}
