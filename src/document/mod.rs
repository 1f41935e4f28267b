//! What is being drafted: [`Document`], its paragraphs and their [`Role`]s, its [`Marks`], its [`History`], who wrote what
//! ([`Provenance`]), and what the assistant proposes ([`Suggestion`]).
//!
//! A document is one continuous text; a part of a form (件名, 宛先, 記 …) is a run of paragraphs with a role. So cursor,
//! search and undo run across parts, and a role travels with its paragraph. Nothing here fails: a change that does
//! not fit is a programming error, broken prose is normal.

pub mod attachments;
pub mod classification;
pub mod comparison;
pub mod comments;
pub mod counts;
pub mod facts;
pub mod form;
pub mod guard;
pub mod history;
pub mod judgement;
pub mod marks;
pub mod merge;
mod moving;
pub mod outline;
pub mod provenance;
pub mod role;
pub mod sheet;
pub mod suggestion;
pub mod tables;
pub mod verification;
pub mod versions;

pub use attachments::{Attachment, Attachments};
pub use classification::{Classification, Level, Levels, Scheme};
pub use comments::{Comment, Comments, Note};
pub use counts::Counts;
pub use facts::{Facts, FactsProblem};
pub use form::{Bilingual, Choice, Field, FieldKind, Form};
pub use guard::Doubt;
pub use history::{Entry, EntryKind, History};
pub use judgement::{Ignored, Judgement};
pub use marks::{Face, Look, Mark, MarkKind, Marking, Marks};
pub use outline::{Outline, Slot};
pub use provenance::{Author, Copied, Provenance, Run, RunId};
pub use role::Role;
pub use suggestion::{Hunk, HunkState, Suggestion};
pub use verification::Verification;
pub use versions::Version;

use crate::text::{Change, Lang, Replace, Span, Text};
use marks::Remark;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// One edit: what changes, which paragraphs get which role, who did it and when.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The change of the text.
    pub change: Change,
    /// Roles to set afterwards: (paragraph of the new text, its role). Other paragraphs keep or inherit theirs.
    pub roles: Vec<(usize, Role)>,
    /// What to do to marks afterwards, in order: (bytes of the new text, what). What comes without this is set off as
    /// what stands before it.
    pub marks: Vec<(Span, Marking)>,
    /// Who made it.
    pub author: Author,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Whether it may be taken into the undo step before it: typing and deleting do, one fix or one accepted
    /// suggestion stands alone.
    pub joins: bool,
}

impl Edit {
    /// An edit by the person at the keyboard that starts an undo step of its own.
    pub fn by_person(change: Change, at: i64) -> Self {
        Self { change, roles: Vec::new(), marks: Vec::new(), author: Author::Person, at, joins: false }
    }
}

/// A paragraph as it is looked at: its place, its role, its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number, from 0.
    pub index: usize,
    /// What it is in its form.
    pub role: Role,
    /// Its bytes in the document, without its line feed.
    pub span: Span,
    /// Its text.
    pub text: String,
}

/// The document at one revision, cheap to make and to send to a worker.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The revision it shows.
    pub revision: u64,
    /// The document's language.
    pub lang: Lang,
    /// The form's id, if it has one.
    pub form: Option<String>,
    /// The text.
    pub text: Text,
    /// One role for each paragraph.
    pub roles: Arc<Vec<Role>>,
    /// What is set off and how it is read.
    pub marks: Marks,
    /// What people said about it.
    pub comments: Comments,
}

impl Snapshot {
    /// A snapshot of loose text, every paragraph of it plain [`Role::Body`].
    pub fn from_text(text: &str, lang: Lang) -> Self {
        let text = Text::from(text);
        let roles = Arc::new(vec![Role::Body; text.lines()]);
        let marks = Marks::plain(text.len());
        Self { revision: 0, lang, form: None, text, roles, marks, comments: Comments::default() }
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = Paragraph> + '_ {
        (0..self.text.lines()).map(|index| {
            let span = self.text.line_span(index);
            Paragraph { index, role: self.roles[index], span, text: self.text.slice(span) }
        })
    }

    /// The item number in front of each paragraph, `None` where it has none. See [`role::labels`].
    pub fn labels(&self) -> Vec<Option<String>> {
        role::labels(&self.roles, self.lang)
    }
}

