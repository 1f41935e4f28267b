//! The queue: everything that was asked of endpoints, with how far it is. What is long is asked piece by piece and goes on
//! while the person writes, or has closed the document; what an app works at for hours is picked up again after the
//! program was ended.
//!
//! What was sent is never kept: the store holds that something was asked, about which document, and how far it was.

mod long;
mod made;
mod single;

use super::asking::{Target, Used};
use super::engine::{self, Terms};
use super::job::{Job, Ticket};
use super::notice::{Level, Notice};
use super::open::Place;
use super::{App, Panel};
use crate::assistant::long::{Long, PieceId, Unprocessed};
use crate::assistant::price::Cost;
use crate::assistant::session::Learnt;
use crate::assistant::tokens::{Context, Estimate};
use crate::assistant::translate::{BatchId, Translation};
use crate::assistant::{EndMarks, Endpoint, Request, Task, policy};
use crate::document::form::Bilingual;
use crate::document::{Doubt, Hunk, RunId};
use crate::store::JobRow;
use crate::text::{Assoc, Change, Span};
use std::sync::Arc;

/// What can be done with something in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send nothing more of it for now.
    Pause,
    /// Go on.
    Resume,
    /// Stop it at once; what is done of it is kept.
    Cancel,
    /// Ask again for what failed.
    Retry,
    /// Look at what came of it.
    Show,
    /// Take it off the list.
    Remove,
}

/// How something in the queue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for its turn.
    Waiting,
    /// It is under way.
    Running,
    /// A person, or something that has to be put right first, holds it up.
    Paused,
    /// It went wrong.
    Failed,
    /// The program ended meanwhile.
    Interrupted,
    /// A person stopped it.
    Stopped,
    /// There is an answer.
    Done,
}

impl Standing {
    /// The Fluent message that says so.
    pub fn name_id(self) -> &'static str {
        match self {
            Self::Waiting => "queue-waiting",
            Self::Running => "queue-running",
            Self::Paused => "queue-paused",
            Self::Failed => "queue-failed",
            Self::Interrupted => "queue-interrupted",
            Self::Stopped => "queue-stopped",
            Self::Done => "queue-done",
        }
    }

    /// Whether it is of no more concern to the network.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Waiting | Self::Running | Self::Paused)
    }
}

/// Something in the queue.
#[derive(Debug)]
pub struct Entry {
    /// Its number in the list, which it keeps.
    pub id: u64,
    /// The key of the document it is about.
    pub document: String,
    /// That document's title.
    pub title: String,
    /// The endpoint's name.
    pub endpoint: String,
    /// What was asked for.
    pub task: Task,
    /// How it stands.
    pub standing: Standing,
    /// What is to be said of that.
    pub notice: Option<Notice>,
    /// How far an app says it is.
    pub progress: Option<String>,
    /// Characters that have arrived.
    pub characters: usize,
    /// What was not done.
    pub unprocessed: Vec<Unprocessed>,
    model: String,
    at: i64,
    stored: String,
    pick_up: Option<String>,
    places: String,
    digest: String,
    work: Work,
    /// What changed in the document since, as long as it is the one at hand.
    changes: Vec<Change>,
    /// What came of it, until somebody looks.
    ready: Option<Ready>,
    finishing: Option<Ticket>,
    /// The template it is asked by, piece by piece, and what the answer is for.
    by: Option<ByTemplate>,
    /// The words it is asked by, and the SHA-256 of every request, as the ledger names them.
    words: String,
    sent: Vec<String>,
    /// What lies beside the text of it.
    laid: Option<RunId>,
}

/// What is done of it, and by what.
#[derive(Debug)]
enum Work {
    /// One request with one answer, which the assistant's panel shows while it arrives.
    Single { ticket: Ticket, again: Option<Box<Again>> },
    /// A long text.
    Long { long: Box<Long>, terms: Arc<Terms>, out: Vec<(Ticket, PieceId)> },
    /// A translation.
    Pairs { translation: Box<Translation>, terms: Arc<Terms>, out: Vec<(Ticket, BatchId)> },
    /// An answer an app has promised.
    PickUp { ticket: Option<Ticket>, text: String },
    /// Nothing but that it was asked.
    Gone,
}

