//! The audit trail: who sent what kind of thing where, and what was decided, one JSON line for each event in one file for
//! each day (UTC), `2026-11-26.jsonl`. Never the text of a document unless the office's policy says so.
//!
//! Lines are chained: each carries SHA-256 over the hash before it and its own canonical JSON, so that a line changed, moved
//! or taken out breaks the chain. Every [`CHECKPOINT`] lines, and when the program ends, a checkpoint carries a seal (HMAC)
//! of the chain; beside the days `head.json` seals the last line, so that a tail cut off shows, and `anchor.json` the last
//! line that was removed when its time was over. What this cannot notice: that the whole folder was put back to an earlier
//! state, and what somebody does who holds the key.
//!
//! Several processes may append: each takes the lock, looks at how the trail ends on the disk, and goes on from there.

mod chain;
mod event;
pub mod figures;

pub use chain::{Broken, Report, Verifier, Why, verify};
pub use event::{Event, EventKind, Key};

use super::Error;
use chain::{Head, hex, line_hash};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// After so many lines the chain is sealed.
pub const CHECKPOINT: u64 = 100;

/// How much of the end of a day is looked at before more is written, in bytes: more than is ever written at once.
const TAIL: u64 = 1 << 20;

/// The trail in its folder.
#[derive(Clone, Debug)]
pub struct Trail {
    folder: PathBuf,
    key: Key,
}

/// Where the trail ends.
struct End {
    seq: u64,
    hash: [u8; 32],
    /// The day last written to.
    day: Option<String>,
    /// The ids of events among its last lines.
    ids: BTreeSet<String>,
    /// What has to be told in the trail itself before anything else.
    first: Vec<Event>,
}

impl Trail {
    /// The trail in `folder`, sealed with `key`. Nothing is made on the disk before something is written.
    pub fn new(folder: PathBuf, key: Key) -> Self {
        Self { folder, key }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes `events` to the end, in order, each with the number and the time it has; they are on the disk when this
    /// returns. An event that was written already, as its id tells, is not written again. A line that a crash cut short is
    /// taken off, and the trail says so.
    ///
    /// # Errors
    /// If the folder cannot be written to, or the end of the trail cannot be read.
    pub fn append(&self, events: &[Event]) -> Result<(), Error> {
        if events.is_empty() {
            return Ok(());
        }
        let _lock = self.lock()?;
        let mut end = self.end(events[0].at)?;
        let mut waiting = std::mem::take(&mut end.first);
        waiting.extend(events.iter().filter(|event| event.id().is_none_or(|id| !end.ids.contains(id))).cloned());
        self.write(&mut end, waiting)
    }

    /// Seals the end of the trail; nothing happens where it is sealed or there is none.
    ///
    /// # Errors
    /// As [`Trail::append`].
    pub fn close(&self, at: i64) -> Result<(), Error> {
        if self.days()?.is_empty() {
            return Ok(());
        }
        let _lock = self.lock()?;
        let mut end = self.end(at)?;
        if end.ids.contains(SEALED) && end.first.is_empty() {
            return Ok(());
        }
        let mut waiting = std::mem::take(&mut end.first);
        waiting.push(Event::new(EventKind::Checkpoint, at));
        self.write(&mut end, waiting)
    }

    /// Removes the days before `first` (`2026-01-01`), whose time is over. The last line removed is sealed, so that the rest
    /// can still be followed. Returns how many days that were.
    ///
    /// # Errors
    /// If they cannot be removed.
    pub fn prune(&self, first: &str) -> Result<usize, Error> {
        let days = self.days()?;
        let mut over: Vec<&String> = days.iter().filter(|day| day.as_str() < first).collect();
        // The last day stays: the trail goes on from it.
        if over.len() == days.len() {
            over.pop();
        }
        let Some(last) = over.last() else { return Ok(0) };
        let _lock = self.lock()?;
        let path = self.day(last);
        let text = fs::read_to_string(&path).map_err(|e| Error::from_io(&path, &e))?;
        let line = text.lines().next_back().and_then(chain::read_line);
        let Some((seq, hash)) = line.map(|line| (line.seq, line.hash)) else {
            return Err(Error::Damaged { path });
        };
        Head { seq, hash }.save(&self.folder.join(ANCHOR), &self.key)?;
        for day in &over {
            let path = self.day(day);
            fs::remove_file(&path).map_err(|e| Error::from_io(&path, &e))?;
        }
        Ok(over.len())
    }

    /// The days there are, `2026-11-26`, oldest first.
    ///
    /// # Errors
    /// If the folder cannot be read. One that is not there has no days.
    pub fn days(&self) -> Result<Vec<String>, Error> {
        days(&self.folder)
    }

    fn day(&self, day: &str) -> PathBuf {
        self.folder.join(format!("{day}{DAY}"))
    }

    /// Makes the folder and waits for the lock in it, which is held as long as the file lives.
    fn lock(&self) -> Result<File, Error> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(|e| Error::from_io(&self.folder, &e))?;
        let path = self.folder.join(LOCK);
        let failed = |e: std::io::Error| Error::from_io(&path, &e);
        let file = private().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(file)
    }

