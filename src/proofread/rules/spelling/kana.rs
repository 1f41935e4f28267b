//! Words that official Japanese writes in kanji: rules that are tables.

use super::{warning, words};
use crate::proofread::{Fixable, STRICT};

words!(
    /// 及び・並びに・又は・若しくは.
    CONJUNCTION,
    warning("ja.kana.conjunction", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)オ", STRICT),
    "ja-kana-conjunction"
);
