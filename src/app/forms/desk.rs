//! The desk where forms are made: the list of them with a look at each, and the one that is being worked on. What a person
//! changes there can be taken back step by step, and nothing reaches a file before they say so.

use super::super::notice::{Level, Notice};
use super::super::previewing::Preview;
use super::super::{App, Command, Effect, Job};
use super::{Errand, Kept, find, personal};
use crate::assistant::template::Owner;
use crate::document::form::{FormDraft, Wrong};
use crate::document::{Document, Facts, Form};
use crate::text::Lang;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// So many steps can be taken back.
const STEPS: usize = 500;

/// See the module.
#[derive(Default)]
pub struct Desk {
    /// The form of the list that is looked at.
    pub chosen: String,
    /// The form that is worked on.
    pub work: Option<Work>,
    /// The document it makes.
    pub preview: Preview,
    /// Whether only what has to be said is in that document.
    pub required_only: bool,
    /// What waits for an answer about what is not saved.
    pub leaving: Option<Leaving>,
    /// The file that is about to be deleted, if the person says so once more.
    pub removing: Option<PathBuf>,
}

/// Where a person goes from a form that is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// To the list.
    List,
    /// Away from the desk.
    Close,
    /// Out of the program.
    Quit,
}

/// A form that is worked on.
#[derive(Clone, Debug)]
pub struct Work {
    /// As it is now.
    pub draft: FormDraft,
    /// As it was saved last.
    saved: FormDraft,
    /// The file it was read from; what else is in there stays.
    source: Arc<str>,
    /// Whether no file holds it yet.
    new: bool,
    /// What is wrong with it.
    pub wrong: Vec<Wrong>,
    undo: Vec<FormDraft>,
    redo: Vec<FormDraft>,
    /// The place that is being typed in: more of the same is one step.
    typing: Option<String>,
}

impl Work {
    fn new(draft: FormDraft, source: Arc<str>, new: bool) -> Self {
        let mut work = Self {
            saved: draft.clone(),
            draft,
            source,
            new,
            wrong: Vec::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            typing: None,
        };
        work.judge();
        work
    }

    /// Whether something is in it that no file holds.
    pub fn unsaved(&self) -> bool {
        self.new || self.draft != self.saved
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is one to do again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Its file as it would be written now.
    pub fn written(&self) -> String {
        self.draft.written(&self.source)
    }

    fn judge(&mut self) -> Option<Form> {
        match self.draft.form() {
            Ok(form) => {
                self.wrong.clear();
                Some(form)
            }
            Err(wrong) => {
                self.wrong = wrong;
                None
            }
        }
    }

    fn change(&mut self, draft: FormDraft, typing: Option<String>) {
        if draft == self.draft {
            return;
        }
        if typing.is_none() || self.typing != typing || self.undo.is_empty() {
            self.undo.push(self.draft.clone());
            if self.undo.len() > STEPS {
                self.undo.remove(0);
            }
        }
        self.typing = typing;
        self.redo.clear();
        self.draft = draft;
    }

    /// It is in its file as `saved` now. The steps back lead to drafts of the file before: what in it is theirs is found
    /// again by its place.
    fn is_saved_as(&mut self, saved: FormDraft, source: Arc<str>) {
        let same = self.draft.clone().copied() == saved.clone().copied();
        let known = |list: Vec<(Option<String>, String)>| list.into_iter().filter_map(|(was, now)| Some((was?, now)));
        let fields: HashMap<String, String> = match same {
            true => known(self.draft.fields.iter().map(|f| (f.was.clone(), f.key.clone())).collect()).collect(),
            false => HashMap::new(),
        };
        let parts: HashMap<usize, usize> = match same {
            true => self.draft.parts.iter().enumerate().filter_map(|(now, part)| Some((part.was?, now))).collect(),
            false => HashMap::new(),
        };
        for draft in self.undo.iter_mut().chain(&mut self.redo).chain([&mut self.draft]) {
            for field in &mut draft.fields {
                field.was = field.was.as_ref().and_then(|was| fields.get(was)).cloned();
            }
            for part in &mut draft.parts {
                part.was = part.was.and_then(|was| parts.get(&was)).copied();
            }
        }
        if same {
            self.draft = saved.clone();
        }
        (self.saved, self.source, self.new) = (saved, source, false);
        self.typing = None;
    }

    fn step(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.undo, &mut self.redo) } else { (&mut self.redo, &mut self.undo) };
        if let Some(draft) = from.pop() {
            to.push(std::mem::replace(&mut self.draft, draft));
        }
        self.typing = None;
    }
}

