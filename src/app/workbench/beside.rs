//! The translation as a document beside the source, with its parts and layout: its paragraphs are made of the targets, and
//! what is typed in it goes into the targets it touches.

use super::super::pairs::Pairs;
use super::super::{App, Effect};
use crate::document::{Author, Document, Edit as DocumentEdit, Role};
use crate::text::{Change, Lang, Replace, Span};
use crate::translation::{Bitext, Edit, Origin, Pair, PairId, Rich};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// See the module.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Of which document it is the translation.
    of: String,
    document: Document,
    /// Where each pair's target stands in it, in the order of the pairs.
    places: Vec<Span>,
    /// The revision of the pairs it shows, and the roles of the source.
    revision: u64,
    roles: Arc<Vec<Role>>,
}

/// The text of a paragraph made of `pairs`, and where each target stands in it.
fn composed(pairs: &[Pair], lang: Lang) -> (String, Vec<Span>) {
    let (mut text, mut places) = (String::new(), Vec::with_capacity(pairs.len()));
    for pair in pairs {
        let target = pair.target();
        if !text.is_empty() && !target.is_empty() && !text.ends_with(char::is_whitespace) && lang == Lang::En {
            text.push(' ');
        }
        let start = text.len();
        // A row of its own is a space here: both are one byte.
        text.extend(target.chars().map(|c| if c == '\n' { ' ' } else { c }));
        places.push(Span::new(start, text.len()));
    }
    (text, places)
}

/// The pairs that begin in `paragraph`, by their places.
fn pairs_in(bitext: &Bitext, paragraph: usize) -> Range<usize> {
    let pairs = bitext.pairs();
    let first = pairs.partition_point(|pair| pair.paragraph < paragraph);
    first..first + pairs[first..].partition_point(|pair| pair.paragraph == paragraph)
}

