//! What translators draw on (翻訳資源): the agreed words shown in the text, and kept and looked up while a person writes;
//! what memories hold of a word; the memories themselves.
//!
//! [`Resources`] is the state the window reads, [`Ask`] what it asks for, [`Task`] what a worker does of it and [`Outcome`]
//! what comes of that. Short tasks go to the worker that keeps memories and the termbase open; what takes long goes to one
//! of its own, tells how far it is and can be stopped.

pub mod aligning;
pub mod desk;
pub mod exchange;
mod lookup;
pub mod shelf;
pub mod terms;

use super::job::Job;
use super::settings::{Dirs, Settings};
use super::{App, Effect, Notice, Ticket};
use crate::format::exchange::review::Labels;
use crate::text::{Change, Lang};
use crate::translation::memory::Unit;
use crate::translation::terms::{Term, Termbase};
use crate::translation::{Bitext, Segmenter};
use std::path::PathBuf;
use std::sync::Arc;

pub use exchange::Carriage;
pub use shelf::{MemoryInfo, Spoken, UnitList, UnitQuery};
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
    /// Units to take into the person's own memory.
    MemoryIn,
    /// Where to put the units of a memory.
    MemoryOut,
    /// Another's memory.
    SharedMemory,
    /// The Japanese one of two documents.
    AlignJa,
    /// The English one.
    AlignEn,
    /// Pairs that come back, or from elsewhere.
    PairsIn,
    /// Where to put the pairs at hand, as what.
    PairsOut(Carriage),
}

impl Choice {
    /// Whether the file is to be written.
    pub fn is_saving(self) -> bool {
        matches!(self, Self::TermsOut | Self::MemoryOut | Self::PairsOut(_))
    }

