//! The sheet, its rows, and everything drawn around them.
//!
//! Glyphs are laid out by egui, one galley a row, asked for anew in every pass: a galley must not outlive the glyph
//! atlas. Grounds, lines under and through words, and the selection are painted around the rows, so that recolouring
//! never sets a row again.

use super::layout::{Block, Kind, Row};
use super::{Editor, MarkLevel, Sheet, View, dress, shown_span};
use crate::document::{Author, Look};
use crate::text::{Span, segment};
use crate::ui::theme::{self, Palette};
use crate::ui::{fonts, term_lines};
use egui::text::{LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, Galley, Painter, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// The galley of row `row`.
pub(super) fn row_galley(ui: &egui::Ui, block: &Block, row: usize, palette: &Palette) -> Arc<Galley> {
    galley_of(ui, block, row, palette, None)
}

/// The galley of row `row`; with `only`, what is not set off by it takes its room and is not seen.
fn galley_of(ui: &egui::Ui, block: &Block, row: usize, palette: &Palette, only: Option<Look>) -> Arc<Galley> {
    let dress = &block.display.dress;
    let at = block.rows[row].at.clone();
    let text = block.display.text[at.clone()].to_owned();
    let format = |color| TextFormat {
        font_id: block.style.font.clone(),
        line_height: Some(block.style.row),
        color,
        ..TextFormat::default()
    };
    let mut sections: Vec<LayoutSection> = Vec::new();
    let mut add = |range: Range<usize>, color| {
        let range = range.start.max(at.start)..range.end.min(at.end);
        let cut = match dress.is_plain() {
            true => vec![range.clone()],
            false => dress.cut(range.clone(), &block.gaps),
        };
        let cut = cut.into_iter().flat_map(|range| cut_apart(block, range));
        for range in cut.filter(|range| range.start < range.end) {
            let face = dress.face_at(range.start);
            let color = if only.is_none_or(|look| face.has(look)) { color } else { Color32::TRANSPARENT };
            sections.push(LayoutSection {
                leading_space: block.gap_at(range.start)
                    + if range.start > at.start { block.apart_at(range.start) } else { 0.0 },
                byte_range: (range.start - at.start).into()..(range.end - at.start).into(),
                format: dress::formatted(format(color), face, block.style.row),
            });
        }
    };
    for piece in block.display.pieces.iter().filter(|p| p.at.start < at.end && p.at.end > at.start) {
        match piece.kind {
            Kind::New(_) => add(piece.at.clone(), palette.inserted),
            Kind::Preedit => add(piece.at.clone(), palette.text),
            Kind::Text(_) => {
                let mut from = piece.at.start;
                for struck in block.struck.iter().filter(|s| s.start < piece.at.end && s.end > piece.at.start) {
                    let (start, end) = (struck.start.max(from), struck.end.min(piece.at.end));
                    add(from..start, palette.text);
                    add(start..end, palette.deleted);
                    from = end;
                }
                add(from..piece.at.end, palette.text);
            }
        }
    }
    if sections.is_empty() {
        let end = text.len();
        sections.push(LayoutSection {
            leading_space: 0.0,
            byte_range: 0.into()..end.into(),
            format: format(palette.text),
        });
    }
    let job = LayoutJob {
        text,
        sections,
        wrap: TextWrapping { max_width: f32::INFINITY, ..TextWrapping::default() },
        break_on_newline: false,
        keep_trailing_whitespace: true,
        ..LayoutJob::default()
    };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// `range` of the display, cut where Japanese and Latin keep apart.
fn cut_apart(block: &Block, range: Range<usize>) -> Vec<Range<usize>> {
    let mut cut = Vec::new();
    let mut from = range.start;
    if range.start < range.end && block.style.apart > 0.0 {
        for (offset, _) in block.display.text[range.clone()].char_indices().skip(1) {
            let at = range.start + offset;
            if block.apart_at(at) > 0.0 {
                cut.push(from..at);
                from = at;
            }
        }
    }
    cut.push(from..range.end);
    cut
}

/// Where byte `shown` of the display is drawn in row `row`, points from the left of the column.
pub(super) fn x_of(block: &Block, row: usize, galley: &Galley, shown: usize) -> f32 {
    let Row { at, x } = &block.rows[row];
    let chars = block.display.text[at.start..shown.clamp(at.start, at.end)].chars().count();
    let Some(set) = galley.rows.first() else { return *x };
    x + set.glyphs.get(chars).map_or(set.size.x, |glyph| glyph.pos.x)
}

/// The byte of the display that `x` (points from the left of the column) means in row `row`: (the nearest place for a
/// caret, the cluster under the point if there is one).
pub(super) fn byte_at(block: &Block, row: usize, galley: &Galley, x: f32) -> (usize, Option<usize>) {
    let at = &block.rows[row].at;
    let mut left = x_of(block, row, galley, at.start);
    for cluster in segment::graphemes(&block.display.text[at.clone()]) {
        let right = x_of(block, row, galley, at.start + cluster.end);
        if x < right {
            let under = (x >= left).then_some(at.start + cluster.start);
            let near = if x < (left + right) / 2.0 { cluster.start } else { cluster.end };
            return (at.start + near, under);
        }
        left = right;
    }
    (at.end, None)
}

/// What is drawn around the words of a paragraph, in bytes of its display.
struct Around<'a> {
    marks: Vec<(Range<usize>, MarkLevel)>,
    /// Agreed words, and whether they are not to be used.
    terms: Vec<(Range<usize>, bool)>,
    /// Words a suggestion would take out, and whether it is the one being looked at.
    old: Vec<(Range<usize>, bool)>,
    /// Whether a suggestion would take out the line feed at the end.
    old_feed: bool,
    authors: Vec<(Range<usize>, &'a Author)>,
    /// Words with a comment: whether it is settled, and whether it is the one being looked at.
    comments: Vec<(Range<usize>, bool, bool)>,
    /// What is pointed out.
    pointed: Option<Range<usize>>,
    /// What was looked for, and whether it is the one selected.
    hits: Vec<(Range<usize>, bool)>,
    selection: Option<Range<usize>>,
    selected_feed: bool,
}

/// A row on the screen.
pub(super) struct Seen<'a> {
    pub(super) block: &'a Block,
    pub(super) row: usize,
    galley: Arc<Galley>,
    /// The whole row, as wide as the column, without the room that readings over it take.
    pub(super) rect: Rect,
}

impl Seen<'_> {
    /// Left and right ends, on the screen, of what `range` of the display covers of this row.
    pub(super) fn ends(&self, range: Range<usize>) -> Option<(f32, f32)> {
        let at = &self.block.rows[self.row].at;
        let (start, end) = (range.start.max(at.start), range.end.min(at.end));
        let x = |shown| self.rect.left() + x_of(self.block, self.row, &self.galley, shown);
        (start < end).then(|| (x(start), x(end)))
    }

    /// The new words of suggestions in this row: (number in the view, ends).
    fn new_words(&self) -> impl Iterator<Item = (usize, (f32, f32))> + '_ {
        self.block.display.pieces.iter().filter_map(|piece| match piece.kind {
            Kind::New(number) => Some((number, self.ends(piece.at.clone())?)),
            _ => None,
        })
    }

    /// The end of the row on the screen.
    fn end(&self) -> f32 {
        self.rect.left() + x_of(self.block, self.row, &self.galley, self.block.rows[self.row].at.end)
    }

    /// Whether the paragraph ends with it.
    fn last(&self) -> bool {
        self.row + 1 == self.block.rows.len()
    }

    /// The rectangle of glyphs between two ends, without the space between rows.
    fn words(&self, (left, right): (f32, f32)) -> Rect {
        let height = self.block.style.font.size * 1.3;
        Rect::from_center_size(
            pos2((left + right) / 2.0, self.rect.center().y),
            vec2(right - left, height.min(self.rect.height())),
        )
    }

    /// Just under the glyphs.
    fn under(&self) -> f32 {
        self.rect.center().y + self.block.style.font.size * 0.62
    }
}

