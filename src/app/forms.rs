//! Forms as files ([`plain_files`]): those that came with the program, the office's, the person's own. At the desk a person
//! makes and changes forms: see [`desk`].

pub mod desk;

use super::files;
use super::notice::{Level, Notice};
use super::plain_files::{self, of_file};
use super::settings::{Dirs, Settings};
use super::{App, Job};
use crate::assistant::template::Owner;
use crate::document::Form;
use crate::document::form::{self, builtin};
use crate::text::Lang;
use desk::Desk;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the folders they are in.
const FOLDER: &str = "forms";

/// A form and where its words are.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The form.
    pub form: Arc<Form>,
    /// Its file, to be copied and changed.
    pub source: Arc<str>,
    /// Whose it is.
    pub owner: Owner,
    /// Where the file is; `None` for one that came with the program.
    pub path: Option<PathBuf>,
}

/// The forms there are, and the desk where they are made.
pub(super) struct Forms {
    shelf: Vec<Kept>,
    /// What could not be used, and why.
    broken: Vec<Notice>,
    pub(super) desk: Option<Desk>,
}

impl Default for Forms {
    fn default() -> Self {
        Self { shelf: ours(), broken: Vec::new(), desk: None }
    }
}

/// The folder of the person's own forms.
pub fn personal(dirs: &Dirs) -> PathBuf {
    dirs.data_dir.join(FOLDER)
}

/// The folders forms are read from: the office's, then the person's own.
pub fn folders(dirs: &Dirs, settings: &Settings) -> Vec<(Owner, PathBuf)> {
    plain_files::folders(dirs, settings, FOLDER)
}

fn ours() -> Vec<Kept> {
    let kept = |form: &Form| Kept {
        form: Arc::new(form.clone()),
        source: form::source(&form.id).unwrap_or_default().into(),
        owner: Owner::Program,
        path: None,
    };
    builtin().iter().map(kept).collect()
}

/// Every form, in the order they are offered, and what could not be used.
pub fn load(folders: &[(Owner, PathBuf)]) -> (Vec<Kept>, Vec<Notice>) {
    plain_files::load(ours(), folders, read, |kept| &kept.form.id)
}

/// Reads the form file `path`.
///
/// # Errors
/// If it cannot be read, or is none: what is wrong, and where.
pub fn read(path: &Path, owner: Owner) -> Result<Kept, Notice> {
    let source = plain_files::read(path, "error-form-encoding")?;
    let form =
        Form::parse(&source).map_err(|error| of_file("error-form-file", path).detailed(vec![Notice::error(&error)]))?;
    Ok(Kept { form: Arc::new(form), source: source.into(), owner, path: Some(path.to_owned()) })
}

/// Puts the form `source` among the person's own, in the place of one of the same id.
///
/// # Errors
/// If it is none, or cannot be written.
pub fn save(source: &str, dirs: &Dirs) -> Result<Kept, Notice> {
    let form = Form::parse(source).map_err(|error| Notice::error(&error))?;
    let path = plain_files::save(&personal(dirs), &form.id, source, dirs)?;
    Ok(Kept { form: Arc::new(form), source: source.into(), owner: Owner::Person, path: Some(path) })
}

/// The form `id` of `shelf`; if `lang` is given and the form is of another language, its counterpart in that one.
pub fn find<'a>(shelf: &'a [Kept], id: &str, lang: Option<Lang>) -> Option<&'a Kept> {
    let by_id = |id: &str| shelf.iter().find(|kept| kept.form.id == id);
    let kept = by_id(id)?;
    match lang {
        Some(lang) if lang != kept.form.lang => {
            by_id(kept.form.counterpart.as_deref()?).filter(|other| other.form.lang == lang)
        }
        _ => Some(kept),
    }
}

/// Work for the worker.
#[derive(Clone, Debug)]
pub enum Errand {
    /// Read the forms.
    Load(Vec<(Owner, PathBuf)>),
    /// Put a form among the person's own: its file.
    Save(String, Dirs),
    /// Copy a form file among the person's own.
    Import(PathBuf, Dirs),
    /// Delete one of the person's own.
    Remove(PathBuf),
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The forms there are, and what could not be used.
    Shelf(Vec<Kept>, Vec<Notice>),
    /// A form is among the person's own now.
    Saved(Box<Kept>),
    /// One is not any more.
    Removed(PathBuf),
}

/// Does an errand.
///
/// # Errors
/// What went wrong.
pub fn work(errand: Errand) -> Result<Answer, Notice> {
    match errand {
        Errand::Load(folders) => {
            let (shelf, notices) = load(&folders);
            Ok(Answer::Shelf(shelf, notices))
        }
        Errand::Save(source, dirs) => Ok(Answer::Saved(Box::new(save(&source, &dirs)?))),
        Errand::Import(from, dirs) => {
            let kept = read(&from, Owner::Person)?;
            let taken = personal(&dirs).join(format!("{}.toml", kept.form.id));
            if taken.exists() && taken != from {
                return Err(of_file("error-form-there", &taken).with("form", kept.form.id.clone()));
            }
            Ok(Answer::Saved(Box::new(save(&kept.source, &dirs)?)))
        }
        Errand::Remove(path) => {
            std::fs::remove_file(&path).map_err(|e| Notice::error(&files::FileError::writing(&path, &e)))?;
            Ok(Answer::Removed(path))
        }
    }
}

