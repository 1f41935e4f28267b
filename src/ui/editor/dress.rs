//! How words are set off and read, as it is drawn: lines under them, dots and readings over them, what is raised and
//! lowered. A paragraph without any of it costs nothing here.

use super::layout::{Block, Display};
use super::paint::Seen;
use crate::document::{Face, Look, Marks};
use crate::text::{Span, segment};
use crate::ui::theme::Palette;
use egui::{Align, Align2, FontId, Painter, Stroke, TextFormat, pos2};
use std::ops::Range;
use std::sync::Arc;

/// Height of what is raised or lowered, in that of the text around it.
const SMALL: f32 = 0.62;

/// How far the middle of what is raised, or lowered, is from that of the text around it, in its height.
const RAISED: f32 = 0.28;
const LOWERED: f32 = 0.2;

/// Height of a reading, in that of the words under it.
const READING: f32 = 0.5;

/// A row with a reading over some of its words is higher by so much, in the height of the text.
pub(super) const LIFT: f32 = 0.4;

/// Words up to so many bytes are not broken under their reading.
const WHOLE: usize = 24;

/// A reading may reach over its neighbours by so much on each side, in the height of the text.
const OVERHANG: f32 = 0.25;

/// How the words of a paragraph are set off and read, in bytes of its [`Display`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dress {
    /// In order; what is set off by nothing left out.
    faces: Vec<(Range<usize>, Face)>,
    /// In order.
    rubies: Vec<(Range<usize>, Arc<str>)>,
}

impl Dress {
    /// What `marks` say of `paragraph`, which is shown as `display`.
    pub(super) fn new(marks: &Marks, paragraph: Span, display: &Display) -> Self {
        if marks.is_plain() || paragraph.is_empty() {
            return Self::default();
        }
        let shown = |span: Span| {
            let (start, end) = (span.start.max(paragraph.start), span.end.min(paragraph.end));
            (start < end).then(|| display.shown_start(start - paragraph.start)..display.shown(end - paragraph.start))
        };
        let faces = marks.faces(paragraph).filter_map(|(span, face)| Some((shown(span)?, face))).collect();
        let rubies = marks.rubies(paragraph).filter_map(|ruby| Some((shown(ruby.span)?, ruby.reading))).collect();
        Self { faces, rubies }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.faces.is_empty() && self.rubies.is_empty()
    }

    /// Whether anything of it bears on where rows break.
    pub(super) fn is_measured(&self) -> bool {
        !self.rubies.is_empty() || self.faces.iter().any(|(_, face)| is_small(*face))
    }

    /// What the character at byte `at` is set off by.
    pub(super) fn face_at(&self, at: usize) -> Face {
        let index = self.faces.partition_point(|(range, _)| range.end <= at);
        self.faces.get(index).filter(|(range, _)| range.start <= at).map_or(Face::PLAIN, |(_, face)| *face)
    }

    /// How the words at byte `at` are read, where it is said.
    pub(super) fn reading_at(&self, at: usize) -> Option<Arc<str>> {
        let index = self.rubies.partition_point(|(range, _)| range.end <= at);
        self.rubies.get(index).filter(|(range, _)| range.start <= at).map(|(_, reading)| reading.clone())
    }

    /// How wide a character at byte `at` is, where the text around it is 1.
    pub(super) fn scale(&self, at: usize) -> f32 {
        if is_small(self.face_at(at)) { SMALL } else { 1.0 }
    }

    /// Whether a row may not break at byte `at`, for it lies inside of words with one reading.
    pub(super) fn holds(&self, at: usize) -> bool {
        let index = self.rubies.partition_point(|(range, _)| range.end <= at);
        self.rubies.get(index).is_some_and(|(range, _)| range.start < at && range.len() <= WHOLE)
    }

    /// Whether some of `range` has a reading.
    pub(super) fn lifts(&self, range: &Range<usize>) -> bool {
        let index = self.rubies.partition_point(|(words, _)| words.end <= range.start);
        self.rubies.get(index).is_some_and(|(words, _)| words.start < range.end)
    }

    /// Whether something of `range` has `look`.
    pub(super) fn any(&self, range: &Range<usize>, look: Look) -> bool {
        self.faces(range).any(|(_, face)| face.has(look))
    }

    fn faces(&self, range: &Range<usize>) -> impl Iterator<Item = (Range<usize>, Face)> + '_ {
        let range = range.clone();
        let from = self.faces.partition_point(|(words, _)| words.end <= range.start);
        let found = self.faces[from..].iter().take_while(move |(words, _)| words.start < range.end);
        found.map(|(words, face)| (words.clone(), *face))
    }

    /// Room that a reading wider than its words wants before the bytes named, points. `width` says how wide a text is.
    pub(super) fn gaps(&self, display: &str, size: f32, mut width: impl FnMut(&str) -> f32) -> Vec<(usize, f32)> {
        let mut gaps: Vec<(usize, f32)> = Vec::new();
        for (index, (range, reading)) in self.rubies.iter().enumerate() {
            let free = |other: Option<&(Range<usize>, Arc<str>)>, at: usize| {
                let beside = other.is_some_and(|(other, _)| other.start == at || other.end == at);
                if beside { 0.0 } else { OVERHANG * size }
            };
            let before = free(index.checked_sub(1).and_then(|at| self.rubies.get(at)), range.start);
            let after = free(self.rubies.get(index + 1), range.end);
            let wider = width(reading) * READING - width(&display[range.clone()]);
            let mut want = |at: usize, room: f32| match gaps.last_mut() {
                _ if room < 0.5 => {}
                Some((last, more)) if *last == at => *more += room,
                _ => gaps.push((at, room)),
            };
            want(range.start, wider / 2.0 - before);
            want(range.end, wider / 2.0 - after);
        }
        gaps
    }

    /// `range` cut where one face ends and the next begins.
    pub(super) fn cut(&self, range: Range<usize>, gaps: &[(usize, f32)]) -> Vec<Range<usize>> {
        let mut ends: Vec<usize> = self.faces(&range).flat_map(|(words, _)| [words.start, words.end]).collect();
        ends.extend(gaps.iter().map(|(at, _)| *at));
        ends.push(range.end);
        ends.retain(|at| range.start < *at && *at <= range.end);
        ends.sort_unstable();
        ends.dedup();
        let mut from = range.start;
        ends.into_iter().map(|end| std::mem::replace(&mut from, end)..end).collect()
    }
}

