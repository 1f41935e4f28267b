//! [`Memory`]: one translation memory, a database file of its own.
//!
//! An office has several: its own, and those that lie on a share and are only read. Beside the units the file holds the
//! shelves of [`translation::memory::Index`](crate::translation::memory::Index), so that opening a million units means
//! reading bytes in bulk and not folding texts; the index of a language is read when that language is first searched. Units
//! added since then are few and join the index when it is read. It keeps no write-ahead log: such a file cannot be opened
//! where nobody may write.

mod import;

pub use import::{Import, Imported};

use super::{Error, connect, private};
use crate::document::Classification;
use crate::text::Lang;
use crate::translation::memory::{Builder, Index, Match, Query, Shelf, Unit, pair_key, ranked};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, named_params};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// "KTM1": what tells a memory from other databases.
const APPLICATION: i32 = 0x4B54_4D31;
const VERSION: i32 = 2;
/// What brings a memory of version 1 to version 2.
const TO_TWO: &str = include_str!("sql/memory/2.sql");

/// So many units wait outside the shelves before new shelves are made of them.
const PENDING: u32 = 2000;

/// Candidates that are judged beyond the matches that are wanted: judging may change their order a little.
const SPARE: usize = 3;

/// A translation memory. It may be sent to another thread, not shared between two.
pub struct Memory {
    pub(super) connection: Connection,
    path: PathBuf,
    writable: bool,
    /// Whether its units carry a 格付け: those of version 1, which nobody here may bring up to date, do not.
    leveled: bool,
    sides: [Option<Side>; 2],
}

/// The index of one language, and up to where it knows the file.
struct Side {
    index: Index,
    upto: u32,
    generation: i64,
    version: i64,
    /// This memory has written since.
    stale: bool,
}

/// What a memory holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryStats {
    /// Its units.
    pub units: u64,
    /// Where they come from, and how many from there, most first.
    pub origins: Vec<(String, u64)>,
    /// Bytes of the file.
    pub bytes: u64,
}

impl Memory {
    /// Opens the memory `path`, or begins it. Its folder must exist.
    ///
    /// # Errors
    /// [`Error::NotMemory`] for another kind of file, [`Error::Newer`] for one of a later version of the program, and the
    /// errors of the system and of SQLite.
    pub fn open(path: &Path) -> Result<Self, Error> {
        private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let memory = Self::with(connect(path, flags)?, path, true)?;
        memory.settle_if_many()?;
        Ok(memory)
    }

