//! Putting values back, also while the answer arrives, and what became of each placeholder.

use super::map::{Map, kind_of};
use crate::text::personal::Kind;
use crate::text::{Message, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A placeholder is no longer than this inside its brackets, characters: so much of an answer is held back at most.
const LONGEST: usize = 40;

/// Brackets a model may write for ours.
const OPENERS: [&str; 16] =
    ["⟦", "〚", "[[", "[", "［", "【", "{{", "<", "＜", "&lt;", "〈", "《", "〔", "⟨", "«", "‹"];
/// What closes them, whichever opened.
const CLOSERS: [&str; 14] = ["⟧", "〛", "]", "］", "】", "}", ">", "＞", "&gt;", "〉", "》", "〕", "⟩", "»"];

/// Words a model may write for ours.
static TRANSLATIONS: LazyLock<Vec<(Kind, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/prompts/placeholder-words.txt").lines();
    let read = |line: &'static str| {
        let (kind, words) = line.split_once(": ")?;
        Some((Kind::from_code(kind)?, words.split_whitespace().collect()))
    };
    lines.filter_map(read).collect()
});

/// How the word of a placeholder was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// It is ours.
    Ours(Option<Kind>),
    /// It is another word for it.
    Translated(Kind),
    /// It is in our brackets, and nobody knows what it means.
    Strange,
}

/// Something read as a placeholder.
struct Reading {
    word: Word,
    number: u32,
    letter: String,
}

/// What is at a place of an answer.
enum Step {
    /// More must arrive before that can be told.
    Wait,
    /// Text of so many bytes.
    Plain(usize),
    /// A placeholder of so many bytes.
    Found(usize, Reading),
}

/// Looks at the beginning of `rest`; `before` is the character in front of it, `last` says that nothing more arrives.
fn step(rest: &str, before: Option<char>, last: bool) -> Step {
    let Some(first) = rest.chars().next() else { return Step::Wait };
    let plain = Step::Plain(first.len_utf8());
    if first.is_ascii_uppercase() {
        return bare(rest, before, last);
    }
    if !"⟦〚[［【{<＜&〈《〔⟨«‹".contains(first) {
        return plain;
    }
    // `[` may still become `[[`, `&` may still become `&lt;`.
    if !last && OPENERS.iter().any(|o| o.len() > rest.len() && o.starts_with(rest)) {
        return Step::Wait;
    }
    let Some(opener) = OPENERS.iter().find(|o| rest.starts_with(**o)) else { return plain };
    let inside = &rest[opener.len()..];
    for (count, (at, c)) in inside.char_indices().enumerate() {
        if let Some(closer) = CLOSERS.iter().find(|closer| inside[at..].starts_with(**closer)) {
            let mut end = opener.len() + at + closer.len();
            if matches!(*opener, "[[" | "{{") {
                if rest[end..].starts_with(*closer) {
                    end += closer.len();
                } else if end == rest.len() && !last {
                    return Step::Wait;
                }
            }
            return match reading(&inside[..at], matches!(*opener, "⟦" | "〚")) {
                Some(reading) => Step::Found(end, reading),
                None => plain,
            };
        }
        let gone = count >= LONGEST || c == '\n' || OPENERS.iter().any(|o| inside[at..].starts_with(*o));
        if gone && !(c == '&' && !last && "&gt;".starts_with(&inside[at..])) {
            return plain;
        }
    }
    if last { plain } else { Step::Wait }
}

/// PERSON_1 without brackets.
fn bare(rest: &str, before: Option<char>, last: bool) -> Step {
    let run =
        rest.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'\\')).count();
    if run == rest.len() && !last && run <= LONGEST {
        return Step::Wait;
    }
    let joined = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    let goes_on = rest[run..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let word = &rest[..run];
    match reading(word, false) {
        Some(found) if !joined && !goes_on && word.contains('_') && matches!(found.word, Word::Ours(_)) => {
            Step::Found(run, found)
        }
        _ => Step::Plain(run.max(1)),
    }
}