fn is_small(face: Face) -> bool {
    face.has(Look::Superscript) || face.has(Look::Subscript)
}

/// `format`, which is of a row `row` points high, for words with `face`.
pub(super) fn formatted(mut format: TextFormat, face: Face, row: f32) -> TextFormat {
    if is_small(face) {
        let size = format.font_id.size;
        let (align, away) = if face.has(Look::Superscript) { (Align::TOP, RAISED) } else { (Align::BOTTOM, LOWERED) };
        format.font_id.size = (size * SMALL).round();
        // It stands in the middle of a lower line, at the top or the bottom of the row.
        format.line_height = Some(row - 2.0 * away * size);
        format.valign = align;
    }
    format
}

/// Draws what goes around the words of a row: lines, dots, readings.
pub(super) fn paint(painter: &Painter, seen: &Seen<'_>, palette: &Palette) {
    let dress = &seen.block.display.dress;
    if dress.is_plain() {
        return;
    }
    let row = &seen.block.rows[seen.row].at;
    let size = seen.block.style.font.size;
    let middle = seen.rect.center().y;
    for (range, face) in dress.faces(row) {
        if face.has(Look::Underline)
            && let Some((left, right)) = seen.ends(range.clone())
        {
            let y = (middle + size * 0.56).round();
            painter.line_segment([pos2(left, y), pos2(right, y)], Stroke::new((size / 16.0).max(1.0), palette.text));
        }
        if face.has(Look::Dots) {
            dots(painter, seen, range, palette);
        }
    }
    for (range, reading) in dress.rubies.iter().filter(|(range, _)| range.start < row.end && row.start < range.end) {
        self::reading(painter, seen, range, reading, palette);
    }
}

/// A dot over every character of `range` that is not a space or a mark.
fn dots(painter: &Painter, seen: &Seen<'_>, range: Range<usize>, palette: &Palette) {
    let row = &seen.block.rows[seen.row].at;
    let range = range.start.max(row.start)..range.end.min(row.end);
    let text = &seen.block.display.text[range.clone()];
    let size = seen.block.style.font.size;
    // A reading is nearer to the words.
    let over = |at: usize| if seen.block.display.dress.lifts(&(at..at + 1)) { 1.12 } else { 0.61 };
    for cluster in segment::graphemes(text).into_iter().map(|cluster| cluster.shift(range.start)) {
        let word = seen.block.display.text[cluster.range()].chars().any(char::is_alphanumeric);
        if let Some((left, right)) = seen.ends(cluster.range()).filter(|_| word) {
            let y = seen.rect.center().y - size * over(cluster.start);
            let right = right - seen.block.gap_at(cluster.end);
            painter.circle_filled(pos2((left + right) / 2.0, y), (size * 0.09).max(1.0), palette.text);
        }
    }
}

/// A reading over its words: in the middle, or spread over them where it is shorter. Of words that two rows share each
/// has its share.
fn reading(painter: &Painter, seen: &Seen<'_>, range: &Range<usize>, reading: &str, palette: &Palette) {
    let row = &seen.block.rows[seen.row].at;
    let text = &seen.block.display.text;
    let here = range.start.max(row.start)..range.end.min(row.end);
    let count = |range: Range<usize>| segment::count_graphemes(&text[range]);
    let letters: Vec<&str> = segment::graphemes(reading).iter().map(|letter| &reading[letter.range()]).collect();
    let share = |words: usize| letters.len() * words / count(range.clone()).max(1);
    let from = share(count(range.start..here.start));
    let letters = &letters[from..share(count(range.start..here.end)).max(from)];
    let Some((left, right)) = seen.ends(here.clone()) else { return };
    let right = right - if here.end == range.end { seen.block.gap_at(here.end) } else { 0.0 };
    let size = seen.block.style.font.size;
    let font = FontId::new((size * READING).round(), seen.block.style.font.family.clone());
    let bottom = seen.rect.center().y - size * 0.5;
    let whole = painter.layout_no_wrap(letters.concat(), font.clone(), palette.text);
    if letters.len() > 1 && whole.size().x < (right - left) * 0.9 {
        let step = (right - left) / letters.len() as f32;
        for (n, letter) in letters.iter().enumerate() {
            let at = pos2(left + (n as f32 + 0.5) * step, bottom);
            painter.text(at, Align2::CENTER_BOTTOM, letter, font.clone(), palette.text);
        }
    } else {
        let at = Align2::CENTER_BOTTOM.anchor_size(pos2((left + right) / 2.0, bottom), whole.size());
        painter.galley(at.min, whole, palette.text);
    }
}

impl Block {
    /// The room before byte `at` that a reading wants, points.
    pub(super) fn gap_at(&self, at: usize) -> f32 {
        self.gaps.binary_search_by_key(&at, |(at, _)| *at).map_or(0.0, |index| self.gaps[index].1)
    }
}
