//! Document numbers: they count up within a fiscal year, begin anew with the next, and what is missing can be seen.

use super::{Office, members};
use serde_json::Value;
use std::fs;

const AS: &str = "総防第{n}号";
const HEAD: &str = "\u{FEFF}fiscal_year,form,number,given_on,title\n";

fn register(office: &Office, lines: &str) {
    fs::create_dir_all(office.path("data")).unwrap();
    office.write("data/document-numbers.csv", format!("{HEAD}{lines}"));
}

fn take(office: &Office, title: &str) -> String {
    let ran = office.run(&["number", "take", "--as", AS, "--title", title]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    ran.out.trim().to_owned()
}

#[test]
fn numbers_count_up_and_begin_anew_with_the_year() {
    let office = Office::new();
    // What was given long ago, and what another form of number was given this year, does not count.
    register(&office, &format!("2019,{AS},87,2020-03-31,年度末の通知\n2019,総務第{{n}}号,12,2020-03-31,別の番号\n"));
    assert_eq!(take(&office, "訓練の通知"), "総防第1号");
    assert_eq!(take(&office, "訓練の結果、\"速報\""), "総防第2号");
    let list: Value = serde_json::from_str(&office.run(&["--format", "json", "number", "list"]).out).unwrap();
    assert_eq!(members(&list), ["version", "numbers", "missing"]);
    let texts: Vec<&str> = list["numbers"].as_array().unwrap().iter().filter_map(|n| n["text"].as_str()).collect();
    assert_eq!(texts, ["総防第87号", "総務第12号", "総防第1号", "総防第2号"]);
    assert_eq!(list["numbers"][3]["title"], "訓練の結果、\"速報\"");
    // The year of a number is that of its day: April to March.
    let day = list["numbers"][3]["given_on"].as_str().unwrap();
    let (year, month): (i64, u32) = (day[..4].parse().unwrap(), day[5..7].parse().unwrap());
    assert_eq!(list["numbers"][3]["fiscal_year"].as_i64().unwrap(), if month < 4 { year - 1 } else { year });
}

#[test]
fn a_number_that_was_crossed_out_is_missing_and_never_given_again() {
    let office = Office::new();
    take(&office, "一");
    take(&office, "二");
    take(&office, "三");
    let kept = office.read("data/document-numbers.csv");
    let kept: String = kept.lines().filter(|line| !line.contains("二")).map(|line| format!("{line}\n")).collect();
    office.write("data/document-numbers.csv", kept);
    assert_eq!(take(&office, "四"), "総防第4号");
    let told = office.run(&["number", "list"]);
    assert!(!told.out.contains("二") && told.err.contains('2'), "{told:?}");
    let list: Value = serde_json::from_str(&office.run(&["--format", "json", "number", "list"]).out).unwrap();
    assert_eq!(list["missing"].as_array().unwrap().len(), 1, "{list}");
}

#[test]
fn a_register_that_is_damaged_is_named_with_its_line_and_stays_as_it_is() {
    let office = Office::new();
    let lines = format!("2026,{AS},1,2026-04-01,最初\n2026,{AS},many,2026-04-02,壊れた行\n");
    register(&office, &lines);
    let said = office.refused(&["number", "take", "--as", AS]);
    assert!(said.contains("document-numbers.csv") && said.contains('3'), "{said}");
    assert_eq!(office.read("data/document-numbers.csv"), format!("{HEAD}{lines}"));
    let said = Office::in_english().refused(&["number", "take", "--as", "総防第号"]);
    assert!(said.contains("{n}"), "{said}");
}
