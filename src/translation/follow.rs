//! How pairs follow the source: spans are mapped, what was touched is cut anew around the change and nowhere else, and no
//! target is lost.
//!
//! A cut a person made (two sentences as one pair, one sentence as two) stays as long as nothing is typed on it. A pair
//! whose source changed keeps its target and the source it was made for, which makes it stale; when the source becomes
//! what it was, by undo or by hand, the pair is what it was. A target whose sentence was deleted stays in its place
//! without a source.

use super::bitext::{Bitext, Step, Touched};
use super::pair::Pair;
use super::unit::Tag;
use crate::text::change::Mapper;
use crate::text::{Assoc, Change, Span, Text};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// A run of pairs in paragraphs that a change touches.
struct Region {
    pairs: Range<usize>,
    /// Which replacements of the change touch it.
    replaces: Range<usize>,
}

impl Bitext {
    /// Follows `change`, which turned the source text into `text`. Costs what the change touches, and a little for each
    /// pair behind it.
    pub fn follow(&mut self, change: &Change, text: &Text) {
        let old = std::mem::replace(&mut self.text, text.clone());
        if change.is_empty() {
            return;
        }
        let mapper = change.mapper();
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            map_step(step, &mapper);
        }
        let mut touched = Touched::default();
        let mut behind = self.pairs.len();
        // From the last to the first, so that what is in front keeps its place.
        for region in self.regions(change, &old).into_iter().rev() {
            self.move_behind(region.pairs.end..behind, &mapper);
            behind = region.pairs.start;
            let (first, after) = (region.pairs.start, self.pairs.len() - region.pairs.end);
            touched.recut |= self.recut(region, change, &mapper);
            touched.pairs.extend(self.pairs[first..self.pairs.len() - after].iter().map(|pair| pair.id));
        }
        if touched.recut {
            self.number();
        }
        self.step_on(touched);
    }

    /// The runs of pairs in the paragraphs that `change` touches, in order and apart.
    fn regions(&self, change: &Change, old: &Text) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        for (number, r) in change.replaces().iter().enumerate() {
            let mut lines =
                Span::new(old.line_span(old.line_of(r.span.start)).start, old.line_span(old.line_of(r.span.end)).end);
            let among = |lines: Span| {
                let from = self.pairs.partition_point(|pair| pair.span.end < lines.start);
                from..self.pairs.partition_point(|pair| pair.span.start <= lines.end).max(from)
            };
            let mut pairs = among(lines);
            // A pair of several paragraphs brings the others of those with it, and so on.
            while let (Some(first), Some(last)) = (self.pairs.get(pairs.start), self.pairs[pairs.clone()].last()) {
                let start = lines.start.min(old.line_span(old.line_of(first.span.start)).start);
                let end = lines.end.max(old.line_span(old.line_of(last.span.end)).end);
                if lines == Span::new(start, end) {
                    break;
                }
                lines = Span::new(start, end);
                pairs = among(lines);
            }
            match regions.last_mut() {
                Some(last) if last.pairs.end >= pairs.start => {
                    last.pairs.end = last.pairs.end.max(pairs.end);
                    last.replaces.end = number + 1;
                }
                _ => regions.push(Region { pairs, replaces: number..number + 1 }),
            }
        }
        regions
    }

    /// Moves pairs that lie in paragraphs the change does not touch.
    fn move_behind(&mut self, pairs: Range<usize>, mapper: &Mapper<'_>) {
        let Some(first) = self.pairs.get(pairs.start).filter(|_| !pairs.is_empty()) else { return };
        let start = mapper.map(first.span.start, Assoc::After);
        let by = start.wrapping_sub(first.span.start);
        let lines = self.text.line_of(start).wrapping_sub(first.paragraph);
        for pair in &mut self.pairs[pairs] {
            pair.span.start = pair.span.start.wrapping_add(by);
            pair.span.end = pair.span.end.wrapping_add(by);
            pair.paragraph = pair.paragraph.wrapping_add(lines);
        }
    }

    /// Cuts the source of the pairs in `region` anew; whether pairs were made or lost.
    fn recut(&mut self, region: Region, change: &Change, mapper: &Mapper<'_>) -> bool {
        let pairs = self.pairs[region.pairs.clone()].to_vec();
        let replaces = &change.replaces()[region.replaces.clone()];
        let Some((first, last)) = replaces.first().zip(replaces.last()) else { return false };
        let low = pairs.first().map_or(first.span.start, |pair| pair.span.start.min(first.span.start));
        let high = pairs.last().map_or(last.span.end, |pair| pair.span.end.max(last.span.end));
        let from = self.text.line_span(self.text.line_of(mapper.map(low, Assoc::Before))).start;
        let to = self.text.line_span(self.text.line_of(mapper.map(high, Assoc::After))).end;
        let words = self.text.slice(Span::new(from, to));
        // From here on places count from `from`.
        let local = |pos: usize| pos.clamp(from, to) - from;
        let zones = zones(change, &region.replaces).into_iter().map(|zone| {
            // A sentence begins behind the space after its predecessor: typing on that space is typing on the cut.
            let end = local(zone.end);
            let space = words[end..].len() - words[end..].trim_start().len();
            Span::new(local(zone.start), end + space)
        });
        let zones: Vec<Span> = zones.collect();
        let touched = |at: usize| {
            let next = zones.partition_point(|zone| zone.end < at);
            zones.get(next).is_some_and(|zone| zone.start <= at)
        };
        let fresh = self.sentences(&words);
        let begins = |at: usize| fresh.binary_search_by_key(&at, |span| span.start).is_ok();
        let narrow = |pair: &Pair| {
            let span = mapper.map_span(pair.span);
            Span::new(local(span.start), local(span.end))
        };
        let mapped: Vec<Span> = pairs.iter().map(narrow).collect();
        let covered = |at: usize| {
            let next = mapped.partition_point(|span| span.end <= at);
            mapped[next..].iter().take_while(|span| span.start <= at).any(|span| span.contains(at))
        };
        // Cuts are those of old that nobody touched, and new ones where something was touched or is new altogether.
        let old = mapped.iter().zip(&pairs).filter(|(_, pair)| !pair.span.is_empty()).map(|(span, _)| span.start);
        let mut starts: Vec<usize> = old.filter(|at| !touched(*at) || begins(*at)).collect();
        starts.extend(fresh.iter().map(|span| span.start).filter(|at| touched(*at) || !covered(*at)));
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).copied().chain([words.len()]);
        let segments =
            starts.iter().zip(ends).map(|(&start, end)| Span::new(start, start + words[start..end].trim_end().len()));
        let segments: Vec<Span> = segments.filter(|span| !span.is_empty()).collect();
        let wide = |pair: &Pair| {
            let (start, end) = (mapper.map(pair.span.start, Assoc::Before), mapper.map(pair.span.end, Assoc::After));
            Span::new(local(start), local(end))
        };
        let wide: Vec<Span> = pairs.iter().map(wide).collect();
        let taken = assign(&pairs, &mapped, &wide, &segments, &words);
        let new = self.build(&pairs, &taken, &segments, &words, from);
        let same = new.len() == pairs.len() && new.iter().zip(&pairs).all(|(a, b)| a.id == b.id);
        self.pairs.splice(region.pairs, new);
        !same
    }

    /// The places sentences take in `words`, which may be several paragraphs.
    fn sentences(&self, words: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = 0;
        for line in words.split('\n') {
            found.extend(self.segmenter().spans(line, self.source_lang()).into_iter().map(|span| span.shift(at)));
            at += line.len() + 1;
        }
        found
    }

    /// The pairs of `segments`, with the old ones that are `taken` for them. Old pairs that are left over and not empty stay
    /// without a source.
    fn build(
        &mut self,
        pairs: &[Pair],
        taken: &[Option<usize>],
        segments: &[Span],
        words: &str,
        from: usize,
    ) -> Vec<Pair> {
        let mut used = vec![false; pairs.len()];
        taken.iter().flatten().for_each(|p| used[*p] = true);
        let mut new = Vec::with_capacity(segments.len());
        let leave = |new: &mut Vec<Pair>, range: Range<usize>, at: usize, paragraph: usize| {
            let left = range.filter(|p| !(used[*p] || pairs[*p].work.is_empty() && pairs[*p].easy.is_empty()));
            new.extend(left.map(|p| Pair {
                span: Span::at(at),
                paragraph,
                source: Arc::from(""),
                source_tags: Arc::default(),
                ..pairs[p].clone()
            }));
        };
        let mut next = 0;
        let (mut line, mut counted) = (self.text.line_of(from), 0);
        for (segment, taken) in segments.iter().zip(taken) {
            line += words[counted..segment.start].matches('\n').count();
            counted = segment.start;
            if let Some(p) = *taken {
                leave(&mut new, next..p, segment.start + from, line);
                next = p + 1;
            }
            let span = segment.shift(from);
            let text = &words[segment.range()];
            new.push(match taken.map(|p| &pairs[p]) {
                Some(pair) if *pair.source == *text => Pair { span, paragraph: line, ..pair.clone() },
                Some(pair) => {
                    let fits = |tag: &&Tag| text.is_char_boundary(tag.at);
                    let source_tags = pair.source_tags.iter().filter(fits).cloned().collect();
                    Pair { span, paragraph: line, source: text.into(), source_tags, ..pair.clone() }
                }
                None => Pair {
                    id: self.fresh_id(),
                    span,
                    paragraph: line,
                    source: text.into(),
                    source_tags: Arc::default(),
                    label: None,
                    work: Arc::default(),
                    easy: Arc::default(),
                },
            });
        }
        let (end, line) = match new.last() {
            Some(last) => (last.span.end, self.text.line_of(last.span.end)),
            None => (from, line),
        };
        leave(&mut new, next..pairs.len(), end, line);
        new
    }
}

