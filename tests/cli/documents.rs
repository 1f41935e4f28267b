//! Drafting, summarising and converting on this machine alone.

use super::{Office, members, sample};
use std::fs;

const NOTICE: &str = "令和8年度みどり野市総合防災訓練の実施について（通知）";

#[test]
fn every_sample_becomes_a_document() {
    let samples = [
        ("notice", "notice-ja"),
        ("request", "request-ja"),
        ("inquiry", "inquiry-ja"),
        ("reply", "reply-ja"),
        ("report", "report-ja"),
        ("announcement", "announcement-ja"),
        ("greeting", "greeting-ja"),
        ("letter", "letter-en"),
        ("memo", "memo-en"),
        ("public-notice", "public-notice-en"),
    ];
    for office in [Office::new(), Office::in_english()] {
        for (form, facts) in samples {
            for ending in ["kian", "docx", "txt", "md"] {
                let out = format!("{form}.{ending}");
                let ran = office.run(&["draft", "--form", form, "--facts", &sample(facts), "--offline", "-o", &out]);
                assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{out}: {ran:?}");
                assert!(ran.out.contains(&out));
            }
        }
        let word = fs::read(office.path("notice.docx")).unwrap();
        let word = kian::format::read(kian::format::Kind::Docx, &word).unwrap().document;
        assert!(word.text().to_string().contains(NOTICE) && word.roles().contains(&kian::document::Role::Title));
        let text = office.read("notice.txt");
        assert!(text.contains(NOTICE) && text.contains("午前9時から正午まで"), "{text}");
    }
}

#[test]
fn pages_follow_the_sheet_and_the_standard_that_are_asked_for() {
    let office = Office::new();
    fs::write(office.path("a.txt"), "避難所の開設には、全職員が参加してください。\n").unwrap();
    let own = "id = \"own\"\nlang = \"ja\"\nname = { ja = \"私\", en = \"Own\" }\n[page]\npaper = \"B5\"\n";
    fs::write(office.path("own.toml"), own).unwrap();
    for (sheet, size) in [("ja-roomy", "595.3 841.9"), ("ja-vertical", "841.9 595.3"), ("own.toml", "515.9 728.5")] {
        office.run(&["convert", "--sheet", sheet, "a.txt", "-o", "a.pdf", "--force"]).done();
        let pdf = fs::read(office.path("a.pdf")).unwrap();
        let media = format!("/MediaBox[0 0 {size}]");
        assert!(pdf.windows(media.len()).any(|w| w == media.as_bytes()), "{sheet}: {media}");
    }
    office.run(&["convert", "--sheet", "ja-dense", "a.txt", "-o", "a.kian"]).done();
    let kian = kian::format::read(kian::format::Kind::Kian, &fs::read(office.path("a.kian")).unwrap()).unwrap();
    assert_eq!(kian.document.sheet().id, "ja-dense");
    office.run(&["convert", "--archive", "2a", "a.kian", "-o", "b.pdf"]).done();
    let pdf = fs::read(office.path("b.pdf")).unwrap();
    assert!(pdf.windows(12).any(|w| w == b"pdfaid:part>"));
    assert!(office.refused(&["convert", "--sheet", "none", "a.txt", "-o", "c.pdf"]).contains("ja-roomy"));
    assert!(office.refused(&["convert", "--sheet", "en-letter", "a.txt", "-o", "c.pdf"]).contains("en-letter"));
    assert!(office.refused(&["convert", "--archive", "9", "a.txt", "-o", "c.pdf"]).contains("2a"));
    assert!(office.refused(&["convert", "--archive", "2a", "a.txt", "-o", "c.docx"]).contains("c.docx"));
    fs::write(office.path("bad.toml"), own.replace("B5", "B9")).unwrap();
    assert!(office.refused(&["convert", "--sheet", "bad.toml", "a.txt", "-o", "c.pdf"]).contains("page.paper"));
    assert!(!office.path("c.pdf").exists() && !office.path("c.docx").exists());
}

