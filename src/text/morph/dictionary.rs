//! The packed dictionary (`assets/dictionary/`): it is read where it lies in the program, nothing is unpacked, and only
//! the pages that are looked at are ever in memory.

use super::{Class, Form, Pos};
use fst::raw::{CompiledAddr, Fst};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::LazyLock;

static PACKED: &[u8] = include_bytes!("../../../assets/dictionary/ipadic.bin");
static ADDITIONS: &str = include_str!("../../../assets/dictionary/additions.tsv");

/// Bytes of one entry: id (the last entry of a word has the highest bit), cost, reading, base form.
const ENTRY: usize = 10;
const LAST: u16 = 0x8000;
/// What numbers an entry that is one of the additions.
const ADDED: u32 = 1 << 30;
/// The entry of a word that is in no dictionary.
pub const UNKNOWN: u32 = u32::MAX;

/// A word that may stand at a place.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Length in bytes.
    pub len: usize,
    /// What it is to its neighbours.
    pub id: u16,
    /// How unlikely it is.
    pub cost: i16,
    /// Where its reading and base form are found.
    pub entry: u32,
}

/// How unlikely one id is behind every other.
#[derive(Clone, Copy)]
pub struct Costs(&'static [[u8; 2]]);

impl Costs {
    /// How unlikely it is behind `before`.
    #[inline]
    pub fn behind(self, before: u16) -> i32 {
        i32::from(i16::from_le_bytes(self.0[before as usize]))
    }
}

/// What an id means.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// As the dictionary says it: `動詞,自立,*,*,五段・カ行イ音便,連用形`.
    pub text: &'static str,
    pub pos: Pos,
    pub class: Class,
    pub form: Form,
}

/// A word of `additions.tsv`.
struct Added {
    surface: &'static str,
    reading: &'static str,
    id: u16,
    cost: i16,
}

/// A place on the way through the words of the dictionary.
#[derive(Clone, Copy)]
struct Place {
    node: u32,
    /// What the number of a word has come to here.
    number: u32,
    /// The first entry of the word that ends here, or [`UNKNOWN`].
    word: u32,
}

impl Place {
    /// No word goes on so: 0 is the address of no place but an end.
    const NOWHERE: Self = Self { node: 0, number: 0, word: UNKNOWN };
}

/// Where the first two characters of words lead to, `None` where no word begins so: most of the way through the
/// dictionary, and the same for every 市民 of a text. The first one stands behind `\0`. Two that share a place in the
/// table push each other out.
#[derive(Default)]
pub struct Beginnings(Vec<((char, char), Place)>);

impl Beginnings {
    /// So many are kept, in some 400 kilobytes: more would push the dictionary out of the processor's memory.
    const KEPT: usize = 1 << 14;

    /// Room to remember; without it nothing is.
    pub fn roomy() -> Self {
        Self(vec![(('\0', '\0'), Place::NOWHERE); Self::KEPT])
    }

    /// What is remembered of `letters`, or else what `lead` says of them.
    #[inline]
    fn known(&mut self, letters: (char, char), lead: impl FnOnce() -> Option<Place>) -> Option<Place> {
        if self.0.is_empty() {
            return lead();
        }
        let (first, second) = (letters.0 as u32, letters.1 as u32);
        let mixed = (first.wrapping_mul(0x9E37_79B1) ^ second).wrapping_mul(0x85EB_CA6B);
        let slot = &mut self.0[mixed as usize >> 18];
        if slot.0 != letters {
            *slot = (letters, lead().unwrap_or(Place::NOWHERE));
        }
        Some(slot.1).filter(|place| place.node != 0 || place.word != UNKNOWN)
    }
}

/// See the module.
pub struct Dictionary {
    features: Vec<Feature>,
    unknown: FxHashMap<&'static str, Vec<(u16, i16)>>,
    matrix: &'static [u8],
    width: usize,
    words: Fst<&'static [u8]>,
    /// Where `words` begins.
    root: u32,
    entries: &'static [u8],
    readings: &'static [u8],
    bases: &'static [u8],
    added: Vec<Added>,
    added_by_first: FxHashMap<char, Vec<u32>>,
}

