//! [`Marks`]: how words are set off (bold, underlined, dotted, raised, lowered) and how kanji are read (ruby).
//!
//! They lie over the document's bytes and go with them: what is typed inside of bold words is bold, and behind them
//! too, as people know it from Word. A line feed is never marked, a mark never ends inside of what a reader takes for
//! one character, and the words under one reading stand in one paragraph. Following a change costs what the change
//! touches, not what the document is.

use super::{Document, Edit};
use crate::text::change::Mapper;
use crate::text::{Assoc, Change, Extent, Replace, Series, Span, Text, segment};
use std::sync::Arc;

/// A way words are set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Look {
    /// 太字.
    Bold,
    /// 下線.
    Underline,
    /// 傍点.
    Dots,
    /// 上付き.
    Superscript,
    /// 下付き.
    Subscript,
}

impl Look {
    /// All of them.
    pub const ALL: [Look; 5] = [Look::Bold, Look::Underline, Look::Dots, Look::Superscript, Look::Subscript];

    /// Its name in `.kian` files.
    pub fn code(self) -> &'static str {
        match self {
            Look::Bold => "bold",
            Look::Underline => "underline",
            Look::Dots => "dots",
            Look::Superscript => "superscript",
            Look::Subscript => "subscript",
        }
    }

    /// The one with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.code() == code)
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Everything a character is set off by. What is raised is not lowered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Face(u8);

impl Face {
    /// Set off by nothing.
    pub const PLAIN: Face = Face(0);

    /// Whether it is set off by nothing.
    pub fn is_plain(self) -> bool {
        self.0 == 0
    }

    /// Whether `look` is among them.
    pub fn has(self, look: Look) -> bool {
        self.0 & look.bit() != 0
    }

    /// The same with `look`.
    pub fn with(self, look: Look) -> Self {
        let against = match look {
            Look::Superscript => Look::Subscript.bit(),
            Look::Subscript => Look::Superscript.bit(),
            _ => 0,
        };
        Face(self.0 & !against | look.bit())
    }

    /// The same without `look`.
    pub fn without(self, look: Look) -> Self {
        Face(self.0 & !look.bit())
    }

    /// The same with `look` if it was without, and the other way round.
    pub fn toggled(self, look: Look) -> Self {
        if self.has(look) { self.without(look) } else { self.with(look) }
    }

    /// What it is made of.
    pub fn looks(self) -> impl Iterator<Item = Look> {
        Look::ALL.into_iter().filter(move |look| self.has(*look))
    }
}

/// What a [`Mark`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The words are set off.
    Look(Look),
    /// The words are read like this.
    Ruby(Arc<str>),
}

/// A mark over words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words, in bytes.
    pub span: Span,
    /// What it says.
    pub kind: MarkKind,
}

/// What an [`Edit`] does to marks.
#[derive(Clone, Debug, PartialEq)]
pub enum Marking {
    /// Set the words off, or no longer.
    Look(Look, bool),
    /// Set the words off by this and nothing else.
    Face(Face),
    /// Put a reading over the words, in place of any that reaches into them. Those of the first paragraph only.
    Ruby(Arc<str>),
    /// Take away every reading that reaches into the words.
    NoRuby,
    /// Give the words the marks that words of the same length had.
    Put(Strip),
}

/// What stands over a stretch of bytes of one kind.
#[derive(Clone, Debug, PartialEq)]
struct Run<T> {
    len: usize,
    is: T,
}

impl<T> Extent for Run<T> {
    fn size(&self) -> f64 {
        self.len as f64
    }
}

/// What can stand over bytes.
trait Over: Clone + Default + PartialEq {
    /// Whether it and `next` beside it are one.
    fn goes_on(&self, next: &Self) -> bool;

    fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Over for Face {
    fn goes_on(&self, next: &Self) -> bool {
        self == next
    }
}

/// The reading over a stretch, if there is one. Two of the same words side by side are two; pieces of one share it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Reading(Option<Arc<str>>);

impl Over for Reading {
    fn goes_on(&self, next: &Self) -> bool {
        match (&self.0, &next.0) {
            (None, None) => true,
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// Runs that cover a text without a gap.
#[derive(Clone, Debug, Default, PartialEq)]
struct Track<T> {
    runs: Series<Run<T>>,
}

fn push<T: Over>(row: &mut Vec<Run<T>>, run: Run<T>) {
    match row.last_mut() {
        _ if run.len == 0 => {}
        Some(left) if left.is.goes_on(&run.is) => left.len += run.len,
        _ => row.push(run),
    }
}

impl<T: Over> Track<T> {
    fn plain(len: usize) -> Self {
        let run = (len > 0).then(|| Run { len, is: T::default() });
        Self { runs: run.into_iter().collect() }
    }

    fn len(&self) -> usize {
        self.runs.size() as usize
    }

    fn is_plain(&self) -> bool {
        self.runs.len() <= 1 && self.runs.get(0).is_none_or(|run| run.is.is_plain())
    }

    /// The runs that reach into `span`, whole, in order; of an empty span the one its place lies in.
    fn around(&self, span: Span) -> impl Iterator<Item = (Span, &T)> {
        let (first, before) = self.runs.at(span.start as f64).unwrap_or_default();
        let mut at = before as usize;
        let runs = self.runs.iter_from(first).map(move |run| {
            let start = at;
            at += run.len;
            (Span::new(start, at), &run.is)
        });
        let end = span.end.max(span.start + 1);
        runs.skip_while(move |(run, _)| run.end <= span.start).take_while(move |(run, _)| run.start < end)
    }

    /// What stands over byte `at`, and how far.
    fn at(&self, at: usize) -> Option<(Span, &T)> {
        self.around(Span::at(at)).next()
    }

    /// The runs of `span`, cut at its ends.
    fn between(&self, span: Span) -> Vec<Run<T>> {
        if span.is_empty() {
            return Vec::new();
        }
        let cut = |run: Span| run.end.min(span.end) - run.start.max(span.start);
        self.around(span).map(|(run, is)| Run { len: cut(run), is: is.clone() }).collect()
    }

    /// Puts `new` in place of the runs of `span`.
    fn put(&mut self, span: Span, new: Vec<Run<T>>) {
        let total = self.len();
        // One run further on either side, so that what belongs together grows together.
        let (first, before) = self.runs.at(span.start.saturating_sub(1) as f64).unwrap_or_default();
        let (last, last_before) = self.runs.at(span.end as f64).unwrap_or_default();
        let end = self.runs.get(last).map_or(0, |run| last_before as usize + run.len);
        let mut row = self.between(Span::new(before as usize, span.start));
        for run in new.into_iter().chain(self.between(Span::new(span.end, end.min(total).max(span.end)))) {
            push(&mut row, run);
        }
        let beyond = (last + 1).min(self.runs.len());
        self.runs.splice(first.min(beyond)..beyond, row);
    }

    /// The places in `span` where one run ends and the next begins.
    fn joints(&self, span: Span) -> Vec<usize> {
        self.around(span).map(|(run, _)| run.start).filter(|at| *at > 0 && span.start <= *at).collect()
    }
}

/// The marks of a stretch of text, cut out of it: to put them back, or over the same words elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    faces: Vec<Run<Face>>,
    readings: Vec<Run<Reading>>,
}

impl Strip {
    /// No marks over `len` bytes.
    pub fn plain(len: usize) -> Self {
        let mut strip = Self::default();
        push(&mut strip.faces, Run { len, is: Face::PLAIN });
        push(&mut strip.readings, Run { len, is: Reading::default() });
        strip
    }

    fn of(len: usize, face: Face, reading: Reading) -> Self {
        let mut strip = Self::default();
        push(&mut strip.faces, Run { len, is: face });
        push(&mut strip.readings, Run { len, is: reading });
        strip
    }

    /// The strip of `len` bytes that says what `marks` say, whose places count from its start. `None` if one of them is
    /// empty, lies outside or, as a reading, over another.
    pub fn from_list(len: usize, marks: &[Mark]) -> Option<Self> {
        let mut whole = Marks::plain(len);
        for mark in marks {
            whole.lay(mark)?;
        }
        Some(whole.strip(Span::new(0, len)))
    }

    /// What it says, places counted from its start.
    pub fn list(&self) -> Vec<Mark> {
        let mut whole = Marks::plain(self.len());
        whole.put(Span::new(0, self.len()), self.clone());
        whole.within(Span::new(0, self.len()))
    }

    /// How many bytes it covers.
    pub fn len(&self) -> usize {
        self.faces.iter().map(|run| run.len).sum()
    }

    /// Whether it covers nothing.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// Whether nothing is marked.
    pub fn is_plain(&self) -> bool {
        self.faces.iter().all(|run| run.is.is_plain()) && self.readings.iter().all(|run| run.is.is_plain())
    }

    /// This one and then `other`.
    pub fn then(mut self, other: Strip) -> Self {
        other.faces.into_iter().for_each(|run| push(&mut self.faces, run));
        other.readings.into_iter().for_each(|run| push(&mut self.readings, run));
        self
    }

    /// Where marks begin and end in it.
    fn joints(&self) -> impl Iterator<Item = usize> + '_ {
        fn sums<T>(runs: &[Run<T>]) -> impl Iterator<Item = usize> + '_ {
            runs.iter().scan(0, |at, run| {
                *at += run.len;
                Some(*at)
            })
        }
        sums(&self.faces).chain(sums(&self.readings))
    }
}

/// What an entry of the history did to marks at one place, the words that came and went there among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Where, in bytes of the text before.
    pub at: usize,
    /// The marks that stood there.
    pub before: Strip,
    /// The marks that stand there now.
    pub after: Strip,
}

