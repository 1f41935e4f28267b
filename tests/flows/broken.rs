//! Answers that broke off: what came of them lies beside the text as a part, and is gone on with.

use super::*;
use kian::assistant::{Blocked, Outgoing, outgoing};

/// The sample, whose draft broke off with this much of it.
fn broken(said: &str) -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    breaks(&mut app, &script, said);
    (app, script, dir)
}

fn breaks(app: &mut App, script: &Script, said: &str) {
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(app, ticket, said);
    app.receive(ticket, Report::Ended(Err(Error::BrokenStream)), 2);
}

fn answers(app: &mut App, script: &Script, said: &str) {
    let (ticket, _) = script.asked().expect("the endpoint was asked");
    arrives(app, ticket, &format!("{said}⟦END⟧"));
    app.receive(ticket, end(wire::FinishReason::Stop), 3);
}

fn pieces(app: &App) -> Vec<String> {
    app.open().expect("open").open_hunks().iter().map(|(.., hunk)| hunk.new.clone()).collect()
}

#[test]
fn what_came_lies_beside_the_text_marked_as_a_part() {
    let (mut app, _script, _dir) = broken("このことについて、下記のとおり");
    let before = text(&app);
    let open = app.open().expect("open");
    assert_eq!(open.proposals.len(), 1);
    assert!(!open.proposals[0].suggestion.complete && !open.document.runs()[0].complete);
    assert_eq!(pieces(&app), ["このことについて、下記のとおり"]);
    let reply = app.reply().expect("it says what happened");
    assert!(matches!(reply.progress, Progress::Failed(_)) && reply.beside && !reply.can_propose());
    assert!(!before.contains("このことについて、下記"), "nothing is in the text by itself");
    app.act(Action::Run(Command::AcceptAll), 4);
    assert!(text(&app).contains("このことについて、下記のとおり"));
}

#[test]
fn the_rest_is_asked_for_and_the_whole_takes_the_place_of_the_part() {
    let (mut app, script, _dir) = broken("このことについて、下記のとおり");
    let first = script.asked().expect("asked").1;
    assert!(app.available(Command::GoOn));
    app.act(Action::Run(Command::GoOn), 4);
    let rest = script.asked().expect("asked for the rest").1;
    // What is personal goes under other numbers each time.
    let head: String = first.chars().take(12).collect();
    assert!(rest.starts_with(&head) && rest.len() > first.len() && rest.contains("このことについて、下記のとおり"));
    answers(&mut app, &script, "実施します。");
    assert_eq!(pieces(&app), ["このことについて、下記のとおり実施します。"]);
    assert_eq!(app.versions().map(|v| (v.count, v.version.rests.len(), v.version.broken)), Some((1, 1, false)));
    assert!(app.reply().is_none() && !app.available(Command::GoOn));
    // Asked again it is the question that is asked, not the one for the rest.
    app.act(Action::Again("もっと短く".to_owned()), 5);
    let again = script.asked().expect("asked again").1;
    assert!(again.starts_with(&head) && again.contains("下記のとおり実施します。"), "{again}");
    let begun = rest.chars().skip(first.chars().count()).filter(|c| !c.is_whitespace()).take(8).collect::<String>();
    assert!(!again.contains(&begun), "{again}");
}

#[test]
fn what_was_taken_over_of_the_part_is_not_proposed_twice() {
    let (mut app, script, _dir) = broken("このことについて、下記のとおり");
    app.act(Action::Run(Command::AcceptAll), 4);
    // The person goes on typing before it.
    app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: true }, 4);
    app.act(Action::Run(Command::GoOn), 5);
    answers(&mut app, &script, "実施します。");
    assert_eq!(pieces(&app).concat(), "実施します。");
    app.act(Action::Run(Command::AcceptAll), 6);
    let whole = text(&app);
    assert!(whole.starts_with("（案）"));
    assert_eq!(whole.matches("このことについて、下記のとおり実施します。").count(), 1, "{whole}");
}

