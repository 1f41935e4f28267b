//! The versions of the document: what they are called, who named them and when; to be compared, brought back, put together with
//! another copy.

use super::{theme, widgets};
use crate::app::versions::{Ask, Side};
use crate::app::{Action, App, Command};
use egui::{Context, Key, Modifiers, Ui};

/// What the window keeps while it is open.
#[derive(Default)]
pub struct VersionsView {
    /// The name that is being typed.
    name: String,
    begun: bool,
    /// The version that is compared, if one was chosen to be compared with another.
    first: Option<Side>,
}

/// Draws the window if it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<VersionsView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let Some(open) = app.open() else {
        *view = None;
        return;
    };
    // What is compared lies above this window.
    if app.compared().is_some() {
        return;
    }
    let tr = app.tr();
    let mut close = false;
    let modal = widgets::modal(ctx, "versions", 620.0, |ui| {
        widgets::title(ui, tr.text("versions-title"));
        widgets::weak(ui, tr.text("versions-lead"));
        ui.add_space(theme::STEP);
        name_ui(ui, app, state, actions);
        ui.add_space(theme::STEP);
        let versions = open.document.versions();
        if versions.is_empty() {
            widgets::weak(ui, tr.text("versions-none"));
        }
        if let Some(first) = state.first {
            widgets::words(ui, tr.format("versions-second", &[("name", app.side_name(first).into())]));
        }
        let height = (ui.ctx().content_rect().height() - 340.0).max(120.0);
        egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            if state.first.is_some() {
                row_ui(ui, app, state, Side::Now, actions);
            }
            for index in (0..versions.len()).rev() {
                row_ui(ui, app, state, Side::Version(index), actions);
            }
            row_ui(ui, app, state, Side::Began, actions);
            widgets::follow_keyboard(ui);
        });
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            if !app.reviewing() && widgets::button(ui, true, tr.text("command-merge-copy")).clicked() {
                actions.push(Action::Run(Command::MergeCopy));
                close = true;
            }
            close |= widgets::button(ui, true, tr.text("compare-close")).clicked();
        });
    });
    if close || modal.should_close() {
        *view = None;
    }
}

/// The field for the name of the present state.
fn name_ui(ui: &mut Ui, app: &App, state: &mut VersionsView, actions: &mut Vec<Action>) {
    if app.reviewing() {
        return;
    }
    let tr = app.tr();
    ui.horizontal(|ui| {
        let label = ui.label(tr.text("versions-name"));
        let width = (ui.available_width() - 180.0).max(120.0);
        let edit = egui::TextEdit::singleline(&mut state.name).desired_width(width);
        let field = ui.add(edit).labelled_by(label.id);
        if !state.begun {
            field.request_focus();
            state.begun = true;
        }
        // Enter that ends a composition is not heard here: the field still has the keyboard then.
        let entered = field.lost_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let named = !state.name.trim().is_empty();
        if widgets::primary(ui, named, tr.text("versions-keep")).clicked() || entered && named {
            actions.push(Action::Versions(Ask::Name(std::mem::take(&mut state.name))));
        }
    });
}

/// One state, with what can be done with it.
fn row_ui(ui: &mut Ui, app: &App, state: &mut VersionsView, side: Side, actions: &mut Vec<Action>) {
    let (Some(open), tr) = (app.open(), app.tr()) else { return };
    ui.push_id(side, |ui| {
        widgets::card(ui, |ui| {
            widgets::words(ui, widgets::strong(app.side_name(side)));
            let version = match side {
                Side::Version(index) => open.document.versions().get(index),
                Side::Began | Side::Now => None,
            };
            if let Some(version) = version {
                let time = App::time(version.at);
                if version.by.is_empty() {
                    widgets::weak(ui, time);
                } else {
                    let args = [("by", version.by.clone().into()), ("time", time.into())];
                    widgets::weak(ui, tr.format("versions-by", &args));
                }
            }
            ui.horizontal_wrapped(|ui| {
                if let Some(first) = state.first {
                    if first != side && widgets::primary(ui, true, tr.text("versions-compare-these")).clicked() {
                        // The older one on the left, whichever was chosen first.
                        let (old, new) = if rank(first) <= rank(side) { (first, side) } else { (side, first) };
                        actions.push(Action::Versions(Ask::Compare { old, new }));
                        state.first = None;
                    }
                    if first == side && widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                        state.first = None;
                    }
                    return;
                }
                if widgets::button(ui, true, tr.text("versions-compare-now")).clicked() {
                    actions.push(Action::Versions(Ask::Compare { old: side, new: Side::Now }));
                }
                if widgets::button(ui, true, tr.text("versions-compare-other")).clicked() {
                    state.first = Some(side);
                }
                let Side::Version(index) = side else { return };
                if !app.reviewing() && widgets::button(ui, true, tr.text("versions-restore")).clicked() {
                    actions.push(Action::Versions(Ask::Restore(index)));
                }
                let own = version.is_some_and(|version| version.verdict.is_none());
                if own && !app.reviewing() && widgets::button(ui, true, tr.text("versions-forget")).clicked() {
                    actions.push(Action::Versions(Ask::Forget(index)));
                }
            });
        });
    });
    ui.add_space(theme::STEP / 2.0);
}

/// Where a state stands among the others.
fn rank(side: Side) -> usize {
    match side {
        Side::Began => 0,
        Side::Version(index) => index + 1,
        Side::Now => usize::MAX,
    }
}
