//! たり that stands alone.

use super::japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::Pos;
use regex::Regex;
use std::sync::LazyLock;

/// 走ったり大声を出すと → 走ったり大声を出したりすると. たりする at the end names one example and is fine.
pub struct Tari;

impl Rule for Tari {
    fn about(&self) -> About {
        japanese("ja.grammar.tari", Severity::Warning, Fixable::Ask, "Kian", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["たり", "だり"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static TARI: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("[っいしきぎちえけせてねべめれりみじげびでめ見出来着]たり|[んい]だり")
                .expect("the pattern is sound")
        });
        const WORDS: &[&str] = &[
            "ゆったり",
            "ぴったり",
            "ぐったり",
            "ばったり",
            "べったり",
            "まったり",
            "うってつけ",
            "しきたり",
            "ぐいだり",
            "きったり",
            "ひったり",
            "めったり",
            "したり顔",
            "ふたり",
            "ったりとも",
            "たりんご",
        ];
        let quoted = passage.quotations();
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            let found: Vec<Span> = TARI
                .find_iter(text)
                .map(|m| Span::from(m.range()))
                .filter(|span| {
                    let word = |w: &str| {
                        text[..span.end].ends_with(w) || (w == "したり顔" && text[span.start..].starts_with(w))
                    };
                    !WORDS.iter().any(|w| word(w)) && !["とも", "んご"].iter().any(|w| text[span.end..].starts_with(w))
                })
                .collect();
            let [only] = found.as_slice() else { continue };
            let rest = &text[only.end..];
            let closed = ["する", "し", "、する", "など", "、など", "等", "といった", "という", "も", "です", "の"]
                .iter()
                .any(|s| rest.starts_with(s));
            // Another たり may hide in a word with kanji before it: 当たり前 does not, 行ったり来たり does.
            let span = only.shift(sentence.span.start);
            if !closed
                && !rest.contains("たり")
                && !rest.contains("だり")
                && !rest.trim_end_matches('。').is_empty()
                && !quoted.iter().any(|q| q.overlaps(span))
            {
                // Up to the verb that lacks its たり: 登山道を外れて歩かない is about walking.
                let lacking = passage.tokens().iter().find(|word| {
                    let behind = passage.text[word.span.end..].trim_start_matches('っ');
                    let goes_on = ["て", "で", "ながら"].iter().find_map(|words| behind.strip_prefix(words));
                    // 話し相手になってくださる: one verb.
                    let goes_on = goes_on.is_some_and(|behind| {
                        !["くださ", "くる", "いる", "いた", "い", "おく", "もら", "しま", "みる", "き"]
                            .iter()
                            .any(|bound| behind.starts_with(bound))
                    });
                    word.span.start >= span.end
                        && word.span.end <= sentence.span.end
                        && word.pos == Pos::Verb
                        && !goes_on
                });
                hits.at(Span::new(span.start, lacking.map_or(span.end, |word| word.span.end)));
            }
        }
    }
}
