//! A range of an Excel workbook put into the document at hand as a table: a workbook is chosen, a sheet and a range of it
//! are looked at, and what is seen comes in behind the paragraph of the cursor, as one step.

use super::clerk::{Answer, Errand};
use super::files;
use super::workers::FILE_LIMIT;
use super::{App, Effect, Job, Level, Notice};
use crate::document::Document;
use crate::format::workbook::{self, Range};
use crate::text::Span;
use std::path::PathBuf;

/// What is asked for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Choose a workbook.
    Choose,
    /// Look into this one.
    Look(PathBuf),
    /// Look at a sheet of it, and at these cells: `A1:F20`, or nothing for all.
    Show {
        /// The sheet.
        sheet: String,
        /// The cells.
        cells: String,
    },
    /// Put it into the document.
    Insert,
    /// Leave it.
    Close,
}

/// What is to be read.
#[derive(Clone, Debug)]
pub struct Wanted {
    path: PathBuf,
    /// The sheet; the first if none is said.
    sheet: Option<String>,
    cells: String,
}

/// The table, and what of it did not come along, or why there is none.
pub type Table = Result<(Box<Document>, Vec<Notice>), Notice>;

/// What was read.
#[derive(Clone, Debug)]
pub struct Found {
    wanted: Wanted,
    sheets: Vec<String>,
    read: Table,
}

/// The workbook that is looked at.
#[derive(Clone, Debug)]
pub struct Ranging {
    /// The file.
    pub path: PathBuf,
    /// The sheets in it.
    pub sheets: Vec<String>,
    /// The one that is shown.
    pub sheet: String,
    /// Its cells, as the person writes them.
    pub cells: String,
    /// What is there, or why it cannot be used; `None` while it is read.
    pub table: Option<Table>,
}

/// Reads what is wanted.
///
/// # Errors
/// If the file is no workbook, or cannot be read.
pub(super) fn work(wanted: Wanted) -> Result<Answer, Notice> {
    let bytes = files::read_file(&wanted.path, FILE_LIMIT).map_err(|error| Notice::error(&error))?;
    let sheets = workbook::sheets(&bytes).map_err(|error| Notice::error(&error))?;
    let sheet = wanted.sheet.clone().or_else(|| sheets.first().cloned());
    let range = match half_width(&wanted.cells).trim() {
        "" => Some(Range { sheet, cells: None }),
        // A cell alone is a range, too; where no range is asked for it would be a sheet's name.
        cell if !cell.contains(':') => {
            Range::parse(&format!("{cell}:{cell}")).cells.map(|cells| Range { sheet, cells: Some(cells) })
        }
        cells => Range::parse(cells).cells.map(|cells| Range { sheet, cells: Some(cells) }),
    };
    let read = match range {
        None => Err(Notice::new(Level::Error, "error-range").with("cells", wanted.cells.clone())),
        Some(range) => match workbook::read_range(&bytes, &range) {
            Ok(read) => {
                let losses = read.losses.iter().map(|loss| Notice::of(Level::Warning, loss)).collect();
                Ok((Box::new(read.document), losses))
            }
            Err(error) => Err(Notice::error(&error)),
        },
    };
    Ok(Answer::Range(Found { wanted, sheets, read }))
}

/// The letters of a range as Excel writes them, however wide they were typed.
fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    text.chars().map(narrow).collect()
}

impl App {
    /// The workbook that is looked at.
    pub fn ranging(&self) -> Option<&Ranging> {
        self.clerk.ranging.as_ref()
    }

    pub(super) fn ask_range(&mut self, ask: Ask) {
        match ask {
            Ask::Choose => self.effects.push(Effect::ChooseWorkbook),
            Ask::Look(path) => {
                self.clerk.ranging = None;
                self.read_range(Wanted { path, sheet: None, cells: String::new() });
            }
            Ask::Show { sheet, cells } => {
                let Some(ranging) = &mut self.clerk.ranging else { return };
                ranging.sheet.clone_from(&sheet);
                ranging.cells.clone_from(&cells);
                ranging.table = None;
                let wanted = Wanted { path: ranging.path.clone(), sheet: Some(sheet), cells };
                self.read_range(wanted);
            }
            Ask::Insert => self.insert_range(),
            Ask::Close => self.clerk.ranging = None,
        }
    }

    fn read_range(&mut self, wanted: Wanted) {
        self.send(Job::Clerk(Box::new(Errand::Range(wanted))));
    }

    pub(super) fn range_read(&mut self, found: Found) {
        let Found { wanted: Wanted { path, sheet, cells }, sheets, read } = found;
        let sheet = sheet.or_else(|| sheets.first().cloned()).unwrap_or_default();
        // What was asked for before the person went on asking is not shown.
        let late = self.clerk.ranging.as_ref().is_some_and(|now| {
            now.path == path && (now.sheet.as_str(), now.cells.as_str()) != (sheet.as_str(), cells.as_str())
        });
        if !late && self.open.is_some() {
            self.clerk.ranging = Some(Ranging { path, sheets, sheet, cells, table: Some(read) });
        }
    }

    fn insert_range(&mut self) {
        let Some(Ranging { table: Some(Ok((table, losses))), .. }) = self.clerk.ranging.take() else { return };
        if self.read_only() {
            return;
        }
        let Some(open) = &self.open else { return };
        let (document, here) = (&open.document, open.document.text().line_of(open.selection.start));
        let parts: Vec<_> = table.snapshot().paragraphs().map(|part| (part.role, part.text)).collect();
        let (edit, caret) = document.placing(&parts, here, self.now);
        self.rearrange(edit);
        self.effects.push(Effect::Show(Span::at(caret)));
        self.effects.push(Effect::Focus);
        let level = if losses.is_empty() { Level::Info } else { Level::Warning };
        self.tell(Notice::new(level, "notice-range-inserted").detailed(losses));
    }
}
