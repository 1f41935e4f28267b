//! Judgement as a person meets it: findings move with the text, are mended one by one or by the hundred, are left as
//! they are here or everywhere and taken back, and follow what was decided about rules. Jobs run in place.

#![allow(clippy::unwrap_used)]

use kian::app::settings::{Dirs, Settings};
use kian::app::workers::{InPlace, Workers};
use kian::app::{Action, App, Command, Effect, Report, Scope, Ticket};
use kian::document::{Author, Document, Role};
use kian::format::{self, Kind, Source};
use kian::proofread::{Profile, RuleLevel, Severity};
use kian::store::Store;
use kian::text::{Change, Lang, Span};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

struct Desk {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
    now: i64,
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self::at(tempfile::tempdir().expect("a temporary folder"))
    }

    fn at(dir: tempfile::TempDir) -> Self {
        let dirs = Dirs::find(Some(dir.path().join("data"))).expect("a folder was given");
        let settings = Settings::load(&dirs).settings;
        let (jobs, inbox) = InPlace::new(Store::in_memory().expect("there is memory"));
        let app = App::new(dirs, settings, Box::new(jobs), Vec::new(), 0);
        let mut desk = Self { app, inbox, now: 0, dir };
        desk.settle();
        desk
    }

    /// Everything that was sent away comes back, everything due is done.
    fn settle(&mut self) {
        for _ in 0..8 {
            while let Ok((ticket, report)) = self.inbox.try_recv() {
                self.app.receive(ticket, report, self.now);
            }
            if let Some(due) = self.app.due() {
                self.now = self.now.max(due);
                self.app.tick(self.now);
            }
        }
    }

    fn act(&mut self, action: Action) {
        self.now += 1;
        self.app.act(action, self.now);
        self.settle();
    }

    fn open(&mut self, text: &str) {
        let path = self.dir.path().join("a.txt");
        std::fs::write(&path, text).expect("it can be written");
        self.act(Action::OpenFile(path));
    }

    fn text(&self) -> String {
        self.app.open().expect("a document is open").document.text().to_string()
    }

    /// The words that are told of, with their rules.
    fn told(&self, rule: &str) -> Vec<(usize, String)> {
        let findings = &self.app.open().expect("a document is open").findings;
        findings.iter().filter(|f| f.rule == rule).map(|f| (f.span.start, f.text.clone())).collect()
    }

    fn number(&self, rule: &str, nth: usize) -> usize {
        let findings = &self.app.open().expect("a document is open").findings;
        (0..findings.len()).filter(|&index| findings[index].rule == rule).nth(nth).expect("there is such a finding")
    }
}

const ADVERB: &str = "ja.kanji.adverb";
const TEXT: &str = "予め届け出てください。\n概ね終わりました。\n予め確かめてください。";

#[test]
fn all_of_a_rule_are_mended_in_one_step() {
    let mut desk = Desk::new();
    desk.open(TEXT);
    assert_eq!(desk.told(ADVERB).len(), 3);
    desk.act(Action::FixRule(ADVERB));
    assert_eq!(desk.text(), "あらかじめ届け出てください。\nおおむね終わりました。\nあらかじめ確かめてください。");
    assert!(desk.told(ADVERB).is_empty());
    let open = desk.app.open().expect("open");
    assert_eq!(open.document.provenance().author_at(0), Some(&Author::Rule(ADVERB.to_owned())));
    desk.act(Action::Run(Command::Undo));
    assert_eq!(desk.text(), TEXT);
    assert_eq!(desk.told(ADVERB).len(), 3);
}

#[test]
fn ignored_here_is_this_place_and_survives_edits_around_it() {
    let mut desk = Desk::new();
    desk.open(TEXT);
    let finding = desk.number(ADVERB, 0);
    desk.act(Action::Ignore { finding, scope: Scope::Here });
    assert_eq!(desk.told(ADVERB).len(), 2);
    desk.act(Action::Edit { change: Change::insert(0, "なお、"), joins: false });
    assert_eq!(desk.told(ADVERB).iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["概ね", "予め"]);
    let open = desk.app.open().expect("open");
    assert!(open.unsaved() && open.document.judgement().ignored.len() == 1);
    desk.act(Action::TakeBack(0));
    assert_eq!(desk.told(ADVERB).len(), 3);
}

#[test]
fn ignored_in_a_document_and_its_class_are_saved_with_it() {
    let mut desk = Desk::new();
    desk.open(TEXT);
    let finding = desk.number(ADVERB, 0);
    desk.act(Action::Ignore { finding, scope: Scope::Document });
    assert_eq!(desk.told(ADVERB).len(), 1);
    let here = desk.number(ADVERB, 0);
    desk.act(Action::Ignore { finding: here, scope: Scope::Here });
    desk.act(Action::SetProfile(Profile::Record));
    let path = desk.dir.path().join("a.kian");
    desk.act(Action::SaveTo(path.clone()));
    assert!(!desk.app.open().expect("open").unsaved());
    desk.act(Action::SetProfile(Profile::Public));
    assert!(desk.app.open().expect("open").unsaved(), "another class is something to be saved");

    let mut again = Desk::new();
    again.act(Action::OpenFile(path));
    let open = again.app.open().expect("open");
    assert_eq!(open.profile, Profile::Record);
    assert!(again.told(ADVERB).is_empty());
    assert_eq!(open.document.judgement().ignored.len(), 2);
    again.act(Action::TakeBack(0));
    assert_eq!(again.told(ADVERB).len(), 2);
}

