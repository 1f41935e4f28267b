//! What a sentence has that its translation should have, too: facts, Latin words, sounds, known words, a number in front.

use super::sounds;
use super::words::{self, WordList, stem};
use crate::text::facts::{self, Fact, Kind, Value};
use crate::text::morph;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

/// Something that both sides can have; equal in both.
pub type Id = u32;

/// A sentence as the aligner sees it.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// How many English characters it should take.
    pub length: f32,
    /// What it has, in order, each once.
    pub has: Vec<Id>,
    /// The weight of what its translation should have: more than `has` where one word may mean several things.
    pub weight: f32,
    /// It asks something.
    pub asks: bool,
    /// It ends as a sentence does, and is no heading.
    pub ends: bool,
    /// How much likelier than others it is to have nothing across, in natural logarithms.
    pub aside: f32,
}

/// The sentences of both sides and what their features weigh.
pub struct Features {
    pub japanese: Vec<Sentence>,
    pub english: Vec<Sentence>,
    /// The weight of each feature: rare ones weigh more.
    pub weights: Vec<f32>,
    /// Whether a sentence that lacks it is hardly the translation: figures, not words.
    pub hard: Vec<bool>,
    /// In how many sentences of each side it is.
    pub counts: Vec<(u32, u32)>,
}

/// English characters that a Japanese character of each kind takes, on average over public documents.
const KANJI: f32 = 3.4;
const HIRAGANA: f32 = 1.7;
const KATAKANA: f32 = 2.0;
const FIGURE: f32 = 0.6;
const MARK: f32 = 1.8;

#[derive(Default)]
struct Names {
    ids: HashMap<String, Id>,
    base: Vec<f32>,
    hard: Vec<bool>,
}

impl Names {
    fn id(&mut self, key: String, weight: f32, hard: bool) -> Id {
        let next = Id::try_from(self.base.len()).unwrap_or(Id::MAX);
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.base.push(weight);
            self.hard.push(hard);
        }
        id
    }

    fn known(&self, key: &str) -> Option<Id> {
        self.ids.get(key).copied()
    }
}

/// What is found in an English sentence: each word or fact with all it may stand for.
type Found = Vec<Vec<Id>>;

impl Features {
    /// Looks at both sides. `terms` are the words of a termbase, beside the built-in ones. `step` is told how much is
    /// done, 0 to 1; `None` if it says to stop.
    pub fn of(
        japanese: &[String],
        english: &[String],
        terms: Option<&WordList>,
        step: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let all = (japanese.len() + english.len()).max(1) as f32;
        let mut looked_at = 0usize;
        let mut stopped = || {
            looked_at += 1;
            looked_at.is_multiple_of(64) && step(looked_at as f32 / all).is_break()
        };
        let mut names = Names::default();
        let folded: Vec<String> = japanese.iter().map(|text| folded(text)).collect();
        let capitals = capitals(english);
        let mut left: Vec<Found> = Vec::with_capacity(japanese.len());
        let mut sounds = Sounds::default();
        for (text, plain) in japanese.iter().zip(&folded) {
            if stopped() {
                return None;
            }
            let mut found = facts_of(plain, &mut names);
            found.extend(label_of(plain).map(|label| vec![names.id(format!("#{label}"), 1.2, false)]));
            for word in latin_words(plain) {
                found.push(vec![names.id(format!("w{word}"), 2.0, false)]);
            }
            for word in katakana_words(text) {
                let sound = sounds::of_katakana(word);
                if sound.len() >= 2 {
                    let weight = if sound.len() > 2 { 2.0 } else { 1.0 };
                    found.push(vec![names.id(format!("k{sound}"), weight, false)]);
                    sounds.add(sound);
                }
            }
            for entry in WordList::built_in().in_japanese(plain) {
                found.push(vec![names.id(format!("v{entry}"), WordList::built_in().weight(entry), false)]);
            }
            for entry in terms.iter().flat_map(|terms| terms.in_japanese(plain)) {
                found.push(vec![names.id(format!("t{entry}"), 2.0, false)]);
            }
            for name in names_in(text, &capitals) {
                found.push(vec![names.id(format!("n{name}"), 2.5, false)]);
            }
            left.push(found);
        }
        let mut heard: HashMap<String, Vec<Id>> = HashMap::new();
        let mut right: Vec<Found> = Vec::with_capacity(english.len());
        for text in english {
            if stopped() {
                return None;
            }
            right.push(english_features(text, terms, &mut names, &sounds, &mut heard));
        }
        Some(Self::weighed(japanese, english, left, right, names))
    }

