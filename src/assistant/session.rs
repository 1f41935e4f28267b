//! [`Session`]: one request from asking to its [`Answer`], as a pure machine: events in, effects out. It knows neither
//! sockets nor threads, so every path (slow, broken, filtered, cut, empty) is a unit test.
//!
//! An answer says of itself whether it is whole. Gateways are known to pass a broken answer off as a finished one, so a
//! finish reason alone proves nothing: the model is asked to end with a mark, and only an answer that carries it is
//! [`Completeness::Whole`]. [`EndMarks`] learns which models never write it; with those, the look of the text decides.

use super::endpoint::{Endpoint, Kind};
use super::error::Error;
use super::request::Request;
use super::tidy::{Shown, Tidy};
use super::{critique, tokens, wire};
use crate::text::{Lang, Message};
use std::collections::BTreeMap;

pub use super::wire::{FinishReason, Usage};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A person asked.
    Asked,
    /// Text arrived.
    Chunk(String),
    /// The server counted tokens.
    Usage(Usage),
    /// The stream ended without an error.
    Finish(FinishReason),
    /// It did not.
    Failed(Error),
    /// A person stopped it.
    Cancelled,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send this.
    Send(Request),
    /// Show more text.
    Show {
        /// What to append.
        text: String,
    },
    /// What has been shown was not part of the answer: take it away.
    Clear,
    /// There is an answer, whole or not. Nothing follows.
    Done(Answer),
    /// There is none. Nothing follows.
    Failed(Error),
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The text, without thinking and without the end mark. Never empty.
    pub text: String,
    /// Whether it is all there.
    pub completeness: Completeness,
    /// Whether the end mark was seen; for [`EndMarks::learn`].
    pub mark_seen: bool,
    /// What the server counted.
    pub usage: Option<Usage>,
}

/// Whether an answer is all there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It is.
    Whole,
    /// Nothing says that it is not, and nothing proves that it is.
    Unproven(Doubt),
    /// It is not.
    Cut(Cut),
}

impl Completeness {
    /// Whether the answer is all there for certain.
    pub fn is_whole(&self) -> bool {
        *self == Completeness::Whole
    }
}

impl Message for Completeness {
    fn id(&self) -> &'static str {
        match self {
            Completeness::Whole => "answer-whole",
            Completeness::Unproven(Doubt::NoEndMark) => "answer-unproven-mark",
            Completeness::Unproven(Doubt::NoFinish) => "answer-unproven-finish",
            Completeness::Unproven(Doubt::TextAfterEnd) => "answer-unproven-after-end",
            Completeness::Unproven(Doubt::NoShape) => "answer-unproven-shape",
            Completeness::Unproven(Doubt::InputCut) => "answer-unproven-input",
            Completeness::Cut(Cut::Limit) => "answer-cut-limit",
            Completeness::Cut(Cut::Filter) => "answer-cut-filter",
            Completeness::Cut(Cut::Broken(_)) => "answer-cut-broken",
            Completeness::Cut(Cut::Stopped) => "answer-cut-stopped",
            Completeness::Cut(Cut::Other) => "answer-cut-other",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Why an answer may not be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The end mark is missing.
    NoEndMark,
    /// The server gave no reason for ending.
    NoFinish,
    /// Text followed the end mark.
    TextAfterEnd,
    /// It is not in the form that was asked for.
    NoShape,
    /// The server read far fewer tokens than were sent: it may have cut off the beginning of the request.
    InputCut,
}

/// Why an answer is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// It reached the limit of its length.
    Limit,
    /// The endpoint's filter stopped it.
    Filter,
    /// The stream broke, for this reason.
    Broken(Error),
    /// A person stopped it.
    Stopped,
    /// The model ended for a reason that is none of these.
    Other,
}

/// Whether a model writes the end mark it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Habit {
    /// Nobody has seen it answer.
    #[default]
    Unknown,
    /// It does, or has not been asked often enough: a missing mark means something.
    Writes,
    /// It never has.
    Omits,
}

