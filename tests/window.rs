//! The main job in the window, as a person does it: by the names on the screen, by keyboard, with an input method.
//! Jobs run in place, so nothing here waits for a clock.

#![allow(clippy::unwrap_used)]

use egui::{Event, ImeEvent, Key, Modifiers, accesskit::Role as Part};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use kian::app::settings::{Dirs, Settings};
use kian::app::workers::InPlace;
use kian::app::{Action, App, Command};
use kian::assistant::Endpoint;
use kian::document::{Classification, Look, MarkKind, Role};
use kian::format::{self, Kind};
use kian::i18n::{Locale, Tr};
use kian::store::Store;
use kian::text::{Lang, Span};
use kian::ui::{Shell, editor, fonts, theme};
use std::path::Path;

/// Noon of 2026-11-24 in Japan, for every frame.
fn clock() -> i64 {
    1_795_489_200_000
}

struct Window {
    harness: Harness<'static, Shell>,
    tr: Tr,
}

impl Window {
    fn open(dir: &Path, locale: Locale) -> Self {
        Self::with(dir, locale, Settings::default())
    }

    fn with(dir: &Path, locale: Locale, settings: Settings) -> Self {
        let dirs = Dirs::find(Some(dir.to_path_buf())).expect("a folder was given");
        let settings = Settings { locale: Some(locale), ..settings };
        let (jobs, inbox) = InPlace::new(Store::in_memory().expect("there is memory"));
        let app = App::new(dirs, settings, Box::new(jobs), Vec::new(), clock());
        let shell = Shell::new(app, inbox, clock).without_native_dialogs();
        let harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_max_steps(16)
            .with_context_setup(|ctx| {
                fonts::install(ctx);
                theme::install(ctx);
            })
            .build_ui_state(|ui, shell: &mut Shell| shell.ui(ui), shell);
        let mut window = Self { harness, tr: Tr::new(locale) };
        window.settle();
        window
    }

    fn settle(&mut self) {
        self.harness.run_steps(6);
    }

    fn app(&self) -> &App {
        self.harness.state().app()
    }

    fn text(&self) -> String {
        self.app().open().map(|open| open.document.text().to_string()).unwrap_or_default()
    }

    fn click(&mut self, name: &str) {
        let button = self.harness.query_all_by_label(name).find(|n| n.accesskit_node().role() != Part::Label);
        button.unwrap_or_else(|| panic!("nothing to click is called {name}")).click();
        self.settle();
    }

    fn run(&mut self, command: Command) {
        let id = command.message();
        let name = self.tr.text(&id);
        self.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        self.harness.event(Event::Text(name.clone()));
        self.settle();
        self.keys(Modifiers::NONE, Key::Enter);
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn fill(&mut self, field: &str, value: &str) {
        let node = self
            .harness
            .query_all_by_label(field)
            .find(|n| matches!(n.accesskit_node().role(), Part::TextInput | Part::MultilineTextInput));
        let node = node.unwrap_or_else(|| panic!("no field is called {field}"));
        node.scroll_to_me();
        self.settle();
        let node = self
            .harness
            .query_all_by_label(field)
            .find(|n| matches!(n.accesskit_node().role(), Part::TextInput | Part::MultilineTextInput));
        node.expect("it is still there").focus();
        self.settle();
        self.keys(Modifiers::COMMAND, Key::A);
        self.harness.event(Event::Text(value.to_owned()));
        self.settle();
    }

    /// Saves to `path` through the field for typed paths.
    fn save_as(&mut self, command: Command, path: &Path) {
        self.run(command);
        self.keys(Modifiers::COMMAND, Key::A);
        self.harness.event(Event::Text(path.display().to_string()));
        self.settle();
        self.keys(Modifiers::NONE, Key::Enter);
        self.settle();
    }

    fn focus_text(&mut self) {
        self.harness.ctx.memory_mut(|m| m.request_focus(editor::editor_id()));
        self.settle();
    }
}

#[test]
fn a_notice_from_facts_to_a_word_file() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.click("通知");
    let form = window.app().filling().expect("the form is open").form.clone();
    assert_eq!((form.id.as_str(), form.lang), ("notice", Lang::Ja));

