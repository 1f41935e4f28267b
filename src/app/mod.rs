//! What the program is doing: state, commands, jobs; drives everything, draws nothing.
//!
//! A face owns one [`App`]. It hands every finished job to [`App::receive`], everything a person asks for to
//! [`App::act`], calls [`App::tick`] when [`App::due`] says so, and does what [`App::effects`] lists. Nothing here waits.
//!
//! ```text
//! reports ──> App::receive ─┐
//! key chords ─> Action ─────┤
//!                           v
//!                  App (plain data)  ──&──>  panels draw, push Actions ──┐
//!                           ^                                            │
//!                           └──────────────── App::act ──────────────────┘
//! ```

mod acting;
pub mod action;
pub mod annotated;
mod arranging;
pub mod asking;
pub mod attached;
pub mod attachments;
mod available;
pub mod clerk;
pub mod command;
mod commenting;
pub mod consent;
pub mod comparing;
pub mod dating;
mod documents;
pub mod doubt;
pub mod engine;
pub mod external;
pub mod files;
pub mod findings;
pub mod forms;
pub mod habits;
pub mod job;
pub mod joining;
pub mod laying;
mod leaving;
pub mod merging;
pub mod marking;
pub mod memories;
pub mod notice;
pub mod logbook;
pub mod numbering;
mod office;
pub mod previewing;
pub mod printing;
pub mod sheets;
pub mod open;
pub mod personal;
mod plain_files;
pub mod policy;
pub mod profile;
pub mod queue;
pub mod ranges;
pub mod records;
mod receiving;
pub mod resources;
pub mod refining;
pub mod returned;
mod review;
pub mod pairs;
mod lookup;
mod network;
mod second_reader;
pub mod sending;
mod tasks;
pub mod settings;
pub mod translate;
pub mod vouching;
pub mod workbench;
pub mod templates;
pub mod trail;
pub mod usage;
pub mod versions;
pub mod words;
pub mod workers;

use leaving::Waiting;

pub use crate::format::faces;
pub use action::{Action, Panel, Scope, Unsaved};
pub use asking::{Asking, Progress, Reply};
pub use command::Command;
pub use documents::day;
pub use findings::Findings;
pub use job::{Job, Jobs, Report, Ticket};
use notice::Refusals;
pub use notice::{Level, Notice};
pub use open::Open;
pub use sending::Sending;
pub use settings::{Dirs, Settings};

use crate::assistant::local::Local;
use crate::assistant::template::Owner;
use crate::assistant::{EndMarks, Endpoint, Instruction, Policy, Purpose, Task, Verdict, doctor, offline};
use crate::document::facts::FactsProblem;
use crate::document::form::Form;
use crate::document::verification::Verdict as Said;
use crate::document::{Edit, Facts, Scheme};
use crate::i18n::{Locale, Tr};
use crate::proofread::{House, Rulebook};
use crate::store::audit::EventKind;
use crate::store::{RecentRow, SessionRow, UsageSum};
use crate::text::{Change, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How long after the last key the text is checked (milliseconds).
const CHECK_PAUSE_MILLIS: i64 = 150;
/// How long after the last key the rules over the whole document are asked (milliseconds).
const WIDE_PAUSE_MILLIS: i64 = 700;
/// How often, at the most, a state is kept while a person types (milliseconds); typing does not put it off.
const KEEP_EVERY_MILLIS: i64 = 400;

/// What the face has to do, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The document changed like this: the editor's cursor and layout follow.
    Changed(Change),
    /// There is another document now, or none.
    Reset,
    /// The translation beside the source changed like this.
    ChangedBeside(Change),
    /// It is another document now.
    ResetBeside,
    /// Put the keyboard into it.
    FocusBeside,
    /// Put the cursor there in it and bring that into view.
    ShowBeside(Span),
    /// Select this and bring it into view.
    Show(Span),
    /// Put the keyboard into the text.
    Focus,
    /// Let the person choose a file whose text goes along with what is asked.
    ChooseAttachment,
    /// Let the person choose a file to attach to the document.
    ChooseAttached,
    /// Let the person choose where to put a copy of the audit trail; a name to begin with.
    ChooseTrailCopy(String),
    /// Let the person choose where to put a file that is no document; a name to begin with.
    ChoosePlace(String),
    /// Let the person choose a file to open.
    ChooseOpen,
    /// Let the person choose where to save; a name to begin with.
    ChooseSave(String),
    /// Let the person choose where to put a copy for somebody else; a name to begin with.
    ChooseExport(String),
    /// Let the person choose a file to compare the document with.
    ChooseCompare,
    /// Let the person choose another copy of the document to put together with it.
    ChooseMerge,
    /// Let the person choose a form file to take in.
    ChooseForm,
    /// Let the person choose a file of the office's own words.
    ChooseWords,
    /// Let the person choose a list of addressees.
    ChooseList,
    /// Let the person choose a workbook, of which a range is wanted.
    ChooseWorkbook,
    /// Let the person choose where to put the table of two versions; a name to begin with.
    ChooseTable(String),
    /// Let the person choose a file for this; a name to begin with where it is to be written.
    ChooseFile(resources::Choice, String),
    /// End the program.
    Quit,
}

