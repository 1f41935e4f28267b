//! `.pdf`: the pages as they will be printed, with their fonts, bookmarks and a structure that a screen reader follows.
//! Only written, never read.

mod text;
mod write;

pub(super) use text::read;

pub(super) use write::write;

use krilla::configure::Archival;

/// The standards of files that archives keep for decades, PDF/A (ISO 19005). All of them embed their fonts and mean the
/// same colours everywhere, which every file of ours does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Archive {
    /// PDF/A-2a: with a structure that can be read aloud.
    A2a,
    /// PDF/A-2b: looks the same for ever.
    A2b,
    /// PDF/A-2u: the same, and its text can be searched.
    A2u,
    /// PDF/A-3a: as 2a.
    A3a,
}

/// A file that is made for an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Archived {
    /// The standard it keeps.
    pub standard: Archive,
    /// When it is made, in milliseconds since 1970-01-01 UTC: such a file says so.
    pub at: i64,
}

impl Archive {
    /// All of them.
    pub const ALL: [Archive; 4] = [Archive::A2a, Archive::A2b, Archive::A2u, Archive::A3a];

    /// Its name: `2a`.
    pub fn code(self) -> &'static str {
        match self {
            Archive::A2a => "2a",
            Archive::A2b => "2b",
            Archive::A2u => "2u",
            Archive::A3a => "3a",
        }
    }

    /// The one with this name; upper and lower case are the same.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|archive| archive.code().eq_ignore_ascii_case(code))
    }

    fn validator(self) -> Archival {
        match self {
            Archive::A2a => Archival::A2_A,
            Archive::A2b => Archival::A2_B,
            Archive::A2u => Archival::A2_U,
            Archive::A3a => Archival::A3_A,
        }
    }
}
