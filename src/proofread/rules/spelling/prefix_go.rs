//! 接頭語「御」と「ご」: ご案内 → 御案内, 御願い → お願い.

use super::warning;
use crate::proofread::table::{Table, is_kanji};
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Profile, Rule};
use crate::text::Span;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-kanji-prefix-go.tsv")));

/// Words that end in ご and may stand before kanji: いちご狩り.
const BEFORE: &[&str] = &[
    "りん",
    "たま",
    "いち",
    "だん",
    "かんな",
    "ひよ",
    "かた",
    "いな",
    "あな",
    "なで",
    "すい",
    "ばら",
    "きん",
    "あい",
    "ふる",
    "うん",
    "りんりん",
    "、か",
    "のか",
    "あか",
    "ゆり",
    "はし",
    "えん",
    "タマ",
    "イチ",
    "リン",
    "ダン",
    "サン",
    "マン",
];

/// Kanji that follow the end of another word, or a ご that stays: ご飯, さんご礁.
const AFTER: &[char] = &['飯', '礁', '園', '狩', '用', '汁', '畑', '類', '屋', '割'];

/// `ja.kanji.prefix-go`.
pub struct PrefixGo;

impl Rule for PrefixGo {
    fn about(&self) -> About {
        warning("ja.kanji.prefix-go", Fixable::Safe, "内閣訓令第1号(平成22年) 別紙1(2)ウ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::any_of(&["ご"]))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        WORDS.flag(passage, hits);
        // Leaflets may write ご, but 御 before 申し込み is wrong there as well.
        if passage.profile == Profile::Public {
            return;
        }
        for (at, go) in passage.text.match_indices('ご') {
            let (before, after) = (&passage.text[..at], &passage.text[at + go.len()..]);
            let word: String = after.chars().take_while(|c| is_kanji(*c)).take(2).collect();
            let Some(first) = word.chars().next() else { continue };
            // みさご病院 is a name; の, に and other particles stand before a word of its own: などのご病院.
            let place = ["病院", "学園", "学校", "医院", "会館"].contains(&word.as_str());
            let mut kana = before.chars().rev().take_while(|c| ('ぁ'..='ん').contains(c));
            let named =
                place && kana.next().is_some_and(|c| !"はがのにをとでもへやりて".contains(c)) && kana.next().is_some();
            let is_ending = named || BEFORE.iter().any(|b| before.ends_with(b));
            let lone = word.chars().count() == 1 && AFTER.contains(&first);
            let span = Span::new(at, at + go.len() + word.len());
            if !is_ending && !lone && !passage.is_protected(span) {
                hits.at(span).safe(format!("御{word}"));
            }
        }
    }
}
