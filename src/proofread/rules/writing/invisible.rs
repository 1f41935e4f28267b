//! Characters nobody sees.

use super::japanese;
use crate::proofread::{About, EVERY, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::visible::{code, is_emoji, is_hidden as is_invisible};
use unicode_normalization::UnicodeNormalization;

/// Zero-width spaces, byte order marks, soft hyphens, control characters, and kana whose voicing mark is a character of
/// its own. Variation selectors behind kanji, and joiners inside emoji, have a meaning.
pub struct Invisible;

impl Rule for Invisible {
    fn about(&self) -> About {
        About {
            profiles: EVERY,
            ..japanese("ja.char.invisible", Severity::Error, Fixable::Safe, "Unicode Standard 23章", EVERY)
        }
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        if passage.is_ordinary() {
            return;
        }
        let mut before: Option<(usize, char)> = None;
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            if matches!(c, '\u{3099}' | '\u{309A}') {
                if let Some((start, kana)) = before {
                    let whole: String = [kana, c].into_iter().nfc().collect();
                    if whole.chars().count() == 1 {
                        hits.at(Span::new(start, span.end)).safe(whole).arg("code", code(c));
                    }
                }
            } else if is_invisible(c) && !(c == '\u{200D}' && before.is_some_and(|(_, b)| is_emoji(b))) {
                // With a neighbour, so that there is something to see.
                match (before, text[span.end..].chars().next()) {
                    (Some((start, neighbour)), _) if !is_invisible(neighbour) => {
                        let span = Span::new(start, span.end);
                        hits.at(span).safe(neighbour.to_string()).arg("code", code(c));
                    }
                    (_, Some(neighbour)) if !is_invisible(neighbour) => {
                        let span = Span::new(span.start, span.end + neighbour.len_utf8());
                        hits.at(span).safe(neighbour.to_string()).arg("code", code(c));
                    }
                    _ => {
                        hits.at(span).safe("").arg("code", code(c));
                    }
                }
            }
            before = Some((at, c));
        }
    }
}
