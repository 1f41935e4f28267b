//! Reversible masking: what is personal leaves this machine as a placeholder and comes back as itself.
//!
//! [`mask`] puts `［氏名1］` in the place of each piece of personal information and keeps in a [`Map`] what it stands for;
//! [`Restorer`] and [`restore()`] put it back into what a model answers, however it bent the placeholders, and [`Report`] says
//! what became of each.
//!
//! The form: a word anybody understands and a number, in brackets; `［氏名1］` in Japanese texts, `[Name 1]` in English ones.
//! What earlier versions wrote (`⟦PERSON_1⟧`), other brackets, other widths, lost brackets and other words for the same are
//! understood when a model or an old file has them.
//!
//! - A number belongs to one value in a document, whatever its kind, so that a placeholder whose word was translated is
//!   still known by its number. Another spelling of the same value has the same number and a letter: 山田太郎 is
//!   `［氏名1］`, 山田　太郎 `［氏名1B］`, and 山田 alone `［氏名1C］`, so that each comes back as it was written.
//! - What already looks like a placeholder in the text stays as it is and stands for itself; its number is given to nothing
//!   else.
//! - 様 and the like stay outside: `［氏名1］様`.
//!
//! The map is wiped from memory when it is dropped, and shows nothing of itself in `Debug`.

mod map;
mod restore;
mod rules;
mod words;

pub use map::{Entry, Map, MapError};
pub use restore::{Deviation, Report, Restorer, places, restore};
pub use rules::{Handling, MaskingRules};

use crate::text::personal::{self, Kind, Personal};
use crate::text::{Lang, Span};
use std::collections::BTreeMap;

/// A text that was masked.
#[derive(Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text, with placeholders.
    pub text: String,
    /// Where the placeholders are in it, in order.
    pub places: Vec<Span>,
    /// What of the text as it was each placeholder stands for, in order.
    pub replacements: Vec<(Span, String)>,
    /// What looked like a placeholder in the text as it was, and stands for itself.
    pub literals: Vec<(Span, String)>,
    /// What was replaced, where it stood in the text as it was, in order.
    pub replaced: Vec<Personal>,
    /// How often each placeholder is in it.
    pub counts: BTreeMap<String, usize>,
    /// What must not leave at all.
    pub blocked: Vec<Personal>,
    /// What leaves as it is although it is personal: the rules say that it is only warned of.
    pub warned: Vec<Personal>,
}

impl std::fmt::Debug for Masked {
    /// Counts, never words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Masked")
            .field("places", &self.places.len())
            .field("blocked", &self.blocked.len())
            .field("warned", &self.warned.len())
            .finish_non_exhaustive()
    }
}

/// Replaces what is personal in `text` as `rules` say; `map` learns what stands for what. Texts masked with one map share
/// their placeholders.
pub fn mask(text: &str, lang: Option<Lang>, rules: &MaskingRules, map: &mut Map) -> Masked {
    map.reserve(text);
    let (literals, foreign): (Vec<Span>, Vec<Span>) =
        restore::look_alikes(text).into_iter().partition(|span| map.let_stand(&text[span.range()]));
    let mut pieces: Vec<(Personal, Handling)> = foreign
        .into_iter()
        .map(|span| {
            let reason = personal::Reason::Form;
            (Personal { kind: Kind::Own, span, confidence: personal::Confidence::Certain, reason }, Handling::Mask)
        })
        .collect();
    let escaped = pieces.len();
    for found in personal::find_with(text, lang, &rules.own) {
        let handling = rules.handling(&found, &text[found.span.range()]);
        let looks_like_one = pieces[..escaped].iter().map(|(p, _)| p.span).chain(literals.iter().copied());
        if handling != Handling::Leave && !looks_like_one.into_iter().any(|span| span.overlaps(found.span)) {
            pieces.push((found, handling));
        }
    }
    let looks: Vec<bool> = (0..pieces.len()).map(|index| index < escaped).collect();
    let mut pieces: Vec<(Personal, Handling, bool)> =
        pieces.into_iter().zip(looks).map(|((p, h), look)| (p, h, look)).collect();
    pieces.sort_by_key(|(p, ..)| p.span.start);

    let values: Vec<(Kind, &str)> = pieces
        .iter()
        .filter(|(_, handling, look)| !look && *handling != Handling::Warn)
        .map(|(p, ..)| (p.kind, &text[p.span.range()]))
        .collect();
    map.learn(&values);

    let mut masked = Masked {
        text: String::with_capacity(text.len()),
        places: Vec::new(),
        replacements: Vec::new(),
        literals: Vec::new(),
        replaced: Vec::new(),
        counts: BTreeMap::new(),
        blocked: Vec::new(),
        warned: Vec::new(),
    };
    let mut end = 0;
    for (found, handling, look) in pieces {
        match handling {
            Handling::Warn => {
                masked.warned.push(found);
                continue;
            }
            Handling::Block => masked.blocked.push(found.clone()),
            Handling::Mask | Handling::Leave => {}
        }
        let value = &text[found.span.range()];
        let placeholder = if look { map.placeholder_of_text(value) } else { map.placeholder(found.kind, value) };
        masked.text.push_str(&text[end..found.span.start]);
        let start = masked.text.len();
        masked.text.push_str(&placeholder);
        masked.places.push(Span::new(start, masked.text.len()));
        *masked.counts.entry(placeholder.clone()).or_default() += 1;
        masked.replacements.push((found.span, placeholder));
        end = found.span.end;
        if !look {
            masked.replaced.push(found);
        }
    }
    masked.text.push_str(&text[end..]);
    for span in literals {
        let written = text[span.range()].to_owned();
        *masked.counts.entry(written.clone()).or_default() += 1;
        masked.literals.push((span, written));
    }
    masked
}

#[cfg(test)]
mod tests;
