//! The review table: the pairs of a bitext as a table in a Word document, to be read and corrected by somebody who has a word
//! processor and nothing else, and what comes back of it.
//!
//! Each row is known by what can be seen in it: its number, and short sums of its source and of its target as they went out.
//! So rows may come back in another order, some may be missing, and who changed what meanwhile can be told row by row.

mod table;

use super::{Fault, Faults, Step};
use crate::format::Error;
use crate::format::package::{Package, pack};
use crate::translation::{Bitext, Edit, Origin, Pair, PairId, Rich, Status, Tag, TagKind};
use std::collections::{BTreeMap, HashMap};

/// The words of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Heads of the five columns: number, source, target, status, comment.
    pub columns: [String; 5],
    /// The statuses, in the order of [`Status::ALL`].
    pub statuses: [String; 8],
}

/// The pairs of `bitext` as a document with one table. Only targets and comments are open to changes there.
/// `step` is told how many are done, and answers whether to go on; `None` if not.
pub fn write(bitext: &Bitext, labels: &Labels, step: Step<'_>) -> Option<Vec<u8>> {
    let mut rows = String::new();
    for (number, pair) in (1..).zip(bitext.pairs()) {
        if step(number).is_break() {
            return None;
        }
        rows.push_str(&row(number, pair, bitext, labels));
    }
    let head: String = labels.columns.iter().map(|label| table::head_cell(label)).collect();
    Some(pack(None, &table::parts(&head, &rows)))
}

fn row(number: usize, pair: &Pair, bitext: &Bitext, labels: &Labels) -> String {
    let name = Name::of(number, pair);
    let source = Rich { text: pair.source.to_string(), tags: pair.source_tags.to_vec(), sub: Vec::new() };
    let target = Rich { text: pair.target().to_owned(), tags: pair.work.tags.clone(), sub: Vec::new() };
    let status = &labels.statuses[pair.status() as usize];
    let comments: Vec<String> = pair.work.comments.iter().flat_map(shown_comment).collect();
    let cells = [
        table::cell(0, &table::Text::plain(&name.to_string()), None, true),
        table::cell(1, &table::Text::of(&source), Some(bitext.source_lang()), true),
        table::cell(2, &table::Text::of(&target), Some(bitext.target_lang()), pair.work.locked),
        table::cell(3, &table::Text::plain(status), None, false),
        table::cell(4, &table::Text::plain(&comments.join("\n")), None, false),
    ];
    table::row(&cells.concat())
}

/// A remark as its cell shows it, a line each for it and its answers.
fn shown_comment(comment: &crate::translation::Comment) -> Vec<String> {
    let line = |by: &str, text: &str| {
        let text = text.replace('\n', " ");
        if by.is_empty() { text } else { format!("{by}: {text}") }
    };
    let replies = comment.replies.iter().map(|reply| line(&reply.by, &reply.text));
    std::iter::once(line(&comment.by, &comment.text)).chain(replies).collect()
}

/// What a row is known by: `12-3f9a2b-77c01e`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Name {
    number: usize,
    source: u32,
    target: u32,
}

impl Name {
    fn of(number: usize, pair: &Pair) -> Self {
        Self { number, source: sum(&pair.source), target: sum(pair.target()) }
    }

    /// Word processors make other hyphens of ours now and then.
    fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect();
        let mut parts = text.split(['-', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}', 'ー', '－']);
        let number = parts.next()?.parse().ok()?;
        let mut sum = || {
            let part = parts.next()?;
            if part.len() == 6 { u32::from_str_radix(part, 16).ok() } else { None }
        };
        let (source, target) = (sum()?, sum()?);
        parts.next().is_none().then_some(Self { number, source, target })
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:06x}-{:06x}", self.number, self.source, self.target)
    }
}

/// 24 bits of FNV-1a.
fn sum(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 24) ^ (hash & 0x00FF_FFFF)
}

