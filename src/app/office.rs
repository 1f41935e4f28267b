//! The office's rules over what a person does: the policy in force, the gate, the 格付け of the document at hand.

use super::job::Job;
use super::{App, Command, Level, Notice, documents, policy};
use crate::assistant::{Endpoint, Error, Policy, Purpose, Sending, Task, Verdict, gate, vault, wire};
use crate::document::Classification;
use crate::i18n::{Locale, Tr};
use crate::store::audit::EventKind;
use crate::text::Date;
use secrecy::SecretString;

/// What waits for the passphrase of the encrypted file of keys.
pub(super) struct Locked {
    /// The endpoint's name and its key, where one is to be put away.
    pub then: Option<(String, SecretString)>,
    /// Whether a passphrase was tried already, and was not the one.
    pub refused: bool,
}

impl App {
    /// Whether the passphrase of the encrypted file of keys is asked for, and whether it is one to be chosen.
    pub fn asks_passphrase(&self) -> Option<bool> {
        self.locked_key.as_ref().map(|_| !self.dirs.vault().exists())
    }

    /// Whether the passphrase that was typed last did not open the file of keys.
    pub fn passphrase_refused(&self) -> bool {
        self.locked_key.as_ref().is_some_and(|locked| locked.refused)
    }

    /// An answer failed for want of a keyring, or of a key that a server on this machine does want: where there is a file of
    /// keys that is shut, it can be opened.
    pub(super) fn look_for_lock(&mut self, end: &Result<wire::End, Error>) {
        let lacks = match end {
            Err(Error::NoKeyring { .. }) => true,
            Err(Error::Unauthorized { .. }) => !vault::is_open(),
            _ => false,
        };
        if lacks && self.dirs.vault().exists() {
            self.locked_key = Some(Locked { then: None, refused: false });
        }
    }

    /// Opens the file of keys with what the person typed.
    pub(super) fn unlock(&mut self, passphrase: Option<SecretString>) {
        let Some(Locked { then, .. }) = self.locked_key.take() else { return };
        match (passphrase, then) {
            (Some(passphrase), then) => {
                let path = self.dirs.vault();
                self.send(Job::Unlock { path, passphrase, then });
            }
            // The key is nowhere; the person knows.
            (None, Some((endpoint, _))) => self.tell(Notice::error(&Error::NoKeyring { endpoint })),
            (None, None) => {}
        }
    }

    /// The same under `policy`: what it fixes is put over the settings, and where it cannot be trusted the person is told.
    pub fn under(mut self, policy: Policy) -> Self {
        policy::put_over(&policy, &mut self.settings);
        self.tr = Tr::new(self.settings.locale.unwrap_or_else(Locale::system));
        if !policy.problems().is_empty() {
            let details = policy.problems().iter().map(|problem| Notice::error(problem)).collect();
            self.notices.push(Notice::new(Level::Error, "notice-policy-refused").detailed(details));
        }
        self.policy = policy;
        self.endpoints = policy::endpoints(&self.policy, &self.settings);
        self.judge_anew();
        self.load_words();
        self.note_policy();
        self
    }

    /// The office's policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The endpoints there are to choose from.
    pub fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// The day it is here.
    pub fn today(&self) -> Date {
        documents::day(self.now)
    }

    /// Whether the setting `name` is the office's to make; then the person is told so.
    pub(super) fn locked(&mut self, name: &str) -> bool {
        let locked = self.policy.locks(name);
        if locked {
            self.tell_locked();
        }
        locked
    }

    pub(super) fn tell_locked(&mut self) {
        let contact = if self.policy.contact.is_empty() { "none" } else { &self.policy.contact };
        let notice = Notice::new(Level::Info, "notice-locked").with("contact", contact);
        self.tell(notice.with("policy", self.policy.name.clone()));
    }

    /// Whether the office says how much findings of `rule` matter; then the person is told so.
    pub(super) fn locked_rule(&mut self, rule: &str) -> bool {
        let fixed = self.policy.rules.contains_key(rule);
        if fixed {
            self.tell_locked();
        }
        fixed
    }

    /// The document's 格付け as the send gate will see it: what it carries itself, or what is attached to it where that is
    /// higher.
    pub fn classification(&self) -> Option<Classification> {
        let own = self.own_classification();
        self.open.as_ref().map_or(own, |open| open.document.attachments().level(own, &self.policy.levels))
    }

    /// What the document carries itself, else what the settings say, else nothing.
    pub fn own_classification(&self) -> Option<Classification> {
        self.open.as_ref().and_then(|open| open.document.classification()).or(self.settings.default_classification)
    }

    /// The document is of this 格付け from now on.
    pub(super) fn classify(&mut self, level: Classification) {
        if self.read_only() {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let before = open.document.classification();
        if before == Some(level) {
            return;
        }
        open.document.set_classification(Some(level));
        self.keep_due = Some(self.now);
        let before = before.map(|level| level.code().to_owned()).unwrap_or_default();
        let event = self.event(EventKind::Classification).text("before", before);
        self.log(event);
        self.send_unsent();
    }

    /// Whether the office's policy keeps `command` from being carried out with the endpoint in use; what is done on this
    /// machine it does not touch.
    pub fn forbids(&self, command: Command) -> bool {
        let task = match command {
            Command::Draft => Task::Draft,
            Command::Rewrite
            | Command::RewriteClearer
            | Command::RewriteShorter
            | Command::RewriteLonger
            | Command::RewritePolite
            | Command::RewriteNeutral
            | Command::RewritePlain
            | Command::RewriteCorrect
            | Command::RewriteOwn => Task::Rewrite,
            Command::Summarize => Task::Summarize,
            Command::Review | Command::ReadPairs => Task::Review,
            command => match command.template() {
                Some(id) => {
                    let offered = &self.policy.scope.templates;
                    if offered.as_ref().is_some_and(|ids| !ids.iter().any(|known| known == id)) {
                        return true;
                    }
                    Task::Template
                }
                None => return false,
            },
        };
        self.endpoint().is_some() && !self.policy.offers_task(task)
    }

    /// What the gate says of asking `endpoint` to do `task` for the document at hand.
    pub fn would_go(&self, endpoint: &Endpoint, task: Task) -> Verdict {
        self.gate(endpoint, Purpose::Task(task), &[self.classification()], 0)
    }

    /// What the gate says of sending this now.
    pub(super) fn gate(
        &self,
        endpoint: &Endpoint,
        purpose: Purpose,
        levels: &[Option<Classification>],
        characters: usize,
    ) -> Verdict {
        gate(&self.policy, &Sending { endpoint, purpose, levels, characters, today: self.today() })
    }
}
