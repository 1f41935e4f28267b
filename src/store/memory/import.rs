//! Many units on their way into a memory, all of them or none.

use super::{Memory, PENDING};
use crate::store::Error;
use crate::translation::memory::{Unit, pair_key};
use std::collections::HashMap;

/// What an import came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Units that were not there before.
    pub added: u64,
    /// Units that were there already, letter by letter; of the two the younger record was kept.
    pub known: u64,
    /// Units with nothing on one side.
    pub empty: u64,
}

impl Memory {
    /// Begins to take in many units; nothing is there until [`Import::finish`], and nothing stays if that is not reached.
    ///
    /// # Errors
    /// If nobody can write now.
    pub fn import(&mut self) -> Result<Import<'_>, Error> {
        let begin = || {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            let mut statement = self.connection.prepare(include_str!("../sql/memory/pairs.sql"))?;
            let mut rows = statement.query([])?;
            let mut known = HashMap::new();
            while let Some(row) = rows.next()? {
                let pair: i64 = row.get(0)?;
                known.insert(pair, (row.get(1)?, row.get::<_, Option<i64>>(2)?));
            }
            if known.is_empty() {
                // Built at once in the end: entering a million places at random costs more than sorting them.
                self.connection.execute_batch("DROP INDEX unit_pair")?;
            }
            Ok(known)
        };
        match begin() {
            Ok(known) => {
                let sorted = known.is_empty();
                Ok(Import { memory: self, known, sorted, imported: Imported::default(), done: false })
            }
            Err(error) => {
                let error = self.failed(&error);
                drop(self.connection.execute_batch("ROLLBACK"));
                Err(error)
            }
        }
    }
}

/// Units on their way in. Dropped before it is finished, nothing has happened.
pub struct Import<'m> {
    memory: &'m mut Memory,
    /// By pair: its unit and when that was confirmed.
    known: HashMap<i64, (u32, Option<i64>)>,
    /// The memory was empty, so its table of pairs is made in the end.
    sorted: bool,
    imported: Imported,
    done: bool,
}

impl Import<'_> {
    /// Takes `unit` in.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add(&mut self, unit: &Unit) -> Result<(), Error> {
        if unit.ja.trim().is_empty() || unit.en.trim().is_empty() {
            self.imported.empty += 1;
            return Ok(());
        }
        let pair = pair_key(&unit.ja, &unit.en).cast_signed();
        match self.known.get(&pair) {
            Some((id, confirmed_at)) => {
                if unit.confirmed_at > *confirmed_at {
                    let id = *id;
                    self.memory.renew(id, unit).map_err(|e| self.memory.failed(&e))?;
                    self.known.insert(pair, (id, unit.confirmed_at));
                }
                self.imported.known += 1;
            }
            None => {
                let id = self.memory.insert(unit).map_err(|e| self.memory.failed(&e))?;
                self.known.insert(pair, (id, unit.confirmed_at));
                self.imported.added += 1;
            }
        }
        Ok(())
    }

    /// What was taken in so far.
    pub fn so_far(&self) -> Imported {
        self.imported
    }

    /// Makes everything searchable and keeps it.
    ///
    /// # Errors
    /// If it could not be written; then nothing of it is kept.
    pub fn finish(self) -> Result<Imported, Error> {
        self.finish_while(&mut || true).map(Option::unwrap_or_default)
    }

    /// The same, asking `go_on` every few thousand units; `None` if it said no, and then nothing of it is kept.
    ///
    /// # Errors
    /// If it could not be written; then nothing of it is kept.
    pub fn finish_while(mut self, go_on: &mut dyn FnMut() -> bool) -> Result<Option<Imported>, Error> {
        self.known = HashMap::new();
        let mut finish = || {
            if self.sorted {
                self.memory.connection.execute_batch("CREATE INDEX unit_pair ON unit (pair)")?;
            }
            let settled = self.imported.added < u64::from(PENDING) || self.memory.settle(false, go_on)?;
            if settled {
                self.memory.connection.execute_batch("COMMIT")?;
            }
            Ok(settled)
        };
        if !finish().map_err(|e: rusqlite::Error| self.memory.failed(&e))? {
            return Ok(None);
        }
        self.done = true;
        self.memory.sides = [None, None];
        Ok(Some(self.imported))
    }
}

impl Drop for Import<'_> {
    fn drop(&mut self) {
        if !self.done {
            drop(self.memory.connection.execute_batch("ROLLBACK"));
        }
    }
}