    fn weighed(japanese: &[String], english: &[String], left: Vec<Found>, right: Vec<Found>, names: Names) -> Self {
        let set = |found: &Found| -> Vec<Id> {
            let set: BTreeSet<Id> = found.iter().flatten().copied().collect();
            set.into_iter().collect()
        };
        let (left_sets, right_sets): (Vec<_>, Vec<_>) =
            (left.iter().map(set).collect(), right.iter().map(set).collect());
        let mut counts = vec![(0u32, 0u32); names.base.len()];
        left_sets.iter().flatten().for_each(|id| counts[*id as usize].0 += 1);
        right_sets.iter().flatten().for_each(|id| counts[*id as usize].1 += 1);
        let most = (japanese.len().max(english.len()) as f32 + 2.0).ln();
        let weights: Vec<f32> = (names.base.iter().zip(&counts))
            .map(|(base, (a, b))| {
                let often = (*a).max(*b).max(1) as f32;
                base * (1.0 - often.ln() / most).clamp(0.15, 1.0)
            })
            .collect();
        let weight = |found: &Found| {
            // Twice the same word is one thing to say.
            let mut said: HashSet<&[Id]> = HashSet::new();
            let one = |ids: &Vec<Id>| ids.iter().map(|id| weights[*id as usize]).fold(0.0, f32::max);
            found.iter().filter(|ids| said.insert(ids)).map(one).sum::<f32>()
        };
        let build = |texts: &[String], found: &[Found], sets: Vec<Vec<Id>>, length: fn(&str) -> f32| {
            let sentences = texts.iter().zip(found).zip(sets).map(|((text, found), has)| {
                let end = text.trim_end().trim_end_matches(['」', '』', '）', ')', '"', '”']);
                Sentence {
                    length: length(text),
                    has,
                    weight: weight(found),
                    asks: end.ends_with(['?', '？']) || end.ends_with("か。") || end.ends_with("か"),
                    ends: end.ends_with(['.', '!', '?', ';', ':', '。', '！', '？']),
                    aside: aside(text),
                }
            });
            sentences.collect::<Vec<_>>()
        };
        let mut built = Features {
            japanese: build(japanese, &left, left_sets, expected_length),
            english: build(english, &right, right_sets, |text| text.chars().count() as f32),
            weights,
            hard: names.hard,
            counts,
        };
        built.scale();
        built
    }

    /// Makes the two sides equally long as a whole: a wordy translator is wordy throughout.
    fn scale(&mut self) {
        let total = |sentences: &[Sentence]| sentences.iter().map(|s| s.length).sum::<f32>().max(1.0);
        let ratio = (total(&self.english) / total(&self.japanese)).clamp(0.7, 1.4);
        self.japanese.iter_mut().for_each(|sentence| sentence.length *= ratio);
    }
}

/// How much likelier than others a sentence is to have nothing across: the words a Japanese letter is closed or divided by,
/// and what an English text says of itself as a translation.
fn aside(text: &str) -> f32 {
    const MARKS: [&str; 8] = ["記", "以上", "（以上）", "敬具", "草々", "謹白", "（公印省略）", "公印省略"];
    const OF_ITSELF: [&str; 10] = [
        "english version",
        "english translation",
        "english summary",
        "is a translation",
        "is a summary",
        "abridged translation",
        "in japanese only",
        "only in japanese",
        "japanese version",
        "japanese text",
    ];
    const CLOSING: f32 = 2.4;
    const ITSELF: f32 = 1.6;
    let text = text.trim();
    if MARKS.contains(&text.replace([' ', '\u{3000}'], "").as_str()) {
        return CLOSING;
    }
    let lower = text.to_lowercase();
    if OF_ITSELF.iter().any(|words| lower.contains(words)) { ITSELF } else { 0.0 }
}

