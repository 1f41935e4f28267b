//! Why a pair is turned down, or a finding let be: asked before it is done.

use super::widgets;
use crate::app::workbench::{Ask, Step};
use crate::app::{Action, App};
use crate::proofread::message_id;
use egui::{Context, Key, Modifiers, TextEdit};

/// Asks for a reason if one is wanted; `reason` is what was typed so far.
pub fn ui(ctx: &Context, app: &App, reason: &mut Option<String>, actions: &mut Vec<Action>) {
    let Some((pair, ask)) = app.asks_reason() else {
        *reason = None;
        return;
    };
    let tr = app.tr();
    let begun = reason.is_some();
    let typed = reason.get_or_insert_default();
    let (title, done, needed) = match ask {
        Ask::Reject(_) => ("pair-ask-reject", "pair-ask-reject-done", false),
        Ask::Pass { .. } => ("pair-ask-pass", "pair-ask-pass-done", true),
    };
    let (mut answered, mut left) = (false, false);
    let modal = widgets::modal(ctx, "pair-ask", 420.0, |ui| {
        widgets::title(ui, tr.text(title));
        match ask {
            Ask::Reject(_) => widgets::weak(ui, pair.source.to_string()),
            Ask::Pass { rule, words, .. } => {
                widgets::words(ui, widgets::strong(tr.text(&message_id(rule))));
                widgets::weak(ui, words.clone())
            }
        };
        ui.add_space(widgets::GAP / 2.0);
        let label = ui.label(tr.text("pair-ask-reason"));
        let composing = ui.input(|i| i.events.iter().any(|event| matches!(event, egui::Event::Ime(_))));
        let edit = TextEdit::multiline(typed).desired_rows(2).desired_width(f32::INFINITY);
        // Enter answers; a new row is Shift+Enter.
        let edit = edit.return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        let field = ui.add(edit).labelled_by(label.id);
        if !begun {
            field.request_focus();
        }
        ui.add_space(widgets::GAP);
        let ready = !needed || !typed.trim().is_empty();
        ui.horizontal(|ui| {
            answered = widgets::primary(ui, ready, tr.text(done)).clicked();
            left = widgets::button(ui, true, tr.text("dialog-cancel")).clicked();
        });
        let enter = field.has_focus() && !composing && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        answered |= enter && ready;
    });
    if answered {
        actions.push(Action::Workbench(Step::Answer(std::mem::take(typed))));
    } else if left || modal.should_close() {
        actions.push(Action::Workbench(Step::Leave));
    }
}
