//! Until a day or from it on.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use crate::text::facts::{Fact, Kind, Link};
use regex::Regex;
use std::sync::LazyLock;

/// 5月9日まで / `from May 9`.
pub struct Deadline;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Until,
    From,
}

impl Rule for Deadline {
    fn about(&self) -> About {
        bi("bi.deadline", Severity::Warning)
    }
}

impl PairRule for Deadline {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if !pair.compares() {
            return;
        }
        let (ja, en) = (pair.ja.stated(), pair.en.stated());
        for fact in ja.facts().iter().filter(|f| matches!(f.kind, Kind::Date | Kind::Time)) {
            if ja.facts().iter().filter(|f| f.value == fact.value).count() > 1 {
                continue;
            }
            let Some((way, words)) = japanese(pair.ja.text, fact) else { continue };
            let others: Vec<&Fact> = en.facts().iter().filter(|f| en.agrees(f, fact, true)).collect();
            let ways: Vec<(Way, Span)> = others.iter().filter_map(|f| english(pair.en.lower(), f)).collect();
            // The ends of a range are told by each other, whatever words stand beside them.
            if fact.link != Link::Alone && others.iter().any(|f| f.link == fact.link) {
                continue;
            }
            if ways.is_empty() || ways.len() < others.len() || ways.iter().any(|(w, _)| *w == way) {
                continue;
            }
            hits.at(Some(Span::new(fact.span.start, words)), Some(ways[0].1));
        }
        relative(pair, hits);
    }
}

/// Hours of the same day, behind から.
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:正午|(?:午前|午後)?[0-9０-９]{1,2}[時:：][0-9０-９分半]{0,3})まで").expect("the pattern is sound")
});

/// What stands behind a day in Japanese: まで or から, and where it ends. Weekdays, times and brackets may stand between.
fn japanese(text: &str, fact: &Fact) -> Option<(Way, usize)> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[（(][^）)]{1,12}[）)])?(?:[日月火水木金土]曜日?)?(?:正午|中|末日?|(?:午前|午後)?[0-9０-９]{1,2}[時:：][0-9０-９分半]{0,3})?(?:(?P<until>まで|以前|より前|を?期限|必着|締切)|(?P<from>から|以降|以後|より(?:適用|施行|開始|実施)|を?始期))",
        )
        .expect("the pattern is sound")
    });
    let found = BEHIND.captures(&text[fact.span.end..])?;
    let place = found.get(0)?;
    // 13日午前0時から午前5時まで: the day belongs to both.
    if found.name("from").is_some() && ENDS.is_match(&text[fact.span.end + place.end()..]) {
        return None;
    }
    let way = if found.name("until").is_some() { Way::Until } else { Way::From };
    Some((way, fact.span.end + place.end()))
}

/// What stands before a day in English, and where.
fn english(lower: &str, fact: &Fact) -> Option<(Way, Span)> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\b(?:(?P<until>by|until|till|through|to|no later than|not later than|on or before|before|prior to|up to|deadline(?: is| of|:)?|due(?: on| by)?|closes? on|ends? on|ending(?: on)?|and)",
            r"|(?P<from>from|starting(?: on| from)?|beginning(?: on| from)?|begins? on|starts? on|as of|effective(?: from| as of)?|since|on and after|on or after|on and from|commencing(?: on)?|after|between|opens? on|onwards? from))",
            r"(?: the| noon on| midnight on| (?:[0-9]{1,2}(?::[0-9]{2})? ?(?:a\.?m\.?|p\.?m\.?)?,?)(?: on)?)?",
            r"(?:\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?(?: the)?)?\s*$",
        ))
        .expect("the pattern is sound")
    });
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,)]*(?:\d{4},? )?(?:(?P<until>or earlier|at the latest)|(?P<from>onwards?|or later|and (?:after|later)))")
            .expect("the pattern is sound")
    });
    if let Some(found) = BEHIND.captures(&lower[fact.span.end..]) {
        let way = if found.name("until").is_some() { Way::Until } else { Way::From };
        return Some((way, Span::new(fact.span.start, fact.span.end + found.get(0)?.end())));
    }
    let mut from = fact.span.start.saturating_sub(56);
    while !lower.is_char_boundary(from) {
        from += 1;
    }
    let found = BEFORE.captures(&lower[from..fact.span.start])?;
    let place = found.get(0)?;
    if found.name("until").is_some_and(|m| m.as_str() == "and") {
        return None;
    }
    let way = if found.name("until").is_some() { Way::Until } else { Way::From };
    Some((way, Span::new(from + place.start(), fact.span.end)))
}

/// 前日まで / `the day after`.
fn relative(pair: &Pair<'_>, hits: &mut PairHits) {
    static AFTER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bthe (?:day after|following day|next day)\b").expect("the pattern is sound"));
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bthe (?:day before|previous day|preceding day)\b|\bthe day prior\b")
            .expect("the pattern is sound")
    });
    let said = |words: &[&str]| words.iter().find_map(|w| pair.ja.text.find(w).map(|at| Span::new(at, at + w.len())));
    let (before, after) = (said(&["前日"]), said(&["翌日", "次の日", "翌々日", "明くる日"]));
    let english = |words: &Regex| words.find(pair.en.lower()).map(|m| Span::from(m.range()));
    let (said_before, said_after) = (english(&BEFORE), english(&AFTER));
    if let (Some(ja), None, None, Some(en)) = (before, after, said_before, said_after) {
        hits.at(Some(ja), Some(en));
    }
    if let (None, Some(ja), Some(en), None) = (before, after, said_before, said_after) {
        hits.at(Some(ja), Some(en));
    }
}
