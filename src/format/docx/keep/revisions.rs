//! Revisions in a file that is kept: those that were decided on are settled where they stand, the others stay as they are,
//! and what else is proposed goes in beside them.

use super::{Lines, Splice};
use crate::document::{Document, Face, Hunk};
use crate::format::Error;
use crate::format::docx::keep::Shape;
use crate::format::docx::patch::{Bit, Segment, Swap, children, face_at, prefixed, render};
use crate::format::docx::read::{Revision, Side, read_part};
use crate::format::docx::trace::Trace;
use crate::format::docx::tracked::{Difference, differences};
use crate::format::docx::xml::{Part, escape};
use crate::format::docx::{comments::date, parts::main_part};
use crate::format::package::{Package, repack};
use crate::format::tracked::Pending;
use crate::text::{Assoc, Change, Replace, Text, diff};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// A piece nobody has decided on, and who proposes it.
#[derive(Clone, Copy)]
pub(super) struct Open<'a> {
    pub hunk: &'a Hunk,
    author: &'a str,
    at: i64,
}

/// What is open in these, in the order of the text; of two for the same words the first.
pub(super) fn open<'a>(pending: &[Pending<'a>]) -> Vec<Open<'a>> {
    let each = |pending: &Pending<'a>| {
        let (author, at) = (pending.author, pending.at);
        pending.suggestion.open().map(move |(_, hunk)| Open { hunk, author, at })
    };
    let mut all: Vec<Open<'_>> = pending.iter().flat_map(each).collect();
    all.sort_by_key(|open| open.hunk.span);
    let mut end = 0;
    all.retain(|open| {
        let free = open.hunk.span.start >= end;
        end = if free { open.hunk.span.end } else { end };
        free
    });
    all
}

