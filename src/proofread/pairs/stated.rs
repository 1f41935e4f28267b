//! What two texts state, laid side by side: each fact that has no counterpart, with what seems to stand in its place.

use super::{Pair, Side, idiom, paraphrase, prefectures, relative, swapped, worded};
use crate::proofread::Severity;
use crate::text::date::MONTHS;
use crate::text::facts::{Decimal, Fact, Kind, Stated, Value, is_measure};
use crate::text::{Lang, Span};
use std::collections::HashSet;

/// A fact of one text and what the other says instead, if anything.
#[derive(Clone, Debug)]
pub struct Clash {
    /// The rule it falls under.
    pub rule: &'static str,
    /// Where in the Japanese text.
    pub ja: Option<Span>,
    /// Where in the English text.
    pub en: Option<Span>,
    /// How much it matters, if not as much as its rule.
    pub severity: Option<Severity>,
    /// What the target should say, as far as that can be written out.
    pub fix: Option<String>,
}

/// A fact of one of the two texts, and how far into the text it stands (0 to 1).
#[derive(Clone, Copy)]
struct Placed<'a> {
    fact: &'a Fact,
    at: f64,
}

fn placed<'a>(facts: impl IntoIterator<Item = &'a Fact>, side: &Side<'_>) -> Vec<Placed<'a>> {
    let len = side.text.len().max(1) as f64;
    facts.into_iter().map(|fact| Placed { fact, at: fact.span.start as f64 / len }).collect()
}

