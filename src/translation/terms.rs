//! The termbase: words that were agreed upon, found in both languages however they are inflected and spelt.
//!
//! Japanese is read by words ([the dictionary](crate::text::morph)), so that 市 is found in 横浜市 and not in 市場; a verb or adjective is
//! found in all its forms, and 申込, 申込み and 申し込み are one. English is read by words without plural, -ed and -ing, a
//! hyphen being a space. The terms of each language lie in one automaton, which is walked from every word of a segment:
//! what that costs does not depend on how many terms there are.

use crate::text::morph::{self, Pos};
use crate::text::{Lang, Span};
use fst::raw::{CompiledAddr, Fst};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What an office thinks of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Standing {
    /// 推奨: this is how it is said.
    #[default]
    Preferred,
    /// 許容: it may be said so, too.
    Allowed,
    /// 禁止: it is not said so.
    Forbidden,
}

impl Standing {
    /// `preferred`, `allowed` or `forbidden`.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Preferred => "preferred",
            Standing::Allowed => "allowed",
            Standing::Forbidden => "forbidden",
        }
    }

    /// The standing with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Preferred, Self::Allowed, Self::Forbidden].into_iter().find(|standing| standing.code() == code)
    }
}

/// An agreed word in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// What is thought of it.
    pub standing: Standing,
    /// Remarks.
    pub note: String,
    /// The field it belongs to.
    pub domain: String,
    /// Who says so: a law, a glossary.
    pub source: String,
}

impl Term {
    /// The word in `lang`.
    pub fn side(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// A place where terms stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where, in bytes.
    pub span: Span,
    /// Which terms of [`Termbase::terms`] are said so.
    pub terms: Vec<u32>,
}

/// Something about the terms of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermDoubt {
    /// The source has a term, and nothing in the target is an agreed translation of it.
    Missing {
        /// Where in the source.
        source: Span,
        /// The terms that would do, the preferred first.
        wanted: Vec<u32>,
    },
    /// The target has a translation that is not wanted.
    Forbidden {
        /// Where in the source.
        source: Span,
        /// Where in the target.
        target: Span,
        /// Which term forbids it.
        term: u32,
        /// The terms that would do, the preferred first.
        wanted: Vec<u32>,
    },
}

/// Terms, ready to be looked for.
pub struct Termbase {
    terms: Vec<Term>,
    ja: Lexicon,
    en: Lexicon,
}

/// The keys of one language and the terms behind each.
struct Lexicon {
    keys: Fst<Vec<u8>>,
    groups: Vec<Vec<u32>>,
}

impl std::fmt::Debug for Termbase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Termbase").field("terms", &self.terms.len()).finish_non_exhaustive()
    }
}

impl Default for Termbase {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Termbase {
    /// Makes `terms` ready. Those with nothing on one side are found on the other.
    pub fn new(terms: Vec<Term>) -> Self {
        let lexicon = |lang: Lang| {
            let mut keys: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for (number, term) in terms.iter().enumerate() {
                for key in term_keys(term.side(lang), lang) {
                    let group = keys.entry(key).or_default();
                    if group.last() != Some(&(number as u32)) {
                        group.push(number as u32);
                    }
                }
            }
            Lexicon::new(keys)
        };
        let (ja, en) = (lexicon(Lang::Ja), lexicon(Lang::En));
        Self { terms, ja, en }
    }

    /// The terms.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Where terms stand in `text`, in order. One that lies within a longer one is not told.
    pub fn find(&self, text: &str, lang: Lang) -> Vec<Hit> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let mut hits = match lang {
            Lang::Ja => self.japanese(text),
            Lang::En => self.english(text),
        };
        hits.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
        let mut kept: Vec<Hit> = Vec::new();
        for hit in hits {
            match kept.last_mut() {
                Some(last) if last.span == hit.span => {
                    last.terms.extend(hit.terms);
                    last.terms.sort_unstable();
                    last.terms.dedup();
                }
                Some(last) if hit.span.end <= last.span.end => {}
                _ => kept.push(hit),
            }
        }
        kept
    }

    /// What the whole of `text` is called in the other language, the preferred word first; forbidden ones are left out.
    pub fn whole(&self, text: &str, lang: Lang) -> Vec<&Term> {
        let trimmed = text.trim();
        let hits = self.find(trimmed, lang);
        let [hit] = hits.as_slice() else { return Vec::new() };
        let same = |term: &&Term| fold(term.side(lang).trim()) == fold(trimmed);
        let mut found: Vec<&Term> = hit.terms.iter().map(|term| &self.terms[*term as usize]).collect();
        found.retain(|term| same(term) && term.standing != Standing::Forbidden);
        found.retain(|term| !term.side(super::memory::other(lang)).trim().is_empty());
        found.sort_by_key(|term| term.standing);
        found
    }

