//! Yen, and the large units of Japanese.

use super::english;
use crate::proofread::japanese::grouped;
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// ¥3,000 yen, 3 oku yen, 50 man yen, 10,000 thousand yen, ¥1.2 hundred million.
pub struct Currency;

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?P<sign>[¥￥]\s?)(?P<n1>[0-9][0-9,.]*)(?P<scale1>\s?(?:thousand|million|billion|trillion|mn|bn|M|B|K))?\s(?:yen|JPY)\b",
        r"|\b(?P<n2>[0-9][0-9,.]*)\s?(?P<big>oku|man|cho|sen)(?:\s|-)(?:yen|en)\b",
        r"|(?P<sign2>[¥￥]\s?)(?P<n10>[0-9][0-9,.]*)\s?(?:(?P<big2>oku|man|cho)\b|(?P<kanji>[万億兆]))",
        r"|\b(?P<n11>[0-9][0-9,.]*)\s?[¥￥](?:[^0-9]|$)",
        r"|\b(?P<n3>[0-9][0-9,.]*)\soku\b",
        r"|\b[0-9]+\s(?:oku|man|sen)\s[0-9,]+\s(?:man\s)?yen\b",
        r"|\b(?P<n4>[0-9][0-9,.]*(?:\s(?:thousand|million|billion))?)\s(?:JPY\syen|yen\sJPY)\b|\bJPY\s?(?P<n5>[0-9][0-9,.]*)\syen\b",
        r"|\b(?P<n6>[0-9]{1,3}(?:,[0-9]{3})+)\s(?P<small>thousand|million)\syen\b",
        r"|(?P<sign12>[¥￥])(?P<n12>[0-9]{1,3}(?:,[0-9]{3})+)\s(?P<small12>thousand|million)\b",
        r"|\b(?P<n13>[0-9][0-9,.]*(?:\s(?:million|billion|trillion))?)\s(?P<capital>Yen)(?:[.,;)]|$|\s[a-z(])",
        r"|(?P<sign7>[¥￥]\s?)?\b(?P<n7>[0-9][0-9,.]*)\s(?P<hundred>hundred|ten|hundred\sthousand)\s(?P<scale7>million|thousand)\b(?:\syen)?",
        r"|\b(?:yen|yens)\s(?P<n8>[0-9][0-9,.]*[0-9]|[0-9])\b",
        r"|\b(?P<n9>[0-9][0-9,.]*(?:\s(?:thousand|million|billion))?)\s(?P<plural>yens|en)\b",
    ))
    .expect("the pattern is sound")
});

