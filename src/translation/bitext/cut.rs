//! Joining pairs and splitting them: every word, code and remark stays, on the side of the cut where it was.

use super::{Bitext, Patch, Refusal, Why, append};
use crate::text::Span;
use crate::translation::pair::{Comment, Event, Origin, Pair, PairId, Side, Stage, Work};
use crate::translation::unit::Tag;
use std::sync::Arc;

impl Bitext {
    pub(super) fn joined(&self, first: PairId, last: PairId, event: Event) -> Result<Patch, Refusal> {
        let (from, to) = (self.open(first)?, self.open(last)?);
        if from >= to {
            return Err(Refusal { id: last, why: Why::NotInOrder });
        }
        let pairs = &self.pairs[from..=to];
        if let Some(locked) = pairs.iter().find(|pair| pair.work.locked) {
            return Err(Refusal { id: locked.id, why: Why::Locked });
        }
        let with_source = || pairs.iter().filter(|pair| !pair.has_no_source());
        let span = match (with_source().next(), with_source().next_back()) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
            _ => pairs[0].span,
        };
        let source: Arc<str> = self.text.slice(span).into();
        let mut work = Work { origin: pairs[0].work.origin.clone(), ..Work::default() };
        let mut source_tags = Vec::new();
        let mut old_source = String::new();
        let mut end = span.start;
        for pair in pairs {
            let own = &*pair.work;
            let source_by = pair.span.start.saturating_sub(span.start);
            source_tags.extend(pair.source_tags.iter().map(|tag| Tag { at: tag.at + source_by, ..tag.clone() }));
            let line = end < pair.span.start && self.text.slice(Span::new(end, pair.span.start)).contains('\n');
            if line && !work.target.is_empty() && !own.target.is_empty() {
                work.target.push('\n');
                work.target.push_str(&own.target);
            } else {
                append(&mut work.target, &own.target, self.target_lang);
            }
            let target_by = work.target.len() - own.target.len();
            work.tags.extend(own.tags.iter().map(|tag| Tag { at: tag.at + target_by, ..tag.clone() }));
            work.comments.extend(own.comments.iter().map(|comment| Comment {
                place: comment.place.map(|(side, span)| match side {
                    Side::Source => (side, span.shift(source_by)),
                    Side::Target => (side, span.shift(target_by)),
                }),
                ..comment.clone()
            }));
            work.history.extend(own.history.iter().cloned());
            work.passed.extend(own.passed.iter().cloned());
            if own.origin != work.origin && !own.target.is_empty() {
                work.origin = Origin::Person;
            }
            if !pair.has_no_source() {
                if end > span.start {
                    old_source.push_str(&self.text.slice(Span::new(end, pair.span.start)));
                }
                end = pair.span.end;
            }
            old_source.push_str(own.made_for.as_deref().unwrap_or(&pair.source));
        }
        work.history.sort_by_key(|event| event.at);
        work.history.push(event);
        if !work.target.is_empty() {
            work.made_for = Some(if old_source == *source { source.clone() } else { old_source.into() });
            // The joined pair has come as far as the least of them.
            let stages = || pairs.iter().filter(|pair| !pair.has_no_source()).map(|pair| pair.work.stage);
            work.stage = if stages().any(|stage| stage == Stage::Rejected) {
                Stage::Rejected
            } else {
                stages().min().unwrap_or(Stage::Draft).max(Stage::Draft)
            };
            if work.stage.is_vouched_for() {
                work.confirmed_by = pairs[0].work.confirmed_by.clone();
            }
        }
        let paragraph = self.text.line_of(span.start);
        let (source_tags, work, easy) = (source_tags.into(), Arc::new(work), self.joined_easy(pairs));
        let label = pairs[0].label.clone();
        let pair = Pair { id: first, span, paragraph, source, source_tags, label, work, easy };
        Ok(self.patch_of(from, pairs.len(), vec![pair]))
    }

    pub(super) fn split(
        &mut self,
        id: PairId,
        source_at: usize,
        target_at: usize,
        event: Event,
    ) -> Result<Patch, Refusal> {
        let at = self.open(id)?;
        let pair = self.pairs[at].clone();
        let (source, target) = (&*pair.source, pair.target());
        if !source.is_char_boundary(source_at) || !target.is_char_boundary(target_at) {
            return Err(Refusal { id, why: Why::Gone });
        }
        // What separates the halves belongs to neither.
        let ends = |text: &str, at: usize| (text[..at].trim_end().len(), text.len() - text[at..].trim_start().len());
        let (source_end, source_start) = ends(source, source_at);
        let (target_end, target_start) = ends(target, target_at);
        let halves = [source_end > 0 || target_end > 0, source_start < source.len() || target_start < target.len()];
        if halves != [true, true] {
            return Err(Refusal { id, why: Why::NothingToSplit });
        }
        let second_id = self.fresh_id();
        let half = |id: PairId, source_span: Span, target_span: Span, first: bool| {
            let words: Arc<str> = source[source_span.range()].into();
            let belongs = |at: usize, cut: usize| if first { at <= cut } else { at > cut };
            let moved =
                |tag: &Tag, by: usize, most: usize| Tag { at: tag.at.saturating_sub(by).min(most), ..tag.clone() };
            let tags = |tags: &[Tag], span: Span, cut: usize| {
                let own = tags.iter().filter(|tag| belongs(tag.at, cut));
                own.map(|tag| moved(tag, span.start, span.len())).collect::<Vec<_>>()
            };
            let stays = |comment: &&Comment| match comment.place {
                Some((Side::Source, place)) => belongs(place.start, source_end),
                Some((Side::Target, place)) => belongs(place.start, target_end),
                None => first,
            };
            let shifted = |comment: &Comment| Comment {
                place: comment.place.map(|(side, place)| {
                    let span = if side == Side::Source { source_span } else { target_span };
                    let at = |pos: usize| pos.saturating_sub(span.start).min(span.len());
                    (side, Span::new(at(place.start), at(place.end)))
                }),
                ..comment.clone()
            };
            let own = &*pair.work;
            let mut work = Work {
                target: target[target_span.range()].to_owned(),
                tags: tags(&own.tags, target_span, target_end),
                comments: own.comments.iter().filter(stays).map(shifted).collect(),
                made_for: Some(pair.old_source().map_or_else(|| words.clone(), Arc::from)),
                ..own.clone()
            };
            // Nobody has vouched for the halves as they are.
            if work.stage.is_vouched_for() {
                work.stage = Stage::Edited;
                work.confirmed_by = None;
            }
            if work.target.is_empty() {
                work.stage = Stage::Untranslated;
                work.made_for = None;
            }
            work.history.push(event.clone());
            let span = source_span.shift(pair.span.start);
            Pair {
                id,
                span,
                paragraph: self.text.line_of(span.start),
                source: words,
                source_tags: tags(&pair.source_tags, source_span, source_end).into(),
                label: pair.label.clone(),
                work: Arc::new(work),
                // Where it would be cut nobody has said: it stays whole, and is stale.
                easy: if first { pair.easy.clone() } else { Arc::default() },
            }
        };
        let after = vec![
            half(id, Span::new(0, source_end), Span::new(0, target_end), true),
            half(
                second_id,
                Span { start: source_start, end: source.len() },
                Span { start: target_start, end: target.len() },
                false,
            ),
        ];
        Ok(self.patch_of(at, 1, after))
    }
}