/// A document: text, roles, history, and what it is.
#[derive(Clone, Debug)]
pub struct Document {
    lang: Lang,
    form: Option<String>,
    id: Option<String>,
    classification: Option<Classification>,
    text: Text,
    roles: Arc<Vec<Role>>,
    marks: Marks,
    history: History,
    provenance: Provenance,
    runs: Vec<Run>,
    revision: u64,
    judgement: Judgement,
    comments: Comments,
    verification: Verification,
    versions: Vec<Version>,
    attachments: Attachments,
    /// How it looks, if somebody chose.
    sheet: Option<Arc<sheet::Sheet>>,
    counts: counts::Tally,
    /// What the last revisions touched, oldest first.
    touched: VecDeque<Touched>,
}

/// The paragraphs that one revision touched: from paragraph `at` on, `before` of them became `after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The first of them.
    pub at: usize,
    /// How many there were.
    pub before: usize,
    /// How many there are.
    pub after: usize,
}

/// For so many revisions a document remembers what they touched.
const REMEMBERED: usize = 256;

impl Document {
    /// A document of these paragraphs, all written by `author`; with no paragraphs, of one empty [`Role::Body`].
    pub fn new(lang: Lang, form: Option<String>, paragraphs: &[(Role, String)], author: Author) -> Self {
        let text: Vec<&str> = paragraphs.iter().map(|(_, text)| text.as_str()).collect();
        let text = Text::from(text.join("\n").as_str());
        let mut roles = Vec::with_capacity(text.lines());
        for (role, text) in paragraphs {
            // A text that itself holds line feeds is several paragraphs of the one role.
            roles.extend(std::iter::repeat_n(*role, text.matches('\n').count() + 1));
        }
        if roles.is_empty() {
            roles.push(Role::Body);
        }
        tables::settle(None, &mut roles);
        let roles = Arc::new(roles);
        let provenance = Provenance::new(text.len(), author.clone());
        let marks = Marks::plain(text.len());
        Self {
            lang,
            form,
            id: None,
            classification: None,
            history: History::new(text.clone(), roles.clone(), marks.clone(), author),
            counts: counts::Tally::new(&text),
            touched: VecDeque::new(),
            roles,
            marks,
            text,
            provenance,
            runs: Vec::new(),
            revision: 0,
            judgement: Judgement::default(),
            comments: Comments::default(),
            verification: Verification::default(),
            versions: Vec::new(),
            attachments: Attachments::default(),
            sheet: None,
        }
    }

    /// A document of loose text.
    pub fn from_text(lang: Lang, text: &str, author: Author) -> Self {
        let paragraphs: Vec<(Role, String)> = text.split('\n').map(|line| (Role::Body, line.to_owned())).collect();
        Self::new(lang, None, &paragraphs, author)
    }

    /// The same document, begun with these marks (in bytes of its text). A mark that cannot lie where it should is moved to
    /// where it can, or left out.
    ///
    /// # Panics
    /// If something was done to the document already.
    pub fn with_marks(mut self, marks: &[Mark]) -> Self {
        assert!(self.history.entries().is_empty(), "marks to begin with come before everything else");
        self.marks = Marks::from_list(&self.text, marks);
        let author = self.history.base_author().clone();
        self.history = History::new(self.text.clone(), self.roles.clone(), self.marks.clone(), author);
        self
    }

    /// The document a saved history leads to: `base` with its roles, marks and author, then every entry in order. `None` if
    /// an entry does not fit the text before it: the file is damaged.
    pub fn replay(
        lang: Lang,
        form: Option<String>,
        base: &[(Role, String)],
        base_marks: &[Mark],
        base_author: Author,
        entries: Vec<Entry>,
    ) -> Option<Self> {
        let mut document = Self::new(lang, form, base, base_author).with_marks(base_marks);
        // What is brought back is again by whoever wrote it.
        let wanted: BTreeSet<usize> = entries.iter().filter_map(|entry| entry.restores).collect();
        let mut then: BTreeMap<usize, Provenance> = BTreeMap::new();
        for (number, entry) in entries.into_iter().enumerate() {
            if wanted.contains(&number) {
                then.insert(number, document.provenance.clone());
            }
            let fits = |r: &Replace| {
                let text = &document.text;
                r.span.end <= text.len()
                    && text.boundary(r.span.start) == r.span.start
                    && text.boundary(r.span.end) == r.span.end
            };
            let mut last = 0;
            for r in entry.change.replaces() {
                if r.span.start < last || !fits(r) {
                    return None;
                }
                last = r.span.end;
            }
            if entry.roles_at + entry.roles_before.len() > document.roles.len() {
                return None;
            }
            if !entry.marks.is_empty() {
                let mut after = document.text.clone();
                after.apply(&entry.change);
                if !marks::fit(&entry.change, &entry.marks, &document.text, &after) {
                    return None;
                }
            }
            let inverse = document.put(&entry);
            let roles = &document.roles;
            if roles.len() != document.text.lines() || !document.history.accepts(&entry) {
                return None;
            }
            // What was saved as two steps stays two.
            document.history.seal();
            let joined = document.history.joins(&entry);
            match entry.restores {
                None => document.provenance.apply(&entry, joined),
                Some(of) => document.provenance.restore(&entry, then.get(&of)?),
            }
            document.history.push(entry, inverse, None);
            document.revision += 1;
        }
        Some(document)
    }

