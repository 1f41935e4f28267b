//! English: sentences, words, grammar, dates, marks. The house base is plain English for residents.

mod abbreviation;
mod acronym;
mod article;
mod confused;
mod currency;
mod date;
mod date_era;
mod date_invalid;
mod date_weekday;
mod double_word;
mod full_width;
mod grouping;
mod macron;
mod name_order;
mod passive;
mod percent;
mod sentence;
mod shall;
mod space;
mod spelling;
mod time;

pub(in crate::proofread) use name_order::{is_family_name, is_romaji};

use crate::proofread::phrases::{PhraseTable, Phrases};
use crate::proofread::search::ready;
use crate::proofread::{About, ENGLISH, Fixable, Noted, Rule, Severity};
use crate::text::Lang;
use std::sync::LazyLock;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[
    &passive::Passive,
    &sentence::SentenceLength,
    &WORDY,
    &COMPLEX,
    &LATIN,
    &shall::Shall,
    &GENDERED,
    &INCLUSIVE,
    &JARGON,
    &NOMINALISATION,
    &REDUNDANT,
    &confused::Confused,
    &acronym::Undefined,
    &abbreviation::Plural,
    &date::DateFormat,
    &date_weekday::Weekday,
    &date_invalid::Invalid,
    &date_era::Era,
    &time::TimeFormat,
    &grouping::Grouping,
    &percent::Percent,
    &currency::Currency,
    &name_order::NameOrder,
    &macron::Macron,
    &spelling::MixedSpelling,
    &article::Article,
    &double_word::DoubleWord,
    &CONTRACTION,
    &DOUBLE_NEGATIVE,
    &EXPLETIVE,
    &space::Space,
    &full_width::FullWidth,
    &SLASH,
    &LINK,
];

const PL: &str = "US Federal Plain Language Guidelines";
const GU: &str = "GOV.UK style guide";
const GE: &str = "Editorial practice";

/// An English rule, in force in English alone.
const fn english(id: &'static str, severity: Severity, fixable: Fixable, source: &'static str) -> About {
    About { id, lang: Lang::En, severity, fixable, source, profiles: ENGLISH }
}

/// A rule that is a table of phrases; quotations are left as they were said.
const fn phrases(about: About, table: fn() -> PhraseTable) -> Phrases {
    Phrases { about, table: LazyLock::new(table), quoted: false }
}

/// A rule that is a table of phrases and also has advice for what an office lets its people say in a press release.
const fn said(about: About, table: fn() -> PhraseTable) -> Phrases {
    Phrases { about, table: LazyLock::new(table), quoted: true }
}

/// in order to → to.
static WORDY: Phrases = phrases(english("en.word.wordy", Severity::Warning, Fixable::Safe, PL), || {
    PhraseTable::english(ready!("en-word-wordy"))
});

/// utilize → use.
static COMPLEX: Phrases = phrases(english("en.word.complex", Severity::Warning, Fixable::Ask, PL), || {
    PhraseTable::english(ready!("en-word-complex"))
});

/// e.g. → for example.
static LATIN: Phrases = phrases(english("en.word.latin", Severity::Warning, Fixable::Ask, GU), || {
    PhraseTable::english(ready!("en-word-latin"))
});

/// chairman → chair.
static GENDERED: Phrases = said(english("en.word.gendered", Severity::Warning, Fixable::Ask, GU), || {
    PhraseTable::english(ready!("en-word-gendered"))
});

/// the disabled → disabled people.
static INCLUSIVE: Phrases = said(english("en.word.inclusive", Severity::Warning, Fixable::Ask, GU), || {
    PhraseTable::english(ready!("en-word-inclusive"))
});

/// going forward → from now on.
static JARGON: Phrases = said(english("en.word.jargon", Severity::Info, Fixable::Ask, GU), || {
    PhraseTable::english(ready!("en-word-jargon"))
});

/// make a decision → decide.
static NOMINALISATION: Phrases = phrases(english("en.word.nominalisation", Severity::Info, Fixable::Ask, PL), || {
    PhraseTable::english(ready!("en-word-nominalisation"))
});

/// each and every → each.
static REDUNDANT: Phrases = said(english("en.word.redundant", Severity::Warning, Fixable::Safe, PL), || {
    PhraseTable::english(ready!("en-word-redundant"))
});

/// more then → more than.
static CONFUSED: Phrases = phrases(english("en.word.confused", Severity::Error, Fixable::Ask, GE), || {
    PhraseTable::english(ready!("en-word-confused"))
});

/// don't → do not.
static CONTRACTION: Phrases = phrases(english("en.neg.contraction", Severity::Warning, Fixable::Safe, GU), || {
    PhraseTable::english(ready!("en-neg-contraction"))
});

/// not uncommon.
static DOUBLE_NEGATIVE: Phrases = said(english("en.neg.double", Severity::Warning, Fixable::None, PL), || {
    PhraseTable::english(ready!("en-neg-double"))
});

/// There are three offices that accept forms.
static EXPLETIVE: Phrases = phrases(english("en.style.expletive", Severity::Info, Fixable::Ask, PL), || {
    PhraseTable::english(ready!("en-style-expletive"))
});

/// and/or.
static SLASH: Phrases = phrases(english("en.punct.slash", Severity::Info, Fixable::Ask, PL), || {
    PhraseTable::english(ready!("en-punct-slash"))
});

/// click here.
static LINK: Phrases = phrases(english("en.link.vague", Severity::Info, Fixable::None, GU), || {
    PhraseTable::english(ready!("en-link-vague"))
});

/// The notes of the kind that is rarer among two kinds of writing the same thing; in a tie, those of the kind that came
/// later. None if there is one kind only.
fn minority<'n>(notes: &'n [Noted<'n>]) -> impl Iterator<Item = &'n Noted<'n>> {
    minority_of(&notes.iter().collect::<Vec<_>>()).into_iter()
}

/// The same of notes that were picked out.
fn minority_of<'n>(notes: &[&'n Noted<'n>]) -> Vec<&'n Noted<'n>> {
    let first = notes.first().map(|note| note.kind);
    let same = notes.iter().filter(|note| Some(note.kind) == first).count();
    let first_is_rare = same * 2 < notes.len();
    let rare = |note: &&&Noted<'_>| same < notes.len() && (Some(note.kind) == first) == first_is_rare;
    notes.iter().filter(rare).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_sound() {
        for phrases in [
            &WORDY,
            &COMPLEX,
            &LATIN,
            &GENDERED,
            &INCLUSIVE,
            &JARGON,
            &NOMINALISATION,
            &REDUNDANT,
            &CONFUSED,
            &CONTRACTION,
            &DOUBLE_NEGATIVE,
            &EXPLETIVE,
            &SLASH,
            &LINK,
        ] {
            phrases.table.compile();
        }
    }
}
