//! Styles: the roles' own under the names LibreOffice has for such parts, and how they look.

use super::URN;
use crate::document::sheet::{self, Letters, Sheet, Typefaces};
use crate::document::{Face, Look, Role};
use crate::format::docx::style::{self, Purpose, STYLES, Side};
use crate::format::docx::xml::escape;
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
    /// What words are set off by.
    faces: Vec<Face>,
    /// Whether there are readings.
    pub reads: bool,
}

impl Automatic {
    /// The name of the style of paragraph `index`.
    pub fn name(&mut self, body: &Body<'_>, index: usize, role: Role, lang: Lang) -> String {
        let (parent, _) = of(role, lang);
        let mut properties = paragraph(body.stand(index), body.space(index), matches!(role, Role::Item(_)));
        if body.begins_page(index) {
            properties = properties.replace("/>", r#" fo:break-before="page"/>"#);
        }
        let next = self.found.len() + 1;
        let number = *self.found.entry((parent, properties)).or_insert(next);
        format!("P{number}")
    }

    /// The name of the style of a column so wide, in twentieths of a point.
    pub fn column(&mut self, width: usize) -> String {
        let next = self.columns.len() + 1;
        format!("C{}", *self.columns.entry(width).or_insert(next))
    }

    /// The name of the style of words set off by `face`.
    pub fn face(&mut self, face: Face) -> String {
        let at = self.faces.iter().position(|known| *known == face).unwrap_or_else(|| {
            self.faces.push(face);
            self.faces.len() - 1
        });
        format!("T{}", at + 1)
    }

    /// All of them.
    pub fn xml(&self, body: &Body<'_>) -> String {
        format!("{}{}{}", self.paragraphs(), self.words(), self.tables(body))
    }

    fn words(&self) -> String {
        const LOOKS: [(Look, &str); 5] = [
            (Look::Bold, r#" fo:font-weight="bold" style:font-weight-asian="bold""#),
            (
                Look::Underline,
                r#" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color""#,
            ),
            (Look::Dots, r#" style:text-emphasize="dot above""#),
            (Look::Superscript, r#" style:text-position="super 58%""#),
            (Look::Subscript, r#" style:text-position="sub 58%""#),
        ];
        let mut xml = String::new();
        for (at, face) in self.faces.iter().enumerate() {
            let looks: String = LOOKS.iter().filter(|(look, _)| face.has(*look)).map(|(_, said)| *said).collect();
            let number = at + 1;
            xml.push_str(&format!(
                r#"<style:style style:name="T{number}" style:family="text"><style:text-properties{looks}/></style:style>"#
            ));
        }
        if self.reads {
            xml.push_str(r#"<style:style style:name="R1" style:family="ruby"><style:ruby-properties style:ruby-align="distribute-space" style:ruby-position="above"/></style:style>"#);
        }
        xml
    }

    fn tables(&self, body: &Body<'_>) -> String {
        if self.columns.is_empty() {
            return String::new();
        }
        let margin = points(body.cell_margin());
        let mut xml = format!(
            r##"<style:style style:name="KianTable" style:family="table"><style:table-properties table:align="left" table:border-model="collapsing"/></style:style><style:style style:name="KianCells" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding-left="{margin}" fo:padding-right="{margin}" fo:padding-top="0pt" fo:padding-bottom="0pt"/></style:style>"##,
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

/// `style:text-properties` of letters.
fn characters(letters: Letters, sheet: &Sheet) -> String {
    let faces = if letters.heading { &sheet.heading } else { &sheet.text };
    let size = points(letters.size * 10);
    let weight = if letters.bold { "bold" } else { "normal" };
    format!(
        r#"<style:text-properties style:font-name="{}" style:font-name-asian="{}" fo:font-size="{size}" style:font-size-asian="{size}" fo:font-weight="{weight}" style:font-weight-asian="{weight}"/>"#,
        escape(&faces.latin),
        escape(&faces.japanese)
    )
}

/// Declarations of the fonts.
pub(super) fn font_declarations(sheet: &Sheet) -> String {
    // The name, what else it is called, its family and its pitch.
    const KNOWN: [[&str; 4]; 4] = [
        ["ＭＳ 明朝", "'ＭＳ 明朝', 'MS Mincho'", "roman", "fixed"],
        ["ＭＳ ゴシック", "'ＭＳ ゴシック', 'MS Gothic'", "modern", "fixed"],
        ["Times New Roman", "'Times New Roman'", "roman", "variable"],
        ["Arial", "Arial", "swiss", "variable"],
    ];
    let font = |name: &str, family: &str, generic: &str, pitch: &str| {
        format!(
            r#"<style:font-face style:name="{name}" svg:font-family="{family}" style:font-family-generic="{generic}" style:font-pitch="{pitch}"/>"#
        )
    };
    let mut xml: String =
        KNOWN.iter().map(|[name, family, generic, pitch]| font(name, family, generic, pitch)).collect();
    let faces: [&Typefaces; 2] = [&sheet.text, &sheet.heading];
    let mut names: Vec<&str> = faces.iter().flat_map(|face| [face.japanese.as_str(), face.latin.as_str()]).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().filter(|name| !KNOWN.iter().any(|[known, ..]| known == name)) {
        let generic = if sheet::has_serifs(name) { "roman" } else { "swiss" };
        let name = escape(name);
        let bare = name.replace('\'', "");
        xml.push_str(&font(&name, &format!("'{bare}'"), generic, "variable"));
    }
    format!("<office:font-face-decls>{xml}</office:font-face-decls>")
}

/// `styles.xml`; `edges` are what stands at the upper and the lower edge of its pages.
pub(super) fn part(body: &Body<'_>, edges: &Edges) -> String {
    let sheet = &body.sheet;
    let (lang, page) = (sheet.lang, sheet.page);
    let mut xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="{URN}:office:1.0" xmlns:style="{URN}:style:1.0" xmlns:text="{URN}:text:1.0" xmlns:fo="{URN}:xsl-fo-compatible:1.0" xmlns:svg="{URN}:svg-compatible:1.0" office:version="1.3">{}<office:styles>"#,
        font_declarations(sheet)
    );
    let (latin, japanese) = (escape(&sheet.text.latin), escape(&sheet.text.japanese));
    // Lines of one height, as on a grid; LibreOffice's own would make half a line of space a whole one.
    let line = match lang {
        Lang::Ja => format!(r#" fo:line-height="{}""#, points(page.line)),
        Lang::En => format!(r#" fo:line-height="{}%""#, (page.line * 100) / (page.size * 10 * 115 / 100)),
    };
    let (size, tab) = (points(page.size * 10), points(2 * page.character));
    let apart = match page.character.saturating_sub(page.size * 10) {
        0 => String::new(),
        wider => format!(r#" fo:letter-spacing="{}""#, points(wider)),
    };
    xml.push_str(&format!(
        r#"<style:default-style style:family="paragraph"><style:paragraph-properties style:text-autospace="ideograph-alpha" style:punctuation-wrap="hanging" style:line-break="strict" fo:orphans="2" fo:widows="2" style:tab-stop-distance="{tab}" style:writing-mode="page"/><style:text-properties style:font-name="{latin}" style:font-name-asian="{japanese}" fo:font-size="{size}" style:font-size-asian="{size}"{apart} fo:language="en" fo:country="US" style:language-asian="ja" style:country-asian="JP"/></style:default-style><style:style style:name="Standard" style:family="paragraph" style:class="text"><style:paragraph-properties{line}/></style:style>"#
    ));
    for known in &STYLES {
        let role = known.role;
        let (id, name) = of(role, lang);
        let (next, _) = of(role.following(), lang);
        let letters = sheet.letters(role, body.purpose);
        let sheet::Stand { left, right, first, side } = sheet.stand(role, body.purpose);
        let character = page.character;
        let stand = Stand {
            left: left * character,
            right: right * character,
            first: first * character,
            outdent: 0,
            hanging: 0,
            side,
        };
        let level = match role {
            Role::Heading(level) => format!(r#" style:default-outline-level="{level}""#),
            _ => String::new(),
        };
        let keeps = matches!(role, Role::Heading(_) | Role::Ki);
        let mut properties = paragraph(stand, sheet.space(role, body.purpose), matches!(role, Role::Item(_)));
        if keeps {
            properties = properties.replace("/>", r#" fo:keep-with-next="always"/>"#);
        }
        let high = sheet.lines_high(letters);
        if lang == Lang::Ja && high > 1 {
            // What is higher takes several lines.
            properties = properties.replace("/>", &format!(r#" fo:line-height="{}"/>"#, points(high * page.line)));
        }
        if role == Role::Title && body.purpose == Purpose::Memo {
            properties =
                properties.replace("/>", r#" fo:border-bottom="0.75pt solid #000000" fo:padding-bottom="6pt"/>"#);
        }
        xml.push_str(&format!(
            r#"<style:style style:name="{id}" style:display-name="{name}" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="{next}" style:class="text"{level}>{properties}{}</style:style>"#,
            characters(letters, sheet)
        ));
    }
    let width = page.width - page.left - page.right;
    for (name, edge) in [("Header", &edges.head), ("Footer", &edges.foot)] {
        let tabs = match edge {
            Some(edge) if edge.contains("<text:tab/>") => format!(
                r#" fo:text-align="start"><style:tab-stops><style:tab-stop style:position="{}" style:type="center"/><style:tab-stop style:position="{}" style:type="right"/></style:tab-stops></style:paragraph-properties>"#,
                points(width / 2),
                points(width)
            ),
            _ => r#" fo:text-align="center"/>"#.to_owned(),
        };
        if name == "Footer" || edge.is_some() {
            xml.push_str(&format!(
                r#"<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties{tabs}</style:style>"#
            ));
        }
    }
    for wide in [false, true] {
        xml.push_str(&list(body, lang, wide));
    }
    xml.push_str("</office:styles><office:automatic-styles>");
    // A line at an edge takes its room from the margin there.
    let head = if edges.head.is_some() { page.top.saturating_sub(sheet.head.distance) } else { 0 };
    let foot = match &edges.foot {
        Some(_) if sheet.foot.distance == 851 && page.bottom == 1497 => page.bottom - 567,
        Some(_) => page.bottom.saturating_sub(sheet.foot.distance),
        None => 0,
    };
    let (orientation, mode) = (
        if page.width > page.height { "landscape" } else { "portrait" },
        if page.vertical { "tb-rl" } else { "lr-tb" },
    );
    let across = if page.width == 11_906 { "595.3pt".to_owned() } else { points(page.width) };
    let down = if page.height == 16_838 { "841.9pt".to_owned() } else { points(page.height) };
    xml.push_str(&format!(
        r#"<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{across}" fo:page-height="{down}" style:print-orientation="{orientation}" fo:margin-top="{}" fo:margin-right="{}" fo:margin-bottom="{}" fo:margin-left="{}" style:writing-mode="{mode}"/>"#,
        points(page.top - head),
        points(page.right),
        points(page.bottom - foot),
        points(page.left)
    ));
    for (element, room) in [("header", head), ("footer", foot)] {
        if room > 0 {
            let side = if element == "header" { "bottom" } else { "top" };
            xml.push_str(&format!(
                r#"<style:{element}-style><style:header-footer-properties fo:min-height="{}" fo:margin-{side}="{}" style:dynamic-spacing="true"/></style:{element}-style>"#,
                points(room),
                points(room.saturating_sub(300))
            ));
        }
    }
    xml.push_str(r#"</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">"#);
    for (element, style, edge, first) in
        [("header", "Header", &edges.head, sheet.head.first), ("footer", "Footer", &edges.foot, sheet.foot.first)]
    {
        if let Some(words) = edge {
            xml.push_str(&format!(
                r#"<style:{element}><text:p text:style-name="{style}">{words}</text:p></style:{element}>"#
            ));
            if !first {
                xml.push_str(&format!(
                    r#"<style:{element}-first><text:p text:style-name="{style}"/></style:{element}-first>"#
                ));
            }
        }
    }
    xml.push_str("</style:master-page></office:master-styles></office:document-styles>");
    xml
}

/// What stands at the edges of pages, as the inside of a paragraph.
pub(super) struct Edges {
    pub head: Option<String>,
    pub foot: Option<String>,
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
        let (left, hanging) = body.sheet.item_indent(level, wide);
        let (left, hanging) = (points(left), points(hanging));
        xml.push_str(&format!(
            r#"<text:list-level-style-number text:level="{}" style:num-prefix="{before}" style:num-suffix="{after}" style:num-format="{format}"{sync}><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="{left}" fo:text-indent="-{hanging}" fo:margin-left="{left}"/></style:list-level-properties></text:list-level-style-number>"#,
            level + 1
        ));
    }
    xml.push_str("</text:list-style>");
    xml
}
