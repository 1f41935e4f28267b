//! 外来語: rules that are tables, and ヴ.

use super::{advice, warning, words};
use crate::proofread::japanese::is_katakana;
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use crate::text::Span;
use crate::text::morph::{self, Pos};
use std::sync::LazyLock;

static VU: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-katakana-vu.tsv")));

/// `ja.katakana.vu`: ヴァイオリン → バイオリン. Words of the table, and every word with ヴ that is one of the dictionary without.
pub struct Vu;

impl Rule for Vu {
    fn about(&self) -> About {
        warning("ja.katakana.vu", Fixable::Safe, "外来語の表記(平成3年内閣告示第2号) 第1表・第2表", JAPANESE)
    }

    fn needs(&self) -> Needs {
        VU.needs().or(Needs::any_of(&["ヴ"]))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        VU.flag(passage, hits);
        let (text, known) = (passage.text, hits.spans());
        let mut at = 0;
        while let Some(found) = text[at..].find('ヴ') {
            let middle = at + found;
            let start = text[..middle].trim_end_matches(is_katakana).len();
            let end = middle + text[middle..].find(|c| !is_katakana(c)).unwrap_or(text.len() - middle);
            at = end;
            let span = Span::new(start, end);
            let named = text[..start].trim_start().len() > '・'.len_utf8()
                && text[..start].ends_with(['・', '＝', '='])
                || text[end..].starts_with(['・', '＝', '=']);
            if named || passage.is_protected(span) || known.iter().any(|known| known.overlaps(span)) {
                continue;
            }
            let plain = without_vu(&text[span.range()]);
            let words = morph::tokens(&plain);
            let common = words.iter().all(|word| word.is_known() && word.pos != Pos::ProperNoun && word.pos.is_noun());
            let rest = &text[end..];
            // A word in no dictionary may be a name.
            const NAMES: &[&str] = &[
                "ヴェネ",
                "ヴェル",
                "ヴィトン",
                "ヴァンフォーレ",
                "ヴォルテール",
                "ヴィヴァルディ",
                "ドヴォル",
                "ヴァチカン",
                "ヴォルガ",
                "ヴァージニア",
                "ヴィーナス",
                "レヴィ",
                "ヴァレンタイン",
                "ヴィクトリア",
                "ヴェローナ",
                "ヴェスヴィオ",
                "エヴァ",
                "ヴァンク",
                "ヴィレッジ",
                "ヴィラ",
                "ヴェトナム",
                "スロヴェニア",
                "セルヴィア",
                "モルドヴァ",
                "ジュネーヴ",
                "ラトヴィア",
                "ボスニア",
                "ートーヴェン",
            ];
            let name = NAMES.iter().any(|name| text[start..end].contains(name))
                || rest
                    .starts_with(['氏', '市', '社', '州', '島', '国', '号', '家', '派', '賞', '駅', '邸', '伯', '王'])
                || ["さん", "語", "劇場", "楽団", "ホテル", "ホール", "公園", "美術館", "大学", "選手", "監督", "大使"]
                    .iter()
                    .any(|s| rest.starts_with(s));
            if common {
                hits.at(span).safe(plain);
            } else if !name && plain.chars().count() > 3 {
                hits.at(span).ask(plain);
            }
        }
    }
}

/// ヴァ, ヴィ, ヴ, ヴェ, ヴォ as バ, ビ, ブ, ベ, ボ.
fn without_vu(word: &str) -> String {
    let word = [("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ")]
        .iter()
        .fold(word.to_owned(), |word, (from, to)| word.replace(from, to));
    word.replace('ヴ', "ブ")
}

words!(
    /// 語末の長音符号: サーバ → サーバー.
    CHOON,
    warning("ja.katakana.choon", Fixable::Safe, "外来語の表記(平成3年内閣告示第2号) Ⅲ-3", JAPANESE),
    "ja-katakana-choon"
);
words!(
    /// 外来語の言い換え: スキーム → 枠組み.
    PLAIN,
    advice("ja.katakana.plain", Fixable::Ask, "国立国語研究所「外来語」言い換え提案", JAPANESE),
    "ja-katakana-plain"
);
