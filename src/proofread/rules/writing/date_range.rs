//! 5月20日から5月10日まで: a period that ends before it begins.

use crate::proofread::dates::in_full;
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::date::era_year_one;
use crate::text::facts::{Fact, Kind, Link, Value};
use crate::text::{Date, Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

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

/// What is done with a closing hour: 午後8時から午後5時まで早める.
const SOONER: [&str; 5] = ["早め", "繰り上", "繰上", "前倒", "短縮"];

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
        decades(passage, hits);
        thirds(passage, hits);
        hours_of_days(passage, hits);
        let mut found = in_full(text, passage.facts());
        days_with_hours(text, &found, hits);
        let weekdays: Vec<_> = found.iter().filter(|fact| fact.kind == Kind::Weekday).cloned().collect();
        found.retain(|fact| fact.kind != Kind::Weekday);
        from_the_end_of_a_month(passage, &found, hits);
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
                        && (*from != 12 && *to != 12 && in_one_half(passage, pair[0].span, pair[1].span)
                            || !BY_NIGHT.iter().any(|word| text.contains(word))
                                && (BY_DAY.iter().any(|word| text.contains(word)) && *to >= 6
                                    // Nearly round the clock: 14時〜10時.
                                    || round_the_clock((*from, *a), (*to, *b))
                                    || BY_DAY[..11].iter().any(|word| text.contains(word)))) =>
                {
                    // 開始を午前7時から午前6時30分に繰り上げる
                    let moved = ["に繰", "に変", "に早", "に改", "に前", "に移", "に短", "に切", "へ"];
                    let behind = &text[pair[1].span.end..];
                    let moved = moved.iter().any(|words| behind.starts_with(words));
                    let sooner = behind
                        .strip_prefix("まで")
                        .is_some_and(|rest| SOONER.iter().any(|words| rest.starts_with(words)));
                    if moved || sooner || hits.spans().iter().any(|known| known.overlaps(span)) {
                        continue;
                    }
                    hits.at(span).severity(Severity::Warning);
                }
                _ => {}
            }
        }
    }
}

/// The words of the sentence that `span` ends in.
fn words_around<'p>(passage: &'p Passage<'_>, span: Span) -> &'p str {
    let sentence = passage.sentences.iter().find(|s| s.span.end >= span.end);
    sentence.map_or(passage.text, |s| &passage.text[s.span.range()])
}

/// Whether it is 18 hours or more from one hour to the other, an earlier one: 14時〜10時.
fn round_the_clock((from, a): (u8, u8), (to, b): (u8, u8)) -> bool {
    (u16::from(to) + 24) * 60 + u16::from(b) >= (u16::from(from) + 18) * 60 + u16::from(a)
}

/// 午後8時から午後5時まで: both hours are said to be in the same half of the day, and nothing is said of the next one,
/// or of a change from one hour to the other.
fn in_one_half(passage: &Passage<'_>, from: Span, to: Span) -> bool {
    const OTHERWISE: [&str; 7] = ["翌", "24時間", "変更", "短縮", "遡", "さかのぼ", "戻"];
    let text = passage.text;
    let both = |half: &str| text[from.range()].starts_with(half) && text[to.range()].starts_with(half);
    let half = both("午後") || both("午前") && !BY_NIGHT.iter().any(|word| text.contains(word));
    let joint = text.get(from.end..to.start).unwrap_or_default();
    let period = text[to.end..].starts_with("まで") || joint.contains(['〜', '～']);
    let words = words_around(passage, to);
    half && period && !OTHERWISE.iter().any(|word| words.contains(word))
}

/// 2030年3月末から2027年4月1日まで: the end of a month, and an earlier month or a day of the same one.
fn from_the_end_of_a_month(passage: &Passage<'_>, found: &[Fact], hits: &mut Hits) {
    static JOINT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("^末日?(?:から|〜|～)(?:同年)?$").expect("the pattern is sound"));
    for pair in found.windows(2) {
        let (Value::Day(from), Value::Day(to)) = (&pair[0].value, &pair[1].value) else { continue };
        let between = passage.text.get(pair[0].span.end..pair[1].span.start).unwrap_or_default();
        let whole = from.year.is_some() && from.month.is_some() && from.day.is_none();
        let known = to.year.is_some() && to.month.is_some();
        // No month ends before its 28th.
        let backwards = (from.year, from.month, 28) > (to.year, to.month, to.day.unwrap_or(31));
        let span = Span::new(pair[0].span.start, pair[1].span.end);
        if whole
            && known
            && backwards
            && JOINT.is_match(between)
            && !BACK.iter().any(|back| words_around(passage, span).contains(back))
        {
            hits.at(span);
        }
    }
}

