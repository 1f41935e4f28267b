//! Rules of やさしい日本語 that are tables of phrases. A table is a TSV file an editor of words can read and mend; a line is
//! `pattern<TAB>cures<TAB>class`.
//!
//! The pattern is one of the regex crate's and is looked for in the text without spaces between phrases and without
//! readings. Where it has a group named `x`, only what that group caught is flagged. `cures` are divided by `|`, with `$1`
//! for what a group caught, `-` for leaving it out, `~` in front for the て-form of the verb before the phrase, and none
//! where it is only explained. `class` is `info` or `warning`
//! where it is not the rule's own, or `keep`: such a phrase is easy, and nothing inside of it is flagged.
//! `#` begins a comment.

use super::conjugate::conjugate;
use crate::proofread::needed::needed;
use crate::proofread::plain::Plain;
use crate::proofread::search::Search;
use crate::proofread::{About, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{Form, Pos};
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
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
    /// Strings without which a line matches nothing, looked for all at once: most lines are tried nowhere.
    signs: Option<AhoCorasick>,
    /// By the number of a sign, the lines that wait for it.
    waiting: Vec<Vec<usize>>,
    /// Lines that no sign is known of.
    always: Vec<usize>,
}

struct Line {
    pattern: &'static str,
    compiled: Search,
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
    pub fn new(source: &'static str) -> Self {
        let lines = source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let pattern = cell();
            let cures = cell().split('|').filter(|cure| !cure.is_empty()).collect();
            let class = cell();
            // See `build.rs`; of a table that was not made ready, as in tests, this is worked out here.
            let needs = match cells.nth(3) {
                Some(ready) => ready.split('\u{1f}').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
                None => needed(pattern),
            };
            let severity = Severity::from_code(class);
            (Line { pattern, compiled: Search::new(), cures, severity, keep: class == "keep" }, needs)
        });
        let (lines, needs): (Vec<Line>, Vec<Vec<String>>) = lines.unzip();
        let mut waiting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut always = Vec::new();
        for (number, needed) in needs.into_iter().enumerate() {
            if needed.is_empty() {
                always.push(number);
            }
            for sign in needed {
                waiting.entry(sign).or_default().push(number);
            }
        }
        let (signs, waiting): (Vec<String>, Vec<Vec<usize>>) = waiting.into_iter().unzip();
        Self { lines, signs: AhoCorasick::new(signs).ok(), waiting, always }
    }

    /// The lines that may match in `text`, in their order.
    fn worth(&self, text: &str) -> Vec<usize> {
        let Some(signs) = &self.signs else { return (0..self.lines.len()).collect() };
        let mut worth = self.always.clone();
        for found in signs.find_overlapping_iter(text) {
            worth.extend_from_slice(&self.waiting[found.pattern().as_usize()]);
        }
        worth.sort_unstable();
        worth.dedup();
        worth
    }

    /// Every phrase of the table in `plain`; of two that overlap, the one that begins first, then the longer.
    pub fn find(&self, plain: &Plain) -> Vec<Found> {
        let (mut found, mut kept) = (Vec::new(), Vec::new());
        for line in self.worth(&plain.text).into_iter().map(|number| &self.lines[number]) {
            for caught in line.compiled.regex(|| line.pattern.to_owned()).captures_iter(&plain.text) {
                let Some(place) = caught.get_group_by_name("x").or_else(|| caught.get_group(0)) else { continue };
                let span = Span::from(place.range());
                if line.keep {
                    kept.push(span);
                    continue;
                }
                let verb = line.cures.iter().any(|cure| cure.starts_with('~')).then(|| verb(plain, span)).flatten();
                let cures = line.cures.iter().filter_map(|cure| {
                    let mut text = String::new();
                    match cure.strip_prefix('~') {
                        Some(rest) => text = verb.as_ref()?.1.clone() + rest,
                        None if *cure == "-" => {}
                        None => caught.interpolate_string_into(&plain.text, cure, &mut text),
                    }
                    Some(plain.spelled(&text))
                });
                let cures = cures.collect();
                let span = verb.as_ref().map_or(span, |(start, _)| Span::new(*start, span.end));
                found.push(Found { span, cures, severity: line.severity });
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

/// The verb that ends where `span` begins, ます behind it or not: where it begins, and its て-form.
fn verb(plain: &Plain, span: Span) -> Option<(usize, String)> {
    let text = &plain.text;
    let mut before = plain.tokens.iter().rev().skip_while(|token| token.span.end > span.start).peekable();
    if before.peek().is_some_and(|token| token.base(text) == "ます") {
        before.next();
    }
    let verb = before.next().filter(|verb| matches!(verb.pos, Pos::Verb | Pos::BoundVerb))?;
    Some((verb.span.start, conjugate(verb.base(text), Form::Past)?))
}

impl Rule for Phrases {
    fn about(&self) -> About {
        self.about
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for Found { span, cures, severity } in plain.phrases(&self.table).iter() {
            let written = plain.written(*span);
            if passage.is_protected(written) {
                continue;
            }
            let hit = hits.at(written);
            if let Some(severity) = severity {
                hit.severity(*severity);
            }
            for cure in cures {
                hit.ask(cure.as_str());
            }
        }
    }
}
