//! How a paragraph is set: where it starts, where its rows break, and how what is drawn relates to what is written.
//!
//! What is drawn is not only the text: the input method's unfinished text and the new words of open suggestions stand
//! in the rows as well. [`Display`] is the paragraph with those, and translates between the two.

use super::super::fonts;
use super::access::Told;
use super::dress::{Dress, LIFT};
use crate::document::sheet::{self, Above, Page, Purpose, Sheet, Side};
use crate::document::{Role, tables};
use crate::text::{Lang, segment};
use egui::{Align, FontFamily, FontId};
use std::ops::Range;
use std::sync::Arc;
use std::sync::OnceLock;

/// What a stretch of a [`Display`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// The paragraph's own text, from this byte of it.
    Text(usize),
    /// Unfinished text of the input method.
    Preedit,
    /// New words of the open suggestion piece with this number in the view.
    New(usize),
}

/// A stretch of a [`Display`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the display text.
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
}

/// A paragraph as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Display {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    /// How its words are set off and read.
    pub(super) dress: Dress,
}

impl Display {
    /// `text` with `inserts` put in: (byte of `text`, what it is, its words), in the order of the text.
    pub(super) fn new(text: &str, inserts: &[(usize, Kind, &str)]) -> Self {
        let mut display = Self::default();
        let mut from = 0;
        for &(at, kind, words) in inserts {
            display.push(&text[from..at], Kind::Text(from));
            display.push(words, kind);
            from = at;
        }
        display.push(&text[from..], Kind::Text(from));
        display
    }

    fn push(&mut self, words: &str, kind: Kind) {
        if !words.is_empty() {
            let start = self.text.len();
            self.text.push_str(words);
            self.pieces.push(Piece { at: start..self.text.len(), kind });
        }
    }

    /// Where byte `written` of the paragraph is drawn: before anything inserted there.
    pub(super) fn shown(&self, written: usize) -> usize {
        for piece in &self.pieces {
            if let Kind::Text(from) = piece.kind
                && from <= written
                && written <= from + piece.at.len()
            {
                return piece.at.start + written - from;
            }
        }
        // Nothing of the text touches it: the paragraph is empty.
        0
    }

    /// Where the byte that starts at `written` is drawn: behind what is inserted before it.
    pub(super) fn shown_start(&self, written: usize) -> usize {
        for piece in self.pieces.iter().rev() {
            if let Kind::Text(from) = piece.kind
                && from <= written
            {
                return piece.at.start + written - from;
            }
        }
        self.text.len()
    }

    /// The byte of the paragraph that is meant by byte `shown` of the display; inside an insertion, where it stands.
    pub(super) fn written(&self, shown: usize) -> usize {
        let mut last = 0;
        for piece in &self.pieces {
            let Kind::Text(from) = piece.kind else {
                if shown < piece.at.end {
                    return last;
                }
                continue;
            };
            if shown <= piece.at.end {
                return from + shown.saturating_sub(piece.at.start);
            }
            last = from + piece.at.len();
        }
        last
    }

    /// The byte of the paragraph whose character starts at byte `shown` of the display; behind the insertion where one
    /// ends there.
    pub(super) fn written_start(&self, shown: usize) -> usize {
        let piece = self.pieces.iter().find(|p| p.at.contains(&shown));
        match piece.map(|p| (p.kind, p.at.start)) {
            Some((Kind::Text(from), start)) => from + shown - start,
            _ => self.written(shown),
        }
    }

    /// What stands at byte `shown`.
    pub(super) fn kind_at(&self, shown: usize) -> Option<Kind> {
        self.pieces.iter().find(|p| p.at.contains(&shown)).map(|p| p.kind)
    }

    /// Where the input method's text is drawn.
    pub(super) fn preedit(&self) -> Option<Range<usize>> {
        self.pieces.iter().find(|p| p.kind == Kind::Preedit).map(|p| p.at.clone())
    }
}

/// The measures of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) lang: Lang,
    /// Height of the text, points.
    pub(super) em: f32,
    /// Width of the text column, points.
    pub(super) width: f32,
    /// Pixels in a point: glyphs are as wide as whole pixels make them.
    pub(super) pixels: f32,
    pub(super) purpose: Purpose,
    /// How the document looks.
    pub(super) sheet: Arc<Sheet>,
}

