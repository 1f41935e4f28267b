//! 源内-compatible AI apps over real sockets: at once, later, cut short, and what an answer must not lead to.

use crate::server::{self, Server, broken, plain};
use crate::*;
use kian::assistant::doctor::{self, Verdict};
use kian::assistant::endpoint::Kind;
use kian::assistant::inputs::{App, InputProblem};
use kian::assistant::session::{FinishReason, Usage};
use serde_json::{Value, json};

const TEXT: &str = "訓練を実施します。𠮷野";

fn app(server: &Server) -> Endpoint {
    let mut endpoint = Endpoint::new("起案アプリ", format!("{}/requests/", server.url));
    endpoint.kind = Kind::GennaiApp;
    endpoint.auth_header = Kind::GennaiApp.auth_header().to_owned();
    endpoint
}

fn answer(value: &Value) -> server::Reply {
    plain("200 OK", &[("Content-Type", "application/json")], &value.to_string())
}

fn accepted(status_url: &str) -> server::Reply {
    let body = json!({ "outputs": "受け付けました", "request_id": "7", "status": "PENDING", "status_url": status_url });
    plain("202 Accepted", &[], &body.to_string())
}

fn whole() -> Value {
    let usage = json!([{ "modelVersion": "m", "tokens": { "promptTokenCount": 20, "candidatesTokenCount": 9 } }]);
    json!({ "outputs": TEXT, "status": "COMPLETED", "usageMetadata": usage, "unknown": 1 })
}

fn expected() -> Outcome {
    let usage = Some(Usage { prompt: 20, completion: 9 });
    let end = Ok(End { finish: FinishReason::Stop, usage, streamed: false });
    Outcome { text: TEXT.to_owned(), retries: 0, end }
}

#[tokio::test]
async fn an_app_is_asked_in_the_form_it_describes() {
    let server = Server::play(vec![answer(&whole())]).await;
    let mut endpoint = app(&server);
    let schema = json!({
        "input_text": { "type": "textarea", "title": "原文", "required": true },
        "option": { "type": "radio", "title": "方向", "items": [{ "title": "日英", "value": "Jp2En" }] },
    });
    let values = [("option".to_owned(), "Jp2En".to_owned())].into();
    endpoint.app = Some(App { schema: schema.to_string(), text_key: None, values });
    assert_eq!(ask_with(&endpoint, PATIENT).await, expected());
    let seen = &server.seen()[0];
    assert!(seen.head.starts_with("POST /requests/ HTTP/1.1\n"), "{}", seen.head);
    assert!(seen.head.contains(&format!("x-api-key: {CANARY}\n")));
    let inputs = json!({ "input_text": "書き直す。\n\n訓練やります。", "option": "Jp2En" });
    assert_eq!(seen.json(), json!({ "inputs": inputs }));
}

#[tokio::test]
async fn an_app_that_needs_time_is_looked_at_until_it_is_done() {
    let working = answer(&json!({ "status": "IN_PROGRESS", "progress": "処理中... ステップ 3/5" }));
    // A look that fails says nothing about the work.
    let busy = plain("503 Service Unavailable", &[], "");
    let replies = vec![accepted("/status/7"), working, busy, broken(&[b"{"]), answer(&whole())];
    let server = Server::play(replies).await;
    let endpoint = app(&server);
    let (mut text, mut told) = (String::new(), Vec::new());
    let client = wire::client(&endpoint).unwrap();
    let key = SecretString::from(CANARY);
    wire::send_within(&client, &endpoint, Some(&key), &request(), PATIENT, &mut |event| match event {
        Event::Text(piece) => text.push_str(&piece),
        Event::Waiting { progress } => told.extend(progress),
        _ => {}
    })
    .await
    .unwrap();
    assert_eq!((text.as_str(), told), (TEXT, vec!["処理中... ステップ 3/5".to_owned()]));
    let seen = server.seen();
    assert_eq!(seen.len(), 5);
    for look in &seen[1..] {
        assert!(look.head.starts_with("GET /status/7 HTTP/1.1\n"), "{}", look.head);
        assert!(look.head.contains(&format!("x-api-key: {CANARY}\n")) && look.body.is_empty());
    }
}