/// A row that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    name: NameShown,
    /// The source, as it stands there.
    pub source: String,
    /// The target without what was proposed: deletions kept, insertions left out.
    pub old_target: String,
    /// The target with everything that was proposed.
    pub target: String,
    /// Whether changes of the target were tracked.
    pub tracked: bool,
    /// The status, in the words of the table.
    pub status: String,
    /// The comments' column, with everything that was proposed, line by line.
    pub remarks: Vec<String>,
    /// Comments the word processor keeps beside the text: who, when as written, what.
    pub comments: Vec<(String, String, String)>,
    /// Whether the row itself was deleted, as a tracked change.
    pub deleted: bool,
}

/// See [`Name`]; kept out of sight.
#[derive(Clone, Copy, Debug, PartialEq)]
struct NameShown(Name);

/// Reads a table that came back, from a `.docx` file.
///
/// # Errors
/// If it is no such file, or has no table of pairs in it.
pub fn read(bytes: &[u8]) -> Result<(Vec<Row>, Faults), Error> {
    let mut package = Package::open(bytes)?;
    let comments = table::comments(&mut package);
    let (cells, mut faults) = table::read(&mut package)?;
    let mut rows = Vec::new();
    for row in cells {
        let Some(name) = row.cells.first().and_then(|cell| Name::parse(&cell.new)) else { continue };
        let cell = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
        let target = cell(2);
        let beside = row.cells.iter().flat_map(|cell| &cell.comments).filter_map(|id| comments.get(id)).cloned();
        if row.cells.len() < 3 {
            faults.add(Fault::of("fault-review-row", row.line, name.to_string()));
            continue;
        }
        rows.push(Row {
            name: NameShown(name),
            source: cell(1).new,
            tracked: target.old != target.new,
            old_target: target.old,
            target: target.new,
            status: cell(3).new.trim().to_owned(),
            remarks: cell(4).new.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect(),
            comments: beside.collect(),
            deleted: row.deleted,
        });
    }
    if rows.is_empty() {
        return Err(Error::Invalid { fault: Fault::new("fault-not-review", 1) });
    }
    Ok((rows, faults))
}

/// Why a row's target is not taken over by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no pair it could be.
    Unknown,
    /// The pair's source is another one by now.
    SourceChanged,
    /// The pair's target was changed here as well since it went out.
    ChangedHere,
    /// Two rows of the pair say different things.
    Twice,
    /// Inline codes are missing or too many.
    Codes,
    /// The pair is locked.
    Locked,
    /// The row was deleted.
    Deleted,
}

/// A row that somebody must decide about.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The pair, if there is one.
    pub id: Option<PairId>,
    /// Why.
    pub why: Why,
    /// The row.
    pub row: Row,
}

/// What a table that came back means for a bitext.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// What can be done at once, as one step of undo.
    pub edits: Vec<Edit>,
    /// Rows that need a decision.
    pub conflicts: Vec<Conflict>,
    /// Pairs that no row speaks of.
    pub missing: Vec<PairId>,
}

/// Compares the rows with `bitext` as it is now. `labels` are those it was written with, in any language.
pub fn merge(bitext: &Bitext, rows: &[Row], labels: &[Labels]) -> Merged {
    let mut merged = Merged::default();
    let mut by_source: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, pair) in bitext.pairs().iter().enumerate() {
        by_source.entry(sum(&pair.source)).or_default().push(at);
    }
    let mut taken: BTreeMap<usize, &Row> = BTreeMap::new();
    for row in rows {
        let NameShown(name) = row.name;
        let there = name
            .number
            .checked_sub(1)
            .filter(|at| bitext.pairs().get(*at).is_some_and(|pair| sum(&pair.source) == name.source));
        // Pairs may have been cut or moved since: the nearest with this source.
        let near = || {
            let found = by_source.get(&name.source)?;
            found.iter().min_by_key(|at| at.abs_diff(name.number.saturating_sub(1))).copied()
        };
        // Or the source was changed in its place.
        let same_place = || {
            let at = name.number.checked_sub(1)?;
            let pair = bitext.pairs().get(at)?;
            (pair.old_source().is_some_and(|old| sum(old) == name.source) || sum(pair.target()) == name.target)
                .then_some(at)
        };
        let Some(at) = there.or_else(near).or_else(same_place) else {
            merged.conflicts.push(Conflict { id: None, why: Why::Unknown, row: row.clone() });
            continue;
        };
        if let Some(other) = taken.get(&at) {
            if other.target != row.target {
                let id = Some(bitext.pairs()[at].id);
                merged.conflicts.push(Conflict { id, why: Why::Twice, row: row.clone() });
            }
            continue;
        }
        taken.insert(at, row);
        take(&bitext.pairs()[at], row, labels, &mut merged);
    }
    let missing = (0..bitext.len()).filter(|at| !taken.contains_key(at));
    merged.missing = missing.map(|at| bitext.pairs()[at].id).collect();
    merged
}

