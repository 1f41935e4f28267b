//! Judgement without a model: [`Rule`]s look at a text and return [`Finding`]s, some with an exact [`Fix`]. Nothing here
//! reads a file, and nothing fails on bad prose: broken text is the normal input.
//!
//! A rule that looks at one paragraph is asked once for each paragraph it has not seen before: [`Checker`] remembers
//! what was found, so that a key costs the paragraph it touched. What a rule over the whole document needs to know of a
//! paragraph it writes down once, as [`Note`]s that are remembered with it; it looks at the notes when the person pauses.
//! Which rules are in force, how grave they are, and the office's own words are the [`Rulebook`].
//! A rule's words are the Fluent message [`message_id`] with the attributes `.message` and `.help`.

mod checker;
mod dates;
mod english;
pub mod house;
mod japanese;
mod joined;
mod kept;
mod needed;
mod phrases;
mod rulebook;
pub mod rules;
pub mod pairs;
mod plain;
mod quantities;
pub mod reading;
mod search;
mod sieve;
mod table;
mod verbs;

pub use checker::{Checker, Found, Placed};
pub use house::House;
pub use rulebook::{RuleLevel, Rulebook};
pub use rules::rules;
pub use sieve::Needs;

use crate::document::Role;
use crate::text::facts::{self, Fact};
use crate::text::morph::{self, Token};
use crate::text::seen::Letters;
use crate::text::{Change, Lang, Replace, Sentence, Span, Text};
use quantities::Quantity;
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice on style.
    Info,
    /// Departs from an official recommendation.
    Warning,
    /// Wrong under an official standard, or contradicts itself.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    pub fn code(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|s| s.code() == code)
    }
}

/// The class of a document, which decides the rules in force (公用文作成の考え方: 告示・通知等, 記録・公開資料等, 解説・広報等).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// 告示・通知等: the strict one.
    Notice,
    /// 記録・公開資料等.
    Record,
    /// 解説・広報等: relaxed.
    Public,
    /// やさしい日本語.
    Yasashii,
    /// English.
    English,
}

impl Profile {
    /// All of them, in the order they are offered.
    pub const ALL: [Profile; 5] = [Self::Notice, Self::Record, Self::Public, Self::Yasashii, Self::English];

    /// `notice`, `record`, `public`, `yasashii` or `english`.
    pub fn code(self) -> &'static str {
        match self {
            Profile::Notice => "notice",
            Profile::Record => "record",
            Profile::Public => "public",
            Profile::Yasashii => "yasashii",
            Profile::English => "english",
        }
    }

    /// The profile with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The profile of a document in `lang` that says nothing of itself.
    pub fn for_lang(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Profile::Notice,
            Lang::En => Profile::English,
        }
    }

    /// The language it judges.
    fn lang(self) -> Lang {
        if self == Profile::English { Lang::En } else { Lang::Ja }
    }

    /// The profile for a paragraph in `lang` of a document with this one: English paragraphs are English, and an
    /// English document's Japanese paragraphs are judged as in a notice.
    fn in_lang(self, lang: Lang) -> Self {
        match (lang, self) {
            (Lang::En, _) => Profile::English,
            (Lang::Ja, Profile::English) => Profile::Notice,
            (Lang::Ja, other) => other,
        }
    }
}

/// An exact cure for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What stands in place of the finding's span afterwards.
    pub text: String,
    /// Whether it may be applied without reading.
    pub safe: bool,
}

/// A place a rule points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in bytes of the document's text.
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// What goes into the rule's `.message`; always `text`, and `fix` where there is one.
    pub args: Vec<(&'static str, String)>,
    /// Cures, the best first.
    pub fixes: Vec<Fix>,
}

/// Whether a rule's fixes may be applied unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// Some or all of them.
    Safe,
    /// None of them: one click each, never in bulk.
    Ask,
    /// It only explains.
    None,
}

impl Fixable {
    /// `safe`, `ask` or `none`.
    pub fn code(self) -> &'static str {
        match self {
            Fixable::Safe => "safe",
            Fixable::Ask => "ask",
            Fixable::None => "none",
        }
    }
}

