//! The order of Japanese names.

use super::english;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Taro YAMADA → YAMADA Taro; Hanako Suzuki beside Yamada Taro in one document.
pub struct NameOrder;

const ID: &str = "en.jp.name-order";
const FAMILY_FIRST: u8 = 0;
const GIVEN_FIRST: u8 = 1;

/// Family names, given names.
static NAMES: LazyLock<(HashSet<&str>, HashSet<&str>)> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/en-jp-names.tsv");
    let (families, given) = source.split_once("given:").unwrap_or((source, ""));
    let list = |text: &'static str| {
        text.lines()
            .filter(|l| !l.starts_with('#'))
            .flat_map(str::split_whitespace)
            .filter(|w| !w.ends_with(':'))
            .collect()
    };
    (list(families), list(given))
});
static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<a>[A-Z](?:[a-z]{1,11}|[A-Z]{1,11}))(?P<c>,?)[ \u{A0}](?P<b>[A-Z](?:[a-z]{1,11}|[A-Z]{2,11}))\b")
        .expect("the pattern is sound")
});

impl Rule for NameOrder {
    fn about(&self) -> About {
        english(ID, Severity::Warning, Fixable::Ask, "公用文等における日本人の姓名のローマ字表記について(令和元年)")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        // A line that is all capitals tells nothing.
        if !text.contains(|c: char| c.is_ascii_lowercase()) {
            return;
        }
        for (span, first, comma, second) in pairs(text) {
            let (families, given) = &*NAMES;
            let titled = |name: &str| capitalised(name);
            let shouted = |name: &str| name.len() >= 2 && name.chars().all(|c| c.is_ascii_uppercase());
            let known = |set: &HashSet<&str>, name: &str| set.contains(titled(name).as_str());
            // Taro YAMADA: one of the two is a name that we know, the other sounds like one.
            let backwards = shouted(second)
                && !shouted(first)
                && !comma
                && (known(given, first) || known(families, second) || second.len() >= 5 && first.len() >= 3)
                && is_romaji(first)
                && is_romaji(second)
                && (!known(families, first) || known(families, second));
            // Hirai, Kenta in a list of authors is one thing; SONOBE, Hideki has the capitals that say which is which.
            let inverted = comma
                && shouted(first)
                && is_romaji(first)
                && (known(families, first) && is_romaji(second) || first.len() >= 3 && known(given, second));
            if backwards {
                hits.at(span).ask(format!("{second} {first}"));
            } else if inverted {
                hits.at(span).ask(format!("{first} {second}"));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.prose();
        let (families, given) = &*NAMES;
        for (span, first, comma, second) in pairs(text) {
            let (a, b) = (capitalised(first), capitalised(second));
            let upper = |name: &str| name.chars().all(|c| c.is_ascii_uppercase());
            let is_family = |name: &str| families.contains(name) && !given.contains(name);
            let is_given = |name: &str| given.contains(name) && !families.contains(name);
            if comma || (upper(second) && !upper(first)) {
                continue;
            }
            let unknown = |name: &str| name.len() > 3 && !given.contains(name) && is_romaji(name) && !is_place(name);
            if is_family(&a) && is_given(&b) || upper(first) && a.len() > 2 && is_romaji(&a) && is_given(&b) {
                notes.push(Note { span, kind: FAMILY_FIRST, word: String::new() });
            } else if is_given(&a) && (is_family(&b) || unknown(&b)) {
                notes.push(Note { span, kind: GIVEN_FIRST, word: format!("{second} {first}") });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        if notes.iter().any(|note| note.kind == FAMILY_FIRST) {
            for note in notes.iter().filter(|note| note.kind == GIVEN_FIRST) {
                hits.at(note.span).ask(note.word);
            }
        }
    }
}

/// Whether a word behind what looks like a given name says that both are the name of a place: Sakura Machi, Midori Ku.
fn is_place(name: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["machi", "cho", "shi", "ku", "mura", "gun", "hashi", "bashi", "gawa", "dori", "koen", "kan"];
    ENDINGS.contains(&name.to_lowercase().as_str())
}

fn pairs(text: &str) -> impl Iterator<Item = (Span, &str, bool, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let caught = PAIR.captures_at(text, from)?;
        let (all, a, b) = (caught.get(0)?, caught.name("a")?, caught.name("b")?);
        // The second word may be the first of the next pair: Mayor Aoki Sumiko.
        from = b.start();
        Some((Span::from(all.range()), a.as_str(), !caught["c"].is_empty(), b.as_str()))
    })
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().chain(letters.map(|c| c.to_ascii_lowercase())).collect()
}

/// Whether `name` is a Japanese family name that we know.
pub(in crate::proofread) fn is_family_name(name: &str) -> bool {
    NAMES.0.contains(capitalised(name).as_str())
}

/// Whether `word` could be Japanese in Roman letters: syllables of a consonant and a vowel, n alone, doubled consonants.
pub(in crate::proofread) fn is_romaji(word: &str) -> bool {
    static ROMAJI: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:(?:k?k|s?s|t?t|p?p|t?ch|s?sh|ky|gy|ny|hy|by|py|my|ry|j|ts|[gzdnhbmyrwf])?[aeiou]|oh|n|m)+$",
        )
        .expect("the pattern is sound")
    });
    let lower = word.to_ascii_lowercase();
    // ん begins no word.
    let starts = !lower.starts_with(['n', 'm']) || lower[1..].starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    word.is_ascii() && word.len() >= 2 && starts && ROMAJI.is_match(word) && lower.contains(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::is_romaji;

    #[test]
    fn romaji_sounds_japanese() {
        for word in ["Yamada", "HONDA", "Shinbashi", "Ohno", "Kenichi", "Hattori", "TSUJI"] {
            assert!(is_romaji(word), "{word}");
        }
        for word in ["Contact", "The", "NPO", "DPD", "Smith", "Call"] {
            assert!(!is_romaji(word), "{word}");
        }
    }
}
