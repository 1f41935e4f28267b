//! 新旧対照表 as files.

use super::package::unpack;
use kian::document::comparison::{Unchanged, compare};
use kian::document::{Author, Document};
use kian::format::comparison::{Headings, Layout, Order, Target, write};
use kian::format::{self, Kind};
use kian::text::Lang;

const OLD: &str = "見本条例\n第１条　手数料は500円とする。\n第２条　市長が<定める>。\n第３条　廃止するもの。";
const NEW: &str =
    "見本条例\n第１条　手数料は1,500円とする。\n第２条　市長が<定める>。\n第３条　新しい施設の名称及び位置を定める。";

fn table(layout: &Layout, target: Target) -> Vec<u8> {
    let snapshot = |text: &str| Document::from_text(Lang::Ja, text, Author::Person).snapshot();
    write(&compare(&snapshot(OLD), &snapshot(NEW), Unchanged::Elided), layout, target)
}

#[test]
fn the_page_marks_what_is_new_and_what_is_gone() {
    let layout = Layout { title: "見本条例".to_owned(), ..Layout::default() };
    let html = String::from_utf8(table(&layout, Target::Html)).unwrap();
    for piece in [
        "<html lang=\"ja\">",
        "<th scope=\"col\">改正後</th><th scope=\"col\">改正前</th>",
        "<td>第１条　手数料は<ins>1,500円</ins>とする。</td><td>第１条　手数料は<del>500円</del>とする。</td>",
        "<td>第２条　（略）</td><td>第２条　（略）</td>",
        "<td><ins>第３条　新しい施設の名称及び位置を定める。</ins></td><td>（新設）</td>",
        "<td>（削る）</td><td><del>第３条　廃止するもの。</del></td>",
    ] {
        assert!(html.contains(piece), "{piece} in {html}");
    }
    let layout = Layout { order: Order::OldFirst, headings: Headings::DraftCurrent, ..layout };
    let html = String::from_utf8(table(&layout, Target::Html)).unwrap();
    assert!(html.contains("<th scope=\"col\">現行</th><th scope=\"col\">改正案</th>"), "{html}");
    assert!(html.contains("<td>第１条　手数料は<del>500円</del>とする。</td><td>第１条　手数料は<ins>"), "{html}");
}

#[test]
fn word_gets_a_table_of_two_columns() {
    let bytes = table(&Layout { title: "見本条例".to_owned(), ..Layout::default() }, Target::Docx);
    let parts = unpack(&bytes);
    let xml = &parts.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    assert_eq!(xml.matches("<w:tbl>").count(), 1);
    assert_eq!(xml.matches("<w:tc>").count(), xml.matches("<w:tr>").count() * 2);
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
    assert!(xml.contains(r#"<w:u w:val="single"/></w:rPr><w:t>1,500円</w:t>"#), "{xml}");
    assert!(xml.contains("&lt;定める&gt;") == xml.contains("市長が"), "what is elided is not there");
    let read = format::read(Kind::Docx, &bytes).unwrap();
    let text = read.document.text().to_string();
    assert!(text.contains("第１条　手数料は1,500円とする。\n第１条　手数料は500円とする。"), "{text}");
}
