//! Putting values back, also while the answer arrives, and what became of each placeholder.

use super::map::Map;
use super::words::{self, BARE, Form, folded, is_skipped, meaning};
use crate::text::personal::Kind;
use crate::text::{Message, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A placeholder is no longer than this inside its brackets, characters: so much of an answer is held back at most.
const LONGEST: usize = 40;

/// Brackets a model may write for ours.
const OPENERS: [&str; 18] =
    ["⟦", "〚", "[[", "[", "［", "【", "{{", "{", "<", "＜", "&lt;", "〈", "《", "〔", "⟨", "«", "‹", "❲"];
/// What closes them, whichever opened.
const CLOSERS: [&str; 16] = ["⟧", "〛", "]", "］", "】", "}", ">", "＞", "&gt;", "〉", "》", "〕", "⟩", "»", "›", "❳"];

/// Something read as a placeholder.
pub(super) struct Reading {
    /// What its word means; `None` if it is in brackets that are never used otherwise, and nobody knows.
    pub said: Option<Option<Kind>>,
    /// Whose word it is.
    form: Form,
    /// Whether it has its brackets.
    bracketed: bool,
    pub number: u32,
    pub letter: String,
}

impl Reading {
    /// Whether the word is one of ours, in whichever language.
    pub fn is_ours(&self) -> bool {
        self.said.is_some() && self.form != Form::Translated && self.bracketed
    }
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
    if !"⟦〚[［【{<＜&〈《〔⟨«‹❲".contains(first) {
        return match bare(rest, before, last) {
            Step::Plain(_) if first.is_ascii_uppercase() => bare_latin(rest, before, last),
            Step::Plain(_) => plain,
            other => other,
        };
    }
    // `[` may still become `[[`, `&` may still become `&lt;`.
    if !last && OPENERS.iter().any(|o| o.len() > rest.len() && o.starts_with(rest)) {
        return Step::Wait;
    }
    let opener = OPENERS.iter().filter(|o| rest.starts_with(**o)).max_by_key(|o| o.len());
    let Some(opener) = opener else { return plain };
    let inside = &rest[opener.len()..];
    // A bracket that was never closed: what stands in it is looked at as if it stood alone.
    let unclosed = |closed: bool| match bare(inside, None, last || closed) {
        Step::Found(len, reading) if matches!(first, '⟦' | '［' | '[') => Step::Found(opener.len() + len, reading),
        _ => Step::Plain(first.len_utf8()),
    };
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
            return unclosed(true);
        }
    }
    if last { unclosed(true) } else { Step::Wait }
}

/// Words that may follow a placeholder without brackets.
static FOLLOWS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../../assets/prompts/placeholder-follows.txt").split_whitespace().collect());

/// What may follow a placeholder without brackets: 電話1本 is none.
fn may_follow(rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    next.is_whitespace()
        || next.is_ascii_punctuation() && !matches!(next, '-' | '/' | '%')
        || "、。，．・）」』】］〉》〕：；！？…".contains(next)
        || FOLLOWS.iter().any(|word| rest.starts_with(word))
}

/// 氏名1 or Name 1 without brackets, or with one that closes and none that opens.
fn bare(rest: &str, before: Option<char>, last: bool) -> Step {
    let plain = Step::Plain(rest.chars().next().map_or(1, char::len_utf8));
    let joined = |c: char| c.is_alphanumeric() && !('\u{3041}'..='\u{309F}').contains(&c) || c == '_';
    if before.is_some_and(joined) {
        return plain;
    }
    let mut wait = false;
    for word in BARE.iter() {
        if !rest.starts_with(word) {
            wait |= rest.len() < word.len() && word.starts_with(rest);
            continue;
        }
        let mut end = word.len();
        let behind = |end: usize| rest[end..].chars().next();
        if let Some(space) = behind(end).filter(|c| matches!(c, ' ' | '\u{3000}' | '_')) {
            end += space.len_utf8();
        }
        let mut digits = String::new();
        while let Some(digit) = behind(end).filter(|c| c.nfkc().next().is_some_and(|d| d.is_ascii_digit())) {
            digits.extend(digit.nfkc());
            end += digit.len_utf8();
        }
        let mut letter = String::new();
        if let Some(c) = behind(end).filter(|c| ('B'..='Z').contains(c) && !digits.is_empty()) {
            letter.push(c);
            end += c.len_utf8();
        }
        if end == rest.len() && !last {
            wait = true;
            continue;
        }
        let Ok(number) = digits.parse() else { continue };
        if digits.len() > 6 || digits.starts_with('0') {
            continue;
        }
        // What has only lost its opening bracket.
        let closed = ["］", "]", "⟧"].into_iter().find(|closer| rest[end..].starts_with(closer));
        if closed.is_none() && !may_follow(&rest[end..]) {
            continue;
        }
        end += closed.map_or(0, str::len);
        let Some((said, form)) = meaning(&folded(word)) else { continue };
        return Step::Found(end, Reading { said: Some(said), form, bracketed: false, number, letter });
    }
    // さま, から and the like may still arrive.
    if wait && !last { Step::Wait } else { plain }
}

