//! Pairs: a text and its translation under one eye. [`check`] looks at one pair, [`check_all`] at a document's pairs,
//! one by one and together (one term, several translations). Either language may be the source; a text and its
//! rewriting in the same language are compared as far as that needs no translating.
//!
//! A check of pairs is a [`PairRule`], one of `rules::bi`; it is a [`Rule`] as well, so that it has its words, its page
//! and its level in the settings like every other, but no paragraph is ever shown to it. What two texts state is
//! compared by `text::facts`; what translators say in other words (六月 and `half a year`) is known to [`paraphrase`].

mod idiom;
mod paraphrase;
mod prefectures;
mod relative;
pub(super) mod romaji;
mod stated;
mod swapped;
mod tags;
mod worded;
pub mod glossary;

pub use crate::translation::quality::Kind as Category;
use crate::translation::quality::{Gravity, Mark, Score};
pub use glossary::{Glossary, Term};
pub(super) use stated::Clash;
pub use tags::{tags, unmatched};

use super::rules::bi;
use super::{About, Fix, Rule, Rulebook, Severity};
use crate::text::facts::Stated;
use crate::text::segment::{self, Sentence};
use crate::text::{Lang, Span};
use crate::translation::statistics;
use std::cell::OnceCell;

/// A place, or two, at that a rule of pairs points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairFinding {
    /// The rule's id.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where in the source, in bytes of it.
    pub source: Option<Span>,
    /// Where in the target, in bytes of it.
    pub target: Option<Span>,
    /// What goes into the rule's `.message`: always `case`, `source` and `target`, the last two empty where there is
    /// nothing to show.
    pub args: Vec<(&'static str, String)>,
    /// What might stand in the target instead, never to be applied unread. Without a place in the target it only shows
    /// what is wanting there.
    pub fix: Option<Fix>,
}

/// A check of pairs.
pub trait PairRule: Rule {
    /// Looks at one pair.
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        let _ = (pair, hits);
    }

    /// Looks at all pairs of a document; the number of a pair goes with each hit.
    fn pairs(&self, pairs: &[Pair<'_>], hits: &mut dyn FnMut(usize, PairHits)) {
        let _ = (pairs, hits);
    }
}

/// What is wrong between `source` and `target`, in the order of the source.
pub fn check(
    source: &str,
    source_lang: Lang,
    target: &str,
    target_lang: Lang,
    book: &Rulebook,
    glossary: &Glossary,
) -> Vec<PairFinding> {
    checked(&Pair::new((source, source_lang), (target, target_lang), glossary), book)
}

/// What is wrong in a document's pairs of source and target: the number of the pair, and what was found there. In the
/// order of the pairs.
pub fn check_all(
    pairs: &[(&str, &str)],
    source_lang: Lang,
    target_lang: Lang,
    book: &Rulebook,
    glossary: &Glossary,
) -> Vec<(usize, PairFinding)> {
    let pairs = looked_at(pairs, source_lang, target_lang, glossary);
    let mut found: Vec<(usize, PairFinding)> = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        found.extend(checked(pair, book).into_iter().map(|finding| (number, finding)));
    }
    found.extend(together(&pairs, book));
    found.sort_by_key(|(number, _)| *number);
    found
}

/// What is wrong in a document's pairs that one pair alone does not show, such as one term in several translations. With
/// [`check`] for each pair this is what [`check_all`] finds.
pub fn check_together(
    pairs: &[(&str, &str)],
    source_lang: Lang,
    target_lang: Lang,
    book: &Rulebook,
    glossary: &Glossary,
) -> Vec<(usize, PairFinding)> {
    together(&looked_at(pairs, source_lang, target_lang, glossary), book)
}

fn looked_at<'a>(
    pairs: &[(&'a str, &'a str)],
    source_lang: Lang,
    target_lang: Lang,
    glossary: &'a Glossary,
) -> Vec<Pair<'a>> {
    let pair =
        |(source, target): &(&'a str, &'a str)| Pair::new((source, source_lang), (target, target_lang), glossary);
    pairs.iter().map(pair).collect()
}

