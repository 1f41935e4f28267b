//! A part of a form that is worked on: what it is, what stands in it, and when it is there.

use super::form_editor::{Hand, readable, role_name, title_of};
use super::widgets;
use crate::document::Role;
use crate::document::form::{ContentDraft, StockDraft, split};
use crate::i18n::Tr;
use egui::{TextEdit, Ui};

/// The roles a part can have, by code.
fn roles(tr: &Tr) -> Vec<(String, String)> {
    let levels = |role: Role| match role {
        Role::Heading(_) => (1..=4).map(Role::Heading).collect(),
        Role::Item(_) => (0..=4).map(Role::Item).collect(),
        Role::Cell(_) => (0..=5).map(Role::Cell).collect(),
        role => vec![role],
    };
    let all = Role::ALL.into_iter().flat_map(levels);
    all.map(|role| (role.code(), role_name(tr, &role.code()))).collect()
}

/// Draws the part `at`.
pub fn ui(ui: &mut Ui, hand: &mut Hand<'_>, at: usize) {
    let tr = hand.tr;
    let mut part = hand.draft.parts[at].clone();
    let roles = roles(tr);
    hand.pick(ui, tr.text("forms-role"), ("part-role", at), &mut part.role, &roles);
    let content = |content: &ContentDraft| match content {
        ContentDraft::Text(_) => "text",
        ContentDraft::Each(_) => "each",
        ContentDraft::Prose { .. } => "prose",
    };
    let mut chosen = content(&part.content).to_owned();
    let all = [("text", "forms-content-text"), ("each", "forms-content-each"), ("prose", "forms-content-prose")];
    let all = all.map(|(code, id)| (code.to_owned(), tr.text(id)));
    hand.pick(ui, tr.text("forms-content"), ("part-content", at), &mut chosen, &all);
    if chosen != content(&part.content) {
        part.content = match chosen.as_str() {
            "each" => {
                let first = hand.fields(|field| field.kind == "textarea").into_iter().next();
                ContentDraft::Each(first.map(|(key, _)| key).unwrap_or_default())
            }
            "prose" => ContentDraft::Prose { brief: String::new(), offline: vec![StockDraft::default()] },
            _ => ContentDraft::Text(String::new()),
        };
    }
    if !matches!(part.content, ContentDraft::Prose { .. }) {
        hand.line(ui, tr.text("forms-label"), ("label", at), &mut part.label);
    }
    match &mut part.content {
        ContentDraft::Text(text) => template_ui(ui, hand, tr.text("forms-text"), ("text", at), text, 2),
        ContentDraft::Each(key) => {
            let fields = hand.fields(|field| field.kind != "hidden");
            hand.pick(ui, tr.text("forms-each"), ("part-each", at), key, &fields);
            widgets::weak(ui, tr.text("forms-each-how"));
        }
        ContentDraft::Prose { brief, offline } => {
            template_ui(ui, hand, tr.text("forms-brief"), ("brief", at), brief, 4);
            widgets::heading(ui, tr.text("forms-stock"));
            widgets::weak(ui, tr.text("forms-stock-how"));
            let mut gone = None;
            let count = offline.len();
            for (index, stock) in offline.iter_mut().enumerate() {
                ui.push_id(("stock", at, index), |ui| {
                    let label = tr.format("forms-stock-number", &[("number", (index + 1).into())]);
                    template_ui(ui, hand, label, ("stock", at, index), &mut stock.text, 2);
                    conditions_ui(ui, hand, ("stock", at, index), &mut stock.when, &mut stock.unless);
                    if widgets::button(ui, count > 1, tr.text("forms-stock-out")).clicked() {
                        gone = Some(index);
                    }
                    ui.separator();
                });
            }
            if let Some(index) = gone {
                offline.remove(index);
            }
            if widgets::button(ui, true, tr.text("forms-stock-add")).clicked() {
                offline.push(StockDraft::default());
            }
        }
    }
    ui.add_space(widgets::GAP);
    conditions_ui(ui, hand, ("part", at, 0), &mut part.when, &mut part.unless);
    hand.draft.parts[at] = part;
}

