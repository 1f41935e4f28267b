//! A match put to what the new segment states: 令和７年 → 令和８年 on one side is 2025 → 2026 on the other.
//!
//! Facts are compared by value and written by pattern: what stands in the target is taken apart (signs, months, digits,
//! scale words) and put together again with the new value, so that the target keeps its own style. Whatever was written is
//! read again, and only what says the new value is taken: a fact that cannot be carried stays and is told.

use super::other;
use crate::text::date::{MONTHS, era_written, era_year_one};
use crate::text::facts::{self, Day, Decimal, Fact, Kind, Link, Value};
use crate::text::{Lang, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A target with facts of another source in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapted {
    /// The target.
    pub text: String,
    /// The places of it that were written anew, in order.
    pub places: Vec<Span>,
    /// Whether the two sources differ in nothing else.
    pub whole: bool,
}

/// `target`, the translation of `source`, with the facts of `new`, a text of the same language `lang` as `source`. `None`
/// if no fact could be carried over.
pub fn adapt(source: &str, target: &str, new: &str, lang: Lang) -> Option<Adapted> {
    let (old_facts, new_facts) = (stated(source), stated(new));
    let kinds = |facts: &[Fact]| facts.iter().map(|fact| fact.kind).collect::<Vec<_>>();
    let (old_kinds, new_kinds) = (kinds(&old_facts), kinds(&new_facts));
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_kinds, &new_kinds) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|n| (&old_facts[old_index + n], &new_facts[new_index + n])));
        }
    }
    let target_facts = stated(target);
    let years = years(&pairs);
    let mut taken = vec![false; target_facts.len()];
    let mut whole = skeleton(source, &old_facts) == skeleton(new, &new_facts);
    let mut pieces: Vec<(Span, String)> = Vec::new();
    for (old, new_fact) in pairs {
        // What stayed the same has its place in the target too, so that nothing else takes it.
        let free = |at: &usize| !taken[*at];
        let number = bare(&old.value);
        let place = (0..target_facts.len()).filter(free).find(|at| says(&target_facts[*at], old)).or_else(|| {
            // The room that 第3会議室 speaks of is Room 3, whatever either of them is taken for.
            (0..target_facts.len()).filter(free).find(|at| number.is_some() && bare(&target_facts[*at].value) == number)
        });
        let changed = written_value(old) != written_value(new_fact);
        let Some(at) = place else {
            whole &= !changed;
            continue;
        };
        taken[at] = true;
        let fact = &target_facts[at];
        // 令和7年5月1日から9月30日まで may have its year behind the other day: from May 1 to September 30, 2025.
        let dated = dated(fact, new_fact, years);
        if !changed && dated.is_none() {
            continue;
        }
        match write(&target[fact.span.range()], fact, dated.as_ref().unwrap_or(new_fact), other(lang)) {
            Some(text) => pieces.push((fact.span, text)),
            None => whole = false,
        }
    }
    if pieces.is_empty() {
        return None;
    }
    // A year that has passed, in a place where nothing was looked for.
    let passed = |fact: &Fact| matches!(fact.value, Value::Day(day) if day.year.is_some_and(|year| years.is_some_and(|(old, _)| old == year)));
    whole &= !target_facts.iter().zip(&taken).any(|(fact, taken)| !taken && passed(fact));
    pieces.sort_by_key(|(span, _)| span.start);
    let (mut text, mut places, mut at) = (String::new(), Vec::new(), 0);
    for (span, piece) in &pieces {
        text.push_str(&target[at..span.start]);
        places.push(Span::new(text.len(), text.len() + piece.len()));
        text.push_str(piece);
        at = span.end;
    }
    text.push_str(&target[at..]);
    Some(Adapted { text, places, whole })
}

