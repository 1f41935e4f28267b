//! Reiwa 7, FY R7, H30: eras without the year readers abroad know.

use super::english;
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::date::era_year_one;
use regex::Regex;
use std::sync::LazyLock;

/// A year of an era, alone or with the wrong Western year.
pub struct Era;

static ERAS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?P<era>Reiwa|Heisei|Sh[oō]wa|Taish[oō]|Meiji|Kei[oō]|Genji|Bunky[uū]|Man['’]?en|Ansei|Kaei|K[oō]ka|Temp[oō]|Tenp[oō]",
        r"|Bunsei|Bunka|Ky[oō]wa|Kansei|Temmei|Tenmei|An['’]?ei|Meiwa|H[oō]reki|Kan['’]?en|Enky[oō]|Kamp[oō]|Kanp[oō]|Gembun",
        r"|Genbun|Ky[oō]h[oō]|Sh[oō]toku|H[oō]ei|Genroku|J[oō]ky[oō]|Tenna|Emp[oō]|Enp[oō]|Kambun|Kanbun|Manji|Meireki",
        r"|J[oō][oō]|Keian|Sh[oō]h[oō]|Kan['’]?ei|Genna|Keich[oō]|Bunroku|Tensh[oō]|Genki|Eiroku) (?P<n>[0-9]{1,2})\b(?: \((?P<said>[0-9]{4})\))?",
        r"|\b(?P<fy>FY ?|[Ff]iscal (?:[Yy]ear )?)(?P<short>[RHS])(?P<m>[0-9]{1,2})\b",
        r"|\b(?P<date>(?P<letter>[RHS])\.?(?P<y>[0-9]{1,2})[./](?:1[0-2]|0?[1-9])[./](?:3[01]|[12][0-9]|0?[1-9]))\b",
        r"|\b(?:the )?(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) year of (?:the )?(?P<of2>Reiwa|Heisei|Sh[oō]wa|Taish[oō]|Meiji)\b",
        r"|\b(?P<gannen>Reiwa|Heisei|Sh[oō]wa|Taish[oō]|Meiji) [Gg]annen\b",
        r"|\b(?P<nth>[0-9]{1,2})(?:st|nd|rd|th) year of (?:the )?(?P<of>Reiwa|Heisei|Sh[oō]wa|Taish[oō]|Meiji)\b",
        r"|\b(?P<alone>[HS])(?P<k>[1-6][0-9])\b",
        r"|\b(?:in|since|during|until|from|by|of|for|through) (?P<r1>R(?P<q1>[1-9]|1[0-9]))(?:[.,;:!?)]|\s|$)",
        r"|\b(?P<r2>R(?P<q2>[1-9]|1[0-9])) (?:budgets?|fiscal|plans?|surveys?|census|editions?|tax(?:es)?|figures?|results?|accounts?|program(?:me)?s?|school|financial|white|reports?|revision|elections?|reforms?|estimates?)\b",
    ))
    .expect("the pattern is sound")
});

impl Rule for Era {
    fn about(&self) -> About {
        english("en.date.era", Severity::Warning, Fixable::Safe, "Calendar")
    }

    fn needs(&self) -> Needs {
        // Nor has the fifth year of Reiwa.
        Needs::any_of(sieve::FIGURES).or(Needs::any_of(&["year of ", "annen"]))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        for caught in ERAS.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let number = |name: &str| caught.name(name).and_then(|m| m.as_str().parse::<i32>().ok());
            let span = Span::from(all.range());
            if let (Some(era), Some(n)) = (caught.name("era"), number("n")) {
                let Some(year) = year_one(era.as_str()).map(|first| first + n - 1) else {
                    continue;
                };
                // 2025 (Reiwa 7) says it already; in the name of a law it belongs there.
                let before = text[..all.start()].trim_end_matches('(').trim_end();
                let behind = before.len() < all.start() && text[..all.start()].ends_with('(');
                // 2024 (Reiwa 7); the fiscal year of March 2025 began in 2024.
                let beside = western_year(before).filter(|_| behind);
                if let Some(said) = beside.filter(|said| *said != year && !text[all.end()..].contains("fiscal")) {
                    let hit = hits.at(span).severity(Severity::Error).arg("year", year.to_string());
                    hit.ask(format!("{} {}", era.as_str(), n + said - year));
                    continue;
                }
                let law = before.ends_with(" of") && before.contains("No.") || passage.is_protected(span);
                match number("said") {
                    Some(said) if said != year => {
                        let hit = hits.at(span).severity(Severity::Error).arg("year", year.to_string());
                        hit.ask(format!("{} {n} ({year})", era.as_str()));
                    }
                    Some(_) => {}
                    None if law || beside.is_some() || behind && tells_a_year(before) => {}
                    None => {
                        let hit = hits.at(span).arg("year", year.to_string());
                        hit.safe(format!("{year} ({} {n})", era.as_str()));
                    }
                }
                continue;
            }
            if let (Some(date), Some(letter), Some(n)) = (caught.name("date"), caught.name("letter"), number("y")) {
                let glued = text[..date.start()].ends_with(|c: char| c.is_alphanumeric() || ".-/".contains(c));
                if let Some(first) = era_year_one(era_of(letter.as_str()).0).filter(|_| !glued) {
                    hits.at(span).arg("year", (first + n - 1).to_string());
                }
                continue;
            }
            if let (Some(era), Some(n)) = (caught.name("of"), number("nth")) {
                if let Some(first) = year_one(era.as_str()) {
                    let year = first + n - 1;
                    hits.at(span).arg("year", year.to_string()).ask(year.to_string());
                }
                continue;
            }
            if let Some(era) = caught.name("of2").or(caught.name("gannen")) {
                const NTH: &str = "first second third fourth fifth sixth seventh eighth ninth tenth";
                let word = caught.name("word").map_or("first", |word| word.as_str());
                let n = NTH.split(' ').zip(0..).find(|(name, _)| *name == word).map_or(0, |(_, n)| n);
                if let Some(first) = year_one(era.as_str()) {
                    let year = (first + n).to_string();
                    hits.at(span).arg("year", year.clone()).ask(year);
                }
                continue;
            }
            let (letter, n, fiscal) = match (caught.name("short"), number("m"), caught.name("alone"), number("k")) {
                (Some(letter), Some(n), ..) => {
                    let fiscal = caught.name("fy").map_or("", |words| words.as_str());
                    (letter.as_str(), n, if fiscal.starts_with("FY") { "FY" } else { fiscal })
                }
                (_, _, Some(letter), Some(n)) => (letter.as_str(), n, ""),
                _ => {
                    let alone = caught.name("r1").or_else(|| caught.name("r2"));
                    let (Some(alone), Some(n)) = (alone, number("q1").or_else(|| number("q2"))) else { continue };
                    let year = 2018 + n;
                    hits.at(Span::from(alone.range())).arg("year", year.to_string()).ask(year.to_string());
                    continue;
                }
            };
            let beside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ".-/".contains(c));
            let next = text[all.end()..].strip_prefix(['.', '-', '/']).and_then(|rest| rest.chars().next());
            if beside(text[..all.start()].chars().next_back()) || next.is_some_and(|c| c.is_alphanumeric()) {
                continue;
            }
            // Bus H12 and the H30 road are names of lines.
            let last = text[..all.start()].split_whitespace().next_back().unwrap_or_default();
            let next = text[all.end()..].split_whitespace().next().unwrap_or_default();
            if fiscal.is_empty() && (NUMBERED.contains(&last.to_lowercase().as_str()) || NUMBERED.contains(&next)) {
                continue;
            }
            let (era, last) = era_of(letter);
            if let Some(first) = era_year_one(era).filter(|_| (1..=last).contains(&n)) {
                let year = first + n - 1;
                hits.at(span).arg("year", year.to_string()).safe(format!("{fiscal}{year}"));
            }
        }
    }
}

