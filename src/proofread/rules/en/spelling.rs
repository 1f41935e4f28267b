//! American and British spelling in one document.

use super::english;
use crate::proofread::english::is_name;
use crate::proofread::{About, Fixable, Hits, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// organise … color. Names (Civic Centre, Ministry of Defense) and quotations keep their spelling.
pub struct MixedSpelling;

const ID: &str = "en.spelling.mixed";
const AMERICAN: u8 = 0;
const BRITISH: u8 = 1;
const DAY_FIRST: u8 = 2;

/// By word: the variety it belongs to, and the other one's spelling.
static WORDS: LazyLock<HashMap<&str, (u8, &str)>> = LazyLock::new(|| {
    let pairs = include_str!("../../../../assets/rules/en-spelling-mixed.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'));
    // As a noun with a c the word is British; with an s it may be the verb of either.
    pairs
        .flat_map(|(us, uk)| [(us, (AMERICAN, uk)), (uk, (BRITISH, us))])
        .chain([("licence", (BRITISH, "license")), ("licences", (BRITISH, "licenses"))])
        .collect()
});

/// 31 August: the day first.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    )
    .expect("the pattern is sound")
});

impl Rule for MixedSpelling {
    fn about(&self) -> About {
        english(ID, Severity::Warning, Fixable::Ask, "Kian")
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.unquoted_prose();
        for found in DATED.find_iter(text) {
            notes.push(Note { span: Span::from(found.range()), kind: DAY_FIRST, word: String::new() });
        }
        for &span in passage.unquoted_words() {
            let word = &text[span.range()];
            let lower = word.to_lowercase();
            let Some((kind, other)) = WORDS.get(lower.as_str()) else { continue };
            // A capital inside a sentence, or before another capital, is a name.
            let next = text[span.end..].trim_start();
            let named = word.starts_with(char::is_uppercase)
                && (is_name(passage, span) || next.starts_with(char::is_uppercase) || next.starts_with("of "));
            let computers = lower == "program" && next.starts_with(['(']) && next.contains("software");
            if !named && !computers && !word.chars().all(char::is_uppercase) {
                let other = crate::proofread::english::capital_as(word, other);
                notes.push(Note { span, kind: *kind, word: other });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let (dated, notes): (Vec<&Noted<'_>>, Vec<&Noted<'_>>) =
            whole.notes(ID).iter().partition(|note| note.kind == DAY_FIRST);
        let british = notes.iter().filter(|note| note.kind == BRITISH).count();
        // In a tie American spelling stays, which most ministries write, unless the dates are written as the British do.
        let most = if british * 2 == notes.len() { !dated.is_empty() } else { british * 2 > notes.len() };
        let rare = if most { AMERICAN } else { BRITISH };
        for note in notes.iter().filter(|note| note.kind == rare && british < notes.len()) {
            hits.at(note.span).ask(note.word);
        }
    }
}