/// The year of the old source's days and that of the new one's, where it is one and another one.
fn years(pairs: &[(&Fact, &Fact)]) -> Option<(i32, i32)> {
    let year = |fact: &Fact| match fact.value {
        Value::Day(day) => day.year.filter(|_| !day.fiscal),
        _ => None,
    };
    let mut both = pairs.iter().filter_map(|(old, new)| Some((year(old)?, year(new)?)));
    let first = both.next().filter(|(old, new)| old != new)?;
    both.all(|other| other == first).then_some(first)
}

/// `new`, a day without its year, with the one it has by now where `target` tells the year that was.
fn dated(target: &Fact, new: &Fact, years: Option<(i32, i32)>) -> Option<Fact> {
    let (Value::Day(there), Value::Day(day), (old, now)) = (&target.value, &new.value, years?) else { return None };
    (there.year == Some(old) && day.year.is_none() && day.day.is_some())
        .then(|| Fact { value: Value::Day(Day { year: Some(now), era: None, ..*day }), ..new.clone() })
}

/// The facts that can be carried over: those that mean a value and stand in nobody else's.
fn stated(text: &str) -> Vec<Fact> {
    let mut found: Vec<Fact> = facts::find(text).into_iter().filter(|fact| !fact.weak).collect();
    found.sort_by_key(|fact| (fact.span.start, std::cmp::Reverse(fact.span.end)));
    let mut end = 0;
    found.retain(|fact| {
        let own = fact.span.start >= end;
        end = end.max(fact.span.end);
        own
    });
    found.extend(bare_numbers(text, &found));
    found.sort_by_key(|fact| fact.span.start);
    found
}

/// Numbers that no fact speaks of: 第3会議室, Room 3.
fn bare_numbers(text: &str, facts: &[Fact]) -> Vec<Fact> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in pieces(text) {
        let span = Span::new(at, at + piece.text.len());
        at = span.end;
        if let Some(number) = piece.number.filter(|_| !facts.iter().any(|fact| fact.span.overlaps(span))) {
            let value = Value::Numbered(String::new(), number.to_string());
            found.push(Fact { kind: Kind::Code, span, value, link: Link::Alone, weak: false });
        }
    }
    found
}

