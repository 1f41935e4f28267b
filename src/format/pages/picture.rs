//! A page as a picture, for the preview: the outlines of the very glyphs that a PDF has.

use super::face::Face;
use super::{Faces, Ink, Pages};
use skrifa::outline::OutlinePen;
use std::collections::HashMap;
use vello_cpu::color::palette::css::{BLACK, WHITE};
use vello_cpu::kurbo::{Affine, BezPath, Circle, Line, Rect, Shape, Stroke};
use vello_cpu::{Pixmap, RenderContext, Resources};

/// The longest side of a picture, in pixels.
const LONGEST: f32 = 8_000.0;
/// How much heavier heavy letters are drawn, of their height; the width of the line around them.
pub(in crate::format) const HEAVIER: f32 = 0.024;

/// Pixels, row by row from the top, four bytes each: red, green, blue and 255.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} × {})", self.width, self.height)
    }
}

impl Pages {
    /// Page `number`, from 0, with so many pixels to a point; an empty page for one that there is not.
    pub fn picture(&self, number: usize, pixels: f32) -> Picture {
        let pixels = pixels.clamp(0.05, LONGEST / self.size.0.max(self.size.1));
        let side = |points: f32| (points * pixels).round().max(1.0) as u16;
        let (width, height) = (side(self.size.0), side(self.size.1));
        let mut drawing = RenderContext::new(width, height);
        drawing.set_paint(WHITE);
        drawing.fill_rect(&Rect::new(0.0, 0.0, f64::from(width), f64::from(height)));
        drawing.set_paint(BLACK);
        if let Some(page) = self.pages.get(number) {
            let faces = Faces::new();
            let mut outlines = HashMap::new();
            let glyphs = page.lines.iter().flat_map(|line| &line.glyphs);
            for glyph in glyphs.chain(page.edges.iter().flat_map(|(_, glyphs)| glyphs)) {
                draw(&mut drawing, glyph, pixels, &faces, &mut outlines);
            }
            let scale = Affine::scale(f64::from(pixels));
            drawing.set_transform(scale);
            for rule in &page.rules {
                // A line is never thinner than a pixel.
                drawing.set_stroke(Stroke::new(f64::from(rule.width.max(1.0 / pixels))));
                let point = |(x, y): (f32, f32)| (f64::from(x), f64::from(y));
                drawing.stroke_path(&Line::new(point(rule.from), point(rule.to)).to_path(0.1));
            }
            for dot in &page.dots {
                let circle = Circle::new((f64::from(dot.x), f64::from(dot.y)), f64::from(dot.radius));
                drawing.fill_path(&circle.to_path(0.01));
            }
        }
        let mut pixmap = Pixmap::new(width, height);
        drawing.flush();
        drawing.render(&mut pixmap, &mut Resources::default());
        let bytes = pixmap.data_as_u8_slice().to_vec();
        Picture { width: usize::from(width), height: usize::from(height), bytes }
    }
}

fn draw(
    drawing: &mut RenderContext,
    glyph: &Ink,
    pixels: f32,
    faces: &Faces,
    outlines: &mut HashMap<(Face, u32, u32), BezPath>,
) {
    // Outlines are in pixels already, so that curves are as fine as the picture is.
    let size = glyph.size * pixels;
    let outline = outlines.entry((glyph.face, glyph.id, size.to_bits())).or_insert_with(|| {
        let mut pen = Pen(BezPath::new());
        faces.outline(glyph.face, glyph.id, size, &mut pen);
        pen.0
    });
    if outline.is_empty() {
        return;
    }
    let place = Affine::translate((f64::from(glyph.x * pixels), f64::from(glyph.y * pixels)));
    let turn = if glyph.turned { Affine::rotate(std::f64::consts::FRAC_PI_2) } else { Affine::IDENTITY };
    drawing.set_transform(place * turn);
    drawing.fill_path(outline);
    if glyph.heavy {
        drawing.set_stroke(Stroke::new(f64::from(size * HEAVIER)));
        drawing.stroke_path(outline);
    }
}

/// Takes an outline down, with y pointing downwards as on a page.
struct Pen(BezPath);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to((f64::from(x), f64::from(-y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to((f64::from(x), f64::from(-y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to((f64::from(cx), f64::from(-cy)), (f64::from(x), f64::from(-y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let point = |x: f32, y: f32| (f64::from(x), f64::from(-y));
        self.0.curve_to(point(cx0, cy0), point(cx1, cy1), point(x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Author, Document};
    use crate::text::Lang;

    #[test]
    fn ink_is_where_the_words_are() {
        let document = Document::from_text(Lang::Ja, "鬱鬱鬱鬱鬱鬱鬱鬱鬱鬱", Author::Person);
        let pages = Pages::of(&document);
        let picture = pages.picture(0, 1.0);
        assert_eq!((picture.width, picture.height, picture.bytes.len()), (595, 842, 595 * 842 * 4));
        let dark = |x: std::ops::Range<usize>, y: std::ops::Range<usize>| {
            let pixel = |x: usize, y: usize| picture.bytes[(y * picture.width + x) * 4];
            y.flat_map(|y| x.clone().map(move |x| (x, y))).filter(|(x, y)| pixel(*x, *y) < 128).count()
        };
        assert!(dark(88..200, 85..104) > 200, "the first line");
        assert_eq!(dark(0..595, 110..842) + dark(0..80, 0..842), 0, "nothing else");
        assert_eq!(pages.picture(9, 1.0).bytes.iter().filter(|byte| **byte != 255).count(), 0);
    }
}
