//! The translation memory: confirmed pairs, and what of them resembles a segment that is to be translated.
//!
//! Pure: a memory's rows and the bytes of its [`Index`] lie in `store`, which asks here. [`Index::fuzzy`] finds candidates
//! by folded text; [`Match::new`] then judges each by its words as they stand: per cent, what differs, and the target with
//! dates, numbers and amounts put to what the new segment states ([`adapt`]).

pub mod adapt;
mod folding;
mod index;

pub use index::{Builder, COUNTED, Candidate, Holding, Index, Shelf};

use crate::document::Classification;
use crate::text::{Change, Lang, diff};
use rapidfuzz::distance::levenshtein;

/// A pair somebody confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its number in its memory; 0 while it is in none.
    pub id: u32,
    /// The Japanese side.
    pub ja: String,
    /// The English side.
    pub en: String,
    /// Which side was the source, where that is known.
    pub source: Option<Lang>,
    /// Where it comes from: a file, a document's title.
    pub origin: String,
    /// When it was confirmed, in milliseconds since 1970-01-01 UTC.
    pub confirmed_at: Option<i64>,
    /// Who confirmed it; empty where nobody says.
    pub confirmed_by: String,
    /// The [`context_key`] of the Japanese or English segment before, on the source's side.
    pub before: Option<u64>,
    /// The same of the one behind.
    pub after: Option<u64>,
    /// The 格付け of the text it comes from; `None` where that carried none, or nobody says.
    pub level: Option<Classification>,
}

impl Unit {
    /// The side in `lang`.
    pub fn side(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// What two segments have in common that differ in width, case and spacing alone. It never changes: memories hold it.
pub fn context_key(text: &str) -> u64 {
    folding::exact(text)
        .into_iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, symbol| (hash ^ u64::from(symbol)).wrapping_mul(0x0100_0000_01B3))
}

/// What tells pairs apart: two units with one key say the same in both languages, letter by letter.
pub fn pair_key(ja: &str, en: &str) -> u64 {
    let bytes = ja.bytes().chain([0xFF]).chain(en.bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// What a segment is looked up with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// The segment.
    pub text: &'a str,
    /// Its language.
    pub lang: Lang,
    /// The segment before it.
    pub before: Option<&'a str>,
    /// The segment behind it.
    pub after: Option<&'a str>,
    /// The least score, 0 to 100.
    pub min: u8,
    /// How many matches are wanted.
    pub limit: usize,
}

/// A unit that resembles a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The unit as it is kept.
    pub unit: Unit,
    /// The side that was compared.
    pub lang: Lang,
    /// How like they are: 100 is the same text, 99 the same but for width, case or spacing.
    pub score: u8,
    /// How many of the two neighbours are the same as well.
    pub context: u8,
}

/// What stands between a match and the segment asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// What would turn the unit's source into the segment.
    pub difference: Change,
    /// The target with facts put to what the segment states, where that could be done for at least one.
    pub adapted: Option<adapt::Adapted>,
}

impl Match {
    /// The likeness as it is remembered of a target: the score, or 101 where both neighbours are the same as well.
    pub fn said(&self) -> u8 {
        if self.score == 100 && self.context == 2 { 101 } else { self.score }
    }

    /// Judges how `unit` resembles what `query` asks for.
    pub fn new(unit: Unit, query: &Query<'_>) -> Self {
        let score = score(unit.side(query.lang), query.text);
        let same = |key: Option<u64>, text: Option<&str>| key.is_some() && key == text.map(context_key);
        let context = u8::from(same(unit.before, query.before)) + u8::from(same(unit.after, query.after));
        Self { lang: query.lang, score, context, unit }
    }

    /// What differs from `text`, the segment asked for, and what of it can be carried over. Costs more than the match
    /// itself, so it is for those that are shown.
    pub fn explain(&self, text: &str) -> Explained {
        if self.score == 100 {
            return Explained { difference: Change::default(), adapted: None };
        }
        let difference = diff::diff(self.source(), text);
        Explained { difference, adapted: adapt::adapt(self.source(), self.target(), text, self.lang) }
    }

