//! Answers that arrive, in all the ways they arrive.

use crate::server::{self, Server, Step};
use crate::*;
use kian::assistant::session::{Completeness, Cut, Doubt, FinishReason, Habit, Usage};
use kian::assistant::{Answer, Effect, Session};

const TEXT: &str = "訓練を実施します。𠮷野";

fn good() -> String {
    let usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":9}}\n\n";
    format!("{}{}{}{usage}{DONE}", delta("訓練を"), delta("実施します。𠮷野"), finish("stop"))
}

fn stop(usage: Option<Usage>) -> Result<End, Error> {
    Ok(End { finish: FinishReason::Stop, usage, streamed: true })
}

fn counted() -> Result<End, Error> {
    stop(Some(Usage { prompt: 20, completion: 9 }))
}

async fn check(stream: &str, end: Result<End, Error>) {
    let server = Server::play(vec![server::stream(&[stream.as_bytes()])]).await;
    assert_eq!(ask(&server).await, Outcome { text: TEXT.to_owned(), retries: 0, end }, "{stream:?}");
}

#[tokio::test]
async fn the_request_holds_what_is_needed_and_the_key_only_in_its_header() {
    let server = Server::play(vec![server::stream(&[good().as_bytes()])]).await;
    let mut endpoint = endpoint(&server);
    endpoint.url.push_str("/v1/");
    endpoint.headers.push(("X-Section".to_owned(), "bosai".to_owned()));
    assert_eq!(ask_with(&endpoint, PATIENT).await.end, counted());
    endpoint.auth_header = "api-key".to_owned();
    assert_eq!(ask_with(&endpoint, PATIENT).await.end, counted());
    let seen = server.seen();
    let head = &seen[0].head;
    assert!(head.starts_with("POST /v1/chat/completions HTTP/1.1\n"), "{head}");
    for line in [&format!("authorization: Bearer {CANARY}\n"), "x-section: bosai\n", "accept-encoding: identity\n"] {
        assert!(head.contains(line), "{head}");
    }
    let expected = serde_json::json!({
        "model": "midori-7b",
        "messages": [{"role": "system", "content": "書き直す。"}, {"role": "user", "content": "訓練やります。"}],
        "stream": true, "stream_options": {"include_usage": true}, "store": false, "max_tokens": 64,
    });
    assert_eq!(seen[0].json(), expected);
    assert!(seen[1].head.contains(&format!("api-key: {CANARY}\n")) && !seen[1].head.contains("authorization"));
    assert_eq!(seen.iter().map(|s| s.head.matches(CANARY).count()).sum::<usize>(), 2);
}

#[tokio::test]
async fn a_stream_may_be_cut_at_every_byte() {
    let stream = good();
    let bytes = stream.as_bytes();
    let mut replies: Vec<server::Reply> =
        (1..bytes.len()).map(|at| server::stream(&[&bytes[..at], &bytes[at..]])).collect();
    replies.push(server::stream(&bytes.chunks(1).collect::<Vec<_>>()));
    let count = replies.len();
    let server = Server::play(replies).await;
    let endpoint = endpoint(&server);
    let client = wire::client(&endpoint).unwrap();
    for cut in 1..=count {
        let expected = Outcome { text: TEXT.to_owned(), retries: 0, end: counted() };
        assert_eq!(ask_by(&client, &endpoint, PATIENT).await, expected, "cut at {cut}");
    }
}

#[tokio::test]
async fn every_way_to_write_a_stream() {
    let stream = good();
    check(&stream.replace('\n', "\r\n"), counted()).await;
    check(&stream.replace('\n', "\r"), counted()).await;
    check(&stream.replace("data: ", "data:"), counted()).await;
    check(&format!("\u{FEFF}{stream}"), counted()).await;
    check(&format!(": ping\n\n{}", stream.replace("\n\n", "\n: ping\n\n: ping\n\n")), counted()).await;
    check(&stream.replace("data: ", "event: message\nid: 3\nretry: 10\ndata: "), counted()).await;
    check(&stream.replace("\n\n", "\n"), counted()).await;
    check(stream.trim_end(), counted()).await;
    check(&stream.replace(DONE, ""), counted()).await;
    check(stream.replace(DONE, "").trim_end(), counted()).await;
    check(&stream.replace(",\"delta\":{", ",\ndata: \"delta\":{"), counted()).await;
    check(&format!("{stream}data: {{\"error\":\"after the end\"}}\n\n"), counted()).await;
    check(&format!("{}{}{DONE}", delta(TEXT), finish("stop")), stop(None)).await;
}

