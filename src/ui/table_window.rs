//! How large a table is to be: rows and columns, and it stands in the text.

use super::widgets;
use crate::app::{Action, App};
use crate::document::tables::{MOST_COLUMNS, MOST_ROWS, Step};
use egui::{Context, DragValue, Key, Modifiers, Ui};

/// Columns that have room for a few words each on a sheet.
const COLUMNS: usize = 20;
const _: () = assert!(COLUMNS <= MOST_COLUMNS);

/// What is chosen while the question is open.
pub struct TableView {
    rows: usize,
    columns: usize,
    begun: bool,
}

impl Default for TableView {
    fn default() -> Self {
        Self { rows: 3, columns: 3, begun: false }
    }
}

/// Asks how large a table is to be if that is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<TableView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let tr = app.tr();
    let (mut done, mut cancelled) = (false, false);
    let modal = widgets::modal(ctx, "table", 280.0, |ui| {
        widgets::title(ui, tr.text("table-title"));
        ui.add_space(widgets::GAP / 2.0);
        egui::Grid::new("table-size").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            let rows = number_ui(ui, tr.text("table-rows"), &mut state.rows, MOST_ROWS);
            if !state.begun {
                rows.request_focus();
                state.begun = true;
            }
            ui.end_row();
            number_ui(ui, tr.text("table-columns"), &mut state.columns, COLUMNS);
            ui.end_row();
        });
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            done = widgets::primary(ui, true, tr.text("table-insert")).clicked();
            cancelled = widgets::button(ui, true, tr.text("dialog-cancel")).clicked();
        });
        done |= !cancelled && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    });
    if done {
        if let Some(open) = app.open() {
            let step = Step::Insert { rows: state.rows, columns: state.columns };
            actions.push(Action::Table { step, at: open.selection });
        }
        *view = None;
    } else if cancelled || modal.should_close() {
        *view = None;
    }
}

fn number_ui(ui: &mut Ui, label: String, value: &mut usize, most: usize) -> egui::Response {
    let label = ui.label(label);
    ui.add_sized([96.0, widgets::BUTTON], DragValue::new(value).range(1..=most).speed(0.05)).labelled_by(label.id)
}
