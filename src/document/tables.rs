//! Simple tables. A table is no container but a run of paragraphs that are cells ([`Role::Cell`]), row by row: so the
//! cursor, search, undo and the rules go through it as through any other text.
//!
//! A cell is one paragraph and never holds a line feed. What is typed, pasted, replaced or accepted keeps tables whole
//! ([`fitted`]): line feeds put into a cell become spaces, and what is deleted over several cells empties them. Only
//! what is done to a table as a table ([`Step`]) makes or removes cells. Rows of one length that follow each other are
//! one table; two tables side by side have a paragraph in between, or rows of different lengths.

use super::{Document, Edit, Role, sheet};
use crate::text::{Change, Replace, Span, Text};
use std::ops::Range;

/// Most columns of a table: more than Word takes is of no use to anybody.
pub const MOST_COLUMNS: usize = 63;
/// Most rows a table is made with; more can be added.
pub const MOST_ROWS: usize = 200;
/// Columns are as wide as the first so many rows want them.
pub const LOOKED_AT: usize = 200;
/// The space on both sides of a cell's text, in half-width characters.
pub const PADDING: usize = 2;

/// A table: which paragraphs it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// The paragraph of its first cell.
    pub first: usize,
    /// How many rows it has, at least one.
    pub rows: usize,
    /// How many cells each row has, at least one.
    pub columns: usize,
}

impl Table {
    /// The paragraphs that are its cells, row by row.
    pub fn cells(&self) -> Range<usize> {
        self.first..self.first + self.rows * self.columns
    }

    /// The paragraph of the cell in row `row` and column `column`, both from 0.
    pub fn cell(&self, row: usize, column: usize) -> usize {
        self.first + row * self.columns + column
    }

    /// Row and column, from 0, of the cell that is paragraph `index`.
    ///
    /// # Panics
    /// If that is before the table.
    pub fn place(&self, index: usize) -> (usize, usize) {
        let inside = index - self.first;
        (inside / self.columns, inside % self.columns)
    }

    /// The paragraphs of row `row`.
    pub fn row(&self, row: usize) -> Range<usize> {
        self.cell(row, 0)..self.cell(row + 1, 0)
    }
}

/// Whether paragraph `index` begins a row.
fn begins(roles: &[Role], index: usize) -> bool {
    match roles[index] {
        Role::Cell(0) => true,
        Role::Cell(_) => index == 0 || !roles[index - 1].is_cell(),
        _ => false,
    }
}

/// The cells of the row that paragraph `index` stands in; of a paragraph that is no cell, it alone.
///
/// # Panics
/// If there is no such paragraph.
pub fn row_at(roles: &[Role], index: usize) -> Range<usize> {
    if !roles[index].is_cell() {
        return index..index + 1;
    }
    let mut start = index;
    while !begins(roles, start) {
        start -= 1;
    }
    let mut end = index + 1;
    while end < roles.len() && roles[end].is_cell() && !begins(roles, end) {
        end += 1;
    }
    start..end
}

/// The table that paragraph `index` is a cell of, if it is one.
///
/// # Panics
/// If there is no such paragraph.
pub fn at(roles: &[Role], index: usize) -> Option<Table> {
    roles[index].is_cell().then_some(())?;
    let row = row_at(roles, index);
    let (mut first, mut end, columns) = (row.start, row.end, row.len());
    while let Some(above) = first.checked_sub(1).filter(|above| roles[*above].is_cell()) {
        let above = row_at(roles, above);
        if above.len() != columns {
            break;
        }
        first = above.start;
    }
    while end < roles.len() && roles[end].is_cell() {
        let below = row_at(roles, end);
        if below.len() != columns {
            break;
        }
        end = below.end;
    }
    Some(Table { first, rows: (end - first) / columns, columns })
}

