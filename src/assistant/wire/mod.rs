//! Carrying a [`Request`] to an [`Endpoint`] and its answer back, piece by piece. What all protocols share is here: the
//! connection, three clocks, caps, repeated attempts; one file per protocol knows its bodies.
//!
//! - Redirects are not followed: they would take the document, and a key in any header but `Authorization`, along.
//! - Only text (or thinking) winds the clocks up again: comments and empty pieces that keep a connection alive do not.
//! - Nothing is repeated once a byte of an answer has arrived.
//! - All requests to one endpoint go through one [`Lane`], so that a limit one of them meets holds for all.
//! - Dropping the future of [`send`] closes the connection.

pub mod answer;
pub mod anthropic;
pub mod fault;
mod gennai;
pub mod lane;
pub mod ollama;
pub mod openai_chat;
pub mod openai_responses;
pub mod quota;
pub mod retry;
pub mod sse;

use self::answer::{Piece, Reader};
use self::fault::{Asked, Complaint};
use self::lane::Lane;
use self::openai_chat::Fields;
use self::quota::Quota;
use super::endpoint::{self, Endpoint, Kind};
use super::error::{Error, Phase, ProxyCause};
use super::gate::{Verdict, passable};
use super::request::Request;
use futures_util::StreamExt;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, HeaderMap, HeaderName, HeaderValue, LOCATION,
};
use reqwest::{Certificate, Response, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// The largest answer that is read, in bytes.
pub const MAX_ANSWER: usize = 8 << 20;
/// The longest text that is taken from an answer, in characters.
pub const MAX_CHARS: usize = 200_000;
/// The largest error body that is read, in bytes; what is longer is a page for people.
const MAX_COMPLAINT: usize = 64 << 10;
/// Something arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Text of the answer, as it came.
    Text(String),
    /// The model is thinking.
    Thinking,
    /// The endpoint has accepted the question and works at it.
    Waiting {
        /// What it says of how far it is.
        progress: Option<String>,
    },
    /// A file that came with the answer. Nothing is done with it unless a person saves it.
    File(File),
    /// The server was busy; there is another attempt after this wait.
    Retrying {
        /// How long from now.
        wait: Duration,
    },
    /// It waits until others to the same endpoint are done.
    Queued,
    /// The app has accepted the question and is to be asked for its answer there: what it takes to pick it up later.
    Accepted {
        /// The address to look at.
        at: String,
    },
    /// What is left of the endpoint's limits.
    Quota(Quota),
}

/// A file an AI app returned beside its answer.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called, fit to be the name of a file here.
    pub name: String,
    /// What it holds.
    pub bytes: std::sync::Arc<[u8]>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// How an answer ended that arrived without an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Why the model ended.
    pub finish: FinishReason,
    /// What the server counted.
    pub usage: Option<Usage>,
    /// Whether it came as a stream.
    pub streamed: bool,
}

/// Why a model ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinishReason {
    /// It was done.
    Stop,
    /// The limit of the answer's length.
    Length,
    /// The endpoint's filter.
    Filter,
    /// The model declined.
    Refusal,
    /// Something else, such as a call of a tool nobody offered.
    Other,
    /// The server did not say.
    Missing,
}

/// Tokens, as the server counted them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Of the request.
    pub prompt: u64,
    /// Of the answer.
    pub completion: u64,
}

/// How long things may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// Until the first piece of text.
    pub first: Duration,
    /// Between two pieces.
    pub silence: Duration,
    /// The whole answer, further attempts and their waits included.
    pub total: Duration,
    /// The wait before the second attempt, where the server names none; it doubles.
    pub backoff: Duration,
}

impl Clocks {
    /// The clocks for `endpoint`: its longest silence, twice that for the first piece unless somebody has said, ten minutes
    /// (or ten silences, if that is longer) for everything after that.
    pub fn of(endpoint: &Endpoint) -> Self {
        let silence = Duration::from_secs(endpoint.timeout_secs.clamp(1, 3600));
        let first = endpoint.limits.first_secs.map_or(silence * 2, |secs| Duration::from_secs(secs.clamp(1, 7200)));
        Self {
            first,
            silence,
            total: (silence * 10).max(Duration::from_secs(600)) + first.saturating_sub(silence * 2),
            backoff: Duration::from_millis(500),
        }
    }
}

