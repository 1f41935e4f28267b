//! The reader of our own files, with their translations: an archive, or the text alone.
#![no_main]

use kian::format::{self, Kind};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bytes = kian_fuzz::packed(Kind::Kian, "document.json", bytes);
    kian_fuzz::read_and_write(Kind::Kian, &bytes);
    if let Ok((read, Some(bitext))) = format::read_translated(&bytes)
        && let Ok(written) = format::write_translated(&read.document, &bitext)
    {
        let (_, again) = format::read_translated(&written.bytes).expect("what was written can be read");
        assert!(again.is_some(), "the translation is lost");
    }
});
