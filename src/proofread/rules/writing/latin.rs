//! Full-width Latin letters.

use super::japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// ＰＤＦ → PDF, Ａ４ → A4. A single letter that names something (Ａ社, Ｂ案) stays.
pub struct Latin;

impl Rule for Latin {
    fn about(&self) -> About {
        japanese("ja.width.latin", Severity::Info, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(3)", JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static WORD: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"[Ａ-Ｚａ-ｚA-Za-z0-9０-９]*[Ａ-Ｚａ-ｚ][Ａ-Ｚａ-ｚA-Za-z0-9０-９]*")
                .expect("the pattern is sound")
        });
        for found in WORD.find_iter(passage.text) {
            let number_before = found.as_str().chars().next().is_some_and(char::is_numeric);
            let unit = number_before && found.as_str().chars().filter(|c| c.is_alphabetic()).count() >= 1;
            let word = [
                "メール",
                "ラーニング",
                "スポーツ",
                "コマース",
                "アラート",
                "ターン",
                "リーグ",
                "字",
                "字形",
                "型肝炎",
                "判",
            ];
            let joined = word.iter().any(|word| passage.text[found.end()..].starts_with(word));
            if found.as_str().chars().count() >= 2 || unit || joined {
                hits.at(Span::from(found.range())).safe(found.as_str().nfkc().collect::<String>());
            }
        }
    }
}