impl Beside {
    /// The translation in `bitext` of the document with key `of`, whose paragraphs have these roles.
    pub fn new(of: &str, bitext: &Bitext, roles: Arc<Vec<Role>>) -> Self {
        let mut paragraphs = Vec::with_capacity(roles.len());
        let mut places = Vec::with_capacity(bitext.len());
        let mut start = 0;
        for (paragraph, role) in roles.iter().enumerate() {
            let (text, within) = composed(&bitext.pairs()[pairs_in(bitext, paragraph)], bitext.target_lang());
            places.extend(within.into_iter().map(|span| span.shift(start)));
            start += text.len() + 1;
            paragraphs.push((*role, text));
        }
        let document = Document::new(bitext.target_lang(), None, &paragraphs, Author::Person);
        Self { of: of.to_owned(), document, places, revision: bitext.revision(), roles }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Where the target of pair number `place` stands in it.
    pub fn place(&self, place: usize) -> Option<Span> {
        self.places.get(place).copied()
    }

    /// The numbers of the pairs whose targets reach into `span` or touch it.
    pub fn places_in(&self, span: Span) -> Range<usize> {
        let from = self.places.partition_point(|place| place.end < span.start);
        from..self.places.partition_point(|place| place.start <= span.end).max(from)
    }

    /// The pair a cursor at `at` is in: `wanted` if it touches that, else the last that has something there, else the last.
    pub fn at(&self, at: usize, wanted: Option<usize>) -> Option<usize> {
        let touches = |place: &usize| self.places[*place].start <= at && at <= self.places[*place].end;
        if let Some(wanted) = wanted.filter(|wanted| *wanted < self.places.len()).filter(touches) {
            return Some(wanted);
        }
        let after = self.places.partition_point(|place| place.start <= at);
        let near = (0..after).rev().take_while(|place| self.places[*place].end >= at || *place + 1 == after);
        let near: Vec<usize> = near.collect();
        near.iter().find(|place| !self.places[**place].is_empty()).or(near.first()).copied()
    }

    /// Follows the pairs and the roles of the source. `made` is the change a person made here, which is kept as it is if it
    /// leads to what the pairs say. What changed, or `None` where it is another document now.
    fn follow(&mut self, bitext: &Bitext, roles: &Arc<Vec<Role>>, made: Option<&Change>) -> Option<Vec<Change>> {
        let same_roles = Arc::ptr_eq(&self.roles, roles) || *self.roles == **roles;
        let touched = bitext.touched_since(self.revision).filter(|_| same_roles);
        let mut paragraphs: Vec<usize> = Vec::new();
        let mut recut = true;
        if let Some(touched) = touched {
            recut = false;
            for touched in touched {
                recut |= touched.recut;
                paragraphs.extend(touched.pairs.iter().filter_map(|id| bitext.get(*id)).map(|pair| pair.paragraph));
            }
        }
        if recut || self.places.len() != bitext.len() {
            *self = Self::new(&self.of, bitext, roles.clone());
            return None;
        }
        self.revision = bitext.revision();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        if let Some(made) = made.filter(|made| self.leads_there(bitext, &paragraphs, made)) {
            self.put(made.clone());
            self.settle(bitext, &paragraphs);
            return Some(vec![made.clone()]);
        }
        let mut changes = Vec::new();
        for paragraph in &paragraphs {
            let line = self.document.text().line_span(*paragraph);
            let old = self.document.text().slice(line);
            let (new, _) = composed(&bitext.pairs()[pairs_in(bitext, *paragraph)], bitext.target_lang());
            if old != new {
                let change = difference(&old, &new, line.start);
                self.put(change.clone());
                changes.push(change);
            }
        }
        self.settle(bitext, &paragraphs);
        Some(changes)
    }

    fn put(&mut self, change: Change) {
        self.document.apply(DocumentEdit { joins: true, ..DocumentEdit::by_person(change, 0) });
    }

    /// Whether `made` makes of the paragraphs what the pairs say.
    fn leads_there(&self, bitext: &Bitext, paragraphs: &[usize], made: &Change) -> bool {
        let mut text = self.document.text().clone();
        let known = |line: usize| paragraphs.binary_search(&line).is_ok();
        let lines = |replace: &Replace| text.line_of(replace.span.start)..=text.line_of(replace.span.end);
        if !made.replaces().iter().all(|replace| lines(replace).all(known)) {
            return false;
        }
        text.apply(made);
        text.lines() == self.document.text().lines()
            && paragraphs.iter().all(|paragraph| {
                let pairs = &bitext.pairs()[pairs_in(bitext, *paragraph)];
                text.line(*paragraph) == composed(pairs, bitext.target_lang()).0
            })
    }

    /// Learns where the targets stand, after those of `paragraphs` were changed.
    fn settle(&mut self, bitext: &Bitext, paragraphs: &[usize]) {
        let Some(first) = paragraphs.first() else { return };
        let from = pairs_in(bitext, *first).start;
        let mut moved = 0isize;
        let mut next = 0;
        let mut place = from;
        while place < self.places.len() {
            let paragraph = bitext.pairs()[place].paragraph;
            while next < paragraphs.len() && paragraphs[next] < paragraph {
                next += 1;
            }
            if paragraphs.get(next) == Some(&paragraph) {
                let range = pairs_in(bitext, paragraph);
                let start = self.document.text().line_span(paragraph).start;
                let (_, within) = composed(&bitext.pairs()[range.clone()], bitext.target_lang());
                let was = self.places[range.end - 1].end;
                for (place, span) in range.clone().zip(within) {
                    self.places[place] = span.shift(start);
                }
                moved = self.places[range.end - 1].end as isize - was as isize;
                place = range.end;
                next += 1;
            } else {
                let span = &mut self.places[place];
                (span.start, span.end) = (span.start.wrapping_add_signed(moved), span.end.wrapping_add_signed(moved));
                place += 1;
            }
        }
    }

    /// What becomes of the targets when a person makes `change`; `at` is the pair they are at. What stands between targets
    /// stays, whatever is done to it: it follows from the source.
    fn typed(&self, bitext: &Bitext, change: &Change, at: Option<usize>) -> Vec<(PairId, String)> {
        let mut edits: BTreeMap<usize, Vec<Replace>> = BTreeMap::new();
        for replace in change.replaces() {
            let span = replace.span;
            let over = |place: &usize| {
                let own = self.places[*place];
                own.start < span.end && own.end > span.start
            };
            let from = self.places.partition_point(|place| place.end <= span.start);
            let to = self.places.partition_point(|place| place.start < span.end);
            let hit: Vec<usize> = (from.min(to)..to).filter(over).collect();
            let into = match hit.as_slice() {
                [] => self.at(span.start, at),
                hit => at.filter(|at| hit.contains(at)).or(hit.first().copied()),
            };
            for place in hit.iter().copied().chain(into.filter(|into| !hit.contains(into) && !replace.text.is_empty()))
            {
                let own = self.places[place];
                let local = |at: usize| at.clamp(own.start, own.end) - own.start;
                let text = if into == Some(place) { replace.text.clone() } else { String::new() };
                let span = Span::new(local(span.start), local(span.end));
                edits.entry(place).or_default().push(Replace { span, text });
            }
        }
        let typed = edits.into_iter().map(|(place, replaces)| {
            let pair = &bitext.pairs()[place];
            let mut target = pair.target().to_owned();
            for replace in replaces.iter().rev() {
                target.replace_range(replace.span.range(), &replace.text);
            }
            (pair.id, target)
        });
        typed.collect()
    }
}

/// The one replacement that makes `new` of `old`, which begins at byte `start` of the whole.
fn difference(old: &str, new: &str, start: usize) -> Change {
    let mut head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(head) || !new.is_char_boundary(head) {
        head -= 1;
    }
    let mut tail = old[head..].bytes().rev().zip(new[head..].bytes().rev()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    Change::replace(Span::new(head, old.len() - tail).shift(start), new[head..new.len() - tail].to_owned())
}

impl App {
    /// The translation as a document, while the two stand side by side.
    pub fn beside(&self) -> Option<&Beside> {
        let key = &self.open.as_ref()?.key;
        self.workbench.beside.as_ref().filter(|beside| self.shows_pairs() && beside.of == *key)
    }

    /// Shows source and translation side by side, or as a list again.
    pub(in crate::app) fn toggle_beside(&mut self) {
        let shown = self.beside().is_some();
        self.workbench.beside = None;
        if shown {
            return;
        }
        if !self.shows_pairs() {
            self.toggle_pairs();
        }
        if let Some(open) = &self.open
            && let Some(pairs) = &open.pairs
        {
            self.workbench.beside = Some(Beside::new(&open.key, &pairs.bitext, open.document.shared_roles()));
            self.effects.push(Effect::ResetBeside);
            self.show_beside();
            self.effects.push(Effect::FocusBeside);
        }
    }

    /// Brings the translation beside the source in step with the pairs. `made` is what a person did in it.
    pub(in crate::app) fn follow_beside(&mut self, made: Option<&Change>) {
        let Some(open) = &self.open else { return };
        let (Some(pairs), Some(beside)) = (&open.pairs, &mut self.workbench.beside) else { return };
        if beside.of != open.key {
            return;
        }
        if beside.revision == pairs.bitext.revision() && beside.roles.len() == open.document.len() && made.is_none() {
            return;
        }
        match beside.follow(&pairs.bitext, &open.document.shared_roles(), made) {
            Some(changes) => self.effects.extend(changes.into_iter().map(Effect::ChangedBeside)),
            None => self.effects.push(Effect::ResetBeside),
        }
    }

    /// Puts the cursor of the translation into the pair at hand.
    pub(in crate::app) fn show_beside(&mut self) {
        let place = self.beside().and_then(|beside| {
            let pairs = self.pairs()?;
            beside.place(pairs.bitext.position(pairs.at()?.id)?)
        });
        self.effects.extend(place.map(|place| Effect::ShowBeside(Span::at(place.end))));
    }

    /// The person typed in the translation beside the source. An empty row is a step to the next pair.
    pub(super) fn type_beside(&mut self, change: &Change) {
        if matches!(change.replaces(), [one] if one.span.is_empty() && one.text == "\n") {
            return self.step_pair(1);
        }
        let Some(beside) = self.beside() else { return };
        let Some(pairs) = self.pairs() else { return };
        let at = pairs.at().and_then(|pair| pairs.bitext.position(pair.id));
        let typed = beside.typed(&pairs.bitext, change, at);
        let edits: Vec<Edit> = typed
            .into_iter()
            .map(|(id, target)| Edit::Target { id, target: Rich::plain(target), origin: Origin::Person })
            .collect();
        self.workbench.made = Some(change.clone());
        if !self.edit_pairs(&edits) {
            self.follow_beside(None);
        }
        self.workbench.made = None;
    }

    /// The cursor stands there in the translation beside the source.
    pub(super) fn choose_beside(&mut self, span: Span) {
        let Some(pairs) = self.pairs() else { return };
        let Some(beside) = self.beside() else { return };
        let at = pairs.at().and_then(|pair| pairs.bitext.position(pair.id));
        let Some(place) = beside.at(span.start, at) else { return };
        let (id, own) = (pairs.bitext.pairs()[place].id, beside.places[place]);
        if at != Some(place) {
            self.go_to_pair(id);
        }
        let local = |at: usize| at.clamp(own.start, own.end) - own.start;
        if let Some(pairs) = self.pairs_mut() {
            pairs.chosen.1 = Span::new(local(span.start), local(span.end));
        }
    }

    /// The cursor stands there in the source beside the translation.
    pub(super) fn choose_source(&mut self, span: Span) {
        let Some(pairs) = self.pairs() else { return };
        let Some(pair) = pairs.bitext.at(span.start) else { return };
        let (id, own) = (pair.id, pair.span);
        if Some(id) != pairs.at().map(|pair| pair.id) {
            self.go_to_pair(id);
            self.show_beside();
        }
        let local = |at: usize| at.clamp(own.start, own.end) - own.start;
        if let Some(pairs) = self.pairs_mut() {
            pairs.chosen.0 = Span::new(local(span.start), local(span.end));
        }
    }
}

impl Pairs {
    /// Where the pair at hand stands among all, from 0.
    pub fn place(&self) -> Option<usize> {
        self.bitext.position(self.at()?.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::translation::Segmenter;
    use proptest::prelude::*;

    fn begun() -> (Bitext, Beside) {
        let text = Text::from("申請します。受け付けます。\n届きます。調べます。\n\n終わります。");
        let bitext = Bitext::new(&text, Lang::Ja, Lang::En, Segmenter::Own);
        let beside = Beside::new("", &bitext, Arc::new(vec![Role::Body; text.lines()]));
        (bitext, beside)
    }

    fn put(bitext: &mut Bitext, beside: &mut Beside, change: &Change, at: Option<usize>) {
        let edits: Vec<Edit> = beside
            .typed(bitext, change, at)
            .into_iter()
            .map(|(id, target)| Edit::Target { id, target: Rich::plain(target), origin: Origin::Person })
            .collect();
        bitext.apply(&edits, "", 0).unwrap();
        let roles = beside.roles.clone();
        beside.follow(bitext, &roles, Some(change));
    }

    #[test]
    fn what_is_typed_goes_into_the_pair_one_is_at() {
        let (mut bitext, mut beside) = begun();
        put(&mut bitext, &mut beside, &Change::insert(0, "We apply."), Some(0));
        put(&mut bitext, &mut beside, &Change::insert(9, "We accept."), Some(1));
        assert_eq!(beside.document().text().to_string(), "We apply. We accept.\n\n\n");
        assert_eq!(bitext.pairs()[1].target(), "We accept.");
        // The space between two sentences follows from them, and so does the end of a paragraph.
        put(&mut bitext, &mut beside, &Change::delete(Span::new(9, 10)), Some(0));
        put(&mut bitext, &mut beside, &Change::delete(Span::new(20, 21)), Some(0));
        assert_eq!(beside.document().text().to_string(), "We apply. We accept.\n\n\n");
        // A selection over both: the words go, what is typed stays with the pair at hand.
        put(&mut bitext, &mut beside, &Change::replace(Span::new(3, 13), "take and "), Some(1));
        assert_eq!((bitext.pairs()[0].target(), bitext.pairs()[1].target()), ("We ", "take and accept."));
        assert_eq!(beside.at(3, None), Some(1));
    }

    proptest! {
        #[test]
        fn it_always_says_what_the_pairs_say(
            steps in prop::collection::vec((0usize..60, 0usize..20, "[a-zあ ]{0,4}", 0usize..5), 1..30)
        ) {
            let (mut bitext, mut beside) = begun();
            for (at, len, text, pair) in steps {
                let whole = beside.document().text();
                let start = whole.boundary(at.min(whole.len()));
                let end = whole.boundary((start + len).min(whole.len())).max(start);
                put(&mut bitext, &mut beside, &Change::replace(Span::new(start, end), text), Some(pair));
                let anew = Beside::new("", &bitext, beside.roles.clone());
                prop_assert_eq!(beside.document().text().to_string(), anew.document().text().to_string());
                prop_assert_eq!(&beside.places, &anew.places);
            }
        }
    }
}
