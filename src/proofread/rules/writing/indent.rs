//! The space a paragraph begins with.

use super::japanese;
use crate::document::Role;
use crate::proofread::japanese::is_numbered;
use crate::proofread::{About, Fixable, Hits, Note, Noted, Passage, Rule, STRICT, Severity, Whole};
use crate::text::Span;

/// Some paragraphs are indented and some are not; two half-width spaces in place of a full-width one. A text with no
/// indent at all leaves it to its template.
pub struct Indent;

const ID: &str = "ja.form.indent";
const INDENTED: u8 = 0;
const FLUSH: u8 = 1;
const HALF: u8 = 2;
/// Indented by something else: a tab, one half-width space, two full-width ones.
const ODD: u8 = 3;
/// A numbered line: its word is what it is indented by.
const ITEM: u8 = 4;

impl Rule for Indent {
    fn about(&self) -> About {
        japanese(ID, Severity::Info, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(3)ア", STRICT)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let prose = passage.role == Role::Body
            && text.trim_end().ends_with('。')
            && text.trim().chars().count() >= 9
            && !is_numbered(text);
        let lead: &str = &text[..text.len() - text.trim_start().len()];
        let first = text.trim_start().chars().next();
        if is_numbered(text) && !text.trim().is_empty() {
            let end = lead.len() + first.map_or(0, char::len_utf8);
            notes.push(Note { span: Span::new(0, end), kind: ITEM, word: lead.to_owned() });
            return;
        }
        // 更問　…, 場所　…: a label and what it is of.
        let mut letters = text.trim_start().chars().skip_while(|c| !c.is_whitespace() && *c != '。');
        let opening = ["謹啓", "前略", "拝復", "急啓", "冠省"].iter().any(|word| text.trim_start().starts_with(word));
        let label = !opening
            && letters.next().is_some_and(char::is_whitespace)
            && text.trim_start().chars().take_while(|c| !c.is_whitespace()).count() <= 8;
        if !prose
            || label
            || first.is_some_and(|c| "（「※○・第問答".contains(c))
            || lead != "　" && text.trim_start().starts_with("拝啓")
        {
            return;
        }
        let (kind, end) = match lead {
            "　" => (INDENTED, lead.len() + first.map_or(0, char::len_utf8)),
            "" => (FLUSH, first.map_or(0, char::len_utf8)),
            "  " => (HALF, 2),
            _ => (ODD, lead.len() + first.map_or(0, char::len_utf8)),
        };
        notes.push(Note { span: Span::new(0, end), kind, word: text[..end].to_owned() });
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let count = |kind: u8| notes.iter().filter(|note| note.kind == kind).count();
        let (indented, flush) = (count(INDENTED), count(FLUSH));
        let items: Vec<&Noted<'_>> = notes.iter().filter(|note| note.kind == ITEM).collect();
        let wide = |lead: &str| !lead.is_empty() && lead.chars().all(|c| c == '　');
        let mixed = |lead: &str| !lead.is_empty() && !wide(lead);
        let (even, odd) =
            (items.iter().filter(|item| wide(item.word)).count(), items.iter().filter(|item| mixed(item.word)).count());
        if odd > 0 && even > odd {
            for item in items.iter().filter(|item| mixed(item.word)) {
                hits.at(item.span);
            }
        }
        for note in notes {
            match note.kind {
                ODD if indented > 0
                    && indented >= flush
                    && (items.is_empty() || !wide(&note.word[..note.word.len() - note.word.trim_start().len()])) =>
                {
                    let text = note.word.trim_start();
                    hits.at(note.span).safe(format!("　{text}"));
                }
                HALF => {
                    hits.at(note.span).safe("　");
                }
                FLUSH if indented > 0 && indented >= flush => {
                    hits.at(note.span).safe(format!("　{}", note.word));
                }
                // The few that are indented are the odd ones.
                INDENTED if indented < flush => {
                    hits.at(note.span).safe(note.word.trim_start());
                }
                _ => {}
            }
        }
    }
}
