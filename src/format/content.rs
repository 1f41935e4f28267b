//! What a file is by what is in it, whatever it is called.

use super::package::Package;
use super::{Error, Kind};

impl Kind {
    /// The kind of file `bytes` are, as far as that shows; `None` for text and for what is no document.
    pub fn of_content(bytes: &[u8]) -> Option<Self> {
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let begins = |text: &str| start.get(..text.len()).is_some_and(|s| s.eq_ignore_ascii_case(text.as_bytes()));
        if begins("<!doctype html") || begins("<html") {
            return Some(Kind::Html);
        }
        if begins("{\\rtf") {
            return Some(Kind::Rtf);
        }
        if begins("%PDF-") {
            return Some(Kind::Pdf);
        }
        let mut package = Package::open(bytes).ok()?;
        if package.has("word/document.xml") {
            return Some(Kind::Docx);
        }
        if package.has("xl/workbook.xml") {
            return Some(Kind::Workbook);
        }
        let mimetype = package.part("mimetype").ok()?;
        if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") {
            return Some(Kind::Odt);
        }
        package.has("document.json").then_some(Kind::Kian)
    }
}

/// What is wrong with a file that was taken for `kind`: that it is another one, where that can be told, else `error`.
pub(super) fn blame(kind: Kind, bytes: &[u8], error: Error) -> Error {
    let telling = matches!(
        error,
        Error::NotZip
            | Error::MissingPart { .. }
            | Error::Damaged { .. }
            | Error::UnknownEncoding
            | Error::BadXml { .. }
    );
    match Kind::of_content(bytes).filter(|actual| telling && *actual != kind) {
        Some(actual) => Error::OtherKind { actual },
        None => error,
    }
}
