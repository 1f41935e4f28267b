//! Saving into the file a document was read from: the paragraphs that were changed are changed where they stand, and
//! everything else of the package (styles, headers, pictures, parts of other programs) stays byte for byte.
//!
//! Nothing is remembered between reading and writing. The file is read again with the place of every paragraph
//! ([`Trace`]), what was read is laid beside the document, and what differs becomes [`Splice`]s of the main part.

use super::comments;
use super::custom;
use super::parts::{main_part, relations};
use super::patch::{Bit, Shape, Splice, Swap, children, face_at, prefixed, render, with_face};
use super::properties::Styles;
use super::read::{Side, read_part};
use super::trace::{Block, Place, RowPlace, Trace};
use super::write::{Body, DECLARATION, unwritable};
use super::xml::{Part, escape};
use crate::document::tables::Table;
use crate::document::{Document, Face, Role};
use crate::format::losses::Losses;
use crate::format::package::{Package, repack};
use crate::format::tracked::Pending;
use crate::format::{Error, Loss, Written};
use crate::text::{Lang, Span, diff};
use lines::Lines;
use pairing::{Pair, align};
use revisions::Both;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

mod lines;
mod pairing;
mod revisions;

/// What came of writing into a file.
pub(in crate::format) enum Outcome {
    /// It is the file, changed.
    Kept(Written),
    /// It is one of our own, which holds nothing else: it is made anew.
    Ours,
    /// It is to look otherwise, or cannot say what is pending: it can only be made anew.
    Anew,
}

