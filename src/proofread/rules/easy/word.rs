//! 難しい言葉: 記入する → 書く, 速やかに → すぐに. The words are in `assets/rules/yasashii-word.tsv`.

use super::conjugate::conjugate;
use super::{causative, ending, glosses, nominalisation, passive};
use crate::proofread::plain::{Plain, is_kanji};
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
            Some((word, Hard { kind: kind.chars().next()?, easy: easy.split('|').collect() }))
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

/// Words of kanji that need no easier ones.
static BASIC: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/yasashii-basic.txt");
    source.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Verbs that need no easier ones.
static VERBS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let source = include_str!("../../../../assets/rules/yasashii-verbs-basic.txt");
    source.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Whether `token` is a verb written with kanji, or a noun made of one, that is in no list of easy ones: 吹き荒れる, 汲み置き.
fn native(plain: &Plain, token: &Token) -> bool {
    let (word, base) = (token.surface(&plain.text), token.base(&plain.text));
    let mixed = |word: &str| word.starts_with(is_kanji) && !word.chars().all(is_kanji);
    let listed = |word: &str| VERBS.contains(word) || BASIC.contains(word) || WORDS.contains_key(word);
    match token.pos {
        Pos::Verb => {
            let able = potential_of(base);
            token.is_known() && mixed(base) && !listed(base) && !able.is_some_and(|verb| listed(&verb))
        }
        Pos::Noun | Pos::VerbalNoun => {
            let verb = verb_of(word);
            token.is_known()
                && mixed(word)
                && word.chars().filter(|c| is_kanji(*c)).count() > 1
                && !listed(word)
                && !word.ends_with('方')
                && !verb.is_some_and(|verb| listed(&verb))
        }
        _ => false,
    }
}

/// The verb whose potential form `base` may be: 話せる → 話す.
fn potential_of(base: &str) -> Option<String> {
    let stem = base.strip_suffix('る')?;
    let last = stem.chars().next_back()?;
    let row = "えうけくげぐせすてつねぬべぶめむれる";
    let at = row.chars().step_by(2).position(|c| c == last)?;
    let ending = row.chars().nth(2 * at + 1)?;
    Some(format!("{}{ending}", &stem[..stem.len() - last.len_utf8()]))
}

/// The verb a noun is made of: 取り外し → 取り外す.
fn verb_of(noun: &str) -> Option<String> {
    let last = noun.chars().next_back()?;
    let stem = &noun[..noun.len() - last.len_utf8()];
    let row = "いうきくぎぐしすちつにぬびぶみむりる";
    match row.chars().step_by(2).position(|c| c == last) {
        Some(at) => Some(format!("{stem}{}", row.chars().nth(2 * at + 1)?)),
        None => Some(format!("{noun}る")),
    }
}

/// The most words an entry is cut into.
const LONGEST: usize = 5;

/// One line of the table.
struct Hard {
    kind: char,
    easy: Vec<&'static str>,
}

impl Rule for Word {
    fn about(&self) -> About {
        super::easy(ID, Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let plain = passage.plain();
        for (span, cures) in plain.hard_words() {
            let written = plain.written(*span);
            if !passage.is_protected(written) {
                let hit = hits.at(written);
                cures.iter().for_each(|cure| {
                    hit.ask(plain.spelled(cure));
                });
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let plain = passage.plain();
        for (span, kind) in unlisted(plain) {
            let (written, word) = (plain.written(span), plain.text[span.range()].to_owned());
            if !passage.is_protected(written) {
                notes.push(Note { span: written, kind, word });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        // A word that has been explained is known from there on.
        let mut known = HashSet::new();
        for note in whole.notes(ID) {
            if note.kind == EXPLAINED {
                known.insert(note.word);
            } else if !known.contains(note.word) {
                let hit = hits.at(note.span);
                // A single noun may be the name of a thing that everybody sees.
                if note.kind == UNLISTED_NOUN {
                    hit.severity(Severity::Info);
                }
            }
        }
    }
}

/// A word that is in no list of easy ones, and one whose meaning is given.
const UNLISTED: u8 = 0;
const EXPLAINED: u8 = 1;
const UNLISTED_NOUN: u8 = 2;

/// The hard words of `plain`, and what may stand in their place.
pub fn places(plain: &Plain) -> Vec<(Span, Vec<String>)> {
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
            if !plain.explains(span.end) {
                found.push((span, cures));
            }
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
    for table in [&super::KEIGO, &super::INDIRECT] {
        aside.extend(plain.phrases(&table.table).iter().map(|found| found.span));
    }
    aside.extend(glosses::terms(plain).into_iter().map(|(span, _)| span));
    aside
}

/// Words of kanji that are in no list of easy ones: who reads やさしい日本語 has not learned them. They are pointed at without a
/// cure, and not where a name stands. With what kind of word it is.
fn unlisted(plain: &Plain) -> Vec<(Span, u8)> {
    let taken: Vec<Span> =
        plain.hard_words().iter().map(|(span, _)| *span).chain(plain.aside().iter().copied()).collect();
    let tokens = &plain.tokens;
    let mut found = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        // A word with those it is joined to: 避難経路, 就寝中.
        let mut end = next + 1;
        let touch = |a: &Token, b: &Token| {
            joins(a)
                && joins(b)
                && a.span.end == b.span.start
                && plain.written(a.span).end == plain.written(b.span).start
        };
        while end < tokens.len() && touch(&tokens[end - 1], &tokens[end]) {
            end += 1;
        }
        let run = &tokens[next..end];
        next = end;
        let whole = Span::new(run[0].span.start, run[run.len() - 1].span.end);
        let named = run.iter().any(|token| matches!(token.pos, Pos::ProperNoun));
        let known = BASIC.contains(&plain.text[whole.range()]);
        if named || known || taken.iter().any(|t| t.overlaps(whole)) {
            continue;
        }
        let hard = |token: &&Token| {
            let word = &plain.text[token.span.range()];
            let sort = matches!(token.pos, Pos::Noun | Pos::VerbalNoun | Pos::AdjectivalNoun | Pos::AdverbialNoun);
            sort && word.chars().count() > 1
                && word.chars().all(is_kanji)
                && !BASIC.contains(word)
                && !WORDS.contains_key(word)
        };
        let native = run.iter().any(|token| native(plain, token));
        if native && !run.iter().any(|token| hard(&token)) {
            found.push((whole, if plain.explains(whole.end) { EXPLAINED } else { UNLISTED_NOUN }));
        } else if run.iter().any(|token| hard(&token)) {
            let kind = match run {
                _ if plain.explains(whole.end) => EXPLAINED,
                [one] if one.pos != Pos::VerbalNoun => UNLISTED_NOUN,
                _ => UNLISTED,
            };
            found.push((whole, kind));
        }
    }
    found
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
        // 高齢者等 and 定員20人 are no other word.
        let joined_right = right.is_some_and(|t| joins(t) && t.pos != Pos::Number && t.surface(&plain.text) != "等");
        let number = left.is_some_and(|token| matches!(token.pos, Pos::Counter | Pos::Number | Pos::NounSuffix));
        let spoken = right.map_or("", |token| token.surface(&plain.text));
        match self.kind {
            // 申請書 and 利用者 are names of their own; ご記入 is for the rule on 敬語.
            'す' => (!joined_left || &plain.text[span.range()] == "禁止") && !joined_right,
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
