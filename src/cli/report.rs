//! What a subcommand gives back, and how it reaches the person: answers on standard output, messages on standard error,
//! an exit code that a script can rely on.

use super::args::Format;
use crate::app::files::FileError;
use crate::app::{Level, Notice};
use crate::i18n::Tr;
use crate::text::Message;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Done, and findings of the asked severity exist.
pub const FOUND: u8 = 1;
/// It could not be carried out.
pub const FAILED: u8 = 2;

/// What came of a subcommand.
#[derive(Debug, Default)]
pub struct Ran {
    /// The answer.
    pub out: String,
    /// Messages beside it, a line each.
    pub notes: Vec<String>,
    /// The exit code; 0 is: done, and nothing found.
    pub code: u8,
}

impl Ran {
    /// An answer and nothing else.
    pub fn says(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    /// The answer `value` in JSON.
    pub fn json(&mut self, value: &Value) {
        self.out = pretty(value);
    }
}

/// Why something could not be carried out.
#[derive(Debug)]
pub struct Failure {
    /// What is wrong, at least one thing.
    complaints: Vec<Complaint>,
    /// What had been done by then.
    partial: Option<Value>,
}

/// One thing that is wrong, and the file it is about where the sentence does not name it itself.
#[derive(Debug)]
struct Complaint {
    notice: Notice,
    path: Option<PathBuf>,
}

impl Complaint {
    fn place(&self) -> String {
        self.path.as_ref().map_or_else(String::new, |path| format!("{}: ", path.display()))
    }
}

impl Failure {
    /// The failure that `message` tells.
    pub fn of(message: &dyn Message) -> Self {
        Notice::error(message).into()
    }

    /// The same, about the file `path`.
    pub fn in_file(mut self, path: &Path) -> Self {
        self.complaints.iter_mut().for_each(|complaint| complaint.path = Some(path.to_owned()));
        self
    }

    /// The same, with what had been done by then.
    pub fn partial(self, partial: impl Into<Value>) -> Self {
        Self { partial: Some(partial.into()), ..self }
    }

    /// Both failures as one.
    pub fn and(mut self, other: Failure) -> Self {
        self.complaints.extend(other.complaints);
        self
    }

    /// One line for each thing that is wrong.
    pub fn lines(&self, tr: &Tr) -> Vec<String> {
        let line = |complaint: &Complaint| format!("{}{}", complaint.place(), sentence(tr, &complaint.notice));
        self.complaints.iter().map(line).collect()
    }

    fn json(&self, tr: &Tr) -> Value {
        let message = |complaint: &Complaint| format!("{}{}", complaint.place(), complaint.notice.text(tr));
        let messages: Vec<String> = self.complaints.iter().map(message).collect();
        let mut hints: Vec<String> = self.complaints.iter().filter_map(|complaint| complaint.notice.hint(tr)).collect();
        hints.dedup();
        let id = self.complaints.first().map_or("", |complaint| complaint.notice.id);
        let mut error = json!({ "id": id, "message": messages.join("\n"), "hint": hints.join("\n") });
        if let Some(partial) = &self.partial {
            error["partial"] = partial.clone();
        }
        json!({ "version": 1, "error": error })
    }
}

impl From<Notice> for Failure {
    fn from(notice: Notice) -> Self {
        vec![notice].into()
    }
}

impl From<Vec<Notice>> for Failure {
    fn from(notices: Vec<Notice>) -> Self {
        let complaints = notices.into_iter().map(|notice| Complaint { notice, path: None }).collect();
        Self { complaints, partial: None }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::of(&error)
    }
}

/// What `notice` says and what to do about it, in one line.
pub fn sentence(tr: &Tr, notice: &Notice) -> String {
    let mut line = ended(tr, notice.text(tr));
    if let Some(hint) = notice.hint(tr) {
        if !line.ends_with('。') {
            line.push(' ');
        }
        line.push_str(&ended(tr, hint));
    }
    // A sentence may quote a text of several lines; a script reads line by line.
    line.replace('\n', " ")
}

/// `text` with an end mark, for messages are written without one where they stand alone.
fn ended(tr: &Tr, mut text: String) -> String {
    let stop = tr.text("cli-full-stop");
    if !text.ends_with(['。', '？', '?', '！', '!', '…']) && !text.ends_with(&stop) {
        text.push_str(&stop);
    }
    text
}

/// `value` as it is printed: two spaces, a line feed at the end.
pub fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a value of strings, numbers and lists is JSON");
    text.push('\n');
    text
}

/// `text` without what would command a terminal instead of being read: a document may hold anything.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{FFFD}' } else { c }).collect()
}

/// Prints what came of a subcommand.
pub fn finish(tr: &Tr, format: Format, result: Result<Ran, Failure>) -> ExitCode {
    let ran = match result {
        Ok(ran) => ran,
        Err(failure) if format == Format::Json => {
            Ran { out: pretty(&failure.json(tr)), notes: Vec::new(), code: FAILED }
        }
        Err(failure) => {
            let partial = failure.partial.as_ref().and_then(Value::as_str).filter(|text| !text.is_empty());
            let heading = partial.map(|text| format!("{}\n{text}", tr.text("cli-partial")));
            let notes = failure.lines(tr).into_iter().chain(heading).collect();
            Ran { out: String::new(), notes, code: FAILED }
        }
    };
    let mut errors = io::stderr().lock();
    for note in &ran.notes {
        // Where messages cannot be read there is nobody to tell.
        drop(writeln!(errors, "kian: {}", shown(note)));
    }
    // In JSON they are escaped already.
    let out = if format == Format::Text { shown(&ran.out) } else { ran.out };
    let mut output = io::stdout().lock();
    let mut code = ran.code;
    match output.write_all(out.as_bytes()).and_then(|()| output.flush()) {
        Ok(()) => {}
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => {
            let place = PathBuf::from(tr.text("cli-stdout"));
            let notice = Notice::of(Level::Error, &FileError::writing(&place, &error));
            drop(writeln!(errors, "kian: {}", sentence(tr, &notice)));
            code = FAILED;
        }
    }
    ExitCode::from(code)
}