/// What it takes to ask the same once more.
#[derive(Clone, Debug)]
pub(super) struct Again {
    task: Task,
    request: Request,
    target: Target,
    /// Prose that had arrived for earlier places of a form, and why some of that may not be whole.
    ready: Vec<(Place, String)>,
    doubt: Option<Notice>,
    template: Option<Used>,
}

impl Again {
    /// What is asked, after `ready` answers to the same wish.
    pub(super) fn new(
        task: Task,
        request: Request,
        target: Target,
        ready: Vec<(Place, String)>,
        doubt: Option<Notice>,
    ) -> Self {
        Self { task, request, target, ready, doubt, template: None }
    }

    fn follow(&mut self, change: &Change) {
        self.target.follow(change);
        self.ready.iter_mut().for_each(|(place, _)| place.at = change.map(place.at, Assoc::Before));
    }
}

/// An answer whose rest is asked for.
#[derive(Debug)]
struct GoingOn {
    /// What is asked for the rest.
    rest: Request,
    /// What was asked for all of it.
    again: Again,
    /// What had arrived.
    begun: String,
}

#[derive(Debug)]
enum Ready {
    Hunks(Vec<Hunk>),
    Made(String),
    Remarks(Vec<String>),
    Summary(Vec<(String, Option<Span>)>, Vec<Doubt>),
    Text(String),
}

/// Something long that is to be begun, once the person has seen how much it is.
#[derive(Debug)]
pub struct Plan {
    work: PlannedWork,
    task: Task,
    by: Option<ByTemplate>,
    endpoint: Endpoint,
    /// How many requests.
    pub pieces: usize,
    /// How many of them go at a time.
    pub together: usize,
    /// Tokens of all requests.
    pub sent: Estimate,
    /// Tokens of all answers, about.
    pub answers: u64,
    /// How much the model reads at once, and whether anybody has said so.
    pub context: Option<Context>,
    /// What it will cost, where a price is set.
    pub cost: Option<Cost>,
    /// The first request, as it will be sent.
    pub first: Option<Request>,
}

/// A template that is asked by, piece by piece.
#[derive(Clone, Debug)]
pub(super) struct ByTemplate {
    pub used: Used,
    pub target: Target,
}

#[derive(Debug)]
enum PlannedWork {
    Long(Box<Long>),
    Pairs(Box<Translation>),
}

impl Plan {
    /// What is to be done.
    pub fn task(&self) -> Task {
        self.task
    }

    /// The name of the template it is asked by.
    pub fn template(&self) -> Option<&Bilingual> {
        self.by.as_ref().map(|by| &by.used.name)
    }

    /// Where it goes.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }
}

/// See the module.
#[derive(Default)]
pub struct Queue {
    entries: Vec<Entry>,
    last: u64,
    plan: Option<Plan>,
    /// What is to be begun once its document has a 格付け.
    unlevelled: Option<Plan>,
    /// What is being asked now, to be asked once more if that is wanted.
    asked: Option<Again>,
    /// An answer that broke off, and what had arrived of it.
    broken: Option<(Again, String)>,
    /// An answer whose rest is being asked for.
    going_on: Option<GoingOn>,
}

impl Entry {
    /// The name of the template it is asked by.
    pub fn template(&self) -> Option<&Bilingual> {
        let single = match &self.work {
            Work::Single { again: Some(again), .. } => again.template.as_ref(),
            _ => None,
        };
        self.by.as_ref().map(|by| &by.used).or(single).map(|used| &used.name)
    }

    /// How many pieces are done, and how many there are.
    pub fn pieces(&self) -> (usize, usize) {
        match &self.work {
            Work::Long { long, .. } => long.progress(),
            Work::Pairs { translation, .. } => {
                let (all, done) = translation.progress();
                (done, all)
            }
            _ => (usize::from(self.standing == Standing::Done), 1),
        }
    }

