//! What a clerk does around a document: fields that say what the office always says, document numbers, and one notice to
//! many addressees.

use super::merging::{BadRow, Plan, Template};
use super::profile::{self, Profile};
use super::workers::FILE_LIMIT;
use super::{App, Effect, Job, Level, Notice, files, numbering};
use crate::document::{Document, Edit, Role, merge};
use crate::format::grid;
use crate::format::{Kind, Loss};
use crate::text::{Change, Date, Replace};
use std::path::PathBuf;
use std::sync::Arc;

/// The kinds of files copies are made as, and what each is called.
pub const KINDS: [(&str, Kind); 4] = [
    ("merge-kind-docx", Kind::Docx),
    ("merge-kind-pdf", Kind::Pdf),
    ("merge-kind-odt", Kind::Odt),
    ("merge-kind-kian", Kind::Kian),
];
/// So many copies are made before the window is told how far it is.
const BATCH: usize = 20;

/// What is known of the office, and the list that is being worked through.
#[derive(Default)]
pub struct Clerk {
    profile: Profile,
    /// Whether the profile is being looked at.
    pub(super) shows_profile: bool,
    merging: Option<Merging>,
    /// A workbook a range of which is to come into the document.
    pub(super) ranging: Option<super::ranges::Ranging>,
}

/// 差し込み under way.
#[derive(Clone, Debug)]
pub struct Merging {
    /// The list, once one was chosen.
    pub list: Option<PathBuf>,
    /// The template and the rows, once there are some.
    pub plan: Option<Arc<Plan>>,
    /// What keeps the whole from working.
    pub problem: Option<Notice>,
    /// The rows that make no copy.
    pub bad: Vec<BadRow>,
    /// The row that is shown, from 0.
    pub shown: usize,
    /// Its copy, or what is wrong with it.
    pub preview: Result<String, Vec<Notice>>,
    /// Where to.
    pub folder: String,
    /// The kind of file.
    pub kind: Kind,
    /// Whether all copies go into one file.
    pub joined: bool,
    /// Whether the rows that can be used are enough.
    pub good_rows: bool,
    /// The names of the files.
    pub name: String,
    /// How many copies are made, while they are; and whether that is to go on.
    pub running: Option<(usize, usize)>,
}

/// What the window asks for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Choose a list.
    ChooseList,
    /// This list.
    List(PathBuf),
    /// Show row `n`.
    Show(usize),
    /// Change how copies are made.
    Options {
        /// Where to.
        folder: String,
        /// The names of the files.
        name: String,
        /// The kind of file.
        kind: Kind,
        /// Whether all copies go into one file.
        joined: bool,
        /// Whether the rows that can be used are enough.
        good_rows: bool,
    },
    /// Make the copies.
    Make,
    /// Make no more.
    Stop,
    /// Close the window of it.
    CloseMerging,
    /// Keep this profile.
    KeepProfile(Profile),
    /// Close its window.
    CloseProfile,
}

/// Work for the worker.
#[derive(Clone, Debug)]
pub enum Errand {
    /// Read what the office says of itself.
    Profile(Vec<PathBuf>),
    /// Keep it.
    KeepProfile(super::settings::Dirs, Profile, Vec<PathBuf>),
    /// Take a number.
    Number {
        /// The register.
        register: PathBuf,
        /// How it is written.
        form: String,
        /// The day.
        day: Date,
        /// For what.
        title: String,
    },
    /// Read a list for a document.
    List {
        /// The list.
        path: PathBuf,
        /// The document.
        document: Box<Document>,
        /// The Word file it was read from.
        original: Option<PathBuf>,
        /// What it is called.
        stem: String,
        /// When, in milliseconds since 1970-01-01 UTC.
        at: i64,
    },
    /// Read a range of a workbook.
    Range(super::ranges::Wanted),
    /// Make these copies.
    Make {
        /// Of what and for whom.
        plan: Arc<Plan>,
        /// The rows.
        rows: Vec<usize>,
        /// Where to.
        folder: PathBuf,
        /// The kind of file.
        kind: Kind,
        /// Whether all go into one file.
        joined: bool,
    },
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What the office says of itself.
    Profile(Profile, Vec<Notice>),
    /// A number was given.
    Number(String),
    /// A list was read: what it makes of the document, what keeps it from that, and the rows that make no copy.
    List(PathBuf, Arc<Plan>, Option<Notice>, Vec<BadRow>),
    /// A range of a workbook was read.
    Range(super::ranges::Found),
    /// So many copies were made.
    Made {
        /// How many.
        count: usize,
        /// What they do not hold.
        losses: Vec<Loss>,
        /// Where they are.
        place: PathBuf,
    },
}

