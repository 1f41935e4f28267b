//! Percent.

use super::{GU, english};
use crate::proofread::{About, Fixable, Hits, Needs, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::facts::{ENGLISH_NUMBERS, english_number};
use regex::Regex;
use std::sync::LazyLock;

/// 15 % → 15%, fifteen % → 15%, and 15 percent beside 20% in one document.
pub struct Percent;

const ID: &str = "en.num.percent";
const SIGN: u8 = 0;
const WORD: u8 = 1;

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?P<n>[0-9][0-9,.]*)(?:(?P<gap>\s*)(?P<sign>%)|\s*(?P<word>per\s?cent)\b)|\b(?P<spelt>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:{}))\s(?P<word2>per\s?cent)\b|\b(?P<said>{}|hundred)\s*(?P<sign2>%)",
        ENGLISH_NUMBERS.join("|"),
        ENGLISH_NUMBERS.join("|")
    ))
    .expect("the pattern is sound")
});

impl Rule for Percent {
    fn about(&self) -> About {
        english(ID, Severity::Info, Fixable::Safe, GU)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["%", "cent"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        for caught in WRITTEN.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            if let Some(said) = caught.name("said") {
                let value = english_number(&said.as_str().to_ascii_lowercase()).unwrap_or(100);
                hits.at(Span::from(all.range())).safe(format!("{value}%"));
            } else if caught.name("gap").is_some_and(|gap| !gap.is_empty()) {
                hits.at(Span::from(all.range())).safe(format!("{}%", &caught["n"]));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.unquoted_prose();
        for caught in WRITTEN.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let spelt = caught.name("spelt").and_then(|words| {
                words.as_str().to_ascii_lowercase().split('-').map(english_number).sum::<Option<u64>>()
            });
            let n = caught.name("n").map(|n| n.as_str().to_owned()).or(spelt.map(|n| n.to_string()));
            let Some(n) = n else { continue };
            let point = text[all.end()..].trim_start().starts_with("age point");
            if point || caught.name("gap").is_some_and(|gap| !gap.is_empty()) {
                continue;
            }
            let (kind, other) = match caught.name("word").or(caught.name("word2")) {
                Some(_) => (WORD, format!("{n}%")),
                None => (SIGN, format!("{n} percent")),
            };
            notes.push(Note { span: Span::from(all.range()), kind, word: other });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        // In a tie the sign stays: it is what the house writes.
        let notes = whole.notes(ID);
        let (words, signs): (Vec<&Noted<'_>>, Vec<&Noted<'_>>) = notes.iter().partition(|note| note.kind == WORD);
        if words.is_empty() || signs.is_empty() {
            return;
        }
        for note in if words.len() <= signs.len() { words } else { signs } {
            hits.at(note.span).safe(note.word);
        }
    }
}
