//! The readers of workbooks: as a document, as a list of addressees, as words of an office.
#![no_main]

use kian::format::{Kind, glossary, grid};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    kian_fuzz::take_over(Kind::Workbook, bytes);
    let _ = grid::read(Path::new("a.xlsx"), bytes, None);
    let _ = glossary::read_named("xlsx", bytes);
});
