//! What the office says of itself, to be read and changed.

use super::widgets;
use crate::app::clerk::Ask;
use crate::app::profile::{ENTRIES, Profile};
use crate::app::{Action, App};
use egui::{Context, Key, Modifiers, TextEdit};

/// Draws the window while it is open; `typed` is what is in it so far.
pub fn ui(ctx: &Context, app: &App, typed: &mut Option<Profile>, actions: &mut Vec<Action>) {
    if !app.shows_profile() {
        *typed = None;
        return;
    }
    let tr = app.tr();
    let begun = typed.is_some();
    let profile = typed.get_or_insert_with(|| app.profile().clone());
    let height = (ctx.content_rect().height() - 260.0).max(160.0);
    let mut done = false;
    let modal = widgets::modal(ctx, "profile", 620.0, |ui| {
        widgets::title(ui, tr.text("profile-title"));
        widgets::weak(ui, tr.text("profile-lead"));
        ui.add_space(widgets::GAP);
        egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            egui::Grid::new("profile-entries").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
                for (at, entry) in ENTRIES.into_iter().enumerate() {
                    let label = ui.label(tr.text(&format!("profile-{entry}")));
                    let mut value = profile.get(entry).to_owned();
                    let edit = match entry.starts_with("sender") || entry.starts_with("address") {
                        true => TextEdit::multiline(&mut value).desired_rows(2),
                        false => TextEdit::singleline(&mut value),
                    };
                    let edit = ui.add(edit.desired_width(f32::INFINITY)).labelled_by(label.id);
                    if at == 0 && !begun {
                        edit.request_focus();
                    }
                    if edit.changed() {
                        profile.set(entry, &value);
                    }
                    ui.end_row();
                }
            });
            widgets::weak(ui, tr.text("profile-number-how"));
            widgets::follow_keyboard(ui);
        });
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            done = widgets::primary(ui, true, tr.text("profile-keep")).clicked();
            done |= ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                actions.push(Action::Clerk(Ask::CloseProfile));
            }
        });
    });
    if done {
        actions.push(Action::Clerk(Ask::KeepProfile(profile.clone())));
    } else if modal.should_close() {
        actions.push(Action::Clerk(Ask::CloseProfile));
    }
}
