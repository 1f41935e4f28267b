//! A text file that can be read in two encodings: which it is in is asked before it is opened.

use super::job::Job;
use super::{App, Ticket};
use crate::format::encodings::Reading;
use std::path::PathBuf;

pub use crate::format::Encoding;

/// The question which encoding a file is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The file.
    pub path: PathBuf,
    /// How it reads, the likeliest first.
    pub readings: Vec<Reading>,
}

impl App {
    /// The file whose encoding is asked for, while it is.
    pub fn doubt(&self) -> Option<&Doubt> {
        self.doubt.as_ref()
    }

    pub(super) fn in_doubt(&mut self, ticket: Ticket, doubt: Doubt) {
        if self.reading == Some(ticket) {
            self.reading = None;
            self.doubt = Some(doubt);
        }
    }

    /// Opens the file in the encoding that was chosen, or not at all.
    pub(super) fn settle_doubt(&mut self, chosen: Option<Encoding>) {
        let Some(Doubt { path, .. }) = self.doubt.take() else { return };
        if chosen.is_some() {
            self.reading = Some(self.send(Job::Read { path, encoding: chosen }));
        }
    }
}