/// Does an errand.
///
/// # Errors
/// What went wrong.
pub fn work(errand: Errand) -> Result<Answer, Notice> {
    match errand {
        Errand::Profile(paths) => {
            let (profile, notices) = profile::load(&paths);
            Ok(Answer::Profile(profile, notices))
        }
        Errand::KeepProfile(dirs, profile, paths) => {
            profile::save(&dirs, &profile.without(paths.get(1..).unwrap_or_default()))?;
            let (profile, notices) = profile::load(&paths);
            Ok(Answer::Profile(profile, notices))
        }
        Errand::Number { register, form, day, title } => {
            if let Some(folder) = register.parent() {
                std::fs::create_dir_all(folder).map_err(|e| Notice::error(&files::FileError::writing(folder, &e)))?;
            }
            let given = numbering::take(&register, &form, day, &title).map_err(|error| Notice::error(&error))?;
            Ok(Answer::Number(given.written()))
        }
        Errand::List { path, document, original, stem, at } => {
            let read = |path: &PathBuf| files::read_file(path, FILE_LIMIT).map_err(|error| Notice::error(&error));
            let grid = grid::read(&path, &read(&path)?, None).map_err(|error| Notice::error(&error))?;
            // What else the Word file holds, every copy keeps.
            let original = original.filter(|path| path.exists()).map(|path| read(&path)).transpose()?.map(Arc::new);
            let template = Template::of(*document, original);
            let plan = Plan { template, grid, first: 1, name: merge::numbered(&stem), at };
            let problem = plan.problem();
            let bad = if problem.is_none() { plan.bad_rows() } else { Vec::new() };
            Ok(Answer::List(path, Arc::new(plan), problem, bad))
        }
        Errand::Range(wanted) => super::ranges::work(wanted),
        Errand::Make { plan, rows, folder, kind, joined } => make(&plan, &rows, folder, kind, joined),
    }
}

fn make(plan: &Plan, rows: &[usize], folder: PathBuf, kind: Kind, joined: bool) -> Result<Answer, Notice> {
    let copy = |row: &usize| {
        plan.copy(*row).map_err(|problems| {
            let number = plan.grid.rows[*row].number.to_string();
            Notice::new(Level::Error, "merge-bad-row").with("row", number).detailed(problems)
        })
    };
    let mut losses: Vec<Loss> = Vec::new();
    if joined {
        let copies = rows.iter().map(copy).collect::<Result<Vec<_>, _>>()?;
        let written = plan.write_joined(&copies).map_err(|error| Notice::error(&error))?;
        let place = folder.with_extension("docx");
        files::create_new(&place, &written.bytes, false).map_err(|error| Notice::error(&error))?;
        return Ok(Answer::Made { count: rows.len(), losses: written.losses, place });
    }
    std::fs::create_dir_all(&folder).map_err(|e| Notice::error(&files::FileError::writing(&folder, &e)))?;
    let names = plan.names();
    for row in rows {
        let path = folder.join(format!("{}.{}", names[*row], kind.extension()));
        let written = plan.write(&copy(row)?, kind).map_err(|error| Notice::error(&error))?;
        files::create_new(&path, &written.bytes, false).map_err(|error| Notice::error(&error))?;
        for loss in written.losses {
            if losses.iter().all(|known| known.id != loss.id) {
                losses.push(loss);
            }
        }
    }
    Ok(Answer::Made { count: rows.len(), losses, place: folder })
}

impl App {
    /// What the office says of itself.
    pub fn profile(&self) -> &Profile {
        &self.clerk.profile
    }