/// The client for `endpoint`: the system's certificates, no redirects, no `Referer`, nothing but https unless the
/// endpoint is this machine, which is reached without a proxy.
///
/// # Errors
/// [`Error::Setup`] if this machine has no usable certificates; [`Error::Proxy`] if the proxy's password is nowhere;
/// [`Error::BadUrl`], [`Error::BadProxy`], [`Error::BadCa`], [`Error::BadCertificate`], [`Error::CertificateLocked`].
pub fn client(endpoint: &Endpoint) -> Result<reqwest::Client, Error> {
    let url = endpoint.final_url()?;
    let loopback = endpoint::is_loopback(&url);
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .https_only(!loopback)
        .connect_timeout(endpoint.connect_timeout())
        .tls_version_min(reqwest::tls::Version::TLS_1_2)
        .user_agent(concat!("kian/", env!("CARGO_PKG_VERSION")));
    match endpoint.proxy.as_deref() {
        _ if loopback => builder = builder.no_proxy(),
        Some(endpoint::NO_PROXY) => builder = builder.no_proxy(),
        Some(proxy) => builder = builder.proxy(proxy_at(proxy, endpoint)?),
        None => {}
    }
    // A server on this machine must work where there are no certificates at all.
    if url.scheme() == "http" {
        builder = builder.tls_certs_only([]);
    } else if let Some(path) = &endpoint.ca {
        builder = builder.tls_certs_merge(authorities(path)?);
    }
    if let Some(identity) = super::connection::identity(endpoint)? {
        builder = builder.identity(identity);
    }
    builder.build().map_err(|_| Error::Setup)
}

/// The proxy at `url` for `endpoint`. A name or password in the address would end up in the settings: those are set apart.
fn proxy_at(url: &str, endpoint: &Endpoint) -> Result<reqwest::Proxy, Error> {
    let bad = || Error::BadProxy { url: endpoint::shown(url) };
    let read = Url::parse(url.trim()).map_err(|_| bad())?;
    let secret = !read.username().is_empty() || read.password().is_some();
    if !matches!(read.scheme(), "http" | "https") || read.host_str().is_none_or(str::is_empty) || secret {
        return Err(bad());
    }
    let proxy = reqwest::Proxy::all(read).map_err(|_| bad())?;
    match &endpoint.proxy_login {
        None => Ok(proxy),
        Some(login) => {
            let missing = Error::Proxy { cause: ProxyCause::Authentication };
            let password = super::key::find_proxy_password(endpoint, login)?.ok_or(missing)?;
            Ok(proxy.basic_auth(&login.user, password.expose_secret()))
        }
    }
}

/// The certificates in the file `path`, at least one.
fn authorities(path: &Path) -> Result<Vec<Certificate>, Error> {
    let bad = || Error::BadCa { path: path.to_owned() };
    let bytes = std::fs::read(path).map_err(|_| bad())?;
    let found = Certificate::from_pem_bundle(&bytes).map_err(|_| bad())?;
    if found.is_empty() { Err(bad()) } else { Ok(found) }
}

/// The body of `request` as `endpoint` takes it.
fn body(endpoint: &Endpoint, request: &Request, fields: Fields) -> Result<Value, Error> {
    Ok(match endpoint.kind {
        Kind::OpenAiChat | Kind::AzureClassic | Kind::AzureV1 => openai_chat::body(endpoint, request, fields),
        Kind::OpenAiCompletions => openai_chat::completions_body(endpoint, request),
        Kind::OpenAiResponses => openai_responses::body(endpoint, request, fields),
        Kind::Anthropic => anthropic::body(endpoint, request),
        Kind::Ollama => ollama::body(endpoint, request),
        Kind::GennaiApp => gennai::body(endpoint, request)?,
    })
}

/// What reads the answer of `kind`.
fn reader(kind: Kind) -> Box<dyn Reader> {
    match kind {
        // An app's answer is no stream and is read elsewhere.
        Kind::GennaiApp | Kind::OpenAiChat | Kind::OpenAiCompletions | Kind::AzureClassic | Kind::AzureV1 => {
            Box::new(openai_chat::ChatReader::default())
        }
        Kind::OpenAiResponses => Box::new(openai_responses::ResponsesReader::default()),
        Kind::Anthropic => Box::new(anthropic::MessagesReader::default()),
        Kind::Ollama => Box::new(ollama::LinesReader::default()),
    }
}

