//! XLIFF 1.2 (with what 1.0 and 1.1 are read alike, and three dialects) and the core of 2.0 to 2.2: documents on their way
//! through translation. A file is changed in place: only targets, their states and nothing else.

mod check;
mod inline;
mod modules;
mod new;
mod one;
mod two;

pub use new::{Flavor, write_new, write_new_as};

use super::tree::{self, Element, Source};
use super::{Fault, Faults, lang};
use crate::format::Error;
use crate::text::Lang;
use crate::translation::{Bitext, Comment, Loose, Origin, Rich, Segmenter, Stage, Work};
use std::ops::Range;

/// Which XLIFF a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 1.0 to 1.2.
    One,
    /// 2.0 to 2.2.
    Two,
}

/// An XLIFF file.
#[derive(Clone, Debug)]
pub struct Xliff {
    source: Source,
    /// Which XLIFF it is.
    pub version: Version,
    /// The language tag of the source, as written.
    pub source_lang: String,
    /// The language tag of the target, as written; empty where none is.
    pub target_lang: String,
    /// The segments, in order.
    pub segments: Vec<Segment>,
    /// What is wrong with the file and could be passed over.
    pub faults: Faults,
    units: Vec<Unit>,
    /// Where the language of the targets is to be written, where it is not.
    lang_edit: Option<(Range<usize>, String)>,
}

/// A segment of an XLIFF file.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The `file` it is in, by its `original` or `id`.
    pub file: String,
    /// The id of its unit.
    pub unit: String,
    /// Its own id in the unit; may be empty.
    pub id: String,
    /// Its unit's number in the file, from 0.
    pub paragraph: usize,
    /// The line it begins in, from 1.
    pub line: u64,
    /// The source.
    pub source: Rich,
    /// The target; `None` where there is none at all.
    pub target: Option<Rich>,
    /// How far it has come.
    pub stage: Stage,
    /// Where its target came from.
    pub origin: Origin,
    /// Whether it must not be changed.
    pub locked: bool,
    /// Remarks.
    pub notes: Vec<Comment>,
}

/// How the targets of a unit are put into the file.
#[derive(Clone, Debug)]
struct Unit {
    element: Element,
    /// Its segments, by number.
    segments: Range<usize>,
    /// Whether segments are marked inside of one source (XLIFF 1.2).
    marked: bool,
}

/// Reads an XLIFF file.
///
/// # Errors
/// If it is no XLIFF, no well-formed XML, or breaks rules of XLIFF so that it cannot be told what is meant: the first such
/// place. A module (glossary, matches, …) that is not as it should be is told in `faults`.
pub fn read(bytes: &[u8]) -> Result<Xliff, Error> {
    let source = Source::new(bytes)?;
    let root = tree::parse(&source.text)?;
    if root.name != "xliff" {
        return Err(Error::Invalid { fault: Fault::of("fault-not-xliff", root.line, &root.name) });
    }
    let version = match root.get("version") {
        Some("2.0" | "2.1" | "2.2") => Version::Two,
        Some(version) if version.starts_with("1.") => Version::One,
        _ if root.namespace.contains(":xliff:document:2") => Version::Two,
        None if root.namespace.is_empty() => Version::One,
        other => {
            let version = other.unwrap_or_default();
            return Err(Error::Invalid { fault: Fault::of("fault-xliff-version", root.line, version) });
        }
    };
    let mut xliff = Xliff {
        source,
        version,
        source_lang: String::new(),
        target_lang: String::new(),
        segments: Vec::new(),
        faults: Faults::default(),
        units: Vec::new(),
        lang_edit: None,
    };
    match version {
        Version::One => one::read(&root, &mut xliff)?,
        Version::Two => {
            if let Some(fault) = check::first_fault(&root) {
                return Err(Error::Invalid { fault });
            }
            modules::faults(&root).into_iter().for_each(|fault| xliff.faults.add(fault));
            two::read(&root, &mut xliff);
        }
    }
    Ok(xliff)
}

/// Every rule of the XLIFF 2 core and its modules that a file breaks, those of the core first, each by line. Empty for a sound file and for XLIFF 1.
///
/// # Errors
/// If it is no well-formed XML.
pub fn check(bytes: &[u8]) -> Result<Vec<Fault>, Error> {
    let source = Source::new(bytes)?;
    let root = tree::parse(&source.text)?;
    Ok(if root.get("version").is_some_and(|version| version.starts_with('2')) {
        check::faults(&root).into_iter().chain(modules::faults(&root)).collect()
    } else {
        Vec::new()
    })
}

impl Xliff {
    /// The languages of the file, if both are ours. Where no target language is written it is the other one.
    pub fn languages(&self) -> Option<(Lang, Lang)> {
        let source = lang::lang_of(&self.source_lang)?;
        let other = if source == Lang::Ja { Lang::En } else { Lang::Ja };
        let target = if self.target_lang.is_empty() { other } else { lang::lang_of(&self.target_lang)? };
        (source != target).then_some((source, target))
    }

    /// The pairs of the file, each unit a paragraph; `None` where its languages are not Japanese and English.
    pub fn bitext(&self, segmenter: Segmenter) -> Option<Bitext> {
        let (source, target) = self.languages()?;
        let loose = |segment: &Segment| {
            let rich = segment.target.clone().unwrap_or_default();
            let work = Work {
                target: rich.text,
                tags: rich.tags,
                stage: segment.stage,
                origin: segment.origin.clone(),
                locked: segment.locked,
                comments: segment.notes.clone(),
                ..Work::default()
            };
            Loose { paragraph: segment.paragraph, source: segment.source.clone(), label: None, work }
        };
        Some(Bitext::from_loose(self.segments.iter().map(loose).collect(), source, target, segmenter))
    }

    /// Puts the targets and stages of `pairs` into segment after segment; `pairs` gives, for each segment of the file, the
    /// work that was done on it, or `None` to leave it.
    ///
    /// Locked segments stay as they are.
    pub fn write(&self, pairs: &[Option<Work>]) -> Vec<u8> {
        let mut edits = Vec::new();
        let mut any = false;
        for unit in &self.units {
            let works: Vec<Option<&Work>> = unit
                .segments
                .clone()
                .map(|at| pairs.get(at)?.as_ref().filter(|work| self.is_changed(at, work)))
                .collect();
            if works.iter().any(Option::is_some) {
                any = true;
                match self.version {
                    Version::One => one::edit(self, unit, &works, &mut edits),
                    Version::Two => two::edit(self, unit, &works, &mut edits),
                }
            }
        }
        edits.extend(self.lang_edit.clone().filter(|_| any));
        self.source.edited(edits)
    }

    /// Whether the work on segment `at` says anything that the file does not.
    fn is_changed(&self, at: usize, work: &Work) -> bool {
        let segment = &self.segments[at];
        let target = segment.target.as_ref();
        let same_text =
            target.map_or(work.target.is_empty(), |rich| rich.text == work.target && rich.tags == work.tags);
        !segment.locked && (!same_text || segment.stage != work.stage)
    }

    /// The segment's target as it will be.
    fn rich(work: &Work) -> Rich {
        Rich { text: work.target.clone(), tags: work.tags.clone(), sub: Vec::new() }
    }
}

/// A remark of a file.
fn note(element: &Element) -> Comment {
    Comment {
        by: element.get("from").or_else(|| element.get("category")).unwrap_or_default().to_owned(),
        at: 0,
        text: element.text(),
        place: None,
        resolved: false,
        replies: Vec::new(),
        mark: None,
    }
}

#[cfg(test)]
mod tests;
