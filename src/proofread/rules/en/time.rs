//! How times are written.

use super::{GU, english};
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, Needs, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 15:00 p.m., 12 a.m., 9am beside 5 p.m., 9:00-17:00.
pub struct TimeFormat;

const ID: &str = "en.time.format";
const STOPS: u8 = 0;
const BARE: u8 = 1;
const ALL_DAY: u8 = 2;
/// 3 PM, which is none of the house's even where all times are written so.
const CAPITAL: u8 = 3;

static HALVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<h>[0-9]{1,2})(?P<m>[:.][0-9]{2})?(?P<gap>\s?)(?P<half>[aApP]\.\s?[mM]\b[.．]?|[aApP][mM]\b)")
        .expect("the pattern is sound")
});
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<h1>[0-9]{1,2}):(?P<m1>[0-9]{2})\s?[-–~]\s?(?P<h2>[0-9]{1,2}):(?P<m2>[0-9]{2})\b")
        .expect("the pattern is sound")
});

/// 18:00, and 1800 hours and 22.00 hrs, which no reader should have to read.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?P<h>1[3-9]|2[0-3]):(?P<m>[0-5][0-9])\b",
        r"|\b(?P<h2>[01]?[0-9]|2[0-3])(?:[.:h](?P<m2>[0-5][0-9])\s?(?:hrs?|hours)\b\.?|h(?P<m3>[0-5][0-9])\b)",
        r"|\b(?P<h4>0[0-9]|1[0-9]|2[0-3])(?P<m4>[0-5][0-9])\s?(?:hrs\b\.?|hours (?:on|today|tonight|tomorrow|and|to|until)\b)",
    ))
    .expect("the pattern is sound")
});

/// Hours that no clock has, 25:00 and 9:75, and those with a full stop for a colon, where something opens or leaves.
static OFF_CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:at|from|until|till|by|before|after|to|starts?|opens?|closes?|ends?) (?P<at>(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2}))\b",
        r"|\b(?:opens?|closes?|starts?|begins?|ends?|leaves?|departs?|arrives?|meets?|gathers?|stops?|runs?|lasts?|come|gather|meet|bus|train|class|lesson|lunch|dinner|doors?) ",
        r"(?:(?:at|from|by|until|till) )?(?:[0-9]{1,2}[.:][0-9]{2} (?:to|until) )?(?P<dot>(?P<h0>[0-9]{1,2})\.(?P<m0>[0-9]{2}))\b",
    ))
    .expect("the pattern is sound")
});
/// `6 p.m.` for 18 and 00.
fn half_day(hour: u32, minutes: &str) -> String {
    let short = if minutes == "00" { String::new() } else { format!(":{minutes}") };
    match (hour, minutes) {
        (12, "00") => "noon".to_owned(),
        (0, "00") => "midnight".to_owned(),
        (0, _) => format!("12{short} a.m."),
        (1..=11, _) => format!("{hour}{short} a.m."),
        (12, _) => format!("12{short} p.m."),
        _ => format!("{}{short} p.m.", hour - 12),
    }
}

