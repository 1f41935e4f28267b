//! What a screen reader finds: a named text field, and a run of text for each row in view.

use super::layout::{Block, Kind, Row};
use super::{Editor, Sheet, View, editor_id, paint};
use crate::text::segment;
use egui::accesskit::{self, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Rect, Response, Sense, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Longest run AccessKit can count the words of.
const LONGEST_RUN: usize = 255;

/// What a screen reader is told of a row, wherever it stands.
#[derive(Clone, Debug)]
pub(super) struct Told {
    value: String,
    /// Bytes of each cluster.
    lengths: Vec<u8>,
    positions: Vec<f32>,
    widths: Vec<f32>,
    word_starts: Vec<u8>,
    width: f32,
}

/// A row as a screen reader gets it.
struct Run {
    id: Id,
    /// The bytes of the document it starts at.
    start: usize,
    block: Arc<Block>,
    row: usize,
    /// A line feed ends it.
    feed: bool,
    rect: Rect,
}

impl Run {
    fn told(&self) -> &Told {
        self.block.told[self.row].get().expect("it was told when the run was made")
    }

    fn len(&self) -> usize {
        self.told().value.len() + usize::from(self.feed)
    }
}

impl Editor {
    /// Describes the pane to AccessKit, if anyone listens.
    pub(super) fn access(&mut self, ui: &mut egui::Ui, view: &View<'_>, sheet: &Sheet, response: &Response) {
        let name = view.tr.text("editor-pane");
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, ui.is_enabled(), &name));
        let listens = ui.ctx().accesskit_node_builder(editor_id(), |node| {
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
        let builder = UiBuilder::new().accessibility_parent(editor_id());
        ui.scope_builder(builder, |ui| {
            for run in &runs {
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
                    let mut told = run.told().clone();
                    if run.feed {
                        told.value.push('\n');
                        told.lengths.push(1);
                        told.positions.push(told.width);
                        told.widths.push(0.0);
                    }
                    node.set_word_starts(told.word_starts);
                    node.set_value(told.value);
                    node.set_character_lengths(told.lengths);
                    node.set_character_positions(told.positions);
                    node.set_character_widths(told.widths);
                });
            }
        });
        if let Some((anchor, focus)) = selection {
            ui.ctx()
                .accesskit_node_builder(editor_id(), |node| node.set_text_selection(TextSelection { anchor, focus }));
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
            let (from, to) = (block.row_at(sheet.clip.top() - y), block.row_at(sheet.clip.bottom() - y));
            for number in from..to + 1 {
                let row = &block.rows[number];
                let told = block.told[number].get_or_init(|| tell(ui, &block, number, sheet));
                let corner = pos2(sheet.origin.x + row.x, y + block.row_top(number).1);
                runs.push(Run {
                    id: editor_id().with(("row", index, number)),
                    start: span.start + block.display.written(row.at.start),
                    rect: Rect::from_min_size(corner, vec2(told.width, block.style.row)),
                    feed: number + 1 == block.rows.len() && index + 1 < self.slots.len(),
                    row: number,
                    block: block.clone(),
                });
            }
            index += 1;
            if index == self.slots.line(index - 1).end {
                top += self.slots.line_height(index - 1);
            }
        }
        runs
    }
}

fn tell(ui: &egui::Ui, block: &Block, row: usize, sheet: &Sheet) -> Told {
    let galley = paint::row_galley(ui, block, row, sheet.palette);
    let Row { at, x: left } = &block.rows[row];
    let (mut value, mut lengths) = (String::new(), Vec::new());
    let (mut positions, mut widths) = (Vec::new(), Vec::new());
    for cluster in segment::graphemes(&block.display.text[at.clone()]) {
        let shown = cluster.shift(at.start);
        let own = matches!(block.display.kind_at(shown.start), Some(Kind::Text(_)));
        if own && lengths.len() + 1 < LONGEST_RUN {
            let x = |at| paint::x_of(block, row, &galley, at) - left;
            value.push_str(&block.display.text[shown.range()]);
            lengths.push(u8::try_from(shown.len()).unwrap_or(u8::MAX));
            positions.push(x(shown.start));
            widths.push(x(shown.end) - x(shown.start));
        }
    }
    Told { word_starts: word_starts(&value), value, lengths, positions, widths, width: galley.size().x }
}

/// The clusters words start at, counted in clusters.
fn word_starts(value: &str) -> Vec<u8> {
    let clusters: Vec<usize> = segment::graphemes(value).iter().map(|c| c.start).collect();
    segment::words(value)
        .iter()
        .filter(|word| value[word.range()].chars().any(char::is_alphanumeric))
        .filter_map(|word| clusters.iter().position(|start| *start == word.start))
        .filter_map(|at| u8::try_from(at).ok())
        .collect()
}
