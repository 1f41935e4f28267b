//! Whether a limit counts itself: 以上 and 以下 do, 超える and 未満 do not.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use crate::text::facts::{Fact, Kind, Value};
use regex::Regex;
use std::sync::LazyLock;

/// 20歳以上 / `over 20`.
pub struct Comparison;

/// On which side of a number something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// The number and more.
    From,
    /// More than the number.
    Over,
    /// The number and less.
    UpTo,
    /// Less than the number.
    Under,
}

/// How far beside a number its bound is looked for, bytes.
const REACH: usize = 40;

impl Rule for Comparison {
    fn about(&self) -> About {
        About { source: "公用文作成の考え方Ⅱ-1", ..bi("bi.comparison", Severity::Error) }
    }
}

impl PairRule for Comparison {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if !pair.compares() {
            return;
        }
        let (ja, en) = (pair.ja.stated(), pair.en.stated());
        for fact in ja.facts().iter().filter(|fact| is_limit(fact)) {
            let Some((bound, words)) = japanese(pair.ja.text, fact) else { continue };
            let others: Vec<&Fact> =
                en.facts().iter().filter(|f| en.agrees(f, fact, true) || ja.agrees(fact, f, true)).collect();
            let bounds: Vec<(Bound, Span)> = others.iter().filter_map(|f| english(pair.en.lower(), f)).collect();
            // The same number twice, once as a limit and once not, tells nothing.
            let all_known = bounds.len() == others.len() && !bounds.is_empty();
            let repeated = ja.facts().iter().filter(|f| f.value == fact.value).count() > 1;
            if !all_known || repeated || bounds.iter().any(|(b, _)| *b == bound) {
                continue;
            }
            let (found, place) = bounds[0];
            if is_loose(pair, fact, bound, found) || turned_round(pair, bound, found) {
                continue;
            }
            let place = Span::new(place.start.min(others[0].span.start), place.end.max(others[0].span.end));
            let hit = hits.at(Some(Span::new(fact.span.start, words.end)), Some(place));
            if near(bound, found) && matches!(fact.value, Value::Duration { .. }) {
                hit.severity(Severity::Info);
            }
            if !pair.is_from_english() {
                let number = &pair.en.text[others[0].span.range()];
                hit.fix(match bound {
                    Bound::From => format!("{number} or more"),
                    Bound::Over => format!("more than {number}"),
                    Bound::UpTo => format!("{number} or less"),
                    Bound::Under => format!("less than {number}"),
                });
            }
        }
    }
}

fn is_limit(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Number | Kind::Money | Kind::Percent | Kind::Duration)
        && !matches!(fact.value, Value::Number { unit: "ordinal", .. })
}

/// The bound that stands behind `fact`, and where.
fn japanese(text: &str, fact: &Fact) -> Option<(Bound, Span)> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[）)]|以上|程度)?(?:の数)?(?:(?P<from>以上(?:[^に]|に(?:わた|及|の|達|な)|$)|を下回らない|を下らない)|(?P<upto>以下|以内|を超えない|を超えては|を超えること[はが]でき|を上回らない|まで(?:[^に]|$))|(?P<over>を?超え(?:る|て|た)?|超(?:[^え]|$)|を上回る?)|(?P<under>未満|に満たない|に達しない|を下回))",
        )
        .expect("the pattern is sound")
    });
    let behind = &text[fact.span.end..];
    let before = text[..fact.span.start].trim_end_matches([' ', '　', 'は', '約']);
    let next: String = behind.chars().take(4).collect();
    let bounded = ["以上", "以下", "未満", "超", "以内"].iter().any(|word| next.contains(word));
    for (words, bound) in
        [("最低", Bound::From), ("少なくとも", Bound::From), ("最大", Bound::UpTo), ("最長", Bound::UpTo)]
    {
        if !bounded && before.ends_with(words) {
            return Some((bound, fact.span));
        }
    }
    // 人以上 in 10人以上 belongs to what follows the number, whatever counter stands between.
    let counters = behind.chars().take_while(|c| "人名件歳円個点日月年時間分枚台回か所ヶ箇世帯戸".contains(*c)).take(3);
    let skip: usize = counters.map(char::len_utf8).sum();
    for from in [0, skip] {
        let Some(found) = BEHIND.captures(&behind[from..]) else { continue };
        let place = found.get(0)?;
        let span = Span::new(fact.span.end + from, fact.span.end + from + place.end());
        let bound = if found.name("from").is_some() {
            Bound::From
        } else if found.name("upto").is_some() {
            Bound::UpTo
        } else if found.name("over").is_some() {
            Bound::Over
        } else {
            Bound::Under
        };
        return Some((bound, trimmed(text, span)));
    }
    None
}

/// `span` without the character behind the bound that the pattern had to look at.
fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    for whole in ["以上", "超", "まで"] {
        if let Some(at) = words.rfind(whole)
            && words[at + whole.len()..].chars().count() == 1
            && !words.contains("超え")
        {
            return Span::new(span.start, span.start + at + whole.len());
        }
    }
    span
}

