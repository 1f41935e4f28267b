//! Acronyms that are not explained where they first stand.

use super::{GU, english};
use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::date::MONTHS;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Contact the DPD → the Disaster Prevention Division (DPD). Acronyms that everybody knows need no words.
pub struct Undefined;

const ID: &str = "en.abbr.undefined";
const USED: u8 = 0;
const DEFINED: u8 = 1;

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../../../assets/rules/en-abbr-known.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Given names of other countries, in small letters.
static FOREIGN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../../../assets/names/latin.txt")
        .lines()
        .filter_map(|line| line.strip_prefix("given:"))
        .flat_map(str::split_whitespace)
        .collect()
});

impl Rule for Undefined {
    fn about(&self) -> About {
        english(ID, Severity::Warning, Fixable::Ask, GU)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"[A-Z][A-Z&]*[A-Z](?:-[A-Z]\b|s\b|\b)|\b[A-Z]{1,3}[a-z][A-Z]{1,3}\b")
                .expect("the pattern is sound")
        });
        let text = passage.prose();
        // Whole lines in capitals are headings.
        let heading = !text.contains(|c: char| c.is_ascii_lowercase());
        if heading || matches!(passage.role, Role::DocNumber | Role::Date) {
            return;
        }
        for found in TOKEN.find_iter(text) {
            let span = Span::from(found.range());
            let word = found.as_str().trim_end_matches('s');
            let (before, after) = (&text[..span.start], &text[span.end..]);
            let glued = before.ends_with(|c: char| c.is_alphanumeric() || "-–.'’/#_&".contains(c))
                || after.starts_with(|c: char| c.is_alphanumeric() || "-–_&/".contains(c))
                || (after.starts_with('.') && after[1..].starts_with(|c: char| c.is_alphanumeric()));
            // NEXCO-Y: one letter says which of several.
            let head = word.split('-').next().unwrap_or(word);
            if head.len() < 2 || head.len() > 6 || KNOWN.contains(head) || is_roman(head) || glued {
                // A definition may hold on to a number: (BCP-2).
                continue;
            }
            // MR YAMADA is a man, the MR vaccine is none.
            let title = ["MR", "MS", "DR", "ST"].contains(&head)
                && after.trim_start_matches('.').trim_start().starts_with(|c: char| c.is_ascii_uppercase());
            if title {
                continue;
            }
            // MIDORI, April 2: the place a press release comes from.
            let place = before.trim().is_empty()
                && super::name_order::is_romaji(word)
                && after.strip_prefix(", ").is_some_and(|rest| {
                    // OKITSU, 7th May
                    let mut words = rest.split_whitespace().take(2);
                    words.any(|word| MONTHS.iter().any(|month| word.starts_with(&month[..3])))
                });
            let label = (after.starts_with(':') && before.trim().is_empty()) || place;
            if label || is_shouted(text, span) || is_family_name(word, before, after) {
                continue;
            }
            let explained = (before.ends_with('(') && after.starts_with([')', ',', ';', ' ']) && spells(before, word))
                || after.starts_with(" (") && after.find(')').is_some_and(|end| after[..end].len() > word.len() + 4)
                || (before.ends_with('(') && after.starts_with(')'));
            let kind = if explained { DEFINED } else { USED };
            notes.push(Note { span, kind, word: word.to_owned() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let mut seen: HashSet<&str> = HashSet::new();
        for note in whole.notes(ID) {
            if seen.insert(note.word) && note.kind == USED {
                hits.at(note.span);
            }
        }
    }
}

/// Whether the words before an opening bracket could be what the acronym stands for.
fn spells(before: &str, word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    before.trim_end_matches('(').split_whitespace().rev().take(8).any(|w| w.to_uppercase().starts_with(first))
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "IVXLC".contains(c))
}

