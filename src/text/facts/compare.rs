//! The fact guard: what one text states and another does not, in one language or across both.
//!
//! A fact is explained by any fact of the other text that says the same, wherever it stands and however often; what
//! cannot be compared across languages (a name without its reading) is left alone there. What is said in passing is
//! never missed, but may explain.

use super::cursor::{fold, folded, is_kanji};
use super::figures::begins_kanji;
use super::units::is_exact;
use super::value::{Day, Decimal, Value};
use super::{Fact, Kind, Link, find};
use crate::text::{Date, Lang};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How much of the old text the new one should say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it: a translation, a rewriting.
    Whole,
    /// A part: a summary. What is missing is no matter.
    Part,
}

/// What two texts do not have in common; places are bytes of the text each fact stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Facts of the old text that the new one does not state.
    pub missing: Vec<Fact>,
    /// Facts of the new text that the old one does not state.
    pub added: Vec<Fact>,
    /// Facts of the old text with what seems to stand in their place in the new one.
    pub changed: Vec<(Fact, Fact)>,
}

impl Differences {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.added.is_empty() && self.changed.is_empty()
    }
}

/// Compares what `new` states with what `old` states.
pub fn compare(old: &str, new: &str, scope: Scope) -> Differences {
    let (old, new) = (Stated::of(&[old]), Stated::of(&[new]));
    let mut missing: Vec<&Fact> = old.facts.iter().filter(|f| !new.explains(f, &old, 0)).collect();
    let mut added: Vec<&Fact> = new.facts.iter().filter(|f| !old.explains(f, &new, 0)).collect();
    let mut changed = Vec::new();
    for same_kind in [true, false] {
        let pairs = match scope {
            Scope::Whole => pair_by_place(&missing, &added, &old, &new, same_kind),
            Scope::Part if same_kind => pair_by_context(&missing, &added, &old, &new),
            Scope::Part => Vec::new(),
        };
        let (gone, come): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
        changed.extend(pairs.into_iter().map(|(a, b)| (missing[a].clone(), added[b].clone())));
        missing = missing.into_iter().enumerate().filter(|(i, _)| !gone.contains(i)).map(|(_, f)| f).collect();
        added = added.into_iter().enumerate().filter(|(i, _)| !come.contains(i)).map(|(_, f)| f).collect();
    }
    changed.sort_by_key(|(from, _)| from.span);
    let missing = if scope == Scope::Part { Vec::new() } else { missing.into_iter().cloned().collect() };
    Differences { missing, added: added.into_iter().cloned().collect(), changed }
}

/// The facts of `text` that none of `sources` states.
pub fn unexplained(text: &str, sources: &[&str]) -> Vec<Fact> {
    Stated::of(sources).unexplained(text)
}

/// What some texts state, ready to be asked.
pub struct Stated<'t> {
    texts: Vec<&'t str>,
    langs: Vec<Option<Lang>>,
    facts: Vec<Fact>,
    /// Where in `facts` those with this key are.
    by_key: HashMap<Key, Vec<usize>>,
    /// Years that are stated, and fiscal years.
    years: HashSet<(i32, bool)>,
    months: HashSet<u8>,
    weekdays: Vec<usize>,
    folded: Vec<OnceCell<String>>,
}

/// What two facts that say the same have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Number(Decimal),
    Year(i32),
    Month(u8),
    Day(u8),
    Weekday(u8),
    Minutes(u32),
    Words(String),
}

