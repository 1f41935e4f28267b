//! The stories of the program driven through [`App`] with a scripted queue of jobs: no window, no network, no clock.

#![allow(clippy::unwrap_used)]

#[path = "flows/revisions.rs"]
mod revisions;
#[path = "flows/pairs.rs"]
mod pairs;
#[path = "flows/refining.rs"]
mod refining;
#[path = "flows/broken.rs"]
mod broken;
#[path = "flows/queue.rs"]
mod queue;
#[path = "flows/pieces.rs"]
mod pieces;
#[path = "flows/versions.rs"]
mod versions;
#[path = "flows/second_reader.rs"]
mod second_reader;
#[path = "flows/taken_in.rs"]
mod taken_in;
#[path = "flows/templates.rs"]
mod templates;

use kian::app::settings::{Dirs, Settings};
use kian::app::{Action, App, Command, Job, Jobs, Progress, Report, Ticket};
use kian::assistant::{Endpoint, Error, wire};
use kian::document::{Author, Classification};
use kian::proofread::Found;
use kian::text::{Change, Lang, Span};
use std::sync::{Arc, Mutex};

/// Jobs that were sent away and wait for the test to say what came of them.
#[derive(Clone, Default)]
struct Script {
    sent: Arc<Mutex<Vec<(Ticket, Job)>>>,
    cancelled: Arc<Mutex<Vec<Ticket>>>,
}

impl Jobs for Script {
    fn start(&mut self, ticket: Ticket, job: Job) {
        self.sent.lock().expect("one thread").push((ticket, job));
    }

    fn cancel(&mut self, ticket: Ticket) {
        self.cancelled.lock().expect("one thread").push(ticket);
    }
}

impl Script {
    /// The last thing asked of an endpoint.
    fn asked(&self) -> Option<(Ticket, String)> {
        self.sent.lock().expect("one thread").iter().rev().find_map(|(ticket, job)| match job {
            Job::Ask { request, .. } => Some((*ticket, request.user.clone())),
            _ => None,
        })
    }
}

fn app(endpoint: Option<Classification>) -> (App, Script, tempfile::TempDir) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let dirs = Dirs::find(Some(dir.path().to_path_buf())).expect("a folder was given");
    let mut settings = Settings { user_name: "青葉".to_owned(), ..Settings::default() };
    if let Some(allow) = endpoint {
        let mut endpoint = Endpoint::new("庁内AI", "https://ai.example.lg.jp/v1");
        endpoint.allow = allow;
        settings.endpoints.push(endpoint);
        settings.chosen_endpoint = Some("庁内AI".to_owned());
    }
    let script = Script::default();
    (App::new(dirs, settings, Box::new(script.clone()), Vec::new(), 0), script, dir)
}

/// Opens the sample, and sends what it asks for once it was looked at.
fn open_sample(app: &mut App) {
    app.act(Action::OpenSample(Lang::Ja), 0);
    app.act(Action::Send { remember: true }, 0);
}

fn text(app: &App) -> String {
    app.open().expect("a document is open").document.text().to_string()
}

fn end(finish: wire::FinishReason) -> Report {
    Report::Ended(Ok(wire::End { finish, usage: None, streamed: true }))
}

fn arrives(app: &mut App, ticket: Ticket, piece: &str) {
    app.receive(ticket, Report::Arrived(wire::Event::Text(piece.to_owned())), 1);
}

#[test]
fn a_draft_from_an_endpoint_is_a_suggestion_until_accepted() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    let before = text(&app);
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(&mut app, ticket, "このことについて、");
    arrives(&mut app, ticket, "下記のとおり実施します。⟦EN");
    assert_eq!(text(&app), before);
    arrives(&mut app, ticket, "D⟧");
    app.receive(ticket, end(wire::FinishReason::Stop), 2);
    assert_eq!(text(&app), before);
    assert_eq!(app.open().expect("open").open_hunks().len(), 1);
    app.act(Action::Run(Command::AcceptAll), 3);
    let after = text(&app);
    assert!(after.contains("このことについて、下記のとおり実施します。") && !after.contains('⟦'));
    let document = &app.open().expect("open").document;
    let at = after.find("このことについて、下記").expect("it is there");
    assert!(matches!(document.provenance().author_at(at), Some(Author::Assistant(_))));
    assert_eq!(document.runs()[0].engine, "庁内AI");
    app.act(Action::Run(Command::Undo), 4);
    assert_eq!(text(&app), before);
}