/// What is asked for at the desk.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Look at this form of the list.
    Choose(String),
    /// Begin a form from a copy of this one.
    Copy(String),
    /// Begin one from nothing.
    Empty(Lang),
    /// Work on one of one's own.
    Edit(String),
    /// The form is like this now.
    Change {
        /// How.
        draft: Box<FormDraft>,
        /// The place that was typed in; `None` for a step of its own.
        typing: Option<String>,
    },
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Keep it among one's own.
    Keep,
    /// Choose where to put a copy of the form that is worked on, or looked at.
    Export,
    /// Choose a form file to take in.
    ChooseImport,
    /// Take this one in.
    Import(PathBuf),
    /// Delete the form that is looked at; asked once more first.
    Remove,
    /// Yes, delete it. Or no.
    Removed(bool),
    /// Whether only what has to be said is in the document that is shown.
    RequiredOnly(bool),
    /// Write a document by the form that is looked at.
    Fill,
    /// Back to the list, or from there away from the desk.
    Back,
    /// What to do with what is not saved.
    Answer(super::super::Unsaved),
}

impl App {
    /// The desk, while a person is at it.
    pub fn desk(&self) -> Option<&Desk> {
        self.forms.desk.as_ref()
    }

    /// The form of the list that is looked at at the desk.
    pub fn form_looked_at(&self) -> Option<&Kept> {
        let desk = self.forms.desk.as_ref()?;
        find(&self.forms.shelf, &desk.chosen, None)
    }

    /// What a document of `form` has from its form: its looks and its 格付け.
    /// Whether the style sheet is there.
    pub(in crate::app) fn dress(&self, form: &Form, document: &mut Document) -> bool {
        let mut found = true;
        if let Some(id) = &form.sheet {
            let sheet = self.sheets_for(form.lang).into_iter().find(|sheet| sheet.id == *id).cloned();
            found = sheet.is_some();
            document.set_sheet(sheet);
        }
        if let Some(level) = form.classification.filter(|level| self.policy.levels.rank(*level).is_some()) {
            document.set_classification(Some(level));
        }
        found
    }

    pub(in crate::app) fn toggle_desk(&mut self) {
        match &self.forms.desk {
            Some(_) => self.leave_desk(Leaving::Close),
            None => {
                self.close_preview();
                let chosen = self.forms.shelf.first().map(|kept| kept.form.id.clone()).unwrap_or_default();
                self.forms.desk = Some(Desk { chosen, ..Desk::default() });
                self.load_forms();
                self.show_made();
            }
        }
    }

    /// Whether the desk keeps the program from ending: it asks first.
    pub(in crate::app) fn desk_keeps_from_quitting(&mut self) -> bool {
        let unsaved = self.forms.desk.as_ref().and_then(|desk| desk.work.as_ref()).is_some_and(Work::unsaved);
        if unsaved {
            self.leave_desk(Leaving::Quit);
        }
        unsaved
    }

