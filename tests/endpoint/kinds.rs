//! Every protocol over real sockets: what is asked, and an answer that arrives whole however it is cut.

use crate::server::{self, Server};
use crate::*;
use kian::assistant::endpoint::Kind;
use kian::assistant::session::{FinishReason, Usage};
use serde_json::{Value, json};

pub const TEXT: &str = "訓練を実施します。𠮷野";

/// A good answer of `kind`, as its server streams it.
pub fn stream(kind: Kind) -> String {
    let event = |value: Value| format!("event: {}\ndata: {value}\n\n", value["type"].as_str().unwrap());
    match kind {
        Kind::OpenAiChat | Kind::AzureClassic | Kind::AzureV1 => {
            let usage = json!({"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": 9}});
            format!("{}{}{}data: {usage}\n\n{DONE}", delta("訓練を"), delta("実施します。𠮷野"), finish("stop"))
        }
        Kind::OpenAiCompletions => {
            let chunk = |text: &str, end: Value| {
                format!("data: {}\n\n", json!({"choices": [{"index": 0, "text": text, "finish_reason": end}]}))
            };
            let usage = json!({"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": 9}});
            let (first, rest) = (chunk("訓練を", Value::Null), chunk("実施します。𠮷野", json!("stop")));
            format!("{first}{rest}data: {usage}\n\n{DONE}")
        }
        Kind::OpenAiResponses => [
            json!({"type": "response.created", "response": {"status": "in_progress"}}),
            json!({"type": "response.output_text.delta", "delta": "訓練を"}),
            json!({"type": "response.output_text.delta", "delta": "実施します。𠮷野"}),
            json!({"type": "response.completed", "response": {"status": "completed",
                "usage": {"input_tokens": 20, "output_tokens": 9}}}),
        ]
        .map(event)
        .concat(),
        Kind::Anthropic => [
            json!({"type": "message_start", "message": {"usage": {"input_tokens": 20, "output_tokens": 1}}}),
            json!({"type": "content_block_delta", "delta": {"type": "text_delta", "text": "訓練を"}}),
            json!({"type": "content_block_delta", "delta": {"type": "text_delta", "text": "実施します。𠮷野"}}),
            json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 9}}),
            json!({"type": "message_stop"}),
        ]
        .map(event)
        .concat(),
        Kind::Ollama => [
            json!({"message": {"role": "assistant", "content": "訓練を"}, "done": false}),
            json!({"message": {"content": "実施します。𠮷野"}, "done": false}),
            json!({"message": {"content": ""}, "done": true, "done_reason": "stop",
                "prompt_eval_count": 20, "eval_count": 9}),
        ]
        .map(|value| format!("{value}\n"))
        .concat(),
        Kind::GennaiApp => unreachable!("no stream"),
    }
}

/// The kinds that stream; an app answers at once.
pub fn streaming() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| *kind != Kind::GennaiApp)
}

pub fn endpoint_of(kind: Kind, server: &Server) -> Endpoint {
    let mut endpoint = endpoint(server);
    endpoint.kind = kind;
    endpoint.auth_header = kind.auth_header().to_owned();
    endpoint
}

#[tokio::test]
async fn every_kind_may_be_cut_at_every_byte() {
    for kind in streaming() {
        let stream = stream(kind);
        let bytes = stream.as_bytes();
        let mut replies: Vec<server::Reply> =
            (1..bytes.len()).map(|at| server::stream(&[&bytes[..at], &bytes[at..]])).collect();
        replies.push(server::stream(&bytes.chunks(1).collect::<Vec<_>>()));
        let count = replies.len();
        let server = Server::play(replies).await;
        let endpoint = endpoint_of(kind, &server);
        let client = wire::client(&endpoint).unwrap();
        let usage = Some(Usage { prompt: 20, completion: 9 });
        for cut in 1..=count {
            let end = Ok(End { finish: FinishReason::Stop, usage, streamed: true });
            let expected = Outcome { text: TEXT.to_owned(), retries: 0, end };
            assert_eq!(ask_by(&client, &endpoint, PATIENT).await, expected, "{kind:?} cut at {cut}");
        }
    }
}

