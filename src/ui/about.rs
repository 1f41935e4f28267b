//! The list of keys, and what the program is.

use super::{shell, widgets};
use crate::app::command::{COMMANDS, Command, Menu};
use crate::i18n::Tr;
use egui::Context;

/// Draws the list of keys while it is open.
pub fn shortcuts_ui(ctx: &Context, tr: &Tr, open: &mut bool) {
    egui::Window::new(tr.text("command-shortcuts"))
        .id(egui::Id::unique("shortcuts"))
        .open(open)
        .default_width(440.0)
        .show(ctx, |ui| {
            egui::ScrollArea::vertical().max_height(520.0).show(ui, |ui| {
                for menu in Menu::ALL {
                    widgets::heading(ui, tr.text(&format!("menu-{}", menu.id())));
                    egui::Grid::new(menu.id()).num_columns(2).striped(true).show(ui, |ui| {
                        for row in COMMANDS.iter().filter(|row| row.menu == menu && !row.keys.is_empty()) {
                            ui.label(tr.text(&row.command.message()));
                            ui.label(shell::shown_keys(row.command, ui.ctx()));
                            ui.end_row();
                        }
                    });
                }
            });
        });
}

/// Says what the program is while that is open.
pub fn ui(ctx: &Context, tr: &Tr, open: &mut bool) {
    egui::Window::new(tr.text("command-about")).id(egui::Id::unique("about")).open(open).default_width(440.0).show(
        ctx,
        |ui| {
            widgets::title(ui, tr.text("app-name"));
            ui.label(tr.format("about-version", &[("version", env!("CARGO_PKG_VERSION").into())]));
            widgets::words(ui, tr.text("about-what"));
            ui.add_space(widgets::GAP);
            widgets::words(ui, tr.text("about-privacy"));
            ui.add_space(widgets::GAP);
            widgets::weak(ui, tr.text("about-licences"));
        },
    );
}

/// What a button for `command` says when the pointer rests on it.
pub(super) fn tip(ui: &mut egui::Ui, tr: &Tr, command: Command) {
    let id = command.message();
    ui.set_max_width(320.0);
    ui.label(tr.attribute(&id, "tip", &[]).unwrap_or_else(|| tr.text(&id)));
    let keys = shell::shown_keys(command, ui.ctx());
    if !keys.is_empty() {
        ui.label(egui::RichText::new(keys).weak());
    }
}
