//! Slips of typing in a pair: a word that stands twice, a space too many or too few.

use super::bi;
use crate::proofread::japanese::is_japanese;
use crate::proofread::pairs::{PairHits, PairRule, Side};
use crate::proofread::{About, Rule, Severity};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// `the the`, はは, `phone,e-mail`, お知らせ します, `a hour`.
pub struct Typing;

/// Words that stand twice in good prose.
const TWICE: &[&str] =
    &["had", "that", "very", "no", "so", "far", "again", "yes", "on", "in", "is", "bye", "ha", "now"];
/// Of those, the words that do so only behind another: `sign in in person`.
const BEHIND: &[&str] = &["on", "in", "is", "that"];
/// Words behind which one of [`BEHIND`] may stand twice.
const PHRASAL: &[&str] = &[
    "log", "sign", "check", "hand", "turn", "go", "come", "move", "drop", "fill", "call", "carry", "logged", "signed",
    "what", "it", "know", "knew", "say", "said", "so",
];

static DOUBLED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Za-z]{1,24})( {1,2})([A-Za-z]{1,24})\b"));
static SPACES: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        // Two spaces between words.
        r"[A-Za-z,;](  )[A-Za-z]",
        // A space before a mark.
        r"[A-Za-z)]( )[,.;:!?](?:\s|$)",
        // None behind a comma, or behind the end of a sentence.
        r"[A-Za-z]{2}([,;])[A-Za-z]",
        r"[a-z]{3}([.?!])[A-Z][a-z]*\s",
        // None before a bracket.
        r"[a-z]{3}(\()[A-Z][a-z]{2}",
    ]
    .map(pattern)
});
/// An article and the word behind it.
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(a|an|A|An) ([A-Za-z][A-Za-z-]*)\b"));
/// はは, をを: a particle typed twice, before or behind something that it belongs to.
static PARTICLES: LazyLock<Regex> = LazyLock::new(|| pattern("(をを|はは|がが|にに|でで|とと、|もも、)"));
/// A space inside a Japanese word or behind 、.
static JAPANESE_SPACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[、。\p{Hiragana}]([ ])[\p{Hiragana}\p{Han}]"));

impl Rule for Typing {
    fn about(&self) -> About {
        bi("bi.typing", Severity::Warning)
    }
}

impl PairRule for Typing {
    fn pair(&self, pair: &crate::proofread::pairs::Pair<'_>, hits: &mut PairHits) {
        for (side, japanese) in [(&pair.ja, true), (&pair.en, false)] {
            let target = std::ptr::eq(side, pair.target());
            for (span, case) in slips(side) {
                let (ja, en) = if japanese { (Some(span), None) } else { (None, Some(span)) };
                let hit = hits.at(ja, en).case(case);
                let words = &side.text[span.range()];
                hit.show(words, words);
                if !target && words != "をを" {
                    // The source is somebody else's; but nobody means を twice.
                    hit.severity(Severity::Info);
                }
            }
        }
    }
}

fn slips(side: &Side<'_>) -> Vec<(Span, &'static str)> {
    let mut found = if side.lang == Lang::En { english(side.text) } else { japanese(side.text) };
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn english(text: &str) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(caught) = DOUBLED.captures_at(text, at) {
        let (Some(first), Some(second)) = (caught.get(1), caught.get(3)) else { break };
        let lower = first.as_str().to_ascii_lowercase();
        let before = text[..first.start()].trim_end().rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
        let allowed = TWICE.contains(&lower.as_str())
            && (!BEHIND.contains(&lower.as_str()) || PHRASAL.contains(&before.as_str()));
        // Pago Pago, A A Milne.
        let name = second.as_str().starts_with(char::is_uppercase) || lower.len() == 1 && lower != "a";
        if second.as_str().to_ascii_lowercase() == lower && !allowed && !name {
            found.push((Span::new(first.start(), second.end()), "twice"));
        }
        at = second.start();
    }
    for caught in ARTICLE.captures_iter(text) {
        let (Some(article), Some(word)) = (caught.get(1), caught.get(2)) else { continue };
        if wrong_article(article.as_str(), word.as_str()) {
            found.push((Span::new(article.start(), word.end()), "article"));
        }
    }
    // Several wide gaps in a line are columns.
    let columns = text.contains('\t') || text.contains("   ");
    for space in SPACES.iter().filter(|_| !columns) {
        let words = |from: usize, to: usize| {
            let start = text[..from].rfind(' ').map_or(0, |at| at + 1);
            let end = text[to..].find(' ').map_or(text.len(), |at| to + at);
            Span::new(start, end)
        };
        for caught in space.captures_iter(text) {
            let Some(gap) = caught.get(1) else { continue };
            let span = words(gap.start(), gap.end());
            let address = text[span.range()].contains(['@', '/']) || text[span.range()].matches('.').count() > 2;
            if !address {
                found.push((span, "space"));
            }
        }
    }
    found
}

