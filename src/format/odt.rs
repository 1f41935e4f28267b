//! `.odt`: OpenDocument text (ISO/IEC 26300), for offices that work with LibreOffice.

mod read;
mod style;
mod write;

pub(super) use read::read;
pub(super) use write::write;

/// What a package of this kind says it is.
const MIME: &str = "application/vnd.oasis.opendocument.text";
const URN: &str = "urn:oasis:names:tc:opendocument:xmlns";
