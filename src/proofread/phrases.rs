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
use regex::{Captures, Regex};
use std::sync::{LazyLock, OnceLock};

/// A rule that is a table of phrases.
pub struct Phrases {
    /// What it is.
    pub about: About,
    /// The phrases.
    pub table: LazyLock<PhraseTable>,
    /// Whether it also looks inside quotations.
    pub quoted: bool,
}

/// A table, ready to look phrases up. A pattern is compiled when a passage first holds the letters it needs.
pub struct PhraseTable {
    lang: Lang,
    lines: Vec<Line>,
}

struct Line {
    /// Letters without which the pattern matches nothing; empty where there are none.
    key: String,
    pattern: Pattern,
    right: Vec<&'static str>,
    safe: bool,
    severity: Option<Severity>,
    capital: bool,
    not_before: Option<Pattern>,
    not_after: Option<Pattern>,
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
            lines.push(Line {
                key: needed(pattern).to_ascii_lowercase(),
                pattern: Pattern::new(if lang == Lang::En { whole_words(pattern) } else { pattern.to_owned() }),
                right,
                safe: marks.contains(&"safe"),
                severity: marks.iter().find_map(|mark| Severity::from_code(mark)),
                capital: marks.contains(&"capital"),
                not_before,
                not_after,
            });
        }
        Self { lang, lines }
    }

    /// The lines whose letters stand in `seen`.
    fn candidates<'t>(&'t self, seen: &'t str) -> impl Iterator<Item = (usize, &'t Line)> + 't {
        let lower = if self.lang == Lang::En { seen.to_ascii_lowercase() } else { String::new() };
        self.lines.iter().enumerate().filter(move |(_, line)| {
            line.key.is_empty() || if lower.is_empty() { seen.contains(&line.key) } else { lower.contains(&line.key) }
        })
    }

    /// Compiles every pattern.
    #[cfg(test)]
    pub fn compile(&self) {
        for line in &self.lines {
            line.pattern.regex();
            line.not_before.iter().chain(&line.not_after).for_each(|pattern| drop(pattern.regex().clone()));
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

/// The longest run of letters that every match of `pattern` holds: what stands outside of classes, of groups that offer a
/// choice, and of what may be left out. Empty where no run is certain.
fn needed(pattern: &str) -> String {
    let chars: Vec<char> = pattern.chars().collect();
    let (mut best, mut run) = (String::new(), String::new());
    let mut at = 0;
    while at < chars.len() {
        let optional = |next: usize| matches!(chars.get(next), Some('?' | '*' | '{'));
        let mut ends = true;
        match chars[at] {
            '\\' => {
                at += 1;
            }
            '[' => {
                while at < chars.len() && chars[at] != ']' {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
            }
            '(' => {
                let (mut depth, mut end, mut choice) = (0usize, at, false);
                while end < chars.len() {
                    match chars[end] {
                        '\\' => end += 1,
                        '(' => depth += 1,
                        ')' if depth == 1 => break,
                        ')' => depth -= 1,
                        '|' if depth == 1 => choice = true,
                        _ => {}
                    }
                    end += 1;
                }
                if choice || optional(end + 1) {
                    at = end;
                } else {
                    // Only the name of the group is skipped; what it holds is certain.
                    while at < end && !matches!(chars[at], ':' | '>') && chars.get(at + 1) != Some(&'(') {
                        if at > 0 && chars[at] == '(' && chars.get(at + 1) != Some(&'?') {
                            break;
                        }
                        at += 1;
                    }
                }
            }
            '|' => return String::new(),
            c if c.is_alphabetic() && !optional(at + 1) => {
                run.push(c);
                ends = false;
            }
            _ => {}
        }
        at += 1;
        if ends || at >= chars.len() {
            if run.len() > best.len() {
                best = std::mem::take(&mut run);
            }
            run.clear();
        }
    }
    best
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
        for (index, line) in self.table.candidates(seen) {
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
        let other = self.not_before.as_ref().is_some_and(|p| p.regex().is_match(before))
            || self.not_after.as_ref().is_some_and(|p| p.regex().is_match(after));
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

#[cfg(test)]
mod tests {
    use super::needed;

    #[test]
    fn the_letters_a_pattern_needs() {
        for (pattern, key) in [
            ("due to the fact that", "fact"),
            ("make (?:an? |the )?(?:[a-z]+ )?decisions?(?: (?:on|about))?", "decision"),
            ("(?:is|are) capable of", "capable"),
            ("(?P<x>するべき)(?:。|$)", "するべき"),
            ("(?:a|b)", ""),
            ("a|b", ""),
            ("お(?P<v>書き|読み)してください", "してください"),
            (r"e\.\s?g\.", "e"),
            ("せんがため(?:に)?", "せんがため"),
        ] {
            assert_eq!(needed(pattern), key, "{pattern}");
        }
    }
}
