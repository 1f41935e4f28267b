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
/// A time by the 24-hour clock in running text.
const WHOLE_DAY: u8 = 2;

static HALVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<h>[0-9]{1,2})(?P<m>[:.][0-9]{2})?(?P<gap>\s?)(?P<half>[aApP]\.\s?[mM]\b\.?|[aApP][mM]\b)")
        .expect("the pattern is sound")
});
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<h1>[0-9]{1,2}):(?P<m1>[0-9]{2})\s?[-–~]\s?(?P<h2>[0-9]{1,2}):(?P<m2>[0-9]{2})\b")
        .expect("the pattern is sound")
});

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
            } else if hour == 0 && !minutes.is_empty() {
                // 0:30 a.m. belongs to neither clock.
                let short = if minutes == "00" { String::new() } else { format!(":{minutes}") };
                let stop = usize::from(half.as_str().ends_with('.') && text[span.end..].trim_start().is_empty());
                hits.at(Span::new(span.start, span.end - stop)).ask(if afternoon {
                    format!("12{short} p.m.")
                } else {
                    format!("12{short} a.m.")
                });
            } else if hour == 12 && (minutes.is_empty() || minutes == "00") {
                // The last full stop may be the sentence's.
                let rest = text[span.end..].trim_start();
                let ends =
                    rest.is_empty() || (rest.len() < text.len() - span.end && rest.starts_with(char::is_uppercase));
                let stop = usize::from(ends && half.as_str().ends_with('.'));
                hits.at(Span::new(span.start, span.end - stop)).safe(if afternoon { "noon" } else { "midnight" });
            }
        }
        // 22.00 hrs, 2200 hours.
        static HOURS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"\b(?P<h>[01]?[0-9]|2[0-4])(?:[.:](?P<m>[0-5][0-9])|(?P<n>[0-5][0-9])) ?(?:hrs|hours|h|o['’]clock)\b",
            )
            .expect("the pattern is sound")
        });
        for caught in HOURS.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let hour: u32 = caught["h"].parse().unwrap_or(0);
            let minutes = caught.name("m").or_else(|| caught.name("n")).map_or("00", |m| m.as_str());
            // 1500 hours may be how long it takes.
            if caught.name("n").is_some()
                && (caught["h"].len() < 2 || text[all.end()..].trim_start().starts_with("of "))
            {
                continue;
            }
            let short = if minutes == "00" { String::new() } else { format!(":{minutes}") };
            let (hour, half) = match hour {
                0 | 24 => (12, "a.m."),
                1..=11 => (hour, "a.m."),
                12 => (12, "p.m."),
                _ => (hour - 12, "p.m."),
            };
            hits.at(Span::from(all.range())).ask(format!("{hour}{short} {half}"));
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
        static CLOCK: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\b(?P<h>1[3-9]|2[0-3]):(?P<m>[0-5][0-9])\b").expect("the pattern is sound"));
        for caught in CLOCK.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let rest = text[all.end()..].trim_start_matches([' ', '-', '–', '~']);
            let ranged =
                rest.starts_with(|c: char| c.is_ascii_digit()) || text[..all.start()].ends_with(['-', '–', '~', ':']);
            let halved = rest.to_ascii_lowercase().starts_with("a.m") || rest.to_ascii_lowercase().starts_with("p.m");
            if ranged || halved || rest.to_ascii_lowercase().starts_with("pm") {
                continue;
            }
            let hour: u32 = caught["h"].parse().unwrap_or(13);
            let minutes = if &caught["m"] == "00" { String::new() } else { format!(":{}", &caught["m"]) };
            let word = format!("{}{minutes} p.m.", hour - 12);
            notes.push(Note { span: Span::from(all.range()), kind: WHOLE_DAY, word });
        }
        for caught in HALVES.captures_iter(text) {
            let (Some(all), Some(half)) = (caught.get(0), caught.name("half")) else { continue };
            let kind = if half.as_str().contains('.') && half.as_str().len() > 3 { STOPS } else { BARE };
            let hour: u32 = caught["h"].parse().unwrap_or(0);
            let halved =
                (13..=23).contains(&hour) || (hour == 12 && caught.name("m").is_none_or(|m| &m.as_str()[1..] == "00"));
            let half = half.as_str().to_lowercase();
            let minutes = caught.name("m").map_or("", |m| m.as_str());
            let letter = if half.starts_with('p') { 'p' } else { 'a' };
            // What the first look has flagged already is not flagged twice.
            if halved {
                continue;
            }
            {
                let other = if kind == BARE {
                    format!("{hour}{minutes} {letter}.m.")
                } else {
                    format!("{hour}{minutes}{letter}m")
                };
                notes.push(Note { span: Span::from(all.range()), kind, word: other });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let halves: Vec<Noted<'_>> = notes.iter().filter(|note| note.kind != WHOLE_DAY).copied().collect();
        for note in super::minority(&halves) {
            hits.at(note.span).safe(note.word);
        }
        // 18:00 beside 6 p.m.
        let clock: Vec<&Noted<'_>> = notes.iter().filter(|note| note.kind == WHOLE_DAY).collect();
        if !halves.is_empty() && clock.len() <= halves.len() {
            for note in clock {
                hits.at(note.span).ask(note.word);
            }
        }
    }
}
