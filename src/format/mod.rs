//! Reading and writing files: [`read`] turns bytes into a [`Document`], [`write`](fn@write) turns one into bytes.
//!
//! Both are pure: the caller reads the file, writes aside and renames. What a format cannot carry is in `losses`, to
//! be shown before the file is written or after it is read; what cannot be understood at all is an [`Error`], never a
//! guess. Files come from anywhere, so archives are opened with limits ([`package`]) and XML without a DTD.

pub mod comparison;
mod docx;
pub mod exchange;
pub mod faces;
pub mod glossary;
pub mod grid;
mod guess;
mod html;
mod kian;
mod losses;
mod markdown;
mod marked;
pub mod memory;
mod odt;
mod content;
pub mod encodings;
mod package;
pub mod pages;
mod pdf;
mod plain;
mod rtf;
pub mod tracked;
mod upright;
pub mod workbook;
mod workbook_out;

pub use pages::Pages;
pub use pdf::{Archive, Archived};
pub use plain::{Encoding, LineEnding};

use crate::document::{Attachment, Document};
use crate::text::Message;
use crate::translation::Bitext;
use std::path::Path;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `.kian`: everything, with history and provenance (docs/kian-format.md).
    Kian,
    /// `.docx`: Office Open XML, ISO/IEC 29500 transitional.
    Docx,
    /// `.md`: CommonMark.
    Markdown,
    /// `.odt`: OpenDocument text, ISO/IEC 26300.
    Odt,
    /// `.html`: a page for a browser.
    Html,
    /// `.pdf`: the pages as they are printed. Of one from elsewhere the text is read.
    Pdf,
    /// `.txt`: plain text in UTF-8, UTF-16, Shift_JIS or EUC-JP.
    Text,
    /// `.rtf`: Rich Text Format. Only read.
    Rtf,
    /// `.xlsx`: the tables of an Excel workbook. Only read.
    Workbook,
}

impl Kind {
    /// Every kind a document is written as, the fullest first.
    pub const ALL: [Kind; 7] = [Kind::Kian, Kind::Docx, Kind::Odt, Kind::Html, Kind::Pdf, Kind::Markdown, Kind::Text];

    /// The kind a file's name speaks of, by its ending; upper and lower case are the same.
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "kian" => Some(Kind::Kian),
            "docx" => Some(Kind::Docx),
            "md" | "markdown" => Some(Kind::Markdown),
            "odt" => Some(Kind::Odt),
            "html" | "htm" => Some(Kind::Html),
            "pdf" => Some(Kind::Pdf),
            "txt" => Some(Kind::Text),
            "rtf" => Some(Kind::Rtf),
            "xlsx" | "xlsm" => Some(Kind::Workbook),
            _ => None,
        }
    }

    /// The ending of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Kian => "kian",
            Kind::Docx => "docx",
            Kind::Markdown => "md",
            Kind::Html => "html",
            Kind::Odt => "odt",
            Kind::Pdf => "pdf",
            Kind::Text => "txt",
            Kind::Rtf => "rtf",
            Kind::Workbook => "xlsx",
        }
    }

    /// Whether what is read from such a file goes back into it: of the others the text is taken over into a new document.
    pub fn is_kept(self) -> bool {
        !matches!(self, Kind::Pdf | Kind::Rtf | Kind::Workbook)
    }
}

/// How a file was written, so that saving it again keeps that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// Its kind.
    pub kind: Kind,
    /// Its characters; means something for Markdown and text.
    pub encoding: Encoding,
    /// How its lines end; means something for Markdown and text.
    pub line_ending: LineEnding,
    /// The standard for archives that it keeps; means something for PDF.
    pub archive: Option<Archived>,
}

impl Source {
    /// How a new file of this kind is written: UTF-8, lines ending in LF.
    pub fn new(kind: Kind) -> Self {
        Self { kind, encoding: Encoding::Utf8, line_ending: LineEnding::Lf, archive: None }
    }
}

/// Something of a file or a document that did not come along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The message's id, `loss-…`.
    pub id: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
}

impl Loss {
    fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    fn counted(id: &'static str, count: usize) -> Self {
        Self { id, args: vec![("count", count.to_string())] }
    }
}

impl Message for Loss {
    fn id(&self) -> &'static str {
        self.id
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        self.args.clone()
    }
}

/// What reading a file gives.
#[derive(Clone, Debug)]
pub struct Read {
    /// The document.
    pub document: Document,
    /// What of the file is not in it.
    pub losses: Vec<Loss>,
    /// How the file was written.
    pub source: Source,
}

/// What writing a document gives.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What of the document is not in it.
    pub losses: Vec<Loss>,
}

