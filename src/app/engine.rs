//! What the window and the command line have in common when they use an engine: the request for a place in a form, the
//! record of a run, prose as paragraphs, and a call from beginning to end.

use super::logbook::{self, Logbook};
use crate::assistant::masking::{Map, MaskingRules, Report};
use crate::assistant::session::{self, Doubt, Habit, Learnt};
use crate::assistant::wire::{Clocks, lane::Lane};
use crate::assistant::{
    Answer, Completeness, Endpoint, Error, Policy, Purpose, Request, Sending, Session, Task, Verdict, doctor, gate,
    key, offline, outgoing, prompt, wire,
};
use crate::document::outline::Slot;
use crate::document::{Classification, Facts, Form, Run};
use crate::store::audit::Event;
use crate::text::Date;
use crate::text::personal::Kind;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// What is asked of a model for one place of `form`. `outline` is the text of the document as it stands.
pub fn draft_request(form: &Form, facts: &Facts, outline: &str, slot: &Slot, nonce: u64) -> Request {
    let name = form.name.get(form.lang.code());
    prompt::draft(name, form.lang, &slot.brief, &form.stated(facts), outline, nonce)
}

/// The record of a run of the offline engine, asked at `at` (milliseconds since 1970-01-01 UTC).
pub fn offline_run(task: Task, at: i64) -> Run {
    let engine = offline::ENGINE.to_owned();
    Run { engine, model: String::new(), task: task.code().to_owned(), at, complete: true }
}

/// The record of a run of `endpoint`, asked at `at` (milliseconds since 1970-01-01 UTC).
pub fn endpoint_run(endpoint: &Endpoint, task: Task, at: i64, complete: bool) -> Run {
    let (engine, model) = (endpoint.name.clone(), endpoint.model.clone());
    Run { engine, model, task: task.code().to_owned(), at, complete }
}

/// Prose as paragraphs: the lines of `text` that say something.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A number no document can foresee, for the marks around its text in a prompt.
pub fn nonce() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    // Seeded at random by the standard library.
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}

/// The way to an endpoint: its lane, and the connections that are open to it.
#[derive(Debug)]
pub struct Line {
    endpoint: Endpoint,
    lane: Lane,
    client: reqwest::Client,
}

impl Line {
    /// The way to `endpoint`, not gone yet.
    ///
    /// # Errors
    /// As [`wire::client`].
    pub fn new(endpoint: &Endpoint) -> Result<Self, Error> {
        let lane = Lane::new(endpoint.side_by_side());
        Ok(Self { endpoint: endpoint.clone(), lane, client: wire::client(endpoint)? })
    }

    /// Whether it still leads to `endpoint` as that is set now.
    pub fn leads_to(&self, endpoint: &Endpoint) -> bool {
        self.endpoint == *endpoint
    }

    /// Asks `question` and hands on what arrives.
    ///
    /// # Errors
    /// If there is no key where there should be one, and whatever happens on the way.
    pub async fn carry(
        &self,
        question: Question<'_>,
        on: &mut (dyn FnMut(wire::Event) + Send),
    ) -> Result<wire::End, Error> {
        let key = key::find(&self.endpoint)?;
        match question {
            Question::New(request) => {
                wire::send_in(&self.lane, &self.client, &self.endpoint, key.as_ref(), request, on).await
            }
            Question::Promised(at) => wire::pick_up(&self.client, &self.endpoint, key.as_ref(), at, on).await,
        }
    }
}

/// What an endpoint is asked.
#[derive(Clone, Copy, Debug)]
pub enum Question<'a> {
    /// This.
    New(&'a Request),
    /// The answer an app has promised at this path.
    Promised(&'a str),
}

/// Examines the connection to `endpoint`, of which the gate says this.
pub async fn examine(endpoint: &Endpoint, gate: Verdict) -> doctor::Examined {
    // A missing key is one of the things the doctor looks at.
    let key = key::find(endpoint);
    doctor::examine(endpoint, key.as_ref().map(Option::as_ref).map_err(Clone::clone), gate).await
}

/// How many characters are sent with `request`.
pub fn characters(request: &Request) -> usize {
    request.system.chars().count() + request.user.chars().count()
}

/// On which terms something is asked, and what the audit trail says of it.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Whom.
    pub endpoint: Endpoint,
    /// Under which policy.
    pub policy: Policy,
    /// What becomes of what is personal.
    pub rules: MaskingRules,
    /// The 格付け of the text, and of everything that goes along with it.
    pub levels: Vec<Option<Classification>>,
    /// The day it is.
    pub today: Date,
    /// What is known of the model.
    pub habit: Habit,
    /// What the trail says, but for what [`logbook::sending`] adds.
    pub record: Event,
    /// The placeholders of the document, so that a person has the same in every piece of it.
    pub known: Arc<Mutex<Map>>,
}