impl Dictionary {
    /// The dictionary of the program.
    pub fn get() -> &'static Self {
        static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::open);
        &DICTIONARY
    }

    fn open() -> Self {
        assert!(PACKED.starts_with(b"KIANDIC1"), "the dictionary is a packed one");
        let mut at = 8 + 4 * 7;
        let mut section = |index: usize| {
            let size = PACKED[8 + 4 * index..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize);
            at += size;
            &PACKED[at - size..at]
        };
        let [features, unknown, matrix, words, entries, readings, bases] = std::array::from_fn(&mut section);
        let lines = |bytes: &'static [u8]| std::str::from_utf8(bytes).expect("the dictionary is UTF-8").lines();
        let features: Vec<Feature> = lines(features).map(Feature::new).collect();
        let mut classes: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for line in lines(unknown) {
            let mut cells = line.split(' ');
            let (Some(class), Some(id), Some(cost)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let (Ok(id), Ok(cost)) = (id.parse(), cost.parse()) else { continue };
            classes.entry(class).or_default().push((id, cost));
        }
        let ids: HashMap<&str, u16> = (0..).zip(&features).map(|(id, f)| (f.text.trim_end_matches(",*"), id)).collect();
        let added: Vec<Added> = ADDITIONS.lines().filter_map(|line| Added::new(line, &ids)).collect();
        let mut added_by_first: FxHashMap<char, Vec<u32>> = FxHashMap::default();
        for (index, word) in (0..).zip(&added) {
            if let Some(first) = word.surface.chars().next() {
                added_by_first.entry(first).or_default().push(index);
            }
        }
        let words = Fst::new(words).expect("the dictionary is whole");
        let (unknown, width, root) = (classes, features.len(), words.root().addr() as u32);
        Self { features, unknown, matrix, width, words, root, entries, readings, bases, added, added_by_first }
    }

    /// Every word of the dictionary that `text` begins with.
    pub fn starting(&self, text: &str, beginnings: &mut Beginnings, found: &mut Vec<Candidate>) {
        let Some(first) = text.chars().next() else { return };
        let root = Place { node: self.root, number: 0, word: UNKNOWN };
        let mut next = None;
        for (at, c) in text.char_indices() {
            next = match (at, next) {
                (0, _) => beginnings.known(('\0', c), || self.step(root, c)),
                (at, Some(place)) if at == first.len_utf8() => beginnings.known((first, c), || self.step(place, c)),
                (_, place) => place.and_then(|place| self.step(place, c)),
            };
            let Some(place) = next else { break };
            if place.word != UNKNOWN {
                self.push(at + c.len_utf8(), place.word, found);
            }
        }
        for &index in self.added_by_first.get(&first).into_iter().flatten() {
            let word = &self.added[index as usize];
            if text.starts_with(word.surface) {
                let (len, id, cost) = (word.surface.len(), word.id, word.cost);
                found.push(Candidate { len, id, cost, entry: ADDED | index });
            }
        }
    }

    /// Where `c` leads to from a place in the dictionary.
    fn step(&self, Place { node, mut number, .. }: Place, c: char) -> Option<Place> {
        let mut node = self.words.node(node as CompiledAddr);
        for byte in wide(c).encode_utf8(&mut [0; 4]).bytes() {
            let transition = node.transition(node.find_input(byte)?);
            number += transition.out.value() as u32;
            node = self.words.node(transition.addr);
        }
        let word = if node.is_final() { number + node.final_output().value() as u32 } else { UNKNOWN };
        Some(Place { node: node.addr() as u32, number, word })
    }

    fn push(&self, len: usize, first: u32, found: &mut Vec<Candidate>) {
        for entry in first.. {
            let bytes = self.entry(entry);
            let (id, cost) = (u16::from_le_bytes([bytes[0], bytes[1]]), i16::from_le_bytes([bytes[2], bytes[3]]));
            found.push(Candidate { len, id: id & !LAST, cost, entry });
            if id & LAST != 0 {
                break;
            }
        }
    }

    /// What a word of the class `name` that is in no dictionary may be.
    pub fn unknown(&self, name: &str) -> &[(u16, i16)] {
        self.unknown.get(name).map_or(&[], Vec::as_slice)
    }

    /// How unlikely `after` is behind others; 0 is the edge of a text.
    #[inline]
    pub fn costs_before(&self, after: u16) -> Costs {
        Costs(self.matrix[2 * after as usize * self.width..][..2 * self.width].as_chunks().0)
    }

    /// What `id` means.
    pub fn feature(&self, id: u16) -> Feature {
        self.features[id as usize]
    }

    /// The reading of an entry in hiragana; `None` where it has none.
    pub fn reading(&self, entry: u32) -> Option<String> {
        if entry == UNKNOWN {
            return None;
        }
        if entry & ADDED != 0 {
            return Some(self.added[(entry & !ADDED) as usize].reading.to_owned())
                .filter(|reading| !reading.is_empty());
        }
        let stored = pooled(self.readings, &self.entry(entry)[4..7])?;
        Some(stored.iter().filter_map(|byte| char::from_u32(0x30A0 + u32::from(*byte))).map(super::hiragana).collect())
    }

    /// The base form of an entry; `None` where it is the word itself.
    pub fn base(&self, entry: u32) -> Option<&'static str> {
        if entry & ADDED != 0 {
            return None;
        }
        std::str::from_utf8(pooled(self.bases, &self.entry(entry)[7..10])?).ok()
    }

    fn entry(&self, entry: u32) -> &'static [u8] {
        let at = entry as usize * ENTRY;
        &self.entries[at..at + ENTRY]
    }
}

