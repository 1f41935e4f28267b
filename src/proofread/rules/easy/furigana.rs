//! ふりがな: where a text carries readings, every word with kanji has one, at least where it comes first.

use crate::document::Role;
use crate::proofread::plain::{Plain, is_kanji};
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::morph::Pos;
use crate::text::morph::ruby::{self, Readers};
use std::collections::HashSet;

const ID: &str = "ja.yasashii.ruby";

/// The paragraph carries readings.
const CARRIES: u8 = 0;
/// A word with its reading.
const GIVEN: u8 = 1;
/// A word with a reading too short for it; the note's word is the cure.
const SHORT: u8 = 2;
/// A word without a reading, a tab, and the cure.
const BARE: u8 = 3;

/// See the module.
pub struct Furigana;

impl Rule for Furigana {
    fn about(&self) -> About {
        super::easy(ID, Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let (text, plain) = (passage.text, passage.plain());
        if text.contains(['（', '(', '《']) && !plain.readings.is_empty() {
            notes.push(Note { span: Span::at(0), kind: CARRIES, word: String::new() });
        }
        if !matches!(passage.role, Role::Body | Role::Item(_)) {
            return;
        }
        let needed = ruby::ruby(&plain.text, Readers::All);
        let cure = |word: &str, run| read(&needed, run).map(|reading| format!("{word}（{reading}）")).unwrap_or_default();
        for run in runs(plain) {
            let word = &plain.text[run.range()];
            let given = plain.readings.iter().find(|(at, _)| *at == run.end);
            let place = plain.written(run);
            match given {
                Some((_, kana)) if kana.chars().count() < word.chars().filter(|c| *c != '々').count() => {
                    // One kana cannot read three kanji.
                    let end = place.end + text[place.end..].find(['）', ')', '》']).map_or(0, |at| at + 3);
                    let whole = Span::new(place.start, text.floor_char_boundary(end.min(text.len())));
                    notes.push(Note { span: whole, kind: SHORT, word: cure(word, run) });
                }
                Some(_) => notes.push(Note { span: place, kind: GIVEN, word: word.to_owned() }),
                None if counts(plain, run) => {}
                None => notes.push(Note { span: place, kind: BARE, word: format!("{word}\t{}", cure(word, run)) }),
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        if notes.iter().all(|note| note.kind != CARRIES) {
            return;
        }
        let mut known = HashSet::new();
        for note in notes {
            let (word, cure) = match note.kind {
                SHORT => ("", note.word),
                BARE => note.word.split_once('\t').unwrap_or((note.word, "")),
                GIVEN => {
                    known.insert(note.word);
                    continue;
                }
                _ => continue,
            };
            if note.kind == SHORT || known.insert(word) {
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
    let cut = |at: usize| plain.readings.iter().any(|(place, _)| *place == at);
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
    let parts: Vec<&ruby::Ruby> = needed.iter().filter(|ruby| ruby.base.overlaps(run)).collect();
    let whole = parts.first()?.base.start == run.start && parts.last()?.base.end == run.end;
    let joined = parts.windows(2).all(|pair| pair[0].base.end == pair[1].base.start);
    (whole && joined).then(|| parts.iter().map(|ruby| ruby.reading.as_str()).collect())
}

/// Whether the run is only what figures count: 月 of 4月, 円 of 500円.
fn counts(plain: &Plain, run: Span) -> bool {
    let number = |c: char| c.is_numeric() && !is_kanji(c);
    let behind_figure = plain.text[..run.start].ends_with(number);
    let tokens = plain.tokens.iter().filter(|token| token.span.overlaps(run));
    let unit = |word: &str| ["年", "月", "日", "時", "分", "円", "半"].contains(&word);
    behind_figure
        && tokens.clone().all(|token| token.pos == Pos::Counter || unit(token.surface(&plain.text)))
        && unit(&plain.text[run.range()])
}
