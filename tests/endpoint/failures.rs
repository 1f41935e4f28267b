//! Calls that fail: each with its own error, none with a word of what the server wrote.

use crate::server::{self, Server, Step};
use crate::*;
use kian::assistant::error::{Phase, TlsCause};
use kian::text::Message;
use tokio::io::AsyncWriteExt;

fn host(server: &Server) -> String {
    server.url.trim_start_matches("http://").to_owned()
}

#[tokio::test]
async fn every_status_has_its_own_meaning() {
    let body = format!("{{\"error\":{{\"message\":\"{CANARY} at /srv/models/secret\",\"code\":\"x\"}}}}");
    let coded = |code: &str| format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"{CANARY}\"}}}}");
    let page = format!("<!DOCTYPE html><p>{CANARY}");
    let url = |s: &Server| format!("{}/v1/chat/completions", s.url);
    type Expect = Box<dyn Fn(&Server) -> Error>;
    let cases: Vec<(&str, &str, Expect)> = vec![
        ("400 Bad Request", &body, Box::new(|_| Error::Rejected { status: 400 })),
        ("401 Unauthorized", &body, Box::new(|s| Error::Unauthorized { host: host(s) })),
        ("403 Forbidden", &body, Box::new(|s| Error::Forbidden { host: host(s) })),
        ("403 Forbidden", &page, Box::new(|s| Error::Blocked { host: host(s) })),
        ("404 Not Found", "", Box::new(move |s| Error::NotFound { url: url(s), model: "midori-7b".to_owned() })),
        ("413 Payload Too Large", &page, Box::new(|_| Error::TooLong)),
        ("418 I'm a teapot", "tea", Box::new(|_| Error::Rejected { status: 418 })),
        ("501 Not Implemented", "Internal Server Error", Box::new(|_| Error::ServerError { status: 501 })),
    ];
    for (status, body, expected) in cases {
        let server = Server::play(vec![server::plain(status, &[], body)]).await;
        assert_eq!(error_of(&server).await, expected(&server), "{status}");
        assert_eq!(server.seen().len(), 1, "{status}");
    }
    for (status, code, expected) in [
        ("400 Bad Request", "context_length_exceeded", Error::TooLong),
        ("400 Bad Request", "content_filter", Error::ContentFilter),
        ("429 Too Many Requests", "insufficient_quota", Error::QuotaUsed),
        ("500 Internal Server Error", "context_length_exceeded", Error::TooLong),
    ] {
        let server = Server::play(vec![server::plain(status, &[], &coded(code))]).await;
        assert_eq!(error_of(&server).await, expected, "{code}");
        assert_eq!(server.seen().len(), 1, "{code} does not go away by asking again");
    }
}

#[tokio::test]
async fn a_redirect_gets_neither_the_text_nor_the_key() {
    let target = Server::play(vec![server::plain("200 OK", &[], "")]).await;
    for status in ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let to = format!("{}/login?back={CANARY}", target.url);
        let server = Server::play(vec![server::plain(status, &[("Location", &to)], "")]).await;
        let expected = Error::Redirect { to: format!("{}/login", target.url) };
        assert_eq!(error_of(&server).await, expected, "{status}");
        assert_eq!(server.seen().len(), 1);
    }
    assert_eq!(target.seen().len(), 0);
}

#[tokio::test]
async fn a_busy_server_is_asked_again_and_not_for_ever() {
    let busy = |status: &str| server::plain(status, &[], "");
    let good = server::stream(&[format!("{}{}{DONE}", delta("はい。"), finish("stop")).as_bytes()]);
    let server = Server::play(vec![busy("503 Busy"), busy("429 Slow down"), good.clone()]).await;
    let outcome = ask(&server).await;
    assert_eq!((outcome.text.as_str(), outcome.retries, outcome.end.is_ok()), ("はい。", 2, true));
    let bodies: Vec<String> = server.seen().into_iter().map(|seen| seen.body).collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]), "each attempt asks the same");

    let server = Server::play(vec![busy("529 Overloaded")]).await;
    let outcome = ask(&server).await;
    assert_eq!((outcome.retries, outcome.end), (2, Err(Error::ServerError { status: 529 })));
    assert_eq!(server.seen().len(), 3);

    let server = Server::play(vec![busy("500 Error")]).await;
    assert_eq!(ask(&server).await.end, Err(Error::ServerError { status: 500 }));
    assert_eq!(server.seen().len(), 2, "the same 500 twice will not change");

    // A connection that closes before any answer is what a stale one looks like.
    let server = Server::play(vec![vec![], good]).await;
    assert_eq!(ask(&server).await.text, "はい。");
}