/// A row that was painted, for whoever asks where words are.
pub(super) struct Painted {
    block: Arc<Block>,
    row: usize,
    galley: Arc<Galley>,
    rect: Rect,
    paragraph: Span,
}

impl Painted {
    /// Where the part of `span` in this row is on the screen; an empty span is a place between characters.
    pub(super) fn rect_of(&self, span: Span) -> Option<Rect> {
        let seen = self.seen();
        let at = &self.block.rows[self.row].at;
        let display = &self.block.display;
        let start = self.paragraph.start + display.written(at.start);
        let end = self.paragraph.start + display.written(at.end);
        if !Span::new(start, end).touches(span) || !span.is_empty() && !Span::new(start, end).overlaps(span) {
            return None;
        }
        let shown = |at: usize| display.shown_start(at.clamp(start, end) - self.paragraph.start);
        let (from, to) = (shown(span.start), display.shown(span.end.clamp(start, end) - self.paragraph.start));
        let x = |shown| seen.rect.left() + x_of(&self.block, self.row, &self.galley, shown);
        Some(seen.words((x(from), x(to.max(from)))))
    }

    /// The paragraph it is a row of.
    pub(super) fn paragraph(&self) -> Span {
        self.paragraph
    }

    fn seen(&self) -> Seen<'_> {
        Seen { block: &self.block, row: self.row, galley: self.galley.clone(), rect: self.rect }
    }
}

