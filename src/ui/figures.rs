//! How much there is in the pairs, how far it has come and how good it is, in a window of its own.

use super::widgets;
use crate::app::workbench::figures::{self, Shown, Table};
use crate::app::workbench::{Exported, Step};
use crate::app::{Action, App};
use egui::{Align, Context, Grid, Layout, Ui};

/// Shows the figures if they were asked for.
pub fn ui(ctx: &Context, app: &App, actions: &mut Vec<Action>) {
    let Some(shown) = app.figures() else { return };
    let tr = app.tr();
    let height = ctx.content_rect().height() - 220.0;
    let mut closed = false;
    let modal = widgets::modal(ctx, "figures", 640.0, |ui| {
        widgets::title(ui, tr.text("figures-title"));
        ui.add_space(widgets::GAP / 2.0);
        let Some(Shown { figures, score, .. }) = shown else {
            ui.horizontal(|ui| {
                ui.spinner();
                widgets::weak(ui, tr.text("figures-counting"));
            });
            closed = widgets::button(ui, true, tr.text("figures-close")).clicked();
            return;
        };
        let area = egui::ScrollArea::vertical().max_height(height.max(200.0)).auto_shrink([false, true]);
        area.show(ui, |ui| {
            widgets::heading(ui, tr.text("report-progress"));
            table_ui(ui, "progress", &figures::progress_table(tr, figures));
            widgets::heading(ui, tr.text("report-amounts"));
            table_ui(ui, "amounts", &figures::amounts_table(tr, figures));
            widgets::heading(ui, tr.text("report-quality"));
            widgets::words(ui, figures::score_text(tr, score));
            widgets::weak(ui, tr.text("figures-score-how"));
            ui.add_space(widgets::GAP / 2.0);
            table_ui(ui, "quality", &figures::quality_table(tr, score));
        });
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            if widgets::primary(ui, true, tr.text("figures-export")).clicked() {
                actions.push(Action::Workbench(Step::Export(Exported::Quality)));
            }
            closed = widgets::button(ui, true, tr.text("figures-close")).clicked();
        });
    });
    if closed || modal.should_close() {
        actions.push(Action::Workbench(Step::CloseFigures));
    }
}

/// A table whose first column is words and all others are numbers.
fn table_ui(ui: &mut Ui, id: &str, table: &Table) {
    let columns = table.first().map_or(1, Vec::len);
    // The scroll bar lies over what it scrolls.
    let width = ui.available_width() - 14.0;
    let wide = (width * 0.36).max(120.0);
    let narrow = (width - wide) / columns.saturating_sub(1).max(1) as f32 - 10.0;
    Grid::new(("figures", id)).num_columns(columns).striped(true).spacing([10.0, 6.0]).show(ui, |ui| {
        for (row, cells) in table.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let text = if row == 0 { widgets::strong(cell.clone()) } else { cell.clone().into() };
                let size = egui::vec2(if column == 0 { wide } else { narrow }, 20.0);
                let layout = match column {
                    0 => Layout::left_to_right(Align::Center),
                    _ => Layout::right_to_left(Align::Center),
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
