//! [`Form`] (様式): which fields a kind of document asks for and which parts it has, in order. A form is a TOML file an
//! office can copy and change; ours lie in `assets/forms` and are built into the program.
//!
//! The fields are those of a 行政実務用 AI アプリ (types text, textarea, number, select, radio, checkbox, file and hidden,
//! with their members), with one addition: a text field with `format = "date"` holds a day. The parts are templates:
//! `{field}`, `{field|date}` (the day as a document in the form's language writes it), `{field|wareki}`,
//! `{field|weekday}`, and `{field|topic}` (without について and a bracket at its end). What a form makes of facts is
//! in [`outline`](super::outline), what it objects to in [`facts`](super::facts).

use super::{Classification, Role};
use crate::text::{Lang, Message};
use serde::Deserialize;
use std::sync::OnceLock;

mod draft;
mod file;
mod sample;

pub use draft::{ChoiceDraft, ContentDraft, FieldDraft, FormDraft, KINDS, PartDraft, Place, StockDraft, Wrong, split};
pub use file::{FieldsFile, simple};

/// The keys of a facts file that are not facts; no field may be called so.
pub const RESERVED: [&str; 3] = ["form", "lang", "classification"];

/// The names of the rule profiles a form may choose.
pub const PROFILES: [&str; 5] = ["notice", "record", "public", "yasashii", "english"];

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Its id, the same in every language of the interface: `notice`.
    pub id: String,
    /// The language of the documents it makes.
    pub lang: Lang,
    /// The profile of the rules its documents are checked with, one of [`PROFILES`].
    pub profile: String,
    /// The form of the other language that does the same job.
    pub counterpart: Option<String>,
    /// The id of the style sheet its documents are set by; the standard one of their language where it says nothing.
    pub sheet: Option<String>,
    /// The 格付け its documents begin with.
    pub classification: Option<Classification>,
    /// What it is called.
    pub name: Bilingual,
    /// What it is for, in a sentence.
    pub description: Bilingual,
    /// What it asks for, in the order it is asked.
    pub fields: Vec<Field>,
    pub(super) parts: Vec<Part>,
}

/// Words in both languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Bilingual {
    /// The words in the language with this code (`ja` or `en`); Japanese for any other.
    pub fn get(&self, code: &str) -> &str {
        if code == "en" { &self.en } else { &self.ja }
    }
}

/// One thing a form asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key in facts files and templates.
    pub key: String,
    /// Its label; a hidden field has its key.
    pub title: Bilingual,
    /// A word of help.
    pub desc: Option<Bilingual>,
    /// What stands in it, faintly, as long as it is empty.
    pub placeholder: Option<Bilingual>,
    /// Whether a document can't do without it.
    pub required: bool,
    /// What it holds until somebody says otherwise; several values of a checkbox are joined with `,`.
    pub default: Option<String>,
    /// Whether it is a day (`format = "date"`).
    pub date: bool,
    /// The field whose day this one must not come before: a deadline follows the day of issue.
    pub after: Option<String>,
    /// What kind of answer it takes.
    pub kind: FieldKind,
}

/// What kind of answer a field takes. Lengths are in characters as a reader counts them.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// One line.
    Text {
        /// Least length.
        min: Option<usize>,
        /// Greatest length.
        max: Option<usize>,
    },
    /// Several lines.
    Textarea {
        /// Least length.
        min: Option<usize>,
        /// Greatest length.
        max: Option<usize>,
    },
    /// A number.
    Number {
        /// Least value.
        min: Option<f64>,
        /// Greatest value.
        max: Option<f64>,
    },
    /// One of these, from a list.
    Select(Vec<Choice>),
    /// One of these, all in sight.
    Radio(Vec<Choice>),
    /// Any of these.
    Checkbox(Vec<Choice>),
    /// Files, by path, one a line.
    File {
        /// Endings (`.pdf`) and media types (`application/pdf`, `image/*`) that are taken; empty = any.
        accept: Vec<String>,
        /// Whether there may be several.
        multiple: bool,
        /// The greatest size of one, in bytes.
        max_size: Option<u64>,
        /// How many there may be.
        max_file_count: usize,
    },
    /// Nothing is asked: the value is the default, which an office may change.
    Hidden,
}

impl FieldKind {
    /// Its type in form files: `text`, `textarea` …
    pub fn code(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Textarea { .. } => "textarea",
            Self::Number { .. } => "number",
            Self::Select(_) => "select",
            Self::Radio(_) => "radio",
            Self::Checkbox(_) => "checkbox",
            Self::File { .. } => "file",
            Self::Hidden => "hidden",
        }
    }

    /// The choices, where it has any.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Select(choices) | Self::Radio(choices) | Self::Checkbox(choices) => choices,
            _ => &[],
        }
    }
}

