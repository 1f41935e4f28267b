//! 「〜」と記号: 9時〜17時 → 9時から17時まで, A／B → AかB, ※ and ⇒ in words.

use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// See the module.
pub struct RangeMark;

const UNIT: &str =
    "(?:[0-9０-９]{1,4}(?:時半?|分|日|月|年|人|円|歳|才|さい|階|番|回|度|か月|ヶ月|週間|[:：][0-9０-９]{2}))";

impl Rule for RangeMark {
    fn about(&self) -> About {
        super::easy(
            "ja.yasashii.range-mark",
            Severity::Info,
            Fixable::Ask,
            "在留支援のためのやさしい日本語ガイドライン",
        )
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static RANGE: LazyLock<Regex> = LazyLock::new(|| {
            let time = format!(
                r"(?:(?:[0-9０-９]{{4}}[/／.])?[0-9０-９]{{1,2}}[/／.][0-9０-９]{{1,2}}(?:[（(][^（）()]{{1,4}}[）)])?|[0-9０-９]{{1,2}}[:：][0-9０-９]{{2}}|(?:午前|午後|[0-9０-９]{{1,2}}月)?{UNIT}{{1,3}}(?:[（(][^（）()]{{1,4}}[）)])?|[0-9０-９]+)"
            );
            let day = "[月火水木金土日]曜?日?(?:[（(][^（）()]{1,4}[）)])?";
            let open = format!("(?P<from>{time}|{day})");
            let close = format!("(?P<to>{time}|{day})");
            Regex::new(&format!("{open} ?(?:[〜～~]|[–—―ー−－-](?P<dash>)) ?{close}?")).expect("the pattern is sound")
        });
        static SLASH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"([\p{Han}\p{Hiragana}\p{Katakana}ーA-Za-zＡ-Ｚａ-ｚ]+) ?[／/] ?([\p{Han}\p{Hiragana}\p{Katakana}ーA-Za-zＡ-Ｚａ-ｚ]+)")
                .expect("the pattern is sound")
        });
        static MARK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"※|[⇒→➡⇨⇔↔⇄←↓↑≒]|[＆&]|[\p{Han}\p{Katakana}ー](?P<x>[〜～])[\p{Han}\p{Katakana}]")
                .expect("the pattern is sound")
        });
        let text = passage.text;
        let mut taken: Vec<Span> = Vec::new();
        for caught in RANGE.captures_iter(text) {
            let Some(found) = caught.get(0) else { continue };
            let span = Span::from(found.range());
            let (from, to) = (caught.name("from").map_or("", |m| m.as_str()), caught.name("to").map(|m| m.as_str()));
            let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "-−ー－.".contains(c));
            // 03-1234-5678 and 100-0001 are numbers to be read one by one.
            let dash = caught.name("dash").is_some();
            let unit = |words: &str| !words.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
            if dash && !(unit(from) && to.is_some_and(unit))
                || goes_on(text[..span.start].chars().next_back())
                || passage.is_protected(span)
            {
                continue;
            }
            taken.push(span);
            let weekday = |words: &str| {
                let plain = words.chars().count() == 1 && "月火水木金土日".contains(words);
                if plain { format!("{words}曜日") } else { words.to_owned() }
            };
            let cure = match to {
                Some(to) => format!("{}から{}まで", weekday(from), weekday(to)),
                None => format!("{}から", weekday(from)),
            };
            let already = ["まで", "から"].iter().any(|word| text[span.end..].starts_with(word));
            hits.at(span).ask(if already { cure.trim_end_matches("まで").to_owned() } else { cure });
        }
        for caught in SLASH.captures_iter(text) {
            let Some(found) = caught.get(0) else { continue };
            let span = Span::from(found.range());
            let slash = Span::new(caught.get(1).map_or(0, |m| m.end()), caught.get(2).map_or(0, |m| m.start()));
            let address = found.as_str().is_ascii()
                || text[..span.start].ends_with(['/', '.', ':', '@', '-'])
                || text[span.end..].starts_with(['/', '.', '@']);
            if !address && !passage.is_protected(span) {
                taken.push(span);
                hits.at(slash).ask("か");
            }
        }
        for caught in MARK.captures_iter(text) {
            let Some(found) = caught.name("x").or_else(|| caught.get(0)) else { continue };
            let span = Span::from(found.range());
            if taken.iter().any(|t| t.overlaps(span)) || passage.is_protected(span) {
                continue;
            }
            match found.as_str() {
                "※" => hits.at(span).ask("気をつけること："),
                "＆" => hits.at(span).ask("と"),
                _ => hits.at(span),
            };
        }
    }
}