/// The one number of a fact that numbers or counts something.
fn bare(value: &Value) -> Option<u64> {
    match value {
        Value::Numbered(_, number) => number.parse().ok(),
        Value::Number { amount, .. } => amount.whole(),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// The text without its facts, folded: what must be alike for an adapted match to be whole.
fn skeleton(text: &str, facts: &[Fact]) -> Vec<u32> {
    let (mut bare, mut at) = (String::new(), 0);
    for fact in facts {
        bare.push_str(&text[at..fact.span.start]);
        // A fact of one kind is not a fact of another.
        bare.push_str(match fact.kind {
            Kind::Date => "〔日〕",
            Kind::Money => "〔円〕",
            _ => "〔数〕",
        });
        at = fact.span.end;
    }
    bare.push_str(&text[at..]);
    super::folding::exact(&bare)
}

fn written_value(fact: &Fact) -> String {
    fact.value.to_string()
}

/// Whether a fact of the target states what `fact` of the source does; a Japanese and an English counter may differ.
fn says(target: &Fact, fact: &Fact) -> bool {
    match (&target.value, &fact.value) {
        (Value::Day(a), Value::Day(b)) => {
            let year = |day: &Day| day.year;
            let missing = a.year.is_none() || b.year.is_none();
            (a.month, a.day) == (b.month, b.day) && (missing && a.month.is_some() || year(a) == year(b))
        }
        (Value::Number { amount: a, unit: one }, Value::Number { amount: b, unit: another }) => {
            a == b && (one == another || one.is_empty() || another.is_empty())
        }
        (a, b) => target.kind == fact.kind && a == b,
    }
}

/// What stands in the place of `old_text`, a way to write `old`, for it to say what `new` says; in `lang`.
fn write(old_text: &str, old: &Fact, new: &Fact, lang: Lang) -> Option<String> {
    let mut tries: Vec<String> = Vec::new();
    let alike = std::mem::discriminant(&old.value) == std::mem::discriminant(&new.value) && old.kind == new.kind;
    if let (false, Some(_), Some(number)) = (alike, bare(&old.value), bare(&new.value)) {
        return numbers_like(old_text, &[number]);
    }
    if let (Some(_), Some(number), [piece]) = (bare(&old.value), bare(&new.value), pieces(old_text).as_slice()) {
        return Some(digits_like(number, piece.text));
    }
    match (&old.value, &new.value) {
        (Value::Day(from), Value::Day(to)) => {
            // A year that the target leaves out stays out.
            let to = if from.year.is_none() { Day { year: None, fiscal: false, era: None, ..*to } } else { *to };
            tries.extend(day_like(old_text, *from, to));
            tries.extend(day_anew(to, lang));
            return checked(tries, &Value::Day(to));
        }
        (Value::Weekday(from), Value::Weekday(to)) => tries.extend(weekday_like(old_text, *from, *to)),
        (Value::Time { .. }, Value::Time { hour, minute }) => tries.extend(time_like(old_text, *hour, *minute, lang)),
        (Value::Money { currency: a, .. }, Value::Money { currency: b, amount }) if a == b => {
            tries.extend(amount_like(old_text, *amount, lang));
        }
        (Value::Number { amount: from, .. }, Value::Number { amount, .. }) => {
            // One person, two people: the noun would have to change.
            let one = Decimal::from(1);
            if lang == Lang::En && ((*from == one) != (*amount == one)) && old_text.contains(char::is_alphabetic) {
                return None;
            }
            tries.extend(amount_like(old_text, *amount, lang));
            let wanted = match (&old.value, &new.value) {
                (Value::Number { unit, .. }, Value::Number { amount, .. }) => Value::Number { amount: *amount, unit },
                _ => return None,
            };
            return checked(tries, &wanted);
        }
        (Value::Percent(_), Value::Percent(amount)) | (Value::Points(_), Value::Points(amount)) => {
            tries.extend(amount_like(old_text, *amount, lang));
        }
        (Value::Duration { .. }, Value::Duration { .. })
        | (Value::Law { .. }, Value::Law { .. })
        | (Value::Numbered(..), Value::Numbered(..)) => {
            let numbers = numbers_of(&new.value)?;
            tries.extend(numbers_like(old_text, &numbers));
        }
        (Value::Text(from), Value::Text(to)) if old_text == from => tries.push(to.clone()),
        _ => {}
    }
    checked(tries, &new.value)
}

/// The first of `tries` that is read as `wanted` and nothing else.
fn checked(tries: Vec<String>, wanted: &Value) -> Option<String> {
    tries.into_iter().find(|text| {
        let found = facts::find(text);
        matches!(found.as_slice(), [fact] if fact.span.len() == text.len() && fact.value == *wanted)
            || matches!(found.as_slice(), [fact, rest @ ..]
                if fact.value == *wanted && rest.iter().all(|fact| fact.link == Link::OfDay || fact.value == *wanted))
    })
}

/// A stretch of digits, or of anything else.
#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    number: Option<u64>,
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        c => c.to_digit(10),
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found: Vec<Piece<'_>> = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let ends = chars.peek().is_none_or(|(_, next)| digit(*next).is_some() != digit(c).is_some());
        if ends {
            let piece = &text[start..end];
            let number = digit(c).and_then(|_| {
                piece.chars().try_fold(0u64, |n, c| n.checked_mul(10)?.checked_add(u64::from(digit(c)?)))
            });
            found.push(Piece { text: piece, number });
            start = end;
        }
    }
    found
}

/// `number` in the width of `like` and, where that begins with a nought, in its length.
fn digits_like(number: u64, like: &str) -> String {
    let wide = like.starts_with(|c| ('０'..='９').contains(&c));
    let padded = like.starts_with(['0', '０']) && like.chars().count() > 1;
    let length = if padded { like.chars().count() } else { 0 };
    let digits = format!("{number:0length$}");
    if wide { widen(&digits) } else { digits }
}

