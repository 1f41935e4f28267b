//! shall.

use super::{PL, english};
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Applicants shall attach a copy → must. Articles of a law and offers (Shall we …?) are left alone.
pub struct Shall;

impl Rule for Shall {
    fn about(&self) -> About {
        english("en.word.shall", Severity::Warning, Fixable::Ask, PL)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["shall"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static SHALL: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?i)\bshall(\s+not)?\b(\s+(?:we|i)\b)?").expect("the pattern is sound"));
        static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"^\s*(?:Article|Section|Chapter|Paragraph|Clause)\s+[0-9]+|^\s*\([0-9]+\)\s|(?i)\bhereinafter\b",
            )
            .expect("the pattern is sound")
        });
        if ARTICLE.is_match(passage.text) {
            return;
        }
        let text = passage.unquoted_prose();
        for caught in SHALL.captures_iter(text).filter(|caught| caught.get(2).is_none()) {
            let Some(all) = caught.get(0) else { continue };
            let cure = if caught.get(1).is_some() { "must not" } else { "must" };
            hits.at(Span::from(all.range())).ask(crate::proofread::english::capital_as(all.as_str(), cure));
        }
    }
}
