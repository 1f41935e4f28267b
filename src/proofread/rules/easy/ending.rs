//! 文末: sentences end with です, ます or ください. 無料である。 → 無料です。, 提出のこと。 → 出してください。

use super::conjugate::conjugate;
use crate::document::Role;
use crate::proofread::plain::Plain;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{Form, Pos, Token};

/// See the module.
pub struct Ending;

impl Rule for Ending {
    fn about(&self) -> About {
        super::easy("ja.yasashii.ending", Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        if !matches!(passage.role, Role::Body | Role::Item(_)) {
            return;
        }
        let plain = passage.plain();
        for (span, cure) in ends(plain) {
            let hit = hits.at(plain.written(span));
            if let Some(cure) = cure {
                hit.ask(plain.spelled(&cure));
            }
        }
    }
}

/// Where sentences end hard.
pub fn spans(plain: &Plain) -> Vec<Span> {
    ends(plain).into_iter().map(|(span, _)| span).collect()
}

fn ends(plain: &Plain) -> Vec<(Span, Option<String>)> {
    let end = |sentence: Span| {
        let words = plain.text[sentence.range()].trim_end_matches(['！', '？', '!', '?', ' ', '　']);
        let stopped = words.ends_with('。');
        let words = words.trim_end_matches('。');
        hard(plain, Span::new(sentence.start, sentence.start + words.len()), stopped)
    };
    plain.sentences().filter_map(end).collect()
}

/// The hard end of a sentence and what may stand there; a line without 。 is often a heading, which ends as it likes.
fn hard(plain: &Plain, body: Span, stopped: bool) -> Option<(Span, Option<String>)> {
    let text = &plain.text;
    let words = &text[body.range()];
    if words.ends_with(['」', '』', '）', ')', '〉', '：', ':']) {
        return None;
    }
    let ends = |end: &str| words.ends_with(end).then(|| Span::new(body.end - end.len(), body.end));
    for (end, cure) in [
        ("であった", "でした"),
        ("である", "です"),
        ("であります", "です"),
        ("だった", "でした"),
        ("だろう", "でしょう"),
    ] {
        if let Some(span) = ends(end) {
            return Some((span, Some(cure.to_owned())));
        }
    }
    let tokens = plain.within(body);
    let last = tokens.last()?;
    let before = tokens.len().checked_sub(2).map(|at| tokens[at]);
    let surface = last.surface(text);
    if surface == "だ" && last.is(text, Pos::Auxiliary, "だ") {
        return Some((last.span, Some("です".to_owned())));
    }
    // 提出のこと, 持参すること.
    if surface == "こと" && tokens.len() >= 3 {
        let particle = before?;
        let noun = tokens[tokens.len() - 3];
        if stopped && particle.surface(text) == "の" && noun.pos == Pos::VerbalNoun {
            return Some((Span::new(noun.span.start, body.end), Some(format!("{}してください", noun.surface(text)))));
        }
        if stopped && particle.is(text, Pos::Auxiliary, "ない") {
            return Some((Span::new(particle.span.start, body.end), Some("ないでください".to_owned())));
        }
        if stopped && particle.form == Form::Base && matches!(particle.pos, Pos::Verb | Pos::BoundVerb) {
            let cure = conjugate(particle.base(text), Form::Past).map(|te| format!("{te}ください"));
            return Some((Span::new(particle.span.start, body.end), cure));
        }
    }
    if !stopped {
        return None;
    }
    let finite = |token: &Token| {
        use Pos::*;
        matches!(token.pos, Verb | BoundVerb | VerbSuffix | Adjective | BoundAdjective | Auxiliary)
    };
    let polite = |token: &Token| matches!(token.base(text), "です" | "ます" | "くださる" | "下さる" | "でしょ");
    // です, ます, ました, ません, ましょう, ください, and か, ね, よ behind them.
    let courteous = tokens.iter().rev().take(4).any(polite)
        || ["ください", "下さい", "ます", "です", "ません", "ました", "でした", "ましょう", "でしょう"]
            .iter()
            .any(|end| words.trim_end_matches(['か', 'ね', 'よ', 'が', 'の']).ends_with(end));
    if courteous {
        return None;
    }
    for (end, cure) in [
        ("禁止", "しないでください"),
        ("厳禁", "しないでください"),
        ("不可", "できません"),
        ("必須", "必要です"),
        ("必着", "着くように 送ってください"),
    ] {
        if let Some(span) = ends(end) {
            let start = before.filter(|noun| noun.pos == Pos::VerbalNoun && noun.span.end == span.start);
            let (from, verb) = start.map_or((span.start, ""), |noun| (noun.span.start, noun.surface(text)));
            let cure = if verb.is_empty() { None } else { Some(format!("{verb}{cure}")) };
            return Some((Span::new(from, span.end), cure));
        }
    }
    if surface == "中" && before.is_some_and(|noun| noun.pos == Pos::VerbalNoun) {
        let noun = before?;
        let cure = match noun.surface(text) {
            "受付" | "受け付け" | "募集" => "申し込むことが できます".to_owned(),
            noun => format!("{noun}しています"),
        };
        return Some((Span::new(noun.span.start, body.end), Some(cure)));
    }
    let cure = match last.pos {
        Pos::Verb | Pos::BoundVerb if last.form == Form::Base => {
            conjugate(last.base(text), Form::Continuative).map(|stem| format!("{stem}ます"))
        }
        _ => None,
    };
    if finite(last) && last.form == Form::Imperative {
        let cure = conjugate(last.base(text), Form::Past).map(|te| format!("{te}ください"));
        return Some((last.span, cure));
    }
    if finite(last) {
        return Some((last.span, cure));
    }
    // いらないよ。
    if let Some(verb) = before.filter(|verb| matches!(surface, "よ" | "ね" | "ぞ" | "わ" | "さ") && finite(verb)) {
        return Some((Span::new(verb.span.start, last.span.end), None));
    }
    // 近づくな。, 受付は月曜日から。
    if surface == "な" && before.is_some_and(|verb| verb.pos == Pos::Verb && verb.form == Form::Base) {
        let verb = before?;
        let cure = conjugate(verb.base(text), Form::Negative).map(|stem| format!("{stem}ないでください"));
        return Some((Span::new(verb.span.start, body.end), cure));
    }
    if matches!(surface, "から" | "まで") && last.pos.is_particle() {
        return Some((last.span, Some(format!("{surface}です"))));
    }
    // 早めの避難を。, 忘れずに。, 市役所まで。, 10人のみ。
    if tokens.len() > 1
        && (last.pos.is_particle() && !matches!(surface, "か" | "ね" | "よ") || matches!(surface, "ずに" | "のみ"))
    {
        return Some((last.span, None));
    }
    // 体言止め with a full stop: 受付は3階。
    let noun = last.pos.is_noun() || matches!(last.pos, Pos::NounSuffix | Pos::Counter);
    noun.then(|| (last.span, Some(format!("{surface}です"))))
}
