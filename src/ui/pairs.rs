//! The pairs of a document and its translation, one row each: source, target, how far it has come. The row the
//! translator is at is typed into; everything else goes by key without leaving it.

use super::{term_lines, theme, widgets};
use crate::app::pairs::{Only, Pairs};
use crate::app::resources::terms::Hits;
use crate::app::resources::{Ask, TermLayer};
use crate::app::{Action, App, Command};
use crate::text::Lang;
use crate::text::series::{Extent, Series};
use crate::translation::{Pair, PairId, Status};
use egui::text::LayoutJob;
use egui::{Align2, Color32, CornerRadius, FontId, Id, Key, Modifiers, Rect, Sense, Stroke, TextEdit, Ui, pos2, vec2};
use std::sync::Arc;

/// Space around the words of a row, points.
const PAD: f32 = 8.0;
/// Width of the column of numbers, points.
const NUMBER: f32 = 52.0;
/// Width of the column of statuses, points.
const STATUS: f32 = 104.0;
/// Height of a line of words, points.
const LINE: f32 = 22.0;
/// Size of the words, points.
const SIZE: f32 = 15.0;

/// How high a row is; of one that was never drawn, about.
#[derive(Clone, Copy, Debug)]
struct Height(f32);

impl Extent for Height {
    fn size(&self) -> f64 {
        f64::from(self.0)
    }
}

/// What is remembered of the list between frames.
#[derive(Default)]
pub struct PairsView {
    heights: Series<Height>,
    /// The rows `heights` is of, and how wide a text was then.
    of: Vec<PairId>,
    width: f32,
    /// Where the translator was in the last frame.
    at: Option<PairId>,
    /// What stands in the field, while it is typed into.
    typed: String,
    /// What stood in the pair when the field was filled.
    filled: String,
    /// What is selected in the source and in the target at hand.
    selected: [String; 2],
    /// What was known last of the agreed words of a text that is being typed.
    typed_hits: (String, Hits),
    /// Texts in view whose agreed words nobody has looked for.
    wanted: Vec<(Lang, Arc<str>)>,
}

impl PairsView {
    /// What is selected in the source and in the target at hand.
    pub fn selected(&self) -> [&str; 2] {
        [&self.selected[0], &self.selected[1]]
    }
}

/// The id of the field the translator types into.
fn field() -> Id {
    Id::unique("pair-target")
}

/// The id of the source beside it, of which words can be selected.
fn source_field() -> Id {
    Id::unique("pair-source")
}

/// Draws the list.
pub fn ui(ui: &mut Ui, app: &App, view: &mut PairsView, actions: &mut Vec<Action>) {
    let Some(pairs) = app.pairs() else { return };
    keys(ui, actions);
    egui::Panel::top("pairs-bar").frame(widgets::bar_frame(ui)).show(ui, |ui| bar(ui, app, pairs, actions));
    heads(ui, app, pairs);
    if pairs.listed().is_empty() {
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            ui.add_space(NUMBER);
            widgets::weak(ui, app.tr().text("pairs-none-listed"));
        });
        return;
    }
    let width = text_width(ui.available_width());
    settle(view, pairs, width);
    let moved = view.at != pairs.at().map(|pair| pair.id);
    let total = view.heights.size() as f32;
    egui::ScrollArea::vertical().auto_shrink([false, false]).show_viewport(ui, |ui, seen| {
        ui.set_height(total);
        let origin = ui.max_rect().min;
        if moved
            && let Some(at) = pairs.at()
            && let Some(row) = view.of.iter().position(|id| *id == at.id)
        {
            let top = view.heights.before(row) as f32;
            let height = view.heights.get(row).map_or(LINE, |h| h.0);
            let rect = Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(10.0, height));
            ui.scroll_to_rect(rect.expand(2.0 * LINE), None);
            view.at = Some(at.id);
            at.target().clone_into(&mut view.typed);
            view.typed.clone_into(&mut view.filled);
            ui.memory_mut(|memory| memory.request_focus(field()));
        }
        let (first, into) = view.heights.at(f64::from(seen.min.y.max(0.0))).unwrap_or((0, 0.0));
        let mut y = seen.min.y.max(0.0) - into as f32;
        for row in first..view.of.len() {
            if y > seen.max.y {
                break;
            }
            let Some(pair) = pairs.bitext.get(view.of[row]) else { continue };
            let top = pos2(origin.x, origin.y + y);
            let height = row_ui(ui, app, pairs, pair, view, top, width, actions);
            if view.heights.get(row).is_some_and(|known| (known.0 - height).abs() > 0.5) {
                view.heights.update(row, |known| known.0 = height);
                ui.ctx().request_repaint();
            }
            y += height;
        }
    });
    for lang in [Lang::Ja, Lang::En] {
        let texts: Vec<Arc<str>> =
            view.wanted.iter().filter(|(of, _)| *of == lang).map(|(_, text)| text.clone()).collect();
        if !texts.is_empty() {
            actions.push(Action::Resources(Ask::SeeTexts(lang, texts)));
        }
    }
    view.wanted.clear();
}

