//! Consent to a file that cannot hold all of the document: what it would lose is told before anything is written, once for
//! each kind of loss.

use super::{App, Command, Level, Notice};
use crate::format::Loss;
use std::path::PathBuf;

/// What waits for a person to agree.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The file that would be written.
    pub path: PathBuf,
    /// What it would not hold.
    pub losses: Vec<Notice>,
    ids: Vec<&'static str>,
}

/// What a person answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Write it all the same.
    Save,
    /// Under another name.
    Elsewhere,
    /// Write nothing.
    Cancel,
}

impl App {
    /// What a file would lose, while a person is asked about it.
    pub fn asks_consent(&self) -> Option<&Asked> {
        self.consent.as_ref()
    }

    pub(super) fn ask_consent(&mut self, path: PathBuf, losses: &[Loss]) {
        let ids = losses.iter().map(|loss| loss.id).collect();
        let losses = losses.iter().map(|loss| Notice::of(Level::Warning, loss)).collect();
        self.consent = Some(Asked { path, losses, ids });
    }

    pub(super) fn consent(&mut self, answer: Answer) {
        let Some(Asked { path, ids, .. }) = self.consent.take() else { return };
        match answer {
            Answer::Save => {
                if let Some(open) = &mut self.open {
                    open.agreed.extend(ids);
                }
                self.save_to(path, false);
            }
            Answer::Elsewhere => self.run(Command::SaveAs),
            // Who was about to leave stays.
            Answer::Cancel => self.waiting = None,
        }
    }
}
