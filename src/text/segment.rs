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

const OPENING: [char; 10] = ['（', '「', '『', '【', '〔', '［', '《', '〈', '(', '“'];

/// What opens the bracket or quotation that `c` closes; `None` if it closes none.
fn opening(c: char) -> Option<char> {
    Some(match c {
        '）' => '（',
        '」' => '「',
        '』' => '『',
        '】' => '【',
        '〕' => '〔',
        '］' => '［',
        '》' => '《',
        '〉' => '〈',
        ')' => '(',
        '”' => '“',
        _ => return None,
    })
}

/// Whether a sentence may end with `c`.
fn may_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．' | '!' | '?' | '.')
}
/// What goes on with a quotation behind its closing bracket: 「…。」と述べた.
const GOES_ON: &[&str] =
    &["旨", "等", "他", "程", "文言", "発言", "趣旨", "声", "言葉", "意見", "表現", "規定", "記述", "内容"];

/// Abbreviations after which a full stop does not end an English sentence, whatever follows.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rev", "gov", "st", "mt", "vs", "e.g", "i.e", "approx", "cf", "c.f", "messrs",
    "sen", "rep", "sgt", "supt", "hon", "asst", "dept", "gen", "col", "capt", "lt", "viz", "ca", "ed", "eds",
];

/// Those that are abbreviations in front of a number: No. 5, Art. 3, Jan. 10, pp. 12.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "art", "arts", "fig", "figs", "p", "pp", "sec", "vol", "ch", "chap", "para", "ext", "tel", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "rm", "tab", "eq", "app", "ref",
];

/// Those that can end a sentence as well: what follows decides.
const AT_ENDS: &[&str] = &[
    "a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "u.s", "u.k", "u.n", "d.c", "al", "enc", "ave",
    "blvd", "bldg", "ph.d", "b.c", "a.d", "est",
];

/// Words that begin sentences and are no names.
const BEGINNERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "these",
    "that",
    "those",
    "it",
    "if",
    "in",
    "on",
    "at",
    "for",
    "from",
    "please",
    "we",
    "you",
    "they",
    "he",
    "she",
    "there",
    "to",
    "as",
    "after",
    "before",
    "all",
    "any",
    "when",
    "while",
    "with",
    "no",
    "not",
    "however",
    "also",
    "applications",
    "applicants",
    "residents",
    "admission",
    "do",
    "see",
    "note",
    "by",
    "our",
    "your",
    "his",
    "her",
    "each",
    "every",
    "but",
    "and",
    "or",
    "so",
    "then",
    "call",
    "contact",
    "bring",
    "submit",
    "doors",
    "entry",
];

/// What goes on with a time of day.
const TIMED: &[&str] = &[
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jst",
    "utc",
    "gmt",
    "est",
    "pst",
    "japan",
    "tokyo",
    "sun",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
];

/// Words after which a number is a name: Article 3.
const NUMBERED: &[&str] = &[
    "article",
    "section",
    "chapter",
    "part",
    "paragraph",
    "item",
    "step",
    "form",
    "annex",
    "appendix",
    "table",
    "figure",
];

/// The sentences of `text`, in order. A line feed always ends one; 。！？ end one unless a bracket is open that is closed
/// further on in the line; in English `.`, `!` and `?` before a space do, unless a bracket or a quotation is open, and
/// but for abbreviations, initials and numbers of items. ．and `.` between figures end nothing.
pub fn sentences(text: &str, lang: Lang) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let (from, count) = (at, found.len());
        sentences_of_line(line, lang, &mut found);
        for sentence in &mut found[count..] {
            sentence.span = sentence.span.shift(from);
        }
        at += line.len() + 1;
    }
    found
}

fn sentences_of_line(line: &str, lang: Lang, found: &mut Vec<Sentence>) {
    let brackets = Brackets::of(line, lang);
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        if !may_end(c) && opening(c).is_none() && c != '"' || brackets.is_inside(at) {
            continue;
        }
        // 「…。」 alone is a sentence, 「…。」と述べた is part of one.
        if brackets.closes(at) {
            if ends_quotation(line, start, at, end) {
                push(line, start, end, found);
                start = end;
            }
            continue;
        }
        let rest = &line[end..];
        let stop = match c {
            '。' | '！' | '？' | '｡' => true,
            '．' => !between_figures(line, at, rest) && !is_label(&line[start..at]) && !is_initial(&line[start..at]),
            '!' | '?' if lang == Lang::Ja => !rest.starts_with(|c: char| c.is_ascii_graphic() && !closes_quotation(c)),
            '.' | '!' | '?' => rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || closes_quotation(c)),
            _ => false,
        };
        if !stop {
            continue;
        }
        // What closes or repeats belongs to the sentence: 」 after 。, a second ！.
        while let Some((_, next)) = chars.peek() {
            if !"。｡！？!?\"'”’.".contains(*next) && opening(*next).is_none() {
                break;
            }
            end += next.len_utf8();
            chars.next();
        }
        let rest = &line[end..];
        let goes_on = match c {
            '。' | '！' | '？' | '｡' | '．' => rest.starts_with(['、', '，']),
            '.' => {
                let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
                !spaced || goes_on(&line[start..at], rest)
            }
            // "Why?" he said.
            _ => lang == Lang::En && end > at + 1 && rest.trim_start().starts_with(|c: char| c.is_ascii_lowercase()),
        };
        if !goes_on {
            push(line, start, end, found);
            start = end;
        }
    }
    push(line, start, line.len(), found);
}

