//! The fields of a form, of an AI app and of a prompt template: one way to draw each type.

use super::widgets;
use crate::document::form::{Choice, Field, FieldKind};
use crate::i18n::Tr;
use crate::text::{Date, Lang};
use egui::{Id, Margin, Response, TextEdit, Ui};

/// Draws `field` of a document in `lang`, with `value` in it. What stands in it now, and what the keyboard can go to.
/// Nothing is drawn of a hidden field.
pub fn ui(ui: &mut Ui, tr: &Tr, field: &Field, lang: Lang, id: Id, value: &str) -> (String, Option<Response>) {
    let code = tr.locale().code();
    let mut new = value.to_owned();
    let mut typed = None;
    if field.kind == FieldKind::Hidden {
        return (new, None);
    }
    let label = ui
        .horizontal(|ui| {
            let label = ui.label(widgets::strong(field.title.get(code).to_owned()));
            if field.required {
                widgets::coloured(ui, tr.text("filling-required"), widgets::palette(ui).error);
            }
            label
        })
        .inner;
    if let Some(desc) = &field.desc {
        widgets::weak(ui, desc.get(code).to_owned());
    }
    match &field.kind {
        FieldKind::Text { .. } | FieldKind::Number { .. } => {
            let width =
                if field.date || matches!(field.kind, FieldKind::Number { .. }) { 200.0 } else { f32::INFINITY };
            ui.horizontal(|ui| {
                let said = field.placeholder.as_ref().map(|words| words.get(code).to_owned());
                let hint =
                    said.unwrap_or_else(|| if field.date { tr.text("filling-date-hint") } else { String::new() });
                let edit = TextEdit::singleline(&mut new).id(id).hint_text(hint).desired_width(width);
                let response = ui.add(edit.margin(Margin::symmetric(8, 6))).labelled_by(label.id);
                widgets::select_when_tabbed_into(ui, &response, value);
                typed = Some(response);
                if field.date
                    && let Some(date) = Date::parse(value)
                {
                    let (weekday, written) = (date.weekday_name(lang), date.written(lang));
                    let id = if lang == Lang::Ja { "filling-date-ja" } else { "filling-date-en" };
                    widgets::weak(ui, tr.format(id, &[("date", written.into()), ("weekday", weekday.into())]));
                }
            });
        }
        FieldKind::Textarea { .. } | FieldKind::File { .. } => {
            let hint = field.placeholder.as_ref().map(|words| words.get(code).to_owned()).unwrap_or_default();
            let edit =
                TextEdit::multiline(&mut new).id(id).hint_text(hint).desired_rows(3).desired_width(f32::INFINITY);
            typed = Some(ui.add(edit.margin(Margin::symmetric(8, 6))).labelled_by(label.id));
        }
        FieldKind::Select(choices) => {
            let shown = choices.iter().find(|c| c.value == value).map_or("", |c| c.title.get(code));
            let chosen = egui::ComboBox::from_id_salt(id).selected_text(shown).width(240.0).show_ui(ui, |ui| {
                for choice in choices {
                    ui.selectable_value(&mut new, choice.value.clone(), choice.title.get(code));
                }
            });
            chosen.response.labelled_by(label.id);
        }
        FieldKind::Radio(choices) => {
            ui.horizontal_wrapped(|ui| {
                for choice in choices {
                    ui.radio_value(&mut new, choice.value.clone(), choice.title.get(code));
                }
            });
        }
        FieldKind::Checkbox(choices) => {
            ui.horizontal_wrapped(|ui| new = checkboxes(ui, choices, value, code));
        }
        FieldKind::Hidden => {}
    }
    (new, typed)
}

/// The chosen values of a group of boxes, joined by commas as forms send them.
fn checkboxes(ui: &mut Ui, choices: &[Choice], value: &str, code: &str) -> String {
    let mut chosen: Vec<&str> = value.split(',').filter(|v| !v.is_empty()).collect();
    for choice in choices {
        let mut on = chosen.contains(&choice.value.as_str());
        if ui.checkbox(&mut on, choice.title.get(code)).changed() {
            chosen.retain(|v| *v != choice.value);
            if on {
                chosen.push(&choice.value);
            }
        }
    }
    let ordered: Vec<&str> = choices.iter().map(|c| c.value.as_str()).filter(|v| chosen.contains(v)).collect();
    ordered.join(",")
}
