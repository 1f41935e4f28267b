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
        if self.about.id == UNIT.about.id && pair.compares() {
            per_time(pair, hits);
        }
        if self.about.id == NUMBER.about.id && pair.compares() {
            below_zero(pair, hits);
        }
        if self.about.id == WEEKDAY.about.id && pair.compares() {
            working_days(pair, hits);
        }
        if self.about.id == CURRENCY.about.id && pair.compares() {
            head_of_table(pair, hits);
        }
    }
}

/// 平日 / `weekends`.
fn working_days(pair: &Pair<'_>, hits: &mut PairHits) {
    static REST_JA: LazyLock<Regex> = LazyLock::new(|| pattern("週末|土日|土・日|土曜|日曜|休日|祝日|閉庁日"));
    static WORK_EN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\bweekdays?\b|\b(?:working|business) days?\b|\bmon\w*|\btue\w*|\bwed\w*|\bthu\w*|\bfri\w*")
    });
    static REST_EN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\bweekends?\b|\bsaturdays?\b|\bsundays?\b|\bholidays?\b"));
    static WORK_JA: LazyLock<Regex> = LazyLock::new(|| pattern("平日|開庁日|営業日|[月火水木金]曜"));
    let (japanese, lower) = (pair.ja.text, pair.en.lower());
    for (ja, other_ja, en, other_en) in
        [(&WORK_JA, &REST_JA, &REST_EN, &WORK_EN), (&REST_JA, &WORK_JA, &WORK_EN, &REST_EN)]
    {
        if let (Some(here), Some(there)) = (ja.find(japanese), en.find(lower))
            && ["平日", "週末", "土日"].contains(&here.as_str())
            && there.as_str().starts_with("week")
            && !other_ja.is_match(japanese)
            && !other_en.is_match(lower)
            && hits.is_empty()
        {
            hits.at(Some(Span::from(here.range())), Some(Span::from(there.range())));
        }
    }
}

/// （単位：千円） / `(thousands of dollars)`.
fn head_of_table(pair: &Pair<'_>, hits: &mut PairHits) {
    static YEN_JA: LazyLock<Regex> = LazyLock::new(|| pattern("単位[：:は]?[ 　]*(?:[十百千万億兆]*円)"));
    static OTHER_EN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:thousand|million|billion|unit)s?(?: of)?:? (?:u\.?s\.? )?(?:dollars?|euros?|pounds?|yuan|won)\b")
    });
    let lower = pair.en.lower();
    if let (Some(here), Some(there)) = (YEN_JA.find(pair.ja.text), OTHER_EN.find(lower))
        && !lower.contains("yen")
        && !lower.contains('¥')
        && !["ドル", "ユーロ", "ポンド", "元", "ウォン"].iter().any(|money| pair.ja.text.contains(money))
        && hits.is_empty()
    {
        hits.at(Some(Span::from(here.range())), Some(Span::from(there.range())));
    }
}

/// 半額 / `double the price`, 2倍 / `half`.
fn reversed(pair: &Pair<'_>, hits: &mut PairHits) {
    static HALF_JA: LazyLock<Regex> = LazyLock::new(|| pattern("半額|半分|半数|半減|2分の1|２分の１|二分の一"));
    static TWICE_JA: LazyLock<Regex> =
        LazyLock::new(|| pattern("[2２二]倍|倍増|倍額|[^0-9０-９一二三四五六七八九十]倍に"));
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

/// 月額15,000円 / `15,000 yen a year`.
fn per_time(pair: &Pair<'_>, hits: &mut PairHits) {
    static TIMES: LazyLock<[(Regex, Regex); 4]> = LazyLock::new(|| {
        [
            ("時給|時間給|1時間(?:当たり|につき)", r"\b(?:(?:per|an|every|each) hour|hourly)\b"),
            ("日額|日給|1日(?:当たり|につき)", r"\b(?:(?:per|a|every|each) day|daily)\b"),
            ("月額|月給|毎月|1か月(?:当たり|につき)", r"\b(?:(?:per|a|every|each) month|monthly)\b"),
            ("年額|年俸|毎年|1年(?:当たり|につき)", r"\b(?:(?:per|a|every|each) year|yearly|annual\w*|per annum)\b"),
        ]
        .map(|(ja, en)| (pattern(ja), pattern(en)))
    });
    let lower = pair.en.lower();
    let said: Vec<usize> = (0..4).filter(|at| TIMES[*at].0.is_match(pair.ja.text)).collect();
    let says: Vec<usize> = (0..4).filter(|at| TIMES[*at].1.is_match(lower)).collect();
    // One of them on each side, beside an amount: anything else may belong to something else.
    if let ([ja], [en]) = (&said[..], &says[..])
        && ja != en
        && (pair.ja.text.contains('円') || pair.ja.text.contains('給'))
        && let (Some(here), Some(there)) = (TIMES[*ja].0.find(pair.ja.text), TIMES[*en].1.find(lower))
    {
        hits.at(Some(Span::from(here.range())), Some(Span::from(there.range())));
    }
}

/// 零下5度 / `5 degrees above zero`.
fn below_zero(pair: &Pair<'_>, hits: &mut PairHits) {
    static BELOW_JA: LazyLock<Regex> = LazyLock::new(|| pattern("(?:零下|氷点下|マイナス)[0-9０-９]+"));
    static BELOW_EN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:minus|below|negative|sub-?zero|down|decreas\w*|declin\w*|fell|drop\w*|loss\w*)\b|[-−–‐]\s?[0-9]")
    });
    static ABOVE_EN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b[0-9.]+ ?(?:degrees?|°c?)[a-z ]*?\babove\b|\babove zero\b"));
    let lower = pair.en.lower();
    let Some(here) = BELOW_JA.find(pair.ja.text) else { return };
    let above = ABOVE_EN.find(lower);
    let degrees = pair.ja.text[here.end()..].starts_with(['度', '℃']);
    if above.is_some() || degrees && !BELOW_EN.is_match(lower) && hits.is_empty() {
        hits.at(Some(Span::from(here.range())), above.map(|found| Span::from(found.range())));
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
