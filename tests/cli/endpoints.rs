//! Endpoints: set up, listed, examined, asked; and what is said where they cannot be reached.

use super::server::{Server, broken, plain, stream};
use super::{Office, Ran, members, sample};
use kian::assistant::Kind;
use std::sync::Arc;

const CANARY: &str = "sk-canary-77aa";

/// A port of this machine that nobody listens on.
fn closed() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// An office with the endpoint 庁内 at `url`.
pub fn office(url: &str) -> Office {
    let office = Office::new();
    let arguments = ["endpoint", "add", "庁内", "--kind", "openai-chat", "--url", url, "--model", "midori-7b"];
    office.run(&[&arguments[..], &["--key-env", "KIAN_TEST_KEY"]].concat()).done();
    office
}

/// Runs a command beside the server of this test, with the key in its variable.
pub async fn run(office: &Arc<Office>, arguments: &[&str]) -> Ran {
    let (office, arguments) = (office.clone(), arguments.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>());
    let work = move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = office.command(&arguments).env("KIAN_TEST_KEY", CANARY).output().unwrap();
        let ran = Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!format!("{ran:?}").contains(CANARY), "{ran:?}");
        ran
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}

/// A certificate of an authority that nobody else has heard of.
const AUTHORITY: &str = "-----BEGIN CERTIFICATE-----
MIIBjTCCATOgAwIBAgIUO2kaBWaau3o3rPSnKNmKcG6vbFYwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQTWlkb3Jpbm8gVGVzdCBDQTAgFw0yNjExMjYwNDA5MzRaGA8y
MTI2MTEwMjA0MDkzNFowGzEZMBcGA1UEAwwQTWlkb3Jpbm8gVGVzdCBDQTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABJlocJHe82mkM9exfGk0tHLduc3GCIDDsGFE
10x4v1hebcMl9VcsWI44f+hFQV/yJCHIi42gX+kpnehXbMmnexyjUzBRMB0GA1Ud
DgQWBBSU7a/MYa4T3md87VaUca6HYVo9UTAfBgNVHSMEGDAWgBSU7a/MYa4T3md8
7VaUca6HYVo9UTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDy
ES2W7JKeA2AXi02mI2FvYOmU8cMlgrDbKDYExg0rdQIgIaOvz6L1h6dFW+fxK25B
zqmVt8+kMrBI2Xorr1pjK7g=
-----END CERTIFICATE-----
";

#[test]
fn an_authority_and_a_proxy_are_looked_at_before_they_are_kept() {
    let office = Office::new();
    office.write("ca.pem", AUTHORITY);
    office.write("none.pem", "nothing here");
    let add = ["endpoint", "add", "a", "--kind", "openai-chat", "--url", "https://ai.example.jp", "--key-env", "K"];
    let check = |options: &[&str], expected: &str| {
        let line = office.refused(&[&add[..], options].concat());
        assert!(line.contains(expected), "{line}");
    };
    check(&["--ca", "missing.pem"], "missing.pem");
    check(&["--ca", "none.pem"], "none.pem");
    check(&["--proxy", "proxy.example.jp"], "プロキシ");
    check(&["--proxy", "socks5://proxy.example.jp"], "プロキシ");
    check(&["--proxy", "http://me:hidden@proxy.example.jp"], "http://proxy.example.jp");
    office.run(&[&add[..], &["--ca", "ca.pem", "--proxy", "none"]].concat()).done();
    let list = office.run(&["endpoint", "list", "--format", "json"]).json();
    let ca = list["endpoints"][0]["ca"].as_str().unwrap();
    assert!(std::path::Path::new(ca).is_absolute() && ca.ends_with("ca.pem"), "{list}");
    assert_eq!(list["endpoints"][0]["proxy"], "none");
}

