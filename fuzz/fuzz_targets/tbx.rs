//! The reader of TBX; what is read can be written and read again.
#![no_main]

use kian::format::exchange::tbx;
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let Ok((concepts, _)) = tbx::read(bytes) else { return };
    let written = tbx::write(&concepts, "用語集", &mut |_| ControlFlow::Continue(())).expect("nobody stops it");
    let (again, _) = tbx::read(&written).expect("what was written can be read");
    assert_eq!(again.len(), concepts.len());
});
