//! 難しい言葉: 記入する → 書く, 速やかに → すぐに. The words are in `assets/rules/yasashii-word.tsv`.

use super::conjugate::conjugate;
use super::phrases::{Found, Table};
use super::{causative, ending, glosses, listed, nominalisation, passive, vocabulary};
use crate::proofread::plain::{Plain, is_kanji};
use crate::proofread::search::ready;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::morph::{Form, Pos, Token};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// See the module.
pub struct Word;

const ID: &str = "ja.yasashii.word";

static WORDS: LazyLock<HashMap<&'static str, Hard>> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/yasashii-word.tsv");
    let lines = source.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (word, kind, easy) = (cells.next()?, cells.next()?, cells.next()?);
            let severity = cells.next().and_then(Severity::from_code).unwrap_or(Severity::Warning);
            Some((word, Hard { kind: kind.chars().next()?, easy: easy.split('|').collect(), severity }))
        })
        .collect()
});

/// The letters that entries begin with, and how many bytes the longest of each has.
static STARTS: LazyLock<HashMap<char, usize>> = LazyLock::new(|| {
    let mut starts = HashMap::new();
    for word in WORDS.keys() {
        let most: &mut usize = starts.entry(word.chars().next().unwrap_or_default()).or_default();
        *most = word.len().max(*most);
    }
    starts
});

/// The most words an entry is cut into.
const LONGEST: usize = 5;

/// Ways to join and to end sentences that nobody speaks in.
static GRAMMAR: LazyLock<Table> = LazyLock::new(|| Table::new(ready!("yasashii-grammar")));

/// One line of the table.
struct Hard {
    kind: char,
    easy: Vec<&'static str>,
    severity: Severity,
}

/// Words of kanji that stay what they are before a noun.
const ALONE: &[&str] = &["当該", "原則", "終日", "随時", "本日", "昨年", "今後"];

/// A hard word of a text.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where, in bytes of the plain text.
    pub span: Span,
    /// What may stand in its place.
    pub cures: Vec<String>,
    /// How hard it is: [`Severity::Info`] where it is only harder than need be.
    pub severity: Severity,
    /// Whether its meaning is given right behind it.
    pub explained: bool,
}