/// How an answer is cut into events: as server-sent events, or one JSON object a line.
enum Cutter {
    Events(sse::Sse),
    Lines(ollama::Lines),
}

impl Cutter {
    fn push(&mut self, bytes: &[u8]) -> Result<Vec<sse::Frame>, Error> {
        match self {
            Cutter::Events(sse) => sse.push(bytes),
            Cutter::Lines(lines) => lines.push(bytes),
        }
        .map_err(|_| Error::TooBig)
    }

    fn finish(&mut self) -> Option<sse::Frame> {
        match self {
            Cutter::Events(sse) => sse.finish(),
            Cutter::Lines(lines) => lines.finish(),
        }
    }

    /// Whether there were lines that no event stream has.
    fn is_strange(&self) -> bool {
        matches!(self, Cutter::Events(sse) if sse.is_strange())
    }
}

/// Sends `request` to `endpoint` and calls `on` for whatever arrives. `client` is from [`client`] for the same endpoint.
/// Whether the text may go there at all is for [`super::gate()`] to say beforehand; that nothing goes out unencrypted is checked
/// here once more.
///
/// # Errors
/// Whatever [`Error`] says. Text that was given to `on` before it is all that came.
pub async fn send(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    request: &Request,
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    send_within(client, endpoint, key, request, Clocks::of(endpoint), on).await
}

/// SHA-256 of what [`send`] sends as its body, in hexadecimal. A server that takes some other form of it, and says so, gets
/// the same texts in that form.
pub fn digest(endpoint: &Endpoint, request: &Request) -> String {
    let body = body(endpoint, request, Fields::first(endpoint));
    body.map_or_else(|_| String::new(), |body| super::policy::digest(body.to_string().as_bytes()))
}

/// [`send`] with clocks of one's own.
///
/// # Errors
/// As [`send`].
pub async fn send_within(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    request: &Request,
    clocks: Clocks,
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    let manner = Manner { clocks, lane: &Lane::new(1), more: Value::Null };
    send_as(client, endpoint, key, request, manner, on).await
}

/// [`send`] in a lane with the other requests to the same endpoint.
///
/// # Errors
/// As [`send`].
pub async fn send_in(
    lane: &Lane,
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    request: &Request,
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    let manner = Manner { clocks: Clocks::of(endpoint), lane, more: Value::Null };
    send_as(client, endpoint, key, request, manner, on).await
}

/// How a request is sent.
struct Manner<'a> {
    clocks: Clocks,
    lane: &'a Lane,
    /// Further members of the body.
    more: Value,
}

async fn send_as(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    request: &Request,
    Manner { clocks, lane, more }: Manner<'_>,
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    if let Verdict::Refused(refusal) = passable(endpoint) {
        return Err(Error::Gate(Box::new(refusal)));
    }
    let url = endpoint.final_url()?;
    let place = Place::new(endpoint, &url);
    let headers = headers(endpoint, key)?;
    let mut turn = lane.enter(on).await;
    // Waiting for one's turn is nobody's silence.
    let over = Instant::now() + clocks.total;
    let mut fields = Fields::first(endpoint);
    let mut attempt = 0;
    let mut last_status = None;
    loop {
        let mut body = body(endpoint, request, fields)?;
        if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
            body.extend(more.clone());
        }
        let call = client.post(url.clone()).headers(headers.clone()).json(&body);
        let first = (Instant::now() + clocks.first).min(over);
        let response = match timeout_at(first, call.send()).await {
            Err(_) => return Err(late(first, over, clocks, false)),
            Ok(Err(error)) => Err(fault::from_transport(&error, &place.host, place.connect)),
            Ok(Ok(response)) if response.status().is_success() && endpoint.kind == Kind::GennaiApp => {
                // What an app works at for hours keeps nobody else waiting.
                drop(turn.take());
                return gennai::receive(client, response, &headers, &place, (first, clocks), on).await;
            }
            Ok(Ok(response)) if response.status().is_success() => {
                if let Some(quota) = Quota::read(response.headers()) {
                    on(Event::Quota(quota));
                }
                return receive(response, endpoint, &place, (first, over, clocks), on).await;
            }
            Ok(Ok(response)) => Ok(response),
        };
        let (error, wait) = match response {
            // A connection that broke before any answer: the usual end of an idle one.
            Err(error) if error == Error::BrokenStream => (error, Some(None)),
            Err(error) => (error, None),
            Ok(response) => {
                let status = response.status().as_u16();
                let problem = read_problem(response, &place, first.min(over)).await;
                if matches!(status, 400 | 422)
                    && let Some(next) = problem.complaint.as_ref().and_then(|complaint| fields.after(complaint))
                {
                    fields = next;
                    continue;
                }
                // The same 500 twice is a request the server cannot read, not a server out of breath.
                let repeated = status == 500 && last_status == Some(500);
                last_status = Some(status);
                (problem.error, problem.wait.filter(|_| !repeated))
            }
        };
        let Some(named) = wait else { return Err(error) };
        attempt += 1;
        let wait = named.unwrap_or_else(|| retry::backoff(attempt, clocks.backoff));
        let is_limit = matches!(error, Error::RateLimited { .. });
        if is_limit {
            // Also those that have not been sent yet would be sent away.
            lane.hold(wait.min(LONGEST_HOLD));
        }
        if attempt > retry::RETRIES || wait > retry::LONGEST_WAIT || Instant::now() + wait >= over {
            return Err(error);
        }
        let wait = retry::spread(wait, named.is_some(), drawn());
        on(Event::Retrying { wait });
        tokio::time::sleep(wait).await;
    }
}