/// The lines of `document` that say something, with these pieces accepted.
pub(super) fn accepted(document: &Document, open: &[Open<'_>]) -> Vec<String> {
    let replaces = open.iter().map(|open| Replace { span: open.hunk.span, text: open.hunk.new.clone() });
    let mut text = document.text().clone();
    text.apply(&Change::new(replaces.collect()));
    said(&text.to_string())
}

/// The lines of `text` that say something.
pub(super) fn said(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A main part with revisions, read both ways.
pub(super) struct Both<'a> {
    pub part: &'a Part,
    pub trace: &'a Trace,
    /// Without its revisions.
    pub old: &'a Document,
    /// With them.
    pub new: &'a Document,
    pub before: &'a [Revision],
    pub after: &'a [Revision],
}

impl Both<'_> {
    /// The text of the part with every revision settled that is no longer open while the document became `document`, which
    /// of `open` still stand in it, and whether everything does.
    pub fn settled(&self, document: &Document, open: &[Open<'_>]) -> (String, Vec<bool>, bool) {
        let pieces = differences(self.old, self.new, self.before, self.after);
        let (was, is) = (self.old.text().to_string(), document.text().to_string());
        // A way that finds all that is open again goes before one that takes something for decided.
        let found = fates(&was, &is, &pieces, open, true).or_else(|| fates(&was, &is, &pieces, open, false));
        if let Some(fates) = found {
            return self.settled_by(&pieces, fates, open);
        }
        // Other words changed too: what became of each is told by what changed about it.
        let change = diff::by_lines(&was, &is);
        let key = |hunk: &Hunk| (hunk.old.clone(), hunk.new.clone());
        let theirs: Vec<_> = pieces.iter().map(|piece| key(&piece.hunk)).collect();
        let ours: Vec<_> = open.iter().map(|open| key(open.hunk)).collect();
        let mut same: Vec<Option<usize>> = vec![None; pieces.len()];
        let mut taken = vec![false; open.len()];
        // Those that are where they should be by now, then those that are at least in the same order.
        for (piece, same) in pieces.iter().zip(&mut same) {
            let at = change.map(piece.hunk.span.start, Assoc::After);
            let is_it = |open: &Open<'_>| open.hunk.span.start == at && key(open.hunk) == key(&piece.hunk);
            *same = open.iter().position(is_it).filter(|found| !std::mem::replace(&mut taken[*found], true));
        }
        for op in capture_diff_slices(Algorithm::Myers, &theirs, &ours) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for at in 0..len {
                    if same[old_index + at].is_none() && !std::mem::replace(&mut taken[new_index + at], true) {
                        same[old_index + at] = Some(new_index + at);
                    }
                }
            }
        }
        let fate = |(piece, same): (&Difference, Option<usize>)| match same {
            Some(at) => Fate::Open(at),
            None if was_accepted(piece, &change) => Fate::Accepted,
            None => Fate::Rejected,
        };
        let fates = pieces.iter().zip(same).map(fate).collect();
        self.settled_by(&pieces, fates, open)
    }

    /// The same where it is known what became of each piece.
    fn settled_by(&self, pieces: &[Difference], fates: Vec<Fate>, open: &[Open<'_>]) -> (String, Vec<bool>, bool) {
        let starts = |piece: &Difference| piece.revisions.iter().map(|revision| revision.xml.start).collect();
        let makers: Vec<BTreeSet<usize>> = pieces.iter().map(starts).collect();
        let still_open = |fate: &Fate| if let Fate::Open(at) = fate { Some(*at) } else { None };
        let mut same: Vec<Option<usize>> = fates.iter().map(still_open).collect();
        // A revision stays with all pieces it makes, or with none.
        let mut decided: BTreeSet<usize> = BTreeSet::new();
        loop {
            let count = decided.len();
            for (same, makers) in same.iter_mut().zip(&makers) {
                if same.is_none() || makers.is_empty() || makers.iter().any(|maker| decided.contains(maker)) {
                    *same = None;
                    decided.extend(makers);
                }
            }
            if decided.len() == count {
                break;
            }
        }
        let mut verdicts: BTreeMap<usize, bool> = BTreeMap::new();
        for (fate, makers) in fates.iter().zip(&makers) {
            let verdict = matches!(fate, Fate::Accepted);
            for maker in makers.iter().filter(|maker| decided.contains(maker)) {
                *verdicts.entry(*maker).or_insert(verdict) |= verdict;
            }
        }
        let mut stands = vec![false; open.len()];
        let all = same.iter().all(Option::is_some);
        same.into_iter().flatten().for_each(|at| stands[at] = true);
        (self.settle(&verdicts), stands, all)
    }

    /// Settles the revisions that begin at these bytes: accepted or not.
    fn settle(&self, verdicts: &BTreeMap<usize, bool>) -> String {
        let text = self.part.text.as_str();
        let mut all: BTreeMap<usize, &Revision> = BTreeMap::new();
        for revision in self.before.iter().chain(self.after) {
            all.entry(revision.xml.start).or_insert(revision);
        }
        let mut splices = Vec::new();
        let mut joins = Vec::new();
        // What is revised inside of what is settled goes the same way.
        let mut around: Option<(Range<usize>, bool)> = None;
        for (start, revision) in all {
            let inherited = around.as_ref().filter(|(range, _)| range.contains(&start)).map(|(_, verdict)| *verdict);
            let Some(accepted) = inherited.or_else(|| verdicts.get(&start).copied()) else { continue };
            if inherited.is_none() && !revision.is_end {
                around = Some((revision.xml.clone(), accepted));
            }
            let xml = revision.xml.clone();
            match (revision.is_end, accepted == revision.inserts) {
                (true, true) => splices.push(Splice::new(xml, String::new())),
                (true, false) => joins.push(xml),
                (false, true) => splices.extend(unwrapped(text, xml, !revision.inserts)),
                (false, false) => splices.push(Splice::new(xml, String::new())),
            }
        }
        splices.extend(self.joined(&joins));
        render(text, splices)
    }

    /// Paragraphs whose ends, marked at these places, are no more run on into the next.
    fn joined(&self, ends: &[Range<usize>]) -> Vec<Splice> {
        let text = self.part.text.as_str();
        let mut paragraphs: Vec<Range<usize>> = self.trace.paragraphs.values().map(|place| place.xml.clone()).collect();
        paragraphs.sort_by_key(|xml| (xml.start, std::cmp::Reverse(xml.end)));
        let ends_in = |xml: &Range<usize>| ends.iter().any(|end| xml.start <= end.start && end.end <= xml.end);
        let mut splices = Vec::new();
        let mut at = 0;
        while at < paragraphs.len() {
            let mut last = at;
            while ends_in(&paragraphs[last])
                && paragraphs.get(last + 1).is_some_and(|next| is_nothing(text, paragraphs[last].end, next.start))
            {
                last += 1;
            }
            if last > at {
                let content = |xml: &Range<usize>| {
                    let shape = Shape::of(text, xml.clone());
                    let front = if shape.properties.is_empty() { shape.open().end } else { shape.properties.end };
                    let close = text[..xml.end].rfind("</").unwrap_or(xml.end);
                    front..close.max(front)
                };
                let end = content(&paragraphs[last]).start;
                let mut segments = vec![Segment::Keep(paragraphs[last].start..end)];
                for xml in &paragraphs[at..last] {
                    segments.push(Segment::Keep(content(xml)));
                }
                splices.push(Splice { xml: paragraphs[at].start..end, segments });
            }
            at = last + 1;
        }
        splices
    }
}

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Nobody decided: it is this one of those that are open.
    Open(usize),
    Accepted,
    Rejected,
}

