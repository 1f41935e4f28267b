//! Names of people in Latin letters: `Taro Yamada`, `YAMADA Taro`, `Mr. Sato`, `O'Neill`, `Tanaka-san`.

use super::cues::Cue;
use super::lexicon;
use super::{Confidence, Finder, Kind, Reason};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"[\p{Lu}&&\p{Latin}][\p{Latin}\p{Mn}]*(?:['’][A-Z]?[a-z]+)?(?:-[A-Z][a-z]+)*";
    Regex::new(pattern).expect("a pattern")
});

/// Forms of address before a name.
const POLITE: [&str; 11] = ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Mx", "Sir", "Madam", "MR", "MS"];
/// Posts before a name.
const POSTS: [&str; 27] = [
    "Nurse",
    "Teacher",
    "Coach",
    "Judge",
    "Inspector",
    "Sergeant",
    "Constable",
    "Captain",
    "Counsellor",
    "Interpreter",
    "Caseworker",
    "Attorney",
    "Superintendent",
    "Mayor",
    "Governor",
    "Minister",
    "Director",
    "Professor",
    "Chairperson",
    "Principal",
    "President",
    "Chief",
    "Manager",
    "Officer",
    "Councillor",
    "Secretary",
    "Chairman",
];
/// Capitalised words that are no part of a name.
const NO_NAMES: &str = " Employee Trainee Participant Patient Client Caller Passport Visa Licence License Account Kian Sen Gov Rep Hon Rev Deputy Vice Acting Dear The This That These Those A An In On At For From To Of And Or But If When While Please Thank You We Our Your It He She They I City Town Village Ward Prefecture District County Office Division Department Section Bureau Center Centre Hall School University College Hospital Station Line Park River Bridge Street Road Avenue Building Bank Co Ltd Inc Corp Corporation Company Limited Association Foundation Institute Ministry Agency Government Council Committee Board Act Law Ordinance Article Public Notice Tokyo Osaka Kyoto Japan Japanese English General Affairs Planning Health Welfare Tax Fire Police Water Education Culture Sports Environment Construction Civil Resident Residents Citizens Citizen National Local Municipal Prefectural Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Mayor Governor Minister Director Professor Chairperson Principal President Chief Manager Officer Mr Mrs Ms Dr Prof Miss Sir Madam Number Name Address Phone Email Fax Tel Date Room Floor Shrine Temple Castle Museum Library Airport Port Bay Mount Mt Lake Island Islands East West North South Central New Old Upper Lower International Global Industries Motors Electric Shoji Kensetsu Group Holdings Festival Campaign Card Note Shimbun Times Press Hotel Garden Gardens Plaza Tower House Clinic Apartment Apartments Heights Mansion Shopping Community Emergency Disaster Marathon Cup Award Prize Project Program Service Services Plan Team Unit Branch Store Shop Market Kindergarten Nursery Junior High Elementary Senior Shi Ku Machi Cho Mura Ken Fu Gun Dori Metropolitan Region Area Valley Mountain Beach Forest Coast Sea Ocean Expressway Highway Route Tunnel Dam Terminal Stadium Arena Theater Theatre Gallery Zoo Aquarium Kobe Nagoya Yokohama Sapporo Fukuoka Sendai Hiroshima Niigata Shizuoka Saitama Kawasaki ";

pub(super) fn is_no_name(word: &str) -> bool {
    NO_NAMES.split(' ').any(|no| {
        !no.is_empty() && (no == word || no.eq_ignore_ascii_case(word) && word.chars().all(|c| c.is_uppercase()))
    })
}

pub(super) fn shouted(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '\'' || c == '-')
}

/// Whether it stands between the parts of a name and is none itself.
fn is_middle(word: &str) -> bool {
    let word = lexicon::unmarked(word);
    matches!(word.as_str(), "Thi" | "Van" | "Al" | "El" | "De" | "Da" | "Dos" | "Del" | "Bin" | "Binti" | "Le" | "La")
}

