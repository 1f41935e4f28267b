//! What the program is doing: state, commands, jobs; drives everything, draws nothing.

pub mod files;
pub mod settings;
