//! Calls that fail: each with its own error, none with a word of what the server wrote.

use crate::server::{self, Server, Step};
use crate::*;
use kian::assistant::connection::ProxyLogin;
use kian::assistant::error::{Phase, ProxyCause, TlsCause};
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

/// A body that would unpack to more than any machine holds is not unpacked: nothing is asked for compressed, and what comes
/// compressed all the same is refused by its head, however it is called.
#[tokio::test]
async fn a_bomb_of_compressed_bytes_is_refused_unopened() {
    // A gigabyte of zeros in gzip goes on like this after its head.
    let block =
        [&[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0xED, 0xC1, 0x01, 0x0D, 0, 0, 0, 0xC2, 0xA0][..]].concat();
    for encoding in ["gzip", "GZIP", "br", "deflate", "zstd", "gzip, identity", "identity, gzip", "x-unknown"] {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: {encoding}\r\n\
             Content-Length: 1073741824\r\n\r\n"
        );
        let script = vec![Step::Write(head.into_bytes()), Step::Repeat(block.repeat(4096))];
        let mut server = Server::play(vec![script]).await;
        assert_eq!(error_of(&server).await, Error::Compressed, "{encoding}");
        assert!(server.seen()[0].head.contains("accept-encoding: identity\n"), "{}", server.seen()[0].head);
        server.client_gone().await;
    }
    // A head that says nothing of it helps nobody: the bytes are no stream, and there is a bound to them.
    let script = vec![
        server::head("text/event-stream"),
        Step::Repeat({
            let Step::Write(chunk) = server::chunk(&block.repeat(4096)) else { panic!() };
            chunk
        }),
    ];
    let mut server = Server::play(vec![script]).await;
    assert!(matches!(error_of(&server).await, Error::TooBig | Error::Malformed));
    server.client_gone().await;
}

/// The versions of TLS a hello offers: its own, and those it lists beside.
fn offered(hello: &[u8]) -> Vec<u16> {
    let two = |at: usize| u16::from_be_bytes([hello[at], hello[at + 1]]);
    assert_eq!((hello[0], hello[5]), (22, 1), "a client's hello");
    let mut versions = vec![two(9)];
    let mut at = 11 + 32;
    at += 1 + usize::from(hello[at]);
    at += 2 + usize::from(two(at));
    at += 1 + usize::from(hello[at]);
    let end = at + 2 + usize::from(two(at));
    at += 2;
    while at < end {
        let (kind, length) = (two(at), usize::from(two(at + 2)));
        if kind == 43 {
            versions.extend((0..usize::from(hello[at + 4]) / 2).map(|n| two(at + 5 + 2 * n)));
        }
        at += 4 + length;
    }
    versions
}

#[tokio::test]
async fn nothing_older_than_tls_1_2_is_offered_or_taken() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let old = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut hello = vec![0; 4096];
        let mut read = 0;
        while read < 5 || read < 5 + usize::from(u16::from_be_bytes([hello[3], hello[4]])) {
            read += tokio::io::AsyncReadExt::read(&mut socket, &mut hello[read..]).await.unwrap();
        }
        // A server that knows nothing newer than TLS 1.1.
        let mut answer = vec![22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2];
        answer.extend([7; 32]);
        answer.extend([0, 0xC0, 0x13, 0]);
        socket.write_all(&answer).await.unwrap();
        let mut rest = Vec::new();
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut socket, &mut rest).await;
        offered(&hello[..read])
    });
    let secure = Endpoint::new("庁内AI", format!("https://{address}"));
    let expected = Error::Tls { host: address.to_string(), cause: TlsCause::Handshake };
    assert_eq!(ask_with(&secure, PATIENT).await.end, Err(expected));
    let versions = old.await.unwrap();
    assert!(versions.contains(&0x0303) && versions.iter().all(|version| *version >= 0x0303), "{versions:x?}");
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

#[tokio::test]
async fn a_proxy_is_told_who_asks_and_its_refusal_is_told() {
    // The proxy of an office: it knows one name, and lets through what it likes.
    let server = Server::answering(|seen| {
        let known = seen.head.contains("proxy-authorization: Basic Ym9zYWk6a2lhbg==\n");
        let status = if known { "403 Forbidden" } else { "407 Proxy Authentication Required" };
        server::plain(status, &[("Proxy-Authenticate", "Basic realm=\"office\"")], "")
    })
    .await;
    let mut endpoint = Endpoint::new("庁内AI", "https://ai.example.invalid/v1");
    endpoint.proxy = Some(server.url.clone());
    let refused = |cause| Err(Error::Proxy { cause });
    assert_eq!(ask_with(&endpoint, PATIENT).await.end, refused(ProxyCause::Authentication), "nobody in particular");
    let login = |user: &str| {
        // Cargo sets this one for every test: `kian`.
        Some(ProxyLogin { user: user.to_owned(), password_env: Some("CARGO_PKG_NAME".to_owned()) })
    };
    endpoint.proxy_login = login("soumu");
    assert_eq!(ask_with(&endpoint, PATIENT).await.end, refused(ProxyCause::Authentication), "another name");
    endpoint.proxy_login = login("bosai");
    assert_eq!(ask_with(&endpoint, PATIENT).await.end, refused(ProxyCause::Refused), "let in, and not through");
    let there = endpoint.proxy.replace(format!("http://127.0.0.1:{}", nobody()));
    assert_eq!(ask_with(&endpoint, PATIENT).await.end, refused(ProxyCause::Unreachable), "nobody is there");
    endpoint.proxy = there;
    let seen = server.seen();
    assert!(seen.iter().all(|seen| seen.head.starts_with("CONNECT ai.example.invalid:443 ") && seen.body.is_empty()));
    assert!(seen.iter().all(|seen| !seen.head.contains(CANARY)), "the endpoint's key is not for the proxy");
    endpoint.proxy_login = Some(ProxyLogin { user: "bosai".to_owned(), password_env: Some("KIAN_NO_SUCH".to_owned()) });
    assert!(matches!(wire::client(&endpoint), Err(Error::NoKey { variable, .. }) if variable == "KIAN_NO_SUCH"));
}

/// A port where nobody listens.
fn nobody() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
