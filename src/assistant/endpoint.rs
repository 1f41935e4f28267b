//! [`Endpoint`]: where a model is and how it is spoken to. The address a person typed is taken as it is meant.

use super::Error;
use super::connection::{ClientCertificate, Limits, ProxyLogin};
use super::inputs::App;
use super::price::Price;
use crate::document::Classification;
use reqwest::Url;
use std::fmt;
use std::path::PathBuf;

/// The protocol an endpoint speaks. It is a setting, never guessed from the host: behind a gateway any host name may
/// speak any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// `POST {base}/chat/completions` with server-sent events, as OpenAI defined it and most servers copy it.
    #[default]
    OpenAiChat,
    /// `POST {base}/responses`, OpenAI's newer protocol.
    OpenAiResponses,
    /// Azure OpenAI with one address for each deployment: the model's name is the deployment's.
    AzureClassic,
    /// Azure OpenAI's v1 addresses: the model's name is the deployment's, in the body.
    AzureV1,
    /// `POST {base}/v1/messages`, Anthropic's.
    Anthropic,
    /// `POST {base}/api/chat`, Ollama's own.
    Ollama,
    /// `POST {base}/completions`, OpenAI's first protocol, which some servers of translation models still speak.
    OpenAiCompletions,
    /// A 源内-compatible AI app: one question, one answer, in the form the app itself describes.
    GennaiApp,
}

impl Kind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Kind; 8] = [
        Kind::OpenAiChat,
        Kind::OpenAiResponses,
        Kind::AzureClassic,
        Kind::AzureV1,
        Kind::Anthropic,
        Kind::Ollama,
        Kind::OpenAiCompletions,
        Kind::GennaiApp,
    ];

    /// How settings and the command line write it: `openai-chat`; its name is the Fluent message `kind-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Kind::OpenAiChat => "openai-chat",
            Kind::OpenAiResponses => "openai-responses",
            Kind::AzureClassic => "azure-classic",
            Kind::AzureV1 => "azure-v1",
            Kind::Anthropic => "anthropic",
            Kind::Ollama => "ollama",
            Kind::OpenAiCompletions => "openai-completions",
            Kind::GennaiApp => "gennai-app",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The header that carries the key unless somebody says otherwise.
    pub fn auth_header(self) -> &'static str {
        match self {
            Kind::AzureClassic | Kind::AzureV1 => "api-key",
            Kind::Anthropic | Kind::GennaiApp => "x-api-key",
            Kind::OpenAiChat | Kind::OpenAiResponses | Kind::OpenAiCompletions | Kind::Ollama => "Authorization",
        }
    }

    /// The end of the path that is asked for answers.
    fn leaf(self) -> &'static [&'static str] {
        match self {
            Kind::OpenAiChat | Kind::AzureClassic | Kind::AzureV1 => &["chat", "completions"],
            Kind::OpenAiResponses => &["responses"],
            Kind::Anthropic => &["messages"],
            Kind::Ollama => &["api", "chat"],
            Kind::OpenAiCompletions => &["completions"],
            Kind::GennaiApp => &[],
        }
    }
}

/// How settings and the command line write that no proxy is to be used.
pub const NO_PROXY: &str = "none";

/// The version of Azure's classic protocol that is asked for where the address names none.
const AZURE_VERSION: &str = "2024-10-21";

/// The longest silence of an endpoint nobody has said anything about, in seconds.
pub const TIMEOUT_SECS: u64 = 60;