#[test]
fn stopping_keeps_what_had_arrived_and_touches_nothing() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    let before = text(&app);
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(&mut app, ticket, "途中まで");
    app.act(Action::Run(Command::Stop), 1);
    assert!(app.asking().is_none());
    assert_eq!(*script.cancelled.lock().expect("one thread"), [ticket]);
    let reply = app.reply().expect("it can be read");
    assert_eq!(reply.text, "途中まで");
    assert!(matches!(reply.progress, Progress::Doubtful(_)));
    // What still trickles in is not listened to.
    arrives(&mut app, ticket, "続き");
    app.receive(ticket, end(wire::FinishReason::Stop), 2);
    assert_eq!(text(&app), before);
    assert!(app.open().expect("open").open_hunks().is_empty());
}

#[test]
fn an_answer_that_breaks_off_is_never_taken_for_whole() {
    for (ending, lies_beside) in [
        (Report::Ended(Err(Error::BrokenStream)), true),
        (end(wire::FinishReason::Missing), true),
        (end(wire::FinishReason::Length), true),
        (end(wire::FinishReason::Filter), false),
    ] {
        let (mut app, script, _dir) = app(Some(Classification::Two));
        open_sample(&mut app);
        let before = text(&app);
        let (ticket, _) = script.asked().expect("the endpoint was asked");
        arrives(&mut app, ticket, "途中まで");
        app.receive(ticket, ending, 2);
        let open = app.open().expect("open");
        assert_eq!(open.open_hunks().len(), usize::from(lies_beside));
        assert!(open.proposals.iter().all(|proposal| !proposal.suggestion.complete));
        let reply = app.reply().expect("it can be read");
        assert_ne!(reply.progress, Progress::Whole);
        assert_eq!(reply.text, "途中まで");
        assert_eq!(text(&app), before);
    }
}

#[test]
fn an_answer_without_its_end_mark_is_marked_doubtful() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(&mut app, ticket, "下記のとおり実施します。");
    app.receive(ticket, end(wire::FinishReason::Stop), 2);
    let open = app.open().expect("open");
    assert!(!open.proposals[0].suggestion.complete);
    assert!(matches!(app.reply().expect("it says so").progress, Progress::Doubtful(_)));
}

#[test]
fn the_gate_stops_a_document_that_may_not_go_there() {
    let (mut app, script, _dir) = app(Some(Classification::One));
    open_sample(&mut app);
    assert!(script.asked().is_none(), "an unclassified document counts as level 2");
    assert_eq!(app.notices().last().map(|n| n.id), Some("error-gate-unclassified"));
    app.act(Action::SetClassification(Classification::One), 1);
    app.act(Action::Run(Command::Draft), 1);
    assert!(script.asked().is_none(), "it is shown first");
    app.act(Action::Send { remember: false }, 1);
    assert!(script.asked().is_some());
}

#[test]
fn nothing_is_asked_of_anybody_without_an_endpoint() {
    let (mut app, script, _dir) = app(None);
    open_sample(&mut app);
    app.act(Action::Run(Command::AcceptAll), 0);
    app.act(Action::Run(Command::Summarize), 0);
    assert!(script.asked().is_none());
}

#[test]
fn a_rewriting_survives_typing_elsewhere() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let whole = text(&app);
    app.act(Action::Edit { change: Change::insert(whole.len(), "\n参加して頂く方へ。"), joins: false }, 1);
    let start = whole.len() + 1;
    app.act(Action::Selected(Span::new(start, text(&app).len())), 1);
    app.act(Action::Run(Command::Rewrite), 2);
    let (ticket, user) = script.asked().expect("the endpoint was asked");
    assert!(user.contains("参加して頂く方へ。"));
    // The person goes on typing at the top while the answer streams in.
    app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: true }, 3);
    arrives(&mut app, ticket, "参加していただく方へ。⟦END⟧");
    app.receive(ticket, end(wire::FinishReason::Stop), 4);
    app.act(Action::Run(Command::AcceptAll), 5);
    assert!(text(&app).starts_with("（案）") && text(&app).ends_with("参加していただく方へ。"));
}

