//! How a paragraph is cut into segments: by our own knowledge of sentences, or by an office's rules.
//!
//! Rules are those of SRX: at each place of the text the first rule that fits decides, and where none fits there is no
//! cut. `format` reads them from a file.

use crate::text::{Lang, Span, segment};
use fancy_regex::Regex;
use std::sync::Arc;

/// How a paragraph is cut.
#[derive(Clone, Debug, Default)]
pub enum Segmenter {
    /// [`segment::sentences`].
    #[default]
    Own,
    /// An office's rules, as a file brought them. A language they do not speak of is cut by our own knowledge.
    Rules(Arc<Rules>),
}

impl Segmenter {
    /// The segments of one paragraph, in order, without the space around them.
    pub fn spans(&self, paragraph: &str, lang: Lang) -> Vec<Span> {
        match self {
            Self::Rules(rules) if rules.speaks(lang.code()) => rules.spans(paragraph, lang.code()),
            _ => segment::sentences(paragraph, lang).into_iter().map(|sentence| sentence.span).collect(),
        }
    }
}

/// Rules of segmentation for several languages.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Whether all maps that fit a language contribute, or the first alone.
    pub cascade: bool,
    /// The groups of rules, by name.
    pub groups: Vec<Group>,
    /// Which groups are for which languages, in order.
    pub maps: Vec<Map>,
}

/// Some rules under one name.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name.
    pub name: String,
    /// The rules, in order.
    pub rules: Vec<Rule>,
}

/// Languages and the group that is for them.
#[derive(Clone, Debug)]
pub struct Map {
    /// A pattern that a language tag must fit as a whole, whatever its case.
    pub languages: Regex,
    /// The group's name.
    pub group: String,
}

/// One rule: whether the text is cut between what fits `before` and what fits `after`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Whether it is cut there, or is not.
    pub breaks: bool,
    /// What must end at the place; `None`: anything.
    before: Option<Regex>,
    /// The same to be tried on the text up to a place, for a pattern that runs over whatever it meets and so hides the
    /// places where a shorter match ends.
    ending: Option<Regex>,
    /// What must begin there; `None`: anything.
    after: Option<Regex>,
}

/// So many bytes before a place are looked at by a pattern that runs over whatever it meets.
const REACH: usize = 1200;

impl Rule {
    /// A rule of these two patterns, written as ICU writes them; empty ones fit everywhere.
    ///
    /// # Errors
    /// If a pattern cannot be understood.
    pub fn new(breaks: bool, before: &str, after: &str) -> Result<Self, Box<fancy_regex::Error>> {
        let compile = |pattern: &str| match pattern {
            "" => Ok(None),
            // The places found must be ends and beginnings of a match.
            pattern => Regex::new(&format!("(?m){}", translated(pattern))).map(Some).map_err(Box::new),
        };
        let runs_on = [".*", ".+", "]*", "]+", "S*", "S+", "w*", "w+"].iter().any(|mark| before.contains(mark));
        let ending = if runs_on { compile(&format!("(?:{before})\\z"))? } else { None };
        Ok(Self { breaks, before: compile(before)?, ending, after: compile(after)? })
    }
}

impl Map {
    /// A map of the languages that fit `pattern`.
    ///
    /// # Errors
    /// If the pattern cannot be understood.
    pub fn new(pattern: &str, group: &str) -> Result<Self, Box<fancy_regex::Error>> {
        let languages = Regex::new(&format!("^(?i:{})$", translated(pattern))).map_err(Box::new)?;
        Ok(Self { languages, group: group.to_owned() })
    }
}

impl Rules {
    /// Whether any map fits the language with this tag.
    pub fn speaks(&self, tag: &str) -> bool {
        self.maps.iter().any(|map| map.fits(tag))
    }

    /// The rules for a language, in the order they are asked.
    fn rules_for(&self, tag: &str) -> Vec<&Rule> {
        let mut found = Vec::new();
        for map in self.maps.iter().filter(|map| map.fits(tag)) {
            found.extend(self.groups.iter().filter(|group| group.name == map.group).flat_map(|group| &group.rules));
            if !self.cascade {
                break;
            }
        }
        found
    }

    /// The segments of `text` in the language with this tag, without the space around them.
    pub fn spans(&self, text: &str, tag: &str) -> Vec<Span> {
        let mut decided: std::collections::BTreeMap<usize, bool> = std::collections::BTreeMap::new();
        for rule in self.rules_for(tag) {
            for at in rule.places(text) {
                decided.entry(at).or_insert(rule.breaks);
            }
        }
        let cuts = decided.into_iter().filter(|(_, breaks)| *breaks).map(|(at, _)| at);
        let mut found = Vec::new();
        let mut start = 0;
        for end in cuts.chain([text.len()]) {
            let piece = &text[start..end];
            let lead = piece.len() - piece.trim_start().len();
            let body = piece.trim();
            if !body.is_empty() {
                found.push(Span::new(start + lead, start + lead + body.len()));
            }
            start = end;
        }
        found
    }
}

