//! The paragraph styles of our documents: which style a role has, and how it looks in Japanese and in English.
//!
//! Where Word has a style of its own for a part (件名 is Title, 記 is Note Heading, 結語 is Closing …) we use that, so
//! that Word shows it under its own name and documents Word's users made are understood too. The others are ours.

use super::xml::escape;
use crate::document::Role;
use crate::document::sheet::{LINE_EN, Letters, Sheet, Stand, Typefaces};
pub(in crate::format) use crate::document::sheet::{Purpose, Side};
use crate::text::Lang;

/// A style: the role it stands for, its id, and its name as it is stored. Word's own styles have the one English name
/// in every language.
pub(in crate::format) struct Style {
    pub role: Role,
    pub id: &'static str,
    ja: &'static str,
    en: &'static str,
}

impl Style {
    pub fn name(&self, lang: Lang) -> &'static str {
        if lang == Lang::Ja { self.ja } else { self.en }
    }

    /// Whether Word has it anyway.
    pub fn is_built_in(&self) -> bool {
        self.ja == self.en
    }
}

const fn word(role: Role, id: &'static str, name: &'static str) -> Style {
    Style { role, id, ja: name, en: name }
}

const fn ours(role: Role, id: &'static str, ja: &'static str, en: &'static str) -> Style {
    Style { role, id, ja, en }
}

/// Every style, one for each role.
pub(in crate::format) const STYLES: [Style; 26] = [
    ours(Role::DocNumber, "KianDocNumber", "文書番号", "Reference Number"),
    word(Role::Date, "Date", "Date"),
    ours(Role::Addressee, "KianAddressee", "宛名", "Addressee"),
    ours(Role::Sender, "KianSender", "発信者名", "Sender"),
    word(Role::Title, "Title", "Title"),
    word(Role::Salutation, "Salutation", "Salutation"),
    word(Role::Body, "BodyText", "Body Text"),
    word(Role::Heading(1), "Heading1", "heading 1"),
    word(Role::Heading(2), "Heading2", "heading 2"),
    word(Role::Heading(3), "Heading3", "heading 3"),
    word(Role::Heading(4), "Heading4", "heading 4"),
    word(Role::Heading(5), "Heading5", "heading 5"),
    word(Role::Heading(6), "Heading6", "heading 6"),
    word(Role::Ki, "NoteHeading", "Note Heading"),
    ours(Role::Item(0), "KianItem1", "項目1", "Item 1"),
    ours(Role::Item(1), "KianItem2", "項目2", "Item 2"),
    ours(Role::Item(2), "KianItem3", "項目3", "Item 3"),
    ours(Role::Item(3), "KianItem4", "項目4", "Item 4"),
    ours(Role::Item(4), "KianItem5", "項目5", "Item 5"),
    ours(Role::Item(5), "KianItem6", "項目6", "Item 6"),
    ours(Role::Ijo, "KianEnd", "以上", "End Mark"),
    word(Role::Closing, "Closing", "Closing"),
    word(Role::Signature, "Signature", "Signature"),
    ours(Role::Attachment, "KianAttachment", "添付", "Attachments"),
    ours(Role::Contact, "KianContact", "連絡先", "Contact"),
    ours(Role::Cell(0), "KianCell", "表の文字", "Table Text"),
];

/// The style of a role; a level beyond the last has the last one's.
pub(in crate::format) fn of(role: Role) -> &'static Style {
    let role = match role {
        Role::Heading(level) => Role::Heading(level.clamp(1, 6)),
        Role::Item(level) => Role::Item(level.min(5)),
        Role::Cell(_) => Role::Cell(0),
        other => other,
    };
    STYLES.iter().find(|style| style.role == role).expect("every role has a style")
}

/// The role of a style with this id and name, if the style says enough: its name decides, for Word gives its own
/// styles other ids in every language, and other programs give ours new ones.
pub(in crate::format) fn role(id: &str, name: &str) -> Option<Role> {
    let name = name.trim();
    let named = |style: &&Style| {
        style.ja.eq_ignore_ascii_case(name) || !style.is_built_in() && style.en.eq_ignore_ascii_case(name)
    };
    let found =
        STYLES.iter().find(named).or_else(|| STYLES.iter().find(|style| !style.is_built_in() && style.id == id));
    found.map(|style| style.role)
}

