//! What changed between two texts, in pieces a person can judge.

use super::{Change, Replace, Span, segment};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Kept runs shorter than this many characters between two differences are taken into them: a reviewer judges a
/// phrase, not its particles.
const BRIDGE_CHARS: usize = 2;

/// The change that turns `old` into `new`, in word-level pieces. Figures, dates and Latin words are never cut.
pub fn diff(old: &str, new: &str) -> Change {
    let (a, b) = (tokens(old), tokens(new));
    let words_a: Vec<&str> = a.iter().map(|s| &old[s.range()]).collect();
    let words_b: Vec<&str> = b.iter().map(|s| &new[s.range()]).collect();
    let ops = capture_diff_slices(Algorithm::Myers, &words_a, &words_b);
    let from = |at: usize, all: &[Span], text: &str| all.get(at).map_or(text.len(), |s| s.start);
    let mut pieces: Vec<(Span, Span)> = Vec::new();
    for op in ops {
        if let DiffOp::Equal { .. } = op {
            continue;
        }
        let (o, n) = (op.old_range(), op.new_range());
        let old_span = Span::new(from(o.start, &a, old), from(o.end, &a, old));
        let new_span = Span::new(from(n.start, &b, new), from(n.end, &b, new));
        match pieces.last_mut() {
            Some((last_old, last_new)) if bridged(&old[last_old.end..old_span.start]) => {
                last_old.end = old_span.end;
                last_new.end = new_span.end;
            }
            _ => pieces.push((old_span, new_span)),
        }
    }
    Change::new(pieces.into_iter().map(|(o, n)| Replace { span: o, text: new[n.range()].to_owned() }).collect())
}

/// The same for long texts: lines that are the same are found first, and only what lies between them is looked into.
pub fn by_lines(old: &str, new: &str) -> Change {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let starts = |lines: &[&str]| {
        let mut at = 0;
        let mut starts: Vec<usize> = Vec::with_capacity(lines.len() + 1);
        for line in lines {
            starts.push(at);
            at += line.len();
        }
        starts.push(at);
        starts
    };
    let (old_at, new_at) = (starts(&a), starts(&b));
    let mut replaces = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        if let DiffOp::Equal { .. } = op {
            continue;
        }
        let (o, n) = (op.old_range(), op.new_range());
        let (from, to) = (old_at[o.start], old_at[o.end]);
        let (before, after) = (&old[from..to], &new[new_at[n.start]..new_at[n.end]]);
        for r in diff(before, after).replaces() {
            replaces.push(Replace { span: r.span.shift(from), text: r.text.clone() });
        }
    }
    Change::new(replaces)
}

fn bridged(kept: &str) -> bool {
    !kept.contains(['\n', '。', '、', '.', ',']) && kept.chars().count() <= BRIDGE_CHARS
}

/// Words, with runs of figures and their marks (1,000  12:30  令和8年) kept whole.
fn tokens(text: &str) -> Vec<Span> {
    let figure = |s: &str| s.chars().all(|c| c.is_numeric() || ",，.．:：/／".contains(c)) && !s.is_empty();
    let mut found: Vec<Span> = Vec::new();
    for word in segment::words(text) {
        match found.last_mut() {
            Some(last) if figure(&text[last.range()]) && figure(&text[word.range()]) => last.end = word.end,
            _ => found.push(word),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_difference_rebuilds_the_new_text(old in "[あ漢字をa1,。 \n]{0,30}", new in "[あ漢字をa1,。 \n]{0,30}") {
            let mut text = Text::from(old.as_str());
            text.apply(&diff(&old, &new));
            prop_assert_eq!(text.to_string(), new.clone());
            let mut text = Text::from(old.as_str());
            text.apply(&by_lines(&old, &new));
            prop_assert_eq!(text.to_string(), new);
        }
    }

    #[test]
    fn figures_are_not_cut() {
        let change = diff("補助金は12,500円です。", "補助金は13,500円です。");
        assert_eq!(change.replaces().len(), 1);
        assert_eq!(change.replaces()[0].text, "13,500");
    }

    #[test]
    fn a_change_of_one_word_is_one_piece() {
        let change = diff("資料を送って頂くようお願いします。", "資料を送っていただくようお願いします。");
        assert_eq!(change.replaces().len(), 1, "{change:?}");
    }
}
