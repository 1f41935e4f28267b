//! What people vouch for, driven through [`App`] with jobs done in place: facts ticked, checks that lapse, reading only, the
//! sentence about AI, the record beside the file, the trail that says so.

#![allow(clippy::unwrap_used)]

#[path = "vouching/attachments.rs"]
mod attachments;
#[path = "vouching/kills.rs"]
mod kills;
#[allow(dead_code, reason = "shared with the tests of the wire")]
#[path = "endpoint/server.rs"]
mod server;
#[path = "vouching/stating.rs"]
mod stating;
#[path = "vouching/ways.rs"]
mod ways;

use kian::app::logbook::Logbook;
use kian::app::settings::{Dirs, Settings};
use kian::app::workers::InPlace;
use kian::app::{Action, App, Command, Report, Ticket};
use kian::assistant::{Endpoint, Policy};
use kian::document::verification::{Origin, Verdict};
use kian::document::{Classification, Levels, Scheme};
use kian::store::{Store, audit};
use kian::text::{Change, Lang, Span};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

struct Office {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
    logbook: Logbook,
    folder: tempfile::TempDir,
    now: i64,
}

impl Office {
    fn under(policy: Policy) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dirs = Dirs::find(Some(folder.path().join("data"))).unwrap();
        dirs.create().unwrap();
        let logbook = Logbook::in_dir(&dirs.data_dir);
        let store = Store::open(&dirs.store()).unwrap();
        let (jobs, inbox) = InPlace::new(store);
        let jobs = Box::new(jobs.with_trail(logbook.clone()));
        // Also where the system knows nobody's name.
        let settings = Settings { user_name: "青葉".to_owned(), ..Settings::default() };
        let app = App::new(dirs, settings, jobs, Vec::new(), 1_795_694_400_000).under(policy);
        let mut office = Self { app, inbox, logbook, folder, now: 1_795_694_400_000 };
        office.settle();
        office
    }

    fn new() -> Self {
        Self::under(Policy::default())
    }

    fn settle(&mut self) {
        while let Ok((ticket, report)) = self.inbox.try_recv() {
            self.app.receive(ticket, report, self.now);
        }
    }

    fn act(&mut self, action: Action) {
        self.now += 1000;
        self.app.act(action, self.now);
        self.settle();
        self.app.tick(self.now);
        self.settle();
    }

    fn run(&mut self, command: Command) {
        assert!(self.app.available(command), "{command:?}");
        self.act(Action::Run(command));
    }

    /// The worked sample with everything the offline engine proposes accepted.
    fn sample(&mut self) {
        self.act(Action::OpenSample(Lang::Ja));
        self.run(Command::AcceptAll);
        let waiting = self.app.open().unwrap().open_hunks().len();
        for index in (0..waiting).rev() {
            self.act(Action::LookedAt(index));
            self.act(Action::AcceptHunk(index));
        }
        self.act(Action::ShowPanel(kian::app::Panel::Review));
    }

    fn tick_all(&mut self) {
        let count = self.app.open().unwrap().checklist.items.len();
        assert!(count > 5, "{count}");
        for fact in 0..count {
            self.act(Action::TickFact { fact, looked_at: true });
        }
    }

    fn told(&self, id: &str) -> bool {
        self.app.notices().iter().any(|notice| notice.id == id || notice.details.iter().any(|d| d.id == id))
    }

    fn type_at_start(&mut self, text: &str) {
        self.act(Action::Edit { change: Change::replace(Span::at(0), text), joins: false });
    }

    fn events(&self) -> Vec<String> {
        let all = audit::events(self.logbook.folder(), None, None).unwrap();
        all.iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn a_document_is_checked_only_when_nothing_is_left_to_look_at() {
    let mut office = Office::new();
    office.act(Action::OpenSample(Lang::Ja));
    office.run(Command::Confirm);
    assert!(office.told("vouch-pieces") && office.told("vouch-facts"));
    assert!(office.app.open().unwrap().vouched().is_none());
    office.sample();
    office.run(Command::Confirm);
    assert!(office.told("vouch-facts") && office.app.open().unwrap().vouched().is_none());
    let origins: Vec<Origin> = office.app.open().unwrap().checklist.items.iter().map(|item| item.origin).collect();
    assert!(origins.contains(&Origin::Form) && !origins.contains(&Origin::Model), "{origins:?}");
    office.tick_all();
    office.run(Command::Confirm);
    assert_eq!(office.app.open().unwrap().vouched().unwrap().verdict, Verdict::Checked);
    assert!(!office.told("vouch-facts"), "what was in the way is not");

    office.type_at_start("追って、");
    assert!(office.app.open().unwrap().vouched().is_none(), "it lapses with the text");
    office.run(Command::Undo);
    office.act(Action::ShowPanel(kian::app::Panel::Review));
    assert!(office.app.open().unwrap().vouched().is_some(), "the same text again");
    assert!(office.events().contains(&"check".to_owned()), "{:?}", office.events());
    assert!(office.events().contains(&"accept".to_owned()), "{:?}", office.events());
    let (key, _) = office.logbook.find_key().unwrap();
    assert_eq!(audit::verify(office.logbook.folder(), Some(&key)).unwrap().broken, None);
}

#[test]
fn what_is_vouched_for_is_in_the_file() {
    let mut office = Office::new();
    office.sample();
    office.tick_all();
    office.run(Command::ReviewMode);
    office.act(Action::Vouch { verdict: Verdict::Approved, comment: "よろしい".to_owned() });
    let path = office.folder.path().join("a.kian");
    office.act(Action::SaveTo(path.clone()));
    assert!(!office.app.open().unwrap().unsaved());
    office.run(Command::ReviewMode);
    office.run(Command::CloseDocument);
    office.act(Action::OpenFile(path));
    office.act(Action::ShowPanel(kian::app::Panel::Review));
    let open = office.app.open().unwrap();
    let check = open.vouched().unwrap();
    assert_eq!((check.verdict, check.comment.as_str()), (Verdict::Approved, "よろしい"));
    assert_eq!(open.checklist.open(), 0);
}

#[test]
fn who_decides_on_a_document_changes_nothing_in_it() {
    let mut office = Office::new();
    office.act(Action::OpenSample(Lang::Ja));
    let before = office.app.open().unwrap().document.text().to_string();
    office.run(Command::ReviewMode);
    assert!(office.app.reviewing());
    office.type_at_start("x");
    office.act(Action::AcceptHunk(0));
    office.act(Action::SetClassification(Classification::One));
    for command in [Command::Undo, Command::Draft, Command::Rewrite, Command::AcceptAll, Command::InsertDisclosure] {
        assert!(!office.app.available(command), "{command:?}");
    }
    let open = office.app.open().unwrap();
    assert_eq!(open.document.text().to_string(), before);
    assert_eq!(open.document.classification(), None);
    assert!(!open.open_hunks().is_empty() && office.told("notice-read-only"));
    // Giving it back needs nothing to be in order.
    office.act(Action::Vouch { verdict: Verdict::Returned, comment: "日付を確認".to_owned() });
    assert!(office.told("notice-vouched-returned"));
    assert_eq!(office.app.open().unwrap().document.verification().checks.len(), 1);
}

#[test]
fn the_sentence_says_what_happened_in_the_words_of_the_office() {
    let mut office = Office::new();
    office.sample();
    office.run(Command::InsertDisclosure);
    assert!(office.told("notice-no-ai-used"), "the offline engine is no AI");
    let text = "version = 1\nname = \"規程\"\ncontact = \"係\"\n[check]\nbefore-export = true\n";
    let mut office = Office::under(Policy::read(text).unwrap());
    office.sample();
    let copy = office.folder.path().join("copy.docx");
    office.act(Action::ExportTo(copy.clone()));
    assert!(office.told("notice-check-first") && !copy.exists());
    office.tick_all();
    office.run(Command::Confirm);
    office.act(Action::ExportTo(copy.clone()));
    assert!(copy.exists() && !office.told("notice-check-first"));
    assert!(office.events().contains(&"export".to_owned()) && office.events().contains(&"policy".to_owned()));
}

#[test]
fn the_record_of_how_it_came_about_lies_beside_the_file() {
    let mut office = Office::new();
    office.sample();
    office.run(Command::ProcessRecord);
    assert!(office.told("notice-record-save-first"));
    office.act(Action::SaveTo(office.folder.path().join("訓練.kian")));
    office.run(Command::ProcessRecord);
    office.run(Command::ProcessRecord);
    let name = |ending: &str| -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> =
            std::fs::read_dir(office.folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
        all.retain(|path| path.extension().is_some_and(|e| e == ending));
        all.sort();
        all
    };
    let (pages, data) = (name("html"), name("json"));
    assert_eq!((pages.len(), data.len()), (2, 2), "what is there is left alone");
    let page = std::fs::read_to_string(&pages[0]).unwrap();
    for words in ["offline", "起案", "SHA-256", "☐", "<table"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let data: serde_json::Value = serde_json::from_slice(&std::fs::read(&data[0]).unwrap()).unwrap();
    let suggestion = &data["suggestions"][0];
    assert_eq!((&suggestion["task"], &suggestion["engine"]), (&"draft".into(), &"offline".into()));
    let pieces = suggestion["pieces"].as_array().unwrap();
    assert!(!pieces.is_empty() && pieces.iter().all(|piece| piece["state"] == "accepted"), "{suggestion}");
}

#[test]
fn a_level_is_asked_for_once_where_it_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let dirs = Dirs::find(Some(folder.path().join("data"))).unwrap();
    let mut settings = Settings::default();
    // Nobody listens there: what is asked fails, after it was let through.
    settings.endpoints.push(Endpoint::new("庁内", "http://127.0.0.1:9"));
    settings.chosen_endpoint = Some("庁内".to_owned());
    let (jobs, inbox) = InPlace::new(Store::in_memory().unwrap());
    let mut app = App::new(dirs, settings, Box::new(jobs), Vec::new(), 0);
    app.act(Action::OpenSample(Lang::Ja), 1);
    assert!(app.asks_level());
    let levels = Levels::preset(Scheme::National);
    app.act(Action::SetClassification(levels.iter().next().unwrap().level), 2);
    assert!(!app.asks_level() && app.asking().is_some(), "what waited has been sent");
    assert!(app.notices().iter().all(|notice| notice.id != "error-gate-unclassified"));
    while let Ok((ticket, report)) = inbox.try_recv() {
        app.receive(ticket, report, 3);
    }
    app.act(Action::Run(Command::Summarize), 4);
    assert!(!app.asks_level(), "it is in the document now");
}

#[test]
fn records_are_somebodys() {
    let mut office = Office::new();
    office.sample();
    office.act(Action::SetUserName(String::new()));
    let known = !office.app.recorder().is_empty();
    office.act(Action::TickFact { fact: 0, looked_at: true });
    // Where the system knows a name it counts; else the person is asked, and what they did waits for it.
    assert_eq!(office.app.asks_name(), !known);
    if known {
        return;
    }
    assert!(office.app.open().unwrap().document.verification().facts.is_empty());
    office.act(Action::TakeName(None));
    assert!(office.told("notice-name-needed") && !office.app.asks_name());
    office.act(Action::TickFact { fact: 0, looked_at: true });
    office.act(Action::TakeName(Some(" 青葉 花子 ".to_owned())));
    let looked = office.app.open().unwrap().document.verification().facts[0].clone();
    assert_eq!((looked.by.as_str(), office.app.asks_name()), ("青葉 花子", false));
    office.act(Action::TickFact { fact: 1, looked_at: true });
    assert!(!office.app.asks_name(), "once is enough");
}
