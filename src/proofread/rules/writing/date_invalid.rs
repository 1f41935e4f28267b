//! 令和7年2月29日, 6月31日, 令和8年14月, 令和元年4月1日, 平成32年4月.

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
        // 在職期間10年0月 is a length of time.
        static MONTH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!(
                "(?:(?:明治|大正|昭和|平成|令和)[0-9０-９元]{1,2}|[0-9０-９]{4})年",
                "(?P<month>(?:[0０]{1,2}|[1１][4-9４-９]|[2-9２-９][0-9０-９])月)",
            ))
            .expect("the pattern is sound")
        });
        for found in NOUGHT.find_iter(passage.text) {
            hits.at(Span::from(found.range()));
        }
        for month in MONTH.captures_iter(passage.text).filter_map(|caught| caught.name("month")) {
            let span = Span::from(month.range());
            if !hits.spans().iter().any(|known| known.overlaps(span)) {
                hits.at(span);
            }
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
            if !had && !day.fiscal && quoted(passage, fact.span) {
                continue;
            }
            if !had && day.fiscal {
                // Plans of the past do say 平成32年度, and are quoted so.
                if !passage.quotations().iter().any(|quotation| quotation.overlaps(fact.span)) {
                    hits.at(fact.span).severity(Severity::Info);
                }
            } else if !had || (!within && day.era.is_some_and(|(_, year)| year == 1) && !day.fiscal) {
                hits.at(fact.span);
            }
        }
    }
}

/// Whether `span` is in a quotation of what was written: 当時の計画書には「平成37年までに整備する」と記されている.
fn quoted(passage: &Passage<'_>, span: Span) -> bool {
    let Some(quotation) = passage.quotations().iter().find(|quotation| quotation.overlaps(span)) else { return false };
    let (before, behind) = (&passage.text[..quotation.start], &passage.text[quotation.end..]);
    let then = ["当時", "かつて", "旧計画", "過去の"].iter().any(|words| before.contains(words));
    let planned = ["とあ", "とし", "とされ", "と定め", "と掲げ", "とうた", "と述べ", "との"];
    let written = ["と記され", "と記載され", "と書かれ", "と明記され"];
    let said = |words: &&str| behind.starts_with(*words);
    written.iter().any(said) || then && planned.iter().any(said)
}

/// `day`, the end of a period without a year of its own, in the year it falls in: 令和9年2月27日から2月29日まで ends in 2027.
fn end_of(from: Day, day: Day) -> Option<Day> {
    let whole = day.year.is_none() && !day.fiscal && !from.fiscal && day.month.is_some() && day.day.is_some();
    let year = from.year.filter(|_| whole)?;
    let later = (day.month, day.day) >= (from.month, from.day);
    Some(Day { year: if later { Some(year) } else { year.checked_add(1) }, ..day })
}
