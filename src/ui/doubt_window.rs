//! Asks in which encoding a text is to be read, where it can be read in two.

use super::widgets;
use crate::app::doubt::Encoding;
use crate::app::{Action, App};
use egui::Context;

/// Draws the question while it is open. `begun` says whether the keyboard has been put into it.
pub fn ui(ctx: &Context, app: &App, begun: &mut bool, actions: &mut Vec<Action>) {
    let Some(doubt) = app.doubt() else {
        *begun = false;
        return;
    };
    let tr = app.tr();
    let mut chosen = None;
    let modal = widgets::modal(ctx, "doubt", 560.0, |ui| {
        widgets::title(ui, tr.text("doubt-title"));
        widgets::words(ui, tr.format("doubt-lead", &[("path", doubt.path.display().to_string().into())]));
        ui.add_space(widgets::GAP);
        for (at, reading) in doubt.readings.iter().enumerate() {
            widgets::card(ui, |ui| {
                let name = match reading.encoding {
                    Encoding::ShiftJis => "doubt-shift-jis",
                    _ => "doubt-euc-jp",
                };
                widgets::words(ui, widgets::strong(tr.text(name)));
                widgets::words(ui, reading.begins.clone());
                let button = widgets::button(ui, true, tr.format("doubt-open", &[("encoding", tr.text(name).into())]));
                if at == 0 && !*begun {
                    button.request_focus();
                    *begun = true;
                }
                if button.clicked() {
                    chosen = Some(Action::SettleDoubt(Some(reading.encoding)));
                }
            });
            ui.add_space(widgets::GAP / 2.0);
        }
        if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
            chosen = Some(Action::SettleDoubt(None));
        }
    });
    if modal.should_close() && chosen.is_none() {
        chosen = Some(Action::SettleDoubt(None));
    }
    actions.extend(chosen);
}
