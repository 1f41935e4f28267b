//! Times of day and lengths of time.

use super::Kind;
use super::cursor::{At, Word};
use super::figures::{self, Figure};
use super::scan::Scanner;
use super::value::{Decimal, Value};

/// Which half of the day a time was said to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

/// The hour of 24 for `hour` of a half day; 午後13時 stays what it says.
fn hour_of(hour: u8, half: Option<Half>) -> u8 {
    match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Morning) if hour == 12 => 12,
        _ => hour,
    }
}

/// `a.m.`, `p.m.`, `AM`, `pm` directly here.
fn half_word(at: At<'_>) -> Option<(Half, At<'_>)> {
    let (c, next) = at.eat_if(|c| "aApP".contains(c))?;
    let half = if c.eq_ignore_ascii_case(&'a') { Half::Morning } else { Half::Afternoon };
    let next = next.eat('.').unwrap_or(next);
    let (_, next) = next.eat_if(|c| c == 'm' || c == 'M')?;
    if next.peek().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    // The full stop of `3 p.m.` may also end the sentence; it is taken along only if one stood inside.
    let dotted = next.text[at.pos..next.pos].contains('.');
    Some((half, if dotted { next.eat('.').unwrap_or(next) } else { next }))
}

/// What may stand behind `3 o'clock`, `6:45` and `6`.
const PARTS_OF_THE_DAY: &[(&str, Half)] = &[
    ("in the morning", Half::Morning),
    ("in the afternoon", Half::Afternoon),
    ("in the evening", Half::Afternoon),
    ("at night", Half::Afternoon),
];

/// The half of the day that 夜 and 夕方 in front of an hour put it in.
fn half_before(start: At<'_>, hour: u8) -> Option<Half> {
    let before = start.text[..start.pos].trim_end_matches(['の', ' ', '\u{3000}']);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let late = ends(&["夜", "晩", "夕方", "夕刻", "夕"]) && (4..12).contains(&hour) && !ends(&["深夜", "真夜"]);
    let deep = ends(&["深夜", "真夜"]) && (9..12).contains(&hour);
    let noon = ends(&["昼", "お昼"]) && (1..6).contains(&hour);
    (late || deep || noon).then_some(Half::Afternoon)
}

/// Two digits of minutes that no third follows.
fn minutes(at: At<'_>) -> Option<(u8, At<'_>)> {
    let (count, number, after) = figures::digits(at)?;
    let number = u8::try_from(number?).ok().filter(|_| count == 2)?;
    Some((number, after))
}

/// Days that 半 adds to months: 1か月半.
const HALF_A_MONTH: u64 = 15;