    /// Whether that is being looked at.
    pub fn shows_profile(&self) -> bool {
        self.clerk.shows_profile
    }

    /// 差し込み, while it is under way.
    pub fn merging(&self) -> Option<&Merging> {
        self.clerk.merging.as_ref()
    }

    pub(super) fn load_profile(&mut self) {
        let paths = profile::paths(&self.dirs, &self.settings);
        self.send(Job::Clerk(Box::new(Errand::Profile(paths))));
    }

    pub(super) fn ask_clerk(&mut self, ask: Ask) {
        match ask {
            Ask::ChooseList => self.effects.push(Effect::ChooseList),
            Ask::List(path) => {
                let Some(open) = &self.open else { return };
                let original = open.path.clone().filter(|path| Kind::from_path(path) == Some(Kind::Docx));
                let stem = open.file_stem().unwrap_or_else(|| self.tr.text("untitled"));
                let document = Box::new(self.outgoing(&open.document));
                self.send(Job::Clerk(Box::new(Errand::List { path, document, original, stem, at: self.now })));
            }
            Ask::Show(row) => {
                if let Some(merging) = &mut self.clerk.merging {
                    merging.shown = row;
                    merging.look();
                }
            }
            Ask::Options { folder, name, kind, joined, good_rows } => {
                let Some(merging) = &mut self.clerk.merging else { return };
                if merging.name != name
                    && let Some(plan) = &mut merging.plan
                {
                    Arc::make_mut(plan).name.clone_from(&name);
                }
                (merging.folder, merging.name, merging.kind) = (folder, name, kind);
                (merging.joined, merging.good_rows) = (joined, good_rows);
            }
            Ask::Make => self.make_copies(0),
            Ask::Stop => {
                if let Some(merging) = &mut self.clerk.merging {
                    merging.running = None;
                }
            }
            Ask::CloseMerging => self.clerk.merging = None,
            Ask::KeepProfile(profile) => {
                self.clerk.shows_profile = false;
                let paths = profile::paths(&self.dirs, &self.settings);
                self.send(Job::Clerk(Box::new(Errand::KeepProfile(self.dirs.clone(), profile, paths))));
            }
            Ask::CloseProfile => self.clerk.shows_profile = false,
        }
    }

    pub(super) fn clerk_answers(&mut self, answer: Answer) {
        match answer {
            Answer::Profile(profile, notices) => {
                self.clerk.profile = profile;
                notices.into_iter().for_each(|notice| self.tell(notice));
            }
            Answer::Number(number) => self.number_given(number),
            Answer::List(path, plan, problem, bad) => self.list_read(path, plan, problem, bad),
            Answer::Range(found) => self.range_read(found),
            Answer::Made { count, losses, place } => self.copies_made(count, losses, place),
        }
    }

    /// Opens the window in which a list is chosen.
    pub(super) fn begin_merging(&mut self) {
        self.clerk.merging = Some(Merging {
            list: None,
            plan: None,
            problem: None,
            bad: Vec::new(),
            shown: 0,
            preview: Ok(String::new()),
            folder: String::new(),
            kind: Kind::Docx,
            joined: false,
            good_rows: false,
            name: String::new(),
            running: None,
        });
    }

    fn list_read(&mut self, path: PathBuf, plan: Arc<Plan>, problem: Option<Notice>, bad: Vec<BadRow>) {
        let stem = self.open.as_ref().and_then(super::Open::file_stem).unwrap_or_else(|| self.tr.text("untitled"));
        let Some(merging) = &mut self.clerk.merging else { return };
        merging.name.clone_from(&plan.name);
        merging.folder =
            path.with_file_name(self.tr.format("merge-folder", &[("name", stem.into())])).display().to_string();
        (merging.plan, merging.problem, merging.bad) = (Some(plan), problem, bad);
        (merging.list, merging.shown) = (Some(path), 0);
        merging.look();
    }

