//! What is attached to the document at hand: added, taken away, opened, put elsewhere; and the text of it that goes along
//! with what is asked.
//!
//! A file is opened as a copy that cannot be written to, in a folder of the program's own, and only where its name says that
//! it is one to read. Undoing typing does not touch what is attached: what was taken away is brought back from the panel.

use super::attached::Attached;
use super::job::Job;
use super::notice::{Level, Notice};
use super::settings::Dirs;
use super::workers::read_named;
use super::{App, Effect, Panel, files};
use crate::assistant::policy::Content;
use crate::document::attachments::{LARGEST, Refused};
use crate::document::{Attachment, Attachments, Classification, Document};
use crate::format::{self, Kind, grid};
use crate::store::audit::EventKind;
use crate::store::{self, SessionRow, Store};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the name of a file ends in that may be opened from here: what is read, not what is run. Word and Excel files with
/// macros are not among them.
const READ: [&str; 36] = [
    "bmp", "csv", "doc", "docx", "eml", "gif", "heic", "htm", "html", "jpeg", "jpg", "json", "jtd", "jtdc", "kian",
    "log", "markdown", "md", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "rtf", "tif", "tiff", "tsv", "txt",
    "webp", "xbd", "xdw", "xls", "xlsx", "xml",
];

/// Whether a file of this kind is one to read.
pub fn can_be_opened(attachment: &Attachment) -> bool {
    READ.contains(&attachment.kind().as_str())
}

/// Whether the text of a file of this kind can be read, so that it can go along with what is asked.
pub fn has_text(attachment: &Attachment) -> bool {
    let path = Path::new(attachment.name());
    is_table(&attachment.kind()) || Kind::from_path(path).is_some()
}

fn is_table(kind: &str) -> bool {
    ["csv", "tsv", "xlsx"].contains(&kind)
}

/// What is under way.
#[derive(Default)]
pub struct Attaching {
    /// Hashes of the files whose text is being read.
    reading: BTreeSet<String>,
}

/// What the window asks for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Choose a file to attach.
    Choose,
    /// Attach these files.
    Add(Vec<PathBuf>),
    /// Take this one away.
    Remove(usize),
    /// Bring back the one that was taken away last.
    BringBack,
    /// Give one a 格付け of its own; `None` counts as the document does.
    Level(usize, Option<Classification>),
    /// Let its text go along with what is asked, or not.
    GoAlong(usize, bool),
    /// Open it in the system's program for such files.
    Open(usize),
    /// Choose where to put a copy of it.
    Save(usize),
}

/// Work for the worker.
#[derive(Clone, Debug)]
pub enum Errand {
    /// Read files to attach them.
    Read(Vec<PathBuf>),
    /// Read the text of one.
    Text(Attachment),
    /// Open one.
    Open(Attachment, Dirs),
}

/// What came of it.
#[derive(Debug)]
pub enum Answer {
    /// Files were read, and some could not be.
    Read(Vec<Attachment>, Vec<Notice>),
    /// The text of one was read.
    Text(Attached),
    /// Its text could not be read.
    NoText(String, Notice),
    /// One was opened.
    Opened(String),
}

/// Does an errand.
///
/// # Errors
/// What went wrong.
pub(super) fn work(errand: Errand) -> Result<Answer, Notice> {
    match errand {
        Errand::Read(paths) => {
            let (mut read, mut notices) = (Vec::new(), Vec::new());
            for path in paths {
                match self::read(&path) {
                    Ok(attachment) => read.push(attachment),
                    Err(notice) => notices.push(notice),
                }
            }
            Ok(Answer::Read(read, notices))
        }
        Errand::Text(attachment) => {
            let sha256 = attachment.sha256().to_owned();
            Ok(text(&attachment).map_or_else(|notice| Answer::NoText(sha256, notice), Answer::Text))
        }
        Errand::Open(attachment, dirs) => {
            let path = copy(&attachment, &dirs)?;
            // What the system's starter says of it is a line of a program to another.
            let failed = Notice::new(Level::Error, "error-attachment-open").with("name", attachment.name().to_owned());
            open::that_detached(&path).map_err(|_| failed)?;
            Ok(Answer::Opened(attachment.name().to_owned()))
        }
    }
}

/// The file `path` as it would be attached. Where it is a document that carries a 格付け, it keeps that.
///
/// # Errors
/// If it is too large, and the errors of the system.
pub fn read(path: &Path) -> Result<Attachment, Notice> {
    let bytes = files::read_file(path, LARGEST).map_err(|error| Notice::error(&error))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut attachment = Attachment::new(&name, bytes);
    let level = |kind: Kind| format::read(kind, attachment.bytes()).ok()?.document.classification();
    attachment.level = Kind::from_path(path).filter(|kind| carries_level(*kind)).and_then(level);
    Ok(attachment)
}

/// Whether files of this kind say how guarded they are.
fn carries_level(kind: Kind) -> bool {
    matches!(kind, Kind::Kian | Kind::Docx | Kind::Odt | Kind::Html)
}

