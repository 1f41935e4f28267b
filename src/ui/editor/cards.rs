//! What appears beside the words under the pointer: a finding with its cures, a piece of a suggestion to accept or
//! reject, or who wrote them.

use super::layout::Kind;
use super::{Editor, EditorEvent, Mark, MarkLevel, Sheet, TermMark, View, shown_span};
use crate::document::Author;
use crate::i18n::Value;
use crate::text::Span;
use crate::ui::theme;
use egui::{Area, Frame, Id, Order, Rect, Response, vec2};

/// What the card is about.
#[derive(Clone, Copy, Debug, PartialEq)]
enum About {
    /// The finding.
    Mark(Mark),
    /// The suggestion piece with this number in the view.
    Hunk(usize),
    /// The agreed word.
    Term(TermMark),
    /// The comment with this number in the view.
    Comment(usize),
    /// The words at this span, by their author.
    Author(Span),
}

/// The open card.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card {
    about: About,
    /// The words it hangs on, on the screen.
    on: Rect,
    /// The card itself, once it has been drawn.
    rect: Option<Rect>,
    /// Opened by key: it stays until a key or a click elsewhere, and its first button wants the keyboard.
    by_key: Keyed,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Keyed {
    No,
    /// Just opened.
    New,
    /// Its button has been given the keyboard.
    Yes,
}

/// A wider way from the words to their card than the eye sees.
const REACH: f32 = 6.0;