#[test]
fn a_place_that_no_longer_fits_is_not_kept() {
    let mut document = Document::from_text(Lang::Ja, "予め届け出る。", Author::Person);
    document.judgement_mut().ignored = [0, 3]
        .map(|start| kian::document::Ignored {
            rule: ADVERB.to_owned(),
            text: "予め".to_owned(),
            at: Some(Span::new(start, start + 6)),
        })
        .to_vec();
    let bytes = format::write(&document, &Source::new(Kind::Kian)).expect("it can be written").bytes;
    let read = format::read(Kind::Kian, &bytes).expect("it can be read").document;
    assert_eq!(read.judgement().ignored, document.judgement().ignored[..1]);
    assert_eq!(read.roles(), [Role::Body]);
}

#[test]
fn ignored_everywhere_is_in_the_settings_and_can_be_taken_back() {
    let mut desk = Desk::new();
    desk.open(TEXT);
    let finding = desk.number(ADVERB, 0);
    desk.act(Action::Ignore { finding, scope: Scope::Everywhere });
    assert_eq!(desk.told(ADVERB).len(), 1);
    let mut again = Desk::at(desk.dir);
    again.open("予め、概ね");
    assert_eq!(again.told(ADVERB).len(), 1);
    again.act(Action::TakeBackEverywhere(0));
    assert_eq!(again.told(ADVERB).len(), 2);
}

#[test]
fn rules_are_off_or_as_grave_as_the_person_says() {
    let mut desk = Desk::new();
    desk.open(TEXT);
    let level = Some(RuleLevel::As(Severity::Error));
    desk.act(Action::SetRule { rule: ADVERB, level });
    let number = desk.number(ADVERB, 0);
    assert_eq!(desk.app.open().expect("open").findings[number].severity, Severity::Error);
    desk.act(Action::SetRule { rule: ADVERB, level: Some(RuleLevel::Off) });
    assert!(desk.told(ADVERB).is_empty());
    let mut again = Desk::at(desk.dir);
    again.open(TEXT);
    assert!(again.told(ADVERB).is_empty());
    again.act(Action::SetRule { rule: ADVERB, level: None });
    assert_eq!(again.told(ADVERB).len(), 3);
}

#[test]
fn findings_stay_in_place_between_two_checks_and_a_changed_one_goes() {
    let mut desk = Desk::new();
    desk.open(TEXT);
    desk.app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: false }, desk.now + 1);
    let shifted: Vec<usize> = desk.told(ADVERB).iter().map(|(start, _)| *start).collect();
    assert_eq!(shifted[0], "（案）".len());
    let at = shifted[1] + "概".len();
    desk.app.act(Action::Edit { change: Change::insert(at, "し"), joins: false }, desk.now + 2);
    assert_eq!(desk.told(ADVERB).len(), 2);
}

#[test]
fn by_key_one_goes_from_finding_to_finding_and_decides() {
    let mut desk = Desk::new();
    desk.open("予め届け出てください。\n概ね終わりました。");
    let follow = |desk: &mut Desk, command: Command| {
        desk.act(Action::Run(command));
        let shown = desk.app.effects().into_iter().rev().find_map(|effect| match effect {
            Effect::Show(span) => Some(span),
            _ => None,
        });
        if let Some(span) = shown {
            desk.act(Action::Selected(span));
        }
    };
    desk.act(Action::Selected(Span::at(0)));
    assert!(desk.app.available(Command::FixHere));
    follow(&mut desk, Command::FixHere);
    assert!(desk.text().starts_with("あらかじめ"));
    follow(&mut desk, Command::CheckNext);
    follow(&mut desk, Command::IgnoreHere);
    assert!(desk.told(ADVERB).is_empty());
    assert!(desk.text().contains("概ね"));
}

#[test]
fn the_words_of_the_office_are_told_and_can_be_taken_over() {
    let mut desk = Desk::new();
    desk.open("ハードウエアを買う。");
    assert!(desk.told("house.preferred").is_empty());
    let prh = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/house/prh.yml");
    desk.act(Action::ImportWords(prh));
    assert_eq!(desk.told("house.preferred").len(), 1);
    assert!(desk.app.notices().iter().any(|notice| notice.id == "notice-words-imported"));
    let shared = desk.dir.path().join("shared");
    std::fs::create_dir(&shared).expect("it can be made");
    std::fs::write(shared.join("a.tsv"), "禁止\t買う\n").expect("it can be written");
    desk.act(Action::SetWordsFolder(Some(shared)));
    assert_eq!(desk.told("house.forbidden").len(), 1);
}

/// With real threads: what is checked is the newest state, also where a long check was under way.
#[test]
fn a_long_check_is_overtaken_by_a_newer_one() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let dirs = Dirs::find(Some(dir.path().join("data"))).expect("a folder was given");
    let (workers, inbox) = Workers::start(dirs.store(), Arc::new(|| {}));
    let mut app = App::new(dirs, Settings::default(), Box::new(workers), Vec::new(), 0);
    let path = dir.path().join("long.txt");
    std::fs::write(&path, "予め届け出てください。\n".repeat(3_000)).expect("it can be written");
    app.act(Action::OpenFile(path), 0);
    while app.open().is_none() {
        let (ticket, report) = inbox.recv().expect("the file is read");
        app.receive(ticket, report, 1);
    }
    app.act(Action::Edit { change: Change::insert(0, "概ね"), joins: false }, 2);
    app.tick(10_000);
    let revision = app.open().expect("open").document.revision();
    let mut reports = 0;
    while app.open().expect("open").checked != Some(revision) {
        let (ticket, report) = inbox.recv().expect("it is checked");
        reports += usize::from(matches!(report, Report::Checked { .. }));
        app.receive(ticket, report, 10_001);
    }
    let open = app.open().expect("open");
    assert_eq!(open.findings.iter().filter(|f| f.rule == ADVERB).count(), 3_001);
    assert!(reports < 40, "what is known is told as it doubles, not at every step: {reports}");
}