/// A mark as the dictionary writes it: full-width.
fn wide(c: char) -> char {
    match c {
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        '〜' => '～',
        '−' => '－',
        '—' => '―',
        c => c,
    }
}

/// The string of `pool` at a place of three bytes; `None` at place 0.
fn pooled(pool: &'static [u8], place: &[u8]) -> Option<&'static [u8]> {
    let at = usize::from(place[0]) | usize::from(place[1]) << 8 | usize::from(place[2]) << 16;
    (at > 0).then(|| &pool[at + 1..at + 1 + usize::from(pool[at])])
}

impl Added {
    /// Reads `surface<TAB>reading<TAB>part of speech<TAB>cost`. A line that is no entry is left out; a test sees that
    /// there are none.
    fn new(line: &'static str, ids: &HashMap<&str, u16>) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let mut cells = line.split('\t');
        let (surface, reading, pos, cost) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        Some(Self { surface, reading, id: *ids.get(pos)?, cost: cost.parse().ok()? })
    }
}

impl Feature {
    fn new(text: &'static str) -> Self {
        let mut cells = text.split(',');
        let mut next = || cells.next().unwrap_or("*");
        let (pos, kind, narrower, _, class, form) = (next(), next(), next(), next(), next(), next());
        let pos = match (pos, kind, narrower) {
            ("名詞", "サ変接続", _) => Pos::VerbalNoun,
            ("名詞", "形容動詞語幹" | "ナイ形容詞語幹", _) => Pos::AdjectivalNoun,
            ("名詞", "副詞可能", _) => Pos::AdverbialNoun,
            ("名詞", "代名詞", _) => Pos::Pronoun,
            ("名詞", "数", _) => Pos::Number,
            ("名詞", "固有名詞", _) => Pos::ProperNoun,
            ("名詞", "接尾", "助数詞") => Pos::Counter,
            ("名詞", "接尾" | "特殊" | "非自立", "助動詞語幹") => Pos::AuxiliaryNoun,
            ("名詞", "接尾", _) => Pos::NounSuffix,
            ("名詞", "非自立", _) => Pos::BoundNoun,
            ("名詞", ..) => Pos::Noun,
            ("接頭詞", ..) => Pos::Prefix,
            ("動詞", "自立", _) => Pos::Verb,
            ("動詞", "非自立", _) => Pos::BoundVerb,
            ("動詞", ..) => Pos::VerbSuffix,
            ("形容詞", "自立", _) => Pos::Adjective,
            ("形容詞", "非自立", _) => Pos::BoundAdjective,
            ("形容詞", ..) => Pos::AdjectiveSuffix,
            ("副詞", ..) => Pos::Adverb,
            ("連体詞", ..) => Pos::Adnominal,
            ("接続詞", ..) => Pos::Conjunction,
            ("感動詞" | "フィラー", ..) => Pos::Interjection,
            ("助動詞", ..) => Pos::Auxiliary,
            ("助詞", "格助詞", _) => Pos::CaseParticle,
            ("助詞", "係助詞", _) => Pos::TopicParticle,
            ("助詞", "接続助詞", _) => Pos::ConjunctiveParticle,
            ("助詞", "並立助詞", _) => Pos::ParallelParticle,
            ("助詞", "終助詞", _) => Pos::FinalParticle,
            ("助詞", "連体化", _) => Pos::AdnominalParticle,
            ("助詞", ..) => Pos::AdverbialParticle,
            _ => Pos::Mark,
        };
        let begins = |with: &[&str]| with.iter().any(|start| class.starts_with(start));
        let class = if begins(&["五段", "四段", "ラ変"]) {
            Class::Godan
        } else if begins(&["一段"]) {
            Class::Ichidan
        } else if begins(&["カ変"]) {
            Class::Kuru
        } else if begins(&["サ変"]) {
            Class::Suru
        } else if begins(&["形容詞"]) {
            Class::Adjective
        } else if begins(&["上二", "下二", "文語"]) {
            Class::Classical
        } else if class == "*" {
            Class::None
        } else {
            Class::Auxiliary
        };
        let form = match form {
            "*" => Form::None,
            "未然ウ接続" => Form::Volitional,
            "体言接続" | "体言接続特殊" | "体言接続特殊２" => Form::Adnominal,
            "ガル接続" => Form::Stem,
            "連用タ接続" => Form::Past,
            form if form.starts_with("未然") => Form::Negative,
            form if form.starts_with("連用") => Form::Continuative,
            form if form.starts_with("仮定") => Form::Conditional,
            form if form.starts_with("命令") => Form::Imperative,
            _ => Form::Base,
        };
        Self { text, pos, class, form }
    }
}
