//! が after が.

use super::japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 申請しましたが、不備がありましたが、受理されました: two contrasts in one sentence.
pub struct GaConj;

impl Rule for GaConj {
    fn about(&self) -> About {
        japanese("ja.grammar.ga-conj", Severity::Info, Fixable::None, "公用文作成の考え方 Ⅲ-3カ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["が、"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static GA: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                "(?:です|ます|ません|ない|だ|る|[っしいえけせてねべめれげぜきぎちにびみり来出見得経]た|[いん]だ|[一-龠][うくすつぬぶむぐ]|[なわたか]う|(?:多|少な|高|低|大き|小さ|強|弱|長|短|近|遠|早|速|遅|深|広|狭|重|軽|安|古|悪|良|よ|し|やす|にく|づら|た)い)(?P<x>が、)",
            )
            .expect("the pattern is sound")
        });
        let quoted = passage.quotations();
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            let found = GA
                .captures_iter(text)
                .filter_map(|caught| caught.name("x"))
                .map(|x| Span::from(x.range()).shift(sentence.span.start));
            for span in found.filter(|span| !quoted.iter().any(|q| q.overlaps(*span))).skip(1) {
                hits.at(span);
            }
        }
    }
}
