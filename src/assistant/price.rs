//! [`Price`]: what an endpoint's tokens cost, as the office has agreed it, and what a run therefore costs. Nothing is
//! known of anybody's prices here: what is not set is not guessed.

use super::wire::Usage;
use std::fmt;

/// What a million tokens cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Of requests, in thousandths of the currency.
    pub input: u64,
    /// Of answers, in thousandths of the currency.
    pub output: u64,
    /// The currency, as it is to be shown behind the amount: `円`, `USD`.
    pub currency: String,
}

/// An amount of money, in thousandths of its currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The amount.
    pub thousandths: u64,
    /// The currency.
    pub currency: String,
}

impl Price {
    /// What `usage` costs, rounded up to a thousandth.
    pub fn cost(&self, usage: Usage) -> Cost {
        let part = |tokens: u64, price: u64| u128::from(tokens) * u128::from(price);
        let all = part(usage.prompt, self.input) + part(usage.completion, self.output);
        let thousandths = u64::try_from(all.div_ceil(1_000_000)).unwrap_or(u64::MAX);
        Cost { thousandths, currency: self.currency.clone() }
    }
}

impl fmt::Display for Cost {
    /// `0.125USD`, `12.5円`: up to three decimals, none that say nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", decimal(self.thousandths), self.currency)
    }
}

/// Reads an amount such as `0.15` or `2.5`, in thousandths. `None` if it is none, or has more decimals than three.
pub fn thousandths(text: &str) -> Option<u64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !figures(whole) || !figures(part) || part.len() > 3 {
        return None;
    }
    let part = format!("{part:0<3}").parse::<u64>().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(part)
}

/// An amount in thousandths as it is written.
pub fn decimal(thousandths: u64) -> String {
    let (whole, part) = (thousandths / 1000, thousandths % 1000);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part:03}").trim_end_matches('0').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written_as_people_write_them() {
        for (text, amount) in [("0.15", 150), ("2.5", 2500), ("300", 300_000), ("0", 0), (" 1.005 ", 1005)] {
            assert_eq!(thousandths(text), Some(amount), "{text}");
            assert_eq!(decimal(amount), text.trim());
        }
        for text in ["", "-1", "1.2345", "1,000", ".5", "x"] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }

    #[test]
    fn a_run_costs_what_its_tokens_cost() {
        let price = Price { input: 150, output: 600, currency: "USD".to_owned() };
        let cost = price.cost(Usage { prompt: 1_000_000, completion: 500_000 });
        assert_eq!(cost.to_string(), "0.45USD");
        // Rounded up: what was used is never free.
        assert_eq!(price.cost(Usage { prompt: 1, completion: 0 }).thousandths, 1);
    }
}
