//! What was made is laid beside the text, piece by piece, after its facts were held against those of the document. Of a long
//! document a worker does that: the window goes on, and what changed in the text meanwhile is followed.

use super::asking::{Reply, Sourced};
use super::engine;
use super::job::{Job, Ticket};
use super::open::{Place, Proposal};
use super::records::Sent;
use super::refining::Spot;
use super::{App, Effect};
use crate::assistant::Instruction;
use crate::document::{Author, Doubt, Hunk, HunkState, Run, RunId, Suggestion, guard};
use crate::text::{Change, Span, Text};

/// Up to so many bytes of a document, and of what was made, are looked through at once: it takes a worker longer to be asked.
const AT_ONCE: usize = 24_000;

/// Something whose facts are to be held against a document.
#[derive(Debug)]
pub struct Weighing {
    text: Text,
    /// What else explains a fact.
    told: Vec<String>,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Pieces as they are.
    Pieces(Vec<Hunk>),
    /// Texts for these places.
    Made(Vec<(Spot, String)>),
    /// Something to read about the document.
    Answer(String),
}

/// What came of it.
#[derive(Debug)]
pub enum Weighed {
    /// Pieces that know their doubts.
    Pieces(Vec<Hunk>),
    /// The lines of an answer.
    Answer {
        /// Each with what it quotes.
        sentences: Vec<Sourced>,
        /// Facts in them that the document does not state.
        doubts: Vec<Doubt>,
    },
}

impl Weighing {
    fn is_short(&self) -> bool {
        let made: usize = match &self.what {
            What::Pieces(hunks) => hunks.iter().map(|hunk| hunk.old.len() + hunk.new.len()).sum(),
            What::Made(made) => made.iter().map(|(_, text)| text.len()).sum(),
            What::Answer(answer) => answer.len(),
        };
        self.text.len() + made <= AT_ONCE
    }

    /// Does it.
    pub fn weigh(self) -> Weighed {
        let Self { text, told, what } = self;
        let hunks = match what {
            What::Pieces(hunks) => hunks,
            What::Made(made) => made.iter().flat_map(|(spot, made)| spot.hunks(&text, made)).collect(),
            What::Answer(answer) => {
                let source = text.to_string();
                let sentences = quoting(&answer, &source);
                let explained = format!("{source}\n{}", told.join("\n"));
                return Weighed::Answer { sentences, doubts: guard::made_up(&answer, &explained) };
            }
        };
        let mut suggestion = Suggestion { author: Author::Form, hunks, complete: true };
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        suggestion.guard(&text.to_string(), &told);
        Weighed::Pieces(suggestion.hunks)
    }
}

/// What a worker looks through.
#[derive(Clone, Debug, Default)]
pub(super) struct Laying {
    waits: Vec<Waits>,
}

#[derive(Clone, Debug)]
struct Waits {
    ticket: Ticket,
    /// What is laid beside the text then; `None` is an answer to read.
    laid: Option<Laid>,
    /// What changed in the document since.
    changes: Vec<Change>,
}

/// Which run something laid beside the text is of, how much of it was accepted and rejected before, and what was sent for it.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    pub run: RunId,
    pub counts: (usize, usize),
    pub sent: Sent,
}

impl Laying {
    /// Follows a change of the document.
    pub fn follow(&mut self, change: &Change) {
        self.waits.iter_mut().for_each(|waits| waits.changes.push(change.clone()));
    }

    /// What is looked through of this run is not wanted any more.
    pub fn drop_run(&mut self, run: RunId) {
        self.waits.retain(|waits| waits.laid.as_ref().is_none_or(|laid| laid.run != run));
    }

    /// Nothing comes of a job.
    pub fn abandon(&mut self, ticket: Ticket) {
        self.waits.retain(|waits| waits.ticket != ticket);
    }
}

impl App {
    /// Whether the facts of something that was made are still being held against the document.
    pub fn is_weighing(&self) -> bool {
        !self.laying.waits.is_empty()
    }

