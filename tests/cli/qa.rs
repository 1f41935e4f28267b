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
