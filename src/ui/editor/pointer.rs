//! What the pointer does: it puts the caret, selects by character, word, sentence and paragraph, in the margin by row,
//! scrolls at the edges, and carries the selected words elsewhere.

use super::input::Work;
use super::{Editor, MARGIN, Place, Sheet, View, movement};
use crate::document::Marking;
use crate::text::{Change, Lang, Replace, Span};
use egui::{CursorIcon, Key, Pos2, Response, vec2};

/// What is selected at a time while the button is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Grain {
    #[default]
    Character,
    Word,
    Sentence,
    Row,
    Paragraph,
    Document,
}

/// What the pointer is at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pointing {
    grain: Grain,
    /// What the press took, of its grain.
    origin: Span,
    /// When, where and how often in a row the button was pressed.
    last: Option<(f64, Pos2, u8)>,
    /// The press was on selected words: they may be carried, and a mere click puts the caret.
    lifted: bool,
    /// Where the words being carried would go.
    drop: Option<usize>,
}

impl Pointing {
    /// Where the words being carried would go.
    pub(super) fn drop(&self) -> Option<usize> {
        self.drop
    }
}

/// Presses in a row come within this time (seconds) and this way (points) of each other.
const AGAIN: (f64, f32) = (0.4, 6.0);

impl Editor {
    pub(super) fn pointer(
        &mut self,
        ui: &egui::Ui,
        view: &View<'_>,
        sheet: &Sheet,
        response: &Response,
        work: &mut Work,
    ) {
        self.menu_ui(view, response, work);
        if let Some(pos) = response.hover_pos() {
            let margin = pos.x < sheet.origin.x - MARGIN;
            ui.ctx().set_cursor_icon(if margin { CursorIcon::Default } else { CursorIcon::Text });
        }
        let Some(pos) = response.interact_pointer_pos() else {
            self.pointing.drop = None;
            return;
        };
        let place = self.place(ui, view, sheet, pos);
        let (pressed, secondary) = ui.input(|i| (i.pointer.primary_pressed(), i.pointer.secondary_pressed()));
        // A quick click may be pressed and released within one frame.
        let hit = response.is_pointer_button_down_on() || response.clicked() || response.secondary_clicked();
        if hit && (pressed || secondary) {
            self.press(ui, view, response, pos, place, pressed, work);
        }
        if work.ahead {
            return;
        }
        let down = ui.input(|i| i.pointer.primary_down());
        if self.pointing.lifted {
            self.carry(ui, view, response, place, work);
        } else if down && response.dragged() {
            self.drag(view, place, work);
        }
        if down && response.dragged() {
            scroll_at_edges(ui, sheet, pos);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a press has a place, a time and a button")]
    fn press(
        &mut self,
        ui: &egui::Ui,
        view: &View<'_>,
        response: &Response,
        pos: Pos2,
        place: Place,
        primary: bool,
        work: &mut Work,
    ) {
        let (time, modifiers) = ui.input(|i| (i.time, i.modifiers));
        let mut at = place.at;
        if self.ime.is_composing() {
            let selection = self.selection();
            self.finish_composition(ui, work);
            // The place was read with the old text; what was composed moves it.
            if at >= selection.end {
                at = at - selection.len() + self.head - selection.start;
            }
        }
        if !ui.memory(|m| m.has_focus(self.id())) {
            response.request_focus();
        }
        let selected = place.under.is_some() && self.selection().contains(self.character(place));
        if !primary {
            if !selected {
                self.put(work, at, false);
                self.row_end = place.row_end;
            }
            return;
        }
        let count = match self.pointing.last {
            Some((then, there, count)) if time - then < AGAIN.0 && pos.distance(there) < AGAIN.1 => count % 3 + 1,
            _ => 1,
        };
        let by_row = place.margin && !work.ahead;
        let by_sentence = !by_row && modifiers.command && !modifiers.shift && count == 1;
        self.pointing = Pointing { last: Some((time, pos, count)), ..Pointing::default() };
        if count == 1 && selected && !by_row && !self.selection().is_empty() && !modifiers.shift && !work.ahead {
            self.pointing.lifted = true;
            return;
        }
        let under = if work.ahead { at } else { self.character(place) };
        let (grain, origin) = match count {
            1 if by_row => (Grain::Row, place.row),
            2 if by_row => (Grain::Paragraph, movement::paragraph_around(&work.text, place.row.start)),
            _ if by_row => (Grain::Document, Span::new(0, work.text.len())),
            _ if by_sentence => (Grain::Sentence, movement::sentence_around(&work.text, under, view.document.lang())),
            1 => (Grain::Character, Span::at(if modifiers.shift { self.anchor } else { at })),
            2 => (Grain::Word, movement::word_around(&work.text, under)),
            _ => (Grain::Paragraph, movement::paragraph_around(&work.text, under)),
        };
        (self.pointing.grain, self.pointing.origin) = (grain, origin);
        if grain == Grain::Character {
            self.put(work, at, modifiers.shift);
            self.row_end = place.row_end;
        } else if grain == Grain::Row && modifiers.shift {
            // From where the caret stands to this row, its whole.
            let back = origin.start < self.anchor;
            self.put(work, if back { origin.start } else { origin.end }, true);
            self.pointing.origin = Span::at(self.anchor);
        } else {
            self.grab(work, origin);
        }
    }

    /// Selects from where the button was pressed to here.
    fn drag(&mut self, view: &View<'_>, place: Place, work: &mut Work) {
        let Pointing { grain, origin, .. } = self.pointing;
        let (anchor, head) = if grain == Grain::Character {
            (origin.start, place.at)
        } else {
            let unit = match grain {
                Grain::Row => place.row,
                _ => self.unit(grain, self.character(place), view.document.lang(), work),
            };
            if unit.start < origin.start { (origin.end, unit.start) } else { (origin.start, unit.end.max(origin.end)) }
        };
        if (anchor, head) != (self.anchor, self.head) {
            self.anchor = anchor;
            self.put(work, head, true);
            self.row_end = place.row_end && grain == Grain::Character;
            self.reveal = 0;
        }
    }

    fn unit(&self, grain: Grain, at: usize, lang: Lang, work: &Work) -> Span {
        match grain {
            Grain::Character | Grain::Row => Span::at(at),
            Grain::Document => Span::new(0, work.text.len()),
            Grain::Word => movement::word_around(&work.text, at),
            Grain::Sentence => movement::sentence_around(&work.text, at, lang),
            Grain::Paragraph => movement::paragraph_around(&work.text, at),
        }
    }

    /// Carries the selected words; a click that carries nothing puts the caret. With Ctrl (⌥ on a Mac) they are copied.
    fn carry(&mut self, ui: &egui::Ui, view: &View<'_>, response: &Response, place: Place, work: &mut Work) {
        let mac = ui.os().is_mac();
        let copies = ui.input(|i| if mac { i.modifiers.alt } else { i.modifiers.command });
        let selection = self.selection();
        let elsewhere = !(selection.start..=selection.end).contains(&place.at);
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            (self.pointing.lifted, self.pointing.drop) = (false, None);
        } else if response.dragged() {
            ui.ctx().set_cursor_icon(if copies { CursorIcon::Copy } else { CursorIcon::Grabbing });
            self.pointing.drop = elsewhere.then_some(place.at);
        } else if response.drag_stopped() {
            (self.pointing.lifted, self.pointing.drop) = (false, None);
            if elsewhere {
                self.drop_selection(view, place.at, copies, work);
            }
        } else if !ui.input(|i| i.pointer.primary_down()) {
            self.pointing.lifted = false;
            self.put(work, place.at, false);
            self.row_end = place.row_end;
        }
    }

    /// Moves or copies the selected words to `at`, in one step; they stay selected.
    fn drop_selection(&mut self, view: &View<'_>, at: usize, copies: bool, work: &mut Work) {
        let selection = self.selection();
        let marks = view.document.marks().strip(selection);
        let words = work.text.slice(selection);
        let len = words.len();
        let mut replaces = vec![Replace { span: Span::at(at), text: words }];
        if !copies {
            replaces.push(Replace { span: selection, text: String::new() });
        }
        let start = if !copies && at > selection.end { at - len } else { at };
        self.caret_moved(work);
        if !work.ahead && !view.document.marks().is_plain() {
            work.marks.push((Span::new(start, start + len), Marking::Put(marks)));
        }
        self.edit(work, Change::new(replaces), false, (start, start + len));
    }

    /// The menu of a right click.
    fn menu_ui(&mut self, view: &View<'_>, response: &Response, work: &mut Work) {
        use egui::ViewportCommand::{RequestCopy, RequestCut, RequestPaste};
        let selected = !self.selection().is_empty();
        response.context_menu(|ui| {
            for (id, command, enabled) in [
                ("editor-cut", RequestCut, selected),
                ("editor-copy", RequestCopy, selected),
                ("editor-paste", RequestPaste, true),
            ] {
                if ui.add_enabled(enabled, egui::Button::new(view.tr.text(id))).clicked() {
                    ui.ctx().send_viewport_cmd(command);
                    self.wants_focus = true;
                    ui.close();
                }
            }
            if ui.button(view.tr.text("editor-select-all")).clicked() {
                self.grab(work, Span::new(0, work.text.len()));
                self.wants_focus = true;
                ui.close();
            }
        });
    }

    /// The byte of the character under a point, whichever half of it was hit.
    fn character(&self, place: Place) -> usize {
        match (place.under, self.slots.slot(place.paragraph).block.as_ref()) {
            (Some(under), Some(block)) => self.slots.span(place.paragraph).start + block.display.written_start(under),
            _ => place.at,
        }
    }

    fn grab(&mut self, work: &mut Work, span: Span) {
        (self.anchor, self.head) = (span.start, span.end);
        self.caret_moved(work);
        self.reveal = 0;
    }
}

/// Held beyond the edge, the sheet moves on, faster the farther.
fn scroll_at_edges(ui: &egui::Ui, sheet: &Sheet, pos: Pos2) {
    let beyond = (pos.y - sheet.clip.bottom()).max(0.0) - (sheet.clip.top() - pos.y).max(0.0);
    if beyond != 0.0 {
        ui.scroll_with_delta(vec2(0.0, -beyond.clamp(-60.0, 60.0) * 0.5));
        ui.ctx().request_repaint();
    }
}
