//! Rules of やさしい日本語 that are tables of phrases. A table is a TSV file an editor of words can read and mend; a line is
//! `pattern<TAB>cures<TAB>class`.
//!
//! The pattern is one of the regex crate's and is looked for in the text without spaces between phrases and without
//! readings. Where it has a group named `x`, only what that group caught is flagged. `cures` are divided by `|`, with `$1`
//! for what a group caught, `-` for leaving it out, and none where it is only explained. `class` is `info` or `warning`
//! where it is not the rule's own, or `keep`: such a phrase is easy, and nothing inside of it is flagged.
//! `#` begins a comment.

use crate::proofread::plain::Plain;
use crate::proofread::{About, Hits, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A rule that is a table of phrases.
pub struct Phrases {
    /// What it is.
    pub about: About,
    /// The phrases.
    pub table: LazyLock<Table>,
}

/// A table, ready to look phrases up.
pub struct Table {
    lines: Vec<Line>,
}

struct Line {
    pattern: Regex,
    cures: Vec<&'static str>,
    severity: Option<Severity>,
    keep: bool,
}

/// A phrase that was found.
pub struct Found {
    /// Where, in bytes of the plain text.
    pub span: Span,
    /// What may stand there.
    pub cures: Vec<String>,
    /// Its severity, where it is not the rule's own.
    pub severity: Option<Severity>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Panics
    /// If a pattern is unsound: tables are part of the program.
    pub fn new(source: &'static str) -> Self {
        let lines = source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let pattern = Regex::new(cell()).unwrap_or_else(|e| panic!("{line}: {e}"));
            let cures = cell().split('|').filter(|cure| !cure.is_empty()).collect();
            let class = cell();
            Line { pattern, cures, severity: Severity::from_code(class), keep: class == "keep" }
        });
        Self { lines: lines.collect() }
    }

    /// Every phrase of the table in `plain`; of two that overlap, the one that begins first, then the longer.
    pub fn find(&self, plain: &Plain) -> Vec<Found> {
        let (mut found, mut kept) = (Vec::new(), Vec::new());
        for line in &self.lines {
            for caught in line.pattern.captures_iter(&plain.text) {
                let Some(place) = caught.name("x").or_else(|| caught.get(0)) else { continue };
                let span = Span::new(place.start(), place.end());
                if line.keep {
                    kept.push(span);
                    continue;
                }
                let cures = line.cures.iter().map(|cure| {
                    let mut text = String::new();
                    if *cure != "-" {
                        caught.expand(cure, &mut text);
                    }
                    plain.spelled(&text)
                });
                found.push(Found { span, cures: cures.collect(), severity: line.severity });
            }
        }
        found.retain(|f| !f.span.is_empty() && !kept.iter().any(|k: &Span| k.overlaps(f.span)));
        found.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
        let mut end = 0;
        found.retain(|f| {
            let first = f.span.start >= end;
            if first {
                end = f.span.end;
            }
            first
        });
        found
    }
}

impl Rule for Phrases {
    fn about(&self) -> About {
        self.about
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for Found { span, cures, severity } in self.table.find(plain) {
            let written = plain.written(span);
            if passage.is_protected(written) {
                continue;
            }
            let hit = hits.at(written);
            if let Some(severity) = severity {
                hit.severity(severity);
            }
            for cure in cures {
                hit.ask(cure);
            }
        }
    }
}
