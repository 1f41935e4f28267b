//! ふりがな: where a text carries readings, every word with kanji has one, at least where it comes first.

use crate::document::{Paragraph, Role};
use crate::proofread::plain::{Plain, is_kanji};
use crate::proofread::{About, Fixable, Hits, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::morph::Pos;
use crate::text::morph::ruby::{self, Readers};
use std::collections::HashSet;

/// See the module.
pub struct Furigana;

impl Rule for Furigana {
    fn about(&self) -> About {
        super::easy("ja.yasashii.ruby", Severity::Warning, Fixable::Ask, "在留支援のためのやさしい日本語ガイドライン")
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let bracket = |p: &&Paragraph| p.text.contains(['（', '(', '《']);
        if !whole.paragraphs.iter().filter(bracket).any(|p| !Plain::new(&p.text).readings.is_empty()) {
            return;
        }
        let mut known = HashSet::new();
        for paragraph in whole.paragraphs.iter().filter(|p| matches!(p.role, Role::Body | Role::Item(_))) {
            let plain = Plain::new(&paragraph.text);
            let needed = ruby::ruby(&plain.text, Readers::All);
            for run in runs(&plain) {
                let word = &plain.text[run.range()];
                let given = plain.readings.iter().find(|(at, _)| *at == run.end);
                let place = plain.written(run);
                match given {
                    Some((_, kana)) if kana.chars().count() < word.chars().filter(|c| *c != '々').count() => {
                        // One kana cannot read three kanji.
                        let end =
                            place.end + paragraph.text[place.end..].find(['）', ')', '》']).map_or(0, |at| at + 3);
                        let end = end.min(paragraph.text.len());
                        let whole = Span::new(place.start, paragraph.text.floor_char_boundary(end));
                        let hit = hits.at(whole.shift(paragraph.span.start));
                        if let Some(reading) = read(&needed, run) {
                            hit.ask(format!("{word}（{reading}）"));
                        }
                    }
                    Some(_) => drop(known.insert(word.to_owned())),
                    None if known.contains(word) || counts(&plain, run) => {}
                    None => {
                        known.insert(word.to_owned());
                        let hit = hits.at(place.shift(paragraph.span.start));
                        if let Some(reading) = read(&needed, run) {
                            hit.ask(format!("{word}（{reading}）"));
                        }
                    }
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