impl Measure {
    /// So many twentieths of a point of the paper, in points of the screen.
    pub(super) fn points(&self, length: usize) -> f32 {
        length as f32 * self.em / letter(&self.sheet.page)
    }

    /// Height of a row of body text, points.
    pub(super) fn row(&self) -> f32 {
        self.points(self.sheet.page.line).round()
    }

    /// Space of the paper between rows, points of the screen: as many rows, where those stand on a grid.
    fn space(&self, length: usize) -> f32 {
        match self.lang {
            Lang::Ja => (length as f32 / self.sheet.page.line as f32 * self.row()).round(),
            Lang::En => self.points(length).round(),
        }
    }
}

/// Width of a full-width letter of text, in twentieths of a point: the window sets them without the space between that a
/// grid may have.
pub(super) fn letter(page: &Page) -> f32 {
    (page.size * 10) as f32
}

/// How a paragraph is set. Lengths in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) font: FontId,
    /// Height of a row.
    pub(super) row: f32,
    /// Empty space above the first row.
    pub(super) above: f32,
    /// Empty space under the last row; in a cell, as much of that above belongs to the cell.
    pub(super) below: f32,
    /// Space between Japanese and Latin.
    pub(super) apart: f32,
    /// Indent of all rows.
    pub(super) left: f32,
    /// More indent of the first row.
    pub(super) first: f32,
    /// Indent at the right.
    pub(super) right: f32,
    pub(super) align: Align,
    /// The item number and where it starts.
    pub(super) label: Option<(String, f32)>,
}

/// Where the cell of a table stands in the text column, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) left: f32,
    pub(super) width: f32,
}

impl Style {
    /// The same inside a cell.
    pub(super) fn inside(mut self, m: &Measure, cell: Option<Cell>) -> Self {
        if let Some(Cell { left, width }) = cell {
            let padding = tables::PADDING as f32 * m.em / 4.0;
            (self.left, self.first) = (left + padding, 0.0);
            self.right = m.width - left - width + padding;
            self.below = if m.lang == Lang::Ja { 0.0 } else { m.points(sheet::CELL_SPACE).round() };
            self.above += self.below;
        }
        self
    }
}

/// What a paragraph is set by, its text aside.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub(super) struct Setting<'a> {
    pub(super) role: Role,
    /// What stands above it.
    pub(super) above: Above,
    /// The number in front of it.
    pub(super) label: Option<&'a str>,
    /// How wide the longest of the contacts it stands among is, as [`sheet::width`] counts.
    pub(super) contacts: usize,
}