fn widen(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' | ',' | '.' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(wide).collect()
}

const ERA_LETTERS: [(&str, &str, &str); 5] = [
    ("令和", "R", "Reiwa"),
    ("平成", "H", "Heisei"),
    ("昭和", "S", "Showa"),
    ("大正", "T", "Taisho"),
    ("明治", "M", "Meiji"),
];

/// The era and the year in it of `day`: as it is written, else from the calendar.
fn era_of(day: Day) -> Option<(&'static str, u32)> {
    day.era.or_else(|| {
        let year = day.year?;
        if day.month.is_none() {
            // A year alone is named for what it is for most of its time.
            return era_written(year, 12, 31);
        }
        era_written(year, day.month.unwrap_or(12), day.day.unwrap_or(28))
    })
}

/// `text`, which says `from`, with the parts of `to` in the places of its own.
fn day_like(text: &str, from: Day, to: Day) -> Option<String> {
    // A part that only one of the two has cannot be put anywhere.
    if from.year.is_some() != to.year.is_some()
        || from.month.is_some() != to.month.is_some()
        || from.day.is_some() != to.day.is_some()
    {
        return None;
    }
    let mut text = text.to_owned();
    if let (Some((old, _)), Some((new, _))) = (era_of(from), era_of(to))
        && old != new
    {
        let old = ERA_LETTERS.iter().find(|era| era.0 == old)?;
        let new = ERA_LETTERS.iter().find(|era| era.0 == new)?;
        text = text.replace(old.0, new.0).replace(old.2, new.2);
        if let Some(rest) = text.strip_prefix(old.1).filter(|rest| rest.starts_with(|c| digit(c).is_some())) {
            text = format!("{}{rest}", new.1);
        }
    }
    if let (Some(old), Some(new)) = (from.month, to.month) {
        let (old, new) = (MONTHS.get(usize::from(old) - 1)?, MONTHS.get(usize::from(new).checked_sub(1)?)?);
        if text.contains(old) {
            text = text.replace(old, new);
        } else {
            for length in [4, 3] {
                if let (Some(old), Some(new)) = (old.get(..length), new.get(..3.max(length.min(new.len()))))
                    && text.contains(old)
                {
                    // Sept. is the one month that people shorten to four letters.
                    let new = if new.len() == 4 && new != "Sept" { &new[..3] } else { new };
                    text = text.replacen(old, new, 1);
                    break;
                }
            }
        }
    }
    let named = MONTHS.iter().any(|month| text.contains(&month[..3]));
    let (era_from, era_to) = (era_of(from), era_of(to));
    let mut parts = pieces(&text);
    // 元年 has no digits to replace, and 令和1年 is not written.
    let gannen = |year: u32, like: &str| if year == 1 { "元".to_owned() } else { digits_like(u64::from(year), like) };
    let mut out = String::new();
    let (mut year_done, mut month_done, mut day_done) = (from.year.is_none(), from.month.is_none(), from.day.is_none());
    for at in 0..parts.len() {
        let next = parts.get(at + 1).map_or("", |piece| piece.text);
        let Some(number) = parts[at].number else {
            let mut words = parts[at].text.to_owned();
            if words.contains("元年")
                && let Some((_, year)) = era_to.filter(|(_, year)| *year != 1)
            {
                words = words.replace("元年", &format!("{year}年"));
                year_done = true;
            }
            // 1st, 2nd: the ending belongs to the number before it.
            if at > 0 && parts[at - 1].number.is_some() && named {
                for ending in ["st", "nd", "rd", "th"] {
                    if let Some(rest) = words.strip_prefix(ending) {
                        words = format!("{}{rest}", ordinal(u64::from(to.day?)));
                        break;
                    }
                }
            }
            out.push_str(&words);
            continue;
        };
        let like = parts[at].text;
        let western = from.year.is_some_and(|year| u64::try_from(year) == Ok(number));
        let in_era = era_from.is_some_and(|(_, year)| u64::from(year) == number);
        let is_year = next.starts_with('年')
            || (!next.starts_with(['月', '日']) && (western && number > 31 || !year_done && in_era && !named));
        if is_year && western {
            out.push_str(&digits_like(u64::try_from(to.year?).ok()?, like));
            year_done = true;
        } else if is_year && in_era {
            let (_, year) = era_to?;
            out.push_str(&if next.starts_with('年') {
                gannen(year, like)
            } else {
                digits_like(u64::from(year), like)
            });
            year_done = true;
        } else if !month_done
            && !named
            && (next.starts_with('月') || from.month.is_some_and(|m| u64::from(m) == number) && !next.starts_with('日'))
        {
            out.push_str(&digits_like(u64::from(to.month?), like));
            month_done = true;
        } else if !day_done && from.day.is_some_and(|d| u64::from(d) == number) {
            out.push_str(&digits_like(u64::from(to.day?), like));
            day_done = true;
        } else {
            out.push_str(like);
        }
    }
    parts.clear();
    Some(out)
}

