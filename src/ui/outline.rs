//! The outline: the document's parts in order; a click goes there, dragging puts a part elsewhere.

use super::widgets;
use crate::app::{Action, App};
use crate::document::role::Numbering;
use crate::document::{Document, Role};
use egui::{RichText, Sense, Stroke, Ui};
use std::ops::Range;

/// Longest piece of a paragraph that is shown, characters.
const SHOWN: usize = 24;
/// Height of a row, points.
const ROW: f32 = 24.0;

/// What the panel keeps from frame to frame.
#[derive(Default)]
pub struct Outline {
    /// The document's key and revision that `rows` are of.
    of: Option<(String, u64)>,
    /// The paragraphs of each row.
    rows: Vec<Range<usize>>,
    numbering: Numbering,
}

impl Outline {
    fn follow(&mut self, key: &str, document: &Document) {
        let of = (key.to_owned(), document.revision());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.of = Some(of);
        self.numbering = Numbering::default();
        self.rows.clear();
        let roles = document.roles();
        for (index, role) in roles.iter().enumerate() {
            // One row for a run of paragraphs of one part, but every item and heading has its own.
            match self.rows.last_mut() {
                Some(last) if role.is_cell() && roles[last.start].is_cell() => last.end = index + 1,
                Some(last) if roles[last.start] == *role && !matches!(role, Role::Item(_) | Role::Heading(_)) => {
                    last.end = index + 1;
                }
                _ => self.rows.push(index..index + 1),
            }
        }
    }

    /// The paragraphs that move when row `row` is dragged: an item takes the items under it along, a heading what stands
    /// under it.
    fn block(&self, document: &Document, row: usize) -> Range<usize> {
        let roles = document.roles();
        let Range { start, mut end } = self.rows[row];
        let belongs = |role: Role| match (roles[start], role) {
            (Role::Item(level), Role::Item(deeper)) => deeper > level,
            (Role::Heading(level), Role::Heading(deeper)) => deeper > level,
            (Role::Heading(_), Role::Body | Role::Item(_) | Role::Cell(_)) => true,
            _ => false,
        };
        while end < roles.len() && belongs(roles[end]) {
            end += 1;
        }
        start..end
    }
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, outline: &mut Outline, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    widgets::heading(ui, tr.text("outline-title"));
    ui.separator();
    let document = &open.document;
    outline.follow(&open.key, document);
    let here = document.text().line_of(open.selection.start);
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = ROW;
    ui.spacing_mut().button_padding.y = 2.0;
    let area = egui::ScrollArea::vertical().auto_shrink([false, false]);
    area.show_rows(ui, ROW, outline.rows.len(), |ui, rows| {
        for row in rows {
            let paragraphs = outline.rows[row].clone();
            let part = document.roles()[paragraphs.start];
            let current = paragraphs.contains(&here);
            let line = document.text().line(paragraphs.start);
            let start: String = line.trim().chars().take(SHOWN).collect();
            let table = document.table_at(paragraphs.start).map(|table| {
                let count = [("rows", table.rows.into()), ("columns", table.columns.into())];
                tr.format("outline-table", &count)
            });
            let name = match outline.numbering.label(document.roles(), document.lang(), paragraphs.start) {
                Some(label) => tr.format("outline-item", &[("label", label.into()), ("text", start.into())]),
                None if table.is_some() => table.unwrap_or_default(),
                None => {
                    let id = format!("role-{}", part.kind());
                    let name = tr.text(&id);
                    // 記 and 以上 say themselves what they are.
                    let said = start.is_empty() || start == name;
                    if said {
                        name
                    } else {
                        tr.format("outline-part", &[("part", name.into()), ("text", start.into())])
                    }
                }
            };
            let indent = match part {
                Role::Item(level) => 12.0 + 12.0 * f32::from(level),
                Role::Heading(level) => 12.0 * f32::from(level.saturating_sub(1)),
                _ => 0.0,
            };
            ui.horizontal(|ui| {
                ui.add_space(indent);
                let text = if current { widgets::strong(name) } else { RichText::new(name) };
                let button = egui::Button::selectable(current, text).truncate().sense(Sense::click_and_drag());
                let response = ui.add(button);
                if response.clicked() {
                    let at = document.text().line_span(paragraphs.start).start;
                    actions.push(Action::Show(crate::text::Span::at(at)));
                }
                response.dnd_set_drag_payload(outline.block(document, row));
                drop_ui(ui, &response, paragraphs, actions);
            });
        }
    });
}

/// Where a dragged part would go: above or below the row under the pointer.
fn drop_ui(ui: &Ui, response: &egui::Response, paragraphs: Range<usize>, actions: &mut Vec<Action>) {
    let (Some(pointer), Some(moved)) = (ui.ctx().pointer_interact_pos(), response.dnd_hover_payload::<Range<usize>>())
    else {
        return;
    };
    let above = pointer.y < response.rect.center().y;
    let to = if above { paragraphs.start } else { paragraphs.end };
    if !(moved.start..=moved.end).contains(&to) {
        let y = if above { response.rect.top() } else { response.rect.bottom() };
        ui.painter().hline(ui.max_rect().x_range(), y, Stroke::new(2.0, widgets::palette(ui).primary));
    }
    if let Some(moved) = response.dnd_release_payload::<Range<usize>>() {
        actions.push(Action::MoveParagraphs { which: (*moved).clone(), to });
    }
}
