//! Ctrl+C where work takes long: it ends at the next question whether to go on, with nothing half done. Whoever presses it
//! again does not want to wait for that.

use super::args::problem;
use super::report::{FAILED, Failure};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

static PRESSED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl+C is for [`ask`] to tell, and does not end the program by itself.
pub fn watch() {
    let pressed = || {
        if PRESSED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(FAILED));
        }
    };
    // Where the system does not let us hear of it, it ends the program as ever.
    drop(ctrlc::set_handler(pressed));
}

/// Whether to go on.
pub fn ask() -> ControlFlow<()> {
    if PRESSED.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// That somebody stopped it before anything was written.
pub fn stopped() -> Failure {
    problem("error-cli-stopped").into()
}

/// The same of the file `path`, of which nothing was taken in.
pub fn stopped_taking(path: &Path) -> Failure {
    problem("error-cli-stopped-taking").with("path", path.display().to_string()).into()
}
