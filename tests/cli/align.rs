//! `kian align`.

use super::Office;

const JA: &str = "防災訓練のお知らせ\n９月６日（日曜日）に防災訓練を行います。雨天の場合は中止します。\n市民課\n";
const EN: &str = "Notice of a Disaster Drill\nA disaster drill will be held on Sunday, September 6. It will be canceled if it rains.\nWe hope to see you.\nCitizens Division\n";

#[test]
fn pairs_are_told_by_their_numbers() {
    let office = Office::in_english();
    office.write("ja.txt", JA);
    office.write("en.txt", EN);
    let ran = office.run(&["align", "ja.txt", "en.txt", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let json = ran.json();
    assert_eq!(json["ja_sentences"][1], "９月６日（日曜日）に防災訓練を行います。");
    let pairs: Vec<(String, String)> =
        json["pairs"].as_array().unwrap().iter().map(|pair| (pair["ja"].to_string(), pair["en"].to_string())).collect();
    let expected = [("[0]", "[0]"), ("[1]", "[1]"), ("[2]", "[2]"), ("[]", "[3]"), ("[3]", "[4]")];
    assert_eq!(pairs, expected.map(|(ja, en)| (ja.to_owned(), en.to_owned())));
    let lines = office.run(&["align", "--lines", "ja.txt", "en.txt", "--format", "json"]).json();
    assert_eq!(lines["ja_sentences"].as_array().unwrap().len(), 3);
    let text = office.run(&["align", "ja.txt", "en.txt"]);
    assert_eq!(text.out.lines().count(), 5, "{text:?}");
    assert!(text.err.contains("Pairs: 4"), "{text:?}");
}

#[test]
fn pairs_go_into_a_memory_or_an_exchange_file() {
    let office = Office::new();
    office.write("ja.txt", JA);
    office.write("en.txt", EN);
    let ran = office.run(&["align", "ja.txt", "en.txt", "-o", "out.tmx"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let tmx = office.read("out.tmx");
    assert_eq!(tmx.matches("<tu>").count() + tmx.matches("<tu ").count(), 4, "{tmx}");
    assert!(tmx.contains("<tuv xml:lang=\"en\">") && tmx.contains("<seg>It will be canceled if it rains.</seg>"));
    office.run(&["align", "ja.txt", "en.txt", "-o", "out.xlf"]);
    let xliff = office.read("out.xlf");
    assert!(
        xliff.contains("srcLang=\"ja\" trgLang=\"en\"") && xliff.contains("雨天の場合は中止します。</source>"),
        "{xliff}"
    );
    assert!(kian::format::exchange::xliff::check(xliff.as_bytes()).unwrap().is_empty());
    // Nothing is written over, and nothing in a kind that holds no pairs.
    office.refused(&["align", "ja.txt", "en.txt", "-o", "out.tmx"]);
    office.refused(&["align", "ja.txt", "en.txt", "-o", "out.docx"]);
    office.refused(&["align", "ja.txt"]);
    office.refused(&["align", "ja.txt", "en.txt", "third.txt"]);
}
