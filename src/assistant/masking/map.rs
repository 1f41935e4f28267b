//! What each placeholder stands for.

use super::restore::{Reading, mentions, read_whole};
use super::words::word;
use crate::text::personal::Kind;
use crate::text::{Lang, Message};
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeSet;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// One placeholder and its value.
#[derive(Clone)]
pub struct Entry {
    /// `［氏名1］`, `[Name 1]`.
    pub placeholder: String,
    /// What sort of value; `None` is text that only looked like a placeholder.
    pub kind: Option<Kind>,
    /// What its word says.
    pub(super) said: Option<Kind>,
    number: u32,
    /// Which spelling of the value it is: nothing, then B, C ….
    pub(super) letter: String,
    value: SecretString,
    /// The value freed from how it is written.
    key: SecretString,
}

impl Entry {
    /// What it stands for.
    pub fn value(&self) -> &str {
        self.value.expose_secret()
    }

    /// The number in it.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether it stands for itself: text that looked like a placeholder before anything was masked.
    pub fn is_literal(&self) -> bool {
        self.placeholder == self.value()
    }
}

/// Placeholders and their values. Dropped, it is wiped from memory.
#[derive(Clone)]
pub struct Map {
    lang: Lang,
    entries: Vec<Entry>,
    next: u32,
    /// Numbers that stand beside the word of a placeholder in some text, and are nobody's.
    taken: BTreeSet<u32>,
}

impl Default for Map {
    /// For a Japanese document.
    fn default() -> Self {
        Self::new(Lang::Ja)
    }
}

impl fmt::Debug for Map {
    /// How many there are, and nothing of what they are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Map({} placeholders)", self.entries.len())
    }
}

/// What is wrong with stored placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapError {
    /// It is no placeholder of ours.
    NotOne(String),
    /// It is there twice.
    Twice(String),
}

impl Message for MapError {
    fn id(&self) -> &'static str {
        match self {
            MapError::NotOne(_) => "error-map-placeholder",
            MapError::Twice(_) => "error-map-twice",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let (MapError::NotOne(placeholder) | MapError::Twice(placeholder)) = self;
        vec![("placeholder", placeholder.clone())]
    }
}

/// The letter of a spelling: none for the first, then B, C … Z.
fn letter(variant: u32) -> String {
    match variant {
        0 => String::new(),
        n if n < 25 => char::from_u32('A' as u32 + n).map(String::from).unwrap_or_default(),
        n => format!("Z{n}"),
    }
}

/// A value freed from how it is written: width, spaces, dashes, case.
fn key(kind: Kind, value: &str) -> String {
    let folded = value.nfkc().filter(|c| !c.is_whitespace());
    let dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '・');
    match kind {
        Kind::Person | Kind::Address | Kind::Own => folded.collect::<String>().to_lowercase(),
        _ => folded.filter(|c| !dash(*c)).collect::<String>().to_lowercase(),
    }
}

impl Map {
    /// An empty map for texts in `lang`.
    pub fn new(lang: Lang) -> Self {
        Self { lang, entries: Vec::new(), next: 1, taken: BTreeSet::new() }
    }