impl Editor {
    /// Paints what is in view.
    pub(super) fn paint(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) {
        let painter = ui.painter();
        let palette = sheet.palette;
        let shadow = egui::Shadow { offset: [0, 2], blur: 12, spread: 0, color: palette.shadow };
        painter.add(shadow.as_shape(sheet.paper, CornerRadius::same(2)));
        painter.rect(sheet.paper, 2.0, palette.paper, Stroke::new(1.0, palette.paper_edge), StrokeKind::Outside);

        self.seen.clear();
        let (first, mut top) = self.slots.at(sheet.clip.top() - sheet.origin.y);
        let mut last = first;
        let mut next = first;
        while next < self.slots.len() {
            // A paragraph, or the cells of a row side by side.
            let line = self.slots.line(next);
            next = line.end;
            let estimate = self.slots.line_height(line.start);
            let blocks: Vec<Arc<Block>> =
                line.clone().map(|index| self.block(ui, view, &sheet.measure, index)).collect();
            let height = self.slots.line_height(line.start);
            let y = sheet.origin.y + top;
            top += height;
            if self.reveal == 0 && y < sheet.clip.top() && height != estimate {
                // Above the edge a paragraph turned out taller or lower than thought: keep what is read where it is.
                let delta = vec2(0.0, estimate - height);
                ui.scroll_with_delta(delta);
            }
            if y > sheet.clip.bottom() {
                break;
            }
            last = line.end - 1;
            for (index, block) in line.clone().zip(&blocks) {
                self.paragraph_ui(ui, view, sheet, index, block, y);
            }
            if self.slots.roles[line.start].is_cell() {
                let style = &blocks[0].style;
                self.borders(ui, sheet, line.start, y + style.above - style.below, y + height);
            }
        }
        self.slots.tidy(&(first..last + 1));
        self.page_ends(ui, view, sheet);
        if view.document.is_empty() && !self.ime.is_composing() {
            self.hint(ui, view, sheet);
        }
        if let Some(at) = self.pointing.drop() {
            // Where the words being carried would go.
            let paragraph = self.slots.text.line_of(at);
            let block = self.block(ui, view, &sheet.measure, paragraph);
            let shown = block.display.shown(at - self.slots.span(paragraph).start);
            let caret = self.shown_rect(ui, sheet, paragraph, &block, shown, false);
            painter.line_segment([caret.center_top(), caret.center_bottom()], Stroke::new(2.0, palette.primary));
        } else if sheet.focused && ui.input(|i| i.focused) {
            let caret = self.caret_rect(ui, view, sheet);
            let since = ui.input(|i| i.time) - self.moved_at;
            egui::text_selection::visuals::paint_text_cursor(ui, painter, caret, since);
        }
    }

    /// The lines around the cells of the row that begins with paragraph `index`.
    fn borders(&mut self, ui: &egui::Ui, sheet: &Sheet, index: usize, top: f32, bottom: f32) {
        let (top, bottom) = (top.round(), bottom.round());
        let stroke = Stroke::new(1.0, sheet.palette.border_strong);
        let edges: Vec<f32> = self.slots.edges(&sheet.measure, index).map(|x| (sheet.origin.x + x).round()).collect();
        let (Some(&left), Some(&right)) = (edges.first(), edges.last()) else { return };
        for y in [top, bottom] {
            ui.painter().hline(left..=right, y, stroke);
        }
        for x in edges {
            ui.painter().vline(x, top..=bottom, stroke);
        }
    }

