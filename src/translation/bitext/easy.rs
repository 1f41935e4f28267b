//! The third column: a version of the same segments in easy Japanese (やさしい日本語), made from the Japanese side whichever
//! that is. It has statuses, remarks and a history of its own; a pair that is joined or split takes it along.

use super::{Bitext, append};
use crate::text::Lang;
use crate::translation::pair::{Pair, Stage, Status, Work};
use std::sync::Arc;

impl Bitext {
    /// Whether there is a version in easy Japanese.
    pub fn has_easy(&self) -> bool {
        self.easy
    }

    /// Begins the version in easy Japanese, or puts it out of sight. What was written of it stays.
    pub fn set_easy(&mut self, easy: bool) {
        if self.easy != easy {
            self.easy = easy;
            self.step_on(Default::default());
        }
    }

    /// The same pairs with what a file holds of their easy versions, in order; `None` if there are not as many. What has a
    /// text is taken to be made for the Japanese as it is now unless it says otherwise.
    pub fn with_easy(mut self, easy: Vec<Work>) -> Option<Self> {
        if easy.len() != self.pairs.len() {
            return None;
        }
        for (at, mut work) in easy.into_iter().enumerate() {
            if work.target.is_empty() {
                (work.stage, work.made_for) = (Stage::Untranslated, None);
            } else {
                work.stage = work.stage.max(Stage::Draft);
                let japanese = self.japanese(&self.pairs[at]);
                work.made_for.get_or_insert_with(|| japanese.into());
            }
            self.pairs[at].easy = Arc::new(work);
        }
        self.easy = true;
        Some(self)
    }

    /// The Japanese text of `pair`.
    pub fn japanese<'p>(&self, pair: &'p Pair) -> &'p str {
        if self.source_lang == Lang::Ja { &pair.source } else { pair.target() }
    }

    /// How the easy version of `pair` stands. It is stale when the Japanese text has changed since it was made.
    pub fn easy_status(&self, pair: &Pair) -> Status {
        pair.easy.status(self.japanese(pair))
    }

    /// The easy version as paragraphs, one for each paragraph of the source: its number and the text. Where a pair has none,
    /// `fill` says what to put there.
    pub fn easy_paragraphs(&self, fill: impl Fn(&Pair) -> String) -> Vec<(usize, String)> {
        self.paragraphs(
            Lang::Ja,
            |pair| {
                if pair.easy.target.is_empty() { fill(pair) } else { pair.easy.target.clone() }
            },
        )
    }

    /// The easy version of `pairs` as one, standing as far as the least of them.
    pub(super) fn joined_easy(&self, pairs: &[Pair]) -> Arc<Work> {
        if pairs.iter().all(|pair| pair.easy.is_empty() && pair.easy.history.is_empty()) {
            return Arc::default();
        }
        let mut work = Work { origin: pairs[0].easy.origin.clone(), ..Work::default() };
        let mut made_for = String::new();
        for pair in pairs {
            let own = &*pair.easy;
            append(&mut work.target, &own.target, Lang::Ja);
            let by = work.target.len() - own.target.len();
            work.tags.extend(own.tags.iter().map(|tag| crate::translation::Tag { at: tag.at + by, ..tag.clone() }));
            work.comments.extend(own.comments.iter().map(|comment| super::Comment {
                place: comment.place.map(|(side, span)| (side, span.shift(by))),
                ..comment.clone()
            }));
            work.history.extend(own.history.iter().cloned());
            work.passed.extend(own.passed.iter().cloned());
            append(&mut made_for, own.made_for.as_deref().unwrap_or(self.japanese(pair)), Lang::Ja);
        }
        work.history.sort_by_key(|event| event.at);
        if !work.target.is_empty() {
            work.stage = pairs.iter().map(|pair| pair.easy.stage).min().unwrap_or_default().max(Stage::Draft);
            work.confirmed_by = pairs[0].easy.confirmed_by.clone().filter(|_| work.stage.is_vouched_for());
            work.made_for = Some(made_for.into());
        }
        Arc::new(work)
    }
}
