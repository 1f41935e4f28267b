//! Many 、 in one sentence.

use super::japanese;
use crate::proofread::japanese::is_hiragana;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Passage, Rule, Severity};

/// Six 、 or more, those between the items of a list aside.
pub struct ToutenCount;

const MOST: usize = 5;

impl Rule for ToutenCount {
    fn about(&self) -> About {
        japanese("ja.length.touten", Severity::Info, Fixable::None, "公用文作成の考え方 Ⅲ-3サ", JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            if text.matches('、').nth(MOST).is_none() {
                continue;
            }
            let list = ["及び", "又は", "並びに", "若しくは", "など", "等", "その他"]
                .iter()
                .any(|word| text.contains(word))
                // 増やし holds none.
                || text.match_indices('や').any(|(at, ya)| !text[at + ya.len()..].starts_with(is_hiragana));
            let mut before = ' ';
            let (mut depth, mut count, mut clauses) = (0usize, 0usize, 0usize);
            for c in text.chars() {
                match c {
                    '「' | '『' | '（' | '(' => depth += 1,
                    '」' | '』' | '）' | ')' => depth = depth.saturating_sub(1),
                    '、' if depth == 0 => {
                        count += 1;
                        // Behind hiragana a clause ends; behind a noun, an item of a list.
                        clauses += usize::from(is_hiragana(before));
                    }
                    _ => {}
                }
                before = c;
            }
            let counted = if list { clauses } else { count };
            let plain_list = clauses <= 2 && list;
            if counted > MOST && !plain_list {
                hits.at(sentence.span).arg("count", count.to_string());
            }
        }
    }
}
