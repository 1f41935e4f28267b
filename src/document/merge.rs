//! 差し込み: one document to many addressees. Where the document says 《氏名》, each copy says what the row of a table has
//! under 氏名; nothing else is touched.
//!
//! A place may say how a day is written, 《期日|和暦》, 《期日|西暦》 or 《期日|曜日》 (also `|wareki`, `|date`, `|weekday`),
//! and that it may be empty: 《敬称?》. 《連番》 (or 《No》) is the number of the copy unless the table has such a column.

use super::{Author, Document, Edit};
use crate::text::{Change, Date, Lang, Message, Replace, Span};

/// What places of a number are called where the table has no such column.
pub const NUMBER: [&str; 2] = ["連番", "No"];
/// What opens a place and what closes it.
const MARKS: [char; 2] = ['《', '》'];
/// Longer than this, in characters, no column is named.
const LONGEST: usize = 40;

/// A place of a document that a row fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where, its marks included, in bytes.
    pub span: Span,
    /// The column.
    pub column: String,
    /// How it is written.
    pub style: Style,
    /// Whether a copy can do without it.
    pub may_be_empty: bool,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it stands in the table.
    Plain,
    /// A day in the Japanese era: 令和8年12月1日.
    Wareki,
    /// A day in the Western calendar: 2026年12月1日, December 1, 2026.
    Western,
    /// The weekday of a day: 火, Tuesday.
    Weekday,
}

/// Why a row makes no copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// The document needs this column, and the row has nothing there.
    Missing {
        /// The column.
        column: String,
    },
    /// There is no such day.
    BadDate {
        /// The column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// The spreadsheet shows an error there, or a line feed stands where one line is wanted.
    BadValue {
        /// The column.
        column: String,
        /// What stands there.
        value: String,
    },
}

impl Message for RowProblem {
    fn id(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "merge-problem-missing",
            Self::BadDate { .. } => "merge-problem-date",
            Self::BadValue { .. } => "merge-problem-value",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Missing { column } => vec![("column", column.clone())],
            Self::BadDate { column, value } | Self::BadValue { column, value } => {
                vec![("column", column.clone()), ("value", value.clone())]
            }
        }
    }
}

/// The places of `text`, in order. What stands between such marks and is no name of a column (too long, over two
/// paragraphs) is text.
pub fn places(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(MARKS[0]).map(|open| at + open) {
        let inside = open + MARKS[0].len_utf8();
        let Some(close) = text[inside..].find(['\n', MARKS[0], MARKS[1]]).map(|close| inside + close) else { break };
        at = close;
        if text[close..].starts_with(MARKS[1]) {
            at = close + MARKS[1].len_utf8();
            found.extend(place(&text[inside..close], Span::new(open, at)));
        }
    }
    found
}

fn place(inside: &str, span: Span) -> Option<Place> {
    let (name, style) = match inside.split_once(['|', '｜']) {
        None => (inside, Style::Plain),
        Some((name, style)) => (
            name,
            match style.trim() {
                "和暦" | "wareki" => Style::Wareki,
                "西暦" | "date" => Style::Western,
                "曜日" | "weekday" => Style::Weekday,
                _ => return None,
            },
        ),
    };
    let (name, may_be_empty) = match name.strip_suffix(['?', '？']) {
        Some(name) => (name, true),
        None => (name, false),
    };
    let column = name.trim().to_owned();
    let fits = !column.is_empty() && column.chars().count() <= LONGEST;
    fits.then_some(Place { span, column, style, may_be_empty })
}

/// A name for files, each with the number of its copy.
pub fn numbered(stem: &str) -> String {
    let [open, close] = MARKS;
    format!("{stem}-{open}{}{close}", NUMBER[0])
}

/// The columns that these places need, each once, in order.
pub fn columns(places: &[Place]) -> Vec<&str> {
    let mut columns: Vec<&str> = Vec::new();
    for place in places {
        if !columns.contains(&place.column.as_str()) {
            columns.push(&place.column);
        }
    }
    columns
}