/// Reads what stands inside brackets; `ours` says whether these are the rare ones.
fn reading(inside: &str, ours: bool) -> Option<Reading> {
    let skipped = |c: char| c.is_whitespace() || "_-*`\\:.#–—‐".contains(c);
    let folded: String = inside.nfkc().filter(|c| !skipped(*c)).flat_map(char::to_uppercase).collect();
    let digits = folded.find(|c: char| c.is_ascii_digit())?;
    let (word, rest) = folded.split_at(digits);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..end].parse().ok().filter(|_| end <= 6)?;
    let letter = rest[end..].to_owned();
    let spelled = letter.is_empty()
        || letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase())
        || letter.starts_with('Z') && letter[1..].bytes().all(|b| b.is_ascii_digit());
    if word.is_empty() || !spelled || word.chars().count() > 16 {
        return None;
    }
    let word = match kind_of(word) {
        Some(kind) => Word::Ours(kind),
        None => match TRANSLATIONS.iter().find(|(_, words)| words.contains(&word)) {
            Some((kind, _)) => Word::Translated(*kind),
            None if ours => Word::Strange,
            None => return None,
        },
    };
    Some(Reading { word, number, letter })
}

/// Everything in a text that would be read as a placeholder.
pub(super) fn look_alikes(text: &str) -> Vec<Span> {
    let (mut at, mut before, mut found) = (0, None, Vec::new());
    while at < text.len() {
        let len = match step(&text[at..], before, true) {
            Step::Found(len, _) => {
                found.push(Span::new(at, at + len));
                len
            }
            Step::Plain(len) => len,
            Step::Wait => break,
        };
        before = text[..at + len].chars().next_back();
        at += len;
    }
    found
}

/// What is not as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// It was sent so many times more often than it came back.
    Missing {
        /// Which.
        placeholder: String,
        /// How many are missing.
        times: usize,
    },
    /// It came back so many times more often than it was sent.
    Duplicated {
        /// Which.
        placeholder: String,
        /// How many more.
        times: usize,
    },
    /// It came back written otherwise, and is known for certain.
    Altered {
        /// Which.
        placeholder: String,
        /// As it was written.
        written: String,
    },
    /// Its word was translated; its number says which it is.
    Translated {
        /// Which.
        placeholder: String,
        /// As it was written.
        written: String,
    },
    /// Nothing like it was sent: it stays visible, and nothing can be accepted.
    Unknown {
        /// As it was written.
        written: String,
    },
}

impl Message for Deviation {
    fn id(&self) -> &'static str {
        match self {
            Deviation::Missing { .. } => "masking-missing",
            Deviation::Duplicated { .. } => "masking-duplicated",
            Deviation::Altered { .. } => "masking-altered",
            Deviation::Translated { .. } => "masking-translated",
            Deviation::Unknown { .. } => "masking-unknown",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Deviation::Missing { placeholder, times } | Deviation::Duplicated { placeholder, times } => {
                vec![("placeholder", placeholder.clone()), ("count", times.to_string())]
            }
            Deviation::Altered { placeholder, written } | Deviation::Translated { placeholder, written } => {
                vec![("placeholder", placeholder.clone()), ("written", written.clone())]
            }
            Deviation::Unknown { written } => vec![("written", written.clone())],
        }
    }
}

/// What became of the placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Everything that is not as it was sent; each sort in the order of the answer.
    pub deviations: Vec<Deviation>,
    /// Where placeholders nobody sent stand in the restored text.
    pub unknown: Vec<Span>,
}

impl Report {
    /// Whether everything came back as it was sent.
    pub fn is_clean(&self) -> bool {
        self.deviations.is_empty()
    }

    /// Whether something is in it that must not be accepted.
    pub fn blocks(&self) -> bool {
        !self.unknown.is_empty()
    }

    /// The placeholders that are missing, and how many of each.
    pub fn missing(&self) -> impl Iterator<Item = (&str, usize)> {
        self.deviations.iter().filter_map(|deviation| match deviation {
            Deviation::Missing { placeholder, times } => Some((placeholder.as_str(), *times)),
            _ => None,
        })
    }
}

/// Restores an answer piece by piece. The pieces may cut a placeholder anywhere; what may still become one is held back.
#[derive(Clone)]
pub struct Restorer {
    map: Map,
    held: String,
    before: Option<char>,
    /// Bytes taken in and settled, and bytes given out.
    taken: usize,
    given: usize,
    /// What of the answer was replaced by which placeholder's value.
    replaced: Vec<(Span, String)>,
    counts: BTreeMap<String, usize>,
    report: Report,
}

impl Restorer {
    /// For an answer to what was masked with `map`.
    pub fn new(map: Map) -> Self {
        Self {
            map,
            held: String::new(),
            before: None,
            taken: 0,
            given: 0,
            replaced: Vec::new(),
            counts: BTreeMap::new(),
            report: Report::default(),
        }
    }

