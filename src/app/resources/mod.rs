//! What translators draw on (翻訳資源): the agreed words shown in the text, and kept and looked up while a person writes;
//! what memories hold of a word; the memories themselves.
//!
//! [`Resources`] is the state the window reads, [`Ask`] what it asks for, [`Task`] what a worker does of it and [`Outcome`]
//! what comes of that. Short tasks go to the worker that keeps memories and the termbase open; what takes long goes to one
//! of its own, tells how far it is and can be stopped.

pub mod desk;
mod lookup;
pub mod terms;

use super::job::Job;
use super::settings::{Dirs, Settings};
use super::{App, Effect, Notice, Ticket};
use crate::text::{Change, Lang};
use crate::translation::terms::{Term, Termbase};
use std::path::PathBuf;
use std::sync::Arc;

pub use terms::{Listed, TermLayer};

/// Where the memories and termbases are.
#[derive(Clone, Debug)]
pub struct Place {
    /// The person's own.
    pub dirs: Dirs,
    /// Which of others there are.
    pub settings: Box<Settings>,
}

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Words to take in.
    TermsIn,
    /// Where to put the words.
    TermsOut,
}

impl Choice {
    /// Whether the file is to be written.
    pub fn is_saving(self) -> bool {
        matches!(self, Self::TermsOut)
    }

    /// The message with the dialog's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::TermsIn => "dialog-terms-in",
            Self::TermsOut => "dialog-terms-out",
        }
    }

    /// The kinds of files offered: the message that names each, and its endings.
    pub fn kinds(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::TermsIn => &[("dialog-kind-terms", &["csv", "tsv", "utx", "txt", "tbx", "xml", "xlsx"])],
            Self::TermsOut => &[("dialog-kind-csv", &["csv"]), ("dialog-kind-tbx", &["tbx"])],
        }
    }
}

/// What the window asks for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// These lines of the document are in view: their agreed words are wanted.
    SeeLines(std::ops::Range<usize>),
    /// These texts of pairs are in view.
    SeeTexts(Lang, Vec<Arc<str>>),
    /// Keep an agreed word, in place of the one with this number.
    KeepTerm {
        /// The number of the word it takes the place of.
        was: Option<i64>,
        /// The word.
        term: Term,
    },
    /// Delete an agreed word of the person's own.
    DropTerm(i64),
    /// List agreed words that hold this.
    ListTerms(String),
    /// Let the person choose a file.
    Choose(Choice),
    /// It was chosen.
    Chosen(Choice, PathBuf),
    /// Stop what takes long.
    Stop,
}

/// What a worker does.
#[derive(Clone, Debug)]
pub enum Task {
    /// Find the agreed words in texts.
    FindTerms {
        /// The language of the texts.
        lang: Lang,
        /// The texts.
        texts: Vec<Arc<str>>,
    },
    /// List agreed words.
    ListTerms {
        /// What they hold.
        words: String,
    },
    /// Keep one of the person's own, in place of another where there was one.
    KeepTerm {
        /// The number of that one.
        was: Option<i64>,
        /// The word.
        term: Term,
    },
    /// Delete one of the person's own.
    DropTerm(i64),
    /// Read memories and termbases anew: somebody has written to them.
    Reload,
    /// Take the words of a file among the person's own.
    ImportTerms(PathBuf),
    /// Write all words into a file.
    ExportTerms(PathBuf),
}

impl Task {
    /// Whether it goes to the worker of its own: it may take longer than a person waits.
    pub fn is_long(&self) -> bool {
        matches!(self, Self::ImportTerms(_) | Self::ExportTerms(_))
    }
}

/// What came of a [`Task`].
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The agreed words in texts.
    TermsFound {
        /// The language of the texts.
        lang: Lang,
        /// The words there are.
        base: Arc<Termbase>,
        /// Each text with what stands in it.
        found: Vec<(Arc<str>, terms::Hits)>,
    },
    /// Agreed words were listed.
    TermsListed(terms::List),
    /// Agreed words have changed; what to tell, if anything.
    TermsChanged(Option<Notice>),
    /// So much of a long task is done, of so much; nothing where that is not known.
    Progress(u64, Option<u64>),
    /// A long task is over: what to tell.
    Done(Option<Notice>),
}

