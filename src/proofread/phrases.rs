//! Phrase tables: where a word is not enough, a line is a pattern. The format is a [`Table`](super::table::Table)'s, in
//! the syntax of the regex crate.
//!
//! `pattern<TAB>right<TAB>marks<TAB>not-before<TAB>not-after`. `right` may hold several cures divided by `|`, with `$1` for
//! what a group caught; an empty one means: explain only, and `-` means: leave it out. `marks` are `safe` or `ask`, a
//! severity where it is not the rule's, and `capital` where an English capital is no sign of a name, divided by commas. `not-before` and `not-after` are patterns that show,
//! directly before or behind the phrase, that another thing is meant. Where a pattern has a group named `x`, only what
//! that group caught is pointed at and replaced. `#` begins a comment.

use super::english;
use super::japanese;
use super::{About, Hits, Passage, Rule, Severity};
use crate::text::{Lang, Span};
use regex::{Captures, Regex, RegexSet, RegexSetBuilder};
use std::sync::LazyLock;

/// A rule that is a table of phrases.
pub struct Phrases {
    /// What it is.
    pub about: About,
    /// The phrases.
    pub table: LazyLock<PhraseTable>,
    /// Whether it also looks inside quotations.
    pub quoted: bool,
}

/// A table, ready to look phrases up.
pub struct PhraseTable {
    set: RegexSet,
    lines: Vec<Line>,
}

struct Line {
    pattern: Regex,
    right: Vec<&'static str>,
    safe: bool,
    severity: Option<Severity>,
    capital: bool,
    not_before: Option<Regex>,
    not_after: Option<Regex>,
}

impl PhraseTable {
    /// Reads a table of Japanese phrases.
    ///
    /// # Panics
    /// If a pattern is unsound: tables are part of the program.
    pub fn japanese(source: &'static str) -> Self {
        Self::new(source, str::to_owned)
    }

    /// Reads a table of English phrases: whole words, upper and lower case alike, any white space for a space.
    ///
    /// # Panics
    /// If a pattern is unsound: tables are part of the program.
    pub fn english(source: &'static str) -> Self {
        Self::new(source, |pattern| {
            let open = pattern.starts_with(|c: char| c.is_alphanumeric() || c == '(');
            let close = pattern.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '?');
            // `(?:)` at the end says that a mark, not a word, may come last.
            let close = close && !pattern.ends_with("(?:)");
            let (before, after) = (if open { r"(?-u:\b)" } else { "" }, if close { r"(?-u:\b)" } else { "" });
            format!("(?i){before}(?:{}){after}", pattern.replace(' ', r"\s+"))
        })
    }

    fn new(source: &'static str, written: impl Fn(&str) -> String) -> Self {
        let sound = |pattern: &str| Regex::new(pattern).unwrap_or_else(|e| panic!("{pattern}: {e}"));
        let cell = |cells: &mut dyn Iterator<Item = &'static str>| cells.next().unwrap_or_default();
        let (mut patterns, mut lines) = (Vec::new(), Vec::new());
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut cells = line.split('\t');
            let cells = &mut cells;
            let pattern = written(cell(cells));
            let right = cell(cells).split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
            let marks: Vec<&str> = cell(cells).split(',').collect();
            let context = |cell: &str, before: bool| {
                let case = if pattern.starts_with("(?i)") { "(?i)" } else { "" };
                let whole = if before { format!("{case}(?:{cell})$") } else { format!("{case}^(?:{cell})") };
                (!cell.is_empty()).then(|| sound(&whole))
            };
            let (not_before, not_after) = (context(cell(cells), true), context(cell(cells), false));
            lines.push(Line {
                pattern: sound(&pattern),
                right,
                safe: marks.contains(&"safe"),
                severity: marks.iter().find_map(|mark| Severity::from_code(mark)),
                capital: marks.contains(&"capital"),
                not_before,
                not_after,
            });
            patterns.push(pattern);
        }
        let set = RegexSetBuilder::new(&patterns).size_limit(1 << 26).build();
        Self { set: set.expect("each pattern is sound"), lines }
    }
}

impl Rule for Phrases {
    fn about(&self) -> About {
        self.about
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        match self.about.lang {
            Lang::Ja => self.look(passage, passage.text, hits),
            Lang::En => self.look(passage, &english::masked(passage.text, !self.quoted), hits),
        }
    }
}

impl Phrases {
    /// Looks for every phrase in `seen`, which is the passage's text with what is no prose of its own blotted out.
    fn look(&self, passage: &Passage<'_>, seen: &str, hits: &mut Hits) {
        let english = self.about.lang == Lang::En;
        let quotations = if self.quoted || english { Vec::new() } else { japanese::quotations(seen) };
        let mut found: Vec<(Span, usize, Vec<String>)> = Vec::new();
        for index in self.table.set.matches(seen) {
            let line = &self.table.lines[index];
            for caught in line.pattern.captures_iter(seen) {
                let Some(span) = line.span(&caught, seen) else { continue };
                let aside = passage.is_protected(span)
                    || quotations.iter().any(|q| q.overlaps(span))
                    || (english && !line.capital && english::is_name(passage, span));
                if !aside {
                    found.push((span, index, line.cures(&caught, &passage.text[span.range()], english)));
                }
            }
        }
        // Of two that overlap, the longer one knows more.
        found.sort_by_key(|(span, index, _)| (std::cmp::Reverse(span.len()), span.start, *index));
        let mut kept: Vec<Span> = Vec::new();
        for (span, index, cures) in found {
            if kept.iter().any(|k| k.overlaps(span)) {
                continue;
            }
            kept.push(span);
            let line = &self.table.lines[index];
            let hit = hits.at(span);
            if let Some(severity) = line.severity {
                hit.severity(severity);
            }
            for (at, cure) in cures.into_iter().enumerate() {
                if line.safe && at == 0 {
                    hit.safe(cure)
                } else {
                    hit.ask(cure)
                };
            }
        }
    }
}

impl Line {
    /// What is pointed at, if nothing around it says that another thing is meant.
    fn span(&self, caught: &Captures<'_>, seen: &str) -> Option<Span> {
        let place = caught.name("x").or_else(|| caught.get(0))?;
        let (before, after) = (&seen[..place.start()], &seen[place.end()..]);
        let other = self.not_before.as_ref().is_some_and(|p| p.is_match(before))
            || self.not_after.as_ref().is_some_and(|p| p.is_match(after));
        (!other && !place.is_empty()).then(|| Span::new(place.start(), place.end()))
    }

    fn cures(&self, caught: &Captures<'_>, words: &str, english: bool) -> Vec<String> {
        let written = self.right.iter().map(|right| {
            let mut cure = String::new();
            if *right != "-" {
                caught.expand(right, &mut cure);
            }
            if english { english::capital_as(words, &cure) } else { cure }
        });
        written.collect()
    }
}
