//! Phrase tables: where a word is not enough, a line is a pattern. The format is a [`Table`](super::table::Table)'s, in
//! the syntax of the regex crate.
//!
//! `pattern<TAB>right<TAB>marks<TAB>not-before<TAB>not-after<TAB>except`. `right` may hold several cures divided by `|`, with `$1` for
//! what a group caught; an empty one means: explain only, and `-` means: leave it out. `marks` are `safe` or `ask`, a
//! severity where it is not the rule's, and `capital` where an English capital is no sign of a name, divided by commas. `not-before` and `not-after` are patterns that show,
//! directly before or behind the phrase, that another thing is meant; what `except` matches as a whole is left alone. Where a pattern has a group named `x`, only what
//! that group caught is pointed at and replaced. `#` begins a comment.

use super::english;
use super::sieve::needed;
use super::{About, Hits, Needs, Passage, Rule, Severity};
use crate::text::{Lang, Span};
use regex::{Captures, Regex};
use std::sync::{LazyLock, OnceLock};

/// A rule that is a table of phrases.
pub struct Phrases {
    /// What it is.
    pub about: About,
    /// The phrases.
    pub table: LazyLock<PhraseTable>,
    /// Whether it also looks inside quotations. What was said is advice there: the words may be somebody else's.
    pub quoted: bool,
}

/// A table, ready to look phrases up. A pattern is compiled when a passage first holds the letters it needs.
pub struct PhraseTable {
    lines: Vec<Line>,
    /// The line of every string a line needs, in the order of [`PhraseTable::needs`].
    needing: Vec<usize>,
    /// The lines that need none.
    loose: Vec<usize>,
}

struct Line {
    /// Strings of which every match holds one; none where no such strings are certain.
    needs: Vec<String>,
    pattern: Pattern,
    right: Vec<&'static str>,
    safe: bool,
    severity: Option<Severity>,
    capital: bool,
    not_before: Option<Pattern>,
    not_after: Option<Pattern>,
    except: Option<Pattern>,
}

/// A pattern that is compiled when it is first needed.
struct Pattern {
    source: String,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    fn new(source: String) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| Regex::new(&self.source).unwrap_or_else(|e| panic!("{}: {e}", self.source)))
    }
}

impl PhraseTable {
    /// Reads a table of Japanese phrases. Looking phrases up panics at an unsound pattern: tables are part of the
    /// program, and a test compiles every one of them.
    pub fn japanese(source: &'static str) -> Self {
        Self::new(source, Lang::Ja)
    }

    /// Reads a table of English phrases: whole words, upper and lower case alike, any white space for a space.
    pub fn english(source: &'static str) -> Self {
        Self::new(source, Lang::En)
    }

    fn new(source: &'static str, lang: Lang) -> Self {
        let cell = |cells: &mut dyn Iterator<Item = &'static str>| cells.next().unwrap_or_default();
        let case = if lang == Lang::En { "(?i)" } else { "" };
        let context = |cell: &str, before: bool| {
            let whole = if before { format!("{case}(?:{cell})$") } else { format!("{case}^(?:{cell})") };
            (!cell.is_empty()).then(|| Pattern::new(whole))
        };
        let mut lines = Vec::new();
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut cells = line.split('\t');
            let cells = &mut cells;
            let pattern = cell(cells);
            let right = cell(cells).split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
            let marks: Vec<&str> = cell(cells).split(',').collect();
            let (not_before, not_after) = (context(cell(cells), true), context(cell(cells), false));
            let except = cell(cells);
            let except = (!except.is_empty()).then(|| Pattern::new(format!("{case}^(?:{except})$")));
            let spaced = if lang == Lang::En { pattern.replace(' ', r"\s+") } else { pattern.to_owned() };
            lines.push(Line {
                needs: needed(&spaced),
                pattern: Pattern::new(if lang == Lang::En { whole_words(pattern) } else { pattern.to_owned() }),
                right,
                safe: marks.contains(&"safe"),
                severity: marks.iter().find_map(|mark| Severity::from_code(mark)),
                capital: marks.contains(&"capital"),
                not_before,
                not_after,
                except,
            });
        }
        let needing =
            lines.iter().enumerate().flat_map(|(number, line)| line.needs.iter().map(move |_| number)).collect();
        let loose = (0..lines.len()).filter(|number| lines[*number].needs.is_empty()).collect();
        Self { lines, needing, loose }
    }

    /// What a passage must hold for any phrase to stand in it.
    pub fn needs(&self) -> Needs {
        let needs = Needs::places(self.lines.iter().flat_map(|line| &line.needs).cloned().collect());
        if self.loose.is_empty() { needs } else { needs.or(Needs::nothing()) }
    }

    /// The lines that may stand in `passage`. The strings they need are numbered from `first` among the rule's.
    fn candidates(&self, passage: &Passage<'_>, first: usize) -> impl Iterator<Item = (usize, &Line)> {
        let mut numbers = self.loose.clone();
        let needed = passage.places().filter_map(|(string, _)| string.checked_sub(first));
        numbers.extend(needed.filter_map(|string| self.needing.get(string).copied()));
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| (number, &self.lines[number]))
    }

    /// Compiles every pattern.
    #[cfg(test)]
    pub fn compile(&self) {
        for line in &self.lines {
            line.pattern.regex();
            line.not_before
                .iter()
                .chain(&line.not_after)
                .chain(&line.except)
                .for_each(|pattern| drop(pattern.regex().clone()));
        }
    }
}