    /// The same values under the same numbers, written for texts in `lang`.
    #[must_use]
    pub fn in_lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        for entry in self.entries.iter_mut().filter(|entry| !entry.is_literal()) {
            entry.placeholder = written(entry.said, entry.number, &entry.letter, lang);
        }
        self
    }

    /// What of it is among `placeholders`.
    #[must_use]
    pub fn only(&self, placeholders: &BTreeSet<&str>) -> Self {
        let used = |entry: &&Entry| placeholders.contains(entry.placeholder.as_str());
        Self { entries: self.entries.iter().filter(used).cloned().collect(), ..self.clone() }
    }

    /// Learns what `other`, which grew from this one, has learnt since. Numbers that were given twice meanwhile stay with
    /// whom they have here.
    pub fn absorb(&mut self, other: &Map) {
        self.taken.extend(&other.taken);
        for entry in &other.entries {
            let known = |e: &Entry| e.kind == entry.kind && e.value() == entry.value();
            let of_another = |e: &Entry| {
                e.number == entry.number && (e.kind != entry.kind || e.letter == entry.letter || e.is_literal())
            };
            if !self.entries.iter().any(|e| known(e) || of_another(e)) {
                let mut entry = entry.clone();
                if !entry.is_literal() {
                    entry.placeholder = written(entry.said, entry.number, &entry.letter, self.lang);
                }
                self.next = self.next.max(entry.number.saturating_add(1));
                self.entries.push(entry);
            }
        }
    }

    /// Whether `text` has a number beside the word of a placeholder that stands for something here: whoever reads the two
    /// together could not tell them apart.
    pub fn clashes_with(&self, text: &str) -> bool {
        let mut numbers = mentions(text).into_iter();
        numbers.any(|number| self.numbered(number).any(|entry| !entry.is_literal()))
    }

    /// Keeps the numbers that stand beside the word of a placeholder in `text` from being given to anything.
    pub fn reserve(&mut self, text: &str) {
        self.taken.extend(mentions(text));
    }

    /// Takes in that `written` stands for itself; `false` where its number is somebody's.
    pub(super) fn let_stand(&mut self, written: &str) -> bool {
        if self.get(written).is_some_and(Entry::is_literal) {
            return true;
        }
        let Some(Reading { number, letter, said, .. }) = read_whole(written) else { return false };
        if self.numbered(number).any(|entry| !entry.is_literal()) {
            return false;
        }
        let (placeholder, value) = (written.to_owned(), written.to_owned().into());
        let key = key(Kind::Own, written).into();
        self.entries.push(Entry { placeholder, kind: None, said: said.unwrap_or(None), number, letter, value, key });
        true
    }

    /// A map from stored placeholders and values.
    ///
    /// # Errors
    /// If one is no placeholder, or is there twice.
    pub fn from_stored(stored: impl IntoIterator<Item = (String, String)>) -> Result<Self, MapError> {
        let mut map = Self::default();
        for (placeholder, value) in stored {
            let literal = placeholder == value;
            let read = read_whole(&placeholder)
                .filter(|read| literal || read.is_ours() && placeholder.starts_with(['［', '[', '⟦']));
            let Some(Reading { said, number, letter, .. }) = read else { return Err(MapError::NotOne(placeholder)) };
            if map.get(&placeholder).is_some() {
                return Err(MapError::Twice(placeholder));
            }
            map.next = map.next.max(number.saturating_add(1));
            let said = said.unwrap_or(None);
            let kind = said.filter(|_| !literal);
            let key = key(kind.unwrap_or(Kind::Own), &value).into();
            map.entries.push(Entry { placeholder, kind, said, number, letter, value: value.into(), key });
        }
        Ok(map)
    }

    /// Every placeholder, in the order they came.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of a placeholder.
    pub fn get(&self, placeholder: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.placeholder == placeholder)
    }

    /// The entries with this number: one value in its spellings.
    pub fn numbered(&self, number: u32) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.number == number)
    }

    /// Makes placeholders for `values`, in the order they stand in a text. A person's family name alone goes with the one
    /// person of that name.
    pub(super) fn learn(&mut self, values: &[(Kind, &str)]) {
        let known =
            self.entries.iter().filter(|e| e.kind == Some(Kind::Person)).map(|e| e.key.expose_secret().to_owned());
        let here = values.iter().filter(|(kind, _)| *kind == Kind::Person).map(|(kind, value)| key(*kind, value));
        let mut people: Vec<String> = known.chain(here).collect();
        people.sort();
        people.dedup();
        for (kind, value) in values {
            if self.exact(Some(*kind), value).is_some() {
                continue;
            }
            let this = key(*kind, value);
            let mut same = self.same(*kind, &this);
            if same.is_none() && *kind == Kind::Person {
                let from = people.partition_point(|other| *other <= this);
                let longer: Vec<&String> = people[from..].iter().take_while(|k| k.starts_with(&this)).take(2).collect();
                if let [one] = &longer[..] {
                    same = self.same(Kind::Person, one);
                    if same.is_none() {
                        // The whole name comes later in the text: it gets its number now.
                        let whole = values.iter().find(|(k, v)| *k == Kind::Person && key(*k, v) == **one);
                        same = whole.map(|(k, v)| self.add(Some(*k), v, None));
                    }
                }
            }
            self.add(Some(*kind), value, same);
        }
    }

    /// The placeholder of a value, made if there is none.
    pub(super) fn placeholder(&mut self, kind: Kind, value: &str) -> String {
        if self.exact(Some(kind), value).is_none() {
            self.learn(&[(kind, value)]);
        }
        self.exact(Some(kind), value).map(|entry| entry.placeholder.clone()).unwrap_or_default()
    }

    /// The placeholder of text that looks like one.
    pub(super) fn placeholder_of_text(&mut self, value: &str) -> String {
        if self.exact(None, value).is_none() {
            self.add(None, value, None);
        }
        self.exact(None, value).map(|entry| entry.placeholder.clone()).unwrap_or_default()
    }

    fn exact(&self, kind: Option<Kind>, value: &str) -> Option<&Entry> {
        let is = |entry: &&Entry| entry.kind == kind && entry.value() == value && !entry.is_literal();
        self.entries.iter().find(is)
    }

    /// The number of the value with this key.
    fn same(&self, kind: Kind, wanted: &str) -> Option<u32> {
        self.entries.iter().find(|e| e.kind == Some(kind) && e.key.expose_secret() == wanted).map(|e| e.number)
    }

    /// Adds a value, with a number of its own or as another spelling of one; gives its number.
    fn add(&mut self, kind: Option<Kind>, value: &str, same: Option<u32>) -> u32 {
        let number = same.unwrap_or_else(|| {
            while self.taken.contains(&self.next) || self.numbered(self.next).next().is_some() {
                self.next = self.next.saturating_add(1);
            }
            self.next
        });
        if same.is_none() {
            self.next = self.next.saturating_add(1);
        }
        let letter = letter(self.numbered(number).count() as u32);
        let placeholder = written(kind, number, &letter, self.lang);
        let key = key(kind.unwrap_or(Kind::Own), value).into();
        self.entries.push(Entry { placeholder, kind, said: kind, number, letter, value: value.into(), key });
        number
    }
}

/// A placeholder as it is written in texts in `lang`.
fn written(kind: Option<Kind>, number: u32, letter: &str, lang: Lang) -> String {
    let word = word(kind, lang);
    match lang {
        Lang::Ja => format!("［{word}{number}{letter}］"),
        Lang::En => format!("[{word} {number}{letter}]"),
    }
}
