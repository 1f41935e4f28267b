//! Paragraphs moved elsewhere as a whole, their roles with them: reordering parts and items.

use super::{Document, Edit, Marking};
use crate::text::{Change, Replace, Span};
use std::ops::Range;

impl Document {
    /// The edit by the person at the keyboard that puts the paragraphs `which` before paragraph `to` (of those there are
    /// now; the number of paragraphs puts them last). `None` if that moves nothing or there are no such paragraphs.
    pub fn moving(&self, which: Range<usize>, to: usize, at: i64) -> Option<Edit> {
        let inside = (which.start..=which.end).contains(&to);
        if which.is_empty() || which.end > self.len() || to > self.len() || inside {
            return None;
        }
        let text = self.text();
        let (first, last) = (text.line_span(which.start), text.line_span(which.end - 1));
        let words = text.slice(Span::new(first.start, last.end));
        let marks = Marking::Put(self.marks().strip(Span::new(first.start, last.end)));
        let len = words.len();
        // A line feed goes along, from the side that has one.
        let (put, taken) = if to < which.start {
            let at = text.line_span(to).start;
            let words = format!("{words}\n");
            (Replace { span: Span::at(at), text: words }, Span::new(first.start - 1, last.end))
        } else {
            let at = text.line_span(to - 1).end;
            let words = format!("\n{words}");
            (Replace { span: Span::at(at), text: words }, Span::new(first.start, last.end + 1))
        };
        let now = if to < which.start { put.span.start } else { put.span.start - len };
        let marks = vec![(Span::new(now, now + len), marks)];
        let change = Change::new(vec![put, Replace { span: taken, text: String::new() }]);
        let (from, end) = (which.start.min(to), which.end.max(to));
        let mut roles = self.roles()[from..end].to_vec();
        if to < which.start {
            roles.rotate_right(which.len());
        } else {
            roles.rotate_left(which.len());
        }
        let roles = roles.into_iter().enumerate().map(|(n, role)| (from + n, role)).collect();
        Some(Edit { roles, marks, ..Edit::by_person(change, at) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Author, Role};
    use super::*;
    use crate::text::Lang;

    fn shown(document: &Document) -> Vec<(Role, String)> {
        (0..document.len()).map(|n| (document.roles()[n], document.text().line(n))).collect()
    }

    #[test]
    fn paragraphs_move_with_their_roles_and_back() {
        let parts: Vec<(Role, String)> = [
            (Role::Title, "件名"),
            (Role::Body, ""),
            (Role::Ki, "記"),
            (Role::Item(0), "一"),
            (Role::Item(1), "二"),
            (Role::Ijo, "以上"),
        ]
        .map(|(role, text)| (role, text.to_owned()))
        .to_vec();
        let document = Document::new(Lang::Ja, None, &parts, Author::Form);
        for start in 0..parts.len() {
            for end in start + 1..=parts.len() {
                for to in 0..=parts.len() {
                    let mut moved = document.clone();
                    let Some(edit) = document.moving(start..end, to, 0) else {
                        assert!((start..=end).contains(&to));
                        continue;
                    };
                    moved.apply(edit);
                    let mut wanted = parts.clone();
                    let taken: Vec<_> = wanted.drain(start..end).collect();
                    let at = if to > start { to - taken.len() } else { to };
                    wanted.splice(at..at, taken);
                    assert_eq!(shown(&moved), wanted, "{start}..{end} to {to}");
                    moved.undo(0);
                    assert_eq!(shown(&moved), parts);
                }
            }
        }
        assert!(document.moving(5..9, 0, 0).is_none() && document.moving(0..1, 9, 0).is_none());
    }
}
