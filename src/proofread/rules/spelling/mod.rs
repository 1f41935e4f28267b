//! Japanese spelling: kanji or kana, okurigana, loanwords, redundant and unfit words.
//! In the order of the reference.

mod kana;
mod kanji;
mod light_verb;
mod prefix_go;

use crate::proofread::{About, Fixable, Profile, Rule, Severity};
use crate::text::Lang;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[
    &kanji::AUXILIARY,
    &kanji::FORMAL_NOUN,
    &kanji::DEMONSTRATIVE,
    &kanji::CONJUNCTION,
    &kana::CONJUNCTION,
    &kanji::ADVERB,
    &light_verb::LightVerb,
    &kanji::COMPOUND_PARTICLE,
    &kanji::PARTICLE,
    &prefix_go::PrefixGo,
];

/// A rule about Japanese that warns.
const fn warning(id: &'static str, fixable: Fixable, source: &'static str, profiles: &'static [Profile]) -> About {
    About { id, lang: Lang::Ja, severity: Severity::Warning, fixable, source, profiles }
}

/// The same, with advice alone.
const fn advice(id: &'static str, fixable: Fixable, source: &'static str, profiles: &'static [Profile]) -> About {
    About { id, lang: Lang::Ja, severity: Severity::Info, fixable, source, profiles }
}

/// A rule that is the words of `assets/rules/<name>.tsv`.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $about:expr, $file:literal) => {
        $(#[$doc])*
        pub static $name: crate::proofread::rules::Words = crate::proofread::rules::Words {
            about: $about,
            table: std::sync::LazyLock::new(|| {
                crate::proofread::table::Table::new(include_str!(concat!("../../../../assets/rules/", $file, ".tsv")))
            }),
        };
    };
}
use words;
