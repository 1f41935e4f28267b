//! やさしい日本語 as it is read: the text without what only helps to read it, which is spaces between phrases, readings in
//! brackets behind kanji (税金（ぜいきん）) and explanations in 〈 〉. Rules of やさしい日本語 look at this text, and find
//! their way back to the one that was written.

use super::rules::easy::phrases::{Found, Table};
use super::rules::easy::word;
use crate::text::Span;
use crate::text::morph::{self, Token};
use regex::Regex;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

/// See the module.
pub struct Plain {
    /// The text.
    pub text: String,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Readings: the byte of the text they stood at, and their kana.
    pub readings: Vec<(usize, String)>,
    /// Bytes of the text an explanation in 〈 〉 stood at.
    pub explained: Vec<usize>,
    /// Whether the writer puts spaces between phrases.
    pub spaced: bool,
    /// For each byte of the text, and its end, where it stands in what was written.
    places: Vec<usize>,
    sentences: OnceCell<Vec<Span>>,
    hard: OnceCell<Vec<word::Place>>,
    aside: OnceCell<Vec<Span>>,
    /// What tables of phrases found in it, by their addresses: several rules ask the same table.
    found: RefCell<Vec<(usize, Rc<Vec<Found>>)>>,
}

impl Plain {
    /// What is read of `written`.
    pub fn new(written: &str) -> Self {
        Self::with(written, || morph::tokens(written))
    }

    /// The same, where somebody may have cut the words of `written` already: they are asked for if nothing is left out.
    pub fn with(written: &str, words: impl FnOnce() -> Vec<Token>) -> Self {
        let mut plain = Self {
            text: String::with_capacity(written.len()),
            tokens: Vec::new(),
            readings: Vec::new(),
            explained: Vec::new(),
            spaced: false,
            places: Vec::with_capacity(written.len() + 1),
            sentences: OnceCell::new(),
            hard: OnceCell::new(),
            aside: OnceCell::new(),
            found: RefCell::default(),
        };
        let mut at = 0;
        while let Some(c) = written[at..].chars().next() {
            let rest = &written[at..];
            if let Some(len) = explanation(rest) {
                plain.explained.push(plain.text.len());
                at += len;
            } else if let Some((len, kana)) = reading(&plain.text, rest) {
                plain.readings.push((plain.text.len(), kana));
                at += len;
            } else if c.is_whitespace() && c != '\n' && joins(&plain.text, rest) {
                plain.spaced |= plain.text.chars().next_back().is_some_and(is_letter);
                at += c.len_utf8();
            } else {
                plain.places.extend(std::iter::repeat_n(at, c.len_utf8()));
                plain.text.push(c);
                at += c.len_utf8();
            }
        }
        plain.places.push(at);
        plain.tokens = if plain.text == written { words() } else { morph::tokens(&plain.text) };
        plain
    }

    /// Where a span of the text stands in what was written.
    pub fn written(&self, span: Span) -> Span {
        let Some(last) = self.text[..span.end].chars().next_back().filter(|_| !span.is_empty()) else {
            return Span::at(self.places[span.start]);
        };
        let end = self.places[span.end - last.len_utf8()] + last.len_utf8();
        Span::new(self.places[span.start], end)
    }

    /// The words of what was written, `written`: those of the text at their places. Only a word with a space or a reading
    /// inside is cut again.
    pub fn written_words(&self, written: &str) -> Vec<Token> {
        if self.text == written {
            return self.tokens.clone();
        }
        let mut words = Vec::with_capacity(self.tokens.len());
        for token in &self.tokens {
            let place = self.written(token.span);
            if place.len() == token.span.len() {
                let mut word = *token;
                word.span = place;
                words.push(word);
            } else {
                words.extend(morph::tokens(&written[place.range()]).into_iter().map(|mut word| {
                    word.span = Span::new(place.start + word.span.start, place.start + word.span.end);
                    word
                }));
            }
        }
        words
    }

    /// The sentences of the text.
    pub fn sentences(&self) -> impl Iterator<Item = Span> + '_ {
        let cut =
            || crate::text::segment::sentences(&self.text, crate::text::Lang::Ja).iter().map(|s| s.span).collect();
        self.sentences.get_or_init(cut).iter().copied()
    }

    /// Its hard words and what may stand in their place; looked for once.
    pub fn hard_words(&self) -> &[word::Place] {
        self.hard.get_or_init(|| word::places(self))
    }

    /// What closer rules than the one on hard words point at; looked for once.
    pub fn aside(&self) -> &[Span] {
        self.aside.get_or_init(|| word::elsewhere(self))
    }

    /// What `table` finds in it; looked for once.
    pub fn phrases(&self, table: &Table) -> Rc<Vec<Found>> {
        let address = std::ptr::from_ref(table).addr();
        if let Some((_, found)) = self.found.borrow().iter().find(|(known, _)| *known == address) {
            return found.clone();
        }
        let found = Rc::new(table.find(self));
        self.found.borrow_mut().push((address, found.clone()));
        found
    }

    /// The words that lie in `span`.
    pub fn within(&self, span: Span) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.span.start < span.start);
        let to = self.tokens.partition_point(|token| token.span.end <= span.end);
        &self.tokens[from.min(to)..to]
    }

    /// Whether a meaning is given right behind byte `at`: in 〈 〉 or in brackets.
    pub fn explains(&self, at: usize) -> bool {
        // 「住民異動届」〈引っ越しの 紙〉
        let closing: usize = self.text[at..].chars().take_while(|c| "」』".contains(*c)).map(char::len_utf8).sum();
        let explained = |at: usize| self.explained.contains(&at) || self.text[at..].starts_with(['（', '(', '〈']);
        explained(at) || closing > 0 && explained(at + closing)
    }

    /// `cure` in the writer's way: with the spaces of the table, or without them.
    pub fn spelled(&self, cure: &str) -> String {
        if self.spaced { cure.to_owned() } else { cure.replace(' ', "") }
    }
}

