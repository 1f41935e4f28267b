//! Text that the translation leaves out, and text that it makes up.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule, Side};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Nothing in the target, or much less than the source says.
pub struct Missing;
/// Nothing in the source, or much more than it says.
pub struct Added;

/// English letters to one of Japanese, in translations between the two.
const RATE: f64 = 2.15;
/// Below this much of what is to be expected, something is missing.
const SHORT: f64 = 0.52;
/// Above this much, something was added.
const LONG: f64 = 3.2;

impl Rule for Missing {
    fn about(&self) -> About {
        bi("bi.missing-sentence", Severity::Error)
    }
}

impl Rule for Added {
    fn about(&self) -> About {
        bi("bi.added-sentence", Severity::Warning)
    }
}

impl PairRule for Missing {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        let whole = |text: &str| Some(Span::new(0, text.len()));
        if pair.target().is_empty() && !pair.source().is_empty() {
            let (ja, en) = (whole(pair.ja.text), whole(pair.en.text));
            if pair.is_from_english() { hits.at(None, en) } else { hits.at(ja, None) }.case("empty");
            return;
        }
        if pair.compares() && !pair.is_from_english() {
            compare(pair, hits, true);
        } else if pair.compares() {
            compare(pair, hits, false);
        }
    }
}

impl PairRule for Added {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if pair.source().is_empty() && !pair.target().is_empty() {
            let whole = Some(Span::new(0, pair.target().text.len()));
            if pair.is_from_english() { hits.at(whole, None) } else { hits.at(None, whole) }.case("empty");
            return;
        }
        if pair.compares() {
            compare(pair, hits, pair.is_from_english());
        }
    }
}

/// Tells of a sentence in the Japanese text (or in the English one) that has no counterpart in the other.
fn compare(pair: &Pair<'_>, hits: &mut PairHits, japanese: bool) {
    let (ja, en) = (pair.ja.sentences(), pair.en.sentences());
    let expected = expected(pair.ja.text);
    let share = pair.en.text.trim().len() as f64 / expected.max(1.0);
    // `Number 1, number 2, ... are` is one sentence.
    let count = |side: &Side<'_>| {
        side.sentences().iter().filter(|s| !side.text[s.span.range()].trim_end().ends_with("...")).count()
    };
    let (ja_count, en_count) = (count(&pair.ja), count(&pair.en));
    let (more, fewer) = if japanese { (ja_count, en_count) } else { (en_count, ja_count) };
    let scant = if japanese { share < SHORT } else { share > LONG };
    let slight = if japanese { share < 0.74 } else { share > 1.75 };
    let long_enough = expected > if japanese { 60.0 } else { 30.0 };
    // More sentences and less text than can be explained, or far less text altogether.
    let surplus = pair.en.text.trim().len() as f64 - expected * 1.75 > 30.0;
    let more_said = !japanese && slight && more > fewer && surplus;
    // A short sentence left out: two became one, and there is not half of what is to be expected.
    let dropped = japanese && ja_count > en_count && share < SHORT && expected > 36.0;
    if !(more_said || dropped || long_enough && (scant || slight && more > fewer)) {
        return;
    }
    let greets = |text: &str| GREETING.is_match(text);
    let spans: Vec<Span> =
        if japanese { ja.iter().map(|s| s.span).collect() } else { en.iter().map(|s| s.span).collect() };
    let text = if japanese { pair.ja.text } else { pair.en.text };
    let alone = more > fewer && more > 1;
    let span = if alone {
        spans.iter().copied().max_by(|a, b| support(pair, *b, japanese).total_cmp(&support(pair, *a, japanese)))
    } else {
        None
    };
    let mut place = span.unwrap_or(Span::new(0, text.len()));
    // What is left of a letter without its greetings may be told in full.
    if japanese && alone && !greets(&text[place.range()]) {
        let (polite, rest): (Vec<Span>, Vec<Span>) = spans.iter().partition(|span| greets(&text[span.range()]));
        let wanted: f64 = rest.iter().map(|span| self::expected(&text[span.range()])).sum();
        if let Some(greeting) = polite.first()
            && rest.len() <= fewer
            && pair.en.text.trim().len() as f64 >= wanted * SHORT
        {
            place = *greeting;
        }
    }
    if japanese && greets(&text[place.range()])
        || !japanese && POLITE.is_match(&text[place.range()].to_ascii_lowercase())
    {
        let (a, b) = if japanese { (Some(place), None) } else { (None, Some(place)) };
        hits.at(a, b).case("greeting").severity(Severity::Info);
        return;
    }
    let (a, b) = if japanese { (Some(place), None) } else { (None, Some(place)) };
    let case = if alone { "sentence" } else { "length" };
    let hit = hits.at(a, b).case(case);
    if !alone {
        hit.severity(Severity::Warning);
    }
}

/// How much English a Japanese text comes to, letters: figures and Latin letters come to as much as they are.
fn expected(text: &str) -> f64 {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii() { 1.1 } else { RATE }).sum()
}

/// How much of the sentence at `span` is found in the other text, by what it states; longer sentences need more.
fn support(pair: &Pair<'_>, span: Span, japanese: bool) -> f64 {
    let (here, there) = if japanese { (&pair.ja, &pair.en) } else { (&pair.en, &pair.ja) };
    let (facts, others) = (here.stated(), there.stated());
    let mut said = 0.0;
    for fact in facts.facts().iter().filter(|f| span.overlaps(f.span) && !f.weak) {
        let known = others.facts().iter().any(|f| others.agrees(f, fact, true) || facts.agrees(fact, f, true));
        said += if known { 1.0 } else { -1.0 };
    }
    let terms = pair.glossary.found(&here.text[span.range()]);
    if japanese {
        said += terms.map(|(_, term)| if term.is_in(pair.en.lower()) { 0.5 } else { -0.5 }).sum::<f64>();
    }
    said - span.len() as f64 / 1000.0
}

static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"拝啓|敬具|謹啓|時下|ますます|お喜び申し上げ|お世話になっ|御礼申し上げ|お礼申し上げ|よろしくお願い|ご理解|御理解|ご協力を|御協力を|平素|厚く|ご健勝")
        .expect("the pattern is sound")
});
static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"thank you|we appreciate|japanese only|we apologi[sz]e|sincerely|your understanding")
        .expect("the pattern is sound")
});
