//! 差し込み: one document or form, a table of addressees, and a copy for each row. The same for the window and the command
//! line; nothing here writes to a disk.

use super::Notice;
use super::engine::offline_run;
use crate::assistant::Task;
use crate::document::form::{Field, Form};
use crate::document::merge::{self, Place};
use crate::document::{Author, Document, Facts};
use crate::format::grid::{Grid, Row};
use crate::format::{self, Error, Kind, Source, Written};
use crate::text::Lang;
use std::collections::HashSet;
use std::sync::Arc;

/// What every copy is made from.
#[derive(Clone, Debug)]
pub enum Template {
    /// A document with places such as 《氏名》, and the Word file it was read from, if it was.
    Document {
        /// The document.
        document: Box<Document>,
        /// Its places.
        places: Vec<Place>,
        /// The Word file whose other contents every copy keeps.
        original: Option<Arc<Vec<u8>>>,
    },
    /// A form, and what is the same in every copy.
    Form {
        /// The form.
        form: Box<Form>,
        /// What is the same.
        facts: Facts,
    },
}

impl Template {
    /// A document as a template.
    pub fn of(document: Document, original: Option<Arc<Vec<u8>>>) -> Self {
        let places = merge::places(&document.text().to_string());
        Self::Document { document: Box::new(document), places, original }
    }
}

/// A template and its rows.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What every copy is made from.
    pub template: Template,
    /// For whom.
    pub grid: Grid,
    /// The number of the first copy.
    pub first: u64,
    /// The name of each copy's file, without its ending; places in it are filled too.
    pub name: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

/// A row that makes no copy.
#[derive(Clone, Debug)]
pub struct BadRow {
    /// Which, from 0.
    pub index: usize,
    /// Its number in the file.
    pub number: u64,
    /// What is wrong.
    pub problems: Vec<Notice>,
}

impl Plan {
    /// What keeps the whole from working: there is nothing to fill, or nothing to fill it with.
    pub fn problem(&self) -> Option<Notice> {
        if self.grid.rows.is_empty() {
            return Some(Notice::new(super::Level::Error, "error-merge-no-rows"));
        }
        match &self.template {
            Template::Document { places, .. } if places.is_empty() => {
                Some(Notice::new(super::Level::Error, "error-merge-no-places"))
            }
            Template::Document { places, .. } => {
                let missing: Vec<&str> = merge::columns(places)
                    .into_iter()
                    .filter(|column| !merge::NUMBER.contains(column) && !self.has(column))
                    .filter(|column| places.iter().any(|place| place.column == *column && !place.may_be_empty))
                    .collect();
                let told = |columns: Vec<&str>| {
                    let notice = Notice::new(super::Level::Error, "error-merge-no-column");
                    let columns: Vec<String> = columns.iter().map(|column| format!("《{column}》")).collect();
                    notice.with("columns", columns.join(" ")).with("known", self.grid.columns.join("、"))
                };
                (!missing.is_empty()).then(|| told(missing))
            }
            Template::Form { form, .. } => {
                let used = self.grid.columns.iter().any(|column| field(form, column).is_some());
                let names = || form.fields.iter().map(|field| field.title.ja.as_str()).collect::<Vec<_>>().join("、");
                (!used).then(|| Notice::new(super::Level::Error, "error-merge-no-field").with("known", names()))
            }
        }
    }

    /// Columns that no copy says anything of.
    pub fn unused(&self) -> Vec<&str> {
        let in_name: HashSet<String> = merge::places(&self.name).into_iter().map(|place| place.column).collect();
        let used = |column: &&str| match &self.template {
            _ if in_name.contains(*column) => true,
            Template::Document { places, .. } => places.iter().any(|place| place.column == **column),
            Template::Form { form, .. } => field(form, column).is_some(),
        };
        self.grid.columns.iter().map(String::as_str).filter(|column| !used(column)).collect()
    }

    /// Every row that makes no copy.
    pub fn bad_rows(&self) -> Vec<BadRow> {
        let bad = |(index, row): (usize, &Row)| {
            let problems = self.checked(index).err()?;
            Some(BadRow { index, number: row.number, problems })
        };
        self.grid.rows.iter().enumerate().filter_map(bad).collect()
    }

    /// Whether row `index` makes a copy, without making it.
    fn checked(&self, index: usize) -> Result<(), Vec<Notice>> {
        let row = &self.grid.rows[index];
        match &self.template {
            Template::Document { document, places, .. } => {
                let value = |column: &str| self.grid.value(row, column).map(str::to_owned);
                let mut problems = Vec::new();
                for place in places {
                    if let Err(problem) = merge::value(place, document.lang(), self.number(index), &value)
                        && !problems.contains(&problem)
                    {
                        problems.push(problem);
                    }
                }
                if problems.is_empty() { Ok(()) } else { Err(problems.iter().map(|p| Notice::error(p)).collect()) }
            }
            Template::Form { form, facts } => {
                let problems = form.check(&self.facts(form, facts, row));
                if problems.is_empty() { Ok(()) } else { Err(problems.iter().map(|p| Notice::error(p)).collect()) }
            }
        }
    }

