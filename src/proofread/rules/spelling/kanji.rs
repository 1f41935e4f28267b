//! Words that official Japanese writes in kana: rules that are tables.

use super::{warning, words};
use crate::proofread::{Fixable, JAPANESE};

words!(
    /// 補助動詞・補助形容詞: 送って頂く → 送っていただく.
    AUXILIARY,
    warning("ja.kanji.auxiliary", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)キ", JAPANESE),
    "ja-kanji-auxiliary"
);
words!(
    /// 形式名詞: 提出する事 → 提出すること.
    FORMAL_NOUN,
    warning("ja.kanji.formal-noun", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)キ", JAPANESE),
    "ja-kanji-formal-noun"
);
words!(
    /// 指示語・連体詞: 此の → この.
    DEMONSTRATIVE,
    warning("ja.kanji.demonstrative", Fixable::Safe, "公用文作成の考え方(令和4年) Ⅰ-1(3)ア", JAPANESE),
    "ja-kanji-demonstrative"
);
words!(
    /// 接続詞: 但し → ただし.
    CONJUNCTION,
    warning("ja.kanji.conjunction", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)オ", JAPANESE),
    "ja-kanji-conjunction"
);
words!(
    /// 仮名で書く副詞: 予め → あらかじめ.
    ADVERB,
    warning("ja.kanji.adverb", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)イ", JAPANESE),
    "ja-kanji-adverb"
);
words!(
    /// 複合辞: に於いて → において.
    COMPOUND_PARTICLE,
    warning("ja.kanji.compound-particle", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)キ", JAPANESE),
    "ja-kanji-compound-particle"
);
words!(
    /// 助詞・助動詞: 迄 → まで.
    PARTICLE,
    warning("ja.kanji.particle", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)カ", JAPANESE),
    "ja-kanji-particle"
);
words!(
    /// 接尾語: 子供達 → 子供たち.
    SUFFIX,
    warning("ja.kanji.suffix", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)エ", JAPANESE),
    "ja-kanji-suffix"
);
words!(
    /// 法令に倣い仮名で書く語: 虞 → おそれ.
    LEGAL_KANA,
    warning("ja.kanji.legal-kana", Fixable::Safe, "法令における漢字使用等について(平成22年)", JAPANESE),
    "ja-kanji-legal-kana"
);
words!(
    /// 表外音訓: 経験を活かす → 経験を生かす.
    READING,
    warning("ja.kanji.reading", Fixable::Safe, "常用漢字表(平成22年)", JAPANESE),
    "ja-kanji-reading"
);
words!(
    /// 当て字・熟字訓: 流石 → さすが.
    ATEJI,
    warning("ja.kanji.ateji", Fixable::Safe, "公用文作成の考え方(令和4年) Ⅰ-1(3)ア", JAPANESE),
    "ja-kanji-ateji"
);
