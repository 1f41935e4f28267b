//! Readings over kanji: of a few words, each with a proposal that can be corrected, or of everything at once.

use super::widgets;
use crate::app::{Action, App};
use crate::document::Marking;
use crate::text::morph::ruby::{self, Readers};
use crate::text::{Span, segment};
use egui::{Context, Key, Modifiers, TextEdit};

/// Most words whose readings are asked for one by one.
const MOST: usize = 40;

/// Words and how they are read.
struct Row {
    span: Span,
    words: String,
    reading: String,
}

/// The question for the readings of a few words.
pub struct RubyView {
    rows: Vec<Row>,
    /// Whether there were more words than can be asked for.
    more: bool,
    revision: u64,
    begun: bool,
}

impl RubyView {
    /// About what is selected, or else the words the cursor is at. `None` if there is nothing to read.
    pub fn new(app: &App) -> Option<Self> {
        let open = app.open()?;
        let (text, marks, selection) = (open.document.text(), open.document.marks(), open.selection);
        let mut rows: Vec<Row> = Vec::new();
        let (first, last) = (text.line_of(selection.start), text.line_of(selection.end));
        let here = |span: Span| if selection.is_empty() { span.touches(selection) } else { span.overlaps(selection) };
        let mut push = |span: Span, reading: String| rows.push(Row { span, words: text.slice(span), reading });
        let mut more = false;
        for index in first..=last.min(first + MOST) {
            let line = text.line_span(index);
            let words = text.line(index);
            let known: Vec<_> = marks.rubies(line).filter(|ruby| here(ruby.span)).collect();
            let free = |span: Span| here(span) && !known.iter().any(|ruby| ruby.span.overlaps(span));
            let found = ruby::ruby(&words, Readers::All).into_iter();
            let found = found.map(|ruby| (ruby.base.shift(line.start), ruby.reading)).filter(|(span, _)| free(*span));
            let mut all: Vec<(Span, String)> =
                known.iter().map(|ruby| (ruby.span, ruby.reading.to_string())).chain(found).collect();
            if all.is_empty() {
                // Nothing a dictionary knows: the words themselves.
                let part = Span { start: selection.start.max(line.start), end: selection.end.min(line.end) };
                if part.start < part.end {
                    all.push((part, String::new()));
                }
            }
            all.sort_by_key(|(span, _)| *span);
            all.into_iter().for_each(|(span, reading)| push(span, reading));
        }
        more |= last > first + MOST || rows.len() > MOST;
        rows.truncate(MOST);
        if selection.is_empty() {
            // Between two words the one behind the cursor is meant.
            let at = rows.iter().position(|row| row.span.contains(selection.start)).unwrap_or(0);
            rows = rows.into_iter().skip(at).take(1).collect();
        }
        (!rows.is_empty()).then(|| Self { rows, more, revision: open.document.revision(), begun: false })
    }
}

/// Draws the question if it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<RubyView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let tr = app.tr();
    let composing = ctx.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Ime(_))));
    let enter = !composing && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let (mut put, mut remove, mut close) = (enter, false, false);
    let modal = widgets::modal(ctx, "ruby", 420.0, |ui| {
        widgets::title(ui, tr.text("ruby-title"));
        widgets::weak(ui, tr.text("ruby-lead"));
        ui.add_space(widgets::GAP);
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            egui::Grid::new("ruby-rows").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
                for (index, row) in state.rows.iter_mut().enumerate() {
                    let label = ui.label(&row.words);
                    let edit = TextEdit::singleline(&mut row.reading).desired_width(240.0);
                    let edit = ui.add(edit.margin(egui::Margin::symmetric(8, 5))).labelled_by(label.id);
                    if index == 0 && !state.begun {
                        edit.request_focus();
                        state.begun = true;
                    }
                    widgets::select_when_tabbed_into(ui, &edit, &row.reading);
                    ui.end_row();
                }
            });
        });
        if state.more {
            widgets::weak(ui, tr.text("ruby-more"));
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            put |= widgets::primary(ui, true, tr.text("ruby-put")).clicked();
            remove = widgets::button(ui, true, tr.text("ruby-remove")).clicked();
            close = widgets::button(ui, true, tr.text("ruby-cancel")).clicked();
        });
    });
    // Nobody types behind the question, but what was asked before may arrive.
    let same = app.open().is_some_and(|open| open.document.revision() == state.revision);
    if (put || remove) && same {
        let mark = |row: &Row| match row.reading.trim() {
            "" => (row.span, Marking::NoRuby),
            _ if remove => (row.span, Marking::NoRuby),
            reading => (row.span, Marking::Ruby(reading.into())),
        };
        actions.push(Action::Mark(state.rows.iter().map(mark).collect()));
    }
    if put || remove || close || !same || modal.should_close() {
        *view = None;
        actions.push(Action::FocusText);
    }
}

/// The question for readings of everything.
pub struct RubyAllView {
    grade: Option<u8>,
    whole: bool,
    /// Whether there is a choice of what.
    selected: bool,
}

impl RubyAllView {
    /// About what is selected, or else the document.
    pub fn new(app: &App) -> Self {
        let selected = app.open().is_some_and(|open| {
            let text = open.document.text();
            // A word is no passage.
            segment::count_graphemes(&text.slice(open.selection)) > 1
        });
        Self { grade: None, whole: !selected, selected }
    }
}

/// Draws the question if it is open.
pub fn all_ui(ctx: &Context, app: &App, view: &mut Option<RubyAllView>, actions: &mut Vec<Action>) {
    let (Some(state), Some(open)) = (view.as_mut(), app.open()) else { return };
    let tr = app.tr();
    let enter = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let (mut put, mut remove, mut close) = (enter, false, false);
    let modal = widgets::modal(ctx, "ruby-all", 420.0, |ui| {
        widgets::title(ui, tr.text("ruby-all-title"));
        widgets::weak(ui, tr.text("ruby-all-lead"));
        widgets::heading(ui, tr.text("ruby-all-readers"));
        ui.radio_value(&mut state.grade, None, tr.text("ruby-all-every"));
        ui.horizontal_wrapped(|ui| {
            for grade in 1..=6 {
                ui.radio_value(
                    &mut state.grade,
                    Some(grade),
                    tr.format("ruby-all-grade", &[("grade", usize::from(grade).into())]),
                );
            }
        });
        if state.selected {
            widgets::heading(ui, tr.text("ruby-all-where"));
            ui.radio_value(&mut state.whole, false, tr.text("ruby-all-selection"));
            ui.radio_value(&mut state.whole, true, tr.text("ruby-all-document"));
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let button = widgets::primary(ui, true, tr.text("ruby-put"));
            if ui.memory(|m| m.focused()).is_none() {
                button.request_focus();
            }
            put |= button.clicked();
            remove = widgets::button(ui, true, tr.text("ruby-remove")).clicked();
            close = widgets::button(ui, true, tr.text("ruby-cancel")).clicked();
        });
    });
    let span = if state.whole { Span::new(0, open.document.text().len()) } else { open.selection };
    if put {
        let readers = state.grade.map_or(Readers::All, Readers::Grade);
        actions.push(Action::ReadKanji { span, readers });
    } else if remove {
        actions.push(Action::Mark(vec![(span, Marking::NoRuby)]));
    }
    if put || remove || close || modal.should_close() {
        *view = None;
        actions.push(Action::FocusText);
    }
}