/// The agreed words of a text; what is being typed has those it had, moved along, until somebody has looked.
fn terms_of(app: &App, view: &mut PairsView, text: &str, lang: Lang, typed: bool) -> Hits {
    if !app.shows_terms() || text.is_empty() {
        return Hits::default();
    }
    let known = app.resources().terms.in_text(text, lang);
    if known.is_none() {
        view.wanted.push((lang, text.into()));
    }
    match (known, typed) {
        (Some(known), false) => known,
        (None, false) => Hits::default(),
        (Some(known), true) => {
            view.typed_hits = (text.to_owned(), known.clone());
            known
        }
        (None, true) => TermLayer::moved(&view.typed_hits.0, &view.typed_hits.1, text),
    }
}

/// What is selected in the field `id`, which holds `text`.
fn selection(ui: &Ui, id: Id, text: &str) -> String {
    let range = TextEdit::load_state(ui.ctx(), id).and_then(|state| state.cursor.char_range());
    let Some(range) = range.map(|range| range.as_sorted_char_range()) else { return String::new() };
    text.chars().skip(range.start.0).take(range.end.0 - range.start.0).collect()
}

/// The width of each of the two texts.
fn text_width(all: f32) -> f32 {
    ((all - NUMBER - STATUS - 14.0) / 2.0 - 2.0 * PAD).max(80.0)
}

/// Brings the heights in step with the list: what was never drawn is guessed by its length.
fn settle(view: &mut PairsView, pairs: &Pairs, width: f32) {
    if view.of == pairs.listed() && (view.width - width).abs() < 0.5 {
        return;
    }
    let line = |text: &str| {
        let wide: f32 = text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
        (wide * SIZE / width).ceil().max(1.0)
    };
    let guess = |id: &PairId| {
        let lines = pairs.bitext.get(*id).map_or(1.0, |pair| line(&pair.source).max(line(pair.target())));
        Height(lines * LINE + 2.0 * PAD)
    };
    view.heights = pairs.listed().iter().map(guess).collect();
    view.of = pairs.listed().to_vec();
    view.width = width;
}

/// Keys that act wherever the keyboard is in the list. Nothing is done while an input method composes.
fn keys(ui: &Ui, actions: &mut Vec<Action>) {
    let composing = ui.input(|i| i.events.iter().any(|event| matches!(event, egui::Event::Ime(_))));
    if composing {
        return;
    }
    // A remark being written has this key for itself.
    let here = ui.memory(|memory| memory.focused()).is_none_or(|id| id == field() || id == source_field());
    ui.input_mut(|i| {
        if here && i.consume_key(Modifiers::COMMAND, Key::Enter) {
            actions.push(Action::Run(Command::AcceptHunk));
        }
        if i.consume_key(Modifiers::COMMAND, Key::ArrowDown) {
            actions.push(Action::StepPair(1));
        }
        if i.consume_key(Modifiers::COMMAND, Key::ArrowUp) {
            actions.push(Action::StepPair(-1));
        }
        if i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || i.consume_key(Modifiers::COMMAND, Key::Y) {
            actions.push(Action::UndoPairs(false));
        }
        if i.consume_key(Modifiers::COMMAND, Key::Z) {
            actions.push(Action::UndoPairs(true));
        }
        let numbers = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
        for (index, key) in numbers.into_iter().enumerate() {
            if i.consume_key(Modifiers::ALT, key) {
                actions.push(Action::TakeMatch(index));
            }
        }
    });
}

