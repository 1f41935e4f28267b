//! TBX: termbases as tools exchange them. The shapes of 2008 (`martif`, with `tig` and `ntig`) and of 2019 (`tbx`, by attribute
//! or by element) are read alike; the last by attribute is written.

use super::tree::{self, Element, Source};
use super::xml::{escape, escape_attribute};
use super::{Fault, Faults, Step};
use crate::format::Error;
use std::fmt::Write as _;

/// A concept and how it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Its id; may be empty.
    pub id: String,
    /// The field it belongs to; may be empty.
    pub subject: String,
    /// What it is; may be empty.
    pub definition: String,
    /// Remarks.
    pub notes: Vec<String>,
    /// Its names, in the order of the file.
    pub terms: Vec<Term>,
}

/// A name of a concept in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The language tag, as written.
    pub lang: String,
    /// The name.
    pub term: String,
    /// What is thought of it.
    pub standing: Standing,
    /// `noun`, `verb` …; may be empty.
    pub part_of_speech: String,
    /// `fullForm`, `acronym` …; may be empty.
    pub kind: String,
    /// A sentence it stands in; may be empty.
    pub context: String,
    /// Who says so; may be empty.
    pub source: String,
    /// Remarks.
    pub notes: Vec<String>,
}

/// What is thought of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has said.
    #[default]
    Unsaid,
    /// It is the one to use.
    Preferred,
    /// It may be used.
    Admitted,
    /// It must not be used.
    Forbidden,
}

impl Standing {
    fn from_code(code: &str) -> Self {
        match code.trim() {
            "preferredTerm-admn-sts" | "preferredTerm" | "preferred" => Self::Preferred,
            "admittedTerm-admn-sts" | "admittedTerm" | "admitted" => Self::Admitted,
            code if code.starts_with("deprecated") || code.starts_with("superseded") || code == "notRecommended" => {
                Self::Forbidden
            }
            _ => Self::Unsaid,
        }
    }

    fn code(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::Preferred => Some("preferredTerm-admn-sts"),
            Self::Admitted => Some("admittedTerm-admn-sts"),
            Self::Forbidden => Some("deprecatedTerm-admn-sts"),
        }
    }
}

/// The concepts of a file, and what was wrong with it.
///
/// # Errors
/// If it is no well-formed XML, or no TBX.
pub fn read(bytes: &[u8]) -> Result<(Vec<Concept>, Faults), Error> {
    let source = Source::new(bytes)?;
    let root = tree::parse(&source.text)?;
    if !["martif", "tbx", "TBX"].contains(&root.name.as_str()) {
        return Err(Error::Invalid { fault: Fault::of("fault-not-tbx", root.line, &root.name) });
    }
    let mut faults = Faults::default();
    let mut concepts = Vec::new();
    root.walk(&mut |element| {
        if ["termEntry", "conceptEntry"].contains(&element.name.as_str()) {
            let concept = concept(element, &root);
            if concept.terms.is_empty() {
                faults.add(Fault::of("fault-tbx-empty", element.line, &concept.id));
            } else {
                concepts.push(concept);
            }
        }
    });
    Ok((concepts, faults))
}

fn concept(entry: &Element, root: &Element) -> Concept {
    let mut concept = Concept { id: entry.get("id").unwrap_or_default().to_owned(), ..Concept::default() };
    for element in said(entry) {
        match category(element) {
            "subjectField" => concept.subject = element.text().trim().to_owned(),
            "definition" => concept.definition = element.text().trim().to_owned(),
            "note" => concept.notes.push(element.text().trim().to_owned()),
            _ => {}
        }
    }
    for section in entry.elements().filter(|inner| ["langSet", "langSec"].contains(&inner.name.as_str())) {
        let lang = section.get("xml:lang").or_else(|| section.get("lang")).or_else(|| root.get("xml:lang"));
        let lang = lang.unwrap_or_default().to_owned();
        for element in said(section) {
            if category(element) == "definition" && concept.definition.is_empty() {
                concept.definition = element.text().trim().to_owned();
            }
        }
        for group in section.elements().filter(|inner| ["tig", "ntig", "termSec"].contains(&inner.name.as_str())) {
            let Some(word) = group.child("term").or_else(|| group.child("termGrp")?.child("term")) else { continue };
            let word = word.text();
            let word = word.trim_matches([' ', '\t', '\r', '\n']);
            if word.is_empty() {
                continue;
            }
            let mut term = Term { lang: lang.clone(), term: word.to_owned(), ..Term::default() };
            for element in said(group) {
                let text = element.text().trim().to_owned();
                match category(element) {
                    "administrativeStatus" | "normativeAuthorization" => term.standing = Standing::from_code(&text),
                    "partOfSpeech" => term.part_of_speech = text,
                    "termType" => term.kind = text,
                    "context" => term.context = text,
                    "source" => term.source = text,
                    "note" => term.notes.push(text),
                    _ => {}
                }
            }
            concept.terms.push(term);
        }
    }
    concept
}

/// What is said of an element, groups of it looked through, but not what is said of the sections inside.
fn said(element: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for inner in element.elements() {
        match inner.name.as_str() {
            "langSet" | "langSec" | "tig" | "ntig" | "termSec" | "term" => {}
            "descripGrp" | "termNoteGrp" | "termGrp" | "adminGrp" => found.extend(said(inner)),
            _ => found.push(inner),
        }
    }
    found
}

