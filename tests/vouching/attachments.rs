//! What is attached to a document: kept with it, found again after a kill, counted wherever its level counts.

use super::*;
use kian::app::attachments::{Ask, can_be_opened};
use kian::document::Attachment;
use std::fs;

impl Office {
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn ask(&mut self, ask: Ask) {
        self.act(Action::Attachments(ask));
    }

    fn names(&self) -> Vec<String> {
        self.app.open().unwrap().document.attachments().iter().map(|one| one.name().to_owned()).collect()
    }
}

#[test]
fn what_is_attached_is_saved_and_brought_back_after_a_kill() {
    let mut office = Office::new();
    office.sample();
    let plan = office.file("計画.pdf", b"%PDF \0\xff");
    let memo = office.file("memo.txt", "体育館で行う。");
    office.ask(Ask::Add(vec![plan, memo, office.folder.path().join("gone.txt")]));
    assert_eq!(office.names(), ["計画.pdf", "memo.txt"]);
    assert!(office.told("error-file-not-found"));

    // The process ends without saving; the next one has it all.
    let Office { folder, logbook, .. } = office;
    let dirs = Dirs::find(Some(folder.path().join("data"))).unwrap();
    let (jobs, inbox) = InPlace::new(Store::open(&dirs.store()).unwrap());
    let jobs = Box::new(jobs.with_trail(logbook.clone()));
    let app = App::new(dirs, Settings::default(), jobs, Vec::new(), 1_795_694_500_000);
    let mut office = Office { app, inbox, logbook, folder, now: 1_795_694_500_000 };
    office.settle();
    let key = office.app.sessions()[0].key.clone();
    office.act(Action::Restore(key));
    assert_eq!(office.names(), ["計画.pdf", "memo.txt"]);
    assert!(office.app.open().unwrap().unsaved());

    let path = office.folder.path().join("a.kian");
    office.act(Action::SaveTo(path.clone()));
    assert!(!office.app.open().unwrap().unsaved());
    office.ask(Ask::Remove(0));
    assert!(office.app.open().unwrap().unsaved());
    office.run(Command::Undo);
    assert_eq!(office.names(), ["memo.txt"], "undoing is about the text");
    office.ask(Ask::BringBack);
    office.run(Command::Redo);
    assert_eq!(office.names(), ["計画.pdf", "memo.txt"]);
    office.act(Action::SaveTo(path.clone()));
    office.run(Command::CloseDocument);
    office.act(Action::OpenFile(path));
    let open = office.app.open().unwrap();
    assert_eq!(&**open.document.attachments().get(0).unwrap().bytes(), b"%PDF \0\xff");
    assert!(!open.unsaved());
    // The trail knows what happened, and no name.
    let events = audit::events(office.logbook.folder(), None, None).unwrap();
    let actions: Vec<&str> = events.iter().filter_map(|event| event.get("action")?.as_str()).collect();
    assert_eq!(actions, ["added", "added", "removed", "added"]);
    assert!(!format!("{events:?}").contains("計画"));
}

#[test]
fn the_highest_level_counts_everywhere() {
    let endpoint = Endpoint { allow: Classification::Two, ..Endpoint::new("手元", "http://127.0.0.1:9/v1") };
    let mut office = Office::new();
    office.act(Action::SaveEndpoint { was: None, endpoint: Box::new(endpoint) });
    office.act(Action::ChooseEngine(Some("手元".to_owned())));
    office.act(Action::OpenSample(Lang::Ja));
    office.act(Action::SetClassification(Classification::One));
    let path = office.file("名簿.csv", "氏名,電話\n山田,1\n");
    office.ask(Ask::Add(vec![path]));
    assert_eq!(office.app.classification(), Some(Classification::One), "what says nothing counts as the document");
    office.ask(Ask::Level(0, Some(Classification::Three)));
    assert_eq!(office.app.classification(), Some(Classification::Three));
    assert_eq!(office.app.own_classification(), Some(Classification::One));
    let endpoint = office.app.endpoint().unwrap().clone();
    let verdict = office.app.would_go(&endpoint, kian::assistant::Task::Rewrite);
    assert_ne!(verdict, kian::assistant::Verdict::Allowed);
    // A copy that does not hold it carries its level; the document keeps its own.
    let copy = office.folder.path().join("a.docx");
    office.act(Action::ExportTo(copy.clone()));
    assert!(office.told("loss-attachments"));
    let read = kian::format::read(kian::format::Kind::Docx, &fs::read(copy).unwrap()).unwrap();
    assert_eq!(read.document.classification(), Some(Classification::Three));
    assert_eq!(office.app.open().unwrap().document.classification(), Some(Classification::One));
    let last = audit::events(office.logbook.folder(), None, None).unwrap().pop().unwrap();
    assert_eq!((last["event"].as_str(), last["classification"].as_str()), (Some("export"), Some("3")));
    office.ask(Ask::Remove(0));
    assert_eq!(office.app.classification(), Some(Classification::One));
}

#[test]
fn the_text_of_an_attachment_goes_along_only_when_it_is_asked_to() {
    let mut office = Office::new();
    office.sample();
    let table = office.file("名簿.csv", "氏名,住所\n山田太郎,緑野市\n");
    let picture = office.file("図.png", b"\x89PNG");
    office.ask(Ask::Add(vec![table, picture]));
    assert!(office.app.attached().is_empty());
    office.ask(Ask::GoAlong(0, true));
    assert_eq!(office.app.attached()[0].text, "氏名\t住所\n山田太郎\t緑野市");
    assert!(office.app.goes_along(office.app.open().unwrap().document.attachments().get(0).unwrap()));
    office.ask(Ask::GoAlong(1, true));
    assert!(office.told("error-file-kind") && office.app.attached().len() == 1);
    // What leaves the document leaves what goes along.
    office.ask(Ask::Remove(0));
    assert!(office.app.attached().is_empty());
}

#[test]
fn who_reviews_changes_nothing_and_what_runs_is_not_opened() {
    let mut office = Office::new();
    office.sample();
    let path = office.file("請求.exe", "MZ");
    office.ask(Ask::Add(vec![path.clone()]));
    assert!(!can_be_opened(office.app.open().unwrap().document.attachments().get(0).unwrap()));
    assert!(!can_be_opened(&Attachment::new("a.docm", b"x".to_vec())));
    assert!(can_be_opened(&Attachment::new("A.PDF", b"x".to_vec())));
    office.ask(Ask::Open(0));
    assert!(office.told("notice-attachment-not-opened"));
    assert!(!office.folder.path().join("data/opened").exists());
    office.run(Command::ReviewMode);
    office.ask(Ask::Remove(0));
    office.ask(Ask::Add(vec![path]));
    office.ask(Ask::Level(0, Some(Classification::One)));
    assert_eq!(office.names(), ["請求.exe"]);
    assert!(!office.app.available(Command::AttachFile));
}
