//! [`InputForm`]: what a 源内-compatible AI app asks for. The app describes its form itself, as a JSON object with one
//! member for each field; the people who run the app hand that description out with its address.
//!
//! The description and the shape of what is sent follow the published sources of 源内 Web (`digital-go-jp/genai-web`).

use crate::document::form::{Bilingual, Choice, Field, FieldKind};
use crate::text::Message;
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// The field that gets the text where an app's description is not known: what the published apps call it.
pub const TEXT_KEY: &str = "input_text";
/// The field that gets what the model is told about its work, where an app has one.
pub const SYSTEM_KEY: &str = "system_prompt";
/// The member whose presence says that an app goes on with a conversation; it is never drawn.
const HISTORY_KEY: &str = "conversation_history";

/// How an endpoint's app is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct App {
    /// The app's description of its form, as it was handed out (JSON); empty where there is none.
    pub schema: String,
    /// The field that gets the text; where nothing is said, the one that suits best.
    pub text_key: Option<String>,
    /// What the other fields get; for a field of several choices the chosen values, joined by commas.
    pub values: BTreeMap<String, String>,
}

impl App {
    /// The `inputs` of a request that is about `user`, with what the model is told in `system`.
    ///
    /// # Errors
    /// If the description cannot be read, or a value does not suit its field.
    pub fn inputs(&self, system: &str, user: &str) -> Result<Map<String, Value>, InputProblem> {
        let both = || format!("{system}\n\n{user}").trim().to_owned();
        let mut inputs = Map::new();
        if self.schema.trim().is_empty() {
            inputs.extend(self.values.iter().map(|(key, value)| (key.clone(), coerced(value))));
            let key = self.text_key.clone().unwrap_or_else(|| TEXT_KEY.to_owned());
            inputs.insert(key, Value::String(both()));
            return Ok(inputs);
        }
        let form = InputForm::read(&self.schema)?;
        let text = form.text_key(self.text_key.as_deref()).ok_or(InputProblem::NoTextField)?;
        let tells = form.fields.iter().any(|field| field.key == SYSTEM_KEY);
        for field in &form.fields {
            let given = self.values.get(&field.key).or(field.default.as_ref()).map(String::as_str);
            if field.key == text {
                let words = if tells { user.trim().to_owned() } else { both() };
                suits(field, &words)?;
                inputs.insert(field.key.clone(), Value::String(words));
            } else if field.key == SYSTEM_KEY {
                inputs.insert(field.key.clone(), Value::String(system.trim().to_owned()));
            } else if let Some(value) = given.filter(|value| !value.is_empty()) {
                suits(field, value)?;
                inputs.insert(field.key.clone(), coerced(value));
            } else if field.required {
                return Err(InputProblem::Empty { title: field.title.ja.clone() });
            }
        }
        Ok(inputs)
    }
}

/// A string as 源内 Web sends it: what reads as a number or a truth value is sent as one, so apps expect that. `0012`
/// and `+3` stay strings.
fn coerced(value: &str) -> Value {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_number = figures(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(figures);
    match value {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ if is_number => value.parse::<Number>().map_or_else(|_| Value::String(value.to_owned()), Value::Number),
        _ => Value::String(value.to_owned()),
    }
}

/// The form of an app: fields as our own forms have them, named in the app's language only.
#[derive(Clone, Debug, PartialEq)]
pub struct InputForm {
    /// The fields, in the app's order.
    pub fields: Vec<Field>,
    /// Whether the app can go on with a conversation.
    pub continues: bool,
}

impl InputForm {
    /// Reads an app's description of its form.
    ///
    /// # Errors
    /// [`InputProblem`] says what in it cannot be understood.
    pub fn read(schema: &str) -> Result<Self, InputProblem> {
        let value: Value = serde_json::from_str(schema)
            .map_err(|error| InputProblem::NotJson { line: error.line(), column: error.column() })?;
        let Value::Object(members) = value else { return Err(InputProblem::NotAForm) };
        let continues = members.contains_key(HISTORY_KEY);
        let fields = members.iter().filter(|(key, _)| *key != HISTORY_KEY);
        let fields: Vec<Field> = fields.map(|(key, value)| read_field(key, value)).collect::<Result<_, _>>()?;
        if fields.is_empty() { Err(InputProblem::NotAForm) } else { Ok(Self { fields, continues }) }
    }

    /// The field that gets the text: `asked` where there is such a text field, else the first required one of several
    /// lines, the first required one, the first of several lines, the first.
    pub fn text_key(&self, asked: Option<&str>) -> Option<&str> {
        let mut texts: Vec<(&Field, bool)> = self.text_fields().collect();
        if let Some((field, _)) = texts.iter().find(|(field, _)| asked == Some(field.key.as_str())) {
            return Some(&field.key);
        }
        texts.sort_by_key(|(field, long)| match (field.required, long) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        });
        texts.first().map(|(field, _)| field.key.as_str())
    }

    /// The fields that can get the text, and whether each has several lines.
    pub fn text_fields(&self) -> impl Iterator<Item = (&Field, bool)> {
        self.fields.iter().filter(|field| field.key != SYSTEM_KEY).filter_map(|field| match field.kind {
            FieldKind::Text { .. } => Some((field, false)),
            FieldKind::Textarea { .. } => Some((field, true)),
            _ => None,
        })
    }
}

