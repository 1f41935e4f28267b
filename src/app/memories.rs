//! The translation memories of this person: their own, which learns, and those of others, which are only read.

use super::files::{self, FileError};
use super::notice::{Level, Notice};
use super::settings::{Dirs, Settings};
use crate::format;
use crate::format::memory::{Carried, Carrier, TmxWriter};
use crate::store::{Error, Imported, Memory};
use crate::text::{Lang, Message};
use crate::translation::memory::{Match, Query, Unit, ranked};
use crate::translation::terms::Term;
use std::fs::File;
use std::io::{self, BufWriter};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The person's own memory in its folder.
const OWN: &str = "own.db";
/// The office's memories in its shared folder, which is the one its words are in.
const OFFICE: &str = "memories";

/// The memories that are searched, the person's own first.
#[derive(Default)]
pub struct Memories {
    all: Vec<Memory>,
}

/// Why a file could not be taken into a memory or a memory put into a file.
#[derive(Clone, Debug, PartialEq)]
pub enum MemoryError {
    /// The file could not be read or written.
    File(FileError),
    /// It is not what its name says.
    Format(PathBuf, format::Error),
    /// Its name speaks of no kind that carries a memory.
    Kind(PathBuf),
    /// The memory itself failed.
    Store(Error),
}

impl MemoryError {
    /// What to tell the person, and the file it is about where the sentence does not name it.
    pub fn told(&self) -> (Notice, Option<&Path>) {
        let of = |message: &dyn Message| Notice::of(Level::Error, message);
        match self {
            Self::File(error) => (of(error), None),
            Self::Format(path, error) => (of(error), Some(path)),
            Self::Kind(path) => {
                (Notice::new(Level::Error, "error-memory-kind").with("path", path.display().to_string()), None)
            }
            Self::Store(error) => (of(error), None),
        }
    }
}

impl From<Error> for MemoryError {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

/// What came of taking in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// What the memory has more.
    pub imported: Imported,
    /// What was in the file.
    pub carried: Carried,
}

impl Memories {
    /// Opens what there is: the own memory if it was begun, the shared ones of `settings`, of a folder named there all that
    /// it holds, and those in the office's shared folder. Those that cannot be opened are told and left out.
    pub fn open(dirs: &Dirs, settings: &Settings) -> (Self, Vec<Error>) {
        let (mut memories, mut problems) = (Self::default(), Vec::new());
        let own = Self::own_path(dirs).exists().then(|| Memory::open(&Self::own_path(dirs)));
        let shared = shared(settings).into_iter().map(|path| Memory::open_read_only(&path));
        for opened in own.into_iter().chain(shared) {
            match opened {
                Ok(memory) => memories.all.push(memory),
                Err(problem) => problems.push(problem),
            }
        }
        (memories, problems)
    }

    /// The file of the own memory of `dirs`, whether it is there or not.
    pub fn own_path(dirs: &Dirs) -> PathBuf {
        dirs.memories().join(OWN)
    }

    /// The own memory of `dirs`, begun if need be.
    ///
    /// # Errors
    /// If it cannot be opened or made.
    pub fn own(dirs: &Dirs) -> Result<Memory, MemoryError> {
        let folder = dirs.memories();
        dirs.create().map_err(MemoryError::File)?;
        if !folder.exists() {
            std::fs::create_dir(&folder).map_err(|e| MemoryError::File(FileError::writing(&folder, &e)))?;
        }
        Ok(Memory::open(&folder.join(OWN))?)
    }

    /// The memories, the own one first.
    pub fn all(&mut self) -> &mut [Memory] {
        &mut self.all
    }

    /// What resembles what `query` asks for in any of them, best first.
    ///
    /// # Errors
    /// If one could not be read.
    pub fn search(&mut self, query: &Query<'_>) -> Result<Vec<Match>, Error> {
        let mut found = Vec::new();
        for memory in &mut self.all {
            found.extend(memory.search(query)?);
        }
        Ok(ranked(found, query))
    }

    /// The agreed words of all of them.
    ///
    /// # Errors
    /// If one could not be read.
    pub fn terms(&self) -> Result<Vec<Term>, Error> {
        let mut terms = Vec::new();
        for memory in &self.all {
            terms.extend(memory.terms()?.into_iter().map(|(_, term)| term));
        }
        Ok(terms)
    }