fn together(pairs: &[Pair<'_>], book: &Rulebook) -> Vec<(usize, PairFinding)> {
    let mut found = Vec::new();
    for (rule, level) in book.pair_rules() {
        let about = rule.about();
        rule.pairs(pairs, &mut |number, hits| {
            let told = pairs.get(number).map(|pair| hits.findings(pair, &about, level, book));
            found.extend(told.unwrap_or_default().into_iter().map(|finding| (number, finding)));
        });
    }
    found
}

fn checked(pair: &Pair<'_>, book: &Rulebook) -> Vec<PairFinding> {
    let mut found = Vec::new();
    for (rule, level) in book.pair_rules() {
        let mut hits = PairHits::default();
        rule.pair(pair, &mut hits);
        found.extend(hits.findings(pair, &rule.about(), level, book));
    }
    let place = |f: &PairFinding| (f.source.map_or(usize::MAX, |s| s.start), f.target.map_or(usize::MAX, |s| s.start));
    found.sort_by_key(place);
    found
}

/// Two texts under a rule's eyes, by language. In a pair of one language the source stands under `ja` if that is
/// Japanese as well as if it is English, and [`Pair::crosses`] is false.
pub struct Pair<'a> {
    /// The Japanese text.
    pub ja: Side<'a>,
    /// The English text.
    pub en: Side<'a>,
    /// Agreed words.
    pub glossary: &'a Glossary,
    /// Whether the English text is the source.
    from_english: bool,
    clashes: OnceCell<Vec<Clash>>,
}

/// One of the two texts.
pub struct Side<'a> {
    /// As it is written.
    pub text: &'a str,
    /// Its language.
    pub lang: Lang,
    lower: OnceCell<String>,
    stated: OnceCell<Stated<'a>>,
    sentences: OnceCell<Vec<Sentence>>,
}

impl<'a> Side<'a> {
    fn new((text, lang): (&'a str, Lang)) -> Self {
        Self { text, lang, lower: OnceCell::new(), stated: OnceCell::new(), sentences: OnceCell::new() }
    }

    /// The text with ASCII letters in lower case and typographic apostrophes and spaces made plain where that keeps every
    /// byte in its place.
    pub fn lower(&self) -> &str {
        self.lower.get_or_init(|| self.text.to_ascii_lowercase())
    }

    /// What it states.
    pub fn stated(&self) -> &Stated<'a> {
        self.stated.get_or_init(|| Stated::of(&[self.text]))
    }

    /// Its sentences.
    pub fn sentences(&self) -> &[Sentence] {
        self.sentences.get_or_init(|| segment::sentences(self.text, self.lang))
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl<'a> Pair<'a> {
    fn new(source: (&'a str, Lang), target: (&'a str, Lang), glossary: &'a Glossary) -> Self {
        let from_english = source.1 == Lang::En && target.1 == Lang::Ja;
        let (ja, en) = if from_english { (target, source) } else { (source, target) };
        Self { ja: Side::new(ja), en: Side::new(en), glossary, from_english, clashes: OnceCell::new() }
    }

    /// Whether the two are in different languages.
    pub fn crosses(&self) -> bool {
        self.ja.lang != self.en.lang
    }

    /// Whether both say something, in different languages: what rules that compare wording ask first.
    pub fn compares(&self) -> bool {
        self.crosses() && !self.ja.is_empty() && !self.en.is_empty()
    }

    /// Whether the English text was translated.
    pub fn is_from_english(&self) -> bool {
        self.from_english
    }

    /// Whether what stands in the Japanese text, in the English one or in both, stands in the source.
    pub fn source_has(&self, ja: bool, en: bool) -> bool {
        self.by_role(ja, en).0
    }

    /// The text that was translated.
    pub fn source(&self) -> &Side<'a> {
        if self.from_english { &self.en } else { &self.ja }
    }

    /// The translation.
    pub fn target(&self) -> &Side<'a> {
        if self.from_english { &self.ja } else { &self.en }
    }

    /// What the one states and the other does not, or says otherwise; found out when the first rule asks.
    pub(super) fn clashes(&self) -> &[Clash] {
        self.clashes
            .get_or_init(|| if self.ja.is_empty() || self.en.is_empty() { Vec::new() } else { stated::clashes(self) })
    }

    /// (Japanese, English) as (source, target), or the other way round.
    fn by_role<T>(&self, ja: T, en: T) -> (T, T) {
        if self.from_english { (en, ja) } else { (ja, en) }
    }
}

/// What a rule of pairs found while it looks.
#[derive(Default)]
pub struct PairHits {
    found: Vec<PairHit>,
}

