//! Characters nobody sees: controls, marks that turn the direction of writing, fillers and joiners. A text from elsewhere is
//! shown with a mark in the place of each, so that it says what it is and does nothing.

use std::borrow::Cow;

/// Whether `c` leaves no trace on paper, or changes how what stands around it is laid out: controls but line feed and tab,
/// zero-width characters, marks of direction, fillers, tags. Variation selectors have a meaning and are none.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00}'..='\u{08}' | '\u{0B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}'
        | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}'..='\u{E007F}')
}

/// Whether `c` is a picture that joiners may follow.
pub fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// The hidden characters of `text` with their places, in bytes. A joiner inside an emoji is none.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    text.char_indices().filter(move |(_, c)| {
        let joins = *c == '\u{200D}' && before.is_some_and(is_emoji);
        before = Some(*c);
        is_hidden(*c) && !joins
    })
}

/// How a hidden character is called: `U+202E`.
pub fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// `text` with a mark such as `[U+202E]` in the place of every hidden character.
pub fn revealed(text: &str) -> Cow<'_, str> {
    let mut made = String::new();
    let mut end = 0;
    for (at, c) in hidden(text) {
        made.push_str(&text[end..at]);
        made.push('[');
        made.push_str(&code(c));
        made.push(']');
        end = at + c.len_utf8();
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    made.push_str(&text[end..]);
    Cow::Owned(made)
}

/// `text` without its hidden characters.
pub fn without(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut end = 0;
    for (at, c) in hidden(text) {
        made.push_str(&text[end..at]);
        end = at + c.len_utf8();
    }
    made.push_str(&text[end..]);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_shown_and_can_be_taken_out() {
        let text = "支払額は\u{202E}000,1\u{202C}円\u{200B}です。\u{7}\r\n\t👩\u{200D}🚒";
        assert_eq!(revealed(text), "支払額は[U+202E]000,1[U+202C]円[U+200B]です。[U+0007][U+000D]\n\t👩\u{200D}🚒");
        assert_eq!(without(text), "支払額は000,1円です。\n\t👩\u{200D}🚒");
        assert!(matches!(revealed("辻\u{E0100}さん"), Cow::Borrowed(_)), "a variation selector has a meaning");
        assert_eq!(hidden("a\u{200D}b").count(), 1);
    }
}