/// T, K and H of the reference: all Japanese but やさしい日本語.
pub const JAPANESE: &[Profile] = &[Profile::Notice, Profile::Record, Profile::Public];
/// T and K: where 内閣訓令 applies in full.
pub const STRICT: &[Profile] = &[Profile::Notice, Profile::Record];
/// Japanese with やさしい日本語.
pub const ALL_JAPANESE: &[Profile] = &[Profile::Notice, Profile::Record, Profile::Public, Profile::Yasashii];
/// English alone.
pub const ENGLISH: &[Profile] = &[Profile::English];
/// Everything.
pub const EVERY: &[Profile] = &Profile::ALL;

/// What a rule is, before it looks at anything.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Its one name: `ja.kanji.auxiliary`.
    pub id: &'static str,
    /// The language of the paragraphs it looks at.
    pub lang: Lang,
    /// How much its findings matter unless it says otherwise.
    pub severity: Severity,
    /// Whether its fixes are safe.
    pub fixable: Fixable,
    /// Where it comes from, in short: `内閣訓令 別紙1(2)キ`.
    pub source: &'static str,
    /// The profiles it is in force in; none for a rule of pairs, which looks wherever there is a pair.
    pub profiles: &'static [Profile],
}

impl About {
    /// Whether it looks at pairs of texts, not at paragraphs.
    pub fn is_of_pairs(&self) -> bool {
        self.profiles.is_empty()
    }
}

/// A check.
pub trait Rule: Send + Sync {
    /// What it is.
    fn about(&self) -> About;

    /// Whether it is asked unless somebody has switched it off. One that is not waits to be switched on.
    fn is_usual(&self) -> bool {
        true
    }

    /// What a passage must hold for this rule to find or note anything in it.
    fn needs(&self) -> Needs {
        Needs::nothing()
    }

    /// Looks at one paragraph; spans are bytes of [`Passage::text`].
    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let _ = (passage, hits);
    }

    /// Writes down what [`Rule::document`] will want to know of one paragraph; spans are bytes of [`Passage::text`].
    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let _ = (passage, notes);
    }

    /// Looks at the whole document by its notes; spans are bytes of the document.
    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let _ = (whole, hits);
    }
}

/// A paragraph under a rule's eyes, or a piece of one that is very long, cut behind a sentence where there is one.
pub struct Passage<'a> {
    /// Its text.
    pub text: &'a str,
    /// What it is in its form.
    pub role: Role,
    /// The profile in force.
    pub profile: Profile,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Names and quotations that spelling rules leave alone, the office's own words among them.
    pub protected: &'a [Span],
    /// The office's own words.
    pub house: &'a House,
    asked: sieve::Asked,
    /// The number of the rule that looks.
    rule: Cell<usize>,
    known: Shared<'a>,
}

/// What several rules ask of a passage: found out when the first of them does.
#[derive(Default)]
struct Shared<'a> {
    tokens: OnceCell<Vec<Token>>,
    letters: OnceCell<Letters>,
    plain: OnceCell<plain::Plain>,
    facts: OnceCell<Vec<Fact>>,
    quantities: OnceCell<Vec<Quantity<'a>>>,
    ordinary: OnceCell<bool>,
    quotations: OnceCell<Vec<Span>>,
    prose: OnceCell<String>,
    unquoted: OnceCell<String>,
    words: OnceCell<Vec<Span>>,
    unquoted_words: OnceCell<Vec<Span>>,
}

impl<'a> Passage<'a> {
    /// Its words; cut when a rule first asks. やさしい日本語 is cut once, as it is read.
    pub fn tokens(&self) -> &[Token] {
        self.known.tokens.get_or_init(|| match self.profile {
            Profile::Yasashii => self.plain().written_words(self.text),
            _ => morph::tokens(self.text),
        })
    }

    /// Those of its words that `span` touches.
    fn words_at(&self, span: Span) -> &[Token] {
        let tokens = self.tokens();
        let from = tokens.partition_point(|token| token.span.end < span.start);
        let to = tokens.partition_point(|token| token.span.start <= span.end);
        tokens.get(from..to).unwrap_or_default()
    }

    /// Its letters, as rows of letters are told apart; read when a rule first asks.
    fn letters(&self) -> &Letters {
        self.known.letters.get_or_init(|| Letters::new(self.text))
    }

