//! The agreed words where they stand: in the lines of the document and the texts of pairs that are in view, found by a
//! worker and moved along with what is typed until it has looked again.

use super::{App, Ask, Task};
use crate::app::notice::Notice;
use crate::text::{Change, Lang, Span, Spans, diff};
use crate::translation::terms::{Hit, Standing, Term, Termbase};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// The places of agreed words in a text.
pub type Hits = Arc<[Hit]>;

/// So many texts are remembered with their words before they are forgotten.
const REMEMBERED: usize = 20_000;

/// What tells one view of a document from another: its key, its revision, the lines, and how often words were found.
type Seen = (String, u64, Range<usize>, u64);

/// See the module.
#[derive(Default)]
pub struct TermLayer {
    /// The words there are, once they were read.
    base: Option<Arc<Termbase>>,
    known: [HashMap<Arc<str>, Hits>; 2],
    asked: HashSet<(Lang, Arc<str>)>,
    /// Where words stand in the lines in view.
    placed: Spans<Arc<[u32]>>,
    seen: Option<Seen>,
    /// Grows with every answer of the worker.
    edition: u64,
}

impl TermLayer {
    /// The words in `span` of the document, with their numbers in the layer.
    pub fn near(&self, span: Span) -> impl Iterator<Item = (usize, Span, bool)> + '_ {
        let near = self.placed.near(span).filter(move |(_, at, _)| at.touches(span));
        near.map(|(number, at, terms)| (number, at, self.is_forbidden(terms)))
    }

    /// The entries of word number `number` of the document.
    pub fn entries_at(&self, number: usize) -> Vec<&Term> {
        self.placed.get(number).map_or_else(Vec::new, |(_, terms)| self.entries(terms))
    }

    /// The entries with these numbers.
    pub fn entries(&self, terms: &[u32]) -> Vec<&Term> {
        let Some(base) = &self.base else { return Vec::new() };
        terms.iter().filter_map(|term| base.terms().get(*term as usize)).collect()
    }

    /// Whether nobody is to say it so: all its entries forbid it.
    pub fn is_forbidden(&self, terms: &[u32]) -> bool {
        let entries = self.entries(terms);
        !entries.is_empty() && entries.iter().all(|term| term.standing == Standing::Forbidden)
    }

    /// The words in a text of a pair; `None` while nobody has looked.
    pub fn in_text(&self, text: &str, lang: Lang) -> Option<Hits> {
        match &self.base {
            Some(base) if base.is_empty() => Some(Arc::default()),
            _ => self.known[lang as usize].get(text).cloned(),
        }
    }

    /// What stands in `text` as far as can be told from what stood in `old`: nobody has looked at it yet.
    pub fn moved(old: &str, hits: &Hits, text: &str) -> Hits {
        let change = diff::diff(old, text);
        let mapper = change.mapper();
        let stays = hits.iter().filter(|hit| !change.touches(hit.span));
        stays.map(|hit| Hit { span: mapper.map_span(hit.span), terms: hit.terms.clone() }).collect()
    }

    /// Whether `lines` of the document are to be looked at with [`Ask::SeeLines`].
    pub fn wants(&self, key: &str, revision: u64, lines: &Range<usize>) -> bool {
        self.seen
            .as_ref()
            .is_none_or(|(k, r, l, edition)| k != key || *r != revision || l != lines || *edition != self.edition)
    }

    /// Moves along with a change of the document.
    pub(super) fn follow(&mut self, change: &Change) {
        self.placed.follow(change);
    }

    /// Forgets what was found: there are other words now.
    fn forget(&mut self) {
        self.known.iter_mut().for_each(HashMap::clear);
        self.asked.clear();
        self.edition += 1;
    }
}

/// An agreed word in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its number, where it is the person's own and can be changed.
    pub own: Option<i64>,
    /// The name of the file it is in.
    pub from: String,
    /// The word.
    pub term: Term,
}

/// Agreed words that hold what was looked for.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What was looked for.
    pub words: String,
    /// The first of them.
    pub terms: Arc<[Listed]>,
    /// How many there are in all.
    pub total: usize,
}