#[tokio::test]
async fn the_server_says_when_to_come_back() {
    let later = |name: &str, value: &str| server::plain("429 Slow down", &[(name, value)], "");
    let good = server::stream(&[format!("{}{}{DONE}", delta("はい。"), finish("stop")).as_bytes()]);
    let server = Server::play(vec![later("retry-after-ms", "2"), good]).await;
    assert_eq!(ask(&server).await.text, "はい。");
    let server = Server::play(vec![later("Retry-After", "120")]).await;
    let error = error_of(&server).await;
    assert_eq!(error, Error::RateLimited { retry_after: Some(Duration::from_secs(120)) });
    assert_eq!(error.args(), [("seconds", "120".to_owned())]);
    assert_eq!(server.seen().len(), 1, "two minutes are for a person to decide on");
    let server = Server::play(vec![later("x-should-retry", "false")]).await;
    assert_eq!(error_of(&server).await, Error::RateLimited { retry_after: None });
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_member_the_server_does_not_know_is_swapped_once() {
    let refuse = server::plain(
        "400 Bad Request",
        &[],
        r#"{"error":{"message":"Unsupported parameter","code":"unsupported_parameter","param":"max_tokens"}}"#,
    );
    let good = server::stream(&[format!("{}{}{DONE}", delta("はい。"), finish("stop")).as_bytes()]);
    let server = Server::play(vec![refuse.clone(), good]).await;
    assert_eq!(ask(&server).await.text, "はい。");
    let seen = server.seen();
    assert_eq!((seen[1].json()["max_completion_tokens"].as_u64(), seen[1].json().get("max_tokens")), (Some(64), None));
    let server = Server::play(vec![refuse]).await;
    assert_eq!(error_of(&server).await, Error::Rejected { status: 400 });
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_server_that_knows_no_shapes_is_asked_in_words() {
    let refuse = server::plain(
        "400 Bad Request",
        &[],
        r#"{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported"}}"#,
    );
    let answer = format!("{}{}{DONE}", delta(r#"{"findings":[]}"#), finish("stop"));
    let server = Server::play(vec![refuse, server::stream(&[answer.as_bytes()])]).await;
    let review = Request { task: Task::Review, end_mark: false, ..request() };
    let (endpoint, mut text) = (endpoint(&server), String::new());
    let client = wire::client(&endpoint).unwrap();
    wire::send_within(&client, &endpoint, None, &review, PATIENT, &mut |event| {
        if let Event::Text(more) = event {
            text.push_str(&more);
        }
    })
    .await
    .unwrap();
    assert_eq!(text, r#"{"findings":[]}"#);
    let asked: Vec<bool> = server.seen().iter().map(|seen| seen.json().get("response_format").is_some()).collect();
    assert_eq!(asked, [true, false]);
}

#[tokio::test]
async fn what_is_no_answer_is_not_taken_for_one() {
    let ok = |kind: &str, body: &str| server::plain("200 OK", &[("Content-Type", kind)], body);
    let page = format!("\n<html><title>ログイン</title>{CANARY}");
    let server = Server::play(vec![ok("text/html; charset=Shift_JIS", &page)]).await;
    assert_eq!(error_of(&server).await, Error::HtmlAnswer { host: host(&server) });
    for (kind, body, expected) in [
        ("text/event-stream", "", Error::Empty),
        ("text/event-stream", ": ping\n\n", Error::Empty),
        ("text/event-stream", "\u{FEFF}", Error::Empty),
        ("text/event-stream", DONE, Error::Empty),
        ("text/plain", "Internal Server Error", Error::Malformed),
        ("application/json", "{\"error\":\"out of memory\"}", Error::ServerError { status: 500 }),
        ("application/json", "{\"choices\":", Error::Malformed),
        ("application/json", "[]", Error::Malformed),
    ] {
        let server = Server::play(vec![ok(kind, body)]).await;
        assert_eq!(error_of(&server).await, expected, "{body:?}");
    }
    let zipped = server::plain("200 OK", &[("Content-Encoding", "gzip")], "\u{1F}\u{8B}");
    let server = Server::play(vec![zipped]).await;
    assert_eq!(error_of(&server).await, Error::Compressed);
    let server = Server::play(vec![vec![Step::Write(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec())]]).await;
    assert_eq!(error_of(&server).await, Error::Malformed);
}

#[tokio::test]
async fn three_clocks_run_and_only_text_winds_them_up() {
    let short = Duration::from_millis(40);
    let hurried = |first, silence| Clocks { first, silence, ..PATIENT };
    let timeout = |phase| Err(Error::Timeout { phase, seconds: 0 });
    let ping = server::chunk(b": ping\n\n");
    let Step::Write(ping) = ping else { panic!() };
    let empty = delta("");
    let Step::Write(empty) = server::chunk(empty.as_bytes()) else { panic!() };
    let start = delta("訓練を");

    let server = Server::play(vec![vec![Step::Stall]]).await;
    let outcome = ask_with(&endpoint(&server), hurried(short, PATIENT.silence)).await;
    assert_eq!(outcome.end, timeout(Phase::FirstToken), "no head");
    let server = Server::play(vec![vec![server::head("text/event-stream"), Step::Repeat(ping.clone())]]).await;
    let outcome = ask_with(&endpoint(&server), hurried(short, PATIENT.silence)).await;
    assert_eq!(outcome.end, timeout(Phase::FirstToken), "comments alone");

    let head = || [server::head("text/event-stream"), server::chunk(start.as_bytes())].to_vec();
    for rest in [Step::Stall, Step::Repeat(empty)] {
        let server = Server::play(vec![[head(), vec![rest]].concat()]).await;
        let outcome = ask_with(&endpoint(&server), hurried(PATIENT.first, short)).await;
        assert_eq!(outcome.text, "訓練を", "what had arrived is kept");
        assert_eq!(outcome.end, timeout(Phase::Silence));
    }
    let server = Server::play(vec![[head(), vec![Step::Stall]].concat()]).await;
    let outcome = ask_with(&endpoint(&server), Clocks { total: short, ..PATIENT }).await;
    assert_eq!(outcome.end, timeout(Phase::Total));
}

#[tokio::test]
async fn an_answer_beyond_every_bound_is_given_up() {
    let Step::Write(flood) = server::chunk(delta(&"訓".repeat(5000)).as_bytes()) else { panic!() };
    let Step::Write(line) = server::chunk(&[b'x'; 65536]) else { panic!() };
    for endless in [flood, line] {
        let mut server = Server::play(vec![vec![server::head("text/event-stream"), Step::Repeat(endless)]]).await;
        assert_eq!(ask(&server).await.end, Err(Error::TooBig));
        server.client_gone().await;
    }
}

#[tokio::test]
async fn stopping_closes_the_connection() {
    let start = delta("訓練を");
    let script = vec![server::head("text/event-stream"), server::chunk(start.as_bytes()), Step::Stall];
    let mut server = Server::play(vec![script]).await;
    let endpoint = endpoint(&server);
    let client = wire::client(&endpoint).unwrap();
    let arrived = tokio::sync::Notify::new();
    let request = request();
    let mut on = |_| arrived.notify_one();
    tokio::select! {
        end = wire::send_within(&client, &endpoint, None, &request, PATIENT, &mut on) => panic!("{end:?}"),
        () = arrived.notified() => {}
    }
    server.client_gone().await;
}

#[tokio::test]
async fn nobody_there_and_no_encryption_there() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let plain = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        let mut rest = Vec::new();
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut socket, &mut rest).await;
    });
    let secure = Endpoint::new("庁内AI", format!("https://{address}"));
    let expected = Error::Tls { host: address.to_string(), cause: TlsCause::Handshake };
    assert_eq!(ask_with(&secure, PATIENT).await.end, Err(expected));
    plain.await.unwrap();
    // The listener is gone with its task.
    let nobody = Endpoint::new("庁内AI", format!("http://{address}"));
    assert_eq!(ask_with(&nobody, PATIENT).await.end, Err(Error::Refused { host: address.to_string() }));
}

#[tokio::test]
async fn what_cannot_be_sent_is_not() {
    let mut endpoint = Endpoint::new("庁内AI", "http://ai.example.jp");
    let outcome = ask_with(&endpoint, PATIENT).await;
    assert!(matches!(outcome.end, Err(Error::Gate(_))), "{outcome:?}");
    endpoint.url = "http://127.0.0.1:9".to_owned();
    endpoint.headers = vec![("X-Kian".to_owned(), format!("{CANARY}\n"))];
    endpoint.headers.push(("X Section".to_owned(), CANARY.to_owned()));
    let expected = Error::BadHeader { name: "X Section".to_owned() };
    assert_eq!(ask_with(&endpoint, PATIENT).await.end, Err(expected));
    endpoint.headers.clear();
    let client = wire::client(&endpoint).unwrap();
    for key in ["", " \n", "sk-かぎ", "sk canary", "ｓｋ"] {
        let key = SecretString::from(key);
        let end = wire::send_within(&client, &endpoint, Some(&key), &request(), PATIENT, &mut |_| {}).await;
        assert_eq!(end, Err(Error::BadKey));
    }
}
