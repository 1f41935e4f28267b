//! A 新旧対照表 in Word: one table of two columns, a row for each pair of lines and a rule between articles, so that what
//! belongs together stands at one height on every page.

use super::style;
use super::write::{self, DECLARATION, WORD};
use super::xml::escape;
use crate::document::comparison::Comparison;
use crate::document::sheet::Purpose;
use crate::document::{Author, Document};
use crate::format::comparison::{Cell, Layout, cells};
use crate::format::package::pack;
use crate::text::Lang;

/// Width of a column, in twentieths of a point: A4 between margins of 20 mm.
const COLUMN: usize = 4_819;
/// Width of a character in the table: 10.5 points.
const CHARACTER: usize = 210;

pub(in crate::format) fn comparison(comparison: &Comparison, layout: &Layout) -> Vec<u8> {
    let lang = comparison.lang;
    // The other parts are those of a document without text, but for its title.
    let title = crate::document::Role::Title;
    let empty = Document::new(lang, None, &[(title, layout.title.clone())], Author::Person);
    let mut parts = write::parts(&empty, Purpose::Notice);
    for (name, text) in &mut parts {
        if *name == "word/document.xml" {
            *text = document(comparison, layout);
        }
    }
    pack(None, &parts)
}

fn document(comparison: &Comparison, layout: &Layout) -> String {
    let lang = comparison.lang;
    let mut xml = format!(
        r#"{DECLARATION}<w:document xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#
    );
    if !layout.title.is_empty() {
        let style = style::of(crate::document::Role::Title).id;
        xml.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t>{}</w:t></w:r></w:p>"#,
            escape(&layout.title)
        ));
    }
    let edge = |name: &str| format!(r#"<w:{name} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#);
    xml.push_str(&format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblBorders>{}{}{}{}{}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{COLUMN}"/><w:gridCol w:w="{COLUMN}"/></w:tblGrid>"#,
        COLUMN * 2,
        edge("top"),
        edge("left"),
        edge("bottom"),
        edge("right"),
        edge("insideV"),
    ));
    let [first, second] = layout.columns(lang);
    xml.push_str(&format!(
        r#"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}{}</w:tr>"#,
        heading(first),
        heading(second)
    ));
    for group in &comparison.groups {
        let rows = cells(&group.rows, lang);
        for (at, [new, old]) in rows.iter().enumerate() {
            xml.push_str("<w:tr>");
            for cell in layout.in_order(new, old) {
                // The rule stands above the first line of a group; the table closes itself.
                let rule = if at == 0 { format!("<w:tcBorders>{}</w:tcBorders>", edge("top")) } else { String::new() };
                xml.push_str(&format!(r#"<w:tc><w:tcPr><w:tcW w:w="{COLUMN}" w:type="dxa"/>{rule}</w:tcPr>"#));
                paragraph(cell, lang, &mut xml);
                xml.push_str("</w:tc>");
            }
            xml.push_str("</w:tr>");
        }
    }
    xml.push_str(r#"</w:tbl><w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>"#);
    xml.push_str(
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="425"/></w:sectPr></w:body></w:document>"#,
    );
    xml
}

fn heading(words: &str) -> String {
    format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{COLUMN}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:keepNext/><w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/></w:pPr><w:r>{SIZE}<w:t>{}</w:t></w:r></w:p></w:tc>"#,
        escape(words)
    )
}

const SIZE: &str = r#"<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>"#;

fn paragraph(cell: &Cell, lang: Lang, xml: &mut String) {
    // The second line of an item begins under its words.
    let (left, hanging) = match lang {
        Lang::Ja => ((usize::from(cell.depth) + 1) * CHARACTER, CHARACTER),
        Lang::En => (usize::from(cell.depth) * 2 * CHARACTER, 0),
    };
    xml.push_str(&format!(
        r#"<w:p><w:pPr><w:spacing w:before="20" w:after="20"/><w:ind w:left="{left}" w:hanging="{hanging}"/><w:jc w:val="both"/></w:pPr>"#
    ));
    for (words, marked) in cell.pieces.iter().filter(|(words, _)| !words.is_empty()) {
        let line = if *marked { r#"<w:u w:val="single"/>"# } else { "" };
        write::run(words, &format!(r#"<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/>{line}</w:rPr>"#), xml);
    }
    xml.push_str("</w:p>");
}
