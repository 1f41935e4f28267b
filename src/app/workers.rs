//! [`Workers`]: the threads that do the jobs. One checks, one reads and writes files and the store, one speaks
//! with endpoints ([`super::network`]). A job that panics is reported, not lost.

use super::attached::Attached;
use super::doubt::Doubt;
use super::engine;
use super::files::{self, Fingerprint, Since};
use super::job::{Job, Jobs, Kept, Report, Ticket, Undecided};
use super::logbook::Logbook;
use super::lookup::Lookup;
use super::network::{Lines, network_job, network_loop};
use super::notice::{Level, Notice};
use super::resources::{Outcome, desk};
use super::workbench::list::search;
use super::{attachments, clerk, forms, habits, joining, previewing, printing, sheets, tasks, templates, trail, words};
use crate::assistant::{key, offline, vault};
use crate::format::tracked::{self, Pending, Revisions};
use crate::format::{self, Kind, Source};
use crate::proofread::Checker;
use crate::store::audit::Event;
use crate::store::{self, SessionRow, Store};
use crate::text::Message;
use crate::text::morph::ruby::{self, Ruby};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Largest file that is read (bytes): security of the machine goes before a single huge file.
pub const FILE_LIMIT: u64 = 200 * 1024 * 1024;

/// How many recent documents the start page lists.
const RECENT: usize = 12;

/// Called from a worker when a report is ready; the window repaints.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// See the module. Dropping it ends the threads once they have done what they were given.
pub struct Workers {
    check: Sender<Order>,
    files: Sender<(Ticket, Job)>,
    network: tokio::sync::mpsc::UnboundedSender<Order>,
    lookup: Sender<(Ticket, Job)>,
    pages: Sender<(Ticket, Job)>,
    desk: Sender<(Ticket, Job)>,
    dropped: Dropped,
    files_thread: Option<thread::JoinHandle<()>>,
}

/// Long tasks that are not wanted any more.
type Dropped = Arc<Mutex<BTreeSet<Ticket>>>;

/// What the threads that can drop a job are told.
pub(super) enum Order {
    Do(Ticket, Box<Job>),
    Drop(Ticket),
}

/// Where a worker leaves its reports.
#[derive(Clone)]
pub(super) struct Outbox {
    reports: Sender<(Ticket, Report)>,
    wake: Wake,
}

impl Outbox {
    pub(super) fn send(&self, ticket: Ticket, report: Report) {
        // Nobody listening any more means the program is ending.
        if self.reports.send((ticket, report)).is_ok() {
            (self.wake)();
        }
    }

    /// Runs `work`, reporting a panic as an error.
    fn guarded(&self, ticket: Ticket, work: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            self.send(ticket, Report::Failed(Notice::new(Level::Error, "error-job-crashed")));
        }
    }
}

impl Workers {
    /// Starts the threads. `store` is the path of the database, beside which the audit trail lies; `wake` is called whenever a report is ready.
    ///
    /// # Panics
    /// If the system gives no thread, at the start of the program.
    pub fn start(store: PathBuf, wake: Wake) -> (Self, Receiver<(Ticket, Report)>) {
        let (reports, inbox) = channel();
        let outbox = Outbox { reports, wake };
        let (check, checks) = channel();
        let (files, jobs) = channel();
        let (lookup, lookups) = channel();
        let (pages, drawings) = channel();
        let (desk, long) = channel();
        let dropped = Dropped::default();
        let (network, orders) = tokio::sync::mpsc::unbounded_channel();
        let spawn = |name: &str, body: Box<dyn FnOnce() + Send>| {
            thread::Builder::new().name(name.to_owned()).spawn(body).expect("the system gives a thread at start-up")
        };
        let out = outbox.clone();
        spawn("kian-check", Box::new(move || check_loop(&checks, &out)));
        let out = outbox.clone();
        let logbook = Logbook::in_dir(store.parent().unwrap_or(std::path::Path::new("")));
        let trail = logbook.clone();
        let files_thread = spawn("kian-files", Box::new(move || files_loop(&jobs, &store, &trail, &out)));
        let out = outbox.clone();
        spawn("kian-lookup", Box::new(move || lookup_loop(&lookups, &out)));
        let out = outbox.clone();
        spawn("kian-pages", Box::new(move || pages_loop(&drawings, &out)));
        let (out, not_wanted) = (outbox.clone(), dropped.clone());
        spawn("kian-desk", Box::new(move || desk_loop(&long, &not_wanted, &out)));
        spawn("kian-network", Box::new(move || network_loop(orders, &logbook, &outbox)));
        (Self { check, files, network, lookup, pages, desk, dropped, files_thread: Some(files_thread) }, inbox)
    }
}

