//! Spoken language.

use super::{japanese, phrases};
use crate::proofread::phrases::{PhraseTable, Phrases};
use crate::proofread::search::ready;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Profile, Rule, Severity};
use regex::Regex;
use std::sync::LazyLock;

/// なので、 → そのため、. What is quoted, and what a speaker says in minutes, stays as it was said; 広報 gets advice alone.
pub struct Colloquial;

pub(super) static PHRASES: Phrases = phrases(ABOUT, || PhraseTable::japanese(ready!("ja-style-colloquial")));
const ABOUT: About =
    japanese("ja.style.colloquial", Severity::Warning, Fixable::Ask, "公用文作成の考え方 Ⅱ-6イ", JAPANESE);

impl Rule for Colloquial {
    fn about(&self) -> About {
        ABOUT
    }

    fn needs(&self) -> Needs {
        PHRASES.needs()
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        if is_spoken(passage.text) {
            return;
        }
        let first = hits.found.len();
        PHRASES.passage(passage, hits);
        if passage.profile == Profile::Public {
            hits.found[first..].iter_mut().for_each(|hit| hit.severity = Some(Severity::Info));
        }
    }
}

/// Whether `text` is what somebody says in minutes: the name and its words.
pub(super) fn is_spoken(text: &str) -> bool {
    static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^[\s　]*(?:[○◯●◎][^\s　。、]{1,14}[\s　：:]",
            r"|[^\s　。、：:]{0,10}(?:委員|会長|議長|事務局|部長|課長|市長|町長|村長|知事|座長|議員|司会|記者|参加者|市民|住民|発言者|講師|氏|さん)[A-ZＡ-Ｚ0-9０-９]?[：:　]",
            r"|[（(][^（）()]{0,10}(?:委員|会長|議長|事務局|部長|課長|市長|町長|村長|知事|座長|議員|司会|参加者|住民|発言者|講師|当局|担当)[）)])",
        ))
        .expect("the pattern is sound")
    });
    SPEAKER.is_match(text)
}
