//! Writing: one element for each paragraph, its class the part it is in the form, so that the page can be read back.

use super::{escape, page};
use crate::document::tables::Table;
use crate::document::{Document, Look, Paragraph, Role, role};
use crate::format::docx::SHEET;
use crate::format::upright::upright;
use crate::format::{Error, Kind, Loss, Source, Written, plain};
use crate::text::Lang;
use std::ops::Range;

pub(super) const FORM: &str = "kian-form";
pub(super) const CLASSIFICATION: &str = "classification";

const STYLE_JA: &str = "em { font-style: normal; text-emphasis: filled dot; }
body { font-family: \"BIZ UDMincho\", \"Yu Mincho\", \"Hiragino Mincho ProN\", \"MS Mincho\", serif; line-height: 1.75; line-break: strict; margin: 2rem auto; max-width: 40em; padding: 0 1rem; }
p, li { margin: 0; }
h1, h2, h3, h4, h5, h6 { font-family: \"BIZ UDPGothic\", \"Yu Gothic\", \"Hiragino Sans\", \"MS PGothic\", sans-serif; font-weight: normal; line-height: 1.5; margin-block: 1.5em 0.5em; margin-inline: 0; }
h1 { font-size: 1.35rem; text-align: center; }
h2 { font-size: 1.15rem; }
h3, h4, h5, h6 { font-size: 1rem; }
.letter h1 { font-family: inherit; font-size: 1rem; margin-block: 1.75em; margin-inline: 3em; }
.doc-number, .date, .sender, .signature, .closing, .ijo { text-align: end; padding-inline-end: 1em; }
.addressee { margin-block: 1.75em; padding-inline-start: 1em; }
.addressee + .addressee { margin-block-start: -1.75em; }
.body { text-indent: 1em; text-align: justify; }
.body.set-in, .salutation { text-indent: 0; }
.ki { margin-block: 1.75em; text-align: center; }
table.cells { border-collapse: collapse; inline-size: 100%; }
table.cells th, table.cells td { border: 1px solid; font-weight: normal; padding: 0 0.5em; text-align: left; vertical-align: top; }
ol.items { list-style: none; margin: 0; padding-inline-start: 1em; }
ol.items > li { padding-inline-start: 1em; text-indent: -1em; }
ol.items > li > * { text-indent: 0; }
ol.items .number { display: inline-block; min-inline-size: 2em; text-indent: 0; }
.attachment, .contact { margin-block-start: 1.75em; }
.attachment + .attachment, .contact + .contact { margin-block-start: 0; }
";

const STYLE_EN: &str = "em { font-style: normal; text-emphasis: filled dot; }
body { font-family: Georgia, \"Times New Roman\", serif; line-height: 1.5; margin: 2rem auto; max-width: 42rem; padding: 0 1rem; }
p { margin: 0 0 0.9em; }
.addressee, .sender, .date, .doc-number, .signature { margin-bottom: 0; }
.date, .salutation, .closing { margin-top: 1.2em; }
h1 { font-size: 1.35rem; }
.letter h1 { font-size: 1rem; }
h2 { font-size: 1.2rem; }
h3, h4, h5, h6 { font-size: 1rem; }
table.cells { border-collapse: collapse; margin: 0 0 0.9em; width: 100%; }
table.cells th, table.cells td { border: 1px solid; padding: 0.15em 0.5em; text-align: left; vertical-align: top; }
ol.items { list-style: none; margin: 0; padding-left: 0; }
ol.items ol.items { padding-left: 2.25em; }
ol.items > li { margin-bottom: 0.5em; padding-left: 2.25em; text-indent: -2.25em; }
ol.items > li > ol { text-indent: 0; padding-left: 0; margin-top: 0.5em; }
ol.items .number { display: inline-block; min-width: 2.25em; text-indent: 0; }
.ki { text-align: center; }
.ijo { text-align: right; }
";

pub(in crate::format) fn write(document: &Document) -> Result<Written, Error> {
    let lang = document.lang();
    let mut body = Body { html: String::new(), open: Vec::new() };
    let is_letter = document
        .roles()
        .iter()
        .any(|role| matches!(role, Role::Addressee | Role::DocNumber | Role::Ki | Role::Salutation));
    body.html.push_str(if is_letter { "<main class=\"letter\">\n" } else { "<main>\n" });
    let mut counter = role::Counter::new(lang);
    for index in 0..document.len() {
        let paragraph = document.paragraph(index);
        if paragraph.role.is_cell() {
            if let Some(table) = document.table_at(index).filter(|table| table.first == index) {
                body.table(document, &table);
            }
            continue;
        }
        let ordinal = if let Role::Item(level) = paragraph.role { counter.ordinal(level) } else { 0 };
        let label = counter.count(paragraph.role);
        let words = words(document, &paragraph);
        let begins_page = index > 0 && document.sheet().begins_page(paragraph.role, &paragraph.text);
        let label = label.map(|label| set(&label, 0..label.len(), &upright_in(document, &label)));
        body.paragraph(&paragraph, &words, begins_page, label.as_deref().map(|label| (label, ordinal)));
    }
    body.close(0);
    body.html.push_str("</main>\n");
    let title = (0..document.len()).map(|at| document.paragraph(at)).find(|p| p.role == Role::Title);
    let title = title.map_or_else(|| document.text().line(0).to_string(), |title| title.text);
    let style = match lang {
        Lang::Ja => STYLE_JA,
        Lang::En => STYLE_EN,
    };
    let mut meta = String::new();
    let mut say = |name: &str, value: &str| {
        meta.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", escape(value)));
    };
    if let Some(form) = document.form() {
        say(FORM, form);
    }
    if !document.sheet().is_standard() {
        say(SHEET, &document.sheet().id);
    }
    if let Some(level) = document.classification() {
        say(CLASSIFICATION, level.code());
    }
    let style = style.to_owned() + &super::sheet::rules(document);
    let html = page(lang, title.trim(), &style, &body.html).replacen("<style>", &format!("{meta}<style>"), 1);
    let bytes = plain::encode(&html, document.text(), &Source::new(Kind::Html))?;
    Ok(Written { bytes, losses: unwritable(document).into_iter().collect() })
}

/// Characters that no page can hold: HTML reads them as others, or not at all.
fn unwritable(document: &Document) -> Option<Loss> {
    let is_lost = |c: char| c != '\t' && c.is_control();
    let found = document.text().to_string().chars().filter(|c| *c != '\n' && is_lost(*c)).count();
    if found == 0 {
        return None;
    }
    let first = (0..document.len()).find(|at| document.text().line(*at).chars().any(is_lost)).unwrap_or(0);
    let mut names: Vec<String> = Vec::new();
    for c in document.text().to_string().chars().filter(|c| *c != '\n' && is_lost(*c)) {
        let name = format!("U+{:04X}", u32::from(c));
        if !names.contains(&name) && names.len() < 10 {
            names.push(name);
        }
    }
    let args =
        vec![("count", found.to_string()), ("characters", names.join(", ")), ("paragraph", (first + 1).to_string())];
    Some(Loss { id: "loss-characters", args })
}

struct Body {
    html: String,
    /// The levels of the lists that are open; in each an item is, too.
    open: Vec<u8>,
}

impl Body {
    fn paragraph(&mut self, paragraph: &Paragraph, words: &str, begins_page: bool, label: Option<(&str, usize)>) {
        let Paragraph { role, ref text, .. } = *paragraph;
        let class = role.code();
        if let (Role::Item(level), Some((label, ordinal))) = (role, label) {
            while self.open.last().is_some_and(|open| *open > level) {
                self.html.push_str("</li>\n</ol>\n");
                self.open.pop();
            }
            if self.open.last() == Some(&level) {
                self.html.push_str("</li>\n");
            } else {
                self.html.push_str("\n<ol class=\"items\">\n");
                self.open.push(level);
            }
            self.html.push_str(&format!(
                "<li class=\"{class}\" value=\"{ordinal}\"><span class=\"number\">{label}</span>{words}"
            ));
            return;
        }
        self.close(0);
        let element = match role {
            Role::Title => "h1".to_owned(),
            Role::Heading(level) => format!("h{}", (level.max(1) + 1).min(6)),
            _ => "p".to_owned(),
        };
        let set_in = if role == Role::Body && text.starts_with('\u{3000}') { " set-in" } else { "" };
        let new_page = if begins_page { " new-page" } else { "" };
        self.html.push_str(&format!("<{element} class=\"{class}{set_in}{new_page}\">{words}</{element}>\n"));
    }

    /// A table, its first row as the heads of its columns where there are more.
    fn table(&mut self, document: &Document, table: &Table) {
        self.close(0);
        self.html.push_str("<table class=\"cells\">\n");
        for row in 0..table.rows {
            let (element, scope) = if row == 0 && table.rows > 1 { ("th", " scope=\"col\"") } else { ("td", "") };
            self.html.push_str("<tr>");
            for index in table.row(row) {
                let words = words(document, &document.paragraph(index));
                let words = if words == "<br>" { "" } else { &words };
                self.html.push_str(&format!("<{element}{scope}>{words}</{element}>"));
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str("</table>\n");
    }

    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.html.push_str("</li>\n</ol>\n");
            self.open.pop();
        }
    }
}

/// What HTML has for looks, the outermost first.
const TAGS: [(Look, &str); 5] = [
    (Look::Underline, "u"),
    (Look::Dots, "em"),
    (Look::Bold, "strong"),
    (Look::Superscript, "sup"),
    (Look::Subscript, "sub"),
];

/// `text` without what no page can hold.
fn written(text: &str) -> String {
    text.chars().filter(|c| *c == '\t' || !c.is_control()).collect()
}

/// What stands upright in `text` where lines run from the top to the bottom.
fn upright_in(document: &Document, text: &str) -> Vec<Range<usize>> {
    if document.sheet().page.vertical { upright(text) } else { Vec::new() }
}

/// The bytes `range` of `text`, with what of `together` lies in them marked as standing upright.
fn set(text: &str, range: Range<usize>, together: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(range.len());
    let mut at = range.start;
    for figures in together.iter().filter(|figures| range.start <= figures.start && figures.end <= range.end) {
        html.push_str(&escape(&written(&text[at..figures.start])));
        html.push_str(&format!("<span class=\"upright\">{}</span>", &text[figures.clone()]));
        at = figures.end;
    }
    html.push_str(&escape(&written(&text[at..range.end])));
    html
}

/// The text of a paragraph as it is read back: of several spaces none is lost, and an empty paragraph is seen.
fn words(document: &Document, paragraph: &Paragraph) -> String {
    let Paragraph { span, text, .. } = paragraph;
    if text.is_empty() {
        return "<br>".to_owned();
    }
    let kept = written(text);
    let together = upright_in(document, text);
    let mut words = String::with_capacity(kept.len());
    for stretches in document.marks().stretches(*span).chunk_by(|a, b| a.ruby == b.ruby) {
        let ruby = stretches.first().and_then(|stretch| stretch.ruby.as_ref());
        words.push_str(if ruby.is_some() { "<ruby>" } else { "" });
        for stretch in stretches {
            let tags = || TAGS.iter().filter(|(look, _)| stretch.face.has(*look)).map(|(_, tag)| *tag);
            tags().for_each(|tag| words.push_str(&format!("<{tag}>")));
            words.push_str(&set(text, stretch.span.start - span.start..stretch.span.end - span.start, &together));
            tags().collect::<Vec<_>>().iter().rev().for_each(|tag| words.push_str(&format!("</{tag}>")));
        }
        if let Some(ruby) = ruby {
            words.push_str(&format!("<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>", escape(&written(&ruby.reading))));
        }
    }
    let edge = |c: Option<char>| c.is_some_and(|c| matches!(c, ' ' | '\t'));
    if kept.contains("  ") || kept.contains('\t') || edge(kept.chars().next()) || edge(kept.chars().next_back()) {
        format!("<span style=\"white-space: pre-wrap\">{words}</span>")
    } else {
        words
    }
}
