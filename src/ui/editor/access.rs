//! What a screen reader finds: a named text field, and in it the text in view as runs, each of one row and set off in
//! one way; the cells of a table are cells to it too, with their row and column.

use super::layout::{Block, Kind, Row};
use super::{Editor, Sheet, View, paint};
use crate::document::tables::Table;
use crate::document::{self, Face, Look};
use crate::text::segment;
use egui::accesskit::{
    self, Role, TextDecoration, TextDecorationStyle, TextDirection, TextPosition, TextSelection, VerticalOffset,
};
use egui::{Id, Rect, Response, Sense, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Longest run AccessKit can count the words of.
const LONGEST_RUN: usize = 255;

/// The weight of what is bold, as in CSS.
const BOLD: f32 = 700.0;

/// What a screen reader is told of the part of a row that is set off in one way, wherever it stands.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The byte of the display it starts at.
    at: usize,
    /// Where it begins, points from the beginning of the row.
    x: f32,
    face: Face,
    reading: Option<Arc<str>>,
    value: String,
    /// Bytes of each cluster.
    lengths: Vec<u8>,
    positions: Vec<f32>,
    widths: Vec<f32>,
    word_starts: Vec<u8>,
    width: f32,
}

/// A part of a row as a screen reader gets it.
struct Run {
    id: Id,
    /// The bytes of the document it starts at.
    start: usize,
    block: Arc<Block>,
    row: usize,
    part: usize,
    /// A line feed ends it.
    feed: bool,
    rect: Rect,
    /// The paragraph, for what is a cell of a table.
    cell: Option<usize>,
}

impl Run {
    fn parts(&self) -> &[Told] {
        self.block.told[self.row].get().expect("it was told when the run was made")
    }

    fn told(&self) -> &Told {
        &self.parts()[self.part]
    }

    fn len(&self) -> usize {
        self.told().value.len() + usize::from(self.feed)
    }

    /// Whether the run after it is in the same row.
    fn goes_on(&self) -> bool {
        self.part + 1 < self.parts().len()
    }
}

impl Editor {
    /// Describes the pane to AccessKit, if anyone listens.
    pub(super) fn access(&mut self, ui: &mut egui::Ui, view: &View<'_>, sheet: &Sheet, response: &Response) {
        let name = view.tr.text(if self.beside { "editor-pane-beside" } else { "editor-pane" });
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, ui.is_enabled(), &name));
        let listens = ui.ctx().accesskit_node_builder(self.id(), |node| {
            node.set_role(Role::MultilineTextInput);
            node.set_label(name.as_str());
            node.add_action(accesskit::Action::ReplaceSelectedText);
        });
        if listens.is_none() {
            return;
        }
        let runs = self.runs(ui, view, sheet);
        let position = |at: usize| {
            let run = runs.iter().rev().find(|run| run.start <= at && at <= run.start + run.len())?;
            let mut end = run.start;
            let before = run.told().lengths.iter().take_while(|len| {
                end += usize::from(**len);
                end <= at
            });
            Some(TextPosition { node: run.id.accesskit_id(), character_index: before.count() })
        };
        let selection = position(self.anchor).zip(position(self.head));
        let mut runs = runs.as_slice();
        while let Some(first) = runs.first() {
            let table = first.cell.and_then(|paragraph| view.document.table_at(paragraph));
            let within = |run: &Run| match &table {
                Some(table) => run.cell.is_some_and(|cell| table.cells().contains(&cell)),
                None => run.cell.is_none(),
            };
            let count = runs.iter().take_while(|run| within(run)).count().max(1);
            let (here, rest) = runs.split_at(count);
            match table {
                Some(table) => tell_table(ui, self.id(), &table, here),
                None => tell_runs(ui, self.id(), here),
            }
            runs = rest;
        }
        if let Some((anchor, focus)) = selection {
            ui.ctx().accesskit_node_builder(self.id(), |node| node.set_text_selection(TextSelection { anchor, focus }));
        }
    }

    /// The rows in view, the document's own text only; what a paragraph ends with belongs to its last row.
    fn runs(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) -> Vec<Run> {
        let mut runs = Vec::new();
        let (first, mut top) = self.slots.at(sheet.clip.top() - sheet.origin.y);
        let mut index = first;
        while index < self.slots.len() {
            if sheet.origin.y + top > sheet.clip.bottom() {
                break;
            }
            let block = self.block(ui, view, &sheet.measure, index);
            let span = self.slots.text.line_span(index);
            let y = sheet.origin.y + top;
            let cell = matches!(view.document.roles().get(index), Some(document::Role::Cell(_)));
            let (from, to) = (block.row_at(sheet.clip.top() - y), block.row_at(sheet.clip.bottom() - y));
            for number in from..to + 1 {
                let row = &block.rows[number];
                let told = block.told[number].get_or_init(|| tell(ui, &block, number, sheet));
                let corner = pos2(sheet.origin.x + row.x, y + block.row_top(number).1);
                let ends = number + 1 == block.rows.len() && index + 1 < self.slots.len();
                for (part, what) in told.iter().enumerate() {
                    runs.push(Run {
                        id: self.id().with(("row", index, number, part)),
                        start: span.start + block.display.written(what.at),
                        rect: Rect::from_min_size(corner + vec2(what.x, 0.0), vec2(what.width, block.style.row)),
                        feed: ends && part + 1 == told.len(),
                        row: number,
                        part,
                        cell: cell.then_some(index),
                        block: block.clone(),
                    });
                }
            }
            index += 1;
            if index == self.slots.line(index - 1).end {
                top += self.slots.line_height(index - 1);
            }
        }
        runs
    }
}

