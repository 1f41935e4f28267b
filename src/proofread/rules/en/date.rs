//! How dates are written.

use super::{GU, english};
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::date::MONTHS;
use regex::Regex;
use std::sync::LazyLock;

/// 4/5/2026 and 2026/4/5 in figures alone, April 5th, 5th of April, and both orders in one document.
pub struct DateFormat;

const ID: &str = "en.date.format";
const DAY_FIRST: u8 = 0;
const MONTH_FIRST: u8 = 1;

const MONTH: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)";

static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?P<a>[0-9]{1,2})(?P<s>[/.-])(?P<b>[0-9]{1,2})[/.-](?P<y>(?:19|20)[0-9]{2})\b",
        r"|\b(?P<y2>(?:19|20)[0-9]{2})[/.](?P<m>[0-9]{1,2})[/.](?P<d>[0-9]{1,2})\b",
        r"|(?P<y3>(?:19|20)[0-9]{2})年(?P<m3>[0-9]{1,2})月(?P<d3>[0-9]{1,2})日",
        r"|\b(?P<a4>0?[1-9]|[12][0-9]|3[01])/(?P<b4>0?[1-9]|[12][0-9]|3[01])/(?P<y4>[0-9]{2})\b",
        r"|\b(?P<y5>(?:19|20)[0-9]{2}), (?P<n5>January|February|March|April|May|June|July|August|September|October|November|December) (?P<d5>[0-9]{1,2})\b",
    ))
    .expect("the pattern is sound")
});
static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)";
    let day2 = day.replace("?P<d>", "?P<d2>");
    Regex::new(&format!(r"\b(?P<m>{MONTH})\s+(?:the\s+)?{day}\b(?P<c>,?\s+[0-9]{{4}}\b)?|\b(?:the\s+)?{day2}\s+(?P<of>of\s+)?(?P<m2>{MONTH})\b"))
        .expect("the pattern is sound")
});
/// The third of May, June the Third, May-3-2026, May 3 2026.
static LOOSE: LazyLock<Regex> = LazyLock::new(|| {
    const LATER: &str = "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth|twenty-fifth|twenty-sixth|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth|thirty-first";
    Regex::new(&format!(
        r"\b(?:on|by|until|from|before|after|to|since) (?P<words>(?:the (?i:first|second|{LATER}) of {MONTH}|{MONTH} (?:the (?i:first|second|{LATER})|(?i:{LATER}))))\b|\b(?P<joined>(?P<m>{MONTH})-(?P<d>[0-9]{{1,2}})-(?P<y>[12][0-9]{{3}}))\b|\b(?P<bare>(?P<m2>{MONTH}) (?P<d2>[0-9]{{1,2}}) (?P<y2>(?:19|20)[0-9]{{2}}))\b"
    ))
    .expect("the pattern is sound")
});
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"\b(?P<day>[0-9]{{1,2}}(?:\s*[–-]\s*[0-9]{{1,2}})?\s+{MONTH})(?:\s+[0-9]{{4}}\b|\b)|\b(?P<month>{MONTH}\s+[0-9]{{1,2}})\b(?:,?\s+[0-9]{{4}}\b)?"
    ))
    .expect("the pattern is sound")
});

impl Rule for DateFormat {
    fn about(&self) -> About {
        english(ID, Severity::Warning, Fixable::Ask, GU)
    }

