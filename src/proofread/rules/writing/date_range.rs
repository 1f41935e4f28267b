//! 5月20日から5月10日まで: a period that ends before it begins.

use crate::proofread::dates::in_full;
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::facts::{Kind, Link, Value};
use crate::text::{Lang, Span};

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
                    if backwards {
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
