//! [`Findings`]: what the rules found in the document at hand, at its place in the present text, in the order of the
//! text. Between two checks the places move with the text; what is changed itself is dropped until it is looked at again.

use crate::document::RunId;
use crate::proofread::reading::Page;
use crate::proofread::{Finding, Found, Placed, Severity};
use crate::text::{Change, Span, Spans};
use std::sync::Arc;

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    told: Spans<Arc<Finding>>,
    /// Those over the whole document, which are looked for less often.
    wide: Spans<Arc<Finding>>,
    /// Those of a model, which no check looks for again.
    remarks: Spans<Arc<Finding>>,
    /// Those of the rules alone, for when a model points out others.
    near: Spans<Arc<Finding>>,
    /// What a model pointed out of words that do not stand in the text.
    pub unplaced: Vec<Unplaced>,
    /// The run of the model that pointed it out.
    pub remarks_by: Option<RunId>,
    counts: [usize; 3],
    safe: usize,
    version: u64,
    /// How many more there are than are held at once.
    pub more: usize,
    /// How many paragraphs were looked at.
    pub paragraphs: usize,
    /// How many rules were asked.
    pub rules: usize,
    /// How hard the page is, where it is judged as やさしい日本語.
    pub page: Page,
}

/// What a model pointed out, and where is not known: the words it quotes do not stand in the text, or it is about the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// What it is about, named as findings are: `model.missing`.
    pub rule: &'static str,
    /// How much the model thinks it matters.
    pub severity: Severity,
    /// The words as the model quotes them; empty for the whole.
    pub quote: String,
    /// What it says.
    pub comment: String,
}

/// A finding at its place in the present text.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Where, in bytes of the document's text.
    pub span: Span,
    /// What was found; its own span is where that was when it was found.
    pub what: &'a Finding,
}

impl std::ops::Deref for Told<'_> {
    type Target = Finding;

    fn deref(&self) -> &Finding {
        self.what
    }
}

impl std::ops::Index<usize> for Findings {
    type Output = Finding;

    /// What finding number `index` is; where it is now says [`Findings::get`].
    fn index(&self, index: usize) -> &Finding {
        self.told.get(index).expect("there is such a finding").1
    }
}

fn told<'a>((span, what): (Span, &'a Arc<Finding>)) -> Told<'a> {
    Told { span, what }
}

impl Findings {
    /// Takes over what a check found, `tell` deciding what of it is told.
    pub fn take(&mut self, found: Found, tell: impl Fn(&Placed) -> bool) {
        if let Some(wide) = found.wide {
            self.wide = wide.into_iter().filter(&tell).map(|f| (f.span, f.what)).collect();
        }
        self.near = found.near.into_iter().filter(&tell).map(|f| (f.span, f.what)).collect();
        (self.more, self.paragraphs, self.rules, self.page) = (found.more, found.paragraphs, found.rules, found.page);
        self.join();
    }

    /// Takes over what a model points out, in the order of the text, in the place of what it did before.
    pub fn take_remarks(&mut self, placed: Vec<(Span, Arc<Finding>)>, unplaced: Vec<Unplaced>, by: Option<RunId>) {
        self.remarks = placed.into_iter().collect();
        (self.unplaced, self.remarks_by) = (unplaced, by);
        self.join();
    }

    /// Makes one list of all.
    fn join(&mut self) {
        let others = self.wide.iter().chain(self.remarks.iter());
        let mut all: Vec<(Span, Arc<Finding>)> =
            self.near.iter().chain(others).map(|(span, what)| (span, what.clone())).collect();
        if self.wide.len() + self.remarks.len() > 0 {
            all.sort_by_key(|(span, _)| (span.start, span.end));
        }
        self.told = all.into_iter().collect();
        self.recount();
    }

    /// Goes on telling only of those that `tell` lets through.
    pub fn retain(&mut self, tell: impl Fn(Told<'_>) -> bool) {
        self.told.retain(|span, what| tell(Told { span, what }));
        for list in [&mut self.wide, &mut self.remarks, &mut self.near] {
            list.retain(|span, what| tell(Told { span, what }));
        }
        self.recount();
    }

    /// Moves along with `change`; what it touches is no longer told.
    pub fn follow(&mut self, change: &Change) {
        for list in [&mut self.wide, &mut self.remarks, &mut self.near] {
            list.follow(change);
        }
        if self.told.follow(change) {
            self.recount();
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.told.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Finding number `index`.
    pub fn get(&self, index: usize) -> Option<Told<'_>> {
        self.told.get(index).map(told)
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Told<'_>> + ExactSizeIterator {
        self.told.iter().map(told)
    }

    /// The number of the first whose place `before` no longer holds of.
    pub fn partition_point(&self, before: impl Fn(Span) -> bool) -> usize {
        self.told.partition_point(before)
    }

    /// Those that may reach into `span`, with their numbers.
    pub fn near(&self, span: Span) -> impl Iterator<Item = (usize, Told<'_>)> {
        self.told.near(span).map(|(number, span, what)| (number, Told { span, what }))
    }

    /// How many there are that matter this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// How many can be fixed unread.
    pub fn safe(&self) -> usize {
        self.safe
    }

    /// Another number whenever there are others; places may have moved while it stays.
    pub fn version(&self) -> u64 {
        self.version
    }

    fn recount(&mut self) {
        self.counts = [0; 3];
        self.safe = 0;
        for (_, finding) in self.told.iter() {
            self.counts[finding.severity as usize] += 1;
            self.safe += usize::from(finding.fixes.first().is_some_and(|fix| fix.safe));
        }
        self.version += 1;
    }
}
