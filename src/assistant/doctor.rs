//! The connection doctor: what works between here and an endpoint and what does not, step by step, each with a verdict
//! and a remedy. It asks for the list of models and then for one small answer; nothing of any document is sent.

use super::error::{Error, Phase};
use super::gate::{Verdict as Gate, passable};
use super::request::{Request, Task};
use super::wire::{self, Clocks};
use super::{Endpoint, Kind, endpoint};
use crate::text::{Lang, Message};
use secrecy::SecretString;

/// What is looked at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The address can be read.
    Address,
    /// The network leads there: name, proxy, port.
    Network,
    /// The connection is encrypted and the certificate trusted.
    Tls,
    /// The key is accepted.
    Authentication,
    /// The model exists and answers.
    Model,
    /// Its answer comes whole and piece by piece.
    Streaming,
    /// Documents may be sent there.
    Policy,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Step; 7] =
        [Step::Address, Step::Network, Step::Tls, Step::Authentication, Step::Model, Step::Streaming, Step::Policy];

    /// How JSON writes it.
    pub fn code(self) -> &'static str {
        match self {
            Step::Address => "address",
            Step::Network => "network",
            Step::Tls => "tls",
            Step::Authentication => "authentication",
            Step::Model => "model",
            Step::Streaming => "streaming",
            Step::Policy => "policy",
        }
    }

    /// The Fluent message that names it.
    pub fn name_id(self) -> &'static str {
        match self {
            Step::Address => "doctor-step-address",
            Step::Network => "doctor-step-network",
            Step::Tls => "doctor-step-tls",
            Step::Authentication => "doctor-step-authentication",
            Step::Model => "doctor-step-model",
            Step::Streaming => "doctor-step-streaming",
            Step::Policy => "doctor-step-policy",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It works.
    Pass,
    /// It does not.
    Fail(Error),
    /// It could not be looked at, or there is no need to.
    Skipped,
}

/// One step and its verdict; as a [`Message`], the sentence that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The step.
    pub step: Step,
    /// The verdict.
    pub verdict: Verdict,
    /// What the sentence of a step that passed is about.
    args: Vec<(&'static str, String)>,
    /// Whether the endpoint is this machine, over plain http.
    plain: bool,
}

impl Message for Check {
    fn id(&self) -> &'static str {
        match (&self.verdict, self.step) {
            (Verdict::Fail(error), _) => error.id(),
            (Verdict::Skipped, Step::Tls) if self.plain => "doctor-skipped-tls",
            (Verdict::Skipped, _) => "doctor-skipped",
            (Verdict::Pass, Step::Address) => "doctor-pass-address",
            (Verdict::Pass, Step::Network) => "doctor-pass-network",
            (Verdict::Pass, Step::Tls) => "doctor-pass-tls",
            (Verdict::Pass, Step::Authentication) => "doctor-pass-authentication",
            (Verdict::Pass, Step::Model) => "doctor-pass-model",
            (Verdict::Pass, Step::Streaming) => "doctor-pass-streaming",
            (Verdict::Pass, Step::Policy) => "doctor-pass-policy",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match &self.verdict {
            Verdict::Pass => self.args.clone(),
            Verdict::Fail(error) => error.args(),
            Verdict::Skipped => Vec::new(),
        }
    }
}

/// Looks at every step for `endpoint`. There is one check for each of [`Step::ALL`], in that order. `key` is what
/// [`super::key::find`] found: that it found none where there should be one shows at [`Step::Authentication`]. `gate` is what
/// the gate says of an examination; where it says no, nothing is sent.
pub async fn examine(endpoint: &Endpoint, key: Result<Option<&SecretString>, Error>, gate: Gate) -> Vec<Check> {
    examine_by(endpoint, key, gate, Clocks::of(endpoint)).await
}

/// [`examine`] with clocks of one's own.
pub async fn examine_within(endpoint: &Endpoint, key: Option<&SecretString>, clocks: Clocks) -> Vec<Check> {
    examine_by(endpoint, Ok(key), passable(endpoint), clocks).await
}