impl Remark {
    /// The bytes of the text before that it speaks of.
    pub fn span(&self) -> Span {
        Span::new(self.at, self.at + self.before.len())
    }

    /// Whether `replace` of the same entry lies in it or at its ends.
    pub(super) fn holds(&self, replace: &Replace) -> bool {
        self.at <= replace.span.start && replace.span.end <= self.span().end
    }
}

/// Words under one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubyMark {
    /// The words, in bytes of the document.
    pub span: Span,
    /// How they are read.
    pub reading: Arc<str>,
}

/// A stretch with one face and under one reading at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// In bytes of the document.
    pub span: Span,
    /// What it is set off by.
    pub face: Face,
    /// The reading it is under, all the words of which it may be a part of.
    pub ruby: Option<RubyMark>,
}

/// See the module. A clone is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    faces: Track<Face>,
    readings: Track<Reading>,
}

impl Marks {
    /// No marks over a text of `len` bytes.
    pub fn plain(len: usize) -> Self {
        Self { faces: Track::plain(len), readings: Track::plain(len) }
    }

    /// Whether nothing is marked.
    pub fn is_plain(&self) -> bool {
        self.faces.is_plain() && self.readings.is_plain()
    }

    /// What the character at byte `at` is set off by.
    pub fn face_at(&self, at: usize) -> Face {
        self.faces.at(at).map(|(_, face)| *face).unwrap_or_default()
    }

    /// The stretches of one face that reach into `span`, whole and in order, those set off by nothing left out.
    pub fn faces(&self, span: Span) -> impl Iterator<Item = (Span, Face)> {
        self.faces.around(span).filter(|(_, face)| !face.is_plain()).map(|(span, face)| (span, *face))
    }

    /// The words with a reading that reach into `span`, whole and in order.
    pub fn rubies(&self, span: Span) -> impl Iterator<Item = RubyMark> {
        let read = |(span, reading): (Span, &Reading)| reading.0.clone().map(|reading| RubyMark { span, reading });
        self.readings.around(span).filter_map(read)
    }

    /// Whether every byte of `span` has `look`, line feeds aside.
    pub fn all(&self, text: &Text, span: Span, look: Look) -> bool {
        let gap = |at: &Span| text.slice(*at).chars().any(|c| c != '\n');
        let cut = |run: Span| Span::new(run.start.max(span.start), run.end.min(span.end));
        let mut without = self.faces.around(span).filter(|(_, face)| !face.has(look)).map(|(run, _)| cut(run));
        !span.is_empty() && !without.any(|at| gap(&at))
    }