impl Jobs for Workers {
    fn start(&mut self, ticket: Ticket, job: Job) {
        // A send fails only when the thread has ended, which it does with the program.
        match job {
            Job::Check { .. }
            | Job::Summarize { .. }
            | Job::Trace { .. }
            | Job::ReadKanji { .. }
            | Job::SearchPairs { .. }
            | Job::FindPersonal { .. } => drop(self.check.send(Order::Do(ticket, Box::new(job)))),
            Job::Ask { .. }
            | Job::AskPiece { .. }
            | Job::PickUp { .. }
            | Job::Examine { .. }
            | Job::FindLocal { .. } => drop(self.network.send(Order::Do(ticket, Box::new(job)))),
            Job::Resources { ref task, .. } if task.is_long() => drop(self.desk.send((ticket, job))),
            Job::Resources { .. }
            | Job::Versions(_)
            | Job::Prepare { .. }
            | Job::Mask { .. }
            | Job::HelpPair { .. }
            | Job::Learn { .. }
            | Job::CheckPairs { .. }
            | Job::CheckEasy { .. }
            | Job::CountPairs { .. }
            | Job::FillPairs { .. }
            | Job::Join { .. }
            | Job::Weigh(_)
            | Job::FindSources { .. } => {
                drop(self.lookup.send((ticket, job)));
            }
            Job::LayOut { .. } | Job::DrawPage { .. } | Job::FindPrinters | Job::Print { .. } => {
                drop(self.pages.send((ticket, job)));
            }
            _ => drop(self.files.send((ticket, job))),
        }
    }

    fn cancel(&mut self, ticket: Ticket) {
        drop(self.check.send(Order::Drop(ticket)));
        drop(self.network.send(Order::Drop(ticket)));
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).insert(ticket);
    }
}

impl Drop for Workers {
    /// Waits for the files thread, so that the last state of a document is kept before the process ends.
    fn drop(&mut self) {
        let (closed, _) = channel();
        self.files = closed;
        if let Some(thread) = self.files_thread.take() {
            drop(thread.join());
        }
    }
}

/// Jobs done where they are started, with the same code: for tests that want to know when a job is done. What is asked
/// of an endpoint is waited for.
pub struct InPlace {
    out: Outbox,
    checking: Checking,
    lookup: Lookup,
    store: Store,
    logbook: Option<Logbook>,
}

impl InPlace {
    /// Jobs done in place over `store`; their reports arrive in the receiver.
    pub fn new(store: Store) -> (Self, Receiver<(Ticket, Report)>) {
        let (reports, inbox) = channel();
        let out = Outbox { reports, wake: Arc::new(|| {}) };
        (Self { out, checking: Checking::default(), lookup: Lookup::default(), store, logbook: None }, inbox)
    }

    /// The same with an audit trail.
    pub fn with_trail(self, logbook: Logbook) -> Self {
        Self { logbook: Some(logbook), ..self }
    }
}