/// What was learnt of models, by endpoint and model: which omit the end mark, and how much they read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndMarks {
    known: BTreeMap<(String, String), Learnt>,
}

/// What is learnt of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Learnt {
    /// Answers that ended well.
    pub answers: u32,
    /// How many of them had the mark.
    pub marks: u32,
    /// How many tokens it reads and writes altogether.
    pub context: Option<u32>,
}

/// After how many answers without a mark we stop expecting one.
pub const ANSWERS_TO_LEARN: u32 = 5;

impl EndMarks {
    /// What is known of the model at `endpoint`. An AI app has prompts of its own, so nothing can be expected of it.
    pub fn habit(&self, endpoint: &Endpoint) -> Habit {
        if endpoint.kind == Kind::GennaiApp {
            return Habit::Omits;
        }
        match self.of(endpoint) {
            Learnt { answers: 0, .. } => Habit::Unknown,
            Learnt { answers: ANSWERS_TO_LEARN.., marks: 0, .. } => Habit::Omits,
            _ => Habit::Writes,
        }
    }

    /// All that was learnt of the model at `endpoint`.
    pub fn of(&self, endpoint: &Endpoint) -> Learnt {
        self.known.get(&(endpoint.name.clone(), endpoint.model.clone())).copied().unwrap_or_default()
    }

    /// Learns from an answer, and says what. Only those that did not break off say anything about the model.
    pub fn learn(&mut self, endpoint: &Endpoint, answer: &Answer) -> Option<Learnt> {
        let learnt = Learnt::from_answer(answer)?;
        self.add(&endpoint.name, &endpoint.model, learnt);
        Some(learnt)
    }

    /// Adds what was learnt of `model` at the endpoint called `endpoint`.
    pub fn add(&mut self, endpoint: &str, model: &str, learnt: Learnt) {
        let known = self.known.entry((endpoint.to_owned(), model.to_owned())).or_default();
        known.answers = known.answers.saturating_add(learnt.answers);
        known.marks = known.marks.saturating_add(learnt.marks);
        known.context = learnt.context.or(known.context);
    }

    /// Forgets what was learnt of the endpoint called `endpoint`.
    pub fn forget(&mut self, endpoint: &str) {
        self.known.retain(|(name, _), _| name != endpoint);
    }
}

impl Learnt {
    /// What an answer teaches; `None` where it teaches nothing.
    pub fn from_answer(answer: &Answer) -> Option<Self> {
        match &answer.completeness {
            Completeness::Cut(_) => None,
            // A server that cuts off what is too long tells by that how much it reads.
            Completeness::Unproven(Doubt::InputCut) => {
                let counted = answer.usage.and_then(|usage| u32::try_from(usage.prompt + usage.completion).ok());
                Some(Self { context: counted.filter(|tokens| *tokens >= 256), ..Self::default() })
            }
            _ => Some(Self { answers: 1, marks: u32::from(answer.mark_seen), context: None }),
        }
    }

    /// What it teaches that a model asked for nothing but a mark did, or did not, write it.
    pub fn from_trial(mark_seen: bool) -> Self {
        Self { answers: ANSWERS_TO_LEARN, marks: u32::from(mark_seen), context: None }
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Session {
    request: Request,
    habit: Habit,
    state: State,
    tidy: Tidy,
    text: String,
    usage: Option<Usage>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Running,
    Over,
}

impl Session {
    /// A session for `request`, to a model of which `habit` is known.
    pub fn new(request: Request, habit: Habit) -> Self {
        Self { request, habit, state: State::New, tidy: Tidy::default(), text: String::new(), usage: None }
    }

    /// What is asked.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The text shown so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing more will come.
    pub fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// Takes in what happened and says what is to be done. After [`Effect::Done`] or [`Effect::Failed`] whatever still
    /// arrives is ignored.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match (self.state, event) {
            (State::New, Event::Asked) => {
                self.state = State::Running;
                vec![Effect::Send(self.request.clone())]
            }
            (State::Running, Event::Chunk(text)) => {
                let shown = self.tidy.push(&text);
                self.show(shown)
            }
            (State::Running, Event::Usage(usage)) => {
                self.usage = Some(usage);
                Vec::new()
            }
            (State::Running, Event::Finish(reason)) => self.end(Ok(reason)),
            (State::Running, Event::Failed(error)) => self.end(Err(error)),
            (State::Running | State::New, Event::Cancelled) => self.end(Err(Error::Cancelled)),
            _ => Vec::new(),
        }
    }

