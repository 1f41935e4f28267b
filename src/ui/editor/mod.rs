//! The document on a sheet of paper: what a person types into all day.
//!
//! A widget of our own over [`Document`], which it only reads: every key, click and composed word comes out as an
//! [`EditorEvent`], the app applies it and tells the editor with [`Editor::apply`], so that selection and layout follow.
//! One continuous text, set part by part as its form wants it ([`layout`]); only what is seen is set again, only what is
//! seen is painted ([`paint`]).
//!
//! Positions are bytes of the document here too; characters are counted where egui and AccessKit want them.

mod access;
mod cards;
mod ime;
mod input;
mod layout;
mod movement;
mod paint;

pub use ime::keep_ime_on;

use super::theme::{self, Palette};
use crate::document::{Document, Role, role};
use crate::i18n::Tr;
use crate::text::{Assoc, Change, Lang, Span, Text};
use egui::{Align, Event, Id, Pos2, Rect, Sense, Vec2, pos2, vec2};
use ime::Ime;
use layout::{Block, Display, Kind, Measure};
use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Documents of up to so many paragraphs are set as a whole, longer ones where they are seen.
const SET_WHOLE: usize = 300;

/// Frames it may take to bring the caret into view.
const REVEAL: u8 = 8;

/// The widget's id, the same in every frame and window.
pub fn editor_id() -> Id {
    Id::unique("kian-editor")
}

/// What the editor shows.
pub struct View<'a> {
    /// The document.
    pub document: &'a Document,
    /// Findings to underline.
    pub marks: &'a [Mark<'a>],
    /// Open pieces of suggestions.
    pub hunks: &'a [HunkMark<'a>],
    /// Whether to tint the text by who wrote it.
    pub show_authors: bool,
    /// Words for people.
    pub tr: &'a Tr,
    /// Enlargement; at 1 the sheet is as wide as A4 at 96 points to the inch. Few fixed steps keep the glyph atlas
    /// small.
    pub zoom: f32,
}

/// How grave a finding is; each has its own colour and its own line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkLevel {
    /// Worth knowing.
    Info,
    /// Probably to be changed.
    Warning,
    /// Wrong.
    Error,
}

/// A finding, as the editor shows it: a line under the words, and a card with the explanation and the cures.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The words, in bytes of the document.
    pub span: Span,
    /// How grave it is.
    pub level: MarkLevel,
    /// The name of the rule.
    pub title: &'a str,
    /// What it says.
    pub message: &'a str,
    /// The cures on offer, one button each.
    pub fixes: &'a [String],
}

/// An open piece of a suggestion: the old words are struck through, the new ones stand behind them.
#[derive(Clone, Copy, Debug)]
pub struct HunkMark<'a> {
    /// The app's number of the suggestion.
    pub suggestion: usize,
    /// The number of the piece in it.
    pub hunk: usize,
    /// The old words, in bytes of the document.
    pub span: Span,
    /// The new words.
    pub new: &'a str,
    /// Whether it is the one being looked at elsewhere in the window.
    pub selected: bool,
}

/// What a person asked of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum EditorEvent {
    /// Change the text.
    Edit {
        /// How.
        change: Change,
        /// Whether it may join the undo step before it: typing and deleting letter by letter do.
        joins: bool,
        /// Where the caret stands afterwards, in bytes of the changed document.
        selection_after: usize,
    },
    /// Give a paragraph another role: Tab and Shift+Tab move an item between levels.
    SetRole {
        /// Its number.
        paragraph: usize,
        /// The new role.
        role: Role,
    },
    /// Take back the last step.
    Undo,
    /// Do the step taken back again.
    Redo,
    /// The caret was moved: the undo step before it is complete and should be sealed.
    CaretMoved,
    /// Apply a cure.
    Fix {
        /// The mark's place in [`View::marks`].
        mark: usize,
        /// The cure's place in [`Mark::fixes`].
        fix: usize,
    },
    /// Put a piece of a suggestion into the text.
    Accept {
        /// The suggestion.
        suggestion: usize,
        /// Its piece.
        hunk: usize,
    },
    /// Turn a piece of a suggestion down.
    Reject {
        /// The suggestion.
        suggestion: usize,
        /// Its piece.
        hunk: usize,
    },
}

