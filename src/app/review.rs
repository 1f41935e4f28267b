//! Judging: findings fixed one by one or all that are safe, suggestions accepted or rejected piece by piece, and what
//! became of them put into the ledger.

use super::job::{Job, Ticket};
use super::{App, Effect, Level, Notice, Open, Panel, Scope, policy, words};
use crate::document::{Author, Edit, Ignored};
use crate::proofread::{Fix, Found, Placed, RuleLevel, Rulebook, at_once, is_of_model};
use crate::text::{Change, Replace, Span};
use std::sync::Arc;

impl App {
    pub(super) fn fix(&mut self, finding: usize, fix: usize) {
        let Some(finding) = self.open.as_ref().and_then(|open| open.findings.get(finding)) else { return };
        let Some(fix) = finding.fixes.get(fix) else { return };
        let change = Change::replace(finding.span, fix.text.clone());
        let by = self.open.as_ref().and_then(|open| open.findings.remarks_by);
        let author = match by.filter(|_| is_of_model(finding.rule)) {
            Some(run) => Author::Assistant(run),
            None => Author::Rule(finding.rule.to_owned()),
        };
        let at = self.now;
        self.edit(Edit { author, ..Edit::by_person(change, at) }, None);
    }

    pub(super) fn fix_safe(&mut self) {
        let Some(open) = &self.open else { return };
        let fixes = open.findings.iter().filter_map(|f| Some((f.span, f.what.fixes.first().filter(|fix| fix.safe)?)));
        let change = all_at_once(fixes);
        self.fix_all(change, "safe");
    }

    /// Applies the first fix of every finding of `rule`, as one step.
    pub(super) fn fix_rule(&mut self, rule: &str) {
        let Some(open) = &self.open else { return };
        let fixes =
            open.findings.iter().filter(|f| f.rule == rule).filter_map(|f| Some((f.span, f.what.fixes.first()?)));
        let change = all_at_once(fixes);
        self.fix_all(change, rule);
    }

    fn fix_all(&mut self, change: Change, rule: &str) {
        let count = change.replaces().len();
        let at = self.now;
        self.edit(Edit { author: Author::Rule(rule.to_owned()), ..Edit::by_person(change, at) }, None);
        self.tell(Notice::new(Level::Info, "notice-fixed").with("count", count));
    }

    /// Fixes the finding at the cursor, or leaves it as it is, and goes on to the next.
    pub(super) fn at_cursor(&mut self, fix: bool) {
        let Some(index) = self.open.as_ref().and_then(Open::finding_at_cursor) else { return };
        if fix {
            self.fix(index, 0);
        } else {
            self.ignore(index, Scope::Here);
        }
        self.step_finding(true);
    }

    /// Tells no more of a finding.
    pub(super) fn ignore(&mut self, finding: usize, scope: Scope) {
        let Some(open) = &mut self.open else { return };
        let Some(gone) = open.findings.get(finding) else { return };
        let (rule, text, span) = (gone.rule.to_owned(), gone.text.clone(), gone.span);
        match scope {
            Scope::Here | Scope::Document => {
                let at = (scope == Scope::Here).then_some(span);
                open.document.judgement_mut().ignored.push(Ignored { rule, text, at });
                let judgement = open.document.judgement();
                open.findings.retain(|f| !judgement.ignores(f.rule, &f.text, f.span));
                self.keep_due = Some(self.now);
            }
            Scope::Everywhere => {
                open.findings.retain(|f| f.rule != rule || f.text != text);
                self.settings.ignored.push((rule, text));
                self.settle_rules();
            }
        }
    }

    /// Tells again of what is not told in this document.
    pub(super) fn take_back(&mut self, index: usize) {
        let Some(open) = &mut self.open else { return };
        let ignored = &mut open.document.judgement_mut().ignored;
        if index < ignored.len() {
            ignored.remove(index);
            self.keep_due = Some(self.now);
            self.check(true);
        }
    }

    /// The person decided otherwise about rules.
    pub(super) fn settle_rules(&mut self) {
        self.save_settings();
        self.judge_anew();
    }

    /// Judges by the settings and the words of the office as they are now.
    pub(super) fn judge_anew(&mut self) {
        let rules = policy::rules(&self.policy, &self.settings);
        self.book = Arc::new(Rulebook::new(&rules, &self.settings.ignored, self.house.clone()));
        self.check(true);
    }

    pub(super) fn load_words(&mut self) {
        let folders = words::folders(&self.dirs, &self.settings);
        self.send(Job::LoadWords { folders });
    }

