//! [`Version`]s of a document: states somebody gave a name to, what differs between two of them, bringing one back, and
//! putting together two people's copies of one document.
//!
//! A version is a place in the history, so it costs nothing and cannot drift. Bringing one back is one step that can be
//! taken back, and its words stay those of who wrote them.

use super::marks::Remark;
use super::verification::Verdict;
use super::{Author, Document, Entry, EntryKind, Hunk, HunkState, Role, Run, Snapshot};
use crate::text::{Assoc, Change, Replace, Span, diff};

/// A state of a document that was given a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What it is called; empty where a verdict made it.
    pub name: String,
    /// Who named it.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// How many entries the history had.
    pub entries: usize,
    /// What was decided then, if that is why it is kept.
    pub verdict: Option<Verdict>,
}

/// A piece that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the newer one, in bytes.
    pub span: Span,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// Who wrote what stands there now; empty where words only went.
    pub authors: Vec<Author>,
}

/// What became of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They are in both.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// The difference between two versions as one text: paragraphs in which something changed, in stretches.
pub type Inline = Vec<Vec<(Fate, String)>>;

/// Two copies of one document put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What the other copy changed where this one did not: bytes of this one.
    pub agreed: Vec<Hunk>,
    /// Where both changed the same words differently; taking such a piece takes what the other copy says.
    pub conflicts: Vec<Hunk>,
    /// Whether it is known what both copies come from. Otherwise every difference is a conflict.
    pub related: bool,
}

/// What differs between `old` and `new`, the words of a document `newer`.
pub fn pieces(old: &str, newer: &Document) -> Vec<Piece> {
    let new = newer.text().to_string();
    let mut found = Vec::new();
    let mut moved = 0isize;
    for r in diff::by_lines(old, &new).replaces() {
        let start = r.span.start.wrapping_add_signed(moved);
        let span = Span::new(start, start + r.text.len());
        moved += r.text.len() as isize - r.span.len() as isize;
        let mut authors: Vec<Author> = Vec::new();
        for (_, author) in newer.provenance().spans_in(span).filter(|(of, _)| of.overlaps(span)) {
            if !authors.contains(author) {
                authors.push(author.clone());
            }
        }
        found.push(Piece { span, old: old[r.span.range()].to_owned(), new: r.text.clone(), authors });
    }
    found
}

/// The difference between `old` and `new` in one text.
pub fn inline(old: &str, new: &str) -> Inline {
    let change = diff::by_lines(old, new);
    let line_start = |at: usize| old[..at].rfind('\n').map_or(0, |at| at + 1);
    let line_end = |at: usize| old[at..].find('\n').map_or(old.len(), |len| at + len);
    let mut shown: Inline = Vec::new();
    let mut block: Vec<(Fate, String)> = Vec::new();
    let mut end = None;
    for r in change.replaces() {
        match end {
            // More in the same paragraph.
            Some(at) if r.span.start <= line_end(at) => block.push((Fate::Kept, old[at..r.span.start].to_owned())),
            _ => {
                if let Some(at) = end {
                    block.push((Fate::Kept, old[at..line_end(at)].to_owned()));
                    shown.push(std::mem::take(&mut block));
                }
                block.push((Fate::Kept, old[line_start(r.span.start)..r.span.start].to_owned()));
            }
        }
        block.push((Fate::Removed, old[r.span.range()].to_owned()));
        block.push((Fate::Added, r.text.clone()));
        end = Some(r.span.end);
    }
    if let Some(at) = end {
        block.push((Fate::Kept, old[at..line_end(at)].to_owned()));
        shown.push(block);
    }
    for block in &mut shown {
        block.retain(|(_, words)| !words.is_empty());
    }
    shown
}

/// What both copies come from: the text after the longest beginning that their histories share. `None` where they share
/// none.
pub fn ancestor(ours: &Document, theirs: &Document) -> Option<Document> {
    let (a, b) = (ours.history(), theirs.history());
    let same = a.base().to_string() == b.base().to_string() && a.base_roles() == b.base_roles();
    if !same || ours.lang() != theirs.lang() {
        return None;
    }
    // Authors name runs by their numbers, which differ from copy to copy once each has asked a model.
    let alike = |x: &Entry, y: &Entry| x.kind == y.kind && x.at == y.at && x.change == y.change;
    let shared = a.entries().iter().zip(b.entries()).take_while(|(x, y)| alike(x, y)).count();
    ours.as_of(shared)
}

