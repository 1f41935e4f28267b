//! Files that go where a person says: those an AI app returned with its answer, and templates to be handed on. They are
//! only written; nothing opens them.

use super::job::Job;
use super::{App, Effect};
use crate::assistant::wire::File;
use std::path::PathBuf;
use std::sync::Arc;

/// Endings of files that do something when they are opened.
const DANGEROUS: [&str; 22] = [
    "exe", "msi", "bat", "cmd", "com", "scr", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "jar", "lnk", "reg",
    "sh", "app", "docm", "xlsm", "pptm", "desktop",
];

/// Whether a file of this name may do something when it is opened.
pub fn is_dangerous(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    DANGEROUS.contains(&ending.as_str())
}

impl App {
    /// Lets the person choose where to put file number `index` of the reply.
    pub(super) fn choose_file(&mut self, index: usize) {
        let Some(File { name, bytes }) = self.reply.as_ref().and_then(|reply| reply.files.get(index)) else { return };
        let (name, bytes) = (name.clone(), bytes.clone());
        self.choose_place(name, bytes);
    }

    /// Lets the person choose where to put a copy of the template `id`.
    pub(super) fn export_template(&mut self, id: &str) {
        let Some(kept) = self.templates.iter().find(|kept| kept.template.id == id) else { return };
        let bytes: Arc<[u8]> = kept.source.clone().into_bytes().into();
        self.choose_place(format!("{id}.toml"), bytes);
    }

    /// Lets the person choose where to put `bytes`, called `name`.
    pub(super) fn choose_place(&mut self, name: String, bytes: Arc<[u8]>) {
        self.to_be_saved = Some(bytes);
        self.effects.push(Effect::ChoosePlace(name));
    }

    /// The person has chosen.
    pub(super) fn save_file(&mut self, path: PathBuf) {
        if let Some(bytes) = self.to_be_saved.take() {
            self.send(Job::SaveFile { path, bytes });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_told_apart_from_what_is_read() {
        assert!(is_dangerous("a.pdf.EXE") && is_dangerous("a.docm"));
        assert!(!is_dangerous("a.pdf") && !is_dangerous("exe") && !is_dangerous("a.docx"));
    }
}
