//! Where a text can be cut: sentences, words, grapheme clusters, and places a line may break.
//!
//! Word and grapheme boundaries and line breaking are ICU's (UAX #29, UAX #14 with strict 禁則, Japanese words by
//! dictionary). Sentences are ours, because official Japanese puts whole sentences into brackets.

use super::{Lang, Span};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, WordBreakInvariantOptions};
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, WordSegmenter};

/// One sentence of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without the space around it, with its end mark.
    pub span: Span,
}

const OPENING: &str = "（「『【〔［《〈(“";
const CLOSING: &str = "）」』】〕］》〉)”";

/// Abbreviations after which a full stop does not end an English sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "ext", "tel", "art", "fig", "inc", "ltd",
    "u.s", "u.k", "enc", "cf", "al",
];

/// The sentences of `text`, in order. A line feed always ends one; 。！？ end one unless a bracket is open; in
/// English `.`, `!` and `?` before a space do, abbreviations and initials excepted.
pub fn sentences(text: &str, lang: Lang) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        if c == '\n' {
            push(text, start, at, &mut found);
            (start, depth) = (end, 0);
            continue;
        }
        if OPENING.contains(c) {
            depth += 1;
        } else if CLOSING.contains(c) {
            depth = depth.saturating_sub(1);
        }
        let stop = match c {
            '。' | '！' | '？' | '．' => depth == 0,
            '.' | '!' | '?' => {
                let ends = chars.peek().is_none_or(|(_, next)| next.is_whitespace() || "\"'”’)".contains(*next));
                ends && (depth == 0 || lang == Lang::En) && !(c == '.' && abbreviated(&text[start..at]))
            }
            _ => false,
        };
        if stop {
            // What closes or repeats belongs to the sentence: 」 after 。, a second ！.
            while let Some((_, next)) = chars.peek() {
                if !"。！？!?\"'”’".contains(*next) && !CLOSING.contains(*next) {
                    break;
                }
                end += next.len_utf8();
                chars.next();
            }
            push(text, start, end, &mut found);
            (start, depth) = (end, 0);
        }
    }
    push(text, start, text.len(), &mut found);
    found
}

fn abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_uppercase());
    initial || ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str())
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Sentence>) {
    let piece = &text[start..end];
    let lead = piece.len() - piece.trim_start().len();
    let body = piece.trim();
    if !body.is_empty() {
        found.push(Sentence { span: Span::new(start + lead, start + lead + body.len()) });
    }
}

/// The words of `text`, one span after another without a gap; spaces and marks are words of their own.
pub fn words(text: &str) -> Vec<Span> {
    let ends = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text);
    spans(ends)
}

/// The grapheme clusters of `text`: what a reader takes for one character, 葛󠄀 and か゚ among them.
pub fn graphemes(text: &str) -> Vec<Span> {
    spans(GraphemeClusterSegmenter::new().segment_str(text))
}

fn spans(ends: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends {
        if end > start {
            found.push(Span::new(start, end));
        }
        start = end;
    }
    found
}

/// The byte offsets in `text` before which a line may break (never 0), by strict Japanese rules: no line starts with
/// 、。）ー or a small kana, none ends with （「, …… and ―― hold together. Runs of figures are not cut.
pub fn line_breaks(text: &str) -> Vec<usize> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let full_width = |c: char| matches!(c, '０'..='９' | '，' | '．');
    LineSegmenter::new_for_non_complex_scripts(options)
        .segment_str(text)
        .filter(|&at| {
            let inside = match (text[..at].chars().next_back(), text[at..].chars().next()) {
                (Some(before), Some(after)) => full_width(before) && full_width(after),
                _ => false,
            };
            at > 0 && !inside
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, lang: Lang) -> Vec<&str> {
        sentences(text, lang).iter().map(|s| &text[s.span.range()]).collect()
    }

    #[test]
    fn japanese_sentences() {
        assert_eq!(
            cut("提出する。（以下「要綱」という。）次の文。", Lang::Ja),
            ["提出する。", "（以下「要綱」という。）次の文。"]
        );
        assert_eq!(cut("「はい。」と言う。\n　記", Lang::Ja), ["「はい。」と言う。", "記"]);
        assert_eq!(cut("3.5％です。終わり", Lang::Ja), ["3.5％です。", "終わり"]);
    }

    #[test]
    fn english_sentences() {
        assert_eq!(
            cut("Mr. Sato opens at 9 a.m. on Monday. See No. 3 (J. Doe). Why?", Lang::En),
            ["Mr. Sato opens at 9 a.m. on Monday.", "See No. 3 (J. Doe).", "Why?"]
        );
    }

    #[test]
    fn a_variation_sequence_is_one_grapheme() {
        assert_eq!(graphemes("葛\u{E0100}城").len(), 2);
    }

    #[test]
    fn lines_break_as_kinsoku_asks() {
        let text = "（「注」）について……１，０００円";
        let breaks = line_breaks(text);
        for at in breaks {
            if at == text.len() {
                continue;
            }
            let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
            assert!(!"（「".contains(before.unwrap_or('x')), "{at}");
            assert!(!"」）…，".contains(after.unwrap_or('x')), "{at}");
        }
    }
}
