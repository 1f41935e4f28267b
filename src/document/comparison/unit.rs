//! A document as a tree: chapters hold articles, articles paragraphs (項), those items (号). Told from roles where the
//! document has them, else from the numbers its lines begin with.

use super::Line;
use crate::document::{Role, Snapshot};
use crate::text::Span;

/// What a unit is. Deeper ones come later, but for what has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// A line that holds nothing and has no number.
    Plain,
    /// 題名, and every other line of a letter that stands for itself.
    Title,
    /// 附則, 別表, 様式, 記: what everything behind it belongs to.
    Part,
    /// 編, 章, 節, 款, 目 or a heading; 1 is the highest.
    Heading(u8),
    /// 条.
    Article,
    /// 項, 号 and so on; 0 is 項, or the outermost item of a letter.
    Item(u8),
}

impl Kind {
    /// Whether what is in it is looked at piece by piece.
    pub fn holds_others(self) -> bool {
        matches!(self, Kind::Part | Kind::Heading(_))
    }
}

/// A line with what is under it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Unit {
    pub kind: Kind,
    /// 見出し: the line in brackets above.
    pub caption: Option<String>,
    /// The number or name it begins with, as written.
    pub label: String,
    /// The whole line, with its label.
    pub line: String,
    /// Where in the line the words begin.
    pub body_at: usize,
    pub children: Vec<Unit>,
}

impl Unit {
    /// Its words without its label.
    pub fn body(&self) -> &str {
        &self.line[self.body_at..]
    }

    /// Whether the two are the same with all that is under them.
    pub fn is_same(&self, other: &Unit) -> bool {
        self == other
    }

    /// The same, whatever its own label is.
    pub fn says_same(&self, other: &Unit) -> bool {
        self.kind == other.kind
            && self.caption == other.caption
            && self.body() == other.body()
            && self.children == other.children
            && !self.label.is_empty()
            && !other.label.is_empty()
    }

    /// As it is shown.
    pub fn line(&self, depth: u8, marks: Vec<Span>) -> Line {
        Line { depth, label: self.label.clone(), text: self.line.clone(), marks }
    }

    /// All its lines in order, captions among them.
    pub fn lines<'a>(&'a self, out: &mut Vec<&'a str>) {
        out.extend(self.caption.as_deref());
        out.push(&self.line);
        self.children.iter().for_each(|child| child.lines(out));
    }
}

/// All lines of `units`, in order.
pub(super) fn lines(units: &[Unit]) -> Vec<&str> {
    let mut out = Vec::new();
    units.iter().for_each(|unit| unit.lines(&mut out));
    out
}

/// Deepest level that is told apart; what is deeper in a file counts as this.
const DEEPEST: u8 = 9;

