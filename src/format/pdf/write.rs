//! The pages as a file: glyphs with the text they stand for, structure in the order of reading, bookmarks.

use super::face::{Face, Faces};
use super::layout::{self, PAGE, Pages, Placed};
use crate::document::tables::Table;
use crate::document::{Document, Role};
use crate::format::{Error, Loss, Written, docx, lost_marks};
use crate::text::Lang;
use krilla::SerializeSettings;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::Accessibility;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::BTreeMap;
use std::num::NonZeroU16;

/// Distance of the page number from the lower edge, in points.
const FOOT: f32 = 42.5;
/// Height of the page number.
const FOOT_SIZE: f32 = 10.5;

pub(in crate::format) fn write(document: &Document) -> Result<Written, Error> {
    let faces = Faces::new();
    let pages = layout::pages(document, &faces);
    // With the rules for accessible files checked; a file that breaks one of them is still a file.
    let strict = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let bytes = strict.ok().and_then(|strict| {
        let settings = SerializeSettings { configuration: strict, ..SerializeSettings::default() };
        file(document, &pages, &faces, settings)
    });
    let bytes = match bytes.or_else(|| file(document, &pages, &faces, SerializeSettings::default())) {
        Some(bytes) => bytes,
        None => return Err(Error::TooBig),
    };
    let mut losses: Vec<Loss> = docx::unwritable(document).into_iter().collect();
    losses.extend(missing(document, &pages));
    losses.extend(lost_marks(document));
    Ok(Written { bytes, losses })
}

/// Characters that no face has; 〓 stands for them.
fn missing(document: &Document, pages: &Pages) -> Option<Loss> {
    let (mut found, mut count, mut first) = (Vec::new(), 0usize, None);
    for placed in pages.pages.iter().flat_map(|page| &page.lines).filter(|placed| !placed.is_label) {
        let text = &pages.texts[placed.paragraph];
        for set in placed.line.glyphs.iter().filter(|set| set.glyph.missing) {
            count += 1;
            first.get_or_insert(placed.paragraph);
            let shown = text[set.bytes.clone()].to_owned();
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

fn file(document: &Document, pages: &Pages, faces: &Faces, settings: SerializeSettings) -> Option<Vec<u8>> {
    let fonts: BTreeMap<Face, Font> =
        Face::ALL.into_iter().filter_map(|face| Some((face, Font::new(face.data().into(), 0)?))).collect();
    let lang = document.lang();
    let mut pdf = krilla::Document::new_with(settings);
    let mut parts: BTreeMap<usize, Parts> = BTreeMap::new();
    let mut places: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut sheet = pdf.start_page_with(PageSettings::from_wh(PAGE.0, PAGE.1)?);
        let mut surface = sheet.surface();
        for placed in &page.lines {
            places.entry(placed.paragraph).or_insert((number, (placed.y - placed.size * 1.5).max(0.0)));
            if placed.line.glyphs.is_empty() {
                continue;
            }
            let tag = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(Some(lang.code()))));
            let text = match &pages.labels[placed.paragraph] {
                Some(label) if placed.is_label => label,
                _ => &pages.texts[placed.paragraph],
            };
            draw(&mut surface, placed, text, &fonts);
            surface.end_tagged();
            let part = parts.entry(placed.paragraph).or_default();
            if placed.is_label { part.label.push(tag) } else { part.words.push(tag) }
        }
        for (x, y, to_x, to_y) in &page.rules {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.set_stroke(Some(Stroke { width: 0.5, ..Stroke::default() }));
            surface.set_fill(None);
            let mut rule = PathBuilder::new();
            rule.move_to(*x, *y);
            rule.line_to(*to_x, *to_y);
            if let Some(rule) = rule.finish() {
                surface.draw_path(&rule);
            }
            surface.set_stroke(None);
            surface.end_tagged();
        }
        if pages.numbered {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
            page_number(&mut surface, number + 1, lang, faces, &fonts);
            surface.end_tagged();
        }
        surface.finish();
        sheet.finish();
    }
    pdf.set_outline(outline(document, pages, &places));
    pdf.set_tag_tree(structure(document, parts));
    let title = title(document);
    let metadata = Metadata::new()
        .title(if title.is_empty() { "-".to_owned() } else { title })
        .language(lang.code().to_owned())
        .creator("Kian".to_owned());
    pdf.set_metadata(metadata);
    pdf.finish().ok()
}

