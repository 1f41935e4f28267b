//! Reading: what a text document says, whoever made it. What a document of ours cannot carry is counted.

use super::MIME;
use super::style;
use super::write::{CLASSIFICATION, FORM};
use crate::document::sheet;
use crate::document::tables::{self, MOST_COLUMNS};
use crate::document::{Author, Classification, Comment, Comments, Document, Face, Look, Note, Role, role};
use crate::format::docx;
use crate::format::docx::SHEET;
use crate::format::docx::xml::{Node, Part, Tag, Vocabulary, Xml};
use crate::format::guess::{self, Place};
use crate::format::losses::Losses;
use crate::format::marked::{Marked, joined, places};
use crate::format::package::Package;
use crate::format::{Error, Kind, Read, Source};
use crate::text::{Lang, Span};
use std::collections::HashMap;

/// A left margin from which a paragraph stands on the right half of a page, in points.
const FAR_IN: f32 = 200.0;
/// Styles that inherit from each other beyond this go round in circles.
const LONGEST_CHAIN: usize = 20;

pub(in crate::format) fn read(bytes: &[u8]) -> Result<Read, Error> {
    let mut package = Package::open(bytes)?;
    if package.has("mimetype") && !package.text("mimetype")?.trim().starts_with(MIME) {
        return Err(Error::Damaged { part: "mimetype".to_owned() });
    }
    if package.has("META-INF/manifest.xml") && is_encrypted(&Part::load(&mut package, "META-INF/manifest.xml")?)? {
        return Err(Error::Encrypted);
    }
    let meta =
        if package.has("meta.xml") { Meta::read(&Part::load(&mut package, "meta.xml")?)? } else { Meta::default() };
    let mut walk = Walk { ours: meta.ours, ..Walk::default() };
    if package.has("styles.xml") {
        walk.styles(&Part::load(&mut package, "styles.xml")?, true)?;
    }
    let content = Part::load(&mut package, "content.xml")?;
    walk.styles(&content, false)?;
    walk.body(&content)?;
    if package.has("META-INF/documentsignatures.xml") {
        walk.losses.add("loss-signature", 0);
    }
    Ok(walk.finish(meta))
}

fn is_encrypted(part: &Part) -> Result<bool, Error> {
    let mut xml = part.read();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.vocabulary == Vocabulary::Manifest && tag.name() == "encryption-data" => {
                return Ok(true);
            }
            Node::End => return Ok(false),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Meta {
    ours: bool,
    lang: Option<Lang>,
    form: Option<String>,
    sheet: Option<String>,
    classification: Option<Classification>,
}

impl Meta {
    fn read(part: &Part) -> Result<Self, Error> {
        let mut meta = Self::default();
        let mut xml = part.read();
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "generator" => meta.ours = xml.text_inside()? == "Kian",
                    "language" => {
                        let code = xml.text_inside()?;
                        meta.lang = code.split('-').next().and_then(Lang::from_code);
                    }
                    "user-defined" => {
                        let name = tag.attribute("name").unwrap_or_default();
                        let value = xml.text_inside()?;
                        match name.as_str() {
                            FORM => meta.form = Some(value).filter(|form| !form.is_empty()),
                            SHEET => meta.sheet = Some(value),
                            CLASSIFICATION => meta.classification = Classification::from_code(&value),
                            _ => {}
                        }
                    }
                    _ => {}
                },
                Node::End => return Ok(meta),
                _ => {}
            }
        }
    }
}

/// A style, as far as it matters.
#[derive(Clone, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    place: Option<Place>,
    far_in: Option<bool>,
    outline: Option<u8>,
    breaks_page: bool,
    hidden: bool,
    /// Looks it gives or takes.
    looks: Vec<(Look, bool)>,
    /// Whether it has more than a document can carry.
    formatted: bool,
    struck: bool,
}

