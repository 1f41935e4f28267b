//! The parts of a package: where the text is, what it is related to, what the document properties say.

use super::write::{CLASSIFICATION, FORM, SHEET};
use super::xml::{Node, Part};
use crate::document::Classification;
use crate::format::{Error, package::Package};
use crate::text::Lang;

const MAIN: &str = "word/document.xml";

/// The part that holds the text.
pub(super) fn main_part(package: &mut Package<'_>) -> Result<String, Error> {
    let missing = || Error::MissingPart { part: MAIN.to_owned() };
    if !package.has("_rels/.rels") {
        return if package.has(MAIN) { Ok(MAIN.to_owned()) } else { Err(missing()) };
    }
    let found =
        relations(package, "")?.into_iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
    match found {
        // A workbook is a package too.
        Some(target) if !package.has(&target) => Err(Error::MissingPart { part: target }),
        Some(target) => Ok(target),
        None if package.has(MAIN) => Ok(MAIN.to_owned()),
        None => Err(missing()),
    }
}

/// The part that says what `part` is related to.
pub(super) fn relations_path(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") }
}

/// What a part is related to: the last word of each relation's type, and the part. What lies outside the package is
/// left out.
pub(super) fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, Error> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = relations_path(part);
    let mut found = Vec::new();
    if !package.has(&path) {
        return Ok(found);
    }
    let part = Part::load(package, &path)?;
    let mut xml = part.read();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                if tag.attribute("TargetMode").as_deref() == Some("External") {
                    continue;
                }
                let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target")) else { continue };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.push((kind, resolve(folder, &target)));
            }
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

pub(super) fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// What the document properties say of a document of ours.
#[derive(Default)]
pub(super) struct Properties {
    pub lang: Option<Lang>,
    pub ours: bool,
    pub form: Option<String>,
    /// The id of its style sheet.
    pub sheet: Option<String>,
    pub classification: Option<Classification>,
}

impl Properties {
    pub fn read(package: &mut Package<'_>) -> Result<Self, Error> {
        let mut properties = Self::default();
        for (kind, target) in relations(package, "")? {
            if !package.has(&target) {
                continue;
            }
            match kind.as_str() {
                "core-properties" => {
                    let lang = first_text(&Part::load(package, &target)?, "language")?;
                    properties.lang = lang.and_then(|code| Lang::from_code(code.split(['-', '_']).next()?));
                }
                "extended-properties" => {
                    properties.ours =
                        first_text(&Part::load(package, &target)?, "Application")?.as_deref() == Some("Kian");
                }
                "custom-properties" => properties.custom(&Part::load(package, &target)?)?,
                _ => {}
            }
        }
        Ok(properties)
    }

    pub fn custom(&mut self, part: &Part) -> Result<(), Error> {
        let mut xml = part.read();
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "property" => {
                    let name = tag.attribute("name").unwrap_or_default();
                    let value = xml.text_inside()?;
                    if name == FORM {
                        self.form = Some(value.trim().to_owned()).filter(|form| !form.is_empty());
                    } else if name == SHEET {
                        self.sheet = Some(value.trim().to_owned());
                    } else if CLASSIFICATION.iter().any(|(_, ours)| *ours == name) {
                        self.classification =
                            Classification::from_code(&value).or_else(|| Classification::named(&value));
                    }
                }
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }
}

pub(super) fn first_text(part: &Part, name: &str) -> Result<Option<String>, Error> {
    let mut xml = part.read();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == name => return xml.text_inside().map(Some),
            Node::End => return Ok(None),
            _ => {}
        }
    }
}