fn take(pair: &Pair, row: &Row, labels: &[Labels], merged: &mut Merged) {
    let NameShown(name) = row.name;
    let id = pair.id;
    let refuse = |why: Why| Conflict { id: Some(id), why, row: row.clone() };
    let mut known: Vec<String> = pair.work.comments.iter().flat_map(shown_comment).collect();
    let comment = |text: String| Edit::Comment { id, text, place: None };
    for line in &row.remarks {
        match known.iter().position(|known| known == line) {
            Some(at) => drop(known.remove(at)),
            None => merged.edits.push(comment(line.clone())),
        }
    }
    for (by, _, text) in &row.comments {
        let line = if by.is_empty() { text.clone() } else { format!("{by}: {text}") };
        merged.edits.push(comment(line));
    }
    let here = Rich { text: pair.target().to_owned(), tags: pair.work.tags.clone(), sub: Vec::new() };
    let went_out = sum(pair.target()) == name.target;
    let (text, tags) = table::untagged(&row.target, &[&pair.work.tags, &pair.source_tags]);
    let back = Rich { text, tags, sub: Vec::new() };
    let changed = back.text != here.text || codes(&back.tags) != codes(&here.tags);
    if row.deleted {
        return merged.conflicts.push(refuse(Why::Deleted));
    }
    if changed {
        if pair.work.locked {
            return merged.conflicts.push(refuse(Why::Locked));
        }
        // Whoever did not touch the target has no part in what was done to it here.
        let touched = went_out || row.tracked || sum(&table::untagged(&row.target, &[]).0) != name.target;
        if touched && sum(&pair.source) != name.source {
            return merged.conflicts.push(refuse(Why::SourceChanged));
        }
        if touched && !went_out {
            return merged.conflicts.push(refuse(Why::ChangedHere));
        }
        let expected = if here.tags.is_empty() && here.text.is_empty() { &*pair.source_tags } else { &here.tags };
        if touched && codes(&back.tags) != codes(expected) {
            return merged.conflicts.push(refuse(Why::Codes));
        }
        if touched {
            merged.edits.push(Edit::Target { id, target: back, origin: Origin::Person });
        }
    }
    let status = labels.iter().flat_map(|labels| labels.statuses.iter().zip(Status::ALL));
    let said = status.into_iter().find(|(label, _)| **label == row.status).map(|(_, status)| status);
    if said.is_none_or(|said| said == pair.status()) || row.target.trim().is_empty() || pair.work.locked {
        return;
    }
    match said {
        Some(Status::Confirmed) => merged.edits.push(Edit::Confirm(id)),
        Some(Status::Approved) => {
            merged.edits.extend([Edit::Confirm(id), Edit::Approve { id, by_other: false }]);
        }
        Some(Status::Rejected) => merged.edits.push(Edit::Reject { id, reason: row.remarks.join(" ") }),
        _ => {}
    }
}

/// The codes there are, whatever their places.
fn codes(tags: &[Tag]) -> Vec<(String, bool)> {
    let mut codes: Vec<(String, bool)> = tags
        .iter()
        .map(|tag| (tag.id.clone(), matches!(tag.kind, TagKind::Close | TagKind::End | TagKind::Unmark)))
        .collect();
    codes.sort();
    codes
}

#[cfg(test)]
mod tests;
