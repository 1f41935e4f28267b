//! Apostrophes and full stops in abbreviations.

use super::{GU, english};
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// FAQ's → FAQs, 1990's → 1990s, P.D.F. → PDF. Possessives (the FAQ's title), a.m. and U.S. stay.
pub struct Plural;

impl Rule for Plural {
    fn about(&self) -> About {
        english("en.abbr.plural", Severity::Info, Fixable::Safe, GU)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static APOSTROPHE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!(
                r"\b(?P<acronym>[A-Z]{2,6}|Wi-Fi|X-ray|e-mail|[ET]-shirt|CD-ROM|T-shirt)['’]s(?:\s+(?:are|were|and|or|of|on|for|in|about|to|have|can|will|must|should|may|need|at|from|with|that|below|above|all|both|also|only|they|you|we|sit|stand|wait|go|come|work|live|meet|help|pay|apply|get|use|close|open|stop|before|after|if|when|per)\b|[.,;:)]|$)",
                // Two TV's, many NGO's: what is counted is more than one.
                r"|\b(?i:two|three|four|five|six|ten|many|several|both|most|these|those|few|various|[0-9]+) (?P<many>[A-Z]{2,6})['’]s\b",
                r"|\b(?i:no|fresh|buy|sell|two|three|four|five|six|ten|many|several|all|both|most|these|those|few|various|[0-9]+) (?P<counted>[a-z]{3,})['’]s(?:[.,;:)]|$|\s+(?:allowed|are|were|on|for|from|in|at|to|per|must|may|with|of|will|can)\b)",
                r"|\b(?P<vowel>photo|video|tomato|potato|taxi|banana|piano|radio|studio|kimono|logo|menu|memo|pizza|sofa|camera|umbrella|bento|visa|bus|tax|pass)['’]s(?:[.,;:)]|$|\s+(?:are|were|of|and|or|for|in|on|to|at|must|may|from|with|leave|stop|run|wait|have)\b)",
                r"|\b(?P<noun>[A-Za-z][a-z]{3,})['’]s\s+(?:are|were|have|must|may|should|need to)\b",
                r"|\b(?P<plain>can|box|card|form|bag|bottle|photo|video|ticket|visitor|resident|student|applicant|document|copy|fee|car|bicycle|seat|room|item|sheet|desk|book|map|pet|dog|cat|plan|page|point|rule|step)['’]s(?:[.,;:)]|\s+(?:are|were)\b)",
                r"|\b(?P<decade>(?:(?:1[0-9]|20)[0-9]|[2-9])0)['’]s\b",
            ))
            .expect("the pattern is sound")
        });
        static STOPS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\b(?:[A-Z]\.)+[A-Z]\b\.?s?|\b(?:[A-Z]\.){2,}(?:['’]?s\b)?|\ba\.s\.a\.p\.|\b(?:r\.s\.v\.p|p\.t\.o|f\.a\.q|a\.k\.a|d\.o\.b|t\.b\.[acd]|f\.y\.i)\.?")
                .expect("the pattern is sound")
        });
        let text = passage.unquoted_prose();
        for caught in APOSTROPHE.captures_iter(text) {
            let names = ["acronym", "decade", "plain", "many", "counted", "vowel", "noun"];
            let Some(word) = names.iter().find_map(|name| caught.name(name)) else { continue };
            // Adults pay 500 yen; children's are free. It's and who's are other words.
            const NO_PLURAL: &[&str] = &[
                "that",
                "what",
                "there",
                "here",
                "where",
                "when",
                "who",
                "how",
                "why",
                "this",
                "everyone",
                "someone",
                "nobody",
                "anyone",
                "everybody",
                "somebody",
                "today",
                "tomorrow",
                "yesterday",
                "children",
                "women",
                "people",
                "mine",
                "everything",
                "nothing",
                "something",
                "month",
                "week",
                "year",
                "days",
                "weeks",
                "months",
                "years",
                "minutes",
            ];
            if NO_PLURAL.contains(&word.as_str().to_lowercase().as_str()) {
                continue;
            }
            let mark = text[word.end()..].chars().next().map_or(1, char::len_utf8);
            let ending = if caught.name("decade").is_none()
                && ["bus", "tax", "pass", "tomato", "potato"].contains(&word.as_str())
            {
                "es"
            } else {
                "s"
            };
            hits.at(Span::new(word.start(), word.end() + mark + 1)).safe(format!("{}{ending}", word.as_str()));
        }
        for found in STOPS.find_iter(text) {
            // Countries may keep their stops; J.R. Mori has them too.
            const KEPT: &[&str] = &["US", "USA", "UK", "UN", "DC", "PS", "BC", "AD", "PhD", "NB"];
            let (before, rest) = (&text[..found.start()], &text[found.end()..]);
            let plain = found.as_str().replace(['.', '\'', '’'], "");
            let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            let article =
                ["a", "an", "the", "your", "our", "this", "these", "two", "three", "by"].contains(&last.as_str());
            let name = rest.trim_start().starts_with(char::is_uppercase) && !(article && plain.len() > 2);
            // K.S. at the end of a sentence may be a person.
            let person = plain.len() == 2 && !article && !rest.trim_start().starts_with(char::is_lowercase);
            let joined = before.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '-');
            if !KEPT.contains(&plain.trim_end_matches('s')) && !name && !person && !joined {
                hits.at(Span::from(found.range())).safe(plain);
            }
        }
        static NUMBERS: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\bNos\b\.? ?[0-9]").expect("the pattern is sound"));
        for found in NUMBERS.find_iter(text).filter(|_| text.contains("Nos")) {
            let span = Span::new(found.start(), found.start() + 3);
            let stop = usize::from(text[span.end..].starts_with('.'));
            hits.at(Span::new(span.start, span.end + stop)).safe("No.");
        }
    }
}
