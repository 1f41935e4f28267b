//! Lists: as many items on both sides, in the same order, numbered alike.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule, Side};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Four items in Japanese, three in English.
pub struct ListCount;

/// How an item begins.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Bullet,
    Number(u32),
    Letter(u32),
}

struct Item {
    mark: Mark,
    span: Span,
}

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[ \t　]*(?:(?P<bullet>[・●○◆◇■□▪•※‣*]|[-–](?:[ 　]))",
        r"|[(（]?(?P<number>[0-9０-９]{1,2})(?:[)）]|[.．](?:[ 　\t]|[^0-9０-９])|[　\t])|(?P<circle>[①-⑳])|(?P<kana>[アイウエオカキクケコ])[ 　.．)）]|[(（](?P<paren>[アイウエオカキクケコ])[)）]|[(（](?P<letter>[a-z])[)）]|(?P<plain>[a-z])[.)][ 　])",
    ))
    .expect("the pattern is sound")
});

impl Rule for ListCount {
    fn about(&self) -> About {
        bi("bi.list-count", Severity::Warning)
    }
}

impl PairRule for ListCount {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        let (ja, en) = (items(&pair.ja), items(&pair.en));
        if ja.len() < 2 && en.len() < 2 || ja.is_empty() || en.is_empty() {
            return;
        }
        if ja.len() != en.len() {
            let (a, b) = (ja.get(en.len()).map(|i| i.span), en.get(ja.len()).map(|i| i.span));
            hits.at(a, b).case("count").show(ja.len().to_string(), en.len().to_string());
            return;
        }
        for (a, b) in ja.iter().zip(&en) {
            match (&a.mark, &b.mark) {
                (Mark::Number(n), Mark::Number(m)) if n != m => {
                    hits.at(Some(a.span), Some(b.span)).case("order");
                    return;
                }
                (Mark::Number(_), Mark::Letter(_)) => {
                    hits.at(Some(a.span), Some(b.span)).case("style");
                    return;
                }
                _ => {}
            }
        }
    }
}

fn items(side: &Side<'_>) -> Vec<Item> {
    let (mut found, mut at) = (Vec::new(), 0);
    for line in side.text.split('\n') {
        if let Some(caught) = ITEM.captures(line)
            && let Some(place) = caught.get(0)
        {
            let digits = |m: regex::Match<'_>| {
                m.as_str().chars().fold(0, |n, c| match c {
                    '0'..='9' => n * 10 + (c as u32 - '0' as u32),
                    '０'..='９' => n * 10 + (c as u32 - '０' as u32),
                    _ => n,
                })
            };
            let index =
                |m: regex::Match<'_>, first: char| m.as_str().chars().next().map_or(0, |c| c as u32 - first as u32 + 1);
            let mark = if let Some(m) = caught.name("number") {
                Mark::Number(digits(m))
            } else if let Some(m) = caught.name("circle") {
                Mark::Number(index(m, '①'))
            } else if let Some(m) = caught.name("letter").or(caught.name("plain")) {
                Mark::Letter(index(m, 'a'))
            } else if caught.name("kana").is_some() || caught.name("paren").is_some() {
                Mark::Letter(0)
            } else {
                Mark::Bullet
            };
            found.push(Item { mark, span: Span::new(at + place.start(), at + line.trim_end().len()) });
        }
        at += line.len() + 1;
    }
    found
}