    /// What is to be said of the terms of a pair whose source is in `lang`.
    pub fn review(&self, source: &str, target: &str, lang: Lang) -> Vec<TermDoubt> {
        let other = super::memory::other(lang);
        let in_target = self.find(target, other);
        let said = |term: u32| in_target.iter().find(|hit| hit.terms.contains(&term));
        let mut doubts = Vec::new();
        for hit in self.find(source, lang) {
            let of = |forbidden: bool| {
                let standing = |term: &&u32| self.terms[**term as usize].standing;
                let mut terms: Vec<u32> =
                    hit.terms.iter().filter(|t| (standing(t) == Standing::Forbidden) == forbidden).copied().collect();
                terms.retain(|term| !self.terms[*term as usize].side(other).is_empty());
                terms.sort_by_key(|term| self.terms[*term as usize].standing);
                terms
            };
            let wanted = of(false);
            let right = wanted.iter().any(|term| said(*term).is_some());
            let wrong = of(true).into_iter().find_map(|term| said(term).map(|hit| (term, hit.span)));
            match wrong {
                Some((term, target)) => {
                    doubts.push(TermDoubt::Forbidden { source: hit.span, target, term, wanted });
                }
                None if !right && !wanted.is_empty() => doubts.push(TermDoubt::Missing { source: hit.span, wanted }),
                None => {}
            }
        }
        doubts
    }

    fn japanese(&self, text: &str) -> Vec<Hit> {
        let words = japanese_words(text);
        let mut hits = Vec::new();
        for first in 0..words.len() {
            for spelling in [false, true] {
                // Only where okurigana were left out of a word does the second spelling say anything new.
                let mut differs = false;
                let mut at = self.ja.start();
                for (last, word) in words.iter().enumerate().skip(first) {
                    let span = Span::new(words[first].span.start, word.span.end);
                    if let Some(base) = &word.base
                        && let Some(terms) = self.ja.walk(at, base).and_then(|at| self.ja.terms_at(at))
                    {
                        hits.push(Hit { span, terms: terms.to_vec() });
                    }
                    let form = if spelling { &word.bare } else { &word.folded };
                    differs |= word.bare != word.folded;
                    let Some(next) = self.ja.walk(at, form) else { break };
                    at = next;
                    // A word that goes on in kana is another form; its base form was looked up above.
                    if (!spelling || differs || last == first)
                        && let Some(terms) = self.ja.terms_at(at)
                    {
                        hits.push(Hit { span, terms: terms.to_vec() });
                    }
                }
            }
        }
        hits
    }

    fn english(&self, text: &str) -> Vec<Hit> {
        let words = english_words(text);
        let mut hits = Vec::new();
        for first in 0..words.len() {
            let mut at = self.en.start();
            for last in first..words.len() {
                // Words of one term have nothing but a space or a hyphen between them.
                if last > first {
                    let between = &text[words[last - 1].0.end..words[last].0.start];
                    if !between.chars().all(|c| c.is_whitespace() || "-‐‑–/".contains(c)) {
                        break;
                    }
                    match self.en.walk(at, " ") {
                        Some(next) => at = next,
                        None => break,
                    }
                }
                let Some(next) = self.en.walk(at, &words[last].1) else { break };
                at = next;
                if let Some(terms) = self.en.terms_at(at) {
                    let span = Span::new(words[first].0.start, words[last].0.end);
                    let said: Vec<&str> = words[first..=last].iter().map(|(span, _)| &text[span.range()]).collect();
                    let terms: Vec<u32> = terms
                        .iter()
                        .filter(|term| is_form_of(&said, &self.terms[**term as usize].en))
                        .copied()
                        .collect();
                    if !terms.is_empty() {
                        hits.push(Hit { span, terms });
                    }
                }
            }
        }
        hits
    }
}

impl Lexicon {
    fn new(keys: BTreeMap<String, Vec<u32>>) -> Self {
        let mut builder = fst::raw::Builder::memory();
        let mut groups = Vec::with_capacity(keys.len());
        for (key, group) in keys {
            builder.insert(&key, groups.len() as u64).expect("keys come in order, into memory");
            groups.push(group);
        }
        let bytes = builder.into_inner().expect("writing to memory does not fail");
        Self { keys: Fst::new(bytes).expect("it was just built"), groups }
    }

    /// Where every walk begins: (place, sum of what was passed).
    fn start(&self) -> (CompiledAddr, u64) {
        (self.keys.root().addr(), 0)
    }

