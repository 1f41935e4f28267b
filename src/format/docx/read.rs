//! Reading: paragraphs, their styles and their numbers, whoever wrote the file. What a document of ours cannot carry
//! is counted, never passed over in silence.

use super::comments::Said;
use super::numbering::{Number, Numbering};
use super::parts::{Properties, main_part, relations};
use super::properties::{CellProperties, ParagraphProperties, RowProperties, RunProperties, StyleDefinition, Styles};
use super::properties::{contains, heading};
use super::style;
use super::trace::{Piece, Place as Found, Trace};
use super::xml::{Node, Part, Tag, Vocabulary, Xml};
use crate::document::{Author, Document, Face, Role, role, sheet};
use crate::format::guess::{self, Place};
use crate::format::losses::Losses;
use crate::format::marked::{Marked, joined, places};
use crate::format::{Error, Kind, Read, Source, package::Package};
use crate::text::{Lang, Span};

mod revised;
mod symbols;
mod tables;

pub(super) use revised::Revision;
use symbols::known_symbol;
use tables::{Cell, Row};

/// An indent from which a paragraph stands on the right half of a page, in twentieths of a point.
const FAR_IN: i64 = 4_000;

/// Which of the two texts is read that a file with undecided revisions holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// The one with all of them accepted.
    #[default]
    Accepted,
    /// The one without.
    Original,
}

pub(in crate::format) fn read(bytes: &[u8]) -> Result<Read, Error> {
    read_side(bytes, Side::Accepted).map(|(read, _)| read)
}

/// What nobody has decided on.
#[derive(Clone, Debug, Default)]
pub(super) struct Revised {
    /// Who made it, each once, as far as the file says.
    pub authors: Vec<String>,
    /// What is about words, in the order of the file.
    pub revisions: Vec<Revision>,
}

/// Reads one side of a file, and gives its revisions, if there are any.
pub(super) fn read_side(bytes: &[u8], side: Side) -> Result<(Read, Option<Revised>), Error> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let body = Part::load(&mut package, &main)?;
    let (read, revised, _) = read_part(&mut package, &body, side, None)?;
    Ok((read, revised))
}

/// What was read, what revisions there are, and where everything stands.
pub(super) type Traced = (Read, Option<Revised>, Option<Box<Trace>>);

/// Reads one side of the main part of a package; where a trace is given, it is filled.
pub(super) fn read_part(
    package: &mut Package<'_>,
    body: &Part,
    side: Side,
    trace: Option<Box<Trace>>,
) -> Result<Traced, Error> {
    let related = relations(package, &body.name)?;
    let properties = Properties::read(package)?;
    let mut walk = Walk { side, trace, ours: properties.ours, ..Walk::default() };
    for (kind, target) in &related {
        if !package.has(target) {
            continue;
        }
        match kind.as_str() {
            "styles" => walk.styles = Styles::parse(&Part::load(package, target)?)?,
            "numbering" => walk.numbering = Numbering::parse(&Part::load(package, target)?)?,
            "header" | "footer" if !walk.ours && says_something(&Part::load(package, target)?)? => {
                walk.losses.add("loss-headers", 0)
            }
            "comments" => walk.said.parse(&Part::load(package, target)?)?,
            "commentsExtended" => walk.said.parse_threads(&Part::load(package, target)?)?,
            "vbaProject" => walk.losses.add("loss-macros", 0),
            _ => {}
        }
    }
    if related.iter().any(|(kind, _)| kind == "digital-signature") || package.has("_xmlsignatures/origin.sigs") {
        walk.losses.add("loss-signature", 0);
    }
    walk.body(body)?;
    Ok(walk.finish(&properties))
}

