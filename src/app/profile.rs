//! What an office always says of itself: its name, address, who signs, where to ask. It is what fields of forms hold before
//! anybody fills them in. Two plain files: `profile.toml` in the office's folder, and one of the person's own that goes
//! before it.

use super::files;
use super::notice::{Level, Notice};
use super::settings::{Dirs, Settings};
use crate::document::Form;
use crate::text::Lang;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file.
const NAME: &str = "profile.toml";
/// Largest such file that is read (bytes).
const LIMIT: u64 = 256 << 10;

/// What an office says of itself, in the order it is asked. What is said in English too has a second entry, `…-en`.
pub const ENTRIES: [&str; 13] = [
    "organisation",
    "organisation-en",
    "department",
    "department-en",
    "sender",
    "sender-en",
    "contact",
    "contact-en",
    "address",
    "address-en",
    "phone",
    "email",
    "number",
];

/// How tables of two versions are set out (see [`super::comparing::Style`]); not asked with the others.
const TABLE: [&str; 3] = ["table-order", "table-headings", "table-unchanged"];

/// See the module. Only what was said is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    entries: BTreeMap<String, String>,
}

impl Profile {
    /// What is said of `entry`; nothing where nobody has said.
    pub fn get(&self, entry: &str) -> &str {
        self.entries.get(entry).map_or("", String::as_str)
    }

    /// Says something of an entry.
    pub fn set(&mut self, entry: &str, value: &str) {
        match value.trim() {
            "" => drop(self.entries.remove(entry)),
            value => drop(self.entries.insert(entry.to_owned(), value.to_owned())),
        }
    }

    /// What a field of a form holds to begin with. The field's key says what it is.
    pub fn for_field(&self, form: &Form, key: &str) -> Option<&str> {
        let entry = match key {
            "sender" | "from" => "sender",
            "contact" | "contact_person" => "contact",
            "organisation" | "organization" | "issuer" => "organisation",
            "department" | "office" => "department",
            "address" | "return_address" => "address",
            "phone" | "tel" => "phone",
            "email" => "email",
            _ => return None,
        };
        let english = format!("{entry}-en");
        let said = match form.lang {
            Lang::En if ENTRIES.contains(&english.as_str()) => self.get(&english),
            _ => self.get(entry),
        };
        Some(said).filter(|said| !said.is_empty())
    }

    /// How the office's document numbers are written, `総防第{n}号`; nothing where nobody has said.
    pub fn number(&self) -> Option<&str> {
        Some(self.get("number")).filter(|number| !number.is_empty())
    }

    /// The other's entries where this one has none.
    fn over(mut self, other: Profile) -> Self {
        for (entry, value) in other.entries {
            self.entries.entry(entry).or_insert(value);
        }
        self
    }
}

/// Where profiles are: the person's own, then the office's.
pub fn paths(dirs: &Dirs, settings: &Settings) -> Vec<PathBuf> {
    let own = dirs.data_dir.join(NAME);
    std::iter::once(own).chain(settings.words_folder.as_ref().map(|folder| folder.join(NAME))).collect()
}

/// What these files say, the first before the others, and what could not be used of them.
pub fn load(paths: &[PathBuf]) -> (Profile, Vec<Notice>) {
    let (mut profile, mut notices) = (Profile::default(), Vec::new());
    for path in paths {
        match read(path) {
            Ok(other) => profile = profile.over(other),
            Err(notice) => notices.push(notice),
        }
    }
    (profile, notices)
}

/// What one file says; nothing if it is not there.
///
/// # Errors
/// If it cannot be read or says what no profile does.
pub fn read(path: &Path) -> Result<Profile, Notice> {
    let bytes = match files::read_file(path, LIMIT) {
        Ok(bytes) => bytes,
        Err(files::FileError::NotFound { .. } | files::FileError::NotAFolder { .. }) => return Ok(Profile::default()),
        Err(error) => return Err(Notice::error(&error)),
    };
    let broken = || Notice::new(Level::Warning, "error-profile").with("path", path.display().to_string());
    let text = String::from_utf8(bytes).map_err(|_| broken())?;
    let table: toml::Table = text.trim_start_matches('\u{feff}').parse().map_err(|_| broken())?;
    let mut profile = Profile::default();
    for (entry, value) in table {
        let known = ENTRIES.iter().chain(&TABLE).any(|known| *known == entry);
        match (known, value.as_str()) {
            (true, Some(value)) => profile.set(&entry, value),
            _ => return Err(broken()),
        }
    }
    Ok(profile)
}

impl Profile {
    /// Without what these files say just so, so that what the office changes there goes on to hold.
    pub fn without(mut self, office: &[PathBuf]) -> Self {
        let (office, _) = load(office);
        self.entries.retain(|entry, value| office.get(entry) != value);
        self
    }
}

/// Keeps the person's own profile.
///
/// # Errors
/// If it cannot be written.
pub fn save(dirs: &Dirs, profile: &Profile) -> Result<(), Notice> {
    dirs.create().map_err(|error| Notice::error(&error))?;
    let table: toml::Table =
        profile.entries.iter().map(|(entry, value)| (entry.clone(), toml::Value::String(value.clone()))).collect();
    let path = dirs.data_dir.join(NAME);
    files::save_atomically(&path, table.to_string().as_bytes()).map_err(|error| Notice::error(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_person_goes_before_the_office() {
        let folder = tempfile::tempdir().unwrap();
        let (own, office) = (folder.path().join("a.toml"), folder.path().join("b.toml"));
        std::fs::write(&own, "phone = \"111\"\n").unwrap();
        std::fs::write(&office, "phone = \"000\"\nsender = \"みどり野市長\"\n").unwrap();
        let (profile, notices) = load(&[own.clone(), office, folder.path().join("none.toml")]);
        assert!(notices.is_empty());
        assert_eq!((profile.get("phone"), profile.get("sender")), ("111", "みどり野市長"));
        let form = crate::document::form::find("notice", None).unwrap();
        assert_eq!(profile.for_field(form, "sender"), Some("みどり野市長"));
        assert_eq!((profile.for_field(form, "email"), profile.for_field(form, "subject")), (None, None));
        std::fs::write(&own, "colour = \"red\"\n").unwrap();
        assert_eq!(load(&[own]).1.len(), 1);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let dirs = Dirs::find(Some(folder.path().join("data"))).unwrap();
        let mut profile = Profile::default();
        profile.set("sender", "市長\n青木 \"澄子\"");
        profile.set("phone", "  ");
        save(&dirs, &profile).unwrap();
        assert_eq!(read(&dirs.data_dir.join(NAME)).unwrap(), profile);
    }
}
