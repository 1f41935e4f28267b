//! Files of every kind: what is written comes back, what others wrote is read, what is broken is refused with its place.

#![allow(clippy::unwrap_used)]

#[path = "formats/package.rs"]
mod package;
#[path = "formats/round.rs"]
mod round;
#[path = "formats/schema.rs"]
mod schema;
#[path = "formats/reading.rs"]
mod reading;
#[path = "formats/foreign.rs"]
mod foreign;
#[path = "formats/kian_format.rs"]
mod kian_format;
#[path = "formats/comments.rs"]
mod comments;
#[path = "formats/marks.rs"]
mod marks;
#[path = "formats/html.rs"]
mod html;
#[path = "formats/comparison.rs"]
mod comparison;
#[path = "formats/odt.rs"]
mod odt;
#[path = "formats/pdf.rs"]
mod pdf;
#[path = "formats/tracked.rs"]
mod tracked;
#[path = "formats/keeping.rs"]
mod keeping;
#[path = "formats/revised.rs"]
mod revised;
#[path = "formats/corpora.rs"]
mod corpora;
#[path = "formats/broken.rs"]
mod broken;

use kian::document::{Author, Document, Facts, Role, RunId, form};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The draft each form makes of its sample, with its stock prose accepted.
fn drafts() -> Vec<(String, Document)> {
    static DRAFTS: OnceLock<Vec<(String, Document)>> = OnceLock::new();
    DRAFTS.get_or_init(make_drafts).clone()
}

fn make_drafts() -> Vec<(String, Document)> {
    let mut files: Vec<PathBuf> = fs::read_dir(root("assets/samples")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let draft = |path: &PathBuf| {
        let (facts, header) = Facts::parse(&fs::read_to_string(path).unwrap()).unwrap();
        let form = form::find(&header.form.unwrap(), header.lang).unwrap();
        let outline = form.outline(&facts);
        let mut document = outline.document(form);
        let mut suggestion = outline.offline_suggestion(&document, Author::Assistant(RunId(0)));
        let all: Vec<usize> = (0..suggestion.hunks.len()).collect();
        if let Some(edit) = suggestion.accept(&all, 0, |at| document.text().line_of(at)) {
            document.apply(edit);
        }
        (path.file_stem().unwrap().to_string_lossy().into_owned(), document)
    };
    files.iter().map(draft).collect()
}

fn parts(document: &Document) -> Vec<(Role, String)> {
    (0..document.len()).map(|i| document.paragraph(i)).map(|p| (p.role, p.text)).collect()
}
