//! [`Logbook`]: the audit trail as workers and the command line write it: where it lies, what it is sealed with, who is at
//! the keyboard.

use crate::assistant::{Endpoint, Error, Request, Task, prompt, wire};
use crate::text::Lang;

use crate::store::audit::{Event, EventKind, Key, Trail};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Under what the key stands in the system's keyring.
const SERVICE: &str = "kian-audit";
const ENTRY: &str = "seal";

/// The trail of a data directory. Clones share the key once it is found.
#[derive(Clone, Debug)]
pub struct Logbook {
    folder: PathBuf,
    key: Arc<OnceLock<Key>>,
}

/// Where the key of the seals lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the system's keyring.
    Keyring,
    /// In a file beside the trail, which its owner alone may read: whoever works as this person can read it too.
    File,
}

impl Logbook {
    /// The logbook of the data directory `data_dir`.
    pub fn in_dir(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("audit"), key: Arc::default() }
    }

    /// The folder of the trail.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The trail, with its key; the key is made where there is none yet. It may have to wait for the keyring.
    ///
    /// # Errors
    /// If there is no key to be had and none to be put away.
    pub fn trail(&self) -> Result<Trail, Error> {
        let key = match self.key.get() {
            Some(key) => key.clone(),
            None => {
                let key = match self.find_key() {
                    Some((key, _)) => key,
                    None => self.make_key().map_err(|_| self.unrecorded())?,
                };
                self.key.get_or_init(|| key).clone()
            }
        };
        Ok(Trail::new(self.folder.clone(), key))
    }

    /// Writes `events` to the end of the trail.
    ///
    /// # Errors
    /// If they cannot be written: then nothing they speak of may happen.
    pub fn append(&self, events: &[Event]) -> Result<(), Error> {
        self.trail()?.append(events).map_err(|_| self.unrecorded())
    }

    /// The key there is, and where it lies.
    pub fn find_key(&self) -> Option<(Key, KeyPlace)> {
        // A file that was made once is gone on with, also when there is a keyring now: the seals are its.
        let file = std::fs::read_to_string(self.key_file()).ok().and_then(|text| Key::from_hex(&text));
        if let Some(key) = file {
            return Some((key, KeyPlace::File));
        }
        let stored = keyring::Entry::new(SERVICE, ENTRY).and_then(|entry| entry.get_password()).ok()?;
        Key::from_hex(&stored).map(|key| (key, KeyPlace::Keyring))
    }

    fn key_file(&self) -> PathBuf {
        self.folder.join("key")
    }

    fn make_key(&self) -> std::io::Result<Key> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        let key = Key::new(bytes);
        let kept = keyring::Entry::new(SERVICE, ENTRY).and_then(|entry| {
            entry.set_password(&key.to_hex())?;
            // Some keyrings take everything and keep nothing.
            entry.get_password()
        });
        if kept.is_ok_and(|kept| kept == key.to_hex()) {
            return Ok(key);
        }
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(self.key_file()) {
            Ok(mut file) => {
                file.write_all(key.to_hex().as_bytes()).and_then(|()| file.sync_all())?;
                Ok(key)
            }
            // Another window was quicker.
            Err(error) => self.find_key().map(|(key, _)| key).ok_or(error),
        }
    }

    fn unrecorded(&self) -> Error {
        Error::Unrecorded { path: self.folder.clone() }
    }
}

/// The name of the person at the keyboard, as the system knows it.
pub fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_default()
}

/// What the trail says of a request: whom it goes to, how much it is, the hash of what is sent; its text where the policy
/// wants that. `event` says the rest.
pub fn sending(
    event: Event,
    endpoint: &Endpoint,
    request: &Request,
    content: crate::assistant::policy::Content,
) -> Event {
    use crate::assistant::policy::Content;
    let characters = super::engine::characters(request) as u64;
    let event = event
        .text("endpoint", endpoint.name.clone())
        .text("host", endpoint.host())
        .text("model", endpoint.model.clone())
        .text("task", request.task.code())
        .text("template", template(request))
        .number("characters", characters);
    match content {
        Content::Off => event,
        Content::Hash => event.text("sha256", wire::digest(endpoint, request)),
        Content::Full => event
            .text("sha256", wire::digest(endpoint, request))
            .text("text", format!("{}\n{}", request.system, request.user)),
    }
}

/// What the trail says of questions that carry nothing of any document. `event` says the rest.
pub fn examining(event: Event, endpoint: &Endpoint) -> Event {
    let event = event.text("endpoint", endpoint.name.clone()).text("host", endpoint.host());
    event.text("model", endpoint.model.clone()).text("task", "examination")
}

/// What the trail says of looking for servers of models on this machine: which were found is no concern of it.
pub fn looking(event: Event) -> Event {
    event.text("host", "localhost".to_owned()).text("task", "local-servers".to_owned())
}

/// What the request was made by: the template that comes with the program, the program's version, and what tells its words
/// from others: `draft-ja 0.1.0 1f0c9a2b7d3e`; a template of somebody's own with its version: `points@1 1f0c9a2b7d3e`.
pub fn template(request: &Request) -> String {
    request.template.clone().unwrap_or_else(|| template_of(request.task, request.lang))
}

/// The same of any task.
pub fn template_of(task: Task, lang: Lang) -> String {
    let fingerprint = prompt::fingerprint(task, lang).map(|figures| format!(" {figures}")).unwrap_or_default();
    format!("{}-{} {}{fingerprint}", task.code(), lang.code(), env!("CARGO_PKG_VERSION"))
}

/// What the trail says of an answer to what `sent` says.
pub fn receiving(sent: &Event, at: i64, text: &str, end: &Result<wire::End, Error>) -> Event {
    use crate::text::Message;
    let mut event = sent.becoming(EventKind::Receive, at).without("characters").without("sha256").without("text");
    event = event.number("characters", text.chars().count() as u64);
    if sent.members().contains_key("sha256") && !text.is_empty() {
        event = event.text("sha256", crate::assistant::policy::digest(text.as_bytes()));
    }
    if sent.members().contains_key("text") {
        event = event.text("text", text);
    }
    match end {
        Ok(end) => {
            if let Some(usage) = end.usage {
                event = event.number("tokens_sent", usage.prompt).number("tokens_received", usage.completion);
            }
            event.text("outcome", "answered")
        }
        Err(error) => event.text("outcome", error.id()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    #[test]
    fn the_key_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let first = Logbook::in_dir(folder.path());
        first.append(&[Event::new(EventKind::Export, 0)]).unwrap();
        let again = Logbook::in_dir(folder.path());
        let (key, _) = again.find_key().unwrap();
        let report = store::audit::verify(again.folder(), Some(&key)).unwrap();
        assert_eq!((report.lines, report.broken), (1, None));
    }

    #[cfg(unix)]
    #[test]
    fn a_trail_that_cannot_be_written_says_where() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("audit"), "").unwrap();
        let logbook = Logbook::in_dir(folder.path());
        let error = logbook.append(&[Event::new(EventKind::Export, 0)]).unwrap_err();
        assert_eq!(error, Error::Unrecorded { path: folder.path().join("audit") });
    }
}