    /// Whether `step` can be taken now. `at_hand` says whether its document is open.
    pub fn allows(&self, step: Step, at_hand: bool) -> bool {
        let in_pieces = matches!(self.work, Work::Long { .. } | Work::Pairs { .. });
        match step {
            Step::Pause => in_pieces && matches!(self.standing, Standing::Running | Standing::Waiting),
            Step::Resume => in_pieces && self.standing == Standing::Paused,
            Step::Cancel => !self.standing.is_over(),
            Step::Retry => match &self.work {
                Work::Single { again, .. } => {
                    again.is_some() && at_hand && matches!(self.standing, Standing::Failed | Standing::Stopped)
                }
                Work::Long { .. } | Work::Pairs { .. } => {
                    matches!(self.standing, Standing::Failed | Standing::Stopped)
                        || self.standing == Standing::Done && !self.unprocessed.is_empty()
                }
                Work::PickUp { .. } => self.standing == Standing::Failed,
                Work::Gone => at_hand && self.standing == Standing::Interrupted,
            },
            Step::Show => at_hand && self.ready.is_some(),
            Step::Remove => self.standing.is_over(),
        }
    }

    /// Whether something is still to come of it, or came and nobody has looked.
    pub fn is_pending(&self) -> bool {
        !self.standing.is_over() || self.ready.is_some()
    }

    /// Whether it needs its document before anything more can be done with it.
    pub fn waits_for_document(&self) -> bool {
        self.ready.is_some()
            || self.standing == Standing::Interrupted
            || matches!(self.work, Work::Pairs { .. }) && self.standing == Standing::Paused
    }

    fn row(&self) -> JobRow {
        let (done, pieces) = self.pieces();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        JobRow {
            id: self.stored.clone(),
            document: self.document.clone(),
            title: self.title.clone(),
            endpoint: self.endpoint.clone(),
            model: self.model.clone(),
            task: self.task.code().to_owned(),
            asked_at: self.at,
            done: count(done.min(pieces)),
            pieces: count(pieces),
            pick_up: self.pick_up.clone(),
            places: self.places.clone(),
            digest: self.digest.clone(),
        }
    }
}

impl App {
    /// Everything that was asked, the newest first.
    pub fn queue(&self) -> impl Iterator<Item = &Entry> {
        self.queue.entries.iter().rev()
    }

    /// Whether the document of `entry` is the one at hand.
    pub fn is_at_hand(&self, entry: &Entry) -> bool {
        self.open.as_ref().is_some_and(|open| open.key == entry.document)
    }

    /// What is to be begun, once the person has said so.
    pub fn plan(&self) -> Option<&Plan> {
        self.queue.plan.as_ref()
    }

    /// Whether something long waits until its document has a 格付け.
    pub(super) fn waits_for_level(&self) -> bool {
        self.queue.unlevelled.is_some()
    }

    /// The document has one: what waited is begun.
    pub(super) fn begin_unlevelled(&mut self) {
        if let Some(plan) = self.queue.unlevelled.take() {
            self.notices.retain(|notice| notice.id != "error-gate-unclassified");
            self.queue.plan = Some(plan);
            self.decide_plan(true);
        }
    }

    /// What waited is not begun.
    pub(super) fn leave_unlevelled(&mut self) {
        self.queue.unlevelled = None;
    }

    /// What came of the store.
    pub(super) fn queue_loaded(&mut self, marks: EndMarks, jobs: Vec<JobRow>) {
        self.end_marks = marks;
        for row in jobs {
            let Some(task) = Task::ALL.into_iter().find(|task| task.code() == row.task) else { continue };
            let standing = if row.pick_up.is_some() { Standing::Waiting } else { Standing::Interrupted };
            let work = match &row.pick_up {
                Some(_) => Work::PickUp { ticket: None, text: String::new() },
                None => Work::Gone,
            };
            let entry = self.entry(task, (row.document, row.title), row.endpoint, row.asked_at, work);
            let mut entry = Entry { standing, model: row.model, pick_up: row.pick_up, ..entry };
            (entry.stored, entry.places, entry.digest) = (row.id, row.places, row.digest);
            if standing == Standing::Interrupted && row.pieces > 1 {
                let notice = Notice::new(Level::Info, "queue-was-at").with("done", u64::from(row.done));
                entry.notice = Some(notice.with("pieces", u64::from(row.pieces)));
            }
            self.queue.entries.push(entry);
        }
        self.adopt_entries();
        let waiting = |entry: &&Entry| matches!(entry.work, Work::PickUp { ticket: None, .. });
        let waiting: Vec<u64> = self.queue.entries.iter().filter(waiting).map(|entry| entry.id).collect();
        waiting.into_iter().for_each(|id| self.pick_up(id));
    }