/// Whether a header or footer holds more than page numbers.
fn says_something(part: &Part) -> Result<bool, Error> {
    let mut xml = part.read();
    let mut fields = 0usize;
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.vocabulary == Vocabulary::Word => match tag.name() {
                "fldChar" => match tag.attribute("fldCharType").as_deref() {
                    Some("begin") => fields += 1,
                    Some("end") => fields = fields.saturating_sub(1),
                    _ => {}
                },
                "fldSimple" | "instrText" => xml.skip()?,
                "drawing" | "pict" | "object" => return Ok(true),
                _ => {}
            },
            Node::Text(text) if fields == 0 && text.chars().any(char::is_alphabetic) => return Ok(true),
            Node::End => return Ok(false),
            _ => {}
        }
    }
}

/// An element that is open, as far as its end matters.
#[derive(Debug)]
enum Frame {
    Other,
    Paragraph,
    Run,
    /// Where its words begin in the paragraph, and their reading.
    Ruby {
        start: usize,
        reading: String,
        from: usize,
    },
    /// `w:t`; whether spaces at its ends count.
    Text {
        keep: bool,
        text: String,
        start: usize,
    },
    Table,
    Row,
    Cell,
    Control {
        placeholder: bool,
    },
    Drawing {
        object: bool,
        text: bool,
    },
    Alternatives {
        taken: bool,
    },
    /// A revision whose words are read, by its number.
    Revision(usize),
}

/// A paragraph as it is read.
#[derive(Default)]
struct Paragraph {
    order: usize,
    properties: ParagraphProperties,
    /// Breaks of lines are line feeds.
    text: Marked,
    /// Whether its style hides it.
    hidden: bool,
    /// Revisions of its end.
    ends: Vec<Revision>,
    /// Where it lies in the file, if that is to be known.
    found: Found,
}

/// A paragraph that was read.
struct Line {
    order: usize,
    /// The paragraphs of the file it is made of.
    made_of: Vec<usize>,
    /// The table whose cell it is, by its number.
    table: Option<usize>,
    text: Marked,
    role: Option<Role>,
    place: Place,
    number: Option<Number>,
}

impl Line {
    /// A line without words, numbers or a place of its own.
    fn new(order: usize, role: Role) -> Self {
        let (text, place, role) = (Marked::default(), Place::Start, Some(role));
        Self { order, made_of: Vec::new(), table: None, text, role, place, number: None }
    }

    fn is_cell(&self) -> bool {
        self.role.is_some_and(Role::is_cell)
    }
}

/// The order of a line that was read, and its first paragraph in the document.
type Start = (usize, usize);

#[derive(Default)]
struct Walk {
    /// Whether Kian wrote the file.
    ours: bool,
    styles: Styles,
    numbering: Numbering,
    losses: Losses,
    frames: Vec<Frame>,
    paragraphs: Vec<Paragraph>,
    run: RunProperties,
    /// What the run is set off by, its style counted.
    face: Face,
    /// For each open field, whether its instruction is still being read.
    fields: Vec<bool>,
    placeholders: usize,
    tables: usize,
    row: Option<Row>,
    rows: Vec<Row>,
    /// Text of a paragraph whose end is deleted.
    joined: Marked,
    /// Where that text stands.
    run_on: Found,
    /// What is said in comments.
    said: Said,
    /// Ranges of comments that begin or end between paragraphs.
    between: Vec<(i64, bool)>,
    lines: Vec<Line>,
    order: usize,
    side: Side,
    /// Who made revisions; `None` while there are none.
    revisers: Option<Vec<String>>,
    revisions: Vec<Revision>,
    /// Where the present node lies in the file.
    here: (usize, usize),
    /// Where the outermost table begins.
    table_from: usize,
    trace: Option<Box<Trace>>,
}

impl Walk {
    fn revised(&mut self, author: Option<String>) {
        let revisers = self.revisers.get_or_insert_default();
        if let Some(author) = author.filter(|author| !author.trim().is_empty() && !revisers.contains(author)) {
            revisers.push(author);
        }
    }

