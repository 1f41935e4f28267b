//! What translators say in other words: 2 and `both`, 半年 and `six months`, 3割 and `three in ten`, the year that 翌年
//! leaves unsaid. Each is a reason not to miss a fact that the other text does not state as such.

use super::Pair;
use crate::proofread::japanese::kanji_number;
use crate::text::Span;
use crate::text::date::MONTHS;
use crate::text::facts::{Day, Decimal, Fact, Kind, Value, english_number};
use regex::Regex;
use std::sync::LazyLock;

/// English words for a bare number.
const NUMBERS: &[(u64, &[&str])] = &[
    (0, &["zero", "no", "none", "not", "free", "nil", "infant*", "newborn*", "under one", "under age one"]),
    (
        2,
        &[
            "both",
            "either",
            "neither",
            "pair*",
            "couple",
            "twice",
            "double*",
            "dual",
            "second*",
            "twin",
            "two*",
            "each other",
            "bilateral*",
            "biannual*",
            "bi-*",
            "half",
            "ii",
            "respective*",
            "another",
            "other",
            "alternat*",
            "round trip",
            "more than one",
            "multiple",
            "plural*",
            "duplicate",
        ],
    ),
    (3, &["triplicate", "triple*", "trilateral", "tripartite", "thrice", "third*", "three*", "iii", "tri-*"]),
    (4, &["quadr*", "fourth", "four*", "iv", "season*", "quarter*"]),
    (5, &["five*", "fifth", "v"]),
    (6, &["six*", "vi", "half a dozen"]),
    (7, &["seven*", "vii", "week", "weekly"]),
    (8, &["eight*", "viii"]),
    (9, &["nine*", "ninth", "ix"]),
    (10, &["ten*", "decade*", "x"]),
    (12, &["dozen*", "twelve*", "twelfth", "xii"]),
    (20, &["score", "twent*"]),
    (25, &["quarter of a century", "quarter century", "quarter-century"]),
    (24, &["around the clock", "round the clock", "round-the-clock", "around-the-clock", "day and night"]),
    (30, &["thirtieth", "thirties"]),
    (40, &["fortieth", "forties"]),
    (50, &["fiftieth", "fifties", "half a century"]),
    (60, &["sixtieth", "sixties"]),
    (70, &["seventieth", "seventies"]),
    (80, &["eightieth", "eighties"]),
    (90, &["ninetieth", "nineties"]),
    (100, &["hundred*", "centur*", "centen*"]),
    (1000, &["thousand*", "millenn*"]),
    (10_000, &["ten thousand*"]),
    (1_000_000, &["million*"]),
];

/// English words for so many times as much.
const FOLDS: &[(u64, &[&str])] = &[
    (2, &["double*", "doubling", "twice", "twofold", "two-fold", "two times"]),
    (3, &["triple*", "tripling", "threefold", "three-fold", "three times", "treble*"]),
    (4, &["quadrupl*", "fourfold", "four-fold", "four times"]),
    (5, &["quintupl*", "fivefold", "five-fold", "five times"]),
    (10, &["tenfold", "ten-fold", "ten times"]),
    (100, &["hundredfold"]),
];

/// English words for a part, in hundredths.
const PARTS: &[(u64, &[&str])] = &[
    (5, &["one-twentieth"]),
    (10, &["one-tenth", "a tenth", "one tenth"]),
    (20, &["one-fifth", "a fifth", "one fifth"]),
    (25, &["one-quarter", "a quarter", "quarter", "one-fourth", "one fourth"]),
    (40, &["two-fifths", "two fifths"]),
    (50, &["half", "halve*", "halving", "halves", "fifty-fifty"]),
    (60, &["three-fifths", "three fifths"]),
    (75, &["three-quarters", "three quarters", "three-fourths"]),
    (80, &["four-fifths", "four fifths"]),
    (90, &["nine-tenths", "nine tenths"]),
    (100, &["all", "full*", "entire*", "whole", "double*"]),
    (200, &["double*", "twice", "triple*"]),
];

/// The ordinals that name a part beyond those the facts know.
const DIVISORS: &[(u64, &str)] = &[
    (6, "sixth"),
    (7, "seventh"),
    (8, "eighth"),
    (9, "ninth"),
    (10, "tenth"),
    (12, "twelfth"),
    (15, "fifteenth"),
    (20, "twentieth"),
    (30, "thirtieth"),
    (40, "fortieth"),
    (50, "fiftieth"),
    (60, "sixtieth"),
    (100, "hundredth"),
    (1000, "thousandth"),
];

/// Months, days and seconds.
type Length = (u64, u64, u64);

