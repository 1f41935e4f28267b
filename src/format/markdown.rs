//! Markdown.
use super::{Error, Read, Source, Written, plain};
use crate::document::Document;
pub(super) fn read(bytes: &[u8]) -> Result<Read, Error> {
    let mut read = plain::read(bytes)?;
    read.source.kind = super::Kind::Markdown;
    Ok(read)
}
pub(super) fn write(document: &Document, source: &Source) -> Result<Written, Error> {
    plain::write(document, source)
}