/// Every clash of the two texts, in the order of the Japanese one.
pub(super) fn clashes(pair: &Pair<'_>) -> Vec<Clash> {
    let (ja, en) = (pair.ja.stated(), pair.en.stated());
    let cross = pair.crosses();
    let mut missing = placed(ja.facts().iter().filter(|fact| !en.tells(fact, ja)), &pair.ja);
    let mut added = placed(en.facts().iter().filter(|fact| !ja.tells(fact, en)), &pair.en);
    if cross {
        missing.retain(|p| !paraphrase::is_bound_by_one(p.fact, pair));
        added.retain(|p| !paraphrase::bounds_by_one(p.fact, pair));
        reckoned(&mut missing, &mut added, pair);
        converted(&mut missing, &mut added);
        missing.retain(|p| !idiom::told_in_english(p.fact, pair));
        added.retain(|p| !idiom::told_in_japanese(p.fact, pair));
    }
    if cross && let Some(power) = row_of_units(pair.ja.text) {
        // What a table counts in thousands may be written out; then the row of units has done its work.
        let before = missing.len();
        missing.retain(|p| {
            let Some(n) = amount_of(p.fact).and_then(|n| n.times_ten_to(power)) else { return true };
            let written = added.iter().position(|other| amount_of(other.fact) == Some(n));
            written.is_none_or(|at| {
                added.remove(at);
                false
            })
        });
        // Nor has it any where every amount brings its own.
        let bare = |f: &Fact| matches!(f.value, Value::Number { unit: "", .. });
        let amounts = ja.facts().iter().filter(|f| amount_of(f).is_some() && !is_row_of_units(pair.ja.text, f));
        let own = amounts.clone().next().is_some() && !amounts.clone().any(bare);
        if missing.len() < before || own {
            missing.retain(|p| !is_row_of_units(pair.ja.text, p.fact));
        }
    }
    if cross {
        told_by_a_length(&mut missing, &added, pair);
        beside_workdays(&mut missing, &mut added, pair);
    }
    let mut found = Vec::new();
    let clash = |found: &mut Vec<Clash>, a: &Fact, b: &Fact, sure: bool| {
        let rule = rule_of(a, b, pair);
        let severity = match rounding(a, b, pair) {
            Some(told) => Some(if told { Severity::Info } else { Severity::Warning }),
            None => (!sure).then_some(Severity::Warning),
        };
        let fix = if pair.from_english { in_words(b, Lang::Ja) } else { in_words(a, pair.en.lang) };
        found.push(Clash { rule, ja: Some(a.span), en: Some(b.span), severity, fix });
    };
    for closeness in [Close::Same, Close::Kind, Close::Family, Close::Any] {
        // What stands alone may be said in other words; two of one sort are told before anybody looks for these.
        if cross && closeness == Close::Kind {
            missing.retain(|p| !paraphrase::says_in_english(p.fact, pair));
            added.retain(|p| !paraphrase::says_in_japanese(p.fact, pair));
        }
        for (a, b) in matched(&mut missing, &mut added, closeness) {
            clash(&mut found, a, b, closeness != Close::Any);
        }
    }
    // What is said once too often on one side may be what went wrong on the other.
    let (mut spare_ja, mut spare_en) = (spare(ja, en, &pair.ja, cross), spare(en, ja, &pair.en, cross));
    for (a, b) in matched(&mut missing, &mut spare_en, Close::Same) {
        clash(&mut found, a, b, true);
    }
    for (a, b) in matched(&mut spare_ja, &mut added, Close::Same) {
        clash(&mut found, a, b, true);
    }
    if cross {
        for (a, b) in matched(&mut missing, &mut spare_en, Close::Bare) {
            clash(&mut found, a, b, false);
        }
        for (a, b) in matched(&mut spare_ja, &mut added, Close::Bare) {
            clash(&mut found, a, b, false);
        }
    }
    let ordinal = |p: &Placed<'_>| matches!(p.fact.value, Value::Number { unit: "ordinal", .. });
    spare_ja.retain(|p| ordinal(p) && !en.facts().iter().any(|f| ja.agrees(p.fact, f, cross)));
    spare_en.retain(|p| ordinal(p) && !ja.facts().iter().any(|f| en.agrees(p.fact, f, cross)));
    for (a, b) in matched(&mut spare_ja, &mut spare_en, Close::Same) {
        clash(&mut found, a, b, true);
    }
    if cross {
        missing.retain(|p| !paraphrase::need_not_be_english(p.fact, pair));
        added.retain(|p| !paraphrase::need_not_be_japanese(p.fact, pair));
    }
    if cross {
        found.extend(loose_clashes(&mut added, pair));
        let told: Vec<Span> = found.iter().filter_map(|clash| clash.en).collect();
        let news = |clash: &Clash| !clash.en.is_some_and(|en| told.iter().any(|known| known.overlaps(en)));
        found.extend(relative::clashes(pair).into_iter().filter(news));
        if found.is_empty() {
            found.extend(swapped::clashes(pair));
        }
        found.extend(prefectures::clashes(pair));
        let told: Vec<Span> = found.iter().filter_map(|clash| clash.en).collect();
        let worded = worded::clashes(pair).into_iter();
        found.extend(worded.filter(|clash| !clash.en.is_some_and(|en| told.iter().any(|known| known.overlaps(en)))));
    }
    for p in missing {
        if let Some(severity) = alone(p.fact, true).map(|severity| year_apart(p.fact, en, severity)) {
            let fix = if pair.from_english { None } else { in_words(p.fact, pair.en.lang) };
            found.push(Clash {
                rule: rule_of(p.fact, p.fact, pair),
                ja: Some(p.fact.span),
                en: None,
                severity: Some(severity),
                fix,
            });
        }
    }
    for p in added {
        if let Some(severity) = alone(p.fact, false) {
            let fix = if pair.from_english { in_words(p.fact, Lang::Ja) } else { None };
            found.push(Clash {
                rule: rule_of(p.fact, p.fact, pair),
                ja: None,
                en: Some(p.fact.span),
                severity: Some(severity),
                fix,
            });
        }
    }
    found.sort_by_key(|c| (c.ja.map_or(usize::MAX, |s| s.start), c.en.map(|s| s.start)));
    found
}

/// Misses what a count of the Japanese text has in common with a length of time alone while the English text counts
/// something else: 12回 is not in `a year`.
fn told_by_a_length<'a>(missing: &mut Vec<Placed<'a>>, added: &[Placed<'_>], pair: &'a Pair<'_>) {
    let (ja, en) = (pair.ja.stated(), pair.en.stated());
    let counts =
        |fact: &Fact| matches!(fact.value, Value::Number { unit, .. } if !unit.is_empty() && unit != "ordinal");
    if !added.iter().any(|p| p.fact.kind == Kind::Number && !p.fact.weak) {
        return;
    }
    let known: HashSet<Span> = missing.iter().map(|p| p.fact.span).collect();
    let by_length = ja.facts().iter().filter(|fact| {
        let mut telling = en.facts().iter().filter(|other| en.agrees(other, fact, true)).peekable();
        let lengths = telling.peek().is_some() && telling.all(|other| other.kind == Kind::Duration);
        counts(fact) && !fact.weak && !known.contains(&fact.span) && lengths
    });
    missing.extend(placed(by_length, &pair.ja));
}

