//! 5月20日から5月10日まで: a period that ends before it begins.

use crate::proofread::dates::in_full;
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::facts::{Kind, Link, Value};
use crate::text::{Date, Lang, Span};

/// Both ends of a period.
pub struct RangeOrder;

/// What is open by day: its hours do not run through the night.
const BY_DAY: &[&str] = &[
    "受付",
    "貸出",
    "返却",
    "受け付け",
    "開館",
    "営業",
    "開庁",
    "窓口",
    "利用時間",
    "開場",
    "執務",
    "縦覧",
    "閲覧",
    "講座",
    "会議",
    "教室",
    "説明会",
    "講演",
    "研修",
    "相談",
    "診療",
    "健診",
    "検診",
    "授業",
    "見学",
    "開催",
];

/// What goes back in time on purpose.
const BACK: [&str; 8] = ["遡", "さかのぼ", "逆算", "逆順", "新しい順", "減少", "戻", "翌"];

/// What runs through the night.
const BY_NIGHT: [&str; 10] = ["夜", "宿直", "当直", "宿泊", "終夜", "深夜", "翌", "未明", "一晩", "24時間"];

impl Rule for RangeOrder {
    fn about(&self) -> About {
        About {
            id: "ja.date.range-order",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::None,
            source: "暦",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::NUMBERS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        years(passage, hits);
        hours_of_days(passage, hits);
        let mut found = in_full(text, passage.facts());
        days_with_hours(text, &found, hits);
        let weekdays: Vec<_> = found.iter().filter(|fact| fact.kind == Kind::Weekday).cloned().collect();
        found.retain(|fact| fact.kind != Kind::Weekday);
        for pair in found.windows(2).filter(|pair| pair[1].link == Link::To) {
            if text[pair[0].span.end..pair[1].span.start].contains('翌') {
                continue;
            }
            let span = Span::new(pair[0].span.start, pair[1].span.end);
            match (&pair[0].value, &pair[1].value) {
                (Value::Day(from), Value::Day(to)) if !from.fiscal && !to.fiscal => {
                    // Without its year a period may run into the next one.
                    let (year, same) = (to.year.or(from.year), from.month == to.month && to.year.is_none());
                    let backwards = if to.year.is_some() && from.year.is_some() || same && from.year.is_some() {
                        (from.year, from.month, from.day) > (year, to.month, to.day)
                            && from.month.is_some() == to.month.is_some()
                            && from.day.is_some() == to.day.is_some()
                    } else {
                        same && from.year.is_none() && from.month.is_some() && from.day > to.day && to.day.is_some()
                    };
                    // 令和8年10月3日（土）から9月29日（火）まで: its weekday tells that the same year is meant.
                    let named = weekdays.iter().find(|day| {
                        day.link == Link::OfDay
                            && day.span.start >= pair[1].span.end
                            && text[pair[1].span.end..day.span.start].chars().count() <= 1
                    });
                    let same_year = match (from.year, to.month, to.day, named.map(|day| &day.value)) {
                        (Some(year), Some(month), Some(day), Some(Value::Weekday(named)))
                            if to.year.is_none() && from.month > to.month =>
                        {
                            let is = |year| Date::new(year, month, day).is_some_and(|d| d.weekday() == *named);
                            is(year) && !is(year + 1)
                        }
                        _ => false,
                    };
                    let end = text[pair[1].span.end..].split('。').next().unwrap_or("");
                    let start = text[..pair[0].span.start].rsplit('。').next().unwrap_or("");
                    let back = BACK[..5].iter().any(|words| end.contains(words) || start.contains(words));
                    let known = hits.spans().iter().any(|known| known.overlaps(span));
                    if (backwards || same_year) && !back && !known {
                        hits.at(span);
                    }
                }
                (Value::Time { hour: from, minute: a }, Value::Time { hour: to, minute: b })
                    if (from, a) > (to, b)
                        && !BY_NIGHT.iter().any(|word| text.contains(word))
                        && (BY_DAY.iter().any(|word| text.contains(word)) && *to >= 6
                            // Nearly round the clock: 14時〜10時.
                            || (u16::from(*to) + 24) * 60 + u16::from(*b) >= (u16::from(*from) + 18) * 60 + u16::from(*a)
                            || BY_DAY[..11].iter().any(|word| text.contains(word))) =>
                {
                    // 開始を午前7時から午前6時30分に繰り上げる
                    let moved = ["に繰", "に変", "に早", "に改", "に前", "に移", "に短", "に切", "へ"];
                    let moved = moved.iter().any(|words| text[pair[1].span.end..].starts_with(words));
                    if moved || hits.spans().iter().any(|known| known.overlaps(span)) {
                        continue;
                    }
                    hits.at(span).severity(Severity::Warning);
                }
                _ => {}
            }
        }
    }
}

/// 12月19日（土）午前8時から12月18日（金）午後6時まで: the hours of both days stand between.
fn days_with_hours(text: &str, found: &[crate::text::facts::Fact], hits: &mut Hits) {
    let days: Vec<_> = found
        .iter()
        .filter_map(|fact| match fact.value {
            Value::Day(day) if day.day.is_some() && day.month.is_some() => Some((fact.span, day)),
            _ => None,
        })
        .collect();
    for pair in days.windows(2) {
        let [(one, from), (other, to)] = pair else { continue };
        let between = &text[one.end..other.start];
        let runs = between.trim_end_matches('、').ends_with(['ら', '〜', '～'])
            && between.contains('時')
            && between.chars().count() <= 22
            && !between.contains(['。', '\n', '翌']);
        let same = to.year.is_none() && from.month == to.month || to.year.is_some() && to.year == from.year;
        if runs && same && (from.month, from.day) > (to.month, to.day) {
            hits.at(Span::new(one.start, other.end));
        }
    }
}

/// 令和7年度から令和5年度まで, 2025年から2021年まで: years alone.
fn years(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.text;
    for pair in passage.facts().windows(2).filter(|pair| pair[1].link == Link::To) {
        let (Value::Day(from), Value::Day(to)) = (&pair[0].value, &pair[1].value) else { continue };
        let alone = |day: &crate::text::facts::Day| day.month.is_none() && day.day.is_none();
        let sentence = passage.sentences.iter().find(|s| s.span.end >= pair[1].span.end);
        let words = sentence.map_or(text, |s| &text[s.span.range()]);
        if alone(from)
            && alone(to)
            && from.fiscal
            && to.fiscal
            && matches!((from.year, to.year), (Some(a), Some(b)) if a > b)
            && !BACK.iter().any(|back| words.contains(back))
        {
            hits.at(Span::new(pair[0].span.start, pair[1].span.end));
        }
    }
}

/// 7月20日午前8時から7月18日午後5時まで: days with their hours.
fn hours_of_days(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.text;
    let found = in_full(text, passage.facts());
    let found: Vec<_> = found.iter().filter(|fact| fact.kind != Kind::Weekday).collect();
    for four in found.windows(4) {
        let [day, hour, other, until] = four else { continue };
        let (Value::Day(from), Value::Time { hour: a, minute: b }, Value::Day(to), Value::Time { hour: c, minute: d }) =
            (&day.value, &hour.value, &other.value, &until.value)
        else {
            continue;
        };
        let gap = |a: &crate::text::facts::Fact, b: &crate::text::facts::Fact| {
            text.get(a.span.end..b.span.start).unwrap_or("。")
        };
        let near = |gap: &str| gap.chars().count() <= 6 && !gap.contains(['。', '、', 'と', '・']);
        let period =
            matches!(gap(hour, other).trim(), "から" | "〜" | "～" | "から同年" | "から同月" | "から同日" | "から、");
        let year = from.year.is_some() == to.year.is_some();
        let whole = from.month.is_some() && to.month.is_some() && from.day.is_some() && to.day.is_some();
        let one_month = from.year.is_some() || from.month == to.month;
        let backwards = (from.year, from.month, from.day, a, b) > (to.year, to.month, to.day, c, d);
        if period && near(gap(day, hour)) && near(gap(other, until)) && year && whole && one_month && backwards {
            hits.at(Span::new(day.span.start, until.span.end));
        }
    }
}
