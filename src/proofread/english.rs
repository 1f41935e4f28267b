//! What the English rules know of a paragraph: what is prose in it and what is an address, a file name, a quotation or
//! a name.

use super::Passage;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// What stands for a byte that is no prose: neither a letter nor a space nor a mark.
pub const BLOT: char = '\u{1}';

/// `text` with web and mail addresses, file names, and, if asked, quotations blotted out; every byte keeps its place.
pub fn masked(text: &str, quotations: bool) -> String {
    static ADDRESSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"[A-Za-z][A-Za-z0-9+.-]*://[^\s]+|\bwww\.[^\s]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+",
            r"|\b[A-Za-z0-9_-]+\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|zip|jpe?g|png|html?|odt|kian)\b",
            r"|\b(?:[A-Za-z0-9-]+\.)+(?:jp|com|org|net|gov|edu|info|example|test|lg\.jp)\b[^\s,;)]*",
        ))
        .expect("the pattern is sound")
    });
    static QUOTED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#""[^"]+"|“[^”]+”|「[^」]+」"#).expect("the pattern is sound"));
    let mut spans: Vec<Span> = Vec::new();
    // No address goes without one of these, and most paragraphs have none.
    let dotted = |pair: &[u8]| pair[0] == b'.' && !pair[1].is_ascii_whitespace();
    if text.contains("://") || text.contains('@') || text.as_bytes().windows(2).any(dotted) {
        spans.extend(ADDRESSES.find_iter(text).map(|m| Span::from(m.range())));
    }
    if quotations && text.contains(['"', '“', '「']) {
        spans.extend(QUOTED.find_iter(text).map(|m| Span::from(m.range())));
    }
    let mut bytes = Vec::from(text);
    for span in spans {
        bytes[span.range()].fill(BLOT as u8);
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether the word at `span` is part of a name or a title: it is capitalised though no sentence begins there.
pub fn is_name(passage: &Passage<'_>, span: Span) -> bool {
    let mut letters = passage.text[span.range()].chars();
    let capitalised = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    // Subsequent to: the other words of a name have capitals too.
    let phrase = passage.text[span.range()].split_whitespace().skip(1);
    let written_small = phrase.clone().count() > 0 && phrase.clone().all(|word| word.starts_with(char::is_lowercase));
    // Ad Hoc Committee: at the head of a line as well.
    let title = phrase.clone().count() > 0
        && phrase.clone().all(|word| word.starts_with(char::is_uppercase))
        && passage.text[span.end..].trim_start_matches(' ').starts_with(char::is_uppercase);
    capitalised && (title || !(written_small || starts_sentence(passage, span.start)))
}

/// Whether a sentence, an item or what follows a colon begins at byte `at`.
pub fn starts_sentence(passage: &Passage<'_>, at: usize) -> bool {
    let Some(sentence) = passage.sentences.iter().rev().find(|s| s.span.start <= at) else { return true };
    let before = passage.text[sentence.span.start..at].trim_end();
    before.ends_with([':', '"', '“', '•', '–', '—'])
        || before.chars().filter(|c| c.is_alphabetic()).count() <= usize::from(before.ends_with([')', '.']))
}

/// `cure` with a capital if `words` begins with one.
pub fn capital_as(words: &str, cure: &str) -> String {
    let mut letters = cure.chars();
    match (words.chars().next(), letters.next()) {
        (Some(old), Some(new)) if old.is_uppercase() => new.to_uppercase().chain(letters).collect(),
        _ => cure.to_owned(),
    }
}

/// The words of `text`: letters and figures with the hyphens and apostrophes inside them.
pub fn words(text: &str) -> Vec<Span> {
    let (mut words, mut open) = (Vec::new(), None);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’' | '-' | '‐' | '‑') && chars.peek().is_some_and(|(_, c)| is_letter(*c));
        if is_letter(c) {
            open = open.or(Some(at));
        } else if !joins {
            words.extend(open.take().map(|start| Span::new(start, at)));
        }
    }
    words.extend(open.map(|start| Span::new(start, text.len())));
    words
}

/// Whether `c` is a letter or figure (Unicode's L and N); marks that some scripts count as alphabetic are none.
fn is_letter(c: char) -> bool {
    static RARE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}]").expect("the pattern is sound"));
    match c {
        '\0'..='\u{344}' => c.is_alphanumeric(),
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' => false,
        '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FA5}' => true,
        _ => c.is_alphanumeric() && RARE.is_match(c.encode_utf8(&mut [0; 4])),
    }
}
