//! Brackets come in pairs.

use super::japanese;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;

/// （以下「要綱」という。 without an end, 【重要〕, 総則） without a beginning. The brackets of 1) and ア) need no partner.
pub struct BracketPair;

const ID: &str = "ja.punct.bracket-pair";
const OPENED: u8 = 0;
const CLOSED: u8 = 1;
const MISMATCHED: u8 = 2;

const PAIRS: [(char, char); 9] = [
    ('（', '）'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
    ('《', '》'),
    ('〈', '〉'),
    ('(', ')'),
    ('［', '］'),
];

/// How many paragraphs a bracket may span.
const FARTHEST: usize = 12;

fn closing(open: char) -> Option<char> {
    PAIRS.iter().find(|pair| pair.0 == open).map(|pair| pair.1)
}

impl Rule for BracketPair {
    fn about(&self) -> About {
        japanese(ID, Severity::Error, Fixable::Ask, "Kian", ALL_JAPANESE)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let mut open: Vec<(usize, char)> = Vec::new();
        let first = notes.len();
        let mut note = |at: usize, c: char, kind: u8, word: String| {
            notes.push(Note { span: Span::new(at, at + c.len_utf8()), kind, word });
        };
        for (at, c) in text.char_indices() {
            if closing(c).is_some() {
                open.push((at, c));
            } else if PAIRS.iter().any(|pair| pair.1 == c) {
                let partner = open.iter().rposition(|(_, o)| closing(*o) == Some(c));
                match (partner, open.last().copied()) {
                    (Some(partner), _) => {
                        // What was opened inside and never closed.
                        for (at, c) in open.drain(partner..).skip(1) {
                            note(at, c, OPENED, c.to_string());
                        }
                    }
                    // The last one opened was closed by another kind.
                    (None, Some((_, o))) if !is_marker(&text[..at], c) => {
                        open.pop();
                        note(at, c, MISMATCHED, closing(o).map(String::from).unwrap_or_default());
                    }
                    (None, _) if is_marker(&text[..at], c) => {}
                    (None, _) => note(at, c, CLOSED, c.to_string()),
                }
            }
        }
        for (at, c) in open {
            note(at, c, OPENED, c.to_string());
        }
        // What stands in it goes on to the end of its sentence.
        for note in notes[first..].iter_mut().filter(|note| note.kind == OPENED) {
            let inside = &text[note.span.end..];
            let end = inside.char_indices().nth(30).map_or(inside.len(), |(at, _)| at);
            let quoted = |at: usize| inside[at..].chars().nth(1).is_some_and(|c| matches!(c, '」' | '』'));
            let stop = inside[..end].char_indices().find(|(at, c)| matches!(c, '。' | '\n' | '\t') && !quoted(*at));
            note.span.end += stop.map_or(end, |(at, c)| {
                // （以下「協議会」という。の設置: behind 。 it should have been closed.
                let behind = inside[at + c.len_utf8()..].chars().next().filter(|c| "のにをがはとでも".contains(*c));
                at + if c == '。' { c.len_utf8() + behind.map_or(0, char::len_utf8) } else { 0 }
            });
        }
        notes[first..].sort_by_key(|note| note.span.start);
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        // Brackets that are opened in one paragraph and closed in a later one belong together.
        let mut waiting: Vec<usize> = Vec::new();
        let mut alone: Vec<usize> = Vec::new();
        for (index, note) in notes.iter().enumerate() {
            let c = note.word.chars().next().unwrap_or(' ');
            match note.kind {
                OPENED => waiting.push(index),
                CLOSED => {
                    let partner = waiting.iter().rposition(|w| {
                        notes[*w].word.chars().next().and_then(closing) == Some(c)
                            && (1..=FARTHEST).contains(&(note.paragraph - notes[*w].paragraph))
                    });
                    match partner {
                        Some(partner) => drop(waiting.remove(partner)),
                        None => alone.push(index),
                    }
                }
                _ => alone.push(index),
            }
        }
        for index in waiting.into_iter().chain(alone) {
            let note = &notes[index];
            let hit = hits.at(note.span);
            if note.kind == MISMATCHED {
                hit.ask(note.word);
            }
        }
    }
}

/// Whether a closing bracket ends an item number: 1), a), ア), at the start of a line or of an item inside it.
fn is_marker(before: &str, c: char) -> bool {
    if !matches!(c, ')' | '）') {
        return false;
    }
    let number = |c: char| {
        c.is_alphanumeric()
            && (c.is_ascii()
                || ('ァ'..='ヶ').contains(&c)
                || c.is_numeric()
                || ('ａ'..='ｚ').contains(&c)
                || ('Ａ'..='Ｚ').contains(&c))
    };
    let label: Vec<char> = before.chars().rev().take_while(|c| number(*c)).collect();
    let rest = before.chars().rev().nth(label.len());
    let starts = rest.is_none_or(|c| c.is_whitespace() || ('ぁ'..='ん').contains(&c) || "、。：:，・※注".contains(c));
    (1..=3).contains(&label.len()) && starts
        || (before.trim().chars().count() <= 2 && before.trim().starts_with(['注', '※', '例']))
}
