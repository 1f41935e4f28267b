//! Numbers, dates, times, money, measures, proportions, addresses: what both texts state.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A rule that tells the clashes of its name.
pub struct Facts {
    about: About,
}

/// 定員40人 / `capacity of 14`.
pub static NUMBER: Facts = Facts { about: bi("bi.number", Severity::Error) };
/// 令和7年6月3日 / `June 3, 2024`.
pub static DATE: Facts = Facts { about: bi("bi.date", Severity::Error) };
/// 土曜日 / `Sunday`.
pub static WEEKDAY: Facts = Facts { about: bi("bi.weekday", Severity::Error) };
/// 午後1時 / `1 a.m.`.
pub static TIME: Facts = Facts { about: bi("bi.time", Severity::Error) };
/// 2億円 / `2 billion yen`.
pub static MAGNITUDE: Facts = Facts { about: bi("bi.magnitude", Severity::Error) };
/// 500円 / `$500`.
pub static CURRENCY: Facts = Facts { about: bi("bi.currency", Severity::Error) };
/// 5km / `5 miles`.
pub static UNIT: Facts = Facts { about: bi("bi.unit", Severity::Error) };
/// 3割 / `3%`.
pub static RATIO: Facts = Facts { about: bi("bi.ratio", Severity::Error) };
/// 03-1234-5678 / `03-1234-5687`.
pub static CONTACT: Facts = Facts { about: bi("bi.contact", Severity::Error) };

impl Rule for Facts {
    fn about(&self) -> About {
        self.about
    }
}

impl PairRule for Facts {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        for clash in pair.clashes().iter().filter(|clash| clash.rule == self.about.id) {
            let from_source = pair.source_has(clash.ja.is_some(), clash.en.is_some());
            let case = match (clash.ja.is_some() && clash.en.is_some(), from_source) {
                (true, _) => "differs",
                (false, true) => "missing",
                (false, false) => "added",
            };
            let hit = hits.at(clash.ja, clash.en).case(case);
            if let Some(severity) = clash.severity {
                hit.severity(severity);
            }
            if let Some(fix) = &clash.fix {
                hit.fix(fix.as_str());
            }
        }
        if self.about.id == RATIO.about.id && pair.compares() {
            reversed(pair, hits);
        }
    }
}

/// 半額 / `double the price`, 2倍 / `half`.
fn reversed(pair: &Pair<'_>, hits: &mut PairHits) {
    static HALF_JA: LazyLock<Regex> = LazyLock::new(|| pattern("半額|半分|半数|半減|2分の1|２分の１|二分の一"));
    static TWICE_JA: LazyLock<Regex> = LazyLock::new(|| pattern("[2２二]倍|倍増|倍額|倍に"));
    static HALF_EN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bhalf\b|\bhalv|\b50 ?(?:%|percent)|\b1/2\b"));
    static TWICE_EN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\bdoubl\w*|\btwice\b|\btwo-?fold|\btwo times\b|\b200 ?%"));
    let english = pair.en.lower();
    for (ja, right, wrong) in [(&HALF_JA, &HALF_EN, &TWICE_EN), (&TWICE_JA, &TWICE_EN, &HALF_EN)] {
        let other = if std::ptr::eq(ja, &HALF_JA) { &TWICE_JA } else { &HALF_JA };
        if let (Some(here), Some(there)) = (ja.find(pair.ja.text), wrong.find(english))
            && !right.is_match(english)
            && !other.is_match(pair.ja.text)
            && hits.is_empty()
        {
            hits.at(Some(Span::from(here.range())), Some(Span::from(there.range())));
        }
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