/// Adds days that 平日 alone would explain where the Japanese text names days beside it.
fn beside_workdays<'a>(missing: &mut [Placed<'a>], added: &mut Vec<Placed<'a>>, pair: &'a Pair<'_>) {
    let (ja, en) = (pair.ja.stated(), pair.en.stated());
    if !missing.iter().any(|p| p.fact.kind == Kind::Weekday) || pair.en.lower().contains("weekday") {
        return;
    }
    let named = |fact: &&Fact| fact.kind == Kind::Weekday && &pair.ja.text[fact.span.range()] != "平日";
    let stranger = |fact: &&Fact| {
        fact.kind == Kind::Weekday && !ja.facts().iter().filter(named).any(|other| ja.agrees(other, fact, true))
    };
    let known: HashSet<Span> = added.iter().map(|p| p.fact.span).collect();
    added.extend(placed(en.facts().iter().filter(stranger).filter(|fact| !known.contains(&fact.span)), &pair.en));
}

/// Takes out what the one text states and the other leaves to be reckoned: 閉館は5時、入館は30分前まで and `last admission
/// at 4:30`, 9時から2時間 and `from 9 to 11`.
fn reckoned(missing: &mut Vec<Placed<'_>>, added: &mut Vec<Placed<'_>>, pair: &Pair<'_>) {
    let facts = pair.ja.stated().facts().iter().chain(pair.en.stated().facts());
    let times: Vec<i64> = facts.filter_map(minute_of).collect();
    lengths_for_times(missing, added, &times);
    lengths_for_times(added, missing, &times);
}

/// Takes a length out of `here` and a time out of `there` where the time lies so long before or after another one.
fn lengths_for_times(here: &mut Vec<Placed<'_>>, there: &mut Vec<Placed<'_>>, times: &[i64]) {
    here.retain(|p| {
        let Value::Duration { months: 0, days: 0, seconds } = p.fact.value else { return true };
        let Some(length) = i64::try_from(seconds / 60).ok().filter(|length| *length > 0) else { return true };
        let apart =
            |p: &Placed<'_>| minute_of(p.fact).is_some_and(|at| times.iter().any(|from| (from - at).abs() == length));
        match there.iter().position(apart) {
            Some(index) => {
                there.remove(index);
                false
            }
            None => true,
        }
    });
}

/// The minute of the day that a time is.
fn minute_of(fact: &Fact) -> Option<i64> {
    match fact.value {
        Value::Time { hour, minute } => Some(i64::from(hour) * 60 + i64::from(minute)),
        _ => None,
    }
}

/// Takes out amounts that the translation gives in another system of measures, as `15 feet` for 4.5メートル.
fn converted(missing: &mut Vec<Placed<'_>>, added: &mut Vec<Placed<'_>>) {
    let measure = |fact: &Fact| match &fact.value {
        Value::Number { amount, unit } if is_measure(unit) => Some((*amount, *unit)),
        _ => None,
    };
    missing.retain(|p| {
        let Some((here, unit)) = measure(p.fact) else { return true };
        let same = |p: &Placed<'_>| {
            measure(p.fact).is_some_and(|(there, other)| {
                paraphrase::converts(here, unit, there, other) || paraphrase::converts(there, other, here, unit)
            })
        };
        match added.iter().position(same) {
            Some(index) => {
                added.remove(index);
                false
            }
            None => true,
        }
    });
}

