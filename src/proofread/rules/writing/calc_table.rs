//! Tables whose cells stand apart by tabs: columns and their total, shares of a column, changes from one column to the
//! next. What the cells are is read from the words above them.

use crate::proofread::japanese::grouped;
use crate::proofread::quantities::{self, Measure};
use crate::proofread::{Hits, Note, Noted, Passage, Whole};
use crate::text::{Sentence, Span, facts};

/// A line of cells; its word is the line.
const ROW: u8 = 20;
/// Figures need not make up what they belong to.
const ROUNDED: u8 = 21;
/// Cells that stand for nothing.
const EMPTY: [&str; 7] = ["", "-", "－", "―", "—", "…", "・"];

/// What rules of sums and shares want to know of a line.
pub fn note(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    let text = passage.text;
    let whole = Span::new(0, text.len());
    if ["四捨五入", "端数", "一致しない", "複数回答"].iter().any(|words| text.contains(words)) {
        notes.push(Note { span: whole, kind: ROUNDED, word: String::new() });
    }
    if text.contains('\t') && text.len() < 600 {
        notes.push(Note { span: whole, kind: ROW, word: text.to_owned() });
    }
}

/// A figure in a cell.
#[derive(Clone, Copy)]
struct Figure<'t> {
    value: f64,
    /// What its last figure stands for, and its places behind the point.
    step: f64,
    places: usize,
    measure: Measure,
    unit: &'t str,
    /// The cell behind its last figure: ％減.
    tail: &'t str,
    /// Said to have gone down.
    down: bool,
}

impl<'t> Figure<'t> {
    fn read(cell: &'t str) -> Option<Self> {
        let cell = cell.trim();
        let plain = cell.trim_start_matches(['△', '▲', '-', '－', '−', '+', '＋']);
        let all = [Sentence { span: Span::new(0, plain.len()) }];
        let read = quantities::read(plain, &all, &facts::find(plain));
        let [one] = read.as_slice() else { return None };
        let changed = matches!(one.after.trim(), "" | "増" | "減");
        let tail = plain.trim_start_matches(|c: char| c.is_numeric() || ",，.．".contains(c));
        (one.before.is_empty() && changed && !one.loose).then(|| Self {
            value: one.value(),
            step: one.step,
            places: one.places(),
            measure: one.measure,
            unit: one.unit,
            tail,
            down: plain.len() < cell.len() && !cell.starts_with(['+', '＋']) || tail.ends_with('減'),
        })
    }

    fn is_like(&self, other: &Figure<'_>) -> bool {
        self.measure == other.measure && self.unit == other.unit
    }

    /// `value` as this one is written.
    fn written(&self, value: f64) -> String {
        if self.places > 0 {
            return format!("{value:.*}{}", self.places, self.tail);
        }
        format!("{}{}", grouped(value.round().max(0.0) as u64), self.tail)
    }
}

/// A table: its heading, its rows, and its total.
struct Table<'n> {
    head: Vec<&'n str>,
    rows: Vec<Vec<&'n str>>,
    /// The figures of the rows' cells, where they are some.
    figures: Vec<Vec<Option<Figure<'n>>>>,
    /// Where each row begins, in bytes of the document.
    starts: Vec<usize>,
    /// The last row, where it is the total of all others.
    total: Option<usize>,
}

impl<'n> Table<'n> {
    fn all(notes: &[Noted<'n>]) -> Vec<Self> {
        let lines: Vec<&Noted<'n>> = notes.iter().filter(|note| note.kind == ROW).collect();
        let runs = lines.chunk_by(|a, b| {
            a.paragraph + 1 == b.paragraph && a.word.matches('\t').count() == b.word.matches('\t').count()
        });
        runs.filter_map(Self::new).collect()
    }

    fn new(lines: &[&Noted<'n>]) -> Option<Self> {
        let mut cells = lines.iter().map(|line| line.word.split('\t').collect::<Vec<_>>());
        let head: Vec<&str> = cells.next().filter(|head| head[1..].iter().all(|cell| Figure::read(cell).is_none()))?;
        let rows: Vec<Vec<&str>> = cells.collect();
        if rows.len() < 2 || head.len() < 2 {
            return None;
        }
        let label = |row: &Vec<&str>| row[0].chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let is_total = |row: &Vec<&str>| matches!(label(row).as_str(), "計" | "合計" | "総計" | "総数" | "全体");
        // Parts of parts, and totals of some rows only, are not told apart.
        let inner = ["うち", "内数", "再掲", "小計", "平均", "前年", "累計", "中計"];
        let simple = rows.iter().all(|row| !inner.iter().any(|word| row[0].contains(word)));
        let last = rows.len() - 1;
        let total = (simple && rows.iter().position(is_total) == Some(last)).then_some(last);
        let starts = lines[1..].iter().map(|line| line.span.start).collect();
        let figures = rows.iter().map(|row| row.iter().map(|cell| Figure::read(cell)).collect()).collect();
        Some(Self { head, rows, figures, starts, total })
    }

    /// Where a cell stands, in bytes of the document.
    fn span(&self, row: usize, column: usize) -> Span {
        let before: usize = self.rows[row][..column].iter().map(|cell| cell.len() + 1).sum();
        let cell = self.rows[row][column];
        let from = self.starts[row] + before + (cell.len() - cell.trim_start().len());
        Span::new(from, from + cell.trim().len())
    }

    fn figure(&self, row: usize, column: usize) -> Option<Figure<'n>> {
        *self.figures[row].get(column)?
    }

    /// The figures of a column above the total, all of one unit; an empty cell is none. `None` where one is no figure.
    fn column(&self, column: usize) -> Option<Vec<Figure<'n>>> {
        let above = 0..self.total?;
        let filled = above.filter(|row| !EMPTY.contains(&self.rows[*row][column].trim()));
        let figures: Vec<_> = filled.map(|row| self.figure(row, column)).collect::<Option<_>>()?;
        let alike = figures.windows(2).all(|two| two[0].is_like(&two[1]));
        (alike && figures.len() > 1).then_some(figures)
    }

