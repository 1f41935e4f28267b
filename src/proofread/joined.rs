//! やさしい日本語 without the spaces that stand between its phrases (分かち書き): rules that know nothing of them read 門を
//! 直しました as 門を直しました, and find their way back to what was written.

use super::plain::is_kanji;
use crate::text::Span;

/// See the module.
pub struct Joined {
    /// The text.
    pub text: String,
    /// For each byte of the text, and its end, where it stands in what was written.
    places: Vec<usize>,
}

impl Joined {
    /// What is read of `written`; `None` where it has no such space.
    pub fn new(written: &str) -> Option<Self> {
        let mut joined = Self { text: String::with_capacity(written.len()), places: Vec::with_capacity(written.len()) };
        let mut rest = written;
        while let Some(c) = rest.chars().next() {
            let behind = &rest[c.len_utf8()..];
            if !(matches!(c, ' ' | '\u{3000}') && divides(&joined.text, behind)) {
                let at = written.len() - rest.len();
                joined.places.extend(at..at + c.len_utf8());
                joined.text.push(c);
            }
            rest = behind;
        }
        joined.places.push(written.len());
        (joined.text.len() < written.len()).then_some(joined)
    }

    /// Where a span of the text stands in what was written.
    pub fn written(&self, span: Span) -> Span {
        let start = self.places[span.start];
        // It ends with its last letter, before any space.
        let end = span.end.checked_sub(1).filter(|_| !span.is_empty()).map_or(start, |last| self.places[last] + 1);
        Span::new(start, end)
    }
}

/// Whether a space between `before` and `behind` only divides phrases: hiragana or a figure on one side, and nothing of a
/// table, an item or a foreign word. 場所　市役所 stays as it is.
fn divides(before: &str, behind: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), behind.trim_start().chars().next()) else {
        return false;
    };
    let hiragana = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
    let letter = |c: char| is_kanji(c) || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}');
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    match (last, next) {
        (last, next) if hiragana(last) => letter(next) || figure(next) || "「『〈（".contains(next),
        ('、' | '。' | '」' | '』' | '〉' | '）', next) => letter(next) || figure(next),
        (last, next) if letter(last) => hiragana(next) || figure(next),
        // 40 あります, but no item 1 はじめに.
        (last, next) if figure(last) => hiragana(next) && before.chars().any(letter),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_between_phrases_are_left_out() {
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(Joined::new(written).map(|joined| joined.text).as_deref(), expected, "{written}");
        };
        check("門を 治しました。", Some("門を治しました。"));
        check("ぜんぶで　40　あります", Some("ぜんぶで40あります"));
        check("大人 500円、子ども 200円", Some("大人500円、子ども200円"));
        check("場所　市役所", None);
        check("1 はじめに", None);
        check("NPO 法人", None);
    }

    #[test]
    fn a_span_finds_its_way_back() {
        let written = "紙を 出して ください。";
        let joined = Joined::new(written).unwrap();
        let place = |words: &str| {
            let at = joined.text.find(words).unwrap();
            &written[joined.written(Span::new(at, at + words.len())).range()]
        };
        assert_eq!(place("出してください"), "出して ください");
        assert_eq!(place("紙を"), "紙を");
        assert_eq!(joined.written(Span::at(joined.text.len())), Span::at(written.len()));
    }
}
