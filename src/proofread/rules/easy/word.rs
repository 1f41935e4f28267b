//! 難しい言葉: 記入する → 書く, 速やかに → すぐに. The words are in `assets/rules/yasashii-word.tsv`.

use super::conjugate::conjugate;
use super::{glosses, nominalisation};
use crate::proofread::plain::Plain;
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::{Form, Pos, Token};
use std::collections::HashMap;
use std::sync::LazyLock;

/// See the module.
pub struct Word;

static WORDS: LazyLock<HashMap<&'static str, Hard>> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/yasashii-word.tsv");
    let lines = source.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (word, kind, easy) = (cells.next()?, cells.next()?, cells.next()?);
            Some((word, Hard { kind: kind.chars().next()?, easy: easy.split('|').collect() }))
        })
        .collect()
});

/// The most words an entry is cut into.
const LONGEST: usize = 5;

/// One line of the table.
struct Hard {
    kind: char,
    easy: Vec<&'static str>,
}

impl Rule for Word {
    fn about(&self) -> About {
        super::easy("ja.yasashii.word", Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        let mut aside = nominalisation::spans(plain);
        aside.extend(glosses::terms(plain).into_iter().map(|(span, _)| span));
        let mut next = 0;
        while next < plain.tokens.len() {
            let Some((count, hard)) = longest(plain, next) else {
                next += 1;
                continue;
            };
            let tokens = &plain.tokens[next..next + count];
            let span = Span::new(tokens[0].span.start, tokens[count - 1].span.end);
            let (before, after) = (&plain.tokens[..next], &plain.tokens[next + count..]);
            next += count;
            if aside.iter().any(|a| a.overlaps(span)) || !hard.stands(plain, before, span, after) {
                continue;
            }
            let (span, cures) = hard.cures(plain, tokens, span, after);
            let written = plain.written(span);
            if passage.is_protected(written) || plain.explains(span.end) {
                continue;
            }
            let hit = hits.at(written);
            cures.into_iter().for_each(|cure| {
                hit.ask(plain.spelled(&cure));
            });
        }
    }
}

/// The longest entry that begins with word number `at`: how many words it is, and the entry.
fn longest(plain: &Plain, at: usize) -> Option<(usize, &'static Hard)> {
    let tokens = &plain.tokens[at..];
    (1..=LONGEST.min(tokens.len())).rev().find_map(|count| {
        let span = Span::new(tokens[0].span.start, tokens[count - 1].span.end);
        let base = tokens[0].base(&plain.text);
        let hard = WORDS
            .get(&plain.text[span.range()])
            .filter(|hard| hard.kind != '動')
            .or_else(|| WORDS.get(base).filter(|hard| hard.kind == '動' && count == 1 && tokens[0].pos == Pos::Verb))?;
        Some((count, hard))
    })
}

/// Whether `token` makes one word with a noun it touches.
fn joins(token: &Token) -> bool {
    token.pos.is_noun() && token.pos != Pos::Pronoun || matches!(token.pos, Pos::NounSuffix | Pos::Counter)
}

impl Hard {
    /// Whether it stands there as the word that is meant, not inside another one.
    fn stands(&self, plain: &Plain, before: &[Token], span: Span, after: &[Token]) -> bool {
        let touching = |token: &&Token| token.span.end == span.start;
        let left = before.last().filter(touching);
        let right = after.first().filter(|token| token.span.start == span.end);
        let joined_left = left.is_some_and(|token| joins(token) || token.pos == Pos::Prefix);
        let joined_right = right.is_some_and(joins);
        let number = left.is_some_and(|token| matches!(token.pos, Pos::Counter | Pos::Number | Pos::NounSuffix));
        let spoken = right.map_or("", |token| token.surface(&plain.text));
        match self.kind {
            // 申請書 and 利用者 are names of their own; ご記入 is for the rule on 敬語.
            'す' => !joined_left && !joined_right,
            '名' => !joined_left && !joined_right,
            '尾' => !joined_right && left.is_none_or(|token| token.pos != Pos::Prefix),
            '数' => number && !joined_right,
            'な' => !joined_left && !joined_right,
            // ただし begins a sentence; なお is no part of なおす; 原則 is no part of 原則論.
            '語' => {
                let starts = before.last().is_none_or(|token| "。\n「（".contains(token.surface(&plain.text)));
                let word = &plain.text[span.range()];
                match word {
                    "なお" | "ただし" => starts,
                    "および" | "応急" => !joined_right || word == "および",
                    _ => !(joined_right && matches!(spoken, "論" | "的" | "性")),
                }
            }
            _ => true,
        }
    }

