//! The pages as a file: glyphs with the text they stand for, structure in the order of reading, bookmarks.

use super::Archived;
use crate::document::tables::Table;
use crate::document::{Document, Role};
use crate::format::pages::{Dot, Face, HEAVIER, Ink, Pages, Part, Placed};
use crate::format::{Error, Loss, Written, docx};
use krilla::SerializeSettings;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::Accessibility;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};
use krilla::text::{Font, GlyphId};
use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::ops::Range;

pub(in crate::format) fn write(document: &Document, archive: Option<Archived>) -> Result<Written, Error> {
    let pages = Pages::of(document);
    // With the rules for accessible files checked; a file that breaks one of them is still a file.
    let configurations = [true, false].map(|accessible| {
        let builder = ConfigurationBuilder::new();
        let builder = if accessible { builder.with_accessibility_validator(Accessibility::UA1) } else { builder };
        match archive {
            Some(archive) => builder.with_archival_validator(archive.standard.validator()).finish(),
            None => builder.finish(),
        }
    });
    let mut made = configurations.into_iter().flatten().filter_map(|configuration| {
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        file(document, &pages, settings, archive)
    });
    let Some(bytes) = made.next() else {
        // Only the rules of an archive can refuse a document that fits in memory.
        return Err(if archive.is_some() { Error::NoArchive } else { Error::TooBig });
    };
    let mut losses: Vec<Loss> = docx::unwritable(document).into_iter().collect();
    losses.extend(missing(document, &pages));
    Ok(Written { bytes, losses })
}

/// Characters that no face has; 〓 stands for them.
fn missing(document: &Document, pages: &Pages) -> Option<Loss> {
    let (mut found, mut count, mut first) = (Vec::new(), 0usize, None);
    for placed in pages.pages.iter().flat_map(|page| &page.lines) {
        let text = match &placed.part {
            Part::Label => continue,
            Part::Words => &pages.texts[placed.paragraph],
            Part::Reading(reading) => &**reading,
        };
        for glyph in placed.glyphs.iter().filter(|glyph| glyph.missing) {
            count += 1;
            first.get_or_insert(placed.paragraph);
            let shown = text[glyph.bytes.clone()].to_owned();
            if !found.contains(&shown) && found.len() < 10 {
                found.push(shown);
            }
        }
    }
    let first: usize = first.filter(|_| !document.is_empty())?;
    let args =
        vec![("count", count.to_string()), ("characters", found.join(" ")), ("paragraph", (first + 1).to_string())];
    Some(Loss { id: "loss-glyphs", args })
}

/// What of a paragraph is on the pages: its number and its words.
#[derive(Default)]
struct Parts {
    label: Vec<Identifier>,
    words: Vec<Identifier>,
}

fn file(document: &Document, pages: &Pages, settings: SerializeSettings, archive: Option<Archived>) -> Option<Vec<u8>> {
    let fonts: BTreeMap<Face, Font> =
        Face::ALL.into_iter().filter_map(|face| Some((face, Font::new(face.data().into(), 0)?))).collect();
    let lang = document.lang();
    let mut pdf = krilla::Document::new_with(settings);
    let mut parts: BTreeMap<usize, Parts> = BTreeMap::new();
    let mut places: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut sheet = pdf.start_page_with(PageSettings::from_wh(pages.size.0, pages.size.1)?);
        let mut surface = sheet.surface();
        // The lines of a paragraph are one piece of the structure: who reads it aloud goes on from line to line.
        let of = |placed: &Placed| (placed.paragraph, placed.part == Part::Label);
        for piece in page.lines.chunk_by(|a, b| of(a) == of(b)) {
            let (paragraph, is_label) = of(&piece[0]);
            places.entry(paragraph).or_insert((number, piece[0].top.max(0.0)));
            if piece.iter().all(|placed| placed.glyphs.is_empty()) {
                continue;
            }
            let tag = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(Some(lang.code()))));
            for placed in piece {
                let text = match (&placed.part, &pages.labels[paragraph]) {
                    (Part::Label, Some(label)) => label,
                    (Part::Reading(reading), _) => &**reading,
                    _ => &pages.texts[paragraph],
                };
                draw(&mut surface, &placed.glyphs, text, &fonts);
            }
            surface.end_tagged();
            let part = parts.entry(paragraph).or_default();
            if is_label { part.label.push(tag) } else { part.words.push(tag) }
        }
        for rule in &page.rules {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.set_stroke(Some(Stroke { width: rule.width, ..Stroke::default() }));
            surface.set_fill(None);
            let mut path = PathBuilder::new();
            path.move_to(rule.from.0, rule.from.1);
            path.line_to(rule.to.0, rule.to.1);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
            surface.set_stroke(None);
            surface.end_tagged();
        }
        if !page.dots.is_empty() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.set_fill(Some(Fill::default()));
            page.dots.iter().filter_map(circle).for_each(|circle| surface.draw_path(&circle));
            surface.set_fill(None);
            surface.end_tagged();
        }
        for (text, glyphs) in &page.edges {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
            draw(&mut surface, glyphs, text, &fonts);
            surface.end_tagged();
        }
        surface.finish();
        sheet.finish();
    }
    pdf.set_outline(outline(document, pages, &places));
    pdf.set_tag_tree(structure(document, pages, parts));
    let title = title(document);
    let metadata = Metadata::new()
        .title(if title.is_empty() { "-".to_owned() } else { title })
        .language(lang.code().to_owned())
        .creator("Kian".to_owned());
    let metadata = match archive {
        Some(archive) => metadata.creation_date(date(archive.at)),
        None => metadata,
    };
    pdf.set_metadata(metadata);
    pdf.finish().ok()
}