    /// Everything said of `span`, cut at its ends, by where it begins; equal looks side by side are one.
    pub fn within(&self, span: Span) -> Vec<Mark> {
        if self.is_plain() || span.is_empty() {
            return Vec::new();
        }
        let cut = |run: Span| Span::new(run.start.max(span.start), run.end.min(span.end));
        let mut found: Vec<Mark> =
            self.rubies(span).map(|ruby| Mark { span: cut(ruby.span), kind: MarkKind::Ruby(ruby.reading) }).collect();
        for look in Look::ALL {
            let mut open: Option<Span> = None;
            for (run, _) in self.faces(span).filter(|(_, face)| face.has(look)) {
                open = Some(match open {
                    Some(before) if before.end == run.start => Span::new(before.start, run.end),
                    before => {
                        found.extend(before.map(|at| Mark { span: cut(at), kind: MarkKind::Look(look) }));
                        run
                    }
                });
            }
            found.extend(open.map(|at| Mark { span: cut(at), kind: MarkKind::Look(look) }));
        }
        found.sort_by_key(|mark| mark.span);
        found
    }

    /// The stretches of `span`, one after another without a gap, each with one face and under one reading at most.
    pub fn stretches(&self, span: Span) -> Vec<Stretch> {
        let mut ends: Vec<usize> = self.faces.joints(span);
        ends.extend(self.readings.joints(span));
        ends.push(span.end);
        ends.sort_unstable();
        ends.dedup();
        let mut from = span.start;
        let mut found = Vec::with_capacity(ends.len());
        for end in ends.into_iter().filter(|end| *end > span.start) {
            let ruby = self.rubies(Span::new(from, end)).next();
            found.push(Stretch { span: Span::new(from, end), face: self.face_at(from), ruby });
            from = end;
        }
        found
    }

    /// The marks of `span`, cut out.
    pub fn strip(&self, span: Span) -> Strip {
        Strip { faces: self.faces.between(span), readings: self.readings.between(span) }
    }

    /// What text put in place of `span` of `text` is set off by: what went, else what stands before it, else, at the
    /// start of a paragraph, what stands behind.
    pub fn inherited(&self, text: &Text, span: Span) -> Face {
        if self.faces.is_plain() {
            return Face::PLAIN;
        }
        let line = text.line_span(text.line_of(span.start));
        if !span.is_empty() || span.start == line.start {
            self.face_at(span.start)
        } else {
            self.face_at(span.start - 1)
        }
    }

    fn put(&mut self, span: Span, strip: Strip) {
        self.faces.put(span, strip.faces);
        self.readings.put(span, strip.readings);
    }

    /// Lays one mark over what there is; `None` if it cannot lie there.
    fn lay(&mut self, mark: &Mark) -> Option<()> {
        if mark.span.is_empty() || mark.span.end > self.faces.len() {
            return None;
        }
        match &mark.kind {
            MarkKind::Look(look) => {
                let runs = self.faces.between(mark.span).into_iter();
                let runs = runs.map(|run| Run { is: run.is.with(*look), ..run }).collect();
                self.faces.put(mark.span, runs);
            }
            MarkKind::Ruby(reading) => {
                if self.rubies(mark.span).next().is_some() || reading.is_empty() {
                    return None;
                }
                // A reading of its own, even if the words are shared.
                let reading = Reading(Some(Arc::from(&**reading)));
                self.readings.put(mark.span, vec![Run { len: mark.span.len(), is: reading }]);
            }
        }
        Some(())
    }

    /// Marks of `text` as a reader of files found them: what cannot lie where it was found is moved to where it can, or
    /// left out.
    pub fn from_list(text: &Text, marks: &[Mark]) -> Self {
        let mut whole = Marks::plain(text.len());
        for mark in marks {
            let marking = match &mark.kind {
                MarkKind::Look(look) => Marking::Look(*look, true),
                MarkKind::Ruby(reading) => Marking::Ruby(reading.clone()),
            };
            whole.mark(text, mark.span, &marking);
        }
        whole
    }