#[tokio::test]
async fn what_is_asked_goes_through_the_proxy_that_is_set() {
    let server = Server::play(vec![plain("407 Proxy Authentication Required", &[], "")]).await;
    let office = Arc::new(Office::new());
    let add = ["endpoint", "add", "外部", "--kind", "openai-chat", "--url", "https://ai.example.invalid"];
    office.run(&[&add[..], &["--key-env", "KIAN_TEST_KEY", "--proxy", &server.url]].concat()).done();
    let ran = run(&office, &["endpoint", "test", "外部"]).await;
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.out.contains("プロキシの認証が通りません"), "{ran:?}");
    assert!(server.seen()[0].head.starts_with("CONNECT ai.example.invalid:443"), "{:?}", server.seen());
    // With a name and a password, which stands in no file.
    let login = ["--proxy", &server.url, "--proxy-user", "bosai", "--proxy-password-env", "KIAN_TEST_KEY"];
    let add = ["endpoint", "add", "別", "--kind", "openai-chat", "--url", "https://ai.example.invalid"];
    assert!(office.refused(&[&add[..], &login[2..]].concat()).contains("--proxy"));
    office.run(&[&add[..], &["--key-env", "KIAN_TEST_KEY"], &login].concat()).done();
    run(&office, &["endpoint", "test", "別"]).await;
    let last = server.seen().pop().unwrap().head;
    assert!(last.contains("proxy-authorization: Basic ") && !last.contains("\nauthorization:"), "{last}");
    let settings = office.read("data/settings.toml");
    assert!(settings.contains("proxy-user = \"bosai\"") && settings.contains("KIAN_TEST_KEY"), "{settings}");
}

pub fn delta(text: &str) -> String {
    format!("data: {}\n\n", serde_json::json!({"choices": [{"index": 0, "delta": {"content": text}}]}))
}

pub fn finish(reason: &str) -> String {
    format!(
        "data: {}\n\ndata: [DONE]\n\n",
        serde_json::json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
    )
}

#[test]
fn endpoints_are_added_listed_and_removed() {
    let office = Office::new();
    let empty = office.run(&["endpoint", "list", "--format", "json"]).json();
    assert_eq!(empty, serde_json::json!({ "version": 1, "endpoints": [] }));
    let add = ["endpoint", "add", "庁内", "--kind", "openai-chat", "--url", "https://ai.example.lg.jp/v1?key=hidden"];
    let more = ["--model", "m", "--key-env", "OFFICE_KEY", "--header", "X-Section=防災課", "--timeout", "90"];
    office.run(&[&add[..], &more, &["--allow", "2", "--auth-header", "X-Office"]].concat()).done();
    let list = office.run(&["endpoint", "list", "--format", "json"]).json();
    let expected = serde_json::json!({
        "name": "庁内", "kind": "openai-chat", "url": "https://ai.example.lg.jp/v1", "model": "m",
        "key": "env:OFFICE_KEY", "ca": null, "proxy": null, "proxy_user": null, "timeout": 90, "side_by_side": 2,
        "context": null, "client_certificate": null, "allow": "2",
    });
    assert_eq!(list["endpoints"], serde_json::json!([expected]));
    let text = office.run(&["endpoint", "list"]).done();
    assert!(text.contains("庁内") && text.contains("機密性2") && !text.contains("hidden"), "{text}");
    let settings = office.read("data/settings.toml");
    assert!(settings.contains("防災課") && settings.contains("OFFICE_KEY"), "{settings}");

    assert!(office.refused(&add).contains("もう登録されています"));
    office.run(&["endpoint", "remove", "庁内"]).done();
    assert!(office.refused(&["endpoint", "remove", "庁内"]).contains("登録されていません"));
    assert!(office.refused(&["endpoint", "test", "庁内"]).contains("登録されていません"));
}

