//! The connection doctor: what works between here and an endpoint and what does not, step by step, each with a verdict
//! and a remedy. It asks for the list of models, then for one small answer and for one in a form; nothing of any document is
//! sent. By the way it learns whether the model writes the mark that ends an answer, and how much it reads.

use super::error::{Error, Phase};
use super::gate::{Verdict as Gate, passable};
use super::request::{END_MARK, Request, Task};
use super::session::Learnt;
use super::wire::quota::Quota;
use super::wire::{self, Clocks, FinishReason};
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
    /// There is something left of what may be used.
    Quota,
    /// The model exists and answers.
    Model,
    /// Its answer comes whole and piece by piece.
    Streaming,
    /// It answers in a form where it is asked to.
    Structured,
    /// Documents may be sent there.
    Policy,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Step; 9] = [
        Step::Address,
        Step::Network,
        Step::Tls,
        Step::Authentication,
        Step::Quota,
        Step::Model,
        Step::Streaming,
        Step::Structured,
        Step::Policy,
    ];

    /// How JSON writes it.
    pub fn code(self) -> &'static str {
        match self {
            Step::Address => "address",
            Step::Network => "network",
            Step::Tls => "tls",
            Step::Authentication => "authentication",
            Step::Quota => "quota",
            Step::Model => "model",
            Step::Streaming => "streaming",
            Step::Structured => "structured",
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
            Step::Quota => "doctor-step-quota",
            Step::Model => "doctor-step-model",
            Step::Streaming => "doctor-step-streaming",
            Step::Structured => "doctor-step-structured",
            Step::Policy => "doctor-step-policy",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It works.
    Pass,
    /// It works, with this to be known.
    Warn(Caution),
    /// It does not.
    Fail(Error),
    /// It could not be looked at, or there is no need to.
    Skipped,
}

/// What works and is still to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// Little or nothing is left of a limit.
    NearlyUsedUp,
    /// It is asked for a form and answers in words: answers are read leniently.
    Unstructured,
}

/// All that an examination found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// One check for each of [`Step::ALL`], in that order.
    pub checks: Vec<Check>,
    /// What was learnt of the model.
    pub learnt: Option<Learnt>,
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
    /// Whether the model answered.
    reached: bool,
}

impl Message for Check {
    fn id(&self) -> &'static str {
        match (&self.verdict, self.step) {
            (Verdict::Fail(error), _) => error.id(),
            (Verdict::Skipped, Step::Tls) if self.plain => "doctor-skipped-tls",
            (Verdict::Skipped, Step::Quota) if self.reached => "doctor-skipped-quota",
            (Verdict::Skipped, Step::Structured) if self.reached => "doctor-skipped-structured",
            (Verdict::Skipped, _) => "doctor-skipped",
            (Verdict::Warn(Caution::NearlyUsedUp), _) => "doctor-warn-quota",
            (Verdict::Warn(Caution::Unstructured), _) => "doctor-warn-structured",
            (Verdict::Pass, Step::Quota) => "doctor-pass-quota",
            (Verdict::Pass, Step::Structured) => "doctor-pass-structured",
            (Verdict::Pass, Step::Model) if self.args.len() > 1 => "doctor-pass-model-context",
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
            Verdict::Pass | Verdict::Warn(_) => self.args.clone(),
            Verdict::Fail(error) => error.args(),
            Verdict::Skipped => Vec::new(),
        }
    }
}

/// Looks at every step for `endpoint`. `key` is what [`super::key::find`] found: that it found none where there should be one
/// shows at [`Step::Authentication`]. `gate` is what the gate says of an examination; where it says no, nothing is sent.
pub async fn examine(endpoint: &Endpoint, key: Result<Option<&SecretString>, Error>, gate: Gate) -> Examined {
    examine_by(endpoint, key, gate, Clocks::of(endpoint)).await
}

/// [`examine`] with clocks of one's own.
pub async fn examine_within(endpoint: &Endpoint, key: Option<&SecretString>, clocks: Clocks) -> Vec<Check> {
    examine_by(endpoint, Ok(key), passable(endpoint), clocks).await.checks
}

/// What the model at `endpoint` does with the mark it is asked to end with, tried with a question about nothing; `None` where
/// the answer says nothing of it.
///
/// # Errors
/// As [`wire::send`].
pub async fn try_mark(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    clocks: Clocks,
) -> Result<Option<Learnt>, Error> {
    let mut found = Found::default();
    small_answer(client, endpoint, key, clocks, &mut found).await?;
    Ok(found.learnt)
}

/// What came up on the way.
#[derive(Default)]
struct Found {
    quota: Option<Quota>,
    structured: Option<bool>,
    learnt: Option<Learnt>,
    context: Option<u32>,
    reached: bool,
}

