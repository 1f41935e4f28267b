//! The send gate: may this leave for there, now? A pure function of the policy, the endpoint, the 格付け, what it is for and
//! the day, whose answer is a reason. It stands in front of everything that can leave: texts and what is attached to them,
//! examinations of a connection, lists of models.

use super::policy::{Approved, Learning, Policy, Standing};
use super::request::Task;
use super::{Endpoint, endpoint};
use crate::document::Classification;
use crate::text::{Date, Message};

/// What something is sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Work on a text.
    Task(Task),
    /// Seeing whether the connection works: a question of our own, nothing of any document.
    Examination,
    /// Asking what models there are: nothing of any document.
    Models,
}

/// What is to be sent, as far as the gate must know.
#[derive(Clone, Debug)]
pub struct Sending<'a> {
    /// Where to.
    pub endpoint: &'a Endpoint,
    /// What for.
    pub purpose: Purpose,
    /// The 格付け of the text and of everything that goes with it; `None` for what carries none. The highest counts.
    pub levels: &'a [Option<Classification>],
    /// How many characters it has.
    pub characters: usize,
    /// The day it is.
    pub today: Date,
}

/// What the gate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may go.
    Allowed,
    /// It may not, and why.
    Refused(Refusal),
}

/// Why something may not go: which rule of which policy, what would be allowed, whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub why: Why,
    /// The endpoint's name.
    pub endpoint: String,
    /// Its host.
    pub host: String,
    /// The policy's name; empty for the built-in one.
    pub policy: String,
    /// Whom to ask; empty for the built-in one.
    pub contact: String,
}

/// Why something may not go.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "levels are keys of the message `level-name`, `allow` lists codes, the rest is named for what it is"
)]
pub enum Why {
    /// The office's policy cannot be trusted, so nothing goes anywhere.
    Policy,
    /// The policy's last day is over.
    PolicyExpired { until: String },
    /// The 格付け is higher than what may go there.
    Level { level: String, allow: String },
    /// It carries no 格付け, so it counts as `level`, which is too high.
    Unclassified { level: String, allow: String },
    /// This level never leaves this machine.
    NeverRemote { level: String },
    /// The text would go over the network unencrypted.
    Insecure,
    /// There is no telling where it would go: the address cannot be read.
    Address,
    /// The office has not approved this endpoint.
    NotApproved { approved: String },
    /// The approval has no number or nobody's name.
    NoApproval,
    /// The approval is over.
    Expired { until: String, approval: String },
    /// The service runs on public terms: without an exception only the lowest level may go there.
    PublicTerms { level: String },
    /// The service learns from what it is sent, or nobody knows: without an exception only the lowest level may go there.
    Learning { level: String },
    /// This is not to be done by endpoints, or not by this one.
    Task { task: Task, tasks: String },
    /// This model is not approved.
    Model { model: String, models: String },
    /// It is more than may be sent at once.
    TooLong { characters: usize, most: u32 },
}

impl Refusal {
    /// The entry of the policy file that said no.
    pub fn rule(&self) -> &'static str {
        match self.why {
            Why::Policy => "policy.toml",
            Why::PolicyExpired { .. } => "valid-until",
            Why::Level { .. } | Why::Unclassified { .. } => "endpoint.allow",
            Why::NeverRemote { .. } => "classification.never-remote",
            Why::Insecure | Why::Address => "endpoint.url",
            Why::NotApproved { .. } => "endpoint",
            Why::NoApproval => "endpoint.approval",
            Why::Expired { .. } => "endpoint.expires",
            Why::PublicTerms { .. } => "endpoint.public-terms",
            Why::Learning { .. } => "endpoint.learning",
            Why::Task { .. } => "use.tasks",
            Why::Model { .. } => "endpoint.models",
            Why::TooLong { .. } => "limits.request-characters",
        }
    }
}

impl Message for Refusal {
    fn id(&self) -> &'static str {
        match self.why {
            Why::Policy => "error-gate-policy",
            Why::PolicyExpired { .. } => "error-gate-policy-expired",
            Why::Level { .. } => "error-gate-level",
            Why::Unclassified { .. } => "error-gate-unclassified",
            Why::NeverRemote { .. } => "error-gate-never-remote",
            Why::Insecure => "error-gate-insecure",
            Why::Address => "error-gate-address",
            Why::NotApproved { .. } => "error-gate-not-approved",
            Why::NoApproval => "error-gate-no-approval",
            Why::Expired { .. } => "error-gate-expired",
            Why::PublicTerms { .. } => "error-gate-public-terms",
            Why::Learning { .. } => "error-gate-learning",
            Why::Task { .. } => "error-gate-task",
            Why::Model { .. } => "error-gate-model",
            Why::TooLong { .. } => "error-gate-too-long",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let said = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
        let mut args = vec![
            ("endpoint", self.endpoint.clone()),
            ("host", self.host.clone()),
            ("rule", self.rule().to_owned()),
            ("policy", said(&self.policy)),
            ("contact", said(&self.contact)),
        ];
        args.extend(match &self.why {
            Why::Policy | Why::Insecure | Why::Address | Why::NoApproval => Vec::new(),
            Why::PolicyExpired { until } => vec![("until", until.clone())],
            Why::Level { level, allow } | Why::Unclassified { level, allow } => {
                vec![("level", level.clone()), ("allow", said(allow))]
            }
            Why::NeverRemote { level } | Why::PublicTerms { level } | Why::Learning { level } => {
                vec![("level", level.clone())]
            }
            Why::NotApproved { approved } => vec![("approved", said(approved))],
            Why::Expired { until, approval } => vec![("until", until.clone()), ("approval", approval.clone())],
            Why::Task { task, tasks } => vec![("task", task.code().to_owned()), ("tasks", said(tasks))],
            Why::Model { model, models } => vec![("model", said(model)), ("models", models.clone())],
            Why::TooLong { characters, most } => {
                vec![("characters", characters.to_string()), ("most", most.to_string())]
            }
        });
        args
    }
}