/// English words for a length of time: months, days, seconds.
const LENGTHS: &[(Length, &[&str])] = &[
    ((1, 0, 0), &["month", "monthly", "month's"]),
    ((1, 15, 0), &["six weeks", "six-week*", "month and a half", "one and a half months", "1.5 months"]),
    ((2, 0, 0), &["bimonthly", "bi-monthly", "every other month", "alternate months"]),
    ((3, 0, 0), &["quarter*"]),
    ((6, 0, 0), &["half a year", "half-year*", "half year", "semiannual*", "semi-annual*", "biannual*", "semester"]),
    ((12, 0, 0), &["year", "yearly", "annual*", "year's", "one-year", "12-month", "twelve months"]),
    ((18, 0, 0), &["year and a half", "one and a half years", "one-and-a-half-year"]),
    ((24, 0, 0), &["biennial*", "every other year", "alternate years"]),
    ((30, 0, 0), &["two and a half years", "two-and-a-half-year*"]),
    ((60, 0, 0), &["half a decade"]),
    ((120, 0, 0), &["decade*"]),
    ((1200, 0, 0), &["centur*", "centen*"]),
    ((0, 1, 0), &["day", "daily", "overnight", "one-day", "day's"]),
    ((0, 2, 0), &["every other day"]),
    ((0, 7, 0), &["week", "weekly", "week's"]),
    ((0, 14, 0), &["fortnight*", "biweekly", "bi-weekly", "every other week", "alternate weeks"]),
    ((0, 365, 0), &["all year", "year-round", "year round", "every day", "throughout the year", "one year", "a year"]),
    ((0, 0, 1), &["second", "instant*"]),
    ((0, 0, 60), &["minute", "one-minute"]),
    ((0, 0, 900), &["quarter of an hour", "quarter hour", "quarter-hour"]),
    ((0, 0, 1800), &["half an hour", "half-hour", "half hour"]),
    ((0, 0, 2700), &["three-quarters of an hour", "three quarters of an hour"]),
    ((0, 0, 3600), &["hour", "hourly", "one-hour", "hour's"]),
    (
        (0, 0, 86400),
        &["around the clock", "round the clock", "round-the-clock", "around-the-clock", "a day", "all day"],
    ),
];

/// Japanese words for a number the English says in a word.
const JAPANESE_NUMBERS: &[(u64, &[&str])] = &[
    (0, &["ゼロ", "零", "無", "なし", "ない", "ません", "〇"]),
    (
        2,
        &[
            "両",
            "双",
            "対",
            "ペア",
            "ダブル",
            "ツイン",
            "再",
            "倍",
            "相互",
            "往復",
            "翌々",
            "セカンド",
            "半",
            "ツー",
            "互い",
            "以上の",
            "デュアル",
            "複",
            "次",
        ],
    ),
    (3, &["トリプル", "スリー", "鼎", "サード"]),
    (4, &["四季", "四半", "フォー"]),
    (5, &["ファイブ"]),
    (6, &["半年", "半ダース"]),
    (7, &["一週間", "週"]),
    (10, &["テン", "十年"]),
    (12, &["ダース", "年"]),
    (24, &["昼夜", "終日"]),
    (100, &["世紀", "百"]),
    (1000, &["千"]),
    (10_000, &["万"]),
    (1_000_000, &["百万"]),
];

/// Japanese words for a length of time.
const JAPANESE_LENGTHS: &[(Length, &[&str])] = &[
    ((1, 0, 0), &["月"]),
    ((0, 42, 0), &["か月半", "カ月半", "ヶ月半", "ヵ月半"]),
    ((300, 0, 0), &["25年", "25周年", "２５年", "２５周年", "四半世紀"]),
    ((2, 0, 0), &["隔月"]),
    ((3, 0, 0), &["四半期"]),
    ((6, 0, 0), &["半年", "半期"]),
    ((12, 0, 0), &["年", "歳"]),
    ((18, 0, 0), &["1歳半", "１歳半", "一歳半", "1年半", "１年半", "一年半"]),
    ((600, 0, 0), &["半世紀"]),
    ((24, 0, 0), &["隔年"]),
    ((120, 0, 0), &["十年"]),
    ((1200, 0, 0), &["世紀"]),
    ((0, 1, 0), &["日"]),
    ((0, 2, 0), &["隔日", "一昨日", "翌々日"]),
    ((0, 7, 0), &["週"]),
    ((0, 14, 0), &["隔週"]),
    ((0, 365, 0), &["年中", "通年", "毎日"]),
    ((0, 0, 1800), &["半時間"]),
    ((0, 0, 3600), &["時間", "毎時"]),
    ((0, 0, 86400), &["終日", "昼夜", "日"]),
];

/// Names with figures in them and their Japanese, either of which may stand for the other.
const NAMES: &[(&str, &str)] = &[
    ("CO2", "炭素"),
    ("COVID", "コロナ"),
    ("SARS", "コロナ"),
    ("PM2.5", "微小粒子"),
    ("H2O", "水"),
    ("B2B", "企業間"),
    ("B2C", "消費者"),
    ("3D", "立体"),
    ("2D", "平面"),
    ("G7", "主要"),
    ("G20", "主要"),
    ("5G", "第"),
    ("X-RAY", "エックス線"),
    ("24/7", "終日"),
    ("MP3", "音声"),
    ("N95", "マスク"),
    ("H1N1", "インフルエンザ"),
    ("K-12", "初等"),
];