/// How a paragraph is set, as [`sheet`] says.
pub(super) fn style(m: &Measure, setting: &Setting<'_>, text: &str) -> Style {
    let (em, ja, role) = (m.em, m.lang == Lang::Ja, setting.role);
    let letters = m.sheet.letters(role, m.purpose);
    let scale = letters.size as f32 / m.sheet.page.size as f32;
    let size = (em * scale).round();
    // The Latin of BIZ UDMincho is fixed-pitch: an English letter looks typewritten in it.
    let family = match (letters.heading || letters.bold, ja) {
        (true, _) => fonts::bold(),
        (false, true) => fonts::mincho(),
        (false, false) => FontFamily::Proportional,
    };
    let row = if ja { m.sheet.lines_high(letters) as f32 * m.row() } else { (m.row() * scale).round() };
    let stand = m.sheet.stand_of(role, text, m.purpose);
    let mut style = Style {
        font: FontId::new(size, family),
        row,
        above: m.space(m.sheet.gap(setting.above, role, m.purpose)),
        below: 0.0,
        apart: if ja { size / 4.0 } else { 0.0 },
        left: stand.left as f32 * em,
        first: stand.first as f32 * em,
        right: stand.right as f32 * em,
        align: match stand.side {
            Side::Start | Side::Both => Align::LEFT,
            Side::Middle => Align::Center,
            Side::End => Align::RIGHT,
        },
        label: None,
    };
    match role {
        Role::Item(level) => {
            let level = level.min(5);
            let label = setting.label.unwrap_or_default();
            let wide = sheet::is_wide(level, label, m.lang);
            let level = usize::from(level);
            let (left, hang) = if ja {
                let (left, hang) = sheet::item_indent(level, wide);
                (left as f32 * em, hang as f32 * em)
            } else {
                let step = m.points(if wide { sheet::STEP * 3 / 2 } else { sheet::STEP });
                ((level + 1) as f32 * step, step)
            };
            style.left = left;
            style.label = Some((label.to_owned(), left - hang));
        }
        Role::Contact if ja => style.left = m.sheet.contact_indent(setting.contacts, m.purpose) as f32 * em,
        // The date of a personal letter stands on the left, after the closing.
        Role::Date if ja && matches!(setting.above, Some((Role::Closing, _))) => {
            (style.left, style.right, style.align) = (em, 0.0, Align::LEFT);
        }
        // A paragraph that brings its own indent is left as it is.
        Role::Body if text.starts_with(char::is_whitespace) => style.first = 0.0,
        _ => {}
    }
    // What a narrow pane has no room for is not kept free.
    let room = m.width - 10.0 * em;
    if style.left + style.right > room.max(0.0) {
        (style.left, style.right) = (style.left.min(room.max(0.0)), 0.0);
        style.label = style.label.map(|(label, at)| (label, at.min(room.max(0.0))));
    }
    style
}

/// One row of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Bytes of the display text.
    pub(super) at: Range<usize>,
    /// Where it starts, from the left of the column, points.
    pub(super) x: f32,
}

/// How wide characters are in the font that was last asked about: asking the font itself for each character of a long
/// paragraph takes longer than breaking it.
#[derive(Default)]
pub(super) struct Widths {
    of: Option<(FontId, u32)>,
    /// At the character's number, modulo their count: (the character, its width).
    known: Vec<(char, f32)>,
}

impl Widths {
    const KNOWN: usize = 2048;

    /// Makes ready for `font` at `pixels` in a point.
    pub(super) fn ready(&mut self, font: &FontId, pixels: f32) {
        let of = Some((font.clone(), pixels.to_bits()));
        if self.of != of {
            self.of = of;
            self.known.clear();
            self.known.resize(Self::KNOWN, ('\0', 0.0));
        }
    }

    /// The width of `c`, by `ask` if it is not known.
    pub(super) fn of(&mut self, c: char, ask: impl FnOnce(char) -> f32) -> f32 {
        let slot = &mut self.known[c as usize % Self::KNOWN];
        if slot.0 != c {
            *slot = (c, ask(c));
        }
        slot.1
    }
}

/// A paragraph, set.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) display: Display,
    pub(super) style: Style,
    /// At least one.
    pub(super) rows: Vec<Row>,
    /// The rows with a reading over some of their words, which makes them higher.
    lifted: Vec<usize>,
    /// Room before bytes of the display text that a wide reading wants, points.
    pub(super) gaps: Vec<(usize, f32)>,
    /// Bytes of the display text that open suggestions would take out.
    pub(super) struck: Vec<Range<usize>>,
    /// What a screen reader is told of each row, once anyone has asked.
    pub(super) told: Vec<OnceLock<Vec<Told>>>,
}

/// Paragraphs shorter than this (bytes) are set as a whole: it takes no time.
const LONG: usize = 600;

/// So many rows before a change are set anew: a word may move up a row, and what stands before a break counts.
const ROWS_BEFORE: usize = 2;

