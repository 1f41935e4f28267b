//! Rules that are a list of whole words: 外来語 and 略語.

use super::word::formed;
use crate::proofread::plain::{Plain, is_kanji};
use crate::proofread::{About, Hits, Passage, Rule};
use crate::text::Span;
use crate::text::morph::Pos;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A list: `word<TAB>easier words, divided by |`, a word a line; `#` begins a comment.
pub struct Listed {
    /// What it is.
    pub about: About,
    /// The words.
    pub words: LazyLock<HashMap<&'static str, Vec<&'static str>>>,
    /// The words in katakana that everybody knows, if every other one is pointed at.
    pub known: Option<LazyLock<HashSet<&'static str>>>,
}

/// Reads a list.
pub fn list(source: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    let lines = source.lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once('\t'));
    entries.map(|(word, easy)| (word, easy.split('|').filter(|s| !s.is_empty()).collect())).collect()
}

impl Rule for Listed {
    fn about(&self) -> About {
        self.about
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for span in words(plain) {
            let word = &plain.text[span.range()];
            let easy = self.words.get(word).or_else(|| self.words.get(word.trim_end_matches('ー')));
            let Some(easy) = easy.or_else(|| self.is_unknown(plain, span).then_some(&NOTHING)) else { continue };
            let written = plain.written(span);
            if passage.is_protected(written) || plain.explains(span.end) || is_part(passage.text, written) {
                continue;
            }
            // キャンセルする: the easy word has to be a verb as well.
            let at = plain.tokens.partition_point(|token| token.span.start < span.end);
            let verb = plain.tokens.get(at).filter(|verb| verb.is(&plain.text, Pos::Verb, "する"));
            let (span, cures) = match verb.filter(|verb| verb.span.start == span.end) {
                Some(verb) => formed(easy, plain, span.start, *verb, plain.tokens.get(at + 1)),
                None => (span, easy.iter().map(|easy| (*easy).to_owned()).collect()),
            };
            let hit = hits.at(plain.written(span));
            cures.iter().for_each(|easy| {
                hit.ask(plain.spelled(easy));
            });
        }
    }
}

static NOTHING: Vec<&str> = Vec::new();

impl Listed {
    /// Whether what stands at `span` is a word in katakana that is in no list of known ones and no name.
    fn is_unknown(&self, plain: &Plain, span: Span) -> bool {
        let Some(known) = &self.known else { return false };
        let word = &plain.text[span.range()];
        let katakana = word.chars().all(|c| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')) && word.chars().count() > 2;
        let listed = |word: &str| known.contains(word) || self.words.contains_key(word);
        let tokens = plain.tokens.iter().filter(|token| token.span.overlaps(span));
        let names = tokens.clone().any(|token| token.pos == Pos::ProperNoun);
        // ゴミステーション: every part is known.
        let parts = tokens.clone().all(|token| listed(token.surface(&plain.text)));
        let rest = &plain.text[span.end..];
        let named = ["さん", "様", "ちゃん", "くん", "市", "国", "町", "村", "駅", "人", "語", "区", "州", "通り"];
        let named = named.iter().any(|name| rest.starts_with(name));
        katakana && !named && !names && !parts && !listed(word)
    }
}

/// Runs of one kind of letter: katakana, kanji, Latin; and a kanji run behind katakana with it (マイナ保険証).
fn words(plain: &Plain) -> Vec<Span> {
    let kind = |c: char| match c {
        '\u{30A1}'..='\u{30FA}' | 'ー' => 1,
        c if is_kanji(c) => 2,
        c if c.is_alphabetic() && !('\u{3041}'..='\u{3096}').contains(&c) => 3,
        _ => 0,
    };
    let mut found: Vec<(Span, u8)> = Vec::new();
    for (at, c) in plain.text.char_indices() {
        let (this, end) = (kind(c), at + c.len_utf8());
        match found.last_mut() {
            Some((span, last)) if *last == this && span.end == at => span.end = end,
            _ => found.push((Span::new(at, end), this)),
        }
    }
    found.retain(|(_, kind)| *kind > 0);
    let joined: Vec<Span> = found
        .windows(2)
        .filter(|pair| pair[0].0.end == pair[1].0.start)
        .map(|pair| Span::new(pair[0].0.start, pair[1].0.end))
        .collect();
    found.into_iter().map(|(span, _)| span).chain(joined).collect()
}

/// Whether the word is part of a name: 免許 of 運転免許, サポート of サポートセンター in kanji.
fn is_part(text: &str, span: Span) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| is_kanji(c) || matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー' | '・'));
    letter(text[..span.start].chars().next_back()) || letter(text[span.end..].chars().next())
}
