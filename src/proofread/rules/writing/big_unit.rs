//! 千 and 百 after figures.

use super::japanese;
use crate::proofread::japanese::grouped;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 5千円 → 5,000円, 2億5千万円 → 2億5,000万円. 千円 as the unit of a table stays.
pub struct BigUnit;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<n>(?P<t>[1-9１-９])千(?:(?P<r6>[1-9１-９][0-9０-９]{2})|(?:(?P<h>[1-9１-９])百)?(?:(?P<r>[1-9１-９])十)?)|(?P<h2>[1-9１-９])百(?:(?P<r2>[1-9１-９])十|(?P<r3>[1-9１-９][0-9０-９]))?|(?P<r4>[1-9１-９])十(?P<r5>[1-9１-９])?)",
        r"(?P<m>[万億兆])?(?P<u>円|人|名|件|世帯|㎡|平方|立方|メートル|トン|kg|㎏|キロ|km|戸|棟|部|冊|台|枚|個|本|か所|箇所|票|食|社|校|頭|羽|株|ヘクタール|リットル|ドル|点|席|匹|歩|区画|字|余|年|回|倍|時間|日間|通|基|隻|箱|袋|束|ページ|頁|泊|班|便|種|例|項目|語|曲|軒|店|拠点|床|団体|施設|事業所|ha|％|パーセント|歳|立米|平米|語|問|票)?"
    ))
    .expect("the pattern is sound")
});

impl Rule for BigUnit {
    fn about(&self) -> About {
        japanese("ja.num.big-unit", Severity::Warning, Fixable::Safe, "公用文作成の考え方 Ⅰ-4ウ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["千", "百", "十"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        for caught in NUMBER.captures_iter(text) {
            let Some(number) = caught.name("n") else { continue };
            let span = Span::from(number.range());
            let before = &text[..span.start];
            let after = &text[caught.get(0).map_or(span.end, |m| m.end())..];
            let counted = caught.name("m").is_some() || caught.name("u").is_some();
            let inside = before.ends_with(|c: char| {
                c.is_numeric() && c.is_ascii_digit() || ('０'..='９').contains(&c) || ".．,，第数".contains(c)
            });
            let money = caught.name("u").is_some_and(|u| u.as_str() == "円") && after.starts_with(['札', '玉']);
            if !counted || inside || money || passage.is_protected(span) {
                continue;
            }
            let figure = |name: &str| {
                caught.name(name).and_then(|m| m.as_str().chars().next()).map_or(0, |c| {
                    u64::from(if c.is_ascii_digit() { c as u32 - '0' as u32 } else { c as u32 - '０' as u32 })
                })
            };
            // 1百20万円, 7千800万円: the last figures are as they are.
            let last: u64 = caught.name("r3").or_else(|| caught.name("r6")).map_or(0, |m| {
                m.as_str().chars().fold(0, |sum, c| {
                    sum * 10 + u64::from(c.to_digit(10).unwrap_or((c as u32).wrapping_sub('０' as u32) % 10))
                })
            });
            let value = last
                + figure("r4") * 10
                + figure("r5")
                + figure("t") * 1000
                + (figure("h") + figure("h2")) * 100
                + (figure("r") + figure("r2")) * 10;
            hits.at(span).safe(grouped(value));
        }
    }
}
