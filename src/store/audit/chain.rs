//! The chain of lines and its seals, and whether they hold.

use super::{ANCHOR, DAY, EventKind, HEAD, Key, days, private};
use crate::store::Error;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is wrong at a line, or behind the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is no line of a trail, or not written as one.
    Form,
    /// Its number is not the next one: lines before it are missing, or it was moved.
    Number,
    /// It does not follow from the line before it: it was changed, or lines were.
    Chain,
    /// The seal of a checkpoint is none of this key's.
    Seal,
    /// Lines that were sealed are missing behind it.
    Missing,
    /// The seal of the last line is missing, cannot be read, or is none of this key's.
    Head,
    /// The last line is cut short.
    Cut,
}

impl Why {
    /// The end of its message id, `audit-broken-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Why::Form => "form",
            Why::Number => "number",
            Why::Chain => "chain",
            Why::Seal => "seal",
            Why::Missing => "missing",
            Why::Head => "head",
            Why::Cut => "cut",
        }
    }
}

/// The first thing that is wrong with a trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The file.
    pub path: PathBuf,
    /// The line in it, from 1; 0 for none of them.
    pub line: usize,
    /// What is wrong.
    pub why: Why,
}

/// What came of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many days there are.
    pub days: usize,
    /// How many lines were followed.
    pub lines: u64,
    /// Whether seals were held against a key.
    pub sealed: bool,
    /// The first thing that is wrong.
    pub broken: Option<Broken>,
}

/// A line as far as the chain needs it.
pub(super) struct Line {
    pub seq: u64,
    pub hash: [u8; 32],
    pub kind: String,
    pub id: Option<String>,
    seal: Option<String>,
    members: Map<String, Value>,
}

/// Takes a line apart; `None` where it is none.
pub(super) fn read_line(text: &str) -> Option<Line> {
    let Ok(Value::Object(mut members)) = serde_json::from_str(text) else { return None };
    // As it would have been written: no space, no member twice, none out of order.
    let written = serde_json::to_string(&members).ok()?;
    if written != text || !members.keys().is_sorted() {
        return None;
    }
    let hash = unhex(members.shift_remove("hash")?.as_str()?)?;
    let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
    let (kind, id, seal) = (text("event")?, text("id"), text("seal"));
    EventKind::from_code(&kind)?;
    Some(Line { seq: members.get("seq")?.as_u64()?, hash, kind, id, seal, members })
}

/// The hash of a line: SHA-256 over the hash before it and its canonical JSON without its own hash.
pub(super) fn line_hash(before: &[u8; 32], members: &Map<String, Value>) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(before);
    digest.update(serde_json::to_string(members).expect("texts and numbers are JSON").as_bytes());
    digest.finalize().into()
}

/// Follows a chain line by line.
#[derive(Clone, Debug)]
pub struct Verifier<'k> {
    seq: u64,
    hash: [u8; 32],
    key: Option<&'k Key>,
    /// The line that should be sealed as the last, once it has been met.
    sealed: Option<(u64, [u8; 32])>,
    /// The number of the line that should be.
    awaited: Option<u64>,
}

