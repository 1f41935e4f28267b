//! Styles: the roles' own under the names LibreOffice has for such parts, and how they look.

use super::URN;
use crate::document::Role;
use crate::format::docx::style::{self, CHARACTER, LINE, Purpose, STYLES, Side};
use crate::format::docx::{Body, Stand};
use crate::text::Lang;
use std::collections::BTreeMap;

/// The id and the name of a role's style.
pub(super) fn of(role: Role, lang: Lang) -> (String, String) {
    let known = style::of(role);
    let name = match role {
        Role::Body => "Text body".to_owned(),
        Role::Heading(level) => format!("Heading {}", level.clamp(1, 6)),
        _ => known.name(lang).to_owned(),
    };
    let id = match role {
        Role::Body => "Text_20_body".to_owned(),
        Role::Heading(level) => format!("Heading_20_{}", level.clamp(1, 6)),
        _ => known.id.to_owned(),
    };
    (id, name)
}

/// The role of a style with this id and name.
pub(super) fn role(id: &str, name: &str) -> Option<Role> {
    if name.eq_ignore_ascii_case("Text body") {
        return Some(Role::Body);
    }
    style::role(id, name)
}

/// How a paragraph looks other than its style says; the same looks share one style of the file's own.
#[derive(Default)]
pub(super) struct Automatic {
    found: BTreeMap<(String, String), usize>,
    /// Columns of tables, by their width in twentieths of a point.
    columns: BTreeMap<usize, usize>,
}

impl Automatic {
    /// The name of the style of paragraph `index`.
    pub fn name(&mut self, body: &Body<'_>, index: usize, role: Role, lang: Lang) -> String {
        let (parent, _) = of(role, lang);
        let properties = paragraph(body.stand(index), body.space(index), matches!(role, Role::Item(_)));
        let next = self.found.len() + 1;
        let number = *self.found.entry((parent, properties)).or_insert(next);
        format!("P{number}")
    }

    /// The name of the style of a column so wide, in twentieths of a point.
    pub fn column(&mut self, width: usize) -> String {
        let next = self.columns.len() + 1;
        format!("C{}", *self.columns.entry(width).or_insert(next))
    }

    /// All of them.
    pub fn xml(&self) -> String {
        format!("{}{}", self.paragraphs(), self.tables())
    }

    fn tables(&self) -> String {
        if self.columns.is_empty() {
            return String::new();
        }
        let mut xml = String::from(
            r##"<style:style style:name="KianTable" style:family="table"><style:table-properties table:align="left" table:border-model="collapsing"/></style:style><style:style style:name="KianCells" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding-left="5.5pt" fo:padding-right="5.5pt" fo:padding-top="0pt" fo:padding-bottom="0pt"/></style:style>"##,
        );
        for (width, number) in &self.columns {
            xml.push_str(&format!(
                r#"<style:style style:name="C{number}" style:family="table-column"><style:table-column-properties style:column-width="{}"/></style:style>"#,
                points(*width)
            ));
        }
        xml
    }

    fn paragraphs(&self) -> String {
        let mut all: Vec<(usize, &(String, String))> = self.found.iter().map(|(key, number)| (*number, key)).collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(number, (parent, properties))| {
                format!(
                    r#"<style:style style:name="P{number}" style:family="paragraph" style:parent-style-name="{parent}">{properties}</style:style>"#
                )
            })
            .collect()
    }
}

fn points(twentieths: usize) -> String {
    let hundredths = twentieths * 5;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    if rest == 0 { format!("{whole}pt") } else { format!("{whole}.{rest:02}pt") }
}

