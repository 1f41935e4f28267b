//! Words that official Japanese writes in kanji, and kana spelling: rules that are tables.

use super::{warning, words};
use crate::proofread::{ALL_JAPANESE, Fixable, STRICT};

words!(
    /// 及び・並びに・又は・若しくは.
    CONJUNCTION,
    warning("ja.kana.conjunction", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)オ", STRICT),
    "ja-kana-conjunction"
);
words!(
    /// 漢字で書く副詞・連体詞: すでに → 既に.
    ADVERB,
    warning("ja.kana.adverb", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)イ", STRICT),
    "ja-kana-adverb"
);
words!(
    /// 代名詞: だれ → 誰.
    PRONOUN,
    warning("ja.kana.pronoun", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)ア", STRICT),
    "ja-kana-pronoun"
);
words!(
    /// 現代仮名遣い: 少しづつ → 少しずつ.
    USAGE,
    warning("ja.kana.usage", Fixable::Safe, "現代仮名遣い(昭和61年内閣告示第1号)", ALL_JAPANESE),
    "ja-kana-usage",
    "ja-kana-usage-phrases"
);