#[tokio::test]
async fn every_kind_that_breaks_off_is_not_taken_for_whole() {
    for kind in streaming() {
        let stream = stream(kind);
        // Everything after the first piece of text is lost.
        let kept = stream.find("訓練を").unwrap();
        let close = if kind == Kind::Ollama { "\n" } else { "\n\n" };
        let kept = kept + stream[kept..].find(close).unwrap() + close.len();
        let server = Server::play(vec![
            server::broken(&[&stream.as_bytes()[..kept]]),
            server::stream(&[&stream.as_bytes()[..kept]]),
        ])
        .await;
        let endpoint = endpoint_of(kind, &server);
        let broken = ask_with(&endpoint, PATIENT).await;
        assert_eq!((broken.text.as_str(), broken.end), ("訓練を", Err(Error::BrokenStream)), "{kind:?}");
        let ended = ask_with(&endpoint, PATIENT).await;
        assert_eq!(ended.text, "訓練を", "{kind:?}");
        assert_eq!(ended.end.map(|end| end.finish), Ok(FinishReason::Missing), "{kind:?}");
    }
}

#[tokio::test]
async fn each_kind_asks_in_its_own_way() {
    let check = async |kind: Kind, path: &str, body: Value| {
        let server = Server::play(vec![server::stream(&[stream(kind).as_bytes()])]).await;
        assert_eq!(ask_with(&endpoint_of(kind, &server), PATIENT).await.text, TEXT);
        let seen = &server.seen()[0];
        assert!(seen.head.starts_with(&format!("POST {path} HTTP/1.1\n")), "{}", seen.head);
        assert_eq!(seen.json(), body, "{kind:?}");
        let key = match kind.auth_header() {
            "Authorization" => format!("authorization: Bearer {CANARY}\n"),
            other => format!("{other}: {CANARY}\n"),
        };
        assert!(seen.head.contains(&key) && seen.head.matches(CANARY).count() == 1, "{}", seen.head);
        assert_eq!(seen.head.contains("anthropic-version: 2023-06-01\n"), kind == Kind::Anthropic);
    };
    let messages = json!([{"role": "system", "content": "書き直す。"}, {"role": "user", "content": "訓練やります。"}]);
    let path = "/openai/deployments/midori-7b/chat/completions?api-version=2024-10-21";
    let azure = json!({"messages": messages, "stream": true, "stream_options": {"include_usage": true}, "store": false,
        "max_completion_tokens": 64});
    check(Kind::AzureClassic, path, azure.clone()).await;
    let mut v1 = azure;
    v1["model"] = json!("midori-7b");
    check(Kind::AzureV1, "/openai/v1/chat/completions", v1).await;
    let body = json!({"model": "midori-7b", "instructions": "書き直す。", "input": "訓練やります。", "stream": true,
        "store": false, "max_output_tokens": 64});
    check(Kind::OpenAiResponses, "/v1/responses", body).await;
    let body = json!({"model": "midori-7b", "system": "書き直す。", "stream": true, "max_tokens": 64,
        "messages": [{"role": "user", "content": "訓練やります。"}]});
    check(Kind::Anthropic, "/v1/messages", body).await;
    let body = json!({"model": "midori-7b", "messages": messages, "stream": true, "truncate": false, "shift": false,
        "options": {"num_predict": 64, "num_ctx": 4096}});
    check(Kind::Ollama, "/api/chat", body).await;
    let body =
        json!({"model": "midori-7b", "prompt": "書き直す。\n\n訓練やります。", "stream": true, "max_tokens": 64});
    check(Kind::OpenAiCompletions, "/v1/completions", body).await;
}
