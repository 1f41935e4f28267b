//! 「することができる」: 閲覧することができます → 閲覧できます.

use super::advice;
use crate::proofread::table::is_kanji;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Passage, Profile, Rule};
use crate::text::Span;

const KOTO: &str = "ことができ";

/// 一段 verbs with a stem of one kanji: 見る → 見られる.
const ONE_KANJI: &[char] = &['見', '着', '出', '得', '寝', '経', '煮', '似', '居'];

/// `ja.redundant.koto-dekiru`.
pub struct KotoDekiru;

impl Rule for KotoDekiru {
    fn about(&self) -> About {
        advice("ja.redundant.koto-dekiru", Fixable::Safe, "公用文作成の考え方(令和4年) Ⅱ-5ウ(イ)", JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        for (at, koto) in text.match_indices(KOTO) {
            let (before, after) = (&text[..at], &text[at + koto.len()..]);
            let told = passage.profile == Profile::Public && (after.starts_with('た') || after.starts_with("まし"));
            if told || confers_power(passage, at, after) {
                continue;
            }
            if let Some(noun) = before.strip_suffix("する") {
                let span = Span::new(noun.len(), at + koto.len());
                let is_noun = noun.chars().next_back().is_some_and(|c| is_kanji(c) || matches!(c, 'ァ'..='ー'));
                if is_noun && !passage.is_protected(span) {
                    hits.at(span).safe("でき");
                }
            } else if let Some((stem, potential)) = potential(before) {
                let span = Span::new(stem, at + koto.len());
                if !passage.is_protected(span) {
                    hits.at(span).ask(potential);
                }
            }
        }
    }
}

/// Whether the sentence says who may do what, as articles do: 市長は、…することができる。
fn confers_power(passage: &Passage<'_>, at: usize, after: &str) -> bool {
    let Some(sentence) = passage.sentences.iter().find(|s| s.span.contains(at)) else { return false };
    let subject = &passage.text[sentence.span.start..at];
    let plain = ["る。", "る", "ない。", "るものとする。", "るも"].iter().any(|end| after.starts_with(end));
    let anybody = ["者は", "員は", "人は"].iter().any(|s| subject.contains(s));
    let office =
        ["長は", "大臣は", "事は", "会は", "市は", "町は", "県は", "区は", "国は"].iter().any(|s| subject.contains(s));
    // 第5条, 2　: an article and its paragraphs say so of anybody.
    let article = passage.text.trim_start().starts_with(|c: char| c == '第' || c.is_numeric());
    let article_itself = passage.text.trim_start().starts_with('第') && subject.contains("条");
    plain && (office || article_itself || anybody && (article || passage.profile == Profile::Notice))
}

/// Where the end of the verb before こと begins, and its potential form without る: 申し込む → め.
fn potential(before: &str) -> Option<(usize, String)> {
    let mut chars = before.char_indices().rev();
    let (at, end) = chars.next()?;
    let (_, previous) = chars.next()?;
    let ending = match end {
        'く' => "け",
        'ぐ' => "げ",
        'す' => "せ",
        'つ' => "て",
        'ぬ' => "ね",
        'ぶ' => "べ",
        'む' => "め",
        'う' => "え",
        'る' if "いきぎしじちにひびみりえけげせぜてでねへべめれ".contains(previous)
            || ONE_KANJI.contains(&previous) =>
        {
            "られ"
        }
        'る' if is_kanji(previous) => "れ",
        _ => return None,
    };
    Some((at, ending.to_owned()))
}
