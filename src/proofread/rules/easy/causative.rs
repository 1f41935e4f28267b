//! 使役形: 薬を飲ませる → 薬を飲むのを手伝う.

use super::conjugate::conjugate;
use crate::proofread::plain::Plain;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{self, Form, Pos};

/// See the module.
pub struct Causative;

/// Verbs in せる that make nobody do anything.
const PLAIN: &[&str] = &[
    "見せる",
    "乗せる",
    "載せる",
    "任せる",
    "寄せる",
    "済ませる",
    "知らせる",
    "合わせる",
    "聞かせる",
    "伏せる",
    "痩せる",
    "被せる",
    "着せる",
    "失せる",
    "似せる",
    "浴びせる",
    "臥せる",
    "問い合わせる",
    "見合わせる",
    "待ち合わせる",
    "打ち合わせる",
    "組み合わせる",
    "間に合わせる",
    "持ち合わせる",
    "取り寄せる",
    "引き寄せる",
    "打ち寄せる",
    "押し寄せる",
    "言い聞かせる",
    "終わらせる",
    "やせる",
    "まかせる",
    "あわせる",
    "すませる",
    "しらせる",
    "きかせる",
    "見せかける",
    "急がせる",
    "照らし合わせる",
    "居合わせる",
    "掛け合わせる",
    "重ね合わせる",
    "張り合わせる",
    "貼り合わせる",
    "申し合わせる",
];

/// What somebody is made to do with a verb that the dictionary has for one of its own: 待たせる → 待つ, 食べさせる → 食べる.
fn made(base: &str) -> Option<String> {
    if PLAIN.contains(&base) {
        return None;
    }
    let known = |verb: &str| {
        let tokens = morph::tokens(verb);
        tokens.len() == 1 && tokens[0].is_known() && tokens[0].pos == Pos::Verb
    };
    let ichidan = base.strip_suffix("させる").map(|stem| format!("{stem}る")).filter(|verb| known(verb));
    ichidan.or_else(|| {
        let stem = base.strip_suffix("せる")?;
        let last = stem.chars().next_back()?;
        let at = "わかがさたなばまら".chars().position(|c| c == last)?;
        let end = "うくぐすつぬぶむる".chars().nth(at)?;
        Some(format!("{}{end}", &stem[..stem.len() - last.len_utf8()])).filter(|verb| known(verb))
    })
}

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
        let verb = token.pos == Pos::Verb && base.ends_with("せる");
        let (start, done) = if let Some(done) = verb.then(|| made(base)).flatten() {
            (token.span.start, done)
        } else if token.pos == Pos::VerbSuffix && matches!(base, "せる" | "させる") && at > 0 {
            let verb = plain.tokens[at - 1];
            let noun = plain.tokens[..at - 1].last().filter(|noun| noun.pos == Pos::VerbalNoun);
            match (verb.base(text), noun) {
                ("する", Some(noun)) => (noun.span.start, format!("{}する", noun.surface(text))),
                // 仕事をさせる, そのままにさせる.
                ("する", None) => (verb.span.start, "する".to_owned()),
                (base, _) => (verb.span.start, base.to_owned()),
            }
        } else {
            continue;
        };
        let after = &plain.tokens[at + 1..];
        let next = after.first().map_or("", |token| token.surface(text));
        // させていただく is 敬語, not a causative.
        let polite = after.get(1).is_some_and(|t| matches!(t.base(text), "いただく" | "頂く"));
        if !polite && !matches!(done.as_str(), "知る" | "済む" | "合う" | "聞く" | "見る" | "着る") {
            let form = if next.starts_with(['て', 'た']) { Form::Past } else { token.form };
            found.push(Place { span: Span::new(start, token.span.end), done, form });
        }
    }
    found
}
