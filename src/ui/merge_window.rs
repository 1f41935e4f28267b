//! 差し込み: a list is chosen, its rows are looked at one by one, and copies are made.

use super::widgets;
use crate::app::clerk::{Ask, KINDS, Merging};
use crate::app::{Action, App};
use crate::document::merge::{self, Place};
use egui::{Context, Key, Modifiers, TextEdit, Ui};

/// Most bad rows that are listed; the others are counted.
const LISTED: usize = 100;

/// Draws the window while it is open.
pub fn ui(ctx: &Context, app: &App, actions: &mut Vec<Action>) {
    let Some(merging) = app.merging() else { return };
    let tr = app.tr();
    let screen = ctx.content_rect().size();
    let modal = widgets::modal(ctx, "merge", (screen.x - 160.0).clamp(360.0, 860.0), |ui| {
        widgets::title(ui, tr.text("merge-title"));
        let Some(plan) = &merging.plan else {
            widgets::words(ui, tr.text("merge-lead"));
            ui.add_space(widgets::GAP);
            widgets::weak(ui, places_text(app));
            ui.add_space(widgets::GAP);
            ui.horizontal(|ui| {
                let choose = widgets::primary(ui, true, tr.text("merge-choose"));
                if ui.memory(|memory| memory.focused().is_none()) {
                    choose.request_focus();
                }
                if choose.clicked() {
                    actions.push(Action::Clerk(Ask::ChooseList));
                }
                if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                    actions.push(Action::Clerk(Ask::CloseMerging));
                }
            });
            return;
        };
        let list = merging.list.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let counts = [("path", list.into()), ("rows", plan.grid.rows.len().into()), ("bad", merging.bad.len().into())];
        widgets::weak(ui, tr.format("merge-list", &counts));
        if let Some(problem) = &merging.problem {
            widgets::coloured(ui, problem.text(tr), widgets::palette(ui).error);
            if let Some(hint) = problem.hint(tr) {
                widgets::weak(ui, hint);
            }
        } else {
            ui.add_space(widgets::GAP);
            rows_ui(ui, app, merging, (screen.y - 470.0).clamp(120.0, 300.0), actions);
            ui.add_space(widgets::GAP);
            options_ui(ui, app, merging, actions);
        }
        ui.add_space(widgets::GAP);
        buttons_ui(ui, app, merging, actions);
    });
    if modal.should_close() && merging.running.is_none() {
        actions.push(Action::Clerk(Ask::CloseMerging));
    }
}

/// The places of the document, as they are written in it.
fn places_text(app: &App) -> String {
    let text = app.open().map(|open| open.document.text().to_string()).unwrap_or_default();
    let places: Vec<Place> = merge::places(&text);
    let columns: Vec<String> = merge::columns(&places).into_iter().map(|column| format!("《{column}》")).collect();
    match columns.is_empty() {
        true => app.tr().text("merge-no-places"),
        false => app.tr().format("merge-places", &[("places", columns.join(" ").into())]),
    }
}

