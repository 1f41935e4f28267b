//! How many tokens a text has, as far as that can be told without the model's own tokenizer: a range, and what of it to rely
//! on depends on what for. Too much sent is cut off at the front by some servers without a word, so what is sent is
//! planned with the most; a server that counts fewer than the least has cut.

use super::{Endpoint, Request};

/// Tokens of a text, between which bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// No tokenizer in use makes fewer of it.
    pub least: u64,
    /// What today's large models make of it, about.
    pub likely: u64,
    /// What small models with few Japanese words in their vocabulary make of it.
    pub most: u64,
}

impl Estimate {
    /// The tokens of `text`.
    pub fn of(text: &str) -> Self {
        let (mut latin, mut other) = (0u64, 0u64);
        for c in text.chars() {
            if c.is_ascii() { latin += 1 } else { other += 1 }
        }
        // Hundredths of a token for a character: five Latin letters to one at the best, three at the worst; a Japanese
        // character is 0.7 to 1.6.
        let count = |per_latin: u64, per_other: u64| (latin * per_latin + other * per_other).div_ceil(100);
        Self { least: (latin * 20 + other * 70) / 100, likely: count(27, 100), most: count(34, 160) }
    }

    /// The tokens of a request, with the few that every protocol lays around it.
    pub fn of_request(request: &Request) -> Self {
        let sum = Self::of(&request.system) + Self::of(&request.user);
        Self { likely: sum.likely + FRAME, most: sum.most + FRAME, ..sum }
    }
}

impl std::ops::Add for Estimate {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let Self { least, likely, most } = self;
        Self { least: least + other.least, likely: likely + other.likely, most: most + other.most }
    }
}

/// Tokens that protocols add to a request.
const FRAME: u64 = 24;

/// Whether the server says it read less than 60 % of the fewest tokens the request can have had: some servers cut off the
/// front of a long request without a word.
pub fn was_cut(request: &Request, counted: u64) -> bool {
    counted > 0 && counted * 100 < Estimate::of_request(request).least * 60
}

/// How much of a model's context a request takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The tokens of what is sent.
    pub sent: Estimate,
    /// The tokens the answer is likely to have.
    pub answer: u64,
    /// What the model reads and writes altogether.
    pub context: Context,
}

/// The context of a model, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// A person or the server has said.
    Known(u32),
    /// Nobody has said: what nearly every model has.
    Assumed(u32),
}

impl Context {
    /// The context at `endpoint`: what is set there, else what was `learnt` of it, else what is usual.
    pub fn at(endpoint: &Endpoint, learnt: Option<u32>) -> Self {
        match endpoint.limits.context.or(learnt) {
            Some(tokens) => Context::Known(tokens),
            None => Context::Assumed(super::connection::USUAL_CONTEXT),
        }
    }

    /// How many tokens.
    pub fn tokens(self) -> u32 {
        match self {
            Context::Known(tokens) | Context::Assumed(tokens) => tokens,
        }
    }
}

impl Budget {
    /// The budget of `request`, whose answer is expected to be as long as it says.
    pub fn of(request: &Request, context: Context) -> Self {
        let expected = request.expected_chars.map_or(USUAL_ANSWER, |chars| chars as u64);
        let answer = request.max_tokens.map_or(expected, |most| expected.min(u64::from(most)));
        Self { sent: Estimate::of_request(request), answer, context }
    }

    /// Whether it all fits for certain.
    pub fn fits(&self) -> bool {
        self.sent.most + self.answer <= u64::from(self.context.tokens())
    }

    /// How much of the context is taken, in per cent, as is likely.
    pub fn percent(&self) -> u64 {
        (self.sent.likely + self.answer) * 100 / u64::from(self.context.tokens().max(1))
    }
}

/// The tokens of an answer of which nothing is known beforehand.
pub const USUAL_ANSWER: u64 = 800;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_hold_for_what_tokenizers_make_of_it() {
        // As o200k_base, cl100k_base and a Llama 2 vocabulary count these.
        for (text, counts) in [
            ("避難所を開設しましたので、お知らせします。", [14, 20, 28]),
            ("The shelter has been opened. Please bring your own food.", [12, 12, 13]),
        ] {
            let Estimate { least, likely, most } = Estimate::of(text);
            assert!(counts.iter().all(|count| (least..=most).contains(count)), "{least} {most} {text}");
            assert!((least..=most).contains(&likely));
        }
        assert_eq!(Estimate::of(""), Estimate::default());
    }

    #[test]
    fn what_is_set_counts_before_what_was_learnt() {
        let mut endpoint = Endpoint::new("e", "http://localhost:8080");
        assert_eq!(Context::at(&endpoint, None), Context::Assumed(8192));
        assert_eq!(Context::at(&endpoint, Some(4096)), Context::Known(4096));
        endpoint.limits.context = Some(128_000);
        assert_eq!(Context::at(&endpoint, Some(4096)), Context::Known(128_000));
    }
}