/// Makes the columns of cells among `roles` count from 0: cell after cell in each row. What is no cell stays.
pub(super) fn settle(before: Option<Role>, roles: &mut [Role]) {
    let mut prev = before;
    for role in roles {
        if let Role::Cell(column) = *role {
            let follows = prev.is_some_and(|prev| column > 0 && prev == Role::Cell(column - 1));
            if column > 0 && !follows {
                *role = match prev {
                    Some(Role::Cell(last)) => Role::Cell(last.saturating_add(1)),
                    _ => Role::Cell(0),
                };
            }
        }
        prev = Some(*role);
    }
}

/// How wide `text` wants to be, in half-width characters; Word sets a quarter of a full-width one between Japanese and
/// Latin.
pub fn breadth(text: &str) -> usize {
    sheet::width(text).div_ceil(sheet::CHARACTER / 2)
}

/// How wide the columns of a table are that is `total` half-width characters wide, from the longest text of each
/// ([`breadth`]): of one width as long as every text has room in that, else those that need more take it from those
/// that need less, little by little.
pub fn widths(longest: &[usize], total: usize) -> Vec<usize> {
    let columns = longest.len().max(1);
    let share = total as f64 / columns as f64;
    let least = (6.0 + PADDING as f64).min(share);
    let wanted: Vec<f64> = longest.iter().map(|n| ((n + PADDING) as f64).max(least)).collect();
    let need: f64 = wanted.iter().map(|w| (w - share).max(0.0)).sum();
    let spare: f64 = wanted.iter().map(|w| (share - w).max(0.0)).sum();
    let moved = need.min(spare);
    let width = |wanted: f64| {
        if wanted > share {
            share + (wanted - share) * moved / need
        } else if moved > 0.0 {
            share - (share - wanted) * moved / spare
        } else {
            share
        }
    };
    // Edges are rounded, not widths, so that they add up.
    let mut edge = 0.0;
    let mut last = 0;
    let edges = wanted.iter().map(|w| {
        edge += width(*w);
        let at = edge.round() as usize;
        at - std::mem::replace(&mut last, at)
    });
    edges.collect()
}

/// The longest text of each column of `table`, `breadth_of` telling the [`breadth`] of a paragraph.
pub fn longest(table: &Table, mut breadth_of: impl FnMut(usize) -> usize) -> Vec<usize> {
    let mut longest = vec![0; table.columns];
    for index in table.cells().take(LOOKED_AT * table.columns) {
        let column = &mut longest[(index - table.first) % table.columns];
        *column = breadth_of(index).max(*column);
    }
    longest
}

/// `text` without line feeds, for the inside of a cell: between Japanese lines stands nothing, between others a space.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for piece in text.split('\n').map(|piece| piece.trim_end_matches('\r')).filter(|piece| !piece.is_empty()) {
        if let Some((last, first)) = line.chars().next_back().zip(piece.chars().next())
            && !last.is_whitespace()
            && !first.is_whitespace()
            && (last.is_ascii() || first.is_ascii())
        {
            line.push(' ');
        }
        line.push_str(piece);
    }
    line
}