impl Jobs for InPlace {
    fn start(&mut self, ticket: Ticket, job: Job) {
        let report = match job {
            Job::Check { .. }
            | Job::Summarize { .. }
            | Job::Trace { .. }
            | Job::ReadKanji { .. }
            | Job::SearchPairs { .. }
            | Job::FindPersonal { .. } => {
                self.checking.take(ticket, job, &self.out);
                while self.checking.current.is_some() {
                    self.checking.step(&self.out);
                }
                None
            }
            Job::Resources { task, place } if task.is_long() => {
                let done = desk::work(*task, &place, &mut |_, _| ControlFlow::Continue(()));
                let done = done.unwrap_or_else(|notice| Outcome::Done(Some(notice)));
                Some(Report::Resources(Box::new(done)))
            }
            Job::Resources { .. }
            | Job::Versions(_)
            | Job::Prepare { .. }
            | Job::Mask { .. }
            | Job::HelpPair { .. }
            | Job::Learn { .. }
            | Job::CheckPairs { .. }
            | Job::CheckEasy { .. }
            | Job::CountPairs { .. }
            | Job::FillPairs { .. }
            | Job::Join { .. }
            | Job::Weigh(_)
            | Job::FindSources { .. } => {
                let report = looked_up(&mut self.lookup, ticket, job);
                while let Some((ticket, report)) = self.lookup.step() {
                    self.out.send(ticket, report);
                }
                report
            }
            Job::Ask { .. }
            | Job::AskPiece { .. }
            | Job::PickUp { .. }
            | Job::Examine { .. }
            | Job::FindLocal { .. } => {
                let lines = Lines::default();
                drop(engine::wait_for(network_job(ticket, job, lines, self.logbook.clone(), self.out.clone())));
                None
            }
            Job::LayOut { .. } | Job::DrawPage { .. } | Job::FindPrinters | Job::Print { .. } => {
                Some(previewing::work(job).unwrap_or_else(Report::Failed))
            }
            _ => file_job(job, Some(&mut self.store), self.logbook.as_ref(), &mut Vec::new())
                .unwrap_or_else(|notice| Some(Report::Failed(notice))),
        };
        if let Some(report) = report {
            self.out.send(ticket, report);
        }
    }

    fn cancel(&mut self, _: Ticket) {}
}

/// How many paragraphs are looked at before the worker sees whether there is something newer to do.
const STEP: usize = 32;

fn check_loop(orders: &Receiver<Order>, out: &Outbox) {
    let mut checking = Checking::default();
    loop {
        // While there is something to look at nobody is waited for.
        let order = match checking.current {
            Some(_) => match orders.try_recv() {
                Ok(order) => Some(order),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return,
            },
            None => match orders.recv() {
                Ok(order) => Some(order),
                Err(_) => return,
            },
        };
        match order {
            Some(Order::Drop(ticket)) => {
                if checking.current.as_ref().is_some_and(|current| current.ticket == ticket) {
                    checking = Checking::default();
                }
            }
            Some(Order::Do(ticket, job)) => {
                let done = catch_unwind(AssertUnwindSafe(|| checking.take(ticket, *job, out)));
                checking.after(done, ticket, out);
            }
            None => {
                let Some(ticket) = checking.current.as_ref().map(|current| current.ticket) else { continue };
                let done = catch_unwind(AssertUnwindSafe(|| checking.step(out)));
                checking.after(done, ticket, out);
            }
        }
    }
}

/// The state of the thread that checks.
#[derive(Default)]
struct Checking {
    checker: Checker,
    current: Option<Current>,
}

/// The check that is under way.
struct Current {
    ticket: Ticket,
    revision: u64,
    wide: bool,
    /// Paragraphs looked at since it began, and when that is told next.
    done: usize,
    tell_at: usize,
}

