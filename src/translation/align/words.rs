//! Words that stand for each other in the two languages: the built-in list of administration's vocabulary, and a
//! termbase's, found in any inflection.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The weight of a word that is in most texts, whatever they are about.
const SLIGHT: f32 = 0.4;

/// Which entry of a list a word belongs to.
pub type Entry = u32;

/// A list, ready to look words up.
pub struct WordList {
    japanese: Option<AhoCorasick>,
    /// The entry of each pattern of `japanese`.
    entries: Vec<Entry>,
    /// How much each entry says: a particle of speech says little.
    weights: Vec<f32>,
    /// By the first stem of an English phrase: the stems that must follow, and the entry.
    english: HashMap<String, Vec<(Vec<String>, Entry)>>,
}

impl WordList {
    /// The list that comes with the program.
    pub fn built_in() -> &'static Self {
        static LIST: LazyLock<WordList> = LazyLock::new(|| {
            let lines = include_str!("../../../assets/translation/words.tsv").lines();
            let pairs = lines.filter_map(|line| line.split_once('\t'));
            let mut list = WordList::new(
                pairs.map(|(japanese, english)| (japanese.trim_start_matches('~'), english.split('|').collect())),
            );
            let marked =
                include_str!("../../../assets/translation/words.tsv").lines().map(|line| line.starts_with('~'));
            list.weights = marked.map(|slight| if slight { SLIGHT } else { 1.0 }).collect();
            list
        });
        &LIST
    }

    /// A list of (Japanese word, English words).
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>) -> Self {
        let mut patterns: Vec<&str> = Vec::new();
        let mut known: HashMap<&str, Entry> = HashMap::new();
        let mut list = WordList { japanese: None, entries: Vec::new(), weights: Vec::new(), english: HashMap::new() };
        for (japanese, english) in pairs {
            if japanese.is_empty() {
                continue;
            }
            let entry = *known.entry(japanese).or_insert_with(|| {
                patterns.push(japanese);
                let entry = Entry::try_from(list.entries.len()).unwrap_or(Entry::MAX);
                list.entries.push(entry);
                entry
            });
            for phrase in english {
                let mut stems = words(phrase).map(|word| stem(&word.to_lowercase()));
                if let Some(first) = stems.next() {
                    list.english.entry(first).or_default().push((stems.collect(), entry));
                }
            }
        }
        list.japanese = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(patterns).ok();
        list
    }

    /// How much an entry says, 0 to 1.
    pub fn weight(&self, entry: Entry) -> f32 {
        self.weights.get(entry as usize).copied().unwrap_or(1.0)
    }

    /// The entries whose Japanese word stands in `text`.
    pub fn in_japanese(&self, text: &str) -> Vec<Entry> {
        let found = self.japanese.iter().flat_map(|words| words.find_iter(text));
        found.map(|hit| self.entries[hit.pattern().as_usize()]).collect()
    }

    /// The entries whose English word begins at word `at` of a text with these stems, and of how many words it is.
    pub fn in_english(&self, stems: &[String], at: usize) -> Vec<(Entry, usize)> {
        let Some(found) = self.english.get(&stems[at]) else { return Vec::new() };
        let follows = |rest: &[String]| stems[at + 1..].starts_with(rest);
        let found = found.iter().filter(|(rest, _)| follows(rest)).map(|(rest, entry)| (*entry, rest.len() + 1));
        // Of a phrase and its first word alone, the phrase: city hall is no city.
        let found: Vec<(Entry, usize)> = found.collect();
        let longest = found.iter().map(|(_, len)| *len).max().unwrap_or(0);
        found.into_iter().filter(|(_, len)| *len == longest).collect()
    }
}

/// The words of an English text: letters and figures, an apostrophe inside.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']))
        .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
        .filter(|word| !word.is_empty())
}

/// What the inflected forms of an English word have in common; not always a word.
pub fn stem(word: &str) -> String {
    let mut stem = match word {
        "held" => "hold",
        "sent" => "send",
        "built" => "build",
        "paid" => "pay",
        "met" => "meet",
        "taken" | "took" => "take",
        "given" | "gave" => "give",
        "chosen" | "chose" => "choose",
        "written" | "wrote" => "write",
        "brought" => "bring",
        "bought" => "buy",
        "sold" => "sell",
        "fell" | "fallen" => "fall",
        "rose" | "risen" => "rise",
        "grew" | "grown" => "grow",
        "people" | "persons" => "person",
        "children" => "child",
        "men" => "man",
        "women" => "woman",
        "wives" => "wife",
        "lives" => "life",
        "cancelled" | "cancelling" => "cancel",
        "agreed" => "agree",
        _ => word,
    }
    .to_owned();
    let vowels = |text: &str| text.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(base) = stem.strip_suffix("ies").filter(|base| base.len() > 1) {
        stem = format!("{base}y");
    } else if ["sses", "shes", "ches", "xes", "zes"].iter().any(|end| stem.ends_with(end)) {
        stem.truncate(stem.len() - 2);
    } else if stem.ends_with('s') && !stem.ends_with("ss") && !stem.ends_with("us") && stem.len() > 3 {
        stem.pop();
    }
    if let Some(base) = stem.strip_suffix("ied").filter(|base| base.len() > 1) {
        return format!("{base}i");
    }
    for end in ["ing", "ed"] {
        if let Some(base) = stem.strip_suffix(end).filter(|base| base.len() > 1 && vowels(base) && !base.ends_with("e"))
        {
            let mut base = base.to_owned();
            let double = base.chars().rev().take(2).collect::<Vec<_>>();
            if double.len() == 2 && double[0] == double[1] && !"lsz".contains(double[0]) {
                base.pop();
            }
            stem = base;
            break;
        }
    }
    // Use, used and using; apply and applied.
    if stem.len() > 2 && stem.ends_with('e') {
        stem.pop();
    }
    if stem.len() > 2 && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_have_one_stem() {
        for forms in [
            &["apply", "applies", "applied", "applying"][..],
            &["use", "used", "using", "uses"],
            &["plan", "planned", "planning", "plans"],
            &["hold", "held", "holding"],
            &["city", "cities"],
            &["notice", "notices"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn the_built_in_list_is_sound() {
        let lines: Vec<&str> = include_str!("../../../assets/translation/words.tsv").lines().collect();
        let mut seen = std::collections::HashSet::new();
        for line in &lines {
            let (japanese, english) = line.trim_start_matches('~').split_once('\t').unwrap();
            assert!(seen.insert(japanese), "{japanese} stands twice");
            assert!(english.split('|').all(|word| word.len() > 1 && word == word.trim()), "{line}");
        }
        assert!(lines.len() > 700);
        let list = WordList::built_in();
        let stems: Vec<String> = words("Applications to City Hall").map(|word| stem(&word.to_lowercase())).collect();
        let japanese = list.in_japanese("市役所への申請");
        let english: Vec<Entry> = (0..stems.len()).flat_map(|at| list.in_english(&stems, at)).map(|(e, _)| e).collect();
        assert!(japanese.iter().all(|entry| english.contains(entry)), "{japanese:?} {english:?}");
    }
}