/// The state of the pane: selection, composition, and the layout of what was last seen. Nothing of it is part of the
/// document.
#[derive(Default)]
pub struct Editor {
    /// The fixed end of the selection.
    anchor: usize,
    /// The end that moves: the caret.
    head: usize,
    /// Whether the caret stands at the end of its row rather than at the start of the next, which is the same byte.
    row_end: bool,
    /// The column that moving up and down keeps to, points from the left of the sheet's text.
    goal_x: Option<f32>,
    ime: Ime,
    /// The document's text as the layout knows it.
    text: Text,
    slots: Vec<Slot>,
    measure: Option<Measure>,
    labels: Vec<Option<String>>,
    /// What `labels` was made from.
    labels_of: Option<(Vec<Role>, Lang)>,
    /// Own edits the app has not applied yet, with the ends of the selection after each.
    pending: VecDeque<(Change, usize, usize)>,
    /// Events that must wait until edits before them are in the document.
    waiting: Vec<Event>,
    /// For how many frames to go on bringing the caret into view.
    reveal: u8,
    had_focus: bool,
    wants_focus: bool,
    /// When the caret last moved, egui's clock: it does not blink right after.
    moved_at: f64,
    card: Option<cards::Card>,
    seen: Vec<(Span, Rect)>,
}

/// What is known of a paragraph's layout.
struct Slot {
    /// What `block` was made from.
    key: u64,
    /// Height, points; an estimate while there is no `block`.
    height: f32,
    block: Option<Arc<Block>>,
}

/// Where and how the sheet lies in this frame.
struct Sheet {
    measure: Measure,
    /// The top left corner of the text on the screen.
    origin: Pos2,
    paper: Rect,
    /// The part of the screen the pane is seen in.
    clip: Rect,
    palette: &'static Palette,
    focused: bool,
}

/// A place in the text that a point on the screen means.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    row_end: bool,
    paragraph: usize,
    /// The byte of the paragraph's display under the point; `None` beside the words.
    under: Option<usize>,
}