/// `change` of `text` as tables allow it: see the module. What touches no line feed of a table stays as it is.
pub fn fitted(text: &Text, roles: &[Role], change: Change) -> Change {
    let lines = |r: &Replace| (text.line_of(r.span.start), text.line_of(r.span.end));
    let cuts = |r: &Replace| {
        let (from, to) = lines(r);
        (from < to || r.text.contains('\n')) && roles[from..=to].iter().any(|role| role.is_cell())
    };
    if !change.replaces().iter().any(cuts) {
        return change;
    }
    let mut fitted = Vec::with_capacity(change.replaces().len());
    for r in change.replaces() {
        let own = fitted.len();
        if !cuts(r) {
            fitted.push(r.clone());
            continue;
        }
        let (from, to) = lines(r);
        let (head, tail) = (at(roles, from), at(roles, to));
        if head.is_some() && head == tail {
            empty(text, from..to + 1, r.span, &mut fitted);
            insert(r.span.start, one_line(&r.text), own, &mut fitted);
            continue;
        }
        // A table that is taken whole goes with what stands beside it; of others only the words go.
        let covers = |table: &Table| {
            let cells = table.cells();
            r.span.start <= text.line_span(cells.start).start && text.line_span(cells.end - 1).end <= r.span.end
        };
        let head = head.filter(|table| tail.is_some() || !covers(table));
        let tail = tail.filter(|table| head.is_some() || !covers(table));
        let start = head.map_or(r.span.start, |table| text.line_span(table.cells().end).start);
        let end = tail.map_or(r.span.end, |table| text.line_span(table.first - 1).end);
        if let Some(table) = head {
            empty(text, from..table.cells().end, r.span, &mut fitted);
            insert(r.span.start, one_line(&r.text), own, &mut fitted);
        }
        let words = if head.is_some() { String::new() } else { r.text.clone() };
        fitted.push(Replace { span: Span::new(start.min(end), end), text: words });
        if let Some(table) = tail {
            empty(text, table.first..to + 1, r.span, &mut fitted);
        }
    }
    Change::new(fitted)
}

/// Takes the words in `span` out of each of `paragraphs`.
fn empty(text: &Text, paragraphs: Range<usize>, span: Span, out: &mut Vec<Replace>) {
    for index in paragraphs {
        let cell = text.line_span(index);
        let gone = Span { start: cell.start.max(span.start), end: cell.end.min(span.end) };
        if gone.start < gone.end {
            out.push(Replace { span: gone, text: String::new() });
        }
    }
}

/// Puts `words` at `at`, in place of what goes there by the replacements from number `own` on.
fn insert(at: usize, words: String, own: usize, out: &mut Vec<Replace>) {
    match out[own..].iter_mut().find(|r| r.span.start == at) {
        Some(there) => there.text = words,
        None => out.push(Replace { span: Span::at(at), text: words }),
    }
}

/// What can be done to a table as a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Make one after the paragraph of the cursor, or in its place if it is empty.
    Insert {
        /// How many rows, at least one.
        rows: usize,
        /// How many cells in each, at least one.
        columns: usize,
    },
    /// Add a row above that of the cursor.
    RowAbove,
    /// Add a row below it.
    RowBelow,
    /// Add a column left of that of the cursor.
    ColumnLeft,
    /// Add a column right of it.
    ColumnRight,
    /// Remove the rows the selection reaches into.
    DeleteRows,
    /// Remove the columns it reaches into.
    DeleteColumns,
    /// Remove the table.
    Delete,
    /// Go on below the last row: in a new row, or, if the last one is empty, behind the table in its place.
    Down,
    /// Make a paragraph before a table that the document begins with.
    Before,
    /// Put these words, cells set apart by tabs and rows by line feeds as spreadsheets copy them, into the cells from
    /// that of the cursor on. Rows are added where there are too few; what is beyond the last column joins it.
    Fill(String),
}

/// The words of `span` as they are copied: the cells of a row set apart by tabs.
pub fn copied(text: &Text, roles: &[Role], span: Span) -> String {
    let (from, to) = (text.line_of(span.start), text.line_of(span.end));
    if !roles[from..=to].iter().any(|role| role.is_cell()) {
        return text.slice(span);
    }
    let mut words = String::new();
    for index in from..=to {
        if index > from {
            let beside = roles[index].is_cell() && !begins(roles, index);
            words.push(if beside { '\t' } else { '\n' });
        }
        let line = text.line_span(index);
        words.push_str(&text.slice(Span { start: line.start.max(span.start), end: line.end.min(span.end) }));
    }
    words
}

/// Whether `words` are cells of a spreadsheet rather than running text.
pub fn is_grid(words: &str) -> bool {
    words.contains('\t') || words.trim_end_matches('\n').contains('\n') && words.ends_with('\n')
}

