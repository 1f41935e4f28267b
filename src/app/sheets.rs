//! Style sheets as files: the office's in its shared folder, the person's own in the data folder. One of the same id takes
//! the place of the one before it, also of one that came with the program. What cannot be used is told, the rest holds.

use super::files;
use super::notice::{Level, Notice};
use super::settings::{Dirs, Settings};
use super::{App, Job};
use crate::document::sheet::Sheet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest file of a sheet that is read (bytes).
const LIMIT: u64 = 1 << 20;

/// The folders sheets are read from: the office's, then the person's own.
pub fn folders(dirs: &Dirs, settings: &Settings) -> Vec<PathBuf> {
    let office = settings.words_folder.as_ref().map(|folder| folder.join("styles"));
    office.into_iter().chain([dirs.data_dir.join("styles")]).collect()
}

/// Every sheet in `folders`, and what could not be used. A folder that is not there holds none.
pub fn load(folders: &[PathBuf]) -> (Vec<Arc<Sheet>>, Vec<Notice>) {
    let (mut sheets, mut notices) = (Vec::<Arc<Sheet>>::new(), Vec::new());
    for folder in folders {
        let Ok(listed) = std::fs::read_dir(folder) else { continue };
        let mut paths: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")));
        paths.sort();
        for path in paths {
            match read(&path) {
                Ok(sheet) => {
                    sheets.retain(|known| known.id != sheet.id);
                    sheets.push(Arc::new(sheet));
                }
                Err(notice) => notices.push(notice),
            }
        }
    }
    (sheets, notices)
}

/// Reads the style sheet `path`.
///
/// # Errors
/// If it cannot be read, or is none: what is wrong, and where.
pub fn read(path: &Path) -> Result<Sheet, Notice> {
    let of_file = |id: &'static str| Notice::new(Level::Error, id).with("file", path.display().to_string());
    let bytes = files::read_file(path, LIMIT).map_err(|e| Notice::error(&e))?;
    let text = String::from_utf8(bytes).map_err(|_| of_file("error-sheet-encoding"))?;
    Sheet::parse(&text).map_err(|error| of_file("error-sheet-file").detailed(vec![Notice::error(&error)]))
}

impl App {
    pub(super) fn load_sheets(&mut self) {
        let folders = folders(&self.dirs, &self.settings);
        self.send(Job::LoadSheets { folders, dirs: self.dirs.clone() });
    }

    pub(super) fn took_sheets(&mut self, sheets: Vec<Arc<Sheet>>, notices: Vec<Notice>) {
        self.previewing.sheets = sheets;
        self.notices.extend(notices);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_can_change_our_sheets_and_a_person_the_office_s() {
        let (office, own) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let sheet = |name: &str, lines: usize| {
            format!("id = \"a\"\nlang = \"ja\"\nname = {{ ja = \"{name}\", en = \"x\" }}\n[page]\nlines = {lines}\n")
        };
        std::fs::write(office.path().join("a.toml"), sheet("市の様式", 30)).unwrap();
        std::fs::write(office.path().join("b.toml"), "id = 3").unwrap();
        std::fs::write(office.path().join("c.txt"), "x").unwrap();
        std::fs::write(own.path().join("a.toml"), sheet("私の様式", 20)).unwrap();
        let folders = [office.path().to_owned(), own.path().to_owned(), own.path().join("none")];
        let (sheets, notices) = load(&folders);
        assert_eq!(sheets.iter().map(|s| (s.name.ja.as_str(), s.page.lines())).collect::<Vec<_>>(), [("私の様式", 20)]);
        assert_eq!(notices.iter().map(|n| n.id).collect::<Vec<_>>(), ["error-sheet-file"]);
        assert_eq!(notices[0].details[0].id, "error-sheet-text");
    }
}
