//! Full-width and half-width figures.

use super::japanese;
use crate::proofread::japanese::is_numbered;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

/// ３月12日 → 3月12日. A document in full-width figures throughout is left alone, and so are full-width item numbers.
pub struct Digits;

const ID: &str = "ja.width.digits";
const HALF: u8 = 0;
const FULL: u8 = 1;
/// Numbers of items.
const HALF_ITEM: u8 = 2;
const FULL_ITEM: u8 = 3;

impl Rule for Digits {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Safe, "公用文作成の考え方 Ⅰ-4エ", ALL_JAPANESE)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let mut run: Option<usize> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let inside = at < text.len()
                && (digit(c)
                    || (run.is_some()
                        && matches!(c, '，' | '．' | ',' | '.')
                        && passage.after(at + c.len_utf8()).is_some_and(digit)));
            match (run, inside) {
                (None, true) => run = Some(at),
                (Some(start), false) => {
                    run = None;
                    let span = Span::new(start, at);
                    let number = &text[span.range()];
                    let full = number.chars().any(|c| ('０'..='９').contains(&c));
                    // Latin beside it, as in an address or a model, says nothing of the habit.
                    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || "_/@".contains(c));
                    let item = text[..start].trim_matches([' ', '　', '(', '（', '第']).is_empty() && is_numbered(text);
                    if item && start < 12 {
                        let kind = if full { FULL_ITEM } else { HALF_ITEM };
                        notes.push(Note { span, kind, word: number.nfkc().collect() });
                    }
                    if passage.is_protected(span)
                        || item
                        || (!full && (latin(passage.before(start)) || latin(passage.after(at))))
                    {
                        continue;
                    }
                    let word = if full { number.nfkc().collect() } else { String::new() };
                    notes.push(Note { span, kind: if full { FULL } else { HALF }, word });
                }
                _ => {}
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        // 1, 2, ３: the few among the numbers of one list.
        let count = |kind: u8| notes.iter().filter(|note| note.kind == kind).count();
        if count(HALF_ITEM) > count(FULL_ITEM) {
            for note in notes.iter().filter(|note| note.kind == FULL_ITEM) {
                hits.at(note.span).safe(note.word);
            }
        }
        let mixed = |note: &&crate::proofread::Noted<'_>| note.kind == FULL;
        // A number that mixes both by itself is proof enough, but its half is no habit of the document.
        if notes.iter().any(|note| note.kind == HALF) {
            for note in notes.iter().filter(mixed) {
                hits.at(note.span).safe(note.word);
            }
        }
    }
}
