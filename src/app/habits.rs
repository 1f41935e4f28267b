//! What was learnt of endpoints, between the store and those who ask.

use crate::assistant::session::Learnt;
use crate::assistant::{EndMarks, Endpoint};
use crate::store::HabitRow;

/// What `rows` of the store say.
pub fn read(rows: &[HabitRow]) -> EndMarks {
    let mut marks = EndMarks::default();
    for row in rows {
        let context = Some(row.context).filter(|tokens| *tokens > 0);
        marks.add(&row.endpoint, &row.model, Learnt { answers: row.answers, marks: row.marks, context });
    }
    marks
}

/// What was learnt of the model at `endpoint`, as the store keeps it.
pub fn row(endpoint: &Endpoint, learnt: Learnt) -> HabitRow {
    HabitRow {
        endpoint: endpoint.name.clone(),
        model: endpoint.model.clone(),
        answers: learnt.answers,
        marks: learnt.marks,
        context: learnt.context.unwrap_or(0),
    }
}
