//! Writing: a document as the parts of a package. The same document gives the same bytes.

use super::comments::{self, Anchor, anchors};
use super::frame::{
    application, content_types, core_properties, custom_properties, document_relations, edge_part, fonts,
    package_relations, settings,
};
use super::style;
use super::xml::{escape, is_character, push_escaped};
use crate::document::comparison;
use crate::document::marks::Stretch;
use crate::document::sheet::{self, ABOVE_TABLE, CHARACTER, EdgeFacts, Purpose, STEP, Sheet, Side, width};
use crate::document::{Comments, Document, Face, Look, Role};
use crate::format::{Error, Loss, Written, package::pack};
use crate::text::{Lang, Span};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
pub(super) const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// What relates a text to who answers whom in its comments.
pub(super) const THREADS: &str = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
/// What Word files every property of its users under.
pub(super) const PROPERTY_ID: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
/// The name of the document property that holds the form's id.
pub(super) const FORM: &str = "KianForm";
/// The name of the document property that holds the id of a style sheet somebody chose.
pub(in crate::format) const SHEET: &str = "KianSheet";
/// What the document properties call 格付け.
pub(super) const CLASSIFICATION: [(Lang, &str); 2] = [(Lang::Ja, "格付け"), (Lang::En, "Classification")];

pub(in crate::format) fn write(document: &Document) -> Result<Written, Error> {
    let body = Body::commented(document);
    let parts = body.parts();
    let losses = unwritable(document).into_iter().chain(words_gone(document.comments())).collect();
    Ok(Written { bytes: pack(None, &parts), losses })
}

/// The same with these paragraphs at the top of pages.
pub(in crate::format) fn write_paged(document: &Document, pages: &[usize]) -> Result<Written, Error> {
    let body = Body { pages: pages.iter().copied().collect(), ..Body::new(document) };
    let losses = unwritable(document).into_iter().collect();
    Ok(Written { bytes: pack(None, &body.parts()), losses })
}

/// Word processors know no words that are gone.
pub(in crate::format) fn words_gone(comments: &Comments) -> Option<Loss> {
    let gone = comments.iter().filter(|comment| !comment.words.is_empty()).count();
    (gone > 0).then(|| Loss::counted("loss-comment-words", gone))
}

/// The parts of a package for `document`, with styles for this purpose.
pub(super) fn parts(document: &Document, purpose: Purpose) -> Vec<(&'static str, String)> {
    Body { purpose, ..Body::new(document) }.parts()
}

/// Characters of the text that XML cannot hold.
pub(in crate::format) fn unwritable(document: &Document) -> Option<Loss> {
    let (mut found, mut count, mut first) = (Vec::new(), 0, None);
    let text = document.text().to_string();
    for (index, line) in text.split('\n').enumerate() {
        for c in line.chars().filter(|c| !is_written(*c)) {
            count += 1;
            first.get_or_insert(index);
            if !found.contains(&c) {
                found.push(c);
            }
        }
    }
    let first = first?;
    let names: Vec<String> = found.iter().take(10).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let args =
        vec![("count", count.to_string()), ("characters", names.join(", ")), ("paragraph", (first + 1).to_string())];
    Some(Loss { id: "loss-characters", args })
}

/// A vertical tab is Word's own break of a line; a return is no character of a text but of its coding.
fn is_written(c: char) -> bool {
    c == '\u{B}' || c != '\r' && is_character(c)
}

/// A numbered list: the paragraphs between two places where counting begins anew.
struct List {
    /// Whether some number is so long that texts must stand further in.
    wide: bool,
}

/// The paragraphs and what there is to know about them together.
pub(in crate::format) struct Body<'a> {
    pub(super) document: &'a Document,
    /// Its text, and where its paragraphs are in it: they are looked at again and again.
    text: String,
    spans: Vec<Span>,
    pub(super) lang: Lang,
    pub purpose: Purpose,
    /// How it looks.
    pub sheet: Arc<Sheet>,
    lists: Vec<List>,
    /// The list each paragraph is in, if it is an item.
    list_of: Vec<Option<usize>>,
    /// How far in each contact stands, in characters.
    contact_indent: Vec<usize>,
    /// Where comments begin and end.
    anchors: Vec<Anchor>,
    /// Paragraphs that begin a page.
    pages: HashSet<usize>,
    /// Whether it is written in articles.
    is_law: bool,
}

