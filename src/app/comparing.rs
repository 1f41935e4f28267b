//! The document at hand beside another version of it: 新旧対照表, with the file as the older one.

use super::{App, Effect, Job, Level, Notice};
use crate::document::comparison::Comparison;
use crate::document::versions::Inline;
use crate::format::comparison::{Layout, Target};
use std::path::{Path, PathBuf};

pub use crate::format::comparison::{Cell, cells};

/// Two versions side by side.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What the older one is called: a version, or a file.
    pub with: String,
    /// What the newer one is called; empty where it is the document at hand.
    pub of: String,
    /// What differs.
    pub comparison: Comparison,
    /// The same in one text.
    pub inline: Inline,
}

impl Compared {
    /// The words above the columns: the newer version's, the older one's.
    pub fn columns(&self) -> [&'static str; 2] {
        Layout::default().columns(self.comparison.lang)
    }
}

impl App {
    /// What is compared, while it is looked at.
    pub fn compared(&self) -> Option<&Compared> {
        self.compared.as_ref()
    }

    pub(super) fn compare_with(&mut self, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let snapshot = open.document.snapshot();
        self.send(Job::Compare { path, snapshot });
    }

    pub(super) fn show_comparison(&mut self, path: PathBuf, comparison: Comparison, inline: Inline) {
        if comparison.is_same() {
            let notice = Notice::new(Level::Info, "notice-compare-same");
            return self.tell(notice.with("path", path.display().to_string()));
        }
        let with = path.display().to_string();
        self.compared = Some(Compared { with, of: String::new(), comparison, inline });
    }

    pub(super) fn choose_table(&mut self) {
        let name = self.file_name("docx");
        let stem = name.trim_end_matches(".docx").to_owned();
        let name = self.tr.format("compare-file", &[("name", stem.into())]);
        self.effects.push(Effect::ChooseTable(name));
    }

    pub(super) fn save_table(&mut self, path: PathBuf) {
        let Some(compared) = &self.compared else { return };
        let Some(target) = target(&path) else {
            let notice = Notice::new(Level::Error, "error-compare-kind").with("path", path.display().to_string());
            return self.tell(notice);
        };
        let title = match &compared.comparison.title {
            Some(title) => self.tr.format("compare-title", &[("title", title.clone().into())]),
            None => self.tr.text("compare-title-bare"),
        };
        let layout = Layout { title, ..Layout::default() };
        let comparison = Box::new(compared.comparison.clone());
        self.send(Job::SaveTable { comparison, layout, target, path });
    }
}

fn target(path: &Path) -> Option<Target> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "docx" => Some(Target::Docx),
        "html" | "htm" => Some(Target::Html),
        _ => None,
    }
}