/// The words a file is called by: its 件名, else its first line that says something.
fn title(document: &Document) -> String {
    let says = |index: &usize| !document.text().line(*index).trim().is_empty();
    let titled = (0..document.len()).filter(|index| document.roles()[*index] == Role::Title).find(says);
    let found = titled.or_else(|| (0..document.len()).find(says));
    found.map_or_else(String::new, |index| document.text().line(index).trim().to_owned())
}

fn draw(surface: &mut Surface<'_>, placed: &Placed, text: &str, fonts: &BTreeMap<Face, Font>) {
    let glyphs = &placed.line.glyphs;
    let mut start = 0;
    while start < glyphs.len() {
        let face = glyphs[start].glyph.face;
        let end = start + glyphs[start..].iter().take_while(|set| set.glyph.face == face).count();
        let run: Vec<KrillaGlyph> = glyphs[start..end]
            .iter()
            .map(|set| {
                let advance = set.advance / placed.size;
                KrillaGlyph::new(GlyphId::new(set.glyph.id), advance, 0.0, 0.0, 0.0, set.bytes.clone(), None)
            })
            .collect();
        if let Some(font) = fonts.get(&face) {
            let point = Point::from_xy(placed.x + glyphs[start].x, placed.y);
            surface.draw_glyphs(point, &run, font.clone(), text, placed.size, false);
        }
        start = end;
    }
}

fn page_number(surface: &mut Surface<'_>, number: usize, lang: Lang, faces: &Faces, fonts: &BTreeMap<Face, Font>) {
    let face = if lang == Lang::Ja { Face::Mincho } else { Face::Gothic };
    let text = number.to_string();
    let mut glyphs = Vec::new();
    let mut width = 0.0;
    for (at, c) in text.char_indices() {
        let glyph = faces.glyph(face, c);
        glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, 0.0, 0.0, 0.0, at..at + 1, None));
        width += glyph.advance * FOOT_SIZE;
    }
    if let Some(font) = fonts.get(&face) {
        let point = Point::from_xy((PAGE.0 - width) / 2.0, PAGE.1 - FOOT);
        surface.draw_glyphs(point, &glyphs, font.clone(), &text, FOOT_SIZE, false);
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
        let text = document.text().line(index).trim().to_owned();
        let Some(level) = level.filter(|_| !text.is_empty()) else { continue };
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

/// The structure: headings, paragraphs, and lists with their numbers.
fn structure(document: &Document, mut parts: BTreeMap<usize, Parts>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(document.lang().code().to_owned()));
    // Lists that are open, each with its level and the item that is being filled.
    let mut open: Vec<(u8, TagGroup, TagGroup)> = Vec::new();
    fn close(open: &mut Vec<(u8, TagGroup, TagGroup)>, tree: &mut TagTree) {
        if let Some((_, mut list, item)) = open.pop() {
            list.push(item);
            match open.last_mut() {
                Some((_, _, outer)) => outer.push(list),
                None => tree.push(list),
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
            while open.last().is_some_and(|(last, ..)| *last > depth) {
                close(&mut open, &mut tree);
            }
            let mut item = TagGroup::new(Tag::LI);
            if !label.is_empty() {
                item.push(filled(TagGroup::new(Tag::Lbl), label));
            }
            if !words.is_empty() {
                item.push(filled(TagGroup::new(Tag::LBody), words));
            }
            match open.last_mut() {
                Some((last, list, filling)) if *last == depth => list.push(std::mem::replace(filling, item)),
                _ => open.push((depth, TagGroup::new(Tag::L(ListNumbering::Decimal)), item)),
            }
            continue;
        }
        while !open.is_empty() {
            close(&mut open, &mut tree);
        }
        let text = document.text().line(index).trim().to_owned();
        let group = match level.and_then(NonZeroU16::new).filter(|_| !text.is_empty()) {
            Some(level) => TagGroup::new(Tag::Hn(level, Some(text))),
            None => TagGroup::new(Tag::P),
        };
        tree.push(filled(group, words));
    }
    while !open.is_empty() {
        close(&mut open, &mut tree);
    }
    tree
}
