//! Figures that go into the other language as another figure: 6月以下の拘禁刑 and `up to six months`, 18世紀 and `the
//! 1700s`, 800億円台 and `between 80 and 90 billion yen`, 午前中いっぱい and `until noon`.

use super::Pair;
use crate::text::facts::{Fact, ORDINALS, Value};
use regex::Regex;
use std::sync::LazyLock;

/// Words for a sentence, behind a number of months.
const SENTENCES: [&str; 3] = ["拘禁", "懲役", "禁錮"];

/// Whether the English text says `fact`, of the Japanese one, with another figure.
pub(super) fn told_in_english(fact: &Fact, pair: &Pair<'_>) -> bool {
    let (english, behind) = (pair.en.lower(), &pair.ja.text[fact.span.end..]);
    match &fact.value {
        Value::Day(day) if day.year.is_none() && day.day.is_none() => {
            day.month.is_some_and(|month| is_sentence(behind) && has_months(u64::from(month), pair))
        }
        Value::Ratio(1, 3) => ["a third", "one third", "one-third"].iter().any(|words| english.contains(words)),
        Value::Ratio(2, 3) => ["two thirds", "two-thirds"].iter().any(|words| english.contains(words)),
        Value::Number { amount, .. } if behind.starts_with("世紀") => {
            let century = amount.whole();
            let named = century.and_then(|n| ORDINALS.get(usize::try_from(n).ok()?.checked_sub(1)?));
            named.is_some_and(|name| {
                english.contains(&format!("{name} centur")) || english.contains(&format!("{name}-centur"))
            }) || century.and_then(|n| n.checked_sub(1)).is_some_and(|n| english.contains(&format!("{n}00s")))
        }
        // 70歳以上75歳未満 is `70 to 74`.
        Value::Number { amount, .. } if behind.starts_with("未満") => {
            amount.whole().and_then(|n| n.checked_sub(1)).is_some_and(|n| goes_up_to(n, english))
        }
        Value::Duration { months, days: 0, seconds: 0 } if behind.starts_with("未満") && months % 12 == 0 => {
            (months / 12).checked_sub(1).is_some_and(|n| goes_up_to(n, english))
        }
        _ => false,
    }
}

/// Whether something goes up to `last`: `70 to 74`.
fn goes_up_to(last: u64, english: &str) -> bool {
    static UP_TO: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:\bto|\bthrough|\band|–|-) ?(\d+)\b").expect("the pattern is sound"));
    UP_TO.captures_iter(english).any(|found| found[1].parse() == Ok(last))
}

/// Whether the Japanese text says `fact`, of the English one, with another figure.
pub(super) fn told_in_japanese(fact: &Fact, pair: &Pair<'_>) -> bool {
    let japanese = pair.ja.text;
    let mut stated = pair.ja.stated().facts().iter();
    match &fact.value {
        Value::Time { hour: 12, minute: 0 } => japanese.contains("午前中"),
        Value::Duration { months, days: 0, seconds: 0 } => stated.any(|f| {
            let month = |value: &Value| matches!(value, Value::Day(day) if day.month.map(u64::from) == Some(*months));
            month(&f.value) && is_sentence(&japanese[f.span.end..])
        }),
        Value::Number { amount, .. }
            if amount.whole().is_some_and(|n| {
                goes_up_to(n, pair.en.lower()) && stated.clone().any(|f| is_below(f, n + 1, japanese))
            }) =>
        {
            true
        }
        Value::Money { amount, .. } | Value::Number { amount, .. } => stated.any(|f| {
            let (Value::Money { amount: from, .. } | Value::Number { amount: from, .. }) = &f.value else {
                return false;
            };
            japanese[f.span.end..].starts_with('台') && ends_range(from.to_f64(), amount.to_f64())
        }),
        Value::Text(text) => {
            let century = text.to_ascii_lowercase().strip_suffix("00s").and_then(|n| n.parse::<u64>().ok());
            century.is_some_and(|n| japanese.contains(&format!("{}世紀", n + 1)))
        }
        _ => false,
    }
}

/// Whether `fact` is `limit`未満.
fn is_below(fact: &Fact, limit: u64, japanese: &str) -> bool {
    let number = match &fact.value {
        Value::Number { amount, .. } => amount.whole(),
        Value::Duration { months, days: 0, seconds: 0 } if months % 12 == 0 => Some(months / 12),
        _ => None,
    };
    number == Some(limit) && japanese[fact.span.end..].starts_with("未満")
}

/// Whether so many months are what somebody is sentenced to.
fn is_sentence(behind: &str) -> bool {
    let head: String = behind.chars().take(12).collect();
    (head.starts_with("以下") || head.starts_with("以上")) && SENTENCES.iter().any(|word| head.contains(word))
}

fn has_months(count: u64, pair: &Pair<'_>) -> bool {
    let of = |fact: &Fact| matches!(fact.value, Value::Duration { months, days: 0, seconds: 0 } if months == count);
    pair.en.stated().facts().iter().any(of)
}

/// Whether what is said to be in the `from`s goes up to `to`: the 800s go up to 900.
fn ends_range(from: f64, to: f64) -> bool {
    let mut step = 1.0;
    while step <= from && from % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    from > 0.0 && to > from && to <= from + step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_goes_up_to_the_next_figure() {
        assert!(ends_range(80_000_000_000.0, 90_000_000_000.0) && ends_range(30.0, 39.0));
        assert!(!ends_range(800.0, 1000.0) && !ends_range(800.0, 700.0) && !ends_range(0.0, 10.0));
    }
}
