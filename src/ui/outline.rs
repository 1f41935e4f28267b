//! The outline: the document's parts in order; a click goes there.

use super::widgets;
use crate::app::{Action, App};
use crate::document::{Role, role};
use egui::{RichText, Ui};

/// Longest piece of a paragraph that is shown, characters.
const SHOWN: usize = 24;

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    widgets::heading(ui, tr.text("outline-title"));
    ui.separator();
    let document = &open.document;
    let labels = role::labels(document.roles(), document.lang());
    let here = document.text().line_of(open.selection.start);
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 24.0;
        ui.spacing_mut().button_padding.y = 2.0;
        let mut last: Option<Role> = None;
        for index in 0..document.len() {
            let paragraph = document.paragraph(index);
            let part = paragraph.role;
            // One line for a run of paragraphs of one part, but every item has its own.
            let again = last == Some(part) && !matches!(part, Role::Item(_) | Role::Heading(_));
            last = Some(part);
            if again {
                continue;
            }
            let run = (index..document.len()).take_while(|i| document.roles()[*i] == part).count();
            let current =
                if matches!(part, Role::Item(_)) { here == index } else { (index..index + run).contains(&here) };
            let start: String = paragraph.text.trim().chars().take(SHOWN).collect();
            let name = match &labels[index] {
                Some(label) => tr.format("outline-item", &[("label", label.clone().into()), ("text", start.into())]),
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
                let row = egui::Button::selectable(current, text).truncate();
                if ui.add(row).clicked() {
                    actions.push(Action::Show(crate::text::Span::at(paragraph.span.start)));
                }
            });
        }
    });
}
