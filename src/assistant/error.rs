//! [`Error`]: what can go wrong between this machine and an endpoint, as data. The words are Fluent messages; what a
//! server wrote into its error is read for its meaning and never shown, because it may hold paths, keys and names.

use super::gate::Refusal;
use super::inputs::InputProblem;
use crate::text::Message;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Why a TLS connection was not trusted or not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsCause {
    /// The certificate has expired or is not valid yet.
    Expired,
    /// The certificate is another host's.
    WrongName,
    /// Nobody this machine trusts has signed it; also what an inspecting proxy looks like.
    UnknownIssuer,
    /// It has been withdrawn.
    Revoked,
    /// The two sides do not agree on a version, or the other side speaks no TLS at all.
    Handshake,
}

/// Which clock ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Making the connection.
    Connect,
    /// Waiting for the first piece of the answer.
    FirstToken,
    /// Between two pieces.
    Silence,
    /// The whole answer.
    Total,
}

/// What is the matter with the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyCause {
    /// It wants a name and password.
    Authentication,
    /// It does not let the connection through.
    Refused,
    /// Nobody answers where it should be.
    Unreachable,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are; times in seconds, hosts as host:port")]
pub enum Error {
    /// Nobody listens there.
    Refused { host: String },
    /// The network does not lead there.
    Unreachable { host: String },
    /// The host name is not known.
    Dns { host: String },
    /// No trusted connection.
    Tls { host: String, cause: TlsCause },
    /// A clock ran out.
    Timeout { phase: Phase, seconds: u64 },
    /// The proxy stands in the way.
    Proxy { cause: ProxyCause },
    /// 401: no key, or a wrong one.
    Unauthorized { host: String },
    /// 403: the key has no right to this.
    Forbidden { host: String },
    /// 403 with a page for people: something on the way blocks it.
    Blocked { host: String },
    /// 404: no such address, or no such model.
    NotFound { url: String, model: String },
    /// Any other 4xx: the server does not take the request.
    Rejected { status: u16 },
    /// 429: too many requests; the server may have said when to come back.
    RateLimited { retry_after: Option<Duration> },
    /// 429 because the budget is used up.
    QuotaUsed,
    /// 5xx, or an error reported inside a stream.
    ServerError { status: u16 },
    /// The answer is not what the protocol says.
    Malformed,
    /// The answer broke off.
    BrokenStream,
    /// The answer has no text.
    Empty,
    /// The limit was reached before any visible text: the model spent it on thinking.
    OnlyThinking,
    /// The endpoint's filter held back the request or the whole answer.
    ContentFilter,
    /// The model declined.
    Declined,
    /// The request is longer than the model can read.
    TooLong,
    /// The server sends us elsewhere; nothing was sent there.
    Redirect { to: String },
    /// A page for people instead of an answer: a login page, a proxy, a wrong address.
    HtmlAnswer { host: String },
    /// The answer is compressed although we ask for it not to be.
    Compressed,
    /// The answer is larger than any answer is.
    TooBig,
    /// It answers, but all at once.
    NotStreaming,
    /// The address cannot be read.
    BadUrl { url: String },
    /// The proxy that is set cannot be one.
    BadProxy { url: String },
    /// The file of certificates cannot be read, or holds none.
    BadCa { path: PathBuf },
    /// The certificate to be shown cannot be read, or its key does not belong to it.
    BadCertificate { path: PathBuf },
    /// Its key is encrypted, and the passphrase is missing or another one.
    CertificateLocked { path: PathBuf },
    /// A configured header cannot be sent.
    BadHeader { name: String },
    /// The key holds characters that no key holds.
    BadKey,
    /// The variable that should hold the key is not set.
    NoKey { endpoint: String, variable: String },
    /// This machine has no keyring, or it is locked.
    NoKeyring { endpoint: String },
    /// The secure connection could not be set up on this machine.
    Setup,
    /// What is asked does not suit the form of the app.
    App(InputProblem),
    /// The gate said no.
    Gate(Box<Refusal>),
    /// Something is in the text that must not leave this machine.
    Personal(super::Blocked),
    /// The audit trail cannot be written, so nothing was sent.
    Unrecorded { path: PathBuf },
    /// A person stopped it.
    Cancelled,
}

