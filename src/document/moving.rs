//! Paragraphs moved elsewhere as a whole, their roles with them: reordering parts and items.

use super::{Document, Edit, Marking, tables};
use crate::text::{Change, Replace, Span};
use std::ops::Range;

impl Document {
    /// What moves and before which paragraph when `which` is to go before `to`: of tables whole rows, to another place
    /// of the same table; anywhere else the whole table; and nothing goes into the middle of a table but its own rows.
    pub fn whole_rows(&self, which: Range<usize>, to: usize) -> (Range<usize>, usize) {
        let roles = self.roles();
        if which.is_empty() || which.end > self.len() || to > self.len() {
            return (which, to);
        }
        let (head, tail) = (self.table_at(which.start), self.table_at(which.end - 1));
        let mut which = if head == tail {
            tables::row_at(roles, which.start).start..tables::row_at(roles, which.end - 1).end
        } else {
            head.map_or(which.start, |table| table.first)..tail.map_or(which.end, |table| table.cells().end)
        };
        let own = head.filter(|table| head == tail && (table.first..=table.cells().end).contains(&to));
        if let Some(table) = head.filter(|_| head == tail && own.is_none()) {
            which = table.cells();
        }
        let inside = |to: usize| self.table_at(to).filter(|table| to > table.first);
        let to = match (own, (to < self.len()).then(|| inside(to)).flatten()) {
            (Some(table), Some(_)) => {
                let row = table.row(table.place(to).0);
                if row.start == to || to < which.start { row.start } else { row.end }
            }
            (None, Some(table)) => {
                if to < which.start {
                    table.first
                } else {
                    table.cells().end
                }
            }
            (_, None) => to,
        };
        (which, to)
    }

    /// What moves and before which paragraph when the paragraphs `which` go one up or down; `None` at the end.
    pub fn one_step(&self, which: Range<usize>, up: bool) -> Option<(Range<usize>, usize)> {
        let (mut which, _) = self.whole_rows(which.clone(), which.start);
        if let Some(table) = self.table_at(which.start) {
            if up && which.start > table.first {
                let to = which.start - table.columns;
                return Some((which, to));
            }
            if !up && which.end < table.cells().end {
                let to = which.end + table.columns;
                return Some((which, to));
            }
            which.start = which.start.min(table.first);
            which.end = which.end.max(table.cells().end);
        }
        let to = if up {
            let before = which.start.checked_sub(1)?;
            self.table_at(before).map_or(before, |table| table.first)
        } else {
            let after = Some(which.end).filter(|after| *after < self.len())?;
            self.table_at(after).map_or(after + 1, |table| table.cells().end)
        };
        Some((which, to))
    }

    /// The edit by the person at the keyboard that puts the paragraphs `which` before paragraph `to` (of those there are
    /// now; the number of paragraphs puts them last); of tables [`Document::whole_rows`]. `None` if that moves nothing
    /// or there are no such paragraphs. Apply it with [`Document::rearrange`].
    pub fn moving(&self, which: Range<usize>, to: usize, at: i64) -> Option<Edit> {
        let (which, to) = self.whole_rows(which, to);
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
                    moved.rearrange(edit);
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
        assert_eq!(document.one_step(0..2, false), Some((0..2, 3)));
        assert_eq!((document.one_step(0..1, true), document.one_step(5..6, false)), (None, None));
        assert!(document.moving(5..9, 0, 0).is_none() && document.moving(0..1, 9, 0).is_none());
    }

    #[test]
    fn rows_move_within_their_table_and_tables_as_a_whole() {
        let (a, b) = (Role::Cell(0), Role::Cell(1));
        let parts = [(Role::Body, "前"), (a, "1"), (b, "2"), (a, "3"), (b, "4"), (Role::Body, "後")];
        let parts: Vec<(Role, String)> = parts.map(|(role, text)| (role, text.to_owned())).to_vec();
        let document = Document::new(Lang::Ja, None, &parts, Author::Form);
        let check = |which: Range<usize>, to: usize, after: &str| {
            let mut moved = document.clone();
            match document.moving(which.clone(), to, 0) {
                Some(edit) => moved.rearrange(edit),
                None => assert_eq!(after, "前1234後"),
            }
            assert_eq!(moved.text().to_string().replace('\n', ""), after, "{which:?} to {to}");
            let cell = |n: usize| shown(&moved)[n].0;
            let first = (0..6).position(|n| cell(n) == a).unwrap();
            assert_eq!([cell(first + 1), cell(first + 2), cell(first + 3)], [b, a, b]);
        };
        check(4..5, 2, "前3412後");
        check(1..2, 4, "前3412後");
        check(1..3, 5, "前3412後");
        check(1..3, 2, "前1234後");
        check(3..4, 0, "1234前後");
        check(2..3, 6, "前後1234");
        check(5..6, 3, "前後1234");
        check(0..1, 2, "1234前後");
        check(0..3, 6, "後前1234");
        assert_eq!(document.one_step(4..5, true), Some((3..5, 1)));
        assert_eq!(document.one_step(1..2, true), Some((1..5, 0)));
        assert_eq!(document.one_step(5..6, true), Some((5..6, 1)));
        assert_eq!(document.one_step(0..1, false), Some((0..1, 5)));
    }
}