/// So many ways to read a text as decisions are tried.
const MOST_WAYS: usize = 200_000;

/// What became of each piece of the text `was`, if decisions on them alone made `is` of it. `None` if other words changed
/// too, or if `all` that is open should be among the pieces and is not. The same words, and nothing at all, can stand in
/// many lines, so that a comparison of the two texts does not tell.
fn fates(was: &str, is: &str, pieces: &[Difference], open: &[Open<'_>], all: bool) -> Option<Vec<Fate>> {
    // Before each piece, what there is behind the last one and before it.
    let between = |at: usize| {
        let from = at.checked_sub(1).map_or(0, |before| pieces[before].hunk.span.end);
        was.get(from..pieces.get(at).map_or(was.len(), |piece| piece.hunk.span.start))
    };
    let behind = |from: usize, words: &str| is.get(from..)?.starts_with(words).then_some(from + words.len());
    let ways = |piece: usize, at: usize| {
        let hunk = &pieces[piece].hunk;
        let first = open.partition_point(|open| open.hunk.span.start < at);
        let is_it = |open: &&Open<'_>| open.hunk.old == hunk.old && open.hunk.new == hunk.new;
        let here = open[first..].iter().take_while(|open| open.hunk.span.start == at).position(|open| is_it(&open));
        let stays = here.map(|here| (Fate::Open(first + here), &hunk.old));
        [stays, Some((Fate::Accepted, &hunk.new)), Some((Fate::Rejected, &hunk.old))]
    };
    // Each piece that was looked at, with its place in the new text, and which of its ways is next.
    let mut steps: Vec<(usize, usize)> = vec![(behind(0, between(0)?)?, 0)];
    let mut fates: Vec<Fate> = Vec::with_capacity(pieces.len());
    let mut dead: HashSet<(usize, usize, usize)> = HashSet::new();
    // How many of those that are open were found.
    let mut again = 0;
    let is_open = |fate: &Fate| usize::from(all && matches!(fate, Fate::Open(_)));
    while let Some((at, way)) = steps.last_mut() {
        let piece = fates.len();
        if piece == pieces.len() && *at == is.len() && (!all || again == open.len()) {
            return Some(fates);
        }
        let found = (*way..3).filter(|_| piece < pieces.len()).find_map(|next| {
            let (fate, words) = ways(piece, *at)[next]?;
            let to = behind(behind(*at, words)?, between(piece + 1)?)?;
            (!dead.contains(&(piece + 1, to, again + is_open(&fate)))).then_some((next, fate, to))
        });
        match found {
            Some((next, fate, to)) => {
                *way = next + 1;
                again += is_open(&fate);
                fates.push(fate);
                steps.push((to, 0));
            }
            None => {
                dead.insert((piece, *at, again));
                if dead.len() > MOST_WAYS {
                    return None;
                }
                steps.pop();
                again -= fates.pop().as_ref().map_or(0, is_open);
            }
        }
    }
    None
}

/// Whether nothing but marks stands there.
fn is_nothing(text: &str, from: usize, to: usize) -> bool {
    let Some(between) = text.get(from..to) else { return false };
    between.split('<').skip(1).all(|tag| tag.trim_end().ends_with("/>"))
}

/// Whether a piece was taken into the text that `change` made of the one it was proposed for.
fn was_accepted(piece: &Difference, change: &Change) -> bool {
    let span = piece.hunk.span;
    match span.is_empty() {
        true => change
            .replaces()
            .iter()
            .any(|r| r.span.start <= span.start && span.start <= r.span.end && !r.text.is_empty()),
        false => change.touches(span),
    }
}

/// An element's insides in its place; `restores` makes deleted text text again.
fn unwrapped(text: &str, xml: Range<usize>, restores: bool) -> Vec<Splice> {
    let element = &text[xml.clone()];
    let (open, close) = (tag_end(element), element.rfind("</").unwrap_or(element.len()));
    if element.ends_with("/>") && open == element.len() {
        return vec![Splice::new(xml, String::new())];
    }
    if !restores {
        return vec![
            Splice::new(xml.start..xml.start + open, String::new()),
            Splice::new(xml.start + close..xml.end, String::new()),
        ];
    }
    let name: String = element.chars().skip(1).take_while(|c| !c.is_whitespace() && !"/>".contains(*c)).collect();
    let prefix = name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let mut inside = element[open..close].to_owned();
    for (deleted, restored) in [("delText", "t"), ("delInstrText", "instrText")] {
        for start in ["<", "</"] {
            inside = inside.replace(&format!("{start}{prefix}{deleted}"), &format!("{start}{prefix}{restored}"));
        }
    }
    vec![Splice::new(xml, inside)]
}

/// Where the first tag of `element` ends.
fn tag_end(element: &str) -> usize {
    let mut quote = None;
    for (at, c) in element.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    element.len()
}

/// The file with these pieces in it as revisions; `None` where one of them cannot be said in it.
pub(super) fn propose(bytes: &[u8], document: &Document, open: &[Open<'_>]) -> Result<Option<Vec<u8>>, Error> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let part = Part::load(&mut package, &main)?;
    let (read, _, trace) = read_part(&mut package, &part, Side::Original, Some(Box::default()))?;
    let Some(trace) = trace.filter(|_| read.document.text().to_string() == document.text().to_string()) else {
        return Ok(None);
    };
    let next = first_id(&part.text);
    let mut file = File { text: &part.text, document, trace: &trace, next, splices: Vec::new() };
    let mut by_block: BTreeMap<usize, Vec<&Open<'_>>> = BTreeMap::new();
    for piece in open {
        let line = document.text().line_of(piece.hunk.span.start);
        let block = trace.blocks.partition_point(|block| block.first <= line).checked_sub(1);
        let Some(block) = block else { return Ok(None) };
        by_block.entry(block).or_default().push(piece);
    }
    for (block, pieces) in by_block {
        if file.block(block, &pieces).is_none() {
            return Ok(None);
        }
    }
    let text = render(&part.text, file.splices);
    repack(bytes, &BTreeMap::from([(main, text)])).map(Some)
}

/// A number no revision of the file has.
fn first_id(text: &str) -> u32 {
    let ids = text.split(":id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
    ids.filter(|id| *id < 1 << 30).max().unwrap_or(0) + 1
}

struct File<'a> {
    text: &'a str,
    document: &'a Document,
    trace: &'a Trace,
    /// The number of the next revision.
    next: u32,
    splices: Vec<Splice>,
}

impl File<'_> {
    /// Puts pieces that begin in this block into the file. `None` if one of them cannot go there.
    fn block(&mut self, block: usize, pieces: &[&Open<'_>]) -> Option<()> {
        let trace = self.trace;
        let of = &trace.blocks[block];
        let end = trace.blocks.get(block + 1).map_or(self.document.len(), |next| next.first);
        let [order] = of.made_of.as_slice() else { return None };
        let place = trace.paragraphs.get(order)?;
        let text = self.document.text();
        let (from, to) = (text.line_span(of.first).start, text.line_span(end - 1).end);
        let lines = Lines::of(self.document, of.first..end);
        let shape = Shape::at(self.text, place);
        let read = diff::diff(&place.raw, &lines.text);
        let back = read.invert(&Text::from(place.raw.as_str()));
        let mut swaps = Vec::new();
        for piece in pieces {
            let hunk = piece.hunk;
            if hunk.new.starts_with('\n') && hunk.old.is_empty() && hunk.span.start == to && place.loose {
                let made = self.paragraphs(&shape, piece);
                self.splices.push(Splice::new(place.xml.end..place.xml.end, made));
                continue;
            }
            if hunk.old.contains('\n') || hunk.new.contains('\n') || hunk.span.end > to {
                return None;
            }
            let was = hunk.span.start - from..hunk.span.end - from;
            let raw = back.map(was.start, Assoc::Before)..back.map(was.end, Assoc::After);
            let raw = raw.start..if was.is_empty() { raw.start } else { raw.end.max(raw.start) };
            let is = place.raw.get(raw.clone())? == lines.text.get(was.clone())?;
            let cuts_reading = lines.whole(was.clone()) != was;
            if !is || cuts_reading || shape.is_deleted(place, &raw) {
                return None;
            }
            let run = shape.run_at(self.text, place, raw.start);
            let base = face_at(place, raw.start, !raw.is_empty());
            let mut between = String::new();
            let lang = self.document.lang();
            if !hunk.old.is_empty() {
                let bits = lines.bits(was);
                if bits.iter().any(|bit| bit.reading.is_some()) {
                    return None;
                }
                let gone = shape.fresh(&bits, run, base, lang);
                let p = &shape.prefix;
                let gone = gone
                    .replace(&format!("<{p}t>"), &format!("<{p}delText>"))
                    .replace(&format!("<{p}t "), &format!("<{p}delText "))
                    .replace(&format!("</{p}t>"), &format!("</{p}delText>"));
                between.push_str(&self.revision(p, "del", piece, Some(&gone)));
            }
            if !hunk.new.is_empty() {
                let bit = Bit { text: hunk.new.clone(), face: base, reading: None };
                let came = shape.fresh(&[bit], run, base, lang);
                between.push_str(&self.revision(&shape.prefix, "ins", piece, Some(&came)));
            }
            swaps.push(Swap { raw, bits: Vec::new(), between });
        }
        if !swaps.is_empty() {
            self.splices.extend(shape.swap(self.text, place, &swaps, self.document.lang())?);
        }
        Some(())
    }

    /// New paragraphs, each with an end that came in too.
    fn paragraphs(&mut self, shape: &Shape, piece: &Open<'_>) -> String {
        let p = shape.prefix.clone();
        let looks: String = children(&self.text[shape.properties.clone()])
            .into_iter()
            .filter(|(name, _)| !matches!(name.as_str(), "sectPr" | "rPr" | "pPrChange" | "pageBreakBefore"))
            .map(|(_, xml)| xml)
            .collect();
        let mut xml = String::new();
        for line in piece.hunk.new.split('\n').skip(1) {
            let end = self.revision(&p, "ins", piece, None);
            let bit = Bit { text: line.to_owned(), face: Face::PLAIN, reading: None };
            let runs = shape.fresh(&[bit], "", Face::PLAIN, self.document.lang());
            let runs = if line.is_empty() { String::new() } else { self.revision(&p, "ins", piece, Some(&runs)) };
            xml.push_str(&format!("<{p}p><{p}pPr>{looks}<{p}rPr>{end}</{p}rPr></{p}pPr>{runs}</{p}p>"));
        }
        xml
    }

    fn revision(&mut self, prefix: &str, name: &str, piece: &Open<'_>, inside: Option<&str>) -> String {
        let (id, author, date) = (self.next, escape(piece.author), date(piece.at));
        self.next += 1;
        let start = prefixed(&format!(r#"<w:{name} w:id="{id}" w:author="{author}" w:date="{date}""#), prefix);
        match inside {
            Some(inside) => format!("{start}>{inside}</{prefix}{name}>"),
            None => start + "/>",
        }
    }
}
