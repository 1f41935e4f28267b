//! Every way out of the program: each leads to the endpoint that was named, and what went there is on record.

use super::endpoints::{office, run};
use super::server::{Seen, Server, plain, stream};
use super::{Office, sample};
use std::sync::Arc;

const TEXT: &str = "防災訓練を実施します。各課は職員に周知してください。問合せは総務課へお願いします。";

/// A server that lists a model and answers whatever it is asked.
async fn helpful() -> Server {
    Server::answering(|seen: &Seen| {
        if seen.head.starts_with("get ") || seen.head.starts_with("GET ") {
            return plain("200 OK", &[("Content-Type", "application/json")], r#"{"data":[{"id":"midori-7b"}]}"#);
        }
        // What looks like an answer to any of the requests: the words of the text and the mark that ends it.
        let said = serde_json::json!({"choices": [{"index": 0, "delta": {"content": "実施します。⟦END⟧"}}]});
        let stop = serde_json::json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]});
        stream(&[format!("data: {said}\n\ndata: {stop}\n\ndata: [DONE]\n\n").as_bytes()])
    })
    .await
}

/// Runs a command that may or may not come to something, with every proxy of the environment leading to `trap`.
async fn go(office: &Arc<Office>, trap: &str, arguments: &[&str]) {
    let mut child = office.command(arguments);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        child.env(name, trap);
    }
    let done = tokio::task::spawn_blocking(move || child.env("KIAN_TEST_KEY", "sk-canary").output().unwrap());
    let output = done.await.unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{said}");
}

#[tokio::test]
async fn every_way_out_leads_to_the_endpoint_that_was_named_and_is_on_record() {
    let (named, other, trap) = (helpful().await, helpful().await, helpful().await);
    let office = Arc::new(office(&named.url));
    let add = ["endpoint", "add", "別の接続先", "--kind", "openai-chat", "--url", &other.url, "--model", "x"];
    run(&office, &[&add[..], &["--key-env", "KIAN_TEST_KEY"]].concat()).await.done();
    office.write("a.txt", TEXT);
    let facts = sample("notice-ja");
    let asks: [&[&str]; 4] = [
        &["endpoint", "test", "庁内"],
        &["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"],
        &["translate", "--to", "en", "--endpoint", "庁内", "--classification", "1", "a.txt", "-o", "b.kian"],
        &[
            "draft",
            "--form",
            "notice",
            "--facts",
            &facts,
            "--endpoint",
            "庁内",
            "--classification",
            "1",
            "-o",
            "d.kian",
        ],
    ];
    for (count, ask) in asks.iter().enumerate() {
        let before = named.seen().len();
        go(&office, &trap.url, ask).await;
        assert!(named.seen().len() > before, "{count}: {ask:?} asked nobody");
    }
    let seen = named.seen();
    let events = run(&office, &["audit", "show", "--format", "json"]).await.json();
    let sent: Vec<&serde_json::Value> =
        events["events"].as_array().unwrap().iter().filter(|event| event["event"] == "send").collect();
    // Everything that was asked of a text is on record with its hash; nothing is on record that was not asked.
    let asked = seen.iter().filter(|request| request.head.to_lowercase().starts_with("post ")).count();
    let recorded = sent.iter().filter(|event| event["sha256"].is_string()).count();
    let examined = sent.len() - recorded;
    assert!(examined >= 1, "the doctor: {sent:?}");
    // The doctor's own small questions hold nothing of any document and are one record.
    assert!(recorded <= asked && asked <= recorded + 4, "{asked} requests, {recorded} records");
    let host = named.url.strip_prefix("http://").unwrap();
    for event in &sent {
        assert_eq!((&event["endpoint"], &event["host"]), (&"庁内".into(), &host.into()), "{event}");
    }
    for request in &seen {
        assert!(request.head.to_lowercase().contains(&format!("host: {host}")), "{}", request.head);
    }
    // The draft is in the ledger with the hashes of what was sent for it.
    let accepted = events["events"].as_array().unwrap().iter().find(|event| event["event"] == "accept").unwrap();
    let store = kian::store::Store::open(&office.path("data/kian.db")).unwrap();
    let rows = store.ledger(accepted["document"].as_str().unwrap()).unwrap();
    let hashes: Vec<&str> = rows[0].sent.split(' ').collect();
    let known = |hash: &&&str| sent.iter().any(|event| event["task"] == "draft" && event["sha256"] == **hash);
    assert!(rows.len() == 1 && !hashes.is_empty() && hashes.iter().filter(known).count() == hashes.len(), "{rows:?}");

    // What asks nobody opens nothing, wherever the environment points.
    let before = seen.len();
    let alone: [&[&str]; 9] = [
        &["check", "a.txt"],
        &["pii", "a.txt"],
        &["facts", "a.txt"],
        &["summarize", "a.txt"],
        &["convert", "a.txt", "-o", "a.docx"],
        &["draft", "--form", "notice", "--facts", &facts, "-o", "e.kian"],
        &["endpoint", "list"],
        &["audit", "verify"],
        &["rules"],
    ];
    for command in alone {
        go(&office, &trap.url, command).await;
    }
    assert_eq!(named.seen().len(), before);
    assert_eq!((other.seen().len(), trap.seen().len()), (0, 0), "nobody else was called");
}