    // Made too early, it says what is missing and makes nothing.
    window.keys(Modifiers::COMMAND, Key::Enter);
    assert!(window.app().open().is_none());
    assert!(!window.app().filling().expect("still open").problems.is_empty());

    let answers = [
        ("doc_number", "総防第42号"),
        ("issued_on", "2026-11-24"),
        ("addressee", "各自治会長"),
        ("sender", "みどり野市総務部防災課長　青葉　一郎"),
        ("subject", "総合防災訓練の実施"),
    ];
    for field in form.fields.iter().filter(|f| f.required || answers.iter().any(|(key, _)| *key == f.key)) {
        let answer = answers.iter().find(|(key, _)| *key == field.key).map(|(_, value)| *value);
        let title = field.title.ja.clone();
        window.fill(&title, answer.unwrap_or("総合防災訓練を実施します。"));
    }
    window.keys(Modifiers::COMMAND, Key::Enter);
    let open = window.app().open().expect("the document is made");
    let before = open.document.text().to_string();
    assert!(before.contains("令和8年11月24日") && before.contains("総合防災訓練の実施について（通知）"), "{before}");

    // The draft lies beside the text until it is accepted.
    assert!(!open.open_hunks().is_empty(), "there is a draft to review");
    window.click("すべて却下");
    assert_eq!(window.text(), before);
    window.run(Command::Draft);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    let after = window.text();
    assert!(after.len() > before.len());
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.text(), before, "one accepted suggestion is one step");
    window.keys(Modifiers::COMMAND, Key::Y);
    assert_eq!(window.text(), after);

    let kian = dir.path().join("訓練.kian");
    window.save_as(Command::SaveAs, &kian);
    assert!(!window.app().open().expect("still open").unsaved());
    let word = dir.path().join("訓練.docx");
    window.save_as(Command::ExportWord, &word);
    for (path, kind) in [(kian, Kind::Kian), (word, Kind::Docx)] {
        let read = format::read(kind, &std::fs::read(path).expect("it was written")).expect("it can be read");
        assert_eq!(read.document.text().to_string(), after);
        assert!(read.document.roles().contains(&Role::Title));
    }
}

#[test]
fn japanese_is_typed_with_an_input_method() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.click("見本（通知）を開く");
    window.click("すべて却下");
    window.focus_text();
    window.keys(Modifiers::COMMAND, Key::End);
    let before = window.text();
    let preedit = |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    for event in [preedit("き"), preedit("きあん"), preedit("起案")] {
        window.harness.event(event);
        window.settle();
        assert_eq!(window.text(), before, "what is not committed is not in the document");
    }
    window.harness.event(preedit(""));
    window.harness.event(Event::Ime(ImeEvent::Commit("起案".to_owned())));
    window.settle();
    assert_eq!(window.text(), format!("{before}起案"));
}

#[test]
fn pages_are_looked_at_before_they_are_printed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.click("見本（通知）を開く");
    window.click("すべて却下");
    let text = window.text();
    window.run(Command::Preview);
    let shown = window.app().preview().expect("the pages are shown");
    assert!(shown.pages().is_some_and(|pages| pages.len() == 1) && shown.picture(0, 100).is_some());
    // Nothing is written where nothing is seen.
    window.harness.event(Event::Text("あ".to_owned()));
    window.keys(Modifiers::COMMAND, Key::B);
    assert_eq!(window.text(), text);
    window.click(&window.tr.text("preview-page"));
    let sheet = window.tr.text("preview-sheet");
    window.click(&sheet);
    window.click("縦書き（30字×28行）");
    let open = window.app().open().expect("it is open");
    assert!(open.document.sheet().page.vertical && open.unsaved());
    let pages = window.app().preview().and_then(|preview| preview.pages()).expect("they are laid out anew");
    assert!(pages.size().0 > pages.size().1);
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.app().preview().is_none());
}

