//! Money, numbers of something, percentages.

use super::Kind;
use super::cursor::{At, Word};
use super::figures::{self, Figure};
use super::scan::Scanner;
use super::units;
use super::value::{Decimal, Value};

/// Currencies by what stands behind a Japanese number.
const JAPANESE_MONEY: [(&str, &str); 13] = [
    ("円", "JPY"),
    ("圓", "JPY"),
    ("米ドル", "USD"),
    ("ドル", "USD"),
    ("ユーロ", "EUR"),
    ("ポンド", "GBP"),
    ("豪ドル", "AUD"),
    ("人民元", "CNY"),
    ("元", "CNY"),
    ("ウォン", "KRW"),
    ("バーツ", "THB"),
    ("ルピー", "INR"),
    ("セント", "cents"),
];

/// The currency an English word names.
pub(super) fn currency_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "yen" | "jpy" => "JPY",
        "dollar" | "dollars" | "usd" => "USD",
        "euro" | "euros" | "eur" => "EUR",
        "pounds" | "gbp" => "GBP",
        "yuan" | "cny" | "rmb" => "CNY",
        "won" | "krw" => "KRW",
        "aud" => "AUD",
        "thb" => "THB",
        "inr" => "INR",
        "cent" | "cents" => "cents",
        _ => return None,
    })
}

fn currency_sign(c: char) -> Option<&'static str> {
    Some(match c {
        '¥' => "JPY",
        '$' | '＄' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '₩' => "KRW",
        _ => return None,
    })
}

/// The half that an intensity of the Japanese scale lies in: `a seismic intensity of upper 5`, `intensity 6-lower`.
fn seismic<'t>(start: At<'t>, after: At<'t>) -> Option<(&'static str, At<'t>)> {
    const HALVES: [(&str, &str); 2] = [("upper", "upper"), ("lower", "lower")];
    let lead = start.text[..start.pos].char_indices().rev().take(40).last().map_or(0, |(at, _)| at);
    let lead = start.text[lead..start.pos].to_ascii_lowercase();
    if !(lead.contains("intensit") || lead.contains("shindo")) {
        return None;
    }
    let before = lead.trim_end_matches([' ', '-']);
    if let Some((_, half)) = HALVES.iter().find(|(word, _)| before.ends_with(word)) {
        return Some((half, after));
    }
    let (word, end) = after.eat('-').or(after.gap())?.word()?;
    let (_, half) = HALVES.iter().find(|(name, _)| *name == word.as_str())?;
    Some((half, end))
}

/// Behind ` below zero` and the like.
fn below_zero_behind(at: At<'_>) -> Option<At<'_>> {
    let at = at.gap()?;
    ["Celsius ", "centigrade "]
        .iter()
        .find_map(|w| at.eat_str(w))
        .unwrap_or(at)
        .eat_str("below ")
        .and_then(|at| ["zero", "freezing"].iter().find_map(|word| at.eat_str(word)))
}

/// 時速30キロメートル, 風速35メートル: the speed that a length is, by the word before its figure.
fn speed_of(start: At<'_>, unit: &'static str) -> &'static str {
    let before = start.text[..start.pos].trim_end_matches([' ', '\u{3000}', '約', 'は', 'が', 'の']);
    let after = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    match unit {
        "km" | "kilo" if after(&["時速", "毎時"]) => "km/h",
        "m" if after(&["秒速", "毎秒", "風速"]) => "m/s",
        "mm" if after(&["毎時", "時間雨量"]) => "mm/h",
        _ => unit,
    }
}