/// What stands in front of an item: how deep it is in lists, and its number where it has one.
#[derive(Clone, Copy)]
struct Mark {
    depth: usize,
    number: Option<usize>,
}

/// How the words of an open element are set off.
#[derive(Clone, Copy, Default)]
struct Format {
    hidden: bool,
    formatted: bool,
    struck: bool,
    face: Face,
}

/// A comment, or an answer to one.
struct Said {
    name: String,
    parent: Option<String>,
    resolved: bool,
    note: Note,
}

struct Line {
    order: usize,
    role: Option<Role>,
    text: Marked,
    mark: Option<Mark>,
    place: Place,
}

/// A list that is open.
struct List {
    /// Whether each level has numbers, from its style.
    numbers: Option<Vec<bool>>,
    id: Option<String>,
}

#[derive(Default)]
struct Walk {
    ours: bool,
    known: HashMap<String, Style>,
    /// For each list style, which levels have numbers.
    lists: HashMap<String, Vec<bool>>,
    losses: Losses,
    lines: Vec<Line>,
    order: usize,
    open: Option<Line>,
    open_lists: Vec<List>,
    /// Counts of the list that is open, or was, by level.
    counts: Vec<usize>,
    last_list: Option<String>,
    /// The mark of the item that was just opened.
    mark: Option<Mark>,
    hidden: usize,
    formats: Vec<Format>,
    /// Where the words under a reading begin.
    ruby: Option<usize>,
    /// What was said about the text, by the number that places speak of.
    said: Vec<Said>,
    /// The rows of the outermost table, so far.
    rows: Vec<Vec<Marked>>,
    /// How many columns the open cell covers.
    covers: usize,
    tables: usize,
}

impl Walk {
    fn styles(&mut self, part: &Part, named: bool) -> Result<(), Error> {
        let mut xml = part.read();
        let mut open: Option<(String, Style)> = None;
        let mut list: Option<String> = None;
        loop {
            let node = xml.next()?;
            match node {
                Node::Open(tag) => match (tag.vocabulary, tag.name()) {
                    (Vocabulary::Office, "body" | "master-styles") => {
                        if tag.name() == "body" {
                            break;
                        }
                        self.master(&mut xml)?;
                    }
                    (Vocabulary::Style, "style") => {
                        if let Some((id, style)) = open.take() {
                            self.known.insert(id, style);
                        }
                        let id = tag.attribute("name").unwrap_or_default();
                        let shown = tag.attribute("display-name").unwrap_or_else(|| id.replace("_20_", " "));
                        let outline = tag.attribute("default-outline-level").and_then(|level| level.parse().ok());
                        let style = Style {
                            name: if named { shown } else { String::new() },
                            parent: tag.attribute("parent-style-name"),
                            outline,
                            ..Style::default()
                        };
                        open = Some((id, style));
                    }
                    (Vocabulary::Style, "paragraph-properties") => {
                        if let Some((_, style)) = &mut open {
                            style.place = match tag.attribute("text-align").as_deref() {
                                Some("center") => Some(Place::Middle),
                                Some("end" | "right") => Some(Place::End),
                                Some(_) => Some(Place::Start),
                                None => None,
                            };
                            style.far_in = tag.attribute("margin-left").map(|margin| length(&margin) > FAR_IN);
                            style.breaks_page = tag.attribute("break-before").as_deref() == Some("page")
                                || tag.attribute("break-after").as_deref() == Some("page");
                        }
                    }
                    (Vocabulary::Style, "text-properties") => {
                        if let Some((_, style)) = &mut open {
                            let says = |name: &str, plain: &[&str]| {
                                tag.attribute(name).is_some_and(|value| !plain.contains(&value.as_str()))
                            };
                            style.hidden = tag.attribute("display").as_deref() == Some("none");
                            style.struck = says("text-line-through-style", &["none"]);
                            style.looks = looks(&tag);
                            style.formatted = !named
                                && (says("font-style", &["normal"])
                                    || says("color", &["#000000"])
                                    || says("background-color", &["transparent"]));
                        }
                    }
                    (Vocabulary::Text, "list-style") => {
                        let name = tag.attribute("name").unwrap_or_default();
                        self.lists.insert(name.clone(), Vec::new());
                        list = Some(name);
                    }
                    (Vocabulary::Text, "outline-style") => xml.skip()?,
                    (
                        Vocabulary::Text,
                        kind @ ("list-level-style-number" | "list-level-style-bullet" | "list-level-style-image"),
                    ) => {
                        let numbers = kind == "list-level-style-number"
                            && tag.attribute("num-format").is_some_and(|format| !format.is_empty());
                        if let Some(levels) = list.as_ref().and_then(|name| self.lists.get_mut(name)) {
                            levels.push(numbers);
                        }
                    }
                    _ => {}
                },
                Node::End => break,
                _ => {}
            }
        }
        if let Some((id, style)) = open {
            self.known.insert(id, style);
        }
        Ok(())
    }

