//! やさしい日本語, after the guideline of 出入国在留管理庁 and 文化庁: short sentences, easy words, no 敬語, readings.
//!
//! The rules look at the text as it is read ([`Plain`](crate::proofread::plain::Plain)): without spaces between phrases
//! and without readings in brackets.

mod causative;
pub(crate) mod clauses;
mod conjugate;
mod date_format;
mod ending;
mod era;
mod furigana;
mod glosses;
mod length;
mod listed;
mod mimetic;
mod nominalisation;
pub(crate) mod passive;
pub(in crate::proofread) mod phrases;
mod range_mark;
mod vocabulary;
pub(crate) mod word;

use crate::proofread::search::ready;
use crate::proofread::{About, Fixable, Profile, Rule, Severity};
use crate::text::Lang;
use listed::Listed;
use phrases::{Phrases, Table};
use std::sync::LazyLock;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[
    &length::Length,
    &clauses::Clauses,
    &DOUBLE_NEGATIVE,
    &passive::Passive,
    &causative::Causative,
    &KEIGO,
    &KATAKANA,
    &word::Word,
    &glosses::TermGloss,
    &nominalisation::Nominalisation,
    &AMBIGUOUS,
    &INDIRECT,
    &mimetic::Onomatopoeia,
    &era::Era,
    &date_format::DateFormat,
    &range_mark::RangeMark,
    &furigana::Furigana,
    &ending::Ending,
    &ABBREVIATION,
];

const SOURCE: &str = "在留支援のためのやさしい日本語ガイドライン";

/// A rule of やさしい日本語, in force there alone.
const fn easy(id: &'static str, severity: Severity, fixable: Fixable, source: &'static str) -> About {
    About { id, lang: Lang::Ja, severity, fixable, source, profiles: &[Profile::Yasashii] }
}

/// 二重否定: 申し込まないと入れません.
static DOUBLE_NEGATIVE: Phrases = Phrases {
    about: easy("ja.yasashii.double-negative", Severity::Warning, Fixable::Ask, SOURCE),
    table: LazyLock::new(|| Table::new(ready!("yasashii-double-negative"))),
};

/// 尊敬語・謙譲語: お越しください → 来てください.
static KEIGO: Phrases = Phrases {
    about: easy("ja.yasashii.keigo", Severity::Warning, Fixable::Ask, SOURCE),
    table: LazyLock::new(|| Table::new(ready!("yasashii-keigo"))),
};

/// 外来語・和製英語: キャンセル → やめること.
static KATAKANA: Listed = Listed {
    about: easy("ja.yasashii.katakana", Severity::Info, Fixable::Ask, SOURCE),
    words: LazyLock::new(|| listed::list(include_str!("../../../../assets/rules/yasashii-katakana.tsv"))),
    others: listed::is_loan,
};

/// 曖昧な表現: 早めに, なるべく.
static AMBIGUOUS: Phrases = Phrases {
    about: easy("ja.yasashii.ambiguous", Severity::Warning, Fixable::Ask, SOURCE),
    table: LazyLock::new(|| Table::new(ready!("yasashii-ambiguous"))),
};

/// 婉曲な依頼・禁止: 御遠慮ください → しないでください.
static INDIRECT: Phrases = Phrases {
    about: easy("ja.yasashii.indirect", Severity::Warning, Fixable::Ask, SOURCE),
    table: LazyLock::new(|| Table::new(ready!("yasashii-indirect"))),
};

/// 略語・組織の略称: 国保 → 国民健康保険.
static ABBREVIATION: Listed = Listed {
    about: easy("ja.yasashii.abbreviation", Severity::Info, Fixable::Ask, SOURCE),
    words: LazyLock::new(|| listed::list(include_str!("../../../../assets/rules/yasashii-abbreviation.tsv"))),
    others: listed::is_initials,
};

/// Whether `text` is a sentence, not a list of things or the name of one.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '！', '？', '!', '?', '」', '）', ' ', '　']);
    let ends = [
        "ます",
        "です",
        "ください",
        "下さい",
        "ません",
        "ました",
        "でした",
        "ましょう",
        "でしょう",
        "か",
        "る",
        "た",
        "い",
        "だ",
    ];
    ends.iter().any(|end| text.ends_with(end))
}

/// Full-width figures, letters and marks of `text` as narrow ones.
fn narrow(text: &str) -> String {
    text.chars().map(narrow_char).collect()
}

/// A full-width figure, letter or mark as a narrow one.
fn narrow_char(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '：' | '／' | '．' | '－' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        c => c,
    }
}

/// The byte at which character number `at` of `text` begins.
fn byte_of(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte)
}
