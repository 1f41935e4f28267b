//! The paragraph styles of our documents: which style a role has, and how it looks in Japanese and in English.
//!
//! Where Word has a style of its own for a part (件名 is Title, 記 is Note Heading, 結語 is Closing …) we use that, so
//! that Word shows it under its own name and documents Word's users made are understood too. The others are ours.

use crate::document::Role;
use crate::text::Lang;

/// A style: the role it stands for, its id, and its name as it is stored. Word's own styles have the one English name
/// in every language.
pub(super) struct Style {
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
pub(super) const STYLES: [Style; 25] = [
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
];

/// The style of a role; a level beyond the last has the last one's.
pub(super) fn of(role: Role) -> &'static Style {
    let role = match role {
        Role::Heading(level) => Role::Heading(level.clamp(1, 6)),
        Role::Item(level) => Role::Item(level.min(5)),
        other => other,
    };
    STYLES.iter().find(|style| style.role == role).expect("every role has a style")
}

/// The role of a style with this id and name, if the style says enough: its name decides, for Word gives its own
/// styles other ids in every language, and other programs give ours new ones.
pub(super) fn role(id: &str, name: &str) -> Option<Role> {
    let name = name.trim();
    let named = |style: &&Style| {
        style.ja.eq_ignore_ascii_case(name) || !style.is_built_in() && style.en.eq_ignore_ascii_case(name)
    };
    let found =
        STYLES.iter().find(named).or_else(|| STYLES.iter().find(|style| !style.is_built_in() && style.id == id));
    found.map(|style| style.role)
}

/// Width of a full-width character and height of a line in a Japanese document, in twentieths of a point: 11 points
/// by 36 lines, so that 40 characters and 27 mm on both sides make the width of A4.
pub(super) const CHARACTER: usize = 220;
/// See [`CHARACTER`].
pub(super) const LINE: usize = 378;
/// Full-width characters in a line of a Japanese document.
pub(super) const COLUMNS: usize = 40;
/// Lines on a page of a Japanese document.
pub(super) const LINES: usize = 36;
/// How far each level of items stands in, in an English document: a centimetre.
pub(super) const STEP: usize = 567;

const MINCHO: &str = "ＭＳ 明朝";
const GOTHIC: &str = "ＭＳ ゴシック";