    /// Does what `marking` says of `span` of `text`; the spans of which something may be different now.
    fn mark(&mut self, text: &Text, span: Span, marking: &Marking) -> Vec<Span> {
        let end = text.boundary(span.end);
        let start = text.boundary(span.start).min(end);
        if start == end {
            return Vec::new();
        }
        if let Marking::Put(strip) = marking {
            let span = Span::new(start, end);
            if strip.len() != span.len() {
                return Vec::new();
            }
            self.put(span, strip.clone());
            let mut touched = self.settle(text, Span::new(start, (end + 1).min(text.len())));
            touched.push(span);
            return touched;
        }
        let whole = |at: usize| segment::cluster_around(text, at).unwrap_or(Span::at(at));
        let span = Span::new(whole(start).start, whole(end).end);
        let lines = || {
            let (first, last) = (text.line_of(span.start), text.line_of(span.end));
            let lines = (first..=last).map(|line| text.line_span(line));
            let cut = lines.map(move |line| Span { start: line.start.max(span.start), end: line.end.min(span.end) });
            cut.filter(|part| part.start < part.end)
        };
        match marking {
            Marking::Look(look, on) => {
                for part in lines() {
                    let face = |face: Face| if *on { face.with(*look) } else { face.without(*look) };
                    let runs = self.faces.between(part).into_iter();
                    let runs = runs.map(|run| Run { is: face(run.is), ..run }).collect();
                    self.faces.put(part, runs);
                }
                vec![span]
            }
            Marking::Face(face) => {
                for part in lines() {
                    self.faces.put(part, vec![Run { len: part.len(), is: *face }]);
                }
                vec![span]
            }
            Marking::Ruby(reading) => {
                let Some(part) = lines().next() else { return Vec::new() };
                if reading.trim().is_empty() {
                    return Vec::new();
                }
                let mut touched = self.unread(part);
                let reading = Reading(Some(Arc::from(reading.trim())));
                self.readings.put(part, vec![Run { len: part.len(), is: reading }]);
                touched.push(part);
                touched
            }
            Marking::NoRuby => self.unread(span),
            Marking::Put(_) => Vec::new(),
        }
    }

    /// Takes away every reading that reaches into `span`; where they were.
    fn unread(&mut self, span: Span) -> Vec<Span> {
        let gone: Vec<Span> = self.rubies(span).map(|ruby| ruby.span).collect();
        for at in &gone {
            self.readings.put(*at, vec![Run { len: at.len(), is: Reading::default() }]);
        }
        gone
    }

    /// Follows `change` of `old`, which led to `new`, as if a person had typed it; the spans of the new text, other than
    /// what came, of which something may be different.
    fn follow(&mut self, change: &Change, old: &Text, new: &Text) -> Vec<Span> {
        /// So far from a change it may alter what is one character.
        const REACH: usize = 64;
        let before = self.clone();
        let mut touched = Vec::new();
        let mut moved = 0isize;
        for r in change.replaces() {
            let start = r.span.start.wrapping_add_signed(moved);
            let came = Span::new(start, start + r.text.len());
            let face = before.inherited(old, r.span);
            // Inside of words with a reading, what comes belongs to them.
            let inside = r.span.start.checked_sub(1).and_then(|at| before.readings.at(at));
            let inside = inside.filter(|(run, reading)| run.end > r.span.end && !reading.is_plain());
            let reading = inside.map(|(_, reading)| reading.clone()).unwrap_or_default();
            let strip = Strip::of(r.text.len(), face, reading.clone());
            self.put(Span::new(start, start + r.span.len()), strip);
            if let Some(feed) = r.text.find('\n') {
                // Line feeds are never marked, and a reading stays with the first of the paragraphs.
                let rest = Span::new(start + feed, came.end);
                self.readings.put(rest, vec![Run { len: rest.len(), is: Reading::default() }]);
                for (at, _) in r.text.match_indices('\n') {
                    self.faces.put(Span::new(start + at, start + at + 1), vec![Run { len: 1, is: Face::PLAIN }]);
                }
                if let Some((cut, _)) = inside {
                    let left = Span::new(came.end, came.end + cut.end - r.span.end);
                    self.readings.put(left, vec![Run { len: left.len(), is: Reading::default() }]);
                    touched.push(left);
                }
            }
            moved += r.text.len() as isize - r.span.len() as isize;
        }
        let mut moved = 0isize;
        for r in change.replaces() {
            let start = r.span.start.wrapping_add_signed(moved);
            let near = Span::new(start.saturating_sub(REACH), (start + r.text.len() + REACH).min(new.len()));
            touched.extend(self.settle(new, near));
            moved += r.text.len() as isize - r.span.len() as isize;
        }
        touched
    }