/// The longest time a lane is held because one request was sent away: a limit of a day is for people to deal with.
const LONGEST_HOLD: Duration = Duration::from_secs(300);

/// A number by chance; the standard library seeds it.
fn drawn() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}

/// Looks at what an app said it would answer at `at`, an address of [`Event::Accepted`], until the answer is there.
///
/// # Errors
/// [`Error::Malformed`] if that is no address of the app; else as [`send`].
pub async fn pick_up(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    at: &str,
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    if let Verdict::Refused(refusal) = passable(endpoint) {
        return Err(Error::Gate(Box::new(refusal)));
    }
    let url = endpoint.final_url()?;
    let place = Place::new(endpoint, &url);
    let headers = headers(endpoint, key)?;
    gennai::pick_up(client, (&url, at), &headers, &place, Clocks::of(endpoint), on).await
}

/// Asks for an object of JSON with one member, in the way the protocol has for that; gives the text that came back.
/// `None` where the protocol has no way.
///
/// # Errors
/// As [`send`].
pub async fn structured(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    request: &Request,
    clocks: Clocks,
) -> Result<Option<String>, Error> {
    let schema = serde_json::json!({
        "type": "object",
        "properties": { "sum": { "type": "integer" } },
        "required": ["sum"],
        "additionalProperties": false,
    });
    let named = |inside: bool| {
        let mut format = serde_json::json!({ "type": "json_schema", "name": "sum", "strict": true, "schema": schema });
        if inside {
            let inner = serde_json::json!({ "name": "sum", "strict": true, "schema": schema });
            format = serde_json::json!({ "type": "json_schema", "json_schema": inner });
        }
        format
    };
    let more = match endpoint.kind {
        Kind::OpenAiChat | Kind::AzureClassic | Kind::AzureV1 => serde_json::json!({ "response_format": named(true) }),
        Kind::OpenAiResponses => serde_json::json!({ "text": { "format": named(false) } }),
        Kind::Ollama => serde_json::json!({ "format": schema }),
        Kind::Anthropic | Kind::OpenAiCompletions | Kind::GennaiApp => return Ok(None),
    };
    let mut text = String::new();
    let mut on = |event| {
        if let Event::Text(piece) = event {
            text.push_str(&piece);
        }
    };
    send_as(client, endpoint, key, request, Manner { clocks, lane: &Lane::new(1), more }, &mut on).await?;
    Ok(Some(text))
}

/// The names of the models at `endpoint`, in the server's order.
///
/// # Errors
/// Whatever [`Error`] says; [`Error::NotFound`] where the server does not list its models.
pub async fn models(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    clocks: Clocks,
) -> Result<Vec<String>, Error> {
    Ok(listed(client, endpoint, key, clocks).await?.into_iter().map(|model| model.name).collect())
}

