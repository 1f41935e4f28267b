//! Texts longer than the model reads: asked for in pieces, and what could not be done is named.

use super::endpoints::{delta, finish, run};
use super::server::{Server, stream};
use super::{Office, members};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An office whose endpoint reads 4,096 tokens at once, and takes three requests at a time.
fn office(url: &str) -> Arc<Office> {
    let office = Office::new();
    let arguments = ["endpoint", "add", "庁内", "--kind", "openai-chat", "--url", url, "--key-env", "KIAN_TEST_KEY"];
    office.run(&[&arguments[..], &["--context", "4096", "--side-by-side", "3"]].concat()).done();
    let chapter = |n: usize| {
        let sentence = format!("第{n}避難所の備蓄品は、毎年{n}月に点検します。");
        format!("第{n}章　避難所の運営その{n}\n{}\n", sentence.repeat(40))
    };
    office.write("plan.txt", (1..=6).map(chapter).collect::<String>());
    Arc::new(office)
}

fn answer(text: &str, reason: &str) -> super::server::Reply {
    stream(&[delta(text).as_bytes(), finish(reason).as_bytes()])
}

#[tokio::test]
async fn a_long_document_is_summarised_piece_by_piece() {
    let server = Server::answering(|seen| {
        let asked = seen.json()["messages"][1]["content"].as_str().unwrap().to_owned();
        if asked.contains("【第") {
            answer("第5避難所の備蓄品は毎年5月に点検する。⟦END⟧", "stop")
        } else if asked.contains("第3避難所") {
            answer("", "content_filter")
        } else {
            answer("備蓄品を点検する。⟦END⟧", "stop")
        }
    })
    .await;
    let office = office(&server.url);
    let arguments = ["summarize", "--endpoint", "庁内", "--classification", "1", "plan.txt"];
    let ran = run(&office, &[&arguments[..], &["--format", "json"]].concat()).await;
    // What is only a part says so, to people and to programs.
    assert_eq!(ran.code, 2, "{ran:?}");
    let error = ran.json()["error"].clone();
    assert_eq!(
        (&error["id"], members(&error)),
        (&"error-answer-summary-part".into(), vec!["id", "message", "hint", "partial"])
    );
    let json = error["partial"].clone();
    assert_eq!(members(&json), ["summary", "engine", "unprocessed"]);
    let left = json["unprocessed"].as_array().unwrap();
    assert!(!left.is_empty(), "{json}");
    for part in left {
        assert_eq!(members(part), ["start", "end", "part", "reason"]);
        assert_eq!(part["reason"], "error-endpoint-filter");
    }
    assert!(left.iter().any(|part| part["part"].as_str().unwrap().starts_with("第3章")), "{json}");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("一部だけ") && message.contains("第3章"), "{message}");
    let read = run(&office, &arguments).await;
    assert_eq!((read.code, read.out.as_str()), (2, ""), "{read:?}");
    assert!(read.err.contains("点検する") && read.err.contains("処理できなかった部分：第3章"), "{read:?}");
    // A sentence of the whole leads to its chapter.
    let source = &json["summary"][0]["sources"][0];
    let text: Vec<char> = office.read("plan.txt").chars().collect();
    let (start, end) = (source["start"].as_u64().unwrap() as usize, source["end"].as_u64().unwrap() as usize);
    assert!(text[start..end].iter().collect::<String>().contains("第5避難所"), "{json}");
}

#[tokio::test]
async fn a_key_that_is_refused_half_way_ends_it_with_what_there_is() {
    let asked = Arc::new(AtomicUsize::new(0));
    let server = Server::answering(move |_| {
        if asked.fetch_add(1, Ordering::SeqCst) < 2 {
            answer("備蓄品を点検する。⟦END⟧", "stop")
        } else {
            super::server::plain("401 Unauthorized", &[], "")
        }
    })
    .await;
    let office = office(&server.url);
    let arguments = ["summarize", "--endpoint", "庁内", "--classification", "1", "plan.txt", "--format", "json"];
    let ran = run(&office, &arguments).await;
    let error = ran.json()["error"].clone();
    assert_eq!((ran.code, &error["id"]), (2, &"error-endpoint-unauthorized".into()), "{ran:?}");
    assert!(error["partial"].as_str().unwrap().contains("点検"), "{ran:?}");
}
