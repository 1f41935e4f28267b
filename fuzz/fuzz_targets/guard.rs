//! The fact guard: what one text states and another does not. A text has nothing missing beside itself.
#![no_main]

use kian::text::facts::{Scope, compare};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (old, new) = kian_fuzz::two_texts(bytes);
    for scope in [Scope::Whole, Scope::Part] {
        let differences = compare(&old, &new, scope);
        for fact in &differences.missing {
            kian_fuzz::inside(&old, fact.span);
        }
        for fact in &differences.added {
            kian_fuzz::inside(&new, fact.span);
        }
        for (from, to) in &differences.changed {
            kian_fuzz::inside(&old, from.span);
            kian_fuzz::inside(&new, to.span);
        }
        let same = compare(&old, &old, scope);
        assert!(same.is_empty(), "{same:?}");
    }
});