/// What amounts are counted in where the head of a table says so: `(in thousands of yen)`.
fn header_scale(english: &str) -> Option<u64> {
    static HEADER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\b(thousand|million|billion)s? of (?:japanese )?yen\b|(?:unit|in)s?:? (thousand|million|billion) yen\b",
        )
        .expect("the pattern is sound")
    });
    let found = HEADER.captures(english)?;
    Some(match found.get(1).or(found.get(2))?.as_str() {
        "thousand" => 1_000,
        "million" => 1_000_000,
        _ => 1_000_000_000,
    })
}

/// Whether the English text says `fact`, of the Japanese one, in words that are no fact.
pub(super) fn says_in_english(fact: &Fact, pair: &Pair<'_>) -> bool {
    let english = pair.en.lower();
    let said = |words: &[&str]| words.iter().any(|word| has_word(english, word));
    match &fact.value {
        Value::Number { amount, unit } => {
            if *unit == "fold" && said(more_by_part(*amount)) {
                return true;
            }
            let Some(n) = amount.whole() else { return false };
            if about_so_many(fact, pair) {
                return true;
            }
            let table = if *unit == "fold" { FOLDS } else { NUMBERS };
            if *unit == "ordinal" {
                // 第2 is `II`, `secondary` or `another`, but not `both`.
                return ordinal_words(n).iter().any(|word| has_word(english, word));
            }
            if *unit == "decade" {
                let named = decades(english);
                return if n < 1000 || named.is_empty() {
                    DECADE.is_match(english)
                } else {
                    named.iter().any(|from| i64::from(*from) == i64::try_from(n).unwrap_or(0))
                };
            }
            if *unit == "quarter" {
                return english.contains("quarter") && numbers_in(english).contains(&n)
                    || has_word(english, &format!("q{n}"));
            }
            look(table, &n).is_some_and(said) || n == 2 && *unit == "fold" && said(&["half"])
        }
        Value::Ratio(one, of) => {
            let hundredths = one.checked_mul(100).filter(|n| *of > 0 && n % of == 0).map(|n| n / of);
            hundredths.and_then(|n| look(PARTS, &n)).is_some_and(said)
                || in_every(english).iter().any(|(a, b)| a.checked_mul(*of) == b.checked_mul(*one))
                || (*one == 1
                    && look(DIVISORS, of).is_some_and(|word| {
                        english.contains(&format!("one-{word}")) || english.contains(&format!("one {word}"))
                    }))
                || hundredths.is_some_and(|n| percents_in(english).contains(&n))
        }
        Value::Percent(amount) => {
            let Some(n) = amount.whole() else { return false };
            look(PARTS, &n).is_some_and(said)
                || in_every(english).iter().any(|(a, b)| a.checked_mul(100) == b.checked_mul(n))
        }
        // 1ドル＝150円 is `150 yen to the dollar`.
        Value::Money { amount, currency } if *amount == Decimal::from(1) && *currency != "JPY" => {
            said(&["dollar", "euro", "pound", "yuan", "won", "baht"])
        }
        // 3,450千円 is `3,450` under `in thousands of yen`.
        Value::Money { amount, .. }
            if header_scale(english).is_some_and(|scale| {
                amount
                    .whole()
                    .is_some_and(|n| n % scale == 0 && numbers_in(&english.replace(',', "")).contains(&(n / scale)))
            }) =>
        {
            true
        }
        // 単位：千円.
        Value::Money { amount, .. } if pair.ja.text.contains("単位") => {
            amount.whole().is_some_and(|n| look(NUMBERS, &n).is_some_and(said))
        }
        Value::Duration { months, days, seconds } => {
            look(LENGTHS, &(*months, *days, *seconds)).is_some_and(said)
                || (english.contains("couple")
                    && [(*months, 1), (*months, 12), (*days, 1), (*days, 7), (*seconds, 3600), (*seconds, 60)]
                        .iter()
                        .any(|(n, by)| *n == 2 * by))
                || about_so_many(fact, pair)
                || (*seconds == 5400 && said(&["one and a half hours", "one-and-a-half-hour*", "1.5 hour*"]))
                || (*months == 0 && *days == 1 && *seconds == 0 && has_word(english, "24 hours"))
        }
        // 昭和30年代 is the `1950s`.
        Value::Day(day) if pair.ja.text[fact.span.end..].starts_with('代') => match day.year {
            Some(year) => {
                decades(english).iter().any(|from| (*from..*from + 10).contains(&year)) || has_word(english, "decade*")
            }
            None => DECADE.is_match(english),
        },
        Value::Day(day) => {
            let last = "last day|end of|end-|by the end|at the end";
            let month = day.month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?));
            let named = month
                .map(|m| m.to_ascii_lowercase())
                .is_some_and(|m| has_word(english, &m) || has_word(english, &m[..3]));
            match day.day {
                Some(_) if in_figures(day, english) => true,
                Some(28..=31) if named => last.split('|').any(|words| english.contains(words)),
                Some(1) if named => said(&["first day", "beginning", "start"]),
                Some(1) if day.month.is_none() => said(&["first day", "day", "daily", "1st"]),
                _ => day.fiscal && day.month.is_none() && pair.en.stated().facts().iter().any(|f| same_year(fact, f)),
            }
        }
        Value::Law { path, .. } => path.iter().all(|(level, number)| law_says(level, number, pair)),
        // 東町1丁目2番 is `1-2 Higashimachi`.
        Value::Text(text) if fact.kind == Kind::Address => {
            let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
            !parts.is_empty() && has_word(english, &parts.join("-"))
        }
        Value::Text(text) => {
            let upper = text.to_ascii_uppercase();
            NAMES.iter().any(|(latin, _)| upper.contains(latin) && english.contains(&latin.to_ascii_lowercase()))
        }
        Value::Time { hour: 12, minute: 0 } => said(&["noon", "midday"]),
        Value::Time { hour: 0 | 24, minute: 0 } => said(&["midnight"]),
        Value::Time { hour, minute } => spoken_time(*hour, *minute).iter().any(|time| has_word(english, time)),
        Value::Numbered(what, number) => {
            // 別紙1 is `Attachment I`, and `Attachment` where there is one.
            let n: Option<u64> = number.parse().ok();
            n.is_some_and(|n| ordinal_words(n).iter().any(|word| has_word(english, word)))
                || (number == "1" && has_word(english, what))
        }
        _ => false,
    }
}

