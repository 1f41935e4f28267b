//! Revisions nobody has decided on, as they are met: what each is about, who made it and where it is.

use super::Walk;
use crate::format::docx::comments::time;
use crate::format::docx::xml::Tag;
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;

/// A revision.
#[derive(Clone, Debug)]
pub(in crate::format::docx) struct Revision {
    /// Its element, in bytes of the part.
    pub xml: Range<usize>,
    /// Whether something came in; else it goes.
    pub inserts: bool,
    /// Whether it is about the end of a paragraph; else it is about words.
    pub is_end: bool,
    pub author: String,
    /// Milliseconds since 1970, where the file says when.
    pub at: Option<i64>,
    /// Its words in the document that was read, or where they would be.
    pub span: Span,
}

impl Revision {
    /// The revision that begins with this element.
    pub fn new(tag: &Tag<'_>, xml: Range<usize>, inserts: bool, is_end: bool) -> Self {
        let author = tag.attribute("author").unwrap_or_default().trim().to_owned();
        let at = tag.attribute("date").and_then(|date| time(&date));
        Self { xml, inserts, is_end, author, at, span: Span::at(0) }
    }
}

/// The place of revision `number` among the places of a text; those of comments are not below 0.
fn mark(number: usize) -> i64 {
    -1 - i64::try_from(number).unwrap_or(i64::MAX - 1)
}

impl Walk {
    /// A revision of words begins; gives its number.
    pub(super) fn begin_revision(&mut self, tag: &Tag<'_>, inserts: bool) -> usize {
        let number = self.revisions.len();
        self.revisions.push(Revision::new(tag, self.here.0..self.here.1, inserts, false));
        self.mark_revision(number, true);
        number
    }

    /// It ends at this byte of the part.
    pub(super) fn end_revision(&mut self, number: usize, end: usize) {
        self.mark_revision(number, false);
        if let Some(revision) = self.revisions.get_mut(number) {
            revision.xml.end = end;
        }
    }

    fn mark_revision(&mut self, number: usize, begins: bool) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let at = paragraph.text.text.len();
            paragraph.text.places.push((at, mark(number), begins));
        }
    }

    /// These revisions are of the end of the present paragraph.
    pub(super) fn revise_end(&mut self, revisions: Vec<Revision>) {
        for revision in revisions {
            let number = self.revisions.len();
            self.revisions.push(revision);
            self.mark_revision(number, true);
            self.mark_revision(number, false);
        }
    }

    /// All of them, with their places in the document. Those that are in no paragraph of it are left out.
    pub(super) fn revisions(&mut self, places: &[(usize, i64, bool)]) -> Vec<Revision> {
        let found: HashMap<(i64, bool), usize> =
            places.iter().map(|(at, what, begins)| ((*what, *begins), *at)).collect();
        let all = std::mem::take(&mut self.revisions).into_iter().enumerate();
        all.filter_map(|(number, revision)| {
            let start = *found.get(&(mark(number), true))?;
            let end = *found.get(&(mark(number), false))?;
            Some(Revision { span: Span::new(start, end.max(start)), ..revision })
        })
        .collect()
    }
}
