//! The full stop.

use super::{is_sentence_end, japanese};
use crate::document::Role;
use crate::proofread::japanese::{is_hiragana, is_japanese, is_kanji, is_katakana, is_numbered};
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Note, Passage, Profile, Rule, Severity, Whole};
use crate::text::Span;

/// ． or . at the end of a sentence, a sentence without 。 in running prose, and one lonely 。 in a list of nouns.
pub struct Kuten;

const ID: &str = "ja.punct.kuten";
const OPEN_ITEM: u8 = 0;
const CLOSED_ITEM: u8 = 1;

impl Rule for Kuten {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(1)ア", ALL_JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '．' | '.' | '｡')) {
            let end = at + c.len_utf8();
            let (before, after) = (passage.before(at), passage.after(end));
            let ends = after.is_none_or(|c| c.is_whitespace() || is_kanji(c) || is_hiragana(c) || is_katakana(c));
            let sentence = before.is_some_and(is_hiragana) && ends && is_sentence_end(&text[..at]);
            if c == '｡' || sentence {
                hits.at(Span::new(at, end)).safe("。");
            }
        }
        let body = text.trim_end();
        let running = passage.role == Role::Body
            && !is_numbered(text)
            && (body.contains('。')
                || passage.profile != Profile::Public
                    && text.starts_with('　')
                    && !body.trim().contains('　')
                    && body.chars().count() >= 9
                || (passage.profile != Profile::Public && body.contains('、') && body.chars().count() >= 20));
        // Only endings that nothing can follow in one sentence.
        let finite = [
            "ます",
            "ました",
            "ません",
            "ませんでした",
            "です",
            "でした",
            "ましょう",
            "てください",
            "いたします",
            "願います",
            "である",
        ];
        let words = body.chars().rev().take_while(|c| is_japanese(*c)).count();
        // The last of several sentences, in 常体 as well.
        let plain = [
            "すること",
            "したこと",
            "とする",
            "ている",
            "た",
            "する",
            "である",
            "られる",
            "される",
            "いる",
            "ない",
            "れる",
            "がある",
            "続ける",
            "進める",
            "努める",
            "求める",
            "定める",
            "図る",
        ];
        let last = body.rsplit('。').next().unwrap_or("").trim();
        let predicate = passage.profile != Profile::Public
            && matches!(passage.role, Role::Body | Role::Item(_))
            && body.contains('。')
            && last.chars().count() >= 9
            && last.contains(['は', 'を', 'が', 'に'])
            && !last.starts_with(['（', '「', '※', '・'])
            && !last.contains(['「', '　'])
            && plain.iter().any(|end| last.ends_with(end));
        if predicate || running && words > 2 && finite.iter().any(|end| body.ends_with(end)) {
            let last = body.char_indices().next_back().map_or(0, |(at, _)| at);
            hits.at(Span::new(last, body.len())).safe(format!("{}。", &body[last..]));
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let body = passage.text.trim_end();
        let item = matches!(passage.role, Role::Item(_)) || (passage.role == Role::Body && is_numbered(body));
        if !item || body.chars().count() > 60 {
            return;
        }
        let last = body.trim_end_matches('。').chars().next_back();
        let noun = last.is_some_and(|c| is_kanji(c) || is_katakana(c));
        let span = |len: usize| Span::new(body.len() - len, body.len());
        if body.ends_with('。') && body.matches('。').count() == 1 && noun {
            let len = '。'.len_utf8() + last.map_or(0, char::len_utf8);
            notes.push(Note { span: span(len), kind: CLOSED_ITEM, word: last.map(String::from).unwrap_or_default() });
        } else if noun && !body.contains('。') {
            notes.push(Note { span: span(0), kind: OPEN_ITEM, word: String::new() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let mut from = 0;
        while from < notes.len() {
            let mut to = from + 1;
            while to < notes.len() && notes[to].paragraph == notes[to - 1].paragraph + 1 {
                to += 1;
            }
            let list = &notes[from..to];
            let closed = list.iter().filter(|note| note.kind == CLOSED_ITEM).count();
            if closed == 1 && list.len() >= 3 {
                for note in list.iter().filter(|note| note.kind == CLOSED_ITEM) {
                    hits.at(note.span).safe(note.word);
                }
            }
            from = to;
        }
    }
}
