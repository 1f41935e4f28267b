//! The queue: what is long is asked piece by piece, can be held up, stopped, asked for once more, and is found again when the
//! program was ended in the middle of it.

use super::*;
use kian::app::engine::Answered;
use kian::app::queue::{Standing, Step};
use kian::app::workers::InPlace;
use kian::assistant::masking;
use kian::assistant::{Answer, Completeness, EndMarks, Task};
use kian::store::{JobRow, Store};

/// A document that is too long for its endpoint, of which a summary is planned; two requests go side by side.
fn planned() -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let lines =
        |n: usize| format!("第{n}　避難所の運営\n{}\n", "市は、住民の意見を聴きながら、準備を進めます。".repeat(60));
    let long: String = (1..=12).map(lines).collect();
    let end = text(&app).len();
    app.act(Action::Edit { change: Change::insert(end, format!("\n{long}")), joins: false }, 1);
    app.act(Action::Run(Command::Summarize), 2);
    (app, script, dir)
}

fn begun() -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = planned();
    assert!(script.pieces().is_empty(), "nothing is sent before the person has seen how much it is");
    assert!(app.plan().expect("it is shown").pieces > 3);
    app.act(Action::DecidePlan { begin: true }, 3);
    (app, script, dir)
}

impl Script {
    /// The pieces that were asked for so far.
    fn pieces(&self) -> Vec<Ticket> {
        let sent = self.sent.lock().unwrap();
        sent.iter().filter(|(_, job)| matches!(job, Job::AskPiece { .. })).map(|(ticket, _)| *ticket).collect()
    }
}

pub fn said(text: &str) -> Report {
    let answer = Answer { text: text.to_owned(), completeness: Completeness::Whole, mark_seen: true, usage: None };
    Report::Piece(Ok(Answered {
        answer,
        report: masking::Report::default(),
        warned: Default::default(),
        learnt: None,
        sent: String::new(),
    }))
}

fn only(app: &App) -> (u64, Standing) {
    let entry = app.queue().find(|entry| entry.task == Task::Summarize).expect("it is listed");
    (entry.id, entry.standing)
}

fn step(app: &mut App, step: Step) {
    let (id, _) = only(app);
    app.act(Action::Queue { id, step }, 9);
}

#[test]
fn held_up_nothing_more_is_sent_and_what_was_on_its_way_is_taken_in() {
    let (mut app, script, _dir) = begun();
    let out = script.pieces();
    assert_eq!(out.len(), 2, "two side by side");
    step(&mut app, Step::Pause);
    assert_eq!(only(&app).1, Standing::Paused);
    for ticket in &out {
        app.receive(*ticket, said("準備を進める。"), 4);
    }
    assert_eq!(script.pieces().len(), 2, "nothing more is sent");
    assert_eq!(app.queue().next().map(|entry| entry.pieces().0), Some(2), "what came is counted");
    step(&mut app, Step::Resume);
    assert_eq!((only(&app).1, script.pieces().len()), (Standing::Running, 4));
    assert!(script.cancelled.lock().unwrap().iter().all(|ticket| !out.contains(ticket)));
}

#[test]
fn stopped_it_stops_at_once_and_says_what_was_not_done() {
    let (mut app, script, _dir) = planned();
    let pieces = app.plan().expect("it is shown").pieces;
    app.act(Action::DecidePlan { begin: true }, 3);
    let first = script.pieces();
    app.receive(first[0], said("準備を進める。"), 4);
    let out: Vec<Ticket> = script.pieces()[1..].to_vec();
    step(&mut app, Step::Cancel);
    let cancelled = script.cancelled.lock().unwrap().clone();
    assert!(out.iter().all(|ticket| cancelled.contains(ticket)), "what is on its way is dropped");
    assert_eq!(only(&app).1, Standing::Stopped);
    let entry = app.queue().find(|entry| entry.task == Task::Summarize).unwrap();
    assert_eq!(entry.unprocessed.len() + 1, pieces, "all but the one that was done");
    // What still trickles in is not listened to.
    let sent = script.pieces().len();
    app.receive(out[0], said("遅れて来た。"), 5);
    assert_eq!((script.pieces().len(), only(&app).1), (sent, Standing::Stopped));
    // Asked once more, only what was not done is.
    step(&mut app, Step::Retry);
    assert_eq!(only(&app).1, Standing::Running);
    assert_eq!(app.queue().next().map(|entry| entry.pieces().0), Some(1));
    assert!(script.pieces().len() > sent);
}

