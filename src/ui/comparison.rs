//! Two versions side by side, while a person looks at them: what differs is underlined, as on paper.

use super::{fonts, widgets};
use crate::app::comparing::{Amended, Cell, Compared, Headings, Order, Style, cells};
use crate::app::{Action, App};
use crate::document::comparison::Unchanged;
use crate::document::versions::Fate;
use crate::i18n::Tr;
use crate::text::Lang;
use egui::text::{LayoutJob, TextFormat};
use egui::{Context, FontFamily, FontId, Stroke, Ui};

/// Height of the words, in points.
const SIZE: f32 = 15.0;
/// From one line to the next, in points.
const LINE: f32 = 22.0;
/// How far each level stands in, in points.
const STEP: f32 = 16.0;

/// What of the two versions is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Shown {
    /// 新旧対照表.
    #[default]
    Table,
    /// Both in one text.
    InOne,
    /// 改め文.
    Amendment,
}

/// Draws the table while there is one.
pub fn ui(ctx: &Context, app: &App, shown: &mut Shown, actions: &mut Vec<Action>) {
    let Some(compared) = app.compared() else { return };
    let (tr, style) = (app.tr(), app.table_style());
    let screen = ctx.content_rect().size();
    let modal = widgets::modal(ctx, "comparison", (screen.x - 120.0).clamp(320.0, 1_100.0), |ui| {
        widgets::title(ui, tr.text("compare-title-bare"));
        let (changed, added, removed) = compared.comparison(Unchanged::Elided).counts();
        let counts = [("changed", changed.into()), ("added", added.into()), ("removed", removed.into())];
        widgets::weak(ui, tr.format("compare-counts", &counts));
        widgets::weak(ui, tr.format("compare-with", &[("path", compared.with.clone().into())]));
        if !compared.of.is_empty() {
            widgets::weak(ui, tr.format("compare-of", &[("name", compared.of.clone().into())]));
        }
        let mut tabs = vec![(Shown::Table, "compare-table"), (Shown::InOne, "compare-in-one")];
        if compared.amendment.is_some() {
            tabs.push((Shown::Amendment, "compare-amendment"));
        } else if *shown == Shown::Amendment {
            *shown = Shown::Table;
        }
        ui.horizontal_wrapped(|ui| {
            for (which, id) in tabs {
                if ui.add(widgets::tab(*shown == which, tr.text(id))).clicked() {
                    *shown = which;
                }
            }
            if *shown == Shown::Table {
                ui.separator();
                style_ui(ui, tr, style, compared, actions);
            }
        });
        ui.add_space(widgets::GAP);
        let height = screen.y - 320.0;
        match (*shown, &compared.amendment) {
            (Shown::InOne, _) => inline(ui, compared, height),
            (Shown::Amendment, Some(amended)) => amendment(ui, tr, amended, height),
            _ => table(ui, compared, style, height),
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let amended = compared.amendment.as_ref().filter(|_| *shown == Shown::Amendment);
            if widgets::primary(ui, true, tr.text("compare-save")).clicked() {
                actions.push(Action::ChooseTable { amendment: amended.is_some() });
            }
            if let Some(amended) = amended
                && widgets::button(ui, true, tr.text("compare-copy")).clicked()
            {
                ui.ctx().copy_text(amended.lines.join("\n"));
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

/// How the table is set out.
fn style_ui(ui: &mut Ui, tr: &Tr, style: Style, compared: &Compared, actions: &mut Vec<Action>) {
    let mut new = style;
    let lang = compared.comparison(Unchanged::Elided).lang;
    let columns = |order: Order, headings: Headings| {
        Style { order, headings, ..style }.layout(String::new()).columns(lang).join(" │ ")
    };
    let label = ui.label(tr.text("compare-columns"));
    egui::ComboBox::from_id_salt("compare-columns")
        .selected_text(columns(style.order, style.headings))
        .width(170.0)
        .show_ui(ui, |ui| {
            for headings in Headings::ALL {
                for order in Order::ALL {
                    let chosen = (style.order, style.headings) == (order, headings);
                    if ui.selectable_label(chosen, columns(order, headings)).clicked() {
                        (new.order, new.headings) = (order, headings);
                    }
                }
            }
        })
        .response
        .labelled_by(label.id);
    let mut elided = style.unchanged == Unchanged::Elided;
    if ui.checkbox(&mut elided, tr.text("compare-elided")).changed() {
        new.unchanged = if elided { Unchanged::Elided } else { Unchanged::Full };
    }
    if new != style {
        actions.push(Action::SetTableStyle(new));
    }
}

/// The 改め文, and what is sure of it.
fn amendment(ui: &mut Ui, tr: &Tr, amended: &Amended, height: f32) {
    widgets::coloured(ui, tr.text("compare-proved"), widgets::palette(ui).success);
    if amended.whole {
        widgets::coloured(ui, tr.text("compare-whole"), widgets::palette(ui).warning);
    }
    ui.add_space(widgets::GAP / 2.0);
    egui::ScrollArea::vertical().max_height((height - 50.0).max(160.0)).auto_shrink([false, true]).show(ui, |ui| {
        for line in &amended.lines {
            let cell = Cell { depth: 0, pieces: vec![(line.clone(), false)] };
            let width = ui.available_width();
            words(ui, &cell, width, fonts::mincho());
        }
    });
}

fn table(ui: &mut Ui, compared: &Compared, style: Style, height: f32) {
    let rule = ui.visuals().widgets.noninteractive.bg_stroke;
    let gap = 12.0;
    let width = ((ui.available_width() - gap * 3.0) / 2.0).max(120.0);
    let comparison = compared.comparison(style.unchanged);
    let layout = style.layout(String::new());
    let columns = layout.columns(comparison.lang);
    egui::ScrollArea::vertical().max_height(height.max(160.0)).auto_shrink([false, true]).show(ui, |ui| {
        row(ui, width, gap, |ui, column| {
            ui.label(widgets::strong(columns[column].to_owned()));
        });
        for group in &comparison.groups {
            let line = ui.available_rect_before_wrap();
            ui.painter().hline(line.x_range(), line.top(), rule);
            ui.add_space(3.0);
            for [new, old] in cells(&group.rows, comparison.lang) {
                let pair = layout.in_order(new, old);
                row(ui, width, gap, |ui, column| words(ui, &pair[column], width, face(comparison.lang)));
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
                    font_id: FontId::new(SIZE, face(compared.comparison(Unchanged::Elided).lang)),
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

/// The typeface of a text; the Latin letters of Mincho are all of one width.
fn face(lang: Lang) -> FontFamily {
    match lang {
        Lang::Ja => fonts::mincho(),
        Lang::En => FontFamily::Proportional,
    }
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

fn words(ui: &mut Ui, cell: &Cell, width: f32, face: FontFamily) {
    let indent = f32::from(cell.depth) * STEP;
    let color = ui.visuals().text_color();
    let mut job = LayoutJob::default();
    job.wrap.max_width = (width - indent).max(60.0);
    for (text, marked) in &cell.pieces {
        let underline = if *marked { Stroke::new(1.5, color) } else { Stroke::NONE };
        let font_id = FontId::new(SIZE, face.clone());
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
