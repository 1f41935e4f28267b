//! Texts that are longer than a model reads: cut where a reader would pause, asked piece by piece, joined again. What could
//! not be done is known by its place and its name, and nothing is left out in silence.
//!
//! [`Long`] is a pure machine. [`Long::next`] gives the next request, as often as somebody has a hand free;
//! [`Long::take`] takes an answer in, in whatever order answers come. How pieces are cut is [`cut`]'s.

pub mod cut;

use self::cut::{Piece, Room};
use super::session::Cut;
use super::tokens::{Context, Estimate};
use super::{Answer, Completeness, Error, Request};
use crate::document::Snapshot;
use crate::text::{Message, Span};
use std::fmt;
use std::sync::Arc;

/// What is to be made of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The same text in other words: as long as it is.
    Rewrite,
    /// What it says in short: of each piece first, and then of what was said of the pieces.
    Summarize,
    /// Something whose parts follow one another as those of the text do, such as what was said in a meeting: one piece
    /// after another, each told how what was made of those before it ends.
    Follow,
    /// Remarks on each piece, which stand for themselves.
    Remark,
}

/// A part of the text, as a request is made of it.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a> {
    /// What is worked at.
    pub text: &'a str,
    /// What stands before and behind it and what its words mean, to be read and not answered.
    pub context: &'a str,
    /// Whether it is no text of the document but what was said of its pieces.
    pub gathered: bool,
    /// The end of what was made of the pieces before it, where it is gone on with.
    pub said: &'a str,
    /// Of which of several texts it is a part, from 0.
    pub source: usize,
}

impl Excerpt<'_> {
    /// A part without a word in it: what a request has around its text.
    fn frame(gathered: bool) -> Self {
        Self { text: "", context: "", gathered, said: "", source: 0 }
    }
}

/// Makes a request of a part, with a number nobody could foresee.
pub type Make = Arc<dyn Fn(Excerpt<'_>, u64) -> Request + Send + Sync>;

/// The number of a piece, which it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PieceId(u32);

/// What an answer came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It goes on.
    On,
    /// It is of no use to go on before somebody has looked at this: the piece is still to be done.
    Halt(Error),
}

/// A part that was not done, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprocessed {
    /// Where it stands.
    pub span: Span,
    /// In which of several texts; 0 is the document.
    pub source: usize,
    /// What it is called: its heading, or how it begins.
    pub name: String,
    /// Why; `None` where nobody asked for it.
    pub why: Option<Why>,
}

/// Why a part was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There was no answer.
    Failed(Error),
    /// The answer was not whole.
    NotWhole(Completeness),
}

impl Why {
    /// The Fluent message that says why.
    pub fn id(&self) -> &'static str {
        match self {
            Why::Failed(error) => error.id(),
            Why::NotWhole(completeness) => completeness.id(),
        }
    }
}

/// How much will be sent, before anything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// In how many pieces.
    pub pieces: usize,
    /// Tokens of all requests.
    pub sent: Estimate,
    /// Tokens of all answers, about.
    pub answers: u64,
    /// What the model reads and writes at once.
    pub context: Context,
}

#[derive(Clone, Debug)]
enum State {
    Open,
    Out,
    Done(String),
    Failed(Why),
}

#[derive(Clone, Debug)]
struct Slot {
    id: PieceId,
    piece: Piece,
    source: usize,
    /// What was said of pieces, where this is not one of the document.
    gathered: Option<String>,
    tries: u32,
    state: State,
}

/// See the module.
#[derive(Clone)]
pub struct Long {
    snapshot: Snapshot,
    work: Work,
    room: Room,
    context: Context,
    make: Make,
    /// Whose text each of several texts is.
    names: Vec<String>,
    /// The pieces of the document.
    slots: Vec<Slot>,
    /// What was said of them, to be said in short: the rounds after the first.
    round: Vec<Slot>,
    next_id: u32,
    doubt: Option<Completeness>,
    /// What a summary came to.
    summary: Option<String>,
}

impl fmt::Debug for Long {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (done, all) = self.progress();
        write!(f, "Long({:?}, {done} of {all})", self.work)
    }
}

