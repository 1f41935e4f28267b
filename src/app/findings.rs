//! [`Findings`]: what the rules found in the document at hand, at its place in the present text, in the order of the
//! text. Between two checks the places move with the text; what is changed itself is dropped until it is looked at again.

use crate::proofread::reading::Page;
use crate::proofread::{Found, Placed, Severity};
use crate::text::{Change, Span};

/// See the module. It derefs to the findings that are told.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    told: Vec<Placed>,
    /// Those over the whole document, which are looked for less often.
    wide: Vec<Placed>,
    /// No finding is longer than this (bytes).
    longest: usize,
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

impl std::ops::Deref for Findings {
    type Target = [Placed];

    fn deref(&self) -> &[Placed] {
        &self.told
    }
}

impl Findings {
    /// Takes over what a check found, `told` deciding what of it is told.
    pub fn take(&mut self, found: Found, told: impl Fn(&Placed) -> bool) {
        if let Some(wide) = found.wide {
            self.wide = wide;
            self.wide.retain(&told);
        }
        let mut near = found.near;
        near.retain(&told);
        let sorted = !self.wide.is_empty();
        near.extend(self.wide.iter().cloned());
        if sorted {
            near.sort_by_key(|f| (f.span.start, f.span.end));
        }
        self.told = near;
        (self.more, self.paragraphs, self.rules, self.page) = (found.more, found.paragraphs, found.rules, found.page);
        self.longest = self.told.iter().map(|f| f.span.len()).max().unwrap_or(0);
        self.recount();
    }

    /// Goes on telling only of those that `told` lets through.
    pub fn retain(&mut self, told: impl Fn(&Placed) -> bool) {
        self.told.retain(&told);
        self.wide.retain(&told);
        self.recount();
    }

    /// Moves along with `change`.
    pub fn follow(&mut self, change: &Change) {
        let before = self.told.len();
        follow(&mut self.told, change, self.longest);
        follow(&mut self.wide, change, self.longest);
        if self.told.len() != before {
            self.recount();
        }
    }

    /// Those that may reach into `span`, with their numbers.
    pub fn near(&self, span: Span) -> impl Iterator<Item = (usize, &Placed)> {
        let from = self.told.partition_point(|f| f.span.start + self.longest < span.start);
        let near = self.told[from..].iter().enumerate().map(move |(n, finding)| (from + n, finding));
        near.take_while(move |(_, finding)| finding.span.start <= span.end)
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
        for finding in &self.told {
            self.counts[finding.severity as usize] += 1;
        }
        self.safe = self.told.iter().filter(|f| f.fixes.first().is_some_and(|fix| fix.safe)).count();
        self.version += 1;
    }
}

fn follow(all: &mut Vec<Placed>, change: &Change, longest: usize) {
    let mapper = change.mapper();
    let first = change.replaces().first().map_or(usize::MAX, |r| r.span.start);
    // What ends before the change stays where it is.
    let from = all.partition_point(|f| f.span.start + longest < first);
    let mut stays = from;
    for index in from..all.len() {
        if !change.touches(all[index].span) {
            all[index].span = mapper.map_span(all[index].span);
            all.swap(stays, index);
            stays += 1;
        }
    }
    all.truncate(stays);
}
