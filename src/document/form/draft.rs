//! [`FormDraft`]: a form while a person is at work on it. Everything in it is as it is written in the file, so that what is
//! half done, or wrong, can be held, shown and told by its place; [`FormDraft::written`] puts it back into the file it came
//! from and leaves what else a person wrote there, comments above all.

use super::file::{
    ChoiceFile, FieldFile, OneOrMore, PartFile, SometimesFile, StockFile, follows, free, level, not_allowed,
};
use super::{Bilingual, Choice, Field, FieldKind, Form, FormError, PROFILES, simple};
use crate::text::Lang;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

/// The types of fields, in the order they are offered. A day is a `text` of the format `date`.
pub const KINDS: [&str; 9] = ["text", "textarea", "date", "number", "select", "radio", "checkbox", "file", "hidden"];

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormDraft {
    /// Its id.
    pub id: String,
    /// `ja` or `en`.
    pub lang: String,
    /// One of [`PROFILES`].
    pub profile: String,
    /// The id of the form of the other language; empty for none.
    pub counterpart: String,
    /// The id of a style sheet; empty for the standard one.
    pub sheet: String,
    /// A 格付け; empty for none.
    pub classification: String,
    /// What it is called.
    pub name: Bilingual,
    /// What it is for.
    pub description: Bilingual,
    /// What it asks for.
    pub fields: Vec<FieldDraft>,
    /// What it makes.
    pub parts: Vec<PartDraft>,
}

/// A field at work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldDraft {
    /// The key it has in the file; `None` for one that is not there yet.
    pub was: Option<String>,
    /// Its key.
    pub key: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Its label.
    pub title: Bilingual,
    /// A word of help; empty for none.
    pub desc: Bilingual,
    /// What stands in it while it is empty; empty for nothing.
    pub placeholder: Bilingual,
    /// Whether a document can't do without it.
    pub required: bool,
    /// What it holds until somebody says otherwise.
    pub default: String,
    /// The field whose day this one must not come before.
    pub after: String,
    /// Least length, or least number.
    pub least: String,
    /// Greatest length, or greatest number.
    pub most: String,
    /// The answers it offers.
    pub choices: Vec<ChoiceDraft>,
    /// The endings and media types of files that are taken, with commas.
    pub accept: String,
    /// Whether there may be several files.
    pub multiple: bool,
    /// The greatest size of a file: `4.5MB`.
    pub max_size: String,
    /// How many files there may be.
    pub max_file_count: String,
}

/// An answer at work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceDraft {
    /// What stands in facts.
    pub value: String,
    /// What is read.
    pub title: Bilingual,
}

/// A part at work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartDraft {
    /// Its place among the parts of the file; `None` for one that is not there yet.
    pub was: Option<usize>,
    /// The code of its role.
    pub role: String,
    /// What stands before it; empty for nothing.
    pub label: String,
    /// The conditions under which it is there, `field` or `field=value`.
    pub when: Vec<String>,
    /// The conditions under which it is not.
    pub unless: Vec<String>,
    /// What it consists of.
    pub content: ContentDraft,
}

/// What a part consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentDraft {
    /// A paragraph of fixed words and facts.
    Text(String),
    /// One paragraph for each line of this field.
    Each(String),
    /// A place for prose.
    Prose {
        /// What the assistant is asked for.
        brief: String,
        /// The stock prose.
        offline: Vec<StockDraft>,
    },
}

impl Default for ContentDraft {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// A stock paragraph at work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StockDraft {
    /// Its words.
    pub text: String,
    /// When it is there.
    pub when: Vec<String>,
    /// When it is not.
    pub unless: Vec<String>,
}

/// A place in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// What the form says of itself.
    Form,
    /// A field, from 0.
    Field(usize),
    /// A part, from 0.
    Part(usize),
}

/// Something that keeps a form from being used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub place: Place,
    /// What.
    pub error: FormError,
}

