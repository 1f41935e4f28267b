//! やさしい日本語.

use crate::proofread::Rule;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[];
