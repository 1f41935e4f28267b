//! [`Marked`]: text of a paragraph with its marks while a file is read.

use crate::document::{Face, Mark, MarkKind};
use crate::text::Span;

/// See the module. Marks are in bytes of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub text: String,
    pub marks: Vec<Mark>,
    /// Places that something else speaks of: (bytes of `text`, the number of what, whether it is where that begins).
    pub places: Vec<(usize, i64, bool)>,
}

impl Marked {
    /// Puts `text`, set off by `face`, at the end.
    pub fn write(&mut self, text: &str, face: Face) {
        let span = Span::new(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        if !span.is_empty() {
            self.marks.extend(face.looks().map(|look| Mark { span, kind: MarkKind::Look(look) }));
        }
    }

    /// Puts a reading over what was written from byte `from` on.
    pub fn read_as(&mut self, from: usize, reading: &str) {
        let span = Span::new(from.min(self.text.len()), self.text.len());
        if !span.is_empty() && !reading.trim().is_empty() {
            self.marks.push(Mark { span, kind: MarkKind::Ruby(reading.trim().into()) });
        }
    }

    /// Puts `other` at the end.
    pub fn append(&mut self, other: Marked) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|mark| Mark { span: mark.span.shift(start), ..mark }));
        self.places.extend(other.places.into_iter().map(|(at, what, begins)| (at + start, what, begins)));
    }

    /// Puts `words`, which nothing is said of, at the start.
    pub fn prefix(&mut self, words: &str) {
        self.text.insert_str(0, words);
        for mark in &mut self.marks {
            mark.span = mark.span.shift(words.len());
        }
        for (at, ..) in &mut self.places {
            // What begins with the words that were there begins behind what was put before them.
            *at += words.len();
        }
    }

    /// Takes what lies outside of `span` away.
    pub fn cut(&mut self, span: Span) {
        self.text = self.text[span.range()].to_owned();
        let inside = |at: usize| at.clamp(span.start, span.end) - span.start;
        for mark in &mut self.marks {
            mark.span = Span::new(inside(mark.span.start), inside(mark.span.end));
        }
        self.marks.retain(|mark| !mark.span.is_empty());
        for (at, ..) in &mut self.places {
            *at = inside(*at);
        }
    }

    /// The text cut at line feeds. What lies at the end of one and what at the start of the next are kept apart.
    pub fn lines(self) -> Vec<Marked> {
        let mut from = 0;
        let spans: Vec<Span> = self
            .text
            .split('\n')
            .map(|line| {
                let span = Span::new(from, from + line.len());
                from = span.end + 1;
                span
            })
            .collect();
        if spans.len() == 1 {
            return vec![self];
        }
        let line = |span: &Span| {
            let mut line = self.clone();
            line.places.retain(|(at, ..)| span.start <= *at && *at <= span.end);
            line.cut(*span);
            line
        };
        spans.iter().map(line).collect()
    }

    /// Takes the space at both ends away.
    pub fn trim(&mut self) {
        let start = self.text.len() - self.text.trim_start().len();
        self.cut(Span::new(start, start + self.text.trim().len()));
    }
}

/// Places of paragraphs as places of the whole text.
pub(super) fn places<'a>(paragraphs: impl Iterator<Item = &'a Marked>) -> Vec<(usize, i64, bool)> {
    let mut start = 0;
    let mut all = Vec::new();
    for paragraph in paragraphs {
        all.extend(paragraph.places.iter().map(|(at, what, begins)| (at + start, *what, *begins)));
        start += paragraph.text.len() + 1;
    }
    all
}

/// Marks of paragraphs as marks of the whole text, in which they are joined by a line feed.
pub(super) fn joined<'a>(paragraphs: impl Iterator<Item = &'a Marked>) -> Vec<Mark> {
    let mut start = 0;
    let mut all = Vec::new();
    for paragraph in paragraphs {
        all.extend(paragraph.marks.iter().map(|mark| Mark { span: mark.span.shift(start), kind: mark.kind.clone() }));
        start += paragraph.text.len() + 1;
    }
    all
}