impl FormDraft {
    /// A form with nothing in it but what every form has: a date, an addressee, a sender, a 件名 and a body in Japanese; the
    /// same of a letter in English.
    pub fn empty(id: &str, lang: Lang) -> Self {
        let source = match lang {
            Lang::Ja => include_str!("../../../assets/forms-empty/ja.toml"),
            Lang::En => include_str!("../../../assets/forms-empty/en.toml"),
        };
        let draft = Self::read(source).expect("the beginnings of forms are read by a test");
        Self { id: id.to_owned(), ..draft.copied() }
    }

    /// Reads a form file to be worked on; only its shape must be right.
    ///
    /// # Errors
    /// If it is not TOML, or lacks a member every form has.
    pub fn read(source: &str) -> Result<Self, FormError> {
        let file = super::file_of(source)?;
        let text = |member: Option<String>| member.unwrap_or_default();
        Ok(Self {
            id: file.id,
            lang: file.lang,
            profile: file.profile,
            counterpart: text(file.counterpart),
            sheet: text(file.sheet),
            classification: file.classification.map(|value| plain(&value)).unwrap_or_default(),
            name: file.name,
            description: file.description,
            fields: file.fields.ordered().into_iter().map(|(key, file)| FieldDraft::of(key, file)).collect(),
            parts: file.parts.into_iter().enumerate().map(|(at, file)| PartDraft::of(at, file)).collect(),
        })
    }

    /// The same as the beginning of another form: nothing of it is in a file yet.
    pub fn copied(mut self) -> Self {
        self.fields.iter_mut().for_each(|field| field.was = None);
        self.parts.iter_mut().for_each(|part| part.was = None);
        self
    }

    /// The same with what is said in one language only said so in both: an office that writes for its own desks alone need
    /// not say everything twice.
    pub fn completed(&self) -> Self {
        let mut draft = self.clone();
        complete(&mut draft.name);
        complete(&mut draft.description);
        for field in &mut draft.fields {
            [&mut field.title, &mut field.desc, &mut field.placeholder].into_iter().for_each(complete);
            field.choices.iter_mut().for_each(|choice| complete(&mut choice.title));
        }
        draft
    }

