//! The pages of a document: which lines stand where. The grid, the indents and the spaces are those of the Word file.

use super::face::{Face, Faces};
use super::lines::{self, Letters, Line, Marked, Room, Set, Stance, break_lines};
use super::{Page, Pages, edges};
use crate::document::sheet::{Purpose, Sheet, Side};
use crate::document::tables::Table;
use crate::document::{Document, Look, Role};
use crate::format::docx::{Body, Stand};
use crate::text::Lang;
use std::ops::Range;
use std::sync::Arc;

/// A line, or a piece of one, on its page.
pub(in crate::format) struct Placed {
    /// The paragraph it is of.
    pub paragraph: usize,
    pub part: Part,
    pub glyphs: Vec<Ink>,
    /// How far down the page it begins, in points.
    pub top: f32,
}

/// What of a paragraph a line is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::format) enum Part {
    /// Its number.
    Label,
    /// Its words.
    Words,
    /// This reading of its words.
    Reading(Arc<str>),
}

/// A glyph on its page; places in points from the left and from the top.
#[derive(Clone, Debug)]
pub(in crate::format) struct Ink {
    pub face: Face,
    pub id: u32,
    /// Whether no face has the character and another stands for it.
    pub missing: bool,
    /// The start of its base line.
    pub x: f32,
    pub y: f32,
    /// Its height, and its width in the direction of its base line.
    pub size: f32,
    pub advance: f32,
    /// Whether it is drawn heavier than its face is.
    pub heavy: bool,
    /// Whether it is turned by a quarter to the right.
    pub turned: bool,
    /// The bytes of its text.
    pub bytes: Range<usize>,
}

/// A line that is drawn, from one point to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::format) struct Rule {
    pub from: (f32, f32),
    pub to: (f32, f32),
    pub width: f32,
}

/// A dot over or beside a character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::format) struct Dot {
    pub x: f32,
    pub y: f32,
    pub radius: f32,
}

pub(super) fn points(twentieths: usize) -> f32 {
    twentieths as f32 / 20.0
}

/// How far the base line is below the upper edge of the characters, and the middle of a character above its base line.
pub(super) const ASCENT: f32 = 0.88;
const MIDDLE: f32 = 0.38;
/// Width of the lines around cells.
const HAIRLINE: f32 = 0.5;

/// The measures of a page in the direction of its lines and across them, in points.
#[derive(Clone, Copy)]
struct Measures {
    vertical: bool,
    /// Width of the paper.
    width: f32,
    /// Where lines begin, and how long they may be.
    start: f32,
    length: f32,
    /// Where the first line stands, and how much room there is for all.
    top: f32,
    depth: f32,
}

impl Measures {
    fn of(sheet: &Sheet) -> Self {
        let page = &sheet.page;
        let (start, top) = if page.vertical { (page.top, page.right) } else { (page.left, page.top) };
        Self {
            vertical: page.vertical,
            width: points(page.width),
            start: points(start),
            length: points(page.measure()),
            top: points(top),
            depth: points(page.depth()),
        }
    }

    /// A place on the paper, from its place along the lines and across them.
    fn place(&self, along: f32, across: f32) -> (f32, f32) {
        if self.vertical { (self.width - across, along) } else { (along, across) }
    }
}

/// Sets `document` on pages.
pub(super) fn pages(document: &Document, faces: &Faces) -> Pages {
    let body = Body::new(document);
    let sheet = body.sheet.clone();
    let labels = document.snapshot().labels();
    let mut run = Run {
        measures: Measures::of(&sheet),
        document,
        body: &body,
        sheet: &sheet,
        faces,
        y: 0.0,
        pages: vec![Page::default()],
        texts: Vec::with_capacity(document.len()),
    };
    for (index, label) in labels.iter().enumerate() {
        if document.roles()[index].is_cell() {
            if let Some(table) = document.table_at(index).filter(|table| table.first == index) {
                run.table(&table);
            }
            continue;
        }
        run.paragraph(index, label.as_deref());
    }
    let Run { mut pages, texts, .. } = run;
    edges::set(&mut pages, &body, faces);
    let page = &sheet.page;
    let (size, margins) = ((points(page.width), points(page.height)), (points(page.left), points(page.top)));
    Pages { pages, size, texts, labels, margins }
}

