//! The pairs of a document and its translation, one row each: source, target, how far it has come. The row the
//! translator is at is typed into; everything else goes by key without leaving it.

use super::{term_lines, theme, widgets};
use crate::app::pairs::{Only, Pairs};
use crate::app::resources::terms::Hits;
use crate::app::resources::{Ask, TermLayer, aligning};
use crate::app::workbench::{Column, Exported, Step};
use crate::app::{Action, App, Command};
use crate::text::series::{Extent, Series};
use crate::text::{Lang, Span};
use crate::translation::{Pair, PairId, Side, Status, Tag, TagKind};
use egui::text::LayoutJob;
use egui::{Align2, Color32, CornerRadius, FontId, Id, Key, Modifiers, Rect, Sense, Stroke, TextEdit, Ui, pos2, vec2};
use std::sync::Arc;

/// Space around the words of a row, points.
const PAD: f32 = 8.0;
/// Width of the column of numbers, points.
const NUMBER: f32 = 52.0;
/// Width of the column of statuses, points: of one version, and of two.
const STATUS: (f32, f32) = (114.0, 160.0);
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
    /// The column that was typed in in the last frame.
    column: Column,
    home: Home,
    /// Whether an input method composes: what it shows is not written yet.
    composing: bool,
    /// The fields of the row that is typed into.
    target: Field,
    easy: Field,
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

/// Whether an input method composes, which it did or did not in the last frame.
fn composing(ui: &Ui, before: bool) -> bool {
    ui.input(|i| {
        i.events.iter().fold(before, |composing, event| match event {
            egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) => !text.is_empty(),
            egui::Event::Ime(_) | egui::Event::Text(_) | egui::Event::Paste(_) => false,
            _ => composing,
        })
    })
}

/// Where the keyboard was before a window came in front of the pairs, so that it is there again when the window is gone.
#[derive(Default)]
pub(super) struct Home {
    at: Option<Id>,
    covered: bool,
}

impl Home {
    /// Looks where the keyboard is; `places` are those it comes back to.
    pub(super) fn keep(&mut self, ui: &Ui, places: &[Id]) {
        let (focused, covered) = ui.memory(|memory| (memory.focused(), memory.top_modal_layer().is_some()));
        if covered {
            self.covered = true;
        } else if let Some(id) = focused.filter(|id| places.contains(id)) {
            (self.at, self.covered) = (Some(id), false);
        } else if std::mem::take(&mut self.covered) {
            match (focused, self.at) {
                (None, Some(id)) if places.contains(&id) => ui.memory_mut(|memory| memory.request_focus(id)),
                // What was typed into in the window is forgotten within a frame; what the window led to is not.
                (Some(id), _) if ui.ctx().read_response(id).is_none_or(|seen| in_front(&seen)) => {
                    self.covered = true;
                    ui.ctx().request_repaint();
                }
                _ => {}
            }
        }
    }
}

/// Whether a widget belongs to a window in front of the panels.
fn in_front(response: &egui::Response) -> bool {
    response.layer_id.order != egui::Order::Background
}

/// A field that is typed into.
#[derive(Default)]
struct Field {
    /// What stands in it.
    typed: String,
    /// What stood in the pair when it was filled.
    filled: String,
    /// The pair it stands in.
    of: Option<PairId>,
}

impl Field {
    /// What somebody else put into the pair (a match, an undo) shows, and typing goes on behind it; what is typed here is
    /// the person's.
    fn follow(&mut self, ui: &Ui, column: Column, pair: PairId, text: &str) {
        let moved = self.of.replace(pair) != Some(pair);
        if self.filled == text {
            return;
        }
        let same = self.typed.chars().rev().zip(text.chars().rev()).take_while(|(a, b)| a == b).count();
        let behind = text.chars().count() - if moved { 0 } else { same };
        text.clone_into(&mut self.typed);
        text.clone_into(&mut self.filled);
        if let Some(mut state) = TextEdit::load_state(ui.ctx(), field(column)) {
            let caret = egui::text::CCursor::new(behind);
            state.cursor.set_char_range(Some(egui::text::CCursorRange::one(caret)));
            state.store(ui.ctx(), field(column));
        }
    }
}

