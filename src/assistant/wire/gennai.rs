//! 源内-compatible AI apps: one question, one answer. An app that needs longer answers `202` with an address to look
//! again at; it is looked at sooner at first and more seldom later, until it is done. The protocol is that of the
//! published sources of 源内 Web (`digital-go-jp/genai-web`).

use super::answer::count;
use super::fault::Complaint;
use super::{Clocks, End, Event, File, FinishReason, MAX_CHARS, Place, Shape, Usage};
use super::{looks_like, read_up_to, refuse_compressed};
use crate::assistant::inputs::App;
use crate::assistant::{Endpoint, Error, Request};
use crate::text::visible;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode, Url};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

/// So long an app may work at an answer it has accepted; the people who run 源内 give up later still.
const PATIENCE: Duration = Duration::from_secs(24 * 3600);
/// The longest address to look again at, in bytes.
const MAX_STATUS_URL: usize = 2048;
/// The most files that are taken from an answer.
const MAX_FILES: usize = 50;
/// The longest name of one of them, in characters.
const MAX_NAME: usize = 120;
/// The largest answer of an app, in bytes: files come inside it.
const MAX_WITH_FILES: usize = 64 << 20;
/// The longest word of an app on how far it is, in characters.
const MAX_PROGRESS: usize = 200;

pub(super) fn body(endpoint: &Endpoint, request: &Request) -> Result<Value, Error> {
    let unset = App::default();
    let app = endpoint.app.as_ref().unwrap_or(&unset);
    let inputs = app.inputs(&request.system, &request.user).map_err(Error::App)?;
    Ok(json!({ "inputs": inputs }))
}

/// Reads an app's answer, waiting for it if the app has only accepted the question.
pub(super) async fn receive(
    client: &reqwest::Client,
    response: Response,
    headers: &HeaderMap,
    place: &Place,
    (deadline, clocks): (Instant, Clocks),
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    let accepted = response.status() == StatusCode::ACCEPTED;
    let from = response.url().clone();
    let body = whole_body(response, place, deadline).await?;
    let value = serde_json::from_str(&body).ok();
    let status_url = value.as_ref().and_then(|value: &Value| value.get("status_url")).and_then(Value::as_str);
    match status_url.filter(|_| accepted) {
        Some(at) => {
            let path = at.to_owned();
            let at = status_address(&from, at).ok_or(Error::Malformed)?;
            on(Event::Accepted { at: path });
            // 2, 4, 8, 16 and then every 30 seconds, at the usual clocks.
            wait(client, at, headers, place, (clocks.backoff * 4, clocks), on).await
        }
        None => finish(value.unwrap_or(Value::String(body)), on),
    }
}

/// Looks at the path `at` of the app at `from`, which has accepted a question once, until the answer is there.
pub(super) async fn pick_up(
    client: &reqwest::Client,
    (from, at): (&Url, &str),
    headers: &HeaderMap,
    place: &Place,
    clocks: Clocks,
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    let at = status_address(from, at).ok_or(Error::Malformed)?;
    // It was accepted a while ago and may be there already.
    wait(client, at, headers, place, (Duration::ZERO, clocks), on).await
}

/// Looks again and again until the answer is there, for the first time after `pause`.
async fn wait(
    client: &reqwest::Client,
    at: Url,
    headers: &HeaderMap,
    place: &Place,
    (mut pause, clocks): (Duration, Clocks),
    on: &mut (dyn FnMut(Event) + Send),
) -> Result<End, Error> {
    let over = Instant::now() + PATIENCE;
    let mut unheard = 0;
    on(Event::Waiting { progress: None });
    while Instant::now() + pause < over {
        tokio::time::sleep(pause).await;
        pause = (pause * 2).clamp(clocks.backoff * 4, clocks.backoff * 60);
        let until = Instant::now() + clocks.first;
        let call = client.get(at.clone()).headers(headers.clone());
        let looked = match tokio::time::timeout_at(until, call.send()).await {
            Ok(Ok(response)) if response.status().is_success() => whole_body(response, place, until).await.ok(),
            Ok(Ok(response)) if matches!(response.status().as_u16(), 401 | 403 | 404 | 410) => {
                // Nobody will answer there any more.
                return Err(super::read_problem(response, place, until).await.error);
            }
            _ => None,
        };
        let value = looked.and_then(|body| serde_json::from_str::<Value>(&body).ok());
        let Some(value) = value else {
            // A look that fails says nothing about the work; a server that has been gone for long does.
            unheard += 1;
            if unheard >= 20 {
                return Err(Error::BrokenStream);
            }
            continue;
        };
        unheard = 0;
        match value.get("status").and_then(Value::as_str) {
            Some("COMPLETED") => return finish(value, on),
            Some("ERROR") => return Err(failed(&value)),
            _ => {
                let progress = value.get("progress").and_then(Value::as_str).map(str::trim).filter(|p| !p.is_empty());
                let progress = progress
                    .map(|p| p.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_PROGRESS).collect());
                on(Event::Waiting { progress });
            }
        }
    }
    Err(Error::Timeout { phase: crate::assistant::error::Phase::Total, seconds: PATIENCE.as_secs() })
}