    /// The document's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The id of its form, if it was made from one.
    pub fn form(&self) -> Option<&str> {
        self.form.as_deref()
    }

    /// What records call it: chosen once, the same in every file it is saved to.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Sets what records call it.
    pub fn set_id(&mut self, id: String) {
        self.id = Some(id);
    }

    /// Its 格付け, if anyone has said.
    pub fn classification(&self) -> Option<Classification> {
        self.classification
    }

    /// Sets its 格付け.
    pub fn set_classification(&mut self, level: Option<Classification>) {
        self.classification = level;
    }

    /// How it looks: by the style sheet somebody chose, else by the standard one of its language.
    pub fn sheet(&self) -> &Arc<sheet::Sheet> {
        self.sheet.as_ref().unwrap_or_else(|| sheet::standard(self.lang))
    }

    /// Chooses how it looks; `None`, and a sheet for another language, is the standard.
    pub fn set_sheet(&mut self, sheet: Option<Arc<sheet::Sheet>>) {
        self.sheet = sheet.filter(|sheet| sheet.lang == self.lang && !sheet.is_standard());
    }

    /// How it is judged.
    pub fn judgement(&self) -> &Judgement {
        &self.judgement
    }

    /// How it is judged, to be changed. Spans in it must fit the text.
    pub fn judgement_mut(&mut self) -> &mut Judgement {
        &mut self.judgement
    }

    /// What people said about it.
    pub fn comments(&self) -> &Comments {
        &self.comments
    }

    /// The same, to be changed. Spans in it must fit the text.
    pub fn comments_mut(&mut self) -> &mut Comments {
        &mut self.comments
    }

    /// What people vouch for.
    pub fn verification(&self) -> &Verification {
        &self.verification
    }

    /// What people vouch for, to be changed. Spans in it must fit the text.
    pub fn verification_mut(&mut self) -> &mut Verification {
        &mut self.verification
    }

    /// What is attached to it.
    pub fn attachments(&self) -> &Attachments {
        &self.attachments
    }

    /// What is attached to it, to be changed.
    pub fn attachments_mut(&mut self) -> &mut Attachments {
        &mut self.attachments
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// One role for each paragraph.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The same, to be kept: it stays what it is when the document goes on.
    pub fn shared_roles(&self) -> Arc<Vec<Role>> {
        self.roles.clone()
    }

    /// What is set off, and how it is read.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// How many paragraphs there are; at least one.
    pub fn len(&self) -> usize {
        self.roles.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Paragraph `index`.
    ///
    /// # Panics
    /// If there is no such paragraph.
    pub fn paragraph(&self, index: usize) -> Paragraph {
        let span = self.text.line_span(index);
        Paragraph { index, role: self.roles[index], span, text: self.text.slice(span) }
    }

    /// The number of the current state; every edit, undo and redo makes it one more.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The history.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Who wrote which bytes.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// The assistant's runs that this document knows of, oldest first.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Adds the record of a run and returns its number in this document.
    pub fn add_run(&mut self, run: Run) -> RunId {
        self.runs.push(run);
        RunId(u32::try_from(self.runs.len() - 1).unwrap_or(u32::MAX))
    }

    /// The document now, for a worker.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            revision: self.revision,
            lang: self.lang,
            form: self.form.clone(),
            text: self.text.clone(),
            roles: self.roles.clone(),
            marks: self.marks.clone(),
            comments: self.comments.clone(),
        }
    }

