//! Filling in a form: one field under another, what is wrong said beside it, Ctrl+Enter when done.

use super::{View, fields, widgets};
use crate::app::notice::Notice;
use crate::app::{Action, App};
use crate::document::facts::FactsProblem;
use crate::document::form::{Field, FieldKind};
use crate::text::{Date, Message};
use egui::{Key, Modifiers, Ui};

/// Widest the page gets, points.
const WIDTH: f32 = 720.0;

/// Draws the page.
pub fn ui(ui: &mut Ui, app: &App, view: &mut View, actions: &mut Vec<Action>) {
    let Some(filling) = app.filling() else { return };
    let tr = app.tr();
    let code = tr.locale().code();
    if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) {
        actions.push(Action::Create);
        view.show_problem = true;
    }
    egui::Panel::bottom("filling-buttons").frame(widgets::panel_frame(ui)).show(ui, |ui| {
        let margin = ((ui.available_width() - WIDTH) / 2.0).max(0.0);
        ui.horizontal(|ui| {
            ui.add_space(margin);
            if widgets::primary(ui, true, tr.text("filling-create")).clicked() {
                actions.push(Action::Create);
                view.show_problem = true;
            }
            if widgets::button(ui, true, tr.text("filling-leave")).clicked() {
                actions.push(Action::LeaveForm);
            }
            if !filling.problems.is_empty() {
                let text = tr.format("filling-problems", &[("count", filling.problems.len().into())]);
                widgets::coloured(ui, text, widgets::palette(ui).error);
            } else {
                widgets::weak(ui, tr.text("filling-keys"));
            }
        });
    });
    egui::ScrollArea::vertical().id_salt(("filling", &filling.form.id)).auto_shrink([false, false]).show(ui, |ui| {
        let margin = ((ui.available_width() - WIDTH) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(WIDTH.min(ui.available_width()));
                widgets::title(ui, filling.form.name.get(code).to_owned());
                widgets::weak(ui, filling.form.description.get(code).to_owned());
                ui.add_space(widgets::GAP);
                // What was asked for comes in the next frame: then the keyboard goes to the first field to mend.
                let asked = actions.iter().any(|action| matches!(action, Action::Create));
                let has_problem = |key: &str| filling.problems.iter().any(|problem| problem.field() == Some(key));
                let mut keys = filling.form.fields.iter().map(|field| field.key.as_str());
                let wrong = keys.find(|key| has_problem(key)).filter(|_| view.show_problem && !asked);
                view.show_problem &= asked;
                let mut first = view.focus_field.as_deref() != Some(filling.form.id.as_str());
                for field in &filling.form.fields {
                    if matches!(field.kind, FieldKind::Hidden) {
                        continue;
                    }
                    let response = field_ui(ui, app, field, actions);
                    if let Some(response) = response.as_ref().filter(|_| wrong == Some(field.key.as_str())) {
                        response.request_focus();
                        response.scroll_to_me(Some(egui::Align::Center));
                    }
                    // The keyboard begins in the first field, once.
                    if let Some(response) = response
                        && first
                    {
                        response.request_focus();
                        view.focus_field = Some(filling.form.id.clone());
                        first = false;
                    }
                    ui.add_space(widgets::GAP);
                }
            });
        });
        widgets::follow_keyboard(ui);
    });
}

fn field_ui(ui: &mut Ui, app: &App, field: &Field, actions: &mut Vec<Action>) -> Option<egui::Response> {
    let filling = app.filling()?;
    let value = filling.facts.get(&field.key).unwrap_or_default();
    let id = egui::Id::unique(("field", &filling.form.id, &field.key));
    let (new, typed) = fields::ui(ui, app.tr(), field, filling.form.lang, id, value);
    for problem in filling.problems.iter().filter(|p| p.field() == Some(&field.key)) {
        problem_ui(ui, app, problem);
    }
    // Nothing is wrong with a day that is past, but it is seldom meant.
    let past = Date::parse(value).filter(|day| *day < app.today() && filling.form.lies_ahead(field));
    if past.is_some() {
        let today = app.today().written(filling.form.lang);
        let words = app.tr().format("filling-past", &[("today", today.into())]);
        widgets::coloured(ui, words, widgets::palette(ui).warning);
    }
    if new != value {
        actions.push(Action::SetFact { key: field.key.clone(), value: new });
    }
    typed
}

/// What is wrong, in the words of the form rather than of a file of facts.
fn problem_ui(ui: &mut Ui, app: &App, problem: &FactsProblem) {
    let (tr, mut notice) = (app.tr(), Notice::error(problem));
    // Another field is called by its name on the screen.
    for (name, value) in notice.args.iter_mut().filter(|(name, _)| *name == "other") {
        let field = problem.args().into_iter().find(|(known, _)| known == name).map(|(_, key)| key);
        if let Some(field) = app.filling().zip(field).and_then(|(filling, key)| filling.form.field(&key)) {
            *value = field.title.get(tr.locale().code()).into();
        }
    }
    let text = tr.attribute(notice.id, "here", &notice.args).unwrap_or_else(|| notice.text(tr));
    widgets::coloured(ui, tr.format("filling-problem", &[("problem", text.into())]), widgets::palette(ui).error);
}