/// Reads a file of this kind.
///
/// # Errors
/// If it is not such a file, damaged, encrypted, too big, or in characters that cannot be told.
pub fn read(kind: Kind, bytes: &[u8]) -> Result<Read, Error> {
    let read = match kind {
        Kind::Kian => kian::read(bytes),
        Kind::Docx => docx::read(bytes),
        Kind::Markdown => markdown::read(bytes),
        Kind::Html => html::read(bytes),
        Kind::Odt => odt::read(bytes),
        Kind::Pdf => pdf::read(bytes),
        Kind::Text => plain::read(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::Workbook => workbook::read(bytes),
    };
    read.map_err(|error| content::blame(kind, bytes, error))
}

/// Reads a `.kian` file with the translation it holds, if it holds one. [`read`] tells that one is left out.
///
/// # Errors
/// As [`read`].
pub fn read_translated(bytes: &[u8]) -> Result<(Read, Option<Bitext>), Error> {
    kian::read_translated(bytes).map_err(|error| content::blame(Kind::Kian, bytes, error))
}

/// Writes a document with its translation, as a `.kian` file.
///
/// # Errors
/// As [`write`](fn@write).
pub fn write_translated(document: &Document, bitext: &Bitext) -> Result<Written, Error> {
    kian::write_translated(document, Some(bitext))
}

/// Writes a document, with its translation where it has one, as a `.kian` file without the bytes of what is attached:
/// they do not change while somebody types. [`complete`] puts them back.
///
/// # Errors
/// As [`write`](fn@write).
pub fn write_light(document: &Document, bitext: Option<&Bitext>) -> Result<Written, Error> {
    kian::write_light(document, bitext)
}

/// The `.kian` file that [`write_light`] wrote, with the bytes of what is attached, each with its SHA-256 in hexadecimal.
///
/// # Errors
/// If `bytes` is no such file.
pub fn complete(bytes: &[u8], files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Error> {
    kian::complete(bytes, files)
}

/// Writes a document the way `source` says.
///
/// # Errors
/// If the encoding has no bytes for some of its characters.
pub fn write(document: &Document, source: &Source) -> Result<Written, Error> {
    let mut written = match source.kind {
        Kind::Kian => kian::write(document),
        Kind::Docx => docx::write(document),
        Kind::Markdown => markdown::write(document, source),
        Kind::Html => html::write(document),
        Kind::Odt => odt::write(document),
        Kind::Pdf => pdf::write(document, source.archive),
        Kind::Text => plain::write(document, source),
        Kind::Rtf | Kind::Workbook => Err(Error::ReadOnly),
    }?;
    if !matches!(source.kind, Kind::Kian | Kind::Docx | Kind::Odt) {
        written.losses.extend(said(document));
    }
    if source.kind != Kind::Kian {
        written.losses.extend(left_behind(document));
    }
    Ok(written)
}

/// Writes a document into the file it was read from, `original`, so that everything in there that Kian does not know stays
/// untouched and only what was changed is changed. A kind of file that holds nothing else is written anew, and so is one
/// that cannot be changed where it stands: then what is lost of it is told.
///
/// # Errors
/// As [`write`](fn@write), and as [`read`] if `original` is no such file.
pub fn write_into(document: &Document, source: &Source, original: &[u8]) -> Result<Written, Error> {
    tracked::write_into(document, source, &[], original)
}

/// Writes `document` as a Word file in which these paragraphs begin new pages.
///
/// # Errors
/// As [`write`](fn@write).
pub fn write_paged(document: &Document, pages: &[usize]) -> Result<Written, Error> {
    docx::write_paged(document, pages)
}

/// What people said to each other about a text is no part of it.
fn said(document: &Document) -> Option<Loss> {
    let comments = document.comments().len();
    (comments > 0).then(|| Loss::counted("loss-said", comments))
}

/// What is attached is kept in `.kian` files alone.
fn left_behind(document: &Document) -> Option<Loss> {
    let names: Vec<&str> = document.attachments().iter().map(Attachment::name).collect();
    let args = vec![("count", names.len().to_string()), ("names", names.join(", "))];
    (!names.is_empty()).then_some(Loss { id: "loss-attachments", args })
}

/// Why a file cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is a file of another kind than its name says.
    OtherKind {
        /// The kind it is.
        actual: Kind,
    },
    /// It should be a ZIP archive and is not.
    NotZip,
    /// It is a ZIP archive that ends too early.
    Truncated,
    /// It is locked with a password.
    Encrypted,
    /// It is of Office as it was before 2007.
    OldOffice,
    /// It is larger, unpacked, than a document can be.
    TooBig,
    /// Files of this kind are read, not written.
    ReadOnly,
    /// It is a PDF file under a lock.
    LockedPdf,
    /// It is a PDF file of pictures, or one whose letters cannot be told.
    NoPdfText,
    /// Its elements lie deeper inside of each other than in any document.
    TooDeep,
    /// It holds a name that would lead out of its folder.
    UnsafeName {
        /// The name.
        name: String,
    },
    /// XML inside it is malformed.
    BadXml {
        /// The part of the file.
        part: String,
        /// Where, in bytes from the start of the part.
        offset: u64,
    },
    /// XML inside it brings a document type definition, which no honest file of this kind does.
    DtdRefused {
        /// The part of the file.
        part: String,
    },
    /// Its characters are in no encoding we know.
    UnknownEncoding,
    /// Its characters are in two encodings, or a byte of it is damaged.
    MixedEncodings {
        /// The line of the first byte that does not fit those before, from 1.
        line: usize,
        /// Where that byte stands in the line, from 1.
        place: usize,
        /// The byte.
        byte: u8,
    },
    /// The encoding has no bytes for some characters.
    Unencodable {
        /// The characters, each once, at most ten.
        characters: String,
        /// The paragraph of the first, from 0.
        paragraph: usize,
    },
    /// A part is there but cannot be understood.
    Damaged {
        /// The part of the file.
        part: String,
    },
    /// The rules of archives do not allow what it holds.
    NoArchive,
    /// It was written by a later version of Kian.
    NewerVersion {
        /// The version of the file format.
        version: u64,
    },
    /// It is no file of its kind, or not from some line on.
    Invalid {
        /// What is wrong, and where.
        fault: exchange::Fault,
    },
    /// The system could not read it to its end.
    Unreadable {
        /// In the system's words.
        reason: String,
    },
    /// A part that must be there is not.
    MissingPart {
        /// The part of the file.
        part: String,
    },
}

impl Message for Error {
    fn id(&self) -> &'static str {
        match self {
            Error::OtherKind { .. } => "error-format-other-kind",
            Error::NotZip => "error-format-not-zip",
            Error::Truncated => "error-format-truncated",
            Error::Encrypted => "error-format-encrypted",
            Error::OldOffice => "error-format-old-office",
            Error::TooBig => "error-format-too-big",
            Error::TooDeep => "error-format-too-deep",
            Error::ReadOnly => "error-format-read-only",
            Error::LockedPdf => "error-format-pdf-locked",
            Error::NoPdfText => "error-format-pdf-no-text",
            Error::NoArchive => "error-format-no-archive",
            Error::UnsafeName { .. } => "error-format-unsafe-name",
            Error::BadXml { .. } => "error-format-bad-xml",
            Error::DtdRefused { .. } => "error-format-dtd",
            Error::UnknownEncoding => "error-format-unknown-encoding",
            Error::MixedEncodings { .. } => "error-format-mixed-encodings",
            Error::Unencodable { .. } => "error-format-unencodable",
            Error::Damaged { .. } => "error-format-damaged",
            Error::NewerVersion { .. } => "error-format-newer-version",
            Error::MissingPart { .. } => "error-format-missing-part",
            Error::Invalid { fault } => fault.id,
            Error::Unreadable { .. } => "error-format-unreadable",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::NotZip
            | Error::Truncated
            | Error::Encrypted
            | Error::OldOffice
            | Error::TooBig
            | Error::TooDeep
            | Error::ReadOnly
            | Error::LockedPdf
            | Error::NoPdfText
            | Error::NoArchive
            | Error::UnknownEncoding => Vec::new(),
            Error::MixedEncodings { line, place, byte } => {
                vec![("line", line.to_string()), ("place", place.to_string()), ("byte", format!("{byte:02X}"))]
            }
            Error::OtherKind { actual } => vec![("ending", actual.extension().to_owned())],
            Error::UnsafeName { name } => vec![("name", name.clone())],
            Error::Invalid { fault } => fault.args(),
            Error::Unreadable { reason } => vec![("reason", reason.clone())],
            Error::BadXml { part, offset } => vec![("part", part.clone()), ("offset", offset.to_string())],
            Error::Unencodable { characters, paragraph } => {
                vec![("characters", characters.clone()), ("paragraph", (paragraph + 1).to_string())]
            }
            Error::NewerVersion { version } => vec![("version", version.to_string())],
            Error::DtdRefused { part } | Error::Damaged { part } | Error::MissingPart { part } => {
                vec![("part", part.clone())]
            }
        }
    }
}

#[cfg(test)]
mod tests;
