//! Words for people: a message id and arguments in, words of the chosen [`Locale`] out.
//!
//! The messages are Fluent files under `locales/`, built into the program. A message is a whole sentence; its
//! `.hint` attribute, where it has one, says what to do. `tests/locales.rs` fails on an id that is missing, unused, or
//! has other arguments in the other language.

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The language of the interface (not of a document, which is `text::Lang`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

/// The message files of each locale, by name and text.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// The names of the message files, without `.ftl`.
        pub const FILES: &[&str] = &[$($name),+];
        const JA: &[&str] = &[$(include_str!(concat!("../../locales/ja/", $name, ".ftl"))),+];
        const EN: &[&str] = &[$(include_str!(concat!("../../locales/en/", $name, ".ftl"))),+];
    };
}

files![
    "annotated",
    "answers",
    "app",
    "assistant",
    "attachments",
    "audit",
    "cli",
    "comments",
    "compare",
    "dating",
    "document",
    "easing",
    "encodings",
    "exchange",
    "facts",
    "format",
    "forms",
    "house",
    "keeping",
    "marks",
    "memory-notes",
    "memory",
    "merge",
    "pair-findings",
    "pair-label",
    "pairs",
    "personal",
    "pieces",
    "policy",
    "profile",
    "qa",
    "queue",
    "ranges",
    "resources",
    "review",
    "rules-bi",
    "rules-easy",
    "rules-en",
    "rules-spelling",
    "rules-writing",
    "segmentation",
    "stopping",
    "store",
    "styles",
    "tables",
    "tags",
    "taken-over",
    "tasks",
    "terms",
    "trail",
    "translation",
    "trust",
    "ui",
    "versions",
    "words",
    "workbench",
    "xliff_modules"
];

impl Locale {
    /// Both, in the order they are offered.
    pub const ALL: [Locale; 2] = [Locale::Ja, Locale::En];

    /// `ja` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Locale::Ja => "ja",
            Locale::En => "en",
        }
    }

    /// The locale a code or a POSIX locale name asks for: `ja`, `ja-JP`, `en_US.UTF-8`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_', '.']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|locale| locale.code() == primary)
    }

    /// What the system asks for; Japanese where it asks for neither of ours.
    pub fn system() -> Self {
        sys_locale::get_locales().find_map(|code| Self::from_code(&code)).unwrap_or_default()
    }

    fn sources(self) -> &'static [&'static str] {
        match self {
            Locale::Ja => JA,
            Locale::En => EN,
        }
    }
}

/// What goes into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number, which may choose a plural form.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

/// The messages of one locale.
pub struct Tr {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
}

impl Tr {
    /// The messages of `locale`.
    ///
    /// # Panics
    /// If a built-in message file is malformed, which `tests/locales.rs` rules out.
    pub fn new(locale: Locale) -> Self {
        let id: LanguageIdentifier = locale.code().parse().expect("our codes are language identifiers");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Both our languages run the same way, and isolation marks would end up in documents.
        bundle.set_use_isolating(false);
        for source in locale.sources() {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(kept, errors)| {
                debug_assert!(errors.is_empty(), "{errors:?}");
                kept
            });
            let added = bundle.add_resource(resource);
            debug_assert!(added.is_ok(), "{added:?}");
        }
        Self { locale, bundle }
    }

    /// The locale these messages are of.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The message `id`, which takes no arguments.
    pub fn text(&self, id: &str) -> String {
        self.format(id, &[])
    }

    /// The message `id` with `args`. An unknown id comes back as it is.
    pub fn format(&self, id: &str, args: &[(&str, Value)]) -> String {
        self.find(id, None, args).unwrap_or_else(|| {
            debug_assert!(false, "no message {id}");
            id.to_owned()
        })
    }

    /// Attribute `attribute` of message `id`, if it has one.
    pub fn attribute(&self, id: &str, attribute: &str, args: &[(&str, Value)]) -> Option<String> {
        self.find(id, Some(attribute), args)
    }

    /// Whether there is a message `id`.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|m| m.value().is_some())
    }

    fn find(&self, id: &str, attribute: Option<&str>, args: &[(&str, Value)]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            let value = match value {
                Value::Text(text) => FluentValue::from(text.as_str()),
                Value::Number(number) => FluentValue::from(*number),
            };
            fluent.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&fluent), &mut errors);
        debug_assert!(errors.is_empty(), "message {id}: {errors:?}");
        Some(text.into_owned())
    }
}
