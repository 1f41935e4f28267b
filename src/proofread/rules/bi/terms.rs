//! Agreed words, and one rendering for one term.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::{Lang, Span};
use crate::translation::terms::TermDoubt;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// 避難指示 / `evacuation advice`.
pub struct Glossary;
/// 申請書 is an application form here and a request sheet there.
pub struct Consistency;

impl Rule for Glossary {
    fn about(&self) -> About {
        bi("bi.glossary", Severity::Warning)
    }
}

impl PairRule for Glossary {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if !pair.compares() {
            return;
        }
        let lower = pair.en.lower();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (span, term) in pair.glossary.found(pair.ja.text) {
            if term.is_in(lower) || term.organisation && term.wrong.is_empty() || told.contains(term.ja.as_str()) {
                continue;
            }
            let excused = term.unless.iter().any(|words| pair.ja.text.replace(&term.ja, "").contains(words.as_str()));
            let wrong = if excused { None } else { term.wrong_in(lower) };
            if wrong.is_none() && !term.strict {
                continue;
            }
            told.insert(&term.ja);
            let case = if wrong.is_some() { "wrong" } else { "missing" };
            let hit = hits.at(Some(span), wrong).case(case);
            let other = wrong.map_or(String::new(), |w| pair.en.text[w.range()].to_owned());
            hit.show(term.ja.as_str(), other);
            hit.fix(if pair.is_from_english() { &term.ja } else { &term.en[0] });
        }
        own(pair, hits);
    }
}

/// What the office itself has agreed upon.
fn own(pair: &Pair<'_>, hits: &mut PairHits) {
    let base = pair.glossary.own();
    let (from, to) = if pair.is_from_english() { (Lang::En, Lang::Ja) } else { (Lang::Ja, Lang::En) };
    let (source, target) = (pair.source().text, pair.target().text);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for doubt in base.review(source, target, from) {
        let (at, other, wanted) = match &doubt {
            TermDoubt::Missing { source, wanted } => (*source, None, wanted),
            TermDoubt::Forbidden { source, target, wanted, .. } => (*source, Some(*target), wanted),
        };
        let word = &source[at.range()];
        if !told.insert(word) {
            continue;
        }
        let hit = if from == Lang::Ja { hits.at(Some(at), other) } else { hits.at(other, Some(at)) };
        hit.case(if other.is_some() { "wrong" } else { "missing" });
        let said = other.map_or("", |span| &target[span.range()]);
        let (ja, en) = if from == Lang::Ja { (word, said) } else { (said, word) };
        hit.show(ja, en);
        if let Some(term) = wanted.first().and_then(|number| base.terms().get(*number as usize)) {
            hit.fix(term.side(to));
        }
    }
}

impl Rule for Consistency {
    fn about(&self) -> About {
        bi("bi.term-consistency", Severity::Warning)
    }
}

/// The renderings of one term, each in the words it may be found by.
type Renderings = Vec<Vec<&'static str>>;

/// Terms and the renderings a document chooses from.
static RENDERINGS: LazyLock<(Vec<&str>, Vec<Renderings>)> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/bi-renderings.tsv");
    let lines = source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let term = fields.next()?;
            Some((term, fields.map(|field| field.split('|').collect()).collect()))
        })
        .unzip()
});

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&RENDERINGS.0).ok());

impl PairRule for Consistency {
    fn pairs(&self, pairs: &[Pair<'_>], tell: &mut dyn FnMut(usize, PairHits)) {
        same_source(pairs, tell);
        same_target(pairs, tell);
        renderings(pairs, tell);
    }
}

/// A text as far as a reader would call it the same.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(['.', '。', ':', '：']).to_lowercase()
}

fn whole(text: &str) -> Option<Span> {
    Some(Span::new(0, text.len()))
}

