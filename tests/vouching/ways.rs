//! Everything the window can ask of an endpoint: each of it leads to the one that is chosen, after the gate has let it through,
//! with the bytes that are on record and nothing personal among them.

use super::server::{Reply, Seen, Server, plain, stream};
use super::*;
use kian::app::queue::{Entry, Standing};
use kian::app::workers::Workers;
use kian::assistant::endpoint::Kind;
use kian::assistant::policy::digest;
use kian::assistant::template::Files;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What is personal in the document.
const PERSON: &str = "山田太郎";
const PHONE: &str = "090-1234-5678";
const TEXT: &str = "山田太郎様の携帯電話は090-1234-5678であり、訓練に参加して頂く。";

/// A server that looks into the trail whenever something reaches it.
#[derive(Clone)]
pub(super) struct Witness {
    pub(super) url: String,
    opened: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// What reached it before the trail said so.
    unrecorded: Arc<Mutex<Vec<String>>>,
    /// Sockets that led elsewhere meanwhile.
    away: Arc<Mutex<Vec<String>>>,
    trail: Arc<Mutex<Option<PathBuf>>>,
}

/// Whether the trail in `folder` says that this is sent: by its hash where it holds words, else that something is looked at.
fn on_record(folder: &Path, request: &Seen) -> bool {
    let events = audit::events(folder, None, None).unwrap();
    let sent: Vec<_> = events.iter().filter(|event| event["event"] == "send").collect();
    let hash = digest(request.body.as_bytes());
    let by_hash = sent.iter().any(|event| event.get("sha256").is_some_and(|known| *known == hash.as_str()));
    // A list of models and a look for a promised answer hold nothing of any document, and no more do the doctor's small
    // questions, which are on record as one examination.
    let small = !request.body.contains("訓練") && sent.iter().any(|event| event["task"] == "examination");
    by_hash || (request.body.is_empty() && !sent.is_empty()) || small
}

/// The sockets of this process that lead off this machine, while something is on its way: there are none, and none that asks
/// for the address of a name.
#[cfg(target_os = "linux")]
fn sockets_elsewhere() -> Vec<String> {
    let ours: Vec<String> = std::fs::read_dir("/proc/self/fd")
        .unwrap()
        .filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect();
    let loopback = |address: &str| {
        let host = address.split_once(':').map_or(address, |(host, _)| host);
        // 127.x.y.z, ::1 and ::ffff:127.x.y.z, each in the order of bytes of this machine.
        host.len() == 8 && host.ends_with("7F")
            || host == "00000000000000000000000001000000"
            || host.starts_with("0000000000000000FFFF0000") && host.ends_with("7F")
    };
    let mut found = Vec::new();
    for table in ["tcp", "tcp6", "udp", "udp6"] {
        let Ok(rows) = std::fs::read_to_string(format!("/proc/self/net/{table}")) else { continue };
        for row in rows.lines().skip(1) {
            let cells: Vec<&str> = row.split_whitespace().collect();
            let [_, local, remote, .., inode] = cells[..10] else { continue };
            let here = loopback(local) && (loopback(remote) || remote.chars().all(|c| c == '0' || c == ':'));
            if ours.iter().any(|known| known == inode) && !here {
                found.push(format!("{table} {local} {remote}"));
            }
        }
    }
    found
}

#[cfg(not(target_os = "linux"))]
fn sockets_elsewhere() -> Vec<String> {
    Vec::new()
}

