//! What a form file looks like, and how it becomes a [`Form`]: every name in it is checked here, so that a form that was
//! read can be filled in without surprises.

use super::{
    Bilingual, Choice, Condition, Content, Field, FieldKind, Filter, Form, FormError, Only, PROFILES, Part, Piece,
    RESERVED, Template,
};
use crate::document::{Classification, Role};
use crate::text::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormFile {
    pub id: String,
    pub lang: String,
    pub profile: String,
    pub counterpart: Option<String>,
    pub sheet: Option<String>,
    pub classification: Option<toml::Value>,
    pub name: Bilingual,
    pub description: Bilingual,
    pub fields: FieldsFile,
    pub parts: Vec<PartFile>,
}

/// The table `fields` of a form file, or of another file that asks for the same kinds of things.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub struct FieldsFile(BTreeMap<Spanned<String>, FieldFile>);

impl FieldsFile {
    /// The fields as they are written, in the order they stand in.
    pub(super) fn ordered(self) -> Vec<(String, FieldFile)> {
        // TOML tables are sorted by key; the order they are asked in is the order they stand in.
        let mut files: Vec<(Spanned<String>, FieldFile)> = self.0.into_iter().collect();
        files.sort_by_key(|(key, _)| key.span().start);
        files.into_iter().map(|(key, file)| (key.into_inner(), file)).collect()
    }

    /// The fields, in the order they stand in.
    ///
    /// # Errors
    /// If a field lacks a member, or says what cannot be.
    pub fn into_fields(self) -> Result<Vec<Field>, FormError> {
        let files = self.ordered();
        let mut fields = Vec::with_capacity(files.len());
        for (key, file) in files {
            if !free(&key) {
                return Err(not_allowed("fields", &key));
            }
            fields.push(file.into_field(key)?);
        }
        match fields.iter().find_map(|field| follows(field, &fields).err()) {
            Some(error) => Err(error),
            None => Ok(fields),
        }
    }
}

/// Whether a field may be called `key`.
pub(super) fn free(key: &str) -> bool {
    simple(key) && !RESERVED.contains(&key)
}

/// Whether the day that `field` must not come before is a day.
pub(super) fn follows(field: &Field, fields: &[Field]) -> Result<(), FormError> {
    let is_day = |other: &String| fields.iter().any(|known| known.key == *other && known.date);
    match &field.after {
        Some(other) if !field.date || !is_day(other) => {
            Err(FormError::BadField { field: field.key.clone(), member: "after" })
        }
        _ => Ok(()),
    }
}

