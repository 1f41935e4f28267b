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

    /// Carries out an action about comments.
    pub(super) fn act_on_comment(&mut self, action: Action) {
        let note = |text: &str| self.note(text);
        let said = match &action {
            Action::Comment(text) | Action::Reply { text, .. } => Some(note(text)),
            _ => None,
        };
        let Some(open) = &mut self.open else { return };
        let text = open.document.text().clone();
        let comments = open.document.comments_mut();
        match (action, said) {
            (Action::Comment(_), Some(note)) => {
                if let Some(span) = open.commenting.take() {
                    comments.add(&text, span, note);
                }
                self.effects.push(Effect::Focus);
            }
            (Action::LeaveComment, _) => {
                open.commenting = None;
                self.effects.push(Effect::Focus);
                return;
            }
            (Action::Reply { comment, .. }, Some(note)) => comments.reply(comment, note),
            (Action::SettleComment { comment, resolved }, _) => comments.settle(comment, resolved),
            (Action::RemoveComment(index), _) => comments.remove(index),
            (Action::BringCommentBack, _) => comments.bring_back(),
            (Action::ShowComment(index), _) => {
                let span = comments.get(index).map(|comment| comment.span);
                self.effects.extend(span.map(Effect::Show));
                return;
            }
            _ => return,
        }
        // What is said is kept like what is written.
        self.keep_due = Some(self.now);
    }

    fn note(&self, text: &str) -> Note {
        Note { author: self.person(), at: self.now, text: text.trim().to_owned() }
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