impl Rule for Currency {
    fn about(&self) -> About {
        english("en.jp.currency", Severity::Warning, Fixable::Ask, "Kian")
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::FIGURES)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        if text.to_lowercase().contains("unit: ") || text.contains("Unit：") {
            return;
        }
        for caught in WRITTEN.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let part = |name: &str| caught.name(name).map(|m| m.as_str());
            let scale = match part("scale1").map(|scale| scale.trim().to_ascii_lowercase()).as_deref() {
                None => String::new(),
                Some("k") => " thousand".to_owned(),
                Some("m" | "mn") => " million".to_owned(),
                Some("b" | "bn") => " billion".to_owned(),
                Some(scale) => format!(" {scale}"),
            };
            let mut cures = Vec::new();
            if let Some(n) = part("n1") {
                cures.extend([format!("¥{n}{scale}"), format!("{n}{scale} yen")]);
            } else if let (Some(n), Some(unit)) = (part("n2"), part("big")) {
                let factor = match unit.to_lowercase().as_str() {
                    "oku" => 100_000_000,
                    "man" => 10_000,
                    "cho" => 1_000_000_000_000,
                    _ => 1000,
                };
                cures.extend(scaled(n, factor).map(|said| format!("{said} yen")));
            } else if let Some(n) = part("n10") {
                let factor = match part("big2").map(str::to_lowercase).as_deref().or(part("kanji")) {
                    Some("oku" | "億") => 100_000_000,
                    Some("cho" | "兆") => 1_000_000_000_000,
                    _ => 10_000,
                };
                cures.extend(scaled(n, factor).map(|said| format!("¥{said}")));
            } else if let Some(n) = part("n11") {
                let end = all.end() - usize::from(!all.as_str().ends_with(['¥', '￥']));
                hits.at(Span::new(all.start(), text.floor_char_boundary(end)))
                    .ask(format!("¥{n}"))
                    .ask(format!("{n} yen"));
                continue;
            } else if let Some(n) = part("n3") {
                cures.extend(scaled(n, 100_000_000));
            } else if let Some(n) = part("n4").or(part("n5")) {
                cures.extend([format!("{n} yen"), format!("JPY {n}")]);
            } else if let (Some(n), Some(unit)) = (part("n6"), part("small")) {
                cures.extend(
                    scaled(n, if unit == "thousand" { 1000 } else { 1_000_000 }).map(|said| format!("{said} yen")),
                );
            } else if let (Some(n), Some(unit)) = (part("n12"), part("small12")) {
                cures.extend(
                    scaled(n, if unit == "thousand" { 1000 } else { 1_000_000 }).map(|said| format!("¥{said}")),
                );
            } else if let (Some(n), Some(unit)) = (caught.name("n13"), caught.name("capital")) {
                // The man's yen begins with a small letter; the Yen of a name does not stand behind figures.
                if !unit.as_str().starts_with('Y') || unit.as_str() == "YEN" {
                    continue;
                }
                hits.at(Span::new(n.start(), unit.end())).severity(Severity::Info).ask(format!("{} yen", n.as_str()));
                continue;
            } else if let (Some(n), Some(head), Some(unit)) = (part("n7"), part("hundred"), part("scale7")) {
                let money = part("sign7").is_some() || all.as_str().ends_with("yen");
                if !money {
                    continue;
                }
                let first: u64 = if head.starts_with("ten") { 10 } else { 100 };
                let second: u64 = if unit.eq_ignore_ascii_case("million") { 1_000_000 } else { 1000 };
                cures.extend(
                    scaled(n, first * second)
                        .map(|said| if part("sign7").is_some() { format!("¥{said}") } else { format!("{said} yen") }),
                );
            }
            // Yen 5,000 begins with a capital; “in yen 5 days later” does not. En route is no money.
            if part("n8").is_some() && !all.as_str().starts_with('Y')
                || part("plural") == Some("en")
                    && ["route", "masse", "suite", "bloc"].iter().any(|w| text[all.end()..].trim_start().starts_with(w))
            {
                continue;
            }
            if let Some(n) = part("n8").or(part("n9")) {
                cures.extend([format!("{n} yen"), format!("¥{n}")]);
            }
            let hit = hits.at(Span::from(all.range()));
            for cure in cures {
                hit.ask(cure);
            }
        }
    }
}

/// `number` (with commas, perhaps a decimal point) times `factor` as English says it: 300 million, 1.5 billion, 500,000.
fn scaled(number: &str, factor: u64) -> Option<String> {
    let plain = number.trim_end_matches(['.', ',']).replace(',', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let ten = 10u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let value = format!("{whole}{fraction}").parse::<u64>().ok()?.checked_mul(factor)? / ten;
    let said = |unit: u64, name: &str| {
        let rest = value % unit;
        let tail = format!("{:03}", rest / (unit / 1000));
        let tail = tail.trim_end_matches('0');
        let exact = rest.is_multiple_of(unit / 1000);
        exact.then(|| {
            let head = grouped(value / unit);
            if tail.is_empty() { format!("{head} {name}") } else { format!("{head}.{tail} {name}") }
        })
    };
    let word = match value {
        v if v >= 1_000_000_000_000 => said(1_000_000_000_000, "trillion"),
        v if v >= 1_000_000_000 => said(1_000_000_000, "billion"),
        v if v >= 1_000_000 => said(1_000_000, "million"),
        _ => None,
    };
    Some(word.unwrap_or_else(|| grouped(value)))
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn large_units_are_turned_into_english_ones() {
        for (n, factor, said) in [
            ("3", 100_000_000, "300 million"),
            ("50", 10_000, "500,000"),
            ("15", 100_000_000, "1.5 billion"),
            ("10,000", 1000, "10 million"),
            ("1.2", 100_000_000, "120 million"),
        ] {
            assert_eq!(scaled(n, factor).as_deref(), Some(said));
        }
    }
}
