//! Days, months, years and weekdays, in the eras and in both languages.

use super::cursor::{At, Word, is_dash, is_kanji};
use super::figures::{self, Figure};
use super::scan::Scanner;
use super::value::{Day, Value};
use super::{Kind, Link};
use crate::text::date::{ERAS, MONTHS, era_year_one};

/// Western years that a bare number of four digits is read as.
const YEARS: std::ops::RangeInclusive<u64> = 1600..=2200;

/// The era that stands here, whether by its Latin letter, and the place behind its name: 令和, 令, R.
pub(super) fn era_named(at: At<'_>) -> Option<(&'static str, bool, At<'_>)> {
    ERAS.iter().find_map(|(name, _, letter)| {
        let first = name.chars().next()?;
        if let Some(after) = at.eat_str(name) {
            return Some((*name, false, after));
        }
        if let Some(after) = at.eat(first) {
            return Some((*name, false, after));
        }
        at.eat(*letter).map(|after| (*name, true, after))
    })
}

/// Year of the Gregorian calendar that `year` of the era is.
fn western(era: &str, year: u32) -> Option<i32> {
    era_year_one(era)?.checked_add(i32::try_from(year).ok()?.checked_sub(1)?)
}

/// An era's year: 元 or a number of one or two digits.
fn era_number(at: At<'_>) -> Option<(u32, At<'_>)> {
    if let Some(after) = at.eat('元') {
        return Some((1, after));
    }
    let figure = figures::japanese(at)?;
    let year = figure.small().filter(|n| (1..=99).contains(n) && figure.digits <= 2 && !figure.grouped)?;
    Some((year, figure.after))
}

/// The English month this word is, and whether it is one beyond doubt (`may` and `march` are also verbs).
fn month_word(word: &Word) -> Option<(u8, bool)> {
    if !word.capital {
        return None;
    }
    let word = word.as_str();
    let at = MONTHS.iter().position(|m| {
        m.eq_ignore_ascii_case(word)
            || (word.len() == 3 && m[..3].eq_ignore_ascii_case(word))
            || (word == "sept" && *m == "September")
    })?;
    Some((u8::try_from(at).ok()? + 1, word.len() > 3 && !matches!(word, "march" | "sept")))
}

/// The English month that stands here, its full stop taken along.
fn month(at: At<'_>) -> Option<(u8, At<'_>)> {
    let (word, after) = at.word()?;
    let (month, _) = month_word(&word)?;
    Some((month, if word.as_str().len() <= 4 { after.eat('.').unwrap_or(after) } else { after }))
}

