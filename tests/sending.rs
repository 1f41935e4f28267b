//! What leaves this machine, and what comes back: nothing personal goes, everything personal returns.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "shared with the tests of the wire")]
#[path = "endpoint/server.rs"]
mod server;

use kian::app::{Action, App, Command, Dirs, Job, Jobs, Panel, Progress, Report, Settings, Ticket};
use kian::assistant::masking::{self, Handling, MaskingRules};
use kian::assistant::{Endpoint, Instruction, Request, outgoing, prompt, wire};
use kian::document::Classification;
use kian::text::{Change, Lang, Message, Span};
use server::{Server, Step};
use std::sync::{Arc, Mutex};

/// Jobs are only written down; what comes of them is told by the test.
#[derive(Clone, Default)]
struct Script(Arc<Mutex<Vec<(Ticket, Job)>>>);

impl Jobs for Script {
    fn start(&mut self, ticket: Ticket, job: Job) {
        self.0.lock().unwrap().push((ticket, job));
    }

    fn cancel(&mut self, _: Ticket) {}
}

impl Script {
    /// Everything that was sent so far, and the ticket of the last.
    fn sent(&self) -> Vec<(Ticket, Request)> {
        let jobs = self.0.lock().unwrap();
        let asked = jobs.iter().filter_map(|(ticket, job)| match job {
            Job::Ask { request, .. } => Some((*ticket, request.clone())),
            _ => None,
        });
        asked.collect()
    }
}

const REMOTE: &str = "https://ai.example.lg.jp/v1";

/// A document of `text`, all of it selected, with an endpoint at `url`.
fn desk(text: &str, url: &str, personal: Handling) -> (App, Script, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let dirs = Dirs::find(Some(dir.path().to_path_buf())).unwrap();
    let mut endpoint = Endpoint::new("庁内AI", url);
    endpoint.allow = Classification::Two;
    let chosen_endpoint = Some("庁内AI".to_owned());
    let settings = Settings { endpoints: vec![endpoint], chosen_endpoint, personal, ..Settings::default() };
    let script = Script::default();
    let mut app = App::new(dirs, settings, Box::new(script.clone()), Vec::new(), 0);
    app.act(Action::OpenSample(Lang::Ja), 0);
    app.act(Action::Run(Command::Stop), 0);
    let len = app.open().unwrap().document.text().len();
    app.act(Action::Edit { change: Change::replace(Span::new(0, len), text), joins: false }, 1);
    app.act(Action::Selected(Span::new(0, text.len())), 1);
    (app, script, dir)
}

fn text(app: &App) -> String {
    app.open().unwrap().document.text().to_string()
}

fn answer(app: &mut App, ticket: Ticket, pieces: &[&str]) {
    for piece in pieces {
        app.receive(ticket, Report::Arrived(wire::Event::Text((*piece).to_owned())), 5);
    }
    let end = wire::End { finish: wire::FinishReason::Stop, usage: None, streamed: true };
    app.receive(ticket, Report::Ended(Ok(end)), 6);
}

/// The placeholder that stands in `request` before `behind`.
fn placeholder(request: &Request, behind: &str) -> String {
    let at = request.user.find(behind).unwrap();
    let start = request.user[..at].rfind('［').unwrap();
    request.user[start..at].to_owned()
}

const TEXT: &str = "山田太郎様の携帯電話は090-1234-5678であり、参加して頂く。";

#[test]
fn what_leaves_is_masked_and_what_comes_back_is_not() {
    let (mut app, script, _dir) = desk(TEXT, REMOTE, Handling::Mask);
    app.act(Action::ChooseInstruction(Instruction::Custom("山田太郎様に宛てて丁寧に".to_owned())), 2);
    app.act(Action::Run(Command::Rewrite), 2);
    // It is shown first, word for word.
    let sending = app.sending().expect("it is shown first");
    assert_eq!((sending.endpoint().name.as_str(), script.sent().len()), ("庁内AI", 0));
    let shown = sending.outgoing().request.clone();
    assert!(sending.outgoing().is_masked() && sending.outgoing().places.1.len() >= 4);
    app.act(Action::Send { remember: true }, 3);
    let (ticket, request) = script.sent().pop().unwrap();
    assert_eq!(request, shown);
    let all = format!("{}{}", request.system, request.user);
    assert!(!all.contains("山田") && !all.contains("1234-5678"), "{all}");
    let (person, phone) = (placeholder(&request, "様の携帯"), placeholder(&request, "であり"));
    let (head, tail) = phone.split_at(phone.len() / 2);
    answer(
        &mut app,
        ticket,
        &[&format!("{person}様の携帯電話は{head}"), &format!("{tail}であり、参加していただく。⟦EN"), "D⟧"],
    );
    let hunks = app.open().unwrap().open_hunks().len();
    assert_eq!(hunks, 1, "only the wording is different");
    app.act(Action::Run(Command::AcceptAll), 7);
    assert_eq!(text(&app), TEXT.replace("頂く", "いただく"));
    // Nothing more is asked for this document.
    app.act(Action::Selected(Span::new(0, text(&app).len())), 8);
    app.act(Action::Run(Command::Summarize), 8);
    assert!(app.sending().is_none());
    assert_eq!(script.sent().len(), 2);
    assert!(!script.sent()[1].1.user.contains("山田"));
}