/// Whether one amount is the other in round figures, and if so, whether the text says that it is: `some 25.07 million` for
/// 2,506万6,100人.
fn rounding(ja: &Fact, en: &Fact, pair: &Pair<'_>) -> Option<bool> {
    let (a, b) = (amount_of(ja)?.to_f64(), amount_of(en)?.to_f64());
    let (exact, round) = if digits_of(a) > digits_of(b) { (a, b) } else { (b, a) };
    // Three figures of a number of four and more: less is another number.
    let figures = digits_of(round);
    if figures < 3 || exact < 1000.0 || figures >= digits_of(exact) {
        return None;
    }
    let step = 10f64.powi(exact.log10().floor() as i32 + 1 - figures);
    let near = (exact - round).abs() < step;
    near.then(|| {
        let before = |text: &str, fact: &Fact| {
            let head = text[..fact.span.start].trim_end().to_lowercase();
            [
                "some",
                "about",
                "around",
                "approximately",
                "nearly",
                "almost",
                "roughly",
                "over",
                "than",
                "約",
                "およそ",
                "ほぼ",
            ]
            .iter()
            .any(|word| head.ends_with(word))
        };
        let behind = pair.ja.text[ja.span.end..].starts_with(['余', '強', '弱', '超']);
        before(pair.en.text, en) || before(pair.ja.text, ja) || behind
    })
}

/// How many figures a number has before the noughts at its end begin.
fn digits_of(amount: f64) -> i32 {
    let written = format!("{amount}");
    let figures: String = written.chars().filter(char::is_ascii_digit).collect();
    let figures = figures.trim_start_matches('0').trim_end_matches('0');
    i32::try_from(figures.len()).unwrap_or(i32::MAX)
}

/// Numbers in words that the facts leave alone (二以上, 両者 apart) and a small English number that is nobody's: `three or
/// more`.
fn loose_clashes(added: &mut Vec<Placed<'_>>, pair: &Pair<'_>) -> Vec<Clash> {
    let small = |fact: &Fact| match &fact.value {
        Value::Number { amount, .. } if !fact.weak => amount.whole().filter(|n| (2..=12).contains(n)),
        _ => None,
    };
    let mut left: Vec<(u64, Span)> = paraphrase::loose_numbers(pair)
        .into_iter()
        .filter(|(n, _)| (2..=12).contains(n) && !paraphrase::english_has(*n, pair))
        .collect();
    let mut found = Vec::new();
    added.retain(|p| {
        if left.is_empty() || small(p.fact).is_none() {
            return true;
        }
        let (_, span) = left.remove(0);
        found.push(Clash {
            rule: "bi.number",
            ja: Some(span),
            en: Some(p.fact.span),
            severity: Some(Severity::Warning),
            fix: None,
        });
        false
    });
    found
}

/// The facts of `here` that are left when each that `there` states is taken once.
fn spare<'a>(here: &'a Stated<'_>, there: &Stated<'_>, side: &Side<'_>, cross: bool) -> Vec<Placed<'a>> {
    let mut taken = HashSet::new();
    let mut left = Vec::new();
    for fact in here.facts() {
        let counterpart = there.facts().iter().enumerate().position(|(at, other)| {
            !taken.contains(&at) && (there.agrees(other, fact, cross) || here.agrees(fact, other, cross))
        });
        match counterpart {
            Some(at) => drop(taken.insert(at)),
            None => left.push(fact),
        }
    }
    placed(left, side)
}

/// How alike two facts must be to be taken for one another.
#[derive(Clone, Copy, PartialEq)]
enum Close {
    /// Same kind, same unit.
    Same,
    /// Same kind, and of numbers one says nothing of its unit.
    Bare,
    /// Same kind.
    Kind,
    /// Numbers of any kind.
    Family,
    /// Whatever has a number.
    Any,
}

