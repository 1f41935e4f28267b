//! What is known of the layout of each paragraph: its height, guessed until it has been set, and, while it is in or
//! near the view, its rows. Nothing here costs more in a long document than in a short one, but for opening it.

use super::layout::{self, Block, Cell, Measure, Setting};
use crate::document::role::Numbering;
use crate::document::sheet;
use crate::document::tables::{self, Table};
use crate::document::{Document, Role};
use crate::text::{Extent, Lang, Series, Span, Text};
use std::ops::Range;
use std::sync::Arc;

/// So many paragraphs are kept set; beyond, those out of view are forgotten.
const HELD: usize = 800;

/// Documents of up to so many bytes are set to the end little by little, so that pages end where they will on paper.
const SETTLED: usize = 600_000;

/// So many contacts on either side are looked at.
const CONTACTS: usize = 30;

/// What is known of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// What `block` was made from, its text aside.
    pub(super) key: u64,
    /// What it adds to the height of the text, points; a guess until it is `set`. The first cell of a row of a table
    /// adds the height of the row, the others nothing.
    height: f32,
    /// Its own height, points; a guess until it is `set`.
    own: f32,
    /// How wide the text of a cell wants to be, in half-width characters; none while that is not known.
    breadth: Option<usize>,
    /// How wide the columns of its table are, in half-width characters.
    columns: Option<Arc<[usize]>>,
    /// The empty space above its first row, and the height of a row, points.
    rows: (f32, f32),
    /// Whether `height` is that of the present text in the present measure.
    pub(super) set: bool,
    /// The rows; of an earlier text if not `set`.
    pub(super) block: Option<Arc<Block>>,
}

impl Slot {
    /// Of a paragraph nothing is known of yet. A height below nothing marks what is still to be guessed.
    fn unknown() -> Self {
        let rows = (0.0, 1.0);
        Self { key: 0, height: -1.0, own: -1.0, breadth: None, columns: None, rows, set: false, block: None }
    }
}

impl Extent for Slot {
    fn size(&self) -> f64 {
        f64::from(self.height)
    }
}

/// What [`Slots::follow`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Followed {
    /// The document is as it was.
    Same,
    /// It changed, and what did not change is still known.
    Changed,
    /// It is another one.
    Other,
}

/// See the module.
#[derive(Default)]
pub(super) struct Slots {
    /// The text the layout is of.
    pub(super) text: Text,
    pub(super) roles: Arc<Vec<Role>>,
    lang: Lang,
    /// What tells this document from all others.
    base: Option<Text>,
    revision: u64,
    measure: Option<Measure>,
    series: Series<Slot>,
    numbering: Numbering,
    /// Paragraphs whose height is a guess.
    guessed: usize,
    /// All before this one are set.
    settled: usize,
    held: usize,
    /// Where pages begin, points from the top of the text, as far as anyone has looked.
    pages: Vec<f32>,
    /// The first paragraph whose height has changed since pages were looked for.
    repaged: Option<usize>,
}

impl Slots {
    /// How many paragraphs there are.
    pub(super) fn len(&self) -> usize {
        self.series.len()
    }

    /// Catches up with the document.
    pub(super) fn follow(&mut self, document: &Document) -> Followed {
        let base = document.history().base();
        let known = self.base.as_ref().is_some_and(|known| known.is_same(base)) && self.lang == document.lang();
        if known && self.revision == document.revision() {
            return Followed::Same;
        }
        let touched = document.touched_since(self.revision).filter(|_| known);
        self.text = document.text().clone();
        self.roles = document.shared_roles();
        self.revision = document.revision();
        let mut fits = touched.is_some();
        // Where the paragraphs lie that any of the changes touched.
        let mut fresh: Option<Range<usize>> = None;
        for t in touched.into_iter().flatten() {
            fits = fits && t.at + t.before <= self.series.len();
            if fits {
                self.touch(t.at, t.before, t.after);
                let end = |end: usize| if end >= t.at + t.before { end - t.before + t.after } else { t.at + t.after };
                fresh = Some(match fresh {
                    Some(known) => {
                        known.start.min(t.at)
                            ..if known.end > t.at { end(known.end) } else { known.end }.max(t.at + t.after)
                    }
                    None => t.at..t.at + t.after,
                });
            }
        }
        if !fits || self.series.len() != self.roles.len() {
            self.base = Some(base.clone());
            self.lang = document.lang();
            self.measure = None;
            self.numbering = Numbering::default();
            self.series = Series::default();
            return Followed::Other;
        }
        if let Some((fresh, measure)) = fresh.zip(self.measure.clone()) {
            self.guess_new(&measure, fresh.clone());
            self.follow_tables(&measure, fresh);
        }
        Followed::Changed
    }

