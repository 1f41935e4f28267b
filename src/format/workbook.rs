//! Excel workbooks (.xlsx, .xlsm) as documents: every sheet in sight is a table, or a range of one. What a formula came to
//! is what counts. Read, never written.

use super::grid::{self, GridError};
use super::{Error, Kind, Loss, Read, Source};
use crate::document::tables::{MOST_COLUMNS, one_line};
use crate::document::{Author, Document, Role};
use crate::text::Lang;
use calamine::{Reader, Sheet, SheetType, SheetVisible};

/// The most rows of a sheet that become a table.
const MOST_ROWS: usize = 5_000;

/// What is asked for of a workbook: `名簿`, `名簿!A1:F20`, `A1:F20`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The sheet; the first where nothing is said.
    pub sheet: Option<String>,
    /// From row and column to row and column, from 0, both of them in it.
    pub cells: Option<((u64, usize), (u64, usize))>,
}

impl Range {
    /// Reads a range as Excel writes it; what is none names a sheet.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let cells = |text: &str| {
            let (from, to) = text.split_once(':').unwrap_or((text, text));
            let (from, to) = (cell(from)?, cell(to)?);
            Some(((from.0.min(to.0), from.1.min(to.1)), (from.0.max(to.0), from.1.max(to.1))))
        };
        match text.rsplit_once('!') {
            Some((sheet, range)) if cells(range).is_some() => {
                let sheet = sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\'')).unwrap_or(sheet);
                Self { sheet: Some(sheet.replace("''", "'")), cells: cells(range) }
            }
            None if text.contains(':') && cells(text).is_some() => Self { sheet: None, cells: cells(text) },
            _ => Self { sheet: Some(text.to_owned()), cells: None },
        }
    }
}

