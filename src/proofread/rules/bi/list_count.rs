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
            return in_line(pair, hits);
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

/// 申請書、本人確認書類、委任状及び手数料 and `an application form, identification and the fee`: the Japanese sentence lists
/// more than the English one has commas and conjunctions to part.
fn in_line(pair: &Pair<'_>, hits: &mut PairHits) {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?:[^、。，「」『』（）()\n]{1,24}、)+[^、。，「」『』（）()\n]{1,24}?(?:及び|並びに|又は|または|若しくは|もしくは|および|ならびに)[^、。，「」『』（）()\n]{1,24}",
            r"|(?:[^、。，「」『』（）()\nはがをにでもへと]{2,16}、){2,}[^、。，「」『』（）()\nはがをにでもへと]{2,24}?(?:です|である|をお?持|を持参|を提出|を添|が必要|を(?:御|ご)用意)",
            r"|(?:[一-龥々ァ-ヶー]{2,12}、){2,}[一-龥々ァ-ヶー]{2,12}",
        ))
        .expect("the pattern is sound")
    });
    // What ends so before a comma is a part of the sentence, not a thing in a row.
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:[はがをにでもばらりしきちいみえけせてめれへど]|から|まで|より|として|上|際|場合|とき|時|後|前|うえ|ため|[0-9０-９元][年月日]|年度|当日|同日|期間中|年中)、$").expect("the pattern is sound")
    });
    static CONJUNCTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("及び|並びに|又は|または|若しくは|もしくは|および|ならびに").expect("the pattern is sound")
    });
    static JOINT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:[,;]\s*)?\b(?:and/or|and|or|as well as|nor|plus|including|along with|together with|in addition to|with)\b|&|[,;/]").expect("the pattern is sound")
    });
    static NO_JOINT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bor (?:older|more|over|less|under|above|below|later|earlier|younger|fewer|higher|lower|so)\b|\d,\d|\bto [a-z]+ with\b|^(?:in|on|at|for|to|if|when|where|after|before|however|as|by|during|from|with|until|unless|while|upon|under)\b[^,]*,").expect("the pattern is sound")
    });
    static NUMBERED_EN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\(\d{1,2}\)|[①-⑳]").expect("the pattern is sound"));
    // What English says as one.
    static AS_ONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:weekends?|local governments?|municipalit|etc\.|and so on|such as|namely|family|families|parents?|contact (?:details|information)|personal (?:details|information))").expect("the pattern is sound")
    });
    if !pair.compares()
        || pair.is_from_english()
        || pair.ja.text.contains('\n')
        || pair.ja.sentences().len() != 1
        || pair.en.sentences().len() != 1
    {
        return;
    }
    let english = pair.en.lower();
    if AS_ONE.is_match(english) {
        return;
    }
    let circled = pair.ja.text.chars().filter(|c| ('①'..='⑳').contains(c)).count();
    let numbered = NUMBERED_EN.find_iter(english).count();
    if circled >= 2 && numbered >= 1 && circled != numbered {
        hits.at(None, None).case("count").show(circled.to_string(), numbered.to_string());
        return;
    }
    let rows: Vec<_> = ROW.find_iter(pair.ja.text).collect();
    let [row] = rows[..] else { return };
    let parts: Vec<&str> = row.as_str().split_inclusive('、').collect();
    let first = parts.iter().rposition(|part| PART.is_match(part)).map_or(0, |at| at + 1);
    let listed = parts[first..].concat();
    let count = listed.matches('、').count() + CONJUNCTION.find_iter(&listed).count();
    let joints = JOINT.find_iter(&NO_JOINT.replace_all(english, "")).count();
    if count >= 2 && joints < count {
        let start = row.start() + row.as_str().len() - listed.len();
        let span = Span::new(start, row.end());
        let hit = hits.at(Some(span), None).case("row").show((count + 1).to_string(), (joints + 1).to_string());
        hit.severity(Severity::Warning);
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