/// Whether the Japanese text says `fact`, of the English one, in words that are no fact.
pub(super) fn says_in_japanese(fact: &Fact, pair: &Pair<'_>) -> bool {
    let japanese = pair.ja.text;
    let said = |words: &[&str]| words.iter().any(|word| japanese.contains(word));
    let loose: Vec<u64> = loose_numbers(pair).into_iter().map(|(n, _)| n).collect();
    match &fact.value {
        Value::Number { amount, unit } => {
            if in_a_ratio(fact, pair) {
                return true;
            }
            let Some(n) = amount.whole() else { return false };
            let in_header = header_scale(pair.en.lower()).and_then(|scale| n.checked_mul(scale));
            let of_header = |f: &Fact| matches!(&f.value, Value::Money { amount, .. } if amount.whole() == in_header);
            if in_header.is_some() && pair.ja.stated().facts().iter().any(of_header) {
                return true;
            }
            let minutes = |f: &Fact| match f.value {
                Value::Time { hour, minute } => {
                    (n == u64::from(minute) || n == u64::from(hour % 12))
                        && spoken_time(hour, minute).iter().any(|time| has_word(pair.en.lower(), time))
                }
                _ => false,
            };
            if pair.ja.stated().facts().iter().any(minutes) {
                return true;
            }
            let numbered = |f: &Fact| match &f.value {
                Value::Text(text) if f.kind == Kind::Address => {
                    let parts: Vec<&str> =
                        text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
                    parts.contains(&n.to_string().as_str()) && has_word(pair.en.lower(), &parts.join("-"))
                }
                _ => false,
            };
            // 十数人 is `a dozen people` and more.
            if n == 12 && japanese.contains("十数") || pair.ja.stated().facts().iter().any(numbered) {
                return true;
            }
            loose.contains(&n)
                || (*unit != "fold" && look(JAPANESE_NUMBERS, &n).is_some_and(said))
                || (*unit == "fold" && said(&["倍"]))
        }
        Value::Ratio(one, of) => {
            (one * 2 == *of && said(&["半", "折半", "中間"]))
                || (*one == 1 && *of == 4 && said(&["四半", "15分"]))
                || (one * 4 == *of * 3 && said(&["四分の三"]))
                || about_a_part(*one, *of, pair)
                || in_a_ratio(fact, pair)
        }
        Value::Percent(amount) => amount.whole().is_some_and(|n| match n {
            50 => said(&["半"]),
            100 => said(&["全", "すべて", "倍"]),
            _ => n % 10 == 0 && loose.contains(&(n / 10)) && said(&["割"]),
        }),
        Value::Duration { months, days, seconds } => {
            look(JAPANESE_LENGTHS, &(*months, *days, *seconds)).is_some_and(said)
                || [(*months, 1, "月"), (*months, 12, "年"), (*days, 1, "日"), (*days, 7, "週"), (*seconds, 3600, "時")]
                    .iter()
                    .any(|(n, by, unit)| *n > 0 && n % by == 0 && loose.contains(&(n / by)) && japanese.contains(unit))
        }
        Value::Day(day) => {
            let year = day.year.and_then(|y| u64::try_from(y).ok());
            let year_said = year.is_some_and(|y| loose.contains(&y));
            match (day.month, day.day) {
                (None, None) => {
                    year_said
                        || day.fiscal && pair.ja.stated().facts().iter().any(|f| same_year(f, fact))
                        || pair.ja.stated().facts().iter().any(|f| same_year(f, fact))
                }
                (Some(_), Some(28..=31)) => japanese.contains('末'),
                (Some(m), None) => loose.contains(&u64::from(m)) && japanese.contains('月'),
                (Some(m), Some(d)) => {
                    loose.contains(&u64::from(m)) && loose.contains(&u64::from(d)) && japanese.contains('月')
                }
                (None, Some(d)) => loose.contains(&u64::from(d)),
            }
        }
        Value::Law { path, .. } => path.iter().all(|(_, number)| {
            number
                .split('-')
                .all(|n| n.parse::<u64>().is_ok_and(|n| loose.contains(&n) || stated_number(n, pair, true)))
        }),
        Value::Text(text) => {
            let upper = text.to_ascii_uppercase();
            NAMES.iter().any(|(latin, words)| upper.contains(latin) && said(&[words]))
                || pair
                    .ja
                    .stated()
                    .facts()
                    .iter()
                    .any(|f| matches!(f.value, Value::Day(day) if in_figures(&day, &text.to_ascii_lowercase())))
                || (fact.kind == Kind::Code && DECADE.is_match(&text.to_ascii_lowercase()) && said(&["年代"]))
                || pair.ja.lower().contains(&text.to_ascii_lowercase())
                || digits(text).is_some_and(|n| loose.contains(&n))
        }
        Value::Numbered(_, number) => {
            number.parse::<u64>().is_ok_and(|n| loose.contains(&n) || stated_number(n, pair, true))
        }
        Value::Weekday(_) => said(&["平日", "週末", "土日", "曜", "月～", "月〜", "毎日"]),
        Value::Time { hour: 12, minute: 0 } if said(&["正午", "昼"]) => true,
        Value::Time { hour: 0 | 24, minute: 0 } => said(&["深夜", "真夜中", "零時", "午前0時"]),
        // 午前11時台 ends at noon.
        Value::Time { hour, minute: 0 } => {
            let begins = |f: &Fact| {
                matches!(f.value, Value::Time { hour: from, minute: 0 } if from + 1 == *hour)
                    && japanese[f.span.end..].starts_with('台')
            };
            pair.ja.stated().facts().iter().any(begins)
        }
        _ => false,
    }
}

