//! Calls of an endpoint over real sockets: a server in this process plays what servers, gateways and proxies have been
//! seen to do. Nothing here needs a network, and nothing waits for a clock that could run differently.

#![allow(clippy::unwrap_used)]

#[path = "endpoint/server.rs"]
mod server;
#[path = "endpoint/streams.rs"]
mod streams;
#[path = "endpoint/failures.rs"]
mod failures;
#[path = "endpoint/kinds.rs"]
mod kinds;
#[path = "endpoint/matrix.rs"]
mod matrix;
#[path = "endpoint/apps.rs"]
mod apps;
#[path = "endpoint/restart.rs"]
mod restart;
#[path = "endpoint/doctor.rs"]
mod doctor;
#[path = "endpoint/tasks.rs"]
mod tasks;
#[path = "endpoint/words.rs"]
mod words;

use kian::assistant::wire::{self, Clocks, End, Event};
use kian::assistant::{Endpoint, Error, Request, Task};
use kian::text::Lang;
use secrecy::SecretString;
use server::Server;
use std::time::Duration;

/// A key that must turn up nowhere but in the header meant for it.
const CANARY: &str = "sk-canary-5f0c2a";

/// Clocks no test ever waits for, but for the wait between attempts.
const PATIENT: Clocks = Clocks {
    first: Duration::from_secs(60),
    silence: Duration::from_secs(60),
    total: Duration::from_secs(120),
    backoff: Duration::from_millis(1),
};

fn endpoint(server: &Server) -> Endpoint {
    let mut endpoint = Endpoint::new("庁内AI", server.url.clone());
    endpoint.model = "midori-7b".to_owned();
    endpoint
}

fn request() -> Request {
    Request {
        task: Task::Rewrite,
        lang: Lang::Ja,
        system: "書き直す。".to_owned(),
        user: "訓練やります。".to_owned(),
        max_tokens: Some(64),
        end_mark: true,
        expected_chars: None,
        template: None,
    }
}

/// What a call gave: its text, how often it was about to try again, and how it ended.
#[derive(Debug, PartialEq)]
struct Outcome {
    text: String,
    retries: usize,
    end: Result<End, Error>,
}

async fn ask_with(endpoint: &Endpoint, clocks: Clocks) -> Outcome {
    ask_by(&wire::client(endpoint).unwrap(), endpoint, clocks).await
}

async fn ask_by(client: &reqwest::Client, endpoint: &Endpoint, clocks: Clocks) -> Outcome {
    let key = SecretString::from(CANARY);
    let (mut text, mut retries) = (String::new(), 0);
    let end = wire::send_within(client, endpoint, Some(&key), &request(), clocks, &mut |event| match event {
        Event::Text(more) => text.push_str(&more),
        Event::Retrying { .. } => retries += 1,
        Event::Thinking | Event::Waiting { .. } | Event::File(_) => {}
        Event::Queued | Event::Accepted { .. } | Event::Quota(_) => {}
    })
    .await;
    let said = format!("{end:?} {endpoint:?} {}", end.as_ref().err().map(Error::to_string).unwrap_or_default());
    assert!(!said.contains(CANARY), "{said}");
    Outcome { text, retries, end }
}

async fn ask(server: &Server) -> Outcome {
    ask_with(&endpoint(server), PATIENT).await
}

/// The one error of a call that gave no text.
async fn error_of(server: &Server) -> Error {
    let outcome = ask(server).await;
    assert_eq!(outcome.text, "");
    outcome.end.unwrap_err()
}

/// A chunk of a stream with this text.
fn delta(text: &str) -> String {
    format!("data: {}\n\n", serde_json::json!({"choices": [{"index": 0, "delta": {"content": text}}]}))
}

/// A chunk of a stream that ends it for this reason.
fn finish(reason: &str) -> String {
    format!("data: {}\n\n", serde_json::json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}))
}

const DONE: &str = "data: [DONE]\n\n";
