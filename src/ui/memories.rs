//! The translation memories (翻訳メモリー): which there are, what is in them and where it comes from; units that say two
//! things; mending and deleting by key; files in and out.

use super::term_window::pressed;
use super::termbase::cell;
use super::{levels, widgets};
use crate::app::resources::{Ask, Choice, MemoryInfo, UnitQuery};
use crate::app::{Action, App};
use crate::text::Lang;
use crate::translation::memory::Unit;
use egui::{Color32, ComboBox, Context, Key, Modifiers, Rect, Sense, TextEdit, Ui, pos2, vec2};

/// Height of a row, points.
const ROW: f32 = 26.0;

/// What is typed and chosen while the window is open.
#[derive(Default)]
pub struct MemoriesView {
    begun: bool,
    query: UnitQuery,
    asked: Option<UnitQuery>,
    chosen: usize,
    reveal: bool,
    /// What is to be deleted was asked for once.
    deleting: Option<Deleting>,
    /// The unit being mended.
    editing: Option<Unit>,
}

#[derive(Clone, Copy, PartialEq)]
enum Deleting {
    Unit(u32),
    Origin,
}

/// Draws the window while it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<MemoriesView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let tr = app.tr();
    if !state.begun {
        state.begun = true;
        actions.push(Action::Resources(Ask::Memories));
    }
    let screen = ctx.content_rect().size();
    let mut close = false;
    let behind = state.editing.is_some();
    let modal = widgets::modal(ctx, "memories", (screen.x - 80.0).clamp(320.0, 1_080.0), |ui| {
        widgets::title(ui, tr.text("memories-title"));
        let shelf = &app.resources().shelf;
        if !shelf.memories.iter().any(|memory| memory.path == state.query.memory) {
            state.query = UnitQuery::default();
            if let Some(first) = shelf.memories.first() {
                state.query.memory.clone_from(&first.path);
            }
        }
        for problem in &shelf.problems {
            widgets::coloured(ui, problem.text(tr), widgets::palette(ui).warning);
        }
        let Some(memory) = shelf.memories.iter().find(|memory| memory.path == state.query.memory) else {
            widgets::words(ui, tr.text("memories-empty"));
            ui.add_space(widgets::GAP);
            close |= buttons_ui(ui, app, None, actions);
            return;
        };
        asking_ui(ui, app, memory, &shelf.memories, state, behind);
        if state.asked.as_ref() != Some(&state.query) {
            state.asked = Some(state.query.clone());
            (state.chosen, state.deleting) = (0, None);
            actions.push(Action::Resources(Ask::ListUnits(state.query.clone())));
        }
        let list = &shelf.list;
        state.chosen = state.chosen.min(list.units.len().saturating_sub(1));
        if list.units.is_empty() {
            ui.add_space(widgets::GAP);
            widgets::weak(ui, tr.text("memories-nothing"));
            ui.add_space((screen.y - 460.0).clamp(60.0, 240.0));
        } else {
            let id = if list.more { "memories-listed-cut" } else { "memories-listed" };
            widgets::weak(ui, tr.format(id, &[("count", list.units.len().into())]));
            list_ui(ui, app, state, &list.units, (screen.y - 400.0).clamp(120.0, 360.0));
        }
        let unit = list.units.get(state.chosen);
        if let Some(unit) = unit {
            ui.add_space(widgets::GAP / 2.0);
            widgets::words(ui, unit.ja.as_str());
            widgets::words(ui, unit.en.as_str());
            widgets::weak(ui, about(app, unit));
        }
        ui.add_space(widgets::GAP);
        unit_buttons_ui(ui, app, memory, unit, state, behind, actions);
        close |= buttons_ui(ui, app, Some(memory), actions);
    });
    if let Some(unit) = &mut state.editing
        && let Some(kept) = editing_ui(ctx, app, unit)
    {
        if kept {
            actions.push(Action::Resources(Ask::KeepUnit(Box::new(unit.clone()))));
            // What was kept last stands first.
            (state.chosen, state.reveal, state.deleting) = (0, true, None);
        }
        state.editing = None;
    } else if close || (modal.should_close() && !behind) {
        *view = None;
    }
}