/// What bears letters and figures of its own.
const NUMBERED: &[&str] = &[
    "bus", "buses", "route", "road", "highway", "line", "exit", "gate", "room", "seat", "stop", "unit", "bay", "block",
    "section", "form", "box", "type", "model", "building", "platform", "door", "zone", "area", "train", "key",
    "locker", "bolt", "steel", "paper", "size", "grade", "table", "desk", "window",
];

/// The era that a letter stands for, and its last year.
fn era_of(letter: &str) -> (&'static str, i32) {
    match letter {
        "R" => ("reiwa", 99),
        "H" => ("heisei", 31),
        _ => ("showa", 64),
    }
}

/// The Western year that `before` ends with.
fn western_year(before: &str) -> Option<i32> {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = &before[head.len()..];
    (figures.len() == 4 && figures.starts_with(['1', '2'])).then(|| figures.parse().ok()).flatten()
}

/// Whether a Western year stands in the last words of `before`: 2025 school year (Reiwa 7).
fn tells_a_year(before: &str) -> bool {
    before.split_whitespace().rev().take(4).any(|word| {
        let figures = word.trim_start_matches("FY").trim_matches(|c: char| !c.is_ascii_digit());
        western_year(figures).is_some_and(|_| figures.len() == 4)
    })
}

/// The Western year in which an era began; those before Meiji from the tables of the calendar.
fn year_one(era: &str) -> Option<i32> {
    let plain = era.to_lowercase().replace('ō', "o").replace('ū', "u").replace(['\'', '’'], "");
    era_year_one(&plain).or(match plain.as_str() {
        "keio" => Some(1865),
        "genji" => Some(1864),
        "bunkyu" => Some(1861),
        "manen" => Some(1860),
        "ansei" => Some(1854),
        "kaei" => Some(1848),
        "koka" => Some(1844),
        "tempo" | "tenpo" => Some(1830),
        "bunsei" => Some(1818),
        "bunka" => Some(1804),
        "kyowa" => Some(1801),
        "kansei" => Some(1789),
        "temmei" | "tenmei" => Some(1781),
        "anei" => Some(1772),
        "meiwa" => Some(1764),
        "horeki" => Some(1751),
        "kanen" => Some(1748),
        "enkyo" => Some(1744),
        "kampo" | "kanpo" => Some(1741),
        "gembun" | "genbun" => Some(1736),
        "kyoho" => Some(1716),
        "shotoku" => Some(1711),
        "hoei" => Some(1704),
        "genroku" => Some(1688),
        "jokyo" => Some(1684),
        "tenna" => Some(1681),
        "empo" | "enpo" => Some(1673),
        "kambun" | "kanbun" => Some(1661),
        "manji" => Some(1658),
        "meireki" => Some(1655),
        "joo" => Some(1652),
        "keian" => Some(1648),
        "shoho" => Some(1644),
        "kanei" => Some(1624),
        "genna" => Some(1615),
        "keicho" => Some(1596),
        "bunroku" => Some(1592),
        "tensho" => Some(1573),
        "genki" => Some(1570),
        "eiroku" => Some(1558),
        _ => None,
    })
}