/// Whether the English may leave `fact` of the Japanese unsaid where nothing else stands in its place.
pub(super) fn need_not_be_english(fact: &Fact, pair: &Pair<'_>) -> bool {
    let english = pair.en.lower();
    match &fact.value {
        // 令和7年度 may be `this fiscal year`.
        Value::Day(day) if day.day.is_none() || day.month.is_none() => {
            day.year.is_some() && RELATIVE.is_match(english) || day.month.is_some() && english.contains("month")
        }
        Value::Law { .. } => [
            "preceding",
            "same article",
            "same paragraph",
            "that article",
            "that paragraph",
            "the said",
            "said article",
            "foregoing",
        ]
        .iter()
        .any(|words| english.contains(words)),
        Value::Number { unit: "ordinal", .. } => false,
        Value::Number { amount, .. } => *amount == Decimal::from(1),
        _ => false,
    }
}

/// Whether the English may add `fact` to the Japanese where nothing else stands in its place.
pub(super) fn need_not_be_japanese(fact: &Fact, pair: &Pair<'_>) -> bool {
    let japanese = pair.ja.text;
    let said = |words: &[&str]| words.iter().any(|word| japanese.contains(word));
    match &fact.value {
        // The year that 本年 and 翌年度 leave unsaid.
        Value::Day(day) if day.year.is_some() => {
            said(&[
                "本年", "今年", "昨年", "前年", "翌年", "来年", "同年", "当年", "現年", "明年", "一昨年", "今年度", "同月", "同日",
                "今回", "次年", "初年", "平年", "先月", "今月", "来月", "翌月", "本日", "昨日", "明日",
            ]) || pair.ja.stated().facts().iter().any(|f| matches!(f.value, Value::Day(d) if d.month.is_some() && d.month == day.month && d.day == day.day && d.year.is_none()))
        }
        Value::Day(_) => said(&["同日", "翌日", "当日", "同月", "前日", "翌月", "来月", "今月", "本日", "末"]),
        Value::Law { .. } | Value::Numbered(..) => {
            said(&["前条", "次条", "本条", "同条", "前項", "次項", "同項", "同号", "前号", "各号", "同法", "同令", "同表", "この法律", "本法"])
        }
        Value::Number { amount, unit } if is_conversion(*amount, unit, pair) => true,
        // An amount in another currency, told as approximate, is there for readers abroad.
        Value::Money { currency, .. } if *currency != "JPY" => APPROXIMATE.is_match(around(pair.en.text, fact)),
        _ => false,
    }
}

/// Whether `fact` of the Japanese is the 3 of 3人以上 that English calls `more than two`, or the 3 of 3人未満 for `two or
/// fewer`.
pub(super) fn is_bound_by_one(fact: &Fact, pair: &Pair<'_>) -> bool {
    let Value::Number { amount, .. } = &fact.value else { return false };
    let Some(less) = amount.whole().and_then(|n| n.checked_sub(1)) else { return false };
    let behind: String = pair.ja.text[fact.span.end..].chars().take(6).collect();
    let said = |before: &str, after: &str| {
        MORE_OR_LESS.captures_iter(pair.en.lower()).any(|found| {
            number_of(&found[2]) == Some(less)
                && (found.get(1).is_some_and(|m| m.as_str() == before)
                    || found.get(3).is_some_and(|m| m.as_str() == after))
        })
    };
    behind.contains("以上") && said("more than", "-") || behind.contains("未満") && said("-", "or fewer")
}

