//! A document and its translation, pair by pair.

use super::*;
use kian::app::pairs::{Help, Only};
use kian::app::workbench::figures::Figures;
use kian::app::workbench::{Ask, Column, Exported, Step, easing, list};
use kian::translation::memory::{Match, Query, Unit};
use kian::translation::quality::{Gravity, Kind, Mark};
use kian::translation::{Edit, Origin, Side, Statistics, Status};

/// An app that shows the pairs of two sentences.
fn begun(endpoint: Option<Classification>) -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(endpoint);
    app.act(Action::OpenSample(Lang::Ja), 0);
    app.act(Action::Run(Command::Stop), 0);
    let all = Span::new(0, text(&app).len());
    let change = Change::replace(all, "申請書を提出してください。\n締切は令和8年12月1日です。");
    app.act(Action::Edit { change, joins: false }, 1);
    app.act(Action::Selected(Span::at(0)), 1);
    app.act(Action::Run(Command::Pairs), 1);
    assert!(app.shows_pairs());
    (app, script, dir)
}

fn statuses(app: &App) -> Vec<Status> {
    app.pairs().unwrap().bitext.pairs().iter().map(|pair| pair.status()).collect()
}

#[test]
fn a_confirmed_pair_is_learnt_and_goes_stale_when_its_source_changes() {
    let (mut app, script, _dir) = begun(None);
    let id = app.pairs().unwrap().at().unwrap().id;
    app.act(Action::TypeTarget { id, target: "Please submit the application form.".to_owned() }, 2);
    assert_eq!(statuses(&app), [Status::Draft, Status::Untranslated]);
    app.act(Action::Run(Command::AcceptHunk), 3);
    assert_eq!(statuses(&app), [Status::Confirmed, Status::Untranslated]);
    let learnt = script.sent.lock().unwrap().iter().find_map(|(_, job)| match job {
        Job::Learn { unit, .. } => Some((unit.ja.clone(), unit.en.clone())),
        _ => None,
    });
    let pair = ("申請書を提出してください。".to_owned(), "Please submit the application form.".to_owned());
    assert_eq!(learnt, Some(pair));
    // Confirming went on to what is still to be done.
    assert_ne!(app.pairs().unwrap().at().unwrap().id, id);
    assert!(app.open().unwrap().unsaved());

    let at = text(&app).find("申請書").unwrap();
    app.act(Action::Edit { change: Change::insert(at, "必ず"), joins: false }, 4);
    assert_eq!(statuses(&app), [Status::Stale, Status::Untranslated]);
    let pair = app.pairs().unwrap().bitext.get(id).unwrap().clone();
    assert_eq!(pair.old_source(), Some("申請書を提出してください。"));
    assert_eq!(pair.target(), "Please submit the application form.");
    app.act(Action::ListPairs { only: Only::Open, search: String::new() }, 5);
    assert_eq!(app.pairs().unwrap().listed().len(), 2);
    app.act(Action::EditPairs(vec![Edit::Keep(id)]), 6);
    assert_eq!(statuses(&app)[0], Status::Confirmed);
    app.act(Action::UndoPairs(true), 7);
    assert_eq!(statuses(&app)[0], Status::Stale);
}

#[test]
fn a_match_goes_in_with_its_facts_put_right() {
    let (mut app, script, _dir) = begun(None);
    app.act(Action::StepPair(1), 2);
    let pair = app.pairs().unwrap().at().unwrap().clone();
    let ticket = script.sent.lock().unwrap().last().unwrap().0;
    let unit = Unit {
        ja: "締切は令和7年11月30日です。".to_owned(),
        en: "The deadline is November 30, 2025.".to_owned(),
        ..Unit::default()
    };
    let query = Query { text: &pair.source, lang: Lang::Ja, min: 50, limit: 5, ..Query::default() };
    let found = Match::new(unit, &query);
    let explained = found.explain(&pair.source);
    let help = Help { matches: vec![(found, explained)], terms: Vec::new() };
    app.receive(ticket, Report::PairHelped { id: pair.id, source: pair.source.clone(), help }, 3);
    app.act(Action::TakeMatch(0), 4);
    assert_eq!(app.pairs().unwrap().at().unwrap().target(), "The deadline is December 1, 2026.");
    // A number that is not the source's is found at once.
    app.act(Action::TypeTarget { id: pair.id, target: "The deadline is December 2, 2026.".to_owned() }, 5);
    assert!(!app.pairs().unwrap().found(pair.id).is_empty());
}