impl Block {
    /// Sets `display` in `style`. `width_of` gives the advance of a grapheme cluster in points. `old` is the same
    /// paragraph before a change: what the change did not reach is taken from there.
    pub(super) fn new(
        m: &Measure,
        display: Display,
        style: Style,
        old: Option<&Block>,
        mut width_of: impl FnMut(&str) -> f32,
    ) -> Self {
        let rest = (m.width - style.left - style.right).max(m.em);
        let first = (rest - style.first).max(m.em);
        if let Some(rows) = old.and_then(|old| old.again(&display, &style, (first, rest), &mut width_of)) {
            return Self::of(display, style, rows, Vec::new());
        }
        let (text, dress) = (display.text.as_str(), &display.dress);
        let gaps = dress.gaps(text, style.font.size, |words| {
            segment::graphemes(words).iter().map(|g| width_of(&words[g.range()])).sum()
        });
        let gap = |at: usize| gaps.binary_search_by_key(&at, |(at, _)| *at).map_or(0.0, |index| gaps[index].1);
        let measured = dress.is_measured();
        let apart = |at: usize| apart_at(text, at, style.apart);
        let mut width_at = |at: usize, grapheme: &str| match measured {
            true => (width_of(grapheme) * dress.scale(at) + gap(at), apart(at)),
            false => (width_of(grapheme), apart(at)),
        };
        let mut rows = break_rows(text, dress, first, rest, &mut width_at);
        if style.align == Align::Center && rows.len() > 1 {
            // A title of two rows is two rows of one length, not one and a scrap.
            let mut narrow = rest;
            while narrow > m.em {
                let tried = break_rows(text, dress, narrow - m.em, narrow - m.em, &mut width_at);
                if tried.len() > rows.len() {
                    break;
                }
                (rows, narrow) = (tried, narrow - m.em);
            }
        }
        let rows = rows
            .into_iter()
            .map(|(at, width)| {
                let begins = at.start == 0 || display.text.as_bytes()[at.start - 1] == b'\n';
                let indent = style.left + if begins { style.first } else { 0.0 };
                let free = (m.width - style.right - indent - width).max(0.0);
                let x = match style.align {
                    Align::LEFT => indent,
                    Align::Center => indent + free / 2.0,
                    Align::RIGHT => indent + free,
                };
                Row { at, x: x.round() }
            })
            .collect();
        Self::of(display, style, rows, gaps)
    }

    fn of(display: Display, style: Style, rows: Vec<Row>, gaps: Vec<(usize, f32)>) -> Self {
        let told = rows.iter().map(|_| OnceLock::new()).collect();
        let lifted = match display.dress.is_measured() {
            true => (0..rows.len()).filter(|row| display.dress.lifts(&rows[*row].at)).collect(),
            false => Vec::new(),
        };
        Self { display, style, rows, lifted, gaps, struck: Vec::new(), told }
    }

    /// The rows of `display`, which was this block's text until something in it changed: set anew from just before the
    /// change until a row starts where one started before. `None` where that is not worth it or cannot be.
    fn again(
        &self,
        display: &Display,
        style: &Style,
        (first, rest): (f32, f32),
        width_of: &mut impl FnMut(&str) -> f32,
    ) -> Option<Vec<Row>> {
        let (old, new) = (self.display.text.as_str(), display.text.as_str());
        let plain =
            |d: &Display| matches!(d.pieces.as_slice(), [Piece { kind: Kind::Text(0), .. }]) && !d.dress.is_measured();
        if new.len() < LONG
            || *style != self.style
            || style.align != Align::LEFT
            || !plain(display)
            || !plain(&self.display)
        {
            return None;
        }
        let mut prefix = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        while !new.is_char_boundary(prefix) || !old.is_char_boundary(prefix) {
            prefix -= 1;
        }
        let most = old.len().min(new.len()) - prefix;
        let mut suffix = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
        while !new.is_char_boundary(new.len() - suffix) || !old.is_char_boundary(old.len() - suffix) {
            suffix -= 1;
        }
        let keep = self.row_of(prefix, false).saturating_sub(ROWS_BEFORE);
        let from = self.rows[keep].at.start;
        let mut rows: Vec<Row> = self.rows[..keep].to_vec();
        let mut taken = None;
        let line = if keep == 0 { first } else { rest };
        let mut width_at = |at: usize, grapheme: &str| (width_of(grapheme), apart_at(new, at, style.apart));
        break_rows_until((&new[from..], from), &display.dress, line, rest, &mut width_at, |at, _| {
            let n = rows.len();
            let (start, end) = (from + at.start, from + at.end);
            rows.push(Row { at: start..end, x: (style.left + if n == 0 { style.first } else { 0.0 }).round() });
            if end < new.len() - suffix {
                return true;
            }
            // Where the next row starts, in the old text.
            let was = end + old.len() - new.len();
            taken = self.rows.binary_search_by_key(&was, |row| row.at.start).ok().filter(|found| *found > 0);
            taken.is_none()
        });
        let shift = |at: usize| at + new.len() - old.len();
        let tail = taken.map_or(&[][..], |row| &self.rows[row..]);
        rows.extend(tail.iter().map(|row| Row { at: shift(row.at.start)..shift(row.at.end), x: row.x }));
        Some(rows)
    }

