//! Document numbers that count up by fiscal year: a register everybody of an office shares, a plain CSV file that is locked
//! while a number is taken, so that none is given twice. A number is given when somebody asks for it and is never taken
//! back; what is missing in between can be seen.

use super::files::FileError;
use crate::text::{Date, Message};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The name of the register.
const NAME: &str = "document-numbers.csv";
/// What its first line says.
const HEAD: [&str; 5] = ["fiscal_year", "form", "number", "given_on", "title"];
/// Largest register that is read (bytes).
const LIMIT: u64 = 64 << 20;
/// Where the number stands in what an office writes.
pub const PLACE: &str = "{n}";

/// A number that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The fiscal year, by the Western year in which it begins.
    pub year: i32,
    /// How it is written: `総防第{n}号`.
    pub form: String,
    /// The number.
    pub number: u64,
    /// The day, as ISO writes it.
    pub on: String,
    /// For what.
    pub title: String,
}

impl Given {
    /// As a document says it: 総防第123号.
    pub fn written(&self) -> String {
        self.form.replace(PLACE, &self.number.to_string())
    }
}

/// Why no number could be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// The register cannot be read or written.
    File(FileError),
    /// Line `line` of the register is none of ours.
    Damaged {
        /// From 1.
        line: u64,
        /// The register.
        path: PathBuf,
    },
    /// `form` does not say where the number goes.
    NoPlace {
        /// What was given.
        form: String,
    },
}

impl Message for NumberError {
    fn id(&self) -> &'static str {
        match self {
            Self::File(error) => error.id(),
            Self::Damaged { .. } => "error-number-damaged",
            Self::NoPlace { .. } => "error-number-no-place",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::File(error) => error.args(),
            Self::Damaged { line, path } => vec![("line", line.to_string()), ("path", path.display().to_string())],
            Self::NoPlace { form } => vec![("form", form.clone())],
        }
    }
}