    fn make_copies(&mut self, from: usize) {
        if !self.may_export() {
            return;
        }
        let Some(merging) = &mut self.clerk.merging else { return };
        let Some(plan) = merging.plan.clone().filter(|_| merging.may_make()) else { return };
        let good = merging.good();
        let until = if merging.joined { good.len() } else { (from + BATCH).min(good.len()) };
        let rows = good[from..until].to_vec();
        merging.running = Some((from, good.len()));
        let folder = PathBuf::from(merging.folder.trim());
        let (kind, joined) = (merging.kind, merging.joined);
        self.send(Job::Clerk(Box::new(Errand::Make { plan, rows, folder, kind, joined })));
    }

    fn copies_made(&mut self, count: usize, losses: Vec<Loss>, place: PathBuf) {
        let Some(merging) = &mut self.clerk.merging else { return };
        let made = merging.running.map(|(made, all)| (made + count, all));
        match made {
            Some((made, all)) if made < all => self.make_copies(made),
            _ => {
                let skipped = merging.bad.len();
                let finished = merging.running.is_some();
                merging.running = None;
                if finished {
                    self.clerk.merging = None;
                }
                let details = losses.iter().map(|loss| Notice::of(Level::Warning, loss)).collect();
                let notice =
                    Notice::new(Level::Info, if finished { "notice-mail-merged" } else { "notice-merge-stopped" });
                let count = made.map_or(count, |(made, _)| made);
                let notice = notice.with("count", count.to_string()).with("skipped", skipped.to_string());
                self.tell(notice.with("path", place.display().to_string()).detailed(details));
            }
        }
    }

    /// Something failed: what is under way is over.
    pub(super) fn clerk_failed(&mut self) {
        if let Some(merging) = &mut self.clerk.merging {
            merging.running = None;
        }
    }

    /// Takes a document number for what is being filled in, or for the document at hand.
    pub(super) fn take_number(&mut self) {
        let Some(form) = self.clerk.profile.number().map(str::to_owned) else {
            self.clerk.shows_profile = true;
            return self.tell(Notice::new(Level::Info, "notice-number-form"));
        };
        let folder = self.settings.words_folder.clone().unwrap_or_else(|| self.dirs.data_dir.clone());
        let title = match (&self.filling, &self.open) {
            (Some(filling), _) => filling.facts.get("subject").unwrap_or_default().to_owned(),
            (None, Some(open)) => open.title().unwrap_or_default(),
            (None, None) => String::new(),
        };
        let (register, day) = (numbering::register(&folder), self.today());
        self.send(Job::Clerk(Box::new(Errand::Number { register, form, day, title })));
    }

    fn number_given(&mut self, number: String) {
        self.tell(Notice::new(Level::Info, "notice-number-given").with("number", number.clone()));
        if let Some(filling) = self.filling.as_mut().filter(|filling| filling.form.field("doc_number").is_some()) {
            return filling.facts.set("doc_number", number);
        }
        if self.read_only() {
            return;
        }
        let Some(open) = &self.open else { return };
        let (text, roles) = (open.document.text(), open.document.roles());
        let edit = match roles.iter().position(|role| *role == Role::DocNumber) {
            Some(line) => Edit::by_person(Change::replace(text.line_span(line), number), self.now),
            None => {
                let change = Change::new(vec![Replace { span: crate::text::Span::at(0), text: format!("{number}\n") }]);
                Edit { roles: vec![(0, Role::DocNumber), (1, roles[0])], ..Edit::by_person(change, self.now) }
            }
        };
        self.edit(edit, None);
    }
}

impl Merging {
    /// The rows that make copies.
    pub fn good(&self) -> Vec<usize> {
        let all = self.plan.as_ref().map_or(0, |plan| plan.grid.rows.len());
        (0..all).filter(|row| self.bad.iter().all(|bad| bad.index != *row)).collect()
    }

    /// Whether copies can be made now.
    pub fn may_make(&self) -> bool {
        let bad_rows_are_known = self.bad.is_empty() || self.good_rows;
        self.problem.is_none() && bad_rows_are_known && !self.folder.trim().is_empty() && !self.good().is_empty()
    }

    fn look(&mut self) {
        let Some(plan) = self.plan.as_ref().filter(|_| self.problem.is_none()) else { return };
        if self.shown < plan.grid.rows.len() {
            self.preview = plan.copy(self.shown).map(|copy| copy.text().to_string());
        }
    }
}
