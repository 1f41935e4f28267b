//! 31 June 2026, February 29, 2027, from May 20 to May 10, 2026.

use super::english;
use crate::proofread::dates::exists;
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::facts::{Fact, Kind, Link, Value};

/// Days the calendar does not have, and periods that end before they begin.
pub struct Invalid;

impl Rule for Invalid {
    fn about(&self) -> About {
        english("en.date.invalid", Severity::Error, Fixable::None, "Calendar")
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::DAYS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let found: Vec<Fact> = passage.facts().iter().filter(|f| f.kind != Kind::Weekday).cloned().collect();
        for (index, fact) in found.iter().enumerate() {
            let Value::Day(day) = fact.value else { continue };
            if !exists(day) {
                hits.at(fact.span);
            }
            let Some(Value::Day(from)) =
                index.checked_sub(1).map(|i| &found[i].value).filter(|_| fact.link == Link::To)
            else {
                continue;
            };
            // Without years a period may run into the next one, but not within a month, and hardly for all but a few days
            // of a year: from August 3 to July 24. A year from its first day to its last is one.
            let ordinal = |day: &crate::text::facts::Day| Some(i64::from(day.month?) * 30 + i64::from(day.day?));
            let nearly_a_year =
                ordinal(from).zip(ordinal(&day)).is_some_and(|(from, to)| (1..=45).contains(&(from - to)))
                    && from.day != Some(1);
            let backwards = match (from.year, day.year) {
                (Some(_), Some(_)) => (from.year, from.month, from.day) > (day.year, day.month, day.day),
                _ => from.month == day.month && from.day > day.day || nearly_a_year,
            };
            // From April 2027 to March 2027: two months of a year are enough.
            let days = from.day.is_some() && day.day.is_some();
            let months = from.day.is_none() && day.day.is_none() && from.year.is_some() && day.year.is_some();
            if backwards && from.month.is_some() && (days || months && day.month.is_some()) {
                hits.at(Span::new(found[index - 1].span.start, fact.span.end));
            }
        }
    }
}
