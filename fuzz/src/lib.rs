//! What the targets share: texts and archives made of the bytes that libFuzzer hands over.

use kian::document::{Author, Document, Role};
use kian::format::{self, Kind, Source};
use kian::text::{Lang, Span};
use std::borrow::Cow;
use std::io::{Cursor, Read as _, Write as _};

/// The first byte, to choose by, and the text behind it; what is no UTF-8 becomes U+FFFD.
pub fn choice_and_text(bytes: &[u8]) -> Option<(u8, Cow<'_, str>)> {
    let (first, rest) = bytes.split_first()?;
    Some((*first, String::from_utf8_lossy(rest)))
}

/// Two texts, divided by the first NUL.
pub fn two_texts(bytes: &[u8]) -> (String, String) {
    let at = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&bytes[..at]), text(bytes.get(at + 1..).unwrap_or_default()))
}

/// # Panics
/// If `span` does not lie in `text` on borders of characters: that is what is looked for.
pub fn inside(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} is not in the text");
}

/// `bytes` as a file of `kind`: an archive as it is; anything else becomes the entry `part` of a sound archive.
pub fn packed(kind: Kind, part: &str, bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let document = Document::new(Lang::Ja, None, &[(Role::Body, "見本".to_owned())], Author::Person);
    let sound = format::write(&document, &Source::new(kind)).expect("a sound document can be written").bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(sound)).expect("what was written is an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("its name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        out.start_file(name.as_str(), options).expect("a new entry");
        out.write_all(if name == part { bytes } else { &content }).expect("its content");
    }
    out.finish().expect("an archive").into_inner()
}

/// Reads `bytes`, and writes what could be read once more: that must be readable, and say the same.
///
/// # Panics
/// If it is not.
pub fn read_and_write(kind: Kind, bytes: &[u8]) {
    let Ok(read) = format::read(kind, bytes) else { return };
    let text = read.document.text().to_string();
    let Ok(written) = format::write(&read.document, &Source::new(kind)) else { return };
    let again = format::read(kind, &written.bytes).expect("what was written can be read");
    if kind == Kind::Kian {
        assert_eq!(again.document.text().to_string(), text);
    }
}

/// Reads `bytes` of a kind that is only read, and writes what could be read as a document of ours, which says the same.
///
/// # Panics
/// If it does not.
pub fn take_over(kind: Kind, bytes: &[u8]) {
    let Ok(read) = format::read(kind, bytes) else { return };
    let text = read.document.text().to_string();
    let written = format::write(&read.document, &Source::new(Kind::Kian)).expect("a document can be kept");
    let again = format::read(Kind::Kian, &written.bytes).expect("what was written can be read");
    assert_eq!(again.document.text().to_string(), text);
}