    /// A broken line across the sheet where a page ends, with the number of the next in the margin.
    fn page_ends(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) {
        let (top, bottom) = (sheet.clip.top() - sheet.origin.y, sheet.clip.bottom() - sheet.origin.y);
        let (first, last) = (self.slots.page_at(top, sheet.page), self.slots.page_at(bottom, sheet.page));
        for number in first.max(1)..=last {
            let Some(start) = self.slots.page_top(number) else { continue };
            let y = (sheet.origin.y + start).round();
            let ends = [pos2(sheet.paper.left(), y), pos2(sheet.paper.right(), y)];
            let stroke = Stroke::new(1.0, sheet.palette.by_form_line);
            ui.painter().extend(Shape::dashed_line(&ends, stroke, 6.0, 4.0));
            let words = view.tr.format("editor-page", &[("number", (number + 1).into())]);
            let at = pos2(sheet.paper.right() - theme::STEP, y + theme::STEP / 2.0);
            let font = egui::FontId::proportional((sheet.measure.em * 0.7).round());
            ui.painter().text(at, egui::Align2::RIGHT_TOP, words, font, sheet.palette.text_sub);
        }
    }

    /// Marks for what is there but has no ink: a dot for a space, a box for a full-width one, an arrow for a tab, a hook
    /// for the end of a paragraph.
    fn spaces(&self, painter: &Painter, seen: &Seen<'_>, feed: bool, palette: &Palette) {
        let at = &seen.block.rows[seen.row].at;
        let stroke = Stroke::new(1.0, palette.text_hint);
        let size = seen.block.style.font.size;
        let y = seen.rect.center().y;
        for (offset, c) in seen.block.display.text[at.clone()].char_indices().filter(|(_, c)| c.is_whitespace()) {
            let Some((left, right)) = seen.ends(at.start + offset..at.start + offset + c.len_utf8()) else { continue };
            match c {
                '\u{3000}' => {
                    let side = (right - left).min(size) * 0.6;
                    let square = Rect::from_center_size(pos2((left + right) / 2.0, y), vec2(side, side));
                    painter.rect_stroke(square, 0.0, stroke, StrokeKind::Inside);
                }
                '\t' => {
                    painter.arrow(pos2(left + 1.0, y), vec2((right - left - 2.0).max(4.0), 0.0), stroke);
                }
                _ => {
                    painter.circle_filled(pos2((left + right) / 2.0, y), 1.2, palette.text_hint);
                }
            }
        }
        if feed {
            let (x, reach) = (seen.end() + 2.0, size * 0.35);
            painter.line_segment([pos2(x + reach, y - reach * 0.7), pos2(x + reach, y + reach * 0.5)], stroke);
            painter.arrow(pos2(x + reach, y + reach * 0.5), vec2(-reach, 0.0), stroke);
        }
    }

