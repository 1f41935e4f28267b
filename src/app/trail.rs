//! The audit trail as a person looks at it: whether it holds, what it says, what it comes to by week, and a copy of it for a
//! share.

use super::files::{self, FileError};
use super::job::Job;
use super::logbook::{KeyPlace, Logbook};
use super::{App, Effect, Level, Notice, documents};
use crate::store::audit::figures;
use crate::store::audit::{self, EventKind};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use crate::store::audit::figures::{Figures, Of};

/// So many of the latest events are listed; all of them are counted.
const LISTED: usize = 500;

/// One event, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What happened; `None` for what a later version writes.
    pub kind: Option<EventKind>,
    /// Who.
    pub user: String,
    /// The 格付け.
    pub classification: String,
    /// The endpoint.
    pub endpoint: String,
    /// The task.
    pub task: String,
    /// What came of it.
    pub outcome: String,
}

/// What is known of the trail.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// How many days there are.
    pub days: usize,
    /// How many lines.
    pub lines: u64,
    /// The first line that is wrong, in words; `None` where all is well.
    pub broken: Option<Notice>,
    /// Where the key of the seals lies.
    pub key: Option<KeyPlace>,
    /// The latest events, the last one first.
    pub latest: Vec<Line>,
    /// What it comes to.
    pub weeks: BTreeMap<Of, Figures>,
}

/// The window of the trail.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// `None` while it is looked through.
    pub known: Option<Box<Known>>,
}

/// What the window asks for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Choose where to put a copy.
    ChooseCopy,
    /// Put it there: a folder that is not there yet.
    Copy(PathBuf),
    /// Close the window.
    Close,
}

/// Work for the worker.
#[derive(Clone, Debug)]
pub enum Errand {
    /// Look the trail through.
    Look,
    /// Put a copy of it into a new folder.
    Copy(PathBuf),
}

/// What came of it.
#[derive(Debug)]
pub enum Answer {
    /// The trail was looked through.
    Looked(Box<Known>),
    /// A copy was made: where, of how many days and events.
    Copied(PathBuf, usize, usize),
}

/// Does an errand.
///
/// # Errors
/// What went wrong.
pub(super) fn work(errand: Errand, logbook: &Logbook) -> Result<Answer, Notice> {
    let told = |error: crate::store::Error| Notice::error(&error);
    let events = || audit::events(logbook.folder(), None, None).map_err(told);
    match errand {
        Errand::Look => {
            let key = logbook.find_key();
            let report = audit::verify(logbook.folder(), key.as_ref().map(|(key, _)| key)).map_err(told)?;
            let events = events()?;
            let broken = report.broken.map(|broken| {
                let id = match broken.why {
                    audit::Why::Form => "audit-broken-form",
                    audit::Why::Number => "audit-broken-number",
                    audit::Why::Chain => "audit-broken-chain",
                    audit::Why::Seal => "audit-broken-seal",
                    audit::Why::Missing => "audit-broken-missing",
                    audit::Why::Head => "audit-broken-head",
                    audit::Why::Cut => "audit-broken-cut",
                };
                let line = u64::try_from(broken.line).unwrap_or(u64::MAX);
                Notice::new(Level::Error, id).with("path", broken.path.display().to_string()).with("line", line)
            });
            let known = Known {
                days: report.days,
                lines: report.lines,
                broken,
                key: key.map(|(_, place)| place),
                latest: events.iter().rev().take(LISTED).map(line).collect(),
                weeks: figures::weekly(&events),
            };
            Ok(Answer::Looked(Box::new(known)))
        }
        Errand::Copy(target) => {
            let events = events()?;
            let days = export(logbook.folder(), &events, (None, None), &target)?;
            Ok(Answer::Copied(target, days, events.len()))
        }
    }
}

fn line(event: &Map<String, Value>) -> Line {
    let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let at = text("time").parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_millisecond);
    // Of what a person decided the verdict is what came of it, of pieces their number.
    let outcome = [text("outcome"), text("verdict"), text("action"), text("format")];
    let pieces = event.get("pieces").and_then(Value::as_u64).map(|pieces| pieces.to_string()).unwrap_or_default();
    Line {
        at,
        kind: EventKind::from_code(&text("event")),
        user: text("user"),
        classification: text("classification"),
        endpoint: text("endpoint"),
        task: text("task"),
        outcome: outcome.into_iter().find(|said| !said.is_empty()).unwrap_or(pieces),
    }
}

/// Puts a copy of the trail in `folder`, of the days of `span`, into the new folder `target`, with the figures of `events` by
/// week beside it; gives how many days that are. It is there whole or not at all.
///
/// # Errors
/// If there is something at `target` already, and the errors of the system.
pub fn export(
    folder: &Path,
    events: &[Map<String, Value>],
    (from, to): (Option<&str>, Option<&str>),
    target: &Path,
) -> Result<usize, Notice> {
    if target.exists() {
        return Err(Notice::error(&FileError::Exists { path: target.to_owned() }));
    }
    let table = figures::csv(&figures::weekly(events));
    // All of it beside the place it goes to, then in one step.
    let parent = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| Notice::error(&FileError::writing(target, &error));
    let aside = tempfile::Builder::new().prefix(".kian-").tempdir_in(parent).map_err(failed)?;
    let mut days = 0;
    let whole = from.is_none() && to.is_none();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let day = name.strip_suffix(".jsonl");
        let within = |day: &str| from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to);
        // With the seals of the ends a whole copy can be verified; part of one is for reading.
        let sealed = whole && ["head.json", "anchor.json"].contains(&name.as_str());
        if sealed || day.is_some_and(within) {
            std::fs::copy(entry.path(), aside.path().join(&name)).map_err(failed)?;
            days += usize::from(day.is_some());
        }
    }
    let summary = aside.path().join("summary.csv");
    files::save_atomically(&summary, table.as_bytes()).map_err(|error| Notice::error(&error))?;
    std::fs::rename(aside.keep(), target).map_err(failed)?;
    Ok(days)
}

impl App {
    /// The audit trail, while its window is open.
    pub fn trail(&self) -> Option<&Shown> {
        self.trail.as_ref()
    }

    pub(super) fn show_trail(&mut self) {
        self.trail = Some(Shown::default());
        self.send(Job::Trail(Errand::Look));
    }

    pub(super) fn act_on_trail(&mut self, ask: Ask) {
        match ask {
            Ask::Close => self.trail = None,
            Ask::ChooseCopy => {
                let day = documents::day(self.now).iso();
                self.effects.push(Effect::ChooseTrailCopy(format!("kian-audit-{day}")));
            }
            Ask::Copy(target) => drop(self.send(Job::Trail(Errand::Copy(target)))),
        }
    }

    pub(super) fn trail_answer(&mut self, answer: Answer) {
        match answer {
            Answer::Looked(known) => {
                if let Some(shown) = &mut self.trail {
                    shown.known = Some(known);
                }
            }
            Answer::Copied(path, days, events) => {
                let notice = Notice::new(Level::Info, "audit-exported").with("days", days).with("events", events);
                self.tell(notice.with("path", path.display().to_string()));
            }
        }
    }

    /// Something about the trail could not be done.
    pub(super) fn trail_failed(&mut self) {
        if self.trail.as_ref().is_some_and(|shown| shown.known.is_none()) {
            self.trail = None;
        }
    }
}
