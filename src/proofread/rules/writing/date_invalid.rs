//! 令和7年2月29日, 6月31日, 令和元年4月1日, 平成32年4月.

use crate::proofread::dates::{exists, in_era};
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Lang;
use crate::text::facts::Value;

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
        for fact in passage.facts() {
            let Value::Day(day) = fact.value else { continue };
            if !exists(day) {
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
