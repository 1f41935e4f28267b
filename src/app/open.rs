//! [`Open`]: the document at hand and everything known about it that is not in it: where it is saved, what the rules
//! found, what is proposed.

use super::files::Fingerprint;
use super::findings::Findings;
use super::pairs::Pairs;
use super::records::Sent;
use super::vouching::Checklist;
use crate::assistant::masking::Map;
use crate::document::outline::Slot;
use crate::document::{Document, Facts, Form, Hunk, Judgement, Role, RunId, Suggestion};
use crate::format::Source;
use crate::proofread::Profile;
use crate::text::{Assoc, Change, Span};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// A suggestion under review, and what the ledger will say of it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The pieces.
    pub suggestion: Suggestion,
    /// The run it came from.
    pub run: RunId,
    /// Pieces accepted so far.
    pub accepted: usize,
    /// Pieces rejected so far.
    pub rejected: usize,
    /// The revision of the document it was made for.
    pub base_revision: u64,
    /// What was sent for it.
    pub sent: Sent,
    /// The 格付け of the document then; empty where it had none.
    pub level: String,
    /// What the ledger knows: pieces accepted, pieces rejected, whether none is open.
    pub recorded: Option<(usize, usize, bool)>,
}

/// A place where a form asks for prose.
#[derive(Clone, Debug)]
pub struct Place {
    /// The first byte of its paragraph, mapped through every change.
    pub at: usize,
    /// What is to be written there.
    pub slot: Slot,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its key in the store.
    pub key: String,
    /// The document.
    pub document: Document,
    /// Where it is saved.
    pub path: Option<PathBuf>,
    /// How it is written there.
    pub source: Option<Source>,
    /// What the file was when it was last read or written.
    pub fingerprint: Option<Fingerprint>,
    /// The revision that needs no saving, because the file holds it or because it is a sample; `None` while there is
    /// none.
    pub saved: Option<u64>,
    /// The revision the session journal holds.
    pub kept: Option<u64>,
    /// What the rules found.
    pub findings: Findings,
    /// The revision every paragraph of which was checked last.
    pub checked: Option<u64>,
    /// How it was judged when it was last read or written.
    pub saved_judgement: Judgement,
    /// What the person knows its file will not hold.
    pub(super) agreed: BTreeSet<&'static str>,
    /// How it is judged in what is being written.
    pub saving_judgement: Judgement,
    /// The version of its comments when it was last read or written.
    pub saved_comments: u64,
    /// The version of its comments in what is being written.
    pub saving_comments: u64,
    /// The version of what is attached to it when it was last read or written.
    pub saved_attachments: u64,
    /// The version of what is attached to it in what is being written.
    pub saving_attachments: u64,
    /// The words a comment is being written about.
    pub commenting: Option<Span>,
    /// The rules in force.
    pub profile: Profile,
    /// Suggestions under review.
    pub proposals: Vec<Proposal>,
    /// Its facts, as of the last time somebody looked.
    pub checklist: Checklist,
    /// The revision whose text the last check is of, as far as that is known.
    pub(super) vouched: Option<u64>,
    /// Whether what people vouch for has changed since it was last saved.
    pub(super) touched: bool,
    /// Where prose is asked for.
    pub places: Vec<Place>,
    /// The form it was made from, if there is such a one here.
    pub form: Option<Arc<Form>>,
    /// What was filled into the form.
    pub facts: Facts,
    /// What placeholders stood for in what was asked of models about it; it never leaves memory.
    pub(super) placeholders: Map,
    /// What is selected; an empty span is the cursor.
    pub selection: Span,
    /// The document's other language, if it has been begun.
    pub pairs: Option<Pairs>,
    /// The revision of the pairs in what is being written.
    pub saving_pairs: Option<u64>,
}

impl Open {
    /// A document that nobody has saved yet.
    pub fn new(key: String, mut document: Document) -> Self {
        // By this name records know it, wherever it is saved.
        if document.id().is_none() {
            document.set_id(key.clone());
        }
        let profile = profile(&document, None);
        let judgement = document.judgement().clone();
        let attachments = document.attachments().version();
        let mut open = Self {
            key,
            document,
            path: None,
            source: None,
            agreed: BTreeSet::new(),
            fingerprint: None,
            saved: None,
            kept: None,
            findings: Findings::default(),
            checked: None,
            saved_judgement: judgement.clone(),
            saving_judgement: judgement,
            saved_comments: 0,
            saving_comments: 0,
            saved_attachments: attachments,
            saving_attachments: attachments,
            commenting: None,
            profile,
            proposals: Vec::new(),
            checklist: Checklist::default(),
            vouched: None,
            touched: false,
            places: Vec::new(),
            form: None,
            facts: Facts::default(),
            placeholders: Map::default(),
            selection: Span::at(0),
            pairs: None,
            saving_pairs: None,
        };
        open.look_whether_vouched();
        open
    }

    /// How many pieces of suggestions nobody has decided on and nothing brings back: a model's, or another copy's. Those
    /// that came with the file go back into it, and the offline engine suggests the same again.
    pub fn undecided(&self) -> usize {
        let gone = |proposal: &&Proposal| {
            let run = usize::try_from(proposal.run.0).ok().and_then(|run| self.document.runs().get(run));
            run.is_some_and(|run| {
                let ours = matches!(run.engine.as_str(), "" | "offline");
                super::versions::is_from_a_copy(run) || !ours && run.task != super::documents::REVISIONS
            })
        };
        self.proposals.iter().filter(gone).map(|proposal| proposal.suggestion.open().count()).sum()
    }