/// Whether `fact` of the English is the `two` of `more than two`, which Japanese calls 3人以上.
pub(super) fn bounds_by_one(fact: &Fact, pair: &Pair<'_>) -> bool {
    let Value::Number { amount, .. } = &fact.value else { return false };
    let Some(more) = amount.whole().map(|n| n.saturating_add(1)) else { return false };
    pair.ja.stated().facts().iter().any(|f| {
        matches!(&f.value, Value::Number { amount, .. } if *amount == Decimal::from(more)) && is_bound_by_one(f, pair)
    })
}

/// The English ordinals, figures and Roman numerals for `n`.
fn ordinal_words(n: u64) -> Vec<String> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    const MORE: &[(u64, &[&str])] = &[
        (1, &["first", "initial", "primary", "former", "opening", "beginning", "top"]),
        (2, &["second", "secondary", "another", "latter", "two", "runner-up", "next"]),
        (3, &["third", "tertiary", "three"]),
        (4, &["fourth", "four"]),
        (5, &["fifth", "five"]),
        (6, &["sixth", "six"]),
        (7, &["seventh", "seven"]),
        (8, &["eighth", "eight"]),
        (9, &["ninth", "nine"]),
        (10, &["tenth", "ten"]),
    ];
    let index = usize::try_from(n).unwrap_or(0);
    let mut words: Vec<String> = ROMAN.get(index.wrapping_sub(1)).map(|w| (*w).to_owned()).into_iter().collect();
    words.extend(look(MORE, &n).unwrap_or(&[]).iter().map(|w| (*w).to_owned()));
    words.push(n.to_string());
    words
}

/// Whether the English names `number` (3-2 for 第3条の2) at `level`: `Article 3-2`, `paragraph (2)`, `item (ii)`, `(ii)`.
fn law_says(level: &str, number: &str, pair: &Pair<'_>) -> bool {
    let english = pair.en.lower();
    let there = pair.en.stated().facts().iter().any(|fact| match &fact.value {
        Value::Law { path, .. } => path.iter().any(|(_, n)| n == number),
        _ => false,
    });
    if there {
        return true;
    }
    let Ok(n) = number.parse::<u64>() else { return english.contains(number) };
    let plain = PARENTHESISED.captures_iter(english).any(|found| {
        let inner = &found[1];
        inner == number || ordinal_words(n).first().is_some_and(|roman| roman == inner)
    });
    plain
        || LISTED.captures_iter(english).any(|found| number_of(&found[1]) == Some(n))
        || level != "act" && stated_number(n, pair, false)
}

/// Whether the Japanese text (or the English one) states the number `n` as that of an article, a paragraph, a thing.
fn stated_number(n: u64, pair: &Pair<'_>, japanese: bool) -> bool {
    let side = if japanese { &pair.ja } else { &pair.en };
    side.stated().facts().iter().any(|fact| match &fact.value {
        Value::Law { path, .. } => path.iter().any(|(_, number)| number.split('-').any(|part| part == n.to_string())),
        Value::Numbered(_, number) => *number == n.to_string(),
        Value::Number { amount, unit: "" | "ordinal" } => *amount == Decimal::from(n),
        _ => false,
    })
}

/// Numbers of the Japanese text that are in no fact: 二以上, 第十九世紀, 千九百九十四年.
pub(super) fn loose_numbers(pair: &Pair<'_>) -> Vec<(u64, Span)> {
    let text = pair.ja.text;
    let facts = pair.ja.stated().facts();
    LOOSE
        .find_iter(text)
        .filter(|found| !facts.iter().any(|f| f.span.start < found.end() && found.start() < f.span.end))
        // 十数人, 数百人: no number is stated.
        .filter(|found| !text[found.end()..].starts_with('数') && !text[..found.start()].ends_with('数'))
        .filter_map(|found| Some((number_of(found.as_str())?, Span::from(found.range()))))
        .collect()
}

/// Whether the English has the number `n`, in figures or in words.
pub(super) fn english_has(n: u64, pair: &Pair<'_>) -> bool {
    let english = pair.en.lower();
    numbers_in(english).contains(&n)
        || look(NUMBERS, &n).is_some_and(|words| words.iter().any(|word| has_word(english, word)))
        || ordinal_words(n).iter().any(|word| has_word(english, word))
}

/// Whether the number is part of `three in ten` or `2 of 3`, and the Japanese states that ratio.
fn in_a_ratio(fact: &Fact, pair: &Pair<'_>) -> bool {
    let english = pair.en.lower();
    let ratios: Vec<(u64, u64)> = IN_EVERY
        .captures_iter(english)
        .filter(|found| found.get(0).is_some_and(|m| m.start() < fact.span.end && fact.span.start < m.end()))
        .filter_map(|found| Some((number_of(&found[1])?, number_of(&found[2])?)))
        .collect();
    ratios.iter().any(|(a, b)| {
        pair.ja.stated().facts().iter().any(|f| match &f.value {
            Value::Ratio(one, of) => a.checked_mul(*of) == b.checked_mul(*one),
            Value::Percent(percent) => percent.whole().is_some_and(|n| a.checked_mul(100) == b.checked_mul(n)),
            _ => false,
        })
    })
}

