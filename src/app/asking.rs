//! Asking an engine: the request is made and passed by the gate, what arrives goes through a [`Session`], and what comes
//! of it lies beside the text as a suggestion. Nothing here enters the document by itself.

use super::engine;
use super::job::{Job, Ticket};
use super::laying::hunk;
use super::notice::{Level, Notice};
use super::open::Place;
use super::queue::{Again, Standing};
use super::refining::{Made, Spot};
use super::{App, Panel, sending};
use crate::assistant::gate::Why;
use crate::assistant::masking::{Report, Restorer};
use crate::assistant::session;
use crate::assistant::translate::Translation;
use crate::assistant::{
    self, Answer, Blocked, Completeness, Endpoint, Event, Outgoing, Purpose, Request, Session, Task, Verdict, offline,
    prompt, wire,
};
use crate::document::form::Bilingual;
use crate::document::{Doubt, Hunk, Run};
use crate::text::morph::ruby::{Readers, ruby};
use crate::text::{Assoc, Change, Span};

/// Readings are looked up while the person waits, so in no more than this at once (bytes).
const READABLE: usize = 60_000;

/// What the answer is for.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// Prose for these places, the first of them now.
    Places(Vec<Place>),
    /// A rewriting of these bytes, which read like that when it was asked for.
    Selection { span: Span, old: String },
    /// A new paragraph here.
    Behind { at: usize },
    /// Targets for the pairs.
    Pairs(Box<Translation>),
    /// Something to read about the document.
    Document,
    /// Subject lines to choose from.
    Titles,
    /// What should be mended in the document.
    Review,
    /// What should be mended in the pairs.
    Reading(Box<super::second_reader::Second>),
}

impl Target {
    /// Follows a change of the document.
    pub(super) fn follow(&mut self, change: &Change) {
        match self {
            Target::Places(places) => places.iter_mut().for_each(|p| p.at = change.map(p.at, Assoc::Before)),
            Target::Selection { span, .. } => *span = change.map_span(*span),
            Target::Behind { at } => *at = change.map(*at, Assoc::Before),
            _ => {}
        }
    }
}

/// What waits to be sent until its document has a 格付け.
pub(super) struct Unsent {
    task: Task,
    request: Request,
    target: Target,
    ready: Vec<(Place, String)>,
    doubt: Option<Notice>,
    template: Option<Used>,
}

impl Unsent {
    /// Follows a change of the document.
    pub(super) fn follow(&mut self, change: &Change) {
        self.target.follow(change);
        self.ready.iter_mut().for_each(|(place, _)| place.at = change.map(place.at, Assoc::Before));
    }
}

/// What is being asked right now.
pub struct Asking {
    ticket: Ticket,
    task: Task,
    endpoint: Option<Endpoint>,
    session: Option<Session>,
    target: Target,
    /// Prose that has arrived for earlier places.
    ready: Vec<(Place, String)>,
    /// Why some of that may not be whole.
    doubt: Option<Notice>,
    shown: String,
    /// The template that is used.
    template: Option<Used>,
    /// What was sent, with what it takes to put back what is personal.
    outgoing: Option<Outgoing>,
    /// The answer so far with that put back, and how much of it.
    restored: Restored,
    /// Files that came with the answer.
    files: Vec<wire::File>,
    pub(super) at: i64,
}

/// An answer while it arrives, with what is personal put back.
#[derive(Default)]
struct Restored {
    raw: String,
    text: String,
    restorer: Option<Restorer>,
}

impl Restored {
    /// Takes in the answer as it is by now.
    fn follow(&mut self, raw: &str, outgoing: &Outgoing) {
        // What was shown may be taken back (thinking that turns out to be thinking): then from the beginning.
        if self.restorer.is_none() || !raw.starts_with(&self.raw) {
            *self = Self { restorer: Some(outgoing.restorer()), ..Self::default() };
        }
        if let Some(restorer) = &mut self.restorer {
            self.text.push_str(&restorer.push(&raw[self.raw.len()..]));
            self.raw.push_str(&raw[self.raw.len()..]);
        }
    }
}