#[test]
fn keys_that_mean_nothing_now_are_not_taken_for_others() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.click("見本（通知）を開く");
    window.click("すべて却下");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.keys(Modifiers::COMMAND | Modifiers::ALT, Key::W);
    assert!(window.app().open().is_some() && !window.app().asks_unsaved());
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.app().open().is_none() || window.app().asks_unsaved());
}

#[test]
fn a_finding_is_mended_with_one_click() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "資料を送って頂くようお願いします。\n").expect("it can be written");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.harness.state_mut().open(file);
    window.settle();
    assert_eq!(window.app().open().expect("it is open").findings.len(), 1);
    let fix = window.tr.format("findings-fix", &[("text", "いただく".into())]);
    let offered = window.app().open().expect("it is open").findings[0].fixes[0].text.clone();
    let fix = fix.replace("いただく", &offered);
    window.click(&fix);
    assert_eq!(window.text(), "資料を送っていただくようお願いします。\n");
}

#[test]
fn findings_are_judged_by_keyboard_alone() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "予め届け出る。\n概ね終わる。\n予め確かめる。\n").expect("it can be written");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.harness.state_mut().open(file);
    window.settle();
    let told = |window: &Window| window.app().open().expect("it is open").findings.len();
    let all = told(&window);
    assert!(all >= 3);
    // The list has the keyboard; down to the second, and what is chosen is shown in the text.
    window.keys(Modifiers::COMMAND, Key::Num2);
    window.keys(Modifiers::NONE, Key::ArrowDown);
    let open = window.app().open().expect("it is open");
    assert_eq!(Some(open.selection), open.findings.get(1).map(|f| f.span));
    window.keys(Modifiers::NONE, Key::Delete);
    assert_eq!(told(&window), all - 1);
    window.keys(Modifiers::NONE, Key::Home);
    window.keys(Modifiers::SHIFT, Key::Enter);
    assert!(window.text().starts_with("あらかじめ届け出る。\n概ね"));
    // Enter goes there, keyboard and all.
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(window.harness.ctx.memory(|m| m.focused()), Some(editor::editor_id()));
    // What was left as it is can be taken back.
    let ignored = window.tr.format("findings-ignored", &[("count", 1usize.into())]);
    window.click(&ignored);
    let before = told(&window);
    let back = window.tr.text("findings-take-back");
    window.click(&back);
    assert_eq!(told(&window), before + 1);
}

#[test]
fn a_clean_sheet_says_what_was_looked_at() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "会議を開く。").expect("it can be written");
    for locale in Locale::ALL {
        let mut window = Window::open(dir.path(), locale);
        window.harness.state_mut().open(file.clone());
        window.settle();
        let rules = window.app().open().expect("it is open").findings.rules;
        let looked = window.tr.format("findings-looked", &[("paragraphs", 1usize.into()), ("rules", rules.into())]);
        assert!(rules > 1 && window.harness.query_by_label(&looked).is_some(), "{looked}");
    }
}

#[test]
fn a_rule_is_found_and_switched_off_in_the_settings() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "予め届け出る。\n").expect("it can be written");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.harness.state_mut().open(file);
    window.settle();
    window.run(Command::Settings);
    let page = window.tr.text("answers-settings-rules");
    window.click(&page);
    let search = window.tr.text("settings-rules-search");
    window.fill(&search, "ja.kanji.adverb");
    let title = window.tr.text("rule-ja-kanji-adverb");
    let row = window.harness.query_all_by_label(&title).find(|n| n.accesskit_node().role() == Part::ComboBox);
    row.expect("the rule has its choice").click();
    window.settle();
    let off = window.tr.text("level-of-rule-off");
    window.click(&off);
    let open = window.app().open().expect("it is open");
    assert!(open.findings.iter().all(|f| f.rule != "ja.kanji.adverb"));
    assert!(window.app().settings().rules.contains_key("ja.kanji.adverb"));
}

