//! 年は西暦で: 令和7年4月 → 2025年4月. An era beside its Western year is fine.

use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// See the module.
pub struct Era;

/// Eras, their letters, and the year before their first.
const ERAS: &[(&str, char, u32, u32)] = &[
    ("令和", 'R', 2018, 99),
    ("平成", 'H', 1988, 31),
    ("昭和", 'S', 1925, 64),
    ("大正", 'T', 1911, 15),
    ("明治", 'M', 1867, 45),
];

impl Rule for Era {
    fn about(&self) -> About {
        super::easy("ja.yasashii.era", Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static NAMED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(令和|平成|昭和|大正|明治) ?(元|[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}) ?年")
                .expect("the pattern is sound")
        });
        static LETTER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?:^|[^A-Za-z0-9])(?P<x>([RHSTMＲＨＳＴＭ])([0-9０-９]{1,2})(?:[.．/／年]([0-9０-９]{1,2})(?:[.．/／月]([0-9０-９]{1,2})日?|月)?|年))")
                .expect("the pattern is sound")
        });
        static WESTERN_BEFORE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"[0-9０-９]{4}年?(?:度)?[（(〈［・/／ ]*$").expect("the pattern is sound"));
        static WESTERN_AFTER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:度)?[（(〈［・/／ ]*(?:西暦)?[0-9０-９]{4}年?").expect("the pattern is sound")
        });
        let text = passage.text;
        let beside =
            |span: Span| WESTERN_BEFORE.is_match(&text[..span.start]) || WESTERN_AFTER.is_match(&text[span.end..]);
        for caught in NAMED.captures_iter(text) {
            let span = Span::from(caught.get(0).map_or(0..0, |found| found.range()));
            let western = ERAS
                .iter()
                .find(|(name, ..)| *name == &caught[1])
                .zip(number(&caught[2]))
                .filter(|((.., longest), year)| year <= longest)
                .map(|((.., before, _), year)| before + year);
            if beside(span) || passage.is_protected(span) {
                continue;
            }
            let hit = hits.at(span);
            if let Some(year) = western {
                hit.ask(format!("{year}年"));
            }
        }
        for caught in LETTER.captures_iter(text) {
            let span = Span::from(caught.name("x").map_or(0..0, |found| found.range()));
            let letter = super::narrow(&caught[2]);
            let part = |index: usize| caught.get(index).and_then(|found| number(found.as_str()));
            let era = ERAS.iter().find(|(_, code, ..)| letter.starts_with(*code));
            let (Some((.., before, longest)), Some(year)) = (era, part(3)) else { continue };
            let sound = year >= 1
                && year <= *longest
                && part(4).is_none_or(|m| (1..=12).contains(&m))
                && part(5).is_none_or(|d| (1..=31).contains(&d));
            if !sound || beside(span) || passage.is_protected(span) {
                continue;
            }
            let mut cure = format!("{}年", before + year);
            cure += &part(4).map_or(String::new(), |month| format!("{month}月"));
            cure += &part(5).map_or(String::new(), |day| format!("{day}日"));
            hits.at(span).ask(cure);
        }
    }
}

/// A number in figures of any width or in kanji to 99; 元 is 1.
fn number(text: &str) -> Option<u32> {
    let narrow = super::narrow(text);
    if narrow == "元" {
        return Some(1);
    }
    if let Ok(number) = narrow.parse() {
        return Some(number);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32 + 1);
    let (tens, ones) = narrow.split_once('十').map_or((None, narrow.as_str()), |(tens, ones)| (Some(tens), ones));
    let tens = match tens {
        None => 0,
        Some("") => 10,
        Some(tens) => 10 * digit(tens.chars().next()?)?,
    };
    let ones = ones.chars().next().map_or(Some(0), digit)?;
    Some(tens + ones)
}