/// Hands on what an app has answered. What is no JSON, or has no `outputs`, is the answer itself: apps are written by
/// many hands.
fn finish(value: Value, on: &mut (dyn FnMut(Event) + Send)) -> Result<End, Error> {
    let text = match (&value, value.get("outputs")) {
        (_, Some(Value::String(text))) => text.clone(),
        (_, Some(other)) if !other.is_null() => other.to_string(),
        (Value::String(text), _) => text.clone(),
        _ if value.get("error").is_some() => return Err(failed(&value)),
        _ if value.get("artifacts").is_some() => String::new(),
        _ => return Err(Error::Empty),
    };
    let files = files(&value)?;
    if text.trim().is_empty() && files.is_empty() {
        return Err(Error::Empty);
    }
    if text.chars().count() > MAX_CHARS {
        return Err(Error::TooBig);
    }
    on(Event::Text(text));
    files.into_iter().for_each(|file| on(Event::File(file)));
    Ok(End { finish: FinishReason::Stop, usage: usage(&value), streamed: false })
}

/// The files of an answer. They are only taken in: neither opened nor fetched from anywhere.
///
/// # Errors
/// [`Error::Malformed`] if one is not Base64.
fn files(value: &Value) -> Result<Vec<File>, Error> {
    let Some(list) = value.get("artifacts").and_then(Value::as_array) else { return Ok(Vec::new()) };
    let mut files: Vec<File> = Vec::new();
    for one in list.iter().take(MAX_FILES) {
        // The samples of the specification say `contents`, its client `content`.
        let content = one.get("content").or_else(|| one.get("contents")).and_then(Value::as_str);
        let Some(content) = content else { continue };
        let content = content.split_once(";base64,").map_or(content, |(_, content)| content);
        let content: String = content.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let bytes = STANDARD.decode(content).map_err(|_| Error::Malformed)?;
        let said = ["display_name", "filename", "name"].iter().find_map(|name| one.get(name)).and_then(Value::as_str);
        let mut name = file_name(said.unwrap_or_default());
        let mut number = 2;
        while files.iter().any(|known| known.name == name) {
            name = format!("{number}-{}", file_name(said.unwrap_or_default()));
            number += 1;
        }
        files.push(File { name, bytes: bytes.into() });
    }
    Ok(files)
}

/// `said` as a name a file can have on every system: no folders, no hidden characters, nothing a system keeps for itself.
fn file_name(said: &str) -> String {
    let said = said.rsplit(['/', '\\']).next().unwrap_or_default();
    let fits = |c: &char| !c.is_control() && !visible::is_hidden(*c) && !"<>:\"|?*".contains(*c);
    let name: String = said.chars().filter(fits).take(MAX_NAME).collect();
    let name = name.trim_matches([' ', '.']);
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
        || ["COM", "LPT"].iter().any(|port| stem.strip_prefix(port).is_some_and(|rest| rest.len() == 1));
    match name {
        "" => "file".to_owned(),
        name if device => format!("_{name}"),
        name => name.to_owned(),
    }
}

fn failed(value: &Value) -> Error {
    super::answer::in_stream(Complaint::read(value).as_ref())
}