    /// The copy for row `index`.
    ///
    /// # Errors
    /// What is wrong with the row.
    pub fn copy(&self, index: usize) -> Result<Document, Vec<Notice>> {
        let row = &self.grid.rows[index];
        match &self.template {
            Template::Document { document, places, .. } => {
                let value = |column: &str| self.grid.value(row, column).map(str::to_owned);
                merge::filled(document, places, self.number(index), &value)
                    .map_err(|problems| problems.iter().map(|problem| Notice::error(problem)).collect())
            }
            Template::Form { form, facts } => {
                self.checked(index)?;
                let facts = self.facts(form, facts, row);
                let outline = form.outline(&facts);
                let mut document = outline.document(form);
                let run = document.add_run(offline_run(Task::Draft, self.at));
                let mut suggestion = outline.offline_suggestion(&document, Author::Assistant(run));
                let all: Vec<usize> = (0..suggestion.hunks.len()).collect();
                let text = document.text().clone();
                if let Some(edit) = suggestion.accept(&all, self.at, |byte| text.line_of(byte)) {
                    document.apply(edit);
                }
                Ok(document)
            }
        }
    }

    /// That copy as a file of this kind. What is lost in writing is told of each.
    ///
    /// # Errors
    /// If that kind cannot hold it.
    pub fn write(&self, copy: &Document, kind: Kind) -> Result<Written, Error> {
        let source = Source::new(kind);
        match &self.template {
            Template::Document { original: Some(original), .. } if kind == Kind::Docx => {
                format::write_into(copy, &source, original)
            }
            _ => format::write(copy, &source),
        }
    }

    /// All these copies as one Word file, each on a page of its own.
    ///
    /// # Errors
    /// If there is none, or they cannot be written.
    pub fn write_joined(&self, copies: &[Document]) -> Result<Written, Error> {
        let Some((all, starts)) = merge::joined(copies) else { return Err(Error::Damaged { part: String::new() }) };
        format::write_paged(&all, &starts[1..])
    }

    /// The number of the copy for row `index`.
    pub fn number(&self, index: usize) -> u64 {
        self.first.saturating_add(index as u64)
    }

    /// What the files of the copies are called, without their ending: all different.
    pub fn names(&self) -> Vec<String> {
        let places = merge::places(&self.name);
        let figures = self.number(self.grid.rows.len()).to_string().len().max(4);
        let mut taken: HashSet<String> = HashSet::new();
        let mut name = |index: usize| {
            let row = &self.grid.rows[index];
            let value = |column: &str| self.grid.value(row, column).map(str::to_owned);
            let number = format!("{:0figures$}", self.number(index));
            let (mut made, mut at) = (String::new(), 0);
            for place in &places {
                made.push_str(&self.name[at..place.span.start]);
                let is_number = merge::NUMBER.contains(&place.column.as_str()) && !self.has(&place.column);
                let said = merge::value(place, Lang::Ja, self.number(index), &value).unwrap_or_default();
                made.push_str(if is_number { &number } else { &said });
                at = place.span.end;
            }
            made.push_str(&self.name[at..]);
            let made: String =
                made.chars().map(|c| if c.is_control() || "\\/:*?\"<>|".contains(c) { '_' } else { c }).collect();
            let made: String = made.trim().trim_end_matches('.').chars().take(80).collect();
            let made = if made.is_empty() { number } else { made };
            let mut unique = made.clone();
            let mut more = 2;
            // Windows knows no difference between capital and small letters.
            while !taken.insert(unique.to_lowercase()) {
                unique = format!("{made}-{more}");
                more += 1;
            }
            unique
        };
        (0..self.grid.rows.len()).map(&mut name).collect()
    }

    fn has(&self, column: &str) -> bool {
        self.grid.columns.iter().any(|known| known == column)
    }

    fn facts(&self, form: &Form, common: &Facts, row: &Row) -> Facts {
        let mut facts = common.clone();
        for (column, value) in self.grid.columns.iter().zip(&row.values) {
            let Some(field) = field(form, column).filter(|_| !value.trim().is_empty()) else { continue };
            // What is chosen may be called what people read.
            let said = |one: &str| {
                let one = one.trim();
                let choice =
                    field.kind.choices().iter().find(|choice| choice.title.ja == one || choice.title.en == one);
                choice.map_or_else(|| one.to_owned(), |choice| choice.value.clone())
            };
            let value = match field.kind.choices().is_empty() {
                true => value.trim().to_owned(),
                false => value.split([',', '、']).map(said).collect::<Vec<_>>().join(","),
            };
            facts.set(&field.key, value);
        }
        facts
    }
}

/// The field a column fills: of this key, or called so.
fn field<'a>(form: &'a Form, column: &str) -> Option<&'a Field> {
    let is =
        |field: &&Field| field.key == column || field.title.ja == column || field.title.en.eq_ignore_ascii_case(column);
    form.fields.iter().find(is)
}