    /// Opens the memory `path` to be read and never written: one on a share.
    ///
    /// # Errors
    /// As [`Memory::open`]; also if there is none.
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        Self::with(connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?, path, false)
    }

    /// A memory in memory, gone when it is dropped.
    ///
    /// # Errors
    /// [`Error::Failed`] if there is no room for it.
    pub fn in_memory() -> Result<Self, Error> {
        let path = PathBuf::from(":memory:");
        let connection = Connection::open_in_memory().map_err(|e| Error::at(&path, &e))?;
        Self::with(connection, &path, true)
    }

    fn with(connection: Connection, path: &Path, writable: bool) -> Result<Self, Error> {
        let mut memory = Self { connection, path: path.to_owned(), writable, leveled: true, sides: [None, None] };
        let pragma = |name: &str| memory.connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let (application, version) =
            (|| Ok((pragma("application_id")?, pragma("user_version")?)))().map_err(|e| memory.failed(&e))?;
        match (application, version) {
            (APPLICATION, VERSION) => {}
            (APPLICATION, 1) if writable => memory.bring_up_to_date().map_err(|e| memory.failed(&e))?,
            (APPLICATION, 1) => memory.leveled = false,
            (APPLICATION, found) => {
                let (path, found) = (path.to_owned(), found.cast_unsigned());
                return Err(Error::Newer { path, found, known: VERSION.cast_unsigned() });
            }
            (0, 0) if writable && memory.is_blank().map_err(|e| memory.failed(&e))? => {
                let begin = || {
                    memory.connection.pragma_update(None, "page_size", 8192)?;
                    memory.connection.execute_batch(&format!(
                        "BEGIN IMMEDIATE;\n{}\n{TO_TWO}\nPRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;",
                        include_str!("sql/memory/schema.sql")
                    ))
                };
                begin().map_err(|e| memory.failed(&e))?;
            }
            _ => return Err(Error::NotMemory { path: path.to_owned() }),
        }
        let prepare = || {
            memory.connection.pragma_update(None, "cache_size", -32_768)?;
            if writable {
                memory.connection.pragma_update(None, "synchronous", "FULL")?;
                // What is deleted is to be gone from the file.
                memory.connection.pragma_update(None, "secure_delete", true)?;
            }
            Ok(())
        };
        prepare().map_err(|e: rusqlite::Error| memory.failed(&e))?;
        Ok(memory)
    }

    fn bring_up_to_date(&self) -> rusqlite::Result<()> {
        let transaction = self.connection.unchecked_transaction()?;
        // Another window may have been at it.
        if transaction.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0))? == 1 {
            transaction.execute_batch(TO_TWO)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        transaction.commit()
    }

    /// A statement that reads units, as this memory understands it.
    fn reading<'a>(&self, sql: &'a str) -> Cow<'a, str> {
        if self.leveled { Cow::Borrowed(sql) } else { Cow::Owned(sql.replacen("level", "'' AS level", 1)) }
    }

    fn is_blank(&self) -> rusqlite::Result<bool> {
        self.connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether units can be added, changed and deleted.
    pub fn is_writable(&self) -> bool {
        self.writable
    }

    /// The units that resemble what `query` asks for, best first.
    ///
    /// # Errors
    /// If the file could not be read.
    pub fn search(&mut self, query: &Query<'_>) -> Result<Vec<Match>, Error> {
        let keep = query.limit.saturating_add(SPARE);
        let min = f64::from(query.min.min(100)) / 100.0;
        let candidates =
            if query.limit == 0 { Vec::new() } else { self.index(query.lang)?.fuzzy(query.text, min, keep) };
        let mut matches = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if let Some(unit) = self.get(candidate.unit)? {
                matches.push(Match::new(unit, query));
            }
        }
        Ok(ranked(matches, query))
    }

    /// The units whose side in `lang` holds `text`, at most `limit`, and how many there are.
    ///
    /// # Errors
    /// If the file could not be read.
    pub fn concordance(&mut self, text: &str, lang: Lang, limit: usize) -> Result<(Vec<Unit>, usize), Error> {
        let found = self.index(lang)?.holding(text, limit);
        let units: Result<Vec<Option<Unit>>, Error> = found.units.iter().map(|unit| self.get(*unit)).collect();
        Ok((units?.into_iter().flatten().collect(), found.total))
    }

    /// The unit `id`, if it is there.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn get(&self, id: u32) -> Result<Option<Unit>, Error> {
        let get = || {
            let mut statement = self.connection.prepare_cached(&self.reading(include_str!("sql/memory/get.sql")))?;
            statement.query_row(named_params! { ":id": id }, unit_from_row).optional()
        };
        get().map_err(|e| self.failed(&e))
    }

    /// Hands every unit to `on`, oldest first, until it says `false`.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn each(&self, mut on: impl FnMut(Unit) -> bool) -> Result<(), Error> {
        let mut run = || {
            let mut statement = self.connection.prepare(&self.reading(include_str!("sql/memory/all.sql")))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if !on(unit_from_row(row)?) {
                    break;
                }
            }
            Ok(())
        };
        run().map_err(|e: rusqlite::Error| self.failed(&e))
    }

    /// What it holds.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn stats(&self) -> Result<MemoryStats, Error> {
        let read = || {
            let mut statement = self.connection.prepare(include_str!("sql/memory/origins.sql"))?;
            let origins: Vec<(String, u64)> = statement
                .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?
                .collect::<rusqlite::Result<_>>()?;
            let pragma = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
            let bytes = (pragma("page_count")? * pragma("page_size")?).cast_unsigned();
            Ok(MemoryStats { units: origins.iter().map(|(_, units)| units).sum(), origins, bytes })
        };
        read().map_err(|e: rusqlite::Error| self.failed(&e))
    }

    /// Keeps a pair that somebody confirmed. One that is there already, letter by letter, is told anew when and by whom.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn learn(&mut self, unit: &Unit) -> Result<u32, Error> {
        let known = self.find(unit)?;
        let write = || match known {
            Some(id) => self.renew(id, unit).map(|()| id),
            None => self.insert(unit),
        };
        let id = write().map_err(|e| self.failed(&e))?;
        self.sides.iter_mut().flatten().for_each(|side| side.stale = true);
        Ok(id)
    }

    /// Puts `unit` in the place of the unit `id`; gives its new number.
    ///
    /// # Errors
    /// If it could not be written; what was there is then still there.
    pub fn replace(&mut self, id: u32, unit: &Unit) -> Result<u32, Error> {
        let transaction = self.connection.unchecked_transaction().map_err(|e| self.failed(&e))?;
        let known = self.find(unit)?.filter(|known| *known != id);
        let write = || {
            self.drop_unit(id)?;
            match known {
                Some(known) => self.renew(known, unit).map(|()| known),
                None => self.insert(unit),
            }
        };
        let new = write().and_then(|new| transaction.commit().map(|()| new)).map_err(|e| self.failed(&e))?;
        self.forget(&[id]);
        Ok(new)
    }

    /// Deletes units; those that are not there are passed over.
    ///
    /// # Errors
    /// If it could not be written; then none is deleted.
    pub fn delete(&mut self, ids: &[u32]) -> Result<(), Error> {
        let transaction = self.connection.unchecked_transaction().map_err(|e| self.failed(&e))?;
        let write = || ids.iter().try_for_each(|id| self.drop_unit(*id));
        write().and_then(|()| transaction.commit()).map_err(|e| self.failed(&e))?;
        self.forget(ids);
        Ok(())
    }

    /// Units whose side in `lang` is the same and whose other side is not, in groups; at most `limit` units.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn duplicates(&self, lang: Lang, limit: usize) -> Result<Vec<Vec<Unit>>, Error> {
        let sql = match lang {
            Lang::Ja => include_str!("sql/memory/duplicates_ja.sql"),
            Lang::En => include_str!("sql/memory/duplicates_en.sql"),
        };
        let read = || {
            let mut statement = self.connection.prepare(&self.reading(sql))?;
            let units = statement.query_map(named_params! { ":limit": limit as i64 }, unit_from_row)?;
            units.collect::<rusqlite::Result<Vec<Unit>>>()
        };
        let mut groups: Vec<Vec<Unit>> = Vec::new();
        for unit in read().map_err(|e| self.failed(&e))? {
            match groups.last_mut().filter(|group| group[0].side(lang) == unit.side(lang)) {
                Some(group) => group.push(unit),
                None => groups.push(vec![unit]),
            }
        }
        // The limit may have cut the last group down to one.
        groups.retain(|group| group.len() > 1);
        Ok(groups)
    }

    /// The units taken in last, newest first, at most `limit`: of `origin` where one is given, and with `words` on either side
    /// as they stand.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn newest(&self, origin: Option<&str>, words: &str, limit: usize) -> Result<Vec<Unit>, Error> {
        let read = || {
            let mut statement = self.connection.prepare(&self.reading(include_str!("sql/memory/newest.sql")))?;
            let asked = named_params! { ":origin": origin, ":words": words, ":limit": limit as i64 };
            statement.query_map(asked, unit_from_row)?.collect::<rusqlite::Result<Vec<Unit>>>()
        };
        read().map_err(|e| self.failed(&e))
    }

    /// Deletes every unit that comes from `origin`; how many that were.
    ///
    /// # Errors
    /// If it could not be written; then none is deleted.
    pub fn delete_origin(&mut self, origin: &str) -> Result<usize, Error> {
        let read = || {
            let mut statement = self.connection.prepare_cached(include_str!("sql/memory/of_origin.sql"))?;
            let ids = statement.query_map(named_params! { ":origin": origin }, |row| row.get(0))?;
            ids.collect::<rusqlite::Result<Vec<u32>>>()
        };
        let ids = read().map_err(|e| self.failed(&e))?;
        self.delete(&ids)?;
        Ok(ids.len())
    }

    /// Makes the shelves anew without what was deleted, so that nothing of it is left in the file.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn tidy(&mut self) -> Result<(), Error> {
        let transaction = self.connection.unchecked_transaction().map_err(|e| self.failed(&e))?;
        let tidy = || self.settle(true, &mut || true).and_then(|_| transaction.commit());
        tidy().map_err(|e| self.failed(&e))?;
        self.sides = [None, None];
        Ok(())
    }

    /// Bytes of the index of `lang`, in memory and in the file alike.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn index_bytes(&mut self, lang: Lang) -> Result<usize, Error> {
        self.index(lang).map(Index::bytes)
    }

    /// The index of `lang`, brought up to date with the file.
    ///
    /// # Errors
    /// If it could not be read.
    pub fn index(&mut self, lang: Lang) -> Result<&Index, Error> {
        let read = self.sides[lang as usize].take();
        let side = self.up_to_date(lang, read).map_err(|e| self.failed(&e))?;
        Ok(&self.sides[lang as usize].insert(side).index)
    }

    fn up_to_date(&self, lang: Lang, read: Option<Side>) -> rusqlite::Result<Side> {
        let version = self.connection.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0))?;
        let mut side = match read {
            Some(side) if side.version == version && !side.stale => return Ok(side),
            read => {
                let (upto, generation) = self.state()?;
                match read.filter(|side| side.generation == generation) {
                    Some(side) => side,
                    None => self.load(lang, upto, generation, version)?,
                }
            }
        };
        let mut statement = self.connection.prepare_cached("SELECT unit FROM dead")?;
        for dead in statement.query_map([], |row| row.get::<_, u32>(0))? {
            side.index.remove(dead?);
        }
        self.texts(lang, side.upto, |id, text| {
            side.index.add(id, text);
            side.upto = id;
            true
        })?;
        side.version = version;
        side.stale = false;
        Ok(side)
    }

    fn load(&self, lang: Lang, upto: u32, generation: i64, version: i64) -> rusqlite::Result<Side> {
        let mut index = Index::default();
        let mut statement =
            self.connection.prepare_cached("SELECT data FROM shelf WHERE lang = :lang ORDER BY number")?;
        let mut rows = statement.query(named_params! { ":lang": lang.code() })?;
        let mut sound = true;
        while let Some(row) = rows.next()? {
            match Shelf::from_bytes(row.get_ref(0)?.as_blob()?) {
                Some(shelf) => index.add_shelf(shelf),
                None => sound = false,
            }
        }
        if sound {
            return Ok(Side { index, upto, generation, version, stale: false });
        }
        // Shelves of another version or damaged ones: the units are what counts, and they can be read anew.
        let mut index = Index::default();
        let (builder, upto) = self.builder(lang, 0, &mut || true)?.unwrap_or_default();
        builder.shelves().for_each(|shelf| index.add_shelf(shelf));
        Ok(Side { index, upto, generation, version, stale: false })
    }

    fn state(&self) -> rusqlite::Result<(u32, i64)> {
        self.connection
            .prepare_cached(include_str!("sql/memory/state.sql"))?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Hands the side in `lang` of every unit after `from` to `on`, until that says `false`.
    fn texts(&self, lang: Lang, from: u32, mut on: impl FnMut(u32, &str) -> bool) -> rusqlite::Result<()> {
        let sql = match lang {
            Lang::Ja => include_str!("sql/memory/texts_ja.sql"),
            Lang::En => include_str!("sql/memory/texts_en.sql"),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! { ":from": from })?;
        while let Some(row) = rows.next()? {
            if !on(row.get(0)?, row.get_ref(1)?.as_str()?) {
                break;
            }
        }
        Ok(())
    }

    /// What shelves are made of, and up to which unit; `None` if `go_on` said no.
    fn builder(
        &self,
        lang: Lang,
        from: u32,
        go_on: &mut dyn FnMut() -> bool,
    ) -> rusqlite::Result<Option<(Builder, u32)>> {
        let (mut builder, mut upto, mut goes_on) = (Builder::default(), from, true);
        self.texts(lang, from, |id, text| {
            builder.add(id, text);
            upto = id;
            goes_on = !id.is_multiple_of(8192) || go_on();
            goes_on
        })?;
        Ok(goes_on.then_some((builder, upto)))
    }

    fn settle_if_many(&self) -> Result<(), Error> {
        let settle = || {
            let (upto, _) = self.state()?;
            let last: u32 = self.connection.query_row("SELECT coalesce(max(id), 0) FROM unit", [], |row| row.get(0))?;
            if last.saturating_sub(upto) >= PENDING {
                let transaction = self.connection.unchecked_transaction()?;
                self.settle(false, &mut || true)?;
                transaction.commit()?;
            }
            Ok(())
        };
        settle().map_err(|e: rusqlite::Error| self.failed(&e))
    }

    /// Puts the units that wait on shelves; all units if `anew` or where small shelves have become many. `go_on` is asked
    /// now and then; whether it was done, or given up.
    fn settle(&self, anew: bool, go_on: &mut dyn FnMut() -> bool) -> rusqlite::Result<bool> {
        let (upto, generation) = self.state()?;
        let number = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, u32>(0));
        let shelves = number("SELECT count(*) FROM shelf WHERE lang = 'ja'")?;
        let units = number("SELECT count(*) FROM unit")?;
        let dead = number("SELECT count(*) FROM dead")?;
        let anew = anew || shelves > 2 * units.div_ceil(1 << 16) + 6 || dead > units / 4;
        let from = if anew { 0 } else { upto };
        if anew {
            self.connection.execute_batch("DELETE FROM shelf; DELETE FROM dead;")?;
        }
        let mut last = from;
        for lang in [Lang::Ja, Lang::En] {
            let Some((builder, upto)) = self.builder(lang, from, go_on)? else { return Ok(false) };
            last = upto;
            let first = if anew { 0 } else { shelves };
            let mut insert = self.connection.prepare_cached("INSERT INTO shelf VALUES (:lang, :number, :data)")?;
            for (number, shelf) in builder.shelves().enumerate() {
                let number = i64::from(first) + number as i64;
                insert.execute(named_params! { ":lang": lang.code(), ":number": number, ":data": shelf.to_bytes() })?;
                if !go_on() {
                    return Ok(false);
                }
            }
        }
        self.connection
            .prepare_cached(include_str!("sql/memory/settled.sql"))?
            .execute(named_params! { ":upto": last, ":generation": generation + 1 })?;
        Ok(true)
    }

    fn find(&self, unit: &Unit) -> Result<Option<u32>, Error> {
        let find = || {
            let mut statement = self.connection.prepare_cached(include_str!("sql/memory/find.sql"))?;
            let mut rows = statement.query(named_params! { ":pair": pair_key(&unit.ja, &unit.en).cast_signed() })?;
            while let Some(row) = rows.next()? {
                if row.get_ref(2)?.as_str()? == unit.ja && row.get_ref(3)?.as_str()? == unit.en {
                    return row.get(0).map(Some);
                }
            }
            Ok(None)
        };
        find().map_err(|e| self.failed(&e))
    }

    fn insert(&self, unit: &Unit) -> rusqlite::Result<u32> {
        self.connection.prepare_cached(include_str!("sql/memory/insert.sql"))?.execute(named_params! {
            ":ja": unit.ja,
            ":en": unit.en,
            ":pair": pair_key(&unit.ja, &unit.en).cast_signed(),
            ":source": unit.source.map(Lang::code),
            ":origin": unit.origin,
            ":confirmed_at": unit.confirmed_at,
            ":confirmed_by": unit.confirmed_by,
            ":before": unit.before.map(u64::cast_signed),
            ":after": unit.after.map(u64::cast_signed),
            ":level": unit.level.as_ref().map_or("", Classification::code),
        })?;
        u32::try_from(self.connection.last_insert_rowid())
            .map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, self.connection.last_insert_rowid()))
    }

    fn renew(&self, id: u32, unit: &Unit) -> rusqlite::Result<()> {
        self.connection.prepare_cached(include_str!("sql/memory/renew.sql"))?.execute(named_params! {
            ":id": id,
            ":source": unit.source.map(Lang::code),
            ":origin": unit.origin,
            ":confirmed_at": unit.confirmed_at,
            ":confirmed_by": unit.confirmed_by,
            ":before": unit.before.map(u64::cast_signed),
            ":after": unit.after.map(u64::cast_signed),
            ":level": unit.level.as_ref().map_or("", Classification::code),
        })?;
        Ok(())
    }

    fn drop_unit(&self, id: u32) -> rusqlite::Result<()> {
        let deleted =
            self.connection.prepare_cached("DELETE FROM unit WHERE id = :id")?.execute(named_params! { ":id": id })?;
        if deleted > 0 {
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO dead VALUES (:id)")?
                .execute(named_params! { ":id": id })?;
        }
        Ok(())
    }

    fn forget(&mut self, ids: &[u32]) {
        for side in self.sides.iter_mut().flatten() {
            ids.iter().for_each(|id| side.index.remove(*id));
            side.stale = true;
        }
    }

    pub(super) fn failed(&self, error: &rusqlite::Error) -> Error {
        match Error::at(&self.path, error) {
            // It is kept where it is: nothing else is in it, and there may be a copy.
            Error::Damaged { path } => Error::MemoryDamaged { path },
            error => error,
        }
    }
}