    /// The form it makes, [completed](Self::completed); or everything that keeps it from being one, in the order of the file.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn form(&self) -> Result<Form, Vec<Wrong>> {
        self.completed().whole_form()
    }

    fn whole_form(&self) -> Result<Form, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut tell = |place: Place, error: FormError| wrong.push(Wrong { place, error });
        let mut lang = Lang::Ja;
        if !simple(&self.id) {
            tell(Place::Form, not_allowed("id", &self.id));
        }
        match Lang::from_code(&self.lang) {
            Some(known) => lang = known,
            None => tell(Place::Form, not_allowed("lang", &self.lang)),
        }
        if !PROFILES.contains(&self.profile.as_str()) {
            tell(Place::Form, not_allowed("profile", &self.profile));
        }
        for (member, id) in [("counterpart", &self.counterpart), ("sheet", &self.sheet)] {
            if !id.is_empty() && !simple(id) {
                tell(Place::Form, not_allowed(member, id));
            }
        }
        let said = Some(self.classification.trim()).filter(|code| !code.is_empty());
        let classification = said.map(level).transpose().unwrap_or_else(|error| {
            tell(Place::Form, error);
            None
        });
        for (member, words) in [("name", &self.name), ("description", &self.description)] {
            if words.ja.trim().is_empty() {
                tell(Place::Form, not_allowed(member, ""));
            }
        }
        let mut fields: Vec<Field> = Vec::with_capacity(self.fields.len());
        for (at, draft) in self.fields.iter().enumerate() {
            if !free(&draft.key) || self.fields[..at].iter().any(|other| other.key == draft.key) {
                tell(Place::Field(at), not_allowed("fields", &draft.key));
            }
            match draft.file().and_then(|file| file.into_field(draft.key.clone())) {
                Ok(field) => fields.push(field),
                Err(error) => {
                    tell(Place::Field(at), error);
                    // What speaks of it is not wrong for that.
                    fields.push(draft.stand_in());
                }
            }
        }
        for (at, field) in fields.iter().enumerate() {
            if let Err(error) = follows(field, &fields) {
                tell(Place::Field(at), error);
            }
        }
        let mut parts = Vec::with_capacity(self.parts.len());
        for (at, draft) in self.parts.iter().enumerate() {
            match draft.file().into_part(&fields) {
                Ok(part) => parts.push(part),
                Err(error) => tell(Place::Part(at), error),
            }
        }
        if self.parts.is_empty() {
            tell(Place::Form, not_allowed("parts", ""));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Ok(Form {
            id: self.id.clone(),
            lang,
            profile: self.profile.clone(),
            counterpart: filled(&self.counterpart),
            sheet: filled(&self.sheet),
            classification,
            name: self.name.clone(),
            description: self.description.clone(),
            fields,
            parts,
        })
    }

    /// Its file: `source`, from which it was read, with what is different now in its place. An empty `source` gives a new file.
    pub fn written(&self, source: &str) -> String {
        let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
        let mut file: DocumentMut = source.parse().unwrap_or_default();
        let old_fields = file.remove("fields");
        let old_parts = file.remove("parts");
        let top = file.as_table_mut();
        put(top, "id", Some(self.id.as_str().into()));
        put(top, "lang", Some(self.lang.as_str().into()));
        put(top, "profile", Some(self.profile.as_str().into()));
        for (member, text) in
            [("counterpart", &self.counterpart), ("sheet", &self.sheet), ("classification", &self.classification)]
        {
            put(top, member, filled(text));
        }
        put(top, "name", Some(both(&self.name)));
        put(top, "description", Some(both(&self.description)));
        let mut place = 1;
        let mut next = || {
            place += 1;
            Some(place)
        };
        let mut old = old_fields.and_then(|item| item.into_table().ok()).unwrap_or_default();
        let mut fields = Table::new();
        fields.set_implicit(true);
        fields.set_position(next());
        for field in &self.fields {
            let kept = field.was.as_deref().and_then(|was| old.remove(was)).and_then(|item| item.into_table().ok());
            let mut table = kept.unwrap_or_default();
            table.set_dotted(false);
            table.set_position(next());
            field.put_into(&mut table);
            fields.insert(&field.key, Item::Table(table));
        }
        file.insert("fields", Item::Table(fields));
        let mut old: Vec<Option<Table>> = match old_parts {
            Some(Item::ArrayOfTables(tables)) => tables.into_iter().map(Some).collect(),
            _ => Vec::new(),
        };
        let mut parts = ArrayOfTables::new();
        for part in &self.parts {
            let kept = part.was.and_then(|was| old.get_mut(was)?.take());
            let mut table = kept.unwrap_or_default();
            table.set_position(next());
            part.put_into(&mut table);
            parts.push(table);
        }
        file.insert("parts", Item::ArrayOfTables(parts));
        file.to_string()
    }

    /// A key no field has yet, beginning with `stem`.
    pub fn free_key(&self, stem: &str) -> String {
        let taken = |key: &String| self.fields.iter().any(|field| field.key == *key) || !free(key);
        let first = stem.to_owned();
        if !taken(&first) {
            return first;
        }
        (2..).map(|n| format!("{stem}_{n}")).find(|key| !taken(key)).unwrap_or(first)
    }

    /// Calls the field `at` `key` from now on, here and in everything that speaks of it.
    pub fn rename_field(&mut self, at: usize, key: &str) {
        let old = std::mem::replace(&mut self.fields[at].key, key.to_owned());
        // While two have one key, nobody can say which of them is meant.
        if old.is_empty() || self.fields.iter().any(|field| field.key == old) {
            return;
        }
        for field in self.fields.iter_mut().filter(|field| field.after == old) {
            field.after = key.to_owned();
        }
        let spoken = |text: &mut String| {
            for end in ["}", "|"] {
                *text = text.replace(&format!("{{{old}{end}"), &format!("{{{key}{end}"));
            }
        };
        let asked = |conditions: &mut Vec<String>| {
            for condition in conditions {
                let (field, value) = split(condition);
                if field == old {
                    *condition = value.map_or_else(|| key.to_owned(), |value| format!("{key}={value}"));
                }
            }
        };
        for part in &mut self.parts {
            asked(&mut part.when);
            asked(&mut part.unless);
            match &mut part.content {
                ContentDraft::Text(text) => spoken(text),
                ContentDraft::Each(field) if *field == old => *field = key.to_owned(),
                ContentDraft::Each(_) => {}
                ContentDraft::Prose { brief, offline } => {
                    spoken(brief);
                    for stock in offline {
                        spoken(&mut stock.text);
                        asked(&mut stock.when);
                        asked(&mut stock.unless);
                    }
                }
            }
        }
    }

    /// Whether a part says what the field `key` holds.
    pub fn says(&self, key: &str) -> bool {
        let spoken = |text: &str| text.contains(&format!("{{{key}}}")) || text.contains(&format!("{{{key}|"));
        self.parts.iter().any(|part| match &part.content {
            ContentDraft::Text(text) => spoken(text),
            ContentDraft::Each(field) => field == key,
            ContentDraft::Prose { brief, offline } => spoken(brief) || offline.iter().any(|stock| spoken(&stock.text)),
        })
    }

    /// A part that says what the field `at` holds: an item of the 記, or a line of its own where the form has none.
    pub fn part_for(&self, at: usize) -> PartDraft {
        let field = &self.fields[at];
        let english = self.lang == "en";
        let content = match field.kind.as_str() {
            "textarea" | "file" => ContentDraft::Each(field.key.clone()),
            "date" if english => ContentDraft::Text(format!("{{{}|date}}", field.key)),
            "date" => ContentDraft::Text(format!("{{{0}|wareki}}（{{{0}|weekday}}）", field.key)),
            _ => ContentDraft::Text(format!("{{{}}}", field.key)),
        };
        let said_always = field.required || field.kind == "hidden" || matches!(content, ContentDraft::Each(_));
        let when = if said_always { Vec::new() } else { vec![field.key.clone()] };
        let label = field.title.get(&self.lang).to_owned();
        PartDraft { role: "item-0".to_owned(), label, when, content, ..PartDraft::default() }
    }

    /// Where a new part with items best stands: behind the last item, else at the end.
    pub fn place_for_items(&self) -> usize {
        let item = |part: &PartDraft| part.role.starts_with("item");
        self.parts.iter().rposition(item).map_or(self.parts.len(), |at| at + 1)
    }
}

