//! 外来語: rules that are tables.

use super::{advice, warning, words};
use crate::proofread::{Fixable, JAPANESE};

words!(
    /// 語末の長音符号: サーバ → サーバー.
    CHOON,
    warning("ja.katakana.choon", Fixable::Safe, "外来語の表記(平成3年内閣告示第2号) Ⅲ-3", JAPANESE),
    "ja-katakana-choon"
);
words!(
    /// ヴ: ヴァイオリン → バイオリン.
    VU,
    warning("ja.katakana.vu", Fixable::Safe, "外来語の表記(平成3年内閣告示第2号) 第1表・第2表", JAPANESE),
    "ja-katakana-vu"
);
words!(
    /// 外来語の言い換え: スキーム → 枠組み.
    PLAIN,
    advice("ja.katakana.plain", Fixable::Ask, "国立国語研究所「外来語」言い換え提案", JAPANESE),
    "ja-katakana-plain"
);
