//! What a screen reader finds: a named text field, and a run of text for each row in view.

use super::layout::Kind;
use super::{Editor, Sheet, View, editor_id, paint};
use crate::text::segment;
use egui::accesskit::{self, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Rect, Response, Sense, UiBuilder, WidgetInfo, pos2, vec2};

/// Longest run AccessKit can count the words of.
const LONGEST_RUN: usize = 255;

/// A row as a screen reader gets it.
struct Run {
    id: Id,
    /// The bytes of the document it starts at.
    start: usize,
    value: String,
    /// Bytes of each cluster.
    lengths: Vec<u8>,
    positions: Vec<f32>,
    widths: Vec<f32>,
    rect: Rect,
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
            let run = runs.iter().rev().find(|run| run.start <= at && at <= run.start + run.value.len())?;
            let mut end = run.start;
            let before = run.lengths.iter().take_while(|len| {
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
                    node.set_word_starts(word_starts(&run.value));
                    node.set_value(run.value.as_str());
                    node.set_character_lengths(run.lengths.clone());
                    node.set_character_positions(run.positions.clone());
                    node.set_character_widths(run.widths.clone());
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
        let (first, mut top) = self.paragraph_at(sheet.clip.top() - sheet.origin.y);
        for index in first..self.slots.len() {
            if sheet.origin.y + top > sheet.clip.bottom() {
                break;
            }
            let block = self.block(ui, view, &sheet.measure, index);
            let span = self.text.line_span(index);
            let rows_top = sheet.origin.y + top + block.style.above;
            for (number, row) in block.rows.iter().enumerate() {
                let galley = paint::row_galley(ui, &block, number, sheet.palette);
                let left = sheet.origin.x + row.x;
                let mut run = Run {
                    id: editor_id().with(("row", index, number)),
                    start: span.start + block.display.written(row.at.start),
                    value: String::new(),
                    lengths: Vec::new(),
                    positions: Vec::new(),
                    widths: Vec::new(),
                    rect: Rect::from_min_size(
                        pos2(left, rows_top + number as f32 * block.style.row),
                        vec2(galley.size().x, block.style.row),
                    ),
                };
                for cluster in segment::graphemes(&block.display.text[row.at.clone()]) {
                    let shown = cluster.shift(row.at.start);
                    let own = matches!(block.display.kind_at(shown.start), Some(Kind::Text(_)));
                    if own && run.lengths.len() + 1 < LONGEST_RUN {
                        let x = |at| paint::x_of(&block, number, &galley, at) - row.x;
                        run.value.push_str(&block.display.text[shown.range()]);
                        run.lengths.push(u8::try_from(shown.len()).unwrap_or(u8::MAX));
                        run.positions.push(x(shown.start));
                        run.widths.push(x(shown.end) - x(shown.start));
                    }
                }
                if number + 1 == block.rows.len() && index + 1 < self.slots.len() {
                    run.value.push('\n');
                    run.lengths.push(1);
                    run.positions.push(galley.size().x);
                    run.widths.push(0.0);
                }
                runs.push(run);
            }
            top += block.height();
        }
        runs
    }
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
