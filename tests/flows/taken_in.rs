//! What comes in from files of others: a range of a workbook, a text that reads in two encodings, a file with the wrong name,
//! and how tables of two versions are set out.

use kian::app::comparing::{Headings, Order, Style};
use kian::app::doubt::Encoding;
use kian::app::settings::{Dirs, Settings};
use kian::app::workers::InPlace;
use kian::app::{Action, App, Command, Effect, Report, Ticket, ranges};
use kian::document::comparison::Unchanged;
use kian::store::Store;
use std::path::Path;
use std::sync::mpsc::Receiver;

struct Desk {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
    now: i64,
}

impl Desk {
    fn new(folder: &Path) -> Self {
        let dirs = Dirs::find(Some(folder.to_path_buf())).unwrap();
        let (jobs, inbox) = InPlace::new(Store::in_memory().unwrap());
        Self { app: App::new(dirs, Settings::default(), Box::new(jobs), Vec::new(), 0), inbox, now: 0 }
    }

    fn act(&mut self, action: Action) {
        self.now += 10_000;
        self.app.act(action, self.now);
        while let Ok((ticket, report)) = self.inbox.try_recv() {
            self.app.receive(ticket, report, self.now);
        }
    }

    fn open(&mut self, folder: &Path, name: &str, bytes: &[u8]) {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        self.act(Action::OpenFile(path));
    }

    fn text(&self) -> Option<String> {
        self.app.open().map(|open| open.document.text().to_string())
    }

    fn asked(&mut self) -> Vec<Effect> {
        self.app.effects()
    }
}

fn workbook() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/glossary/words.xlsx")
}

#[test]
fn a_range_of_a_workbook_becomes_a_table_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.open(folder.path(), "a.txt", "用語は次のとおりです。\n以上です。".as_bytes());
    let before = desk.text();
    desk.act(Action::Run(Command::InsertRange));
    assert!(desk.asked().iter().any(|effect| matches!(effect, Effect::ChooseWorkbook)));
    desk.act(Action::Range(ranges::Ask::Look(workbook())));
    let ranging = desk.app.ranging().unwrap().clone();
    assert!(!ranging.sheets.is_empty() && ranging.sheet == ranging.sheets[0]);
    let (whole, _) = ranging.table.unwrap().unwrap();
    assert!(whole.len() > 4, "the whole sheet is shown first");
    for (cells, wanted) in [("Ａ３：Ｂ４", Some(4)), ("A3", Some(1)), ("B2:nowhere", None), ("A0:B1", None)] {
        desk.act(Action::Range(ranges::Ask::Show { sheet: ranging.sheet.clone(), cells: cells.to_owned() }));
        let found = desk.app.ranging().unwrap().table.clone().unwrap();
        assert_eq!(found.ok().map(|(table, _)| table.len()), wanted, "{cells}");
    }
    desk.act(Action::Range(ranges::Ask::Insert));
    assert_eq!(desk.text(), before, "what cannot be read is not put in");
    desk.act(Action::Range(ranges::Ask::Look(workbook())));
    desk.act(Action::Range(ranges::Ask::Show { sheet: ranging.sheet, cells: "A3:B4".to_owned() }));
    desk.act(Action::Range(ranges::Ask::Insert));
    let document = &desk.app.open().unwrap().document;
    let tables: Vec<_> = (0..document.len()).filter_map(|index| document.table_at(index)).collect();
    assert_eq!((tables.len(), tables[0].rows, tables[0].columns), (4, 2, 2));
    assert!(desk.app.ranging().is_none());
    desk.act(Action::Run(Command::Undo));
    assert_eq!(desk.text(), before);
}

#[test]
fn a_text_that_reads_in_two_encodings_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    let doubtful: &[u8] = b"\xb1\xb2\xb3\xa5\xce\xb4";
    desk.open(folder.path(), "a.txt", doubtful);
    assert_eq!((desk.text(), desk.app.doubt().map(|doubt| doubt.readings.len())), (None, Some(2)));
    desk.act(Action::SettleDoubt(None));
    assert_eq!((desk.text(), desk.app.doubt()), (None, None));
    desk.open(folder.path(), "a.txt", doubtful);
    desk.act(Action::SettleDoubt(Some(Encoding::ShiftJis)));
    assert_eq!(desk.text().as_deref(), Some("ｱｲｳ･ﾎｴ"));
    // It is saved as it was read.
    desk.act(Action::Run(Command::Save));
    assert_eq!(std::fs::read(folder.path().join("a.txt")).unwrap(), doubtful);
}

#[test]
fn a_file_with_the_wrong_name_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.open(folder.path(), "a.docx", &std::fs::read(workbook()).unwrap());
    let told = desk.app.notices().last().unwrap().clone();
    assert_eq!(told.details[0].id, "error-format-other-kind");
    assert!(told.details[0].text(desk.app.tr()).contains(".xlsx"), "{told:?}");
}

#[test]
fn the_table_of_two_versions_is_set_out_as_chosen_and_its_sentences_are_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    let old = folder.path().join("old.txt");
    std::fs::write(&old, "見本条例\n第１条　手数料は甲とする。\n第２条　市長が定める。\n").unwrap();
    let new = "見本条例\n第１条　手数料は乙とする。\n第２条　市長が定める。\n";
    desk.open(folder.path(), "new.txt", new.as_bytes());
    let style = Style { order: Order::OldFirst, headings: Headings::DraftCurrent, unchanged: Unchanged::Full };
    desk.act(Action::SetTableStyle(style));
    assert_eq!(desk.app.table_style(), style);
    desk.act(Action::CompareWith(old));
    desk.act(Action::ChooseTable { amendment: false });
    let page = folder.path().join("table.html");
    desk.act(Action::SaveTableTo(page.clone()));
    let html = std::fs::read_to_string(page).unwrap();
    assert!(html.find("現行").unwrap() < html.find("改正案").unwrap() && !html.contains("（略）"), "{html}");
    desk.act(Action::ChooseTable { amendment: true });
    let sentences = folder.path().join("amendment.txt");
    desk.act(Action::SaveTableTo(sentences.clone()));
    let said = std::fs::read_to_string(sentences).unwrap();
    assert!(said.contains("第１条中「甲」を「乙」に改める。"), "{said}");
    desk.act(Action::SaveTableTo(folder.path().join("amendment.xlsx")));
    assert_eq!(desk.app.notices().last().unwrap().id, "error-compare-amendment-kind");
    // What was chosen holds for the next time.
    drop(desk);
    assert_eq!(Desk::new(folder.path()).act_and_style(), style);
}

impl Desk {
    fn act_and_style(&mut self) -> Style {
        self.act(Action::Range(ranges::Ask::Close));
        self.app.table_style()
    }
}
