//! A model as second reader, subject lines to choose from, what answers rest on, files that come with them.

use super::*;
use kian::app::App;
use kian::assistant::wire::File;
use kian::proofread::is_of_model;
use kian::translation::{Edit, Origin, Rich, Side};
use std::collections::BTreeMap;

fn begun() -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let folders = script.sent.lock().unwrap().iter().find_map(|(ticket, job)| match job {
        Job::LoadTemplates { folders } => Some((*ticket, folders.clone())),
        _ => None,
    });
    let (ticket, folders) = folders.expect("the templates are read");
    let (templates, notices) = kian::app::templates::load(&folders);
    app.receive(ticket, Report::Templates { templates, notices }, 0);
    (app, script, dir)
}

fn answered(app: &mut App, script: &Script, answer: &str) {
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(app, ticket, answer);
    app.receive(ticket, end(wire::FinishReason::Stop), 3);
}

fn remark(segment: u32, quote: &str, replacement: &str) -> String {
    let comment = "誰が何をするのか分かりません。";
    serde_json::json!({ "segment": segment, "quote": quote, "matter": "unclear", "severity": "error",
        "comment": comment, "replacement": replacement })
    .to_string()
}

#[test]
fn what_a_model_points_out_stands_among_the_findings_and_changes_nothing() {
    let (mut app, script, _dir) = begun();
    let whole = text(&app);
    app.act(Action::Edit { change: Change::insert(whole.len(), "\n各課は適宜対応する。"), joins: false }, 1);
    let before = text(&app);
    app.act(Action::Run(Command::Review), 2);
    let (_, sent) = script.asked().expect("asked");
    assert!(sent.contains("各課は適宜対応する。"));
    // The person goes on typing at the top meanwhile.
    app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: true }, 3);
    let list = [remark(0, "適宜対応", "防災課に連絡"), remark(0, "どこにもない言葉", ""), remark(0, "", "")];
    answered(&mut app, &script, &format!("{{\"findings\":[{}]}}", list.join(",")));
    assert_eq!(text(&app), format!("（案）{before}"));
    let open = app.open().unwrap();
    let found: Vec<(usize, Span)> =
        open.findings.iter().enumerate().filter(|(_, f)| is_of_model(f.rule)).map(|(n, f)| (n, f.span)).collect();
    let now = text(&app);
    assert_eq!(found.iter().map(|(_, span)| &now[span.range()]).collect::<Vec<_>>(), ["適宜対応"]);
    let unplaced: Vec<&str> = open.findings.unplaced.iter().map(|one| one.quote.as_str()).collect();
    assert_eq!(unplaced, ["どこにもない言葉", ""]);
    assert!(app.reply().is_none() && open.proposals.is_empty());
    // A check of the rules does not take it away, and safe fixes leave it alone.
    let ticket = Ticket(u64::MAX);
    let revision = open.document.revision();
    app.receive(ticket, Report::Checked { revision, found: Found { complete: true, ..Found::default() } }, 4);
    app.act(Action::Run(Command::FixSafe), 5);
    assert!(text(&app).ends_with("適宜対応する。"));
    // A person takes its wording over: it is the model's in the record.
    let index = app.open().unwrap().findings.iter().position(|f| is_of_model(f.rule)).expect("it is still there");
    app.act(Action::Fix { finding: index, fix: 0 }, 6);
    assert!(text(&app).ends_with("各課は防災課に連絡する。"));
    let document = &app.open().unwrap().document;
    let at = text(&app).find("防災課に連絡").unwrap();
    assert!(matches!(document.provenance().author_at(at), Some(Author::Assistant(_))));
    app.act(Action::DropUnplaced, 7);
    assert!(app.open().unwrap().findings.unplaced.is_empty());
}

#[test]
fn remarks_that_broke_off_are_used_as_far_as_they_go_and_marked() {
    let (mut app, script, _dir) = begun();
    let word: String = text(&app).lines().find(|line| line.chars().count() > 8).unwrap().chars().take(5).collect();
    app.act(Action::Run(Command::Review), 2);
    let (ticket, _) = script.asked().expect("asked");
    arrives(&mut app, ticket, &format!("{{\"findings\":[{},{{\"segment\":0,\"quo", remark(0, &word, "")));
    app.receive(ticket, Report::Ended(Err(Error::BrokenStream)), 3);
    assert!(app.open().unwrap().findings.iter().any(|f| is_of_model(f.rule)));
    assert!(matches!(app.reply().expect("it says so").progress, Progress::Failed(_)));
    assert!(!app.reply().unwrap().can_propose());
    // A model that writes words instead of data is read as far as that goes.
    app.act(Action::Run(Command::Review), 4);
    answered(&mut app, &script, &format!("・「{word}」：分かりにくいです。"));
    assert!(app.open().unwrap().findings.iter().any(|f| is_of_model(f.rule)));
    assert!(matches!(app.reply().expect("it says so").progress, Progress::Doubtful(_)));
}

#[test]
fn remarks_on_pairs_are_the_models_and_touch_no_target() {
    let (mut app, script, _dir) = begun();
    app.act(Action::Run(Command::Pairs), 1);
    let ids: Vec<_> = app.pairs().unwrap().bitext.pairs().iter().map(|pair| pair.id).take(2).collect();
    let edits = ids.iter().map(|id| Edit::Target {
        id: *id,
        target: Rich::plain(format!("Drill {}", id.0)),
        origin: Origin::Person,
    });
    app.act(Action::EditPairs(edits.collect()), 2);
    app.act(Action::Run(Command::ReadPairs), 3);
    let list = [remark(ids[0].0, "Drill", "Exercise"), remark(ids[1].0, "", ""), remark(9999, "None of them", "")];
    answered(&mut app, &script, &format!("{{\"findings\":[{}]}}", list.join(",")));
    let pairs = app.pairs().unwrap();
    let comments = |at: usize| pairs.bitext.get(ids[at]).unwrap().work.comments.clone();
    let first = &comments(0)[0];
    assert_eq!((first.by.as_str(), first.place), ("AI（庁内AI）", Some((Side::Target, Span::new(0, 5)))));
    assert!(first.text.contains("誰が何をするのか") && first.text.contains("Exercise"));
    assert_eq!(comments(1)[0].place, None);
    assert_eq!(pairs.bitext.get(ids[0]).unwrap().target(), format!("Drill {}", ids[0].0));
    assert_eq!(app.notices().last().map(|n| n.id), Some("notice-pairs-read"));
}