    pub(in crate::app) fn ask_desk(&mut self, ask: Ask) {
        let Some(desk) = &mut self.forms.desk else { return };
        match ask {
            Ask::Choose(id) => {
                desk.chosen = id;
                desk.removing = None;
                self.show_made();
            }
            Ask::Copy(id) => self.begin_copy(&id),
            Ask::Empty(lang) => {
                let draft = FormDraft::empty(&self.free_id("own"), lang);
                self.begin(Work::new(draft, "".into(), true));
            }
            Ask::Edit(id) => {
                let Some(kept) = find(&self.forms.shelf, &id, None).filter(|kept| kept.owner == Owner::Person) else {
                    return;
                };
                match FormDraft::read(&kept.source) {
                    Ok(draft) => self.begin(Work::new(draft, kept.source.clone(), false)),
                    Err(error) => self.tell(Notice::error(&error)),
                }
            }
            Ask::Change { draft, typing } => {
                if let Some(work) = &mut desk.work {
                    work.change(*draft, typing);
                    self.show_made();
                }
            }
            Ask::Undo | Ask::Redo => {
                if let Some(work) = &mut desk.work {
                    work.step(matches!(ask, Ask::Undo));
                    self.show_made();
                }
            }
            Ask::Keep => self.keep_form(),
            Ask::Export => {
                let (id, source) = match (&desk.work, find(&self.forms.shelf, &desk.chosen, None)) {
                    (Some(work), _) => (work.draft.id.clone(), work.written()),
                    (None, Some(kept)) => (kept.form.id.clone(), kept.source.to_string()),
                    (None, None) => return,
                };
                self.choose_place(format!("{id}.toml"), source.into_bytes().into());
            }
            Ask::ChooseImport => self.effects.push(Effect::ChooseForm),
            Ask::Import(path) => {
                self.send(Job::Forms(Box::new(Errand::Import(path, self.dirs.clone()))));
            }
            Ask::Remove => {
                let kept = find(&self.forms.shelf, &desk.chosen, None);
                desk.removing = kept.filter(|kept| kept.owner == Owner::Person).and_then(|kept| kept.path.clone());
            }
            Ask::Removed(yes) => {
                if let Some(path) = desk.removing.take().filter(|_| yes) {
                    self.send(Job::Forms(Box::new(Errand::Remove(path))));
                }
            }
            Ask::RequiredOnly(only) => {
                desk.required_only = only;
                self.show_made();
            }
            Ask::Fill => {
                let Some(kept) = find(&self.forms.shelf, &desk.chosen, None) else { return };
                let fill = super::super::Action::Fill { form: kept.form.id.clone(), lang: kept.form.lang };
                self.close_desk();
                self.act(fill, self.now);
            }
            Ask::Back if desk.work.is_some() => self.leave_desk(Leaving::List),
            Ask::Back => self.leave_desk(Leaving::Close),
            Ask::Answer(answer) => self.answer_desk(answer),
        }
    }

    fn begin_copy(&mut self, id: &str) {
        let Some(kept) = find(&self.forms.shelf, id, None) else { return };
        let (source, id) = (kept.source.clone(), self.free_id(id));
        match FormDraft::read(&source) {
            // Its file begins as the other's: what is explained there is explained here, too.
            Ok(mut draft) => {
                draft.id = id;
                draft.name.ja = self.copied_name(&draft.name.ja, "ja");
                draft.name.en = self.copied_name(&draft.name.en, "en");
                self.begin(Work::new(draft, source, true));
            }
            Err(error) => self.tell(Notice::error(&error)),
        }
    }

    fn copied_name(&self, name: &str, code: &str) -> String {
        let locale = crate::i18n::Locale::from_code(code).unwrap_or_else(|| self.tr.locale());
        crate::i18n::Tr::new(locale).format("forms-copied-name", &[("name", name.to_owned().into())])
    }

    fn begin(&mut self, work: Work) {
        if let Some(desk) = &mut self.forms.desk {
            desk.work = Some(work);
            self.show_made();
        }
    }

    /// An id no form has yet.
    fn free_id(&self, stem: &str) -> String {
        let taken = |id: &String| self.forms.shelf.iter().any(|kept| kept.form.id == *id);
        (1..).map(|n| format!("{stem}-{n}")).find(|id| !taken(id)).unwrap_or_else(|| stem.to_owned())
    }