#[test]
fn a_piece_that_changes_facts_is_accepted_only_when_they_have_been_looked_at() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "令和7年4月1日（水）に開催します。\n").expect("it can be written");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.harness.state_mut().open(file);
    window.settle();
    window.run(Command::Rewrite);
    assert!(window.app().open().expect("it is open").open_hunks()[0].2.waits());
    let (accept, looked_at) = (window.tr.text("assistant-accept"), window.tr.text("facts-looked-at"));
    window.click(&accept);
    window.run(Command::AcceptAll);
    assert_eq!(window.text(), "令和7年4月1日（水）に開催します。\n");
    window.click(&looked_at);
    window.click(&accept);
    assert_eq!(window.text(), "令和7年4月1日（火）に開催します。\n");
}

#[test]
fn the_same_in_english() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::En);
    window.click("Open the English sample");
    let open = window.app().open().expect("the sample is open");
    assert_eq!(open.document.lang(), Lang::En);
    let before = open.document.text().to_string();
    window.click("Accept all");
    assert!(window.text().len() > before.len());
    // Summarise by extraction; every sentence stands in the document.
    window.run(Command::Summarize);
    let text = window.text();
    let reply = window.app().reply().expect("there is a summary");
    assert!(!reply.sentences.is_empty());
    for sentence in &reply.sentences {
        assert_eq!(&text[sentence.source.unwrap().range()], sentence.text);
    }
    let path = dir.path().join("notice.docx");
    window.save_as(Command::ExportWord, &path);
    assert!(path.exists());
}

#[test]
fn closing_asks_about_what_is_not_saved() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::Ja);
    // A sample nobody has touched is nothing to save.
    window.click("見本（通知）を開く");
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.app().open().is_none() && !window.app().asks_unsaved());
    window.click("見本（通知）を開く");
    window.click("すべて承認");
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.app().asks_unsaved());
    window.click("キャンセル");
    assert!(window.app().open().is_some());
    window.keys(Modifiers::COMMAND, Key::W);
    window.click("保存しない");
    assert!(window.app().open().is_none());
}

#[test]
fn what_was_open_when_the_process_died_comes_back() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("kian.db");
    let dirs = Dirs::find(Some(dir.path().to_path_buf())).expect("a folder was given");
    let text;
    {
        let (jobs, inbox) = InPlace::new(Store::open(&path).expect("a store"));
        let mut app = App::new(dirs.clone(), Settings::default(), Box::new(jobs), Vec::new(), clock());
        app.act(Action::OpenSample(Lang::Ja), clock());
        app.act(Action::Run(Command::AcceptAll), clock());
        let due = app.due().expect("a state is to be kept");
        assert!(due <= clock() + 500, "kept within half a second");
        app.tick(due);
        text = app.open().expect("open").document.text().to_string();
        // The process is killed: nothing is closed, nothing is released.
        std::mem::forget(app);
        drop(inbox);
    }
    let (jobs, inbox) = InPlace::new(Store::open(&path).expect("a store"));
    let mut app = App::new(dirs, Settings::default(), Box::new(jobs), Vec::new(), clock());
    for (ticket, report) in inbox.try_iter() {
        app.receive(ticket, report, clock());
    }
    let key = app.sessions().first().expect("it is offered").key.clone();
    app.act(Action::Restore(key), clock());
    let open = app.open().expect("it is back");
    assert_eq!(open.document.text().to_string(), text);
    assert!(open.unsaved() && open.document.history().can_undo());
}

#[test]
fn the_language_of_the_interface_changes_at_once() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::Ja);
    assert!(window.harness.query_by_label("日本語の文書を作る").is_some());
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(window.harness.query_by_label("New document in Japanese").is_some());
    assert!(window.harness.query_by_label("日本語の文書を作る").is_none());
}

