//! The bar above the sheet in which one finds, replaces and goes to a place, with the keyboard alone if one likes.

use super::find::{Field, Mode};
use super::{Editor, EditorEvent, View};
use crate::document::Role;
use crate::text::Span;
use crate::ui::widgets;
use egui::{Event, Id, ImeEvent, Key, Modifiers, RichText, TextEdit, Ui};

/// Width of the fields, points.
const FIELD: f32 = 230.0;
/// Width of what stands before them.
const LABEL: f32 = 96.0;
/// Height of the lists, points.
const LIST: f32 = 150.0;
/// Characters shown on either side of a hit.
const BESIDE: usize = 14;
/// Places offered at a time.
const PLACES: usize = 200;

fn field_id(field: Field) -> Id {
    Id::unique(match field {
        Field::Query => "kian-find-query",
        Field::With => "kian-find-with",
    })
}

/// A list in the bar, as high as its rows but no higher than [`LIST`].
fn list(ui: &Ui, id: &str, rows: usize) -> egui::ScrollArea {
    let row = ui.spacing().interact_size.y + ui.spacing().item_spacing.y;
    let height = (rows as f32 * row).min(LIST);
    // The bar is only as high as it was: without a least height the list would never open.
    egui::ScrollArea::vertical().id_salt(id).max_height(height).min_scrolled_height(height).auto_shrink([false, true])
}