impl Document {
    /// The table that paragraph `index` is a cell of, if it is one.
    ///
    /// # Panics
    /// If there is no such paragraph.
    pub fn table_at(&self, index: usize) -> Option<Table> {
        at(self.roles(), index)
    }

    /// The edit by the person at the keyboard that does `step` where `selection` begins, and where the cursor stands
    /// then. Apply it with [`Document::rearrange`]. `None` where there is nothing to do it to.
    pub fn tabling(&self, step: &Step, selection: Span, at: i64) -> Option<(Edit, usize)> {
        let (text, roles) = (self.text(), self.roles());
        let here = text.line_of(selection.start);
        let line = |index: usize| text.line_span(index);
        if let Step::Insert { rows, columns } = *step {
            let (rows, columns) = (rows.clamp(1, MOST_ROWS), columns.clamp(1, MOST_COLUMNS));
            return (!roles[here].is_cell()).then(|| self.inserting(here, rows, columns, at));
        }
        let table = self.table_at(here)?;
        let (row, column) = table.place(here);
        // Where the selection leaves the table, it is taken to its end.
        let there = text.line_of(selection.end).min(table.cells().end - 1);
        let (last_row, other) = table.place(there);
        let (left, right) = (column.min(other), column.max(other));
        let Table { rows, columns, first } = table;
        match step {
            Step::Insert { .. } => None,
            Step::RowAbove => {
                let start = line(table.cell(row, 0)).start;
                let change = Change::insert(start, "\n".repeat(columns));
                Some((self.shaped(change, first, rows + 1, columns, at), start))
            }
            Step::RowBelow => {
                let end = line(table.cell(last_row, columns - 1)).end;
                let change = Change::insert(end, "\n".repeat(columns));
                Some((self.shaped(change, first, rows + 1, columns, at), end + 1))
            }
            Step::ColumnLeft | Step::ColumnRight if columns < MOST_COLUMNS => {
                let places = (0..rows).map(|row| match step {
                    Step::ColumnLeft => line(table.cell(row, left)).start,
                    _ => line(table.cell(row, right)).end,
                });
                let places: Vec<usize> = places.collect();
                let caret = places[row] + row + usize::from(*step == Step::ColumnRight);
                let new = |at| Replace { span: Span::at(at), text: "\n".to_owned() };
                let change = Change::new(places.into_iter().map(new).collect());
                Some((self.shaped(change, first, rows, columns + 1, at), caret))
            }
            Step::ColumnLeft | Step::ColumnRight => None,
            Step::DeleteRows if last_row + 1 - row < rows => {
                Some(self.without(table.cell(row, 0)..table.cell(last_row + 1, 0), at))
            }
            Step::DeleteColumns if right + 1 - left < columns => {
                let gone = |row: usize| {
                    let (from, to) = (line(table.cell(row, left)), line(table.cell(row, right)));
                    // A line feed goes along, from the side that stays.
                    let span =
                        if left > 0 { Span::new(from.start - 1, to.end) } else { Span::new(from.start, to.end + 1) };
                    Replace { span, text: String::new() }
                };
                let change = Change::new((0..rows).map(gone).collect());
                let edit = self.shaped(change, first, rows, columns - (right + 1 - left), at);
                let beside = line(table.cell(row, if left > 0 { left - 1 } else { right + 1 })).start;
                let caret = edit.change.map(beside, crate::text::Assoc::Before);
                Some((edit, caret))
            }
            Step::DeleteRows | Step::DeleteColumns | Step::Delete => Some(self.without(table.cells(), at)),
            Step::Down => {
                let last = table.row(rows - 1);
                let end = line(last.end - 1).end;
                let empty = rows > 1 && line(last.start).start + columns - 1 == end;
                if !empty {
                    let change = Change::insert(end, "\n".repeat(columns));
                    let edit = self.shaped(change, first, rows + 1, columns, at);
                    return Some((edit, end + column + 1));
                }
                if roles.get(last.end).is_some_and(|next| !next.is_cell()) {
                    return Some(self.without(last, at));
                }
                // The row becomes the paragraph to go on in.
                let start = line(last.start).start;
                let change = Change::delete(Span::new(start, end));
                let roles = vec![(last.start, Role::Body)];
                Some((Edit { roles, ..Edit::by_person(change, at) }, start))
            }
            Step::Before => {
                let change = Change::insert(line(first).start, "\n");
                let mut edit = self.shaped(change, first + 1, rows, columns, at);
                edit.roles.insert(0, (first, Role::Body));
                Some((edit, line(first).start))
            }
            Step::Fill(words) => Some(self.filling(&table, (row, column), words, at)),
        }
    }