    fn body(&mut self, part: &Part) -> Result<(), Error> {
        let mut xml = part.read();
        let mut is_document = false;
        loop {
            let node = xml.next()?;
            self.here = xml.here();
            match node {
                Node::Open(tag) => {
                    if self.frames.is_empty() && !is_document {
                        if !tag.is("document") {
                            return Err(Error::Damaged { part: part.name.clone() });
                        }
                        is_document = true;
                    }
                    self.open(&mut xml, &tag)?;
                }
                Node::Text(piece) => {
                    if let Some(Frame::Text { text, .. }) = self.frames.last_mut() {
                        text.push_str(&piece);
                    }
                }
                Node::Close => self.close(),
                Node::End => break,
            }
        }
        if !is_document {
            return Err(Error::Damaged { part: part.name.clone() });
        }
        // Text that stood outside of any paragraph, or before an end that was deleted and none followed.
        if !self.joined.text.is_empty() {
            self.open_paragraph();
        }
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        Ok(())
    }

    fn open(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Error> {
        let frame = match (tag.vocabulary, tag.name()) {
            (Vocabulary::Word, name) => match self.word(xml, tag, name)? {
                Some(frame) => frame,
                None => return Ok(()),
            },
            (Vocabulary::Math, "oMath") => {
                self.lose("loss-math");
                Frame::Other
            }
            (Vocabulary::Math, "t") => Frame::Text { keep: true, text: String::new(), start: self.here.0 },
            (Vocabulary::Compatibility, "AlternateContent") => Frame::Alternatives { taken: false },
            (Vocabulary::Compatibility, "Choice" | "Fallback") => match self.frames.last_mut() {
                Some(Frame::Alternatives { taken: true }) => return xml.skip(),
                Some(Frame::Alternatives { taken }) => {
                    *taken = true;
                    Frame::Other
                }
                _ => Frame::Other,
            },
            _ => Frame::Other,
        };
        self.frames.push(frame);
        Ok(())
    }

    /// An element of Word's; `None` if it was read to its end.
    fn word(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, name: &str) -> Result<Option<Frame>, Error> {
        match name {
            "p" => {
                self.open_paragraph();
                let depth = self.frames.len();
                if let Some(Paragraph { found, .. }) = self.paragraphs.last_mut() {
                    (found.xml.start, found.loose) = (self.here.0, depth == 2);
                }
                return Ok(Some(Frame::Paragraph));
            }
            "r" => {
                (self.run, self.face) = (RunProperties::default(), Face::PLAIN);
                return Ok(Some(Frame::Run));
            }
            "t" | "delText" if name == "t" || self.side == Side::Original => {
                let keep = tag.attribute("space").as_deref() == Some("preserve");
                return Ok(Some(Frame::Text { keep, text: String::new(), start: self.here.0 }));
            }
            "tbl" => {
                if self.tables > 0 {
                    self.lose("loss-nested-tables");
                }
                self.tables += 1;
                if self.tables == 1 {
                    self.table_from = self.here.0;
                }
                return Ok(Some(Frame::Table));
            }
            "tr" => {
                if self.tables == 1 {
                    self.order += 1;
                    self.row = Some(Row { order: self.order, from: self.here.0, ..Row::default() });
                }
                return Ok(Some(Frame::Row));
            }
            "tc" => {
                if let Some(row) = self.row.as_mut().filter(|_| self.tables == 1) {
                    row.cells.push(Cell { from: self.here.0, ..Cell::default() });
                }
                return Ok(Some(Frame::Cell));
            }
            "fldSimple" => {
                self.lose_field(&tag.attribute("instr").unwrap_or_default());
                return Ok(Some(Frame::Other));
            }
            "sdt" => return Ok(Some(Frame::Control { placeholder: false })),
            "drawing" | "pict" => return Ok(Some(Frame::Drawing { object: false, text: false })),
            "object" => return Ok(Some(Frame::Drawing { object: true, text: false })),
            "txbxContent" => {
                self.lose("loss-text-boxes");
                for frame in &mut self.frames {
                    if let Frame::Drawing { text, .. } = frame {
                        *text = true;
                    }
                }
                return Ok(Some(Frame::Other));
            }
            "hyperlink" => {
                self.lose("loss-hyperlinks");
                return Ok(Some(Frame::Other));
            }
            "ruby" => {
                let start = self.paragraphs.last().map_or(0, |paragraph| paragraph.text.text.len());
                return Ok(Some(Frame::Ruby { start, reading: String::new(), from: self.here.0 }));
            }
            "ins" | "moveTo" => {
                self.lose("loss-tracked-insertions");
                self.revised(tag.attribute("author"));
                let number = self.begin_revision(tag, true);
                if self.side == Side::Original {
                    xml.skip()?;
                    self.end_revision(number, xml.here().1);
                    return Ok(None);
                }
                return Ok(Some(Frame::Revision(number)));
            }
            "del" | "moveFrom" if self.side == Side::Original => {
                self.lose("loss-tracked-deletions");
                self.revised(tag.attribute("author"));
                let number = self.begin_revision(tag, false);
                return Ok(Some(Frame::Revision(number)));
            }
            "pPr" => {
                let properties = ParagraphProperties::parse(xml)?;
                self.paragraph_says(properties);
                return Ok(None);
            }
            "rPr" if matches!(self.frames.last(), Some(Frame::Run)) => {
                self.run = RunProperties::parse(xml)?;
                // What a link looks like goes with the link.
                let link = |style: &&StyleDefinition| style.name.to_lowercase().ends_with("link");
                let chain = self.run.style.as_deref().map(|id| self.styles.chain(Some(id)).map(|(_, style)| style));
                let chain = chain.into_iter().flatten().take_while(|style| !link(style));
                let chain: Vec<_> = chain.map(|style| &style.run).collect();
                self.run.hidden |= chain.iter().any(|style| style.hidden);
                self.run.formatted |= chain.iter().any(|style| style.formatted);
                let styled = chain.iter().rev().fold(Face::PLAIN, |face, style| style.over(face));
                self.face = self.run.over(styled);
                return Ok(None);
            }
            "trPr" => {
                let mut properties = RowProperties::parse(xml)?;
                let (deleted, inserted) = (properties.deleted_by.take(), properties.inserted_by.take());
                for (author, id) in [(&deleted, "loss-tracked-deletions"), (&inserted, "loss-tracked-insertions")] {
                    if let Some(author) = author {
                        self.lose(id);
                        self.revised(author.clone());
                    }
                }
                properties.gone = if self.side == Side::Accepted { deleted.is_some() } else { inserted.is_some() };
                if let Some(row) = self.row.as_mut().filter(|_| self.tables == 1) {
                    row.properties = properties;
                }
                return Ok(None);
            }
            "tcPr" => {
                let properties = CellProperties::parse(xml)?;
                let cell = self.row.as_mut().filter(|_| self.tables == 1).and_then(|row| row.cells.last_mut());
                if let Some(cell) = cell {
                    cell.properties = properties;
                }
                return Ok(None);
            }
            "sdtPr" => {
                let placeholder = contains(xml, "showingPlcHdr")?;
                if let Some(Frame::Control { placeholder: shown }) = self.frames.last_mut().filter(|_| placeholder) {
                    *shown = true;
                    self.placeholders += 1;
                    self.lose("loss-content-controls");
                }
                return Ok(None);
            }
            // Here come the elements whose insides are not text.
            "del" | "moveFrom" => {
                self.lose("loss-tracked-deletions");
                self.revised(tag.attribute("author"));
                let number = self.begin_revision(tag, false);
                xml.skip()?;
                self.end_revision(number, xml.here().1);
                return Ok(None);
            }
            "footnoteReference" | "endnoteReference" => self.lose("loss-footnotes"),
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                self.commented(tag, name);
                xml.skip()?;
                if let Some(trace) = &mut self.trace {
                    trace.anchors.push(self.here.0..xml.here().1);
                }
                return Ok(None);
            }
            "altChunk" | "subDoc" => self.lose("loss-embedded"),
            "contentPart" => self.lose("loss-images"),
            "tab" | "ptab" => self.write("\t"),
            "cr" => self.break_line(),
            "br" => match tag.attribute("type").as_deref() {
                Some("page" | "column") => self.lose("loss-page-breaks"),
                _ => self.break_line(),
            },
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{AD}"),
            "sym" => self.symbol(tag),
            "fldChar" => self.field(tag.attribute("fldCharType").as_deref()),
            "rt" => {
                let said = xml.text_inside()?;
                if let Some(Frame::Ruby { reading, .. }) = self.frames.last_mut() {
                    reading.push_str(&said);
                }
                return Ok(None);
            }
            "instrText" => {
                let instruction = xml.text_inside()?;
                if self.fields.last() == Some(&true) {
                    self.lose_field(&instruction);
                }
                return Ok(None);
            }
            "pgNum" | "dayShort" | "dayLong" | "monthShort" | "monthLong" | "yearShort" | "yearLong" => {
                self.lose("loss-fields")
            }
            "rPr" | "rubyPr" | "delText" | "delInstrText" | "tblPr" | "tblPrEx" | "tblGrid" | "sdtEndPr" | "sectPr"
            | "background" | "customXmlPr" | "smartTagPr" => {}
            "body" => {
                if let Some(trace) = &mut self.trace {
                    trace.body = self.here.1;
                }
                return Ok(Some(Frame::Other));
            }
            _ => return Ok(Some(Frame::Other)),
        }
        xml.skip()?;
        // What was written for this element lies between its two ends.
        let (from, to) = (self.here.0, xml.here().1);
        if let Some(Paragraph { found, .. }) = self.paragraphs.last_mut() {
            found.pieces.iter_mut().rev().take_while(|piece| piece.xml.start == from).for_each(|p| p.xml.end = to);
        }
        Ok(None)
    }

