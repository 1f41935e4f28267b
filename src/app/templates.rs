//! Prompt templates as files ([`plain_files`]): those that came with the program, the office's, the person's own with the
//! versions they have taken the place of; and asking by one.

use super::asking::{Target, Used};
use super::engine;
use super::files;
use super::job::Job;
use super::notice::{Level, Notice};
use super::plain_files::{self, of_file};
use super::queue::ByTemplate;
use super::settings::{Dirs, Settings};
use super::{App, Panel};
use crate::assistant::piecewise::{self, Asking, Material};
use crate::assistant::template::{Files, Gives, Owner, Reads, Template, builtin, source};
use crate::assistant::tokens::Context;
use crate::assistant::{Request, Task};
use crate::text::{Lang, Span};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder, in that of the person's own templates, of versions that others have taken the place of.
const OLDER: &str = "older";

/// The name of the folders they are in.
const FOLDER: &str = "templates";

/// A template and where its words are.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The template.
    pub template: Template,
    /// Its file, to be copied and changed.
    pub source: String,
    /// Where the file is; `None` for one that came with the program.
    pub path: Option<PathBuf>,
    /// Versions it has taken the place of (number and file), newest first.
    pub older: Vec<(u32, String)>,
}

/// The folder of the person's own templates.
pub fn personal(dirs: &Dirs) -> PathBuf {
    dirs.data_dir.join(FOLDER)
}

/// The folders templates are read from: the office's, then the person's own.
pub fn folders(dirs: &Dirs, settings: &Settings) -> Vec<(Owner, PathBuf)> {
    plain_files::folders(dirs, settings, FOLDER)
}

/// Every template, in the order they are offered, and what could not be used.
pub fn load(folders: &[(Owner, PathBuf)]) -> (Vec<Kept>, Vec<Notice>) {
    let own = |template: &Template| Kept {
        template: template.clone(),
        source: source(&template.id).unwrap_or_default().to_owned(),
        path: None,
        older: Vec::new(),
    };
    let with_older = |path: &Path, owner: Owner| {
        let kept = read(path, owner)?;
        let older = path.parent().map_or_else(Vec::new, |folder| older(folder, &kept.template.id));
        Ok(Kept { older, ..kept })
    };
    plain_files::load(builtin().iter().map(own).collect(), folders, with_older, |kept| &kept.template.id)
}

fn read(path: &Path, owner: Owner) -> Result<Kept, Notice> {
    let source = plain_files::read(path, "error-template-encoding")?;
    let template = Template::parse(&source, owner)
        .map_err(|error| of_file("error-template-file", path).detailed(vec![Notice::error(&error)]))?;
    Ok(Kept { template, source, path: Some(path.to_owned()), older: Vec::new() })
}

/// Puts the template `text` among the person's own, in the place of one of the same id.
///
/// # Errors
/// If it is none, or cannot be written.
pub fn save(text: &str, dirs: &Dirs) -> Result<Kept, Notice> {
    let template = Template::parse(text, Owner::Person).map_err(|error| Notice::error(&error))?;
    let folder = personal(dirs);
    let path = folder.join(format!("{}.toml", template.id));
    if let Ok(before) = read(&path, Owner::Person)
        && before.source != text
    {
        if before.template.version >= template.version {
            let notice = Notice::new(Level::Error, "error-template-version");
            return Err(notice.with("version", before.template.version as usize));
        }
        keep_older(&folder, &before)?;
    }
    let path = plain_files::save(&folder, &template.id, text, dirs)?;
    Ok(Kept { template, source: text.to_owned(), path: Some(path), older: Vec::new() })
}

/// Puts a version that is being replaced beside the others: no record of what was asked loses its words.
fn keep_older(folder: &Path, before: &Kept) -> Result<(), Notice> {
    let folder = folder.join(OLDER);
    std::fs::create_dir_all(&folder).map_err(|e| Notice::error(&files::FileError::writing(&folder, &e)))?;
    let path = folder.join(format!("{}@{}.toml", before.template.id, before.template.version));
    if path.exists() {
        return Ok(());
    }
    files::save_atomically(&path, before.source.as_bytes()).map(|_| ()).map_err(|e| Notice::error(&e))
}

/// The versions of the person's template `id` that others have taken the place of, newest first.
fn older(folder: &Path, id: &str) -> Vec<(u32, String)> {
    let named =
        |path: &Path| path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with(&format!("{id}@")));
    let paths = plain_files::listed(&folder.join(OLDER)).into_iter().filter(|path| named(path));
    let mut found: Vec<(u32, String)> = paths
        .filter_map(|path| read(&path, Owner::Person).ok())
        .filter(|kept| kept.template.id == id)
        .map(|kept| (kept.template.version, kept.source))
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found
}

/// Copies the template file `from` among the person's own.
///
/// # Errors
/// If it is none, or cannot be read or written.
pub fn import(from: &Path, dirs: &Dirs) -> Result<Kept, Notice> {
    save(&read(from, Owner::Person)?.source, dirs)
}

impl App {
    /// Every template there is.
    pub fn templates(&self) -> &[Kept] {
        &self.templates
    }

    pub(super) fn load_templates(&mut self) {
        let folders = folders(&self.dirs, &self.settings);
        self.send(Job::LoadTemplates { folders });
    }

    /// What would be asked first by the template `id` about the document at hand, with these `values`, before anything in it is
    /// replaced, and in how many requests it goes. `None` if there is no such template, or it cannot ask.
    pub(super) fn template_request(&self, id: &str, values: &BTreeMap<String, String>) -> Option<(Request, usize)> {
        let template = self.template(id)?;
        let nonce = engine::nonce();
        match piecewise::ask(template, values, &self.material(template)?, nonce).ok()? {
            Asking::Whole(request) | Asking::End(request, _) => Some((request, 1)),
            Asking::Pieces(mut long) => {
                let pieces = long.forecast().pieces;
                long.next(nonce).map(|(_, request)| (request, pieces))
            }
        }
    }

