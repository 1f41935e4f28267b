//! The form of a 源内-compatible app in the settings: its description is pasted, its fields are drawn from that.

use super::{fields, widgets};
use crate::app::notice::Notice;
use crate::assistant::inputs::{App, InputForm, InputProblem};
use crate::document::form::FieldKind;
use crate::i18n::Tr;
use crate::text::Lang;
use egui::{ComboBox, TextEdit, Ui};
use std::collections::BTreeMap;

/// An app's form as it is typed.
pub struct AppForms {
    schema: String,
    text_key: Option<String>,
    values: BTreeMap<String, String>,
    /// What `schema` reads as; read anew when it changes.
    form: Option<Result<InputForm, InputProblem>>,
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
        self.form = (!self.schema.trim().is_empty()).then(|| InputForm::read(&self.schema));
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, tr: &Tr) {
        let code = tr.locale().code();
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
        ui.horizontal(|ui| {
            if form.text_fields().count() > 1 {
                let label = ui.label(tr.text("settings-app-text"));
                let chosen = form.fields.iter().find(|field| Some(&field.key) == text_key.as_ref());
                ComboBox::from_id_salt("app-text")
                    .selected_text(chosen.map_or("", |field| field.title.get(code)))
                    .width(388.0)
                    .show_ui(ui, |ui| {
                        for (field, _) in form.text_fields() {
                            ui.selectable_value(&mut self.text_key, Some(field.key.clone()), field.title.get(code));
                        }
                    })
                    .response
                    .labelled_by(label.id);
            }
        });
        for field in form.fields.iter().filter(|field| Some(&field.key) != text_key.as_ref()) {
            if matches!(field.kind, FieldKind::File { .. }) {
                widgets::weak(ui, tr.format("settings-app-file", &[("title", field.title.get(code).into())]));
                continue;
            }
            let standard = field.default.clone().unwrap_or_default();
            let value = self.values.get(&field.key).cloned().unwrap_or_else(|| standard.clone());
            // No dates here: a field of an app is text in no language of ours.
            let (new, _) = fields::ui(ui, tr, field, Lang::Ja, egui::Id::unique(("app", &field.key)), &value);
            if new == standard {
                self.values.remove(&field.key);
            } else {
                self.values.insert(field.key.clone(), new);
            }
        }
    }
}