    /// What is flagged, with the verb behind a noun, and what may stand there.
    fn cures(&self, plain: &Plain, tokens: &[Token], span: Span, after: &[Token]) -> (Span, Vec<String>) {
        let text = &plain.text;
        let surface = |index: usize| after.get(index).map_or("", |token| token.surface(text));
        let adjacent = after.first().is_some_and(|token| token.span.start == span.end);
        match self.kind {
            'す' if adjacent && after[0].is(text, Pos::Verb, "する") => {
                self.formed(plain, span, after[0], after.get(1))
            }
            'す' if adjacent && after[0].is(text, Pos::Verb, "できる") => {
                let cures = self.easy.iter().filter(|easy| conjugate(easy, Form::Base).is_some());
                (span, cures.map(|easy| format!("{easy}ことが ")).collect())
            }
            'す' => {
                let noun = |easy: &&str| match conjugate(easy, Form::Base) {
                    Some(verb) => format!("{verb}こと"),
                    None => (*easy).to_owned(),
                };
                (span, self.easy.iter().map(noun).collect())
            }
            '動' => self.formed(plain, Span::at(span.start), tokens[0], after.first()),
            // 危険な場所: あぶない 場所.
            'な' if adjacent && matches!(surface(0), "な") => {
                (Span::new(span.start, after[0].span.end), self.easy.iter().map(|easy| (*easy).to_owned()).collect())
            }
            _ => (span, self.easy.iter().map(|easy| (*easy).to_owned()).collect()),
        }
    }

    /// The easy verbs in the form of `verb`, which `next` follows.
    fn formed(&self, plain: &Plain, span: Span, verb: Token, next: Option<&Token>) -> (Span, Vec<String>) {
        let text = &plain.text;
        let next = next.filter(|token| token.span.start == verb.span.end);
        let follows = next.map_or("", |token| token.surface(text));
        let te = follows.chars().next().filter(|c| "てでただ".contains(*c) && !follows.starts_with("です"));
        let te = te.filter(|_| matches!(verb.form, Form::Continuative | Form::Past));
        let voiced = |end: &str| follows.chars().skip(1).fold(end.to_owned(), |all, c| all + &c.to_string());
        let mut end = verb.span.end;
        let cures = self.easy.iter().filter_map(|easy| {
            let Some(te) = te else { return conjugate(easy, verb.form) };
            let formed = conjugate(easy, Form::Past)?;
            // た and たら change with the verb as て does: 休んだ.
            let past = if matches!(te, 'た' | 'だ') {
                let stem = formed.strip_suffix('て').map(|stem| format!("{stem}た"));
                stem.or_else(|| formed.strip_suffix('で').map(|stem| format!("{stem}だ")))?
            } else {
                formed
            };
            Some(voiced(&past))
        });
        let cures: Vec<String> = cures.collect();
        // された and させる have no easy verb of the same form.
        if next.is_some_and(|token| token.pos == Pos::VerbSuffix) {
            return (Span::new(span.start, end), Vec::new());
        }
        if te.is_some()
            && let Some(next) = next
        {
            end = next.span.end;
        }
        (Span::new(span.start, end), cures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        for line in include_str!("../../../../assets/rules/yasashii-word.tsv").lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 3 && !cells[2].is_empty(), "{line}");
            assert!(["する", "動", "名", "尾", "数", "な", "語"].contains(&cells[1]), "{line}");
            assert!(!cells[2].split('|').any(|easy| easy == cells[0]), "{line}");
            if cells[1] == "する" {
                assert!(
                    cells[2].split('|').any(|easy| conjugate(easy, Form::Past).is_some()) || cells[2].ends_with('い'),
                    "{line}"
                );
            }
        }
    }
}
