//! The termbase (用語集): every agreed word there is, found by any word of it, changed by key, taken in from files and put
//! out to them.

use super::term_window::{TermView, pressed};
use super::widgets;
use crate::app::resources::{Ask, Choice, Listed};
use crate::app::{Action, App};
use crate::translation::terms::{Standing, Term};
use egui::{Align, Color32, Context, FontId, Key, Modifiers, Rect, Sense, TextEdit, Ui, pos2, vec2};

/// Height of a row, points.
const ROW: f32 = 26.0;

/// What is typed and chosen while the words are listed.
#[derive(Default)]
pub struct TermbaseView {
    words: String,
    asked: Option<String>,
    chosen: usize,
    reveal: bool,
}

/// Draws the window while it is open.
pub fn ui(
    ctx: &Context,
    app: &App,
    view: &mut Option<TermbaseView>,
    term: &mut Option<TermView>,
    actions: &mut Vec<Action>,
) {
    let Some(state) = view else { return };
    let tr = app.tr();
    let screen = ctx.content_rect().size();
    let mut close = false;
    let behind = term.is_some();
    let modal = widgets::modal(ctx, "termbase", (screen.x - 100.0).clamp(320.0, 960.0), |ui| {
        widgets::title(ui, tr.text("termbase-title"));
        let edit = TextEdit::singleline(&mut state.words)
            .hint_text(tr.text("termbase-search"))
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6));
        let edit = ui.add(edit);
        let entered = !behind && edit.lost_focus() && pressed(ui, Modifiers::NONE, Key::Enter);
        if !behind && ui.memory(|memory| memory.focused().is_none()) {
            edit.request_focus();
        }
        if state.asked.as_ref() != Some(&state.words) {
            state.asked = Some(state.words.clone());
            state.chosen = 0;
            actions.push(Action::Resources(Ask::ListTerms(state.words.clone())));
        }
        let list = &app.resources().listed;
        let count = [("count", list.total.into()), ("shown", list.terms.len().into())];
        let id = if list.total > list.terms.len() { "termbase-count-cut" } else { "termbase-count" };
        if list.total > 0 {
            widgets::weak(ui, tr.format(id, &count));
        }
        state.chosen = state.chosen.min(list.terms.len().saturating_sub(1));
        if !behind && edit.has_focus() {
            let last = list.terms.len().saturating_sub(1);
            for (key, to) in [
                (Key::ArrowDown, (state.chosen + 1).min(last)),
                (Key::ArrowUp, state.chosen.saturating_sub(1)),
                (Key::PageDown, (state.chosen + 10).min(last)),
                (Key::PageUp, state.chosen.saturating_sub(10)),
            ] {
                if pressed(ui, Modifiers::NONE, key) {
                    (state.chosen, state.reveal) = (to, true);
                }
            }
        }
        let chosen = list.terms.get(state.chosen);
        if entered && let Some(listed) = chosen {
            *term = Some(TermView::change(listed.term.clone(), listed.own));
        }
        if list.terms.is_empty() {
            let id = if state.words.trim().is_empty() { "termbase-empty" } else { "termbase-nothing" };
            ui.add_space(widgets::GAP);
            widgets::words(ui, tr.text(id));
            ui.add_space((screen.y - 420.0).clamp(60.0, 240.0));
        } else {
            list_ui(ui, app, state, &list.terms, (screen.y - 280.0).clamp(140.0, 460.0), term);
        }
        ui.add_space(widgets::GAP);
        ui.horizontal_wrapped(|ui| {
            if widgets::primary(ui, true, tr.text("termbase-new")).clicked() {
                *term = Some(TermView::change(Term::default(), None));
            }
            if widgets::button(ui, chosen.is_some(), tr.text("termbase-change")).clicked()
                && let Some(listed) = chosen
            {
                *term = Some(TermView::change(listed.term.clone(), listed.own));
            }
            let idle = app.resources().working.is_none();
            for (choice, id) in [(Choice::TermsIn, "termbase-import"), (Choice::TermsOut, "termbase-export")] {
                if widgets::button(ui, idle, tr.text(id)).clicked() {
                    actions.push(Action::Resources(Ask::Choose(choice)));
                    close = true;
                }
            }
            close |= widgets::button(ui, true, tr.text("resources-close")).clicked();
        });
    });
    if close || (modal.should_close() && !behind) {
        *view = None;
    }
}

fn list_ui(
    ui: &mut Ui,
    app: &App,
    state: &mut TermbaseView,
    terms: &[Listed],
    height: f32,
    term: &mut Option<TermView>,
) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let reveal = std::mem::take(&mut state.reveal);
    let area = egui::ScrollArea::vertical().id_salt("termbase").max_height(height).auto_shrink([false, true]);
    area.show_viewport(ui, |ui, seen| {
        ui.set_height(ROW * terms.len() as f32);
        let origin = ui.max_rect().min;
        let width = ui.available_width();
        let columns = [0.0, 0.34, 0.68, 0.84].map(|part| part * width);
        if reveal {
            let top = origin.y + ROW * state.chosen as f32;
            ui.scroll_to_rect(Rect::from_min_size(pos2(origin.x, top), vec2(10.0, ROW)), None);
        }
        let first = (seen.min.y / ROW).max(0.0) as usize;
        let last = ((seen.max.y / ROW).ceil() as usize).min(terms.len());
        for (number, listed) in terms.iter().enumerate().take(last).skip(first) {
            let rect = Rect::from_min_size(origin + vec2(0.0, ROW * number as f32), vec2(width, ROW));
            let response = ui.interact(rect, egui::Id::unique(("termbase", number)), Sense::click());
            let ground = match (number == state.chosen, response.hovered()) {
                (true, _) => palette.selection,
                (false, true) => palette.hover,
                _ => Color32::TRANSPARENT,
            };
            ui.painter().rect_filled(rect, 3.0, ground);
            let standing = tr.text(&format!("term-{}", listed.term.standing.code()));
            let color = if listed.term.standing == Standing::Forbidden { palette.error } else { palette.text_sub };
            let from = if listed.own.is_some() { listed.term.domain.clone() } else { listed.from.clone() };
            let cells = [
                (listed.term.ja.as_str(), palette.text),
                (listed.term.en.as_str(), palette.text),
                (standing.as_str(), color),
                (from.as_str(), palette.text_sub),
            ];
            for (column, (text, color)) in cells.into_iter().enumerate() {
                let right = columns.get(column + 1).copied().unwrap_or(width);
                cell(ui, rect, columns[column] + 8.0, right - 6.0, text, color);
            }
            if response.clicked() {
                state.chosen = number;
            }
            if response.double_clicked() {
                *term = Some(TermView::change(listed.term.clone(), listed.own));
            }
            response.widget_info(|| {
                let label = format!("{} — {} ({standing})", listed.term.ja, listed.term.en);
                egui::WidgetInfo::selected(egui::Role::Button, true, number == state.chosen, label)
            });
        }
    });
}

/// One line of words between two edges, cut with … where it is longer.
pub fn cell(ui: &Ui, row: Rect, left: f32, right: f32, text: &str, color: Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(text.replace('\n', " "), FontId::proportional(14.0), color);
    job.wrap.max_width = (right - left).max(10.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(row.left() + left, Align::Center.align_size_within_range(galley.size().y, row.y_range()).min);
    ui.painter().galley(at, galley, color);
}