    /// Headers and footers: whether they say more than a page number.
    fn master(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut depth = 1usize;
        let mut said = false;
        while depth > 0 {
            match xml.next()? {
                Node::Open(tag)
                    if tag.vocabulary == Vocabulary::Text && matches!(tag.name(), "page-number" | "page-count") =>
                {
                    xml.skip()?;
                }
                Node::Open(tag) => {
                    said |= tag.vocabulary == Vocabulary::Draw && tag.name() == "frame";
                    depth += 1;
                }
                Node::Text(text) => said |= text.chars().any(char::is_alphabetic),
                Node::Close => depth -= 1,
                Node::End => break,
            }
        }
        if said && !self.ours {
            self.losses.add("loss-headers", 0);
        }
        Ok(())
    }

    /// The style `id` and those it inherits from, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let mut next = id;
        let found = std::iter::from_fn(move || {
            let id = next?;
            let style = self.known.get(id)?;
            next = style.parent.as_deref();
            Some((id, style))
        });
        found.take(LONGEST_CHAIN)
    }

    fn body(&mut self, part: &Part) -> Result<(), Error> {
        let mut xml = part.read();
        // To the text itself.
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.vocabulary == Vocabulary::Office && tag.name() == "text" => break,
                Node::End => return Err(Error::Damaged { part: part.name.clone() }),
                _ => {}
            }
        }
        let mut frames: Vec<Frame> = Vec::new();
        loop {
            match xml.next()? {
                Node::Open(tag) => {
                    if let Some(frame) = self.begin(&mut xml, &tag)? {
                        frames.push(frame);
                    }
                }
                Node::Text(text) => {
                    if self.open.is_some() && frames.iter().any(|frame| matches!(frame, Frame::Paragraph(_))) {
                        self.words(&text);
                    }
                }
                Node::Close => match frames.pop() {
                    Some(frame) => self.end(frame),
                    None => break,
                },
                Node::End => break,
            }
        }
        self.close();
        Ok(())
    }

    fn lose(&mut self, id: &'static str) {
        let order = self.open.as_ref().map_or(self.order + 1, |line| line.order);
        self.losses.add(id, order);
    }

    /// Begins an element; `None` if it was read to its end.
    fn begin(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Option<Frame>, Error> {
        let frame = match (tag.vocabulary, tag.name()) {
            (Vocabulary::Text, "p" | "h") => {
                let outer = self.open.take();
                self.begin_paragraph(tag);
                Frame::Paragraph(outer.map(Box::new))
            }
            (Vocabulary::Text, "list") => {
                self.begin_list(tag);
                Frame::List
            }
            (Vocabulary::Text, "list-item" | "list-header") => {
                let depth = self.open_lists.len().saturating_sub(1);
                let numbers = self.open_lists.iter().rev().find_map(|list| list.numbers.as_ref());
                let counts = numbers.is_none_or(|levels| levels.get(depth).copied().unwrap_or(false));
                self.mark = (tag.name() == "list-item").then_some(Mark { depth, number: counts.then_some(0) });
                Frame::Other
            }
            (Vocabulary::Text, "span") => {
                let id = tag.attribute("style-name");
                let any = |is: fn(&Style) -> bool| self.chain(id.as_deref()).any(|(_, style)| is(style));
                let mut face = self.formats.last().map_or(Face::PLAIN, |format| format.face);
                for look in Look::ALL {
                    let said = self.chain(id.as_deref()).find_map(|(_, style)| {
                        style.looks.iter().find(|(known, _)| *known == look).map(|(_, given)| *given)
                    });
                    match said {
                        Some(true) => face = face.with(look),
                        Some(false) => face = face.without(look),
                        None => {}
                    }
                }
                let format = Format {
                    hidden: any(|s| s.hidden),
                    formatted: any(|s| s.formatted),
                    struck: any(|s| s.struck),
                    face,
                };
                self.hidden += usize::from(format.hidden);
                self.formats.push(format);
                Frame::Span
            }
            (Vocabulary::Text, "s") => {
                let count = tag.attribute("c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
                self.kept(&" ".repeat(count.min(1_000)));
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Text, "tab") => {
                self.kept("\t");
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Text, "line-break") => {
                self.lose("loss-line-breaks");
                self.kept("\n");
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Text, "a") => {
                self.lose("loss-hyperlinks");
                Frame::Other
            }
            (Vocabulary::Text, "ruby-base") => {
                self.ruby = self.open.as_ref().map(|line| line.text.text.len());
                Frame::Other
            }
            (Vocabulary::Text, "ruby-text") => {
                let reading = xml.text_inside()?;
                if let (Some(from), Some(line), 0) = (self.ruby.take(), &mut self.open, self.hidden) {
                    line.text.read_as(from, &reading);
                }
                return Ok(None);
            }
            (Vocabulary::Text, "soft-page-break" | "bookmark" | "reference-mark") => {
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Text, "note") => {
                self.lose("loss-footnotes");
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Office, "annotation") => {
                let said = annotation(xml, tag)?;
                self.said.push(said);
                let number = self.said.len() as i64 - 1;
                if let Some(line) = &mut self.open {
                    let at = line.text.text.len();
                    line.text.places.push((at, number, true));
                }
                return Ok(None);
            }
            (Vocabulary::Office, "annotation-end") => {
                let name = tag.attribute("name").unwrap_or_default();
                let number = self.said.iter().position(|said| said.name == name && said.parent.is_none());
                if let (Some(number), Some(line)) = (number, &mut self.open) {
                    let at = line.text.text.len();
                    line.text.places.push((at, number as i64, false));
                }
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Text, "tracked-changes") => {
                self.tracked(xml)?;
                return Ok(None);
            }
            (
                Vocabulary::Text,
                "sequence-decls" | "user-field-decls" | "variable-decls" | "table-of-content-source",
            )
            | (Vocabulary::Office, "forms") => {
                xml.skip()?;
                return Ok(None);
            }
            (
                Vocabulary::Text,
                "date" | "time" | "page-number" | "page-count" | "author-name" | "file-name" | "sequence",
            ) => {
                self.lose("loss-fields");
                Frame::Other
            }
            (Vocabulary::Table, "table") => {
                self.close();
                if self.tables > 0 {
                    self.lose("loss-nested-tables");
                }
                self.tables += 1;
                Frame::Table
            }
            (Vocabulary::Table, "table-row") => {
                if self.tables == 1 {
                    self.rows.push(Vec::new());
                }
                Frame::Other
            }
            (Vocabulary::Table, "table-cell") => {
                let number = |name: &str| tag.attribute(name).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                if number("number-columns-spanned") > 1 || number("number-rows-spanned") > 1 {
                    self.lose("loss-merged-cells");
                }
                self.covers = number("number-columns-repeated").min(MOST_COLUMNS + 1);
                if let Some(row) = self.rows.last_mut().filter(|_| self.tables == 1) {
                    row.push(Marked::default());
                }
                Frame::Cell
            }
            (Vocabulary::Table, "covered-table-cell") => {
                if let Some(row) = self.rows.last_mut().filter(|_| self.tables == 1) {
                    row.push(Marked::default());
                }
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Table, "table-column") => {
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Draw, "text-box") => {
                self.lose("loss-text-boxes");
                Frame::Other
            }
            (Vocabulary::Draw, "image") => {
                self.lose("loss-images");
                xml.skip()?;
                return Ok(None);
            }
            (Vocabulary::Draw, "object" | "object-ole" | "plugin") => {
                self.lose("loss-embedded");
                xml.skip()?;
                return Ok(None);
            }
            _ => Frame::Other,
        };
        Ok(Some(frame))
    }

    fn end(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph(outer) => {
                self.close();
                self.open = outer.map(|outer| *outer);
            }
            Frame::List => drop(self.open_lists.pop()),
            Frame::Span => {
                if let Some(format) = self.formats.pop() {
                    self.hidden -= usize::from(format.hidden);
                }
            }
            Frame::Table => {
                self.tables -= 1;
                if self.tables == 0 {
                    self.close_table();
                }
            }
            Frame::Cell => {
                let more = std::mem::replace(&mut self.covers, 1).saturating_sub(1);
                if let Some(row) = self.rows.last_mut().filter(|_| self.tables == 1) {
                    let text = row.last().cloned().unwrap_or_default();
                    row.extend(std::iter::repeat_n(text, more));
                }
            }
            Frame::Other => {}
        }
    }

    fn tracked(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut depth = 1usize;
        while depth > 0 {
            match xml.next()? {
                Node::Open(tag) => {
                    match (tag.vocabulary, tag.name()) {
                        (Vocabulary::Text, "deletion") => self.lose("loss-tracked-deletions"),
                        (Vocabulary::Text, "insertion" | "format-change") => self.lose("loss-tracked-insertions"),
                        _ => {}
                    }
                    depth += 1;
                }
                Node::Close => depth -= 1,
                Node::Text(_) => {}
                Node::End => break,
            }
        }
        Ok(())
    }

    fn begin_list(&mut self, tag: &Tag<'_>) {
        let id = tag.attribute("id");
        if self.open_lists.is_empty() {
            let goes_on = tag.attribute("continue-numbering").as_deref() == Some("true")
                || tag.attribute("continue-list").is_some_and(|list| Some(list) == self.last_list);
            if !goes_on {
                self.counts.clear();
            }
        }
        let numbers = tag.attribute("style-name").and_then(|name| self.lists.get(&name).cloned());
        self.open_lists.push(List { numbers, id });
        if let Some(List { id: Some(id), .. }) = self.open_lists.first() {
            self.last_list = Some(id.clone());
        }
    }

    fn begin_paragraph(&mut self, tag: &Tag<'_>) {
        self.order += 1;
        let id = tag.attribute("style-name");
        let chain: Vec<(&str, &Style)> = self.chain(id.as_deref()).collect();
        let named = chain.iter().find_map(|(id, style)| style::role(id, &style.name));
        // Running text is called so in any letter; which part it is has to be told from its words then.
        let named = named.filter(|role| self.ours || *role != Role::Body);
        let outline = tag.attribute("outline-level").and_then(|level| level.parse::<u8>().ok());
        let outline = outline.or_else(|| chain.iter().find_map(|(_, style)| style.outline)).filter(|level| *level > 0);
        let heading = (tag.name() == "h").then(|| Role::Heading(outline.unwrap_or(1).min(6)));
        let role = named.or(heading);
        let far_in = chain.iter().find_map(|(_, style)| style.far_in).unwrap_or(false);
        let place = chain.iter().find_map(|(_, style)| style.place).unwrap_or(Place::Start);
        let place = if far_in && place == Place::Start { Place::End } else { place };
        let breaks = chain.first().is_some_and(|(_, style)| style.breaks_page);
        let mut mark = self.mark.take();
        if let Some(Mark { depth, number: Some(number) }) = &mut mark {
            if self.counts.len() <= *depth {
                self.counts.resize(*depth + 1, 0);
            }
            self.counts.truncate(*depth + 1);
            self.counts[*depth] += 1;
            *number = self.counts[*depth];
        }
        self.open = Some(Line { order: self.order, role, text: Marked::default(), mark, place });
        if breaks && !self.ours {
            self.lose("loss-page-breaks");
        }
    }

    /// Takes in text; several spaces are one, and none stands at the start.
    fn words(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let starts = self
            .open
            .as_ref()
            .is_none_or(|line| line.text.text.is_empty() || line.text.text.ends_with(['\t', '\n', ' ']));
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                words.push(c);
            } else if !(words.ends_with(' ') || words.is_empty() && starts) {
                words.push(' ');
            }
        }
        self.kept(&words);
    }

    fn kept(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.hidden > 0 {
            self.lose("loss-hidden-text");
            return;
        }
        for (is, id) in [
            (self.formats.iter().any(|format| format.formatted), "loss-formatting"),
            (self.formats.iter().any(|format| format.struck), "loss-strikethrough"),
        ] {
            if is && !text.trim().is_empty() {
                self.lose(id);
            }
        }
        let face = self.formats.last().map_or(Face::PLAIN, |format| format.face);
        if let Some(line) = &mut self.open {
            line.text.write(text, face);
        }
    }

    fn close(&mut self) {
        let Some(line) = self.open.take() else { return };
        match self.rows.last_mut().filter(|_| self.tables > 0).and_then(|row| row.last_mut()) {
            Some(cell) => {
                let mut text = line.text;
                text.text = tables::one_line(&text.text);
                if !self.ours {
                    text.text = text.text.replace('\t', " ");
                }
                let several = !cell.text.is_empty() && !text.text.is_empty();
                if several {
                    cell.write(" ", Face::PLAIN);
                    self.losses.add("loss-cell-lines", line.order);
                }
                cell.append(text);
            }
            None => self.lines.push(line),
        }
    }

    fn close_table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        // Empty cells that fill a sheet to its edge are none of the table.
        let filled = |row: &Vec<Marked>| row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |at| at + 1);
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = if widest > MOST_COLUMNS { rows.iter().map(filled).max().unwrap_or(0) } else { widest };
        let ours = self.ours;
        let mut line = |role: Option<Role>, text: Marked| {
            self.order += 1;
            self.lines.push(Line { order: self.order, role, text, mark: None, place: Place::Start });
        };
        match columns {
            0 => {}
            1 if ours => rows.into_iter().flatten().for_each(|text| line(Some(Role::Cell(0)), text)),
            1 => rows.into_iter().flatten().filter(|text| !text.text.is_empty()).for_each(|text| line(None, text)),
            2..=MOST_COLUMNS => {
                for mut row in rows.drain(..) {
                    row.resize(columns, Marked::default());
                    for (column, text) in (0u8..).zip(row) {
                        line(Some(Role::Cell(column)), text);
                    }
                }
            }
            _ => {
                for row in rows {
                    let mut text = Marked::default();
                    for (at, cell) in row.into_iter().enumerate() {
                        text.write(if at > 0 { "\t" } else { "" }, Face::PLAIN);
                        text.append(cell);
                    }
                    text.cut(Span::new(0, text.text.trim_end_matches('\t').len()));
                    line(Some(Role::Body), text);
                }
                self.losses.add("loss-tables", self.order);
            }
        }
    }

    fn finish(mut self, meta: Meta) -> Read {
        self.lines.sort_by_key(|line| line.order);
        let words: String = self.lines.iter().map(|line| line.text.text.as_str()).collect();
        let lang = if meta.ours { meta.lang } else { Lang::guess(&words).or(meta.lang) }.unwrap_or_default();
        let mut guessed: Vec<guess::Line<'_>> = self
            .lines
            .iter()
            .map(|line| {
                let role = line.role.or(line.mark.map(|_| Role::Body));
                guess::Line { text: &line.text.text, place: line.place, role }
            })
            .collect();
        if !meta.ours {
            guess::roles(&mut guessed, lang);
        }
        let roles: Vec<Option<Role>> = guessed.into_iter().map(|line| line.role).collect();
        let mut counter = role::Counter::new(lang);
        let mut paragraphs: Vec<(Role, Marked)> = Vec::with_capacity(self.lines.len());
        let mut starts: Vec<(usize, usize)> = Vec::with_capacity(self.lines.len());
        for (line, guessed) in std::mem::take(&mut self.lines).into_iter().zip(roles) {
            starts.push((line.order, paragraphs.len()));
            let (mut role, mut text) = (guessed.unwrap_or_default(), line.text);
            if line.role.is_none() && role != Role::Body && text.text.starts_with(['\u{3000}', ' ', '\t']) {
                text.trim();
                self.losses.add("loss-placed-by-spaces", line.order);
            }
            let own = meta.ours && matches!(line.role, Some(Role::Item(_)));
            if let Some(mark) = line.mark.filter(|_| !own && !matches!(line.role, Some(Role::Heading(_)))) {
                let depth = u8::try_from(mark.depth.min(5)).unwrap_or(5);
                match mark.number {
                    Some(number) if counter.ordinal(depth) == number => role = Role::Item(depth),
                    Some(number) => {
                        self.losses.add("loss-numbering-as-text", line.order);
                        let space = if lang == Lang::Ja { "\u{3000}" } else { " " };
                        text.prefix(&format!("{number}{space}"));
                    }
                    None => {
                        self.losses.add("loss-bullets", line.order);
                        text.prefix(if lang == Lang::Ja { "・" } else { "• " });
                    }
                }
            } else if matches!(role, Role::Item(_)) && !own {
                role = Role::Body;
            }
            counter.count(role);
            for (at, piece) in text.lines().into_iter().enumerate() {
                let role = if at > 0 && matches!(role, Role::Item(_)) { Role::Body } else { role };
                paragraphs.push((role, piece));
            }
        }
        let marks = joined(paragraphs.iter().map(|(_, text)| text));
        let places = places(paragraphs.iter().map(|(_, text)| text));
        let paragraphs: Vec<(Role, String)> = paragraphs.into_iter().map(|(role, text)| (role, text.text)).collect();
        let mut document = Document::new(lang, meta.form, &paragraphs, Author::Import).with_marks(&marks);
        document.set_classification(meta.classification);
        document.set_sheet(sheet::known(meta.sheet.as_deref()));
        *document.comments_mut() = comments(std::mem::take(&mut self.said), &places);
        let losses = self.losses.list(|order| {
            let at = starts.partition_point(|(start, _)| *start < order).min(starts.len().saturating_sub(1));
            starts.get(at).map_or(0, |(_, paragraph)| *paragraph)
        });
        Read { document, losses, source: Source::new(Kind::Odt) }
    }
}

