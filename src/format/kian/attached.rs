//! What is attached to a document, in its file: the list in `document.json`, the bytes each under their hash, not compressed.

use super::super::package::Package;
use super::super::{Error, Loss};
use crate::document::attachments::{MOST, TOGETHER};
use crate::document::{Attachment, Classification, Document};
use serde::{Deserialize, Serialize};

/// The folder their bytes are in.
const FOLDER: &str = "attachments/";

#[derive(Serialize, Deserialize)]
pub(super) struct AttachmentJson {
    name: String,
    sha256: String,
    size: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    classification: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    by: String,
    #[serde(default)]
    at: i64,
}

impl From<&Attachment> for AttachmentJson {
    fn from(attachment: &Attachment) -> Self {
        Self {
            name: attachment.name().to_owned(),
            sha256: attachment.sha256().to_owned(),
            size: attachment.size(),
            classification: attachment.level.map(|level| level.code().to_owned()),
            by: attachment.by.clone(),
            at: attachment.at,
        }
    }
}

/// The part the bytes with this hash are in.
pub(super) fn part(sha256: &str) -> String {
    format!("{FOLDER}{sha256}")
}

/// The parts of everything that is attached to `document`.
pub(super) fn files(document: &Document) -> Vec<(String, &[u8])> {
    document.attachments().iter().map(|one| (part(one.sha256()), &**one.bytes())).collect()
}

/// Attaches to `document` what the file lists. What is not there, or not what it was, is told of; more than can be attached
/// is refused before anything of it is unpacked.
pub(super) fn read(
    listed: Vec<AttachmentJson>,
    package: &mut Package<'_>,
    document: &mut Document,
    losses: &mut Vec<Loss>,
) -> Result<(), Error> {
    let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let parts = listed.iter().filter(|one| is_hash(&one.sha256)).map(|one| part(&one.sha256));
    let total: u64 = parts.filter_map(|part| package.size(&part)).fold(0, u64::saturating_add);
    if listed.len() > MOST || total > TOGETHER {
        return Err(Error::TooBig);
    }
    for one in listed {
        let bytes = is_hash(&one.sha256).then(|| package.part(&part(&one.sha256)));
        let Some(Ok(bytes)) = bytes else {
            losses.push(named("loss-attachment-gone", &one.name));
            continue;
        };
        let mut attachment = Attachment::new(&one.name, bytes);
        if !attachment.sha256().eq_ignore_ascii_case(&one.sha256) {
            losses.push(named("loss-attachment-changed", &one.name));
        }
        // A level nobody here knows counts as the highest, as a document's does.
        let level = one.classification.as_deref();
        attachment.level =
            level.and_then(|code| Classification::from_code(code).or_else(|| Classification::named(code)));
        if level.is_some() && attachment.level.is_none() {
            return Err(Error::Damaged { part: "document.json".to_owned() });
        }
        (attachment.by, attachment.at) = (one.by, one.at);
        if document.attachments_mut().add(attachment).is_err() {
            losses.push(named("loss-attachment-gone", &one.name));
        }
    }
    Ok(())
}

fn named(id: &'static str, name: &str) -> Loss {
    Loss { id, args: vec![("name", name.to_owned())] }
}