    /// Marks that end inside of one character in `near` end before or behind it; where that was.
    fn settle(&mut self, text: &Text, near: Span) -> Vec<Span> {
        let mut joints = self.faces.joints(near);
        joints.extend(self.readings.joints(near));
        let mut touched = Vec::new();
        for at in joints {
            if let Some(cluster) = segment::cluster_around(text, at) {
                let head = self.strip(Span::new(cluster.start, cluster.start + 1));
                let is = (head.faces[0].is, head.readings[0].is.clone());
                self.put(cluster, Strip::of(cluster.len(), is.0, is.1));
                touched.push(cluster);
            }
        }
        touched
    }

    /// The marks after `change` of `old`, which led to `new`, and what the history has to know: what typing does to marks
    /// and what `markings` (in bytes of the new text) say.
    pub(super) fn remarked(
        &self,
        change: &Change,
        old: &Text,
        new: &Text,
        markings: &[(Span, Marking)],
    ) -> Vec<Remark> {
        if self.is_plain() && markings.is_empty() {
            return Vec::new();
        }
        let mut after = self.clone();
        let mut touched = after.follow(change, old, new);
        for (span, marking) in markings {
            touched.extend(after.mark(new, *span, marking));
        }
        let inverse = change.invert(old);
        let (forth, back) = (Across::new(change), Across::new(&inverse));
        let mut regions: Vec<Span> = change.replaces().iter().map(|r| r.span).collect();
        regions.extend(touched.into_iter().map(|span| back.span(span)));
        regions = merged(regions);
        // Readings are kept whole: a half of one would not find the other half again.
        for region in &mut regions {
            let whole = |marks: &Marks, span: Span| {
                let reached = marks.readings.around(span).filter(|(_, reading)| !reading.is_plain());
                reached.fold(span, |all, (run, _)| Span::new(all.start.min(run.start), all.end.max(run.end)))
            };
            loop {
                let wider = whole(self, *region);
                let there = whole(&after, forth.span(wider));
                let here = back.span(there);
                let wider = Span::new(wider.start.min(here.start), wider.end.max(here.end));
                if wider == *region {
                    break;
                }
                *region = wider;
            }
        }
        let remark = |region: Span| Remark {
            at: region.start,
            before: self.strip(region),
            after: after.strip(forth.span(region)),
        };
        let remarks = merged(regions).into_iter().map(remark);
        let says = |r: &Remark| match r.before == r.after {
            true => !r.before.is_plain() && change.replaces().iter().any(|replace| r.holds(replace)),
            false => !(r.before.is_plain() && r.after.is_plain()),
        };
        remarks.filter(says).collect()
    }

    /// Follows an entry of the history: `change` with its `remarks`; what neither speaks of moves along.
    pub(super) fn apply(&mut self, change: &Change, remarks: &[Remark]) {
        let grown: isize = change.replaces().iter().map(|r| r.text.len() as isize - r.span.len() as isize).sum();
        if remarks.is_empty() && self.is_plain() {
            *self = Marks::plain(self.faces.len().wrapping_add_signed(grown));
            return;
        }
        let mut puts: Vec<(Span, Strip)> = remarks.iter().map(|r| (r.span(), r.after.clone())).collect();
        let mut next = remarks.iter().peekable();
        for r in change.replaces() {
            while next.next_if(|remark| remark.span().end < r.span.start).is_some() {}
            if !next.peek().is_some_and(|remark| remark.holds(r)) {
                puts.push((r.span, Strip::plain(r.text.len())));
            }
        }
        puts.sort_by_key(|(span, _)| (span.start, span.end));
        let mut moved = 0isize;
        for (span, strip) in puts {
            let start = span.start.wrapping_add_signed(moved);
            moved += strip.len() as isize - span.len() as isize;
            self.put(Span::new(start, start + span.len()), strip);
        }
    }
}