#[test]
fn an_answer_may_break_off_twice() {
    let (mut app, script, _dir) = broken("このことについて、");
    app.act(Action::Run(Command::GoOn), 4);
    breaks(&mut app, &script, "下記の");
    assert_eq!(pieces(&app), ["このことについて、下記の"]);
    app.act(Action::Run(Command::GoOn), 5);
    // This time nothing comes at all: what there was is still there.
    let (ticket, _) = script.asked().expect("asked");
    app.receive(ticket, Report::Ended(Err(Error::BrokenStream)), 6);
    assert_eq!(pieces(&app), ["このことについて、下記の"]);
    app.act(Action::Run(Command::GoOn), 7);
    answers(&mut app, &script, "とおりです。");
    assert_eq!(pieces(&app), ["このことについて、下記のとおりです。"]);
    assert_eq!(app.versions().map(|v| v.version.rests.len()), Some(3));
}

#[test]
fn a_rewriting_that_broke_off_touches_only_the_sentences_it_reached() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let whole = text(&app);
    let old = "参加して頂く方へ。訓練やります。雨の時は中止です。";
    app.act(Action::Edit { change: Change::insert(whole.len(), format!("\n{old}")), joins: false }, 1);
    app.act(Action::Selected(Span::new(whole.len() + 1, text(&app).len())), 1);
    app.act(Action::Run(Command::Rewrite), 2);
    breaks(&mut app, &script, "参加していただく方へ。訓練を行");
    assert!(app.reply().expect("all of it can be read").text.ends_with("訓練を行"));
    app.act(Action::Run(Command::AcceptAll), 4);
    assert!(text(&app).ends_with("\n参加していただく方へ。訓練やります。雨の時は中止です。"));
    app.act(Action::Run(Command::GoOn), 5);
    answers(&mut app, &script, "います。雨の時は中止します。");
    app.act(Action::Run(Command::AcceptAll), 6);
    assert!(text(&app).ends_with("\n参加していただく方へ。訓練を行います。雨の時は中止します。"), "{}", text(&app));
}

#[test]
fn what_a_person_or_a_filter_stopped_is_for_reading() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    let (ticket, _) = script.asked().expect("asked");
    arrives(&mut app, ticket, "途中まで");
    app.act(Action::Run(Command::Stop), 1);
    assert!(pieces(&app).is_empty() && app.reply().expect("read").can_propose());
    assert!(app.available(Command::GoOn), "it can be gone on with all the same");
}

#[test]
fn a_rest_that_is_not_sent_after_all_belongs_to_no_other_answer() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    app.act(Action::OpenSample(Lang::Ja), 0);
    app.act(Action::Send { remember: false }, 0);
    breaks(&mut app, &script, "このことについて、");
    let asked = script.sent.lock().unwrap().len();
    app.act(Action::Run(Command::GoOn), 1);
    assert!(app.sending().is_some(), "it is shown first");
    app.act(Action::DontSend, 2);
    assert_eq!(script.sent.lock().unwrap().len(), asked);
    assert!(app.available(Command::GoOn), "it can still be gone on with");
    app.act(Action::Run(Command::GoOn), 3);
    app.act(Action::DontSend, 3);
    // Something else is asked.
    let end = text(&app).len();
    app.act(Action::Edit { change: Change::insert(end, "\n訓練やります。"), joins: false }, 4);
    app.act(Action::Selected(Span::new(end + 1, text(&app).len())), 4);
    app.act(Action::Run(Command::Rewrite), 4);
    app.act(Action::Send { remember: false }, 4);
    answers(&mut app, &script, "訓練を行います。");
    app.act(Action::Run(Command::AcceptAll), 5);
    assert!(text(&app).ends_with("\n訓練を行います。"), "{}", text(&app));
}

#[test]
fn another_document_has_nothing_to_go_on_with() {
    let (mut app, _script, _dir) = broken("このことについて、");
    app.act(Action::Run(Command::RejectAll), 4);
    app.act(Action::OpenSample(Lang::En), 5);
    app.act(Action::DontSend, 5);
    assert!(app.open().is_some() && !app.available(Command::GoOn));
}

/// A memo with two places for prose; the first was answered.
fn memo() -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(Some(Classification::Two));
    app.act(Action::Fill { form: "memo".to_owned(), lang: Lang::En }, 0);
    let facts = [
        ("addressee", "All staff"),
        ("sender", "Disaster Prevention Division"),
        ("issued_on", "2026-12-01"),
        ("subject", "Evacuation drill"),
        ("purpose", "We will hold a drill."),
        ("background", "The last one was two years ago."),
    ];
    for (key, value) in facts {
        app.act(Action::SetFact { key: key.to_owned(), value: value.to_owned() }, 0);
    }
    app.act(Action::Create, 0);
    app.act(Action::Send { remember: true }, 0);
    answers(&mut app, &script, "We will hold a drill.");
    (app, script, dir)
}

