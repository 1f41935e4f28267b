//! What is done to tables as tables: the commands about rows and columns, and what the editor asks for by keys.

use super::{App, Command, Effect, Open};
use crate::document::tables::{Step, Table};
use crate::text::Span;

/// The table the cursor is in.
pub(super) fn here(open: &Open) -> Option<Table> {
    let document = &open.document;
    document.table_at(document.text().line_of(open.selection.start))
}

impl App {
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
