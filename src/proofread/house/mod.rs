//! [`House`]: the words of an office. Forbidden ones and those it has a better word for become findings with the
//! office's own reason; allowed ones are left alone by every rule.
//!
//! Words come from tables an editor of words can read and mend ([`table`]), or from rules in the format of prh
//! ([`prh`]). A line that cannot be used is a [`Problem`] that says where it is; all others hold.

pub mod prh;
pub mod table;

use super::{About, EVERY, Fixable, Hits, Passage, Rule, Severity};
use crate::text::{Lang, Message, Span};
use aho_corasick::{AhoCorasick, MatchKind};
use fancy_regex::Regex;

/// What an office thinks of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// It is not used.
    Forbidden,
    /// Another word is used instead.
    Preferred,
    /// It is right as it is, whatever a rule says.
    Allowed,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Forbidden, Kind::Preferred, Kind::Allowed];

    /// `forbidden`, `preferred` or `allowed`.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Forbidden => "forbidden",
            Kind::Preferred => "preferred",
            Kind::Allowed => "allowed",
        }
    }

    /// The kind a table names, in either language.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.trim() {
            "forbidden" | "禁止" | "使わない" => Some(Kind::Forbidden),
            "preferred" | "推奨" | "言い換え" => Some(Kind::Preferred),
            "allowed" | "許可" | "使ってよい" => Some(Kind::Allowed),
            _ => None,
        }
    }
}

/// One word of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the office thinks of it.
    pub kind: Kind,
    /// The word as it stands in a text, or a pattern: `/…/`, with `i` behind it for either case.
    pub word: String,
    /// What to write instead, the best first; in a pattern's, `$1` is its first group.
    pub instead: Vec<String>,
    /// Why, in the office's words.
    pub reason: String,
    /// Whether the first word of `instead` may be put in unread.
    pub safe: bool,
    /// Whether it counts only where no Latin letter or figure stands beside it.
    pub whole: bool,
    /// A group of the pattern that must be empty where it counts.
    pub empty: Option<usize>,
    /// The file it is from.
    pub file: String,
    /// Its line there, from 1.
    pub line: usize,
}

impl Entry {
    /// A word with nothing more said about it.
    pub fn new(kind: Kind, word: impl Into<String>) -> Self {
        Self {
            kind,
            word: word.into(),
            instead: Vec::new(),
            reason: String::new(),
            safe: false,
            whole: false,
            empty: None,
            file: String::new(),
            line: 0,
        }
    }

    /// The pattern it is, without its slashes, and whether case matters not; `None` if it is a word.
    fn pattern(&self) -> Option<(&str, bool)> {
        let (body, flags) = self.word.strip_prefix('/')?.rsplit_once('/')?;
        (!body.is_empty() && flags.chars().all(|c| "gimuy".contains(c))).then(|| (body, flags.contains('i')))
    }

    /// Its pattern, ready to be looked for.
    fn regex(&self) -> Option<Result<Regex, Cause>> {
        let (body, any_case) = self.pattern()?;
        // What JavaScript escapes without need.
        let body = body.replace("\\/", "/").replace("[^]", "(?s:.)");
        let body = if any_case { format!("(?i:{body})") } else { body };
        let made = fancy_regex::RegexBuilder::new(&body).backtrack_limit(BACKTRACKS).build();
        Some(made.map_err(|error| Cause::Pattern { detail: error.to_string() }))
    }

    /// What to write instead where its groups hold what `group` says.
    fn cures(&self, group: impl Fn(usize) -> String) -> Vec<String> {
        let expand = |text: &String| {
            let mut out = String::new();
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                match (c, chars.peek().and_then(|next| next.to_digit(10))) {
                    ('$', Some(number)) => {
                        chars.next();
                        out.push_str(&group(number as usize));
                    }
                    _ => out.push(c),
                }
            }
            out
        };
        self.instead.iter().map(expand).collect()
    }
}

/// Steps a pattern may take at one place before it is taken to match nothing.
const BACKTRACKS: usize = 20_000;

