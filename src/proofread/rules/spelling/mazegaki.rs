//! 交ぜ書き: 進ちょく → 進捗, ゆう送 → 郵送, 見こみ → 見込み.

use super::{nonword, warning};
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use crate::text::Span;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-kanji-mazegaki.tsv")));

/// `ja.kanji.mazegaki`: words of the table, and common words of two kanji of which one is written as it sounds.
pub struct Mazegaki;

impl Rule for Mazegaki {
    fn about(&self) -> About {
        warning("ja.kanji.mazegaki", Fixable::Safe, "常用漢字表(平成22年)、公用文作成の考え方 Ⅰ-1", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let mut known: Vec<Span> = Vec::new();
        for (span, entry) in WORDS.find_in(passage) {
            if !passage.is_protected(span) {
                entry.flag(span, hits);
            }
            known.push(span);
        }
        for (span, word) in nonword::halves(passage) {
            if !known.iter().any(|known| known.overlaps(span)) && !passage.is_protected(span) {
                hits.at(span).ask(word);
            }
        }
    }
}
