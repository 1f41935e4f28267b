//! Each task goes to the endpoint that is set for it and the office lets it go to, and to no other; filling the easy version
//! in several requests; looking for servers on this machine.

use crate::server::{Seen, Server, stream};
use crate::*;
use kian::app::logbook::Logbook;
use kian::app::workers::Workers;
use kian::app::{Action, App, Command, Dirs, Report, Settings, Ticket};
use kian::assistant::{Task, Verdict};
use kian::document::Classification;
use kian::text::{Change, Span};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// The program with its own threads.
struct Process {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
    now: i64,
}

impl Process {
    fn start(folder: &Path, settings: Settings) -> Self {
        let dirs = Dirs::find(Some(folder.to_path_buf())).unwrap();
        dirs.create().unwrap();
        let (workers, inbox) = Workers::start(dirs.store(), Arc::new(|| {}));
        let policy = kian::app::policy::load(settings.policy.as_deref(), &settings);
        let app = App::new(dirs, settings, Box::new(workers), Vec::new(), 0).under(policy);
        assert!(app.policy().problems().is_empty(), "{:?}", app.policy().problems());
        Self { app, inbox, now: 1 }
    }

    fn act(&mut self, action: Action) {
        self.now += 1;
        self.app.act(action, self.now);
    }

    /// Takes in what the workers report until it is so.
    fn until(&mut self, what: &str, so: impl Fn(&App) -> bool) {
        let over = std::time::Instant::now() + Duration::from_secs(60);
        while !so(&self.app) {
            let left = over.saturating_duration_since(std::time::Instant::now());
            let (ticket, report) = self.inbox.recv_timeout(left).expect(what);
            self.now += 1;
            self.app.receive(ticket, report, self.now);
        }
    }

    /// A document that says `text`, all of it selected.
    fn write(&mut self, text: &str) {
        self.act(Action::OpenSample(Lang::Ja));
        self.act(Action::Run(Command::Stop));
        let len = self.app.open().unwrap().document.text().len();
        self.act(Action::Edit { change: Change::replace(Span::new(0, len), text), joins: false });
        self.act(Action::Selected(Span::new(0, text.len())));
    }
}

fn named(name: &str, url: &str) -> Endpoint {
    let mut endpoint = Endpoint::new(name, url);
    endpoint.model = format!("{name}-model");
    endpoint.allow = Classification::Two;
    endpoint.key_env = Some("CARGO_PKG_NAME".to_owned());
    endpoint
}

/// A whole answer of `text`.
fn said(text: &str) -> crate::server::Reply {
    let event = |value: serde_json::Value| format!("data: {value}\n\n");
    let delta = event(serde_json::json!({ "choices": [{ "index": 0, "delta": { "content": text } }] }));
    let done = event(serde_json::json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "stop" }] }));
    stream(&[delta.as_bytes(), done.as_bytes(), b"data: [DONE]\n\n"])
}

fn asked(seen: &Seen) -> String {
    let json = seen.json();
    format!("{} {}", json["model"].as_str().unwrap(), json["messages"])
}