/// Pairs facts nearest to each other in their texts; those paired are taken out.
fn matched<'a>(ja: &mut Vec<Placed<'a>>, en: &mut Vec<Placed<'a>>, close: Close) -> Vec<(&'a Fact, &'a Fact)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    // Pairs are sentences; a list of hundreds of figures on both sides is paired in order.
    const MOST: usize = 400;
    if ja.len() * en.len() > MOST * MOST {
        let count = ja.len().min(en.len());
        return ja.drain(..count).zip(en.drain(..count)).map(|(a, b)| (a.fact, b.fact)).collect();
    }
    for (i, a) in ja.iter().enumerate() {
        for (j, b) in en.iter().enumerate() {
            if alike(a.fact, b.fact, close) {
                candidates.push(((a.at - b.at).abs(), i, j));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut used_ja, mut used_en, mut pairs) = (HashSet::new(), HashSet::new(), Vec::new());
    for (_, i, j) in candidates {
        if !used_ja.contains(&i) && !used_en.contains(&j) {
            used_ja.insert(i);
            used_en.insert(j);
            pairs.push((ja[i].fact, en[j].fact));
        }
    }
    let mut at = 0..;
    ja.retain(|_| !used_ja.contains(&at.next().unwrap_or(0)));
    let mut at = 0..;
    en.retain(|_| !used_en.contains(&at.next().unwrap_or(0)));
    pairs
}

fn alike(a: &Fact, b: &Fact, close: Close) -> bool {
    let same = match (&a.value, &b.value) {
        (Value::Number { unit: u, .. }, Value::Number { unit: v, .. }) => u == v && !u.is_empty(),
        (Value::Money { currency: c, .. }, Value::Money { currency: d, .. }) => c == d,
        (Value::Day(a), Value::Day(b)) => {
            let shape = |d: &crate::text::facts::Day| (d.year.is_some(), d.month.is_some(), d.day.is_some());
            shape(a) == shape(b) || a.month.is_some() && a.month == b.month || a.day.is_some() && a.day == b.day
        }
        (Value::Duration { months: m, days: d, .. }, Value::Duration { months: n, days: e, .. }) => {
            (*m > 0, *d > 0) == (*n > 0, *e > 0)
        }
        (Value::Percent(_), Value::Percent(_)) | (Value::Points(_), Value::Points(_)) => true,
        (Value::Weekday(_), Value::Weekday(_)) | (Value::Time { .. }, Value::Time { .. }) => true,
        (Value::Law { path: p, .. }, Value::Law { path: q, .. }) => {
            p.len() == q.len() && p.iter().zip(q).all(|(a, b)| a.0 == b.0)
        }
        (Value::Text(_), Value::Text(_)) => a.kind == b.kind,
        (Value::Numbered(..), Value::Numbered(..)) => a.kind == b.kind,
        _ => false,
    };
    match close {
        Close::Same => same,
        Close::Bare => match (&a.value, &b.value) {
            (Value::Number { unit: u, .. }, Value::Number { unit: v, .. }) => u.is_empty() || v.is_empty(),
            _ => false,
        },
        Close::Kind => a.kind == b.kind,
        Close::Family => family(a.kind).is_some() && family(a.kind) == family(b.kind),
        Close::Any => [a.kind, b.kind].iter().all(|k| *k == Kind::Number || family(*k) == Some(2)),
    }
}

/// Kinds that one slip of the pen turns into one another.
fn family(kind: Kind) -> Option<u8> {
    Some(match kind {
        Kind::Money | Kind::Number | Kind::Percent | Kind::Duration | Kind::Time | Kind::Date => 0,
        Kind::Phone | Kind::Fax | Kind::Extension | Kind::Postal => 1,
        Kind::Law | Kind::DocumentNumber | Kind::Reference | Kind::Code | Kind::Address => 2,
        _ => return None,
    })
}

/// The rule under which it falls that `ja` and `en` stand in each other's place.
fn rule_of(ja: &Fact, en: &Fact, pair: &Pair<'_>) -> &'static str {
    match (&ja.value, &en.value) {
        (Value::Day(_), _) => "bi.date",
        (Value::Weekday(_), _) => "bi.weekday",
        (Value::Time { .. }, _) => "bi.time",
        (Value::Number { amount: a, unit: u }, Value::Number { amount: b, unit: v })
            if ja.span != en.span || u != v =>
        {
            if a == b && is_measure(u) && is_measure(v) {
                "bi.unit"
            } else if *u == "fold" || *v == "fold" {
                "bi.ratio"
            } else if by_tens(*a, *b) {
                "bi.magnitude"
            } else {
                "bi.number"
            }
        }
        (Value::Money { currency: c, amount: a }, Value::Money { currency: d, amount: b }) => {
            if c != d && !by_tens(*a, *b) {
                "bi.currency"
            } else if a != b && by_tens(*a, *b) {
                "bi.magnitude"
            } else {
                "bi.number"
            }
        }
        // 2kg and `2 pounds`, of weight.
        (Value::Number { amount: a, unit }, Value::Money { amount: b, .. })
        | (Value::Money { amount: b, .. }, Value::Number { amount: a, unit }) => {
            if a == b && is_measure(unit) {
                "bi.unit"
            } else if by_tens(*a, *b) {
                "bi.magnitude"
            } else {
                "bi.number"
            }
        }
        (Value::Percent(_) | Value::Points(_) | Value::Ratio(..), _) => "bi.ratio",
        (_, Value::Percent(_) | Value::Points(_) | Value::Ratio(..)) => "bi.ratio",
        (Value::Number { unit: "fold", .. }, _) => "bi.ratio",
        (Value::Text(_), _) => "bi.contact",
        (Value::Numbered(..), _) => "bi.contact",
        (_, Value::Text(_)) if pair.crosses() && ja.kind != Kind::Number => "bi.contact",
        _ => "bi.number",
    }
}

/// Whether one is the other with noughts more or fewer.
fn by_tens(a: Decimal, b: Decimal) -> bool {
    let large = Decimal::from(1000);
    if a == b || (a.compare(large).is_lt() && b.compare(large).is_lt()) {
        return false;
    }
    (1..=12).any(|power| a.times_ten_to(power).is_some_and(|n| n == b) || b.times_ten_to(power).is_some_and(|n| n == a))
}

/// The power of ten that a table's 単位：千円 multiplies its amounts by.
fn row_of_units(text: &str) -> Option<u32> {
    let behind = text.split_once("単位")?.1.trim_start_matches(['：', ':', ' ', '　', '（', '(']);
    [("千", 3), ("百万", 6), ("億", 8), ("万", 4)].into_iter().find_map(|(word, power)| {
        let unit = behind.strip_prefix(word)?;
        unit.starts_with(['円', '人', '件', 'ト', 't', 'k', '㎡', '戸', '世']).then_some(power)
    })
}

/// Whether `fact` is the amount 千円 of 単位：千円.
fn is_row_of_units(text: &str, fact: &Fact) -> bool {
    text[..fact.span.start].trim_end_matches(['：', ':', ' ', '　', '（', '(']).ends_with("単位")
}

fn amount_of(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        Value::Number { amount, .. } | Value::Money { amount, .. } => Some(*amount),
        _ => None,
    }
}

/// A day whose year alone the translation leaves to the reader matters little.
fn year_apart(fact: &Fact, other: &Stated<'_>, severity: Severity) -> Severity {
    let Value::Day(day) = &fact.value else { return severity };
    let same = |fact: &Fact| match &fact.value {
        Value::Day(other) => other.year.is_none() && (other.month, other.day) == (day.month, day.day),
        _ => false,
    };
    if day.month.is_some() && day.day.is_some() && other.facts().iter().any(same) { Severity::Info } else { severity }
}

/// How much it matters that a fact stands in one text alone: in the Japanese one, or in the English. `None` if not at all.
fn alone(fact: &Fact, japanese: bool) -> Option<Severity> {
    use Severity::{Error, Info, Warning};
    let small = |amount: Decimal| amount.compare(Decimal::from(4)).is_lt();
    Some(match &fact.value {
        Value::Weekday(_) => Info,
        Value::Day(day) if day.day.is_some() => Error,
        Value::Day(day) if day.year.is_some() && japanese => Error,
        Value::Day(_) => Warning,
        Value::Money { .. } | Value::Percent(_) | Value::Points(_) | Value::Time { .. } => Error,
        Value::Duration { .. } => {
            if japanese {
                Error
            } else {
                Warning
            }
        }
        Value::Number { unit: "ordinal" | "", amount } if small(*amount) => Info,
        Value::Number { unit: "ordinal", .. } => Warning,
        Value::Number { amount, unit } if japanese => match (small(*amount), unit.is_empty()) {
            (true, _) => Warning,
            (false, _) => Error,
        },
        Value::Number { amount, .. } if amount.compare(Decimal::from(13)).is_lt() => return None,
        Value::Number { .. } => Warning,
        Value::Ratio(..) => Warning,
        Value::Law { .. } | Value::Numbered(..) => Warning,
        Value::Text(_) => match fact.kind {
            Kind::Phone | Kind::Fax | Kind::Mail | Kind::Url => Error,
            Kind::Postal | Kind::Address => Info,
            Kind::Code if !japanese => Info,
            _ => Warning,
        },
    })
}

/// What `fact` says, written out in `lang`, where that is one thing.
fn in_words(fact: &Fact, lang: Lang) -> Option<String> {
    let japanese = lang == Lang::Ja;
    Some(match &fact.value {
        Value::Day(day) => {
            let month = |m: u8| MONTHS.get(usize::from(m).checked_sub(1)?).copied();
            match (day.year, day.month, day.day, japanese) {
                (Some(y), None, None, true) if day.fiscal => format!("{y}年度"),
                (Some(y), None, None, false) if day.fiscal => format!("fiscal year {y}"),
                (y, m, d, true) => {
                    let part = |n: Option<String>, unit: &str| n.map(|n| format!("{n}{unit}")).unwrap_or_default();
                    [
                        part(y.map(|y| y.to_string()), "年"),
                        part(m.map(|m| m.to_string()), "月"),
                        part(d.map(|d| d.to_string()), "日"),
                    ]
                    .concat()
                }
                (Some(y), Some(m), Some(d), false) => format!("{} {d}, {y}", month(m)?),
                (Some(y), Some(m), None, false) => format!("{} {y}", month(m)?),
                (Some(y), None, None, false) => y.to_string(),
                (None, Some(m), Some(d), false) => format!("{} {d}", month(m)?),
                (None, Some(m), None, false) => month(m)?.to_owned(),
                _ => return None,
            }
        }
        Value::Weekday(day) if japanese => {
            format!("{}曜日", ["日", "月", "火", "水", "木", "金", "土"][usize::from(day % 7)])
        }
        Value::Weekday(_) => fact.value.to_string(),
        Value::Time { hour, minute } if japanese => match minute {
            0 => format!("{hour}時"),
            _ => format!("{hour}時{minute}分"),
        },
        Value::Time { hour: 12, minute: 0 } => "noon".to_owned(),
        Value::Time { hour: 0 | 24, minute: 0 } => "midnight".to_owned(),
        Value::Time { hour, minute } => {
            let half = if hour % 24 < 12 { "a.m." } else { "p.m." };
            let twelve = match hour % 12 {
                0 => 12,
                other => other,
            };
            if *minute == 0 { format!("{twelve} {half}") } else { format!("{twelve}:{minute:02} {half}") }
        }
        Value::Money { currency: "JPY", amount } if japanese => format!("{}円", grouped_ja(*amount)),
        Value::Money { currency: "JPY", amount } => format!("{} yen", grouped_en(*amount)),
        Value::Percent(amount) if japanese => format!("{amount}％"),
        Value::Percent(amount) => format!("{amount} percent"),
        Value::Number { amount, .. } => {
            if japanese {
                grouped_ja(*amount)
            } else {
                grouped_en(*amount)
            }
        }
        Value::Text(text) if matches!(fact.kind, Kind::Mail | Kind::Url) => text.clone(),
        _ => return None,
    })
}

/// 3億5,000万.
fn grouped_ja(amount: Decimal) -> String {
    let Some(n) = amount.whole() else { return amount.to_string() };
    let mut said = String::new();
    for (unit, name) in [(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")] {
        let part = n / unit % 10_000;
        if part > 0 {
            said.push_str(&format!("{}{name}", crate::proofread::japanese::grouped(part)));
        }
    }
    let rest = n % 10_000;
    if rest > 0 || said.is_empty() {
        said.push_str(&crate::proofread::japanese::grouped(rest));
    }
    said
}

/// `350 million`, `1,234`.
fn grouped_en(amount: Decimal) -> String {
    let Some(n) = amount.whole() else { return amount.to_string() };
    for (unit, name) in [(1_000_000_000_000u64, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")] {
        if n >= unit && n % (unit / 1000) == 0 {
            let (whole, rest) = (n / unit, n % unit / (unit / 1000));
            let tail = format!("{rest:03}");
            let tail = tail.trim_end_matches('0');
            return if tail.is_empty() { format!("{whole} {name}") } else { format!("{whole}.{tail} {name}") };
        }
    }
    crate::proofread::japanese::grouped(n)
}