fn ordinal(number: u64) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// `day` in the ordinary style of `lang`.
fn day_anew(day: Day, lang: Lang) -> Vec<String> {
    let era = era_of(day).filter(|(era, year)| {
        day.year.is_some_and(|western| era_year_one(era).is_some_and(|first| first + *year as i32 - 1 == western))
    });
    match lang {
        Lang::Ja => {
            let year = match (day.year, era) {
                (Some(_), Some((era, 1))) => format!("{era}元年"),
                (Some(_), Some((era, year))) => format!("{era}{year}年"),
                (Some(year), None) => format!("{year}年"),
                (None, _) => String::new(),
            };
            let fiscal = if day.fiscal { "度" } else { "" };
            let month = day.month.map_or_else(String::new, |month| format!("{month}月"));
            let date = day.day.map_or_else(String::new, |day| format!("{day}日"));
            vec![format!("{year}{fiscal}{month}{date}")]
        }
        Lang::En => {
            let month = day.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
            match (day.year, month, day.day) {
                (Some(year), ..) if day.fiscal => vec![format!("fiscal {year}"), format!("FY{year}")],
                (Some(year), Some(month), Some(date)) => vec![format!("{month} {date}, {year}")],
                (Some(year), Some(month), None) => vec![format!("{month} {year}")],
                (Some(year), None, _) => vec![year.to_string()],
                (None, Some(month), Some(date)) => vec![format!("{month} {date}")],
                _ => Vec::new(),
            }
        }
    }
}

const DAYS_JA: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
const DAYS_EN: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

fn weekday_like(text: &str, from: u8, to: u8) -> Option<String> {
    let (from, to) = (usize::from(from % 7), usize::from(to % 7));
    if text.contains(DAYS_EN[from]) {
        return Some(text.replacen(DAYS_EN[from], DAYS_EN[to], 1));
    }
    if text.contains(&DAYS_EN[from][..3]) {
        return Some(text.replacen(&DAYS_EN[from][..3], &DAYS_EN[to][..3], 1));
    }
    text.contains(DAYS_JA[from]).then(|| text.replacen(DAYS_JA[from], DAYS_JA[to], 1))
}