#[test]
fn every_sample_is_clean_under_our_own_rules() {
    let office = Office::new();
    let mut names: Vec<String> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    for name in names {
        let (form, lang) = name.rsplit_once('-').unwrap();
        let out = format!("{name}.kian");
        office
            .run(&["draft", "--form", form, "--lang", lang, "--facts", &sample(&name), "--offline", "-o", &out])
            .done();
        assert_eq!(office.run(&["check", &out]).done(), "", "{name}");
    }
}

#[test]
fn the_record_says_who_wrote_what() {
    let office = Office::new();
    let facts = sample("notice-ja");
    let arguments = ["draft", "--form", "notice", "--facts", &facts, "--classification", "1", "-o", "n.kian"];
    let ran = office.run(&[&arguments[..], &["--format", "json"]].concat());
    let json = ran.json();
    assert_eq!(members(&json), ["version", "file", "form", "lang", "engine", "losses"]);
    assert_eq!(
        (&json["file"], &json["engine"], &json["form"]),
        (&"n.kian".into(), &"offline".into(), &"notice".into())
    );

    let bytes = fs::read(office.path("n.kian")).unwrap();
    let document = kian::format::read(kian::format::Kind::Kian, &bytes).unwrap().document;
    assert_eq!(document.classification(), Some(kian::document::Classification::One));
    let text = document.text().to_string();
    let author = |words: &str| document.provenance().author_at(text.find(words).unwrap()).unwrap().clone();
    assert_eq!(author("総合防災訓練の実施について"), kian::document::Author::Form);
    assert_eq!(author("このことについて"), kian::document::Author::Assistant(kian::document::RunId(0)));
    assert_eq!((document.runs()[0].engine.as_str(), document.runs()[0].task.as_str()), ("offline", "draft"));
}

#[test]
fn facts_that_do_not_suit_the_form_are_all_named() {
    let good = fs::read_to_string(sample("notice-ja")).unwrap();
    let check = |facts: &str, japanese: &[&str], english: &[&str]| {
        for (office, expected) in [(Office::new(), japanese), (Office::in_english(), english)] {
            office.write("facts.toml", facts);
            let ran = office.run(&["draft", "--form", "notice", "--facts", "facts.toml", "--offline", "-o", "n.kian"]);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
            let lines: Vec<&str> = ran.err.lines().collect();
            assert_eq!(lines.len(), expected.len(), "{ran:?}");
            for words in expected {
                assert!(lines.iter().any(|line| line.contains(words)), "{words}: {ran:?}");
            }
            assert!(lines.iter().all(|line| line.starts_with("kian: facts.toml: ")), "{ran:?}");
            assert_eq!(office.names(), ["facts.toml"]);
        }
    };
    let without = |key: &str| {
        good.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect::<String>()
    };
    check(&without("subject"), &["必要な項目「subject」がありません"], &["“subject” is missing"]);
    let line = good.lines().position(|line| line.starts_with("place")).unwrap() + 1;
    check(
        &good.replace("place = ", "plase = "),
        &[&format!("{line}行目の項目「plase」")],
        &[&format!("“plase” (line {line})")],
    );
    let wrong = without("subject").replace("contact = \"", "contact = 3 # \"").replace("place = ", "plase = ");
    check(&wrong, &["「subject」", "「contact」", "「plase」"], &["“subject”", "“contact”", "“plase”"]);
    check(&good.replace("2026-11-20", "\"2026-02-30\""), &["「2026-02-30」"], &["“2026-02-30”"]);
    check(&good.replace("2026-11-20", "2026-02-30"), &["「2026-02-30」"], &["“2026-02-30”"]);
    check("subject = \"\n", &["1行目"], &["Line 1"]);
}

