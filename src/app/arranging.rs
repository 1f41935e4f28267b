//! What is done to paragraphs and tables as a whole: paragraphs put elsewhere, rows and columns made and removed.

use super::{App, Command, Effect, Open};
use crate::document::tables::{Step, Table};
use crate::text::Span;

/// The table the cursor is in.
pub(super) fn here(open: &Open) -> Option<Table> {
    let document = &open.document;
    document.table_at(document.text().line_of(open.selection.start))
}

impl App {
    /// Puts paragraphs elsewhere; they are shown where they went.
    pub(super) fn move_paragraphs(&mut self, which: std::ops::Range<usize>, to: usize) {
        let Some(open) = &self.open else { return };
        let (which, to) = open.document.whole_rows(which, to);
        let Some(edit) = open.document.moving(which.clone(), to, self.now) else { return };
        let selection = open.selection;
        let text = open.document.text();
        // How far the caret stood in what moved.
        let inside = selection.start.checked_sub(text.line_span(which.start).start);
        let inside = inside.filter(|_| selection.start <= text.line_span(which.end - 1).end);
        self.rearrange(edit);
        let first = if to > which.start { to - which.len() } else { to };
        if let Some(open) = &self.open {
            let at = open.document.text().line_span(first).start + inside.unwrap_or(0);
            self.effects.push(Effect::Show(Span::new(at, at + if inside.is_some() { selection.len() } else { 0 })));
        }
    }

    /// Moves the selected paragraphs one up or down.
    pub(super) fn move_selected(&mut self, up: bool) {
        let Some(open) = &self.open else { return };
        let text = open.document.text();
        let which = text.line_of(open.selection.start)..text.line_of(open.selection.end) + 1;
        if let Some((which, to)) = open.document.one_step(which, up) {
            self.move_paragraphs(which, to);
        }
    }

    /// Does `step` where `at` begins and puts the cursor where it goes on.
    pub(super) fn table(&mut self, step: &Step, at: Span) {
        let Some(open) = &self.open else { return };
        if at.end > open.document.text().len() {
            return;
        }
        let Some((edit, caret)) = open.document.tabling(step, at, self.now) else { return };
        self.rearrange(edit);
        self.effects.push(Effect::Show(Span::at(caret)));
        self.effects.push(Effect::Focus);
    }

    /// Does what `command` says to the table the cursor is in.
    pub(super) fn table_command(&mut self, command: Command) {
        let step = match command {
            Command::RowAbove => Step::RowAbove,
            Command::RowBelow => Step::RowBelow,
            Command::ColumnLeft => Step::ColumnLeft,
            Command::ColumnRight => Step::ColumnRight,
            Command::DeleteRows => Step::DeleteRows,
            Command::DeleteColumns => Step::DeleteColumns,
            Command::DeleteTable => Step::Delete,
            _ => return,
        };
        if let Some(at) = self.open.as_ref().map(|open| open.selection) {
            self.table(&step, at);
        }
    }
}