#[tokio::test]
async fn each_task_goes_to_its_own_endpoint_and_no_other_sees_it() {
    let polisher = Server::answering(|_| said("訓練を行います。⟦END⟧")).await;
    let reader = Server::answering(|_| said("訓練を行う。⟦END⟧")).await;
    let folder = tempfile::tempdir().unwrap();
    let (data, at) = (folder.path().join("data"), [polisher.url.clone(), reader.url.clone()]);
    // The office lets the reader summarise and nothing else.
    let policy = folder.path().join("policy.toml");
    let entry = |name: &str, url: &str, tasks: &str| {
        format!(
            "[[endpoint]]\nname = \"{name}\"\nurl = \"{url}\"\nkind = \"openai-chat\"\nmodels = [\"{name}-model\"]\n\
             operator = \"緑野市\"\nregion = \"日本\"\npublic-terms = false\nlearning = \"no\"\napproval = \"1\"\n\
             approver = \"情報政策課長\"\nallow = [\"1\", \"2\"]\ntasks = [{tasks}]\n"
        )
    };
    let text = format!(
        "version = 1\nname = \"方針\"\ncontact = \"内線1\"\nvalid-until = 2099-12-31\n\n{}\n{}",
        entry("推敲", &at[0], "\"rewrite\", \"summarize\""),
        entry("要約", &at[1], "\"summarize\"")
    );
    std::fs::write(&policy, text).unwrap();
    tokio::task::spawn_blocking(move || {
        let endpoints = vec![named("推敲", &at[0]), named("要約", &at[1])];
        let task_endpoints = BTreeMap::from([("summarize".to_owned(), "要約".to_owned())]);
        let chosen_endpoint = Some("推敲".to_owned());
        let settings =
            Settings { endpoints, task_endpoints, chosen_endpoint, policy: Some(policy), ..Settings::default() };
        let mut process = Process::start(&data, settings);
        process.write("訓練やります。");
        process.act(Action::Run(Command::Rewrite));
        process.until("a rewriting", |app| app.open().is_some_and(|open| !open.proposals.is_empty()));
        process.act(Action::Run(Command::Summarize));
        process.until("a summary", |app| app.reply().is_some_and(|reply| reply.task == Task::Summarize));
        assert_eq!(process.app.reply().unwrap().engine.as_deref(), Some("要約"));
        // Sent where the office does not let it go, it stays here.
        process.act(Action::ChooseTaskEngine(Task::Rewrite, Some("要約".to_owned())));
        let endpoint = process.app.endpoint_for(Task::Rewrite).unwrap().clone();
        assert!(matches!(process.app.would_go(&endpoint, Task::Rewrite), Verdict::Refused(_)));
        process.act(Action::Run(Command::Rewrite));
        assert!(process.app.asking().is_none() && process.app.sending().is_none());
        assert!(process.app.notices().iter().any(|notice| notice.id.starts_with("error-gate")));
    })
    .await
    .unwrap();
    let (polished, read): (Vec<String>, Vec<String>) =
        (polisher.seen().iter().map(asked).collect(), reader.seen().iter().map(asked).collect());
    assert_eq!((polished.len(), read.len()), (1, 1), "{polished:?} {read:?}");
    assert!(polished[0].starts_with("推敲-model") && polished[0].contains("書き直す文章"));
    assert!(read[0].starts_with("要約-model") && !read[0].contains("書き直す文章"));
}

#[tokio::test]
async fn an_easy_version_of_many_sentences_is_filled_in_several_requests() {
    // Each numbered line comes back with its number and a version of its own.
    let server = Server::answering(|seen| {
        let json = seen.json();
        let user = json["messages"][1]["content"].as_str().unwrap().to_owned();
        let easy = user.lines().filter(|line| line.starts_with('[')).map(|line| {
            let (head, text) = line.split_once("] ").unwrap();
            let number: String = text.chars().filter(char::is_ascii_digit).collect();
            format!("{head}] {number}ばんめの ぶんです。")
        });
        let lines: Vec<String> = easy.collect();
        said(&format!("{}\n⟦END⟧", lines.join("\n")))
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let (data, url) = (folder.path().join("data"), server.url.clone());
    let count = 90;
    tokio::task::spawn_blocking(move || {
        let settings = Settings {
            endpoints: vec![named("手元", &url)],
            chosen_endpoint: Some("手元".to_owned()),
            ..Settings::default()
        };
        let mut process = Process::start(&data, settings);
        let text: Vec<String> = (1..=count).map(|n| format!("避難所の開設に係る{n}番目の措置を講ずること。")).collect();
        process.write(&text.join("\n"));
        process.act(Action::Run(Command::Pairs));
        process.until("pairs", |app| app.pairs().is_some_and(|pairs| pairs.bitext.pairs().len() == count));
        process.act(Action::Run(Command::FillEasy));
        process.until("a plan", |app| app.plan().is_some());
        assert!(process.app.plan().unwrap().pieces > 1, "it is more than goes at once");
        process.act(Action::DecidePlan { begin: true });
        let filled = |app: &App| {
            let pairs = app.pairs().unwrap().bitext.pairs().iter();
            pairs.filter(|pair| !pair.easy.target.is_empty()).count()
        };
        process.until("every sentence has an easy version", |app| filled(app) == count);
        for (n, pair) in process.app.pairs().unwrap().bitext.pairs().iter().enumerate() {
            assert_eq!(pair.easy.target.to_string(), format!("{}ばんめの ぶんです。", n + 1));
        }
    })
    .await
    .unwrap();
    assert!(server.seen().len() > 1, "{}", server.seen().len());
}

#[tokio::test]
async fn looking_for_servers_on_this_machine_is_in_the_trail() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_owned();
    tokio::task::spawn_blocking(move || {
        let mut process = Process::start(&data, Settings::default());
        process.act(Action::FindLocal);
        process.until("it has looked", |app| app.local().is_some_and(|found| found.is_some()));
        let trail = std::fs::read_dir(Logbook::in_dir(&data).folder()).unwrap();
        let lines: String =
            trail.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap_or_default()).collect();
        assert!(lines.contains("\"local-servers\"") && lines.contains("\"localhost\""), "{lines}");
    })
    .await
    .unwrap();
}

