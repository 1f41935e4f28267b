//! `.pdf`: the pages as they will be printed, with their fonts, bookmarks and a structure that a screen reader follows.
//! Only written, never read.

mod face;
mod layout;
mod lines;
mod write;

pub(super) use write::write;