impl Rule for Word {
    fn about(&self) -> About {
        super::easy(ID, Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for Found { span, cures, severity } in plain.phrases(&GRAMMAR).iter() {
            let written = plain.written(*span);
            if passage.is_protected(written) {
                continue;
            }
            let hit = hits.at(written);
            if let Some(severity) = severity {
                hit.severity(*severity);
            }
            cures.iter().for_each(|cure| {
                hit.ask(cure.as_str());
            });
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let plain = passage.plain();
        let first = notes.len();
        let mut note = |span: Span, kind: u8, word: String| {
            let span = plain.written(span);
            if !passage.is_protected(span) {
                notes.push(Note { span, kind, word });
            }
        };
        for place in plain.hard_words() {
            let mut word = plain.text[place.span.range()].to_owned();
            if place.explained {
                note(place.span, EXPLAINED, word);
                continue;
            }
            word.push('\t');
            let cures: Vec<String> = place.cures.iter().map(|cure| plain.spelled(cure)).collect();
            word += &cures.join("|");
            note(place.span, if place.severity == Severity::Info { EASIER } else { HARD }, word);
        }
        for (span, kind, word) in vocabulary::unlisted(plain) {
            let kind = match kind {
                vocabulary::Kind::Hard => HARD,
                vocabulary::Kind::Unknown => EASIER,
                vocabulary::Kind::Explained => EXPLAINED,
            };
            note(span, kind, word);
        }
        notes[first..].sort_by_key(|note| note.span.start);
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        // A word that has been explained is known from there on.
        let mut known = HashSet::new();
        for note in whole.notes(ID) {
            let (word, cures) = note.word.split_once('\t').unwrap_or((note.word, ""));
            if note.kind == EXPLAINED {
                known.insert(word);
            } else if !known.contains(word) {
                let hit = hits.at(note.span);
                if note.kind == EASIER {
                    hit.severity(Severity::Info);
                }
                cures.split('|').filter(|cure| !cure.is_empty()).for_each(|cure| {
                    hit.ask(cure);
                });
            }
        }
    }
}

/// A hard word, one whose meaning is given, and one that is harder than need be or may be the name of a thing that
/// everybody sees.
const HARD: u8 = 0;
const EXPLAINED: u8 = 1;
const EASIER: u8 = 2;

/// The hard words of `plain`, and what may stand in their place.
pub fn places(plain: &Plain) -> Vec<Place> {
    let aside = plain.aside();
    let mut found = Vec::new();
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
        if !aside.iter().any(|a| a.overlaps(span)) && hard.stands(plain, before, span, after) {
            let joined = before.last().is_some_and(|token| token.span.end == span.start && joins(token));
            let (span, mut cures) = hard.cures(plain, tokens, span, after);
            // 申込期限: the longer word has to be said anew.
            if joined && hard.kind == '尾' {
                cures.clear();
            }
            let explained = plain.explains(span.end) || glosses::explained(&plain.text[span.end..]);
            found.push(Place { span, cures, severity: hard.severity, explained });
        }
    }
    found
}

/// What a closer rule points at, which is not pointed at twice.
pub fn elsewhere(plain: &Plain) -> Vec<Span> {
    let mut aside = nominalisation::spans(plain);
    aside.extend(ending::spans(plain));
    aside.extend(passive::places(plain).into_iter().map(|(_, span)| span));
    aside.extend(causative::places(plain).into_iter().map(|place| place.span));
    for table in [&*super::KEIGO.table, &*super::INDIRECT.table, &*super::AMBIGUOUS.table, &*GRAMMAR] {
        aside.extend(plain.phrases(table).iter().map(|found| found.span));
    }
    let short = |span: &Span| super::ABBREVIATION.words.contains_key(&plain.text[span.range()]);
    aside.extend(listed::words(plain).into_iter().filter(short));
    aside.extend(glosses::terms(plain).into_iter().map(|(span, _)| span));
    aside.sort_unstable_by_key(|span| span.start);
    aside
}

/// Whether the table warns of `word`.
pub(super) fn is_listed(word: &str) -> bool {
    WORDS.get(word).is_some_and(|hard| hard.severity > Severity::Info)
}

/// The longest entry that begins with word number `at`: how many words it is, and the entry.
fn longest(plain: &Plain, at: usize) -> Option<(usize, &'static Hard)> {
    let tokens = &plain.tokens[at..];
    let first = tokens.first()?;
    let start = first.span.start;
    // Most words begin as no entry does, and few stretches are as short as one.
    let most = plain.text[start..].chars().next().and_then(|c| STARTS.get(&c)).copied().unwrap_or_default();
    let fitting = tokens.iter().take(LONGEST).take_while(|token| token.span.end - start <= most).count();
    let word = (1..=fitting).rev().find_map(|count| {
        let hard = WORDS.get(&plain.text[start..tokens[count - 1].span.end]).filter(|hard| hard.kind != '動')?;
        Some((count, hard))
    });
    let verb = || {
        let base = (first.pos == Pos::Verb).then(|| first.base(&plain.text))?;
        WORDS.get(base).filter(|hard| hard.kind == '動').map(|hard| (1, hard))
    };
    word.or_else(verb)
}

/// Whether `token` makes one word with a noun it touches.
pub(super) fn joins(token: &Token) -> bool {
    token.pos.is_noun() && token.pos != Pos::Pronoun || matches!(token.pos, Pos::NounSuffix | Pos::Counter)
}

impl Hard {
    /// Whether it stands there as the word that is meant, not inside another one.
    fn stands(&self, plain: &Plain, before: &[Token], span: Span, after: &[Token]) -> bool {
        let touching = |token: &&Token| token.span.end == span.start;
        let left = before.last().filter(touching);
        let right = after.first().filter(|token| token.span.start == span.end);
        let joined_left = left.is_some_and(|token| joins(token) || token.pos == Pos::Prefix);
        // 高齢者等 and 定員20人 are no other word.
        let joined_right = right.is_some_and(|t| joins(t) && t.pos != Pos::Number && t.surface(&plain.text) != "等");
        let number = left.is_some_and(|token| matches!(token.pos, Pos::Counter | Pos::Number | Pos::NounSuffix));
        let spoken = right.map_or("", |token| token.surface(&plain.text));
        match self.kind {
            // 申請書 and 利用者 are names of their own; ご記入 is for the rule on 敬語.
            'す' => (!joined_left || &plain.text[span.range()] == "禁止") && !joined_right,
            '名' => !joined_left && !joined_right,
            '尾' => !joined_right && left.is_none_or(|token| !matches!(token.pos, Pos::Prefix | Pos::Number)),
            '数' => number && !joined_right,
            'な' => !joined_left && !joined_right,
            // ただし begins a sentence; なお is no part of なおす; 原則 is no part of 原則論.
            '語' => {
                let starts = before.last().is_none_or(|token| "。\n「（".contains(token.surface(&plain.text)));
                let word = &plain.text[span.range()];
                match word {
                    "なお" | "ただし" => starts,
                    "および" | "応急" => !joined_right || word == "および",
                    // 夜間 of 夜間救急: the longer word is looked at as a whole.
                    _ if word.chars().all(is_kanji) && !ALONE.contains(&word) => !joined_left && !joined_right,
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
                formed(&self.easy, plain, span.start, after[0], after.get(1))
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
            '動' => formed(&self.easy, plain, span.start, tokens[0], after.first()),
            // 危険な場所: あぶない 場所.
            'な' if adjacent && matches!(surface(0), "な") => {
                (Span::new(span.start, after[0].span.end), self.easy.iter().map(|easy| (*easy).to_owned()).collect())
            }
            _ => (span, self.easy.iter().map(|easy| (*easy).to_owned()).collect()),
        }
    }
}

/// The `easy` verbs (書く, or 書くこと) in the form of `verb`, which `next` follows, and what they stand for: from `start`
/// to the end of the verb, with the て or た that changes along.
pub fn formed(easy: &[&str], plain: &Plain, start: usize, verb: Token, next: Option<&Token>) -> (Span, Vec<String>) {
    let text = &plain.text;
    let next = next.filter(|token| token.span.start == verb.span.end);
    let follows = next.map_or("", |token| token.surface(text));
    let te = follows.chars().next().filter(|c| "てでただ".contains(*c) && !follows.starts_with("です"));
    let te = te.filter(|_| matches!(verb.form, Form::Continuative | Form::Past));
    let cures = easy.iter().map(|easy| easy.strip_suffix("こと").unwrap_or(easy)).filter_map(|easy| {
        let Some(te) = te else { return conjugate(easy, verb.form) };
        let formed = conjugate(easy, Form::Past)?;
        // た and たら change with the verb as て does: 休んだ.
        let past = if matches!(te, 'た' | 'だ') {
            let stem = formed.strip_suffix('て').map(|stem| format!("{stem}た"));
            stem.or_else(|| formed.strip_suffix('で').map(|stem| format!("{stem}だ")))?
        } else {
            formed
        };
        Some(past + &follows[te.len_utf8()..])
    });
    let end = next.filter(|_| te.is_some()).map_or(verb.span.end, |next| next.span.end);
    (Span::new(start, end), cures.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        for line in include_str!("../../../../assets/rules/yasashii-word.tsv").lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(matches!(cells.len(), 3 | 4) && !cells[2].is_empty(), "{line}");
            assert!(cells.get(3).is_none_or(|class| *class == "info"), "{line}");
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