/// A model as its server lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// How many tokens it reads and writes altogether, where the server says.
    pub context: Option<u32>,
}

/// The models at `endpoint`, in the server's order, with what it says of them.
///
/// # Errors
/// As [`models`].
pub async fn listed(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    key: Option<&SecretString>,
    clocks: Clocks,
) -> Result<Vec<Model>, Error> {
    let url = endpoint.models_url()?;
    let place = Place::new(endpoint, &url);
    let until = Instant::now() + clocks.first;
    let call = client.get(url).headers(headers(endpoint, key)?);
    let response = match timeout_at(until, call.send()).await {
        Err(_) => return Err(Error::Timeout { phase: Phase::FirstToken, seconds: clocks.first.as_secs() }),
        Ok(Err(error)) => return Err(fault::from_transport(&error, &place.host, place.connect)),
        Ok(Ok(response)) => response,
    };
    if !response.status().is_success() {
        return Err(read_problem(response, &place, until).await.error);
    }
    refuse_compressed(response.headers())?;
    let (body, whole) = read_up_to(response, MAX_ANSWER, until).await;
    if !whole {
        return Err(if body.len() >= MAX_ANSWER { Error::TooBig } else { Error::BrokenStream });
    }
    let value: Value = serde_json::from_slice(&body).map_err(|_| match looks_like(&body) {
        Some(Shape::Html) => Error::HtmlAnswer { host: place.host.clone() },
        _ => Error::Malformed,
    })?;
    let list = value.get("data").or_else(|| value.get("models")).and_then(Value::as_array).ok_or(Error::Malformed)?;
    let read = |model: &Value| {
        let name = ["id", "name"].iter().find_map(|n| model.get(n)).and_then(Value::as_str)?.to_owned();
        Some(Model { name, context: context(model) })
    };
    Ok(list.iter().filter_map(read).collect())
}

/// The context a server states for a model, under the names there are for it: what is loaded counts before what the model
/// could do.
fn context(model: &Value) -> Option<u32> {
    const NAMES: [&str; 7] = [
        "loaded_context_length",
        "n_ctx",
        "max_model_len",
        "context_length",
        "context_window",
        "max_context_length",
        "n_ctx_train",
    ];
    let of = |value: &Value| {
        let number = NAMES.iter().find_map(|name| value.get(name)?.as_u64());
        number.and_then(|tokens| u32::try_from(tokens).ok()).filter(|tokens| *tokens >= 256)
    };
    of(model).or_else(|| model.get("meta").and_then(of))
}

/// Who is asked, for the words of errors.
struct Place {
    host: String,
    url: String,
    model: String,
    /// How long connecting may take, in seconds.
    connect: u64,
}

impl Place {
    fn new(endpoint: &Endpoint, url: &Url) -> Self {
        let connect = endpoint.connect_timeout().as_secs();
        Self { host: endpoint::host(url), url: endpoint::shown(url.as_str()), model: endpoint.model.clone(), connect }
    }
}

/// The headers of a request. Those that may hold a secret are marked, so that no debug output shows them.
fn headers(endpoint: &Endpoint, key: Option<&SecretString>) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("text/event-stream, application/json"));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    if endpoint.kind == Kind::Anthropic {
        let (name, version) = anthropic::VERSION;
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(version));
    }
    for (name, value) in &endpoint.headers {
        let bad = || Error::BadHeader { name: name.clone() };
        let parsed = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| bad())?;
        let mut value = HeaderValue::from_str(value.trim()).map_err(|_| bad())?;
        value.set_sensitive(true);
        headers.insert(parsed, value);
    }
    if let Some(key) = key {
        let name = endpoint.auth_header.trim();
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Error::BadHeader { name: name.to_owned() })?;
        let key = key.expose_secret().trim();
        if key.is_empty() || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Error::BadKey);
        }
        let value = if name == AUTHORIZATION { format!("Bearer {key}") } else { key.to_owned() };
        let mut value = HeaderValue::from_str(&value).map_err(|_| Error::BadKey)?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}

/// Which clock ran out.
fn late(deadline: Instant, over: Instant, clocks: Clocks, begun: bool) -> Error {
    let (phase, clock) = match (deadline >= over, begun) {
        (true, _) => (Phase::Total, clocks.total),
        (false, false) => (Phase::FirstToken, clocks.first),
        (false, true) => (Phase::Silence, clocks.silence),
    };
    Error::Timeout { phase, seconds: clock.as_secs() }
}

