//! 午後13時, 午後15:30, 午前8:30, 25時, 10時75分, 8時15分60秒, 午前12時30分, 午後12時から午後1時まで.

use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// How a time of day is written.
pub struct Time;

static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?P<half>午前|午後)?(?P<hour>[0-9０-９]{1,2})(?:[:：](?P<colon>[0-9０-９]{2})",
        "|時(?:(?P<minute>[0-9０-９]{1,3})分)?)(?P<long>間)?",
    ))
    .expect("the pattern is sound")
});

/// Behind an hour, the rest of a period that ends in the same afternoon.
static AFTERNOON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:から|〜|～)午後[1-9１-９](?:時|[:：])").expect("the pattern is sound"));

/// 8時15分60秒: seconds that no minute has.
static SECONDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[0-9]{1,2}時(?P<late>(?P<minute>[0-5]?[0-9])分(?P<second>[6-9][0-9])秒)").expect("the pattern is sound")
});

impl Rule for Time {
    fn about(&self) -> About {
        About {
            id: "ja.date.time",
            lang: Lang::Ja,
            severity: Severity::Warning,
            fixable: Fixable::Safe,
            source: "公用文作成の考え方 Ⅰ-4ア",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["時", ":", "："])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for caught in SECONDS.captures_iter(passage.text) {
            let (Some(late), Ok(minute)) = (caught.name("late"), caught["minute"].parse::<u32>()) else { continue };
            // A leap second is 8時59分60秒.
            let leap = minute == 59 && &caught["second"] == "60";
            if leap || passage.text[late.end()..].starts_with('間') {
                continue;
            }
            let hit = hits.at(Span::from(late.range()));
            if &caught["second"] == "60" {
                hit.ask(format!("{}分", minute + 1));
            }
        }
        for caught in TIMES.captures_iter(passage.text) {
            let Some(all) = caught.get(0) else { continue };
            // 時間：午前12時45分 has a label before it, 8:30:15 goes on.
            let half = caught.name("half").map(|m| m.as_str());
            let digit = |c: char| {
                c.is_ascii_digit() || ('０'..='９').contains(&c) || half.is_none() && ":：,，.．/".contains(c)
            };
            if caught.name("long").is_some() || passage.before(all.start()).is_some_and(digit) {
                continue;
            }
            let number = |name: &str| caught.name(name).and_then(|m| narrow(m.as_str()).parse::<u32>().ok());
            let Some(hour) = number("hour") else { continue };
            let colon = caught.name("colon").is_some();
            let minute = number("minute").or(number("colon"));
            let span = Span::from(all.range());
            let written = |half: &str, hour: u32| match minute {
                Some(minute) if !colon || minute > 0 => format!("{half}{hour}時{minute}分"),
                _ => format!("{half}{hour}時"),
            };
            if minute.is_some_and(|minute| minute >= 60) {
                if !colon {
                    hits.at(span);
                }
            } else if half == Some("午後") && (13..24).contains(&hour) {
                hits.at(span).safe(written("午後", hour - 12));
            } else if half == Some("午前") && (13..24).contains(&hour) {
                hits.at(span).ask(written("午後", hour - 12)).ask(written("", hour));
            } else if half.is_none() && hour == 24 && !colon && minute.is_some_and(|minute| minute > 0) {
                hits.at(span).safe(written("翌日午前", 0));
            } else if half == Some("午前") && hour == 12 && minute.is_some_and(|minute| minute > 0) {
                // 午前12時30分 may be meant for either; what is most often meant stands first, to be read.
                hits.at(span).ask(written("午後", 0)).ask(written("午前", 0));
            } else if half == Some("午後") && hour == 12 && minute.is_some_and(|minute| minute > 0) {
                // By the letter 午後12時45分 is at night; the afternoon is meant, to be read.
                hits.at(span).ask(written("午後", 0));
            } else if half == Some("午後")
                && hour == 12
                && minute.is_none()
                && AFTERNOON.is_match(&passage.text[all.end()..])
            {
                // 午後12時から午後1時まで begins at noon.
                hits.at(span).ask("正午").ask("午後0時");
            } else if let Some(half) = half
                && colon
                && hour <= 12
            {
                hits.at(span).safe(written(half, hour));
            } else if half.is_none() && (25..30).contains(&hour) && !colon {
                hits.at(span).safe(written("翌日午前", hour - 24));
            }
        }
    }
}

fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
        .collect()
}
