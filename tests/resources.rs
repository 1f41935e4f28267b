//! What translators draw on, in the window, as a person does it: by key and by the names on the screen. Jobs run in place,
//! so nothing here waits for a clock.

#![allow(clippy::unwrap_used)]

use egui::{Event, Key, Modifiers, accesskit::Role as Part};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use kian::app::memories::Memories;
use kian::app::resources::aligning::certainty;
use kian::app::settings::{Dirs, Settings};
use kian::app::workers::InPlace;
use kian::app::{App, Command};
use kian::i18n::{Locale, Tr};
use kian::store::Store;
use kian::text::{Lang, Span};
use kian::translation::Label;
use kian::translation::memory::Unit;
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

fn unit(ja: &str, en: &str) -> Unit {
    Unit {
        ja: ja.into(),
        en: en.into(),
        source: Some(Lang::Ja),
        origin: "昨年の通知".into(),
        confirmed_at: Some(clock()),
        confirmed_by: "緑野花子".into(),
        ..Unit::default()
    }
}

/// A memory with these units, as if they had been confirmed before.
fn remember(window: &Window, units: &[Unit]) {
    let mut memory = Memories::own(window.app().dirs()).unwrap();
    for unit in units {
        memory.learn(unit).unwrap();
    }
}

#[test]
fn a_word_is_found_in_the_memories_and_its_translation_put_at_the_cursor() {
    let mut window = Window::over(NOTICE);
    let known = unit("避難所の窓口を開設しました。", "The counter at the shelter is open.");
    remember(&window, &[known, unit("公園を閉鎖します。", "The park will be closed.")]);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.write("See: ");
    window.keys(Modifiers::COMMAND, Key::K);
    // One character is enough.
    window.write("窓");
    let found = &window.app().resources().concordance;
    assert_eq!((found.total, found.hits.len()), (1, 1));
    let hit = &found.hits[0];
    assert_eq!(&hit.unit.ja[hit.places[0].range()], "窓");
    window.keys(Modifiers::NONE, Key::Enter);
    let pair = window.app().pairs().unwrap().at().unwrap();
    assert_eq!(pair.target(), "See: The counter at the shelter is open.");
    assert!(window.app().resources().returned.is_none());
}

#[test]
fn units_are_found_mended_and_deleted_and_a_memory_goes_out_and_comes_in() {
    let mut window = Window::over(NOTICE);
    remember(&window, &[unit("以上", "End"), unit("以上", "That is all."), unit("記", "Details")]);
    window.run(Command::Memories);
    let shelf = &window.app().resources().shelf;
    assert_eq!((shelf.memories.len(), shelf.memories[0].units, shelf.list.units.len()), (1, 3, 3));
    window.write("End");
    assert_eq!(window.app().resources().shelf.list.units.len(), 1);
    window.click("memories-change");
    window.harness.key_press_modifiers(Modifiers::NONE, Key::Tab);
    window.settle();
    window.keys(Modifiers::COMMAND, Key::A);
    window.write("End of notice");
    window.keys(Modifiers::COMMAND, Key::Enter);
    let units = || {
        let mut all = Vec::new();
        Memories::own(&dirs(&window))
            .unwrap()
            .each(|unit| {
                all.push(unit.en);
                true
            })
            .unwrap();
        all
    };
    assert_eq!(units(), ["That is all.", "Details", "End of notice"]);

    let out = window.path("memory.tmx");
    window.click("memories-export");
    window.type_path(&out);
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text.matches("<tu ").count(), 3);

    // The same file comes into a memory that knows some of it, and says which tags it took for what.
    std::fs::write(&out, text.replace("xml:lang=\"ja\"", "xml:lang=\"jp\"").replace("Details", "Particulars")).unwrap();
    window.run(Command::Memories);
    window.click("memories-import");
    window.type_path(&out);
    let stats = Memories::own(&dirs(&window)).unwrap().stats().unwrap();
    assert_eq!(stats.units, 4);
    assert!(window.sees("1件を翻訳メモリーに登録しました（登録済み2件）"));
    assert!(window.sees("「jp」"));

    window.run(Command::Memories);
    window.write("Details");
    window.click("memories-delete");
    window.click("memories-delete-really");
    let stats = Memories::own(&dirs(&window)).unwrap().stats().unwrap();
    assert_eq!(stats.units, 3);
}