/// What a server makes of the placeholders it is sent, over a real socket: the text it was asked about comes back with the
/// values in it, what became of the placeholders is told, and no value was ever on the way.
#[tokio::test]
async fn placeholders_come_back_from_a_server_that_bends_them() {
    const TEXT: &str = "山田太郎様の携帯電話は090-1234-5678であり、参加して頂く。";
    let cases: [(&str, Option<&str>); 6] = [
        ("{P}様のお電話は{T}です。参加していただきます。", None),
        ("{P}様に参加していただく。", Some("masking-missing")),
        ("{P}様の携帯電話は{T}（{T}）であり、参加していただく。", Some("masking-duplicated")),
        ("{p}様の携帯電話は{t}であり、参加していただく。", Some("masking-altered")),
        ("[Name {N}]様の携帯電話は【電話番号{M}】であり、参加していただく。", Some("masking-translated")),
        ("［氏名999999］様に参加していただく。", Some("masking-unknown")),
    ];
    for (pattern, deviation) in cases {
        let server = Server::answering(move |seen| {
            let user = seen.json()["messages"][1]["content"].as_str().unwrap().to_owned();
            if !user.contains("［電話") {
                // The draft of the sample, which was stopped, had left already.
                return said("⟦END⟧");
            }
            let sent = |word: &str| {
                let at = user.rfind(word).unwrap_or_else(|| panic!("no {word} in {user}"));
                user[at..].chars().take_while(|c| *c != '］').collect::<String>() + "］"
            };
            let number = |placeholder: &str| placeholder.chars().filter(char::is_ascii_digit).collect::<String>();
            let (person, phone) = (sent("［氏名"), sent("［電話"));
            let bent = |placeholder: &str| placeholder.replace('［', "[ ").replace('］', " ]");
            let answer = pattern
                .replace("{P}", &person)
                .replace("{T}", &phone)
                .replace("{p}", &bent(&person))
                .replace("{t}", &bent(&phone))
                .replace("{N}", &number(&person))
                .replace("{M}", &number(&phone));
            said(&(answer + "⟦END⟧"))
        })
        .await;
        let folder = tempfile::tempdir().unwrap();
        let (data, at) = (folder.path().to_owned(), server.url.clone());
        tokio::task::spawn_blocking(move || {
            let chosen_endpoint = Some("推敲".to_owned());
            let endpoints = vec![named("推敲", &at)];
            let mut process = Process::start(&data, Settings { endpoints, chosen_endpoint, ..Settings::default() });
            process.write(TEXT);
            process.act(Action::Run(Command::Rewrite));
            let proposed = |app: &App| app.open().is_some_and(|open| !open.proposals.is_empty());
            let refused =
                |app: &App| app.reply().is_some_and(|reply| matches!(reply.progress, kian::app::Progress::Failed(_)));
            process.until(pattern, |app| app.asking().is_none() && (proposed(app) || refused(app)));
            let told: Vec<&str> =
                process.app.notices().iter().flat_map(|notice| &notice.details).map(|detail| detail.id).collect();
            match deviation {
                Some(id) if id != "masking-unknown" => assert!(told.contains(&id), "{pattern}: {told:?}"),
                Some(_) => {}
                None => assert!(!told.iter().any(|id| id.starts_with("masking-")), "{pattern}: {told:?}"),
            }
            if deviation == Some("masking-unknown") {
                // Nobody can say who was meant: nothing can be accepted.
                assert!(process.app.open().unwrap().open_hunks().is_empty(), "{pattern}");
                return;
            }
            process.act(Action::Run(Command::AcceptAll));
            let text = process.app.open().unwrap().document.text().to_string();
            assert!(text.contains("山田太郎様") && text.contains("いただ"), "{pattern}: {text}");
            assert!(!text.contains(['⟦', '［', '【', '[']), "{pattern}: {text}");
        })
        .await
        .unwrap();
        for seen in server.seen() {
            let whole = format!("{}{}", seen.head, seen.json());
            assert!(!whole.contains("山田太郎") && !whole.contains("1234-5678"), "{pattern}: a value was sent");
        }
    }
}
