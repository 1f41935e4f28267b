//! Duty, permission, plan and fact.

use super::bi;
use super::negation::clauses;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 提出しなければならない / `may submit`.
pub struct Modality;

static DUTY_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"なければなら(?:ない|ず)|なければなりません|なくてはなら(?:ない|ず)|なくてはなりません|ねばならない|(?:る|う|く|す|つ|ぬ|む|ぶ|ぐ|の)必要があ(?:る|り)|義務(?:があ|付け|づけ|を負)|ことを要する|必須(?:です|である|とする|。)|必ず[^。]*(?:ください|こと)|必着",
    )
});
static MAY_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"でき(?:る|ます|ない|ません)|得る|ても(?:よい|良い|いい|構わ|かまわ|差し)|差し(?:支|つか)え|可能|任意|られ(?:る|ます)|ことがあ(?:る|り)|おそれ|恐れ|かもしれ|場合があ|可とする|よいこと|限り",
    )
});
static CAN_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"でき(?:る|ます)(?:。|$|もの)|[がをはも][^。、]{1,8}られます(?:。|$)|(?:選べ|使え|払え|受け取れ|行え|買え|借りられ)ます(?:。|$)|ても(?:よい|構いません|かまいません|差し支えありません|差し支えない)|任意(?:です|とする)",
    )
});
static MUST_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:must|shall|have to|has to|had to|need|needs|needed|necessary|require\w*|mandatory|oblig\w*|compulsory|duty|duties|should|is to|are to|ought|please|be sure|make sure|responsib\w*|essential|indispensable|imperative|requisite|bound to|ensure|asked to|imposed|only|unless|otherwise|vital|important)\b|^(?:submit|notify|report|file|bring|keep|have|put)\b",
    )
});
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:may|can|could|might) not\b|\bcannot\b|\bcan['’]t\b|\bas (?:soon|much|far|many) as [a-z]+ can\b|\bno [a-z ]{1,30} may\b",
    )
});
static FREE_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:may|can|could|might|optional\w*|is allowed|are allowed|permitted|free to|able to|welcome to)\b")
});
static BOUND_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:must|shall|have to|has to|is required to|are required to|is obliged to|are obliged to)\b")
});
static REQUEST_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:て|で|お[^。]{1,8}|ご[^。]{1,8}|御[^。]{1,8})(?:ください|下さい)。?$|(?:お|御)?願い(?:いた|致)?します。?$",
    )
});
static PLAN_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:する|う|る|を|の|開催|実施|公表|発表)予定(?:です|である|としています|。)|見込み(?:です|である)|する方針(?:です|である)|計画(?:です|している)",
    )
});
static FUTURE_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:will|plan\w*|schedul\w*|expect\w*|going to|set to|to be|intend\w*|is to|are to|would|due|slated|anticipat\w*|propos\w*|forecast\w*|upcoming|tentativ\w*|aim\w*|shall|estimated|projected|prospect\w*|likely|looking|consider\w*|prepar\w*|seek\w*|target\w*|polic\w+|in \d{4}|next|soon)\b",
    )
});
static PAST_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:was|were|did|had|has been|have been|held|took place|began|opened|closed|announced|published|implemented|conducted|completed|participated|submitted|attended)\b",
    )
});
static TOLD_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:the|we|they|you|i|he|she|it|all|many|most|some|residents|participants|applicants|visitors|people|students|citizens|members|everyone)\b(?: [a-z]+){0,3} (?:[a-z]{2,}ed|came|went|took|gave|made|brought|sent|wrote|read|saw|did|was|were)\b",
    )
});
static ASKS_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:please|must|should|need\w*|require\w*|ask\w*|request\w*|kindly|be sure|make sure|do not|let us|will|are to|encourag\w*|urge\w*|advis\w*|may|can|could|would|invit\w*|welcome|appreciat\w*|grateful|hope\w*|want\w*|thank\w*|call upon|expected|recommend\w*|cooperat\w*|shall|have to|never|if)\b",
    )
});

impl Rule for Modality {
    fn about(&self) -> About {
        bi("bi.modality", Severity::Warning)
    }
}

impl PairRule for Modality {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if !pair.compares() {
            return;
        }
        for (ja, en) in clauses(pair) {
            let (japanese, english) = (&pair.ja.text[ja.range()], &pair.en.lower()[en.range()]);
            // `may not` and `cannot` leave nothing open.
            let english = DENIED.replace_all(english, |found: &regex::Captures<'_>| "_".repeat(found[0].len()));
            let english = english.as_ref();
            let here = |words: &Regex| {
                words.find(japanese).map(|m| {
                    let end = m.start() + m.as_str().trim_end_matches(['。']).len();
                    Span::new(m.start(), end).shift(ja.start)
                })
            };
            let there = |words: &Regex| words.find(english).map(|m| Span::from(m.range()).shift(en.start));
            if let (Some(duty), None, None, Some(free)) =
                (here(&DUTY_JA), here(&MAY_JA), there(&MUST_EN), there(&FREE_EN))
            {
                hits.at(Some(duty), Some(free)).case(if pair.is_from_english() { "permission" } else { "duty" });
            } else if let (Some(can), None, Some(bound), None) =
                (here(&CAN_JA), here(&DUTY_JA), there(&BOUND_EN), there(&FREE_EN))
                && !english.contains("able")
                && !english.contains("allow")
                && !english.contains("permit")
                && !english.contains("not")
            {
                hits.at(Some(can), Some(bound)).case(if pair.is_from_english() { "duty" } else { "permission" });
            } else if let (Some(asked), None, Some(told)) = (here(&REQUEST_JA), there(&ASKS_EN), there(&TOLD_EN)) {
                hits.at(Some(asked), Some(told)).case(if pair.is_from_english() { "differs" } else { "request" });
            } else if let (Some(plan), None, Some(past)) = (here(&PLAN_JA), there(&FUTURE_EN), there(&PAST_EN)) {
                hits.at(Some(plan), Some(past)).case(if pair.is_from_english() { "differs" } else { "plan" });
            }
        }
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
