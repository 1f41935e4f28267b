//! An office's own words: what can be read can be used, and written so that it can be read again.
#![no_main]

use kian::proofread::house::{self, House, table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, text)) = kian_fuzz::choice_and_text(bytes) else { return };
    let name = ["words.tsv", "words.csv", "words.yml"][usize::from(choice) % 3];
    let Some((entries, _)) = house::read(name, &text) else { return };
    let written = table::write(&entries);
    assert!(house::read("written.tsv", &written).is_some());
    let (house, _) = House::new(entries);
    for standing in house.find(&text) {
        kian_fuzz::inside(&text, standing.span);
    }
    for span in house.allowed(&text) {
        kian_fuzz::inside(&text, span);
    }
});