/// An app in which the pair at hand has a translation with a wrong day.
fn wrong_day() -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = begun(None);
    app.act(Action::StepPair(1), 2);
    let id = app.pairs().unwrap().at().unwrap().id;
    app.act(Action::TypeTarget { id, target: "The deadline is December 2, 2026.".to_owned() }, 3);
    assert_eq!(app.pairs().unwrap().found(id).len(), 1);
    (app, script, dir)
}

#[test]
fn a_finding_is_let_be_for_a_reason_as_long_as_its_words_stand() {
    let (mut app, _script, _dir) = wrong_day();
    let id = app.pairs().unwrap().at().unwrap().id;
    app.act(Action::Run(Command::IgnoreHere), 4);
    assert!(matches!(app.asks_reason(), Some((pair, Ask::Pass { .. })) if pair.id == id));
    app.act(Action::Workbench(Step::Leave), 4);
    assert_eq!(app.pairs().unwrap().found(id).len(), 1);
    app.act(Action::Run(Command::IgnoreHere), 4);
    app.act(Action::Workbench(Step::Answer("先方の指定".to_owned())), 5);
    assert!(app.asks_reason().is_none());
    let pairs = app.pairs().unwrap();
    assert!(pairs.found(id).is_empty());
    assert_eq!(pairs.findings(id).unwrap().passed.len(), 1);
    assert_eq!(pairs.at().unwrap().work.passed[0].reason, "先方の指定");
    app.act(Action::ListPairs { only: Only::Found, search: String::new() }, 6);
    app.act(Action::StepPair(-1), 6);
    assert_eq!(app.pairs().unwrap().listed(), [id]);
    app.act(Action::TypeTarget { id, target: "The deadline is December 3, 2026.".to_owned() }, 7);
    assert_eq!(app.pairs().unwrap().found(id).len(), 1);
    app.act(Action::UndoPairs(true), 8);
    assert!(app.pairs().unwrap().found(id).is_empty());
    app.act(Action::UndoPairs(true), 9);
    assert_eq!(app.pairs().unwrap().found(id).len(), 1);
}

#[test]
fn a_pair_is_turned_down_locked_and_opened_again() {
    let (mut app, _script, _dir) = wrong_day();
    let id = app.pairs().unwrap().at().unwrap().id;
    assert!(!app.available(Command::ReopenPair));
    app.act(Action::Run(Command::RejectHunk), 4);
    app.act(Action::Workbench(Step::Answer(" 日付が違う ".to_owned())), 5);
    assert_eq!(statuses(&app)[1], Status::Rejected);
    let pair = app.pairs().unwrap().bitext.get(id).unwrap().clone();
    assert_eq!(pair.work.rejection().unwrap().1, "日付が違う");
    app.act(Action::Run(Command::ReopenPair), 6);
    assert_eq!(statuses(&app)[1], Status::Edited);
    app.act(Action::Run(Command::ApprovePair), 7);
    assert_eq!(statuses(&app)[1], Status::Edited);
    assert_eq!(app.notices().last().unwrap().id, "refused-pair-not-confirmed");
    app.act(Action::Run(Command::LockPair), 8);
    assert_eq!(statuses(&app)[1], Status::Locked);
    app.act(Action::TypeTarget { id, target: "x".to_owned() }, 9);
    assert_eq!(app.pairs().unwrap().bitext.get(id).unwrap().target(), pair.target());
    app.act(Action::Run(Command::LockPair), 10);
    assert_eq!(statuses(&app)[1], Status::Edited);
}

