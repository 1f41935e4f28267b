//! Long vowels and the spelling of Japanese names in Roman letters.

use super::english;
use crate::proofread::{About, Fixable, Hits, Note, Noted, Passage, Rule, Severity, Whole};
use regex::Regex;
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
            } else if let Some(right) =
                hepburn(stem, names_a_place(word, &text[span.end..])).or_else(|| well_known(stem))
            {
                hits.at(span).ask(word.replacen(stem, &right, 1));
            } else if let Some(ending) = word.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-'))
                && ["tyo", "tyou", "si", "mati", "zima", "dôri", "doori", "zyo", "yosi"].contains(&ending)
            {
                let right = match ending {
                    "tyo" | "tyou" => "cho",
                    "si" => "shi",
                    "mati" => "machi",
                    "zima" => "jima",
                    "zyo" => "jo",
                    "yosi" => "yoshi",
                    _ => "dori",
                };
                hits.at(span).ask(format!("{stem}-{right}"));
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
            // KURODA Taro: capitals are a way to mark the family name.
            let capitals = !stem.chars().any(char::is_lowercase);
            if stem.len() > 3 && !capitals && super::name_order::is_romaji(&unified(stem)) {
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
        let sound = |word: &str| hepburn(word, false).is_none();
        let best = spelt.iter().max_by_key(|(word, notes)| (sound(word), notes.len(), std::cmp::Reverse(word.len())));
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
    let marked = ["a", "i", "u", "e", "o"]
        .iter()
        .fold(lower, |name, vowel| name.replace(&format!("oh{vowel}"), &format!("o\u{1}{vowel}")));
    ONE.iter().fold(marked, |name, (written, one)| name.replace(written, one)).replace('\u{1}', "h")
}

/// Tokaido for Toukaido: a name that everybody knows, with its long vowels spelt out.
fn well_known(stem: &str) -> Option<String> {
    let spelt = stem.contains("ou") || stem.contains("oo") || stem.contains("uu") || stem.starts_with("Oo");
    static KNOWN: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
        let mut known: HashMap<String, Vec<&'static str>> = HashMap::new();
        for name in LONG {
            known.entry(unified(name)).or_default().push(name);
        }
        known
    });
    // you, school and about are spelt so as well: reading all names for each of them took a third of an English page.
    let known = spelt.then(|| KNOWN.get(&unified(stem))).flatten()?.iter().find(|name| **name != stem)?;
    Some((*known).to_owned())
}

/// Whether the word behind a name, or behind its hyphen, says that it is a place's: Hukagawa Building, Hasimoto-cho.
fn names_a_place(word: &str, after: &str) -> bool {
    const PLACES: &[&str] = &[
        "station",
        "building",
        "ward",
        "city",
        "town",
        "village",
        "bridge",
        "river",
        "park",
        "school",
        "elementary",
        "junior",
        "high",
        "nursery",
        "kindergarten",
        "hospital",
        "clinic",
        "library",
        "hall",
        "center",
        "centre",
        "office",
        "branch",
        "district",
        "area",
        "port",
        "harbor",
        "harbour",
        "beach",
        "castle",
        "shrine",
        "temple",
        "museum",
        "line",
        "street",
        "avenue",
        "dam",
        "lake",
        "pond",
        "bay",
        "island",
        "valley",
        "community",
        "post",
        "police",
        "fire",
        "health",
        "welfare",
        "tunnel",
        "plant",
        "plaza",
        "square",
        "interchange",
        "prefecture",
        "county",
        "stadium",
        "gymnasium",
        "garden",
        "zoo",
    ];
    let next: String = after.trim_start().chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    let hyphen = word.split_once('-').is_some_and(|(_, ending)| {
        ["cho", "machi", "ku", "shi", "ken", "mura", "gun", "dori", "bashi", "gawa", "tyo", "mati", "si"]
            .contains(&ending)
    });
    hyphen || after.starts_with(' ') && PLACES.contains(&next.to_ascii_lowercase().as_str())
}

/// Kitamachi for Kitamati: a name whose syllables are certainly those of the Kunrei system. Where a `place` must be meant,
/// one such syllable is enough.
fn hepburn(stem: &str, place: bool) -> Option<String> {
    /// English words and names that sound like it.
    const OTHERS: &[&str] = &[
        "seaside",
        "inside",
        "beside",
        "siberia",
        "tunisia",
        "indonesia",
        "eurasia",
        "kiribati",
        "tahiti",
        "simone",
        "humane",
        "magazine",
        "matinee",
        "routine",
        "raisin",
        "hesitate",
        "asian",
        "tunisian",
        "indonesian",
        "eurasian",
        "siesta",
        "antigua",
        "situation",
        "antique",
        "hibisukusu",
        "siemens",
        "simona",
        "tatiana",
        "tiziano",
        "motion",
        "nation",
        "station",
        "santiago",
        "zinnia",
        "bassin",
        "basin",
        "cousin",
        "resin",
        "design",
        "waitin",
        "martin",
        "human",
        "hunan",
        "batik",
        "site",
        "time",
        "side",
        "size",
        "tide",
        "tuna",
        "asia",
        "hut",
        "titan",
        "music",
        "simon",
        "haiti",
        "museum",
    ];
    const SYLLABLES: [(&str, &str); 14] = [
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
        ("zi", "ji"),
    ];
    let lower = stem.to_ascii_lowercase();
    let sure = ["sya", "syu", "syo", "tya", "tyu", "tyo", "zya", "zyu", "zyo"].iter().any(|s| lower.contains(s))
        || lower.len() > 5
            && ["mati", "basi", "hasi", "sima", "zima", "yasi", "tuka", "husi", "tubo", "ituki"]
                .iter()
                .any(|ending| lower.ends_with(ending))
        || place
            && lower.len() > 4
            && !OTHERS.contains(&lower.as_str())
            && !lower.contains("shi")
            && !lower.contains("chi")
            && !lower.contains("tsu");
    let kunrei = ["si", "ti", "tu", "hu", "zi", "sya", "syu", "syo", "tya", "tyu", "tyo", "zya", "zyu", "zyo"]
        .iter()
        .any(|syllable| lower.contains(syllable));
    let sure = sure && kunrei;
    if !sure || !stem.starts_with(|c: char| c.is_ascii_uppercase()) || !reads_as_kunrei(&lower) {
        return None;
    }
    let said = SYLLABLES.iter().fold(lower, |said, (kunrei, right)| said.replace(kunrei, right)).replace("shhi", "shi");
    let mut letters = said.chars();
    let said: String = letters.next()?.to_uppercase().chain(letters).collect();
    super::name_order::is_romaji(&said).then_some(said)
}

/// Whether a word is made of syllables alone, read as the Kunrei system writes them.
fn reads_as_kunrei(lower: &str) -> bool {
    static KUNREI: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:(?:[kstnhmrgzdbp]y|k?k|s?s|t?t|p?p|[nhmrgzdbpyw])?[aiueo]|n|sh[aiuo]|ch[aiuo]|ts[u]|j[aiuo]|f[u])+$",
        )
        .expect("the pattern is sound")
    });
    KUNREI.is_match(lower)
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