/// The ids of the fields of the row the translator is at.
fn source_field() -> Id {
    Id::unique("pair-source")
}

pub(super) fn field(column: Column) -> Id {
    match column {
        Column::Target => Id::unique("pair-target"),
        Column::Easy => Id::unique("pair-easy"),
    }
}

/// How wide everything is.
#[derive(Clone, Copy)]
struct Widths {
    /// Each text.
    text: f32,
    status: f32,
    /// How many texts there are.
    texts: f32,
}

impl Widths {
    fn new(all: f32, pairs: &Pairs) -> Self {
        let (status, texts) = if pairs.bitext.has_easy() { (STATUS.1, 3.0) } else { (STATUS.0, 2.0) };
        let text = ((all - NUMBER - status - 14.0) / texts - 2.0 * PAD).max(80.0);
        Self { text, status, texts }
    }

    /// Where text number `column` begins, from the left of the row.
    fn left(self, column: f32) -> f32 {
        NUMBER + PAD + column * (self.text + 2.0 * PAD)
    }

    fn all(self) -> f32 {
        NUMBER + self.status + self.texts * (self.text + 2.0 * PAD)
    }
}

/// Draws the list.
pub fn ui(ui: &mut Ui, app: &App, view: &mut PairsView, actions: &mut Vec<Action>) {
    let Some(pairs) = app.pairs() else { return };
    view.home.keep(ui, &[source_field(), field(Column::Target), field(Column::Easy), super::pair_findings::list()]);
    view.composing = composing(ui, view.composing);
    keys(ui, app, actions);
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
    let widths = Widths::new(ui.available_width(), pairs);
    settle(view, pairs, widths.text);
    // What is in front of the list has the keyboard.
    let column = pairs.column();
    let turned = std::mem::replace(&mut view.column, column) != column;
    // Rows are higher beside a third column: the one at hand is brought back into view.
    let moved =
        (turned || view.at != pairs.at().map(|pair| pair.id)) && ui.memory(|memory| memory.top_modal_layer().is_none());
    if turned {
        // The column was changed by a command or elsewhere: the keyboard goes with it.
        let focused = ui.memory(|memory| memory.focused());
        let fields = [field(Column::Target), field(Column::Easy)];
        if focused.is_none_or(|id| fields.contains(&id) && id != field(column)) {
            ui.memory_mut(|memory| memory.request_focus(field(column)));
        }
    }
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
            // Who goes through the list of findings stays there.
            if !ui.memory(|memory| memory.has_focus(super::pair_findings::list())) {
                ui.memory_mut(|memory| memory.request_focus(field(pairs.column())));
            }
        }
        let (first, before) = view.heights.at(f64::from(seen.min.y.max(0.0))).unwrap_or_default();
        let mut y = before as f32;
        for row in first..view.of.len() {
            if y > seen.max.y {
                break;
            }
            let Some(pair) = pairs.bitext.get(view.of[row]) else { continue };
            let top = pos2(origin.x, origin.y + y);
            let height = row_ui(ui, app, pairs, pair, view, top, widths, actions);
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

/// Brings the heights in step with the list: what was never drawn is guessed by its length. Rows that stay keep theirs.
fn settle(view: &mut PairsView, pairs: &Pairs, width: f32) {
    let listed = pairs.listed();
    let same_width = (view.width - width).abs() < 0.5;
    if same_width && view.of == listed {
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
    let head = match same_width {
        true => view.of.iter().zip(listed).take_while(|(a, b)| a == b).count(),
        false => 0,
    };
    let most = view.of.len().min(listed.len()) - head;
    let tail = match same_width {
        true => view.of.iter().rev().zip(listed.iter().rev()).take(most).take_while(|(a, b)| a == b).count(),
        false => 0,
    };
    let fresh = &listed[head..listed.len() - tail];
    view.heights.splice(head..view.of.len() - tail, fresh.iter().map(guess));
    view.of.splice(head..view.of.len() - tail, fresh.iter().copied());
    view.width = width;
}

/// Keys that act wherever the keyboard is in the list. Nothing is done while an input method composes.
pub(super) fn keys(ui: &Ui, app: &App, actions: &mut Vec<Action>) {
    let composing = ui.input(|i| i.events.iter().any(|event| matches!(event, egui::Event::Ime(_))));
    if composing || app.asks_reason().is_some() {
        return;
    }
    // A remark being written has these for itself.
    let focused = ui.memory(|memory| memory.focused());
    let fields = [source_field(), field(Column::Target), field(Column::Easy)];
    let here = focused.is_none_or(|id| fields.contains(&id) || id == super::editor::beside_id());
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
        if here {
            let redo = i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
            if redo || i.consume_key(Modifiers::COMMAND, Key::Y) {
                actions.push(Action::UndoPairs(false));
            }
            if i.consume_key(Modifiers::COMMAND, Key::Z) {
                actions.push(Action::UndoPairs(true));
            }
        }
        let numbers = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
        for (index, key) in numbers.into_iter().enumerate() {
            if i.consume_key(Modifiers::ALT, key) {
                actions.push(Action::TakeMatch(index));
                // Where Alt does not keep a digit from being typed as well (a sign of its own on macOS), it would stand in
                // place of the match; what else was typed by then is the person's.
                let digit = (index + 1).to_string();
                let typed = |event: &egui::Event| match event {
                    egui::Event::Text(text) => *text == digit || cfg!(target_os = "macos"),
                    _ => false,
                };
                if let Some(at) = i.events.iter().position(typed) {
                    i.events.remove(at);
                }
            }
        }
    });
}

