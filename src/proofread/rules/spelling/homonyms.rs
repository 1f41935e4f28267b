//! Words that sound alike, told apart by what stands beside them: 人事移動 → 人事異動, 式に望む → 式に臨む.
//!
//! Asked by the rule on 同音異義. The words are in `assets/rules/typo-homonyms.tsv`, one line each, those of one reading
//! below each other: `reading<TAB>word<TAB>signs`. The word may stand for all forms of a verb (`臨~む`); a `!` behind it
//! says that it is so rare in offices that it is a slip wherever none of its own signs stands. The signs are divided by
//! `|`: `人事~` stands directly before the word, `~届` directly behind it, and `内示` near it in the same sentence. What a verb
//! takes, `会議に~`, is near it where an adverb stands between. One in round brackets, `(工場~)`, stands beside others of its
//! reading as well: it keeps the word, and says nothing of others.
//! A word is a slip where a sign of another one of its reading stands and a weaker one of its own, or none.

use crate::proofread::japanese::is_kanji;
use crate::proofread::verbs::{self, Form};
use crate::proofread::{Needs, Passage};
use crate::text::Span;
use crate::text::morph::neighbours;
use std::sync::{LazyLock, OnceLock};

/// Letters before and behind a word in which a sign is near.
const BEFORE: usize = 16;
const BEHIND: usize = 12;

static HOMONYMS: LazyLock<Homonyms> =
    LazyLock::new(|| Homonyms::new(include_str!("../../../../assets/rules/typo-homonyms.tsv")));

#[derive(Default)]
struct Homonyms {
    words: Vec<Word>,
}

struct Word {
    /// Its reading is that of the words from this one on.
    first: usize,
    /// What does not change of it.
    stem: &'static str,
    /// How it ends: one that is empty for a noun.
    forms: Vec<Form>,
    rare: bool,
    /// As the table writes them. They are read when a word of this sound is first met: a page meets few.
    cell: &'static str,
    signs: OnceLock<Vec<Sign>>,
}

struct Sign {
    place: Place,
    text: &'static str,
    /// It keeps its own word, and is no sign against another one.
    keeps_only: bool,
}

enum Place {
    Before,
    Behind,
    Near,
    /// A particle ends it, so that an adverb may stand between.
    Taken,
}

/// How sure the signs of a word make it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    Not,
    Near,
    Beside,
}

/// What stands around a word in its sentence.
struct Surroundings<'p> {
    before: &'p str,
    behind: &'p str,
    /// As much of both as is near.
    near: [&'p str; 2],
}

impl Homonyms {
    /// Reads the table. Lines that are no entry are left out; a test sees that there are none.
    fn new(source: &'static str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut reading_before = "";
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(reading), Some(word), signs) = (cells.next(), cells.next(), cells.next()) else { continue };
            let (word, rare) = word.strip_suffix('!').map_or((word, false), |word| (word, true));
            let (stem, forms) = match word.split_once('~') {
                None => (word, Some(vec![Form { end: "", before: &[] }])),
                Some((stem, ending)) => (stem, verbs::forms(ending, false)),
            };
            let Some(forms) = forms else { continue };
            let first = if reading == reading_before { words.last().map_or(0, |word| word.first) } else { words.len() };
            reading_before = reading;
            let cell = signs.unwrap_or_default();
            words.push(Word { first, stem, forms, rare, cell, signs: OnceLock::new() });
        }
        Self { words }
    }

    /// The words that sound like the one at `index`, it among them.
    fn alike(&self, index: usize) -> &[Word] {
        let first = self.words.get(index).map_or(index, |word| word.first);
        let count = self.words.iter().skip(first).take_while(|word| word.first == first).count();
        &self.words[first..first + count]
    }
}

impl Sign {
    fn new(cell: &'static str) -> Self {
        let kept = cell.strip_prefix('(').and_then(|cell| cell.strip_suffix(')'));
        let (cell, keeps_only) = (kept.unwrap_or(cell), kept.is_some());
        let (place, text) = match (cell.strip_suffix('~'), cell.strip_prefix('~')) {
            (Some(taken), _) if is_taken(taken) => (Place::Taken, taken),
            (Some(before), _) => (Place::Before, before),
            (_, Some(behind)) => (Place::Behind, behind),
            _ => (Place::Near, cell),
        };
        Self { place, text, keeps_only }
    }

