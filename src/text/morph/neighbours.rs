//! Which of the words that sound alike is meant, by the words around it: 工事の後期を延長した holds what stands around 工期.
//!
//! The weights (`assets/dictionary/neighbours.bin`) are learnt by `examples/neighbours.rs` from minutes of councils and
//! from laws: for the words of one reading, how much each word beside them or near them speaks for one and against the
//! others, and for any of them at all. A word that those texts hardly hold is known by name only. A text of the same
//! kind, which nothing was learnt from, says how sure the weights have to be before a word is doubted.

use super::{Pos, Span, Token};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::LazyLock;

static PACKED: &[u8] = include_bytes!("../../../assets/dictionary/neighbours.bin");

/// What the file begins with.
pub const MAGIC: &[u8; 8] = b"KIANNBR1";
/// Weights are kept in parts of one.
pub const PARTS: f32 = 16.0;
/// Bytes of a sign's number.
pub const SIGN: usize = 3;
/// Words on either side that are near.
const NEAR: usize = 12;
/// How much better than any other word one has to fit to be sure, in parts, without what is said by [`SURE`].
const FITS: i32 = 16;
/// The same where the word that stands there is known by name only.
const FITS_WELL: i32 = 16;
/// How much worse it may fit than other words where it fits far better than the one that stands there.
const FITS_ILL: i32 = -32;
/// By how much more it has to fit to be sure.
const SURE: i32 = 48;

/// A word that is hardly meant where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands.
    pub span: Span,
    /// What sounds like it and fits, in the form that stands there.
    pub meant: String,
    /// The base form of what fits.
    pub base: &'static str,
    /// Whether it fits so much better that hardly anything else can be meant.
    pub is_sure: bool,
}

/// The words of one reading.
struct Set {
    words: Vec<Known>,
    /// Signs by number, and how much each speaks for each word of `words` that is learnt and for any other word.
    signs: &'static [u8],
    weights: &'static [u8],
    /// How many are learnt.
    learnt: usize,
    /// What speaks for other words before any sign is seen.
    other: i32,
}

/// A word and what is known of it.
struct Known {
    text: &'static str,
    /// Its number among those learnt.
    learnt: Option<usize>,
    /// What speaks for it before any sign is seen, and how much commoner it is than the examples it was learnt from.
    bias: i32,
    prior: i32,
    /// How much better another word has to fit.
    doubt: i32,
}

#[derive(Default)]
struct Neighbours {
    sets: Vec<Set>,
    /// Set and number of each word.
    words: FxHashMap<&'static str, Vec<(u16, u8)>>,
}

static NEIGHBOURS: LazyLock<Neighbours> = LazyLock::new(|| Neighbours::read(PACKED).expect("the weights are whole"));

/// Reads numbers and text off a slice.
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn short(&mut self) -> Option<i32> {
        self.take(2).and_then(|bytes| bytes.first_chunk()).map(|bytes| i32::from(i16::from_le_bytes(*bytes)))
    }

    fn long(&mut self) -> Option<usize> {
        self.take(4).and_then(|bytes| bytes.first_chunk()).map(|bytes| u32::from_le_bytes(*bytes) as usize)
    }
}

impl Neighbours {
    /// Reads the file: the number of sets; for each the number of its words, what speaks for others, its words (length,
    /// text, whether it is learnt, bias, prior, doubt), the number of its signs, their numbers in order, their weights.
    fn read(packed: &'static [u8]) -> Option<Self> {
        let mut reader = Reader(packed.strip_prefix(MAGIC)?);
        let count = reader.long()?;
        let mut all = Self { sets: Vec::with_capacity(count), ..Self::default() };
        all.words.reserve(count * 4);
        for number in 0..count {
            let (size, other) = (reader.byte()?, reader.short()?);
            let (mut words, mut learnt) = (Vec::with_capacity(size.into()), 0);
            for index in 0..size {
                let length = reader.byte()?;
                let text = std::str::from_utf8(reader.take(length.into())?).ok()?;
                let is_learnt = reader.byte()? == 1;
                let (bias, prior, doubt) = (reader.short()?, reader.short()?, reader.short()?);
                words.push(Known { text, learnt: is_learnt.then_some(learnt), bias, prior, doubt });
                learnt += usize::from(is_learnt);
                all.words.entry(text).or_default().push((u16::try_from(number).ok()?, index));
            }
            let signs = reader.long()?;
            let numbers = reader.take(signs * SIGN)?;
            let weights: &'static [u8] = reader.take(signs * (learnt + 1))?;
            all.sets.push(Set { words, signs: numbers, weights, learnt, other });
        }
        Some(all)
    }
}