impl App {
    /// Every form there is, in the order they are offered.
    pub fn forms(&self) -> &[Kept] {
        &self.forms.shelf
    }

    /// The forms the office offers.
    pub fn offered_forms(&self) -> impl Iterator<Item = &Kept> {
        self.forms.shelf.iter().filter(|kept| self.policy.offers_form(&kept.form.id))
    }

    /// The form files that could not be used, and why.
    pub fn broken_forms(&self) -> &[Notice] {
        &self.forms.broken
    }

    /// The form `id`, or its counterpart in `lang`.
    pub(super) fn form(&self, id: &str, lang: Option<Lang>) -> Option<Arc<Form>> {
        find(&self.forms.shelf, id, lang).map(|kept| kept.form.clone())
    }

    pub(super) fn load_forms(&mut self) {
        let folders = folders(&self.dirs, &self.settings);
        self.send(Job::Forms(Box::new(Errand::Load(folders))));
    }

    pub(super) fn forms_done(&mut self, answer: Answer) {
        match answer {
            Answer::Shelf(shelf, mut broken) => {
                let unknown = self.policy.forms_not_on(shelf.iter().map(|kept| kept.form.id.as_str()));
                if !unknown.is_empty() {
                    broken.push(Notice::new(Level::Warning, "notice-policy-forms").with("forms", unknown.join(", ")));
                }
                self.forms.shelf = shelf;
                // Told once; the desk goes on showing them.
                let new: Vec<Notice> = broken.iter().filter(|n| !self.forms.broken.contains(n)).cloned().collect();
                new.into_iter().for_each(|notice| self.tell(notice));
                self.forms.broken = broken;
                self.shelf_changed();
            }
            Answer::Saved(kept) => {
                let path = kept.path.clone().unwrap_or_default();
                self.tell(Notice::new(Level::Info, "notice-form-saved").with("path", path.display().to_string()));
                self.form_saved(*kept);
                self.load_forms();
            }
            Answer::Removed(path) => {
                self.tell(Notice::new(Level::Info, "notice-form-removed").with("path", path.display().to_string()));
                self.load_forms();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persons_form_takes_the_place_of_the_offices_and_that_of_ours() {
        let dir = tempfile::tempdir().unwrap();
        let dirs = Dirs::find(Some(dir.path().join("data"))).unwrap();
        let office = dir.path().join("office");
        std::fs::create_dir_all(office.join("forms")).unwrap();
        let settings = Settings { words_folder: Some(office.clone()), ..Settings::default() };
        let named = |id: &str, name: &str| {
            let source = form::source("memo").unwrap();
            source.replace("id = \"memo\"", &format!("id = \"{id}\"")).replacen(
                "en = \"Memo",
                &format!("en = \"{name}"),
                1,
            )
        };
        let name = |id: &str, all: &[Kept]| find(all, id, None).map(|kept| (kept.form.name.en.clone(), kept.owner));
        std::fs::write(office.join("forms/memo.toml"), named("memo", "Office memo")).unwrap();
        std::fs::write(office.join("forms/own.toml"), named("circular", "Circular")).unwrap();
        std::fs::write(office.join("forms/broken.toml"), "id = ").unwrap();
        std::fs::write(office.join("forms/sjis.toml"), b"id = \"\x8b\x4e\"").unwrap();
        let (all, notices) = load(&folders(&dirs, &settings));
        assert_eq!(all.len(), builtin().len() + 1);
        let told: Vec<&str> = notices.iter().map(|notice| notice.id).collect();
        assert_eq!(told, ["error-form-file", "error-form-encoding"]);
        assert_eq!(notices[0].details[0].id, "error-form-syntax");
        assert_eq!(name("circular", &all).unwrap().1, Owner::Office);
        save(&named("memo", "My memo"), &dirs).unwrap();
        let (all, _) = load(&folders(&dirs, &settings));
        let (name, owner) = name("memo", &all).unwrap();
        assert!(name.starts_with("My memo") && owner == Owner::Person);
        assert!(save("id = 3", &dirs).is_err());
    }

    #[test]
    fn a_form_from_elsewhere_never_takes_the_place_of_ones_own_unasked() {
        let dir = tempfile::tempdir().unwrap();
        let dirs = Dirs::find(Some(dir.path().join("data"))).unwrap();
        let from = dir.path().join("x.toml");
        std::fs::write(&from, form::source("memo").unwrap()).unwrap();
        assert!(work(Errand::Import(from.clone(), dirs.clone())).is_ok());
        let again = work(Errand::Import(from, dirs.clone())).unwrap_err();
        assert_eq!(again.id, "error-form-there");
        assert!(work(Errand::Remove(personal(&dirs).join("memo.toml"))).is_ok());
        assert!(work(Errand::Remove(personal(&dirs).join("memo.toml"))).is_err());
    }
}