impl App {
    /// Whether agreed words are shown where they stand.
    pub fn shows_terms(&self) -> bool {
        self.settings.show_terms
    }

    pub(in crate::app) fn toggle_terms(&mut self) {
        self.settings.show_terms = !self.settings.show_terms;
        self.save_settings();
    }

    /// These lines of the document are in view.
    pub(super) fn see_lines(&mut self, lines: Range<usize>) {
        let Some(open) = &self.open else { return };
        let (text, lang) = (open.document.text(), open.document.lang());
        let lines = lines.start.min(text.lines())..lines.end.min(text.lines());
        let layer = &mut self.resources.terms;
        let mut placed: Vec<(Span, Arc<[u32]>)> = Vec::new();
        let mut wanted: Vec<Arc<str>> = Vec::new();
        for line in lines.clone() {
            let at = text.line_span(line);
            let words = text.slice(at);
            if words.trim().is_empty() {
                continue;
            }
            match layer.in_text(&words, lang) {
                Some(hits) => {
                    placed.extend(hits.iter().map(|hit| (hit.span.shift(at.start), hit.terms.as_slice().into())));
                }
                None => {
                    // What was known before the line was changed holds until somebody has looked.
                    let old = layer.placed.near(at).filter(|(_, span, _)| at.start <= span.start && span.end <= at.end);
                    placed.extend(old.map(|(_, span, terms)| (span, terms.clone())));
                    wanted.push(words.into());
                }
            }
        }
        layer.placed = placed.into_iter().collect();
        layer.seen = Some((open.key.clone(), open.document.revision(), lines, layer.edition));
        self.see_texts(lang, wanted);
    }

    /// These texts are in view.
    pub(super) fn see_texts(&mut self, lang: Lang, texts: Vec<Arc<str>>) {
        let layer = &mut self.resources.terms;
        let texts: Vec<Arc<str>> = texts.into_iter().filter(|text| layer.asked.insert((lang, text.clone()))).collect();
        if !texts.is_empty() {
            self.task(Task::FindTerms { lang, texts });
        }
    }

    pub(super) fn terms_found(&mut self, lang: Lang, base: Arc<Termbase>, found: Vec<(Arc<str>, Hits)>) {
        let layer = &mut self.resources.terms;
        if layer.base.as_ref().is_none_or(|known| !Arc::ptr_eq(known, &base)) {
            layer.forget();
            layer.base = Some(base);
        }
        if layer.known[lang as usize].len() > REMEMBERED {
            layer.forget();
        }
        layer.edition += 1;
        for (text, hits) in found {
            layer.asked.remove(&(lang, text.clone()));
            layer.known[lang as usize].insert(text, hits);
        }
    }

    /// Agreed words were added, changed or taken away: everything that was found is looked for again.
    pub(super) fn terms_changed(&mut self, ticket: super::Ticket, notice: Option<Notice>) {
        self.work_is_over(ticket);
        self.resources.terms.base = None;
        self.resources.terms.forget();
        self.task(Task::Reload);
        // Pairs are judged by the terms as they are now.
        self.check_pairs();
        if !self.resources.listed.words.is_empty() || self.resources.listing.is_some() {
            let words = self.resources.listed.words.clone();
            self.act_on_resources(Ask::ListTerms(words));
        }
        notice.into_iter().for_each(|notice| self.tell(notice));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_move_with_what_is_typed_and_go_when_it_is_typed_on_them() {
        let hits: Hits =
            [Hit { span: Span::new(0, 9), terms: vec![0] }, Hit { span: Span::new(12, 21), terms: vec![1] }]
                .into_iter()
                .collect();
        let old = "市役所の補助金";
        let after = TermLayer::moved(old, &hits, "その市役所の補助金");
        assert_eq!(after.iter().map(|hit| hit.span).collect::<Vec<_>>(), [Span::new(6, 15), Span::new(18, 27)]);
        let after = TermLayer::moved(old, &hits, "市役所の補給金");
        assert_eq!(after.iter().map(|hit| hit.span).collect::<Vec<_>>(), [Span::new(0, 9)]);
    }
}
