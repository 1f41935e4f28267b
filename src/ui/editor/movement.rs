//! Where the caret goes that needs no layout: by grapheme cluster, by word, by sentence, by paragraph.
//!
//! A key looks at the text around the caret, not at the whole paragraph: it may be a long one.

use crate::text::{Lang, Span, Text, segment};

/// Bytes looked at on either side of the caret for clusters, and for words.
const CLUSTERS: usize = 96;
const WORDS: usize = 600;

/// A stretch of a paragraph around a place, cut where cutting does no harm.
struct Around {
    /// Where it begins in the document.
    start: usize,
    words: String,
}

impl Around {
    /// The stretch of the paragraph around `at` that reaches `reach` bytes to either side and on to a place `cuts` finds
    /// harmless; it is told the characters on both sides.
    fn new(text: &Text, at: usize, reach: usize, cuts: impl Fn(char, char) -> bool) -> Self {
        let line = text.line_span(text.line_of(at));
        let (mut from, mut to) = (reach, reach);
        loop {
            let start = text.boundary(at.saturating_sub(from).max(line.start));
            let end = text.boundary((at + to).min(line.end));
            let words = text.slice(Span::new(start, end));
            // The first harmless place from the left end on, and the last one.
            let before = &words[..at - start];
            let after = &words[at - start..];
            let pairs = |s: &str| {
                s.char_indices().zip(s.chars().skip(1)).map(|((i, a), b)| (i + a.len_utf8(), a, b)).collect::<Vec<_>>()
            };
            let left = if start == line.start {
                Some(0)
            } else {
                pairs(before).iter().find(|(_, a, b)| cuts(*a, *b)).map(|p| p.0)
            };
            let right = if end == line.end {
                Some(words.len())
            } else {
                pairs(after).iter().rfind(|(_, a, b)| cuts(*a, *b)).map(|p| p.0 + before.len())
            };
            match (left, right) {
                (Some(left), Some(right)) => {
                    return Self { start: start + left, words: words[left..right].to_owned() };
                }
                (left, right) => {
                    from *= if left.is_none() { 4 } else { 1 };
                    to *= if right.is_none() { 4 } else { 1 };
                }
            }
        }
    }

    fn clusters(text: &Text, at: usize) -> Self {
        Self::new(text, at, CLUSTERS, |a, b| segment::stands_alone(a) && segment::stands_alone(b))
    }

    /// No word reaches over these marks, and what stands beyond them does not change where words are cut.
    fn words(text: &Text, at: usize) -> Self {
        Self::new(text, at, WORDS, |a, b| {
            matches!(a, '、' | '。' | '，' | '．' | '」' | '）') && !matches!(b, '、' | '。' | '\u{FE00}'..='\u{FE0F}')
        })
    }

    fn found(&self, spans: Vec<Span>) -> impl DoubleEndedIterator<Item = Span> + use<> {
        let start = self.start;
        spans.into_iter().map(move |span| span.shift(start))
    }
}

/// The place one cluster to the right of byte `at`; past a line feed where the paragraph ends.
pub(super) fn next_grapheme(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at >= span.end {
        return (at + 1).min(text.len());
    }
    let around = Around::clusters(text, at);
    around.found(segment::graphemes(&around.words)).map(|g| g.end).find(|end| *end > at).unwrap_or(span.end)
}

/// The place one cluster to the left of byte `at`.
pub(super) fn prev_grapheme(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at <= span.start {
        return at.saturating_sub(1);
    }
    let around = Around::clusters(text, at);
    around.found(segment::graphemes(&around.words)).map(|g| g.start).rfind(|start| *start < at).unwrap_or(span.start)
}

/// The place `at`, or the end of the cluster that it lies inside of.
pub(super) fn out_of_cluster(text: &Text, at: usize) -> usize {
    let at = text.boundary(at);
    let span = text.line_span(text.line_of(at));
    if at <= span.start || at >= span.end {
        return at;
    }
    let around = Around::clusters(text, at);
    around.found(segment::graphemes(&around.words)).map(|g| g.end).find(|end| *end >= at).unwrap_or(at)
}

/// Where the next word starts; past a line feed where the paragraph ends.
pub(super) fn next_word(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at >= span.end {
        return (at + 1).min(text.len());
    }
    let around = Around::words(text, at);
    around.found(words(&around.words)).map(|w| w.end).find(|end| *end > at).unwrap_or(span.end)
}

/// Where this word, or at its start the one before, starts.
pub(super) fn prev_word(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at <= span.start {
        return at.saturating_sub(1);
    }
    let around = Around::words(text, at);
    around.found(words(&around.words)).map(|w| w.start).rfind(|start| *start < at).unwrap_or(span.start)
}

/// The word around byte `at`, as a double click takes it.
pub(super) fn word_around(text: &Text, at: usize) -> Span {
    let span = text.line_span(text.line_of(at));
    let at = at.min(span.end);
    let around = Around::words(text, at);
    around.found(whole_words(&around.words)).rfind(|w| w.start <= at).unwrap_or(Span::at(at))
}