/// `a hour`, `an university`, `a NPO`. Words whose first sound is not sure are let be.
fn wrong_article(article: &str, word: &str) -> bool {
    const BETWEEN: &[&str] = &["and", "are", "also", "after", "about", "into", "only", "off", "over", "its", "is"];
    let lower = word.to_ascii_lowercase();
    // Plan A and plan B; an historic.
    if BETWEEN.contains(&lower.as_str()) || lower.starts_with("histor") || lower.starts_with("hotel") {
        return false;
    }
    let begins = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head));
    let acronym = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    let vowel = if acronym {
        match word {
            "NPO" | "NGO" | "MRI" | "ATM" | "SNS" | "AED" | "IC" | "ID" | "IP" | "IT" | "EV" | "LED" | "HIV"
            | "SOS" | "OTP" | "MOU" | "ER" => true,
            "PC" | "TV" | "CD" | "DVD" | "PDF" | "QR" | "CEO" | "GPS" | "USB" | "UN" | "US" | "UK" => false,
            _ => return false,
        }
    } else if begins(&["hour", "honest", "honor", "honour", "heir"]) {
        true
    } else if begins(&["uni", "use", "usu", "util", "eu", "one", "once", "ubiq", "uran", "ur", "ewe", "u-", "un"]) {
        // `a university`, `an uninsured person`.
        if begins(&[
            "university",
            "universal",
            "unique",
            "uniform",
            "union",
            "unit",
            "useful",
            "user",
            "usual",
            "one-",
            "european",
        ]) && !begins(&["unin", "unim"])
        {
            false
        } else {
            return false;
        }
    } else if word.chars().count() < 3 || word.chars().skip(1).any(|c| c.is_ascii_uppercase()) {
        return false;
    } else {
        lower.starts_with(['a', 'e', 'i', 'o', 'u'])
    };
    // Foreign words and names are the writer's to know; `a` may also be a letter in front of a name.
    let name = word.starts_with(char::is_uppercase) && !acronym;
    !name && (vowel == (article == "a" || article == "A")) && !(vowel && lower.starts_with('y'))
}

fn japanese(text: &str) -> Vec<(Span, &'static str)> {
    let mut found: Vec<(Span, &'static str)> = Vec::new();
    for caught in PARTICLES.find_iter(text) {
        let mut before = text[..caught.start()].chars().rev();
        let word = before.next().is_some_and(|c| is_japanese(c) && !('\u{3041}'..='\u{309F}').contains(&c));
        let mut behind = text[caught.end()..].chars();
        let next = behind.next().is_some_and(|c| c == '、' || !('\u{3041}'..='\u{309F}').contains(&c));
        // No word begins with を.
        if word && (next || caught.as_str() == "をを") {
            found.push((Span::from(caught.range()), "twice"));
        }
    }
    // 図書館図書館: two kanji and more, and the same again.
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let kanji = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    for size in (2..=6).rev() {
        for at in 0..chars.len().saturating_sub(size * 2 - 1) {
            let (one, other) = (&chars[at..at + size], &chars[at + size..at + 2 * size]);
            let same = one.iter().zip(other).all(|(a, b)| a.1 == b.1 && kanji(a.1));
            let longer = |from: Option<&(usize, char)>| from.is_some_and(|(_, c)| kanji(*c));
            // 一人一人, 一歩一歩
            let single = one.iter().all(|(_, c)| *c == one[0].1) || "一二三四五六七八九十".contains(one[0].1);
            if same && !single && !longer(at.checked_sub(1).and_then(|b| chars.get(b))) {
                let end = chars.get(at + 2 * size).map_or(text.len(), |(end, _)| *end);
                let span = Span::new(one[0].0, end);
                if !found.iter().any(|(known, _)| known.overlaps(span)) {
                    found.push((span, "twice"));
                }
            }
        }
    }
    for caught in JAPANESE_SPACE.captures_iter(text) {
        if let (Some(whole), Some(_)) = (caught.get(0), caught.get(1)) {
            found.push((Span::from(whole.range()), "space"));
        }
    }
    found
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
