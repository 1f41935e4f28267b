//! What must survive the process: documents being worked on, recent files, and the ledger of suggestions, in one
//! SQLite database; beside it the files of the audit trail ([`audit`]).
//!
//! Every call that writes is on the disk when it returns (WAL with `synchronous=FULL`), so it belongs on a worker, not
//! in a frame. A translation memory is a database of its own ([`Memory`]). SQL stands in `sql/`, one statement a file; the tables are made by numbered migrations that are never
//! changed afterwards, only added to. A damaged database is kept aside and what can still be read of it carried over:
//! it may hold the only copy of somebody's work.

pub mod audit;
mod damage;
mod error;
mod jobs;
mod ledger;
mod memory;
mod migrate;
mod path;
mod terms;
mod usage;

pub use damage::SetAside;
pub use error::Error;
pub use jobs::{HabitRow, JobRow};
pub use ledger::{LedgerRow, PieceRow};
pub use memory::{Import, Imported, Memory, MemoryStats};
pub use usage::{UsageRow, UsageSum};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Row, named_params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A document being worked on, as it is found again after the process was killed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// What tells documents apart while they have no file; chosen once, when the document is made or opened.
    pub key: String,
    /// Its file, if it has one.
    pub path: Option<PathBuf>,
    /// Its title when it was last saved here.
    pub title: String,
    /// When that was, in milliseconds since 1970-01-01 UTC.
    pub saved_at: i64,
    /// The bytes of its .kian file: text, roles, history, provenance.
    pub content: Vec<u8>,
    /// Whether it holds what its file does not.
    pub dirty: bool,
}

/// A file opened or saved lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentRow {
    /// The file.
    pub path: PathBuf,
    /// Its document's title then.
    pub title: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub opened_at: i64,
}

/// How many recent files are remembered.
pub const RECENT_KEPT: usize = 100;

/// The store. It may be sent to another thread, not shared between two.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    set_aside: Option<SetAside>,
}