/// Where a model is and how it is spoken to. The key is not in it: see [`super::key`].
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// What the office calls it; also the name its key has in the keyring.
    pub name: String,
    /// The protocol.
    pub kind: Kind,
    /// The base address, as typed; [`Endpoint::final_url`] reads it.
    pub url: String,
    /// A path to use instead of the protocol's own, appended to `url` as it stands.
    pub path: Option<String>,
    /// The model's name; empty where the server has only one.
    pub model: String,
    /// The header that carries the key. `Authorization` carries `Bearer KEY`, any other the bare key.
    pub auth_header: String,
    /// The environment variable that holds the key, where it is not in the keyring.
    pub key_env: Option<String>,
    /// Further headers, name and value.
    pub headers: Vec<(String, String)>,
    /// The longest silence between two pieces of an answer, in seconds; the first piece may take twice that.
    pub timeout_secs: u64,
    /// The highest 格付け that may go there.
    pub allow: Classification,
    /// A file (PEM) of authorities to trust besides those the system trusts.
    pub ca: Option<PathBuf>,
    /// The proxy to go through, [`NO_PROXY`] for none; where nothing is said, the system's.
    pub proxy: Option<String>,
    /// Who asks that proxy, where it wants to know.
    pub proxy_login: Option<ProxyLogin>,
    /// How the form of a [`Kind::GennaiApp`] is filled in.
    pub app: Option<App>,
    /// What its tokens cost, where somebody has said.
    pub price: Option<Price>,
    /// How much it takes, and how long it may take.
    pub limits: Limits,
    /// What this machine shows where it is asked who it is.
    pub certificate: Option<ClientCertificate>,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values may be keys, and an address may carry one in its query.
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Endpoint")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("url", &shown(&self.url))
            .field("model", &self.model)
            .field("headers", &headers)
            .field("allow", &self.allow)
            .finish_non_exhaustive()
    }
}

