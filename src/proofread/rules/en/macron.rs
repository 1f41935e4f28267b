//! Long vowels and the spelling of Japanese names in Roman letters.

use super::english;
use crate::proofread::{About, Fixable, Hits, Note, Noted, Passage, Rule, Severity, Whole};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Tōkyō beside Osaka, Kôbe, Shinbashi beside Shimbashi, Sinzyuku, Oosaka.
pub struct Macron;

const ID: &str = "en.jp.macron";
const MACRON: u8 = 0;
const PLAIN: u8 = 1;
const N_BEFORE_LABIAL: u8 = 2;
const M_BEFORE_LABIAL: u8 = 3;
/// A name without marks.
const BARE: u8 = 4;

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
            } else if let Some(right) = hepburn(stem) {
                hits.at(span).ask(word.replacen(stem, &right, 1));
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
            if super::name_order::is_romaji(&bare) && bare.len() > 3 && bare == stem {
                notes.push(Note { span, kind: BARE, word: bare.clone() });
            }
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
        // Kōmyō here and Komyo there; one name in three with its marks.
        let marked: Vec<&Noted<'_>> = notes.iter().filter(|note| note.kind == MACRON).collect();
        if !notes.iter().any(|note| note.kind == PLAIN) {
            for note in &marked {
                let stem = note.word.split('-').next().unwrap_or(note.word);
                if notes.iter().any(|other| other.kind == BARE && other.word == stem) {
                    hits.at(note.span).ask(note.word);
                }
            }
        }
        for note in notes.iter().filter(|note| note.kind == N_BEFORE_LABIAL) {
            if notes.iter().any(|other| other.kind == M_BEFORE_LABIAL && other.word == note.word) {
                hits.at(note.span).ask(note.word);
            }
        }
    }
}

/// A place written as in 訓令式, and how it is written now: Sinmati → Shinmachi. Only what ends as places do is known for one.
fn hepburn(word: &str) -> Option<String> {
    const ENDS: &[&str] = &[
        "mati", "tyo", "zima", "sima", "zaki", "hasi", "basi", "nisi", "higasi", "huti", "tuka", "zuka", "busi",
        "bakuti",
    ];
    const OTHER: &[&str] = &[
        "Asi", "Tahiti", "Haiti", "Zhuzi", "Farsi", "Pepsi", "Dsi", "Mississi", "Ulsi", "Zuti", "Suti", "Bahasi",
        "Nazi", "Mati", "Chiti", "Sushi",
    ];
    let lower = word.to_lowercase();
    let kunrei = ["si", "ti", "tu", "hu", "zi", "sy", "ty", "zy"].iter().any(|s| {
        lower
            .match_indices(s)
            .any(|(at, _)| !lower[..at].ends_with(['s', 't', 'c']) || *s == "tu" && lower[..at].ends_with('t'))
    });
    let place = ENDS.iter().any(|end| lower.ends_with(end)) && word.len() > 5;
    let romaji = super::name_order::is_romaji(
        &lower
            .replace("si", "shi")
            .replace("sy", "sh")
            .replace("ty", "ch")
            .replace("zy", "j")
            .replace("ti", "chi")
            .replace("tu", "tsu")
            .replace("hu", "fu")
            .replace("zi", "ji"),
    );
    if !word.starts_with(char::is_uppercase)
        || !kunrei
        || !place
        || !romaji
        || OTHER.iter().any(|other| word.starts_with(other))
    {
        return None;
    }
    let mut right = lower;
    for (from, to) in [
        ("sya", "sha"),
        ("syu", "shu"),
        ("syo", "sho"),
        ("tya", "cha"),
        ("tyu", "chu"),
        ("tyo", "cho"),
        ("zya", "ja"),
        ("zyu", "ju"),
        ("zyo", "jo"),
    ] {
        right = right.replace(from, to);
    }
    right = right.replace("shi", "\u{1}").replace("chi", "\u{2}").replace("tsu", "\u{3}");
    right =
        right.replace("si", "shi").replace("ti", "chi").replace("tu", "tsu").replace("hu", "fu").replace("zi", "ji");
    right = right.replace('\u{1}', "shi").replace('\u{2}', "chi").replace('\u{3}', "tsu");
    let mut letters = right.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
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