    fn close(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.close_paragraph(),
            Some(Frame::Run) => (self.run, self.face) = (RunProperties::default(), Face::PLAIN),
            Some(Frame::Ruby { start, reading, from }) => {
                let end = self.here.1;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.text.read_as(start, &reading);
                    paragraph.found.join(from..end);
                }
            }
            Some(Frame::Text { keep, text, start }) => {
                self.here.0 = start;
                let text = text.replace(['\n', '\r'], " ");
                let text = if keep { text.as_str() } else { text.trim_matches([' ', '\t']) };
                self.write(text);
            }
            Some(Frame::Cell) if self.tables == 1 => {
                let end = self.here.1;
                if let Some(cell) = self.row.as_mut().and_then(|row| row.cells.last_mut()) {
                    cell.to = end;
                }
            }
            Some(Frame::Table) => {
                self.tables -= 1;
                if self.tables == 0 {
                    self.close_table();
                }
            }
            Some(Frame::Row) if self.tables == 1 => {
                let to = self.here.1;
                self.rows.extend(self.row.take().map(|row| Row { to, ..row }));
            }
            Some(Frame::Revision(number)) => self.end_revision(number, self.here.1),
            Some(Frame::Control { placeholder: true }) => self.placeholders -= 1,
            Some(Frame::Drawing { object: true, .. }) => self.lose("loss-embedded"),
            Some(Frame::Drawing { text: false, .. }) => self.lose("loss-images"),
            _ => {}
        }
    }

    /// A place that a comment speaks of.
    fn commented(&mut self, tag: &Tag<'_>, name: &str) {
        let id = tag.attribute("id").and_then(|id| id.trim().parse().ok());
        let Some(id) = id.filter(|id| self.said.has(*id)) else {
            if name == "commentReference" {
                self.lose("loss-comments");
            }
            return;
        };
        let place = match name {
            "commentRangeStart" => (id, true),
            _ => (id, false),
        };
        match self.paragraphs.last_mut() {
            Some(Paragraph { text, .. }) => text.places.push((text.text.len(), place.0, place.1)),
            None => self.between.push(place),
        }
    }

    fn lose(&mut self, id: &'static str) {
        let order = self.paragraphs.last().map_or(self.order + 1, |paragraph| paragraph.order);
        self.losses.add(id, order);
    }

    fn lose_field(&mut self, instruction: &str) {
        match instruction.split_whitespace().next() {
            None => {}
            Some(word) if word.eq_ignore_ascii_case("HYPERLINK") => self.lose("loss-hyperlinks"),
            Some(_) => self.lose("loss-fields"),
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(reading) = self.fields.last_mut() {
                    *reading = false;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0);
        let font = tag.attribute("font").unwrap_or_default();
        match known_symbol(&font, code) {
            Some(c) => self.write(c),
            None => {
                self.lose("loss-symbols");
                // What printers put where they lack a type.
                self.write("〓");
            }
        }
    }

    fn break_line(&mut self) {
        if self.is_visible() {
            self.lose("loss-line-breaks");
            self.write("\n");
        }
    }

    fn is_hidden(&self) -> bool {
        self.run.hidden || self.paragraphs.last().is_some_and(|paragraph| paragraph.hidden)
    }

    fn is_visible(&self) -> bool {
        !self.is_hidden() && self.placeholders == 0 && !self.fields.contains(&true)
    }

    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.is_visible() {
            if self.is_hidden() && !text.trim().is_empty() {
                self.lose("loss-hidden-text");
            }
            return;
        }
        if self.paragraphs.is_empty() {
            self.open_paragraph();
        }
        for (is, id) in [(self.run.formatted, "loss-formatting"), (self.run.struck, "loss-strikethrough")] {
            if is && !text.trim().is_empty() {
                self.lose(id);
            }
        }
        let (xml, traced) = (self.here.0..self.here.1, self.trace.is_some());
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let from = paragraph.text.text.len();
            paragraph.text.write(text, self.face);
            if traced {
                paragraph.found.pieces.push(Piece { xml, text: from..from + text.len(), whole: false });
            }
        }
    }

    fn open_paragraph(&mut self) {
        self.order += 1;
        let mut text = std::mem::take(&mut self.joined);
        let end = text.text.len();
        text.places.extend(self.between.drain(..).map(|(id, begins)| (end, id, begins)));
        let found = std::mem::take(&mut self.run_on);
        self.paragraphs.push(Paragraph { order: self.order, text, found, ..Paragraph::default() });
    }

    fn paragraph_says(&mut self, properties: ParagraphProperties) {
        // What begins a page in a document of ours says so itself.
        if properties.page_break && !self.ours || properties.section {
            self.lose("loss-page-breaks");
        }
        for _ in 0..properties.changed {
            self.lose("loss-tracked-insertions");
        }
        let ends = properties.ends.clone();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.ends = ends;
            paragraph.hidden = self.styles.chain(properties.style.as_deref()).any(|(_, style)| style.run.hidden);
            paragraph.properties = properties;
        }
    }

    fn close_paragraph(&mut self) {
        if let Some(ends) = self.paragraphs.last_mut().map(|paragraph| std::mem::take(&mut paragraph.ends)) {
            self.revise_end(ends);
        }
        let Some(Paragraph { order, properties, text, mut found, .. }) = self.paragraphs.pop() else { return };
        let runs_on = if self.side == Side::Accepted { properties.joined } else { properties.opened };
        if let Some(trace) = &mut self.trace {
            found.xml.end = self.here.1;
            (found.raw, found.marks) = (text.text.clone(), text.marks.clone());
            if runs_on {
                let all = found.run_on.iter().cloned().chain([found.xml.clone()]).collect();
                self.run_on = Found { pieces: found.pieces.clone(), run_on: all, ..Found::default() };
            }
            trace.paragraphs.insert(order, found);
        }
        // An instruction that is never ended would swallow the rest of the document.
        if self.paragraphs.is_empty() {
            self.fields.retain(|reading| !reading);
        }
        if properties.joined || properties.opened {
            self.revised(properties.reviser.clone());
        }
        if properties.joined {
            self.losses.add("loss-tracked-deletions", order);
        }
        if runs_on {
            self.joined = text;
            return;
        }
        let chain: Vec<(&str, &StyleDefinition)> = self.styles.chain(properties.style.as_deref()).collect();
        let inherited = |value: &dyn Fn(&ParagraphProperties) -> Option<i64>| {
            value(&properties).or_else(|| chain.iter().find_map(|(_, style)| value(&style.properties)))
        };
        let mut role = chain.first().and_then(|(id, style)| style::role(id, &style.name));
        let outline = inherited(&|p| p.outline).filter(|level| (0..9).contains(level));
        let styled = chain.iter().find_map(|(_, style)| heading(&style.name));
        if !matches!(role, Some(Role::Heading(_) | Role::Title)) {
            // Level 9 is running text again.
            let level = outline.map(|level| level + 1).or(styled);
            role = level.and_then(|level| u8::try_from(level.min(6)).ok()).map(Role::Heading).or(role);
        }
        let place = properties.place.or_else(|| chain.iter().find_map(|(_, style)| style.properties.place));
        // What stands beyond the middle of the page was put there to be on the right.
        let far_in = inherited(&|p| p.left).is_some_and(|left| left >= FAR_IN);
        let place = if far_in && !matches!(place, Some(Place::Middle)) { Some(Place::End) } else { place };
        // Word gives 以上 the style of a closing.
        if role == Some(Role::Closing)
            && text.text.trim() == "以上"
            && chain.first().is_some_and(|(id, _)| *id != "Closing")
        {
            role = Some(Role::Ijo);
        }
        let number = inherited(&|p| p.number).filter(|number| *number != 0);
        let level = properties.level.or_else(|| {
            let number = number?;
            let by_list = |(id, _): &(&str, &StyleDefinition)| self.numbering.level_of_style(number, id);
            chain.iter().find_map(by_list).and_then(|level| i64::try_from(level).ok())
        });
        let level =
            level.or_else(|| inherited(&|p| p.level)).and_then(|level| usize::try_from(level).ok()).unwrap_or(0);
        let number = number.and_then(|number| self.numbering.count(number, level));
        let place = place.unwrap_or(Place::Start);
        let line = Line { order, made_of: vec![order], table: None, text, role, place, number };
        match self.row.as_mut().filter(|_| self.tables > 0) {
            Some(row) => match row.cells.last_mut() {
                Some(cell) => cell.lines.push(line),
                None => row.cells.push(Cell { lines: vec![line], ..Cell::default() }),
            },
            // What a table needs behind it.
            None if line.role.is_some_and(Role::is_cell) && line.text.text.is_empty() => {}
            None => self.lines.push(Line { role: line.role.filter(|role| !role.is_cell()), ..line }),
        }
    }

    fn finish(mut self, properties: &Properties) -> Traced {
        self.lines.sort_by_key(|line| line.order);
        let words: String = self.lines.iter().map(|line| line.text.text.as_str()).collect();
        let lang = if properties.ours { properties.lang } else { None };
        let lang = lang.or_else(|| Lang::guess(&words)).or(properties.lang).unwrap_or_default();
        self.tell_roles(lang);
        let (paragraphs, starts) = self.settle(lang);
        let marks = joined(paragraphs.iter().map(|(_, text)| text));
        let places = places(paragraphs.iter().map(|(_, text)| text));
        let paragraphs: Vec<(Role, String)> = paragraphs.into_iter().map(|(role, text)| (role, text.text)).collect();
        let mut document = Document::new(lang, properties.form.clone(), &paragraphs, Author::Import).with_marks(&marks);
        document.set_classification(properties.classification);
        document.set_sheet(sheet::known(properties.sheet.as_deref()));
        let place = |id: i64| {
            let of = |begins: bool| places.iter().find(|(_, what, b)| *what == id && *b == begins).map(|(at, ..)| *at);
            let end = of(false)?;
            Some(Span::new(of(true).unwrap_or(end), end))
        };
        *document.comments_mut() = std::mem::take(&mut self.said).comments(place);
        let losses = self.losses.list(|order| {
            let at = starts.partition_point(|(start, _)| *start < order).min(starts.len().saturating_sub(1));
            starts.get(at).map_or(0, |(_, paragraph)| *paragraph)
        });
        if let Some(trace) = &mut self.trace {
            trace.ours = properties.ours;
        }
        let revised = self.revisers.take();
        let revised = revised.map(|authors| Revised { authors, revisions: self.revisions(&places) });
        (Read { losses, document, source: Source::new(Kind::Docx) }, revised, self.trace)
    }

    fn tell_roles(&mut self, lang: Lang) {
        let mut lines: Vec<guess::Line<'_>> = self
            .lines
            .iter()
            .map(|line| {
                let counted = line.number.as_ref().map(|_| Role::Body);
                guess::Line { text: &line.text.text, place: line.place, role: line.role.or(counted) }
            })
            .collect();
        guess::roles(&mut lines, lang);
        let found: Vec<Option<Role>> = lines.into_iter().map(|line| line.role).collect();
        for (line, role) in self.lines.iter_mut().zip(found) {
            if line.role.is_some() || line.number.is_some() {
                continue;
            }
            line.role = role;
            // The role says where it stands, spaces need not.
            if role.is_some() && line.text.text.starts_with(['\u{3000}', ' ', '\t']) {
                line.text.trim();
                self.losses.add("loss-placed-by-spaces", line.order);
            }
        }
    }

    /// The paragraphs with their numbers made items or text, and for each line that was read its first paragraph.
    fn settle(&mut self, lang: Lang) -> (Vec<(Role, Marked)>, Vec<Start>) {
        let mut paragraphs = Vec::with_capacity(self.lines.len());
        let mut starts = Vec::with_capacity(self.lines.len());
        let mut counter = role::Counter::new(lang);
        // The level of the last item, where counting has begun.
        let mut innermost: Option<usize> = None;
        for line in std::mem::take(&mut self.lines) {
            starts.push((line.order, paragraphs.len()));
            if let Some(trace) = &mut self.trace {
                trace.line(line.made_of, line.table, paragraphs.len());
            }
            let mut role = line.role.unwrap_or_default();
            let mut text = line.text;
            let own_level = if let Role::Item(level) = role { Some(usize::from(level)) } else { None };
            match line.number {
                None if own_level.is_some() => role = Role::Body,
                None => {}
                Some(number) if number.bullet => {
                    if !number.label.is_empty() {
                        self.losses.add("loss-bullets", line.order);
                        text.prefix(if lang == Lang::Ja { "・" } else { "• " });
                    }
                    if own_level.is_some() {
                        role = Role::Body;
                    }
                }
                Some(number) => {
                    // (1) may open a list of its own, but no list leaps from 1 to a.
                    let reachable = |level: &usize| *level == number.level || *level <= innermost.map_or(1, |l| l + 1);
                    let exact = own_level.or_else(|| number.item_level(lang).filter(reachable));
                    let level = exact.or_else(|| number.is_plain().then_some(number.level.min(5)));
                    let can_be = matches!(role, Role::Body | Role::Item(_));
                    let level = level.and_then(|level| u8::try_from(level).ok());
                    let counted = |level: &u8| i64::try_from(counter.ordinal(*level)) == Ok(number.ordinal);
                    match level.filter(|level| can_be && counted(level)) {
                        Some(level) => {
                            role = Role::Item(level);
                            if exact.is_none() {
                                self.losses.add("loss-numbering-style", line.order);
                            }
                        }
                        None => {
                            self.losses.add("loss-numbering-as-text", line.order);
                            let space = if lang == Lang::Ja { "\u{3000}" } else { " " };
                            text.prefix(&format!("{}{space}", number.label));
                            if own_level.is_some() {
                                role = Role::Body;
                            }
                        }
                    }
                }
            }
            counter.count(role);
            innermost = match role {
                Role::Item(level) => Some(usize::from(level)),
                Role::Ki | Role::Heading(_) | Role::Title => None,
                _ => innermost,
            };
            for (at, line) in text.lines().into_iter().enumerate() {
                // What follows a break in an item is no item of its own.
                let role = if at > 0 && matches!(role, Role::Item(_)) { Role::Body } else { role };
                paragraphs.push((role, line));
            }
        }
        (paragraphs, starts)
    }
}
