//! Half-width katakana.

use super::japanese;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// ﾎｰﾑﾍﾟｰｼﾞ → ホームページ. The name of an account for a bank transfer stays.
pub struct Kana;

impl Rule for Kana {
    fn about(&self) -> About {
        japanese("ja.width.kana", Severity::Error, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(3)", ALL_JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::patterns(["[ｦ-ﾟ]"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static RUN: LazyLock<Regex> = LazyLock::new(|| Regex::new("[ｦ-ﾟ][ｦ-ﾟ･]*").expect("the pattern is sound"));
        let account =
            ["口座", "名義", "振込先", "カナ", "ｶﾅ", "フリガナ", "ﾌﾘｶﾞﾅ"].iter().any(|word| passage.text.contains(word));
        for found in RUN.find_iter(passage.text).filter(|_| !account) {
            hits.at(Span::from(found.range())).safe(found.as_str().nfkc().collect::<String>());
        }
    }
}
