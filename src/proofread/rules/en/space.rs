//! Spaces where there should be none, or one.

use super::{GE, english};
use crate::proofread::{About, Fixable, Hit, Hits, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// word  word, hello ,world, end.Next, ( text ), 10kg.
pub struct Space;

static PATTERNS: LazyLock<[Regex; 14]> = LazyLock::new(|| {
    [
        // Two or three spaces between words; more of them set columns.
        r"[^\s]( {2,3})[^\s]",
        // A space before a mark.
        r"[\w)\x22”](\s+)(?:[,.;:?!](?:\s|$)|[,;][A-Za-z]|\.[A-Z][a-z])",
        // No space behind a comma or semicolon.
        r"[A-Za-z)]([,;])[A-Za-z]",
        // No space behind the end of a sentence.
        r"(?:[a-z]{2}|[0-9])([.?!])[A-Z][a-z]+\s",
        // Spaces inside brackets.
        r"\((\s+)[^\s()]",
        r"[^\s()](\s+)\)",
        // No space before a bracket that holds words.
        r"(?:[a-z]{2}|[a-z] [0-9]+)(\()[A-Za-z0-9][^()]*\)",
        // No space behind a colon: Contact:Roads Division, Call:012.
        r"[a-z]{2}(:)(?:[A-Z][a-z]|[0-9]{2,4}-)",
        // A space behind the sign of a currency.
        r"[¥€£](\s+)[0-9]",
        // 20m wide; 20m alone may be twenty million.
        r"(?:^|[^¥$€£\w.,])[0-9]+(?:\.[0-9]+)?(m) (?:wide|long|high|deep|tall|away|above|below|from|apart|thick|ahead|north|south|east|west|and|by|pool|race|walk|tower|of (?:rope|pipe|cloth|road|fence|snow))\b",
        // Mr.Sato: a title and a name.
        r"\b(?:Mr|Mrs|Ms|Dr|Prof|Mt|St)(\.)[A-Z][a-z]",
        // said“yes”
        r"[a-z,](“)[A-Za-z]",
        // See page2, Room3.
        r"(?:^|[\s(])(?i:page|pages|room|step|gate|floor|article|chapter|building|counter|window|exit|platform|section|annex|figure|question)([0-9]+)(?:[\s.,;:)]|$)",
        // A figure and its unit.
        r"\b[0-9]+(?:\.[0-9]+)?(kg|km|cm|mm|ml|mg|kW|kWh|hPa|GB|MB|ha|l|L|g|t|m2|km2|m3|lbs?|oz|tons?|tonnes?|grams?|kilograms?|kilos?|lit(?:er|re)s?|hectares?|acres?|miles?|feet|inches|mins?|hrs?|secs?|km/h|pounds|centimet(?:er|re)s?|millimet(?:er|re)s?|watts?|kilowatts?|volts?|degrees?|seconds?|households?|residents?|pages?|copies|floors?|times|points?|euros?|dollars?|minutes?|hours?|days?|weeks?|months?|years?|people|persons|yen|percent|meters?|metres?|kilometers?|kilometres?)\b",
    ]
    .map(|pattern| Regex::new(pattern).expect("the pattern is sound"))
});

impl Rule for Space {
    fn about(&self) -> About {
        english("en.punct.space", Severity::Warning, Fixable::Safe, GE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        let [
            doubled,
            before_mark,
            comma,
            stop,
            opened,
            closed,
            bracket,
            colon,
            sign,
            length,
            title,
            quote,
            label,
            unit,
        ] = &*PATTERNS;
        let place = |m: regex::Match<'_>| Span::from(m.range());
        let gaps: Vec<Span> = groups(doubled, text).map(place).collect();
        // Several wide gaps in a line are columns; two spaces behind each of many sentences are a habit.
        let after_stop = |span: &Span| text[..span.start].ends_with(['.', '?', '!', ':', ')', '"', '”']);
        let wide_stops = text.matches(".  ").count();
        let habit = wide_stops > 1 && text.matches(". ").count() == wide_stops;
        let tabular = text.contains('\t') || text.trim_end().contains("    ");
        for span in gaps.iter().filter(|_| !tabular) {
            if text[..span.start].trim().is_empty() || (after_stop(span) && habit) {
                continue;
            }
            let marker = text[..span.start].trim_start();
            let item = marker.len() <= 4 && marker.ends_with(['.', ')', '-', '•', '*']);
            if !item {
                flag(passage, *span, " ", hits);
            }
        }
        for found in groups(before_mark, text) {
            // “A : B” in a table of labels is left to its columns.
            if !tabular && !text[found.start()..].trim_start().starts_with("...") {
                flag(passage, place(found), "", hits);
            }
        }
        for found in groups(comma, text).chain(groups(stop, text)).chain(groups(colon, text)) {
            flag(passage, place(found), &format!("{} ", found.as_str()), hits);
        }
        for found in groups(opened, text).chain(groups(closed, text)) {
            if !tabular && found.len() <= 2 {
                flag(passage, place(found), "", hits);
            }
        }
        for found in groups(sign, text) {
            flag(passage, place(found), "", hits);
        }
        for found in groups(title, text) {
            flag(passage, place(found), &format!("{} ", found.as_str()), hits);
        }
        for found in groups(quote, text).chain(groups(label, text)) {
            flag(passage, place(found), &format!(" {}", found.as_str()), hits);
        }
        for caught in bracket.captures_iter(text) {
            let (Some(all), Some(open)) = (caught.get(0), caught.get(1)) else { continue };
            let inside = &text[open.end()..all.end() - 1];
            if inside.len() >= 5 && (inside.contains(' ') || inside.len() > 6) {
                flag(passage, place(open), " (", hits);
            }
        }
        for found in groups(unit, text).chain(groups(length, text)) {
            flag(passage, place(found), &format!(" {}", found.as_str()), hits).severity(Severity::Info);
        }
    }
}

fn groups<'t>(pattern: &'static Regex, text: &'t str) -> impl Iterator<Item = regex::Match<'t>> {
    pattern.captures_iter(text).filter_map(|caught| caught.get(1))
}

/// Points at `span` with the characters beside it, so that there is something to see, and offers `cure` in its place.
fn flag<'h>(passage: &Passage<'_>, span: Span, cure: &str, hits: &'h mut Hits) -> &'h mut Hit {
    let (before, after) = (passage.before(span.start), passage.after(span.end));
    let start = span.start - before.map_or(0, char::len_utf8);
    let end = span.end + after.map_or(0, char::len_utf8);
    let (before, after) = (&passage.text[start..span.start], &passage.text[span.end..end]);
    hits.at(Span::new(start, end)).safe(format!("{before}{cure}{after}"))
}
