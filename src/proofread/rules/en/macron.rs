//! Long vowels and the spelling of Japanese names in Roman letters.

use super::english;
use crate::proofread::{About, Fixable, Hits, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
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

/// Names with a long vowel whose usual spelling does not show it, and the spelling that does.
static LONG: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../../../assets/rules/en-jp-long.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

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
            } else if let Some(right) = hepburn(stem, is_a_place(word, text, span)).or_else(|| well_known(stem)) {
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
            } else if let Some(long) = LONG.get(stem) {
                notes.push(Note { span, kind: PLAIN, word: word.replacen(stem, long, 1) });
            } else if stem.len() > 4 && stem.ends_with("cho") {
                notes.push(Note { span, kind: PLAIN, word: format!("{}ō", &word[..word.len() - 1]) });
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
        // Tōkyō beside Osaka: the rarer way gives way to the other; where they are even, either may.
        let of = |kind: u8| notes.iter().filter(|note| note.kind == kind).count();
        let (long, plain) = (of(MACRON), of(PLAIN));
        let rare = |note: &&Noted<'_>| note.kind == MACRON && long <= plain * 2 || note.kind == PLAIN && plain <= long;
        for note in notes.iter().filter(rare).filter(|_| long > 0 && plain > 0) {
            let hit = hits.at(note.span);
            // One of the two is changed, not both: the marks go, where they are not the rule of the text.
            if note.kind == MACRON || long > plain * 2 {
                hit.ask(note.word);
            }
        }
        // A long vowel that the same word does not show elsewhere.
        for note in notes.iter().filter(|note| note.kind == MACRON) {
            let elsewhere = notes.iter().any(|other| other.kind == BARE && other.word == note.word);
            if elsewhere && !notes.iter().any(|note| note.kind == PLAIN) {
                hits.at(note.span).ask(note.word);
            }
        }
        // The rarer spelling of ん gives way: n is the notice's of 2025, m that of many stations.
        let count = |kind: u8, word: &str| notes.iter().filter(|n| n.kind == kind && n.word == word).count();
        for note in notes.iter().filter(|note| note.kind == M_BEFORE_LABIAL) {
            let (m, n) = (count(M_BEFORE_LABIAL, note.word), count(N_BEFORE_LABIAL, note.word));
            if n > 0 && m <= n {
                hits.at(note.span).ask(note.word.replace("mb", "nb").replace("mp", "np").replace("mm", "nm"));
            }
        }
        for note in notes.iter().filter(|note| note.kind == N_BEFORE_LABIAL) {
            let (m, n) = (count(M_BEFORE_LABIAL, note.word), count(N_BEFORE_LABIAL, note.word));
            if m >= n {
                let hit = hits.at(note.span);
                if m > n {
                    hit.ask(note.word);
                }
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
        for name in LONG.keys() {
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

/// Whether the word at `span` must be the name of a place: by what follows it, by a preposition before it, or because it
/// has something to say.
fn is_a_place(word: &str, text: &str, span: Span) -> bool {
    const BEFORE: &[&str] = &[
        "to", "from", "in", "at", "near", "via", "between", "toward", "towards", "through", "around", "outside",
        "past", "of", "for", "beyond", "leaves", "visit", "visited", "passes", "inside",
    ];
    const AFTER: &[&str] = &[
        "is", "has", "was", "lies", "had", "sends", "sent", "hosts", "hosted", "runs", "will", "grows", "won", "sells",
    ];
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let next = after.split_whitespace().next().unwrap_or_default();
    let person = after.starts_with(' ') && next.starts_with(char::is_uppercase);
    let head = before.trim_end();
    let subject = (head.is_empty() || head.ends_with(['.', '?', '!', '\n'])) && AFTER.contains(&next);
    names_a_place(word, after)
        || word.len() > 4 && !person && (before.ends_with(' ') && BEFORE.contains(&last.as_str()) || subject)
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
        "tunisian",
        "siena",
        "sienna",
        "sinai",
        "sibiu",
        "tirana",
        "tuamotu",
        "batumi",
        "kutaisi",
        "wuhu",
        "hubei",
        "huizhou",
        "putu",
        "siti",
        "tito",
        "tino",
        "tina",
        "hugo",
        "susie",
        "suzie",
        "rosie",
        "katie",
        "tutu",
        "tuba",
        "tube",
        "tune",
        "tire",
        "siren",
        "zine",
        "patio",
        "ratio",
        "tiara",
        "opposite",
        "attitude",
        "minute",
        "seize",
        "huge",
        "reside",
        "magazine",
        "retina",
        "patina",
        "persian",
        "parisian",
        "gentian",
        "pahute",
        "tibia",
        "antonio",
        "sonatina",
        "burundi",
        "simi",
        "rimini",
        "titian",
        "asimo",
        "husain",
        "mahatir",
        "mutuku",
        "wasabi",
        "sita",
        "sinatra",
        "sierra",
        "sina",
        "zita",
        "tisane",
        "hummus",
        "sina",
    ];
    /// Ends of English words that are made of such syllables.
    const ENDINGS: &[&str] = &[
        "tion", "sion", "tions", "sian", "tian", "zian", "tie", "site", "tite", "tize", "tise", "size", "ture", "tude",
        "tute", "tine", "tate", "sine", "zine", "tire", "side", "time", "sia", "tia", "zia", "tio", "sio", "zio",
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
            && lower.len() > 3
            && !OTHERS.contains(&lower.as_str())
            && !ENDINGS.iter().any(|ending| lower.ends_with(ending))
            && !lower.contains("tti")
            && !lower.contains("ssi")
            && !lower.contains("shi")
            && !lower.contains("chi")
            && !lower.contains("tsu");
    let kunrei = ["si", "ti", "tu", "hu", "zi", "sya", "syu", "syo", "tya", "tyu", "tyo", "zya", "zyu", "zyo"]
        .iter()
        .any(|syllable| lower.contains(syllable));
    let sure = sure && kunrei;
    // zyudo, syogi: no English word has such syllables and no others.
    let small = lower.len() > 4 && !lower.contains("syn");
    if !sure || !(stem.starts_with(|c: char| c.is_ascii_uppercase()) || small) || !reads_as_kunrei(&lower) {
        return None;
    }
    let capital = stem.starts_with(|c: char| c.is_ascii_uppercase());
    let said = SYLLABLES.iter().fold(lower, |said, (kunrei, right)| said.replace(kunrei, right)).replace("shhi", "shi");
    let mut letters = said.chars();
    let first = letters.next()?;
    let first = if capital { first.to_ascii_uppercase() } else { first };
    let said: String = std::iter::once(first).chain(letters).collect();
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