/// The tokens of all the models an app has asked.
fn usage(value: &Value) -> Option<Usage> {
    let all = value.get("usageMetadata")?.as_array()?;
    let tokens = all.iter().filter_map(|one| one.get("tokens"));
    let usage = tokens.fold(Usage { prompt: 0, completion: 0 }, |sum, tokens| Usage {
        prompt: sum.prompt + count(tokens, "promptTokenCount"),
        completion: sum.completion + count(tokens, "candidatesTokenCount"),
    });
    (usage.prompt + usage.completion > 0).then_some(usage)
}

async fn whole_body(response: Response, place: &Place, until: Instant) -> Result<String, Error> {
    refuse_compressed(response.headers())?;
    let (body, whole) = read_up_to(response, MAX_WITH_FILES, until).await;
    if !whole {
        return Err(if body.len() >= MAX_WITH_FILES { Error::TooBig } else { Error::BrokenStream });
    }
    if looks_like(&body) == Some(Shape::Html) {
        return Err(Error::HtmlAnswer { host: place.host.clone() });
    }
    let body = String::from_utf8(body).map_err(|_| Error::Malformed)?;
    Ok(body.strip_prefix('\u{FEFF}').map_or(body.clone(), str::to_owned))
}

/// The address to look again at: a path of the app's own origin and nothing else, so that no answer can send the key
/// elsewhere.
fn status_address(from: &Url, path: &str) -> Option<Url> {
    let fits = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= MAX_STATUS_URL
        && !path.contains(['\\', '#'])
        && !path.chars().any(|c| c.is_control() || c == ' ');
    let url = from.join(path).ok().filter(|_| fits)?;
    (url.origin() == from.origin()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_the_same_place_is_looked_at() {
        let from = Url::parse("https://app.example.jp/requests/").unwrap();
        assert_eq!(status_address(&from, "/status/1?a=b").unwrap().as_str(), "https://app.example.jp/status/1?a=b");
        for path in
            ["//evil.example/x", "https://evil.example", "status/1", "/a\\b", "/a#b", "/a b", "/\t/evil.example"]
        {
            assert_eq!(status_address(&from, path), None, "{path}");
        }
    }

    #[test]
    fn files_are_taken_in_under_names_that_do_nothing() {
        for (said, name) in [
            ("図 1.png", "図 1.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\a.exe", "a.exe"),
            ("報告\u{202E}xcod.exe", "報告xcod.exe"),
            ("con.txt", "_con.txt"),
            ("..", "file"),
            ("", "file"),
        ] {
            assert_eq!(file_name(said), name, "{said:?}");
        }
        let value = json!({ "outputs": "", "artifacts": [
            { "display_name": "a.csv", "content": "YSxi" },
            { "display_name": "a.csv", "contents": "data:text/csv;base64,Yyxk\n" },
            { "display_name": "none" },
        ] });
        let found = files(&value).unwrap();
        let found: Vec<(&str, &[u8])> = found.iter().map(|f| (f.name.as_str(), &f.bytes[..])).collect();
        assert_eq!(found, [("a.csv", &b"a,b"[..]), ("2-a.csv", &b"c,d"[..])]);
        assert_eq!(files(&json!({ "artifacts": [{ "content": "%%%" }] })), Err(Error::Malformed));
        let mut events = 0;
        finish(value, &mut |event| events += usize::from(matches!(event, Event::File(_)))).unwrap();
        assert_eq!(events, 2);
    }

    #[test]
    fn outputs_of_every_form_are_read() {
        let read = |value: Value| {
            let mut text = String::new();
            let end = finish(value, &mut |event| {
                if let Event::Text(piece) = event {
                    text.push_str(&piece);
                }
            });
            end.map(|end| (text, end.usage))
        };
        let tokens = json!([{ "tokens": { "promptTokenCount": 3, "candidatesTokenCount": 4 } }, { "tokens": {} }]);
        let (text, usage) = read(json!({ "outputs": "答え。", "usageMetadata": tokens })).unwrap();
        assert_eq!((text.as_str(), usage), ("答え。", Some(Usage { prompt: 3, completion: 4 })));
        assert_eq!(read(json!({ "statusCode": 200, "outputs": ["a"] })).unwrap().0, "[\"a\"]");
        assert_eq!(read(Value::String("平文の答え".to_owned())).unwrap().0, "平文の答え");
        assert_eq!(read(json!({ "outputs": "" })), Err(Error::Empty));
        assert_eq!(read(json!({ "error": "混雑しています" })), Err(Error::ServerError { status: 500 }));
    }
}
