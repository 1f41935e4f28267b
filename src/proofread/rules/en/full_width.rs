//! Full-width characters in English.

use super::english;
use crate::proofread::japanese::is_japanese;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

/// （Room 3） → (Room 3). Names given in Japanese script keep the marks around them.
pub struct FullWidth;

impl Rule for FullWidth {
    fn about(&self) -> About {
        english("en.punct.fullwidth", Severity::Error, Fixable::Safe, "Unicode Standard Annex #11")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        // An address alone, with the indent of the Japanese text around it.
        let address = !text.trim().contains(char::is_whitespace) && (text.contains("://") || text.contains('@'));
        let indent = if address { text.len() - text.trim_start().len() } else { 0 };
        let mut run: Option<usize> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let wide = at < text.len() && is_wide(c) && !beside_japanese(text, at, c) && at >= indent;
            match (run, wide) {
                (None, true) => run = Some(at),
                (Some(start), false) => {
                    let mut span = Span::new(start, at);
                    let mut cure = narrow(text, span);
                    // A space at an end shows only with the letter beside it.
                    if cure.starts_with(' ')
                        && let Some(before) = passage.before(start)
                    {
                        span.start -= before.len_utf8();
                        cure.insert(0, before);
                    }
                    if cure.ends_with(' ')
                        && let Some(after) = passage.after(at)
                    {
                        span.end += after.len_utf8();
                        cure.push(after);
                    }
                    hits.at(span).safe(cure);
                    run = None;
                }
                _ => {}
            }
        }
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{FFE5}' | '\u{3000}'..='\u{3002}' | '「'..='』' | '【' | '】' | '〜' | '・')
}

fn beside_japanese(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    before.is_some_and(is_japanese) || after.is_some_and(is_japanese)
}

/// The run as English writes it, with the spaces that its full-width marks carried inside them.
fn narrow(text: &str, span: Span) -> String {
    let mut cure = String::new();
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    for c in text[span.range()].chars() {
        let last = cure.chars().next_back().or(before);
        match c {
            '（' if last.is_some_and(char::is_alphanumeric) => cure.push_str(" ("),
            '、' => cure.push_str(", "),
            '。' => cure.push_str(". "),
            '，' => cure.push_str(", "),
            '．' if !last.is_some_and(|c| c.is_ascii_digit()) => cure.push_str(". "),
            '「' | '」' | '『' | '』' => cure.push('"'),
            '【' => cure.push('['),
            '】' => cure.push(']'),
            '〜' | '～' => cure.push('–'),
            '・' => cure.push_str(", "),
            _ => cure.extend(std::iter::once(c).nfkc()),
        }
    }
    if cure.ends_with(' ') && after.is_none_or(|c| c.is_whitespace() || ".,;:)".contains(c)) {
        cure.truncate(cure.trim_end().len());
    }
    if after.is_some_and(char::is_alphanumeric) && cure.ends_with(')') {
        cure.push(' ');
    }
    if cure.starts_with(' ') && before.is_none_or(char::is_whitespace) { cure.trim_start().to_owned() } else { cure }
}
