//! [`Text`]: a long text that is cheap to copy and to change in the middle.

use super::{Change, Span};
use ropey::Rope;

/// A text in a rope: a clone is O(1), so that history and background work can hold snapshots; a change costs its own
/// size. Lines end at U+000A and nowhere else; every other character, U+000D too, is content and kept as it is.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of Unicode scalar values.
    pub fn len_chars(&self) -> usize {
        self.rope.len_chars()
    }

    /// The text of `span`.
    ///
    /// # Panics
    /// If an end lies past the text or inside a character.
    pub fn slice(&self, span: Span) -> String {
        self.rope.byte_slice(span.range()).to_string()
    }

    /// Whether the two are one text and not merely equal: O(1), and true for a clone until either is changed.
    pub fn is_same(&self, other: &Text) -> bool {
        self.rope.is_instance(&other.rope)
    }

    /// The pieces of `span` in order, borrowed: reading a long text without copying it.
    ///
    /// # Panics
    /// If an end lies past the text or inside a character.
    pub fn chunks(&self, span: Span) -> impl Iterator<Item = &str> {
        self.rope.byte_slice(span.range()).chunks()
    }

    /// Number of lines: one more than there are line feeds.
    pub fn lines(&self) -> usize {
        self.rope.len_lines()
    }

    /// The bytes of line `line` without its line feed.
    ///
    /// # Panics
    /// If there is no such line.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.rope.line_to_byte(line);
        let end = if line + 1 < self.lines() { self.rope.line_to_byte(line + 1) - 1 } else { self.len() };
        Span::new(start, end)
    }

    /// The text of line `line` without its line feed.
    pub fn line(&self, line: usize) -> String {
        self.slice(self.line_span(line))
    }

    /// The line that byte `pos` stands in; a line feed belongs to the line it ends.
    pub fn line_of(&self, pos: usize) -> usize {
        self.rope.byte_to_line(pos.min(self.len()))
    }

    /// `pos`, moved left to the nearest character boundary inside the text.
    pub fn boundary(&self, pos: usize) -> usize {
        let pos = pos.min(self.len());
        self.rope.char_to_byte(self.rope.byte_to_char(pos))
    }

    /// Unicode scalar values before byte `pos`.
    pub fn char_of(&self, pos: usize) -> usize {
        self.rope.byte_to_char(pos)
    }

    /// Applies `change` and returns its inverse.
    ///
    /// # Panics
    /// If a replacement lies past the text or cuts a character.
    pub fn apply(&mut self, change: &Change) -> Change {
        let inverse = change.invert(self);
        for r in change.replaces().iter().rev() {
            let start = self.rope.byte_to_char(r.span.start);
            let end = self.rope.byte_to_char(r.span.end);
            if start < end {
                self.rope.remove(start..end);
            }
            if !r.text.is_empty() {
                self.rope.insert(start, &r.text);
            }
        }
        inverse
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for chunk in self.rope.chunks() {
            f.write_str(chunk)?;
        }
        Ok(())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.rope == other.rope
    }
}

impl Eq for Text {}
