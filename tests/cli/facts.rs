//! `kian facts`: what a text states, and how two texts differ.

use super::{Office, members};

const TEXT: &str = "𠮷野町\n令和8年4月1日（水）午後3時、定員は40人です。\n";

#[test]
fn facts_are_listed_with_their_values() {
    let office = Office::new();
    office.write("notice.txt", TEXT);
    let ran = office.run(&["facts", "notice.txt", "--format", "json"]);
    assert_eq!(ran.code, 0);
    let object = ran.json();
    assert_eq!(members(&object), ["version", "facts"]);
    let first = &object["facts"][0];
    let wanted =
        serde_json::json!({ "kind": "date", "start": 4, "end": 12, "text": "令和8年4月1日", "value": "2026-04-01" });
    assert_eq!(*first, wanted);
    let chars: Vec<char> = TEXT.chars().collect();
    for fact in object["facts"].as_array().unwrap() {
        let at = |member: &str| usize::try_from(fact[member].as_u64().unwrap()).unwrap();
        assert_eq!(chars[at("start")..at("end")].iter().collect::<String>(), fact["text"].as_str().unwrap());
    }
    let ran = office.run(&["facts", "notice.txt"]);
    assert!(ran.out.contains("notice.txt:2:1: 日付 2026-04-01 「令和8年4月1日」"), "{}", ran.out);
}

#[test]
fn two_texts_are_compared_across_languages() {
    let office = Office::new();
    office.write("ja.txt", TEXT);
    office.write("same.txt", "Wednesday, April 1, 2026, at 3 p.m. The capacity is 40 people.\n");
    office.write("other.txt", "Wednesday, April 1, 2026, at 3 p.m. The capacity is 14 people. Call 03-1234-5678.\n");
    assert_eq!(office.run(&["facts", "ja.txt", "--against", "same.txt"]).code, 0);
    let ran = office.run(&["facts", "ja.txt", "--against", "other.txt", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let object = ran.json();
    assert_eq!(members(&object), ["version", "missing", "added", "changed"]);
    assert_eq!(object["changed"][0]["from"]["value"], "40 persons");
    assert_eq!(object["changed"][0]["to"]["value"], "14 persons");
    assert_eq!(object["added"][0]["value"], "0312345678");
    assert_eq!(object["missing"].as_array().unwrap().len(), 0);
}