impl Checking {
    /// Takes in a job; a newer check overtakes the one under way, which keeps what it has learnt.
    fn take(&mut self, ticket: Ticket, job: Job, out: &Outbox) {
        match job {
            Job::Check { snapshot, profile, book, wide } => {
                self.checker.judge_by(book);
                self.checker.take(&snapshot, profile);
                let revision = snapshot.revision;
                // What an older check was to ask of the whole document is asked by this one.
                let wide = wide || self.current.as_ref().is_some_and(|current| current.wide);
                self.current = Some(Current { ticket, revision, wide, done: 0, tell_at: STEP });
            }
            Job::Summarize { snapshot, length } => {
                let summary = offline::summarize(&snapshot, length, snapshot.lang);
                out.send(ticket, Report::Summarized(summary));
            }
            Job::Trace { snapshot, lines } => {
                let places = tasks::places(&snapshot, &lines);
                out.send(ticket, Report::Traced { revision: snapshot.revision, places });
            }
            Job::SearchPairs { texts, words } => {
                let ids = search(&texts, &words);
                out.send(ticket, Report::PairsSearched { words, ids });
            }
            Job::FindPersonal { text, own, revision } => {
                let found = crate::text::personal::find_with(&text.to_string(), None, &own);
                out.send(ticket, Report::PersonalFound { revision, found });
            }
            Job::ReadKanji { text, revision, span, readers } => {
                let lines = text.line_of(span.start)..=text.line_of(span.end);
                let found = lines.flat_map(|line| {
                    let start = text.line_span(line).start;
                    let found = ruby::ruby(&text.line(line), readers).into_iter();
                    found.map(move |ruby| Ruby { base: ruby.base.shift(start), ..ruby })
                });
                let found = found.filter(|ruby| ruby.base.overlaps(span)).collect();
                out.send(ticket, Report::KanjiRead { revision, found });
            }
            _ => {}
        }
    }

    /// Looks at a few paragraphs more. What is known is told at the end, and on the way each time it has doubled.
    fn step(&mut self, out: &Outbox) {
        let Some(current) = &mut self.current else { return };
        let complete = self.checker.work(STEP);
        current.done += STEP;
        if complete || current.done >= current.tell_at {
            current.tell_at = current.done * 2;
            let found = self.checker.found(current.wide);
            out.send(current.ticket, Report::Checked { revision: current.revision, found });
        }
        if complete {
            self.current = None;
        }
    }

    /// A rule that panicked may have left anything behind: the next check begins anew.
    fn after(&mut self, done: thread::Result<()>, ticket: Ticket, out: &Outbox) {
        if done.is_err() {
            *self = Self::default();
            out.send(ticket, Report::Failed(Notice::new(Level::Error, "error-job-crashed")));
        }
    }
}

fn looked_up(lookup: &mut Lookup, ticket: Ticket, job: Job) -> Option<Report> {
    match joining::work(job) {
        Ok(report) => Some(report),
        Err(job) => lookup.work(ticket, *job),
    }
}

fn lookup_loop(jobs: &Receiver<(Ticket, Job)>, out: &Outbox) {
    let mut lookup = Lookup::default();
    loop {
        // What takes long is done while nothing else is asked for.
        let next = match lookup.is_busy() {
            true => jobs.try_recv(),
            false => jobs.recv().map_err(|_| TryRecvError::Disconnected),
        };
        match next {
            Ok((ticket, job)) => out.guarded(ticket, || {
                if let Some(report) = looked_up(&mut lookup, ticket, job) {
                    out.send(ticket, report);
                }
            }),
            Err(TryRecvError::Empty) => {
                let done = catch_unwind(AssertUnwindSafe(|| lookup.piece()));
                match done {
                    Ok(Some((ticket, report))) => out.send(ticket, report),
                    Ok(None) => {}
                    Err(_) => {
                        let ticket = lookup.give_up();
                        out.send(ticket, Report::Failed(Notice::new(Level::Error, "error-job-crashed")));
                    }
                }
            }
            Err(TryRecvError::Disconnected) => return,
        }
    }
}

fn desk_loop(jobs: &Receiver<(Ticket, Job)>, dropped: &Dropped, out: &Outbox) {
    while let Ok((ticket, job)) = jobs.recv() {
        let Job::Resources { task, place } = job else { continue };
        let mut step = |done: u64, all: Option<u64>| {
            if dropped.lock().unwrap_or_else(PoisonError::into_inner).contains(&ticket) {
                return ControlFlow::Break(());
            }
            out.send(ticket, Report::Resources(Box::new(Outcome::Progress(done, all))));
            ControlFlow::Continue(())
        };
        out.guarded(ticket, || {
            let done = desk::work(*task, &place, &mut step);
            let done = done.unwrap_or_else(|notice| Outcome::Done(Some(notice)));
            out.send(ticket, Report::Resources(Box::new(done)));
        });
        // Later tasks have higher numbers.
        dropped.lock().unwrap_or_else(PoisonError::into_inner).retain(|known| *known > ticket);
    }
}

