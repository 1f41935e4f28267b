//! What each placeholder stands for.

use crate::text::Message;
use crate::text::personal::Kind;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// One placeholder and its value.
#[derive(Clone)]
pub struct Entry {
    /// `⟦PERSON_1⟧`.
    pub placeholder: String,
    /// What sort of value; `None` is text that only looked like a placeholder.
    pub kind: Option<Kind>,
    number: u32,
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
}

/// Placeholders and their values. Dropped, it is wiped from memory.
#[derive(Clone)]
pub struct Map {
    entries: Vec<Entry>,
    next: u32,
}

impl Default for Map {
    fn default() -> Self {
        Self::starting_at(1)
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

/// The word of a kind in a placeholder.
pub(super) fn word(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "TEXT",
        Some(kind) => match kind {
            Kind::MyNumber => "MYNUMBER",
            Kind::Houjin => "COMPANY",
            Kind::DriversLicense => "LICENSE",
            Kind::JuminhyoCode => "RESIDENTCODE",
            Kind::PensionNumber => "PENSION",
            Kind::EmploymentInsurance => "EMPLOYMENT",
            Kind::Insurer => "INSURER",
            Kind::HealthInsurance => "INSURED",
            Kind::Passport => "PASSPORT",
            Kind::ResidenceCard => "RESIDENCECARD",
            Kind::Phone => "PHONE",
            Kind::Postal => "POSTAL",
            Kind::Address => "ADDRESS",
            Kind::BankAccount => "ACCOUNT",
            Kind::CreditCard => "CARD",
            Kind::Email => "EMAIL",
            Kind::BirthDate => "BIRTHDATE",
            Kind::Person => "PERSON",
            Kind::VehiclePlate => "PLATE",
            Kind::Own => "TERM",
        },
    }
}

/// The kind a word in a placeholder means.
pub(super) fn kind_of(found: &str) -> Option<Option<Kind>> {
    if found == "TEXT" {
        return Some(None);
    }
    Kind::ALL.into_iter().find(|kind| word(Some(*kind)) == found).map(Some)
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
    /// An empty map whose first placeholder has this number. A request begins at one nobody could have foreseen, so that
    /// no text can speak of it beforehand.
    pub fn starting_at(number: u32) -> Self {
        Self { entries: Vec::new(), next: number.max(1) }
    }

    /// A map from stored placeholders and values.
    ///
    /// # Errors
    /// If one is no placeholder, or is there twice.
    pub fn from_stored(stored: impl IntoIterator<Item = (String, String)>) -> Result<Self, MapError> {
        let mut map = Self::default();
        for (placeholder, value) in stored {
            let Some((kind, number)) = parts(&placeholder) else { return Err(MapError::NotOne(placeholder)) };
            if map.get(&placeholder).is_some() {
                return Err(MapError::Twice(placeholder));
            }
            map.next = map.next.max(number.saturating_add(1));
            let key = key(kind.unwrap_or(Kind::Own), &value).into();
            map.entries.push(Entry { placeholder, kind, number, value: value.into(), key });
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
        self.entries.iter().find(|entry| entry.kind == kind && entry.value() == value)
    }

    /// The number of the value with this key.
    fn same(&self, kind: Kind, wanted: &str) -> Option<u32> {
        self.entries.iter().find(|e| e.kind == Some(kind) && e.key.expose_secret() == wanted).map(|e| e.number)
    }

    /// Adds a value, with a number of its own or as another spelling of one; gives its number.
    fn add(&mut self, kind: Option<Kind>, value: &str, same: Option<u32>) -> u32 {
        let number = same.unwrap_or(self.next);
        if same.is_none() {
            self.next = self.next.saturating_add(1);
        }
        let variant = self.numbered(number).count() as u32;
        let placeholder = format!("⟦{}_{number}{}⟧", word(kind), letter(variant));
        let key = key(kind.unwrap_or(Kind::Own), value).into();
        self.entries.push(Entry { placeholder, kind, number, value: value.into(), key });
        number
    }
}

/// What a placeholder is made of, if it is one of ours, written exactly.
fn parts(placeholder: &str) -> Option<(Option<Kind>, u32)> {
    let inside = placeholder.strip_prefix('⟦')?.strip_suffix('⟧')?;
    let (name, rest) = inside.split_once('_')?;
    let kind = kind_of(name)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok()?;
    let tail = &rest[digits..];
    (0..200).any(|variant| letter(variant) == tail).then_some((kind, number))
}