#[test]
fn what_is_shown_need_not_be_sent() {
    let (mut app, script, _dir) = desk(TEXT, REMOTE, Handling::Mask);
    app.act(Action::Run(Command::Rewrite), 2);
    assert!(!app.available(Command::Rewrite) && app.available(Command::Stop));
    app.act(Action::DontSend, 3);
    assert!(app.sending().is_none() && script.sent().is_empty() && app.available(Command::Rewrite));
    // Without a word about the next time it is shown again.
    for _ in 0..2 {
        app.act(Action::Run(Command::Rewrite), 4);
        app.act(Action::Send { remember: false }, 4);
        app.act(Action::Run(Command::Stop), 4);
    }
    assert_eq!(script.sent().len(), 2);
}

#[test]
fn a_my_number_keeps_everything_here() {
    for personal in [Handling::Mask, Handling::Warn] {
        let (mut app, script, _dir) = desk("個人番号は1234-5678-9018です。", REMOTE, personal);
        app.act(Action::Run(Command::Rewrite), 2);
        assert!(app.sending().is_none() && script.sent().is_empty());
        assert_eq!(app.notices().last().map(|n| n.id), Some("error-gate-my-number"));
    }
}

#[test]
fn who_only_wants_to_be_told_is_told() {
    let (mut app, script, _dir) = desk(TEXT, REMOTE, Handling::Warn);
    app.act(Action::Run(Command::Rewrite), 2);
    let out = app.sending().expect("it is shown first").outgoing().clone();
    assert!(!out.is_masked() && out.warned.values().sum::<usize>() >= 2);
    app.act(Action::Send { remember: true }, 3);
    assert!(script.sent()[0].1.user.contains("山田太郎"));
}

#[test]
fn an_endpoint_on_this_machine_is_not_asked_about_and_gets_placeholders_too() {
    let (mut app, script, _dir) = desk(TEXT, "http://127.0.0.1:9/v1", Handling::Mask);
    app.act(Action::Run(Command::Rewrite), 2);
    assert!(app.sending().is_none());
    // What listens there may be a gateway that passes it on.
    assert!(!script.sent().pop().unwrap().1.user.contains("山田太郎"));
}

#[test]
fn a_placeholder_nobody_sent_keeps_the_answer_out() {
    let (mut app, script, _dir) = desk(TEXT, REMOTE, Handling::Mask);
    app.act(Action::Run(Command::Rewrite), 2);
    app.act(Action::Send { remember: true }, 3);
    let (ticket, _) = script.sent().pop().unwrap();
    answer(&mut app, ticket, &["［氏名987］様に参加していただく。⟦END⟧"]);
    assert!(app.open().unwrap().open_hunks().is_empty());
    let reply = app.reply().unwrap();
    assert!(matches!(reply.progress, Progress::Failed(_)) && !reply.can_propose());
    assert!(reply.text.contains("［氏名987］"), "it stays visible");
}

#[test]
fn a_missing_placeholder_is_told() {
    let (mut app, script, _dir) = desk(TEXT, REMOTE, Handling::Mask);
    app.act(Action::Run(Command::Rewrite), 2);
    app.act(Action::Send { remember: true }, 3);
    let (ticket, request) = script.sent().pop().unwrap();
    let person = placeholder(&request, "様の携帯");
    answer(&mut app, ticket, &[&format!("{person}様に、参加していただく。⟦END⟧")]);
    let notice = app.notices().last().unwrap();
    assert_eq!(notice.id, "notice-masking-deviations");
    assert_eq!(notice.details[0].id, "masking-missing");
    assert!(!app.open().unwrap().open_hunks().is_empty());
}

#[test]
fn personal_information_is_listed_and_replaced_in_one_step() {
    let (mut app, script, _dir) = desk(TEXT, REMOTE, Handling::Mask);
    app.act(Action::Run(Command::FindPersonal), 2);
    assert_eq!(app.panel(), Panel::Personal);
    let look = |app: &mut App| {
        let job = script.0.lock().unwrap().iter().rev().find_map(|(ticket, job)| match job {
            Job::FindPersonal { text, revision, .. } => Some((*ticket, text.to_string(), *revision)),
            _ => None,
        });
        let (ticket, text, revision) = job.unwrap();
        let found = kian::text::personal::find(&text, None);
        app.receive(ticket, Report::PersonalFound { revision, found }, 3);
    };
    look(&mut app);
    let sought = app.personal().unwrap();
    assert_eq!(sought.found.iter().map(|p| p.kind.code()).collect::<Vec<_>>(), ["person", "phone"]);
    assert!(!sought.has_map());
    // What was found moves with the text.
    app.act(Action::Edit { change: Change::insert(0, "（案）"), joins: false }, 4);
    assert_eq!(&text(&app)[app.personal().unwrap().found[0].span.range()], "山田太郎");
    let before = text(&app);
    app.act(Action::MaskDocument, 5);
    let masked = script.0.lock().unwrap().iter().rev().find_map(|(ticket, job)| match job {
        Job::Mask { text, revision, .. } => Some((*ticket, text.to_string(), *revision)),
        _ => None,
    });
    let (ticket, whole, revision) = masked.unwrap();
    let mut map = masking::Map::default();
    let masked = Box::new(masking::mask(&whole, None, &MaskingRules::local(), &mut map));
    app.receive(ticket, Report::Masked { revision, masked, map: Box::new(map) }, 5);
    assert_eq!(text(&app), "（案）［氏名1］様の携帯電話は［電話2］であり、参加して頂く。");
    assert!(app.personal().unwrap().has_map());
    look(&mut app);
    assert!(app.personal().unwrap().found.is_empty() && app.personal().unwrap().has_map());
    app.act(Action::KeepMap, 6);
    assert_eq!(app.notices().last().map(|n| n.id), Some("notice-map-needs-file"));
    app.act(Action::Run(Command::Undo), 7);
    assert_eq!(text(&app), before);
}