/// The text of an attachment, as far as our readers go: of a table its columns and rows, a line each.
///
/// # Errors
/// If it has none that we can read.
pub fn text(attachment: &Attachment) -> Result<Attached, Notice> {
    let path = Path::new(attachment.name());
    let named = |notice: Notice| notice.with("path", attachment.name().to_owned());
    let text = if is_table(&attachment.kind()) {
        let grid = grid::read(path, attachment.bytes(), None).map_err(|error| named(Notice::error(&error)))?;
        let rows = grid.rows.iter().map(|row| row.values.join("\t"));
        std::iter::once(grid.columns.join("\t")).chain(rows).collect::<Vec<_>>().join("\n")
    } else {
        read_named(path, attachment.bytes())?.0.document.text().to_string()
    };
    let read = Attached::new(attachment.name().to_owned(), text, attachment.level);
    Ok(Attached { kept: Some(attachment.sha256().to_owned()), ..read })
}

/// Where copies lie that were opened.
fn folder(dirs: &Dirs) -> PathBuf {
    dirs.data_dir.join("opened")
}

/// A copy of an attachment that is only to be read, for this person alone.
fn copy(attachment: &Attachment, dirs: &Dirs) -> Result<PathBuf, Notice> {
    dirs.create().map_err(|error| Notice::error(&error))?;
    // One folder for each content: the same file opened twice is the same copy, and two of one name are two.
    let folder = folder(dirs).join(&attachment.sha256()[..16]);
    let path = folder.join(attachment.name());
    let failed = |error: &std::io::Error| Notice::error(&files::FileError::writing(&path, error));
    if path.exists() && std::fs::read(&path).is_ok_and(|bytes| *bytes == **attachment.bytes()) {
        return Ok(path);
    }
    std::fs::create_dir_all(&folder).map_err(|error| failed(&error))?;
    if path.exists() {
        writable(&path);
        std::fs::remove_file(&path).map_err(|error| failed(&error))?;
    }
    files::create_private(&path, attachment.bytes(), false).map_err(|error| Notice::error(&error))?;
    let mut rights = std::fs::metadata(&path).map_err(|error| failed(&error))?.permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).map_err(|error| failed(&error))?;
    Ok(path)
}

/// Lets a copy be removed where a system asks for that right first.
fn writable(path: &Path) {
    if cfg!(windows)
        && let Ok(metadata) = std::fs::metadata(path)
    {
        let mut rights = metadata.permissions();
        #[expect(
            clippy::permissions_set_readonly_false,
            reason = "only on Windows, where it means no more than it says"
        )]
        rights.set_readonly(false);
        drop(std::fs::set_permissions(path, rights));
    }
}

/// Takes away the copies that were opened before. One that a program holds open stays until the next time.
pub(super) fn tidy(dirs: &Dirs) {
    let listed = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for inner in listed(&folder(dirs)) {
        for path in listed(&inner) {
            writable(&path);
            drop(std::fs::remove_file(path));
        }
        drop(std::fs::remove_dir(inner));
    }
}

/// Keeps what is attached to `document` beside what is kept of it under `key`.
pub(super) fn keep(store: &Store, key: &str, document: &Document) -> Result<(), store::Error> {
    let files: Vec<(&str, &[u8])> = document.attachments().iter().map(|one| (one.sha256(), &**one.bytes())).collect();
    store.save_session_files(key, &files)
}

/// What is kept of documents, with what is attached to them.
pub(super) fn sessions(store: &Store) -> Result<Vec<SessionRow>, store::Error> {
    let mut sessions = store.sessions()?;
    for session in &mut sessions {
        let files = store.session_files(&session.key)?;
        if !files.is_empty()
            && let Ok(whole) = format::complete(&session.content, &files)
        {
            session.content = whole;
        }
    }
    Ok(sessions)
}

impl App {
    /// Whether the text of the attachment with this hash goes along with what is asked.
    pub fn goes_along(&self, attachment: &Attachment) -> bool {
        self.attaching.reading.contains(attachment.sha256())
            || self.attached.iter().any(|file| file.kept.as_deref() == Some(attachment.sha256()))
    }

    /// Lets the person choose a file to attach.
    pub(super) fn choose_to_attach(&mut self) {
        if !self.read_only() {
            self.panel = Panel::Attachments;
            self.effects.push(Effect::ChooseAttached);
        }
    }

