//! [`Sieve`]: of all rules, those worth asking about a passage. Most rules wait for words that most passages have not;
//! one automaton looks for the words of all of them at once, so that a rule that has nothing to say costs nothing.

use super::{Profile, rules};
use crate::text::{Lang, Span};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_syntax::hir::literal::{Extractor, Literal};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Figures of either width: what most rules about numbers cannot do without.
pub const FIGURES: &[&str] =
    &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９"];

/// [`FIGURES`] and numerals in kanji.
pub const NUMBERS: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "〇",
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "億", "兆", "元年",
];

/// Numerals in kanji.
pub const KANJI_NUMBERS: &[&str] =
    &["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "億", "兆", "元年"];

/// [`FIGURES`] and names of months: what a day in English cannot do without.
pub const DAYS: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９",
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "月", "年",
];

/// A pattern that needs one of more strings than this is asked everywhere.
const MOST: usize = 64;
/// A pattern whose matches begin in more ways than this is known by fewer of their first letters.
const MOST_BEGINNINGS: usize = 500;

/// What a passage must hold for a rule to find or note anything in it: one of these strings, ASCII letters in either
/// case.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Strings whose places the rule is told, by their number.
    words: Vec<String>,
    signs: Vec<String>,
    always: bool,
}

impl Needs {
    /// The rule is asked about every passage.
    pub fn nothing() -> Self {
        Self { always: true, ..Self::default() }
    }

    /// It is asked where one of these stands.
    pub fn any_of(signs: &[&str]) -> Self {
        Self { signs: signs.iter().map(|sign| (*sign).to_owned()).collect(), ..Self::default() }
    }

    /// It is asked where one of these patterns may match.
    pub fn patterns<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Self {
        let mut signs = Vec::new();
        for pattern in patterns {
            match needed(pattern).as_slice() {
                [] => return Self::nothing(),
                needed => signs.extend_from_slice(needed),
            }
        }
        Self { signs, ..Self::default() }
    }

    /// It is asked where one of these stands, and told where.
    pub fn places(words: Vec<String>) -> Self {
        Self { words, ..Self::default() }
    }

    /// It is asked where these needs are met or those of `other`, whose places are numbered behind these.
    pub fn and_places(mut self, mut other: Needs) -> Self {
        self.words.append(&mut other.words);
        self.or(other)
    }

    /// It is asked where these needs are met or those of `other`, which has no places.
    pub fn or(mut self, other: Needs) -> Self {
        self.signs.extend(other.signs);
        self.always |= other.always;
        self
    }
}

/// Who waits for a string.
struct Waiting {
    /// By its number in [`rules()`].
    rule: usize,
    /// The string's number among those whose places the rule is told.
    word: Option<usize>,
}

/// See the module.
pub struct Sieve {
    strings: AhoCorasick,
    waiting: Vec<Vec<Waiting>>,
    always: Asked,
    lang: Lang,
}

/// The rules that are asked about a passage, and where their words stand in it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// One bit for each of [`rules()`].
    rules: Vec<u64>,
    /// Rule, number of the word, place; in the order of the rules.
    places: Vec<(usize, usize, Span)>,
    /// See [`Asked::spaced`].
    spaced: bool,
}

impl Asked {
    fn add(&mut self, rule: usize) {
        self.rules[rule / 64] |= 1 << (rule % 64);
    }

    /// Whether the rule with this number is among them.
    pub fn has(&self, rule: usize) -> bool {
        self.rules[rule / 64] & (1 << (rule % 64)) != 0
    }

    /// Whether the words of an English passage are further apart than one space, or by other white space. Words with
    /// spaces in them are then told as if they were not, and their places are not to be relied on.
    pub fn spaced(&self) -> bool {
        self.spaced
    }

    /// Where the words of this rule stand, by their number.
    pub fn places(&self, rule: usize) -> impl Iterator<Item = (usize, Span)> + '_ {
        let first = self.places.partition_point(|(of, ..)| *of < rule);
        self.places[first..].iter().take_while(move |(of, ..)| *of == rule).map(|(_, word, span)| (*word, *span))
    }
}

