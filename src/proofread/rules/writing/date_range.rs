//! 5月20日から5月10日まで: a period that ends before it begins.

use crate::proofread::dates::in_full;
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::facts::{Kind, Link, Value};
use crate::text::{Date, Lang, Span};

/// Both ends of a period.
pub struct RangeOrder;

/// What is open by day: its hours do not run through the night.
const BY_DAY: [&str; 8] = ["受付", "開館", "営業", "開庁", "窓口", "利用時間", "開場", "執務"];

impl Rule for RangeOrder {
    fn about(&self) -> About {
        About {
            id: "ja.date.range-order",
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
        let text = passage.text;
        let mut found = in_full(text, passage.facts());
        let weekdays: Vec<_> = found.iter().filter(|fact| fact.kind == Kind::Weekday).cloned().collect();
        found.retain(|fact| fact.kind != Kind::Weekday);
        for pair in found.windows(2).filter(|pair| pair[1].link == Link::To) {
            if text[pair[0].span.end..pair[1].span.start].contains('翌') {
                continue;
            }
            let span = Span::new(pair[0].span.start, pair[1].span.end);
            match (&pair[0].value, &pair[1].value) {
                (Value::Day(from), Value::Day(to)) if !from.fiscal && !to.fiscal => {
                    // Without its year a period may run into the next one.
                    let (year, same) = (to.year.or(from.year), from.month == to.month && to.year.is_none());
                    let backwards = if to.year.is_some() && from.year.is_some() || same && from.year.is_some() {
                        (from.year, from.month, from.day) > (year, to.month, to.day)
                            && from.month.is_some() == to.month.is_some()
                            && from.day.is_some() == to.day.is_some()
                    } else {
                        same && from.year.is_none() && from.month.is_some() && from.day > to.day && to.day.is_some()
                    };
                    // 令和8年10月3日（土）から9月29日（火）まで: its weekday tells that the same year is meant.
                    let named = weekdays.iter().find(|day| {
                        day.link == Link::OfDay
                            && day.span.start >= pair[1].span.end
                            && text[pair[1].span.end..day.span.start].chars().count() <= 1
                    });
                    let same_year = match (from.year, to.month, to.day, named.map(|day| &day.value)) {
                        (Some(year), Some(month), Some(day), Some(Value::Weekday(named)))
                            if to.year.is_none() && from.month > to.month =>
                        {
                            let is = |year| Date::new(year, month, day).is_some_and(|d| d.weekday() == *named);
                            is(year) && !is(year + 1)
                        }
                        _ => false,
                    };
                    if backwards || same_year {
                        hits.at(span);
                    }
                }
                (Value::Time { hour: from, minute: a }, Value::Time { hour: to, minute: b })
                    if (from, a) > (to, b) && BY_DAY.iter().any(|word| text.contains(word)) =>
                {
                    hits.at(span).severity(Severity::Warning);
                }
                _ => {}
            }
        }
    }
}
