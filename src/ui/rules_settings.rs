//! Settings of proofreading: how much each rule matters, and the office's own words.

use super::widgets;
use crate::app::{Action, App, words};
use crate::i18n::Tr;
use crate::proofread::{RuleLevel, message_id, rules};
use egui::{TextEdit, Ui};
use std::path::PathBuf;

/// Height of a row of the list of rules, points.
const ROW: f32 = 48.0;
/// Rows of the list that are seen at once.
const SEEN: f32 = 6.0;

/// What is being typed while the settings are open.
#[derive(Default)]
pub struct RulesView {
    search: String,
    /// The rules that fit `search`, and what they were looked for by.
    fitting: Vec<usize>,
    looked_for: Option<String>,
    folder: Option<String>,
}

impl RulesView {
    fn look(&mut self, tr: &Tr) {
        let wanted = self.search.trim().to_lowercase();
        if self.looked_for.as_ref() == Some(&wanted) {
            return;
        }
        let fits = |index: &usize| {
            let about = rules()[*index].about();
            let title = tr.text(&message_id(about.id));
            wanted.split_whitespace().all(|word| {
                about.id.contains(word)
                    || title.to_lowercase().contains(word)
                    || about.source.to_lowercase().contains(word)
            })
        };
        self.fitting = (0..rules().len()).filter(fits).collect();
        self.looked_for = Some(wanted);
    }
}

/// Draws the list of rules.
pub fn rules_ui(ui: &mut Ui, app: &App, view: &mut RulesView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::heading(ui, tr.text("settings-rules"));
    widgets::weak(ui, tr.text("settings-rules-lead"));
    ui.horizontal(|ui| {
        let label = ui.label(tr.text("settings-rules-search"));
        ui.add(TextEdit::singleline(&mut view.search).desired_width(260.0)).labelled_by(label.id);
        let counts = [("count", view.fitting.len().into()), ("changed", app.settings().rules.len().into())];
        ui.label(tr.format("settings-rules-count", &counts));
    });
    view.look(tr);
    let area = egui::ScrollArea::vertical().id_salt("rules").max_height(SEEN * ROW).auto_shrink([false, true]);
    area.show_rows(ui, ROW, view.fitting.len(), |ui, range| {
        for &index in &view.fitting[range] {
            ui.push_id(index, |ui| rule_ui(ui, app, index, actions));
        }
    });
}

fn rule_ui(ui: &mut Ui, app: &App, index: usize, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let about = rules()[index].about();
    let chosen = app.settings().rules.get(about.id).copied();
    let name = |level: Option<RuleLevel>| match level {
        Some(level) => tr.text(&format!("level-of-rule-{}", level.code())),
        None => {
            let usual = if rules()[index].is_usual() { about.severity.code() } else { RuleLevel::Off.code() };
            let usual = tr.text(&format!("level-of-rule-{usual}"));
            tr.format("settings-rule-usual", &[("level", usual.into())])
        }
    };
    let title = tr.text(&message_id(about.id));
    ui.horizontal_top(|ui| {
        ui.set_height(ROW);
        let combo = egui::ComboBox::from_id_salt("level").width(150.0).selected_text(name(chosen)).show_ui(ui, |ui| {
            for level in std::iter::once(None).chain(RuleLevel::ALL.map(Some)) {
                if ui.selectable_label(chosen == level, name(level)).clicked() && chosen != level {
                    actions.push(Action::SetRule { rule: about.id, level });
                }
            }
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let label = ui.add(egui::Label::new(title).truncate());
            combo.response.labelled_by(label.id);
            let source =
                if about.source.is_empty() { about.id.to_owned() } else { format!("{} · {}", about.id, about.source) };
            let weak = egui::RichText::new(source).color(widgets::palette(ui).text_sub);
            ui.add(egui::Label::new(weak).truncate());
        });
    });
}

/// Draws where the office's own words are.
pub fn words_ui(ui: &mut Ui, app: &App, view: &mut RulesView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::heading(ui, tr.text("settings-words"));
    widgets::weak(ui, tr.text("settings-words-lead"));
    let own = words::personal(app.dirs()).display().to_string();
    widgets::words(ui, tr.format("settings-words-own", &[("path", own.into())]));
    widgets::words(ui, tr.format("settings-words-count", &[("count", app.house().len().into())]));
    let saved = app.settings().words_folder.as_ref().map(|folder| folder.display().to_string()).unwrap_or_default();
    let folder = view.folder.get_or_insert_with(|| saved.clone());
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("settings-words-folder"));
        ui.add(TextEdit::singleline(folder).desired_width(300.0)).labelled_by(label.id);
        if widgets::button(ui, *folder != saved, tr.text("settings-words-use")).clicked() {
            let folder = folder.trim();
            actions.push(Action::SetWordsFolder((!folder.is_empty()).then(|| PathBuf::from(folder))));
        }
        if widgets::button(ui, true, tr.text("settings-words-reload")).clicked() {
            actions.push(Action::ReloadWords);
        }
    });
    if widgets::button(ui, true, tr.text("settings-words-import")).clicked() {
        actions.push(Action::ChooseWords);
    }
}
