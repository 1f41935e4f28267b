//! What people said about the document: the comments in the order of the text, each with its words, its replies and what
//! can be done with it. All of it by key too: Tab goes through a card, Ctrl+Enter says what was typed.

use super::{View, shell, widgets};
use crate::app::{Action, App, Command, Open};
use crate::document::{Comment, Note};
use crate::i18n::Tr;
use crate::text::{Span, segment};
use egui::{Key, Modifiers, Response, RichText, Stroke, TextEdit, Ui};
use std::collections::HashMap;

/// Longest words that are shown of what a comment is about, characters.
const QUOTED: usize = 40;

/// The state of the panel, none of it worth keeping.
#[derive(Default)]
pub struct CommentsView {
    /// What is being said about new words.
    text: String,
    /// What is being answered, by what was said first and when.
    replies: HashMap<(i64, String), String>,
    hides_settled: bool,
    /// Where the cursor was when the list last followed it.
    followed: Option<Span>,
    chosen: Option<usize>,
    reveal: bool,
    wants_keyboard: bool,
    /// Whether a comment was being begun in the last frame.
    began: bool,
}

impl CommentsView {
    /// Gives the panel the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }

    /// Catches up with where the cursor is.
    fn follow(&mut self, open: &Open) {
        if self.followed != Some(open.selection) {
            self.followed = Some(open.selection);
            if let Some(here) = open.comment_at_cursor() {
                self.reveal |= self.chosen != Some(here);
                self.chosen = Some(here);
            }
        }
        self.chosen = self.chosen.filter(|chosen| *chosen < open.document.comments().len());
    }
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, view: &mut View, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    let view = &mut view.comments;
    view.follow(open);
    ui.horizontal_wrapped(|ui| {
        for command in [Command::AddComment, Command::PreviousComment, Command::NextComment] {
            shell::command_button(ui, app, command, actions);
        }
    });
    if let Some(span) = open.commenting {
        new_ui(ui, app, open, span, view, actions);
    }
    view.began = open.commenting.is_some();
    let comments = open.document.comments();
    let settled = comments.iter().filter(|comment| comment.resolved).count();
    if settled > 0 {
        ui.checkbox(&mut view.hides_settled, tr.format("comments-hide-settled", &[("count", settled.into())]));
    }
    if comments.can_bring_back() && widgets::link(ui, tr.text("comments-bring-back")).clicked() {
        actions.push(Action::BringCommentBack);
    }
    if comments.is_empty() && open.commenting.is_none() {
        widgets::weak(ui, tr.text("comments-none"));
    }
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for (index, comment) in comments.iter().enumerate() {
            if !(view.hides_settled && comment.resolved) {
                ui.push_id(index, |ui| card_ui(ui, app, open, index, comment, view, actions));
                ui.add_space(widgets::GAP / 2.0);
            }
        }
    });
    view.reveal = false;
    view.wants_keyboard = false;
}

/// Whether the person asked by key that what is typed into `field` be said.
fn said(ui: &Ui, field: &Response) -> bool {
    (field.has_focus() || field.lost_focus()) && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter))
}

fn new_ui(ui: &mut Ui, app: &App, open: &Open, span: Span, view: &mut CommentsView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::card(ui, |ui| {
        widgets::weak(ui, about(tr, &open.document.text().slice(span), false));
        let edit = TextEdit::multiline(&mut view.text).desired_rows(3).desired_width(f32::INFINITY);
        let edit = ui.add(edit.hint_text(tr.text("comments-hint")));
        edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, tr.text("comments-new")));
        if !view.began || view.wants_keyboard {
            edit.request_focus();
        }
        let by_key = said(ui, &edit);
        let empty = view.text.trim().is_empty();
        let leave = edit.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
        ui.horizontal_wrapped(|ui| {
            if (widgets::primary(ui, !empty, tr.text("comments-say")).clicked() || by_key) && !empty {
                actions.push(Action::Comment(std::mem::take(&mut view.text)));
            }
            if widgets::button(ui, true, tr.text("comments-leave")).clicked() || leave {
                view.text.clear();
                actions.push(Action::LeaveComment);
            }
        });
    });
    ui.add_space(widgets::GAP / 2.0);
}