    fn needs(&self) -> Needs {
        // The third of May has no figure.
        Needs::any_of(sieve::FIGURES).or(Needs::any_of(&["th of ", "first of ", "second of ", "third of "]))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        for caught in FIGURES.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "/-#".contains(c));
            if beside(text[..all.start()].chars().next_back()) || beside(text[all.end()..].chars().next()) {
                continue;
            }
            let number = |name: &str| caught.name(name).and_then(|m| m.as_str().parse::<usize>().ok());
            if let (Some(year), Some(name), Some(day)) = (number("y5"), caught.name("n5"), number("d5")) {
                // In 2026, May 3 was a Sunday.
                let last = text[..all.start()].split_whitespace().next_back().unwrap_or_default().to_lowercase();
                if ["on", "by", "until", "from", "before", "after", "to", "since", "dated", "of"]
                    .contains(&last.as_str())
                {
                    hits.at(Span::from(all.range())).ask(format!("{} {day}, {year}", name.as_str()));
                }
                continue;
            }
            let hit = hits.at(Span::from(all.range()));
            let short = number("y4").map(|year| if year < 60 { 2000 + year } else { 1900 + year });
            let whole = (number("y3").or(number("y2")), number("m3").or(number("m")), number("d3").or(number("d")));
            if let (Some(year), Some(month), Some(day)) = whole {
                MONTHS.get(month.wrapping_sub(1)).iter().for_each(|name| {
                    hit.ask(format!("{name} {day}, {year}"));
                });
            } else if let (Some(a), Some(b), Some(year)) =
                (number("a").or(number("a4")), number("b").or(number("b4")), number("y").or(short))
            {
                // Month first as in the US, then day first as in the UK: nobody can tell 4/5 apart.
                if let Some(name) = MONTHS.get(a.wrapping_sub(1)).filter(|_| b <= 31) {
                    hit.ask(format!("{name} {b}, {year}"));
                }
                if let Some(name) = MONTHS.get(b.wrapping_sub(1)).filter(|_| a <= 31) {
                    hit.ask(format!("{a} {name} {year}"));
                }
            }
        }
        static SHORT: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\b(?P<w>on|until|till|since|dated|deadline:?|by|to|from|before|after) (?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})\b(?P<after>\s+(?:of|full|cup|share|size|scale|inch|majority)\b)?")
                .expect("the pattern is sound")
        });
        for caught in SHORT.captures_iter(text) {
            let (Some(a), Some(b)) = (caught.name("a"), caught.name("b")) else { continue };
            let (first, second): (u32, u32) = (a.as_str().parse().unwrap_or(0), b.as_str().parse().unwrap_or(0));
            // By 1/3 and from 3/4 may be parts of a whole; 24/7 is all the time.
            let sure = ["on", "until", "till", "since", "dated", "deadline"]
                .contains(&caught["w"].trim_end_matches(':').to_lowercase().as_str());
            let day = (1..=12).contains(&first) && (1..=31).contains(&second)
                || (1..=31).contains(&first) && (1..=12).contains(&second);
            let span = Span::new(a.start(), b.end());
            let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "/-".contains(c));
            if day
                && (sure || first > 12 || second > 12)
                && (first, second) != (24, 7)
                && caught.name("after").is_none()
                && !beside(text[span.end..].chars().next())
            {
                let hit = hits.at(span);
                if let Some(name) = MONTHS.get((first as usize).wrapping_sub(1)) {
                    hit.ask(format!("{name} {second}"));
                }
                if let Some(name) = MONTHS.get((second as usize).wrapping_sub(1)) {
                    hit.ask(format!("{first} {name}"));
                }
            }
        }
        for caught in ORDINAL.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let hit = hits.at(Span::from(all.range()));
            if let (Some(month), Some(day)) = (caught.name("m"), caught.name("d")) {
                let year = caught
                    .name("c")
                    .map_or(String::new(), |c| format!(", {}", c.as_str().trim_start_matches([',', ' '])));
                hit.ask(format!("{} {}{year}", month.as_str(), day.as_str()));
            } else if let (Some(month), Some(day)) = (caught.name("m2"), caught.name("d2")) {
                hit.ask(format!("{} {}", day.as_str(), month.as_str()));
            }
        }
        for caught in LOOSE.captures_iter(text) {
            let part = |names: [&str; 2]| names.iter().find_map(|name| caught.name(name)).map(|m| m.as_str());
            let Some(all) = caught.name("words").or(caught.name("joined")).or(caught.name("bare")) else { continue };
            let glued = |c: char| c.is_alphanumeric() || "-/_".contains(c);
            if text[all.end()..].starts_with(glued) || text[..all.start()].ends_with(glued) {
                continue;
            }
            let hit = hits.at(Span::from(all.range()));
            if let (Some(month), Some(day), Some(year)) = (part(["m", "m2"]), part(["d", "d2"]), part(["y", "y2"])) {
                hit.ask(format!("{month} {day}, {year}"));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.unquoted_prose();
        for caught in WORDS.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let kind = if caught.name("day").is_some() { DAY_FIRST } else { MONTH_FIRST };
            // From September 28 to November 4 is written once, not twice.
            let range = notes.last_mut().filter(|last| {
                last.kind == kind
                    && text
                        .get(last.span.end..all.start())
                        .is_some_and(|gap| ["to", "until", "through", "and", "or", "–", "-"].contains(&gap.trim()))
            });
            if let Some(last) = range {
                last.span = Span::new(last.span.start, all.end());
                continue;
            }
            notes.push(Note { span: Span::from(all.range()), kind, word: String::new() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        for note in super::minority(notes) {
            let other = if note.kind == DAY_FIRST { "April 5" } else { "5 April" };
            hits.at(note.span).arg("other", other);
        }
    }
}
