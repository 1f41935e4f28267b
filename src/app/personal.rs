//! Personal information of the document at hand: looked for when the person asks, replaced by placeholders when the person
//! wants that, and the file that says what stands for what.

use super::job::Job;
use super::notice::{Level, Notice};
use super::{App, Effect, Panel};
use crate::assistant::masking::{Map, MapError, Masked};
use crate::document::{Author, Edit};
use crate::text::change::Replace;
use crate::text::personal::{self, Personal};
use crate::text::{Change, Message, Span};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// What was found, at its place in the present text.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// In the order of the text; what is [for information](Personal::is_information) among it.
    pub found: Vec<Personal>,
    /// What the placeholders in the document stand for, where some were put in.
    map: Option<(Map, BTreeMap<String, usize>)>,
}

impl Sought {
    /// Whether there are placeholders whose meaning could be kept in a file.
    pub fn has_map(&self) -> bool {
        self.map.is_some()
    }

    /// Moves along with `change`; what is changed itself is dropped.
    pub(super) fn follow(&mut self, change: &Change) {
        self.found.retain(|one| !change.touches(one.span));
        let mapper = change.mapper();
        self.found.iter_mut().for_each(|one| one.span = mapper.map_span(one.span));
    }
}

impl App {
    /// The personal information of the document at hand, once it was looked for.
    pub fn personal(&self) -> Option<&Sought> {
        self.personal.as_ref()
    }

    /// Has personal information looked for.
    pub(super) fn find_personal(&mut self) {
        let Some(open) = &self.open else { return };
        let (text, revision) = (open.document.text().clone(), open.document.revision());
        self.panel = Panel::Personal;
        self.send(Job::FindPersonal { text, own: self.masking_rules().own, revision });
    }

    /// It was looked for; in a text that is another by now it is looked for anew.
    pub(super) fn personal_found(&mut self, revision: u64, found: Vec<Personal>) {
        let Some(open) = &self.open else { return };
        if open.document.revision() != revision {
            return self.find_personal();
        }
        let map = self.personal.take().and_then(|sought| sought.map);
        self.personal = Some(Sought { found, map });
    }

    /// Puts placeholders in the place of all personal information of the document, as one step that can be undone.
    pub(super) fn mask_document(&mut self) {
        let Some(open) = &self.open else { return };
        let (text, lang) = (open.document.text().clone(), open.document.lang());
        let revision = open.document.revision();
        self.send(Job::Mask { text, lang, own: self.masking_rules().own, revision });
    }

    /// Placeholders for a revision are there; a text that is another by now is looked through anew.
    pub(super) fn masked(&mut self, revision: u64, masked: Masked, map: Map) {
        let Some(open) = &self.open else { return };
        if open.document.revision() != revision {
            return self.mask_document();
        }
        if masked.replaced.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-personal"));
        }
        let count = masked.replaced.len();
        let replaces = masked.replacements.into_iter().map(|(span, text)| Replace { span, text }).collect();
        let edit =
            Edit { author: Author::Rule("masking".to_owned()), ..Edit::by_person(Change::new(replaces), self.now) };
        if let Some(open) = &mut self.open {
            open.document.seal();
        }
        self.edit(edit, None);
        self.personal = Some(Sought { found: Vec::new(), map: Some((map, masked.counts)) });
        self.tell(Notice::new(Level::Info, "notice-masked").with("count", count.to_string()));
        self.find_personal();
    }

    /// Writes what the placeholders stand for into a file beside the document.
    pub(super) fn keep_map(&mut self) {
        let path = self.open.as_ref().and_then(|open| open.path.clone());
        let Some(path) = path else { return self.tell(Notice::new(Level::Info, "notice-map-needs-file")) };
        let Some((map, counts)) = self.personal.as_ref().and_then(|sought| sought.map.as_ref()) else { return };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = map_json(&name, map, counts).into_bytes();
        let path = path.with_file_name(format!("{name}.map.json"));
        self.send(Job::KeepMap { path, bytes });
    }

    /// Brings one of what was found into view.
    pub(super) fn show_personal(&mut self, index: usize) {
        let span: Option<Span> = self.personal.as_ref().and_then(|sought| Some(sought.found.get(index)?.span));
        self.effects.extend(span.map(Effect::Show));
    }
}

/// What a file of placeholders says that it is.
const TAG: &str = "kian-placeholders";

/// What stands for what, as a file holds it.
#[derive(Serialize, Deserialize)]
struct MapFile {
    version: u32,
    placeholders: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    placeholder: String,
    /// The code of what it stands for; `text` is something that only looked like a placeholder.
    kind: String,
    value: String,
    /// How often it is in the masked text.
    times: usize,
}

/// What stands for what, as a file for the document called `name`.
pub fn map_json(name: &str, map: &Map, counts: &BTreeMap<String, usize>) -> String {
    let rows: Vec<Row> = map
        .entries()
        .iter()
        .map(|entry| Row {
            placeholder: entry.placeholder.clone(),
            kind: entry.kind.map_or("text", personal::Kind::code).to_owned(),
            value: entry.value().to_owned(),
            times: counts.get(&entry.placeholder).copied().unwrap_or(0),
        })
        .collect();
    let file = json!({ "type": TAG, "version": 1, "file": name, "placeholders": rows });
    let mut text = serde_json::to_string_pretty(&file).expect("a value of strings, numbers and lists is JSON");
    text.push('\n');
    text
}

/// Why a file says nothing about placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapProblem {
    /// It cannot be read.
    Damaged(String),
    /// It is something else.
    Other,
    /// It is of a newer version.
    Newer(u32),
    /// One of its placeholders cannot be used.
    Placeholder(MapError),
}

impl Message for MapProblem {
    fn id(&self) -> &'static str {
        match self {
            MapProblem::Damaged(_) => "error-map-damaged",
            MapProblem::Other => "error-map-other",
            MapProblem::Newer(_) => "error-map-version",
            MapProblem::Placeholder(error) => error.id(),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            MapProblem::Damaged(why) => vec![("why", why.clone())],
            MapProblem::Other => Vec::new(),
            MapProblem::Newer(version) => vec![("version", version.to_string())],
            MapProblem::Placeholder(error) => error.args(),
        }
    }
}

/// Reads such a file: the placeholders, and how often each was put in.
///
/// # Errors
/// If it is none.
pub fn read_map(bytes: &[u8]) -> Result<(Map, BTreeMap<String, usize>), MapProblem> {
    let damaged = |error: serde_json::Error| MapProblem::Damaged(error.to_string());
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(damaged)?;
    if value.get("type").and_then(|tag| tag.as_str()) != Some(TAG) {
        return Err(MapProblem::Other);
    }
    let file: MapFile = serde_json::from_value(value).map_err(damaged)?;
    if file.version != 1 {
        return Err(MapProblem::Newer(file.version));
    }
    let counts = file.placeholders.iter().map(|row| (row.placeholder.clone(), row.times)).collect();
    let rows = file.placeholders.into_iter().map(|row| (row.placeholder, row.value));
    Ok((Map::from_stored(rows).map_err(MapProblem::Placeholder)?, counts))
}