/// How often a piece is asked for before it is given up.
const TRIES: u32 = 2;
/// A piece of fewer characters is not cut any further.
const LEAST_CHARS: usize = 200;
/// So many characters of what was made of the pieces before are told where it is gone on with.
const SAID: usize = 400;

impl Long {
    /// Plans `work` at the part `span` of `snapshot` for a model of that `context`; `most_chars` is the most that may go at once.
    pub fn new(
        snapshot: Snapshot,
        span: Span,
        work: Work,
        context: Context,
        most_chars: Option<usize>,
        make: Make,
    ) -> Self {
        Self::of_several(snapshot, &[(span, String::new())], work, context, most_chars, make)
    }

    /// The same of several texts, whose parts of `snapshot` and names these are: no piece reaches from one into another.
    pub fn of_several(
        snapshot: Snapshot,
        texts: &[(Span, String)],
        work: Work,
        context: Context,
        most_chars: Option<usize>,
        make: Make,
    ) -> Self {
        let frame = make(Excerpt::frame(false), 0);
        let said = if work == Work::Follow { SAID } else { 0 };
        let most_chars = most_chars.map(|most| most.saturating_sub(said));
        let tokens = Estimate::of_request(&frame).most + Estimate::of(&"字".repeat(said)).most;
        let room = Room::new(work, context, tokens, characters(&frame), most_chars);
        let mut long = Self {
            room,
            work,
            context,
            make,
            names: texts.iter().map(|(_, name)| name.clone()).collect(),
            slots: Vec::new(),
            round: Vec::new(),
            next_id: 0,
            doubt: None,
            summary: None,
            snapshot,
        };
        for (source, (span, _)) in texts.iter().enumerate() {
            let pieces = cut::pieces(&long.snapshot, *span, room);
            let slots: Vec<Slot> = pieces.into_iter().map(|piece| long.slot(piece, source, None)).collect();
            long.slots.extend(slots);
        }
        long
    }

    /// What is to be made.
    pub fn work(&self) -> Work {
        self.work
    }

    /// As much of the end of its first text as goes at once, from where one would begin to read, with what is carried along:
    /// all that goes where only the end of a text matters.
    pub fn end(&self, span: Span) -> Option<(Span, String)> {
        cut::end(&self.snapshot, span, self.room).map(|piece| (piece.span, piece.context))
    }

    /// How much will be sent.
    pub fn forecast(&self) -> Forecast {
        let mut sent = Estimate::default();
        let mut answers = 0;
        for slot in &self.slots {
            let request = self.request(slot, 0);
            sent = sent + Estimate::of_request(&request);
            answers += match self.work {
                Work::Rewrite => Estimate::of(&self.text(slot)).likely,
                Work::Summarize | Work::Remark => super::tokens::USUAL_ANSWER / 2,
                Work::Follow => Estimate::of(&self.text(slot)).likely / 3,
            };
        }
        if self.work == Work::Summarize && self.slots.len() > 1 {
            // What is said of the pieces is sent once more.
            let frame = Estimate::of_request(&(self.make)(Excerpt::frame(true), 0));
            sent = sent + frame + Estimate { least: answers / 2, likely: answers, most: answers * 2 };
            answers += super::tokens::USUAL_ANSWER / 2;
        }
        Forecast { pieces: self.slots.len(), sent, answers, context: self.context }
    }

    /// The text that is worked at.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Whether it goes in one piece.
    pub fn is_short(&self) -> bool {
        self.slots.len() < 2
    }

    /// The request to send next; `None` while nothing is left to be asked, or answers must come first.
    pub fn next(&mut self, nonce: u64) -> Option<(PieceId, Request)> {
        self.close();
        if self.work == Work::Follow && self.slots.iter().any(|slot| matches!(slot.state, State::Out)) {
            // What it goes on from has to be there.
            return None;
        }
        let at = self.open_slot()?;
        let slot = self.slot_mut(at)?;
        slot.state = State::Out;
        slot.tries += 1;
        let slot = self.slot_ref(at)?;
        Some((at, self.request(slot, nonce)))
    }