    /// Takes in how [`wire::send`] came out.
    pub fn finish(&mut self, result: Result<wire::End, Error>) -> Vec<Effect> {
        match result {
            Ok(end) => {
                let mut effects = end.usage.map_or_else(Vec::new, |usage| self.handle(Event::Usage(usage)));
                effects.extend(self.handle(Event::Finish(end.finish)));
                effects
            }
            Err(error) => self.handle(Event::Failed(error)),
        }
    }

    fn show(&mut self, shown: Shown) -> Vec<Effect> {
        let mut effects = Vec::new();
        if shown.clear && !self.text.is_empty() {
            self.text.clear();
            effects.push(Effect::Clear);
        }
        if !shown.text.is_empty() {
            self.text.push_str(&shown.text);
            effects.push(Effect::Show { text: shown.text });
        }
        effects
    }

    fn end(&mut self, how: Result<FinishReason, Error>) -> Vec<Effect> {
        let shown = self.tidy.finish();
        let mut effects = self.show(shown);
        self.state = State::Over;
        let outcome = if self.text.trim().is_empty() {
            Err(match how {
                Ok(FinishReason::Length) => Error::OnlyThinking,
                Ok(FinishReason::Filter) => Error::ContentFilter,
                Ok(FinishReason::Refusal) => Error::Declined,
                Ok(FinishReason::Missing) => Error::BrokenStream,
                Ok(FinishReason::Stop | FinishReason::Other) => Error::Empty,
                Err(error) => error,
            })
        } else {
            match how {
                // An answer beyond every bound is no answer, and a model that declined gave none.
                Err(Error::TooBig) => Err(Error::TooBig),
                Ok(FinishReason::Refusal) => Err(Error::Declined),
                Err(Error::Cancelled) => Ok(Completeness::Cut(Cut::Stopped)),
                Err(Error::ContentFilter) => Ok(Completeness::Cut(Cut::Filter)),
                Err(error) => Ok(Completeness::Cut(Cut::Broken(error))),
                Ok(FinishReason::Length) => Ok(Completeness::Cut(Cut::Limit)),
                Ok(FinishReason::Filter) => Ok(Completeness::Cut(Cut::Filter)),
                Ok(FinishReason::Other) => Ok(Completeness::Cut(Cut::Other)),
                Ok(FinishReason::Missing) if self.tidy.mark_seen() => Ok(Completeness::Unproven(Doubt::NoFinish)),
                Ok(FinishReason::Missing) => Ok(Completeness::Cut(Cut::Broken(Error::BrokenStream))),
                Ok(FinishReason::Stop) => Ok(self.completeness()),
            }
        };
        effects.push(match outcome {
            Ok(completeness) => Effect::Done(Answer {
                text: std::mem::take(&mut self.text),
                completeness,
                mark_seen: self.tidy.mark_seen(),
                usage: self.usage,
            }),
            Err(error) => Effect::Failed(error),
        });
        effects
    }

    /// How whole an answer is that ended with `stop`.
    fn completeness(&self) -> Completeness {
        let marked = self.tidy.mark_seen();
        let expects_mark = self.request.end_mark && self.habit != Habit::Omits;
        if self.usage.is_some_and(|usage| tokens::was_cut(&self.request, usage.prompt)) {
            Completeness::Unproven(Doubt::InputCut)
        } else if self.request.task.is_structured() {
            // Data that can be read to its last bracket is all there.
            if critique::is_whole(&self.text) { Completeness::Whole } else { Completeness::Unproven(Doubt::NoShape) }
        } else if self.tidy.text_after_mark() && !marked {
            Completeness::Unproven(Doubt::TextAfterEnd)
        } else if marked || (!expects_mark && looks_whole(&self.text, &self.request)) {
            Completeness::Whole
        } else {
            Completeness::Unproven(Doubt::NoEndMark)
        }
    }
}