/// The places in the new text that the replacements `which` of `change` left behind.
fn zones(change: &Change, which: &Range<usize>) -> Vec<Span> {
    let mut moved = 0isize;
    let mut zones = Vec::with_capacity(which.len());
    for (number, r) in change.replaces().iter().enumerate().take(which.end) {
        let start = r.span.start.wrapping_add_signed(moved);
        moved += r.text.len() as isize - r.span.len() as isize;
        if number >= which.start {
            zones.push(Span::new(start, start + r.text.len()));
        }
    }
    zones
}

/// Which old pair each segment takes: the one that is word for word the same, else the one it shares most with. `narrow`
/// is where the old pairs' sources are now, `wide` the same with what was put in their place.
fn assign(pairs: &[Pair], narrow: &[Span], wide: &[Span], segments: &[Span], words: &str) -> Vec<Option<usize>> {
    let common = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let mut shared = Vec::new();
    for (p, pair) in pairs.iter().enumerate().filter(|(_, pair)| !pair.has_no_source()) {
        let near = segments.partition_point(|segment| segment.end < wide[p].start);
        for (s, segment) in segments.iter().enumerate().skip(near).take_while(|(_, s)| s.start <= wide[p].end) {
            let same = words[segment.range()] == *pair.source;
            let (kept, about) = (common(*segment, narrow[p]), common(*segment, wide[p]));
            if same || kept > 0 || about > 0 {
                shared.push((same, kept, about, p, s));
            }
        }
    }
    shared.sort_by(|a, b| (b.0, b.1, b.2).cmp(&(a.0, a.1, a.2)).then((a.3, a.4).cmp(&(b.3, b.4))));
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut used = vec![false; pairs.len()];
    let mut claim = |p: usize, s: usize| {
        // Pairs keep their order.
        let before = taken.range(..=s).next_back().is_none_or(|(at, other)| *at < s && *other < p);
        let after = taken.range(s + 1..).next().is_none_or(|(_, other)| *other > p);
        let free = !used[p] && before && after;
        if free {
            used[p] = true;
            taken.insert(s, p);
        }
        free
    };
    for (_, _, _, p, s) in shared {
        claim(p, s);
    }
    // A sentence that comes back finds the target that waited for it.
    let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
    for (p, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.has_no_source()) {
        waiting.entry(pair.work.made_for.as_deref().unwrap_or_default()).or_default().push(p);
    }
    if !waiting.is_empty() {
        for (s, segment) in segments.iter().enumerate() {
            if let Some(found) = waiting.get(&words[segment.range()]) {
                found.iter().any(|p| claim(*p, s));
            }
        }
    }
    (0..segments.len()).map(|s| taken.get(&s).copied()).collect()
}

fn map_step(step: &mut Step, mapper: &Mapper<'_>) {
    for patch in step.patches.iter_mut().filter(|patch| patch.recuts) {
        for pair in patch.before.iter_mut().chain(&mut patch.after) {
            pair.span = mapper.map_span(pair.span);
        }
    }
}