/// A template in use.
#[derive(Clone, Debug)]
pub(super) struct Used {
    /// Its id and version, as records name it: `points@1`.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// What a person filled in: facts in it are not made up.
    pub told: String,
}

impl Asking {
    /// What was asked for.
    pub fn task(&self) -> Task {
        self.task
    }

    /// The name of the template that is used.
    pub fn template(&self) -> Option<&Bilingual> {
        self.template.as_ref().map(|used| &used.name)
    }

    /// Its job.
    pub(super) fn ticket(&self) -> Ticket {
        self.ticket
    }

    /// It has been sent.
    pub(super) fn begin(&mut self, ticket: Ticket, outgoing: Outgoing) {
        self.ticket = ticket;
        if let Some(session) = &mut self.session {
            session.handle(Event::Asked);
        }
        self.outgoing = Some(outgoing);
    }

    /// How many places are written already.
    pub(super) fn parts_before(&self) -> usize {
        self.ready.len()
    }

    pub(super) fn set_template(&mut self, used: Used) {
        self.template = Some(used);
    }

    /// Whether what is to be sent is still looked through for personal information.
    pub fn is_prepared(&self) -> bool {
        self.session.is_some() || self.endpoint.is_none()
    }

    /// What has arrived so far.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Follows a change of the document.
    pub(super) fn follow(&mut self, change: &Change) {
        self.target.follow(change);
        self.ready.iter_mut().for_each(|(place, _)| place.at = change.map(place.at, Assoc::Before));
    }

    /// What has arrived for earlier places of a form, each with its place.
    pub fn arrived_before(&self) -> impl Iterator<Item = (usize, &str)> {
        self.ready.iter().map(|(place, text)| (place.at, text.as_str()))
    }

    /// Where what arrives belongs in the document, whether it stands behind the words there, and what has arrived;
    /// `None` where it is to be read.
    pub fn growing(&self) -> Option<(usize, bool, &str)> {
        let (at, behind) = match &self.target {
            Target::Places(places) => (places.first()?.at, false),
            Target::Selection { span, .. } => (span.end, true),
            Target::Behind { at } => (*at, true),
            _ => return None,
        };
        Some((at, behind, self.shown.as_str())).filter(|(.., shown)| !shown.trim().is_empty())
    }
}

/// How the last thing asked ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// It is whole.
    Whole,
    /// It cannot be shown to be whole, or it is known not to be.
    Doubtful(Notice),
    /// It failed; what had arrived is kept.
    Failed(Notice),
}

/// A sentence of a summary and where it stands in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced {
    /// The sentence.
    pub text: String,
    /// Where it stands, or what it rests on, mapped through every change; `None` where that is not known.
    pub source: Option<Span>,
}

/// What came of the last thing asked, for reading; suggestions are in the document's [`super::Open::proposals`].
#[derive(Clone, Debug)]
pub struct Reply {
    /// What was asked for.
    pub task: Task,
    /// The name of the template that was used.
    pub template: Option<Bilingual>,
    /// The endpoint's name; `None` is the offline engine.
    pub engine: Option<String>,
    /// How it ended.
    pub progress: Progress,
    /// What it says; empty where it became a suggestion.
    pub text: String,
    /// The same, sentence by sentence, where each has a source.
    pub sentences: Vec<Sourced>,
    /// Facts of a summary that the document does not state.
    pub doubts: Vec<Doubt>,
    /// Lines to choose one of.
    pub choices: Vec<String>,
    /// Files that came with it.
    pub files: Vec<wire::File>,
    /// Whether its text lies beside the document already, as far as it goes.
    pub beside: bool,
    pub(super) run: Option<Run>,
    /// The job that looks for what it quotes and for facts nothing explains.
    pub(super) weighing: Option<Ticket>,
}

