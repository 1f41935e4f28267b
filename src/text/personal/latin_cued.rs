//! Names in Latin letters that a cue tells although no list has them: issued to Farhad Karimi, born …; Thank you, Sayaka;
//! van der Meer asked.

use super::latin::{Word, is_no_name, is_plural, shouted};
use super::lexicon;
use super::{Confidence, Finder, Kind, Reason};
use std::sync::LazyLock;

/// Words of a line of `assets/names/said-latin.txt`.
fn words(name: &str) -> Vec<&'static str> {
    let file = include_str!("../../../assets/names/said-latin.txt");
    let line = file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("");
    line.split('|').collect()
}

/// What a whole name follows: issued to, in the name of.
static WHOSE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("whose"));
/// What goes on with a whole name and nothing else: `, born`, `(aged`.
static BORN: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("born"));
/// What thanks or greets somebody, before a comma and a given name.
static THANKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("thanks"));
/// What people do, right behind the name.
static DO: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("do"));

/// Family names that are places of Japan first.
static PLACES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words("places"));

impl Finder<'_> {
    /// Looks through capitalised words for names that a cue tells.
    pub(super) fn latin_cued(&mut self, words: &[Word<'_>]) {
        for index in 0..words.len() {
            if !self.is_free(&words[index].range) {
                self.longer_latin(words, index);
                continue;
            }
            self.who_were(words, index);
            self.whole_latin(words, index);
            self.thanked(words, index);
            self.with_particle(&words[index]);
        }
    }

    /// Emi Rachel Wada, of whom Emi Rachel was found: one more word that is a family name goes on with it.
    fn longer_latin(&mut self, words: &[Word<'_>], index: usize) {
        let Some(next) = words.get(index + 1).filter(|next| self.is_free(&next.range)) else { return };
        let end = words[index].range.end;
        let Some((&start, _)) = self.somebody.range(..end).next_back().filter(|(_, stop)| **stop == end) else {
            return;
        };
        let between = self.text().get(end..next.range.start);
        let family = lexicon::is_latin_family(next.text)
            || lexicon::is_foreign_family(next.text)
            || lexicon::is_listed_latin_family(next.text);
        let rest = &self.text()[next.range.end..];
        let closed =
            rest.is_empty() || rest.starts_with([',', '.', ';', ')', '\n', '(', '\'']) || rest.starts_with(" (");
        let closed = closed || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        if between == Some(" ") && family && closed && !is_no_name(next.text) && next.text.len() > 2 {
            self.extended(start, start, next.range.end);
        }
    }

    /// issued to YAMASHITA KEN, in the name of M HOSOKAWA, so Farhad Karimi, born 2 May 1988.
    fn whole_latin(&mut self, words: &[Word<'_>], index: usize) {
        let text = self.text();
        let word = &words[index];
        let mut last = index;
        while let Some(next) = words.get(last + 1) {
            let between = &text[words[last].range.end..next.range.start];
            let initial = words[last].text.len() == 1 && between == ". ";
            let ken = next.text.eq_ignore_ascii_case("ken");
            if last - index > 2 || !(between == " " || initial) || is_no_name(next.text) && !ken {
                break;
            }
            last += 1;
        }
        let lead = &text[..word.range.start];
        let begins = !lead.ends_with(['-', '/', '@', '&', '#']);
        if last == index || !begins || is_no_name(word.text) || is_plural(word.text) {
            return;
        }
        let end = words[last].range.end;
        let tail = &text[end..];
        let lower =
            lead.get(lead.ceil_char_boundary(lead.len().saturating_sub(40))..).unwrap_or("").to_ascii_lowercase();
        let whose = WHOSE.iter().any(|whose| {
            lower
                .trim_end()
                .strip_suffix(whose)
                .is_some_and(|lead| !lead.ends_with(|c: char| c.is_ascii_alphanumeric()))
        });
        let born = BORN.iter().any(|born| {
            let head = tail.as_bytes().get(..born.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(born.as_bytes()))
        });
        let closed = !tail.starts_with(['-', '/', '@', '&']) && !self.is_place_or_office(words, last);
        let known = words[index..=last].iter().any(|word| {
            lexicon::is_latin_family(word.text)
                || lexicon::is_latin_given(word.text)
                || lexicon::is_foreign_given(word.text)
                || lexicon::is_foreign_family(word.text)
                || lexicon::is_listed_latin_given(word.text)
                || lexicon::is_listed_latin_family(word.text)
        });
        let range = word.range.start..end;
        if closed && (born || whose && known) && self.is_free(&range) {
            self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
        }
    }

    /// Mbeki, Sharma and Ito were absent: two or more in a row of whom is said what people do, one of them a name for sure.
    fn who_were(&mut self, words: &[Word<'_>], index: usize) {
        const WERE: [&str; 14] = [
            "were absent",
            "are absent",
            "were present",
            "are present",
            "attended",
            "will attend",
            "sent apologies",
            "joined",
            "will join",
            "took part",
            "apologised",
            "were late",
            "are on leave",
            "have left",
        ];
        let text = self.text();
        let before = text[..words[index].range.start].trim_end_matches(' ');
        if !(before.is_empty() || before.ends_with(['.', '\n', ':', '!', '?', ';'])) {
            return;
        }
        let mut last = index;
        while let Some(next) = words.get(last + 1)
            && matches!(&text[words[last].range.end..next.range.start], ", " | " and " | ", and ")
        {
            last += 1;
        }
        let row = &words[index..=last];
        let tail = text[words[last].range.end..].trim_start_matches(' ');
        let said = WERE.iter().any(|were| tail.starts_with(were));
        let families = row.iter().all(|word| {
            lexicon::is_latin_family(word.text)
                || lexicon::is_foreign_family(word.text)
                || lexicon::is_listed_latin_family(word.text)
        });
        // Shimada and Patel reviewed the tender.
        let done = families && row.iter().any(|word| lexicon::is_latin_family(word.text) && word.text.len() > 4);
        let place = |word: &Word<'_>| PLACES.contains(&lexicon::unmarked(word.text).to_ascii_lowercase().as_str());
        let done = done && !row.iter().any(place);
        let done = done
            && DO.iter().any(|does| {
                does.ends_with("ed") && tail.strip_prefix(does).is_some_and(|rest| rest.starts_with([' ', '.', ',']))
            });
        let said = said || done;
        let known = row.iter().any(|word| {
            lexicon::is_latin_family(word.text)
                || lexicon::is_latin_given(word.text)
                || lexicon::is_foreign_given(word.text)
                || lexicon::is_listed_latin_family(word.text)
        });
        if row.len() > 1 && said && known && row.iter().all(|word| !is_no_name(word.text) && !is_plural(word.text)) {
            for word in row {
                self.note(Kind::Person, word.range.clone(), Confidence::Likely, Reason::FullName);
            }
        }
    }

    fn is_place_or_office(&self, words: &[Word<'_>], last: usize) -> bool {
        let tail = &self.text()[words[last].range.end..];
        words.get(last + 1).is_some_and(|next| {
            self.text().get(words[last].range.end..next.range.start) == Some(" ") && is_no_name(next.text)
        }) || tail.starts_with("'s Office")
    }

    /// Thank you, Sayaka.
    fn thanked(&mut self, words: &[Word<'_>], index: usize) {
        let word = &words[index];
        let text = self.text();
        let given = lexicon::is_latin_given(word.text)
            || lexicon::is_foreign_given(word.text)
            || lexicon::is_listed_latin_given(word.text)
            || lexicon::is_latin_family(word.text);
        if !given || is_no_name(word.text) || is_plural(word.text) || shouted(word.text) || word.text.len() < 3 {
            return;
        }
        let lead = &text[..word.range.start];
        let near =
            lead.get(lead.ceil_char_boundary(lead.len().saturating_sub(40))..).unwrap_or("").to_ascii_lowercase();
        let thanked = THANKS.iter().any(|thanks| {
            near.strip_suffix(", ").and_then(|near| near.strip_suffix(thanks)).is_some_and(|lead| {
                lead.trim_end().is_empty() || lead.trim_end().ends_with(['.', '!', '?', '\n', ':', '"', '“'])
            })
        });
        let tail = &text[word.range.end..];
        let closed = tail.is_empty() || tail.starts_with(['.', ',', '!', '?', '\n', ';']);
        // You are right, Naoko.
        let called = lead.ends_with(", ")
            && (tail.is_empty() || tail.starts_with(['.', '!', '?']))
            && ["you", "your", "thanks", "sorry", "please", "welcome", "congratulations"].iter().any(|word| {
                let from = near.rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
                near[from..].split_whitespace().next() == Some(word)
            })
            && near.matches(", ").count() == 1
            && lexicon::is_latin_given(word.text)
            && !lexicon::is_latin_family(word.text);
        if closed && (thanked || called) {
            self.note(Kind::Person, word.range.clone(), Confidence::Likely, Reason::FullName);
        }
    }

    /// van der Meer asked: small words that belong to the family name behind them.
    fn with_particle(&mut self, word: &Word<'_>) {
        const PARTICLES: [&str; 12] = [
            "van der ", "van den ", "van de ", "van ", "von der ", "von ", "de la ", "della ", "dos ", "da ", "ter ",
            "ten ",
        ];
        let text = self.text();
        let lead = &text[..word.range.start];
        let ends = |particle: &&&str| {
            let bytes = lead.as_bytes();
            bytes
                .len()
                .checked_sub(particle.len())
                .is_some_and(|at| bytes[at..].eq_ignore_ascii_case(particle.as_bytes()))
        };
        let Some(particle) = PARTICLES.iter().find(ends) else {
            return;
        };
        let start = lead.len() - particle.len();
        let opens = lead[..start].is_empty() || lead[..start].ends_with(['.', '\n', ' ', '(', ':', '"']);
        let family =
            lexicon::is_foreign_family(word.text) || lexicon::is_listed_latin_family(word.text) || particle.len() > 6;
        let tail = text[word.range.end..].strip_prefix(' ').unwrap_or("");
        let does = DO
            .iter()
            .any(|does| tail.strip_prefix(does).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())));
        if opens && family && does && !is_no_name(word.text) {
            self.note(Kind::Person, start..word.range.end, Confidence::Likely, Reason::FullName);
        }
    }
}