/// What the row has for `place`. `value` gives what stands in a column, `None` where the table has no such one; `number` is that
/// of the copy.
///
/// # Errors
/// If it has nothing, or nothing that can be written so.
pub fn value(
    place: &Place,
    lang: Lang,
    number: u64,
    value: &impl Fn(&str) -> Option<String>,
) -> Result<String, RowProblem> {
    let column = place.column.clone();
    let found = match value(&column) {
        Some(found) => found,
        None if NUMBER.contains(&column.as_str()) => number.to_string(),
        None => String::new(),
    };
    let found = found.trim();
    if found.is_empty() {
        return if place.may_be_empty { Ok(String::new()) } else { Err(RowProblem::Missing { column }) };
    }
    // What spreadsheets show instead of a value.
    if ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"].contains(&found) {
        return Err(RowProblem::BadValue { column, value: found.to_owned() });
    }
    if place.style == Style::Plain {
        return Ok(found.to_owned());
    }
    let day = Date::parse(found).ok_or_else(|| RowProblem::BadDate { column, value: found.to_owned() })?;
    let (year, month, date) = day.ymd();
    Ok(match (place.style, lang) {
        (Style::Wareki, _) => day.wareki(),
        (Style::Western, Lang::Ja) => format!("{year}年{month}月{date}日"),
        (Style::Weekday, _) => day.weekday_name(lang).to_owned(),
        _ => day.written(lang),
    })
}

/// A copy of `document` for one row, its history begun anew: nobody gets another's name with it.
///
/// # Errors
/// Everything that is wrong with the row.
pub fn filled(
    document: &Document,
    places: &[Place],
    number: u64,
    row: &impl Fn(&str) -> Option<String>,
) -> Result<Document, Vec<RowProblem>> {
    let (mut replaces, mut problems) = (Vec::new(), Vec::new());
    for place in places {
        match value(place, document.lang(), number, row) {
            Ok(text) => {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                replaces.push(Replace { span: place.span, text });
            }
            Err(problem) if problems.contains(&problem) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut copy = document.clone();
    copy.apply(Edit { author: Author::Import, ..Edit::by_person(Change::new(replaces), 0) });
    Ok(fresh(&copy))
}

/// The document as it is now, without how it came about and without what people said about it.
fn fresh(document: &Document) -> Document {
    let paragraphs: Vec<_> = (0..document.len()).map(|at| document.paragraph(at)).map(|p| (p.role, p.text)).collect();
    let marks = document.marks().within(Span::new(0, document.text().len()));
    let form = document.form().map(str::to_owned);
    let mut fresh = Document::new(document.lang(), form, &paragraphs, Author::Import).with_marks(&marks);
    fresh.set_classification(document.classification());
    fresh.set_sheet(Some(document.sheet().clone()));
    fresh
}

/// All of `copies` as one document, and the paragraph each begins with.
pub fn joined(copies: &[Document]) -> Option<(Document, Vec<usize>)> {
    let first = copies.first()?;
    let (mut paragraphs, mut marks, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    for copy in copies {
        starts.push(paragraphs.len());
        paragraphs.extend((0..copy.len()).map(|at| copy.paragraph(at)).map(|p| (p.role, p.text)));
        let whole = copy.marks().within(Span::new(0, copy.text().len()));
        marks.extend(whole.into_iter().map(|mark| super::Mark { span: mark.span.shift(at), kind: mark.kind }));
        at += copy.text().len() + 1;
    }
    let form = first.form().map(str::to_owned);
    let mut all = Document::new(first.lang(), form, &paragraphs, Author::Import).with_marks(&marks);
    all.set_classification(first.classification());
    all.set_sheet(Some(first.sheet().clone()));
    Some((all, starts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document::from_text(Lang::Ja, text, Author::Person)
    }

    fn row(column: &str) -> Option<String> {
        let value = match column {
            "氏名" => "山田　太郎",
            "期日" => "2026/12/1",
            "敬称" => "",
            "誤り" => "2026-02-30",
            "表" => "#N/A",
            _ => return None,
        };
        Some(value.to_owned())
    }

    #[test]
    fn a_row_fills_its_places() {
        let template =
            document("《氏名》《敬称?》様\n期限《期日|和暦》（《期日|曜日》）まで\n第《連番》号\n《これは括弧|です》");
        let places = places(&template.text().to_string());
        assert_eq!(columns(&places), ["氏名", "敬称", "期日", "連番"]);
        let copy = filled(&template, &places, 7, &row).unwrap();
        assert_eq!(copy.text().to_string(), "山田　太郎様\n期限令和8年12月1日（火）まで\n第7号\n《これは括弧|です》");
        assert!(copy.history().entries().is_empty());
    }

    #[test]
    fn everything_wrong_with_a_row_is_told() {
        let template = document("《住所》《誤り|和暦》《表》《住所》");
        let problems = filled(&template, &places(&template.text().to_string()), 1, &row).unwrap_err();
        let ids: Vec<&str> = problems.iter().map(Message::id).collect();
        assert_eq!(ids, ["merge-problem-missing", "merge-problem-date", "merge-problem-value"]);
    }

    #[test]
    fn copies_joined_are_one_after_another() {
        let (all, starts) = joined(&[document("一\n二"), document("三")]).unwrap();
        assert_eq!((all.text().to_string(), starts), ("一\n二\n三".to_owned(), vec![0, 2]));
    }
}
