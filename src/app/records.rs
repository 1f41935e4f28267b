//! What the window writes down: events of the audit trail, the ledger's record of each suggestion.

use super::job::Job;
use super::notice::{Level, Notice};
use super::open::{Open, Proposal};
use super::{Action, App, logbook};
use crate::assistant::policy::Standing;
use crate::document::{HunkState, Run};
use crate::store::audit::{Event, EventKind};
use crate::store::{LedgerRow, PieceRow};

/// What was sent last, for the record of what comes of it.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// When it was asked for.
    pub at: i64,
    /// By which template.
    pub template: String,
    /// SHA-256 of it; of what took several requests, that of each in order, with spaces between.
    pub digest: String,
}

/// The name that records are kept under.
#[derive(Default)]
pub struct Naming {
    /// What waits for it.
    waiting: Option<Box<Action>>,
    /// Whether the person was told that there is none since the program began.
    was_told: bool,
}

impl App {
    /// The name of the person at the keyboard for records: as the system knows it, else what they said they are called.
    pub fn recorder(&self) -> String {
        let system = logbook::user();
        if system.is_empty() { self.settings.user_name.trim().to_owned() } else { system }
    }

    /// Whether the person is asked for a name, since the system knows none and records would be nobody's.
    pub fn asks_name(&self) -> bool {
        self.naming.waiting.is_some()
    }

    /// Whether `action`, which is recorded with a name, has to wait until there is one.
    pub(super) fn needs_name(&mut self, action: Action) -> bool {
        let needs = self.recorder().is_empty();
        if needs {
            self.naming = Naming { waiting: Some(Box::new(action)), was_told: true };
        }
        needs
    }

    /// The person said what they are called, or that they will not say it now.
    pub(super) fn take_name(&mut self, name: Option<String>) {
        let Some(action) = self.naming.waiting.take() else { return };
        match name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()) {
            Some(name) => {
                self.settings.user_name = name;
                self.save_settings();
                self.act(*action, self.now);
            }
            None => self.tell(Notice::new(Level::Warning, "notice-name-needed")),
        }
    }

    /// An event about the document at hand, under the policy in force.
    pub(super) fn event(&self, kind: EventKind) -> Event {
        let event = Event::new(kind, self.now).text("user", self.recorder()).text("policy", self.policy.name.clone());
        match &self.open {
            None => event,
            Some(open) => {
                let level = self.classification().map(|level| level.code().to_owned());
                event
                    .text("document", open.document.id().unwrap_or(&open.key))
                    .text("form", open.document.form().unwrap_or_default())
                    .text("classification", level.unwrap_or_default())
            }
        }
    }

    /// Puts an event into the trail.
    pub(super) fn log(&mut self, event: Event) {
        self.send(Job::Log(vec![event]));
    }

    /// Tells the trail when another policy is in force than the last time, and lets go what has been kept long enough.
    pub(super) fn note_policy(&mut self) {
        let digest = match &self.policy.standing {
            Standing::BuiltIn => "built-in".to_owned(),
            Standing::InForce { .. } => self.policy.digest.clone(),
            Standing::Refused(_) => "refused".to_owned(),
        };
        let signed = matches!(self.policy.standing, Standing::InForce { signed: true });
        let event = self.event(EventKind::Policy).text("digest", digest.clone()).number("signed", u64::from(signed));
        let keep_millis = i64::from(self.policy.log.retention_days) * 86_400_000;
        let keep_from = Event::new(EventKind::Policy, self.now - keep_millis);
        self.send(Job::NotePolicy { digest, event, keep_from });
    }

    /// Brings the ledger up to date with every suggestion under review, and puts away those whose every piece is decided.
    pub(super) fn close_proposals(&mut self) {
        let Some(open) = &self.open else { return };
        let changed = |proposal: &Proposal| proposal.recorded != Some(counts(proposal));
        let rows: Vec<(usize, LedgerRow)> = open
            .proposals
            .iter()
            .enumerate()
            .filter(|(_, proposal)| changed(proposal))
            .filter_map(|(index, proposal)| Some((index, self.row(open, proposal)?)))
            .collect();
        for (index, row) in rows {
            let Some(open) = &mut self.open else { return };
            let proposal = &mut open.proposals[index];
            let (accepted, rejected, _) = proposal.recorded.unwrap_or_default();
            let more = (proposal.accepted - accepted, proposal.rejected - rejected);
            proposal.recorded = Some(counts(proposal));
            if self.recorder().is_empty() && !self.naming.was_told && more != (0, 0) {
                // What was decided is on record all the same.
                self.naming.was_told = true;
                self.tell(Notice::new(Level::Warning, "notice-no-name"));
            }
            let decided = |kind: EventKind, pieces: usize| {
                let event = self.event(kind).text("endpoint", row.engine.clone()).text("model", row.model.clone());
                let event = event.text("task", row.task.clone()).text("template", row.template.clone());
                (pieces > 0).then(|| event.number("pieces", pieces as u64).number("of", u64::from(row.hunks)))
            };
            let events: Vec<Event> = [decided(EventKind::Accept, more.0), decided(EventKind::Reject, more.1)]
                .into_iter()
                .flatten()
                .collect();
            self.send(Job::Record { row: Box::new(row), events });
        }
        if let Some(open) = &mut self.open {
            open.proposals.retain(|proposal| !proposal.suggestion.is_done());
        }
    }

    /// What the ledger says of a suggestion as it is now.
    fn row(&self, open: &Open, proposal: &Proposal) -> Option<LedgerRow> {
        let run: &Run = open.document.runs().get(proposal.run.0 as usize)?;
        let done = proposal.suggestion.is_done();
        let decided = proposal.accepted + proposal.rejected > 0;
        let pieces = proposal.suggestion.hunks.iter().zip(0..).map(|(hunk, number)| PieceRow {
            number,
            removed: number_of(hunk.old.chars().count()),
            added: number_of(hunk.new.chars().count()),
            state: match hunk.state {
                HunkState::Open => "open",
                HunkState::Accepted => "accepted",
                HunkState::Rejected => "rejected",
                HunkState::Overtaken => "overtaken",
            }
            .to_owned(),
            decided_at: (hunk.state != HunkState::Open).then_some(self.now),
        });
        Some(LedgerRow {
            document: open.document.id().unwrap_or(&open.key).to_owned(),
            engine: run.engine.clone(),
            model: run.model.clone(),
            task: run.task.clone(),
            asked_at: run.at,
            complete: run.complete,
            hunks: number_of(proposal.suggestion.hunks.len()),
            accepted: number_of(proposal.accepted),
            rejected: number_of(proposal.rejected),
            decided_at: done.then_some(self.now),
            base_revision: proposal.base_revision,
            template: proposal.sent.template.clone(),
            level: proposal.level.clone(),
            policy: self.policy.name.clone(),
            sent: proposal.sent.digest.clone(),
            decider: if decided { self.recorder() } else { String::new() },
            pieces: pieces.collect(),
        })
    }
}

/// Pieces accepted and rejected, and whether none is open.
fn counts(proposal: &Proposal) -> (usize, usize, bool) {
    (proposal.accepted, proposal.rejected, proposal.suggestion.is_done())
}

fn number_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
