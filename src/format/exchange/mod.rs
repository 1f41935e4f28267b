//! Files that translators exchange: TMX, XLIFF, TBX, SRX, PO, and the review table in a Word document.
//!
//! They come from everywhere, so they are read leniently: a unit that cannot be understood is passed over and told as a
//! [`Fault`] with its line, and everything else is kept. Memories of millions of units are read one unit at a time.

pub mod lang;
pub mod po;
pub mod review;
pub mod srx;
pub mod tbx;
pub mod tmx;
pub mod xliff;
mod tree;
mod xml;

use crate::text::Message;
use std::ops::ControlFlow;

/// Is told how many things of a file are written; answers whether to go on. Where it does not there is no file.
pub type Step<'a> = &'a mut dyn FnMut(usize) -> ControlFlow<()>;

/// A [`Step`] nobody stops at.
pub fn on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Something of an exchange file that is not as it should be, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The message's id, `fault-…`.
    pub id: &'static str,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, in the file's own words; may be empty.
    pub what: String,
}

impl Fault {
    pub(super) fn new(id: &'static str, line: u64) -> Self {
        Self { id, line, what: String::new() }
    }

    pub(super) fn of(id: &'static str, line: u64, what: impl Into<String>) -> Self {
        let what: String = what.into();
        // A file may hold anything; a message holds a glance of it.
        let what = match what.char_indices().nth(60) {
            Some((at, _)) => format!("{}…", &what[..at]),
            None => what,
        };
        Self { id, line, what }
    }
}

impl Message for Fault {
    fn id(&self) -> &'static str {
        self.id
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = vec![("line", self.line.to_string())];
        if !self.what.is_empty() {
            args.push(("what", self.what.clone()));
        }
        args
    }
}

/// So many faults are remembered one by one; of a file that has more, only how many.
const REMEMBERED: usize = 1000;

/// What was found wrong in a file that could be read all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The first of them.
    pub list: Vec<Fault>,
    /// How many there are altogether.
    pub count: usize,
}

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        self.count += 1;
        if self.list.len() < REMEMBERED {
            self.list.push(fault);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// `YYYYMMDDThhmmssZ`, or the same with hyphens and colons, as milliseconds since 1970-01-01 UTC.
pub(super) fn date_from(text: &str) -> Option<i64> {
    let text = text.trim();
    let compact: String = text.chars().filter(|c| c.is_ascii_digit()).collect();
    let digits = |range: std::ops::Range<usize>| compact.get(range)?.parse::<i8>().ok();
    let year: i16 = compact.get(0..4)?.parse().ok()?;
    if compact.len() < 8 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let time = |at: usize| if compact.len() >= at + 2 { digits(at..at + 2) } else { Some(0) };
    let date = jiff::civil::Date::new(year, digits(4..6)?, digits(6..8)?).ok()?;
    let time = jiff::civil::Time::new(time(8)?, time(10)?, time(12)?, 0).ok()?;
    let at = jiff::tz::TimeZone::UTC.to_timestamp(date.to_datetime(time)).ok()?;
    Some(at.as_millisecond())
}

/// `YYYYMMDDThhmmssZ`; `None` for a time no calendar has.
pub(super) fn date_to(millis: i64) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(millis).ok()?;
    Some(at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_either_writing() {
        assert_eq!(date_from("20260401T091500Z"), date_from("2026-04-01T09:15:00Z"));
        assert_eq!(date_from("20260401T091500Z").and_then(date_to).as_deref(), Some("20260401T091500Z"));
        assert_eq!(date_from("20261301T000000Z"), None);
        assert_eq!(date_from("yesterday"), None);
    }
}
