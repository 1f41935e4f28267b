//! Files whose text goes along with what is asked: notes, last year's notice, a transcript. They are read once, fenced off in
//! the request, and what in them reads like an order to a model is pointed out. Some are kept with the document
//! ([`super::attachments`]); the others are no part of it and are let go with it.

use super::job::Job;
use super::{App, Effect, engine};
use crate::assistant::{Request, Task, orders, prompt};
use crate::document::Classification;
use std::path::PathBuf;

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Attached {
    /// Its name, without folders.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Its own 格付け, where it has one.
    pub level: Option<Classification>,
    /// Lines of it that read like orders to a model.
    pub orders: Vec<String>,
    /// SHA-256 of the file, where it is one that is kept with the document.
    pub kept: Option<String>,
}

impl Attached {
    /// The file `name` that says `text`.
    pub fn new(name: String, text: String, level: Option<Classification>) -> Self {
        let orders = orders::find(&text).into_iter().map(|span| text[span.range()].trim().to_owned()).collect();
        Self { name, text, level, orders, kept: None }
    }
}

impl App {
    /// The files whose text goes along.
    pub fn attached(&self) -> &[Attached] {
        &self.attached
    }

    /// `request` with the files that go along, where it is for prose and no template has put them in already.
    pub(super) fn with_attached(&self, request: Request) -> Request {
        if !matches!(request.task, Task::Draft | Task::Rewrite | Task::Summarize) {
            return request;
        }
        let files: Vec<(&str, &str)> = self.attached.iter().map(|f| (f.name.as_str(), f.text.as_str())).collect();
        prompt::with_files(request, &files, engine::nonce())
    }

    /// Lets the person choose a file.
    pub(super) fn choose_attachment(&mut self) {
        self.effects.push(Effect::ChooseAttachment);
    }

    /// Has a file read.
    pub(super) fn attach(&mut self, path: PathBuf) {
        self.send(Job::Attach { path });
    }

    /// A file was read; one of the same name takes the place of the one before it.
    pub(super) fn take_attached(&mut self, file: Attached) {
        self.foreseen = None;
        match self.attached.iter_mut().find(|known| (&known.name, &known.kept) == (&file.name, &file.kept)) {
            Some(known) => *known = file,
            None => self.attached.push(file),
        }
    }

    /// Leaves a file out again.
    pub(super) fn leave_out(&mut self, index: usize) {
        self.foreseen = None;
        if index < self.attached.len() {
            self.attached.remove(index);
        }
    }

    /// How guarded what is sent is: the document, and every file that says it of itself. A file that says nothing counts as
    /// the document does.
    pub(super) fn levels(&self, with_files: bool) -> Vec<Option<Classification>> {
        let files = self.attached.iter().filter(|_| with_files).filter_map(|file| file.level.map(Some));
        [self.classification()].into_iter().chain(files).collect()
    }
}