/// What is listed, how far everything is, and what can be done with all of it.
fn bar(ui: &mut Ui, app: &App, pairs: &Pairs, actions: &mut Vec<Action>) {
    let tr = app.tr();
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("pairs-only"));
        let mut only = pairs.only();
        egui::ComboBox::from_id_salt("pairs-only")
            .selected_text(tr.text(&only.name_id()))
            .show_ui(ui, |ui| {
                for choice in Only::all() {
                    ui.selectable_value(&mut only, choice, tr.text(&choice.name_id()));
                }
            })
            .response
            .labelled_by(label.id);
        let mut search = pairs.search().to_owned();
        let label = ui.label(tr.text("pairs-search"));
        ui.add(TextEdit::singleline(&mut search).desired_width(140.0)).labelled_by(label.id);
        if only != pairs.only() || search != pairs.search() {
            actions.push(Action::ListPairs { only, search });
        }
        ui.separator();
        super::shell::command_button(ui, app, Command::FillPairs, actions);
        let keys = super::shell::shown_keys(Command::NextHunk, ui.ctx());
        if widgets::button(ui, true, tr.text("pairs-next")).on_hover_text(keys).clicked() {
            actions.push(Action::Run(Command::NextHunk));
        }
        if widgets::button(ui, true, tr.text("pairs-export")).clicked() {
            actions.push(Action::ExportTargets);
        }
    });
    let tally: Vec<String> = pairs
        .bitext
        .tally()
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| {
            let name = tr.text(&format!("pair-status-{}", status.code()));
            tr.format("pairs-count", &[("name", name.into()), ("count", (*count).into())])
        })
        .collect();
    widgets::weak(ui, tally.join(&tr.text("pairs-count-between")));
}

/// The heads of the columns.
fn heads(ui: &mut Ui, app: &App, pairs: &Pairs) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE + PAD), Sense::hover());
    let width = text_width(rect.width());
    let painter = ui.painter();
    let font = FontId::new(13.0, super::fonts::bold());
    let put = |x: f32, text: String| {
        painter.text(pos2(rect.left() + x, rect.center().y), Align2::LEFT_CENTER, text, font.clone(), palette.text_sub);
    };
    let name = |code: &str| tr.text(&format!("pairs-lang-{code}"));
    put(NUMBER + PAD, tr.format("pairs-source", &[("lang", name(pairs.bitext.source_lang().code()).into())]));
    let target = name(pairs.bitext.target_lang().code());
    put(NUMBER + 3.0 * PAD + width, tr.format("pairs-target", &[("lang", target.into())]));
    put(NUMBER + 5.0 * PAD + 2.0 * width, tr.text("pairs-status"));
    let y = rect.bottom();
    painter.hline(rect.x_range(), y, Stroke::new(1.0, palette.border));
}