impl Editor {
    /// Draws the document and answers with what the person did. The events are to be applied in order.
    pub fn ui(&mut self, ui: &mut egui::Ui, view: &View<'_>) -> Vec<EditorEvent> {
        self.follow(view);
        let palette = Palette::of(ui.visuals());
        ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, palette.desk);
        let mut events = Vec::new();
        let area = egui::ScrollArea::vertical().id_salt("kian-editor-scroll").auto_shrink(false).animated(false);
        area.show_viewport(ui, |ui, _| {
            self.sheet_ui(ui, view, palette, &mut events);
        });
        events
    }

    /// Follows a change of the document, whoever made it. Call it for every change, in order.
    pub fn apply(&mut self, change: &Change) {
        let Some((first, last)) = change.replaces().first().zip(change.replaces().last()) else { return };
        if last.span.end <= self.text.len() && !self.slots.is_empty() {
            let from = self.text.line_of(first.span.start);
            let to = self.text.line_of(last.span.end);
            let before = self.text.lines();
            self.text.apply(change);
            let count = (to + 1 - from + self.text.lines()).saturating_sub(before);
            let height = self.slots.get(from).map_or(0.0, |slot| slot.height);
            let fresh = (0..count).map(|_| Slot { key: 0, height, block: None });
            if to < self.slots.len() {
                self.slots.splice(from..=to, fresh);
            }
        }
        match self.pending.pop_front() {
            Some((own, anchor, head)) if own == *change => (self.anchor, self.head) = (anchor, head),
            _ => {
                self.pending.clear();
                self.anchor = change.map(self.anchor, Assoc::After);
                self.head = change.map(self.head, Assoc::After);
            }
        }
        self.card = None;
    }

    /// Starts over with another document.
    pub fn reset(&mut self) {
        *self = Self { wants_focus: self.wants_focus, had_focus: self.had_focus, ..Self::default() };
    }

    /// What is selected, in bytes of the document; empty at the caret.
    pub fn selection(&self) -> Span {
        Span::new(self.anchor, self.head)
    }

    /// Where the caret stands, in bytes of the document.
    pub fn caret(&self) -> usize {
        self.head
    }

    /// Selects `span` and brings it into view.
    pub fn select(&mut self, span: Span) {
        (self.anchor, self.head) = (span.start, span.end);
        (self.row_end, self.goal_x, self.reveal) = (false, None, REVEAL);
    }

    /// Gives the pane the keyboard in the next frame.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Whether the input method is composing: keys are its own then, not shortcuts.
    pub fn is_composing(&self) -> bool {
        self.ime.is_composing()
    }

    /// The selected text of `document`, for the clipboard.
    pub fn selected_text(&self, document: &Document) -> String {
        document.text().slice(self.clamped(document.text()))
    }

    /// The event that puts `text` in place of the selection, as pasting does; with an empty text it cuts. Lines that
    /// end in CRLF or CR end in LF afterwards; nothing else is touched.
    pub fn replace_selection(&mut self, document: &Document, text: &str) -> Option<EditorEvent> {
        let text = input::line_feeds(text);
        let span = self.clamped(document.text());
        if span.is_empty() && text.is_empty() {
            return None;
        }
        let selection_after = span.start + text.len();
        let change = Change::replace(span, text);
        self.pending.push_back((change.clone(), selection_after, selection_after));
        self.reveal = REVEAL;
        Some(EditorEvent::Edit { change, joins: false, selection_after })
    }

    /// Where the first row of `span` was painted in the last frame, in screen points; `None` if it was not in view.
    pub fn rect_of(&self, span: Span) -> Option<Rect> {
        self.seen.iter().find(|(seen, _)| seen.overlaps(span) || (span.is_empty() && seen.touches(span))).map(|s| s.1)
    }

    /// `span` with its ends on boundaries of the text: what is shown may be a step behind what is known of it.
    fn sound(&self, span: Span) -> Span {
        Span::new(self.text.boundary(span.start), self.text.boundary(span.end))
    }

    fn clamped(&self, text: &Text) -> Span {
        Span::new(text.boundary(self.anchor), text.boundary(self.head))
    }

    /// Catches up with the document: its text, if changes were made that nobody told of, and its item numbers.
    fn follow(&mut self, view: &View<'_>) {
        let document = view.document;
        self.pending.clear();
        if self.slots.len() != document.len() || self.text != *document.text() {
            self.text = document.text().clone();
            self.slots = (0..document.len()).map(|_| Slot { key: 0, height: 0.0, block: None }).collect();
            self.measure = None;
        }
        (self.anchor, self.head) = (self.text.boundary(self.anchor), self.text.boundary(self.head));
        if self.labels_of.as_ref().is_none_or(|(roles, lang)| roles != document.roles() || *lang != document.lang()) {
            self.labels = role::labels(document.roles(), document.lang());
            self.labels_of = Some((document.roles().to_vec(), document.lang()));
        }
    }

    fn sheet_ui(&mut self, ui: &mut egui::Ui, view: &View<'_>, palette: &'static Palette, out: &mut Vec<EditorEvent>) {
        let id = editor_id();
        let space = ui.available_width();
        let em = (theme::SHEET_TEXT * view.zoom).round().max(theme::STEP);
        let paper_width = (theme::SHEET_WIDTH * view.zoom).min(space - 2.0 * theme::DESK_MARGIN).max(10.0 * em);
        // The column is a whole number of full-width characters, so that rows end flush.
        let columns = (paper_width * 0.77 / em).floor();
        let measure = Measure { lang: view.document.lang(), em, width: columns * em };
        if self.measure != Some(measure) {
            self.estimate(&measure);
        }
        if self.slots.len() <= SET_WHOLE {
            for index in 0..self.slots.len() {
                self.block(ui, view, &measure, index);
            }
        }
        let margin = ((paper_width - measure.width) / 2.0).round();
        let text_height: f32 = self.slots.iter().map(|slot| slot.height).sum();
        let sheet_height = paper_width * theme::SHEET_HEIGHT / theme::SHEET_WIDTH;
        let paper_size = vec2(paper_width, (text_height + 2.0 * margin).max(sheet_height));
        let (rect, _) = ui.allocate_exact_size(vec2(space, paper_size.y + 2.0 * theme::DESK_MARGIN), Sense::hover());
        let corner = pos2((rect.center().x - paper_width / 2.0).round(), rect.top() + theme::DESK_MARGIN);
        let paper = Rect::from_min_size(corner, paper_size);
        let clip = ui.clip_rect();
        let response = ui.interact(rect.intersect(clip), id, Sense::click_and_drag());
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let focused = ui.memory(|m| m.has_focus(id));
        let origin = corner + Vec2::splat(margin);
        let sheet = Sheet { measure, origin, paper, clip, palette, focused };

        let before = out.len();
        self.input(ui, view, &sheet, &response, out);
        let edited = out.len() > before;
        self.paint(ui, view, &sheet);
        self.cards_ui(ui, view, &sheet, &response, out);
        self.access(ui, view, &sheet, &response);

        if self.reveal > 0 && !edited {
            // Far away heights are guesses, so that it may take a few frames to get there.
            let caret = self.caret_rect(ui, view, &sheet).expand2(vec2(0.0, measure.em));
            self.reveal = if clip.contains_rect(caret) { 0 } else { self.reveal - 1 };
            // One row further is shown as one row further, a far place in the middle.
            let away = (clip.top() - caret.bottom()).max(caret.top() - clip.bottom());
            ui.scroll_to_rect(caret, (away > clip.height() / 2.0).then_some(Align::Center));
            if self.reveal > 0 {
                ui.ctx().request_repaint();
            }
        }
        if edited {
            // The app applies them after this frame; the next one shows them.
            ui.ctx().request_repaint();
        }
        self.had_focus = focused;
    }

    /// Sets every paragraph's height from its length, for a new width or a new document.
    fn estimate(&mut self, measure: &Measure) {
        let row = measure.em * if measure.lang == Lang::Ja { theme::ROW_JA } else { theme::ROW_EN };
        for (index, slot) in self.slots.iter_mut().enumerate() {
            let span = self.text.line_span(index);
            let bytes_a_row = measure.width / measure.em * if measure.lang == Lang::Ja { 3.0 } else { 2.0 };
            *slot = Slot { key: 0, height: (span.len() as f32 / bytes_a_row).ceil().max(1.0) * row, block: None };
        }
        self.measure = Some(*measure);
    }

    /// Paragraph `index`, set for `measure`; set anew only if anything of it has changed.
    fn block(&mut self, ui: &egui::Ui, view: &View<'_>, measure: &Measure, index: usize) -> Arc<Block> {
        let document = view.document;
        let span = document.text().line_span(index);
        let text = document.text().slice(span);
        let role = document.roles()[index];
        let prev = index.checked_sub(1).map(|i| document.roles()[i]);
        let label = self.labels.get(index).and_then(|l| l.as_deref());
        let inserts = self.inserts(view, span);

        let mut hasher = DefaultHasher::new();
        (&text, role, prev, label, &inserts).hash(&mut hasher);
        let mut struck: Vec<Span> = Vec::new();
        for old in view.hunks.iter().filter(|h| h.span.overlaps(span)).map(|h| self.sound(h.span)) {
            let (from, to) = (old.start.max(span.start), old.end.min(span.end));
            let inside = Span::new(from - span.start, to.max(from) - span.start);
            inside.hash(&mut hasher);
            struck.push(inside);
        }
        let key = hasher.finish();
        if let Some(block) = &self.slots[index].block
            && self.slots[index].key == key
        {
            return block.clone();
        }

        let display = Display::new(&text, &inserts);
        let style = layout::style(measure, role, prev, label, &text);
        let font = style.font.clone();
        let mut block = ui.fonts_mut(|fonts| {
            Block::new(measure, display, style, |grapheme| {
                grapheme.chars().next().map_or(0.0, |c| fonts.glyph_width(&font, c))
            })
        });
        block.struck = struck.iter().map(|s| block.display.shown_start(s.start)..block.display.shown(s.end)).collect();
        let block = Arc::new(block);
        self.slots[index] = Slot { key, height: block.height(), block: Some(block.clone()) };
        block
    }

    /// What stands in the rows of the paragraph at `span` without being in the document.
    fn inserts<'a>(&'a self, view: &View<'a>, span: Span) -> Vec<(usize, Kind, &'a str)> {
        let here = |at: usize| span.start <= at && at <= span.end;
        let mut inserts = Vec::new();
        if let Some(preedit) = self.ime.preedit()
            && here(self.selection().start)
        {
            inserts.push((self.selection().start - span.start, Kind::Preedit, preedit.text.as_str()));
        }
        for (number, hunk) in view.hunks.iter().enumerate().filter(|(_, h)| here(h.span.end) && !h.new.is_empty()) {
            inserts.push((self.sound(hunk.span).end - span.start, Kind::New(number), hunk.new));
        }
        inserts.sort_by_key(|(at, ..)| *at);
        inserts
    }

    /// Where paragraph `index` begins, points from the top of the text.
    fn top(&self, index: usize) -> f32 {
        self.slots[..index].iter().map(|slot| slot.height).sum()
    }

    /// The paragraph at `y` points from the top of the text, and where it begins.
    fn paragraph_at(&self, y: f32) -> (usize, f32) {
        let mut top = 0.0;
        for (index, slot) in self.slots.iter().enumerate() {
            if y < top + slot.height {
                return (index, top);
            }
            top += slot.height;
        }
        let last = self.slots.len() - 1;
        (last, top - self.slots[last].height)
    }

    /// The place in the text that `pos` on the screen means.
    fn place(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, pos: Pos2) -> Place {
        let point = pos - sheet.origin;
        let (paragraph, _) = self.paragraph_at(point.y);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let top = self.top(paragraph) + block.style.above;
        let row = ((point.y - top) / block.style.row).floor();
        let inside = row >= 0.0 && row < block.rows.len() as f32;
        let row = (row.max(0.0) as usize).min(block.rows.len() - 1);
        let galley = paint::row_galley(ui, &block, row, sheet.palette);
        let (shown, under) = paint::byte_at(&block, row, &galley, point.x);
        let start = self.text.line_span(paragraph).start;
        let row_end = row + 1 < block.rows.len() && shown == block.rows[row].at.end;
        Place { at: start + block.display.written(shown), row_end, paragraph, under: under.filter(|_| inside) }
    }

    /// The caret on the screen.
    fn caret_rect(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) -> Rect {
        if let Some(preedit) = self.ime.preedit() {
            let active = preedit.active.as_ref().map(|r| r.start);
            let paragraph = self.text.line_of(self.selection().start);
            let block = self.block(ui, view, &sheet.measure, paragraph);
            if let Some(at) = block.display.preedit() {
                let shown = active.map_or(at.end, |start| at.start + start);
                return self.shown_rect(ui, sheet, paragraph, &block, shown, false);
            }
        }
        let paragraph = self.text.line_of(self.head);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let shown = block.display.shown(self.head - self.text.line_span(paragraph).start);
        self.shown_rect(ui, sheet, paragraph, &block, shown, self.row_end)
    }

    fn shown_rect(
        &self,
        ui: &egui::Ui,
        sheet: &Sheet,
        paragraph: usize,
        block: &Block,
        shown: usize,
        row_end: bool,
    ) -> Rect {
        let row = block.row_of(shown, row_end);
        let galley = paint::row_galley(ui, block, row, sheet.palette);
        let x = sheet.origin.x + paint::x_of(block, row, &galley, shown);
        let top = sheet.origin.y + self.top(paragraph) + block.style.above + row as f32 * block.style.row;
        let height = block.style.font.size * 1.25;
        let center = top + block.style.row / 2.0;
        Rect::from_center_size(pos2(x, center), vec2(0.0, height))
    }
}

/// The words a mark or an empty span is shown under: an empty one takes the cluster behind it, or before it.
fn shown_span(text: &Text, span: Span) -> Span {
    let span = Span::new(text.boundary(span.start), text.boundary(span.end));
    if !span.is_empty() {
        return span;
    }
    let line = text.line_span(text.line_of(span.start));
    if span.start < line.end {
        Span::new(span.start, movement::next_grapheme(text, span.start))
    } else if span.start > line.start {
        Span::new(movement::prev_grapheme(text, span.start), span.start)
    } else {
        span
    }
}