/// What a comment is about, in short.
fn about(tr: &Tr, words: &str, gone: bool) -> String {
    let words = words.replace('\n', " ");
    let clusters = segment::graphemes(&words);
    let short = match clusters.get(QUOTED) {
        Some(cluster) => format!("{}…", &words[..cluster.start]),
        None => words,
    };
    match (gone, short.trim().is_empty()) {
        (_, true) => tr.text("comments-about-place"),
        (true, _) => tr.format("comments-about-gone", &[("words", short.into())]),
        (false, _) => tr.format("comments-about", &[("words", short.into())]),
    }
}

fn card_ui(
    ui: &mut Ui,
    app: &App,
    open: &Open,
    index: usize,
    comment: &Comment,
    view: &mut CommentsView,
    actions: &mut Vec<Action>,
) {
    let tr = app.tr();
    let chosen = view.chosen == Some(index);
    let palette = widgets::palette(ui);
    let card = widgets::card(ui, |ui| {
        let words = about(tr, &comment.quoted(open.document.text()), comment.span.is_empty());
        if widgets::link(ui, words).clicked() {
            view.chosen = Some(index);
            actions.push(Action::ShowComment(index));
        }
        for (at, note) in comment.notes.iter().enumerate() {
            note_ui(ui, tr, note, at > 0);
        }
        if comment.resolved {
            widgets::coloured(ui, tr.text("comments-settled"), palette.success);
        }
        if chosen {
            let key = comment.notes.first().map(|note| (note.at, note.text.clone())).unwrap_or_default();
            let mut reply = view.replies.remove(&key).unwrap_or_default();
            let edit = TextEdit::multiline(&mut reply).desired_rows(1).desired_width(f32::INFINITY);
            let edit = ui.add(edit.hint_text(tr.text("comments-reply-hint")));
            edit.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, tr.text("comments-reply-hint"))
            });
            if view.wants_keyboard {
                edit.request_focus();
            }
            let by_key = said(ui, &edit);
            ui.horizontal_wrapped(|ui| {
                let empty = reply.trim().is_empty();
                if (widgets::button(ui, !empty, tr.text("comments-reply")).clicked() || by_key) && !empty {
                    actions.push(Action::Reply { comment: index, text: std::mem::take(&mut reply) });
                }
                buttons_ui(ui, tr, index, comment, actions);
            });
            if !reply.is_empty() {
                view.replies.insert(key, reply);
            }
        } else {
            ui.horizontal_wrapped(|ui| buttons_ui(ui, tr, index, comment, actions));
        }
    });
    if chosen {
        let rect = card.response.rect;
        ui.painter().rect_stroke(rect, 8.0, Stroke::new(2.0, palette.comment_line), egui::StrokeKind::Inside);
        if view.reveal {
            ui.scroll_to_rect(rect, None);
        }
    }
}

fn buttons_ui(ui: &mut Ui, tr: &Tr, index: usize, comment: &Comment, actions: &mut Vec<Action>) {
    let settle = if comment.resolved { "comments-open-again" } else { "comments-settle" };
    if widgets::button(ui, true, tr.text(settle)).clicked() {
        actions.push(Action::SettleComment { comment: index, resolved: !comment.resolved });
    }
    if widgets::button(ui, true, tr.text("comments-remove")).clicked() {
        actions.push(Action::RemoveComment(index));
    }
}

fn note_ui(ui: &mut Ui, tr: &Tr, note: &Note, reply: bool) {
    let indent = if reply { widgets::GAP } else { 0.0 };
    ui.horizontal_top(|ui| {
        ui.add_space(indent);
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                let author = match note.author.is_empty() {
                    true => tr.text("comments-nobody"),
                    false => note.author.clone(),
                };
                ui.label(widgets::strong(author));
                ui.label(RichText::new(time(note.at)).color(widgets::palette(ui).text_sub));
            });
            widgets::words(ui, note.text.as_str());
        });
    });
}

/// When it was said, by the clock here.
pub(super) fn time(at: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    jiff::tz::TimeZone::system().to_datetime(stamp).strftime("%Y-%m-%d %H:%M").to_string()
}