impl<'t> Scanner<'t> {
    /// 午前, 午後, 正午, 零時 and what follows them.
    pub fn half_day(&mut self, start: At<'t>) -> Option<At<'t>> {
        if let Some(end) = start.eat_str("正午") {
            self.push_time(start, end, 12, 0, Some(Half::Afternoon));
            return Some(end);
        }
        let (half, at) = start.eat_one(&[("午前", Half::Morning), ("午後", Half::Afternoon)])?;
        let figure = figures::japanese(at.spaces())?;
        let hour = figure.short()?;
        if let Some((minute, end)) = figure.after.eat(':').and_then(minutes) {
            self.push_time(start, end, hour_of(hour, Some(half)), minute, Some(half));
            return Some(end);
        }
        let (minute, end) = self.behind_hour(figure.after.spaces().eat('時')?);
        self.push_time(start, end, hour_of(hour, Some(half)), minute, Some(half));
        Some(end)
    }

    /// Minutes behind 時.
    fn behind_hour(&self, at: At<'t>) -> (u8, At<'t>) {
        if let Some(end) = at.eat('半') {
            return (30, end);
        }
        let found = figures::japanese(at.spaces()).and_then(|f| f.short().zip(f.after.spaces().eat('分')));
        match found.filter(|(minute, end)| *minute < 100 && end.eat('間').is_none()) {
            Some((minute, end)) => (minute, end),
            None => (0, at),
        }
    }

    /// `15:30`, `3:30 p.m.`, `10:00` from the first digit on.
    pub fn colon_time(&mut self, start: At<'t>) -> Option<At<'t>> {
        let (count, hour, after) = figures::digits(start)?;
        let hour = u8::try_from(hour?).ok().filter(|h| count <= 2 && *h < 30)?;
        let (minute, end) = after.eat(':').and_then(minutes)?;
        let end = end.eat(':').and_then(minutes).map_or(end, |(_, end)| end);
        if end.peek() == Some(':') || (end.peek() == Some('.') && end.skip().peek().is_some_and(|c| c.is_ascii_digit()))
        {
            return None;
        }
        if let Some((half, end)) = half_word(end.spaces()) {
            let hour = if hour == 12 && half == Half::Morning { 0 } else { hour_of(hour, Some(half)) };
            self.push_time(start, end, hour, minute, Some(half));
            return Some(end);
        }
        if let Some((half, end)) = end.gap().and_then(|at| at.eat_one(PARTS_OF_THE_DAY)).filter(|_| hour < 13) {
            self.push_time(start, end, hour_of(hour, Some(half)), minute, Some(half));
            return Some(end);
        }
        self.push_time(start, end, hour, minute, None);
        Some(end)
    }

    /// `3 p.m.`, `10 AM`, `3 o'clock`: a time whose hour has been read.
    pub fn clock_behind(&mut self, start: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        let hour = figure.small().and_then(|n| u8::try_from(n).ok()).filter(|h| *h < 30)?;
        let at = figure.after.spaces();
        if let Some((half, end)) = half_word(at) {
            let hour = if hour == 12 && half == Half::Morning { 0 } else { hour_of(hour, Some(half)) };
            let end = end.eat_word("noon").unwrap_or(end);
            self.push_time(start, end, hour, 0, Some(half));
            return Some(end);
        }
        if hour == 12
            && let Some((word, end)) = at.word()
        {
            let hour = match word.as_str() {
                "noon" => Some(12),
                "midnight" => Some(0),
                _ => None,
            };
            if let Some(hour) = hour {
                self.push_time(start, end, hour, 0, None);
                return Some(end);
            }
        }
        // `half past one in the afternoon` is not one.
        let told = ["past ", "to ", "before "].iter().any(|word| start.text[..start.pos].ends_with(word));
        if (1..=12).contains(&hour)
            && !told
            && let Some((half, end)) = at.eat_one(PARTS_OF_THE_DAY)
        {
            self.push_time(start, end, hour_of(hour, Some(half)), 0, Some(half));
            return Some(end);
        }
        let end = at.eat_str("o'clock")?;
        if let Some((half, end)) = end.gap().and_then(|at| at.eat_one(PARTS_OF_THE_DAY)) {
            self.push_time(start, end, hour_of(hour, Some(half)), 0, Some(half));
            return Some(end);
        }
        self.push_time(start, end, hour, 0, None);
        Some(end)
    }

    /// `half past nine`, `a quarter to five in the afternoon`.
    pub fn past_the_hour(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let (minutes, at) = match word.as_str() {
            "half" => (30i16, after.gap()?.eat_word("past")?),
            _ => {
                let at = after.gap()?.eat_word("quarter")?.gap()?;
                at.eat_word("past").map(|at| (15, at)).or_else(|| at.eat_word("to").map(|at| (-15, at)))?
            }
        };
        let figure = digits_or_words(at.gap()?)?;
        let hour = figure.small().and_then(|n| i16::try_from(n).ok()).filter(|h| (1..=12).contains(h))?;
        let gap = figure.after.gap();
        let half = gap.and_then(half_word).or_else(|| gap?.eat_one(PARTS_OF_THE_DAY));
        let total = hour * 60 + minutes;
        let (hour, minute) = (u8::try_from(total / 60).ok()?, u8::try_from(total % 60).ok()?);
        let end = half.map_or(figure.after, |(_, end)| end);
        self.push_time(start, end, hour_of(hour, half.map(|(half, _)| half)), minute, half.map(|(half, _)| half));
        Some(end)
    }

    /// `noon` and `midnight`.
    pub fn named_time(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let hour = match word.as_str() {
            "noon" => 12,
            "midnight" => 0,
            _ => return None,
        };
        self.push_time(start, after, hour, 0, Some(Half::Morning));
        Some(after)
    }

    /// What 時, 分, 秒, 日, 週, 月 and 年 behind a figure make of it, dates apart.
    pub fn time_behind(&mut self, start: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        let at = figure.after.spaces();
        match at.peek()? {
            '時' => {
                if let Some(end) = at.eat_str("時間") {
                    if end.peek().is_some_and(|c| "目帯割".contains(c)) {
                        return None;
                    }
                    return self.hours_long(start, figure, end);
                }
                // 一時保育, 一時的
                let hour = figure.short().filter(|h| *h < 30 && !(figure.kanji && *h == 1))?;
                let (minute, end) = self.behind_hour(at.skip());
                let half = half_before(start, hour);
                self.push_time(start, end, hour_of(hour, half), minute, half);
                Some(end)
            }
            '分' => {
                let end = at.skip();
                if end.peek().is_some_and(|c| "野類科割担岐館校団会室譲".contains(c)) {
                    return None;
                }
                // 三分の一: one in three.
                if let Some(part) = end.eat('の').and_then(figures::japanese) {
                    let (one, of) = (part.value.whole()?, figure.value.whole()?);
                    self.push(Kind::Number, start, part.after, Value::Ratio(one, of));
                    return Some(part.after);
                }
                if figure.kanji && at.text[start.pos..at.pos].chars().count() == 1 && end.eat('間').is_none() {
                    return None;
                }
                // 1分30秒
                if let Some(more) = figures::japanese(end)
                    && let Some(after) = more.after.eat('秒')
                {
                    let end = after.eat('間').unwrap_or(after);
                    return self.push_seconds(start, end, times(figure.value, 60)?.plus(more.value)?);
                }
                let end = end.eat('間').unwrap_or(end);
                self.push_long(start, end, figure.value, 60)
            }
            '秒' if !figure.kanji => {
                let end = at.skip();
                self.push_long(start, end.eat('間').unwrap_or(end), figure.value, 1)
            }
            '週' => {
                let end = at.skip();
                let end = end.eat('間').or(if figure.kanji { None } else { Some(end) })?;
                if end.peek() == Some('目') {
                    return None;
                }
                let weeks = figure.value.whole()?;
                self.push(Kind::Duration, start, end, long(0, weeks.checked_mul(7)?, 0));
                Some(end)
            }
            'か' | 'ヶ' | 'ケ' | 'カ' | 'ヵ' | '箇' | '個' => {
                let end = at.skip();
                let (factor, end) = end.eat('月').map(|e| (1, e)).or(end.eat('年').map(|e| (12, e)))?;
                if end.peek() == Some('目') {
                    return None;
                }
                let end = end.eat('間').unwrap_or(end);
                let mut months = figure.value.whole()?.checked_mul(factor)?;
                let (mut days, mut last) = (0, end);
                if let Some(half) = end.eat('半').filter(|half| half.peek() != Some('分')) {
                    last = half;
                    match factor {
                        12 => months += 6,
                        _ => days = HALF_A_MONTH,
                    }
                }
                let end = last;
                self.push(Kind::Duration, start, end, long(months, days, 0));
                Some(end)
            }
            '年' => self.years_long(start, figure, at.skip()),
            '日' => self.days_long(start, figure, at.skip()),
            _ => None,
        }
    }

    fn hours_long(&mut self, start: At<'t>, figure: &Figure<'t>, end: At<'t>) -> Option<At<'t>> {
        let mut seconds = figure.value.times_ten_to(0)?;
        seconds = times(seconds, 3600)?;
        if let Some(end) = end.eat('半') {
            return self.push_seconds(start, end, seconds.plus(Decimal::from(1800))?);
        }
        if let Some(more) = figures::japanese(end)
            && let Some(end) = more.after.eat('分')
            && end.peek() != Some('の')
        {
            let end = end.eat('間').unwrap_or(end);
            return self.push_seconds(start, end, seconds.plus(times(more.value, 60)?)?);
        }
        self.push_seconds(start, end, seconds)
    }

    fn years_long(&mut self, start: At<'t>, figure: &Figure<'t>, at: At<'t>) -> Option<At<'t>> {
        if figure.kanji && at.peek().is_none_or(|c| !"間以半後前".contains(c)) {
            return None;
        }
        if at.peek().is_some_and(|c| "生目代次組".contains(c)) {
            return None;
        }
        let mut months = figure.value.whole().filter(|y| *y < 100_000)?.checked_mul(12)?;
        let mut end = at.eat('間').unwrap_or(at);
        if let Some(half) = end.eat('半') {
            (months, end) = (months + 6, half);
        } else if let Some(more) = figures::japanese(end)
            && let Some((_, next)) = more.after.eat_if(|c| "かヶケカヵ箇".contains(c))
            && let Some(next) = next.eat('月')
        {
            (months, end) = (months.checked_add(more.value.whole()?)?, next);
        }
        self.push(Kind::Duration, start, end, long(months, 0, 0));
        Some(end)
    }

    fn days_long(&mut self, start: At<'t>, figure: &Figure<'t>, at: At<'t>) -> Option<At<'t>> {
        if at.peek().is_some_and(|c| "目程常頃".contains(c)) && at.peek() != Some('頃') {
            return None;
        }
        let long_lived =
            ["間", "以内", "以上", "未満", "前", "後", "分", "ごと", "おき", "当たり", "につき", "程度", "を超え"];
        let found = long_lived.iter().find_map(|s| at.eat_str(s).map(|end| (*s, end)));
        // 3泊4日
        let stay = start.before() == Some('泊');
        if found.is_none() && !stay {
            // A day of a month that is understood.
            if figure.kanji || figure.grouped {
                return None;
            }
            let Some(day) = figure.short().filter(|d| (1..=31).contains(d)) else {
                let days = figure.value.whole()?;
                self.push(Kind::Duration, start, at, long(0, days, 0));
                return Some(at);
            };
            let value = Value::Day(super::value::Day { day: Some(day), ..Default::default() });
            self.push(Kind::Date, start, at, value);
            if day == 1 {
                // 1日3リットル: each day, which may go without saying.
                self.weaken();
            }
            return Some(self.weekday_behind(at));
        }
        let end = if found.is_some_and(|(s, _)| s == "間") { at.skip() } else { at };
        let days = figure.value.whole()?;
        self.push(Kind::Duration, start, end, long(0, days, 0));
        Some(end)
    }

    /// `3 months`, `two-week`, `90 minutes`, `1.5 hours`: the unit behind an English figure.
    pub fn duration_word(&mut self, start: At<'t>, figure: &Figure<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let (months, days, seconds) = match word.as_str() {
            "year" | "years" => (12, 0, 0),
            "month" | "months" => (1, 0, 0),
            "week" | "weeks" => (0, 7, 0),
            "decade" | "decades" => (120, 0, 0),
            "century" | "centuries" => (1200, 0, 0),
            "fortnight" | "fortnights" => (0, 14, 0),
            "day" | "days" => (0, 1, 0),
            "hour" | "hours" => (0, 0, 3600),
            "minute" | "minutes" | "min" | "mins" => (0, 0, 60),
            "second" | "seconds" => (0, 0, 1),
            _ => return None,
        };
        if figure.ordinal {
            return None;
        }
        if months == 12 && is_age(after) {
            self.push(Kind::Number, start, after, Value::Number { amount: figure.value, unit: "years old" });
            return Some(after);
        }
        let value = if seconds > 0 {
            let mut total = times(figure.value, seconds)?;
            let mut end = after;
            // 1 hour (and) 30 minutes
            if seconds == 3600
                && let Some(gap) = after.gap()
                && let Some(more) = figures::english(gap.eat_word("and").and_then(At::gap).unwrap_or(gap))
                && let Some(end_of) = more.after.gap().and_then(|a| a.eat_word("minutes"))
            {
                total = total.plus(times(more.value, 60)?)?;
                end = end_of;
            } else if let Some(half) = after.gap().and_then(|a| a.eat_str("and a half")) {
                total = total.plus(Decimal::from(seconds / 2))?;
                end = half;
            }
            self.push_seconds_weakly(start, end, total, figure.weak)?;
            return Some(end);
        } else {
            let amount = times(figure.value, if months > 0 { months } else { days })?.whole()?;
            if months > 0 { long(amount, 0, 0) } else { long(0, amount, 0) }
        };
        let mut end = after;
        let mut value = value;
        if let (Value::Duration { months, .. }, Some(gap)) = (&mut value, after.gap())
            && *months >= 12
            && let Some(more) = digits_or_words(gap.eat_word("and").and_then(At::gap).unwrap_or(gap))
            && let Some(end_of) = more.after.gap().and_then(|a| a.eat_word("months").or(a.eat_word("month")))
        {
            *months = months.checked_add(more.value.whole()?)?;
            end = end_of;
        } else if let (Value::Duration { months, .. }, Some(half)) =
            (&mut value, after.gap().and_then(|a| a.eat_str("and a half")))
            && *months >= 12
        {
            *months += 6;
            end = half;
        } else if let (Value::Duration { months, days, .. }, Some(half)) =
            (&mut value, after.gap().and_then(|a| a.eat_str("and a half")))
            && *months > 0
        {
            (*days, end) = (HALF_A_MONTH, half);
        }
        self.push(Kind::Duration, start, end, value);
        if figure.weak && end.pos == after.pos {
            self.weaken();
        }
        Some(end)
    }

    fn push_long(&mut self, start: At<'t>, end: At<'t>, amount: Decimal, seconds: u64) -> Option<At<'t>> {
        self.push_seconds(start, end, times(amount, seconds)?)
    }

    fn push_seconds(&mut self, start: At<'t>, end: At<'t>, seconds: Decimal) -> Option<At<'t>> {
        self.push_seconds_weakly(start, end, seconds, false)?;
        Some(end)
    }

    fn push_seconds_weakly(&mut self, start: At<'t>, end: At<'t>, seconds: Decimal, weak: bool) -> Option<()> {
        self.push(Kind::Duration, start, end, long(0, 0, seconds.whole()?));
        if weak {
            self.weaken();
        }
        Some(())
    }
}

/// A number in digits or in English words.
fn digits_or_words(at: At<'_>) -> Option<Figure<'_>> {
    figures::english(at).or_else(|| {
        let (word, after) = at.word()?;
        figures::in_words(&word, after)
    })
}

fn long(months: u64, days: u64, seconds: u64) -> Value {
    Value::Duration { months, days, seconds }
}

fn times(amount: Decimal, factor: u64) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    // Factors are small; this keeps the arithmetic exact and checked.
    let (mut left, mut doubled) = (factor, amount);
    while left > 0 {
        if left & 1 == 1 {
            sum = sum.plus(doubled)?;
        }
        left >>= 1;
        if left > 0 {
            doubled = doubled.plus(doubled)?;
        }
    }
    Some(sum)
}

/// Whether years are someone's age: `65 years old`, `65 years of age or older`.
fn is_age(after: At<'_>) -> bool {
    let Some(gap) = after.eat('-').or(after.gap()) else { return false };
    ["old", "of age", "or older", "and older", "and over", "or over", "or younger", "and under"]
        .iter()
        .any(|words| gap.eat_str(words).is_some())
}
