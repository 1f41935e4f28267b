//! Translations: by the memory and a glossary alone, and with an endpoint that is a server in this process.

use super::server::{Reply, Server, stream};
use super::{Office, Ran, members};
use kian::translation::{Origin, Stage};
use std::sync::{Arc, Mutex};

const NOTICE: &str = "令和8年4月1日\n\n令和８年度の補助金は4億円です。申請書を市役所へ提出してください。\n\n市役所\n";
const MEMORY: &str = "ja,en\n令和７年度の補助金は3億円です。,The subsidy for fiscal 2025 is ¥300 million.\n";
const GLOSSARY: &str = "用語,英訳,備考\n市役所,city hall,\n申請書,application form,\n片方,,\n";

fn office(office: Office) -> Office {
    office.write("a.txt", NOTICE);
    office.write("memory.csv", MEMORY);
    office.write("terms.csv", GLOSSARY);
    office.run(&["tm", "import", "memory.csv"]).done();
    office
}

#[test]
fn offline_what_is_known_is_filled_in_and_the_rest_is_marked() {
    let office = office(Office::in_english());
    let ran = office.run(&["translate", "--to", "en", "--offline", "--glossary", "terms.csv", "a.txt", "-o", "b.txt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("terms.csv: 1 lines have a word in one language only"), "{ran:?}");
    let lines: Vec<String> = office.read("b.txt").lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
    let whole = lines.join("\n");
    assert!(whole.contains("April 1, 2026"), "{whole}");
    let body = "The subsidy for fiscal 2026 is ¥400 million. [Untranslated: 申請書を市役所へ提出してください。]";
    assert!(whole.contains(body), "{whole}");
    assert!(whole.contains("city hall"), "{whole}");

    let again = ["translate", "--to", "en", "a.txt", "-o", "b.txt"];
    assert!(office.refused(&again).contains("b.txt"));
    let json = office.run(&[&again[..], &["--force", "--format", "json"]].concat()).json();
    assert_eq!(
        members(&json),
        [
            "version",
            "file",
            "lang",
            "engine",
            "segments",
            "translated",
            "untranslated",
            "unprocessed",
            "doubts",
            "losses"
        ]
    );
    assert_eq!((json["engine"].as_str(), json["translated"]["memory"].as_u64()), (Some("offline"), Some(1)));

    office.run(&["translate", "--to", "en", "--offline", "a.txt", "-o", "pairs.tmx"]).done();
    assert!(office.read("pairs.tmx").contains("令和８年度の補助金は4億円です。"));
    office.run(&["translate", "--to", "en", "--offline", "a.txt", "-o", "b.docx"]).done();
}

#[test]
fn the_pairs_are_kept_to_be_worked_on() {
    let office = office(Office::in_english());
    let made = ["translate", "--to", "en", "--offline", "--glossary", "terms.csv", "a.txt", "-o", "a.kian"];
    let told = office.run(&made);
    assert!(told.code == 0 && !told.err.contains("[Untranslated"), "{told:?}");
    let (read, bitext) = kian::format::read_translated(&std::fs::read(office.path("a.kian")).unwrap()).unwrap();
    assert!(read.document.text().to_string().contains("申請書を市役所へ提出してください。"), "the source stays");
    let bitext = bitext.unwrap();
    let of = |words: &str| bitext.pairs().iter().find(|pair| pair.source.contains(words)).unwrap();
    let (known, open) = (of("4億円"), of("申請書を"));
    assert_eq!((known.target(), known.work.stage), ("The subsidy for fiscal 2026 is ¥400 million.", Stage::Draft));
    let Origin::Memory { memory, score } = &known.work.origin else { panic!("{:?}", known.work.origin) };
    assert!(memory == "memory.csv" && (70..100).contains(score), "{memory} {score}");
    assert_eq!((open.target(), open.work.stage), ("", Stage::Untranslated));

    // The checks find the pairs, and what a person has done in them is gone on with.
    let checked = office.run(&["qa", "a.kian", "--format", "json"]).json();
    assert_eq!(checked["segments"].as_u64(), Some(4));
    let again = ["translate", "--to", "en", "--offline", "a.kian", "-o", "a.kian"];
    office.run(&again).done();
    office.run(&["translate", "--to", "en", "--offline", "a.kian", "-o", "a.xlf"]).done();
    let xliff = office.read("a.xlf");
    assert!(
        xliff.contains("The subsidy for fiscal 2026 is ¥400 million.") && xliff.contains("申請書を市役所へ"),
        "{xliff}"
    );
    assert!(office.refused(&["translate", "--to", "en", "a.kian", "-o", "a.xlf"]).contains("a.xlf"));
}

#[test]
fn memories_in_the_offices_folder_are_looked_into() {
    let office = office(Office::in_english());
    let shared = office.path("share/memories");
    std::fs::create_dir_all(&shared).unwrap();
    let own =
        office.run(&["tm", "stats", "--format", "json"]).json()["memories"][0]["file"].as_str().unwrap().to_owned();
    std::fs::copy(office.path(&own), shared.join("office.db")).unwrap();
    std::fs::remove_file(office.path(&own)).unwrap();
    let settings = format!("words-folder = {:?}\n", office.path("share").display().to_string());
    std::fs::write(office.path("data/settings.toml"), settings).unwrap();
    let stats = office.run(&["tm", "stats", "--format", "json"]).json();
    let first = &stats["memories"][0];
    assert_eq!((first["writable"].as_bool(), first["units"].as_u64()), (Some(false), Some(1)), "{stats}");
    let found = office.run(&["tm", "search", "令和８年度の補助金は4億円です。", "--format", "json"]).json();
    assert_eq!(found["matches"][0]["adapted"], "The subsidy for fiscal 2026 is ¥400 million.", "{found}");
}

#[test]
fn what_cannot_be_translated_is_refused() {
    let office = office(Office::new());
    office.write("en.txt", "This is English already.\n");
    office.write("odd.csv", "一,二\n三,四\n");
    office.write("terms.xlsx", "x");
    let check = |arguments: &[&str], expected: &str| {
        let line = office.refused(&[&["translate"][..], arguments].concat());
        assert!(line.contains(expected), "{line}");
    };
    check(&["a.txt", "-o", "b.txt"], "--to");
    check(&["--to", "fr", "a.txt", "-o", "b.txt"], "ja, en");
    check(&["--to", "en", "a.txt"], "-o");
    check(&["--to", "en", "en.txt", "-o", "b.txt"], "en.txt");
    check(&["--to", "en", "none.txt", "-o", "b.txt"], "none.txt");
    check(&["--to", "en", "--glossary", "odd.csv", "a.txt", "-o", "b.txt"], "odd.csv");
    check(&["--to", "en", "--glossary", "terms.xlsx", "a.txt", "-o", "b.txt"], "terms.xlsx");
    check(&["--to", "en", "--offline", "--endpoint", "庁内", "a.txt", "-o", "b.txt"], "--offline");
    check(&["--to", "en", "--endpoint", "ない", "a.txt", "-o", "b.txt"], "ない");
}

/// Adds `url` as an endpoint and runs a command beside its server.
async fn run(office: &Arc<Office>, url: &str, arguments: &'static [&'static str]) -> Ran {
    let (office, url) = (office.clone(), url.to_owned());
    let work = move || {
        let add = ["endpoint", "add", "ai", "--kind", "openai-chat", "--url", &url, "--model", "m", "--key-env", "K"];
        office.run(&[&add[..], &["--allow", "2"]].concat()).done();
        let output = office.command(arguments).env("K", "sk-test").output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}

fn says(text: &str) -> Reply {
    let delta = serde_json::json!({"choices": [{"index": 0, "delta": {"content": text}}]});
    let finish = serde_json::json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]});
    stream(&[format!("data: {delta}\n\n").as_bytes(), format!("data: {finish}\n\ndata: [DONE]\n\n").as_bytes()])
}