/// How many English characters `text` takes.
fn expected_length(text: &str) -> f32 {
    let of = |c: char| match c {
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '々' => KANJI,
        '\u{3041}'..='\u{309F}' => HIRAGANA,
        '\u{30A1}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => KATAKANA,
        '0'..='9' | '０'..='９' => FIGURE,
        ' ' | '\u{3000}' => 0.5,
        c if c.is_alphabetic() => 1.0,
        _ => MARK,
    };
    text.chars().map(of).sum()
}

/// `text` with Latin letters and figures of full width made narrow, byte lengths aside.
fn folded(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}

fn facts_of(text: &str, names: &mut Names) -> Found {
    let mut found: Vec<Vec<Id>> = Vec::new();
    // Sections are counted anew when one is left out: their numbers tell little.
    let section = section_of(text);
    found.extend(section.map(|number| vec![names.id(format!("#{number}"), 1.2, false)]));
    let body = section.map_or(0, |number| text.len() - text.trim_start().len() + number.len());
    for fact in facts::find(text).into_iter().filter(|fact| fact.span.start >= body) {
        for (key, weight, hard) in keys(&fact) {
            let weight = if fact.weak { weight * 0.4 } else { weight };
            found.push(vec![names.id(key, weight, hard && !fact.weak)]);
        }
    }
    found
}

/// What a fact says, in pieces that can be missing one by one: (key, weight, whether it is hard).
fn keys(fact: &Fact) -> Vec<(String, f32, bool)> {
    match &fact.value {
        Value::Day(day) => {
            let mut keys = Vec::new();
            if let (Some(month), Some(date)) = (day.month, day.day) {
                keys.push((format!("d{month}-{date}"), 2.5, true));
            } else if let Some(month) = day.month {
                keys.push((format!("m{month}"), 1.2, false));
            }
            keys.extend(day.year.map(|year| (format!("y{year}"), 1.2, false)));
            keys.extend(day.day.map(|date| (format!("D{date}"), 0.8, false)));
            keys
        }
        Value::Weekday(day) => vec![(format!("W{day}"), 1.0, false)],
        Value::Time { hour, minute } => vec![(format!("h{hour}:{minute}"), 2.0, true)],
        Value::Duration { .. } => vec![(format!("p{}", fact.value), 1.8, false)],
        Value::Money { amount, .. } => vec![(format!("i{amount}"), 2.5, true)],
        Value::Number { amount, .. } => {
            let small = amount.whole().is_some_and(|n| n <= 10);
            vec![(format!("i{amount}"), if small { 1.0 } else { 2.2 }, !small)]
        }
        Value::Ratio(a, b) => vec![(format!("r{a}/{b}"), 1.5, false)],
        Value::Percent(amount) | Value::Points(amount) => vec![(format!("%{amount}"), 2.2, true)],
        Value::Law { path, .. } => {
            path.iter().map(|(level, number)| (format!("L{level}{number}"), 2.0, true)).collect()
        }
        Value::Numbered(_, number) => {
            let figures: String = number.chars().filter(char::is_ascii_digit).collect();
            vec![(format!("i{figures}"), 1.0, false)]
        }
        Value::Text(text) => match fact.kind {
            Kind::Name => Vec::new(),
            Kind::Address => {
                let figures: String = text.chars().map(|c| if c.is_ascii_digit() { c } else { '-' }).collect();
                let figures = figures.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
                vec![(format!("a{figures}"), 2.5, false)]
            }
            Kind::Code => vec![(format!("c{}", text.to_lowercase()), 2.0, false)],
            _ => vec![(format!("x{}", text.to_lowercase()), 5.0, true)],
        },
    }
}

/// The number of a section in front of its heading: 3.1, 2.4.1.
fn section_of(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let parts: Vec<&str> = text[..end].split('.').collect();
    let numbered = (2..=4).contains(&parts.len()) && parts.iter().all(|part| (1..=2).contains(&part.len()));
    (numbered && text[end..].starts_with([' ', '\u{3000}', '\t'])).then(|| &text[..end])
}

