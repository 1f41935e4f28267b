//! Taking in a text that was made elsewhere: pasted here, it becomes a suggestion to decide on.

use super::widgets;
use crate::app::{Action, App};
use egui::{Context, Key, Modifiers, TextEdit};

/// What is pasted and said of it.
#[derive(Default)]
pub struct TakeIn {
    text: String,
    from: String,
    behind: bool,
    begun: bool,
}

/// Draws the question if it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<TakeIn>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let Some(open) = app.open() else {
        *view = None;
        return;
    };
    let tr = app.tr();
    let mut close = false;
    let width = (ctx.content_rect().width() - 120.0).min(640.0);
    let modal = widgets::modal(ctx, "take-in", width, |ui| {
        widgets::title(ui, tr.text("take-in-title"));
        widgets::weak(ui, tr.text("take-in-lead"));
        let label = ui.label(tr.text("take-in-text"));
        let height = (ctx.content_rect().height() - 360.0).clamp(100.0, 300.0);
        egui::ScrollArea::vertical().id_salt("take-in").max_height(height).show(ui, |ui| {
            let edit = TextEdit::multiline(&mut state.text).desired_rows(8).desired_width(f32::INFINITY);
            let edit = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
            if !state.begun {
                edit.request_focus();
                state.begun = true;
            }
        });
        let label = ui.label(tr.text("take-in-from"));
        let edit = TextEdit::singleline(&mut state.from).hint_text(tr.text("take-in-from-hint"));
        ui.add(edit.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
        let instead = if open.selection.is_empty() { "take-in-document" } else { "take-in-selection" };
        ui.radio_value(&mut state.behind, false, tr.text(instead));
        ui.radio_value(&mut state.behind, true, tr.text("take-in-behind"));
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let ready = !state.text.trim().is_empty() && !state.from.trim().is_empty();
            let asked = ready && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            if widgets::primary(ui, ready, tr.text("take-in-propose")).clicked() || asked {
                let (text, from) = (state.text.clone(), state.from.clone());
                actions.push(Action::TakeIn { text, from, instead: !state.behind });
                close = true;
            }
            if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                close = true;
            }
        });
    });
    if close || modal.should_close() {
        *view = None;
    }
}
