//! `.docx`: Office Open XML, written as the best clerk of an office would have made it in Word, and read whoever made it.

mod comparison;
mod comments;
mod custom;
mod frame;
mod keep;
mod numbering;
mod parts;
pub(super) mod properties;
mod patch;
mod read;
pub(super) mod style;
pub(super) mod table;
mod trace;
mod tracked;
mod write;
pub(super) mod xml;

pub(super) use comments::{Anchor, date, time};
pub(super) use comparison::comparison;
pub(super) use keep::{Outcome, write_into};
pub(super) use read::read;
pub(super) use tracked::{read_tracked, write_tracked};
pub(super) use write::{Body, SHEET, Stand, unwritable, words_gone, write, write_paged};
