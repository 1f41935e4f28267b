//! Two versions side by side, while a person looks at them: what differs is underlined, as on paper.

use super::{fonts, widgets};
use crate::app::comparing::{Cell, Compared, cells};
use crate::app::{Action, App};
use crate::document::versions::Fate;
use egui::text::{LayoutJob, TextFormat};
use egui::{Context, FontId, Stroke, Ui};

/// Height of the words, in points.
const SIZE: f32 = 15.0;
/// From one line to the next, in points.
const LINE: f32 = 22.0;
/// How far each level stands in, in points.
const STEP: f32 = 16.0;

/// Draws the table while there is one.
pub fn ui(ctx: &Context, app: &App, in_one: &mut bool, actions: &mut Vec<Action>) {
    let Some(compared) = app.compared() else { return };
    let tr = app.tr();
    let screen = ctx.content_rect().size();
    let modal = widgets::modal(ctx, "comparison", (screen.x - 120.0).clamp(320.0, 1_100.0), |ui| {
        widgets::title(ui, tr.text("compare-title-bare"));
        let (changed, added, removed) = compared.comparison.counts();
        let counts = [("changed", changed.into()), ("added", added.into()), ("removed", removed.into())];
        widgets::weak(ui, tr.format("compare-counts", &counts));
        widgets::weak(ui, tr.format("compare-with", &[("path", compared.with.clone().into())]));
        if !compared.of.is_empty() {
            widgets::weak(ui, tr.format("compare-of", &[("name", compared.of.clone().into())]));
        }
        ui.horizontal(|ui| {
            for (one, id) in [(false, "compare-table"), (true, "compare-in-one")] {
                if ui.add(widgets::tab(*in_one == one, tr.text(id))).clicked() {
                    *in_one = one;
                }
            }
        });
        ui.add_space(widgets::GAP);
        if *in_one {
            inline(ui, compared, screen.y - 320.0)
        } else {
            table(ui, compared, screen.y - 320.0)
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            if widgets::primary(ui, true, tr.text("compare-save")).clicked() {
                actions.push(Action::ChooseTable);
            }
            if widgets::button(ui, true, tr.text("compare-close")).clicked() {
                actions.push(Action::CloseComparison);
            }
        });
    });
    if modal.should_close() {
        actions.push(Action::CloseComparison);
    }
}

fn table(ui: &mut Ui, compared: &Compared, height: f32) {
    let rule = ui.visuals().widgets.noninteractive.bg_stroke;
    let gap = 12.0;
    let width = ((ui.available_width() - gap * 3.0) / 2.0).max(120.0);
    let columns = compared.columns();
    egui::ScrollArea::vertical().max_height(height.max(160.0)).auto_shrink([false, true]).show(ui, |ui| {
        row(ui, width, gap, |ui, column| {
            ui.label(widgets::strong(columns[column].to_owned()));
        });
        for group in &compared.comparison.groups {
            let line = ui.available_rect_before_wrap();
            ui.painter().hline(line.x_range(), line.top(), rule);
            ui.add_space(3.0);
            for pair in cells(&group.rows, compared.comparison.lang) {
                row(ui, width, gap, |ui, column| words(ui, &pair[column], width));
            }
        }
    });
}

/// The difference in one text: what went is struck through, what came is underlined.
fn inline(ui: &mut Ui, compared: &Compared, height: f32) {
    let palette = widgets::palette(ui);
    let rule = ui.visuals().widgets.noninteractive.bg_stroke;
    egui::ScrollArea::vertical().max_height(height.max(160.0)).auto_shrink([false, true]).show(ui, |ui| {
        for paragraph in &compared.inline {
            let line = ui.available_rect_before_wrap();
            ui.painter().hline(line.x_range(), line.top(), rule);
            ui.add_space(3.0);
            let mut job = LayoutJob::default();
            job.wrap.max_width = ui.available_width();
            for (fate, words) in paragraph {
                let (color, struck, under) = match fate {
                    Fate::Kept => (ui.visuals().text_color(), false, false),
                    Fate::Removed => (palette.error, true, false),
                    Fate::Added => (palette.success, false, true),
                };
                let stroke = |on: bool| if on { Stroke::new(1.5, color) } else { Stroke::NONE };
                let format = TextFormat {
                    font_id: FontId::new(SIZE, fonts::mincho()),
                    color,
                    strikethrough: stroke(struck),
                    underline: stroke(under),
                    line_height: Some(LINE),
                    ..TextFormat::default()
                };
                job.append(words, 0.0, format);
            }
            ui.label(job);
        }
    });
}

/// Two things at one height.
fn row(ui: &mut Ui, width: f32, gap: f32, mut add: impl FnMut(&mut Ui, usize)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for column in 0..2 {
            ui.allocate_ui_with_layout(egui::vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(width);
                add(ui, column);
            });
        }
    });
}

fn words(ui: &mut Ui, cell: &Cell, width: f32) {
    let indent = f32::from(cell.depth) * STEP;
    let color = ui.visuals().text_color();
    let mut job = LayoutJob::default();
    job.wrap.max_width = (width - indent).max(60.0);
    for (text, marked) in &cell.pieces {
        let underline = if *marked { Stroke::new(1.5, color) } else { Stroke::NONE };
        let font_id = FontId::new(SIZE, fonts::mincho());
        job.append(
            text,
            0.0,
            TextFormat { font_id, color, underline, line_height: Some(LINE), ..TextFormat::default() },
        );
    }
    ui.horizontal_top(|ui| {
        ui.add_space(indent);
        ui.label(job);
    });
}
