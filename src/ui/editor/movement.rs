//! Where the caret goes that needs no layout: by grapheme cluster, by word, to the ends of a paragraph.

use crate::text::{Span, Text, segment};

/// The place one cluster to the right of byte `at`; past a line feed where the paragraph ends.
pub(super) fn next_grapheme(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at >= span.end {
        return (at + 1).min(text.len());
    }
    let line = text.slice(span);
    let mut ends = segment::graphemes(&line).into_iter().map(|g| span.start + g.end);
    ends.find(|end| *end > at).unwrap_or(span.end)
}

/// The place one cluster to the left of byte `at`.
pub(super) fn prev_grapheme(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at <= span.start {
        return at.saturating_sub(1);
    }
    let line = text.slice(span);
    let mut starts = segment::graphemes(&line).into_iter().map(|g| span.start + g.start);
    starts.rfind(|start| *start < at).unwrap_or(span.start)
}

/// Where the next word starts; past a line feed where the paragraph ends.
pub(super) fn next_word(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at >= span.end {
        return (at + 1).min(text.len());
    }
    let line = text.slice(span);
    let mut starts = words(&line).into_iter().map(|w| span.start + w.start);
    starts.find(|start| *start > at).unwrap_or(span.end)
}

/// Where this word, or at its start the one before, starts.
pub(super) fn prev_word(text: &Text, at: usize) -> usize {
    let span = text.line_span(text.line_of(at));
    if at <= span.start {
        return at.saturating_sub(1);
    }
    let line = text.slice(span);
    let mut starts = words(&line).into_iter().map(|w| span.start + w.start);
    starts.rfind(|start| *start < at).unwrap_or(span.start)
}

/// The word around byte `at`, as a double click takes it.
pub(super) fn word_around(text: &Text, at: usize) -> Span {
    let span = text.line_span(text.line_of(at));
    let line = text.slice(span);
    let at = at.min(span.end) - span.start;
    let found = segment::words(&line).into_iter().rfind(|w| w.start <= at);
    found.map_or(Span::at(span.start + at), |w| w.shift(span.start))
}

/// The paragraph around byte `at`, without its line feed.
pub(super) fn paragraph_around(text: &Text, at: usize) -> Span {
    text.line_span(text.line_of(at))
}

/// Words with the space behind them, so that moving by word stops once per word.
fn words(line: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for word in segment::words(line) {
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
}