/// A time as PDF has it, in UTC.
fn date(at: i64) -> DateTime {
    let time = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::from_millisecond(at).unwrap_or_default());
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    DateTime::new(u16::try_from(time.year()).unwrap_or(1970))
        .month(part(time.month()))
        .day(part(time.day()))
        .hour(part(time.hour()))
        .minute(part(time.minute()))
        .second(part(time.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// The words a file is called by: its 件名, else its first line that says something.
fn title(document: &Document) -> String {
    let says = |index: &usize| !document.text().line(*index).trim().is_empty();
    let titled = (0..document.len()).filter(|index| document.roles()[*index] == Role::Title).find(says);
    let found = titled.or_else(|| (0..document.len()).find(says));
    found.map_or_else(String::new, |index| document.text().line(index).trim().to_owned())
}

/// A circle, as four curves.
fn circle(dot: &Dot) -> Option<Path> {
    let Dot { x, y, radius: r } = *dot;
    // How far the handles of a quarter of a circle reach.
    let c = r * 0.5523;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + c, x + c, y + r, x, y + r);
    path.cubic_to(x - c, y + r, x - r, y + c, x - r, y);
    path.cubic_to(x - r, y - c, x - c, y - r, x, y - r);
    path.cubic_to(x + c, y - r, x + r, y - c, x + r, y);
    path.close();
    path.finish()
}

/// Whether a glyph goes on where the one before it ends, in the same letters on the same base line.
fn goes_on(before: &Ink, glyph: &Ink) -> bool {
    let same =
        (before.face, before.size, before.heavy, before.turned) == (glyph.face, glyph.size, glyph.heavy, glyph.turned);
    let (along, across) =
        if glyph.turned { (glyph.y - before.y, glyph.x - before.x) } else { (glyph.x - before.x, glyph.y - before.y) };
    same && across.abs() < 0.001 && (along - before.advance).abs() < 0.01
}

impl krilla::text::Glyph for Ink {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }

    fn text_range(&self) -> Range<usize> {
        self.bytes.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance / self.size * size
    }

    fn x_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}

fn draw(surface: &mut Surface<'_>, glyphs: &[Ink], text: &str, fonts: &BTreeMap<Face, Font>) {
    for run in glyphs.chunk_by(goes_on) {
        let (first, Some(font)) = (&run[0], fonts.get(&run[0].face)) else { continue };
        if first.heavy {
            surface.set_fill(Some(Fill::default()));
            surface.set_stroke(Some(Stroke { width: first.size * HEAVIER, ..Stroke::default() }));
        }
        if first.turned {
            surface.push_transform(&Transform::from_rotate_at(90.0, first.x, first.y));
        }
        let start = Point::from_xy(first.x, first.y);
        surface.draw_glyphs(start, run, font.clone(), text, first.size, false);
        if first.turned {
            surface.pop();
        }
        if first.heavy {
            surface.set_fill(None);
            surface.set_stroke(None);
        }
    }
}

/// The level of each heading in the structure of the file: the title is the first, and none is left out on the way down.
fn levels(document: &Document) -> Vec<Option<u16>> {
    let titled = document.roles().contains(&Role::Title);
    let mut last = 0u16;
    let level = |role: &Role| {
        let wanted = match role {
            Role::Title => 1,
            Role::Heading(level) => u16::from((*level).max(1)) + u16::from(titled),
            _ => return None,
        };
        last = wanted.min(last + 1);
        Some(last)
    };
    document.roles().iter().map(level).collect()
}