fn dirs(window: &Window) -> Dirs {
    window.app().dirs().clone()
}

const ENGLISH: &str = "Comprehensive disaster drill in fiscal 2026 (Notice)\nPlease note that the drill will be held on September 1, 2026. \
    Applications are accepted at the city hall counter.\nThe fee is 500 yen.\n";
const JAPANESE: &str = "令和８年度総合防災訓練の実施について（通知）\n令和８年９月１日に訓練を行います。申込みは市役所の窓口で受け付けます。\n\
    参加費は500円です。\n";

#[test]
fn two_documents_are_aligned_put_right_by_key_and_learnt() {
    let mut window = Window::over(NOTICE);
    let (ja, en) = (window.file("昨年.txt", JAPANESE), window.file("last-year.txt", ENGLISH));
    window.run(Command::Align);
    // The wrong way round is no matter.
    window.type_path(&en);
    window.type_path(&ja);
    assert!(window.app().shows_pairs(), "the pairs are shown");
    let targets = |window: &Window| -> Vec<String> {
        window.app().pairs().unwrap().bitext.pairs().iter().map(|pair| pair.target().to_owned()).collect()
    };
    let aligned = targets(&window);
    assert_eq!(aligned.len(), 4, "{aligned:?}");
    assert_eq!(aligned[3], "The fee is 500 yen.");
    assert!(window.app().pairs().unwrap().bitext.pairs().iter().all(|pair| certainty(pair).is_some()));

    // A boundary goes one sentence on and back.
    let id = window.app().pairs().unwrap().at().unwrap().id;
    let at = window.app().pairs().unwrap().bitext.position(id).unwrap();
    assert!(at < 3, "there is one behind it");
    window.keys(Modifiers::ALT, Key::ArrowDown);
    let moved = targets(&window);
    assert_eq!(moved[at], "");
    assert!(moved[at + 1].starts_with(&aligned[at]), "{moved:?}");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(targets(&window), aligned);

    window.run(Command::ConfirmSure);
    window.run(Command::LearnPairs);
    let stats = Memories::own(&dirs(&window)).unwrap().stats().unwrap();
    assert!(stats.units > 0, "what is sure is learnt");
}

#[test]
fn a_review_table_goes_out_and_its_changes_come_back_to_be_taken() {
    let mut window = Window::over("一つ目の文です。\n二つ目の文です。\n");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.write("The first sentence.");
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    window.write("The second sentence.");
    let table = window.path("table.docx");
    window.run(Command::ExportPairs);
    window.click("exchange-review");
    window.type_path(&table);
    assert!(table.exists());

    let changed = window.path("back.docx");
    rewrite(&table, &changed, |document| document.replace("The second sentence.", "Here is the second one."));
    window.run(Command::ImportPairs);
    window.type_path(&changed);
    let returned = window.app().resources().returned.as_ref().unwrap();
    assert_eq!(returned.changes.len(), 1);
    assert_eq!((returned.changes[0].old.as_str(), returned.changes[0].taken), ("The second sentence.", true));
    window.click("returned-take");
    let target = |window: &Window, at: usize| window.app().pairs().unwrap().bitext.pairs()[at].target().to_owned();
    assert_eq!(
        (target(&window, 0), target(&window, 1)),
        ("The first sentence.".into(), "Here is the second one.".into())
    );

    // XLIFF goes out, comes back changed by another tool, and is compared as well.
    let xliff = window.path("pairs.xlf");
    window.run(Command::ExportPairs);
    window.click("exchange-xliff-1-2");
    window.type_path(&xliff);
    let text = std::fs::read_to_string(&xliff).unwrap();
    std::fs::write(&xliff, text.replace("The first sentence.", "Sentence one.")).unwrap();
    window.run(Command::ImportPairs);
    window.type_path(&xliff);
    assert_eq!(window.app().resources().returned.as_ref().unwrap().changes.len(), 1);
    window.click("returned-leave");
    assert_eq!(target(&window, 0), "The first sentence.");

    // A name that says something else than what was asked for decides; one that says nothing is refused.
    for (name, begins) in [("named.xliff", Some("<xliff")), ("named.po", Some("msgid")), ("named.txt", None)] {
        let path = window.path(name);
        window.run(Command::ExportPairs);
        window.click("exchange-tmx");
        window.type_path(&path);
        let text = std::fs::read_to_string(&path).ok();
        match begins {
            Some(begins) => assert!(text.unwrap().contains(begins), "{name}"),
            None => assert_eq!(text, None, "{name}"),
        }
    }
}