#[test]
fn what_the_rules_found_is_dropped_when_the_text_has_moved_on() {
    let (mut app, script, _dir) = app(None);
    open_sample(&mut app);
    let check = |script: &Script| {
        script.sent.lock().expect("one thread").iter().rev().find_map(|(ticket, job)| match job {
            Job::Check { snapshot, .. } => Some((*ticket, snapshot.revision)),
            _ => None,
        })
    };
    let (ticket, revision) = check(&script).expect("a check was sent");
    app.act(Action::Edit { change: Change::insert(0, "あ"), joins: true }, 1);
    app.receive(ticket, Report::Checked { revision, found: Found { complete: true, ..Found::default() } }, 2);
    assert_ne!(app.open().expect("open").checked, Some(app.open().expect("open").document.revision()));
    app.tick(app.due().expect("a check is due"));
    app.tick(1_000);
    let (ticket, revision) = check(&script).expect("another was sent");
    app.receive(ticket, Report::Checked { revision, found: Found { complete: true, ..Found::default() } }, 1_001);
    assert_eq!(app.open().expect("open").checked, Some(app.open().expect("open").document.revision()));
}

/// Adds `old` as a paragraph, has it written anew as `new`, and gives the program with that suggestion open.
fn rewritten(old: &str, new: &str) -> (App, tempfile::TempDir) {
    let (mut app, script, dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let whole = text(&app);
    app.act(Action::Edit { change: Change::insert(whole.len(), format!("\n{old}")), joins: false }, 1);
    app.act(Action::Selected(Span::new(whole.len() + 1, text(&app).len())), 1);
    app.act(Action::Run(Command::Rewrite), 2);
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(&mut app, ticket, &format!("{new}⟦END⟧"));
    app.receive(ticket, end(wire::FinishReason::Stop), 3);
    (app, dir)
}

#[test]
fn a_piece_that_changes_a_fact_waits_until_somebody_has_looked() {
    let (mut app, _dir) = rewritten("費用は12,345円とし、参加して頂く。", "費用は12,354円とし、参加していただく。");
    let hunks: Vec<usize> = app.open().expect("open").open_hunks().iter().map(|(.., h)| h.doubts.len()).collect();
    assert_eq!(hunks, [2, 0], "the amount that is new and the one that is gone; the wording changes no fact");
    app.act(Action::Run(Command::AcceptAll), 4);
    assert!(text(&app).ends_with("費用は12,345円とし、参加していただく。"));
    assert_eq!(app.notices().last().map(|n| n.id), Some("notice-facts-first"));
    app.act(Action::AcceptHunk(0), 5);
    assert_eq!(app.open().expect("open").open_hunks().len(), 1, "not by itself either");
    app.act(Action::LookedAt(0), 6);
    app.act(Action::AcceptHunk(0), 7);
    assert!(text(&app).ends_with("費用は12,354円とし、参加していただく。"));
    assert!(app.open().expect("open").open_hunks().is_empty());
}

#[test]
fn a_piece_that_changes_a_fact_can_be_rejected_at_once() {
    let (mut app, _dir) = rewritten("定員は40人です。", "定員は140人です。");
    app.act(Action::Run(Command::RejectAll), 4);
    assert!(text(&app).ends_with("定員は40人です。") && app.open().expect("open").open_hunks().is_empty());
}

#[test]
fn facts_written_otherwise_do_not_hold_a_piece_up() {
    let (mut app, _dir) =
        rewritten("費用は１２，３４５円、時間は九十分間とする。", "費用は12,345円、時間は1時間半です。");
    app.act(Action::Run(Command::AcceptAll), 4);
    assert!(text(&app).ends_with("費用は12,345円、時間は1時間半です。"));
}

#[test]
fn a_summary_says_which_of_its_facts_the_document_does_not_state() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let whole = text(&app);
    app.act(Action::Edit { change: Change::insert(whole.len(), "\n定員は40人です。"), joins: false }, 1);
    app.act(Action::Run(Command::Summarize), 2);
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(&mut app, ticket, "定員40人、参加費98,765円の訓練である。⟦END⟧");
    app.receive(ticket, end(wire::FinishReason::Stop), 3);
    let doubts: Vec<&str> = app.reply().expect("it can be read").doubts.iter().map(|d| d.text.as_str()).collect();
    assert_eq!(doubts, ["98,765円"]);
}
