//! [`Facts`]: what a person says that a document is to say, field by field of a [`Form`], and what is
//! wrong with it ([`FactsProblem`]).
//!
//! Facts come from a form filled in on screen or from a TOML file, one line a fact, which also names the form:
//!
//! ```toml
//! form = "notice"
//! issued_on = 2026-12-01
//! subject = "防災訓練の実施"
//! items = ["服装は自由です。", "小雨の場合は実施します。"]
//! ```

use super::form::{FieldKind, Form, RESERVED};
use super::{Classification, form};
use crate::text::{Date, Lang, Message, segment};
use toml::de::{DeTable, DeValue};

/// See the module. Values are kept as they were entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    facts: Vec<Fact>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fact {
    key: String,
    value: String,
    shape: Shape,
    line: Option<usize>,
}

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// On screen, where everything is text.
    Entered,
    Text,
    Number,
    Day,
    List,
    /// `true`, a table, a time of day …: no field takes it.
    Other,
}

/// What a facts file says besides facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The form it is for.
    pub form: Option<String>,
    /// The language of the document.
    pub lang: Option<Lang>,
    /// The document's 格付け.
    pub classification: Option<Classification>,
}

impl Facts {
    /// No facts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says that `key` is `value`: several lines for a textarea, values joined with `,` for a checkbox.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        let fact = Fact { key: key.to_owned(), value: value.into(), shape: Shape::Entered, line: None };
        match self.facts.iter_mut().find(|fact| fact.key == key) {
            Some(old) => *old = fact,
            None => self.facts.push(fact),
        }
    }

    /// What was said of `key`, as it was entered.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.facts.iter().find(|fact| fact.key == key).map(|fact| fact.value.as_str())
    }

    /// Every key and value, in the order they were said.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.facts.iter().map(|fact| (fact.key.as_str(), fact.value.as_str()))
    }

    /// Reads a facts file. Whether the facts suit a form is for [`Form::check`] to say.
    ///
    /// # Errors
    /// If it is not TOML, or its `form`, `lang` or `classification` can't be understood; every such place is named.
    pub fn parse(toml: &str) -> Result<(Facts, Header), Vec<FactsProblem>> {
        let toml = toml.strip_prefix('\u{feff}').unwrap_or(toml);
        let (table, errors) = DeTable::parse_recoverable(toml);
        let mut problems: Vec<FactsProblem> = Vec::new();
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let (line, column) = line_and_column(toml, at);
            // One slip often makes the parser stumble several times.
            if problems.last().and_then(FactsProblem::line) != Some(line) {
                problems.push(day_that_is_none(toml, line).unwrap_or(FactsProblem::Syntax { line, column }));
            }
        }
        let mut entries: Vec<_> = table.into_inner().into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let (mut facts, mut header) = (Facts::new(), Header::default());
        for (key, value) in entries {
            let (line, _) = line_and_column(toml, key.span().start);
            let (value, shape) = read(value.get_ref());
            let fact = Fact { key: key.into_inner().into_owned(), value, shape, line: Some(line) };
            if RESERVED.contains(&fact.key.as_str()) {
                problems.extend(header.take(fact));
            } else {
                facts.facts.push(fact);
            }
        }
        if problems.is_empty() { Ok((facts, header)) } else { Err(problems) }
    }
}

impl Header {
    fn take(&mut self, fact: Fact) -> Option<FactsProblem> {
        let Fact { key: field, value, shape, line } = fact;
        if shape != Shape::Text && !(field == "classification" && shape == Shape::Number) {
            return Some(FactsProblem::WrongType { field, line, expected: Expected::Text });
        }
        let known = match field.as_str() {
            "lang" => {
                self.lang = Lang::from_code(&value);
                self.lang.is_some()
            }
            "classification" => {
                self.classification = Classification::from_code(&value).or_else(|| Classification::named(&value));
                self.classification.is_some()
            }
            _ => {
                self.form = Some(value.clone());
                true
            }
        };
        let choices = if field == "lang" { "ja, en" } else { "1, 2, 3" };
        (!known).then(|| FactsProblem::NotAChoice { field, value, choices: choices.to_owned(), line })
    }
}