    /// Where the words stand that the rule that looks waits for, by their number in its [`Needs`]; ASCII letters may be
    /// in the other case.
    fn places(&self) -> impl Iterator<Item = (usize, Span)> + '_ {
        self.asked.places(self.rule.get())
    }

    /// Its text as readers of やさしい日本語 read it.
    fn plain(&self) -> &plain::Plain {
        let words = || self.known.tokens.get().cloned().unwrap_or_else(|| morph::tokens(self.text));
        self.known.plain.get_or_init(|| plain::Plain::with(self.text, words))
    }

    /// What it states: days, amounts, names.
    pub fn facts(&self) -> &[Fact] {
        self.known.facts.get_or_init(|| facts::find(self.text))
    }

    /// How much of what it states, in the order of the text.
    fn quantities(&self) -> &[Quantity<'a>] {
        self.known.quantities.get_or_init(|| quantities::read(self.text, self.sentences, self.facts()))
    }

    /// Whether it has no other characters than those of every Japanese text: ASCII, kana, kanji, their marks and full-width
    /// Latin.
    fn is_ordinary(&self) -> bool {
        let ordinary = |c| {
            matches!(c, ' '..='~' | '\t' | '\u{3000}'..='\u{3098}' | '\u{309B}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'
                | '\u{FF01}'..='\u{FF5E}')
        };
        *self.known.ordinary.get_or_init(|| self.text.chars().all(ordinary))
    }

    /// Its quotations in 「」 and 『』, brackets included.
    pub fn quotations(&self) -> &[Span] {
        self.known.quotations.get_or_init(|| japanese::quotations(self.text))
    }

    /// Its text with addresses and file names blotted out, for English rules; every byte keeps its place.
    pub fn prose(&self) -> &str {
        self.known.prose.get_or_init(|| english::masked(self.text, false))
    }

    /// [`Passage::prose`] with quotations blotted out as well.
    pub fn unquoted_prose(&self) -> &str {
        self.known.unquoted.get_or_init(|| english::masked(self.text, true))
    }

    /// The words of [`Passage::prose`].
    pub fn words(&self) -> &[Span] {
        self.known.words.get_or_init(|| english::words(self.prose()))
    }

    /// The words of [`Passage::unquoted_prose`].
    pub fn unquoted_words(&self) -> &[Span] {
        self.known.unquoted_words.get_or_init(|| english::words(self.unquoted_prose()))
    }

    /// Whether `span` touches something spelling rules leave alone.
    pub fn is_protected(&self, span: Span) -> bool {
        self.protected.iter().any(|p| p.overlaps(span))
    }

    /// The character before byte `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at byte `at`.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Whether a sentence begins at byte `at` (spaces and opening brackets aside).
    pub fn starts_sentence(&self, at: usize) -> bool {
        self.sentences.iter().any(|s| {
            s.span.start <= at
                && self.text[s.span.start..at].chars().all(|c| c.is_whitespace() || "「『（(".contains(c))
        })
    }
}

/// What a rule over the whole document wrote down of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where, in bytes of the paragraph.
    pub span: Span,
    /// What it is, in the rule's own terms.
    pub kind: u8,
    /// What the rule wants to compare.
    pub word: String,
}

/// A note at its place in the document.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// The number of its paragraph in the document.
    pub paragraph: usize,
    /// Where, in bytes of the document.
    pub span: Span,
    /// What it is, in the rule's own terms.
    pub kind: u8,
    /// What the rule wants to compare.
    pub word: &'a str,
}

/// A paragraph of the document under a rule's eyes: where it is and what it is. What it says is in the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its number, from 0.
    pub index: usize,
    /// What it is in its form.
    pub role: Role,
    /// The language it seems to be in.
    pub lang: Lang,
    /// Its bytes in the document, without its line feed.
    pub span: Span,
}

/// A document under a rule's eyes.
pub struct Whole<'a> {
    /// Every paragraph, whatever its language, in order.
    pub parts: &'a [Part],
    /// The profile in force.
    pub profile: Profile,
    notes: &'a BTreeMap<&'static str, Vec<Noted<'a>>>,
    text: &'a Text,
}

