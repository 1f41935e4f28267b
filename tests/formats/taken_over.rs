//! Text from files that are only read: what comes along, what is told, and that broken ones are survived.

use super::package::pack;
use kian::document::Role;
use kian::format::workbook::{Range, read_range};
use kian::format::{self, Error, Kind, Source};
use kian::text::Message;
use proptest::prelude::*;

/// A workbook as Excel writes it: a title over merged cells, a date, a formula, a hidden sheet.
fn workbook() -> Vec<u8> {
    let sheet = |rows: &str, more: &str| {
        format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{more}</worksheet>"#
        )
    };
    let text = |at: &str, words: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#);
    let rows = [
        format!(r#"<row r="1">{}</row>"#, text("A1", "研修参加者名簿")),
        format!(r#"<row r="2">{}{}{}</row>"#, text("A2", "氏名"), text("B2", "受講日"), text("C2", "点数")),
        format!(
            r#"<row r="3">{}<c r="B3" s="1"><v>46113</v></c><c r="C3"><v>80</v></c></row>"#,
            text("A3", "佐藤　花子")
        ),
        format!(r#"<row r="4">{}<c r="C4"><f>SUM(C3:C3)</f><v>80</v></c></row>"#, text("A4", "計")),
        format!(r#"<row r="5">{}</row>"#, text("A5", "備考：欠席1名")),
    ];
    let merged = r#"<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>"#;
    let first = sheet(&rows.concat(), merged);
    let second = sheet(&format!(r#"<row r="1">{}</row>"#, text("A1", "内緒")), "");
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="名簿" sheetId="1" r:id="rId1"/><sheet name="隠し" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#
    );
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{office}/styles" Target="styles.xml"/></Relationships>"#
    );
    let styles = format!(
        r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
    );
    let root = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    pack(&[
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &first),
        ("xl/worksheets/sheet2.xml", &second),
    ])
}

#[test]
fn a_sheet_is_a_table_with_what_stands_around_it() {
    let read = format::read(Kind::Workbook, &workbook()).unwrap();
    let text = read.document.text().to_string();
    assert_eq!(text, "研修参加者名簿\n氏名\n受講日\n点数\n佐藤　花子\n2026-04-01\n80\n計\n\n80\n備考：欠席1名");
    assert_eq!(read.document.roles()[1..4], [Role::Cell(0), Role::Cell(1), Role::Cell(2)]);
    assert_eq!(read.document.roles()[10], Role::Body);
    let lost: Vec<&str> = read.losses.iter().map(|loss| loss.id).collect();
    assert_eq!(lost, ["loss-book-merged", "loss-book-dates", "loss-book-hidden", "loss-book-looks"]);
    assert_eq!(format::write(&read.document, &Source::new(Kind::Workbook)).unwrap_err(), Error::ReadOnly);
}

#[test]
fn a_range_of_a_sheet_is_what_is_asked_for() {
    let text = |range: &str| read_range(&workbook(), &Range::parse(range)).map(|read| read.document.text().to_string());
    assert_eq!(text("名簿!A2:B3").unwrap(), "氏名\n受講日\n佐藤　花子\n2026-04-01");
    assert_eq!(text("隠し").unwrap(), "内緒");
    let error = text("ない").unwrap_err();
    assert_eq!(error.id(), "error-grid-no-sheet");
    assert!(error.args().iter().any(|(_, value)| value.contains("名簿")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_an_rtf_file_is_survived(words in prop::collection::vec("[\\\\{}'a-z0-9 *;-]{0,12}", 0..40)) {
        let _ = format::read(Kind::Rtf, format!("{{\\rtf1\\ansicpg932 {}", words.concat()).as_bytes());
    }

    #[test]
    fn no_change_of_a_byte_makes_the_reader_of_workbooks_panic(at in 0.0..1.0f64, byte: u8) {
        let mut bytes = workbook();
        let at = (at * bytes.len() as f64) as usize;
        bytes[at] = byte;
        let _ = format::read(Kind::Workbook, &bytes);
    }
}