/// A form being filled in.
pub struct Filling {
    /// The form.
    pub form: Arc<Form>,
    /// What was filled in so far.
    pub facts: Facts,
    /// What is wrong with it, once the person has asked for the document.
    pub problems: Vec<FactsProblem>,
}

/// How far the examination of a connection is.
pub enum Examination {
    /// Under way.
    Running(Ticket),
    /// What came of it.
    Done(Vec<doctor::Check>),
}

/// The state of the program. Faces read it through its methods and change it through [`App::act`].
pub struct App {
    jobs: Box<dyn Jobs>,
    tickets: u64,
    dirs: Dirs,
    settings: Settings,
    tr: Tr,
    open: Option<Open>,
    filling: Option<Filling>,
    asking: Option<Asking>,
    /// The personal information of the document at hand.
    personal: Option<personal::Sought>,
    /// What waits to be looked at before it is sent.
    sending: Option<Sending>,
    /// Documents (by their keys) and endpoints of which nothing more is shown before it is sent.
    seen: BTreeSet<(String, String)>,
    reply: Option<Reply>,
    /// The answers to what was asked last.
    refining: refining::Refining,
    /// What is being held against the facts before it is laid beside the text.
    laying: laying::Laying,
    /// The search for what the reply rests on.
    tracing: Option<Ticket>,
    /// Files whose text goes along with what is asked.
    attached: Vec<attached::Attached>,
    attaching: attachments::Attaching,
    naming: records::Naming,
    /// What a template would send, as far as somebody looks at it.
    foreseen: Option<sending::Foreseen>,
    /// The audit trail, while somebody looks at it.
    trail: Option<trail::Shown>,
    /// A file whose place the person is choosing.
    to_be_saved: Option<Arc<[u8]>>,
    recent: Vec<RecentRow>,
    sessions: Vec<SessionRow>,
    notices: Vec<Notice>,
    refusals: Refusals,
    panel: Panel,
    waiting: Option<Waiting>,
    asked_unsaved: bool,
    consent: Option<consent::Asked>,
    /// Whether the copy that is being made is one for review.
    for_review: bool,
    compared: Option<comparing::Compared>,
    doubt: Option<doubt::Doubt>,
    previewing: previewing::Previewing,
    examination: Option<(String, Examination)>,
    effects: Vec<Effect>,
    check_due: Option<i64>,
    wide_due: Option<i64>,
    checking: Option<Ticket>,
    house: Arc<House>,
    book: Arc<Rulebook>,
    keep_due: Option<i64>,
    kept_at: i64,
    reading: Option<Ticket>,
    end_marks: EndMarks,
    queue: queue::Queue,
    instruction: Instruction,
    policy: Policy,
    endpoints: Vec<Endpoint>,
    sent: Option<records::Sent>,
    reviewing: bool,
    unsent: Option<asking::Unsent>,
    locked_key: Option<office::Locked>,
    templates: Vec<templates::Kept>,
    /// The servers on this machine, once they were looked for; `None` in it while they are.
    local: Option<Option<Vec<Local>>>,
    workbench: workbench::Workbench,
    /// What translators draw on.
    resources: resources::Resources,
    versions: versions::Versions,
    /// What was used this month.
    used: Vec<UsageSum>,
    /// What a clerk does around a document.
    clerk: clerk::Clerk,
    forms: forms::Forms,
    now: i64,
}