/// The marks and sources of a request's segments.
fn asked(user: &str) -> Vec<(String, String)> {
    let lines = user.lines().filter(|line| line.starts_with('[') && line.contains('|'));
    lines.filter_map(|line| line.split_once("] ")).map(|(m, s)| (format!("{m}]"), s.to_owned())).collect()
}

#[tokio::test]
async fn a_model_translates_what_is_left_and_what_it_drops_is_asked_again() {
    let turns = Arc::new(Mutex::new(0));
    let count = turns.clone();
    let server = Server::answering(move |seen| {
        let user = seen.json()["messages"].as_array().unwrap().last().unwrap()["content"].as_str().unwrap().to_owned();
        assert!(user.contains("申請書 → application form") && !user.contains("4億円です。]"), "{user}");
        let mut turn = count.lock().unwrap();
        *turn += 1;
        let lines: String = asked(&user)
            .iter()
            .map(|(mark, _)| format!("{mark} Please submit the form to city hall by May 5.\n"))
            .collect();
        // The first answer is whole and says nothing that was asked.
        says(&if *turn == 1 { "Here you are.\n⟦END⟧".to_owned() } else { format!("{lines}⟦END⟧") })
    })
    .await;
    let office = Arc::new(office(Office::in_english()));
    let ran = run(
        &office,
        &server.url,
        &[
            "translate",
            "--to",
            "en",
            "--endpoint",
            "ai",
            "--tm",
            "--glossary",
            "terms.csv",
            "--classification",
            "2",
            "a.txt",
            "-o",
            "b.txt",
            "--format",
            "json",
        ],
    )
    .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let json = ran.json();
    assert_eq!((json["translated"]["model"].as_u64(), json["untranslated"].as_u64()), (Some(1), Some(0)), "{json}");
    let kinds: Vec<&str> = json["doubts"].as_array().unwrap().iter().map(|d| d["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["added-fact", "term"], "{json}");
    assert!(office.read("b.txt").contains("¥400 million. Please submit the form to city hall by May 5."));
    assert_eq!(*turns.lock().unwrap(), 2);
}

#[tokio::test]
async fn nothing_is_written_when_the_answer_is_not_whole_or_may_not_be_asked_for() {
    let server = Server::play(vec![says("half of an ans")]).await;
    let office = Arc::new(office(Office::in_english()));
    let ran = run(
        &office,
        &server.url,
        &["translate", "--to", "en", "--endpoint", "ai", "--classification", "2", "a.txt", "-o", "b.txt"],
    )
    .await;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.contains("half of an ans"), "{ran:?}");
    assert!(!office.path("b.txt").exists());
    let before = server.seen().len();
    let refused = {
        let office = office.clone();
        tokio::task::spawn_blocking(move || {
            office.run(&[
                "translate",
                "--to",
                "en",
                "--endpoint",
                "ai",
                "--classification",
                "3",
                "a.txt",
                "-o",
                "b.txt",
            ])
        })
        .await
        .unwrap()
    };
    assert_eq!(refused.code, 2, "{refused:?}");
    assert_eq!(server.seen().len(), before);
}
