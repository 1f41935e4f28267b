//! 及び/並びに・又は/若しくは の階層: 並びに and 若しくは only where a smaller group has 及び or 又は.

use super::warning;
use crate::proofread::japanese::is_hiragana;
use crate::proofread::table::is_kanji;
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, STRICT, Severity};
use crate::text::Span;
use crate::text::morph::Pos;

/// `ja.term.oyobi-narabini`.
pub struct OyobiNarabini;

impl Rule for OyobiNarabini {
    fn about(&self) -> About {
        warning("ja.term.oyobi-narabini", Fixable::Ask, "公用文作成の考え方(令和4年) Ⅱ-1", STRICT)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["及び", "並びに", "又は", "若しくは"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            let mut flag = |at: usize, word: &str, cure: &str, severity: Severity| {
                let start = sentence.span.start + at;
                let span = Span::new(start, start + word.len());
                if !passage.is_protected(span) {
                    hits.at(span).severity(severity).ask(cure);
                }
            };
            // 氏名又は名称若しくは住所又は所在地: the larger joins within, the smaller between.
            for (within, between) in [("又は", "若しくは"), ("並びに", "及び")] {
                let places: Vec<usize> = text.match_indices(within).map(|(at, _)| at).collect();
                if let [first, second] = places.as_slice()
                    && let Some(middle) = text[first + within.len()..*second].split_once(between)
                    && text.matches(between).count() == 1
                    && is_one_noun(middle.0)
                    && is_one_noun(middle.1)
                {
                    let words = &text[*first..*second + within.len()];
                    let cure = words.replace(within, "\u{0}").replace(between, within).replace('\u{0}', between);
                    flag(*first, words, &cure, Severity::Warning);
                }
            }
            for (small, large) in [("及び", "並びに"), ("又は", "若しくは")] {
                // 又は is the larger of its pair, 及び the smaller.
                let lone = large;
                if !text.contains(small) {
                    for (at, word) in text.match_indices(lone) {
                        // 駅前通りの並びに: a row of houses.
                        let row = text[..at].ends_with(['の', 'が', 'は', 'を', 'も']);
                        if row || text[at + word.len()..].starts_with('ぎ') {
                            continue;
                        }
                        flag(at, word, small, Severity::Warning);
                    }
                }
                let places: Vec<usize> = text.match_indices(small).map(|(at, _)| at).collect();
                for pair in places.windows(2) {
                    let between = &text[pair[0] + small.len()..pair[1]];
                    if is_one_noun(between) && !text.contains(large) {
                        flag(pair[0], small, "、", Severity::Warning);
                    }
                }
                for at in places {
                    let (before, after) = (&text[..at], &text[at + small.len()..]);
                    if let Some(list) = before.strip_suffix('、')
                        && (list.chars().next_back().is_some_and(|c| is_kanji(c) || matches!(c, 'ァ'..='ー'))
                            || is_noun_at(passage, sentence.span.start + list.len()))
                        && (list.contains('、')
                            || joins_nouns(list, after)
                            || is_noun_at(passage, sentence.span.start + list.len())
                                && list.chars().next_back().is_some_and(is_hiragana))
                    {
                        let comma = at - '、'.len_utf8();
                        let word = &text[comma..at + small.len()];
                        flag(comma, word, small, Severity::Info);
                    }
                }
            }
        }
    }
}

/// Whether a noun ends at `at`.
fn is_noun_at(passage: &Passage<'_>, at: usize) -> bool {
    let words = passage.tokens();
    let next = words.partition_point(|token| token.span.end < at);
    words.get(next).is_some_and(|token| token.span.end == at && token.pos == Pos::Noun)
}

/// Whether what stands before the comma and behind the conjunction is one short noun each.
fn joins_nouns(before: &str, after: &str) -> bool {
    const PARTICLES: [char; 9] = ['は', 'が', 'を', 'に', 'で', 'と', 'へ', 'も', '　'];
    let first = before.rsplit(PARTICLES).next().unwrap_or_default();
    let second = after.split(PARTICLES).next().unwrap_or_default();
    let clause = ["場合", "とき", "際", "後", "上", "限り", "うち"].iter().any(|end| first.ends_with(end));
    let noun = |words: &str| {
        (2..=12).contains(&words.chars().count())
            && words.chars().all(|c| is_kanji(c) || c.is_ascii_alphanumeric() || matches!(c, 'ァ'..='ー' | 'の'))
    };
    !clause && noun(first) && noun(second)
}

/// Whether there is nothing but one noun between two conjunctions.
fn is_one_noun(between: &str) -> bool {
    !between.is_empty()
        && between.chars().count() <= 16
        && !between.contains(['、', '。', 'を', 'は', 'が', 'に', 'で', 'と', 'し', 'も', '（', '）'])
}