/// Says of places before a change where they and all that the change put in at their ends are afterwards.
pub struct Across<'a> {
    change: &'a Change,
    mapper: Mapper<'a>,
}

impl<'a> Across<'a> {
    /// Looks at `change` once.
    pub fn new(change: &'a Change) -> Self {
        Self { change, mapper: change.mapper() }
    }

    /// Where `span` and everything put in at its ends or over them is afterwards.
    pub fn span(&self, span: Span) -> Span {
        let replaces = self.change.replaces();
        let from = replaces.partition_point(|r| r.span.end < span.end);
        let here = replaces[from..].iter().skip_while(|r| r.span.start < span.end);
        // Of several that come at one place a position goes behind the first.
        let more = here.take_while(|r| r.span == Span::at(span.end)).skip(1).map(|r| r.text.len()).sum::<usize>();
        let end = self.mapper.map(span.end, Assoc::After) + more;
        Span::new(self.mapper.map(span.start, Assoc::Before), end)
    }
}

/// The spans in order, those that touch made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match found.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => found.push(span),
        }
    }
    found
}

/// What takes `remarks`, which came with `change`, back.
pub(super) fn taken_back(change: &Change, remarks: &[Remark]) -> Vec<Remark> {
    let across = Across::new(change);
    let back =
        |r: &Remark| Remark { at: across.span(r.span()).start, before: r.after.clone(), after: r.before.clone() };
    remarks.iter().map(back).collect()
}

/// Whether `remarks` can have come with `change` of `old`, which led to `new`.
pub(super) fn fit(change: &Change, remarks: &[Remark], old: &Text, new: &Text) -> bool {
    let (mut last, mut moved) = (0, 0isize);
    let mut replaces = change.replaces().iter().peekable();
    for remark in remarks {
        let span = remark.span();
        if span.start < last || span.end > old.len() {
            return false;
        }
        last = span.end;
        while let Some(r) = replaces.next_if(|r| r.span.end < span.start) {
            moved += r.text.len() as isize - r.span.len() as isize;
        }
        let start = span.start.wrapping_add_signed(moved);
        let mut grown = 0isize;
        while let Some(r) = replaces.next_if(|r| remark.holds(r)) {
            grown += r.text.len() as isize - r.span.len() as isize;
        }
        let overlaps = replaces.peek().is_some_and(|r| r.span.start < span.end);
        if overlaps || remark.after.len() as isize != remark.before.len() as isize + grown {
            return false;
        }
        let sound = |text: &Text, at: usize| at <= text.len() && text.boundary(at) == at;
        let (mut before, mut after) = (remark.before.joints(), remark.after.joints());
        if !before.all(|at| sound(old, span.start + at)) || !after.all(|at| sound(new, start + at)) {
            return false;
        }
        moved += grown;
    }
    true
}

impl Document {
    /// The edit that sets `span` off by `look`, or no longer where all of it is. `None` where there is nothing to set off.
    pub fn toggling(&self, span: Span, look: Look, at: i64) -> Option<Edit> {
        let on = !self.marks().all(self.text(), span, look);
        let edit = self.marking(vec![(span, Marking::Look(look, on))], at);
        (!span.is_empty()).then_some(edit)
    }

    /// The edit by the person at the keyboard that does what `marks` say and leaves the text as it is.
    pub fn marking(&self, marks: Vec<(Span, Marking)>, at: i64) -> Edit {
        Edit { marks, ..Edit::by_person(Change::default(), at) }
    }
}

#[cfg(test)]
mod tests;
