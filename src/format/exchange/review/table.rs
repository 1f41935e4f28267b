//! The table of a review as WordprocessingML: cells that are locked, chips for codes, and tracked changes read as before
//! and after.

use crate::format::Error;
use crate::format::exchange::tree::{self, Child, Element, Source};
use crate::format::exchange::xml::{escape, escape_attribute};
use crate::format::exchange::{Fault, Faults};
use crate::format::package::Package;
use crate::text::Lang;
use crate::translation::{Rich, Tag, TagKind};
use std::collections::HashMap;

/// Widths of the columns, in twentieths of a point; a page of A4 across.
const WIDTHS: [usize; 5] = [1500, 4700, 4700, 1300, 2300];

/// What stands in a cell: pieces of text and chips.
pub struct Text {
    pieces: Vec<(String, bool)>,
}

impl Text {
    pub fn plain(text: &str) -> Self {
        Self { pieces: vec![(text.to_owned(), false)] }
    }

    pub fn of(rich: &Rich) -> Self {
        let mut pieces = Vec::new();
        let mut at = 0;
        for tag in &rich.tags {
            let place = tag.at.clamp(at, rich.text.len());
            pieces.push((rich.text[at..place].to_owned(), false));
            pieces.push((tag.name(), true));
            at = place;
        }
        pieces.push((rich.text[at..].to_owned(), false));
        Self { pieces }
    }
}

/// `text` without its chips, and the codes these stand for as `known` has them.
pub fn untagged(text: &str, known: &[&[Tag]]) -> (String, Vec<Tag>) {
    let (mut out, mut tags) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(start) = rest.find('⟦') {
        out.push_str(&rest[..start]);
        let inside = &rest[start + '⟦'.len_utf8()..];
        let Some(end) = inside.find('⟧') else {
            rest = &rest[start..];
            break;
        };
        let whole = &inside[..end];
        let (id, ends) = whole.strip_prefix('/').map_or((whole, false), |id| (id, true));
        let fits =
            |tag: &&Tag| tag.id == id && ends == matches!(tag.kind, TagKind::Close | TagKind::End | TagKind::Unmark);
        let model = known.iter().flat_map(|tags| tags.iter()).find(fits);
        let kind = if ends { TagKind::Close } else { TagKind::Alone };
        let new = Tag { at: 0, kind, id: id.to_owned(), code: String::new(), role: String::new() };
        tags.push(Tag { at: out.len(), ..model.cloned().unwrap_or(new) });
        rest = &inside[end + '⟧'.len_utf8()..];
    }
    out.push_str(rest);
    (out, tags)
}

pub fn head_cell(label: &str) -> String {
    format!(
        "<w:tc><w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:tc>",
        escape(label)
    )
}

pub fn row(cells: &str) -> String {
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
}

