//! [`Error`]: what can go wrong with the database file, as data.

use crate::text::Message;
use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong, and with which file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`path` is the database file; the other fields are named for what they are")]
pub enum Error {
    /// A later version of the program made it.
    Newer { path: PathBuf, found: u32, known: u32 },
    /// It is not a sound database.
    Damaged { path: PathBuf },
    /// A translation memory is no sound database.
    MemoryDamaged { path: PathBuf },
    /// It is no translation memory.
    NotMemory { path: PathBuf },
    /// It cannot be opened: the folder is missing, or this person has no right to it.
    CannotOpen { path: PathBuf },
    /// It can be read, not written.
    ReadOnly { path: PathBuf },
    /// No room left.
    Full { path: PathBuf },
    /// Another program holds it.
    Busy { path: PathBuf },
    /// Anything else, by SQLite's extended result code, or the system's error number negated; 0 where there is none.
    Failed { path: PathBuf, code: i32 },
}

impl Error {
    /// What `error` means for the database `path`.
    pub(super) fn at(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let failure = match error {
            rusqlite::Error::SqliteFailure(failure, _) => failure,
            rusqlite::Error::SqlInputError { error, .. } => error,
            // A column of the wrong type or with broken UTF-8: the tables are STRICT, so the file is at fault.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => return Error::Damaged { path },
            _ => return Error::Failed { path, code: 0 },
        };
        match failure.code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::Damaged { path },
            ErrorCode::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHORT_READ => {
                Error::Damaged { path }
            }
            // The statements are ours and right; if they do not fit, the tables are not.
            ErrorCode::Unknown => Error::Damaged { path },
            ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Error::CannotOpen { path },
            ErrorCode::ReadOnly => Error::ReadOnly { path },
            ErrorCode::DiskFull => Error::Full { path },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy { path },
            _ => Error::Failed { path, code: failure.extended_code },
        }
    }

    /// What `error` means for the file `path`.
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Full { path },
            io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { path },
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::PermissionDenied => Error::CannotOpen { path },
            _ => Error::Failed { path, code: error.raw_os_error().map_or(0, |code| -code) },
        }
    }
}

impl Message for Error {
    fn id(&self) -> &'static str {
        match self {
            Error::Newer { .. } => "error-store-newer",
            Error::Damaged { .. } => "error-store-damaged",
            Error::MemoryDamaged { .. } => "error-memory-damaged",
            Error::NotMemory { .. } => "error-memory-other-file",
            Error::CannotOpen { .. } => "error-store-cannot-open",
            Error::ReadOnly { .. } => "error-store-read-only",
            Error::Full { .. } => "error-store-full",
            Error::Busy { .. } => "error-store-busy",
            Error::Failed { .. } => "error-store-failed",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let (path, mut args) = match self {
            Error::Newer { path, found, known } => {
                (path, vec![("found", found.to_string()), ("known", known.to_string())])
            }
            Error::Failed { path, code } => (path, vec![("code", code.to_string())]),
            Error::Damaged { path }
            | Error::MemoryDamaged { path }
            | Error::NotMemory { path }
            | Error::CannotOpen { path }
            | Error::ReadOnly { path }
            | Error::Full { path }
            | Error::Busy { path } => (path, Vec::new()),
        };
        args.push(("path", path.display().to_string()));
        args
    }
}
