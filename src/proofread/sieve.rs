//! [`Sieve`]: of all rules, those worth asking about a passage. Most rules wait for words that most passages have not;
//! one automaton looks for the words of all of them at once, so that a rule that has nothing to say costs nothing.

use super::rules;
use crate::text::Lang;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Figures of either width: what most rules about numbers cannot do without.
pub const FIGURES: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９",
];

/// [`FIGURES`] and numerals in kanji.
pub const NUMBERS: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "〇",
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "億", "兆", "元年",
];

/// [`FIGURES`] and names of months: what a day in English cannot do without.
pub const DAYS: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "Jan",
    "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "月", "年",
];

/// Of a longer word, so many characters are looked for: few enough that the forms of a verb share them.
const PREFIX: usize = 3;
/// A pattern that needs one of more strings than this is asked everywhere.
const MOST: usize = 32;

/// See the module.
pub struct Sieve {
    strings: AhoCorasick,
    /// For each string the rules that wait for it, by their number in [`rules()`].
    waiting: Vec<Vec<usize>>,
    always: Asked,
}

/// Rules, by their number in [`rules()`].
#[derive(Clone, Debug, Default)]
pub struct Asked(Vec<u64>);

impl Asked {
    fn add(&mut self, rule: usize) {
        self.0[rule / 64] |= 1 << (rule % 64);
    }

    /// Whether the rule with this number is among them.
    pub fn has(&self, rule: usize) -> bool {
        self.0[rule / 64] & (1 << (rule % 64)) != 0
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
        let mut always = Asked(vec![0; rules().len().div_ceil(64)]);
        let mut waiting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, rule) in rules().iter().enumerate() {
            let needs = if rule.about().lang == lang { rule.needs() } else { Vec::new() };
            if needs.is_empty() {
                always.add(number);
            }
            // ASCII letters say less each.
            let beginning = |need: &String| {
                let most = if need.is_ascii() { 3 * PREFIX } else { PREFIX };
                need.chars().take(most).collect()
            };
            let prefixes: BTreeSet<String> = needs.iter().map(beginning).collect();
            for prefix in prefixes {
                waiting.entry(prefix).or_default().push(number);
            }
        }
        let strings = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .ascii_case_insensitive(true)
            .build(waiting.keys())
            .expect("the rules' words are few enough for an automaton");
        Self { strings, waiting: waiting.into_values().collect(), always }
    }

    /// The rules that may find or note something in `text`.
    pub fn asked(&self, text: &str) -> Asked {
        let mut asked = self.always.clone();
        for found in self.strings.find_overlapping_iter(text) {
            for &rule in &self.waiting[found.pattern().as_usize()] {
                asked.add(rule);
            }
        }
        asked
    }
}

/// `strings` as [`Rule::needs`] gives them.
pub fn any_of(strings: &[&str]) -> Vec<String> {
    strings.iter().map(|s| (*s).to_owned()).collect()
}

/// Strings of which every match of `pattern` holds one; none where no such strings are certain.
pub fn needed(pattern: &str) -> Vec<String> {
    regex_syntax::parse(pattern).ok().and_then(|hir| certain(&hir)).unwrap_or_default()
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
        // The longer the shortest string, the rarer it is; of equally rare ones, the fewer the better.
        HirKind::Concat(parts) => parts.iter().filter_map(certain).max_by_key(|strings| {
            (strings.iter().map(String::len).min().unwrap_or(0).min(9), std::cmp::Reverse(strings.len()))
        }),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_a_pattern_needs() {
        for (pattern, needs) in [
            ("due to the fact that", vec!["due to the fact that"]),
            ("make (?:an? |the )?(?:[a-z]+ )?decisions?(?: (?:on|about))?", vec!["decision"]),
            ("(?:is|are)[a-z]+", vec!["is", "are"]),
            ("(?P<x>するべき)(?:。|$)", vec!["するべき"]),
            ("a|[b-z]+z?", vec![]),
            ("お(?P<v>書き|読み)してください", vec!["してください"]),
            ("せんがため(?:に)?", vec!["せんがため"]),
        ] {
            assert_eq!(needed(pattern), needs, "{pattern}");
        }
    }
}