fn unit_from_row(row: &Row<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit {
        id: row.get("id")?,
        ja: row.get("ja")?,
        en: row.get("en")?,
        source: row.get_ref("source")?.as_str_or_null()?.and_then(Lang::from_code),
        origin: row.get("origin")?,
        confirmed_at: row.get("confirmed_at")?,
        confirmed_by: row.get("confirmed_by")?,
        before: row.get::<_, Option<i64>>("before")?.map(i64::cast_unsigned),
        after: row.get::<_, Option<i64>>("after")?.map(i64::cast_unsigned),
        level: Classification::named(row.get_ref("level")?.as_str()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(ja: &str, en: &str) -> Unit {
        Unit {
            ja: ja.to_owned(),
            en: en.to_owned(),
            source: Some(Lang::Ja),
            origin: "訓練.tmx".to_owned(),
            confirmed_at: Some(5),
            confirmed_by: "緑野花子".to_owned(),
            ..Unit::default()
        }
    }

    fn query(text: &str) -> Query<'_> {
        let lang = Lang::guess(text).unwrap_or_default();
        Query { text, lang, min: 70, limit: 5, ..Query::default() }
    }

    fn targets(memory: &mut Memory, text: &str) -> Vec<String> {
        memory.search(&query(text)).unwrap().iter().map(|found| found.target().to_owned()).collect()
    }

    #[test]
    fn what_was_learnt_is_found_in_both_directions_and_after_reopening() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.db");
        {
            let mut memory = Memory::open(&path).unwrap();
            memory.learn(&unit("避難所を開設しました。", "A shelter has been opened.")).unwrap();
            assert_eq!(targets(&mut memory, "避難所を開設しました。"), ["A shelter has been opened."]);
            memory.learn(&unit("避難所を閉鎖しました。", "The shelter has been closed.")).unwrap();
            assert_eq!(memory.search(&query("避難所を開設しました。")).unwrap().len(), 2);
        }
        let mut memory = Memory::open_read_only(&path).unwrap();
        assert_eq!(targets(&mut memory, "The shelter has been closed.")[0], "避難所を閉鎖しました。");
        assert_eq!(memory.concordance("避難", Lang::Ja, 1).unwrap().1, 2);
        assert!(matches!(memory.learn(&unit("a", "b")), Err(Error::ReadOnly { .. })));
        assert_eq!(memory.stats().unwrap().origins, [("訓練.tmx".to_owned(), 2)]);
    }

    #[test]
    fn the_same_pair_is_kept_once_with_its_youngest_record() {
        let mut memory = Memory::in_memory().unwrap();
        let first = memory.learn(&unit("以上", "End")).unwrap();
        let again = Unit { confirmed_at: Some(9), ..unit("以上", "End") };
        assert_eq!(memory.learn(&again).unwrap(), first);
        let mut import = memory.import().unwrap();
        import.add(&Unit { confirmed_at: Some(7), origin: "older".to_owned(), ..unit("以上", "End") }).unwrap();
        import.add(&unit("以上", "That is all.")).unwrap();
        import.add(&unit("", "Nothing")).unwrap();
        assert_eq!(import.finish().unwrap(), Imported { added: 1, known: 1, empty: 1 });
        assert_eq!(memory.get(first).unwrap().unwrap().confirmed_at, Some(9));
        let groups = memory.duplicates(Lang::Ja, 10).unwrap();
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        assert!(memory.duplicates(Lang::En, 10).unwrap().is_empty());
    }

    #[test]
    fn an_import_that_is_given_up_leaves_nothing() {
        let mut memory = Memory::in_memory().unwrap();
        let mut import = memory.import().unwrap();
        import.add(&unit("一", "one")).unwrap();
        drop(import);
        assert_eq!(memory.stats().unwrap().units, 0);
        memory.learn(&unit("一", "one")).unwrap();
        assert_eq!(targets(&mut memory, "一"), ["one"]);
    }

    #[test]
    fn many_units_lie_on_shelves_and_deleted_ones_are_gone() {
        let mut memory = Memory::in_memory().unwrap();
        let mut import = memory.import().unwrap();
        for n in 0..3000 {
            import
                .add(&unit(&format!("第{n}会議室を利用できます。"), &format!("Meeting room {n} is available.")))
                .unwrap();
        }
        import.finish().unwrap();
        assert_eq!(memory.index(Lang::Ja).unwrap().shelves().len(), 1);
        let found = memory.search(&query("第77会議室を利用できます。")).unwrap();
        assert_eq!((found[0].score, found[0].target()), (100, "Meeting room 77 is available."));
        let id = found[0].unit.id;
        let new = memory.replace(id, &unit("第77会議室を利用できます。", "Room 77 can be used.")).unwrap();
        assert_eq!(targets(&mut memory, "第77会議室を利用できます。")[0], "Room 77 can be used.");
        memory.delete(&[new]).unwrap();
        memory.tidy().unwrap();
        let found = memory.search(&query("第77会議室を利用できます。")).unwrap();
        assert!(found[0].score < 100 && found[0].explain("第77会議室を利用できます。").is_ready());
        assert_eq!(memory.stats().unwrap().units, 2999);
    }

    #[test]
    fn two_at_one_file_see_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.db");
        let (mut one, mut other) = (Memory::open(&path).unwrap(), Memory::open(&path).unwrap());
        assert!(targets(&mut one, "以上").is_empty());
        let id = other.learn(&unit("以上", "End")).unwrap();
        assert_eq!(targets(&mut one, "以上"), ["End"]);
        other.delete(&[id]).unwrap();
        assert!(targets(&mut one, "以上").is_empty());
    }

    #[test]
    fn units_carry_the_level_of_their_text_and_older_memories_are_brought_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.db");
        let connection = Connection::open(&path).unwrap();
        let older = format!(
            "{}; INSERT INTO unit VALUES (1, '以上', 'End', {}, 'ja', '', 5, '', NULL, NULL);
             PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1;",
            include_str!("sql/memory/schema.sql"),
            pair_key("以上", "End").cast_signed()
        );
        connection.execute_batch(&older).unwrap();
        drop(connection);
        // Where nobody may write it is read as it is.
        let mut shared = Memory::open_read_only(&path).unwrap();
        assert_eq!(targets(&mut shared, "以上"), ["End"]);
        assert_eq!(shared.get(1).unwrap().unwrap().level, None);
        assert_eq!(shared.newest(None, "", 5).unwrap().len(), 1);
        drop(shared);
        let mut memory = Memory::open(&path).unwrap();
        assert_eq!(memory.get(1).unwrap().unwrap().level, None);
        let level = Some(Classification::ThreeB);
        let id = memory.learn(&Unit { level, ..unit("秘密の文書", "A secret document") }).unwrap();
        assert_eq!(memory.get(id).unwrap().unwrap().level, level);
        memory.learn(&Unit { level: Some(Classification::One), confirmed_at: Some(9), ..unit("以上", "End") }).unwrap();
        assert_eq!(memory.get(1).unwrap().unwrap().level, Some(Classification::One));
        drop(memory);
        let mut memory = Memory::open(&path).unwrap();
        assert_eq!(memory.newest(None, "書", 5).unwrap()[0].level, level);
        assert_eq!(memory.newest(Some("訓練.tmx"), "", 5).unwrap().len(), 2);
        assert_eq!(memory.delete_origin("訓練.tmx").unwrap(), 2);
        assert_eq!(memory.stats().unwrap().units, 0);
    }

    #[test]
    fn other_files_are_not_memories() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kian.db");
        drop(super::super::Store::open(&path).unwrap());
        assert!(matches!(Memory::open(&path), Err(Error::NotMemory { .. })));
        let text = folder.path().join("notes.db");
        std::fs::write(&text, "何かの文章".repeat(500)).unwrap();
        assert!(matches!(Memory::open(&text), Err(Error::MemoryDamaged { .. })));
        assert!(matches!(Memory::open_read_only(&folder.path().join("none.db")), Err(Error::CannotOpen { .. })));
    }
}
