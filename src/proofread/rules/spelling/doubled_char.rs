//! 助詞などの重複入力: 資料をを → 資料を.

use crate::proofread::table::Table;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Lang;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-typo-doubled-char.tsv")));

/// `ja.typo.doubled-char`. It looks into names and quotations too: nobody writes をを.
pub struct DoubledChar;

impl Rule for DoubledChar {
    fn about(&self) -> About {
        About {
            id: "ja.typo.doubled-char",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Safe,
            source: "校正の慣行",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        WORDS.needs()
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for (span, entry) in WORDS.find_in(passage) {
            entry.flag(span, hits);
        }
    }
}
