//! Rules that are a list of whole words: 外来語 and 略語.

use super::vocabulary;
use super::word::formed;
use crate::proofread::plain::{Plain, is_kanji};
use crate::proofread::{About, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::Pos;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A list: `word<TAB>easier words, divided by |`, a word a line; `#` begins a comment.
pub struct Listed {
    /// What it is.
    pub about: About,
    /// The words.
    pub words: LazyLock<HashMap<&'static str, Vec<&'static str>>>,
    /// What else is pointed at, without a cure.
    pub others: fn(&Plain, Span) -> bool,
}

/// Whether the run of letters at `span` is a word of katakana that is not understood by everybody; names aside.
pub fn is_loan(plain: &Plain, span: Span) -> bool {
    let word = &plain.text[span.range()];
    let katakana = word.chars().all(|c| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー'));
    if !katakana || word.chars().count() < 2 || vocabulary::is_easy(word) || is_name(plain, span) {
        return false;
    }
    let inside = plain.within(span);
    let whole = inside.iter().map(|token| token.span.len()).sum::<usize>() == span.len();
    !(whole && inside.iter().all(|token| vocabulary::is_easy(token.surface(&plain.text))))
}

/// Whether the run of letters at `span` is a short form in Latin capitals; what everybody has seen on a sign aside.
pub fn is_initials(plain: &Plain, span: Span) -> bool {
    let word: String = plain.text[span.range()].chars().map(super::narrow_char).collect();
    let seen =
        ["ATM", "NHK", "JR", "CD", "DVD", "TV", "OK", "QR", "IC", "ID", "AM", "PM", "USB", "PDF", "LINE", "NG", "KEY"];
    let around = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic() || ('！'..='～').contains(&c));
    (2..=5).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !seen.contains(&word.as_str())
        && !around(plain.text[..span.start].chars().next_back().filter(|c| *c != '（' && *c != '('))
        && !around(plain.text[span.end..].chars().next().filter(|c| *c != '）' && *c != ')'))
}

/// Whether the katakana at `span` is the name of somebody or some place.
fn is_name(plain: &Plain, span: Span) -> bool {
    let (before, after) = (&plain.text[..span.start], &plain.text[span.end..]);
    let titles = [
        "さん",
        "様",
        "さま",
        "くん",
        "君",
        "ちゃん",
        "先生",
        "氏",
        "語",
        "人",
        "国",
        "市",
        "町",
        "村",
        "島",
        "川",
        "山",
        "州",
        "駅",
        "線",
        "通り",
        "号",
        "」",
        "』",
        "・",
        "教",
    ];
    let places = ["センター", "ホール", "プラザ", "パーク", "ホーム", "クラブ", "タウン", "ビル", "ハウス"];
    let word = &plain.text[span.range()];
    titles.iter().any(|title| after.starts_with(title))
        || before.ends_with(['「', '『'])
        || before.strip_suffix('・').is_some_and(|name| name.ends_with(|c: char| matches!(c, '\u{30A1}'..='\u{30FC}')))
        || places.iter().any(|place| word.ends_with(place))
        || plain.within(span).iter().any(|token| token.pos == Pos::ProperNoun && token.is_known())
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
            let listed = self.words.get(word).or_else(|| self.words.get(word.trim_end_matches('ー')));
            if listed.is_none() && !(self.others)(plain, span) {
                continue;
            }
            let written = plain.written(span);
            if passage.is_protected(written) || plain.explains(span.end) {
                continue;
            }
            let Some(easy) = listed.filter(|_| !is_part(passage.text, written)) else {
                if listed.is_none() {
                    hits.at(written).severity(Severity::Info);
                }
                continue;
            };
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

/// Runs of one kind of letter: katakana, kanji, Latin; and a kanji run behind katakana with it (マイナ保険証).
pub(super) fn words(plain: &Plain) -> Vec<Span> {
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
