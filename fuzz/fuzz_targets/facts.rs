//! The facts of a text lie in it, in order.
#![no_main]

use kian::text::facts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = facts::find(text);
    for fact in &found {
        kian_fuzz::inside(text, fact.span);
    }
    assert!(found.is_sorted_by_key(|fact| fact.span.start));
});