async fn examine_by(
    endpoint: &Endpoint,
    key: Result<Option<&SecretString>, Error>,
    policy: Gate,
    clocks: Clocks,
) -> Vec<Check> {
    let outcome = try_all(endpoint, key, &policy, clocks).await;
    let plain = endpoint.is_loopback() && endpoint.final_url().is_ok_and(|url| url.scheme() == "http");
    let verdict = |step: Step| match (step, &outcome) {
        (Step::Policy, _) => match &policy {
            Gate::Allowed => Verdict::Pass,
            Gate::Refused(refusal) => Verdict::Fail(Error::Gate(Box::new(refusal.clone()))),
        },
        (Step::Tls, _) if plain => Verdict::Skipped,
        // An app answers all at once; that is its protocol.
        (Step::Streaming, Ok(())) if endpoint.kind == Kind::GennaiApp => Verdict::Skipped,
        (step, Err((at, Error::Gate(_) | Error::Personal(_)))) if step >= *at => Verdict::Skipped,
        (step, Err((at, error))) if step == *at => Verdict::Fail(error.clone()),
        (step, Err((at, _))) if step > *at => Verdict::Skipped,
        _ => Verdict::Pass,
    };
    let args = |step: Step| match step {
        Step::Address => vec![("url", endpoint.final_url().map_or(String::new(), |u| endpoint::shown(u.as_str())))],
        Step::Network => vec![("host", endpoint.host())],
        Step::Model if endpoint.model.is_empty() => vec![("model", "none".to_owned())],
        Step::Model => vec![("model", endpoint.model.clone())],
        Step::Policy => vec![("allow", endpoint.allow.code().to_owned())],
        Step::Tls | Step::Authentication | Step::Streaming => Vec::new(),
    };
    let check = |step| Check { step, verdict: verdict(step), args: args(step), plain };
    Step::ALL.into_iter().map(check).collect()
}

/// Goes as far as it gets; where it gets no further, the step and the reason. A gate that is shut keeps us from the
/// network altogether: that is [`Step::Policy`]'s to say, and the steps between are skipped.
async fn try_all(
    endpoint: &Endpoint,
    key: Result<Option<&SecretString>, Error>,
    policy: &Gate,
    clocks: Clocks,
) -> Result<(), (Step, Error)> {
    endpoint.final_url().map_err(|error| (Step::Address, error))?;
    if let Gate::Refused(refusal) = policy {
        return Err((Step::Network, Error::Gate(Box::new(refusal.clone()))));
    }
    let client = wire::client(endpoint).map_err(|error| (place(&error), error))?;
    // A list of models tells network, certificate and key apart at no cost. Not every server has one, and a key may be
    // good for answers alone, so only what would stop an answer too ends the examination here.
    let known = key.as_ref().ok().copied().flatten();
    // An app has no list of models.
    let lists = endpoint.kind != Kind::GennaiApp;
    if lists
        && let Err(error) = wire::models(&client, endpoint, known, clocks).await
        && place(&error) <= Step::Authentication
        && !matches!(error, Error::Forbidden { .. })
        && (key.is_ok() || place(&error) < Step::Authentication)
    {
        return Err((place(&error), error));
    }
    // As far as this one gets without a key; an answer is asked for only with the key there should be.
    let key = key.map_err(|error| (Step::Authentication, error))?;
    let request = Request {
        task: Task::Draft,
        lang: Lang::En,
        system: String::new(),
        user: "1 + 1 = ?".to_owned(),
        max_tokens: Some(16),
        end_mark: false,
        expected_chars: None,
    };
    match wire::send_within(&client, endpoint, key, &request, clocks, &mut |_| {}).await {
        Ok(end) if end.streamed || endpoint.kind == Kind::GennaiApp => Ok(()),
        Ok(_) => Err((Step::Streaming, Error::NotStreaming)),
        Err(error) => Err((place(&error), error)),
    }
}

/// The step an error belongs to: everything before it has worked.
fn place(error: &Error) -> Step {
    match error {
        Error::BadUrl { .. } | Error::App(_) => Step::Address,
        Error::Refused { .. }
        | Error::Unreachable { .. }
        | Error::Dns { .. }
        | Error::Proxy { .. }
        | Error::BadProxy { .. }
        | Error::Blocked { .. }
        | Error::Redirect { .. }
        | Error::HtmlAnswer { .. }
        | Error::Gate(_)
        | Error::Personal(_)
        | Error::Timeout { phase: Phase::Connect, .. } => Step::Network,
        Error::Tls { .. } | Error::BadCa { .. } | Error::Setup => Step::Tls,
        Error::Unrecorded { .. } => Step::Policy,
        Error::Unauthorized { .. }
        | Error::Forbidden { .. }
        | Error::BadKey
        | Error::BadHeader { .. }
        | Error::NoKey { .. }
        | Error::NoKeyring { .. } => Step::Authentication,
        Error::NotFound { .. }
        | Error::Rejected { .. }
        | Error::RateLimited { .. }
        | Error::QuotaUsed
        | Error::ServerError { .. }
        | Error::ContentFilter
        | Error::Declined
        | Error::TooLong
        | Error::OnlyThinking
        | Error::Timeout { phase: Phase::FirstToken, .. } => Step::Model,
        Error::Malformed
        | Error::BrokenStream
        | Error::Empty
        | Error::Compressed
        | Error::TooBig
        | Error::NotStreaming
        | Error::Cancelled
        | Error::Timeout { phase: Phase::Silence | Phase::Total, .. } => Step::Streaming,
    }
}