fn read_field(key: &str, value: &Value) -> Result<Field, InputProblem> {
    let key = key.to_owned();
    let text = |name: &str| value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let both = |text: &str| Bilingual { ja: text.to_owned(), en: text.to_owned() };
    let length = |name: &str| value.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let bound = |name: &str| value.get(name).and_then(Value::as_f64);
    let choices = || -> Result<Vec<Choice>, InputProblem> {
        let none = || InputProblem::NoItems { key: key.clone() };
        let list = value.get("items").and_then(Value::as_array).filter(|list| !list.is_empty()).ok_or_else(none)?;
        let choice = |item: &Value| {
            let value = scalar(item.get("value")?)?;
            let title = item.get("title").and_then(scalar).unwrap_or_else(|| value.clone());
            Some(Choice { title: both(&title), value })
        };
        list.iter().map(|item| choice(item).ok_or_else(none)).collect()
    };
    let (min, max) = (length("min_length"), length("max_length"));
    let kind = match text("type").unwrap_or_default() {
        "text" => FieldKind::Text { min, max },
        "textarea" => FieldKind::Textarea { min, max },
        "number" => FieldKind::Number { min: bound("min"), max: bound("max") },
        "select" => FieldKind::Select(choices()?),
        "radio" => FieldKind::Radio(choices()?),
        "checkbox" => FieldKind::Checkbox(choices()?),
        // Never sent: documents go as text.
        "file" => FieldKind::File { accept: Vec::new(), multiple: false, max_size: None, max_file_count: 0 },
        "hidden" => FieldKind::Hidden,
        other => return Err(InputProblem::UnknownType { type_: other.to_owned(), key }),
    };
    let default = value.get("default_value").and_then(scalar);
    if kind == FieldKind::Hidden && default.is_none() {
        return Err(InputProblem::NoDefault { key });
    }
    let title = both(text("title").unwrap_or(&key));
    let required = value.get("required").and_then(Value::as_bool).unwrap_or(false);
    let desc = text("desc").map(both);
    Ok(Field { title, desc, placeholder: None, required, default, date: false, after: None, kind, key })
}

/// Whether `value` is one that `field` takes.
///
/// # Errors
/// [`InputProblem::TooLong`] or [`InputProblem::Value`] if it is none.
pub fn suits(field: &Field, value: &str) -> Result<(), InputProblem> {
    let title = || field.title.ja.clone();
    let has = |value: &str| field.kind.choices().iter().any(|choice| choice.value == value);
    let fits = match field.kind {
        FieldKind::Text { min, max } | FieldKind::Textarea { min, max } => {
            let length = value.chars().count();
            if let Some(max) = max.filter(|max| length > *max) {
                return Err(InputProblem::TooLong { title: title(), max, length });
            }
            min.is_none_or(|min| length >= min)
        }
        FieldKind::Number { min, max } => {
            value.parse::<f64>().is_ok_and(|n| min.is_none_or(|min| n >= min) && max.is_none_or(|max| n <= max))
        }
        FieldKind::Select(_) | FieldKind::Radio(_) => has(value),
        FieldKind::Checkbox(_) => value.split(',').all(has),
        FieldKind::File { .. } => false,
        FieldKind::Hidden => true,
    };
    if fits { Ok(()) } else { Err(InputProblem::Value { title: title(), value: value.to_owned() }) }
}

/// A string, number or truth value as it is written.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// What is the matter with an app's form or what is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named for what they are; lines and columns from 1, lengths in characters"
)]
pub enum InputProblem {
    /// The description is no JSON.
    NotJson { line: usize, column: usize },
    /// The description is JSON, but no object of fields.
    NotAForm,
    /// A field is of a type nobody has heard of.
    UnknownType { key: String, type_: String },
    /// A field to choose from offers nothing.
    NoItems { key: String },
    /// A hidden field has no value.
    NoDefault { key: String },
    /// There is no field a text could go into.
    NoTextField,
    /// A field that must be filled in is not.
    Empty { title: String },
    /// A value does not suit its field.
    Value { title: String, value: String },
    /// The text is longer than its field takes.
    TooLong { title: String, max: usize, length: usize },
}

