//! How to print: into which queue and how often, or by the system's program for PDF files. Says what will happen.

use super::widgets;
use crate::app::printing::{Destination, MOST_COPIES, Printing};
use crate::app::{Action, App};
use egui::{Context, Key, Modifiers};

/// What is chosen while the question is open.
pub struct PrintView {
    printer: Option<String>,
    copies: u32,
    both_sides: bool,
    comments: bool,
    begun: bool,
}

impl Default for PrintView {
    fn default() -> Self {
        Self { printer: None, copies: 1, both_sides: true, comments: false, begun: false }
    }
}

/// Asks how to print, while that is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<PrintView>, actions: &mut Vec<Action>) {
    let Some(printing) = app.printing() else {
        *view = None;
        return;
    };
    let state = view.get_or_insert_default();
    let tr = app.tr();
    let mut to = None;
    let mut comments = false;
    let modal = widgets::modal(ctx, "print", 420.0, |ui| {
        widgets::title(ui, tr.text("print-title"));
        ui.add_space(widgets::GAP / 2.0);
        let printers = match printing {
            Printing::Looking(_) | Printing::Sending(_) => {
                let id = if matches!(printing, Printing::Looking(_)) { "print-looking" } else { "print-sending" };
                ui.horizontal(|ui| {
                    ui.spinner();
                    widgets::weak(ui, tr.text(id));
                });
                return;
            }
            Printing::Known(printers) => printers,
        };
        if state.printer.is_none() {
            state.printer = printers.usual.clone();
        }
        if let Some(printer) = &mut state.printer {
            egui::Grid::new("print").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
                let label = ui.label(tr.text("print-printer"));
                let list = egui::ComboBox::from_id_salt("print-printer").width(250.0).selected_text(printer.as_str());
                let list = list.show_ui(ui, |ui| {
                    for name in &printers.names {
                        ui.selectable_value(printer, name.clone(), name);
                    }
                });
                list.response.labelled_by(label.id);
                ui.end_row();
                let label = ui.label(tr.text("print-copies"));
                let copies = egui::DragValue::new(&mut state.copies).range(1..=MOST_COPIES).speed(0.05);
                ui.add_sized([96.0, widgets::BUTTON], copies).labelled_by(label.id);
                ui.end_row();
                ui.label("");
                ui.checkbox(&mut state.both_sides, tr.text("print-both-sides"));
                ui.end_row();
            });
            ui.add_space(widgets::GAP);
            widgets::weak(ui, tr.text("print-queue-about"));
        } else {
            widgets::weak(ui, tr.text("print-no-queue"));
        }
        widgets::weak(ui, tr.text("print-program-about"));
        let said = app.open().map_or(0, |open| open.document.comments().len());
        if said > 0 {
            ui.add_space(widgets::GAP / 2.0);
            ui.checkbox(&mut state.comments, tr.format("print-comments", &[("count", said.into())]));
        }
        ui.add_space(widgets::GAP);
        let (copies, both_sides) = (state.copies, state.both_sides);
        comments = state.comments;
        let queue = state.printer.clone().map(|printer| Destination::Queue { printer, copies, both_sides });
        let mut cancelled = false;
        ui.horizontal(|ui| {
            if let Some(queue) = &queue {
                let button = widgets::primary(ui, true, tr.text("print-now"));
                if !state.begun {
                    button.request_focus();
                }
                if button.clicked() {
                    to = Some(queue.clone());
                }
                if widgets::button(ui, true, tr.text("print-open")).clicked() {
                    to = Some(Destination::Program);
                }
            } else {
                let button = widgets::primary(ui, true, tr.text("print-open"));
                if !state.begun {
                    button.request_focus();
                }
                if button.clicked() {
                    to = Some(Destination::Program);
                }
            }
            cancelled = widgets::button(ui, true, tr.text("dialog-cancel")).clicked();
            state.begun = true;
        });
        if cancelled || ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(Action::LeavePrinting);
        }
    });
    if let Some(to) = to {
        actions.push(Action::Print(to, comments));
    } else if modal.should_close() {
        actions.push(Action::LeavePrinting);
    }
}
