//! A document and its translation, pair by pair.

use super::*;
use kian::app::pairs::{Help, Only};
use kian::translation::memory::{Match, Query, Unit};
use kian::translation::{Edit, Status};

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
