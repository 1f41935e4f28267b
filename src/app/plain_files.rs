//! What comes with the program as plain files, and an office in its shared folder or a person in the data folder can change:
//! forms and prompt templates. One of the same id takes the place of the one before it, so that an office can change ours
//! and a person the office's. What cannot be used is told, the rest holds.

use super::files;
use super::notice::{Level, Notice};
use super::settings::{Dirs, Settings};
use crate::assistant::template::Owner;
use std::path::{Path, PathBuf};

/// Largest file that is read (bytes).
const LIMIT: u64 = 1 << 20;

/// The folders files of this kind are read from: the office's, then the person's own. `kind` is the name of the folder.
pub fn folders(dirs: &Dirs, settings: &Settings, kind: &str) -> Vec<(Owner, PathBuf)> {
    let office = settings.words_folder.as_ref().map(|folder| (Owner::Office, folder.join(kind)));
    office.into_iter().chain([(Owner::Person, dirs.data_dir.join(kind))]).collect()
}

/// `all`, which came with the program, with what is in `folders`, and what could not be used. A folder that is not there
/// holds none. `read` reads a file, `id` tells what it takes the place of.
pub fn load<K>(
    mut all: Vec<K>,
    folders: &[(Owner, PathBuf)],
    read: impl Fn(&Path, Owner) -> Result<K, Notice>,
    id: impl Fn(&K) -> &str,
) -> (Vec<K>, Vec<Notice>) {
    let mut notices = Vec::new();
    for (owner, folder) in folders {
        for path in listed(folder) {
            match read(&path, *owner) {
                Ok(kept) => match all.iter_mut().find(|known| id(known) == id(&kept)) {
                    Some(known) => *known = kept,
                    None => all.push(kept),
                },
                Err(notice) => notices.push(notice),
            }
        }
    }
    (all, notices)
}

/// The files of `folder`, in the order of their names.
pub fn listed(folder: &Path) -> Vec<PathBuf> {
    let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")));
    paths.sort();
    paths
}

/// The text of the file `path`, without the mark some editors put before it.
///
/// # Errors
/// If it cannot be read; `encoding` says that it is no UTF-8.
pub fn read(path: &Path, encoding: &'static str) -> Result<String, Notice> {
    let bytes = files::read_file(path, LIMIT).map_err(|error| Notice::error(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| of_file(encoding, path))?;
    Ok(text.strip_prefix('\u{FEFF}').map_or(text.clone(), str::to_owned))
}

/// Writes `text` as the file of `id` in `folder`, which is made if it is not there, and tells where that is.
///
/// # Errors
/// If it cannot be written.
pub fn save(folder: &Path, id: &str, text: &str, dirs: &Dirs) -> Result<PathBuf, Notice> {
    dirs.create().map_err(|error| Notice::error(&error))?;
    std::fs::create_dir_all(folder).map_err(|error| Notice::error(&files::FileError::writing(folder, &error)))?;
    let path = folder.join(format!("{id}.toml"));
    files::save_atomically(&path, text.as_bytes()).map_err(|error| Notice::error(&error))?;
    Ok(path)
}

/// The notice `id` about the file `path`.
pub fn of_file(id: &'static str, path: &Path) -> Notice {
    Notice::new(Level::Error, id).with("file", path.display().to_string())
}