/// One row as it will read, and the rows that cannot be used.
fn rows_ui(ui: &mut Ui, app: &App, merging: &Merging, height: f32, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let Some(plan) = &merging.plan else { return };
    let (rows, shown) = (plan.grid.rows.len(), merging.shown);
    ui.horizontal(|ui| {
        if widgets::button(ui, shown > 0, tr.text("merge-previous")).clicked() {
            actions.push(Action::Clerk(Ask::Show(shown - 1)));
        }
        let number = plan.grid.rows.get(shown).map_or(0, |row| row.number);
        let args = [("at", (shown + 1).into()), ("rows", rows.into()), ("row", number.to_string().into())];
        ui.label(tr.format("merge-shown", &args));
        if widgets::button(ui, shown + 1 < rows, tr.text("merge-next")).clicked() {
            actions.push(Action::Clerk(Ask::Show(shown + 1)));
        }
    });
    ui.add_space(widgets::GAP / 2.0);
    widgets::card(ui, |ui| {
        egui::ScrollArea::vertical().id_salt("merge-preview").max_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                match &merging.preview {
                    Ok(text) => drop(widgets::words(ui, text)),
                    Err(problems) => {
                        for problem in problems {
                            widgets::coloured(ui, problem.text(tr), widgets::palette(ui).error);
                        }
                    }
                }
            },
        );
    });
    if merging.bad.is_empty() {
        return;
    }
    ui.add_space(widgets::GAP / 2.0);
    widgets::coloured(ui, tr.format("merge-bad", &[("count", merging.bad.len().into())]), widgets::palette(ui).warning);
    egui::ScrollArea::vertical().id_salt("merge-bad").max_height(90.0).auto_shrink([false, true]).show(ui, |ui| {
        for bad in merging.bad.iter().take(LISTED) {
            let problems: Vec<String> = bad.problems.iter().map(|problem| problem.text(tr)).collect();
            let args = [("row", bad.number.to_string().into()), ("problems", problems.join(" / ").into())];
            if widgets::link(ui, tr.format("merge-bad-line", &args)).clicked() {
                actions.push(Action::Clerk(Ask::Show(bad.index)));
            }
        }
    });
}

fn options_ui(ui: &mut Ui, app: &App, merging: &Merging, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let (mut folder, mut name) = (merging.folder.clone(), merging.name.clone());
    let (mut kind, mut joined, mut good_rows) = (merging.kind, merging.joined, merging.good_rows);
    egui::Grid::new("merge-options").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
        ui.label(tr.text("merge-how"));
        ui.horizontal(|ui| {
            ui.radio_value(&mut joined, false, tr.text("merge-each"));
            ui.radio_value(&mut joined, true, tr.text("merge-joined"));
        });
        ui.end_row();
        let label = ui.label(tr.text(if joined { "merge-out-file" } else { "merge-out-folder" }));
        ui.add(TextEdit::singleline(&mut folder).desired_width(f32::INFINITY)).labelled_by(label.id);
        ui.end_row();
        if !joined {
            let label = ui.label(tr.text("merge-name"));
            ui.add(TextEdit::singleline(&mut name).desired_width(f32::INFINITY)).labelled_by(label.id);
            ui.end_row();
            ui.label(tr.text("merge-kind"));
            ui.horizontal(|ui| {
                for (id, one) in KINDS {
                    ui.radio_value(&mut kind, one, tr.text(id));
                }
            });
            ui.end_row();
        }
    });
    if !merging.bad.is_empty() {
        ui.checkbox(&mut good_rows, tr.format("merge-good-rows", &[("count", merging.bad.len().into())]));
    }
    let before = (&merging.folder, &merging.name, merging.kind, merging.joined, merging.good_rows);
    if before != (&folder, &name, kind, joined, good_rows) {
        actions.push(Action::Clerk(Ask::Options { folder, name, kind, joined, good_rows }));
    }
}

fn buttons_ui(ui: &mut Ui, app: &App, merging: &Merging, actions: &mut Vec<Action>) {
    let tr = app.tr();
    ui.horizontal(|ui| {
        if let Some((made, all)) = merging.running {
            ui.add(egui::ProgressBar::new(made as f32 / all.max(1) as f32).desired_width(240.0).show_percentage());
            if widgets::button(ui, true, tr.text("merge-stop")).clicked() {
                actions.push(Action::Clerk(Ask::Stop));
            }
            return;
        }
        let text = tr.format("merge-make", &[("count", merging.good().len().into())]);
        let mut make = widgets::primary(ui, merging.may_make(), text).clicked();
        make |= merging.may_make() && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        if make {
            actions.push(Action::Clerk(Ask::Make));
        }
        if widgets::button(ui, true, tr.text("merge-choose-other")).clicked() {
            actions.push(Action::Clerk(Ask::ChooseList));
        }
        if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
            actions.push(Action::Clerk(Ask::CloseMerging));
        }
    });
}