/// The face and the height in points of letters of this kind.
pub(super) fn type_of(sheet: &Sheet, heading: bool, bold: bool, half_points: usize) -> (Face, f32, bool) {
    let faces = if heading { &sheet.heading } else { &sheet.text };
    let size = half_points as f32 / 2.0;
    if sheet.lang == Lang::En {
        // The face that English is set in runs wide.
        return (if bold { Face::Bold } else { Face::Gothic }, size * 10.0 / 11.0, false);
    }
    match (bold, crate::document::sheet::has_serifs(&faces.japanese)) {
        // There is no heavy Mincho; the one there is is drawn heavier.
        (heavy, true) => (Face::Mincho, size, heavy),
        (true, false) => (Face::Bold, size, false),
        (false, false) => (Face::Gothic, size, false),
    }
}

struct Run<'a> {
    measures: Measures,
    document: &'a Document,
    body: &'a Body<'a>,
    sheet: &'a Sheet,
    faces: &'a Faces,
    /// How far the page is filled, from its upper margin.
    y: f32,
    pages: Vec<Page>,
    texts: Vec<String>,
}

impl<'a> Run<'a> {
    fn lang(&self) -> Lang {
        self.sheet.lang
    }

    fn letters(&self, face: Face, size: f32) -> Letters<'a> {
        let page = &self.sheet.page;
        // Letters of the size of text stand on the grid.
        let text = size == page.size as f32 / 2.0 && self.lang() == Lang::Ja;
        let apart = if text { (points(page.character) - size).max(0.0) } else { 0.0 };
        Letters { face, size, apart, vertical: page.vertical, faces: self.faces }
    }

    fn paragraph(&mut self, index: usize, label: Option<&str>) {
        let (body, document) = (self.body, self.document);
        let role = document.roles()[index];
        let text = body.words(index);
        let looks = self.sheet.letters(role, body.purpose);
        let (face, size, heavy) = type_of(self.sheet, looks.heading, looks.bold, looks.size);
        let letters = self.letters(face, size);
        let marked = self.marked(index);
        let pitch = self.pitch(size, marked.iter().any(|mark| mark.reading.is_some()));
        let Stand { left, right, first, outdent, hanging, side } = body.stand(index);
        let (left, right, hanging) = (points(left), points(right), points(hanging));
        let first = points(first) - points(outdent);
        let all = self.measures.length;
        let room = (all - left - right).max(size * 4.0);
        let set_label = label.map(|label| {
            let room = Room { first: all, rest: all, spread: false };
            break_lines(label, &[], room, letters).remove(0)
        });
        // A number wider than its room pushes the words of the first line.
        let pushed = set_label.as_ref().map_or(0.0, |line| (line.width + size / 4.0 - hanging).max(0.0));
        let spread = side == Side::Both && self.lang() == Lang::Ja;
        let rooms = Room { first: room - first - pushed, rest: room, spread };
        let lines = break_lines(text, &marked, rooms, letters);
        let (before, after) = body.space(index);
        if body.begins_page(index) && !self.is_fresh() {
            self.turn();
        }
        let at_top = self.is_fresh();
        if !at_top {
            self.y += points(before);
        }
        let stays = self.sheet.keeps_with_next(role, body.purpose);
        let next = document.roles().get(index + 1);
        // What leads to something stays with its first line, if the page is not all its own.
        let needed = pitch * (lines.len().min(2) as f32) + if stays && next.is_some() { pitch } else { 0.0 };
        let needed = if stays { needed.max(pitch * (lines.len() + 1) as f32) } else { needed };
        if self.y + needed > self.measures.depth + 0.01 && !at_top {
            self.turn();
        }
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            // The last line of three or more does not stand alone on a new page.
            let lonely = count >= 3 && at + 2 == count && self.y + 2.0 * pitch > self.measures.depth + 0.01;
            if (self.y + pitch > self.measures.depth + 0.01 || lonely) && !self.is_fresh() {
                self.turn();
            }
            let middle = self.measures.top + self.y + pitch / 2.0;
            if at == 0
                && let Some(label) = &set_label
            {
                let along = self.measures.start + left - hanging;
                self.put(index, label, Spot { along, middle, heavy, letters }, true);
            }
            let start = self.measures.start + left + if at == 0 { first + pushed } else { 0.0 };
            let free = room - if at == 0 { first + pushed } else { 0.0 } - line.width;
            let along = match side {
                Side::Start | Side::Both => start,
                Side::Middle => start + free / 2.0,
                Side::End => start + free,
            };
            self.put(index, &line, Spot { along: along.max(0.0), middle, heavy, letters }, false);
            self.y += pitch;
        }
        if role == Role::Title && body.purpose == Purpose::Memo {
            let across = self.measures.top + self.y + 6.0;
            self.rule((self.measures.start, across), (self.measures.start + self.measures.length, across), HAIRLINE);
            self.y += 6.0;
        }
        self.y += points(after);
        self.texts.push(text.to_owned());
    }

    /// What of paragraph `index` is set off, or read; nothing if nothing is.
    fn marked(&self, index: usize) -> Vec<Marked> {
        let marks = self.document.marks();
        if marks.is_plain() {
            return Vec::new();
        }
        let span = self.document.text().line_span(index);
        let inside = |at: usize| at.clamp(span.start, span.end) - span.start;
        let stretches = marks.stretches(span).into_iter();
        let stretches = stretches.filter(|stretch| !stretch.face.is_plain() || stretch.ruby.is_some());
        stretches
            .map(|stretch| Marked {
                bytes: inside(stretch.span.start)..inside(stretch.span.end),
                face: stretch.face,
                reading: stretch.ruby.map(|ruby| (ruby.reading, inside(ruby.span.start)..inside(ruby.span.end))),
            })
            .collect()
    }

    /// A table with lines around its cells; a row is not cut at the end of a page.
    fn table(&mut self, table: &Table) {
        let (document, body, lang) = (self.document, self.body, self.lang());
        let looks = self.sheet.letters(Role::Cell(0), body.purpose);
        let (face, size, heavy) = type_of(self.sheet, looks.heading, looks.bold, looks.size);
        let letters = self.letters(face, size);
        let margin = points(body.cell_margin());
        let above = if lang == Lang::Ja { 0.0 } else { 2.0 };
        let widths: Vec<f32> = body.column_widths(table).into_iter().map(points).collect();
        let start = self.measures.start;
        let end = start + widths.iter().sum::<f32>();
        let behind_table = table.first.checked_sub(1).is_some_and(|before| document.roles()[before].is_cell());
        if !self.is_fresh() && (lang == Lang::En || behind_table) {
            self.y += if behind_table { self.pitch(size, false) / 2.0 } else { 6.0 };
        }
        for row in 0..table.rows {
            let mut pitch = self.pitch(size, false);
            let cells: Vec<(usize, Vec<Line>)> = table
                .row(row)
                .zip(&widths)
                .map(|(index, width)| {
                    let room = (width - 2.0 * margin).max(size);
                    let text = body.words(index);
                    let marked = self.marked(index);
                    pitch = pitch.max(self.pitch(size, marked.iter().any(|mark| mark.reading.is_some())));
                    let lines = break_lines(text, &marked, Room { first: room, rest: room, spread: false }, letters);
                    self.texts.push(text.to_owned());
                    (index, lines)
                })
                .collect();
            let count = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
            let height = pitch * count as f32 + 2.0 * above;
            if self.y + height > self.measures.depth + 0.01 && !self.is_fresh() {
                self.turn();
            }
            let top = self.measures.top + self.y;
            let mut along = start;
            for ((index, lines), width) in cells.into_iter().zip(&widths) {
                for (at, line) in lines.into_iter().enumerate() {
                    let middle = top + above + pitch * at as f32 + pitch / 2.0;
                    self.put(index, &line, Spot { along: along + margin, middle, heavy, letters }, false);
                }
                self.rule((along, top), (along, top + height), HAIRLINE);
                along += width;
            }
            self.rule((end, top), (end, top + height), HAIRLINE);
            self.rule((start, top), (end, top), HAIRLINE);
            self.rule((start, top + height), (end, top + height), HAIRLINE);
            self.y += height;
        }
        if lang == Lang::En {
            self.y += 6.0;
        }
    }

    /// From one line to the next: lines of the grid in Japanese, a comfortable distance in English.
    fn pitch(&self, size: f32, read: bool) -> f32 {
        let (page, text) = (&self.sheet.page, self.sheet.page.size as f32 / 2.0);
        let grid = points(page.line);
        // Readings are half as high as their words and need a little air.
        let least = if read { size * 1.55 } else { size };
        match self.lang() {
            Lang::Ja => {
                let natural = if size <= text { least } else { (size * 1.3).max(least) };
                grid * (natural / grid).ceil().max(1.0)
            }
            Lang::En => (grid * size / (text * 10.0 / 11.0) * 14.5 / 13.9).max(least),
        }
    }

    fn is_fresh(&self) -> bool {
        self.pages.last().is_none_or(|page| page.lines.is_empty())
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = 0.0;
    }

    /// Draws a line between two places along and across the lines.
    fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        let measures = self.measures;
        let rule = Rule { from: measures.place(from.0, from.1), to: measures.place(to.0, to.1), width };
        self.page().rules.push(rule);
    }

    /// Puts a line on the page, cut behind each reading so that it is read where it belongs.
    fn put(&mut self, paragraph: usize, line: &Line, spot: Spot<'_>, is_label: bool) {
        let measures = self.measures;
        let Spot { along, middle, heavy, letters } = spot;
        let part = || if is_label { Part::Label } else { Part::Words };
        let (_, top) = measures.place(along, middle - letters.size * 0.8);
        let mut from = 0;
        let mut placed = Vec::with_capacity(1 + 2 * line.readings.len());
        for (over, reading) in &line.readings {
            let glyphs = line.glyphs[from..over.end].iter().map(|set| ink(set, &measures, &spot)).collect();
            placed.push(Placed { paragraph, part: part(), glyphs, top });
            let glyphs = reading_over(line, over, reading, &measures, &spot);
            placed.push(Placed { paragraph, part: Part::Reading(reading.clone()), glyphs, top });
            from = over.end;
        }
        if from < line.glyphs.len() || placed.is_empty() {
            let glyphs = line.glyphs[from..].iter().map(|set| ink(set, &measures, &spot)).collect();
            placed.push(Placed { paragraph, part: part(), glyphs, top });
        }
        self.set_off(line, &spot);
        debug_assert!(!heavy || letters.face == Face::Mincho);
        self.page().lines.extend(placed);
    }

    /// Lines and dots under, over and beside words.
    fn set_off(&mut self, line: &Line, spot: &Spot<'_>) {
        let (measures, size) = (self.measures, spot.letters.size);
        let underlined = |set: &Set| set.face.has(Look::Underline);
        for run in line.glyphs.chunk_by(|a, b| underlined(a) == underlined(b)) {
            let (Some(first), Some(last)) = (run.first().filter(|set| underlined(set)), run.last()) else { continue };
            // Beside vertical lines it stands on the right.
            let across = spot.middle + size * if measures.vertical { -0.58 } else { ASCENT - 0.5 + 0.13 };
            let (from, to) = (spot.along + first.at, spot.along + last.at + last.advance);
            self.rule((from, across), (to, across), size * 0.05);
        }
        for set in line.glyphs.iter().filter(|set| set.face.has(Look::Dots) && set.glyph.advance > 0.0) {
            let along = spot.along + set.at + (set.glyph.advance * set.size).min(set.advance.max(0.1)) / 2.0;
            let (x, y) = measures.place(along, spot.middle - size * 0.66);
            self.page().dots.push(Dot { x, y, radius: size * 0.085 });
        }
    }
}