#[test]
fn paragraphs_are_moved_by_key_and_what_is_found_is_replaced() {
    let dir = tempfile::tempdir().expect("there is a folder for temporary files");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.click("見本（通知）を開く");
    let before = window.text();
    window.keys(Modifiers::COMMAND, Key::Home);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowDown);
    let lines: Vec<&str> = before.split('\n').collect();
    let text = window.text();
    assert!(text.starts_with(&format!("{}\n{}\n{}", lines[1], lines[0], lines[2])), "{text}");
    let open = window.app().open().expect("it is open");
    assert_eq!(open.document.roles()[..2], [Role::Date, Role::DocNumber]);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(window.text(), before);

    let hits = before.matches("訓練").count();
    assert!(hits > 1);
    window.keys(Modifiers::COMMAND, Key::H);
    window.harness.event(Event::Text("訓練".to_owned()));
    window.settle();
    window.harness.get_by_label("置換後").focus();
    window.settle();
    window.harness.event(Event::Text("演習".to_owned()));
    window.settle();
    window.click("すべて置換");
    assert_eq!(window.text(), before.replace("訓練", "演習"));
    window.run(Command::Undo);
    assert_eq!(window.text(), before);
}

#[test]
fn readings_are_proposed_and_a_page_says_how_hard_it_is() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "受付は 1階です。").expect("it can be written");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.harness.state_mut().open(file);
    window.settle();
    window.click("指摘");
    window.click("規則の種類");
    window.click("やさしい日本語");
    let page = window.app().open().expect("it is open").findings.page;
    assert_eq!((page.sentences, page.hard), (1, 0));
    assert!(page.score().is_some_and(|score| score > 90));
    window.run(Command::AddReadings);
    assert_eq!(window.text(), "受付は 1階です。", "it is only proposed");
    window.run(Command::AcceptAll);
    assert_eq!(window.text(), "受付（うけつけ）は 1階（かい）です。");
    window.run(Command::AddReadings);
    assert!(window.app().open().expect("it is open").open_hunks().is_empty(), "what has a reading needs none");
}

#[test]
fn tab_into_a_field_selects_what_it_held() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::En);
    window.click("Letter");
    let form = window.app().filling().expect("the form is open").form.clone();
    let at = form.fields.iter().position(|field| field.default.as_deref() == Some("Sir or Madam"));
    let at = at.expect("the salutation has a default");
    let before = form.fields[at - 1].title.en.clone();
    window.fill(&before, "Ms. Emma Carter");
    window.keys(Modifiers::NONE, Key::Tab);
    window.harness.event(Event::Text("Ms. Carter".to_owned()));
    window.settle();
    let facts = &window.app().filling().expect("the form is open").facts;
    assert_eq!(facts.get(&form.fields[at].key), Some("Ms. Carter"));
}

#[test]
fn a_file_that_cannot_be_opened_is_named_with_what_to_do() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("broken.docx");
    std::fs::write(&file, "PK\u{3}\u{4} and no more").expect("it can be written");
    for locale in Locale::ALL {
        let mut window = Window::open(dir.path(), locale);
        window.harness.state_mut().open(file.clone());
        window.settle();
        assert!(window.app().open().is_none());
        let notice = window.app().notices().last().expect("something is said");
        assert!(notice.text(&window.tr).contains("broken.docx"));
        assert!(notice.details[0].hint(&window.tr).is_some(), "it says what to do");
    }
}

impl Window {
    /// Opens a text of these words, the caret at its start.
    fn text_of(dir: &Path, words: &str) -> Self {
        let file = dir.join("a.txt");
        std::fs::write(&file, words).expect("it can be written");
        let mut window = Self::open(dir, Locale::Ja);
        window.harness.state_mut().open(file);
        window.settle();
        window.focus_text();
        window.keys(Modifiers::COMMAND, Key::Home);
        window
    }

    /// What is set off, and what has a reading: its words and how.
    fn marks(&self) -> Vec<(String, String)> {
        let document = &self.app().open().expect("it is open").document;
        let whole = Span::new(0, document.text().len());
        let kind = |kind: MarkKind| match kind {
            MarkKind::Look(look) => look.code().to_owned(),
            MarkKind::Ruby(reading) => reading.to_string(),
        };
        let marks = document.marks().within(whole).into_iter();
        marks.map(|mark| (document.text().slice(mark.span), kind(mark.kind))).collect()
    }