    pub(super) fn act_on_attachments(&mut self, ask: Ask) {
        let changes = matches!(ask, Ask::Add(_) | Ask::Remove(_) | Ask::BringBack | Ask::Level(..));
        if self.open.is_none() || (changes && self.read_only()) {
            return;
        }
        let chosen = |app: &App, index: usize| app.open.as_ref()?.document.attachments().get(index).cloned();
        match ask {
            Ask::Choose => self.choose_to_attach(),
            Ask::Add(paths) => {
                self.panel = Panel::Attachments;
                self.send(Job::Attachments(Box::new(Errand::Read(paths))));
            }
            Ask::Remove(index) => {
                let Some(open) = &mut self.open else { return };
                let Some(taken) = open.document.attachments_mut().remove(index).cloned() else { return };
                self.attached.retain(|file| file.kept.as_deref() != Some(taken.sha256()));
                self.attaching.reading.remove(taken.sha256());
                self.attachment_changed(&taken, "removed");
            }
            Ask::BringBack => {
                let Some(open) = &mut self.open else { return };
                let Some(taken) = open.document.attachments().taken().cloned() else { return };
                match open.document.attachments_mut().bring_back() {
                    Ok(()) => self.attachment_changed(&taken, "added"),
                    Err(refused) => self.tell(Notice::error(&refused)),
                }
            }
            Ask::Level(index, level) => {
                let Some(open) = &mut self.open else { return };
                if open.document.attachments_mut().set_level(index, level)
                    && let Some(changed) = chosen(self, index)
                {
                    self.attachment_changed(&changed, "level");
                    let file = self.attached.iter_mut().find(|file| file.kept.as_deref() == Some(changed.sha256()));
                    if let Some(file) = file {
                        file.level = level;
                    }
                }
            }
            Ask::GoAlong(index, along) => {
                let Some(attachment) = chosen(self, index) else { return };
                self.foreseen = None;
                self.attached.retain(|file| file.kept.as_deref() != Some(attachment.sha256()));
                self.attaching.reading.remove(attachment.sha256());
                if along {
                    self.attaching.reading.insert(attachment.sha256().to_owned());
                    self.send(Job::Attachments(Box::new(Errand::Text(attachment))));
                }
            }
            Ask::Open(index) => {
                let Some(attachment) = chosen(self, index) else { return };
                if !can_be_opened(&attachment) {
                    let notice = Notice::new(Level::Warning, "notice-attachment-not-opened");
                    return self.tell(notice.with("name", attachment.name().to_owned()));
                }
                let dirs = self.dirs.clone();
                self.send(Job::Attachments(Box::new(Errand::Open(attachment, dirs))));
            }
            Ask::Save(index) => {
                let Some(attachment) = chosen(self, index) else { return };
                self.choose_place(attachment.name().to_owned(), attachment.bytes().clone());
            }
        }
    }

    pub(super) fn attachments_answer(&mut self, answer: Answer) {
        match answer {
            Answer::Read(read, mut notices) => {
                let (by, at) = (self.recorder(), self.now);
                let mut added = Vec::new();
                for mut attachment in read {
                    let Some(open) = self.open.as_mut().filter(|_| !self.reviewing) else { return };
                    (attachment.by, attachment.at) = (by.clone(), at);
                    match open.document.attachments_mut().add(attachment.clone()) {
                        Ok(()) => added.push(attachment),
                        Err(refused) => notices.push(Notice::error(&refused)),
                    }
                }
                added.iter().for_each(|attachment| self.attachment_changed(attachment, "added"));
                notices.into_iter().for_each(|notice| self.tell(notice));
            }
            Answer::Text(file) => {
                // Whoever changed their mind meanwhile is not asked again.
                let sha256 = file.kept.clone().unwrap_or_default();
                if self.attaching.reading.remove(&sha256) {
                    self.take_attached(file);
                }
            }
            Answer::NoText(sha256, notice) => {
                self.attaching.reading.remove(&sha256);
                self.tell(notice);
            }
            Answer::Opened(name) => {
                self.tell(Notice::new(Level::Info, "notice-attachment-opened").with("name", name));
            }
        }
    }

    /// Adds what another copy of the document has attached.
    pub(super) fn join_attachments(&mut self, others: &Attachments) {
        let Some(open) = &mut self.open else { return };
        let (added, refused) = open.document.attachments_mut().join(others);
        refused.iter().for_each(|why: &Refused| self.tell(Notice::error(why)));
        if added > 0 {
            self.keep_due = Some(self.now);
            self.tell(Notice::new(Level::Info, "notice-attachments-joined").with("count", added));
        }
    }

    /// The document is left: nothing of what was attached to it is waited for, and what was opened goes.
    pub(super) fn leave_attachments(&mut self) {
        self.attaching = Attaching::default();
    }

    /// What is attached is another now: it is kept, and the trail says so. The name is the person's words and stays out of
    /// it.
    fn attachment_changed(&mut self, attachment: &Attachment, action: &'static str) {
        self.keep_due = Some(self.now);
        let level = attachment.level.map(|level| level.code().to_owned()).unwrap_or_default();
        let mut event = self.event(EventKind::Attachment).text("action", action).text("kind", attachment.kind());
        event = event.text("attachment_classification", level).number("bytes", attachment.size());
        if self.policy.log.content != Content::Off {
            event = event.text("sha256", attachment.sha256().to_owned());
        }
        self.log(event);
        self.look_at_unsent();
    }

    fn look_at_unsent(&mut self) {
        // What waits to be looked at was weighed with what was attached then.
        if self.sending.is_some() {
            self.dont_send();
            self.tell(Notice::new(Level::Warning, "notice-attachments-changed-while-sending"));
        }
    }
}
