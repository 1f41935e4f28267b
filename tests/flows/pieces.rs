//! Templates and the second reader on a document that is longer than the model reads.

use super::queue::said;
use super::*;
use kian::app::queue::{Entry, Standing, Step};
use kian::app::templates;
use kian::app::workers::InPlace;
use kian::assistant::Task;
use kian::store::Store;
use std::collections::BTreeMap;

/// An app with the built-in templates and a long transcript, whose endpoint takes what is classified like that.
fn begun(level: Option<Classification>) -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(level);
    app.act(Action::OpenSample(Lang::Ja), 0);
    app.act(Action::Run(Command::Stop), 0);
    let ticket = script.sent.lock().unwrap().iter().find_map(|(ticket, job)| match job {
        Job::LoadTemplates { .. } => Some(*ticket),
        _ => None,
    });
    let (templates, notices) = templates::load(&[]);
    app.receive(ticket.expect("the templates are read"), Report::Templates { templates, notices }, 0);
    let turn = |n: usize| {
        format!("委員{}：{n}番目の発言です。{}\n", ["甲", "乙"][n % 2], "避難所を増やすべきです。".repeat(30))
    };
    let long: String = (1..=60).map(turn).collect();
    let whole = Span::new(0, text(&app).len());
    app.act(Action::Edit { change: Change::replace(whole, long.trim_end()), joins: false }, 1);
    (app, script, dir)
}

fn ask(app: &mut App, id: &str, values: &[(&str, &str)]) {
    let values: BTreeMap<String, String> = values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    app.act(Action::AskTemplate { id: id.to_owned(), values }, 2);
}

fn entry(app: &App) -> &Entry {
    app.queue().next().expect("it is listed")
}

impl Script {
    /// Every piece that was asked for, and what of it a model would read.
    fn asked_pieces(&self) -> Vec<(Ticket, String)> {
        let sent = self.sent.lock().unwrap();
        let piece = |(ticket, job): &(Ticket, Job)| match job {
            Job::AskPiece { request, .. } => Some((*ticket, request.user.clone())),
            _ => None,
        };
        sent.iter().filter_map(piece).collect()
    }
}

/// Answers every piece as `model` says to its number and its words, and gives how many there were.
fn answer_all(app: &mut App, script: &Script, model: impl Fn(usize, &str) -> String) -> usize {
    let mut answered = 0;
    while let Some((ticket, user)) = script.asked_pieces().get(answered).cloned() {
        answered += 1;
        app.receive(ticket, said(&model(answered, &user)), 4);
    }
    answered
}

#[test]
fn minutes_of_a_long_meeting_are_planned_and_come_out_in_order() {
    let (mut app, script, _dir) = begun(Some(Classification::Two));
    ask(&mut app, "minutes", &[("kind", "summary")]);
    assert!(
        script.asked_pieces().is_empty() && script.asked().is_none(),
        "nothing is sent before it is known how much"
    );
    let plan = app.plan().expect("it is shown");
    assert!(plan.pieces > 2 && plan.together == 1, "one after another");
    assert_eq!(plan.template().unwrap().ja, "議事録にまとめる");
    app.act(Action::DecidePlan { begin: true }, 3);
    assert_eq!(script.asked_pieces().len(), 1);
    let asked = answer_all(&mut app, &script, |n, user| {
        assert_eq!(n > 1, user.contains(&format!("要旨その{}", n - 1)), "{user}");
        format!("要旨その{n}")
    });
    assert_eq!(entry(&app).standing, Standing::Done);
    assert_eq!(entry(&app).template().unwrap().ja, "議事録にまとめる");
    let reply = app.reply().expect("it is shown");
    let lines: Vec<String> = (1..=asked).map(|n| format!("要旨その{n}")).collect();
    assert_eq!(reply.text.lines().collect::<Vec<_>>(), lines);
    assert_eq!((reply.task, &reply.progress), (Task::Template, &Progress::Whole));
    assert!(reply.can_propose());
}

#[test]
fn stopped_half_way_what_there_is_is_shown_as_a_part() {
    let (mut app, script, _dir) = begun(Some(Classification::Two));
    ask(&mut app, "minutes", &[("kind", "summary")]);
    let pieces = app.plan().unwrap().pieces;
    app.act(Action::DecidePlan { begin: true }, 3);
    let (first, _) = script.asked_pieces()[0].clone();
    app.receive(first, said("要旨その1"), 4);
    let id = entry(&app).id;
    app.act(Action::Queue { id, step: Step::Cancel }, 5);
    assert_eq!((entry(&app).standing, entry(&app).unprocessed.len()), (Standing::Stopped, pieces - 1));
    let reply = app.reply().expect("what there is can be read");
    assert_eq!(reply.text, "要旨その1");
    let Progress::Doubtful(notice) = &reply.progress else { panic!("{:?}", reply.progress) };
    assert_eq!(notice.id, "queue-left");
    // The rest alone is asked for, and goes on from it.
    app.act(Action::Queue { id, step: Step::Retry }, 6);
    let asked = script.asked_pieces();
    assert!(asked.last().unwrap().1.contains("要旨その1"));
}