#[tokio::test]
async fn an_app_that_fails_later_says_so_and_a_wrong_key_ends_the_looking() {
    let error = answer(&json!({ "status": "ERROR", "error": { "message": "失敗", "details": "…" } }));
    let server = Server::play(vec![accepted("/status/7"), error]).await;
    assert_eq!(ask_with(&app(&server), PATIENT).await.end, Err(Error::ServerError { status: 500 }));
    let server = Server::play(vec![accepted("/status/7"), plain("401 Unauthorized", &[], "{}")]).await;
    assert!(matches!(ask_with(&app(&server), PATIENT).await.end, Err(Error::Unauthorized { .. })));
}

#[tokio::test]
async fn files_that_come_with_an_answer_are_handed_on_as_they_are() {
    // One names an address: nothing is fetched from there.
    let elsewhere = Server::play(vec![plain("200 OK", &[], "x")]).await;
    let mut value = whole();
    value["artifacts"] = json!([
        { "display_name": "../図.svg", "content": "PHN2Zy8+" },
        { "display_name": "link.png", "url": format!("{}/link.png", elsewhere.url) },
    ]);
    let server = Server::play(vec![answer(&value)]).await;
    let endpoint = app(&server);
    let client = wire::client(&endpoint).unwrap();
    let mut files = Vec::new();
    wire::send_within(&client, &endpoint, None, &request(), PATIENT, &mut |event| {
        if let Event::File(file) = event {
            files.push(file);
        }
    })
    .await
    .unwrap();
    let found: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &file.bytes[..])).collect();
    assert_eq!(found, [("図.svg", &b"<svg/>"[..])]);
    assert!(elsewhere.seen().is_empty());
    value["artifacts"][0]["content"] = json!("これは Base64 ではない");
    let server = Server::play(vec![answer(&value)]).await;
    assert_eq!(ask_with(&app(&server), PATIENT).await.end, Err(Error::Malformed));
}

#[tokio::test]
async fn no_answer_sends_us_elsewhere() {
    for at in ["https://evil.example/x", "//evil.example/x", "status", "/a\\b", "/x#y"] {
        let server = Server::play(vec![accepted(at)]).await;
        assert_eq!(ask_with(&app(&server), PATIENT).await.end, Err(Error::Malformed), "{at}");
        assert_eq!(server.seen().len(), 1);
    }
    let server =
        Server::play(vec![plain("307 Temporary Redirect", &[("Location", "https://evil.example/")], "")]).await;
    let end = ask_with(&app(&server), PATIENT).await.end;
    assert_eq!(end, Err(Error::Redirect { to: "https://evil.example/".to_owned() }));
}

#[tokio::test]
async fn an_answer_cut_at_any_byte_is_no_answer() {
    let body = whole().to_string();
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    let replies =
        (0..body.len()).map(|at| vec![server::Step::Write(format!("{head}{}", lossy(&body, at)).into_bytes())]);
    let replies: Vec<server::Reply> = replies.collect();
    let count = replies.len();
    let server = Server::play(replies).await;
    let endpoint = app(&server);
    for at in 0..count {
        let outcome = ask_with(&endpoint, PATIENT).await;
        assert_eq!((outcome.text.as_str(), outcome.end), ("", Err(Error::BrokenStream)), "cut at {at}");
    }
}

/// The first `at` bytes of `body`, at the boundary of a character before that.
fn lossy(body: &str, at: usize) -> &str {
    let at = (0..=at).rev().find(|at| body.is_char_boundary(*at)).unwrap();
    &body[..at]
}

#[tokio::test]
async fn what_does_not_suit_the_form_is_not_sent() {
    let server = Server::play(vec![answer(&whole())]).await;
    let mut endpoint = app(&server);
    let schema = r#"{ "q": { "type": "text", "title": "質問", "max_length": 5 } }"#;
    endpoint.app = Some(App { schema: schema.to_owned(), ..App::default() });
    let end = ask_with(&endpoint, PATIENT).await.end;
    assert!(matches!(end, Err(Error::App(InputProblem::TooLong { max: 5, .. }))), "{end:?}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn the_doctor_knows_that_an_app_does_not_stream() {
    let server = Server::play(vec![answer(&whole())]).await;
    let key = SecretString::from(CANARY);
    let checks = doctor::examine_within(&app(&server), Some(&key), PATIENT).await;
    assert!(checks.iter().all(|check| !matches!(check.verdict, Verdict::Fail(_))), "{checks:?}");
    assert_eq!(server.seen().len(), 1);
    assert!(checks.iter().any(|c| c.step == doctor::Step::Streaming && c.verdict == Verdict::Skipped));
}
