//! Placeholders and tags, which both texts must have alike.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// {name} left out, %d for %s, ○○市 beside `XX City`.
pub struct Placeholder;

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\$?\{\{?\s*[A-Za-z_][A-Za-z0-9_.\-]*\s*\}?\}|\{\d+\}|%\d+\$[sd@]|%[sd@]|%\([a-z_]+\)[sd]|%\{[a-z_]+\}|\$\([A-Za-z_]+\)",
        r"|</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,200})?/?>|\[\[[A-Za-z0-9_]+\]\]|&(?:nbsp|amp|lt|gt|quot|#\d+);",
    ))
    .expect("the pattern is sound")
});
/// A blank to be filled by hand: ○○, 〇〇, ●●, △△, ＿＿, ＸＸ, XX, `___`, [ ].
static BLANK_JA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[○〇●◯]{2,}|△{2,}|▲{2,}|□{2,}|[＿_]{2,}|[×]{2,}|[Ｘ]{2,}|\bX{2,}\b|［[\s　]*］|\[\s*\]|（[\s　]{2,}）")
        .expect("the pattern is sound")
});
static BLANK_EN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[○〇●◯]{1,}|△{2,}|□{2,}|[＿_]{2,}|\b[XO]{2,}\b|\bX(?: City| Ward| Town| Prefecture)\b|\[\s*\]|\[[A-Za-z][A-Za-z ]{0,30}\]|\.{4,}|\(\s{2,}\)").expect("the pattern is sound")
});

static SINGLE_JA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:^|[^○〇●◯])[○〇●◯][年月日時分条項号番人円]").expect("the pattern is sound"));

impl Rule for Placeholder {
    fn about(&self) -> About {
        bi("bi.placeholder", Severity::Error)
    }
}

impl PairRule for Placeholder {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if pair.ja.is_empty() || pair.en.is_empty() {
            return;
        }
        let (ja, mut en) = (named(pair.ja.text), named(pair.en.text));
        let mut missing = Vec::new();
        for (word, span) in ja {
            match en.iter().position(|(other, _)| *other == word) {
                Some(at) => drop(en.remove(at)),
                None => missing.push((word, span)),
            }
        }
        let mut added = en.into_iter();
        for (word, span) in missing {
            match added.next() {
                Some((_, other)) => {
                    let hit = hits.at(Some(span), Some(other));
                    if !pair.is_from_english() {
                        hit.fix(word);
                    }
                }
                None => drop(hits.at(Some(span), None).case(if pair.is_from_english() { "added" } else { "missing" })),
            }
        }
        for (_, span) in added {
            hits.at(None, Some(span)).case(if pair.is_from_english() { "missing" } else { "added" });
        }
        let blanks = |pattern: &Regex, text: &str| -> Vec<Span> {
            pattern.find_iter(text).map(|m| Span::from(m.range())).collect()
        };
        let (ja, en) =
            (blanks(&BLANK_JA, pair.ja.text), blanks(if pair.crosses() { &BLANK_EN } else { &BLANK_JA }, pair.en.text));
        // 令和○年○月○日 is `○/○/○`: single ones are counted nowhere.
        let singles = pair.crosses() && SINGLE_JA.is_match(pair.ja.text);
        if ja.len() != en.len() && !ja.is_empty() && !singles {
            let place = |spans: &[Span], other: usize| spans.get(other.min(spans.len().saturating_sub(1))).copied();
            hits.at(place(&ja, en.len()), place(&en, ja.len()))
                .case("count")
                .show(ja.len().to_string(), en.len().to_string());
        }
    }
}

/// The placeholders of `text`, spaces inside left out.
fn named(text: &str) -> Vec<(String, Span)> {
    NAMED
        .find_iter(text)
        .map(|m| (m.as_str().chars().filter(|c| !c.is_whitespace()).collect(), Span::from(m.range())))
        .collect()
}
