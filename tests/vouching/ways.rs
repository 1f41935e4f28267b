//! Everything the window can ask of an endpoint: each of it leads to the one that is chosen, and each is on record.

use super::server::{Seen, Server, plain, stream};
use super::*;
use kian::assistant::template::Files;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A server in a thread of its own that answers whatever it is asked; its address, and what it was asked.
fn helpful() -> (String, Arc<Mutex<Vec<Seen>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (tell, told) = std::sync::mpsc::channel();
    let asked = seen.clone();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let server = Server::answering(move |request: &Seen| {
                asked.lock().unwrap().push(request.clone());
                if request.head.to_lowercase().starts_with("get ") {
                    let models = r#"{"data":[{"id":"midori-7b"}]}"#;
                    return plain("200 OK", &[("Content-Type", "application/json")], models);
                }
                let said = serde_json::json!({"choices": [{"index": 0, "delta": {"content": "実施します。⟦END⟧"}}]});
                let stop = serde_json::json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]});
                stream(&[format!("data: {said}\n\ndata: {stop}\n\ndata: [DONE]\n\n").as_bytes()])
            })
            .await;
            tell.send(server.url.clone()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    (told.recv().unwrap(), seen)
}

#[test]
fn whatever_the_window_asks_goes_to_the_chosen_endpoint_and_is_on_record() {
    let ((url, seen), (other, unasked)) = (helpful(), helpful());
    let mut office = Office::new();
    for (name, url) in [("手元", &url), ("別", &other)] {
        let endpoint =
            Endpoint { allow: Classification::Two, model: "midori-7b".to_owned(), ..Endpoint::new(name, url) };
        office.act(Action::SaveEndpoint { was: None, endpoint: Box::new(endpoint) });
    }
    office.act(Action::ChooseEngine(Some("手元".to_owned())));
    let mut count = 0;
    let mut asked = |office: &mut Office, what: &str| {
        let now = seen.lock().unwrap().len();
        assert!(now > count, "{what} asked nobody: {:?}", office.app.notices());
        count = now;
        office.act(Action::Run(Command::Stop));
        office.act(Action::Run(Command::RejectAll));
    };
    office.act(Action::OpenSample(Lang::Ja));
    asked(&mut office, "a draft");
    for command in [Command::Rewrite, Command::RewriteShorter, Command::Summarize, Command::Review] {
        let len = office.app.open().unwrap().document.text().len();
        office.act(Action::Selected(Span::new(0, len)));
        office.run(command);
        asked(&mut office, "a command");
    }
    let values = BTreeMap::new();
    let template = office.app.templates().iter().map(|kept| &kept.template);
    let template = template.filter(|one| one.files != Files::Required && one.speaks(Lang::Ja));
    let id = template.filter(|one| one.missing(&values).next().is_none()).map(|one| one.id.clone()).next().unwrap();
    office.act(Action::AskTemplate { id, values });
    asked(&mut office, "a template");
    office.act(Action::Examine("手元".to_owned()));
    asked(&mut office, "an examination");

    let host = url.strip_prefix("http://").unwrap().to_owned();
    let seen = seen.lock().unwrap().clone();
    assert!(seen.iter().all(|request| request.head.to_lowercase().contains(&format!("host: {host}"))));
    let events = audit::events(office.logbook.folder(), None, None).unwrap();
    let sent: Vec<_> = events.iter().filter(|event| event["event"] == "send").collect();
    assert!(sent.iter().all(|event| event["host"] == host.as_str()), "{sent:?}");
    // One record for each request that holds words, made before it went; the doctor's own questions are one record.
    let texts = sent.iter().filter(|event| event.contains_key("sha256")).count();
    let posts = seen.iter().filter(|request| request.head.to_lowercase().starts_with("post ")).count();
    assert!(texts <= posts && posts <= texts + 4, "{texts} records, {posts} requests");
    assert!(unasked.lock().unwrap().is_empty(), "the other endpoint was never called");
}
