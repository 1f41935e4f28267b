//! The reader of Markdown.
#![no_main]

use kian::format::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kian_fuzz::read_and_write(Kind::Markdown, bytes);
});
