//! Agreed words where they stand: a quiet dotted line under them, crosses under those that are not to be used. Findings
//! have waves and dashes, so that the two are told apart without colour.

use super::{theme, widgets};
use crate::app::{App, resources};
use crate::text::{Lang, chars_from_byte};
use crate::translation::terms::Term;
use egui::{Galley, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, pos2, vec2};
use std::ops::RangeInclusive;

/// From one dot or cross to the next, points.
const APART: f32 = 4.0;
const CROSSES_APART: f32 = 7.0;
/// Half the width of a cross, points.
const CROSS: f32 = 1.8;

/// Draws the line under a word.
pub fn line(painter: &Painter, x: RangeInclusive<f32>, y: f32, forbidden: bool, palette: &theme::Palette) {
    let (left, right) = (*x.start(), *x.end());
    if !forbidden {
        let ends = [pos2(left + 1.0, y), pos2(right, y)];
        painter.extend(Shape::dotted_line(&ends, palette.text_sub, APART, 0.8));
        return;
    }
    let stroke = Stroke::new(1.1, palette.error);
    let count = (((right - left) / CROSSES_APART).floor() as usize).max(1);
    let step = (right - left) / count as f32;
    for number in 0..count {
        let middle = pos2(left + (number as f32 + 0.5) * step, y);
        let arm = vec2(CROSS, CROSS);
        painter.line_segment([middle - arm, middle + arm], stroke);
        let arm = vec2(CROSS, -CROSS);
        painter.line_segment([middle - arm, middle + arm], stroke);
    }
}

/// An entry in words, and what is said of it.
pub fn entry(app: &App, term: &Term, from: Lang) -> (String, Vec<String>) {
    let tr = app.tr();
    let to = crate::translation::memory::other(from);
    let args = [
        ("source", term.side(from).into()),
        ("target", term.side(to).into()),
        ("standing", tr.text(&format!("term-{}", term.standing.code())).into()),
    ];
    let mut said = Vec::new();
    for (id, text) in [("terms-of-domain", &term.domain), ("terms-by-source", &term.source)] {
        if !text.is_empty() {
            said.push(tr.format(id, &[("text", text.as_str().into())]));
        }
    }
    said.extend((!term.note.is_empty()).then(|| term.note.clone()));
    (tr.format("pairs-term", &args), said)
}

/// Draws the lines under the words of `text`, set as `galley` at `at`, and their entries where the pointer is. A text that
/// nobody has looked at is added to `wanted`.
pub fn under_galley(
    ui: &Ui,
    app: &App,
    (text, lang): (&str, Lang),
    hits: &resources::terms::Hits,
    (galley, at): (&Galley, Pos2),
) {
    let palette = widgets::palette(ui);
    let layer = &app.resources().terms;
    for (number, hit) in hits.iter().enumerate() {
        if hit.span.end > text.len() {
            continue;
        }
        let forbidden = layer.is_forbidden(&hit.terms);
        let chars = chars_from_byte(text, hit.span.start)..chars_from_byte(text, hit.span.end);
        let mut first = 0;
        for (row_number, row) in galley.rows.iter().enumerate() {
            let count = row.glyphs.len();
            let (start, end) = (chars.start.max(first), chars.end.min(first + count));
            if start < end {
                let x = |glyph: usize| at.x + row.pos.x + row.glyphs.get(glyph).map_or(row.size.x, |g| g.pos.x);
                let (left, right) = (x(start - first), x(end - first));
                let (top, bottom) = (at.y + row.pos.y, at.y + row.pos.y + row.size.y);
                line(ui.painter(), left..=right, bottom - 2.0, forbidden, palette);
                let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
                let id = ui.scope_id().with(("term", lang.code(), at.y as i32, number, row_number));
                ui.interact(rect, id, Sense::hover()).on_hover_ui(|ui| {
                    ui.set_max_width(theme::CARD_WIDTH);
                    for term in layer.entries(&hit.terms) {
                        let (words, said) = entry(app, term, lang);
                        ui.label(widgets::strong(words));
                        for line in said {
                            ui.label(theme::prose(line));
                        }
                    }
                });
            }
            first += count + usize::from(row.ends_with_newline);
        }
    }
}
