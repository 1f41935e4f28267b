//! A damaged database: kept under another name, and what can still be read of it carried over.

use super::audit::Event;
use super::{Error, LedgerRow, PieceRow, RecentRow, SessionRow, Store};
use crate::text::Message;
use rusqlite::{Connection, OpenFlags, Row};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A damaged database was moved aside: what to tell the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where the damaged file is now.
    pub path: PathBuf,
    /// How many documents being worked on could be carried over from it.
    pub carried: usize,
}

impl Message for SetAside {
    fn id(&self) -> &'static str {
        "store-set-aside"
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        vec![("carried", self.carried.to_string()), ("path", self.path.display().to_string())]
    }
}

/// Renames the database `path` and its side files to the first free `NAME.damaged-N`, which it returns.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf, Error> {
    let failed = |e: std::io::Error| Error::from_io(path, &e);
    let mut number = 1u32;
    let aside = loop {
        let aside = with_suffix(path, &format!(".damaged-{number}"));
        if !aside.try_exists().map_err(failed)? {
            break aside;
        }
        number += 1;
    };
    // The side files first: a log left beside a new database would be taken for its own.
    for side in ["-wal", "-shm"] {
        match std::fs::rename(with_suffix(path, side), with_suffix(&aside, side)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(failed(e)),
            _ => {}
        }
    }
    std::fs::rename(path, &aside).map_err(failed)?;
    Ok(aside)
}

/// Copies what can be read of `from` into `store`, in one transaction. Returns how many sessions that were.
pub(super) fn carry_over(from: &Path, store: &mut Store) -> Result<usize, Error> {
    let Ok(old) = super::connect(from, OpenFlags::SQLITE_OPEN_READ_ONLY) else { return Ok(0) };
    let sessions: Vec<SessionRow> = readable(&old, SESSIONS, super::session_from_row);
    let recent: Vec<RecentRow> = readable(&old, RECENT, super::recent_from_row);
    let mut ledger: Vec<LedgerRow> = readable(&old, LEDGER, super::ledger::ledger_from_row);
    if ledger.is_empty() {
        ledger = readable(&old, LEDGER_1, super::ledger::ledger_from_row);
    }
    let pieces: Vec<(Named, PieceRow)> = readable(&old, PIECES, |row| {
        Ok(((row.get("document")?, row.get("asked_at")?, row.get("task")?), super::ledger::piece_from_row(row)?))
    });
    for row in &mut ledger {
        let of = |((document, asked_at, task), _): &&(Named, PieceRow)| {
            *document == row.document && *asked_at == row.asked_at && *task == row.task
        };
        row.pieces = pieces.iter().filter(of).map(|(_, piece)| piece.clone()).collect();
    }
    let mut queue: Vec<(i64, String)> = readable(&old, QUEUE, |row| Ok((row.get(0)?, row.get(1)?)));
    queue.sort();
    queue.dedup();
    let events: Vec<Event> =
        queue.iter().filter_map(|(_, event)| Event::from_members(serde_json::from_str(event).ok()?)).collect();

    let files: Vec<(String, String, Vec<u8>)> =
        readable(&old, SESSION_FILES, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));

    let transaction = store.connection.unchecked_transaction().map_err(|e| Error::at(&store.path, &e))?;
    for row in &sessions {
        store.save_session(row)?;
    }
    for (session, sha256, bytes) in &files {
        store.put_session_file(session, sha256, bytes)?;
    }
    for row in &recent {
        store.remember(&row.path, &row.title, row.opened_at)?;
    }
    for row in &ledger {
        // Counts that cannot be are damage too.
        match store.put_row(row) {
            Err(Error::Failed { .. }) | Ok(()) => {}
            Err(error) => return Err(error),
        }
    }
    store.put_events(&events)?;
    transaction.commit().map_err(|e| Error::at(&store.path, &e))?;
    // A row met from both ends was saved twice over itself.
    Ok(store.sessions()?.len())
}

/// What names a suggestion: its document, when it was asked for, its task.
type Named = (String, i64, String);

/// A table read from its first row and from its last.
type BothWays = [&'static str; 2];

const SESSIONS: BothWays = [include_str!("sql/rescue_session_first.sql"), include_str!("sql/rescue_session_last.sql")];
const SESSION_FILES: BothWays =
    [include_str!("sql/rescue_session_file_first.sql"), include_str!("sql/rescue_session_file_last.sql")];
const RECENT: BothWays = [include_str!("sql/rescue_recent_first.sql"), include_str!("sql/rescue_recent_last.sql")];
const PIECES: BothWays = [include_str!("sql/rescue_piece_first.sql"), include_str!("sql/rescue_piece_last.sql")];
const QUEUE: BothWays = [include_str!("sql/rescue_queue_first.sql"), include_str!("sql/rescue_queue_last.sql")];
const LEDGER_1: BothWays =
    [include_str!("sql/rescue_ledger_1_first.sql"), include_str!("sql/rescue_ledger_1_last.sql")];
const LEDGER: BothWays = [include_str!("sql/rescue_ledger_first.sql"), include_str!("sql/rescue_ledger_last.sql")];

/// The rows before the damage, and those behind it.
fn readable<T>(old: &Connection, sql: BothWays, read: fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let mut kept = Vec::new();
    for sql in sql {
        let Ok(mut statement) = old.prepare(sql) else { continue };
        let Ok(mut rows) = statement.query([]) else { continue };
        loop {
            match rows.next() {
                // A row whose columns cannot be read is passed over.
                Ok(Some(row)) => kept.extend(read(row)),
                Ok(None) => return kept,
                Err(_) => break,
            }
        }
    }
    kept
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