/// Where a paragraph stands, in twentieths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) struct Stand {
    /// From the left margin.
    pub left: usize,
    /// From the right margin.
    pub right: usize,
    /// How much further in its first line begins.
    pub first: usize,
    /// How much further out its first line begins.
    pub outdent: usize,
    /// How far its number hangs out to the left.
    pub hanging: usize,
    /// On which side.
    pub side: Side,
}

impl<'a> Body<'a> {
    /// Takes `document` in.
    pub fn new(document: &'a Document) -> Self {
        let roles = document.roles();
        let lang = document.lang();
        let purpose = Purpose::of(roles, lang);
        let text = document.text().to_string();
        let mut end = 0;
        let span = |line: &str| {
            let start = end;
            end += line.len() + 1;
            Span::new(start, start + line.len())
        };
        let spans: Vec<Span> = text.split('\n').map(span).collect();
        let body = |(role, span): (&Role, &Span)| *role == Role::Body && comparison::is_article(&text[span.range()]);
        let is_law = lang == Lang::Ja && roles.iter().zip(&spans).any(body);
        let mut body = Self {
            document,
            text,
            spans,
            lang,
            purpose,
            sheet: document.sheet().clone(),
            lists: Vec::new(),
            list_of: Vec::new(),
            contact_indent: Vec::new(),
            anchors: Vec::new(),
            pages: HashSet::new(),
            is_law,
        };
        body.find_lists();
        body.place_contacts();
        body
    }

    /// The same with what people said about it.
    pub(super) fn commented(document: &'a Document) -> Self {
        Self { anchors: anchors(document.comments()), ..Self::new(document) }
    }

    fn find_lists(&mut self) {
        let (mut open, lang) = (false, self.lang);
        for (role, label) in self.document.roles().iter().zip(self.document.snapshot().labels()) {
            match role {
                Role::Item(level) => {
                    if !open {
                        self.lists.push(List { wide: false });
                        open = true;
                    }
                    let at = self.lists.len() - 1;
                    self.lists[at].wide |= label.is_some_and(|label| sheet::is_wide(*level, &label, lang));
                    self.list_of.push(Some(at));
                }
                Role::Ki | Role::Heading(_) | Role::Title => {
                    open = false;
                    self.list_of.push(None);
                }
                _ => self.list_of.push(None),
            }
        }
    }

    /// A block of contacts in a Japanese letter stands on the right: its longest line ends there, all begin together.
    fn place_contacts(&mut self) {
        self.contact_indent = vec![0; self.document.len()];
        if self.lang == Lang::En {
            return;
        }
        let mut start = 0;
        while start < self.document.len() {
            let roles = &self.document.roles()[start..];
            let length = roles.iter().take_while(|role| **role == Role::Contact).count();
            let longest = (start..start + length).map(|at| width(self.words(at))).max();
            let indent = self.sheet.contact_indent(longest.unwrap_or(0), self.purpose);
            self.contact_indent[start..start + length].fill(indent);
            start += length.max(1);
        }
    }

    fn parts(&self) -> Vec<(&'static str, String)> {
        let custom = custom_properties(self.document);
        let comments = comments::parts(self.document.comments()).filter(|_| !self.anchors.is_empty());
        let said = comments.is_some();
        let head = edge_part(&self.sheet.head, "hdr", &self.sheet);
        let foot = edge_part(&self.sheet.foot, "ftr", &self.sheet);
        let facts = self.edge_facts();
        let fill =
            |xml: String| xml.replace("{title}", &escape(&facts.title)).replace("{number}", &escape(&facts.number));
        let headed = !self.sheet.head.is_empty();
        let parts = [
            Some(("[Content_Types].xml", content_types(custom.is_some(), said, headed))),
            Some(("_rels/.rels", package_relations(custom.is_some()))),
            Some(("word/document.xml", self.part())),
            Some(("word/_rels/document.xml.rels", document_relations(said, headed))),
            Some(("word/styles.xml", style::part(&self.sheet, self.purpose))),
            Some(("word/numbering.xml", self.numbering())),
            Some(("word/settings.xml", settings(&self.sheet))),
            Some(("word/fontTable.xml", fonts(&self.sheet))),
            Some(("word/footer1.xml", fill(foot))),
            headed.then(|| ("word/header1.xml", fill(head))),
            Some(("docProps/core.xml", core_properties(self.document))),
            Some(("docProps/app.xml", application())),
            custom.map(|custom| ("docProps/custom.xml", custom)),
        ];
        parts.into_iter().flatten().chain(comments.into_iter().flatten()).collect()
    }