impl Endpoint {
    /// An endpoint `name` at `url` that speaks [`Kind::OpenAiChat`], with no model yet, and to which only texts of the
    /// lowest 格付け may go.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind: Kind::default(),
            url: url.into(),
            path: None,
            model: String::new(),
            auth_header: Kind::default().auth_header().to_owned(),
            key_env: None,
            headers: Vec::new(),
            timeout_secs: TIMEOUT_SECS,
            allow: Classification::One,
            ca: None,
            proxy: None,
            proxy_login: None,
            app: None,
            price: None,
            limits: Limits::default(),
            certificate: None,
        }
    }

    /// The address requests go to. A missing scheme, a missing or doubled `/v1`, a trailing slash, the full path and
    /// a copied query are all taken as they are meant.
    ///
    /// # Errors
    /// [`Error::BadUrl`] if no `http` or `https` address can be read, or if it carries a user name or password: those
    /// would end up in logs of proxies.
    pub fn final_url(&self) -> Result<Url, Error> {
        let mut url = self.base()?;
        if let Some(path) = self.path.as_deref().map(str::trim).filter(|p| !p.is_empty()) {
            let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
            let joined = format!("{}/{}", url.path().trim_end_matches('/'), path.trim_start_matches('/'));
            url.set_path(&joined);
            if query.is_some() {
                url.set_query(query);
            }
            return Ok(url);
        }
        // An app has one address, whatever it looks like.
        if self.kind == Kind::GennaiApp {
            return Ok(url);
        }
        let segments = segments(&url);
        if self.kind == Kind::AzureClassic {
            url.set_path(&self.deployment_path(&segments).ok_or_else(|| Error::BadUrl { url: shown(&self.url) })?);
            if !url.query_pairs().any(|(name, _)| name == "api-version") {
                url.query_pairs_mut().append_pair("api-version", AZURE_VERSION);
            }
            return Ok(url);
        }
        let azure = self.kind == Kind::AzureV1 || is_azure(&url);
        let path = answer_path(&segments, self.kind, azure);
        url.set_path(&path);
        // The v1 routes of Azure take no api-version; one copied from the portal is refused there.
        if path.contains("/openai/v1/") {
            let rest: Vec<(String, String)> = url
                .query_pairs()
                .filter(|(name, _)| name != "api-version")
                .map(|(n, v)| (n.into(), v.into()))
                .collect();
            url.set_query(None);
            if !rest.is_empty() {
                url.query_pairs_mut().extend_pairs(rest);
            }
        }
        Ok(url)
    }

    /// The path of the deployment: the one in the address if it names one, else the one the model is called.
    fn deployment_path(&self, segments: &[String]) -> Option<String> {
        let names = |name: &str| segments.iter().position(|s| s == name);
        let (before, deployment) = match names("deployments") {
            Some(at) => (&segments[..at.saturating_sub(1)], segments.get(at + 1).map(String::as_str)),
            None => (&segments[..names("openai").unwrap_or(segments.len())], None),
        };
        let deployment = deployment.or_else(|| Some(self.model.trim()).filter(|model| !model.is_empty()))?;
        let mut path: Vec<&str> = before.iter().map(String::as_str).collect();
        path.extend(["openai", "deployments", deployment, "chat", "completions"]);
        Some(format!("/{}", path.join("/")))
    }

    /// The address that lists the models: `models` beside the path of answers.
    ///
    /// # Errors
    /// As [`Endpoint::final_url`].
    pub fn models_url(&self) -> Result<Url, Error> {
        let mut url = self.final_url()?;
        let path = url.path().trim_end_matches('/').to_owned();
        let leaf = format!("/{}", self.kind.leaf().join("/"));
        let base = path.strip_suffix(&leaf).unwrap_or(&path);
        // A deployment's path does not list models; its service does.
        let base = base.split_once("/deployments/").map_or(base, |(before, _)| before);
        let list = if self.kind == Kind::Ollama { "api/tags" } else { "models" };
        url.set_path(&format!("{base}/{list}"));
        Ok(url)
    }

    /// The host and, where it is not the usual one, the port; what was typed if there is none to be read.
    pub fn host(&self) -> String {
        self.base().map_or_else(|_| shown(&self.url), |url| host(&url))
    }

    /// The address as typed, without what may be secret in it: user, password, query.
    pub fn shown_url(&self) -> String {
        shown(&self.url)
    }

    /// Whether the address is this very machine, which needs neither https nor a key.
    pub fn is_loopback(&self) -> bool {
        self.base().is_ok_and(|url| is_loopback(&url))
    }

    fn base(&self) -> Result<Url, Error> {
        let bad = || Error::BadUrl { url: shown(&self.url) };
        let typed = self.url.trim();
        let with_scheme = if typed.contains("://") {
            typed.to_owned()
        } else {
            let guess = Url::parse(&format!("http://{typed}")).map_err(|_| bad())?;
            format!("{}://{typed}", if is_loopback(&guess) { "http" } else { "https" })
        };
        let mut url = Url::parse(&with_scheme).map_err(|_| bad())?;
        let secret = !url.username().is_empty() || url.password().is_some();
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) || secret {
            return Err(bad());
        }
        url.set_fragment(None);
        Ok(url)
    }
}

/// Whether `url` is this very machine: 127.0.0.0/8, ::1, `localhost` and names under it (RFC 6761).
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let host = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.').to_ascii_lowercase();
    if host == "localhost" || host.ends_with(".localhost") {
        return true;
    }
    host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Host and, where it is not the usual one, port.
pub(super) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// `url` without what may be secret in it: user, password, query.
pub(super) fn shown(url: &str) -> String {
    let url = url.trim().split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    if scheme.is_empty() { rest.to_owned() } else { format!("{scheme}://{rest}") }
}

fn is_azure(url: &Url) -> bool {
    const SUFFIXES: [&str; 4] =
        [".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com", ".openai.azure.us"];
    url.host_str().is_some_and(|host| SUFFIXES.iter().any(|suffix| host.ends_with(suffix)))
}

/// Whether the models at `url` know `max_completion_tokens` rather than `max_tokens`.
pub(super) fn is_new_style(url: &Url) -> bool {
    is_azure(url) || url.host_str().is_some_and(|host| host == "api.openai.com" || host.ends_with(".api.openai.com"))
}