/// Puts the changes of `theirs` beside `ours`. `ancestor` is what both come from.
pub fn merge(ancestor: Option<&str>, ours: &str, theirs: &Snapshot) -> Merged {
    let other = theirs.text.to_string();
    let Some(base) = ancestor else {
        let hunks = diff::by_lines(ours, &other);
        let conflicts =
            with_roles(hunks.replaces().iter().map(|r| (r.span, r.text.clone(), None)), ours, &other, theirs);
        return Merged { conflicts, ..Merged::default() };
    };
    let (here, there) = (diff::by_lines(base, ours), diff::by_lines(base, &other));
    // Changes that touch each other belong together, whoever made them.
    let of = |change: &Change, theirs: bool| -> Vec<(Span, bool)> {
        change.replaces().iter().map(|r| (r.span, theirs)).collect()
    };
    let mut all = [of(&here, false), of(&there, true)].concat();
    all.sort_by_key(|(span, _)| (span.start, span.end));
    let mut groups: Vec<(Span, bool, bool)> = Vec::new();
    for (span, is_theirs) in all {
        match groups.last_mut() {
            Some((last, ours, theirs)) if span.start <= last.end => {
                last.end = last.end.max(span.end);
                (*ours, *theirs) = (*ours || !is_theirs, *theirs || is_theirs);
            }
            _ => groups.push((span, !is_theirs, is_theirs)),
        }
    }
    let (mut agreed, mut conflicts) = (Vec::new(), Vec::new());
    for (span, mine, other_too) in groups {
        let (ours_at, theirs_at) = (outer(&here, span), outer(&there, span));
        let new = &other[theirs_at.range()];
        if !other_too || ours[ours_at.range()] == *new {
            continue;
        }
        let piece = (ours_at, new.to_owned(), Some(theirs_at.start));
        if mine { conflicts.push(piece) } else { agreed.push(piece) }
    }
    Merged {
        agreed: with_roles(agreed.into_iter(), ours, &other, theirs),
        conflicts: with_roles(conflicts.into_iter(), ours, &other, theirs),
        related: true,
    }
}

/// `span` of the text before `change`, with what is put in at its ends.
fn outer(change: &Change, span: Span) -> Span {
    let (start, end) = (change.map(span.start, Assoc::Before), change.map(span.end, Assoc::After));
    Span::new(start.min(end), end.max(start))
}

/// Pieces with the roles that the paragraphs they make have in `theirs`, whose text is `other`.
fn with_roles(
    found: impl Iterator<Item = (Span, String, Option<usize>)>,
    ours: &str,
    other: &str,
    theirs: &Snapshot,
) -> Vec<Hunk> {
    let mut moved = 0isize;
    let mut hunks = Vec::new();
    for (span, new, at) in found {
        let start = at.unwrap_or_else(|| span.start.wrapping_add_signed(moved)).min(other.len());
        moved += new.len() as isize - span.len() as isize;
        let lines = new.matches('\n').count();
        let first = theirs.text.line_of(start);
        let roles: Vec<Role> = match lines {
            0 => Vec::new(),
            _ => theirs.roles.iter().skip(first).take(lines + 1).copied().collect(),
        };
        // A cell is made by those who know of its table.
        let roles = if roles.iter().any(|role| role.is_cell()) { Vec::new() } else { roles };
        let old = ours[span.range()].to_owned();
        hunks.push(Hunk { span, old, new, roles, doubts: Vec::new(), looked_at: false, state: HunkState::Open });
    }
    hunks
}

impl Document {
    /// Its versions, oldest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Sets them, as a file has them. Those beyond the history are left out.
    pub fn set_versions(&mut self, versions: Vec<Version>) {
        let entries = self.history.entries().len();
        self.versions = versions;
        self.versions.retain(|version| version.entries <= entries);
        self.history.seal();
    }

    /// Gives the document as it is now a name. What is typed next is a step of its own.
    pub fn name_version(&mut self, name: String, by: String, at: i64, verdict: Option<Verdict>) {
        self.history.seal();
        let entries = self.history.entries().len();
        self.versions.push(Version { name, by, at, entries, verdict });
    }

