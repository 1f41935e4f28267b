//! What the trail comes to by week: which kinds of documents used which endpoint, and how much of what came of it was
//! accepted, by template.

use super::EventKind;
use crate::text::Date;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What is counted apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Of {
    /// The Monday of the week: `2026-11-23`.
    pub week: String,
    /// The id of the document's form; empty for none.
    pub form: String,
    /// The endpoint.
    pub endpoint: String,
    /// The template with its version.
    pub template: String,
    /// The 格付け.
    pub classification: String,
}

/// How much it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Requests sent.
    pub sent: u64,
    /// Answers.
    pub answered: u64,
    /// Characters sent.
    pub characters: u64,
    /// Pieces accepted.
    pub accepted: u64,
    /// Pieces rejected.
    pub rejected: u64,
}

impl Figures {
    /// The same with `other` added.
    pub fn and(self, other: &Self) -> Self {
        Self {
            sent: self.sent + other.sent,
            answered: self.answered + other.answered,
            characters: self.characters + other.characters,
            accepted: self.accepted + other.accepted,
            rejected: self.rejected + other.rejected,
        }
    }

    /// How much of what was decided was accepted, in percent; `None` where nothing was decided.
    pub fn acceptance(&self) -> Option<u64> {
        let decided = self.accepted + self.rejected;
        (decided > 0).then(|| (self.accepted * 100 + decided / 2) / decided)
    }
}

/// The figures of these events, by week and by what is counted apart.
pub fn weekly(events: &[Map<String, Value>]) -> BTreeMap<Of, Figures> {
    let mut weeks: BTreeMap<Of, Figures> = BTreeMap::new();
    for event in events {
        let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |name: &str| event.get(name).and_then(Value::as_u64).unwrap_or_default();
        let Some(week) = Date::parse(text("time").get(..10).unwrap_or_default()).map(monday) else { continue };
        let of = Of {
            week,
            form: text("form"),
            endpoint: text("endpoint"),
            template: text("template"),
            classification: text("classification"),
        };
        let figures = match EventKind::from_code(&text("event")) {
            Some(EventKind::Send) => Figures { sent: 1, characters: number("characters"), ..Figures::default() },
            Some(EventKind::Receive) if text("outcome") == "answered" => Figures { answered: 1, ..Figures::default() },
            Some(EventKind::Accept) => Figures { accepted: number("pieces"), ..Figures::default() },
            Some(EventKind::Reject) => Figures { rejected: number("pieces"), ..Figures::default() },
            _ => continue,
        };
        let known = weeks.entry(of).or_default();
        *known = known.and(&figures);
    }
    weeks
}

/// The Monday of the week of `date`.
fn monday(date: Date) -> String {
    let (year, month, day) = date.ymd();
    let back = i64::from((date.weekday() + 6) % 7);
    let (year, month, day) = (i16::try_from(year).unwrap_or(1970), month.cast_signed(), day.cast_signed());
    jiff::civil::Date::new(year, month, day)
        .and_then(|date| date.checked_sub(jiff::Span::new().days(back)))
        .map_or_else(|_| date.iso(), |monday| monday.to_string())
}

/// The figures as a table for spreadsheets, which know UTF-8 by its mark.
pub fn csv(weeks: &BTreeMap<Of, Figures>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["week", "form", "endpoint", "template", "classification"];
    let figures = ["sent", "answered", "characters", "pieces_accepted", "pieces_rejected"];
    let mut rows: Vec<Vec<String>> = vec![head.iter().chain(&figures).map(|name| (*name).to_owned()).collect()];
    // A name that a spreadsheet would take for a formula is one to read.
    let safe = |text: &String| if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.clone() };
    for (of, week) in weeks {
        let names = [&of.week, &of.form, &of.endpoint, &of.template, &of.classification].map(safe);
        let numbers = [week.sent, week.answered, week.characters, week.accepted, week.rejected].map(|n| n.to_string());
        rows.push(names.into_iter().chain(numbers).collect());
    }
    for row in &rows {
        writer.write_record(row).expect("writing to memory does not fail");
    }
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn weeks_begin_on_monday_and_are_counted_apart() {
        let event = |value: Value| value.as_object().unwrap().clone();
        let events = [
            event(
                json!({ "event": "send", "time": "2026-11-22T23:59:00.000Z", "form": "notice", "endpoint": "庁内", "characters": 10 }),
            ),
            event(
                json!({ "event": "send", "time": "2026-11-23T00:00:00.000Z", "form": "notice", "endpoint": "庁内", "characters": 5 }),
            ),
            event(
                json!({ "event": "receive", "time": "2026-11-29T00:00:00.000Z", "form": "notice", "endpoint": "庁内", "outcome": "answered" }),
            ),
            event(
                json!({ "event": "receive", "time": "2026-11-29T00:00:00.000Z", "endpoint": "庁内", "outcome": "error-timeout" }),
            ),
            event(
                json!({ "event": "accept", "time": "2026-11-24T00:00:00.000Z", "endpoint": "庁内", "template": "=1", "pieces": 2 }),
            ),
            event(
                json!({ "event": "reject", "time": "2026-11-24T00:00:00.000Z", "endpoint": "庁内", "template": "=1", "pieces": 1 }),
            ),
            event(json!({ "event": "check", "time": "2026-11-24T00:00:00.000Z" })),
        ];
        let weeks = weekly(&events);
        let mondays: Vec<&str> = weeks.keys().map(|of| of.week.as_str()).collect();
        assert_eq!(mondays, ["2026-11-16", "2026-11-23", "2026-11-23"]);
        let all = weeks.values().fold(Figures::default(), Figures::and);
        assert_eq!(all, Figures { sent: 2, answered: 1, characters: 15, accepted: 2, rejected: 1 });
        assert_eq!((all.acceptance(), Figures::default().acceptance()), (Some(67), None));
        let table = csv(&weeks);
        assert!(table.starts_with('\u{feff}') && table.contains("2026-11-23,,庁内,'=1,,0,0,0,2,1"), "{table}");
    }
}
