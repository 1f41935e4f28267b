//! DOCX.
use super::{Error, Read, Written, package::Package};
use crate::document::Document;
pub(super) fn read(bytes: &[u8]) -> Result<Read, Error> {
    let mut package = Package::open(bytes)?;
    let _ = package.has("word/document.xml");
    let _ = package.text("word/document.xml")?;
    Err(Error::Truncated)
}
pub(super) fn write(_: &Document) -> Result<Written, Error> {
    Err(Error::TooBig)
}
