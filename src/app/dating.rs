//! Dates of the document at hand, in the one calendar or the other.

use super::{App, Level, Notice};
use crate::document::Edit;
use crate::text::dating::{self, Calendar, Dating};
use crate::text::{Lang, Span};

impl App {
    /// Writes the dates of the selection, or of the whole text where nothing is selected, in `calendar`, as one step.
    pub(super) fn write_dates(&mut self, calendar: Calendar) {
        if self.read_only() {
            return;
        }
        let Some(open) = &self.open else { return };
        let span = match open.selection.is_empty() {
            true => Span::new(0, open.document.text().len()),
            false => open.selection,
        };
        let text = open.document.text().slice(span);
        let (change, left) = dating::converting(&text, span.start, calendar);
        let count = change.replaces().len();
        if count > 0 {
            self.edit(Edit::by_person(change, self.now), None);
        }
        let id = if left > 0 { "notice-dates-left" } else { "notice-dates" };
        let level = if left > 0 { Level::Warning } else { Level::Info };
        let notice = Notice::new(level, id).with("count", count.to_string());
        self.tell(if left > 0 { notice.with("left", left.to_string()) } else { notice });
    }

    /// The date the cursor is at, in a Japanese document.
    pub fn date_at_cursor(&self) -> Option<Dating> {
        let open = self.open.as_ref().filter(|open| open.document.lang() == Lang::Ja)?;
        let text = open.document.text();
        let line = text.line_span(text.line_of(open.selection.start));
        // A long line is looked at around the cursor alone.
        let from = text.boundary(line.start.max(open.selection.start.saturating_sub(60)));
        let to = text.boundary(line.end.min(open.selection.start + 60)).max(from);
        dating::at(&text.slice(Span::new(from, to)), open.selection.start - from)
    }
}