    /// Keeps what was learnt of `endpoint`, here and in the store.
    pub(super) fn learn_habit(&mut self, endpoint: &Endpoint, learnt: Option<Learnt>) {
        let Some(learnt) = learnt else { return };
        self.end_marks.add(&endpoint.name, &endpoint.model, learnt);
        self.send(Job::LearnHabit { endpoint: endpoint.clone(), learnt: Some(learnt) });
    }

    /// `endpoint` is another one now.
    pub(super) fn forget_habits(&mut self, endpoint: &Endpoint) {
        self.end_marks.forget(&endpoint.name);
        self.send(Job::LearnHabit { endpoint: endpoint.clone(), learnt: None });
    }

    fn entry(
        &mut self,
        task: Task,
        (document, title): (String, String),
        endpoint: String,
        at: i64,
        work: Work,
    ) -> Entry {
        self.queue.last += 1;
        Entry {
            id: self.queue.last,
            document,
            title,
            endpoint,
            task,
            standing: Standing::Running,
            notice: None,
            progress: None,
            characters: 0,
            unprocessed: Vec::new(),
            model: String::new(),
            at,
            stored: format!("{:016x}", engine::nonce()),
            pick_up: None,
            places: String::new(),
            digest: String::new(),
            work,
            changes: Vec::new(),
            ready: None,
            finishing: None,
            by: None,
            words: String::new(),
            sent: Vec::new(),
            laid: None,
        }
    }

    /// The key and the title of the document at hand.
    fn here(&self) -> (String, String) {
        let of = |open: &crate::app::Open| (open.key.clone(), open.title().unwrap_or_default());
        self.open.as_ref().map(of).unwrap_or_default()
    }

    /// Takes `step` with the entry `id`.
    pub(super) fn queue_step(&mut self, id: u64, step: Step) {
        let Some(index) = self.index(id) else { return };
        let at_hand = self.is_at_hand(&self.queue.entries[index]);
        if !self.queue.entries[index].allows(step, at_hand) {
            return;
        }
        match step {
            Step::Pause => {
                // What is on its way comes in; nothing more is sent.
                self.queue.entries[index].standing = Standing::Paused;
                self.queue.entries[index].notice = None;
            }
            Step::Resume => self.resume_entry(index),
            Step::Cancel => self.cancel_entry(index),
            Step::Retry => self.retry_entry(index),
            Step::Show => self.show_entry(id),
            Step::Remove => {
                let entry = self.queue.entries.remove(index);
                self.send(Job::DropJob { id: entry.stored });
            }
        }
    }

    fn resume_entry(&mut self, index: usize) {
        let entry = &mut self.queue.entries[index];
        (entry.standing, entry.notice) = (Standing::Running, None);
        self.pump();
    }

    fn cancel_entry(&mut self, index: usize) {
        let entry = &mut self.queue.entries[index];
        entry.standing = Standing::Stopped;
        let (tickets, id): (Vec<Ticket>, String) = match &mut entry.work {
            Work::Single { .. } => return self.stop(),
            Work::Long { long, out, .. } => {
                out.iter().for_each(|(_, id)| long.put_back(*id));
                entry.unprocessed = long.unprocessed();
                (std::mem::take(out).into_iter().map(|(ticket, _)| ticket).collect(), entry.stored.clone())
            }
            Work::Pairs { translation, out, .. } => {
                out.iter().for_each(|(_, id)| translation.put_back(*id, false));
                (std::mem::take(out).into_iter().map(|(ticket, _)| ticket).collect(), entry.stored.clone())
            }
            Work::PickUp { ticket, .. } => (ticket.take().into_iter().collect(), entry.stored.clone()),
            Work::Gone => (Vec::new(), entry.stored.clone()),
        };
        tickets.into_iter().for_each(|ticket| self.jobs.cancel(ticket));
        self.send(Job::DropJob { id });
        // What is done of it is worth having.
        let any = matches!(&self.queue.entries[index].work, Work::Long { long, .. } if long.progress().0 > 0);
        if any && self.queue.entries[index].ready.is_none() {
            self.finish_long(index);
        }
    }