#[test]
fn a_subject_line_is_chosen_and_proposed() {
    let (mut app, script, _dir) = begun();
    let before = text(&app);
    app.act(Action::AskTemplate { id: "subject".to_owned(), values: BTreeMap::new() }, 1);
    answered(&mut app, &script, "1. 訓練の件について（通知）\n2. 総合防災訓練への参加について（依頼）\n⟦END⟧");
    let choices = app.reply().unwrap().choices.clone();
    assert_eq!(choices, ["訓練の件について（通知）", "総合防災訓練への参加について（依頼）"]);
    app.act(Action::ChooseTitle(1), 2);
    assert_eq!(text(&app), before, "it is proposed");
    app.act(Action::ChooseTitle(1), 2);
    app.act(Action::Run(Command::AcceptAll), 3);
    let open = app.open().unwrap();
    assert_eq!(open.title().as_deref(), Some("総合防災訓練への参加について（依頼）"));
}

#[test]
fn every_line_of_an_answer_shows_what_it_rests_on() {
    let (mut app, script, _dir) = begun();
    let whole = text(&app);
    let added = "\n訓練に参加する職員の名簿を5月29日までに防災課へ提出してください。";
    app.act(Action::Edit { change: Change::insert(whole.len(), added), joins: false }, 1);
    app.act(Action::Run(Command::Summarize), 2);
    answered(&mut app, &script, "職員の名簿は5月29日までに防災課へ提出する。\nとくに何もない。⟦END⟧");
    let trace = |script: &Script| {
        script.sent.lock().unwrap().iter().rev().find_map(|(ticket, job)| match job {
            Job::Trace { snapshot, lines } => Some((*ticket, snapshot.revision, lines.clone())),
            _ => None,
        })
    };
    let (ticket, revision, lines) = trace(&script).expect("the worker looks it up");
    assert_eq!(lines.len(), 2);
    // The text moves on before the answer: it is looked up anew.
    app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: true }, 3);
    app.receive(ticket, Report::Traced { revision, places: vec![Some(Span::new(0, 3)), None] }, 4);
    assert!(app.reply().unwrap().sentences.iter().all(|sentence| sentence.source.is_none()));
    let (ticket, revision, _) = trace(&script).expect("and again");
    let at = text(&app).find("訓練に参加する職員").unwrap();
    app.receive(ticket, Report::Traced { revision, places: vec![Some(Span::new(at, at + 9)), None] }, 5);
    let sources: Vec<Option<Span>> = app.reply().unwrap().sentences.iter().map(|s| s.source).collect();
    assert_eq!(sources, [Some(Span::new(at, at + 9)), None]);
}

#[test]
fn files_of_an_app_wait_until_a_person_saves_them() {
    let (mut app, script, dir) = begun();
    app.act(Action::AskTemplate { id: "points".to_owned(), values: BTreeMap::new() }, 1);
    let (ticket, _) = script.asked().unwrap();
    let before = script.sent.lock().unwrap().len();
    let file = File { name: "図.svg".to_owned(), bytes: b"<svg/>".to_vec().into() };
    app.receive(ticket, Report::Arrived(wire::Event::File(file)), 2);
    // Files alone are an answer.
    app.receive(ticket, end(wire::FinishReason::Stop), 3);
    let reply = app.reply().expect("it lists them");
    assert_eq!((reply.files.len(), reply.text.as_str()), (1, ""));
    let saves = |job: &Job| matches!(job, Job::SaveFile { .. });
    assert!(!script.sent.lock().unwrap()[before..].iter().any(|(_, job)| saves(job)));
    app.act(Action::ChooseFile(0), 4);
    assert!(app.effects().contains(&kian::app::Effect::ChoosePlace("図.svg".to_owned())));
    let path = dir.path().join("図.svg");
    app.act(Action::SaveFileTo(path.clone()), 5);
    let sent = script.sent.lock().unwrap();
    assert!(
        matches!(sent.last(), Some((_, Job::SaveFile { path: to, bytes })) if *to == path && &bytes[..] == b"<svg/>")
    );
}

#[test]
fn a_template_can_be_handed_on() {
    let (mut app, script, dir) = begun();
    app.act(Action::ExportTemplate("points".to_owned()), 1);
    app.act(Action::SaveFileTo(dir.path().join("points.toml")), 2);
    let sent = script.sent.lock().unwrap();
    let Some((_, Job::SaveFile { bytes, .. })) = sent.last() else { panic!("it is written") };
    assert_eq!(std::str::from_utf8(bytes).unwrap(), kian::assistant::template::source("points").unwrap());
}

#[test]
fn every_command_of_a_template_opens_one_there_is() {
    let (app, _script, _dir) = begun();
    let ids: Vec<&str> = kian::app::command::COMMANDS.iter().filter_map(|row| row.command.template()).collect();
    assert!(ids.len() >= 12);
    for id in ids {
        assert!(app.templates().iter().any(|kept| kept.template.id == id), "{id}");
    }
}
