//! Monday, April 1, 2025, when it is a Tuesday.

use super::english;
use crate::proofread::dates::{Dated, dated};
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole};
use crate::text::facts::Value;
use crate::text::{Date, Lang};
use std::collections::BTreeSet;

/// A day and the weekday written beside it.
pub struct Weekday;

const ID: &str = "en.date.weekday";
/// A year the document states.
const YEAR: u8 = 0;
/// A day without a year, and its weekday: `4-1-3`.
const PARTIAL: u8 = 1;

impl Rule for Weekday {
    fn about(&self) -> About {
        english(ID, Severity::Error, Fixable::Ask, "Calendar")
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::DAYS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let found = passage.facts();
        for pair in dated(found).filter(|pair| !is_range(passage.text, pair)) {
            let Some(date) = pair.at.date().filter(|date| date.weekday() != pair.named) else { continue };
            let right = weekday_like(&passage.text[pair.weekday.span.range()], date);
            let hit = hits.at(pair.span(passage.text)).arg("weekday", date.weekday_name(Lang::En));
            hit.ask(pair.with(passage.text, pair.weekday.span, &right));
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let found = passage.facts();
        for fact in found {
            if let Value::Day(day) = fact.value
                && let Some(year) = day.year
            {
                notes.push(Note { span: fact.span, kind: YEAR, word: year.to_string() });
            }
        }
        for pair in dated(found).filter(|pair| pair.at.year.is_none() && !is_range(passage.text, pair)) {
            if let (Some(month), Some(day)) = (pair.at.month, pair.at.day) {
                notes.push(Note {
                    span: pair.span(passage.text),
                    kind: PARTIAL,
                    word: format!("{month}-{day}-{}", pair.named),
                });
            }
        }
    }

    /// A day without its year is judged where the document knows one year only.
    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let years: BTreeSet<i32> =
            notes.iter().filter(|n| n.kind == YEAR).filter_map(|n| n.word.parse().ok()).collect();
        let (Some(year), 1) = (years.first(), years.len()) else { return };
        for note in notes.iter().filter(|note| note.kind == PARTIAL) {
            let mut parts = note.word.split('-').filter_map(|part| part.parse::<u8>().ok());
            let (Some(month), Some(day), Some(named)) = (parts.next(), parts.next(), parts.next()) else { continue };
            if let Some(date) = Date::new(*year, month, day).filter(|date| date.weekday() != named) {
                hits.at(note.span).arg("weekday", date.weekday_name(Lang::En));
            }
        }
    }
}

/// Whether the weekday is the first of several: November 9 to November 13 (Monday to Friday).
fn is_range(text: &str, pair: &Dated<'_>) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let after = text[pair.weekday.span.end..].trim_start_matches(['.', ' ']);
    let rest = ["to ", "through ", "until ", "–", "-", "—"].iter().find_map(|link| after.strip_prefix(link));
    pair.weekday.span.start > pair.day.span.start
        && rest.is_some_and(|rest| DAYS.iter().any(|day| rest.trim_start().starts_with(day)))
}

/// The weekday of `date`, in full or as short as `written`.
fn weekday_like(written: &str, date: Date) -> String {
    let name = date.weekday_name(Lang::En);
    if written.len() > 5 {
        return name.to_owned();
    }
    format!("{}{}", &name[..3], if written.ends_with('.') { "." } else { "" })
}