impl<'k> Verifier<'k> {
    /// At the beginning of a trail none of which was removed. Seals are held against `key`, if there is one.
    pub fn new(key: Option<&'k Key>) -> Self {
        Self { seq: 0, hash: [0; 32], key, sealed: None, awaited: None }
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// If it does not follow from those before it.
    pub fn line(&mut self, text: &str) -> Result<(), Why> {
        let line = read_line(text).ok_or(Why::Form)?;
        if line.seq != self.seq + 1 {
            return Err(Why::Number);
        }
        if line_hash(&self.hash, &line.members) != line.hash {
            return Err(Why::Chain);
        }
        if line.kind == EventKind::Checkpoint.code()
            && let Some(key) = self.key
            && line.seal.as_deref() != Some(&hex(&key.seal(&self.hash)))
        {
            return Err(Why::Seal);
        }
        self.reach(line.seq, line.hash);
        Ok(())
    }

    fn reach(&mut self, seq: u64, hash: [u8; 32]) {
        (self.seq, self.hash) = (seq, hash);
        if self.awaited == Some(seq) {
            self.sealed = Some((seq, hash));
        }
    }

    /// Whether the trail ends where its seal says. Lines behind the seal are those of a crash: they follow, nothing is missing.
    pub(super) fn end(&self, head: &Head) -> Result<(), Why> {
        let met =
            self.sealed.filter(|(seq, _)| *seq == head.seq).or((self.seq == head.seq).then_some((self.seq, self.hash)));
        match met {
            Some((_, hash)) if hash == head.hash => Ok(()),
            Some(_) => Err(Why::Head),
            None => Err(Why::Missing),
        }
    }
}

/// Follows the whole trail in `folder`. With `key` its seals are checked too; without it a person who changed every line
/// behind their change would not be noticed.
///
/// # Errors
/// If it cannot be read at all.
pub fn verify(folder: &Path, key: Option<&Key>) -> Result<Report, Error> {
    let days = days(folder)?;
    let mut report = Report { days: days.len(), lines: 0, sealed: key.is_some(), broken: None };
    let mut verifier = Verifier::new(key);
    let broken = |path: PathBuf, line: usize, why: Why| Some(Broken { path, line, why });
    let anchor = folder.join(ANCHOR);
    match Head::read(&anchor, key) {
        Ok(Some(head)) => verifier.reach(head.seq, head.hash),
        Ok(None) => {}
        Err(why) => return Ok(Report { broken: broken(anchor, 0, why), ..report }),
    }
    let path = folder.join(HEAD);
    let head = match Head::read(&path, key) {
        Ok(head) => head,
        Err(why) => return Ok(Report { broken: broken(path, 0, why), ..report }),
    };
    verifier.awaited = head.as_ref().map(|head| head.seq);
    let (mut last, mut count) = (path.clone(), 0);
    for day in &days {
        last = folder.join(format!("{day}{DAY}"));
        let bytes = fs::read(&last).map_err(|e| Error::from_io(&last, &e))?;
        let text = String::from_utf8_lossy(&bytes);
        count = 0;
        for line in text.split_inclusive('\n') {
            count += 1;
            let Some(line) = line.strip_suffix('\n') else {
                return Ok(Report { broken: broken(last, count, Why::Cut), ..report });
            };
            if let Err(why) = verifier.line(line) {
                return Ok(Report { broken: broken(last, count, why), ..report });
            }
            report.lines += 1;
        }
    }
    report.broken = match &head {
        Some(head) => verifier.end(head).err().and_then(|why| broken(last, count, why)),
        None if report.lines > 0 => broken(path, 0, Why::Head),
        None => None,
    };
    Ok(report)
}

/// A line that is sealed by itself: the last one, or the last one removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub seq: u64,
    pub hash: [u8; 32],
}

impl Head {
    fn seal(&self, key: &Key) -> String {
        hex(&key.seal(format!("{} {}", self.seq, hex(&self.hash)).as_bytes()))
    }

    /// Puts it in place of the file `path`, whole or not at all.
    pub fn save(&self, path: &Path, key: &Key) -> Result<(), Error> {
        let mut members = Map::new();
        members.insert("hash".to_owned(), hex(&self.hash).into());
        members.insert("seal".to_owned(), self.seal(key).into());
        members.insert("seq".to_owned(), self.seq.into());
        let aside = path.with_extension("new");
        let failed = |e: std::io::Error| Error::from_io(path, &e);
        let mut file = private().create(true).truncate(true).write(true).open(&aside).map_err(failed)?;
        file.write_all(Value::Object(members).to_string().as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(&aside, path).map_err(failed)
    }

    /// What is in the file `path`, if it is sealed by `key`.
    pub fn load(path: &Path, key: &Key) -> Option<Self> {
        Self::read(path, Some(key)).ok().flatten()
    }

    /// The same, told apart: there is none; it cannot be trusted.
    fn read(path: &Path, key: Option<&Key>) -> Result<Option<Self>, Why> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(Why::Head),
        };
        let read = || {
            let value: Value = serde_json::from_str(&text).ok()?;
            let head = Self { seq: value["seq"].as_u64()?, hash: unhex(value["hash"].as_str()?)? };
            let seal = value["seal"].as_str()?;
            key.is_none_or(|key| head.seal(key) == seal).then_some(head)
        };
        read().map(Some).ok_or(Why::Head)
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}