/// Identifiers that must never be in what a server reads.
fn seeds() -> (String, Vec<String>) {
    let families = ["山田", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "中村", "小林", "加藤"];
    let givens = ["太郎", "花子", "健一", "美咲", "翔太", "陽葵"];
    let (mut text, mut secrets) = (String::new(), Vec::new());
    for n in 0..30 {
        let name = format!("{}{}", families[n % 10], givens[n % 6]);
        let phone = format!("090-{:04}-{:04}", 1000 + n * 37, 9000 - n * 71);
        let mail = format!("user{n}.secret@example.jp");
        let place = format!("長野県松本市大手{}-{}-{}", n + 1, n + 2, n + 3);
        let account = format!("{:07}", 1_234_567 + n * 1_111);
        text.push_str(&format!(
            "申請者{name}様（住所：{place}）の携帯は{phone}、メールは{mail}、普通預金の口座番号は{account}です。\n"
        ));
        secrets.extend([name, phone, mail, place, account]);
    }
    secrets.sort();
    secrets.dedup();
    (text, secrets)
}

#[tokio::test]
async fn no_server_ever_reads_one_of_a_hundred_identifiers() {
    let (text, secrets) = seeds();
    assert!(secrets.len() >= 100);
    let remote = Endpoint::new("庁内AI", REMOTE);
    let instruction = Instruction::Custom(format!("{}さんに宛てて", "山田太郎"));
    let requests = [
        prompt::rewrite(Lang::Ja, &instruction, &text, &text, 11),
        prompt::summarize(Lang::Ja, kian::assistant::offline::Length::Standard, &text, 12),
        prompt::draft("通知", Lang::Ja, &text, &[("宛先".to_owned(), "佐藤花子様".to_owned())], &text, 13),
    ];
    for request in requests {
        let out = outgoing::prepare(request, &remote, &MaskingRules::default(), Some(&text), masking::Map::default())
            .unwrap();
        // The very bytes that would go to that endpoint, carried to a server that writes them down and says them back.
        let said = serde_json::json!({"choices": [{"index": 0, "delta": {"content": out.request.user}}]});
        let stop = serde_json::json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]});
        let body = format!("data: {said}\n\ndata: {stop}\n\ndata: [DONE]\n\n");
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
        let server = Server::play(vec![vec![Step::Write(format!("{head}{body}").into_bytes())]]).await;
        let here = Endpoint::new("庁内AI", server.url.clone());
        let mut answer = String::new();
        let client = wire::client(&here).unwrap();
        wire::send(&client, &here, None, &out.request, &mut |event| {
            if let wire::Event::Text(more) = event {
                answer.push_str(&more);
            }
        })
        .await
        .unwrap();
        let seen = server.seen();
        assert!(!seen.is_empty());
        for request in seen {
            let all = format!("{}{}{}", request.head, request.body, request.json());
            for secret in &secrets {
                assert!(!all.contains(secret.as_str()), "{secret} left this machine");
            }
        }
        let (back, report) = out.restore(&answer);
        assert!(back.contains(&text), "what came back is the text as it was");
        assert!(!report.blocks());
    }
}

#[test]
fn a_refusal_says_what_and_what_to_do() {
    let request = prompt::rewrite(Lang::Ja, &Instruction::Clearer, "マイナンバー 123456789018", "", 3);
    let blocked = outgoing::prepare(
        request,
        &Endpoint::new("庁内AI", REMOTE),
        &MaskingRules::default(),
        None,
        masking::Map::default(),
    );
    let blocked = blocked.unwrap_err();
    for locale in kian::i18n::Locale::ALL {
        let tr = kian::i18n::Tr::new(locale);
        let args: Vec<(&str, kian::i18n::Value)> =
            blocked.args().into_iter().map(|(name, value)| (name, value.into())).collect();
        assert!(tr.format(blocked.id(), &args).contains("庁内AI"));
        assert!(tr.attribute(blocked.id(), "hint", &args).is_some());
    }
}
