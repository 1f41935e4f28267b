//! One walk through the text. What a character may begin is tried there and nowhere else, and nothing looks further than
//! a bounded way ahead or back, so that the time taken grows with the text alone.

use super::clock::Half;
use super::cursor::{At, is_dash, is_kanji};
use super::figures::{self, Figure, kanji_digit};
use super::value::{Day, Decimal, Value};
use super::{Fact, Kind, Link};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The words that may begin a fact.
static BEGINNINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let words = "http https ftp www fy fiscal academic school \
        january february march april may june july august september october november december \
        jan feb mar apr jun jul aug sep sept oct nov dec \
        sunday monday tuesday wednesday thursday friday saturday sundays mondays tuesdays wednesdays thursdays fridays \
        saturdays sun mon tue tues wed thu thur thurs fri sat reiwa heisei showa taisho meiji noon midnight \
        article articles art paragraph paragraphs para item items no nos attachment attachments forms tables figures annex enclosure attached appendix form \
        table figure fig reference material document handout room ext extension weekends weekend weekdays weekday \
        jpy usd eur gbp krw cny mr mrs ms dr prof mayor governor minister director professor chairperson principal \
        half a an zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety once twice both first second third \
        fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fifteenth twentieth thirtieth fiftieth \
        hundredth";
    words.split_whitespace().collect()
});

/// The walk: where it has come to, and what it has found.
pub(super) struct Scanner<'t> {
    pub text: &'t str,
    /// Behind the last fact: nothing reaches back over it.
    pub end: usize,
    /// The power of ten of the number being read, for a range whose first end leaves it out.
    pub power: u32,
    facts: Vec<Fact>,
    /// The half of the day the last time was said to be in.
    half: Option<Half>,
}

impl<'t> Scanner<'t> {
    /// Every fact of `text`.
    pub fn run(text: &'t str) -> Vec<Fact> {
        let mut scanner = Scanner { text, end: 0, power: 0, facts: Vec::new(), half: None };
        let mut at = At::new(text, 0);
        while let Some(c) = at.peek() {
            let next = scanner.step(at, c).unwrap_or_else(|| at.skip());
            // Whatever happens, the walk goes on.
            at = if next.pos > at.pos { next } else { at.skip() };
        }
        scanner.facts
    }