    /// What the piece `id` is called.
    pub fn name(&self, id: PieceId) -> String {
        self.slot_ref(id).map_or_else(String::new, |slot| self.title(slot))
    }

    /// Takes in what came of the piece `id`.
    pub fn take(&mut self, id: PieceId, answer: Result<Answer, Error>) -> Taken {
        let doubt = match &answer {
            Ok(Answer { completeness: doubt @ Completeness::Unproven(_), .. }) => Some(doubt.clone()),
            _ => None,
        };
        let Some(slot) = self.slot_mut(id).filter(|slot| matches!(slot.state, State::Out)) else { return Taken::On };
        let again = slot.tries < TRIES;
        let (too_long, why) = match answer {
            Ok(Answer { text, completeness: Completeness::Whole | Completeness::Unproven(_), .. }) => {
                slot.state = State::Done(text);
                self.doubt = self.doubt.take().or(doubt);
                self.close();
                return Taken::On;
            }
            Ok(Answer { completeness: Completeness::Cut(Cut::Broken(error)), .. }) if halts(&error) => {
                slot.state = State::Open;
                slot.tries -= 1;
                return Taken::Halt(error);
            }
            Ok(Answer { completeness: Completeness::Cut(Cut::Stopped), .. }) | Err(Error::Cancelled) => {
                slot.state = State::Open;
                slot.tries -= 1;
                return Taken::On;
            }
            Ok(Answer { completeness, .. }) => {
                (completeness == Completeness::Cut(Cut::Limit), Why::NotWhole(completeness))
            }
            Err(error) if halts(&error) => {
                slot.state = State::Open;
                slot.tries -= 1;
                return Taken::Halt(error);
            }
            Err(error) => (matches!(error, Error::TooLong | Error::OnlyThinking | Error::TooBig), Why::Failed(error)),
        };
        if too_long && self.halve(id) {
            return Taken::On;
        }
        let retry = again
            && matches!(
                &why,
                Why::NotWhole(Completeness::Cut(Cut::Broken(_) | Cut::Other))
                    | Why::Failed(
                        Error::BrokenStream
                            | Error::Empty
                            | Error::Malformed
                            | Error::ServerError { .. }
                            | Error::Timeout { .. }
                    )
            );
        if let Some(slot) = self.slot_mut(id) {
            slot.state = if retry { State::Open } else { State::Failed(why) };
        }
        self.close();
        Taken::On
    }

    /// Gives what failed another chance.
    pub fn retry(&mut self) {
        let again = |slot: &mut Slot| {
            if matches!(slot.state, State::Failed(_)) {
                (slot.state, slot.tries) = (State::Open, 0);
            }
        };
        self.slots.iter_mut().for_each(again);
        // What was gathered without them is gathered anew.
        if self.slots.iter().any(|slot| matches!(slot.state, State::Open)) {
            self.round.clear();
            self.summary = None;
        }
        self.round.iter_mut().for_each(again);
    }

    /// The piece `id` was not sent after all, or its answer is not waited for any more.
    pub fn put_back(&mut self, id: PieceId) {
        if let Some(slot) = self.slot_mut(id).filter(|slot| matches!(slot.state, State::Out)) {
            slot.state = State::Open;
            slot.tries = slot.tries.saturating_sub(1);
        }
    }

    /// How many pieces are done with, and how many there are; what was gathered counts with them.
    pub fn progress(&self) -> (usize, usize) {
        let over = |slot: &&Slot| matches!(slot.state, State::Done(_) | State::Failed(_));
        let all = self.slots.len() + usize::from(self.work == Work::Summarize && self.slots.len() > 1);
        let done = self.slots.iter().filter(over).count() + usize::from(self.is_over() && all > self.slots.len());
        (done, all)
    }

    /// Whether nothing is left to be asked or waited for.
    pub fn is_over(&self) -> bool {
        let over = |slot: &Slot| matches!(slot.state, State::Done(_) | State::Failed(_));
        let gathered = match self.work {
            Work::Rewrite | Work::Follow | Work::Remark => true,
            Work::Summarize => self.summary.is_some() || self.slots.iter().all(|slot| self.made(slot).is_none()),
        };
        self.slots.iter().all(over) && (gathered || self.round.iter().any(|s| matches!(s.state, State::Failed(_))))
    }

