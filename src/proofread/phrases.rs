//! Phrase tables: where a word is not enough, a line is a pattern. The format is a [`Table`](super::table::Table)'s, in
//! the syntax of the regex crate.
//!
//! `pattern<TAB>right<TAB>marks<TAB>not-before<TAB>not-after<TAB>except`. `right` may hold several cures divided by `|`, with `$1` for
//! what a group caught; an empty one means: explain only, and `-` means: leave it out. `marks` are `safe` or `ask`, a
//! severity where it is not the rule's, and `capital` where an English capital is no sign of a name, divided by commas. `not-before` and `not-after` are patterns that show,
//! directly before or behind the phrase, that another thing is meant; what `except` matches as a whole is left alone. Where a pattern has a group named `x`, only what
//! that group caught is pointed at and replaced. `#` begins a comment.
//!
//! The build script makes the tables of the program `ready!`: it adds a cell with the strings every match needs, U+001F
//! between them, and one with the bytes of the longest match. A pattern is then searched for no further than that around
//! the strings that were seen.

use super::english;
use super::needed::{longest, needed};
use super::search::Search;
use super::{About, Hits, Needs, Passage, Rule, Severity};
use crate::text::{Lang, Span};
use regex_automata::Input;
use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures;
use std::sync::LazyLock;

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
    lang: Lang,
    lines: Vec<Line>,
    /// The line of every string a line needs, in the order of [`PhraseTable::needs`].
    needing: Vec<usize>,
    /// The lines that need none.
    loose: Vec<usize>,
}

struct Line {
    /// Strings of which every match holds one; none where no such strings are certain.
    needs: Vec<String>,
    /// Bytes of the longest match.
    longest: Option<usize>,
    /// As the table writes it.
    pattern: &'static str,
    /// Whether it is no more than words, so that it stands wherever they are seen.
    plain: bool,
    /// For text whose words are one space apart, and for any white space.
    compiled: [Search; 2],
    right: Vec<&'static str>,
    safe: bool,
    severity: Option<Severity>,
    capital: bool,
    not_before: Option<Beside>,
    not_after: Option<Beside>,
    except: Option<Beside>,
}

/// A pattern for what stands beside a phrase.
struct Beside {
    source: String,
    compiled: Search,
}

impl Beside {
    fn new(source: String) -> Self {
        Self { source, compiled: Search::new() }
    }

    fn is_in(&self, text: &str) -> bool {
        self.compiled.regex(|| self.source.clone()).is_match(text)
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
            let source = if before { format!("{case}(?:{cell})$") } else { format!("{case}^(?:{cell})") };
            (!cell.is_empty()).then(|| Beside::new(source))
        };
        let mut lines = Vec::new();
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut cells = line.split('\t');
            let cells = &mut cells;
            let pattern = cell(cells);
            let right: Vec<&str> = cell(cells).split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
            let marks: Vec<&str> = cell(cells).split(',').collect();
            let (not_before, not_after) = (context(cell(cells), true), context(cell(cells), false));
            let except = cell(cells);
            let except = (!except.is_empty()).then(|| Beside::new(format!("{case}^(?:{except})$")));
            // Of a table that was not made ready, as in tests, the last two cells are worked out here.
            let (ready, most) = (cells.next(), cells.next());
            let plain = is_plain(pattern) && right.iter().all(|cure| !cure.contains('$'));
            lines.push(Line {
                needs: match ready {
                    _ if plain => vec![pattern.to_owned()],
                    Some(cell) => cell.split('\u{1f}').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
                    None => needed(pattern),
                },
                longest: match most {
                    _ if plain => Some(pattern.len()),
                    Some(cell) => cell.parse().ok(),
                    None => longest(pattern),
                },
                pattern,
                plain,
                compiled: [const { Search::new() }; 2],
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
        Self { lang, lines, needing, loose }
    }

    /// What a passage must hold for any phrase to stand in it.
    pub fn needs(&self) -> Needs {
        let needs = Needs::places(self.lines.iter().flat_map(|line| &line.needs).cloned().collect());
        if self.loose.is_empty() { needs } else { needs.or(Needs::nothing()) }
    }

    /// Compiles every pattern.
    #[cfg(test)]
    pub fn compile(&self) {
        for line in &self.lines {
            line.regex(self.lang, false);
            line.regex(self.lang, true);
            for beside in line.not_before.iter().chain(&line.not_after).chain(&line.except) {
                beside.is_in("");
            }
        }
    }
}

/// Whether `pattern` means nothing but its own letters.
fn is_plain(pattern: &str) -> bool {
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii() || super::japanese::is_japanese(c));
    !pattern.contains(['\\', '.', '+', '*', '?', '(', ')', '|', '[', ']', '{', '}', '^', '$'])
        && ascii(pattern.chars().next())
        && ascii(pattern.chars().next_back())
}

/// The pattern as a search for whole words; `spaced` says that any white space may stand for a space.
fn whole_words(pattern: &str, spaced: bool) -> String {
    let (open, close) = edges(pattern);
    let edge = |is: bool| if is { r"(?-u:\b)" } else { "" };
    let words = if spaced { pattern.replace(' ', r"\s+") } else { pattern.to_owned() };
    format!("(?i){}(?:{words}){}", edge(open), edge(close))
}