/// What is wrong with facts. Lines count from 1 and are there when the fact came from a file.
#[derive(Clone, Debug, PartialEq)]
pub enum FactsProblem {
    /// The file is not TOML here.
    Syntax {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// The document can't do without this one.
    Missing {
        /// The field.
        field: String,
    },
    /// The form doesn't ask for this.
    Unknown {
        /// The key.
        field: String,
        /// Where.
        line: Option<usize>,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// It is written as something else than the field takes.
    WrongType {
        /// The field.
        field: String,
        /// Where.
        line: Option<usize>,
        /// What the field takes.
        expected: Expected,
    },
    /// There is no such day, or it can't be read.
    BadDate {
        /// The field.
        field: String,
        /// What it says.
        value: String,
        /// Where.
        line: Option<usize>,
    },
    /// More characters than the form allows.
    TooLong {
        /// The field.
        field: String,
        /// How many there may be.
        max: usize,
        /// How many there are.
        found: usize,
        /// Where.
        line: Option<usize>,
    },
    /// Fewer characters than the form asks for.
    TooShort {
        /// The field.
        field: String,
        /// How many there must be.
        min: usize,
        /// How many there are.
        found: usize,
        /// Where.
        line: Option<usize>,
    },
    /// A number that is too small or too great.
    OutOfRange {
        /// The field.
        field: String,
        /// What it says.
        value: String,
        /// Least value.
        min: Option<f64>,
        /// Greatest value.
        max: Option<f64>,
        /// Where.
        line: Option<usize>,
    },
    /// Not one of the answers offered.
    NotAChoice {
        /// The field.
        field: String,
        /// What it says.
        value: String,
        /// The values that are offered, joined with `, `.
        choices: String,
        /// Where.
        line: Option<usize>,
    },
    /// A day that comes before one it has to follow: a deadline before the day the notice is sent.
    TooEarly {
        /// The field.
        field: String,
        /// What it says.
        value: String,
        /// The field whose day comes first.
        other: String,
        /// Where.
        line: Option<usize>,
    },
    /// More files than the form takes.
    TooManyFiles {
        /// The field.
        field: String,
        /// How many there may be.
        max: usize,
        /// Where.
        line: Option<usize>,
    },
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Text.
    Text,
    /// Text without a line feed.
    Line,
    /// Text or a list of texts.
    Lines,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of the values offered.
    Choice,
    /// A list of the values offered.
    Choices,
    /// A path or a list of paths.
    Files,
}

impl Expected {
    /// Its name in messages.
    fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Line => "line",
            Self::Lines => "lines",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Files => "files",
        }
    }
}

impl FactsProblem {
    /// The line it is on, if it is in a file.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Syntax { line, .. } => Some(*line),
            Self::Missing { .. } => None,
            Self::Unknown { line, .. }
            | Self::WrongType { line, .. }
            | Self::BadDate { line, .. }
            | Self::TooLong { line, .. }
            | Self::TooShort { line, .. }
            | Self::OutOfRange { line, .. }
            | Self::NotAChoice { line, .. }
            | Self::TooEarly { line, .. }
            | Self::TooManyFiles { line, .. } => *line,
        }
    }

    /// The field it is about, if it is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Syntax { .. } => None,
            Self::Missing { field }
            | Self::Unknown { field, .. }
            | Self::WrongType { field, .. }
            | Self::BadDate { field, .. }
            | Self::TooLong { field, .. }
            | Self::TooShort { field, .. }
            | Self::OutOfRange { field, .. }
            | Self::NotAChoice { field, .. }
            | Self::TooEarly { field, .. }
            | Self::TooManyFiles { field, .. } => Some(field),
        }
    }
}