    /// Takes the name of a version away; what it was stays in the history.
    pub fn forget_version(&mut self, index: usize) {
        if index < self.versions.len() {
            self.versions.remove(index);
        }
    }

    /// The document as it was after so many entries of its history. It takes as long as following the history does. `None` if
    /// there are not that many.
    pub fn as_of(&self, entries: usize) -> Option<Document> {
        let history = self.history();
        let begun = history.entries().get(..entries)?.to_vec();
        let base = history.base();
        let paragraphs: Vec<(Role, String)> =
            (0..base.lines()).map(|index| (history.base_roles()[index], base.line(index))).collect();
        let marks = history.base_marks().within(Span::new(0, base.len()));
        let author = history.base_author().clone();
        let mut document = Document::replay(self.lang(), self.form.clone(), &paragraphs, &marks, author, begun)?;
        document.runs = self.runs.clone();
        document.id = self.id.clone();
        document.classification = self.classification;
        Some(document)
    }

    /// Brings back `old`, which is this document after so many `entries`, by `change`, as one step. Its words are again those
    /// of who wrote them.
    ///
    /// # Panics
    /// If `change` does not make the text of `old` of this document's.
    pub fn restore(&mut self, old: &Document, entries: usize, change: Change, at: i64) {
        let plain = self.marks.is_plain() && old.marks.is_plain();
        let whole = |document: &Document| Span::new(0, document.text().len());
        let marks = if plain {
            Vec::new()
        } else {
            vec![Remark { at: 0, before: self.marks.strip(whole(self)), after: old.marks.strip(whole(old)) }]
        };
        if change.is_empty() && self.roles == old.roles && marks.iter().all(|mark| mark.before == mark.after) {
            return;
        }
        let entry = Entry {
            kind: EntryKind::Edit,
            author: Author::Person,
            at,
            change,
            roles_at: 0,
            roles_before: self.roles.to_vec(),
            roles_after: old.roles.to_vec(),
            marks,
            joins: false,
            by: Vec::new(),
            restores: Some(entries),
        };
        self.history.seal();
        let inverse = self.put(&entry);
        debug_assert_eq!(self.text.to_string(), old.text.to_string());
        self.provenance.restore(&entry, &old.provenance);
        self.history.push(entry, inverse, None);
        self.revision += 1;
    }

    /// The same as a document on its own, with what another copy says of its runs: their numbers here.
    pub fn take_runs(&mut self, runs: &[Run]) -> usize {
        let before = self.runs.len();
        self.runs.extend(runs.iter().cloned());
        before
    }
}

