//! Bringing a database up to date, and telling a sound one from a damaged one.

use super::Error;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// The migrations, in order; number n brings a database from version n − 1 to version n. One that has been released
/// is never changed: databases made by it exist. A test holds their hashes.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("sql/migrations/0001.sql"),
    include_str!("sql/migrations/0002.sql"),
    include_str!("sql/migrations/0003.sql"),
    include_str!("sql/migrations/0004.sql"),
    include_str!("sql/migrations/0005.sql"),
];

/// The version the migrations lead to.
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Whether the file is a database, and a whole one.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), Error> {
    let verdict: String =
        connection.pragma_query_value(None, "quick_check", |row| row.get(0)).map_err(|e| Error::at(path, &e))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged { path: path.to_owned() }) }
}

/// Applies the migrations the database has not seen, all or none.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let failed = |e: rusqlite::Error| Error::at(path, &e);
    if version(connection).map_err(failed)? != VERSION {
        // Another window may be at it too: look again once nobody else can write.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let found = version(&transaction).map_err(failed)?;
        if found > VERSION {
            return Err(Error::Newer { path: path.to_owned(), found, known: VERSION });
        }
        for migration in &MIGRATIONS[found as usize..] {
            transaction.execute_batch(migration).map_err(failed)?;
        }
        transaction.pragma_update(None, "user_version", VERSION).map_err(failed)?;
        transaction.commit().map_err(failed)?;
    }
    // A damaged first page can leave a database that is sound in itself and not ours any more.
    if schema(connection).map_err(failed)? == fresh_schema().map_err(failed)? {
        Ok(())
    } else {
        Err(Error::Damaged { path: path.to_owned() })
    }
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0)).map(i32::cast_unsigned)
}

/// Every table and index, as it was made.
fn schema(connection: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    connection
        .prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

fn fresh_schema() -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let connection = Connection::open_in_memory()?;
    for migration in MIGRATIONS {
        connection.execute_batch(migration)?;
    }
    schema(&connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a: enough to notice an edit.
    fn hash(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    }

    /// Add a line for a new migration; never change one.
    #[test]
    fn migrations_are_history() {
        let hashes: Vec<String> = MIGRATIONS.iter().map(|m| format!("{:016x}", hash(m))).collect();
        assert_eq!(
            hashes,
            ["6d15a4423a645ea0", "cd07513d51647546", "10efff0de5504b87", "8156a5f987686f03", "21cdb713ffc528ee"]
        );
    }

    #[test]
    fn every_migration_file_is_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/sql/migrations");
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let expected: Vec<String> = (1..=MIGRATIONS.len()).map(|n| format!("{n:04}.sql")).collect();
        assert_eq!(names, expected);
    }
}
