//! [`Pages`]: a document on its pages, every glyph at its place. Laid out once; a PDF writes them and the preview draws
//! them, so that what is seen is what is printed.
//!
//! Japanese may run from the top to the bottom: lines are laid out along one axis and across another, and only the last
//! step says which of them goes to the right.

mod edges;
mod face;
mod layout;
mod lines;
mod picture;

pub(super) use face::{Face, Faces};
pub(super) use layout::{Dot, Ink, Part, Placed, Rule};
pub(super) use picture::HEAVIER;
pub use picture::Picture;

use crate::document::Document;
use std::sync::Arc;

/// See the module.
pub struct Pages {
    pub(super) pages: Vec<Page>,
    /// Width and height of the paper, in points.
    pub(super) size: (f32, f32),
    /// The text of each paragraph as it was set.
    pub(super) texts: Vec<String>,
    pub(super) labels: Vec<Option<String>>,
    /// Left and upper margin.
    pub(super) margins: (f32, f32),
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What they say is nobody's business.
        write!(f, "Pages({})", self.len())
    }
}

/// A page.
#[derive(Default)]
pub(super) struct Page {
    pub lines: Vec<Placed>,
    /// Lines that are drawn.
    pub rules: Vec<Rule>,
    /// Dots over words.
    pub dots: Vec<Dot>,
    /// What stands at the upper and the lower edge, with its text.
    pub edges: Vec<(Arc<str>, Vec<Ink>)>,
}

impl Pages {
    /// Lays out `document`.
    pub fn of(document: &Document) -> Self {
        let vertical = document.sheet().page.vertical;
        layout::pages(document, &if vertical { Faces::for_vertical() } else { Faces::new() })
    }

    /// How many there are: at least one.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there is none, which is never so.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Width and height of each, in points.
    pub fn size(&self) -> (f32, f32) {
        self.size
    }

    /// The page on which paragraph `index` begins, from 0.
    pub fn page_of(&self, index: usize) -> usize {
        let begins = |page: &Page| page.lines.iter().map(|line| line.paragraph).max().is_some_and(|last| last >= index);
        self.pages.iter().position(begins).unwrap_or(self.pages.len().saturating_sub(1))
    }

    /// The first paragraph that stands on page `number`, from 0.
    pub fn first_paragraph(&self, number: usize) -> usize {
        self.pages.get(number).and_then(|page| page.lines.iter().map(|line| line.paragraph).min()).unwrap_or(0)
    }
}
