//! [`Text`]: a long text that is cheap to copy and to change in the middle.

use super::{Change, Span};
use ropey::Rope;

/// Bytes up to which a difference is looked at letter by letter.
const CLOSELY: usize = 64 * 1024;

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

    /// Where this text differs from `old`, an earlier state of it: the span of `old` that went and the span here that
    /// stands in its place. `None` where nothing differs. The spans hold every difference and may hold a little more.
    /// What the two share is compared by its address, so the cost is that of the difference, not of the text.
    pub fn difference(&self, old: &Text) -> Option<(Span, Span)> {
        if self.rope.is_instance(&old.rope) {
            return None;
        }
        let same = |a: &str, b: &str| a.len() == b.len() && (std::ptr::eq(a, b) || a == b);
        let (mut before, mut after) = (old.rope.chunks(), self.rope.chunks());
        let mut start = 0;
        loop {
            match (before.next(), after.next()) {
                (Some(a), Some(b)) if same(a, b) => start += a.len(),
                (None, None) => return None,
                (a, b) => {
                    let (a, b) = (a.unwrap_or(""), b.unwrap_or(""));
                    let mut common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
                    while !a.is_char_boundary(common) {
                        common -= 1;
                    }
                    start += common;
                    break;
                }
            }
        }
        let most = self.len().min(old.len()) - start;
        let (mut before, ..) = old.rope.chunks_at_byte(old.len());
        let (mut after, ..) = self.rope.chunks_at_byte(self.len());
        // The iterators stand on the last chunk; step behind it first.
        let _ = (before.next(), after.next());
        let mut end = 0;
        while end < most {
            match (before.prev(), after.prev()) {
                (Some(a), Some(b)) if same(a, b) => end += a.len(),
                (a, b) => {
                    let (a, b) = (a.unwrap_or(""), b.unwrap_or(""));
                    let mut common = a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count();
                    while !a.is_char_boundary(a.len() - common) {
                        common -= 1;
                    }
                    end += common;
                    break;
                }
            }
        }
        let mut end = end.min(most);
        while self.boundary(self.len() - end) != self.len() - end || old.boundary(old.len() - end) != old.len() - end {
            end -= 1;
        }
        let (went, came) = (Span::new(start, old.len() - end), Span::new(start, self.len() - end));
        if went.len() + came.len() > CLOSELY {
            return Some((went, came));
        }
        // Chunks are cut anew now and then, so that much of this may be the same after all.
        let (a, b) = (old.slice(went), self.slice(came));
        let mut head = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        while !a.is_char_boundary(head) {
            head -= 1;
        }
        let mut tail = a[head..].bytes().rev().zip(b[head..].bytes().rev()).take_while(|(a, b)| a == b).count();
        while !a.is_char_boundary(a.len() - tail) {
            tail -= 1;
        }
        let inner = |span: Span| Span::new(span.start + head, span.end - tail);
        Some((inner(went), inner(came)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn checked(old: &Text, new: &Text) {
        let (before, after) = (old.to_string(), new.to_string());
        match new.difference(old) {
            None => assert_eq!(before, after),
            Some((went, came)) => {
                assert_eq!(before[..went.start], after[..came.start]);
                assert_eq!(before[went.end..], after[came.end..]);
            }
        }
    }

    proptest! {
        #[test]
        fn a_difference_holds_everything_that_differs(
            seed in "[あ漢aé、。𠮷\n]{1,40}",
            times in 1usize..200,
            edits in prop::collection::vec((0usize..9999, 0usize..40, "[あ漢a\n]{0,9}"), 1..5),
        ) {
            let mut text = Text::from(seed.repeat(times).as_str());
            let first = text.clone();
            for (at, len, new) in edits {
                let old = text.clone();
                let start = text.boundary(at % (text.len() + 1));
                let end = text.boundary(start + len);
                text.apply(&Change::replace(Span::new(start, end), new));
                checked(&old, &text);
            }
            checked(&first, &text);
        }
    }

    #[test]
    fn a_letter_in_a_long_text_is_a_small_difference() {
        let old = Text::from("起案文書を作る。\n".repeat(50_000).as_str());
        let mut new = old.clone();
        let at = new.boundary(new.len() / 2);
        new.apply(&Change::insert(at, "あ"));
        let (went, came) = new.difference(&old).expect("a letter differs");
        assert!(went.len() < 3000 && came.len() < 3000, "{went:?} {came:?}");
        assert_eq!(old.difference(&old.clone()), None);
    }
}
