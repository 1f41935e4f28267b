//! Numbers as they are written: 1,234  １，２３４  3億5,000万  二百五十  金壱百万  `twenty-five`  `1.2 million`.

use super::cursor::{At, Word};
use super::value::Decimal;

/// Runs of digits longer than this are no number of anything.
const LONGEST: u32 = 24;

/// A number that was read.
#[derive(Clone, Copy)]
pub(super) struct Figure<'t> {
    pub value: Decimal,
    /// The power of ten of the last unit word: 4 in 20万, 6 in `1.2 million`, 0 without one.
    pub power: u32,
    /// How many digits, where it is written in digits alone.
    pub digits: u32,
    /// Whether it is written with a comma for every three digits.
    pub grouped: bool,
    /// Whether it begins with a Chinese numeral.
    pub kanji: bool,
    /// Whether it is written in English words.
    pub words: bool,
    /// Whether it says the how-manieth: `2nd`, `second`.
    pub ordinal: bool,
    /// `a` or `one`, `first`: it may stand where the other language says nothing.
    pub weak: bool,
    pub after: At<'t>,
}

impl<'t> Figure<'t> {
    fn new(value: Decimal, after: At<'t>) -> Self {
        Self {
            value,
            power: 0,
            digits: 0,
            grouped: false,
            kanji: false,
            words: false,
            ordinal: false,
            weak: false,
            after,
        }
    }

    /// As a small whole number.
    pub fn small(&self) -> Option<u32> {
        self.value.whole().and_then(|n| u32::try_from(n).ok())
    }

    /// As a number of one or two plain digits.
    pub fn short(&self) -> Option<u8> {
        // 三十分 ends in a unit word and is written in two characters all the same.
        if self.grouped || self.power > u32::from(self.kanji) || self.digits > 2 {
            return None;
        }
        self.value.whole().and_then(|n| u8::try_from(n).ok()).filter(|n| *n < 100)
    }
}

/// What a Chinese digit stands for, 大字 included.
pub(super) fn kanji_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' | '壹' => 1,
        '二' | '弐' | '貳' => 2,
        '三' | '参' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' => 6,
        '七' | '漆' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn small_power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' | '阡' => 3,
        _ => return None,
    })
}