    /// How sure it makes its word in these `surroundings`.
    fn sure(&self, surroundings: &Surroundings<'_>) -> Sure {
        let (stands, sure) = match self.place {
            Place::Before => (surroundings.before.ends_with(self.text), Sure::Beside),
            Place::Behind => (surroundings.behind.starts_with(self.text), Sure::Beside),
            Place::Near => (surroundings.near.iter().any(|near| near.contains(self.text)), Sure::Near),
            Place::Taken if surroundings.before.ends_with(self.text) => (true, Sure::Beside),
            Place::Taken => (takes(surroundings.near[0], self.text), Sure::Near),
        };
        match stands {
            true if self.keeps_only => Sure::Near,
            true => sure,
            false => Sure::Not,
        }
    }
}

impl Word {
    fn signs(&self) -> &[Sign] {
        let read = || self.cell.split('|').filter(|sign| !sign.is_empty()).map(Sign::new).collect();
        self.signs.get_or_init(read)
    }

    /// How sure the signs make it that it is meant where another word of its sound stands.
    fn is_meant(&self, surroundings: &Surroundings<'_>) -> Sure {
        let signs = self.signs().iter().filter(|sign| !sign.keeps_only);
        signs.map(|sign| sign.sure(surroundings)).max().unwrap_or(Sure::Not)
    }

    /// How sure they make it that it is right where it stands.
    fn is_right(&self, surroundings: &Surroundings<'_>) -> Sure {
        self.signs().iter().map(|sign| sign.sure(surroundings)).max().unwrap_or(Sure::Not)
    }

    /// Whether one of its forms stands in `text`.
    fn stands_in(&self, text: &str) -> bool {
        text.match_indices(self.stem).any(|(at, _)| self.form(&text[at..]).is_some())
    }

    /// The form of it that `text` begins with.
    fn form(&self, text: &str) -> Option<&'static str> {
        let rest = text.strip_prefix(self.stem)?;
        let stands = |form: &&Form| {
            let behind = rest.strip_prefix(form.end);
            behind.is_some_and(|b| form.before.is_empty() || form.before.iter().any(|next| b.starts_with(next)))
        };
        self.forms.iter().filter(stands).map(|form| form.end).max_by_key(|end| end.len())
    }
}

/// Whether `sign`, which stands before a verb, is what the verb takes: 会議に, 設置を.
fn is_taken(sign: &str) -> bool {
    sign.chars().count() > 2 && sign.ends_with(['を', 'が', 'に', 'へ', 'と'])
}

/// Whether a verb behind `before` takes `taken` with an adverb between: けがを治し、段差を is nothing that 直す would take.
fn takes(before: &str, taken: &str) -> bool {
    let behind = before.rfind(taken).map(|at| &before[at + taken.len()..]);
    behind.is_some_and(|behind| {
        !behind.contains(['、', 'を', 'が']) && !taken.chars().next_back().is_some_and(|c| behind.contains(c))
    })
}

fn first(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(at, _)| &text[..at])
}

