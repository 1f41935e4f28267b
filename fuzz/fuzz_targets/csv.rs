//! Tables: of terms, and of a memory's pairs, divided by commas or tabs.
#![no_main]

use kian::format::glossary;
use kian::format::memory::{self, Carrier};
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let tabs = choice % 2 == 1;
    let carrier = if tabs { Carrier::Tsv } else { Carrier::Csv };
    let _ = memory::read(carrier, &mut &bytes[..], "a.csv", &mut |_| ControlFlow::Continue(()));
    let _ = glossary::read(bytes, tabs);
});