impl Editor {
    /// Opens and closes the card and draws it.
    pub(super) fn cards_ui(
        &mut self,
        ui: &mut egui::Ui,
        view: &View<'_>,
        sheet: &Sheet,
        response: &Response,
        out: &mut Vec<EditorEvent>,
    ) {
        let pointer = ui.input(|i| i.pointer.hover_pos());
        let dragging = response.dragged() || ui.input(|i| i.pointer.primary_down() && i.pointer.is_moving());
        let held = match (self.card, pointer) {
            (Some(card), _) if card.by_key != Keyed::No => {
                !ui.input(|i| i.pointer.any_pressed()) || hits(card, pointer)
            }
            (Some(card), Some(pos)) => {
                let hull = card.rect.map_or(card.on, |rect| rect.union(card.on));
                card.on.expand(REACH).contains(pos)
                    || card.rect.is_some_and(|rect| rect.expand(REACH).contains(pos))
                    // On the way from the one to the other.
                    || (hull.contains(pos) && !response.hovered())
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        if !held {
            self.card = None;
        }
        if let (None, Some(pos), false) = (self.card, pointer.filter(|_| response.hovered()), dragging) {
            let place = self.place(ui, view, sheet, pos);
            self.card = place.under.and_then(|under| self.about(view, place.paragraph, under)).map(|about| {
                let on = Rect::from_center_size(pos, vec2(sheet.measure.em, sheet.measure.em * 1.6));
                Card { about, on: self.words_of(view, about, pos).unwrap_or(on), rect: None, by_key: Keyed::No }
            });
        }
        let Some(card) = self.card else { return };
        let closes = card.by_key == Keyed::Yes && ui.input(|i| i.key_pressed(egui::Key::Escape));
        let shown = Area::new(Id::unique("kian-editor-card"))
            .order(Order::Foreground)
            .fixed_pos(card.on.left_bottom() + vec2(0.0, 2.0))
            .constrain_to(ui.ctx().content_rect())
            .show(ui.ctx(), |ui| {
                Frame::popup(ui.style())
                    .inner_margin(3.0 * theme::STEP)
                    .show(ui, |ui| {
                        ui.set_max_width(theme::CARD_WIDTH);
                        let grab = card.by_key == Keyed::New;
                        match card.about {
                            About::Mark(mark) => mark_ui(ui, view, mark, sheet, grab, out),
                            About::Hunk(number) => hunk_ui(ui, view, number, grab, out),
                            About::Comment(number) => comment_ui(ui, view, number),
                            About::Term(term) => term_ui(ui, view, term, grab, out),
                            About::Author(span) => author_ui(ui, view, span),
                        }
                    })
                    .inner
            });
        if shown.inner || closes {
            // The button took the keyboard; who mends the text goes on writing.
            self.card = None;
            self.wants_focus = true;
        } else if let Some(card) = &mut self.card {
            if card.rect != Some(shown.response.rect) {
                ui.ctx().request_repaint();
            }
            card.rect = Some(shown.response.rect);
            if card.by_key == Keyed::New {
                card.by_key = Keyed::Yes;
            }
        }
    }

    /// Opens the card of what the caret stands in or behind, for those who do without the pointer.
    pub(super) fn open_card(&mut self, ui: &egui::Ui, view: &View<'_>, sheet: &Sheet) {
        let paragraph = self.slots.text.line_of(self.head);
        let block = self.block(ui, view, &sheet.measure, paragraph);
        let shown = block.display.shown(self.head - self.slots.text.line_span(paragraph).start);
        let before = block.display.text[..shown].char_indices().next_back().map(|(at, _)| at);
        let found = [Some(shown), before].into_iter().flatten().find_map(|under| self.about(view, paragraph, under));
        let on = self.caret_rect(ui, view, sheet);
        self.card = found.map(|about| Card { about, on, rect: None, by_key: Keyed::New });
    }

    /// What there is to say about the words at byte `under` of what is shown of `paragraph`.
    fn about(&self, view: &View<'_>, paragraph: usize, under: usize) -> Option<About> {
        let block = self.slots.slot(paragraph).block.as_ref()?;
        let at = self.slots.text.line_span(paragraph).start + block.display.written_start(under);
        match block.display.kind_at(under)? {
            Kind::New(number) => {
                return view.hunks.get(number).filter(|hunk| !hunk.arriving).map(|_| About::Hunk(number));
            }
            Kind::Preedit => return None,
            Kind::Text(_) => {}
        }
        if let Some((number, _)) = self.hunks(view, Span::at(at)).find(|(_, h)| h.span.contains(at)) {
            return Some(About::Hunk(number));
        }
        // The gravest, then the shortest: what lies under the pointer most exactly.
        let over = |mark: &super::Mark| shown_span(&self.slots.text, mark.span).contains(at);
        let gravity = |level| match level {
            MarkLevel::Error => 0,
            MarkLevel::Warning => 1,
            MarkLevel::Info => 2,
        };
        // An empty one is shown under the cluster beside it.
        let line = self.slots.span(paragraph);
        let marks = view.marks.within(Span::new(at.saturating_sub(32).max(line.start), at)).into_iter().filter(over);
        if let Some(mark) = marks.min_by_key(|mark| (gravity(mark.level), mark.span.len())) {
            return Some(About::Mark(mark));
        }
        let over = |comment: &&super::CommentMark<'_>| comment.span.contains(at);
        let shortest = view.comments.iter().filter(over).map(|comment| comment.span).min_by_key(|span| span.len());
        if let Some(span) = shortest {
            return view.comments.iter().position(|comment| comment.span == span).map(About::Comment);
        }
        let over = |term: &TermMark| self.sound(term.span).contains(at);
        if let Some(term) = view.marks.terms(Span::at(at)).into_iter().find(over) {
            return Some(About::Term(term));
        }
        let mut spans = view.document.provenance().spans_in(Span::new(at, at + 1)).filter(|_| view.show_authors);
        let (span, author) = spans.find(|(span, _)| span.contains(at))?;
        (!matches!(author, Author::Person | Author::Import)).then_some(About::Author(span))
    }

    /// Where the words a card is about are in the row under `pos`.
    fn words_of(&self, view: &View<'_>, about: About, pos: egui::Pos2) -> Option<Rect> {
        let span = match about {
            About::Mark(mark) => shown_span(&self.slots.text, mark.span),
            About::Hunk(number) => view.hunks.get(number)?.span,
            About::Comment(number) => view.comments.get(number)?.span,
            About::Term(term) => self.sound(term.span),
            About::Author(span) => span,
        };
        let rows = self.seen.iter().filter_map(|painted| painted.rect_of(span));
        rows.into_iter().find(|rect| rect.contains(pos))
    }
}

fn hits(card: Card, pointer: Option<egui::Pos2>) -> bool {
    card.rect.zip(pointer).is_some_and(|(rect, pos)| rect.contains(pos))
}

/// Draws a finding; whether the card is done with.
fn mark_ui(
    ui: &mut egui::Ui,
    view: &View<'_>,
    mark: Mark,
    sheet: &Sheet,
    grab: bool,
    out: &mut Vec<EditorEvent>,
) -> bool {
    let Some(said) = view.marks.words(mark.number) else { return true };
    let (id, color) = match mark.level {
        MarkLevel::Error => ("severity-error", sheet.palette.error),
        MarkLevel::Warning => ("severity-warning", sheet.palette.warning),
        MarkLevel::Info => ("severity-info", sheet.palette.info),
    };
    ui.label(theme::prose(view.tr.text(id)).color(color));
    ui.label(theme::prose(said.title).family(crate::ui::fonts::bold()));
    ui.label(theme::prose(said.message));
    let mut done = false;
    if !said.fixes.is_empty() {
        ui.add_space(theme::STEP);
        ui.horizontal_wrapped(|ui| {
            for (fix, words) in said.fixes.iter().enumerate() {
                let button = ui.button(words);
                if grab && fix == 0 {
                    button.request_focus();
                }
                if button.clicked() {
                    out.push(EditorEvent::Fix { mark: mark.number, fix });
                    done = true;
                }
            }
        });
    }
    done
}

fn hunk_ui(ui: &mut egui::Ui, view: &View<'_>, number: usize, grab: bool, out: &mut Vec<EditorEvent>) -> bool {
    let Some(hunk) = view.hunks.get(number) else { return true };
    let mut done = false;
    if !hunk.author.is_empty() {
        ui.label(theme::prose(hunk.author).family(crate::ui::fonts::bold()));
    }
    ui.horizontal(|ui| {
        let accept = ui.button(view.tr.text("editor-accept"));
        if grab {
            accept.request_focus();
        }
        if accept.clicked() {
            out.push(EditorEvent::Accept { suggestion: hunk.suggestion, hunk: hunk.hunk });
            done = true;
        }
        if ui.button(view.tr.text("editor-reject")).clicked() {
            out.push(EditorEvent::Reject { suggestion: hunk.suggestion, hunk: hunk.hunk });
            done = true;
        }
    });
    done
}

fn comment_ui(ui: &mut egui::Ui, view: &View<'_>, number: usize) -> bool {
    let Some(comment) = view.comments.get(number) else { return true };
    if !comment.author.is_empty() {
        ui.label(theme::prose(comment.author).family(crate::ui::fonts::bold()));
    }
    ui.label(theme::prose(comment.text));
    if comment.replies > 0 {
        ui.label(theme::prose(view.tr.format("comments-replies", &[("count", comment.replies.into())])));
    }
    if comment.resolved {
        ui.label(theme::prose(view.tr.text("comments-settled")));
    }
    false
}

/// Draws the entries of an agreed word; whether the card is done with.
fn term_ui(ui: &mut egui::Ui, view: &View<'_>, term: TermMark, grab: bool, out: &mut Vec<EditorEvent>) -> bool {
    let entries = view.marks.entries(term.number);
    if entries.is_empty() {
        return true;
    }
    ui.label(theme::prose(view.tr.text("terms-card")));
    for (entry, said) in entries {
        ui.label(theme::prose(entry).family(crate::ui::fonts::bold()));
        for line in said {
            ui.label(theme::prose(line));
        }
    }
    ui.add_space(theme::STEP);
    let edit = ui.button(view.tr.text("terms-edit"));
    if grab {
        edit.request_focus();
    }
    if edit.clicked() {
        out.push(EditorEvent::EditTerm(term.number));
        return true;
    }
    false
}

fn author_ui(ui: &mut egui::Ui, view: &View<'_>, span: Span) -> bool {
    let Some(author) = view.document.provenance().author_at(span.start) else { return true };
    let words = match author {
        Author::Person => view.tr.text("editor-author-person"),
        Author::Form => view.tr.text("editor-author-form"),
        Author::Import => view.tr.text("editor-author-import"),
        Author::Rule(rule) => view.tr.format("editor-author-rule", &[("rule", Value::from(rule.as_str()))]),
        Author::Assistant(run) => match view.document.runs().get(run.0 as usize) {
            Some(run) if run.model.is_empty() => {
                view.tr.format("editor-author-engine", &[("engine", Value::from(run.engine.as_str()))])
            }
            Some(run) => view.tr.format(
                "editor-author-model",
                &[("engine", Value::from(run.engine.as_str())), ("model", Value::from(run.model.as_str()))],
            ),
            None => view.tr.text("editor-author-assistant"),
        },
    };
    ui.label(theme::prose(words));
    false
}
