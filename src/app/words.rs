//! The words of an office, as files: a person's own in the data folder, and those an office shares in a folder that is
//! only read. Every `.tsv`, `.csv`, `.yml` and `.yaml` in them counts; what cannot be used is told, the rest holds. An
//! `.srx` beside them says how documents are cut into segments for translation.

use super::files;
use super::notice::{Level, Notice};
use super::policy;
use super::settings::{Dirs, Settings};
use crate::assistant::Policy;
use crate::format::exchange::srx;
use crate::format::{self, Kind};
use crate::proofread::Rulebook;
use crate::proofread::house::{self, Entry, House};
use crate::translation::Segmenter;
use crate::translation::segmentation::Rules;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest file of words that is read (bytes).
const LIMIT: u64 = 16 << 20;

/// The person's own rules of segmentation.
const SEGMENTATION: &str = "segmentation.srx";

/// Problems of one file that are told one by one.
const TOLD: usize = 10;

/// The folders words are read from: the person's own, then the office's.
pub fn folders(dirs: &Dirs, settings: &Settings) -> Vec<PathBuf> {
    std::iter::once(personal(dirs)).chain(settings.words_folder.clone()).collect()
}

/// The folder of the person's own words.
pub fn personal(dirs: &Dirs) -> PathBuf {
    dirs.data_dir.join("words")
}

/// The words in `folders`, and what could not be used. Of the person's own folder nothing is said while it is not there.
pub fn load(folders: &[PathBuf]) -> (House, Vec<Notice>) {
    let (mut entries, mut notices) = (Vec::new(), Vec::new());
    for (index, folder) in folders.iter().enumerate() {
        let listed = match std::fs::read_dir(folder) {
            Ok(listed) => listed,
            Err(error) if index == 0 && error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(_) => {
                let notice = Notice::new(Level::Warning, "error-house-folder");
                notices.push(notice.with("path", folder.display().to_string()));
                continue;
            }
        };
        let mut paths: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            match read(&path) {
                Some(Ok((read, told))) => {
                    entries.extend(read);
                    notices.extend(told);
                }
                Some(Err(notice)) => notices.push(notice),
                None => {}
            }
        }
    }
    // Patterns were tried when the files were read.
    (House::new(entries).0, notices)
}

/// Whether the file `path` holds rules of segmentation, by its name.
pub fn is_segmentation(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("srx"))
}

/// How documents are cut: by the first rules of segmentation in `folders`, those of the person before those of the office,
/// else by our own knowledge. What of them could not be used is told.
pub fn segmenter(folders: &[PathBuf]) -> (Segmenter, Vec<Notice>) {
    for folder in folders {
        let listed = std::fs::read_dir(folder).into_iter().flatten();
        let paths = listed.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_segmentation(path));
        let Some(path) = paths.min() else { continue };
        return match read_segmentation(&path) {
            Ok((rules, notices)) => (Segmenter::Rules(Arc::new(rules)), notices),
            Err(notice) => (Segmenter::Own, vec![notice]),
        };
    }
    (Segmenter::Own, Vec::new())
}

/// The rules of the file `path`, and one notice of what cannot be used of them.
fn read_segmentation(path: &Path) -> Result<(Rules, Vec<Notice>), Notice> {
    let bytes = files::read_file(path, LIMIT).map_err(|e| Notice::error(&e))?;
    let (rules, faults) =
        srx::read(&bytes).map_err(|e| of_file("error-segmentation-file", path).detailed(vec![Notice::error(&e)]))?;
    if rules.groups.iter().all(|group| group.rules.is_empty()) || rules.maps.is_empty() {
        return Err(of_file("error-segmentation-empty", path));
    }
    let details: Vec<Notice> = faults.list.iter().take(TOLD).map(|fault| Notice::of(Level::Warning, fault)).collect();
    let notice = (!details.is_empty()).then(|| {
        Notice { level: Level::Warning, ..of_file("notice-segmentation-faults", path) }
            .with("count", faults.count)
            .detailed(details)
    });
    Ok((rules, notice.into_iter().collect()))
}

