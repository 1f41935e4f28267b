//! Every stream shape of every protocol under every fault, byte by byte: whatever happens, what was shown is what came,
//! and what is not whole is never said to be. The suite says how many calls it made.

use crate::kinds::{TEXT, endpoint_of, stream, streaming};
use crate::server::{self, Reply, Server, Step};
use crate::*;
use kian::assistant::endpoint::Kind;
use kian::assistant::session::FinishReason;

/// What one fault may lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expect {
    /// The whole answer, as if nothing had been.
    Whole,
    /// The whole answer, or an honest end of what came of it.
    WholeOrLess,
    /// What came before the break, and never an end that says `stop` before all of it has come.
    Less,
    /// An error, and what came before it.
    Error,
}

/// The events of a stream, each with what divides it from the next.
fn events(kind: Kind, stream: &str) -> Vec<&str> {
    let close = if kind == Kind::Ollama { "\n" } else { "\n\n" };
    stream.split_inclusive(close).collect()
}

fn whole(body: &[u8]) -> Reply {
    server::stream(&[body])
}

/// All faults of a stream of `kind`: what the server does, and what may come of it.
fn faults(kind: Kind) -> Vec<(String, Reply, Expect)> {
    let good = stream(kind);
    let bytes = good.as_bytes();
    let events = events(kind, &good);
    let mut all: Vec<(String, Reply, Expect)> = Vec::new();
    for at in 1..bytes.len() {
        all.push((format!("cut at {at}"), server::stream(&[&bytes[..at], &bytes[at..]]), Expect::Whole));
        all.push((format!("closed after {at}"), server::broken(&[&bytes[..at]]), Expect::Less));
        all.push((format!("ended after {at}"), whole(&bytes[..at]), Expect::Less));
    }
    all.push(("slow drip".to_owned(), server::stream(&bytes.chunks(1).collect::<Vec<_>>()), Expect::Whole));
    // The head arrives byte by byte as well.
    let Step::Write(head) = server::head("text/event-stream") else { unreachable!("a head is written") };
    let mut drip: Reply = head.iter().map(|byte| Step::Write(vec![*byte])).collect();
    drip.extend([server::chunk(bytes), Step::Write(b"0\r\n\r\n".to_vec())]);
    all.push(("head by bytes".to_owned(), drip, Expect::Whole));
    for at in 0..=events.len() {
        let (before, after) = (events[..at].concat(), events[at..].concat());
        for (name, between) in between(kind) {
            let made = format!("{before}{between}{after}");
            all.push((format!("{name} at event {at}"), whole(made.as_bytes()), Expect::Whole));
        }
        for (name, garbage) in garbage(kind) {
            let made = [before.as_bytes(), garbage, after.as_bytes()].concat();
            // Behind the protocol's own end nobody reads any more.
            let expect = if at < events.len() { Expect::Error } else { Expect::WholeOrLess };
            all.push((format!("{name} at event {at}"), whole(&made), expect));
        }
        let reset = vec![server::head("text/event-stream"), server::chunk(before.as_bytes()), Step::Reset];
        all.push((format!("reset at event {at}"), reset, Expect::Less));
    }
    for at in 0..events.len() {
        // An event that says no text may come twice; one that does says it twice, and that shows.
        let twice: String =
            events.iter().enumerate().map(|(n, e)| if n == at { e.repeat(2) } else { (*e).to_owned() }).collect();
        let expect =
            if events[at].contains("訓練を") || events[at].contains("𠮷") { Expect::Error } else { Expect::Whole };
        if expect == Expect::Whole {
            all.push((format!("event {at} twice"), whole(twice.as_bytes()), expect));
        }
        let without: String = events.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, e)| *e).collect();
        all.push((format!("event {at} missing"), whole(without.as_bytes()), Expect::WholeOrLess));
    }
    let zipped = server::plain("200 OK", &[("Content-Encoding", "gzip")], &good);
    all.push(("said to be gzip".to_owned(), zipped, Expect::Error));
    let long = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\nContent-Length: {}\r\n\r\n{good}",
        bytes.len() + 10
    );
    // The protocol's own end comes before the connection's.
    all.push(("shorter than it says".to_owned(), vec![Step::Write(long.into_bytes())], Expect::WholeOrLess));
    all
}

/// What may stand between two events and says nothing.
fn between(kind: Kind) -> Vec<(&'static str, &'static str)> {
    match kind {
        Kind::Ollama => vec![("empty lines", "\n\n"), ("a return", "\r\n")],
        _ => vec![
            ("a comment", ": ping\n\n"),
            ("an empty event", "event: ping\ndata: {}\n\n"),
            ("empty lines", "\n\n\n"),
            ("a retry", "retry: 10\n\n"),
        ],
    }
}

/// What no stream has.
fn garbage(kind: Kind) -> Vec<(&'static str, &'static [u8])> {
    match kind {
        Kind::Ollama => vec![("no JSON", b"{broken\n"), ("an error", b"{\"error\":\"out of memory\"}\n")],
        _ => vec![
            ("no JSON", b"data: {broken\n\n"),
            ("an error", b"event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"out of memory\"}}\n\n"),
        ],
    }
}

#[tokio::test]
async fn every_fault_of_every_stream() {
    let mut tried = 0usize;
    for kind in streaming() {
        let faults = faults(kind);
        let server = Server::play(faults.iter().map(|(_, reply, _)| reply.clone()).collect()).await;
        let endpoint = endpoint_of(kind, &server);
        let client = wire::client(&endpoint).unwrap();
        // Nothing is asked again: the wait would be longer than everything may take.
        let clocks = Clocks { total: Duration::from_millis(7900), backoff: Duration::from_secs(3600), ..PATIENT };
        for (name, _, expect) in &faults {
            let outcome = ask_by(&client, &endpoint, clocks).await;
            tried += 1;
            let told = || format!("{kind:?}, {name}: {outcome:?}");
            assert_eq!(outcome.retries, 0, "{}", told());
            let ended_well = matches!(&outcome.end, Ok(end) if end.finish == FinishReason::Stop);
            match expect {
                Expect::Whole => assert!(ended_well && outcome.text == TEXT, "{}", told()),
                Expect::Error => {
                    assert!(outcome.end.is_err() && TEXT.starts_with(&outcome.text), "{}", told());
                }
                Expect::Less => {
                    assert!(TEXT.starts_with(&outcome.text), "what came is shown as it came: {}", told());
                    assert!(!ended_well || outcome.text == TEXT, "{}", told());
                }
                // An event that was lost on the way leaves no trace on the wire: only the end mark can tell.
                Expect::WholeOrLess => assert!(outcome.text.len() <= TEXT.len(), "{}", told()),
            }
        }
        assert_eq!(server.seen().len(), faults.len(), "{kind:?}: each fault was played once");
    }
    println!("{tried} calls");
    assert!(tried > 7_000, "{tried} calls are fewer than there were");
}

/// A gigabyte, offered as fast as it is read: given up at the bound, the connection closed.
#[tokio::test]
async fn a_gigabyte_is_given_up_at_the_bound() {
    for kind in [Kind::OpenAiChat, Kind::Ollama, Kind::GennaiApp] {
        let piece = vec![b'x'; 1 << 20];
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n{\"outputs\":\"";
        let mut server = Server::play(vec![vec![Step::Write(head.as_bytes().to_vec()), Step::Repeat(piece)]]).await;
        let outcome = ask_with(&endpoint_of(kind, &server), PATIENT).await;
        assert_eq!((outcome.text.as_str(), outcome.end), ("", Err(Error::TooBig)), "{kind:?}");
        server.client_gone().await;
    }
}