impl Witness {
    /// In a thread of its own, answering as `reply` says.
    pub(super) fn answering(mut reply: impl FnMut(&Seen) -> Reply + Send + 'static) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let unrecorded = Arc::new(Mutex::new(Vec::new()));
        let trail = Arc::new(Mutex::new(None::<PathBuf>));
        let away = Arc::new(Mutex::new(Vec::new()));
        let (asked, missing, folder) = (seen.clone(), unrecorded.clone(), trail.clone());
        let elsewhere = away.clone();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let server = Server::answering(move |request: &Seen| {
                    let known = folder.lock().unwrap().as_deref().is_some_and(|folder| on_record(folder, request));
                    if !known {
                        missing.lock().unwrap().push(format!("{}{}", request.head, request.body));
                    }
                    asked.lock().unwrap().push(request.clone());
                    elsewhere.lock().unwrap().extend(sockets_elsewhere());
                    reply(request)
                })
                .await;
                tell.send((server.url.clone(), server.opened())).unwrap();
                std::future::pending::<()>().await;
            });
        });
        let (url, opened) = told.recv().unwrap();
        Self { url, opened, seen, unrecorded, away, trail }
    }

    /// Lists a model and answers whatever it is asked.
    pub(super) fn helpful() -> Self {
        Self::answering(|request| {
            if request.head.starts_with("GET ") {
                let models = r#"{"data":[{"id":"midori-7b"}]}"#;
                return plain("200 OK", &[("Content-Type", "application/json")], models);
            }
            let said = json!({"choices": [{"index": 0, "delta": {"content": "実施します。⟦END⟧"}}]});
            let stop = json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]});
            stream(&[format!("data: {said}\n\ndata: {stop}\n\ndata: [DONE]\n\n").as_bytes()])
        })
    }

    fn opened(&self) -> usize {
        self.opened.load(Ordering::SeqCst)
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// Everything that reached it was meant for it, on record before it came, and free of what is personal.
    fn vouch(&self) {
        let host = self.url.strip_prefix("http://").unwrap();
        assert_eq!(*self.away.lock().unwrap(), [""; 0], "nothing is open but to this machine");
        let unrecorded = self.unrecorded.lock().unwrap();
        assert!(unrecorded.is_empty(), "sent before it was on record: {:?}", unrecorded.first());
        for request in self.seen() {
            assert!(request.head.contains(&format!("host: {host}")), "{}", request.head);
            for words in [PERSON, PHONE, "山田", "5678"] {
                assert!(!request.head.contains(words) && !request.body.contains(words), "{words}: {}", request.body);
            }
        }
    }
}

/// Two endpoints, the first of them chosen.
fn set_up(office: &mut Office, chosen: &Witness, other: &Witness) {
    *chosen.trail.lock().unwrap() = Some(office.logbook.folder().to_owned());
    for (name, url) in [("手元", &chosen.url), ("別", &other.url)] {
        let endpoint =
            Endpoint { allow: Classification::Two, model: "midori-7b".to_owned(), ..Endpoint::new(name, url) };
        office.act(Action::SaveEndpoint { was: None, endpoint: Box::new(endpoint) });
    }
    office.act(Action::ChooseEngine(Some("手元".to_owned())));
}

fn write(office: &mut Office, text: &str) {
    let len = office.app.open().unwrap().document.text().len();
    office.act(Action::Edit { change: Change::replace(Span::new(0, len), text), joins: false });
    office.act(Action::Selected(Span::new(0, text.len())));
}

/// A template that asks for nothing but what it reads.
fn template(office: &Office) -> String {
    let values = BTreeMap::new();
    let template = office.app.templates().iter().map(|kept| &kept.template);
    let template = template.filter(|one| one.files != Files::Required && one.speaks(Lang::Ja));
    template.filter(|one| one.missing(&values).next().is_none()).map(|one| one.id.clone()).next().unwrap()
}

/// Everything the window can ask for; `told` hears of each what it was.
fn ask_everything(office: &mut Office, mut told: impl FnMut(&mut Office, &str)) {
    let mut asked = |office: &mut Office, what: &str| {
        told(office, what);
        office.act(Action::Run(Command::Stop));
        office.act(Action::Run(Command::RejectAll));
    };
    for command in [Command::Rewrite, Command::RewriteShorter, Command::Summarize, Command::Review] {
        write(office, TEXT);
        office.act(Action::Run(command));
        asked(office, &format!("{command:?}"));
    }
    write(office, TEXT);
    let id = template(office);
    office.act(Action::AskTemplate { id, values: BTreeMap::new() });
    asked(office, "a template");

    // A few pairs go at once, many in batches that are begun when the person has seen how much it is.
    write(office, &format!("{TEXT}\n訓練の日時は別に定める。"));
    office.act(Action::Run(Command::Pairs));
    office.act(Action::Run(Command::FillPairs));
    asked(office, "pairs");
    office.act(Action::Run(Command::Pairs));
    let line = |number: usize| format!("{PERSON}様は第{number}班の訓練に参加する。電話は{PHONE}である。");
    write(office, &(1..=40).map(line).collect::<Vec<_>>().join("\n"));
    office.act(Action::Run(Command::Pairs));
    office.act(Action::Run(Command::FillPairs));
    assert!(office.app.plan().is_some_and(|plan| plan.pieces > 1), "{:?}", office.app.notices());
    office.act(Action::DecidePlan { begin: true });
    asked(office, "batches of pairs");
    let id = office.app.pairs().unwrap().bitext.pairs()[0].id;
    office.act(Action::TypeTarget { id, target: "Taro Yamada joins group 1 of the exercise.".to_owned() });
    office.act(Action::Run(Command::ReadPairs));
    asked(office, "a reading of pairs");
    office.act(Action::Run(Command::Pairs));
}

