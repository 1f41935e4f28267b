//! A word typed twice.

use super::{GE, english};
use crate::document::Role;
use crate::proofread::english::words;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;

/// the the → the, also across a line break.
pub struct DoubleWord;

const ID: &str = "en.typo.double-word";
const FIRST: u8 = 0;
const LAST: u8 = 1;

/// Words that stand twice in good prose.
const TWICE: &[&str] =
    &["had", "very", "no", "so", "bye", "ha", "knock", "hear", "there", "now", "far", "again", "yes", "bon", "fifty"];

/// Words whose particle may meet a preposition: sign in in person.
const PHRASAL: &[&str] = &[
    "log", "logs", "logged", "logging", "sign", "signs", "signed", "signing", "check", "checked", "checking", "hand",
    "handed", "turn", "turned", "go", "goes", "went", "come", "comes", "came", "carry", "carried", "move", "moved",
    "drop", "dropped", "fill", "filled", "bring", "call", "join", "joined", "pass", "passed", "keep", "hold", "stay",
    "live", "lives", "put", "what", "which", "step", "get", "walk", "walked", "run", "stand", "line", "gather",
    "gathered", "all", "plug", "tune", "stop", "dial", "phone", "write", "ring", "switch", "switched",
];

/// Words that never end one line of prose and begin the next.
const LINKS: &[&str] = &[
    "the", "a", "an", "of", "to", "and", "or", "in", "on", "at", "for", "from", "with", "by", "is", "are", "was",
    "were", "be", "will", "that", "this", "you", "your", "we", "our", "it", "as", "not", "must", "can",
];

impl Rule for DoubleWord {
    fn about(&self) -> About {
        english(ID, Severity::Error, Fixable::Safe, GE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        let found = passage.words();
        for (at, pair) in found.windows(2).enumerate() {
            let (first, second) = (&text[pair[0].range()], &text[pair[1].range()]);
            let between = &text[pair[0].end..pair[1].start];
            if between.is_empty() || !between.chars().all(char::is_whitespace) || between.len() > 2 {
                continue;
            }
            let lower = first.to_lowercase();
            // Names (Pago Pago) and cells of a table (Yes Yes) repeat with a capital; The The does not.
            let name = second.starts_with(char::is_uppercase) && !(LINKS.contains(&lower.as_str()) && second != "A");
            if lower != second.to_lowercase()
                || name
                || second.chars().any(char::is_numeric)
                || TWICE.contains(&lower.as_str())
                || (second.chars().count() == 1 && lower != "a")
            {
                continue;
            }
            // Until 5 May may be applied for.
            if lower == "may" && (first == "May") != (second == "May") {
                continue;
            }
            let before = at.checked_sub(1).map(|b| text[found[b].range()].to_lowercase()).unwrap_or_default();
            if ["in", "on", "up", "out", "over", "by", "is", "through", "down", "off"].contains(&lower.as_str())
                && PHRASAL.contains(&before.as_str())
            {
                continue;
            }
            let hit = hits.at(Span::new(pair[0].start, pair[1].end));
            hit.safe(&text[pair[0].range()]);
            if lower == "that" {
                hit.severity(Severity::Info);
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        if passage.role != Role::Body {
            return;
        }
        let text = passage.text.trim_end();
        let found = words(text);
        let (Some(&first), Some(&last)) = (found.first(), found.last()) else { return };
        let link = |span: Span| LINKS.contains(&text[span.range()].to_lowercase().as_str());
        if link(first) && text[..first.start].trim().is_empty() {
            notes.push(Note { span: first, kind: FIRST, word: text[first.range()].to_owned() });
        }
        if link(last) && last.end == text.len() && last != first {
            notes.push(Note { span: last, kind: LAST, word: text[last.range()].to_lowercase() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        for pair in whole.notes(ID).windows(2) {
            let next_line = pair[1].paragraph == pair[0].paragraph + 1;
            // A line that goes on begins small.
            if pair[0].kind == LAST && pair[1].kind == FIRST && next_line && pair[0].word == pair[1].word {
                hits.at(pair[1].span).ask("");
            }
        }
    }
}