    /// The unit's own source.
    pub fn source(&self) -> &str {
        self.unit.side(self.lang)
    }

    /// The unit's own target.
    pub fn target(&self) -> &str {
        self.unit.side(other(self.lang))
    }

    /// What matches are ordered by, best last: likeness, then context, then what is younger.
    fn rank(&self) -> (u8, u8, Option<i64>) {
        (self.score, self.context, self.unit.confirmed_at)
    }
}

impl Explained {
    /// Whether the target can stand for the segment with what was carried over: every difference is a fact that was.
    pub fn is_ready(&self) -> bool {
        self.difference.is_empty() || self.adapted.as_ref().is_some_and(|adapted| adapted.whole)
    }
}

/// The language on the other side.
pub fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    }
}

/// How like two segments are, 0 to 100: edits between them, a number counted as one symbol, to the longer one's length.
pub fn score(one: &str, another: &str) -> u8 {
    if one == another {
        return 100;
    }
    let (a, b) = (folding::exact(one), folding::exact(another));
    let length = a.len().max(b.len());
    if length == 0 {
        return 99;
    }
    let distance = levenshtein::distance(a.iter().copied(), b.iter().copied());
    // Rounded down, so that nothing is more like than it is.
    (((length - distance) * 100 / length) as u8).min(99)
}

/// Puts matches in order, best first: of several that offer the same translation of the same source the best stays.
pub fn ranked(mut matches: Vec<Match>, query: &Query<'_>) -> Vec<Match> {
    matches.retain(|found| found.score >= query.min);
    // Stable, so that what several memories hold alike stays in the order of the memories.
    matches.sort_by_key(|found| std::cmp::Reverse(found.rank()));
    let mut seen = std::collections::HashSet::new();
    matches.retain(|found| seen.insert(pair_key(&found.unit.ja, &found.unit.en)));
    matches.truncate(query.limit);
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(ja: &str, en: &str) -> Unit {
        Unit { ja: ja.to_owned(), en: en.to_owned(), source: Some(Lang::Ja), ..Unit::default() }
    }

    fn query(text: &str) -> Query<'_> {
        Query { text, lang: Lang::Ja, min: 70, limit: 5, ..Query::default() }
    }

    #[test]
    fn per_cent_is_of_the_longer_text_and_rounded_down() {
        assert_eq!(score("避難所を開設しました。", "避難所を開設しました。"), 100);
        assert_eq!(score("令和８年度", "令和8年度"), 99);
        assert_eq!(score("令和7年度", "令和8年度"), 80);
        assert_eq!(score("令和7年度", "令和12年度"), 80);
        assert_eq!(score("あ", ""), 0);
        assert_eq!(score("", " "), 99);
    }

    #[test]
    fn the_same_in_the_same_context_comes_first() {
        let in_context = Unit { before: Some(context_key("記")), ..unit("以上", "End") };
        let other = unit("以上", "That is all.");
        let query = Query { before: Some("記"), ..query("以上") };
        let found = ranked(vec![Match::new(other, &query), Match::new(in_context, &query)], &query);
        assert_eq!((found[0].target(), found[0].context, found[0].score), ("End", 1, 100));
        assert_eq!(found[1].target(), "That is all.");
    }

    #[test]
    fn a_match_says_what_differs_and_offers_what_is_true_now() {
        let unit = unit("令和７年度予算は3億円です。", "The budget for fiscal 2025 is ¥300 million.");
        let text = "令和８年度予算は4億円です。";
        let found = Match::new(unit, &query(text));
        let explained = found.explain(text);
        assert_eq!(explained.adapted.as_ref().unwrap().text, "The budget for fiscal 2026 is ¥400 million.");
        assert!(explained.is_ready());
        assert_eq!(explained.difference.replaces().len(), 2);
        assert!(found.score < 99);
    }
}