/// `style:paragraph-properties`; an item's indents are its list's.
fn paragraph(stand: Stand, (before, after): (usize, usize), is_item: bool) -> String {
    let side = match stand.side {
        Side::Start => "start",
        Side::Middle => "center",
        Side::End => "end",
        Side::Both => "justify",
    };
    let place = if is_item {
        String::new()
    } else {
        format!(
            r#" fo:margin-left="{}" fo:margin-right="{}" fo:text-indent="{}""#,
            points(stand.left),
            points(stand.right),
            if stand.outdent > 0 { format!("-{}", points(stand.outdent)) } else { points(stand.first) }
        )
    };
    format!(
        r#"<style:paragraph-properties fo:margin-top="{}" fo:margin-bottom="{}"{place} fo:text-align="{side}" style:justify-single-word="false"/>"#,
        points(before),
        points(after)
    )
}

/// Fonts of running text and of headings.
fn faces(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Ja => ("ＭＳ 明朝", "ＭＳ ゴシック"),
        Lang::En => ("Times New Roman", "Arial"),
    }
}

/// `style:text-properties` of a face.
fn characters(sans: bool, bold: bool, half_points: usize, lang: Lang) -> String {
    let (serif, plain) = faces(lang);
    let asian = if sans { "ＭＳ ゴシック" } else { "ＭＳ 明朝" };
    let latin = if sans { plain } else { serif };
    let size = points(half_points * 10);
    let weight = if bold { "bold" } else { "normal" };
    format!(
        r#"<style:text-properties style:font-name="{latin}" style:font-name-asian="{asian}" fo:font-size="{size}" style:font-size-asian="{size}" fo:font-weight="{weight}" style:font-weight-asian="{weight}"/>"#
    )
}

/// Declarations of the fonts.
pub(super) fn font_declarations() -> String {
    let font = |name: &str, family: &str, generic: &str, pitch: &str| {
        format!(
            r#"<style:font-face style:name="{name}" svg:font-family="{family}" style:font-family-generic="{generic}" style:font-pitch="{pitch}"/>"#
        )
    };
    format!(
        "<office:font-face-decls>{}{}{}{}</office:font-face-decls>",
        font("ＭＳ 明朝", "'ＭＳ 明朝', 'MS Mincho'", "roman", "fixed"),
        font("ＭＳ ゴシック", "'ＭＳ ゴシック', 'MS Gothic'", "modern", "fixed"),
        font("Times New Roman", "'Times New Roman'", "roman", "variable"),
        font("Arial", "Arial", "swiss", "variable"),
    )
}

