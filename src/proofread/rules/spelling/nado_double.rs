//! 「等」「など」の重複: 住民票等など → 住民票など, 閉まらない等の不具合など → 閉まらない等の不具合.

use super::warning;
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-term-nado-double.tsv")));

/// Both in one phrase: behind a clause that gives an example, 等の and what it is an example of need no など.
static APART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:[るたい]|ない)等の[\p{Han}\p{Katakana}ー]{1,10}(?P<nado>など)",
        r"|などの[\p{Han}\p{Katakana}ー]{1,8}?(?P<tou>等)(?:[をがにはでの、。]|から|まで)",
    ))
    .expect("the pattern is sound")
});

/// `ja.term.nado-double`.
pub struct NadoDouble;

impl Rule for NadoDouble {
    fn about(&self) -> About {
        warning("ja.term.nado-double", Fixable::Safe, "公用文作成の考え方(令和4年) Ⅱ-5イ(エ)", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::any_of(&["等の", "などの"]))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        WORDS.flag(passage, hits);
        for caught in APART.captures_iter(passage.text) {
            let Some(second) = caught.name("nado").or_else(|| caught.name("tou")) else { continue };
            let span = Span::from(second.range());
            // 高等, 均等, 平等 are words of their own.
            let word = passage.text[..span.start].ends_with(['高', '均', '平', '初', '対', '同', '上', '劣']);
            if !passage.is_protected(span) && !word {
                hits.at(span).ask("");
            }
        }
    }
}