#[tokio::test]
async fn an_answer_that_came_at_once_although_a_stream_was_asked_for() {
    let body = serde_json::json!({
        "choices": [{"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 20, "completion_tokens": 9},
    });
    for content_type in ["application/json", "text/event-stream"] {
        let reply = server::plain("200 OK", &[("Content-Type", content_type)], &body.to_string());
        let server = Server::play(vec![reply]).await;
        let outcome = ask(&server).await;
        assert_eq!(outcome.text, TEXT);
        assert_eq!(outcome.end.map(|end| (end.finish, end.streamed)), Ok((FinishReason::Stop, false)));
    }
    // And a stream that says it is JSON.
    let reply = server::plain("200 OK", &[("Content-Type", "application/json")], &good());
    let server = Server::play(vec![reply]).await;
    assert_eq!(ask(&server).await.end, counted());
}

#[tokio::test]
async fn reasons_to_end() {
    for (reason, finish_reason) in [
        ("length", FinishReason::Length),
        ("content_filter", FinishReason::Filter),
        ("tool_calls", FinishReason::Other),
    ] {
        check(
            &format!("{}{}{DONE}", delta(TEXT), finish(reason)),
            Ok(End { finish: finish_reason, usage: None, streamed: true }),
        )
        .await;
    }
    check(&format!("{}{DONE}", delta(TEXT)), Ok(End { finish: FinishReason::Missing, usage: None, streamed: true }))
        .await;
    let refusal = "data: {\"choices\":[{\"delta\":{\"refusal\":\"no\"}}]}\n\n";
    check(
        &format!("{}{refusal}{}{DONE}", delta(TEXT), finish("stop")),
        Ok(End { finish: FinishReason::Refusal, usage: None, streamed: true }),
    )
    .await;
}

#[tokio::test]
async fn a_stream_that_breaks_keeps_what_had_arrived() {
    let start = delta(TEXT);
    let broken = server::broken(&[start.as_bytes()]);
    let cut_chunk = [server::broken(&[start.as_bytes()]), vec![Step::Write(b"40\r\ndata: {\"cho".to_vec())]].concat();
    let bad_chunk = [server::broken(&[start.as_bytes()]), vec![Step::Write(b"zz\r\n".to_vec())]].concat();
    for reply in [broken, cut_chunk, bad_chunk] {
        let server = Server::play(vec![reply]).await;
        let expected = Outcome { text: TEXT.to_owned(), retries: 0, end: Err(Error::BrokenStream) };
        assert_eq!(ask(&server).await, expected);
        assert_eq!(server.seen().len(), 1, "nothing is repeated once text has arrived");
    }
    let error = "data: {\"error\":{\"message\":\"/srv/models\",\"code\":500}}\n\n";
    check(&format!("{start}{error}{DONE}"), Err(Error::ServerError { status: 500 })).await;
    check(&format!("{start}event: error\ndata: overloaded\n\n"), Err(Error::ServerError { status: 500 })).await;
    check(&format!("{start}data: {{not json\n\n"), Err(Error::Malformed)).await;
}

/// Plays a stream to a session and gives its answer.
async fn answer(stream: &str) -> Answer {
    let server = Server::play(vec![server::stream(&[stream.as_bytes()])]).await;
    let endpoint = endpoint(&server);
    let client = wire::client(&endpoint).unwrap();
    let mut session = Session::new(request(), Habit::default());
    let [Effect::Send(request)] = &session.handle(kian::assistant::Event::Asked)[..] else { panic!() };
    let result = wire::send_within(&client, &endpoint, None, request, PATIENT, &mut |event| {
        if let Event::Text(text) = event {
            session.handle(kian::assistant::Event::Chunk(text));
        }
    })
    .await;
    match session.finish(result).pop() {
        Some(Effect::Done(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn from_the_socket_to_an_answer_that_says_whether_it_is_whole() {
    let whole =
        answer(&format!("{}{}{}{DONE}", delta("<think>はて</think>\n訓練を行う。\n⟦E"), delta("ND⟧"), finish("stop")))
            .await;
    assert_eq!((whole.text.as_str(), whole.completeness), ("訓練を行う。", Completeness::Whole));
    let unproven = answer(&format!("{}{}{DONE}", delta("訓練を行う。"), finish("stop"))).await;
    assert_eq!(unproven.completeness, Completeness::Unproven(Doubt::NoEndMark));
    let cut = answer(&format!("{}{}{DONE}", delta("訓練を"), finish("length"))).await;
    assert_eq!(cut.completeness, Completeness::Cut(Cut::Limit));
    let broken = answer(&delta("訓練を")).await;
    assert_eq!(broken.completeness, Completeness::Cut(Cut::Broken(Error::BrokenStream)));
}
