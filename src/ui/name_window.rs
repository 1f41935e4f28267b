//! Asks what the person is called in records, where the system knows no name.

use super::widgets;
use crate::app::{Action, App};
use egui::{Context, Key, TextEdit};

/// What is typed so far.
#[derive(Default)]
pub struct NameView {
    typed: String,
    begun: bool,
}

/// Draws the question while it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut NameView, actions: &mut Vec<Action>) {
    if !app.asks_name() {
        *view = NameView::default();
        return;
    }
    let tr = app.tr();
    let (mut done, mut later) = (false, false);
    let modal = widgets::modal(ctx, "name", 460.0, |ui| {
        widgets::title(ui, tr.text("name-title"));
        widgets::words(ui, tr.text("name-lead"));
        ui.add_space(widgets::GAP);
        let label = ui.label(tr.text("name-field"));
        let edit = TextEdit::singleline(&mut view.typed).desired_width(f32::INFINITY);
        let edit = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
        if !view.begun {
            edit.request_focus();
            view.begun = true;
        }
        let named = !view.typed.trim().is_empty();
        // What an input method ends with Enter is still being written.
        let composing = ui.input(|i| i.events.iter().any(|event| matches!(event, egui::Event::Ime(_))));
        let entered = edit.lost_focus() && !composing && ui.input(|i| i.key_pressed(Key::Enter));
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            done = widgets::primary(ui, named, tr.text("name-keep")).clicked() || named && entered;
            later = widgets::button(ui, true, tr.text("name-later")).clicked();
        });
    });
    if done {
        actions.push(Action::TakeName(Some(view.typed.clone())));
    } else if later || modal.should_close() {
        actions.push(Action::TakeName(None));
    }
}
