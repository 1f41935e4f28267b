//! [`Template`] (プロンプトのひな型): a task for a model as a TOML file an office can copy, change and share. Ours lie in
//! `assets/templates` and are built into the program.
//!
//! A template asks for fields as a form does (the eight types of 行政実務用 AI アプリ), says what it reads and what
//! becomes of the answer, and has its words in Japanese, in English, or in both, for documents in those languages.
//! `{field}` stands for what a person filled in, `{text}` for what it reads, fenced off so that a sentence in it that
//! gives orders stays a sentence. A text longer than the model reads goes in pieces ([`super::piecewise`]); `in-order` says
//! that what is made of them stands one after another. The rules every request is under (facts are kept, nothing is made up, where the answer
//! ends) are added by the program and cannot be left out by a file.

use super::prompt;
use super::request::{Request, Task};
use crate::document::facts::line_and_column;
use crate::document::form::{Bilingual, Field, FieldKind, FieldsFile, FormError, simple};
use crate::text::{Lang, Message};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a template reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reads {
    /// The selection, or the paragraph the cursor is in.
    Selection,
    /// The whole document.
    Document,
    /// What stands before the cursor.
    Before,
    /// Nothing but what a person fills in.
    Nothing,
}

/// What becomes of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gives {
    /// It is proposed in place of what was read.
    Instead,
    /// It is proposed behind the paragraph the cursor is in.
    Behind,
    /// It is for reading; a person may have it proposed.
    Reading,
    /// Each line is a 件名; a person may have one of them proposed.
    Title,
}

/// Whether the text of files goes along with what a template asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Files {
    /// It does not.
    #[default]
    None,
    /// It may.
    Optional,
    /// Without any there is nothing to go by.
    Required,
}

/// Whose a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// It came with the program.
    Program,
    /// The office's, from its shared folder, which is only read.
    Office,
    /// The person's own.
    Person,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its id: `q-and-a`.
    pub id: String,
    /// Which version of it this is; a record names both.
    pub version: u32,
    /// What it is called.
    pub name: Bilingual,
    /// What it is for, in a sentence.
    pub description: Bilingual,
    /// What it reads.
    pub reads: Reads,
    /// What becomes of the answer.
    pub gives: Gives,
    /// Whether files go along.
    pub files: Files,
    /// Whether what is made of the parts of a long text follows one another, and is not made one in the end.
    in_order: InOrder,
    /// The ids of the forms it was made for; it can be used in every other document, too.
    pub forms: Vec<String>,
    /// What it asks for.
    pub fields: Vec<Field>,
    /// Whose it is.
    pub owner: Owner,
    /// Its words, for documents in each language it has any for.
    words: Vec<(Lang, Words)>,
}

/// Always, or only where these fields have these values.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum InOrder {
    Always(bool),
    Where(BTreeMap<String, String>),
}

impl Default for InOrder {
    fn default() -> Self {
        Self::Always(false)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    system: String,
    user: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFile {
    id: String,
    version: u32,
    name: Bilingual,
    description: Bilingual,
    reads: Reads,
    gives: Gives,
    #[serde(default)]
    files: Files,
    #[serde(default, rename = "in-order")]
    in_order: InOrder,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    fields: FieldsFile,
    prompt: BTreeMap<String, Words>,
}

/// The name of what a template reads, in its words.
const TEXT: &str = "text";

macro_rules! sources {
    ($($id:literal),+ $(,)?) => {
        const SOURCES: &[&str] = &[$(include_str!(concat!("../../assets/templates/", $id, ".toml"))),+];
    };
}

sources![
    "continue",
    "longer",
    "style",
    "subject",
    "from-notes",
    "from-files",
    "from-previous",
    "reasons",
    "articles",
    "greeting",
    "residents",
    "minutes",
    "q-and-a",
    "summary",
    "press",
    "points",
    "short-notice",
    "reply",
    "review",
    "ask",
];

/// The templates that come with the program, in the order they are offered.
///
/// # Panics
/// If a built-in template is malformed, which a test rules out.
pub fn builtin() -> &'static [Template] {
    static TEMPLATES: OnceLock<Vec<Template>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let parse =
            |text: &&str| Template::parse(text, Owner::Program).expect("built-in templates are parsed by a test");
        SOURCES.iter().map(parse).collect()
    })
}

