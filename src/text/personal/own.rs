//! The office's own words and patterns (NGワード): data from outside, made ready once.

use super::{Confidence, Finder, Kind, Reason};
use aho_corasick::AhoCorasick;
use regex::Regex;
use std::collections::BTreeMap;

/// What is to become of a word of the office's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Treatment {
    /// A placeholder stands for it in what is sent.
    #[default]
    Mask,
    /// Nothing is sent while it is there.
    Block,
}

/// A word or pattern as the office wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord {
    /// The word, or the regular expression.
    pub written: String,
    /// Whether it is a regular expression. It is matched against the text with widths folded: 12 is also １２.
    pub is_pattern: bool,
    /// What is to become of it.
    pub treatment: Treatment,
}

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// As it was written.
    pub written: String,
    /// What is wrong with it, in the words of the regular expressions.
    pub why: String,
}

/// Words and patterns ready for use.
#[derive(Clone, Debug, Default)]
pub struct OwnWords {
    words: Option<AhoCorasick>,
    patterns: Vec<(Regex, Treatment)>,
    /// Of each word, folded and in small letters.
    treatments: BTreeMap<String, Treatment>,
}

impl OwnWords {
    /// Makes them ready; with those that cannot be used. Empty words are left out, and so is a pattern that would match
    /// the empty text.
    pub fn new(words: &[OwnWord]) -> (Self, Vec<Unusable>) {
        let (mut own, mut unusable) = (Self::default(), Vec::new());
        for word in words {
            let written = word.written.trim();
            if written.is_empty() {
                continue;
            }
            if !word.is_pattern {
                let folded = super::Folded::new(written).text.to_lowercase();
                own.treatments.insert(folded, word.treatment);
                continue;
            }
            match Regex::new(written) {
                Ok(pattern) if pattern.is_match("") => {
                    unusable.push(Unusable { written: written.to_owned(), why: "matches the empty text".to_owned() });
                }
                Ok(pattern) => own.patterns.push((pattern, word.treatment)),
                Err(error) => unusable.push(Unusable { written: written.to_owned(), why: error.to_string() }),
            }
        }
        let machine = AhoCorasick::builder()
            .match_kind(aho_corasick::MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(own.treatments.keys());
        own.words = machine.ok().filter(|_| !own.treatments.is_empty());
        (own, unusable)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_none() && self.patterns.is_empty()
    }

    /// What is to become of `found`, a piece of text that [`super::find_with`] found as [`Kind::Own`].
    pub fn treatment(&self, found: &str) -> Treatment {
        let folded = super::Folded::new(found).text;
        let words = self.treatments.get(&folded.to_lowercase()).copied();
        let patterns = self.patterns.iter().filter(|(pattern, _)| pattern.is_match(&folded)).map(|(_, t)| *t);
        if words.into_iter().chain(patterns).any(|t| t == Treatment::Block) {
            Treatment::Block
        } else {
            Treatment::Mask
        }
    }

    /// Notes where they stand.
    pub(super) fn find(&self, finder: &mut Finder<'_>) {
        let text = finder.text();
        if let Some(words) = &self.words {
            for found in words.find_iter(text) {
                finder.note(Kind::Own, found.range(), Confidence::Certain, Reason::Own);
            }
        }
        for (pattern, _) in &self.patterns {
            for found in pattern.find_iter(text) {
                finder.note(Kind::Own, found.range(), Confidence::Certain, Reason::Own);
            }
        }
    }
}