fn refuse_compressed(headers: &HeaderMap) -> Result<(), Error> {
    let plain = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .all(|value| value.to_str().is_ok_and(|v| v.trim().is_empty() || v.trim().eq_ignore_ascii_case("identity")));
    if plain { Ok(()) } else { Err(Error::Compressed) }
}

/// What a body is, by its first character that is no space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Html,
    Json,
    Stream,
}

fn looks_like(body: &[u8]) -> Option<Shape> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    body.iter().find(|b| !b.is_ascii_whitespace()).map(|first| match first {
        b'<' => Shape::Html,
        b'{' | b'[' => Shape::Json,
        _ => Shape::Stream,
    })
}

/// Reads a successful answer to its end.
async fn receive(
    response: Response,
    endpoint: &Endpoint,
    place: &Place,
    (mut deadline, over, clocks): (Instant, Instant, Clocks),
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    refuse_compressed(response.headers())?;
    let mut reader = reader(endpoint.kind);
    let mut stream = response.bytes_stream();
    let lines = endpoint.kind == Kind::Ollama;
    let mut cutter = if lines { Cutter::Lines(ollama::Lines::default()) } else { Cutter::Events(sse::Sse::default()) };
    // Until the first character nothing is known of the shape; servers' content types are not to be trusted.
    let mut shape = None;
    let mut body = Vec::new();
    let (mut read, mut chars, mut events, mut begun) = (0usize, 0usize, 0usize, false);
    let mut deliver = |pieces: Vec<Piece>, on: &mut (dyn FnMut(Event) + Send)| -> Result<bool, Error> {
        let arrived = !pieces.is_empty();
        for piece in pieces {
            match piece {
                Piece::Text(text) => {
                    chars += text.chars().count();
                    if chars > MAX_CHARS {
                        return Err(Error::TooBig);
                    }
                    on(Event::Text(text));
                }
                Piece::Thinking => on(Event::Thinking),
            }
        }
        Ok(arrived)
    };
    while !reader.standing().done {
        let bytes = match timeout_at(deadline, stream.next()).await {
            Err(_) => return Err(late(deadline, over, clocks, begun)),
            Ok(None) => break,
            Ok(Some(Err(error))) => {
                return Err(match fault::from_transport(&error, &place.host, place.connect) {
                    error @ (Error::Malformed | Error::TooBig) if !begun => error,
                    _ => Error::BrokenStream,
                });
            }
            Ok(Some(Ok(bytes))) => bytes,
        };
        read += bytes.len();
        if read > MAX_ANSWER {
            return Err(Error::TooBig);
        }
        let mut frames = Vec::new();
        if shape == Some(Shape::Stream) {
            frames = cutter.push(&bytes)?;
        } else {
            body.extend_from_slice(&bytes);
            // Three bytes may yet turn out to be a byte order mark.
            if shape.is_none() && !b"\xEF\xBB\xBF".starts_with(&body) {
                shape = looks_like(&body);
                // Where every line is JSON, a body that is JSON is such a stream.
                if lines && shape == Some(Shape::Json) {
                    shape = Some(Shape::Stream);
                }
            }
            match shape {
                Some(Shape::Html) => return Err(Error::HtmlAnswer { host: place.host.clone() }),
                Some(Shape::Stream) => {
                    frames = cutter.push(&std::mem::take(&mut body))?;
                }
                _ => {}
            }
        }
        events += frames.len();
        for frame in frames {
            if deliver(reader.read(&frame)?, on)? {
                begun = true;
                deadline = (Instant::now() + clocks.silence).min(over);
            }
        }
    }
    let rest = match shape {
        Some(Shape::Json) => {
            let body = std::str::from_utf8(&body).map_err(|_| Error::Malformed)?;
            reader.read_whole(body.trim_start_matches('\u{FEFF}'))?
        }
        _ => match cutter.finish() {
            Some(frame) => reader.read(&frame)?,
            None => Vec::new(),
        },
    };
    begun |= deliver(rest, on)?;
    begun |= deliver(reader.rest().into_iter().collect(), on)?;
    let streamed = if lines { events > 1 } else { shape != Some(Shape::Json) };
    let end = End { finish: reader.standing().finish(), usage: reader.standing().usage, streamed };
    if !begun && end.finish == FinishReason::Missing {
        return Err(if cutter.is_strange() { Error::Malformed } else { Error::Empty });
    }
    Ok(end)
}