/// The register in `folder`.
pub fn register(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// Takes the next number of this form in the fiscal year of `day`, and enters it. Nobody else can take one meanwhile.
///
/// # Errors
/// If the register cannot be read or written, or is damaged. No number is given then.
pub fn take(register: &Path, form: &str, day: Date, title: &str) -> Result<Given, NumberError> {
    if !form.contains(PLACE) {
        return Err(NumberError::NoPlace { form: form.to_owned() });
    }
    let failed = |error: std::io::Error| NumberError::File(FileError::writing(register, &error));
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(register).map_err(failed)?;
    // Waits for whoever holds it; the system lets go when a process ends.
    file.lock().map_err(failed)?;
    let (all, is_new, needs_line) = read(&mut file, register)?;
    let year = fiscal_year(day);
    let of = |given: &&Given| given.year == year && given.form == form;
    let number = all.iter().filter(of).map(|given| given.number).max().unwrap_or(0).saturating_add(1);
    let title = title.replace(['\n', '\r'], " ");
    let given = Given { year, form: form.to_owned(), number, on: day.iso(), title };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let row = |given: &Given| {
        [given.year.to_string(), given.form.clone(), given.number.to_string(), given.on.clone(), given.title.clone()]
    };
    let written = (|| {
        if is_new {
            writer.write_record(HEAD)?;
        }
        writer.write_record(row(&given))
    })();
    written.map_err(|error| failed(std::io::Error::other(error)))?;
    let mut bytes = if is_new { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    // Somebody may have changed it by hand and left its last line open.
    bytes.extend(needs_line.then_some(b'\n'));
    bytes.extend(writer.into_inner().map_err(|error| failed(std::io::Error::other(error.to_string())))?);
    file.seek(SeekFrom::End(0)).map_err(failed)?;
    file.write_all(&bytes).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    Ok(given)
}

/// Every number given so far, in order.
///
/// # Errors
/// If the register cannot be read, or is damaged. One that is not there has given none.
pub fn list(register: &Path) -> Result<Vec<Given>, NumberError> {
    let failed = |error: std::io::Error| NumberError::File(FileError::reading(register, &error));
    let mut file = match File::open(register) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    file.lock_shared().map_err(failed)?;
    read(&mut file, register).map(|(all, ..)| all)
}

/// Numbers that are missing between those given: by fiscal year and form.
pub fn gaps(all: &[Given]) -> BTreeMap<(i32, String), Vec<u64>> {
    let mut by_form: BTreeMap<(i32, String), Vec<u64>> = BTreeMap::new();
    for given in all {
        by_form.entry((given.year, given.form.clone())).or_default().push(given.number);
    }
    for numbers in by_form.values_mut() {
        numbers.sort_unstable();
        let last = numbers.last().copied().unwrap_or(0);
        // A slip of the pen must not fill the screen.
        let missing = (1..last).filter(|number| numbers.binary_search(number).is_err()).take(1_000);
        *numbers = missing.collect();
    }
    by_form.retain(|_, numbers| !numbers.is_empty());
    by_form
}

/// The fiscal year of a day, from 1 April.
pub fn fiscal_year(day: Date) -> i32 {
    let (year, month, _) = day.ymd();
    if month < 4 { year - 1 } else { year }
}

/// What a register says, whether it is empty, and whether its last line is open.
fn read(file: &mut File, path: &Path) -> Result<(Vec<Given>, bool, bool), NumberError> {
    let failed = |error: std::io::Error| NumberError::File(FileError::reading(path, &error));
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        return Err(NumberError::File(FileError::TooLarge { path: path.to_owned(), limit: LIMIT }));
    }
    let damaged = |line: u64| NumberError::Damaged { line, path: path.to_owned() };
    let text = String::from_utf8(bytes).map_err(|_| damaged(1))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut all = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|error| damaged(error.position().map_or(1, csv::Position::line)))?;
        let line = record.position().map_or(1, csv::Position::line);
        let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
        if at == 0 && field(0) == HEAD[0] || record.iter().all(str::is_empty) {
            continue;
        }
        let (year, number) = (field(0).trim().parse().ok(), field(2).trim().parse().ok());
        let (Some(year), Some(number)) = (year, number) else { return Err(damaged(line)) };
        all.push(Given { year, form: field(1), number, on: field(3), title: field(4) });
    }
    Ok((all, text.trim().is_empty(), !text.is_empty() && !text.ends_with('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8) -> Date {
        Date::new(year, month, 1).unwrap()
    }

    #[test]
    fn numbers_count_up_and_begin_anew_in_april() {
        let folder = tempfile::tempdir().unwrap();
        let register = register(folder.path());
        let take = |form: &str, day: Date| take(&register, form, day, "件名, \"改行\n付き\"").unwrap().written();
        assert_eq!(take("総防第{n}号", day(2026, 4)), "総防第1号");
        assert_eq!(take("総防第{n}号", day(2027, 3)), "総防第2号");
        assert_eq!(take("総人第{n}号", day(2027, 3)), "総人第1号");
        assert_eq!(take("総防第{n}号", day(2027, 4)), "総防第1号");
        let all = list(&register).unwrap();
        assert_eq!((all.len(), all[0].title.as_str()), (4, "件名, \"改行 付き\""));
        assert!(gaps(&all).is_empty());
    }

    #[test]
    fn no_number_is_given_twice() {
        let folder = tempfile::tempdir().unwrap();
        let register = register(folder.path());
        let clerk = || {
            let register = register.clone();
            std::thread::spawn(move || {
                let one = |_| take(&register, "第{n}号", day(2026, 5), "").unwrap().number;
                (0..20).map(one).collect::<Vec<u64>>()
            })
        };
        let clerks: Vec<_> = (0..4).map(|_| clerk()).collect();
        let mut all: Vec<u64> = clerks.into_iter().flat_map(|clerk| clerk.join().unwrap()).collect();
        all.sort_unstable();
        assert_eq!(all, (1..=80).collect::<Vec<u64>>());
    }

    #[test]
    fn gaps_are_seen_and_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let register = register(folder.path());
        std::fs::write(
            &register,
            "fiscal_year,form,number,given_on,title\n2026,第{n}号,1,2026-04-01,a\n2026,第{n}号,4,2026-04-02,b",
        )
        .unwrap();
        let all = list(&register).unwrap();
        assert_eq!(gaps(&all)[&(2026, "第{n}号".to_owned())], [2, 3]);
        assert_eq!(take(&register, "第{n}号", day(2026, 5), "c").unwrap().number, 5);
        assert_eq!(list(&register).unwrap().len(), 3);
        std::fs::write(&register, "2026,第{n}号,one,,\n").unwrap();
        assert!(matches!(take(&register, "第{n}号", day(2026, 5), ""), Err(NumberError::Damaged { line: 1, .. })));
        assert!(matches!(take(&register, "第号", day(2026, 5), ""), Err(NumberError::NoPlace { .. })));
    }
}