    fn keep_form(&mut self) {
        let Some(work) = self.forms.desk.as_mut().and_then(|desk| desk.work.as_mut()) else { return };
        if !work.wrong.is_empty() {
            let notice = Notice::new(Level::Error, "notice-form-wrong").with("count", work.wrong.len().to_string());
            return self.tell(notice);
        }
        let path = personal(&self.dirs).join(format!("{}.toml", work.draft.id));
        // Another form of that name is somebody's work, too.
        let other = work.new || work.draft.id != work.saved.id;
        if other && self.forms.shelf.iter().any(|kept| kept.path.as_ref() == Some(&path)) {
            let notice = Notice::new(Level::Error, "error-form-there").with("form", work.draft.id.clone());
            return self.tell(notice.with("file", path.display().to_string()));
        }
        let completed = work.draft.completed();
        work.change(completed, None);
        let written = work.written();
        self.send(Job::Forms(Box::new(Errand::Save(written, self.dirs.clone()))));
    }

    /// A form is in its file: what is worked on is that.
    pub(super) fn form_saved(&mut self, kept: Kept) {
        let Some(desk) = &mut self.forms.desk else { return };
        desk.chosen = kept.form.id.clone();
        let leaving = desk.leaving.take();
        if let Some(work) = desk.work.as_mut().filter(|work| work.draft.id == kept.form.id)
            && let Ok(saved) = FormDraft::read(&kept.source)
        {
            work.is_saved_as(saved, kept.source);
        }
        if let Some(leaving) = leaving {
            self.leave_desk(leaving);
        }
    }

    fn leave_desk(&mut self, leaving: Leaving) {
        let Some(desk) = &mut self.forms.desk else { return };
        if desk.work.as_ref().is_some_and(Work::unsaved) {
            desk.leaving = Some(leaving);
            return;
        }
        desk.leaving = None;
        desk.work = None;
        match leaving {
            Leaving::List => self.show_made(),
            Leaving::Close => self.close_desk(),
            Leaving::Quit => {
                self.close_desk();
                self.run(Command::Quit);
            }
        }
    }

    fn answer_desk(&mut self, answer: super::super::Unsaved) {
        use super::super::Unsaved;
        let Some(desk) = &mut self.forms.desk else { return };
        match answer {
            Unsaved::Cancel => desk.leaving = None,
            Unsaved::Save => {
                // It goes on when the file is written; where something is wrong, there is something to mend first.
                if desk.work.as_ref().is_some_and(|work| !work.wrong.is_empty()) {
                    desk.leaving = None;
                }
                self.keep_form();
            }
            Unsaved::Discard => {
                desk.work = None;
                if let Some(leaving) = desk.leaving.take() {
                    self.leave_desk(leaving);
                }
            }
        }
    }

    fn close_desk(&mut self) {
        if let Some(desk) = self.forms.desk.take() {
            desk.preview.tickets().for_each(|ticket| self.jobs.cancel(ticket));
        }
    }

    /// The shelf was read anew.
    pub(super) fn shelf_changed(&mut self) {
        let Some(desk) = &mut self.forms.desk else { return };
        if find(&self.forms.shelf, &desk.chosen, None).is_none() {
            desk.chosen = self.forms.shelf.first().map(|kept| kept.form.id.clone()).unwrap_or_default();
        }
        if desk.work.is_none() {
            self.show_made();
        }
    }

    /// Lays out the document that the form makes; while something is wrong with it, the last one stays.
    fn show_made(&mut self) {
        let Some(desk) = &mut self.forms.desk else { return };
        let form = match &mut desk.work {
            Some(work) => work.judge().map(Arc::new),
            None => find(&self.forms.shelf, &desk.chosen, None).map(|kept| kept.form.clone()),
        };
        let Some(form) = form else { return };
        let only = desk.required_only;
        let facts = self.with_profile(&form, form.sample(self.today(), only));
        let mut document = form.outline(&facts).stocked(&form);
        self.dress(&form, &mut document);
        let ticket = self.send(Job::LayOut { document: Box::new(document) });
        if let Some(desk) = &mut self.forms.desk {
            desk.preview.begin(ticket);
        }
    }

    /// The sample facts with what the office says of itself in their place.
    fn with_profile(&self, form: &Form, mut facts: Facts) -> Facts {
        for field in &form.fields {
            if facts.get(&field.key).is_some()
                && let Some(said) = self.profile().for_field(form, &field.key)
            {
                facts.set(&field.key, said);
            }
        }
        facts
    }
}