/// Something in a file of words that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub cause: Cause,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The kind is none of ours.
    Kind {
        /// What stands there.
        found: String,
    },
    /// There is no word.
    NoWord,
    /// A word to be replaced, and nothing to replace it with.
    NoInstead {
        /// The word.
        word: String,
    },
    /// A pattern that cannot be read.
    Pattern {
        /// What the reader of patterns says.
        detail: String,
    },
    /// The file is not of the format it seems to be in.
    Format {
        /// What the reader says.
        detail: String,
    },
    /// An example that comes with a rule does not come out as it says.
    Example {
        /// What the example begins with.
        from: String,
        /// What it should become.
        to: String,
        /// What it becomes.
        got: String,
    },
    /// Files that this one refers to are not read.
    Imports,
}

impl Message for Problem {
    fn id(&self) -> &'static str {
        match self.cause {
            Cause::Kind { .. } => "error-house-kind",
            Cause::NoWord => "error-house-no-word",
            Cause::NoInstead { .. } => "error-house-no-instead",
            Cause::Pattern { .. } => "error-house-pattern",
            Cause::Format { .. } => "error-house-format",
            Cause::Example { .. } => "error-house-example",
            Cause::Imports => "error-house-imports",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = vec![("file", self.file.clone()), ("line", self.line.to_string())];
        match &self.cause {
            Cause::Kind { found } => args.push(("found", found.clone())),
            Cause::NoInstead { word } => args.push(("word", word.clone())),
            Cause::Pattern { detail } | Cause::Format { detail } => args.push(("detail", detail.clone())),
            Cause::Example { from, to, got } => {
                args.extend([("from", from.clone()), ("to", to.clone()), ("got", got.clone())]);
            }
            Cause::NoWord | Cause::Imports => {}
        }
        args
    }
}

/// Reads a file of words by its name's ending: `.tsv`, `.csv`, `.yml` or `.yaml`; `None` for any other.
pub fn read(file: &str, text: &str) -> Option<(Vec<Entry>, Vec<Problem>)> {
    let ending = file.rsplit('.').next()?.to_ascii_lowercase();
    match ending.as_str() {
        "tsv" => Some(table::read(file, text, b'\t')),
        "csv" => Some(table::read(file, text, b',')),
        "yml" | "yaml" => Some(prh::read(file, text)),
        _ => None,
    }
}

/// See the module.
#[derive(Default)]
pub struct House {
    entries: Vec<Entry>,
    words: Words,
    allowed: Words,
    patterns: Vec<(Regex, usize)>,
    allowed_patterns: Vec<Regex>,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

/// Words, ready to be looked for all at once.
#[derive(Default)]
struct Words {
    automaton: Option<AhoCorasick>,
    /// The entry of each pattern of the automaton.
    entries: Vec<usize>,
}

impl Words {
    fn new(entries: &[Entry], of: impl Fn(&Entry) -> bool) -> Self {
        let chosen: Vec<usize> =
            (0..entries.len()).filter(|&i| of(&entries[i]) && entries[i].pattern().is_none()).collect();
        let made = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(chosen.iter().map(|&i| &entries[i].word));
        // An automaton is refused beyond millions of words only; then there are none.
        Self { automaton: made.ok().filter(|_| !chosen.is_empty()), entries: chosen }
    }

    fn find<'t>(&'t self, text: &'t str, entries: &'t [Entry]) -> impl Iterator<Item = (Span, usize)> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter_map(move |found| {
            let span = Span::new(found.start(), found.end());
            let entry = self.entries[found.pattern().as_usize()];
            (!entries[entry].whole || stands_alone(text, span)).then_some((span, entry))
        })
    }
}

fn stands_alone(text: &str, span: Span) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        a.is_some_and(word) && b.is_some_and(word)
    };
    let inside = &text[span.range()];
    !joins(text[..span.start].chars().next_back(), inside.chars().next())
        && !joins(inside.chars().next_back(), text[span.end..].chars().next())
}

