//! What a subcommand reads: a file by its name, or standard input.

use super::report::{Failure, Ran, sentence};
use super::{Context, args};
use crate::app::files::{self, FileError};
use crate::app::workers::FILE_LIMIT;
use crate::app::{Level, Notice};
use crate::document::Document;
use crate::format::workbook::{self, Range};
use crate::format::{self, Encoding, Kind, Loss, Source, encodings};
use crate::translation::Bitext;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How standard input is called.
const STDIN: &str = "-";

/// A document that was read.
pub struct Input {
    /// As the person called it.
    pub name: String,
    /// The file; `None` is standard input.
    pub path: Option<PathBuf>,
    /// What is in it.
    pub document: Document,
    /// What of the file is not in the document.
    pub losses: Vec<Loss>,
    /// How it was written.
    pub source: Source,
    /// The file itself, where it may hold what only its own kind can keep.
    pub original: Option<Vec<u8>>,
    /// The document's translation, where the file has one.
    pub bitext: Option<Bitext>,
}

/// Reads the document called `name`.
///
/// # Errors
/// If it cannot be read, or is not what its name says.
pub fn document(context: &Context, name: &OsStr) -> Result<Input, Failure> {
    document_in(context, name, None)
}

/// The same of a text in this encoding, where one is named.
///
/// # Errors
/// As [`document`].
pub fn document_in(context: &Context, name: &OsStr, encoding: Option<Encoding>) -> Result<Input, Failure> {
    let shown = name.to_string_lossy().into_owned();
    let (path, bytes) = bytes(context, Path::new(name), FILE_LIMIT)?;
    let kind = match &path {
        Some(path) => {
            Kind::from_path(path).ok_or_else(|| args::problem("error-file-kind").with("path", shown.as_str()))?
        }
        // Standard input has no name; a broken archive is told as what it is.
        None if bytes.starts_with(b"PK") => Kind::of_content(&bytes).unwrap_or(Kind::Docx),
        None => Kind::of_content(&bytes).unwrap_or(Kind::Text),
    };
    let mut bitext = None;
    let read = match (kind, encoding) {
        // Read once, for both of what it holds.
        (Kind::Kian, _) => format::read_translated(&bytes).map(|(mut read, other)| {
            read.losses.extend(other.is_some().then_some(Loss { id: "loss-translation", args: Vec::new() }));
            bitext = other;
            read
        }),
        (Kind::Text | Kind::Markdown, Some(encoding)) => encodings::read_in(kind, &bytes, encoding),
        _ => format::read(kind, &bytes),
    };
    let mut read = read.map_err(|error| Failure::of(&error).in_file(Path::new(name)))?;
    if encoding.is_none() && !encodings::readings(kind, &bytes).is_empty() {
        let encoding = read.source.encoding.code().to_owned();
        read.losses.push(Loss { id: "loss-encoding-guessed", args: vec![("encoding", encoding)] });
    }
    let original = (kind == Kind::Docx).then_some(bytes);
    Ok(Input { name: shown, path, document: read.document, losses: read.losses, source: read.source, original, bitext })
}

/// Reads a range of the workbook called `name`.
///
/// # Errors
/// If it cannot be read, is no workbook, or has no such sheet.
pub fn range(context: &Context, name: &OsStr, range: &Range) -> Result<Input, Failure> {
    let shown = name.to_string_lossy().into_owned();
    let (path, bytes) = bytes(context, Path::new(name), FILE_LIMIT)?;
    if path.as_deref().and_then(Kind::from_path) != Some(Kind::Workbook) {
        return Err(args::problem("error-cli-range-kind").with("path", shown.as_str()).into());
    }
    let read = workbook::read_range(&bytes, range).map_err(|error| Failure::of(&error).in_file(Path::new(name)))?;
    let (document, losses, source) = (read.document, read.losses, read.source);
    Ok(Input { name: shown, path, document, losses, source, original: None, bitext: None })
}

impl Input {
    /// Puts what could not be read into the notes of `ran`.
    pub fn note_losses(&self, context: &Context, ran: &mut Ran) {
        let told = |loss: &Loss| format!("{}: {}", self.name, sentence(&context.tr, &Notice::of(Level::Warning, loss)));
        ran.notes.extend(self.losses.iter().map(told));
    }
}

/// The bytes of `path`, or of standard input where it is `-`; then there is no path.
///
/// # Errors
/// If there are more than `limit` of them, and the errors of the system.
pub fn bytes(context: &Context, path: &Path, limit: u64) -> Result<(Option<PathBuf>, Vec<u8>), Failure> {
    if path != Path::new(STDIN) {
        return Ok((Some(path.to_owned()), files::read_file(path, limit)?));
    }
    let place = PathBuf::from(context.tr.text("cli-stdin"));
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| FileError::reading(&place, &error))?;
    if bytes.len() as u64 > limit {
        return Err(FileError::TooLarge { path: place, limit }.into());
    }
    Ok((None, bytes))
}