impl<'t> Scanner<'t> {
    /// `¥300 million`, ￥1,234, `$5`, US$5.
    pub fn money_sign(&mut self, start: At<'t>) -> Option<At<'t>> {
        let currency = currency_sign(start.peek()?)?;
        self.money_in_front(start, start.skip().spaces(), currency)
    }

    /// A number behind its currency.
    pub fn money_in_front(&mut self, start: At<'t>, at: At<'t>, currency: &'static str) -> Option<At<'t>> {
        at.peek().filter(|c| c.is_ascii_digit())?;
        let japanese = figures::japanese(at)?;
        let figure = if japanese.power > 0 { japanese } else { figures::english(at)? };
        // ¥3,000 yen and ￥3,000円 say it twice.
        let behind = figure.after.spaces();
        let end = match behind.word() {
            Some((word, end)) if currency_word(word.as_str()) == Some(currency) => end,
            _ => behind.eat('円').unwrap_or(figure.after),
        };
        self.push_money(start, end, currency, &figure);
        Some(end)
    }

    fn push_money(&mut self, start: At<'t>, end: At<'t>, currency: &'static str, figure: &Figure<'t>) {
        self.power = figure.power;
        self.push(Kind::Money, start, end, Value::Money { currency, amount: figure.value });
    }

    /// What a Japanese unit behind the figure makes of it.
    pub fn unit_behind(&mut self, start: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        let at = figure.after.spaces();
        self.power = figure.power;
        if let Some((currency, end)) = at.eat_one(&JAPANESE_MONEY) {
            if currency == "JPY" && end.peek().is_some_and(|c| "形周卓滑熟".contains(c)) {
                return None;
            }
            if currency == "CNY"
                && (figure.kanji || at.raw() != Some('元') || end.peek().is_some_and(super::cursor::is_kanji))
                && at.raw() == Some('元')
            {
                return None;
            }
            let end = end.eat('也').unwrap_or(end);
            if currency == "JPY"
                && let Some(sen) = figures::japanese(end)
                && let Some(after) = sen.after.eat('銭')
                && let Some(hundredths) = sen.short()
                && let Some(amount) = figure.value.plus(Decimal::new(i128::from(hundredths), 2))
            {
                self.push_money(start, after, currency, &Figure { value: amount, ..*figure });
                return Some(after);
            }
            self.push_money(start, end, currency, figure);
            return Some(end);
        }
        match at.peek()? {
            '%' => return Some(self.percent(start, at.skip(), figure.value)),
            '割' => {
                let mut value = figure.value.times_ten_to(1)?;
                let mut end = at.skip();
                if let Some(more) = figures::japanese(end)
                    && let Some(after) = more.after.eat('分')
                    && after.peek() != Some('の')
                    && more.digits == 1
                {
                    (value, end) = (value.plus(more.value)?, after);
                }
                self.push(Kind::Percent, start, end, Value::Percent(value));
                return Some(end);
            }
            _ => {}
        }
        if let Some(end) = at.eat_str("パーセントポイント").or(at.eat_str("ポイント")) {
            self.push(Kind::Percent, start, end, Value::Points(figure.value));
            return Some(end);
        }
        if let Some(end) = at.eat_str("パーセント").or(at.eat_str("百分率")) {
            return Some(self.percent(start, end, figure.value));
        }
        // 震度5強
        if start.text[..start.pos].ends_with("震度")
            && let Some((unit, end)) = at.eat_one(&[("強", "upper"), ("弱", "lower")])
        {
            self.push(Kind::Number, start, end, Value::Number { amount: figure.value, unit });
            return Some(end);
        }
        let (unit, end) = units::japanese(at)?;
        let unit = speed_of(start, unit);
        if figure.kanji && !units::in_kanji(at, end, figure) {
            return None;
        }
        if figure.power > 0 && figure.kanji && start.before() == Some('数') {
            return None;
        }
        // 1歳6か月
        if unit == "years old"
            && let Some(more) = figures::japanese(end)
            && let Some((_, month)) = more.after.eat_if(|c| "かヶケカヵ箇".contains(c))
            && let Some(month) = month.eat('月').filter(|next| next.peek() != Some('目'))
            && let (Some(years), Some(months)) = (figure.value.whole(), more.value.whole())
            && years < 200
            && months < 12
        {
            let value = Value::Duration { months: years * 12 + months, days: 0, seconds: 0 };
            self.push(Kind::Duration, start, month, value);
            return Some(month);
        }
        self.push(Kind::Number, start, end, Value::Number { amount: figure.value, unit });
        if figure.kanji && figure.value == Decimal::from(1) {
            self.weaken();
        }
        Some(end)
    }

    /// `%`, and the `points` that may follow it.
    pub fn percent(&mut self, start: At<'t>, end: At<'t>, amount: Decimal) -> At<'t> {
        if let Some(end) = end.eat_str("ポイント") {
            self.push(Kind::Percent, start, end, Value::Points(amount));
            return end;
        }
        if let Some(points) = end.gap().and_then(|a| a.eat_word("points").or(a.eat_word("point"))) {
            self.push(Kind::Percent, start, points, Value::Points(amount));
            return points;
        }
        self.push(Kind::Percent, start, end, Value::Percent(amount));
        end
    }

    /// What an English word behind the figure makes of it; the figure alone counts in any case.
    pub fn english_behind(&mut self, start: At<'t>, figure: &Figure<'t>) -> Option<At<'t>> {
        self.power = figure.power;
        if let Some(end) = figure.after.eat('%').or(figure.after.spaces().eat('%')) {
            return Some(self.percent(start, end, figure.value));
        }
        if figure.weak && figure.words && figure.ordinal {
            self.push(Kind::Number, start, figure.after, Value::Number { amount: figure.value, unit: "ordinal" });
            self.weaken();
            return Some(figure.after);
        }
        if let Some((unit, end)) = seismic(start, figure.after) {
            self.push(Kind::Number, start, end, Value::Number { amount: figure.value, unit });
            return Some(end);
        }
        // one and a half hours
        let mut figure = figure;
        let more;
        if let Some(half) = figure.after.gap().and_then(|a| a.eat_str("and a half"))
            && half.gap().and_then(At::word).is_some_and(|(word, _)| {
                [
                    "hours",
                    "years",
                    "decades",
                    "kilometers",
                    "kilometres",
                    "meters",
                    "metres",
                    "liters",
                    "litres",
                    "times",
                ]
                .contains(&word.as_str())
            })
            && let Some(value) = figure.value.plus(Decimal::new(5, 1))
        {
            more = Figure { value, weak: false, after: half, ..*figure };
            figure = &more;
        }
        let gap = figure.after.eat('-').or(figure.after.gap());
        if let Some((word, after)) = gap.and_then(At::word) {
            if let Some(end) = self.duration_word(start, figure, &word, after) {
                return Some(end);
            }
            match word.as_str() {
                "percent" => return Some(self.percent(start, after, figure.value)),
                "percentage" => {
                    let end = after.gap().and_then(|a| a.eat_word("points").or(a.eat_word("point")))?;
                    self.push(Kind::Percent, start, end, Value::Points(figure.value));
                    return Some(end);
                }
                "per" => {
                    if let Some(end) = after.gap().and_then(|a| a.eat_word("cent")) {
                        return Some(self.percent(start, end, figure.value));
                    }
                }
                "us" | "japanese" | "u" => {
                    if let Some((word, end)) = after.gap().and_then(At::word)
                        && let Some(currency) = currency_word(word.as_str())
                    {
                        self.push_money(start, end, currency, figure);
                        return Some(end);
                    }
                }
                w => {
                    if let Some(currency) = currency_word(w) {
                        self.push_money(start, after, currency, figure);
                        return Some(after);
                    }
                }
            }
            if !figure.ordinal
                && let Some((unit, end)) = units::english(gap?, &word, after)
            {
                let below = unit.starts_with("degrees").then(|| below_zero_behind(end)).flatten();
                let (amount, end) = below.map_or((figure.value, end), |end| (figure.value.negative(), end));
                self.push(Kind::Number, start, end, Value::Number { amount, unit });
                if figure.weak {
                    self.weaken();
                }
                return Some(end);
            }
            // 3,200 subscribing households
            if !figure.ordinal
                && !figure.weak
                && let Some((unit, _)) = after.gap().and_then(units::counted)
                && units::describes(word.as_str())
            {
                self.push(Kind::Number, start, figure.after, Value::Number { amount: figure.value, unit });
                return Some(figure.after);
            }
        }
        if let Some((unit, end)) = units::symbol(figure.after.spaces()) {
            self.push(Kind::Number, start, end, Value::Number { amount: figure.value, unit });
            return Some(end);
        }
        if !figure.words
            && let Some(end) = self.bare_year(start, figure)
        {
            return Some(end);
        }
        let unit = if figure.ordinal { "ordinal" } else { "" };
        self.push(Kind::Number, start, figure.after, Value::Number { amount: figure.value, unit });
        if figure.weak {
            self.weaken();
        }
        Some(figure.after)
    }

