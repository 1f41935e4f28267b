//! Words of one sound in the places of each other: 別紙使用書 → 別紙仕様書, 貸借対象表 → 貸借対照表.
//!
//! Asked by the rule on 同音異義. `assets/rules/typo-beside.tsv` says of a word where it never stands in public texts while
//! another one of its sound often does: `word<TAB>meant<TAB>places`. A place `契約~` is directly before the word, `~の提出`
//! directly behind it; a single kanji `~書` is the whole rest of the compound, and `貸~` its whole beginning.

use super::homonyms;
use crate::proofread::japanese::is_kanji;
use crate::proofread::{Needs, Passage};
use crate::text::Span;
use std::sync::LazyLock;

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/typo-beside.tsv");
    source.lines().filter(|line| !line.starts_with('#')).filter_map(Line::new).collect()
});

struct Line {
    word: &'static str,
    meant: &'static str,
    places: &'static str,
}

impl Line {
    fn new(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        Some(Self { word: cells.next()?, meant: cells.next()?, places: cells.next()? })
    }

    /// Whether it says so of the word between `before` and `behind`.
    fn stands(&self, before: &str, behind: &str) -> bool {
        self.places.split('|').any(|place| match (place.strip_suffix('~'), place.strip_prefix('~')) {
            (Some(place), _) => {
                let rest = before.strip_suffix(place);
                rest.is_some_and(|rest| !is_one_kanji(place) || !rest.chars().next_back().is_some_and(is_kanji))
            }
            (_, Some(place)) => {
                let rest = behind.strip_prefix(place);
                rest.is_some_and(|rest| !is_one_kanji(place) || !rest.chars().next().is_some_and(is_kanji))
            }
            _ => false,
        })
    }
}

fn is_one_kanji(place: &str) -> bool {
    let mut letters = place.chars();
    letters.next().is_some_and(is_kanji) && letters.next().is_none()
}

/// What its lines begin with.
pub fn needs() -> Needs {
    Needs::places(LINES.iter().map(|line| line.word.to_owned()).collect())
}

/// Words that stand where another one of their sound belongs, and that one; `offset` is the number of the first place of
/// [`needs`] among those of the rule.
pub fn slips<'p>(passage: &'p Passage<'_>, offset: usize) -> impl Iterator<Item = (Span, &'static str)> + 'p {
    let lines = &*LINES;
    let numbered = passage.places().filter_map(move |(number, span)| Some((number.checked_sub(offset)?, span)));
    numbered.filter_map(move |(number, span)| {
        let line = lines.get(number)?;
        let (before, behind) = (&passage.text[..span.start], &passage.text[span.end..]);
        let slip = line.stands(before, behind) && !passage.is_protected(span);
        let slip = slip && homonyms::is_word(passage, span) && !homonyms::keeps(passage, span);
        slip.then_some((span, line.meant))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_kanji_is_the_rest_of_its_compound() {
        let line = Line { word: "使用", meant: "仕様", places: "~書|貸~" };
        assert!(line.stands("別紙", "書のとおり"));
        assert!(!line.stands("別紙", "書類を"));
        assert!(line.stands("、貸", "を"));
        assert!(!line.stands("賃貸", "を"));
    }

    #[test]
    fn every_line_is_an_entry() {
        let source = include_str!("../../../../assets/rules/typo-beside.tsv");
        let lines = source.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lines, LINES.len());
        for line in LINES.iter() {
            let is_place = |place: &str| place.starts_with('~') != place.ends_with('~');
            assert!(line.word != line.meant && line.places.split('|').all(is_place), "{}", line.word);
        }
    }
}
