//! A thousand edits, acceptances and rejections, and the process killed again and again in the middle of them: every accepted
//! piece has its record, the chain holds, and no word of the document and no key is in any log.

use super::server::stream;
use super::ways::Witness;
use super::*;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};

/// Where the process that is to be killed works.
const FOLDER: &str = "KIAN_TEST_KILLED_IN";
/// The endpoint it asks now and then.
const SERVER: &str = "KIAN_TEST_KILLED_URL";
/// What its dice begin with.
const SEED: &str = "KIAN_TEST_KILLED_SEED";
/// Words of the document, and a key, that must be in no log.
const WORDS: &str = "裏山の貯水槽";
const KEY: &str = "sk-canary-5e1f";
/// So many actions altogether.
const ACTIONS: usize = 1000;

/// Dice that fall the same way each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides).unwrap()
    }
}

fn office_in(folder: &Path, now: i64) -> (App, Receiver<(Ticket, Report)>) {
    let dirs = Dirs::find(Some(folder.to_owned())).unwrap();
    dirs.create().unwrap();
    let (jobs, inbox) = InPlace::new(Store::open(&dirs.store()).unwrap());
    let jobs = Box::new(jobs.with_trail(Logbook::in_dir(&dirs.data_dir)));
    (App::new(dirs, Settings::default(), jobs, Vec::new(), now), inbox)
}

/// The process that is killed: this test, started by the one below. By itself it does nothing.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut dice = Dice(std::env::var(SEED).unwrap().parse().unwrap());
    let mut now = 1_795_694_400_000 + i64::try_from(dice.roll(1 << 30)).unwrap();
    let (mut app, inbox) = office_in(Path::new(&folder), now);
    let settle = |app: &mut App, now: i64| {
        while let Ok((ticket, report)) = inbox.try_recv() {
            app.receive(ticket, report, now);
        }
    };
    settle(&mut app, now);
    match app.sessions().first().map(|session| session.key.clone()) {
        Some(key) => app.act(Action::Restore(key), now),
        None => app.act(Action::OpenSample(Lang::Ja), now),
    }
    app.act(Action::Run(Command::Stop), now);
    app.act(Action::Run(Command::RejectAll), now);
    let endpoint = Endpoint {
        allow: Classification::Two,
        model: "midori-7b".to_owned(),
        key_env: Some("KIAN_TEST_KEY".to_owned()),
        ..Endpoint::new("庁内", std::env::var(SERVER).unwrap())
    };
    app.act(Action::SaveEndpoint { was: None, endpoint: Box::new(endpoint) }, now);
    loop {
        now += 1000;
        let hunks = app.open().unwrap().open_hunks().len();
        let len = app.open().unwrap().document.text().len();
        let text = app.open().unwrap().document.text();
        let at = text.boundary(dice.roll(len.max(1) as u64));
        let did = match dice.roll(7) {
            0 | 1 if hunks == 0 => {
                app.act(Action::Selected(Span::at(at)), now);
                let text = format!("{WORDS}を点検する。{}回目。", dice.roll(90));
                app.act(Action::TakeIn { text, from: "庁内".to_owned(), instead: false }, now);
                "proposed"
            }
            2 | 3 if hunks > 0 => {
                let before = accepted(&app);
                app.act(Action::LookedAt(0), now);
                app.act(Action::AcceptHunk(0), now);
                if accepted(&app) > before { "accepted" } else { "asked" }
            }
            4 if hunks > 0 => {
                app.act(Action::RejectHunk(0), now);
                "rejected"
            }
            5 if dice.roll(3) == 0 => {
                app.act(Action::Run(Command::Undo), now);
                "undone"
            }
            // The key and the text go out, and what comes back is proposed.
            6 if hunks == 0 && dice.roll(2) == 0 => {
                app.act(Action::ChooseEngine(Some("庁内".to_owned())), now);
                app.act(Action::Selected(Span::at(at)), now);
                app.act(Action::Run(Command::Rewrite), now);
                settle(&mut app, now);
                app.act(Action::ChooseEngine(None), now);
                "sent"
            }
            _ => {
                app.act(Action::Edit { change: Change::insert(at, WORDS), joins: false }, now);
                "edited"
            }
        };
        settle(&mut app, now);
        app.tick(now + 10);
        settle(&mut app, now + 10);
        println!("\n[{did}]");
    }
}

/// How much of the document is by a run: grows with every piece that is accepted.
fn accepted(app: &App) -> usize {
    let document = &app.open().unwrap().document;
    let by_run = |author: &kian::document::Author| matches!(author, kian::document::Author::Assistant(_));
    document.history().entries().iter().filter(|entry| by_run(&entry.author)).count()
}