/// Whether `fact` is the second number of ２、３個, which English calls a few.
fn about_so_many(fact: &Fact, pair: &Pair<'_>) -> bool {
    let mut before = pair.ja.text[..fact.span.start].chars().rev();
    let divided = before.next().is_some_and(|c| "、・,，～〜".contains(c));
    let number = before.next().is_some_and(|c| number_of(&c.to_string()).is_some());
    divided && number && ["few", "couple", "several", "some"].iter().any(|word| has_word(pair.en.lower(), word))
}

/// A time as it is spoken: `ten thirty`, `half past ten`, `quarter to one`.
fn spoken_time(hour: u8, minute: u8) -> Vec<String> {
    const HOURS: [&str; 12] =
        ["twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
    let (here, next) = (HOURS[usize::from(hour % 12)], HOURS[usize::from((hour + 1) % 12)]);
    const MINUTES: [&str; 4] = ["five", "ten", "twenty", "twenty-five"];
    let spoken = |count: u8| match count {
        5 => Some(MINUTES[0]),
        10 => Some(MINUTES[1]),
        20 => Some(MINUTES[2]),
        25 => Some(MINUTES[3]),
        _ => None,
    };
    if let Some(word) = spoken(minute) {
        return vec![
            format!("{word} past {here}"),
            format!("{minute} past {here}"),
            format!("{word} minutes past {here}"),
        ];
    }
    if let Some(word) = 60u8.checked_sub(minute).and_then(spoken) {
        return vec![format!("{word} to {next}"), format!("{} to {next}", 60 - minute)];
    }
    match minute {
        15 => vec![format!("{here} fifteen"), format!("quarter past {here}")],
        30 => vec![format!("{here} thirty"), format!("half past {here}")],
        45 => vec![format!("{here} forty-five"), format!("quarter to {next}")],
        _ => Vec::new(),
    }
}

/// The ratios `three in ten`, `2 out of 3` of a text.
fn in_every(english: &str) -> Vec<(u64, u64)> {
    IN_EVERY.captures_iter(english).filter_map(|found| Some((number_of(&found[1])?, number_of(&found[2])?))).collect()
}

/// Whether `english` writes `day` as 4/1/2026 or 1/4/2026.
fn in_figures(day: &Day, english: &str) -> bool {
    let (Some(year), Some(month), Some(date)) = (day.year, day.month, day.day) else { return false };
    IN_FIGURES.captures_iter(english).any(|found| {
        let part = |n: usize| found[n].parse::<i32>().unwrap_or(0);
        let (a, b) = (part(1), part(2));
        part(3) == year
            && ((a, b) == (i32::from(month), i32::from(date)) || (a, b) == (i32::from(date), i32::from(month)))
    })
}

fn percents_in(english: &str) -> Vec<u64> {
    PERCENT.captures_iter(english).filter_map(|found| found[1].parse().ok()).collect()
}

fn numbers_in(english: &str) -> Vec<u64> {
    WORDS_OR_DIGITS.find_iter(english).filter_map(|found| number_of(found.as_str())).collect()
}

/// Words for so many times and a part: 1.5倍 is `half again as many`.
fn more_by_part(amount: Decimal) -> &'static [&'static str] {
    let hundredths = (amount.to_f64() * 100.0).round() as u64;
    match hundredths {
        125 => &["quarter more", "quarter higher", "quarter as much again", "by a quarter", "25%", "25 percent"],
        150 => &["half again", "one and a half times", "one-and-a-half times", "by half", "half as many again", "50%"],
        _ => &[],
    }
}

/// Whether the Japanese states a percentage that one may call `a third` or `a quarter`.
fn about_a_part(one: u64, of: u64, pair: &Pair<'_>) -> bool {
    let part = one as f64 * 100.0 / of.max(1) as f64;
    let in_so_many = ONE_IN.captures_iter(pair.ja.text).any(|found| {
        let (all, some) = (number_of(&found[1]), number_of(&found[2]));
        all.zip(some).is_some_and(|(all, some)| all > 0 && all.checked_mul(one) == some.checked_mul(of))
    });
    in_so_many
        || pair.ja.stated().facts().iter().any(|f| match &f.value {
            Value::Percent(percent) => (percent.to_f64() - part).abs() <= 1.8,
            Value::Number { amount, unit: "fold" } => (amount.to_f64() * 100.0 - 100.0 - part).abs() < 0.1,
            _ => false,
        })
}

/// The first years of the decades named in `english`: `1970s`, `the seventies`.
fn decades(english: &str) -> Vec<i32> {
    const NAMES: [&str; 8] =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let mut found: Vec<i32> = DECADES.captures_iter(english).filter_map(|found| found[1].parse().ok()).collect();
    found.extend(NAMES.iter().zip(1..).filter(|(name, _)| has_word(english, name)).map(|(_, tens)| 1910 + tens * 10));
    found
}

/// Whether `amount` `unit` of the English is what the Japanese gives in a unit of another system.
fn is_conversion(amount: Decimal, unit: &str, pair: &Pair<'_>) -> bool {
    pair.ja.stated().facts().iter().any(|fact| match &fact.value {
        Value::Number { amount: here, unit: other } => converts(*here, other, amount, unit),
        _ => false,
    })
}