    fn say(&mut self, words: &str) {
        self.harness.event(Event::Text(words.to_owned()));
        self.settle();
    }
}

fn told(words: &[(&str, &str)]) -> Vec<(String, String)> {
    words.iter().map(|(words, kind)| ((*words).to_owned(), (*kind).to_owned())).collect()
}

#[test]
fn words_are_set_off_and_read_by_key() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::text_of(dir.path(), "避難所へ行く。\n");
    window.keys(Modifiers::SHIFT, Key::ArrowRight);
    window.keys(Modifiers::SHIFT, Key::ArrowRight);
    window.keys(Modifiers::COMMAND, Key::B);
    assert_eq!(window.marks(), told(&[("避難", "bold")]));
    window.keys(Modifiers::COMMAND, Key::U);
    window.keys(Modifiers::COMMAND, Key::B);
    assert_eq!(window.marks(), told(&[("避難", "underline")]));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.marks(), told(&[("避難", "bold")]));
    // With nothing selected it is what is typed next.
    window.keys(Modifiers::COMMAND, Key::End);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Period);
    window.say("必ず");
    assert_eq!(window.marks(), told(&[("避難", "bold"), ("必ず", "dots")]));
    let rubies = |window: &Window| {
        let marks = window.marks().into_iter();
        marks.filter(|(_, kind)| Look::from_code(kind).is_none()).collect::<Vec<_>>()
    };
    // A reading is proposed, and can be another.
    window.keys(Modifiers::COMMAND, Key::Home);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(rubies(&window), told(&[("避難所", "ひなんじょ")]));
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    window.keys(Modifiers::COMMAND, Key::A);
    window.say("しぇるたー");
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(rubies(&window), told(&[("避難所", "しぇるたー")]));
    // All the rest at once; what has a reading keeps it.
    window.run(Command::RubyAll);
    window.click("ルビを振る");
    assert_eq!(rubies(&window), told(&[("避難所", "しぇるたー"), ("行", "い"), ("必", "かなら")]));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(rubies(&window).len(), 1);
    assert_eq!(window.text(), "避難所へ行く。\n必ず");
}

#[test]
fn comments_are_made_answered_and_settled_by_key() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::text_of(dir.path(), "避難所へ行く。\n全職員が参加する。");
    let comments = |window: &Window| {
        let comments = window.app().open().expect("it is open").document.comments().clone();
        comments.iter().cloned().collect::<Vec<_>>()
    };
    window.keys(Modifiers::COMMAND | Modifiers::ALT, Key::M);
    window.say("どこの？");
    window.keys(Modifiers::COMMAND, Key::Enter);
    let made = comments(&window);
    assert_eq!((made.len(), made[0].notes[0].text.as_str(), made[0].notes[0].at), (1, "どこの？", clock()));
    assert_eq!(made[0].quoted(window.app().open().expect("open").document.text()), "避難所");
    assert!(window.app().open().expect("open").unsaved(), "what was said is to be saved");
    assert_eq!(window.text(), "避難所へ行く。\n全職員が参加する。", "the text is as it was");
    // The keyboard is in the text again.
    window.keys(Modifiers::COMMAND, Key::End);
    window.say("以上");
    assert!(window.text().ends_with("以上"));
    // F9 goes there, Ctrl+3 into the field for a reply.
    window.keys(Modifiers::NONE, Key::F9);
    assert_eq!(window.app().open().expect("open").selection, made[0].span);
    window.keys(Modifiers::COMMAND, Key::Num3);
    window.say("市のです。");
    window.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(comments(&window)[0].notes[1].text, "市のです。");
    window.run(Command::SettleComment);
    assert!(comments(&window)[0].resolved);
    window.run(Command::RemoveComment);
    assert!(comments(&window).is_empty());
    window.click("削除したコメントを戻す");
    assert_eq!(comments(&window)[0].notes.len(), 2);
    // Saved with the document, and not in what is sent out as text.
    let kian = dir.path().join("a.kian");
    window.save_as(Command::SaveAs, &kian);
    assert!(!window.app().open().expect("open").unsaved());
    let read = format::read(Kind::Kian, &std::fs::read(&kian).expect("it was written")).expect("it is sound");
    assert_eq!(read.document.comments().len(), 1);
}

