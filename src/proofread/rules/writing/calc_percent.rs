//! 200人のうち50人（30％）, 80件から100件へ20％増, shares that do not make a hundred.

use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::facts::{self, Decimal, Fact, Value};
use crate::text::{Lang, Span};

/// Percentages that can be worked out from the numbers beside them.
pub struct Percent;

impl Rule for Percent {
    fn about(&self) -> About {
        About {
            id: "ja.calc.percent",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Ask,
            source: "計算",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["%", "％", "﹪", "㌫", "割", "パーセント", "per"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            if text.contains('約') {
                continue;
            }
            let found = facts::find(text);
            for three in found.windows(3) {
                let (Some(a), Some(b), Value::Percent(said)) = (number(&three[0]), number(&three[1]), &three[2].value)
                else {
                    continue;
                };
                let between = |n: usize| &text[three[n].span.end..three[n + 1].span.start];
                let share =
                    between(0).contains("のうち") && matches!(between(1), "（" | "(" | "、" | "で" | "が" | "は");
                let behind = text[three[2].span.end..].trim_start_matches(['の', '（', '(']);
                let growth =
                    between(0).ends_with("から") && matches!(between(1), "へ" | "に" | "へ、" | "に、" | "へと" | "と");
                let right = if share {
                    b / a * 100.0
                } else if growth && behind.starts_with('増') {
                    (b - a) / a * 100.0
                } else if growth && behind.starts_with('減') {
                    (a - b) / a * 100.0
                } else {
                    continue;
                };
                if a <= 0.0 || !right.is_finite() {
                    continue;
                }
                judge(text, &three[2], *said, right, sentence.span.start, hits);
            }
            if !["複数回答", "重複", "ポイント"].iter().any(|word| passage.text.contains(word)) {
                shares(text, &found, sentence.span.start, hits);
            }
        }
    }
}

fn number(fact: &Fact) -> Option<f64> {
    match &fact.value {
        Value::Number { amount, unit } if *unit != "ordinal" => Some(amount.to_f64()),
        Value::Money { amount, .. } => Some(amount.to_f64()),
        _ => None,
    }
}

/// Points at `fact`, which says `said`, if `right` does not round to that.
fn judge(text: &str, fact: &Fact, said: Decimal, right: f64, shift: usize, hits: &mut Hits) {
    let places = said.places();
    let step = 10f64.powi(-i32::try_from(places).unwrap_or(0));
    let off = (right - said.to_f64()).abs();
    if off <= step / 2.0 + 1e-9 {
        return;
    }
    let written = &text[fact.span.range()];
    let sign = written.trim_start_matches(|c: char| c.is_numeric() || ".．".contains(c));
    let shown = format!("{right:.*}", places as usize);
    let hit = hits.at(fact.span.shift(shift)).arg("right", format!("{shown}{sign}"));
    // 割 counts in tens.
    if sign.starts_with(['％', '%', 'パ']) {
        hit.ask(format!("{shown}{sign}"));
    }
    if off < step {
        hit.severity(Severity::Warning);
    }
}

/// 賛成60％、反対30％、無回答20％: with an answer for the rest among them they must make a hundred.
fn shares(text: &str, found: &[Fact], shift: usize, hits: &mut Hits) {
    let rest = ["無回答", "その他", "分からない", "わからない", "無効"].iter().any(|word| text.contains(word));
    let parts: Vec<(&Fact, Decimal)> = found
        .iter()
        .filter_map(|fact| match &fact.value {
            Value::Percent(amount) => Some((fact, *amount)),
            _ => None,
        })
        .collect();
    if !rest || parts.len() < 3 || parts.len() != found.len() {
        return;
    }
    let listed = parts.windows(2).all(|pair| {
        let between = &text[pair[0].0.span.end..pair[1].0.span.start];
        between.matches(['、', '，', '・']).count() == 1 && between.chars().count() <= 16
    });
    let sum: f64 = parts.iter().map(|(_, amount)| amount.to_f64()).sum();
    let places = parts.iter().map(|(_, amount)| amount.places()).min().unwrap_or(0);
    let slack = parts.len() as f64 * 0.5 * 10f64.powi(-i32::try_from(places).unwrap_or(0));
    if listed && (sum - 100.0).abs() > slack + 1e-9 {
        let span = Span::new(parts[0].0.span.start, parts[parts.len() - 1].0.span.end);
        hits.at(span.shift(shift)).arg("right", "100％");
    }
}