async fn examine_by(
    endpoint: &Endpoint,
    key: Result<Option<&SecretString>, Error>,
    policy: Gate,
    clocks: Clocks,
) -> Examined {
    let mut found = Found::default();
    let outcome = try_all(endpoint, key, &policy, clocks, &mut found).await;
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
        (Step::Quota, _) => match found.quota {
            None => Verdict::Skipped,
            Some(quota) if nearly_used_up(quota) => Verdict::Warn(Caution::NearlyUsedUp),
            Some(_) => Verdict::Pass,
        },
        (Step::Structured, _) => match found.structured {
            None => Verdict::Skipped,
            Some(true) => Verdict::Pass,
            Some(false) => Verdict::Warn(Caution::Unstructured),
        },
        _ => Verdict::Pass,
    };
    let left = |(most, left): (Option<u64>, Option<u64>)| match (left, most) {
        (Some(left), Some(most)) => format!("{left} / {most}"),
        (Some(left), None) => left.to_string(),
        (None, _) => "–".to_owned(),
    };
    let args = |step: Step| match step {
        Step::Address => vec![("url", endpoint.final_url().map_or(String::new(), |u| endpoint::shown(u.as_str())))],
        Step::Network => vec![("host", endpoint.host())],
        Step::Model => {
            let model = if endpoint.model.is_empty() { "none".to_owned() } else { endpoint.model.clone() };
            let mut args = vec![("model", model)];
            args.extend(found.context.map(|tokens| ("context", tokens.to_string())));
            args
        }
        Step::Policy => vec![("allow", endpoint.allow.code().to_owned())],
        Step::Quota => {
            let quota = found.quota.unwrap_or_default();
            vec![("requests", left(quota.requests)), ("tokens", left(quota.tokens))]
        }
        Step::Tls | Step::Authentication | Step::Streaming | Step::Structured => Vec::new(),
    };
    let check = |step| Check { step, verdict: verdict(step), args: args(step), plain, reached: found.reached };
    let checks = Step::ALL.into_iter().map(check).collect();
    let learnt = match (found.learnt, found.context) {
        (None, None) => None,
        (learnt, context) => Some(Learnt { context, ..learnt.unwrap_or_default() }),
    };
    Examined { checks, learnt }
}

/// Whether less than a twentieth is left of a limit.
fn nearly_used_up(quota: Quota) -> bool {
    let nearly =
        |(most, left): (Option<u64>, Option<u64>)| matches!((most, left), (Some(most), Some(left)) if left * 20 < most);
    quota.is_used_up() || nearly(quota.requests) || nearly(quota.tokens)
}

/// Goes as far as it gets; where it gets no further, the step and the reason. A gate that is shut keeps us from the
/// network altogether: that is [`Step::Policy`]'s to say, and the steps between are skipped.
async fn try_all(
    endpoint: &Endpoint,
    key: Result<Option<&SecretString>, Error>,
    policy: &Gate,
    clocks: Clocks,
    found: &mut Found,
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
    if endpoint.kind != Kind::GennaiApp {
        match wire::listed(&client, endpoint, known, clocks).await {
            Ok(models) => {
                let named = models.iter().find(|model| model.name == endpoint.model);
                // A server of one model answers with it, whatever it is asked for.
                found.context = named.or(models.first().filter(|_| models.len() == 1)).and_then(|model| model.context);
            }
            Err(error)
                if place(&error) <= Step::Authentication
                    && !matches!(error, Error::Forbidden { .. })
                    && (key.is_ok() || place(&error) < Step::Authentication) =>
            {
                return Err((place(&error), error));
            }
            Err(_) => {}
        }
    }
    // As far as this one gets without a key; an answer is asked for only with the key there should be.
    let key = key.map_err(|error| (Step::Authentication, error))?;
    let end = small_answer(&client, endpoint, key, clocks, found).await.map_err(|error| (place(&error), error))?;
    found.reached = true;
    if !end.streamed && endpoint.kind != Kind::GennaiApp {
        return Err((Step::Streaming, Error::NotStreaming));
    }
    let asked =
        Request { end_mark: false, max_tokens: Some(64), ..question("1 + 1 = ? Answer as JSON: {\"sum\": …}") };
    found.structured = match wire::structured(&client, endpoint, key, &asked, clocks).await {
        Ok(answer) => answer.map(|text| has_sum(&text)),
        // A server that does not know the member at all says so in a dozen ways; that it answers was seen.
        Err(_) => Some(false),
    };
    Ok(())
}

fn question(user: &str) -> Request {
    Request {
        task: Task::Draft,
        lang: Lang::En,
        system: String::new(),
        user: user.to_owned(),
        max_tokens: Some(64),
        end_mark: true,
        expected_chars: None,
        template: None,
    }
}

/// Asks for a small answer that ends with the mark.
async fn small_answer(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    clocks: Clocks,
    found: &mut Found,
) -> Result<wire::End, Error> {
    let words = include_str!("../../assets/prompts/trial.txt").trim().replace("{end}", END_MARK);
    let request = question(&words);
    let mut text = String::new();
    let mut on = |event| match event {
        wire::Event::Text(piece) => text.push_str(&piece),
        wire::Event::Quota(quota) => found.quota = Some(quota),
        _ => {}
    };
    let end = wire::send_within(client, endpoint, key, &request, clocks, &mut on).await?;
    if end.finish == FinishReason::Stop && endpoint.kind != Kind::GennaiApp && !text.trim().is_empty() {
        found.learnt = Some(Learnt::from_trial(text.contains(END_MARK)));
    }
    Ok(end)
}

/// Whether `text` is an object with the number that was asked for.
fn has_sum(text: &str) -> bool {
    let value: Option<serde_json::Value> = serde_json::from_str(text.trim()).ok();
    value.is_some_and(|value| value.get("sum").is_some_and(serde_json::Value::is_number))
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
        Error::Tls { .. }
        | Error::BadCa { .. }
        | Error::BadCertificate { .. }
        | Error::CertificateLocked { .. }
        | Error::Setup => Step::Tls,
        Error::Unrecorded { .. } => Step::Policy,
        Error::Unauthorized { .. }
        | Error::Forbidden { .. }
        | Error::BadKey
        | Error::BadHeader { .. }
        | Error::NoKey { .. }
        | Error::NoKeyring { .. } => Step::Authentication,
        Error::RateLimited { .. } | Error::QuotaUsed => Step::Quota,
        Error::NotFound { .. }
        | Error::Rejected { .. }
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