impl Sieve {
    /// The sieve for passages in `lang`; made when it is first asked for.
    pub fn get(lang: Lang) -> &'static Self {
        static JAPANESE: LazyLock<Sieve> = LazyLock::new(|| Sieve::new(Lang::Ja));
        static ENGLISH: LazyLock<Sieve> = LazyLock::new(|| Sieve::new(Lang::En));
        match lang {
            Lang::Ja => &JAPANESE,
            Lang::En => &ENGLISH,
        }
    }

    fn new(lang: Lang) -> Self {
        let mut always = Asked { rules: vec![0; rules().len().div_ceil(64)], ..Asked::default() };
        let mut waiting: HashMap<String, Vec<Waiting>> = HashMap::new();
        for (rule, asked) in rules().iter().enumerate() {
            let about = asked.about();
            if about.lang != lang && about.profiles.len() < Profile::ALL.len() {
                continue;
            }
            let Needs { words, signs, always: everywhere } = asked.needs();
            if everywhere {
                always.add(rule);
            }
            for (number, word) in words.into_iter().enumerate() {
                waiting.entry(word.to_ascii_lowercase()).or_default().push(Waiting { rule, word: Some(number) });
            }
            for sign in signs {
                waiting.entry(sign.to_ascii_lowercase()).or_default().push(Waiting { rule, word: None });
            }
        }
        let (strings, waiting): (Vec<String>, Vec<Vec<Waiting>>) = waiting.into_iter().unzip();
        let strings = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(strings)
            .expect("the rules' words are few enough for an automaton");
        Self { strings, waiting, always, lang }
    }

    /// The rules that may find or note something in `text`.
    pub fn asked(&self, text: &str) -> Asked {
        let mut asked = self.always.clone();
        self.find(text, &mut asked);
        if self.lang == Lang::En && is_spaced(text) {
            asked.spaced = true;
            self.find(&text.split_whitespace().collect::<Vec<_>>().join(" "), &mut asked);
        }
        asked.places.sort_by_key(|(rule, ..)| *rule);
        asked
    }

    fn find(&self, text: &str, asked: &mut Asked) {
        // An automaton that knows both cases takes twice as long to build.
        let lower = text.to_ascii_lowercase();
        for found in self.strings.find_overlapping_iter(&lower) {
            for waiting in &self.waiting[found.pattern().as_usize()] {
                asked.add(waiting.rule);
                let place = waiting.word.map(|word| (waiting.rule, word, Span::from(found.range())));
                asked.places.extend(place);
            }
        }
    }
}

/// Whether there is white space in `text` other than single spaces.
fn is_spaced(text: &str) -> bool {
    text.contains("  ") || text.contains(|c: char| c != ' ' && c.is_whitespace())
}

/// Strings of which every match of `pattern` holds one; none where no such strings are certain.
pub fn needed(pattern: &str) -> Vec<String> {
    // Reading thousands of patterns takes longer than checking a page with them.
    if let Some(letters) = letters(pattern).filter(|letters| letters.len() >= ENOUGH) {
        return vec![letters];
    }
    let Ok(hir) = regex_syntax::parse(pattern) else { return Vec::new() };
    rarest([certain(&hir), beginnings(&hir)].into_iter().flatten()).unwrap_or_default()
}

/// Bytes of a string that is met seldom enough.
const ENOUGH: usize = 6;

/// The longest row of letters that stands in `pattern` outside of groups and stands in all its matches.
fn letters(pattern: &str) -> Option<String> {
    let (mut longest, mut row) = (String::new(), String::new());
    let (mut depth, mut class) = (0usize, false);
    let mut close = |row: &mut String| {
        let row = std::mem::take(row);
        if row.len() > longest.len() {
            longest = row;
        }
    };
    for c in pattern.chars() {
        match c {
            '\\' => return None,
            _ if class => class = c != ']',
            '[' => {
                close(&mut row);
                class = true;
            }
            '(' => {
                if depth == 0 {
                    close(&mut row);
                }
                depth += 1;
            }
            ')' => depth = depth.checked_sub(1)?,
            _ if depth > 0 => {}
            // The letter before it is not certain.
            '?' | '*' => {
                row.pop();
                close(&mut row);
            }
            '+' | '.' | '^' | '$' => close(&mut row),
            // Too much for this: counts, and alternatives without a group.
            '{' | '|' => return None,
            _ => row.push(c),
        }
    }
    close(&mut row);
    (depth == 0 && !longest.is_empty()).then_some(longest)
}