fn closes_quotation(c: char) -> bool {
    "\"'”’)".contains(c)
}

/// Where brackets and quotations of a line begin and end; those without a partner are none.
struct Brackets {
    /// Outermost pairs, in order: the opening one and the closing one.
    pairs: Vec<(usize, usize)>,
}

impl Brackets {
    fn of(line: &str, lang: Lang) -> Self {
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut before = ' ';
        let straight = lang == Lang::En && line.matches('"').count().is_multiple_of(2);
        for (at, c) in line.char_indices() {
            if OPENING.contains(&c) {
                open.push((c, at));
            } else if c == '"' && straight {
                match open.iter().rposition(|(known, _)| *known == '"') {
                    Some(index) => close(&mut open, &mut pairs, index, at),
                    None if !before.is_alphanumeric() => open.push((c, at)),
                    None => {}
                }
            } else if let Some(partner) = opening(c) {
                // A bracket of one width is closed by one of the other now and then.
                let fits = |known: char| known == partner || matches!((known, partner), ('(', '（') | ('（', '('));
                if let Some(index) = open.iter().rposition(|(known, _)| fits(*known)) {
                    close(&mut open, &mut pairs, index, at);
                }
            }
            before = c;
        }
        // Only the outermost matter.
        pairs.sort_unstable();
        let mut outer: Vec<(usize, usize)> = Vec::new();
        for pair in pairs {
            if outer.last().is_none_or(|last| pair.0 > last.1) {
                outer.push(pair);
            }
        }
        Self { pairs: outer }
    }

    fn around(&self, at: usize) -> Option<(usize, usize)> {
        let index = self.pairs.partition_point(|pair| pair.1 < at);
        self.pairs.get(index).copied().filter(|pair| pair.0 <= at)
    }

    fn is_inside(&self, at: usize) -> bool {
        self.around(at).is_some_and(|pair| at != pair.1)
    }

    fn closes(&self, at: usize) -> bool {
        self.around(at).is_some_and(|pair| at == pair.1)
    }
}

fn close(open: &mut Vec<(char, usize)>, pairs: &mut Vec<(usize, usize)>, index: usize, at: usize) {
    pairs.push((open[index].1, at));
    open.truncate(index);
}

/// Whether the bracket or quotation mark at `at`, which ends at `end`, ends the sentence that began at `start`.
fn ends_quotation(line: &str, start: usize, at: usize, end: usize) -> bool {
    let (inside, rest) = (&line[start..at], &line[end..]);
    let closing = line[at..end].chars().next().unwrap_or(' ');
    match closing {
        '」' | '』' => {
            let alone = inside.trim_start().starts_with(['「', '『']);
            let ended = inside.ends_with(['。', '！', '？', '…']);
            let next = rest.trim_start().chars().next();
            let new = match next {
                None => true,
                Some('「' | '『') => true,
                Some(c) if rest.starts_with(char::is_whitespace) => !c.is_ascii_digit(),
                Some(c) => is_kanji(c) && !GOES_ON.iter().any(|word| rest.starts_with(word)),
            };
            alone && ended && new
        }
        // （…。） alone is a sentence too.
        '）' => {
            let alone = inside.trim_start().starts_with('（');
            alone && inside.ends_with(['。', '！', '？']) && rest.trim_start().starts_with(is_kanji)
        }
        '"' | '”' | ')' => {
            let ended = inside.ends_with(['.', '!', '?']);
            let initial = inside.ends_with('.') && closing == ')' && !inside.trim_start().starts_with('(');
            ended && !initial && begins_sentence(rest)
        }
        _ => false,
    }
}