    fn paragraph_ui(
        &mut self,
        ui: &egui::Ui,
        view: &View<'_>,
        sheet: &Sheet,
        index: usize,
        block: &Arc<Block>,
        y: f32,
    ) {
        let palette = sheet.palette;
        let paragraph = self.slots.span(index);
        let (first, last) = (block.row_at(sheet.clip.top() - y), block.row_at(sheet.clip.bottom() - y));
        // What is out of view of a long paragraph is not asked for.
        let written = |shown| paragraph.start + block.display.written(shown);
        let rows = Span::new(written(block.rows[first].at.start), written(block.rows[last].at.end));
        let around = self.around(view, block, paragraph, rows);
        for row in first..last + 1 {
            let top = y + block.row_top(row).1;
            let rect = Rect::from_min_size(pos2(sheet.origin.x, top), vec2(sheet.measure.width, block.style.row));
            let galley = row_galley(ui, block, row, palette);
            let seen = Seen { block, row, galley: galley.clone(), rect };
            let painter = ui.painter();
            authors(painter, &around, &seen, palette);
            if let Some(ends) = around.pointed.clone().and_then(|range| seen.ends(range)) {
                painter.rect_filled(seen.words(ends), 0.0, palette.selection_idle);
            }
            comments(painter, &around, &seen, palette);
            hunk_grounds(painter, view, &around, &seen, palette);
            hits(painter, &around, &seen, palette, false);
            select(painter, &around, &seen, if sheet.focused { palette.selection } else { palette.selection_idle });
            hits(painter, &around, &seen, palette, true);
            if row == 0 {
                label(ui, &seen, palette);
            }
            let corner = pos2(rect.left() + block.rows[row].x, top);
            painter.galley(corner, seen.galley.clone(), palette.text);
            if block.display.dress.any(&block.rows[row].at, Look::Bold) && block.style.font.family != fonts::bold() {
                // The face has no bold weight: it is struck twice, a little further on.
                let pixels = sheet.measure.pixels;
                let on = (block.style.font.size * pixels / 20.0).round().max(1.0) / pixels;
                let bold = galley_of(ui, block, row, palette, Some(Look::Bold));
                painter.galley(corner + vec2(on, 0.0), bold, palette.text);
            }
            dress::paint(painter, &seen, palette);
            hunk_lines(painter, &around, &seen, palette);
            if view.show_spaces {
                self.spaces(painter, &seen, seen.last() && index + 1 < self.slots.len(), palette);
            }
            for (range, forbidden) in &around.terms {
                if let Some((left, right)) = seen.ends(range.clone()) {
                    term_lines::line(painter, left..=right, seen.under() + 2.0, *forbidden, palette);
                }
            }
            for (range, level) in &around.marks {
                if let Some(ends) = seen.ends(range.clone()) {
                    underline(painter, ends, seen.under(), *level, palette);
                }
            }
            self.preedit_lines(painter, &seen, palette);
            self.seen.push(Painted { block: block.clone(), row, galley, rect, paragraph });
        }
    }

    /// What is to be drawn around the words of `rows`, which are in view.
    fn around<'a>(&self, view: &View<'a>, block: &Block, paragraph: Span, rows: Span) -> Around<'a> {
        let shown = |span: Span| {
            let (start, end) = (span.start.max(paragraph.start), span.end.min(paragraph.end));
            let display = &block.display;
            (start < end).then(|| display.shown_start(start - paragraph.start)..display.shown(end - paragraph.start))
        };
        let marks = view.marks.within(rows).into_iter();
        let terms = view.marks.terms(rows).into_iter();
        let hunks = || self.hunks(view, paragraph).map(|(_, hunk)| hunk);
        let authors = view.document.provenance().spans_in(rows).filter(|_| view.show_authors);
        let selection = self.selection();
        let comments = view.comments.iter().filter(|comment| comment.span.touches(paragraph));
        let commented = |comment: &super::CommentMark<'_>| {
            let range = match comment.span.is_empty() {
                // Where the words are gone there is still the place.
                true => Some(block.display.shown(self.sound(comment.span).start - paragraph.start)).map(|at| at..at),
                false => shown(self.sound(comment.span)),
            };
            Some((range?, comment.resolved, comment.selected))
        };
        let pointed = self.pointed.map(|words| self.sound(words)).filter(|words| words.touches(paragraph));
        Around {
            pointed: pointed.and_then(shown),
            comments: comments.filter_map(commented).collect(),
            terms: terms.filter_map(|t| Some((shown(self.sound(t.span))?, t.forbidden))).collect(),
            marks: marks.filter_map(|m| Some((shown(shown_span(&self.slots.text, m.span))?, m.level))).collect(),
            old: hunks().filter_map(|h| Some((shown(self.sound(h.span))?, h.selected))).collect(),
            old_feed: hunks().any(|h| h.span.contains(paragraph.end)),
            authors: authors.filter_map(|(span, author)| Some((shown(span)?, author))).collect(),
            hits: self.hits_in(rows).filter_map(|hit| Some((shown(hit)?, hit == selection))).collect(),
            selection: shown(selection),
            selected_feed: selection.contains(paragraph.end),
        }
    }

    fn hits_in(&self, rows: Span) -> impl Iterator<Item = Span> + '_ {
        let hits = self.find.hits().near(rows).map(|(_, hit, ())| hit);
        hits.filter(move |hit| hit.end > rows.start && hit.start < rows.end)
    }

    fn preedit_lines(&self, painter: &Painter, seen: &Seen<'_>, palette: &Palette) {
        let (Some(preedit), Some(at)) = (self.ime.preedit(), seen.block.display.preedit()) else { return };
        let y = seen.under();
        if let Some((left, right)) = seen.ends(at.clone()) {
            painter.line_segment([pos2(left + 1.0, y), pos2(right - 1.0, y)], Stroke::new(1.0, palette.text));
        }
        let active = preedit.active.as_ref().map(|r| at.start + r.start..at.start + r.end);
        if let Some((left, right)) = active.and_then(|range| seen.ends(range)) {
            painter.line_segment([pos2(left + 1.0, y), pos2(right - 1.0, y)], Stroke::new(3.0, palette.text));
        }
    }

    fn hint(&self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) {
        let Some(block) = self.slots.slot(0).block.as_ref() else { return };
        // On the side of the caret that there is room on.
        let (side, gap) = match block.style.align {
            egui::Align::RIGHT => (egui::Align2::RIGHT_CENTER, -theme::STEP),
            _ => (egui::Align2::LEFT_CENTER, theme::STEP),
        };
        let at = pos2(sheet.origin.x + block.rows[0].x + gap, sheet.origin.y + block.style.row / 2.0);
        let hint = view.tr.text("editor-hint");
        ui.painter().text(at, side, hint, block.style.font.clone(), sheet.palette.text_hint);
    }
}