/// One place, before it is a [`PairFinding`].
pub struct PairHit {
    ja: Option<Span>,
    en: Option<Span>,
    severity: Option<Severity>,
    case: &'static str,
    fix: Option<String>,
    shown: [Option<String>; 2],
}

impl PairHits {
    /// A place in the Japanese text, in the English one, or in both.
    pub fn at(&mut self, ja: Option<Span>, en: Option<Span>) -> &mut PairHit {
        self.found.push(PairHit { ja, en, severity: None, case: "differs", fix: None, shown: [None, None] });
        self.found.last_mut().expect("one was just pushed")
    }

    /// Whether one of them points there in the Japanese text.
    pub fn found_in(&self, span: Span) -> bool {
        self.found.iter().any(|hit| hit.ja.is_some_and(|ja| ja.overlaps(span)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    fn findings(self, pair: &Pair<'_>, about: &About, level: Option<Severity>, book: &Rulebook) -> Vec<PairFinding> {
        let finding = |hit: PairHit| {
            let (source, target) = pair.by_role(hit.ja, hit.en);
            let [ja, en] = hit.shown;
            let (shown_source, shown_target) = pair.by_role(ja, en);
            let words = |side: &Side<'_>, span: Option<Span>, shown: Option<String>| {
                let written = || span.and_then(|span| side.text.get(span.range())).unwrap_or("").to_owned();
                shortened(&shown.unwrap_or_else(written))
            };
            let source_words = words(pair.source(), source, shown_source);
            let target_words = words(pair.target(), target, shown_target);
            let ignored = if source_words.is_empty() { &target_words } else { &source_words };
            if book.ignores(about.id, ignored) {
                return None;
            }
            let args = vec![("case", hit.case.to_owned()), ("source", source_words), ("target", target_words)];
            let severity = level.or(hit.severity).unwrap_or(about.severity);
            let fix = hit.fix.map(|text| Fix { text, safe: false });
            Some(PairFinding { rule: about.id, severity, source, target, args, fix })
        };
        self.found.into_iter().filter_map(finding).collect()
    }
}

impl PairHit {
    /// Which of the rule's messages it is; `differs` unless told otherwise.
    pub fn case(&mut self, case: &'static str) -> &mut Self {
        self.case = case;
        self
    }

    /// Gives it another severity than its rule's.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = Some(severity);
        self
    }

    /// Offers `text` for the target.
    pub fn fix(&mut self, text: impl Into<String>) -> &mut Self {
        self.fix = Some(text.into());
        self
    }

    /// Words to show where they are not those at the places.
    pub fn show(&mut self, ja: impl Into<String>, en: impl Into<String>) -> &mut Self {
        self.shown = [Some(ja.into()), Some(en.into())];
        self
    }
}

/// The first words of what is long, for a message.
fn shortened(words: &str) -> String {
    const MOST: usize = 60;
    let mut chars = words.char_indices();
    match chars.nth(MOST) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

/// Every check of pairs.
pub fn rules() -> &'static [&'static dyn PairRule] {
    bi::RULES
}

/// What the findings of `rule` are about.
pub fn category(rule: &str) -> Category {
    match rule {
        "bi.missing-sentence" | "bi.added-sentence" | "bi.untranslated" => Category::Omission,
        "bi.glossary" => Category::Terminology,
        "bi.term-consistency" => Category::Consistency,
        "bi.brackets" | "bi.list-count" | "bi.placeholder" | "bi.typing" => Category::Conventions,
        _ => Category::Accuracy,
    }
}

/// The score of translations of `sources` with findings of `severities`, out of 100: a warning takes one point and an
/// error five, for every hundred words.
pub fn score<'a>(sources: impl IntoIterator<Item = &'a str>, severities: impl IntoIterator<Item = Severity>) -> f64 {
    let marks = severities.into_iter().map(|severity| Mark { kind: Category::Accuracy, gravity: gravity(severity) });
    Score::of(sources.into_iter().map(words).sum(), marks).score()
}

/// The words of a text, as they are counted everywhere.
fn words(text: &str) -> f64 {
    statistics::words(text, Lang::guess(text).unwrap_or_default()) as f64
}

/// How grave a finding is in the score.
pub fn gravity(severity: Severity) -> Gravity {
    match severity {
        Severity::Info => Gravity::Neutral,
        Severity::Warning => Gravity::Minor,
        Severity::Error => Gravity::Major,
    }
}
