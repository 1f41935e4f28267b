//! Two whole documents: their sentences, and what an alignment of these makes of the two texts.

use super::Aligned;
use crate::text::{Lang, Span, Text};
use crate::translation::{Bitext, Origin, Segmenter, Stage, Work};

/// A text and its sentences.
pub struct Sentences {
    /// The text.
    pub text: Text,
    /// Where each sentence is.
    pub spans: Vec<Span>,
    /// What each says.
    pub sentences: Vec<String>,
}

impl Sentences {
    /// The sentences of a text by our own segmentation.
    pub fn of(text: &Text, lang: Lang) -> Self {
        Self::by(text, lang, &Segmenter::Own)
    }

    /// The sentences of a text by an office's rules, where it has some.
    pub fn by(text: &Text, lang: Lang, segmenter: &Segmenter) -> Self {
        Self::cut(text, |line| segmenter.spans(line, lang))
    }

    /// The lines of a text that have words, each as a sentence.
    pub fn by_lines(text: &Text) -> Self {
        Self::cut(text, |line| {
            let lead = line.len() - line.trim_start().len();
            let body = line.trim();
            if body.is_empty() { Vec::new() } else { vec![Span::new(lead, lead + body.len())] }
        })
    }

    fn cut(text: &Text, spans_of: impl Fn(&str) -> Vec<Span>) -> Self {
        let mut spans = Vec::new();
        for line in 0..text.lines() {
            let at = text.line_span(line);
            spans.extend(spans_of(&text.slice(at)).into_iter().map(|span| span.shift(at.start)));
        }
        let sentences = spans.iter().map(|span| text.slice(*span)).collect();
        Self { text: text.clone(), spans, sentences }
    }
}

/// The Japanese text with what stands for each sentence of it: a draft that says how sure the alignment was of it.
///
/// # Panics
/// If `beads` are not an alignment of these two.
pub fn paired(ja: &Sentences, en: &Sentences, beads: &[Aligned]) -> Bitext {
    let mut places = Vec::with_capacity(beads.len());
    let mut end = 0;
    for bead in beads {
        let span = match (ja.spans.get(bead.ja.start), bead.ja.is_empty()) {
            (Some(first), false) => Span::new(first.start, ja.spans[bead.ja.end - 1].end),
            _ => Span::at(end),
        };
        end = span.end;
        let mut target = String::new();
        for at in bead.en.clone() {
            if at > bead.en.start {
                let gap = en.text.slice(Span::new(en.spans[at - 1].end, en.spans[at].start));
                target.push(if gap.contains('\n') { '\n' } else { ' ' });
            }
            target.push_str(&en.sentences[at]);
        }
        let confidence = (bead.confidence * 100.0).round().clamp(0.0, 100.0) as u8;
        let stage = if target.is_empty() { Stage::Untranslated } else { Stage::Draft };
        places.push((span, Work { target, stage, origin: Origin::Alignment { confidence }, ..Work::default() }));
    }
    Bitext::of_places(&ja.text, Lang::Ja, Lang::En, Segmenter::Own, places)
        .expect("the aligner keeps the order of the Japanese text")
}
