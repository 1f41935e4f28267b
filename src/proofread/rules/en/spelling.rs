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
/// What else the British write, and what else Americans do, where the spellings are even.
const LIKE_BRITISH: u8 = 2;
const LIKE_AMERICAN: u8 = 3;

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

/// 31 August, Mr Mori and rubbish, or August 31, Mr. Mori and garbage.
static LIKE: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    Regex::new(&format!(
        r"\b(?:(?P<uk>[0-9]{{1,2}} {MONTH}|(?:Mr|Mrs|Ms|Dr) [A-Z]|rubbish|car parks?|lorr(?:y|ies)|fortnight|pavement)|(?P<us>{MONTH} [0-9]{{1,2}}|(?:Mr|Mrs|Ms|Dr)\. [A-Z]|garbage|trash|parking lots?|trucks?|sidewalks?))\b"
    ))
    .expect("the pattern is sound")
});

/// Whether the meter between `before` and `after` is one of length.
fn is_length(before: &str, after: &str) -> bool {
    let last = before.trim_end_matches([' ', '-']).rsplit([' ', '-', '(']).next().unwrap_or_default();
    let counted = ["square", "cubic", "per", "several", "few", "hundred", "thousand", "many", "half"];
    let next = after.split([' ', ',', '.']).next().unwrap_or_default();
    last.ends_with(|c: char| c.is_ascii_digit())
        || counted.contains(&last)
        || crate::text::facts::english_number(&last.to_ascii_lowercase()).is_some()
        || ["long", "wide", "high", "deep", "tall", "away", "above", "below", "thick", "apart"].contains(&next)
}

impl Rule for MixedSpelling {
    fn about(&self) -> About {
        english(ID, Severity::Warning, Fixable::Ask, "Kian")
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.unquoted_prose();
        for caught in LIKE.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let kind = if caught.name("uk").is_some() { LIKE_BRITISH } else { LIKE_AMERICAN };
            notes.push(Note { span: Span::from(all.range()), kind, word: String::new() });
        }
        for &span in passage.unquoted_words() {
            // A neighbour's child.
            let word = text[span.range()].trim_end_matches("'s").trim_end_matches("’s");
            let span = Span::new(span.start, span.start + word.len());
            let lower = word.to_lowercase();
            let Some((kind, other)) = WORDS.get(lower.as_str()) else { continue };
            // A capital inside a sentence, or before another capital, is a name.
            let next = text[span.end..].trim_start();
            let named = word.starts_with(char::is_uppercase)
                && (is_name(passage, span) || next.starts_with(char::is_uppercase) || next.starts_with("of "));
            // A meter that measures is one in both.
            if lower.starts_with("meter") && !is_length(&text[..span.start], next) {
                continue;
            }
            // A program for computers is one in both.
            let last = text[..span.start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
            let machine =
                ["computer", "computer's", "software", "free", "antivirus", "anti-virus", "installed", "source"];
            let computers = lower.starts_with("program")
                && (next.starts_with(['(']) && next.contains("software")
                    || machine.contains(&last.as_str())
                    || ["code", "file", "files", "runs on"].iter().any(|word| next.starts_with(word)));
            if !named && !computers && !word.chars().all(char::is_uppercase) {
                let other = crate::proofread::english::capital_as(word, other);
                notes.push(Note { span, kind: *kind, word: other });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let (like, notes): (Vec<&Noted<'_>>, Vec<&Noted<'_>>) =
            whole.notes(ID).iter().partition(|note| note.kind >= LIKE_BRITISH);
        let british = notes.iter().filter(|note| note.kind == BRITISH).count();
        // In a tie American spelling stays, which most ministries write, unless dates and words are more like the
        // British.
        let like_british = like.iter().filter(|note| note.kind == LIKE_BRITISH).count();
        let most = if british * 2 == notes.len() { like_british * 2 > like.len() } else { british * 2 > notes.len() };
        let rare = if most { AMERICAN } else { BRITISH };
        for note in notes.iter().filter(|note| note.kind == rare && british < notes.len()) {
            hits.at(note.span).ask(note.word);
        }
    }
}