/// The looks that `style:text-properties` give, or take.
fn looks(tag: &Tag<'_>) -> Vec<(Look, bool)> {
    let mut looks = Vec::new();
    let mut say = |look: Look, name: &str, plain: &[&str]| {
        if let Some(value) = tag.attribute(name) {
            looks.push((look, !plain.contains(&value.as_str())));
        }
    };
    say(Look::Bold, "font-weight", &["normal", "100", "200", "300", "400", "500"]);
    say(Look::Underline, "text-underline-style", &["none"]);
    say(Look::Dots, "text-emphasize", &["none", "none above", "none below"]);
    if let Some(position) = tag.attribute("text-position") {
        // Up by a share of its height or by a word, then how large.
        let up = position.split_whitespace().next().unwrap_or_default();
        let raised = up == "super" || up.trim_end_matches('%').parse::<f32>().is_ok_and(|percent| percent > 0.0);
        let lowered = up == "sub" || up.starts_with('-');
        looks.push((Look::Superscript, raised));
        looks.push((Look::Subscript, lowered));
    }
    looks
}

/// What an annotation says, read to its end.
fn annotation(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Said, Error> {
    let mut said = Said {
        name: tag.attribute("name").unwrap_or_default(),
        parent: tag.attribute("parent-name").filter(|name| !name.is_empty()),
        resolved: tag.attribute("resolved").as_deref() == Some("true"),
        note: Note { author: String::new(), at: 0, text: String::new() },
    };
    let (mut depth, mut lines, mut inside) = (1usize, 0usize, 0usize);
    while depth > 0 {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "creator" => said.note.author = xml.text_inside()?,
                "date" => said.note.at = docx::time(xml.text_inside()?.trim()).unwrap_or_default(),
                "initials" | "creator-initials" | "sender-initials" | "date-string" => xml.skip()?,
                "s" => {
                    let count = tag.attribute("c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
                    said.note.text.push_str(&" ".repeat(count.min(1_000)));
                    xml.skip()?;
                }
                name => {
                    if matches!(name, "p" | "h") {
                        said.note.text.push_str(if lines > 0 { "\n" } else { "" });
                        (lines, inside) = (lines + 1, depth + 1);
                    } else if name == "line-break" {
                        said.note.text.push('\n');
                    } else if name == "tab" {
                        said.note.text.push(' ');
                    }
                    depth += 1;
                }
            },
            Node::Text(text) if inside > 0 && depth >= inside => said.note.text.push_str(&text),
            Node::Text(_) => {}
            Node::Close => depth -= 1,
            Node::End => break,
        }
    }
    said.note.text = said.note.text.trim().to_owned();
    Ok(said)
}

