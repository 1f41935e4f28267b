//! 令和7年2月29日, 6月31日, 令和元年4月1日, 平成32年4月.

use crate::proofread::dates::{exists, in_era};
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::facts::{Day, Link, Value};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Days the calendar does not have, and years an era did not have.
pub struct Invalid;

impl Rule for Invalid {
    fn about(&self) -> About {
        About {
            id: "ja.date.invalid",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::None,
            source: "暦",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::NUMBERS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static NOUGHT: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("(?:[0-9０-９]{1,2}月[0０]{1,2}日|(?:年|^|[^0-9０-９.．,，])[0０]月[0-9０-９]{1,2}日)")
                .expect("the pattern is sound")
        });
        for found in NOUGHT.find_iter(passage.text) {
            hits.at(Span::from(found.range()));
        }
        let mut from: Option<Day> = None;
        for fact in passage.facts() {
            let Value::Day(day) = fact.value else { continue };
            let starts = from.replace(day).filter(|_| fact.link == Link::To);
            if !exists(day) || starts.and_then(|starts| end_of(starts, day)).is_some_and(|end| !exists(end)) {
                hits.at(fact.span);
                continue;
            }
            let Some((had, within)) = in_era(day) else { continue };
            if !had && day.fiscal {
                // Plans of the past do say 平成32年度.
                hits.at(fact.span).severity(Severity::Info);
            } else if !had || (!within && day.era.is_some_and(|(_, year)| year == 1) && !day.fiscal) {
                hits.at(fact.span);
            }
        }
    }
}

/// `day`, the end of a period without a year of its own, in the year it falls in: 令和9年2月27日から2月29日まで ends in 2027.
fn end_of(from: Day, day: Day) -> Option<Day> {
    let whole = day.year.is_none() && !day.fiscal && !from.fiscal && day.month.is_some() && day.day.is_some();
    let year = from.year.filter(|_| whole)?;
    let later = (day.month, day.day) >= (from.month, from.day);
    Some(Day { year: if later { Some(year) } else { year.checked_add(1) }, ..day })
}