/// A place where a word of the office stands.
pub struct Standing<'a> {
    /// Where.
    pub span: Span,
    /// The word.
    pub entry: &'a Entry,
    /// What to write instead, the best first.
    pub cures: Vec<String>,
}

impl House {
    /// These words. Patterns that cannot be read are left out and told of.
    pub fn new(entries: Vec<Entry>) -> (Self, Vec<Problem>) {
        let (mut patterns, mut allowed_patterns, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for (index, entry) in entries.iter().enumerate() {
            match entry.regex() {
                Some(Ok(regex)) if entry.kind == Kind::Allowed => allowed_patterns.push(regex),
                Some(Ok(regex)) => patterns.push((regex, index)),
                Some(Err(cause)) => problems.push(Problem { file: entry.file.clone(), line: entry.line, cause }),
                None => {}
            }
        }
        let words = Words::new(&entries, |entry| entry.kind != Kind::Allowed);
        let allowed = Words::new(&entries, |entry| entry.kind == Kind::Allowed);
        (Self { entries, words, allowed, patterns, allowed_patterns }, problems)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The words, in the order they were read.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where allowed words stand in `text`.
    pub fn allowed(&self, text: &str) -> Vec<Span> {
        let mut found: Vec<Span> = self.allowed.find(text, &self.entries).map(|(span, _)| span).collect();
        for regex in &self.allowed_patterns {
            let places = regex.find_iter(text).map_while(Result::ok).filter(|m| m.start() < m.end());
            found.extend(places.map(|m| Span::new(m.start(), m.end())));
        }
        found
    }

    /// Where words that are forbidden, or that the office has a better one for, stand in `text`, in its order.
    pub fn find<'a>(&'a self, text: &'a str) -> Vec<Standing<'a>> {
        let mut found: Vec<Standing<'a>> = self
            .words
            .find(text, &self.entries)
            .map(|(span, index)| Standing {
                span,
                entry: &self.entries[index],
                cures: self.entries[index].instead.clone(),
            })
            .collect();
        for (regex, index) in &self.patterns {
            let entry = &self.entries[*index];
            for captures in regex.captures_iter(text).map_while(Result::ok) {
                let Some(whole) = captures.get(0).filter(|m| m.start() < m.end()) else { continue };
                let taken = entry.empty.and_then(|group| captures.get(group)).is_some_and(|m| !m.as_str().is_empty());
                let span = Span::new(whole.start(), whole.end());
                if taken || entry.whole && !stands_alone(text, span) {
                    continue;
                }
                let cures =
                    entry.cures(|group| captures.get(group).map_or_else(String::new, |m| m.as_str().to_owned()));
                if cures.first().is_none_or(|cure| cure != whole.as_str()) {
                    found.push(Standing { span, entry, cures });
                }
            }
        }
        found.sort_by_key(|standing| (standing.span.start, standing.span.end));
        found
    }
}

/// The rules that point at words of the office.
pub static RULES: &[&dyn Rule] = &[&HouseRule(Kind::Forbidden), &HouseRule(Kind::Preferred)];

struct HouseRule(Kind);

impl Rule for HouseRule {
    fn about(&self) -> About {
        let (id, severity) = match self.0 {
            Kind::Forbidden => ("house.forbidden", Severity::Error),
            _ => ("house.preferred", Severity::Warning),
        };
        About { id, lang: Lang::Ja, severity, fixable: Fixable::Safe, source: "", profiles: EVERY }
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for standing in passage.house.find(passage.text).into_iter().filter(|s| s.entry.kind == self.0) {
            let hit = hits.at(standing.span);
            hit.arg("reason", standing.entry.reason.clone());
            hit.arg("file", standing.entry.file.clone());
            hit.arg("line", standing.entry.line.to_string());
            for (index, cure) in standing.cures.into_iter().enumerate() {
                if index == 0 && standing.entry.safe {
                    hit.safe(cure)
                } else {
                    hit.ask(cure)
                };
            }
        }
    }
}
