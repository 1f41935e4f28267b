//! Versions of the document at hand: named, compared, brought back; and two people's copies of it put together. Whatever takes
//! its time is done by a worker.

use super::comparing::Compared;
use super::files;
use super::job::{Job, Report};
use super::laying::hunk;
use super::workers::{FILE_LIMIT, read_named};
use super::{App, Effect, Level, Notice, Panel};
use crate::document::verification::Verdict;
use crate::document::versions::{self, Merged, Piece};
use crate::document::{Attachments, Author, Comment, Document, Hunk, Run};
use crate::text::{Change, Span, diff};
use std::path::PathBuf;

/// How records write that a piece came from another copy of the document.
pub const MERGE: &str = "merge";
/// The same where both copies changed the same words.
pub const CONFLICT: &str = "merge-conflict";

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// As the document began.
    Began,
    /// A version, by its place in the list.
    Version(usize),
    /// As it is now.
    Now,
}

/// What the window of versions asks for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Give the document as it is now this name.
    Name(String),
    /// Take the name of a version away.
    Forget(usize),
    /// Put two states side by side.
    Compare {
        /// The older one.
        old: Side,
        /// The newer one.
        new: Side,
    },
    /// Bring a version back.
    Restore(usize),
    /// Put another copy of the document, a file, together with this one.
    Merge(PathBuf),
}

/// What differs from the last version.
#[derive(Clone, Debug)]
pub struct Since {
    /// The revision it is about.
    pub revision: u64,
    /// What that version is called.
    pub name: String,
    /// What differs, in the order of the text.
    pub pieces: Vec<Piece>,
}

