//! 一つの文に一つのこと: three predicates joined by て, し, が, ので or ため in one sentence are two sentences too few.

use crate::proofread::plain::Plain;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{Form, Pos, Token};

/// See the module.
pub struct Clauses;

impl Rule for Clauses {
    fn about(&self) -> About {
        super::easy("ja.yasashii.clauses", Severity::Info, Fixable::None, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for sentence in plain.sentences() {
            let count = 1 + joints(plain, sentence).len();
            if count >= 3 && super::is_sentence(&plain.text[sentence.range()]) {
                hits.at(plain.written(sentence)).arg("count", count.to_string());
            }
        }
    }
}

/// Where a predicate of `sentence` is joined to the next one, and the sentence could be cut: て of 書いて、, a 、 behind it
/// included.
pub fn joints(plain: &Plain, sentence: Span) -> Vec<Span> {
    let text = &plain.text;
    let tokens = plain.within(sentence);
    let mut depth = 0usize;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.surface(text) {
            "「" | "（" | "(" | "『" => depth += 1,
            "」" | "）" | ")" | "』" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && joins(text, tokens, at) {
            let comma = tokens.get(at + 1).filter(|next| next.surface(text) == "、");
            found.push(Span::new(token.span.start, comma.map_or(token.span.end, |comma| comma.span.end)));
        }
    }
    found
}

/// Whether word number `at` joins the predicate before it to another one.
fn joins(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let next = tokens.get(at + 1);
    let surface = token.surface(text);
    let spoken = next.map_or("", |next| next.surface(text));
    let verbal = |token: &Token| {
        use Pos::*;
        matches!(token.pos, Verb | BoundVerb | VerbSuffix | Adjective | BoundAdjective | Auxiliary)
    };
    let predicate = before.is_some_and(verbal);
    match (token.pos, surface) {
        (Pos::ConjunctiveParticle, "て" | "で") => {
            // 書いてください, 書いている, 書いてから, 書いても are one predicate.
            let bound = |next: &Token| {
                matches!(next.pos, Pos::BoundVerb | Pos::BoundAdjective)
                    || next.pos == Pos::Mark && next.surface(text) != "、"
                    || next.pos.is_particle()
                    || matches!(next.surface(text), "ください" | "下さい" | "ほしい" | "いい" | "よい")
            };
            let goes_on = next.is_none_or(bound);
            predicate && !goes_on
        }
        (Pos::ConjunctiveParticle, "が" | "けど" | "けれど" | "けれども" | "ので" | "し") => {
            predicate && next.is_some()
        }
        (Pos::ConjunctiveParticle, "から") => predicate && spoken == "、",
        (Pos::BoundNoun | Pos::Noun | Pos::AdverbialNoun, "ため") => {
            predicate
                && (spoken == "、" || spoken == "に" && tokens.get(at + 2).is_some_and(|t| t.surface(text) == "、"))
        }
        // カードを返し、
        (Pos::Verb | Pos::BoundVerb, _) => {
            token.form == Form::Continuative
                && spoken == "、"
                && (surface.chars().count() > 1
                    || before.is_some_and(|b| b.pos == Pos::VerbalNoun || b.surface(text) == "を"))
        }
        _ => false,
    }
}
