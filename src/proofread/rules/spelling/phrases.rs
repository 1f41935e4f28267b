//! Redundant and unfit words: rules that are tables.

use super::{advice, warning, words};
use crate::proofread::{ALL_JAPANESE, Fixable, JAPANESE};

words!(
    /// 「という・といった」: 参加するということ → 参加すること.
    TOIU,
    advice("ja.redundant.toiu", Fixable::Ask, "公用文作成の考え方(令和4年) Ⅱ-5ウ", JAPANESE),
    "ja-redundant-toiu"
);
words!(
    /// 回りくどい言い方: に関しましては → については.
    WORDY,
    advice("ja.redundant.wordy", Fixable::Ask, "公用文作成の考え方(令和4年) Ⅱ-5ウ(イ)", JAPANESE),
    "ja-redundant-wordy"
);
words!(
    /// 差別的・不快な語: 看護婦 → 看護師.
    DISCRIMINATORY,
    warning("ja.term.discriminatory", Fixable::Ask, "公用文作成の考え方(令和4年) 基本的な考え方2(3)", ALL_JAPANESE),
    "ja-term-discriminatory"
);