    /// The message with the dialog's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::TermsIn => "dialog-terms-in",
            Self::TermsOut => "dialog-terms-out",
            Self::MemoryIn => "dialog-memory-in",
            Self::MemoryOut => "dialog-memory-out",
            Self::SharedMemory => "dialog-memory-shared",
            Self::AlignJa => "dialog-align-ja",
            Self::AlignEn => "dialog-align-en",
            Self::PairsIn => "dialog-pairs-in",
            Self::PairsOut(_) => "dialog-pairs-out",
        }
    }

    /// The kinds of files offered: the message that names each, and its endings.
    pub fn kinds(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::TermsIn => &[("dialog-kind-terms", &["csv", "tsv", "utx", "txt", "tbx", "xml", "xlsx"])],
            Self::TermsOut => {
                &[("dialog-kind-csv", &["csv"]), ("dialog-kind-workbook", &["xlsx"]), ("dialog-kind-tbx", &["tbx"])]
            }
            Self::MemoryIn => &[("dialog-kind-memory", &["tmx", "csv", "tsv"])],
            Self::MemoryOut => &[("dialog-kind-tmx", &["tmx"])],
            Self::SharedMemory => &[("dialog-kind-db", &["db"])],
            Self::AlignJa | Self::AlignEn => {
                &[("dialog-kind-all", &["kian", "docx", "odt", "html", "htm", "md", "markdown", "txt"])]
            }
            Self::PairsIn => {
                &[("dialog-kind-pairs", &["docx", "xlf", "xliff", "sdlxliff", "mqxliff", "tmx", "po", "csv", "tsv"])]
            }
            Self::PairsOut(Carriage::Review) => &[("dialog-kind-docx", &["docx"])],
            Self::PairsOut(Carriage::Same) => &[("dialog-kind-pairs", &["xlf", "xliff", "sdlxliff", "mqxliff", "po"])],
            Self::PairsOut(Carriage::Xliff(_)) => &[("dialog-kind-xliff", &["xlf", "xliff"])],
            Self::PairsOut(Carriage::Tmx) => &[("dialog-kind-tmx", &["tmx"])],
            Self::PairsOut(Carriage::Csv) => &[("dialog-kind-csv", &["csv"])],
            Self::PairsOut(Carriage::Po) => &[("dialog-kind-po", &["po"])],
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
    /// Look for words in the memories.
    Concordance(String),
    /// What memories there are.
    Memories,
    /// List units of a memory.
    ListUnits(UnitQuery),
    /// Keep a unit as it is mended.
    KeepUnit(Box<Unit>),
    /// Delete units of the person's own memory.
    DropUnits(Vec<u32>),
    /// Delete all that come from there.
    DropOrigin(String),
    /// Make the person's own memory small again.
    Tidy,
    /// Write the memory of this file out.
    ExportMemory(PathBuf),
    /// Read another's memory no more.
    LeaveShared(PathBuf),
    /// Align two documents.
    Align {
        /// The Japanese one.
        ja: PathBuf,
        /// The English one.
        en: PathBuf,
    },
    /// Open the pairs that have arrived.
    OpenArrived,
    /// Write the pairs at hand, as what.
    ExportPairs(Carriage),
    /// Whether a change that came back is to be taken.
    Mark(usize, bool),
    /// Whether all are.
    MarkAll(bool),
    /// Take over those that are to be taken.
    TakeReturned,
    /// Take nothing.
    LeaveReturned,
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
    /// Look for words in the memories.
    Concordance(String),
    /// Say what memories there are.
    Memories,
    /// List units.
    ListUnits(UnitQuery),
    /// Put a unit into its own place.
    KeepUnit(Box<Unit>),
    /// Delete units.
    DropUnits(Vec<u32>),
    /// Delete all units that come from there.
    DropOrigin(String),
    /// Learn units.
    LearnUnits(Vec<Unit>),
    /// Make the index anew without what was deleted.
    Tidy,
    /// Take a file into the person's own memory.
    ImportMemory(PathBuf),
    /// Write a memory into a file.
    ExportMemory {
        /// The memory's file.
        from: PathBuf,
        /// The file.
        to: PathBuf,
    },
    /// Align two documents.
    Align {
        /// The Japanese one.
        ja: PathBuf,
        /// The English one.
        en: PathBuf,
    },
    /// Read pairs.
    ReadPairs {
        /// The file.
        path: PathBuf,
        /// The pairs at hand, which they may be of.
        current: Option<Box<Bitext>>,
    },
    /// Write pairs.
    WritePairs {
        /// The pairs.
        bitext: Box<Bitext>,
        /// As what.
        kind: Carriage,
        /// The file.
        path: PathBuf,
        /// The name of their document.
        name: String,
        /// The words of the review table.
        labels: Box<Labels>,
    },
    /// Take the words of a file among the person's own.
    ImportTerms(PathBuf),
    /// Write all words into a file.
    ExportTerms(PathBuf),
}