fn outline(document: &Document, pages: &Pages, places: &BTreeMap<usize, (usize, f32)>) -> Outline {
    let destination = |index: usize| {
        let (page, y) = places.get(&index).copied().unwrap_or((0, 0.0));
        XyzDestination::new(page, Point::from_xy(pages.margins.0, y))
    };
    let mut outline = Outline::new();
    // Nodes that are open, each with its level.
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    fn close(open: &mut Vec<(u16, OutlineNode)>, outline: &mut Outline) {
        if let Some((_, node)) = open.pop() {
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    }
    let mut any = false;
    for (index, level) in levels(document).into_iter().enumerate() {
        let Some(level) = level else { continue };
        let text = pages.texts[index].trim().to_owned();
        if text.is_empty() {
            continue;
        }
        while open.last().is_some_and(|(last, _)| *last >= level) {
            close(&mut open, &mut outline);
        }
        any = true;
        open.push((level, OutlineNode::new(text, destination(index)).with_open(true)));
    }
    while !open.is_empty() {
        close(&mut open, &mut outline);
    }
    let title = title(document);
    if !any && !title.is_empty() {
        outline.push_child(OutlineNode::new(title, destination(0)));
    }
    outline
}

/// A table; the first of several rows is the heads of its columns.
fn table_structure(table: &Table, parts: &mut BTreeMap<usize, Parts>) -> TagGroup {
    let mut group = TagGroup::new(Tag::Table);
    for row in 0..table.rows {
        let mut cells = TagGroup::new(Tag::TR);
        for index in table.row(row) {
            let mut cell = if row == 0 && table.rows > 1 {
                TagGroup::new(Tag::TH(TableHeaderScope::Column))
            } else {
                TagGroup::new(Tag::TD)
            };
            let words = parts.remove(&index).map(|part| part.words).unwrap_or_default();
            words.into_iter().for_each(|identifier| cell.push(identifier));
            cells.push(cell);
        }
        group.push(cells);
    }
    group
}

/// An item of a list: its number, and its words with the lists below them. PDF/UA allows nothing else in an item.
#[derive(Default)]
struct Item {
    label: Vec<Identifier>,
    body: Vec<Node>,
}

/// A list that is open, with the item that is being filled.
struct List {
    depth: u8,
    group: TagGroup,
    item: Item,
}

impl List {
    /// Puts the item that was being filled into the list, and goes on with another.
    fn begin(&mut self, next: Item) {
        let Item { label, body } = std::mem::replace(&mut self.item, next);
        let mut item = TagGroup::new(Tag::LI);
        if !label.is_empty() {
            item.push(TagGroup::with_children(Tag::Lbl, label.into_iter().map(Node::from).collect()));
        }
        if !body.is_empty() {
            item.push(TagGroup::with_children(Tag::LBody, body));
        }
        self.group.push(item);
    }
}

/// The structure: headings, paragraphs, and lists with their numbers.
fn structure(document: &Document, pages: &Pages, mut parts: BTreeMap<usize, Parts>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(document.lang().code().to_owned()));
    // Lists that are open, the outermost first.
    let mut open: Vec<List> = Vec::new();
    fn close(open: &mut Vec<List>, tree: &mut TagTree) {
        if let Some(mut list) = open.pop() {
            list.begin(Item::default());
            match open.last_mut() {
                Some(outer) => outer.item.body.push(Node::Group(list.group)),
                None => tree.push(list.group),
            }
        }
    }
    for (index, level) in levels(document).into_iter().enumerate() {
        let role = document.roles()[index];
        if role.is_cell() {
            if let Some(table) = document.table_at(index).filter(|table| table.first == index) {
                while !open.is_empty() {
                    close(&mut open, &mut tree);
                }
                tree.push(table_structure(&table, &mut parts));
            }
            continue;
        }
        let Some(Parts { label, words }) = parts.remove(&index) else { continue };
        let filled = |mut group: TagGroup, identifiers: Vec<Identifier>| {
            identifiers.into_iter().for_each(|identifier| group.push(identifier));
            group
        };
        if let Role::Item(depth) = role {
            while open.last().is_some_and(|list| list.depth > depth) {
                close(&mut open, &mut tree);
            }
            let item = Item { label, body: words.into_iter().map(Node::from).collect() };
            match open.last_mut() {
                Some(list) if list.depth == depth => list.begin(item),
                _ => open.push(List { depth, group: TagGroup::new(Tag::L(ListNumbering::Decimal)), item }),
            }
            continue;
        }
        while !open.is_empty() {
            close(&mut open, &mut tree);
        }
        let text = || Some(pages.texts[index].trim()).filter(|text| !text.is_empty());
        let group = match level.and_then(NonZeroU16::new).and_then(|level| Some((level, text()?))) {
            Some((level, text)) => TagGroup::new(Tag::Hn(level, Some(text.to_owned()))),
            None => TagGroup::new(Tag::P),
        };
        tree.push(filled(group, words));
    }
    while !open.is_empty() {
        close(&mut open, &mut tree);
    }
    tree
}