/// Of several sets of strings the one that is met least often and is small: each byte of its shortest string makes it
/// better, twice as many strings make it as much worse.
fn rarest(sets: impl Iterator<Item = Vec<String>>) -> Option<Vec<String>> {
    sets.max_by_key(|strings| {
        let shortest = strings.iter().map(String::len).min().unwrap_or(0).min(9);
        (9 + shortest).saturating_sub(strings.len().max(1).ilog2() as usize)
    })
}

/// What every match begins with.
fn beginnings(hir: &Hir) -> Option<Vec<String>> {
    // Two figures of either width and what follows them are still few enough.
    let prefixes = Extractor::new().limit_class(20).limit_total(MOST_BEGINNINGS).extract(hir);
    let text = |literal: &Literal| String::from_utf8(literal.as_bytes().to_vec()).ok().filter(|s| !s.is_empty());
    prefixes.literals()?.iter().map(text).collect()
}

fn certain(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![std::str::from_utf8(&literal.0).ok()?.to_owned()]),
        HirKind::Class(Class::Unicode(class)) => {
            let size: u32 = class.iter().map(|range| range.end() as u32 - range.start() as u32 + 1).sum();
            let chars = || class.iter().flat_map(|range| range.start()..=range.end());
            (size as usize <= MOST).then(|| chars().map(String::from).collect())
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => certain(&repetition.sub),
        HirKind::Capture(capture) => certain(&capture.sub),
        HirKind::Concat(parts) => rarest(runs(parts).into_iter().chain(parts.iter().filter_map(certain))),
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(certain(part)?);
            }
            (all.len() <= MOST).then_some(all)
        }
        _ => None,
    }
}

/// What neighbours that match few strings match together: だ。 of `(?P<x>だ)。`.
fn runs(parts: &[Hir]) -> Vec<Vec<String>> {
    let mut runs = Vec::new();
    let mut run: Option<Vec<String>> = None;
    for part in parts {
        let strings = exact(part);
        let joined = match (&run, &strings) {
            (Some(run), Some(next)) if run.len() * next.len() <= MOST => {
                Some(run.iter().flat_map(|a| next.iter().map(move |b| format!("{a}{b}"))).collect())
            }
            _ => None,
        };
        match joined {
            Some(joined) => run = Some(joined),
            None => runs.extend(std::mem::replace(&mut run, strings)),
        }
    }
    runs.extend(run);
    runs.retain(|strings| strings.iter().all(|string| !string.is_empty()));
    runs
}

/// Every string `hir` matches, if they are few.
fn exact(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Literal(_) | HirKind::Class(_) => certain(hir),
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Repetition(repetition) if (repetition.min, repetition.max) == (0, Some(1)) => {
            let mut strings = exact(&repetition.sub)?;
            strings.push(String::new());
            Some(strings)
        }
        HirKind::Concat(parts) => {
            let mut strings = vec![String::new()];
            for part in parts {
                let next = exact(part)?;
                if strings.len() * next.len() > MOST {
                    return None;
                }
                strings = strings.iter().flat_map(|a| next.iter().map(move |b| format!("{a}{b}"))).collect();
            }
            Some(strings)
        }
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(exact(part)?);
            }
            (all.len() <= MOST).then_some(all)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_a_pattern_needs() {
        for (pattern, needs) in [
            ("due to the fact that", vec!["due to the fact that"]),
            (r"(?:[\p{Han}]|よう|そう)(?P<x>だ)。", vec!["だ。"]),
            ("make (?:an? |the )?(?:[a-z]+ )?decisions?(?: (?:on|about))?", vec!["decision"]),
            ("(?:is|are)[a-z]+", vec!["is", "are"]),
            ("(?P<x>するべき)(?:。|$)", vec!["するべき"]),
            (r"\w+|b", vec![]),
            ("お(?P<v>書き|読み)してください", vec!["してください"]),
            ("せんがため(?:に)?", vec!["せんがため"]),
        ] {
            assert_eq!(needed(pattern), needs, "{pattern}");
        }
    }
}