    /// What the template reads now, and how much goes at once; without an endpoint as much as there is.
    fn material(&self, template: &Template) -> Option<Material> {
        let open = self.open.as_ref()?;
        let (span, _) = self.reading(template.reads);
        let (context, most_chars) = self.room_for_template().unwrap_or((Context::Known(u32::MAX), None));
        let files = self.attached.iter().map(|file| (file.name.clone(), file.text.clone())).collect();
        let (snapshot, lang) = (open.document.snapshot(), self.writing_lang());
        Some(Material { snapshot, span, lang, files, context, most_chars })
    }

    /// Asks the endpoint what the template `id` says, in pieces where that is too much at once.
    pub(super) fn ask_template(&mut self, id: &str, values: &BTreeMap<String, String>) {
        let Some(template) = self.template(id).cloned() else { return };
        if self.open.is_none() || template.missing(values).next().is_some() {
            return;
        }
        let (span, old) = self.reading(template.reads);
        let has_files = template.files != Files::None && !self.attached.is_empty();
        if template.reads != Reads::Nothing && old.trim().is_empty() && !has_files {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-read"));
        }
        if template.files == Files::Required && self.attached.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-attach-first"));
        }
        let Some(material) = self.material(&template) else { return };
        let asking = match piecewise::ask(&template, values, &material, engine::nonce()) {
            Ok(asking) => asking,
            Err(problem) => return self.tell(Notice::error(&problem)),
        };
        let mut told: Vec<&str> = template.fields.iter().map(|field| Template::value(field, values)).collect();
        if has_files {
            // What the files state is not made up.
            told.extend(self.attached.iter().map(|file| file.text.as_str()));
        }
        let told = told.join("\n");
        self.panel = Panel::Assistant;
        let target = match template.gives {
            Gives::Instead => Target::Selection { span, old },
            Gives::Behind => Target::Behind { at: span.end },
            Gives::Reading => Target::Document,
            Gives::Title => Target::Titles,
        };
        let id = template.named();
        let used = Used { id, told, name: template.name.clone() };
        let (request, left) = match asking {
            Asking::Whole(request) => (request, 0),
            Asking::End(request, left) => (request, left),
            Asking::Pieces(long) => return self.plan_by_template(ByTemplate { used, target }, *long),
        };
        self.ask(Task::Template, request, target, Vec::new(), None);
        self.by_template(used);
        if left > 0 {
            self.tell(Notice::new(Level::Info, "notice-front-stays").with("count", left));
        }
    }

    fn template(&self, id: &str) -> Option<&Template> {
        self.templates.iter().map(|kept| &kept.template).find(|template| template.id == id)
    }

    /// The language of the document at hand.
    fn writing_lang(&self) -> Lang {
        self.open.as_ref().map_or(Lang::Ja, |open| open.document.lang())
    }

    /// What a template that reads `reads` reads now, and where that stands; where nothing is read, the cursor's place.
    fn reading(&self, reads: Reads) -> (Span, String) {
        let Some(open) = &self.open else { return (Span::at(0), String::new()) };
        let text = open.document.text();
        let line_end = text.line_span(text.line_of(open.selection.end)).end;
        match reads {
            Reads::Selection => open.passage(),
            Reads::Document => (Span::new(0, text.len()), text.to_string()),
            Reads::Before => {
                let span = Span::new(0, line_end);
                (span, text.slice(span))
            }
            Reads::Nothing => (Span::at(line_end), String::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persons_template_takes_the_place_of_the_offices_and_that_of_ours() {
        let dir = tempfile::tempdir().unwrap();
        let dirs = Dirs::find(Some(dir.path().join("data"))).unwrap();
        let office = dir.path().join("office");
        std::fs::create_dir_all(office.join("templates")).unwrap();
        let settings = Settings { words_folder: Some(office.clone()), ..Settings::default() };
        let named = |name: &str| source("points").unwrap().replace("要点三つ", name);
        std::fs::write(office.join("templates/points.toml"), named("課の要点")).unwrap();
        std::fs::write(office.join("templates/broken.toml"), "id = ").unwrap();
        let loaded = || load(&folders(&dirs, &settings));
        let (all, notices) = loaded();
        assert_eq!(all.len(), builtin().len());
        assert_eq!(notices.len(), 1);
        let points = |all: &[Kept]| all.iter().find(|kept| kept.template.id == "points").unwrap().clone();
        assert_eq!((points(&all).template.name.ja.as_str(), points(&all).template.owner), ("課の要点", Owner::Office));
        save(&named("私の要点"), &dirs).unwrap();
        assert_eq!(points(&loaded().0).template.name.ja, "私の要点");
        assert!(import(&office.join("templates/broken.toml"), &dirs).is_err());
        assert!(save("x", &dirs).is_err());
        // Other words under the same number would make every record of it doubtful.
        let raised = named("私の要点2").replace("version = 2", "version = 3");
        assert_eq!(save(&named("私の要点2"), &dirs).unwrap_err().id, "error-template-version");
        save(&raised, &dirs).unwrap();
        let mine = points(&loaded().0);
        assert_eq!((mine.template.version, mine.older), (3, vec![(2, named("私の要点"))]));
        save(&raised, &dirs).unwrap();
        assert_eq!(loaded().1.len(), 1, "older versions are no templates");
    }
}
