//! The reader of gettext's files; a file given back without work done on it can be read again.
#![no_main]

use kian::format::exchange::po;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(read) = po::read(bytes) else { return };
    let untouched = vec![None; read.messages.len()];
    let again = po::read(&read.write(&untouched)).expect("what was written can be read");
    assert_eq!(again.messages.len(), read.messages.len());
});
