//! The English rules: sentences, words, grammar, dates, marks.

use crate::proofread::Rule;

/// Every English rule, one line each.
pub static RULES: &[&dyn Rule] = &[];
