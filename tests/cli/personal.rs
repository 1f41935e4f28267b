//! `kian pii`, `kian mask` and `kian unmask`: what is personal, its placeholders, and back.

use super::{Office, members};

const TEXT: &str = "𠮷野町\n氏名：山田太郎　個人番号：1234 5678 9018\n山田太郎様の携帯は０９０－１２３４－５６７８です。\n問合せ：総務課（電話 0263-34-3000）\n";

#[test]
fn personal_information_is_listed_with_its_reason() {
    let office = Office::new();
    office.write("a.txt", TEXT);
    let ran = office.run(&["pii", "a.txt", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let object = ran.json();
    assert_eq!(members(&object), ["version", "found", "information"]);
    let found = object["found"].as_array().unwrap();
    let kinds: Vec<&str> = found.iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["person", "my_number", "person", "phone"]);
    assert_eq!(members(&found[0]), ["kind", "start", "end", "text", "confidence", "reason"]);
    let chars: Vec<char> = TEXT.chars().collect();
    for one in found {
        let at = |member: &str| usize::try_from(one[member].as_u64().unwrap()).unwrap();
        assert_eq!(chars[at("start")..at("end")].iter().collect::<String>(), one["text"].as_str().unwrap());
    }
    assert_eq!(object["information"][0]["text"], "0263-34-3000");
    let ran = office.run(&["pii", "a.txt"]);
    assert!(ran.out.contains("a.txt:2:4: 氏名「山田太郎」（確実："), "{}", ran.out);
    office.write("clean.txt", "令和8年4月1日から施行する。\n");
    assert_eq!(office.run(&["pii", "clean.txt"]).code, 0);
    let office = Office::in_english();
    office.write("a.txt", TEXT);
    assert!(office.run(&["pii", "a.txt"]).out.contains("the check digit matches"));
}

#[test]
fn what_was_masked_comes_back_byte_for_byte() {
    let office = Office::new();
    office.write("a.txt", TEXT);
    office.run(&["mask", "a.txt", "-o", "m.txt", "--map", "map.json"]).done();
    let masked = office.read("m.txt");
    assert!(masked.contains("氏名：［氏名1］") && masked.contains("［氏名1］様の携帯は［電話"), "{masked}");
    assert!(!masked.contains("山田") && !masked.contains("9018") && masked.contains("0263-34-3000"), "{masked}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(office.path("map.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
    office.run(&["unmask", "m.txt", "--map", "map.json", "-o", "b.txt"]).done();
    assert_eq!(office.read("b.txt"), TEXT);
    // Nothing is written over.
    let line = office.refused(&["mask", "a.txt", "-o", "n.txt", "--map", "map.json"]);
    assert!(line.contains("すでにあります"), "{line}");
    assert!(!office.path("n.txt").exists());
    office.refused(&["mask", "a.txt", "-o", "m.txt", "--map", "other.json"]);
    assert!(!office.path("other.json").exists());
    office.refused(&["mask", "a.txt", "-o", "x.txt", "--map", "x.txt"]);
    office.run(&["mask", "a.txt", "-o", "m.txt", "--map", "map.json", "--force"]).done();
}

#[test]
fn other_kinds_of_files_hold_nothing_of_what_was_masked() {
    let office = Office::new();
    office.write("a.txt", TEXT);
    office.run(&["convert", "a.txt", "-o", "a.kian"]).done();
    for out in ["m.docx", "m.kian", "m.md"] {
        let map = format!("{out}.json");
        office.run(&["mask", "a.kian", "-o", out, "--map", &map]).done();
        let back = format!("{out}.txt");
        office.run(&["unmask", out, "--map", &map, "-o", &back]).done();
        assert!(office.read(&back).contains("氏名：山田太郎　個人番号：1234 5678 9018"), "{}", office.read(&back));
        let plain = format!("{out}.plain.txt");
        office.run(&["convert", out, "-o", &plain]).done();
        assert!(!office.read(&plain).contains("山田"));
    }
    let bytes = std::fs::read(office.path("m.kian")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_index(index).unwrap(), &mut text).unwrap();
        assert!(!String::from_utf8_lossy(&text).contains("山田"), "a masked file keeps no history");
    }
}

#[test]
fn placeholders_that_were_bent_are_told_of() {
    let office = Office::new();
    office.write("a.txt", TEXT);
    office.run(&["mask", "a.txt", "-o", "m.txt", "--map", "map.json"]).done();
    let masked = office.read("m.txt");
    let phone = masked.split("携帯は").nth(1).unwrap().split("です").next().unwrap().to_owned();
    office.write("altered.txt", masked.replace("氏名：［氏名1］", "氏名：[氏名 1]"));
    let ran = office.run(&["unmask", "altered.txt", "--map", "map.json", "-o", "b.txt"]);
    assert_eq!((ran.code, office.read("b.txt").as_str()), (0, TEXT));
    assert!(ran.err.contains("[氏名 1]"), "{ran:?}");
    office.write("missing.txt", masked.replace(&phone, ""));
    let ran = office.run(&["unmask", "missing.txt", "--map", "map.json", "-o", "c.txt"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("足りません"), "{ran:?}");
    office.write("new.txt", format!("{masked}［氏名99］\n"));
    let line = office.refused(&["unmask", "new.txt", "--map", "map.json", "-o", "d.txt"]);
    assert!(line.contains("［氏名99］"), "{line}");
    assert!(!office.path("d.txt").exists());
}

#[test]
fn a_map_that_is_none_is_refused_in_a_sentence() {
    let (ja, en) = (Office::new(), Office::in_english());
    for office in [&ja, &en] {
        office.write("m.txt", "氏名：⟦PERSON_1⟧\n");
        office.write("damaged.json", "{");
        office.write("other.json", "{\"version\": 1}");
        office.write("newer.json", "{\"type\":\"kian-placeholders\",\"version\":9,\"file\":\"a\",\"placeholders\":[]}");
        let row = |placeholder: &str| {
            format!("{{\"placeholder\":\"{placeholder}\",\"kind\":\"person\",\"value\":\"山田\",\"times\":1}}")
        };
        let file = |rows: String| {
            format!("{{\"type\":\"kian-placeholders\",\"version\":1,\"file\":\"a\",\"placeholders\":[{rows}]}}")
        };
        office.write("strange.json", file(row("PERSON")));
        office.write("twice.json", file(format!("{},{}", row("⟦PERSON_1⟧"), row("⟦PERSON_1⟧"))));
        office.write("foreign.json", file(row("⟦PERSON_7⟧")));
        office.write("plain.txt", "何もない。\n");
    }
    let check = |input: &str, map: &str, japanese: &str, english: &str| {
        let arguments = ["unmask", input, "--map", map, "-o", "out.txt"];
        let line = ja.refused(&arguments);
        assert!(line.contains(japanese), "{line}");
        let line = en.refused(&arguments);
        assert!(line.contains(english), "{line}");
        assert!(!ja.path("out.txt").exists());
    };
    check("m.txt", "none.json", "none.json", "none.json");
    check("m.txt", "damaged.json", "対応表を読めません", "cannot be read");
    check("m.txt", "other.json", "対応表ではありません", "no map");
    check("m.txt", "newer.json", "版 9", "version 9");
    check("m.txt", "strange.json", "「PERSON」", "“PERSON”");
    check("m.txt", "twice.json", "2回", "twice");
    check("m.txt", "foreign.json", "対応表にない目印", "does not know");
    check("plain.txt", "foreign.json", "目印が1つもありません", "None of the placeholders");
}
