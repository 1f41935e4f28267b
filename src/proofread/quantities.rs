//! The figures of a passage as a reader takes them in: how many of what, which share, and what is said of each on either
//! side. What they are to one another is for the rules of sums and shares to say.

use super::japanese::{grouped, is_kanji, is_katakana};
use crate::text::facts::{Decimal, Fact, Kind, Value};
use crate::text::{Sentence, Span};

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// So many of something: 40人, 30万円, 2時間.
    Count,
    /// A part of a whole, in hundredths: 25％, 3割, 3分の1, 4人に1人, 半数.
    Share,
    /// So many times as much, in hundredths as well: 1.5倍.
    Fold,
    /// The difference of two shares: 5ポイント.
    Points,
}

/// A figure with its unit.
#[derive(Clone, Debug)]
pub struct Quantity<'t> {
    /// Where it stands, unit included.
    pub span: Span,
    /// What it measures.
    pub measure: Measure,
    /// How much: whole units, seconds of hours, hundredths of shares and folds.
    pub amount: Decimal,
    /// How much the last figure shown stands for: what rounding may hide.
    pub step: f64,
    /// What is counted; empty where nothing is said.
    pub unit: &'t str,
    /// Whether it is said to be about so much, or a bound.
    pub loose: bool,
    /// Behind the figure before it, or the beginning of its sentence.
    pub before: &'t str,
    /// As far as the next figure, or the end of its sentence.
    pub after: &'t str,
    /// The number of its sentence in the passage.
    pub sentence: usize,
}

impl Quantity<'_> {
    /// For proportions.
    pub fn value(&self) -> f64 {
        self.amount.to_f64()
    }

    /// Places behind the point, as it is written.
    pub fn places(&self) -> usize {
        (-self.step.log10()).round().max(0.0) as usize
    }

    /// Whether it counts the same as `other`.
    pub fn is_like(&self, other: &Quantity<'_>) -> bool {
        self.measure == Measure::Count && other.measure == Measure::Count && self.unit == other.unit
    }
}

/// Words behind a unit that do not belong to it.
const BEHIND_UNIT: [&str; 28] = [
    "増", "減", "中", "超", "以", "未", "程", "前後", "余", "弱", "強", "当", "上回", "下回", "不足", "分", "相当",
    "規模", "全", "達", "見", "受", "入", "合", "計", "及", "並", "又",
];

/// Words behind a figure that make it a bound.
const BOUNDS: [&str; 26] = [
    "以上",
    "以下",
    "以内",
    "未満",
    "を超え",
    "を超す",
    "を上回",
    "を下回",
    "を割り",
    "超",
    "程度",
    "前後",
    "弱",
    "強",
    "余り",
    "余",
    "近く",
    "近い",
    "ほど",
    "くらい",
    "ぐらい",
    "を目標",
    "を目安",
    "を目指",
    "を上限",
    "を下限",
];

/// Words before a figure that make it a rough one, or a bound.
const ROUGH: [&str; 15] = [
    "約",
    "およそ",
    "おおよそ",
    "おおむね",
    "概ね",
    "ほぼ",
    "最大",
    "最高",
    "最低",
    "上限",
    "上限は",
    "延べ",
    "のべ",
    "少なくとも",
    "最大で",
];

/// The quantities of a passage in the order of its text. Days, hours of the day, numbers of articles, telephones and what
/// is one of a row are none.
pub fn read<'t>(text: &'t str, sentences: &[Sentence], facts: &[Fact]) -> Vec<Quantity<'t>> {
    let mut found: Vec<Quantity<'t>> = Vec::new();
    let mut index = 0;
    while index < facts.len() {
        let fact = &facts[index];
        index += 1;
        // 4人に1人
        if let Some(one) = facts.get(index)
            && let (Some(of), Some(part)) = (persons(fact), persons(one))
            && text.get(fact.span.end..one.span.start) == Some("に")
            && part < of
            && of <= 100
        {
            let amount = part as f64 / of as f64 * 10_000.0;
            let amount = Decimal::new(amount.round() as i128, 2);
            found.push(plain(Span::new(fact.span.start, one.span.end), Measure::Share, amount, 6.0, ""));
            index += 1;
            continue;
        }
        let Some(quantity) = quantity(text, fact) else { continue };
        // 1人当たり, 1件につき: that by which something else is counted.
        let each = ["当たり", "につき", "あたり", "当り", "ずつ", "ごと"];
        if each.iter().any(|words| text[quantity.span.end..].starts_with(words)) && quantity.measure == Measure::Count {
            continue;
        }
        found.push(quantity);
    }
    let places: Vec<Span> = found.iter().map(|quantity| quantity.span).collect();
    for (index, quantity) in found.iter_mut().enumerate() {
        let Some(number) = sentences.iter().position(|s| s.span.end >= quantity.span.end) else { continue };
        let sentence = sentences[number].span;
        let start = index.checked_sub(1).map_or(0, |i| places[i].end).max(sentence.start).min(quantity.span.start);
        let end = places.get(index + 1).map_or(text.len(), |next| next.start).min(sentence.end).max(quantity.span.end);
        quantity.sentence = number;
        quantity.before = &text[start..quantity.span.start];
        quantity.after = &text[quantity.span.end..end];
        let before = quantity.before.trim_end_matches([' ', '　']);
        quantity.loose = BOUNDS.iter().any(|words| quantity.after.trim_start_matches('の').starts_with(words))
            || ROUGH.iter().any(|words| before.ends_with(words))
            || before.ends_with('数') && !before.chars().rev().nth(1).is_some_and(is_kanji)
            || text[quantity.span.range()].starts_with('約');
    }
    found
}

