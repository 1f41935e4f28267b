//! `kian attach`: files in a document, and out again to the byte.

use super::{Office, members, sample};

#[test]
fn files_go_into_a_document_and_come_out_as_they_were() {
    let office = Office::new();
    let bytes = b"%PDF-1.7\n\0\xff\r\n".to_vec();
    office.write("計画.pdf", &bytes);
    office.write("名簿.csv", "氏名,住所\n");
    office.run(&["draft", "--form", "notice", "--facts", &sample("notice-ja"), "--offline", "-o", "a.kian"]).done();
    office.run(&["attach", "add", "--classification", "3", "a.kian", "計画.pdf"]).done();
    office.run(&["attach", "add", "a.kian", "名簿.csv"]).done();
    let list = office.run(&["attach", "list", "a.kian", "--format", "json"]).json();
    let all = list["attachments"].as_array().unwrap();
    assert_eq!(members(&all[0]), ["name", "kind", "size", "sha256", "classification", "by", "at"]);
    assert_eq!((&all[0]["name"], &all[0]["classification"]), (&"計画.pdf".into(), &"3".into()));
    assert!(all[1]["classification"].is_null());
    office.run(&["attach", "save", "a.kian", "計画.pdf", "-o", "out.pdf"]).done();
    assert_eq!(std::fs::read(office.path("out.pdf")).unwrap(), bytes);
    let line = office.refused(&["attach", "save", "a.kian", "計画.pdf", "-o", "out.pdf"]);
    assert!(line.contains("すでにあります"), "{line}");

    // What goes out says so, and is as guarded as what it may rest on.
    let ran = office.run(&["convert", "a.kian", "-o", "a.docx"]);
    assert!(ran.out.contains("計画.pdf, 名簿.csv"), "{ran:?}");
    office.run(&["convert", "a.docx", "-o", "b.kian"]).done();
    office.run(&["attach", "remove", "a.kian", "名簿.csv"]).done();
    let line = office.refused(&["attach", "remove", "a.kian", "名簿.csv"]);
    assert!(line.contains("計画.pdf"), "{line}");
}

#[test]
fn what_cannot_be_attached_changes_nothing() {
    let office = Office::new();
    office.run(&["draft", "--form", "notice", "--facts", &sample("notice-ja"), "--offline", "-o", "a.kian"]).done();
    office.write("empty", "");
    office.write("a.txt", "x");
    let before = std::fs::read(office.path("a.kian")).unwrap();
    office.refused(&["attach", "add", "a.kian", "empty"]);
    office.refused(&["attach", "add", "a.kian", "gone.pdf"]);
    office.refused(&["attach", "add", "a.txt", "a.txt"]);
    office.refused(&["attach", "glue", "a.kian", "a.txt"]);
    office.refused(&["attach", "add", "a.kian", "a.txt", "a.txt"]);
    assert_eq!(std::fs::read(office.path("a.kian")).unwrap(), before);
}