impl Message for FactsProblem {
    fn id(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "error-facts-syntax",
            Self::Missing { .. } => "error-facts-missing",
            Self::Unknown { nearest: None, .. } => "error-facts-unknown",
            Self::Unknown { nearest: Some(_), .. } => "error-facts-misspelt",
            Self::WrongType { .. } => "error-facts-wrong-type",
            Self::BadDate { .. } => "error-facts-bad-date",
            Self::TooLong { .. } => "error-facts-too-long",
            Self::TooShort { .. } => "error-facts-too-short",
            Self::OutOfRange { .. } => "error-facts-out-of-range",
            Self::NotAChoice { .. } => "error-facts-not-a-choice",
            Self::TooEarly { .. } => "error-facts-too-early",
            Self::TooManyFiles { .. } => "error-facts-too-many-files",
        }
    }

    /// `line` is `none` for a fact that was entered on screen, `min` and `max` for a limit there isn't.
    fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = Vec::new();
        if let Some(field) = self.field() {
            args.push(("field", field.to_owned()));
        }
        if !matches!(self, Self::Missing { .. }) {
            args.push(("line", self.line().map_or_else(|| "none".to_owned(), |line| line.to_string())));
        }
        let limit = |limit: &Option<f64>| limit.map_or_else(|| "none".to_owned(), |n| n.to_string());
        match self {
            Self::Syntax { column, .. } => args.push(("column", column.to_string())),
            Self::Unknown { nearest: Some(nearest), .. } => args.push(("nearest", nearest.clone())),
            Self::WrongType { expected, .. } => args.push(("expected", expected.code().to_owned())),
            Self::BadDate { value, .. } => args.push(("value", value.clone())),
            Self::TooLong { max, found, .. } => {
                args.extend([("max", max.to_string()), ("found", found.to_string())]);
            }
            Self::TooShort { min, found, .. } => {
                args.extend([("min", min.to_string()), ("found", found.to_string())]);
            }
            Self::OutOfRange { value, min, max, .. } => {
                args.extend([("value", value.clone()), ("min", limit(min)), ("max", limit(max))]);
            }
            Self::NotAChoice { value, choices, .. } => {
                args.extend([("value", value.clone()), ("choices", choices.clone())]);
            }
            Self::TooEarly { value, other, .. } => {
                args.extend([("value", value.clone()), ("other", other.clone())]);
            }
            Self::TooManyFiles { max, .. } => args.push(("max", max.to_string())),
            Self::Missing { .. } | Self::Unknown { nearest: None, .. } => {}
        }
        args
    }
}

impl Form {
    /// Everything that keeps `facts` from filling this form: in the order of the fields, then what it doesn't ask for.
    pub fn check(&self, facts: &Facts) -> Vec<FactsProblem> {
        let mut problems = Vec::new();
        for field in &self.fields {
            match facts.facts.iter().find(|fact| fact.key == field.key) {
                Some(fact) if fact.shape == Shape::Other || !fact.value.trim().is_empty() => {
                    problems.extend(check_one(field, fact));
                }
                _ if field.required && field.default.as_deref().is_none_or(|value| value.trim().is_empty()) => {
                    problems.push(FactsProblem::Missing { field: field.key.clone() });
                }
                _ => {}
            }
        }
        let day = |key: &str| Date::parse(facts.get(key)?.trim());
        for field in &self.fields {
            if let Some(other) = &field.after
                && let (Some(first), Some(second)) = (day(other), day(&field.key))
                && second < first
            {
                let fact = facts.facts.iter().find(|fact| fact.key == field.key);
                problems.push(FactsProblem::TooEarly {
                    field: field.key.clone(),
                    value: fact.map_or_else(String::new, |fact| fact.value.trim().to_owned()),
                    other: other.clone(),
                    line: fact.and_then(|fact| fact.line),
                });
            }
        }
        for fact in facts.facts.iter().filter(|fact| self.field(&fact.key).is_none()) {
            let free = self.fields.iter().map(|f| f.key.as_str()).filter(|key| facts.get(key).is_none());
            problems.push(FactsProblem::Unknown {
                field: fact.key.clone(),
                line: fact.line,
                nearest: nearest(&fact.key, free),
            });
        }
        problems
    }
}

