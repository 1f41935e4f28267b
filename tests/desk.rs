//! Forms are made at the desk as a person does it: by the names on the screen, by keyboard, and found again as files.

#![allow(clippy::unwrap_used)]

use egui::{Event, Key, Modifiers, accesskit::Role as Part};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use kian::app::forms::personal;
use kian::app::settings::{Dirs, Settings};
use kian::app::workers::InPlace;
use kian::app::{App, Command};
use kian::document::Form;
use kian::document::form::source;
use kian::i18n::{Locale, Tr};
use kian::store::Store;
use kian::ui::{Shell, fonts, theme};
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
        let dirs = Dirs::find(Some(dir.to_path_buf())).unwrap();
        let settings = Settings { locale: Some(locale), ..Settings::default() };
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

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn types(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    fn click(&mut self, id: &str) {
        let name = self.tr.text(id);
        let button = self.harness.query_all_by_label(&name).find(|n| n.accesskit_node().role() != Part::Label);
        button.unwrap_or_else(|| panic!("nothing to click is called {name}")).click();
        self.settle();
    }

    fn draft(&self) -> kian::document::form::FormDraft {
        self.app().desk().unwrap().work.as_ref().unwrap().draft.clone()
    }
}

#[test]
fn a_copy_of_a_form_is_named_extended_and_saved_by_keyboard() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = Window::open(dir.path(), Locale::Ja);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F2);
    assert!(window.app().desk().is_some());
    assert!(window.app().desk().unwrap().preview.pages().is_some(), "the document it makes is laid out");

    // What is typed in the list finds a form; Enter begins a copy of it.
    window.types("報道発表");
    window.keys(Modifiers::NONE, Key::ArrowDown);
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!((window.draft().id.as_str(), window.draft().name.ja.as_str()), ("press-1", "報道発表（写し）"));

    // The keyboard is in its name.
    window.keys(Modifiers::COMMAND, Key::A);
    window.types("課の報道発表");
    assert_eq!(window.draft().name.ja, "課の報道発表");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft().name.ja, "報道発表（写し）");
    window.keys(Modifiers::COMMAND, Key::Y);
    assert_eq!(window.draft().name.ja, "課の報道発表");

    // A field of one's own, moved up, and said in the document.
    let fields = window.draft().fields.len();
    window.click("forms-field-add");
    window.types("決裁区分");
    assert_eq!(window.draft().fields[fields].title.ja, "決裁区分");
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(window.draft().fields[fields - 1].title.ja, "決裁区分");
    let parts = window.draft().parts.len();
    window.click("forms-say");
    assert_eq!(window.draft().parts.len(), parts + 1);

    window.keys(Modifiers::COMMAND, Key::S);
    let path = personal(window.app().dirs()).join("press-1.toml");
    let written = std::fs::read_to_string(&path).unwrap();
    let form = Form::parse(&written).unwrap();
    assert_eq!((form.name.ja.as_str(), form.name.en.contains("copy")), ("課の報道発表", true));
    assert_eq!(form.fields[fields - 1].title.en, "決裁区分", "what is said in one language is said so in both");
    // The words of explanation in the file it was copied from are in it, too.
    assert!(source("press").unwrap().starts_with("# ") && written.starts_with("# "));

    // It is saved: Escape leads back, and away, without a question; the start page offers it.
    window.keys(Modifiers::NONE, Key::Escape);
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.app().desk().is_none());
    assert!(window.app().forms().iter().any(|kept| kept.form.id == "press-1"));
    let button = window.harness.query_all_by_label("課の報道発表").next();
    button.expect("it stands on the start page").click();
    window.settle();
    assert_eq!(window.app().filling().unwrap().form.id, "press-1");
}

#[test]
fn what_is_wrong_is_told_and_nothing_is_lost_by_leaving() {
    for locale in Locale::ALL {
        let dir = tempfile::tempdir().unwrap();
        let mut window = Window::open(dir.path(), locale);
        window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F2);
        window.click("forms-new-ja");
        // A part that speaks of no field.
        for _ in 0..window.draft().fields.len() + window.draft().parts.len() {
            window.keys(Modifiers::ALT, Key::ArrowDown);
        }
        window.keys(Modifiers::COMMAND, Key::Enter);
        let at = window.draft().parts.len() - 1;
        window.types("x");
        assert_eq!(window.draft().parts[at].label, "x");
        window.keys(Modifiers::NONE, Key::Tab);
        window.types("{nothing}");
        let wrong = &window.app().desk().unwrap().work.as_ref().unwrap().wrong;
        assert_eq!(wrong.len(), 1);
        let name = window.tr.format("forms-wrong-field", &[("field", "nothing".into())]);
        let told = window.harness.query_all_by_label_contains(&name).next().is_some();
        assert!(told, "{name}");
        window.keys(Modifiers::COMMAND, Key::S);
        assert!(!personal(window.app().dirs()).join("own-1.toml").exists());

        window.keys(Modifiers::NONE, Key::Escape);
        assert!(window.app().desk().unwrap().leaving.is_some(), "it asks first");
        window.click("dialog-cancel");
        assert_eq!(window.draft().parts[at].label, "x");
        window.harness.event(Event::Key {
            key: Key::Q,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::COMMAND,
        });
        window.settle();
        assert!(window.app().desk().unwrap().leaving.is_some(), "ending the program asks, too");
        window.click("unsaved-discard");
        assert!(window.app().desk().is_none());
    }
}

#[test]
fn a_broken_file_is_named_with_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let forms = dir.path().join("forms");
    std::fs::create_dir_all(&forms).unwrap();
    std::fs::write(forms.join("mine.toml"), source("memo").unwrap().replace("role = \"title\"", "role = \"titel\""))
        .unwrap();
    for locale in Locale::ALL {
        let mut window = Window::open(dir.path(), locale);
        let all = window.app().forms().len();
        assert_eq!(all, kian::document::form::builtin().len());
        window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F2);
        for words in ["mine.toml", "titel"] {
            let told = window.harness.query_all_by_label_contains(words).next().is_some();
            assert!(told, "{words}");
        }
        assert!(window.app().available(Command::Forms));
    }
}
