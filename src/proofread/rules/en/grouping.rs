//! Commas in large numbers.

use super::{GU, english};
use crate::proofread::japanese::group;
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 12000 yen → 12,000 yen, 1,00,000 → 100,000. Years, telephone numbers, codes and document numbers have no commas.
pub struct Grouping;

const COUNTED: &str = "(?:yen|people|persons|residents|households|copies|participants|applications|applicants|cases|visitors|students|children|families|members|volunteers|vehicles|cars|books|houses|homes|trees|seats|tons|tonnes|kilograms|kg|meters|metres|m|kilometers|kilometres|km|square|hectares|liters|litres|dollars|euros|points|steps|hours|employees|workers|companies|businesses|shelters|bottles|meals|tickets|items|votes|km2|m2|sq|kWh|units|users|foreign|elderly|local)";

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"[0-9][0-9,]*(?:\.[0-9]+)?(?P<unit>[\s-]?{COUNTED}\b)?(?P<word>\s(?:thousand|hundred)\b)?"))
        .expect("the pattern is sound")
});
static THOUSAND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<n>[0-9]{1,3})\s(?P<w>thousand|hundred)\b(?:\s(?P<v>yen)\b)?").expect("the pattern is sound")
});

impl Rule for Grouping {
    fn about(&self) -> About {
        english("en.num.grouping", Severity::Warning, Fixable::Safe, GU)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::FIGURES)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        static SPACED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\b(?P<n>[1-9][0-9]{0,2}(?:[ \u{a0}][0-9]{3})+) (?:yen|people|residents|households|visitors|euros|dollars)\b")
                .expect("the pattern is sound")
        });
        for found in SPACED.captures_iter(text).filter_map(|caught| caught.name("n")) {
            let digits: String = found.as_str().chars().filter(char::is_ascii_digit).collect();
            hits.at(Span::from(found.range())).severity(Severity::Error).safe(group(&digits));
        }
        for caught in NUMBER.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let unit = caught.name("unit");
            let word = caught.name("word");
            let end = unit.or(word).map_or(all.end(), |m| m.start());
            let number = text[all.start()..end].trim_end_matches([',', '.']);
            let span = Span::new(all.start(), all.start() + number.len());
            let (before, after) = (&text[..span.start], &text[span.end..]);
            // 10000yen: the unit holds on to its figures.
            let glued = unit.is_some_and(|unit| unit.start() == span.end);
            if joined(before, if glued { "" } else { after }) {
                continue;
            }
            let money = before.ends_with(['¥', '$', '€', '£', '￥']);
            // In fiscal 2026, residents: no number of them.
            let counted = unit.is_some_and(|unit| !text[span.end..unit.start()].contains(',')) || money;
            let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
            let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
            if whole.contains(',') {
                if is_broken(whole, counted) {
                    let tail = fraction.map_or(String::new(), |f| format!(".{f}"));
                    hits.at(span).severity(Severity::Error).safe(format!("{}{tail}", group(&digits)));
                }
            } else if fraction.is_some_and(|f| {
                // 2.900 ends in a nought that no decimal fraction needs.
                let nought = f.ends_with('0') && digits != "0" && plain_number(before, after);
                let whole = !measured(unit.map_or("", |u| u.as_str())) || nought;
                f.len() == 3 && (counted || nought) && (1..=3).contains(&digits.len()) && whole
            }) {
                // A decimal point where a comma belongs: there is no 0.2 of a person.
                hits.at(span).severity(Severity::Error).safe(number.replace('.', ","));
            } else if (digits.len() >= 5
                && !digits.starts_with('0')
                && (counted || !(is_code(before) || is_label(before, &digits))))
                || (digits.len() == 4 && (counted || counts(number, before, after)) && !digits.starts_with('0'))
            {
                if digits.len() == 4
                    && unit.is_some_and(|u| ["local", "foreign", "elderly"].contains(&u.as_str().trim()))
                    && !money
                {
                    continue;
                }
                let tail = fraction.map_or(String::new(), |f| format!(".{f}"));
                hits.at(span).safe(format!("{}{tail}", group(&digits)));
            }
        }
        static TWICE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"\b[0-9][0-9,.]*\s(?:thousand|million|billion|trillion)\s(?:thousand|million|billion|trillion)\b",
            )
            .expect("the pattern is sound")
        });
        for found in TWICE.find_iter(text) {
            hits.at(Span::from(found.range())).severity(Severity::Error);
        }
        for caught in THOUSAND.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let before = &text[..all.start()];
            let next = text[all.end()..].trim_start();
            if before.ends_with([',', '.', '-']) || next.starts_with("million") || next.starts_with("thousand") {
                continue;
            }
            let factor = if &caught["w"] == "thousand" { 1000 } else { 100 };
            // The yen stays: 12 thousand yen → 12,000 yen.
            let end = caught.name("w").map_or(all.end(), |word| word.end());
            let Ok(value) = caught["n"].parse::<u64>() else { continue };
            hits.at(Span::new(all.start(), end)).safe(crate::proofread::japanese::grouped(value * factor));
        }
    }
}

/// Whether four figures say how many of the things that are named behind them: 5000 masks, but no year and no code.
fn counts(number: &str, before: &str, after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let word: String = rest.chars().take_while(|c| c.is_ascii_lowercase()).collect();
    let plural = word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    // Bus 1204 stops here; the code 4821 opens the door; 1830 hours.
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let sentence = before.trim_end().ends_with(['.', '?', '!']) || before.trim().is_empty();
    let label =
        last.starts_with(|c: char| c.is_ascii_uppercase()) && !["About", "Some", "Over", "The", "All"].contains(&last);
    let names = ["the", "in", "of", "since", "by", "bus", "line", "gate", "key", "this"].contains(&last);
    let year = number.len() == 4 && ("1850".."2110").contains(&number);
    let verb = ["opens", "stops", "leaves", "starts", "arrives", "works", "means", "shows", "hours", "needs", "takes"];
    plural && !year && !label && !names && !sentence && !is_code(before) && !verb.contains(&word.as_str())
}

