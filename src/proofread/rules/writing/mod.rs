//! How Japanese is written and put together: figures, dates, sums, marks, characters, 敬語, grammar, the parts of a
//! document.

mod calc_percent;
mod calc_total;
mod date_era;
mod date_fiscal_year;
mod date_invalid;
mod date_range;
mod date_time;
mod date_weekday;

use crate::proofread::Rule;

/// Every rule of this kind, one line each.
pub static RULES: &[&dyn Rule] = &[
    &date_weekday::Weekday,
    &date_era::Era,
    &date_invalid::Invalid,
    &date_fiscal_year::FiscalYear,
    &date_range::RangeOrder,
    &date_time::Time,
    &calc_total::Total,
    &calc_percent::Percent,
];