impl Store {
    /// Opens the database file `path`, or begins it. Its folder must exist. A damaged file is moved aside and a new
    /// one begun with what could still be read: see [`Store::set_aside`].
    ///
    /// # Errors
    /// [`Error::Newer`] for a database of a later version of the program, which is left as it is; the other errors
    /// where the file cannot be opened, read or written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        match Self::open_sound(path) {
            Err(Error::Damaged { .. }) => {
                let set_aside = damage::set_aside(path)?;
                let mut store = Self::open_sound(path)?;
                let carried = damage::carry_over(&set_aside, &mut store)?;
                store.set_aside = Some(SetAside { path: set_aside, carried });
                Ok(store)
            }
            opened => opened,
        }
    }

    /// A store in memory, gone when it is dropped.
    ///
    /// # Errors
    /// [`Error::Failed`] if there is no memory for it.
    pub fn in_memory() -> Result<Self, Error> {
        let path = PathBuf::from(":memory:");
        let mut connection = Connection::open_in_memory().map_err(|e| Error::at(&path, &e))?;
        migrate::migrate(&mut connection, &path)?;
        Ok(Self { connection, path, set_aside: None })
    }

    /// What had to be moved aside when this store was opened, to be told to the person.
    pub fn set_aside(&self) -> Option<&SetAside> {
        self.set_aside.as_ref()
    }

    /// Keeps `row`, in place of what was kept under its key.
    ///
    /// # Errors
    /// If it could not be written; what was there before is then still there.
    pub fn save_session(&self, row: &SessionRow) -> Result<(), Error> {
        self.execute(
            include_str!("sql/session_save.sql"),
            named_params! {
                ":key": row.key,
                ":path": row.path.as_deref().map(path::Stored),
                ":title": row.title,
                ":saved_at": row.saved_at,
                ":content": row.content,
                ":dirty": row.dirty,
            },
        )
    }

    /// Keeps the files attached to what is kept under `key`, each with its hash, and forgets those that are attached no more.
    /// What is there already is not written again.
    ///
    /// # Errors
    /// If they could not be written; what was there before is then still there.
    pub fn save_session_files(&self, key: &str, files: &[(&str, &[u8])]) -> Result<(), Error> {
        let sql = include_str!("sql/session_file_hashes.sql");
        let mut known: Vec<String> = self.query(sql, named_params! { ":session": key }, |row| row.get(0))?;
        if files.is_empty() && known.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.unchecked_transaction().map_err(|e| Error::at(&self.path, &e))?;
        for (sha256, bytes) in files.iter().filter(|(sha256, _)| !known.iter().any(|known| known == sha256)) {
            self.put_session_file(key, sha256, bytes)?;
        }
        known.retain(|known| files.iter().all(|(sha256, _)| known != sha256));
        for sha256 in &known {
            let row = named_params! { ":session": key, ":sha256": sha256 };
            self.execute(include_str!("sql/session_file_drop.sql"), row)?;
        }
        transaction.commit().map_err(|e| Error::at(&self.path, &e))
    }

    fn put_session_file(&self, session: &str, sha256: &str, bytes: &[u8]) -> Result<(), Error> {
        let row = named_params! { ":session": session, ":sha256": sha256, ":bytes": bytes };
        self.execute(include_str!("sql/session_file_save.sql"), row)
    }

    /// The files attached to what is kept under `key`, each with its hash.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn session_files(&self, key: &str) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let sql = include_str!("sql/session_file_list.sql");
        self.query(sql, named_params! { ":session": key }, |row| Ok((row.get("sha256")?, row.get("bytes")?)))
    }

    /// What is kept, last saved first.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn sessions(&self) -> Result<Vec<SessionRow>, Error> {
        self.query(include_str!("sql/session_list.sql"), &[], session_from_row)
    }

    /// Forgets what is kept under `key`; nothing happens where there is nothing.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn drop_session(&self, key: &str) -> Result<(), Error> {
        self.execute(include_str!("sql/session_files_drop.sql"), named_params! { ":session": key })?;
        self.execute(include_str!("sql/session_drop.sql"), named_params! { ":key": key })
    }

    /// Puts `path` first among the recent files; beyond [`RECENT_KEPT`] the oldest are forgotten.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn remember(&self, path: &Path, title: &str, opened_at: i64) -> Result<(), Error> {
        self.execute(
            include_str!("sql/recent_remember.sql"),
            named_params! { ":path": path::Stored(path), ":title": title, ":opened_at": opened_at },
        )?;
        self.execute(include_str!("sql/recent_trim.sql"), named_params! { ":kept": RECENT_KEPT as i64 })
    }

    /// The `limit` files opened last, last one first.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn recent(&self, limit: usize) -> Result<Vec<RecentRow>, Error> {
        let limit = limit.min(RECENT_KEPT) as i64;
        self.query(include_str!("sql/recent_list.sql"), named_params! { ":limit": limit }, recent_from_row)
    }

    /// Takes `path` out of the recent files.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn forget(&self, path: &Path) -> Result<(), Error> {
        self.execute(include_str!("sql/recent_forget.sql"), named_params! { ":path": path::Stored(path) })
    }

    /// The store at `path` if there is nothing wrong with it.
    fn open_sound(path: &Path) -> Result<Self, Error> {
        private(path)?;
        let failed = |e: rusqlite::Error| Error::at(path, &e);
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        migrate::check(&connection, path)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
        connection.pragma_update(None, "journal_size_limit", 16 << 20).map_err(failed)?;
        // A document that was closed is to be gone from the file, not only from its index.
        connection.pragma_update(None, "secure_delete", true).map_err(failed)?;
        migrate::migrate(&mut connection, path)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(failed)?;
        Ok(Self { connection, path: path.to_owned(), set_aside: None })
    }

    fn execute(&self, sql: &str, params: &[(&str, &dyn rusqlite::ToSql)]) -> Result<(), Error> {
        let run = || self.connection.prepare_cached(sql)?.execute(params);
        run().map(drop).map_err(|e| Error::at(&self.path, &e))
    }

    fn query<T>(
        &self,
        sql: &str,
        params: &[(&str, &dyn rusqlite::ToSql)],
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let run = || self.connection.prepare_cached(sql)?.query_map(params, read)?.collect::<rusqlite::Result<_>>();
        run().map_err(|e: rusqlite::Error| Error::at(&self.path, &e))
    }
}

/// A connection that leaves the file as it is until somebody writes, also when it is closed.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let open = || {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        // Another window of the program may be writing.
        connection.busy_timeout(Duration::from_secs(5))?;
        Ok(connection)
    };
    open().map_err(|e| Error::at(path, &e))
}

/// Makes the file readable for its owner alone before anything is in it; SQLite gives its side files the same rights.
fn private(path: &Path) -> Result<(), Error> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::from_io(path, &e)),
        _ => Ok(()),
    }
}

fn session_from_row(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    Ok(SessionRow {
        key: row.get("key")?,
        path: row.get::<_, Option<path::Read>>("path")?.map(|read| read.0),
        title: row.get("title")?,
        saved_at: row.get("saved_at")?,
        content: row.get("content")?,
        dirty: row.get("dirty")?,
    })
}

fn recent_from_row(row: &Row<'_>) -> rusqlite::Result<RecentRow> {
    Ok(RecentRow {
        path: row.get::<_, path::Read>("path")?.0,
        title: row.get("title")?,
        opened_at: row.get("opened_at")?,
    })
}

#[cfg(test)]
mod tests;