/// `word/styles.xml`.
pub(super) fn part(sheet: &Sheet, purpose: Purpose) -> String {
    let lang = sheet.lang;
    let mut xml = String::from(super::write::DECLARATION);
    let (fonts, size) = (fonts(&sheet.text), sheet.page.size);
    xml.push_str(&format!(
        r#"<w:styles xmlns:w="{w}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"#,
        w = super::write::WORD
    ));
    let (normal, footer) = match lang {
        Lang::Ja => (
            r#"<w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct/><w:jc w:val="both"/>"#.to_owned(),
            r#"<w:snapToGrid w:val="0"/><w:jc w:val="center"/>"#,
        ),
        Lang::En => {
            // In 240ths of the height that the typeface has by itself, which is nearly 1.15 of its size.
            let usual = sheet.page.line * 22 == LINE_EN * size;
            let line = if usual { 264 } else { (sheet.page.line * 240 * 100) / (size * 10 * 115) };
            (
                format!(
                    r#"<w:widowControl/><w:kinsoku/><w:overflowPunct/><w:spacing w:line="{line}" w:lineRule="auto"/>"#
                ),
                r#"<w:jc w:val="center"/>"#,
            )
        }
    };
    xml.push_str(&format!(
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>{normal}</w:pPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style><w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#
    ));
    for style in &STYLES {
        let next = of(style.role.following()).id;
        let custom = if style.is_built_in() { "" } else { r#" w:customStyle="1""# };
        let (paragraph, run) = (paragraph(style.role, sheet, purpose), characters(style.role, sheet, purpose));
        let run = if run.is_empty() { run } else { format!("<w:rPr>{run}</w:rPr>") };
        let (id, name) = (style.id, style.name(lang));
        xml.push_str(&format!(
            r#"<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="{next}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{run}</w:style>"#
        ));
    }
    if !sheet.head.is_empty() {
        xml.push_str(&format!(
            r#"<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr>{footer}</w:pPr></w:style>"#
        ));
    }
    xml.push_str(&format!(
        r#"<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr>{footer}</w:pPr></w:style></w:styles>"#
    ));
    xml
}

fn fonts(typefaces: &Typefaces) -> String {
    let (latin, japanese) = (escape(&typefaces.latin), escape(&typefaces.japanese));
    format!(r#"<w:rFonts w:ascii="{latin}" w:eastAsia="{japanese}" w:hAnsi="{latin}" w:cs="Times New Roman"/>"#)
}

/// `w:spacing` for a paragraph; in Japanese documents in lines of the grid, too.
fn spacing(role: Role, sheet: &Sheet, purpose: Purpose) -> String {
    let (before, after) = sheet.space(role, purpose);
    let side = |name: &str, space: usize| match sheet.lang {
        Lang::Ja => format!(r#" w:{name}Lines="{}" w:{name}="{space}""#, space * 100 / sheet.page.line),
        Lang::En => format!(r#" w:{name}="{space}""#),
    };
    format!("<w:spacing{}{}/>", side("before", before), side("after", after))
}

/// Indents in characters, each so wide.
pub(super) fn indent(left: usize, right: usize, first: usize, character: usize) -> String {
    let side = |name: &str, characters: usize| match characters {
        0 => String::new(),
        n => format!(r#" w:{name}Chars="{}" w:{name}="{}""#, n * 100, n * character),
    };
    format!("<w:ind{}{}{}/>", side("left", left), side("right", right), side("firstLine", first))
}

/// `w:jc` for a side.
fn side_code(side: Side) -> &'static str {
    match side {
        Side::Start => "left",
        Side::Middle => "center",
        Side::End => "right",
        Side::Both => "both",
    }
}

fn characters(role: Role, sheet: &Sheet, purpose: Purpose) -> String {
    let Letters { size, heading, bold } = sheet.letters(role, purpose);
    let mut xml = String::new();
    if heading {
        xml.push_str(&fonts(&sheet.heading));
    }
    if bold {
        xml.push_str("<w:b/><w:bCs/>");
    }
    if size != sheet.page.size && sheet.page.character > sheet.page.size * 10 {
        // Letters of another size do not stand on the characters of the grid.
        xml.push_str(r#"<w:snapToGrid w:val="0"/>"#);
    }
    if heading || size != sheet.page.size {
        xml.push_str(&format!(r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#));
    }
    xml
}

/// How paragraphs of a role look, as the children of `w:pPr`, in the order of the schema.
fn paragraph(role: Role, sheet: &Sheet, purpose: Purpose) -> String {
    let Stand { left, right, first, side } = sheet.stand(role, purpose);
    let mut xml = String::new();
    if sheet.keeps_with_next(role, purpose) {
        xml.push_str("<w:keepNext/>");
    }
    if let Role::Item(level) = role {
        xml.push_str(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>"#));
    }
    if role == Role::Title && purpose == Purpose::Memo {
        xml.push_str(r#"<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="auto"/></w:pBdr>"#);
    }
    xml.push_str(&spacing(role, sheet, purpose));
    if (left, right, first) != (0, 0, 0) {
        xml.push_str(&indent(left, right, first, sheet.page.character));
    }
    if !sheet.stands_apart(role, purpose) {
        xml.push_str("<w:contextualSpacing/>");
    }
    xml.push_str(&format!(r#"<w:jc w:val="{}"/>"#, side_code(side)));
    if let Role::Heading(level) = role {
        xml.push_str(&format!(r#"<w:outlineLvl w:val="{}"/>"#, level - 1));
    }
    xml
}

/// One level of item numbers as Word counts them: its format, and the text it stands in.
pub(in crate::format) fn number_format(level: usize, lang: Lang) -> (&'static str, &'static str, &'static str) {
    match (lang, level) {
        (Lang::Ja, 0) => ("decimal", "", ""),
        (Lang::Ja, 1) => ("decimal", "(", ")"),
        (Lang::Ja, 2) => ("aiueoFullWidth", "", ""),
        (Lang::Ja, 3) => ("aiueoFullWidth", "(", ")"),
        (Lang::Ja, 4) => ("lowerLetter", "", ""),
        (Lang::En, 0) => ("decimal", "", "."),
        (Lang::En, 2) => ("lowerRoman", "(", ")"),
        _ => ("lowerLetter", "(", ")"),
    }
}
