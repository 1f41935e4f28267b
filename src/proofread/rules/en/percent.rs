//! Percent.

use super::{GU, english};
use crate::proofread::{About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 15 % → 15%, fifteen % → 15%, and 15 percent beside 20% in one document.
pub struct Percent;

const ID: &str = "en.num.percent";
const SIGN: u8 = 0;
const WORD: u8 = 1;

const NUMBERS: [&str; 29] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
];

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?P<n>[0-9][0-9,.]*)(?:(?P<gap>\s*)(?P<sign>%)|\s+(?P<word>per\s?cent)\b)|\b(?P<said>{})\s*(?P<sign2>%)",
        NUMBERS.join("|")
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
                let at = NUMBERS.iter().position(|n| said.as_str().eq_ignore_ascii_case(n)).unwrap_or(0);
                let value = if at <= 20 { at } else { (at - 18) * 10 };
                hits.at(Span::from(all.range())).safe(format!("{value}%"));
            } else if caught.name("gap").is_some_and(|gap| !gap.is_empty()) {
                hits.at(Span::from(all.range())).safe(format!("{}%", &caught["n"]));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.unquoted_prose();
        for caught in WRITTEN.captures_iter(text) {
            let (Some(all), Some(n)) = (caught.get(0), caught.name("n")) else { continue };
            let point = text[all.end()..].trim_start().starts_with("age point");
            if point || caught.name("gap").is_some_and(|gap| !gap.is_empty()) {
                continue;
            }
            let (kind, other) = match caught.name("word") {
                Some(_) => (WORD, format!("{}%", n.as_str())),
                None => (SIGN, format!("{} percent", n.as_str())),
            };
            notes.push(Note { span: Span::from(all.range()), kind, word: other });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        for note in super::minority(whole.notes(ID)) {
            hits.at(note.span).safe(note.word);
        }
    }
}