impl Set {
    /// The weights of a sign, one for each word that is learnt and the last for any other.
    fn weights(&self, sign: u32) -> Option<&'static [u8]> {
        let signs: &[[u8; SIGN]] = self.signs.as_chunks().0;
        let number = |bytes: &[u8; SIGN]| u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]);
        // They are spread evenly: where a sign is can nearly be told.
        let mut at = (sign as usize * signs.len()) >> (8 * SIGN);
        while at > 0 && number(&signs[at - 1]) >= sign {
            at -= 1;
        }
        while at < signs.len() && number(&signs[at]) < sign {
            at += 1;
        }
        signs.get(at).filter(|found| number(found) == sign)?;
        self.weights.get(at * (self.learnt + 1)..(at + 1) * (self.learnt + 1))
    }

    /// What `signs` say for each word that is learnt, and behind them for any other word.
    fn sums(&self, signs: &[u32]) -> [i32; 256] {
        let mut sums = [0i32; 256];
        for weights in signs.iter().filter_map(|sign| self.weights(*sign)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(i8::from_le_bytes([*weight]));
            }
        }
        sums
    }

    /// How much better the word at `index` fits than `other`, if both are learnt.
    fn better(&self, index: usize, other: &str, signs: &[u32]) -> Option<i32> {
        let sums = self.sums(signs);
        let said = |word: &Known| Some(sums[word.learnt?] + word.bias + word.prior);
        Some(said(&self.words[index])? - said(self.words.iter().find(|word| word.text == other)?)?)
    }

    /// The word that is meant rather than the one at `index` where these `signs` are, and whether that is sure.
    fn meant(&self, index: usize, signs: &[u32]) -> Option<(&Known, bool)> {
        let sums = self.sums(signs);
        let said = |word: &Known| word.learnt.map(|learnt| sums[learnt] + word.bias);
        let other = sums[self.learnt] + self.other;
        let written = &self.words[index];
        let rivals = self.words.iter().enumerate().filter(|(at, _)| *at != index);
        let best = rivals.filter_map(|(_, word)| Some((said(word)?, word))).max_by_key(|(sum, word)| sum + word.prior);
        let (sum, word) = best?;
        let fits = sum - other;
        let Some(own) = said(written) else {
            return (fits > FITS_WELL).then_some((word, false));
        };
        let better = sum + word.prior - own - written.prior;
        // Half as much is worth a look, and all of it where it stands in no usual place itself.
        let doubted = better > written.doubt / 2 && fits > 0 || better > written.doubt && fits > FITS_ILL;
        doubted.then_some((word, better > written.doubt + SURE && fits > FITS + SURE))
    }
}