/// The bound beside `fact` in English, and where.
fn english(lower: &str, fact: &Fact) -> Option<(Bound, Span)> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?:(?P<from>at least|no less than|not less than|no fewer than|not fewer than|not lower than|no lower than|a minimum of|minimum of|minimum|not under|not below|no younger than|or more than|equal to or more than|equal to or greater than|not shorter than)",
            r"|(?P<upto>up to|no more than|not more than|at most|not over|a maximum of|maximum of|maximum|within|not exceed|not exceeding|does not exceed|do not exceed|not to exceed|not older than|not later than|not longer than|no longer than|no greater than|not greater than|limited to|capped at|limit of|never exceed|not be more than|not higher than|as many as|as much as)",
            r"|(?P<over>more than|over|exceeding|exceeds|exceed|exceeded|in excess of|above|greater than|older than|higher than|longer than|larger than|beyond|after|surpass(?:es|ed)?|upwards of)",
            r"|(?P<under>less than|fewer than|under|below|younger than|lower than|shorter than|smaller than))",
            r"(?: (?:the|a|an|age|ages|aged|of|about|¥|approximately|amount|total|being))*[\s(¥]*$",
        ))
        .expect("the pattern is sound")
    });
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^[\s),-]*(?:(?:years?|days?|months?|hours?|minutes?|weeks?|people|persons?|yen|members|employees|residents|old|of age|in (?:age|total|length|height|area|size|diameter|weight)|square met(?:er|re)s|met(?:er|re)s|households|children|workers|points|applicants|participants|floors|stories|vehicles|units|cases|times|degrees)[\s,-]*)*",
            r"(?:(?P<from>(?:or|and) (?:more|older|over|above|higher|greater|longer|later|better|stronger|larger|up|upwards?)|minimum)\b",
            r"|(?P<upto>(?:or|and) (?:less|fewer|younger|below|lower|under|shorter|smaller|earlier)|maximum|at most|at the (?:latest|most))\b)",
        ))
        .expect("the pattern is sound")
    });
    let mut from = fact.span.start.saturating_sub(REACH);
    while !lower.is_char_boundary(from) {
        from += 1;
    }
    let before = &lower[from..fact.span.start];
    if let Some(found) = BEHIND.captures(&lower[fact.span.end..])
        && let Some(place) = found.get(0)
    {
        let bound = if found.name("from").is_some() { Bound::From } else { Bound::UpTo };
        return Some((bound, Span::new(fact.span.start, fact.span.end + place.end())));
    }
    let found = BEFORE.captures(before)?;
    let place = found.get(0)?;
    if before[..place.start()].ends_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // `no over-charging`, `not … over`: a denial turns the bound round.
    let denied = ["not ", "n't ", "never ", "without "].iter().any(|no| {
        let head = &before[..place.start()];
        head.ends_with(no) || head.ends_with(&format!("{no}be ")) || head.ends_with(&format!("{no}have "))
    });
    let bound = if found.name("from").is_some() {
        Bound::From
    } else if found.name("upto").is_some() {
        Bound::UpTo
    } else if found.name("over").is_some() {
        if denied { Bound::UpTo } else { Bound::Over }
    } else if denied {
        Bound::From
    } else {
        Bound::Under
    };
    Some((bound, Span::new(from + place.start(), fact.span.end)))
}

/// Whether `found` for `bound` is how one tells of round figures: 1,000人以上が参加した, `more than 1,000 took part`.
fn is_loose(pair: &Pair<'_>, fact: &Fact, bound: Bound, found: Bound) -> bool {
    // 2キロ以内に立ち入らない is `stay at least two kilometers away`.
    let lower = pair.en.lower();
    let away = ["away", "clear of", "distance", "out of"].iter().any(|word| lower.contains(word));
    if (bound, found) == (Bound::UpTo, Bound::From) && away {
        return true;
    }
    if !near(bound, found) {
        return false;
    }
    let (amount, age) = match &fact.value {
        Value::Number { amount, unit } => (amount.to_f64(), *unit == "years old"),
        Value::Money { amount, .. } | Value::Percent(amount) => (amount.to_f64(), false),
        Value::Duration { .. } => (0.0, false),
        _ => return true,
    };
    // `within` and 以下 of a time, and what a report tells of the past in round figures.
    static TOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:ました|った|した|られた|れた|えた|んだ|いた|きた)(?:。|、|が|$)|てい(?:ます|る)|に上|を数え|以上が|以上の方|余り|見込")
            .expect("the pattern is sound")
    });
    !age && TOLD.is_match(pair.ja.text)
        && (amount >= 30.0 || matches!(fact.value, Value::Duration { .. } | Value::Percent(_)))
}

/// Whether one text denies of the one side of the number what the other says of the other: 10万円未満は分割できません, `only
/// amounts of 100,000 yen or more can be paid in installments`.
fn turned_round(pair: &Pair<'_>, bound: Bound, found: Bound) -> bool {
    static DENIES_JA: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("ません|(?:でき|し|ら|れ|は|が)ない|対象外|不可|を除|以外|限り|限る|のみ")
            .expect("the pattern is sound")
    });
    static DENIES_EN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:no|not|cannot|never|none|except|excluding|other than|exempt\w*|ineligible)\b|n['’]t\b")
            .expect("the pattern is sound")
    });
    let other_side = matches!(
        (bound, found),
        (Bound::Under, Bound::From)
            | (Bound::From, Bound::Under)
            | (Bound::UpTo, Bound::Over)
            | (Bound::Over, Bound::UpTo)
    );
    // A duty denies nothing.
    let told = ["なければならない", "なければなりません"]
        .iter()
        .fold(pair.ja.text.to_owned(), |told, duty| told.replace(duty, ""));
    other_side && DENIES_JA.is_match(&told) != DENIES_EN.is_match(pair.en.lower())
}

/// Whether only the number itself lies between the two.
fn near(a: Bound, b: Bound) -> bool {
    matches!((a, b), (Bound::From, Bound::Over) | (Bound::Over, Bound::From))
        || matches!((a, b), (Bound::UpTo, Bound::Under) | (Bound::Under, Bound::UpTo))
}