impl Message for Error {
    fn id(&self) -> &'static str {
        match self {
            Error::Refused { .. } => "error-endpoint-refused",
            Error::Unreachable { .. } => "error-endpoint-unreachable",
            Error::Dns { .. } => "error-endpoint-dns",
            Error::Tls { .. } => "error-endpoint-tls",
            Error::Timeout { .. } => "error-endpoint-timeout",
            Error::Proxy { .. } => "error-endpoint-proxy",
            Error::Unauthorized { .. } => "error-endpoint-unauthorized",
            Error::Forbidden { .. } => "error-endpoint-forbidden",
            Error::Blocked { .. } => "error-endpoint-blocked",
            Error::NotFound { .. } => "error-endpoint-not-found",
            Error::Rejected { .. } => "error-endpoint-rejected",
            Error::RateLimited { retry_after: Some(_) } => "error-endpoint-rate-limited-until",
            Error::RateLimited { retry_after: None } => "error-endpoint-rate-limited",
            Error::QuotaUsed => "error-endpoint-quota",
            Error::ServerError { .. } => "error-endpoint-server",
            Error::Malformed => "error-endpoint-malformed",
            Error::BrokenStream => "error-endpoint-broken",
            Error::Empty => "error-endpoint-empty",
            Error::OnlyThinking => "error-endpoint-only-thinking",
            Error::ContentFilter => "error-endpoint-filter",
            Error::Declined => "error-endpoint-declined",
            Error::TooLong => "error-endpoint-too-long",
            Error::Redirect { .. } => "error-endpoint-redirect",
            Error::HtmlAnswer { .. } => "error-endpoint-html",
            Error::Compressed => "error-endpoint-compressed",
            Error::TooBig => "error-endpoint-too-big",
            Error::NotStreaming => "error-endpoint-not-streaming",
            Error::BadUrl { .. } => "error-endpoint-bad-url",
            Error::BadProxy { .. } => "error-endpoint-bad-proxy",
            Error::BadCa { .. } => "error-endpoint-bad-ca",
            Error::BadCertificate { .. } => "error-endpoint-bad-certificate",
            Error::CertificateLocked { .. } => "error-endpoint-certificate-locked",
            Error::BadHeader { .. } => "error-endpoint-bad-header",
            Error::BadKey => "error-key-malformed",
            Error::NoKey { .. } => "error-key-variable",
            Error::NoKeyring { .. } => "error-key-no-keyring",
            Error::Setup => "error-endpoint-setup",
            Error::App(problem) => problem.id(),
            Error::Gate(refusal) => refusal.id(),
            Error::Personal(blocked) => blocked.id(),
            Error::Unrecorded { .. } => "error-audit-unrecorded",
            Error::Cancelled => "error-endpoint-cancelled",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::Refused { host }
            | Error::Unreachable { host }
            | Error::Dns { host }
            | Error::Unauthorized { host }
            | Error::Forbidden { host }
            | Error::Blocked { host }
            | Error::HtmlAnswer { host } => vec![("host", host.clone())],
            Error::Tls { host, cause } => {
                let cause = match cause {
                    TlsCause::Expired => "expired",
                    TlsCause::WrongName => "wrong-name",
                    TlsCause::UnknownIssuer => "unknown-issuer",
                    TlsCause::Revoked => "revoked",
                    TlsCause::Handshake => "handshake",
                };
                vec![("host", host.clone()), ("cause", cause.to_owned())]
            }
            Error::Timeout { phase, seconds } => {
                let phase = match phase {
                    Phase::Connect => "connect",
                    Phase::FirstToken => "first-token",
                    Phase::Silence => "silence",
                    Phase::Total => "total",
                };
                vec![("phase", phase.to_owned()), ("seconds", seconds.to_string())]
            }
            Error::Proxy { cause } => {
                let cause = match cause {
                    ProxyCause::Authentication => "authentication",
                    ProxyCause::Refused => "refused",
                    ProxyCause::Unreachable => "unreachable",
                };
                vec![("cause", cause.to_owned())]
            }
            Error::NotFound { url, model } => vec![("model", model.clone()), ("url", url.clone())],
            Error::Rejected { status } | Error::ServerError { status } => vec![("status", status.to_string())],
            Error::RateLimited { retry_after: Some(wait) } => {
                // Rounded up: coming back a moment early is refused again.
                let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                vec![("seconds", seconds.to_string())]
            }
            Error::Redirect { to } => vec![("to", to.clone())],
            Error::BadUrl { url } | Error::BadProxy { url } => vec![("url", url.clone())],
            Error::BadCa { path }
            | Error::BadCertificate { path }
            | Error::CertificateLocked { path }
            | Error::Unrecorded { path } => vec![("path", path.display().to_string())],
            Error::BadHeader { name } => vec![("name", name.clone())],
            Error::NoKey { endpoint, variable } => {
                vec![("endpoint", endpoint.clone()), ("variable", variable.clone())]
            }
            Error::NoKeyring { endpoint } => vec![("endpoint", endpoint.clone())],
            Error::App(problem) => problem.args(),
            Error::Gate(refusal) => refusal.args(),
            Error::Personal(blocked) => blocked.args(),
            Error::RateLimited { retry_after: None }
            | Error::QuotaUsed
            | Error::Malformed
            | Error::BrokenStream
            | Error::Empty
            | Error::OnlyThinking
            | Error::ContentFilter
            | Error::Declined
            | Error::TooLong
            | Error::Compressed
            | Error::TooBig
            | Error::NotStreaming
            | Error::BadKey
            | Error::Setup
            | Error::Cancelled => Vec::new(),
        }
    }
}

impl fmt::Display for Error {
    /// The message's id: the words depend on a locale, which this module does not know.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl std::error::Error for Error {}
