//! Judgement without a model: [`Rule`]s look at a text and return [`Finding`]s, some with an exact [`Fix`]. Nothing here
//! reads a file, and nothing fails on bad prose: broken text is the normal input.
//!
//! A rule that looks at one paragraph is asked once for each paragraph it has not seen before: [`Checker`] remembers
//! what was found, so that a key costs the paragraph it touched. Rules over the whole document run every time; what
//! they need to know of a paragraph they write down once, as [`Note`]s that are remembered with it.
//! A rule's words are the Fluent message [`message_id`] with the attributes `.message` and `.help`.

mod english;
mod japanese;
mod phrases;
pub mod rules;
mod plain;
mod table;
mod verbs;

pub use rules::rules;

use crate::document::{Paragraph, Role, Snapshot};
use crate::text::morph::{self, Token};
use crate::text::{Change, Lang, Replace, Sentence, Span, segment};
use regex::Regex;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

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
    /// The profiles it is in force in.
    pub profiles: &'static [Profile],
}

/// A check.
pub trait Rule: Send + Sync {
    /// What it is.
    fn about(&self) -> About;

    /// Looks at one paragraph; spans are bytes of [`Passage::text`].
    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let _ = (passage, hits);
    }

    /// Writes down what [`Rule::document`] will want to know of one paragraph; spans are bytes of [`Passage::text`].
    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let _ = (passage, notes);
    }

    /// Looks at the whole document; spans are bytes of the document.
    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let _ = (whole, hits);
    }
}

/// A paragraph under a rule's eyes.
pub struct Passage<'a> {
    /// Its text.
    pub text: &'a str,
    /// What it is in its form.
    pub role: Role,
    /// The profile in force.
    pub profile: Profile,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Names and quotations that spelling rules leave alone.
    pub protected: &'a [Span],
    tokens: OnceCell<Vec<Token>>,
    plain: OnceCell<plain::Plain>,
}

impl Passage<'_> {
    /// Its words; cut when a rule first asks.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.get_or_init(|| morph::tokens(self.text))
    }

    /// Its text as readers of やさしい日本語 read it.
    fn plain(&self) -> &plain::Plain {
        self.plain.get_or_init(|| plain::Plain::new(self.text))
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

/// A document under a rule's eyes.
pub struct Whole<'a> {
    /// Its paragraphs in the rule's language, in order.
    pub paragraphs: &'a [Paragraph],
    /// Every paragraph, whatever its language.
    pub all: &'a [Paragraph],
    /// The profile in force.
    pub profile: Profile,
    notes: BTreeMap<&'static str, Vec<Noted<'a>>>,
}

