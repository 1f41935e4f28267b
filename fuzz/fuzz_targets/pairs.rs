//! The rules of pairs of source and target.
#![no_main]

use kian::proofread::Rulebook;
use kian::proofread::pairs::{self, Glossary};
use kian::text::Lang;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static BOOK: LazyLock<Rulebook> = LazyLock::new(Rulebook::default);

fuzz_target!(|bytes: &[u8]| {
    let (ja, en) = kian_fuzz::two_texts(bytes);
    for (source, from, target, to) in [(&ja, Lang::Ja, &en, Lang::En), (&en, Lang::En, &ja, Lang::Ja)] {
        for finding in pairs::check(source, from, target, to, &BOOK, Glossary::standard()) {
            if let Some(span) = finding.source {
                kian_fuzz::inside(source, span);
            }
            if let Some(span) = finding.target {
                kian_fuzz::inside(target, span);
            }
        }
    }
});
