//! Concordance (用例): where a word stands in what was translated before, from one character on, with the translation beside
//! it; Enter puts that where the cursor is.

use super::term_window::pressed;
use super::{theme, widgets};
use crate::app::pairs::Pairs;
use crate::app::resources::{Ask, Spoken};
use crate::app::{Action, App};
use crate::text::{Change, Lang, Span};
use crate::translation::memory::other;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Context, Event, FontId, Key, Modifiers, Rect, Sense, Stroke, TextEdit, Ui, pos2, vec2};

/// Size of the words, points.
const SIZE: f32 = 14.5;
/// From one line to the next, points.
const LINE: f32 = 21.0;
/// Space around the words of a row, points.
const PAD: f32 = 6.0;

/// What is typed and chosen while the window is open.
pub struct ConcordanceView {
    words: String,
    asked: Option<String>,
    chosen: usize,
    reveal: bool,
    begun: bool,
}

impl ConcordanceView {
    /// The window, for the words selected in the document or a pair.
    pub fn new(app: &App, pairs: &super::pairs::PairsView) -> Self {
        let selected = if app.shows_pairs() {
            let [source, target] = pairs.selected();
            if target.is_empty() { source.to_owned() } else { target.to_owned() }
        } else {
            app.open().map(|open| open.document.text().slice(open.selection)).unwrap_or_default()
        };
        let words = selected.lines().next().unwrap_or_default().trim().chars().take(60).collect();
        Self { words, asked: None, chosen: 0, reveal: false, begun: false }
    }
}

/// Draws the window while it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<ConcordanceView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let tr = app.tr();
    let screen = ctx.content_rect().size();
    let (mut close, mut insert) = (false, false);
    let modal = widgets::modal(ctx, "concordance", (screen.x - 100.0).clamp(320.0, 1_020.0), |ui| {
        widgets::title(ui, tr.text("concordance-title"));
        let edit = TextEdit::singleline(&mut state.words)
            .hint_text(tr.text("concordance-search"))
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6));
        let edit = ui.add(edit);
        let composing = ui.input(|i| i.events.iter().any(|event| matches!(event, Event::Ime(_))));
        insert = edit.lost_focus() && !composing && ui.input(|i| i.key_pressed(Key::Enter));
        if !state.begun || ui.memory(|memory| memory.focused().is_none()) {
            if !state.begun {
                // What is selected in the text is a proposal: typing takes its place.
                widgets::select_all(ui, &edit, &state.words);
            }
            edit.request_focus();
            state.begun = true;
        }
        if state.asked.as_ref() != Some(&state.words) {
            state.asked = Some(state.words.clone());
            state.chosen = 0;
            actions.push(Action::Resources(Ask::Concordance(state.words.clone())));
        }
        let found = &app.resources().concordance;
        let last = found.hits.len().saturating_sub(1);
        state.chosen = state.chosen.min(last);
        if edit.has_focus() {
            for (key, to) in
                [(Key::ArrowDown, (state.chosen + 1).min(last)), (Key::ArrowUp, state.chosen.saturating_sub(1))]
            {
                if pressed(ui, Modifiers::NONE, key) {
                    (state.chosen, state.reveal) = (to, true);
                }
            }
        }
        let height = (screen.y - 260.0).clamp(160.0, 500.0);
        let current = found.words == state.words;
        if state.words.trim().is_empty() {
            widgets::weak(ui, tr.text("concordance-lead"));
            ui.add_space(height - 30.0);
        } else if found.hits.is_empty() {
            widgets::weak(ui, tr.text(if current { "concordance-none" } else { "concordance-looking" }));
            ui.add_space(height - 30.0);
        } else {
            let count = [("count", found.total.into()), ("shown", found.hits.len().into())];
            let id = if found.total > found.hits.len() { "concordance-count-cut" } else { "concordance-count" };
            widgets::weak(ui, tr.format(id, &count));
            insert |= list_ui(ui, app, state, &found.hits, height);
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let can = !found.hits.is_empty() && app.open().is_some();
            insert |= widgets::primary(ui, can, tr.text("concordance-insert")).clicked();
            close = widgets::button(ui, true, tr.text("resources-close")).clicked();
            widgets::weak(ui, tr.text("concordance-keys"));
        });
    });
    if insert && let Some(hit) = app.resources().concordance.hits.get(state.chosen) {
        actions.extend(inserted(app, hit));
        close = true;
    }
    if close || modal.should_close() {
        *view = None;
        if app.open().is_some() && !app.shows_pairs() {
            actions.push(Action::FocusText);
        }
    }
}