    /// Paragraphs `at..at + before` became `after` others.
    fn touch(&mut self, at: usize, before: usize, after: usize) {
        self.settled = self.settled.min(at);
        self.repage(at);
        self.numbering.forget_from(at);
        if (before, after) == (1, 1) {
            // Typing: the old rows are where setting the new ones begins.
            let was_set = self.series.update(at, |slot| std::mem::replace(&mut slot.set, false));
            self.guessed += usize::from(was_set);
            return;
        }
        let new = (0..after).map(|_| Slot::unknown());
        let removed = self.series.splice(at..at + before, new);
        self.guessed = self.guessed + after - removed.iter().filter(|slot| !slot.set).count();
        self.held = self.held.saturating_sub(removed.iter().filter(|slot| slot.block.is_some()).count());
    }

    fn repage(&mut self, from: usize) {
        self.repaged = Some(self.repaged.map_or(from, |first| first.min(from)));
    }

    /// The page that `y` (points from the top of the text) lies on, from 0, where pages are `height` points of text. A
    /// row is never cut: what does not fit begins the next page.
    pub(super) fn page_at(&mut self, y: f32, height: f32) -> usize {
        if let Some(from) = self.repaged.take() {
            let top = self.top(from);
            self.pages.truncate(self.pages.partition_point(|page| *page < top));
        }
        if self.pages.is_empty() {
            self.pages.push(0.0);
        }
        let end = self.height();
        while let Some(last) = self.pages.last().copied().filter(|last| *last <= y) {
            let next = self.page_after(last, height);
            if next >= end {
                break;
            }
            self.pages.push(next);
        }
        self.pages.partition_point(|page| *page <= y).saturating_sub(1)
    }

    /// Where page `number` begins; `None` while nobody has looked so far.
    pub(super) fn page_top(&self, number: usize) -> Option<f32> {
        self.pages.get(number).copied()
    }

    fn page_after(&self, start: f32, height: f32) -> f32 {
        let limit = start + height;
        let (index, top) = self.at(limit);
        let slot = self.slot(index);
        let end = top + slot.height;
        let (above, row) = slot.rows;
        let fitting = ((limit - top - above) / row + 0.01).floor();
        let next = match (fitting, &slot.block) {
            _ if end <= limit => end,
            // The row of a table is not cut.
            _ if self.roles[index].is_cell() => top,
            // Rows with readings are higher than others.
            (_, Some(block)) if slot.set => top + block.fitting(limit - top).unwrap_or(0.0),
            _ if fitting < 1.0 => top,
            _ => top + above + fitting * row,
        };
        let next = if next == top { self.kept_together(index, top, start) } else { next };
        let next = self.begun_between(start, next).unwrap_or(next);
        // Rows are never higher than a page; but a page of no height must not be asked for again and again.
        if next > start { next } else { limit.max(start + row) }
    }

    /// The top of the first paragraph that begins a page of its own, between the tops `start` and `end`.
    fn begun_between(&self, start: f32, end: f32) -> Option<f32> {
        let measure = self.measure.as_ref()?;
        let begins = |index: &usize| measure.sheet.begins_page(self.roles[*index], &self.text.line(*index));
        let last = self.at(end).0;
        let first = (self.at(start).0 + 1..=last.min(self.len().saturating_sub(1))).find(begins)?;
        Some(self.top(first)).filter(|top| start < *top && *top < end)
    }