fn is_japanese(c: char) -> bool {
    is_kanji(c) || matches!(c, '\u{3041}'..='\u{30FF}')
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether `text` ends in a letter of full width that stands for a word: Ｎ．Ｐ．Ｏ．.
fn is_initial(text: &str) -> bool {
    let wide = |c: &char| ('Ａ'..='Ｚ').contains(c);
    let mut before = text.chars().rev();
    before.next().is_some_and(|c| wide(&c)) && before.next().is_none_or(|c| !wide(&c))
}

/// Whether what follows is a space and something that can begin an English sentence.
fn begins_sentence(rest: &str) -> bool {
    rest.is_empty()
        || (rest.starts_with(char::is_whitespace)
            && rest.trim_start().starts_with(|c: char| !c.is_ascii_lowercase() && !",;:-–—)".contains(c)))
}

fn between_figures(line: &str, at: usize, rest: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    line[..at].ends_with(figure) && rest.starts_with(figure)
}

/// Whether `text` is nothing but the number of an item: １, (2), ア, Ａ, Article 3.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(|c: char| "()（）".contains(c));
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_numeric() || ".-－".contains(c));
    let roman = bare.len() <= 5 && !bare.is_empty() && bare.chars().all(|c| "ivxIVX".contains(c));
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    if number(bare) || roman || letter {
        return true;
    }
    match text.rsplit_once(' ') {
        Some((word, last)) => number(last) && NUMBERED.contains(&word.trim().to_ascii_lowercase().as_str()),
        None => false,
    }
}

/// Whether a full stop between `before`, all of its sentence so far, and `rest` is not its end.
fn goes_on(before: &str, rest: &str) -> bool {
    let next = rest.trim_start();
    if next.is_empty() {
        return false;
    }
    if next.starts_with(|c: char| c.is_ascii_lowercase() || ",;:".contains(c)) || is_label(before) {
        return true;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || "(\"“".contains(c) || is_japanese(c)).next().unwrap_or("");
    let lower = word.to_ascii_lowercase();
    let follower = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let begins = BEGINNERS.contains(&follower.to_ascii_lowercase().as_str()) && follower != "A";
    // `at 2 p.m. Gates open`, but `at 2 p.m. Sunday`.
    if matches!(lower.as_str(), "a.m" | "p.m") && next.starts_with(char::is_uppercase) {
        return TIMED.contains(&follower.to_ascii_lowercase().as_str());
    }
    let initial = word.len() == 1 && word != "I" && word.starts_with(|c: char| c.is_ascii_uppercase());
    ABBREVIATIONS.contains(&lower.as_str())
        || (BEFORE_NUMBERS.contains(&lower.as_str()) && next.starts_with(|c: char| c.is_numeric() || "+#:".contains(c)))
        || ((AT_ENDS.contains(&lower.as_str()) || initial) && !begins)
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
            ["提出する。", "（以下「要綱」という。）", "次の文。"]
        );
        assert_eq!(cut("「はい。」と言う。\n　記", Lang::Ja), ["「はい。」と言う。", "記"]);
        assert_eq!(cut("3.5％です。終わり", Lang::Ja), ["3.5％です。", "終わり"]);
        for whole in [
            "市長は「始めます。」と述べた。",
            "「検討する。」旨の回答があった。",
            "第３．５条の規定による。",
            "１．申請の方法を示す。",
            "（市内に住む者に限る。ただし、例外がある。）を対象とする。",
            "詳しくは https://example.jp/?a=1.2 を見る。",
            "検討中…次のとおり。",
            "「市民の声。」、「広報。」を読む。",
        ] {
            assert_eq!(cut(whole, Lang::Ja), [whole]);
        }
        assert_eq!(cut("本当ですか？！はい。", Lang::Ja), ["本当ですか？！", "はい。"]);
        assert_eq!(cut("「はい。」「いいえ。」", Lang::Ja), ["「はい。」", "「いいえ。」"]);
        assert_eq!(cut("ﾊﾝｶｸ｡次。", Lang::Ja), ["ﾊﾝｶｸ｡", "次。"]);
        // A bracket that is never closed closes nothing in.
        assert_eq!(cut("注（例外あり。次の文。", Lang::Ja), ["注（例外あり。", "次の文。"]);
    }

    #[test]
    fn english_sentences() {
        assert_eq!(
            cut("Mr. Sato opens at 9 a.m. on Monday. See No. 3 (J. Doe). Why?", Lang::En),
            ["Mr. Sato opens at 9 a.m. on Monday.", "See No. 3 (J. Doe).", "Why?"]
        );
        for whole in [
            "1. Apply at the counter.",
            "Article 3. The mayor shall decide.",
            "The fee is 3.5 percent, approx. 300 yen.",
            "Contact J. K. Rowling at Tel. 03-1234-5678.",
            "The mayor said, \"We begin. We will finish.\"",
            "Bring documents (a licence, etc.) and see pp. 3 to 5.",
        ] {
            assert_eq!(cut(whole, Lang::En), [whole]);
        }
        assert_eq!(
            cut("We close at 5 p.m. The answer is no. Thank you!", Lang::En),
            ["We close at 5 p.m.", "The answer is no.", "Thank you!"]
        );
        assert_eq!(
            cut("He agreed. (See Form 2.) Then he signed. \"Yes.\" It ended.", Lang::En),
            ["He agreed.", "(See Form 2.)", "Then he signed.", "\"Yes.\"", "It ended."]
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