/// The number in front of an item: 1, (2), ア, Q3, (iv), free of how it is written.
fn label_of(text: &str) -> Option<String> {
    let text = text.trim_start().trim_start_matches(['(', '【', '[']);
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (word, rest) = (&text[..end], &text[end..]);
    let closes = rest.starts_with([')', '.', ' ', ':', '、', '\u{3000}', '】', ']']);
    let figures = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if !figures.is_empty() && figures.len() <= 2 && figures.bytes().all(|b| b.is_ascii_digit()) {
        let letters = word[..word.len() - figures.len()].to_lowercase();
        return (closes && letters.len() <= 1).then(|| format!("{letters}{}", figures.trim_start_matches('0')));
    }
    const KANA: &str = "アイウエオカキクケコサシスセソ";
    let mut chars = word.chars();
    let (Some(first), None) = (chars.next(), chars.next()) else {
        let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
        let number = roman.iter().position(|roman| *roman == word)?;
        return (closes && rest.starts_with(')')).then(|| (number + 1).to_string());
    };
    if let Some(index) = KANA.chars().position(|c| c == first) {
        return closes.then(|| char::from(b'a' + index as u8).to_string());
    }
    let roman = match first {
        'i' => Some("1"),
        'v' => Some("5"),
        'x' => Some("10"),
        _ => None,
    };
    match first {
        'a'..='z' if rest.starts_with(')') => Some(roman.map_or_else(|| first.to_string(), str::to_owned)),
        _ => None,
    }
}

/// Latin words of a Japanese sentence, in small letters.
fn latin_words(plain: &str) -> impl Iterator<Item = String> {
    plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() > 1 && word.contains(|c: char| c.is_ascii_alphabetic()))
        .map(str::to_lowercase)
}

/// Words in katakana, of two characters or more.
fn katakana_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')).filter(|word| word.chars().count() >= 2)
}

/// The names that English sentences may hold, as they are compared.
fn capitals(english: &[String]) -> HashSet<String> {
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().count() >= 3;
    let words = english.iter().flat_map(|text| words::words(text)).filter(capital);
    words.map(sounds::of_romanised).filter(|name| name.len() >= 3).collect()
}

