//! Spoken forms that leave a sound out: 食べれる for 食べられる, 混んでる for 混んでいる. Tables know the usual verbs; the
//! words of the passage show the others.

use super::colloquial::is_spoken;
use crate::proofread::japanese::is_kanji;
use crate::proofread::phrases::Phrases;
use crate::proofread::{About, Hits, Needs, Passage, Rule};
use crate::text::Span;
use crate::text::morph::{self, Class, Form, Pos, Token};

/// A table of usual verbs, and a look at the words for all others.
pub struct Dropped {
    /// The table.
    pub table: &'static Phrases,
    /// Whether a word, behind the one before it, leaves a sound out: where the sound belongs, and which it is.
    pub missing: fn(&str, Token, Token) -> Option<(Span, String)>,
    /// Whether letters stand in a text that may be such a word: cutting it into words is worth while.
    pub may: fn(&str) -> bool,
}

impl Rule for Dropped {
    fn about(&self) -> About {
        self.table.about
    }

    fn needs(&self) -> Needs {
        self.table.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        // What is said in minutes stays as it was said.
        if self.table.about.id == "ja.grammar.i-nuki" && is_spoken(passage.text) {
            return;
        }
        self.table.passage(passage, hits);
        if !(self.may)(passage.text) {
            return;
        }
        let quoted = passage.quotations();
        for pair in passage.tokens().windows(2) {
            let Some((span, cure)) = (self.missing)(passage.text, pair[0], pair[1]) else { continue };
            let known = hits.found.iter().any(|hit| hit.span.touches(span));
            if !known && !passage.is_protected(span) && !quoted.iter().any(|q| q.overlaps(span)) {
                hits.at(span).safe(cure);
            }
        }
    }
}

/// Whether れ stands behind what a verb of one row may end in, its rows of kana or a kanji, and before what れる goes on
/// with.
pub fn may_ra(text: &str) -> bool {
    const ROWS: &str = "いきぎしじちぢにひびみりえけげせぜてでねへべめれ";
    text.match_indices('れ').any(|(at, re)| {
        let before = text[..at].chars().next_back();
        let other = |c: char| c == 'ば' || is_kanji(c);
        before.is_some_and(|c| is_kanji(c) || ROWS.contains(c)) && !text[at + re.len()..].starts_with(other)
    })
}

/// Whether て or で stands before what a form of てる or でる goes on with.
pub fn may_i(text: &str) -> bool {
    const GOES_ON: &str = "るれろよりんたなまてらさずぬちやつそと";
    let verb = |at: usize| text[at + 'て'.len_utf8()..].starts_with(|c| GOES_ON.contains(c));
    text.match_indices(['て', 'で']).any(|(at, _)| verb(at))
}

/// 終え・れる: a verb of one row takes られる.
pub fn ra(text: &str, verb: Token, suffix: Token) -> Option<(Span, String)> {
    let dropped = verb.pos == Pos::Verb
        && verb.is_known()
        && verb.class == Class::Ichidan
        && verb.form == Form::Negative
        && verb.span.end == suffix.span.start
        && suffix.pos == Pos::VerbSuffix
        && suffix.base(text) == "れる"
        && !can(verb.base(text));
    let span = Span::new(verb.span.start, suffix.span.end);
    dropped.then(|| (span, format!("{}ら{}", verb.surface(text), suffix.surface(text))))
}

/// Whether the verb `base` may itself say what one can do: 選べる of 選ぶ takes no られる.
fn can(base: &str) -> bool {
    const ROWS: [(char, char); 9] = [
        ('え', 'う'),
        ('け', 'く'),
        ('げ', 'ぐ'),
        ('せ', 'す'),
        ('て', 'つ'),
        ('べ', 'ぶ'),
        ('め', 'む'),
        ('れ', 'る'),
        ('ね', 'ぬ'),
    ];
    let Some(stem) = base.strip_suffix('る') else { return false };
    let Some((row, end)) = stem.chars().next_back().and_then(|c| ROWS.iter().find(|(row, _)| *row == c)) else {
        return false;
    };
    let plain = format!("{}{end}", stem.strip_suffix(*row).unwrap_or(stem));
    matches!(morph::tokens(&plain).as_slice(), [verb] if verb.class == Class::Godan && verb.is_known())
}

/// 混ん・でる: ている has its い.
pub fn i(text: &str, verb: Token, suffix: Token) -> Option<(Span, String)> {
    let surface = suffix.surface(text);
    let dropped = matches!(verb.pos, Pos::Verb | Pos::BoundVerb | Pos::VerbSuffix)
        && verb.is_known()
        && matches!(verb.form, Form::Continuative | Form::Past)
        && verb.span.end == suffix.span.start
        && suffix.pos == Pos::BoundVerb
        && matches!(suffix.base(text), "てる" | "でる")
        // 混んでる and 泳いでる, but お持ちでない.
        && (surface.starts_with('て') || surface.starts_with('で') && verb.surface(text).ends_with(['ん', 'い']));
    dropped.then(|| (suffix.span, format!("{}い{}", &surface[..3], &surface[3..])))
}