/// The rules as the office and the settings have them, with the words of the office.
pub fn rulebook(dirs: &Dirs, settings: &Settings, policy: &Policy) -> (Arc<Rulebook>, Vec<Notice>) {
    let (house, notices) = load(&folders(dirs, settings));
    let rules = policy::rules(policy, settings);
    (Arc::new(Rulebook::new(&rules, &settings.ignored, Arc::new(house))), notices)
}

/// Puts the words of the file `from` into the person's own folder, as a table under a name of its own; where it is now
/// and how many words it has.
///
/// # Errors
/// If the file is of no kind we read, cannot be read, holds no word, or the table cannot be written.
pub fn import(from: &Path, dirs: &Dirs) -> Result<(PathBuf, usize, Vec<Notice>), Notice> {
    if is_segmentation(from) {
        return import_segmentation(from, dirs);
    }
    let (entries, notices) = read(from).unwrap_or_else(|| Err(of_file("error-house-kind-of-file", from)))?;
    if entries.is_empty() {
        return Err(of_file("error-house-empty", from).detailed(notices));
    }
    let folder = personal(dirs);
    let written = |error: std::io::Error| Notice::error(&files::FileError::writing(&folder, &error));
    dirs.create().map_err(|e| Notice::error(&e))?;
    std::fs::create_dir_all(&folder).map_err(written)?;
    let stem = from.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let free = |n: usize| {
        let name = if n == 1 { format!("{stem}.tsv") } else { format!("{stem}-{n}.tsv") };
        folder.join(name)
    };
    let to = (1..).map(free).find(|path| !path.exists()).unwrap_or_else(|| free(1));
    files::save_atomically(&to, house::table::write(&entries).as_bytes()).map_err(|e| Notice::error(&e))?;
    Ok((to, entries.len(), notices))
}

/// Makes the rules of the file `from` the person's own, in place of others.
fn import_segmentation(from: &Path, dirs: &Dirs) -> Result<(PathBuf, usize, Vec<Notice>), Notice> {
    let (rules, notices) = read_segmentation(from)?;
    let bytes = files::read_file(from, LIMIT).map_err(|e| Notice::error(&e))?;
    let folder = personal(dirs);
    dirs.create().map_err(|e| Notice::error(&e))?;
    std::fs::create_dir_all(&folder).map_err(|e| Notice::error(&files::FileError::writing(&folder, &e)))?;
    // One by another name would still be the first.
    let to = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_segmentation(path))
        .min()
        .unwrap_or_else(|| folder.join(SEGMENTATION));
    files::save_atomically(&to, &bytes).map_err(|e| Notice::error(&e))?;
    Ok((to, rules.groups.iter().map(|group| group.rules.len()).sum(), notices))
}

type Read = (Vec<Entry>, Vec<Notice>);

/// The words of a file, and one notice of what cannot be used of it; `None` if it is no file of words.
fn read(path: &Path) -> Option<Result<Read, Notice>> {
    let name = path.file_name()?.to_str()?;
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    if !["tsv", "csv", "yml", "yaml"].contains(&ending.as_str()) || name.starts_with('.') {
        return None;
    }
    let text = files::read_file(path, LIMIT).map_err(|e| Notice::error(&e)).and_then(|bytes| {
        let read = format::read(Kind::Text, &bytes).map_err(|_| of_file("error-house-encoding", path))?;
        Ok(read.document.text().to_string())
    });
    let text = match text {
        Ok(text) => text,
        Err(notice) => return Some(Err(notice)),
    };
    let (entries, problems) = house::read(name, &text)?;
    let mut told = problems.iter().map(|problem| Notice::of(Level::Warning, problem));
    let first = told.next().map(|first| first.detailed(told.take(TOLD).collect()));
    Some(Ok((entries, first.into_iter().collect())))
}

fn of_file(id: &'static str, path: &Path) -> Notice {
    Notice::new(Level::Error, id).with("file", path.display().to_string())
}