    /// Lays the text of the reply beside the document, behind the paragraph the cursor is in.
    pub(super) fn propose_reply(&mut self) {
        let (Some(open), Some(reply)) = (&self.open, &mut self.reply) else { return };
        let Some(run) = reply.run.take() else { return };
        let text = open.document.text();
        let line = text.line_span(text.line_of(open.selection.start));
        let prose = engine::paragraphs(&reply.text).join("\n");
        let new = if line.is_empty() { prose } else { format!("\n{prose}") };
        let at = line.end;
        self.propose(vec![hunk(Span::at(at), String::new(), new)], run, "");
        self.effects.push(Effect::Show(Span::at(at)));
    }

    pub(super) fn propose_prose(&mut self, ready: Vec<(Place, String)>, run: Run) {
        let hunks = ready
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(place, text)| {
                let new = engine::paragraphs(&text).join("\n");
                let roles = vec![place.slot.role; new.matches('\n').count() + 1];
                Hunk { roles, ..hunk(Span::at(place.at), String::new(), new) }
            })
            .collect();
        self.propose(hunks, run, "");
    }

    /// Lays these pieces beside the text; `told` explains facts besides the document.
    pub(super) fn propose(&mut self, hunks: Vec<Hunk>, run: Run, told: &str) {
        let Some(open) = &mut self.open else { return };
        if hunks.is_empty() {
            return;
        }
        let sent = self.sent.clone().filter(|sent| sent.at == run.at).unwrap_or_default();
        let laid = Laid { run: open.document.add_run(run), counts: (0, 0), sent };
        if let Some(weighing) = self.weighing(What::Pieces(hunks), told) {
            self.weigh(weighing, laid);
        }
    }

    /// Lays these texts beside the places they were made for. `run` gives the number of the run, which is asked for only
    /// where something is laid down. `false` where nothing is.
    pub(super) fn lay_made(
        &mut self,
        made: Vec<(Spot, String)>,
        told: &str,
        laid: impl FnOnce(&mut App) -> Option<Laid>,
    ) -> bool {
        let Some(weighing) = self.weighing(What::Made(made), told) else { return false };
        if !weighing.is_short() {
            let Some(laid) = laid(self) else { return false };
            self.weigh(weighing, laid);
            return true;
        }
        match weighing.weigh() {
            Weighed::Pieces(hunks) if !hunks.is_empty() => {
                if let Some(laid) = laid(self) {
                    self.lay_weighed(hunks, laid);
                }
                true
            }
            _ => false,
        }
    }

    fn weighing(&self, what: What, told: &str) -> Option<Weighing> {
        let open = self.open.as_ref()?;
        let mut explains: Vec<String> = open.facts.iter().map(|(_, value)| value.to_owned()).collect();
        if let Instruction::Custom(words) = &self.instruction {
            explains.push(words.clone());
        }
        explains.push(told.to_owned());
        Some(Weighing { text: open.document.text().clone(), told: explains, what })
    }

    fn weigh(&mut self, weighing: Weighing, laid: Laid) {
        if !weighing.is_short() {
            let ticket = self.send(Job::Weigh(Box::new(weighing)));
            return self.laying.waits.push(Waits { ticket, laid: Some(laid), changes: Vec::new() });
        }
        if let Weighed::Pieces(hunks) = weighing.weigh() {
            self.lay_weighed(hunks, laid);
        }
    }

    /// `reply` with what its text quotes, and which of its facts neither the document nor `told` states; of a long document
    /// that comes later.
    pub(super) fn weigh_reply(&mut self, reply: Reply, told: String) -> Reply {
        let text = self.open.as_ref().map(|open| open.document.text().clone()).unwrap_or_default();
        let weighing = Weighing { text, told: vec![told], what: What::Answer(reply.text.clone()) };
        if !weighing.is_short() {
            let ticket = self.send(Job::Weigh(Box::new(weighing)));
            self.laying.waits.push(Waits { ticket, laid: None, changes: Vec::new() });
            return Reply { weighing: Some(ticket), ..reply };
        }
        match weighing.weigh() {
            Weighed::Answer { sentences, doubts } => Reply { sentences, doubts, ..reply },
            Weighed::Pieces(_) => reply,
        }
    }

    /// A worker has looked something through.
    pub(super) fn weighed(&mut self, ticket: Ticket, weighed: Weighed) {
        let Some(at) = self.laying.waits.iter().position(|waits| waits.ticket == ticket) else { return };
        let Waits { laid, changes, .. } = self.laying.waits.remove(at);
        match (weighed, laid) {
            (Weighed::Pieces(hunks), Some(laid)) => {
                let mut suggestion = Suggestion { author: Author::Form, hunks, complete: true };
                changes.iter().for_each(|change| suggestion.map(change));
                let Some(open) = &self.open else { return };
                let text = open.document.text();
                let stands = |hunk: &Hunk| hunk.span.end <= text.len() && text.slice(hunk.span) == hunk.old;
                suggestion.hunks.retain(stands);
                self.lay_weighed(suggestion.hunks, laid);
            }
            (Weighed::Answer { sentences, doubts }, None) => {
                let follow = |span: Span| changes.iter().fold(span, |span, change| change.map_span(span));
                let sentences: Vec<Sourced> =
                    sentences.into_iter().map(|s| Sourced { source: s.source.map(follow), ..s }).collect();
                let fill = |reply: &mut Reply| {
                    if reply.weighing == Some(ticket) {
                        reply.weighing = None;
                        (reply.sentences, reply.doubts) = (sentences.clone(), doubts.clone());
                    }
                };
                self.reply.iter_mut().chain(self.refining.replies()).for_each(fill);
                if self.reply.as_ref().is_some_and(|reply| !reply.sentences.is_empty()) {
                    self.trace();
                }
            }
            _ => {}
        }
    }

    /// Lays pieces that know their doubts beside the text; the first is shown.
    fn lay_weighed(&mut self, hunks: Vec<Hunk>, laid: Laid) {
        let (Some(open), Some(first)) = (&self.open, hunks.first().map(|hunk| hunk.span)) else { return };
        let complete = open.document.runs().get(laid.run.0 as usize).is_some_and(|run| run.complete);
        let suggestion = Suggestion { author: Author::Assistant(laid.run), hunks, complete };
        self.lay_guarded(suggestion, laid, first);
    }

    /// The same with a suggestion that was guarded already; its beginning is shown.
    pub(super) fn lay_guarded(&mut self, suggestion: Suggestion, laid: Laid, first: Span) {
        let Some(open) = &self.open else { return };
        let base_revision = open.document.revision();
        let level = self.classification().map(|level| level.code().to_owned()).unwrap_or_default();
        let Some(open) = &mut self.open else { return };
        let Laid { run, counts: (accepted, rejected), sent } = laid;
        let recorded = (accepted + rejected > 0).then_some((accepted, rejected, false));
        open.proposals.push(Proposal { suggestion, run, accepted, rejected, base_revision, sent, level, recorded });
        self.effects.push(Effect::Show(first));
        self.close_proposals();
    }
}

