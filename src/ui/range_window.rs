//! A range of a workbook, looked at before it comes into the document as a table.

use super::widgets;
use crate::app::ranges::{Ask, Ranging};
use crate::app::{Action, App};
use crate::document::Document;
use egui::{ComboBox, Context, Key, Modifiers, TextEdit, Ui};

/// So many rows are shown.
const SHOWN: usize = 12;

/// What is being typed.
#[derive(Default)]
pub struct RangeView {
    cells: Option<String>,
}

/// Draws the window while it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut RangeView, actions: &mut Vec<Action>) {
    let Some(ranging) = app.ranging() else {
        view.cells = None;
        return;
    };
    let tr = app.tr();
    let screen = ctx.content_rect().size();
    let modal = widgets::modal(ctx, "range", (screen.x - 160.0).clamp(360.0, 760.0), |ui| {
        widgets::title(ui, tr.text("range-title"));
        widgets::weak(ui, ranging.path.display().to_string());
        ui.add_space(widgets::GAP);
        which_ui(ui, app, ranging, view, actions);
        ui.add_space(widgets::GAP);
        let ready = table_ui(ui, app, ranging, (screen.y - 360.0).clamp(120.0, 320.0));
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let mut insert = widgets::primary(ui, ready, tr.text("range-insert")).clicked();
            insert |= ready && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            if insert {
                actions.push(Action::Range(Ask::Insert));
            }
            if widgets::button(ui, true, tr.text("range-other")).clicked() {
                actions.push(Action::Range(Ask::Choose));
            }
            if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                actions.push(Action::Range(Ask::Close));
            }
        });
    });
    if modal.should_close() {
        actions.push(Action::Range(Ask::Close));
    }
}

/// The sheet and the cells of it.
fn which_ui(ui: &mut Ui, app: &App, ranging: &Ranging, view: &mut RangeView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let (mut sheet, begun) = (ranging.sheet.clone(), view.cells.is_some());
    let cells = view.cells.get_or_insert_with(|| ranging.cells.clone());
    let mut entered = false;
    egui::Grid::new("range-which").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
        let label = ui.label(tr.text("range-sheet"));
        let choice = ComboBox::from_id_salt("range-sheet").selected_text(sheet.as_str()).show_ui(ui, |ui| {
            for name in &ranging.sheets {
                ui.selectable_value(&mut sheet, name.clone(), name.as_str());
            }
        });
        choice.response.labelled_by(label.id);
        ui.end_row();
        let label = ui.label(tr.text("range-cells"));
        ui.horizontal(|ui| {
            let edit = TextEdit::singleline(cells).desired_width(160.0).hint_text("A1:F20");
            let edit = ui.add(edit).labelled_by(label.id);
            if !begun {
                edit.request_focus();
            }
            entered = edit.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            entered |= widgets::button(ui, true, tr.text("range-show")).clicked();
        });
        ui.end_row();
    });
    widgets::weak(ui, tr.text("range-lead"));
    if sheet != ranging.sheet || entered && *cells != ranging.cells {
        actions.push(Action::Range(Ask::Show { sheet, cells: cells.clone() }));
    }
}

/// The table as far as there is room; whether there is one.
fn table_ui(ui: &mut Ui, app: &App, ranging: &Ranging, height: f32) -> bool {
    let tr = app.tr();
    match &ranging.table {
        None => {
            ui.spinner();
            false
        }
        Some(Err(problem)) => {
            widgets::coloured(ui, problem.text(tr), widgets::palette(ui).error);
            if let Some(hint) = problem.hint(tr) {
                widgets::weak(ui, hint);
            }
            false
        }
        Some(Ok((table, _))) if table.is_empty() => {
            widgets::weak(ui, tr.text("range-empty"));
            false
        }
        Some(Ok((table, losses))) => {
            widgets::card(ui, |ui| {
                let area =
                    egui::ScrollArea::both().id_salt("range-table").max_height(height).auto_shrink([false, true]);
                area.show(ui, |ui| rows_ui(ui, app, table));
            });
            for loss in losses {
                widgets::weak(ui, loss.text(tr));
            }
            true
        }
    }
}

fn rows_ui(ui: &mut Ui, app: &App, table: &Document) {
    let (mut at, mut shown) = (0, 0);
    while at < table.len() && shown < SHOWN {
        match table.table_at(at) {
            Some(found) => {
                egui::Grid::new(("range-rows", at)).striped(true).spacing([16.0, 6.0]).show(ui, |ui| {
                    for row in 0..found.rows.min(SHOWN - shown) {
                        for cell in found.row(row) {
                            ui.label(table.text().line(cell));
                        }
                        ui.end_row();
                    }
                });
                shown += found.rows;
                at = found.cells().end;
            }
            None => {
                ui.label(table.text().line(at));
                (at, shown) = (at + 1, shown + 1);
            }
        }
    }
    if shown > SHOWN || at < table.len() {
        widgets::weak(ui, app.tr().text("range-more"));
    }
}
