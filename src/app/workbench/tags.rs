//! The inline codes of a pair: which are wanting in the target, and putting them where the translator is.

use crate::app::App;
use crate::app::pairs::Pairs;
use crate::proofread::pairs;
use crate::text::Span;
use crate::translation::{Edit, Origin, Pair, Rich, Tag, TagKind};

/// The codes of the source that the target has not, in their order.
pub fn missing(pair: &Pair) -> Vec<&Tag> {
    pairs::unmatched(&pair.source_tags, &pair.work.tags).0
}

impl App {
    /// Puts the next code that is wanting where the cursor is; one that begins something, and its end, around what is
    /// selected.
    pub(super) fn insert_tag(&mut self) {
        let Some(pair) = self.pairs().and_then(Pairs::at) else { return };
        let missing = missing(pair);
        let Some(first) = missing.first() else { return };
        let text = pair.target().to_owned();
        let chosen = self.pairs().map_or(Span::at(0), |pairs| pairs.chosen.1);
        let place = |at: usize| {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (place(chosen.start), place(chosen.end));
        let closes = |tag: &&&Tag| tag.kind == TagKind::Close && tag.id == first.id;
        let last = missing.iter().find(closes).filter(|_| first.kind == TagKind::Open && start < end);
        let mut tags = pair.work.tags.clone();
        let mut put = |tag: &Tag, at: usize| {
            // Behind what stands there already, so that codes put one after another keep their order.
            let index = tags.partition_point(|known| known.at <= at);
            tags.insert(index, Tag { at, ..tag.clone() });
        };
        put(first, if last.is_some() { start } else { end });
        if let Some(last) = last {
            put(last, end);
        }
        let edit = Edit::Target { id: pair.id, target: Rich { text, tags, sub: Vec::new() }, origin: Origin::Person };
        self.edit_pairs(&[edit]);
    }
}