impl Editor {
    /// Draws the bar, if it is open.
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<EditorEvent>) {
        let Some(mode) = self.find.mode else { return };
        let inside = ui.memory(|m| m.has_focus(field_id(Field::Query)) || m.has_focus(field_id(Field::With)));
        // Keys that an input method may want are its own, also in the frame in which it is done.
        let composing = self.find.composing;
        let mut touched = false;
        ui.input(|i| {
            for event in &i.events {
                if let Event::Ime(event) = event {
                    touched = true;
                    self.find.composing = inside && matches!(event, ImeEvent::Preedit { text, .. } if !text.is_empty());
                }
            }
        });
        self.find.composing &= inside;
        let free = !composing && !touched;
        let all = |i: &mut egui::InputState| i.consume_key(Modifiers::COMMAND | Modifiers::ALT, Key::Enter);
        if free && inside && mode == Mode::Replace && ui.input_mut(all) {
            self.replace_all(out);
        }
        egui::Panel::top("kian-find").frame(widgets::bar_frame(ui)).show(ui, |ui| match mode {
            Mode::GoTo => self.go_to_ui(ui, view, free),
            Mode::Find | Mode::Replace => self.find_ui(ui, view, mode, free, out),
        });
        if free && self.find.mode.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            self.close_bar();
        }
    }

    /// A field with its name; whether Enter was pressed in it.
    fn field(&mut self, ui: &mut Ui, view: &View<'_>, field: Field, name: &str, free: bool) -> (bool, bool) {
        let size = egui::vec2(LABEL, ui.spacing().interact_size.y);
        let label = ui.add_sized(size, egui::Label::new(view.tr.text(name)).halign(egui::Align::LEFT).truncate());
        let id = field_id(field);
        let words = match (field, self.find.mode) {
            (Field::Query, Some(Mode::GoTo)) => &mut self.find.place,
            (Field::Query, _) => &mut self.find.query.pattern,
            (Field::With, _) => &mut self.find.with,
        };
        let response = ui.add(TextEdit::singleline(words).id(id).desired_width(FIELD)).labelled_by(label.id);
        if self.find.wants == Some(field) {
            self.find.wants = None;
            response.request_focus();
            let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
            let end = egui::text::CCursor::new(words.chars().count());
            let range = egui::text::CCursorRange::two(egui::text::CCursor::new(0), end);
            state.cursor.set_char_range(Some(range));
            state.store(ui.ctx(), id);
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if entered {
            response.request_focus();
            // It is not for whoever gets the keyboard in this frame.
            ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        }
        (response.changed() && !self.find.composing, entered && free)
    }

    fn find_ui(&mut self, ui: &mut Ui, view: &View<'_>, mode: Mode, free: bool, out: &mut Vec<EditorEvent>) {
        let tr = view.tr;
        let shift = ui.input(|i| i.modifiers.shift);
        ui.horizontal_wrapped(|ui| {
            let (changed, entered) = self.field(ui, view, Field::Query, "find-query", free);
            if !self.find.composing {
                self.find.refresh(&self.slots.text);
            }
            if changed {
                self.show_first_hit();
            }
            let (some, current) = (!self.find.hits().is_empty(), self.find.current(self.selection()));
            if widgets::button(ui, some, tr.text("find-previous")).clicked() || entered && shift {
                self.find_next(false);
            }
            if widgets::button(ui, some, tr.text("find-next")).clicked() || entered && !shift {
                self.find_next(true);
            }
            let count = self.find.hits().len();
            let palette = widgets::palette(ui);
            if self.find.error() {
                ui.label(RichText::new(tr.text("find-error")).color(palette.error));
            } else if !self.find.query.pattern.is_empty() {
                let at = current.map_or(0, |number| number + 1);
                ui.label(tr.format("find-count", &[("at", at.into()), ("count", count.into())]));
            }
            let listed = self.find.listed;
            if ui.add_enabled(some, egui::Button::selectable(listed, tr.text("find-list"))).clicked() {
                self.find.listed = !listed;
            }
            if widgets::button(ui, true, tr.text("find-close")).clicked() {
                self.close_bar();
            }
        });
        if mode == Mode::Replace {
            ui.horizontal_wrapped(|ui| {
                let (_, entered) = self.field(ui, view, Field::With, "find-with", free);
                let some = !self.find.hits().is_empty();
                if widgets::button(ui, some, tr.text("find-replace")).clicked() || entered {
                    self.replace_one(out);
                }
                let all = egui::KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::ALT, Key::Enter);
                let keys = ui.ctx().format_shortcut(&all);
                let button = widgets::button(ui, some, tr.text("find-replace-all"));
                if button.on_hover_text(tr.format("find-replace-all-keys", &[("keys", keys.into())])).clicked() {
                    self.replace_all(out);
                }
            });
        }
        ui.horizontal_wrapped(|ui| self.options_ui(ui, view));
        if self.find.listed && !self.find.hits().is_empty() {
            self.hits_ui(ui);
        }
    }

    fn options_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let tr = view.tr;
        let query = &mut self.find.query;
        ui.checkbox(&mut query.regex, tr.text("find-regex"));
        for (exact, id) in [
            (&mut query.case, "find-case"),
            (&mut query.width, "find-width"),
            (&mut query.kana, "find-kana"),
            (&mut query.forms, "find-forms"),
        ] {
            ui.checkbox(exact, tr.text(id));
        }
        let mut inside = self.find.within.is_some();
        let selection = self.selection();
        let can = inside || !selection.is_empty();
        if ui.add_enabled(can, egui::Checkbox::new(&mut inside, tr.text("find-within"))).changed() {
            self.find.within = inside.then_some(selection);
            self.find.look_again();
        }
    }

    /// The hits with the words around them.
    fn hits_ui(&mut self, ui: &mut Ui) {
        let current = self.find.current(self.selection());
        let mut go = None;
        let row = ui.spacing().interact_size.y;
        list(ui, "kian-find-hits", self.find.hits().len()).show_rows(ui, row, self.find.hits().len(), |ui, rows| {
            for number in rows {
                let Some((hit, ())) = self.find.hits().get(number) else { continue };
                let text = &self.slots.text;
                let line = text.line_of(hit.start);
                let span = text.line_span(line);
                let near = |from: usize, to: usize| {
                    text.slice(Span::new(text.boundary(from.max(span.start)), text.boundary(to.min(span.end))))
                };
                let before = near(hit.start.saturating_sub(BESIDE * 4), hit.start);
                let skip = before.chars().count().saturating_sub(BESIDE);
                let before: String = before.chars().skip(skip).collect();
                let after: String = near(hit.end, hit.end + BESIDE * 4).chars().take(BESIDE).collect();
                let mut job = egui::text::LayoutJob::default();
                let format = |family| egui::TextFormat {
                    font_id: egui::FontId::new(crate::ui::theme::TEXT, family),
                    color: ui.visuals().text_color(),
                    ..Default::default()
                };
                job.append(&format!("{}  {before}", line + 1), 0.0, format(egui::FontFamily::Proportional));
                job.append(&text.slice(hit), 0.0, format(crate::ui::fonts::bold()));
                job.append(&after, 0.0, format(egui::FontFamily::Proportional));
                if ui.add(egui::Button::selectable(current == Some(number), job)).clicked() {
                    go = Some(number);
                }
            }
        });
        if let Some(number) = go {
            self.show_hit(number);
        }
    }

    fn go_to_ui(&mut self, ui: &mut Ui, view: &View<'_>, free: bool) {
        let tr = view.tr;
        let mut entered = false;
        ui.horizontal_wrapped(|ui| {
            let (changed, enter) = self.field(ui, view, Field::Query, "goto-place", free);
            entered = enter;
            if changed {
                self.find.chosen = 0;
            }
            widgets::weak(ui, tr.format("goto-hint", &[("count", self.slots.len().into())]));
            if widgets::button(ui, true, tr.text("find-close")).clicked() {
                self.close_bar();
            }
        });
        if self.find.mode.is_none() {
            return;
        }
        let places = self.places(view);
        if free {
            let step = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            self.find.chosen += usize::from(step(Key::ArrowDown));
            self.find.chosen = self.find.chosen.saturating_sub(usize::from(step(Key::ArrowUp)));
        }
        self.find.chosen = self.find.chosen.min(places.len().saturating_sub(1));
        let mut go = places.get(self.find.chosen).filter(|_| entered).map(|(paragraph, _)| *paragraph);
        list(ui, "kian-go-to", places.len()).show(ui, |ui| {
            for (number, (paragraph, name)) in places.iter().enumerate() {
                let chosen = number == self.find.chosen;
                let row = ui.add(egui::Button::selectable(chosen, name.as_str()).truncate());
                if chosen && ui.input(|i| i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowUp)) {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    go = Some(*paragraph);
                }
            }
        });
        if let Some(paragraph) = go {
            self.close_bar();
            self.select(Span::at(self.slots.span(paragraph).start));
        }
    }

    /// What the words in the field lead to: the paragraph with that number, or parts by name and words.
    fn places(&mut self, view: &View<'_>) -> Vec<(usize, String)> {
        let tr = view.tr;
        let wanted: String = unicode_normalization::UnicodeNormalization::nfkc(self.find.place.trim()).collect();
        if let Ok(number) = wanted.parse::<usize>() {
            let paragraph = number.clamp(1, self.slots.len()) - 1;
            let start: String = self.slots.text.line(paragraph).chars().take(40).collect();
            let words = [("number", (paragraph + 1).into()), ("text", start.into())];
            return vec![(paragraph, tr.format("goto-paragraph", &words))];
        }
        let wanted = wanted.to_lowercase();
        let mut places = Vec::new();
        let mut last = None;
        for paragraph in 0..self.slots.len() {
            let role = self.slots.roles[paragraph];
            let again =
                last.replace(role.kind()) == Some(role.kind()) && !matches!(role, Role::Item(_) | Role::Heading(_));
            if again {
                continue;
            }
            let start: String = self.slots.text.line(paragraph).chars().take(40).collect();
            let part = tr.text(&format!("role-{}", role.kind()));
            let part = self.slots.label(paragraph).unwrap_or(part);
            let name = tr.format("outline-part", &[("part", part.into()), ("text", start.into())]);
            if name.to_lowercase().contains(&wanted) {
                places.push((paragraph, name));
                if places.len() == PLACES {
                    break;
                }
            }
        }
        places
    }
}
