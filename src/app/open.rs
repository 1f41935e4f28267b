//! [`Open`]: the document at hand and everything known about it that is not in it: where it is saved, what the rules
//! found, what is proposed.

use super::files::Fingerprint;
use crate::document::outline::Slot;
use crate::document::{Document, Facts, Form, Hunk, Role, RunId, Suggestion};
use crate::format::Source;
use crate::proofread::{Finding, Profile};
use crate::text::{Assoc, Change, Span};
use std::path::PathBuf;

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
    /// What the rules found, in the order of the text, spans mapped to the present text.
    pub findings: Vec<Finding>,
    /// No finding is longer than this (bytes).
    pub longest_finding: usize,
    /// The revision that was checked last.
    pub checked: Option<u64>,
    /// Findings left out: the rule and the words.
    pub ignored: Vec<(&'static str, String)>,
    /// The rules in force.
    pub profile: Profile,
    /// Suggestions under review.
    pub proposals: Vec<Proposal>,
    /// Where prose is asked for.
    pub places: Vec<Place>,
    /// What was filled into the form.
    pub facts: Facts,
    /// What is selected; an empty span is the cursor.
    pub selection: Span,
}

impl Open {
    /// A document that nobody has saved yet.
    pub fn new(key: String, document: Document) -> Self {
        let profile = profile(&document);
        Self {
            key,
            document,
            path: None,
            source: None,
            fingerprint: None,
            saved: None,
            kept: None,
            findings: Vec::new(),
            longest_finding: 0,
            checked: None,
            ignored: Vec::new(),
            profile,
            proposals: Vec::new(),
            places: Vec::new(),
            facts: Facts::default(),
            selection: Span::at(0),
        }
    }

    /// The form it was made from, if it is one of ours.
    pub fn form(&self) -> Option<&'static Form> {
        crate::document::form::find(self.document.form()?, Some(self.document.lang()))
    }

    /// Whether there is something that no file holds.
    pub fn unsaved(&self) -> bool {
        match self.saved {
            Some(revision) => revision != self.document.revision(),
            None => !self.document.is_empty(),
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

    /// Takes over what the rules found.
    pub fn take_findings(&mut self, mut findings: Vec<Finding>) {
        findings.sort_by_key(|f| (f.span.start, f.span.end));
        self.longest_finding = findings.iter().map(|f| f.span.len()).max().unwrap_or(0);
        self.findings = findings;
    }

    /// The findings that may reach into `span`, with their numbers: those of the whole document that lie near it.
    pub fn findings_near(&self, span: Span) -> impl Iterator<Item = (usize, &Finding)> {
        let from = self.findings.partition_point(|f| f.span.start + self.longest_finding < span.start);
        let near = self.findings[from..].iter().enumerate().map(move |(n, finding)| (from + n, finding));
        near.take_while(move |(_, finding)| finding.span.start <= span.end)
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

    /// Moves everything that points into the text along with `change`, but for the suggestion `except`, which has moved
    /// already.
    pub fn follow(&mut self, change: &Change, except: Option<usize>) {
        let mapper = change.mapper();
        let first = change.replaces().first().map_or(usize::MAX, |r| r.span.start);
        // What ends before the change stays where it is.
        let from = self.findings.partition_point(|f| f.span.start + self.longest_finding < first);
        let mut stays = 0;
        for index in from..self.findings.len() {
            if !change.touches(self.findings[index].span) {
                let span = mapper.map_span(self.findings[index].span);
                self.findings[index].span = span;
                self.findings.swap(from + stays, index);
                stays += 1;
            }
        }
        self.findings.truncate(from + stays);
        for (index, proposal) in self.proposals.iter_mut().enumerate() {
            if Some(index) != except {
                proposal.suggestion.map(change);
            }
        }
        for place in &mut self.places {
            place.at = change.map(place.at, Assoc::Before);
        }
        self.selection =
            Span::new(change.map(self.selection.start, Assoc::After), change.map(self.selection.end, Assoc::After));
    }
}

/// The rules a document is judged by where nobody says otherwise: those its form names, else those of its language.
pub fn profile(document: &Document) -> Profile {
    document
        .form()
        .and_then(|id| crate::document::form::find(id, Some(document.lang())))
        .and_then(|form| Profile::from_code(&form.profile))
        .unwrap_or_else(|| Profile::for_lang(document.lang()))
}
