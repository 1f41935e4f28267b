//! Habits that a reader relies on, looked after by a machine: colours have names, words for people live in `locales/`,
//! nothing is left to be done later, files stay small and say what they are.

#![allow(clippy::unwrap_used)]

mod source;

use source::{Literal, Source, report, words};

/// Lines beyond which a file has stopped having an opinion.
const LONGEST: usize = 900;

#[test]
fn colours_have_names() {
    let constructors = ["Color32::from_", "Rgba::from_", "Hsva::", "HsvaGamma::", "hex_color!"];
    let colours = [
        "BLACK",
        "DARK_GRAY",
        "GRAY",
        "LIGHT_GRAY",
        "WHITE",
        "BROWN",
        "DARK_RED",
        "RED",
        "LIGHT_RED",
        "CYAN",
        "MAGENTA",
        "YELLOW",
        "ORANGE",
        "LIGHT_YELLOW",
        "KHAKI",
        "DARK_GREEN",
        "GREEN",
        "LIGHT_GREEN",
        "DARK_BLUE",
        "BLUE",
        "LIGHT_BLUE",
        "PURPLE",
        "GOLD",
    ]
    .map(|name| format!("Color32::{name}"));
    let mut problems = Vec::new();
    for source in Source::all().iter().filter(|source| source.path != "ui/theme.rs") {
        for at in constructors.iter().flat_map(|name| source.shipped().match_indices(name)).map(|(at, _)| at) {
            problems.push(source.place(at));
        }
        for at in colours.iter().flat_map(|name| words(source.shipped(), name)) {
            problems.push(source.place(at));
        }
    }
    report("Colours are made in src/ui/theme.rs and have names elsewhere", &problems);
}

#[test]
fn nothing_is_left_for_later() {
    let mut problems = Vec::new();
    for source in Source::all() {
        for word in ["TODO", "FIXME", "XXX", "HACK"] {
            problems.extend(words(&source.text, word).map(|at| format!("{}: {word}", source.place(at))));
        }
        for word in ["todo!", "unimplemented!", "dbg!", "#[ignore"] {
            problems.extend(source.code.match_indices(word).map(|(at, _)| format!("{}: {word}", source.place(at))));
        }
    }
    report("What is in the program is done", &problems);
}

#[test]
fn only_the_command_line_prints() {
    let mut problems = Vec::new();
    for source in Source::all().iter().filter(|source| !["cli", "main"].contains(&source.module())) {
        for word in ["println!", "print!", "eprintln!", "eprint!"] {
            problems.extend(words(source.shipped(), word).map(|at| format!("{}: {word}", source.place(at))));
        }
    }
    report("Nothing but `cli` and `main` prints", &problems);
}

#[test]
fn files_say_what_they_are_and_stay_small() {
    let mut problems = Vec::new();
    for source in Source::all() {
        let lines = source.text.lines().count();
        if lines > LONGEST {
            problems.push(format!("src/{}: {lines} lines, {LONGEST} at most", source.path));
        }
        if lines > 3 && source.tests_at > 0 && !source.text.starts_with("//!") {
            problems.push(format!("src/{}: does not begin with `//!`", source.path));
        }
    }
    report("A file is small and its first line says what it is for", &problems);
}

/// Where Japanese may stand in string literals, each with what it is there for. A path that ends in a slash is a
/// folder. None of it is said to a person about the program: that lives in `locales/`.
const JAPANESE: &[(&str, &str)] = &[
    ("assistant/long/cut.rs", "how Japanese headings are numbered and words defined"),
    ("text/date.rs", "names of eras and days in documents"),
    ("text/dating.rs", "names of eras in documents"),
    ("document/merge.rs", "how places to fill are written"),
    ("text/segment.rs", "where Japanese sentences end"),
    ("text/facts/", "how texts state dates, amounts, numbers and names"),
    ("text/personal/", "what names, numbers and addresses look like, and what stands beside them"),
    ("text/morph/", "parts of speech, as the dictionary names them"),
    ("text/search.rs", "old and new forms of characters"),
    ("document/classification.rs", "how offices write 機密性2"),
    ("document/comparison/", "how ordinances number and amend"),
    ("document/role.rs", "item numbers in documents"),
    ("document/sheet.rs", "names of typefaces, and what attachments are called"),
    ("document/sheet/", "names of typefaces"),
    ("document/form.rs", "what forms put into documents"),
    ("document/facts.rs", "how people write dates and choices"),
    ("document/outline.rs", "記 and 以上 in documents"),
    ("translation/memory/adapt.rs", "how texts state dates, amounts and times"),
    ("app/translate.rs", "how what is not translated stands in documents"),
    ("translation/terms.rs", "okurigana"),
    ("translation/align/", "how texts of two languages speak of the same"),
    ("proofread/", "the words rules look for and put in their place"),
    ("assistant/prompt.rs", "what is said to a model"),
    ("assistant/offline.rs", "words the extraction weighs"),
    ("assistant/offline/", "words the extraction weighs"),
    ("assistant/tidy.rs", "what models say around an answer"),
    ("assistant/session.rs", "how a document ends"),
    ("format/", "names of styles and parts in files"),
];

