//! Suggestions that nobody has decided on, in files that know such a thing: Word's revisions (変更履歴), both ways.

use super::{Error, Kind, Loss, Read, Source, Written, docx, read};
use crate::document::{Document, Hunk, Suggestion};

/// A suggestion that goes out undecided.
#[derive(Clone, Copy, Debug)]
pub struct Pending<'a> {
    /// Its open pieces are what goes out.
    pub suggestion: &'a Suggestion,
    /// Who the file says made it.
    pub author: &'a str,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

/// What a file proposes beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revisions {
    /// Who made them, each once, as far as the file says.
    pub authors: Vec<String>,
    /// The pieces, in the order of the text.
    pub hunks: Vec<Hunk>,
    /// Who made each of them.
    pub makers: Vec<Maker>,
}

/// Who made a piece of what a file proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// Their name, or their names; empty if the file says nothing.
    pub author: String,
    /// When the last of it was made, in milliseconds since 1970-01-01 UTC, if the file says it.
    pub at: Option<i64>,
}

/// Writes `document` the way `source` says, and `pending` beside it where that kind of file can hold it; where it cannot,
/// that is a loss.
///
/// # Errors
/// As [`super::write`](fn@super::write).
pub fn write_with(document: &Document, source: &Source, pending: &[Pending<'_>]) -> Result<Written, Error> {
    let open: usize = pending.iter().map(|pending| pending.suggestion.open().count()).sum();
    if open > 0 && source.kind == Kind::Docx {
        let mut written = write_tracked(document, pending)?;
        written.losses.extend(super::left_behind(document));
        return Ok(written);
    }
    let mut written = super::write(document, source)?;
    if open > 0 {
        written.losses.push(Loss::counted("loss-revisions", open));
    }
    Ok(written)
}

/// The same into the file the document was read from: see [`super::write_into`].
///
/// # Errors
/// As [`super::write_into`].
pub fn write_into(
    document: &Document,
    source: &Source,
    pending: &[Pending<'_>],
    original: &[u8],
) -> Result<Written, Error> {
    if source.kind != Kind::Docx {
        return write_with(document, source, pending);
    }
    let outcome = docx::write_into(document, pending, original)?;
    if let docx::Outcome::Kept(mut written) = outcome {
        written.losses.extend(super::left_behind(document));
        return Ok(written);
    }
    let mut written = write_with(document, source, pending)?;
    if let docx::Outcome::Anew = outcome {
        written.losses.insert(0, Loss::new("loss-made-anew"));
    }
    let known: Vec<&str> = written.losses.iter().map(|loss| loss.id).collect();
    let lost: Vec<Loss> = read_tracked(Kind::Docx, original)?.0.losses;
    let lost = lost.into_iter().filter(|loss| !known.contains(&loss.id)).collect::<Vec<_>>();
    written.losses.extend(lost);
    Ok(written)
}

/// Writes a Word file that holds `document` and, as revisions, what `pending` would make of it.
///
/// # Errors
/// As [`super::write`](fn@super::write).
pub fn write_tracked(document: &Document, pending: &[Pending<'_>]) -> Result<Written, Error> {
    docx::write_tracked(document, pending)
}

/// Reads a file as it was before its undecided revisions, with these beside it; what [`read`] gives has them accepted.
///
/// # Errors
/// As [`read`].
pub fn read_tracked(kind: Kind, bytes: &[u8]) -> Result<(Read, Option<Revisions>), Error> {
    match kind {
        Kind::Docx => docx::read_tracked(bytes).map_err(|error| super::content::blame(kind, bytes, error)),
        _ => read(kind, bytes).map(|read| (read, None)),
    }
}
