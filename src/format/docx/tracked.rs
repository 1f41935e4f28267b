//! Suggestions that nobody has decided on, as Word's own revisions, and Word's revisions as a suggestion.
//!
//! What is written holds both texts: rejecting every revision in Word gives the document, accepting every one gives what
//! the suggestions make of it. Reading takes the file apart the same way: once with everything rejected, once with
//! everything accepted; the pieces are what differs between the two.

use super::comments::{Anchor, anchors};
use super::read::{Revision, Side, read_side};
use super::write::{Body, run, unwritable};
use super::xml::escape;
use crate::document::{Author, Document, Hunk, HunkState, Role, Suggestion};
use crate::format::package::pack;
use crate::format::tracked::{Maker, Pending, Revisions};
use crate::format::{Error, Loss, Read, Written};
use crate::text::Span;
use std::collections::HashMap;

/// Who changed something, and when.
#[derive(Clone, Debug)]
struct Who<'a> {
    author: &'a str,
    /// As Word writes it; empty if not known.
    date: &'a str,
}

/// A stretch of text.
enum Piece<'a> {
    /// It stays.
    Kept(Span),
    /// With its first byte in the document.
    Deleted(&'a str, usize, Who<'a>),
    Inserted(&'a str, Who<'a>),
}

/// What becomes of the end of a paragraph.
enum End<'a> {
    Kept,
    Deleted(Who<'a>),
    Inserted(Who<'a>),
}

/// A paragraph of the file.
struct Paragraph<'a> {
    /// The paragraph of the document it is like.
    like: usize,
    role: Role,
    pieces: Vec<Piece<'a>>,
    end: End<'a>,
}