/// Whether the figures are part of something longer: a telephone number, a code, a date.
fn joined(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| {
        c.is_alphanumeric() || "-–.,/:#+_〒(".contains(c) && !before.ends_with(" (") && !before.ends_with(", ")
    }) || after.starts_with(|c: char| c.is_ascii_alphabetic() || "-–/:_".contains(c)) && !after.starts_with("-yen")
        || after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether what stands before says that these figures are a name: No. 12345, code 12345.
fn is_code(before: &str) -> bool {
    let words = before.trim_end_matches([' ', '.', ':']).to_lowercase();
    [
        "no",
        "number",
        "code",
        "tel",
        "phone",
        "fax",
        "ext",
        "extension",
        "id",
        "room",
        "form",
        "reference",
        "ref",
        "account",
        "postal",
        "zip",
        "pin",
        "model",
        "serial",
        "case",
        "file",
        "permit",
        "license",
        "licence",
        "registration",
        "isbn",
        "japan",
        "document",
        "ward",
        "tokyo",
        "invoice",
        "order",
        "iso",
        "jis",
    ]
    .iter()
    .any(|label| words.strip_suffix(label).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Whether the sentence so far says that a name in figures comes: your customer number is 30012345; so may a day
/// without its hyphens: 20270115.
fn is_label(before: &str, digits: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(?:numbers?|codes?|nos?|IDs?|PINs?|passwords?|serial|account|barcode|postcode|reference)\b",
            r"(?:[^.?!]|\.[^ ]){0,60}$",
        ))
        .expect("the pattern is sound")
    });
    let part = |range| digits.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or(0);
    let day = digits.len() == 8
        && (1900..2100).contains(&part(0..4))
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8));
    let sentence = before.rfind(['\n', '?', '!']).map_or(before, |at| &before[at + 1..]);
    let sentence = sentence.rfind(". ").map_or(sentence, |at| &sentence[at + 2..]);
    day || LABEL.find(sentence).is_some_and(|found| {
        // The number of visitors was 45000.
        let of = |word: &str| sentence[found.start()..].to_ascii_lowercase().starts_with(word);
        !of("number of") && !of("numbers of")
    })
}

/// Whether nothing beside the figures says that they are a measure, a version or a place on the map.
fn plain_number(before: &str, after: &str) -> bool {
    let word: String = after.trim_start().chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    let label = before.trim_end().rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    !is_code(before)
        && !after.starts_with(['%', '°', '″', '′'])
        && (!measured(&word) || word.is_empty() && after.starts_with(['.', ',', ';']) || counts_things(after))
        && !["version", "ver.", "v", "latitude", "longitude", "section", "rate", "ph"].contains(&label.as_str())
        // A ratio of 1.250, a total of 12.350 diaries.
        && (label != "of" || counts_things(after))
}

/// Whether the word behind the figures is one for things that are counted: tickets, keepers, pages.
fn counts_things(after: &str) -> bool {
    const MEASURES: &[&str] = &[
        "meters",
        "metres",
        "kilometers",
        "kilometres",
        "grams",
        "kilograms",
        "kilos",
        "liters",
        "litres",
        "tons",
        "tonnes",
        "hectares",
        "acres",
        "miles",
        "feet",
        "inches",
        "pounds",
        "ounces",
        "gallons",
        "degrees",
        "seconds",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "watts",
        "kilowatts",
        "volts",
        "points",
        "times",
        "millimeters",
        "millimetres",
        "centimeters",
        "centimetres",
        "sieverts",
        "microsieverts",
        "millisieverts",
        "percent",
        "gigabytes",
        "megabytes",
        "is",
        "was",
        "as",
        "has",
        "seismic",
        "plus",
        "minus",
    ];
    let rest = after.trim_start();
    let word: String = rest.chars().take_while(|c| c.is_ascii_lowercase()).collect();
    // No. 1.150 by the river: nothing is counted where no word follows.
    let irregular =
        ["people", "children", "men", "women", "yen", "fish", "sheep", "cattle", "staff"].contains(&word.as_str());
    after.starts_with([' ', '\u{a0}', '-'])
        && (irregular || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
        && !MEASURES.contains(&word.as_str())
}

fn is_broken(whole: &str, counted: bool) -> bool {
    let groups: Vec<&str> = whole.split(',').collect();
    let sound = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    // 5,8,12 and 12,13 are lists written without spaces.
    let list = groups.iter().all(|g| g.len() <= 2)
        && !(groups.len() == 2 && groups[1].len() == 2 && (counted || groups[1].starts_with('0')));
    let years = groups.iter().all(|g| g.len() == 4);
    !sound && !list && !years && !groups.iter().any(|g| g.is_empty())
}

/// Whether the unit measures what can be divided.
fn measured(unit: &str) -> bool {
    ![
        "people",
        "persons",
        "residents",
        "households",
        "participants",
        "applicants",
        "applications",
        "visitors",
        "students",
        "children",
        "families",
        "members",
        "volunteers",
        "yen",
        "copies",
        "employees",
        "workers",
        "votes",
        "vehicles",
        "users",
    ]
    .contains(&unit.trim_start_matches([' ', '-']))
}