impl Whole<'_> {
    /// What the rule `id` wrote down, in the order of the text.
    pub fn notes(&self, id: &str) -> &[Noted<'_>] {
        self.notes.get(id).map_or(&[], Vec::as_slice)
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
    /// The finding it is in `text`, which begins at byte `offset` of the document.
    fn finding(&self, about: &About, text: &str, offset: usize) -> Finding {
        let words = text[self.span.range()].to_owned();
        let mut args = vec![("text", words.clone())];
        args.extend(self.fixes.first().map(|fix| ("fix", fix.text.clone())));
        args.extend(self.args.iter().cloned());
        Finding {
            rule: about.id,
            severity: self.severity.unwrap_or(about.severity),
            span: self.span.shift(offset),
            text: words,
            args,
            fixes: self.fixes.clone(),
        }
    }
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static dyn Rule> {
    rules().iter().copied().find(|rule| rule.about().id == id)
}

/// The id of the Fluent message with a rule's words: `rule-ja-kanji-auxiliary`.
pub fn message_id(rule: &str) -> String {
    format!("rule-{}", rule.replace('.', "-"))
}

/// Checks documents, remembering paragraphs it has seen.
#[derive(Default)]
pub struct Checker {
    seen: HashMap<Seen, Known>,
}

/// A paragraph that was looked at.
type Seen = (String, Role, Profile);

/// What is remembered of a paragraph.
struct Known {
    findings: Vec<Finding>,
    /// By the rule that wrote them.
    notes: Vec<(&'static str, Vec<Note>)>,
}

/// How many paragraphs are remembered before the memory is begun anew.
const REMEMBERED: usize = 20_000;

impl Checker {
    /// Everything the rules of `profile` find in `snapshot`, in the order of the text.
    pub fn check(&mut self, snapshot: &Snapshot, profile: Profile) -> Vec<Finding> {
        if self.seen.len() > REMEMBERED {
            self.seen.clear();
        }
        let all: Vec<Paragraph> = snapshot.paragraphs().collect();
        let lang_of = |p: &Paragraph| Lang::guess(&p.text).unwrap_or(snapshot.lang);
        let keys: Vec<Seen> = all.iter().map(|p| (p.text.clone(), p.role, profile.in_lang(lang_of(p)))).collect();
        for (paragraph, key) in all.iter().zip(&keys) {
            if !self.seen.contains_key(key) {
                self.seen.insert(key.clone(), passage(&key.0, key.1, lang_of(paragraph), key.2));
            }
        }
        let mut found = Vec::new();
        let mut notes: BTreeMap<&'static str, Vec<Noted<'_>>> = BTreeMap::new();
        for (paragraph, key) in all.iter().zip(&keys) {
            let (known, at) = (&self.seen[key], paragraph.span.start);
            found.extend(known.findings.iter().cloned().map(|f| Finding { span: f.span.shift(at), ..f }));
            for (rule, written) in &known.notes {
                notes.entry(rule).or_default().extend(written.iter().map(|note| Noted {
                    paragraph: paragraph.index,
                    span: note.span.shift(at),
                    kind: note.kind,
                    word: &note.word,
                }));
            }
        }
        let text = snapshot.text.to_string();
        for lang in [Lang::Ja, Lang::En] {
            let profile = profile.in_lang(lang);
            let paragraphs: Vec<Paragraph> = all.iter().filter(|p| lang_of(p) == lang).cloned().collect();
            let whole = Whole { paragraphs: &paragraphs, all: &all, profile, notes: notes.clone() };
            for rule in in_force(lang, profile) {
                let mut hits = Hits::default();
                rule.document(&whole, &mut hits);
                found.extend(hits.found.iter().map(|hit| hit.finding(&rule.about(), &text, 0)));
            }
        }
        found.sort_by_key(|f| (f.span.start, f.span.end, std::cmp::Reverse(f.severity), f.rule));
        found
    }
}

fn in_force(lang: Lang, profile: Profile) -> impl Iterator<Item = &'static dyn Rule> {
    rules().iter().copied().filter(move |rule| {
        let about = rule.about();
        about.lang == lang && about.profiles.contains(&profile)
    })
}

fn passage(text: &str, role: Role, lang: Lang, profile: Profile) -> Known {
    let sentences = segment::sentences(text, lang);
    let protected = protected(text);
    let (sentences, protected) = (sentences.as_slice(), protected.as_slice());
    let (tokens, plain) = (OnceCell::new(), OnceCell::new());
    let passage = Passage { text, role, profile, sentences, protected, tokens, plain };
    let mut known = Known { findings: Vec::new(), notes: Vec::new() };
    for rule in in_force(lang, profile) {
        let about = rule.about();
        let (mut hits, mut notes) = (Hits::default(), Vec::new());
        rule.passage(&passage, &mut hits);
        known.findings.extend(hits.found.iter().map(|hit| hit.finding(&about, text, 0)));
        rule.notes(&passage, &mut notes);
        if !notes.is_empty() {
            known.notes.push((about.id, notes));
        }
    }
    known
}

/// The fixes among those of `findings` that are safe, as one change; of two that overlap, the first.
pub fn safe_fixes<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Change {
    let mut replaces: Vec<Replace> = findings
        .into_iter()
        .filter_map(|f| {
            let fix = f.fixes.first().filter(|fix| fix.safe)?;
            Some(Replace { span: f.span, text: fix.text.clone() })
        })
        .collect();
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

/// Names that spelling rules leave alone: titles in 「」 that end like a law's or are followed by its number, web and
/// mail addresses.
fn protected(text: &str) -> Vec<Span> {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"[A-Za-z][A-Za-z0-9+.-]*://[^\s、。」）]+",
            r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
            r"|[「『][^「」『』]*(?:法|条例|規則|規程|要綱|要領|計画|憲章)[」』]",
            r"|[「『][^「」『』]*[」』]（[^（）]*第[0-9０-９一二三四五六七八九十百]+号[^（）]*）",
        ))
        .expect("the pattern is sound")
    });
    NAMES.find_iter(text).map(|m| Span::new(m.start(), m.end())).collect()
}