/// One of the answers a field offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is read; a document gets these words in its own language.
    pub title: Bilingual,
    /// What stands in facts.
    pub value: String,
}

/// The forms that come with the program, Japanese first, in the order they are offered.
///
/// # Panics
/// If a built-in form is malformed, which `tests/forms.rs` rules out.
pub fn builtin() -> &'static [Form] {
    static FORMS: OnceLock<Vec<Form>> = OnceLock::new();
    FORMS.get_or_init(|| {
        SOURCES.iter().map(|text| Form::parse(text).expect("the built-in forms are parsed by a test")).collect()
    })
}

macro_rules! sources {
    ($($id:literal),+ $(,)?) => {
        const SOURCES: &[&str] = &[$(include_str!(concat!("../../assets/forms/", $id, ".toml"))),+];
    };
}

sources![
    "notice",
    "request",
    "inquiry",
    "reply",
    "report",
    "announcement",
    "greeting",
    "decision",
    "record",
    "invitation",
    "article",
    "answers",
    "guideline",
    "ordinance",
    "press",
    "disaster",
    "easy",
    "letter",
    "memo",
    "public-notice",
    "press-release",
    "minutes",
    "faq",
    "emergency"
];

/// The file of the built-in form `id`, to be copied and changed.
pub fn source(id: &str) -> Option<&'static str> {
    builtin().iter().position(|form| form.id == id).map(|at| SOURCES[at])
}

/// The built-in form `id`; if `lang` is given and the form is of another language, its counterpart in that one.
pub fn find(id: &str, lang: Option<Lang>) -> Option<&'static Form> {
    let by_id = |id: &str| builtin().iter().find(|form| form.id == id);
    let form = by_id(id)?;
    match lang {
        Some(lang) if lang != form.lang => by_id(form.counterpart.as_deref()?).filter(|other| other.lang == lang),
        _ => Some(form),
    }
}

impl Form {
    /// Reads a form file.
    ///
    /// # Errors
    /// If it is not TOML, lacks a member, or speaks of a role, a field or a choice there isn't.
    pub fn parse(text: &str) -> Result<Form, FormError> {
        file_of(text)?.into_form()
    }

    /// Whether the day of `field` lies ahead when a document goes out: the day of issue, and what must not come before it.
    pub fn lies_ahead(&self, field: &Field) -> bool {
        let mut at = Some(field);
        // No chain is longer than there are fields.
        for _ in 0..=self.fields.len() {
            match at {
                Some(field) if field.date && field.key == ISSUED => return true,
                Some(field) => at = field.after.as_ref().and_then(|key| self.field(key)),
                None => break,
            }
        }
        false
    }

    /// The field `key`.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// The field with the day a document goes out.
const ISSUED: &str = "issued_on";

/// A form file, its names not looked at yet.
fn file_of(text: &str) -> Result<file::FormFile, FormError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    toml::from_str(text).map_err(|error| {
        let (line, column) = super::facts::line_and_column(text, error.span().map_or(0, |span| span.start));
        FormError::Syntax { line, column, detail: error.message().to_owned() }
    })
}

/// Why a form file can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormError {
    /// Not TOML, or not of a form's shape.
    Syntax {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What the parser says.
        detail: String,
    },
    /// `member` can't be `value`: no such language, profile, role, type, format …
    NotAllowed {
        /// `lang`, `profile`, `role` …
        member: &'static str,
        /// What it says.
        value: String,
    },
    /// A part speaks of a field the form hasn't.
    UnknownField {
        /// The field.
        field: String,
    },
    /// A field lacks this member, or it contradicts the others.
    BadField {
        /// The field.
        field: String,
        /// The member.
        member: &'static str,
    },
    /// A template with a bracket that is not closed, or something after `|` that there isn't.
    BadTemplate {
        /// The template.
        template: String,
    },
}

impl Message for FormError {
    fn id(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "error-form-syntax",
            Self::NotAllowed { .. } => "error-form-not-allowed",
            Self::UnknownField { .. } => "error-form-unknown-field",
            Self::BadField { .. } => "error-form-bad-field",
            Self::BadTemplate { .. } => "error-form-bad-template",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Syntax { line, column, detail } => {
                vec![("line", line.to_string()), ("column", column.to_string()), ("detail", detail.clone())]
            }
            Self::NotAllowed { member, value } => vec![("member", (*member).to_owned()), ("value", value.clone())],
            Self::UnknownField { field } => vec![("field", field.clone())],
            Self::BadField { field, member } => vec![("field", field.clone()), ("member", (*member).to_owned())],
            Self::BadTemplate { template } => vec![("template", template.clone())],
        }
    }
}