#[test]
fn a_table_is_made_filled_and_taken_apart_by_name() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "日程は、次のとおりです。").expect("it can be written");
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.harness.state_mut().open(file);
    window.settle();
    assert!(!window.app().available(Command::RowBelow));
    window.run(Command::InsertTable);
    window.keys(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("2".to_owned()));
    window.settle();
    window.keys(Modifiers::NONE, Key::Tab);
    window.keys(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("4".to_owned()));
    window.settle();
    window.click("挿入");
    let table = |window: &Window| window.app().open().expect("it is open").document.table_at(1);
    let size = |window: &Window| table(window).map(|table| (table.rows, table.columns));
    assert_eq!(size(&window), Some((2, 4)));
    window.harness.get_by_label("表（2行4列）");

    // The keyboard is in the first cell.
    window.focus_text();
    for words in ["日", "時"] {
        window.harness.event(Event::Text(words.to_owned()));
        window.settle();
        window.keys(Modifiers::NONE, Key::Tab);
    }
    assert_eq!(window.text(), "日程は、次のとおりです。\n日\n時\n\n\n\n\n\n\n");
    for (command, after) in [
        (Command::RowAbove, (3, 4)),
        (Command::DeleteColumns, (3, 3)),
        (Command::ColumnRight, (3, 4)),
        (Command::DeleteRows, (2, 4)),
    ] {
        window.run(command);
        assert_eq!(size(&window), Some(after), "{command:?}");
    }
    assert!(!window.app().available(Command::InsertTable));
    window.run(Command::DeleteTable);
    assert_eq!((window.text().as_str(), size(&window)), ("日程は、次のとおりです。\n", None));
    for _ in 0..5 {
        window.run(Command::Undo);
    }
    assert_eq!(size(&window), Some((2, 4)));
}

#[test]
fn what_a_text_from_elsewhere_links_to_is_never_fetched() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("it can be asked without waiting");
    let at = listener.local_addr().expect("it has an address");
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::text_of(dir.path(), "避難所へ行く。\n");
    let text = format!(
        "避難所へ行く。![図](http://{at}/a.png) [詳細](http://{at}/b) <img src=\"http://{at}/c.png\"> http://{at}/d\n"
    );
    window.run(Command::TakeIn);
    window.fill("文章", &text);
    window.fill("どこで作りましたか", "2階の端末");
    window.click("提案として並べる");
    // An address nobody stated is a fact to be looked at first.
    let looked_at = window.tr.text("facts-looked-at");
    while window.harness.query_all_by_label(&looked_at).next().is_some() {
        window.click(&looked_at);
    }
    window.click("すべて承認");
    assert!(window.text().contains(&format!("http://{at}/a.png")), "it is in the text as it came");
    assert!(listener.accept().is_err(), "nobody has called");
}

#[test]
fn what_is_to_be_sent_is_shown_before_it_is() {
    for (locale, level) in [
        (Locale::Ja, None),
        (Locale::En, None),
        (Locale::Ja, Some(Classification::Two)),
        (Locale::En, Some(Classification::Two)),
    ] {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut endpoint = Endpoint::new("庁内AI", "https://ai.example.lg.jp/v1");
        endpoint.allow = Classification::Two;
        let settings = Settings {
            endpoints: vec![endpoint],
            chosen_endpoint: Some("庁内AI".to_owned()),
            default_classification: level,
            ..Settings::default()
        };
        let mut window = Window::with(dir.path(), locale, settings);
        // The marks of placeholders come from the system's fonts, of which the harness has none.
        window.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
        let sample = window.tr.text("start-sample-ja");
        window.click(&sample);
        assert!(window.app().sending().is_some(), "it is looked at first");
        let title = window.tr.text("send-title");
        assert!(window.harness.query_by_label(&title).is_some());
        let approval = window.tr.text("send-approval-none");
        assert!(window.harness.query_by_label(&approval).is_some());
        window.keys(Modifiers::NONE, Key::Escape);
        assert!(window.app().sending().is_none(), "nothing was sent");
    }
}

