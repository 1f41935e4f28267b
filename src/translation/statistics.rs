//! How much there is to translate: segments, words and characters, and what of it was said before.

use super::bitext::Bitext;
use super::pair::Pair;

use crate::text::{Lang, segment};
use std::collections::HashMap;

/// An amount of text, as it is counted and charged for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Segments.
    pub segments: usize,
    /// Words: of English, what stands between spaces; of Japanese, words of the dictionary, marks aside.
    pub words: usize,
    /// Characters as a reader counts them, spaces aside.
    pub characters: usize,
}

impl Amount {
    fn of(text: &str, lang: Lang) -> Self {
        let solid: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        Self { segments: 1, words: words(text, lang), characters: segment::count_graphemes(&solid) }
    }

    /// Adds `other` to it.
    pub fn add(&mut self, other: Amount) {
        self.segments += other.segments;
        self.words += other.words;
        self.characters += other.characters;
    }
}

/// The words of `text`: see [`Amount::words`].
pub fn words(text: &str, lang: Lang) -> usize {
    match lang {
        Lang::En => text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(),
        Lang::Ja => {
            let words = segment::words(text).into_iter();
            words.filter(|word| text[word.range()].contains(char::is_alphanumeric)).count()
        }
    }
}

/// What a bitext amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// The whole source.
    pub source: Amount,
    /// Segments of the source that stood before in the same words, but for figures.
    pub repeated: Amount,
    /// Segments somebody vouches for.
    pub vouched_for: Amount,
    /// Segments without a target.
    pub untranslated: Amount,
    /// The targets.
    pub target: Amount,
    /// The source by how its pairs stand, in the order of [`super::Status::ALL`].
    pub by_status: [Amount; 8],
}

impl Statistics {
    /// What `bitext` amounts to.
    pub fn of(bitext: &Bitext) -> Self {
        let mut counter = Counter::default();
        for pair in bitext.pairs() {
            counter.add(pair, bitext.source_lang(), bitext.target_lang());
        }
        counter.statistics
    }
}

/// Counts pair by pair.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    /// What was counted so far.
    pub statistics: Statistics,
    seen: HashMap<String, usize>,
}

impl Counter {
    /// Counts `pair`: what its source amounts to and whether it stood before; `None` if it has no source.
    pub fn add(&mut self, pair: &Pair, source_lang: Lang, target_lang: Lang) -> Option<(Amount, bool)> {
        let statistics = &mut self.statistics;
        if !pair.target().is_empty() {
            statistics.target.add(Amount::of(pair.target(), target_lang));
        }
        if pair.has_no_source() {
            return None;
        }
        let amount = Amount::of(&pair.source, source_lang);
        statistics.source.add(amount);
        statistics.by_status[pair.status() as usize].add(amount);
        let times = self.seen.entry(alike(&pair.source)).or_default();
        *times += 1;
        let repeated = *times > 1;
        if repeated {
            statistics.repeated.add(amount);
        }
        if pair.target().is_empty() {
            statistics.untranslated.add(amount);
        } else if pair.work.stage.is_vouched_for() && !pair.is_stale() {
            statistics.vouched_for.add(amount);
        }
        Some((amount, repeated))
    }
}

/// What two segments have in common that differ in figures and width only.
fn alike(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        };
        match c {
            c if c.is_whitespace() => {}
            '0'..='9' => {
                if !out.ends_with('0') {
                    out.push('0');
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::translation::{Edit, Origin, Rich, Segmenter};

    #[test]
    fn what_was_said_before_is_counted_apart() {
        let text = Text::from("申請の期限は４月１日です。\n申請の期限は5月10日です。\n以上 終わり。");
        let mut bitext = Bitext::new(&text, Lang::Ja, Lang::En, Segmenter::Own);
        let id = bitext.pairs()[0].id;
        let target = Rich::plain("The deadline is April 1.");
        bitext.apply(&[Edit::Target { id, target, origin: Origin::Person }, Edit::Confirm(id)], "", 0).unwrap();
        let found = Statistics::of(&bitext);
        assert_eq!(found.source.segments, 3);
        assert_eq!(found.source.characters, 13 + 14 + 6);
        assert_eq!((found.repeated.segments, found.repeated.characters), (1, 14));
        assert_eq!(found.target, Amount { segments: 1, words: 5, characters: 20 });
        assert_eq!((found.vouched_for.segments, found.untranslated.segments), (1, 2));
    }
}
