//! 送り仮名: rules that are tables.

use super::{unseen, warning, words};
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, STRICT, Severity};
use std::sync::LazyLock;

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
static VERBS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-okurigana-verb.tsv")));

/// `ja.okurigana.verb`: 行なう → 行う. Words of the table, and kana behind a kanji that stand nowhere.
pub struct Verb;

impl Rule for Verb {
    fn about(&self) -> About {
        warning("ja.okurigana.verb", Fixable::Safe, "送り仮名の付け方(昭和48年内閣告示第2号) 通則1・2", JAPANESE)
    }

    fn needs(&self) -> Needs {
        VERBS.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        VERBS.flag(passage, hits);
        let known = hits.spans();
        for slip in unseen::okurigana(passage) {
            let quoted = passage.quotations().iter().any(|q| q.overlaps(slip.span));
            if !quoted && !known.iter().any(|known| known.overlaps(slip.span)) {
                let hit = hits.at(slip.span);
                if !slip.is_sure {
                    hit.severity(Severity::Info);
                }
                hit.ask(slip.meant);
            }
        }
    }
}
words!(
    /// 複合動詞: 申込む → 申し込む.
    COMPOUND_VERB,
    warning("ja.okurigana.compound-verb", Fixable::Safe, "送り仮名の付け方(昭和48年内閣告示第2号) 通則6", JAPANESE),
    "ja-okurigana-compound-verb"
);
