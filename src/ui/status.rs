//! The status bar and the notices above it.

use super::{levels, widgets};
use crate::app::{Action, App, Level, Notice};
use crate::document::Classification;
use crate::i18n::Locale;
use crate::text::Lang;
use egui::{RichText, Ui};

/// Width from which on there is room for everything in English too, points.
const ROOM: f32 = 1300.0;

/// What the choice of language takes at the right end, points.
const LOCALE_WIDTH: f32 = 116.0;

/// Draws the bar.
pub fn ui(ui: &mut Ui, app: &App, (page, pages): (usize, usize), actions: &mut Vec<Action>) {
    let tr = app.tr();
    let room = ui.available_width();
    ui.horizontal(|ui| {
        if let Some(open) = app.open() {
            // Before the sheet was drawn the first time nobody knows; beside its translation it is another one.
            if pages > 0 && !app.shows_pairs() {
                ui.label(tr.format("status-page", &[("page", page.into()), ("pages", pages.into())]));
                ui.separator();
            }
            let counts = open.document.counts();
            let number = |n: usize| ("count", n.into());
            let all = [
                tr.format("status-paragraphs", &[number(open.document.len())]),
                tr.format("status-sheets", &[number(counts.sheets())]),
                tr.format("status-words", &[number(counts.words)]),
            ];
            let shown = if open.document.lang() == Lang::Ja {
                tr.format("status-characters", &[number(counts.characters)])
            } else {
                tr.format("status-words", &[number(counts.words)])
            };
            ui.label(shown).on_hover_ui(|ui| {
                ui.label(tr.format("status-characters", &[number(counts.characters)]));
                for line in all {
                    ui.label(line);
                }
            });
            // What can be seen from the text itself gives way in a narrow window.
            if room > ROOM {
                ui.separator();
                ui.label(tr.text(if open.document.lang() == Lang::Ja { "lang-ja" } else { "lang-en" }));
            }
            ui.separator();
            classification_ui(ui, app, actions);
            ui.separator();
            engine_ui(ui, app, actions);
            ui.separator();
            if app.reviewing() {
                ui.label(widgets::strong(tr.text("status-reviewing")));
                ui.separator();
            }
            if open.vouched().is_some() {
                ui.label(tr.text("status-vouched")).on_hover_text(tr.text("status-vouched-what"));
                ui.separator();
            }
            let id = match (open.unsaved(), open.kept == Some(open.document.revision())) {
                (false, _) if open.path.is_some() => "status-saved",
                (false, _) if open.saved.is_some() => "status-sample",
                (false, _) => "status-empty",
                (true, true) => "status-kept",
                (true, false) => "status-unsaved",
            };
            // In a narrow window its last letters give way to the choice of language.
            let left = (ui.available_width() - LOCALE_WIDTH).max(24.0);
            let label = ui.scope(|ui| {
                ui.set_max_width(left);
                ui.add(egui::Label::new(tr.text(id)).truncate())
            });
            label.inner.on_hover_text(
                open.path.as_ref().map_or_else(|| tr.text("status-no-file"), |p| p.display().to_string()),
            );
            date_ui(ui, app);
        } else {
            engine_ui(ui, app, actions);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| locale_ui(ui, app, actions));
    });
}

/// What the date at the cursor is in the other calendar.
fn date_ui(ui: &mut Ui, app: &App) {
    let Some(dating) = app.date_at_cursor() else { return };
    let tr = app.tr();
    let text = match (dating.other(), dating.date(), dating.fiscal_year()) {
        (Some(other), Some(day), Some(fiscal)) => {
            let weekday = day.weekday_name(if tr.locale() == Locale::Ja { Lang::Ja } else { Lang::En });
            let args = [("other", other.into()), ("weekday", weekday.into()), ("fiscal", fiscal.to_string().into())];
            tr.format("status-date-day", &args)
        }
        (Some(other), ..) => tr.format("status-date-other", &[("other", other.into())]),
        (None, ..) if !dating.exists => tr.text("status-date-none"),
        (None, ..) => return,
    };
    ui.separator();
    ui.label(text);
}

