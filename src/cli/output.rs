//! What a subcommand writes: one file, whole or not at all, and never over another one unless that was said.

use super::args::{Arguments, problem};
use super::input::Input;
use super::report::Failure;
use crate::app::files::{self, FileError};
use crate::app::workers;
use crate::document::Document;
use crate::format::{self, Kind, Loss, Source};
use std::fs;
use std::path::{Path, PathBuf};

/// Where a document goes.
pub struct Target {
    /// The file.
    pub path: PathBuf,
    source: Source,
    replace: bool,
}

impl Target {
    /// The file behind `-o`. `input` is what was read for it: saving that same file needs no `--force` as long as nothing
    /// of it was lost in reading.
    ///
    /// # Errors
    /// If it can be seen beforehand that it will not work, so that nobody waits in vain for an answer.
    pub fn new(arguments: &Arguments, input: Option<&Input>) -> Result<Self, Failure> {
        let path = arguments.required_path("-o")?;
        let shown = path.display().to_string();
        let kind = Kind::from_path(&path).ok_or_else(|| problem("error-file-kind").with("path", shown))?;
        let keeps = |input: &Input| input.losses.is_empty() || kind == Kind::Docx && input.original.is_some();
        let same = input.filter(|input| keeps(input) && is_same(input.path.as_deref(), &path));
        let replace = arguments.has("--force") || same.is_some();
        let Plain { path, replace } = Plain::new(path, replace)?;
        let source = same.map_or(Source { kind, ..workers::kian() }, |input| input.source);
        Ok(Self { path, source, replace })
    }

    /// The same, written with the characters and line ends of `source` if it is of the same kind.
    pub fn written_like(mut self, source: Source) -> Self {
        if self.source.kind == source.kind {
            self.source = source;
        }
        self
    }

    /// Writes `document`; gives what the file does not hold.
    ///
    /// # Errors
    /// If the file cannot hold it or cannot be written. Nothing is left behind then.
    pub fn write(&self, document: &Document) -> Result<Vec<Loss>, Failure> {
        let written = format::write(document, &self.source).map_err(|error| Failure::of(&error).in_file(&self.path))?;
        files::create_new(&self.path, &written.bytes, self.replace)?;
        Ok(written.losses)
    }

    /// Writes `document`, which was read from `input`: where both are of a kind that can keep it, with everything else
    /// that is in there. Gives what the file does not hold of either.
    ///
    /// # Errors
    /// As [`Target::write`].
    pub fn write_over(&self, document: &Document, input: &Input) -> Result<Vec<Loss>, Failure> {
        match &input.original {
            Some(original) if self.source.kind == Kind::Docx => {
                let written = format::write_into(document, &self.source, original);
                let written = written.map_err(|error| Failure::of(&error).in_file(&self.path))?;
                files::create_new(&self.path, &written.bytes, self.replace)?;
                // Revisions were read as accepted, and so they stand in the file now.
                let settled = input.losses.iter().filter(|loss| loss.id.starts_with("loss-tracked-"));
                let settled = settled.filter(|_| written.bytes != *original).cloned();
                Ok(settled.chain(written.losses).collect())
            }
            _ => Ok([input.losses.clone(), self.write(document)?].concat()),
        }
    }
}

/// Where something goes that is no document.
pub struct Plain {
    /// The file.
    pub path: PathBuf,
    replace: bool,
}

impl Plain {
    /// The file `path`, which is written over if `replace`.
    ///
    /// # Errors
    /// If it can be seen beforehand that it will not work.
    pub fn new(path: PathBuf, replace: bool) -> Result<Self, Failure> {
        match fs::metadata(&path) {
            Ok(there) if there.is_dir() => return Err(FileError::IsFolder { path }.into()),
            Ok(there) if there.is_file() && !replace => return Err(FileError::Exists { path }.into()),
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.exists()) {
            return Err(FileError::NoFolder { path }.into());
        }
        Ok(Self { path, replace })
    }

    /// Writes it.
    ///
    /// # Errors
    /// If it cannot be written. Nothing is left behind then.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(files::create_new(&self.path, bytes, self.replace)?)
    }
}

impl Target {
    /// How it will be written.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Whether what is there may be replaced.
    pub fn replaces(&self) -> bool {
        self.replace
    }
}

fn is_same(input: Option<&Path>, output: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    input.and_then(real).is_some_and(|input| real(output) == Some(input))
}
