//! 使役形: 薬を飲ませる → 薬を飲むのを手伝う.

use super::conjugate::conjugate;
use crate::proofread::plain::Plain;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{Form, Pos};

/// See the module.
pub struct Causative;

/// Causatives the dictionary takes for verbs of their own, and what is done.
const VERBS: &[(&str, &str)] = &[
    ("住まわせる", "住む"),
    ("待たせる", "待つ"),
    ("着させる", "着る"),
    ("寝かせる", "寝る"),
    ("飲ます", "飲む"),
    ("聞かせる", "聞く"),
    ("書かせる", "書く"),
    ("使わせる", "使う"),
    ("帰らせる", "帰る"),
    ("急がせる", "急ぐ"),
    ("手伝わせる", "手伝う"),
    ("払わせる", "払う"),
    ("触らせる", "触る"),
    ("吸わせる", "吸う"),
    ("入らせる", "入る"),
    ("運ばせる", "運ぶ"),
    ("飲ませる", "飲む"),
    ("休ませる", "休む"),
    ("食べさせる", "食べる"),
    ("持たせる", "持つ"),
    ("遊ばせる", "遊ぶ"),
    ("座らせる", "座る"),
    ("眠らせる", "眠る"),
    ("働かせる", "働く"),
    ("言わせる", "言う"),
    ("習わせる", "習う"),
    ("泣かせる", "泣く"),
    ("走らせる", "走る"),
    ("困らせる", "困る"),
    ("立たせる", "立つ"),
    ("行かせる", "行く"),
    ("通わせる", "通う"),
];

impl Rule for Causative {
    fn about(&self) -> About {
        super::easy("ja.yasashii.causative", Severity::Info, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for Place { span, done, form } in places(plain) {
            let hit = hits.at(plain.written(span));
            if let Some(help) = conjugate("手伝う", form) {
                // The て and た behind it stay.
                let help = help.strip_suffix('て').unwrap_or(&help);
                hit.ask(plain.spelled(&format!("{done}のを {help}")));
            }
        }
    }
}

/// A causative verb.
pub struct Place {
    /// Where, in bytes of the plain text.
    pub span: Span,
    /// What somebody is made to do, in its base form.
    pub done: String,
    /// The form it stands in; [`Form::Past`] before て and た.
    form: Form,
}

/// The causative verbs of `plain`.
pub fn places(plain: &Plain) -> Vec<Place> {
    let text = &plain.text;
    let mut found = Vec::new();
    for (at, token) in plain.tokens.iter().enumerate() {
        let base = token.base(text);
        let (start, done) = if let Some((_, done)) = VERBS.iter().find(|(verb, _)| *verb == base) {
            (token.span.start, (*done).to_owned())
        } else if token.pos == Pos::VerbSuffix && matches!(base, "せる" | "させる") && at > 0 {
            let verb = plain.tokens[at - 1];
            let noun = plain.tokens[..at - 1].last().filter(|noun| noun.pos == Pos::VerbalNoun);
            match (verb.base(text), noun) {
                ("する", Some(noun)) => (noun.span.start, format!("{}する", noun.surface(text))),
                ("する", None) => continue,
                (base, _) => (verb.span.start, base.to_owned()),
            }
        } else {
            continue;
        };
        let after = &plain.tokens[at + 1..];
        let next = after.first().map_or("", |token| token.surface(text));
        // させていただく is 敬語, not a causative.
        let polite = after.get(1).is_some_and(|t| matches!(t.base(text), "いただく" | "頂く"));
        if !polite && !matches!(done.as_str(), "知る" | "済む" | "合う" | "聞く" | "見る") {
            let form = if next.starts_with(['て', 'た']) { Form::Past } else { token.form };
            found.push(Place { span: Span::new(start, token.span.end), done, form });
        }
    }
    found
}
