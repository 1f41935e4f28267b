//! 月日・時刻・曜日の書き方: 4/15 → 4月15日, 13:00 → 午後1時, (火) → (火曜日).

use crate::proofread::plain::is_kanji;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// See the module.
pub struct DateFormat;

impl Rule for DateFormat {
    fn about(&self) -> About {
        super::easy(
            "ja.yasashii.date-format",
            Severity::Warning,
            Fixable::Ask,
            "在留支援のためのやさしい日本語ガイドライン",
        )
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static PATTERNS: LazyLock<[Regex; 7]> = LazyLock::new(|| {
            [
                r"([12][0-9]{3})[./-]([0-9]{1,2})[./-]([0-9]{1,2})",
                r"([0-9]{1,2})/([0-9]{1,2})",
                r"(?:(?:午前|午後|AM|PM|am|pm) ?)?([0-9]{1,2}):([0-9]{2})",
                r"[（(]([月火水木金土日])(?:[・･、,/]?(?:祝|祭|休))?(?:[・･、,][月火水木金土日])*[）)]",
                r"(?:AM|PM|am|pm|a\.m\.|p\.m\.) ?([0-9]{1,2})時(半|[0-9]{1,2}分)?",
                r"([月火水木金土日](?:[・･、,／/]?[月火水木金土日])+)(?:曜日?)?",
                r"(?:(午前|午後) ?)?([0-9]{1,2})時(半|[0-9]{1,2}分)?",
            ]
            .map(|pattern| Regex::new(pattern).expect("the pattern is sound"))
        });
        // Full-width figures and marks are as long in characters; positions are found by counting them.
        let narrow: String = passage.text.chars().map(super::narrow_char).collect();
        let same = narrow.len() == passage.text.len();
        let place = |at: usize| if same { at } else { super::byte_of(passage.text, narrow[..at].chars().count()) };
        let mut taken: Vec<Span> = Vec::new();
        for (index, pattern) in PATTERNS.iter().enumerate() {
            for caught in pattern.captures_iter(&narrow) {
                let Some(found) = caught.get(0) else { continue };
                let (before, after) = (&narrow[..found.start()], &narrow[found.end()..]);
                // 日：5/24 is no part of a number as 5:24 is.
                let before =
                    before.strip_suffix(':').filter(|word| !word.ends_with(|c: char| c.is_ascii())).unwrap_or(before);
                let span = Span::new(place(found.start()), place(found.end()));
                let part =
                    |group: usize| caught.get(group).and_then(|part| part.as_str().parse::<u32>().ok()).unwrap_or(0);
                let cure = match index {
                    0 => day(&caught, before, after),
                    1 => month(part(1), part(2), before, after),
                    2 => time(&caught, before, after),
                    3 => weekday(&caught, before),
                    4 => english(&caught),
                    5 => days(&caught, before, after),
                    _ => clock(&caught, &narrow, before, after),
                };
                if let Some(cure) = cure
                    && !taken.iter().any(|t| t.overlaps(span))
                    && !passage.is_protected(span)
                {
                    taken.push(span);
                    let hit = hits.at(span).ask(cure);
                    if index == 6 {
                        hit.severity(Severity::Info);
                    }
                }
            }
        }
    }
}

/// Whether `before` and `after` belong to the same number, word or address.
fn inside(before: &str, after: &str) -> bool {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "/-.:_".contains(c);
    before.ends_with(goes_on) || after.starts_with(goes_on) && !after.starts_with(['.', '-']) || after.starts_with("-0")
}

fn day(caught: &Captures<'_>, before: &str, after: &str) -> Option<String> {
    let (year, month, day): (u32, u32, u32) =
        (caught[1].parse().ok()?, caught[2].parse().ok()?, caught[3].parse().ok()?);
    let sound = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (sound && !inside(before, after)).then(|| format!("{year}年{month}月{day}日"))
}