    /// The space before byte `at` of the display inside a row, between Japanese and Latin.
    pub(super) fn apart_at(&self, at: usize) -> f32 {
        apart_at(&self.display.text, at, self.style.apart)
    }

    /// Its height with the space above, points.
    pub(super) fn height(&self) -> f32 {
        self.style.above
            + self.rows.len() as f32 * self.style.row
            + self.lifted.len() as f32 * self.lift()
            + self.style.below
    }

    /// By how much a row with readings is higher than others, points.
    fn lift(&self) -> f32 {
        (self.style.font.size * LIFT).round()
    }

    /// Where row `row` begins, and where its text does, under the readings: points from the top of the paragraph, the space
    /// above it included.
    pub(super) fn row_top(&self, row: usize) -> (f32, f32) {
        let higher = self.lifted.partition_point(|lifted| *lifted < row);
        let top = self.style.above + row as f32 * self.style.row + higher as f32 * self.lift();
        let own = if self.lifted.get(higher) == Some(&row) { self.lift() } else { 0.0 };
        (top, top + own)
    }

    /// The row at `y` points from the top of the paragraph, or the nearest one.
    pub(super) fn row_at(&self, y: f32) -> usize {
        let last = self.rows.len() - 1;
        if self.lifted.is_empty() {
            return (((y - self.style.above) / self.style.row).max(0.0) as usize).min(last);
        }
        // A row is one of those that would be there if none were higher, or one before.
        let mut row = (((y - self.style.above) / self.style.row).max(0.0) as usize).min(last);
        while row > 0 && self.row_top(row).0 > y {
            row -= 1;
        }
        row
    }

    /// Where the last row ends that ends within `height` points from the top of the paragraph; `None` if none does.
    pub(super) fn fitting(&self, height: f32) -> Option<f32> {
        let row = self.row_at(height + 0.01 * self.style.row);
        let (top, text) = self.row_top(row);
        let end = text + self.style.row;
        if end <= height + 0.01 * self.style.row { Some(end) } else { (row > 0).then_some(top) }
    }

    /// The row that byte `shown` of the display stands in. Where a row ends and the next begins the same byte is meant;
    /// `row_end` asks for the former.
    pub(super) fn row_of(&self, shown: usize, row_end: bool) -> usize {
        let row = self.rows.partition_point(|row| row.at.start <= shown).saturating_sub(1);
        if row_end && row > 0 && self.rows[row].at.start == shown && self.rows[row - 1].at.end == shown {
            row - 1
        } else {
            row
        }
    }
}

/// About how high a paragraph is that has not been set, with the space above and the height of a row: from its
/// characters, as wide as they nearly all are.
pub(super) fn guess<'a>(
    m: &Measure,
    setting: &Setting<'_>,
    cell: Option<Cell>,
    text: impl Iterator<Item = &'a str>,
) -> (f32, (f32, f32)) {
    let (mut wide, mut narrow, mut indented) = (0usize, 0usize, None);
    for part in text {
        indented = indented.or_else(|| part.chars().next().map(char::is_whitespace));
        let characters = part.chars().count();
        // Every byte below 0x80 is a narrow character.
        let ascii = part.bytes().filter(u8::is_ascii).count();
        (wide, narrow) = (wide + characters - ascii, narrow + ascii);
    }
    let label = matches!(setting.role, Role::Item(_)).then_some("1");
    let setting = Setting { label, ..setting.clone() };
    let style = style(m, &setting, if indented == Some(true) { " " } else { "" }).inside(m, cell);
    let width = (wide as f32 + narrow as f32 * 0.5) * style.font.size;
    let rest = (m.width - style.left - style.right).max(m.em);
    let rows = 1.0 + ((width - (rest - style.first)) / rest).ceil().max(0.0);
    (style.above + rows * style.row + style.below, (style.above, style.row))
}

