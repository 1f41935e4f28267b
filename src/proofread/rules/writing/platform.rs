//! Characters that not every system has.

use super::japanese;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

/// ㈱ → 株式会社, ㍻ → 平成. Circled numbers, Roman numerals and ㎡ are common enough.
pub struct Platform;

impl Rule for Platform {
    fn about(&self) -> About {
        japanese(
            "ja.char.platform-dependent",
            Severity::Info,
            Fixable::Safe,
            "公用文作成の考え方 Ⅰ-5(3)カ",
            ALL_JAPANESE,
        )
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        if passage.is_ordinary() {
            return;
        }
        for (at, c) in passage.text.char_indices() {
            if let Some(cure) = plain(c) {
                hits.at(Span::new(at, at + c.len_utf8())).safe(cure);
            }
        }
    }
}

/// What says the same in characters that every system has.
fn plain(c: char) -> Option<String> {
    let word = match c {
        '㈱' | '㏍' => "株式会社",
        '㈲' => "有限会社",
        '㈳' => "社団法人",
        '㈶' => "財団法人",
        '㈹' => "代表",
        '℡' => "電話",
        '№' => "No.",
        '㏄' => "cc",
        '㊤' => "上",
        '㊥' => "中",
        '㊦' => "下",
        '㊧' => "左",
        '㊨' => "右",
        '㊞' => "印",
        '㋿' => "令和",
        // ㎎ ㎏ ㎜ ㎝ ㎞ ㎡ and the like are common.
        '\u{3380}'..='\u{33DF}' => return None,
        // Bracketed and circled words, squared words, era names: ㈪ ㊗ ㌔ ㍻.
        '\u{3200}'..='\u{3247}'
        | '\u{3280}'..='\u{32B0}'
        | '\u{32C0}'..='\u{32FF}'
        | '\u{3300}'..='\u{3357}'
        | '\u{337B}'..='\u{337F}' => {
            let plain: String = c.nfkc().collect();
            return Some(plain.replace('(', "（").replace(')', "）"));
        }
        _ => return None,
    };
    Some(word.to_owned())
}
