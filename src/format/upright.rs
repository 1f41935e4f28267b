//! Which half-width letters and figures stand upright in a vertical line: one alone, or two figures beside each other
//! (縦中横). Longer words and numbers are turned. Pages and HTML follow the same rule.

use std::ops::Range;

/// The bytes of `text` that stand upright together, each in the room of one character.
pub(super) fn upright(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let latin = |byte: &u8| byte.is_ascii_alphanumeric() || b".,%-+/:".contains(byte);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| latin(byte)).count();
        let stands = match &bytes[at..at + length] {
            [one] => one.is_ascii_alphanumeric(),
            two @ [_, _] => two.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        if stands {
            found.push(at..at + length);
        }
        at += length.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_and_two_figures_stand_upright() {
        let text = "令和8年11月130日、ITのAと1.5、25％、30%と-と２";
        let found: Vec<&str> = upright(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["8", "11", "A", "25"]);
    }
}
