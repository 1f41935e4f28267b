//! What is attached to the document: each file with its kind, its size and its 格付け; opened, put elsewhere, sent along,
//! taken away. Files dropped on the window are attached too.

use super::{levels, shell, theme, widgets};
use crate::app::attachments::{Ask, can_be_opened, has_text};
use crate::app::{Action, App, Command};
use crate::document::{Attachment, Classification};
use crate::i18n::Tr;
use egui::{Context, Ui};
use std::path::PathBuf;

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    let attachments = open.document.attachments();
    ui.horizontal_wrapped(|ui| shell::command_button(ui, app, Command::AttachFile, actions));
    if let Some(taken) = attachments.taken().filter(|_| !app.reviewing()) {
        let name = [("name", taken.name().into())];
        if widgets::link(ui, tr.format("attachments-bring-back", &name)).clicked() {
            actions.push(Action::Attachments(Ask::BringBack));
        }
    }
    widgets::weak(ui, tr.text(if attachments.is_empty() { "attachments-none" } else { "attachments-lead" }));
    ui.add_space(theme::STEP);
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for (index, attachment) in attachments.iter().enumerate() {
            ui.push_id(index, |ui| card_ui(ui, app, index, attachment, actions));
            ui.add_space(widgets::GAP / 2.0);
        }
    });
}

fn card_ui(ui: &mut Ui, app: &App, index: usize, attachment: &Attachment, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::card(ui, |ui| {
        widgets::words(ui, widgets::strong(attachment.name().to_owned()));
        widgets::weak(ui, about(tr, attachment)).on_hover_ui(|ui| {
            ui.set_max_width(480.0);
            ui.label(tr.format("attachments-hash", &[("hash", attachment.sha256().into())]));
        });
        level_ui(ui, app, index, attachment, actions);
        let mut along = app.goes_along(attachment);
        let readable = has_text(attachment);
        let check = ui.add_enabled(readable, egui::Checkbox::new(&mut along, tr.text("attachments-along")));
        let check = check.on_hover_text(tr.text("attachments-along-tip"));
        if check.on_disabled_hover_text(tr.text("attachments-along-not")).changed() {
            actions.push(Action::Attachments(Ask::GoAlong(index, along)));
        }
        ui.horizontal_wrapped(|ui| {
            let open = widgets::button(ui, can_be_opened(attachment), tr.text("attachments-open"));
            let open = open.on_hover_text(tr.text("attachments-open-tip"));
            if open.on_disabled_hover_text(tr.text("attachments-open-not")).clicked() {
                actions.push(Action::Attachments(Ask::Open(index)));
            }
            if widgets::button(ui, true, tr.text("attachments-save")).clicked() {
                actions.push(Action::Attachments(Ask::Save(index)));
            }
            if widgets::button(ui, !app.reviewing(), tr.text("attachments-remove")).clicked() {
                actions.push(Action::Attachments(Ask::Remove(index)));
            }
        });
    });
}

/// Its kind, its size, when it came and from whom.
fn about(tr: &Tr, attachment: &Attachment) -> String {
    let kind = attachment.kind().to_ascii_uppercase();
    let kind = if kind.is_empty() { tr.text("attachments-no-kind") } else { kind };
    let mut said = vec![kind, size(tr, attachment.size())];
    if attachment.at > 0 {
        said.push(App::time(attachment.at));
    }
    said.push(attachment.by.clone());
    said.retain(|part| !part.is_empty());
    said.join(&tr.text("attachments-between"))
}

/// A size as people read it.
fn size(tr: &Tr, bytes: u64) -> String {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..KIB => tr.format("attachments-bytes", &[("count", bytes.into())]),
        KIB..MIB => tr.format("attachments-kib", &[("size", tenths(KIB).into())]),
        _ => tr.format("attachments-mib", &[("size", tenths(MIB).into())]),
    }
}

fn level_ui(ui: &mut Ui, app: &App, index: usize, attachment: &Attachment, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let office = &app.policy().levels;
    let name = |level: Option<Classification>| match level {
        Some(level) => levels::name(tr, office, level),
        None => tr.text("attachments-level-same"),
    };
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("attachments-level"));
        ui.add_enabled_ui(!app.reviewing(), |ui| {
            let combo = egui::ComboBox::from_id_salt("level").selected_text(name(attachment.level)).show_ui(ui, |ui| {
                let all = office.iter().map(|known| Some(known.level));
                for level in std::iter::once(None).chain(all) {
                    if ui.selectable_label(attachment.level == level, name(level)).clicked() {
                        actions.push(Action::Attachments(Ask::Level(index, level)));
                    }
                }
            });
            combo.response.labelled_by(label.id).on_hover_text(tr.text("attachments-level-tip"));
        });
    });
}

/// Files that were dropped on the window: attached to the document at hand, else the first of them is opened.
pub fn dropped(ctx: &Context, app: &App, actions: &mut Vec<Action>) {
    let paths: Vec<PathBuf> = ctx.input(|i| i.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    let Some(first) = paths.first().cloned() else { return };
    if is_asked(app) {
        return;
    }
    actions.push(match app.open() {
        Some(_) => Action::Attachments(Ask::Add(paths)),
        None => Action::OpenFile(first),
    });
}

/// Says what becomes of a file that is held over the window.
pub fn hover_ui(ctx: &Context, app: &App) {
    if ctx.input(|i| i.raw.hovered_files.is_empty()) || is_asked(app) {
        return;
    }
    let id = match app.open() {
        Some(_) if app.reviewing() => "attachments-drop-not",
        Some(_) => "attachments-drop",
        None => "attachments-drop-open",
    };
    egui::Area::new(egui::Id::unique("dropping"))
        .order(egui::Order::Foreground)
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .interactable(false)
        .show(ctx, |ui| {
            egui::Frame::popup(ui.style()).inner_margin(24.0).show(ui, |ui| {
                ui.label(widgets::strong(app.tr().text(id)));
            });
        });
}

/// Whether something is asked over the window, which a file that is dropped does not answer.
fn is_asked(app: &App) -> bool {
    app.asks_unsaved()
        || app.asks_consent().is_some()
        || app.asks_level()
        || app.asks_passphrase().is_some()
        || app.sending().is_some()
}
