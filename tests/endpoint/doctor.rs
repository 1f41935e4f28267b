//! The connection doctor against servers that work, half work and do not.

use crate::server::{self, Reply, Server};
use crate::*;
use kian::assistant::doctor::{self, Check, Step, Verdict};
use kian::text::Message;

/// One letter a step: passed, failed, skipped.
fn picture(checks: &[Check]) -> String {
    assert_eq!(checks.iter().map(|check| check.step).collect::<Vec<_>>(), Step::ALL);
    let letter = |check: &Check| match check.verdict {
        Verdict::Pass => 'P',
        Verdict::Warn(_) => 'W',
        Verdict::Fail(_) => 'F',
        Verdict::Skipped => '-',
    };
    checks.iter().map(letter).collect()
}

/// Address, network, TLS, authentication, quota, model, streaming, structured answers, policy.
async fn check(replies: Vec<Reply>, expected: &str, id: &str) -> Vec<Check> {
    let server = Server::play(replies).await;
    let key = SecretString::from(CANARY);
    let checks = doctor::examine_within(&endpoint(&server), Some(&key), PATIENT).await;
    assert_eq!(picture(&checks), expected, "{checks:?}");
    assert!(checks.iter().any(|check| check.id() == id), "{checks:?}");
    assert!(!format!("{checks:?}").contains(CANARY));
    checks
}

fn models() -> Reply {
    server::plain("200 OK", &[("Content-Type", "application/json")], r#"{"object":"list","data":[{"id":"midori-7b"}]}"#)
}

fn small_answer() -> Reply {
    server::stream(&[format!("{}{}{DONE}", delta("2"), finish("stop")).as_bytes()])
}

#[tokio::test]
async fn a_connection_that_works() {
    let checks = check(vec![models(), small_answer()], "PP-P-PPWP", "doctor-pass-model").await;
    assert_eq!(checks[2].id(), "doctor-skipped-tls");
    assert_eq!(checks[8].args(), [("allow", "1".to_owned())]);
    // Not every server lists its models, and not every key may see the list.
    for status in ["404 Not Found", "403 Forbidden", "500 Error"] {
        let server = Server::play(vec![server::plain(status, &[], ""), small_answer()]).await;
        let checks = doctor::examine_within(&endpoint(&server), None, PATIENT).await;
        assert_eq!(picture(&checks), "PP-P-PPWP", "{status}");
        assert!(server.seen()[0].head.starts_with("GET /v1/models "));
    }
    // A model that spends the few tokens on thinking works all the same.
    let thinking = server::stream(&[format!("{}{DONE}", finish("length")).as_bytes()]);
    check(vec![models(), thinking], "PP-P-PPWP", "doctor-pass-streaming").await;
}

#[tokio::test]
async fn each_step_that_fails_is_named() {
    let status = |status: &str| server::plain(status, &[], "");
    check(vec![status("401 Unauthorized")], "PP-F----P", "error-endpoint-unauthorized").await;
    check(vec![status("403 Forbidden")], "PP-F----P", "error-endpoint-forbidden").await;
    check(vec![models(), status("404 Not Found")], "PP-P-F--P", "error-endpoint-not-found").await;
    check(vec![models(), server::plain("200 OK", &[], "")], "PP-P-PF-P", "error-endpoint-empty").await;
    let whole = r#"{"choices":[{"message":{"content":"2"},"finish_reason":"stop"}]}"#;
    check(vec![models(), server::plain("200 OK", &[], whole)], "PP-P-PF-P", "error-endpoint-not-streaming").await;
    let page = server::plain("200 OK", &[("Content-Type", "text/html")], "<html>");
    check(vec![page], "PF------P", "error-endpoint-html").await;
    let away = server::plain("302 Found", &[("Location", "https://login.example.jp/")], "");
    check(vec![away], "PF------P", "error-endpoint-redirect").await;
}

#[tokio::test]
async fn what_is_left_what_it_reads_and_what_it_learns() {
    let models = r#"{"data":[{"id":"midori-7b","max_model_len":16384},{"id":"b"}]}"#;
    let models = || server::plain("200 OK", &[], models);
    let limits = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\
        x-ratelimit-limit-requests: 60\r\nx-ratelimit-remaining-requests: 2\r\n\r\n";
    let mark = format!("{limits}{}{}{DONE}", delta("2\n⟦END⟧"), finish("stop"));
    let sum = server::stream(&[format!("{}{}{DONE}", delta(r#"{"sum": 2}"#), finish("stop")).as_bytes()]);
    let server = Server::play(vec![models(), vec![server::Step::Write(mark.into_bytes())], sum]).await;
    let key = SecretString::from(CANARY);
    let mut asked = endpoint(&server);
    asked.model = "midori-7b".to_owned();
    let found = doctor::examine(&asked, Ok(Some(&key)), kian::assistant::Verdict::Allowed).await;
    assert_eq!(picture(&found.checks), "PP-PWPPPP", "{found:?}");
    assert_eq!(found.checks[4].args()[0], ("requests", "2 / 60".to_owned()));
    assert_eq!(found.checks[5].id(), "doctor-pass-model-context");
    let learnt = found.learnt.unwrap();
    assert_eq!((learnt.context, learnt.marks), (Some(16384), 1));
    assert!(server.seen()[2].json()["response_format"]["json_schema"]["strict"].as_bool().unwrap());
    // A budget that is used up is no fault of the model.
    let quota = r#"{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}"#;
    check(vec![models(), server::plain("429 Too Many Requests", &[], quota)], "PP-PF---P", "error-endpoint-quota")
        .await;
}

#[tokio::test]
async fn without_a_usable_address_nothing_is_asked() {
    let examine = async |url: &str| doctor::examine_within(&Endpoint::new("庁内AI", url), None, PATIENT).await;
    let bad = examine("ftp://ai.example.jp").await;
    assert_eq!(picture(&bad), "F-------F");
    let insecure = examine("http://ai.example.jp").await;
    assert_eq!(picture(&insecure), "P-------F");
    assert_eq!(insecure[8].id(), "error-gate-insecure");
}