    /// Number of characters as a reader counts them: grapheme clusters, line feeds not among them.
    pub fn characters(&self) -> usize {
        self.counts.total().characters
    }

    /// How much there is, counted as people count it.
    pub fn counts(&self) -> Counts {
        self.counts.total()
    }

    /// What each revision after `revision` touched, in order, so that whoever keeps something for each paragraph can
    /// follow. `None` if that is no longer known.
    pub fn touched_since(&self, revision: u64) -> Option<impl Iterator<Item = Touched> + '_> {
        let behind = usize::try_from(self.revision.checked_sub(revision)?).ok()?;
        let from = self.touched.len().checked_sub(behind)?;
        Some(self.touched.iter().skip(from).copied())
    }

    /// Applies `edit`, whose change may turn out another where it would tear a table ([`tables::fitted`]), and returns
    /// the change that was made. Nothing happens if it changes nothing.
    ///
    /// # Panics
    /// If its change does not fit the text.
    pub fn apply(&mut self, edit: Edit) -> Change {
        let change = tables::fitted(&self.text, &self.roles, edit.change);
        let made = change.clone();
        self.make(Edit { change, ..edit }, Vec::new(), false);
        made
    }

    /// Applies `edit`, the one replacement of which puts in words that `whose` tells the authors of: a copy is by whoever wrote it.
    ///
    /// # Panics
    /// As [`Document::apply`].
    pub fn apply_copied(&mut self, edit: Edit, whose: &[Copied]) -> Change {
        let change = tables::fitted(&self.text, &self.roles, edit.change);
        let made = change.clone();
        let put: usize = change.replaces().iter().map(|r| r.text.len()).sum();
        let told: usize = whose.iter().map(|copied| copied.len).sum();
        let others = whose.iter().any(|copied| copied.author != edit.author);
        let by = if others && change.replaces().len() == 1 && put == told {
            whose.iter().map(|copied| (copied.len, self.author_here(copied))).collect()
        } else {
            Vec::new()
        };
        self.make(Edit { change, ..edit }, by, false);
        made
    }

    /// Who wrote the words of `span`, for a copy of them.
    pub fn whose(&self, span: Span) -> Vec<Copied> {
        let authors = self.provenance.spans_in(span).map(|(run, author)| {
            let len = run.end.min(span.end) - run.start.max(span.start);
            let run = match author {
                Author::Assistant(run) => self.runs.get(run.0 as usize).cloned(),
                _ => None,
            };
            Copied { len, author: author.clone(), run }
        });
        authors.collect()
    }

    /// The author of copied words as this document knows them: a run of another document comes along.
    fn author_here(&mut self, copied: &Copied) -> Author {
        let Author::Assistant(_) = copied.author else { return copied.author.clone() };
        let Some(run) = &copied.run else { return Author::Import };
        match (0..).zip(&self.runs).find(|(_, known)| *known == run) {
            Some((number, _)) => Author::Assistant(RunId(number)),
            None => Author::Assistant(self.add_run(run.clone())),
        }
    }

    /// Applies `edit` as it is: one that knows of the tables it makes, moves or removes.
    ///
    /// # Panics
    /// If its change does not fit the text.
    pub fn rearrange(&mut self, edit: Edit) {
        self.make(edit, Vec::new(), true);
    }

    /// Applies `edit`; cells become something else, and other paragraphs cells, only by one that is `knowing`.
    fn make(&mut self, edit: Edit, by: Vec<(usize, Author)>, knowing: bool) {
        let (at, before, mut after) = role::carry(&self.text, &self.roles, &edit.change);
        let lines_after = self.len() - before.len() + after.len();
        let (mut roles_at, mut roles_before) = (at, before);
        // Widen the spliced range to take in roles set outside of what the change touched.
        for &(index, _) in edit.roles.iter().filter(|(index, _)| *index < lines_after) {
            if index < roles_at {
                let more = &self.roles[index..roles_at];
                roles_before.splice(0..0, more.iter().copied());
                after.splice(0..0, more.iter().copied());
                roles_at = index;
            }
            while index >= roles_at + after.len() {
                let next = self.roles[roles_at + roles_before.len()];
                roles_before.push(next);
                after.push(next);
            }
        }
        for &(index, role) in edit.roles.iter().filter(|(index, _)| *index < lines_after) {
            let now = &mut after[index - roles_at];
            if knowing || !now.is_cell() && !role.is_cell() {
                *now = role;
            }
        }
        self.settle_cells(roles_at, &mut roles_before, &mut after);
        let marks = if self.marks.is_plain() && edit.marks.is_empty() {
            Vec::new()
        } else {
            let mut text = self.text.clone();
            text.apply(&edit.change);
            self.marks.remarked(&edit.change, &self.text, &text, &edit.marks)
        };
        if edit.change.is_empty() && roles_before == after && marks.is_empty() {
            return;
        }
        self.commit(Entry {
            kind: EntryKind::Edit,
            author: edit.author,
            at: edit.at,
            change: edit.change,
            roles_at,
            roles_before,
            roles_after: after,
            marks,
            joins: edit.joins,
            by,
            restores: None,
        });
    }

    /// Sees to it that cells count from 0 in each row where `after` comes in place of `before`, and beyond if need be.
    fn settle_cells(&self, at: usize, before: &mut Vec<Role>, after: &mut Vec<Role>) {
        let outside = at.checked_sub(1).map(|index| self.roles[index]);
        tables::settle(outside, after);
        while let (Some(&next), Some(&last)) = (self.roles.get(at + before.len()), after.last().or(outside.as_ref())) {
            let mut settled = [next];
            tables::settle(Some(last), &mut settled);
            if settled == [next] {
                break;
            }
            before.push(next);
            after.extend(settled);
        }
    }

    /// Takes back the last step; returns the change it made, `None` where there is nothing to take back.
    pub fn undo(&mut self, at: i64) -> Option<Change> {
        let entry = self.history.undoing(at)?;
        let change = entry.change.clone();
        self.commit(entry);
        Some(change)
    }

    /// Does the step again that was last taken back.
    pub fn redo(&mut self, at: i64) -> Option<Change> {
        let entry = self.history.redoing(at)?;
        let change = entry.change.clone();
        self.commit(entry);
        Some(change)
    }

    /// Ends the current undo step: what is typed next stands alone.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    fn commit(&mut self, entry: Entry) {
        let joined = self.history.joins(&entry);
        let joint = joined.then(|| self.history.joint(&entry, &self.marks)).flatten();
        let inverse = self.put(&entry);
        debug_assert_eq!(self.roles.len(), self.text.lines());
        let joint = joint.map(|(span, before)| {
            let after = self.marks.strip(marks::Across::new(&entry.change).span(span));
            Remark { at: span.start, before, after }
        });
        self.provenance.apply(&entry, joined);
        self.history.push(entry, inverse, joint.filter(|r| !(r.before.is_plain() && r.after.is_plain())));
        self.revision += 1;
    }

    /// Puts the text and the roles of `entry` in place; what would take the text back.
    fn put(&mut self, entry: &Entry) -> Change {
        let (at, before, after) = (entry.roles_at, entry.roles_before.len(), entry.roles_after.len());
        // Paragraphs whose marks alone are different are touched too.
        let lines = entry.marks.iter().map(|r| {
            let end = r.at + r.before.len();
            (self.text.line_of(r.at), self.text.line_of(end))
        });
        let touched = lines.fold((at, at + before), |(first, end), (from, to)| match first == end {
            true => (from, to + 1),
            false => (first.min(from), end.max(to + 1)),
        });
        let seam = counts::Seam::new(&self.text, &entry.change);
        self.marks.apply(&entry.change, &entry.marks);
        self.comments.follow(&entry.change, &self.text);
        let inverse = self.text.apply(&entry.change);
        self.judgement.follow(&entry.change);
        self.verification.follow(&entry.change);
        Arc::make_mut(&mut self.roles).splice(at..at + before, entry.roles_after.iter().copied());
        if self.roles.len() == self.text.lines() && !entry.change.is_empty() {
            match seam.filter(|_| (before, after) == (1, 1)) {
                Some(seam) => self.counts.mend(&self.text, at, &seam),
                None => self.counts.follow(&self.text, at, before, after),
            }
        }
        if self.touched.len() == REMEMBERED {
            self.touched.pop_front();
        }
        let (first, end) = touched;
        self.touched.push_back(Touched { at: first, before: end - first, after: end - first - before + after });
        inverse
    }
}

#[cfg(test)]
mod tests;
