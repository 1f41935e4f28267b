//! What was left in the other language.

use super::bi;
use crate::proofread::japanese::{is_japanese, is_kanji, is_katakana};
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// 申請は `will be accepted`.
pub struct Untranslated;

impl Rule for Untranslated {
    fn about(&self) -> About {
        bi("bi.untranslated", Severity::Error)
    }
}

impl PairRule for Untranslated {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if !pair.compares() {
            return;
        }
        let (source, target) = (pair.source().text.trim(), pair.target().text.trim());
        let in_target = |pair: &Pair<'_>, hits: &mut PairHits, span: Span, case: &'static str| {
            let (ja, en) = if pair.is_from_english() { (Some(span), None) } else { (None, Some(span)) };
            hits.at(ja, en).case(case);
        };
        if source == target {
            // A name, a number or a code is the same in both.
            let foreign = match pair.target().lang {
                Lang::En => target.chars().any(is_japanese),
                Lang::Ja => !target.chars().any(is_japanese) && !english_left(target).is_empty(),
            };
            if foreign {
                in_target(pair, hits, Span::new(0, pair.target().text.len()), "same");
            }
            return;
        }
        if pair.is_from_english() {
            for span in english_left(pair.ja.text) {
                in_target(pair, hits, span, "left");
            }
        } else {
            for span in japanese_left(pair.en.text) {
                in_target(pair, hits, span, "left");
            }
        }
    }
}

/// Japanese in an English text that is no name shown in its own letters: those stand in brackets or quotation marks.
fn japanese_left(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut depth = 0usize;
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' | '［' | '「' | '『' | '“' | '【' => depth += 1,
            ')' | '）' | ']' | '］' | '」' | '』' | '”' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let inside = is_japanese(c) || c == '々' || (open.is_some() && "、。・ー".contains(c));
        if inside && depth == 0 {
            let end = at + c.len_utf8();
            match found.last_mut() {
                Some(last) if open.is_some() => last.end = end,
                _ => found.push(Span::new(at, end)),
            }
            open = Some(at);
        } else {
            open = None;
        }
    }
    found.retain(|span| {
        let left = &text[span.range()];
        let counts = left.chars().filter(|c| is_japanese(*c)).count();
        // ○ of 〇〇市 is a placeholder's affair, one kanji alone may be what the text speaks of.
        counts > 1
            || left.chars().any(|c| is_katakana(c) || matches!(c, '\u{3041}'..='\u{309F}'))
            || left.chars().all(is_kanji) && !quoted(text, *span)
    });
    found
}

/// Whether `span` stands between plain quotation marks.
fn quoted(text: &str, span: Span) -> bool {
    let (before, after) = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
    matches!((before, after), (Some('"' | '\'' | '‘'), Some('"' | '\'' | '’')))
}

/// English sentences in a Japanese text: four words or more in a row with a word of grammar among them.
fn english_left(text: &str) -> Vec<Span> {
    static RUN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[A-Za-z][A-Za-z'’]*(?:[ ,]+[A-Za-z0-9][A-Za-z0-9'’\-]*){3,}[.!?]?").expect("the pattern is sound")
    });
    static GRAMMAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:is|are|was|were|will|be|been|have|has|must|can|may|please|you|your|we|they|it|do|not|if|by|from|with|this|that|should)\b")
            .expect("the pattern is sound")
    });
    let bracketed = |at: usize| {
        let before = &text[..at];
        let open = before.matches(['(', '（', '「', '『', '“', '"']).count();
        let close = before.matches([')', '）', '」', '』', '”']).count();
        open > close
    };
    RUN.find_iter(text)
        .filter(|m| GRAMMAR.is_match(m.as_str()) && !bracketed(m.start()))
        .map(|m| Span::from(m.range()))
        .collect()
}
