//! Japanese spelling: kanji or kana, okurigana, loanwords, redundant and unfit words.
//! In the order of the reference.

mod acronym;
mod doubled_char;
mod homonyms;
mod homophone;
mod kana;
mod kana_verb;
mod kanji;
mod katakana;
mod koto_dekiru;
mod light_verb;
mod mazegaki;
mod nado_double;
mod non_joyo;
mod misset;
mod nonword;
mod okurigana;
mod oyobi_narabini;
mod prefix_go;
mod tautology;
mod unseen;
mod variant;
mod wo_okonau;
mod phrases;

use crate::proofread::{About, Fixable, Profile, Rule, Severity};
use crate::text::Lang;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[
    &kanji::AUXILIARY,
    &kanji::FORMAL_NOUN,
    &kanji::DEMONSTRATIVE,
    &kanji::CONJUNCTION,
    &kana::CONJUNCTION,
    &kana::ADVERB,
    &kanji::ADVERB,
    &kana::PRONOUN,
    &kana_verb::KanaVerb,
    &light_verb::LightVerb,
    &kanji::COMPOUND_PARTICLE,
    &kanji::PARTICLE,
    &prefix_go::PrefixGo,
    &kanji::SUFFIX,
    &kanji::LEGAL_KANA,
    &kanji::READING,
    &non_joyo::NonJoyo,
    &mazegaki::Mazegaki,
    &kanji::ATEJI,
    &kana::USAGE,
    &okurigana::COMPOUND_NOUN,
    &okurigana::FIXED_NOUN,
    &okurigana::Verb,
    &okurigana::COMPOUND_VERB,
    &katakana::CHOON,
    &katakana::Vu,
    &katakana::PLAIN,
    &koto_dekiru::KotoDekiru,
    &wo_okonau::WoOkonau,
    &phrases::TOIU,
    &phrases::WORDY,
    &tautology::Tautology,
    &phrases::DISCRIMINATORY,
    &oyobi_narabini::OyobiNarabini,
    &nado_double::NadoDouble,
    &acronym::Acronym,
    &variant::Mixed,
    &homophone::Homophone,
    &doubled_char::DoubledChar,
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
    ($(#[$doc:meta])* $name:ident, $about:expr, $file:literal, $phrases:literal) => {
        $(#[$doc])*
        pub static $name: crate::proofread::rules::WordsAndPhrases = crate::proofread::rules::WordsAndPhrases {
            about: $about,
            table: std::sync::LazyLock::new(|| {
                crate::proofread::table::Table::new(include_str!(concat!("../../../../assets/rules/", $file, ".tsv")))
            }),
            phrases: std::sync::LazyLock::new(|| {
                crate::proofread::phrases::PhraseTable::japanese(crate::proofread::search::ready!($phrases))
            }),
        };
    };
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