    /// An edit after which there is a table of `rows` and `columns` from paragraph `first` on.
    fn shaped(&self, change: Change, first: usize, rows: usize, columns: usize, at: i64) -> Edit {
        let column = |n: usize| Role::Cell(u8::try_from(n % columns).unwrap_or(u8::MAX));
        let roles = (0..rows * columns).map(|n| (first + n, column(n))).collect();
        Edit { roles, ..Edit::by_person(change, at) }
    }

    fn inserting(&self, here: usize, rows: usize, columns: usize, at: i64) -> (Edit, usize) {
        let (text, roles) = (self.text(), self.roles());
        let cells = rows * columns;
        let after_table = here > 0 && roles[here - 1].is_cell();
        let in_place = text.line_span(here).is_empty() && !after_table;
        // There is always a paragraph behind it to go on in.
        let behind = roles.get(here + 1).is_none_or(|next| next.is_cell());
        let feeds = cells + usize::from(behind) - usize::from(in_place);
        let start = text.line_span(here).end;
        let first = here + usize::from(!in_place);
        let mut edit = self.shaped(Change::insert(start, "\n".repeat(feeds)), first, rows, columns, at);
        if !in_place {
            edit.roles.insert(0, (here, roles[here]));
        }
        if behind {
            edit.roles.push((first + cells, Role::Body));
        }
        (edit, start + usize::from(!in_place))
    }

    /// The edit by the person at the keyboard that puts `parts`, tables among them, behind paragraph `here`, or behind the
    /// table it is in, and where the cursor stands then. Apply it with [`Document::rearrange`].
    pub fn placing(&self, parts: &[(Role, String)], here: usize, at: i64) -> (Edit, usize) {
        let (text, roles) = (self.text(), self.roles());
        let here = self.table_at(here).map_or(here, |table| table.cells().end - 1);
        let cell = |part: Option<&(Role, String)>| part.is_some_and(|(role, _)| role.is_cell());
        let in_place = text.line_span(here).is_empty()
            && !roles[here].is_cell()
            && !(cell(parts.first()) && here > 0 && roles[here - 1].is_cell());
        let mut all = parts.to_vec();
        // Two tables would be one, and there is always a paragraph behind one to go on in.
        if roles[here].is_cell() && cell(parts.first()) {
            all.insert(0, (Role::Body, String::new()));
        }
        if cell(all.last()) && roles.get(here + 1).is_none_or(|next| next.is_cell()) {
            all.push((Role::Body, String::new()));
        }
        let lines: Vec<&str> = all.iter().map(|(_, line)| line.as_str()).collect();
        let start = text.line_span(here).end;
        let words = if in_place { lines.join("\n") } else { format!("\n{}", lines.join("\n")) };
        let first = here + usize::from(!in_place);
        let kept = (!in_place).then_some((here, roles[here]));
        let new = all.iter().enumerate().map(|(at, (role, _))| (first + at, *role));
        let edit =
            Edit { roles: kept.into_iter().chain(new).collect(), ..Edit::by_person(Change::insert(start, words), at) };
        (edit, start + usize::from(!in_place))
    }