/// An answer that is no success.
struct Problem {
    error: Error,
    complaint: Option<Complaint>,
    /// Whether to try again, and after what wait if the server names one.
    wait: Option<Option<Duration>>,
}

async fn read_problem(response: Response, place: &Place, until: Instant) -> Problem {
    let status = response.status();
    let headers = response.headers().clone();
    if status.is_redirection() {
        let target = headers.get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
        let target = response.url().join(target).map_or_else(|_| String::new(), |url| endpoint::shown(url.as_str()));
        return Problem { error: Error::Redirect { to: target }, complaint: None, wait: None };
    }
    let (body, _) = read_up_to(response, MAX_COMPLAINT, until).await;
    let html = looks_like(&body) == Some(Shape::Html);
    let complaint = serde_json::from_slice(&body).ok().and_then(|value| Complaint::read(&value));
    let asked = Asked { host: &place.host, url: &place.url, model: &place.model };
    let status = status.as_u16();
    let mut error = fault::from_status(status, complaint.as_ref(), html, asked);
    let named = retry::retry_after(&headers);
    if matches!(error, Error::RateLimited { .. }) {
        error = Error::RateLimited { retry_after: named };
    }
    let meant = complaint.as_ref().is_some_and(|complaint| complaint.meaning().is_some());
    let again = match retry::should_retry(&headers) {
        Some(again) => again && status >= 400,
        None => matches!(status, 408 | 409 | 429 | 500 | 502 | 503 | 504 | 529),
    };
    Problem { error, complaint, wait: (again && !meant).then_some(named) }
}

/// The body up to `most` bytes, and whether that is all of it.
async fn read_up_to(response: Response, most: usize, until: Instant) -> (Vec<u8>, bool) {
    let mut stream = response.bytes_stream();
    let mut body = Vec::new();
    loop {
        match timeout_at(until, stream.next()).await {
            Ok(None) => return (body, true),
            Ok(Some(Ok(bytes))) if body.len() + bytes.len() <= most => body.extend_from_slice(&bytes),
            Ok(Some(Ok(bytes))) => {
                body.extend_from_slice(&bytes[..most - body.len()]);
                return (body, false);
            }
            Err(_) | Ok(Some(Err(_))) => return (body, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_debug_output_shows_a_key() {
        let mut endpoint = Endpoint::new("庁内AI", "https://ai.example.jp");
        endpoint.headers.push(("X-Gateway-Key".to_owned(), "canary".to_owned()));
        for name in ["Authorization", "api-key"] {
            endpoint.auth_header = name.to_owned();
            let headers = headers(&endpoint, Some(&SecretString::from("canary"))).unwrap();
            let request = reqwest::Client::new().get("https://ai.example.jp").headers(headers.clone());
            assert!(!format!("{headers:?} {request:?} {endpoint:?}").contains("canary"));
            let sent = headers.get(name).unwrap().to_str().unwrap();
            assert_eq!(sent, if name == "api-key" { "canary" } else { "Bearer canary" });
        }
    }

    #[test]
    fn a_shape_is_told_by_its_first_character() {
        let check = |body: &[u8], expected| assert!(looks_like(body) == expected, "{body:?}");
        check(b"\xEF\xBB\xBF {", Some(Shape::Json));
        check(b"\r\n<!DOCTYPE", Some(Shape::Html));
        check(b": ping", Some(Shape::Stream));
        check(b" \n", None);
    }

    #[test]
    fn clocks_follow_the_longest_silence() {
        let mut endpoint = Endpoint::new("e", "localhost");
        let clocks = Clocks::of(&endpoint);
        assert_eq!([clocks.silence, clocks.first, clocks.total].map(|c| c.as_secs()), [60, 120, 600]);
        endpoint.timeout_secs = 300;
        assert_eq!(Clocks::of(&endpoint).total.as_secs(), 3000);
        endpoint.timeout_secs = 0;
        assert_eq!(Clocks::of(&endpoint).silence.as_secs(), 1);
    }
}