    /// `half`, `one-third`, `a quarter`, 半分, 半額, 半年.
    pub fn part_word(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        if matches!(word.as_str(), "half" | "a")
            && let Some(end) = self.past_the_hour(start, word, after)
        {
            return Some(end);
        }
        let (one, of, end) = match word.as_str() {
            "half" => (1, 2, after),
            "one" | "two" | "three" | "a" => {
                let one = match word.as_str() {
                    "one" | "a" => 1,
                    "two" => 2,
                    _ => 3,
                };
                let (next, end) = after.eat('-').or(after.gap())?.word()?;
                let of = match next.as_str() {
                    "half" => 2,
                    "third" | "thirds" => 3,
                    "quarter" | "quarters" => 4,
                    "fifth" | "fifths" => 5,
                    "tenth" | "thousandths" => 10,
                    _ => return None,
                };
                // `one third` is a part, `one third-grade pupil` is not; `a third of` is, `a third time` is not.
                let part = |at: At<'t>| {
                    ["of", "more", "less", "fewer", "higher", "lower"].iter().any(|w| at.eat_word(w).is_some())
                };
                if end.peek() == Some('-') || word.as_str() == "a" && (of == 2 || !end.gap().is_some_and(part)) {
                    return None;
                }
                (one, of, end)
            }
            _ => return None,
        };
        // Three-quarters of an hour, half a century, a quarter of a million.
        let whole = end.gap().and_then(|a| a.eat_word("of")).and_then(At::gap).or(end.gap());
        if let Some((name, behind)) = whole.and_then(|a| a.eat_word("a").or(a.eat_word("an"))?.gap()?.word()) {
            let part = |all: u64| all.checked_mul(one).filter(|n| n % of == 0).map(|n| n / of);
            let long = match name.as_str() {
                "hour" => part(3600).map(|seconds| (0, seconds)),
                "year" => part(12).map(|months| (months, 0)),
                "decade" => part(120).map(|months| (months, 0)),
                "century" => part(1200).map(|months| (months, 0)),
                _ => None,
            };
            if let Some((months, seconds)) = long {
                self.push(Kind::Duration, start, behind, Value::Duration { months, days: 0, seconds });
                return Some(behind);
            }
            let many = match name.as_str() {
                "dozen" => part(12),
                "million" => part(1_000_000),
                "billion" => part(1_000_000_000),
                _ => None,
            };
            if let Some(many) = many {
                self.push(Kind::Number, start, behind, Value::Number { amount: Decimal::from(many), unit: "" });
                return Some(behind);
            }
            // Half a litre, a quarter of a kilometre.
            let thousandths = (one * 1000 % of == 0).then(|| Decimal::new(i128::from(one * 1000 / of), 3));
            if let Some(amount) = thousandths
                && let Some(unit) = units::one(name.as_str())
            {
                self.push(Kind::Number, start, behind, Value::Number { amount, unit });
                return Some(behind);
            }
        }
        self.push(Kind::Number, start, end, Value::Ratio(one, of));
        if word.as_str() == "half" {
            self.weaken();
        }
        Some(end)
    }

    /// 半年, 半日, 半数, 半額, 半分.
    pub fn half_of(&mut self, start: At<'t>) -> Option<At<'t>> {
        if start.before().is_some_and(|c| super::cursor::is_kanji(c) || c.is_ascii_digit()) {
            return None;
        }
        let at = start.skip();
        if let Some(end) = at.eat('年') {
            self.push(Kind::Duration, start, end, Value::Duration { months: 6, days: 0, seconds: 0 });
            self.weaken();
            return Some(end);
        }
        let end = at.eat_if(|c| "数額分".contains(c))?.1;
        self.push(Kind::Number, start, end, Value::Ratio(1, 2));
        self.weaken();
        Some(end)
    }
}