#[test]
fn whatever_the_window_asks_goes_to_the_chosen_endpoint_and_is_on_record() {
    let (chosen, other) = (Witness::helpful(), Witness::helpful());
    let mut office = Office::new();
    set_up(&mut office, &chosen, &other);
    let mut count = 0;
    let mut asked = |office: &mut Office, what: &str| {
        let now = chosen.seen().len();
        assert!(now > count, "{what} asked nobody: {:?}", office.app.notices());
        count = now;
    };
    office.act(Action::OpenSample(Lang::Ja));
    asked(&mut office, "a draft");
    office.act(Action::Run(Command::Stop));
    office.act(Action::Run(Command::RejectAll));
    ask_everything(&mut office, &mut asked);
    office.act(Action::Examine("手元".to_owned()));
    asked(&mut office, "an examination");
    let listed = chosen.seen().iter().any(|request| request.head.starts_with("GET ") && request.body.is_empty());
    assert!(listed, "the list of models");

    chosen.vouch();
    let host = chosen.url.strip_prefix("http://").unwrap();
    let events = audit::events(office.logbook.folder(), None, None).unwrap();
    let sent: Vec<_> = events.iter().filter(|event| event["event"] == "send").collect();
    assert!(sent.iter().all(|event| event["host"] == host && event["endpoint"] == "手元"), "{sent:?}");
    // Each request that holds words is one record with the hash of its bytes; the doctor's own questions are one record.
    let texts: Vec<&str> = sent.iter().filter_map(|event| event.get("sha256")?.as_str()).collect();
    let bodies: Vec<String> = chosen.seen().iter().map(|request| digest(request.body.as_bytes())).collect();
    for hash in &texts {
        assert!(bodies.iter().any(|body| body == hash), "on record and never sent: {hash}");
    }
    // Records name the words a request was made by.
    let named = |event: &&&serde_json::Map<String, Value>| event["task"] == "template";
    let by = sent.iter().find(named).unwrap()["template"].as_str().unwrap();
    let (id, figures) = by.split_once(' ').unwrap();
    assert!(id.contains('@') && figures.len() == 12 && figures.chars().all(|c| c.is_ascii_hexdigit()), "{by}");
    assert_eq!(other.opened(), 0, "the other endpoint was never called");
}

#[test]
fn nothing_is_opened_for_what_the_gate_refuses() {
    // A document too guarded for the endpoint; an endpoint the office does not know.
    let strict = "version = 1\nname = \"規程\"\ncontact = \"係\"\nown-endpoints = false\n";
    for policy in [Policy::default(), Policy::read(strict).unwrap()] {
        let (chosen, other) = (Witness::helpful(), Witness::helpful());
        let by_level = policy.own_endpoints;
        let mut office = Office::under(policy);
        if by_level {
            office.act(Action::OpenSample(Lang::Ja));
            office.act(Action::SetClassification(Classification::Three));
            set_up(&mut office, &chosen, &other);
            let mut refused = 0;
            let told = |office: &mut Office, _: &str| {
                refused += usize::from(office.told("error-gate-level"));
                while !office.app.notices().is_empty() {
                    office.act(Action::Dismiss(0));
                }
            };
            ask_everything(&mut office, told);
            assert!(refused >= 7, "{refused}");
        } else {
            set_up(&mut office, &chosen, &other);
            office.act(Action::OpenSample(Lang::Ja));
            office.act(Action::Examine("手元".to_owned()));
            office.act(Action::FindLocal);
        }
        assert_eq!((chosen.opened(), other.opened()), (0, 0), "not so much as a connection");
        let sent = audit::events(office.logbook.folder(), None, None).unwrap();
        assert!(sent.iter().all(|event| event["event"] != "send"), "{sent:?}");
    }
}

/// A process that talks to an app: the program with its own threads over the data of `folder`.
struct Process {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
}

