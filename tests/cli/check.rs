//! `kian check`: findings for people, as JSON and as SARIF; fixes; files of every kind.

use super::{Office, members};
use serde_json::Value;

/// One place that is certainly found, behind characters of one, three and four bytes.
const TEXT: &str = "𠮷野町 ABC\n会場では、予め準備してください。\n";

/// The findings of an answer, every one of them where it says it is.
fn findings<'a>(object: &'a Value, text: &str) -> Vec<&'a Value> {
    assert_eq!(members(object), ["version", "file", "findings"]);
    assert_eq!(object["version"], 1);
    let chars: Vec<char> = text.chars().collect();
    let findings: Vec<&Value> = object["findings"].as_array().unwrap().iter().collect();
    for finding in &findings {
        let expected = ["rule", "severity", "start", "end", "line", "column", "text", "message", "fixes"];
        assert_eq!(members(finding), expected);
        let at = |member: &str| usize::try_from(finding[member].as_u64().unwrap()).unwrap();
        let (start, end) = (at("start"), at("end"));
        assert_eq!(chars[start..end].iter().collect::<String>(), finding["text"].as_str().unwrap());
        let before = &chars[..start];
        assert_eq!(at("line"), before.iter().filter(|c| **c == '\n').count() + 1);
        assert_eq!(at("column"), before.iter().rev().take_while(|c| **c != '\n').count() + 1);
        assert!(["info", "warning", "error"].contains(&finding["severity"].as_str().unwrap()));
        for fix in finding["fixes"].as_array().unwrap() {
            assert_eq!(members(fix), ["text", "safe"]);
        }
    }
    findings
}

fn adverb<'a>(findings: &[&'a Value]) -> &'a Value {
    findings.iter().find(|finding| finding["rule"] == "ja.kanji.adverb").unwrap()
}

#[test]
fn json_has_the_shape_it_is_said_to_have() {
    let office = Office::new();
    office.write("notice.txt", TEXT);
    let ran = office.run(&["check", "--format", "json", "notice.txt"]);
    assert_eq!(ran.code, 1);
    let object = ran.json();
    assert_eq!(object["file"], "notice.txt");
    let found = findings(&object, TEXT);
    let adverb = adverb(&found);
    assert_eq!((&adverb["text"], &adverb["line"], &adverb["column"]), (&"予め".into(), &2.into(), &6.into()));
    assert_eq!((&adverb["start"], &adverb["end"]), (&13.into(), &15.into()));
    assert_eq!(adverb["severity"], "warning");
    assert_eq!(adverb["fixes"], serde_json::json!([{ "text": "あらかじめ", "safe": true }]));

    let several = office.run(&["check", "notice.txt", "notice.txt", "--format", "json"]);
    let array = several.json();
    assert_eq!(array.as_array().unwrap().len(), 2);
    assert_eq!(array[1], object);
}

