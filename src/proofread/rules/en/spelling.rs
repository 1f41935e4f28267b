//! American and British spelling in one document.

use super::english;
use crate::proofread::english::is_name;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use std::collections::HashMap;
use std::sync::LazyLock;

/// organise … color. Names (Civic Centre, Ministry of Defense) and quotations keep their spelling.
pub struct MixedSpelling;

const ID: &str = "en.spelling.mixed";
const AMERICAN: u8 = 0;
const BRITISH: u8 = 1;

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

impl Rule for MixedSpelling {
    fn about(&self) -> About {
        english(ID, Severity::Warning, Fixable::Ask, "Kian")
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.unquoted_prose();
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
        // In a tie American spelling stays, which most ministries write.
        let notes = whole.notes(ID);
        let british = notes.iter().filter(|note| note.kind == BRITISH).count();
        let rare = if british * 2 <= notes.len() { BRITISH } else { AMERICAN };
        for note in notes.iter().filter(|note| note.kind == rare && british < notes.len()) {
            hits.at(note.span).ask(note.word);
        }
    }
}