fn big_power(c: char) -> Option<u32> {
    Some(match c {
        '万' | '萬' => 4,
        '億' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Whether a Chinese number may begin with `c`.
pub(super) fn begins_kanji(c: char) -> bool {
    kanji_digit(c).is_some() || small_power(c).is_some()
}

/// A run of digits: how many, and their number unless there are too many. Always moves on.
pub(super) fn digits(at: At<'_>) -> Option<(u32, Option<u64>, At<'_>)> {
    let mut end = at;
    let (mut count, mut number) = (0u32, Some(0u64));
    while let Some((c, next)) = end.eat_if(|c| c.is_ascii_digit()) {
        let digit = u64::from(c as u32 - '0' as u32);
        number = number.and_then(|n| n.checked_mul(10)?.checked_add(digit));
        count = count.saturating_add(1);
        end = next;
    }
    (count > 0).then_some((count, number, end))
}

/// Digits with their commas and point.
fn arabic(at: At<'_>) -> Option<Figure<'_>> {
    let (count, first, mut end) = digits(at)?;
    let mut value = i128::from(first?);
    let (mut total, mut grouped) = (count, false);
    if count <= 3 {
        while let Some(next) = end.eat(',').and_then(three_digits) {
            value = value.checked_mul(1000)?.checked_add(i128::from(digits(end.skip())?.1?))?;
            (total, end, grouped) = (total + 3, next, true);
        }
    }
    let mut scale = 0;
    if let Some((places, fraction, next)) = end.eat('.').and_then(digits)
        && next.eat('.').is_none_or(|at| at.peek().is_none_or(|c| !c.is_ascii_digit()))
        && end.before() != Some('.')
        && let Some(fraction) = fraction
        && total + places <= LONGEST
    {
        value = value.checked_mul(10i128.checked_pow(places)?)?.checked_add(i128::from(fraction))?;
        (scale, end) = (places, next);
    }
    if total > LONGEST {
        return None;
    }
    let digits = if scale == 0 { total } else { 0 };
    Some(Figure { digits, grouped, ..Figure::new(Decimal::new(value, scale), end) })
}

/// Behind three digits that no fourth follows.
fn three_digits(at: At<'_>) -> Option<At<'_>> {
    let mut end = at;
    for _ in 0..3 {
        end = end.eat_if(|c| c.is_ascii_digit())?.1;
    }
    end.peek().is_none_or(|c| !c.is_ascii_digit()).then_some(end)
}

/// The number in digits or Chinese numerals that begins here, with every 十百千万億兆 that belongs to it.
pub(super) fn japanese(start: At<'_>) -> Option<Figure<'_>> {
    let kanji = start.peek().is_some_and(begins_kanji);
    let (mut total, mut section, mut current) = (Decimal::ZERO, Decimal::ZERO, None::<Decimal>);
    let (mut at, mut power, mut first) = (start, 0, None::<Figure<'_>>);
    let mut ceiling = u32::MAX;
    let mut small_ceiling = u32::MAX;
    while let Some(c) = at.peek() {
        if c.is_ascii_digit() {
            if current.is_some() {
                break;
            }
            let figure = arabic(at)?;
            current = Some(figure.value);
            at = figure.after;
            first = first.or(Some(figure));
            power = 0;
        } else if kanji_digit(c).is_some() {
            if current.is_some() {
                break;
            }
            let (mut number, mut count) = (0i128, 0);
            while let Some(digit) = at.raw().and_then(kanji_digit) {
                number = number.checked_mul(10)?.checked_add(i128::from(digit))?;
                count += 1;
                if count > LONGEST {
                    return None;
                }
                at = at.skip();
            }
            current = Some(Decimal::new(number, 0));
            let plain = Figure { digits: count, kanji: true, ..Figure::new(Decimal::ZERO, at) };
            first = first.or(Some(plain));
            power = 0;
        } else if let Some(by) = small_power(c) {
            if by >= small_ceiling || (c == '千' && !is_thousand(at.skip())) {
                break;
            }
            small_ceiling = by;
            section = section.plus(current.take().unwrap_or(Decimal::from(1)).times_ten_to(by)?)?;
            first = first.or(Some(Figure::new(Decimal::ZERO, at)));
            power = if power > 0 && current.is_none() { power.min(by) } else { by };
            at = at.skip();
        } else if let Some(by) = big_power(c) {
            let part = section.plus(current.take().unwrap_or(Decimal::ZERO))?;
            if part == Decimal::ZERO || by >= ceiling || matches!(at.skip().raw(), Some('博' | '引' | '国')) {
                current = (part != Decimal::ZERO).then_some(part);
                section = Decimal::ZERO;
                break;
            }
            ceiling = by;
            total = total.plus(part.times_ten_to(by)?)?;
            (section, power, small_ceiling) = (Decimal::ZERO, by, u32::MAX);
            at = at.skip();
        } else {
            break;
        }
    }
    let first = first?;
    if at.pos == start.pos {
        return None;
    }
    let value = total.plus(section)?.plus(current.unwrap_or(Decimal::ZERO))?;
    let alone = at.pos == first.after.pos;
    let digits = if alone { first.digits } else { 0 };
    Some(Figure { power, kanji, digits, grouped: first.grouped, ..Figure::new(value, at) })
}

/// Whether what follows 千 lets it be a number, not 千葉 or 千代田.
fn is_thousand(after: At<'_>) -> bool {
    !matches!(after.raw(), Some('葉' | '代' | '歳' | '鳥' | '曲' | '島' | '石' | '切' | '住' | '羽' | '差' | '里'))
}

/// The number in digits that begins here, with `hundred`, `thousand`, `million` … behind it.
pub(super) fn english(at: At<'_>) -> Option<Figure<'_>> {
    let mut figure = arabic(at)?;
    if let Some(after) = ["st", "nd", "rd", "th"].iter().find_map(|s| figure.after.eat_word(s)) {
        return Some(Figure { ordinal: true, after, ..figure });
    }
    let gap = figure.after.eat('-').or(figure.after.gap());
    if let Some((word, after)) = gap.and_then(At::word)
        && let Some(power) = scale_of(word.as_str())
    {
        figure.value = figure.value.times_ten_to(power)?;
        (figure.power, figure.after, figure.digits) = (power, after, 0);
    }
    Some(figure)
}

fn scale_of(word: &str) -> Option<u32> {
    Some(match word {
        "hundred" => 2,
        "thousand" | "thousandth" => 3,
        "million" | "mn" | "millionth" => 6,
        "billion" | "bn" | "billionth" => 9,
        "trillion" => 12,
        _ => return None,
    })
}

/// English words for numbers: zero to nineteen, then the tens.
pub const ENGLISH_NUMBERS: [&str; 28] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];

/// The number that one of [`ENGLISH_NUMBERS`] says.
pub fn english_number(word: &str) -> Option<u64> {
    let at = ENGLISH_NUMBERS.iter().position(|w| *w == word)? as u64;
    Some(if at < 20 { at } else { (at - 18) * 10 })
}

fn unit_word(word: &str) -> Option<u64> {
    english_number(word).filter(|n| *n < 20)
}

fn tens_word(word: &str) -> Option<u64> {
    english_number(word).filter(|n| *n >= 20)
}

/// First to twenty-first, as English writes them out.
pub const ORDINALS: [&str; 21] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];

fn ordinal_word(word: &str) -> Option<u64> {
    ORDINALS.iter().position(|w| *w == word).map(|n| n as u64 + 1).or(match word {
        "thirtieth" => Some(30),
        "fiftieth" => Some(50),
        "hundredth" => Some(100),
        _ => None,
    })
}

/// The number in English words whose first word has been read.
pub(super) fn in_words<'t>(word: &Word, after: At<'t>) -> Option<Figure<'t>> {
    if let Some(n) = ordinal_word(word.as_str()) {
        return Some(Figure { words: true, ordinal: true, weak: true, ..Figure::new(Decimal::from(n), after) });
    }
    let once = match word.as_str() {
        "once" => Some(1),
        "twice" => Some(2),
        "both" => Some(2),
        _ => None,
    };
    if let Some(n) = once {
        return Some(Figure { words: true, weak: true, ..Figure::new(Decimal::from(n), after) });
    }
    let article = matches!(word.as_str(), "a" | "an");
    if article {
        // `a dozen`, `a hundred`: only before what makes it a number.
        let (next, _) = after.gap()?.word()?;
        if next.as_str() != "dozen" && scale_of(next.as_str()).is_none() {
            return None;
        }
    } else if unit_word(word.as_str()).is_none() && tens_word(word.as_str()).is_none() {
        return None;
    }
    let (mut total, mut section, mut power) = (Decimal::ZERO, 0u64, 0);
    let (mut word, mut at, mut read) = (*word, after, 0);
    loop {
        match word.as_str() {
            "a" | "an" => section = 1,
            "dozen" => section = section.max(1).checked_mul(12)?,
            "hundred" => (section, power) = (section.max(1).checked_mul(100)?, 2),
            w => {
                if let Some(n) = unit_word(w).or(tens_word(w)) {
                    section = section.checked_add(n)?;
                    power = 0;
                } else if let Some(by) = scale_of(w) {
                    total = total.plus(Decimal::from(section.max(1)).times_ten_to(by)?)?;
                    (section, power) = (0, by);
                }
            }
        }
        read += 1;
        if read > 16 {
            break;
        }
        let Some(mut gap) = at.eat('-').or(at.gap()) else { break };
        if read > 0
            && matches!(word.as_str(), "hundred" | "thousand" | "million")
            && let Some(next) = gap.eat_word("and").and_then(At::gap)
            && next.word().is_some_and(|(w, _)| unit_word(w.as_str()).or(tens_word(w.as_str())).is_some())
        {
            gap = next;
        }
        let Some((next, end)) = gap.word() else { break };
        let tens = tens_word(word.as_str()).is_some();
        let goes_on = match next.as_str() {
            "hundred" | "thousand" | "million" | "billion" | "trillion" | "dozen" => true,
            // The two millionth visitor; one thousandth is a part.
            "thousandth" | "millionth" | "billionth" => !matches!(word.as_str(), "a" | "an" | "one"),
            w if unit_word(w).is_some_and(|n| (1..10).contains(&n)) => tens || scale_of(word.as_str()).is_some(),
            w if unit_word(w).is_some() || tens_word(w).is_some() => scale_of(word.as_str()).is_some(),
            _ => false,
        };
        if !goes_on {
            break;
        }
        (word, at) = (next, end);
    }
    let value = total.plus(Decimal::from(section))?;
    let weak = value == Decimal::from(1);
    Some(Figure { words: true, weak, power, ..Figure::new(value, at) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        japanese(At::new(text, 0)).map(|f| (f.value.to_string(), f.after.pos))
    }

    #[test]
    fn japanese_numbers_of_every_make() {
        for (text, want) in [
            ("1,234", "1234"),
            ("１，２３４", "1234"),
            ("3億5,000万", "350000000"),
            ("2億5千万", "250000000"),
            ("1,234千", "1234000"),
            ("12百万", "12000000"),
            ("二〇二六", "2026"),
            ("二百五十", "250"),
            ("壱百万", "1000000"),
            ("金".trim_start_matches('金'), ""),
            ("12.5", "12.5"),
            ("1.2億", "120000000"),
            ("三", "3"),
            ("十二", "12"),
            ("千二百", "1200"),
            ("1兆2,000億", "1200000000000"),
        ] {
            match read(text) {
                Some((value, after)) => assert_eq!((value.as_str(), after), (want, text.len()), "{text}"),
                None => assert!(want.is_empty(), "{text}"),
            }
        }
        assert_eq!(read("8千代田"), Some(("8".to_owned(), 1)));
        assert_eq!(read("1,2,3"), Some(("1".to_owned(), 1)));
    }

    #[test]
    fn english_numbers_in_words() {
        for (text, want) in [
            ("twelve", "12"),
            ("a dozen", "12"),
            ("twenty-five", "25"),
            ("two hundred and fifty", "250"),
            ("three hundred thousand", "300000"),
            ("one million two hundred thousand", "1200000"),
            ("second", "2"),
        ] {
            let (word, after) = At::new(text, 0).word().unwrap();
            let figure = in_words(&word, after).unwrap();
            assert_eq!((figure.value.to_string().as_str(), figure.after.pos), (want, text.len()), "{text}");
        }
        let (word, after) = At::new("two and three", 0).word().unwrap();
        assert_eq!(in_words(&word, after).unwrap().value.to_string(), "2");
    }
}