/// Where a line stands: its start, its middle across, and how it is set.
#[derive(Clone, Copy)]
struct Spot<'a> {
    along: f32,
    middle: f32,
    heavy: bool,
    letters: Letters<'a>,
}

/// A glyph of a line at its place on the paper.
fn ink(set: &Set, measures: &Measures, spot: &Spot<'_>) -> Ink {
    let size = spot.letters.size;
    let along = spot.along + set.at;
    let advance = (set.glyph.advance * set.size).max(0.0);
    let ((x, y), turned) = match set.stance {
        Stance::Level => (measures.place(along, spot.middle + (ASCENT - 0.5) * size - set.raised), false),
        Stance::Upright(start) => {
            let (x, y) = measures.place(along, spot.middle);
            ((x + start + set.raised, y + ASCENT * set.size), false)
        }
        Stance::Turned => {
            let (x, y) = measures.place(along, spot.middle);
            ((x - MIDDLE * size + set.raised, y), true)
        }
    };
    Ink {
        face: set.glyph.face,
        id: set.glyph.id,
        missing: set.glyph.missing,
        x,
        y,
        size: set.size,
        advance: if turned || set.stance == Stance::Level { set.advance.max(0.0) } else { advance },
        heavy: spot.heavy || set.face.has(Look::Bold) && set.glyph.face == Face::Mincho,
        turned,
        bytes: set.bytes.clone(),
    }
}

