//! The words of placeholders: ours in both languages, those of earlier versions, and those that models write for them.

use crate::text::Lang;
use crate::text::personal::Kind;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How the word of a placeholder was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// 氏名
    Japanese,
    /// Name
    English,
    /// PERSON, as earlier versions had it.
    Latin,
    /// Another word that means the same.
    Translated,
}

/// The words of one kind.
struct Words {
    /// `None` is text that only looked like a placeholder.
    kind: Option<Kind>,
    japanese: &'static str,
    english: &'static str,
    latin: &'static str,
}

static OURS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let (code, words) = line.split_once(": ")?;
        let kind = if code == "text" { None } else { Some(Kind::from_code(code)?) };
        let mut words = words.split(" | ");
        Some(Words { kind, japanese: words.next()?, english: words.next()?, latin: words.next()? })
    };
    include_str!("../../../assets/prompts/placeholder-forms.txt").lines().filter_map(read).collect()
});

/// Words that are not ours, by kind.
static OTHERS: LazyLock<Vec<(Option<Kind>, Vec<&'static str>)>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let (code, words) = line.split_once(": ")?;
        let kind = if code == "text" { None } else { Some(Kind::from_code(code)?) };
        Some((kind, words.split_whitespace().collect()))
    };
    include_str!("../../../assets/prompts/placeholder-words.txt").lines().filter_map(read).collect()
});

/// Every word as it is compared, without spaces and in capitals.
static COMPARED: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let ours = OURS.iter().flat_map(|words| [words.japanese, words.english, words.latin]);
    ours.chain(OTHERS.iter().flat_map(|(_, words)| words.iter().copied())).map(folded).collect()
});

/// The longest of them, in characters.
pub(super) static LONGEST: LazyLock<usize> =
    LazyLock::new(|| COMPARED.iter().map(|word| word.chars().count()).max().unwrap_or(0));

/// Words that may stand without brackets and still be certain: not those that mean something of their own with a number.
pub(super) static BARE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let named = OURS.iter().filter(|words| !matches!(words.kind, None | Some(Kind::Own)));
    named.flat_map(|words| [words.japanese, words.english]).collect()
});

/// The word of a kind in documents of `lang`.
pub(super) fn word(kind: Option<Kind>, lang: Lang) -> &'static str {
    let words = OURS.iter().find(|words| words.kind == kind).expect("every kind has its words");
    match lang {
        Lang::Ja => words.japanese,
        Lang::En => words.english,
    }
}

/// What passes between the word and the number, and within words of several, when a model writes them.
pub(super) fn is_skipped(c: char) -> bool {
    c.is_whitespace() || "_-*`\\:.#–—‐'’".contains(c)
}

/// As words are compared: width and case made one, without spaces and marks.
pub(super) fn folded(word: &str) -> String {
    word.nfkc().filter(|c| !is_skipped(*c)).flat_map(char::to_uppercase).collect()
}

/// What a word, folded, means, and whose word it is.
pub(super) fn meaning(word: &str) -> Option<(Option<Kind>, Form)> {
    let is = |other: &str| folded(other) == word;
    let ours = OURS.iter().find_map(|words| {
        let form = if is(words.japanese) {
            Form::Japanese
        } else if is(words.english) {
            Form::English
        } else if is(words.latin) {
            Form::Latin
        } else {
            return None;
        };
        Some((words.kind, form))
    });
    let other = || OTHERS.iter().find(|(_, words)| words.iter().any(|other| is(other)));
    ours.or_else(|| other().map(|(kind, _)| (*kind, Form::Translated)))
}

/// Whether `text`, folded, ends with one of the words, ours or others.
pub(super) fn ends_with_word(text: &str) -> bool {
    text.char_indices().any(|(at, _)| COMPARED.contains(&text[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words_and_no_word_means_two_kinds() {
        let kinds = || Kind::ALL.into_iter().map(Some).chain([None]);
        for kind in kinds() {
            for (lang, form) in [(Lang::Ja, Form::Japanese), (Lang::En, Form::English)] {
                assert_eq!(meaning(&folded(word(kind, lang))), Some((kind, form)), "{kind:?}");
            }
        }
        assert_eq!(OURS.len(), kinds().count());
        let other = |(kind, words): &(Option<Kind>, Vec<&'static str>)| {
            for word in words {
                assert_eq!(meaning(&folded(word)).map(|found| found.0), Some(*kind), "{word}");
            }
        };
        OTHERS.iter().for_each(other);
    }
}
