//! The parts of a package around its text: what it consists of, settings, fonts, the edges of pages, properties.

use super::custom::properties_of;
use super::write::{DECLARATION, FORM, OFFICE, PACKAGE, PROPERTY_ID, SHEET, THREADS, WORD, run};
use super::xml::escape;
use crate::document::sheet::{self, Edge, Sheet};
use crate::document::{Document, Role};
use crate::text::Lang;

pub(super) fn content_types(custom: bool, comments: bool, headed: bool) -> String {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const PROPERTIES: &str = "application/vnd.openxmlformats-officedocument";
    let mut parts = vec![
        ("word/document.xml", format!("{MAIN}.document.main+xml")),
        ("word/styles.xml", format!("{MAIN}.styles+xml")),
        ("word/numbering.xml", format!("{MAIN}.numbering+xml")),
        ("word/settings.xml", format!("{MAIN}.settings+xml")),
        ("word/fontTable.xml", format!("{MAIN}.fontTable+xml")),
        ("word/footer1.xml", format!("{MAIN}.footer+xml")),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("docProps/app.xml", format!("{PROPERTIES}.extended-properties+xml")),
    ];
    if headed {
        parts.push(("word/header1.xml", format!("{MAIN}.header+xml")));
    }
    if comments {
        parts.push(("word/comments.xml", format!("{MAIN}.comments+xml")));
        parts.push(("word/commentsExtended.xml", format!("{MAIN}.commentsExtended+xml")));
    }
    if custom {
        parts.push(("docProps/custom.xml", format!("{PROPERTIES}.custom-properties+xml")));
    }
    let mut xml = format!(
        r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    for (name, kind) in parts {
        xml.push_str(&format!(r#"<Override PartName="/{name}" ContentType="{kind}"/>"#));
    }
    xml.push_str("</Types>");
    xml
}

fn relations(list: &[(String, &str)]) -> String {
    let mut xml = format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">"#);
    for (at, (kind, target)) in list.iter().enumerate() {
        let id = at + 1;
        xml.push_str(&format!(r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"/>"#));
    }
    xml.push_str("</Relationships>");
    xml
}

pub(super) fn package_relations(custom: bool) -> String {
    let office = |kind: &str| format!("{OFFICE}/relationships/{kind}");
    let mut list = vec![
        (office("officeDocument"), "word/document.xml"),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        (office("extended-properties"), "docProps/app.xml"),
    ];
    if custom {
        list.push((office("custom-properties"), "docProps/custom.xml"));
    }
    relations(&list)
}

pub(super) fn document_relations(comments: bool, headed: bool) -> String {
    let office = |kind: &str| format!("{OFFICE}/relationships/{kind}");
    let mut list = vec![
        (office("styles"), "styles.xml"),
        (office("numbering"), "numbering.xml"),
        (office("settings"), "settings.xml"),
        (office("fontTable"), "fontTable.xml"),
        (office("footer"), "footer1.xml"),
    ];
    if headed {
        list.push((office("header"), "header1.xml"));
    }
    if comments {
        list.push((office("comments"), "comments.xml"));
        list.push((THREADS.to_owned(), "commentsExtended.xml"));
    }
    relations(&list)
}

/// Settings as the Japanese Word makes them, with the strict rules for what may begin and end a line.
pub(super) fn settings(sheet: &Sheet) -> String {
    let tab = if sheet.lang == Lang::Ja { sheet.page.character } else { 720 };
    const MICROSOFT: &str = "http://schemas.microsoft.com/office/word";
    let compatible =
        |name: &str, value: u8| format!(r#"<w:compatSetting w:name="{name}" w:uri="{MICROSOFT}" w:val="{value}"/>"#);
    format!(
        r#"{DECLARATION}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="{tab}"/><w:characterSpacingControl w:val="compressPunctuation"/><w:strictFirstAndLastChars/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>{}{}{}{}{}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"#,
        compatible("compatibilityMode", 15),
        compatible("overrideTableStyleFontSizeAndJustification", 1),
        compatible("enableOpenTypeFeatures", 1),
        compatible("doNotFlipMirrorIndents", 1),
        compatible("differentiateMultirowTableHeaders", 1),
    )
}

/// What a program does that lacks the fonts: the same family by its other name, or one of the same kind.
pub(super) fn fonts(sheet: &Sheet) -> String {
    // The name, its other name, its shape, its characters, its family and whether it is of fixed pitch.
    const KNOWN: [[&str; 6]; 4] = [
        ["ＭＳ 明朝", "MS Mincho", "02020609040205080304", "80", "roman", "fixed"],
        ["ＭＳ ゴシック", "MS Gothic", "020B0609070205080204", "80", "modern", "fixed"],
        ["Times New Roman", "", "02020603050405020304", "00", "roman", "variable"],
        ["Arial", "", "020B0604020202020204", "00", "swiss", "variable"],
    ];
    let mut xml = format!(r#"{DECLARATION}<w:fonts xmlns:w="{WORD}">"#);
    for [name, other, panose, charset, family, pitch] in KNOWN {
        let other = if other.is_empty() { String::new() } else { format!(r#"<w:altName w:val="{other}"/>"#) };
        xml.push_str(&format!(
            r#"<w:font w:name="{name}">{other}<w:panose1 w:val="{panose}"/><w:charset w:val="{charset}"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>"#
        ));
    }
    let faces = [&sheet.text, &sheet.heading];
    let mut names: Vec<(&str, &str)> = faces.iter().map(|face| (face.japanese.as_str(), "80")).collect();
    names.extend(faces.iter().map(|face| (face.latin.as_str(), "00")));
    names.retain(|(name, _)| !KNOWN.iter().any(|[known, ..]| known == name));
    names.dedup_by_key(|(name, _)| *name);
    for (name, charset) in names {
        let family = if sheet::has_serifs(name) { "roman" } else { "swiss" };
        let name = escape(name);
        xml.push_str(&format!(
            r#"<w:font w:name="{name}"><w:charset w:val="{charset}"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>"#
        ));
    }
    xml.push_str("</w:fonts>");
    xml
}

/// The line at an edge of the pages: what stands on the left, in the middle and on the right of it.
pub(super) fn edge_part(edge: &Edge, element: &str, sheet: &Sheet) -> String {
    let page = sheet.page;
    let width = page.width - page.left - page.right;
    let runs = |words: &str| {
        let mut xml = String::new();
        let mut rest = words;
        while let Some(at) = rest.find("{page}").into_iter().chain(rest.find("{pages}")).min() {
            let all = rest[at..].starts_with("{pages}");
            if at > 0 {
                run(&rest[..at], "", &mut xml);
            }
            let field = if all { "NUMPAGES" } else { "PAGE" };
            xml.push_str(&format!(r#"<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#));
            rest = &rest[at + if all { "{pages}".len() } else { "{page}".len() }..];
        }
        if !rest.is_empty() {
            run(rest, "", &mut xml);
        }
        xml
    };
    let [left, middle, right] = edge.words.each_ref().map(|words| runs(words));
    let only_middle = left.is_empty() && right.is_empty();
    let (place, words) = if only_middle {
        (String::new(), middle)
    } else {
        let half = width / 2;
        let tabs = format!(
            r#"<w:tabs><w:tab w:val="center" w:pos="{half}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs><w:jc w:val="left"/>"#
        );
        (tabs, format!("{left}<w:r><w:tab/></w:r>{middle}<w:r><w:tab/></w:r>{right}"))
    };
    let style = if element == "hdr" { "Header" } else { "Footer" };
    format!(
        r#"{DECLARATION}<w:{element} xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="{style}"/>{place}</w:pPr>{words}</w:p></w:{element}>"#
    )
}

/// Title and language; nobody's name.
pub(super) fn core_properties(document: &Document) -> String {
    let titles = (0..document.len()).filter(|at| document.roles()[*at] == Role::Title);
    let title = titles.map(|at| document.text().line(at)).find(|text| !text.trim().is_empty()).unwrap_or_default();
    let title = ["Subject:", "SUBJECT:"].iter().find_map(|word| title.strip_prefix(word)).unwrap_or(&title);
    let lang = if document.lang() == Lang::Ja { "ja-JP" } else { "en-US" };
    format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>{lang}</dc:language></cp:coreProperties>"#,
        escape(title.trim())
    )
}

pub(super) fn application() -> String {
    format!(
        r#"{DECLARATION}<Properties xmlns="{OFFICE}/extended-properties"><Application>Kian</Application></Properties>"#
    )
}

/// 格付け, the form and what AI had to do with it, as far as there is any.
pub(super) fn custom_properties(document: &Document) -> Option<String> {
    let form = document.form().map(|form| (FORM, form.to_owned()));
    let mut list = properties_of(document, document.classification());
    if let Some(form) = form {
        // It stands behind the 格付け.
        list.insert(usize::from(document.classification().is_some()), form);
    }
    let sheet = document.sheet();
    if !sheet.is_standard() {
        let behind = usize::from(document.classification().is_some()) + usize::from(document.form().is_some());
        list.insert(behind, (SHEET, sheet.id.clone()));
    }
    let mut properties = String::new();
    // Property ids below 2 are taken.
    for (id, (name, value)) in (2..).zip(list) {
        properties.push_str(&format!(
            r#"<property fmtid="{PROPERTY_ID}" pid="{id}" name="{name}"><vt:lpwstr>{}</vt:lpwstr></property>"#,
            escape(&value)
        ));
    }
    (!properties.is_empty()).then(|| {
        format!(
            r#"{DECLARATION}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">{properties}</Properties>"#
        )
    })
}
