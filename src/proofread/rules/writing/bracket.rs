//! Half-width brackets around Japanese.

use super::japanese;
use crate::proofread::japanese::is_japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Passage, Rule, Severity};
use crate::text::Span;

/// 総務課(防災係) → 総務課（防災係）. Item numbers (1), (ア), formulas and brackets around English stay.
pub struct Bracket;

impl Rule for Bracket {
    fn about(&self) -> About {
        japanese("ja.width.bracket", Severity::Info, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(1)", JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        let mut open: Vec<usize> = Vec::new();
        for (at, c) in text.char_indices() {
            match c {
                '(' => open.push(at),
                ')' => {
                    let Some(start) = open.pop() else { continue };
                    let span = Span::new(start, at + 1);
                    let inside = &text[start + 1..at];
                    let label = inside.chars().count() <= 2
                        && inside.chars().all(|c| {
                            c.is_alphanumeric()
                                && (c.is_ascii()
                                    || ('ァ'..='ン').contains(&c)
                                    || "一二三四五六七八九十".contains(c)
                                    || c.is_numeric())
                        });
                    let outermost = open.is_empty();
                    if outermost && !label && inside.chars().any(is_japanese) && !passage.is_protected(span) {
                        hits.at(span).safe(text[span.range()].replace('(', "（").replace(')', "）"));
                    }
                }
                _ => {}
            }
        }
    }
}
