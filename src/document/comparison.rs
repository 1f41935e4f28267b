//! 新旧対照表: two versions of a document side by side, article by article, with the words that changed marked on both
//! sides; and the 改め文 that makes the one of the other ([`amendment`]).
//!
//! What belongs together is found by what it says and by its number, never by its place: a new article in the middle
//! moves the numbers of all the others and changes none of them. Words are compared whole (a number with its unit, a
//! run of kanji), so that no mark begins inside of a number.

mod align;
pub mod amendment;
mod unit;
mod words;

pub use amendment::{Amendment, Clause, amend};

use self::align::Pairing;
use self::unit::Unit;
use super::{Role, Snapshot};
use crate::text::{Lang, Span};

/// Two versions side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The language of the newer version.
    pub lang: Lang,
    /// What the newer version is called: its 件名 or 題名, if it has one.
    pub title: Option<String>,
    /// What belongs together, in the order of the documents.
    pub groups: Vec<Group>,
}

/// An article with its paragraphs and items, an item with what is under it, or a paragraph of its own. Or, of
/// several that are the same on both sides, the one line that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its lines, opposite each other.
    pub rows: Vec<Row>,
}

/// Two lines opposite each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What became of it.
    pub kind: RowKind,
    /// The older line; `None` if there was none.
    pub old: Option<Line>,
    /// The newer line; `None` if there is none any more.
    pub new: Option<Line>,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// It is the same, and stands here in full so that the others can be understood.
    Same,
    /// It is the same and is not repeated: the label, with （略） behind it. Where labels differ they are marked.
    Elided,
    /// Its words changed.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl RowKind {
    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            RowKind::Same => "same",
            RowKind::Elided => "elided",
            RowKind::Changed => "changed",
            RowKind::Added => "added",
            RowKind::Removed => "removed",
        }
    }
}

/// One line of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How deep it stands: 0 for an article or a paragraph of its own, 1 for an item under it.
    pub depth: u8,
    /// Its number or name, as it is written: `第３条`, `２`, `(1)`, `別表`; empty if it has none.
    pub label: String,
    /// Its words with its label in front. Of an [`RowKind::Elided`] line only the label, or nothing.
    pub text: String,
    /// What of it differs from the other side, in bytes of `text`.
    pub marks: Vec<Span>,
}

/// How much is shown of what is the same on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Unchanged {
    /// Its label and （略）.
    #[default]
    Elided,
    /// Everything.
    Full,
}

impl Unchanged {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Elided, Self::Full];

    /// Its name in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Elided => "elided",
            Self::Full => "full",
        }
    }

    /// The one of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unchanged| unchanged.code() == code)
    }
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        let same = |row: &Row| match row.kind {
            RowKind::Same => true,
            RowKind::Elided => row.old == row.new,
            RowKind::Changed | RowKind::Added | RowKind::Removed => false,
        };
        self.rows().all(same)
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// How many lines changed, were added and were removed.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |kind: RowKind| self.rows().filter(|row| row.kind == kind).count();
        let renumbered = self.rows().filter(|row| row.kind == RowKind::Elided && row.old != row.new).count();
        (count(RowKind::Changed) + renumbered, count(RowKind::Added), count(RowKind::Removed))
    }
}

/// Puts `old` and `new` side by side.
pub fn compare(old: &Snapshot, new: &Snapshot, unchanged: Unchanged) -> Comparison {
    let (before, after) = (unit::tree(old), unit::tree(new));
    let mut table = Table { lang: new.lang, unchanged, groups: Vec::new() };
    table.container(&before, &after);
    let subject = new.paragraphs().find(|paragraph| paragraph.role == Role::Title).map(|paragraph| paragraph.text);
    let title = subject.or_else(|| {
        let named =
            after.iter().find(|unit| unit.kind == unit::Kind::Title && new.roles.iter().all(|r| *r == Role::Body));
        named.map(|unit| unit.line.clone())
    });
    let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    Comparison { lang: new.lang, title, groups: table.groups }
}

