//! Days, months, years and fiscal years of a Japanese text, written in the Japanese era or in the Western calendar, and the
//! one as the other.
//!
//! What has no one answer is left as it is and counted: 2019年 is 平成31年 and 令和元年, 平成32年 was never.

use super::{Change, Date, Replace, Span, date};
use regex::Regex;
use std::sync::OnceLock;

/// A calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// 和暦: 令和8年.
    Era,
    /// 西暦: 2026年.
    Western,
}

/// A date as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dating {
    /// Where, in bytes.
    pub span: Span,
    /// How it is written.
    pub calendar: Calendar,
    /// The Western year, as written; for a fiscal year that in which it begins.
    pub year: i32,
    /// The month, if there is one.
    pub month: Option<u8>,
    /// The day, if there is one.
    pub day: Option<u8>,
    /// Whether it is a fiscal year, 年度.
    pub is_fiscal: bool,
    /// Whether its era had such a day, month or year, and the calendar has.
    pub exists: bool,
    /// Whether its figures are full-width.
    is_wide: bool,
}

impl Dating {
    /// The day, if it is one that exists.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).filter(|_| self.exists)
    }

    /// The fiscal year it lies in, from 1 April, by the Western year in which that begins; for a year alone that is not known.
    pub fn fiscal_year(&self) -> Option<i32> {
        match (self.is_fiscal, self.month) {
            (true, _) => Some(self.year),
            (false, Some(month)) => Some(if month < 4 { self.year - 1 } else { self.year }),
            (false, None) => None,
        }
    }

    /// The same in the other calendar; `None` where there is no one answer.
    pub fn other(&self) -> Option<String> {
        if !self.exists {
            return None;
        }
        let (year, end) = (self.year, if self.is_fiscal { "年度" } else { "年" });
        let written = match self.calendar {
            Calendar::Era => match (self.month, self.day) {
                (Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
                (Some(month), None) => format!("{year}年{month}月"),
                _ => format!("{year}{end}"),
            },
            Calendar::Western => {
                // All of what is meant must be of one era.
                let (first, last) = match (self.month, self.day, self.is_fiscal) {
                    (Some(month), Some(day), _) => (Date::new(year, month, day)?, Date::new(year, month, day)?),
                    (Some(month), None, _) => (Date::new(year, month, 1)?, last_day(year, month)?),
                    (_, _, true) => (Date::new(year, 4, 1)?, Date::new(year + 1, 3, 31)?),
                    _ => (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?),
                };
                let ((era, count), (same, _)) = (first.era()?, last.era()?);
                if era != same {
                    return None;
                }
                let count = if count == 1 { "元".to_owned() } else { count.to_string() };
                match (self.month, self.day) {
                    (Some(month), Some(day)) => format!("{era}{count}年{month}月{day}日"),
                    (Some(month), None) => format!("{era}{count}年{month}月"),
                    _ => format!("{era}{count}{end}"),
                }
            }
        };
        let wide = |c: char| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c };
        Some(if self.is_wide { written.chars().map(wide).collect() } else { written })
    }
}

fn last_day(year: i32, month: u8) -> Option<Date> {
    (28..=31).rev().find_map(|day| Date::new(year, month, day))
}

/// Every date of `text` with a year, in order.
pub fn find(text: &str) -> Vec<Dating> {
    static PATTERN: OnceLock<Regex> = OnceLock::new();
    let pattern = PATTERN.get_or_init(|| {
        let n = "[0-9０-９]";
        let written = format!(
            r"(?:(明治|大正|昭和|平成|令和)(元|{n}{{1,2}})|({n}{{4}}))(?:(年度)|年(?:({n}{{1,2}})月(?:({n}{{1,2}})日)?)?)"
        );
        let marked = r"([0-9]{4})([/-])([0-9]{1,2})([/-])([0-9]{1,2})";
        Regex::new(&format!("{written}|{marked}")).expect("the pattern is whole")
    });
    let number = |text: &str| -> Option<u32> {
        let plain = text
            .chars()
            .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c });
        plain.collect::<String>().parse().ok()
    };
    let small = |text: &str| number(text).and_then(|n| u8::try_from(n).ok());
    let mut found = Vec::new();
    for all in pattern.captures_iter(text) {
        let Some(whole) = all.get(0) else { continue };
        let span = Span::new(whole.start(), whole.end());
        // Part of a longer number is no year.
        let before = text[..span.start].chars().next_back();
        let after = text[span.end..].chars().next();
        let figure =
            |c: Option<char>| c.is_some_and(|c| c.is_numeric() || c.is_ascii_alphabetic() || "-/.".contains(c));
        let is_wide = whole.as_str().contains(|c| ('０'..='９').contains(&c));
        if let (Some(year), Some(month), Some(day)) = (all.get(7), all.get(9), all.get(11)) {
            let (year, month, day) = (year.as_str().parse().unwrap_or(0), small(month.as_str()), small(day.as_str()));
            let exists = month.zip(day).and_then(|(month, day)| Date::new(year, month, day)).is_some();
            if figure(before)
                || figure(after)
                || all.get(8).map(|m| m.as_str()) != all.get(10).map(|m| m.as_str())
                || !exists
            {
                continue;
            }
            let (calendar, is_fiscal) = (Calendar::Western, false);
            found.push(Dating { span, calendar, year, month, day, is_fiscal, exists, is_wide });
            continue;
        }
        let era = all
            .get(1)
            .and_then(|era| ["明治", "大正", "昭和", "平成", "令和"].into_iter().find(|e| *e == era.as_str()));
        let count = all.get(2).map(|count| if count.as_str() == "元" { Some(1) } else { number(count.as_str()) });
        let western = all.get(3).and_then(|year| number(year.as_str()));
        if western.is_some() && (figure(before) || western < Some(1868)) {
            continue;
        }
        let year = match (era, count.flatten(), western) {
            (Some(era), Some(count), _) => {
                date::era_year_one(era).and_then(|one| one.checked_add(i32::try_from(count).ok()? - 1))
            }
            (_, _, Some(year)) => i32::try_from(year).ok(),
            _ => None,
        };
        let Some(year) = year else { continue };
        let (month, day) = (all.get(5).and_then(|m| small(m.as_str())), all.get(6).and_then(|m| small(m.as_str())));
        let is_fiscal = all.get(4).is_some();
        let count = count.flatten().unwrap_or(0);
        // Some day of what is meant must be of the era.
        let of_era = |date: Option<Date>| {
            date.and_then(Date::era).is_some_and(|(name, n)| era.is_none_or(|era| name == era && n == count))
        };
        let exists = match (month, day) {
            (Some(month), Some(day)) => of_era(Date::new(year, month, day)),
            (Some(month), None) => of_era(Date::new(year, month, 1)) || of_era(last_day(year, month)),
            _ if is_fiscal => of_era(Date::new(year, 4, 1)) || of_era(Date::new(year, 12, 31)),
            _ => of_era(Date::new(year, 1, 1)) || of_era(Date::new(year, 12, 31)),
        };
        let calendar = if era.is_some() { Calendar::Era } else { Calendar::Western };
        found.push(Dating { span, calendar, year, month, day, is_fiscal, exists, is_wide });
    }
    found
}

