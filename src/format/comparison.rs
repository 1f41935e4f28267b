//! A 新旧対照表 as a file to send or to show: which side stands where, what the columns are called, and what stands
//! opposite of what is new or gone.

use super::{docx, html};
use crate::document::comparison::{Comparison, Row, RowKind};
use crate::text::Lang;

/// Which version stands in the first column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// The newer one, as ministries have it.
    #[default]
    NewFirst,
    /// The older one.
    OldFirst,
}

impl Order {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::NewFirst, Self::OldFirst];

    /// Its name in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::NewFirst => "new-first",
            Self::OldFirst => "old-first",
        }
    }

    /// The one of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
    }
}

/// What the columns are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Headings {
    /// 改正後 and 改正前.
    #[default]
    AfterBefore,
    /// 改正案 and 現行, while it is not decided yet.
    DraftCurrent,
    /// 新 and 旧.
    NewOld,
}

impl Headings {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::AfterBefore, Self::DraftCurrent, Self::NewOld];

    /// Their name in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::AfterBefore => "after-before",
            Self::DraftCurrent => "draft-current",
            Self::NewOld => "new-old",
        }
    }

    /// Those of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|headings| headings.code() == code)
    }
}

/// How the table is set out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Layout {
    /// Which version stands first.
    pub order: Order,
    /// What the columns are called.
    pub headings: Headings,
    /// What stands above the table; nothing if empty.
    pub title: String,
}

/// A file of this layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A Word document with one table.
    Docx,
    /// A web page with one table.
    Html,
}

/// Writes the table as a file.
pub fn write(comparison: &Comparison, layout: &Layout, target: Target) -> Vec<u8> {
    match target {
        Target::Docx => docx::comparison(comparison, layout),
        Target::Html => html::comparison(comparison, layout).into_bytes(),
    }
}

impl Layout {
    /// The words above the two columns, in order.
    pub fn columns(&self, lang: Lang) -> [&'static str; 2] {
        let (new, old) = match (lang, self.headings) {
            (Lang::Ja, Headings::AfterBefore) => ("改正後", "改正前"),
            (Lang::Ja, Headings::DraftCurrent) => ("改正案", "現行"),
            (Lang::Ja, Headings::NewOld) => ("新", "旧"),
            (Lang::En, Headings::AfterBefore) => ("After", "Before"),
            (Lang::En, Headings::DraftCurrent) => ("Draft", "Current"),
            (Lang::En, Headings::NewOld) => ("New", "Old"),
        };
        self.in_order(new, old)
    }

    /// What belongs to the newer and the older version, in the order of the columns.
    pub fn in_order<T>(&self, new: T, old: T) -> [T; 2] {
        match self.order {
            Order::NewFirst => [new, old],
            Order::OldFirst => [old, new],
        }
    }
}

/// One half of a row as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How many characters it stands in.
    pub depth: u8,
    /// Its pieces: the words, and whether they are marked.
    pub pieces: Vec<(String, bool)>,
}

impl Cell {
    fn plain(depth: u8, words: &str) -> Self {
        Self { depth, pieces: vec![(words.to_owned(), false)] }
    }
}

/// The rows of a group as they are written, the newer version first. （新設） and （削る） stand once in a row of such lines.
pub fn cells(rows: &[Row], lang: Lang) -> Vec<[Cell; 2]> {
    let (added, removed) = match lang {
        Lang::Ja => ("（新設）", "（削る）"),
        Lang::En => ("(new)", "(deleted)"),
    };
    let mut last = None;
    let mut written = Vec::with_capacity(rows.len());
    for row in rows {
        let again = last == Some(row.kind);
        let missing = |depth: u8, words: &str| Cell::plain(depth, if again { "" } else { words });
        let depth = row.new.as_ref().or(row.old.as_ref()).map_or(0, |line| line.depth);
        let new = row.new.as_ref().map_or_else(|| missing(depth, removed), |line| cell(line, row.kind, lang));
        let old = row.old.as_ref().map_or_else(|| missing(depth, added), |line| cell(line, row.kind, lang));
        written.push([new, old]);
        last = Some(row.kind);
    }
    written
}

fn cell(line: &crate::document::comparison::Line, kind: RowKind, lang: Lang) -> Cell {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in &line.marks {
        if mark.start > at {
            pieces.push((line.text[at..mark.start].to_owned(), false));
        }
        pieces.push((line.text[mark.range()].to_owned(), true));
        at = mark.end;
    }
    if at < line.text.len() {
        pieces.push((line.text[at..].to_owned(), false));
    }
    if kind == RowKind::Elided {
        let words = match (lang, line.text.is_empty()) {
            (Lang::Ja, true) => "（略）",
            (Lang::Ja, false) => "\u{3000}（略）",
            (Lang::En, true) => "(no change)",
            (Lang::En, false) => " (no change)",
        };
        pieces.push((words.to_owned(), false));
    }
    Cell { depth: line.depth, pieces }
}
