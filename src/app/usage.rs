//! What answers use: tokens and, where the office has set prices, money; for the last answer and for this month.

use super::App;
use super::asking::Asking;
use super::job::Job;
use crate::assistant::price::Cost;
use crate::assistant::{Endpoint, Request, tokens, wire::Usage};
use crate::store::UsageRow;
use jiff::{Timestamp, tz::TimeZone};

/// What was used, and what it costs where a price is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// How often something was asked.
    pub runs: u64,
    /// The tokens, as the server counted them.
    pub usage: Usage,
    /// What they cost.
    pub cost: Option<Cost>,
}

impl App {
    /// What the endpoint in use has used this month; `None` where nothing was.
    pub fn month(&self) -> Option<Bill> {
        let endpoint = self.endpoint()?;
        let mut of = self.used.iter().filter(|sum| sum.endpoint == endpoint.name).peekable();
        of.peek()?;
        let (mut runs, mut usage) = (0, Usage { prompt: 0, completion: 0 });
        for sum in of {
            runs += sum.runs;
            usage.prompt += sum.prompt;
            usage.completion += sum.completion;
        }
        Some(Bill { runs, usage, cost: endpoint.price.as_ref().map(|price| price.cost(usage)) })
    }

    /// What `request` would use at `endpoint` before anything is answered, as far as that can be told beforehand.
    pub fn expected(endpoint: &Endpoint, request: &Request) -> Bill {
        let usage = Usage { prompt: tokens::Estimate::of_request(request).likely, completion: 0 };
        Bill { runs: 1, usage, cost: endpoint.price.as_ref().map(|price| price.cost(usage)) }
    }

    /// Remembers what an answer of `endpoint` used; a server that does not count is not guessed at.
    pub(super) fn used_by(&mut self, endpoint: &Endpoint, asking: &Asking, usage: Option<Usage>) {
        let Some(usage) = usage else { return };
        let row = UsageRow {
            asked_at: asking.at,
            endpoint: endpoint.name.clone(),
            model: endpoint.model.clone(),
            task: asking.task().code().to_owned(),
            prompt: usage.prompt,
            completion: usage.completion,
        };
        self.add_usage(Some(row));
    }

    pub(super) fn add_usage(&mut self, row: Option<UsageRow>) {
        let since = month_begin(self.now);
        self.send(Job::Use { row, since });
    }
}

/// When the month of `now` began where this machine is; both in milliseconds since 1970-01-01 UTC.
fn month_begin(now: i64) -> i64 {
    let Ok(now) = Timestamp::from_millisecond(now) else { return 0 };
    let zone = TimeZone::system();
    let begin = zone.to_datetime(now).date().first_of_month().at(0, 0, 0, 0);
    zone.to_timestamp(begin).map_or(0, Timestamp::as_millisecond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_its_first_midnight() {
        let now: Timestamp = "2026-11-26T03:00:00Z".parse().unwrap();
        let begin = Timestamp::from_millisecond(month_begin(now.as_millisecond())).unwrap();
        let begin = TimeZone::system().to_datetime(begin);
        assert_eq!((begin.month(), begin.day(), begin.hour(), begin.minute()), (11, 1, 0, 0));
    }
}