    fn step(&mut self, at: At<'t>, c: char) -> Option<At<'t>> {
        match c {
            '0'..='9' => Some(self.figure(at)),
            'a'..='z' | 'A'..='Z' => Some(self.word(at)),
            '+' => self.phone(at),
            '¥' | '$' | '€' | '£' | '₩' => self.money_sign(at),
            '(' => self.bracket(at),
            ':' => self.name_behind_label(at),
            '〒' => self.postal(at),
            '第' => self.ordinal(at),
            '平' if at.eat_str("平日").is_some() => {
                let end = at.skip().skip();
                for day in [1, 5] {
                    self.push(Kind::Weekday, at, end, Value::Weekday(day));
                    self.weaken();
                }
                Some(end)
            }
            '令' | '平' | '昭' | '大' | '明' => self.era_date(at).or_else(|| self.more(at, c)),
            '午' => self.half_day(at),
            '正' if at.eat_str("正午").is_some() => self.half_day(at),
            '内' => self.inner_line(at),
            '別' | '様' | '資' | '図' | '表' | '参' | '添' | '付' | '附' => {
                self.thing(at).or_else(|| self.more(at, c))
            }
            '半' => self.half_of(at),
            '月' | '火' | '水' | '木' | '金' | '土' | '日' => self.weekdays(at),
            _ if (c as u32) < 0x3000 => None,
            // Of those that follow only さん begins with hiragana.
            '\u{3041}'..='\u{3096}' if c != 'さ' => None,
            _ => self.more(at, c),
        }
    }

    /// What begins with characters that may begin several things.
    fn more(&mut self, at: At<'t>, c: char) -> Option<At<'t>> {
        if let Some(end) = self.surname_with_title(at, c) {
            return Some(end);
        }
        match c {
            '様' | '殿' | '氏' => self.titled(at),
            '長' | '事' | '臣' | '官' | '表' if at.skip().peek() == Some(' ') => self.office(at),
            '北' | '青' | '岩' | '宮' | '秋' | '山' | '福' | '茨' | '栃' | '群' | '埼' | '千' | '東' | '神' | '新'
            | '富' | '石' | '長' | '岐' | '静' | '愛' | '三' | '滋' | '京' | '大' | '兵' | '奈' | '和' | '鳥'
            | '島' | '岡' | '広' | '徳' | '香' | '高' | '佐' | '熊' | '鹿' | '沖' => {
                self.prefecture(at).or_else(|| if figures::begins_kanji(c) { self.kanji(at) } else { None })
            }
            _ if figures::begins_kanji(c) => self.kanji(at),
            _ => None,
        }
    }

    fn inner_line(&mut self, at: At<'t>) -> Option<At<'t>> {
        if let Some(after) = at.eat_str("内線") {
            return self.extension(at, after);
        }
        if at.before() == Some('(') && at.skip().spaces().peek().is_some_and(|c| c.is_ascii_digit()) {
            return self.extension(at, at.skip());
        }
        None
    }

    fn bracket(&mut self, at: At<'t>) -> Option<At<'t>> {
        let (count, _, end) = figures::digits(at.skip())?;
        if end.peek() == Some(')') {
            // (1) at the beginning of a line is its number; (03)1234-5678 is a telephone.
            if count <= 2 && self.line_begins(at) {
                return Some(end.skip());
            }
            if at.skip().peek() == Some('0') {
                return self.phone(at);
            }
        }
        None
    }

    /// Whether only spaces stand between `at` and the beginning of its line.
    fn line_begins(&self, at: At<'t>) -> bool {
        for c in self.text[..at.pos].chars().rev().take(12) {
            match c {
                '\n' => return true,
                ' ' | '\u{3000}' | '\t' => {}
                _ => return false,
            }
        }
        at.pos <= 12 * 3 && self.text[..at.pos].trim().is_empty()
    }

    /// What a digit begins.
    fn figure(&mut self, at: At<'t>) -> At<'t> {
        let run = figures::digits(at).map_or(at.skip(), |(_, _, end)| end);
        if at.before().is_some_and(|c| c.is_ascii_alphabetic()) && run.pos > self.end && self.end != at.pos {
            // Part of a name such as A4 that was left alone.
            return run;
        }
        if let Some(end) = self.line_number(at, run) {
            return end;
        }
        self.try_figure(at, run).unwrap_or(run)
    }

    /// `1.`, `2)`, １　: the number of a line, which states nothing.
    fn line_number(&self, at: At<'t>, run: At<'t>) -> Option<At<'t>> {
        if run.pos - at.pos > 6 || !self.line_begins(at) {
            return None;
        }
        let next = run.raw()?;
        let spaced = run.skip().raw().is_some_and(|c| c == ' ' || c == '\u{3000}' || c == '\t');
        let numbers = next == '\u{3000}'
            || next == '\t'
            || (matches!(next, '.' | '．')
                && (spaced || run.skip().raw().is_some_and(|c| !c.is_ascii_digit() && !('０'..='９').contains(&c))))
            || matches!(next, ')' | '）');
        numbers.then(|| run.skip())
    }

    fn try_figure(&mut self, at: At<'t>, run: At<'t>) -> Option<At<'t>> {
        let next = run.peek();
        if next.is_some_and(|c| c == '@' || c == '.' || c == '_' || c.is_ascii_alphabetic() || c == '-' || c == '+')
            && let Some(end) = self.mail(at)
        {
            return Some(end);
        }
        if let Some(c) = next {
            if "/-.".contains(c)
                && let Some(end) = self.joined_date(at)
            {
                return Some(end);
            }
            if c == ':'
                && let Some(end) = self.colon_time(at)
            {
                return Some(end);
            }
            if is_dash(c) || c == '(' || c == ' ' || at.peek() == Some('0') {
                let found = self.postal(at).or_else(|| self.phone(at));
                if found.is_some() {
                    return found;
                }
            }
            if (is_dash(c) || "丁番".contains(c))
                && let Some(end) = self.place_numbers(at)
            {
                return Some(end);
            }
            if let Some(end) = self.joined(at, run) {
                return Some(end);
            }
        }
        if at.peek() == Some('0')
            && run.pos - at.pos >= 10
            && let Some(end) = self.phone(at)
        {
            return Some(end);
        }
        if run.pos - at.pos <= 6 && self.begins_document_number(run) {
            return Some(run);
        }
        let Some(figure) = figures::japanese(at) else { return Some(run) };
        if let Some(end) = self.japanese_behind(at, &figure) {
            return Some(end);
        }
        if figure.power == 0
            && let Some(english) = figures::english(at).filter(|english| english.after.pos >= figure.after.pos)
        {
            if let Some(end) = self.day_first(at, &english).or_else(|| self.clock_behind(at, &english)) {
                return Some(end);
            }
            // `10 to 20 people`, A4 and the like are settled by what follows.
            if english.after.peek().is_some_and(|c| c.is_ascii_alphabetic())
                && super::units::symbol(english.after).is_none()
                && !english.ordinal
            {
                return self.code(at);
            }
            return self.english_behind(at, &english);
        }
        self.power = figure.power;
        self.push(Kind::Number, at, figure.after, Value::Number { amount: figure.value, unit: "" });
        Some(figure.after)
    }

    /// 1.2.3, 1/2, 24/7, 1-2-3: digits joined by marks that are no date, time or telephone.
    fn joined(&mut self, at: At<'t>, run: At<'t>) -> Option<At<'t>> {
        let (mark, mut end) = run.eat_if(|c| "./-".contains(c))?;
        let mut groups = 1;
        while let Some((count, _, next)) = figures::digits(end) {
            if count > 12 || groups > 6 {
                return None;
            }
            (groups, end) = (groups + 1, next);
            match end.eat(mark).filter(|n| n.peek().is_some_and(|c| c.is_ascii_digit())) {
                Some(next) => end = next,
                None => break,
            }
        }
        if groups < 2 || (groups == 2 && mark != '/') {
            return None;
        }
        let written = super::cursor::folded(at.until(end));
        let value = match written.split_once('/').map(|(a, b)| (a.parse(), b.parse())) {
            Some((Ok(one), Ok(of))) if groups == 2 => Value::Ratio(one, of),
            _ => Value::Text(written),
        };
        let kind = if matches!(value, Value::Ratio(..)) { Kind::Number } else { Kind::Code };
        self.push(kind, at, end, value);
        Some(end)
    }

    /// What a Japanese unit behind a number makes of it.
    fn japanese_behind(&mut self, at: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        let behind = figure.after.spaces();
        let c = behind.peek()?;
        if c.is_ascii() && c != '%' {
            return if c.is_ascii_alphabetic() && behind.pos == figure.after.pos {
                self.symbol_unit(at, figure)
            } else {
                None
            };
        }
        match c {
            '年' => {
                let year =
                    figure.value.whole().filter(|y| figure.digits == 4 && !figure.grouped && (1600..=2200).contains(y));
                if let Some(year) = year
                    && !matches!(behind.skip().raw(), Some('代' | '間'))
                {
                    let day = Day { year: i32::try_from(year).ok(), ..Day::default() };
                    let mut after = behind.skip();
                    // 2026年（令和8年）4月1日
                    if let Some(open) = after.eat('(')
                        && let Some((_, false, _)) = super::days::era_named(open)
                        && let Some(end) = self.era_date(open).and_then(|e| e.eat(')'))
                    {
                        let inner = self.facts.pop();
                        self.end = at.pos;
                        let agrees =
                            inner.as_ref().is_some_and(|f| matches!(f.value, Value::Day(d) if d.year == day.year));
                        after = end;
                        let end = self.after_year(at, day, after);
                        if let (false, Some(inner)) = (agrees, inner) {
                            self.facts.push(inner);
                        }
                        return Some(end);
                    }
                    return Some(self.after_year(at, day, after));
                }
                self.time_behind(at, figure).or_else(|| self.unit_behind(at, figure))
            }
            // 6月以内, as laws write it: so long, not June.
            '月' if ["以内", "を超え", "以上", "未満", "間"].iter().any(|w| behind.skip().eat_str(w).is_some()) =>
            {
                let months = figure.value.whole()?;
                self.push(Kind::Duration, at, behind.skip(), Value::Duration { months, days: 0, seconds: 0 });
                Some(behind.skip())
            }
            '月' => {
                let month = figure.short().filter(|m| (1..=13).contains(m))?;
                let behind = behind.skip();
                if figure.kanji && figures::japanese(behind).is_none_or(|f| f.after.eat('日').is_none()) {
                    return None;
                }
                Some(self.after_month(at, Day { month: Some(month), ..Day::default() }, behind))
            }
            '条' => self.bare_article(at, figure),
            '号' => {
                let number = figure.value.whole()?;
                self.number_behind(at, number, behind.skip())
            }
            '丁' => self.place_numbers(at),
            // A longer counter comes first: 日目, 回目, 年生.
            _ => {
                let ordinal =
                    super::units::japanese(behind).is_some_and(|(unit, _)| unit == "ordinal" || unit == "grade");
                if ordinal {
                    return self.unit_behind(at, figure);
                }
                self.time_behind(at, figure).or_else(|| self.unit_behind(at, figure))
            }
        }
    }

    fn symbol_unit(&mut self, at: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        let (unit, end) = super::units::symbol(figure.after)?;
        self.push(Kind::Number, at, end, Value::Number { amount: figure.value, unit });
        Some(end)
    }

    /// What a Chinese numeral begins: nothing, unless a unit behind it makes a number of it.
    fn kanji(&mut self, at: At<'t>) -> Option<At<'t>> {
        if at.before().is_some_and(|c| "数何幾".contains(c)) {
            // 数百人, 何千件: no number is stated.
            return figures::japanese(at).map(|f| f.after);
        }
        let figure = figures::japanese(at)?;
        if at.before().is_some_and(|c| is_kanji(c) && !"金計約各全第満毎約同他を".contains(c)) && figure.digits == 1
        {
            // 統一, 唯一 and place names; but 定員三人 is read where more than one character counts.
            return self.kanji_counted(at, &figure).or(Some(figure.after));
        }
        self.kanji_counted(at, &figure).or(Some(figure.after))
    }

    fn kanji_counted(&mut self, at: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        // 一人一人, 一つ一つ; but 一人千五百円.
        let price = figure.after.spaces().peek() == Some('円');
        if figure.after.peek() == Some('数') || !price && at.before().is_some_and(|c| "人つ".contains(c)) {
            return None;
        }
        self.place_numbers(at).or_else(|| self.japanese_behind(at, figure))
    }

    /// What a Latin letter begins: a word, or a name with digits in it.
    fn word(&mut self, at: At<'t>) -> At<'t> {
        let Some((word, after)) = at.word() else { return at.skip() };
        let next = after.peek();
        if at.before().is_some_and(|c| c.is_ascii_alphanumeric()) && self.end != at.pos {
            return after;
        }
        if next.is_some_and(|c| "@._%+-".contains(c) || c.is_ascii_digit())
            && let Some(end) = self.mail(at)
        {
            return end;
        }
        // Most words begin nothing; those with digits behind them may be a name or an era.
        if !BEGINNINGS.contains(word.as_str())
            && !next
                .is_some_and(|c| c.is_ascii_digit() || c == '-' || c == '$' || kanji_digit(c).is_some() || c == '元')
        {
            return after;
        }
        let found = match word.as_str() {
            "http" | "https" | "ftp" | "www" => self.url(at),
            _ => None,
        };
        let found = found
            .or_else(|| self.era_date(at))
            .or_else(|| self.fiscal_year(at, &word, after))
            .or_else(|| self.month_first(at, &word))
            .or_else(|| self.weekday_first(at, &word, after))
            .or_else(|| self.era_in_english(at, &word, after))
            .or_else(|| self.named_time(at, &word, after))
            .or_else(|| self.english_number(at, &word, after))
            .or_else(|| self.labelled(at, &word, after))
            .or_else(|| self.english_name(at, &word, after))
            .or_else(|| self.part_word(at, &word, after))
            .or_else(|| self.code(at))
            .or_else(|| self.number_word(at, &word, after));
        found.unwrap_or(after)
    }

    fn labelled(&mut self, at: At<'t>, word: &super::cursor::Word, after: At<'t>) -> Option<At<'t>> {
        match word.as_str() {
            "ext" | "extension" => self.extension(at, after),
            "weekends" | "weekend" | "weekdays" | "weekday" => {
                let days = if word.as_str().starts_with("weekend") { [6, 0] } else { [1, 5] };
                for day in days {
                    self.push(Kind::Weekday, at, after, Value::Weekday(day));
                    self.weaken();
                }
                Some(after)
            }
            "us" | "a" if after.peek() == Some('$') => {
                self.money_in_front(at, after.skip(), if word.as_str() == "us" { "USD" } else { "AUD" })
            }
            w if word.capital && matches!(w, "jpy" | "usd" | "eur" | "gbp" | "krw" | "cny") => {
                let currency = super::amounts::currency_word(w)?;
                self.money_in_front(at, after.spaces(), currency)
            }
            _ => None,
        }
    }

    fn number_word(&mut self, at: At<'t>, word: &super::cursor::Word, after: At<'t>) -> Option<At<'t>> {
        if let Some(figure) = figures::in_words(word, after) {
            if figure.ordinal
                && let Some(end) = self.day_first(at, &figure)
            {
                return Some(end);
            }
            return self.clock_behind(at, &figure).or_else(|| self.english_behind(at, &figure));
        }
        // `a week`, `an hour`: one of it, which the other language may leave unsaid.
        if matches!(word.as_str(), "a" | "an") {
            let (unit, end) = after.gap()?.word()?;
            let one = Figure {
                value: Decimal::from(1),
                power: 0,
                digits: 0,
                grouped: false,
                kanji: false,
                words: true,
                ordinal: false,
                weak: true,
                after,
            };
            if unit.as_str().ends_with('s') {
                return None;
            }
            return self.duration_word(at, &one, &unit, end);
        }
        None
    }

    /// A4, B-12, ISO9001, 3F: letters and digits in one word.
    fn code(&mut self, at: At<'t>) -> Option<At<'t>> {
        let mut end = at;
        let (mut digits, mut letters, mut count) = (0, 0, 0);
        while let Some((c, next)) = end.eat_if(|c| c.is_ascii_alphanumeric()).or_else(|| {
            let (c, next) = end.eat_if(|c| c == '-')?;
            next.peek().is_some_and(|n| n.is_ascii_digit()).then_some((c, next))
        }) {
            digits += usize::from(c.is_ascii_digit());
            letters += usize::from(c.is_ascii_alphabetic());
            count += 1;
            end = next;
        }
        if letters == 0 || digits == 0 {
            return None;
        }
        if count > 24 {
            return Some(end);
        }
        // pH7.4, M7.3, Ver2.1
        if letters <= 3
            && end.before().is_some_and(|c| c.is_ascii_digit())
            && let Some((count, Some(_), after)) = end.eat('.').and_then(figures::digits)
            && count <= 3
            && !after.peek().is_some_and(|c| c == '.' || c.is_ascii_alphanumeric())
        {
            end = after;
        }
        if let Some(figure) = at.eat_str("pH").and_then(figures::english).filter(|f| f.after.pos == end.pos) {
            self.push(Kind::Number, at, end, Value::Number { amount: figure.value, unit: "" });
            return Some(end);
        }
        let written = super::cursor::folded(at.until(end)).to_ascii_uppercase();
        self.push(Kind::Code, at, end, Value::Text(written));
        Some(end)
    }

    /// Notes a time, reading 3時 behind 午後1時から as 15:00.
    pub fn push_time(&mut self, start: At<'t>, end: At<'t>, hour: u8, minute: u8, half: Option<Half>) {
        let mut hour = hour;
        if half.is_none()
            && hour <= 12
            && let Some(Fact { kind: Kind::Time, value: Value::Time { hour: first, .. }, span, .. }) = self.facts.last()
            && self.half.is_some()
            && is_range(&self.text[span.end..start.pos])
            && hour < *first
            && hour + 12 > *first
        {
            hour += 12;
        }
        self.push(Kind::Time, start, end, Value::Time { hour, minute });
        self.half = half;
    }

    /// Notes a fact.
    pub fn push(&mut self, kind: Kind, start: At<'t>, end: At<'t>, value: Value) {
        self.push_linked(kind, start, end, value, Link::Alone);
    }

    /// Marks the last fact as one the other language may leave unsaid.
    pub fn weaken(&mut self) {
        if let Some(last) = self.facts.last_mut() {
            last.weak = true;
        }
    }

    /// Notes a fact and what ties it to the one before.
    pub fn push_linked(&mut self, kind: Kind, start: At<'t>, end: At<'t>, value: Value, link: Link) {
        let (start, value) = self.signed(start, value);
        let mut fact = Fact { kind, span: Span::new(start.pos, end.pos), value, link, weak: false };
        if kind != Kind::Weekday {
            self.join(&mut fact);
        }
        self.end = self.end.max(end.pos);
        self.facts.push(fact);
        self.power = 0;
    }

    /// Takes the sign in front of a figure along: マイナス3度, ▲5.2％, −3, `minus 3.5 degrees`.
    fn signed(&self, start: At<'t>, value: Value) -> (At<'t>, Value) {
        let before = &self.text[self.end.min(start.pos)..start.pos];
        let signed = |amount: Decimal, measured: bool| {
            let sign = below_zero(before, measured)?;
            Some((At::new(self.text, start.pos - sign), amount.negative()))
        };
        let found = match &value {
            Value::Number { amount, unit } if unit.is_empty() || super::units::is_measure(unit) => {
                signed(*amount, unit.starts_with("degrees")).map(|(at, amount)| (at, Value::Number { amount, unit }))
            }
            Value::Money { currency, amount } => {
                signed(*amount, true).map(|(at, amount)| (at, Value::Money { currency, amount }))
            }
            Value::Percent(amount) => signed(*amount, true).map(|(at, amount)| (at, Value::Percent(amount))),
            Value::Points(amount) => signed(*amount, true).map(|(at, amount)| (at, Value::Points(amount))),
            _ => None,
        };
        found.unwrap_or((start, value))
    }

    /// Lets the two ends of a range tell each other what they leave out: 10〜20万円, 4月1日から3日まで, 9〜17時.
    fn join(&mut self, fact: &mut Fact) {
        let power = self.power;
        let Some(first) = self.facts.iter().rposition(|f| f.kind != Kind::Weekday) else { return };
        let last = self.facts.last().map_or(0, |f| f.span.end);
        if last > fact.span.start || fact.span.start - last > 32 {
            return;
        }
        let between = &self.text[last..fact.span.start];
        let framed = between.trim() == "and"
            && self.facts.get(first).is_some_and(|f| self.text[..f.span.start].trim_end().ends_with("etween"));
        let range = framed || is_range(between);
        let listed = matches!(
            between.trim_matches(|c| c == ')' || c == '）' || c == ' '),
            "・" | "、" | "及び" | "と" | "," | "，" | "から" | "and" | "又は" | "or"
        );
        if !range && !listed {
            return;
        }
        let first = &mut self.facts[first];
        match (&mut first.value, &mut fact.value) {
            (Value::Day(a), Value::Day(b)) if b.month.is_none() && b.year.is_none() && a.day.is_some() => {
                b.month = a.month;
                b.year = a.year;
            }
            _ => {}
        }
        if !range {
            return;
        }
        let bare = match &first.value {
            Value::Number { amount, unit: "" } => Some(*amount),
            _ => None,
        };
        if let Some(amount) = bare {
            match &fact.value {
                Value::Money { currency, .. } => {
                    let amount = amount.times_ten_to(power).unwrap_or(amount);
                    (first.kind, first.value) = (Kind::Money, Value::Money { currency, amount });
                }
                Value::Number { unit, .. } if !unit.is_empty() => {
                    let amount = amount.times_ten_to(power).unwrap_or(amount);
                    first.value = Value::Number { amount, unit };
                }
                Value::Percent(_) => (first.kind, first.value) = (Kind::Percent, Value::Percent(amount)),
                Value::Time { hour, .. } => {
                    if let Some(start) = amount.whole().and_then(|n| u8::try_from(n).ok()).filter(|n| *n < 30) {
                        let later = *hour > 12
                            && start + 12 <= *hour
                            && start < 12
                            && self.text[fact.span.range()].contains(['p', 'P']);
                        let start = if later { start + 12 } else { start };
                        (first.kind, first.value) = (Kind::Time, Value::Time { hour: start, minute: 0 });
                    }
                }
                Value::Duration { months, days, seconds } => {
                    if let Some(n) = amount.whole().filter(|n| *n < 100_000) {
                        let written = &self.text[fact.span.range()];
                        let value = match (*months > 0, *days > 0) {
                            (true, _) => Value::Duration {
                                months: n * if written.contains(['年', 'y']) { 12 } else { 1 },
                                days: 0,
                                seconds: 0,
                            },
                            (_, true) => Value::Duration {
                                months: 0,
                                days: n * if written.contains(['週', 'w']) { 7 } else { 1 },
                                seconds: 0,
                            },
                            _ => {
                                let unit = if written.contains("時") || written.contains("hour") {
                                    3600
                                } else if written.contains(['分', 'm']) {
                                    60
                                } else {
                                    1
                                };
                                Value::Duration { months: 0, days: 0, seconds: n * unit }
                            }
                        };
                        let _ = seconds;
                        (first.kind, first.value) = (Kind::Duration, value);
                    }
                }
                // 7〜9月
                Value::Day(Day { year: None, month: Some(_), day: None, .. }) => {
                    let month = amount.whole().and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=12).contains(n));
                    if let Some(month) = month {
                        (first.kind, first.value) =
                            (Kind::Date, Value::Day(Day { month: Some(month), ..Day::default() }));
                    }
                }
                Value::Day(day) if day.day.is_some() && first.span.len() <= 6 => {
                    // 1–3 April 2026
                    if let Some(n) = amount.whole().and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=31).contains(n))
                    {
                        (first.kind, first.value) = (Kind::Date, Value::Day(Day { day: Some(n), ..*day }));
                    }
                }
                _ => {}
            }
        }
        // `1:00 to 3:00 p.m.`: the first is in the afternoon too.
        if let (Value::Time { hour: a, .. }, Value::Time { hour: b, .. }) = (&mut first.value, &fact.value) {
            let (said, says) = (&self.text[first.span.range()], &self.text[fact.span.range()]);
            let afternoon = |s: &str| s.to_ascii_lowercase().contains("p.m") || s.to_ascii_lowercase().ends_with("pm");
            let silent = said.chars().all(|c| c.is_ascii_digit() || c == ':');
            if silent && afternoon(says) && *a < 12 && *a + 12 <= *b {
                *a += 12;
            }
        }
        let same = first.kind == fact.kind
            && !matches!(fact.kind, Kind::Law | Kind::Phone | Kind::Postal | Kind::Name | Kind::Url | Kind::Mail);
        if same {
            first.link = Link::From;
            fact.link = Link::To;
        }
    }
}

