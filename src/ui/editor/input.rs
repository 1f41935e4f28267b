//! Keys, clipboard and input method, turned into events; the pointer has its own file.
//!
//! Nothing is applied here. Several events may come in one frame, so each is worked out on a copy of the text with the
//! ones before it done; what needs the layout waits for the next frame as soon as the copy has gone ahead of it.

use super::ime::Step;
use super::layout::Block;
use super::{Clip, Editor, EditorEvent, REVEAL, Sheet, View, movement};
use crate::document::tables::{self, Step as TableStep};
use crate::document::{Copied, Look, Marking, Role, role};
use crate::text::{Change, Lang, Span, Text};
use egui::output::IMEOutput;
use egui::{Event, EventFilter, Key, Modifiers, Response, pos2};
use std::sync::Arc;

/// What has been worked out in this frame.
pub(super) struct Work {
    /// The text with everything in `out` done.
    pub(super) text: Text,
    /// Its roles.
    roles: Arc<Vec<Role>>,
    out: Vec<EditorEvent>,
    /// The copy is ahead of the layout.
    pub(super) ahead: bool,
    /// What is set off in the next change, in bytes of the text it leaves.
    pub(super) marks: Vec<(Span, Marking)>,
    /// Who wrote what the next change puts in, where it was copied.
    whose: Vec<Copied>,
    /// Not even the copy is known any more: an undo is under way.
    lost: bool,
}

/// `text` with every line end a line feed.
pub(super) fn line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

impl Editor {
    /// Takes in what happened since the last frame.
    pub(super) fn input(
        &mut self,
        ui: &egui::Ui,
        view: &View<'_>,
        sheet: &Sheet,
        response: &Response,
        out: &mut Vec<EditorEvent>,
    ) {
        let (text, roles) = (view.document.text().clone(), view.document.shared_roles());
        let mut work =
            Work { text, roles, out: Vec::new(), ahead: false, marks: Vec::new(), whose: Vec::new(), lost: false };
        let was = (self.anchor, self.head);
        let window_focused = ui.input(|i| i.focused);
        if self.ime.is_composing() && (!sheet.focused || !window_focused) {
            self.finish_composition(ui, &mut work);
        }
        self.pointer(ui, view, sheet, response, &mut work);
        // What the pointer just took is ours from this frame on.
        let focused = ui.memory(|m| m.has_focus(self.id()));
        if focused {
            let item = matches!(self.role(view, self.head), Some(Role::Item(_) | Role::Cell(_)));
            let filter = EventFilter { tab: item, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|m| m.set_focus_lock_filter(self.id(), filter));
            let mut events = std::mem::take(&mut self.waiting);
            events.extend(ui.input(|i| i.filtered_events(&filter)));
            let mut events = events.into_iter();
            for event in events.by_ref() {
                if work.lost || (work.ahead && needs_layout(&event)) {
                    self.waiting.push(event);
                    break;
                }
                self.event(ui, view, sheet, &mut work, &event);
            }
            self.waiting.extend(events);
        } else {
            self.waiting.clear();
        }
        if work.out.iter().any(|event| matches!(event, EditorEvent::Edit { .. })) {
            // The selection is in the document's bytes until the app applies the edits.
            if let Some((_, anchor, head)) = self.pending.back_mut() {
                (*anchor, *head) = (self.anchor, self.head);
            }
            (self.anchor, self.head) = was;
        }
        if !work.out.is_empty() {
            self.moved_at = ui.input(|i| i.time);
        }
        out.append(&mut work.out);
        if focused {
            self.tell_input_method(ui, view, sheet);
        }
    }

    fn role(&self, view: &View<'_>, at: usize) -> Option<Role> {
        view.document.roles().get(self.slots.text.line_of(at)).copied()
    }