/// Whether a text ends like a whole one: with a sentence, with every bracket closed, and not much shorter than expected.
fn looks_whole(text: &str, request: &Request) -> bool {
    let ends = match request.lang {
        Lang::Ja => "。．！？」』）】",
        Lang::En => ".!?)\"”’]",
    };
    let ended = text.trim_end().ends_with(|c| ends.contains(c)) || text.trim_end().ends_with("以上");
    let closed = [('（', '）'), ('「', '」'), ('『', '』'), ('【', '】'), ('(', ')'), ('[', ']')]
        .iter()
        .all(|(open, close)| text.matches(*open).count() <= text.matches(*close).count());
    let long_enough = request.expected_chars.is_none_or(|expected| text.chars().count() * 5 >= expected * 2);
    ended && closed && long_enough
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::request::Task;

    fn request() -> Request {
        Request {
            task: Task::Rewrite,
            lang: Lang::Ja,
            system: "書き直す。".to_owned(),
            user: "文章".repeat(100),
            max_tokens: None,
            end_mark: true,
            expected_chars: Some(10),
            template: None,
        }
    }

    /// Plays the chunks and the end to a session, and gives its last effect.
    fn play(habit: Habit, chunks: &[&str], end: Event) -> Effect {
        let mut session = Session::new(request(), habit);
        assert!(matches!(session.handle(Event::Asked)[..], [Effect::Send(_)]));
        let mut shown = String::new();
        let mut events: Vec<Event> = chunks.iter().map(|c| Event::Chunk((*c).to_owned())).collect();
        events.push(end);
        let mut last = None;
        for event in events {
            for effect in session.handle(event) {
                match &effect {
                    Effect::Show { text } => shown.push_str(text),
                    Effect::Clear => shown.clear(),
                    Effect::Done(answer) => assert_eq!(answer.text, shown),
                    _ => {}
                }
                last = Some(effect);
            }
        }
        assert!(session.is_over());
        assert_eq!(session.handle(Event::Chunk("遅れて".to_owned())), []);
        last.unwrap()
    }

    fn check(habit: Habit, chunks: &[&str], end: Event, expected: Completeness) {
        match play(habit, chunks, end) {
            Effect::Done(answer) => assert_eq!(answer.completeness, expected),
            other => panic!("{other:?}"),
        }
    }

    fn fails(chunks: &[&str], end: Event, expected: Error) {
        assert_eq!(play(Habit::Writes, chunks, end), Effect::Failed(expected));
    }

    #[test]
    fn only_a_stop_with_a_mark_is_whole() {
        let stop = || Event::Finish(FinishReason::Stop);
        check(Habit::Writes, &["通知します。", "⟦EN", "D⟧"], stop(), Completeness::Whole);
        check(Habit::Writes, &["通知します。"], stop(), Completeness::Unproven(Doubt::NoEndMark));
        check(Habit::Writes, &["前。⟦END⟧後。"], stop(), Completeness::Unproven(Doubt::TextAfterEnd));
        let missing = || Event::Finish(FinishReason::Missing);
        check(Habit::Writes, &["通知。⟦END⟧"], missing(), Completeness::Unproven(Doubt::NoFinish));
        check(Habit::Writes, &["通知。"], missing(), Completeness::Cut(Cut::Broken(Error::BrokenStream)));
    }

    #[test]
    fn a_model_that_never_writes_the_mark_is_judged_by_its_text() {
        let stop = || Event::Finish(FinishReason::Stop);
        let unproven = || Completeness::Unproven(Doubt::NoEndMark);
        check(Habit::Omits, &["訓練を行います。"], stop(), Completeness::Whole);
        check(Habit::Omits, &["訓練を行い"], stop(), unproven());
        check(Habit::Omits, &["訓練（地震を想定したものです。"], stop(), unproven());
        check(Habit::Omits, &["行う。"], stop(), unproven());
    }

    #[test]
    fn what_ended_early_says_why() {
        check(Habit::Writes, &["通知"], Event::Finish(FinishReason::Length), Completeness::Cut(Cut::Limit));
        check(Habit::Writes, &["通知"], Event::Finish(FinishReason::Filter), Completeness::Cut(Cut::Filter));
        check(Habit::Writes, &["通知"], Event::Finish(FinishReason::Other), Completeness::Cut(Cut::Other));
        check(Habit::Writes, &["通知"], Event::Cancelled, Completeness::Cut(Cut::Stopped));
        let broken = Completeness::Cut(Cut::Broken(Error::BrokenStream));
        check(Habit::Writes, &["通知⟦END⟧"], Event::Failed(Error::BrokenStream), broken);
    }

    #[test]
    fn without_text_there_is_no_answer() {
        fails(&[], Event::Finish(FinishReason::Stop), Error::Empty);
        fails(&["⟦END⟧"], Event::Finish(FinishReason::Stop), Error::Empty);
        fails(&["<think>長考"], Event::Finish(FinishReason::Length), Error::OnlyThinking);
        fails(&[], Event::Finish(FinishReason::Filter), Error::ContentFilter);
        fails(&[], Event::Finish(FinishReason::Refusal), Error::Declined);
        fails(&["\n"], Event::Failed(Error::QuotaUsed), Error::QuotaUsed);
        fails(&[], Event::Cancelled, Error::Cancelled);
        fails(&["長い"], Event::Failed(Error::TooBig), Error::TooBig);
    }

    #[test]
    fn a_server_that_read_too_little_is_noticed() {
        let mut session = Session::new(request(), Habit::Writes);
        session.handle(Event::Asked);
        session.handle(Event::Chunk("通知します。⟦END⟧".to_owned()));
        let end =
            wire::End { finish: FinishReason::Stop, usage: Some(Usage { prompt: 40, completion: 9 }), streamed: true };
        let effects = session.finish(Ok(end));
        let Some(Effect::Done(answer)) = effects.last() else { panic!("{effects:?}") };
        assert_eq!(answer.completeness, Completeness::Unproven(Doubt::InputCut));
        assert_eq!(answer.usage.unwrap().completion, 9);
    }

    #[test]
    fn five_answers_teach_that_a_model_omits_the_mark() {
        let answer = |mark_seen, completeness| Answer { text: "。".to_owned(), completeness, mark_seen, usage: None };
        let mut marks = EndMarks::default();
        let mut endpoint = Endpoint::new("庁内", "https://ai.example.jp");
        endpoint.model = "m".to_owned();
        let other = Endpoint { model: "other".to_owned(), ..endpoint.clone() };
        for _ in 0..5 {
            assert_ne!(marks.habit(&endpoint), Habit::Omits);
            marks.learn(&endpoint, &answer(false, Completeness::Cut(Cut::Limit)));
            marks.learn(&endpoint, &answer(false, Completeness::Unproven(Doubt::NoEndMark)));
        }
        assert_eq!(marks.habit(&endpoint), Habit::Omits);
        assert_eq!(marks.habit(&other), Habit::Unknown);
        marks.learn(&endpoint, &answer(true, Completeness::Whole));
        assert_eq!(marks.habit(&endpoint), Habit::Writes);
        marks.forget("庁内");
        assert_eq!(marks, EndMarks::default());
        marks.add("庁内", "m", Learnt::from_trial(false));
        assert_eq!(marks.habit(&endpoint), Habit::Omits, "one trial is enough");
        let usage = Some(Usage { prompt: 2000, completion: 48 });
        let cut = Answer { usage, ..answer(true, Completeness::Unproven(Doubt::InputCut)) };
        assert_eq!(marks.learn(&endpoint, &cut).and_then(|learnt| learnt.context), Some(2048));
        assert_eq!(marks.of(&endpoint).context, Some(2048));
        let app = Endpoint { kind: Kind::GennaiApp, ..endpoint };
        assert_eq!(marks.habit(&app), Habit::Omits);
    }
}