#[test]
fn a_file_of_facts_that_cannot_be_read_is_one_sentence() {
    let office = Office::new();
    let facts = fs::read_to_string(sample("notice-ja")).unwrap();
    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode(&facts);
    office.write("sjis.toml", &japanese);
    office.write("large.toml", vec![b'#'; 5 << 20]);
    office.write("other.toml", facts.replace("form = \"notice\"", "form = \"reply\""));
    fs::create_dir(office.path("folder.toml")).unwrap();
    let check = |facts: &str, expected: &str| {
        let line = office.refused(&["draft", "--form", "notice", "--facts", facts, "-o", "n.kian"]);
        assert!(line.contains(expected) && line.contains(facts), "{line}");
    };
    check("sjis.toml", "UTF-8");
    check("large.toml", "大きすぎます");
    check("folder.toml", "フォルダー");
    check("missing.toml", "見つかりません");
    check("other.toml", "様式「reply」のための事実");
    let line = office.refused(&["draft", "--form", "tsuchi", "--facts", &sample("notice-ja"), "-o", "n.kian"]);
    assert!(line.contains("notice, request"), "{line}");
    let report = sample("report-ja");
    let line = office.refused(&["draft", "--form", "greeting", "--lang", "en", "--facts", &report, "-o", "n.kian"]);
    assert!(line.contains("greeting"), "{line}");
}

#[test]
fn facts_come_from_standard_input_too() {
    let office = Office::new();
    let facts = fs::read(sample("notice-ja")).unwrap();
    let ran = office.pipe(&["draft", "--form", "notice", "--facts", "-", "-o", "n.txt"], &facts);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(office.read("n.txt").contains(NOTICE));
}

#[test]
fn nothing_is_written_over_and_nothing_is_left_half_written() {
    let office = Office::new();
    office.write("there.txt", "手書きの文書\n");
    fs::create_dir(office.path("folder.txt")).unwrap();
    office.write("file", "");
    let facts = sample("notice-ja");
    let check = |out: &str, expected: &str| {
        let line = office.refused(&["draft", "--form", "notice", "--facts", &facts, "--offline", "-o", out]);
        assert!(line.contains(expected), "{line}");
    };
    check("there.txt", "--force");
    check("folder.txt", "フォルダー");
    check("nowhere/n.txt", "フォルダーがありません");
    check("file/n.txt", "フォルダー");
    check("n.pages", ".kian、.docx");
    check("n", ".kian、.docx");
    assert_eq!(office.read("there.txt"), "手書きの文書\n");
    office.run(&["draft", "--form", "notice", "--facts", &facts, "--force", "-o", "there.txt"]).done();
    assert!(office.read("there.txt").contains(NOTICE));
    #[cfg(target_os = "linux")]
    {
        std::os::unix::fs::symlink("/dev/full", office.path("full.txt")).unwrap();
        check("full.txt", "空きがない");
    }
}

#[test]
fn a_document_goes_from_kind_to_kind_and_what_is_lost_is_said() {
    let office = Office::new();
    office.run(&["draft", "--form", "notice", "--facts", &sample("notice-ja"), "-o", "n.kian"]).done();
    let json = office.run(&["convert", "n.kian", "-o", "n.txt", "--format", "json"]).json();
    assert_eq!(members(&json), ["version", "file", "losses"]);
    assert_eq!(json["losses"][0]["id"], "loss-parts-as-text");
    let said = office.run(&["convert", "n.kian", "-o", "m.txt"]).done();
    assert!(said.contains(json["losses"][0]["message"].as_str().unwrap().trim_end_matches('。')), "{said}");
    assert_eq!(office.read("n.txt"), office.read("m.txt"));

    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("文書を送ります。本日は晴れです。\r\n");
    office.write("s.txt", &japanese);
    office.run(&["convert", "s.txt", "-o", "u.txt"]).done();
    assert_eq!(office.read("u.txt"), "文書を送ります。本日は晴れです。\n");
    let line = office.refused(&["convert", "n.kian", "-o", "u.txt"]);
    assert!(line.contains("--force"), "{line}");
}

#[test]
fn files_that_are_not_what_they_are_called() {
    let office = Office::new();
    office.write("text.docx", "これは文書ではありません。");
    office.write("cut.docx", b"PK\x03\x04\x14\x00\x00\x00");
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    old.resize(1024, 0);
    office.write("old.docx", &old);
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    office.write("locked.docx", &old);
    office.write("binary.txt", b"\x00\x01\x02\xFF\xFE");
    office.write("sheet.xlsx", "x");
    fs::create_dir(office.path("folder.txt")).unwrap();
    for command in [&["check"][..], &["summarize"], &["convert", "-o", "out.txt"]] {
        let check = |name: &str, expected: &str| {
            let line = office.refused(&[command, &[name]].concat());
            assert!(line.contains(expected) && line.contains(name), "{line}");
        };
        check("text.docx", "中身");
        check("cut.docx", "壊れています");
        check("locked.docx", "パスワード");
        check("old.docx", "古い形式");
        check("binary.txt", "文字コード");
        check("sheet.xlsx", "この種類");
        check("folder.txt", "フォルダー");
        check("missing.txt", "見つかりません");
    }
}

