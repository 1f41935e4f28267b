//! The pages of a document: which lines stand where. The grid, the indents and the spaces are those of the Word file.

use super::face::{Face, Faces};
use super::lines::{Line, Room, break_lines};
use crate::document::tables::Table;
use crate::document::{Document, Role};
use crate::format::docx::style::{self, CHARACTER, Purpose, Side};
use crate::format::docx::table::MARGIN;
use crate::format::docx::{Body, Stand};
use crate::text::Lang;

/// Width and height of A4, in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);

/// A line on its page.
pub(super) struct Placed {
    /// The paragraph it is of.
    pub paragraph: usize,
    /// Whether it is the paragraph's number.
    pub is_label: bool,
    /// The start of its base line, in points from the left and from the top.
    pub x: f32,
    pub y: f32,
    /// Height of the characters.
    pub size: f32,
    pub line: Line,
}

/// A page.
#[derive(Default)]
pub(super) struct Page {
    pub lines: Vec<Placed>,
    /// Lines that are drawn: from where to where.
    pub rules: Vec<(f32, f32, f32, f32)>,
}

/// A document on its pages.
pub(super) struct Pages {
    pub pages: Vec<Page>,
    /// The text of each paragraph as it was set.
    pub texts: Vec<String>,
    pub labels: Vec<Option<String>>,
    /// Whether pages have numbers.
    pub numbered: bool,
    /// Left and right margin.
    pub margins: (f32, f32),
}

fn points(twentieths: usize) -> f32 {
    twentieths as f32 / 20.0
}

/// The measures of a page, in points.
struct Measures {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Measures {
    fn of(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self { left: 77.65, right: 77.65, top: 85.05, bottom: 74.85 },
            Lang::En => Self { left: 72.0, right: 72.0, top: 72.0, bottom: 72.0 },
        }
    }
}

/// Sets `document` on pages.
pub(super) fn pages(document: &Document, faces: &Faces) -> Pages {
    let lang = document.lang();
    let body = Body::new(document);
    let measures = Measures::of(lang);
    let labels = document.snapshot().labels();
    let mut run = Run { measures, y: 0.0, pages: vec![Page::default()], texts: Vec::with_capacity(document.len()) };
    for (index, label) in labels.iter().enumerate() {
        if document.roles()[index].is_cell() {
            if let Some(table) = document.table_at(index).filter(|table| table.first == index) {
                run.table(document, &body, &table, faces, lang);
            }
            continue;
        }
        let text = document.text().line(index).to_string();
        let next = document.roles().get(index + 1);
        run.paragraph(&body, index, document.roles()[index], text, label.as_deref(), next, faces, lang);
    }
    let Run { pages, texts, measures, .. } = run;
    let numbered = pages.len() > 1 || !body.is_short();
    Pages { numbered, pages, texts, labels, margins: (measures.left, measures.right) }
}

struct Run {
    measures: Measures,
    /// How far down the page is filled, from its upper margin.
    y: f32,
    pages: Vec<Page>,
    texts: Vec<String>,
}