/// Row and column of `$B$12`, from 0.
fn cell(text: &str) -> Option<(u64, usize)> {
    let text: String = text.trim().chars().filter(|c| *c != '$').collect();
    let letters = text.chars().take_while(char::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let (name, number) = text.split_at(letters);
    let column = name.bytes().fold(0, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u64 = number.parse().ok().filter(|row| *row > 0)?;
    Some((row - 1, column - 1))
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, Error> {
    read_range(bytes, &Range::default()).map_err(|error| match error {
        GridError::Format(error) => error,
        GridError::TooMany => Error::TooBig,
        _ => Error::Damaged { part: "xl/workbook.xml".to_owned() },
    })
}

/// The names of the sheets in sight, in their order.
///
/// # Errors
/// If it is no workbook.
pub fn sheets(bytes: &[u8]) -> Result<Vec<String>, GridError> {
    grid::guarded(|| {
        let (book, _) = grid::open(bytes)?;
        let seen = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        Ok(seen.map(|sheet| sheet.name.clone()).collect())
    })
}

/// Reads what is asked for of a workbook; every sheet in sight where nothing is.
///
/// # Errors
/// If it is no workbook, or has no such sheet.
pub fn read_range(bytes: &[u8], range: &Range) -> Result<Read, GridError> {
    grid::guarded(|| read_sheets(bytes, range))
}

fn read_sheets(bytes: &[u8], range: &Range) -> Result<Read, GridError> {
    let (mut book, names) = grid::open(bytes)?;
    let hidden = book.sheets_metadata().iter().filter(|sheet| sheet.visible != SheetVisible::Visible).count();
    let seen: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let is_chart = |sheet: &&Sheet| sheet.typ != SheetType::WorkSheet;
    let charts: Vec<String> = book.sheets_metadata().iter().filter(is_chart).map(|sheet| sheet.name.clone()).collect();
    let no_sheet = |sheet: &String| GridError::NoSheet { sheet: sheet.clone(), sheets: names.join("、") };
    let (asked, whole) = match (&range.sheet, range.cells) {
        (Some(sheet), _) if !names.contains(sheet) => return Err(no_sheet(sheet)),
        (Some(sheet), _) => (vec![sheet.clone()], false),
        (None, Some(_)) => (seen.into_iter().take(1).collect(), false),
        (None, None) => (seen, true),
    };
    let mut paragraphs: Vec<(Role, String)> = Vec::new();
    let (mut merged, mut rows, mut columns, mut dates) = (0, 0, 0, 0);
    for name in &asked {
        let mut lines = match grid::sheet(&mut book, name, grid::MOST_ROWS) {
            Ok(lines) => lines,
            // Sheets of charts hold no cells.
            Err(_) if charts.contains(name) => continue,
            Err(error) => return Err(error),
        };
        if let Some(((top, left), (bottom, right))) = range.cells {
            lines.retain(|(number, _)| (top + 1..=bottom + 1).contains(number));
            for (_, values) in &mut lines {
                values.resize(values.len().max(left), String::new());
                values.drain(..left);
                values.truncate(right - left + 1);
            }
        }
        let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let within = |row: u32, column: u32| match range.cells {
            None => true,
            Some(((top, left), (bottom, right))) => {
                let column = usize::try_from(column).unwrap_or(usize::MAX);
                (top..=bottom).contains(&u64::from(row)) && (left..=right).contains(&column)
            }
        };
        merged += regions.iter().filter(|region| within(region.start.0, region.start.1)).count();
        dates += lines.iter().flat_map(|(_, values)| values).filter(|value| is_day(value)).count();
        rows += lines.len().saturating_sub(MOST_ROWS);
        lines.truncate(MOST_ROWS);
        if whole && asked.len() > 1 && !lines.is_empty() {
            paragraphs.push((Role::Heading(1), one_line(name)));
        }
        columns += put(&mut paragraphs, lines);
    }
    let text: String = paragraphs.iter().take(500).flat_map(|(_, text)| [text.as_str(), "\n"]).collect();
    let lang = Lang::guess(&text).unwrap_or_default();
    if paragraphs.is_empty() {
        paragraphs.push((Role::Body, String::new()));
    }
    let all = [
        ("loss-book-merged", merged),
        ("loss-book-rows", rows),
        ("loss-book-columns", columns),
        ("loss-book-dates", dates),
        ("loss-book-hidden", if whole { hidden } else { 0 }),
    ];
    let mut losses: Vec<Loss> =
        all.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| Loss::counted(id, count)).collect();
    losses.push(Loss::new("loss-book-looks"));
    let document = Document::new(lang, None, &paragraphs, Author::Import);
    Ok(Read { document, losses, source: Source::new(Kind::Workbook) })
}

/// Whether a value is a day as [`grid`] writes it.
fn is_day(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[..4].iter().all(u8::is_ascii_digit)
}

/// Puts the rows of a sheet: what stands alone in its row above the table and below it are lines of text. Gives how many
/// columns there was no room for.
fn put(paragraphs: &mut Vec<(Role, String)>, lines: Vec<(u64, Vec<String>)>) -> usize {
    let filled = |values: &[String]| values.iter().filter(|value| !value.trim().is_empty()).count();
    let lines: Vec<Vec<String>> = lines.into_iter().map(|(_, values)| values).filter(|v| filled(v) > 0).collect();
    let begins = |values: &Vec<String>| values.iter().position(|value| !value.trim().is_empty()).unwrap_or(0);
    // Where the table begins at the left: a value alone that stands further in is one of its cells.
    let edge = lines.iter().filter(|values| filled(values) > 1).map(begins).min().unwrap_or(usize::MAX);
    let in_table = |values: &Vec<String>| filled(values) > 1 || begins(values) > edge;
    let first = lines.iter().position(in_table).unwrap_or(lines.len());
    let last = lines.iter().rposition(in_table).map_or(first, |at| at + 1);
    let alone = |values: &Vec<String>| {
        let words: Vec<String> = values.iter().map(|v| one_line(v)).filter(|v| !v.trim().is_empty()).collect();
        (Role::Body, words.join("　"))
    };
    let (table, tail) =
        if first == lines.len() { (&lines[..0], &lines[..]) } else { (&lines[first..last], &lines[last..]) };
    if first < lines.len() {
        paragraphs.extend(lines[..first].iter().map(alone));
    }
    // Columns in which nothing stands at the left are none.
    let left = table.iter().map(begins).min().unwrap_or(0);
    let wide = table.iter().map(|values| values.len().saturating_sub(left)).max().unwrap_or(0);
    for values in table {
        for column in 0..wide.min(MOST_COLUMNS) {
            let value = values.get(left + column).map_or("", String::as_str);
            paragraphs.push((Role::Cell(u8::try_from(column).unwrap_or(0)), one_line(value)));
        }
    }
    paragraphs.extend(tail.iter().map(alone));
    wide.saturating_sub(MOST_COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_excel_writes_them() {
        let check = |text: &str, sheet: Option<&str>, cells: Option<((u64, usize), (u64, usize))>| {
            assert_eq!(Range::parse(text), Range { sheet: sheet.map(str::to_owned), cells }, "{text}");
        };
        check("名簿", Some("名簿"), None);
        check("名簿!A1:C10", Some("名簿"), Some(((0, 0), (9, 2))));
        check("'来年度 案'!$AA$2:$B$1", Some("来年度 案"), Some(((0, 1), (1, 26))));
        check("B2:B4", None, Some(((1, 1), (3, 1))));
        check("A1", Some("A1"), None);
    }

    #[test]
    fn words_alone_stand_above_and_below_the_table() {
        let line = |values: &[&str]| (1, values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>());
        let mut paragraphs = Vec::new();
        let lines = vec![line(&["一覧"]), line(&["", "氏名", "部署"]), line(&["", "", "防災課"]), line(&["備考"])];
        assert_eq!(put(&mut paragraphs, lines), 0);
        let roles: Vec<Role> = paragraphs.iter().map(|(role, _)| *role).collect();
        assert_eq!(roles, [Role::Body, Role::Cell(0), Role::Cell(1), Role::Cell(0), Role::Cell(1), Role::Body]);
    }
}