/// Asks and waits for the answer; nothing is sent that the gate does not let through; what is personal goes and comes back
/// as the rules say. Nothing is sent either that cannot be recorded. What the answer says of its own completeness is for
/// the caller to look at, and what became of the placeholders.
///
/// # Errors
/// If there is no answer at all.
pub async fn answer(
    terms: &Terms,
    logbook: &Logbook,
    line: &Line,
    request: Request,
    on: &mut (dyn FnMut(&wire::Event) + Send),
) -> Result<Answered, Error> {
    let Terms { endpoint, policy, rules, levels, today, habit, record, known } = terms;
    let (purpose, characters) = (Purpose::Task(request.task), characters(&request));
    let sending = Sending { endpoint, purpose, levels, characters, today: *today };
    if let Verdict::Refused(refusal) = gate(policy, &sending) {
        return Err(Error::Gate(Box::new(refusal)));
    }
    let outgoing = {
        let mut known = known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let outgoing = outgoing::prepare(request, endpoint, rules, None, known.clone()).map_err(Error::Personal)?;
        known.absorb(outgoing.known());
        outgoing
    };
    let request = outgoing.request.clone();
    let record = logbook::sending(record.clone(), endpoint, &request, policy.log.content);
    logbook.append(std::slice::from_ref(&record))?;
    let mut said = String::new();
    let mut arrived = |event: wire::Event| {
        on(&event);
        if let wire::Event::Text(text) = event {
            said.push_str(&text);
        }
    };
    let end = line.carry(Question::New(&request), &mut arrived).await;
    let now = jiff::Timestamp::now().as_millisecond();
    logbook.append(&[logbook::receiving(&record, now, &said, &end)])?;
    let mut answer = read(&request, *habit, &said, end.clone())?;
    let unmarked = answer.completeness == Completeness::Unproven(Doubt::NoEndMark) && *habit == Habit::Unknown;
    let mut learnt = Learnt::from_answer(&answer);
    if unmarked {
        // Either the answer broke off or this model writes no marks: a question about nothing tells the two apart.
        let key = key::find(endpoint)?;
        logbook.append(&[logbook::examining(terms.record.clone(), endpoint)])?;
        let tried = doctor::try_mark(&line.client, endpoint, key.as_ref(), Clocks::of(endpoint)).await;
        if let Ok(Some(trial)) = tried {
            learnt = Some(trial);
            if trial.marks == 0 {
                answer = read(&request, Habit::Omits, &said, end)?;
            }
        }
    }
    let (text, report) = outgoing.restore(&answer.text);
    let sent = wire::digest(endpoint, &request);
    Ok(Answered { answer: Answer { text, ..answer }, report, warned: outgoing.warned, learnt, sent })
}

/// What `said`, which ended like that, comes to as an answer to `request`.
fn read(request: &Request, habit: Habit, said: &str, end: Result<wire::End, Error>) -> Result<Answer, Error> {
    let mut session = Session::new(request.clone(), habit);
    session.handle(session::Event::Asked);
    session.handle(session::Event::Chunk(said.to_owned()));
    for effect in session.finish(end) {
        match effect {
            session::Effect::Done(answer) => return Ok(answer),
            session::Effect::Failed(error) => return Err(error),
            _ => {}
        }
    }
    Err(Error::Empty)
}

/// An answer with what is personal put back.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// What became of the placeholders.
    pub report: Report,
    /// What left as it was although it is personal, and how often.
    pub warned: BTreeMap<Kind, usize>,
    /// What it teaches about the model.
    pub learnt: Option<Learnt>,
    /// SHA-256 of what was sent, in hexadecimal.
    pub sent: String,
}

impl Answered {
    /// The answer, as one that is not whole where placeholders stand in it that nobody sent: nothing can be put in their
    /// place.
    pub fn sound(self) -> Answer {
        if self.report.blocks() {
            return Answer { completeness: Completeness::Cut(session::Cut::Other), ..self.answer };
        }
        self.answer
    }
}

/// Work in pieces: what to ask next, and what came of it.
pub trait Pieces {
    /// What tells pieces apart.
    type Id: Copy;
    /// The request to send next; `None` while nothing is left, or answers must come first.
    fn next(&mut self, nonce: u64) -> Option<(Self::Id, Request)>;
    /// Takes in what came of a piece; `Err` where it is of no use to go on.
    ///
    /// # Errors
    /// What keeps everything from going on.
    fn take(&mut self, id: Self::Id, answer: Result<Answered, Error>) -> Result<(), Error>;
}

/// Asks for all of `pieces`, so many side by side as the endpoint takes.
///
/// # Errors
/// What keeps everything from going on; what had come by then is in `pieces`.
pub async fn side_by_side<P: Pieces>(
    pieces: &mut P,
    terms: &Terms,
    logbook: &Logbook,
    line: &Line,
) -> Result<(), Error> {
    let mut running = FuturesUnordered::new();
    let mut done = Ok(());
    loop {
        // What keeps everything from going on does not undo what others are about to say.
        while done.is_ok() && running.len() < line.lane.side_by_side() {
            let Some((id, request)) = pieces.next(nonce()) else { break };
            running.push(async move { (id, answer(terms, logbook, line, request, &mut |_| {}).await) });
        }
        match running.next().await {
            Some((id, answer)) => done = done.and(pieces.take(id, answer)),
            None => return done,
        }
    }
}

/// Runs something of the network where it is called, and waits for it.
///
/// # Errors
/// [`Error::Setup`] where the system gives no runtime.
pub fn wait_for<T>(work: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|_| Error::Setup)?;
    Ok(runtime.block_on(work))
}
