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
mod dress;
mod find;
mod find_bar;
mod ime;
mod input;
mod layout;
mod movement;
mod paint;
mod pointer;
mod slots;
mod view;

pub use ime::keep_ime_on;
pub use view::{CommentMark, EditorEvent, HunkMark, Mark, MarkLevel, MarkWords, Marks, TermMark, View};

use super::theme::{self, Palette};
use crate::app::Command;
use crate::app::marking::look_of;
use crate::document::marks::Strip;
use crate::document::sheet::{self, Purpose};
use crate::document::{Copied, Document, Look, tables};
use crate::text::{Assoc, Change, Lang, Span, Text};
use egui::{Align, Event, Id, Pos2, Rect, Sense, pos2, vec2};
use find::Mode;
use ime::Ime;
use layout::{Block, Display, Kind, Measure};
use slots::{Followed, Slots};
use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Frames it may take to bring the caret into view.
const REVEAL: u8 = 8;

/// Of documents of up to so many bytes all pages are counted in every frame.
const COUNTED: usize = 64_000;

/// The least margin beside the text, in characters.
const LEAST_MARGIN: f32 = 1.5;

/// So many bytes are set in the background in a frame in which nothing else happens, and in one in which something does.
const SETTLE: (usize, usize) = (60_000, 3_000);

/// The widget's id, the same in every frame and window.
pub fn editor_id() -> Id {
    Id::unique("kian-editor")
}

/// The id of a second pane beside it, which shows the translation.
pub fn beside_id() -> Id {
    Id::unique("kian-editor-beside")
}

/// The state of the pane: selection, composition, and the layout of what was last seen. Nothing of it is part of the
/// Words that were copied here.
struct Clip {
    words: String,
    /// How they are set off.
    marks: Strip,
    /// Who wrote them.
    whose: Vec<Copied>,
}

/// document.
#[derive(Default)]
pub struct Editor {
    /// Whether it is the second pane.
    beside: bool,
    /// Words that are pointed out: the pair the translator is at.
    pointed: Option<Span>,
    /// How far it is scrolled, and how high the part in view is, points.
    scrolled: (f32, f32),
    /// How far it is to be scrolled in the next frame.
    scroll_to: Option<f32>,
    /// From the top of what is scrolled to the first row, points.
    lead: f32,
    /// The fixed end of the selection.
    anchor: usize,
    /// The end that moves: the caret.
    head: usize,
    /// Ends of the selection that are known to lie between characters of the text.
    placed: (usize, usize),
    /// Whether the caret stands at the end of its row rather than at the start of the next, which is the same byte.
    row_end: bool,
    /// The column that moving up and down keeps to, points from the left of the sheet's text.
    goal_x: Option<f32>,
    ime: Ime,
    /// The layout, and the text it is of.
    slots: Slots,
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
    /// What the words to be typed next are set off by, other than those before them.
    toggled: Vec<Look>,
    /// What was last copied here.
    copied: Option<Clip>,
    pointing: pointer::Pointing,
    find: find::Find,
    widths: layout::Widths,
    /// The page of the caret and the number of pages.
    pages: (usize, usize),
    /// Bytes of the longest piece of a suggestion.
    longest_hunk: usize,
    /// The rows that were painted in the last frame.
    seen: Vec<paint::Painted>,
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
    /// Height of the text of a page, points.
    page: f32,
}

/// A place in the text that a point on the screen means.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    row_end: bool,
    paragraph: usize,
    /// The byte of the paragraph's display under the point; `None` beside the words.
    under: Option<usize>,
    /// The row it is in, with the line feed that ends it; of a table all cells beside each other.
    row: Span,
    /// In the margin left of the words.
    margin: bool,
}

/// From here on leftwards a point is in the margin, points from the words.
const MARGIN: f32 = 6.0;

impl Editor {
    /// The second pane, beside the first.
    pub fn beside() -> Self {
        Self { beside: true, ..Self::default() }
    }

    /// The widget's id.
    pub fn id(&self) -> Id {
        if self.beside { beside_id() } else { editor_id() }
    }