/// Draws a row and gives its height.
#[expect(clippy::too_many_arguments, reason = "a row needs its place, its matter and where to answer")]
fn row_ui(
    ui: &mut Ui,
    app: &App,
    pairs: &Pairs,
    pair: &Pair,
    view: &mut PairsView,
    top: egui::Pos2,
    width: f32,
    actions: &mut Vec<Action>,
) -> f32 {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let here = pairs.at().is_some_and(|at| at.id == pair.id);
    let laid = |ui: &Ui, text: &str, color: Color32| {
        let mut job = LayoutJob::single_section(
            text.to_owned(),
            egui::TextFormat { line_height: Some(LINE), ..egui::TextFormat::simple(FontId::proportional(SIZE), color) },
        );
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let source = laid(ui, &pair.source, palette.text);
    let shown = if here { view.typed.clone() } else { pair.target().to_owned() };
    let target = laid(ui, &shown, palette.text);
    let found = pairs.found(pair.id).len();
    // The number of findings stands under the status.
    let least = if found > 0 { 2.0 * LINE - 4.0 } else { LINE };
    let height = source.size().y.max(target.size().y).max(least) + 2.0 * PAD;
    let all = vec2(NUMBER + STATUS + 2.0 * width + 4.0 * PAD, height);
    let rect = Rect::from_min_size(top, all);
    let response = ui.interact(rect, Id::unique(("pair", pair.id)), Sense::click());
    let ground = match (here, response.hovered()) {
        (true, _) => palette.selection_idle,
        (false, true) => palette.hover,
        _ => palette.surface,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, ground);
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.border));
    let number = pairs.bitext.position(pair.id).map_or_else(String::new, |at| (at + 1).to_string());
    let small = FontId::proportional(12.5);
    painter.text(top + vec2(NUMBER - PAD, PAD + 3.0), Align2::RIGHT_TOP, number, small.clone(), palette.text_sub);
    let left = top + vec2(NUMBER + PAD, PAD);
    if here {
        let place = Rect::from_min_size(left, vec2(width, height - 2.0 * PAD));
        let mut layout = |ui: &Ui, text: &dyn egui::TextBuffer, _: f32| laid(ui, text.as_str(), palette.text);
        let mut words: &str = &pair.source;
        let edit = TextEdit::multiline(&mut words).id(source_field()).frame(egui::Frame::NONE);
        let edit = edit.margin(egui::Margin::ZERO).desired_width(width).desired_rows(1).layouter(&mut layout);
        ui.put(place, edit).widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &*pair.source));
        view.selected = [selection(ui, source_field(), &pair.source), selection(ui, field(), &view.typed)];
    } else {
        ui.painter().galley(left, source.clone(), palette.text);
    }
    let hits = terms_of(app, view, &pair.source, pairs.bitext.source_lang(), false);
    term_lines::under_galley(ui, app, (&pair.source, pairs.bitext.source_lang()), &hits, (&source, left));
    let hits = terms_of(app, view, &shown, pairs.bitext.target_lang(), here);
    term_lines::under_galley(
        ui,
        app,
        (&shown, pairs.bitext.target_lang()),
        &hits,
        (&target, left + vec2(width + 2.0 * PAD, 0.0)),
    );
    let painter = ui.painter();
    let right = left + vec2(width + 2.0 * PAD, 0.0);
    let status = pair.status();
    let (mark, color) = look(status, palette);
    let words = format!("{mark} {}", tr.text(&format!("pair-status-{}", status.code())));
    let place = top + vec2(NUMBER + 5.0 * PAD + 2.0 * width, PAD + 3.0);
    painter.text(place, Align2::LEFT_TOP, words, small.clone(), color);
    if found > 0 {
        let text = tr.format("pairs-found", &[("count", found.into())]);
        painter.text(place + vec2(0.0, 18.0), Align2::LEFT_TOP, text, small, palette.warning);
    }
    if !here {
        painter.galley(right, target, palette.text);
        if response.clicked() {
            actions.push(Action::PairAt(pair.id));
        }
        response.widget_info(|| {
            let label = format!("{} — {}", pair.source, pair.target());
            egui::WidgetInfo::labeled(egui::Role::Button, true, label)
        });
        return height;
    }
    // What somebody else put into the pair (a match, an undo) shows; what is typed here is the person's.
    if view.filled != pair.target() {
        pair.target().clone_into(&mut view.typed);
        view.typed.clone_into(&mut view.filled);
    }
    let place = Rect::from_min_size(right - vec2(4.0, 2.0), vec2(width + 8.0, height - 2.0 * PAD + 4.0));
    let before = view.typed.clone();
    let mut layout = |ui: &Ui, text: &dyn egui::TextBuffer, _: f32| laid(ui, text.as_str(), palette.text);
    let edit = TextEdit::multiline(&mut view.typed)
        .id(field())
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::symmetric(4, 2))
        .desired_width(width)
        .desired_rows(1)
        .interactive(!pair.work.locked)
        .hint_text(tr.text("pairs-type-here"))
        .layouter(&mut layout);
    let edited = ui.put(place, edit);
    ui.painter().rect_stroke(
        place.expand(1.0),
        CornerRadius::same(3),
        Stroke::new(1.5, palette.focus),
        egui::StrokeKind::Outside,
    );
    edited.widget_info(|| {
        let label = tr.format("pairs-target-of", &[("source", pair.source.to_string().into())]);
        egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
    });
    if view.typed != before {
        view.typed.clone_into(&mut view.filled);
        actions.push(Action::TypeTarget { id: pair.id, target: view.typed.clone() });
    }
    height
}

/// The mark and colour of a status; the mark says it without colour.
fn look(status: Status, palette: &theme::Palette) -> (&'static str, Color32) {
    match status {
        Status::Untranslated => ("○", palette.text_sub),
        Status::Draft => ("△", palette.info),
        Status::Edited => ("▲", palette.info),
        Status::Confirmed => ("●", palette.success),
        Status::Approved => ("◎", palette.success),
        Status::Rejected => ("×", palette.error),
        Status::Stale => ("！", palette.warning),
        Status::Locked => ("■", palette.text_sub),
    }
}