fn pages_loop(jobs: &Receiver<(Ticket, Job)>, out: &Outbox) {
    while let Ok((ticket, job)) = jobs.recv() {
        out.guarded(ticket, || out.send(ticket, previewing::work(job).unwrap_or_else(Report::Failed)));
    }
}

fn files_loop(jobs: &Receiver<(Ticket, Job)>, path: &std::path::Path, logbook: &Logbook, out: &Outbox) {
    let mut notices = Vec::new();
    let mut store = match Store::open(path) {
        Ok(store) => Some(store),
        Err(error) => {
            notices.push(Notice::error(&error));
            None
        }
    };
    if let Some(aside) = store.as_ref().and_then(Store::set_aside) {
        notices.push(Notice::of(Level::Warning, aside));
    }
    while let Ok((ticket, job)) = jobs.recv() {
        let (store, notices) = (&mut store, &mut notices);
        out.guarded(ticket, || match file_job(job, store.as_mut(), Some(logbook), notices) {
            Ok(Some(report)) => out.send(ticket, report),
            Ok(None) => {}
            Err(notice) => out.send(ticket, Report::Failed(notice)),
        });
    }
    // The end of the trail is sealed; where that fails the next start goes on from what is there.
    if let Ok(trail) = logbook.trail() {
        drop(trail.close(jiff::Timestamp::now().as_millisecond()));
    }
}

/// Writes what waits in the store to the trail; what cannot be written goes on waiting, and the person is told.
fn flush(store: Option<&mut Store>, logbook: Option<&Logbook>, events: Vec<Event>) -> Result<Option<Report>, Notice> {
    let Some(logbook) = logbook else { return Ok(None) };
    let waits = |error: &dyn Message| {
        let notice = Notice::new(Level::Warning, "notice-audit-waits");
        notice.with("path", logbook.folder().display().to_string()).detailed(vec![Notice::error(error)])
    };
    let written = match (store, logbook.trail()) {
        (_, Err(error)) => Err(waits(&error)),
        (Some(store), Ok(trail)) => store.flush(&trail).map_err(|error| waits(&error)),
        // Without a store nothing can wait.
        (None, Ok(trail)) => trail.append(&events).map_err(|error| waits(&error)),
    };
    Ok(written.err().map(|notice| Report::Trail(Some(notice))))
}

