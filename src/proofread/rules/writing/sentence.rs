//! Long sentences.

use super::japanese;
use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Passage, Rule, Severity};

/// Advice from 81 characters, a warning from 121; spaces do not count, notes in brackets do.
pub struct SentenceLength;

const LONG: usize = 80;
const TOO_LONG: usize = 120;

impl Rule for SentenceLength {
    fn about(&self) -> About {
        japanese("ja.length.sentence", Severity::Info, Fixable::None, "公用文作成の考え方 Ⅲ-3ア", JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        if matches!(passage.role, Role::Title | Role::Heading(_) | Role::Contact | Role::Attachment | Role::Addressee) {
            return;
        }
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            // Lists of names, addresses and cells have no full stop; articles of a law are quoted as they are.
            if !text.ends_with(['。', '）', '」', '？', '！'])
                || !text.contains('。')
                || text.trim_start().starts_with('第') && text.contains('条')
            {
                continue;
            }
            let count = text.chars().filter(|c| !c.is_whitespace()).count();
            let mut depth = 0usize;
            let noted = text
                .chars()
                .filter(|c| match c {
                    '（' | '(' => {
                        depth += 1;
                        false
                    }
                    '）' | ')' => {
                        depth = depth.saturating_sub(1);
                        false
                    }
                    _ => depth > 0,
                })
                .count();
            if count > LONG && noted * 2 < count {
                let hit = hits.at(sentence.span);
                hit.arg("count", count.to_string());
                if count > TOO_LONG {
                    hit.severity(Severity::Warning);
                }
            }
        }
    }
}
