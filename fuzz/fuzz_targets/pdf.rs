//! The reader of the text of PDF files.
#![no_main]

use kian::format::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kian_fuzz::take_over(Kind::Pdf, bytes);
});
