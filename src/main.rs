//! Picks a face: the window, or the command line.

use kian::{cli, ui};
use std::process::ExitCode;

/// Where the program gets its memory.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::start(std::env::args_os().skip(1)) {
        cli::Start::Done(code) => code,
        cli::Start::Window { file, data_dir, policy, locale } => {
            match ui::run(file, ui::Options { data_dir, policy, locale }) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => cli::fail(locale, &error),
            }
        }
    }
}
