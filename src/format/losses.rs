//! What a reader comes across that a document cannot carry, counted, with the place where it was first.

use super::Loss;
use std::collections::HashMap;

/// See the module.
#[derive(Default)]
pub(super) struct Losses {
    found: HashMap<&'static str, (usize, usize)>,
}

/// The order in which losses are told: what bears on the meaning first.
const ORDER: [&str; 39] = [
    "loss-kept-not",
    "loss-kept-numbers",
    "loss-kept-table",
    "loss-kept-cell",
    "loss-kept-shell",
    "loss-tracked-deletions",
    "loss-tracked-insertions",
    "loss-hidden-text",
    "loss-strikethrough",
    "loss-footnotes",
    "loss-comments",
    "loss-headers",
    "loss-menus",
    "loss-front-matter",
    "loss-tables",
    "loss-nested-tables",
    "loss-merged-cells",
    "loss-cell-lines",
    "loss-text-boxes",
    "loss-images",
    "loss-embedded",
    "loss-math",
    "loss-ruby",
    "loss-raised",
    "loss-symbols",
    "loss-numbering-as-text",
    "loss-numbering-style",
    "loss-bullets",
    "loss-line-breaks",
    "loss-page-breaks",
    "loss-content-controls",
    "loss-inputs",
    "loss-fields",
    "loss-hyperlinks",
    "loss-html",
    "loss-formatting",
    "loss-placed-by-spaces",
    "loss-macros",
    "loss-signature",
];

impl Losses {
    /// Counts one more. `order` says where: whatever the reader numbers its paragraphs by.
    pub fn add(&mut self, id: &'static str, order: usize) {
        debug_assert!(ORDER.contains(&id), "{id}");
        let (count, first) = self.found.entry(id).or_insert((0, order));
        *count += 1;
        *first = order.min(*first);
    }

    /// What was counted. `paragraph` gives the paragraph of the document, from 0, for what [`Losses::add`] was told.
    pub fn list(&self, paragraph: impl Fn(usize) -> usize) -> Vec<Loss> {
        let told = ORDER.iter().filter_map(|id| {
            let (count, first) = self.found.get(id)?;
            let mut loss = Loss::counted(id, *count);
            loss.args.push(("paragraph", (paragraph(*first) + 1).to_string()));
            Some(loss)
        });
        told.collect()
    }
}