/// Which memory, which of its units.
fn asking_ui(ui: &mut Ui, app: &App, memory: &MemoryInfo, all: &[MemoryInfo], state: &mut MemoriesView, behind: bool) {
    let tr = app.tr();
    let name = |memory: &MemoryInfo| {
        let file = memory.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if memory.own { tr.text("pairs-own-memory") } else { tr.format("memories-shared", &[("name", file.into())]) }
    };
    let number = |n: u64| crate::i18n::Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("memories-which"));
        let mut chosen = memory.path.clone();
        let combo = ComboBox::from_id_salt("memories-which").selected_text(name(memory)).width(220.0);
        let combo = combo.show_ui(ui, |ui| {
            for memory in all {
                ui.selectable_value(&mut chosen, memory.path.clone(), name(memory));
            }
        });
        combo.response.labelled_by(label.id);
        if chosen != memory.path {
            state.query = UnitQuery { memory: chosen, ..UnitQuery::default() };
        }
        let args = [("units", number(memory.units)), ("megabytes", number(memory.bytes.div_ceil(1 << 20)))];
        widgets::weak(ui, tr.format("memories-size", &args));
    });
    ui.horizontal_wrapped(|ui| {
        let edit = TextEdit::singleline(&mut state.query.words).hint_text(tr.text("memories-search"));
        let edit = ui.add(edit.desired_width(300.0).margin(egui::Margin::symmetric(8, 6)));
        // Looked at before the keyboard is brought back here, after which it was never gone.
        let entered = !behind && edit.lost_focus() && pressed(ui, Modifiers::NONE, Key::Enter);
        let listing = egui::Popup::is_any_open(ui.ctx());
        if !behind && !listing && ui.memory(|m| m.focused().is_none()) {
            edit.request_focus();
        }
        let last = app.resources().shelf.list.units.len().saturating_sub(1);
        if !behind && !listing && edit.has_focus() {
            for (key, to) in
                [(Key::ArrowDown, (state.chosen + 1).min(last)), (Key::ArrowUp, state.chosen.saturating_sub(1))]
            {
                if pressed(ui, Modifiers::NONE, key) {
                    (state.chosen, state.reveal, state.deleting) = (to, true, None);
                }
            }
        }
        if entered && memory.own {
            state.editing = app.resources().shelf.list.units.get(state.chosen).cloned();
        }
        let from = |origin: &Option<String>| match origin.as_deref() {
            None => tr.text("memories-any-origin"),
            Some("") => tr.text("memories-no-origin"),
            Some(origin) => origin.to_owned(),
        };
        let label = ui.label(tr.text("memories-origin"));
        let combo = ComboBox::from_id_salt("memories-origin").selected_text(from(&state.query.origin)).width(200.0);
        let combo = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut state.query.origin, None, from(&None));
            for (origin, units) in memory.origins.iter().take(200) {
                let some = Some(origin.clone());
                let args = [("origin", from(&some).into()), ("units", number(*units))];
                ui.selectable_value(&mut state.query.origin, some.clone(), tr.format("memories-of-origin", &args));
            }
        });
        combo.response.labelled_by(label.id);
        let doubled = |lang: Option<Lang>| match lang {
            None => tr.text("memories-all"),
            Some(Lang::Ja) => tr.text("memories-doubled-ja"),
            Some(Lang::En) => tr.text("memories-doubled-en"),
        };
        let combo = ComboBox::from_id_salt("memories-doubled").selected_text(doubled(state.query.doubled)).width(220.0);
        combo.show_ui(ui, |ui| {
            for choice in [None, Some(Lang::Ja), Some(Lang::En)] {
                ui.selectable_value(&mut state.query.doubled, choice, doubled(choice));
            }
        });
    });
}

fn list_ui(ui: &mut Ui, app: &App, state: &mut MemoriesView, units: &[Unit], height: f32) {
    let palette = widgets::palette(ui);
    let reveal = std::mem::take(&mut state.reveal);
    let area = egui::ScrollArea::vertical().id_salt("memories").max_height(height).auto_shrink([false, true]);
    area.show_viewport(ui, |ui, seen| {
        ui.set_height(ROW * units.len() as f32);
        let (origin, width) = (ui.max_rect().min, ui.available_width());
        let columns = [0.0, 0.42, 0.84].map(|part| part * width);
        if reveal {
            let top = origin.y + ROW * state.chosen as f32;
            ui.scroll_to_rect(Rect::from_min_size(pos2(origin.x, top), vec2(10.0, ROW)), None);
        }
        let first = (seen.min.y / ROW).max(0.0) as usize;
        let last = ((seen.max.y / ROW).ceil() as usize).min(units.len());
        for (number, unit) in units.iter().enumerate().take(last).skip(first) {
            let rect = Rect::from_min_size(origin + vec2(0.0, ROW * number as f32), vec2(width, ROW));
            let response = ui.interact(rect, egui::Id::unique(("memories", number)), Sense::click());
            let ground = match (number == state.chosen, response.hovered()) {
                (true, _) => palette.selection,
                (false, true) => palette.hover,
                _ => Color32::TRANSPARENT,
            };
            ui.painter().rect_filled(rect, 3.0, ground);
            let texts = [unit.ja.as_str(), unit.en.as_str(), unit.origin.as_str()];
            for (column, text) in texts.into_iter().enumerate() {
                let right = columns.get(column + 1).copied().unwrap_or(width);
                let color = if column == 2 { palette.text_sub } else { palette.text };
                cell(ui, rect, columns[column] + 8.0, right - 6.0, text, color);
            }
            if response.clicked() {
                (state.chosen, state.deleting) = (number, None);
            }
            if response.double_clicked()
                && app.resources().shelf.memories.iter().any(|m| m.own && m.path == state.query.memory)
            {
                state.editing = Some(unit.clone());
            }
            response.widget_info(|| {
                let label = format!("{} — {}", unit.ja, unit.en);
                egui::WidgetInfo::selected(egui::Role::Button, true, number == state.chosen, label)
            });
        }
    });
}