    /// Where the page ends that began at `start`, if paragraph `index` at `top` is to begin the next: a heading goes along
    /// with what it stands over.
    fn kept_together(&self, index: usize, top: f32, start: f32) -> f32 {
        let (mut first, mut next) = (index, top);
        while let Some(above) = first.checked_sub(1)
            && self.measure.as_ref().is_some_and(|m| m.sheet.keeps_with_next(self.roles[above], m.purpose))
        {
            first = above;
            next = self.top(above);
        }
        if next > start { next } else { top }
    }

    /// Guesses every height if the measure is another than before; whether it was.
    pub(super) fn measure(&mut self, measure: &Measure) -> bool {
        if self.measure.as_ref() == Some(measure) && self.series.len() == self.roles.len() {
            return false;
        }
        self.measure = Some(measure.clone());
        let guesses = (0..self.roles.len()).map(|index| {
            if self.roles[index].is_cell() {
                return Slot::unknown();
            }
            let (height, rows) = self.guess(measure, index, None);
            Slot { height, own: height, rows, ..Slot::unknown() }
        });
        self.series = guesses.collect();
        (self.guessed, self.settled, self.held) = (self.series.len(), 0, 0);
        self.follow_tables(measure, 0..self.roles.len());
        self.repage(0);
        true
    }

    /// Gives the paragraphs of `range` that have no height a guess.
    fn guess_new(&mut self, measure: &Measure, range: Range<usize>) {
        if self.series.iter_from(range.start).take(range.len()).all(|slot| slot.own >= 0.0) {
            return;
        }
        let mut slots = self.series.splice(range.clone(), []);
        for (index, slot) in range.clone().zip(&mut slots) {
            if slot.own < 0.0 && !self.roles[index].is_cell() {
                (slot.own, slot.rows) = self.guess(measure, index, None);
                slot.height = slot.own;
            }
        }
        self.series.splice(range.start..range.start, slots);
    }

    fn guess(&self, measure: &Measure, index: usize, cell: Option<Cell>) -> (f32, (f32, f32)) {
        layout::guess(measure, &self.setting(index), cell, self.text.chunks(self.text.line_span(index)))
    }