#[test]
fn attachments_are_reached_by_key() {
    for locale in Locale::ALL {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut window = Window::open(dir.path(), locale);
        let sample = window.tr.text("start-sample-ja");
        window.click(&sample);
        window.keys(Modifiers::COMMAND, Key::Num7);
        let none = window.tr.text("attachments-none");
        assert!(window.harness.query_by_label(&none).is_some());
        std::fs::write(dir.path().join("計画.pdf"), b"%PDF").expect("it is written");
        window.keys(Modifiers::COMMAND, Key::F7);
        window.keys(Modifiers::COMMAND, Key::A);
        let path = dir.path().join("計画.pdf").display().to_string();
        window.harness.event(Event::Text(path));
        window.settle();
        window.keys(Modifiers::NONE, Key::Enter);
        let open = window.app().open().expect("the sample");
        assert_eq!(open.document.attachments().get(0).map(|one| one.name()), Some("計画.pdf"));
        let remove = window.tr.text("attachments-remove");
        window.click(&remove);
        assert!(window.app().open().expect("the sample").document.attachments().is_empty());
    }
}

#[test]
fn the_grid_draws_the_rows_it_was_scrolled_to() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::En);
    let text: String = (1..=300).map(|n| format!("第{n}号の申請を受け付けました。\n")).collect();
    let file = dir.path().join("many.txt");
    std::fs::write(&file, text).expect("it can be written");
    window.harness.state_mut().open(file);
    window.settle();
    window.run(Command::Pairs);
    window.settle();
    let rows = |window: &Window| -> Vec<(usize, egui::Rect)> {
        let nodes = window.harness.query_all_by_role(Part::Button);
        let row = |label: String| label.strip_prefix('第')?.split('号').next()?.parse().ok();
        nodes.filter_map(|node| Some((row(node.accesskit_node().label()?)?, node.rect()))).collect()
    };
    let before = rows(&window);
    let tall = before[0].1.height();
    window.harness.hover_at(before[5].1.center());
    window.harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -100.0 * tall),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    });
    window.harness.run_steps(60);
    let after = rows(&window);
    assert!(after.len() <= before.len() + 2, "{} rows were drawn", after.len());
    assert!((90..=102).contains(&after[0].0), "the first row is {}", after[0].0);
}

#[test]
fn a_match_is_taken_by_key_and_typing_goes_on_behind_it() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(dir.path(), Locale::En);
    let file = dir.path().join("fee.txt");
    std::fs::write(&file, "手数料は300円です。\n手数料は400円です。\n").expect("it can be written");
    window.harness.state_mut().open(file);
    window.settle();
    window.run(Command::Pairs);
    window.settle();
    let target = |window: &Window, at: usize| {
        window.app().pairs().map(|pairs| pairs.bitext.pairs()[at].target().to_owned()).expect("the pairs")
    };
    window.harness.event(Event::Text("The fee is 300 yen.".to_owned()));
    window.settle();
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.settle();
    assert_eq!(target(&window, 0), "The fee is 300 yen.");
    // Alt does not keep the digit from coming as text, too.
    let (key, modifiers) = (Key::Num1, Modifiers::ALT);
    let pressed = Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers };
    window.harness.input_mut().events.extend([pressed, Event::Text("1".to_owned())]);
    window.settle();
    assert_eq!(target(&window, 1), "The fee is 400 yen.");
    window.harness.event(Event::Text(" Cash only.".to_owned()));
    window.settle();
    assert_eq!(target(&window, 1), "The fee is 400 yen. Cash only.");
}