/// Whether a word greets many, or nobody by name.
pub(super) fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "All"
            | "Everyone"
            | "Colleagues"
            | "Team"
            | "Parents"
            | "Residents"
            | "Sirs"
            | "Friends"
            | "Members"
            | "There"
            | "Guests"
            | "Students"
            | "Neighbours"
            | "Applicant"
            | "Customer"
            | "Parent"
            | "Guardian"
            | "Resident"
            | "May"
            | "Will"
            | "Mark"
            | "Grace"
            | "Hope"
            | "Joy"
            | "June"
            | "April"
    )
}

/// Whether `between` is what stands in small letters between a given name and a family name.
fn is_particle(between: &str) -> bool {
    const PARTICLES: [&str; 17] = [
        "dos", "das", "da", "de", "do", "del", "della", "di", "van", "von", "der", "den", "bin", "binti", "ibn", "al",
        "du",
    ];
    let words = between.strip_prefix(' ').and_then(|rest| rest.strip_suffix(' '));
    words.is_some_and(|words| words.split(' ').all(|word| PARTICLES.contains(&word)))
}

/// A capitalised word.
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
}

impl Finder<'_> {
    /// Names of people in Latin letters.
    pub(super) fn latin_people(&mut self) {
        let text = self.text();
        if !text.bytes().any(|b| b.is_ascii_uppercase()) {
            return;
        }
        let words: Vec<Word<'_>> = WORD
            .find_iter(text)
            .filter(|m| {
                !self.folded.before(m.start()).is_some_and(|c| c.is_ascii_alphanumeric() || "@._/\\".contains(c))
            })
            .filter(|m| !self.folded.after(m.end()).is_some_and(|c| c.is_ascii_digit() || "@_\\".contains(c)))
            .map(|m| Word { text: m.as_str(), range: m.range() })
            .collect();
        let mut index = 0;
        while index < words.len() {
            index += self.latin_name(&words, index).max(1);
        }
        self.latin_alone(&words);
        self.latin_cued(&words);
    }

    /// What divides two words.
    fn between(&self, a: &Word<'_>, b: &Word<'_>) -> &str {
        &self.text()[a.range.end..b.range.start]
    }

    /// Whether an organisation or a place goes on with the word behind `index`.
    fn goes_on(&self, words: &[Word<'_>], index: usize) -> bool {
        let Some(last) = words.get(index) else { return false };
        let rest = &self.text()[last.range.end..];
        if rest.starts_with("-shi")
            || rest.starts_with("-ku")
            || rest.starts_with("-machi")
            || rest.starts_with("-cho")
            || rest.starts_with("-mura")
            || rest.starts_with("-ken")
            || rest.starts_with("-gun")
            || rest.starts_with("-eki")
            || rest.starts_with("-fu")
        {
            return true;
        }
        words.get(index + 1).is_some_and(|next| {
            matches!(self.between(last, next), " " | " & ")
                && is_no_name(next.text)
                && !POSTS.contains(&next.text)
                && !matches!(
                    next.text,
                    "The"
                        | "I"
                        | "He"
                        | "She"
                        | "This"
                        | "That"
                        | "In"
                        | "On"
                        | "At"
                        | "For"
                        | "From"
                        | "To"
                        | "And"
                        | "Or"
                        | "Mr"
                        | "Ms"
                        | "Mrs"
                        | "Dr"
                        | "Tel"
                        | "Phone"
                        | "Email"
                        | "Fax"
                        | "Date"
                        | "Address"
                )
        })
    }

    /// Notes a name that begins at the word `index`; how many words it took.
    fn latin_name(&mut self, words: &[Word<'_>], index: usize) -> usize {
        if let Some(taken) = self.two_who_do(words, index) {
            return taken;
        }
        let word = &words[index];
        let spaced = |a: usize, b: usize| -> bool {
            matches!((words.get(a), words.get(b)), (Some(a), Some(b)) if self.between(a, b) == " ")
        };
        let name_word = |at: usize| words.get(at).is_some_and(|w| !is_no_name(w.text));
        // Mr. Sato, Dr Hanako Suzuki.
        if POLITE.contains(&word.text) {
            let mut last = None;
            for at in index + 1..words.len().min(index + 4) {
                let gap = self.between(&words[at - 1], &words[at]);
                let first = at == index + 1 && matches!(gap, " " | ". " | ".");
                let initial = words[at - 1].text.chars().count() == 1 && gap == ". ";
                // Mrs Park: behind a form of address a park is somebody.
                let no_name = is_no_name(words[at].text) && !(first && words[at].text == "Park");
                if !(first || gap == " " || initial) || no_name {
                    break;
                }
                last = Some(at);
            }
            if let Some(last) = last {
                let reason = Reason::Honorific(word.text.to_owned());
                let end = words[last].range.end + self.syllable(words[last].range.end);
                self.note(Kind::Person, words[index + 1].range.start..end, Confidence::Certain, reason);
                return last - index + 1;
            }
            return 1;
        }
        // Mayor TANAKA Hanako, Mayor Sato.
        if POSTS.contains(&word.text) && spaced(index, index + 1) && name_word(index + 1) {
            let one = &words[index + 1];
            let pair = spaced(index + 1, index + 2) && name_word(index + 2);
            let last = if pair
                && (self.is_pair(words, index + 1)
                    || lexicon::is_latin_family(words[index + 2].text)
                    || shouted(one.text))
            {
                Some(index + 2)
            } else if (lexicon::is_latin_family(one.text)
                || lexicon::is_foreign_family(one.text)
                || lexicon::is_listed_latin_family(one.text))
                && !pair
                && !self.goes_on(words, index + 1)
            {
                Some(index + 1)
            } else {
                None
            };
            if let Some(last) = last.filter(|last| !self.goes_on(words, *last)) {
                let reason = Reason::Title(word.text.to_owned());
                self.note(Kind::Person, one.range.start..words[last].range.end, Confidence::Certain, reason);
                return last - index + 1;
            }
            return 1;
        }
        // Park Seo-yeon: a park has no syllables behind it.
        if word.text == "Park"
            && let Some(next) = words.get(index + 1).filter(|next| self.between(word, next) == " ")
            && self.syllable(next.range.end) > 0
        {
            let range = word.range.start..next.range.end + self.syllable(next.range.end);
            self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
            return 2;
        }
        // Hi Tomoko, and the line of the signature.
        let greeted = matches!(word.text, "Hi" | "Hello" | "Dear") && spaced(index, index + 1) && name_word(index + 1);
        if greeted
            && let Some(next) = words.get(index + 1)
            && self.text()[next.range.end..].starts_with([',', '\n', '!', ':'])
            && !is_plural(next.text)
        {
            let reason = Reason::Honorific(word.text.to_owned());
            self.note(Kind::Person, next.range.clone(), Confidence::Likely, reason);
            return 2;
        }
        if is_no_name(word.text) {
            return 1;
        }
        if self.signs(&word.range) {
            self.note(Kind::Person, word.range.clone(), Confidence::Likely, Reason::Form);
            return 1;
        }
        // Leila missed the bus, and her teacher called: a given name, and of whom it is said.
        let given = lexicon::is_foreign_given(word.text) || lexicon::is_latin_given(word.text);
        if given && word.text.len() > 2 && !is_plural(word.text) && self.did_something(&word.range) {
            self.note(Kind::Person, word.range.clone(), Confidence::Possible, Reason::FullName);
            return 1;
        }
        // Tanaka-san.
        let rest = &self.text()[word.range.end..];
        if let Some(address) = ["-san", "-sama", "-sensei", "-kun", "-chan"].iter().find(|a| rest.starts_with(**a)) {
            self.note(Kind::Person, word.range.clone(), Confidence::Certain, Reason::Honorific((*address).to_owned()));
            return 1;
        }
        // Her son Liam Brennan.
        if let Some(said) = self.relative(word.range.start)
            && spaced(index, index + 1)
            && name_word(index + 1)
            && !self.goes_on(words, index + 1)
        {
            let last = index + 1 + usize::from(spaced(index + 1, index + 2) && name_word(index + 2));
            let range = word.range.start..words[last].range.end + self.syllable(words[last].range.end);
            self.note(Kind::Person, range, Confidence::Certain, Reason::Cue(said.to_owned()));
            return last - index + 1;
        }
        // A label before: Name: Taro Yamada.
        if let Some(said) = self.latin_label(word.range.start) {
            let mut last = index;
            while last + 1 < words.len()
                && last - index < 2
                && name_word(last + 1)
                && (matches!(self.between(&words[last], &words[last + 1]), " " | ". ")
                    || last == index && self.between(&words[last], &words[last + 1]) == ", ")
            {
                last += 1;
            }
            let known = last > index || lexicon::is_latin_family(word.text) || lexicon::is_foreign_family(word.text);
            if known && !self.goes_on(words, last) && word.text.chars().count() > 1 | (last > index) as usize {
                let end = words[last].range.end + self.syllable(words[last].range.end);
                self.note(Kind::Person, word.range.start..end, Confidence::Certain, Reason::Cue(said));
                return last - index + 1;
            }
        }
        // Minutes taken by Sugimura.
        if let Some(done) = self.done_by(word.range.start)
            && (lexicon::is_latin_family(word.text) || lexicon::is_foreign_family(word.text))
            && !self.goes_on(words, index)
            && !spaced(index, index + 1)
        {
            self.note(Kind::Person, word.range.clone(), Confidence::Likely, Reason::Cue(done.to_owned()));
            return 1;
        }
        // Lucas and Mei shared a prize.
        if let Some(next) = words.get(index + 1)
            && self.between(word, next) == " and "
            && [word, next].iter().all(|w| lexicon::is_foreign_given(w.text) || lexicon::is_latin_given(w.text))
            && !is_no_name(next.text)
            && !spaced(index + 1, index + 2)
            && !self.goes_on(words, index + 1)
            && self.text()[next.range.end..].starts_with([' ', ',', '.'])
        {
            self.note(Kind::Person, word.range.clone(), Confidence::Possible, Reason::FullName);
            self.note(Kind::Person, next.range.clone(), Confidence::Possible, Reason::FullName);
            return 2;
        }
        // J. R. Whitfield.
        if word.text.len() == 1
            && let Some([second, third]) = words.get(index + 1..index + 3)
            && second.text.len() == 1
            && third.text.len() > 2
            && matches!(self.between(word, second), ". " | ".")
            && self.between(second, third) == ". "
            && !is_no_name(third.text)
            && !matches!((word.text, second.text), ("U", "S" | "K" | "N"))
        {
            self.note(Kind::Person, word.range.start..third.range.end, Confidence::Likely, Reason::FullName);
            return 3;
        }
        // T. Yamada.
        if word.text.len() == 1 {
            let initial = words.get(index + 1).filter(|next| matches!(self.between(word, next), ". " | "."));
            // Attendance: ENDO Kaname (chair), B. Adeyemi
            let before = self.text()[..word.range.start].trim_end_matches(' ');
            let item = before.ends_with([',', ';', ':', '\n', '(']) || before.is_empty();
            if let Some(next) = initial.filter(|n| n.text.len() > 3 && !is_no_name(n.text) && item)
                && self.text()[next.range.end..].trim_start_matches(' ').starts_with([',', ';', '\n', '.', ')', '('])
            {
                self.note(Kind::Person, word.range.start..next.range.end, Confidence::Likely, Reason::FullName);
                return 2;
            }
            if let Some(next) = initial.filter(|n| {
                n.text.len() > 2
                    && (lexicon::is_latin_family(n.text) || lexicon::is_foreign_family(n.text))
                    && !is_no_name(n.text)
            }) && !self.goes_on(words, index + 1)
            {
                self.note(Kind::Person, word.range.start..next.range.end, Confidence::Likely, Reason::FullName);
                return 2;
            }
            return 1;
        }
        // Nguyễn Văn An: An is a word in English, and a name behind these two.
        if let (Some(middle), Some(given)) = (words.get(index + 1), words.get(index + 2))
            && lexicon::is_foreign_family(word.text)
            && is_middle(middle.text)
            && self.between(word, middle) == " "
            && self.between(middle, given) == " "
            && given.text.chars().count() > 1
            && (!is_no_name(given.text) || word.text != lexicon::unmarked(word.text))
        {
            self.note(Kind::Person, word.range.start..given.range.end, Confidence::Likely, Reason::FullName);
            return 3;
        }
        // Maria dos Santos, Ahmed bin Salem
        let first = |word: &str| word.split('-').next().is_some_and(lexicon::is_foreign_given);
        if let Some(next) = words.get(index + 1)
            && first(word.text)
            && is_particle(self.between(word, next))
            && !is_no_name(next.text)
            && !self.goes_on(words, index + 1)
        {
            self.note(Kind::Person, word.range.start..next.range.end, Confidence::Likely, Reason::FullName);
            return 2;
        }
        // J. R. Whitfield
        if self.is_pair(words, index) || self.is_asian(words, index) {
            let mut last = index + 1;
            // Nguyen Thi Lan, SANTOS MARIA CLARA
            let goes_on = |last: usize| spaced(last, last + 1) && name_word(last + 1);
            if goes_on(last) && (lexicon::is_foreign_family(word.text) || is_middle(words[last].text)) {
                last += 1;
            }
            // John F. Smith, Maria del Carmen are rare; a third capital word that is a family name belongs to it.
            if spaced(last, last + 1)
                && name_word(last + 1)
                && (lexicon::is_foreign_given(word.text) || lexicon::is_syllables(word.text))
                && (lexicon::is_foreign_family(words[last + 1].text)
                    // Fatima Zahra Idrissi,
                    || lexicon::is_foreign_given(words[last].text)
                        && self.text()[words[last + 1].range.end..].starts_with([',', '.', ')', '\n']))
            {
                last += 1;
            }
            if !self.goes_on(words, last) {
                let end = words[last].range.end + self.syllable(words[last].range.end);
                self.note(Kind::Person, word.range.start..end, Confidence::Likely, Reason::FullName);
                return last - index + 1;
            }
        }
        1
    }

    /// Emi and Oluwaseun Adeyemi will take minutes: a given name that begins the sentence, and somebody with it of whom is said
    /// what only people do. How many words they took.
    fn two_who_do(&mut self, words: &[Word<'_>], index: usize) -> Option<usize> {
        const DO: [&str; 14] = [
            "take",
            "chair",
            "attend",
            "join",
            "present",
            "lead",
            "prepare",
            "speak",
            "interpret",
            "translate",
            "review",
            "reply",
            "visit",
            "contact",
        ];
        let [one, given, family] = words.get(index..index + 3)? else { return None };
        let before = self.text()[..one.range.start].trim_end_matches(' ');
        let begins = before.is_empty() || before.ends_with(['.', '\n', '!', '?', ':', ';']);
        let known = lexicon::is_latin_given(one.text) || lexicon::is_foreign_given(one.text);
        let joined = self.between(one, given) == " and " && self.between(given, family) == " ";
        let does = self.text()[family.range.end..].strip_prefix(" will ")?;
        let does = DO.iter().any(|word| {
            does.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        });
        if !begins || !known || !joined || !does || is_no_name(given.text) || is_no_name(family.text) {
            return None;
        }
        self.note(Kind::Person, one.range.clone(), Confidence::Possible, Reason::FullName);
        self.note(Kind::Person, given.range.start..family.range.end, Confidence::Likely, Reason::FullName);
        Some(3)
    }

    /// How many bytes behind `at` go on with a given name of syllables: the `-jun` of Min-jun.
    fn syllable(&self, at: usize) -> usize {
        let rest = &self.text()[at..];
        let Some(more) = rest.strip_prefix('-') else { return 0 };
        let len = more.bytes().take_while(u8::is_ascii_lowercase).count();
        let no =
            ["san", "shi", "ku", "machi", "cho", "mura", "ken", "gun", "fu", "sama", "kun", "chan", "eki", "based"];
        let syllable = (2..=6).contains(&len) && !no.contains(&&more[..len]);
        if syllable && !more[len..].starts_with('-') { len + 1 } else { 0 }
    }

    /// Whether the words at `index` and behind it are a Chinese, Korean or Vietnamese family name and a given name.
    fn is_asian(&self, words: &[Word<'_>], index: usize) -> bool {
        let Some([a, b]) = words.get(index..index + 2) else { return false };
        if self.between(a, b) != " " || is_no_name(a.text) || is_no_name(b.text) {
            return false;
        }
        let family = lexicon::is_foreign_family(a.text);
        // Nguyễn Văn An: a middle name, and the given name behind it.
        let middle =
            is_middle(b.text) && words.get(index + 2).is_some_and(|c| self.between(b, c) == " " && !is_no_name(c.text));
        family
            && (middle
                || self.syllable(b.range.end) > 0
                || lexicon::is_foreign_given(b.text)
                || lexicon::is_syllables(b.text)
                // Li Na called: two letters, where the sentence goes on with what somebody did.
                || b.text.len() == 2
                    && a.text.len() < 6
                    && lexicon::is_syllable(b.text)
                    && self.text()[b.range.end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase)))
    }

    /// Whether the words at `index` and behind it are a given name and a family name, in either order.
    fn is_pair(&self, words: &[Word<'_>], index: usize) -> bool {
        let Some([a, b]) = words.get(index..index + 2) else { return false };
        let gap = self.between(a, b);
        let inverted =
            lexicon::is_latin_given(b.text) && !lexicon::is_latin_family(b.text) && lexicon::is_latin_family(a.text);
        let comma = gap == ", " && (shouted(a.text) || inverted);
        // ONODERA Ken: behind a family name in capitals it is no prefecture.
        let ken = b.text.eq_ignore_ascii_case("ken") && shouted(a.text) && lexicon::is_latin_family(a.text);
        if !(gap == " " || comma)
            || is_no_name(a.text)
            || is_no_name(b.text) && !ken
            || a.text.len() < 2
            || b.text.len() < 2
        {
            return false;
        }
        let japanese = |given: &str, family: &str| lexicon::is_latin_given(given) && lexicon::is_latin_family(family);
        if shouted(a.text) && shouted(b.text) {
            return japanese(b.text, a.text) || japanese(a.text, b.text);
        }
        if shouted(a.text) {
            return lexicon::is_latin_family(a.text) && (lexicon::is_latin_given(b.text) || a.text.len() > 3)
                || lexicon::is_foreign_family(a.text) && lexicon::is_foreign_given(b.text);
        }
        if shouted(b.text) {
            return lexicon::is_latin_family(b.text) && a.text.len() > 2 || lexicon::is_foreign_given(a.text);
        }
        let listed = |given: &str, family: &str| {
            lexicon::is_listed_latin_given(given)
                && (lexicon::is_listed_latin_family(family)
                    || lexicon::is_foreign_family(family)
                    || lexicon::is_latin_family(family))
        };
        japanese(a.text, b.text)
            || japanese(b.text, a.text)
            || listed(a.text, b.text)
            || lexicon::is_latin_family(a.text) && lexicon::is_foreign_given(b.text)
            // Jean-Luc Moreau
            || a.text.split_once('-').is_some_and(|(first, second)| {
                [first, second].iter().all(|part| lexicon::is_foreign_given(part) || lexicon::is_listed_latin_given(part))
            })
            || lexicon::is_foreign_given(a.text) && !lexicon::is_latin_given(b.text) && b.text.len() > 2
            || lexicon::is_foreign_given(a.text)
                && (lexicon::is_foreign_family(b.text) || lexicon::is_latin_family(b.text))
    }

    /// Whether it says before `at` whose name this is: her husband, Ahmed; his son Liam.
    fn relative(&self, at: usize) -> Option<&'static str> {
        const RELATIVES: [&str; 13] = [
            "husband",
            "wife",
            "son",
            "daughter",
            "mother",
            "father",
            "brother",
            "sister",
            "guardian",
            "tenant",
            "neighbour",
            "interpreter",
            "colleague",
        ];
        let before = self.text()[..at].trim_end_matches([' ', ',']);
        let before = before.strip_suffix(" is").or_else(|| before.strip_suffix(" named")).unwrap_or(before);
        RELATIVES.into_iter().find(|word| {
            before.strip_suffix(word).is_some_and(|lead| !lead.ends_with(|c: char| c.is_ascii_alphabetic()))
        })
    }

    /// Whether a word alone in its line stands behind the close of a letter.
    fn signs(&self, range: &Range<usize>) -> bool {
        const CLOSES: [&str; 9] =
            ["best", "regards", "wishes", "sincerely", "thanks", "yours", "faithfully", "cheers", "truly"];
        let (number, line) = self.folded.line(range.start);
        let alone = self.text()[line.clone()].trim() == &self.text()[range.clone()];
        // Thanks, Mika
        let lead = self.text()[line.start..range.start].trim_end_matches([',', ' ', '!']).to_ascii_lowercase();
        let ends = self.text()[range.end..line.end].trim_end_matches(['.', ' ']).is_empty();
        let lead = lead.rsplit(['.', '?', '!']).next().unwrap_or("").trim();
        if ends
            && lead.len() < 24
            && CLOSES.iter().any(|close| lead.ends_with(close))
            && !is_plural(&self.text()[range.clone()])
        {
            return true;
        }
        let above = number.checked_sub(1).and_then(|above| self.folded.line_numbered(above));
        let above = above.map_or("", |above| self.text()[above].trim_end_matches([',', ' ', '!'])).to_ascii_lowercase();
        alone && above.len() < 40 && CLOSES.iter().any(|close| above.ends_with(close))
    }

    /// Whether a sentence that begins with the word at `range` says what it did, and speaks of it as he or she.
    fn did_something(&self, range: &Range<usize>) -> bool {
        let before = self.text()[..range.start].trim_end_matches(' ');
        let begins = before.is_empty() || before.ends_with(['.', '\n', '!', '?']);
        let Some(rest) = self.text()[range.end..].strip_prefix(' ').filter(|_| begins) else { return false };
        let stop = rest.find(['.', '\n']).unwrap_or(rest.len());
        let sentence = &rest[..stop];
        let verb = sentence.split(' ').next().unwrap_or("");
        let past =
            verb.len() > 3 && verb.ends_with("ed") || ["was", "is", "has", "had", "will", "said"].contains(&verb);
        past && sentence.split([' ', ',']).any(|word| matches!(word, "he" | "she" | "his" | "her" | "him"))
    }

    /// What somebody did who is named at `at`: taken by, prepared by.
    fn done_by(&self, at: usize) -> Option<&'static str> {
        const DONE: [&str; 14] = [
            "taken by",
            "prepared by",
            "written by",
            "approved by",
            "drafted by",
            "reviewed by",
            "signed by",
            "reported by",
            "translated by",
            "checked by",
            "recorded by",
            "chaired by",
            "received by",
            "handled by",
        ];
        let before = self.text()[..at].strip_suffix(' ')?;
        DONE.into_iter().find(|done| {
            let start = before.len().checked_sub(done.len());
            start.is_some_and(|start| before.as_bytes()[start..].eq_ignore_ascii_case(done.as_bytes()))
        })
    }

    /// The label right before `at`, if it asks for a name.
    fn latin_label(&self, at: usize) -> Option<String> {
        let said =
            self.cues.before(at).into_iter().next().filter(|said| said.cue == Cue::Name && said.range.end <= at)?;
        let (_, line) = self.folded.line(at);
        if !line.contains(&said.range.start) {
            // The heading of a column, or the line before.
            let lead = self.text()[line.start..at].trim_end_matches(' ');
            return (lead.is_empty() || lead.ends_with(['\t', '|', ','])).then(|| self.cues.word(said));
        }
        let gap = &self.text()[said.range.end..at];
        let mark = gap.contains([':', '\t', '|', '(']) || !self.cues.word(said).is_ascii();
        (mark && gap.chars().all(|c| " :\t|(),".contains(c)) && !gap.is_empty()).then(|| self.cues.word(said))
    }
}