/// PERSON_1 without brackets.
fn bare_latin(rest: &str, before: Option<char>, last: bool) -> Step {
    let run =
        rest.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'\\')).count();
    if run == rest.len() && !last && run <= LONGEST {
        return Step::Wait;
    }
    let joined = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    let goes_on = rest[run..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let word = &rest[..run];
    match reading(word, false) {
        Some(found) if !joined && !goes_on && word.contains('_') && found.form != Form::Translated => {
            Step::Found(run, found)
        }
        // One character at a time: `TO Name 1` has another behind it.
        _ => Step::Plain(1),
    }
}

/// Reads what stands inside brackets; `ours` says whether these are brackets that nothing else uses.
fn reading(inside: &str, ours: bool) -> Option<Reading> {
    let folded = folded(inside);
    let digits = folded.find(|c: char| c.is_ascii_digit())?;
    let (word, rest) = folded.split_at(digits);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..end].parse().ok().filter(|_| end <= 6)?;
    let letter = rest[end..].to_owned();
    let spelled = letter.is_empty()
        || letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase())
        || letter.starts_with('Z') && letter[1..].bytes().all(|b| b.is_ascii_digit());
    if word.is_empty() || !spelled || word.chars().count() > *words::LONGEST {
        return None;
    }
    let (said, form) = match meaning(word) {
        Some((kind, form)) => (Some(kind), form),
        None if ours => (None, Form::Translated),
        None => return None,
    };
    Some(Reading { said, form, bracketed: true, number, letter })
}

/// Reads all of `placeholder`, which is one and nothing else.
pub(super) fn read_whole(placeholder: &str) -> Option<Reading> {
    match step(placeholder, None, true) {
        Step::Found(len, reading) if len == placeholder.len() && reading.bracketed => Some(reading),
        _ => None,
    }
}

/// Everything in brackets in a text that would be read as a placeholder, and PERSON_1.
pub(super) fn look_alikes(text: &str) -> Vec<Span> {
    let (mut at, mut before, mut found) = (0, None, Vec::new());
    while at < text.len() {
        let len = match step(&text[at..], before, true) {
            Step::Found(len, reading) => {
                found.extend(reading.bracketed.then(|| Span::new(at, at + len)));
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

/// The numbers that stand behind the word of a placeholder in a text, brackets or none: 氏名1, 電話 2, `Name_3`.
pub(super) fn mentions(text: &str) -> BTreeSet<u32> {
    let mut numbers = BTreeSet::new();
    let is_digit = |c: char| c.nfkc().next().is_some_and(|d| d.is_ascii_digit());
    let (mut at, mut before) = (0, None);
    while let Some(c) = text[at..].chars().next() {
        if is_digit(c) && !before.is_some_and(is_digit) {
            let run: String = text[at..].chars().take_while(|c| is_digit(*c)).take(8).collect();
            let back: Vec<char> = text[..at].chars().rev().take(*words::LONGEST + 6).collect();
            let back: String = back.into_iter().rev().collect();
            let back = back.trim_end_matches(is_skipped);
            if let Ok(number) = run.nfkc().collect::<String>().parse()
                && words::ends_with_word(&folded(back))
            {
                numbers.insert(number);
            }
        }
        before = Some(c);
        at += c.len_utf8();
    }
    numbers
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
                        // Words that happen to have a number behind them.
                        None if !reading.bracketed => out.push_str(written),
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
        let fits = |entry: &&super::Entry| {
            entry.letter == reading.letter && reading.said.is_none_or(|said| said == entry.said)
        };
        let mut all = self.map.numbered(reading.number).filter(fits);
        let (entry, other) = (all.next()?, all.next());
        // What stands for itself has to have its brackets; and where two would fit, nobody can say which was meant.
        if other.is_some() || entry.is_literal() && !reading.bracketed {
            return None;
        }
        if reading.said.is_none() && self.map.numbered(reading.number).count() != 1 {
            return None;
        }
        let (placeholder, value) = (entry.placeholder.clone(), entry.value().to_owned());
        let written = written.to_owned();
        let same_words = read_whole(&placeholder).is_some_and(|sent| sent.form == reading.form);
        let deviation = if same_words {
            Deviation::Altered { placeholder: placeholder.clone(), written }
        } else {
            Deviation::Translated { placeholder: placeholder.clone(), written }
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