/// What an element says: by its `type`, or by its own name.
fn category(element: &Element) -> &str {
    element.get("type").unwrap_or(&element.name)
}

/// The concepts as TBX-Basic of 2019; `title` is the name of the termbase. `step` is told how
/// many are done, and answers whether to go on; `None` if not.
pub fn write(concepts: &[Concept], title: &str, step: Step<'_>) -> Option<Vec<u8>> {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tbx xmlns=\"urn:iso:std:iso:30042:ed-2\" type=\"TBX-Basic\" \
         style=\"dca\" xml:lang=\"ja\">\n  <tbxHeader>\n    <fileDesc>\n      <titleStmt><title>{}</title></titleStmt>\n      \
         <sourceDesc><p>Kian</p></sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n",
        escape(title)
    );
    for (number, concept) in (1..).zip(concepts) {
        if step(number).is_break() {
            return None;
        }
        let id = if concept.id.is_empty() { format!("c{number}") } else { concept.id.clone() };
        let _ = writeln!(out, "      <conceptEntry id=\"{}\">", escape_attribute(&id));
        let mut line = |indent: &str, name: &str, kind: &str, text: &str| {
            if !text.is_empty() {
                let kind = if kind.is_empty() { String::new() } else { format!(" type=\"{kind}\"") };
                let _ = writeln!(out, "{indent}<{name}{kind}>{}</{name}>", escape(text));
            }
        };
        line("        ", "descrip", "subjectField", &concept.subject);
        line("        ", "descrip", "definition", &concept.definition);
        concept.notes.iter().for_each(|note| line("        ", "note", "", note));
        let mut langs: Vec<&str> = Vec::new();
        for term in &concept.terms {
            if !langs.contains(&term.lang.as_str()) {
                langs.push(&term.lang);
            }
        }
        for lang in langs {
            let _ = writeln!(out, "        <langSec xml:lang=\"{}\">", escape_attribute(lang));
            for term in concept.terms.iter().filter(|term| term.lang == lang) {
                let _ = writeln!(out, "          <termSec>\n            <term>{}</term>", escape(&term.term));
                let mut line = |name: &str, kind: &str, text: &str| {
                    if !text.is_empty() {
                        let kind = if kind.is_empty() { String::new() } else { format!(" type=\"{kind}\"") };
                        let _ = writeln!(out, "            <{name}{kind}>{}</{name}>", escape(text));
                    }
                };
                line("termNote", "partOfSpeech", &term.part_of_speech);
                line("termNote", "termType", &term.kind);
                line("termNote", "administrativeStatus", term.standing.code().unwrap_or_default());
                line("descrip", "context", &term.context);
                line("admin", "source", &term.source);
                term.notes.iter().for_each(|note| line("note", "", note));
                out.push_str("          </termSec>\n");
            }
            out.push_str("        </langSec>\n");
        }
        out.push_str("      </conceptEntry>\n");
    }
    out.push_str("    </body>\n  </text>\n</tbx>\n");
    Some(out.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc/></martifHeader><text><body>
<termEntry id="7"><descripGrp><descrip type="definition">人が住む所</descrip></descripGrp><descrip type="subjectField">住民</descrip>
<langSet xml:lang="ja"><tig><term>住<hi>所</hi></term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<ntig><termGrp><term>居所</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="en-US"><tig><term>address</term><termNote type="partOfSpeech">noun</termNote><note>n</note></tig></langSet></termEntry>
<termEntry><langSet xml:lang="ja"><tig><term> </term></tig></langSet></termEntry>
</body></text></martif>"#;

    #[test]
    fn every_shape_is_read_alike() {
        let (old, faults) = read(OLD.as_bytes()).unwrap();
        assert_eq!(
            faults.list.iter().map(|fault| (fault.id, fault.line)).collect::<Vec<_>>(),
            [("fault-tbx-empty", 7)]
        );
        let terms: Vec<(&str, &str, Standing)> =
            old[0].terms.iter().map(|t| (t.lang.as_str(), t.term.as_str(), t.standing)).collect();
        let expected = [
            ("ja", "住所", Standing::Preferred),
            ("ja", "居所", Standing::Forbidden),
            ("en-US", "address", Standing::Unsaid),
        ];
        assert_eq!(terms, expected);
        assert_eq!((old[0].subject.as_str(), old[0].definition.as_str()), ("住民", "人が住む所"));
        // What is written comes back.
        let (new, faults) = read(&write(&old, "庁内 & 用語", &mut crate::format::exchange::on).unwrap()).unwrap();
        assert_eq!((new.as_slice(), faults.count), (old.as_slice(), 0));
        // The same by elements instead of attributes.
        let by_element = r#"<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dct" xmlns:b="urn:b"><text><body><conceptEntry id="7"><b:definition>人が住む所</b:definition><b:subjectField>住民</b:subjectField><langSec xml:lang="ja"><termSec><term>住所</term><b:administrativeStatus>preferredTerm-admn-sts</b:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>"#;
        let (by_element, _) = read(by_element.as_bytes()).unwrap();
        assert_eq!(by_element[0].terms[0], old[0].terms[0]);
        assert_eq!(by_element[0].definition, old[0].definition);
        assert!(read(b"<html/>").is_err());
    }
}