/// What is listed, how far everything is, and what can be done with all of it.
pub(super) fn bar(ui: &mut Ui, app: &App, pairs: &Pairs, actions: &mut Vec<Action>) {
    let tr = app.tr();
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("pairs-only"));
        let mut only = pairs.only();
        // All of it at once: what lies below an edge is not looked for.
        egui::ComboBox::from_id_salt("pairs-only")
            .height(540.0)
            .selected_text(tr.text(&only.name_id()))
            .show_ui(ui, |ui| {
                for choice in Only::all().filter(|only| *only != Only::EasyOpen || pairs.bitext.has_easy()) {
                    ui.selectable_value(&mut only, choice, tr.text(&choice.name_id()));
                }
            })
            .response
            .labelled_by(label.id);
        let mut search = pairs.search().to_owned();
        let field = TextEdit::singleline(&mut search).desired_width(110.0).hint_text(tr.text("pairs-search"));
        let name = egui::WidgetInfo::labeled(egui::Role::TextInput, true, tr.text("pairs-search"));
        ui.add(field).widget_info(|| name.clone());
        if only != pairs.only() || search != pairs.search() {
            actions.push(Action::ListPairs { only, search });
        }
        ui.separator();
        super::shell::command_button(ui, app, Command::FillPairs, actions);
        if pairs.bitext.has_easy() {
            super::shell::command_button(ui, app, Command::FillEasy, actions);
        }
        let keys = super::shell::shown_keys(Command::NextHunk, ui.ctx());
        if widgets::button(ui, true, tr.text("pairs-next")).on_hover_text(keys).clicked() {
            actions.push(Action::Run(Command::NextHunk));
        }
        ui.menu_button(tr.text("pairs-export"), |ui| {
            let easy = [(Exported::Easy, "pairs-export-easy"), (Exported::EasyRead, "pairs-export-easy-read")];
            let easy = easy.into_iter().filter(|_| pairs.bitext.has_easy());
            for (what, id) in [(Exported::Targets, "pairs-export-target")].into_iter().chain(easy) {
                if ui.button(tr.text(id)).clicked() {
                    actions.push(Action::Workbench(Step::Export(what)));
                    ui.close();
                }
            }
        });
    });
    let tally: Vec<String> = pairs
        .tally()
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| {
            let name = tr.text(&format!("pair-status-{}", status.code()));
            tr.format("pairs-count", &[("name", name.into()), ("count", count.into())])
        })
        .collect();
    widgets::weak(ui, tally.join(&tr.text("pairs-count-between")));
}

