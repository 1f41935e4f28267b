//! Writing: a document as the parts of a package. The same document gives the same bytes.

use super::style::{self, Automatic};
use super::{MIME, URN};
use crate::document::tables::Table;
use crate::document::{Document, Role};
use crate::format::docx::xml::{escape, is_character};
use crate::format::docx::{self, Body};
use crate::format::package::pack;
use crate::format::{Error, Written, lost_marks};
use crate::text::Lang;

/// The names of the properties that hold the form's id and 格付け.
pub(super) const FORM: &str = "KianForm";
pub(super) const CLASSIFICATION: &str = "KianClassification";

pub(in crate::format) fn write(document: &Document) -> Result<Written, Error> {
    let lang = document.lang();
    let body = Body::new(document);
    let parts = [
        ("content.xml", content(document, &body)),
        ("styles.xml", style::part(&body, lang, !body.is_short())),
        ("meta.xml", meta(document)),
        ("META-INF/manifest.xml", manifest()),
    ];
    let losses = docx::unwritable(document).into_iter().chain(lost_marks(document)).collect();
    Ok(Written { bytes: pack(Some(("mimetype", MIME)), &parts), losses })
}

fn content(document: &Document, body: &Body<'_>) -> String {
    let lang = document.lang();
    let mut automatic = Automatic::default();
    let mut text = String::new();
    let mut lists = Lists::default();
    let mut tables = 0;
    for index in 0..document.len() {
        let paragraph = document.paragraph(index);
        if paragraph.role.is_cell() {
            if let Some(table) = document.table_at(index).filter(|table| table.first == index) {
                lists.close(&mut text);
                tables += 1;
                write_table(document, body, &table, tables, &mut automatic, &mut text);
            }
            continue;
        }
        let style = automatic.name(body, index, paragraph.role, lang);
        let words = words(&paragraph.text);
        match paragraph.role {
            Role::Item(level) => {
                lists.item(level.min(5), body.list(index), body.is_wide(index), &mut text, &style, &words)
            }
            role => {
                lists.close(&mut text);
                match role {
                    Role::Heading(level) => text.push_str(&format!(
                        r#"<text:h text:style-name="{style}" text:outline-level="{}">{words}</text:h>"#,
                        level.clamp(1, 6)
                    )),
                    _ => text.push_str(&format!(r#"<text:p text:style-name="{style}">{words}</text:p>"#)),
                }
            }
        }
    }
    lists.close(&mut text);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{URN}:office:1.0" xmlns:style="{URN}:style:1.0" xmlns:text="{URN}:text:1.0" xmlns:table="{URN}:table:1.0" xmlns:fo="{URN}:xsl-fo-compatible:1.0" xmlns:svg="{URN}:svg-compatible:1.0" office:version="1.3">{}<office:automatic-styles>{}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>"#,
        style::font_declarations(),
        automatic.xml()
    )
}

fn write_table(
    document: &Document,
    body: &Body<'_>,
    table: &Table,
    number: usize,
    automatic: &mut Automatic,
    text: &mut String,
) {
    let lang = document.lang();
    let widths = body.column_widths(table);
    text.push_str(&format!(r#"<table:table table:name="Table{number}" table:style-name="KianTable">"#));
    for width in &widths {
        text.push_str(&format!(r#"<table:table-column table:style-name="{}"/>"#, automatic.column(*width)));
    }
    for row in 0..table.rows {
        text.push_str("<table:table-row>");
        for index in table.row(row) {
            let paragraph = document.paragraph(index);
            let style = automatic.name(body, index, paragraph.role, lang);
            let words = words(&paragraph.text);
            text.push_str(&format!(
                r#"<table:table-cell table:style-name="KianCells" office:value-type="string"><text:p text:style-name="{style}">{words}</text:p></table:table-cell>"#
            ));
        }
        text.push_str("</table:table-row>");
    }
    text.push_str("</table:table>");
}

/// The lists that are open, and the one whose counting goes on when it is taken up again.
#[derive(Default)]
struct Lists {
    /// Elements `text:list` that are open, each with an open item; the level of the innermost is one less.
    open: usize,
    /// The list counting belongs to, and how many elements it has had.
    last: Option<(usize, usize)>,
}

impl Lists {
    fn item(&mut self, level: u8, list: Option<usize>, wide: bool, text: &mut String, style: &str, words: &str) {
        let depth = usize::from(level) + 1;
        let list = list.unwrap_or(0);
        if self.last.is_some_and(|(last, _)| last != list) {
            self.close(text);
        }
        while self.open > depth {
            text.push_str("</text:list-item></text:list>");
            self.open -= 1;
        }
        if self.open == depth {
            text.push_str("</text:list-item><text:list-item>");
        }
        while self.open < depth {
            if self.open == 0 {
                let piece = self.last.filter(|(last, _)| *last == list).map_or(0, |(_, piece)| piece + 1);
                let goes_on = match piece {
                    0 => String::new(),
                    piece => format!(r#" text:continue-list="list{list}-{}""#, piece - 1),
                };
                let name = style::list_name(wide);
                text.push_str(&format!(
                    r#"<text:list xml:id="list{list}-{piece}" text:style-name="{name}"{goes_on}><text:list-item>"#
                ));
                self.last = Some((list, piece));
            } else {
                text.push_str("<text:list><text:list-item>");
            }
            self.open += 1;
        }
        text.push_str(&format!(r#"<text:p text:style-name="{style}">{words}</text:p>"#));
    }

    fn close(&mut self, text: &mut String) {
        for _ in 0..std::mem::take(&mut self.open) {
            text.push_str("</text:list-item></text:list>");
        }
    }
}

/// `text` as it is read back: of several spaces the first is one, the others are counted.
fn words(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    let mut spaces = 0usize;
    let mut at_start = true;
    let end = |spaces: &mut usize, at_start: bool, xml: &mut String| {
        let mut left = std::mem::take(spaces);
        if left > 0 && !at_start {
            xml.push(' ');
            left -= 1;
        }
        if left > 0 {
            xml.push_str(&format!(r#"<text:s text:c="{left}"/>"#));
        }
    };
    for c in text.chars() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        end(&mut spaces, at_start, &mut xml);
        at_start = false;
        match c {
            '\t' => xml.push_str("<text:tab/>"),
            '\u{B}' => xml.push_str("<text:line-break/>"),
            '\r' => {}
            c if is_character(c) => xml.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
            _ => {}
        }
        // A space behind what is no text is dropped by readers.
        at_start |= matches!(c, '\t' | '\u{B}');
    }
    if spaces > 0 {
        xml.push_str(&format!(r#"<text:s text:c="{spaces}"/>"#));
    }
    xml
}

fn meta(document: &Document) -> String {
    let titles = (0..document.len()).map(|at| document.paragraph(at)).filter(|p| p.role == Role::Title);
    let title = titles.map(|p| p.text).find(|text| !text.trim().is_empty()).unwrap_or_default();
    let lang = if document.lang() == Lang::Ja { "ja-JP" } else { "en-US" };
    let property = |name: &str, value: &str| {
        format!(
            r#"<meta:user-defined meta:name="{name}" meta:value-type="string">{}</meta:user-defined>"#,
            escape(value)
        )
    };
    let form = document.form().map(|form| property(FORM, form)).unwrap_or_default();
    let level = document.classification().map(|level| property(CLASSIFICATION, level.code())).unwrap_or_default();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="{URN}:office:1.0" xmlns:meta="{URN}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta><meta:generator>Kian</meta:generator><dc:title>{}</dc:title><dc:language>{lang}</dc:language>{form}{level}</office:meta></office:document-meta>"#,
        escape(title.trim())
    )
}

fn manifest() -> String {
    let entry = |path: &str, kind: &str| {
        format!(r#"<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>"#)
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{URN}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>{}{}{}</manifest:manifest>"#,
        entry("content.xml", "text/xml"),
        entry("styles.xml", "text/xml"),
        entry("meta.xml", "text/xml")
    )
}