/// One source that is translated in several ways: told where it is rarer, or later.
fn same_source(pairs: &[Pair<'_>], tell: &mut dyn FnMut(usize, PairHits)) {
    let mut by_source: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    for (number, pair) in pairs.iter().enumerate() {
        if !pair.source().is_empty() && !pair.target().is_empty() {
            by_source.entry(plain(pair.source().text)).or_default().push((number, plain(pair.target().text)));
        }
    }
    for translations in by_source.values().filter(|t| t.len() > 1) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        translations.iter().for_each(|(_, target)| *counts.entry(target).or_default() += 1);
        if counts.len() < 2 {
            continue;
        }
        let most = counts.values().max().copied().unwrap_or(0);
        let usual = translations.iter().find(|(_, t)| counts[t.as_str()] == most).map_or("", |(_, t)| t.as_str());
        for (number, _) in translations.iter().filter(|(_, target)| target != usual) {
            let pair = &pairs[*number];
            let mut hits = PairHits::default();
            let other = translations.iter().find(|(_, t)| t == usual).map_or(*number, |(n, _)| *n);
            let hit = hits.at(whole(pair.ja.text), whole(pair.en.text)).case("source");
            hit.fix(pairs[other].target().text);
            tell(*number, hits);
        }
    }
}

/// One target for several sources that do not say the same: the figures of one of them would be lost.
fn same_target(pairs: &[Pair<'_>], tell: &mut dyn FnMut(usize, PairHits)) {
    let mut by_target: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, pair) in pairs.iter().enumerate() {
        // Short labels are often the same for good reasons: 氏名 and お名前 are `Name`.
        if !pair.source().is_empty() && pair.target().text.chars().count() > 12 {
            by_target.entry(plain(pair.target().text)).or_default().push(number);
        }
    }
    for numbers in by_target.values().filter(|n| n.len() > 1) {
        let first = plain(pairs[numbers[0]].source().text);
        for number in &numbers[1..] {
            let pair = &pairs[*number];
            if plain(pair.source().text) != first {
                let mut hits = PairHits::default();
                hits.at(whole(pair.ja.text), whole(pair.en.text)).case("target").severity(Severity::Info);
                tell(*number, hits);
            }
        }
    }
}

/// One term that is rendered in several ways, told where it is rarer, or later.
fn renderings(pairs: &[Pair<'_>], tell: &mut dyn FnMut(usize, PairHits)) {
    let Some(finder) = FINDER.as_ref() else { return };
    // By term: the pair, where the term stands, which rendering and where that stands.
    let mut seen: BTreeMap<usize, Vec<(usize, Span, usize, Span)>> = BTreeMap::new();
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.compares()) {
        let mut told = BTreeSet::new();
        for found in finder.find_iter(pair.ja.text) {
            let term = found.pattern().as_usize();
            if !told.insert(term) || within_a_name(pair.ja.text, found.end()) {
                continue;
            }
            let places: Vec<(usize, Span)> = RENDERINGS.1[term]
                .iter()
                .enumerate()
                .filter_map(|(which, words)| Some((which, words.iter().find_map(|w| word_place(pair.en.lower(), w))?)))
                .collect();
            // Two of them in one sentence tell nothing: one stands for another word.
            if let [(which, place)] = places[..] {
                seen.entry(term).or_default().push((number, Span::from(found.range()), which, place));
            }
        }
    }
    for (term, places) in seen {
        let count = |which: usize| places.iter().filter(|(_, _, w, _)| *w == which).count();
        let first = places[0].2;
        let usual =
            places.iter().map(|(_, _, w, _)| *w).fold(first, |best, w| if count(w) > count(best) { w } else { best });
        for (number, ja, which, en) in &places {
            if *which != usual {
                let mut hits = PairHits::default();
                let usual_words = RENDERINGS.1[term][usual][0];
                let shown = pairs[*number].en.text[en.range()].to_owned();
                let hit = hits.at(Some(*ja), Some(*en)).case("term").show(RENDERINGS.0[term], shown);
                if !pairs[*number].is_from_english() {
                    hit.fix(usual_words);
                }
                tell(*number, hits);
            }
        }
    }
}

/// Whether a longer word goes on behind a term: 計画書, 委員会室.
fn within_a_name(text: &str, end: usize) -> bool {
    text[end..].chars().next().is_some_and(|c| crate::proofread::japanese::is_kanji(c) && !"等各約".contains(c))
}

/// Where an English word stands whole, in singular or plural.
fn word_place(lower: &str, word: &str) -> Option<Span> {
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    lower.match_indices(word).find_map(|(at, _)| {
        let mut end = at + word.len();
        if lower[end..].starts_with('s') {
            end += 1;
        } else if lower[end..].starts_with("es") {
            end += 2;
        }
        let before = at.checked_sub(1).and_then(|at| lower.as_bytes().get(at));
        (!letter(before) && !letter(lower.as_bytes().get(end))).then(|| Span::new(at, end))
    })
}
