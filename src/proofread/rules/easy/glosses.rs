//! 残す重要語の説明: words the reader will meet again (避難所, 在留カード) stay, with a meaning in 〈 〉 where they come first.

use crate::proofread::plain::Plain;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// See the module.
pub struct TermGloss;

static TERMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/yasashii-term-gloss.tsv");
    source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// The most words a term is cut into.
const LONGEST: usize = 5;

/// The terms of `plain` and their meanings, in order; terms inside a longer word aside.
pub fn terms(plain: &Plain) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    let mut next = 0;
    while next < plain.tokens.len() {
        let tokens = &plain.tokens[next..];
        let term = (1..=LONGEST.min(tokens.len())).rev().find_map(|count| {
            let span = Span::new(tokens[0].span.start, tokens[count - 1].span.end);
            let meaning = TERMS.get(&plain.text[span.range()])?;
            let touches = |c: Option<char>| c.is_some_and(crate::proofread::plain::is_kanji);
            let inside =
                touches(plain.text[..span.start].chars().next_back()) || touches(plain.text[span.end..].chars().next());
            (!inside).then_some((count, span, *meaning))
        });
        match term {
            Some((count, span, meaning)) => {
                found.push((span, meaning));
                next += count;
            }
            None => next += 1,
        }
    }
    found
}

/// Whether `rest`, what follows a term, says what it is: は, とは … です.
pub fn explained(rest: &str) -> bool {
    let sentence = rest.split(['。', '\n']).next().unwrap_or("");
    let what = [
        "ところです",
        "ことです",
        "ものです",
        "物です",
        "紙です",
        "カードです",
        "お金です",
        "税金です",
        "お知らせです",
    ];
    rest.starts_with("とは")
        || rest.starts_with("というのは")
        || rest.starts_with('は') && what.iter().any(|end| sentence.ends_with(end))
}

impl Rule for TermGloss {
    fn about(&self) -> About {
        super::easy(
            "ja.yasashii.term-gloss",
            Severity::Info,
            Fixable::Ask,
            "在留支援のためのやさしい日本語ガイドライン",
        )
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let plain = passage.plain();
        for (span, meaning) in terms(plain) {
            let clear = plain.explains(span.end) || explained(&plain.text[span.end..]);
            let written = plain.written(span);
            let cure = format!("{}〈{}〉", &passage.text[written.range()], plain.spelled(meaning));
            let word = format!("{}\t{cure}", &plain.text[span.range()]);
            notes.push(Note { span: written, kind: u8::from(clear), word });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let mut known = HashSet::new();
        for note in whole.notes(self.about().id) {
            let Some((term, cure)) = note.word.split_once('\t') else { continue };
            if known.insert(term) && note.kind == 0 {
                hits.at(note.span).ask(cure);
            }
        }
    }
}