/// A reading over its words: spread if it is shorter than they are.
fn reading_over(line: &Line, over: &Range<usize>, reading: &str, measures: &Measures, spot: &Spot<'_>) -> Vec<Ink> {
    let letters = spot.letters;
    let (Some(first), Some(last)) = (line.glyphs.get(over.start), line.glyphs[..over.end].last()) else {
        return Vec::new();
    };
    let size = letters.size / 2.0;
    let lead = first.at;
    let from = spot.along + lead;
    let to = spot.along + last.at + (last.glyph.advance * last.size).min(last.advance);
    let needed = lines::reading_width(reading, letters);
    let count = reading.chars().count().max(1) as f32;
    let free = to - from - needed;
    let (gap, mut along) =
        if free > 0.0 { (free / count, from + free / count / 2.0) } else { (0.0, from + free / 2.0) };
    // Half of a reading is above the upper edge of its words by half of its height.
    let middle = spot.middle - letters.size / 2.0 - size / 2.0 - letters.size * 0.02;
    let mut glyphs = Vec::new();
    for (at, c) in reading.char_indices() {
        let mut glyph = letters.faces.glyph(letters.face, c);
        let advance = lines::reading_advance(c, letters);
        let wide = !c.is_ascii();
        let ((x, y), turned) = match (letters.vertical, wide) {
            (false, _) => (measures.place(along, middle + (ASCENT - 0.5) * size), false),
            (true, true) => {
                let across = glyph.advance * size;
                glyph = letters.faces.upright(glyph);
                let (x, y) = measures.place(along, middle);
                ((x - across / 2.0, y + ASCENT * size), false)
            }
            (true, false) => {
                let (x, y) = measures.place(along, middle);
                ((x - MIDDLE * size, y), true)
            }
        };
        glyphs.push(Ink {
            face: glyph.face,
            id: glyph.id,
            missing: glyph.missing,
            x,
            y,
            size,
            advance: glyph.advance * size,
            heavy: false,
            turned,
            bytes: at..at + c.len_utf8(),
        });
        along += advance + gap;
    }
    glyphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Author;

    fn laid_out(parts: &[(Role, &str)], lang: Lang) -> Pages {
        let parts: Vec<(Role, String)> = parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
        Pages::of(&Document::new(lang, None, &parts, Author::Person))
    }

    fn start(line: &Placed) -> f32 {
        line.glyphs.first().map_or(0.0, |glyph| glyph.x)
    }

    fn end(line: &Placed) -> f32 {
        line.glyphs.last().map_or(0.0, |glyph| glyph.x + glyph.advance)
    }

    #[test]
    fn parts_of_a_letter_stand_where_they_belong() {
        let set = laid_out(
            &[
                (Role::DocNumber, "総防第123号"),
                (Role::Date, "令和8年11月2日"),
                (Role::Addressee, "各課長　様"),
                (Role::Title, "訓練について"),
                (Role::Body, "次のとおり行います。"),
                (Role::Ki, "記"),
                (Role::Item(0), "日時"),
                (Role::Item(1), "午前"),
            ],
            Lang::Ja,
        );
        let lines = &set.pages[0].lines;
        let right = set.size.0 - 77.65;
        let find = |paragraph: usize, is_label: bool| {
            lines.iter().find(|line| line.paragraph == paragraph && (line.part == Part::Label) == is_label).unwrap()
        };
        let date = find(1, false);
        assert!((end(date) + 11.0 - right).abs() < 0.1, "a character from the right margin");
        let title = find(3, false);
        assert!(((start(title) + end(title)) / 2.0 - set.size.0 / 2.0).abs() < 0.1, "in the middle");
        assert!((start(find(4, false)) - 77.65 - 11.0).abs() < 0.1, "set in by a character");
        let (label, words) = (find(6, true), find(6, false));
        assert!((start(words) - start(label) - 22.0).abs() < 0.1, "two characters behind its number");
        assert_eq!(words.glyphs[0].y, label.glyphs[0].y);
        assert!((start(find(7, true)) - start(label) - 11.0).abs() < 0.1, "one deeper");
        assert!(set.pages.len() == 1 && set.pages[0].edges.is_empty());
    }

    #[test]
    fn nothing_stands_outside_of_the_page_and_headings_keep_what_follows() {
        let text = "避難所の運営に必要な物資（飲料水、食料、毛布など）については、毎年4月と10月に数量を点検し、台帳に記入してください。";
        let mut parts = Vec::new();
        for _ in 0..120 {
            parts.extend([(Role::Heading(1), "避難所の備蓄"), (Role::Body, text), (Role::Item(0), text)]);
        }
        for lang in [Lang::Ja, Lang::En] {
            let set = laid_out(&parts, lang);
            assert!(set.pages.len() > 8 && set.pages.iter().all(|page| page.edges.len() == 1));
            for page in &set.pages {
                for glyph in page.lines.iter().flat_map(|line| &line.glyphs) {
                    assert!(glyph.y > 70.0 && glyph.y < set.size.1 - 70.0, "{}", glyph.y);
                    // A stop may hang over.
                    assert!(glyph.x >= set.margins.0 - 0.1 && glyph.x <= set.size.0 - set.margins.0 + 0.1);
                }
                let last = page.lines.last().unwrap();
                assert!(last.paragraph == parts.len() - 1 || parts[last.paragraph].0 != Role::Heading(1));
            }
        }
    }

    #[test]
    fn vertical_lines_run_from_the_right_to_the_left() {
        let text = "市は、大きな地震が起きたときは、直ちに避難所を開き、受付の係を置きます。".repeat(4);
        let mut document = Document::from_text(Lang::Ja, &text, Author::Person);
        let sheet = crate::document::sheet::built_in().iter().find(|sheet| sheet.page.vertical).unwrap();
        document.set_sheet(Some(sheet.clone()));
        let set = Pages::of(&document);
        assert!(set.size.0 > set.size.1);
        let lines = &set.pages[0].lines;
        assert!(lines.len() > 3);
        for (line, next) in lines.iter().zip(&lines[1..]) {
            let pitch = points(sheet.page.line);
            assert!((line.glyphs[2].x - next.glyphs[2].x - pitch).abs() < 0.1, "the next line stands on the left");
            assert!(line.glyphs[0].y < line.glyphs[1].y, "and runs down");
        }
        let right = set.size.0 - points(sheet.page.right);
        assert!(lines[0].glyphs[2].x < right && lines[0].glyphs[2].x > right - points(sheet.page.line));
    }

    #[test]
    fn an_attachment_begins_a_page() {
        let set = laid_out(
            &[
                (Role::Title, "調査について"),
                (Role::Body, "別紙１により行います。"),
                (Role::Body, "別紙１"),
                (Role::Title, "調査票"),
            ],
            Lang::Ja,
        );
        assert_eq!(set.pages.len(), 2);
        assert_eq!((set.first_paragraph(1), set.page_of(1), set.page_of(3)), (2, 0, 1));
    }
}