fn month(month: u32, day: u32, before: &str, after: &str) -> Option<String> {
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    // 1/2 is a half where it says how much; with a weekday, から or まで it is a day.
    let dated = after.trim_start().starts_with(['(', '（', '〜', '～', '~'])
        || ["から", "まで", "より", "に", "は", "、", "。", " ", "の", "です", "でし", "だ", "・", "」", "\n"]
            .iter()
            .any(|word| after.starts_with(word))
        || after.starts_with(['で', 'が', 'も', 'と']) && !(month < day && day <= 10)
        || after.is_empty();
    // お祭り（9/3）は is a day; （1/2を入れる） is none.
    let bracketed = before.ends_with(['(', '（']) && after.starts_with([')', '）']);
    let dated = dated || bracketed;
    let part = day <= 10
        && month < day
        && month <= 3
        && !bracketed
        && !after.starts_with(['(', '（'])
        && !after.starts_with("から")
        && !after.starts_with("まで")
        && !after.starts_with(['〜', '～', '~']);
    (sound && dated && !part && !inside(before, after)).then(|| format!("{month}月{day}日"))
}

fn time(caught: &Captures<'_>, before: &str, after: &str) -> Option<String> {
    let (hour, minute): (u32, u32) = (caught[1].parse().ok()?, caught[2].parse().ok()?);
    if hour > 24 || minute > 59 || inside(before, after) {
        return None;
    }
    let given = caught[0].to_lowercase();
    let afternoon = given.starts_with("午後") || given.starts_with("pm");
    let morning = given.starts_with("午前") || given.starts_with("am");
    let (half, hour) = match hour {
        hour if morning => ("午前", hour),
        hour if afternoon && hour < 12 => ("午後", hour),
        hour if hour < 12 => ("午前", hour),
        hour => ("午後", hour - 12),
    };
    let minutes = if minute == 0 { String::new() } else { format!("{minute}分") };
    Some(format!("{half}{hour}時{minutes}"))
}

/// AM9時 → 午前9時.
fn english(caught: &Captures<'_>) -> Option<String> {
    let hour: u32 = caught[1].parse().ok().filter(|hour| *hour <= 12)?;
    let half = if caught[0].to_lowercase().starts_with('a') { "午前" } else { "午後" };
    Some(format!("{half}{hour}時{}", caught.get(2).map_or("", |part| part.as_str())))
}

/// 火・金曜 → 火曜日、金曜日. Letters of weekdays that touch other kanji are parts of words.
fn days(caught: &Captures<'_>, before: &str, after: &str) -> Option<String> {
    let letter = |c: Option<char>| c.is_some_and(|c| is_kanji(c) || matches!(c, '・' | '\u{30A1}'..='\u{30FC}'));
    let marked = caught[1].contains(['・', '･', '、', ',', '／', '/']);
    let named = caught[0].len() > caught[1].len();
    let weekend = matches!(&caught[1], "土日" | "月水金" | "火木土" | "火木" | "月木" | "火金" | "水土");
    let sound =
        marked && (named || !letter(after.chars().next())) || weekend && (named || !letter(after.chars().next()));
    let figure = before.ends_with(|c: char| c.is_ascii_digit());
    let names: Vec<String> =
        caught[1].chars().filter(|c| "月火水木金土日".contains(*c)).map(|c| format!("{c}曜日")).collect();
    (sound
        && !figure
        && (before.ends_with("毎週") || !letter(before.chars().next_back()))
        && !before.ends_with(['（', '(']))
    .then(|| names.join("と"))
}

/// 15時 → 午後3時 where 午前 or 午後 is said as well: one text counts the hours in one way.
fn clock(caught: &Captures<'_>, text: &str, before: &str, after: &str) -> Option<String> {
    let hour: u32 = caught[2].parse().ok()?;
    let sound = !after.starts_with('間')
        && (13..=24).contains(&hour)
        && !inside(before, "")
        && caught.get(1).map_or(text.contains("午前") || text.contains("午後"), |half| half.as_str() == "午後");
    let half = if hour == 24 { "夜" } else { "午後" };
    sound.then(|| format!("{half}{}時{}", hour - 12, caught.get(3).map_or("", |part| part.as_str())))
}

fn weekday(caught: &Captures<'_>, before: &str) -> Option<String> {
    let dated = before.ends_with(['日', '週']) || before.ends_with(|c: char| c.is_ascii_digit());
    let words = &caught[0];
    let cure: String =
        words.chars().map(|c| if "月火水木金土日".contains(c) { format!("{c}曜日") } else { c.to_string() }).collect();
    dated.then_some(cure)
}
