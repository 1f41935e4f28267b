//! `kian qa`: a bilingual file checked, for people and as JSON; files that are none.

use super::{Office, members};
use serde_json::Value;

const PAIRS: &str = "id,ja,en\n\
    1,定員は40人です。,The capacity is 14 people.\n\
    2,𠮷野町では、6月3日（水）に開催します。,\"It will be held in Yoshino on Wednesday, June 3.\"\n\
    3,会議室は使用できません。,\"You can use the \"\"meeting room\"\".\"\n\
    4,\"受付は、\n3階です。\",Reception is on the third floor.\n\
    5,申請は5月9日までです。,\n";

fn findings(object: &Value) -> Vec<(String, String)> {
    let found = object["findings"].as_array().unwrap();
    found.iter().map(|f| (f["segment"].as_str().unwrap().to_owned(), f["rule"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn json_has_the_shape_it_is_said_to_have() {
    let office = Office::new();
    office.write("pairs.csv", PAIRS);
    let ran = office.run(&["qa", "--format", "json", "pairs.csv"]);
    assert_eq!(ran.code, 1);
    let object = ran.json();
    assert_eq!(members(&object), ["version", "segments", "findings"]);
    assert_eq!((&object["version"], &object["segments"]), (&1.into(), &5.into()));
    let found = findings(&object);
    let expected = [("1", "bi.number"), ("3", "bi.negation"), ("5", "bi.missing-sentence")];
    assert_eq!(found, expected.map(|(id, rule)| (id.to_owned(), rule.to_owned())));
    let number = &object["findings"][0];
    assert_eq!(members(number), ["segment", "rule", "severity", "message", "source", "target"]);
    assert_eq!(number["severity"], "error");
    assert_eq!(number["source"], serde_json::json!({ "start": 3, "end": 6, "text": "40人" }));
    assert_eq!(number["target"], serde_json::json!({ "start": 16, "end": 25, "text": "14 people" }));
    assert!(object["findings"][2]["target"].is_null());
}

#[test]
fn text_is_a_line_for_each_finding_and_a_report() {
    for (office, words, report) in [
        (Office::new(), "誤り bi.number 数が違います（原文「40人」", "対訳 5件：誤り 3件"),
        (Office::in_english(), "error bi.number The number differs: “40人”", "5 pairs: errors 3"),
    ] {
        office.write("pairs.csv", PAIRS);
        let ran = office.run(&["qa", "pairs.csv"]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains(&format!("pairs.csv:1: {words}")), "{}", ran.out);
        assert!(ran.err.contains(report), "{}", ran.err);
    }
}

#[test]
fn units_of_a_memory_are_checked() {
    let office = Office::new();
    let unit = |ja: &str, en: &str| {
        format!("<tu><tuv xml:lang=\"ja\"><seg>{ja}</seg></tuv><tuv xml:lang=\"en-US\"><seg>{en}</seg></tuv></tu>")
    };
    let units = [
        unit("受付は3階です。", "Reception is on the third floor."),
        unit("予算は2億円です。", "The budget is 2 billion yen."),
    ]
    .concat();
    let head = "<header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"ja\" datatype=\"plaintext\"/>";
    office.write("memory.tmx", format!("<?xml version=\"1.0\"?><tmx version=\"1.4\">{head}<body>{units}</body></tmx>"));
    let ran = office.run(&["qa", "--format", "json", "memory.tmx"]);
    assert_eq!(ran.code, 1);
    assert_eq!(findings(&ran.json()), [("2".to_owned(), "bi.magnitude".to_owned())]);
    office.write("broken.tmx", format!("<?xml version=\"1.0\"?><tmx version=\"1.4\">{head}<body>{units}<tu>"));
    let ran = office.run(&["qa", "broken.tmx"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn xliff_of_either_version_is_checked_in_its_own_direction() {
    let office = Office::new();
    let one = "<?xml version=\"1.0\"?><xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file \
        original=\"a\" source-language=\"ja\" target-language=\"en\" datatype=\"plaintext\"><body>\
        <trans-unit id=\"u1\"><source>定員は40人です。</source><target>The capacity is 14 people.</target></trans-unit>\
        <trans-unit id=\"u2\"><source>受付は3階です。</source><target>Reception is on the third floor.</target></trans-unit>\
        </body></file></xliff>";
    office.write("one.xlf", one);
    let object = office.run(&["qa", "--format", "json", "one.xlf"]).json();
    assert_eq!(object["segments"], 2);
    assert_eq!(findings(&object), [("u1".to_owned(), "bi.number".to_owned())]);
    let two = "<?xml version=\"1.0\"?><xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" \
        trgLang=\"ja\"><file id=\"f\"><unit id=\"u\"><segment id=\"s1\"><source>You can use the room.</source>\
        <target>会議室は使用できません。</target></segment></unit></file></xliff>";
    office.write("two.xlf", two);
    let object = office.run(&["qa", "--format", "json", "two.xlf"]).json();
    assert_eq!(findings(&object), [("u/s1".to_owned(), "bi.negation".to_owned())]);
    assert_eq!(object["findings"][0]["source"]["text"], "You can use the room.");
    // A module that is wrong is told of, and the text checked all the same.
    let glossary = "<gls:glossary xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\"/>";
    let wrong = two.replace("<segment ", &format!("{glossary}<segment "));
    office.write("module.xlf", &wrong);
    let ran = office.run(&["qa", "--format", "json", "module.xlf"]);
    assert_eq!(ran.json()["segments"], object["segments"], "{}", ran.err);
    assert!(ran.err.contains("gls:glossEntry"), "{}", ran.err);
    office.write("french.xlf", two.replace("\"ja\"", "\"fr\""));
    let ran = office.run(&["qa", "french.xlf"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("french.xlf"), "{}", ran.err);
}

#[test]
fn a_document_without_a_translation_has_no_pairs() {
    let office = Office::new();
    office.write("a.txt", "定員は40人です。");
    assert_eq!(office.run(&["convert", "a.txt", "-o", "a.kian"]).code, 0);
    let ran = office.run(&["qa", "a.kian"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn the_translation_a_document_keeps_is_checked() {
    use std::io::{Read, Write};
    let office = Office::new();
    let (first, second) = ("定員は40人です。", "受付は3階です。");
    office.write("a.txt", [first, second].concat());
    office.run(&["convert", "a.txt", "-o", "a.kian"]).done();
    let file = std::fs::read(office.path("a.kian")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut written = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "document.json" {
            content =
                content.replacen("\"version\": 1", "\"version\": 3", 1).replacen("\"version\":1", "\"version\":3", 1);
        }
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        written.start_file(name, stored).unwrap();
        written.write_all(content.as_bytes()).unwrap();
    }
    written.start_file("translation.json", zip::write::SimpleFileOptions::default()).unwrap();
    let pair = |start: usize, text: &str, target: &str| serde_json::json!({ "start": start, "end": start + text.len(), "target": target, "stage": "draft", "made_for": text });
    let pairs =
        [pair(0, first, "The capacity is 14 people."), pair(first.len(), second, "Reception is on the third floor.")];
    let translation = serde_json::json!({ "lang": "en", "easy": false, "pairs": pairs });
    written.write_all(translation.to_string().as_bytes()).unwrap();
    office.write("b.kian", written.finish().unwrap().into_inner());
    let ran = office.run(&["qa", "--format", "json", "b.kian"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let object = ran.json();
    assert_eq!(object["segments"], 2);
    let rules: Vec<String> = findings(&object).into_iter().map(|(_, rule)| rule).collect();
    assert_eq!(rules, ["bi.number"]);
    assert_eq!(object["findings"][0]["target"]["text"], "14 people");
}

#[test]
fn agreed_words_are_kept_to() {
    let office = Office::new();
    office.write(
        "pairs.csv",
        "id,ja,en\n1,交付金を申し込みます。,We apply for the subsidy.\n2,交付金です。,It is a special grant.\n",
    );
    office.write("terms.csv", "ja,en\n交付金,special grant\n");
    assert_eq!(office.run(&["qa", "--format", "json", "pairs.csv"]).code, 0);
    let object = office.run(&["qa", "--glossary", "terms.csv", "--format", "json", "pairs.csv"]).json();
    assert_eq!(findings(&object), [("1".to_owned(), "bi.glossary".to_owned())]);
    assert_eq!(object["findings"][0]["source"]["text"], "交付金");
}

#[test]
fn words_of_an_office_are_taken_over_and_listed() {
    let office = Office::new();
    office.write("words.csv", "種類,語,言い換え,理由\n禁止,弊市,本市,対外文書のため\n");
    office.write("prh.yml", "version: 1\nrules:\n  - expected: 問合せ先\n    pattern: 問い合せ先\n");
    let ran = office.run(&["words", "import", "words.csv", "prh.yml"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let listed = office.run(&["words", "list", "--format", "json"]).json();
    let words: Vec<&str> = listed["words"].as_array().unwrap().iter().map(|w| w["word"].as_str().unwrap()).collect();
    assert!(words.contains(&"弊市"), "{words:?}");
    office.write("a.txt", "弊市の窓口です。");
    let found = office.run(&["check", "--format", "json", "a.txt"]).json();
    assert_eq!(found["findings"][0]["rule"], "house.forbidden");
    office.write("empty.csv", "");
    assert_eq!(office.run(&["words", "import", "empty.csv"]).code, 2);
    assert_eq!(office.run(&["words"]).code, 2);
}

#[test]
fn english_may_be_the_source() {
    let office = Office::new();
    office.write("pairs.csv", PAIRS);
    let object = office.run(&["qa", "--from", "en", "--format", "json", "pairs.csv"]).json();
    assert_eq!(object["findings"][0]["source"]["text"], "14 people");
    assert_eq!(findings(&object)[2], ("5".to_owned(), "bi.added-sentence".to_owned()));
}

#[test]
fn severity_and_settings_decide_what_is_told() {
    let office = Office::new();
    office.write("sound.csv", "en,memo,id,JA\n\"It opens on Wednesday, June 3.\",x,a,6月3日に開きます。\n");
    let ran = office.run(&["qa", "sound.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    office.write("pairs.csv", PAIRS);
    let ran = office.run(&["qa", "--severity", "error", "pairs.csv"]);
    assert_eq!(ran.code, 1);
    let settings = office.path("data/settings.toml");
    std::fs::create_dir_all(settings.parent().unwrap()).unwrap();
    std::fs::write(&settings, "[rules]\n\"bi.number\" = \"off\"\n\"bi.negation\" = \"info\"\n").unwrap();
    let object = office.run(&["qa", "--format", "json", "pairs.csv"]).json();
    assert_eq!(findings(&object)[0].1, "bi.negation");
    assert_eq!(object["findings"][0]["severity"], "info");
}

#[test]
fn what_is_no_file_of_pairs_is_told() {
    let office = Office::new();
    for (name, text, words) in [
        ("notice.txt", "本文\n", "「notice.txt」は、点検できる種類のファイルではありません"),
        ("empty.csv", "", "「empty.csv」に対訳がありません"),
        ("bare.csv", "id,ja,en\n", "「bare.csv」に対訳がありません"),
        ("columns.csv", "id,日本語,英語\n1,あ,a\n", "「columns.csv」の1行目に、ja, en の列がありません"),
        ("cells.csv", "id,ja,en\n1,あ,a\n2,い,b,c\n", "「cells.csv」の3行目の列の数（4）が、1行目（3）と違います"),
        ("twice.csv", "id,ja,en\n1,あ,a\n1,い,b\n", "「twice.csv」の3行目のIDが前の行と同じ「1」です"),
        ("nameless.csv", "id,ja,en\n,あ,a\n", "「nameless.csv」の2行目のIDが空です"),
    ] {
        office.write(name, text);
        let ran = office.run(&["qa", name]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(words), "{name}: {}", ran.err);
        assert!(ran.out.is_empty(), "{name}: {}", ran.out);
    }
    let ran = office.run(&["qa", "--format", "json", "nothing.csv"]);
    assert_eq!(ran.code, 2);
    assert!(ran.json()["error"]["message"].as_str().unwrap().contains("nothing.csv"));
}
