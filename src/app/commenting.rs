//! What people say to each other about the document: said, answered, settled, taken away.

use super::{Action, App, Command, Effect, Open, Panel};
use crate::document::Note;
use crate::text::{Span, segment};

impl App {
    /// What the person at the keyboard is called in comments: what they said in the settings, else what the system calls
    /// them.
    pub fn person(&self) -> String {
        let said = self.settings().user_name.trim();
        if !said.is_empty() {
            return said.to_owned();
        }
        let names = ["USERNAME", "USER"].iter().filter_map(|name| std::env::var(name).ok());
        names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_default()
    }

    /// Whether a command about comments can be carried out.
    pub(super) fn can_comment(&self, command: Command) -> bool {
        let Some(open) = &self.open else { return false };
        match command {
            Command::NextComment | Command::PreviousComment => !open.document.comments().is_empty(),
            Command::SettleComment | Command::RemoveComment => open.comment_at_cursor().is_some(),
            _ => true,
        }
    }

    pub(super) fn run_comment(&mut self, command: Command) {
        let Some(open) = &mut self.open else { return };
        match command {
            Command::AddComment => {
                open.commenting = Some(meant(open));
                self.panel = Panel::Comments;
            }
            Command::NextComment | Command::PreviousComment => {
                let at = open.selection.start;
                if let Some(index) = open.document.comments().step(at, command == Command::NextComment) {
                    self.panel = Panel::Comments;
                    self.act(Action::ShowComment(index), self.now);
                    self.effects.push(Effect::Focus);
                }
            }
            Command::SettleComment => {
                if let Some(comment) = open.comment_at_cursor() {
                    let settled = open.document.comments().get(comment).is_some_and(|comment| comment.resolved);
                    self.act(Action::SettleComment { comment, resolved: !settled }, self.now);
                }
            }
            Command::RemoveComment => {
                if let Some(index) = open.comment_at_cursor() {
                    self.act(Action::RemoveComment(index), self.now);
                }
            }
            _ => {}
        }
    }

    /// Says `text` about the words that were chosen when the comment was begun.
    pub(super) fn comment(&mut self, text: String) {
        let note = self.note(text);
        let Some(open) = &mut self.open else { return };
        let Some(span) = open.commenting.take() else { return };
        let whole = open.document.text().clone();
        open.document.comments_mut().add(&whole, span, note);
        self.commented();
        self.effects.push(Effect::Focus);
    }

    pub(super) fn reply_to(&mut self, comment: usize, text: String) {
        let note = self.note(text);
        if let Some(open) = &mut self.open {
            open.document.comments_mut().reply(comment, note);
            self.commented();
        }
    }

    pub(super) fn settle_comment(&mut self, comment: usize, resolved: bool) {
        if let Some(open) = &mut self.open {
            open.document.comments_mut().settle(comment, resolved);
            self.commented();
        }
    }

    /// Takes a comment away, or brings the last one that was taken away back.
    pub(super) fn remove_comment(&mut self, comment: Option<usize>) {
        if let Some(open) = &mut self.open {
            match comment {
                Some(index) => open.document.comments_mut().remove(index),
                None => open.document.comments_mut().bring_back(),
            }
            self.commented();
        }
    }

    pub(super) fn show_comment(&mut self, index: usize) {
        let span = self.open.as_ref().and_then(|open| Some(open.document.comments().get(index)?.span));
        self.effects.extend(span.map(Effect::Show));
    }

    fn note(&self, text: String) -> Note {
        Note { author: self.person(), at: self.now, text: text.trim().to_owned() }
    }

    /// What is said is kept like what is written.
    fn commented(&mut self) {
        self.keep_due = Some(self.now);
    }
}

/// What a comment begun now would be about: the selection, else the word at the cursor.
fn meant(open: &Open) -> Span {
    if !open.selection.is_empty() {
        return open.selection;
    }
    let text = open.document.text();
    let at = open.selection.start;
    let line = text.line_span(text.line_of(at));
    let words = segment::words(&text.slice(line)).into_iter().map(|word| word.shift(line.start));
    let mut near = words.filter(|word| word.touches(Span::at(at)));
    let said = |word: &Span| text.slice(*word).chars().any(char::is_alphanumeric);
    let first = near.next().into_iter();
    let all: Vec<Span> = first.chain(near).collect();
    // The word behind the cursor rather than the one before it.
    all.iter().rev().copied().find(said).unwrap_or(Span::at(at))
}