fn label(ui: &egui::Ui, seen: &Seen<'_>, palette: &Palette) {
    if let Some((label, x)) = &seen.block.style.label {
        let at = pos2(seen.rect.left() + x, seen.rect.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, label, seen.block.style.font.clone(), palette.text_sub);
    }
}

/// The selection; a selected line feed shows as half a character at the end of its row.
fn select(painter: &Painter, around: &Around<'_>, seen: &Seen<'_>, color: Color32) {
    let ends = around.selection.clone().and_then(|range| seen.ends(range));
    let feed = seen.last() && around.selected_feed;
    let (left, right) = match (ends, feed) {
        (Some(ends), false) => ends,
        (Some((left, _)), true) => (left, seen.end() + seen.block.style.font.size / 2.0),
        (None, true) => (seen.end(), seen.end() + seen.block.style.font.size / 2.0),
        (None, false) => return,
    };
    let (top, text) = seen.block.row_top(seen.row);
    let height = seen.rect.top() - (text - top)..=seen.rect.bottom();
    painter.rect_filled(Rect::from_x_y_ranges(left..=right, height), 0.0, color);
}

/// What was looked for: a ground with an edge, heavier around the one that is selected.
fn hits(painter: &Painter, around: &Around<'_>, seen: &Seen<'_>, palette: &Palette, selected: bool) {
    for (range, _) in around.hits.iter().filter(|(_, current)| *current == selected) {
        if let Some(ends) = seen.ends(range.clone()) {
            let stroke = Stroke::new(if selected { 2.0 } else { 1.0 }, palette.hit_edge);
            painter.rect(seen.words(ends), 2.0, palette.hit, stroke, StrokeKind::Outside);
        }
    }
}

/// Who wrote it: a ground, and a line under it that is told apart without colour.
fn authors(painter: &Painter, around: &Around<'_>, seen: &Seen<'_>, palette: &Palette) {
    for (range, author) in &around.authors {
        let (ground, line) = match author {
            Author::Assistant(_) => (palette.by_assistant, palette.by_assistant_line),
            Author::Rule(_) => (palette.by_rule, palette.by_rule_line),
            Author::Form => (palette.by_form, palette.by_form_line),
            Author::Person | Author::Import => continue,
        };
        let Some(ends) = seen.ends(range.clone()) else { continue };
        let words = seen.words(ends);
        painter.rect_filled(words, 2.0, ground);
        let line_ends = [words.left_bottom(), words.right_bottom()];
        let stroke = Stroke::new(1.5, line);
        match author {
            Author::Assistant(_) => {
                painter.line_segment(line_ends, stroke);
            }
            Author::Rule(_) => {
                painter.extend(Shape::dashed_line(&line_ends, stroke, 5.0, 3.0));
            }
            _ => {
                painter.extend(Shape::dotted_line(&line_ends, line, 4.0, 0.8));
            }
        }
    }
}