fn start(folder: &Path, seed: u64, server: &str) -> Child {
    // What it says of its own accord is looked through with everything else.
    let said = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("said.log")).unwrap();
    Process::new(std::env::current_exe().unwrap())
        .args(["kills::child", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .env(SERVER, server)
        .env("KIAN_TEST_KEY", KEY)
        .stdout(Stdio::piped())
        .stderr(said)
        .spawn()
        .unwrap()
}

#[test]
fn a_thousand_actions_and_kills_leave_a_record_of_every_accepted_piece() {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let server = Witness::answering(|_| {
        let said = format!("{WORDS}を改めて点検する。⟦END⟧");
        let said = serde_json::json!({"choices": [{"index": 0, "delta": {"content": said}}]});
        let stop = serde_json::json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]});
        stream(&[format!("data: {said}\n\ndata: {stop}\n\ndata: [DONE]\n\n").as_bytes()])
    });
    let (mut did, mut accepted, mut kills) = (0, 0, 0);
    while did < ACTIONS {
        let mut child = start(folder.path(), dice.roll(u64::from(u32::MAX)) as u64 + 1, &server.url);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Somewhere in the middle of what it is doing.
        let most = 40 + dice.roll(80);
        let mut done = 0;
        while done < most {
            let Some(Ok(line)) = lines.next() else { panic!("it ended by itself after {did} actions") };
            assert!(!line.contains(KEY) && !line.contains(WORDS), "{line}");
            match line.trim() {
                "[accepted]" => (done, accepted) = (done + 1, accepted + 1),
                line if line.starts_with('[') => done += 1,
                _ => {}
            }
        }
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        // What it did after the last line that was read is on record too.
        accepted += lines.map_while(Result::ok).filter(|line| line.trim() == "[accepted]").count();
        (did, kills) = (did + done, kills + 1);
    }
    assert!(accepted > 50 && kills > 5, "{accepted} accepted, {kills} kills");

    // The next start writes what was still waiting.
    let (mut app, inbox) = office_in(folder.path(), 1_800_000_000_000);
    while let Ok((ticket, report)) = inbox.try_recv() {
        app.receive(ticket, report, 1_800_000_000_000);
    }
    app.act(Action::Restore(app.sessions()[0].key.clone()), 1_800_000_000_000);
    let document = app.open().unwrap().document.id().unwrap().to_owned();
    app.act(Action::SetClassification(Classification::One), 1_800_000_000_000);
    drop(app);
    let dirs = Dirs::find(Some(folder.path().to_owned())).unwrap();
    let store = Store::open(&dirs.store()).unwrap();
    let ledger: u64 = store.ledger(&document).unwrap().iter().map(|row| u64::from(row.accepted)).sum();
    let logbook = Logbook::in_dir(&dirs.data_dir);
    let events = audit::events(logbook.folder(), None, None).unwrap();
    let trail: u64 =
        events.iter().filter(|e| e["event"] == "accept").filter_map(|event| event["pieces"].as_u64()).sum();
    assert!(ledger >= accepted as u64, "{accepted} accepted, {ledger} in the ledger");
    assert_eq!(trail, ledger, "the trail and the ledger say the same");
    let (key, _) = logbook.find_key().unwrap();
    let report = audit::verify(logbook.folder(), Some(&key)).unwrap();
    assert_eq!(report.broken, None, "{} lines", report.lines);
    println!("{did} actions, {kills} kills, {accepted} accepted, {} lines", report.lines);

    // The key and the text did go out.
    let out = |seen: &super::server::Seen| seen.head.contains(KEY) && seen.body.contains(WORDS);
    assert!(server.seen().iter().any(out), "{} requests", server.seen().len());

    // Nothing of the document and no key in any log or settings; the database holds the document, and no key.
    let (mut folders, mut looked_at) = (vec![folder.path().to_owned()], Vec::new());
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let bytes = std::fs::read(&entry).unwrap();
            let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
            assert!(!holds(KEY), "{}", entry.display());
            let name = entry.file_name().unwrap().to_string_lossy().into_owned();
            assert!(name.starts_with("kian.db") || !holds(WORDS), "{}", entry.display());
            looked_at.push(entry.strip_prefix(folder.path()).unwrap().display().to_string());
        }
    }
    for what in ["kian.db", "settings.toml", "said.log", "audit"] {
        assert!(looked_at.iter().any(|name| name.starts_with(what)), "{what}: {looked_at:?}");
    }
    // In the database the document stands in what brings it back, and nowhere else: not in the ledger, not in what waits for
    // the trail, not in what is remembered of requests.
    let database = rusqlite::Connection::open(dirs.store()).unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = database.prepare(sql).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    };
    let tables = names("SELECT name FROM sqlite_master WHERE type = 'table'");
    assert!(tables.iter().any(|table| table == "ledger"), "{tables:?}");
    for table in tables.iter().filter(|table| !table.starts_with("session")) {
        // What is listed for a person is listed by its title.
        let columns = names(&format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'title'"));
        for column in columns {
            let count =
                format!("SELECT CAST(count(*) AS TEXT) FROM \"{table}\" WHERE instr(\"{column}\", '{WORDS}') > 0");
            assert_eq!(names(&count), ["0"], "{table}.{column}");
        }
    }
}