/// The document as a tree.
pub(super) fn tree(document: &Snapshot) -> Vec<Unit> {
    let labels = document.labels();
    let mut flat: Vec<Unit> = Vec::new();
    let mut caption: Option<String> = None;
    let paragraphs: Vec<(Role, String)> =
        document.paragraphs().map(|paragraph| (paragraph.role, paragraph.text)).collect();
    let is_law = paragraphs.iter().any(|(_, text)| starts(text).is_some_and(|(kind, _)| kind == Kind::Article));
    // 一 as the number of an item leaves (1) to what is under it.
    let kanji = is_law && paragraphs.iter().any(|(_, text)| kanji_item(text).is_some());
    for (at, (role, text)) in paragraphs.iter().enumerate() {
        // A row of a table is one line.
        if let Role::Cell(column) = role {
            match flat.last_mut().filter(|_| *column > 0 && caption.is_none()) {
                Some(row) => row.line.push_str(&format!("｜{text}")),
                None => flat.push(plain(Kind::Plain, text)),
            }
            continue;
        }
        if text.trim().is_empty() && labels[at].is_none() {
            continue;
        }
        let shifted = |kind: Kind| match kind {
            Kind::Item(level) if kanji && level >= 1 && kanji_item(text).is_none() => Kind::Item(level + 2),
            kind => kind,
        };
        let unit = match (role, &labels[at]) {
            (Role::Item(level), Some(label)) => {
                let space = if label.ends_with('.') || label.is_ascii() && text.is_ascii() { " " } else { "\u{3000}" };
                let head = format!("{label}{space}");
                Unit {
                    kind: Kind::Item((*level).min(DEEPEST)),
                    caption: None,
                    label: label.clone(),
                    body_at: head.len(),
                    line: head + text,
                    children: Vec::new(),
                }
            }
            (Role::Heading(level), _) if starts(text).is_none() => plain(Kind::Heading(*level), text),
            (Role::Ki, _) => plain(Kind::Part, text),
            (Role::Body | Role::Heading(_), _) => match starts(text).filter(|(kind, _)| is_law || is_outline(*kind)) {
                Some((kind, label)) => {
                    let (kind, rest) = (shifted(kind), &text[label.end..]);
                    let space = rest.len() - rest.trim_start().len();
                    Unit {
                        kind,
                        caption: None,
                        label: text[label.range()].to_owned(),
                        line: text.clone(),
                        body_at: label.end + space,
                        children: Vec::new(),
                    }
                }
                None if is_law && flat.is_empty() && caption.is_none() => plain(Kind::Title, text),
                None => plain(Kind::Plain, text),
            },
            _ => plain(Kind::Title, text),
        };
        let next = paragraphs[at + 1..].iter().find(|(_, text)| !text.trim().is_empty());
        let before_numbered = || {
            let kind = next.and_then(|(_, text)| starts(text)).map(|(kind, _)| kind);
            matches!(kind, Some(Kind::Article | Kind::Item(0)))
        };
        if is_law && unit.label.is_empty() && is_caption(text) && before_numbered() {
            // Of two captions in a row the first is a line like any other.
            if let Some(lost) = caption.replace(text.clone()) {
                flat.push(plain(Kind::Plain, &lost));
            }
            continue;
        }
        flat.push(Unit { caption: caption.take(), ..unit });
    }
    flat.extend(caption.map(|text| plain(Kind::Plain, &text)));
    nest(flat)
}

fn plain(kind: Kind, text: &str) -> Unit {
    Unit { kind, caption: None, label: String::new(), line: text.to_owned(), body_at: 0, children: Vec::new() }
}

/// Whether lines of this kind are told from their numbers in any document, not only in an ordinance.
fn is_outline(kind: Kind) -> bool {
    matches!(kind, Kind::Item(_) | Kind::Part)
}

fn is_caption(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && !text.contains('。')
}