fn locale_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    egui::ComboBox::from_id_salt("locale")
        .selected_text(tr.text(if tr.locale() == Locale::Ja { "locale-ja" } else { "locale-en" }))
        .show_ui(ui, |ui| {
            for locale in Locale::ALL {
                let name = tr.text(if locale == Locale::Ja { "locale-ja" } else { "locale-en" });
                if ui.selectable_label(tr.locale() == locale, name).clicked() {
                    actions.push(Action::SetLocale(Some(locale)));
                }
            }
        })
        .response
        .on_hover_text(tr.text("status-locale"));
}

fn classification_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let levels = &app.policy().levels;
    let name = |level: Classification| levels::name(tr, levels, level);
    let unmarked = [("level", levels.key(levels.counted(None)).into())];
    let own = app.own_classification();
    let shown = app.classification().map_or_else(|| tr.format("classification-none", &unmarked), name);
    // What is attached counts, and the person sees why it is not what they said.
    let attached = app.open().is_some_and(|open| open.document.attachments().iter().any(|one| one.level.is_some()));
    let by_attachments = attached && app.classification() != own;
    let shown =
        if by_attachments { tr.format("classification-by-attachments", &[("level", shown.into())]) } else { shown };
    egui::ComboBox::from_id_salt("classification")
        .selected_text(shown)
        .show_ui(ui, |ui| {
            for level in levels.iter().map(|known| known.level) {
                if ui.selectable_label(own == Some(level), name(level)).clicked() {
                    actions.push(Action::SetClassification(level));
                }
            }
        })
        .response
        .on_hover_text(tr.text("status-classification"));
}

fn engine_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let shown = app.endpoint().map_or_else(|| tr.text("engine-offline"), |endpoint| endpoint.name.clone());
    egui::ComboBox::from_id_salt("engine")
        .selected_text(shown)
        .show_ui(ui, |ui| {
            if ui.selectable_label(app.endpoint().is_none(), tr.text("engine-offline")).clicked() {
                actions.push(Action::ChooseEngine(None));
            }
            for endpoint in app.endpoints() {
                let chosen = app.endpoint().is_some_and(|e| e.name == endpoint.name);
                if ui.selectable_label(chosen, &endpoint.name).clicked() {
                    actions.push(Action::ChooseEngine(Some(endpoint.name.clone())));
                }
            }
        })
        .response
        .on_hover_text(tr.text("status-engine"));
}

/// Draws what the person is told.
pub fn notices_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    for (index, notice) in app.notices().iter().enumerate() {
        let (id, color) = match notice.level {
            Level::Error => ("notice-error", palette.error),
            Level::Warning => ("notice-warning", palette.warning),
            Level::Info => ("notice-info", palette.success),
        };
        ui.horizontal_top(|ui| {
            if ui.add(egui::Button::new(tr.text("notice-close"))).clicked() {
                actions.push(Action::Dismiss(index));
            }
            ui.label(RichText::new(tr.text(id)).color(color).family(super::fonts::bold()));
            ui.vertical(|ui| notice_ui(ui, app, notice));
        });
    }
}

fn notice_ui(ui: &mut Ui, app: &App, notice: &Notice) {
    let tr = app.tr();
    widgets::words(ui, notice.text(tr));
    if let Some(hint) = notice.hint(tr) {
        widgets::weak(ui, hint);
    }
    if !notice.details.is_empty() {
        egui::ScrollArea::vertical().max_height(90.0).show(ui, |ui| {
            for detail in &notice.details {
                widgets::weak(ui, tr.format("notice-detail", &[("text", detail.text(tr).into())]));
                if let Some(hint) = detail.hint(tr) {
                    widgets::weak(ui, hint);
                }
            }
        });
    }
}
