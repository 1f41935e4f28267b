//! One mark for the pause.

use super::japanese;
use crate::proofread::japanese::is_japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;

/// 、 and ， in one document, and Latin or half-width commas between Japanese words. Commas in numbers stay.
pub struct Touten;

const ID: &str = "ja.punct.touten";
const JAPANESE_MARK: u8 = 0;
const COMMA: u8 = 1;

impl Rule for Touten {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(1)ア", JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for (at, c) in passage.text.char_indices().filter(|(_, c)| matches!(c, ',' | '､')) {
            let (before, after) = (passage.before(at), passage.after(at + c.len_utf8()));
            let wide = |c: Option<char>| c.is_some_and(|c| is_japanese(c) || "）」』】〕".contains(c));
            let opens = after.is_some_and(|c| is_japanese(c) || "（「『【〔 　".contains(c) || c.is_ascii_digit());
            // 第1,第3水曜日: no figures are grouped.
            let listed = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(is_japanese);
            if c == '､' || (wide(before) && (opens || after.is_none())) || listed {
                hits.at(Span::new(at, at + c.len_utf8())).safe("、");
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        for (at, c) in passage.text.char_indices().filter(|(_, c)| matches!(c, '、' | '，')) {
            let (before, after) = (passage.before(at), passage.after(at + c.len_utf8()));
            let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
            if c == '，' && figure(before) && figure(after) {
                continue;
            }
            let kind = if c == '、' { JAPANESE_MARK } else { COMMA };
            notes.push(Note { span: Span::new(at, at + c.len_utf8()), kind, word: String::new() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let commas = notes.iter().filter(|note| note.kind == COMMA).count();
        if commas == 0 || commas == notes.len() {
            return;
        }
        let (rare, cure) = if commas * 2 > notes.len() { (JAPANESE_MARK, "，") } else { (COMMA, "、") };
        for note in notes.iter().filter(|note| note.kind == rare) {
            hits.at(note.span).safe(cure);
        }
    }
}