/// Words of `text` that are hardly meant, where another one of the same sound fits far better. `tokens` are those of `text`.
pub fn doubts(text: &str, tokens: &[Token]) -> Vec<Doubt> {
    let all = &*NEIGHBOURS;
    let mut found: Vec<Doubt> = Vec::new();
    let around = OnceCell::new();
    let mut signs = Vec::new();
    for at in 0..tokens.len() {
        for (name, count) in names(text, tokens, at) {
            let Some(places) = all.words.get(name) else { continue };
            signs.clear();
            around.get_or_init(|| Around::new(text, tokens)).signs(at, count, &mut signs);
            let written = Span::new(tokens[at].span.start, tokens[at + count - 1].span.end);
            let judged = places.iter().map(|(set, index)| {
                let set = &all.sets[usize::from(*set)];
                (set.words[usize::from(*index)].text, set.meant(usize::from(*index), &signs))
            });
            // 市場 has two readings; none of them may be right.
            let judged: Vec<_> = judged.collect();
            let Some((own, Some((word, is_sure)))) = judged.first().copied() else { continue };
            if judged.iter().any(|(_, meant)| meant.is_none()) || found.last().is_some_and(|d| d.span.overlaps(written))
            {
                continue;
            }
            if let Some(meant) = in_form(&text[written.range()], own, word.text) {
                found.push(Doubt { span: written, meant, base: word.text, is_sure });
            }
        }
    }
    found
}

/// How much more the noun at `span` of `text` is at home there than `other`, which sounds like it, in parts; `None` where
/// one of them is known by name only.
pub fn at_home(text: &str, tokens: &[Token], span: Span, other: &str) -> Option<i32> {
    // No sign reaches farther.
    let at = tokens.partition_point(|token| token.span.start < span.start);
    let from = at.saturating_sub(NEAR + 1);
    let tokens = &tokens[from..(at + NEAR + 3).min(tokens.len())];
    let at = at - from;
    if tokens.get(at).is_none_or(|token| token.span.start != span.start) {
        return None;
    }
    let all = &*NEIGHBOURS;
    let (name, count) = names(text, tokens, at)
        .find(|(name, count)| tokens[at + count - 1].span.end == span.end && all.words.contains_key(name))?;
    let mut signs = Vec::new();
    Around::new(text, tokens).signs(at, count, &mut signs);
    let better = all.words[name]
        .iter()
        .filter_map(|(set, index)| all.sets[usize::from(*set)].better(usize::from(*index), other, &signs));
    better.max()
}

/// `word` as `written`, a form of `own`, is: 図り, a form of 図る, is 諮り of 諮る.
fn in_form(written: &str, own: &str, word: &str) -> Option<String> {
    let same = own.chars().rev().zip(word.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let same: usize = same.sum();
    let rest = written.strip_prefix(&own[..own.len() - same])?;
    Some(format!("{}{rest}", &word[..word.len() - same]))
}

/// The names by which the word that begins at `tokens[at]` may be known, and how many tokens it is: the word itself, its base
/// form, the stem of one that ends in る, and it with the next one.
pub fn names<'t>(text: &'t str, tokens: &[Token], at: usize) -> impl Iterator<Item = (&'t str, usize)> {
    let token = tokens[at];
    let written = token.surface(text);
    let base = if conjugates(token) { token.base(text) } else { written };
    let stem = if conjugates(token) { base.strip_suffix('る') } else { None };
    let next =
        tokens.get(at + 1).filter(|next| next.span.start == token.span.end && next.span.end - token.span.start <= 15);
    let both = next.map(|next| (&text[token.span.start..next.span.end], 2));
    let known = [Some(written), (base != written).then_some(base), stem.filter(|stem| *stem != written)];
    known.into_iter().flatten().map(|name| (name, 1)).chain(both)
}

fn conjugates(token: Token) -> bool {
    matches!(token.pos, Pos::Verb | Pos::Adjective | Pos::BoundVerb)
}

/// Whether what a text is about is said by such words.
pub fn tells(token: Token) -> bool {
    token.pos.is_noun() && !matches!(token.pos, Pos::Number | Pos::Pronoun)
        || matches!(token.pos, Pos::Verb | Pos::Adjective | Pos::Adverb)
}

/// What the words of a text are to their neighbours.
pub struct Around(Vec<Word>);

struct Word {
    written: u64,
    base: u64,
    tells: bool,
    /// It stands apart from the one before it: in another line or cell.
    apart: bool,
    /// It ends a sentence.
    ends: bool,
}

