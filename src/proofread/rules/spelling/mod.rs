//! Japanese spelling: kanji or kana, okurigana, loanwords, redundant and unfit words.
//! In the order of the reference.

use super::Words;
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, JAPANESE, Rule, Severity};
use crate::text::Lang;
use std::sync::LazyLock;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[&KANJI_ADVERB];

/// 仮名で書く副詞: 予め → あらかじめ.
static KANJI_ADVERB: Words = Words {
    about: About {
        id: "ja.kanji.adverb",
        lang: Lang::Ja,
        severity: Severity::Warning,
        fixable: Fixable::Safe,
        source: "内閣訓令第1号(平成22年) 別紙1(2)イ",
        profiles: JAPANESE,
    },
    table: LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-kanji-adverb.tsv"))),
};