/// The change that brings back `old` from `now`.
pub fn bringing_back(now: &Document, old: &Document) -> Change {
    let change = diff::by_lines(&now.text().to_string(), &old.text().to_string());
    Change::new(change.replaces().iter().map(|r| Replace { span: r.span, text: r.text.clone() }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Edit, Look, Marking};
    use crate::text::Lang;
    use proptest::prelude::*;

    fn person(document: &mut Document, span: Span, text: &str) {
        document.apply(Edit::by_person(Change::replace(span, text), 5));
    }

    fn document(text: &str) -> Document {
        Document::from_text(Lang::Ja, text, Author::Import)
    }

    #[test]
    fn a_version_comes_back_in_one_step_with_its_authors_and_marks() {
        let mut document = document("件名\n本文です。");
        let run = Run { engine: "庁内".into(), model: "m".into(), task: "draft".into(), at: 1, complete: true };
        let assistant = Author::Assistant(document.add_run(run));
        let end = Span::at(document.text().len());
        document
            .apply(Edit { author: assistant.clone(), ..Edit::by_person(Change::replace(end, "\n生成文。"), 1) });
        let marks = vec![(Span::new(0, 6), Marking::Look(Look::Bold, true))];
        document.apply(Edit { marks, ..Edit::by_person(Change::default(), 2) });
        document.name_version("初稿".into(), "青葉".into(), 3, None);
        let before = document.clone();
        person(&mut document, Span::new(7, 19), "書換。");
        let len = document.text().len();
        person(&mut document, Span::new(len - 12, len), "別の文。\nもう一つ。");
        let changed = document.clone();

        let entries = document.versions()[0].entries;
        let old = document.as_of(entries).unwrap();
        assert_eq!(old.text().to_string(), before.text().to_string());
        let change = bringing_back(&document, &old);
        document.restore(&old, entries, change, 9);
        assert_eq!(document.text().to_string(), before.text().to_string());
        assert_eq!(document.roles(), before.roles());
        assert_eq!(document.marks(), before.marks());
        assert_eq!(document.provenance(), before.provenance());

        // A file that tells the same story leads to the same authors.
        let told = document.history().entries().to_vec();
        let again = document.as_of(told.len()).unwrap();
        assert_eq!(again.provenance(), document.provenance());

        document.undo(10);
        assert_eq!(document.text().to_string(), changed.text().to_string());
        assert_eq!(document.provenance(), changed.provenance());
        assert_eq!(document.marks(), changed.marks());
        document.redo(11);
        assert_eq!(document.text().to_string(), before.text().to_string());
        assert_eq!(document.provenance(), before.provenance());
    }

    #[test]
    fn a_difference_says_who() {
        let mut document = document("定員は40人です。");
        let old = document.text().to_string();
        person(&mut document, Span::new(9, 11), "50");
        let found = pieces(&old, &document);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].old.as_str(), found[0].new.as_str()), ("40", "50"));
        assert_eq!(found[0].authors, [Author::Person]);
        let shown = inline(&old, &document.text().to_string());
        let words: Vec<(Fate, &str)> = shown[0].iter().map(|(fate, words)| (*fate, words.as_str())).collect();
        assert_eq!(
            words,
            [(Fate::Kept, "定員は"), (Fate::Removed, "40"), (Fate::Added, "50"), (Fate::Kept, "人です。")]
        );
    }

    fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
        merge(Some(base), ours, &Snapshot::from_text(theirs, Lang::Ja))
    }

    /// `ours` with every piece taken.
    fn taken(ours: &str, hunks: &[Hunk]) -> String {
        let mut text = crate::text::Text::from(ours);
        let replaces = hunks.iter().map(|h| Replace { span: h.span, text: h.new.clone() }).collect();
        text.apply(&Change::new(replaces));
        text.to_string()
    }

    #[test]
    fn what_only_one_changed_is_agreed_and_what_both_changed_is_not() {
        let base = "日時は４月です。\n場所は公民館です。\n定員は40人です。";
        let ours = "日時は５月です。\n場所は公民館です。\n定員は40人です。";
        let theirs = "日時は６月です。\n場所は公民館です。\n定員は45人です。\n参加は無料です。";
        let both = merged(base, ours, theirs);
        assert_eq!(both.conflicts.len(), 1);
        assert_eq!((both.conflicts[0].old.as_str(), both.conflicts[0].new.as_str()), ("５", "６"));
        let text = taken(ours, &both.agreed);
        assert_eq!(text, "日時は５月です。\n場所は公民館です。\n定員は45人です。\n参加は無料です。");
        assert_eq!(merged(base, theirs, theirs), Merged { related: true, ..Merged::default() }, "both did the same");
    }

    #[test]
    fn copies_are_traced_to_what_both_come_from() {
        let mut ours = document("本文です。");
        person(&mut ours, Span::at(0), "序。");
        let mut theirs = ours.clone();
        let shared = ours.text().to_string();
        ours.seal();
        theirs.seal();
        person(&mut ours, Span::at(0), "甲");
        person(&mut theirs, Span::at(0), "乙");
        assert_eq!(ancestor(&ours, &theirs).unwrap().text().to_string(), shared);
        assert!(ancestor(&ours, &document("別の文書。")).is_none());
    }

    proptest! {
        #[test]
        fn a_merge_loses_nothing(
            base in "[あ漢a1。\n]{0,24}", ours in "[あ漢a1。\n]{0,24}", theirs in "[あ漢a1。\n]{0,24}",
        ) {
            let both = merged(&base, &ours, &theirs);
            let mut all: Vec<Hunk> = both.agreed.iter().chain(&both.conflicts).cloned().collect();
            all.sort_by_key(|h| (h.span.start, h.span.end));
            prop_assert!(all.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{all:?}");
            // Taking everything of theirs where only they changed anything is theirs.
            prop_assert_eq!(taken(&base, &merged(&base, &base, &theirs).agreed), theirs.clone());
            prop_assert!(merged(&base, &base, &theirs).conflicts.is_empty());
            prop_assert!(merged(&base, &ours, &base).agreed.is_empty());
            taken(&ours, &all);
        }
    }
}