    /// What paragraph `index` is set by, but for the number in front of it.
    pub(super) fn setting(&self, index: usize) -> Setting<'static> {
        let role = self.roles[index];
        let above = self.line(index).start.checked_sub(1);
        let above = above.map(|above| (self.roles[above], self.text.line_span(above).is_empty()));
        let contacts = if role == Role::Contact && self.lang == Lang::Ja { self.contacts(index) } else { 0 };
        Setting { role, above, label: None, contacts }
    }

    /// How wide the longest of the contacts around paragraph `index` is.
    fn contacts(&self, index: usize) -> usize {
        let contact = |index: &usize| self.roles.get(*index) == Some(&Role::Contact);
        let above = (0..index).rev().take(CONTACTS).take_while(contact);
        let below = (index..self.roles.len()).take(CONTACTS).take_while(contact);
        above.chain(below).map(|index| sheet::width(&self.text.line(index))).max().unwrap_or(0)
    }

    /// The paragraphs that stand side by side with paragraph `index`: the cells of its row, or it alone.
    pub(super) fn line(&self, index: usize) -> Range<usize> {
        tables::row_at(&self.roles, index)
    }

    /// Height of the line that paragraph `index` stands in, points.
    pub(super) fn line_height(&self, index: usize) -> f32 {
        self.slot(self.line(index).start).height
    }

    /// Where paragraph `index` stands if it is a cell.
    pub(super) fn cell(&self, measure: &Measure, index: usize) -> Option<Cell> {
        let columns = self.slot(index).columns.as_ref().filter(|_| self.roles[index].is_cell())?;
        Some(cell(measure, columns, index - self.line(index).start))
    }

    /// The paragraph at `x` points from the left of the line that begins with paragraph `index`.
    pub(super) fn cell_at(&self, measure: &Measure, index: usize, x: f32) -> usize {
        let line = self.line(index);
        let right = |index: &usize| self.cell(measure, *index).map_or(f32::MAX, |cell| cell.left + cell.width);
        line.clone().find(|index| x < right(index)).unwrap_or(line.end - 1)
    }

    /// The edges of the cells of the row that begins with paragraph `index`, points from the left of the text column.
    pub(super) fn edges(&self, measure: &Measure, index: usize) -> impl Iterator<Item = f32> + use<> {
        let columns = self.slot(index).columns.clone();
        let em = measure.em;
        let ends = columns.into_iter().flat_map(|columns| columns.to_vec()).scan(0, |edge, width| {
            *edge += width;
            Some(*edge)
        });
        std::iter::once(0).chain(ends).map(move |edge| edge as f32 * em / 2.0)
    }

    /// Brings what is known of tables up to date where the paragraphs `fresh` came to be or changed.
    fn follow_tables(&mut self, measure: &Measure, fresh: Range<usize>) {
        // What was a cell and is none any more.
        let slots = fresh.clone().zip(self.series.iter_from(fresh.start));
        let gone = slots.filter(|(index, slot)| slot.columns.is_some() && !self.roles[*index].is_cell());
        for index in gone.map(|(index, _)| index).collect::<Vec<_>>() {
            self.series.update(index, |slot| (slot.columns, slot.breadth, slot.height) = (None, None, slot.own));
        }
        let mut index = fresh.start.saturating_sub(1);
        let end = (fresh.end + 1).min(self.roles.len());
        while index < end {
            match tables::at(&self.roles, index) {
                Some(table) => {
                    self.follow_table(measure, &table, &fresh);
                    index = table.cells().end;
                }
                None => index += 1,
            }
        }
    }

    fn follow_table(&mut self, measure: &Measure, table: &Table, fresh: &Range<usize>) {
        let breadth = |index: usize| tables::breadth(&self.text.line(index));
        let total = (measure.width / measure.em * 2.0).floor() as usize;
        if let [index] = fresh.clone().collect::<Vec<_>>()[..]
            && table.cells().contains(&index)
            && self.slot(index).columns.as_ref().is_some_and(|columns| columns.len() == table.columns)
        {
            // Typing: as a rule columns stay as wide as they are.
            let now = Some(breadth(index));
            self.series.update(index, |slot| slot.breadth = now);
            let cells = self.series.iter_from(table.first);
            let mut known = cells.map(|slot| slot.breadth);
            let mut known_all = true;
            let longest = tables::longest(table, |_| {
                let breadth = known.next().flatten();
                known_all &= breadth.is_some();
                breadth.unwrap_or(0)
            });
            let columns = tables::widths(&longest, total);
            if known_all && self.slot(table.first).columns.as_deref() == Some(&columns[..]) {
                return;
            }
        }
        let breadths: Vec<Option<usize>> =
            table.cells().map(|index| fresh.contains(&index).then(|| breadth(index))).collect();
        let mut slots = self.series.splice(table.cells(), []);
        for ((index, slot), now) in table.cells().zip(&mut slots).zip(breadths) {
            slot.breadth = now.or(slot.breadth).or_else(|| Some(tables::breadth(&self.text.line(index))));
        }
        let longest = tables::longest(table, |index| slots[index - table.first].breadth.unwrap_or(0));
        let columns: Arc<[usize]> = tables::widths(&longest, total).into();
        for (index, slot) in table.cells().zip(&mut slots) {
            if slot.columns.as_ref() != Some(&columns) || slot.own < 0.0 {
                let cell = cell(measure, &columns, table.place(index).1);
                (slot.own, slot.rows) = self.guess(measure, index, Some(cell));
                slot.columns = Some(columns.clone());
                self.guessed += usize::from(std::mem::replace(&mut slot.set, false));
            }
        }
        for row in slots.chunks_mut(table.columns) {
            let height = row.iter().map(|slot| slot.own).fold(0.0, f32::max);
            row.iter_mut().for_each(|slot| slot.height = 0.0);
            row[0].height = height;
        }
        self.series.splice(table.first..table.first, slots);
        self.settled = self.settled.min(table.first);
        self.repage(table.first);
    }

    pub(super) fn slot(&self, index: usize) -> &Slot {
        self.series.get(index).expect("the paragraph is there")
    }

    /// The number in front of paragraph `index`.
    pub(super) fn label(&mut self, index: usize) -> Option<String> {
        self.numbering.label(&self.roles, self.lang, index)
    }

    /// Keeps how paragraph `index` is set.
    pub(super) fn keep(&mut self, index: usize, key: u64, block: Arc<Block>) {
        let own = block.height();
        let line = self.line(index);
        if self.slot(index).own != own || !self.slot(index).set {
            self.repage(line.start);
        }
        let others = line.clone().filter(|other| *other != index).map(|other| self.slot(other).own);
        let height = others.fold(own, f32::max);
        let (was_set, was_held) = self.series.update(index, |slot| {
            let was = (slot.set, slot.block.is_some());
            (slot.key, slot.own, slot.set) = (key, own, true);
            slot.rows = (block.style.above, block.style.row);
            slot.height = if index == line.start { height } else { 0.0 };
            slot.block = Some(block);
            was
        });
        if index > line.start && self.slot(line.start).height != height {
            self.series.update(line.start, |slot| slot.height = height);
        }
        self.guessed -= usize::from(!was_set);
        self.held += usize::from(!was_held);
    }

    /// Forgets rows out of `view` (paragraphs) when many are held.
    pub(super) fn tidy(&mut self, view: &Range<usize>) {
        if self.held <= HELD {
            return;
        }
        let near = view.start.saturating_sub(100)..view.end + 100;
        let (mut index, mut held) = (0, 0);
        self.series.for_each(|slot| {
            if !near.contains(&index) {
                slot.block = None;
            }
            held += usize::from(slot.block.is_some());
            index += 1;
        });
        self.held = held;
    }

    /// The next paragraph to set in the background, if the document is one to be set to the end.
    pub(super) fn unsettled(&mut self) -> Option<usize> {
        if self.guessed == 0 || self.text.len() > SETTLED {
            return None;
        }
        let ahead = self.series.iter_from(self.settled).take_while(|slot| slot.set).count();
        self.settled += ahead;
        (self.settled < self.series.len()).then_some(self.settled)
    }

    /// Height of everything, points.
    pub(super) fn height(&self) -> f32 {
        self.series.size() as f32
    }

    /// Where paragraph `index` begins, points from the top of the text.
    pub(super) fn top(&self, index: usize) -> f32 {
        self.series.before(self.line(index).start) as f32
    }

    /// The paragraph at `y` points from the top of the text, the first of its line, and where it begins.
    pub(super) fn at(&self, y: f32) -> (usize, f32) {
        let (index, top) = self.series.at(f64::from(y)).unwrap_or_default();
        match self.roles.get(index).filter(|role| role.is_cell()) {
            Some(_) => (self.line(index).start, self.top(index)),
            None => (index, top as f32),
        }
    }

    /// The bytes of paragraph `index`, without its line feed.
    pub(super) fn span(&self, index: usize) -> Span {
        self.text.line_span(index)
    }
}

/// Where the cell of column `column` stands in a table with such columns.
fn cell(measure: &Measure, columns: &[usize], column: usize) -> Cell {
    let points = |halves: usize| halves as f32 * measure.em / 2.0;
    let column = column.min(columns.len() - 1);
    Cell { left: points(columns[..column].iter().sum()), width: points(columns[column]) }
}
