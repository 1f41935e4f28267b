//! 動詞の名詞化・漢語の連続: 水分補給が大切 → 水を飲んでください, 確認をしてください → 確かめてください.

use super::conjugate::conjugate;
use crate::proofread::plain::{Plain, is_kanji};
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{Form, Pos, Token};

/// See the module.
pub struct Nominalisation;

/// する-nouns that are words of everyday.
const BASIC: &[&str] = &[
    "電話",
    "料理",
    "掃除",
    "勉強",
    "予約",
    "洗濯",
    "買い物",
    "旅行",
    "散歩",
    "運転",
    "練習",
    "仕事",
    "食事",
    "結婚",
    "準備",
    "用意",
    "質問",
    "引っ越し",
    "運動",
    "世話",
    "約束",
    "心配",
    "けが",
    "会話",
    "読書",
    "宿題",
    "話",
    "入院",
    "手術",
    "検査",
    "お金",
    "生活",
    "説明",
    "計算",
    "コピー",
    "お願い",
    "あいさつ",
    "けんか",
    "怪我",
];

/// What is said of a noun where a verb would do.
const SAID: &[&str] = &["必要", "大切", "重要", "大事", "不可欠", "可能", "困難"];

impl Rule for Nominalisation {
    fn about(&self) -> About {
        super::easy(
            "ja.yasashii.nominalisation",
            Severity::Info,
            Fixable::Ask,
            "在留支援のためのやさしい日本語ガイドライン",
        )
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for place in places(plain) {
            let written = plain.written(place.span);
            if !passage.is_protected(written) {
                let hit = hits.at(written);
                if let Some(cure) = place.cure {
                    hit.ask(plain.spelled(&cure));
                }
            }
        }
    }
}

/// Where verbs are said as nouns.
pub fn spans(plain: &Plain) -> Vec<Span> {
    places(plain).into_iter().map(|place| place.span).collect()
}

struct Place {
    span: Span,
    cure: Option<String>,
}

fn places(plain: &Plain) -> Vec<Place> {
    let text = &plain.text;
    let tokens = &plain.tokens;
    let surface = |at: usize| tokens.get(at).map_or("", |token| token.surface(text));
    let mut found: Vec<Place> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !is_hard(text, token) || found.last().is_some_and(|place| place.span.overlaps(token.span)) {
            continue;
        }
        let start = first(text, tokens, at);
        let polite = start.checked_sub(1).is_some_and(|before| tokens[before].pos == Pos::Prefix);
        if polite {
            continue;
        }
        let begin = tokens[start].span.start;
        let (particle, next) = (surface(at + 1), surface(at + 2));
        // 確認をしてください, 確認を行う, 安全の確保をお願いします。
        let doing = tokens
            .get(at + 2)
            .is_some_and(|t| matches!(t.base(text), "する" | "行う" | "おこなう") && t.pos == Pos::Verb);
        let asking = matches!(next, "お願い" | "お" | "。" | "") && particle == "を";
        let end = if particle == "を" && doing {
            tokens[at + 2].span.end
        } else if asking {
            tokens[at + 1].span.end
        } else if matches!(particle, "が" | "は" | "も") && SAID.contains(&next) {
            tokens[at + 2].span.end
        } else if particle == "の" && matches!(next, "有無" | "要否" | "可否" | "有") {
            let more = if next == "有" && surface(at + 3) == "無" { 3 } else { 2 };
            tokens[at + more].span.end
        } else {
            continue;
        };
        let cure = (particle == "を" && doing && surface(at + 3).starts_with(['て', 'ま']))
            .then(|| format!("{}する", &text[begin..token.span.end]))
            .and_then(|verb| conjugate(&verb, Form::Continuative));
        found.push(Place { span: Span::new(begin, end), cure });
    }
    found
}

/// Whether `token` is a する-noun of two kanji or more that is no word of everyday.
fn is_hard(text: &str, token: &Token) -> bool {
    let word = token.surface(text);
    // 取り外しが必要, 申込みをお願いします: a noun made of a verb.
    let made = matches!(token.pos, Pos::Noun | Pos::VerbalNoun)
        && word.starts_with(is_kanji)
        && word.ends_with(|c: char| "いきぎしちにびみりえけげせてねべめれ".contains(c))
        && !matches!(word, "お願い" | "願い");
    if made && word.chars().filter(|c| is_kanji(*c)).count() >= 2 && !BASIC.contains(&word) {
        return true;
    }
    let verbal = token.pos == Pos::VerbalNoun || matches!(word, "届出" | "届け出" | "手続" | "手続き");
    verbal && word.chars().filter(|c| is_kanji(*c)).count() >= 2 && !BASIC.contains(&word)
}

/// The first word of the chain of nouns that ends with word number `at`: 安全の確保, 水分補給.
fn first(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut first = at;
    while first > 0 {
        let before = &tokens[first - 1];
        if before.span.end != tokens[first].span.start {
            break;
        }
        if before.pos == Pos::VerbalNoun || matches!(before.pos, Pos::Noun | Pos::AdjectivalNoun | Pos::NounSuffix) {
            first -= 1;
        } else if before.pos == Pos::AdnominalParticle && first > 1 && is_hard(text, &tokens[first - 2]) {
            first -= 2;
        } else {
            break;
        }
    }
    first
}
