//! The file pairs came from, kept with them so that the targets can go back into it, also after days.

use super::Bitext;
use crate::translation::pair::Label;
use crate::translation::unit::Tag;
use std::sync::Arc;

/// A file that pairs came from and can be written back into. A clone is cheap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The ending of its name, in small letters.
    pub ending: String,
    /// What stands in it.
    pub bytes: Arc<[u8]>,
}

impl Bitext {
    /// The file the pairs came from, where they can go back into it.
    pub fn received(&self) -> Option<&Received> {
        self.received.as_ref()
    }

    /// Keeps the file the pairs came from.
    pub fn set_received(&mut self, received: Option<Received>) {
        self.received = received;
    }

    /// The same pairs with what a file says of each source: its inline codes and its label. `None` where there are not as
    /// many, or a code stands in the middle of a character.
    pub fn with_labels(mut self, labels: Vec<(Vec<Tag>, Option<Label>)>) -> Option<Self> {
        if labels.len() != self.pairs.len() {
            return None;
        }
        for (pair, (tags, label)) in self.pairs.iter_mut().zip(labels) {
            if tags.iter().any(|tag| !pair.source.is_char_boundary(tag.at)) {
                return None;
            }
            pair.source_tags = tags.into();
            pair.label = label.map(Arc::new);
        }
        Some(self)
    }
}