#[test]
fn text_is_a_line_for_each_finding_in_the_language_asked_for() {
    for (office, words) in [(Office::new(), "仮名で書きます"), (Office::in_english(), "is written in kana")] {
        office.write("notice.txt", TEXT);
        let ran = office.run(&["check", "notice.txt"]);
        assert_eq!(ran.code, 1);
        let line = ran.out.lines().find(|line| line.contains("ja.kanji.adverb")).unwrap();
        assert!(line.starts_with("notice.txt:2:6: ") && line.contains(words), "{line}");
        assert!(ran.out.contains("あらかじめ"), "{ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    }
}

#[test]
fn what_is_too_much_to_list_is_told() {
    let office = Office::new();
    office.write("long.txt", "御確認下さるよう、お願いします。\n".repeat(60_000));
    let ran = office.run(&["check", "long.txt", "--locale", "ja"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("このほかに"), "{}", ran.err);
    office.write("short.txt", "御確認下さるよう、お願いします。\n");
    assert!(!office.run(&["check", "short.txt", "--locale", "ja"]).err.contains("このほかに"));
}

#[test]
fn severity_is_what_is_reported_and_what_counts() {
    let office = Office::new();
    office.write("notice.txt", "予め準備します。\n");
    let run = |severity: &str| {
        let ran = office.run(&["check", "--severity", severity, "--format", "json", "notice.txt"]);
        let severities: Vec<String> = findings(&ran.json(), "予め準備します。\n")
            .iter()
            .map(|finding| finding["severity"].as_str().unwrap().to_owned())
            .collect();
        (ran.code, severities)
    };
    let (code, warnings) = run("warning");
    assert!(code == 1 && warnings.contains(&"warning".to_owned()) && !warnings.contains(&"info".to_owned()));
    let (code, errors) = run("error");
    assert!(errors.iter().all(|severity| severity == "error"));
    assert_eq!(code, i32::from(!errors.is_empty()));
    assert_eq!(run("info").0, 1);
    office.write("empty.txt", "");
    let ran = office.run(&["check", "empty.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn sarif_is_valid_for_what_reads_it() {
    let office = Office::new();
    office.write("通知 1.txt", TEXT);
    office.write("broken.docx", "no archive");
    let ran = office.run(&["check", "--format", "sarif", "通知 1.txt"]);
    assert_eq!(ran.code, 1);
    let log = ran.json();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "kian");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let result = run["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "ja.kanji.adverb").unwrap();
    assert_eq!(rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"], "ja.kanji.adverb");
    assert_eq!(result["level"], "warning");
    assert!(result["message"]["text"].as_str().unwrap().contains("あらかじめ"));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E9%80%9A%E7%9F%A5%201.txt");
    let region = &place["region"];
    let expected = serde_json::json!({
        "startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 8, "snippet": { "text": "予め" },
    });
    assert_eq!(*region, expected);
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "あらかじめ");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);

    let ran = office.run(&["check", "--format", "sarif", "通知 1.txt", "broken.docx"]);
    assert_eq!(ran.code, 2);
    let run = ran.json()["runs"][0].clone();
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert!(!run["results"].as_array().unwrap().is_empty());
}

#[test]
fn safe_fixes_are_applied_and_nothing_else_is_changed() {
    let office = Office::new();
    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("会場では、予め準備してください。\r\n概ね終わります。\r\n");
    office.write("in.txt", &japanese);
    let ran = office.run(&["check", "--fix", "-o", "out.txt", "--format", "json", "in.txt"]);
    let written = std::fs::read(office.path("out.txt")).unwrap();
    let (fixed, _, wrong) = encoding_rs::SHIFT_JIS.decode(&written);
    assert!(!wrong, "the characters are written as they were");
    assert!(fixed.contains("あらかじめ準備") && fixed.contains("おおむね終わります。\r\n"), "{fixed}");
    assert_eq!(std::fs::read(office.path("in.txt")).unwrap(), *japanese);
    let object = ran.json();
    assert_eq!(object["file"], "out.txt");
    let left = findings(&object, &fixed.replace("\r\n", "\n")).len();
    assert!(left == 0 || ran.code == 1, "{ran:?}");

    let line = office.refused(&["check", "--fix", "-o", "out.txt", "in.txt"]);
    assert!(line.contains("--force"), "{line}");
    office.run(&["check", "--fix", "--force", "-o", "out.txt", "in.txt"]);
    // A file fixed in its own place is a save of that file.
    let ran = office.run(&["check", "--fix", "-o", "./in.txt", "in.txt"]);
    assert!(ran.code < 2, "{ran:?}");
    let saved = std::fs::read(office.path("in.txt")).unwrap();
    assert_eq!(saved, std::fs::read(office.path("out.txt")).unwrap());
}

#[test]
fn every_kind_of_file_is_read_and_standard_input_too() {
    let office = Office::new();
    office.write("a.txt", TEXT);
    office.write("a.md", TEXT);
    let (euc, _, _) = encoding_rs::EUC_JP.encode("会場では、予め準備してください。本日は晴れです。\n");
    office.write("e.txt", &euc);
    office.run(&["convert", "a.txt", "-o", "a.kian"]).done();
    office.run(&["convert", "a.txt", "-o", "a.docx"]).done();
    for name in ["a.txt", "a.md", "e.txt", "a.kian", "a.docx"] {
        let ran = office.run(&["check", "--format", "json", name]);
        assert_eq!(ran.code, 1, "{name}: {ran:?}");
        assert!(ran.out.contains("ja.kanji.adverb"), "{name}: {ran:?}");
    }
    let ran = office.pipe(&["check", "--format", "json", "-"], TEXT.as_bytes());
    assert_eq!((ran.code, &ran.json()["file"]), (1, &"-".into()));
    findings(&ran.json(), TEXT);
    let kian = std::fs::read(office.path("a.kian")).unwrap();
    assert_eq!(office.pipe(&["check", "-"], &kian).code, 1);
    let word = std::fs::read(office.path("a.docx")).unwrap();
    assert_eq!(office.pipe(&["check", "-"], &word).code, 1);
    // What stands in the JSON is the document's text, wherever Word keeps it.
    let ran = office.run(&["check", "--format", "json", "a.docx"]);
    assert_eq!(adverb(&findings(&ran.json(), TEXT.trim_end()))["line"], 2);
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let office = Office::new();
    office.write("a.txt", TEXT);
    office.write("b.docx", "no archive");
    let ran = office.run(&["check", "a.txt", "b.docx", "c.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("ja.kanji.adverb"), "{ran:?}");
    assert!(ran.err.contains("b.docx: ") && ran.err.contains("c.txt"), "{ran:?}");
    let ran = office.run(&["check", "a.txt", "b.docx", "c.txt", "--format", "json"]);
    let error = ran.json()["error"].clone();
    assert_eq!((ran.code, &error["id"]), (2, &"error-format-not-zip".into()));
    assert!(error["message"].as_str().unwrap().contains("c.txt"), "{error}");
    findings(&error["partial"][0], TEXT);
}

/// A document may hold what would command a terminal.
#[test]
fn what_a_document_holds_does_not_command_the_terminal() {
    let office = Office::new();
    let text = "会場では、予め\u{1b}]0;owned\u{7}準備してください。\n";
    office.write("a\u{1b}[2J.txt", text);
    for arguments in [["check", "a\u{1b}[2J.txt"], ["summarize", "a\u{1b}[2J.txt"], ["check", "no\u{1b}[2J.txt"]] {
        let ran = office.run(&arguments);
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{ran:?}");
        assert!(format!("{}{}", ran.out, ran.err).contains("\u{FFFD}[2J") || arguments[0] == "summarize", "{ran:?}");
    }
}

#[test]
fn rules_switched_off_in_the_settings_are_off_here() {
    let office = Office::new();
    office.write("a.txt", TEXT);
    std::fs::create_dir(office.path("data")).unwrap();
    office.write("data/settings.toml", "rules-off = [\"ja.kanji.adverb\"]\n");
    let ran = office.run(&["check", "a.txt"]);
    assert!(!ran.out.contains("ja.kanji.adverb"), "{ran:?}");
}