impl App {
    /// The program with these settings, its jobs sent to `jobs`, at `now` (milliseconds since 1970-01-01 UTC).
    pub fn new(dirs: Dirs, settings: Settings, jobs: Box<dyn Jobs>, notices: Vec<Notice>, now: i64) -> Self {
        let tr = Tr::new(settings.locale.unwrap_or_else(Locale::system));
        let office = Policy::built_in(settings.scheme.unwrap_or(Scheme::National));
        let endpoints = policy::endpoints(&office, &settings);
        let mut app = Self {
            jobs,
            tickets: 0,
            dirs,
            settings,
            tr,
            open: None,
            filling: None,
            asking: None,
            personal: None,
            sending: None,
            seen: BTreeSet::new(),
            reply: None,
            refining: refining::Refining::default(),
            laying: laying::Laying::default(),
            tracing: None,
            attached: Vec::new(),
            attaching: attachments::Attaching::default(),
            trail: None,
            naming: records::Naming::default(),
            foreseen: None,
            to_be_saved: None,
            recent: Vec::new(),
            sessions: Vec::new(),
            notices,
            refusals: Refusals::default(),
            panel: Panel::default(),
            waiting: None,
            for_review: false,
            compared: None,
            doubt: None,
            previewing: previewing::Previewing::default(),
            asked_unsaved: false,
            consent: None,
            examination: None,
            effects: Vec::new(),
            check_due: None,
            wide_due: None,
            checking: None,
            house: Arc::default(),
            book: Arc::default(),
            keep_due: None,
            kept_at: 0,
            reading: None,
            end_marks: EndMarks::default(),
            queue: queue::Queue::default(),
            instruction: Instruction::Formal,
            policy: office,
            endpoints,
            sent: None,
            reviewing: false,
            unsent: None,
            locked_key: None,
            templates: Vec::new(),
            local: None,
            workbench: workbench::Workbench::default(),
            resources: resources::Resources::default(),
            versions: versions::Versions::default(),
            used: Vec::new(),
            clerk: clerk::Clerk::default(),
            forms: forms::Forms::default(),
            now,
        };
        app.judge_anew();
        app.send(Job::Begin);
        app.send(Job::LoadQueue);
        app.load_words();
        app.load_templates();
        app.load_sheets();
        app.load_profile();
        app.load_forms();
        app.add_usage(None);
        app
    }

    /// The words of the interface.
    pub fn tr(&self) -> &Tr {
        &self.tr
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Where settings and the store are.
    pub fn dirs(&self) -> &Dirs {
        &self.dirs
    }

    /// The words of the office.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// The document at hand.
    pub fn open(&self) -> Option<&Open> {
        self.open.as_ref()
    }

    /// The form being filled in.
    pub fn filling(&self) -> Option<&Filling> {
        self.filling.as_ref()
    }

    /// What is being asked of an engine right now.
    pub fn asking(&self) -> Option<&Asking> {
        self.asking.as_ref()
    }

    /// What came of the last thing asked.
    pub fn reply(&self) -> Option<&Reply> {
        self.reply.as_ref()
    }

    /// Recent documents, newest first.
    pub fn recent(&self) -> &[RecentRow] {
        &self.recent
    }

    /// Documents that were unsaved when a process ended.
    pub fn sessions(&self) -> &[SessionRow] {
        &self.sessions
    }

    /// How an endpoint is asked to write a passage anew.
    pub fn instruction(&self) -> &Instruction {
        &self.instruction
    }

    /// What the person has been told and not closed yet.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The side panel that is open.
    pub fn panel(&self) -> Panel {
        self.panel
    }

    /// Whether an answer about unsaved changes is waited for.
    pub fn asks_unsaved(&self) -> bool {
        self.asked_unsaved
    }

    /// Whether a file is being read.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// The examination of the endpoint `name`, if there is or was one.
    pub fn examination(&self, name: &str) -> Option<&Examination> {
        self.examination.as_ref().filter(|(of, _)| of == name).map(|(_, e)| e)
    }

    /// The servers of models on this machine: `None` before they were looked for, `Some(None)` while they are.
    pub fn local(&self) -> Option<Option<&[Local]>> {
        self.local.as_ref().map(Option::as_deref)
    }

    /// The endpoint in use; `None` is the offline engine.
    pub fn endpoint(&self) -> Option<&Endpoint> {
        let name = self.settings.chosen_endpoint.as_deref()?;
        self.endpoints.iter().find(|endpoint| endpoint.name == name)
    }

    /// The endpoint that is asked for `task`: the one set for it, else the one in use; with the offline engine none.
    pub fn endpoint_for(&self, task: Task) -> Option<&Endpoint> {
        let in_use = self.endpoint()?;
        let name = self.settings.task_endpoints.get(task.code());
        let set = name.and_then(|name| self.endpoints.iter().find(|endpoint| endpoint.name == *name));
        set.or(Some(in_use))
    }

    /// What the face has to do since it last asked.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Whether nothing is asked, and nothing waits to be.
    fn is_idle(&self) -> bool {
        self.asking.is_none() && self.sending.is_none()
    }

    /// When [`App::tick`] wants to be called next (milliseconds since 1970-01-01 UTC).
    pub fn due(&self) -> Option<i64> {
        [self.check_due, self.wide_due, self.keep_due].into_iter().flatten().min()
    }

    /// Does what has come due by `now`.
    pub fn tick(&mut self, now: i64) {
        self.now = now;
        if self.check_due.is_some_and(|due| due <= now) {
            self.check_due = None;
            self.help_pair_anew();
            self.check(false);
        }
        if self.wide_due.is_some_and(|due| due <= now) {
            (self.check_due, self.wide_due) = (None, None);
            self.check(true);
            if let Some(open) = &mut self.open {
                open.look_whether_vouched();
            }
            if self.panel == Panel::Review {
                self.list_facts();
            }
        }
        if self.keep_due.is_some_and(|due| due <= now) {
            self.keep_due = None;
            self.keep();
        }
    }

    /// Tells the person something.
    pub fn tell(&mut self, notice: Notice) {
        // The same said twice in a row is said once.
        if self.notices.last() != Some(&notice) {
            self.notices.retain(|n| n.level != Level::Info);
            self.refusals.told(&notice);
            self.notices.push(notice);
        }
    }

    fn send(&mut self, job: Job) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.jobs.start(ticket, job);
        ticket
    }

