//! How long it takes to write and read a notice of one page and a document of three hundred.

use divan::{Bencher, black_box};
use kian::app::merging::{Plan, Template};
use kian::document::{Author, Document, Edit};
use kian::format::grid::{Grid, Row};
use kian::format::{self, Kind, Pages, Source};
use kian::text::{Change, Lang};
use sample::document;

mod sample;

fn main() {
    divan::main();
}

/// Pages of a document, one to three hundred.
const PAGES: [usize; 2] = [1, 300];

fn write(bencher: Bencher<'_, '_>, kind: Kind, pages: usize) {
    let document = document(pages);
    bencher.bench(|| format::write(black_box(&document), &Source::new(kind)).map(|written| written.bytes.len()));
}

fn read(bencher: Bencher<'_, '_>, kind: Kind, pages: usize) {
    let written = format::write(&document(pages), &Source::new(kind)).expect("a document of ours can be written");
    bencher.bench(|| format::read(kind, black_box(&written.bytes)).map(|read| read.document.len()));
}

#[divan::bench(args = PAGES)]
fn write_docx(bencher: Bencher<'_, '_>, pages: usize) {
    write(bencher, Kind::Docx, pages);
}

#[divan::bench(args = PAGES)]
fn read_docx(bencher: Bencher<'_, '_>, pages: usize) {
    read(bencher, Kind::Docx, pages);
}

#[divan::bench(args = PAGES)]
fn write_markdown(bencher: Bencher<'_, '_>, pages: usize) {
    write(bencher, Kind::Markdown, pages);
}

#[divan::bench(args = PAGES)]
fn read_markdown(bencher: Bencher<'_, '_>, pages: usize) {
    read(bencher, Kind::Markdown, pages);
}

#[divan::bench(args = PAGES)]
fn write_kian(bencher: Bencher<'_, '_>, pages: usize) {
    write(bencher, Kind::Kian, pages);
}

#[divan::bench(args = PAGES)]
fn read_kian(bencher: Bencher<'_, '_>, pages: usize) {
    read(bencher, Kind::Kian, pages);
}

#[divan::bench(args = PAGES)]
fn write_odt(bencher: Bencher<'_, '_>, pages: usize) {
    write(bencher, Kind::Odt, pages);
}

#[divan::bench(args = PAGES)]
fn read_odt(bencher: Bencher<'_, '_>, pages: usize) {
    read(bencher, Kind::Odt, pages);
}

#[divan::bench(args = PAGES)]
fn write_html(bencher: Bencher<'_, '_>, pages: usize) {
    write(bencher, Kind::Html, pages);
}

#[divan::bench(args = PAGES)]
fn read_html(bencher: Bencher<'_, '_>, pages: usize) {
    read(bencher, Kind::Html, pages);
}

#[divan::bench(args = PAGES)]
fn write_pdf(bencher: Bencher<'_, '_>, pages: usize) {
    write(bencher, Kind::Pdf, pages);
}

/// A Word file of others opened: read, and laid out to its last page. The window shows the first page sooner.
#[divan::bench(args = PAGES)]
fn open_docx_to_its_pages(bencher: Bencher<'_, '_>, pages: usize) {
    let written = format::write(&document(pages), &Source::new(Kind::Docx)).expect("a document of ours can be written");
    bencher.bench(|| {
        let read = format::tracked::read_tracked(Kind::Docx, black_box(&written.bytes)).expect("it can be read").0;
        Pages::of(&read.document).len()
    });
}

/// A Word file saved into itself after one word was changed.
#[divan::bench(args = PAGES)]
fn save_docx_into_itself(bencher: Bencher<'_, '_>, pages: usize) {
    let source = Source::new(Kind::Docx);
    let ours = format::write(&document(pages), &source).expect("a document of ours can be written").bytes;
    let original = of_others(&ours);
    let mut document = format::read(Kind::Docx, &original).expect("it can be read").document;
    let at = document.text().to_string().rfind("手引").expect("it is there");
    document.apply(Edit::by_person(Change::insert(at, "新しい"), 0));
    bencher.bench(|| format::write_into(black_box(&document), &source, &original).map(|written| written.bytes.len()));
}

/// The same file without the part that says whose it is.
fn of_others(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is an archive");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).expect("it has so many");
        if !entry.name_raw().starts_with(b"docProps/") {
            zip.raw_copy_file(entry).expect("memory can be written");
        }
    }
    zip.finish().expect("memory can be written").into_inner()
}

/// 差し込み: a notice of one page for a thousand addressees, a Word file each; from a document of ours, and from a Word file
/// of others that every copy keeps.
#[divan::bench(args = [false, true], sample_count = 3)]
fn merge_a_thousand_notices(bencher: Bencher<'_, '_>, into_a_file_of_others: bool) {
    let text = "総防第《連番》号\n令和8年7月1日\n《氏名》　様\nみどり野市総務部長\n防災訓練の実施について（通知）\n\
                このことについて、下記のとおり実施しますので、《氏名》様の御参加をお願いします。\n記\n1　日時　令和8年9月1日\n2　場所　《会場》\n以上";
    let document = Document::from_text(Lang::Ja, text, Author::Person);
    let original = into_a_file_of_others.then(|| {
        let written = format::write(&document, &Source::new(Kind::Docx)).expect("a document of ours can be written");
        std::sync::Arc::new(of_others(&written.bytes))
    });
    let document = match &original {
        Some(original) => format::read(Kind::Docx, original).expect("it can be read").document,
        None => document,
    };
    let row = |number: u64| Row {
        number: number + 2,
        values: vec![format!("青木　花子{number}"), format!("第{number}会議室")],
    };
    let grid = Grid {
        sheet: None,
        columns: vec!["氏名".to_owned(), "会場".to_owned()],
        rows: (0..1000).map(row).collect(),
        nameless: Vec::new(),
    };
    let plan =
        Plan {
            template: Template::of(document, original), grid, first: 1, name: "通知-《連番》".to_owned(), at: 0
        };
    bencher.bench(|| {
        let mut size = 0;
        for index in 0..plan.grid.rows.len() {
            let copy = plan.copy(index).expect("every row makes a copy");
            size += plan.write(&copy, Kind::Docx).expect("a copy can be written").bytes.len();
        }
        size
    });
}

/// Two versions that differ in a word of every chapter.
#[divan::bench(args = PAGES)]
fn compare_versions(bencher: Bencher<'_, '_>, pages: usize) {
    let old = document(pages);
    let new =
        Document::from_text(Lang::Ja, &old.text().to_string().replace("別に定める", "別表に定める"), Author::Person);
    let (old, new) = (old.snapshot(), new.snapshot());
    bencher.bench(|| {
        kian::document::comparison::compare(black_box(&old), black_box(&new), Default::default()).groups.len()
    });
}