/// 昭和50年代から昭和30年代まで: decades, in an era or not.
fn decades(passage: &Passage<'_>, hits: &mut Hits) {
    static DECADES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            "(?P<era>明治|大正|昭和|平成|令和)?(?P<from>[0-9]{1,4})年代(?:から|〜|～)",
            "(?P<other>明治|大正|昭和|平成|令和)?(?P<to>[0-9]{1,4})年代(?:まで|にかけて)",
        ))
        .expect("the pattern is sound")
    });
    if !passage.text.contains("年代") {
        return;
    }
    let year = |era: Option<&str>, number: &str| match (era, number.parse::<i32>().ok()?) {
        (Some(era), number @ 1..100) => Some(era_year_one(era)? + number - 1),
        (None, number @ 1000..) => Some(number),
        _ => None,
    };
    for caught in DECADES.captures_iter(passage.text) {
        let Some(whole) = caught.get(0) else { continue };
        let era = caught.name("era").map(|era| era.as_str());
        let (from, to) = (&caught["from"], &caught["to"]);
        // 昭和50年代から30年代まで
        let other = caught.name("other").map(|era| era.as_str()).or(era.filter(|_| to.len() <= 2));
        let span = Span::from(whole.range());
        let backwards = matches!((year(era, from), year(other, to)), (Some(from), Some(to)) if from > to);
        if backwards && !BACK.iter().any(|back| words_around(passage, span).contains(back)) {
            hits.at(span);
        }
    }
}

/// 10月下旬から10月上旬まで, 令和8年10月上旬から同年9月下旬まで: the thirds of months.
fn thirds(passage: &Passage<'_>, hits: &mut Hits) {
    static THIRDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            "(?:(?P<year>(?:明治|大正|昭和|平成|令和)?[0-9元]{1,4})年)?(?P<from>[0-9]{1,2})月(?P<first>[上中下])旬",
            "(?:から|〜|～)(?:(?P<same>同)年|(?P<other>(?:明治|大正|昭和|平成|令和)?[0-9元]{1,4})年)?",
            "(?:(?P<to>[0-9]{1,2})月|同月)(?P<last>[上中下])旬(?P<end>まで|にかけて)?",
        ))
        .expect("the pattern is sound")
    });
    if !passage.text.contains('旬') {
        return;
    }
    for caught in THIRDS.captures_iter(passage.text) {
        let Some(whole) = caught.get(0) else { continue };
        let named = |name: &str| caught.name(name).map(|found| found.as_str());
        let month = |name: &str| named(name).and_then(|month| month.parse::<u8>().ok());
        let third = |name: &str| named(name).and_then(|third| "上中下".find(third));
        let Some(from) = month("from") else { continue };
        let to = month("to").unwrap_or(from);
        // Without its year a period may run into the next one.
        let one_year = named("same").is_some() || named("other").is_some() && named("other") == named("year");
        let one_month = from == to && named("other").is_none();
        let backwards = (from, third("first")) > (to, third("last")) && (one_year || one_month);
        let behind = &passage.text[whole.end()..];
        let dashed = whole.as_str().contains(['〜', '～']) && !behind.starts_with(['に', 'へ']);
        let moved = named("end").is_none() && !dashed;
        let sooner = SOONER.iter().any(|words| behind.starts_with(words));
        let span = Span::from(whole.range());
        let back = BACK.iter().any(|back| words_around(passage, span).contains(back));
        if backwards && !moved && !sooner && !back {
            hits.at(span);
        }
    }
}

/// 12月19日（土）午前8時から12月18日（金）午後6時まで: the hours of both days stand between.
fn days_with_hours(text: &str, found: &[Fact], hits: &mut Hits) {
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
    for pair in passage.facts().windows(2).filter(|pair| pair[1].link == Link::To) {
        let (Value::Day(from), Value::Day(to)) = (&pair[0].value, &pair[1].value) else { continue };
        let alone = |day: &crate::text::facts::Day| day.month.is_none() && day.day.is_none();
        let words = words_around(passage, pair[1].span);
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
        let gap = |a: &Fact, b: &Fact| text.get(a.span.end..b.span.start).unwrap_or("。");
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
