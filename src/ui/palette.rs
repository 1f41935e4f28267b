//! The command palette: type a few letters of what you want.

use super::{shell, widgets};
use crate::app::command::COMMANDS;
use crate::app::{Action, App, Command};
use crate::i18n::{Locale, Tr};
use egui::{Context, Key, Modifiers, TextEdit};

/// What is typed and chosen while the palette is open.
#[derive(Default)]
pub struct Palette {
    typed: String,
    chosen: usize,
    begun: bool,
}

/// Draws the palette if it is open.
pub fn ui(ctx: &Context, app: &App, palette: &mut Option<Palette>, actions: &mut Vec<Action>) {
    let Some(state) = palette else { return };
    let tr = app.tr();
    let rows = matches(app, &state.typed);
    state.chosen = state.chosen.min(rows.len().saturating_sub(1));
    let mut run: Option<Command> = None;
    let mut close = false;
    // While a composition is open these keys are the input method's.
    let composing = ctx.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Ime(_))));
    if !composing {
        ctx.input_mut(|i| {
            if i.consume_key(Modifiers::NONE, Key::ArrowDown) {
                state.chosen = (state.chosen + 1).min(rows.len().saturating_sub(1));
            }
            if i.consume_key(Modifiers::NONE, Key::ArrowUp) {
                state.chosen = state.chosen.saturating_sub(1);
            }
            if i.consume_key(Modifiers::NONE, Key::Enter) {
                run = rows.get(state.chosen).copied();
            }
            close = i.consume_key(Modifiers::NONE, Key::Escape);
        });
    }
    let modal = widgets::modal_above(ctx, "palette", 520.0, |ui| {
        let label = ui.label(widgets::strong(tr.text("palette-title")));
        let edit =
            TextEdit::singleline(&mut state.typed).hint_text(tr.text("palette-hint")).desired_width(f32::INFINITY);
        let edit = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
        if !state.begun {
            edit.request_focus();
            state.begun = true;
        }
        if edit.changed() {
            state.chosen = 0;
        }
        if rows.is_empty() {
            widgets::weak(ui, tr.text("palette-none"));
        }
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (index, command) in rows.iter().enumerate() {
                let button = egui::Button::selectable(index == state.chosen, tr.text(&command.message()))
                    .shortcut_text(shell::shown_keys(*command, ui.ctx()))
                    .min_size(egui::vec2(ui.available_width(), widgets::ROW));
                let response = ui.add_enabled(app.available(*command), button);
                if index == state.chosen && ui.input(|i| i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowUp)) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    run = Some(*command);
                }
            }
        });
    });
    if let Some(command) = run.filter(|command| app.available(*command)) {
        actions.push(Action::Run(command));
        close = true;
    }
    if close || modal.should_close() {
        *palette = None;
    }
}

/// The commands whose name, in either language, or id holds every word typed; those that can be carried out now first.
fn matches(app: &App, typed: &str) -> Vec<Command> {
    let tr = app.tr();
    let other = Tr::new(if tr.locale() == Locale::Ja { Locale::En } else { Locale::Ja });
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<Command> = COMMANDS
        .iter()
        .map(|row| row.command)
        .filter(|command| *command != Command::Palette)
        .filter(|command| {
            let id = command.message();
            let names = format!("{} {} {}", tr.text(&id), other.text(&id), command.row().id).to_lowercase();
            words.iter().all(|word| names.contains(word))
        })
        .collect();
    found.sort_by_key(|command| !app.available(*command));
    found
}