/// A word in capitals among others in capitals is loud, not short: DO NOT ENTER, PUBLIC NOTICE.
fn is_shouted(text: &str, span: Span) -> bool {
    const WORDS: &[&str] = &[
        "NOTICE",
        "NOT",
        "MUST",
        "ALL",
        "ONLY",
        "FREE",
        "NEW",
        "DO",
        "AND",
        "OR",
        "THE",
        "FOR",
        "TO",
        "FROM",
        "OF",
        "IN",
        "ON",
        "AT",
        "IS",
        "ARE",
        "BE",
        "STOP",
        "NEVER",
        "MEMO",
        "PLEASE",
        "WARNING",
        "URGENT",
        "OPEN",
        "CLOSED",
        "IMPORTANT",
        "NOTE",
        "DATE",
        "SUBJECT",
        "DRAFT",
        "END",
        "PART",
        "STEP",
    ];
    /// Words that a notice says aloud, alone: CALL tonight.
    const ALOUD: &[&str] = &[
        "CALL", "SEND", "BRING", "READ", "CHECK", "WAIT", "HELP", "SAVE", "TURN", "SHUT", "LOCK", "KEEP", "TAKE",
        "LEAVE", "STAY", "RUN", "WALK", "COME", "PAY", "SIGN", "ASK", "BUY", "USE", "TELL", "LOOK", "WATCH", "BOIL",
        "DRINK", "EAT", "WASH", "APPLY", "REPLY", "WRITE", "PRINT", "PUSH", "PULL", "PRESS", "HOLD", "OFF", "DOWN",
        "OVER", "UNDER", "BEFORE", "AFTER", "TODAY", "NOW", "FIRST", "LAST", "NEXT", "EVERY", "EACH", "BOTH", "ANY",
        "NONE", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "HOT", "COLD", "WET", "DRY", "FIRE", "WATER", "LEFT",
        "RIGHT", "FRONT", "BACK", "SAME", "WILL", "CANNOT", "DID", "DOES", "HAS", "HAVE", "WAS", "WERE", "THIS",
        "THAT", "THESE", "YOUR", "OUR", "WE", "YOU", "THEY", "NOBODY", "WHY", "WHEN", "WHERE", "HOW", "VERY", "DANGER",
        "LATE", "FULL", "EMPTY", "SOLD",
    ];
    let loud = |word: Option<&str>| {
        word.is_some_and(|w| {
            let w = w.trim_matches(|c: char| !c.is_alphanumeric());
            w.len() > 1 && w.chars().all(|c| c.is_ascii_uppercase()) && (!KNOWN.contains(w) || WORDS.contains(&w))
        })
    };
    ALOUD.contains(&&text[span.range()])
        || loud(text[..span.start].split_whitespace().next_back())
        || loud(text[span.end..].split_whitespace().next())
}

/// YAMADA Haruo: a family name in capitals beside a given name.
fn is_family_name(word: &str, before: &str, after: &str) -> bool {
    let given = |name: &str| {
        // MANABE Go: a short given name beside a long family name.
        name.len() >= if word.len() >= 4 { 2 } else { 3 }
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().skip(1).all(|c| c.is_ascii_lowercase())
            && super::name_order::is_romaji(name)
    };
    let next = after
        .trim_start_matches(',')
        .split_whitespace()
        .next()
        .unwrap_or("")
        .trim_matches(|c: char| !c.is_alphanumeric());
    let last = before.split_whitespace().next_back().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    // SATOH: a spelling of one's own.
    let spelt = super::name_order::is_romaji(&word.replace("OH", "O"));
    // John SMITH, Maria GARCIA.
    let foreign = word.len() > 3
        && word.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
        && [last, next].iter().any(|name| {
            name.starts_with(|c: char| c.is_ascii_uppercase()) && FOREIGN.contains(name.to_lowercase().as_str())
        });
    ["Mr", "Ms", "Mrs", "Dr", "Prof", "Mayor"].contains(&last) || foreign || spelt && (given(next) || given(last))
}