/// Where a unit comes from, who confirmed it when, and how guarded its text was.
fn about(app: &App, unit: &Unit) -> String {
    let tr = app.tr();
    let level = unit.level.map(|level| levels::name(tr, &app.policy().levels, level));
    let day = unit.confirmed_at.map(|at| crate::app::day(at).iso());
    let parts = [Some(unit.origin.clone()), Some(unit.confirmed_by.clone()), day, level];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(&tr.text("resources-between"))
}

fn unit_buttons_ui(
    ui: &mut Ui,
    app: &App,
    memory: &MemoryInfo,
    unit: Option<&Unit>,
    state: &mut MemoriesView,
    behind: bool,
    actions: &mut Vec<Action>,
) {
    let tr = app.tr();
    if !memory.own {
        return;
    }
    let Some(unit) = unit else { return };
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, true, tr.text("memories-change")).clicked() {
            state.editing = Some(unit.clone());
        }
        let asked = state.deleting == Some(Deleting::Unit(unit.id));
        let id = if asked { "memories-delete-really" } else { "memories-delete" };
        let key = !behind && pressed(ui, Modifiers::COMMAND, Key::Delete);
        if widgets::button(ui, true, tr.text(id)).clicked() || key {
            if asked {
                actions.push(Action::Resources(Ask::DropUnits(vec![unit.id])));
                state.deleting = None;
            } else {
                state.deleting = Some(Deleting::Unit(unit.id));
            }
        }
        if let Some(origin) = &state.query.origin {
            let asked = state.deleting == Some(Deleting::Origin);
            let id = if asked { "memories-delete-origin-really" } else { "memories-delete-origin" };
            if widgets::button(ui, true, tr.text(id)).clicked() {
                if asked {
                    actions.push(Action::Resources(Ask::DropOrigin(origin.clone())));
                    state.deleting = None;
                } else {
                    state.deleting = Some(Deleting::Origin);
                }
            }
        }
    });
}

/// What is done with a memory as a whole; whether the window is to close.
fn buttons_ui(ui: &mut Ui, app: &App, memory: Option<&MemoryInfo>, actions: &mut Vec<Action>) -> bool {
    let tr = app.tr();
    let idle = app.resources().working.is_none();
    let mut close = false;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, idle, tr.text("memories-import")).clicked() {
            actions.push(Action::Resources(Ask::Choose(Choice::MemoryIn)));
            close = true;
        }
        if let Some(memory) = memory {
            if widgets::button(ui, idle, tr.text("memories-export")).clicked() {
                actions.push(Action::Resources(Ask::ExportMemory(memory.path.clone())));
                close = true;
            }
            if memory.own
                && widgets::button(ui, idle, tr.text("memories-tidy"))
                    .on_hover_text(tr.text("memories-tidy-tip"))
                    .clicked()
            {
                actions.push(Action::Resources(Ask::Tidy));
            }
        }
        if widgets::button(ui, true, tr.text("memories-add-shared")).clicked() {
            actions.push(Action::Resources(Ask::Choose(Choice::SharedMemory)));
            close = true;
        }
        if let Some(memory) =
            memory.filter(|memory| !memory.own && app.settings().shared_memories.contains(&memory.path))
            && widgets::button(ui, true, tr.text("memories-leave-shared")).clicked()
        {
            actions.push(Action::Resources(Ask::LeaveShared(memory.path.clone())));
        }
        close |= widgets::button(ui, true, tr.text("resources-close")).clicked();
    });
    close
}

/// Draws a unit being mended; `Some` once that is over, with whether it is to be kept.
fn editing_ui(ctx: &Context, app: &App, unit: &mut Unit) -> Option<bool> {
    let tr = app.tr();
    let mut over = None;
    let modal = widgets::modal(ctx, "unit", 620.0, |ui| {
        widgets::title(ui, tr.text("memories-change-title"));
        for (id, text) in [("term-ja", &mut unit.ja), ("term-en", &mut unit.en)] {
            let label = ui.label(tr.text(id));
            let edit = TextEdit::multiline(text).desired_rows(3).desired_width(f32::INFINITY);
            let edit = ui.add(edit).labelled_by(label.id);
            if id == "term-ja" && ui.memory(|m| m.focused().is_none()) {
                edit.request_focus();
            }
        }
        let whole = !unit.ja.trim().is_empty() && !unit.en.trim().is_empty();
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let key = pressed(ui, Modifiers::COMMAND, Key::Enter);
            if widgets::primary(ui, whole, tr.text("memories-keep")).clicked() || (key && whole) {
                over = Some(true);
            }
            if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                over = Some(false);
            }
        });
    });
    over.or(modal.should_close().then_some(false))
}
