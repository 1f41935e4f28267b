//! What takes long, while it does: what, how far, and a way to stop it.

use super::widgets;
use crate::app::resources::Ask;
use crate::app::{Action, App};
use egui::{ProgressBar, Ui};

/// Draws the line.
pub fn ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let Some(working) = &app.resources().working else { return };
    ui.horizontal(|ui| {
        ui.label(tr.text(working.what));
        match working.all.filter(|all| *all > 0) {
            Some(all) => {
                let part = (working.done as f64 / all as f64) as f32;
                ui.add(ProgressBar::new(part).desired_width(220.0).show_percentage());
            }
            None => {
                ui.spinner();
                if working.done > 0 {
                    let done = i64::try_from(working.done).unwrap_or(i64::MAX);
                    widgets::weak(ui, tr.format("working-done", &[("count", done.into())]));
                }
            }
        }
        if widgets::button(ui, true, tr.text("working-stop")).clicked() {
            actions.push(Action::Resources(Ask::Stop));
        }
    });
}