/// Behind `st`, `nd`, `rd` or `th`.
fn ordinal_end(at: At<'_>) -> At<'_> {
    ["st", "nd", "rd", "th"].iter().find_map(|s| at.eat_word(s)).unwrap_or(at)
}

/// One or two digits that no third follows.
fn short(at: At<'_>) -> Option<(u8, At<'_>)> {
    let (count, number, after) = figures::digits(at)?;
    let number = u8::try_from(number?).ok().filter(|_| count <= 2)?;
    Some((number, after))
}

/// A Western year of four digits that nothing makes a number of something else.
fn year_of_four(at: At<'_>) -> Option<(i32, At<'_>)> {
    let (count, number, after) = figures::digits(at)?;
    let year = number.filter(|n| count == 4 && YEARS.contains(n))?;
    let more = after.eat(',').or(after.eat('.')).and_then(|a| a.eat_if(|c| c.is_ascii_digit()));
    more.is_none().then_some((i32::try_from(year).ok()?, after))
}

/// A year behind an English day and month: `, 2026`, ` 2026`.
fn english_year(at: At<'_>) -> Option<(i32, At<'_>)> {
    let at = at.eat(',').unwrap_or(at);
    year_of_four(at.gap()?)
}

/// The weekday a Chinese character names.
fn weekday_kanji(c: char) -> Option<u8> {
    "日月火水木金土".chars().position(|d| d == c).and_then(|n| u8::try_from(n).ok())
}

impl<'t> Scanner<'t> {
    /// 令和8年…, R8.4.1, 令８．４．１ from the first letter of the era on.
    pub fn era_date(&mut self, start: At<'t>) -> Option<At<'t>> {
        let (era, latin, at) = era_named(start)?;
        if latin && start.before().is_some_and(|c| c.is_ascii_alphanumeric() || c == '-') {
            return None;
        }
        let written_out = at.pos - start.pos > 3;
        // 天明元年 is no 明治元年.
        if !latin && !written_out && start.before().is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
            return None;
        }
        let (number, after) = era_number(at.spaces())?;
        let year = western(era, number)?;
        let day = Day { year: Some(year), era: Some((era, number)), ..Day::default() };
        // 令和8（2026）年
        let (other, after) = match other_year(after).filter(|(_, a)| written_out && a.eat('年').is_some()) {
            Some((other, next)) => (Some((other, after.skip())), next),
            None => (None, after),
        };
        if let Some(mut after) = after.spaces().eat('年') {
            let mut other = other;
            if let Some((year, next)) = other_year(after) {
                // A year that agrees says nothing new; one that does not is a fact of its own.
                other = Some((year, after.skip()));
                after = next;
            }
            let end = self.after_year(start, day, after);
            self.other_year(other, year);
            return Some(end);
        }
        // Abbreviated: R8.4.1, 令８・４・１, S55/3/12.
        if written_out {
            // 令和8・9年度 and the like: the year alone.
            let listed = after.eat('・').or(after.eat('、')).or(after.eat('~'));
            let (_, next) = era_number(listed?)?;
            next.eat('年')?;
            let fiscal = next.eat_str("年度").is_some();
            self.push(Kind::Date, start, after, Value::Day(Day { fiscal, ..day }));
            // The second year is read in the same era.
            let (second, end) = era_number(listed?)?;
            let second = Day { year: Some(western(era, second)?), era: Some((era, second)), ..Day::default() };
            return Some(self.after_year(listed?, second, end.skip()));
        }
        let mark = after.peek().filter(|c| ".・/-".contains(*c))?;
        let (month, next) = short(after.skip())?;
        if !(1..=12).contains(&month) {
            return None;
        }
        let day = Day { month: Some(month), ..day };
        let (day, end) = match next.eat(mark).and_then(short).filter(|(d, _)| (1..=31).contains(d)) {
            Some((date, end)) => (Day { day: Some(date), ..day }, end),
            None if latin => return None,
            None => (day, next),
        };
        self.push(Kind::Date, start, end, Value::Day(day));
        Some(self.weekday_behind(end))
    }

    fn other_year(&mut self, other: Option<(i32, At<'t>)>, year: i32) {
        if let Some((other, at)) = other.filter(|(other, _)| *other != year) {
            let end = figures::digits(at).map_or(at, |(_, _, end)| end);
            self.push(Kind::Date, at, end, Value::Day(Day { year: Some(other), ..Day::default() }));
        }
    }

    /// What may follow 年: 度, 月, 日, a weekday. `at` stands behind 年; the fact begins at `start`.
    pub fn after_year(&mut self, start: At<'t>, day: Day, at: At<'t>) -> At<'t> {
        if let Some(end) = at.eat('度').filter(|end| end.eat('目').is_none()) {
            self.push(Kind::Date, start, end, Value::Day(Day { fiscal: true, ..day }));
            return end;
        }
        let month = figures::japanese(at.spaces())
            .and_then(|f| f.short().filter(|n| (1..=13).contains(n)).zip(f.after.spaces().eat('月')));
        let Some((month, behind)) = month else {
            if let Some(end) = self.months(start, day, at) {
                return end;
            }
            self.push(Kind::Date, start, at, Value::Day(day));
            return at;
        };
        self.after_month(start, Day { month: Some(month), ..day }, behind)
    }

    /// 7〜9月, 11・12月 behind its year: the first month borrows its 月 from the second.
    fn months(&mut self, start: At<'t>, day: Day, at: At<'t>) -> Option<At<'t>> {
        let (first, after) = short(at.spaces()).filter(|(month, _)| (1..=12).contains(month))?;
        let (_, next) = after.eat_if(|c| is_dash(c) || "~・、".contains(c))?;
        let (second, end) = short(next).filter(|(month, _)| (1..=12).contains(month))?;
        let end = end.eat('月').filter(|end| !end.peek().is_some_and(|c| c.is_ascii_digit()))?;
        self.push(Kind::Date, start, after, Value::Day(Day { month: Some(first), ..day }));
        self.push(Kind::Date, next, end, Value::Day(Day { month: Some(second), ..day }));
        Some(end)
    }

    /// What may follow 月: a day and its weekday.
    pub fn after_month(&mut self, start: At<'t>, day: Day, at: At<'t>) -> At<'t> {
        let found = figures::japanese(at.spaces())
            .and_then(|f| f.short().filter(|n| (1..=99).contains(n)).zip(f.after.spaces().eat('日')))
            .filter(|(_, end)| end.eat('間').is_none());
        let Some((date, end)) = found else {
            self.push(Kind::Date, start, at, Value::Day(day));
            return at;
        };
        self.push(Kind::Date, start, end, Value::Day(Day { day: Some(date), ..day }));
        self.weekday_behind(end)
    }

    /// （水）, (水・祝), 水曜日 or (Wed.) directly behind a day.
    pub fn weekday_behind(&mut self, end: At<'t>) -> At<'t> {
        let open = end.spaces().eat('(').or(end.spaces().eat('〔'));
        let at = open.unwrap_or(end.spaces());
        if let Some((day, mut after)) = at.raw().and_then(weekday_kanji).map(|d| (d, at.skip())) {
            let named = after.eat_str("曜日").or(after.eat('曜'));
            if open.is_none() && named.is_none() {
                return end;
            }
            after = named.unwrap_or(after);
            let closed = after.peek().is_some_and(|c| ")・,、/〕 ~-".contains(c));
            if open.is_some() && !closed {
                return end;
            }
            self.push_linked(Kind::Weekday, at, after, Value::Weekday(day), Link::OfDay);
            return match open {
                Some(_) => after.eat(')').or(after.eat('〕')).unwrap_or(after),
                None => after,
            };
        }
        if let Some(at) = open
            && let Some((word, after)) = at.word()
            && let Some((day, _)) = weekday_word(&word)
        {
            let after = after.eat('.').unwrap_or(after);
            self.push_linked(Kind::Weekday, at, after, Value::Weekday(day), Link::OfDay);
            return after.eat(')').unwrap_or(after);
        }
        // May 9, 2026, Friday, unless the weekday belongs to the day behind it.
        if let Some(at) = end.eat(',').map(At::spaces)
            && let Some((word, after)) = at.word()
            && let Some((day, true)) = weekday_word(&word)
            && after.peek().is_none_or(|c| "),.;".contains(c))
            && month(after.eat(',').unwrap_or(after).spaces()).is_none()
            && short(after.eat(',').unwrap_or(after).spaces()).is_none()
        {
            self.push_linked(Kind::Weekday, at, after, Value::Weekday(day), Link::OfDay);
            return after;
        }
        end
    }

    /// 月曜日, 土曜, 土日, 月・水・金 with 曜 behind: weekdays that belong to no day.
    pub fn weekdays(&mut self, start: At<'t>) -> Option<At<'t>> {
        let day = weekday_kanji(start.raw()?)?;
        let after = start.skip();
        if let Some(end) = after.eat_str("曜日").or(after.eat('曜')) {
            self.push(Kind::Weekday, start, end, Value::Weekday(day));
            return Some(end);
        }
        if start.before().is_some_and(|c| c.is_ascii_digit() || figures::begins_kanji(c)) {
            return None;
        }
        if day == 6 && start.before().is_none_or(|c| !is_kanji(c)) {
            let at = after.eat('・').or(after.eat('、')).unwrap_or(after);
            if let Some(end) = at.eat('日')
                && end.raw().is_none_or(|c| !is_kanji(c) || "祝祭等に休及又曜".contains(c))
            {
                self.push(Kind::Weekday, start, after, Value::Weekday(6));
                let end = end.eat_str("曜日").unwrap_or(end);
                self.push(Kind::Weekday, at, end, Value::Weekday(0));
                return Some(end);
            }
        }
        // 月・水・金曜日: each counts, if the row ends in 曜.
        let mut row = vec![(start, after, day)];
        let mut at = after;
        while let Some(next) = at.eat('・').or(at.eat('、')).or(at.eat('~')).or(at.eat('-'))
            && let Some(day) = next.raw().and_then(weekday_kanji)
            && row.len() < 7
        {
            at = next.skip();
            row.push((next, at, day));
        }
        let end = at.eat_str("曜日").or(at.eat('曜')).filter(|_| row.len() > 1)?;
        let last = row.len() - 1;
        for (index, (start, after, day)) in row.into_iter().enumerate() {
            self.push(Kind::Weekday, start, if index == last { end } else { after }, Value::Weekday(day));
        }
        Some(end)
    }

    /// An English month and what follows it, from its word on.
    pub fn month_first(&mut self, start: At<'t>, word: &Word) -> Option<At<'t>> {
        let (month, certain) = month_word(word)?;
        let (_, behind) = self::month(start)?;
        let day = Day { month: Some(month), ..Day::default() };
        let number = behind.gap().and_then(short).map(|(n, at)| (n, ordinal_end(at)));
        let number = number.filter(|(n, at)| (1..=99).contains(n) && at.eat(':').is_none() && !is_figure_on(*at));
        if let Some((date, end)) = number {
            // April 1–3, 2026; April 1 and 2, 2026; April 1 to 3
            let second = range_mark(end)
                .and_then(|at| short(at).map(|(n, a)| (at, n, ordinal_end(a))))
                .filter(|(_, n, a)| (1..=31).contains(n) && !is_figure_on(*a) && !continues_as_other(*a));
            let last = second.map_or(end, |(.., a)| a);
            let (year, after) = english_year(last).map_or((None, last), |(y, a)| (Some(y), a));
            let (first, one_end) = (Day { day: Some(date), year, ..day }, if second.is_some() { end } else { after });
            self.push(Kind::Date, start, one_end, Value::Day(first));
            if let Some((at, date, _)) = second {
                self.push(Kind::Date, at, after, Value::Day(Day { day: Some(date), ..first }));
            }
            return Some(self.weekday_behind(after));
        }
        if let Some((year, end)) =
            english_year(behind).or(behind.gap().and_then(|a| year_of_four(a.eat_word("of")?.gap()?)))
        {
            self.push(Kind::Date, start, end, Value::Day(Day { year: Some(year), ..day }));
            return Some(end);
        }
        if certain || after_preposition(start) {
            self.push(Kind::Date, start, behind, Value::Day(day));
            return Some(behind);
        }
        None
    }

    /// `1 April 2026`, `1st of April`, `1-3 April`: a day whose figure has been read.
    pub fn day_first(&mut self, start: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        let date = figure.short().filter(|n| (1..=99).contains(n))?;
        let mut at = figure.after.gap()?;
        if let Some(next) = at.eat_word("day").and_then(At::gap) {
            at = next;
        }
        if let Some(next) = at.eat_word("of").and_then(At::gap) {
            at = next;
        }
        let (month, behind) = self::month(at)?;
        let (year, end) = english_year(behind).map_or((None, behind), |(y, a)| (Some(y), a));
        let day = Day { year, month: Some(month), day: Some(date), ..Day::default() };
        self.push(Kind::Date, start, end, Value::Day(day));
        Some(self.weekday_behind(end))
    }

    /// An English weekday, from its word on.
    pub fn weekday_first(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let (day, full) = weekday_word(word)?;
        let after = if full { after } else { after.eat('.').unwrap_or(after) };
        let next = after.eat(',').unwrap_or(after).spaces();
        let next = next.eat_word("the").map_or(next, At::spaces);
        let day_next = month(next).is_some()
            || short(next).is_some_and(|(_, a)| {
                ordinal_end(a).gap().is_some_and(|g| month(g.eat_word("of").and_then(At::gap).unwrap_or(g)).is_some())
            });
        // Mon–Fri
        let row = after.spaces().eat_if(is_dash).map(|(_, at)| at.spaces());
        let row = row.and_then(At::word).is_some_and(|(word, _)| weekday_word(&word).is_some());
        let ends = start.before().is_some_and(is_dash);
        if !full && !day_next && !row && !ends && after.before() != Some('.') && after.peek() != Some(')') {
            return None;
        }
        let link = if day_next { Link::OfDay } else { Link::Alone };
        self.push_linked(Kind::Weekday, start, after, Value::Weekday(day), link);
        Some(after)
    }

    /// `Reiwa 8`, `Heisei 30 (2018)`.
    pub fn era_in_english(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let era = match word.as_str() {
            "reiwa" => "令和",
            "heisei" => "平成",
            "showa" => "昭和",
            "taisho" => "大正",
            "meiji" => "明治",
            _ => return None,
        };
        let (number, end) = short(after.gap()?)?;
        let year = western(era, u32::from(number))?;
        let fiscal = start.before() == Some(' ') && self.text[..start.pos].trim_end().ends_with("FY");
        let day = Day { year: Some(year), fiscal, era: Some((era, u32::from(number))), ..Day::default() };
        self.push(Kind::Date, start, end, Value::Day(day));
        Some(end)
    }

    /// `FY2026`, `fiscal year 2026`, `FY R8`: from the word on.
    pub fn fiscal_year(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let at = match word.as_str() {
            "fy" => after.eat('-').unwrap_or(after.spaces()),
            "fiscal" | "academic" | "school" => {
                let at = after.gap()?;
                at.eat_word("year").and_then(At::gap).unwrap_or(at)
            }
            _ => return None,
        };
        let (year, end) = year_of_four(at).or_else(|| {
            let (era, _, number) = era_named(at)?;
            let (number, end) = era_number(number)?;
            Some((western(era, number)?, end))
        })?;
        self.push(Kind::Date, start, end, Value::Day(Day { year: Some(year), fiscal: true, ..Day::default() }));
        Some(end)
    }

    /// `2026/4/1`, `2026-04-01`, `2026.4.1`, `4/1（水）` from the first digit on.
    pub fn joined_date(&mut self, start: At<'t>) -> Option<At<'t>> {
        let (count, number, after) = figures::digits(start)?;
        let mark = after.peek().filter(|c| "/-.".contains(*c))?;
        if count == 4 {
            let year = i32::try_from(number.filter(|n| YEARS.contains(n))?).ok()?;
            let (month, next) = short(after.skip()).filter(|(m, _)| (1..=12).contains(m))?;
            let day = Day { year: Some(year), month: Some(month), ..Day::default() };
            if let Some((date, end)) = next.eat(mark).and_then(short).filter(|(d, _)| (1..=31).contains(d)) {
                if end.eat(mark).is_some_and(|a| a.peek().is_some_and(|c| c.is_ascii_digit())) {
                    return None;
                }
                self.push(Kind::Date, start, end, Value::Day(Day { day: Some(date), ..day }));
                return Some(self.weekday_behind(end));
            }
            // 2026/4 and 2026-04 are months; 2026.4 may be any number, 2026-27 is two years.
            if mark == '.'
                || next.peek().is_some_and(|c| c == mark || c.is_ascii_digit())
                || (mark == '-' && next.pos - after.pos < 3)
            {
                return None;
            }
            self.push(Kind::Date, start, next, Value::Day(day));
            return Some(next);
        }
        // 4/1 is a day only before its weekday.
        let month = u8::try_from(number?).ok().filter(|m| mark == '/' && (1..=12).contains(m))?;
        let (date, end) = short(after.skip()).filter(|(d, _)| (1..=31).contains(d))?;
        let day = end.eat('(').filter(|a| a.raw().and_then(weekday_kanji).is_some())?;
        if !day.skip().peek().is_some_and(|c| ")・,、".contains(c)) {
            return None;
        }
        self.push(Kind::Date, start, end, Value::Day(Day { month: Some(month), day: Some(date), ..Day::default() }));
        Some(self.weekday_behind(end))
    }

    /// A bare English year, or the `2026 fiscal year`.
    pub fn bare_year(&mut self, start: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        let year = figure.value.whole().filter(|n| (1868..=2100).contains(n))?;
        if figure.digits != 4 || figure.grouped || figure.power > 0 || figure.ordinal {
            return None;
        }
        let mut day = Day { year: Some(i32::try_from(year).ok()?), ..Day::default() };
        let mut end = figure.after;
        if let Some(at) = end.gap()
            && let Some(next) = ["fiscal", "school", "academic"].iter().find_map(|w| at.eat_word(w))
            && let Some(next) = next.gap().and_then(|a| a.eat_word("year"))
        {
            (day.fiscal, end) = (true, next);
        }
        self.push(Kind::Date, start, end, Value::Day(day));
        Some(end)
    }
}

/// （2026年） behind an era's year: the year, and the place behind the bracket.
fn other_year(at: At<'_>) -> Option<(i32, At<'_>)> {
    let (year, after) = year_of_four(at.eat('(')?)?;
    let after = after.eat('年').unwrap_or(after);
    Some((year, after.eat(')')?))
}

/// Whether the figures go on with a point, a comma or a percent sign.
fn is_figure_on(at: At<'_>) -> bool {
    at.peek() == Some('%')
        || at.eat(',').or(at.eat('.')).and_then(|a| a.eat_if(|c| c.is_ascii_digit())).is_some()
        || at.peek().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a second number behind a month is not its day: `April 1 to 3 p.m.`, `April 1 and 20 people`.
fn continues_as_other(at: At<'_>) -> bool {
    if at.eat(':').is_some() {
        return true;
    }
    let Some((word, _)) = at.gap().and_then(At::word) else { return false };
    !matches!(
        word.as_str(),
        "in" | "at" | "from" | "and" | "is" | "are" | "the" | "for" | "on" | "inclusive" | "or" | "will" | "to"
    )
}

fn range_mark(at: At<'_>) -> Option<At<'_>> {
    let spaced = at.spaces();
    if let Some((_, next)) = spaced.eat_if(|c| is_dash(c) || c == '~') {
        return Some(next.spaces());
    }
    let (word, after) = spaced.word()?;
    matches!(word.as_str(), "to" | "and" | "through" | "or" | "until").then(|| after.gap())?
}

fn weekday_word(word: &Word) -> Option<(u8, bool)> {
    if !word.capital {
        return None;
    }
    Some(match word.as_str() {
        "sunday" | "sundays" => (0, true),
        "monday" | "mondays" => (1, true),
        "tuesday" | "tuesdays" => (2, true),
        "wednesday" | "wednesdays" => (3, true),
        "thursday" | "thursdays" => (4, true),
        "friday" | "fridays" => (5, true),
        "saturday" | "saturdays" => (6, true),
        "sun" => (0, false),
        "mon" => (1, false),
        "tue" | "tues" => (2, false),
        "wed" => (3, false),
        "thu" | "thur" | "thurs" => (4, false),
        "fri" => (5, false),
        "sat" => (6, false),
        _ => return None,
    })
}

/// Whether the word before shows that a month is meant: `in May`, `since March`.
fn after_preposition(start: At<'_>) -> bool {
    const BEFORE: [&str; 16] = [
        "in", "of", "by", "since", "until", "till", "from", "to", "through", "late", "early", "mid", "during", "every",
        "between", "next",
    ];
    let before = &start.text[..start.pos];
    let trimmed = before.trim_end_matches([' ', '-']);
    if trimmed.len() == before.len() {
        return false;
    }
    let from =
        trimmed.char_indices().rev().take(10).take_while(|(_, c)| c.is_ascii_alphabetic()).last().map(|(at, _)| at);
    from.is_some_and(|from| BEFORE.iter().any(|w| w.eq_ignore_ascii_case(&trimmed[from..])))
}