fn check_one(field: &form::Field, fact: &Fact) -> Option<FactsProblem> {
    let (line, value) = (fact.line, fact.value.trim());
    let name = || field.key.clone();
    let wrong = |expected| Some(FactsProblem::WrongType { field: name(), line, expected });
    let text = matches!(fact.shape, Shape::Entered | Shape::Text);
    let not_a_choice = |value: &str| FactsProblem::NotAChoice {
        field: name(),
        value: value.to_owned(),
        choices: field.kind.choices().iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>().join(", "),
        line,
    };
    match &field.kind {
        FieldKind::Text { .. } if field.date => {
            if !text && fact.shape != Shape::Day {
                return wrong(Expected::Date);
            }
            Date::parse(value).is_none().then(|| FactsProblem::BadDate { field: name(), value: value.to_owned(), line })
        }
        FieldKind::Text { .. } | FieldKind::Hidden if !text => wrong(Expected::Text),
        FieldKind::Text { .. } if value.contains('\n') => wrong(Expected::Line),
        FieldKind::Textarea { .. } if !text && fact.shape != Shape::List => wrong(Expected::Lines),
        FieldKind::Text { min, max } | FieldKind::Textarea { min, max } => {
            let found = segment::graphemes(value).len();
            match (*min, *max) {
                (_, Some(max)) if found > max => Some(FactsProblem::TooLong { field: name(), max, found, line }),
                (Some(min), _) if found < min => Some(FactsProblem::TooShort { field: name(), min, found, line }),
                _ => None,
            }
        }
        FieldKind::Number { min, max } => {
            if !text && fact.shape != Shape::Number {
                return wrong(Expected::Number);
            }
            let Some(number) = number(value) else { return wrong(Expected::Number) };
            let out = min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max);
            out.then(|| FactsProblem::OutOfRange { field: name(), value: value.to_owned(), min: *min, max: *max, line })
        }
        FieldKind::Select(choices) | FieldKind::Radio(choices) => {
            if !text {
                return wrong(Expected::Choice);
            }
            (!choices.iter().any(|choice| choice.value == value)).then(|| not_a_choice(value))
        }
        FieldKind::Checkbox(choices) => {
            if !text && fact.shape != Shape::List {
                return wrong(Expected::Choices);
            }
            several(value).find(|v| !choices.iter().any(|choice| choice.value == *v)).map(not_a_choice)
        }
        FieldKind::File { accept, max_file_count, .. } => {
            if !text && fact.shape != Shape::List {
                return wrong(Expected::Files);
            }
            if value.lines().count() > *max_file_count {
                return Some(FactsProblem::TooManyFiles { field: name(), max: *max_file_count, line });
            }
            let bad = value.lines().find(|path| !accepted(path, accept))?;
            Some(FactsProblem::NotAChoice { field: name(), value: bad.to_owned(), choices: accept.join(", "), line })
        }
        FieldKind::Hidden => None,
    }
}

/// The values of a checkbox.
pub(super) fn several(value: &str) -> impl Iterator<Item = &str> {
    value.split([',', '\n']).map(str::trim).filter(|v| !v.is_empty())
}

/// A number as people type it: full-width figures and separators of thousands too.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | '_'))
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '．' => '.',
            '－' | '−' => '-',
            _ => c,
        })
        .collect();
    // `inf` and `nan` parse as f64, but are no numbers of things.
    plain
        .parse::<f64>()
        .ok()
        .filter(|n| n.is_finite() && plain.bytes().all(|b| b.is_ascii_digit() || b"+-.".contains(&b)))
}

/// Whether a file of this name is of a kind that `accept` (endings, media types) lets in. A media type is judged
/// where it is read: here, where nothing is opened, it lets everything in.
fn accepted(path: &str, accept: &[String]) -> bool {
    let name = path.to_lowercase();
    accept.is_empty() || accept.iter().any(|a| !a.starts_with('.') || name.ends_with(&a.to_lowercase()))
}