#[test]
fn a_pair_is_split_at_both_cursors_or_where_its_only_sentences_meet() {
    let (mut app, _script, _dir) = begun(None);
    let id = app.pairs().unwrap().at().unwrap().id;
    app.act(Action::TypeTarget { id, target: "Please submit it. Thank you.".to_owned() }, 2);
    app.act(Action::Run(Command::SplitPair), 3);
    assert_eq!(app.notices().last().unwrap().id, "notice-split-where");
    let at = "申請書を".len();
    app.act(Action::Workbench(Step::Choose(Side::Source, Span::at(at))), 4);
    app.act(Action::Run(Command::SplitPair), 5);
    let shown = |app: &App| -> Vec<(String, String)> {
        let pairs = app.pairs().unwrap().bitext.pairs().iter();
        pairs.map(|pair| (pair.source.to_string(), pair.target().to_owned())).collect()
    };
    let halves = [("申請書を", "Please submit it."), ("提出してください。", "Thank you.")];
    assert_eq!(shown(&app)[..2], halves.map(|(a, b)| (a.to_owned(), b.to_owned())));
    app.act(Action::UndoPairs(true), 6);
    assert_eq!(shown(&app).len(), 2);
}

#[test]
fn words_are_looked_for_by_a_worker() {
    let (mut app, script, _dir) = begun(None);
    app.act(Action::ListPairs { only: Only::All, search: "締切".to_owned() }, 2);
    assert_eq!(app.pairs().unwrap().listed().len(), 2);
    let sent = script.sent.lock().unwrap();
    let (ticket, texts, words) = sent
        .iter()
        .find_map(|(ticket, job)| match job {
            kian::app::Job::SearchPairs { texts, words } => Some((*ticket, texts.clone(), words.clone())),
            _ => None,
        })
        .unwrap();
    drop(sent);
    let ids = list::search(&texts, &words);
    app.receive(ticket, Report::PairsSearched { words, ids }, 3);
    // The pair the translator is at stays, whatever is looked for.
    assert_eq!(app.pairs().unwrap().listed().len(), 2);
    app.act(Action::StepPair(1), 4);
    assert_eq!(app.pairs().unwrap().listed().len(), 1);
}

#[test]
fn easy_japanese_is_written_beside_the_same_pairs_and_goes_out_by_itself() {
    let (mut app, script, dir) = begun(None);
    app.act(Action::Run(Command::EasyColumn), 2);
    let id = app.pairs().unwrap().at().unwrap().id;
    app.act(Action::Workbench(Step::TypeEasy { id, text: "もうしこみの紙を出してください。".to_owned() }), 3);
    assert_eq!(statuses(&app)[0], Status::Untranslated);
    app.act(Action::Run(Command::AcceptHunk), 4);
    let bitext = &app.pairs().unwrap().bitext;
    assert_eq!(bitext.easy_status(bitext.get(id).unwrap()), Status::Confirmed);
    // Only translations are learnt.
    let learnt = |(_, job): &(_, kian::app::Job)| matches!(job, kian::app::Job::Learn { .. });
    assert!(!script.sent.lock().unwrap().iter().any(learnt));
    app.act(Action::Workbench(Step::Export(Exported::Easy)), 5);
    app.act(Action::ExportTo(dir.path().join("easy.txt")), 6);
    let sent = script.sent.lock().unwrap();
    let document = sent.iter().find_map(|(_, job)| match job {
        kian::app::Job::Save { document, export: true, .. } => Some(document.clone()),
        _ => None,
    });
    let text = document.unwrap().text().to_string();
    assert!(text.starts_with("もうしこみの紙を出してください。\n"), "{text}");
    drop(sent);
    // With readings, which the worker that writes the file puts over the kanji.
    app.act(Action::Workbench(Step::Export(Exported::EasyRead)), 7);
    let path = dir.path().join("easy.html");
    app.act(Action::ExportTo(path.clone()), 8);
    let (ticket, job) = script.sent.lock().unwrap().pop().unwrap();
    assert!(matches!(job, Job::Save { readings: true, .. }));
    let (mut workers, reports) = kian::app::workers::InPlace::new(kian::store::Store::in_memory().unwrap());
    workers.start(ticket, job);
    assert!(reports.try_iter().any(|(_, report)| matches!(report, Report::Saved { export: true, .. })));
    let written = std::fs::read_to_string(path).unwrap();
    assert!(written.contains("<ruby>紙<rp>（</rp><rt>かみ</rt>"), "{written}");
}

