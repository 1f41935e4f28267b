//! How hard a Japanese text is to read for somebody who learns the language, sentence by sentence and as a whole.
//!
//! A sentence has points; more are harder. Readings in brackets, spaces and explanations in 〈 〉 do not count.
//!
//! | what | points |
//! | --- | --- |
//! | length | 1 for each character over 25, at most 40 |
//! | one sentence, several things | 10 for each predicate joined to another by て, し, が, ので or ため, at most 30 |
//! | words | 8 for each difficult word (of the table of `ja.yasashii.word`, those it warns of), at most 40 |
//! | passive | 5 for each, at most 15 |
//! | kanji | 1 for each kanji without a reading that is taught after the fourth school year, at most 15 |
//!
//! Under 10 points a sentence is easy, from 30 it is hard. The page's score is 100 less the points of its sentences, each
//! counted as often as it has characters, and never under 0.

use super::Severity;
use super::plain::{Plain, is_kanji};
use super::rules::easy::{clauses, passive};
use crate::text::Span;
use crate::text::morph::ruby::grade;

/// How hard a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Under 10 points.
    Easy,
    /// 10 to 29 points.
    Fair,
    /// 30 points or more.
    Hard,
}

/// A sentence and how hard it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the text.
    pub span: Span,
    /// Its points.
    pub points: u32,
    /// How hard that is.
    pub level: Level,
    /// Its characters, spaces and readings not among them.
    pub length: u32,
    /// Where it could be cut in two: what joins two predicates, in bytes of the text.
    pub cuts: Vec<Span>,
}

/// How hard a page is, gathered from the texts on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    characters: u64,
    points: u64,
    /// How many sentences there are.
    pub sentences: usize,
    /// How many of them are hard.
    pub hard: usize,
}

impl Page {
    /// Takes in one text of the page.
    pub fn add(&mut self, reading: &Reading) {
        for sentence in &reading.sentences {
            self.characters += u64::from(sentence.length);
            self.points += u64::from(sentence.length) * u64::from(sentence.points);
            self.hard += usize::from(sentence.level == Level::Hard);
        }
        self.sentences += reading.sentences.len();
    }

    /// The same of a page gathered elsewhere.
    pub fn join(&mut self, other: Page) {
        self.characters += other.characters;
        self.points += other.points;
        self.sentences += other.sentences;
        self.hard += other.hard;
    }

    /// 0 (hard) to 100 (easy); `None` for a page without a sentence.
    pub fn score(self) -> Option<u32> {
        let points = self.points.checked_div(self.characters)?;
        Some(100 - u32::try_from(points.min(100)).unwrap_or(100))
    }
}

/// How hard a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl Reading {
    /// 0 (hard) to 100 (easy); `None` for a text without a sentence.
    pub fn score(&self) -> Option<u32> {
        let mut page = Page::default();
        page.add(self);
        page.score()
    }
}

/// How hard `text` is to read.
pub fn reading(text: &str) -> Reading {
    of(&Plain::new(text))
}

/// The same of a text that is known.
pub(super) fn of(plain: &Plain) -> Reading {
    let hard = plain.hard_words().iter().filter(|place| place.severity > Severity::Info && !place.explained);
    let words: Vec<Span> = hard.map(|place| place.span).collect();
    let passives: Vec<Span> = passive::places(plain).into_iter().map(|(_, span)| span).collect();
    let mut sentences = Vec::new();
    for span in plain.sentences() {
        let within = |found: &[Span]| found.iter().filter(|f| f.overlaps(span)).count() as u32;
        let letters = plain.text[span.range()].chars().filter(|c| !c.is_whitespace());
        let length = letters.count() as u32;
        let joints = clauses::joints(plain, span);
        let points = length.saturating_sub(25).min(40)
            + (10 * joints.len() as u32).min(30)
            + (8 * within(&words)).min(40)
            + (5 * within(&passives)).min(15)
            + kanji(plain, span).min(15);
        let level = match points {
            0..10 => Level::Easy,
            10..30 => Level::Fair,
            _ => Level::Hard,
        };
        let cuts = joints.into_iter().map(|joint| plain.written(joint)).collect();
        sentences.push(Sentence { span: plain.written(span), points, level, length, cuts });
    }
    Reading { sentences }
}

/// The kanji in `span` that are taught late and stand without a reading.
fn kanji(plain: &Plain, span: Span) -> u32 {
    let text = &plain.text[span.range()];
    let read = |at: usize| {
        let run = text[at..].char_indices().find(|(_, c)| !is_kanji(*c)).map_or(text.len(), |(end, _)| at + end);
        plain.readings.iter().any(|(place, _)| *place > span.start + at && *place <= span.start + run)
    };
    let hard = |c: char| is_kanji(c) && c != '々' && grade(c).is_none_or(|grade| grade > 4);
    text.char_indices().filter(|(at, c)| hard(*c) && !read(*at)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_sentences_of_easy_words_are_easy() {
        let easy = reading("受付は 1階です。番号の カードを 取ります。呼ばれるまで 待って ください。");
        assert!(easy.sentences.iter().all(|sentence| sentence.level == Level::Easy), "{easy:?}");
        assert!(easy.score().is_some_and(|score| score >= 95));
        let hard = reading("受付は1階で行っていますので、申請書に必要事項を記入し、速やかに窓口へ提出してください。");
        assert_eq!(hard.sentences[0].level, Level::Hard);
        assert!(hard.score() < Some(60), "{hard:?}");
    }

    #[test]
    fn points_are_what_the_table_says() {
        let points = |text: &str| reading(text).sentences[0].points;
        assert_eq!(points("水を飲む。"), 0);
        assert_eq!(points(&format!("{}を食べます。", "あ".repeat(30))), 11);
        assert_eq!(points("名前を書いて、来ます。"), 10);
        assert_eq!(points("速やかに来ます。"), 8);
        assert_eq!(points("犯罪です。"), 2);
        assert_eq!(points("犯罪（はんざい）です。"), 0);
    }

    #[test]
    fn a_long_sentence_shows_where_to_cut_it() {
        let text = "名前を 書いて、カードを 取って、待って ください。";
        let cuts: Vec<&str> = reading(text).sentences[0].cuts.iter().map(|cut| &text[cut.range()]).collect();
        assert_eq!(cuts, ["て、", "て、"]);
    }

    #[test]
    fn no_sentence_has_no_score() {
        assert_eq!(reading(" \n").score(), None);
    }
}