    /// Has the document at hand checked; `wide` asks the rules over the whole of it too.
    pub(super) fn check(&mut self, wide: bool) {
        let Some(open) = &self.open else { return };
        let (snapshot, profile, book) = (open.document.snapshot(), open.profile, self.book.clone());
        self.checking = Some(self.send(Job::Check { snapshot, profile, book, wide }));
    }

    /// Takes over what a check found of a revision. What is about words that have changed since is of no use any more.
    pub(super) fn checked(&mut self, ticket: Ticket, revision: u64, found: Found) {
        let Some(open) = self.open.as_mut().filter(|open| open.document.revision() == revision) else { return };
        if found.complete {
            open.checked = Some(revision);
            self.checking = self.checking.filter(|checking| *checking != ticket);
        }
        let judgement = open.document.judgement();
        let (settled, off) = (judgement.ignored.is_empty(), &self.settings);
        let levels = policy::rules(&self.policy, off);
        let told = |f: &Placed| {
            (settled || !judgement.ignores(f.rule, &f.text, f.span))
                && levels.get(f.rule) != Some(&RuleLevel::Off)
                && !off.ignored.iter().any(|(rule, text)| rule == f.rule && *text == f.text)
        };
        open.findings.take(found, told);
    }

    pub(super) fn step_finding(&mut self, forward: bool) {
        let Some(open) = &self.open else { return };
        let at = open.selection;
        let next = if forward {
            let next = open.findings.partition_point(|span| span.start <= at.start);
            open.findings.get(next).or(open.findings.get(0))
        } else {
            let before = open.findings.partition_point(|span| span.start < at.start);
            before.checked_sub(1).and_then(|index| open.findings.get(index)).or(open.findings.iter().next_back())
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

    /// Somebody has looked at the facts an open piece changes, and finds them right.
    pub(super) fn looked_at(&mut self, which: usize) {
        let Some(open) = &mut self.open else { return };
        let Some((proposal, hunk)) = open.open_hunks().get(which).map(|(p, h, _)| (*p, *h)) else { return };
        open.proposals[proposal].suggestion.hunks[hunk].looked_at = true;
    }

    /// Accepts or rejects open pieces, by their place in [`Open::open_hunks`]. All of one suggestion are one undo step.
    /// Pieces that change facts nothing explains are not accepted before somebody has looked at those: they stay open, and
    /// the person is told.
    pub(super) fn decide(&mut self, which: &[usize], accept: bool) {
        if self.read_only() {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let chosen: Vec<(usize, usize)> = open
            .open_hunks()
            .iter()
            .enumerate()
            .filter(|(i, (.., hunk))| which.contains(i) && !(accept && hunk.waits()))
            .map(|(_, (p, h, _))| (*p, *h))
            .collect();
        let waiting =
            open.open_hunks().iter().enumerate().filter(|(i, (.., h))| which.contains(i) && h.waits()).count();
        let mut edits = Vec::new();
        for index in 0..open.proposals.len() {
            let hunks: Vec<usize> = chosen.iter().filter(|(p, _)| *p == index).map(|(_, h)| *h).collect();
            if hunks.is_empty() {
                continue;
            }
            if accept {
                edits.push((open.proposals[index].run, hunks));
            } else {
                open.proposals[index].rejected += hunks.len();
                let proposal = &open.proposals[index];
                self.refining.rejected(proposal.run, hunks.iter().map(|hunk| &proposal.suggestion.hunks[*hunk]));
                open.proposals[index].suggestion.reject(&hunks);
            }
        }
        for (run, hunks) in edits.into_iter().rev() {
            let Some(open) = &mut self.open else { return };
            let text = open.document.text().clone();
            // What was decided altogether has been put away, and so has what another suggestion overtook.
            let Some(index) = open.proposals.iter().position(|proposal| proposal.run == run) else { continue };
            let proposal = &mut open.proposals[index];
            proposal.accepted += hunks.len();
            if let Some(edit) = proposal.suggestion.accept(&hunks, self.now, |byte| text.line_of(byte)) {
                self.edit(edit, Some(index));
            }
        }
        if accept && waiting > 0 {
            self.panel = Panel::Assistant;
            self.tell(Notice::new(Level::Warning, "notice-facts-first").with("count", waiting));
        }
        self.close_proposals();
    }
}

/// These fixes as one change; of two that overlap, the first.
fn all_at_once<'a>(fixes: impl Iterator<Item = (Span, &'a Fix)>) -> Change {
    at_once(fixes.map(|(span, fix)| Replace { span, text: fix.text.clone() }).collect())
}
