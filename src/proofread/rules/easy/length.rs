//! 一文は短く: 30 characters are read in one breath, over 40 is too long. Readings, spaces and explanations do not count.

use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};

/// See the module.
pub struct Length;

/// Characters from which a sentence is too long, and from which it is long.
const TOO_LONG: usize = 41;
const LONG: usize = 31;

impl Rule for Length {
    fn about(&self) -> About {
        super::easy(
            "ja.yasashii.length",
            Severity::Warning,
            Fixable::None,
            "在留支援のためのやさしい日本語ガイドライン",
        )
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        if !matches!(passage.role, Role::Body | Role::Item(_)) {
            return;
        }
        let plain = passage.plain();
        for sentence in plain.sentences() {
            let text = &plain.text[sentence.range()];
            let length = text.chars().filter(|c| !c.is_whitespace()).count();
            if length < LONG || !super::is_sentence(text) || is_address(text) {
                continue;
            }
            let severity = if length < TOO_LONG { Severity::Info } else { Severity::Warning };
            hits.at(plain.written(sentence)).severity(severity).arg("count", length.to_string());
        }
    }
}

/// Whether most of it is an address, a number to call or the name of a page.
fn is_address(text: &str) -> bool {
    ["丁目", "番地", "〒", "://", "@"].iter().any(|mark| text.contains(mark))
}