impl FieldDraft {
    fn of(key: String, file: FieldFile) -> Self {
        let count = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
        let number = |number: Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
        let text = |member: Option<String>| member.unwrap_or_default();
        let numbers = file.r#type == "number";
        let (least, most) = match numbers {
            true => (number(file.min), number(file.max)),
            false => (count(file.min_length), count(file.max_length)),
        };
        let kind = if file.format.as_deref() == Some("date") { "date".to_owned() } else { file.r#type };
        let choice = |item: ChoiceFile| ChoiceDraft { value: item.value, title: item.title };
        Self {
            was: Some(key.clone()),
            key,
            kind,
            title: file.title.unwrap_or_default(),
            desc: file.desc.unwrap_or_default(),
            placeholder: file.placeholder.unwrap_or_default(),
            required: file.required,
            default: file.default_value.map(|value| plain(&value)).unwrap_or_default(),
            after: text(file.after),
            least,
            most,
            choices: file.items.into_iter().map(choice).collect(),
            accept: text(file.accept),
            multiple: file.multiple,
            max_size: text(file.max_size),
            max_file_count: count(file.max_file_count),
        }
    }

    /// Whether it takes a least and a greatest length or number.
    pub fn has_bounds(&self) -> bool {
        matches!(self.kind.as_str(), "text" | "textarea" | "number")
    }

    /// Whether it offers answers.
    pub fn has_choices(&self) -> bool {
        matches!(self.kind.as_str(), "select" | "radio" | "checkbox")
    }

    fn file(&self) -> Result<FieldFile, FormError> {
        let bad = |member| FormError::BadField { field: self.key.clone(), member };
        let count = |text: &str, member| match text.trim() {
            "" => Ok(None),
            text => text.parse::<usize>().map(Some).map_err(|_| bad(member)),
        };
        let number = |text: &str, member| match text.trim() {
            "" => Ok(None),
            text => text.parse::<f64>().ok().filter(|n| n.is_finite()).map(Some).ok_or_else(|| bad(member)),
        };
        let numbers = self.kind == "number";
        let bounds = self.has_bounds() && !numbers;
        let date = self.kind == "date";
        let hidden = self.kind == "hidden";
        let chosen = |choice: &ChoiceDraft| ChoiceFile { title: choice.title.clone(), value: choice.value.clone() };
        let choices = if self.has_choices() { &self.choices[..] } else { &[] };
        for (at, choice) in choices.iter().enumerate() {
            let twice = choices[..at].iter().any(|other| other.value == choice.value);
            let wordless = choice.title.ja.trim().is_empty();
            if choice.value.trim().is_empty() || choice.value.contains([',', '\n']) || twice || wordless {
                return Err(bad("items"));
            }
        }
        let file = self.kind == "file";
        let words = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Ok(FieldFile {
            r#type: if date { "text".to_owned() } else { self.kind.clone() },
            title: words_of(&self.title),
            desc: words_of(&self.desc),
            placeholder: words_of(&self.placeholder),
            required: self.required,
            default_value: (hidden || !self.default.is_empty()).then(|| toml::Value::String(self.default.clone())),
            format: date.then(|| "date".to_owned()),
            after: words(&self.after).filter(|_| date),
            min_length: if bounds { count(&self.least, "min_length")? } else { None },
            max_length: if bounds { count(&self.most, "max_length")? } else { None },
            min: if numbers { number(&self.least, "min")? } else { None },
            max: if numbers { number(&self.most, "max")? } else { None },
            items: choices.iter().map(chosen).collect(),
            accept: words(&self.accept).filter(|_| file),
            multiple: self.multiple && file,
            max_size: words(&self.max_size).filter(|_| file),
            max_file_count: if file { count(&self.max_file_count, "max_file_count")? } else { None },
        })
    }

    /// A field in the place of one that can't be used yet, as far as others depend on it.
    fn stand_in(&self) -> Field {
        Field {
            key: self.key.clone(),
            title: self.title.clone(),
            desc: None,
            placeholder: None,
            required: self.required,
            default: None,
            date: self.kind == "date",
            after: None,
            kind: match self.has_choices() {
                true => FieldKind::Checkbox(
                    self.choices.iter().map(|c| Choice { title: c.title.clone(), value: c.value.clone() }).collect(),
                ),
                false => FieldKind::Text { min: None, max: None },
            },
        }
    }

    fn put_into(&self, table: &mut Table) {
        let date = self.kind == "date";
        put(table, "type", Some(if date { "text" } else { self.kind.as_str() }.into()));
        put(table, "format", date.then(|| "date".into()));
        put(table, "after", filled(&self.after).filter(|_| date));
        put(table, "title", words_of(&self.title).map(|words| both(&words)));
        put(table, "desc", words_of(&self.desc).map(|words| both(&words)));
        put(table, "placeholder", words_of(&self.placeholder).map(|words| both(&words)));
        put_flag(table, "required", self.required);
        let default = (self.kind == "hidden" || !self.default.is_empty()).then(|| self.default.as_str().into());
        put(table, "default_value", default);
        let numbers = self.kind == "number";
        let bound = |text: &String, of: bool| filled(text).filter(|_| of && self.has_bounds()).map(|_| figure(text));
        put(table, "min_length", bound(&self.least, !numbers));
        put(table, "max_length", bound(&self.most, !numbers));
        put(table, "min", bound(&self.least, numbers));
        put(table, "max", bound(&self.most, numbers));
        let file = self.kind == "file";
        put(table, "accept", filled(&self.accept).filter(|_| file));
        put_flag(table, "multiple", self.multiple && file);
        put(table, "max_size", filled(&self.max_size).filter(|_| file));
        put(
            table,
            "max_file_count",
            filled(&self.max_file_count).filter(|_| file).map(|_| figure(&self.max_file_count)),
        );
        let items = self.choices.iter().map(|choice| {
            let mut item = InlineTable::new();
            item.insert("value", choice.value.as_str().into());
            item.insert("title", both(&choice.title));
            Value::InlineTable(item)
        });
        put(table, "items", self.has_choices().then(|| in_lines(items)));
    }
}

impl PartDraft {
    fn of(at: usize, file: PartFile) -> Self {
        let content = match (file.text, file.each, file.prose) {
            (Some(text), None, false) => ContentDraft::Text(text),
            (None, Some(field), false) => ContentDraft::Each(field),
            (None, None, true) => {
                let stock = |stock: StockFile| match stock {
                    StockFile::Always(text) => StockDraft { text, ..StockDraft::default() },
                    StockFile::Sometimes(file) => {
                        StockDraft { text: file.text, when: each(file.when), unless: each(file.unless) }
                    }
                };
                let offline = file.offline.into_iter().map(stock).collect();
                ContentDraft::Prose { brief: file.brief.unwrap_or_default(), offline }
            }
            // Whatever it was meant to be, a person can say so now.
            (text, each, _) => match each {
                Some(field) => ContentDraft::Each(field),
                None => ContentDraft::Text(text.unwrap_or_default()),
            },
        };
        Self {
            was: Some(at),
            role: file.role,
            label: file.label.unwrap_or_default(),
            when: each(file.when),
            unless: each(file.unless),
            content,
        }
    }

