//! What translators draw on, in the window, as a person does it: by key and by the names on the screen. Jobs run in place,
//! so nothing here waits for a clock.

#![allow(clippy::unwrap_used)]

use egui::{Event, Key, Modifiers, accesskit::Role as Part};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use kian::app::memories::Memories;
use kian::app::settings::{Dirs, Settings};
use kian::app::workers::InPlace;
use kian::app::{App, Command};
use kian::i18n::{Locale, Tr};
use kian::store::Store;
use kian::text::{Lang, Span};
use kian::translation::terms::{Standing, Term};
use kian::ui::{Shell, fonts, theme};
use std::path::{Path, PathBuf};

/// Noon of 2026-11-24 in Japan, for every frame.
fn clock() -> i64 {
    1_795_489_200_000
}

struct Window {
    harness: Harness<'static, Shell>,
    tr: Tr,
    folder: tempfile::TempDir,
}

impl Window {
    /// The window over a new data folder, on a file with this text.
    fn over(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("通知.txt");
        std::fs::write(&file, text).unwrap();
        let mut window = Self::at(folder);
        window.harness.state_mut().open(file);
        window.settle();
        window
    }

    fn at(folder: tempfile::TempDir) -> Self {
        let dirs = Dirs::find(Some(folder.path().join("data"))).unwrap();
        let settings =
            Settings {
                locale: Some(Locale::Ja), user_name: "緑野花子".to_owned(), ..Settings::load(&dirs).settings
            };
        let (jobs, inbox) = InPlace::new(Store::in_memory().unwrap());
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
        let mut window = Self { harness, tr: Tr::new(Locale::Ja), folder };
        window.settle();
        window
    }

    fn settle(&mut self) {
        self.harness.run_steps(6);
    }

    fn app(&self) -> &App {
        self.harness.state().app()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn own_terms(&self) -> Vec<Term> {
        Memories::own(self.app().dirs()).unwrap().terms().unwrap().into_iter().map(|(_, term)| term).collect()
    }

    fn click(&mut self, id: &str) {
        let name = self.tr.text(id);
        let button = self.harness.query_all_by_label(&name).find(|n| n.accesskit_node().role() != Part::Label);
        button.unwrap_or_else(|| panic!("nothing to click is called {name}")).click();
        self.settle();
    }

    fn run(&mut self, command: Command) {
        let name = self.tr.text(&command.message());
        self.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        self.write(&name);
        self.keys(Modifiers::NONE, Key::Enter);
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn write(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Answers the question for a path.
    fn type_path(&mut self, path: &Path) {
        self.keys(Modifiers::COMMAND, Key::A);
        self.write(&path.display().to_string());
        self.keys(Modifiers::NONE, Key::Enter);
        self.settle();
    }

    fn sees(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).next().is_some()
    }

    /// Selects the first `word` of the document.
    fn select(&mut self, word: &str) {
        self.keys(Modifiers::COMMAND, Key::F);
        self.write(word);
        self.keys(Modifiers::NONE, Key::Enter);
        self.keys(Modifiers::NONE, Key::Escape);
        let open = self.app().open().unwrap();
        assert_eq!(open.document.text().slice(open.selection), word);
    }
}

const NOTICE: &str = "市役所の窓口で受け付けます。\n住民は市役所へお越しください。\n";

#[test]
fn a_selected_word_is_kept_by_one_key_and_shown_where_it_stands() {
    let mut window = Window::over(NOTICE);
    window.select("市役所");
    window.keys(Modifiers::NONE, Key::F4);
    window.write("city hall");
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(window.own_terms(), [Term { ja: "市役所".into(), en: "city hall".into(), ..Term::default() }]);
    let layer = &window.app().resources().terms;
    let places: Vec<Span> = layer.near(Span::new(0, 200)).map(|(_, span, _)| span).collect();
    assert_eq!(places.len(), 2, "in both lines: {places:?}");

    // What is typed in front of it moves it along.
    window.select("住民");
    window.write("市民");
    let text = window.app().open().unwrap().document.text().clone();
    let layer = &window.app().resources().terms;
    let said: Vec<String> = layer.near(Span::new(0, 200)).map(|(_, span, _)| text.slice(span)).collect();
    assert_eq!(said, ["市役所", "市役所"]);

    window.run(Command::ShowTerms);
    assert!(!window.app().shows_terms());
    assert!(!Settings::load(window.app().dirs()).settings.show_terms, "it is remembered");
}

#[test]
fn the_termbase_takes_in_a_table_is_searched_changed_and_put_out() {
    let mut window = Window::over(NOTICE);
    let table = window.file(
        "用語.csv",
        "日本語,英語,区分\n市役所,city hall,推奨\n市役所,city office,使用しない\n住民,resident,\n窓口,,\n",
    );
    window.keys(Modifiers::SHIFT, Key::F4);
    window.click("termbase-import");
    window.type_path(&table);
    assert_eq!(window.own_terms().len(), 3);
    assert!(window.sees("3語を用語集に登録しました"));

    window.keys(Modifiers::SHIFT, Key::F4);
    window.write("office");
    assert_eq!(window.app().resources().listed.total, 1);
    // Enter opens the word, Enter keeps it.
    window.keys(Modifiers::NONE, Key::Enter);
    window.keys(Modifiers::COMMAND, Key::A);
    window.write("municipal office");
    window.keys(Modifiers::NONE, Key::Enter);
    let forbidden: Vec<Term> =
        window.own_terms().into_iter().filter(|term| term.standing == Standing::Forbidden).collect();
    assert_eq!(forbidden.iter().map(|term| term.en.as_str()).collect::<Vec<_>>(), ["municipal office"]);

    let out = window.path("out.tbx");
    window.click("termbase-export");
    window.type_path(&out);
    let back = kian::format::glossary::read_named("tbx", &std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(back.terms.len(), 3);

    // What is no glossary is said to be none.
    let other = window.file("絵.png", "");
    window.keys(Modifiers::SHIFT, Key::F4);
    window.click("termbase-import");
    window.type_path(&other);
    assert!(window.sees("用語集として読み込めない種類"));
}

#[test]
fn words_selected_in_both_texts_of_a_pair_fill_the_window() {
    let mut window = Window::over(NOTICE);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.write("At the city hall counter.");
    let term = Term { ja: "窓口".into(), en: "counter".into(), ..Term::default() };
    Memories::own(window.app().dirs()).unwrap().keep_terms(&[term]).unwrap();
    // Backwards over "counter."
    window.keys(Modifiers::NONE, Key::ArrowLeft);
    for _ in 0.."counter".len() {
        window.keys(Modifiers::SHIFT, Key::ArrowLeft);
    }
    window.keys(Modifiers::NONE, Key::F4);
    window.write("窓口の係");
    window.keys(Modifiers::NONE, Key::Enter);
    let kept = window.own_terms();
    assert!(kept.iter().any(|term| term.ja == "窓口の係" && term.en == "counter"), "{kept:?}");
    let hits = window.app().resources().terms.in_text("At the city hall counter.", Lang::En).unwrap();
    assert_eq!(hits.len(), 1);
}