    /// Why it may not all be whole.
    pub fn doubt(&self) -> Option<&Completeness> {
        self.doubt.as_ref()
    }

    /// What was written anew: where, what stood there, what is to stand there.
    pub fn rewritten(&self) -> Vec<(Span, String, String)> {
        let done = self.slots.iter().filter_map(|slot| Some((slot, self.made(slot)?)));
        done.map(|(slot, new)| (slot.piece.span, self.text(slot), new.to_owned())).collect()
    }

    /// What was made of all of it: the summary, or what was made of the pieces, one after another, where that is what was
    /// wanted, or where it could not be put in short.
    pub fn summary(&self) -> Option<String> {
        self.summary.clone().or_else(|| {
            let said: Vec<&str> = self.slots.iter().filter_map(|slot| self.made(slot)).collect();
            (!said.is_empty()).then(|| said.join("\n"))
        })
    }

    /// What was said of each piece, and where that piece stands: where a sentence of the summary can come from.
    pub fn said(&self) -> impl Iterator<Item = (Span, &str)> {
        self.slots.iter().filter_map(|slot| Some((slot.piece.span, self.made(slot)?)))
    }

    /// What was not done, in order.
    pub fn unprocessed(&self) -> Vec<Unprocessed> {
        let of = |slot: &Slot| {
            let why = match &slot.state {
                State::Done(_) => return None,
                State::Failed(why) => Some(why.clone()),
                State::Open | State::Out => None,
            };
            Some(Unprocessed { span: slot.piece.span, source: slot.source, name: self.title(slot), why })
        };
        self.slots.iter().filter_map(of).collect()
    }

