//! The audit trail in a window of its own: whether it holds, what it comes to by week, the latest events, a copy for a share.

use super::{levels, widgets};
use crate::app::logbook::KeyPlace;
use crate::app::trail::{Ask, Figures, Known, Line, Of};
use crate::app::{Action, App, Level};
use crate::assistant::Task;
use crate::document::form;
use crate::i18n::Tr;
use crate::text::Lang;
use egui::{Align, Context, Grid, Layout, Ui};
use std::collections::BTreeMap;

/// What the window keeps while it is open.
#[derive(Default)]
pub struct TrailView {
    /// The Monday of the week that is shown; `None` shows all of them.
    week: Option<String>,
    /// Whether the events are listed instead of the figures.
    events: bool,
}

/// Draws the window while it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut TrailView, actions: &mut Vec<Action>) {
    let Some(shown) = app.trail() else {
        *view = TrailView::default();
        return;
    };
    let tr = app.tr();
    let (width, height) = (ctx.content_rect().width(), ctx.content_rect().height());
    let mut closed = false;
    let modal = widgets::modal(ctx, "trail", (width - 120.0).clamp(480.0, 980.0), |ui| {
        widgets::title(ui, tr.text("trail-title"));
        let Some(known) = &shown.known else {
            ui.horizontal(|ui| {
                ui.spinner();
                widgets::weak(ui, tr.text("trail-looking"));
            });
            closed = widgets::button(ui, true, tr.text("trail-close")).clicked();
            return;
        };
        standing_ui(ui, tr, known);
        ui.add_space(widgets::GAP / 2.0);
        ui.horizontal_wrapped(|ui| {
            for (events, id) in [(false, "trail-figures"), (true, "trail-events")] {
                if ui.add(widgets::tab(view.events == events, tr.text(id))).clicked() {
                    view.events = events;
                }
            }
            if !view.events {
                week_ui(ui, tr, known, &mut view.week);
            }
        });
        ui.separator();
        egui::ScrollArea::vertical().max_height((height - 330.0).max(160.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                if view.events {
                    events_ui(ui, app, &known.latest);
                } else {
                    figures_ui(ui, app, known, view.week.as_deref());
                }
            },
        );
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let copy = widgets::primary(ui, known.lines > 0, tr.text("trail-copy"));
            if copy.on_hover_text(tr.text("trail-copy-tip")).clicked() {
                actions.push(Action::Trail(Ask::ChooseCopy));
            }
            closed = widgets::button(ui, true, tr.text("trail-close")).clicked();
        });
    });
    if closed || modal.should_close() {
        actions.push(Action::Trail(Ask::Close));
    }
}

fn standing_ui(ui: &mut Ui, tr: &Tr, known: &Known) {
    let palette = widgets::palette(ui);
    match &known.broken {
        Some(broken) => drop(widgets::coloured(ui, broken.text(tr), palette.error)),
        None if known.lines == 0 => drop(widgets::weak(ui, tr.text("audit-empty"))),
        None => {
            let args = [("days", known.days.into()), ("lines", known.lines.into())];
            widgets::coloured(ui, tr.format("audit-sound", &args), palette.success);
        }
    }
    if known.lines > 0 || known.broken.is_some() {
        widgets::weak(
            ui,
            tr.text(match known.key {
                Some(KeyPlace::Keyring) => "audit-key-keyring",
                Some(KeyPlace::File) => "audit-key-file",
                None => "audit-key-none",
            }),
        );
    }
}

fn week_ui(ui: &mut Ui, tr: &Tr, known: &Known, chosen: &mut Option<String>) {
    let mut weeks: Vec<&str> = known.weeks.keys().map(|of| of.week.as_str()).collect();
    weeks.dedup();
    let name = |week: Option<&str>| match week {
        Some(week) => tr.format("trail-week", &[("day", week.into())]),
        None => tr.text("trail-weeks-all"),
    };
    let combo = egui::ComboBox::from_id_salt("week").selected_text(name(chosen.as_deref())).show_ui(ui, |ui| {
        for week in std::iter::once(None).chain(weeks.into_iter().rev().map(Some)) {
            if ui.selectable_label(chosen.as_deref() == week, name(week)).clicked() {
                *chosen = week.map(str::to_owned);
            }
        }
    });
    combo.response.on_hover_text(tr.text("trail-week-tip"));
}

/// Which kinds of documents used which endpoint, and how much was accepted by template.
fn figures_ui(ui: &mut Ui, app: &App, known: &Known, week: Option<&str>) {
    let tr = app.tr();
    let within = || known.weeks.iter().filter(|(of, _)| week.is_none_or(|week| of.week == week));
    let sum = |by: fn(&Of) -> [&str; 3]| {
        let mut sums: BTreeMap<[String; 3], Figures> = BTreeMap::new();
        for (of, figures) in within() {
            let known = sums.entry(by(of).map(str::to_owned)).or_default();
            *known = known.and(figures);
        }
        sums
    };
    let said = |text: &str| if text.is_empty() { tr.text("trail-none") } else { text.to_owned() };
    let office = &app.policy().levels;
    let level = |code: &str| office.read(code).map_or_else(|| said(code), |level| levels::name(tr, office, level));
    widgets::heading(ui, tr.text("trail-by-form"));
    let sent = sum(|of| [&of.form, &of.endpoint, &of.classification]);
    let sent: Vec<_> = sent.into_iter().filter(|(_, figures)| figures.sent > 0).collect();
    let head = ["form", "endpoint", "level", "sent", "answered", "characters"];
    let rows = sent.iter().map(|([form, endpoint, code], figures)| {
        let numbers = [figures.sent, figures.answered, figures.characters].map(|n| n.to_string());
        [form_name(tr, form), place(tr, endpoint), level(code)].into_iter().chain(numbers).collect()
    });
    table_ui(ui, tr, "by-form", (&head, 3), rows.collect());
    widgets::heading(ui, tr.text("trail-by-template"));
    let decided = sum(|of| [&of.template, &of.endpoint, ""]);
    let decided: Vec<_> = decided.into_iter().filter(|(_, figures)| figures.acceptance().is_some()).collect();
    let head = ["template", "endpoint", "accepted", "rejected", "rate"];
    let rows = decided.iter().map(|([template, endpoint, _], figures)| {
        let rate = tr.format("trail-percent", &[("percent", figures.acceptance().unwrap_or_default().into())]);
        vec![said(template), place(tr, endpoint), figures.accepted.to_string(), figures.rejected.to_string(), rate]
    });
    table_ui(ui, tr, "by-template", (&head, 2), rows.collect());
}