/// Whether `sending` may go, by `policy`.
pub fn gate(policy: &Policy, sending: &Sending<'_>) -> Verdict {
    match judge(policy, sending) {
        Ok(()) => Verdict::Allowed,
        Err(why) => {
            let endpoint = sending.endpoint;
            let (policy, contact) = (policy.name.clone(), policy.contact.clone());
            Verdict::Refused(Refusal { why, endpoint: endpoint.name.clone(), host: endpoint.host(), policy, contact })
        }
    }
}

/// Whether the way to `endpoint` is one anything may take: an address that can be read, encrypted beyond this machine. What
/// carries requests asks this once more, whatever the policy said.
pub fn passable(endpoint: &Endpoint) -> Verdict {
    match way(endpoint) {
        Ok(()) => Verdict::Allowed,
        Err(why) => Verdict::Refused(Refusal {
            why,
            endpoint: endpoint.name.clone(),
            host: endpoint.host(),
            policy: String::new(),
            contact: String::new(),
        }),
    }
}

fn way(endpoint: &Endpoint) -> Result<(), Why> {
    let url = endpoint.final_url().map_err(|_| Why::Address)?;
    if url.scheme() != "https" && !endpoint::is_loopback(&url) { Err(Why::Insecure) } else { Ok(()) }
}

fn judge(policy: &Policy, sending: &Sending<'_>) -> Result<(), Why> {
    let Sending { endpoint, purpose, levels: marks, characters, today } = *sending;
    if matches!(policy.standing, Standing::Refused(_)) {
        return Err(Why::Policy);
    }
    if let Some(until) = policy.valid_until.filter(|until| *until < today) {
        return Err(Why::PolicyExpired { until: until.iso() });
    }
    way(endpoint)?;
    let approved = policy.approval(endpoint);
    match approved {
        Some(approved) => approval(approved, endpoint, purpose, today)?,
        None if policy.own_endpoints => {}
        None => {
            let names: Vec<&str> = policy.endpoints.iter().map(|approved| approved.name.as_str()).collect();
            return Err(Why::NotApproved { approved: names.join(", ") });
        }
    }
    let Purpose::Task(task) = purpose else { return Ok(()) };
    may_do(policy, approved, task)?;
    if let Some(most) = policy.limits.request_characters.filter(|most| characters > *most as usize) {
        return Err(Why::TooLong { characters, most });
    }
    level(policy, approved, endpoint, marks)
}

/// Whether the approval holds on this day, for this model. Which models there are may be asked whatever model is set.
fn approval(approved: &Approved, endpoint: &Endpoint, purpose: Purpose, today: Date) -> Result<(), Why> {
    if approved.approval.is_empty() || approved.approver.is_empty() {
        return Err(Why::NoApproval);
    }
    if let Some(until) = approved.expires.filter(|until| *until < today) {
        return Err(Why::Expired { until: until.iso(), approval: approved.approval.clone() });
    }
    let asked = purpose != Purpose::Models && !approved.models.is_empty();
    if asked && !approved.models.contains(&endpoint.model) {
        return Err(Why::Model { model: endpoint.model.clone(), models: approved.models.join(", ") });
    }
    Ok(())
}

fn may_do(policy: &Policy, approved: Option<&Approved>, task: Task) -> Result<(), Why> {
    let own = approved.and_then(|approved| approved.tasks.as_ref());
    let allowed = |task: &Task| policy.offers_task(*task) && own.is_none_or(|tasks| tasks.contains(task));
    if allowed(&task) {
        return Ok(());
    }
    let tasks: Vec<&str> = Task::ALL.iter().filter(|task| allowed(task)).map(|task| task.code()).collect();
    Err(Why::Task { task, tasks: tasks.join(", ") })
}

fn level(
    policy: &Policy,
    approved: Option<&Approved>,
    endpoint: &Endpoint,
    marks: &[Option<Classification>],
) -> Result<(), Why> {
    let levels = &policy.levels;
    let mark = levels.highest(marks.iter().copied());
    let level = levels.counted(mark);
    let key = levels.key(level);
    if !endpoint.is_loopback() && (policy.never_remote.contains(&level) || levels.rank(level).is_none()) {
        return Err(Why::NeverRemote { level: key });
    }
    // What a person has cleared the endpoint for only tightens what the office allows.
    let cleared = |level: Classification| {
        levels.within(level, endpoint.allow) && approved.is_none_or(|approved| approved.allow.contains(&level))
    };
    if !cleared(level) {
        let allow: Vec<&str> = levels.iter().map(|l| &l.level).filter(|l| cleared(**l)).map(|l| l.code()).collect();
        let allow = allow.join(", ");
        return Err(match mark {
            Some(_) => Why::Level { level: key, allow },
            None => Why::Unclassified { level: key, allow },
        });
    }
    if let Some(approved) = approved.filter(|approved| approved.exception.is_empty() && levels.rank(level) != Some(0)) {
        if approved.public_terms {
            return Err(Why::PublicTerms { level: key });
        }
        if approved.learning != Learning::No {
            return Err(Why::Learning { level: key });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