/// The lines of a request for numbered segments, answered by `say`.
fn numbered(request: &str, say: impl Fn(&str) -> String) -> String {
    let lines = request.lines().filter(|line| line.starts_with('[') && line.contains('|'));
    let answer = lines.map(|line| {
        let (head, source) = line.split_once("] ").unwrap();
        format!("{head}] {}\n", say(source))
    });
    answer.collect::<String>() + "⟦END⟧"
}

#[test]
fn easy_japanese_is_drafted_by_the_endpoint_sentence_by_sentence() {
    let (mut app, script, _dir) = begun(Some(Classification::Two));
    let at = text(&app).len();
    app.act(
        Action::Edit {
            change: Change::insert(at, "\n03-1234-5678\n・申請書を提出してください。"), joins: false
        },
        2,
    );
    let typed = app.pairs().unwrap().bitext.pairs()[1].id;
    app.act(Action::Run(Command::FillEasy), 2);
    assert!(app.pairs().unwrap().bitext.has_easy());
    let (ticket, bitext) = script
        .sent
        .lock()
        .unwrap()
        .iter()
        .rev()
        .find_map(|(ticket, job)| match job {
            Job::FillPairs { bitext, column: Column::Easy, .. } => Some((*ticket, bitext.clone())),
            _ => None,
        })
        .unwrap();
    let (edits, left) = easing::open(&bitext);
    assert_eq!(
        (edits.len(), left.as_ref().unwrap().progress().0),
        (1, 2),
        "a number stays, and one sentence stands twice"
    );
    app.receive(ticket, Report::PairsFilled { column: Column::Easy, edits, left }, 3);
    // What goes out is shown before it does.
    assert!(script.asked().is_none());
    app.act(Action::Send { remember: true }, 3);
    let (ticket, asked) = script.asked().unwrap();
    assert!(asked.contains("申請書を提出してください。") && !asked.contains("03-1234-5678"), "{asked}");
    // Somebody types meanwhile; and of the answer the first line is lost.
    app.act(Action::Workbench(Step::TypeEasy { id: typed, text: "12月1日までです。".to_owned() }), 4);
    let answer = numbered(&asked, |source| format!("やさしい{source}"));
    let lost: Vec<&str> = answer.lines().skip(1).collect();
    arrives(&mut app, ticket, &lost.join("\n"));
    app.receive(ticket, end(wire::FinishReason::Stop), 5);
    let (again, asked) = script.asked().unwrap();
    assert!(again != ticket && asked.contains("申請書を") && !asked.contains("] 締切は"), "{asked}");
    arrives(&mut app, again, &numbered(&asked, |_| "もうしこみの紙を出してください。".to_owned()));
    app.receive(again, end(wire::FinishReason::Stop), 6);
    let bitext = &app.pairs().unwrap().bitext;
    let easy: Vec<(&str, Status)> =
        bitext.pairs().iter().map(|pair| (pair.easy.target.as_str(), bitext.easy_status(pair))).collect();
    let line = "もうしこみの紙を出してください。";
    assert_eq!(easy[0], (line, Status::Draft));
    assert_eq!(easy[1], ("12月1日までです。", Status::Draft), "what a person typed stays");
    assert_eq!(easy[2].0, "03-1234-5678");
    assert_eq!(easy[3].0, format!("・{line}"));
    assert!(matches!(&bitext.pairs()[0].easy.origin, Origin::Model { engine, .. } if engine == "庁内AI"));
    assert!(bitext.pairs().iter().all(|pair| pair.target().is_empty()), "translations are another matter");
    let notice = app.notices().last().unwrap();
    assert_eq!(notice.id, "notice-easy-made");
    // What is filled is judged: the rules of easy Japanese, and its facts against the Japanese.
    assert!(matches!(script.sent.lock().unwrap().last(), Some((_, Job::CheckPairs { .. }))));
    app.act(Action::UndoPairs(true), 7);
    assert_eq!(app.pairs().unwrap().bitext.pairs()[0].easy.target, "");
}

#[test]
fn a_file_of_pairs_is_opened_as_it_is_imported() {
    let (mut app, script, dir) = app(None);
    let path = dir.path().join("対訳.XLF");
    app.act(Action::OpenFile(path.clone()), 1);
    let sent = script.sent.lock().unwrap();
    let Some((_, Job::Resources { task, .. })) = sent.last() else { panic!("it is read") };
    assert!(matches!(&**task, kian::app::resources::Task::ReadPairs { path: read, current: None } if *read == path));
}

