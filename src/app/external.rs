//! Text that was made elsewhere: by a service on another terminal that the office allows, or by a colleague. It is
//! brought by hand and gets what every suggestion gets: a difference to decide on, the fact guard, a record.

use super::laying::hunk;
use super::notice::{Level, Notice};
use super::{App, Panel, engine};
use crate::assistant::tidy::Tidy;
use crate::document::{Author, Run, Suggestion};
use crate::text::Span;

/// How records write that a text was made elsewhere.
pub const EXTERNAL: &str = "external";

impl App {
    /// Proposes `text`, which was made `from` elsewhere: as another version of the selection (of the whole document
    /// where nothing is selected), or as new paragraphs behind the cursor.
    pub(super) fn take_in(&mut self, text: &str, from: &str, instead: bool) {
        let Some(open) = &self.open else { return };
        // What models leave around an answer goes; every other character stays as it came.
        let mut tidy = Tidy::default();
        let pieces = [tidy.push(text), tidy.finish()];
        let text: String = pieces.into_iter().map(|shown| shown.text).collect();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let document = open.document.text();
        let hunks = if instead {
            let all = Span::new(0, document.len());
            let span = if open.selection.is_empty() { all } else { open.selection };
            let old = document.slice(span);
            // A copied text ends in line feeds that the passage it stands for does not have.
            let text = if old.ends_with('\n') { text.as_str() } else { text.trim_end_matches('\n') };
            Suggestion::rewrite(Author::Form, span, &old, text).hunks
        } else {
            let line = document.line_span(document.line_of(open.selection.end));
            let prose = engine::paragraphs(&text).join("\n");
            let new = if line.is_empty() || prose.is_empty() { prose } else { format!("\n{prose}") };
            if new.is_empty() { Vec::new() } else { vec![hunk(Span::at(line.end), String::new(), new)] }
        };
        if hunks.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-same-text"));
        }
        self.panel = Panel::Assistant;
        let engine = from.trim().to_owned();
        let run = Run { engine, model: String::new(), task: EXTERNAL.to_owned(), at: self.now, complete: true };
        self.propose(hunks, run, "");
    }
}
