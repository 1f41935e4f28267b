//! What the rules of dates know of a line: days with their weekdays, and days that do not exist, in either language.

use crate::text::facts::{Day, Fact, Kind, Link, Value};
use crate::text::{Date, Span};
use regex::Regex;
use std::sync::LazyLock;

/// A day and the weekday beside it.
pub struct Dated<'f> {
    /// The day's fact.
    pub day: &'f Fact,
    /// What it says.
    pub at: Day,
    /// The weekday's fact.
    pub weekday: &'f Fact,
    /// 0 = Sunday.
    pub named: u8,
}

impl Dated<'_> {
    /// From the first of the two to the end of the other, in `text`; a bracket that opens between them is closed.
    pub fn span(&self, text: &str) -> Span {
        let start = self.day.span.start.min(self.weekday.span.start);
        let end = self.day.span.end.max(self.weekday.span.end);
        let open = text[start..end].contains(['(', '（']);
        let close = text[end..].chars().next().filter(|c| open && ")）".contains(*c));
        Span::new(start, end + close.map_or(0, char::len_utf8))
    }

    /// Their words in `text` with other ones in place of the weekday's, or of the day's.
    pub fn with(&self, text: &str, span: Span, words: &str) -> String {
        let whole = self.span(text);
        format!("{}{words}{}", &text[whole.start..span.start], &text[span.end..whole.end])
    }
}

/// `facts` of `text` with what 同年 and 同月 stand for: 令和8年10月24日から同月26日まで ends in the October of 2026. So does
/// a period that goes on with a day alone, or with a later month.
pub fn in_full(text: &str, facts: &[Fact]) -> Vec<Fact> {
    let mut last: Option<(Day, Span)> = None;
    let mut full = facts.to_vec();
    for fact in &mut full {
        let Value::Day(day) = &mut fact.value else { continue };
        if day.fiscal {
            continue;
        }
        if let Some((before, span)) = last.filter(|(before, _)| day.year.is_none() && !before.fiscal) {
            let between = text.get(span.end..fact.span.start).unwrap_or_default();
            // 8月5日（水）・6日（木）
            let listed = between.ends_with(['・', '、', 'と']) && between.chars().count() <= 8;
            let goes_on = (fact.link == Link::To || listed) && before.day < day.day;
            // 2月27日（金）午後6時から3月2日（日）午前8時まで: hours stand between the two ends.
            let period = fact.link == Link::To || is_period(between);
            if day.month.is_none() && (between.ends_with("同月") || goes_on) {
                (day.year, day.month) = (before.year, before.month);
            } else if between.ends_with("同年") || period && before.month < day.month {
                day.year = before.year;
            } else if day.month.is_some() && between.trim_end_matches('の').ends_with("翌年") {
                day.year = before.year.and_then(|year| year.checked_add(1));
            }
        }
        last = Some((*day, fact.span));
    }
    full
}

/// Whether what stands between two days makes a period of them, hours and weekdays aside.
fn is_period(between: &str) -> bool {
    static ONLY_HOURS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\s|[（(][月火水木金土日][^）)]{0,6}[）)]|(?:午前|午後)?[0-9０-９：:時分半]+|正午)*(?:から|～|〜|~|－|—|―)\s*$")
            .expect("the pattern is sound")
    });
    between.len() <= 80 && ONLY_HOURS.is_match(between)
}

/// The days of `facts` that have a weekday beside them.
pub fn dated(facts: &[Fact]) -> impl Iterator<Item = Dated<'_>> {
    facts.iter().enumerate().filter_map(|(index, weekday)| {
        let (Value::Weekday(named), Link::OfDay) = (&weekday.value, weekday.link) else { return None };
        let is_day = |fact: &&Fact| fact.kind == Kind::Date;
        // （水） stands behind its day, Wednesday before it or in brackets behind.
        let before = index.checked_sub(1).and_then(|i| facts.get(i)).filter(is_day);
        let before = before.filter(|f| weekday.span.start - f.span.end <= 6);
        let after = facts.get(index + 1).filter(is_day).filter(|f| f.span.start.saturating_sub(weekday.span.end) <= 3);
        // October 14 to Friday, October 16: it belongs to the day it stands before.
        let far = before.filter(|f| weekday.span.start - f.span.end > 3).is_some();
        let day = if far { after.or(before) } else { before.or(after) }?;
        let Value::Day(at) = day.value else { return None };
        Some(Dated { day, at, weekday, named: *named })
    })
}

/// The day nearest to `date` in its month that is the weekday `named`.
pub fn nearest(date: Date, named: u8) -> Option<Date> {
    let (year, month, day) = date.ymd();
    [1i8, -1, 2, -2, 3, -3].into_iter().find_map(|by| {
        let other = Date::new(year, month, day.checked_add_signed(by)?)?;
        (other.weekday() == named).then_some(other)
    })
}

/// `written`, a day in figures, with another day of the month; `None` where its figures are not digits.
pub fn with_day(written: &str, old: u8, new: u8) -> Option<String> {
    let wide =
        |n: u8| -> String { n.to_string().chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect() };
    for (from, to) in [(old.to_string(), new.to_string()), (wide(old), wide(new))] {
        let found = written.rmatch_indices(&from).find(|(at, _)| {
            let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
            let before = written[..*at].chars().next_back().is_some_and(digit);
            let after = written[at + from.len()..].chars().next().is_some_and(digit);
            !before && !after
        });
        if let Some((at, _)) = found {
            return Some(format!("{}{to}{}", &written[..at], &written[at + from.len()..]));
        }
    }
    None
}

/// Whether the calendar has such a day or month; without a year, in any.
pub fn exists(day: Day) -> bool {
    let Some(month) = day.month else { return true };
    let year = day.year.filter(|_| !day.fiscal).unwrap_or(2024);
    Date::new(year, month, day.day.unwrap_or(1)).is_some()
}

/// Whether the era had such a year at all, and whether this day or month of it was in the era.
pub fn in_era(day: Day) -> Option<(bool, bool)> {
    let (era, _) = day.era?;
    let year = day.year?;
    let was = |month: u8, date: u8| {
        Date::new(year, month, date).and_then(Date::era).is_some_and(|(name, _)| name == era)
            // The day an emperor died was of both eras.
            || matches!((era, year, month, date), ("大正", 1926, 12, 25) | ("明治", 1912, 7, 30))
    };
    let months = || (1..=12u8).flat_map(|month| [(month, 1), (month, 8), (month, 28), (month, 31), (month, 30)]);
    let had = months().any(|(month, date)| was(month, date));
    let within = match (day.month, day.day) {
        (Some(month), Some(date)) => was(month, date),
        (Some(month), None) => months().any(|(m, date)| m == month && was(m, date)),
        _ => had,
    };
    Some((had, within))
}