/// What an endpoint is called; the engine of this machine has a name of its own.
fn place(tr: &Tr, endpoint: &str) -> String {
    match endpoint {
        "" => tr.text("trail-none"),
        crate::assistant::offline::ENGINE => tr.text("trail-offline"),
        endpoint => endpoint.to_owned(),
    }
}

/// What a form is called; a document that was made from none says so.
fn form_name(tr: &Tr, id: &str) -> String {
    let lang = if tr.locale() == crate::i18n::Locale::Ja { Lang::Ja } else { Lang::En };
    match form::find(id, Some(lang)).or_else(|| form::find(id, None)) {
        Some(form) => form.name.get(tr.locale().code()).to_owned(),
        None if id.is_empty() => tr.text("trail-no-form"),
        None => id.to_owned(),
    }
}

/// A table whose first columns are `words` and all others are numbers.
fn table_ui(ui: &mut Ui, tr: &Tr, id: &str, (head, words): (&[&str], usize), rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        widgets::weak(ui, tr.text("trail-nothing"));
        return;
    }
    let narrow = 92.0;
    let wide = (ui.available_width() - (head.len() - words) as f32 * (narrow + 10.0)) / words as f32 - 14.0;
    let names = head.iter().map(|name| tr.text(&format!("trail-column-{name}"))).collect::<Vec<_>>();
    Grid::new(("trail", id)).num_columns(head.len()).striped(true).spacing([10.0, 6.0]).show(ui, |ui| {
        for (row, cells) in std::iter::once(names).chain(rows).enumerate() {
            for (column, cell) in cells.into_iter().enumerate() {
                let text = if row == 0 { widgets::strong(cell) } else { cell.into() };
                let (size, layout) = match column < words {
                    true => (egui::vec2(wide.max(90.0), 20.0), Layout::left_to_right(Align::Center)),
                    false => (egui::vec2(narrow, 20.0), Layout::right_to_left(Align::Center)),
                };
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    ui.set_min_width(size.x);
                    ui.add(egui::Label::new(text).truncate());
                });
            }
            ui.end_row();
        }
    });
}

fn events_ui(ui: &mut Ui, app: &App, lines: &[Line]) {
    let tr = app.tr();
    if lines.is_empty() {
        widgets::weak(ui, tr.text("audit-empty"));
        return;
    }
    let office = &app.policy().levels;
    let said = |text: &str| if text.is_empty() { tr.text("trail-none") } else { text.to_owned() };
    let level = |code: &str| office.read(code).map_or_else(|| said(code), |level| levels::name(tr, office, level));
    let outcome = |text: &str| match text {
        "answered" => tr.text("trail-answered"),
        "checked" | "approved" | "returned" => tr.text(&format!("trail-verdict-{text}")),
        "added" | "removed" | "level" => tr.text(&format!("trail-action-{text}")),
        error if error.starts_with("error-") => crate::app::Notice::new(Level::Error, "trail-failed").text(tr),
        other => said(other),
    };
    let columns = ["time", "event", "user", "level", "endpoint", "task", "outcome"];
    // A time is as long as it is; the others share the rest.
    const TIME: f32 = 136.0;
    let rest = (columns.len() - 1) as f32;
    let share = ((ui.available_width() - TIME) / rest - 10.0).max(76.0);
    Grid::new("trail-events").num_columns(columns.len()).striped(true).spacing([10.0, 6.0]).show(ui, |ui| {
        let cell = |ui: &mut Ui, column: usize, text: egui::RichText| {
            let width = if column == 0 { TIME } else { share };
            ui.allocate_ui_with_layout(egui::vec2(width, 20.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(width);
                ui.add(egui::Label::new(text).truncate());
            });
        };
        for (column, name) in columns.into_iter().enumerate() {
            cell(ui, column, widgets::strong(tr.text(&format!("trail-column-{name}"))));
        }
        ui.end_row();
        for line in lines {
            let kind =
                line.kind.map_or_else(|| tr.text("trail-none"), |kind| tr.text(&format!("event-{}", kind.code())));
            // A template's own name stands behind its task: template:minutes@2.
            let (code, own) =
                line.task.split_once(':').map_or((line.task.as_str(), None), |(code, own)| (code, Some(own)));
            let named = Task::ALL.into_iter().find(|task| task.code() == code).map(|task| tr.text(task.name_id()));
            let task = own.map(str::to_owned).or(named).unwrap_or_else(|| said(&line.task));
            let cells = [
                App::time(line.at),
                kind,
                said(&line.user),
                level(&line.classification),
                place(tr, &line.endpoint),
                task,
                outcome(&line.outcome),
            ];
            for (column, text) in cells.into_iter().enumerate() {
                cell(ui, column, text.into());
            }
            ui.end_row();
        }
    });
}
