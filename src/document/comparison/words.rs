//! What differs between two lines, in whole words: a number with its unit and a run of kanji are never cut.

use crate::text::{Span, segment};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words kept between two differences are marked too if they have no more characters than this.
const BRIDGE_CHARS: usize = 1;

/// A stretch of the old line and what stands in its place in the new one; either may be empty.
pub(super) type Piece = (Span, Span);

/// What differs, as stretches of both lines, in order.
pub(super) fn differences(old: &str, new: &str) -> Vec<Piece> {
    let (a, b) = (tokens(old), tokens(new));
    let words_a: Vec<&str> = a.iter().map(|span| &old[span.range()]).collect();
    let words_b: Vec<&str> = b.iter().map(|span| &new[span.range()]).collect();
    let start = |at: usize, all: &[Span], text: &str| all.get(at).map_or(text.len(), |span| span.start);
    let mut pieces: Vec<Piece> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &words_a, &words_b) {
        if let DiffOp::Equal { .. } = op {
            continue;
        }
        let (o, n) = (op.old_range(), op.new_range());
        let was = Span::new(start(o.start, &a, old), start(o.end, &a, old));
        let is = Span::new(start(n.start, &b, new), start(n.end, &b, new));
        match pieces.last_mut() {
            Some((last_was, last_is)) if is_bridged(&old[last_was.end..was.start]) => {
                (last_was.end, last_is.end) = (was.end, is.end);
            }
            _ => pieces.push((was, is)),
        }
    }
    pieces
}

/// What to mark in each of two lines.
pub(super) fn marks(old: &str, new: &str) -> (Vec<Span>, Vec<Span>) {
    let (old, new): (Vec<Span>, Vec<Span>) = differences(old, new).into_iter().unzip();
    let shown = |spans: Vec<Span>| spans.into_iter().filter(|span| !span.is_empty()).collect();
    (shown(old), shown(new))
}

fn is_bridged(kept: &str) -> bool {
    !kept.contains(['。', '、', '「', '」', '（', '）']) && kept.chars().count() <= BRIDGE_CHARS
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Latin,
    Figure,
    Other,
}

fn script(word: &str) -> Script {
    let of = |c: char| match c {
        '々' | '〆' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Script::Kanji,
        '\u{30A1}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => Script::Katakana,
        c if c.is_numeric() => Script::Figure,
        c if c.is_alphabetic() && (c.is_ascii() || ('Ａ'..='ｚ').contains(&c)) => Script::Latin,
        _ => Script::Other,
    };
    let mut all = word.chars().map(of);
    let first = all.next().unwrap_or(Script::Other);
    if all.all(|script| script == first) { first } else { Script::Other }
}

/// The words of `text`, without a gap.
pub(super) fn tokens(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let joins_figures = |word: &str| matches!(word, "," | "，" | "." | "．" | ":" | "：" | "/" | "／" | "・");
    // Between the figures of a number: 1,000. The mark has been taken in and a figure must follow.
    let words = segment::words(text);
    for (at, word) in words.iter().enumerate() {
        let (is, next) = (&text[word.range()], words.get(at + 1).map_or("", |word| &text[word.range()]));
        let Some(last) = found.last_mut() else {
            found.push(*word);
            continue;
        };
        let before = &text[last.range()];
        let ends_in_figure = before.ends_with(char::is_numeric);
        let joined = match script(is) {
            Script::Figure => before == "第" || before.ends_with(char::is_numeric) || ends_in_number_mark(before),
            Script::Kanji => script(before) == Script::Kanji || ends_in_figure,
            Script::Katakana => script(before) == Script::Katakana || ends_in_figure,
            Script::Latin => script(before) == Script::Latin || ends_in_figure,
            Script::Other => {
                ends_in_figure
                    && (matches!(is, "%" | "％" | "℃" | "か") || joins_figures(is) && script(next) == Script::Figure)
                    // 第３条の２ is one number.
                    || is == "の" && before.starts_with('第') && before.ends_with('条') && script(next) == Script::Figure
            }
        };
        if joined {
            last.end = word.end;
        } else {
            found.push(*word);
        }
    }
    found
}

fn ends_in_number_mark(before: &str) -> bool {
    let mut back = before.chars().rev();
    match (back.next(), back.next()) {
        (Some(mark), Some(figure)) if ",，.．:：/／・".contains(mark) => figure.is_numeric(),
        (Some('の'), Some('条')) => before.starts_with('第'),
        (Some('第'), None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn numbers_keep_their_units_and_kanji_their_run() {
        let check = |text: &str, whole: &[&str]| {
            let cut = cut(text);
            for word in whole {
                assert!(cut.contains(word), "{word} in {cut:?}");
            }
        };
        check("補助金は1,500円とする。", &["補助金", "1,500円"]);
        check("令和８年４月１日から施行する。", &["８年"]);
        check("第３条の２及び第12条に定める", &["第３条の２", "第12条"]);
        check("定員は20人、年3回以内", &["20人"]);
        check("センターの利用", &["センター"]);
        check("１０％を上限とし", &["１０％"]);
    }

    #[test]
    fn only_what_differs_is_marked() {
        let check = |old: &str, new: &str, was: &[&str], is: &[&str]| {
            let (a, b) = marks(old, new);
            let words = |text: &str, spans: &[Span]| -> Vec<String> {
                spans.iter().map(|span| text[span.range()].to_owned()).collect()
            };
            assert_eq!(words(old, &a), was, "{old}");
            assert_eq!(words(new, &b), is, "{new}");
        };
        check("手数料は500円とする。", "手数料は1,500円とする。", &["500円"], &["1,500円"]);
        check("市長が定める。", "市長が別に定める。", &[], &["別に"]);
        check("総務課長に届け出る。", "総務部長に届け出る。", &["総務課長"], &["総務部長"]);
        check("同じ。", "同じ。", &[], &[]);
    }
}