impl<'t> Stated<'t> {
    /// What `texts` state together. Places of facts are those in their own text.
    pub fn of(texts: &[&'t str]) -> Self {
        let mut stated = Stated {
            texts: texts.to_vec(),
            langs: texts.iter().map(|text| Lang::guess(text)).collect(),
            facts: Vec::new(),
            by_key: HashMap::new(),
            years: HashSet::new(),
            months: HashSet::new(),
            weekdays: Vec::new(),
            folded: vec![OnceCell::new(); texts.len()],
        };
        for text in texts {
            stated.facts.extend(find(text));
        }
        let mut seen = HashSet::new();
        for (index, fact) in stated.facts.iter().enumerate() {
            if fact.kind == Kind::Weekday {
                stated.weekdays.push(index);
            }
            if seen.insert((fact.kind, fact.value.to_string())) {
                for key in keys(&fact.value) {
                    stated.by_key.entry(key).or_default().push(index);
                }
            }
            if let Value::Day(day) = fact.value {
                stated.years.extend(day.year.map(|year| (year, day.fiscal)));
                stated.months.extend(day.month);
            }
        }
        stated
    }

    /// The facts of `text` that are not among these.
    pub fn unexplained(&self, text: &str) -> Vec<Fact> {
        let other = Stated::of(&[text]);
        other.facts.iter().filter(|fact| !self.explains(fact, &other, 0)).cloned().collect()
    }

    /// What the texts state, text after text.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Whether `fact`, which the only text of `home` states, is said here too, or need not be.
    pub fn tells(&self, fact: &Fact, home: &Stated<'_>) -> bool {
        self.explains(fact, home, 0)
    }

    /// Whether `here`, a fact of these texts, by itself says what `there` does; `cross` where the languages differ.
    pub fn agrees(&self, here: &Fact, there: &Fact, cross: bool) -> bool {
        self.says(&here.value, &there.value, cross)
    }

    /// Whether `fact`, which text `text` of `home` states, is said here too, or need not be.
    fn explains(&self, fact: &Fact, home: &Stated<'_>, text: usize) -> bool {
        let lang = home.langs.get(text).copied().flatten();
        let alike = |other: &Option<Lang>| other.is_none() || lang.is_none() || *other == lang;
        let cross = !self.langs.iter().all(alike);
        if fact.weak || (cross && is_untranslatable(fact)) {
            return true;
        }
        let found = keys(&fact.value)
            .iter()
            .take(if fact.kind == Kind::Date && !has_number_key(&fact.value) { 1 } else { usize::MAX })
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .any(|at| self.says(&self.facts[*at].value, &fact.value, cross));
        if found {
            return true;
        }
        match &fact.value {
            // A weekday beside its day adds nothing if it is the right one, and nobody misses one.
            Value::Weekday(day) if fact.link == Link::OfDay => {
                let of = |day: Day| (day.month, day.day);
                let beside = home.day_beside(home.index_of(fact)).map(of);
                let other = |at: &usize| beside.is_some() && self.day_beside(Some(*at)).map(of) == beside;
                let right = home.day_of(fact).is_none_or(|date| date.weekday() == *day && self.has_day(date));
                return right && !self.weekdays.iter().any(other);
            }
            // 令和8年度 may be left to a day in it, or to the March it ends in.
            Value::Day(Day { year: Some(year), fiscal: true, month: None, day: None, .. }) => {
                let within = |fact: &Fact| match fact.value {
                    Value::Day(Day { year: Some(y), fiscal: false, month: Some(m), day, .. }) => {
                        (day.is_some() || m == 3) && y - i32::from(m <= 3) == *year
                    }
                    _ => false,
                };
                if self.facts.iter().any(within) {
                    return true;
                }
            }
            // FY2026 (April 2026 to March 2027)
            Value::Day(Day { year: Some(year), fiscal: false, month: Some(month), day: None, .. }) => {
                let fiscal = if *month == 3 { *year - 1 } else { *year };
                if matches!(month, 3 | 4) && self.years.contains(&(fiscal, true)) {
                    return true;
                }
            }
            _ => {}
        }
        let written = home.texts.get(text).and_then(|t| t.get(fact.span.range())).unwrap_or("");
        self.holds(written, fact.kind, alike)
    }

    /// Whether `date` is stated, with its year or without.
    fn has_day(&self, date: Date) -> bool {
        let (_, month, day) = date.ymd();
        let known = self.by_key.get(&Key::Day(day)).into_iter().flatten();
        known
            .map(|at| &self.facts[*at].value)
            .any(|value| matches!(value, Value::Day(d) if d.day == Some(day) && d.month == Some(month)))
    }

    /// Where in `facts` a fact of the only text is.
    fn index_of(&self, fact: &Fact) -> Option<usize> {
        self.facts.binary_search_by_key(&fact.span.start, |f| f.span.start).ok()
    }

    /// The day that a weekday was written beside, as far as it is written.
    fn day_beside(&self, weekday: Option<usize>) -> Option<Day> {
        let at = weekday?;
        let weekday = &self.facts[at];
        // （水） stands behind its day, Wednesday before it.
        let day = |n: usize| match self.facts.get(n)?.value {
            Value::Day(day) if self.facts[n].span.start.abs_diff(weekday.span.end) < 40 => Some(day),
            _ => None,
        };
        let after = day(at + 1).filter(|_| self.facts[at + 1].span.start.saturating_sub(weekday.span.end) <= 3);
        after.or_else(|| day(at.checked_sub(1)?))
    }

    /// The same as a day of the calendar, if its year is known.
    fn day_of(&self, weekday: &Fact) -> Option<Date> {
        match self.day_beside(self.index_of(weekday))? {
            day if day.year.is_some() => day.date(),
            Day { month: Some(month), day: Some(date), .. } => Date::new(self.only_year(month)?, month, date),
            _ => None,
        }
    }

    /// The year of a day in `month` that is written without one, if only one comes into question.
    fn only_year(&self, month: u8) -> Option<i32> {
        let years: BTreeSet<i32> =
            self.years.iter().map(|(year, fiscal)| year + i32::from(*fiscal && month <= 3)).collect();
        if years.len() == 1 { years.into_iter().next() } else { None }
    }

    /// Whether `here` (a fact of these texts) says what `there` does.
    fn says(&self, here: &Value, there: &Value, cross: bool) -> bool {
        if here == there {
            return true;
        }
        // ▲5.2％ may be said as `decreased by 5.2%`; a temperature keeps its sign in either language.
        let (unsigned_here, unsigned_there);
        let (here, there) = match cross && (is_signed(here) || is_signed(there)) {
            true => {
                (unsigned_here, unsigned_there) = (unsigned(here), unsigned(there));
                (&unsigned_here, &unsigned_there)
            }
            false => (here, there),
        };
        if here == there {
            return true;
        }
        match (here, there) {
            (Value::Day(here), Value::Day(there)) => self.says_day(*here, *there),
            (Value::Time { hour: a, minute: x }, Value::Time { hour: b, minute: y }) => a % 24 == b % 24 && x == y,
            (Value::Duration { days, seconds, .. }, Value::Duration { days: d, seconds: s, .. }) => {
                (*seconds, *s) != (0, 0)
                    && days.saturating_mul(86400).saturating_add(*seconds) == d.saturating_mul(86400).saturating_add(*s)
            }
            (Value::Number { amount: a, unit: u }, Value::Number { amount: b, unit: v }) => {
                a == b && units_agree(u, v, cross)
            }
            (Value::Ratio(a, b), Value::Ratio(c, d)) => a.checked_mul(*d) == b.checked_mul(*c) && *b > 0 && *d > 0,
            (Value::Law { name: a, path: p }, Value::Law { name: b, path: q }) => {
                let names = cross
                    || a.is_empty()
                    || b.is_empty()
                    || a == b
                    || a.ends_with(b.as_str())
                    || b.ends_with(a.as_str());
                let part = |long: &[(&str, String)], short: &[(&str, String)]| {
                    short.iter().all(|(level, n)| {
                        long.iter().any(|(l, m)| m == n && (l == level || is_act(l) && is_act(level)))
                    })
                };
                names && part(p, q)
            }
            (Value::Numbered(a, n), Value::Numbered(b, m)) => n == m && (cross || a == b),
            (Value::Text(a), Value::Text(b)) => same_words(a, b, cross),
            _ => loosely(here, there, cross) || loosely(there, here, cross),
        }
    }

    fn says_day(&self, here: Day, there: Day) -> bool {
        if here.fiscal != there.fiscal && here.year.is_some() && there.year.is_some() {
            return false;
        }
        let day = there.day.is_none() || there.day == here.day;
        let month = there.month.is_none()
            || there.month == here.month
            || (here.month.is_none() && there.day.is_some() && there.month.is_some_and(|m| self.months.contains(&m)));
        let year = match (there.year, here.year) {
            (None, _) => true,
            (Some(a), Some(b)) => a == b,
            // The year stands elsewhere in these texts.
            (Some(year), None) => {
                let fiscal = year - i32::from(there.month.is_some_and(|m| m <= 3));
                (here.month.is_some() || here.day.is_some())
                    && (self.years.contains(&(year, there.fiscal)) || self.years.contains(&(fiscal, true)))
            }
        };
        day && month && year
    }

    /// Whether `written` stands in these texts too, where `alike` says that they are in its language.
    fn holds(&self, written: &str, kind: Kind, alike: impl Fn(&Option<Lang>) -> bool) -> bool {
        let words = matches!(
            kind,
            Kind::Name
                | Kind::Address
                | Kind::Law
                | Kind::DocumentNumber
                | Kind::Reference
                | Kind::Url
                | Kind::Mail
                | Kind::Code
        );
        self.texts.iter().zip(&self.langs).enumerate().filter(|(_, (_, lang))| alike(lang)).any(|(index, (text, _))| {
            stands_in(written, text)
                || (words && self.folded[index].get_or_init(|| folded(text)).contains(&folded(written)))
        })
    }
}

fn is_signed(value: &Value) -> bool {
    match value {
        Value::Number { amount, .. } | Value::Money { amount, .. } | Value::Percent(amount) | Value::Points(amount) => {
            amount.unsigned() != *amount
        }
        _ => false,
    }
}

/// The same without a sign that the other language may put into words.
fn unsigned(value: &Value) -> Value {
    match value {
        Value::Number { amount, unit } if !unit.starts_with("degrees") => {
            Value::Number { amount: amount.unsigned(), unit }
        }
        Value::Money { currency, amount } => Value::Money { currency, amount: amount.unsigned() },
        Value::Percent(amount) => Value::Percent(amount.unsigned()),
        Value::Points(amount) => Value::Points(amount.unsigned()),
        value => value.clone(),
    }
}

/// Whether `written` stands in `text` as it is, not as a part of a longer number.
fn stands_in(written: &str, text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || begins_kanji(c) || "万億兆".contains(c);
    let goes_on = |c: char| number(c) || c == '.' || c == ',';
    !written.is_empty()
        && text.match_indices(written).take(64).any(|(at, _)| {
            let before = text[..at].chars().next_back().map(fold);
            let after = text[at + written.len()..].chars().next().map(fold);
            let ends_in_digit = written.chars().next_back().map(fold).is_some_and(number);
            let begins = written.chars().next().map(fold).is_some_and(number);
            !(begins && before.is_some_and(goes_on) || ends_in_digit && after.is_some_and(number))
        })
}

/// What is looked up: a fact is explained only by one that shares a key with it.
fn keys(value: &Value) -> Vec<Key> {
    let number = |n: u64| Key::Number(Decimal::from(n));
    match value {
        Value::Day(day) => {
            let mut keys = Vec::new();
            keys.extend(day.day.map(Key::Day));
            keys.extend(day.month.map(Key::Month));
            keys.extend(day.year.map(Key::Year));
            match (day.year, day.month, day.day) {
                (None, None, Some(n)) => keys.push(number(n.into())),
                (Some(year), None, None) => keys.extend(u64::try_from(year).ok().map(number)),
                _ => {}
            }
            keys
        }
        Value::Weekday(day) => vec![Key::Weekday(*day)],
        Value::Time { hour, minute } => {
            let mut keys = vec![Key::Minutes(u32::from(hour % 24) * 60 + u32::from(*minute))];
            if *minute == 0 {
                keys.extend([number((*hour).into()), number((hour % 12).into())]);
            }
            keys
        }
        Value::Duration { months, days, seconds } => {
            lengths(*months, *days, *seconds).into_iter().map(number).chain([Key::Minutes(u32::MAX)]).collect()
        }
        Value::Money { amount, .. } | Value::Number { amount, .. } => vec![Key::Number(amount.unsigned())],
        Value::Percent(amount) | Value::Points(amount) => vec![Key::Number(amount.unsigned())],
        Value::Ratio(one, of) => {
            let divisor = gcd(*one, *of).max(1);
            let mut keys = vec![Key::Words(format!("{}/{}", one / divisor, of / divisor))];
            keys.extend(percent_of(*one, *of).map(Key::Number));
            keys
        }
        Value::Law { path, .. } => path.iter().rev().flat_map(|(_, n)| numbered_keys(n)).collect(),
        Value::Numbered(_, n) => numbered_keys(n),
        Value::Text(text) => {
            let mut keys = vec![Key::Words(text.clone())];
            let digits = digits_of(text);
            keys.extend(digits.parse().ok().map(number));
            if !digits.is_empty() {
                keys.push(Key::Words(digits));
            }
            if let Some((_, rest)) = text.split_once("://") {
                keys.push(Key::Words(rest.split('/').next().unwrap_or("").to_owned()));
            }
            keys
        }
    }
}

/// Whether a date may be written as a bare number: `the 15th`, `2026`.
fn has_number_key(value: &Value) -> bool {
    matches!(value, Value::Day(day) if [day.year.is_some(), day.month.is_some(), day.day.is_some()].into_iter().filter(|part| *part).count() == 1)
}

fn numbered_keys(n: &str) -> Vec<Key> {
    let mut keys = vec![Key::Words(n.to_owned())];
    keys.extend(n.parse::<u64>().ok().map(|n| Key::Number(Decimal::from(n))));
    keys
}

/// The figures a length of time may be written with.
fn lengths(months: u64, days: u64, seconds: u64) -> Vec<u64> {
    let mut found = Vec::new();
    for (n, by) in [
        (months, 1),
        (months, 12),
        (months, 120),
        (months, 1200),
        (days, 1),
        (days, 7),
        (seconds, 1),
        (seconds, 60),
        (seconds, 3600),
    ] {
        if n > 0 && n % by == 0 {
            found.push(n / by);
        }
    }
    found
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn percent_of(one: u64, of: u64) -> Option<Decimal> {
    let hundredths = one.checked_mul(10_000)?;
    (of > 0 && hundredths % of == 0).then(|| Decimal::new(i128::from(hundredths / of), 2))
}

fn digits_of(text: &str) -> String {
    let mut digits = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !digits.is_empty() && !digits.ends_with('-') {
            digits.push('-');
        }
    }
    digits.trim_end_matches('-').to_owned()
}

fn is_act(level: &str) -> bool {
    !matches!(level, "article" | "paragraph" | "item")
}

fn units_agree(a: &str, b: &str, cross: bool) -> bool {
    // 20キロ is of length or of weight.
    let kilo = |a: &str, b: &str| a == "kilo" && matches!(b, "km" | "kg");
    if kilo(a, b) || kilo(b, a) {
        return true;
    }
    a == b || a.is_empty() || b.is_empty() || (cross && !(is_exact(a) && is_exact(b)))
}

fn same_words(a: &str, b: &str, cross: bool) -> bool {
    if a.contains("://") && b.contains("://") {
        let neutral = |url: &str| format!("{url}/").replace("/ja/", "/").replace("/en/", "/").replace("/jp/", "/");
        return neutral(a) == neutral(b);
    }
    cross && !a.contains('@') && !digits_of(a).is_empty() && digits_of(a) == digits_of(b)
}

/// Whether two facts of different shape say the same: a bare number, and what it is a number of.
fn loosely(a: &Value, b: &Value, cross: bool) -> bool {
    match (a, b) {
        (Value::Number { amount, unit: "" | "ordinal" | "times" }, Value::Duration { months, days, seconds }) => {
            lengths(*months, *days, *seconds).into_iter().any(|n| *amount == Decimal::from(n))
        }
        (Value::Number { amount, unit: "years old" }, Value::Duration { months, .. }) => {
            *months > 0 && months % 12 == 0 && *amount == Decimal::from(months / 12)
        }
        (Value::Number { amount, unit: "" | "ordinal" }, Value::Day(day)) => match (day.year, day.month, day.day) {
            (None, None, Some(n)) => *amount == Decimal::from(u64::from(n)),
            (Some(year), None, None) if !day.fiscal => *amount == Decimal::new(year.into(), 0),
            _ => false,
        },
        (Value::Number { amount, unit: "" }, Value::Time { hour, minute: 0 }) => {
            amount.whole().is_some_and(|n| n == u64::from(*hour) || n == u64::from(hour % 12))
        }
        (Value::Number { amount, unit: "" }, Value::Money { amount: money, .. }) => amount == money,
        (Value::Number { amount, unit }, Value::Numbered(_, n)) => {
            (cross || unit.is_empty() || *unit == "ordinal")
                && n.parse().is_ok_and(|n: u64| *amount == Decimal::from(n))
        }
        (Value::Number { amount, .. }, Value::Law { path, .. }) if cross => {
            path.len() == 1 && path[0].1.parse().is_ok_and(|n: u64| *amount == Decimal::from(n))
        }
        (Value::Numbered(_, n), Value::Law { path, .. }) => cross && path.len() == 1 && path[0].1 == *n,
        (Value::Numbered(_, n), Value::Text(text)) => cross && *n == digits_of(text),
        (Value::Number { amount, .. }, Value::Text(text)) => {
            cross && digits_of(text).parse().is_ok_and(|n: u64| *amount == Decimal::from(n))
        }
        // 6.3ポイント is `6.3 points`, or 6.3 where it is plain of what.
        (Value::Number { amount, unit: "points" }, Value::Points(points)) => amount == points,
        (Value::Ratio(one, of), Value::Percent(percent)) => percent_of(*one, *of) == Some(*percent),
        (Value::Day(day), Value::Duration { days, .. }) => {
            (day.year, day.month) == (None, None) && day.day.is_some_and(|n| u64::from(n) == *days)
        }
        _ => false,
    }
}

/// What says nothing that could be found again in the other language, or need not be said there.
fn is_untranslatable(fact: &Fact) -> bool {
    match (&fact.kind, &fact.value) {
        (Kind::Name, _) => true,
        (Kind::Address, Value::Text(text)) => digits_of(text).is_empty(),
        (_, Value::Number { amount, .. }) => *amount == Decimal::from(1),
        _ => false,
    }
}

/// Pairs what is missing with what was added nearest to the same place: indices into the two.
fn pair_by_place(
    missing: &[&Fact],
    added: &[&Fact],
    old: &Stated<'_>,
    new: &Stated<'_>,
    same_kind: bool,
) -> Vec<(usize, usize)> {
    let place = |fact: &Fact, side: &Stated<'_>| {
        let len = side.texts.first().map_or(1, |t| t.len().max(1));
        (fact.span.start as u64).saturating_mul(1 << 20) / len as u64
    };
    let family = |fact: &Fact| match fact.kind {
        kind if same_kind => Some(kind),
        Kind::Money | Kind::Number | Kind::Percent | Kind::Duration | Kind::Date | Kind::Time | Kind::Code => {
            Some(Kind::Number)
        }
        Kind::Phone | Kind::Fax | Kind::Extension | Kind::Postal => Some(Kind::Phone),
        Kind::Law | Kind::DocumentNumber | Kind::Reference => Some(Kind::Law),
        _ => None,
    };
    let mut open: HashMap<Kind, BTreeSet<(u64, usize)>> = HashMap::new();
    for (index, fact) in added.iter().enumerate() {
        if let Some(family) = family(fact) {
            open.entry(family).or_default().insert((place(fact, new), index));
        }
    }
    let mut pairs = Vec::new();
    for (index, fact) in missing.iter().enumerate() {
        let Some(open) = family(fact).and_then(|family| open.get_mut(&family)) else { continue };
        let here = place(fact, old);
        let after = open.range((here, 0)..).next().copied();
        let before = open.range(..(here, 0)).next_back().copied();
        let nearest = [before, after].into_iter().flatten().min_by_key(|(at, _)| at.abs_diff(here));
        if let Some(found) = nearest {
            open.remove(&found);
            pairs.push((index, found.1));
        }
    }
    pairs
}

