//! What an app works at outlives the program: its answer is picked up by the next process, for the same document.

use crate::server::{self, Server, plain};
use crate::*;
use kian::app::queue::{Standing, Step};
use kian::app::workers::Workers;
use kian::app::{Action, App, Command, Dirs, Progress, Report, Settings, Ticket};
use kian::assistant::endpoint::Kind;
use kian::document::Classification;
use kian::text::{Change, Span};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};

const TEXT: &str = "山田太郎様の携帯電話は090-1234-5678であり、参加して頂く。";

/// An app that accepts a question, and answers once it is told to with what it was asked, a little better put.
async fn slow(done: Arc<AtomicBool>) -> Server {
    let asked = Mutex::new(String::new());
    Server::answering(move |seen| {
        let said = |value: Value| plain("200 OK", &[("Content-Type", "application/json")], &value.to_string());
        if seen.head.starts_with("POST ") {
            *asked.lock().unwrap() = seen.json()["inputs"].to_string();
            let body = json!({ "status": "PENDING", "status_url": "/status/7", "request_id": "7" });
            return plain("202 Accepted", &[], &body.to_string());
        }
        assert!(seen.head.starts_with("GET /status/7 "), "{}", seen.head);
        if !done.load(Ordering::SeqCst) {
            return said(json!({ "status": "IN_PROGRESS", "progress": "3/5" }));
        }
        let asked = asked.lock().unwrap().clone();
        let person: String = asked[asked.rfind("［氏名").unwrap()..].chars().take_while(|c| *c != '］').collect();
        said(json!({ "status": "COMPLETED", "outputs": format!("{person}］様に参加していただく。") }))
    })
    .await
}

/// A process: the program with its own threads over the data of `folder`.
struct Process {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
    now: i64,
}

impl Process {
    fn start(folder: &Path, server: &str) -> Self {
        let dirs = Dirs::find(Some(folder.to_path_buf())).unwrap();
        dirs.create().unwrap();
        let mut endpoint = Endpoint::new("起案アプリ", format!("{server}/requests/"));
        endpoint.kind = Kind::GennaiApp;
        endpoint.auth_header = Kind::GennaiApp.auth_header().to_owned();
        endpoint.allow = Classification::Two;
        // Cargo sets this one for every test.
        endpoint.key_env = Some("CARGO_PKG_NAME".to_owned());
        let chosen_endpoint = Some(endpoint.name.clone());
        let settings = Settings { endpoints: vec![endpoint], chosen_endpoint, ..Settings::default() };
        let (workers, inbox) = Workers::start(dirs.store(), Arc::new(|| {}));
        Self { app: App::new(dirs, settings, Box::new(workers), Vec::new(), 0), inbox, now: 1 }
    }

    fn act(&mut self, action: Action) {
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

    fn text(&self) -> String {
        self.app.open().unwrap().document.text().to_string()
    }
}

/// Has a new paragraph written anew by the app, and waits until that has accepted it.
fn ask(process: &mut Process) {
    process.act(Action::OpenSample(Lang::Ja));
    process.act(Action::Run(Command::Stop));
    let len = process.text().len();
    process.act(Action::Edit { change: Change::replace(Span::new(0, len), TEXT), joins: false });
    process.act(Action::Selected(Span::new(0, TEXT.len())));
    process.act(Action::Run(Command::Rewrite));
    process.until("the app says how far it is", |app| app.queue().any(|entry| entry.progress.is_some()));
    // What a person typed is kept every now and then.
    process.app.tick(60_000);
    let revision = process.app.open().unwrap().document.revision();
    process.until("the document is kept", |app| app.open().unwrap().kept == Some(revision));
}

#[tokio::test]
async fn an_answer_that_was_promised_is_picked_up_by_the_next_process() {
    let done = Arc::new(AtomicBool::new(false));
    let server = slow(done.clone()).await;
    let url = server.url.clone();
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().to_owned();
    let at = url.clone();
    let (key, text) = tokio::task::spawn_blocking(move || {
        let mut process = Process::start(&first, &at);
        ask(&mut process);
        (process.app.open().unwrap().key.clone(), process.text())
        // The process ends in the middle of it.
    })
    .await
    .unwrap();
    let before = server.seen().len();
    done.store(true, Ordering::SeqCst);
    let second = folder.path().to_owned();
    tokio::task::spawn_blocking(move || {
        let mut process = Process::start(&second, &url);
        process.until("it is picked up", |app| app.queue().any(|entry| entry.standing == Standing::Done));
        let entry = process.app.queue().next().unwrap();
        assert!(entry.waits_for_document() && !process.app.is_at_hand(entry));
        assert!(process.app.notices().iter().any(|notice| notice.id == "notice-picked-up"));
        let id = entry.id;
        process.until("the journal is read", |app| !app.sessions().is_empty());
        process.act(Action::Restore(key));
        assert_eq!(process.text(), text, "the document is back as it was");
        assert!(process.app.is_at_hand(process.app.queue().next().unwrap()));
        process.act(Action::Queue { id, step: Step::Show });
        let reply = process.app.reply().expect("it can be read");
        assert_eq!(reply.text, "山田太郎様に参加していただく。", "with the name that went out as a placeholder");
        assert_eq!(reply.progress, Progress::Whole);
        process.act(Action::ProposeAnswer);
        process.act(Action::Run(Command::AcceptAll));
        assert!(process.text().ends_with("山田太郎様に参加していただく。"));
    })
    .await
    .unwrap();
    // Nothing is asked a second time: it is only looked at.
    let seen = server.seen();
    assert!(seen.len() > before);
    assert!(seen[before..].iter().all(|seen| seen.head.starts_with("GET /status/7 ") && seen.body.is_empty()));
    // A third process finds nothing to pick up.
    let (third, at) = (folder.path().to_owned(), server.url.clone());
    let count = server.seen().len();
    tokio::task::spawn_blocking(move || {
        let mut process = Process::start(&third, &at);
        process.until("the store is read", |app| !app.templates().is_empty());
        assert_eq!(process.app.queue().count(), 0);
    })
    .await
    .unwrap();
    assert_eq!(server.seen().len(), count);
}

#[tokio::test]
async fn an_app_that_knows_nothing_of_it_any_more_is_told_and_the_text_stays() {
    let done = Arc::new(AtomicBool::new(false));
    let server = slow(done).await;
    let folder = tempfile::tempdir().unwrap();
    let (first, at) = (folder.path().to_owned(), server.url.clone());
    tokio::task::spawn_blocking(move || ask(&mut Process::start(&first, &at))).await.unwrap();
    // Another server answers there now, which has never heard of it.
    let gone = Server::play(vec![server::plain("404 Not Found", &[], "")]).await;
    let (second, at) = (folder.path().to_owned(), gone.url.clone());
    tokio::task::spawn_blocking(move || {
        let mut process = Process::start(&second, &at);
        process.until("it says so", |app| app.queue().any(|entry| entry.standing == Standing::Failed));
        let entry = process.app.queue().next().unwrap();
        assert_eq!(entry.notice.as_ref().map(|notice| notice.id), Some("error-endpoint-not-found"));
        assert!(entry.allows(Step::Retry, false) && entry.allows(Step::Remove, false));
        let id = entry.id;
        process.act(Action::Queue { id, step: Step::Remove });
        assert_eq!(process.app.queue().count(), 0);
    })
    .await
    .unwrap();
}