    /// Whether there is something that no file holds.
    pub fn unsaved(&self) -> bool {
        if self.pairs.as_ref().is_some_and(Pairs::unsaved) {
            return true;
        }
        match self.saved {
            Some(revision) => {
                revision != self.document.revision()
                    || self.touched
                    || self.saved_judgement != *self.document.judgement()
                    || self.saved_comments != self.document.comments().version()
                    || self.saved_attachments != self.document.attachments().version()
            }
            None => !self.document.is_empty() || !self.document.attachments().is_empty(),
        }
    }

    /// What to call it: its 件名, else its first words, else nothing.
    pub fn title(&self) -> Option<String> {
        let text = |index: usize| {
            let text = self.document.text().line(index);
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let roles = self.document.roles();
        let mut titles = (0..roles.len()).filter(|index| roles[*index] == Role::Title);
        titles.find_map(text).or_else(|| (0..roles.len()).find_map(text))
    }

    /// A file name to offer, without its ending.
    pub fn file_stem(&self) -> Option<String> {
        if let Some(stem) = self.path.as_ref().and_then(|p| p.file_stem()) {
            return Some(stem.to_string_lossy().into_owned());
        }
        let title: String =
            self.title()?.chars().filter(|c| !c.is_control() && !"\\/:*?\"<>|".contains(*c)).take(60).collect();
        let title = title.trim().trim_end_matches('.').to_owned();
        (!title.is_empty()).then_some(title)
    }

    /// The finding the cursor is on or at: the gravest, then the shortest.
    pub fn finding_at_cursor(&self) -> Option<usize> {
        let at = self.selection;
        let here = self.findings.near(at).filter(|(_, f)| f.span.touches(at));
        here.min_by_key(|(_, f)| (std::cmp::Reverse(f.severity), f.span.len())).map(|(index, _)| index)
    }

    /// The comment the cursor is in or at.
    pub fn comment_at_cursor(&self) -> Option<usize> {
        self.document.comments().at(self.selection)
    }

    /// What a command about a passage is about: the selection, or else the paragraph the cursor is in.
    pub fn passage(&self) -> (Span, String) {
        let (text, chosen) = (self.document.text(), self.selection);
        let span = if chosen.is_empty() { text.line_span(text.line_of(chosen.start)) } else { chosen };
        (span, text.slice(span))
    }

    /// The places where prose is asked for and nothing stands yet.
    pub fn empty_places(&self) -> Vec<Place> {
        let empty = |place: &&Place| {
            let line = self.document.text().line_of(place.at);
            self.document.text().line_span(line).is_empty()
        };
        self.places.iter().filter(empty).cloned().collect()
    }

    /// Every open piece of every suggestion, in the order of the text: (suggestion, piece within it, the piece).
    pub fn open_hunks(&self) -> Vec<(usize, usize, &Hunk)> {
        let mut all: Vec<_> = self
            .proposals
            .iter()
            .enumerate()
            .flat_map(|(p, proposal)| proposal.suggestion.open().map(move |(h, hunk)| (p, h, hunk)))
            .collect();
        all.sort_by_key(|(_, _, hunk)| (hunk.span.start, hunk.span.end));
        all
    }

    /// The name and the time of who made a suggestion, where it was people: it came with a file, or with another copy.
    pub fn maker(&self, proposal: usize) -> Option<(&str, i64)> {
        let run = self.document.runs().get(self.proposals.get(proposal)?.run.0 as usize)?;
        let by_people = run.task == super::documents::REVISIONS || super::versions::is_from_a_copy(run);
        (by_people && run.model.is_empty() && !run.engine.is_empty()).then_some((run.engine.as_str(), run.at))
    }

    /// Whether the pieces of a suggestion are such that two copies of the document say different things.
    pub fn in_conflict(&self, proposal: usize) -> bool {
        let run = self.proposals.get(proposal).and_then(|p| self.document.runs().get(p.run.0 as usize));
        run.is_some_and(super::versions::is_conflict)
    }

    /// Moves everything that points into the text along with `change`, but for the suggestion `except`, which has moved
    /// already.
    pub fn follow(&mut self, change: &Change, except: Option<usize>) {
        self.findings.follow(change);
        if let Some(pairs) = &mut self.pairs {
            pairs.follow(change, self.document.text());
        }
        for (index, proposal) in self.proposals.iter_mut().enumerate() {
            if Some(index) != except {
                proposal.suggestion.map(change);
            }
        }
        for place in &mut self.places {
            place.at = change.map(place.at, Assoc::Before);
        }
        self.commenting = self.commenting.map(|span| change.map_span(span));
        self.selection =
            Span::new(change.map(self.selection.start, Assoc::After), change.map(self.selection.end, Assoc::After));
    }
}

/// The class a document is judged as: what the person said, else what its form names, else that of its language.
pub fn profile(document: &Document, form: Option<&Form>) -> Profile {
    let said = document.judgement().class.as_deref().and_then(Profile::from_code);
    said.or_else(|| Profile::from_code(&form?.profile)).unwrap_or_else(|| Profile::for_lang(document.lang()))
}