    fn file(&self) -> PartFile {
        let several = |texts: &Vec<String>| Some(OneOrMore::More(texts.clone())).filter(|_| !texts.is_empty());
        let mut file = PartFile {
            role: self.role.clone(),
            label: Some(self.label.clone()).filter(|label| !label.is_empty()),
            text: None,
            each: None,
            prose: false,
            brief: None,
            offline: Vec::new(),
            when: several(&self.when),
            unless: several(&self.unless),
        };
        match &self.content {
            ContentDraft::Text(text) => file.text = Some(text.clone()),
            ContentDraft::Each(field) => file.each = Some(field.clone()),
            ContentDraft::Prose { brief, offline } => {
                file.prose = true;
                file.brief = Some(brief.clone()).filter(|brief| !brief.trim().is_empty());
                let stock = |stock: &StockDraft| {
                    StockFile::Sometimes(SometimesFile {
                        text: stock.text.clone(),
                        when: several(&stock.when),
                        unless: several(&stock.unless),
                    })
                };
                file.offline = offline.iter().filter(|stock| !stock.text.trim().is_empty()).map(stock).collect();
            }
        }
        file
    }

    fn put_into(&self, table: &mut Table) {
        put(table, "role", Some(self.role.as_str().into()));
        put(table, "label", filled(&self.label));
        put(table, "when", conditions(&self.when));
        put(table, "unless", conditions(&self.unless));
        let (mut text, mut field, mut prose) = (None, None, None);
        match &self.content {
            ContentDraft::Text(words) => text = Some(words.as_str().into()),
            ContentDraft::Each(key) => field = Some(key.as_str().into()),
            ContentDraft::Prose { brief, offline } => prose = Some((brief, offline)),
        }
        put(table, "text", text);
        put(table, "each", field);
        put_flag(table, "prose", prose.is_some());
        put(table, "brief", prose.map(|(brief, _)| brief.as_str().into()));
        let stock = |stock: &StockDraft| {
            if stock.when.is_empty() && stock.unless.is_empty() {
                return Value::from(stock.text.as_str());
            }
            let mut item = InlineTable::new();
            for (member, texts) in [("when", &stock.when), ("unless", &stock.unless)] {
                if let Some(value) = conditions(texts) {
                    item.insert(member, value);
                }
            }
            item.insert("text", stock.text.as_str().into());
            Value::InlineTable(item)
        };
        put(table, "offline", prose.map(|(_, offline)| in_lines(offline.iter().map(stock))));
    }
}

/// A condition's field, and the value it asks for.
pub fn split(condition: &str) -> (&str, Option<&str>) {
    match condition.split_once('=') {
        Some((field, value)) => (field.trim(), Some(value.trim())),
        None => (condition.trim(), None),
    }
}

fn each(conditions: Option<OneOrMore>) -> Vec<String> {
    match conditions {
        None => Vec::new(),
        Some(OneOrMore::One(text)) => vec![text],
        Some(OneOrMore::More(texts)) => texts,
    }
}

/// A value as a field holds it.
fn plain(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn complete(words: &mut Bilingual) {
    match (words.ja.trim().is_empty(), words.en.trim().is_empty()) {
        (true, false) => words.ja.clone_from(&words.en),
        (false, true) => words.en.clone_from(&words.ja),
        _ => {}
    }
}

fn words_of(words: &Bilingual) -> Option<Bilingual> {
    (!words.ja.is_empty() || !words.en.is_empty()).then(|| words.clone())
}

fn filled(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}

fn both(words: &Bilingual) -> Value {
    let mut table = InlineTable::new();
    table.insert("ja", words.ja.as_str().into());
    table.insert("en", words.en.as_str().into());
    Value::InlineTable(table)
}

/// A number as a number; what is none as the text it is, so that nothing typed is lost.
fn figure(text: &str) -> Value {
    let text = text.trim();
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(number), _) => number.into(),
        (_, Ok(number)) if number.is_finite() => number.into(),
        _ => text.into(),
    }
}