fn last(text: &str, letters: usize) -> &str {
    text.char_indices().nth_back(letters.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}

/// What all its words begin with.
pub fn needs() -> Needs {
    Needs::places(HOMONYMS.words.iter().map(|word| word.stem.to_owned()).collect())
}

/// Words that are meant to be another one of the same sound, and that one; `offset` is the number of the first place of
/// [`needs`] among those of the rule.
pub fn slips<'p>(passage: &'p Passage<'_>, offset: usize) -> impl Iterator<Item = (Span, Vec<String>)> + 'p {
    let homonyms = &*HOMONYMS;
    let numbered = passage.places().filter_map(move |(number, stem)| Some((number.checked_sub(offset)?, stem)));
    numbered.filter_map(move |(index, stem)| {
        let word = homonyms.words.get(index)?;
        let form = word.form(&passage.text[stem.start..])?;
        let span = Span::new(stem.start, stem.start + word.stem.len() + form.len());
        let (from, to) = bounds(passage.text, span);
        let (before, behind) = (&passage.text[from..span.start], &passage.text[span.end..to]);
        // What a verb takes stands before it.
        let near = [last(before, BEFORE), if form.is_empty() { first(behind, BEHIND) } else { "" }];
        let surroundings = &Surroundings { before, behind, near };
        let alike = homonyms.alike(index);
        let others = || alike.iter().filter(|other| other.stem != word.stem);
        let best = others().map(|other| other.is_meant(surroundings)).max().unwrap_or(Sure::Not);
        // Most words stand where nothing speaks for another one.
        if best == Sure::Not && !word.rare {
            return None;
        }
        // Who writes both in one sentence knows them: 敗れた選手の破れた靴.
        let knows = |other: &Word| other.stands_in(before) || other.stands_in(behind);
        if others().any(|other| best != Sure::Not && other.is_meant(surroundings) == best && knows(other)) {
            return None;
        }
        let own = word.is_right(surroundings);
        let rare = word.rare && own == Sure::Not && best == Sure::Not;
        if !(best > own || rare) || passage.is_protected(span) || !is_word(passage, span, !form.is_empty()) {
            return None;
        }
        let meant = others().filter(|other| if rare { !other.rare } else { other.is_meant(surroundings) == best });
        // 望んだ → 臨んだ, but not 締めた → 占める.
        let meant = meant.filter(|other| other.forms.iter().any(|f| f.end == form));
        let cures: Vec<String> = meant.map(|other| format!("{}{form}", other.stem)).collect();
        (!cures.is_empty()).then_some((span, cures))
    })
}

/// Words that hold what stands around another one of their sound; `offset` as in [`slips`]. Where a sign speaks for them
/// nothing is sure, and what is not sure is not said beside a sign.
pub fn doubted<'p>(passage: &'p Passage<'_>, offset: usize) -> impl Iterator<Item = (Span, neighbours::Doubt)> + 'p {
    neighbours::doubts(passage.text, passage.tokens()).into_iter().filter_map(move |doubt| {
        let span = doubt.span;
        let (from, to) = bounds(passage.text, span);
        let (before, behind) = (&passage.text[from..span.start], &passage.text[span.end..to]);
        // 貴会 and 貴校 are said of whoever is written to.
        let written = &passage.text[span.range()];
        let short = written.chars().nth(1).is_none() || written.starts_with('貴');
        if short || passage.is_protected(span) || [before, behind].iter().any(|words| words.contains(doubt.base)) {
            return None;
        }
        let known = passage.places().filter_map(|(number, stem)| {
            let word = HOMONYMS.words.get(number.checked_sub(offset)?)?;
            (stem.start == span.start).then(|| word.form(&passage.text[stem.start..]).map(|form| (word, form)))?
        });
        let right = |(word, form): (&Word, &str)| {
            let behind = passage.text.get(span.start + word.stem.len() + form.len()..to).unwrap_or_default();
            let near = [last(before, BEFORE), if form.is_empty() { first(behind, BEHIND) } else { "" }];
            word.is_right(&Surroundings { before, behind, near })
        };
        let right = { known }.map(right).max().unwrap_or(Sure::Not);
        let is_sure = doubt.is_sure && right == Sure::Not;
        (doubt.is_sure || right != Sure::Beside).then_some((span, neighbours::Doubt { is_sure, ..doubt }))
    })
}

/// Where the sentence, line or table cell of `span` begins and ends.
fn bounds(text: &str, span: Span) -> (usize, usize) {
    const ENDS: &[char] = &['。', '\n', '\t', '！', '？'];
    let from = text[..span.start].rfind(ENDS).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (from, text[span.end..].find(ENDS).map_or(text.len(), |at| span.end + at))
}

/// Whether a word begins where `span` does: 会場 is none in 委員会場所. A verb does not go on with a kanji: 取り is none in
/// 取り戻した.
fn is_word(passage: &Passage<'_>, span: Span, verb: bool) -> bool {
    let mut tokens = passage.tokens().iter().map(|token| token.span);
    tokens.any(|token| {
        let beyond = passage.text.get(span.end..token.end).unwrap_or_default();
        token.start == span.start && !(verb && beyond.contains(is_kanji))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_entry() {
        let source = include_str!("../../../../assets/rules/typo-homonyms.tsv");
        let lines = source.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lines, HOMONYMS.words.len());
        for (index, word) in HOMONYMS.words.iter().enumerate() {
            assert!(HOMONYMS.alike(index).len() > 1, "{} stands alone", word.stem);
            assert!(word.rare || !word.signs().is_empty(), "{} has no signs", word.stem);
        }
    }
}
