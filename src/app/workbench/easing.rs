//! Filling the version in easy Japanese (やさしい日本語): what has none is asked of the endpoint in batches, as a translation
//! is, and comes back as drafts. Nothing but a model or a person can write it, so without an endpoint nothing is filled.

use super::super::notice::{Level, Notice};
use super::super::translate::Cleared;
use super::super::{App, Job, engine};
use super::{Column, in_column};
use crate::assistant::Task;
use crate::assistant::translate::{Segment, Translation};
use crate::text::Lang;
use crate::translation::{Bitext, Edit, Origin, Pair, Rich};
use std::collections::{HashMap, HashSet};

/// The Fluent message that says how many drafts came of it.
pub(in crate::app) fn told(easy: bool) -> &'static str {
    if easy { "notice-easy-made" } else { "notice-pairs-translated" }
}

/// The pairs that have Japanese and no easy version, and may be given one.
fn empty(bitext: &Bitext) -> impl Iterator<Item = (&Pair, &str)> {
    let pairs = bitext.pairs().iter().map(|pair| (pair, bitext.japanese(pair)));
    pairs.filter(|(pair, japanese)| pair.easy.target.is_empty() && !pair.easy.locked && !japanese.trim().is_empty())
}

/// An easy version, as an edit.
fn edit(pair: &Pair, text: String, origin: Origin) -> Edit {
    in_column(Column::Easy, Edit::Target { id: pair.id, target: Rich::plain(text), origin })
}

/// The mark of a list in front of `japanese`, and the rest.
fn led(japanese: &str) -> (&str, &str) {
    let bare = crate::app::translate::Translating::bare(japanese);
    (&japanese[..japanese.len() - bare.len()], bare)
}

/// What there is to do for the easy version of `bitext`: edits for what has no Japanese words in it and stays as it is, and
/// each of the other sentences once for a model.
pub fn open(bitext: &Bitext) -> (Vec<Edit>, Option<Box<Translation>>) {
    let (mut edits, mut segments, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (pair, japanese) in empty(bitext) {
        let (_, bare) = led(japanese);
        if Lang::guess(bare) != Some(Lang::Ja) {
            edits.push(edit(pair, japanese.to_owned(), Origin::Source));
        } else if seen.insert(bare) {
            segments.push(Segment { source: bare.to_owned(), ..Segment::default() });
        }
    }
    let left = (!segments.is_empty()).then(|| Box::new(Translation::easy(segments, engine::nonce())));
    (edits, left)
}

/// What a model `made` of sentences, as edits of the pairs that have them and no easy version yet.
pub(in crate::app) fn edits(bitext: &Bitext, made: &HashMap<String, String>, origin: &Origin) -> Vec<Edit> {
    let ready = empty(bitext).filter_map(|(pair, japanese)| {
        let (mark, bare) = led(japanese);
        Some(edit(pair, format!("{mark}{}", made.get(bare)?), origin.clone()))
    });
    ready.collect()
}

impl App {
    /// Has what has no easy version put into easy Japanese by the endpoint; begins the version where there is none.
    pub(in crate::app) fn fill_easy(&mut self) {
        let Some(endpoint) = self.endpoint_for(Task::Rewrite) else {
            return self.tell(Notice::new(Level::Info, "notice-easy-no-model"));
        };
        let with_model = Some(Cleared::by(&self.policy, endpoint, self.today()));
        if self.pairs().is_some_and(|pairs| !pairs.bitext.has_easy()) {
            self.toggle_easy();
        }
        let Some(pairs) = self.pairs() else { return };
        let bitext = Box::new(pairs.bitext.clone());
        let (dirs, settings) = (self.dirs.clone(), Box::new(self.settings.clone()));
        self.send(Job::FillPairs { bitext, column: Column::Easy, with_model, dirs, settings });
    }

    /// Whether easy Japanese is being worked on, and some of it is still to be written.
    pub(in crate::app) fn has_easy_to_fill(&self) -> bool {
        let pairs = self.pairs().filter(|pairs| self.shows_pairs() && pairs.bitext.has_easy());
        pairs.is_some_and(|pairs| empty(&pairs.bitext).next().is_some())
    }
}