/// Every protocol the program speaks can be set up, and the help says so.
#[test]
fn every_kind_can_be_set_up_with_its_own_header() {
    let office = Office::new();
    let help = office.run(&["endpoint", "--help"]).done();
    for kind in Kind::ALL.map(Kind::code) {
        assert!(help.contains(kind), "{kind}: {help}");
        let url = "https://midorino.openai.azure.com/openai/deployments/d1";
        office.run(&["endpoint", "add", kind, "--kind", kind, "--url", url, "--key-env", "K"]).done();
    }
    let dirs = kian::app::Dirs::find(Some(office.path("data"))).unwrap();
    for endpoint in kian::app::Settings::load(&dirs).settings.endpoints {
        assert_eq!(
            (endpoint.name.as_str(), endpoint.auth_header.as_str()),
            (endpoint.kind.code(), endpoint.kind.auth_header())
        );
    }
}

#[test]
fn endpoints_that_cannot_be_are_refused() {
    let office = Office::new();
    let check = |options: &[&str], expected: &str| {
        let line = office.refused(&[&["endpoint", "add", "a"][..], options].concat());
        assert!(line.contains(expected), "{line}");
    };
    let url = ["--kind", "openai-chat", "--url", "https://ai.example.jp", "--key-env", "K"];
    check(&["--url", "https://ai.example.jp"], "--kind");
    check(&["--kind", "openai-chat"], "--url");
    check(&["--kind", "gennai", "--url", "https://ai.example.jp"], "openai-chat");
    check(&["--kind", "openai-chat", "--url", "ftp://ai.example.jp"], "ftp://ai.example.jp");
    check(&["--kind", "openai-chat", "--url", "https://me:secret@ai.example.jp"], "利用者名");
    check(&[&url[..], &["--header", "Authorization=Bearer x"]].concat(), "Authorization");
    check(&[&url[..], &["--header", "X"]].concat(), "K=V");
    check(&[&url[..], &["--timeout", "0"]].concat(), "1-3600");
    check(&[&url[..], &["--allow", "9"]].concat(), "1, 2, 3");
    assert!(!office.path("data/settings.toml").exists());
}

#[test]
fn a_closed_port_is_one_sentence_and_no_file() {
    let office = office(&closed());
    office.write("a.txt", "防災訓練を実施します。\n");
    let facts = sample("notice-ja");
    // Without the key nothing is even tried.
    let line = office.refused(&["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"]);
    assert!(line.contains("KIAN_TEST_KEY"), "{line}");
    for arguments in [
        &["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"][..],
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
            "n.kian",
        ],
    ] {
        let output = office.command(arguments).env("KIAN_TEST_KEY", CANARY).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("応答しません") && said.lines().count() == 1, "{said}");
    }
    assert_eq!(office.names(), ["a.txt"]);
    // And one that would have had to say how guarded the text is does not get that far.
    let line = office.refused(&["summarize", "--endpoint", "庁内", "a.txt"]);
    assert!(line.contains("機密性2") && line.contains("--classification"), "{line}");
    let line = office.refused(&["summarize", "--endpoint", "庁内", "--classification", "3", "a.txt"]);
    assert!(line.contains("機密性3"), "{line}");
    let line = office.refused(&["summarize", "--endpoint", "ない", "a.txt"]);
    assert!(line.contains("ない"), "{line}");
}

#[test]
fn the_doctor_names_the_step_that_fails() {
    let office = office(&closed());
    let output = office.command(&["endpoint", "test", "庁内"]).env("KIAN_TEST_KEY", CANARY).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 9, "{said}");
    assert!(
        said.contains("不良") && said.contains("応答しません") && said.contains("サーバーが起動しているか"),
        "{said}"
    );
}