    fn made<'a>(&self, slot: &'a Slot) -> Option<&'a str> {
        match &slot.state {
            State::Done(text) => Some(text),
            _ => None,
        }
    }

    fn slot(&mut self, piece: Piece, source: usize, gathered: Option<String>) -> Slot {
        self.next_id += 1;
        Slot { id: PieceId(self.next_id), piece, source, gathered, tries: 0, state: State::Open }
    }

    /// What a piece is called, with whose text it is.
    fn title(&self, slot: &Slot) -> String {
        let texts = self.names.get(slot.source).map_or("", String::as_str);
        let parts = [texts, slot.piece.name.as_str()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("　")
    }

    /// The end of what was made of the pieces before `slot`.
    fn said_before(&self, slot: &Slot) -> String {
        if self.work != Work::Follow {
            return String::new();
        }
        let before = self.slots.iter().take_while(|other| other.id != slot.id);
        let Some(last) = before.filter_map(|slot| self.made(slot)).last() else { return String::new() };
        let skip = last.chars().count().saturating_sub(SAID);
        last.chars().skip(skip).collect()
    }

    fn slot_ref(&self, id: PieceId) -> Option<&Slot> {
        self.slots.iter().chain(&self.round).find(|slot| slot.id == id)
    }

    fn slot_mut(&mut self, id: PieceId) -> Option<&mut Slot> {
        self.slots.iter_mut().chain(&mut self.round).find(|slot| slot.id == id)
    }

    fn open_slot(&self) -> Option<PieceId> {
        let open = |slot: &&Slot| matches!(slot.state, State::Open);
        self.slots.iter().chain(&self.round).find(open).map(|slot| slot.id)
    }

    fn text(&self, slot: &Slot) -> String {
        slot.gathered.clone().unwrap_or_else(|| self.snapshot.text.slice(slot.piece.span))
    }

    fn request(&self, slot: &Slot, nonce: u64) -> Request {
        let text = self.text(slot);
        let (said, gathered) = (self.said_before(slot), slot.gathered.is_some());
        let context = slot.piece.context.as_str();
        (self.make)(Excerpt { text: &text, context, gathered, said: &said, source: slot.source }, nonce)
    }

    /// Cuts the piece `id` in two; `false` where it is too short for that.
    fn halve(&mut self, id: PieceId) -> bool {
        let Some(at) = self.slots.iter().position(|slot| slot.id == id) else { return false };
        let (piece, source) = (self.slots[at].piece.clone(), self.slots[at].source);
        let chars = self.snapshot.text.slice(piece.span).chars().count();
        if chars < LEAST_CHARS * 2 {
            return false;
        }
        let pieces = cut::pieces(&self.snapshot, piece.span, self.room.of_chars(chars.div_ceil(2)));
        if pieces.len() < 2 {
            return false;
        }
        let slots: Vec<Slot> = pieces.into_iter().map(|piece| self.slot(piece, source, None)).collect();
        self.slots.splice(at..=at, slots);
        true
    }

    /// Once all pieces are summarised, and again once all of a round are: what was said of them is put together, so many
    /// to a request as fit.
    fn gather(&mut self) {
        let over = |slot: &Slot| matches!(slot.state, State::Done(_) | State::Failed(_));
        if self.summary.is_some() || !self.slots.iter().all(over) {
            return;
        }
        let said: Vec<(String, String)> =
            self.slots.iter().filter_map(|slot| Some((self.title(slot), self.made(slot)?.to_owned()))).collect();
        match said.as_slice() {
            [] => {}
            [(_, only)] => self.summary = Some(only.clone()),
            _ => self.round = self.gathered(said),
        }
    }

    fn gathered(&mut self, said: Vec<(String, String)>) -> Vec<Slot> {
        let mut groups: Vec<(String, usize)> = Vec::new();
        for (name, text) in said {
            let part = if name.is_empty() { format!("{text}\n") } else { format!("【{name}】\n{text}\n") };
            match groups.last_mut() {
                // Two at the least, or rounds would never end.
                Some((group, count)) if *count < 2 || self.room.holds(&format!("{group}{part}")) => {
                    group.push_str(&part);
                    *count += 1;
                }
                _ => groups.push((part, 1)),
            }
        }
        let whole = Span::new(0, self.snapshot.text.len());
        let piece = || Piece { span: whole, name: String::new(), context: String::new() };
        groups.into_iter().map(|(group, _)| self.slot(piece(), 0, Some(group))).collect()
    }

    /// A round is over: its one answer is the summary, several are put together again.
    fn close(&mut self) {
        if self.round.is_empty() && self.work == Work::Summarize {
            return self.gather();
        }
        if self.round.is_empty() || !self.round.iter().all(|slot| matches!(slot.state, State::Done(_))) {
            return;
        }
        let said: Vec<(String, String)> =
            self.round.iter().filter_map(|slot| Some((String::new(), self.made(slot)?.to_owned()))).collect();
        match said.as_slice() {
            [(_, only)] => self.summary = Some(only.clone()),
            _ => self.round = self.gathered(said),
        }
    }
}

/// How many characters a request has.
fn characters(request: &Request) -> usize {
    request.system.chars().count() + request.user.chars().count()
}

/// Whether what went wrong would go wrong with every other piece too.
pub fn halts(error: &Error) -> bool {
    matches!(
        error,
        Error::Refused { .. }
            | Error::Unreachable { .. }
            | Error::Dns { .. }
            | Error::Tls { .. }
            | Error::Proxy { .. }
            | Error::Unauthorized { .. }
            | Error::Forbidden { .. }
            | Error::Blocked { .. }
            | Error::NotFound { .. }
            | Error::RateLimited { .. }
            | Error::QuotaUsed
            | Error::Redirect { .. }
            | Error::HtmlAnswer { .. }
            | Error::BadUrl { .. }
            | Error::BadProxy { .. }
            | Error::BadCa { .. }
            | Error::BadCertificate { .. }
            | Error::CertificateLocked { .. }
            | Error::BadHeader { .. }
            | Error::BadKey
            | Error::NoKey { .. }
            | Error::NoKeyring { .. }
            | Error::Setup
            | Error::Unrecorded { .. }
            | Error::Gate(_)
    )
}

#[cfg(test)]
mod tests;