/// A time of day in the style of `text`: on the clock of twelve or of twenty-four hours, minutes where it has them.
fn time_like(text: &str, hour: u8, minute: u8, lang: Lang) -> Vec<String> {
    let first = text.find(|c| digit(c).is_some());
    let Some(first) = first else { return Vec::new() };
    let wide = text[first..].starts_with(|c| ('０'..='９').contains(&c));
    let figure = |n: u8, two: bool| {
        let digits = if two { format!("{n:02}") } else { n.to_string() };
        if wide { widen(&digits) } else { digits }
    };
    let (head, tail) = text.split_at(first);
    let lower = tail.to_ascii_lowercase();
    let half_day = if hour % 24 >= 12 { 1 } else { 0 };
    let twelve = |noon: u8| if hour.is_multiple_of(12) { noon } else { hour % 12 };
    if lang == Lang::Ja {
        let (head, hour) = match head.find("午前").or_else(|| head.find("午後")) {
            Some(at) => (format!("{}{}{}", &head[..at], ["午前", "午後"][half_day], &head[at + 6..]), hour % 12),
            None => (head.to_owned(), hour),
        };
        if tail.contains(['：', ':']) {
            let mark = if tail.contains('：') { '：' } else { ':' };
            return vec![format!("{head}{}{mark}{}", figure(hour, false), figure(minute, true))];
        }
        let minutes = if minute == 0 { String::new() } else { format!("{}分", figure(minute, false)) };
        return vec![format!("{head}{}時{minutes}", figure(hour, false))];
    }
    let marks = [["a.m.", "p.m."], ["am", "pm"]];
    let style = marks.iter().find(|marks| marks.iter().any(|mark| lower.contains(mark)));
    let Some(style) = style else {
        let two = tail.starts_with('0');
        return vec![format!("{head}{}:{minute:02}", figure(hour, two))];
    };
    let upper = tail.contains(['A', 'P']);
    let mark = if upper { style[half_day].to_uppercase() } else { style[half_day].to_owned() };
    let space =
        if lower.contains(&format!(" {}", style[0])) || lower.contains(&format!(" {}", style[1])) { " " } else { "" };
    let minutes = if minute == 0 && !tail.contains(':') { String::new() } else { format!(":{minute:02}") };
    vec![format!("{head}{}{minutes}{space}{mark}", twelve(12))]
}

