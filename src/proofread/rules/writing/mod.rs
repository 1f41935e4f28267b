//! How Japanese is written and put together: figures, dates, sums, marks, characters, 敬語, grammar, the parts of a
//! document.

use crate::proofread::Rule;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[];
