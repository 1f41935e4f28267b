//! 拝啓 and 敬具.

use super::{NOTICE, japanese};
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 拝啓 without 敬具, 前略 … 敬具, 敬具 alone, 拝啓 in a 通知.
pub struct HeadTail;

const ID: &str = "ja.form.head-tail";
const HEAD: u8 = 0;
const TAIL: u8 = 1;
const NOTICE_TITLE: u8 = 2;
/// 一筆申し上げます: opens a letter that need not be closed, and may be with かしこ.
const OPENING: u8 = 3;

/// A head word and the words that may answer it, the usual one first.
const PAIRS: [(&str, &[&str]); 6] = [
    ("拝啓", &["敬具", "拝具", "敬白"]),
    ("謹啓", &["敬白", "謹白", "謹言", "敬具"]),
    ("拝復", &["敬具", "拝具", "敬白", "拝答"]),
    ("前略", &["草々", "早々", "不一", "かしこ"]),
    ("冠省", &["草々", "早々", "不一"]),
    ("急啓", &["草々", "早々", "敬具"]),
];
const TAILS: [&str; 10] = ["敬具", "拝具", "敬白", "謹白", "謹言", "草々", "早々", "不一", "かしこ", "拝答"];

static HEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\s　]*(?P<x>拝啓|謹啓|拝復|前略|冠省|急啓)(?:[\s　、]|$)").expect("the pattern is sound")
});
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"について[（(](?:通知|照会|回答|報告|協議)[）)][\s　]*$").expect("the pattern is sound")
});

impl Rule for HeadTail {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Ask, "Kian", NOTICE)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let line = text.trim();
        if let Some(x) = HEADS.captures(text).and_then(|caught| caught.name("x")) {
            notes.push(Note { span: Span::from(x.range()), kind: HEAD, word: x.as_str().to_owned() });
        }
        if ["一筆申し上げます", "一筆啓上", "一筆差し上げます"].iter().any(|opening| line.starts_with(opening))
        {
            notes.push(Note { span: Span::at(0), kind: OPENING, word: String::new() });
        }
        // The tail word stands alone, or behind the last sentence.
        if let Some(tail) = TAILS.iter().find(|tail| {
            line == **tail
                || (line.ends_with(**tail)
                    && line.trim_end_matches(**tail).ends_with(['　', ' '])
                    && line.contains('。'))
        }) {
            let at = text.rfind(tail).unwrap_or(0);
            notes.push(Note { span: Span::new(at, at + tail.len()), kind: TAIL, word: (*tail).to_owned() });
        }
        if TITLE.is_match(text) {
            notes.push(Note { span: Span::at(0), kind: NOTICE_TITLE, word: String::new() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let formal = notes.iter().any(|note| note.kind == NOTICE_TITLE);
        let words: Vec<_> = notes.iter().filter(|note| note.kind != NOTICE_TITLE).collect();
        for (at, note) in words.iter().enumerate() {
            let pair = PAIRS.iter().find(|pair| pair.0 == note.word).map(|pair| pair.1);
            match pair {
                Some(tails) => {
                    let next = words.iter().skip(at + 1).find(|next| next.kind != OPENING);
                    let next = next.filter(|next| next.kind == TAIL);
                    if formal {
                        hits.at(note.span);
                    } else if let Some(next) = next {
                        if !tails.contains(&next.word) {
                            hits.at(next.span).ask(tails[0]);
                        }
                    } else {
                        hits.at(note.span).arg("expected", tails[0]);
                    }
                }
                None if note.kind == OPENING => {}
                None => {
                    let answered = at.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|b| b.kind != TAIL);
                    if !answered {
                        hits.at(note.span);
                    }
                }
            }
        }
    }
}