#[test]
fn earlier_places_of_a_form_stay_when_a_later_one_breaks_off() {
    for again in [Command::GoOn, Command::PanelQueue] {
        let (mut app, script, _dir) = memo();
        breaks(&mut app, &script, "The last drill was");
        assert_eq!(pieces(&app), ["We will hold a drill.", "The last drill was"]);
        if again == Command::GoOn {
            app.act(Action::Run(again), 4);
            answers(&mut app, &script, "two years ago.");
        } else {
            // Asked once more from the queue, it is asked for all of that place.
            let id = app.queue().next().expect("it is listed").id;
            app.act(Action::Queue { id, step: kian::app::queue::Step::Retry }, 4);
            answers(&mut app, &script, "The last drill was two years ago.");
        }
        assert_eq!(pieces(&app), ["We will hold a drill.", "The last drill was two years ago."]);
        let open = app.open().expect("open");
        assert_eq!(open.proposals.iter().map(|proposal| proposal.suggestion.complete).collect::<Vec<_>>(), [true]);
    }
}

#[test]
fn what_arrives_is_shown_where_it_belongs_while_it_does() {
    let (mut app, script, _dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    let (ticket, _) = script.asked().expect("asked");
    assert!(app.asking().expect("asking").growing().is_none(), "nothing has come yet");
    arrives(&mut app, ticket, "このことに");
    let (at, behind, shown) = app.asking().expect("asking").growing().expect("something has come");
    assert_eq!((behind, shown), (false, "このことに"));
    assert!(app.open().expect("open").document.text().line_span(0).start < at);
    app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: true }, 3);
    let moved = app.asking().expect("asking").growing().expect("it goes on").0;
    assert_eq!(moved, at + "（案）".len());
}

impl Script {
    /// Does what a worker is asked to hold against the facts, and gives what it reports.
    fn weigh(&self) -> Option<(Ticket, Report)> {
        let mut sent = self.sent.lock().expect("one thread");
        let at = sent.iter().position(|(_, job)| matches!(job, Job::Weigh(_)))?;
        match sent.remove(at) {
            (ticket, Job::Weigh(weighing)) => Some((ticket, Report::Weighed(weighing.weigh()))),
            _ => None,
        }
    }
}

impl Script {
    /// Does what a worker is asked to make ready.
    fn prepare(&self) -> Option<(Ticket, Result<Outgoing, Blocked>)> {
        self.sent.lock().expect("one thread").iter().rev().find_map(|(ticket, job)| match job {
            Job::Prepare { endpoint, request, rules, whole, known } => {
                let made = outgoing::prepare((**request).clone(), endpoint, rules, whole.as_deref(), (**known).clone());
                Some((*ticket, made))
            }
            _ => None,
        })
    }
}

/// The sample with so much behind it that a worker looks through it, and a paragraph at the end that is written anew.
fn long() -> (App, Script, tempfile::TempDir) {
    let (mut app, script, dir) = app(Some(Classification::Two));
    open_sample(&mut app);
    app.act(Action::Run(Command::Stop), 0);
    let filler = "市は、住民の意見を聴きながら、避難所の運営の準備を進めます。\n".repeat(600);
    let end = text(&app).len();
    app.act(Action::Edit { change: Change::insert(end, format!("\n{filler}定員は40人です。")), joins: false }, 1);
    let len = text(&app).len();
    app.act(Action::Selected(Span::new(len - "定員は40人です。".len(), len)), 1);
    (app, script, dir)
}