/// Scales of large numbers, largest first: power of ten, Japanese, English.
const JA_SCALES: [(u32, &str); 3] = [(12, "兆"), (8, "億"), (4, "万")];
const EN_SCALES: [(u32, &str); 4] = [(12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")];

/// An amount in the place of the one in `text`: sign and unit stay, and whether large numbers are written with words.
fn amount_like(text: &str, amount: Decimal, lang: Lang) -> Vec<String> {
    let part = |c: char| digit(c).is_some() || "兆億万千百十,，.．".contains(c);
    let Some(start) = text.find(|c| digit(c).is_some()) else { return word_like(text, amount, lang) };
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        if digit(c).is_some()
            || (lang == Lang::Ja && part(c))
            || (",，.．".contains(c) && text[start + at + c.len_utf8()..].starts_with(|c| digit(c).is_some()))
        {
            end = start + at + c.len_utf8();
        } else {
            break;
        }
    }
    let wide = text[start..].starts_with(|c| ('０'..='９').contains(&c));
    let figures = &text[start..end];
    let grouped = figures.contains([',', '，'])
        || amount.whole().is_none_or(|n| n >= 10_000)
        || figures.chars().filter(|c| digit(*c).is_some()).nth(3).is_none();
    let mut written: Vec<(String, usize)> = Vec::new();
    match lang {
        Lang::Ja => {
            let scaled = figures.contains(['兆', '億', '万']);
            if scaled && let Some(text) = in_scales(amount) {
                written.push((text, end));
            }
            written.push((plain(amount, grouped), end));
        }
        Lang::En => {
            let rest = text[end..].trim_start();
            let scale = EN_SCALES.iter().find(|(_, word)| rest.starts_with(word));
            if let Some((power, word)) = scale {
                let after = text.len() - rest.len() + word.len();
                let own = EN_SCALES.iter().find(|(scale, _)| {
                    Decimal::new(1, 0).times_ten_to(*scale).is_some_and(|least| amount.compare(least).is_ge())
                });
                // Half a billion stays with the word it had as long as the figure is short.
                for (power, word) in own.into_iter().chain([&(*power, *word)]) {
                    let figure = down(amount, *power);
                    if figure.places() <= 3 {
                        written.push((format!("{} {word}", plain(figure, true)), after));
                    }
                }
                written.push((plain(amount, true), after));
            } else {
                written.push((plain(amount, grouped), end));
            }
        }
    }
    let finish = |(figures, end): (String, usize)| {
        let figures = if wide { widen(&figures) } else { figures };
        format!("{}{figures}{}", &text[..start], &text[end..])
    };
    written.into_iter().map(finish).collect()
}

/// `amount` ÷ 10^`power`.
fn down(amount: Decimal, power: u32) -> Decimal {
    let text = amount.to_string();
    let digits: i128 = text.replace('.', "").parse().unwrap_or(0);
    Decimal::new(digits, amount.places() + power)
}

/// 350000000 as 3億5,000万; `None` where it is not whole.
fn in_scales(amount: Decimal) -> Option<String> {
    let mut rest = amount.whole()?;
    let mut text = String::new();
    for (power, word) in JA_SCALES {
        let scale = 10u64.pow(power);
        if rest >= scale {
            text.push_str(&format!("{}{word}", plain(Decimal::from(rest / scale), true)));
            rest %= scale;
        }
    }
    if rest > 0 || text.is_empty() {
        text.push_str(&plain(Decimal::from(rest), true));
    }
    Some(text)
}

/// In figures, with a comma at every third if `grouped`.
fn plain(amount: Decimal, grouped: bool) -> String {
    let text = amount.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut figures = String::new();
    for (at, c) in whole.chars().enumerate() {
        if grouped && at > 0 && (whole.len() - at) % 3 == 0 && whole.as_bytes()[at - 1] != b'-' {
            figures.push(',');
        }
        figures.push(c);
    }
    rest.map_or(figures.clone(), |rest| format!("{figures}.{rest}"))
}

/// Numbers in words: three → four, three → 15.
fn word_like(text: &str, amount: Decimal, lang: Lang) -> Vec<String> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if lang != Lang::En {
        return Vec::new();
    }
    let letters = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(letters);
    if !WORDS.contains(&word.to_ascii_lowercase().as_str()) {
        return Vec::new();
    }
    let figure = plain(amount, true);
    let mut tries = Vec::new();
    if let Some(new) = amount.whole().and_then(|n| WORDS.get(usize::try_from(n).ok()?)) {
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        tries.push(if capital {
            format!("{}{}{rest}", new[..1].to_uppercase(), &new[1..])
        } else {
            format!("{new}{rest}")
        });
    }
    tries.push(format!("{figure}{rest}"));
    tries
}

/// The numbers a value is made of, in the order they are written.
fn numbers_of(value: &Value) -> Option<Vec<u64>> {
    match value {
        Value::Duration { months, days, seconds } => {
            let parts = [months / 12, months % 12, *days, seconds / 3600, seconds / 60 % 60, seconds % 60];
            let parts: Vec<u64> = parts.into_iter().filter(|n| *n > 0).collect();
            // Two weeks are fourteen days: what is read again decides.
            Some(parts)
        }
        Value::Law { path, .. } => {
            path.iter().flat_map(|(_, number)| number.split('-')).map(|number| number.parse().ok()).collect()
        }
        Value::Numbered(_, number) => number.split('-').map(|number| number.parse().ok()).collect(),
        _ => None,
    }
}

