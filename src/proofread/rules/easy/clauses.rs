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
            let count = 1 + links(plain, sentence);
            if count >= 3 && super::is_sentence(&plain.text[sentence.range()]) {
                hits.at(plain.written(sentence)).arg("count", count.to_string());
            }
        }
    }
}

/// How often a predicate is joined to the next one in `sentence`.
pub fn links(plain: &Plain, sentence: Span) -> usize {
    let text = &plain.text;
    let tokens = plain.within(sentence);
    let mut depth = 0usize;
    let mut count = 0;
    for (at, token) in tokens.iter().enumerate() {
        let surface = token.surface(text);
        match surface {
            "「" | "（" | "(" | "『" => depth += 1,
            "」" | "）" | ")" | "』" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && joins(text, tokens, at) {
            count += 1;
        }
    }
    count
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
            let goes_on = next.is_none_or(|next| {
                matches!(next.pos, Pos::BoundVerb | Pos::BoundAdjective | Pos::Mark) && next.surface(text) != "、"
            }) || next.is_some_and(|next| next.pos.is_particle())
                || ["ください", "下さい", "ほしい", "いい", "よい", "くる", "来る", "もらう", "あげる", "いく"]
                    .iter()
                    .any(|word| {
                        spoken == *word || next.is_some_and(|next| next.base(text) == *word && next.pos != Pos::Verb)
                    });
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
                && surface.chars().count() + usize::from(before.is_some_and(|b| b.pos == Pos::VerbalNoun)) > 1
        }
        _ => false,
    }
}