fn plain(span: Span, measure: Measure, amount: Decimal, step: f64, unit: &str) -> Quantity<'_> {
    Quantity { span, measure, amount, step, unit, loose: false, before: "", after: "", sentence: 0 }
}

fn persons(fact: &Fact) -> Option<u64> {
    match &fact.value {
        Value::Number { amount, unit } if !unit.is_empty() && *unit != "ordinal" && *unit != "fold" => amount.whole(),
        _ => None,
    }
}

fn quantity<'t>(text: &'t str, fact: &Fact) -> Option<Quantity<'t>> {
    let written = &text[fact.span.range()];
    let step = |amount: &Decimal| 10f64.powi(-i32::try_from(places(written, *amount)).unwrap_or(0));
    Some(match &fact.value {
        Value::Money { currency, amount } => plain(fact.span, Measure::Count, *amount, step(amount), currency),
        Value::Number { amount, unit: "fold" } => {
            plain(fact.span, Measure::Fold, amount.times_ten_to(2)?, step(amount) * 100.0, "")
        }
        Value::Number {
            unit: "ordinal" | "years old" | "grade" | "decade" | "quarter" | "floors" | "room" | "route",
            ..
        } => {
            return None;
        }
        Value::Number { amount, unit: "" } => {
            let rest = &text[fact.span.end..];
            let mut end = 0;
            for (at, c) in rest.char_indices().take(9) {
                let goes_on = is_kanji(c) || is_katakana(c);
                if !goes_on || at > 0 && BEHIND_UNIT.iter().any(|words| rest[at..].starts_with(words)) {
                    break;
                }
                end = at + c.len_utf8();
            }
            let unit = &rest[..end];
            let span = Span::new(fact.span.start, fact.span.end + end);
            // A figure that is part of a name, or a number of a row.
            let before = text[..fact.span.start].chars().next_back();
            if before.is_some_and(|c| c == '第' || c.is_ascii_alphanumeric() || c == '-' || c == '－')
                || ["号", "条", "項", "番", "丁目", "期", "章", "類", "位", "級", "等", "次", "月", "年", "日"]
                    .iter()
                    .any(|name| unit.starts_with(name))
            {
                return None;
            }
            plain(span, Measure::Count, *amount, step(amount), unit)
        }
        Value::Number { amount, unit } => plain(fact.span, Measure::Count, *amount, step(amount), unit),
        Value::Duration { months: 0, days: 0, seconds } => {
            plain(fact.span, Measure::Count, Decimal::from(*seconds), 1.0, "hours")
        }
        Value::Duration { months: 0, days, seconds: 0 } => {
            plain(fact.span, Measure::Count, Decimal::from(*days), 1.0, "days")
        }
        Value::Ratio(one, of) if *of > 0 => {
            let amount = *one as f64 / *of as f64 * 10_000.0;
            // 3分の1 is said of what comes near it, 100分の10 of what is just that.
            let step = if *of >= 100 { 0.1 } else { 6.0 };
            plain(fact.span, Measure::Share, Decimal::new(amount.round() as i128, 2), step, "")
        }
        Value::Percent(amount) => {
            let tens = text[fact.span.range()].contains('割') && !text[fact.span.range()].contains('分');
            plain(fact.span, Measure::Share, *amount, if tens { 10.0 } else { step(amount) }, "")
        }
        Value::Points(amount) => plain(fact.span, Measure::Points, *amount, step(amount), ""),
        _ => return None,
    })
    .filter(|_| fact.kind != Kind::Date)
}

/// `amount` with the unit words of `written`: 万 stays 万 if nothing is lost by that. `None` where it cannot be written so.
pub fn like(written: &str, amount: Decimal) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ",，.．".contains(c);
    let end = written.find(|c| !digit(c))?;
    let unit = &written[end..];
    let Some(number) = amount.whole() else {
        return unit.starts_with(is_unit_start).then(|| format!("{amount}{unit}"));
    };
    // 1万2,000円: what stands behind the last figure.
    let tail = written.trim_start_matches(|c| digit(c) || c == '万');
    if tail.contains(|c: char| c.is_ascii_digit() || "億兆千百".contains(c)) {
        return None;
    }
    if written.contains('万') && number >= 10_000 {
        let (high, low) = (number / 10_000, number % 10_000);
        let low = if low == 0 { String::new() } else { grouped(low) };
        return Some(format!("{}万{low}{tail}", grouped(high)));
    }
    let unit = tail;
    Some(format!("{}{unit}", grouped(number)))
}

fn is_unit_start(c: char) -> bool {
    !"万億兆千百".contains(c)
}

/// Places behind the point of `amount` as it is `written`: 25.0％ says more than 25％. Of 1.5万 and 2割5分 the amount tells.
pub fn places(written: &str, amount: Decimal) -> usize {
    let figure = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
    match written.split_once(['.', '．']) {
        Some((_, rest)) if !written.contains(['万', '億', '兆', '千', '百', '割']) => {
            rest.chars().take_while(figure).count()
        }
        _ => amount.places() as usize,
    }
}

/// What of two rates is the same as far as the figures shown tell.
pub fn agrees(said: f64, right: f64, step: f64) -> bool {
    (said - right).abs() <= step / 2.0 + 1e-9
}
