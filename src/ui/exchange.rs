//! Pairs out and back: the question as what kind of file they are to go out, and what came back, each change with what
//! differs, to be taken or left.

use super::term_window::pressed;
use super::{pair_panel, widgets};
use crate::app::resources::Ask;
use crate::app::resources::exchange::{Back, Why};
use crate::app::{Action, App};
use egui::{Context, Key, Modifiers, Ui};

/// Which kind of file is chosen, while that is asked.
#[derive(Default)]
pub struct ExchangeView {
    chosen: usize,
    begun: bool,
}

/// Draws the question while it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<ExchangeView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let tr = app.tr();
    let kinds = app.carriages();
    let mut done = None;
    let modal = widgets::modal(ctx, "exchange", 520.0, |ui| {
        widgets::title(ui, tr.text("exchange-title"));
        widgets::weak(ui, tr.text("exchange-lead"));
        ui.add_space(widgets::GAP);
        let last = kinds.len().saturating_sub(1);
        if pressed(ui, Modifiers::NONE, Key::ArrowDown) {
            (state.chosen, state.begun) = ((state.chosen + 1).min(last), false);
        }
        if pressed(ui, Modifiers::NONE, Key::ArrowUp) {
            (state.chosen, state.begun) = (state.chosen.saturating_sub(1), false);
        }
        for (number, kind) in kinds.iter().enumerate() {
            let button = egui::Button::selectable(number == state.chosen, tr.text(kind.name_id()))
                .min_size(egui::vec2(ui.available_width(), widgets::BUTTON));
            let response = ui.add(button);
            if number == state.chosen && !state.begun {
                response.request_focus();
            }
            if response.has_focus() {
                // The arrows are the list's; otherwise they would go one further by themselves.
                let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            }
            if response.clicked() {
                done = Some(*kind);
            }
        }
        state.begun = true;
        ui.add_space(widgets::GAP);
        if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
            state.chosen = usize::MAX;
        }
    });
    if let Some(kind) = done {
        actions.push(Action::Resources(Ask::ExportPairs(kind)));
    }
    if done.is_some() || state.chosen == usize::MAX || modal.should_close() {
        *view = None;
    }
}

/// Where somebody is among the changes that came back.
#[derive(Default)]
pub struct ReturnedView {
    chosen: usize,
    reveal: bool,
}

/// Draws what came back, while there is something to decide.
pub fn returned_ui(ctx: &Context, app: &App, view: &mut ReturnedView, actions: &mut Vec<Action>) {
    let Some(returned) = &app.resources().returned else { return };
    let tr = app.tr();
    let screen = ctx.content_rect().size();
    let last = returned.changes.len().saturating_sub(1);
    view.chosen = view.chosen.min(last);
    let modal = widgets::modal(ctx, "returned", (screen.x - 120.0).clamp(320.0, 980.0), |ui| {
        widgets::title(ui, tr.text("returned-title"));
        let taken = returned.changes.iter().filter(|change| change.taken).count();
        let args = [
            ("count", returned.changes.len().into()),
            ("taken", taken.into()),
            ("strays", returned.strays.into()),
            ("missing", returned.missing.into()),
        ];
        widgets::weak(ui, tr.format("returned-count", &args));
        if ui.memory(|memory| memory.focused().is_none()) {
            if pressed(ui, Modifiers::NONE, Key::ArrowDown) {
                (view.chosen, view.reveal) = ((view.chosen + 1).min(last), true);
            }
            if pressed(ui, Modifiers::NONE, Key::ArrowUp) {
                (view.chosen, view.reveal) = (view.chosen.saturating_sub(1), true);
            }
            if pressed(ui, Modifiers::NONE, Key::Space)
                && let Some(change) = returned.changes.get(view.chosen)
            {
                actions.push(Action::Resources(Ask::Mark(view.chosen, !change.taken)));
            }
            if pressed(ui, Modifiers::NONE, Key::Enter) {
                actions.push(Action::Resources(Ask::TakeReturned));
            }
        }
        let reveal = std::mem::take(&mut view.reveal);
        egui::ScrollArea::vertical()
            .max_height((screen.y - 260.0).clamp(160.0, 520.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (number, change) in returned.changes.iter().enumerate() {
                    let card = change_ui(ui, app, number, change, number == view.chosen, actions);
                    if number == view.chosen && reveal {
                        card.scroll_to_me(None);
                    }
                    ui.add_space(4.0);
                }
            });
        ui.add_space(widgets::GAP);
        ui.horizontal_wrapped(|ui| {
            if widgets::primary(ui, true, tr.text("returned-take")).clicked() {
                actions.push(Action::Resources(Ask::TakeReturned));
            }
            for (id, all) in [("returned-all", true), ("returned-none", false)] {
                if widgets::button(ui, true, tr.text(id)).clicked() {
                    actions.push(Action::Resources(Ask::MarkAll(all)));
                }
            }
            if widgets::button(ui, true, tr.text("returned-leave")).clicked() {
                actions.push(Action::Resources(Ask::LeaveReturned));
            }
            widgets::weak(ui, tr.text("returned-keys"));
        });
    });
    if modal.should_close() {
        actions.push(Action::Resources(Ask::LeaveReturned));
    }
}

fn change_ui(
    ui: &mut Ui,
    app: &App,
    number: usize,
    change: &Back,
    here: bool,
    actions: &mut Vec<Action>,
) -> egui::Response {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let source = app.pairs().and_then(|pairs| pairs.bitext.get(change.id)).map(|pair| pair.source.clone());
    let card = widgets::card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let mut taken = change.taken;
            let mark =
                ui.add_enabled(!change.edits.is_empty(), egui::Checkbox::new(&mut taken, tr.text("returned-one")));
            if mark.changed() {
                actions.push(Action::Resources(Ask::Mark(number, taken)));
            }
            if let Some(why) = change.doubt {
                widgets::coloured(ui, tr.text(why_id(why)), palette.warning);
            }
        });
        widgets::weak(ui, source.as_deref().unwrap_or_default().to_owned());
        if change.old == change.new {
            widgets::words(ui, change.new.as_str());
            widgets::weak(ui, tr.text("returned-beside"));
        } else {
            pair_panel::difference(ui, &change.old, &change.new);
        }
    });
    if here {
        let stroke = egui::Stroke::new(2.0, palette.focus);
        ui.painter().rect_stroke(card.response.rect, 8.0, stroke, egui::StrokeKind::Inside);
    }
    card.response
}

fn why_id(why: Why) -> &'static str {
    match why {
        Why::Unknown => "returned-why-unknown",
        Why::SourceChanged => "returned-why-source",
        Why::ChangedHere => "returned-why-here",
        Why::Twice => "returned-why-twice",
        Why::Codes => "returned-why-codes",
        Why::Locked => "returned-why-locked",
        Why::Deleted => "returned-why-deleted",
    }
}
