//! Tables as they are read: rows of cells, each cell one text.

use super::{CellProperties, Line, RowProperties, Walk};
use crate::document::tables::{self, MOST_COLUMNS};
use crate::document::{Face, Role};
use crate::format::docx::trace::{CellPlace, RowPlace, TablePlace};
use crate::format::marked::Marked;

/// A row of the outermost table.
#[derive(Default)]
pub(super) struct Row {
    pub order: usize,
    pub cells: Vec<Cell>,
    pub properties: RowProperties,
    pub from: usize,
    pub to: usize,
}

/// A cell of the outermost table, with what stands in tables within it.
#[derive(Default)]
pub(super) struct Cell {
    pub lines: Vec<Line>,
    pub properties: CellProperties,
    pub from: usize,
    pub to: usize,
}

impl Row {
    /// How many columns it covers.
    fn columns(&self) -> usize {
        let cells: usize = self.cells.iter().map(|cell| cell.properties.columns()).sum();
        cells + self.properties.before + self.properties.after
    }
}

impl Walk {
    /// The rows of a table become rows of cells; a single column of somebody else's is no more than a frame.
    pub(super) fn close_table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(|row| !row.properties.gone && !row.cells.is_empty());
        let columns = rows.iter().map(Row::columns).max().unwrap_or(0);
        let ours = || rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines).any(Line::is_cell);
        let number = self.trace.as_mut().map(|trace| {
            trace.tables.push(TablePlace::new(self.table_from..self.here.1));
            trace.tables.len() - 1
        });
        if columns == 1 && !ours() {
            if let Some(trace) = &mut self.trace {
                trace.tables.pop();
            }
            self.lines.extend(rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.lines));
        } else if columns > MOST_COLUMNS {
            self.losses.add("loss-tables", rows.first().map_or(0, |row| row.order));
            for row in rows {
                let mut text = Marked::default();
                for (at, cell) in row.cells.into_iter().enumerate() {
                    text.write(if at > 0 { "\t" } else { "" }, Face::PLAIN);
                    text.append(cell_text(cell));
                }
                text.text.truncate(text.text.trim_end_matches('\t').len());
                self.lines.push(Line { text, table: number, ..Line::new(row.order, Role::Body) });
            }
        } else {
            rows.into_iter().for_each(|row| self.table_row(row, columns, number));
        }
    }

    /// A row of `columns` cells. What a cell covers beyond its first column is an empty cell.
    fn table_row(&mut self, row: Row, columns: usize, number: Option<usize>) {
        let missing = columns - row.columns();
        let RowProperties { before, after, .. } = row.properties;
        let mut order = row.order;
        if before + after + missing > 0 {
            self.losses.add("loss-merged-cells", order + 1);
        }
        let mut place = RowPlace { xml: row.from..row.to, is_plain: before + after + missing == 0, cells: Vec::new() };
        let mut texts = vec![(order, Marked::default(), Vec::new()); before];
        for cell in row.cells {
            order = cell.lines.iter().map(|line| line.order).min().unwrap_or(order);
            let CellProperties { span, continues } = cell.properties;
            if span > 1 || continues {
                self.losses.add("loss-merged-cells", order);
            }
            if cell.lines.iter().filter(|line| !line.text.text.trim().is_empty()).count() > 1 {
                self.losses.add("loss-cell-lines", order);
            }
            let more = cell.properties.columns() - 1;
            let made_of: Vec<usize> = cell.lines.iter().flat_map(|line| line.made_of.clone()).collect();
            place.is_plain &= span <= 1 && !continues;
            place.cells.push(CellPlace { xml: cell.from..cell.to, made_of: made_of.clone() });
            texts.push((order, cell_text(cell), made_of));
            texts.extend(vec![(order, Marked::default(), Vec::new()); more]);
        }
        texts.resize(columns, (order, Marked::default(), Vec::new()));
        for (column, (order, text, made_of)) in texts.into_iter().enumerate() {
            let role = Role::Cell(u8::try_from(column).unwrap_or(u8::MAX));
            self.lines.push(Line { text, made_of, table: number, ..Line::new(order, role) });
        }
        if let Some(table) = number.and_then(|number| self.trace.as_mut()?.tables.get_mut(number)) {
            table.rows.push(place);
        }
    }
}

/// The lines of a text as one.
fn one_line(text: Marked) -> Marked {
    let mut all = Marked::default();
    for line in text.lines() {
        let joined = tables::one_line(&format!("{}\n{}", all.text, line.text));
        // What comes between the two.
        let between = joined.strip_prefix(all.text.as_str()).and_then(|rest| rest.strip_suffix(line.text.as_str()));
        all.write(between.unwrap_or_default(), Face::PLAIN);
        all.append(line);
    }
    all
}

/// Paragraphs of a cell as one text.
fn cell_text(mut cell: Cell) -> Marked {
    cell.lines.sort_by_key(|line| line.order);
    let several = cell.lines.iter().filter(|line| !line.text.text.trim().is_empty()).count() > 1;
    let mut all = Marked::default();
    for Line { mut text, number, .. } in cell.lines {
        if several && text.text.trim().is_empty() {
            continue;
        }
        if let Some(number) = number.filter(|number| !number.bullet) {
            text.prefix(&format!("{} ", number.label));
        }
        let text = one_line(text);
        all.write(if several && !all.text.is_empty() { " " } else { "" }, Face::PLAIN);
        all.append(text);
    }
    all
}
