//! The form of a 源内-compatible app in the settings: its description is pasted, its fields are drawn from that.

use super::widgets;
use crate::app::notice::Notice;
use crate::assistant::app_form::{App, AppField, AppFieldKind, AppForm, AppProblem};
use crate::i18n::Tr;
use egui::{ComboBox, TextEdit, Ui};
use std::collections::{BTreeMap, BTreeSet};

/// An app's form as it is typed.
pub struct AppForms {
    schema: String,
    text_key: Option<String>,
    values: BTreeMap<String, String>,
    /// What `schema` reads as; read anew when it changes.
    form: Option<Result<AppForm, AppProblem>>,
}

impl AppForms {
    /// The form of an endpoint's app.
    pub fn of(app: Option<&App>) -> Self {
        let App { schema, text_key, values } = app.cloned().unwrap_or_default();
        let mut forms = Self { schema, text_key, values, form: None };
        forms.read();
        forms
    }

    /// The app as it is typed.
    pub fn app(&self) -> App {
        App { schema: self.schema.trim().to_owned(), text_key: self.text_key.clone(), values: self.values.clone() }
    }

    fn read(&mut self) {
        self.form = (!self.schema.trim().is_empty()).then(|| AppForm::read(&self.schema));
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, tr: &Tr) {
        widgets::heading(ui, tr.text("settings-app"));
        widgets::weak(ui, tr.text("settings-app-lead"));
        let label = ui.label(tr.text("settings-app-schema"));
        let edit = TextEdit::multiline(&mut self.schema).code_editor().desired_rows(4).desired_width(f32::INFINITY);
        if ui.add(edit).labelled_by(label.id).changed() {
            self.read();
        }
        let form = match &self.form {
            None => return,
            Some(Err(problem)) => {
                let notice = Notice::error(problem);
                widgets::coloured(ui, notice.text(tr), widgets::palette(ui).warning);
                if let Some(hint) = notice.hint(tr) {
                    widgets::weak(ui, hint);
                }
                return;
            }
            Some(Ok(form)) => form,
        };
        let text_key = form.text_key(self.text_key.as_deref()).map(str::to_owned);
        egui::Grid::new("app-form").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
            if form.text_fields().count() > 1 {
                let label = ui.label(tr.text("settings-app-text"));
                let chosen = form.fields.iter().find(|field| Some(&field.key) == text_key.as_ref());
                ComboBox::from_id_salt("app-text")
                    .selected_text(chosen.map_or("", |field| field.title.as_str()))
                    .width(388.0)
                    .show_ui(ui, |ui| {
                        for (field, _) in form.text_fields() {
                            ui.selectable_value(&mut self.text_key, Some(field.key.clone()), &field.title);
                        }
                    })
                    .response
                    .labelled_by(label.id);
                ui.end_row();
            }
            for field in &form.fields {
                if Some(&field.key) != text_key.as_ref() && field.kind != AppFieldKind::Hidden {
                    field_ui(ui, tr, field, &mut self.values);
                }
            }
        });
    }
}

fn field_ui(ui: &mut Ui, tr: &Tr, field: &AppField, values: &mut BTreeMap<String, String>) {
    let name = if field.required {
        tr.format("settings-app-required", &[("title", field.title.as_str().into())])
    } else {
        field.title.clone()
    };
    let label = ui.label(name);
    if !field.help.is_empty() {
        label.clone().on_hover_text(&field.help);
    }
    let standard = field.default.clone().unwrap_or_default();
    let mut value = values.get(&field.key).cloned().unwrap_or_else(|| standard.clone());
    match &field.kind {
        AppFieldKind::Text { long, .. } => {
            let edit =
                if *long { TextEdit::multiline(&mut value).desired_rows(2) } else { TextEdit::singleline(&mut value) };
            ui.add(edit.desired_width(380.0)).labelled_by(label.id);
        }
        AppFieldKind::Number { .. } => {
            ui.add(TextEdit::singleline(&mut value).desired_width(120.0)).labelled_by(label.id);
        }
        AppFieldKind::One(items) => {
            let shown = items.iter().find(|item| item.value == value).map(|item| item.title.clone());
            ComboBox::from_id_salt(("app-field", &field.key))
                .selected_text(shown.unwrap_or_else(|| tr.text("settings-app-unset")))
                .width(388.0)
                .show_ui(ui, |ui| {
                    if !field.required {
                        ui.selectable_value(&mut value, String::new(), tr.text("settings-app-unset"));
                    }
                    for item in items {
                        ui.selectable_value(&mut value, item.value.clone(), &item.title);
                    }
                })
                .response
                .labelled_by(label.id);
        }
        AppFieldKind::Many(items) => {
            let mut chosen: BTreeSet<&str> = value.split(',').filter(|v| !v.is_empty()).collect();
            ui.horizontal_wrapped(|ui| {
                for item in items {
                    let mut on = chosen.contains(item.value.as_str());
                    if ui.checkbox(&mut on, &item.title).changed() {
                        if on {
                            chosen.insert(&item.value)
                        } else {
                            chosen.remove(item.value.as_str())
                        };
                    }
                }
            });
            // In the app's order, whatever order they were chosen in.
            let all = items.iter().map(|item| item.value.as_str()).filter(|v| chosen.contains(v));
            value = all.collect::<Vec<_>>().join(",");
        }
        AppFieldKind::File => drop(widgets::weak(ui, tr.text("settings-app-file"))),
        AppFieldKind::Hidden => {}
    }
    ui.end_row();
    if value == standard {
        values.remove(&field.key);
    } else {
        values.insert(field.key.clone(), value);
    }
}
