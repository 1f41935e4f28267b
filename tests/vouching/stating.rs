//! The sentence that says AI was used stands there once, whatever happens after it was put there; and the record of how a document
//! came about as a document for Word.

use super::ways::Witness;
use super::*;

const DAY: i64 = 86_400_000;

impl Office {
    /// Has the whole text rewritten by the endpoint, and takes what it proposes.
    fn rewritten(&mut self) {
        let len = self.app.open().unwrap().document.text().len();
        self.act(Action::Selected(Span::new(0, len)));
        self.run(Command::Rewrite);
        assert!(!self.app.open().unwrap().open_hunks().is_empty(), "{:?}", self.app.notices());
        while !self.app.open().unwrap().open_hunks().is_empty() {
            self.act(Action::LookedAt(0));
            self.act(Action::AcceptHunk(0));
        }
    }

    /// The paragraphs that speak of AI.
    fn statements(&self) -> Vec<String> {
        let text = self.app.open().unwrap().document.text().to_string();
        text.lines().filter(|line| line.contains("生成AI")).map(str::to_owned).collect()
    }

    fn text(&self) -> String {
        self.app.open().unwrap().document.text().to_string()
    }
}

fn office(policy: Policy, model: &str) -> (Office, Witness) {
    let mut office = Office::under(policy);
    let server = Witness::helpful();
    let endpoint =
        Endpoint { allow: Classification::Two, model: model.to_owned(), ..Endpoint::new("手元", &server.url) };
    office.act(Action::SaveEndpoint { was: None, endpoint: Box::new(endpoint) });
    office.act(Action::ChooseEngine(Some("手元".to_owned())));
    office.act(Action::OpenSample(Lang::Ja));
    office.act(Action::Run(Command::Stop));
    office.act(Action::SetClassification(Classification::One));
    let text = "避難所の備品を点検して頂く。\n訓練は十月に実施する予定である。";
    let len = office.text().len();
    office.act(Action::Edit { change: Change::replace(Span::new(0, len), text), joins: false });
    (office, server)
}

#[test]
fn what_was_said_of_ai_before_gives_way_to_what_is_said_now() {
    let (mut office, _server) = office(Policy::default(), "midori-7b");
    office.rewritten();
    office.run(Command::InsertDisclosure);
    let first = office.statements();
    assert_eq!(first.len(), 1, "{:?}", office.text());
    assert!(first[0].contains("midori-7b") && !first[0].contains("確認"), "{first:?}");
    office.run(Command::InsertDisclosure);
    assert!(office.told("notice-disclosed-already"));
    assert_eq!(office.statements(), first);

    // Asked again on another day, and checked by a person: one sentence, and it says so.
    office.now += 40 * DAY;
    office.rewritten();
    office.type_at_start("生成AIの話は別に定める。\n");
    office.act(Action::ShowPanel(kian::app::Panel::Review));
    for fact in 0..office.app.open().unwrap().checklist.items.len() {
        office.act(Action::TickFact { fact, looked_at: true });
    }
    office.run(Command::Confirm);
    assert!(office.app.open().unwrap().vouched().is_some(), "{:?}", office.app.notices());
    let before = office.text();
    office.run(Command::InsertDisclosure);
    let now = office.statements();
    assert_eq!(now.len(), 2, "what a person wrote of AI is theirs: {now:?}");
    assert!(now[0].starts_with("生成AIの話") && now[1].contains("職員が内容を確認しました"), "{now:?}");
    assert!(office.app.open().unwrap().vouched().is_some(), "the check holds");
    office.run(Command::Undo);
    assert_eq!(office.text(), before);
}

#[test]
fn the_wording_of_the_office_gives_way_too() {
    let text = "version = 1\nname = \"規程\"\ncontact = \"係\"\nown-endpoints = true\n[disclosure]\nja = \"この文書は{engine}（{model}）の生成AIで{date}に下書きしました。\"\n";
    let (mut office, _server) = office(Policy::read(text).unwrap(), "midori-7b");
    office.rewritten();
    office.run(Command::InsertDisclosure);
    let first = office.statements();
    office.now += 40 * DAY;
    office.rewritten();
    office.run(Command::InsertDisclosure);
    let now = office.statements();
    assert_eq!((first.len(), now.len()), (1, 1), "{now:?}");
    assert_ne!(first, now, "the day is another");
}

#[test]
fn the_record_can_be_a_document_for_word() {
    let mut office = Office::new();
    office.sample();
    office.act(Action::SaveTo(office.folder.path().join("訓練.kian")));
    office.run(Command::ProcessRecordWord);
    let record = office.folder.path().join("訓練-経緯.docx");
    let read = kian::format::read(kian::format::Kind::Docx, &std::fs::read(&record).unwrap()).unwrap();
    let text = read.document.text().to_string();
    for words in ["offline", "起案", "SHA-256", "☐"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(record.with_extension("json").exists());
}

#[test]
fn a_copy_is_by_whoever_wrote_it() {
    let (mut office, _server) = office(Policy::default(), "midori-7b");
    office.rewritten();
    let document = &office.app.open().unwrap().document;
    let whole = Span::new(0, document.text().len());
    let (words, whose) = (document.text().to_string(), document.whose(whole));
    let model: usize = whose.iter().filter(|one| one.run.is_some()).map(|one| one.len).sum();
    assert!(model > 0 && model < words.len(), "{whose:?}");
    let by_model = |office: &Office| office.app.ai_use().map_or(0, |used| used.by_model);
    let there = by_model(&office);

    // Into another document, which knows of no model yet.
    office.act(Action::SaveTo(office.folder.path().join("a.kian")));
    office.run(Command::CloseDocument);
    office.act(Action::ChooseEngine(None));
    office.act(Action::OpenSample(Lang::Ja));
    office.act(Action::Run(Command::Stop));
    office.act(Action::Run(Command::RejectAll));
    assert_eq!(by_model(&office), 0);
    let before = office.text();
    for _ in 0..2 {
        office.act(Action::Paste {
            change: Change::replace(Span::at(0), words.clone()),
            marks: Vec::new(),
            whose: whose.clone(),
        });
    }
    assert_eq!(by_model(&office), 2 * there);
    let models = |office: &Office| office.app.ai_use().map(|used| used.engines);
    assert_eq!(models(&office).unwrap(), [("手元".to_owned(), "midori-7b".to_owned())], "the run came along, once");
    let path = office.folder.path().join("b.kian");
    office.act(Action::SaveTo(path.clone()));
    office.run(Command::CloseDocument);
    office.act(Action::OpenFile(path));
    assert_eq!(by_model(&office), 2 * there, "after it was saved and opened again");
    office.run(Command::Undo);
    office.run(Command::Undo);
    assert_eq!((by_model(&office), office.text()), (0, before));
    office.run(Command::Redo);
    assert_eq!(by_model(&office), there);
}
