//! What answers have used: tokens for each run of an endpoint, added up for a month or any other time.

use super::{Error, Store};
use rusqlite::{Row, named_params};

/// What one run of an endpoint used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageRow {
    /// When it was asked, in milliseconds since 1970-01-01 UTC.
    pub asked_at: i64,
    /// The endpoint's name.
    pub endpoint: String,
    /// The model; empty where the server has only one.
    pub model: String,
    /// The task's id, such as `draft`.
    pub task: String,
    /// Tokens of the request, as the server counted them.
    pub prompt: u64,
    /// Tokens of the answer.
    pub completion: u64,
}

/// What a model at an endpoint used over some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageSum {
    /// The endpoint's name.
    pub endpoint: String,
    /// The model.
    pub model: String,
    /// How often it was asked.
    pub runs: u64,
    /// Tokens of all requests.
    pub prompt: u64,
    /// Tokens of all answers.
    pub completion: u64,
}

impl Store {
    /// Adds what a run used.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add_usage(&self, row: &UsageRow) -> Result<(), Error> {
        self.execute(
            include_str!("sql/usage_add.sql"),
            named_params! {
                ":asked_at": row.asked_at,
                ":endpoint": row.endpoint,
                ":model": row.model,
                ":task": row.task,
                ":prompt": row.prompt.cast_signed(),
                ":completion": row.completion.cast_signed(),
            },
        )
    }

    /// What was used since `since` (milliseconds since 1970-01-01 UTC), by endpoint and model.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn usage_since(&self, since: i64) -> Result<Vec<UsageSum>, Error> {
        self.query(include_str!("sql/usage_sums.sql"), named_params! { ":since": since }, sum_from_row)
    }
}

fn sum_from_row(row: &Row<'_>) -> rusqlite::Result<UsageSum> {
    let count = |name| row.get::<_, i64>(name).map(i64::cast_unsigned);
    Ok(UsageSum {
        endpoint: row.get("endpoint")?,
        model: row.get("model")?,
        runs: count("runs")?,
        prompt: count("prompt")?,
        completion: count("completion")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_is_added_up_for_each_model() {
        let store = Store::in_memory().unwrap();
        let run = |asked_at, model: &str, prompt| UsageRow {
            asked_at,
            endpoint: "庁内AI".to_owned(),
            model: model.to_owned(),
            task: "draft".to_owned(),
            prompt,
            completion: 5,
        };
        for row in [run(1, "a", 100), run(10, "a", 20), run(11, "a", 30), run(12, "b", 7)] {
            store.add_usage(&row).unwrap();
        }
        let sum = |model: &str, runs, prompt| UsageSum {
            endpoint: "庁内AI".to_owned(),
            model: model.to_owned(),
            runs,
            prompt,
            completion: 5 * runs,
        };
        assert_eq!(store.usage_since(10).unwrap(), [sum("a", 2, 50), sum("b", 1, 7)]);
        assert_eq!(store.usage_since(13).unwrap(), []);
    }
}
