//! Where a text can be cut: sentences, words, grapheme clusters, and places a line may break.
//!
//! Word and grapheme boundaries and line breaking are ICU's (UAX #29, UAX #14 with strict 禁則, Japanese words by
//! dictionary). Sentences are ours, because official Japanese puts whole sentences into brackets.

use super::{Lang, Span, Text};
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
    let mut found = Vec::with_capacity(text.len() / 2);
    each_stretch(text, |span, alone| {
        if alone {
            found.push(span);
        } else {
            let inside = spans(GraphemeClusterSegmenter::new().segment_str(&text[span.range()]));
            found.extend(inside.into_iter().map(|cluster| cluster.shift(span.start)));
        }
    });
    found
}

/// The grapheme cluster of `text` that byte `at` lies inside of; `None` where one ends and the next begins. It costs what
/// stands around the place, not what the text is.
pub fn cluster_around(text: &Text, at: usize) -> Option<Span> {
    /// Bytes looked at on either side, to begin with.
    const REACH: usize = 48;
    let line = text.line_span(text.line_of(at));
    if at <= line.start || at >= line.end {
        return None;
    }
    let mut reach = REACH;
    loop {
        let start = text.boundary(at.saturating_sub(reach).max(line.start));
        let end = text.boundary((at + reach).min(line.end));
        let words = text.slice(Span::new(start, end));
        // What stands alone on both sides of a place makes it a boundary, whatever stands further off.
        let cut =
            words.char_indices().zip(words.chars().skip(1)).find(|((_, a), b)| stands_alone(*a) && stands_alone(*b));
        let from = if start == line.start { Some(0) } else { cut.map(|((i, a), _)| i + a.len_utf8()) };
        let from = from.filter(|from| start + from <= at);
        let found = from.and_then(|from| {
            let clusters = graphemes(&words[from..]).into_iter().map(|cluster| cluster.shift(start + from));
            clusters.into_iter().find(|cluster| cluster.end >= at)
        });
        match found {
            Some(cluster) if cluster.end < end || end == line.end => {
                return (cluster.start < at && at < cluster.end).then_some(cluster);
            }
            _ if start == line.start && end == line.end => return None,
            _ => reach *= 4,
        }
    }
}

/// How many grapheme clusters `text` has.
pub fn count_graphemes(text: &str) -> usize {
    if text.chars().all(stands_alone) {
        return text.chars().count();
    }
    let mut count = 0;
    each_stretch(text, |span, alone| {
        count += if alone { 1 } else { spans(GraphemeClusterSegmenter::new().segment_str(&text[span.range()])).len() };
    });
    count
}

/// Cuts `text` wherever two characters meet that each stand for themselves, which is nearly everywhere; `true` is told
/// with a single such character, `false` with a stretch that has to be looked at by the whole rules.
fn each_stretch(text: &str, mut tell: impl FnMut(Span, bool)) {
    let mut chars = text.char_indices().peekable();
    let mut start = 0;
    let mut alone = true;
    while let Some((at, c)) = chars.next() {
        alone &= stands_alone(c);
        let end = at + c.len_utf8();
        let cut = chars.peek().is_none_or(|(_, next)| stands_alone(c) && stands_alone(*next));
        if cut {
            tell(Span { start, end }, alone);
            (start, alone) = (end, true);
        }
    }
}

/// Whether `c` is one of those that neither join what is beside them nor are joined by it (Grapheme_Cluster_Break=Other
/// and no pictograph): nearly all that Japanese and English are written with. Two of them side by side are always two
/// clusters (UAX #29, GB999).
pub fn stands_alone(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{2010}'..='\u{2027}'
            | '\u{2460}'..='\u{24C1}'
            | '\u{2500}'..='\u{25A9}'
            | '\u{3000}'..='\u{3029}'
            | '\u{3031}'..='\u{303C}'
            | '\u{3041}'..='\u{3096}'
            | '\u{309B}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF01}'..='\u{FF9D}'
    )
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
pub fn line_breaks(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let full_width = |c: char| matches!(c, '０'..='９' | '，' | '．');
    segmenter.segment_str(text).filter(move |&at| {
        let inside = match (text[..at].chars().next_back(), text[at..].chars().next()) {
            (Some(before), Some(after)) => full_width(before) && full_width(after),
            _ => false,
        };
        at > 0 && !inside
    })
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
    fn the_short_way_to_graphemes_is_the_long_one() {
        for text in [
            "葛\u{E0100}城市の𠮷野家は、か\u{309A}ﾊﾞｽを①㈱と書く。\r\n👨‍👩‍👧と🇯🇵e\u{301}〰︎\u{200D}x\u{0600}1",
            "\u{301}始まり\r\r\n\n終わり\u{FE0F}",
            "",
        ] {
            let long = spans(GraphemeClusterSegmenter::new().segment_str(text));
            assert_eq!(graphemes(text), long, "{text}");
            assert_eq!(count_graphemes(text), long.len());
        }
        // Whoever stands alone is cut from its neighbour.
        for c in (0..0x3FFFF).filter_map(char::from_u32).filter(|c| stands_alone(*c)) {
            let pair = format!("{c}あ{c}{c}");
            assert_eq!(spans(GraphemeClusterSegmenter::new().segment_str(&pair)).len(), 4, "{c:?}");
        }
    }

    #[test]
    fn lines_break_as_kinsoku_asks() {
        let text = "（「注」）について……１，０００円";
        for at in line_breaks(text) {
            if at == text.len() {
                continue;
            }
            let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
            assert!(!"（「".contains(before.unwrap_or('x')), "{at}");
            assert!(!"」）…，".contains(after.unwrap_or('x')), "{at}");
        }
    }
}