impl Reply {
    /// A reply that says nothing yet.
    pub(super) fn new(task: Task, template: Option<Bilingual>, engine: Option<String>, progress: Progress) -> Self {
        let (text, sentences, doubts, run) = (String::new(), Vec::new(), Vec::new(), None);
        let (choices, files, beside, weighing) = (Vec::new(), Vec::new(), false, None);
        Self { task, template, engine, progress, text, sentences, doubts, choices, files, beside, run, weighing }
    }

    /// Whether its text can be laid beside the document as a suggestion.
    pub fn can_propose(&self) -> bool {
        self.run.is_some() && !self.text.is_empty()
    }

    pub(super) fn follow(&mut self, change: &Change) {
        for sentence in &mut self.sentences {
            sentence.source = sentence.source.map(|source| change.map_span(source));
        }
    }
}

impl App {
    /// Drafts what the form leaves open.
    pub(super) fn draft(&mut self) {
        let places = self.open.as_ref().map(super::Open::empty_places).unwrap_or_default();
        if places.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-draft"));
        }
        self.panel = Panel::Assistant;
        if self.endpoint().is_some() {
            return self.ask_places(places, Vec::new(), None);
        }
        let ready = places.into_iter().map(|place| (place.clone(), place.slot.offline.join("\n"))).collect();
        self.propose_prose(ready, self.offline_run(Task::Draft));
    }

    /// Asks the endpoint for prose for the first of `places`.
    fn ask_places(&mut self, places: Vec<Place>, ready: Vec<(Place, String)>, doubt: Option<Notice>) {
        let (Some(open), Some(first)) = (&self.open, places.first()) else { return };
        let Some(form) = &open.form else { return };
        let outline = || open.document.text().to_string();
        let request = self.refining.request(ready.len()).filter(|_| !ready.is_empty());
        let request = request
            .unwrap_or_else(|| engine::draft_request(form, &open.facts, &outline(), &first.slot, engine::nonce()));
        self.ask(Task::Draft, request, Target::Places(places), ready, doubt);
    }

    /// Polishes the selection, or the paragraph the cursor is in.
    pub(super) fn rewrite(&mut self) {
        let Some(open) = &self.open else { return };
        let (span, old) = open.passage();
        if old.trim().is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-rewrite"));
        }
        self.panel = Panel::Assistant;
        if self.endpoint().is_some() {
            let instruction = self.instruction.clone();
            return self.rewrite_as(&instruction);
        }
        // The offline engine knows no more than the rules: their first fixes, as one suggestion.
        let mut last = span.start;
        let mut hunks = Vec::new();
        for finding in open.findings.iter().filter(|f| f.span.end <= span.end) {
            if finding.span.start < last {
                continue;
            }
            if let Some(fix) = finding.fixes.first() {
                hunks.push(hunk(finding.span, finding.text.clone(), fix.text.clone()));
                last = finding.span.end;
            }
        }
        if hunks.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-rewrite"));
        }
        let run = self.offline_run(Task::Rewrite);
        self.propose(hunks, run, "");
    }

    /// Lays the readings of kanji beside the selection, or the paragraph the cursor is in, in brackets behind them.
    pub(super) fn add_readings(&mut self) {
        let Some(open) = &self.open else { return };
        let (span, old) = open.passage();
        if old.len() > READABLE {
            return self.tell(Notice::new(Level::Info, "notice-readings-too-long"));
        }
        let given = |at: usize| old[at..].starts_with(['（', '(', '《']);
        let hunks: Vec<Hunk> = ruby(&old, Readers::All)
            .into_iter()
            .filter(|ruby| !given(ruby.base.end))
            .map(|ruby| {
                let at = Span::at(span.start + ruby.base.end);
                hunk(at, String::new(), format!("（{}）", ruby.reading))
            })
            .collect();
        if hunks.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-no-readings"));
        }
        self.panel = Panel::Assistant;
        let run = self.offline_run(Task::Rewrite);
        self.propose(hunks, run, "");
    }

    /// Summarises the document, about as long as `length` says.
    pub(super) fn summarize(&mut self, length: offline::Length) {
        let Some(open) = &self.open else { return };
        self.panel = Panel::Assistant;
        if let Some(room) = self.room(Task::Summarize) {
            if let Some(long) = self.too_long_to_summarize(length, room) {
                return self.plan_long(Task::Summarize, long);
            }
            let Some(open) = &self.open else { return };
            let text = open.document.text().to_string();
            let request = prompt::summarize(open.document.lang(), length, &text, engine::nonce());
            return self.ask(Task::Summarize, request, Target::Document, Vec::new(), None);
        }
        let snapshot = open.document.snapshot();
        self.reply = None;
        let ticket = self.send(Job::Summarize { snapshot, length });
        self.asking = Some(Asking {
            ticket,
            task: Task::Summarize,
            endpoint: None,
            session: None,
            target: Target::Document,
            ready: Vec::new(),
            doubt: None,
            shown: String::new(),
            template: None,
            outgoing: None,
            restored: Restored::default(),
            files: Vec::new(),
            at: self.now,
        });
    }

    /// Sends `request` if the gate lets it through, with placeholders for what is personal in it.
    pub(super) fn ask(
        &mut self,
        task: Task,
        request: Request,
        target: Target,
        ready: Vec<(Place, String)>,
        doubt: Option<Notice>,
    ) {
        let Some(endpoint) = self.endpoint_for(task).cloned() else { return };
        self.reply = None;
        let asked = self.note_asked(Again::new(task, request.clone(), target.clone(), ready.clone(), doubt.clone()));
        self.refining.begin(&asked, Some(&request).filter(|request| **request != asked), ready.len());
        let (plain, request) = (request.clone(), self.with_attached(request));
        let characters = engine::characters(&request);
        let levels = self.levels(task == Task::Template || request != plain);
        if let Verdict::Refused(refusal) = self.gate(&endpoint, Purpose::Task(task), &levels, characters) {
            let asks = matches!(refusal.why, Why::Unclassified { .. });
            self.tell(Notice::error(&refusal));
            if asks {
                // Asked once; what was to be sent goes on when the person has said.
                self.unsent = Some(Unsent { task, request: plain, target, ready, doubt, template: None });
            }
            return;
        }
        // What goes along as an example has a level of its own.
        if let Target::Pairs(translation) = &target {
            let levels: Vec<_> = levels.into_iter().chain(translation.levels()).collect();
            if let Verdict::Refused(refusal) = self.gate(&endpoint, Purpose::Task(task), &levels, characters) {
                return self.tell(Notice::error(&refusal));
            }
        }
        let whole = match &target {
            Target::Selection { old, .. } => Some(old.as_str()),
            _ => None,
        };
        let (asked, shown, template) = (Some(endpoint.clone()), String::new(), None);
        let (restored, ticket, at) = (Restored::default(), Ticket(0), self.now);
        // A long text is looked through by a worker; the window goes on, and what is asked can be stopped.
        let later = (characters > sending::AT_ONCE).then(|| self.prepare_later(&request, &endpoint, whole));
        let outgoing = match later {
            Some(_) => None,
            None => match self.prepare(request, &endpoint, whole) {
                Some(outgoing) => Some(outgoing),
                None => return,
            },
        };
        let asking = Asking {
            ticket: later.unwrap_or(ticket),
            task,
            endpoint: asked,
            session: None,
            target,
            ready,
            doubt,
            shown,
            template,
            outgoing: None,
            restored,
            files: Vec::new(),
            at,
        };
        match outgoing {
            Some(outgoing) => self.go_on_with(asking, endpoint, outgoing),
            None => {
                self.panel = Panel::Assistant;
                self.asking = Some(asking);
            }
        }
    }

    /// A request is ready: it is sent, or shown first.
    fn go_on_with(&mut self, mut asking: Asking, endpoint: Endpoint, outgoing: Outgoing) {
        let habit = self.end_marks.habit(&endpoint);
        asking.session = Some(Session::new(outgoing.request.clone(), habit));
        self.send_or_show(asking, endpoint, outgoing);
    }

    /// A worker has made a request ready, or found something in it that must not leave.
    pub(super) fn prepared(&mut self, ticket: Ticket, made: Result<Outgoing, Blocked>) {
        if self.was_foreseen(ticket, &made) {
            return;
        }
        let Some(asking) = self.asking.take_if(|asking| asking.ticket == ticket) else { return };
        let Some(endpoint) = asking.endpoint.clone() else { return };
        match made {
            Ok(outgoing) => self.go_on_with(asking, endpoint, outgoing),
            Err(blocked) => self.tell(sending::refused(&blocked)),
        }
    }

    /// What is being asked now is what this template says.
    pub(super) fn by_template(&mut self, used: Used) {
        self.sending_by_template(&used);
        self.note_template(&used);
        if let Some(asking) = &mut self.asking {
            asking.template = Some(used);
        } else if let Some(unsent) = &mut self.unsent {
            unsent.template = Some(used);
        }
    }

    /// Whether something waits to be sent until the person has said how guarded the document is.
    pub fn asks_level(&self) -> bool {
        self.unsent.is_some() || self.waits_for_level()
    }

    /// The person has said: what waited goes on.
    pub(super) fn send_unsent(&mut self) {
        self.begin_unlevelled();
        let Some(Unsent { task, request, target, ready, doubt, template }) = self.unsent.take() else { return };
        self.notices.retain(|notice| notice.id != "error-gate-unclassified");
        self.ask(task, request, target, ready, doubt);
        if let Some(used) = template {
            self.by_template(used);
        }
    }

    /// Stops what is being asked, at once; what had arrived stays readable.
    pub(super) fn stop(&mut self) {
        self.dont_send();
        let Some(mut asking) = self.asking.take() else { return };
        self.jobs.cancel(asking.ticket);
        match &mut asking.session {
            Some(session) => {
                let effects = session.handle(Event::Cancelled);
                self.over(asking, effects);
            }
            None => self.rest_not_asked(),
        }
    }

    /// A job failed altogether; if it was the one asked, nothing is asked any more.
    pub(super) fn abandon(&mut self, ticket: Ticket) {
        self.laying.abandon(ticket);
        if self.asking.as_ref().is_some_and(|asking| asking.ticket == ticket) {
            self.asking = None;
        }
    }

    /// A piece of an answer arrived.
    pub(super) fn arrived(&mut self, ticket: Ticket, event: wire::Event) {
        let Some(asking) = self.asking.as_mut().filter(|asking| asking.ticket == ticket) else { return };
        if let Some(session) = &mut asking.session {
            let effects = match event {
                wire::Event::Text(text) => session.handle(Event::Chunk(text)),
                wire::Event::File(file) => {
                    asking.files.push(file);
                    return;
                }
                _ => return,
            };
            match &asking.outgoing {
                Some(outgoing) if outgoing.is_masked() => {
                    asking.restored.follow(session.text(), outgoing);
                    asking.shown.clone_from(&asking.restored.text);
                }
                // Only what is new is taken over: an answer may be long, and its pieces are many.
                _ => effects.into_iter().for_each(|effect| match effect {
                    session::Effect::Show { text } => asking.shown.push_str(&text),
                    session::Effect::Clear => asking.shown.clear(),
                    _ => {}
                }),
            }
        }
    }

    /// An answer ended.
    pub(super) fn ended(&mut self, ticket: Ticket, end: Result<wire::End, assistant::Error>) {
        if self.picked_up(ticket, &end) {
            return;
        }
        if self.asking.as_ref().is_none_or(|asking| asking.ticket != ticket) {
            return;
        }
        let Some(mut asking) = self.asking.take() else { return };
        let Some(session) = &mut asking.session else { return };
        let effects = session.finish(end);
        self.over(asking, effects);
    }

    /// The session is over: there is an answer, or there is none.
    fn over(&mut self, asking: Asking, effects: Vec<session::Effect>) {
        for effect in effects {
            match effect {
                session::Effect::Done(answer) => return self.answered(asking, answer),
                // Files alone are an answer too.
                session::Effect::Failed(assistant::Error::Empty) if !asking.files.is_empty() => {
                    return self.finish(asking, None);
                }
                session::Effect::Failed(error) => {
                    return self.give_up(asking, Progress::Failed(Notice::error(&error)), true);
                }
                _ => {}
            }
        }
    }

    fn answered(&mut self, mut asking: Asking, answer: Answer) {
        let back = asking.outgoing.as_ref().filter(|out| out.is_masked()).map(|out| out.restore(&answer.text));
        asking.shown = back.as_ref().map_or_else(|| answer.text.clone(), |(text, _)| text.clone());
        if let Some(endpoint) = asking.endpoint.clone() {
            self.learn_habit(&endpoint, session::Learnt::from_answer(&answer));
            self.used_by(&endpoint, &asking, answer.usage);
        }
        let told = || Notice::of(Level::Warning, &answer.completeness);
        if let Some((_, report)) = &back {
            if report.blocks() {
                return self.give_up_for_good(asking, report);
            }
            if answer.completeness.is_whole() {
                self.tell_deviations(report);
            }
        }
        if !matches!(answer.completeness, Completeness::Cut(_)) {
            asking.shown = self.with_begun(std::mem::take(&mut asking.shown));
        }
        match &answer.completeness {
            Completeness::Whole => self.finish(asking, None),
            Completeness::Unproven(_) => self.finish(asking, Some(told())),
            Completeness::Cut(session::Cut::Broken(error)) => {
                self.give_up(asking, Progress::Failed(told().detailed(vec![Notice::error(error)])), true);
            }
            Completeness::Cut(session::Cut::Limit) => self.give_up(asking, Progress::Doubtful(told()), true),
            // What a person or a filter stopped is for reading.
            Completeness::Cut(_) => self.give_up(asking, Progress::Doubtful(told()), false),
        }
    }

    /// An answer arrived to its end: it becomes a suggestion, or a summary to read. `doubt` says why it may not be whole.
    fn finish(&mut self, mut asking: Asking, doubt: Option<Notice>) {
        let goes_on = matches!(&asking.target, Target::Places(places) if places.len() > 1);
        if !goes_on && !matches!(asking.target, Target::Pairs(_)) {
            self.single_ends(asking.ticket, Standing::Done, doubt.clone());
        }
        asking.doubt = asking.doubt.or(doubt);
        let whole = asking.doubt.is_none();
        let progress = asking.doubt.clone().map_or(Progress::Whole, Progress::Doubtful);
        let engine = asking.endpoint.as_ref().map(|e| e.name.clone());
        let run = self.run_of(&asking, whole);
        let text = asking.shown.trim().to_owned();
        let (task, used, target) = (asking.task, asking.template, asking.target);
        let name = used.as_ref().map(|used| used.name.clone());
        let told = used.as_ref().map_or_else(String::new, |used| used.told.clone());
        let reply = Reply { files: asking.files, ..Reply::new(task, name, engine, progress) };
        // Of what is a suggestion something is said only where it may not be whole.
        let notice = (!whole || !reply.files.is_empty()).then(|| reply.clone());
        let target = match target {
            Target::Pairs(translation) => return self.take_translation(translation, &text, &run),
            Target::Reading(second) => return self.take_reading(*second, &text, &run),
            Target::Review => {
                self.take_review(&[text], run);
                self.reply = notice;
                return;
            }
            other => other,
        };
        let (spots, texts, reply) = match &target {
            Target::Pairs(_) | Target::Reading(_) | Target::Review => return,
            Target::Places(places) => {
                let (done, mut rest) = (places[0].clone(), places[1..].to_vec());
                let mut ready = asking.ready;
                ready.push((done, text));
                if !rest.is_empty() {
                    return self.ask_places(std::mem::take(&mut rest), ready, asking.doubt);
                }
                let spots = ready.iter().map(|(place, _)| Spot::place(place)).collect();
                let places = ready.iter().map(|(place, _)| place.clone()).collect();
                let texts = ready.into_iter().map(|(_, text)| text).collect();
                let target = Target::Places(places);
                let made = Made { task, template: used, target, spots, texts, reply: notice, run, told, broken: false };
                return self.keep_version(made);
            }
            Target::Selection { span, old } => {
                if *old == text {
                    self.tell(Notice::new(Level::Info, "notice-nothing-to-rewrite"));
                }
                (vec![Spot::passage(*span)], vec![text], notice)
            }
            Target::Behind { at } => {
                let Some(open) = &self.open else { return };
                (vec![Spot::behind(*at, open.document.text())], vec![text], notice)
            }
            Target::Document | Target::Titles => {
                let explains = format!("{told}\n{}", self.refining.wish());
                let titles = matches!(target, Target::Titles);
                let choices = if titles { assistant::template::choices(&text) } else { Vec::new() };
                let reply = Reply { text, choices, run: Some(run.clone()), ..reply };
                (Vec::new(), Vec::new(), Some(self.weigh_reply(reply, explains)))
            }
        };
        self.keep_version(Made { task, template: used, target, spots, texts, reply, run, told, broken: false });
    }

    /// An answer did not arrive to its end: what there is of it can be read and gone on with. If it may lie `beside` the text
    /// it does, marked as a part.
    fn give_up(&mut self, mut asking: Asking, progress: Progress, beside: bool) {
        // What lay there before its rest was asked for goes on lying there.
        let beside = beside || self.is_going_on();
        self.broke_off(asking.ticket, &asking.shown);
        if let Some(said) = self.said_so_far() {
            asking.shown = said;
        }
        let (standing, notice) = match &progress {
            Progress::Doubtful(notice) if notice.id == "answer-cut-stopped" => (Standing::Stopped, notice.clone()),
            Progress::Failed(notice) | Progress::Doubtful(notice) => (Standing::Failed, notice.clone()),
            Progress::Whole => (Standing::Done, Notice::new(Level::Info, "answer-whole")),
        };
        self.single_ends(asking.ticket, standing, Some(notice));
        let run = self.run_of(&asking, false);
        let engine = asking.endpoint.as_ref().map(|e| e.name.clone());
        let mut texts: Vec<String> = asking.ready.iter().map(|(_, text)| text.clone()).collect();
        texts.push(asking.shown.trim().to_owned());
        let read: Vec<&str> = texts.iter().map(String::as_str).filter(|piece| !piece.is_empty()).collect();
        let (text, task) = (read.join("\n"), asking.task);
        let name = asking.template.as_ref().map(|used| used.name.clone());
        let told = asking.template.as_ref().map_or_else(String::new, |used| used.told.clone());
        let mut reply = Reply { text, run: Some(run.clone()), ..Reply::new(task, name, engine, progress) };
        reply.files = asking.files;
        let (used, target) = (asking.template, asking.target);
        if let Target::Review | Target::Reading(_) = target {
            // What could be read of it is worth reading, and no text to propose.
            if let (Target::Review, false) = (&target, reply.text.is_empty()) {
                self.take_review(std::slice::from_ref(&reply.text), run);
            }
            self.reply = Some(Reply { text: String::new(), run: None, ..reply });
            return;
        }
        if reply.text.is_empty() || matches!(target, Target::Pairs(_)) {
            // Nothing came of it: what there was before can still be read.
            self.reply = Some(reply);
            return;
        }
        let mut target = target;
        let spots = match &mut target {
            Target::Places(places) => {
                let before = asking.ready.into_iter().map(|(place, _)| place);
                *places = before.chain(std::mem::take(places)).collect();
                places.iter().map(Spot::place).collect()
            }
            Target::Selection { span, .. } => vec![Spot::passage(*span).reached_in_part()],
            Target::Behind { at } => self.open.iter().map(|open| Spot::behind(*at, open.document.text())).collect(),
            _ => Vec::new(),
        };
        if !beside || spots.is_empty() {
            texts.clear();
        }
        reply.beside = !texts.is_empty() && !matches!(target, Target::Selection { .. });
        if reply.beside {
            reply.run = None;
        }
        if let Target::Document | Target::Titles = target {
            let explains = format!("{told}\n{}", self.refining.wish());
            reply = self.weigh_reply(reply, explains);
        }
        let reply = Some(reply);
        self.keep_version(Made { task, template: used, target, spots, texts, reply, run, told, broken: true });
    }

    /// An answer has placeholders in it that nobody sent: it can be read, and nothing of it taken over.
    fn give_up_for_good(&mut self, asking: Asking, report: &Report) {
        let why = super::sending::deviations(report).unwrap_or(Notice::new(Level::Error, "notice-masking-deviations"));
        self.give_up(asking, Progress::Failed(Notice { level: Level::Error, ..why }), false);
        if let Some(reply) = &mut self.reply {
            reply.run = None;
        }
    }

    /// A summary by extraction is there.
    pub(super) fn summarized(&mut self, ticket: Ticket, summary: offline::Summary) {
        if self.asking.as_ref().is_none_or(|asking| asking.ticket != ticket) {
            return;
        }
        self.asking = None;
        if summary.sentences.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-summarize"));
        }
        let progress = match summary.notice() {
            None => Progress::Whole,
            Some((id, args)) => {
                let args = args.into_iter().map(|(name, text)| (name, text.into())).collect();
                Progress::Doubtful(Notice { args, ..Notice::new(Level::Warning, id) })
            }
        };
        let sentences: Vec<Sourced> =
            summary.sentences.into_iter().map(|s| Sourced { text: s.text, source: Some(s.source) }).collect();
        let text = sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join("\n");
        let run = Some(self.offline_run(Task::Summarize));
        self.reply = Some(Reply { text, sentences, run, ..Reply::new(Task::Summarize, None, None, progress) });
    }

    /// A summary of a long document is there, sentence by sentence; or an answer that was picked up, as one.
    pub(super) fn reply_with(
        &mut self,
        task: Task,
        engine: String,
        sentences: Vec<(String, Option<Span>)>,
        doubts: Vec<Doubt>,
        run: Run,
        notice: Option<Notice>,
    ) {
        let text: Vec<&str> = sentences.iter().map(|(text, _)| text.as_str()).collect();
        let text = text.join("\n");
        let linked = sentences.iter().any(|(_, source)| source.is_some());
        let sentences = sentences.into_iter().map(|(text, source)| Sourced { text, source });
        let sentences = sentences.filter(|_| linked).collect();
        let progress = notice.map_or(Progress::Whole, Progress::Doubtful);
        let reply = Reply::new(task, None, Some(engine), progress);
        self.reply = Some(Reply { text, sentences, doubts, run: Some(run), ..reply });
    }

    pub(super) fn offline_run(&self, task: Task) -> Run {
        engine::offline_run(task, self.now)
    }

    fn run_of(&self, asking: &Asking, complete: bool) -> Run {
        match &asking.endpoint {
            None => self.offline_run(asking.task),
            Some(endpoint) => {
                let run = engine::endpoint_run(endpoint, asking.task, asking.at, complete);
                match &asking.template {
                    Some(used) => Run { task: format!("{}:{}", run.task, used.id), ..run },
                    None => run,
                }
            }
        }
    }
}
