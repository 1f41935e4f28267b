//! What levels of 格付け are called on the screen.

use crate::document::{Classification, Levels};
use crate::i18n::{Locale, Tr};

/// The name of `level`: the office's own where it has one, else the preset's.
pub fn name(tr: &Tr, levels: &Levels, level: Classification) -> String {
    let own = levels.iter().find(|known| known.level == level).and_then(|known| known.name.as_ref());
    match (own, tr.locale()) {
        (Some((ja, _)), Locale::Ja) => ja.clone(),
        (Some((_, en)), Locale::En) => en.clone(),
        (None, _) => tr.format("level-name", &[("level", levels.key(level).into())]),
    }
}
