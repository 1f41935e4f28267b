//! a before a vowel sound, an before a consonant sound.

use super::{GE, english};
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};

/// a application → an application. Sound decides, not the letter: an hour, a university, an FAQ page.
pub struct Article;

impl Rule for Article {
    fn about(&self) -> About {
        english("en.grammar.article", Severity::Error, Fixable::Safe, GE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        if !text.contains(|c: char| c.is_ascii_lowercase()) {
            return;
        }
        let found = passage.words();
        for (at, pair) in found.windows(2).enumerate() {
            let (article, next) = (&text[pair[0].range()], &text[pair[1].range()]);
            let between = &text[pair[0].end..pair[1].start];
            let is_article = match article {
                "a" | "an" | "An" => true,
                // Plan A is no article: only a sentence begins with one.
                "A" => at == 0 || text[..pair[0].start].trim_end().ends_with(['.', ':', '?', '!', '•', ')', '"', '“']),
                _ => false,
            };
            let adjacent = between.chars().all(|c| c.is_whitespace() || "\"“‘'(".contains(c))
                && between.starts_with(char::is_whitespace);
            if !is_article || !adjacent || text[..pair[0].start].ends_with(['(', '.', '/', '&']) {
                continue;
            }
            // 「a or b」 and 「a and b」 speak of the letter.
            if ["or", "and", "is", "to", "are", "was", "were"].contains(&next) && article != "an" && article != "An" {
                continue;
            }
            // M.A. and U.S. are said letter by letter.
            let initial = next.len() == 1 && text[pair[1].end..].starts_with('.');
            let wants_an = if initial { spelt(next) } else { vowel_sound(next) };
            let has_an = article.len() == 2;
            if wants_an.is_some_and(|wants| wants != has_an) {
                let right = match (article.starts_with('A'), has_an) {
                    (true, true) => "A",
                    (true, false) => "An",
                    (false, true) => "a",
                    (false, false) => "an",
                };
                hits.at(pair[0]).safe(right).arg("next", next);
            }
        }
    }
}

/// Whether `word` begins with a vowel sound; `None` where people differ or nobody can tell.
fn vowel_sound(word: &str) -> Option<bool> {
    let first = word.chars().next()?;
    if first.is_ascii_digit() {
        return figures(word);
    }
    let head = word.split(['-', '‐', '‑', '\'', '’']).next().unwrap_or(word);
    if head.len() == 1 && (head.len() < word.len() || first.is_ascii_uppercase())
        || head.chars().any(|c| c.is_ascii_digit())
        || is_acronym(head)
    {
        return spelt(head);
    }
    // SELinux and ftp: some say the letters, some a word.
    let capitals = head.chars().take_while(char::is_ascii_uppercase).count();
    if capitals > 1 && head.len() > capitals || !head.to_ascii_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let begins = |list: &[&str]| list.iter().any(|stem| lower.starts_with(stem));
    match first.to_ascii_lowercase() {
        'a' | 'i' => Some(true),
        'e' => Some(!begins(&["eu", "ewe"])),
        'o' => Some(!(head.eq_ignore_ascii_case("one") || begins(&["once", "oneself", "ouija"]))),
        'u' => {
            let yu = begins(&[
                "use", "usa", "usu", "utili", "utop", "uten", "uter", "uran", "urin", "urol", "ubiq", "ukr", "uku",
                "unif", "unix", "unio", "uniq", "unis", "unit", "univ", "unic", "unil", "unan", "ufo", "url", "usb",
            ]);
            let un = begins(&["unin", "unim", "uniden", "unissu"]);
            Some(!yu || un)
        }
        'h' => {
            if begins(&["hour", "honest", "honor", "honour", "heir"]) {
                Some(true)
            } else if begins(&["herb", "histor", "hotel", "homage", "hilarious", "habitual", "heroic", "hallucin"]) {
                None
            } else {
                Some(false)
            }
        }
        'x' => (lower == "xmas" || lower == "x").then_some(true).or(Some(false)).filter(|_| lower != "x"),
        c if c.is_ascii_alphabetic() => Some(false),
        _ => None,
    }
}

/// 8, 11 and 18 begin with a vowel, also with words behind them: an 8-day course, an 11-year-old, an 80,000-yen fee.
fn figures(word: &str) -> Option<bool> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    match digits.as_str() {
        d if d.starts_with('8') => Some(true),
        "11" | "18" => Some(true),
        d if d.len() == 4 && (d.starts_with("11") || d.starts_with("18")) => None,
        _ => Some(false),
    }
}

fn is_acronym(head: &str) -> bool {
    let letters = head.trim_end_matches('s');
    letters.len() >= 2 && letters.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Letters that are said by their names: an FAQ, a UN office; `None` where they might be said as a word.
fn spelt(head: &str) -> Option<bool> {
    const BY_LETTER: &[&str] = &[
        "FAQ", "FAQs", "MRI", "NPO", "NPOs", "NGO", "NGOs", "SNS", "SMS", "LED", "HIV", "RSVP", "MOU", "SOS", "FM",
        "HTML", "HTTP", "RV", "MP", "MC", "NHK", "NHI", "NTT", "LCD", "LGBT", "LGBTQ", "LPG", "LNG", "RFP", "RNA",
        "SDGs", "SDG", "STEM", "SSL", "XML", "SUV", "HR", "HP", "FBI", "FTA", "MBA", "NBA", "NFC", "R&D", "FTP", "SD",
        "S", "F", "L", "M", "N", "R", "H", "X", "HVAC", "SNAP",
    ];
    let first = head.chars().next()?;
    match first {
        'A' | 'E' | 'I' | 'O' | 'a' | 'e' | 'i' | 'o' => Some(true),
        // U is said “you”; UFO and UNESCO begin with the same sound.
        'U' | 'u' => Some(false),
        'F' | 'H' | 'L' | 'M' | 'N' | 'R' | 'S' | 'X' | 'f' | 'h' | 'l' | 'm' | 'n' | 'r' | 's' | 'x' => {
            let spelt = BY_LETTER.contains(&head)
                || (!head.contains(['A', 'E', 'I', 'O', 'U', 'Y']) && !head.chars().any(|c| c.is_ascii_digit()))
                || (head.len() == 1);
            (spelt && head != "STEM" && head != "SNAP").then_some(true)
        }
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::vowel_sound;

    #[test]
    fn sound_decides() {
        for word in [
            "hour",
            "FAQ",
            "MRI",
            "NPO",
            "8-day",
            "11-year-old",
            "18",
            "heir",
            "x-ray",
            "umbrella",
            "uninsured",
            "L-shaped",
        ] {
            assert_eq!(vowel_sound(word), Some(true), "{word}");
        }
        for word in [
            "university",
            "European",
            "one-time",
            "user",
            "URL",
            "UN",
            "100-yen",
            "unit",
            "PDF",
            "U-turn",
            "house",
            "180",
        ] {
            assert_eq!(vowel_sound(word), Some(false), "{word}");
        }
        for word in ["historic", "SIM", "NASA", "1800"] {
            assert_eq!(vowel_sound(word), None, "{word}");
        }
    }
}