fn file_job(
    job: Job,
    store: Option<&mut Store>,
    logbook: Option<&Logbook>,
    notices: &mut Vec<Notice>,
) -> Result<Option<Report>, Notice> {
    let told = |error: store::Error| Notice::error(&error);
    match job {
        Job::Begin => {
            let (sessions, recent) = match store {
                Some(store) => (attachments::sessions(store).map_err(told)?, store.recent(RECENT).map_err(told)?),
                None => Default::default(),
            };
            Ok(Some(Report::Begun { sessions, recent, notices: std::mem::take(notices) }))
        }
        Job::Read { path, encoding } => {
            let bytes = files::read_file(&path, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
            let kind = Kind::from_path(&path).unwrap_or(Kind::Kian);
            let (mut read, revisions) = match encoding {
                Some(encoding) => {
                    (format::encodings::read_in(kind, &bytes, encoding).map_err(|e| Notice::error(&e))?, None)
                }
                None => {
                    let readings = format::encodings::readings(kind, &bytes);
                    if !readings.is_empty() {
                        return Ok(Some(Report::Doubtful(Doubt { path, readings })));
                    }
                    read_named(&path, &bytes)?
                }
            };
            let fingerprint = Fingerprint::of(&path, &bytes).map_err(|e| Notice::error(&e))?;
            let mut bitext = None;
            if read.source.kind == Kind::Kian
                && let Ok((whole, translation)) = format::read_translated(&bytes)
            {
                // This one does not tell of a translation that is left out.
                (read, bitext) = (whole, translation.map(Box::new));
            }
            Ok(Some(Report::Opened { path, read: Box::new(read), bitext, revisions, fingerprint }))
        }
        Job::Clerk(errand) => Ok(Some(Report::Clerk(Box::new(clerk::work(*errand)?)))),
        Job::Forms(errand) => Ok(Some(Report::Forms(Box::new(forms::work(*errand)?)))),
        Job::Compare { path, snapshot } => {
            let bytes = files::read_file(&path, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
            let (read, _) = read_named(&path, &bytes)?;
            let with = path.display().to_string();
            let compared = super::comparing::Compared::new(&read.document.snapshot(), &snapshot, with, String::new());
            Ok(Some(Report::Compared(Box::new(compared))))
        }
        Job::SaveAmendment { document, source, path } => {
            let written = format::write(&document, &source).map_err(|e| Notice::error(&e))?;
            files::save_atomically(&path, &written.bytes).map_err(|e| Notice::error(&e))?;
            Ok(Some(Report::TableSaved { path }))
        }
        Job::SaveTable { comparison, layout, target, path } => {
            let bytes = format::comparison::write(&comparison, &layout, target);
            files::save_atomically(&path, &bytes).map_err(|e| Notice::error(&e))?;
            Ok(Some(Report::TableSaved { path }))
        }
        Job::Save { document, bitext, source, path, expected, export, agreed, pending, original, readings } => {
            let document = if readings { Box::new(super::marking::with_readings(*document)) } else { document };
            // A file that is gone is written anew; one that cannot be read is told of when it is written.
            if let Some(expected) = expected
                && expected.compare(&path) == Ok(Since::Changed)
            {
                return Err(Notice::new(Level::Error, "error-file-changed").with("path", path.display().to_string()));
            }
            let pending: Vec<Pending<'_>> = pending
                .iter()
                .map(|Undecided { suggestion, author, at }| Pending { suggestion, author, at: *at })
                .collect();
            let written = match bitext.filter(|_| source.kind == Kind::Kian) {
                Some(bitext) => format::write_translated(&document, &bitext),
                None => match original.filter(|original| original.exists()) {
                    Some(original) => {
                        let original = files::read_file(&original, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
                        tracked::write_into(&document, &source, &pending, &original)
                    }
                    None => tracked::write_with(&document, &source, &pending),
                },
            };
            let written = written.map_err(|e| Notice::error(&e))?;
            if agreed.is_some_and(|agreed| written.losses.iter().any(|loss| !agreed.contains(loss.id))) {
                return Ok(Some(Report::Lossy { path, losses: written.losses }));
            }
            files::save_atomically(&path, &written.bytes).map_err(|e| Notice::error(&e))?;
            let fingerprint = Fingerprint::of(&path, &written.bytes).map_err(|e| Notice::error(&e))?;
            let (revision, losses) = (document.revision(), written.losses);
            Ok(Some(Report::Saved { path, source, revision, losses, fingerprint, export }))
        }
        Job::Keep(Kept { key, path, title, document, bitext, at }) => {
            let Some(store) = store else { return Ok(None) };
            let written = format::write_light(&document, bitext.as_deref());
            let content = written.map_err(|e| Notice::error(&e))?.bytes;
            attachments::keep(store, &key, &document).map_err(told)?;
            store
                .save_session(&SessionRow { key: key.clone(), path, title, saved_at: at, content, dirty: true })
                .map_err(told)?;
            Ok(Some(Report::Kept { key, revision: document.revision() }))
        }
        Job::Release { key } => {
            if let Some(store) = store {
                store.drop_session(&key).map_err(told)?;
            }
            Ok(None)
        }
        Job::Remember(row) => {
            if let Some(store) = store {
                store.remember(&row.path, &row.title, row.opened_at).map_err(told)?;
            }
            Ok(None)
        }
        Job::Record { row, events } => {
            if let Some(store) = &store {
                store.record(&row, &events).map_err(told)?;
            }
            flush(store, logbook, events)
        }
        Job::ReadLedger { document, kind } => {
            let rows = match &store {
                Some(store) => store.ledger(&document).map_err(told)?,
                None => Vec::new(),
            };
            Ok(Some(Report::Ledger { document, rows, kind }))
        }
        Job::WriteRecord { folder, name, kind, page, data } => {
            let page = format::read(Kind::Markdown, page.as_bytes())
                .and_then(|read| format::write(&read.document, &format::Source::new(kind)));
            let page = page.map_err(|e| Notice::error(&e))?.bytes;
            let mut number = 1u32;
            loop {
                let name = if number == 1 { name.clone() } else { format!("{name}-{number}") };
                let path = folder.join(format!("{name}.{}", kind.extension()));
                let json = folder.join(format!("{name}.json"));
                if !path.exists() && !json.exists() {
                    files::create_new(&json, data.as_bytes(), false).map_err(|e| Notice::error(&e))?;
                    files::create_new(&path, &page, false).map_err(|e| Notice::error(&e))?;
                    return Ok(Some(Report::RecordWritten { path }));
                }
                number += 1;
            }
        }
        Job::Log(events) => {
            if let Some(store) = &store {
                store.queue(&events).map_err(told)?;
            }
            flush(store, logbook, events)
        }
        Job::NotePolicy { digest, event, keep_from } => {
            let before = match &store {
                Some(store) => store.remember_value("policy", &digest).map_err(told)?,
                None => None,
            };
            if before.as_deref().unwrap_or("built-in") != digest
                && let Some(store) = &store
            {
                store.queue(&[event]).map_err(told)?;
            }
            if let Some(logbook) = logbook.filter(|logbook| logbook.folder().exists()) {
                let trail = logbook.trail().map_err(|error| Notice::error(&error))?;
                trail.prune(&keep_from.day()).map_err(told)?;
            }
            flush(store, logbook, Vec::new())
        }
        Job::LoadWords { folders } => {
            let (house, mut notices) = words::load(&folders);
            let (segmenter, told) = words::segmenter(&folders);
            notices.extend(told);
            Ok(Some(Report::Words { house: Arc::new(house), segmenter, notices }))
        }
        Job::ImportWords { from, dirs } => {
            let (path, count, notices) = words::import(&from, &dirs)?;
            Ok(Some(Report::Imported { path, count, notices }))
        }
        Job::Use { row, since } => {
            let Some(store) = store else { return Ok(None) };
            if let Some(row) = &row {
                store.add_usage(row).map_err(told)?;
            }
            Ok(Some(Report::Used(store.usage_since(since).map_err(told)?)))
        }
        Job::LoadTemplates { folders } => {
            let (templates, notices) = templates::load(&folders);
            Ok(Some(Report::Templates { templates, notices }))
        }
        Job::LoadSheets { folders, dirs } => {
            printing::tidy(&dirs);
            attachments::tidy(&dirs);
            let (sheets, notices) = sheets::load(&folders);
            Ok(Some(Report::Sheets { sheets, notices }))
        }
        Job::SaveTemplate { text, dirs } => {
            let kept = templates::save(&text, &dirs)?;
            Ok(Some(Report::TemplateSaved { path: kept.path.unwrap_or_default() }))
        }
        Job::ImportTemplate { from, dirs } => {
            let kept = templates::import(&from, &dirs)?;
            Ok(Some(Report::TemplateSaved { path: kept.path.unwrap_or_default() }))
        }
        Job::RemoveTemplate { path, folders } => {
            std::fs::remove_file(&path).map_err(|e| Notice::error(&files::FileError::writing(&path, &e)))?;
            let (templates, notices) = templates::load(&folders);
            Ok(Some(Report::Templates { templates, notices }))
        }
        Job::Attach { path } => {
            let bytes = files::read_file(&path, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
            let document = read_named(&path, &bytes)?.0.document;
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let file = Attached::new(name, document.text().to_string(), document.classification());
            Ok(Some(Report::Attached(file)))
        }
        Job::Trail(errand) => match logbook {
            Some(logbook) => Ok(Some(Report::TrailLooked(trail::work(errand, logbook)?))),
            None => Ok(None),
        },
        Job::Attachments(errand) => Ok(Some(Report::Attachments(Box::new(attachments::work(*errand)?)))),
        Job::SaveFile { path, bytes } => {
            files::save_atomically(&path, &bytes).map_err(|e| Notice::error(&e))?;
            Ok(Some(Report::FileSaved { path }))
        }
        Job::LoadQueue => {
            let (habits, jobs) = match &store {
                Some(store) => (store.habits().map_err(told)?, store.jobs().map_err(told)?),
                None => Default::default(),
            };
            Ok(Some(Report::Queue { marks: habits::read(&habits), jobs }))
        }
        Job::LearnHabit { endpoint, learnt } => {
            let Some(store) = store else { return Ok(None) };
            match learnt {
                Some(learnt) => store.learn_habit(&habits::row(&endpoint, learnt)).map_err(told)?,
                None => store.forget_habits(&endpoint.name).map_err(told)?,
            }
            Ok(None)
        }
        Job::KeepJob(row) => {
            if let Some(store) = store {
                store.save_job(&row).map_err(told)?;
            }
            Ok(None)
        }
        Job::DropJob { id } => {
            if let Some(store) = store {
                store.drop_job(&id).map_err(told)?;
            }
            Ok(None)
        }
        Job::KeepMap { path, bytes } => {
            files::create_private(&path, &bytes, false).map_err(|e| Notice::error(&e))?;
            Ok(Some(Report::MapKept { path }))
        }
        Job::Unlock { path, passphrase, then } => {
            let mut opened = match vault::Vault::open(&path, &passphrase) {
                Err(vault::VaultError::Passphrase { .. }) => return Ok(Some(Report::StillLocked { then })),
                opened => opened.map_err(|e| Notice::error(&e))?,
            };
            let stores = then.is_some();
            if let Some((name, key)) = then {
                opened.set(&name, Some(key)).map_err(|e| Notice::error(&e))?;
            }
            vault::keep_open(opened);
            Ok(Some(if stores { Report::KeyStored { in_file: true } } else { Report::Unlocked }))
        }
        Job::StoreKey { name, key } => match key::store(&name, &key) {
            Ok(()) => Ok(Some(Report::KeyStored { in_file: false })),
            Err(_) => Ok(Some(Report::NoKeyring { name, key })),
        },
        Job::Check { .. }
        | Job::Summarize { .. }
        | Job::Trace { .. }
        | Job::ReadKanji { .. }
        | Job::FindPersonal { .. }
        | Job::Join { .. }
        | Job::Weigh(_)
        | Job::FindSources { .. }
        | Job::Ask { .. }
        | Job::AskPiece { .. }
        | Job::PickUp { .. }
        | Job::Examine { .. }
        | Job::Resources { .. }
        | Job::Versions(_)
        | Job::Prepare { .. }
        | Job::Mask { .. }
        | Job::HelpPair { .. }
        | Job::Learn { .. }
        | Job::CheckPairs { .. }
        | Job::CheckEasy { .. }
        | Job::CountPairs { .. }
        | Job::SearchPairs { .. }
        | Job::FillPairs { .. }
        | Job::LayOut { .. }
        | Job::DrawPage { .. }
        | Job::FindPrinters
        | Job::Print { .. }
        | Job::FindLocal { .. } => Ok(None),
    }
}

/// Reads the file `path`, whose content is `bytes`, by its name's ending; what it proposes beside its text is given apart.
pub fn read_named(path: &std::path::Path, bytes: &[u8]) -> Result<(format::Read, Option<Revisions>), Notice> {
    let told = |n: Notice| n.with("path", path.display().to_string());
    let kind = Kind::from_path(path).ok_or_else(|| told(Notice::new(Level::Error, "error-file-kind")))?;
    // What is wrong with a file does not say which file it is.
    let named = |why: Notice| told(Notice::new(Level::Error, "notice-open-failed")).detailed(vec![why]);
    tracked::read_tracked(kind, bytes).map_err(|e| named(Notice::error(&e)))
}

/// How our own files are written.
pub fn kian() -> Source {
    Source::new(Kind::Kian)
}