/// Cell number `column`. One that is `locked` sits in a content control that cannot be changed.
pub fn cell(column: usize, text: &Text, lang: Option<Lang>, locked: bool) -> String {
    let lang = match lang {
        Some(Lang::Ja) => "<w:lang w:eastAsia=\"ja-JP\"/>",
        Some(Lang::En) => "<w:lang w:val=\"en-US\"/>",
        None => "",
    };
    let small = if column == 0 { "<w:sz w:val=\"14\"/>" } else { "" };
    let mut paragraphs = vec![String::new()];
    for (piece, is_chip) in &text.pieces {
        for (number, line) in piece.split('\n').enumerate() {
            if number > 0 {
                paragraphs.push(String::new());
            }
            if line.is_empty() {
                continue;
            }
            let style = if *is_chip { "<w:rStyle w:val=\"KianCode\"/>" } else { "" };
            let properties = format!("{style}{small}{lang}");
            let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
            if let Some(paragraph) = paragraphs.last_mut() {
                let parts: Vec<_> = line.split('\t').map(escape).collect();
                let line = parts.join("</w:t><w:tab/><w:t xml:space=\"preserve\">");
                paragraph.push_str(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">{line}</w:t></w:r>"));
            }
        }
    }
    let inside: String = paragraphs.iter().map(|runs| format!("<w:p>{runs}</w:p>")).collect();
    let inside = if locked {
        let tag = escape_attribute("kian-locked");
        format!(
            "<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/><w:lock w:val=\"sdtContentLocked\"/></w:sdtPr>\
             <w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )
    } else {
        inside
    };
    // A cell ends with a paragraph, and a content control is none.
    let last = if locked { "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>" } else { "" };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{inside}{last}</w:tc>", WIDTHS[column.min(4)])
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of the file: `head` are the cells of the first row, `rows` the others.
pub fn parts(head: &str, rows: &str) -> [(&'static str, String); 5] {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let grid: String = WIDTHS.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let document = format!(
        "{xml}<w:document xmlns:w=\"{WORD}\"><w:body><w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>\
         <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl><w:p/>\
         <w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    );
    let styles = format!(
        "{xml}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" \
         w:hAnsi=\"Arial\" w:eastAsia=\"BIZ UDPGothic\" w:cs=\"Arial\"/><w:sz w:val=\"20\"/><w:lang w:val=\"en-US\" \
         w:eastAsia=\"ja-JP\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"character\" \
         w:styleId=\"KianCode\"><w:name w:val=\"Kian Code\"/><w:rPr><w:noProof/><w:color w:val=\"7A3E9D\"/>\
         <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEE6F4\"/></w:rPr></w:style></w:styles>"
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    [
        (
            "[Content_Types].xml",
            format!(
                "{xml}<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
                 ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
                 ContentType=\"{word}.document.main+xml\"/><Override PartName=\"/word/styles.xml\" \
                 ContentType=\"{word}.styles+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{xml}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        ("word/document.xml", document),
        ("word/styles.xml", styles),
        (
            "word/_rels/document.xml.rels",
            format!(
                "{xml}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
    ]
}

/// A cell that came back: before and after what was proposed.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub old: String,
    pub new: String,
    /// The ids of comments that stand at it.
    pub comments: Vec<String>,
}

/// A row that came back.
pub struct Cells {
    pub cells: Vec<Cell>,
    pub deleted: bool,
    pub line: u64,
}

/// Every row of every table of the document.
pub fn read(package: &mut Package<'_>) -> Result<(Vec<Cells>, Faults), Error> {
    let part = "word/document.xml";
    let source = Source::new(&package.part(part)?)?;
    let root = tree::parse(&source.text)?;
    let mut rows = Vec::new();
    root.walk(&mut |element| {
        if element.name != "tr" {
            return;
        }
        let mut cells = Vec::new();
        each_cell(element, &mut |cell| {
            let mut found = Cell::default();
            let mut first = true;
            inside(cell, &mut found, &mut first, Shown::Both);
            // A content control is followed by an empty paragraph of ours.
            for text in [&mut found.old, &mut found.new] {
                text.truncate(text.trim_end_matches('\n').len());
            }
            cells.push(found);
        });
        let deleted = element.child("trPr").is_some_and(|properties| properties.child("del").is_some());
        rows.push(Cells { cells, deleted, line: element.line });
    });
    let mut faults = Faults::default();
    if rows.is_empty() {
        faults.add(Fault::new("fault-not-review", 1));
    }
    Ok((rows, faults))
}

/// The cells of a row, content controls around them looked through.
fn each_cell<'a>(row: &'a Element, each: &mut impl FnMut(&'a Element)) {
    for element in row.elements() {
        match element.name.as_str() {
            "tc" => each(element),
            "sdt" | "sdtContent" | "ins" | "customXml" => each_cell(element, each),
            _ => {}
        }
    }
}

/// In which of the two texts something stands.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Both,
    Old,
    New,
}

fn inside(element: &Element, cell: &mut Cell, first: &mut bool, shown: Shown) {
    let put = |cell: &mut Cell, text: &str, shown: Shown| {
        if shown != Shown::New {
            cell.old.push_str(text);
        }
        if shown != Shown::Old {
            cell.new.push_str(text);
        }
    };
    for child in element.elements() {
        match child.name.as_str() {
            "p" => {
                if !*first {
                    // A paragraph whose mark is inserted or deleted is one of its text's lines before or after only.
                    put(cell, "\n", shown);
                }
                *first = false;
                inside(child, cell, first, shown);
            }
            "ins" | "moveTo" => inside(child, cell, first, if shown == Shown::Old { Shown::Old } else { Shown::New }),
            "del" | "moveFrom" => inside(child, cell, first, Shown::Old),
            "t" | "delText" => {
                let text: String = child
                    .children
                    .iter()
                    .map(|inner| match inner {
                        Child::Text(text) => text.clone(),
                        Child::Element(_) => String::new(),
                    })
                    .collect();
                put(cell, &text, shown);
            }
            "tab" => put(cell, "\t", shown),
            "br" | "cr" => put(cell, "\n", shown),
            "noBreakHyphen" => put(cell, "-", shown),
            "commentReference" => {
                let id = child.attributes.iter().find(|a| a.name.ends_with(":id")).map(|a| a.value.clone());
                cell.comments.extend(id);
            }
            // The reading over a word is not the word.
            "rt" | "rPr" | "pPr" | "sdtPr" | "tcPr" | "tbl" => {}
            _ => inside(child, cell, first, shown),
        }
    }
}

/// The comments of the document by id: who, when, what. None where there is no such part or it cannot be read.
pub fn comments(package: &mut Package<'_>) -> HashMap<String, (String, String, String)> {
    let mut found = HashMap::new();
    let Ok(bytes) = package.part("word/comments.xml") else { return found };
    let Ok(source) = Source::new(&bytes) else { return found };
    let Ok(root) = tree::parse(&source.text) else { return found };
    for comment in root.elements().filter(|element| element.name == "comment") {
        let of = |name: &str| {
            let attribute = comment.attributes.iter().find(|a| a.name.ends_with(name));
            attribute.map(|a| a.value.clone()).unwrap_or_default()
        };
        let mut cell = Cell::default();
        inside(comment, &mut cell, &mut true, Shown::Both);
        found.insert(of(":id"), (of(":author"), of(":date"), cell.new));
    }
    found
}
