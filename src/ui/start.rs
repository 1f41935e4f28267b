//! The start page: documents to bring back, forms, samples, recent documents.

use super::widgets;
use crate::app::{Action, App, Command};
use crate::document::Form;
use crate::text::Lang;
use egui::{RichText, Ui};

/// Widest the page gets, points.
const WIDTH: f32 = 900.0;

/// Draws the page.
pub fn ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let margin = ((ui.available_width() - WIDTH) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(WIDTH.min(ui.available_width()));
                page(ui, app, actions);
            });
        });
        widgets::follow_keyboard(ui);
    });
}

fn page(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    ui.add_space(widgets::GAP);
    ui.label(RichText::new(tr.text("start-title")).size(26.0).family(super::fonts::bold()));
    widgets::weak(ui, tr.text("start-lead"));
    ui.add_space(widgets::GAP);
    sessions(ui, app, actions);
    for lang in [Lang::Ja, Lang::En] {
        let id = if lang == Lang::Ja { "start-new-ja" } else { "start-new-en" };
        // What the office does not offer is not listed.
        let offered: Vec<&Form> =
            app.offered_forms().map(|kept| kept.form.as_ref()).filter(|form| form.lang == lang).collect();
        if offered.is_empty() {
            continue;
        }
        widgets::heading(ui, tr.text(id));
        ui.horizontal_wrapped(|ui| {
            for form in offered {
                if form_button(ui, app, form).clicked() {
                    actions.push(Action::Fill { form: form.id.clone(), lang });
                }
            }
        });
    }
    ui.add_space(widgets::GAP);
    super::shell::named_button(ui, app, Command::Forms, "forms-start", actions);
    ui.add_space(widgets::GAP);
    widgets::heading(ui, tr.text("start-open"));
    ui.horizontal_wrapped(|ui| {
        super::shell::command_button(ui, app, Command::Open, actions);
        if widgets::button(ui, true, tr.text("start-sample-ja")).clicked() {
            actions.push(Action::OpenSample(Lang::Ja));
        }
        if widgets::button(ui, true, tr.text("start-sample-en")).clicked() {
            actions.push(Action::OpenSample(Lang::En));
        }
        if app.is_reading() {
            ui.spinner();
            ui.label(tr.text("start-reading"));
        }
    });
    ui.add_space(widgets::GAP);
    widgets::heading(ui, tr.text("start-recent"));
    if app.recent().is_empty() {
        widgets::weak(ui, tr.text("start-recent-none"));
    }
    for row in app.recent() {
        let title = if row.title.is_empty() { tr.text("untitled") } else { row.title.clone() };
        ui.horizontal_wrapped(|ui| {
            if widgets::link(ui, title).clicked() {
                actions.push(Action::OpenFile(row.path.clone()));
            }
            widgets::weak(ui, row.path.display().to_string());
        });
    }
}

fn form_button(ui: &mut Ui, app: &App, form: &Form) -> egui::Response {
    let code = app.tr().locale().code();
    let button = egui::Button::new(widgets::strong(form.name.get(code).to_owned())).min_size(egui::vec2(118.0, 44.0));
    ui.add(button).on_hover_text(form.description.get(code))
}

fn sessions(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    if app.sessions().is_empty() {
        return;
    }
    widgets::card(ui, |ui| {
        ui.label(widgets::strong(tr.text("start-sessions")));
        widgets::weak(ui, tr.text("start-sessions-lead"));
        for session in app.sessions() {
            ui.horizontal_wrapped(|ui| {
                let title = if session.title.is_empty() { tr.text("untitled") } else { session.title.clone() };
                ui.label(title);
                if let Some(path) = &session.path {
                    widgets::weak(ui, path.display().to_string());
                }
                if widgets::primary(ui, true, tr.text("start-restore")).clicked() {
                    actions.push(Action::Restore(session.key.clone()));
                }
                if widgets::button(ui, true, tr.text("start-forget")).clicked() {
                    actions.push(Action::Forget(session.key.clone()));
                }
            });
        }
    });
    ui.add_space(widgets::GAP);
}
