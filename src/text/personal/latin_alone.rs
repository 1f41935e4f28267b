//! A name alone in an English sentence, told by what is said to, of and by somebody: `ask for Ibuki`, `Kuroda will check`,
//! `Petrova, and Mizuhara attended`.

use super::latin::{Word, is_no_name, is_plural, shouted};
use super::lexicon;
use super::{Confidence, Finder, Kind, Reason};
use std::ops::Range;
use std::sync::LazyLock;

/// What a lone name must weigh.
const ENOUGH: i32 = 18;

/// Words of a line of `assets/names/said-latin.txt`.
fn words(name: &str) -> Vec<&'static str> {
    let file = include_str!("../../../assets/names/said-latin.txt");
    let line = file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("");
    line.split('|').collect()
}

/// What is done to somebody, right before the name.
static TO: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("to"));
/// Who somebody is, right before the name.
static ROLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("roles"));
/// What people do, right behind the name.
static DO: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("do"));
/// What people have, behind the name and its `'s`.
static HAVE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("have"));
/// Family names that are places of Japan first.
static PLACES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("places"));

impl Finder<'_> {
    /// Looks through words that nothing was found in for lone names.
    pub(super) fn latin_alone(&mut self, words: &[Word<'_>]) {
        self.latin_lists(words);
        // One that was found tells of the next in a list: as often as a list may be long.
        for _ in 0..3 {
            let before = self.found.len();
            for (index, word) in words.iter().enumerate() {
                if self.is_free(&word.range) && self.weighs_alone(words, index) >= ENOUGH {
                    self.note(Kind::Person, word.range.clone(), Confidence::Likely, Reason::FullName);
                }
            }
            if self.found.len() == before {
                break;
            }
        }
    }

    /// Aoki, Fernandes, Kobayashi, and Wójcik: three or more in a row, all of them names, and most of families.
    fn latin_lists(&mut self, words: &[Word<'_>]) {
        let text = self.text();
        let named = |word: &Word<'_>| {
            let known = lexicon::is_latin_family(word.text)
                || lexicon::is_foreign_family(word.text)
                || lexicon::is_listed_latin_family(word.text);
            let place = PLACES.contains(&lexicon::unmarked(word.text).to_ascii_lowercase().as_str());
            known && !place && !is_no_name(word.text) && !is_plural(word.text) && word.text.len() > 2
        };
        let mut index = 0;
        while index < words.len() {
            let mut last = index;
            while last + 1 < words.len()
                && matches!(&text[words[last].range.end..words[last + 1].range.start], ", " | ", and " | " and " | "; ")
            {
                last += 1;
            }
            let row = &words[index..=last];
            let before = &text[..row[0].range.start];
            let alone = before.ends_with([':', ' ', '\n', '('])
                && !before.trim_end().ends_with(|c: char| c.is_ascii_uppercase());
            let opens = before.trim_end().is_empty() || before.trim_end().ends_with([':', '.', '\n', '(']);
            // Rossi, Ishikawa, Goto: what is a place as well is somebody among them.
            let place = |word: &&Word<'_>| PLACES.contains(&lexicon::unmarked(word.text).to_ascii_lowercase().as_str());
            let (sure, places) = (row.iter().filter(|word| named(word)).count(), row.iter().filter(place).count());
            let named = sure * 4 >= row.len() * 3 || sure + places == row.len() && sure * 2 > row.len();
            if row.len() > 2 && alone && opens && named {
                for word in row {
                    self.note(Kind::Person, word.range.clone(), Confidence::Likely, Reason::FullName);
                }
            }
            index = last + 1;
        }
    }

    fn weighs_alone(&self, words: &[Word<'_>], index: usize) -> i32 {
        let word = &words[index];
        let text = self.text();
        if word.text.len() < 3 || is_no_name(word.text) || is_plural(word.text) || shouted(word.text) {
            return 0;
        }
        let japanese = lexicon::is_latin_family(word.text);
        let foreign = lexicon::is_foreign_family(word.text) || lexicon::is_listed_latin_family(word.text);
        let given = lexicon::is_foreign_given(word.text)
            || lexicon::is_latin_given(word.text)
            || lexicon::is_listed_latin_given(word.text);
        let place = PLACES.contains(&lexicon::unmarked(word.text).to_ascii_lowercase().as_str());
        // Sato-Williams
        let halves = word.text.split_once('-').is_some_and(|(first, second)| {
            let family = |half: &str| {
                lexicon::is_latin_family(half)
                    || lexicon::is_foreign_family(half)
                    || lexicon::is_listed_latin_family(half)
            };
            // Minami-Wakatsuki is a place.
            const SIDES: [&str; 11] =
                ["Minami", "Kita", "Higashi", "Nishi", "Shin", "Kami", "Shimo", "Naka", "Oku", "Hon", "Moto"];
            !SIDES.contains(&first) && family(first) && family(second)
        });
        let base = match (japanese, given, foreign) {
            _ if halves => 9,
            _ if place => 0,
            (true, ..) if word.text.len() > 3 => 8,
            (true, ..) | (_, true, _) => 6,
            (.., true) => 5,
            // Yamanoi: no list has every family.
            _ if lexicon::is_spelt_as_japanese(word.text) => 5,
            _ => return 0,
        };
        let lead = &text[..word.range.start];
        let tail = &text[word.range.end..];
        // A part of something longer, in capitals before or behind.
        let joined = |other: Option<&Word<'_>>, gap: &str| {
            other.is_some_and(|w| matches!(gap, " " | "-" | " & ") && w.text.len() != 1)
        };
        let next = words.get(index + 1);
        if next.is_some_and(|next| joined(Some(next), &text[word.range.end..next.range.start])) {
            return 0;
        }
        if tail.starts_with(['-', '/', '@', '_', '&', '°']) || lead.ends_with(['-', '/', '@', '_', '&', '#', '$']) {
            return 0;
        }
        let before = before(lead);
        let capital = index.checked_sub(1).map(|at| &words[at]).filter(|w| text[w.range.end..word.range.start] == *" ");
        let opens = |word: &Word<'_>| {
            let lead = text[..word.range.start].trim_end_matches([' ', '"', '“', '(']);
            lead.is_empty() || lead.ends_with(['.', '\n', '!', '?', ':', ';', '。'])
        };
        let told = TO.iter().any(|told| ends_with_words(&before, told));
        let role = ROLES.iter().any(|role| ends_with_words(&before, role));
        // Tell Kuroda; but Lake Kuroda is no person.
        if !role && capital.is_some_and(|capital| !(told && opens(capital))) {
            return 0;
        }
        base + self.weighs_lead(word, &before, told, role) + self.weighs_tail(word, tail, place)
    }

    fn weighs_lead(&self, word: &Word<'_>, before: &str, told: bool, role: bool) -> i32 {
        let lead = &self.text()[..word.range.start];
        if role {
            return 12;
        }
        if told {
            return 13;
        }
        if self.is_beside_a_name(lead) {
            // Chihiro or Setsuko.
            let tail = &self.text()[word.range.end..];
            let closed = tail.is_empty() || tail.starts_with(['.', ';', ')', '\n']) || tail.starts_with(", ");
            let are = [" are ", " were ", " will ", " have "].iter().any(|are| tail.starts_with(are));
            return if closed || are { 13 } else { 10 };
        }
        // Volunteers: Noriko Hatta; reserve: Yuto.
        let (_, line) = self.folded.line(word.range.start);
        let among = self.somebody.range(line.start..word.range.start).next().is_some();
        let tail = &self.text()[word.range.end..];
        if among && lead.ends_with(": ") && (tail.is_empty() || tail.starts_with(['.', ',', ';', '\n'])) {
            return 12;
        }
        let ends = |words: &[&str]| words.iter().any(|word| ends_with_words(before, word));
        // Things are in and at places; the people stand elsewhere.
        if ends(&["in", "at", "near", "around", "of", "via", "the", "a", "an", "towards", "across", "outside"]) {
            return -8;
        }
        if ends(&["with", "by", "from", "for", "to"]) {
            return 3;
        }
        let lead = lead.trim_end_matches([' ', '"', '“', '>']);
        if lead.is_empty() || lead.ends_with(['.', '\n', '!', '?', ';', '。']) { 3 } else { 0 }
    }

    fn weighs_tail(&self, word: &Word<'_>, tail: &str, place: bool) -> i32 {
        let more = |range: Range<usize>| self.somebody.contains_key(&range.start);
        // Kuroda and Elena Petrova
        for mark in [" and ", ", ", ", and ", " or ", "; "] {
            if tail.starts_with(mark) && more(word.range.end + mark.len()..word.range.end + mark.len()) {
                return 8;
            }
        }
        if let Some(owned) = tail.strip_prefix("'s ").or_else(|| tail.strip_prefix("’s ")) {
            return if HAVE.iter().any(|thing| begins_with_words(owned, thing)) { 12 } else { 1 };
        }
        let said = tail.strip_prefix(' ').unwrap_or("");
        // Kuroda (chair), Kuroda (Welfare Division)
        if let Some(inside) = said.strip_prefix('(').and_then(|inside| inside.split_once(')')).map(|(inside, _)| inside)
        {
            const SAYS: [&str; 18] = [
                "born",
                "dob",
                "chair",
                "section",
                "division",
                "ext",
                "extension",
                "absent",
                "online",
                "minutes",
                "leader",
                "deputy",
                "acting",
                "manager",
                "director",
                "recorder",
                "officer",
                "observer",
            ];
            let inside = inside.to_ascii_lowercase();
            return if SAYS.iter().any(|word| inside.contains(word)) || is_age(&inside) { 12 } else { 0 };
        }
        if let Some(behind) = tail.strip_prefix(", ") {
            const SAYS: [&str; 16] = [
                "who",
                "whose",
                "tel",
                "phone",
                "ext",
                "extension",
                "mobile",
                "aged",
                "head of",
                "chief of",
                "the applicant",
                "the tenant",
                "the caretaker",
                "our",
                "my",
                "email",
            ];
            return if SAYS.iter().any(|word| begins_with_words(behind, word)) || is_age(behind) { 12 } else { 0 };
        }
        if DO.iter().any(|does| begins_with_words(said, does)) {
            return if place { 2 } else { 10 };
        }
        0
    }

    /// Whether a list goes on with what stands behind `lead`: somebody, and a comma or `and`.
    fn is_beside_a_name(&self, lead: &str) -> bool {
        for mark in [", and ", " and ", ", ", " or ", "; ", ",", " & ", "\n"] {
            let Some(item) = lead.strip_suffix(mark) else { continue };
            let item = match item.strip_suffix(')').and_then(|inside| inside.rfind(" (")) {
                Some(open) => &item[..open],
                None => item,
            };
            if mark != "\n" && self.somebody.range(..=item.len()).next_back().is_some_and(|(_, end)| *end == item.len())
            {
                return true;
            }
        }
        false
    }
}

/// The last words before a name, in small letters.
fn before(lead: &str) -> String {
    let from = lead.ceil_char_boundary(lead.len().saturating_sub(40));
    lead[from..].trim_end_matches([' ', '"', '“', '(', ':']).to_lowercase()
}

/// Whether `text` ends with whole `words`.
fn ends_with_words(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|lead| !lead.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// Whether `text` begins with whole `words`.
fn begins_with_words(text: &str, words: &str) -> bool {
    let begins = text.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
    begins && !text[words.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
}

/// Whether `text` begins with the years somebody has lived: 42, 8 years old.
fn is_age(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && (text.len() == digits || text[digits..].starts_with([',', '.', ' ', ')']))
}