/// `styles.xml`.
pub(super) fn part(body: &Body<'_>, lang: Lang, numbered: bool) -> String {
    let mut xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="{URN}:office:1.0" xmlns:style="{URN}:style:1.0" xmlns:text="{URN}:text:1.0" xmlns:fo="{URN}:xsl-fo-compatible:1.0" xmlns:svg="{URN}:svg-compatible:1.0" office:version="1.3">{}<office:styles>"#,
        font_declarations()
    );
    let (latin, _) = faces(lang);
    // Lines of one height, as on a grid; LibreOffice's own would make half a line of space a whole one.
    let line = match lang {
        Lang::Ja => format!(r#" fo:line-height="{}""#, points(LINE)),
        Lang::En => r#" fo:line-height="110%""#.to_owned(),
    };
    xml.push_str(&format!(
        r#"<style:default-style style:family="paragraph"><style:paragraph-properties style:text-autospace="ideograph-alpha" style:punctuation-wrap="hanging" style:line-break="strict" fo:orphans="2" fo:widows="2" style:tab-stop-distance="22pt" style:writing-mode="page"/><style:text-properties style:font-name="{latin}" style:font-name-asian="ＭＳ 明朝" fo:font-size="11pt" style:font-size-asian="11pt" fo:language="en" fo:country="US" style:language-asian="ja" style:country-asian="JP"/></style:default-style><style:style style:name="Standard" style:family="paragraph" style:class="text"><style:paragraph-properties{line}/></style:style>"#
    ));
    for known in &STYLES {
        let role = known.role;
        let (id, name) = of(role, lang);
        let (next, _) = of(role.following(), lang);
        let look = style::face(role, lang, body.purpose);
        let (left, right, first, side) = match lang {
            Lang::Ja => style::place(role, body.purpose),
            Lang::En => (0, 0, 0, style::english_side(role)),
        };
        let stand = Stand {
            left: left * CHARACTER,
            right: right * CHARACTER,
            first: first * CHARACTER,
            outdent: 0,
            hanging: 0,
            side,
        };
        let space = style::space(role, lang, body.purpose);
        let level = match role {
            Role::Heading(level) => format!(r#" style:default-outline-level="{level}""#),
            _ => String::new(),
        };
        let keeps = matches!(role, Role::Heading(_) | Role::Ki);
        let mut properties = paragraph(stand, space, matches!(role, Role::Item(_)));
        if keeps {
            properties = properties.replace("/>", r#" fo:keep-with-next="always"/>"#);
        }
        if lang == Lang::Ja && look.size > 24 {
            // What is higher takes two lines.
            properties = properties.replace("/>", &format!(r#" fo:line-height="{}"/>"#, points(2 * LINE)));
        }
        if role == Role::Title && body.purpose == Purpose::Memo {
            properties =
                properties.replace("/>", r#" fo:border-bottom="0.75pt solid #000000" fo:padding-bottom="6pt"/>"#);
        }
        xml.push_str(&format!(
            r#"<style:style style:name="{id}" style:display-name="{name}" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="{next}" style:class="text"{level}>{properties}{}</style:style>"#,
            characters(look.sans, look.bold, look.size, lang)
        ));
    }
    xml.push_str(r#"<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:text-align="center"/></style:style>"#);
    for wide in [false, true] {
        xml.push_str(&list(body, lang, wide));
    }
    xml.push_str("</office:styles><office:automatic-styles>");
    let (top, right, bottom, left) = match lang {
        Lang::Ja => (1701, 1553, 1497, 1553),
        Lang::En => (1440, 1440, 1440, 1440),
    };
    // The foot takes its room from the lower margin.
    let foot = if numbered { bottom - 567 } else { 0 };
    xml.push_str(&format!(
        r#"<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="595.3pt" fo:page-height="841.9pt" style:print-orientation="portrait" fo:margin-top="{}" fo:margin-right="{}" fo:margin-bottom="{}" fo:margin-left="{}" style:writing-mode="lr-tb"/>"#,
        points(top),
        points(right),
        points(bottom - foot),
        points(left)
    ));
    if numbered {
        xml.push_str(&format!(
            r#"<style:footer-style><style:header-footer-properties fo:min-height="{}" fo:margin-top="{}" style:dynamic-spacing="true"/></style:footer-style>"#,
            points(foot),
            points(foot - 300)
        ));
    }
    xml.push_str(r#"</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">"#);
    if numbered {
        xml.push_str(r#"<style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>"#);
    }
    xml.push_str("</style:master-page></office:master-styles></office:document-styles>");
    xml
}

/// The name of a list's style.
pub(super) fn list_name(wide: bool) -> &'static str {
    if wide { "KianItemsWide" } else { "KianItems" }
}

fn list(body: &Body<'_>, lang: Lang, wide: bool) -> String {
    let mut xml = format!(r#"<text:list-style style:name="{}">"#, list_name(wide));
    for level in 0..6 {
        let (format, before, after) = style::number_format(level, lang);
        let format = match format {
            "decimal" => "1",
            "aiueoFullWidth" => "ア, イ, ウ, ...",
            "lowerRoman" => "i",
            _ => "a",
        };
        let sync = if format == "a" { r#" style:num-letter-sync="true""# } else { "" };
        let (left, hanging) = body.item_indent(level, wide);
        let unit = if lang == Lang::Ja { CHARACTER } else { 1 };
        let (left, hanging) = (points(left * unit), points(hanging * unit));
        xml.push_str(&format!(
            r#"<text:list-level-style-number text:level="{}" style:num-prefix="{before}" style:num-suffix="{after}" style:num-format="{format}"{sync}><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="{left}" fo:text-indent="-{hanging}" fo:margin-left="{left}"/></style:list-level-properties></text:list-level-style-number>"#,
            level + 1
        ));
    }
    xml.push_str("</text:list-style>");
    xml
}