/// How many bytes at the end of `before` say that the figure behind them is below zero. A plain hyphen says so only of
/// what is `measured`: elsewhere it begins an item or joins two names.
fn below_zero(before: &str, measured: bool) -> Option<usize> {
    const SIGNS: [&str; 8] = ["マイナス", "氷点下", "零下", "▲", "△", "\u{2212}", "minus ", "Minus "];
    if let Some(sign) = SIGNS.iter().find(|sign| before.ends_with(**sign)) {
        let free = |c: char| !(c.is_ascii_alphanumeric() || is_dash(c) || (*sign == "\u{2212}" && is_kanji(c)));
        return before[..before.len() - sign.len()].chars().next_back().is_none_or(free).then_some(sign.len());
    }
    let sign = before.chars().next_back().filter(|c| measured && matches!(c, '-' | '－'))?.len_utf8();
    let free = |c: char| c.is_whitespace() || "(（「、,：:〜～~|はがも＝=".contains(c);
    before[..before.len() - sign].chars().next_back().is_none_or(free).then_some(sign)
}

/// Whether what stands between two facts makes a range of them.
fn is_range(between: &str) -> bool {
    let between = between.trim_matches(|c: char| {
        c == ' ' || c == '\u{3000}' || c == '(' || c == ')' || c == '（' || c == '）' || c == ',' || c == '、'
    });
    let mut chars = between.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => matches!(c, '〜' | '~' | '～') || (is_dash(c) && c != 'ー'),
        _ => matches!(
            between,
            "から"
                | "より"
                | "to"
                | "through"
                | "until"
                | "till"
                | "up to"
                | "から翌日"
                | "から翌"
                | "〜翌"
                | "～翌"
                | "〜翌日"
                | "and ending"
                | "to the"
                | "から同"
                | "〜同"
                | "～同"
                | "から同年"
                | "から同月"
                | "〜同月"
                | "～同月"
                | "〜同年"
                | "～同年"
                | "から翌年"
                | "～翌日"
                | "〜翌年"
        ),
    }
}