/// What puts the words of `hit` where the cursor is: among pairs its side in the language of the targets, on the page its
/// side in the language of the document.
fn inserted(app: &App, hit: &Spoken) -> Option<Action> {
    if let Some((shown, pair)) = app.pairs().filter(|_| app.shows_pairs()).and_then(|p: &Pairs| Some((p, p.at()?))) {
        let words = hit.unit.side(shown.bitext.target_lang());
        let target = pair.target();
        let at = shown.chosen().1;
        let sound = |at: usize| (0..=at.min(target.len())).rev().find(|at| target.is_char_boundary(*at)).unwrap_or(0);
        let span = Span::new(sound(at.start), sound(at.end));
        let target = format!("{}{words}{}", &target[..span.start], &target[span.end..]);
        return Some(Action::TypeTarget { id: pair.id, target });
    }
    let open = app.open()?;
    let words = hit.unit.side(open.document.lang()).to_owned();
    Some(Action::Edit { change: Change::replace(open.selection, words), joins: false })
}

/// Draws the hits; whether one was chosen with two clicks.
fn list_ui(ui: &mut Ui, app: &App, state: &mut ConcordanceView, hits: &[Spoken], height: f32) -> bool {
    let palette = widgets::palette(ui);
    let reveal = std::mem::take(&mut state.reveal);
    let mut taken = false;
    egui::ScrollArea::vertical().id_salt("concordance").max_height(height).auto_shrink([false, false]).show(ui, |ui| {
        let width = ui.available_width();
        let column = width / 2.0 - 2.0 * PAD;
        for (number, hit) in hits.iter().enumerate() {
            let laid = |ui: &Ui, lang: Lang| {
                let places: &[Span] = if lang == hit.lang { &hit.places } else { &[] };
                let job = marked(hit.unit.side(lang), places, column, palette);
                ui.fonts_mut(|fonts| fonts.layout_job(job))
            };
            let (left, right) = (laid(ui, hit.lang), laid(ui, other(hit.lang)));
            let about = about(app, hit);
            let row = left.size().y.max(right.size().y) + 18.0 + 2.0 * PAD;
            let (rect, response) = ui.allocate_exact_size(vec2(width, row), Sense::click());
            if number == state.chosen && reveal {
                ui.scroll_to_rect(rect, None);
            }
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let ground = match (number == state.chosen, response.hovered()) {
                (true, _) => palette.selection_idle,
                (false, true) => palette.hover,
                _ => Color32::TRANSPARENT,
            };
            ui.painter().rect_filled(rect, 3.0, ground);
            ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.border));
            let top = rect.min + vec2(PAD, PAD);
            ui.painter().galley(top, left, palette.text);
            ui.painter().galley(top + vec2(column + 2.0 * PAD, 0.0), right, palette.text);
            let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 22.0), rect.max);
            super::termbase::cell(ui, line, PAD, width - PAD, &about, palette.text_sub);
            if response.clicked() {
                state.chosen = number;
            }
            taken |= response.double_clicked();
            response.widget_info(|| {
                let label = format!("{} — {}", hit.unit.ja, hit.unit.en);
                egui::WidgetInfo::selected(egui::Role::Button, true, number == state.chosen, label)
            });
        }
    });
    taken
}

/// Where a unit comes from, who confirmed it and when.
fn about(app: &App, hit: &Spoken) -> String {
    let day = hit.unit.confirmed_at.map(|at| crate::app::day(at).iso());
    let from = hit.from.clone().unwrap_or_else(|| app.tr().text("pairs-own-memory"));
    let parts = [Some(from), Some(hit.unit.origin.clone()), Some(hit.unit.confirmed_by.clone()), day];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(&app.tr().text("resources-between"))
}

/// `text` with the words at `places` set off by a ground and a line under them.
pub fn marked(text: &str, places: &[Span], width: f32, palette: &theme::Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let format = |set_off: bool| TextFormat {
        font_id: FontId::proportional(SIZE),
        color: palette.text,
        background: if set_off { palette.hit } else { Color32::TRANSPARENT },
        underline: if set_off { Stroke::new(1.0, palette.hit_edge) } else { Stroke::NONE },
        line_height: Some(LINE),
        ..TextFormat::default()
    };
    let mut at = 0;
    for place in places.iter().filter(|place| place.end <= text.len()) {
        if place.start >= at {
            job.append(&text[at..place.start], 0.0, format(false));
            job.append(&text[place.range()], 0.0, format(true));
            at = place.end;
        }
    }
    job.append(&text[at..], 0.0, format(false));
    job
}
