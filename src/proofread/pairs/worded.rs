//! Units of the other system behind a number in words: 5キロメートル is not `five miles`.

use super::Pair;
use super::paraphrase::number_of;
use super::stated::Clash;
use crate::text::Span;
use crate::text::facts::{Decimal, Fact, Value};
use regex::Regex;
use std::sync::LazyLock;

static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)",
        r"[ -](miles?|feet|foot|yards?|inch(?:es)?|pounds?|ounces?|acres?|gallons?)\b",
    ))
    .expect("the pattern is sound")
});

/// Numbers of the Japanese that the English tells of another unit, as many as they are.
pub(super) fn clashes(pair: &Pair<'_>) -> Vec<Clash> {
    const OURS: [&str; 12] = ["km", "m", "cm", "mm", "kg", "g", "t", "ha", "m2", "km2", "L", "mL"];
    let of = |fact: &&Fact, number: u64| matches!(&fact.value, Value::Number { amount, unit } if OURS.contains(unit) && *amount == Decimal::from(number));
    let told = FOREIGN.captures_iter(pair.en.lower()).filter_map(|found| {
        let number = number_of(&found[1])?;
        let fact = pair.ja.stated().facts().iter().find(|fact| of(fact, number))?;
        let en = Some(Span::from(found.get(0)?.range()));
        Some(Clash { rule: "bi.unit", ja: Some(fact.span), en, severity: None, fix: None })
    });
    told.collect()
}
