//! Paths in the database: text where they are Unicode, as people expect; the system's own units where they are not, so
//! that every file that can be opened can be found again.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// A path on its way in.
pub(super) struct Stored<'a>(pub &'a Path);

impl ToSql for Stored<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0.to_str() {
            Some(text) => ToSqlOutput::from(text),
            None => ToSqlOutput::from(bytes(self.0.as_os_str())),
        })
    }
}

/// A path on its way out.
pub(super) struct Read(pub PathBuf);

impl FromSql for Read {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Text(_) => Ok(Read(PathBuf::from(value.as_str()?))),
            ValueRef::Blob(bytes) => os_string(bytes).map(|s| Read(PathBuf::from(s))).ok_or(FromSqlError::InvalidType),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

#[cfg(unix)]
fn bytes(path: &OsStr) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path).to_vec()
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    Some(<OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes.to_vec()))
}

#[cfg(windows)]
fn bytes(path: &OsStr) -> Vec<u8> {
    std::os::windows::ffi::OsStrExt::encode_wide(path).flat_map(u16::to_le_bytes).collect()
}

#[cfg(windows)]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    let (units, []) = bytes.as_chunks::<2>() else { return None };
    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    Some(<OsString as std::os::windows::ffi::OsStringExt>::from_wide(&units))
}