    fn walk(&self, (addr, mut sum): (CompiledAddr, u64), by: &str) -> Option<(CompiledAddr, u64)> {
        let mut node = self.keys.node(addr);
        for byte in by.bytes() {
            let transition = node.transition(node.find_input(byte)?);
            sum += transition.out.value();
            node = self.keys.node(transition.addr);
        }
        Some((node.addr(), sum))
    }

    fn terms_at(&self, (addr, sum): (CompiledAddr, u64)) -> Option<&[u32]> {
        let node = self.keys.node(addr);
        let group = node.is_final().then(|| sum + node.final_output().value())?;
        self.groups.get(usize::try_from(group).ok()?).map(Vec::as_slice)
    }
}

/// The keys a word is found under.
fn term_keys(word: &str, lang: Lang) -> Vec<String> {
    let mut keys = match lang {
        Lang::Ja => {
            let folded: String = fold(word).split_whitespace().collect();
            let bare = without_okurigana(&folded);
            vec![folded, bare]
        }
        Lang::En => {
            let words: Vec<String> = english_words(word).into_iter().map(|(_, stem)| stem).collect();
            vec![words.join(" ")]
        }
    };
    keys.retain(|key| !key.is_empty());
    keys.dedup();
    keys
}

/// Without differences of width and case.
fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

struct Word {
    span: Span,
    /// As it stands, folded.
    folded: String,
    /// The same without okurigana that may be left out.
    bare: String,
    /// The base form of a verb or an adjective in another form.
    base: Option<String>,
}

/// The words of a Japanese text. Where no dictionary knows better, letters, kana and kanji are words of their own.
fn japanese_words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for token in morph::tokens(text) {
        let surface = token.surface(text);
        let folded = fold(surface);
        let inflected = matches!(token.pos, Pos::Verb | Pos::Adjective | Pos::BoundVerb | Pos::BoundAdjective);
        let base = inflected.then(|| token.base(text)).filter(|base| *base != surface).map(fold);
        let bare = without_okurigana(&folded);
        words.push(Word { span: token.span, folded, bare, base });
    }
    words
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Okurigana that official spelling leaves out of nouns: the last letters of the stems of verbs.
const OKURIGANA: &str = "いえおきぎけげしせちてっねびべみめりれわ";

/// 申し込み → 申込, 受け付ける → 受付ける: what stands between two kanji goes, and at the end of a noun.
fn without_okurigana(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    if !chars.first().copied().is_some_and(is_kanji) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|c| OKURIGANA.contains(**c)).count();
        let behind = chars.get(at + run).copied();
        let inside = (1..=2).contains(&run) && at > 0 && is_kanji(chars[at - 1]);
        if inside
            && (behind.is_some_and(is_kanji) || (behind.is_none() && out.chars().filter(|c| is_kanji(*c)).count() > 1))
        {
            at += run;
            continue;
        }
        out.push(chars[at]);
        at += 1;
    }
    out
}

/// The words of an English text, each with what it is compared by.
fn english_words(text: &str) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    let mut start = None;
    let is_part = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = &text[from..at];
                words.push((Span::new(from, at), stem(&fold(word))));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A word without its plural, its -ed or -ing, and what those bring with them. What it gives need not be a word: both
/// sides are treated alike.
fn stem(word: &str) -> String {
    let word = word.trim_end_matches(['\'', '’']);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    for (plural, one) in [("people", "person"), ("children", "child"), ("men", "man"), ("women", "woman")] {
        if word == plural {
            return one.to_owned();
        }
    }
    let vowel = |text: &str| text.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(rest) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")).filter(|rest| rest.len() >= 2) {
        return format!("{rest}y");
    }
    // Meetings are a meeting first, and that then meet.
    let word = match word.strip_suffix("es") {
        Some(rest) if ["ss", "ch", "sh", "x", "z"].iter().any(|end| rest.ends_with(end)) => rest,
        _ => word.strip_suffix('s').filter(|rest| rest.len() >= 2 && !rest.ends_with(['s', 'u', 'i'])).unwrap_or(word),
    };
    let cut = |ending: &str| word.strip_suffix(ending).filter(|rest| rest.len() >= 3 && vowel(rest));
    let rest = match cut("ing").or_else(|| cut("ed")) {
        Some(rest) => {
            let last = rest.as_bytes()[rest.len() - 2..].to_vec();
            let twice = last[0] == last[1] && !b"slz".contains(&last[1]);
            if twice { &rest[..rest.len() - 1] } else { rest }
        }
        None => word,
    };
    rest.strip_suffix('e').filter(|rest| rest.len() >= 3).unwrap_or(rest).to_owned()
}