/// Describes a table, as much of it as is in view.
fn tell_table(ui: &mut egui::Ui, pane: Id, table: &Table, runs: &[Run]) {
    let id = pane.with(("table", table.cells().start));
    ui.scope_builder(UiBuilder::new().accessibility_parent(pane), |ui| {
        hold(ui, id, runs);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Table);
            node.set_row_count(table.rows);
            node.set_column_count(table.columns);
        });
        for cells in runs.chunk_by(|a, b| a.cell == b.cell) {
            let Some(paragraph) = cells[0].cell else { continue };
            let (row, column) = table.place(paragraph);
            let (in_table, cell) = (id.with(("row", row)), id.with(("cell", row, column)));
            ui.scope_builder(UiBuilder::new().accessibility_parent(id), |ui| {
                if !ui.ctx().has_accesskit_node(in_table) {
                    hold(ui, in_table, cells);
                    ui.ctx().accesskit_node_builder(in_table, |node| {
                        node.set_role(Role::Row);
                        node.set_row_index(row);
                    });
                }
                ui.scope_builder(UiBuilder::new().accessibility_parent(in_table), |ui| {
                    hold(ui, cell, cells);
                    ui.ctx().accesskit_node_builder(cell, |node| {
                        node.set_role(Role::Cell);
                        node.set_row_index(row);
                        node.set_column_index(column);
                    });
                });
            });
            tell_runs(ui, cell, cells);
        }
    });
}

/// Gives what holds `runs` a place on the screen.
fn hold(ui: &egui::Ui, id: Id, runs: &[Run]) {
    let rect = runs.iter().map(|run| run.rect).reduce(Rect::union).unwrap_or(Rect::NOTHING);
    ui.interact(rect, id, Sense::hover());
}

/// Describes runs that lie in `parent`.
fn tell_runs(ui: &mut egui::Ui, parent: Id, runs: &[Run]) {
    ui.scope_builder(UiBuilder::new().accessibility_parent(parent), |ui| {
        let [red, green, blue, alpha] = ui.visuals().text_color().to_array();
        let color = accesskit::Color { red, green, blue, alpha };
        for (index, run) in runs.iter().enumerate() {
            ui.interact(run.rect, run.id, Sense::hover());
            ui.ctx().accesskit_node_builder(run.id, |node| {
                node.set_role(Role::TextRun);
                node.set_text_direction(TextDirection::LeftToRight);
                node.set_bounds(accesskit::Rect {
                    x0: run.rect.left().into(),
                    y0: run.rect.top().into(),
                    x1: run.rect.right().into(),
                    y1: run.rect.bottom().into(),
                });
                if let Some(before) = index.checked_sub(1).and_then(|at| runs.get(at)).filter(|run| run.goes_on()) {
                    node.set_previous_on_line(before.id.accesskit_id());
                }
                if let Some(next) = runs.get(index + 1).filter(|_| run.goes_on()) {
                    node.set_next_on_line(next.id.accesskit_id());
                }
                let mut told = run.told().clone();
                if run.feed {
                    told.value.push('\n');
                    told.lengths.push(1);
                    told.positions.push(told.width);
                    told.widths.push(0.0);
                }
                set_off(node, &told, color);
                node.set_word_starts(told.word_starts);
                node.set_value(told.value);
                node.set_character_lengths(told.lengths);
                node.set_character_positions(told.positions);
                node.set_character_widths(told.widths);
            });
        }
    });
}