/// The comments, each at its place, answers with what they answer.
fn comments(said: Vec<Said>, places: &[(usize, i64, bool)]) -> Comments {
    let place = |number: usize, begins: bool| {
        places.iter().find(|(_, what, b)| *what == number as i64 && *b == begins).map(|(at, ..)| *at)
    };
    let mut found: Vec<(String, Comment)> = Vec::new();
    for (number, Said { name, parent, resolved, note }) in said.into_iter().enumerate() {
        let asked = parent.and_then(|parent| found.iter().position(|(known, _)| *known == parent));
        match (asked, place(number, true)) {
            (Some(at), _) => found[at].1.notes.push(note),
            (None, Some(start)) => {
                let span = Span::new(start, place(number, false).unwrap_or(start).max(start));
                found.push((name, Comment { span, words: String::new(), notes: vec![note], resolved }));
            }
            (None, None) => {}
        }
    }
    Comments::new(found.into_iter().map(|(_, comment)| comment).collect())
}

/// An element that is open, as far as its end matters.
enum Frame {
    Other,
    /// A paragraph, and the one around it: a text box stands inside of one.
    Paragraph(Option<Box<Line>>),
    List,
    Span,
    Table,
    Cell,
}

/// A length in points.
fn length(text: &str) -> f32 {
    let text = text.trim();
    let end = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
    let number: f32 = text[..end].parse().unwrap_or(0.0);
    number
        * match &text[end..] {
            "cm" => 28.35,
            "mm" => 2.835,
            "in" => 72.0,
            "pc" => 12.0,
            "pt" => 1.0,
            _ => 0.0,
        }
}