#[test]
fn the_facts_of_a_long_document_are_held_against_it_by_a_worker() {
    let (mut app, script, _dir) = long();
    app.act(Action::Run(Command::Rewrite), 2);
    answers(&mut app, &script, "定員は140人とします。");
    assert!(app.is_weighing() && pieces(&app).is_empty(), "nothing is proposed before it was looked through");
    // The person goes on typing.
    app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: true }, 3);
    let (ticket, weighed) = script.weigh().expect("a worker was asked");
    app.receive(ticket, weighed, 4);
    assert!(!app.is_weighing());
    let open = app.open().expect("open");
    assert!(open.open_hunks().iter().any(|(.., hunk)| hunk.waits()), "the number is new");
    app.act(Action::Run(Command::AcceptAll), 5);
    assert!(text(&app).contains("定員は40人"), "what changes a fact waits");
    for index in 0..app.open().expect("open").open_hunks().len() {
        app.act(Action::LookedAt(index), 6);
    }
    app.act(Action::Run(Command::AcceptAll), 7);
    assert!(text(&app).starts_with("（案）") && text(&app).ends_with("定員は140人とします。"));
}

#[test]
fn what_a_worker_finds_for_words_that_are_gone_is_left_out() {
    let (mut app, script, _dir) = long();
    app.act(Action::Run(Command::Rewrite), 2);
    answers(&mut app, &script, "定員は140人とします。");
    let len = text(&app).len();
    let old = Span::new(len - "定員は40人です。".len(), len);
    app.act(Action::Edit { change: Change::replace(old, "定員は追って知らせる。"), joins: false }, 3);
    let (ticket, weighed) = script.weigh().expect("a worker was asked");
    app.receive(ticket, weighed, 4);
    assert!(pieces(&app).is_empty() && text(&app).ends_with("定員は追って知らせる。"));
    // A worker that gives up leaves nothing behind that would be waited for.
    let line = app.open().expect("open").document.text().line_span(3);
    app.act(Action::Selected(line), 5);
    app.act(Action::Run(Command::Rewrite), 5);
    answers(&mut app, &script, "別の言い方です。");
    let ticket = script.sent.lock().unwrap().iter().rev().find_map(|(ticket, job)| match job {
        Job::Weigh(_) => Some(*ticket),
        _ => None,
    });
    app.receive(
        ticket.expect("asked"),
        Report::Failed(kian::app::Notice::new(kian::app::Level::Error, "error-job-crashed")),
        6,
    );
    assert!(!app.is_weighing());
}

#[test]
fn what_is_read_about_a_long_document_is_looked_through_by_a_worker_too() {
    let (mut app, script, _dir) = long();
    // Its model reads all of it at once.
    let mut endpoint = app.settings().endpoints[0].clone();
    endpoint.limits.context = Some(128_000);
    app.act(Action::SaveEndpoint { was: Some(endpoint.name.clone()), endpoint: Box::new(endpoint) }, 1);
    let line = "定員は40人です。";
    let end = text(&app).len();
    // Subject lines, for all of it.
    let folders = script.sent.lock().unwrap().iter().find_map(|(ticket, job)| match job {
        Job::LoadTemplates { folders } => Some((*ticket, folders.clone())),
        _ => None,
    });
    let (ticket, folders) = folders.expect("the templates are read");
    let (templates, notices) = kian::app::templates::load(&folders);
    app.receive(ticket, Report::Templates { templates, notices }, 1);
    app.act(Action::Selected(Span::new(end - line.len(), end)), 2);
    let values = [("count".to_owned(), "3".to_owned())].into();
    app.act(Action::AskTemplate { id: "subject".to_owned(), values }, 2);
    let before = script.asked().expect("the draft was asked for").0;
    let (ticket, made) = script.prepare().expect("so long a request is made ready by a worker");
    app.receive(ticket, Report::Prepared(Box::new(made)), 2);
    let ticket = script.asked().expect("the endpoint was asked").0;
    assert_ne!(ticket, before);
    arrives(&mut app, ticket, "1. 定員40人の訓練について\n2. 参加費98,765円の訓練について\n⟦END⟧");
    app.receive(ticket, end_of_answer(), 3);
    let reply = app.reply().expect("it can be read").clone();
    assert!(app.is_weighing() && reply.doubts.is_empty() && !reply.choices.is_empty());
    let (ticket, weighed) = script.weigh().expect("a worker was asked");
    app.receive(ticket, weighed, 4);
    let doubts: Vec<&str> = app.reply().expect("read").doubts.iter().map(|doubt| doubt.text.as_str()).collect();
    assert_eq!(doubts, ["98,765円"]);
}

fn end_of_answer() -> Report {
    end(wire::FinishReason::Stop)
}
