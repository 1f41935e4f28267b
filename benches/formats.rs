//! How long it takes to write and read a notice of one page and a document of three hundred.

use divan::{Bencher, black_box};
use kian::document::{Author, Document, Role};
use kian::format::{self, Kind, Source};
use kian::text::Lang;

fn main() {
    divan::main();
}

/// Pages of a document, one to three hundred.
const PAGES: [usize; 2] = [1, 300];

/// About `pages` pages of 40 characters by 36 lines: a notice, then chapters with prose and items.
fn document(pages: usize) -> Document {
    let mut parts = vec![
        (Role::DocNumber, "総防第123号".to_owned()),
        (Role::Date, "令和8年7月1日".to_owned()),
        (Role::Addressee, "各課長　様".to_owned()),
        (Role::Sender, "みどり野市総務部長".to_owned()),
        (Role::Title, "地域防災計画の見直しについて（通知）".to_owned()),
    ];
    for page in 1..=pages {
        if page > 1 {
            parts.push((Role::Heading(1), format!("第{page}章　避難所の開設と運営")));
        }
        for _ in 0..7 {
            let prose = "市は、大きな地震が起きたときは、直ちに避難所を開き、受付の係を置き、来た人の名簿を作ります。";
            parts.push((Role::Body, prose.repeat(2)));
        }
        for item in ["受付の手順", "物資の配り方", "関係する機関への連絡の方法"] {
            parts.push((Role::Item(0), item.to_owned()));
            parts.push((Role::Item(1), format!("{item}は、別に定める手引によること。")));
        }
    }
    Document::new(Lang::Ja, None, &parts, Author::Person)
}

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