#[tokio::test]
async fn the_doctor_passes_a_server_that_answers() {
    let models = plain("200 OK", &[("Content-Type", "application/json")], r#"{"data":[{"id":"midori-7b"}]}"#);
    let answer = stream(&[delta("2").as_bytes(), finish("stop").as_bytes()]);
    let round = [models, answer.clone(), answer];
    let server = Server::play([round.clone(), round].concat()).await;
    let office = Arc::new(office(&server.url));
    let ran = run(&office, &["endpoint", "test", "庁内"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.out.contains("不良"), "{ran:?}");
    let json = run(&office, &["endpoint", "test", "庁内", "--format", "json", "--locale", "en"]).await;
    let checks = json.json()["checks"].as_array().unwrap().clone();
    let steps: Vec<&str> = checks.iter().map(|check| check["step"].as_str().unwrap()).collect();
    let expected =
        ["address", "network", "tls", "authentication", "quota", "model", "streaming", "structured", "policy"];
    assert_eq!(steps, expected);
    assert!(checks.iter().all(|check| check["verdict"] != "fail"), "{checks:?}");
    assert_eq!(members(&checks[0]), ["step", "verdict", "id", "message", "hint"]);
    assert!(server.seen().iter().all(|seen| seen.head.contains(CANARY)));
}

#[tokio::test]
async fn a_variable_that_is_not_set_is_found_by_the_doctor() {
    let models = plain("200 OK", &[("Content-Type", "application/json")], r#"{"data":[]}"#);
    let server = Server::play(vec![models]).await;
    let office = Arc::new(office(&server.url));
    let asked = office.clone();
    let ran = tokio::task::spawn_blocking(move || asked.run(&["endpoint", "test", "庁内"])).await.unwrap();
    assert_eq!(ran.code, 2, "{ran:?}");
    let line = ran.out.lines().find(|line| line.starts_with("不良")).unwrap();
    assert!(line.contains("認証") && line.contains("KIAN_TEST_KEY"), "{ran:?}");
    assert_eq!(server.seen().len(), 1, "no answer is asked for without the key there should be");
}

#[tokio::test]
async fn a_draft_is_written_by_the_endpoint_and_says_so() {
    let prose = "防災訓練を次のとおり行います。\n御参加をお願いします。⟦END⟧";
    let server = Server::play(vec![stream(&[delta(prose).as_bytes(), finish("stop").as_bytes()])]).await;
    let office = Arc::new(office(&server.url));
    let facts = sample("notice-ja");
    let arguments = ["draft", "--form", "notice", "--facts", &facts, "--endpoint", "庁内", "--classification", "1"];
    let ran = run(&office, &[&arguments[..], &["-o", "n.kian", "--format", "json"]].concat()).await;
    assert_eq!((ran.code, &ran.json()["engine"]), (0, &"庁内".into()), "{ran:?}");
    let bytes = std::fs::read(office.path("n.kian")).unwrap();
    let document = kian::format::read(kian::format::Kind::Kian, &bytes).unwrap().document;
    let text = document.text().to_string();
    let at = text.find("御参加をお願いします。").unwrap();
    assert!(!text.contains("END"), "{text}");
    let run_id = kian::document::RunId(0);
    assert_eq!(document.provenance().author_at(at), Some(&kian::document::Author::Assistant(run_id)));
    let record = &document.runs()[0];
    assert_eq!((record.engine.as_str(), record.model.as_str(), record.complete), ("庁内", "midori-7b", true));
    let seen = server.seen();
    assert!(seen[0].head.contains(CANARY) && seen[0].body.contains("みどり野中央公園"), "{:?}", seen[0]);
    assert_eq!(seen[0].json()["model"], "midori-7b");
}

#[tokio::test]
async fn a_summary_is_traced_to_its_sources() {
    let text = "天気がよい日が続きます。\n訓練に参加する職員の名簿を5月29日までに防災課へ提出してください。\n";
    let answer = "参加する職員の名簿は5月29日までに防災課へ提出します。会費は無料です。⟦END⟧";
    let server = Server::play(vec![stream(&[delta(answer).as_bytes(), finish("stop").as_bytes()])]).await;
    let office = Arc::new(office(&server.url));
    office.write("a.txt", text);
    let arguments = ["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"];
    let ran = run(&office, &[&arguments[..], &["--format", "json"]].concat()).await;
    let json = ran.json();
    assert_eq!((ran.code, &json["engine"]), (0, &"庁内".into()), "{ran:?}");
    let summary = json["summary"].as_array().unwrap();
    assert_eq!(summary.len(), 2);
    let start = usize::try_from(summary[0]["sources"][0]["start"].as_u64().unwrap()).unwrap();
    assert!(text.chars().skip(start).collect::<String>().starts_with("訓練に参加する"), "{json}");
    assert_eq!(summary[1]["sources"], serde_json::json!([]), "what rests on nothing says so");
    let ran = run(&office, &arguments).await;
    assert!(ran.out.contains("元の段落：2") && ran.out.contains("見つかりません"), "{ran:?}");
}

/// What an answer must be before it is used: whole. What had arrived is handed over, never written.
#[tokio::test]
async fn answers_that_are_not_whole_are_told_and_not_used() {
    let part = "防災訓練を行います。";
    let cases = [
        (stream(&[delta(part).as_bytes(), finish("length").as_bytes()]), "answer-cut-limit"),
        (stream(&[delta(part).as_bytes(), finish("content_filter").as_bytes()]), "answer-cut-filter"),
        (stream(&[delta(part).as_bytes(), finish("stop").as_bytes()]), "answer-unproven-mark"),
        (broken(&[delta(part).as_bytes()]), "answer-cut-broken"),
    ];
    for (reply, id) in cases {
        // Asked for nothing but the mark, this model writes it.
        let server =
            Server::answering(move |seen| if seen.body.contains("1 + 1") { marked() } else { reply.clone() }).await;
        let office = Arc::new(office(&server.url));
        office.write("a.txt", "防災訓練を実施します。\n");
        let facts = sample("notice-ja");
        for arguments in [
            &["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"][..],
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
                "n.txt",
            ],
        ] {
            let ran = run(&office, &[arguments, &["--format", "json"]].concat()).await;
            let error = ran.json()["error"].clone();
            assert_eq!((ran.code, &error["id"], &error["partial"]), (2, &id.into(), &part.into()), "{ran:?}");
            assert_eq!(members(&error), ["id", "message", "hint", "partial"]);
            let ran = run(&office, arguments).await;
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
            assert!(ran.err.contains(part), "{ran:?}");
        }
        assert_eq!(office.names(), ["a.txt"]);
    }
}

fn marked() -> super::server::Reply {
    stream(&[delta("2\n⟦END⟧").as_bytes(), finish("stop").as_bytes()])
}

#[tokio::test]
async fn a_model_that_writes_no_marks_is_known_after_one_question() {
    let unmarked = stream(&[delta("防災訓練を行います。").as_bytes(), finish("stop").as_bytes()]);
    let server = Server::play(vec![unmarked]).await;
    let office = Arc::new(office(&server.url));
    office.write("a.txt", "防災訓練を実施します。\n");
    let arguments = ["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt"];
    let trials = || server.seen().iter().filter(|seen| seen.body.contains("1 + 1")).count();
    assert_eq!((run(&office, &arguments).await.code, trials()), (0, 1));
    assert_eq!((run(&office, &arguments).await.code, trials()), (0, 1), "what was learnt is kept between runs");
    assert!(office.run(&["audit", "show"]).done().contains("examination"), "the question is on record");
}

#[tokio::test]
async fn what_a_server_refuses_is_said_without_its_own_words() {
    let body = r#"{"error":{"message":"/srv/models/secret.gguf","code":"x"}}"#;
    let server = Server::play(vec![plain("401 Unauthorized", &[("Content-Type", "application/json")], body)]).await;
    let office = Arc::new(office(&server.url));
    office.write("a.txt", "防災訓練を実施します。\n");
    let arguments = ["summarize", "--endpoint", "庁内", "--classification", "1", "a.txt", "--locale", "en"];
    let ran = run(&office, &arguments).await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("401") && !ran.err.contains("gguf"), "{ran:?}");
}
