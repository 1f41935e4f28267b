//! `.docx`: Office Open XML, written as the best clerk of an office would have made it in Word, and read whoever made it.

mod comparison;
mod numbering;
mod parts;
mod properties;
mod read;
mod style;
mod table;
mod write;
mod xml;

pub(super) use comparison::comparison;
pub(super) use read::read;
pub(super) use write::write;