/// Whether `said` is `term`, inflected or not: stems alone would take a meeting for meet, and it for IT.
fn is_form_of(said: &[&str], term: &str) -> bool {
    let words: Vec<&str> = english_words(term).into_iter().map(|(span, _)| &term[span.range()]).collect();
    words.len() == said.len()
        && words.iter().zip(said).all(|(word, said)| {
            let acronym = word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            if acronym {
                return said.trim_end_matches('s') == *word || said == word;
            }
            let (word, said) = (fold(word), fold(said));
            let fixed = (word.ends_with("ing") && word.len() > 5) || (word.ends_with("ed") && word.len() > 4);
            !fixed || said.starts_with(&word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(pairs: &[(&str, &str)]) -> Termbase {
        let term = |(ja, en): &(&str, &str)| Term { ja: (*ja).to_owned(), en: (*en).to_owned(), ..Term::default() };
        Termbase::new(pairs.iter().map(term).collect())
    }

    fn found(base: &Termbase, text: &str, lang: Lang) -> Vec<String> {
        base.find(text, lang).into_iter().map(|hit| text[hit.span.range()].to_owned()).collect()
    }

    #[test]
    fn japanese_terms_are_words_in_any_form() {
        let base = base(&[
            ("市", "city"),
            ("申込み", "application"),
            ("受け付ける", "accept"),
            ("補助金", "subsidy"),
            ("国民健康保険", "National Health Insurance"),
            ("健康保険", "health insurance"),
            ("ＩＣカード", "IC card"),
        ]);
        let ja = |text: &str| found(&base, text, Lang::Ja);
        assert_eq!(ja("横浜市の施設"), ["市"]);
        assert_eq!(ja("市場を開く。"), Vec::<String>::new());
        assert_eq!(ja("申し込みは市役所へ。"), ["申し込み"]);
        assert_eq!(ja("申込の期限"), ["申込"]);
        assert_eq!(ja("窓口で受け付けました。"), ["受け付け"]);
        assert_eq!(ja("国民健康保険と健康保険"), ["国民健康保険", "健康保険"]);
        assert_eq!(ja("補助金交付要綱"), ["補助金"]);
        assert_eq!(ja("ICカードを使う"), ["ICカード"]);
    }

    #[test]
    fn english_terms_are_found_inflected() {
        let base = base(&[
            ("申請", "application"),
            ("適用する", "apply for"),
            ("会議", "meeting"),
            ("情報技術", "IT"),
            ("市役所", "city hall"),
            ("住民", "resident"),
        ]);
        let en = |text: &str| found(&base, text, Lang::En);
        assert_eq!(en("Applications are accepted."), ["Applications"]);
        assert_eq!(en("She applied for it, applying for more."), ["applied for", "applying for"]);
        assert_eq!(en("They meet at the City-Hall."), ["City-Hall"]);
        assert_eq!(en("Meetings about IT"), ["Meetings", "IT"]);
        assert_eq!(en("The resident's child; residents, too"), ["resident's", "residents"]);
        assert_eq!(en("city, hall"), Vec::<String>::new());
    }

    #[test]
    fn a_pair_is_reviewed_by_its_terms() {
        let mut terms = base(&[("市役所", "city hall"), ("住民", "resident")]).terms;
        terms.push(Term {
            ja: "市役所".into(),
            en: "city office".into(),
            standing: Standing::Forbidden,
            ..Term::default()
        });
        terms.push(Term {
            ja: "市役所".into(),
            en: "municipal hall".into(),
            standing: Standing::Allowed,
            ..Term::default()
        });
        let base = Termbase::new(terms);
        let review = |target: &str| base.review("住民は市役所へ。", target, Lang::Ja);
        assert_eq!(review("Residents go to City Hall."), []);
        assert_eq!(review("Residents go to the municipal hall."), []);
        assert!(
            matches!(&review("Residents go to the city office.")[..], [TermDoubt::Forbidden { term: 2, wanted, .. }] if *wanted == [0, 3])
        );
        assert!(
            matches!(&review("People go to city hall.")[..], [TermDoubt::Missing { wanted, .. }] if *wanted == [1])
        );
        assert_eq!(
            base.whole("市役所", Lang::Ja).iter().map(|t| t.en.as_str()).collect::<Vec<_>>(),
            ["city hall", "municipal hall"]
        );
        assert!(base.whole("市役所へ", Lang::Ja).is_empty());
    }

    #[test]
    fn okurigana_that_may_be_left_out() {
        for (word, bare) in [
            ("申し込み", "申込"),
            ("申込み", "申込"),
            ("受け付ける", "受付ける"),
            ("引っ越し", "引越"),
            ("届け", "届け"),
            ("お知らせ", "お知らせ"),
            ("町", "町"),
        ] {
            assert_eq!(without_okurigana(word), bare);
        }
    }
}
