//! Long vowels and the spelling of Japanese names in Roman letters.

use super::english;
use crate::proofread::{About, Fixable, Hits, Note, Noted, Passage, Rule, Severity, Whole};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Tōkyō beside Osaka, Kôbe, Shinbashi beside Shimbashi, Sinzyuku, Oosaka.
pub struct Macron;

const ID: &str = "en.jp.macron";
const MACRON: u8 = 0;
const PLAIN: u8 = 1;
const N_BEFORE_LABIAL: u8 = 2;
const M_BEFORE_LABIAL: u8 = 3;
const BARE: u8 = 4;
const SPELT: u8 = 5;

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
    "Tokyo",
    "Kyoto",
    "Osaka",
    "Kobe",
    "Hokkaido",
    "Honshu",
    "Kyushu",
    "Tohoku",
    "Kanto",
    "Koriyama",
    "Kochi",
    "Oita",
    "Kofu",
    "Otsu",
    "Chuo",
    "Koto",
    "Ota",
    "Bunkyo",
    "Hyogo",
    "Koshu",
    "Tokaido",
    "Tottori",
    "Chugoku",
    "Joetsu",
    "Kushiro",
    "Yubari",
    "Omiya",
    "Ome",
    "Hachioji",
    "Chofu",
    "Fuchu",
    "Komatsu",
    "Taito",
    "Jonan",
    "Shonan",
    "Ueno",
    "Oshima",
    "Odawara",
    "Ryogoku",
    "Otemachi",
    "Kyobashi",
    "Yurakucho",
    "Jiyugaoka",
    "Koenji",
    "Otaru",
    "Ogaki",
    "Ryukyu",
    "Jomon",
    "Komyo",
    "Kojo",
    "Sotobori",
    "Hokuriku",
    "Shikoku",
    "Toyama",
    "Omuta",
    "Oshu",
    "Ichinoseki",
    "Koyasan",
    "Chubu",
    "Kinki",
    "Kansai",
    "Nankai",
    "Tokushima",
    "Obihiro",
    "Toyo",
    "Oita",
    "Joban",
    "Jonai",
    "Daito",
    "Nikko",
    "Horyuji",
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
            if stem.len() > 3 && super::name_order::is_romaji(&unified(stem)) {
                notes.push(Note { span, kind: SPELT, word: stem.to_owned() });
            }
            if stem.contains(['ā', 'ī', 'ū', 'ē', 'ō', 'Ō', 'Ū']) {
                notes.push(Note { span, kind: MACRON, word: word.chars().map(|c| plain(&c.to_string())).collect() });
            } else if LONG.contains(&stem) || stem.len() > 4 && stem.ends_with("cho") {
                notes.push(Note { span, kind: PLAIN, word: String::new() });
            } else if super::name_order::is_romaji(stem) && stem.contains(['o', 'u', 'O', 'U']) {
                notes.push(Note { span, kind: BARE, word: word.to_owned() });
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
        twice_spelt(notes, hits);
        if notes.iter().any(|note| note.kind == PLAIN) {
            for note in notes.iter().filter(|note| note.kind == MACRON) {
                hits.at(note.span).ask(note.word);
            }
        }
        // A long vowel that the same word does not show elsewhere.
        for note in notes.iter().filter(|note| note.kind == MACRON) {
            let elsewhere = notes.iter().any(|other| other.kind == BARE && other.word == note.word);
            if elsewhere && !notes.iter().any(|note| note.kind == PLAIN) {
                hits.at(note.span).ask(note.word);
            }
        }
        // Since the notice of 2025 ん is n before every letter, so the m gives way unless it is the rule of the text.
        let count = |kind: u8, word: &str| notes.iter().filter(|n| n.kind == kind && n.word == word).count();
        for note in notes.iter().filter(|note| note.kind == M_BEFORE_LABIAL) {
            let (m, n) = (count(M_BEFORE_LABIAL, note.word), count(N_BEFORE_LABIAL, note.word));
            if n > 0 && m <= n {
                hits.at(note.span).ask(note.word.replace("mb", "nb").replace("mp", "np").replace("mm", "nm"));
            }
        }
        for note in notes.iter().filter(|note| note.kind == N_BEFORE_LABIAL) {
            if count(M_BEFORE_LABIAL, note.word) > count(N_BEFORE_LABIAL, note.word) {
                hits.at(note.span).ask(note.word);
            }
        }
    }
}

/// Koshuu beside Koshu: one name that a document spells in two ways. The rarer gives way, of equally rare ones the longer.
fn twice_spelt(notes: &[Noted<'_>], hits: &mut Hits) {
    let mut spellings: BTreeMap<String, BTreeMap<&str, Vec<&Noted<'_>>>> = BTreeMap::new();
    for note in notes.iter().filter(|note| note.kind == SPELT) {
        spellings.entry(unified(note.word)).or_default().entry(note.word).or_default().push(note);
    }
    for spelt in spellings.values().filter(|spelt| spelt.len() > 1) {
        let best = spelt.iter().max_by_key(|(word, notes)| (notes.len(), std::cmp::Reverse(word.len())));
        let Some((best, _)) = best else { continue };
        for note in spelt.iter().filter(|(word, _)| *word != best).flat_map(|(_, notes)| notes) {
            hits.at(note.span).ask(*best);
        }
    }
}

/// A name without what people write in different ways: long vowels, and the letters of other systems.
fn unified(name: &str) -> String {
    const ONE: [(&str, &str); 14] = [
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("oh", "o"),
        ("sy", "sh"),
        ("ty", "ch"),
        ("zy", "j"),
        ("jy", "j"),
        ("si", "shi"),
        ("ti", "chi"),
        ("tu", "tsu"),
        ("hu", "fu"),
        ("sfu", "shu"),
        ("cfu", "chu"),
    ];
    let lower = name.to_lowercase();
    // Oh before a vowel is a syllable: Ohara.
    let marked = ["a", "i", "u", "e", "o"].iter().fold(lower, |name, vowel| {
        name.replace(&format!("oh{vowel}"), &format!("o\u{1}{vowel}"))
    });
    ONE.iter().fold(marked, |name, (written, one)| name.replace(written, one)).replace('\u{1}', "h")
}

/// Kitamachi for Kitamati: a name whose syllables are certainly those of the Kunrei system.
fn hepburn(stem: &str) -> Option<String> {
    const SYLLABLES: [(&str, &str); 13] = [
        ("sya", "sha"),
        ("syu", "shu"),
        ("syo", "sho"),
        ("tya", "cha"),
        ("tyu", "chu"),
        ("tyo", "cho"),
        ("zya", "ja"),
        ("zyu", "ju"),
        ("zyo", "jo"),
        ("si", "shi"),
        ("ti", "chi"),
        ("tu", "tsu"),
        ("hu", "fu"),
    ];
    let lower = stem.to_ascii_lowercase();
    let sure = ["sya", "syu", "syo", "tya", "tyu", "tyo", "zya", "zyu", "zyo"].iter().any(|s| lower.contains(s))
        || lower.len() > 5 && lower.ends_with("mati");
    if !sure || !stem.starts_with(|c: char| c.is_ascii_uppercase()) || super::name_order::is_romaji(stem) {
        return None;
    }
    let said = SYLLABLES.iter().fold(lower, |said, (kunrei, right)| said.replace(kunrei, right)).replace("shhi", "shi");
    let mut letters = said.chars();
    let said: String = letters.next()?.to_uppercase().chain(letters).collect();
    super::name_order::is_romaji(&said).then_some(said)
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