impl Run {
    #[expect(clippy::too_many_arguments, reason = "all that a paragraph is, told once")]
    fn paragraph(
        &mut self,
        body: &Body<'_>,
        index: usize,
        role: Role,
        text: String,
        label: Option<&str>,
        next: Option<&Role>,
        faces: &Faces,
        lang: Lang,
    ) {
        let look = style::face(role, lang, body.purpose);
        // The face that English is set in runs wide.
        let size = look.size as f32 / 2.0 * if lang == Lang::En { 10.0 / 11.0 } else { 1.0 };
        let face = match (look.bold, look.sans || lang == Lang::En) {
            (true, _) => Face::Bold,
            (false, true) => Face::Gothic,
            (false, false) => Face::Mincho,
        };
        let pitch = pitch(lang, size);
        let Stand { left, right, first, outdent, hanging, side } = body.stand(index);
        let (left, right, hanging) = (points(left), points(right), points(hanging));
        let first = points(first) - points(outdent);
        let all = PAGE.0 - self.measures.left - self.measures.right;
        let room = (all - left - right).max(size * 4.0);
        let set_label = label.map(|label| {
            let room = Room { first: all, rest: all, spread: false };
            break_lines(label, face, size, room, faces).remove(0)
        });
        // A number wider than its room pushes the words of the first line.
        let pushed = set_label.as_ref().map_or(0.0, |line| (line.width + size / 4.0 - hanging).max(0.0));
        let spread = side == Side::Both && lang == Lang::Ja;
        let lines = break_lines(&text, face, size, Room { first: room - first - pushed, rest: room, spread }, faces);
        let (before, after) = body.space(index);
        let at_top = self.is_fresh();
        if !at_top {
            self.y += points(before);
        }
        let stays =
            matches!(role, Role::Heading(_) | Role::Ki) || role == Role::Title && body.purpose == Purpose::Notice;
        // What leads to something stays with its first line, if the page is not all its own.
        let needed = pitch * (lines.len().min(2) as f32) + if stays && next.is_some() { pitch } else { 0.0 };
        let needed = if stays { needed.max(pitch * (lines.len() + 1) as f32) } else { needed };
        if self.y + needed > self.height() + 0.01 && !at_top {
            self.turn();
        }
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            // The last line of three or more does not stand alone on a new page.
            let lonely = count >= 3 && at + 2 == count && self.y + 2.0 * pitch > self.height() + 0.01;
            if (self.y + pitch > self.height() + 0.01 || lonely) && !self.is_fresh() {
                self.turn();
            }
            let base = self.measures.top + self.y + (pitch - size) / 2.0 + size * 0.88;
            if at == 0
                && let Some(label) = set_label.clone()
            {
                let x = self.measures.left + left - hanging;
                self.push(Placed { paragraph: index, is_label: true, x, y: base, size, line: label });
            }
            let start = self.measures.left + left + if at == 0 { first + pushed } else { 0.0 };
            let free = room - if at == 0 { first + pushed } else { 0.0 } - line.width;
            let x = match side {
                Side::Start | Side::Both => start,
                Side::Middle => start + free / 2.0,
                Side::End => start + free,
            };
            self.push(Placed { paragraph: index, is_label: false, x: x.max(0.0), y: base, size, line });
            self.y += pitch;
        }
        if role == Role::Title && body.purpose == Purpose::Memo {
            let y = self.measures.top + self.y + 6.0;
            let (left, right) = (self.measures.left, PAGE.0 - self.measures.right);
            self.page().rules.push((left, y, right, y));
            self.y += 6.0;
        }
        self.y += points(after);
        self.texts.push(text);
    }

    /// A table with lines around its cells; a row is not cut at the end of a page.
    fn table(&mut self, document: &Document, body: &Body<'_>, table: &Table, faces: &Faces, lang: Lang) {
        let size = if lang == Lang::Ja { 11.0 } else { 10.0 };
        let face = if lang == Lang::Ja { Face::Mincho } else { Face::Gothic };
        let (pitch, margin) = (pitch(lang, size), points(MARGIN));
        let above = if lang == Lang::Ja { 0.0 } else { 2.0 };
        let widths: Vec<f32> = body.column_widths(table).into_iter().map(points).collect();
        let right = self.measures.left + widths.iter().sum::<f32>();
        let behind_table = table.first.checked_sub(1).is_some_and(|before| document.roles()[before].is_cell());
        if !self.is_fresh() && (lang == Lang::En || behind_table) {
            self.y += if behind_table { pitch / 2.0 } else { 6.0 };
        }
        for row in 0..table.rows {
            let cells: Vec<(usize, Vec<Line>)> = table
                .row(row)
                .zip(&widths)
                .map(|(index, width)| {
                    let room = (width - 2.0 * margin).max(size);
                    let text = document.text().line(index).to_string();
                    let lines = break_lines(&text, face, size, Room { first: room, rest: room, spread: false }, faces);
                    self.texts.push(text);
                    (index, lines)
                })
                .collect();
            let count = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
            let height = pitch * count as f32 + 2.0 * above;
            if self.y + height > self.height() + 0.01 && !self.is_fresh() {
                self.turn();
            }
            let top = self.measures.top + self.y;
            let mut x = self.measures.left;
            for ((index, lines), width) in cells.into_iter().zip(&widths) {
                for (at, line) in lines.into_iter().enumerate() {
                    let y = top + above + pitch * at as f32 + (pitch - size) / 2.0 + size * 0.88;
                    self.push(Placed { paragraph: index, is_label: false, x: x + margin, y, size, line });
                }
                self.page().rules.push((x, top, x, top + height));
                x += width;
            }
            let left = self.measures.left;
            let page = self.page();
            page.rules.push((right, top, right, top + height));
            page.rules.push((left, top, right, top));
            page.rules.push((left, top + height, right, top + height));
            self.y += height;
        }
        if lang == Lang::En {
            self.y += 6.0;
        }
    }

    fn height(&self) -> f32 {
        PAGE.1 - self.measures.top - self.measures.bottom
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

    fn push(&mut self, placed: Placed) {
        self.page().lines.push(placed);
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = 0.0;
    }
}

/// From one line to the next: lines of the grid in Japanese, a comfortable distance in English.
fn pitch(lang: Lang, size: f32) -> f32 {
    match lang {
        Lang::Ja => {
            let grid = points(style::LINE);
            let natural = if size <= points(CHARACTER) { grid } else { size * 1.3 };
            grid * (natural / grid).ceil()
        }
        Lang::En => size * 1.45,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Author;

    fn laid_out(parts: &[(Role, &str)], lang: Lang) -> Pages {
        let parts: Vec<(Role, String)> = parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
        pages(&Document::new(lang, None, &parts, Author::Person), &Faces::new())
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
        let right = PAGE.0 - 77.65;
        let find = |paragraph: usize, is_label: bool| {
            lines.iter().find(|line| line.paragraph == paragraph && line.is_label == is_label).unwrap()
        };
        let date = find(1, false);
        assert!((date.x + date.line.width + 11.0 - right).abs() < 0.1, "a character from the right margin");
        let title = find(3, false);
        assert!((title.x + title.line.width / 2.0 - PAGE.0 / 2.0).abs() < 0.1, "in the middle");
        assert!((find(4, false).x - 77.65 - 11.0).abs() < 0.1, "set in by a character");
        let (label, words) = (find(6, true), find(6, false));
        assert!((words.x - label.x - 22.0).abs() < 0.1 && label.y == words.y, "two characters behind its number");
        assert!((find(7, true).x - label.x - 11.0).abs() < 0.1, "one deeper");
        assert!(!set.numbered && set.pages.len() == 1);
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
            assert!(set.pages.len() > 8 && set.numbered);
            for page in &set.pages {
                for line in &page.lines {
                    assert!(line.y > 70.0 && line.y < PAGE.1 - 70.0, "{}", line.y);
                    assert!(line.x >= set.margins.0 - 0.1 && line.x + line.line.width <= PAGE.0 - set.margins.1 + 0.1);
                }
                let last = page.lines.last().unwrap();
                assert!(last.paragraph == parts.len() - 1 || parts[last.paragraph].0 != Role::Heading(1));
            }
        }
    }
}