impl Process {
    fn start(folder: &Path, server: &Witness, policy: Policy) -> Self {
        let dirs = Dirs::find(Some(folder.to_path_buf())).unwrap();
        dirs.create().unwrap();
        *server.trail.lock().unwrap() = Some(Logbook::in_dir(&dirs.data_dir).folder().to_owned());
        let mut endpoint = Endpoint::new("起案アプリ", format!("{}/requests/", server.url));
        endpoint.kind = Kind::GennaiApp;
        endpoint.auth_header = Kind::GennaiApp.auth_header().to_owned();
        endpoint.allow = Classification::Two;
        // Cargo sets this one for every test.
        endpoint.key_env = Some("CARGO_PKG_NAME".to_owned());
        let chosen_endpoint = Some(endpoint.name.clone());
        let settings = Settings { endpoints: vec![endpoint], chosen_endpoint, ..Settings::default() };
        let (workers, inbox) = Workers::start(dirs.store(), Arc::new(|| {}));
        Self { app: App::new(dirs, settings, Box::new(workers), Vec::new(), 1).under(policy), inbox }
    }

    /// Takes in what the workers report until it is so.
    fn until(&mut self, what: &str, so: impl Fn(&App) -> bool) {
        let over = Instant::now() + Duration::from_secs(60);
        while !so(&self.app) {
            let (ticket, report) = self.inbox.recv_timeout(over.saturating_duration_since(Instant::now())).expect(what);
            self.app.receive(ticket, report, 2);
        }
    }
}

#[test]
fn an_app_that_takes_its_time_is_asked_once_and_looked_at_again_only_where_the_gate_allows() {
    let done = Arc::new(AtomicBool::new(false));
    let finished = done.clone();
    let server = Witness::answering(move |request| {
        if request.head.starts_with("POST ") {
            return plain("202 Accepted", &[], r#"{"status":"PENDING","status_url":"/status/7"}"#);
        }
        let value = match finished.load(Ordering::SeqCst) {
            true => json!({ "status": "COMPLETED", "outputs": "訓練に参加していただく。" }),
            false => json!({ "status": "IN_PROGRESS", "progress": "3/5" }),
        };
        plain("200 OK", &[("Content-Type", "application/json")], &value.to_string())
    });
    let folder = tempfile::tempdir().unwrap();
    let mut first = Process::start(folder.path(), &server, Policy::default());
    first.app.act(Action::OpenSample(Lang::Ja), 1);
    first.app.act(Action::Run(Command::Stop), 1);
    let len = first.app.open().unwrap().document.text().len();
    first.app.act(Action::Edit { change: Change::replace(Span::new(0, len), TEXT), joins: false }, 1);
    first.app.act(Action::Selected(Span::new(0, TEXT.len())), 1);
    first.app.act(Action::Run(Command::Rewrite), 1);
    let accepted = |entry: &Entry| entry.task == kian::assistant::Task::Rewrite && entry.progress.is_some();
    first.until("the app says how far it is", move |app| app.queue().any(accepted));
    drop(first);
    let posts = |server: &Witness| server.seen().iter().filter(|seen| seen.head.starts_with("POST ")).count();
    let asked = posts(&server);
    assert!(server.seen().iter().any(|seen| seen.body.contains("［氏名")), "it went out under a placeholder");
    done.store(true, Ordering::SeqCst);

    // The office has withdrawn the endpoint meanwhile: nobody looks for the answer, and that is said.
    let opened = server.opened();
    let strict = Policy::read("version = 1\nname = \"規程\"\ncontact = \"係\"\nown-endpoints = false\n").unwrap();
    let mut second = Process::start(folder.path(), &server, strict);
    second.until("it says so", |app| app.queue().any(|entry| entry.standing == Standing::Failed));
    let told = |entry: &Entry| entry.notice.as_ref().is_some_and(|notice| notice.id.starts_with("error-"));
    assert!(second.app.queue().any(told));
    drop(second);
    assert_eq!(server.opened(), opened, "not so much as a connection");

    let mut third = Process::start(folder.path(), &server, Policy::default());
    third.until("it is picked up", |app| app.queue().any(|entry| entry.standing == Standing::Done));
    drop(third);
    let events = audit::events(Logbook::in_dir(folder.path()).folder(), None, None).unwrap();
    let looked = |event: &&serde_json::Map<String, Value>| event["event"] == "send" && !event.contains_key("sha256");
    assert_eq!(events.iter().filter(looked).count(), 1, "that it was looked for is on record once: {events:?}");
    let seen = server.seen();
    assert_eq!(posts(&server), asked, "it is asked once");
    let looks = seen.iter().filter(|seen| seen.head.starts_with("GET "));
    assert!(looks.clone().all(|seen| seen.head.starts_with("GET /status/7 ") && seen.body.is_empty()));
    assert!(looks.count() >= 2);
    server.vouch();
}