/// How deep a line of an ordinance stands by its number: an article and its paragraphs 0, items 1, what is under them 2 and
/// so on. `None` if it begins with none.
pub fn clause_depth(line: &str) -> Option<u8> {
    match unit::starts(line)?.0 {
        unit::Kind::Article => Some(0),
        unit::Kind::Item(level) => Some(level),
        _ => None,
    }
}

/// Whether a line begins an article (第３条).
pub fn is_article(line: &str) -> bool {
    unit::starts(line).is_some_and(|(kind, _)| kind == unit::Kind::Article)
}

struct Table {
    lang: Lang,
    unchanged: Unchanged,
    groups: Vec<Group>,
}

impl Table {
    /// What stands side by side in two chapters, or in the two documents.
    fn container(&mut self, old: &[Unit], new: &[Unit]) {
        let pairs = align::align(old, new);
        let mut at = 0;
        while at < pairs.len() {
            let same = self.unchanged_from(&pairs[at..]);
            if same > 0 {
                let rows = vec![elided(&pairs[at..at + same], 0, self.lang)];
                self.groups.push(Group { rows });
                at += same;
                continue;
            }
            match pairs[at] {
                Pairing::Both(old, new) if old.kind.holds_others() && new.kind.holds_others() => {
                    self.groups.push(Group { rows: self.heads(old, new, 0) });
                    self.container(&old.children, &new.children);
                }
                Pairing::Old(unit) | Pairing::New(unit) if unit.kind.holds_others() => {
                    let is_new = matches!(pairs[at], Pairing::New(_));
                    self.groups.push(Group { rows: lone_lines(unit, 0, is_new) });
                    let (old, new): (&[Unit], &[Unit]) =
                        if is_new { (&[], &unit.children) } else { (&unit.children, &[]) };
                    self.container(old, new);
                }
                pair => {
                    let mut rows = Vec::new();
                    self.rows(pair, 0, &mut rows);
                    self.groups.push(Group { rows });
                }
            }
            at += 1;
        }
    }

    /// How many of the first of `pairs` are the same on both sides and need not be shown.
    fn unchanged_from(&self, pairs: &[Pairing<'_>]) -> usize {
        if self.unchanged == Unchanged::Full {
            return 0;
        }
        let same = |pair: &&Pairing<'_>| matches!(pair, Pairing::Both(old, new) if old.is_same(new));
        // Articles are named together, and so is what has no name.
        let group = |pair: &Pairing<'_>| match pair {
            Pairing::Both(unit, _) if !unit.label.is_empty() => Some(unit.kind),
            _ => None,
        };
        pairs.iter().take_while(same).take_while(|pair| group(pair) == group(&pairs[0])).count()
    }

    /// The rows of a pair and of what is under it.
    fn rows(&self, pair: Pairing<'_>, depth: u8, rows: &mut Vec<Row>) {
        match pair {
            Pairing::Old(unit) => lone(unit, depth, false, rows),
            Pairing::New(unit) => lone(unit, depth, true, rows),
            // The number moved and nothing else did.
            Pairing::Both(old, new) if self.unchanged == Unchanged::Elided && old.says_same(new) => {
                rows.push(elided(&[pair], depth, self.lang));
            }
            Pairing::Both(old, new) => {
                rows.extend(self.heads(old, new, depth));
                let pairs = align::align(&old.children, &new.children);
                let mut at = 0;
                while at < pairs.len() {
                    let same = self.unchanged_from(&pairs[at..]);
                    if same > 0 {
                        rows.push(elided(&pairs[at..at + same], depth + 1, self.lang));
                        at += same;
                    } else {
                        self.rows(pairs[at], depth + 1, rows);
                        at += 1;
                    }
                }
            }
        }
    }

