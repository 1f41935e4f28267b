//! What stands at the upper and the lower edge of pages: page numbers, the title.

use super::Page;
use super::face::{Face, Faces};
use super::layout::{Ink, points, type_of};
use crate::document::sheet::Edge;
use crate::format::docx::Body;
use std::sync::Arc;

/// Its height next to that of the text.
const SIZE: f32 = 10.5 / 11.0;

/// Sets the edges of all `pages`, once it is known how many there are. They are horizontal on every page.
pub(super) fn set(pages: &mut [Page], body: &Body<'_>, faces: &Faces) {
    let sheet = &body.sheet;
    let facts = body.edge_facts();
    let (width, height) = (points(sheet.page.width), points(sheet.page.height));
    let (left, right) = (points(sheet.page.left), width - points(sheet.page.right));
    let (face, size, _) = type_of(sheet, false, false, sheet.page.size);
    let size = size * SIZE;
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        for (edge, is_head) in [(&sheet.head, true), (&sheet.foot, false)] {
            if !edge.stands_on(at + 1, count) {
                continue;
            }
            let y = base_line(edge, is_head, height, size);
            let words = edge.filled(at + 1, count, &facts);
            for (place, words) in words.into_iter().enumerate().filter(|(_, words)| !words.trim().is_empty()) {
                // A title longer than the line is cut: it stands on the first page whole.
                let (words, glyphs, length) = fitting(words, right - left, face, size, faces);
                let x = match place {
                    0 => left,
                    1 => (left + right - length) / 2.0,
                    _ => right - length,
                };
                let glyphs = glyphs.into_iter().map(|glyph| Ink { x: glyph.x + x, y, ..glyph }).collect();
                page.edges.push((words, glyphs));
            }
        }
    }
}

fn base_line(edge: &Edge, is_head: bool, height: f32, size: f32) -> f32 {
    if is_head { points(edge.distance) + size } else { height - points(edge.distance) }
}

/// As much of `words` as there is room for, an ellipsis in place of the rest.
fn fitting(words: String, room: f32, face: Face, size: f32, faces: &Faces) -> (Arc<str>, Vec<Ink>, f32) {
    let (glyphs, length) = set_line(&words, face, size, faces);
    if length <= room {
        return (words.into(), glyphs, length);
    }
    let kept = glyphs.iter().take_while(|glyph| glyph.x + glyph.advance + size <= room).count();
    let end = glyphs[..kept].last().map_or(0, |glyph| glyph.bytes.end);
    let cut = format!("{}…", &words[..end]);
    let (glyphs, length) = set_line(&cut, face, size, faces);
    (cut.into(), glyphs, length)
}

fn set_line(words: &str, face: Face, size: f32, faces: &Faces) -> (Vec<Ink>, f32) {
    let (mut glyphs, mut x) = (Vec::new(), 0.0);
    for (at, c) in words.char_indices().filter(|(_, c)| !c.is_control()) {
        let glyph = faces.glyph(face, c);
        let advance = glyph.advance * size;
        let (face, id, missing) = (glyph.face, glyph.id, glyph.missing);
        let bytes = at..at + c.len_utf8();
        glyphs.push(Ink { face, id, missing, x, y: 0.0, size, advance, heavy: false, turned: false, bytes });
        x += advance;
    }
    (glyphs, x)
}
