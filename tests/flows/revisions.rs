//! Revisions in a file: a suggestion when it is opened, revisions again when it goes out.

use super::{Script, app, text};
use kian::app::files::Fingerprint;
use kian::app::job::Undecided;
use kian::app::{Action, App, Command, Job, Report};
use kian::document::{Author, Document, Hunk, RunId, Suggestion};
use kian::format::tracked::{Maker, Revisions};
use kian::format::{self, Kind, Source};
use kian::text::{Lang, Span};
use std::path::PathBuf;

const OLD: &str = "料金は500円です。受付は9時からです。";
const NEW: &str = "料金は600円です。受付は10時からです。";

fn hunks() -> Vec<Hunk> {
    Suggestion::rewrite(Author::Assistant(RunId(0)), Span::new(0, OLD.len()), OLD, NEW).hunks
}

/// A Word file with two revisions by 林 is open.
fn opened() -> (App, Script, tempfile::TempDir, PathBuf) {
    let (mut app, script, dir) = app(None);
    let path = dir.path().join("料金.docx");
    std::fs::write(&path, "on the disk").unwrap();
    app.act(Action::OpenFile(path.clone()), 0);
    let ticket = script.sent.lock().unwrap().iter().rev().find_map(|(ticket, job)| match job {
        Job::Read { .. } => Some(*ticket),
        _ => None,
    });
    let document = Document::from_text(Lang::Ja, OLD, Author::Import);
    let read = Box::new(format::Read { document, losses: Vec::new(), source: Source::new(Kind::Docx) });
    let maker = Maker { author: "林".to_owned(), at: Some(1_762_000_000_000) };
    let revisions =
        Some(Revisions { authors: vec!["林".to_owned()], makers: vec![maker; hunks().len()], hunks: hunks() });
    let fingerprint = Fingerprint::of(&path, b"on the disk").unwrap();
    app.receive(ticket.unwrap(), Report::Opened { path: path.clone(), read, bitext: None, revisions, fingerprint }, 1);
    (app, script, dir, path)
}

fn saved(script: &Script) -> (bool, Vec<Undecided>) {
    let sent = script.sent.lock().unwrap();
    let found = sent.iter().rev().find_map(|(_, job)| match job {
        Job::Save { export, pending, .. } => Some((*export, pending.clone())),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn revisions_wait_to_be_decided_on() {
    let (mut app, script, _dir, path) = opened();
    assert_eq!(text(&app), OLD);
    let proposal = &app.open().unwrap().proposals[0];
    assert_eq!(proposal.suggestion.open().count(), hunks().len());
    // Saving the file keeps what nobody has decided on, under its author's name.
    app.act(Action::SaveTo(path), 2);
    let (export, pending) = saved(&script);
    assert_eq!((export, pending.len(), pending[0].author.as_str()), (false, 1, "林"));
    // A copy to send out is clean; one for review is not.
    app.act(Action::Run(Command::ExportWord), 3);
    app.act(Action::ExportTo("a.docx".into()), 3);
    assert!(saved(&script).0 && saved(&script).1.is_empty());
    app.act(Action::Run(Command::ExportReview), 4);
    app.act(Action::ExportTo("b.docx".into()), 4);
    assert_eq!(saved(&script).1.len(), 1);
    // A PDF is a copy, however it is asked for.
    app.act(Action::SaveTo("c.pdf".into()), 5);
    assert!(saved(&script).0);
    app.act(Action::Run(Command::RejectAll), 6);
    assert_eq!(text(&app), OLD);
    assert!(!app.available(Command::ExportReview));
}
