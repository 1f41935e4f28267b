//! Printing through the system. The document goes out as a finished PDF, so that paper and preview are the same. Where the
//! system has a queue for PDF files (`lp`, on Linux and macOS), it goes to the printer that is chosen; everywhere it can be
//! opened in the system's own program for PDF files, whose printing is used then. Windows has no queue that takes PDF.
//!
//! The file lies in a folder of the program's own, for its owner alone, and is taken away as soon as the queue has it,
//! and else when the program begins or prints again.

use super::annotated::annotated;
use super::job::Job;
use super::notice::{Level, Notice};
use super::settings::Dirs;
use super::{App, Report, Ticket, files};
use crate::document::Document;
use crate::format::{self, Kind, Source};
use crate::store::audit::EventKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The most copies that can be asked for.
pub const MOST_COPIES: u32 = 99;

/// How a document can be printed here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printers {
    /// The queues of the system that take PDF files; none where there is no `lp`.
    pub names: Vec<String>,
    /// The one the system would take.
    pub usual: Option<String>,
}

/// The question how to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printing {
    /// The printers are being looked for.
    Looking(Ticket),
    /// They are known.
    Known(Printers),
    /// The document is on its way.
    Sending(Ticket),
}

/// Where a document is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Into this queue.
    Queue {
        /// Its name.
        printer: String,
        /// How many copies.
        copies: u32,
        /// Whether on both sides of the paper.
        both_sides: bool,
    },
    /// Into the system's program for PDF files.
    Program,
}

impl App {
    /// How the document is to be printed, while that is asked.
    pub fn printing(&self) -> Option<&Printing> {
        self.previewing.printing.as_ref()
    }

    pub(super) fn ask_printing(&mut self) {
        if self.open.is_none() || !self.may_export() {
            return;
        }
        let ticket = self.send(Job::FindPrinters);
        self.previewing.printing = Some(Printing::Looking(ticket));
    }

    pub(super) fn leave_printing(&mut self) {
        self.previewing.printing = None;
    }

    pub(super) fn found_printers(&mut self, ticket: Ticket, printers: Printers) {
        if self.previewing.printing == Some(Printing::Looking(ticket)) {
            self.previewing.printing = Some(Printing::Known(printers));
        }
    }

    pub(super) fn print(&mut self, to: Destination, comments: bool) {
        if !matches!(self.previewing.printing, Some(Printing::Known(_))) || !self.may_export() {
            return;
        }
        let Some(open) = &self.open else { return };
        let mut document = Box::new(self.outgoing(&open.document));
        if comments {
            *document = annotated(&document, &self.tr, |at| super::day(at).iso());
        }
        let name = open.file_stem().unwrap_or_else(|| self.tr.text("untitled"));
        let ticket = self.send(Job::Print { document, name, to, dirs: self.dirs.clone() });
        self.previewing.printing = Some(Printing::Sending(ticket));
    }

    pub(super) fn printed(&mut self, ticket: Ticket, to: Destination) {
        if self.previewing.printing == Some(Printing::Sending(ticket)) {
            self.previewing.printing = None;
        }
        let event = self.event(EventKind::Export).text("format", "pdf").text("to", "printer");
        self.send(Job::Log(vec![event]));
        let notice = match to {
            Destination::Queue { printer, .. } => Notice::new(Level::Info, "notice-printed").with("printer", printer),
            Destination::Program => Notice::new(Level::Info, "notice-print-opened"),
        };
        self.tell(notice);
    }

    /// A job failed: if it was one of printing, there is nothing more to wait for.
    pub(super) fn printing_failed(&mut self, ticket: Ticket) {
        if matches!(&self.previewing.printing, Some(Printing::Looking(t) | Printing::Sending(t)) if *t == ticket) {
            self.previewing.printing = None;
        }
    }
}

fn folder(dirs: &Dirs) -> PathBuf {
    dirs.data_dir.join("printing")
}

/// Takes away what earlier printing left.
pub(super) fn tidy(dirs: &Dirs) {
    // One that a viewer holds open stays until the next time.
    let Ok(listed) = std::fs::read_dir(folder(dirs)) else { return };
    listed.flatten().for_each(|entry| drop(std::fs::remove_file(entry.path())));
}

/// The queues that take PDF files.
pub(super) fn printers() -> Printers {
    if cfg!(windows) {
        return Printers::default();
    }
    let said = |arguments: &[&str]| {
        let output = Command::new("lpstat").args(arguments).env("LC_ALL", "C").stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let names = said(&["-e"]).unwrap_or_default();
    let names: Vec<String> = names.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let usual = said(&["-d"]).and_then(|line| Some(line.rsplit_once(": ")?.1.trim().to_owned()));
    let usual = usual.filter(|name| names.contains(name)).or_else(|| names.first().cloned());
    Printers { names, usual }
}

/// Prints `document`, called `name`.
pub(super) fn print(document: &Document, name: &str, to: Destination, dirs: &Dirs) -> Result<Report, Notice> {
    let written = format::write(document, &Source::new(Kind::Pdf)).map_err(|e| Notice::error(&e))?;
    tidy(dirs);
    let folder = folder(dirs);
    dirs.create().map_err(|e| Notice::error(&e))?;
    std::fs::create_dir_all(&folder).map_err(|e| Notice::error(&files::FileError::writing(&folder, &e)))?;
    let mut path = folder.join(format!("{name}.pdf"));
    let mut number = 2;
    while path.exists() {
        path = folder.join(format!("{name}-{number}.pdf"));
        number += 1;
    }
    files::create_private(&path, &written.bytes, false).map_err(|e| Notice::error(&e))?;
    match &to {
        Destination::Queue { printer, copies, both_sides } => {
            let sent = queue(&path, name, printer, *copies, *both_sides);
            // The queue has its own copy.
            drop(std::fs::remove_file(&path));
            sent?;
        }
        Destination::Program => open::that_detached(&path)
            .map_err(|error| Notice::new(Level::Error, "error-print-program").with("cause", error.to_string()))?,
    }
    Ok(Report::Printed { to })
}

fn queue(path: &Path, name: &str, printer: &str, copies: u32, both_sides: bool) -> Result<(), Notice> {
    let failed = |cause: String| {
        Notice::new(Level::Error, "error-print-queue").with("printer", printer.to_owned()).with("cause", cause)
    };
    let sides = if both_sides { "sides=two-sided-long-edge" } else { "sides=one-sided" };
    let output = Command::new("lp")
        .args(["-d", printer, "-n", &copies.clamp(1, MOST_COPIES).to_string(), "-o", sides, "-t", name, "--"])
        .arg(path)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Author;
    use crate::text::Lang;

    #[test]
    fn a_queue_that_is_not_there_is_told_and_no_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let dirs = Dirs::find(Some(folder.path().to_owned())).unwrap();
        let document = Document::from_text(Lang::Ja, "訓練について", Author::Person);
        let to = Destination::Queue { printer: "no-such-printer-here".to_owned(), copies: 1, both_sides: true };
        let notice = print(&document, "訓練", to, &dirs).unwrap_err();
        assert_eq!(notice.id, "error-print-queue");
        let left = std::fs::read_dir(folder.path().join("printing")).unwrap().count();
        assert_eq!(left, 0, "nothing of the document stays behind");
    }
}
