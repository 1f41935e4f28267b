//! Versions: named, compared, brought back; two people's copies of one document put together; what is decided goes back in
//! the file.

use kian::app::settings::{Dirs, Settings};
use kian::app::versions::{Ask, Side};
use kian::app::workers::InPlace;
use kian::app::{Action, App, Command, Report, Ticket, Unsaved};
use kian::document::verification::Verdict;
use kian::store::Store;
use kian::text::{Change, Span};
use std::path::Path;
use std::sync::mpsc::Receiver;

struct Desk {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
    now: i64,
}

impl Desk {
    /// A program of its own over `folder`, with `file` open.
    fn open(folder: &Path, file: &Path) -> Self {
        let dirs = Dirs::find(Some(folder.to_path_buf())).unwrap();
        let (jobs, inbox) = InPlace::new(Store::in_memory().unwrap());
        let settings = Settings { user_name: "青葉".to_owned(), ..Settings::default() };
        let app = App::new(dirs, settings, Box::new(jobs), Vec::new(), 0);
        let mut desk = Self { app, inbox, now: 0 };
        desk.act(Action::OpenFile(file.to_path_buf()));
        desk
    }

    fn act(&mut self, action: Action) {
        self.now += 10_000;
        self.app.act(action, self.now);
        while let Ok((ticket, report)) = self.inbox.try_recv() {
            self.app.receive(ticket, report, self.now);
        }
    }

    /// Puts `new` in the place of `old`, as a person types.
    fn types(&mut self, old: &str, new: &str) {
        let at = self.text().find(old).unwrap();
        let change = Change::replace(Span::new(at, at + old.len()), new);
        self.act(Action::Edit { change, joins: false });
    }

    fn text(&self) -> String {
        self.app.open().unwrap().document.text().to_string()
    }

    fn told(&self, id: &str) -> bool {
        self.app.notices().iter().any(|notice| notice.id == id)
    }
}

const TEXT: &str = "日時は４月です。\n場所は公民館です。\n定員は40人です。";

/// A saved document with a version called 初稿.
fn saved(folder: &Path) -> std::path::PathBuf {
    let text = folder.join("a.txt");
    std::fs::write(&text, TEXT).unwrap();
    let mut desk = Desk::open(folder, &text);
    let path = folder.join("案内.kian");
    desk.act(Action::Versions(Ask::Name("初稿".to_owned())));
    desk.act(Action::SaveTo(path.clone()));
    assert!(!desk.app.open().unwrap().unsaved(), "{:?}", desk.app.notices());
    path
}

#[test]
fn a_version_is_kept_in_the_file_and_comes_back_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path());
    let mut desk = Desk::open(folder.path(), &path);
    desk.types("40人", "50人");
    desk.types("公民館", "市民会館");
    let later = desk.text();
    desk.act(Action::Versions(Ask::Compare { old: Side::Version(0), new: Side::Now }));
    let compared = desk.app.compared().unwrap();
    assert_eq!((compared.with.as_str(), compared.inline.len()), ("初稿", 2));
    desk.act(Action::CloseComparison);
    desk.act(Action::Versions(Ask::Restore(0)));
    assert_eq!(desk.text(), TEXT);
    desk.act(Action::Run(Command::Undo));
    assert_eq!(desk.text(), later);
    desk.act(Action::Run(Command::Redo));
    desk.act(Action::Run(Command::Save));
    let again = Desk::open(folder.path(), &path);
    assert_eq!(again.text(), TEXT);
    assert_eq!(again.app.open().unwrap().document.versions()[0].name, "初稿");
    assert!(again.app.open().unwrap().document.history().can_undo(), "the history is whole");
}

#[test]
fn two_copies_are_put_together_piece_by_piece() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path());
    let copy = folder.path().join("鈴木の案.kian");
    std::fs::copy(&path, &copy).unwrap();
    let mut theirs = Desk::open(folder.path(), &copy);
    theirs.types("４月", "６月");
    theirs.types("40人", "45人");
    theirs.act(Action::Run(Command::Save));
    let mut desk = Desk::open(folder.path(), &path);
    desk.types("４月", "５月");
    desk.act(Action::Versions(Ask::Merge(copy)));
    assert!(desk.told("notice-merged"), "{:?}", desk.app.notices());
    assert_eq!(desk.app.open().unwrap().open_hunks().len(), 2);
    // All at once leaves what both changed to be decided.
    desk.act(Action::Run(Command::AcceptAll));
    assert_eq!(desk.text(), "日時は５月です。\n場所は公民館です。\n定員は45人です。");
    assert!(desk.told("notice-conflicts-first"));
    // Nobody closes it without a word while something is to be decided that no file holds.
    desk.act(Action::Run(Command::Save));
    desk.act(Action::Run(Command::CloseDocument));
    assert!(desk.app.asks_unsaved() && !desk.app.open().unwrap().unsaved());
    desk.act(Action::Answer(Unsaved::Cancel));
    assert_eq!(desk.app.open().unwrap().open_hunks().len(), 1);
    desk.act(Action::AcceptHunk(0));
    assert_eq!(desk.text(), "日時は６月です。\n場所は公民館です。\n定員は45人です。");
    assert!(desk.app.ai_use().is_none(), "a colleague is no model");
    desk.act(Action::Run(Command::Save));
    desk.act(Action::Run(Command::CloseDocument));
    assert!(!desk.app.asks_unsaved() && desk.app.open().is_none());
}

#[test]
fn what_was_decided_goes_back_in_the_file_and_changes_are_held_against_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path());
    let mut decider = Desk::open(folder.path(), &path);
    decider.act(Action::Run(Command::ReviewMode));
    decider.act(Action::Vouch { verdict: Verdict::Returned, comment: "人数を確かめること".to_owned() });
    let mut desk = Desk::open(folder.path(), &path);
    let open = desk.app.open().unwrap();
    assert_eq!(open.document.verification().checks[0].comment, "人数を確かめること");
    assert_eq!(open.document.versions().last().unwrap().verdict, Some(Verdict::Returned));
    desk.types("40人", "50人");
    desk.act(Action::Run(Command::ReviewMode));
    let since = desk.app.since().unwrap();
    assert_eq!(since.pieces.len(), 1);
    assert_eq!((since.pieces[0].old.as_str(), since.pieces[0].new.as_str()), ("40", "50"));
}
