//! [`Date`]: a day of the calendar, read and written as official documents write it.
//!
//! Eras and weekdays come from ICU's calendars; only the notation (元年, no leading zeros, half-width figures, 公用文作成の
//! 考え方 Ⅰ-4) is ours.

use super::Lang;
use icu_calendar::cal::Japanese;
use icu_calendar::types::Weekday;
use icu_calendar::{Date as IcuDate, Iso};

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// Era names and the codes of ICU's calendar, and the letters forms abbreviate them to.
pub(super) const ERAS: [(&str, &str, char); 5] = [
    ("令和", "reiwa", 'R'),
    ("平成", "heisei", 'H'),
    ("昭和", "showa", 'S'),
    ("大正", "taisho", 'T'),
    ("明治", "meiji", 'M'),
];

/// The English months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The Western year that 元年 of the era (令和 or `reiwa`) is.
pub fn era_year_one(era: &str) -> Option<i32> {
    let (_, code, _) = ERAS.iter().find(|(name, code, _)| *name == era || *code == era)?;
    Some(match *code {
        "reiwa" => 2019,
        "heisei" => 1989,
        "showa" => 1926,
        "taisho" => 1912,
        _ => 1868,
    })
}

/// The era and the year in it of a day that may not exist; the nearest earlier day of its month counts then.
pub fn era_written(year: i32, month: u8, day: u8) -> Option<(&'static str, u32)> {
    (1..=day).rev().find_map(|day| Date::new(year, month, day))?.era()
}

impl Date {
    /// The day, if there is such a day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        IcuDate::try_new_iso(year, month, day).ok().map(|_| Self { year, month, day })
    }

    /// The day of year `year` (1 = 元年) of the era `era`, if that era had such a day: 令和元年4月1日 was still 平成.
    pub fn from_era(era: &str, year: u32, month: u8, day: u8) -> Option<Self> {
        let (_, code, _) = ERAS.iter().find(|(name, code, _)| *name == era || *code == era)?;
        let date = Self::new(era_year_one(era)?.checked_add(i32::try_from(year).ok()?)?.checked_sub(1)?, month, day)?;
        (date.era()? == (ERAS.iter().find(|e| e.1 == *code)?.0, year)).then_some(date)
    }

    /// Reads `2026-12-01`, `2026/12/1`, `2026年12月1日`, `令和8年12月1日`, `R8.12.1`, full-width figures and 元年 included.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                '／' => '/',
                '．' => '.',
                '－' => '-',
                _ => c,
            })
            .collect();
        let era = ERAS.iter().find_map(|(name, _, letter)| {
            plain.strip_prefix(name).or_else(|| plain.strip_prefix(*letter)).map(|rest| (*name, rest))
        });
        let rest = era.map_or(plain.as_str(), |(_, rest)| rest).replace('元', "1");
        let rest = rest.strip_suffix('日').unwrap_or(&rest);
        let mut parts = rest.split(['-', '/', '.', '年', '月']);
        let mut number = || parts.next().and_then(|p| p.trim().parse::<u32>().ok());
        let (year, month, day) = (number()?, u8::try_from(number()?).ok()?, u8::try_from(number()?).ok()?);
        if parts.next().is_some() {
            return None;
        }
        match era {
            Some((era, _)) => Self::from_era(era, year, month, day),
            None if year >= 1000 => Self::new(i32::try_from(year).ok()?, month, day),
            None => None,
        }
    }

    /// Year, month (1 to 12) and day (1 to 31).
    pub fn ymd(self) -> (i32, u8, u8) {
        (self.year, self.month, self.day)
    }

    fn icu(self) -> IcuDate<Iso> {
        IcuDate::try_new_iso(self.year, self.month, self.day).expect("a Date is made of a day that exists")
    }

    /// The era and the year in it, from 明治 on.
    pub fn era(self) -> Option<(&'static str, u32)> {
        let year = self.icu().to_calendar(Japanese::new()).era_year();
        let (name, ..) = ERAS.iter().find(|(_, code, _)| *code == year.era.as_str())?;
        Some((name, u32::try_from(year.year).ok()?))
    }

    /// 和暦: 令和8年12月1日, 令和元年5月1日; before 明治 the Western year.
    pub fn wareki(self) -> String {
        let year = match self.era() {
            Some((era, 1)) => format!("{era}元"),
            Some((era, year)) => format!("{era}{year}"),
            None => self.year.to_string(),
        };
        format!("{year}年{}月{}日", self.month, self.day)
    }

    /// As a document in `lang` writes it: 令和8年12月1日 or `December 1, 2026`.
    pub fn written(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.wareki(),
            Lang::En => format!("{} {}, {}", MONTHS[usize::from(self.month) - 1], self.day, self.year),
        }
    }

    /// ISO 8601: `2026-12-01`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Day of the week, 0 = Sunday to 6 = Saturday.
    pub fn weekday(self) -> u8 {
        match self.icu().weekday() {
            Weekday::Sunday => 0,
            Weekday::Monday => 1,
            Weekday::Tuesday => 2,
            Weekday::Wednesday => 3,
            Weekday::Thursday => 4,
            Weekday::Friday => 5,
            Weekday::Saturday => 6,
        }
    }

    /// The weekday's name: 火 or `Tuesday`.
    pub fn weekday_name(self, lang: Lang) -> &'static str {
        let at = usize::from(self.weekday());
        match lang {
            Lang::Ja => ["日", "月", "火", "水", "木", "金", "土"][at],
            Lang::En => ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][at],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_begin_and_end_on_their_days() {
        assert_eq!(Date::new(2026, 12, 1).map(Date::wareki).as_deref(), Some("令和8年12月1日"));
        assert_eq!(Date::new(2019, 5, 1).map(Date::wareki).as_deref(), Some("令和元年5月1日"));
        assert_eq!(Date::new(2019, 4, 30).map(Date::wareki).as_deref(), Some("平成31年4月30日"));
        assert_eq!(Date::new(1989, 1, 7).map(Date::wareki).as_deref(), Some("昭和64年1月7日"));
        assert_eq!(Date::from_era("令和", 1, 4, 1), None);
        assert_eq!(Date::from_era("平成", 32, 4, 1), None);
    }

    #[test]
    fn dates_are_read_in_many_hands() {
        let want = Date::new(2026, 12, 1);
        for text in ["2026-12-01", "2026/12/1", "2026年12月1日", "令和8年12月1日", "令和８年１２月１日", "R8.12.1"]
        {
            assert_eq!(Date::parse(text), want, "{text}");
        }
        for text in ["", "12月1日", "2026-13-01", "2026-02-30", "令和8年12月", "2026-12-01-02", "あ", "8-12-1"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert_eq!(Date::parse("令和元年5月1日"), Date::new(2019, 5, 1));
    }

    #[test]
    fn weekdays() {
        let date = Date::new(2025, 4, 1).expect("it exists");
        assert_eq!((date.weekday_name(Lang::Ja), date.weekday_name(Lang::En)), ("火", "Tuesday"));
        assert_eq!(date.written(Lang::En), "April 1, 2025");
    }
}
