//! [`Notice`]: something a person is told. An id and data; a face puts it into words.

use super::Action;
use super::command::Command;
use crate::i18n::{Tr, Value};
use crate::proofread::pairs::PairFinding;
use crate::proofread::{self, Finding};
use crate::text::Message;
use std::mem::{Discriminant, discriminant};

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Done, or good to know.
    Info,
    /// Something to look at.
    Warning,
    /// Something did not work.
    Error,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// How much it matters.
    pub level: Level,
    /// The message id.
    pub id: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, Value)>,
    /// More of the same matter, one line each.
    pub details: Vec<Notice>,
}

impl Notice {
    /// A notice without arguments.
    pub fn new(level: Level, id: &'static str) -> Self {
        Self { level, id, args: Vec::new(), details: Vec::new() }
    }

    /// The same with one argument more.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same with these details.
    pub fn detailed(mut self, details: Vec<Notice>) -> Self {
        self.details = details;
        self
    }

    /// The notice that tells `message`.
    pub fn of(level: Level, message: &dyn Message) -> Self {
        let args = message.args().into_iter().map(|(name, text)| (name, Value::Text(text))).collect();
        Self { level, id: message.id(), args, details: Vec::new() }
    }

    /// The error that `message` tells.
    pub fn error(message: &dyn Message) -> Self {
        Self::of(Level::Error, message)
    }

    /// What it says, in one sentence.
    pub fn text(&self, tr: &Tr) -> String {
        tr.format(self.id, &self.args)
    }

    /// What to do about it, where there is something to do.
    pub fn hint(&self, tr: &Tr) -> Option<String> {
        tr.attribute(self.id, "hint", &self.args)
    }
}

/// What kind of thing a person did.
type Deed = (Discriminant<Action>, Option<Command>);

/// What was told while something was being done. Whoever does the same again is told anew if it still holds, so the old
/// words go: a warning does not outlive its cause.
#[derive(Default)]
pub(super) struct Refusals {
    now: Option<Deed>,
    told: Vec<(Deed, Notice)>,
}

impl Refusals {
    /// `action` is about to be carried out: takes out of `notices` what was told when the same was done before. Returns
    /// what it is part of, for [`Refusals::end`].
    pub fn begin(&mut self, action: &Action, notices: &mut Vec<Notice>) -> Option<Deed> {
        let command = if let Action::Run(command) = action { Some(*command) } else { None };
        let deed = (discriminant(action), command);
        self.told.retain(|(before, notice)| {
            if *before == deed {
                notices.retain(|shown| shown != notice);
            }
            *before != deed && notices.contains(notice)
        });
        self.now.replace(deed)
    }

    /// It was carried out, as part of `outer`.
    pub fn end(&mut self, outer: Option<Deed>) {
        self.now = outer;
    }

    /// `notice` is being told.
    pub fn told(&mut self, notice: &Notice) {
        if let Some(deed) = self.now {
            self.told.push((deed, notice.clone()));
        }
    }
}

/// What a person is told at `finding`.
pub fn finding_text(tr: &Tr, finding: &Finding) -> String {
    rule_text(tr, finding.rule, &finding.args)
}

/// What a person is told at `finding`, in a pair of texts.
pub fn pair_text(tr: &Tr, finding: &PairFinding) -> String {
    rule_text(tr, finding.rule, &finding.args)
}

fn rule_text(tr: &Tr, rule: &str, args: &[(&'static str, String)]) -> String {
    let args: Vec<(&str, Value)> = args.iter().map(|(n, v)| (*n, Value::Text(v.clone()))).collect();
    let id = proofread::message_id(rule);
    tr.attribute(&id, "message", &args).unwrap_or_else(|| tr.text(&id))
}