/// Whether a word begins with `pattern`, and whether one ends with it.
fn edges(pattern: &str) -> (bool, bool) {
    let open = pattern.starts_with(|c: char| c.is_alphanumeric() || c == '(');
    let close = pattern.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '?');
    // `(?:)` at the end says that a mark, not a word, may come last.
    (open, close && !pattern.ends_with("(?:)"))
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
        self.table.look(passage, seen, quotations, 0, hits, &[]);
    }

    /// Looks for the Japanese phrases of `table` wherever none of `known` is; the strings they need are numbered from
    /// `first` among the rule's.
    pub(super) fn look_for(table: &PhraseTable, first: usize, passage: &Passage<'_>, hits: &mut Hits, known: &[Span]) {
        table.look(passage, passage.text, &[], first, hits, known);
    }
}

impl PhraseTable {
    /// Looks for the phrases wherever none of `known` is. The strings they need are numbered from `first` among the
    /// rule's.
    fn look(
        &self,
        passage: &Passage<'_>,
        seen: &str,
        quotations: &[Span],
        first: usize,
        hits: &mut Hits,
        known: &[Span],
    ) {
        let english = self.lang == Lang::En;
        let spaced = passage.asked.spaced();
        let mut found: Vec<(Span, usize, Vec<String>)> = Vec::new();
        let mut take = |index: usize, span: Span, caught: Option<&Captures>| {
            let line = &self.lines[index];
            let whole = caught.and_then(Captures::get_match).map_or(span, |all| Span::from(all.range()));
            let aside = line.means_other(span, whole, seen)
                || passage.is_protected(span)
                || quotations.iter().any(|q| q.overlaps(span))
                || (english && !line.capital && english::is_name(passage, span));
            if !aside {
                found.push((span, index, line.cures(caught, seen, &passage.text[span.range()], english)));
            }
        };
        let whole = Span::new(0, seen.len());
        let mut searched: Vec<(usize, Span)> = self.loose.iter().map(|line| (*line, whole)).collect();
        for (string, span) in passage.places() {
            let Some(&index) = string.checked_sub(first).and_then(|string| self.needing.get(string)) else { continue };
            let line = &self.lines[index];
            if spaced {
                searched.push((index, whole));
            } else if line.plain {
                if line.stands(seen, span, english) {
                    take(index, span, None);
                }
            } else if seen.get(span.range()) == passage.text.get(span.range()) {
                searched.push((index, line.reach(span, seen)));
            }
        }
        searched.sort_unstable_by_key(|(index, range)| (*index, range.start));
        searched.dedup_by(|(index, range), (before, kept)| {
            let joined = index == before && range.start <= kept.end;
            if joined {
                kept.end = kept.end.max(range.end);
            }
            joined
        });
        for (index, range) in searched {
            let regex = self.lines[index].regex(self.lang, spaced);
            let range = Input::new(seen).range(range.range());
            // Most are not there, and that is told without asking for groups.
            if !regex.is_match(range.clone()) {
                continue;
            }
            for caught in regex.captures_iter(range) {
                let place = caught.get_group_by_name("x").or_else(|| caught.get_group(0));
                if let Some(place) = place.filter(|place| !place.is_empty()) {
                    take(index, Span::from(place.range()), Some(&caught));
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
    /// The search for it; `spaced` says that words may be further apart than one space.
    fn regex(&self, lang: Lang, spaced: bool) -> &Regex {
        self.compiled[usize::from(spaced)].regex(|| match lang {
            Lang::En => whole_words(self.pattern, spaced),
            Lang::Ja => self.pattern.to_owned(),
        })
    }

    /// How far a match can reach that holds what is seen at `span`.
    fn reach(&self, span: Span, seen: &str) -> Span {
        let Some(longest) = self.longest else { return Span::new(0, seen.len()) };
        let start = seen.floor_char_boundary(span.end.saturating_sub(longest).min(span.start));
        let end = seen.ceil_char_boundary((span.start + longest).max(span.end).min(seen.len()));
        Span::new(start, end)
    }

    /// Whether the plain words of the line are what is seen at `span`, and no part of longer words.
    fn stands(&self, seen: &str, span: Span, english: bool) -> bool {
        let Some(words) = seen.get(span.range()) else { return false };
        if !english {
            return words == self.pattern;
        }
        let letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        let (open, close) = edges(self.pattern);
        let (before, after) = (&seen.as_bytes()[..span.start], &seen.as_bytes()[span.end..]);
        words.eq_ignore_ascii_case(self.pattern)
            && !(open && letter(before.last()))
            && !(close && letter(after.first()))
    }

    /// Whether what is around `span`, or all that the pattern matched, says that another thing is meant.
    fn means_other(&self, span: Span, whole: Span, seen: &str) -> bool {
        let is = |beside: &Option<Beside>, text: &str| beside.as_ref().is_some_and(|beside| beside.is_in(text));
        is(&self.not_before, &seen[..span.start])
            || is(&self.not_after, &seen[span.end..])
            || is(&self.except, &seen[span.range()])
            || is(&self.except, &seen[whole.range()])
    }

    fn cures(&self, caught: Option<&Captures>, seen: &str, words: &str, english: bool) -> Vec<String> {
        let written = self.right.iter().map(|right| {
            let mut cure = String::new();
            match caught {
                _ if *right == "-" => {}
                Some(caught) => caught.interpolate_string_into(seen, right, &mut cure),
                None => cure.push_str(right),
            }
            if english { english::capital_as(words, &cure) } else { cure }
        });
        written.collect()
    }
}
