//! Two languages side by side: the translation memory ([`memory`]).
//!
//! Nothing here reads a file, a clock or a network: what is kept lies in `store`.

pub mod memory;