/// The space before byte `at` of `text` where `apart` is that between Japanese and Latin.
fn apart_at(text: &str, at: usize, apart: f32) -> f32 {
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    before.zip(after).filter(|(before, after)| apart > 0.0 && sheet::meet(*before, *after)).map_or(0.0, |_| apart)
}

/// Marks that may hang out of the column rather than start a row.
const HANGING: [char; 4] = ['、', '。', '，', '．'];

/// Breaks `text` into rows of at most `first` and then `rest` points: (bytes, width without trailing space). A line
/// feed always breaks and belongs to no row.
fn break_rows(
    text: &str,
    dress: &Dress,
    first: f32,
    rest: f32,
    width_at: &mut impl FnMut(usize, &str) -> (f32, f32),
) -> Vec<(Range<usize>, f32)> {
    let mut rows = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        // What a suggestion puts behind a line feed will be a paragraph, and begins like one.
        break_rows_until((line, line_start), dress, first, rest, width_at, |at, width| {
            rows.push((line_start + at.start..line_start + at.end, width));
            true
        });
        line_start += line.len() + 1;
    }
    rows
}

/// Breaks a line, which begins at the byte named and holds no line feed, and tells each row as soon as it is known, until
/// told to stop. `width_at` is given a cluster and the byte it begins at.
fn break_rows_until(
    (line, at): (&str, usize),
    dress: &Dress,
    first: f32,
    rest: f32,
    width_at: &mut impl FnMut(usize, &str) -> (f32, f32),
    mut tell: impl FnMut(Range<usize>, f32) -> bool,
) {
    /// Advances are sums of rounded figures.
    const SLACK: f32 = 0.5;
    let mut avail = first + SLACK;
    let (mut start, mut inked, mut width) = (0, 0.0, 0.0);
    let mut from = 0;
    let mut clusters: Vec<(usize, f32, bool)> = Vec::new();
    for to in segment::line_breaks(line) {
        // Words under one reading stay together.
        if !dress.is_plain() && to < line.len() && dress.holds(at + to) {
            continue;
        }
        let unit = &line[from..to];
        let ink = unit.trim_end();
        clusters.clear();
        let mut lead = 0.0;
        let mut add = |start: usize, end: usize| {
            let (width, apart) = width_at(at + from + start, &unit[start..end]);
            lead = if start == 0 { apart } else { lead };
            clusters.push((start, width + apart, start < ink.len()));
        };
        if unit.chars().all(segment::stands_alone) {
            unit.char_indices().for_each(|(at, c)| add(at, at + c.len_utf8()));
        } else {
            segment::graphemes(unit).into_iter().for_each(|g| add(g.start, g.end));
        }
        let mut unit_ink: f32 = clusters.iter().filter(|g| g.2).map(|g| g.1).sum();
        let hang = if ink.ends_with(HANGING) { clusters.iter().rev().find(|g| g.2).map_or(0.0, |g| g.1) } else { 0.0 };
        if width + unit_ink - hang > avail && from > start {
            if !tell(start..from, inked) {
                return;
            }
            (start, inked, width, avail) = (from, 0.0, 0.0, rest + SLACK);
        }
        if from == start && lead > 0.0 {
            // What begins a row keeps apart from nothing.
            clusters[0].1 -= lead;
            unit_ink -= lead;
        }
        if width + unit_ink - hang > avail {
            // Nothing fits: break between any two clusters.
            for &(offset, advance, is_ink) in &clusters {
                if is_ink && width + advance > avail && from + offset > start {
                    if !tell(start..from + offset, inked) {
                        return;
                    }
                    (start, inked, width, avail) = (from + offset, 0.0, 0.0, rest + SLACK);
                }
                width += advance;
                inked = if is_ink { width } else { inked };
            }
        } else {
            inked = if unit_ink > 0.0 { width + unit_ink } else { inked };
            width += clusters.iter().map(|g| g.1).sum::<f32>();
        }
        from = to;
    }
    tell(start..line.len(), inked);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Full-width characters are 10 points wide, others 5.
    fn rows(text: &str, first: f32, rest: f32) -> Vec<&str> {
        let mut width =
            |_: usize, g: &str| (if g.chars().next().is_some_and(|c| c.is_ascii()) { 5.0 } else { 10.0 }, 0.0);
        break_rows(text, &Dress::default(), first, rest, &mut width).into_iter().map(|(at, _)| &text[at]).collect()
    }

    #[test]
    fn rows_are_full_and_follow_kinsoku() {
        assert_eq!(rows("起案文書を作成する", 40.0, 50.0), ["起案文書", "を作成する"]);
        // 、 hangs out of the row, 」 does not start one, 「 does not end one.
        assert_eq!(rows("起案文書、作成", 40.0, 40.0), ["起案文書、", "作成"]);
        assert_eq!(rows("起案「文」書", 40.0, 40.0), ["起案", "「文」書"]);
        assert_eq!(rows("起案文「書」", 40.0, 40.0), ["起案文", "「書」"]);
    }

    #[test]
    fn words_are_kept_and_only_a_word_too_long_is_cut() {
        assert_eq!(rows("to be or not", 30.0, 30.0), ["to be ", "or not"]);
        assert_eq!(rows("abcdefghij", 20.0, 20.0), ["abcd", "efgh", "ij"]);
        assert_eq!(rows("葛\u{E0100}葛\u{E0100}葛\u{E0100}", 20.0, 20.0), ["葛\u{E0100}葛\u{E0100}", "葛\u{E0100}"]);
    }

    #[test]
    fn an_empty_paragraph_has_one_row_and_line_feeds_always_break() {
        assert_eq!(rows("", 40.0, 40.0), [""]);
        assert_eq!(rows("一\n\n二", 40.0, 40.0), ["一", "", "二"]);
    }

    #[test]
    fn drawn_and_written_places_translate() {
        let display = Display::new("旧文", &[(3, Kind::New(0), "新")]);
        assert_eq!(display.text, "旧新文");
        assert_eq!((display.shown(3), display.shown_start(3)), (3, 6));
        assert_eq!((display.shown(0), display.shown(6)), (0, 9));
        assert_eq!([0, 3, 6, 9].map(|at| display.written(at)), [0, 3, 3, 6]);
        assert_eq!(display.kind_at(4), Some(Kind::New(0)));
        let empty = Display::new("", &[(0, Kind::Preedit, "かな")]);
        assert_eq!((empty.shown(0), empty.written(6), empty.preedit()), (0, 0, Some(0..6)));
    }

    #[test]
    fn japanese_and_latin_keep_apart_inside_a_row() {
        let m = Measure {
            lang: Lang::Ja,
            em: 12.0,
            width: 120.0,
            pixels: 1.0,
            purpose: Purpose::Letter,
            sheet: sheet::standard(Lang::Ja).clone(),
        };
        let set = |text: &str| {
            let style = style(&m, &Setting { role: Role::Salutation, ..Setting::default() }, text);
            Block::new(&m, Display::new(text, &[]), style, None, |g| if g.is_ascii() { 6.0 } else { 12.0 })
        };
        let rows = |text: &str| set(text).rows.iter().map(|row| text[row.at.clone()].to_owned()).collect::<Vec<_>>();
        assert_eq!(rows("一二三四五六七八九十"), ["一二三四五六七八九十"]);
        // Twice a quarter more than the row has room for.
        assert_eq!(rows("一二三四12六七八九十"), ["一二三四12六七八九", "十"]);
        assert_eq!(rows("一二三四五六七八九十12一二三四五六七八"), ["一二三四五六七八九十", "12一二三四五六七八"]);
        assert_eq!(["一", "一二三四"].map(|before| set("一二三四12六").apart_at(before.len())), [0.0, 3.0]);
    }

    #[test]
    fn a_title_of_two_rows_leaves_no_scrap() {
        let m = Measure {
            lang: Lang::Ja,
            em: 10.0,
            width: 100.0,
            pixels: 1.0,
            purpose: Purpose::Notice,
            sheet: sheet::standard(Lang::Ja).clone(),
        };
        let text = "総合防災訓練の実施について（通知）";
        let style = style(&m, &Setting { role: Role::Title, ..Setting::default() }, text);
        let block = Block::new(&m, Display::new(text, &[]), style, None, |_| 10.0);
        let lengths: Vec<usize> = block.rows.iter().map(|row| text[row.at.clone()].chars().count()).collect();
        assert_eq!(lengths, [9, 8]);
    }

    #[test]
    fn parts_stand_where_the_form_wants_them() {
        let m = Measure {
            lang: Lang::Ja,
            em: 10.0,
            width: 200.0,
            pixels: 1.0,
            purpose: Purpose::Letter,
            sheet: sheet::standard(Lang::Ja).clone(),
        };
        let set = |role| Setting { role, ..Setting::default() };
        let block = |role, text: &str| {
            let style = style(&m, &set(role), text);
            Block::new(&m, Display::new(text, &[]), style, None, |_| 10.0)
        };
        assert_eq!(block(Role::Date, "今日").rows[0].x, 170.0);
        assert_eq!(block(Role::Sender, "市長").rows[0].x, 160.0);
        assert_eq!(block(Role::Ki, "記").rows[0].x, 95.0);
        assert_eq!(block(Role::Body, "本文").rows[0].x, 10.0);
        assert_eq!(block(Role::Body, "\u{3000}本文").rows[0].x, 0.0);
        assert_eq!(block(Role::Date, "").rows[0].x, 190.0);
        let item = |level, label| {
            let item = style(&m, &Setting { label: Some(label), ..set(Role::Item(level)) }, "日時");
            (item.left, item.label.map(|(_, at)| at))
        };
        assert_eq!((item(1, "(1)"), item(1, "(10)")), ((30.0, Some(10.0)), (40.0, Some(10.0))));
        // As on paper: what is above decides how much room there is.
        let above = |above| style(&m, &Setting { above, ..set(Role::Ki) }, "記").above;
        assert_eq!((above(None), above(Some((Role::Body, false))), above(Some((Role::Body, true)))), (0.0, 17.0, 0.0));
        let contact = style(&m, &Setting { contacts: 20 * 220, ..set(Role::Contact) }, "電話");
        assert_eq!(contact.left, 100.0, "no more than there is room for");
    }

    #[test]
    fn what_a_change_does_not_reach_is_not_set_again() {
        let m = Measure {
            lang: Lang::Ja,
            em: 10.0,
            width: 200.0,
            pixels: 1.0,
            purpose: Purpose::Letter,
            sheet: sheet::standard(Lang::Ja).clone(),
        };
        let sentence = "文書を「起案」する、1,000人の住民のために。In two words, ";
        let style = |text: &str| style(&m, &Setting::default(), text);
        let wide = |g: &str| if g.chars().next().is_some_and(|c| c.is_ascii()) { 5.0 } else { 10.0 };
        let set = |text: &str, old: Option<&Block>, asked: &mut usize| {
            Block::new(&m, Display::new(text, &[]), style(text), old, |g| {
                *asked += 1;
                wide(g)
            })
        };
        let mut text = sentence.repeat(60);
        let mut block = set(&text, None, &mut 0);
        let bounds = |text: &str, n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
        let mut short = 0;
        let words = ["字", "", "long words ", "「」。", "\u{3000}", "１２３", "き。。。、"];
        for step in 0..400 {
            let at = bounds(&text, step * 977 % text.chars().count());
            let end = bounds(&text, text[..at].chars().count() + step * 7 % 5);
            text.replace_range(at..end, words[step % words.len()]);
            let mut asked = 0;
            block = set(&text, Some(&block), &mut asked);
            let whole = set(&text, None, &mut 0);
            assert_eq!(block.rows, whole.rows, "{step}: {}", &text[at.saturating_sub(30)..]);
            let after = text[at..].chars().count();
            assert!(asked < after + 200, "{step}: {asked} of {after}");
            short += usize::from(asked + 200 < after);
        }
        // Often the rows fall into step again long before the end.
        assert!(short > 50, "{short}");
    }
}
