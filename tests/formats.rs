//! Files of every kind: what is written comes back, what others wrote is read, what is broken is refused with its place.

#![allow(clippy::unwrap_used)]

use kian::document::{Author, Document, Facts, Role, RunId, form};
use kian::format::{self, Kind, Source};
use std::fs;
use std::path::{Path, PathBuf};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The draft each form makes of its sample, with its stock prose accepted.
fn drafts() -> Vec<(String, Document)> {
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

#[test]
fn every_draft_comes_back_from_docx() {
    for (name, document) in drafts() {
        let written = format::write(&document, &Source::new(Kind::Docx)).unwrap();
        assert_eq!(written.losses, [], "{name}");
        assert_eq!(format::write(&document, &Source::new(Kind::Docx)).unwrap().bytes, written.bytes, "{name}");
        if let Some(folder) = std::env::var_os("KIAN_KEEP") {
            fs::write(Path::new(&folder).join(format!("{name}.docx")), &written.bytes).unwrap();
        }
        let read = format::read(Kind::Docx, &written.bytes).unwrap();
        assert_eq!(read.losses, [], "{name}");
        assert_eq!(parts(&read.document), parts(&document), "{name}");
        assert_eq!((read.document.lang(), read.document.form()), (document.lang(), document.form()), "{name}");
    }
}

#[test]
fn every_draft_comes_back_from_markdown() {
    for (name, document) in drafts() {
        let written = format::write(&document, &Source::new(Kind::Markdown)).unwrap();
        let text = String::from_utf8(written.bytes.clone()).unwrap();
        if let Some(folder) = std::env::var_os("KIAN_KEEP") {
            fs::write(Path::new(&folder).join(format!("{name}.md")), &text).unwrap();
        }
        let read = format::read(Kind::Markdown, &written.bytes).unwrap();
        assert_eq!(parts(&read.document), parts(&document), "{name}\n{text}");
        assert_eq!(written.losses, [], "{name}");
        assert_eq!(read.losses, [], "{name}");
    }
}