/// `word/styles.xml`. `letter` tells a document that goes from one office to another from one meant for everybody,
/// whose title is set larger; `memo` has a line under its subject.
pub(super) fn part(lang: Lang, letter: bool, memo: bool) -> String {
    let mut xml = String::from(super::write::DECLARATION);
    let fonts = match lang {
        Lang::Ja => fonts(MINCHO, MINCHO),
        Lang::En => fonts("Times New Roman", MINCHO),
    };
    xml.push_str(&format!(
        r#"<w:styles xmlns:w="{w}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:kern w:val="2"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"#,
        w = super::write::WORD
    ));
    let (normal, footer) = match lang {
        Lang::Ja => (
            r#"<w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:jc w:val="both"/>"#,
            r#"<w:snapToGrid w:val="0"/><w:jc w:val="center"/>"#,
        ),
        Lang::En => (
            r#"<w:widowControl/><w:kinsoku/><w:overflowPunct/><w:spacing w:line="264" w:lineRule="auto"/>"#,
            r#"<w:jc w:val="center"/>"#,
        ),
    };
    xml.push_str(&format!(
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>{normal}</w:pPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style><w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#
    ));
    for style in &STYLES {
        let next = of(style.role.following()).id;
        let custom = if style.is_built_in() { "" } else { r#" w:customStyle="1""# };
        let (paragraph, run) = match lang {
            Lang::Ja => japanese(style.role, letter),
            Lang::En => english(style.role, letter, memo),
        };
        let run = if run.is_empty() { run } else { format!("<w:rPr>{run}</w:rPr>") };
        let (id, name) = (style.id, style.name(lang));
        xml.push_str(&format!(
            r#"<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="{next}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{run}</w:style>"#
        ));
    }
    xml.push_str(&format!(
        r#"<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr>{footer}</w:pPr></w:style></w:styles>"#
    ));
    xml
}

fn fonts(latin: &str, japanese: &str) -> String {
    format!(r#"<w:rFonts w:ascii="{latin}" w:eastAsia="{japanese}" w:hAnsi="{latin}" w:cs="Times New Roman"/>"#)
}

/// Space before and after, in lines of the grid.
fn lines(before: usize, after: usize) -> String {
    format!(
        r#"<w:spacing w:beforeLines="{}" w:before="{}" w:afterLines="{}" w:after="{}"/>"#,
        before * 100,
        before * LINE,
        after * 100,
        after * LINE
    )
}

/// Indents in characters.
pub(super) fn indent(left: usize, right: usize, first: usize) -> String {
    let side = |name: &str, characters: usize| match characters {
        0 => String::new(),
        n => format!(r#" w:{name}Chars="{}" w:{name}="{}""#, n * 100, n * CHARACTER),
    };
    format!("<w:ind{}{}{}/>", side("left", left), side("right", right), side("firstLine", first))
}

fn centred() -> String {
    r#"<w:jc w:val="center"/>"#.to_owned()
}

fn to_the_right(characters: usize) -> String {
    format!(r#"{}<w:jc w:val="right"/>"#, indent(0, characters, 0))
}

/// How paragraphs and their characters look in a Japanese document, as the children of `w:pPr` and `w:rPr`.
fn japanese(role: Role, letter: bool) -> (String, String) {
    const TOGETHER: &str = "<w:contextualSpacing/>";
    let plain = String::new();
    let heading = |level: u8, size: usize, before: usize| {
        let paragraph =
            format!(r#"<w:keepNext/>{}<w:jc w:val="left"/><w:outlineLvl w:val="{}"/>"#, lines(before, 0), level - 1);
        (paragraph, format!(r#"{}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#, fonts(GOTHIC, GOTHIC)))
    };
    match role {
        Role::DocNumber | Role::Date => (to_the_right(1), plain),
        Role::Addressee => (format!(r#"{}{}{TOGETHER}<w:jc w:val="left"/>"#, lines(1, 0), indent(1, 0, 0)), plain),
        Role::Sender => (format!(r#"{}{}{TOGETHER}<w:jc w:val="right"/>"#, lines(1, 0), indent(0, 2, 0)), plain),
        Role::Title if letter => (format!("{}{}{TOGETHER}{}", lines(1, 1), indent(3, 3, 0), centred()), plain),
        Role::Title => {
            let paragraph = format!("<w:keepNext/>{}{TOGETHER}{}", lines(0, 1), centred());
            (paragraph, format!(r#"{}<w:sz w:val="32"/><w:szCs w:val="32"/>"#, fonts(GOTHIC, GOTHIC)))
        }
        Role::Salutation => (r#"<w:jc w:val="both"/>"#.to_owned(), plain),
        Role::Body => (indent(0, 0, 1), plain),
        Role::Heading(1) => heading(1, 24, 1),
        Role::Heading(level) => heading(level, 22, usize::from(level == 2)),
        Role::Ki => (format!("<w:keepNext/>{}{}", lines(1, 1), centred()), plain),
        Role::Item(level) => (numbered(level), plain),
        Role::Ijo | Role::Closing => (to_the_right(1), plain),
        Role::Signature => (format!(r#"{}{TOGETHER}<w:jc w:val="right"/>"#, indent(0, 2, 0)), plain),
        Role::Attachment | Role::Contact => (format!(r#"{}{TOGETHER}<w:jc w:val="left"/>"#, lines(1, 0)), plain),
    }
}

/// The same for an English document: everything on the left, a line between parts.
fn english(role: Role, letter: bool, memo: bool) -> (String, String) {
    let before = |twips: usize, together: bool| {
        let together = if together { "<w:contextualSpacing/>" } else { "" };
        format!(r#"<w:spacing w:before="{twips}" w:after="0"/>{together}<w:jc w:val="left"/>"#)
    };
    let sans = |size: usize| {
        format!(r#"{}<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#, fonts("Arial", GOTHIC))
    };
    let plain = String::new();
    match role {
        Role::Title if memo => {
            let line = r#"<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="auto"/></w:pBdr>"#;
            (format!("{line}{}", before(80, true)), "<w:b/><w:bCs/>".to_owned())
        }
        Role::Title if letter => (before(240, true), "<w:b/><w:bCs/>".to_owned()),
        Role::Title => (format!("<w:keepNext/>{}", before(0, true)), sans(34)),
        Role::Heading(level) => {
            let paragraph = format!(r#"<w:keepNext/>{}<w:outlineLvl w:val="{}"/>"#, before(280, false), level - 1);
            (
                paragraph,
                sans(match level {
                    1 => 26,
                    2 => 24,
                    _ => 22,
                }),
            )
        }
        Role::Addressee | Role::Sender | Role::Date if memo => (before(80, false), plain),
        Role::Addressee | Role::Sender | Role::Attachment => (before(240, true), plain),
        Role::Contact => (before(120, true), plain),
        Role::DocNumber | Role::Date | Role::Closing => (before(240, true), plain),
        // Room for a signature in ink.
        Role::Signature => (before(960, true), plain),
        Role::Item(level) => {
            (format!(r#"{}<w:spacing w:before="120" w:after="0"/><w:jc w:val="left"/>"#, numbered(level)), plain)
        }
        Role::Ki => (format!(r#"<w:keepNext/><w:spacing w:before="240" w:after="0"/>{}"#, centred()), plain),
        Role::Ijo => (r#"<w:spacing w:before="240" w:after="0"/><w:jc w:val="right"/>"#.to_owned(), plain),
        Role::Salutation | Role::Body => (before(200, false), plain),
    }
}

fn numbered(level: u8) -> String {
    format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>"#)
}

/// One level of item numbers as Word counts them: its format, and the text it stands in.
pub(super) fn number_format(level: usize, lang: Lang) -> (&'static str, &'static str, &'static str) {
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
