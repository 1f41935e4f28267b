//! Two versions side by side.

use super::{Office, members};
use std::fs;

const OLD: &str = "見本条例\n第１条　手数料は500円とする。\n第２条　市長が定める。\n";
const NEW: &str = "見本条例\n第１条　手数料は1,500円とする。\n第２条　市長が定める。\n";

fn office() -> Office {
    let office = Office::new();
    office.write("old.txt", OLD);
    office.write("new.txt", NEW);
    office
}

#[test]
fn the_table_is_shown_and_written() {
    let office = office();
    let ran = office.run(&["compare", "old.txt", "new.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "kian: 変更 1か所、新設 0か所、削除 0か所\n"));
    assert!(
        ran.out.starts_with("改正後 ") && ran.out.contains("1,500円") && ran.out.contains("~~~~~~~"),
        "{}",
        ran.out
    );
    for out in ["t.docx", "t.html"] {
        assert_eq!(office.run(&["compare", "old.txt", "new.txt", "-o", out]).code, 0);
        assert!(office.refused(&["compare", "old.txt", "new.txt", "-o", out]).contains(out));
        assert_eq!(office.run(&["compare", "old.txt", "new.txt", "-o", out, "--force"]).code, 0);
    }
    assert!(office.read("t.html").contains("見本条例　新旧対照表"));
    assert!(fs::read(office.path("t.docx")).unwrap().starts_with(b"PK"));
    office.refused(&["compare", "old.txt", "new.txt", "-o", "t.md"]);
    office.refused(&["compare", "old.txt"]);
    office.refused(&["compare", "old.txt", "new.txt", "third.txt"]);
    let same = office.run(&["compare", "old.txt", "old.txt"]);
    assert_eq!((same.code, same.out.as_str(), same.err.as_str()), (0, "", "kian: 違いはありません。\n"));
}

#[test]
fn the_office_says_how_a_table_is_set_out() {
    let office = office();
    let head = |options: &[&str]| {
        let ran = office.run(&[&["compare", "old.txt", "new.txt"], options].concat());
        let words: Vec<&str> = ran.out.lines().next().unwrap().split_whitespace().collect();
        (words.join(" "), ran.out.contains("（略）"))
    };
    assert_eq!(head(&[]), ("改正後 │ 改正前".to_owned(), true));
    let asked = head(&["--order", "old-first", "--headings", "draft-current", "--unchanged", "full"]);
    assert_eq!(asked, ("現行 │ 改正案".to_owned(), false));
    fs::create_dir_all(office.path("data")).unwrap();
    fs::write(office.path("data/profile.toml"), "table-order = \"old-first\"\ntable-headings = \"new-old\"\n").unwrap();
    assert_eq!(head(&[]), ("旧 │ 新".to_owned(), true));
    assert_eq!(head(&["--order", "new-first"]).0, "新 │ 旧");
    assert!(office.refused(&["compare", "old.txt", "new.txt", "--order", "sideways"]).contains("new-first"));
}

#[test]
fn programs_get_rows_with_what_changed() {
    let json = office().run(&["compare", "old.txt", "new.txt", "--format", "json"]).json();
    assert_eq!(members(&json), ["version", "title", "rows"]);
    let row = &json["rows"][1];
    assert_eq!(members(row), ["kind", "old", "new"]);
    assert_eq!((&row["kind"], &row["new"]["text"]), (&"changed".into(), &"第１条　手数料は1,500円とする。".into()));
    let mark = &row["new"]["marks"][0];
    assert_eq!((&mark["start"], &mark["end"]), (&8.into(), &14.into()));
}

#[test]
fn an_ordinance_is_amended_in_sentences() {
    let office = office();
    let ran = office.run(&["compare", "old.txt", "new.txt", "--amendment"]);
    let want = "　見本条例の一部を次のように改正する。\n　第１条中「500円」を「1,500円」に改める。\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, want, ""));
    let json = office.run(&["compare", "old.txt", "new.txt", "--amendment", "--format", "json"]).json();
    assert_eq!(members(&json), ["version", "opening", "whole", "clauses"]);
    office.run(&["compare", "old.txt", "new.txt", "--amendment", "-o", "a.docx"]).done();
    assert_eq!(office.run(&["convert", "a.docx", "-o", "a.txt"]).code, 0);
    assert_eq!(office.read("a.txt"), want.trim_end());
    office.refused(&["compare", "old.txt", "old.txt", "--amendment"]);
    office.write("letter.txt", "お知らせ\n");
    let line = office.refused(&["compare", "old.txt", "letter.txt", "--amendment"]);
    assert!(line.contains("条"), "{line}");
}
