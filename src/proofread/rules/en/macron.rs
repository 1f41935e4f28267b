//! Long vowels and the spelling of Japanese names in Roman letters.

use super::english;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Tōkyō beside Osaka, Kôbe, Shinbashi beside Shimbashi, Sinzyuku, Oosaka.
pub struct Macron;

const ID: &str = "en.jp.macron";
const MACRON: u8 = 0;
const PLAIN: u8 = 1;
const N_BEFORE_LABIAL: u8 = 2;
const M_BEFORE_LABIAL: u8 = 3;

/// Spellings of the Kunrei system and doubled vowels, and the established spelling.
static WRONG: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../../../assets/rules/en-jp-macron.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// Names with a long vowel whose usual spelling does not show it.
const LONG: &[&str] = &[
    "Tokyo", "Kyoto", "Osaka", "Kobe", "Hokkaido", "Honshu", "Kyushu", "Tohoku", "Kanto", "Koriyama", "Kochi", "Oita",
    "Kofu", "Otsu", "Chuo", "Koto", "Ota", "Bunkyo", "Hyogo", "Koshu", "Tokaido", "Tottori", "Chugoku", "Joetsu",
    "Kushiro", "Yubari", "Omiya", "Ome", "Hachioji", "Chofu", "Fuchu", "Komatsu", "Taito", "Jonan", "Shonan", "Ueno",
    "Oshima", "Odawara", "Ryogoku",
];

impl Rule for Macron {
    fn about(&self) -> About {
        english(ID, Severity::Info, Fixable::Ask, "ローマ字のつづり方(令和7年内閣告示第4号)")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        for &span in passage.words() {
            let word = &text[span.range()];
            let stem = word.split('-').next().unwrap_or(word);
            if word.contains(['â', 'î', 'û', 'ê', 'ô', 'Â', 'Î', 'Û', 'Ê', 'Ô'])
                && super::name_order::is_romaji(&plain(word))
            {
                let long: String = word.chars().map(macron).collect();
                hits.at(span).ask(long).ask(plain(word));
            } else if let Some(right) = WRONG.get(stem) {
                hits.at(span).ask(word.replacen(stem, right, 1));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.prose();
        for &span in passage.words() {
            let word = &text[span.range()];
            let stem = word.split('-').next().unwrap_or(word);
            if !stem.starts_with(char::is_uppercase) {
                continue;
            }
            let bare = plain(stem);
            if stem.contains(['ā', 'ī', 'ū', 'ē', 'ō', 'Ō', 'Ū']) {
                notes.push(Note { span, kind: MACRON, word: word.chars().map(|c| plain(&c.to_string())).collect() });
            } else if LONG.contains(&stem) {
                notes.push(Note { span, kind: PLAIN, word: String::new() });
            }
            let lower = bare.to_lowercase();
            if super::name_order::is_romaji(&bare) && lower.len() > 4 {
                if ["nb", "np", "nm"].iter().any(|pair| lower.contains(pair)) {
                    notes.push(Note {
                        span,
                        kind: N_BEFORE_LABIAL,
                        word: bare.replace("nb", "mb").replace("np", "mp").replace("nm", "mm"),
                    });
                } else if ["mb", "mp", "mm"].iter().any(|pair| lower.contains(pair)) {
                    notes.push(Note { span, kind: M_BEFORE_LABIAL, word: bare });
                }
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        if notes.iter().any(|note| note.kind == PLAIN) {
            for note in notes.iter().filter(|note| note.kind == MACRON) {
                hits.at(note.span).ask(note.word);
            }
        }
        for note in notes.iter().filter(|note| note.kind == N_BEFORE_LABIAL) {
            if notes.iter().any(|other| other.kind == M_BEFORE_LABIAL && other.word == note.word) {
                hits.at(note.span).ask(note.word);
            }
        }
    }
}

fn macron(c: char) -> char {
    match c {
        'â' => 'ā',
        'î' => 'ī',
        'û' => 'ū',
        'ê' => 'ē',
        'ô' => 'ō',
        'Ô' => 'Ō',
        'Û' => 'Ū',
        'Â' => 'Ā',
        _ => c,
    }
}

fn plain(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfd().filter(|c| !matches!(c, '\u{304}' | '\u{302}')).collect()
}