/// `text` with its numbers replaced in order, if there are as many.
fn numbers_like(text: &str, numbers: &[u64]) -> Option<String> {
    let parts = pieces(text);
    if parts.iter().filter(|piece| piece.number.is_some()).count() != numbers.len() {
        return None;
    }
    let mut numbers = numbers.iter();
    let written = parts.iter().map(|piece| match piece.number {
        Some(_) => numbers.next().map_or_else(String::new, |number| digits_like(*number, piece.text)),
        None => piece.text.to_owned(),
    });
    Some(written.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `source` → `target` is known; what becomes of the target for `new`.
    fn check(source: &str, target: &str, new: &str, expected: &str) {
        let lang = Lang::guess(source).unwrap();
        let adapted = adapt(source, target, new, lang).unwrap_or_else(|| panic!("nothing carried: {new}"));
        assert_eq!(adapted.text, expected, "{new}");
        assert!(adapted.whole, "{new}");
        let written: String = adapted.places.iter().map(|span| &adapted.text[span.range()]).collect();
        assert!(!written.is_empty());
    }

    #[test]
    fn dates_in_the_style_of_the_target() {
        let source = "令和７年４月１日から施行する。";
        let new = "令和８年10月23日から施行する。";
        for (target, expected) in [
            ("Effective April 1, 2025.", "Effective October 23, 2026."),
            ("Effective 1 April 2025.", "Effective 23 October 2026."),
            ("Effective Apr. 1, 2025.", "Effective Oct. 23, 2026."),
            ("Effective 2025-04-01.", "Effective 2026-10-23."),
        ] {
            check(source, target, new, expected);
        }
        check(
            "令和7年5月1日（木）から9月30日（火）まで",
            "Thursday, May 1 to Tuesday, September 30, 2025",
            "令和8年5月1日（金）から9月30日（水）まで",
            "Friday, May 1 to Wednesday, September 30, 2026",
        );
        check("令和７年度の予算", "Budget for fiscal 2025", "令和８年度の予算", "Budget for fiscal 2026");
        check(
            "Effective April 1, 2019.",
            "平成31年４月１日から施行する。",
            "Effective June 3, 2019.",
            "令和元年６月３日から施行する。",
        );
        check(
            "It begins on April 1, 2025.",
            "2025年4月1日に始まる。",
            "It begins on May 12, 2026.",
            "2026年5月12日に始まる。",
        );
        check(
            "5月1日（木）に行う。",
            "It is held on Thursday, May 1.",
            "6月2日（火）に行う。",
            "It is held on Tuesday, June 2.",
        );
    }

    #[test]
    fn amounts_and_numbers_in_the_style_of_the_target() {
        check(
            "総額は3億円です。",
            "The total is ¥300 million.",
            "総額は4億5,000万円です。",
            "The total is ¥450 million.",
        );
        check(
            "総額は3億円です。",
            "The total is 300 million yen.",
            "総額は12億円です。",
            "The total is 1.2 billion yen.",
        );
        check("手数料は300円です。", "The fee is ¥300.", "手数料は1,250円です。", "The fee is ¥1,250.");
        check(
            "The total is ¥300 million.",
            "総額は３億円です。",
            "The total is ¥350 million.",
            "総額は３億５，０００万円です。",
        );
        check("定員は40人です。", "The capacity is 40 people.", "定員は120人です。", "The capacity is 120 people.");
        check(
            "前年比で12.5％増えた。",
            "It rose by 12.5% from the year before.",
            "前年比で8％増えた。",
            "It rose by 8% from the year before.",
        );
        check("午後３時から始める。", "It starts at 3 p.m.", "午前10時30分から始める。", "It starts at 10:30 a.m.");
        check("第３条の規定による。", "Under Article 3.", "第12条の規定による。", "Under Article 12.");
        check("第3会議室を使う。", "Use Room 3.", "第12会議室を使う。", "Use Room 12.");
    }

    #[test]
    fn what_cannot_be_carried_is_told() {
        // The target does not state the number.
        assert_eq!(adapt("定員は40人です。", "The capacity is limited.", "定員は50人です。", Lang::Ja), None);
        // A word differs as well.
        let part = adapt("4月1日に開く。", "It opens on April 1.", "5月2日に閉じる。", Lang::Ja).unwrap();
        assert_eq!((part.text.as_str(), part.whole), ("It opens on May 2.", false));
        // One of two is not there.
        let part = adapt("4月1日に3回開く。", "It opens on April 1.", "5月2日に4回開く。", Lang::Ja).unwrap();
        assert_eq!((part.text.as_str(), part.whole), ("It opens on May 2.", false));
    }
}
