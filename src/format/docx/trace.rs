//! Where in a file each paragraph was read from, so that a change can be made there and nothing else be touched.

use crate::document::Mark;
use std::collections::HashMap;
use std::ops::Range;

/// A piece of text and the element that holds it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The element, in bytes of the part.
    pub xml: Range<usize>,
    /// Its text, in bytes of the paragraph as it was read.
    pub text: Range<usize>,
    /// Whether it stays or goes as a whole: words under a reading do.
    pub whole: bool,
}

/// A paragraph of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub xml: Range<usize>,
    /// Its text before anything was done to it.
    pub raw: String,
    /// The paragraphs whose ends a revision takes away, so that they run on into this one; their text is in `raw`.
    pub run_on: Vec<Range<usize>>,
    /// What is set off, in bytes of `raw`.
    pub marks: Vec<Mark>,
    pub pieces: Vec<Piece>,
    /// Whether it stands in the body itself, where it may go without leaving something empty behind.
    pub loose: bool,
}

impl Place {
    /// The pieces inside of `xml` are one.
    pub fn join(&mut self, xml: Range<usize>) {
        let from = self.pieces.iter().position(|piece| piece.xml.start >= xml.start).unwrap_or(self.pieces.len());
        if let Some((first, last)) = self.pieces.get(from).zip(self.pieces.last()) {
            let piece = Piece { text: first.text.start..last.text.end, xml, whole: true };
            self.pieces.truncate(from);
            self.pieces.push(piece);
        }
    }
}

/// A cell, and the paragraphs in it.
#[derive(Clone, Debug)]
pub(super) struct CellPlace {
    pub xml: Range<usize>,
    pub made_of: Vec<usize>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct RowPlace {
    pub xml: Range<usize>,
    /// Whether it has one cell for each column.
    pub is_plain: bool,
    pub cells: Vec<CellPlace>,
}

/// An outermost table that is a table in the document too.
#[derive(Clone, Debug)]
pub(super) struct TablePlace {
    pub xml: Range<usize>,
    pub rows: Vec<RowPlace>,
    /// The paragraph of the document that is its first cell.
    pub first: Option<usize>,
}

impl TablePlace {
    pub fn new(xml: Range<usize>) -> Self {
        Self { xml, rows: Vec::new(), first: None }
    }
}

/// Paragraphs of the document that were read together.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The paragraphs of the file they are made of, by their order.
    pub made_of: Vec<usize>,
    /// The first paragraph of the document.
    pub first: usize,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// By the order in which they were met.
    pub paragraphs: HashMap<usize, Place>,
    pub tables: Vec<TablePlace>,
    /// In the order of the document.
    pub blocks: Vec<Block>,
    /// What marks the places of comments.
    pub anchors: Vec<Range<usize>>,
    /// Where the body's content begins.
    pub body: usize,
    /// Whether the file says that it is of our making.
    pub ours: bool,
}

impl Trace {
    /// The block that was read from the one paragraph of the file that begins at this byte.
    pub fn block_at(&self, xml: usize) -> Option<usize> {
        let is_here = |block: &Block| match block.made_of.as_slice() {
            [order] => self.paragraphs.get(order).is_some_and(|place| place.xml.start == xml),
            _ => false,
        };
        // Blocks are nearly always in the order of the file.
        let start =
            |block: &Block| block.made_of.first().and_then(|order| self.paragraphs.get(order)).map(|p| p.xml.start);
        let near = self.blocks.partition_point(|block| start(block).is_some_and(|start| start < xml));
        let found = self.blocks.get(near).filter(|block| is_here(block)).map(|_| near);
        found.or_else(|| self.blocks.iter().position(is_here))
    }

    /// A line that was read gives paragraphs from `first` on.
    pub fn line(&mut self, made_of: Vec<usize>, table: Option<usize>, first: usize) {
        if let Some(table) = table.and_then(|table| self.tables.get_mut(table)) {
            table.first.get_or_insert(first);
        }
        self.blocks.push(Block { made_of, first });
    }
}