/// Whether `c` is a Japanese letter.
fn is_letter(c: char) -> bool {
    is_kanji(c) || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}')
}

/// Whether `c` is a kanji, 々 included.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether the space at the start of `rest` only divides phrases: Japanese on both sides.
fn joins(before: &str, rest: &str) -> bool {
    let after = rest.trim_start().chars().next();
    before.chars().next_back().is_some_and(|c| is_letter(c) || "、。）」〉".contains(c)) && after.is_some_and(is_letter)
}

/// The bytes of the explanation in 〈 〉 that `rest` begins with.
fn explanation(rest: &str) -> Option<usize> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\s　]*(?:〈[^〈〉\n]*〉|＜[^＜＞\n]*＞)").expect("the pattern is sound"));
    // Asked at every character: most begin no explanation.
    if !rest.starts_with(|c: char| c.is_whitespace() || c == '〈' || c == '＜') {
        return None;
    }
    PATTERN.find(rest).map(|found| found.len())
}

/// The bytes and the kana of the reading that `rest` begins with, behind `before`.
fn reading(before: &str, rest: &str) -> Option<(usize, String)> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[（(《]([\u{3041}-\u{3096}ー]+)[）)》]").expect("the pattern is sound"));
    if !rest.starts_with(['（', '(', '《']) {
        return None;
    }
    let found = PATTERN.captures(rest)?;
    let kana = found[1].to_owned();
    let word: String =
        before.chars().rev().take_while(|c| is_kanji(*c)).collect::<Vec<_>>().into_iter().rev().collect();
    if word.is_empty() {
        return None;
    }
    // 避難所（にげるところ） explains; a reading agrees with the dictionary at one end.
    let known: Option<String> = morph::tokens(&word).iter().map(|token| token.reading()).collect();
    let (length, kanji) = (kana.chars().count(), word.chars().count());
    let agrees = known.is_none_or(|known| {
        known.chars().next() == kana.chars().next() || known.chars().next_back() == kana.chars().next_back()
    });
    // 新（あたら）しい: a kanji alone is often read as the dictionary reads it with what follows.
    (length <= kanji * 4 && (agrees || kanji == 1 || kanji == 2 && length <= 4)).then(|| (found[0].len(), kana))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_helps_to_read_is_left_out() {
        let check = |written: &str, expected: &str| assert_eq!(Plain::new(written).text, expected);
        check("税金（ぜいきん）を 払（はら）って ください。", "税金を払ってください。");
        check("避難所〈逃げる ところ〉に 行って ください。", "避難所に行ってください。");
        check("避難所（にげるところ）に行く", "避難所（にげるところ）に行く");
        check("1　日時", "1　日時");
        check("市役所（1階）", "市役所（1階）");
    }

    #[test]
    fn a_span_finds_its_way_back() {
        let written = "税金（ぜいきん）を 払（はら）う";
        let plain = Plain::new(written);
        let place = |words: &str| {
            let at = plain.text.find(words).unwrap();
            &written[plain.written(Span::new(at, at + words.len())).range()]
        };
        assert_eq!(place("税金"), "税金");
        assert_eq!(place("払う"), "払（はら）う");
        assert!(plain.spaced && plain.readings.len() == 2);
    }

    #[test]
    fn words_stand_where_they_were_written() {
        for (written, expected) in [
            ("税金（ぜいきん）を 払う", vec!["税金", "を", "払う"]),
            ("申（もう）し込（こ）む", vec!["申", "（", "もう", "）", "し", "込む"]),
            ("税金を払う", vec!["税金", "を", "払う"]),
        ] {
            let plain = Plain::new(written);
            let words = plain.written_words(written);
            let pieces: Vec<&str> = words.iter().map(|word| word.surface(written)).collect();
            if expected[0] == "申" {
                // Whatever it is cut into, it is the whole of it, in order.
                assert_eq!(pieces.concat(), written);
            } else {
                assert_eq!(pieces, expected);
            }
            assert!(words.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
