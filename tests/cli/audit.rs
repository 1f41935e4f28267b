//! The audit trail as an IT section meets it: written by what is sent, verified, shown, copied.

use super::endpoints::{delta, finish, office, run};
use super::server::{Server, stream};
use super::{Office, members};
use std::fs;
use std::sync::Arc;

const TEXT: &str = "緑野市は、令和8年12月1日に防災訓練を行います。参加は申込みが必要です。";

/// An office that has asked for three summaries.
async fn busy() -> (Arc<Office>, Server) {
    let answer = stream(&[format!("{}{}", delta("訓練を行います。⟦END⟧"), finish("stop")).as_bytes()]);
    let server = Server::play(vec![answer.clone(), answer.clone(), answer]).await;
    let office = Arc::new(office(&server.url));
    office.write("a.txt", TEXT);
    for _ in 0..3 {
        run(&office, &["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"]).await.done();
    }
    (office, server)
}

#[tokio::test]
async fn what_is_sent_is_recorded_and_the_record_holds() {
    let (office, _server) = busy().await;
    let verified = office.run(&["audit", "verify", "--format", "json"]).json();
    assert_eq!((&verified["lines"], &verified["sound"], &verified["broken"]), (&6.into(), &true.into(), &().into()));
    let shown = office.run(&["audit", "show", "--format", "json", "--limit", "2"]).json();
    let [send, receive] = shown["events"].as_array().unwrap().as_slice() else { panic!("{shown}") };
    let expected = [
        "characters",
        "classification",
        "endpoint",
        "event",
        "hash",
        "host",
        "model",
        "seq",
        "sha256",
        "task",
        "template",
        "time",
    ];
    let found: Vec<&str> = members(send).into_iter().filter(|name| *name != "user").collect();
    assert_eq!(found, expected, "{send}");
    assert_eq!((&send["event"], &send["classification"]), (&"send".into(), &"1".into()));
    assert_eq!((&receive["outcome"], &receive["task"]), (&"answered".into(), &"summarize".into()));
    let table = office.run(&["audit", "show"]).done();
    assert!(table.contains("送信") && table.contains("庁内"), "{table}");
    // Neither the text, nor the answer, nor the key is in any file of the data directory.
    for entry in fs::read_dir(office.path("data/audit")).unwrap() {
        let content = String::from_utf8_lossy(&fs::read(entry.unwrap().path()).unwrap()).into_owned();
        assert!(!content.contains("防災") && !content.contains("訓練") && !content.contains("canary"), "{content}");
    }
}

#[tokio::test]
async fn the_first_bad_line_is_named() {
    let (office, _server) = busy().await;
    let folder = office.path("data/audit");
    let name = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .unwrap();
    let sound = fs::read_to_string(&name).unwrap();
    let lines: Vec<&str> = sound.lines().collect();
    let check = |text: String, line: usize, why: &str| {
        fs::write(&name, text).unwrap();
        let ran = office.run(&["audit", "verify", "--format", "json"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        let broken = &ran.json()["broken"];
        assert_eq!((&broken["line"], &broken["why"]), (&line.into(), &why.into()), "{broken}");
        let told = office.run(&["audit", "verify"]);
        assert!(told.code == 1 && told.out.contains(&format!("{line}行目")), "{told:?}");
    };
    check(sound.replacen("機密", "", 1).replacen("\"庁内\"", "\"庁外\"", 1), 1, "chain");
    check([&lines[..2], &lines[3..]].concat().join("\n") + "\n", 3, "number");
    check([&lines[..1], &[lines[2], lines[1]], &lines[3..]].concat().join("\n") + "\n", 2, "number");
    check(lines[..5].join("\n") + "\n", 5, "missing");
    check(sound.trim_end().to_owned(), 6, "cut");
    fs::write(&name, &sound).unwrap();
    assert!(office.run(&["audit", "verify"]).done().contains("6行"));
}

#[tokio::test]
async fn a_copy_holds_and_has_figures_by_week() {
    let (office, _server) = busy().await;
    office.run(&["audit", "export", "-o", "copy"]).done();
    assert!(office.run(&["audit", "verify", "copy"]).done().contains("6行"));
    let table = office.read("copy/summary.csv");
    let row = table.lines().nth(1).unwrap();
    assert!(row.contains(",庁内,summarize-ja") && row.ends_with(",1,3,3,") || row.contains(",1,3,3,"), "{table}");
    assert!(office.refused(&["audit", "export", "-o", "copy"]).contains("copy"));
    let none = office.run(&["audit", "show", "--to", "2020-01-01"]).done();
    assert_eq!(none, "");
}

#[tokio::test]
async fn nothing_is_sent_that_cannot_be_recorded() {
    let server = Server::play(vec![stream(&[b"data: [DONE]\n\n"])]).await;
    let office = Arc::new(office(&server.url));
    office.write("a.txt", TEXT);
    fs::write(office.path("data/audit"), "in the way").unwrap();
    let ran = run(&office, &["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"]).await;
    assert!(ran.code == 2 && ran.err.contains("監査記録に書き込めないため"), "{ran:?}");
    let ran = run(&office, &["endpoint", "test", "庁内"]).await;
    assert!(ran.code == 2 && ran.err.contains("監査記録に書き込めないため"), "{ran:?}");
    assert!(server.seen().is_empty());
    // What sends nothing works as before.
    office.run(&["summarize", "--offline", "a.txt"]).done();
}

#[test]
fn without_a_trail_there_is_nothing_to_find() {
    let office = Office::new();
    assert!(office.run(&["audit", "verify"]).done().contains("まだありません"));
    assert!(office.refused(&["audit", "sign"]).contains("sign"));
    assert!(office.refused(&["audit"]).contains("verify|export|show"));
    assert!(office.refused(&["audit", "verify", "nowhere"]).contains("nowhere"));
    assert!(office.refused(&["audit", "show", "--from", "yesterday"]).contains("2026-04-01"));
    assert!(!office.path("data/audit").exists());
}

#[test]
fn a_draft_of_the_command_line_is_on_record() {
    let office = Office::new();
    let facts = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/notice-ja.toml");
    office.run(&["draft", "--form", "notice", "--facts", facts, "--offline", "-o", "a.kian"]).done();
    let shown = office.run(&["audit", "show", "--format", "json"]).json();
    let events = shown["events"].as_array().unwrap();
    let accepted = events.iter().find(|event| event["event"] == "accept").unwrap();
    assert_eq!((&accepted["form"], &accepted["endpoint"]), (&"notice".into(), &"offline".into()), "{shown}");
    assert!(!shown.to_string().contains("訓練"), "no word of the document is on record");
    assert_eq!(office.run(&["audit", "verify", "--format", "json"]).json()["sound"], true);
}

#[test]
fn a_form_that_is_not_offered_is_not_drafted() {
    let office = Office::new();
    office.write(
        "policy.toml",
        "version = 1\nname = \"緑野市\"\ncontact = \"情報政策課\"\n[use]\nforms = [\"request\"]\n",
    );
    let facts = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/notice-ja.toml");
    let told = office.refused(&[
        "draft",
        "--policy",
        "policy.toml",
        "--form",
        "notice",
        "--facts",
        facts,
        "--offline",
        "-o",
        "a.kian",
    ]);
    assert!(told.contains("notice") && told.contains("情報政策課"), "{told}");
    assert!(!office.names().contains(&"a.kian".to_owned()));
}