impl Task {
    /// Whether it goes to the worker of its own: it may take longer than a person waits.
    pub fn is_long(&self) -> bool {
        !matches!(
            self,
            Self::FindTerms { .. }
                | Self::ListTerms { .. }
                | Self::KeepTerm { .. }
                | Self::DropTerm(_)
                | Self::Reload
                | Self::Concordance(_)
                | Self::Memories
                | Self::ListUnits(_)
                | Self::KeepUnit(_)
                | Self::DropUnits(_)
        )
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
    /// Words were looked for in the memories.
    Concordance(shelf::Concordance),
    /// What memories there are, and which cannot be opened.
    Memories(Vec<MemoryInfo>, Vec<Notice>),
    /// Units were listed.
    Units(UnitList),
    /// A memory was written to; what to tell, if anything.
    MemoryChanged(Option<Notice>),
    /// Two documents were aligned.
    Aligned(Box<aligning::AlignedDocuments>),
    /// Pairs came from a file.
    Arrived(Box<exchange::Arrived>),
    /// Changes to the pairs at hand came back; what to tell, if anything.
    Returned(Box<exchange::Returned>, Option<Notice>),
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
    /// What memories hold of a word.
    pub concordance: shelf::Concordance,
    looking: Option<Ticket>,
    /// What memories there are, and what of one is listed.
    pub shelf: shelf::Shelf,
    listing_units: Option<Ticket>,
    /// The memory that is written out.
    exporting: Option<PathBuf>,
    /// The first of two documents to be aligned.
    align_first: Option<PathBuf>,
    /// Pairs that wait until the document at hand may be left.
    arrived: Option<aligning::AlignedDocuments>,
    /// Changes that came back.
    pub returned: Option<exchange::Returned>,
    /// What takes long, while it does.
    pub working: Option<Working>,
    /// How documents are cut into segments: by the rules of the person or the office, if there are some.
    pub segmenter: Segmenter,
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
            Ask::Concordance(words) => self.resources.looking = Some(self.task(Task::Concordance(words))),
            Ask::Memories => drop(self.task(Task::Memories)),
            Ask::ListUnits(query) => self.resources.listing_units = Some(self.task(Task::ListUnits(query))),
            Ask::KeepUnit(unit) => {
                let by = self.settings.user_name.clone();
                let unit = Unit { confirmed_at: Some(self.now), confirmed_by: by, ..*unit };
                self.task(Task::KeepUnit(Box::new(unit)));
            }
            Ask::DropUnits(ids) => drop(self.task(Task::DropUnits(ids))),
            Ask::DropOrigin(origin) => self.work("working-memory-delete", Task::DropOrigin(origin)),
            Ask::Tidy => self.work("working-memory-tidy", Task::Tidy),
            Ask::ExportMemory(path) => {
                self.resources.exporting = Some(path);
                self.act_on_resources(Ask::Choose(Choice::MemoryOut));
            }
            Ask::LeaveShared(path) => self.leave_shared_memory(&path),
            Ask::Align { ja, en } => self.align(ja, en),
            Ask::OpenArrived => self.open_arrived(),
            Ask::ExportPairs(kind) => self.export_pairs(kind),
            Ask::Mark(..) | Ask::MarkAll(_) | Ask::TakeReturned | Ask::LeaveReturned => self.act_on_returned(&ask),
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
            Choice::TermsOut => self.tr.text("file-name-terms"),
            Choice::MemoryOut => self.tr.text("file-name-memory"),
            _ => String::new(),
        }
    }

    fn chosen(&mut self, choice: Choice, path: PathBuf) {
        match choice {
            Choice::TermsIn => self.work("working-terms-in", Task::ImportTerms(path)),
            Choice::TermsOut => self.work("working-terms-out", Task::ExportTerms(path)),
            Choice::MemoryIn => self.work("working-memory-in", Task::ImportMemory(path)),
            Choice::MemoryOut => {
                if let Some(from) = self.resources.exporting.take() {
                    self.work("working-memory-out", Task::ExportMemory { from, to: path });
                }
            }
            Choice::SharedMemory => self.add_shared_memory(path),
            Choice::AlignJa => self.align_first(path),
            Choice::AlignEn => {
                if let Some(ja) = self.resources.align_first.take() {
                    self.align(ja, path);
                }
            }
            Choice::PairsIn => self.import_pairs(path),
            Choice::PairsOut(kind) => self.write_pairs(kind, path),
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
            Outcome::Concordance(found) => {
                if self.resources.looking == Some(ticket) {
                    self.resources.concordance = found;
                }
            }
            Outcome::Memories(memories, problems) => {
                (self.resources.shelf.memories, self.resources.shelf.problems) = (memories, problems);
            }
            Outcome::Units(list) => {
                if self.resources.listing_units == Some(ticket) {
                    self.resources.shelf.list = list;
                }
            }
            Outcome::MemoryChanged(notice) => self.memory_changed(ticket, notice),
            Outcome::Aligned(made) => self.aligned(ticket, *made),
            Outcome::Arrived(arrived) => self.arrived_pairs(ticket, *arrived),
            Outcome::Returned(returned, notice) => self.returned(ticket, *returned, notice),
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