/// The sentence around byte `at`, without the space around it.
pub(super) fn sentence_around(text: &Text, at: usize, lang: Lang) -> Span {
    let span = text.line_span(text.line_of(at));
    let found = segment::sentences(&text.slice(span), lang);
    let mut sentences = found.iter().map(|s| s.span.shift(span.start));
    let first = sentences.clone().next();
    sentences.rfind(|s| s.start <= at).or(first).unwrap_or(Span::at(at))
}

/// The paragraph around byte `at`, with its line feed.
pub(super) fn paragraph_around(text: &Text, at: usize) -> Span {
    let span = text.line_span(text.line_of(at));
    Span::new(span.start, (span.end + 1).min(text.len()))
}

/// Where the paragraph after this one starts, or the text ends.
pub(super) fn next_paragraph(text: &Text, at: usize) -> usize {
    (text.line_span(text.line_of(at)).end + 1).min(text.len())
}

/// Where this paragraph, or at its start the one before, starts.
pub(super) fn prev_paragraph(text: &Text, at: usize) -> usize {
    let start = text.line_span(text.line_of(at)).start;
    if at > start { start } else { text.line_span(text.line_of(start.saturating_sub(1))).start }
}

/// The words of `line`, none of which cuts a cluster: the dictionary knows nothing of か゚.
fn whole_words(line: &str) -> Vec<Span> {
    let clusters = segment::graphemes(line);
    let mut found: Vec<Span> = Vec::new();
    for word in segment::words(line) {
        let cut = clusters.binary_search_by_key(&word.start, |cluster| cluster.start).is_err();
        match found.last_mut() {
            Some(last) if cut => last.end = word.end,
            _ => found.push(word),
        }
    }
    found
}

/// Words with the space behind them, so that moving by word stops once per word.
fn words(line: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for word in whole_words(line) {
        let space = line[word.range()].chars().all(char::is_whitespace);
        match found.last_mut() {
            Some(last) if space => last.end = word.end,
            _ => found.push(word),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_never_stops_inside_a_cluster() {
        let text = Text::from("a葛\u{E0100}\nか\u{309A}");
        let mut at = 0;
        let mut stops = vec![at];
        while at < text.len() {
            at = next_grapheme(&text, at);
            stops.push(at);
        }
        assert_eq!(stops, [0, 1, 8, 9, 15]);
        let mut back = vec![at];
        while at > 0 {
            at = prev_grapheme(&text, at);
            back.push(at);
        }
        back.reverse();
        assert_eq!(back, stops);
    }

    #[test]
    fn words_are_those_of_the_dictionary() {
        let text = Text::from("the quick brown");
        assert_eq!((next_word(&text, 0), next_word(&text, 5), prev_word(&text, 6)), (4, 10, 4));
        let text = Text::from("文書を作成\n次");
        assert_eq!(next_word(&text, 0), "文書".len());
        assert_eq!(next_word(&text, "文書を作成".len()), "文書を作成\n".len());
        assert_eq!(word_around(&text, 3), Span::new(0, 6));
        assert_eq!(word_around(&Text::from(""), 0), Span::at(0));
    }

    #[test]
    fn a_long_paragraph_has_the_same_stops_as_a_short_one() {
        let sentence = "葛\u{E0100}城市の住民、ﾊﾞｽ（路線）を👨‍👩‍👧と使う。The quick brown fox's tail を、か\u{309A}。";
        let text = Text::from(sentence.repeat(16).as_str());
        let whole = text.to_string();
        let clusters: Vec<usize> = segment::graphemes(&whole).iter().map(|g| g.end).collect();
        let (mut at, mut stops) = (0, Vec::new());
        while at < text.len() {
            at = next_grapheme(&text, at);
            stops.push(at);
        }
        assert_eq!(stops, clusters);
        let ends: Vec<usize> = words(&whole).iter().map(|w| w.end).collect();
        let (mut at, mut stops) = (0, Vec::new());
        while at < text.len() {
            at = next_word(&text, at);
            stops.push(at);
        }
        assert_eq!(stops, ends);
        let (mut back, mut starts) = (text.len(), Vec::new());
        while back > 0 {
            back = prev_word(&text, back);
            starts.push(back);
        }
        starts.reverse();
        assert_eq!(starts, words(&whole).iter().map(|w| w.start).collect::<Vec<_>>());
    }

    #[test]
    fn a_place_inside_a_cluster_is_its_end() {
        let text = Text::from("城葛\u{E0100}x");
        assert_eq!([0, 3, 6, 10, 11].map(|at| out_of_cluster(&text, at)), [0, 3, 10, 10, 11]);
    }

    #[test]
    fn sentences_and_paragraphs() {
        let text = Text::from("一つ目。二つ目。\n三つ目");
        let two = Span::new("一つ目。".len(), "一つ目。二つ目。".len());
        assert_eq!(sentence_around(&text, two.start + 3, Lang::Ja), two);
        assert_eq!(sentence_around(&text, 0, Lang::Ja), Span::new(0, two.start));
        assert_eq!(paragraph_around(&text, 3), Span::new(0, two.end + 1));
        assert_eq!((next_paragraph(&text, 3), next_paragraph(&text, two.end + 2)), (two.end + 1, text.len()));
        assert_eq!((prev_paragraph(&text, two.end + 1), prev_paragraph(&text, 3), prev_paragraph(&text, 0)), (0, 0, 0));
    }
}
