//! Tasks by name: how a passage is written anew, which template a command opens, subject lines to choose from, and what
//! the lines of an answer rest on.

use super::asking::Target;
use super::job::{Job, Ticket};
use super::laying::hunk;
use super::notice::{Level, Notice};
use super::{App, Command, Panel, engine};
use crate::assistant::long::cut::around;
use crate::assistant::{Instruction, Task, offline, prompt};
use crate::document::{Hunk, Role, Snapshot};
use crate::text::Span;

impl Command {
    /// The template this command opens.
    pub fn template(self) -> Option<&'static str> {
        Some(match self {
            Command::FromNotes => "from-notes",
            Command::FromFiles => "from-files",
            Command::FromPrevious => "from-previous",
            Command::Continue => "continue",
            Command::Minutes => "minutes",
            Command::Questions => "q-and-a",
            Command::ReplyTo => "reply",
            Command::Announce => "short-notice",
            Command::SummarizeAs => "summary",
            Command::Points => "points",
            Command::PressSummary => "press",
            Command::Subject => "subject",
            Command::Ask => "ask",
            _ => return None,
        })
    }

    /// How this command has a passage written anew.
    pub fn instruction(self) -> Option<Instruction> {
        Some(match self {
            Command::RewriteClearer => Instruction::Clearer,
            Command::RewriteShorter => Instruction::Shorter,
            Command::RewriteLonger => Instruction::Longer,
            Command::RewritePolite => Instruction::Polite,
            Command::RewriteNeutral => Instruction::Neutral,
            Command::RewritePlain => Instruction::Plain,
            Command::RewriteCorrect => Instruction::Correct,
            _ => return None,
        })
    }
}

impl App {
    /// Whether a command that needs an endpoint for its task can be carried out.
    pub(super) fn can_ask(&self, command: Command) -> bool {
        let Some(open) = self.open.as_ref().filter(|_| self.is_idle()) else { return false };
        match command.template() {
            Some(id) => self.templates.iter().any(|kept| kept.template.id == id),
            None => self.endpoint().is_some() && !open.document.is_empty(),
        }
    }

    /// Has the selection, or the paragraph the cursor is in, written anew by the endpoint.
    pub(super) fn rewrite_as(&mut self, instruction: &Instruction) {
        let Some(open) = &self.open else { return };
        let (span, old) = open.passage();
        if old.trim().is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-rewrite"));
        }
        let (whole, Some(room)) = (open.document.text().to_string(), self.room(Task::Rewrite)) else { return };
        if let Some(long) = self.too_long_to_rewrite(instruction, span, &old, room) {
            return self.plan_long(Task::Rewrite, long);
        }
        let Some(open) = &self.open else { return };
        let context = around(&whole, span, room.around(&old));
        let request = prompt::rewrite(open.document.lang(), instruction, &old, &context, engine::nonce());
        self.panel = Panel::Assistant;
        self.ask(Task::Rewrite, request, Target::Selection { span, old }, Vec::new(), None);
    }

    /// Proposes line number `index` of the reply as the document's 件名.
    pub(super) fn choose_title(&mut self, index: usize) {
        let (Some(open), Some(reply)) = (&self.open, &self.reply) else { return };
        let (Some(title), Some(run)) = (reply.choices.get(index), reply.run.clone()) else { return };
        let text = open.document.text();
        let at = open.document.roles().iter().position(|role| *role == Role::Title);
        let piece = match at.map(|line| text.line_span(line)) {
            Some(span) => hunk(span, text.slice(span), title.clone()),
            // There is none yet: it goes before the text.
            None => {
                let prose = open.document.roles().iter().position(|role| role.is_prose()).unwrap_or(0);
                let at = Span::at(text.line_span(prose).start);
                Hunk { roles: vec![Role::Title], ..hunk(at, String::new(), format!("{title}\n")) }
            }
        };
        if piece.old == piece.new {
            return self.tell(Notice::new(Level::Info, "notice-same-text"));
        }
        self.propose(vec![piece], run, "");
    }

    /// Has the places looked up that the lines of the reply rest on, where they quote none.
    pub(super) fn trace(&mut self) {
        let (Some(open), Some(reply)) = (&self.open, &self.reply) else { return };
        if reply.sentences.iter().all(|sentence| sentence.source.is_some()) {
            return;
        }
        let lines = reply.sentences.iter().map(|sentence| sentence.text.clone()).collect();
        let snapshot = open.document.snapshot();
        self.tracing = Some(self.send(Job::Trace { snapshot, lines }));
    }

    /// The places have been looked up in this revision.
    pub(super) fn traced(&mut self, ticket: Ticket, revision: u64, places: Vec<Option<Span>>) {
        if self.tracing != Some(ticket) {
            return;
        }
        self.tracing = None;
        if self.open.as_ref().is_none_or(|open| open.document.revision() != revision) {
            // The text has moved on under the search.
            return self.trace();
        }
        let Some(reply) = &mut self.reply else { return };
        for (sentence, place) in reply.sentences.iter_mut().zip(places) {
            sentence.source = sentence.source.or(place);
        }
    }
}

/// The place in `snapshot` that each of `lines` seems to rest on.
pub(super) fn places(snapshot: &Snapshot, lines: &[String]) -> Vec<Option<Span>> {
    let sources = offline::Sources::new(snapshot);
    lines.iter().map(|line| sources.of(line).first().copied()).collect()
}