impl Rule for TimeFormat {
    fn about(&self) -> About {
        english(ID, Severity::Warning, Fixable::Safe, GU)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::FIGURES)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        for caught in HALVES.captures_iter(text) {
            let (Some(all), Some(half)) = (caught.get(0), caught.name("half")) else { continue };
            let hour: u32 = caught["h"].parse().unwrap_or(0);
            let minutes = caught.name("m").map_or("", |m| &m.as_str()[1..]);
            let afternoon = half.as_str().starts_with(['p', 'P']);
            let span = Span::from(all.range());
            if (13..=23).contains(&hour) {
                let short = if minutes.is_empty() || minutes == "00" { String::new() } else { format!(":{minutes}") };
                let hit = hits.at(span);
                hit.severity(Severity::Error);
                if afternoon {
                    hit.safe(format!("{}{short} p.m.", hour - 12));
                }
                hit.ask(format!("{hour}:{}", if minutes.is_empty() { "00" } else { minutes }));
            } else if hour == 0 && (minutes.is_empty() || minutes == "00") {
                let stop = usize::from(half.as_str().ends_with('.') && text[span.end..].trim_start().is_empty());
                hits.at(Span::new(span.start, span.end - stop)).ask(if afternoon { "noon" } else { "midnight" });
            } else if hour == 0 {
                // 0:30 a.m. belongs to neither clock.
                let stop = usize::from(half.as_str().ends_with('.') && text[span.end..].trim_start().is_empty());
                hits.at(Span::new(span.start, span.end - stop)).ask(if afternoon {
                    format!("12:{minutes} p.m.")
                } else {
                    format!("12:{minutes} a.m.")
                });
            } else if hour <= 12 && caught.name("m").is_some_and(|m| m.as_str().starts_with('.')) && minutes != "00" {
                // 9.30 a.m.
                let dot = caught.name("m").map_or(span.start, |m| m.start());
                let (head, tail) = (&text[span.start..dot], &text[dot + 1..span.end]);
                hits.at(span).safe(format!("{head}:{tail}"));
            } else if hour == 12 && (minutes.is_empty() || minutes == "00") {
                // The last full stop may be the sentence's.
                let rest = text[span.end..].trim_start();
                let ends =
                    rest.is_empty() || (rest.len() < text.len() - span.end && rest.starts_with(char::is_uppercase));
                let stop = usize::from(ends && half.as_str().ends_with('.'));
                hits.at(Span::new(span.start, span.end - stop)).safe(if afternoon { "noon" } else { "midnight" });
            }
        }
        for caught in OFF_CLOCK.captures_iter(text) {
            let Some(at) = caught.name("at").or(caught.name("dot")) else { continue };
            let number = |names: [&str; 2]| {
                names.iter().find_map(|name| caught.name(name)).and_then(|m| m.as_str().parse::<u32>().ok())
            };
            let (hour, minutes) = (number(["h", "h0"]).unwrap_or(0), number(["m", "m0"]).unwrap_or(0));
            let span = Span::from(at.range());
            let longer = text[span.end..].starts_with(|c: char| c.is_alphanumeric() || ":/".contains(c))
                || text[span.end..].starts_with('.') && text[span.end + 1..].starts_with(|c: char| c.is_ascii_digit());
            if caught.name("dot").is_some() {
                // Doors open at 18.30.
                let next = text[span.end..].trim_start();
                let other = !next.is_empty()
                    && !next.starts_with(['.', ',', ';', ')', '\n'])
                    && !["and ", "to ", "on ", "every ", "in ", "each ", "sharp", "for ", "until ", "from ", "daily"]
                        .iter()
                        .any(|word| next.starts_with(word));
                if !longer && !other && hour < 24 && minutes < 60 {
                    hits.at(span).ask(half_day(hour, &format!("{minutes:02}")));
                }
            } else if !longer && (hour > 24 || minutes > 59 || hour == 24 && minutes > 0) {
                let hit = hits.at(span);
                hit.severity(Severity::Error);
                // 25:30 is half past one; 9:75 a quarter past ten.
                let (hour, minutes) = ((hour + minutes / 60) % 24, minutes % 60);
                hit.ask(half_day(hour, &format!("{minutes:02}")));
            }
        }
        for caught in CLOCK.captures_iter(text) {
            let part = |names: [&str; 2]| names.iter().find_map(|name| caught.name(name)).map(|m| m.as_str());
            let minutes = part(["m2", "m3"]).or(caught.name("m4").map(|m| m.as_str()));
            let hour = part(["h2", "h4"]).and_then(|hour| hour.parse().ok());
            if let (Some(all), Some(hour), Some(minutes)) = (caught.get(0), hour, minutes) {
                hits.at(Span::from(all.range())).safe(half_day(hour, minutes));
            }
        }
        for caught in RANGE.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            // A range of the day that a half-day mark follows is written out already.
            if text[all.end()..].trim_start().to_ascii_lowercase().starts_with(['a', 'p'])
                && text[all.end()..].trim_start()[1..].starts_with(['.', 'm', 'M'])
            {
                continue;
            }
            let said = |h: &str, m: &str| -> Option<String> {
                let hour: u32 = caught[h].parse().ok()?;
                let minutes = if &caught[m] == "00" { String::new() } else { format!(":{}", &caught[m]) };
                match (hour, minutes.is_empty()) {
                    (12, true) => Some("noon".to_owned()),
                    (0 | 24, true) => Some("midnight".to_owned()),
                    (1..=11, _) => Some(format!("{hour}{minutes} a.m.")),
                    (12, _) => Some(format!("12{minutes} p.m.")),
                    (13..=23, _) => Some(format!("{}{minutes} p.m.", hour - 12)),
                    _ => None,
                }
            };
            // 1:00-3:00 may be the afternoon: only what uses the 24-hour clock can be read for certain.
            let certain = caught["h2"].parse::<u32>().is_ok_and(|hour| hour >= 12);
            if let (Some(from), Some(to), true) = (said("h1", "m1"), said("h2", "m2"), certain) {
                hits.at(Span::from(all.range())).severity(Severity::Info).safe(format!("{from} to {to}"));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.unquoted_prose();
        for caught in HALVES.captures_iter(text) {
            let (Some(all), Some(half)) = (caught.get(0), caught.name("half")) else { continue };
            let kind = if half.as_str().contains('.') && half.as_str().len() > 3 { STOPS } else { BARE };
            let kind = if kind == BARE && half.as_str().ends_with('M') { CAPITAL } else { kind };
            let hour: u32 = caught["h"].parse().unwrap_or(0);
            let halved =
                (13..=23).contains(&hour) || (hour == 12 && caught.name("m").is_none_or(|m| &m.as_str()[1..] == "00"));
            let half = half.as_str().to_lowercase();
            let minutes = caught.name("m").map_or("", |m| m.as_str());
            let letter = if half.starts_with('p') { 'p' } else { 'a' };
            // What the first look has flagged already is not flagged twice.
            if !halved {
                let other = if kind != STOPS {
                    format!("{hour}{minutes} {letter}.m.")
                } else {
                    format!("{hour}{minutes}{letter}m")
                };
                notes.push(Note { span: Span::from(all.range()), kind, word: other });
            }
        }
        let ranges: Vec<Span> = RANGE.find_iter(text).map(|found| Span::from(found.range())).collect();
        for caught in CLOCK.captures_iter(text) {
            let (Some(all), Some(hour), Some(minutes)) = (caught.get(0), caught.name("h"), caught.name("m")) else {
                continue;
            };
            let span = Span::from(all.range());
            let half = HALVES.find_iter(text).any(|found| Span::from(found.range()).overlaps(span));
            let longer = text[all.end()..].starts_with([':', '.'])
                && text[all.end() + 1..].starts_with(|c: char| c.is_ascii_digit());
            if !half && !longer && !ranges.iter().any(|range| range.overlaps(span)) {
                let word = half_day(hour.as_str().parse().unwrap_or(0), minutes.as_str());
                notes.push(Note { span, kind: ALL_DAY, word });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let (all_day, halves): (Vec<&Noted<'_>>, Vec<&Noted<'_>>) = notes.iter().partition(|note| note.kind == ALL_DAY);
        // 10am beside 5 p.m.: in a tie the full stops stay, which are the house's.
        let is_bare = |note: &Noted<'_>| note.kind != STOPS;
        let bare = halves.iter().filter(|note| is_bare(note)).count();
        let rare_bare = bare * 2 <= halves.len();
        for note in halves.iter().filter(|note| is_bare(note) == rare_bare && bare < halves.len()) {
            hits.at(note.span).safe(note.word);
        }
        for note in halves.iter().filter(|note| note.kind == CAPITAL && bare == halves.len()) {
            hits.at(note.span).severity(Severity::Info).safe(note.word);
        }
        // 18:00 beside 5 p.m.; a text that keeps to the 24 hours is left alone.
        if !halves.is_empty() && all_day.len() <= halves.len() {
            for note in all_day {
                hits.at(note.span).safe(note.word);
            }
        }
    }
}