    /// The edit that takes the paragraphs `gone` out altogether, and where the cursor stands then.
    fn without(&self, gone: Range<usize>, at: i64) -> (Edit, usize) {
        let (text, roles) = (self.text(), self.roles());
        let (start, end) = (text.line_span(gone.start).start, text.line_span(gone.end - 1).end);
        // A line feed goes along, from the side that has one.
        let (span, kept, caret) = if gone.end < self.len() {
            (Span::new(start, end + 1), (gone.start, roles[gone.end]), start)
        } else if gone.start > 0 {
            let before = text.line_span(gone.start - 1);
            let caret = if roles[gone.start - 1].is_cell() { before.start } else { before.end };
            (Span::new(before.end, end), (gone.start - 1, roles[gone.start - 1]), caret)
        } else {
            (Span::new(start, end), (0, Role::Body), 0)
        };
        (Edit { roles: vec![kept], ..Edit::by_person(Change::delete(span), at) }, caret)
    }

    fn filling(&self, table: &Table, (row, column): (usize, usize), words: &str, at: i64) -> (Edit, usize) {
        let text = self.text();
        let room = table.columns - column;
        let mut lines = grid(words);
        for line in &mut lines {
            // What is beyond the last column joins it.
            if line.len() > room {
                let more = line.split_off(room - 1);
                line.push(more.join(" "));
            }
        }
        let fitting = table.rows - row;
        let mut replaces = Vec::new();
        let mut caret = 0;
        for (down, line) in lines.iter().take(fitting).enumerate() {
            for (right, words) in line.iter().enumerate() {
                let span = text.line_span(table.cell(row + down, column + right));
                caret = span.end;
                replaces.push(Replace { span, text: words.clone() });
            }
        }
        let mut more = String::new();
        let new_rows = lines.len().saturating_sub(fitting);
        for line in lines.iter().skip(fitting) {
            for n in 0..table.columns {
                more.push('\n');
                more.push_str(n.checked_sub(column).and_then(|n| line.get(n)).map_or("", String::as_str));
            }
        }
        let end = text.line_span(table.cells().end - 1).end;
        match replaces.last_mut().filter(|last| last.span.end == end) {
            Some(last) => last.text.push_str(&more),
            None => replaces.push(Replace { span: Span::at(end), text: more.clone() }),
        }
        let change = Change::new(replaces);
        let edit = self.shaped(change, table.first, table.rows + new_rows, table.columns, at);
        let caret = if new_rows > 0 {
            // The last line of what was added, up to where its words end.
            let blank = table.columns - (column + lines.last().map_or(1, Vec::len)).min(table.columns);
            edit.change.map(end, crate::text::Assoc::After) - blank
        } else {
            edit.change.map(caret, crate::text::Assoc::After)
        };
        (edit, caret)
    }
}

/// Rows and cells of what a spreadsheet copies: a cell with a line feed, a tab or a quotation mark in it stands in
/// quotation marks, those within doubled.
fn grid(words: &str) -> Vec<Vec<String>> {
    let words = words.strip_suffix('\n').unwrap_or(words);
    let mut rows = vec![Vec::new()];
    let mut rest = words;
    loop {
        let (cell, after) = quoted(rest).unwrap_or_else(|| {
            let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        });
        if let Some(row) = rows.last_mut() {
            row.push(one_line(&cell));
        }
        match after.chars().next() {
            None => return rows,
            Some('\n') => rows.push(Vec::new()),
            Some(_) => {}
        }
        rest = &after[1..];
    }
}

/// The cell in quotation marks that `rest` begins with, and what follows it.
fn quoted(rest: &str) -> Option<(String, &str)> {
    let inside = rest.strip_prefix('"')?;
    let mut cell = String::new();
    let mut from = 0;
    loop {
        let at = from + inside[from..].find('"')?;
        cell.push_str(&inside[from..at]);
        let after = &inside[at + 1..];
        if after.starts_with('"') {
            cell.push('"');
            from = at + 2;
            continue;
        }
        return (after.is_empty() || after.starts_with(['\t', '\n'])).then_some((cell, after));
    }
}

#[cfg(test)]
mod tests;
