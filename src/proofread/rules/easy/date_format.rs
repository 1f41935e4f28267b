//! 月日・時刻・曜日の書き方: 4/15 → 4月15日, 13:00 → 午後1時, (火) → (火曜日).

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
        static PATTERNS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
            [
                r"([12][0-9]{3})[./-]([0-9]{1,2})[./-]([0-9]{1,2})",
                r"([0-9]{1,2})/([0-9]{1,2})",
                r"(?:(?:午前|午後|AM|PM|am|pm) ?)?([0-9]{1,2}):([0-9]{2})",
                r"(?:毎週|毎月|曜日は|曜日：|第[1-5]|^|[ 　は、：])([月火水木金土日](?:[・･、,][月火水木金土日])+)(?:に|は|の|と|です|だけ|$)",
                r"[（(]([月火水木金土日])(?:[・･、,/]?(?:祝|祭|休))?(?:[・･、,][月火水木金土日])*[）)]",
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
                let span = Span::new(place(found.start()), place(found.end()));
                let part =
                    |group: usize| caught.get(group).and_then(|part| part.as_str().parse::<u32>().ok()).unwrap_or(0);
                let cure = match index {
                    0 => day(&caught, before, after),
                    1 => month(part(1), part(2), before, after),
                    2 => time(&caught, before, after),
                    3 => Some(days(&caught[0])),
                    _ => weekday(&caught, before),
                };
                if let Some(cure) = cure
                    && !taken.iter().any(|t| t.overlaps(span))
                    && !passage.is_protected(span)
                {
                    taken.push(span);
                    hits.at(span).ask(cure);
                }
            }
        }
    }
}

/// Whether `before` and `after` belong to the same number, word or address.
fn inside(before: &str, after: &str) -> bool {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "/-.:_".contains(c);
    // 日：5/24 begins behind a label.
    let labelled =
        before.ends_with(':') && !before.trim_end_matches(':').ends_with(|c: char| c.is_ascii_alphanumeric());
    before.ends_with(goes_on) && !labelled
        || after.starts_with(goes_on) && !after.starts_with(['.', '-'])
        || after.starts_with("-0")
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
        || ["から", "まで", "より", "に", "は", "、", "。", " ", "の"].iter().any(|word| after.starts_with(word))
        || after.is_empty();
    let part = day <= 10
        && month < day
        && month <= 3
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

/// 毎週 水・金に: every day with its 曜日.
fn days(found: &str) -> String {
    let letters: Vec<char> = found.chars().collect();
    let day = |c: char| "月火水木金土日".contains(c);
    let beside = |at: usize| letters.get(at).is_some_and(|c| "・･、,".contains(*c));
    let mut written = String::new();
    for (at, c) in letters.iter().enumerate() {
        written.push(*c);
        if day(*c) && (at > 0 && beside(at - 1) || beside(at + 1)) {
            written.push_str("曜日");
        }
    }
    written
}

fn weekday(caught: &Captures<'_>, before: &str) -> Option<String> {
    let dated = before.ends_with(['日', '週']) || before.ends_with(|c: char| c.is_ascii_digit());
    let words = &caught[0];
    let cure: String =
        words.chars().map(|c| if "月火水木金土日".contains(c) { format!("{c}曜日") } else { c.to_string() }).collect();
    dated.then_some(cure)
}