/// One part of a form: what of the document it makes, and when.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub role: Role,
    pub label: Option<String>,
    pub only: Only,
    pub content: Content,
}

/// What a part consists of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// A paragraph of fixed words and facts.
    Text(Template),
    /// One paragraph for each line of this field.
    Each(String),
    /// A place for prose: what the assistant is asked for, and the stock prose.
    Prose { brief: Template, offline: Vec<(Only, Template)> },
}

/// When a part or a stock paragraph is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Only {
    pub when: Vec<Condition>,
    pub unless: Vec<Condition>,
}

/// `field`: it says something; `field=value`: it says this.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    pub field: String,
    pub value: Option<String>,
}

/// Fixed words and the places of facts.
pub(super) type Template = Vec<Piece>;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Words(String),
    Fact(String, Filter),
}

/// How a fact is written in the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Filter {
    Plain,
    Date,
    Wareki,
    Weekday,
    Topic,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
id = "small"
lang = "ja"
profile = "notice"
name = { ja = "小", en = "Small" }
description = { ja = "小さい様式です。", en = "A small form" }

[fields.title]
type = "text"
title = { ja = "件名", en = "Subject" }
required = true

[fields.day]
type = "text"
format = "date"
title = { ja = "日", en = "Day" }

[fields.how]
type = "checkbox"
title = { ja = "方法", en = "How" }
items = [{ title = { ja = "郵送", en = "Post" }, value = "post" }]

[[parts]]
role = "title"
text = "{title|topic}について（通知）"
"#;

    #[test]
    fn a_deadline_lies_ahead_and_the_day_of_a_meeting_that_was_does_not() {
        let ahead = |form: &str| -> Vec<String> {
            let form = find(form, Some(Lang::Ja)).unwrap();
            form.fields.iter().filter(|field| form.lies_ahead(field)).map(|field| field.key.clone()).collect()
        };
        assert_eq!(ahead("notice"), ["issued_on", "held_on", "held_until", "deadline"]);
        assert_eq!(ahead("record"), Vec::<String>::new());
    }

    #[test]
    fn fields_keep_their_order() {
        let form = Form::parse(SMALL).unwrap();
        let keys: Vec<&str> = form.fields.iter().map(|f| f.key.as_str()).collect();
        assert_eq!(keys, ["title", "day", "how"]);
        assert!(form.fields[1].date && form.fields[0].required);
        assert_eq!(
            form.parts[0].content,
            Content::Text(vec![Piece::Fact("title".into(), Filter::Topic), Piece::Words("について（通知）".into()),])
        );
    }

    #[test]
    fn a_form_that_cannot_work_says_what_is_wrong() {
        let check = |from: &str, to: &str, id: &str, args: &[&str]| {
            let text = SMALL.replacen(from, to, 1);
            assert_ne!(text, SMALL, "{from}");
            let error = Form::parse(&text).unwrap_err();
            let values: Vec<String> = error.args().into_iter().map(|(_, value)| value).collect();
            assert_eq!(error.id(), id, "{error:?}");
            for arg in args {
                assert!(values.iter().any(|v| v == arg), "{arg} in {values:?}");
            }
        };
        check("id = \"small\"", "id = ", "error-form-syntax", &["2"]);
        check("lang = \"ja\"", "", "error-form-syntax", &[]);
        check("required = true", "requird = true", "error-form-syntax", &["11"]);
        check("lang = \"ja\"", "lang = \"fr\"", "error-form-not-allowed", &["lang", "fr"]);
        check("\"notice\"", "\"strict\"", "error-form-not-allowed", &["profile", "strict"]);
        check("role = \"title\"", "role = \"heading-9\"", "error-form-not-allowed", &["role", "heading-9"]);
        check("\"checkbox\"", "\"boxes\"", "error-form-not-allowed", &["type", "boxes"]);
        check("fields.title", "fields.form", "error-form-not-allowed", &["fields", "form"]);
        check("{title|topic}", "{titel}", "error-form-unknown-field", &["titel"]);
        check("{title|topic}", "{title|loud}", "error-form-bad-template", &["{title|loud}について（通知）"]);
        check("{title|topic}", "{title", "error-form-bad-template", &[]);
        check("value = \"post\" }]", "value = \"post\" }]\ndefault_value = \"fax\"", "error-form-bad-field", &["how"]);
        check("type = \"checkbox\"", "type = \"hidden\"", "error-form-bad-field", &["how", "default_value"]);
        check("format = \"date\"", "format = \"hour\"", "error-form-not-allowed", &["format", "hour"]);
        check("text = \"{title", "each = \"day\"\ntext = \"{title", "error-form-not-allowed", &["parts"]);
    }
}
