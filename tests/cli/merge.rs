//! 差し込み: one document, many addressees.

use super::{Office, members};
use kian::format::{self, Kind};
use std::fs;

const LETTER: &str = "令和8年11月2日\n\n《氏名》《敬称?》　様\n\n訓練の実施について（通知）\n\n《期日|和暦》（《期日|曜日》）に実施します。\n";
const LIST: &str = "氏名,期日,敬称,備考\n山田　太郎,2026-12-01,,A\n佐藤　花子,2026/12/2,先生,B\n";

fn office() -> Office {
    let office = Office::new();
    office.write("letter.txt", LETTER);
    office.write("list.csv", LIST);
    office
}

fn text(office: &Office, name: &str) -> String {
    format::read(Kind::Docx, &fs::read(office.path(name)).unwrap()).unwrap().document.text().to_string()
}

#[test]
fn every_row_makes_a_file() {
    let office = office();
    let ran = office.run(&["merge", "letter.txt", "--rows", "list.csv", "--name", "通知_《氏名》", "-o", "out"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("備考"), "{ran:?}");
    assert!(text(&office, "out/通知_山田　太郎.docx").contains("令和8年12月1日（火）に実施します。"));
    assert!(text(&office, "out/通知_佐藤　花子.docx").contains("佐藤　花子先生　様"));
    assert!(
        office
            .refused(&["merge", "letter.txt", "--rows", "list.csv", "--name", "通知_《氏名》", "-o", "out"])
            .contains("通知_山田")
    );
    let joined = ["merge", "letter.txt", "--rows", "list.csv", "--joined", "-o", "all.docx"];
    assert_eq!(office.run(&joined).code, 0);
    let all = text(&office, "all.docx");
    assert!(all.find("山田").unwrap() < all.find("佐藤").unwrap());
    assert_eq!(all.matches("訓練の実施について").count(), 2);
}

#[test]
fn a_bad_row_is_never_left_out_in_silence() {
    let office = office();
    office.write("list.csv", format!("{LIST},2026-12-03,,C\n林　一郎,2026-02-30,,D\n"));
    let ran = office.run(&["merge", "letter.txt", "--rows", "list.csv", "-o", "out"]);
    assert_eq!(ran.code, 2);
    let said = &ran.err;
    assert!(
        said.contains("4行目") && said.contains("氏名") && said.contains("5行目") && said.contains("2026-02-30"),
        "{said}"
    );
    assert!(!office.path("out").exists());
    let ran =
        office.run(&["--format", "json", "merge", "letter.txt", "--rows", "list.csv", "--good-rows", "-o", "out"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(members(&answer), ["version", "rows", "good", "files", "bad", "losses"]);
    assert_eq!((answer["good"].as_u64(), answer["bad"][1]["row"].as_u64()), (Some(2), Some(5)));
    assert_eq!(fs::read_dir(office.path("out")).unwrap().count(), 2);
    let said = office.refused(&["merge", "letter.txt", "--rows", "letter.txt", "-o", "none"]);
    assert!(said.contains("《氏名》"), "{said}");
}

#[test]
fn a_form_is_filled_from_columns_of_its_fields() {
    let office = Office::new();
    let facts = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/notice-ja.toml")).unwrap();
    office.write("facts.toml", facts);
    office.write("list.tsv", "宛名\t文書番号\n青葉自治会長　様\t総防第1号\n若葉自治会長　様\t総防第2号\n");
    let ran = office.run(&["merge", "--form", "notice", "--facts", "facts.toml", "--rows", "list.tsv", "-o", "out"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let second = text(&office, "out/notice-0002.docx");
    assert!(second.contains("総防第2号") && second.contains("若葉自治会長　様"), "{second}");
    office.write("list.tsv", "宛名\t文書番号\n青葉自治会長　様\t総防第1号\n\t総防第2号\n");
    assert_eq!(office.run(&["merge", "--form", "notice", "--rows", "list.tsv", "-o", "no"]).code, 2);
}
