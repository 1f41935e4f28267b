//! The ledger: one record for each suggestion an engine made and what became of it, and the events of the audit trail that
//! wait to be written: both in one transaction, so that neither is there without the other after a crash.

use super::audit::{Event, Trail};
use super::{Error, Store};
use rusqlite::{OptionalExtension, Row, named_params};

/// One suggestion and what became of it. A document, a task and the time of asking name a suggestion: recording it
/// again brings its row up to date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerRow {
    /// The session key of its document.
    pub document: String,
    /// The endpoint's name, or `offline`.
    pub engine: String,
    /// The model that answered; empty where there is none.
    pub model: String,
    /// The task's id, such as `draft`.
    pub task: String,
    /// When it was asked for, in milliseconds since 1970-01-01 UTC.
    pub asked_at: i64,
    /// Whether the answer was whole.
    pub complete: bool,
    /// How many pieces it had.
    pub hunks: u32,
    /// How many of them a person accepted.
    pub accepted: u32,
    /// How many of them a person rejected. Those neither accepted nor rejected were overtaken or are still open.
    pub rejected: u32,
    /// When the last piece was decided on, in milliseconds since 1970-01-01 UTC; `None` while some are open.
    pub decided_at: Option<i64>,
    /// The revision of the document it was made for.
    pub base_revision: u64,
    /// The template of the request and its version, such as `draft-ja 1`; empty where there is none.
    pub template: String,
    /// The 格付け of the document then; empty where it had none.
    pub level: String,
    /// The name of the policy then; empty for the built-in one.
    pub policy: String,
    /// SHA-256 of what was sent, in hexadecimal; where that took several requests, of each in order, with spaces between.
    /// Empty where nothing was sent.
    pub sent: String,
    /// Who decided; empty while nobody has.
    pub decider: String,
    /// Its pieces.
    pub pieces: Vec<PieceRow>,
}

/// A piece of a suggestion and what became of it. Never its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceRow {
    /// Its place in the suggestion, from 0.
    pub number: u32,
    /// Characters it takes out.
    pub removed: u32,
    /// Characters it puts in.
    pub added: u32,
    /// `open`, `accepted`, `rejected` or `overtaken`.
    pub state: String,
    /// When it was decided on.
    pub decided_at: Option<i64>,
}

impl Store {
    /// Enters a suggestion with its pieces, or brings its entry up to date, and puts `events` into the queue of the trail, all
    /// or nothing.
    ///
    /// # Errors
    /// If it could not be written, also where its counts cannot be: more decided than there are pieces.
    pub fn record(&self, row: &LedgerRow, events: &[Event]) -> Result<(), Error> {
        let transaction = self.connection.unchecked_transaction().map_err(|e| Error::at(&self.path, &e))?;
        self.put_row(row)?;
        self.put_events(events)?;
        transaction.commit().map_err(|e| Error::at(&self.path, &e))
    }

    /// Puts `events` into the queue of the trail, all or none.
    ///
    /// # Errors
    /// If they could not be written.
    pub fn queue(&self, events: &[Event]) -> Result<(), Error> {
        let transaction = self.connection.unchecked_transaction().map_err(|e| Error::at(&self.path, &e))?;
        self.put_events(events)?;
        transaction.commit().map_err(|e| Error::at(&self.path, &e))
    }

