//! Writing: a document as the parts of a package. The same document gives the same bytes.

use super::style::{self, Automatic, Edges};
use super::{MIME, URN};
use crate::document::marks::Stretch;
use crate::document::sheet::Edge;
use crate::document::tables::Table;
use crate::document::{Comments, Document, Paragraph, Role};
use crate::format::docx::xml::{escape, is_character};
use crate::format::docx::{self, Anchor, Body};
use crate::format::package::pack;
use crate::format::{Error, Written};
use crate::text::{Lang, Span};

/// The names of the properties that hold the form's id and 格付け.
pub(super) const FORM: &str = "KianForm";
pub(super) const CLASSIFICATION: &str = "KianClassification";

pub(in crate::format) fn write(document: &Document) -> Result<Written, Error> {
    let body = Body::new(document);
    let parts = [
        ("content.xml", content(document, &body)),
        ("styles.xml", style::part(&body, &edges(&body))),
        ("meta.xml", meta(document)),
        ("META-INF/manifest.xml", manifest()),
    ];
    let losses = docx::unwritable(document).into_iter().chain(docx::words_gone(document.comments())).collect();
    Ok(Written { bytes: pack(Some(("mimetype", MIME)), &parts), losses })
}

/// What stands at the edges of pages.
fn edges(body: &Body<'_>) -> Edges {
    let facts = body.edge_facts();
    let line = |edge: &Edge| {
        if edge.is_empty() || !edge.single && body.is_short() {
            return None;
        }
        let fill = |text: &String| {
            escape(text)
                .replace("{page}", r#"<text:page-number text:select-page="current">1</text:page-number>"#)
                .replace("{pages}", "<text:page-count>1</text:page-count>")
                .replace("{title}", &escape(&facts.title))
                .replace("{number}", &escape(&facts.number))
        };
        let [left, middle, right] = edge.words.each_ref().map(fill);
        let only_middle = left.is_empty() && right.is_empty();
        Some(if only_middle { middle } else { format!("{left}<text:tab/>{middle}<text:tab/>{right}") })
    };
    Edges { head: line(&body.sheet.head), foot: line(&body.sheet.foot) }
}

fn content(document: &Document, body: &Body<'_>) -> String {
    let lang = document.lang();
    let mut automatic = Automatic::default();
    let anchors = anchors(document.comments());
    let mut text = String::new();
    let mut lists = Lists::default();
    let mut tables = 0;
    for index in 0..document.len() {
        let paragraph = document.paragraph(index);
        if paragraph.role.is_cell() {
            if let Some(table) = document.table_at(index).filter(|table| table.first == index) {
                lists.close(&mut text);
                tables += 1;
                write_table(document, body, &table, tables, &anchors, &mut automatic, &mut text);
            }
            continue;
        }
        let style = automatic.name(body, index, paragraph.role, lang);
        let words = runs(document, &paragraph, &anchors, &mut automatic);
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
<office:document-content xmlns:office="{URN}:office:1.0" xmlns:style="{URN}:style:1.0" xmlns:text="{URN}:text:1.0" xmlns:table="{URN}:table:1.0" xmlns:fo="{URN}:xsl-fo-compatible:1.0" xmlns:svg="{URN}:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" office:version="1.3">{}<office:automatic-styles>{}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>"#,
        style::font_declarations(&body.sheet),
        automatic.xml(body)
    )
}

fn write_table(
    document: &Document,
    body: &Body<'_>,
    table: &Table,
    number: usize,
    anchors: &[Anchor],
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
            let words = runs(document, &paragraph, anchors, automatic);
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

/// The words of a paragraph, those that are set off in elements of their own, readings over theirs, and what was said
/// about them.
fn runs(document: &Document, paragraph: &Paragraph, anchors: &[Anchor], automatic: &mut Automatic) -> String {
    let Paragraph { span, text, .. } = paragraph;
    let mut words = Words { xml: String::with_capacity(text.len()), blank: true };
    let from = anchors.partition_point(|anchor| anchor.at < span.start);
    let here = anchors[from..].iter().take_while(|anchor| anchor.at <= span.end).collect::<Vec<_>>();
    if document.marks().is_plain() && here.is_empty() {
        words.put(text, true);
        return words.xml;
    }
    let mut waiting = here.iter().peekable();
    let mut put = |words: &mut Words, to: usize, all: bool| {
        while let Some(anchor) = waiting.next_if(|anchor| anchor.at < to || all && anchor.at == to) {
            words.xml.push_str(&anchor.xml);
        }
    };
    for stretches in document.marks().stretches(*span).chunk_by(|a, b| a.ruby == b.ruby) {
        let ruby = stretches.first().and_then(|stretch| stretch.ruby.as_ref());
        let (start, end) = (stretches[0].span.start, stretches[stretches.len() - 1].span.end);
        if ruby.is_some() {
            put(&mut words, start, true);
            words.xml.push_str(r#"<text:ruby text:style-name="R1"><text:ruby-base>"#);
            automatic.reads = true;
        }
        for Stretch { span: part, face, .. } in stretches {
            let mut cuts: Vec<usize> = here.iter().map(|anchor| anchor.at).collect();
            cuts.retain(|at| part.start < *at && *at < part.end && ruby.is_none());
            cuts.push(part.end);
            cuts.dedup();
            let mut at = part.start;
            for cut in cuts {
                if ruby.is_none() {
                    put(&mut words, at, true);
                }
                let inside = &text[at - span.start..cut - span.start];
                if face.is_plain() {
                    words.put(inside, cut == span.end);
                } else {
                    words.xml.push_str(&format!(r#"<text:span text:style-name="{}">"#, automatic.face(*face)));
                    words.put(inside, cut == span.end);
                    words.xml.push_str("</text:span>");
                }
                at = cut;
            }
        }
        if let Some(ruby) = ruby {
            let mut reading = Words { xml: String::new(), blank: true };
            reading.put(&ruby.reading, true);
            words
                .xml
                .push_str(&format!("</text:ruby-base><text:ruby-text>{}</text:ruby-text></text:ruby>", reading.xml));
            // Nothing begins or ends under a reading.
            put(&mut words, end, false);
        }
    }
    put(&mut words, span.end, true);
    words.xml
}

/// Text as it is read back.
struct Words {
    xml: String,
    /// Whether a space that is written as one would be dropped by readers: at the start, and behind another.
    blank: bool,
}

impl Words {
    /// Writes `text`: of several spaces the first is one, the others are counted, and all at the end of a paragraph.
    fn put(&mut self, text: &str, ends: bool) {
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(' ');
            let mut spaces = rest.len() - words.len();
            if spaces > 0 {
                if !(self.blank || words.is_empty() && ends) {
                    self.xml.push(' ');
                    spaces -= 1;
                    self.blank = true;
                }
                if spaces > 0 {
                    self.xml.push_str(&format!(r#"<text:s text:c="{spaces}"/>"#));
                }
                rest = words;
                continue;
            }
            let end = rest.find(' ').unwrap_or(rest.len());
            for c in rest[..end].chars() {
                self.blank = false;
                match c {
                    '\t' => self.xml.push_str("<text:tab/>"),
                    '\u{B}' => self.xml.push_str("<text:line-break/>"),
                    '\r' => {}
                    c if is_character(c) => self.xml.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
                    _ => {}
                }
                // A space behind what is no text is dropped by readers.
                self.blank |= matches!(c, '\t' | '\u{B}');
            }
            rest = &rest[end..];
        }
    }
}

/// Where comments begin and end, in the order they are to be written.
fn anchors(comments: &Comments) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for (number, comment) in comments.iter().enumerate() {
        let name = format!("c{}", number + 1);
        let mut xml = String::new();
        for (reply, note) in comment.notes.iter().enumerate() {
            let own = if reply == 0 { name.clone() } else { format!("{name}-{}", reply + 1) };
            let parent = if reply == 0 { String::new() } else { format!(r#" loext:parent-name="{name}""#) };
            let settled = if comment.resolved { r#" loext:resolved="true""# } else { "" };
            xml.push_str(&format!(
                r#"<office:annotation office:name="{own}"{settled}{parent}><dc:creator>{}</dc:creator><dc:date>{}</dc:date>"#,
                escape(&note.author),
                docx::date(note.at).trim_end_matches('Z')
            ));
            for line in note.text.split('\n') {
                let mut words = Words { xml: String::new(), blank: true };
                words.put(line, true);
                xml.push_str(&format!("<text:p>{}</text:p>", words.xml));
            }
            xml.push_str("</office:annotation>");
        }
        let Span { start, end } = comment.span;
        let closing = format!(r#"<office:annotation-end office:name="{name}"/>"#);
        if start == end {
            anchors.push(Anchor { at: start, starts: true, xml });
        } else {
            anchors.push(Anchor { at: start, starts: true, xml });
            anchors.push(Anchor { at: end, starts: false, xml: closing });
        }
    }
    anchors.sort_by_key(|anchor| (anchor.at, anchor.starts));
    anchors
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
    let sheet = document.sheet();
    let sheet = if sheet.is_standard() { String::new() } else { property(docx::SHEET, &sheet.id) };
    let level = document.classification().map(|level| property(CLASSIFICATION, level.code())).unwrap_or_default();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="{URN}:office:1.0" xmlns:meta="{URN}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta><meta:generator>Kian</meta:generator><dc:title>{}</dc:title><dc:language>{lang}</dc:language>{form}{sheet}{level}</office:meta></office:document-meta>"#,
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