    fn is_share(&self, column: usize) -> bool {
        ["割合", "構成比", "構成割合", "シェア"].iter().any(|word| self.head[column].contains(word))
    }

    /// Whether the figures of a column can be added up.
    fn adds_up(&self, column: usize) -> bool {
        let not =
            ["率", "比", "平均", "単価", "順位", "番号", "年", "倍", "回数", "差", "増減", "時間", "1人", "当たり"];
        let year = ["年度", "年"].iter().any(|year| self.head[column].trim().ends_with(year));
        year || !not.iter().any(|word| self.head[column].contains(word))
    }

    /// Columns that hold counts, to the left of `column`, the nearest first.
    fn counts_before(&self, column: usize) -> impl Iterator<Item = usize> + '_ {
        (1..column).rev().filter(|at| {
            !self.is_share(*at) && self.figure(0, *at).is_some_and(|figure| figure.measure == Measure::Count)
        })
    }
}

fn is_rounded(notes: &[Noted<'_>]) -> bool {
    notes.iter().any(|note| note.kind == ROUNDED)
}

/// Totals that are not what stands above them.
pub fn judge_totals(whole: &Whole<'_>, id: &str, hits: &mut Hits) {
    let notes = whole.notes(id);
    if is_rounded(notes) {
        return;
    }
    for table in Table::all(notes) {
        // Two columns are lines of a label and a figure.
        let Some(total) = table.total.filter(|_| table.head.len() > 2) else { continue };
        for column in 1..table.head.len() {
            if table.is_share(column) || !table.adds_up(column) {
                continue;
            }
            let (Some(parts), Some(said)) = (table.column(column), table.figure(total, column)) else { continue };
            if !parts[0].is_like(&said) || parts.iter().any(|part| part.down) {
                continue;
            }
            let sum: f64 = parts.iter().map(|part| part.value).sum();
            // Thousands and millions, and decimals, are rounded each for itself.
            let rough =
                said.step < 1.0 || ["千", "百万", "億", "万"].iter().any(|unit| table.head[column].contains(unit));
            let slack = if rough { said.step * parts.len() as f64 / 2.0 } else { 0.0 };
            if (sum - said.value).abs() > slack + 1e-6 {
                let right = said.written(sum);
                hits.at(table.span(total, column)).arg("sum", right.clone()).ask(right);
            }
        }
    }
}

/// Shares that are not those of their column, changes that are not those between two columns, and rates of those asked.
pub fn judge_rates(whole: &Whole<'_>, id: &str, hits: &mut Hits) {
    let notes = whole.notes(id);
    for table in Table::all(notes) {
        for column in 2..table.head.len() {
            let changes = ["増減率", "伸び率", "増加率", "減少率"].iter().any(|word| table.head[column].contains(word));
            if table.is_share(column) {
                shares(&table, column, hits);
            } else if changes {
                rates_of_change(&table, column, hits);
            }
        }
    }
}

fn flag(span: Span, right: String, hits: &mut Hits) {
    hits.at(span).arg("right", right.clone()).ask(right);
}

fn shares(table: &Table<'_>, column: usize, hits: &mut Hits) {
    let Some(total) = table.total else { return };
    let Some(of) = table.counts_before(column).next() else { return };
    let (Some(parts), Some(all)) = (table.column(of), table.figure(total, of)) else { return };
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    // Where the total is wrong, so is everything.
    if (sum - all.value).abs() > 1e-6 || all.value <= 0.0 {
        return;
    }
    for row in 0..total {
        let (Some(part), Some(said)) = (table.figure(row, of), table.figure(row, column)) else { continue };
        let right = part.value / all.value * 100.0;
        // The last place may be bent so that all make a hundred.
        if !said.down && (right - said.value).abs() > said.step + 1e-9 {
            flag(table.span(row, column), said.written(right), hits);
        }
    }
}

fn rates_of_change(table: &Table<'_>, column: usize, hits: &mut Hits) {
    let differs = |at: &usize| ["増減", "差"].iter().any(|word| table.head[*at].contains(word));
    let mut counts = table.counts_before(column).filter(|at| !differs(at));
    let (Some(second), Some(first)) = (counts.next(), counts.next()) else { return };
    for row in 0..table.rows.len() {
        let (Some(a), Some(b)) = (table.figure(row, first), table.figure(row, second)) else { continue };
        let Some(said) = table.figure(row, column).filter(|_| a.is_like(&b) && a.value > 0.0 && b.value > 0.0) else {
            continue;
        };
        // This year may stand before the last one.
        let rates = [(b.value - a.value) / a.value * 100.0, (a.value - b.value) / b.value * 100.0];
        let fallen = table.head[column].contains("減少率");
        let fits = |rate: &f64| {
            let rate = if fallen { rate.abs() } else { *rate };
            let said_so = if said.down && !fallen { -said.value } else { said.value };
            (rate - said_so).abs() <= said.step / 2.0 + 1e-6
        };
        if !rates.iter().any(fits) {
            flag(table.span(row, column), said.written(rates[0].abs()), hits);
        }
    }
}