    /// The caption and the line of a pair, without what is under it.
    fn heads(&self, old: &Unit, new: &Unit, depth: u8) -> Vec<Row> {
        let mut rows = Vec::new();
        let side =
            |words: &str, marks: Vec<Span>| Some(Line { depth, label: String::new(), text: words.to_owned(), marks });
        match (&old.caption, &new.caption) {
            (Some(a), Some(b)) => {
                let (before, after) = words::marks(a, b);
                let kind = if a == b { RowKind::Same } else { RowKind::Changed };
                rows.push(Row { kind, old: side(a, before), new: side(b, after) });
            }
            (Some(a), None) => {
                rows.push(Row { kind: RowKind::Removed, old: side(a, vec![whole(a)]), new: None });
            }
            (None, Some(b)) => rows.push(Row { kind: RowKind::Added, old: None, new: side(b, vec![whole(b)]) }),
            (None, None) => {}
        }
        if old.body() == new.body() && self.unchanged == Unchanged::Elided && !old.label.is_empty() {
            rows.push(label_row(old, new, depth));
            return rows;
        }
        let (before, after) = words::marks(&old.line, &new.line);
        let kind = if old.line == new.line { RowKind::Same } else { RowKind::Changed };
        rows.push(Row { kind, old: Some(old.line(depth, before)), new: Some(new.line(depth, after)) });
        rows
    }
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

/// The rows of what is on one side alone.
fn lone(unit: &Unit, depth: u8, is_new: bool, rows: &mut Vec<Row>) {
    rows.extend(lone_lines(unit, depth, is_new));
    for child in &unit.children {
        lone(child, depth + 1, is_new, rows);
    }
}

fn lone_lines(unit: &Unit, depth: u8, is_new: bool) -> Vec<Row> {
    let row = |line: Line| match is_new {
        true => Row { kind: RowKind::Added, old: None, new: Some(line) },
        false => Row { kind: RowKind::Removed, old: Some(line), new: None },
    };
    let caption = unit.caption.as_ref().map(|caption| Line {
        depth,
        label: String::new(),
        text: caption.clone(),
        marks: vec![whole(caption)],
    });
    caption.into_iter().chain([unit.line(depth, vec![whole(&unit.line)])]).map(row).collect()
}

/// A line whose words are the same under a label that may have changed.
fn label_row(old: &Unit, new: &Unit, depth: u8) -> Row {
    let side = |unit: &Unit, other: &Unit| {
        let marks = if unit.label == other.label { Vec::new() } else { vec![whole(&unit.label)] };
        Some(Line { depth, label: unit.label.clone(), text: unit.label.clone(), marks })
    };
    Row { kind: RowKind::Elided, old: side(old, new), new: side(new, old) }
}

/// One line for several units that are the same on both sides.
fn elided<'a>(pairs: &[Pairing<'a>], depth: u8, lang: Lang) -> Row {
    let both = |pair: &Pairing<'a>| match pair {
        Pairing::Both(old, new) => Some((*old, *new)),
        _ => None,
    };
    let (old, new): (Vec<&Unit>, Vec<&Unit>) = pairs.iter().filter_map(both).unzip();
    if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
        return label_row(old, new, depth);
    }
    let side = |units: &[&Unit]| {
        let labels: Vec<&str> = units.iter().map(|unit| unit.label.as_str()).collect();
        let text = if labels.iter().any(|label| label.is_empty()) {
            String::new()
        } else {
            match (labels.as_slice(), lang) {
                ([a, b], Lang::Ja) => format!("{a}・{b}"),
                ([a, .., b], Lang::Ja) => format!("{a}～{b}"),
                ([a, b], Lang::En) => format!("{a}, {b}"),
                ([a, .., b], Lang::En) => format!("{a} – {b}"),
                _ => String::new(),
            }
        };
        Some(Line { depth, label: text.clone(), text, marks: Vec::new() })
    };
    Row { kind: RowKind::Elided, old: side(&old), new: side(&new) }
}

#[cfg(test)]
mod tests;