fn segments(url: &Url) -> Vec<String> {
    let mut segments: Vec<String> =
        url.path_segments().into_iter().flatten().filter(|s| !s.is_empty()).map(str::to_owned).collect();
    segments.dedup_by(|next, before| next == before && is_version(next));
    segments
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The path that is asked for answers, made of what was typed.
fn answer_path(segments: &[String], kind: Kind, azure: bool) -> String {
    const LEAVES: [&str; 7] = ["chat", "completions", "models", "responses", "embeddings", "messages", "tags"];
    let leaf = kind.leaf();
    let mut base: Vec<&str> = segments.iter().map(String::as_str).collect();
    // Whoever pasted the full path knows what comes before it.
    let full = base.ends_with(leaf);
    if full {
        base.truncate(base.len() - leaf.len());
    } else {
        if base.ends_with(&["chat", "completions"]) {
            base.pop();
        }
        if base.last().is_some_and(|last| LEAVES.contains(last)) {
            base.pop();
        }
        match kind {
            Kind::Ollama if base.last() == Some(&"api") => base.truncate(base.len() - 1),
            Kind::Ollama => {}
            Kind::AzureV1 => {
                base.truncate(base.iter().position(|s| *s == "openai").unwrap_or(base.len()));
                base.extend(["openai", "v1"]);
            }
            _ if azure && (base.is_empty() || base == ["openai"]) => base = vec!["openai", "v1"],
            _ if !base.iter().any(|s| is_version(s) || *s == "deployments") => base.push("v1"),
            _ => {}
        }
    }
    base.extend(leaf);
    format!("/{}", base.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let url = Endpoint::new("e", typed).final_url();
        assert_eq!(url.map(String::from).as_deref(), Ok(expected), "{typed}");
    }

    #[test]
    fn addresses_are_taken_as_they_are_meant() {
        for typed in [
            "https://ai.example.jp",
            "https://ai.example.jp/",
            "https://ai.example.jp/v1",
            "https://ai.example.jp/v1/",
            "https://ai.example.jp/v1/v1",
            "https://ai.example.jp//v1//",
            "https://ai.example.jp/v1/chat/completions",
            "https://ai.example.jp/v1/chat/completions/",
            "https://ai.example.jp/v1/v1/chat/completions",
            "https://ai.example.jp/v1/models",
            "https://ai.example.jp/v1#top",
            "  ai.example.jp ",
            "ai.example.jp/v1",
        ] {
            check(typed, "https://ai.example.jp/v1/chat/completions");
        }
        check("localhost:1234", "http://localhost:1234/v1/chat/completions");
        check("http://[::1]:8080/", "http://[::1]:8080/v1/chat/completions");
        check("https://gw.example.jp/llm/openai", "https://gw.example.jp/llm/openai/v1/chat/completions");
        check("https://gw.example.jp/v1beta/openai/", "https://gw.example.jp/v1beta/openai/chat/completions");
        check("http://localhost:8080/chat/completions", "http://localhost:8080/chat/completions");
        check("https://gw.example.jp/v1?tenant=a", "https://gw.example.jp/v1/chat/completions?tenant=a");
    }

    #[test]
    fn azure_addresses_copied_from_the_portal() {
        for typed in [
            "https://midorino.openai.azure.com",
            "https://midorino.openai.azure.com/openai/",
            "https://midorino.openai.azure.com/openai/v1/",
            "https://midorino.openai.azure.com/openai/v1/chat/completions?api-version=2024-10-21",
        ] {
            check(typed, "https://midorino.openai.azure.com/openai/v1/chat/completions");
        }
        let classic = "https://midorino.openai.azure.com/openai/deployments/d1/chat/completions?api-version=2024-10-21";
        check(classic, classic);
        let models = Endpoint::new("e", classic).models_url().unwrap();
        assert_eq!(models.path(), "/openai/models");
    }

    #[test]
    fn every_kind_has_its_own_path() {
        let check = |kind: Kind, typed: &str, expected: &str, models: &str| {
            let mut endpoint = Endpoint::new("e", typed);
            (endpoint.kind, endpoint.model) = (kind, "d1".to_owned());
            assert_eq!(endpoint.final_url().map(String::from).as_deref(), Ok(expected), "{typed}");
            assert_eq!(endpoint.models_url().map(String::from).as_deref(), Ok(models), "{typed}");
        };
        for typed in [
            "https://a.example",
            "https://a.example/v1",
            "https://a.example/v1/responses",
            "https://a.example/v1/chat/completions",
        ] {
            let (answers, models) = ("https://a.example/v1/responses", "https://a.example/v1/models");
            check(Kind::OpenAiResponses, typed, answers, models);
        }
        for typed in ["https://a.example", "https://a.example/v1/messages", "https://a.example/v1/"] {
            check(Kind::Anthropic, typed, "https://a.example/v1/messages", "https://a.example/v1/models");
        }
        let gateway = "https://gw.example/anthropic";
        check(
            Kind::Anthropic,
            gateway,
            "https://gw.example/anthropic/v1/messages",
            "https://gw.example/anthropic/v1/models",
        );
        for typed in ["localhost:11434", "http://localhost:11434/api", "http://localhost:11434/api/chat"] {
            check(Kind::Ollama, typed, "http://localhost:11434/api/chat", "http://localhost:11434/api/tags");
        }
        check(
            Kind::OpenAiCompletions,
            "localhost:8000/v1",
            "http://localhost:8000/v1/completions",
            "http://localhost:8000/v1/models",
        );
        let version = "api-version=2024-10-21";
        let chat = format!("https://m.openai.azure.us/openai/deployments/d1/chat/completions?{version}");
        let models = format!("https://m.openai.azure.us/openai/models?{version}");
        check(Kind::AzureClassic, "https://m.openai.azure.us/", &chat, &models);
        check(Kind::AzureClassic, &chat, &chat, &models);
        let other = "https://apim.example/team/openai/deployments/d9/chat/completions?api-version=2025-01-01";
        check(Kind::AzureClassic, other, other, "https://apim.example/team/openai/models?api-version=2025-01-01");
        for typed in [
            "https://apim.example/team",
            "https://apim.example/team/openai/v1/",
            "https://apim.example/team/openai?api-version=1",
        ] {
            let (answers, models) =
                ("https://apim.example/team/openai/v1/chat/completions", "https://apim.example/team/openai/v1/models");
            check(Kind::AzureV1, typed, answers, models);
        }
        let mut nameless = Endpoint::new("e", "https://m.openai.azure.com");
        nameless.kind = Kind::AzureClassic;
        assert!(matches!(nameless.final_url(), Err(Error::BadUrl { .. })));
    }

    #[test]
    fn a_path_of_its_own_is_appended_to_the_address_as_it_stands() {
        let mut endpoint = Endpoint::new("e", "https://gw.example.jp/team-a/");
        endpoint.path = Some("/ask?mode=chat".to_owned());
        assert_eq!(endpoint.final_url().unwrap().as_str(), "https://gw.example.jp/team-a/ask?mode=chat");
    }

    #[test]
    fn what_is_no_address_is_said_to_be_none_without_its_secrets() {
        for typed in ["", "   ", "ftp://a.example", "https://", "http://a b/", "file:///etc/passwd"] {
            assert!(matches!(Endpoint::new("e", typed).final_url(), Err(Error::BadUrl { .. })), "{typed}");
        }
        let endpoint = Endpoint::new("e", "https://user:hunter2@a.example/v1?key=hunter2");
        let error = endpoint.final_url().unwrap_err();
        assert!(!format!("{error:?}{endpoint:?}").contains("hunter2"));
    }

    #[test]
    fn this_machine_is_known_by_all_its_names() {
        for url in ["localhost:1", "http://127.8.0.1", "http://[::1]/", "http://kian.localhost", "http://LOCALHOST."] {
            assert!(Endpoint::new("e", url).is_loopback(), "{url}");
        }
        for url in ["http://127.0.0.1.example.jp", "https://localhost.example.jp", "http://10.0.0.1", "x"] {
            assert!(!Endpoint::new("e", url).is_loopback(), "{url}");
        }
    }
}
