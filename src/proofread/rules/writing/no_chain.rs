//! の after の after の.

use super::japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 県の河川の管理の方針: three nouns or more with の before one head.
pub struct NoChain;

impl Rule for NoChain {
    fn about(&self) -> About {
        japanese("ja.grammar.no-chain", Severity::Info, Fixable::None, "公用文作成の考え方 Ⅲ-3キ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["の"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static CHAIN: LazyLock<Regex> = LazyLock::new(|| {
            let noun = r"(?:[一-龥々ァ-ヶーA-Za-z0-9０-９]+(?:り|え|き|い|し|み|け|せ|め|れ|れら)?)";
            Regex::new(&format!("(?:{noun}の){{3,}}{noun}")).expect("the pattern is sound")
        });
        for found in CHAIN.find_iter(passage.text) {
            let span = Span::from(found.range());
            if !passage.is_protected(span) {
                hits.at(span);
            }
        }
    }
}
