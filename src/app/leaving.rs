//! Leaving a document, and coming to another: what is not saved, or suggested and not decided, is asked about first, and what
//! was to come next waits for the answer.

use super::{Action, App, Command, Effect, Job, Open, Unsaved};

/// What waits for an answer about unsaved changes.
#[derive(Clone, Debug)]
pub(super) enum Waiting {
    Close,
    Quit,
    Then(Box<Action>),
}

impl App {
    /// Runs `action` now if nothing would be lost by it, else once the person has said what to do with the changes.
    pub(super) fn unless_unsaved(&mut self, action: Action, run: impl FnOnce(&mut App)) {
        if self.leaving_is_safe(Waiting::Then(Box::new(action))) {
            run(self);
        }
    }

    pub(super) fn leaving_is_safe(&mut self, next: Waiting) -> bool {
        if self.open.as_ref().is_some_and(|open| open.unsaved() || open.undecided() > 0) {
            self.waiting = Some(next);
            self.asked_unsaved = true;
            return false;
        }
        true
    }

    pub(super) fn answer(&mut self, answer: Unsaved) {
        self.asked_unsaved = false;
        match answer {
            Unsaved::Cancel => self.waiting = None,
            Unsaved::Save => self.run(Command::Save),
            Unsaved::Discard => {
                self.put_away();
                self.go_on();
            }
        }
    }

    /// Does what waited for the changes to be safe.
    pub(super) fn go_on(&mut self) {
        if self.open.as_ref().is_some_and(Open::unsaved) {
            return;
        }
        match self.waiting.take() {
            None => {}
            Some(Waiting::Close) => self.put_away(),
            Some(Waiting::Quit) => {
                self.put_away();
                self.effects.push(Effect::Quit);
            }
            Some(Waiting::Then(action)) => self.act(*action, self.now),
        }
    }

    /// Closes the document at hand, whose changes are safe or given up.
    pub(super) fn put_away(&mut self) {
        self.detach();
        self.stop();
        self.reply = None;
        self.refining = Default::default();
        self.laying = Default::default();
        self.forget_broken();
        self.attached.clear();
        self.foreseen = None;
        self.leave_attachments();
        self.personal = None;
        if let Some(open) = self.open.take() {
            self.send(Job::Release { key: open.key });
            self.effects.push(Effect::Reset);
        }
        (self.check_due, self.wide_due, self.keep_due) = (None, None, None);
        if let Some(ticket) = self.checking.take() {
            self.jobs.cancel(ticket);
        }
    }

    pub(super) fn take(&mut self, mut open: Open) {
        self.put_away();
        self.filling = None;
        let form = open.document.form().and_then(|id| self.form(id, Some(open.document.lang())));
        open.profile = super::open::profile(&open.document, form.as_deref());
        open.form = form;
        self.open = Some(open);
        self.adopt_entries();
        self.effects.push(Effect::Reset);
        self.effects.push(Effect::Focus);
        self.check(true);
    }
}
