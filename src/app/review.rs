//! Judging: findings fixed one by one or all that are safe, suggestions accepted or rejected piece by piece, and what
//! became of them put into the ledger.

use super::job::Job;
use super::{App, Effect, Level, Notice, Panel};
use crate::document::{Author, Edit};
use crate::store::LedgerRow;
use crate::text::Change;

impl App {
    pub(super) fn fix(&mut self, finding: usize, fix: usize) {
        let Some(finding) = self.open.as_ref().and_then(|open| open.findings.get(finding)) else { return };
        let Some(fix) = finding.fixes.get(fix) else { return };
        let change = Change::replace(finding.span, fix.text.clone());
        let author = Author::Rule(finding.rule.to_owned());
        let at = self.now;
        self.edit(Edit { author, ..Edit::by_person(change, at) }, None);
    }

    pub(super) fn fix_safe(&mut self) {
        let Some(open) = &self.open else { return };
        let change = crate::proofread::safe_fixes(&open.findings);
        let count = change.replaces().len();
        let at = self.now;
        self.edit(Edit { author: Author::Rule("safe".to_owned()), ..Edit::by_person(change, at) }, None);
        self.tell(Notice::new(Level::Info, "notice-fixed").with("count", count));
    }

    pub(super) fn step_finding(&mut self, forward: bool) {
        let Some(open) = &self.open else { return };
        let at = open.selection;
        let next = if forward {
            open.findings.iter().find(|f| f.span.start > at.start).or(open.findings.first())
        } else {
            open.findings.iter().rev().find(|f| f.span.start < at.start).or(open.findings.last())
        };
        if let Some(finding) = next {
            self.effects.push(Effect::Show(finding.span));
            self.panel = Panel::Findings;
        }
    }

    /// The open piece the cursor is on, or the first one after it (`after`: strictly after), around the end.
    pub(super) fn hunk_at_cursor(&self, after: bool) -> Option<usize> {
        let open = self.open.as_ref()?;
        let hunks = open.open_hunks();
        let at = open.selection.start;
        let found = hunks.iter().position(|(.., h)| if after { h.span.start > at } else { h.span.end >= at });
        found.or(if hunks.is_empty() { None } else { Some(0) })
    }

    /// Accepts or rejects open pieces, by their place in [`Open::open_hunks`]. All of one suggestion are one undo step.
    pub(super) fn decide(&mut self, which: &[usize], accept: bool) {
        let Some(open) = &mut self.open else { return };
        let chosen: Vec<(usize, usize)> = open
            .open_hunks()
            .iter()
            .enumerate()
            .filter(|(i, _)| which.contains(i))
            .map(|(_, (p, h, _))| (*p, *h))
            .collect();
        let mut edits = Vec::new();
        for index in 0..open.proposals.len() {
            let hunks: Vec<usize> = chosen.iter().filter(|(p, _)| *p == index).map(|(_, h)| *h).collect();
            if hunks.is_empty() {
                continue;
            }
            if accept {
                edits.push((index, hunks));
            } else {
                open.proposals[index].rejected += hunks.len();
                open.proposals[index].suggestion.reject(&hunks);
            }
        }
        for (index, hunks) in edits {
            let Some(open) = &mut self.open else { return };
            let text = open.document.text().clone();
            let proposal = &mut open.proposals[index];
            proposal.accepted += hunks.len();
            if let Some(edit) = proposal.suggestion.accept(&hunks, self.now, |byte| text.line_of(byte)) {
                self.edit(edit, Some(index));
            }
        }
        self.close_proposals();
    }

    /// Puts suggestions whose every piece is decided into the ledger.
    pub(super) fn close_proposals(&mut self) {
        let Some(open) = &mut self.open else { return };
        let mut rows = Vec::new();
        let (key, runs) = (open.key.clone(), open.document.runs().to_vec());
        let now = self.now;
        open.proposals.retain(|proposal| {
            if !proposal.suggestion.is_done() {
                return true;
            }
            if let Some(run) = runs.get(proposal.run.0 as usize) {
                rows.push(LedgerRow {
                    document: key.clone(),
                    engine: run.engine.clone(),
                    model: run.model.clone(),
                    task: run.task.clone(),
                    asked_at: run.at,
                    complete: run.complete,
                    hunks: count(proposal.suggestion.hunks.len()),
                    accepted: count(proposal.accepted),
                    rejected: count(proposal.rejected),
                    decided_at: Some(now),
                });
            }
            false
        });
        for row in rows {
            self.send(Job::Record(row));
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
