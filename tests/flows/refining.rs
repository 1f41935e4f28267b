//! Asking again: versions of an answer, what was turned down, what an answer hides.

use super::*;
use kian::app::App;
use kian::assistant::Policy;

/// The sample with a paragraph more, which is selected and was asked to be written anew; the first answer is there.
fn rewritten(old: &str, new: &str) -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let whole = text(&app);
    app.act(Action::Edit { change: Change::insert(whole.len(), format!("\n{old}")), joins: false }, 1);
    app.act(Action::Selected(Span::new(whole.len() + 1, text(&app).len())), 1);
    app.act(Action::Run(Command::Rewrite), 2);
    answered(&mut app, &script, new);
    (app, script, dir)
}

fn answered(app: &mut App, script: &Script, answer: &str) {
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(app, ticket, &format!("{answer}⟦END⟧"));
    app.receive(ticket, end(wire::FinishReason::Stop), 3);
}

fn last_line(app: &App) -> String {
    text(app).lines().last().unwrap_or_default().to_owned()
}

fn pieces(app: &App) -> Vec<(String, String)> {
    let open = app.open().expect("open");
    open.open_hunks().iter().map(|(.., hunk)| (hunk.old.clone(), hunk.new.clone())).collect()
}

#[test]
fn an_answer_can_be_asked_for_again_and_every_version_is_kept() {
    let (mut app, script, _dir) = rewritten("訓練やります。", "訓練を挙行します。");
    assert_eq!(app.versions().map(|v| (v.shown, v.count)), Some((0, 1)));
    let first = app.versions().expect("there is one").version.requests[0].user.clone();
    app.act(Action::Again("もっと短く".to_owned()), 4);
    let sent = script.asked().expect("asked again").1;
    assert!(sent.contains("訓練を挙行します。") && sent.contains("注文：もっと短く"));
    answered(&mut app, &script, "訓練をします。");
    let versions = app.versions().expect("there are two");
    assert_eq!((versions.shown, versions.count, versions.version.wish.as_str()), (1, 2, "もっと短く"));
    let second = &versions.version.requests[0].user;
    assert!(second.starts_with(&first) && second.contains("注文：もっと短く"), "kept with its prompt");
    // Only one of them lies beside the text.
    assert_eq!(app.open().expect("open").proposals.len(), 1);
    app.act(Action::Run(Command::VersionBack), 5);
    assert_eq!(app.versions().map(|v| v.shown), Some(0));
    app.act(Action::Run(Command::AcceptAll), 6);
    assert_eq!(last_line(&app), "訓練を挙行します。");
    // The other one is now held against the text as it is.
    app.act(Action::Run(Command::VersionOn), 7);
    app.act(Action::Run(Command::AcceptAll), 8);
    assert_eq!(last_line(&app), "訓練をします。");
    let runs: Vec<&str> = app.open().expect("open").document.runs().iter().map(|run| run.task.as_str()).collect();
    assert_eq!(runs, ["rewrite", "rewrite"], "each answer is one run, however often it was shown");
}

#[test]
fn what_was_turned_down_is_told_unless_the_policy_forbids_it() {
    for told in [true, false] {
        let (mut app, script, _dir) = rewritten("訓練やります。", "訓練を挙行します。");
        let mut policy = Policy::default();
        policy.scope.tell_rejected = (!told).then_some(false);
        let mut app = {
            app.act(Action::Run(Command::RejectAll), 4);
            app.under(policy)
        };
        app.act(Action::Again(String::new()), 5);
        let (_, user) = script.asked().expect("asked again");
        assert_eq!(user.contains("採用されなかった書き換え"), told, "{user}");
        assert!(!user.contains("注文："));
    }
}

#[test]
fn a_new_paragraph_asked_for_again_is_not_put_in_twice() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    answered(&mut app, &script, "訓練を行います。\n集合は9時です。");
    app.act(Action::Run(Command::AcceptAll), 4);
    let before = text(&app).lines().count();
    app.act(Action::Again("1段落で".to_owned()), 5);
    answered(&mut app, &script, "訓練を行います。");
    assert_eq!(pieces(&app), [("\n集合は9時です。".to_owned(), String::new())]);
    for index in 0..pieces(&app).len() {
        app.act(Action::LookedAt(index), 6);
    }
    app.act(Action::Run(Command::AcceptAll), 7);
    assert_eq!(text(&app).lines().count(), before - 1);
    // A person types behind the first version; the second does not take that away.
    app.act(Action::Run(Command::VersionBack), 8);
    assert_eq!(pieces(&app).len(), 1);
}

#[test]
fn a_summary_is_asked_for_again_and_both_can_be_read() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    app.act(Action::Run(Command::Summarize), 1);
    answered(&mut app, &script, "訓練を実施する。");
    app.act(Action::Again("締切も".to_owned()), 2);
    let (ticket, user) = script.asked().expect("asked again");
    assert!(user.contains("訓練を実施する。") && app.reply().is_none());
    // It breaks off: what arrived is a version, marked as such, and the one before is still there.
    arrives(&mut app, ticket, "訓練を実施し、");
    app.receive(ticket, Report::Ended(Err(Error::BrokenStream)), 3);
    assert!(matches!(app.reply().expect("it can be read").progress, Progress::Failed(_)));
    app.act(Action::Run(Command::VersionBack), 4);
    assert_eq!(
        app.reply().map(|reply| (reply.text.as_str(), &reply.progress)),
        Some(("訓練を実施する。", &Progress::Whole))
    );
}

#[test]
fn characters_nobody_sees_are_told_of_and_hold_a_piece_up() {
    let (mut app, _script, _dir) = rewritten("支払額を定める。", "支払\u{202E}額\u{200B}を定めます。");
    app.act(Action::Run(Command::AcceptAll), 4);
    let held: Vec<bool> = app.open().expect("open").open_hunks().iter().map(|(.., hunk)| hunk.hides()).collect();
    assert!(!held.is_empty() && held.iter().all(|hides| *hides));
    assert!(!text(&app).contains(['\u{202E}', '\u{200B}']));
    for index in 0..held.len() {
        app.act(Action::Reveal(index), 5);
    }
    app.act(Action::Run(Command::AcceptAll), 6);
    assert_eq!(last_line(&app), "支払額を定めます。");
}