/// Words with places for fields, and a list to put them in from.
fn template_ui(
    ui: &mut Ui,
    hand: &mut Hand<'_>,
    label: String,
    id: impl std::hash::Hash + std::fmt::Debug + Copy,
    text: &mut String,
    rows: usize,
) {
    let tr = hand.tr;
    let edit = hand.edit(ui, label, id, text, rows);
    if text.contains('{') {
        widgets::weak(ui, readable(&hand.draft, text, hand.code));
    }
    let mut chosen = None;
    ui.push_id(("insert", id), |ui| {
        ui.menu_button(tr.text("forms-insert"), |ui| {
            ui.set_min_width(260.0);
            egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for (place, name) in insertable(hand) {
                    if ui.add(egui::Button::new(name).min_size(egui::vec2(240.0, widgets::ROW))).clicked() {
                        chosen = Some(place);
                        ui.close();
                    }
                }
                widgets::follow_keyboard(ui);
            });
        });
    });
    if let Some(place) = chosen {
        // Where the cursor was, or else behind everything.
        let state = TextEdit::load_state(ui.ctx(), edit);
        let cursor = state.and_then(|state| state.cursor.char_range()).map(|range| range.primary.index.0);
        let at = cursor.and_then(|index| text.char_indices().nth(index)).map_or(text.len(), |(at, _)| at);
        text.insert_str(at, &place);
        ui.memory_mut(|memory| memory.request_focus(edit));
    }
}

/// What can be put into a text: places, and what they say.
fn insertable(hand: &Hand<'_>) -> Vec<(String, String)> {
    let tr = hand.tr;
    let english = hand.draft.lang == "en";
    let mut all = Vec::new();
    for field in &hand.draft.fields {
        let (key, title) = (&field.key, title_of(&hand.draft, &field.key, hand.code));
        let named = |id: &str| tr.format(id, &[("title", title.clone().into())]);
        if field.kind == "date" {
            all.push((format!("{{{key}|date}}"), named("forms-insert-date")));
            if !english {
                all.push((format!("{{{key}|wareki}}"), named("forms-insert-wareki")));
            }
            all.push((format!("{{{key}|weekday}}"), named("forms-insert-weekday")));
        } else {
            all.push((format!("{{{key}}}"), title.clone()));
            if field.kind == "text" && !english && (key.contains("subject") || key.contains("title")) {
                all.push((format!("{{{key}|topic}}"), named("forms-insert-topic")));
            }
        }
    }
    all
}

/// When something is there.
fn conditions_ui(
    ui: &mut Ui,
    hand: &mut Hand<'_>,
    id: (&'static str, usize, usize),
    when: &mut Vec<String>,
    unless: &mut Vec<String>,
) {
    let tr = hand.tr;
    let fields = hand.fields(|_| true);
    for (conditions, list, text, more) in
        [(when, 0, "forms-when", "forms-when-add"), (unless, 1, "forms-unless", "forms-unless-add")]
    {
        let mut gone = None;
        for (index, condition) in conditions.iter_mut().enumerate() {
            ui.horizontal_wrapped(|ui| {
                widgets::weak(ui, tr.text(text));
                let (field, value) = split(condition);
                let (mut key, mut value) = (field.to_owned(), value.unwrap_or_default().to_owned());
                let shown =
                    fields.iter().find(|(known, _)| *known == key).map_or(key.clone(), |(_, name)| name.clone());
                let named =
                    egui::ComboBox::from_id_salt((id, list, index)).selected_text(shown).width(130.0).truncate();
                named.show_ui(ui, |ui| {
                    for (known, name) in &fields {
                        if ui.selectable_value(&mut key, known.clone(), name).changed() {
                            value.clear();
                        }
                    }
                });
                let choices = hand.draft.fields.iter().find(|field| field.key == key && field.has_choices());
                if let Some(field) = choices {
                    let any = tr.text("forms-condition-any");
                    let name = |value: &str| {
                        let choice = field.choices.iter().find(|choice| choice.value == value);
                        choice.map_or(any.clone(), |choice| choice.title.get(hand.code).to_owned())
                    };
                    let shown = name(&value);
                    let values =
                        egui::ComboBox::from_id_salt((id, list, index, "value")).selected_text(shown).width(120.0);
                    values.truncate().show_ui(ui, |ui| {
                        ui.selectable_value(&mut value, String::new(), &any);
                        for choice in &field.choices {
                            ui.selectable_value(&mut value, choice.value.clone(), choice.title.get(hand.code));
                        }
                    });
                }
                if widgets::button(ui, true, tr.text("forms-take-out")).clicked() {
                    gone = Some(index);
                }
                let new = if value.is_empty() { key } else { format!("{key}={value}") };
                if *condition != new && split(condition) != split(&new) {
                    *condition = new;
                }
            });
        }
        if let Some(index) = gone {
            conditions.remove(index);
        }
        let first = fields.first().map(|(key, _)| key.clone());
        if widgets::button(ui, first.is_some(), tr.text(more)).clicked() {
            conditions.extend(first);
        }
    }
}
