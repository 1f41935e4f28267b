//! [`Sieve`]: of all rules, those worth asking about a passage. Most rules wait for words that most passages have not;
//! one index finds the words of all of them at once, so that a rule that has nothing to say costs nothing.

use super::needed::needed;
use super::{Profile, rules};
use crate::text::{Lang, Span};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::ops::Range;
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
    strings: Strings,
    /// Those who wait for the string with the same number.
    waiting: Vec<Vec<Waiting>>,
    always: Asked,
    lang: Lang,
}

/// Many strings, found wherever they stand. An automaton finds them a little sooner, but making one for all words of the
/// rules takes longer than checking a page.
struct Strings {
    /// All of them in order, one behind the other: those that begin alike lie near each other.
    all: Vec<u8>,
    /// Where each begins in `all`, and where the last one ends.
    starts: Vec<usize>,
    /// Of those with [`PAIR`] bytes and more the ones that begin with the same.
    pairs: FxHashMap<u64, Range<usize>>,
    /// Of those that are shorter the ones that begin with the same [`HEAD`] bytes, the shortest first.
    heads: FxHashMap<u32, Vec<usize>>,
    /// One bit for each of many pairs: where it is not set, `pairs` has no entry, and that is so at most places of a text.
    may: Vec<u64>,
    /// The shorter ones, by their first byte.
    short: Vec<Vec<usize>>,
}

/// Bytes: a kana or a kanji.
const HEAD: usize = 3;
/// Bytes: two of them, which hardly any place of a text has in common with a string.
const PAIR: usize = 6;

/// Bits of an index into [`Strings::may`].
const BITS: u32 = 18;

fn head_key(head: &[u8; HEAD]) -> u32 {
    u32::from_le_bytes([head[0], head[1], head[2], 0])
}

fn pair_key(pair: &[u8; PAIR]) -> u64 {
    u64::from_le_bytes([pair[0], pair[1], pair[2], pair[3], pair[4], pair[5], 0, 0])
}

fn bit(pair: u64) -> usize {
    (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS)) as usize
}

impl Strings {
    /// The index of `sorted`, which holds no string twice and no empty one.
    fn new(sorted: &[String]) -> Self {
        let mut pairs: FxHashMap<u64, Range<usize>> = FxHashMap::default();
        let mut heads: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        let mut may = vec![0; (1 << BITS) / 64];
        pairs.reserve(sorted.len() / 2);
        let mut short = vec![Vec::new(); 256];
        let (mut all, mut starts) = (Vec::new(), vec![0]);
        for (number, string) in sorted.iter().enumerate() {
            let bytes = string.as_bytes();
            if let Some(pair) = bytes.first_chunk() {
                let bit = bit(pair_key(pair));
                may[bit / 64] |= 1 << (bit % 64);
                pairs.entry(pair_key(pair)).or_insert(number..number).end = number + 1;
            } else if let Some(head) = bytes.first_chunk() {
                heads.entry(head_key(head)).or_default().push(number);
            } else if let Some(first) = bytes.first() {
                short[usize::from(*first)].push(number);
            }
            all.extend_from_slice(bytes);
            starts.push(all.len());
        }
        Self { all, starts, pairs, heads, may, short }
    }

    /// Every string in `text`, by its number, and where; overlapping ones as well.
    fn find(&self, text: &str, mut found: impl FnMut(usize, Span)) {
        for (at, _) in text.char_indices() {
            let rest = &text.as_bytes()[at..];
            let heads = rest.first_chunk().and_then(|head| self.heads.get(&head_key(head)));
            for number in self.short[usize::from(rest[0])].iter().chain(heads.into_iter().flatten()) {
                let string = &self.all[self.starts[*number]..self.starts[*number + 1]];
                if rest.starts_with(string) {
                    found(*number, Span::new(at, at + string.len()));
                }
            }
            let Some(key) = rest.first_chunk().map(pair_key) else { continue };
            let bit = bit(key);
            if self.may[bit / 64] & 1 << (bit % 64) == 0 {
                continue;
            }
            let Some(range) = self.pairs.get(&key) else { continue };
            let (mut range, mut len) = (range.clone(), PAIR);
            // Of strings that begin alike the one that ends first comes first.
            while !range.is_empty() {
                if self.starts[range.start + 1] - self.starts[range.start] == len {
                    found(range.start, Span::new(at, at + len));
                    range.start += 1;
                }
                let Some(next) = rest.get(len) else { break };
                let among = &self.starts[range.clone()];
                let start = among.partition_point(|start| self.all[start + len] < *next);
                let end = start + among[start..].partition_point(|start| self.all[start + len] == *next);
                range = range.start + start..range.start + end;
                len += 1;
            }
        }
    }
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
        let mut waiting: Vec<(String, Vec<Waiting>)> = waiting.into_iter().filter(|(s, _)| !s.is_empty()).collect();
        waiting.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let (sorted, waiting): (Vec<String>, Vec<_>) = waiting.into_iter().unzip();
        Self { strings: Strings::new(&sorted), waiting, always, lang }
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
        self.strings.find(&text.to_ascii_lowercase(), |string, span| {
            for waiting in &self.waiting[string] {
                asked.add(waiting.rule);
                asked.places.extend(waiting.word.map(|word| (waiting.rule, word, span)));
            }
        });
    }
}

/// Whether there is white space in `text` other than single spaces.
fn is_spaced(text: &str) -> bool {
    text.contains("  ") || text.contains(|c: char| c != ' ' && c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_is_found_wherever_it_stands() {
        let mut words: Vec<String> =
            ["の", "市", "市民", "市民税", "市民税の", "民税", "am", "a", "make", "makes", "8時"]
                .map(String::from)
                .to_vec();
        words.sort();
        let text = "市民税の8時 makes am";
        let mut found = Vec::new();
        Strings::new(&words).find(text, |number, span| found.push((span.start, words[number].clone())));
        let mut expected: Vec<(usize, String)> =
            words.iter().flat_map(|word| text.match_indices(word.as_str()).map(|(at, _)| (at, word.clone()))).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
        assert_eq!(found.len(), 12);
    }
}