/// A long task under way.
#[derive(Clone, Debug)]
pub struct Working {
    ticket: Ticket,
    /// The message that says what is being done.
    pub what: &'static str,
    /// How much is done.
    pub done: u64,
    /// Of how much, where that is known.
    pub all: Option<u64>,
}

/// The state of all of it.
#[derive(Default)]
pub struct Resources {
    /// The agreed words in what is seen.
    pub terms: TermLayer,
    /// Agreed words that are listed.
    pub listed: terms::List,
    listing: Option<Ticket>,
    /// What takes long, while it does.
    pub working: Option<Working>,
}

impl Resources {
    /// Moves along with a change of the document.
    pub(super) fn follow(&mut self, change: &Change) {
        self.terms.follow(change);
    }
}

impl App {
    /// What translators draw on.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    fn place(&self) -> Place {
        Place { dirs: self.dirs.clone(), settings: Box::new(self.settings.clone()) }
    }

    /// Sends a task away.
    fn task(&mut self, task: Task) -> Ticket {
        let place = self.place();
        self.send(Job::Resources { task: Box::new(task), place })
    }

    /// Sends a long task away, unless one is under way.
    fn work(&mut self, what: &'static str, task: Task) {
        if self.resources.working.is_some() {
            return self.tell(Notice::new(super::Level::Info, "notice-resources-busy"));
        }
        let ticket = self.task(task);
        self.resources.working = Some(Working { ticket, what, done: 0, all: None });
    }

    /// Does what the window asks for.
    pub(super) fn act_on_resources(&mut self, ask: Ask) {
        match ask {
            Ask::SeeLines(lines) => self.see_lines(lines),
            Ask::SeeTexts(lang, texts) => self.see_texts(lang, texts),
            Ask::KeepTerm { was, term } => drop(self.task(Task::KeepTerm { was, term })),
            Ask::DropTerm(id) => drop(self.task(Task::DropTerm(id))),
            Ask::ListTerms(words) => self.resources.listing = Some(self.task(Task::ListTerms { words })),
            Ask::Choose(choice) => {
                let name = self.name_for(choice);
                self.effects.push(Effect::ChooseFile(choice, name));
            }
            Ask::Chosen(choice, path) => self.chosen(choice, path),
            Ask::Stop => {
                if let Some(working) = &self.resources.working {
                    let ticket = working.ticket;
                    self.jobs.cancel(ticket);
                }
            }
        }
    }

    /// A name to begin with for a file that is to be written.
    fn name_for(&self, choice: Choice) -> String {
        match choice {
            Choice::TermsIn => String::new(),
            Choice::TermsOut => self.tr.text("file-name-terms"),
        }
    }

    fn chosen(&mut self, choice: Choice, path: PathBuf) {
        match choice {
            Choice::TermsIn => self.work("working-terms-in", Task::ImportTerms(path)),
            Choice::TermsOut => self.work("working-terms-out", Task::ExportTerms(path)),
        }
    }

    /// Takes in what came of a task.
    pub(super) fn resources_done(&mut self, ticket: Ticket, outcome: Outcome) {
        match outcome {
            Outcome::TermsFound { lang, base, found } => self.terms_found(lang, base, found),
            Outcome::TermsListed(list) => {
                if self.resources.listing == Some(ticket) {
                    self.resources.listed = list;
                }
            }
            Outcome::TermsChanged(notice) => self.terms_changed(ticket, notice),
            Outcome::Progress(done, all) => {
                if let Some(working) = self.resources.working.as_mut().filter(|working| working.ticket == ticket) {
                    (working.done, working.all) = (done, all);
                }
            }
            Outcome::Done(notice) => {
                self.work_is_over(ticket);
                notice.into_iter().for_each(|notice| self.tell(notice));
            }
        }
    }

    /// A long task has come to its end, whatever that was.
    pub(super) fn work_is_over(&mut self, ticket: Ticket) {
        if self.resources.working.as_ref().is_some_and(|working| working.ticket == ticket) {
            self.resources.working = None;
        }
    }
}