/// The heads of the columns.
fn heads(ui: &mut Ui, app: &App, pairs: &Pairs) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE + PAD), Sense::hover());
    let widths = Widths::new(rect.width(), pairs);
    let painter = ui.painter();
    let font = FontId::new(13.0, super::fonts::bold());
    let put = |x: f32, text: String| {
        painter.text(pos2(rect.left() + x, rect.center().y), Align2::LEFT_CENTER, text, font.clone(), palette.text_sub);
    };
    let name = |code: &str| tr.text(&format!("pairs-lang-{code}"));
    put(widths.left(0.0), tr.format("pairs-source", &[("lang", name(pairs.bitext.source_lang().code()).into())]));
    let target = name(pairs.bitext.target_lang().code());
    put(widths.left(1.0), tr.format("pairs-target", &[("lang", target.into())]));
    if pairs.bitext.has_easy() {
        put(widths.left(2.0), tr.text("pairs-easy"));
    }
    put(widths.left(widths.texts), tr.text("pairs-status"));
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
    widths: Widths,
    actions: &mut Vec<Action>,
) -> f32 {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let here = pairs.at().is_some_and(|at| at.id == pair.id);
    let easy = pairs.bitext.has_easy();
    let laid = |ui: &Ui, text: &str| laid(ui, text, widths.text, palette.text);
    if here {
        view.target.follow(ui, Column::Target, pair.id, pair.target());
        view.easy.follow(ui, Column::Easy, pair.id, &pair.easy.target);
    }
    let source = laid(ui, &pair.source);
    let target = laid(ui, if here { &view.target.typed } else { pair.target() });
    let third = easy.then(|| laid(ui, if here { &view.easy.typed } else { &pair.easy.target }));
    let found = pairs.findings(pair.id).map_or(0, |found| found.told.len() + found.easy.len());
    let remarks = pair.open_comments().count() + pair.easy.comments.iter().filter(|one| !one.resolved).count();
    // What there is to say of the pair stands under its status, a row each.
    let label = super::pair_life::short_label(tr, pair);
    let said = 1 + usize::from(easy) + usize::from(found > 0) + usize::from(remarks > 0) + label.len();
    let least = LINE + 18.0 * (said - 1) as f32;
    let texts = source.size().y.max(target.size().y).max(third.as_ref().map_or(0.0, |third| third.size().y));
    let height = texts.max(least) + 2.0 * PAD;
    let rect = Rect::from_min_size(top, vec2(widths.all(), height));
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
    let mut place = top + vec2(widths.left(widths.texts), PAD + 3.0);
    let mut say = |text: String, color: Color32| {
        painter.text(place, Align2::LEFT_TOP, text, small.clone(), color);
        place.y += 18.0;
    };
    let name = |status: Status| tr.text(&format!("pair-status-{}", status.code()));
    let (mark, color) = look(pair.status(), palette);
    // Of what stands alone there is nothing to be sure of.
    let both = !pair.target().is_empty() && !pair.has_no_source();
    let sure = aligning::certainty(pair)
        .filter(|_| both)
        .map(|sure| tr.format("pairs-certainty", &[("percent", usize::from(sure).into())]));
    say(format!("{mark} {}{}", name(pair.status()), sure.unwrap_or_default()), color);
    if easy {
        let status = pairs.bitext.easy_status(pair);
        let (mark, color) = look(status, palette);
        let words = tr.format("pairs-easy-status", &[("status", name(status).into())]);
        say(format!("{mark} {words}"), color);
    }
    if found > 0 {
        say(tr.format("pairs-found", &[("count", found.into())]), palette.warning);
    }
    if remarks > 0 {
        say(tr.format("pairs-remarked", &[("count", remarks.into())]), palette.text_sub);
    }
    label.into_iter().for_each(|line| say(line, palette.text_sub));
    let at = |column: f32| top + vec2(widths.left(column), PAD);
    let (from, to) = (pairs.bitext.source_lang(), pairs.bitext.target_lang());
    let shown = if here { view.target.typed.clone() } else { pair.target().to_owned() };
    let hits = [terms_of(app, view, &pair.source, from, false), terms_of(app, view, &shown, to, here)];
    let lines = |ui: &mut Ui| {
        term_lines::under_galley(ui, app, (&pair.source, from), &hits[0], (&source, at(0.0)));
        term_lines::under_galley(ui, app, (&shown, to), &hits[1], (&target, at(1.0)));
        tag_marks(ui, &pair.source, &pair.source_tags, &source, at(0.0));
        tag_marks(ui, &shown, &pair.work.tags, &target, at(1.0));
    };
    if !here {
        painter.galley(at(0.0), source.clone(), palette.text);
        painter.galley(at(1.0), target.clone(), palette.text);
        if let Some(third) = third {
            painter.galley(at(2.0), third, palette.text);
        }
        if response.clicked() {
            let right = response.interact_pointer_pos().is_some_and(|pos| easy && pos.x >= at(2.0).x - PAD);
            actions.push(Action::Workbench(Step::Column(if right { Column::Easy } else { Column::Target })));
            actions.push(Action::PairAt(pair.id));
        }
        response.widget_info(|| {
            let label = format!("{} — {}", pair.source, pair.target());
            egui::WidgetInfo::labeled(egui::Role::Button, true, label)
        });
        lines(ui);
        return height;
    }
    let places = |column: f32| Rect::from_min_size(at(column), vec2(widths.text, height - 2.0 * PAD));
    source_ui(ui, app, pairs, pair, places(0.0), actions);
    typed_ui(ui, app, pairs, pair, Column::Target, (&mut view.target, view.composing), places(1.0), actions);
    if easy {
        typed_ui(ui, app, pairs, pair, Column::Easy, (&mut view.easy, view.composing), places(2.0), actions);
    }
    lines(ui);
    let words = |text: &str, span: Span| text.get(span.range()).unwrap_or_default().to_owned();
    let chosen = pairs.chosen();
    view.selected = [words(&pair.source, chosen.0), words(&view.target.typed, chosen.1)];
    height
}