/// The readings of Japanese words, alone or with their neighbours, that are names on the English side.
fn names_in(text: &str, capitals: &HashSet<String>) -> Vec<String> {
    if capitals.is_empty() {
        return Vec::new();
    }
    let tokens = morph::tokens(text);
    let named = |token: &morph::Token| token.pos.is_noun() || token.pos == morph::Pos::NounSuffix;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| named(token)) {
        let mut reading = String::new();
        let mut end = token.span.start;
        for next in tokens[at..].iter().take(3) {
            if next.span.start != end || !next.surface(text).chars().all(is_named_with) {
                break;
            }
            end = next.span.end;
            match next.reading() {
                Some(read) => reading.push_str(&read),
                None if next.surface(text).chars().all(|c| ('\u{3041}'..='\u{309F}').contains(&c)) => {
                    reading.push_str(next.surface(text));
                }
                None => break,
            }
            let name = sounds::of_reading(&reading);
            if name.len() >= 3 && capitals.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// Characters of Japanese names.
fn is_named_with(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '々' | 'ヶ' | '\u{3041}'..='\u{309F}')
}

/// The sounds of the katakana words there are, findable by a near spelling.
#[derive(Default)]
struct Sounds {
    exact: HashSet<String>,
    /// By what is left when one consonant is taken away.
    near: HashMap<String, Vec<String>>,
}

impl Sounds {
    fn add(&mut self, sound: String) {
        if sound.len() >= 4 {
            for short in shortened(&sound) {
                let near = self.near.entry(short).or_default();
                if !near.contains(&sound) {
                    near.push(sound.clone());
                }
            }
        }
        self.exact.insert(sound);
    }

    /// The sounds that are `sound`, or nearly.
    fn like(&self, sound: &str) -> Vec<String> {
        if self.exact.contains(sound) {
            return vec![sound.to_owned()];
        }
        if sound.len() < 4 {
            return Vec::new();
        }
        let same_start = |known: &&String| known.as_bytes()[0] == sound.as_bytes()[0];
        let mut found: Vec<String> = self.near.get(sound).into_iter().flatten().filter(same_start).cloned().collect();
        for short in shortened(sound) {
            if short.len() >= 4 && self.exact.contains(&short) {
                found.push(short.clone());
            }
            // One consonant heard as another.
            found.extend(
                self.near
                    .get(&short)
                    .into_iter()
                    .flatten()
                    .filter(|k| k.len() == sound.len())
                    .filter(same_start)
                    .cloned(),
            );
        }
        found.sort();
        found.dedup();
        found
    }
}

fn shortened(sound: &str) -> Vec<String> {
    (1..sound.len()).map(|at| format!("{}{}", &sound[..at], &sound[at + 1..])).collect()
}

fn english_features(
    text: &str,
    terms: Option<&WordList>,
    names: &mut Names,
    sounds: &Sounds,
    heard: &mut HashMap<String, Vec<Id>>,
) -> Found {
    let mut found = facts_of(text, names);
    found.extend(label_of(text).map(|label| vec![names.id(format!("#{label}"), 1.2, false)]));
    let words: Vec<&str> = words::words(text).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let stems: Vec<String> = lower.iter().map(|word| stem(word)).collect();
    let mut hear = |word: &str| -> Vec<Id> {
        if let Some(ids) = heard.get(word) {
            return ids.clone();
        }
        let mut ids = Vec::new();
        for sound in sounds::of_english(word).into_iter().filter(|sound| sound.len() >= 2) {
            ids.extend(sounds.like(&sound).into_iter().filter_map(|sound| names.known(&format!("k{sound}"))));
        }
        heard.insert(word.to_owned(), ids.clone());
        ids
    };
    let mut sounding: Vec<Vec<Id>> = Vec::new();
    for (at, word) in lower.iter().enumerate() {
        let plain = |word: &str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
        let mut ids = if plain(word) { hear(word) } else { Vec::new() };
        if let Some(next) = lower.get(at + 1).filter(|next| plain(word) && plain(next)) {
            ids.extend(hear(&format!("{word}{next}")));
        }
        sounding.push(ids);
    }
    for (at, word) in lower.iter().enumerate() {
        let mut ids: Vec<Id> = names.known(&format!("w{word}")).into_iter().collect();
        if words[at].starts_with(char::is_uppercase) {
            ids.extend(names.known(&format!("n{}", sounds::of_romanised(word))));
        }
        let entries = WordList::built_in().in_english(&stems, at);
        let before = ids.len();
        ids.extend(entries.iter().filter_map(|(entry, _)| names.known(&format!("v{entry}"))));
        // A known word that the Japanese text never says is missing from it.
        if let Some((entry, _)) = entries.first().filter(|_| ids.len() == before) {
            ids.push(names.id(format!("v{entry}"), WordList::built_in().weight(*entry), false));
        }
        let entries = terms.map(|terms| terms.in_english(&stems, at)).unwrap_or_default();
        ids.extend(entries.iter().filter_map(|(entry, _)| names.known(&format!("t{entry}"))));
        ids.append(&mut sounding[at]);
        if !ids.is_empty() {
            ids.sort_unstable();
            ids.dedup();
            found.push(ids);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_free_of_their_writing() {
        for (japanese, english) in [
            ("(1) 申請", "1. Apply"),
            ("Q3 どこで", "Q3. Where"),
            ("ア 概要", "(a) Outline"),
            ("(2) 貸出し", "(ii) lending"),
        ] {
            assert_eq!(label_of(japanese), label_of(english), "{japanese}");
            assert!(label_of(japanese).is_some());
        }
        assert_eq!(label_of("24 hours"), Some("24".to_owned()));
        assert_eq!(section_of("3.1 騒音"), Some("3.1"));
        assert_eq!((section_of("3.1 percent"), section_of("3.5％増")), (Some("3.1"), None));
        assert_eq!(label_of("アルファ化米"), None);
        assert_eq!(label_of("A letter"), None);
    }

    #[test]
    fn the_two_sides_meet() {
        let japanese = ["桜川市は、令和８年９月６日にフェスティバルを開き、ＮＰＯに３億円を渡す。".to_owned()];
        let english =
            ["On September 6, 2026, Sakuragawa City will hold a festival and give ¥300 million to NPOs.".to_owned()];
        let features = Features::of(&japanese, &english, None, &mut |_| ControlFlow::Continue(())).unwrap();
        let (a, b) = (&features.japanese[0], &features.english[0]);
        let both: f32 = a.has.iter().filter(|id| b.has.contains(id)).map(|id| features.weights[*id as usize]).sum();
        assert!(both > 0.7 * a.weight, "{both} of {}", a.weight);
    }
}
