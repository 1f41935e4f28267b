//! Files that other programs made from texts of ours: LibreOffice 7.4 and python-docx 1.2. What is read of each stands
//! beside it, a paragraph a line with its role and item number, then what was told as lost. After a change that is
//! meant, run with `KIAN_BLESS=1` and read the difference.

use super::{drafts, parts, root};
use kian::document::Look;
use kian::format::{self, Kind};
use std::fs;

fn told(bytes: &[u8]) -> String {
    let read = format::read(Kind::Docx, bytes).unwrap();
    let snapshot = read.document.snapshot();
    let mut text = format!("lang: {}\n", read.document.lang().code());
    for (paragraph, label) in snapshot.paragraphs().zip(snapshot.labels()) {
        let label = label.map(|label| format!("[{label}] ")).unwrap_or_default();
        let mut words = paragraph.text.clone();
        let stretches = read.document.marks().stretches(paragraph.span);
        for stretch in stretches.iter().rev() {
            let looks: Vec<&str> = stretch.face.looks().map(Look::code).collect();
            let reading = stretch.ruby.as_ref().filter(|ruby| ruby.span.end == stretch.span.end);
            let reading = reading.map(|ruby| format!("《{}》", ruby.reading)).unwrap_or_default();
            if !looks.is_empty() || !reading.is_empty() {
                words.insert_str(stretch.span.end - paragraph.span.start, &format!("}}{}{reading}", looks.join("+")));
                words.insert(stretch.span.start - paragraph.span.start, '{');
            }
        }
        text.push_str(&format!("{}: {label}{words}\n", paragraph.role.code()));
    }
    for loss in read.losses {
        let args: Vec<String> = loss.args.iter().map(|(name, value)| format!("{name} {value}")).collect();
        text.push_str(&format!("{}: {}\n", loss.id, args.join(", ")));
    }
    text
}

#[test]
fn files_of_other_programs_are_read() {
    let mut files: Vec<_> =
        fs::read_dir(root("tests/formats/foreign")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "docx"));
    files.sort();
    assert!(files.len() >= 7);
    for path in files {
        let got = told(&fs::read(&path).unwrap());
        let beside = path.with_extension("txt");
        if std::env::var_os("KIAN_BLESS").is_some() {
            fs::write(&beside, &got).unwrap();
        }
        assert_eq!(got, fs::read_to_string(&beside).unwrap_or_default(), "{}", path.display());
    }
}

#[test]
fn a_draft_keeps_its_parts_through_another_program() {
    for name in ["inquiry-ja", "letter-en", "announcement-ja"] {
        let bytes = fs::read(root(&format!("tests/formats/foreign/resaved-{name}.docx"))).unwrap();
        let read = format::read(Kind::Docx, &bytes).unwrap();
        let (_, document) = drafts().into_iter().find(|(draft, _)| draft == name).unwrap();
        assert_eq!(parts(&read.document), parts(&document), "{name}");
        assert_eq!(read.document.form(), document.form());
        assert_eq!(read.losses, [], "{name}");
    }
}
