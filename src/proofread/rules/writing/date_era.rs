//! 令和7年（2024年）, 昭和64年2月, 令和1年.

use crate::proofread::dates::{exists, in_era};
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::date::{era_written, era_year_one};
use crate::text::facts::Value;
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// An era's year against the Western year beside it, and against the era's end.
pub struct Era;

static PAIRS: LazyLock<Regex> = LazyLock::new(|| {
    let era = "(?P<era{n}>明治|大正|昭和|平成|令和|(?-u:\\b)[MTSHR]|[ＭＴＳＨＲ])(?P<year{n}>元|[0-9０-９]{1,2})年?(?P<fiscal{n}>度)?";
    let western = "(?P<western{n}>[0-9０-９]{4})年?(?P<span{n}>度)?";
    let (a, b) = (era.replace("{n}", "a"), western.replace("{n}", "a"));
    let (c, d) = (western.replace("{n}", "b"), era.replace("{n}", "b"));
    let joined = (era.replace("{n}", "c"), western.replace("{n}", "c"));
    Regex::new(&format!("{a}[（(〈]{b}[）)〉]|{c}[（(〈]{d}[）)〉]|{}[・／/]{}[）)〉、。の]", joined.0, joined.1))
        .expect("the pattern is sound")
});
static FIRST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(明治|大正|昭和|平成|令和)[1１](年)").expect("the pattern is sound"));

impl Rule for Era {
    fn about(&self) -> About {
        About {
            id: "ja.date.era",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Ask,
            source: "元号法・暦",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&[
            "明治", "大正", "昭和", "平成", "令和", "㍾", "㍽", "㍼", "㍻", "㋿", "M", "T", "S", "H", "R", "Ｍ", "Ｔ",
            "Ｓ", "Ｈ", "Ｒ",
        ])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        // 令和7年（2025年）: both sides need a bracket between them.
        let bracketed = text.contains(['（', '(', '〈']);
        for caught in PAIRS.captures_iter(if bracketed { text } else { "" }) {
            let side = ["a", "b", "c"].into_iter().find(|side| caught.name(&format!("era{side}")).is_some());
            let Some(side) = side else { continue };
            let part = |name: &str| caught.name(&format!("{name}{side}"));
            let (Some(era), Some(year), Some(western)) = (part("era"), part("year"), part("western")) else { continue };
            let number = |s: &str| if s == "元" { Some(1) } else { narrow(s).parse::<i32>().ok() };
            let (Some(first), Some(count), Some(said)) =
                (era_year_one(name_of(era.as_str())), number(year.as_str()), number(western.as_str()))
            else {
                continue;
            };
            let right = first + count - 1;
            if right != said && side == "b" {
                // 1989年（平成2年）: what stands in the brackets.
                let written = era_written(said, 12, 28).map(|(era, n)| match n {
                    1 => format!("{era}元"),
                    n => format!("{era}{n}"),
                });
                let hit = hits.at(Span::new(era.start(), year.end())).arg("era", era.as_str());
                if let Some(words) = written {
                    hit.ask(words);
                }
            } else if right != said {
                hits.at(Span::from(western.range())).arg("era", era.as_str()).ask(like(western.as_str(), right));
            }
        }
        for caught in FIRST.captures_iter(text) {
            let (Some(all), Some(era)) = (caught.get(0), caught.get(1)) else { continue };
            let hit = hits.at(Span::from(all.range())).arg("era", era.as_str());
            hit.severity(Severity::Warning).ask(format!("{}元年", era.as_str()));
        }
        // 昭和64年2月: the year was the era's, the month no longer.
        for fact in passage.facts() {
            let Value::Day(day) = fact.value else { continue };
            let (Some((era, number)), Some(year)) = (day.era, day.year) else { continue };
            if in_era(day) != Some((true, false)) || !exists(day) || number == 1 {
                continue;
            }
            let Some((now, in_now)) = era_written(year, day.month.unwrap_or(12), day.day.unwrap_or(28)) else {
                continue;
            };
            let written = &text[fact.span.range()];
            let Some(rest) = written.find('年').filter(|_| written.starts_with(era)) else { continue };
            let year = if in_now == 1 { "元".to_owned() } else { in_now.to_string() };
            hits.at(fact.span).arg("era", era).ask(format!("{now}{year}{}", &written[rest..]));
        }
    }
}

/// R stands for 令和.
fn name_of(era: &str) -> &str {
    match era {
        "M" | "Ｍ" => "明治",
        "T" | "Ｔ" => "大正",
        "S" | "Ｓ" => "昭和",
        "H" | "Ｈ" => "平成",
        "R" | "Ｒ" => "令和",
        era => era,
    }
}

fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
        .collect()
}

/// `year` in digits as wide as those of `written`.
fn like(written: &str, year: i32) -> String {
    let year = year.to_string();
    if written.is_ascii() {
        return year;
    }
    year.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect()
}