/// The pattern as a search for whole words.
fn whole_words(pattern: &str) -> String {
    let open = pattern.starts_with(|c: char| c.is_alphanumeric() || c == '(');
    let close = pattern.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '?');
    // `(?:)` at the end says that a mark, not a word, may come last.
    let close = close && !pattern.ends_with("(?:)");
    let (before, after) = (if open { r"(?-u:\b)" } else { "" }, if close { r"(?-u:\b)" } else { "" });
    format!("(?i){before}(?:{}){after}", pattern.replace(' ', r"\s+"))
}

impl Rule for Phrases {
    fn about(&self) -> About {
        self.about
    }

    fn needs(&self) -> Needs {
        self.table.needs()
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        match self.about.lang {
            Lang::Ja => self.look(passage, passage.text, hits),
            Lang::En if self.quoted => self.look(passage, passage.prose(), hits),
            Lang::En => self.look(passage, passage.unquoted_prose(), hits),
        }
    }
}

impl Phrases {
    /// Looks for every phrase in `seen`, which is the passage's text with what is no prose of its own blotted out.
    fn look(&self, passage: &Passage<'_>, seen: &str, hits: &mut Hits) {
        let english = self.about.lang == Lang::En;
        let quotations = if self.quoted || english { &[] } else { passage.quotations() };
        self.table.look(passage, seen, english, quotations, 0, hits, &[]);
    }

    /// Looks for the Japanese phrases of `table` wherever none of `known` is; the strings they need are numbered from
    /// `first` among the rule's.
    pub(super) fn look_for(table: &PhraseTable, first: usize, passage: &Passage<'_>, hits: &mut Hits, known: &[Span]) {
        table.look(passage, passage.text, false, &[], first, hits, known);
    }
}

impl PhraseTable {
    #[allow(clippy::too_many_arguments)]
    fn look(
        &self,
        passage: &Passage<'_>,
        seen: &str,
        english: bool,
        quotations: &[Span],
        first: usize,
        hits: &mut Hits,
        known: &[Span],
    ) {
        let mut found: Vec<(Span, usize, Vec<String>)> = Vec::new();
        for (index, line) in self.candidates(passage, first) {
            for caught in line.pattern.regex().captures_iter(seen) {
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
        let mut kept: Vec<Span> = known.to_vec();
        for (span, index, cures) in found {
            if kept.iter().any(|k| k.overlaps(span)) {
                continue;
            }
            kept.push(span);
            let line = &self.lines[index];
            let hit = hits.at(span);
            if let Some(severity) = line.severity {
                hit.severity(severity);
            }
            if english && passage.unquoted_prose()[span.range()].contains(english::BLOT) {
                hit.severity(Severity::Info);
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
        let other = self.not_before.as_ref().is_some_and(|p| p.regex().is_match(before))
            || self.not_after.as_ref().is_some_and(|p| p.regex().is_match(after))
            || self.except.as_ref().is_some_and(|p| p.regex().is_match(place.as_str()));
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