    /// How the trail ends on the disk, put right where a crash cut it short.
    fn end(&self, at: i64) -> Result<End, Error> {
        let head = Head::load(&self.folder.join(HEAD), &self.key);
        let anchor = Head::load(&self.folder.join(ANCHOR), &self.key).unwrap_or_default();
        let days = self.days()?;
        let mut end = End {
            seq: anchor.seq,
            hash: anchor.hash,
            day: days.last().cloned(),
            ids: BTreeSet::new(),
            first: Vec::new(),
        };
        let mut found = None;
        for day in days.iter().rev() {
            let path = self.day(day);
            let failed = |e: std::io::Error| Error::from_io(&path, &e);
            let mut file = OpenOptions::new().read(true).write(true).open(&path).map_err(failed)?;
            let size = file.metadata().map_err(failed)?.len();
            let from = size.saturating_sub(TAIL);
            file.seek(SeekFrom::Start(from)).map_err(failed)?;
            let mut tail = Vec::new();
            file.read_to_end(&mut tail).map_err(failed)?;
            let whole = tail.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            if whole < tail.len() {
                // Nobody was told that this line is there: it is written anew by whoever wanted it.
                file.set_len(from + whole as u64).map_err(failed)?;
                file.sync_all().map_err(failed)?;
                let cut = (tail.len() - whole) as u64;
                end.first.push(Event::new(EventKind::Recovered, at).number("bytes", cut));
                tail.truncate(whole);
            }
            let text = String::from_utf8_lossy(&tail);
            let Some(last) = text.lines().next_back() else { continue };
            let last = chain::read_line(last).ok_or_else(|| Error::Damaged { path: path.clone() })?;
            end.ids = text.lines().filter_map(|line| chain::read_line(line)?.id).collect();
            if last.kind == EventKind::Checkpoint.code() {
                end.ids.insert(SEALED.to_owned());
            }
            found = Some(last);
            break;
        }
        match (found, head) {
            // Lines that were sealed and are gone stay missing: the chain goes on from the seal.
            (last, Some(head)) if last.as_ref().is_none_or(|last| last.seq <= head.seq) => {
                (end.seq, end.hash) = (head.seq, head.hash);
            }
            (Some(last), head) => {
                // A crash came between a line and its seal; a seal that was taken away is told of.
                if head.is_none() && last.seq > 1 {
                    end.first.push(Event::new(EventKind::Resealed, at));
                }
                (end.seq, end.hash) = (last.seq, last.hash);
            }
            (None, _) => {}
        }
        Ok(end)
    }

    fn write(&self, end: &mut End, events: Vec<Event>) -> Result<(), Error> {
        let mut rest: std::collections::VecDeque<Event> = events.into();
        while let Some(first) = rest.front() {
            // A clock put back does not put a line before those that are there.
            let day = first.day().max(end.day.clone().unwrap_or_default());
            let mut lines = String::new();
            let mut state = (end.seq, end.hash);
            while let Some(event) = rest.pop_front_if(|event| event.day() <= day) {
                let last = event.at;
                self.line(&mut state, &event, &mut lines);
                if state.0.is_multiple_of(CHECKPOINT) && event.kind != EventKind::Checkpoint {
                    self.line(&mut state, &Event::new(EventKind::Checkpoint, last), &mut lines);
                }
            }
            let path = self.day(&day);
            let failed = |e: std::io::Error| Error::from_io(&path, &e);
            let mut file = private().create(true).append(true).open(&path).map_err(failed)?;
            let before = file.metadata().map_err(failed)?.len();
            if let Err(error) = file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()) {
                // All of it or nothing: the next line must find a whole one before it.
                drop(file.set_len(before));
                return Err(failed(error));
            }
            (end.seq, end.hash) = state;
            end.day = Some(day);
            Head { seq: end.seq, hash: end.hash }.save(&self.folder.join(HEAD), &self.key)?;
        }
        Ok(())
    }

    fn line(&self, state: &mut (u64, [u8; 32]), event: &Event, lines: &mut String) {
        state.0 += 1;
        let mut members: Map<String, Value> = event.members();
        members.insert("seq".to_owned(), state.0.into());
        if event.kind == EventKind::Checkpoint {
            members.insert("seal".to_owned(), hex(&self.key.seal(&state.1)).into());
        }
        members.sort_keys();
        let hash = line_hash(&state.1, &members);
        members.insert("hash".to_owned(), hex(&hash).into());
        members.sort_keys();
        lines.push_str(&Value::Object(members).to_string());
        lines.push('\n');
        state.1 = hash;
    }
}

/// The end of a day's file name.
const DAY: &str = ".jsonl";
const HEAD: &str = "head.json";
const ANCHOR: &str = "anchor.json";
const LOCK: &str = "lock";
/// Stands among the ids of the last lines where the very last is a checkpoint.
const SEALED: &str = "sealed";

/// A file for its owner alone.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The days whose files are in `folder`, oldest first.
fn days(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(Error::from_io(folder, &e)),
    };
    let mut days = Vec::new();
    for entry in entries {
        let name = entry.map_err(|e| Error::from_io(folder, &e))?.file_name();
        let day = name.to_str().and_then(|name| name.strip_suffix(DAY));
        days.extend(
            day.filter(|day| crate::text::Date::parse(day).is_some_and(|date| date.iso() == *day)).map(str::to_owned),
        );
    }
    days.sort();
    Ok(days)
}

/// The events in `folder` from the day `from` to the day `to`, both included, oldest first, as they were written.
///
/// # Errors
/// If they cannot be read. A line that is none is passed over: [`verify`] tells of it.
pub fn events(folder: &Path, from: Option<&str>, to: Option<&str>) -> Result<Vec<Map<String, Value>>, Error> {
    let mut events = Vec::new();
    for day in days(folder)? {
        if from.is_some_and(|from| day.as_str() < from) || to.is_some_and(|to| day.as_str() > to) {
            continue;
        }
        let path = folder.join(format!("{day}{DAY}"));
        let text = fs::read_to_string(&path).map_err(|e| Error::from_io(&path, &e))?;
        events.extend(text.lines().filter_map(|line| serde_json::from_str(line).ok()));
    }
    Ok(events)
}

#[cfg(test)]
mod tests;
