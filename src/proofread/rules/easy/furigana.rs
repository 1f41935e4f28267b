//! ふりがな: where a text carries readings, every word with kanji has one, at least where it comes first.

use crate::document::Role;
use crate::proofread::japanese::is_hiragana;
use crate::proofread::plain::{Plain, is_kanji};
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::morph::Pos;
use crate::text::morph::ruby::{self, Readers};
use std::collections::HashSet;

/// See the module.
pub struct Furigana;

/// What a run of kanji is: without a reading, with one, with one that cannot be right.
const UNREAD: u8 = 0;
const READ: u8 = 1;
const WRONG: u8 = 2;

impl Rule for Furigana {
    fn about(&self) -> About {
        super::easy("ja.yasashii.ruby", Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        if !matches!(passage.role, Role::Body | Role::Item(_)) {
            return;
        }
        let plain = passage.plain();
        let needed = ruby::of_tokens(&plain.text, &plain.tokens, Readers::All);
        let mut next = 0;
        for run in runs(plain) {
            let word = &plain.text[run.range()];
            let given = plain.readings.iter().find(|(at, _)| *at == run.end).map(|(_, kana)| kana);
            let mut span = plain.written(run);
            // Both are in the order of the text.
            while needed.get(next).is_some_and(|ruby| ruby.base.end <= run.start) {
                next += 1;
            }
            let right = read(&needed[next..], run);
            // 体温（たい）, 車（くるまで）: cut off, or more than the word.
            // 話（はな）します, 留（とど）まる: of a verb the kana behind belong to the word.
            let next_letter = plain.text[run.end..].chars().next();
            let ends = next_letter.is_none_or(|c| !is_hiragana(c) || "をがはもとへでにのやか".contains(c));
            let cut = |kana: &str| {
                let right = right.as_deref().unwrap_or(kana);
                ends && right != kana && (right.starts_with(kana) || kana.starts_with(right))
            };
            let kind = match given {
                // One kana cannot read three kanji.
                Some(kana) if kana.chars().count() < word.chars().filter(|c| *c != '々').count() || cut(kana) => {
                    let rest = &passage.text[span.end..];
                    let close = rest.char_indices().find(|(_, c)| "）)》".contains(*c));
                    span.end += close.map_or(0, |(at, c)| at + c.len_utf8());
                    WRONG
                }
                Some(_) => READ,
                None if counts(plain, run) => continue,
                None => UNREAD,
            };
            let cure = right.map(|reading| format!("{word}（{reading}）")).unwrap_or_default();
            notes.push(Note { span, kind, word: format!("{word}\t{cure}") });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(self.about().id);
        if notes.iter().all(|note| note.kind == UNREAD) {
            return;
        }
        let mut known = HashSet::new();
        for note in notes {
            let Some((word, cure)) = note.word.split_once('\t') else { continue };
            let first = known.insert(word);
            if note.kind == WRONG || note.kind == UNREAD && first {
                let hit = hits.at(note.span);
                if !cure.is_empty() {
                    hit.ask(cure);
                }
            }
        }
    }
}

/// The runs of kanji in `plain`.
fn runs(plain: &Plain) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let cut = |at: usize| plain.readings.binary_search_by_key(&at, |(place, _)| *place).is_ok();
    for (at, c) in plain.text.char_indices().filter(|(_, c)| is_kanji(*c)) {
        match found.last_mut() {
            Some(span) if span.end == at && !cut(at) => span.end = at + c.len_utf8(),
            _ => found.push(Span::new(at, at + c.len_utf8())),
        }
    }
    found
}

/// The reading of a whole run, from those of its words.
fn read(needed: &[ruby::Ruby], run: Span) -> Option<String> {
    let parts: Vec<&ruby::Ruby> = needed.iter().take_while(|ruby| ruby.base.start < run.end).collect();
    let whole = parts.first()?.base.start == run.start && parts.last()?.base.end == run.end;
    let joined = parts.windows(2).all(|pair| pair[0].base.end == pair[1].base.start);
    (whole && joined).then(|| parts.iter().map(|ruby| ruby.reading.as_str()).collect())
}

/// Whether the run is only what figures count: 月 of 4月, 円 of 500円.
fn counts(plain: &Plain, run: Span) -> bool {
    let number = |c: char| c.is_numeric() && !is_kanji(c);
    let behind_figure = plain.text[..run.start].ends_with(number);
    let first = plain.tokens.partition_point(|token| token.span.end <= run.start);
    let tokens = plain.tokens[first..].iter().take_while(|token| token.span.start < run.end);
    let unit = |word: &str| ["年", "月", "日", "時", "分", "円", "半"].contains(&word);
    behind_figure
        && tokens.clone().all(|token| token.pos == Pos::Counter || unit(token.surface(&plain.text)))
        && unit(&plain.text[run.range()])
}