/// The file of the built-in template `id`, to be copied and changed.
pub fn source(id: &str) -> Option<&'static str> {
    builtin().iter().position(|template| template.id == id).map(|index| SOURCES[index])
}

impl Template {
    /// Reads a template file.
    ///
    /// # Errors
    /// If it is not TOML, lacks a member, or speaks of a language or a field there isn't.
    pub fn parse(text: &str, owner: Owner) -> Result<Self, TemplateError> {
        let file: TemplateFile = toml::from_str(text).map_err(|error| {
            let (line, column) = line_and_column(text, error.span().map_or(0, |span| span.start));
            TemplateError::Syntax { line, column, detail: error.message().to_owned() }
        })?;
        if !simple(&file.id) {
            return Err(TemplateError::Id { id: file.id });
        }
        let fields = file.fields.into_fields().map_err(TemplateError::Fields)?;
        let mut words = Vec::new();
        for (code, said) in file.prompt {
            let lang = Lang::from_code(&code).ok_or(TemplateError::Language { code })?;
            words.push((lang, said));
        }
        if words.is_empty() {
            return Err(TemplateError::NoPrompt);
        }
        let known = |name: &str| (name == TEXT && file.reads != Reads::Nothing) || fields.iter().any(|f| f.key == name);
        for (_, said) in &words {
            for gap in gaps(&said.system).chain(gaps(&said.user)) {
                if !known(gap) {
                    return Err(TemplateError::Gap { name: gap.to_owned() });
                }
            }
        }
        if let InOrder::Where(values) = &file.in_order
            && let Some(name) = values.keys().find(|name| !fields.iter().any(|field| field.key == **name))
        {
            return Err(TemplateError::Gap { name: name.clone() });
        }
        let Bilingual { ja, en } = &file.name;
        if ja.trim().is_empty() || en.trim().is_empty() {
            return Err(TemplateError::NoName);
        }
        Ok(Self {
            id: file.id,
            version: file.version,
            name: file.name,
            description: file.description,
            reads: file.reads,
            gives: file.gives,
            files: file.files,
            in_order: file.in_order,
            forms: file.forms,
            fields,
            owner,
            words,
        })
    }

    /// Whether it has words for documents in `lang`.
    pub fn speaks(&self, lang: Lang) -> bool {
        self.words.iter().any(|(known, _)| *known == lang)
    }

    /// What `field` holds in `values`, or by itself.
    pub fn value<'a>(field: &'a Field, values: &'a BTreeMap<String, String>) -> &'a str {
        values.get(&field.key).or(field.default.as_ref()).map_or("", String::as_str)
    }