#[test]
fn a_summary_shows_where_each_sentence_stands() {
    let office = Office::new();
    let text = "𠮷野町からのお知らせ\n\n大規模な地震を想定した防災訓練を実施します。天気がよい日が続きます。\n\
                訓練に参加する職員の名簿を5月29日までに防災課へ提出してください。\n";
    office.write("a.txt", text);
    let json = office.run(&["summarize", "--format", "json", "a.txt"]).json();
    assert_eq!(members(&json), ["version", "summary", "engine", "unprocessed"]);
    assert_eq!((&json["engine"], &json["unprocessed"]), (&"offline".into(), &serde_json::json!([])));
    let chars: Vec<char> = text.chars().collect();
    let sentences = json["summary"].as_array().unwrap();
    assert!(!sentences.is_empty());
    for sentence in sentences {
        assert_eq!(members(sentence), ["text", "sources"]);
        let source = &sentence["sources"][0];
        let at = |member: &str| usize::try_from(source[member].as_u64().unwrap()).unwrap();
        assert_eq!(chars[at("start")..at("end")].iter().collect::<String>(), sentence["text"].as_str().unwrap());
    }
    let text = office.run(&["summarize", "--length", "short", "a.txt"]).done();
    assert!(text.contains("5月29日までに") && text.contains("元の段落：4"), "{text}");
    let english = Office::in_english();
    english.write("a.txt", "The City will hold a drill on June 1. Please come.\n");
    let ran = english.pipe(&["summarize", "-"], b"The City will hold a drill on June 1. Please come.\n");
    assert!(ran.out.contains("Source paragraphs: 1"), "{ran:?}");

    let long: String = (0..1005).map(|n| format!("{n}番目の施設を点検します。\n")).collect();
    office.write("long.txt", &long);
    let ran = office.run(&["summarize", "--format", "json", "long.txt"]);
    assert_eq!(ran.json()["unprocessed"].as_array().unwrap().len(), 1);
    assert!(ran.err.contains("1000文目より後"), "{ran:?}");
    office.write("empty.txt", " \n");
    assert!(office.refused(&["summarize", "empty.txt"]).contains("本文がありません"));
}

#[test]
fn the_encoding_of_a_text_can_be_named() {
    let office = Office::new();
    let doubtful: &[u8] = b"\xb1\xb2\xb3\xa5\xce\xb4";
    std::fs::write(office.path("a.txt"), doubtful).unwrap();
    let guessed = office.run(&["convert", "a.txt", "-o", "b.md"]);
    assert!(guessed.code == 0 && guessed.out.contains("--read-as"), "{}", guessed.out);
    office.run(&["convert", "a.txt", "--read-as", "shift_jis", "--write-as", "utf-8", "-o", "c.txt"]).done();
    assert_eq!(office.read("c.txt"), "ｱｲｳ･ﾎｴ");
    office.run(&["convert", "c.txt", "--write-as", "euc-jp", "-o", "d.txt"]).done();
    assert_eq!(std::fs::read(office.path("d.txt")).unwrap(), b"\x8e\xb1\x8e\xb2\x8e\xb3\x8e\xa5\x8e\xce\x8e\xb4");
    office.write("e.txt", "𠮷田");
    assert!(office.refused(&["convert", "e.txt", "--write-as", "shift_jis", "-o", "f.txt"]).contains('𠮷'));
    assert!(!office.path("f.txt").exists());
    office.refused(&["convert", "e.txt", "--write-as", "shift_jis", "-o", "f.docx"]);
    office.refused(&["convert", "e.txt", "--read-as", "latin", "-o", "g.txt"]);
}