/// Whether `there` `other` is what `here` `unit` comes to, as far as anybody reckons it out.
pub(super) fn converts(here: Decimal, unit: &str, there: Decimal, other: &str) -> bool {
    const PER: &[(&str, &str, f64)] = &[
        ("miles", "km", 0.6214),
        ("feet", "m", 3.2808),
        ("feet", "cm", 0.032_808),
        ("acres", "ha", 2.4711),
        ("square feet", "m2", 10.7639),
        ("square miles", "km2", 0.3861),
        ("pounds", "kg", 2.2046),
        ("gallons", "L", 0.2642),
        ("m2", "tsubo", 3.3058),
        ("ha", "m2", 0.0001),
        ("m", "km", 1000.0),
        ("km", "m", 0.001),
        ("cm", "m", 100.0),
        ("m", "cm", 0.01),
        ("mm", "cm", 10.0),
        ("kg", "t", 1000.0),
        ("t", "kg", 0.001),
        ("g", "kg", 1000.0),
        ("kg", "g", 0.001),
        ("mL", "L", 1000.0),
        ("L", "mL", 0.001),
        ("MW", "kW", 0.001),
        ("kW", "MW", 1000.0),
        ("MWh", "kWh", 0.001),
        ("kWh", "MWh", 1000.0),
        ("GWh", "kWh", 0.000_001),
    ];
    PER.iter().any(|(to, from, by)| {
        let expected = here.to_f64() * by;
        let same = *from == unit || unit == "kilo" && matches!(*from, "km" | "kg");
        *to == other && same && (there.to_f64() - expected).abs() <= expected * 0.05
    })
}

fn around<'t>(text: &'t str, fact: &Fact) -> &'t str {
    let mut start = fact.span.start.saturating_sub(24);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    &text[start..fact.span.end]
}

fn same_year(a: &Fact, b: &Fact) -> bool {
    matches!((&a.value, &b.value), (Value::Day(a), Value::Day(b)) if a.year == b.year)
}

fn look<K: PartialEq, V: Copy>(table: &[(K, V)], key: &K) -> Option<V> {
    table.iter().find(|(k, _)| k == key).map(|(_, v)| *v)
}

fn digits(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The number that `text` is: 12, １２, 十二, `twelve`.
pub(super) fn number_of(text: &str) -> Option<u64> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let narrow: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect();
    let narrow = narrow.trim_matches(['(', ')']);
    let round = [("a hundred", 100), ("a thousand", 1000), ("a million", 1_000_000), ("a billion", 1_000_000_000)];
    if let Some((_, number)) = round.iter().find(|(words, _)| *words == narrow) {
        return Some(*number);
    }
    narrow
        .replace(',', "")
        .parse()
        .ok()
        .or_else(|| english_number(narrow))
        .or_else(|| ROMAN.iter().position(|w| *w == narrow).map(|n| n as u64 + 1))
        .or_else(|| kanji_number(narrow))
}

/// Whether `word` stands whole in `text`, which is in lower case; `*` at its end stands for more letters.
pub(in crate::proofread) fn has_word(text: &str, word: &str) -> bool {
    let (stem, open) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
    let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric());
    !stem.is_empty()
        && text.match_indices(stem).any(|(at, _)| {
            let end = at + stem.len();
            let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
            !letter(before) && (open || !letter(text.as_bytes().get(end)))
        })
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}

static DECADE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(1[6-9]|20)?\d0'?s\b|\bdecade"));
static ONE_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "([0-9０-９]+|[一二三四五六七八九十]+)[人件世帯校社台回個つ割軒戸]+(?:に|のうち|中)([0-9０-９]+|[一二三四五六七八九十]+)",
    )
});
static DECADES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b((?:1[6-9]|20)\d0)['’]?s\b"));
static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(this|last|next|previous|current|following|same|coming|preceding|prior|that|said|present|past)\s+(fiscal\s+|school\s+|academic\s+|calendar\s+)?(year|month|term|season|spring|summer|autumn|fall|winter)",
    )
});
static APPROXIMATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\(|about|approx|around|roughly|equivalent|some "));
static PARENTHESISED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([ivx]+|[a-z]|\d{1,3})\)"));
static LISTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:and|or|through|to|,|-|–)\s*\(?([ivx]+|\d{1,4})\)?\b"));
static LOOSE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9０-９][0-9０-９,，]*|[〇一二三四五六七八九十百千万]+"));
static MORE_OR_LESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:\b(more than) )?\b([a-z]+|\d+)\b(?: (?:people|persons|members|items|cases) )?(?: (or fewer|or less))?")
});
static IN_EVERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b([a-z]+|\d+) (?:in|out of|of|of every|in every) (?:every )?(a (?:hundred|thousand|million|billion)|[a-z]+|\d+)\b",
    )
});
static IN_FIGURES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b"));
static PERCENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d+) ?(?:%|percent|per cent)"));
static WORDS_OR_DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[a-z]+|\d+"));