/// The date that byte `at` of `text` touches.
pub fn at(text: &str, at: usize) -> Option<Dating> {
    find(text).into_iter().find(|dating| dating.span.start <= at && at <= dating.span.end)
}

/// The change that writes every date of `text` in `to`, and how many were left as they are for want of one answer. `offset` is
/// where `text` begins. Dates side by side, 令和8年（2026年）, stay: they say both already.
pub fn converting(text: &str, offset: usize, to: Calendar) -> (Change, usize) {
    let all = find(text);
    let (mut replaces, mut left) = (Vec::new(), 0);
    for (number, dating) in all.iter().enumerate() {
        if dating.calendar == to {
            continue;
        }
        let twin = |other: &Dating| {
            let (a, b) = if other.span.start < dating.span.start { (other, dating) } else { (dating, other) };
            let between = &text[a.span.end..b.span.start];
            other.calendar != dating.calendar
                && other.year == dating.year
                && matches!(between, "（" | "(" | "・" | "／" | "/")
        };
        let beside = [number.checked_sub(1), Some(number + 1)].into_iter().flatten();
        if beside.filter_map(|at| all.get(at)).any(twin) {
            continue;
        }
        match dating.other() {
            Some(other) => replaces.push(Replace { span: dating.span.shift(offset), text: other }),
            None => left += 1,
        }
    }
    (Change::new(replaces), left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn check(text: &str, to: Calendar, want: &str, left: usize) {
        let (change, count) = converting(text, 0, to);
        let mut made = Text::from(text);
        made.apply(&change);
        assert_eq!((made.to_string().as_str(), count), (want, left), "{text}");
    }

    #[test]
    fn dates_are_written_in_the_other_calendar() {
        check("令和8年12月1日（火）に", Calendar::Western, "2026年12月1日（火）に", 0);
        check("2026年12月1日から2027年3月まで", Calendar::Era, "令和8年12月1日から令和9年3月まで", 0);
        check("２０２６年度の予算", Calendar::Era, "令和８年度の予算", 0);
        check("2019年5月1日、2019年4月30日", Calendar::Era, "令和元年5月1日、平成31年4月30日", 0);
        check("1989/1/7と1989-01-08", Calendar::Era, "昭和64年1月7日と平成元年1月8日", 0);
        check("昭和元年12月25日", Calendar::Western, "1926年12月25日", 0);
    }

    #[test]
    fn what_has_no_one_answer_stays() {
        check("2019年", Calendar::Era, "2019年", 1);
        check("1989年1月と2019年度", Calendar::Era, "1989年1月と2019年度", 2);
        check("平成32年4月1日", Calendar::Western, "平成32年4月1日", 1);
        check("令和2年2月30日", Calendar::Western, "令和2年2月30日", 1);
        check("令和8年（2026年）", Calendar::Western, "令和8年（2026年）", 0);
        check("電話 090-2026-1-2、12026年、1600年", Calendar::Era, "電話 090-2026-1-2、12026年、1600年", 0);
    }

    #[test]
    fn a_day_knows_its_weekday_and_its_fiscal_year() {
        let dating = at("期限は令和9年3月31日です", 20).unwrap();
        assert_eq!((dating.fiscal_year(), dating.date().map(Date::weekday)), (Some(2026), Some(3)));
        assert_eq!(at("期限は令和9年3月31日です", 0), None);
        assert_eq!(at("令和元年度", 3).unwrap().fiscal_year(), Some(2019));
    }
}