/// The same for English sentences.
const ENGLISH: &[(&str, &str)] = &[
    ("text/facts/", "how texts state dates, amounts, numbers and names"),
    ("text/personal/", "what names, numbers and addresses look like, and what stands beside them"),
    ("text/segment.rs", "where English sentences end"),
    ("document/form.rs", "what forms put into documents"),
    ("document/outline.rs", "fixed phrases in documents"),
    ("proofread/", "the words rules look for and put in their place"),
    ("assistant/prompt.rs", "what is said to a model"),
    ("assistant/offline.rs", "words the extraction weighs"),
    ("assistant/offline/", "words the extraction weighs"),
    ("assistant/tidy.rs", "what models say around an answer"),
    ("assistant/wire/fault.rs", "what servers write about a fault, to be recognised"),
];

#[test]
fn words_for_people_live_in_locales() {
    let listed = |list: &[(&str, &str)], path: &str| {
        list.iter().any(|(entry, _)| path == *entry || entry.ends_with('/') && path.starts_with(entry))
    };
    let mut problems = Vec::new();
    for source in Source::all() {
        for literal in source.shipped_strings() {
            let japanese = is_japanese(&literal.text) && !listed(JAPANESE, &source.path);
            let english = is_sentence(&literal.text) && !listed(ENGLISH, &source.path);
            if (japanese || english) && !is_for_developers(&source, literal) {
                problems.push(format!("{}: \"{}\"", source.place(literal.at), literal.text));
            }
        }
    }
    report("Words for people live in locales/", &problems);
}

/// Kana, or two kanji in a row: single ones are marks, not words.
fn is_japanese(text: &str) -> bool {
    let kanji = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    text.chars().any(|c| ('\u{3041}'..='\u{30FA}').contains(&c))
        || text.chars().zip(text.chars().skip(1)).any(|(a, b)| kanji(a) && kanji(b))
}

/// Four words of English in a row that are no SQL.
fn is_sentence(text: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ';', ':', '?', '!']);
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || c == '\'')
    };
    let mut run = 0;
    let longest = text.split_whitespace().fold(0, |longest: usize, word| {
        run = if is_word(word) { run + 1 } else { 0 };
        longest.max(run)
    });
    longest >= 4 && !["SELECT ", "PRAGMA ", "INSERT ", "DELETE "].iter().any(|sql| text.starts_with(sql))
}

/// Whether the literal stands in an assertion, a panic or an attribute.
fn is_for_developers(source: &Source, literal: &Literal) -> bool {
    let before = &source.code[..literal.at];
    let statement = &before[before.rfind([';', '{', '}']).map_or(0, |at| at + 1)..];
    ["expect(", "INVARIANT", "assert", "panic!(", "unreachable!(", "reason =", "concat!("]
        .iter()
        .any(|mark| statement.contains(mark))
}

#[test]
fn words_are_told_from_data() {
    assert!(is_japanese("保存できません") && is_japanese("様式") && !is_japanese("、。「」") && !is_japanese("第"));
    assert!(is_sentence("The file cannot be read.") && is_sentence("Could not read file {path}"));
    assert!(!is_sentence("error-file-not-found") && !is_sentence("SELECT a FROM b WHERE c"));
    let source = Source::new("x.rs".to_owned(), "x.expect(\"our ids are always well formed\")".to_owned());
    assert!(is_for_developers(&source, &source.strings[0]));
}