/// Words with a comment: a ground between two brackets, told apart from all else without colour; where the words are gone
/// the brackets alone. A settled one is a line only.
fn comments(painter: &Painter, around: &Around<'_>, seen: &Seen<'_>, palette: &Palette) {
    let at = &seen.block.rows[seen.row].at;
    let x = |shown| seen.rect.left() + x_of(seen.block, seen.row, &seen.galley, shown);
    for (range, settled, selected) in &around.comments {
        let here = range.start >= at.start && (range.start < at.end || range.start == at.end && seen.last());
        let ends = match range.is_empty() {
            true if here => (x(range.start), x(range.start)),
            true => continue,
            false => match seen.ends(range.clone()) {
                Some(ends) => ends,
                None => continue,
            },
        };
        let words = seen.words(ends);
        let stroke = Stroke::new(if *selected { 2.0 } else { 1.0 }, palette.comment_line);
        if *settled && !*selected {
            let line = [words.left_bottom(), words.right_bottom()];
            painter.extend(Shape::dotted_line(&line, palette.comment_line, 5.0, 0.8));
            continue;
        }
        painter.rect_filled(words, 0.0, palette.comment);
        let reach = seen.block.style.font.size * 0.2;
        if here {
            let (top, bottom) = (words.left_top(), words.left_bottom());
            painter.add(Shape::line(vec![top + vec2(reach, 0.0), top, bottom, bottom + vec2(reach, 0.0)], stroke));
        }
        if range.end > at.start && range.end <= at.end || range.is_empty() {
            let (top, bottom) = (words.right_top(), words.right_bottom());
            painter.add(Shape::line(vec![top - vec2(reach, 0.0), top, bottom, bottom - vec2(reach, 0.0)], stroke));
        }
    }
}

fn hunk_grounds(painter: &Painter, view: &View<'_>, around: &Around<'_>, seen: &Seen<'_>, palette: &Palette) {
    for (range, selected) in &around.old {
        let ground = if *selected { palette.deleted_ground_strong } else { palette.deleted_ground };
        if let Some(ends) = seen.ends(range.clone()) {
            painter.rect_filled(seen.words(ends), 2.0, ground);
        }
    }
    for (number, ends) in seen.new_words() {
        let selected = view.hunks.get(number).is_some_and(|h| h.selected);
        let ground = if selected { palette.inserted_ground_strong } else { palette.inserted_ground };
        painter.rect_filled(seen.words(ends), 2.0, ground);
    }
}

/// Old words are struck through, new ones underlined: not by colour alone.
fn hunk_lines(painter: &Painter, around: &Around<'_>, seen: &Seen<'_>, palette: &Palette) {
    let strike = Stroke::new(1.5, palette.deleted);
    for (range, _) in &around.old {
        if let Some((left, right)) = seen.ends(range.clone()) {
            let y = seen.rect.center().y;
            painter.line_segment([pos2(left, y), pos2(right, y)], strike);
        }
    }
    if seen.last() && around.old_feed {
        // A line feed that would go has no glyph: show the mark that stands for one.
        let at = pos2(seen.end() + 2.0, seen.rect.center().y);
        let font = seen.block.style.font.clone();
        let mark = painter.text(at, egui::Align2::LEFT_CENTER, "¶", font, palette.deleted);
        painter.line_segment([mark.left_center(), mark.right_center()], strike);
    }
    for (_, (left, right)) in seen.new_words() {
        let y = seen.under();
        painter.line_segment([pos2(left, y), pos2(right, y)], Stroke::new(1.0, palette.inserted));
    }
}

/// The line under a finding: tight waves for an error, long ones for a warning, dashes for information.
fn underline(painter: &Painter, (left, right): (f32, f32), y: f32, level: MarkLevel, palette: &Palette) {
    let (color, reach, length) = match level {
        MarkLevel::Error => (palette.error, 1.6, 5.0),
        MarkLevel::Warning => (palette.warning, 1.4, 10.0),
        MarkLevel::Info => {
            let ends = [pos2(left, y), pos2(right, y)];
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, palette.info), 4.0, 3.0));
            return;
        }
    };
    let steps = ((right - left) / 1.25).ceil().max(1.0) as usize;
    let points = (0..=steps)
        .map(|n| {
            let x = left + (right - left) * n as f32 / steps as f32;
            pos2(x, y + reach * ((x - left) / length * std::f32::consts::TAU).sin())
        })
        .collect();
    painter.add(Shape::line(points, Stroke::new(1.3, color)));
}