#[test]
fn what_is_written_anew_lies_beside_the_text_as_one_suggestion() {
    let (mut app, script, _dir) = begun(Some(Classification::Two));
    ask(&mut app, "from-previous", &[("changes", "避難所を減らす")]);
    app.act(Action::DecidePlan { begin: true }, 3);
    let failing = script.asked_pieces()[1].0;
    let before = text(&app);
    let mut answered = 0;
    while let Some((ticket, user)) = script.asked_pieces().get(answered).cloned() {
        answered += 1;
        if ticket == failing {
            app.receive(ticket, Report::Piece(Err(Error::ContentFilter)), 4);
            continue;
        }
        let text = user.split("<<<").nth(1).unwrap().lines().skip(1).take_while(|line| !line.ends_with(">>>"));
        let text: Vec<String> = text.map(|line| line.replace("増やす", "減らす")).collect();
        app.receive(ticket, said(&text.join("\n")), 4);
    }
    // A worker joins it.
    let at = script.sent.lock().unwrap().iter().position(|(_, job)| matches!(job, Job::Join { .. }));
    let (ticket, job) = script.sent.lock().unwrap().remove(at.expect("a worker joins it"));
    let Job::Join { pieces, .. } = &job else { unreachable!("it was looked for") };
    assert_eq!(pieces.len(), answered - 1);
    let (mut worker, inbox) = InPlace::new(Store::in_memory().unwrap());
    worker.start(ticket, job);
    inbox.try_iter().for_each(|(ticket, report)| app.receive(ticket, report, 5));
    assert_eq!(text(&app), before, "it is a suggestion");
    let open = app.open().unwrap();
    assert_eq!(open.proposals.len(), 1);
    let run = open.document.runs().last().unwrap();
    assert!(run.task.starts_with("template:from-previous@") && !run.complete, "{run:?}");
    assert_eq!(entry(&app).unprocessed.len(), 1);
}

#[test]
fn a_second_reader_reads_all_of_a_long_document() {
    let (mut app, script, _dir) = begun(Some(Classification::Two));
    app.act(Action::Run(Command::Review), 2);
    assert!(app.plan().expect("it is shown").pieces > 2);
    app.act(Action::DecidePlan { begin: true }, 3);
    let asked = answer_all(&mut app, &script, |_, user| {
        let first = user.split("委員").nth(1).unwrap();
        let quote: String = format!("委員{first}").chars().take(12).collect();
        serde_json::json!({ "findings": [{ "segment": 0, "quote": quote, "matter": "unclear", "severity": "warning",
            "comment": "誰の発言か分かりません。", "replacement": "" }] })
        .to_string()
    });
    let found = app.open().unwrap().findings.iter().filter(|found| found.rule == "model.unclear").count();
    assert_eq!(found, asked, "one for each piece, where it stands");
}

#[test]
fn a_document_without_a_level_is_asked_about_once_it_has_one() {
    let (mut app, script, _dir) = begun(Some(Classification::One));
    app.act(Action::LeaveUnsent, 2);
    assert!(!app.asks_level());
    ask(&mut app, "points", &[]);
    app.act(Action::DecidePlan { begin: true }, 3);
    assert!(app.asks_level() && script.asked_pieces().is_empty());
    app.act(Action::SetClassification(Classification::One), 4);
    assert!(!app.asks_level() && !script.asked_pieces().is_empty(), "what waited is begun");
    assert!(app.notices().iter().all(|notice| notice.id != "error-gate-unclassified"));
}

#[test]
fn files_that_are_long_are_cut_and_their_level_counts() {
    let (mut app, script, dir) = begun(Some(Classification::One));
    let path = dir.path().join("録音.txt");
    std::fs::write(&path, "甲：秘密の発言です。\n".repeat(900)).unwrap();
    let file = kian::app::attached::Attached::new(
        "録音.txt".to_owned(),
        std::fs::read_to_string(&path).unwrap(),
        Some(Classification::Two),
    );
    app.act(Action::SetClassification(Classification::One), 2);
    app.receive(Ticket(0), Report::Attached(file), 2);
    ask(&mut app, "from-files", &[("what", "報告")]);
    assert!(app.plan().expect("it is shown").pieces > 1);
    app.act(Action::DecidePlan { begin: true }, 3);
    assert!(script.asked_pieces().is_empty(), "the file is more guarded than the endpoint may have");
    assert!(app.notices().iter().any(|notice| notice.id.starts_with("error-gate")), "{:?}", app.notices());
}
