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
        Verdict::Fail(_) => 'F',
        Verdict::Skipped => '-',
    };
    checks.iter().map(letter).collect()
}

/// Address, network, TLS, authentication, model, streaming, policy.
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
    let checks = check(vec![models(), small_answer()], "PP-PPPP", "doctor-pass-model").await;
    assert_eq!(checks[2].id(), "doctor-skipped-tls");
    assert_eq!(checks[6].args(), [("allow", "1".to_owned())]);
    // Not every server lists its models, and not every key may see the list.
    for status in ["404 Not Found", "403 Forbidden", "500 Error"] {
        let server = Server::play(vec![server::plain(status, &[], ""), small_answer()]).await;
        let checks = doctor::examine_within(&endpoint(&server), None, PATIENT).await;
        assert_eq!(picture(&checks), "PP-PPPP", "{status}");
        assert!(server.seen()[0].head.starts_with("GET /v1/models "));
    }
    // A model that spends the few tokens on thinking works all the same.
    let thinking = server::stream(&[format!("{}{DONE}", finish("length")).as_bytes()]);
    check(vec![models(), thinking], "PP-PPPP", "doctor-pass-streaming").await;
}

#[tokio::test]
async fn each_step_that_fails_is_named() {
    let status = |status: &str| server::plain(status, &[], "");
    check(vec![status("401 Unauthorized")], "PP-F--P", "error-endpoint-unauthorized").await;
    check(vec![status("403 Forbidden")], "PP-F--P", "error-endpoint-forbidden").await;
    check(vec![models(), status("404 Not Found")], "PP-PF-P", "error-endpoint-not-found").await;
    check(vec![models(), server::plain("200 OK", &[], "")], "PP-PPFP", "error-endpoint-empty").await;
    let whole = r#"{"choices":[{"message":{"content":"2"},"finish_reason":"stop"}]}"#;
    check(vec![models(), server::plain("200 OK", &[], whole)], "PP-PPFP", "error-endpoint-not-streaming").await;
    let page = server::plain("200 OK", &[("Content-Type", "text/html")], "<html>");
    check(vec![page], "PF----P", "error-endpoint-html").await;
    let away = server::plain("302 Found", &[("Location", "https://login.example.jp/")], "");
    check(vec![away], "PF----P", "error-endpoint-redirect").await;
}

#[tokio::test]
async fn without_a_usable_address_nothing_is_asked() {
    let examine = async |url: &str| doctor::examine_within(&Endpoint::new("庁内AI", url), None, PATIENT).await;
    let bad = examine("ftp://ai.example.jp").await;
    assert_eq!(picture(&bad), "F-----F");
    let insecure = examine("http://ai.example.jp").await;
    assert_eq!(picture(&insecure), "P-----F");
    assert_eq!(insecure[6].id(), "error-gate-insecure");
}
