//! Tables of rows under named columns, as offices keep their lists of addressees: CSV and TSV in the encodings in use
//! here, and Excel workbooks (.xlsx). Every value is text as a person reads it.

use super::package::Package;
use super::{Error, plain};
use crate::text::Message;
use calamine::{Data, Reader, Xlsx};
use std::collections::HashSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The most rows that are read.
pub const MOST_ROWS: usize = 100_000;

/// A table that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The sheet it is on, in a workbook.
    pub sheet: Option<String>,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows that say something.
    pub rows: Vec<Row>,
    /// Columns without a name in which something stands: their numbers, from 1.
    pub nameless: Vec<usize>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, from 1, as a person counts.
    pub number: u64,
    /// Its values, one for each column; columns without a name are left out.
    pub values: Vec<String>,
}

impl Grid {
    /// What a row has in the column of this name; `None` where there is no such column.
    pub fn value<'a>(&self, row: &'a Row, column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        row.values.get(at).map(String::as_str)
    }
}

/// Why a table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridError {
    /// Its file cannot be read.
    Format(Error),
    /// Its ending is none of .csv, .tsv, .txt and .xlsx.
    Kind,
    /// There is no row that names columns.
    Empty,
    /// Two columns have one name.
    Twice {
        /// The name.
        column: String,
    },
    /// There is no such sheet.
    NoSheet {
        /// The name that was asked for.
        sheet: String,
        /// Those there are.
        sheets: String,
    },
    /// More rows than [`MOST_ROWS`].
    TooMany,
    /// A line with more values than there are columns.
    Torn {
        /// Its number.
        line: u64,
    },
}

impl From<Error> for GridError {
    fn from(error: Error) -> Self {
        Self::Format(error)
    }
}

impl Message for GridError {
    fn id(&self) -> &'static str {
        match self {
            Self::Format(error) => error.id(),
            Self::Kind => "error-grid-kind",
            Self::Empty => "error-grid-empty",
            Self::Twice { .. } => "error-grid-twice",
            Self::NoSheet { .. } => "error-grid-no-sheet",
            Self::TooMany => "error-grid-too-many",
            Self::Torn { .. } => "error-grid-torn",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Format(error) => error.args(),
            Self::Kind | Self::Empty => Vec::new(),
            Self::TooMany => vec![("most", MOST_ROWS.to_string())],
            Self::Twice { column } => vec![("column", column.clone())],
            Self::NoSheet { sheet, sheets } => vec![("sheet", sheet.clone()), ("sheets", sheets.clone())],
            Self::Torn { line } => vec![("line", line.to_string())],
        }
    }
}

/// Reads the table in `bytes`, which the file `path` holds: its name says what it is. In a workbook the first sheet counts
/// unless another one is named.
///
/// # Errors
/// If it is no such file, or no table with named columns.
pub fn read(path: &Path, bytes: &[u8], sheet: Option<&str>) -> Result<Grid, GridError> {
    guarded(|| read_table(path, bytes, sheet))
}

/// What `work` gives; a workbook that makes the reader, which is somebody else's, stumble is damaged.
pub(super) fn guarded<T, E: From<Error>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let damaged = || Error::Damaged { part: "xl/workbook.xml".to_owned() };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(damaged().into()))
}

fn read_table(path: &Path, bytes: &[u8], sheet: Option<&str>) -> Result<Grid, GridError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let (name, lines) = match ending.as_str() {
        "csv" | "txt" => (None, separated(bytes, None)?),
        "tsv" => (None, separated(bytes, Some(b'\t'))?),
        "xlsx" | "xlsm" => workbook(bytes, sheet).map(|(name, lines)| (Some(name), lines))?,
        _ => return Err(GridError::Kind),
    };
    Ok(Grid { sheet: name, ..table(lines)? })
}

pub(super) type Line = (u64, Vec<String>);
pub(super) type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn separated(bytes: &[u8], separator: Option<u8>) -> Result<Vec<Line>, GridError> {
    let text = plain::decode(bytes)?.text;
    let separator = separator.unwrap_or_else(|| {
        let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        *b",\t;".iter().max_by_key(|c| head.bytes().filter(|b| b == *c).count()).unwrap_or(&b',')
    });
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            GridError::Torn { line }
        })?;
        // Where the reader went on is before the empty lines it passed over.
        let line = record.position().map_or(0, |position| {
            let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
            let rest = text.get(from..).unwrap_or_default();
            let empty = rest.chars().take_while(|c| matches!(c, '\n' | '\r')).filter(|c| *c == '\n').count();
            position.line() + empty as u64
        });
        if lines.len() > MOST_ROWS {
            return Err(GridError::TooMany);
        }
        lines.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok(lines)
}

/// The sheet `wanted` or the first, row by row.
fn workbook(bytes: &[u8], wanted: Option<&str>) -> Result<(String, Vec<Line>), GridError> {
    let (mut book, names) = open(bytes)?;
    let name = match wanted {
        Some(wanted) => names
            .iter()
            .find(|name| name.as_str() == wanted)
            .ok_or_else(|| GridError::NoSheet { sheet: wanted.to_owned(), sheets: names.join("、") })?,
        None => names.first().ok_or(GridError::Empty)?,
    };
    Ok((name.clone(), sheet(&mut book, name, MOST_ROWS)?))
}