    /// The required fields that nothing stands in yet.
    pub fn missing<'a>(&'a self, values: &'a BTreeMap<String, String>) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(|field| field.required && Self::value(field, values).trim().is_empty())
    }

    /// Whether, with these `values`, what is made of the parts of a long text follows one another as the parts do; else it is
    /// made one in the end.
    pub fn follows(&self, values: &BTreeMap<String, String>) -> bool {
        match &self.in_order {
            InOrder::Always(always) => *always,
            InOrder::Where(wanted) => {
                let has = |key: &str, value: &str| {
                    self.fields.iter().any(|field| field.key == key && Self::value(field, values) == value)
                };
                wanted.iter().all(|(key, value)| has(key, value))
            }
        }
    }

    /// What is asked about `text`, in a document in `lang`, with what a person filled in. `None` if it has no words for
    /// that language. `nonce` is drawn anew for each request.
    pub fn request(&self, lang: Lang, values: &BTreeMap<String, String>, text: &str, nonce: u64) -> Option<Request> {
        let (_, said) = self.words.iter().find(|(known, _)| *known == lang)?;
        let mut gaps: Vec<(&str, String)> = self
            .fields
            .iter()
            .map(|field| {
                let value = Self::value(field, values).trim();
                let named = |value: &str| {
                    let choice = field.kind.choices().iter().find(|choice| choice.value == value);
                    choice.map_or(value, |choice| choice.title.get(lang.code())).to_owned()
                };
                let words = match field.kind {
                    FieldKind::Select(_) | FieldKind::Radio(_) => named(value),
                    FieldKind::Checkbox(_) => {
                        let mark = if lang == Lang::Ja { "、" } else { ", " };
                        value.split(',').filter(|v| !v.is_empty()).map(named).collect::<Vec<_>>().join(mark)
                    }
                    _ => value.to_owned(),
                };
                (field.key.as_str(), words)
            })
            .collect();
        gaps.push((TEXT, text.to_owned()));
        // A text to be rewritten stays near its length unless the template says otherwise; nothing is expected here.
        let request = prompt::templated(Task::Template, lang, (&said.system, &said.user), &gaps, TEXT, nonce);
        Some(Request { template: Some(self.recorded(said)), ..request })
    }

    /// The id and the version as records name them: `points@1`.
    pub fn named(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// The same with what tells these words from others that go by the same number: the first twelve figures of their SHA-256.
    fn recorded(&self, said: &Words) -> String {
        let digest = super::policy::digest([said.system.as_str(), said.user.as_str()].join("\n").as_bytes());
        format!("{} {}", self.named(), &digest[..12])
    }
}

/// The names in `{…}` in `words`.
fn gaps(words: &str) -> impl Iterator<Item = &str> {
    words.split('{').skip(1).filter_map(|after| after.split_once('}').map(|(name, _)| name))
}

/// The lines of an answer that are one choice each, without the marks of a list before them.
pub fn choices(answer: &str) -> Vec<String> {
    let bare = |line: &str| {
        let line = line.trim();
        let marked =
            line.trim_start_matches(|c: char| c.is_ascii_digit() || "０１２３４５６７８９-*・•●①②③④⑤⑥⑦⑧⑨⑩".contains(c));
        let line = match marked.strip_prefix(['.', '．', ')', '）', '、', ':', '：', ' ', '　']) {
            Some(rest) if marked.len() < line.len() => rest,
            _ if line.starts_with(['-', '*', '・', '•', '●']) => marked,
            _ => line,
        };
        line.trim().trim_matches(['「', '」', '"']).trim().to_owned()
    };
    answer.lines().map(bare).filter(|line| !line.is_empty()).collect()
}

/// Why a template file can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// Not TOML, or not of a template's shape.
    Syntax {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What the parser says.
        detail: String,
    },
    /// The id is not made of letters, digits, `-` and `_`.
    Id {
        /// What it says.
        id: String,
    },
    /// It lacks a name in one of the languages.
    NoName,
    /// It has no words in any language.
    NoPrompt,
    /// Words in a language there isn't.
    Language {
        /// What it says.
        code: String,
    },
    /// `{name}` is neither a field nor what the template reads.
    Gap {
        /// The name.
        name: String,
    },
    /// A field can't be as it is described.
    Fields(FormError),
}