#[test]
fn a_part_that_failed_is_listed_and_asked_for_once_more() {
    let (mut app, script, _dir) = begun();
    let asks = |ticket: Ticket| {
        let sent = script.sent.lock().unwrap();
        let user = sent.iter().find_map(|(own, job)| match job {
            Job::AskPiece { request, .. } if *own == ticket => Some(request.user.clone()),
            _ => None,
        });
        user.expect("it was sent")
    };
    let mut answered = 0;
    while let Some(ticket) = script.pieces().get(answered).copied() {
        answered += 1;
        // A filter lets nothing of the fifth section through.
        let refused = asks(ticket).contains("第5　");
        app.receive(ticket, if refused { Report::Piece(Err(Error::ContentFilter)) } else { said("準備を進める。") }, 4);
        assert!(answered < 100, "it comes to an end");
    }
    let ticket = script
        .sent
        .lock()
        .unwrap()
        .iter()
        .rev()
        .find_map(|(ticket, job)| if let Job::FindSources { .. } = job { Some(*ticket) } else { None });
    let sentences = vec![("準備を進める。".to_owned(), None)];
    app.receive(ticket.expect("the parts are put together"), Report::Sources { sentences, doubts: Vec::new() }, 5);
    let entry = app.queue().find(|entry| entry.task == Task::Summarize).unwrap();
    assert_eq!(entry.standing, Standing::Done);
    let document = text(&app);
    let left: Vec<&str> = entry.unprocessed.iter().map(|part| &document[part.span.range()]).collect();
    assert!(
        left.iter().any(|part| part.contains("第5　")) && !left.iter().any(|part| part.contains("第9　")),
        "{left:?}"
    );
    assert!(
        matches!(app.reply().expect("it can be read").progress, Progress::Doubtful(_)),
        "and says that it is not all"
    );
    let before = script.pieces().len();
    step(&mut app, Step::Retry);
    let again = script.pieces()[before..].to_vec();
    assert!(
        !again.is_empty() && again.into_iter().all(|ticket| asks(ticket).contains("第5　")),
        "that, and nothing else"
    );
}

#[test]
fn an_endpoint_that_takes_nothing_any_more_holds_everything_up() {
    let (mut app, script, _dir) = begun();
    let out = script.pieces();
    app.receive(out[0], Report::Piece(Err(Error::QuotaUsed)), 4);
    assert_eq!(only(&app).1, Standing::Paused);
    let entry = app.queue().find(|entry| entry.task == Task::Summarize).unwrap();
    assert_eq!(entry.notice.as_ref().map(|notice| notice.id), Some("error-endpoint-quota"));
    assert_eq!(script.pieces().len(), 2);
}

#[test]
fn what_a_killed_process_left_is_found_again_and_asked_for() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("kian.db");
    let row = JobRow { id: "a1".to_owned(), task: "summarize".to_owned(), pieces: 9, done: 4, ..JobRow::default() };
    // The process that was killed had got as far as writing down what it had asked.
    let digest = {
        let (mut app, script, _other) = begun();
        let kept = script.sent.lock().unwrap().iter().rev().find_map(|(_, job)| match job {
            Job::KeepJob(row) => Some(row.clone()),
            _ => None,
        });
        let kept = kept.expect("it is written down before anything is sent");
        let store = Store::open(&path).unwrap();
        let row = JobRow { document: kept.document, digest: kept.digest.clone(), endpoint: kept.endpoint, ..row };
        store.save_job(&row).unwrap();
        app.act(Action::SaveTo(dir.path().join("kept.txt")), 9);
        std::fs::write(dir.path().join("kept.txt"), text(&app)).unwrap();
        kept.digest
    };
    // The next one, with the same store.
    let (jobs, inbox) = InPlace::new(Store::open(&path).unwrap());
    let dirs = Dirs::find(Some(dir.path().to_path_buf())).unwrap();
    let mut endpoint = Endpoint::new("庁内AI", "https://ai.example.lg.jp/v1");
    endpoint.allow = Classification::Two;
    let chosen_endpoint = Some("庁内AI".to_owned());
    let settings = Settings { endpoints: vec![endpoint], chosen_endpoint, ..Settings::default() };
    let mut app = App::new(dirs, settings, Box::new(jobs), Vec::new(), 10);
    let hear = |app: &mut App| {
        while let Ok((ticket, report)) = inbox.try_recv() {
            app.receive(ticket, report, 11);
        }
    };
    hear(&mut app);
    let entry = app.queue().next().expect("it is listed");
    assert_eq!((entry.standing, entry.task), (Standing::Interrupted, Task::Summarize));
    let notice = entry.notice.as_ref().expect("it says how far it was");
    assert_eq!(notice.id, "queue-was-at");
    let id = entry.id;
    assert!(!app.is_at_hand(entry) && !entry.allows(Step::Retry, false) && entry.waits_for_document());
    // Its document is opened: it is known by its text, whatever it is called now.
    app.act(Action::OpenFile(dir.path().join("kept.txt")), 12);
    hear(&mut app);
    let same = kian::assistant::policy::digest(text(&app).as_bytes()) == digest;
    assert!(same, "the file holds the text that was asked about");
    let entry = app.queue().next().expect("it is still listed");
    assert!(app.is_at_hand(entry) && entry.allows(Step::Retry, true));
    app.act(Action::Queue { id, step: Step::Retry }, 13);
    assert!(app.plan().is_some(), "it is shown again how much it is, and then asked");
    hear(&mut app);
    assert!(Store::open(&path).unwrap().jobs().unwrap().is_empty(), "and is not found a second time");
}

#[test]
fn a_store_without_anything_left_says_nothing() {
    let (mut app, _script, _dir) = app(None);
    app.receive(Ticket(u64::MAX), Report::Queue { marks: EndMarks::default(), jobs: Vec::new() }, 1);
    assert_eq!(app.queue().count(), 0);
}