/// Says how the words of a run are set off and read.
fn set_off(node: &mut accesskit::Node, told: &Told, color: accesskit::Color) {
    let line = |style| TextDecoration { style, color };
    for look in told.face.looks() {
        match look {
            Look::Bold => node.set_font_weight(BOLD),
            Look::Underline => node.set_underline(line(TextDecorationStyle::Solid)),
            Look::Dots => node.set_overline(line(TextDecorationStyle::Dotted)),
            Look::Superscript => node.set_vertical_offset(VerticalOffset::Superscript),
            Look::Subscript => node.set_vertical_offset(VerticalOffset::Subscript),
        }
    }
    if let Some(reading) = &told.reading {
        node.set_description(&**reading);
    }
}

/// The parts of a row, one at least.
fn tell(ui: &egui::Ui, block: &Block, row: usize, sheet: &Sheet) -> Vec<Told> {
    let galley = paint::row_galley(ui, block, row, sheet.palette);
    let Row { at, x: left } = &block.rows[row];
    let x = |at| paint::x_of(block, row, &galley, at) - left;
    let dress = &block.display.dress;
    let begin = |shown: usize| Told {
        at: shown,
        x: x(shown),
        face: dress.face_at(shown),
        reading: dress.reading_at(shown),
        value: String::new(),
        lengths: Vec::new(),
        positions: Vec::new(),
        widths: Vec::new(),
        word_starts: Vec::new(),
        width: 0.0,
    };
    let mut parts: Vec<Told> = Vec::new();
    for cluster in segment::graphemes(&block.display.text[at.clone()]) {
        let shown = cluster.shift(at.start);
        if !matches!(block.display.kind_at(shown.start), Some(Kind::Text(_))) {
            continue;
        }
        let alike = |part: &&mut Told| {
            part.face == dress.face_at(shown.start)
                && part.reading == dress.reading_at(shown.start)
                && part.lengths.len() + 1 < LONGEST_RUN
        };
        if parts.last_mut().filter(alike).is_none() {
            parts.push(begin(shown.start));
        }
        if let Some(part) = parts.last_mut() {
            part.value.push_str(&block.display.text[shown.range()]);
            part.lengths.push(u8::try_from(shown.len()).unwrap_or(u8::MAX));
            part.positions.push(x(shown.start) - part.x);
            part.widths.push(x(shown.end) - x(shown.start));
            part.width = x(shown.end) - part.x;
        }
    }
    if parts.is_empty() {
        parts.push(begin(at.start));
    }
    let whole: String = parts.iter().map(|part| part.value.as_str()).collect();
    let words = word_starts(&whole);
    let mut before = 0;
    for part in &mut parts {
        let clusters = before..before + part.lengths.len();
        let starts = words.iter().filter(|start| clusters.contains(start));
        part.word_starts = starts.filter_map(|start| u8::try_from(start - before).ok()).collect();
        before = clusters.end;
    }
    parts
}

/// The clusters words start at, counted in clusters.
fn word_starts(value: &str) -> Vec<usize> {
    let clusters: Vec<usize> = segment::graphemes(value).iter().map(|c| c.start).collect();
    segment::words(value)
        .iter()
        .filter(|word| value[word.range()].chars().any(char::is_alphanumeric))
        .filter_map(|word| clusters.binary_search(&word.start).ok())
        .collect()
}
