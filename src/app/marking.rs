//! Setting words off and putting readings over kanji.

use super::{App, Command, Effect, Job, Level, Notice, Open};
use crate::document::{Document, Face, Look, Mark, MarkKind, Marking};
use crate::text::morph::ruby::{self, Readers, Ruby};
use crate::text::{Lang, Span, Text};

/// The look a command sets words off by, if it is one that does.
pub fn look_of(command: Command) -> Option<Look> {
    Some(match command {
        Command::Bold => Look::Bold,
        Command::Underline => Look::Underline,
        Command::Dots => Look::Dots,
        Command::Superscript => Look::Superscript,
        Command::Subscript => Look::Subscript,
        _ => return None,
    })
}

/// `document`, which nobody has changed since it was made, with readings over all its kanji but those that are followed by
/// one in brackets.
pub(super) fn with_readings(document: Document) -> Document {
    let text = document.text();
    let lines = (0..text.lines()).flat_map(|line| {
        let start = text.line_span(line).start;
        ruby::ruby(&text.line(line), Readers::All).into_iter().map(move |ruby| (ruby.base.shift(start), ruby.reading))
    });
    let unread = lines.filter(|(base, _)| !is_read(text, base.end));
    let marks: Vec<Mark> = unread.map(|(span, reading)| Mark { span, kind: MarkKind::Ruby(reading.into()) }).collect();
    document.with_marks(&marks)
}

/// Whether a reading in brackets follows at `at`.
fn is_read(text: &Text, at: usize) -> bool {
    let end = text.boundary(at + '（'.len_utf8());
    matches!(text.slice(Span::new(at, end)).as_str(), "（" | "《")
        || text.slice(Span::new(at, text.boundary(at + 1))) == "("
}

impl App {
    /// Whether a command about marks can be carried out.
    pub(super) fn can_mark(&self, command: Command) -> bool {
        let Some(open) = &self.open else { return false };
        match command {
            Command::PlainLook => !open.selection.is_empty(),
            Command::Ruby | Command::RubyAll => open.document.lang() == Lang::Ja && !open.document.is_empty(),
            _ => true,
        }
    }

    /// Sets the selection off, or no longer.
    pub(super) fn set_look(&mut self, command: Command) {
        let at = self.now;
        let Some(Open { document, selection, .. }) = &self.open else { return };
        let edit = match look_of(command) {
            Some(look) => document.toggling(*selection, look, at),
            None => Some(document.marking(vec![(*selection, Marking::Face(Face::PLAIN))], at)),
        };
        if let Some(edit) = edit {
            self.edit(edit, None);
        }
    }

    /// Does what `marks` say, as one step.
    pub(super) fn mark(&mut self, marks: Vec<(Span, Marking)>) {
        let Some(open) = &self.open else { return };
        let edit = open.document.marking(marks, self.now);
        self.edit(edit, None);
    }

    /// Has readings looked up for what `span` holds.
    pub(super) fn read_kanji(&mut self, span: Span, readers: Readers) {
        let Some(open) = &self.open else { return };
        let (text, revision) = (open.document.text().clone(), open.document.revision());
        self.send(Job::ReadKanji { text, revision, span, readers });
    }

    /// Puts readings over the words that were found, but over none that has one or is followed by one in brackets.
    pub(super) fn kanji_read(&mut self, revision: u64, found: Vec<Ruby>) {
        let Some(open) = self.open.as_ref() else { return };
        if open.document.revision() != revision {
            return self.tell(Notice::new(Level::Warning, "notice-ruby-overtaken"));
        }
        let (text, marks) = (open.document.text(), open.document.marks());
        let new =
            found.into_iter().filter(|ruby| marks.rubies(ruby.base).next().is_none() && !is_read(text, ruby.base.end));
        let new: Vec<_> = new.map(|ruby| (ruby.base, Marking::Ruby(ruby.reading.into()))).collect();
        if new.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-no-readings"));
        }
        let count = new.len();
        self.mark(new);
        self.tell(Notice::new(Level::Info, "notice-ruby-added").with("count", count));
        self.effects.push(Effect::Focus);
    }
}
