//! The reader of XLIFF 1.2 and 2; a file given back without work done on it can be read again.
#![no_main]

use kian::format::exchange::xliff;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = xliff::check(bytes);
    let Ok(read) = xliff::read(bytes) else { return };
    let untouched = vec![None; read.segments.len()];
    let again = xliff::read(&read.write(&untouched)).expect("what was written can be read");
    assert_eq!(again.segments.len(), read.segments.len());
    let _ = read.bitext(kian::translation::Segmenter::default());
});
