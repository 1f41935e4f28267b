//! The readers of TMX: unit by unit, and as what a memory takes from it. What is read can be written.
#![no_main]

use kian::format::exchange::tmx::{Reader, Writer};
use kian::format::memory::{self, Carrier};
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let _ = memory::read(Carrier::Tmx, &mut &bytes[..], "a.tmx", &mut |_| ControlFlow::Continue(()));
    let Ok(mut reader) = Reader::new(bytes) else { return };
    let mut units = Vec::new();
    while let Ok(Some(unit)) = reader.next_unit() {
        units.push(unit);
    }
    let mut writer = Writer::new(Vec::new(), reader.header(), "ja").expect("memory can be written to");
    for unit in &units {
        writer.unit(unit).expect("memory can be written to");
    }
    let written = writer.finish().expect("memory can be written to");
    let mut reader = Reader::new(&written[..]).expect("what was written can be read");
    let mut count = 0;
    while reader.next_unit().expect("what was written can be read").is_some() {
        count += 1;
    }
    assert_eq!(count, units.len());
});