    /// Takes in a piece; gives what is settled by now.
    pub fn push(&mut self, piece: &str) -> String {
        self.held.push_str(piece);
        self.settle(false)
    }

    /// Nothing more arrives: gives the rest, and what became of the placeholders. `sent` says how often each was sent;
    /// where only some of the text is asked for (a summary), leave it empty and nothing is missed.
    pub fn finish(mut self, sent: &BTreeMap<String, usize>) -> (String, Report) {
        let rest = self.settle(true);
        let mut report = self.report;
        for (placeholder, times) in sent {
            let back = self.counts.get(placeholder).copied().unwrap_or(0);
            let placeholder = placeholder.clone();
            if back < *times {
                report.deviations.push(Deviation::Missing { placeholder, times: times - back });
            } else if back > *times {
                report.deviations.push(Deviation::Duplicated { placeholder, times: back - times });
            }
        }
        (rest, report)
    }

    fn settle(&mut self, last: bool) -> String {
        let held = std::mem::take(&mut self.held);
        let (mut at, mut out) = (0, String::new());
        while at < held.len() {
            let rest = &held[at..];
            let len = match step(rest, self.before, last) {
                Step::Wait => break,
                Step::Plain(len) => {
                    out.push_str(&rest[..len]);
                    len
                }
                Step::Found(len, reading) => {
                    let start = self.given + out.len();
                    let written = &rest[..len];
                    match self.resolve(&reading, written) {
                        Some((placeholder, value)) => {
                            out.push_str(&value);
                            self.replaced.push((Span::new(self.taken + at, self.taken + at + len), placeholder));
                        }
                        None => {
                            out.push_str(written);
                            self.report.unknown.push(Span::new(start, start + len));
                            self.report.deviations.push(Deviation::Unknown { written: written.to_owned() });
                        }
                    }
                    len
                }
            };
            self.before = rest[..len].chars().next_back();
            at += len;
        }
        self.held.push_str(&held[at..]);
        self.taken += at;
        self.given += out.len();
        out
    }

    /// The placeholder that was meant and its value; notes how it was written.
    fn resolve(&mut self, reading: &Reading, written: &str) -> Option<(String, String)> {
        if let Some(entry) = self.map.get(written) {
            *self.counts.entry(written.to_owned()).or_default() += 1;
            return Some((written.to_owned(), entry.value().to_owned()));
        }
        let tail = format!("_{}{}⟧", reading.number, reading.letter);
        let entry = self.map.numbered(reading.number).find(|entry| entry.placeholder.ends_with(&tail))?;
        let placeholder = entry.placeholder.clone();
        let value = entry.value().to_owned();
        let written = written.to_owned();
        let deviation = match reading.word {
            Word::Ours(kind) if kind == entry.kind => Deviation::Altered { placeholder: placeholder.clone(), written },
            Word::Translated(kind) if Some(kind) == entry.kind => {
                Deviation::Translated { placeholder: placeholder.clone(), written }
            }
            Word::Strange if self.map.numbered(reading.number).count() == 1 => {
                Deviation::Translated { placeholder: placeholder.clone(), written }
            }
            // The number of one and the word of another: nobody can say which was meant.
            _ => return None,
        };
        self.report.deviations.push(deviation);
        *self.counts.entry(placeholder.clone()).or_default() += 1;
        Some((placeholder, value))
    }
}

impl std::fmt::Debug for Restorer {
    /// Counts, never words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Restorer").field("map", &self.map).field("held", &self.held.len()).finish_non_exhaustive()
    }
}

/// Where the placeholders of a whole text are, and which each is; for a document whose paragraphs keep what belongs to
/// them. `sent` as for [`Restorer::finish`].
pub fn places(text: &str, map: &Map, sent: &BTreeMap<String, usize>) -> (Vec<(Span, String)>, Report) {
    let mut restorer = Restorer::new(map.clone());
    restorer.push(text);
    restorer.settle(true);
    let replaced = std::mem::take(&mut restorer.replaced);
    let (_, report) = restorer.finish(sent);
    (replaced, report)
}

/// Restores a whole text. `sent` as for [`Restorer::finish`].
pub fn restore(text: &str, map: &Map, sent: &BTreeMap<String, usize>) -> (String, Report) {
    let mut restorer = Restorer::new(map.clone());
    let mut restored = restorer.push(text);
    let (rest, report) = restorer.finish(sent);
    restored.push_str(&rest);
    (restored, report)
}