/// The lines of an answer, each with the longest passage it quotes word for word from `document`.
fn quoting(answer: &str, document: &str) -> Vec<Sourced> {
    let quote = |line: &str| {
        let pairs = [('「', '」'), ('“', '”'), ('"', '"')];
        let quotes = pairs.iter().flat_map(|(open, close)| {
            let starts = line.match_indices(*open).map(|(at, mark)| at + mark.len());
            starts.filter_map(|start| line[start..].rfind(*close).map(|len| &line[start..start + len]))
        });
        let inner = line.match_indices('「').filter_map(|(at, mark)| {
            let rest = &line[at + mark.len()..];
            rest.find('」').map(|len| &rest[..len])
        });
        let found = quotes.chain(inner).filter(|quote| quote.chars().count() >= 4);
        let found = found.filter_map(|quote| document.find(quote).map(|at| Span::new(at, at + quote.len())));
        found.max_by_key(|span| span.len())
    };
    let lines = answer.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| Sourced { text: line.to_owned(), source: quote(line) }).collect()
}

/// A piece nobody has looked at.
pub(super) fn hunk(span: Span, old: String, new: String) -> Hunk {
    Hunk { span, old, new, roles: Vec::new(), doubts: Vec::new(), looked_at: false, state: HunkState::Open }
}
