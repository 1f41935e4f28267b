//! Long sentences.

use super::{GU, english};
use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use regex::Regex;
use std::sync::LazyLock;

/// A sentence over 25 words. Titles in quotation marks count as one word; bullets may be long.
pub struct SentenceLength;

/// The most words a sentence should have.
const MOST: usize = 25;

impl Rule for SentenceLength {
    fn about(&self) -> About {
        english("en.length.sentence", Severity::Warning, Fixable::None, GU)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static TITLE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r#""[^"]*[^".!?,]"|“[^”]*[^”.!?,]”"#).expect("the pattern is sound"));
        static BULLET: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\s*(?:[-•*·–▪○●]\s|\([a-z0-9]{1,3}\)\s|[a-z][.)]\s)").expect("the pattern is sound")
        });
        if matches!(passage.role, Role::Item(_) | Role::Title | Role::Heading(_) | Role::Attachment | Role::Contact)
            || BULLET.is_match(passage.text)
        {
            return;
        }
        for sentence in passage.sentences {
            let text = TITLE.replace_all(&passage.text[sentence.span.range()], "title");
            let count = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            if count > MOST {
                hits.at(sentence.span).arg("count", count.to_string());
            }
        }
    }
}