    /// Tells the system that text can be composed here, and where the candidates belong.
    fn tell_input_method(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) {
        let caret = self.caret_rect(ui, view, sheet);
        let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        ui.output_mut(|o| {
            o.ime = Some(IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: to_global * sheet.paper.intersect(sheet.clip),
                cursor_rect: to_global * caret,
                should_interrupt_composition: false,
            });
        });
    }

    /// Ends a composition that the keyboard or the caret leaves: what is shown becomes text, once.
    pub(super) fn finish_composition(&mut self, ui: &egui::Ui, work: &mut Work) {
        if let Some(text) = self.ime.finish() {
            self.replace(work, self.selection(), &text, false);
            ui.memory_mut(|m| m.interrupt_ime());
        }
    }

    fn event(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, work: &mut Work, event: &Event) {
        match event {
            Event::Ime(event) => {
                match self.ime.handle(event) {
                    Some(Step::Commit(text)) => self.write(view, work, &line_feeds(&text), false),
                    Some(Step::Delete { before, after }) => self.delete_around(work, before, after),
                    None => {}
                }
                if self.ime.is_composing() {
                    self.reveal = REVEAL;
                }
                self.card = None;
            }
            // While something is being composed every key is the input method's.
            _ if self.ime.is_composing() => {}
            Event::Text(text) if !text.is_empty() && text != "\n" && text != "\r" => {
                // What was selected goes with the first letter, and the word typed in its place is one step.
                self.ime.forget_finished();
                self.write(view, work, &line_feeds(text), true);
            }
            Event::Paste(text) if self.in_cell(work) && tables::is_grid(&line_feeds(text)) => {
                let step = TableStep::Fill(line_feeds(text));
                self.step(work, EditorEvent::Table { step, at: self.selection() });
            }
            Event::Paste(text) => self.paste(work, &line_feeds(text)),
            Event::Copy => self.copy(ui, view, work),
            Event::Cut => {
                self.copy(ui, view, work);
                self.replace(work, self.selection(), "", false);
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                self.ime.forget_finished();
                self.key(ui, view, sheet, work, *key, *modifiers);
            }
            Event::AccessKitActionRequest(request) if request.target_node == self.id().accesskit_id() => {
                if let (egui::accesskit::Action::ReplaceSelectedText, Some(egui::accesskit::ActionData::Value(text))) =
                    (&request.action, &request.data)
                {
                    self.replace(work, self.selection(), &line_feeds(text), false);
                }
            }
            _ => {}
        }
    }

    fn key(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, work: &mut Work, key: Key, m: Modifiers) {
        let mac = ui.os().is_mac();
        let by_word = if mac { m.alt } else { m.ctrl || m.command };
        // Where Home and End are keys of their own, ⌘ with an arrow is nothing; on a Mac it is them.
        let to_end = mac && m.mac_cmd;
        let text = work.text.clone();
        let (head, selection) = (self.head, self.selection());
        if mac && m.ctrl && !m.mac_cmd && self.emacs_key(ui, view, sheet, work, key, m.shift) {
            return;
        }
        match key {
            Key::ArrowLeft if to_end => self.row_edge(ui, view, sheet, work, false, m.shift),
            Key::ArrowRight if to_end => self.row_edge(ui, view, sheet, work, true, m.shift),
            Key::ArrowUp if to_end => self.put(work, 0, m.shift),
            Key::ArrowDown if to_end => self.put(work, text.len(), m.shift),
            Key::ArrowLeft if by_word => self.put(work, movement::prev_word(&text, head), m.shift),
            Key::ArrowRight if by_word => self.put(work, movement::next_word(&text, head), m.shift),
            Key::ArrowUp if by_word => self.put(work, movement::prev_paragraph(&text, head), m.shift),
            Key::ArrowDown if by_word => self.put(work, movement::next_paragraph(&text, head), m.shift),
            Key::ArrowLeft if !m.shift && !selection.is_empty() => self.put(work, selection.start, false),
            Key::ArrowRight if !m.shift && !selection.is_empty() => self.put(work, selection.end, false),
            Key::ArrowLeft => self.put(work, movement::prev_grapheme(&text, head), m.shift),
            Key::ArrowRight => self.put(work, movement::next_grapheme(&text, head), m.shift),
            Key::ArrowUp => self.vertical(ui, view, sheet, work, -1.0, m.shift),
            Key::ArrowDown => self.vertical(ui, view, sheet, work, 1.0, m.shift),
            Key::PageUp | Key::PageDown => {
                let row = self.caret_rect(ui, view, sheet).height();
                let page = ((sheet.clip.height() / row).floor() - 2.0).max(1.0) * row;
                self.by_distance(ui, view, sheet, work, if key == Key::PageUp { -page } else { page }, m.shift);
            }
            Key::Home if m.command => self.put(work, 0, m.shift),
            Key::End if m.command => self.put(work, text.len(), m.shift),
            Key::Home => self.row_edge(ui, view, sheet, work, false, m.shift),
            Key::End => self.row_edge(ui, view, sheet, work, true, m.shift),
            Key::A if m.command => {
                self.anchor = 0;
                self.head = text.len();
                self.caret_moved(work);
                self.reveal = 0;
            }
            Key::Z if m.command && m.shift => self.step(work, EditorEvent::Redo),
            Key::Y if m.command && !mac => self.step(work, EditorEvent::Redo),
            Key::Z if m.command => self.step(work, EditorEvent::Undo),
            Key::Enter if (!m.any() || m.shift_only()) && self.in_cell(work) => self.cell_below(work),
            Key::Enter if !m.any() || m.shift_only() => {
                let goes_on = self.looks_of_next(view, work);
                self.replace(work, selection, "\n", false);
                self.toggled = goes_on;
            }
            Key::Backspace | Key::Delete if !selection.is_empty() => self.replace(work, selection, "", false),
            Key::Backspace if to_end && !work.ahead => {
                let start = self.row_ends(ui, view, sheet, head).0;
                let start = if start < head { start } else { movement::prev_grapheme(&text, head) };
                self.replace(work, Span::new(start, head), "", false);
            }
            Key::Backspace => {
                let to = if by_word { movement::prev_word(&text, head) } else { movement::prev_grapheme(&text, head) };
                self.replace(work, Span::new(to, head), "", !by_word);
            }
            Key::Delete => {
                let to = if by_word { movement::next_word(&text, head) } else { movement::next_grapheme(&text, head) };
                self.replace(work, Span::new(head, to), "", !by_word);
            }
            Key::Period if m.command && !work.ahead => self.open_card(ui, view, sheet),
            Key::Tab if !m.command && self.in_cell(work) => self.cell_beside(work, m.shift),
            Key::Tab if !m.command && !work.ahead => self.level(view, work, m.shift),
            Key::Escape if self.card.take().is_some() => {}
            Key::Escape if !selection.is_empty() => self.put(work, head, false),
            Key::Escape => ui.memory_mut(|m| m.surrender_focus(self.id())),
            _ => {}
        }
    }

    /// The keys every text field of a Mac has; whether it was one.
    fn emacs_key(
        &mut self,
        ui: &egui::Ui,
        view: &View<'_>,
        sheet: &Sheet,
        work: &mut Work,
        key: Key,
        shift: bool,
    ) -> bool {
        let (text, head) = (work.text.clone(), self.head);
        match key {
            Key::A => self.put(work, text.line_span(text.line_of(head)).start, shift),
            Key::E => self.put(work, text.line_span(text.line_of(head)).end, shift),
            Key::B => self.put(work, movement::prev_grapheme(&text, head), shift),
            Key::F => self.put(work, movement::next_grapheme(&text, head), shift),
            Key::P if !work.ahead => self.vertical(ui, view, sheet, work, -1.0, shift),
            Key::N if !work.ahead => self.vertical(ui, view, sheet, work, 1.0, shift),
            Key::H => self.replace(work, Span::new(movement::prev_grapheme(&text, head), head), "", true),
            Key::D => self.replace(work, Span::new(head, movement::next_grapheme(&text, head)), "", true),
            Key::K => {
                let end = text.line_span(text.line_of(head)).end;
                let end = if end > head { end } else { movement::next_grapheme(&text, head) };
                self.replace(work, Span::new(head, end), "", false);
            }
            _ => return false,
        }
        true
    }

    /// Puts what was typed or composed in place of the selection, set off as the person last asked.
    fn write(&mut self, view: &View<'_>, work: &mut Work, words: &str, joins: bool) {
        let span = self.selection();
        if !self.toggled.is_empty() && !work.ahead && !words.is_empty() {
            let face = view.document.marks().inherited(&work.text, span);
            let face = self.toggled.iter().fold(face, |face, look| face.toggled(*look));
            work.marks.push((Span::new(span.start, span.start + words.len()), Marking::Face(face)));
        }
        self.replace(work, span, words, joins);
    }

    /// Puts words of the clipboard in place of the selection: what was copied here, as it was.
    fn paste(&mut self, work: &mut Work, words: &str) {
        let span = self.selection();
        if let Some(clip) = self.copied.as_ref().filter(|clip| clip.words == words) {
            if !clip.marks.is_plain() {
                work.marks.push((Span::new(span.start, span.start + words.len()), Marking::Put(clip.marks.clone())));
            }
            work.whose.clone_from(&clip.whose);
        }
        self.replace(work, span, words, false);
    }

    /// What the first words of a paragraph begun at the caret are to be set off by, so that writing goes on as it was.
    fn looks_of_next(&self, view: &View<'_>, work: &Work) -> Vec<Look> {
        let at = self.selection();
        let ends = work.text.line_span(work.text.line_of(at.end)).end == at.end;
        if work.ahead || !ends {
            return Vec::new();
        }
        let face = view.document.marks().inherited(&work.text, at);
        let face = self.toggled.iter().fold(face, |face, look| face.toggled(*look));
        face.looks().filter(|look| !matches!(look, Look::Superscript | Look::Subscript)).collect()
    }

    /// Puts `new` in place of `span` of the copy and says so.
    pub(super) fn replace(&mut self, work: &mut Work, span: Span, new: &str, joins: bool) {
        let after = span.start + new.len();
        self.edit(work, Change::replace(span, new), joins, (after, after));
    }

    /// Makes a change of the copy and says so; `after` are the ends of the selection then.
    pub(super) fn edit(&mut self, work: &mut Work, change: Change, joins: bool, after: (usize, usize)) {
        let asked = change;
        let change = tables::fitted(&work.text, &work.roles, asked.clone());
        if change.is_empty() {
            return;
        }
        let (marks, whose) = (std::mem::take(&mut work.marks), std::mem::take(&mut work.whose));
        let after = if change == asked {
            after
        } else {
            // A table had it otherwise: behind what came in place of the first of it.
            let at = asked.replaces()[0].span.start;
            let put = change.replaces().iter().find(|r| r.span.start == at).map_or(0, |r| r.text.len());
            (at + put, at + put)
        };
        role::follow(&work.text, Arc::make_mut(&mut work.roles), &change);
        work.text.apply(&change);
        work.ahead = true;
        self.toggled.clear();
        (self.anchor, self.head) = after;
        (self.row_end, self.goal_x, self.reveal, self.card) = (false, None, REVEAL, None);
        self.pending.push_back((change.clone(), after.0, after.1));
        work.out.push(EditorEvent::Edit { change, marks, whose, joins, selection_after: after.1 });
    }

    fn delete_around(&mut self, work: &mut Work, before: usize, after: usize) {
        let Span { start, end } = self.selection();
        let line = work.text.line_span(work.text.line_of(start));
        let left = work.text.slice(Span::new(line.start.min(start), start));
        let line = work.text.line_span(work.text.line_of(end));
        let right = work.text.slice(Span::new(end, line.end));
        let start = start - left.chars().rev().take(before).map(char::len_utf8).sum::<usize>();
        let end = end + right.chars().take(after).map(char::len_utf8).sum::<usize>();
        self.replace(work, Span::new(start, end), "", false);
    }

    /// Puts the caret at `at`; with `extend` the other end of the selection stays.
    pub(super) fn put(&mut self, work: &mut Work, at: usize, extend: bool) {
        self.head = at;
        if !extend {
            self.anchor = at;
        }
        self.caret_moved(work);
    }

    pub(super) fn caret_moved(&mut self, work: &mut Work) {
        (self.row_end, self.goal_x, self.reveal) = (false, None, REVEAL);
        self.toggled.clear();
        if work.out.last() != Some(&EditorEvent::CaretMoved) {
            work.out.push(EditorEvent::CaretMoved);
        }
    }

    fn step(&mut self, work: &mut Work, event: EditorEvent) {
        work.out.push(event);
        work.lost = true;
        (self.row_end, self.goal_x, self.reveal) = (false, None, REVEAL);
    }

    /// Whether the caret, or the beginning of the selection, is in a table.
    fn in_cell(&self, work: &Work) -> bool {
        work.roles[work.text.line_of(self.selection().start)].is_cell()
    }

    /// Enter goes to the cell below, as in a form; below the last row it adds one, below an empty last row it goes on
    /// behind the table. At the very beginning of a document it makes room above the table.
    fn cell_below(&mut self, work: &mut Work) {
        let at = self.selection();
        let here = work.text.line_of(self.head);
        let Some(table) = work.roles.get(here).and_then(|_| tables::at(&work.roles, here)) else { return };
        if at == Span::at(0) {
            return self.step(work, EditorEvent::Table { step: TableStep::Before, at });
        }
        let (row, column) = table.place(here);
        if row + 1 < table.rows {
            let end = work.text.line_span(table.cell(row + 1, column)).end;
            return self.put(work, end, false);
        }
        self.step(work, EditorEvent::Table { step: TableStep::Down, at: Span::at(self.head) });
    }

    /// Tab selects what the next cell holds, Shift+Tab the one before; behind the last cell there will be a new row.
    fn cell_beside(&mut self, work: &mut Work, back: bool) {
        let here = work.text.line_of(self.head);
        let Some(table) = tables::at(&work.roles, here) else { return };
        let to = if back { here.checked_sub(1) } else { Some(here + 1) };
        match to.filter(|to| table.cells().contains(to)) {
            Some(to) => {
                let span = work.text.line_span(to);
                (self.anchor, self.head) = (span.start, span.end);
                self.caret_moved(work);
            }
            None if back => {}
            None => self.step(work, EditorEvent::Table { step: TableStep::RowBelow, at: Span::at(self.head) }),
        }
    }

    /// Tab moves an item one level in, Shift+Tab one out, and out of the items.
    fn level(&mut self, view: &View<'_>, work: &mut Work, out: bool) {
        let paragraph = self.slots.text.line_of(self.head);
        let role = match (self.role(view, self.head), out) {
            (Some(Role::Item(0)), true) => Role::Body,
            (Some(Role::Item(level)), true) => Role::Item(level - 1),
            (Some(Role::Item(level)), false) => {
                let deepest = if view.document.lang() == Lang::Ja { 4 } else { 2 };
                Role::Item((level + 1).min(deepest.max(level)))
            }
            _ => return,
        };
        work.out.push(EditorEvent::SetRole { paragraph, role });
    }

    fn copy(&mut self, ui: &egui::Ui, view: &View<'_>, work: &Work) {
        if !self.selection().is_empty() {
            let words = tables::copied(&work.text, &work.roles, self.selection());
            // While the copy is ahead of the document, places in the one are none in the other.
            let span = self.selection();
            self.copied = (!work.ahead).then(|| Clip {
                words: words.clone(),
                marks: view.document.marks().strip(span),
                whose: view.document.whose(span),
            });
            ui.ctx().copy_text(words);
        }
    }

    /// Where the row begins and ends that the caret at `at` stands in.
    fn row_ends(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, at: usize) -> (usize, usize) {
        let paragraph = self.slots.text.line_of(at);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let start = self.slots.span(paragraph).start;
        let row = block.row_of(block.display.shown(at - start), self.row_end);
        let at = &block.rows[row].at;
        (start + block.display.written(at.start), start + block.display.written(at.end))
    }

    fn row_edge(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, work: &mut Work, end: bool, extend: bool) {
        let paragraph = self.slots.text.line_of(self.head);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let start = self.slots.text.line_span(paragraph).start;
        let row = block.row_of(block.display.shown(self.head - start), self.row_end);
        let shown = if end { block.rows[row].at.end } else { block.rows[row].at.start };
        self.put(work, start + block.display.written(shown), extend);
        self.row_end = end && row + 1 < block.rows.len();
    }

    fn vertical(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, work: &mut Work, rows: f32, extend: bool) {
        if !extend && !self.selection().is_empty() {
            // From a selection, up and down start at the end they lead to.
            self.head = if rows < 0.0 { self.selection().start } else { self.selection().end };
        }
        let paragraph = self.slots.text.line_of(self.head);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let start = self.slots.text.line_span(paragraph).start;
        let row = block.row_of(block.display.shown(self.head - start), self.row_end);
        let line = self.slots.line(paragraph);
        // Space between paragraphs is no row: go to the middle of the row above or below.
        let middle = |block: &Block, row: usize| block.row_top(row).1 + block.style.row / 2.0;
        let top = self.slots.top(paragraph);
        let y = match rows < 0.0 {
            true if row > 0 => top + middle(&block, row - 1),
            true if line.start == 0 => return self.put(work, 0, extend),
            true => {
                let above = self.block(ui, view, &sheet.measure, line.start - 1);
                self.slots.top(line.start - 1) + middle(&above, above.rows.len() - 1)
            }
            false if row + 1 < block.rows.len() => top + middle(&block, row + 1),
            false if line.end == self.slots.len() => return self.put(work, self.slots.text.len(), extend),
            false => {
                let below = self.block(ui, view, &sheet.measure, line.end);
                self.slots.top(line.end) + middle(&below, 0)
            }
        };
        self.put_at_height(ui, view, sheet, work, y, extend);
    }

    fn by_distance(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, work: &mut Work, by: f32, extend: bool) {
        let y = self.caret_rect(ui, view, sheet).center().y - sheet.origin.y + by;
        self.put_at_height(ui, view, sheet, work, y, extend);
    }

    /// Puts the caret into the row at `y`, in the column it set out from.
    fn put_at_height(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, work: &mut Work, y: f32, extend: bool) {
        let x = self.goal_x.unwrap_or_else(|| self.caret_rect(ui, view, sheet).center().x - sheet.origin.x);
        let place = self.place(ui, view, sheet, pos2(sheet.origin.x + x, sheet.origin.y + y));
        self.put(work, place.at, extend);
        (self.row_end, self.goal_x) = (place.row_end, Some(x));
    }
}

/// Whether an event asks where rows are.
fn needs_layout(event: &Event) -> bool {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Home, PageDown, PageUp, Tab};
    matches!(
        event,
        Event::Key {
            key: ArrowUp | ArrowDown | ArrowLeft | ArrowRight | Home | End | PageUp | PageDown | Tab,
            pressed: true,
            ..
        }
    )
}
