//! What the window and the command line have in common when they use an engine: the request for a place in a form, the
//! record of a run, prose as paragraphs, and a call from beginning to end.

use super::logbook::{self, Logbook};
use crate::assistant::masking::{MaskingRules, Report};
use crate::assistant::outgoing;
use crate::assistant::session;
use crate::assistant::{
    Answer, EndMarks, Endpoint, Error, Policy, Purpose, Request, Sending, Session, Task, Verdict, doctor, gate, key,
    offline, prompt, wire,
};
use crate::document::outline::Slot;
use crate::document::{Classification, Facts, Form, Run};
use crate::store::audit::Event;
use crate::text::Date;
use crate::text::personal::Kind;
use std::collections::BTreeMap;

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

/// Sends `request` to `endpoint` and hands on what arrives.
///
/// # Errors
/// If there is no key where there should be one, and whatever happens on the way.
pub async fn carry(
    endpoint: &Endpoint,
    request: &Request,
    on: &mut (dyn FnMut(wire::Event) + Send),
) -> Result<wire::End, Error> {
    let key = key::find(endpoint)?;
    let client = wire::client(endpoint)?;
    wire::send(&client, endpoint, key.as_ref(), request, on).await
}

/// Examines the connection to `endpoint`, of which the gate says this.
pub async fn examine(endpoint: &Endpoint, gate: Verdict) -> Vec<doctor::Check> {
    // A missing key is one of the things the doctor looks at.
    let key = key::find(endpoint);
    doctor::examine(endpoint, key.as_ref().map(Option::as_ref).map_err(Clone::clone), gate).await
}

/// How many characters are sent with `request`.
pub fn characters(request: &Request) -> usize {
    request.system.chars().count() + request.user.chars().count()
}

/// Asks `endpoint` and waits for its answer; nothing is sent that the gate does not let through: `level` is that of the text,
/// `today` the day it is; what is personal goes and comes back as `rules` say. Nothing is sent either that cannot be
/// recorded: `record` says what the audit trail says of it. What the answer says of its own completeness is for the
/// caller to look at, and what became of the placeholders.
///
/// # Errors
/// If there is no answer at all.
pub fn ask(
    (policy, rules): (&Policy, &MaskingRules),
    endpoint: &Endpoint,
    level: Option<Classification>,
    request: Request,
    today: Date,
    (logbook, record): (&Logbook, Event),
) -> Result<Answered, Error> {
    let (purpose, characters) = (Purpose::Task(request.task), characters(&request));
    if let Verdict::Refused(refusal) = gate(policy, &Sending { endpoint, purpose, levels: &[level], characters, today })
    {
        return Err(Error::Gate(Box::new(refusal)));
    }
    let first = super::sending::first_number();
    let outgoing = outgoing::prepare(request, endpoint, rules, None, first).map_err(Error::Personal)?;
    let request = outgoing.request.clone();
    let record = logbook::sending(record, endpoint, &request, policy.log.content);
    logbook.append(std::slice::from_ref(&record))?;
    let mut session = Session::new(request.clone(), EndMarks::default().habit(endpoint));
    session.handle(session::Event::Asked);
    let mut said = String::new();
    let mut arrived = |event: wire::Event| {
        if let wire::Event::Text(text) = event {
            said.push_str(&text);
            session.handle(session::Event::Chunk(text));
        }
    };
    let end = wait_for(carry(endpoint, &request, &mut arrived)).and_then(|end| end);
    let now = jiff::Timestamp::now().as_millisecond();
    logbook.append(&[logbook::receiving(&record, now, &said, &end)])?;
    for effect in session.finish(end) {
        match effect {
            session::Effect::Done(answer) => {
                let (text, report) = outgoing.restore(&answer.text);
                return Ok(Answered { answer: Answer { text, ..answer }, report, warned: outgoing.warned });
            }
            session::Effect::Failed(error) => return Err(error),
            _ => {}
        }
    }
    Err(Error::Empty)
}

/// An answer with what is personal put back.
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// What became of the placeholders.
    pub report: Report,
    /// What left as it was although it is personal, and how often.
    pub warned: BTreeMap<Kind, usize>,
}

/// Runs something of the network where it is called, and waits for it.
///
/// # Errors
/// [`Error::Setup`] where the system gives no runtime.
pub fn wait_for<T>(work: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|_| Error::Setup)?;
    Ok(runtime.block_on(work))
}
