//! The reader of OpenDocument files: an archive, or the XML of the text alone.
#![no_main]

use kian::format::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kian_fuzz::read_and_write(Kind::Odt, &kian_fuzz::packed(Kind::Odt, "content.xml", bytes));
});
