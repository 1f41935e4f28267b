//! 送り仮名: rules that are tables.

use super::{warning, words};
use crate::proofread::{Fixable, JAPANESE, STRICT};

words!(
    /// 活用のない複合の語: 申し込みの → 申込みの.
    COMPOUND_NOUN,
    warning("ja.okurigana.compound-noun", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙2(1)", STRICT),
    "ja-okurigana-compound-noun"
);
words!(
    /// 慣用が固定している名詞: 受け付け時間 → 受付時間.
    FIXED_NOUN,
    warning("ja.okurigana.fixed-noun", Fixable::Ask, "送り仮名の付け方(昭和48年内閣告示第2号) 通則7", STRICT),
    "ja-okurigana-fixed-noun"
);
words!(
    /// 単独の活用語: 行なう → 行う.
    VERB,
    warning("ja.okurigana.verb", Fixable::Safe, "送り仮名の付け方(昭和48年内閣告示第2号) 通則1・2", JAPANESE),
    "ja-okurigana-verb"
);
words!(
    /// 複合動詞: 申込む → 申し込む.
    COMPOUND_VERB,
    warning("ja.okurigana.compound-verb", Fixable::Safe, "送り仮名の付け方(昭和48年内閣告示第2号) 通則6", JAPANESE),
    "ja-okurigana-compound-verb"
);