/// Whether `id` is made of letters, digits, `-` and `_`.
pub fn simple(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldFile {
    pub r#type: String,
    pub title: Option<Bilingual>,
    pub desc: Option<Bilingual>,
    pub placeholder: Option<Bilingual>,
    #[serde(default)]
    pub required: bool,
    pub default_value: Option<toml::Value>,
    pub format: Option<String>,
    pub after: Option<String>,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    #[serde(default)]
    pub items: Vec<ChoiceFile>,
    pub accept: Option<String>,
    #[serde(default)]
    pub multiple: bool,
    pub max_size: Option<String>,
    pub max_file_count: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceFile {
    pub title: Bilingual,
    pub value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartFile {
    pub role: String,
    pub label: Option<String>,
    pub text: Option<String>,
    pub each: Option<String>,
    #[serde(default)]
    pub prose: bool,
    pub brief: Option<String>,
    #[serde(default)]
    pub offline: Vec<StockFile>,
    pub when: Option<OneOrMore>,
    pub unless: Option<OneOrMore>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum StockFile {
    Always(String),
    Sometimes(SometimesFile),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SometimesFile {
    pub text: String,
    pub when: Option<OneOrMore>,
    pub unless: Option<OneOrMore>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl FormFile {
    pub(super) fn into_form(self) -> Result<Form, FormError> {
        let (lang, classification) = self.head()?;
        let fields = self.fields.into_fields()?;
        let parts = self.parts.into_iter().map(|part| part.into_part(&fields)).collect::<Result<_, _>>()?;
        Ok(Form {
            id: self.id,
            lang,
            profile: self.profile,
            counterpart: self.counterpart,
            sheet: self.sheet,
            classification,
            name: self.name,
            description: self.description,
            fields,
            parts,
        })
    }

    /// What it says of itself, the names in it checked.
    fn head(&self) -> Result<(Lang, Option<Classification>), FormError> {
        if !simple(&self.id) {
            return Err(not_allowed("id", &self.id));
        }
        let lang = Lang::from_code(&self.lang).ok_or_else(|| not_allowed("lang", &self.lang))?;
        if !PROFILES.contains(&self.profile.as_str()) {
            return Err(not_allowed("profile", &self.profile));
        }
        for (member, id) in [("counterpart", &self.counterpart), ("sheet", &self.sheet)] {
            if let Some(id) = id.as_ref().filter(|id| !simple(id)) {
                return Err(not_allowed(member, id));
            }
        }
        let classification = match &self.classification {
            None => None,
            Some(toml::Value::Integer(number)) => Some(level(&number.to_string())?),
            Some(toml::Value::String(code)) => Some(level(code)?),
            Some(other) => return Err(not_allowed("classification", &other.to_string())),
        };
        Ok((lang, classification))
    }
}

/// The level of a preset or of an office's own scheme; which one an office has is not known here.
pub(super) fn level(code: &str) -> Result<Classification, FormError> {
    let level = Classification::from_code(code).or_else(|| Classification::named(code));
    level.ok_or_else(|| not_allowed("classification", code))
}

impl FieldFile {
    pub(super) fn into_field(self, key: String) -> Result<Field, FormError> {
        let bad = |member| FormError::BadField { field: key.clone(), member };
        let choices: Vec<Choice> =
            self.items.into_iter().map(|item| Choice { title: item.title, value: item.value }).collect();
        if self.min_length.zip(self.max_length).is_some_and(|(min, max)| min > max) {
            return Err(bad("max_length"));
        }
        if self.min.zip(self.max).is_some_and(|(min, max)| min > max) {
            return Err(bad("max"));
        }
        let (min, max) = (self.min_length, self.max_length);
        let kind = match self.r#type.as_str() {
            "text" => FieldKind::Text { min, max },
            "textarea" => FieldKind::Textarea { min, max },
            "number" => FieldKind::Number { min: self.min, max: self.max },
            "select" => FieldKind::Select(choices),
            "radio" => FieldKind::Radio(choices),
            "checkbox" => FieldKind::Checkbox(choices),
            "file" => FieldKind::File {
                accept: self.accept.iter().flat_map(|list| list.split(',')).map(|a| a.trim().to_owned()).collect(),
                multiple: self.multiple,
                max_size: match &self.max_size {
                    Some(size) => Some(bytes(size).ok_or_else(|| bad("max_size"))?),
                    None => None,
                },
                max_file_count: self.max_file_count.unwrap_or(if self.multiple { 100 } else { 1 }),
            },
            "hidden" => FieldKind::Hidden,
            other => return Err(not_allowed("type", other)),
        };
        let default = match self.default_value {
            None => None,
            Some(toml::Value::String(text)) => Some(text),
            Some(toml::Value::Integer(number)) => Some(number.to_string()),
            Some(toml::Value::Float(number)) => Some(number.to_string()),
            Some(toml::Value::Boolean(value)) => Some(value.to_string()),
            Some(_) => return Err(bad("default_value")),
        };
        if matches!(kind, FieldKind::Select(_) | FieldKind::Radio(_) | FieldKind::Checkbox(_)) {
            if kind.choices().is_empty() {
                return Err(bad("items"));
            }
            let known = |value: &str| kind.choices().iter().any(|choice| choice.value == value);
            let several = matches!(kind, FieldKind::Checkbox(_));
            if default.iter().any(|d| if several { !d.split(',').all(known) } else { !known(d) }) {
                return Err(bad("default_value"));
            }
        }
        let date = match self.format.as_deref() {
            None => false,
            Some("date") if matches!(kind, FieldKind::Text { .. }) => true,
            Some(other) => return Err(not_allowed("format", other)),
        };
        let title = match (self.title, &kind) {
            (Some(title), _) => title,
            (None, FieldKind::Hidden) => Bilingual { ja: key.clone(), en: key.clone() },
            (None, _) => return Err(bad("title")),
        };
        if matches!(kind, FieldKind::Hidden) && default.is_none() {
            return Err(bad("default_value"));
        }
        Ok(Field {
            title,
            desc: self.desc,
            placeholder: self.placeholder,
            required: self.required,
            default,
            date,
            after: self.after,
            kind,
            key,
        })
    }
}

impl PartFile {
    pub(super) fn into_part(self, fields: &[Field]) -> Result<Part, FormError> {
        let role = Role::from_code(&self.role).ok_or_else(|| not_allowed("role", &self.role))?;
        let only = Only::read(self.when, self.unless, fields)?;
        let content = match (self.text, self.each, self.prose) {
            (Some(text), None, false) => Content::Text(template(&text, fields)?),
            (None, Some(field), false) => Content::Each(known(field, fields)?),
            (None, None, true) => {
                let brief = self.brief.as_deref().ok_or_else(|| not_allowed("brief", ""))?;
                let mut offline = Vec::with_capacity(self.offline.len());
                for stock in self.offline {
                    let (text, when, unless) = match stock {
                        StockFile::Always(text) => (text, None, None),
                        StockFile::Sometimes(s) => (s.text, s.when, s.unless),
                    };
                    offline.push((Only::read(when, unless, fields)?, template(&text, fields)?));
                }
                if offline.is_empty() {
                    return Err(not_allowed("offline", "[]"));
                }
                Content::Prose { brief: template(brief, fields)?, offline }
            }
            // Exactly one of the three says what a part is.
            _ => return Err(not_allowed("parts", &self.role)),
        };
        Ok(Part { role, label: self.label, only, content })
    }
}

impl Only {
    fn read(when: Option<OneOrMore>, unless: Option<OneOrMore>, fields: &[Field]) -> Result<Self, FormError> {
        Ok(Self { when: conditions(when, fields)?, unless: conditions(unless, fields)? })
    }
}

fn conditions(texts: Option<OneOrMore>, fields: &[Field]) -> Result<Vec<Condition>, FormError> {
    let texts = match texts {
        None => Vec::new(),
        Some(OneOrMore::One(text)) => vec![text],
        Some(OneOrMore::More(texts)) => texts,
    };
    texts
        .into_iter()
        .map(|text| {
            let (field, value) = match text.split_once('=') {
                Some((field, value)) => (field.trim().to_owned(), Some(value.trim().to_owned())),
                None => (text.trim().to_owned(), None),
            };
            Ok(Condition { field: known(field, fields)?, value })
        })
        .collect()
}

/// Reads a template. There is no way to write a bare `{`: documents of offices have none.
fn template(text: &str, fields: &[Field]) -> Result<Template, FormError> {
    let bad = || FormError::BadTemplate { template: text.to_owned() };
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if !before.is_empty() {
            pieces.push(Piece::Words(before.to_owned()));
        }
        let (inside, tail) = after.split_once('}').ok_or_else(bad)?;
        let (field, filter) = match inside.split_once('|') {
            None => (inside, Filter::Plain),
            Some((field, "date")) => (field, Filter::Date),
            Some((field, "wareki")) => (field, Filter::Wareki),
            Some((field, "weekday")) => (field, Filter::Weekday),
            Some((field, "topic")) => (field, Filter::Topic),
            Some(_) => return Err(bad()),
        };
        pieces.push(Piece::Fact(known(field.to_owned(), fields)?, filter));
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    Ok(pieces)
}

fn known(field: String, fields: &[Field]) -> Result<String, FormError> {
    if fields.iter().any(|f| f.key == field) { Ok(field) } else { Err(FormError::UnknownField { field }) }
}

pub(super) fn not_allowed(member: &'static str, value: &str) -> FormError {
    FormError::NotAllowed { member, value: value.to_owned() }
}

/// `4.5MB` in bytes; KB, MB and GB are powers of 1024, as the web client of such apps counts.
fn bytes(size: &str) -> Option<u64> {
    let size = size.trim();
    let (number, unit) = [("KB", 1u64 << 10), ("MB", 1 << 20), ("GB", 1 << 30)]
        .into_iter()
        .find_map(|(name, unit)| size.strip_suffix(name).map(|number| (number, unit)))?;
    let number: f64 = number.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some((number * unit as f64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_written() {
        assert_eq!(bytes("4.5MB"), Some(4_718_592));
        assert_eq!(bytes("10KB"), Some(10_240));
        assert_eq!((bytes("5"), bytes("MB"), bytes("-1MB")), (None, None, None));
    }
}