impl Around {
    /// Reads `tokens`, those of `text`.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let word = |token: &Token| {
            let surface = token.surface(text);
            let written = hash(surface);
            Word {
                written,
                base: if conjugates(*token) { hash(token.base(text)) } else { written },
                tells: tells(*token),
                apart: text[..token.span.start].trim_end_matches([' ', '　']).ends_with(['\n', '\t']),
                ends: matches!(surface, "。" | "！" | "？"),
            }
        };
        Self(tokens.iter().map(word).collect())
    }

    /// The signs around the `count` tokens from `at` on, each once: the one or two words beside them, and those near them in
    /// the same sentence.
    pub fn signs(&self, at: usize, count: usize, found: &mut Vec<u32>) {
        const EDGE: u64 = 7;
        let words = &self.0;
        let (mut from, mut to) = (at, at + count);
        while from > 0 && at - from < NEAR && !words[from].apart && !words[from - 1].ends {
            from -= 1;
        }
        while to < words.len() && to - at - count < NEAR && !words[to].apart && !words[to - 1].ends {
            to += 1;
        }
        let before = |back: usize| if at >= from + back { words[at - back].written } else { EDGE };
        let behind = |on: usize| if at + count - 1 + on < to { words[at + count - 1 + on].written } else { EDGE };
        let next = if at + count + 1 < to { words[at + count + 1].base } else { EDGE };
        found.push(mix(1, before(1), 0));
        found.push(mix(2, before(2), before(1)));
        found.push(mix(3, behind(1), 0));
        found.push(mix(4, behind(1), next));
        found.push(mix(5, before(1), behind(1)));
        found.push(mix(6, next, 0));
        found.push(mix(7, before(2), 0));
        for word in words[from..at].iter().chain(&words[at + count..to]).filter(|word| word.tells) {
            found.push(mix(8, word.base, 0));
        }
        found.sort_unstable();
        found.dedup();
    }
}

/// A word as a number (FNV-1a); all figures are one.
fn hash(word: &str) -> u64 {
    let figures = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ",.，．".contains(c);
    let word = if word.starts_with(|c: char| c.is_numeric()) && word.chars().all(figures) { "0" } else { word };
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

/// The number of a sign of `kind`.
fn mix(kind: u64, a: u64, b: u64) -> u32 {
    let sum = a.wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ b.rotate_left(23).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
        ^ kind.wrapping_mul(0x1656_67B1_9E37_79F9);
    (sum.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 40) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::morph;

    fn meant(text: &str) -> Vec<String> {
        doubts(text, &morph::tokens(text)).into_iter().map(|doubt| doubt.meant).collect()
    }

    #[test]
    fn a_word_is_doubted_where_another_one_of_its_sound_is_at_home() {
        assert_eq!(meant("雨天のため、道路工事の後期を3か月延長する契約を結んだ。"), ["工期"]);
        assert_eq!(meant("雨天のため、道路工事の工期を3か月延長する契約を結んだ。"), [""; 0]);
        assert_eq!(meant("江戸時代の後期に建てられた民家です。"), [""; 0]);
    }

    #[test]
    fn what_is_meant_stands_in_the_form_of_what_is_written() {
        assert_eq!(in_form("図り", "図る", "諮る").as_deref(), Some("諮り"));
        assert_eq!(in_form("移動", "移動", "異動").as_deref(), Some("異動"));
        assert_eq!(in_form("計ら", "図る", "諮る"), None);
    }

    #[test]
    fn the_weights_are_whole_and_their_signs_in_order() {
        let all = &*NEIGHBOURS;
        assert!(all.sets.len() > 2_000);
        for set in &all.sets {
            let signs: &[[u8; SIGN]] = set.signs.as_chunks().0;
            assert!(signs.is_sorted(), "{}", set.words[0].text);
            assert_eq!(set.weights.len(), signs.len() * (set.learnt + 1));
        }
    }
}