/// Work for a worker.
#[derive(Debug)]
pub enum Work {
    /// Compare two states.
    Compare {
        /// The document.
        document: Box<Document>,
        /// The older state and what it is called.
        old: (Side, String),
        /// The newer one.
        new: (Side, String),
    },
    /// Say what differs from the last version.
    Since {
        /// The document.
        document: Box<Document>,
        /// What that version is called.
        name: String,
    },
    /// Make a version ready to be brought back.
    Restore {
        /// The document.
        document: Box<Document>,
        /// After how many entries.
        entries: usize,
    },
    /// Read another copy and put it beside this one.
    Merge {
        /// The document.
        document: Box<Document>,
        /// The file with the other copy.
        path: PathBuf,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// Two states side by side.
    Compared(Box<Compared>),
    /// What differs from the last version.
    Since(Since),
    /// A version can be brought back.
    Restored {
        /// The revision this was made ready for.
        revision: u64,
        /// After how many entries.
        entries: usize,
        /// The document as it was.
        old: Box<Document>,
        /// What makes the one of the other.
        change: Change,
    },
    /// Another copy was put beside this one.
    Merged(Box<Beside>),
}

/// Another copy beside the document at hand.
#[derive(Debug)]
pub struct Beside {
    revision: u64,
    path: PathBuf,
    merged: Merged,
    /// The run each agreed piece, and each conflict, came from in the other copy, where a model wrote it.
    runs: (Vec<Option<Run>>, Vec<Option<Run>>),
    /// What people said about the other copy and not about this one.
    comments: Vec<Comment>,
    /// What is attached to it.
    attachments: Attachments,
}

/// What the program knows of versions besides what is in the document.
#[derive(Default)]
pub struct Versions {
    since: Option<Since>,
}

/// Does `work`.
///
/// # Errors
/// A notice that says what is wrong with the other file, or with the history.
pub(super) fn work(work: Work) -> Result<Option<Report>, Notice> {
    let lost = || Notice::new(Level::Error, "error-version-lost");
    let outcome = match work {
        Work::Compare { document, old, new } => {
            let state = |side: Side| match side {
                Side::Now => Some((*document).clone()),
                Side::Began => document.as_of(0),
                Side::Version(index) => document.as_of(document.versions().get(index)?.entries),
            };
            let (before, after) = (state(old.0).ok_or_else(lost)?, state(new.0).ok_or_else(lost)?);
            Outcome::Compared(Box::new(Compared::new(&before.snapshot(), &after.snapshot(), old.1, new.1)))
        }
        Work::Since { document, name } => {
            let Some(version) = document.versions().last() else { return Ok(None) };
            let old = document.as_of(version.entries).ok_or_else(lost)?;
            let pieces = versions::pieces(&old.text().to_string(), &document);
            Outcome::Since(Since { revision: document.revision(), name, pieces })
        }
        Work::Restore { document, entries } => {
            let old = Box::new(document.as_of(entries).ok_or_else(lost)?);
            let change = versions::bringing_back(&document, &old);
            Outcome::Restored { revision: document.revision(), entries, old, change }
        }
        Work::Merge { document, path } => {
            let bytes = files::read_file(&path, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
            let (read, _) = read_named(&path, &bytes)?;
            Outcome::Merged(Box::new(beside(&document, &read.document, path)))
        }
    };
    Ok(Some(Report::Versions(Box::new(outcome))))
}

fn beside(ours: &Document, theirs: &Document, path: PathBuf) -> Beside {
    let ancestor = versions::ancestor(ours, theirs).map(|document| document.text().to_string());
    let (here, there) = (ours.text().to_string(), theirs.text().to_string());
    let merged = versions::merge(ancestor.as_deref(), &here, &theirs.snapshot());
    let across = diff::by_lines(&here, &there);
    // Where a model wrote a piece there, it is a model's here too.
    let run = |hunk: &Hunk| {
        let span = Span::new(
            across.map(hunk.span.start, crate::text::Assoc::Before),
            across.map(hunk.span.end, crate::text::Assoc::After),
        );
        theirs.provenance().spans_in(span).filter(|(of, _)| of.overlaps(span)).find_map(|(_, author)| match author {
            Author::Assistant(run) => theirs.runs().get(run.0 as usize).filter(|run| run.is_model()).cloned(),
            _ => None,
        })
    };
    let runs = (merged.agreed.iter().map(run).collect(), merged.conflicts.iter().map(run).collect());
    let back = diff::by_lines(&there, &here);
    let known = |comment: &&Comment| ours.comments().iter().any(|ours| ours.notes == comment.notes);
    let comments = theirs
        .comments()
        .iter()
        .filter(|comment| !known(comment))
        .map(|comment| Comment { span: back.map_span(comment.span), ..comment.clone() })
        .collect();
    let attachments = theirs.attachments().clone();
    Beside { revision: ours.revision(), path, merged, runs, comments, attachments }
}

impl App {
    /// What differs from the last version, as far as that is known of the present text.
    pub fn since(&self) -> Option<&Since> {
        let revision = self.open.as_ref()?.document.revision();
        self.versions.since.as_ref().filter(|since| since.revision == revision)
    }

    /// What a state of the document is called.
    pub fn side_name(&self, side: Side) -> String {
        let version = |index: usize| self.open.as_ref()?.document.versions().get(index);
        match side {
            Side::Began => self.tr.text("version-began"),
            Side::Now => self.tr.text("version-now"),
            Side::Version(index) => match version(index) {
                Some(version) if version.name.is_empty() => {
                    let verdict = version.verdict.unwrap_or(Verdict::Checked).code();
                    self.tr.text(&format!("verdict-{verdict}"))
                }
                Some(version) => version.name.clone(),
                None => String::new(),
            },
        }
    }

    /// Has a worker look what differs from the last version.
    pub(super) fn look_since(&mut self) {
        let Some(open) = &self.open else { return };
        let Some(last) = open.document.versions().len().checked_sub(1) else { return };
        let name = self.side_name(Side::Version(last));
        let document = Box::new(open.document.clone());
        self.send(Job::Versions(Box::new(Work::Since { document, name })));
    }

    pub(super) fn act_on_versions(&mut self, ask: Ask) {
        let by = self.person();
        let names = |app: &App, side: Side| (side, app.side_name(side));
        let Some(open) = &mut self.open else { return };
        match ask {
            Ask::Name(name) => {
                let name = name.trim().to_owned();
                if name.is_empty() || self.reviewing {
                    return;
                }
                open.document.name_version(name.clone(), by, self.now, None);
                open.touched = true;
                self.keep_due = Some(self.now);
                self.look_since();
                self.tell(Notice::new(Level::Info, "notice-version-named").with("name", name));
            }
            Ask::Forget(index) => {
                if self.read_only() {
                    return;
                }
                let Some(open) = &mut self.open else { return };
                // What was decided stays on record.
                if open.document.versions().get(index).is_some_and(|version| version.verdict.is_none()) {
                    open.document.forget_version(index);
                    open.touched = true;
                    self.versions.since = None;
                    self.keep_due = Some(self.now);
                    self.look_since();
                }
            }
            Ask::Compare { old, new } => {
                let document = Box::new(open.document.clone());
                let (old, new) = (names(self, old), names(self, new));
                self.send(Job::Versions(Box::new(Work::Compare { document, old, new })));
            }
            Ask::Restore(index) => {
                let Some(version) = open.document.versions().get(index) else { return };
                let entries = version.entries;
                self.restore_version(entries);
            }
            Ask::Merge(path) => {
                let document = Box::new(open.document.clone());
                if !self.read_only() {
                    self.send(Job::Versions(Box::new(Work::Merge { document, path })));
                }
            }
        }
    }

    fn restore_version(&mut self, entries: usize) {
        if self.read_only() {
            return;
        }
        let Some(open) = &self.open else { return };
        let document = Box::new(open.document.clone());
        self.send(Job::Versions(Box::new(Work::Restore { document, entries })));
    }

    pub(super) fn versions_done(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Compared(compared) => {
                if compared.inline.is_empty() {
                    let notice = Notice::new(Level::Info, "notice-versions-same");
                    return self.tell(notice.with("old", compared.with).with("new", compared.of));
                }
                self.compared = Some(*compared);
            }
            Outcome::Since(since) => self.versions.since = Some(since),
            Outcome::Restored { revision, entries, old, change } => {
                let at = self.now;
                let Some(open) = &mut self.open else { return };
                if open.document.revision() != revision {
                    // Somebody typed meanwhile.
                    return self.restore_version(entries);
                }
                open.document.restore(&old, entries, change.clone(), at);
                self.changed(&change, None);
                self.effects.push(Effect::Show(Span::at(0)));
                self.tell(Notice::new(Level::Info, "notice-version-restored"));
            }
            Outcome::Merged(beside) => self.lay_copy_beside(*beside),
        }
    }

    /// Lays the pieces of another copy beside the text.
    fn lay_copy_beside(&mut self, beside: Beside) {
        let Some(open) = &mut self.open else { return };
        if open.document.revision() != beside.revision {
            return self.act_on_versions(Ask::Merge(beside.path));
        }
        let count = beside.comments.len();
        if count > 0 {
            let mut all: Vec<Comment> = open.document.comments().iter().cloned().collect();
            all.extend(beside.comments);
            open.document.comments_mut().take_all(all);
        }
        self.join_attachments(&beside.attachments);
        let Merged { agreed, conflicts, related } = beside.merged;
        let path = beside.path.display().to_string();
        if agreed.is_empty() && conflicts.is_empty() {
            let notice = Notice::new(Level::Info, "notice-merge-nothing").with("path", path);
            return self.tell(notice.with("comments", count));
        }
        let engine = beside.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let told: String = agreed.iter().chain(&conflicts).map(|hunk| format!("{}\n", hunk.new)).collect();
        let (both, these) = (conflicts.len(), agreed.len());
        for (hunks, runs, task) in [(agreed, beside.runs.0, MERGE), (conflicts, beside.runs.1, CONFLICT)] {
            let mut by_run: Vec<(Option<Run>, Vec<Hunk>)> = Vec::new();
            for (piece, run) in hunks.into_iter().zip(runs) {
                let piece = Hunk { roles: piece.roles, ..hunk(piece.span, piece.old, piece.new) };
                match by_run.iter_mut().find(|(known, _)| *known == run) {
                    Some((_, pieces)) => pieces.push(piece),
                    None => by_run.push((run, vec![piece])),
                }
            }
            for (run, pieces) in by_run {
                // A model's words stay a model's; which of them are in conflict is said of both kinds.
                let run = match run {
                    Some(run) if task == CONFLICT => Run { task: format!("{}:{CONFLICT}", run.task), ..run },
                    Some(run) => run,
                    None => Run {
                        engine: engine.clone(),
                        model: String::new(),
                        task: task.to_owned(),
                        at: self.now,
                        complete: true,
                    },
                };
                let model = run.is_model();
                self.propose(pieces, run, &told);
                // What a colleague changed they answer for; only a model's facts are to be explained.
                if let Some(proposal) = self.open.as_mut().and_then(|open| open.proposals.last_mut()).filter(|_| !model)
                {
                    proposal.suggestion.hunks.iter_mut().for_each(|hunk| hunk.doubts.clear());
                }
            }
        }
        self.panel = Panel::Assistant;
        let id = if related { "notice-merged" } else { "notice-merged-unrelated" };
        let notice = Notice::new(if related { Level::Info } else { Level::Warning }, id).with("path", path);
        self.tell(notice.with("agreed", these).with("conflicts", both));
    }
}

/// Whether pieces of this run are such that both copies changed the same words.
pub fn is_conflict(run: &Run) -> bool {
    run.task.ends_with(CONFLICT)
}

/// Whether pieces of this run came with another copy of the document.
pub(super) fn is_from_a_copy(run: &Run) -> bool {
    run.task == MERGE || is_conflict(run)
}