pub(in crate::format) fn write_tracked(document: &Document, pending: &[Pending<'_>]) -> Result<Written, Error> {
    let body = Body::commented(document);
    let dates: Vec<String> = pending.iter().map(|pending| date(pending.at)).collect();
    let mut hunks: Vec<(&Hunk, Who<'_>)> = Vec::new();
    for (pending, date) in pending.iter().zip(&dates) {
        let who = Who { author: pending.author, date };
        hunks.extend(pending.suggestion.open().map(|(_, hunk)| (hunk, who.clone())));
    }
    hunks.sort_by_key(|(hunk, _)| hunk.span);
    let mut paragraphs = paragraphs(document, hunks);
    part_neighbours(&mut paragraphs);
    let mut next = Next { id: 1, anchors: places(document), at: 0 };
    let mut xml = String::new();
    let mut at = 0;
    while at < paragraphs.len() {
        match document.table_at(paragraphs[at].like) {
            Some(table) => {
                // Cells are told by the paragraph they are like; their ends are the table's and stay.
                let end = at + paragraphs[at..].iter().take_while(|p| table.cells().contains(&p.like)).count();
                let cells = &mut paragraphs[at..end];
                cells.iter_mut().for_each(|cell| cell.end = End::Kept);
                let of = |index: usize| cells.iter().filter(move |cell| cell.like == index);
                body.table(
                    &table,
                    |index, xml| of(index).for_each(|cell| write(&body, cell, &mut next, xml)),
                    &mut xml,
                );
                at = end;
            }
            None => {
                write(&body, &paragraphs[at], &mut next, &mut xml);
                at += 1;
            }
        }
    }
    let parts = body.parts_around(&xml);
    let mut losses: Vec<Loss> = unwritable(document).into_iter().collect();
    let gone = document.comments().iter().filter(|comment| !comment.words.is_empty()).count();
    if gone > 0 {
        losses.push(Loss::counted("loss-comment-words", gone));
    }
    Ok(Written { bytes: pack(None, &parts), losses })
}

/// Milliseconds since 1970 as Word writes them.
fn date(at: i64) -> String {
    let Ok(at) = jiff::Timestamp::from_millisecond(at) else { return String::new() };
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// LibreOffice takes words that come in at the end of one paragraph and at the start of the next for one revision, and
/// the end between them with it. Where words go too, they are put between the two.
fn part_neighbours(paragraphs: &mut [Paragraph<'_>]) {
    for at in 1..paragraphs.len() {
        let (before, behind) = paragraphs.split_at_mut(at);
        let (last, next) = (&mut before[at - 1].pieces, &behind[0].pieces);
        if matches!(next.first(), Some(Piece::Inserted(..)))
            && let [.., Piece::Deleted(..), Piece::Inserted(..)] = last.as_slice()
        {
            let end = last.len();
            last.swap(end - 2, end - 1);
        }
    }
}

fn paragraphs<'a>(document: &'a Document, hunks: Vec<(&'a Hunk, Who<'a>)>) -> Vec<Paragraph<'a>> {
    let mut run = Run { document, found: Vec::new(), like: 0, pieces: Vec::new(), is_ended: false };
    let mut at = 0;
    for (number, (hunk, who)) in hunks.iter().enumerate() {
        // Two suggestions for the same words: the first goes out.
        if hunk.span.start < at {
            continue;
        }
        run.keep(Span::new(at, hunk.span.start));
        run.delete(hunk, who);
        let next = hunks.get(number + 1).map(|(next, _)| next.span.start);
        run.insert(hunk, who, next);
        at = hunk.span.end;
    }
    run.keep(Span::new(at, document.text().len()));
    run.end(End::Kept, None);
    run.found
}

struct Run<'a> {
    document: &'a Document,
    found: Vec<Paragraph<'a>>,
    like: usize,
    pieces: Vec<Piece<'a>>,
    /// Whether the end of the present paragraph has been written: what came in behind it stands before its line feed.
    is_ended: bool,
}

impl<'a> Run<'a> {
    fn end(&mut self, end: End<'a>, role: Option<Role>) {
        let role = role.unwrap_or(self.document.roles()[self.like]);
        self.found.push(Paragraph { like: self.like, role, pieces: std::mem::take(&mut self.pieces), end });
    }

    fn keep(&mut self, span: Span) {
        let text = self.document.text().slice(span);
        let mut at = span.start;
        for (number, piece) in text.split('\n').enumerate() {
            if number > 0 {
                if !std::mem::take(&mut self.is_ended) {
                    self.end(End::Kept, None);
                }
                self.like += 1;
                at += 1;
            }
            if !piece.is_empty() {
                self.pieces.push(Piece::Kept(Span::new(at, at + piece.len())));
            }
            at += piece.len();
        }
    }

    fn delete(&mut self, hunk: &'a Hunk, who: &Who<'a>) {
        let mut pieces = hunk.old.split('\n');
        let last = self.document.text().line_of(hunk.span.end);
        let to_the_end = hunk.span.end == self.document.text().line_span(last).end && last + 1 < self.document.len();
        // Whole paragraphs behind this one go with ends of their own, so that this one stays what it is.
        let whole = hunk.old.starts_with('\n') && hunk.new.is_empty() && to_the_end && !self.is_ended;
        if whole {
            pieces.next();
            self.end(End::Kept, None);
            let mut at = hunk.span.start;
            for piece in pieces {
                self.like += 1;
                at += 1;
                if !piece.is_empty() {
                    self.pieces.push(Piece::Deleted(piece, at, who.clone()));
                }
                at += piece.len();
                self.end(End::Deleted(who.clone()), None);
            }
            self.is_ended = true;
            return;
        }
        let mut at = hunk.span.start;
        for (number, piece) in pieces.enumerate() {
            if number > 0 {
                if !std::mem::take(&mut self.is_ended) {
                    self.end(End::Deleted(who.clone()), None);
                }
                self.like += 1;
                at += 1;
            }
            if !piece.is_empty() {
                self.pieces.push(Piece::Deleted(piece, at, who.clone()));
            }
            at += piece.len();
        }
    }

    /// Puts in what is new in `hunk`; the next one begins at `next`.
    fn insert(&mut self, hunk: &'a Hunk, who: &Who<'a>, next: Option<usize>) {
        if hunk.new.is_empty() {
            return;
        }
        let role = |number: usize| hunk.roles.get(number).copied();
        let line = self.document.text().line_span(self.like);
        let is_last = self.like + 1 == self.document.len();
        let is_free = next.is_none_or(|next| next > line.end);
        if hunk.new.starts_with('\n') && hunk.old.is_empty() && hunk.span.start == line.end && !is_last && is_free {
            // New paragraphs behind this one, each with an end of its own that came in with it: so rejecting them
            // leaves this one as it was.
            self.end(End::Kept, None);
            for (number, piece) in hunk.new.split('\n').enumerate().skip(1) {
                self.pieces.push(Piece::Inserted(piece, who.clone()));
                self.end(End::Inserted(who.clone()), role(number));
            }
            self.is_ended = true;
            return;
        }
        for (number, piece) in hunk.new.split('\n').enumerate() {
            if number > 0 {
                self.end(End::Inserted(who.clone()), role(number - 1));
            }
            if !piece.is_empty() {
                self.pieces.push(Piece::Inserted(piece, who.clone()));
            }
        }
    }
}

/// Where comments begin and end: nothing does under a reading.
fn places(document: &Document) -> Vec<Anchor> {
    let mut places = anchors(document.comments());
    for place in &mut places {
        let around = document.marks().rubies(Span::new(place.at.saturating_sub(1), place.at + 1));
        if let Some(ruby) = around.into_iter().find(|ruby| ruby.span.start < place.at && place.at < ruby.span.end) {
            place.at = if place.starts { ruby.span.start } else { ruby.span.end };
        }
    }
    places.sort_by_key(|place| (place.at, place.starts));
    places
}

/// How far the file has been written.
struct Next {
    /// The number of the next revision.
    id: u32,
    anchors: Vec<Anchor>,
    /// The first of these that is not written.
    at: usize,
}

impl Next {
    /// Writes what begins or ends before `until`, and what does right there as far as it is one of those.
    fn put(&mut self, until: usize, also_there: impl Fn(&Anchor) -> bool, xml: &mut String) {
        while let Some(anchor) = self.anchors.get(self.at)
            && (anchor.at < until || anchor.at == until && also_there(anchor))
        {
            xml.push_str(&anchor.xml);
            self.at += 1;
        }
    }
}

fn write(body: &Body<'_>, paragraph: &Paragraph<'_>, next: &mut Next, xml: &mut String) {
    let mut number = next.id;
    let mut revision = |name: &str, who: &Who<'_>, closed: bool| {
        let id = number;
        number += 1;
        let date = if who.date.is_empty() { String::new() } else { format!(r#" w:date="{}""#, who.date) };
        let end = if closed { "/" } else { "" };
        format!(r#"<w:{name} w:id="{id}" w:author="{}"{date}{end}>"#, escape(who.author))
    };
    xml.push_str("<w:p><w:pPr>");
    body.properties(paragraph.like, paragraph.role, xml);
    match &paragraph.end {
        End::Kept => {}
        End::Deleted(who) => xml.push_str(&format!("<w:rPr>{}</w:rPr>", revision("del", who, true))),
        End::Inserted(who) => xml.push_str(&format!("<w:rPr>{}</w:rPr>", revision("ins", who, true))),
    }
    xml.push_str("</w:pPr>");
    for piece in &paragraph.pieces {
        match piece {
            Piece::Kept(span) => {
                next.put(span.start, |_| true, xml);
                let mut at = span.start;
                while let Some(anchor) = next.anchors.get(next.at).filter(|anchor| anchor.at < span.end) {
                    let cut = anchor.at;
                    body.runs_around(Span::new(at, cut), &[], xml);
                    next.put(cut, |_| true, xml);
                    at = cut;
                }
                body.runs_around(Span::new(at, span.end), &[], xml);
                next.put(span.end, |anchor| !anchor.starts, xml);
            }
            Piece::Inserted(text, who) => {
                xml.push_str(&revision("ins", who, false));
                run(text, "", xml);
                xml.push_str("</w:ins>");
            }
            Piece::Deleted(text, start, who) => {
                // Who says something of words that would go is heard before and behind them.
                next.put(start + text.len(), |_| false, xml);
                xml.push_str(&revision("del", who, false));
                let mut deleted = String::new();
                run(text, "", &mut deleted);
                // Deleted text is an element of its own; what is inside was escaped.
                let deleted = deleted.replace("<w:t>", "<w:delText>").replace("<w:t ", "<w:delText ");
                xml.push_str(&deleted.replace("</w:t>", "</w:delText>"));
                xml.push_str("</w:del>");
                next.put(start + text.len(), |anchor| !anchor.starts, xml);
            }
        }
    }
    next.put(body.document.text().line_span(paragraph.like).end, |_| matches!(paragraph.end, End::Kept), xml);
    xml.push_str("</w:p>");
    next.id = number;
}

pub(in crate::format) fn read_tracked(bytes: &[u8]) -> Result<(Read, Option<Revisions>), Error> {
    let (accepted, revised) = read_side(bytes, Side::Accepted)?;
    let Some(revised) = revised else { return Ok((accepted, None)) };
    let (mut original, before) = read_side(bytes, Side::Original)?;
    let before = before.unwrap_or_default().revisions;
    let pieces = differences(&original.document, &accepted.document, &before, &revised.revisions);
    if pieces.is_empty() {
        // Looks alone were changed.
        return Ok((accepted, None));
    }
    let makers = pieces.iter().map(|piece| maker(&piece.revisions)).collect();
    let hunks = pieces.into_iter().map(|piece| piece.hunk).collect();
    original.losses.retain(|loss| !matches!(loss.id, "loss-tracked-deletions" | "loss-tracked-insertions"));
    Ok((original, Some(Revisions { authors: revised.authors, hunks, makers })))
}

/// What two sides of a file differ in.
pub(super) struct Difference {
    pub hunk: Hunk,
    /// The revisions that make it.
    pub revisions: Vec<Revision>,
}

/// Who made these, and when the last of them was made.
fn maker(revisions: &[Revision]) -> Maker {
    let mut authors: Vec<&str> = Vec::new();
    for revision in revisions {
        if !revision.author.is_empty() && !authors.contains(&revision.author.as_str()) {
            authors.push(&revision.author);
        }
    }
    Maker { author: authors.join(", "), at: revisions.iter().filter_map(|revision| revision.at).max() }
}

/// What makes `new` of `old`, with the parts that new paragraphs are: revision by revision, as they were met while the one and
/// the other was read. Where these do not lead from the one to the other, since a number or a space was read another way,
/// it is what a comparison finds.
pub(super) fn differences(old: &Document, new: &Document, before: &[Revision], after: &[Revision]) -> Vec<Difference> {
    let (was, is) = (old.text().to_string(), new.text().to_string());
    let mut found = by_revisions(&was, &is, before, after).unwrap_or_else(|| by_comparison(&was, &is, before, after));
    let mut gained = 0isize;
    for Difference { hunk, .. } in &mut found {
        let start = hunk.span.start.saturating_add_signed(gained);
        if hunk.new.contains('\n') {
            let first = new.text().line_of(start);
            let last = new.text().line_of(start + hunk.new.len());
            hunk.roles = new.roles()[first..=last].to_vec();
        }
        gained += hunk.new.len() as isize - hunk.old.len() as isize;
    }
    found
}

fn hunk(span: Span, old: &str, new: String) -> Hunk {
    Hunk {
        span,
        old: old.to_owned(),
        new,
        roles: Vec::new(),
        doubts: Vec::new(),
        looked_at: false,
        state: HunkState::Open,
    }
}

fn by_revisions(was: &str, is: &str, before: &[Revision], after: &[Revision]) -> Option<Vec<Difference>> {
    let there: HashMap<usize, &Revision> =
        after.iter().filter(|revision| revision.inserts).map(|revision| (revision.xml.start, revision)).collect();
    let mut steps: Vec<(Span, &str, &Revision)> = Vec::new();
    for revision in before {
        let span = revision.span;
        let (span, new) = match (revision.inserts, revision.is_end) {
            (true, true) => (Span::at(span.start), "\n"),
            (true, false) => (Span::at(span.start), is.get(there.get(&revision.xml.start)?.span.range())?),
            (false, true) => (Span::new(span.start, span.start + 1), ""),
            (false, false) => (span, ""),
        };
        if !span.is_empty() || !new.is_empty() {
            steps.push((span, new, revision));
        }
    }
    // They were met in the order of the text, ends behind the words.
    steps.sort_by_key(|(span, ..)| span.start);
    let mut found: Vec<Difference> = Vec::new();
    let (mut text, mut at) = (String::with_capacity(is.len()), 0);
    for (span, new, revision) in steps {
        text.push_str(was.get(at..span.start)?);
        let old = was.get(span.range())?;
        // What stands side by side is decided on together.
        match found.last_mut().filter(|last| last.hunk.span.end == span.start) {
            Some(Difference { hunk, revisions }) => {
                hunk.span.end = span.end;
                hunk.old.push_str(old);
                hunk.new.push_str(new);
                revisions.push(revision.clone());
            }
            None => found.push(Difference { hunk: hunk(span, old, new.to_owned()), revisions: vec![revision.clone()] }),
        }
        text.push_str(new);
        at = span.end;
    }
    text.push_str(was.get(at..)?);
    found.retain(|piece| piece.hunk.old != piece.hunk.new);
    (text == is).then_some(found)
}

fn by_comparison(was: &str, is: &str, before: &[Revision], after: &[Revision]) -> Vec<Difference> {
    let hunks = Suggestion::rewrite(Author::Import, Span::new(0, was.len()), was, is).hunks;
    let mut gained = 0isize;
    let piece = |hunk: Hunk| {
        let start = hunk.span.start.saturating_add_signed(gained);
        gained += hunk.new.len() as isize - hunk.old.len() as isize;
        let there = Span::new(start, start + hunk.new.len());
        let goes = before.iter().filter(|revision| !revision.inserts).map(|revision| (revision, hunk.span));
        let comes = after.iter().filter(|revision| revision.inserts).map(|revision| (revision, there));
        let touches = |(revision, span): &(&Revision, Span)| match revision.is_end {
            // The line feed is right behind it.
            true => span.start <= revision.span.start && revision.span.start <= span.end,
            false => revision.span.start < span.end && span.start < revision.span.end,
        };
        let revisions = goes.chain(comes).filter(touches).map(|(revision, _)| revision.clone()).collect();
        Difference { hunk, revisions }
    };
    hunks.into_iter().map(piece).collect()
}
