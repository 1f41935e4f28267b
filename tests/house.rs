//! The words of an office: what its files say is found, cured and left alone, and what is wrong with them is told with
//! file and line while the rest holds.

#![allow(clippy::unwrap_used)]

use kian::app::settings::{Dirs, Settings};
use kian::app::words;
use kian::document::Snapshot;
use kian::i18n::{Locale, Tr};
use kian::proofread::house::{self, Cause, Entry, House, Kind, Problem};
use kian::proofread::{Checker, Finding, Profile, safe_fixes};
use kian::text::{Lang, Text};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

fn file(name: &str) -> (Vec<Entry>, Vec<Problem>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/house").join(name);
    let text = std::fs::read_to_string(&path).expect("the file is there");
    house::read(name, &text).expect("it is a file of words")
}

/// What the words of `entries` alone find in `text`.
fn found(entries: Vec<Entry>, text: &str) -> Vec<Finding> {
    let (house, problems) = House::new(entries);
    assert_eq!(problems, []);
    let book = kian::proofread::Rulebook::new(&BTreeMap::new(), &[], Arc::new(house));
    let lang = Lang::guess(text).unwrap_or_default();
    let mut all = Checker::new(Arc::new(book)).check(&Snapshot::from_text(text, lang), Profile::Notice);
    all.retain(|finding| finding.rule.starts_with("house."));
    all
}

fn told(findings: &[Finding]) -> Vec<(&str, &str, Option<&str>)> {
    findings.iter().map(|f| (f.rule, f.text.as_str(), f.fixes.first().map(|fix| fix.text.as_str()))).collect()
}

#[test]
fn a_table_is_found_with_its_reasons_and_cures() {
    let (entries, problems) = file("office.tsv");
    assert_eq!(problems, []);
    assert_eq!(entries.len(), 5);
    let text = "ホームページを見た障害を持つ人が、サーバとサーバーの違いをAIとMAILで聞いた。";
    let findings = found(entries, text);
    assert_eq!(
        told(&findings),
        [
            ("house.preferred", "ホームページ", Some("ウェブサイト")),
            ("house.forbidden", "障害を持つ人", Some("障害のある人")),
            ("house.preferred", "サーバ", Some("サーバー")),
            ("house.preferred", "AI", Some("人工知能")),
        ]
    );
    let tr = Tr::new(Locale::Ja);
    assert!(kian::app::notice::finding_text(&tr, &findings[1]).contains("広報の手引 3章"));
    let mut mended = Text::from(text);
    mended.apply(&safe_fixes(&findings));
    assert!(
        mended.to_string().starts_with("ウェブサイトを見た障害を持つ人"),
        "only what is marked safe is put in unread"
    );
}

#[test]
fn allowed_words_silence_what_lies_in_them() {
    let check = |entries: Vec<Entry>| {
        let (house, _) = House::new(entries);
        let book = kian::proofread::Rulebook::new(&BTreeMap::new(), &[], Arc::new(house));
        let snapshot = Snapshot::from_text("予め会は予め届け出る。", Lang::Ja);
        let all = Checker::new(Arc::new(book)).check(&snapshot, Profile::Notice);
        all.iter().filter(|f| f.rule == "ja.kanji.adverb").count()
    };
    assert_eq!(check(Vec::new()), 2);
    assert_eq!(check(vec![Entry::new(Kind::Allowed, "予め会")]), 1);
}

#[test]
fn words_count_in_english_too() {
    let entries = vec![Entry { instead: vec!["people".to_owned()], ..Entry::new(Kind::Preferred, "citizens") }];
    assert_eq!(told(&found(entries, "All citizens may apply.")), [("house.preferred", "citizens", Some("people"))]);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_holds() {
    let (entries, problems) = file("broken.csv");
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4, 5, 6]);
    assert!(matches!(&problems[0].cause, Cause::Kind { found } if found == "liked"));
    assert!(matches!(problems[1].cause, Cause::NoWord));
    assert!(matches!(&problems[2].cause, Cause::NoInstead { word } if word == "打合せ会"));
    assert!(matches!(problems[3].cause, Cause::Pattern { .. }));
    let findings = found(entries, "外人の取り纏めを行う。");
    assert_eq!(told(&findings).len(), 2);
    assert!(findings[0].args.iter().any(|(name, value)| *name == "reason" && value.contains("差別的に聞こえる, と")));
}