fn conditions(texts: &[String]) -> Option<Value> {
    match texts {
        [] => None,
        [one] => Some(one.as_str().into()),
        several => Some(Value::Array(several.iter().map(String::as_str).collect())),
    }
}

/// An array with one value a line.
fn in_lines(values: impl Iterator<Item = Value>) -> Value {
    let mut array = Array::new();
    for mut value in values {
        value.decor_mut().set_prefix("\n    ");
        array.push_formatted(value);
    }
    if !array.is_empty() {
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    Value::Array(array)
}

/// Puts `value` into `table`, unless that is what stands there; nothing takes the member away.
fn put(table: &mut Table, member: &str, value: Option<Value>) {
    let Some(value) = value else {
        table.remove(member);
        return;
    };
    match table.get_mut(member).and_then(Item::as_value_mut) {
        Some(old) if same(old, &value) => {}
        Some(old) => {
            // What stands around it, such as a comment behind it, stays.
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        None => drop(table.insert(member, Item::Value(value))),
    }
}

fn put_flag(table: &mut Table, member: &str, flag: bool) {
    // A `false` somebody wrote stays where it is.
    let said = table.get(member).and_then(Item::as_bool);
    if said != Some(flag) && (flag || said.is_some()) {
        put(table, member, Some(flag.into()));
    }
}

/// Whether two values say the same.
fn same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::String(a), Value::String(b)) => a.value() == b.value(),
        (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
        (Value::Integer(a), Value::Float(b)) => *a.value() as f64 == *b.value(),
        (Value::Float(a), Value::Integer(b)) => *a.value() == *b.value() as f64,
        (Value::Float(a), Value::Float(b)) => a.value() == b.value(),
        (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
        // A number or a yes that stands for its text.
        (Value::Integer(a), Value::String(b)) => a.value().to_string() == *b.value(),
        (Value::Float(a), Value::String(b)) => a.value().to_string() == *b.value(),
        (Value::Boolean(a), Value::String(b)) => a.value().to_string() == *b.value(),
        // One condition in a list of its own.
        (Value::Array(a), Value::String(_)) => a.len() == 1 && a.get(0).is_some_and(|only| same(only, new)),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b)),
        (Value::InlineTable(a), Value::InlineTable(b)) => {
            a.len() == b.len() && b.iter().all(|(key, value)| a.get(key).is_some_and(|old| same(old, value)))
        }
        // Stock prose may be said with its conditions or without.
        (Value::InlineTable(a), Value::String(_)) => a.len() == 1 && a.get("text").is_some_and(|text| same(text, new)),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