/// Units in a row, put under those they belong to.
fn nest(flat: Vec<Unit>) -> Vec<Unit> {
    /// What may stand under a unit: only deeper ones.
    fn depth(kind: Kind) -> usize {
        match kind {
            Kind::Title => 0,
            Kind::Part => 1,
            Kind::Heading(level) => 2 + usize::from(level),
            Kind::Article => 20,
            Kind::Plain => 21,
            Kind::Item(level) => 21 + usize::from(level),
        }
    }
    let mut open: Vec<Unit> = Vec::new();
    let mut roots: Vec<Unit> = Vec::new();
    fn close(open: &mut Vec<Unit>, roots: &mut Vec<Unit>) {
        if let Some(unit) = open.pop() {
            match open.last_mut() {
                Some(parent) => parent.children.push(unit),
                None => roots.push(unit),
            }
        }
    }
    for unit in flat {
        while open
            .last()
            .is_some_and(|last| matches!(last.kind, Kind::Title | Kind::Plain) || depth(last.kind) >= depth(unit.kind))
        {
            close(&mut open, &mut roots);
        }
        open.push(unit);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

/// What kind of numbered line `text` is, and where its label stands.
pub(super) fn starts(text: &str) -> Option<(Kind, Span)> {
    let indent = text.len() - text.trim_start().len();
    let rest = &text[indent..];
    let (kind, length) = numbered(rest)
        .or_else(|| part(rest))
        .or_else(|| arabic_item(rest))
        .or_else(|| kanji_item(rest).map(|length| (Kind::Item(1), length)))
        .or_else(|| lettered(rest))?;
    Some((kind, Span::new(indent, indent + length)))
}

/// Whether a label may end before `rest`.
fn ends(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

fn digits(text: &str) -> usize {
    let is_figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    text.find(|c| !is_figure(c)).unwrap_or(text.len())
}

fn kanji_digits(text: &str) -> usize {
    text.find(|c| !"〇一二三四五六七八九十百千".contains(c)).unwrap_or(text.len())
}

fn number(text: &str) -> Option<usize> {
    Some(digits(text)).filter(|n| *n > 0).or_else(|| Some(kanji_digits(text)).filter(|n| *n > 0))
}

/// 第３条の２, 第２章.
fn numbered(text: &str) -> Option<(Kind, usize)> {
    let after = text.strip_prefix('第')?;
    let rest = &after[number(after)?..];
    let (word, kind) = [
        ("条", Kind::Article),
        ("編", Kind::Heading(1)),
        ("章", Kind::Heading(2)),
        ("節", Kind::Heading(3)),
        ("款", Kind::Heading(4)),
        ("目", Kind::Heading(5)),
    ]
    .into_iter()
    .find(|(word, _)| rest.starts_with(word))?;
    let mut rest = &rest[word.len()..];
    while let Some(branch) = rest.strip_prefix('の').and_then(|after| number(after).map(|n| &after[n..])) {
        rest = branch;
    }
    ends(rest).then(|| (kind, text.len() - rest.len()))
}

/// 附則, 別表第１, 様式第２号.
fn part(text: &str) -> Option<(Kind, usize)> {
    if text.starts_with('附') {
        let rest = text.strip_prefix('附')?.trim_start().strip_prefix('則')?;
        return (ends(rest) || rest.starts_with(['（', '('])).then(|| (Kind::Part, text.len() - rest.len()));
    }
    let word = ["別記様式", "別表", "別記", "別紙", "様式"].into_iter().find(|word| text.starts_with(word))?;
    let mut rest = &text[word.len()..];
    if let Some(after) = rest.strip_prefix('第').and_then(|after| number(after).map(|n| &after[n..])) {
        rest = after.strip_prefix('号').unwrap_or(after);
    }
    (ends(rest) || rest.starts_with(['（', '('])).then(|| (Kind::Part, text.len() - rest.len()))
}

/// `２　` is a 項, `(1)　` or `（１）` a 号.
fn arabic_item(text: &str) -> Option<(Kind, usize)> {
    let length = digits(text);
    if length > 0 {
        let rest = &text[length..];
        let dot = usize::from(rest.starts_with('.') && rest[1..].starts_with(char::is_whitespace));
        let spaced = rest[dot..].starts_with(char::is_whitespace);
        return spaced.then_some((Kind::Item(0), length + dot));
    }
    let (length, inside) = bracketed(text)?;
    (digits(inside) == inside.len()).then_some((Kind::Item(1), length))
}

/// `(…)` at the start: its length, and what is inside, if that is short.
fn bracketed(text: &str) -> Option<(usize, &str)> {
    let after = text.strip_prefix(['(', '（'])?;
    let close = after.find([')', '）'])?;
    let inside = &after[..close];
    let mark = after[close..].chars().next()?;
    let short = !inside.is_empty() && inside.chars().count() <= 3;
    short.then(|| (text.len() - after.len() + close + mark.len_utf8(), inside))
}

/// `一　`.
fn kanji_item(text: &str) -> Option<usize> {
    let text = text.trim_start();
    let length = kanji_digits(text);
    (length > 0 && text[length..].starts_with(char::is_whitespace)).then_some(length)
}

/// `ア　`, `(ア)　`, `a　`.
fn lettered(text: &str) -> Option<(Kind, usize)> {
    let is_kana = |c: char| ('ア'..='ン').contains(&c);
    let single = |text: &str, is: &dyn Fn(char) -> bool| text.chars().count() == 1 && text.chars().all(is);
    if let Some((length, inside)) = bracketed(text) {
        return match inside {
            inside if single(inside, &is_kana) => Some((Kind::Item(3), length)),
            inside if single(inside, &|c| c.is_ascii_lowercase()) => Some((Kind::Item(5), length)),
            _ => None,
        };
    }
    let c = text.chars().next()?;
    let spaced = text[c.len_utf8()..].starts_with(char::is_whitespace);
    match c {
        c if is_kana(c) && spaced => Some((Kind::Item(2), c.len_utf8())),
        'a'..='z' if spaced && text[1..].starts_with('\u{3000}') => Some((Kind::Item(4), 1)),
        _ => None,
    }
}