    /// Draws the document and answers with what the person did. The events are to be applied in order.
    pub fn ui(&mut self, ui: &mut egui::Ui, view: &View<'_>) -> Vec<EditorEvent> {
        self.follow(view);
        let palette = Palette::of(ui.visuals());
        ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, palette.desk);
        let mut events = Vec::new();
        self.bar_ui(ui, view, &mut events);
        let mut area = egui::ScrollArea::vertical().id_salt("kian-editor-scroll").auto_shrink(false).animated(false);
        if let Some(offset) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let shown = area.show_viewport(ui, |ui, _| {
            self.sheet_ui(ui, view, palette, &mut events);
        });
        self.scrolled = (shown.state.clamped_offset().y, shown.inner_rect.height());
        events
    }

    /// Points out these words.
    pub fn point_out(&mut self, words: Option<Span>) {
        self.pointed = words;
    }

    /// How far it is scrolled, and how high the part in view is, points.
    pub fn scrolled(&self) -> (f32, f32) {
        self.scrolled
    }

    /// Scrolls so far in the next frame.
    pub fn scroll_to(&mut self, offset: f32) {
        self.scroll_to = Some(offset.max(0.0));
    }

    /// How far below the top of everything the row with byte `at` begins, points; about, where nobody has been yet.
    pub fn height_at(&self, at: usize) -> f32 {
        if self.slots.len() == 0 {
            return 0.0;
        }
        let at = self.slots.text.boundary(at);
        let paragraph = self.slots.text.line_of(at);
        let mut y = self.lead + self.slots.top(paragraph);
        if let Some(block) = &self.slots.slot(paragraph).block {
            let row = block.row_of(block.display.shown(at - self.slots.span(paragraph).start), false);
            y += block.row_top(row).0;
        }
        y
    }

    /// How high everything is, points.
    pub fn height(&self) -> f32 {
        self.lead + self.slots.height()
    }

    /// Follows a change of the document, whoever made it. Call it for every change, in order.
    pub fn apply(&mut self, change: &Change) {
        if change.is_empty() {
            return;
        }
        match self.pending.pop_front() {
            Some((own, anchor, head)) if own == *change => (self.anchor, self.head) = (anchor, head),
            _ => {
                self.pending.clear();
                self.anchor = change.map(self.anchor, Assoc::After);
                self.head = change.map(self.head, Assoc::After);
            }
        }
        self.find.follow(change);
        self.card = None;
    }

    /// Carries out the commands that are the pane's own; `false` for all others.
    pub fn run(&mut self, command: Command) -> bool {
        match command {
            Command::Find => self.open_bar(Mode::Find),
            Command::Replace => self.open_bar(Mode::Replace),
            Command::GoTo => self.open_bar(Mode::GoTo),
            Command::Bold | Command::Underline | Command::Dots | Command::Superscript | Command::Subscript => {
                self.wants_focus = true;
                let Some(look) = look_of(command).filter(|_| self.selection().is_empty()) else { return false };
                // Nothing is selected: it is meant for what will be typed.
                match self.toggled.iter().position(|known| *known == look) {
                    Some(at) => drop(self.toggled.remove(at)),
                    None => self.toggled.push(look),
                }
            }
            Command::FindNext | Command::FindPrevious => self.find_next(command == Command::FindNext),
            _ => return false,
        }
        true
    }

    /// Starts over with another document.
    pub fn reset(&mut self) {
        let mut find = std::mem::take(&mut self.find);
        find.forget();
        let copied = self.copied.take();
        *self = Self {
            wants_focus: self.wants_focus,
            had_focus: self.had_focus,
            find,
            copied,
            beside: self.beside,
            ..Self::default()
        };
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
        self.ime.is_composing() || self.find.composing
    }

    /// The selected text of `document`, for the clipboard.
    pub fn selected_text(&self, document: &Document) -> String {
        tables::copied(document.text(), document.roles(), self.clamped(document.text()))
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
        Some(EditorEvent::Edit { change, marks: Vec::new(), whose: Vec::new(), joins: false, selection_after })
    }

    /// The text that was in view in the last frame, in bytes of the document; `None` before there was one.
    pub fn seen(&self) -> Option<Span> {
        let (first, last) = (self.seen.first()?, self.seen.last()?);
        Some(Span::new(first.paragraph().start, last.paragraph().end))
    }

    /// Where the first row of `span` was painted in the last frame, in screen points; `None` if it was not in view.
    pub fn rect_of(&self, span: Span) -> Option<Rect> {
        self.seen.iter().find_map(|painted| painted.rect_of(span))
    }

    /// `span` with its ends on boundaries of the text: what is shown may be a step behind what is known of it.
    fn sound(&self, span: Span) -> Span {
        Span::new(self.slots.text.boundary(span.start), self.slots.text.boundary(span.end))
    }

    fn clamped(&self, text: &Text) -> Span {
        Span::new(text.boundary(self.anchor), text.boundary(self.head))
    }

    /// Catches up with the document.
    fn follow(&mut self, view: &View<'_>) {
        self.pending.clear();
        let followed = self.slots.follow(view.document);
        self.longest_hunk = view.hunks.iter().map(|hunk| hunk.span.len()).max().unwrap_or(0);
        if followed == Followed::Other {
            self.find.forget();
        }
        if self.find.mode.is_some() && !self.find.composing {
            self.find.refresh(&self.slots.text);
        }
        self.go_on();
        if followed != Followed::Same || self.placed != (self.anchor, self.head) {
            // Whoever moved the caret, it never stands inside of what a reader takes for one character.
            let place = |at| movement::out_of_cluster(&self.slots.text, at);
            (self.anchor, self.head) = (place(self.anchor), place(self.head));
            self.placed = (self.anchor, self.head);
        }
    }

    fn sheet_ui(&mut self, ui: &mut egui::Ui, view: &View<'_>, palette: &'static Palette, out: &mut Vec<EditorEvent>) {
        let id = self.id();
        let space = ui.available_width();
        let (lang, pixels) = (view.document.lang(), ui.ctx().pixels_per_point());
        // Vertical lines are written and edited in horizontal ones.
        let sheet = view.document.sheet();
        let sheet = if sheet.page.vertical { sheet::standard(lang).clone() } else { sheet.clone() };
        let page = sheet.page;
        let room = space - 2.0 * theme::DESK_MARGIN;
        let letter = layout::letter(&page);
        let full_width = if lang == Lang::Ja { page.columns() as f32 } else { page.measure() as f32 / letter };
        let mut em = (theme::paper(page.size * 10) * view.zoom).round().max(theme::STEP);
        let fitting = (room / (full_width + 2.0 * LEAST_MARGIN)).floor();
        if view.zoom <= 1.0 && fitting >= theme::LEAST_SHEET_TEXT {
            // A narrow pane makes a sheet a little smaller rather than another one.
            em = em.min(fitting);
        }
        let sized = |length: usize| length as f32 * em / letter;
        let paper_width = sized(page.width).min(room).max(10.0 * em);
        // The column is a whole number of full-width characters, so that rows end flush.
        // As many as on an A4 sheet at every zoom, and a narrow pane takes from the margins first: rows and pages end
        // where they will on paper.
        let columns = full_width.min((paper_width / em - 2.0 * LEAST_MARGIN).floor()).max(1.0);
        let purpose = Purpose::of(&self.slots.roles, lang);
        let measure = Measure { lang, em, width: columns * em, pixels, purpose, sheet };
        self.slots.measure(&measure);
        let margin = ((paper_width - measure.width) / 2.0).round();
        let text_height = self.slots.height();
        let (head, foot) = (sized(page.top).round(), sized(page.bottom).round());
        let page = page.lines() as f32 * measure.row();
        let paper_size = vec2(paper_width, head + text_height.max(page) + foot);
        let (rect, _) = ui.allocate_exact_size(vec2(space, paper_size.y + 2.0 * theme::DESK_MARGIN), Sense::hover());
        let corner = pos2((rect.center().x - paper_width / 2.0).round(), rect.top() + theme::DESK_MARGIN);
        let paper = Rect::from_min_size(corner, paper_size);
        let clip = ui.clip_rect();
        let response = ui.interact(rect.intersect(clip), id, Sense::click_and_drag());
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let focused = ui.memory(|m| m.has_focus(id));
        self.lead = theme::DESK_MARGIN + head;
        let origin = corner + vec2(margin, head);
        let sheet = Sheet { measure, origin, paper, clip, palette, focused, page };

        let before = out.len();
        self.input(ui, view, &sheet, &response, out);
        let edited = out.len() > before;
        self.paint(ui, view, &sheet);
        self.cards_ui(ui, view, &sheet, &response, out);
        self.access(ui, view, &sheet, &response);

        if self.reveal > 0 && !edited {
            // Far away heights are guesses, so that it may take a few frames to get there.
            let caret = self.caret_rect(ui, view, &sheet).expand2(vec2(0.0, em));
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
        self.count_pages(&sheet);
        self.settle(ui, view, &sheet);
    }

    /// The page the caret is on, from 1, and how many there are. In a long document the latter is a guess until one has
    /// been there.
    pub fn pages(&self) -> (usize, usize) {
        self.pages
    }

    fn count_pages(&mut self, sheet: &Sheet) {
        let paragraph = self.slots.text.line_of(self.head);
        let mut y = self.slots.top(paragraph);
        let slot = self.slots.slot(paragraph);
        if let Some(block) = &slot.block {
            let row = block.row_of(block.display.shown(self.head - self.slots.span(paragraph).start), self.row_end);
            y += block.row_top(row).0;
        }
        let here = self.slots.page_at(y, sheet.page);
        let last = self.slots.page_top(here).unwrap_or_default();
        let more = ((self.slots.height() - last) / sheet.page).ceil().max(1.0) as usize;
        // Of a document of a few pages all ends are known, also those of pages that are not full.
        let all =
            if self.slots.text.len() <= COUNTED { self.slots.page_at(self.slots.height(), sheet.page) + 1 } else { 0 };
        self.pages = (here + 1, all.max(here + more));
    }

    /// Sets a little of what has not been seen yet, so that pages end where they will on paper.
    fn settle(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) {
        let top = sheet.clip.top() - sheet.origin.y;
        let (mut bytes, mut moved) = (0, 0.0);
        let budget = if ui.input(|i| i.events.is_empty()) { SETTLE.0 } else { SETTLE.1 };
        while bytes < budget
            && let Some(index) = self.slots.unsettled()
        {
            let (above, was) = (self.slots.top(index) < top, self.slots.line_height(index));
            self.block(ui, view, &sheet.measure, index);
            let now = self.slots.line_height(index);
            moved += if above { now - was } else { 0.0 };
            bytes += self.slots.span(index).len() + 100;
        }
        if moved != 0.0 && self.reveal == 0 {
            ui.scroll_with_delta(vec2(0.0, -moved));
        }
        if bytes > 0 {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(15));
        }
    }

    /// Paragraph `index`, set for `measure`; set anew only if anything of it has changed.
    fn block(&mut self, ui: &egui::Ui, view: &View<'_>, measure: &Measure, index: usize) -> Arc<Block> {
        let span = self.slots.span(index);
        let cell = self.slots.cell(measure, index);
        let label = self.slots.label(index);
        let setting = layout::Setting { label: label.as_deref(), ..self.slots.setting(index) };
        let inserts = self.inserts(view, span);
        let old = self.hunks(view, span).map(|(_, h)| h.span).filter(|h| h.overlaps(span)).map(|h| self.sound(h));
        let struck: Vec<Span> = old
            .map(|old| {
                let (from, to) = (old.start.max(span.start), old.end.min(span.end));
                Span::new(from - span.start, to.max(from) - span.start)
            })
            .collect();
        let mut hasher = DefaultHasher::new();
        let place = cell.map(|cell| (cell.left.to_bits(), cell.width.to_bits()));
        (&setting, place, &inserts, &struck).hash(&mut hasher);
        let key = hasher.finish();
        let slot = self.slots.slot(index);
        if let Some(block) = slot.block.as_ref().filter(|_| slot.set && slot.key == key) {
            return block.clone();
        }

        let text = self.slots.text.slice(span);
        let mut display = Display::new(&text, &inserts);
        display.dress = dress::Dress::new(view.document.marks(), span, &display);
        let style = layout::style(measure, &setting, &text).inside(measure, cell);
        let font = style.font.clone();
        let before = slot.block.clone();
        let widths = &mut self.widths;
        widths.ready(&font, measure.pixels);
        let mut block = ui.fonts_mut(|fonts| {
            Block::new(measure, display, style, before.as_deref(), |grapheme| {
                grapheme.chars().next().map_or(0.0, |c| widths.of(c, |c| fonts.glyph_width(&font, c)))
            })
        });
        block.struck = struck.iter().map(|s| block.display.shown_start(s.start)..block.display.shown(s.end)).collect();
        let block = Arc::new(block);
        self.slots.keep(index, key, block.clone());
        block
    }

    /// The pieces of suggestions that touch `span`, with their numbers in the view.
    fn hunks<'a>(&self, view: &View<'a>, span: Span) -> impl Iterator<Item = (usize, &'a HunkMark<'a>)> + use<'a> {
        let (hunks, reach) = (view.hunks, self.longest_hunk);
        let from = hunks.partition_point(|h| h.span.start + reach < span.start);
        let all = hunks[from..].iter().enumerate().map(move |(n, hunk)| (from + n, hunk));
        all.take_while(move |(_, h)| h.span.start <= span.end).filter(move |(_, h)| h.span.touches(span))
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
        for (number, hunk) in self.hunks(view, span).filter(|(_, h)| here(h.span.end) && !h.new.is_empty()) {
            inserts.push((self.sound(hunk.span).end - span.start, Kind::New(number), hunk.new));
        }
        inserts.sort_by_key(|(at, ..)| *at);
        inserts
    }

    /// The place in the text that `pos` on the screen means.
    fn place(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet, pos: Pos2) -> Place {
        let point = pos - sheet.origin;
        let (line, _) = self.slots.at(point.y);
        let paragraph = self.slots.cell_at(&sheet.measure, line, point.x);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let y = point.y - self.slots.top(paragraph);
        let inside = y >= block.style.above && y < block.height();
        let row = block.row_at(y);
        let galley = paint::row_galley(ui, &block, row, sheet.palette);
        let (shown, under) = paint::byte_at(&block, row, &galley, point.x);
        let start = self.slots.text.line_span(paragraph).start;
        let row_end = row + 1 < block.rows.len() && shown == block.rows[row].at.end;
        let cells = self.slots.line(paragraph);
        let of_row = match cells.len() {
            0 | 1 => {
                let shown = &block.rows[row].at;
                Span::new(start + block.display.written(shown.start), start + block.display.written(shown.end))
            }
            _ => Span::new(self.slots.span(cells.start).start, self.slots.span(cells.end - 1).end),
        };
        let feed = of_row.end < self.slots.text.len() && (cells.len() > 1 || row + 1 == block.rows.len());
        Place {
            at: start + block.display.written(shown),
            row_end,
            paragraph,
            under: under.filter(|_| inside),
            row: Span::new(of_row.start, of_row.end + usize::from(feed)),
            margin: point.x < -MARGIN,
        }
    }

    /// The caret on the screen.
    fn caret_rect(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) -> Rect {
        if let Some(preedit) = self.ime.preedit() {
            let active = preedit.active.as_ref().map(|r| r.start);
            let paragraph = self.slots.text.line_of(self.selection().start);
            let block = self.block(ui, view, &sheet.measure, paragraph);
            if let Some(at) = block.display.preedit() {
                let shown = active.map_or(at.end, |start| at.start + start);
                return self.shown_rect(ui, sheet, paragraph, &block, shown, false);
            }
        }
        let paragraph = self.slots.text.line_of(self.head);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let shown = block.display.shown(self.head - self.slots.text.line_span(paragraph).start);
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
        let top = sheet.origin.y + self.slots.top(paragraph) + block.row_top(row).1;
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
