//! What the rules of Japanese writing know of a line: what is quoted in it, whether it has a number, and figures.

use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Quotations in 「」 and 『』, brackets included; an inner one belongs to the outer one.
pub fn quotations(text: &str) -> Vec<Span> {
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '「' | '『' => open.push(at),
            '」' | '』' => {
                if let Some(start) = open.pop()
                    && open.is_empty()
                {
                    found.push(Span::new(start, at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    found
}

/// Item numbers and marks at the start of a line.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[\s　]*(?:[・●○■□◆◇※◎▼▲→*＊-][\s　]*\S|[0-9０-９]{1,2}[\s　.．、)）]|第[0-9０-９一二三四五六七八九十]+[\s　]",
        r"|[(（][0-9０-９ア-ンa-zａ-ｚ一二三四五六七八九十]{1,2}[)）]|[ア-ン][\s　]|[①-⑳]|[a-zａ-ｚ][\s　.)）])",
    ))
    .expect("the pattern is sound")
});

/// Whether `text` begins with an item number or mark.
pub fn is_numbered(text: &str) -> bool {
    NUMBERED.is_match(text)
}

/// Whether `c` is a kanji, 々 included.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `c` is hiragana.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

/// Whether `c` is katakana or ー.
pub fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

/// Whether `c` is a Japanese letter.
pub fn is_japanese(c: char) -> bool {
    is_kanji(c) || is_hiragana(c) || is_katakana(c)
}

/// The value of a number in kanji: 二千五百, 三十, 一〇五, 十二万. `None` for what is no number or has no value in 64 bits.
pub fn kanji_number(text: &str) -> Option<u64> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u64);
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        return text.chars().try_fold(0u64, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut section, mut last) = (0u64, 0u64, None::<u64>);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '億' => 100_000_000,
            '兆' => 1_000_000_000_000,
            _ => {
                if last.is_some() {
                    return None;
                }
                last = Some(digit(c)?);
                continue;
            }
        };
        if unit < 10_000 {
            section += last.take().unwrap_or(1) * unit;
        } else {
            section += last.take().unwrap_or(0);
            total = total.checked_add(section.max(1).checked_mul(unit)?)?;
            section = 0;
        }
    }
    total.checked_add(section + last.unwrap_or(0))
}

/// `value` as official documents write it: 2,500.
pub fn grouped(value: u64) -> String {
    group(&value.to_string())
}

/// These half-width figures, divided by three.
pub fn group(figures: &str) -> String {
    let mut written = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(figure);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_kanji() {
        for (text, value) in [("三十", 30), ("二千五百", 2500), ("一〇五", 105), ("十二万", 120_000), ("十", 10)]
        {
            assert_eq!(kanji_number(text), Some(value), "{text}");
        }
        assert_eq!(kanji_number("一般"), None);
    }

    #[test]
    fn quotations_nest() {
        assert_eq!(quotations("「あ『い』う」え"), [Span::new(0, "「あ『い』う」".len())]);
    }
}