impl Whole<'_> {
    /// What the rule `id` wrote down, in the order of the text.
    pub fn notes(&self, id: &str) -> &[Noted<'_>] {
        self.notes.get(id).map_or(&[], Vec::as_slice)
    }

    /// The words at `span`: for the few a finding is about. What every paragraph is asked for belongs into the notes.
    pub fn words(&self, span: Span) -> String {
        self.text.slice(span)
    }
}

/// What a rule found while it looks.
#[derive(Default)]
pub struct Hits {
    found: Vec<Hit>,
}

/// One place, before it is a [`Finding`].
#[derive(Clone, Debug)]
pub struct Hit {
    span: Span,
    severity: Option<Severity>,
    fixes: Vec<Fix>,
    args: Vec<(&'static str, String)>,
}

impl Hits {
    /// A place without a cure. Add to it with the methods of [`Hit`].
    pub fn at(&mut self, span: Span) -> &mut Hit {
        self.found.push(Hit { span, severity: None, fixes: Vec::new(), args: Vec::new() });
        self.found.last_mut().expect("one was just pushed")
    }
}

impl Hits {
    /// The places so far.
    fn spans(&self) -> Vec<Span> {
        self.found.iter().map(|hit| hit.span).collect()
    }
}

impl Hit {
    /// Offers `text` in its place, to be applied unread.
    pub fn safe(&mut self, text: impl Into<String>) -> &mut Self {
        self.fixes.push(Fix { text: text.into(), safe: true });
        self
    }

    /// Offers `text` in its place, to be read first.
    pub fn ask(&mut self, text: impl Into<String>) -> &mut Self {
        self.fixes.push(Fix { text: text.into(), safe: false });
        self
    }

    /// Gives it another severity than its rule's.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = Some(severity);
        self
    }

    /// An argument more for the message.
    pub fn arg(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.args.push((name, value.into()));
        self
    }
}

impl Hit {
    /// Moves it from a text without spaces to what was written. A cure for words with a space inside is to be read first.
    fn stands_in(&mut self, joined: &joined::Joined) {
        let written = joined.written(self.span);
        if written.len() != self.span.len() {
            self.fixes.iter_mut().for_each(|fix| fix.safe = false);
        }
        self.span = written;
    }

    /// The finding of the rule `about` that it is; `words` stands there.
    fn finding(self, about: &About, level: Option<Severity>, words: String) -> Finding {
        let mut args = vec![("text", words.clone())];
        args.extend(self.fixes.first().map(|fix| ("fix", fix.text.clone())));
        args.extend(self.args);
        let severity = level.or(self.severity).unwrap_or(about.severity);
        Finding { rule: about.id, severity, span: self.span, text: words, args, fixes: self.fixes }
    }
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static dyn Rule> {
    rules().iter().copied().find(|rule| rule.about().id == id)
}

/// Whether findings of this name are those of a model and of no rule: `model.unclear`.
pub fn is_of_model(rule: &str) -> bool {
    rule.starts_with("model.")
}

/// The id of the Fluent message with a rule's words: `rule-ja-kanji-auxiliary`.
pub fn message_id(rule: &str) -> String {
    // What a model points out is no rule's, and has words of its own.
    let prefix = if is_of_model(rule) { "" } else { "rule-" };
    format!("{prefix}{}", rule.replace('.', "-"))
}

/// The fixes among those of `findings` that are safe, as one change; of two that overlap, the first.
pub fn safe_fixes<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Change {
    let safe = |f: &'a Finding| {
        let fix = f.fixes.first().filter(|fix| fix.safe)?;
        Some(Replace { span: f.span, text: fix.text.clone() })
    };
    at_once(findings.into_iter().filter_map(safe).collect())
}

/// These replacements as one change; of two that overlap, the first.
pub fn at_once(mut replaces: Vec<Replace>) -> Change {
    replaces.sort_by_key(|r| (r.span.start, r.span.end));
    let mut last = 0;
    replaces.retain(|r| {
        let kept = r.span.start >= last;
        if kept {
            last = r.span.end.max(r.span.start + 1);
        }
        kept
    });
    Change::new(replaces)
}