    fn save_settings(&mut self) {
        self.endpoints = policy::endpoints(&self.policy, &self.settings);
        if let Err(error) = self.settings.save(&self.dirs) {
            self.tell(Notice::error(&error));
        }
    }

    /// Applies `edit` to the document at hand; the suggestion `except` has followed it already.
    fn edit(&mut self, edit: Edit, except: Option<usize>) {
        if self.read_only() {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let asked = edit.change.clone();
        let made = open.document.apply(edit);
        if made != asked
            && let Some(proposal) = except.and_then(|index| open.proposals.get_mut(index))
        {
            // It followed what was asked for, and a table had it otherwise.
            proposal.suggestion.mend(&asked, &made);
        }
        self.changed(&made, except);
    }

    /// Applies an edit that knows of tables to the document at hand.
    fn rearrange(&mut self, edit: Edit) {
        let Some(open) = &mut self.open else { return };
        let change = edit.change.clone();
        open.document.rearrange(edit);
        self.changed(&change, None);
    }

    /// The document changed: everything that points into it follows.
    fn changed(&mut self, change: &Change, except: Option<usize>) {
        let Some(open) = &mut self.open else { return };
        open.follow(change, except);
        let by = except.and_then(|index| open.proposals.get(index)).map(|proposal| proposal.run);
        self.refining.follow(change, by);
        self.laying.follow(change);
        if let Some(unsent) = &mut self.unsent {
            unsent.follow(change);
        }
        if let Some(asking) = &mut self.asking {
            asking.follow(change);
        }
        if let Some(sending) = &mut self.sending {
            sending.asking.follow(change);
        }
        if let Some(reply) = &mut self.reply {
            reply.follow(change);
        }
        self.queue_follows(change);
        if let Some(sought) = &mut self.personal {
            sought.follow(change);
        }
        self.resources.follow(change);
        self.effects.push(Effect::Changed(change.clone()));
        self.follow_beside(None);
        self.check_due = Some(self.now + CHECK_PAUSE_MILLIS);
        self.wide_due = Some(self.now + WIDE_PAUSE_MILLIS);
        // The first key after a pause is kept soon, and while typing goes on a state is kept again and again.
        let next = self.now.max(self.kept_at + KEEP_EVERY_MILLIS);
        self.keep_due = Some(self.keep_due.map_or(next, |due| due.min(next)));
        self.close_proposals();
    }
}
