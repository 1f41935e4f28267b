//! 実質的な意味の薄い動詞・形容詞は仮名: 利用出来る → 利用できる.

use super::warning;
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-kanji-light-verb.tsv")));

/// `ja.kanji.light-verb`.
pub struct LightVerb;

impl Rule for LightVerb {
    fn about(&self) -> About {
        warning("ja.kanji.light-verb", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)キ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs()
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for (span, entry) in WORDS.find_in(passage) {
            if !passage.is_protected(span) && !contrasted(passage, span.start) {
                entry.flag(span, hits);
            }
        }
    }
}

/// Whether the word at `at` is 有る or 無い in a sentence that sets one against the other: 経験の有る人と無い人.
fn contrasted(passage: &Passage<'_>, at: usize) -> bool {
    let Some(sentence) = passage.sentences.iter().find(|s| s.span.contains(at)) else { return false };
    let text = &passage.text[sentence.span.range()];
    passage.text[at..].starts_with(['有', '無'])
        && ["有る", "有り", "有っ"].iter().any(|s| text.contains(s))
        && ["無い", "無く", "無し"].iter().any(|s| text.contains(s))
}