#[test]
fn rules_of_prh_are_read_and_their_examples_tried() {
    let (entries, problems) = file("prh.yml");
    let causes: Vec<(usize, &Cause)> = problems.iter().map(|problem| (problem.line, &problem.cause)).collect();
    assert!(matches!(causes[0], (3, Cause::Imports)), "{causes:?}");
    assert!(matches!(causes[1], (32, Cause::Example { got, .. }) if got == "JavaScript"), "{causes:?}");
    assert!(matches!(causes[2], (36, Cause::NoWord)), "{causes:?}");
    assert_eq!(causes.len(), 3);
    let findings =
        found(entries, "ＣＯＯＫＩＥとCookie、ハードウエアー、(注)、日経ソフトウエア、ソフトウエア、JSとaltJS");
    assert_eq!(
        told(&findings),
        [
            ("house.preferred", "ＣＯＯＫＩＥ", Some("Cookie")),
            ("house.preferred", "ハードウエアー", Some("ハードウェア")),
            ("house.preferred", "(注)", Some("（注）")),
            ("house.preferred", "ソフトウエア", Some("ソフトウェア")),
            ("house.preferred", "JS", Some("js")),
        ]
    );
}

#[test]
fn a_file_that_is_no_yaml_is_one_clear_sentence() {
    let (entries, problems) = house::read("a.yml", "rules:\n - a: [\n b").expect("it is called one");
    assert!(entries.is_empty());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].line, 2);
}

#[test]
fn a_table_written_is_the_table_read() {
    let (mut entries, _) = file("office.tsv");
    entries.extend(file("prh.yml").0);
    let (again, problems) = house::table::read("x", &house::table::write(&entries), b'\t');
    assert_eq!(problems, []);
    let bare = |entry: &Entry| Entry { file: String::new(), line: 0, ..entry.clone() };
    assert_eq!(again.iter().map(bare).collect::<Vec<_>>(), entries.iter().map(bare).collect::<Vec<_>>());
}

#[test]
fn folders_are_read_and_files_taken_over() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let shared = dir.path().join("shared");
    std::fs::create_dir_all(&shared).expect("it can be made");
    // As a spreadsheet saves it in Japan.
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode("種類,語,言い換え\n推奨,取り纏め,取りまとめ\n");
    std::fs::write(shared.join("a.csv"), bytes).expect("it can be written");
    std::fs::write(shared.join("b.tsv"), "嫌い\t御中\t様\t内規\n").expect("it can be written");
    std::fs::write(shared.join("readme.txt"), "no words").expect("it can be written");
    let dirs = Dirs::find(Some(dir.path().join("data"))).expect("a folder was given");
    let mut settings = Settings { words_folder: Some(shared.clone()), ..Settings::default() };
    let (house, notices) = words::load(&words::folders(&dirs, &settings));
    assert_eq!(house.len(), 1);
    assert_eq!(notices.iter().map(|notice| notice.id).collect::<Vec<_>>(), ["error-house-kind"]);
    for tr in [Tr::new(Locale::Ja), Tr::new(Locale::En)] {
        let said = notices[0].text(&tr);
        assert!(said.contains("b.tsv") && said.contains('1') && notices[0].hint(&tr).is_some(), "{said}");
    }

    let prh = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/house/prh.yml");
    let (first, count, told) = words::import(&prh, &dirs).expect("it can be taken over");
    assert_eq!((count, told.len()), (6, 1));
    let (second, ..) = words::import(&prh, &dirs).expect("it can be taken over");
    assert_ne!(first, second, "nothing is written over");
    assert_eq!(words::load(&words::folders(&dirs, &settings)).0.len(), 13);
    settings.words_folder = Some(dir.path().join("nowhere"));
    assert_eq!(words::load(&words::folders(&dirs, &settings)).1[0].id, "error-house-folder");
    assert_eq!(
        words::import(&shared.join("readme.txt"), &dirs).expect_err("it is none").id,
        "error-house-kind-of-file"
    );
}

/// As offices keep their lists: no kinds, their own names for the columns or none.
#[test]
fn a_list_without_kinds_is_a_list_of_words_to_replace() {
    for table in ["誤,正,理由\nマイナカード,マイナンバーカード,正式名称", "マイナカード,マイナンバーカード,正式名称"]
    {
        let (entries, problems) = house::table::read("x.csv", table, b',');
        assert_eq!(problems, []);
        assert_eq!(
            told(&found(entries, "マイナカードを御持参ください。")),
            [("house.preferred", "マイナカード", Some("マイナンバーカード"))]
        );
    }
}