    /// The units whose side in `lang` holds `text`, at most `limit`, and how many there are.
    ///
    /// # Errors
    /// If one could not be read.
    pub fn concordance(&mut self, text: &str, lang: Lang, limit: usize) -> Result<(Vec<Unit>, usize), Error> {
        let (mut units, mut total) = (Vec::new(), 0);
        for memory in &mut self.all {
            let (found, count) = memory.concordance(text, lang, limit - units.len())?;
            units.extend(found);
            total += count;
        }
        Ok((units, total))
    }
}

/// The files of the memories that `settings` name, and of those the office shares: of a folder, each with the ending of a
/// memory in it, by name.
pub(super) fn shared(settings: &Settings) -> Vec<PathBuf> {
    let inside = |folder: &Path| -> Option<Vec<PathBuf>> {
        let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
        let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "db")).collect();
        files.sort();
        Some(files)
    };
    let named = settings.shared_memories.iter();
    let mut all: Vec<PathBuf> = named.flat_map(|path| inside(path).unwrap_or_else(|| vec![path.clone()])).collect();
    let office = settings.words_folder.as_ref().and_then(|folder| inside(&folder.join(OFFICE)));
    for path in office.into_iter().flatten() {
        if !all.contains(&path) {
            all.push(path);
        }
    }
    all
}

/// Takes the file `path` into `memory`: all of it, or as much as could be read of a broken one, or nothing. `step` is told
/// now and then how many units have been read, and stops it by saying so; then nothing is kept.
///
/// # Errors
/// If the file cannot be read at all, or the memory not be written.
pub fn import(
    memory: &mut Memory,
    path: &Path,
    step: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<Taken>, MemoryError> {
    let carrier = Carrier::from_path(path).ok_or_else(|| MemoryError::Kind(path.to_owned()))?;
    let reading = |error: &io::Error| MemoryError::File(FileError::reading(path, error));
    let mut file = File::open(path).map_err(|e| reading(&e))?;
    if file.metadata().map_err(|e| reading(&e))?.is_dir() {
        return Err(MemoryError::File(FileError::IsFolder { path: path.to_owned() }));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut import = memory.import()?;
    let (mut failed, mut stopped, mut count) = (None, false, 0u64);
    let mut take = |unit: Unit| {
        count += 1;
        if let Err(error) = import.add(&unit) {
            failed = Some(error);
            return ControlFlow::Break(());
        }
        if count.is_multiple_of(2_000) && step(count).is_break() {
            stopped = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    let carried = format::memory::read(carrier, &mut file, &name, &mut take).map_err(|e| reading(&e))?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    if stopped {
        return Ok(None);
    }
    let carried = carried.map_err(|error| MemoryError::Format(path.to_owned(), error))?;
    let imported = import.finish_while(&mut || step(count).is_continue())?;
    Ok(imported.map(|imported| Taken { imported, carried }))
}

/// Writes what `memory` holds to the new file `path`, a TMX; gives how many units that was. `step` is told now and then
/// how many have been written, and stops it by saying so: `None`, and there is no file.
///
/// # Errors
/// If the file cannot be written or the memory not be read; no file is left then.
pub fn export(
    memory: &Memory,
    path: &Path,
    force: bool,
    step: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<u64>, MemoryError> {
    let (mut failed, mut stopped, mut count) = (None, false, 0u64);
    let mut content = |file: &mut dyn io::Write| {
        let mut writer = TmxWriter::new(BufWriter::with_capacity(1 << 18, file))?;
        let mut written = Ok(());
        let read = memory.each(|unit| {
            count += 1;
            written = writer.unit(&unit);
            stopped = count.is_multiple_of(2_000) && step(count).is_break();
            written.is_ok() && !stopped
        });
        if let Err(error) = read {
            failed = Some(error);
            return Err(io::Error::from(io::ErrorKind::Other));
        }
        written?;
        if stopped {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        writer.finish().map(drop)
    };
    let written = files::create_with(path, force, &mut content);
    match failed {
        Some(error) => Err(error.into()),
        None if stopped => Ok(None),
        None => written.map(|()| Some(count)).map_err(MemoryError::File),
    }
}