/// Pairs facts that have the same words before or behind them: what a summary took over and changed.
fn pair_by_context(missing: &[&Fact], added: &[&Fact], old: &Stated<'_>, new: &Stated<'_>) -> Vec<(usize, usize)> {
    let around = |fact: &Fact, side: &Stated<'_>| {
        let text = side.texts.first().copied().unwrap_or("");
        let before: String = text[..fact.span.start].chars().rev().take(3).collect();
        let after: String = text[fact.span.end..].chars().take(3).collect();
        [before, after].map(|s| (s.chars().filter(|c| is_kanji(*c) || c.is_alphabetic()).count() > 1).then_some(s))
    };
    let mut seen: HashMap<(Kind, bool, String), usize> = HashMap::new();
    for (index, fact) in missing.iter().enumerate() {
        let [before, after] = around(fact, old);
        before.into_iter().for_each(|s| {
            seen.entry((fact.kind, true, s)).or_insert(index);
        });
        after.into_iter().for_each(|s| {
            seen.entry((fact.kind, false, s)).or_insert(index);
        });
    }
    let (mut pairs, mut taken) = (Vec::new(), HashSet::new());
    for (index, fact) in added.iter().enumerate() {
        let [before, after] = around(fact, new);
        let found = before
            .and_then(|s| seen.get(&(fact.kind, true, s)))
            .or_else(|| after.and_then(|s| seen.get(&(fact.kind, false, s))));
        if let Some(from) = found.filter(|from| taken.insert(**from)) {
            pairs.push((*from, index));
        }
    }
    pairs
}
