//! Pairs of Japanese and English: what a translation loses, adds or turns round. No paragraph is shown to these rules;
//! see `proofread::pairs`.

mod facts;
mod comparison;
mod deadline;
mod negation;
mod modality;
mod name;
mod sentences;
mod untranslated;
mod terms;
mod brackets;
mod placeholder;
mod list_count;
mod typing;

use crate::proofread::pairs::PairRule;
use crate::proofread::{About, Fixable, Severity};
use crate::text::Lang;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn PairRule] = &[
    &facts::NUMBER,
    &facts::DATE,
    &facts::WEEKDAY,
    &facts::TIME,
    &facts::MAGNITUDE,
    &facts::CURRENCY,
    &facts::UNIT,
    &facts::RATIO,
    &comparison::Comparison,
    &deadline::Deadline,
    &negation::Negation,
    &modality::Modality,
    &name::Name,
    &sentences::Missing,
    &sentences::Added,
    &untranslated::Untranslated,
    &terms::Glossary,
    &brackets::Brackets,
    &placeholder::Placeholder,
    &facts::CONTACT,
    &list_count::ListCount,
    &typing::Typing,
    &terms::Consistency,
];

/// A rule of pairs. It is in force in no profile: what decides is whether there is a pair.
const fn bi(id: &'static str, severity: Severity) -> About {
    About { id, lang: Lang::Ja, severity, fixable: Fixable::Ask, source: "Kian", profiles: &[] }
}