impl Message for InputProblem {
    fn id(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "error-app-json",
            Self::NotAForm => "error-app-form",
            Self::UnknownType { .. } => "error-app-type",
            Self::NoItems { .. } => "error-app-items",
            Self::NoDefault { .. } => "error-app-default",
            Self::NoTextField => "error-app-text",
            Self::Empty { .. } => "error-app-empty",
            Self::Value { .. } => "error-app-value",
            Self::TooLong { .. } => "error-app-too-long",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotJson { line, column } => vec![("line", line.to_string()), ("column", column.to_string())],
            Self::NotAForm | Self::NoTextField => Vec::new(),
            Self::UnknownType { key, type_ } => vec![("key", key.clone()), ("type", type_.clone())],
            Self::NoItems { key } | Self::NoDefault { key } => vec![("key", key.clone())],
            Self::Empty { title } => vec![("title", title.clone())],
            Self::Value { title, value } => vec![("title", title.clone()), ("value", value.clone())],
            Self::TooLong { title, max, length } => {
                vec![("title", title.clone()), ("max", max.to_string()), ("length", length.to_string())]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRANSLATOR: &str = r#"{
        "input_text": { "type": "textarea", "title": "原文", "required": true, "max_length": 20 },
        "option": { "type": "select", "title": "方向", "required": true, "default_value": "Jp2En",
            "items": [{ "title": "日英", "value": "Jp2En" }, { "title": "英日", "value": "En2Jp" }] },
        "n": { "type": "number", "title": "件数", "min": 1, "max": 5, "default_value": 3 },
        "tags": { "type": "checkbox", "title": "分野", "items": [{ "title": "法令", "value": "a" }, { "value": "b" }] },
        "trace": { "type": "hidden", "default_value": false },
        "conversation_history": { "type": "hidden", "default_value": "" }
    }"#;

    fn app(schema: &str) -> App {
        App { schema: schema.to_owned(), ..App::default() }
    }

    #[test]
    fn a_described_app_gets_its_fields_as_they_are_sent_by_others() {
        let mut app = app(TRANSLATOR);
        app.values.insert("tags".to_owned(), "a,b".to_owned());
        let inputs = Value::Object(app.inputs("", "訓練を行う。").unwrap());
        let expected = serde_json::json!({
            "input_text": "訓練を行う。", "option": "Jp2En", "n": 3, "tags": "a,b", "trace": false
        });
        assert_eq!(inputs, expected);
        assert!(InputForm::read(TRANSLATOR).unwrap().continues);
    }

    #[test]
    fn an_app_without_a_description_gets_the_text_alone() {
        let inputs = App::default().inputs("書き直す。", "文。").unwrap();
        assert_eq!(Value::Object(inputs), serde_json::json!({ "input_text": "書き直す。\n\n文。" }));
        let named = App { text_key: Some("question".to_owned()), ..App::default() };
        assert_eq!(named.inputs("", "問い").unwrap()["question"], "問い");
    }

    #[test]
    fn what_the_model_is_told_goes_where_the_app_wants_it() {
        let schema =
            r#"{ "system_prompt": { "type": "textarea", "title": "役割" }, "q": { "type": "text", "title": "問い" } }"#;
        let inputs = app(schema).inputs("校正する。", "文。").unwrap();
        assert_eq!(Value::Object(inputs), serde_json::json!({ "system_prompt": "校正する。", "q": "文。" }));
    }

    #[test]
    fn numbers_and_truth_values_are_sent_as_such() {
        for (text, expected) in [
            ("12", serde_json::json!(12)),
            ("-1.5", serde_json::json!(-1.5)),
            ("0", serde_json::json!(0)),
            ("0012", serde_json::json!("0012")),
            ("1.", serde_json::json!("1.")),
            ("+3", serde_json::json!("+3")),
            ("true", serde_json::json!(true)),
        ] {
            assert_eq!(coerced(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        let id = |schema: &str| InputForm::read(schema).unwrap_err().id();
        assert_eq!(id("{"), "error-app-json");
        assert_eq!(id("[]"), "error-app-form");
        assert_eq!(id("{}"), "error-app-form");
        assert_eq!(id(r#"{"a":{"type":"slider","title":"x"}}"#), "error-app-type");
        assert_eq!(id(r#"{"a":{"type":"radio","title":"x"}}"#), "error-app-items");
        assert_eq!(id(r#"{"a":{"type":"hidden"}}"#), "error-app-default");
        let inputs = |app: &App, text: &str| app.inputs("", text).unwrap_err().id();
        assert_eq!(inputs(&app(TRANSLATOR), &"長".repeat(21)), "error-app-too-long");
        let mut wrong = app(TRANSLATOR);
        wrong.values.insert("n".to_owned(), "9".to_owned());
        assert_eq!(inputs(&wrong, "a"), "error-app-value");
        assert_eq!(inputs(&app(r#"{"n":{"type":"number","title":"x"}}"#), "a"), "error-app-text");
        let required = r#"{"q":{"type":"text","title":"問い"},"d":{"type":"number","title":"件数","required":true}}"#;
        assert_eq!(inputs(&app(required), "a"), "error-app-empty");
    }
}