impl Message for TemplateError {
    fn id(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "error-template-syntax",
            Self::Id { .. } => "error-template-id",
            Self::NoName => "error-template-name",
            Self::NoPrompt => "error-template-prompt",
            Self::Language { .. } => "error-template-language",
            Self::Gap { .. } => "error-template-gap",
            Self::Fields(error) => error.id(),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Syntax { line, column, detail } => {
                vec![("line", line.to_string()), ("column", column.to_string()), ("detail", detail.clone())]
            }
            Self::Id { id } => vec![("id", id.clone())],
            Self::NoName | Self::NoPrompt => Vec::new(),
            Self::Language { code } => vec![("code", code.clone())],
            Self::Gap { name } => vec![("name", name.clone())],
            Self::Fields(error) => error.args(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::request::END_MARK;

    #[test]
    fn every_built_in_template_asks_in_every_language_it_has() {
        let mut ids = std::collections::HashSet::new();
        for (text, template) in SOURCES.iter().zip(builtin()) {
            assert!(ids.insert(&template.id) && source(&template.id) == Some(text), "{}", template.id);
            assert!(template.speaks(Lang::Ja) && template.speaks(Lang::En), "{}", template.id);
            let filled = |field: &Field| (field.key.clone(), Template::value(field, &BTreeMap::new()).to_owned());
            let mut values: BTreeMap<String, String> = template.fields.iter().map(filled).collect();
            for value in values.values_mut().filter(|value| value.is_empty()) {
                *value = "値".to_owned();
            }
            assert_eq!(template.missing(&values).count(), 0);
            for lang in [Lang::Ja, Lang::En] {
                let request = template.request(lang, &values, "訓練を行う。", 7).unwrap();
                let whole = format!("{}\n{}", request.system, request.user);
                assert!(request.system.contains(END_MARK) && request.end_mark, "{}", template.id);
                assert!(!whole.contains('{') && !whole.contains('}'), "{whole}");
                let reads = template.reads != Reads::Nothing;
                assert_eq!(request.user.contains("<<<0000000000000007\n訓練を行う。"), reads, "{whole}");
            }
        }
    }

    #[test]
    fn a_request_names_the_words_it_was_made_by() {
        let named = |text: &str, lang: Lang| {
            let template = Template::parse(text, Owner::Person).unwrap();
            let values = template.fields.iter().map(|field| (field.key.clone(), "値".to_owned())).collect();
            template.request(lang, &values, "本文。", 7).unwrap().template.unwrap()
        };
        let text = source("points").unwrap();
        let ours = named(text, Lang::Ja);
        let (id, figures) = ours.split_once(' ').unwrap();
        assert!(id.starts_with("points@") && figures.len() == 12, "{ours}");
        assert_eq!(named(text, Lang::Ja), ours);
        assert_ne!(named(text, Lang::En), ours, "other words");
        let other = text.replacen("{text}", "次の文章です。\n{text}", 1);
        assert_ne!(named(&other, Lang::Ja), ours, "the same number, other words");
    }

    fn error(text: &str) -> &'static str {
        Template::parse(text, Owner::Person).unwrap_err().id()
    }

    #[test]
    fn a_file_that_cannot_be_used_says_why() {
        let good = SOURCES[0];
        assert!(Template::parse(good, Owner::Person).is_ok());
        assert_eq!(error("id = "), "error-template-syntax");
        assert_eq!(error(&good.replacen("id = \"continue\"", "id = \"a b\"", 1)), "error-template-id");
        assert_eq!(error(&good.replace("[prompt.ja]", "[prompt.fr]")), "error-template-language");
        assert_eq!(error(&good.replace("{text}", "{texte}")), "error-template-gap");
        assert_eq!(error(&good.replacen("reads = \"before\"", "reads = \"nothing\"", 1)), "error-template-gap");
        assert_eq!(error(&good.replacen("reads = \"before\"", "reads = \"all\"", 1)), "error-template-syntax");
        let in_order = |value: &str| good.replacen("\ngives", &format!("\nin-order = {value}\ngives"), 1);
        assert!(Template::parse(&in_order("true"), Owner::Person).is_ok());
        assert_eq!(error(&in_order("{ which = \"a\" }")), "error-template-gap");
        assert_eq!(error(&in_order("3")), "error-template-syntax");
    }

    #[test]
    fn what_a_person_fills_in_is_not_read_again() {
        let ask = builtin().iter().find(|t| t.id == "ask").unwrap();
        let values = [("question".to_owned(), "{text}は何ですか。".to_owned())].into();
        let request = ask.request(Lang::Ja, &values, "本文。", 7).unwrap();
        assert!(request.user.contains("{text}は何ですか。"));
        assert_eq!(request.user.matches("本文。").count(), 1);
    }

    #[test]
    fn choices_are_lines_without_their_marks() {
        let answer =
            "1. 総合防災訓練の実施について（通知）\n・「訓練について（依頼）」\n\n3か年計画について（照会）\n① 件名";
        let expected =
            ["総合防災訓練の実施について（通知）", "訓練について（依頼）", "3か年計画について（照会）", "件名"];
        assert_eq!(choices(answer), expected);
    }
}