/// A value as text, and how it was written. A list is its texts, line by line.
fn read(value: &DeValue<'_>) -> (String, Shape) {
    match value {
        DeValue::String(text) => (text.to_string(), Shape::Text),
        DeValue::Integer(number) if number.radix() == 10 => (number.as_str().to_owned(), Shape::Number),
        DeValue::Float(number) => (number.as_str().to_owned(), Shape::Number),
        DeValue::Datetime(day) if day.time.is_none() => (day.to_string(), Shape::Day),
        DeValue::Array(values) => {
            let read: Vec<(String, Shape)> = values.iter().map(|value| read(value.get_ref())).collect();
            let shape = if read.iter().all(|(_, shape)| *shape == Shape::Text) { Shape::List } else { Shape::Other };
            (read.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n"), shape)
        }
        other => (other.type_str().to_owned(), Shape::Other),
    }
}

/// A line such as `issued_on = 2026-02-30` is not TOML, but what is wrong with it is the day.
fn day_that_is_none(toml: &str, line: usize) -> Option<FactsProblem> {
    let (key, value) = toml.lines().nth(line - 1)?.split_once('=')?;
    let value = value.split('#').next()?.trim();
    let mut parts = value.split('-');
    let figures = |part: Option<&str>| part.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let shaped = figures(parts.next()) && figures(parts.next()) && figures(parts.next()) && parts.next().is_none();
    shaped.then(|| FactsProblem::BadDate { field: key.trim().to_owned(), value: value.to_owned(), line: Some(line) })
}

/// Line and column, both from 1, of a byte; the column in characters.
pub(crate) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The key most like `key`, if any is like enough to have been meant.
fn nearest<'a>(key: &str, keys: impl Iterator<Item = &'a str>) -> Option<String> {
    let (distance, found) = keys.map(|known| (distance(key, known), known)).min()?;
    (distance <= 1.max(key.chars().count() / 3)).then(|| found.to_owned())
}

/// The number of letters to put in, take out or change to make `b` of `a` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_with_its_header() {
        let (facts, header) = Facts::parse(
            "\u{feff}form = 'notice'\nlang = 'en'\nclassification = 2\nday = 2026-12-01\nitems = ['a', 'b']\nn = 1_000\n",
        )
        .unwrap();
        assert_eq!(
            header,
            Header { form: Some("notice".into()), lang: Some(Lang::En), classification: Some(Classification::Two) }
        );
        let all: Vec<(&str, &str)> = facts.iter().collect();
        assert_eq!(all, [("day", "2026-12-01"), ("items", "a\nb"), ("n", "1000")]);
    }

    #[test]
    fn a_broken_file_names_the_place() {
        let problems = Facts::parse("form = \"notice\"\n件名 = 「防災」\n").unwrap_err();
        assert_eq!(problems[0].line(), Some(2));
        let problems = Facts::parse("# c\nissued_on = 2026-02-30 # no such day\n").unwrap_err();
        assert_eq!(
            problems,
            [FactsProblem::BadDate { field: "issued_on".into(), value: "2026-02-30".into(), line: Some(2) }]
        );
        let problems = Facts::parse("form = 3\nlang = \"fr\"\n").unwrap_err();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert_eq!((problems[0].id(), problems[1].id()), ("error-facts-wrong-type", "error-facts-not-a-choice"));
    }

    #[test]
    fn numbers_are_read_in_many_hands() {
        for text in ["1000", "1,000", "１，０００", "1_000", " 1000.0 "] {
            assert_eq!(number(text), Some(1000.0), "{text}");
        }
        for text in ["", "千", "inf", "nan", "1e3", "12人"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let keys = ["issued_on", "subject", "sender"];
        assert_eq!(nearest("isued_on", keys.into_iter()).as_deref(), Some("issued_on"));
        assert_eq!(nearest("subjcet", keys.into_iter()).as_deref(), Some("subject"));
        assert_eq!(nearest("budget", keys.into_iter()), None);
    }
}
