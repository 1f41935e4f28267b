//! 受身形: 税金が計算されます → 市役所が税金を計算します. Who does it is easier to see when it is said.

use super::conjugate::conjugate_as;
use crate::proofread::plain::Plain;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{Class, Pos, Token};

/// See the module.
pub struct Passive;

/// 一段 verbs whose られる mostly says what one can do.
const CAN: &[&str] = &[
    "食べる",
    "見る",
    "寝る",
    "起きる",
    "出る",
    "着る",
    "借りる",
    "受ける",
    "降りる",
    "下りる",
    "覚える",
    "答える",
    "得る",
    "逃げる",
    "避ける",
    "続ける",
    "出かける",
    "出掛ける",
    "預ける",
    "確かめる",
    "調べる",
    "数える",
    "信じる",
    "着替える",
    "乗り換える",
    "辞める",
    "やめる",
    "開ける",
    "つける",
    "付ける",
    "生きる",
    "いる",
    "できる",
    "浴びる",
    "投げる",
    "見つける",
    "教える",
    "かける",
    "入れる",
    "忘れる",
];

impl Rule for Passive {
    fn about(&self) -> About {
        super::easy("ja.yasashii.passive", Severity::Info, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for (at, span) in places(plain) {
            let hit = hits.at(plain.written(span));
            if let Some(cure) = active(plain, at) {
                hit.ask(plain.spelled(&cure));
            }
        }
    }
}

/// The passive verbs of `plain`: the number of their れる or られる, and where they stand.
pub fn places(plain: &Plain) -> Vec<(usize, Span)> {
    let suffix = |token: &Token| token.pos == Pos::VerbSuffix && matches!(token.base(&plain.text), "れる" | "られる");
    let numbers = plain.tokens.iter().enumerate().filter(|(_, token)| suffix(token));
    numbers.filter_map(|(at, _)| Some((at, passive(plain, at)?))).collect()
}

/// The verb with れる or られる at word number `at`, where it is passive.
fn passive(plain: &Plain, at: usize) -> Option<Span> {
    let text = &plain.text;
    let verb = plain.tokens[..at].last().filter(|verb| verb.pos == Pos::Verb || verb.pos == Pos::BoundVerb)?;
    let before = &plain.tokens[..at - 1];
    let after = &plain.tokens[at + 1..];
    let surface = |token: Option<&Token>| token.map_or("", |token| token.surface(text));
    let base = verb.base(text);
    // 名前を呼ばれたら is common in guides; と思われます is a rule of its own; 参加される方 is 敬語.
    let common = matches!(
        base,
        "呼ぶ" | "よぶ" | "生む" | "思う" | "考える" | "見る" | "おる" | "いう" | "望む" | "来る" | "いる"
    );
    let polite = after.iter().take(2).any(|token| matches!(token.surface(text), "方" | "かた"));
    if common || polite {
        return None;
    }
    let start = if base == "する" {
        // 参加される, not the する of にする.
        let noun = before.last().filter(|noun| noun.pos.is_noun() || noun.pos == Pos::NounSuffix)?;
        let chain = before.iter().rev().take_while(|token| token.pos.is_noun() && token.span.end >= noun.span.start);
        chain.last().map_or(noun.span.start, |token| token.span.start).max(noun.span.start)
    } else {
        verb.span.start
    };
    if verb.class == Class::Ichidan {
        let object = surface(before.last()) == "を";
        let can =
            object || after.iter().take(2).any(|t| matches!(t.surface(text), "ない" | "ませ" | "なく" | "か" | "こと"));
        // 忘れられている is done to somebody; nobody is able for a while.
        let state = surface(after.first()) == "て" && after.get(1).is_some_and(|t| t.base(text) == "いる");
        if !state && (can || CAN.contains(&base)) {
            return None;
        }
    }
    (verb.class != Class::Kuru).then(|| Span::new(start, plain.tokens[at].span.end))
}

/// The verb in the same form, done by somebody.
fn active(plain: &Plain, at: usize) -> Option<String> {
    let text = &plain.text;
    let (verb, suffix) = (plain.tokens[at - 1], plain.tokens[at]);
    let next = plain.tokens.get(at + 1).map_or("", |token| token.surface(text));
    let head = match plain.tokens[..at - 1].last() {
        Some(noun) if verb.base(text) == "する" => noun.surface(text),
        _ => "",
    };
    let base = format!("{head}{}", verb.base(text));
    let form = if next.starts_with(['て', 'た']) { crate::text::morph::Form::Past } else { suffix.form };
    let formed = conjugate_as(&base, Some(verb.class), form)?;
    // れて and れた: the て that follows is not flagged, so that only verbs in して fit.
    if next.starts_with(['て', 'た']) { formed.strip_suffix('て').map(str::to_owned) } else { Some(formed) }
}