/// A workbook whose parts are within the limits, and the names of its sheets.
pub(super) fn open(bytes: &[u8]) -> Result<(Book<'_>, Vec<String>), GridError> {
    // Whatever is read of it afterwards is no larger than this says.
    let mut package = Package::open(bytes)?;
    package.parts_are_honest()?;
    let damaged = || Error::Damaged { part: "xl/workbook.xml".to_owned() };
    let book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let names = book.sheet_names();
    Ok((book, names))
}

/// The cells of the sheet `name`, row by row, if it has no more than `most` of them below the first.
pub(super) fn sheet(book: &mut Book<'_>, name: &str, most: usize) -> Result<Vec<Line>, GridError> {
    let damaged = || GridError::from(Error::Damaged { part: name.to_owned() });
    // The cells are asked for one by one: a single one far down would make a table of all that is between.
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| damaged())?;
    let mut lines: Vec<Line> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| damaged())? {
        let (row, column) = cell.get_position();
        let value = shown(&Data::from(cell.get_value().clone()));
        if value.is_empty() || column >= 1_024 {
            continue;
        }
        let number = u64::from(row) + 1;
        if lines.last().is_none_or(|(last, _)| *last != number) {
            if lines.len() > most {
                return Err(GridError::TooMany);
            }
            lines.push((number, Vec::new()));
        }
        if let Some((_, values)) = lines.last_mut() {
            let at = usize::try_from(column).unwrap_or(0);
            if values.len() <= at {
                values.resize(at + 1, String::new());
            }
            values[at] = value;
        }
    }
    Ok(lines)
}

/// A value as the sheet shows it, as far as that can be told without its format.
fn shown(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match (time.as_f64() < 1.0, (hour, minute, second)) {
                (true, _) => format!("{hour}:{minute:02}"),
                (false, (0, 0, 0)) => date,
                (false, _) => format!("{date} {hour}:{minute:02}"),
            }
        }
        other => other.to_string(),
    }
}

/// The first line names the columns, the others are rows.
fn table(lines: Vec<Line>) -> Result<Grid, GridError> {
    let says = |values: &[String]| values.iter().any(|value| !value.trim().is_empty());
    let mut lines = lines.into_iter().filter(|(_, values)| says(values));
    let (_, head) = lines.next().ok_or(GridError::Empty)?;
    let names: Vec<String> = head.iter().map(|name| name.trim().to_owned()).collect();
    let mut seen = HashSet::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !seen.insert(name.as_str()) {
            return Err(GridError::Twice { column: name.clone() });
        }
    }
    let mut grid = Grid::default();
    let mut nameless = Vec::new();
    for (number, values) in lines {
        for (at, value) in values.iter().enumerate() {
            let named = names.get(at).is_some_and(|name| !name.is_empty());
            if !named && !value.trim().is_empty() && !nameless.contains(&(at + 1)) {
                nameless.push(at + 1);
            }
        }
        let mut values = values;
        values.resize(names.len(), String::new());
        let values = values.into_iter().zip(&names).filter(|(_, name)| !name.is_empty()).map(|(value, _)| value);
        grid.rows.push(Row { number, values: values.collect() });
    }
    nameless.sort_unstable();
    grid.nameless = nameless;
    grid.columns = names.into_iter().filter(|name| !name.is_empty()).collect();
    Ok(grid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_their_encodings() {
        let text = "氏名,住所\n山田　太郎,\"みどり野市1-1\n二階\"\n\n佐藤　花子,\n";
        let check = |bytes: &[u8]| {
            let grid = read(Path::new("a.csv"), bytes, None).unwrap();
            assert_eq!(grid.columns, ["氏名", "住所"]);
            let rows: Vec<(u64, &str)> = grid.rows.iter().map(|row| (row.number, row.values[0].as_str())).collect();
            assert_eq!(rows, [(2, "山田　太郎"), (5, "佐藤　花子")]);
            assert_eq!(grid.value(&grid.rows[0], "住所"), Some("みどり野市1-1\n二階"));
            assert_eq!(grid.value(&grid.rows[0], "電話"), None);
        };
        check(text.as_bytes());
        check(&encoding_rs::SHIFT_JIS.encode(text).0);
        check(text.replace(',', "\t").as_bytes());
    }

    #[test]
    fn what_is_no_list_says_why() {
        let read = |name: &str, text: &str| read(Path::new(name), text.as_bytes(), None).map(|grid| grid.nameless);
        assert_eq!(read("a.csv", "\n\n"), Err(GridError::Empty));
        assert_eq!(read("a.csv", "a,a\n1,2"), Err(GridError::Twice { column: "a".to_owned() }));
        assert_eq!(read("a.docx", "a"), Err(GridError::Kind));
        assert_eq!(read("a.xlsx", "a"), Err(GridError::Format(Error::NotZip)));
        assert_eq!(read("a.csv", "a,,b\n1,x,2,y\n"), Ok(vec![2, 4]));
    }
}