/// Writes `document` into the file it was read from, with what is pending.
pub(in crate::format) fn write_into(
    document: &Document,
    pending: &[Pending<'_>],
    original: &[u8],
) -> Result<Outcome, Error> {
    let open = revisions::open(pending);
    // What counts is written as it was counted only where that cannot be kept.
    for literal in [false, true] {
        match written(document, &open, original, literal)? {
            (Outcome::Kept(_), false) => {}
            (outcome, _) => return Ok(outcome),
        }
    }
    Ok(Outcome::Anew)
}

/// What is written, and whether it reads back as it was meant.
fn written(
    document: &Document,
    open: &[revisions::Open<'_>],
    original: &[u8],
    literal: bool,
) -> Result<(Outcome, bool), Error> {
    let mut package = Package::open(original)?;
    let main = main_part(&mut package)?;
    let mut part = Part::load(&mut package, &main)?;
    let (mut read, after, mut trace) = read_part(&mut package, &part, Side::Accepted, Some(Box::default()))?;
    let (mut stands, mut is_settled) = (vec![false; open.len()], false);
    let mut is_as_it_was = true;
    let mut sheet = read.document.sheet().id.clone();
    if let Some(after) = after {
        let accepted = read.document;
        let before;
        (read, before, trace) = read_part(&mut package, &part, Side::Original, Some(Box::default()))?;
        sheet = read.document.sheet().id.clone();
        let Some((before, traced)) = before.zip(trace.as_deref()) else { return Ok((Outcome::Anew, false)) };
        let both = Both {
            part: &part,
            trace: traced,
            old: &read.document,
            new: &accepted,
            before: &before.revisions,
            after: &after.revisions,
        };
        let text;
        (text, stands, is_as_it_was) = both.settled(document, open);
        if text != part.text {
            is_settled = true;
            part = part.with_text(text);
            (read, _, trace) = read_part(&mut package, &part, Side::Original, Some(Box::default()))?;
        }
    }
    let Some(trace) = trace.filter(|trace| !trace.ours) else { return Ok((Outcome::Ours, false)) };
    let old = read.document;
    if sheet != document.sheet().id {
        return Ok((Outcome::Anew, false));
    }
    let related = relations(&mut package, &main)?;
    let mut styles = Styles::default();
    if let Some((_, target)) = related.iter().find(|(kind, target)| kind == "styles" && package.has(target)) {
        styles = Styles::parse(&Part::load(&mut package, target)?)?;
    }
    let said = !comments::same(old.comments(), document.comments());
    let prefix = trace.paragraphs.values().next().map_or("w:".to_owned(), |place| Shape::at(&part.text, place).prefix);
    let mut keep = Keep {
        text: &part.text,
        old: &old,
        new: document,
        trace: &trace,
        styles: &styles,
        labels: document.snapshot().labels(),
        prefix,
        anchors: if said { comments::anchors(document.comments()) } else { Vec::new() },
        said,
        literal,
        splices: Vec::new(),
        losses: Losses::default(),
    };
    keep.body();
    let Keep { splices, losses, .. } = keep;
    let mut losses = losses.list(|paragraph| paragraph);
    losses.extend(unwritable(document));
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    if !splices.is_empty() || is_settled {
        let text = render(&part.text, splices);
        let text = match text.find("?>").filter(|_| text.starts_with("<?xml")) {
            // It may have been in another coding.
            Some(end) => DECLARATION.to_owned() + text[end + 2..].trim_start(),
            None => text,
        };
        parts.insert(main.clone(), text);
    }
    let mut changes = custom::Changes::new(&mut package);
    if said {
        changes.comments(&main, &related, document.comments(), &mut parts)?;
    }
    let level = (old.classification() != document.classification()).then(|| document.classification()).flatten();
    changes.properties(document, level, &mut parts)?;
    let fresh: Vec<_> = open.iter().zip(&stands).filter(|(_, stands)| !**stands).map(|(open, _)| *open).collect();
    if parts.is_empty() && fresh.is_empty() && is_as_it_was && words(&old) == words(document) {
        return Ok((Outcome::Kept(Written { bytes: original.to_vec(), losses }), true));
    }
    if related.iter().any(|(kind, _)| kind == "digital-signature") || package.has("_xmlsignatures/origin.sigs") {
        losses.push(Loss::new("loss-signature-broken"));
    }
    let mut bytes = if parts.is_empty() { original.to_vec() } else { repack(original, &parts)? };
    if !fresh.is_empty() {
        match revisions::propose(&bytes, document, &fresh)? {
            Some(more) => bytes = more,
            None => return Ok((Outcome::Kept(Written { bytes, losses }), false)),
        }
    }
    let untold = !losses.iter().any(|loss| loss.id == "loss-kept-not");
    // What does not read back as it was meant is not handed out: the file is made anew, and that is told.
    let is_sure = !untold || reads_as(&bytes, document, open)?;
    Ok((Outcome::Kept(Written { bytes, losses }), is_sure))
}

/// Whether a file says what `document` says, paragraph by paragraph, and what it would say with these pieces accepted; empty
/// ones, but for cells, do not count.
fn reads_as(bytes: &[u8], document: &Document, open: &[revisions::Open<'_>]) -> Result<bool, Error> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let part = Part::load(&mut package, &main)?;
    let mut again = |side: Side| -> Result<_, Error> {
        let (read, revised, _) = read_part(&mut package, &part, side, None)?;
        Ok((read.document, revised.is_some()))
    };
    let (accepted, is_revised) = again(Side::Accepted)?;
    if !is_revised {
        return Ok(open.is_empty() && words(&accepted) == words(document));
    }
    let meant = revisions::accepted(document, open);
    Ok(revisions::said(&accepted.text().to_string()) == meant && words(&again(Side::Original)?.0) == words(document))
}

/// What `document` says, paragraph by paragraph.
fn words(document: &Document) -> Vec<String> {
    let paragraphs = (0..document.len()).map(|at| document.paragraph(at));
    let said = paragraphs.filter(|p| !p.text.trim().is_empty() || matches!(p.role, Role::Cell(_)));
    said.map(|p| p.text.trim().to_owned()).collect()
}

/// A paragraph or a table, in one of the two documents.
#[derive(Clone, Copy, Debug)]
enum Item {
    Paragraph(usize),
    Table(Table),
}

/// Where something new goes.
#[derive(Clone, Copy)]
struct Here {
    /// In bytes of the part.
    at: usize,
    /// The block before it, or the first.
    block: usize,
}

/// So many paragraphs around a new one are looked at for one it can be like.
const MOST_MODELS: usize = 200;

struct Keep<'a> {
    text: &'a str,
    old: &'a Document,
    new: &'a Document,
    trace: &'a Trace,
    styles: &'a Styles,
    labels: Vec<Option<String>>,
    prefix: String,
    /// Where comments begin and end, if they are written anew.
    anchors: Vec<comments::Anchor>,
    said: bool,
    /// Whether numbers that Word counts become words.
    literal: bool,
    splices: Vec<Splice>,
    /// By paragraphs of the new document.
    losses: Losses,
}

fn items(document: &Document) -> Vec<Item> {
    let (mut found, mut index) = (Vec::new(), 0);
    while index < document.len() {
        match document.table_at(index) {
            Some(table) => {
                found.push(Item::Table(table));
                index = table.cells().end;
            }
            None => {
                found.push(Item::Paragraph(index));
                index += 1;
            }
        }
    }
    found
}

fn said_in(document: &Document, item: &Item) -> String {
    let text = document.text();
    match item {
        Item::Paragraph(index) => text.line(*index),
        Item::Table(table) => table.cells().map(|cell| text.line(cell)).collect::<Vec<_>>().join("\t"),
    }
}

impl<'a> Keep<'a> {
    fn body(&mut self) {
        if self.said {
            // Where they stand now goes; they are written where they belong.
            let anchors = self.trace.anchors.iter().map(|xml| Splice::new(xml.clone(), String::new()));
            self.splices.extend(anchors);
        }
        let (old, new) = (items(self.old), items(self.new));
        let keys = |document: &Document, items: &[Item]| -> Vec<(bool, String)> {
            items.iter().map(|item| (matches!(item, Item::Table(_)), said_in(document, item))).collect()
        };
        let pairs = match self.trace.blocks.is_empty() {
            false => align(&keys(self.old, &old), &keys(self.new, &new)),
            // The body of a template may hold no paragraph at all.
            true if self.new.is_empty() => Vec::new(),
            true => (0..new.len()).map(Pair::New).collect(),
        };
        let block_of = |paragraph: usize| self.trace.blocks.partition_point(|block| block.first <= paragraph) - 1;
        // The paragraphs of the new document that each block becomes.
        let mut becomes: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        for pair in &pairs {
            if let Pair::Both(o, n) = pair
                && let (Item::Paragraph(o), Item::Paragraph(n)) = (old[*o], new[*n])
            {
                let range = becomes.entry(block_of(o)).or_insert(n..n + 1);
                range.end = n + 1;
            }
        }
        let taken: HashSet<usize> = becomes.values().cloned().flatten().collect();
        let mut here = Here { at: self.trace.body, block: 0 };
        let mut gone = Vec::new();
        let mut seen = HashSet::new();
        for pair in pairs {
            match pair {
                Pair::Both(o, n) => match (old[o], new[n]) {
                    (Item::Paragraph(o), Item::Paragraph(_)) => {
                        let block = block_of(o);
                        if seen.insert(block) {
                            let into = becomes[&block].clone();
                            self.block(block, into);
                        }
                        here = self.behind(block, here);
                    }
                    (Item::Table(o), Item::Table(n)) => {
                        self.table(o, n);
                        here = Here { at: self.table_xml(o).end, block: block_of(o.cells().end - 1) };
                    }
                    _ => {}
                },
                Pair::Old(o) => match old[o] {
                    Item::Paragraph(o) => {
                        let block = block_of(o);
                        if !becomes.contains_key(&block) && seen.insert(block) {
                            gone.push(block);
                        }
                        here = self.behind(block, here);
                    }
                    Item::Table(table) => {
                        let xml = self.table_xml(table);
                        self.splices.push(Splice::new(xml.clone(), String::new()));
                        here = Here { at: xml.end, block: block_of(table.cells().end - 1) };
                    }
                },
                Pair::New(n) => match new[n] {
                    Item::Paragraph(n) if taken.contains(&n) => {}
                    Item::Paragraph(n) => {
                        let xml = self.paragraph(n, here);
                        self.splices.push(Splice::new(here.at..here.at, xml));
                    }
                    Item::Table(table) => {
                        let xml = self.table_anew(table);
                        self.splices.push(Splice::new(here.at..here.at, xml));
                    }
                },
            }
        }
        let ends_with_table = self.new.roles().last().is_some_and(|role| role.is_cell());
        let last = self.trace.blocks.len().saturating_sub(1);
        for block in gone {
            self.remove(block, ends_with_table && block == last);
        }
    }

    /// The place behind a block. Blocks that were made of nothing in the file leave it where it was.
    fn behind(&self, block: usize, here: Here) -> Here {
        let made_of = &self.trace.blocks[block].made_of;
        let end = made_of.iter().filter_map(|order| self.trace.paragraphs.get(order)).map(|place| place.xml.end).max();
        Here { at: end.unwrap_or(here.at), block }
    }

    fn place(&self, block: &Block) -> Option<&'a Place> {
        let trace = self.trace;
        match block.made_of.as_slice() {
            [order] => trace.paragraphs.get(order),
            _ => None,
        }
    }

    /// The old paragraphs that were read as one.
    fn paragraphs(&self, block: usize) -> Range<usize> {
        let end = self.trace.blocks.get(block + 1).map_or(self.old.len(), |next| next.first);
        self.trace.blocks[block].first..end
    }

    /// Makes what stands in a block the paragraphs `into` of the new document.
    fn block(&mut self, block: usize, into: Range<usize>) {
        let from = self.paragraphs(block);
        let trace = self.trace;
        match self.place(&trace.blocks[block]) {
            Some(place) => self.change(place, from, into, block),
            None => self.losses.add("loss-kept-not", into.start),
        }
    }

    /// What is at a place, paragraphs `from` of the old document, becomes paragraphs `into` of the new one.
    fn change(&mut self, place: &Place, from: Range<usize>, into: Range<usize>, block: usize) {
        let (old, new) = (Lines::of(self.old, from.clone()), Lines::of(self.new, into.clone()));
        let shape = Shape::at(self.text, place);
        let (was, is) = (self.old.roles()[from.start], self.new.roles()[into.start]);
        let (turns, mut cut) = (was != is && !is.is_cell(), 0);
        if turns {
            let (properties, counted) = self.properties(is, into.start, block);
            cut = counted;
            let kept: String = children(&self.text[shape.properties.clone()])
                .into_iter()
                .filter(|(name, _)| matches!(name.as_str(), "sectPr" | "rPr"))
                .map(|(_, xml)| xml)
                .collect();
            let made = format!("<{0}pPr>{properties}{kept}</{0}pPr>", self.prefix);
            if !shape.properties.is_empty() {
                self.splices.push(Splice::new(shape.properties.clone(), made));
            }
        }
        let anchors = self.anchors_in(into.clone());
        // A number that Word counts goes with the looks, or comes with them.
        let label = self.label(place);
        let is_literal = self.literal && label.as_ref().is_some_and(|label| self.bullet(label, into.start) == 0);
        let recounted = turns && (cut > 0 || label.is_some()) || is_literal && !is.is_cell();
        if is_literal && !is.is_cell() {
            self.losses.add("loss-kept-numbers", into.start);
        }
        if old.same(&new) && anchors.is_empty() && !recounted {
            return;
        }
        let swaps = self.swaps(place, &old, &new, &anchors).filter(|_| !recounted);
        let number_off = swaps.is_none();
        let swaps = swaps.unwrap_or_else(|| {
            let between = anchors.iter().map(|(_, xml)| xml.as_str()).collect();
            vec![Swap { raw: 0..place.raw.len(), bits: new.bits(cut..new.text.len()), between }]
        });
        match shape.swap(self.text, place, &swaps, self.new.lang()) {
            Some(splices) => self.splices.extend(splices),
            None => self.losses.add("loss-kept-not", into.start),
        }
        let has_number = place.raw.len() < old.text.len() && old.text.ends_with(place.raw.trim());
        if number_off && has_number && was == is && !shape.properties.is_empty() {
            let inside = children(&self.text[shape.properties.clone()]).into_iter().filter(|(name, _)| name != "numPr");
            let made = format!("<{0}pPr>{1}</{0}pPr>", self.prefix, self.uncounted(inside));
            self.splices.push(Splice::new(shape.properties, made));
        }
    }

    /// What is in paragraph properties that take a number away, also one that comes with the style.
    fn uncounted(&self, inside: impl Iterator<Item = (String, String)>) -> String {
        let off = prefixed(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>"#, &self.prefix);
        let (before, after): (Vec<_>, Vec<_>) = inside.partition(|(name, _)| {
            matches!(
                name.as_str(),
                "pStyle" | "keepNext" | "keepLines" | "pageBreakBefore" | "framePr" | "widowControl"
            )
        });
        let list = |list: Vec<(String, String)>| list.into_iter().map(|(_, xml)| xml).collect::<String>();
        list(before) + &off + &list(after)
    }

    /// What has to be swapped at a place; `None` where the change touches words that are not in the file, such as a number
    /// that Word counts.
    fn swaps(&self, place: &Place, old: &Lines, new: &Lines, anchors: &[(usize, String)]) -> Option<Vec<Swap>> {
        let read = diff::diff(&place.raw, &old.text);
        let raw = crate::text::Text::from(place.raw.as_str());
        let back = read.invert(&raw);
        let to_raw = |at: usize| back.map(at, crate::text::Assoc::Before);
        let added: Vec<Span> = back.replaces().iter().map(|r| r.span).filter(|span| !span.is_empty()).collect();
        let mut swaps = Vec::new();
        for (was, is) in old.differences(new, place, &to_raw) {
            let touches = |span: &Span| match was.is_empty() {
                true => span.start < was.start && was.start < span.end || span.start == 0 && was.start == 0,
                false => span.start < was.end && was.start < span.end,
            };
            if added.iter().any(touches) {
                return None;
            }
            let raw = to_raw(was.start)..back.map(was.end, crate::text::Assoc::After).max(to_raw(was.start));
            let raw = if was.is_empty() { raw.start..raw.start } else { raw };
            swaps.push(Swap { raw, bits: new.bits(is), between: String::new() });
        }
        for (at, xml) in anchors {
            // Where that is in the old words: anchors go behind what comes new there.
            let raw = to_raw(old.counterpart(new, *at));
            match swaps.iter_mut().find(|swap| swap.raw.start <= raw && raw <= swap.raw.end) {
                Some(swap) => swap.between.push_str(xml),
                None => swaps.push(Swap { raw: raw..raw, bits: Vec::new(), between: xml.clone() }),
            }
        }
        swaps.sort_by_key(|swap| (swap.raw.start, swap.raw.end));
        Some(swaps)
    }

    /// Where comments begin and end in these paragraphs, in bytes from the first.
    fn anchors_in(&self, paragraphs: Range<usize>) -> Vec<(usize, String)> {
        let text = self.new.text();
        let (start, end) = (text.line_span(paragraphs.start).start, text.line_span(paragraphs.end - 1).end);
        let here = self.anchors.iter().filter(|anchor| start <= anchor.at && anchor.at <= end);
        here.map(|anchor| (anchor.at - start, prefixed(&anchor.xml, &self.prefix))).collect()
    }

    /// Takes a block away, or the words of it where it holds something else too.
    fn remove(&mut self, block: usize, must_stay: bool) {
        let trace = self.trace;
        let paragraph = self.nearest(block);
        let Some(place) = self.place(&trace.blocks[block]) else { return };
        let shape = Shape::at(self.text, place);
        if place.loose && !must_stay && !shape.has_more && !shape.ends_section && place.run_on.is_empty() {
            self.splices.push(Splice::new(place.xml.clone(), String::new()));
            return;
        }
        if shape.has_more || shape.ends_section {
            self.losses.add("loss-kept-shell", paragraph);
        }
        let all = Swap { raw: 0..place.raw.len(), bits: Vec::new(), between: String::new() };
        if let Some(splices) = shape.swap(self.text, place, &[all], self.new.lang()) {
            self.splices.extend(splices);
        }
    }

    /// About where in the new document a block was.
    fn nearest(&self, block: usize) -> usize {
        let first = self.trace.blocks[block].first;
        first.min(self.new.len().saturating_sub(1))
    }

    /// A new paragraph, looking like the nearest one of its kind.
    fn paragraph(&mut self, index: usize, here: Here) -> String {
        let role = self.new.roles()[index];
        let model = self.model(role, index, here.block);
        let (properties, cut) = self.properties(role, index, here.block);
        let (shape, face, run) = match model {
            Some(place) => {
                let shape = Shape::at(self.text, place);
                let run = shape.first_run(self.text, place).to_owned();
                (shape, face_at(place, 0, true), run)
            }
            None => (Shape::of(self.text, 0..0), Face::PLAIN, String::new()),
        };
        let plain = with_face(&run, &self.prefix, face, Face::PLAIN);
        let lines = Lines::of(self.new, index..index + 1);
        let mut bits = lines.bits(cut..lines.text.len());
        let label = self.labels[index].clone().filter(|_| model.is_none());
        if let Some(label) = label {
            let space = if self.new.lang() == Lang::Ja { "\u{3000}" } else { " " };
            bits.insert(0, Bit { text: label + space, face: Face::PLAIN, reading: None });
        }
        let shape = shape.with_prefix(&self.prefix);
        let anchors: String = self.anchors_in(index..index + 1).into_iter().map(|(_, xml)| xml).collect();
        let runs = shape.fresh(&bits, &plain, Face::PLAIN, self.new.lang());
        let properties = match properties.is_empty() {
            true => String::new(),
            false => format!("<{0}pPr>{properties}</{0}pPr>", self.prefix),
        };
        format!("<{0}p>{properties}{anchors}{runs}</{0}p>", self.prefix)
    }

    /// The nearest paragraph of the file that was read as this, rather one without a number that paragraph `index` of the
    /// new document does not begin with.
    fn model(&self, role: Role, index: usize, block: usize) -> Option<&'a Place> {
        let blocks = &self.trace.blocks;
        let is = |at: usize| {
            let found = self.old.roles()[blocks[at].first] == role;
            if found { self.place(&blocks[at]) } else { None }
        };
        let mut near = (0..blocks.len()).flat_map(|away| {
            let before = block.checked_sub(away).filter(|at| *at < blocks.len()).and_then(is);
            let behind = Some(block + away).filter(|at| away > 0 && *at < blocks.len()).and_then(is);
            before.into_iter().chain(behind)
        });
        let nearest = near.next()?;
        let fits = |place: &&Place| self.label(place).is_none_or(|label| self.bullet(&label, index) > 0);
        Some(if fits(&nearest) { nearest } else { near.take(MOST_MODELS).find(fits).unwrap_or(nearest) })
    }

    /// What is in the properties of paragraph `index` of the new document, which has this role, and how many bytes of its
    /// words come with them: a bullet's.
    fn properties(&self, role: Role, index: usize, block: usize) -> (String, usize) {
        if let Some(place) = self.model(role, index, block) {
            let shape = Shape::at(self.text, place);
            let list = children(&self.text[shape.properties])
                .into_iter()
                .filter(|(name, _)| !matches!(name.as_str(), "sectPr" | "pPrChange" | "rPr" | "pageBreakBefore"));
            let bullet = self.label(place).map(|label| self.bullet(&label, index));
            return match bullet {
                Some(0) => (self.uncounted(list.filter(|(name, _)| name != "numPr")), 0),
                bullet => (list.map(|(_, xml)| xml).collect(), bullet.unwrap_or(0)),
            };
        }
        let named = self.styles.with_role(role).map(|id| format!(r#"<w:pStyle w:val="{}"/>"#, escape(&id)));
        let side = match role {
            _ if named.is_some() => None,
            Role::Title | Role::Ki => Some("center"),
            Role::DocNumber | Role::Date | Role::Sender | Role::Ijo | Role::Closing if self.new.lang() == Lang::Ja => {
                Some("right")
            }
            _ => None,
        };
        let side = side.map(|side| format!(r#"<w:jc w:val="{side}"/>"#));
        (prefixed(&named.into_iter().chain(side).collect::<String>(), &self.prefix), 0)
    }

    /// The number or bullet that Word counts and that was read as the first words of what stands at `place`.
    fn label(&self, place: &Place) -> Option<String> {
        let at = self.trace.block_at(place.xml.start)?;
        let first = self.old.text().line(self.trace.blocks[at].first);
        let raw = place.raw.split('\n').next().unwrap_or_default();
        first.strip_suffix(raw.trim()).or(first.strip_suffix(raw)).filter(|label| !label.is_empty()).map(str::to_owned)
    }

    /// The bytes of this bullet at the start of paragraph `index` of the new document; 0 for a number.
    fn bullet(&self, label: &str, index: usize) -> usize {
        let is_bullet = matches!(label.trim(), "・" | "•");
        if is_bullet && self.new.text().line(index).starts_with(label) { label.len() } else { 0 }
    }

    fn table_xml(&self, table: Table) -> Range<usize> {
        let inside = |first: &usize| table.cells().contains(first);
        let found = self.trace.tables.iter().filter(|place| place.first.as_ref().is_some_and(inside));
        found.map(|place| place.xml.clone()).reduce(|a, b| a.start..b.end).unwrap_or(self.trace.body..self.trace.body)
    }

    /// A table of the file becomes one of the new document: cell by cell, row by row, or as a whole.
    fn table(&mut self, old: Table, new: Table) {
        let trace = self.trace;
        let inside = |first: &usize| old.cells().contains(first);
        let rows: Vec<&RowPlace> = trace
            .tables
            .iter()
            .filter(|place| place.first.as_ref().is_some_and(inside))
            .flat_map(|place| &place.rows)
            .collect();
        let before = self.splices.len();
        let fits = rows.len() == old.rows && old.columns == new.columns && self.rows(&rows, old, new);
        if !fits {
            self.splices.truncate(before);
            let xml = self.table_xml(old);
            if xml.is_empty() {
                return self.losses.add("loss-kept-not", new.first);
            }
            let made = self.table_anew(new);
            self.splices.push(Splice::new(xml, made));
            self.losses.add("loss-kept-table", new.first);
        }
    }

    /// Whether it could be done.
    fn rows(&mut self, rows: &[&RowPlace], old: Table, new: Table) -> bool {
        let keys = |document: &Document, table: Table| -> Vec<(bool, String)> {
            let row = |row: usize| table.row(row).map(|cell| document.text().line(cell)).collect::<Vec<_>>().join("\t");
            (0..table.rows).map(|at| (true, row(at))).collect()
        };
        let pairs = match old.rows == new.rows {
            true => (0..old.rows).map(|row| Pair::Both(row, row)).collect(),
            false => align(&keys(self.old, old), &keys(self.new, new)),
        };
        let mut at = rows[0].xml.start;
        let is_simple = rows.iter().all(|row| row.is_plain);
        for pair in pairs {
            match pair {
                Pair::Both(o, n) => {
                    for column in 0..old.columns {
                        if !self.cell(rows[o], old.cell(o, column), new.cell(n, column)) {
                            return false;
                        }
                    }
                    at = rows[o].xml.end;
                }
                _ if !is_simple => return false,
                Pair::Old(o) => {
                    self.splices.push(Splice::new(rows[o].xml.clone(), String::new()));
                    at = rows[o].xml.end;
                }
                Pair::New(n) => {
                    let model = rows.iter().rev().find(|row| row.xml.end <= at).unwrap_or(&rows[0]);
                    let made = self.row_like(model, new.row(n));
                    self.splices.push(Splice::new(at..at, made));
                }
            }
        }
        true
    }

    /// Whether the cell could be changed where it is.
    fn cell(&mut self, row: &RowPlace, was: usize, is: usize) -> bool {
        let (trace, text) = (self.trace, self.new.text().line(is));
        let block = trace.blocks.partition_point(|block| block.first <= was) - 1;
        let places: Vec<&Place> = trace.blocks[block].made_of.iter().filter_map(|o| trace.paragraphs.get(o)).collect();
        let same = Lines::of(self.old, was..was + 1).same(&Lines::of(self.new, is..is + 1));
        if same && self.anchors_in(is..is + 1).is_empty() {
            return true;
        }
        debug_assert!(row.cells.len() <= 63);
        match places.as_slice() {
            // It is covered by its neighbour.
            [] => same || text.is_empty(),
            [place] => {
                self.change(place, was..was + 1, is..is + 1, block);
                true
            }
            several => {
                let (old, new) = (Lines::of(self.old, was..was + 1), Lines::of(self.new, is..is + 1));
                let each = self.anchors_in(is..is + 1).is_empty().then(|| each_its_own(several, &old, &new)).flatten();
                let speaking = |place: &&&Place| !place.raw.trim().is_empty();
                let swaps = each.unwrap_or_else(|| {
                    let first = several.iter().position(|place| speaking(&place)).unwrap_or(0);
                    if several.iter().filter(speaking).count() > 1 {
                        self.losses.add("loss-kept-cell", is);
                    }
                    let all = |(at, place): (usize, &&Place)| {
                        let bits = if at == first { new.bits(0..new.text.len()) } else { Vec::new() };
                        vec![Swap { raw: 0..place.raw.len(), bits, between: String::new() }]
                    };
                    several.iter().enumerate().map(all).collect()
                });
                for (place, swaps) in several.iter().zip(swaps) {
                    let shape = Shape::at(self.text, place);
                    match shape.swap(self.text, place, &swaps, self.new.lang()) {
                        Some(splices) => self.splices.extend(splices),
                        None => return false,
                    }
                }
                true
            }
        }
    }

    /// A new row with the looks of `model`.
    fn row_like(&self, model: &RowPlace, cells: Range<usize>) -> String {
        let p = &self.prefix;
        let row = &self.text[model.xml.clone()];
        let of = |xml: &str, wanted: &[&str], not: &[&str]| -> String {
            let list = children(xml).into_iter().filter(|(name, _)| wanted.contains(&name.as_str()));
            let list = list.map(|(name, xml)| match name.as_str() {
                "trPr" => {
                    let inside: String = children(&xml)
                        .into_iter()
                        .filter(|(name, _)| !not.contains(&name.as_str()))
                        .map(|(_, xml)| xml)
                        .collect();
                    format!("<{p}trPr>{inside}</{p}trPr>")
                }
                _ => xml,
            });
            list.collect()
        };
        let mut xml = format!("<{p}tr>{}", of(row, &["tblPrEx", "trPr"], &["tblHeader", "ins", "del"]));
        for (cell, index) in model.cells.iter().zip(cells) {
            let place = cell.made_of.iter().find_map(|order| self.trace.paragraphs.get(order));
            let (properties, run) = place.map_or_else(Default::default, |place| {
                let shape = Shape::at(self.text, place);
                let list = children(&self.text[shape.properties.clone()]).into_iter();
                let list = list.filter(|(name, _)| !matches!(name.as_str(), "sectPr" | "pPrChange" | "rPr"));
                let run = with_face(shape.first_run(self.text, place), p, face_at(place, 0, true), Face::PLAIN);
                (list.map(|(_, xml)| xml).collect::<String>(), run)
            });
            let lines = Lines::of(self.new, index..index + 1);
            let shape = Shape::of(self.text, 0..0).with_prefix(p);
            let runs = shape.fresh(&lines.bits(0..lines.text.len()), &run, Face::PLAIN, self.new.lang());
            let anchors: String = self.anchors_in(index..index + 1).into_iter().map(|(_, xml)| xml).collect();
            let looks = of(&self.text[cell.xml.clone()], &["tcPr"], &[]);
            let properties = if properties.is_empty() { properties } else { format!("<{p}pPr>{properties}</{p}pPr>") };
            xml.push_str(&format!("<{p}tc>{looks}<{p}p>{properties}{anchors}{runs}</{p}p></{p}tc>"));
        }
        xml + &format!("</{p}tr>")
    }

    /// A table of ours.
    fn table_anew(&self, table: Table) -> String {
        let body = Body::new(self.new);
        let mut xml = String::new();
        let shape = Shape::of(self.text, 0..0).with_prefix("w:");
        let cell = |index: usize, xml: &mut String| {
            let lines = Lines::of(self.new, index..index + 1);
            let anchors: String = self.anchors_in(index..index + 1).into_iter().map(|(_, xml)| xml).collect();
            let runs = shape.fresh(&lines.bits(0..lines.text.len()), "", Face::PLAIN, self.new.lang());
            xml.push_str(&format!("<w:p>{anchors}{runs}</w:p>"));
        };
        body.table(&table, cell, &mut xml);
        prefixed(&xml, &self.prefix)
    }
}

/// What has to be swapped in each of the paragraphs of a cell, which were read as the one text `old`; `None` where a change is
/// not inside of one of them.
fn each_its_own(places: &[&Place], old: &Lines, new: &Lines) -> Option<Vec<Vec<Swap>>> {
    let (mut spans, mut at) = (Vec::new(), 0);
    for place in places {
        let from = if place.raw.trim().is_empty() { at } else { at + old.text[at..].find(&place.raw)? };
        at = if place.raw.trim().is_empty() { from } else { from + place.raw.len() };
        spans.push(from..at);
    }
    let mut swaps = vec![Vec::new(); places.len()];
    for (was, is) in old.differences(new, &Place::default(), &|at| at) {
        let which = spans.iter().position(|span| !span.is_empty() && span.start <= was.start && was.end <= span.end)?;
        let raw = was.start - spans[which].start..was.end - spans[which].start;
        swaps[which].push(Swap { raw, bits: new.bits(is), between: String::new() });
    }
    Some(swaps)
}