    /// What the lines at the edges of pages tell of the document.
    pub fn edge_facts(&self) -> EdgeFacts {
        EdgeFacts { title: self.line_of(Role::Title), number: self.line_of(Role::DocNumber) }
    }

    /// The text of paragraph `index`.
    pub fn words(&self, index: usize) -> &str {
        &self.text[self.spans[index].range()]
    }

    fn line_of(&self, role: Role) -> String {
        let says = |index: &usize| self.document.roles()[*index] == role;
        let mut lines = (0..self.document.len()).filter(says).map(|index| self.words(index));
        let line = lines.find(|line| !line.trim().is_empty());
        line.map_or_else(String::new, |line| line.trim().chars().filter(|c| is_character(*c)).collect())
    }

    fn part(&self) -> String {
        let mut xml = String::new();
        let mut index = 0;
        while index < self.document.len() {
            match self.document.table_at(index) {
                Some(table) => {
                    self.table(&table, |index, xml| self.paragraph(index, xml), &mut xml);
                    index = table.cells().end;
                }
                None => {
                    self.paragraph(index, &mut xml);
                    index += 1;
                }
            }
        }
        self.part_around(&xml)
    }

    fn part_around(&self, paragraphs: &str) -> String {
        let mut xml = String::from(DECLARATION);
        xml.push_str(&format!(r#"<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}/relationships"><w:body>"#));
        xml.push_str(paragraphs);
        xml.push_str(&self.section());
        xml.push_str("</w:body></w:document>");
        xml
    }

    /// The parts of the package with these paragraphs in place of the document's own.
    pub(super) fn parts_around(&self, paragraphs: &str) -> Vec<(&'static str, String)> {
        let mut parts = self.parts();
        for (_, text) in parts.iter_mut().filter(|(name, _)| *name == "word/document.xml") {
            *text = self.part_around(paragraphs);
        }
        parts
    }

    pub(super) fn paragraph(&self, index: usize, xml: &mut String) {
        xml.push_str("<w:p><w:pPr>");
        self.properties(index, self.document.roles()[index], xml);
        xml.push_str("</w:pPr>");
        if !self.spans[index].is_empty() {
            self.runs(self.spans[index], xml);
        }
        xml.push_str("</w:p>");
    }

    /// The children of `w:pPr` of a paragraph like `index`, of this role.
    pub(super) fn properties(&self, index: usize, role: Role, xml: &mut String) {
        xml.push_str(r#"<w:pStyle w:val=""#);
        xml.push_str(style::of(role).id);
        xml.push_str(r#""/>"#);
        let begins = role == self.document.roles()[index] && self.begins_page(index);
        if begins || self.pages.contains(&index) {
            xml.push_str("<w:pageBreakBefore/>");
        }
        if let (Role::Item(level), Some(list)) = (role, self.list_of[index]) {
            let (level, number) = (level.min(5), list + 2);
            xml.push_str(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>"#));
        }
        if role != self.document.roles()[index] {
            return;
        }
        if let Some(before) = self.space_before(index) {
            match self.lang {
                Lang::Ja => {
                    let lines = before * 100 / self.sheet.page.line;
                    xml.push_str(&format!(r#"<w:spacing w:beforeLines="{lines}" w:before="{before}"/>"#));
                }
                Lang::En => xml.push_str(&format!(r#"<w:spacing w:before="{before}"/>"#)),
            }
        } else if self.lang == Lang::En && self.is_before_table(index) {
            // A table has no space of its own above it.
            xml.push_str(&format!(r#"<w:spacing w:after="{ABOVE_TABLE}"/>"#));
        }
        if self.lang == Lang::Ja {
            self.place(index, role, self.words(index), xml);
        }
    }

    /// Whether paragraph `index` begins a page of its own. The document's first one does anyway.
    pub fn begins_page(&self, index: usize) -> bool {
        index > 0 && self.sheet.begins_page(self.document.roles()[index], self.words(index))
    }

    fn is_before_table(&self, index: usize) -> bool {
        let cell = |index: usize| self.document.roles().get(index).is_some_and(|role| role.is_cell());
        !cell(index) && cell(index + 1)
    }

    /// The text of `span`, one run for each stretch that is set off alike, readings with their words.
    pub(super) fn runs(&self, span: Span, xml: &mut String) {
        self.runs_around(span, &self.anchors, xml);
    }

    /// The same with these places of comments.
    pub(super) fn runs_around(&self, span: Span, all: &[Anchor], xml: &mut String) {
        let marks = self.document.marks();
        let from = all.partition_point(|anchor| anchor.at < span.start);
        let mut anchors: Vec<&Anchor> = all[from..].iter().take_while(|a| a.at <= span.end).collect();
        if marks.is_plain() && anchors.is_empty() {
            if !span.is_empty() {
                run(&self.text[span.range()], "", xml);
            }
            return;
        }
        let mut put = |xml: &mut String, which: &dyn Fn(&Anchor) -> bool| {
            anchors.retain(|anchor| {
                let here = which(anchor);
                xml.push_str(if here { &anchor.xml } else { "" });
                !here
            });
        };
        let stretches = marks.stretches(span);
        for words in stretches.chunk_by(|a, b| a.ruby == b.ruby) {
            let end = words.last().map_or(span.end, |stretch| stretch.span.end);
            if let Some(ruby) = words.first().and_then(|stretch| stretch.ruby.as_ref()) {
                // Nothing begins or ends under a reading.
                put(xml, &|anchor| anchor.at <= ruby.span.start || anchor.starts && anchor.at < end);
                let write = |xml: &mut String| {
                    for Stretch { span, face, .. } in words {
                        run(&self.text[span.range()], &face_properties(*face), xml);
                    }
                };
                self.ruby(&ruby.reading, write, xml);
                continue;
            }
            for Stretch { span: part, face, .. } in words {
                let mut cuts: Vec<usize> = all[from..].iter().map(|anchor| anchor.at).collect();
                cuts.retain(|at| part.start < *at && *at < part.end);
                cuts.push(part.end);
                cuts.dedup();
                let mut at = part.start;
                for cut in cuts {
                    put(xml, &|anchor| anchor.at <= at);
                    run(&self.text[at..cut], &face_properties(*face), xml);
                    at = cut;
                }
            }
        }
        put(xml, &|_| true);
    }

    fn ruby(&self, reading: &str, words: impl Fn(&mut String), xml: &mut String) {
        let mut base = String::new();
        words(&mut base);
        xml.push_str(&ruby_run(reading, &base, self.sheet.page.size / 2, self.lang));
    }

    /// The space before a paragraph where it is other than its style says.
    fn space_before(&self, index: usize) -> Option<usize> {
        let role = self.document.roles()[index];
        let usual = self.sheet.space(role, self.purpose).0;
        let is_empty = |above: usize| self.spans[above].is_empty();
        let above = index.checked_sub(1).map(|above| (self.document.roles()[above], is_empty(above)));
        let space = self.sheet.space_before(above, role, self.purpose);
        (space != usual).then_some(space)
    }

    /// Where a paragraph of a Japanese document stands other than its style says.
    fn place(&self, index: usize, role: Role, text: &str, xml: &mut String) {
        let character = self.sheet.page.character;
        match self.exception(index, role, text) {
            Some(Exception::SetIn) => xml.push_str(r#"<w:ind w:firstLineChars="0" w:firstLine="0"/>"#),
            Some(Exception::LongTitle) => xml.push_str(r#"<w:jc w:val="left"/>"#),
            Some(Exception::LateDate) => xml.push_str(&format!(
                r#"<w:ind w:leftChars="100" w:left="{character}" w:rightChars="0" w:right="0"/><w:jc w:val="left"/>"#,
            )),
            Some(Exception::Contact(indent)) => xml.push_str(&style::indent(indent, 0, 0, character)),
            Some(Exception::Clause(depth)) => {
                let left = usize::from(depth) + 1;
                xml.push_str(&format!(
                    r#"<w:ind w:leftChars="{}" w:left="{}" w:hangingChars="100" w:hanging="{character}"/>"#,
                    left * 100,
                    left * character
                ));
            }
            None => {}
        }
    }

    fn exception(&self, index: usize, role: Role, text: &str) -> Option<Exception> {
        match role {
            Role::Body if text.starts_with('\u{3000}') => Some(Exception::SetIn),
            Role::Body if self.is_law => comparison::clause_depth(text).map(Exception::Clause),
            Role::Title if self.sheet.stand_of(role, text, self.purpose) != self.sheet.stand(role, self.purpose) => {
                Some(Exception::LongTitle)
            }
            Role::Date if self.sheet.places(role) => None,
            Role::Date if self.document.roles()[..index].contains(&Role::Closing) => Some(Exception::LateDate),
            Role::Contact => Some(Exception::Contact(self.contact_indent[index])),
            _ => None,
        }
    }

    fn section(&self) -> String {
        let (page, head, foot) = (self.sheet.page, &self.sheet.head, &self.sheet.foot);
        let own_first = self.own_first_page();
        let first = if own_first { "<w:titlePg/>" } else { "" };
        let mut references = String::new();
        for (edge, kind, id) in [(head, "header", "rId6"), (foot, "footer", "rId5")] {
            if !edge.is_empty() {
                references.push_str(&format!(r#"<w:{kind}Reference w:type="default" r:id="{id}"/>"#));
                if own_first && edge.first && (edge.single || !self.is_short()) {
                    references.push_str(&format!(r#"<w:{kind}Reference w:type="first" r:id="{id}"/>"#));
                }
            }
        }
        let direction = if page.vertical { r#"<w:textDirection w:val="tbRl"/>"# } else { "" };
        let grid = match self.lang {
            Lang::Ja => {
                // By how much a character of the grid is wider than a letter, in 4096ths of a point.
                let wider = (page.character.saturating_sub(page.size * 10)) * 4096 / 20;
                let line = page.line;
                format!(r#"<w:docGrid w:type="linesAndChars" w:linePitch="{line}" w:charSpace="{wider}"/>"#)
            }
            Lang::En => r#"<w:docGrid w:linePitch="360"/>"#.to_owned(),
        };
        let orientation = if page.width > page.height { r#" w:orient="landscape""# } else { "" };
        format!(
            r#"<w:sectPr>{references}<w:pgSz w:w="{}" w:h="{}"{orientation}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="{}" w:gutter="0"/><w:cols w:space="425"/>{first}{direction}{grid}</w:sectPr>"#,
            page.width, page.height, page.top, page.right, page.bottom, page.left, head.distance, foot.distance
        )
    }

    /// Whether the first page has lines at its edges of its own: a number on the only page would be one too many.
    fn own_first_page(&self) -> bool {
        let edges = [&self.sheet.head, &self.sheet.foot];
        edges.iter().any(|edge| !edge.is_empty() && (!edge.first || !edge.single && self.is_short()))
    }

    /// Whether it surely fits on one page, going by the width of characters and the space between paragraphs.
    pub fn is_short(&self) -> bool {
        let page = self.sheet.page;
        // A little is kept back where lines are not on a grid.
        let line = if self.lang == Lang::Ja { page.line } else { page.line + 22 };
        let (room, measure) = (page.lines() * page.line, page.measure());
        let mut height = 0;
        for index in 0..self.document.len() {
            let role = self.document.roles()[index];
            if height > room || self.begins_page(index) {
                return false;
            }
            if let Role::Cell(column) = role {
                // The first cell stands for its row.
                let table = self.document.table_at(index).filter(|_| column == 0);
                height += table.map_or(0, |table| self.lines_of_row(&table, table.place(index).0) * line);
                continue;
            }
            let inside = match role {
                Role::Item(level) => {
                    (usize::from(level) + 3) * page.character.max(if self.lang == Lang::En { STEP } else { 0 })
                }
                Role::Title => 6 * page.character,
                _ => 2 * page.character,
            };
            let length = measure.saturating_sub(inside).max(page.character);
            let lines = (width(self.words(index)) * page.character / CHARACTER).div_ceil(length).max(1);
            let letters = self.sheet.letters(role, self.purpose);
            height += lines * line * self.sheet.lines_high(letters);
            let (before, after) = self.sheet.space(role, self.purpose);
            let same = index > 0 && self.document.roles()[index - 1] == role;
            if !same || self.sheet.stands_apart(role, self.purpose) {
                height += self.space_before(index).unwrap_or(before) + after;
            }
        }
        height <= room
    }

    fn numbering(&self) -> String {
        let mut xml = String::from(DECLARATION);
        xml.push_str(&format!(r#"<w:numbering xmlns:w="{WORD}">"#));
        for (id, wide) in [(0, false), (1, true)] {
            xml.push_str(&format!(
                r#"<w:abstractNum w:abstractNumId="{id}"><w:nsid w:val="4B49414{id}"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="4B4E554{id}"/>"#
            ));
            for level in 0..6 {
                xml.push_str(&self.level(level, wide));
            }
            xml.push_str("</w:abstractNum>");
        }
        xml.push_str(r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#);
        for (at, list) in self.lists.iter().enumerate() {
            let (number, base) = (at + 2, u8::from(list.wide));
            xml.push_str(&format!(r#"<w:num w:numId="{number}"><w:abstractNumId w:val="{base}"/>"#));
            for level in 0..6 {
                xml.push_str(&format!(
                    r#"<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>"#
                ));
            }
            xml.push_str("</w:num>");
        }
        xml.push_str("</w:numbering>");
        xml
    }

    /// The list paragraph `index` is counted in, if it is an item.
    pub fn list(&self, index: usize) -> Option<usize> {
        self.list_of[index]
    }

    /// Whether the numbers of that list need more room than usual.
    pub fn is_wide(&self, index: usize) -> bool {
        self.list_of[index].is_some_and(|list| self.lists[list].wide)
    }

    /// Where paragraph `index` stands on the page.
    pub fn stand(&self, index: usize) -> Stand {
        let (role, text) = (self.document.roles()[index], self.words(index));
        let character = self.sheet.page.character;
        if let (Role::Item(level), Some(list)) = (role, self.list_of[index]) {
            let (left, hanging) = self.sheet.item_indent(usize::from(level.min(5)), self.lists[list].wide);
            let side = if self.lang == Lang::Ja { Side::Both } else { Side::Start };
            return Stand { left, right: 0, first: 0, outdent: 0, hanging, side };
        }
        let sheet::Stand { mut left, mut right, mut first, mut side } = self.sheet.stand(role, self.purpose);
        if self.lang == Lang::Ja {
            match self.exception(index, role, text) {
                Some(Exception::SetIn) => first = 0,
                Some(Exception::LongTitle) => side = Side::Start,
                Some(Exception::LateDate) => (left, right, side) = (1, 0, Side::Start),
                Some(Exception::Contact(indent)) => left = indent,
                Some(Exception::Clause(depth)) => {
                    let left = (usize::from(depth) + 1) * character;
                    return Stand { left, right: 0, first: 0, outdent: character, hanging: 0, side: Side::Both };
                }
                None => {}
            }
        }
        Stand {
            left: left * character,
            right: right * character,
            first: first * character,
            outdent: 0,
            hanging: 0,
            side,
        }
    }

    /// The space before and after paragraph `index`, in twentieths of a point; none between two of a kind.
    pub fn space(&self, index: usize) -> (usize, usize) {
        let roles = self.document.roles();
        let role = roles[index];
        let (before, after) = self.sheet.space(role, self.purpose);
        let before = self.space_before(index).unwrap_or(before);
        let apart = self.sheet.stands_apart(role, self.purpose);
        let same =
            |other: Option<&Role>| !apart && other.is_some_and(|other| style::of(*other).id == style::of(role).id);
        let previous = index.checked_sub(1).and_then(|before| roles.get(before));
        (if same(previous) { 0 } else { before }, if same(roles.get(index + 1)) { 0 } else { after })
    }

    fn level(&self, level: usize, wide: bool) -> String {
        let (format, before, after) = style::number_format(level, self.lang);
        let (left, hanging) = self.sheet.item_indent(level, wide);
        let character = self.sheet.page.character;
        let indent = match self.lang {
            Lang::Ja => format!(
                r#"<w:ind w:leftChars="{}" w:left="{left}" w:hangingChars="{}" w:hanging="{hanging}"/>"#,
                left * 100 / character,
                hanging * 100 / character,
            ),
            Lang::En => format!(r#"<w:ind w:left="{left}" w:hanging="{hanging}"/>"#),
        };
        let style = if wide { String::new() } else { format!(r#"<w:pStyle w:val="KianItem{}"/>"#, level + 1) };
        let text = level + 1;
        format!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{style}<w:suff w:val="tab"/><w:lvlText w:val="{before}%{text}{after}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>{indent}</w:pPr></w:lvl>"#
        )
    }
}

/// Why a paragraph stands elsewhere than its style says.
enum Exception {
    /// The writer has set the first line in already.
    SetIn,
    /// A 件名 of more than one line begins three characters in, like a paragraph.
    LongTitle,
    /// The date of a personal letter stands on the left, after the closing.
    LateDate,
    /// The contacts of a letter stand on the right, so many characters in.
    Contact(usize),
    /// Articles and what is under them hang by a character, so deep.
    Clause(u8),
}

/// Words under a reading, half as high, as Word's own ルビ makes them.
/// `height` is the reading's, in half points.
pub(super) fn ruby_run(reading: &str, words: &str, height: usize, lang: Lang) -> String {
    let lang = if lang == Lang::Ja { "ja-JP" } else { "en-US" };
    format!(
        r#"<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="{height}"/><w:hpsRaise w:val="{}"/><w:hpsBaseText w:val="{}"/><w:lid w:val="{lang}"/></w:rubyPr><w:rt><w:r><w:rPr><w:sz w:val="{height}"/><w:szCs w:val="{height}"/></w:rPr><w:t>{}</w:t></w:r></w:rt><w:rubyBase>{words}</w:rubyBase></w:ruby></w:r>"#,
        height * 2 - 2,
        height * 2,
        escape(reading)
    )
}

/// The `w:rPr` of what is set off by `face`.
pub(super) fn face_properties(face: Face) -> String {
    if face.is_plain() {
        return String::new();
    }
    let properties = [
        (Look::Bold, "<w:b/><w:bCs/>"),
        (Look::Underline, r#"<w:u w:val="single"/>"#),
        (Look::Superscript, r#"<w:vertAlign w:val="superscript"/>"#),
        (Look::Subscript, r#"<w:vertAlign w:val="subscript"/>"#),
        (Look::Dots, r#"<w:em w:val="dot"/>"#),
    ];
    let said = properties.iter().filter(|(look, _)| face.has(*look)).map(|(_, said)| *said);
    format!("<w:rPr>{}</w:rPr>", said.collect::<String>())
}

/// `text` as one run with these `w:rPr`; tabs are elements of their own.
pub(super) fn run(text: &str, properties: &str, xml: &mut String) {
    xml.push_str("<w:r>");
    xml.push_str(properties);
    for piece in text.split_inclusive(['\t', '\u{B}']) {
        let words = piece.trim_end_matches(['\t', '\u{B}']);
        let words = match words.chars().all(is_written) {
            true => Cow::Borrowed(words),
            false => Cow::Owned(words.chars().filter(|c| is_written(*c)).collect()),
        };
        if !words.is_empty() {
            let edge = |c: Option<char>| c.is_some_and(char::is_whitespace);
            let keep = edge(words.chars().next()) || edge(words.chars().next_back()) || words.contains("  ");
            xml.push_str(if keep { r#"<w:t xml:space="preserve">"# } else { "<w:t>" });
            push_escaped(&words, xml);
            xml.push_str("</w:t>");
        }
        if piece.ends_with('\t') {
            xml.push_str("<w:tab/>");
        } else if piece.ends_with('\u{B}') {
            xml.push_str("<w:br/>");
        }
    }
    xml.push_str("</w:r>");
}