/// Words as a row sets them.
fn laid(ui: &Ui, text: &str, width: f32, color: Color32) -> std::sync::Arc<egui::Galley> {
    let format = egui::TextFormat::simple(FontId::proportional(SIZE), color);
    let mut job = LayoutJob::single_section(text.to_owned(), egui::TextFormat { line_height: Some(LINE), ..format });
    job.wrap.max_width = width;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The source of the row the translator is at: words in it can be selected, and it says where it is to be cut.
fn source_ui(ui: &mut Ui, app: &App, pairs: &Pairs, pair: &Pair, place: Rect, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let color = widgets::palette(ui).text;
    let mut text: &str = &pair.source;
    let mut layout = |ui: &Ui, text: &dyn egui::TextBuffer, _: f32| laid(ui, text.as_str(), place.width(), color);
    let edit = TextEdit::multiline(&mut text)
        .id(source_field())
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .desired_width(place.width())
        .desired_rows(1)
        .layouter(&mut layout);
    let shown = ui.put(place, edit);
    if shown.has_focus() {
        outline(ui, place, true);
    }
    shown.widget_info(|| {
        let label = tr.format("pairs-source-of", &[("source", pair.source.to_string().into())]);
        egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
    });
    choose(ui, Side::Source, &pair.source, pairs.chosen().0, actions);
}

/// A field of the row the translator is at.
#[expect(clippy::too_many_arguments, reason = "a field needs its place, its matter and where to answer")]
fn typed_ui(
    ui: &mut Ui,
    app: &App,
    pairs: &Pairs,
    pair: &Pair,
    column: Column,
    (typed, composing): (&mut Field, bool),
    place: Rect,
    actions: &mut Vec<Action>,
) {
    let tr = app.tr();
    let color = widgets::palette(ui).text;
    let locked = match column {
        Column::Target => pair.work.locked,
        Column::Easy => pair.easy.locked,
    };
    let (hint, name) = match column {
        Column::Target => ("pairs-type-here", "pairs-target-of"),
        Column::Easy => ("pairs-type-easy", "pairs-easy-of"),
    };
    let mut layout = |ui: &Ui, text: &dyn egui::TextBuffer, _: f32| laid(ui, text.as_str(), place.width(), color);
    let edit = TextEdit::multiline(&mut typed.typed)
        .id(field(column))
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .desired_width(place.width())
        .desired_rows(1)
        .interactive(!locked)
        .hint_text(tr.text(hint))
        .layouter(&mut layout);
    let edited = ui.put(place, edit);
    if pairs.column() == column {
        outline(ui, place, edited.has_focus());
    }
    if edited.has_focus() && pairs.column() != column {
        actions.push(Action::Workbench(Step::Column(column)));
    }
    edited.widget_info(|| {
        let label = tr.format(name, &[("source", pair.source.to_string().into())]);
        egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
    });
    if typed.typed != typed.filled && !(composing && edited.has_focus()) {
        typed.typed.clone_into(&mut typed.filled);
        let text = typed.typed.clone();
        actions.push(match column {
            Column::Target => Action::TypeTarget { id: pair.id, target: text },
            Column::Easy => Action::Workbench(Step::TypeEasy { id: pair.id, text }),
        });
    }
    if column == Column::Target {
        choose(ui, Side::Target, &typed.typed, pairs.chosen().1, actions);
    }
}

/// Shows where the codes of a text are, between its words: what begins points on, what ends points back.
fn tag_marks(ui: &Ui, text: &str, tags: &[Tag], galley: &egui::Galley, top: egui::Pos2) {
    let color = widgets::palette(ui).info;
    // Several at one place stand beside each other.
    let mut before: Option<(usize, f32)> = None;
    for tag in tags.iter().filter(|tag| text.is_char_boundary(tag.at)) {
        let cursor = egui::text::CCursor::new(text[..tag.at].chars().count());
        let place = galley.pos_from_cursor(cursor).translate(top.to_vec2());
        let aside = before.filter(|(at, _)| *at == tag.at).map_or(0.0, |(_, aside)| aside + 3.0);
        before = Some((tag.at, aside));
        let (x, y) = (place.left() + aside, place.top());
        let points = match tag.kind {
            TagKind::Open | TagKind::Begin | TagKind::Mark => [(0.0, 0.0), (5.0, 3.0), (0.0, 6.0)],
            TagKind::Close | TagKind::End | TagKind::Unmark => [(0.0, 0.0), (-5.0, 3.0), (0.0, 6.0)],
            TagKind::Alone => [(-3.5, 0.0), (3.5, 0.0), (0.0, 6.0)],
        };
        let points = points.map(|(dx, dy)| pos2(x + dx, y + dy)).to_vec();
        ui.painter().vline(x, place.y_range(), Stroke::new(1.2, color));
        ui.painter().add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
    }
}

/// A line around a field: strong where the keyboard is.
fn outline(ui: &Ui, place: Rect, focused: bool) {
    let palette = widgets::palette(ui);
    let stroke = if focused { Stroke::new(1.5, palette.focus) } else { Stroke::new(1.0, palette.border_strong) };
    let around = place.expand2(vec2(5.0, 3.0));
    ui.painter().rect_stroke(around, CornerRadius::same(3), stroke, egui::StrokeKind::Outside);
}

/// Tells what is selected in a field of the row, if that is something else than is known.
fn choose(ui: &Ui, side: Side, text: &str, known: Span, actions: &mut Vec<Action>) {
    let id = match side {
        Side::Source => source_field(),
        Side::Target => field(Column::Target),
    };
    let range = TextEdit::load_state(ui.ctx(), id).and_then(|state| state.cursor.char_range());
    let Some(range) = range.filter(|_| ui.memory(|memory| memory.has_focus(id))) else { return };
    let byte = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(at, _)| at);
    let (a, b) = (byte(range.primary.index.0), byte(range.secondary.index.0));
    let span = Span::new(a.min(b), a.max(b));
    if span != known {
        actions.push(Action::Workbench(Step::Choose(side, span)));
    }
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
