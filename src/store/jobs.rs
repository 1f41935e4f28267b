//! What outlives the process of what was asked of endpoints: what was learnt of them, and what was not over yet.

use super::{Error, Store};
use rusqlite::{Row, named_params};

/// What was learnt of a model at an endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HabitRow {
    /// The endpoint's name.
    pub endpoint: String,
    /// The model; empty where the server has only one.
    pub model: String,
    /// Answers that ended well.
    pub answers: u32,
    /// How many of them had the end mark.
    pub marks: u32,
    /// How many tokens the model reads and writes altogether; 0 where that is not known.
    pub context: u32,
}

/// Something asked of an endpoint that is not over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobRow {
    /// Its id, drawn once.
    pub id: String,
    /// The document's key.
    pub document: String,
    /// The document's title.
    pub title: String,
    /// The endpoint's name.
    pub endpoint: String,
    /// The model.
    pub model: String,
    /// The task's code.
    pub task: String,
    /// When it was asked, in milliseconds since 1970-01-01 UTC.
    pub asked_at: i64,
    /// How many pieces are done.
    pub done: u32,
    /// How many there are.
    pub pieces: u32,
    /// The path at which an app has its answer ready.
    pub pick_up: Option<String>,
    /// Where in the document stands what placeholders stand for, a line each.
    pub places: String,
    /// SHA-256 of the document's text then, in hexadecimal.
    pub digest: String,
}

impl Store {
    /// Adds what was learnt of an endpoint to what is known.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn learn_habit(&self, row: &HabitRow) -> Result<(), Error> {
        self.execute(
            include_str!("sql/habit_learn.sql"),
            named_params! {
                ":endpoint": row.endpoint,
                ":model": row.model,
                ":answers": row.answers,
                ":marks": row.marks,
                ":context": row.context,
            },
        )
    }

    /// Forgets what was learnt of `endpoint`: it is another one now.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn forget_habits(&self, endpoint: &str) -> Result<(), Error> {
        self.execute(include_str!("sql/habit_forget.sql"), named_params! { ":endpoint": endpoint })
    }

    /// What was learnt.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn habits(&self) -> Result<Vec<HabitRow>, Error> {
        self.query(include_str!("sql/habit_list.sql"), &[], |row| {
            Ok(HabitRow {
                endpoint: row.get("endpoint")?,
                model: row.get("model")?,
                answers: row.get("answers")?,
                marks: row.get("marks")?,
                context: row.get("context")?,
            })
        })
    }

    /// Keeps `row`, in place of what was kept under its id.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn save_job(&self, row: &JobRow) -> Result<(), Error> {
        self.execute(
            include_str!("sql/job_save.sql"),
            named_params! {
                ":id": row.id,
                ":document": row.document,
                ":title": row.title,
                ":endpoint": row.endpoint,
                ":model": row.model,
                ":task": row.task,
                ":asked_at": row.asked_at,
                ":done": row.done,
                ":pieces": row.pieces,
                ":pick_up": row.pick_up,
                ":places": row.places,
                ":digest": row.digest,
            },
        )
    }

    /// Forgets what is kept under `id`; nothing happens where there is nothing.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn drop_job(&self, id: &str) -> Result<(), Error> {
        self.execute(include_str!("sql/job_drop.sql"), named_params! { ":id": id })
    }

    /// What was not over when it was last kept, oldest first.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn jobs(&self) -> Result<Vec<JobRow>, Error> {
        self.query(include_str!("sql/job_list.sql"), &[], job_from_row)
    }
}

fn job_from_row(row: &Row<'_>) -> rusqlite::Result<JobRow> {
    Ok(JobRow {
        id: row.get("id")?,
        document: row.get("document")?,
        title: row.get("title")?,
        endpoint: row.get("endpoint")?,
        model: row.get("model")?,
        task: row.get("task")?,
        asked_at: row.get("asked_at")?,
        done: row.get("done")?,
        pieces: row.get("pieces")?,
        pick_up: row.get("pick_up")?,
        places: row.get("places")?,
        digest: row.get("digest")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_learnt_is_added_up() {
        let store = Store::in_memory().unwrap();
        let row = |model: &str, answers, marks, context| HabitRow {
            endpoint: "庁内AI".to_owned(),
            model: model.to_owned(),
            answers,
            marks,
            context,
        };
        for learnt in [row("a", 1, 0, 0), row("a", 1, 1, 8192), row("a", 0, 0, 0), row("b", 5, 0, 4096)] {
            store.learn_habit(&learnt).unwrap();
        }
        assert_eq!(store.habits().unwrap(), [row("a", 2, 1, 8192), row("b", 5, 0, 4096)]);
        store.forget_habits("庁内AI").unwrap();
        assert_eq!(store.habits().unwrap(), []);
    }

    #[test]
    fn what_is_not_over_is_found_again() {
        let store = Store::in_memory().unwrap();
        let begun = JobRow {
            id: "a1".to_owned(),
            document: "k".to_owned(),
            title: "防災訓練について".to_owned(),
            endpoint: "源内".to_owned(),
            task: "summarize".to_owned(),
            asked_at: 5,
            pieces: 4,
            ..JobRow::default()
        };
        store.save_job(&begun).unwrap();
        let accepted = JobRow { done: 1, pick_up: Some("/status/9".to_owned()), ..begun.clone() };
        store.save_job(&accepted).unwrap();
        store.save_job(&JobRow { id: "b2".to_owned(), ..begun.clone() }).unwrap();
        store.drop_job("b2").unwrap();
        assert_eq!(store.jobs().unwrap(), [accepted]);
        assert!(store.save_job(&JobRow { done: 9, ..begun }).is_err(), "no more can be done than there is");
    }
}