#[test]
fn an_xliff_of_others_is_opened_translated_and_written_back_into_itself() {
    let mut window = Window::over("");
    let text = r#"<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="ja" target-language="en" datatype="plaintext"><body><trans-unit id="7" custom="kept"><source>以上です。</source></trans-unit></body></file></xliff>"#;
    let file = window.file("job.xlf", text);
    window.run(Command::ImportPairs);
    window.type_path(&file);
    assert!(window.app().shows_pairs());
    window.write("That is all.");
    let out = window.path("done.xlf");
    window.run(Command::ExportPairs);
    window.click("exchange-same");
    window.type_path(&out);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("custom=\"kept\"") && text.contains(">That is all.</target>"), "{text}");
}

#[test]
fn every_form_of_a_message_is_translated_and_goes_back_into_the_file_also_after_it_was_saved() {
    let mut window = Window::over("");
    let text = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n# 一覧の見出し\n#, c-format\nmsgctxt \"list\"\nmsgid \"文書 %d件\"\nmsgid_plural \"文書 計%d件\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n#~ msgid \"古い\"\n#~ msgstr \"old\"\n";
    let file = window.file("list.po", text);
    window.run(Command::ImportPairs);
    window.type_path(&file);
    let of = |window: &Window, at: usize| window.app().pairs().unwrap().bitext.pairs()[at].clone();
    assert_eq!((&*of(&window, 0).source, &*of(&window, 1).source), ("文書 %d件", "文書 計%d件"));
    assert_eq!(of(&window, 0).work.comments[0].text, "一覧の見出し");
    let (number, count) = (("number", 1usize.into()), ("count", 2usize.into()));
    assert!(window.sees(&window.tr.format("pairs-form-one", &[number, count])), "the form is named");
    window.write("%d document");
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    window.write("%d documents");

    // Days may lie between.
    let kept = window.path("list.kian");
    window.run(Command::SaveAs);
    window.type_path(&kept);
    let mut window = Window::at(window.folder);
    window.harness.state_mut().open(kept);
    window.settle();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert_eq!(of(&window, 1).label, Some(Label { name: "list".into(), form: Some((1, 2)) }.into()));
    let out = window.path("done.po");
    window.run(Command::ExportPairs);
    window.click("exchange-same");
    window.type_path(&out);
    let want = text.replace("#, c-format", "#, c-format, fuzzy").replace("[0] \"\"", "[0] \"%d document\"");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), want.replace("[1] \"\"", "[1] \"%d documents\""));
}

/// The Word file `from` with its document changed, as `to`.
fn rewrite(from: &Path, to: &Path, change: impl FnOnce(String) -> String) {
    use std::io::{Read, Write};
    let mut archive = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    let document = parts.iter_mut().find(|(name, _)| name == "word/document.xml").unwrap();
    document.1 = change(String::from_utf8(document.1.clone()).unwrap()).into_bytes();
    let mut out = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    for (name, bytes) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}