impl Map {
    fn fits(&self, tag: &str) -> bool {
        self.languages.is_match(tag).unwrap_or(false)
    }
}

impl Rule {
    /// Every place inside `text` where the rule fits. A pattern that asks too much of the text fits nowhere in it.
    fn places(&self, text: &str) -> Vec<usize> {
        let inside = |at: &usize| *at > 0 && *at < text.len();
        let begins = |at: usize| match &self.after {
            None => true,
            Some(after) => matches!(after.find_from_pos(text, at), Ok(Some(found)) if found.start() == at),
        };
        let Some(before) = &self.before else {
            let Some(after) = &self.after else {
                return text.char_indices().map(|(at, _)| at).filter(inside).collect();
            };
            return matches(after, text).into_iter().map(|(start, _)| start).filter(inside).collect();
        };
        if let Some(ending) = &self.ending {
            let ends = |at: usize| {
                let from = text.ceil_char_boundary(at.saturating_sub(REACH));
                ending.is_match(&text[from..at]).unwrap_or(false)
            };
            let places = text.char_indices().map(|(at, _)| at).filter(inside);
            return places.filter(|at| begins(*at) && ends(*at)).collect();
        }
        matches(before, text).into_iter().map(|(_, end)| end).filter(inside).filter(|at| begins(*at)).collect()
    }
}

/// Every match of `pattern`, one beginning at each place where one can.
fn matches(pattern: &Regex, text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Ok(Some(hit)) = pattern.find_from_pos(text, at) {
        found.push((hit.start(), hit.end()));
        // The next one may begin inside this one, and end elsewhere.
        at = hit.start() + text[hit.start()..].chars().next().map_or(1, char::len_utf8);
        if at > text.len() {
            break;
        }
    }
    found.sort_by_key(|(_, end)| *end);
    found.dedup_by_key(|(_, end)| *end);
    found
}

/// An ICU pattern in the words of our engine: classes it names otherwise, escapes it does not have.
fn translated(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            // \uhhhh and \Uhhhhhhhh.
            Some(u @ ('u' | 'U')) if chars.peek() != Some(&'{') => {
                let count = if u == 'u' { 4 } else { 8 };
                let digits: String = chars.by_ref().take(count).collect();
                out.push_str(&format!("\\x{{{digits}}}"));
            }
            // Horizontal space, and any line break.
            Some('h') => out.push_str("[\\t\\p{Zs}]"),
            Some('R') => out.push_str("(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\x{2028}\\x{2029}])"),
            // \Q…\E is literal.
            Some('Q') => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    if c == '\\' && chars.peek() == Some(&'E') {
                        chars.next();
                        break;
                    }
                    literal.push(c);
                }
                out.push_str(&fancy_regex::escape(&literal));
            }
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'t>(rules: &Rules, text: &'t str, tag: &str) -> Vec<&'t str> {
        rules.spans(text, tag).into_iter().map(|span| &text[span.range()]).collect()
    }

    fn rules(cascade: bool) -> Rules {
        let group = |name: &str, rules: &[(bool, &str, &str)]| Group {
            name: name.to_owned(),
            rules: rules.iter().map(|(breaks, before, after)| Rule::new(*breaks, before, after).unwrap()).collect(),
        };
        Rules {
            cascade,
            groups: vec![
                group("abbreviations", &[(false, r"\bNo\.", r"\s\d"), (false, r"\b(Mr|Dr)\.", r"\s")]),
                group("default", &[(true, r"[.?!]+", r"\s"), (true, r"\n", "")]),
                group("japanese", &[(false, "[。]", "[」』）]"), (true, r"[\u3002！？]+[」』）]*", "")]),
            ],
            maps: vec![
                Map::new("EN.*", "abbreviations").unwrap(),
                Map::new("JA.*", "japanese").unwrap(),
                Map::new("EN.*|FR.*", "default").unwrap(),
            ],
        }
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let text = "See No. 5 there. Mr. Sato comes. Why?";
        assert_eq!(cut(&rules(true), text, "en-GB"), ["See No. 5 there.", "Mr. Sato comes.", "Why?"]);
        // Without the cascade only the first map counts, and that one breaks nowhere.
        assert_eq!(cut(&rules(false), text, "en"), [text]);
        assert_eq!(cut(&rules(true), "「はい。」と言う。次。", "ja-JP"), ["「はい。」", "と言う。", "次。"]);
        assert!(!rules(true).speaks("de"));
    }

    #[test]
    fn a_language_without_rules_is_cut_by_our_own() {
        let segmenter = Segmenter::Rules(Arc::new(Rules::default()));
        assert_eq!(segmenter.spans("一つ。二つ。", Lang::Ja).len(), 2);
    }
}