#[test]
fn without_an_endpoint_nothing_could_write_easy_japanese() {
    let (mut app, script, _dir) = begun(None);
    app.act(Action::Run(Command::FillEasy), 2);
    assert_eq!(app.notices().last().unwrap().id, "notice-easy-no-model");
    assert!(!app.pairs().unwrap().bitext.has_easy());
    assert!(!script.sent.lock().unwrap().iter().any(|(_, job)| matches!(job, Job::FillPairs { .. })));
}

#[test]
fn source_and_translation_stand_side_by_side_and_are_typed_in() {
    let (mut app, _script, _dir) = begun(None);
    app.act(Action::Run(Command::BesidePairs), 2);
    let shown = |app: &App| app.beside().unwrap().document().text().to_string();
    assert_eq!(shown(&app), "\n");
    app.act(Action::Workbench(Step::TypeBeside(Change::insert(0, "Please submit it."))), 3);
    app.act(Action::Workbench(Step::TypeBeside(Change::insert(18, "The deadline is December 2, 2026."))), 4);
    assert_eq!(shown(&app), "Please submit it.\nThe deadline is December 2, 2026.");
    assert_eq!(statuses(&app), [Status::Draft, Status::Draft]);
    // A row feed is a step to the next pair, and where the cursor goes the translator is.
    app.act(Action::Workbench(Step::ChooseBeside(Span::at(3))), 5);
    assert_eq!(app.pairs().unwrap().place(), Some(0));
    app.act(Action::Workbench(Step::TypeBeside(Change::insert(3, "\n"))), 6);
    assert_eq!((app.pairs().unwrap().place(), shown(&app).matches('\n').count()), (Some(1), 1));
    // What is typed in the source, and what is taken back, shows in both.
    app.act(Action::Edit { change: Change::insert(0, "お早めに。\n"), joins: false }, 7);
    assert!(shown(&app).starts_with("\nPlease submit it.\n"));
    app.act(Action::UndoPairs(true), 8);
    assert_eq!(shown(&app), "\nPlease submit it.\n");
    app.act(Action::Workbench(Step::Pane(false)), 9);
    app.act(Action::Run(Command::Undo), 10);
    assert_eq!(shown(&app), "Please submit it.\n");
    app.act(Action::Run(Command::BesidePairs), 11);
    assert!(app.beside().is_none() && app.shows_pairs());
}

#[test]
fn what_is_wrong_is_counted_and_reported() {
    let (mut app, script, dir) = wrong_day();
    let id = app.pairs().unwrap().at().unwrap().id;
    let remark = Edit::Comment { id, text: "用語が違う".to_owned(), place: None };
    let mark = Mark { kind: Kind::Terminology, gravity: Gravity::Critical };
    app.act(Action::EditPairs(vec![remark, Edit::Weigh { id, comment: 0, mark: Some(mark) }]), 4);
    app.act(Action::Run(Command::PairFigures), 5);
    assert_eq!(app.figures(), Some(None));
    let ticket = script.sent.lock().unwrap().last().unwrap().0;
    let bitext = app.pairs().unwrap().bitext.clone();
    let figures = Figures { statistics: Statistics::of(&bitext), bands: Default::default() };
    app.receive(ticket, Report::PairsCounted(Box::new(figures)), 6);
    let shown = app.figures().unwrap().unwrap();
    assert_eq!((shown.score.grave(Gravity::Critical), shown.score.points()), (1, 30));
    app.act(Action::Workbench(Step::Export(Exported::Quality)), 7);
    app.act(Action::ExportTo(dir.path().join("report.html")), 8);
    let sent = script.sent.lock().unwrap();
    let report = sent.iter().find_map(|(_, job)| match job {
        kian::app::Job::Save { document, export: true, .. } => Some(document.text().to_string()),
        _ => None,
    });
    let report = report.unwrap();
    for said in ["翻訳品質報告書", "用語が違う", "The deadline is December 2, 2026.", "日付"] {
        assert!(report.contains(said), "{said}: {report}");
    }
}