    /// Writes what waits in the queue to the end of `trail`. What was written when a crash came, and is still in the queue, is
    /// not written a second time.
    ///
    /// # Errors
    /// If the trail cannot be written to; what waits then goes on waiting.
    pub fn flush(&self, trail: &Trail) -> Result<(), Error> {
        loop {
            let waiting: Vec<(i64, String)> =
                self.query(include_str!("sql/queue_list.sql"), &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let Some(last) = waiting.last().map(|(id, _)| *id) else { return Ok(()) };
            let event = |(id, text): &(i64, String)| {
                let event = Event::from_members(serde_json::from_str(text).ok()?)?;
                Some(event.waiting_at(*id))
            };
            let events: Vec<Event> = waiting.iter().filter_map(event).collect();
            trail.append(&events)?;
            self.execute(include_str!("sql/queue_drop.sql"), named_params! { ":id": last })?;
        }
    }

    /// Remembers `value` under `name`; what was remembered there before.
    ///
    /// # Errors
    /// If it could not be read or written.
    pub fn remember_value(&self, name: &str, value: &str) -> Result<Option<String>, Error> {
        let read = || {
            let mut statement = self.connection.prepare_cached(include_str!("sql/remembered_get.sql"))?;
            statement.query_row(named_params! { ":name": name }, |row| row.get(0)).optional()
        };
        let before = read().map_err(|e: rusqlite::Error| Error::at(&self.path, &e))?;
        self.execute(include_str!("sql/remembered_set.sql"), named_params! { ":name": name, ":value": value })?;
        Ok(before)
    }

    /// The suggestions made for `document`, oldest first.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn ledger(&self, document: &str) -> Result<Vec<LedgerRow>, Error> {
        let mut rows =
            self.query(include_str!("sql/ledger_list.sql"), named_params! { ":document": document }, ledger_from_row)?;
        for row in &mut rows {
            let name = named_params! { ":document": row.document, ":asked_at": row.asked_at, ":task": row.task };
            row.pieces = self.query(include_str!("sql/piece_list.sql"), name, piece_from_row)?;
        }
        Ok(rows)
    }

    pub(super) fn put_row(&self, row: &LedgerRow) -> Result<(), Error> {
        self.execute(
            include_str!("sql/ledger_record.sql"),
            named_params! {
                ":document": row.document,
                ":engine": row.engine,
                ":model": row.model,
                ":task": row.task,
                ":asked_at": row.asked_at,
                ":complete": row.complete,
                ":hunks": row.hunks,
                ":accepted": row.accepted,
                ":rejected": row.rejected,
                ":decided_at": row.decided_at,
                ":base_revision": row.base_revision as i64,
                ":template": row.template,
                ":level": row.level,
                ":policy": row.policy,
                ":sent": row.sent,
                ":decider": row.decider,
            },
        )?;
        for piece in &row.pieces {
            self.execute(
                include_str!("sql/piece_record.sql"),
                named_params! {
                    ":document": row.document,
                    ":asked_at": row.asked_at,
                    ":task": row.task,
                    ":number": piece.number,
                    ":removed": piece.removed,
                    ":added": piece.added,
                    ":state": piece.state,
                    ":decided_at": piece.decided_at,
                },
            )?;
        }
        Ok(())
    }

    pub(super) fn put_events(&self, events: &[Event]) -> Result<(), Error> {
        for event in events {
            let event = serde_json::Value::Object(event.members()).to_string();
            self.execute(include_str!("sql/queue_add.sql"), named_params! { ":event": event })?;
        }
        Ok(())
    }
}

pub(super) fn ledger_from_row(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    Ok(LedgerRow {
        document: row.get("document")?,
        engine: row.get("engine")?,
        model: row.get("model")?,
        task: row.get("task")?,
        asked_at: row.get("asked_at")?,
        complete: row.get("complete")?,
        hunks: row.get("hunks")?,
        accepted: row.get("accepted")?,
        rejected: row.get("rejected")?,
        decided_at: row.get("decided_at")?,
        base_revision: row.get::<_, i64>("base_revision")?.cast_unsigned(),
        template: row.get("template")?,
        level: row.get("level")?,
        policy: row.get("policy")?,
        sent: row.get("sent")?,
        decider: row.get("decider")?,
        pieces: Vec::new(),
    })
}

pub(super) fn piece_from_row(row: &Row<'_>) -> rusqlite::Result<PieceRow> {
    Ok(PieceRow {
        number: row.get("number")?,
        removed: row.get("removed")?,
        added: row.get("added")?,
        state: row.get("state")?,
        decided_at: row.get("decided_at")?,
    })
}