    fn retry_entry(&mut self, index: usize) {
        let entry = &mut self.queue.entries[index];
        match &mut entry.work {
            Work::Single { again, .. } => {
                if self.asking.is_some() || self.sending.is_some() {
                    return;
                }
                let Some(again) = again.take().map(|again| *again) else { return };
                let Again { task, request, target, ready, doubt, template } = again;
                self.queue.entries.remove(index);
                self.panel = Panel::Assistant;
                self.ask(task, request, target, ready, doubt);
                if let Some(used) = template {
                    self.by_template(used);
                }
            }
            Work::Long { long, .. } => {
                long.retry();
                entry.unprocessed.clear();
                self.resume_entry(index);
            }
            Work::Pairs { translation, .. } => {
                translation.retry();
                self.resume_entry(index);
            }
            Work::PickUp { .. } => {
                let id = entry.id;
                self.pick_up(id);
            }
            Work::Gone => {
                let (task, stored) = (entry.task, entry.stored.clone());
                self.queue.entries.remove(index);
                self.send(Job::DropJob { id: stored });
                match task {
                    Task::Draft => self.draft(),
                    Task::Rewrite if self.has_easy_to_fill() => self.fill_easy(),
                    Task::Rewrite => self.rewrite(),
                    Task::Summarize => self.summarize(crate::assistant::offline::Length::Standard),
                    // What is translated already stands in the pairs: only the rest is asked for.
                    Task::Translate => {
                        if !self.shows_pairs() {
                            self.toggle_pairs();
                        }
                        self.fill_pairs();
                    }
                    _ => self.tell(Notice::new(Level::Info, "queue-ask-again")),
                }
            }
        }
    }

    /// A document was opened: what was asked about the same text in an earlier session is about this one.
    pub(super) fn adopt_entries(&mut self) {
        let orphan = |entry: &Entry| !entry.digest.is_empty() && matches!(entry.work, Work::Gone | Work::PickUp { .. });
        let Some(open) = self.open.as_ref().filter(|_| self.queue.entries.iter().any(orphan)) else { return };
        let (key, digest) = (open.key.clone(), policy::digest(open.document.text().to_string().as_bytes()));
        for entry in self.queue.entries.iter_mut().filter(|entry| orphan(entry) && entry.digest == digest) {
            entry.document.clone_from(&key);
        }
    }

    /// Follows a change of the document at hand.
    pub(super) fn queue_follows(&mut self, change: &Change) {
        let Some(key) = self.open.as_ref().map(|open| open.key.clone()) else { return };
        let Queue { asked, broken, going_on, .. } = &mut self.queue;
        let kept = asked.iter_mut().chain(broken.iter_mut().map(|(again, _)| again));
        kept.chain(going_on.iter_mut().map(|going_on| &mut going_on.again)).for_each(|again| again.follow(change));
        for entry in self.queue.entries.iter_mut().filter(|entry| entry.document == key) {
            if matches!(entry.work, Work::Long { .. }) && (entry.ready.is_some() || !entry.standing.is_over()) {
                entry.changes.push(change.clone());
            }
            if let Work::Single { again: Some(again), .. } = &mut entry.work {
                again.follow(change);
            }
        }
    }

    fn index(&self, id: u64) -> Option<usize> {
        self.queue.entries.iter().position(|entry| entry.id == id)
    }

    fn owner(&self, ticket: Ticket) -> Option<usize> {
        self.queue.entries.iter().position(|entry| match &entry.work {
            Work::Single { ticket: own, .. } => *own == ticket,
            Work::Long { out, .. } => out.iter().any(|(own, _)| *own == ticket),
            Work::Pairs { out, .. } => out.iter().any(|(own, _)| *own == ticket),
            Work::PickUp { ticket: own, .. } => *own == Some(ticket),
            Work::Gone => false,
        })
    }

    /// Of what is over and looked at only the latest stay listed.
    fn trim_queue(&mut self) {
        let settled =
            |entry: &Entry| matches!(entry.standing, Standing::Done | Standing::Stopped) && entry.ready.is_none();
        while self.queue.entries.iter().filter(|entry| settled(entry)).count() > SHOWN {
            if let Some(index) = self.queue.entries.iter().position(settled) {
                self.queue.entries.remove(index);
            }
        }
    }
}

/// How many entries that are over stay listed.
const SHOWN: usize = 20;
