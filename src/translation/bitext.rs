//! [`Bitext`]: the pairs of a document in order, what can be done to them, and how it is taken back.
//!
//! The source text is a document's; the bitext keeps a copy of it (which costs nothing) and follows it by
//! [`Bitext::follow`]. Targets are the bitext's own. What people do to pairs is an [`Edit`]; one call of
//! [`Bitext::apply`] is one step of undo. A step holds only the pairs it touched, so that it costs the same in a document
//! of 50,000 pairs.

mod cut;
mod easy;
mod received;
mod steps;
mod touched;

pub use received::Received;
pub use touched::Touched;

use super::pair::{Comment, Event, Happened, Label, Origin, Pair, PairId, Passed, Reply, Side, Stage, Status, Work};
use super::quality::Mark;
use super::segmentation::Segmenter;
use super::unit::{Rich, Tag};
use crate::text::{Lang, Span, Text};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Pauses longer than this start a new undo step (milliseconds).
const STEP_PAUSE_MILLIS: i64 = 1500;

/// What can be done to pairs.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Put this text in place of the target. A person's makes a draft, or an edited one of what a machine or anyone has
    /// vouched for; a machine's is a draft. No text: the pair is untranslated again.
    Target {
        /// Which pair.
        id: PairId,
        /// The text and its inline codes.
        target: Rich,
        /// Whose it is.
        origin: Origin,
    },
    /// The translator vouches for the target, for the source as it is now.
    Confirm(PairId),
    /// The reviewer does.
    Approve {
        /// Which pair.
        id: PairId,
        /// Whether it must be somebody else than who wrote and who confirmed it.
        by_other: bool,
    },
    /// The reviewer turns the target down.
    Reject {
        /// Which pair.
        id: PairId,
        /// Why; may be empty.
        reason: String,
    },
    /// Nobody vouches for the target any more: it is edited.
    Reopen(PairId),
    /// The target is right for the changed source, too.
    Keep(PairId),
    /// Nobody may change the pair.
    Lock(PairId),
    /// They may again.
    Unlock(PairId),
    /// Begins a thread.
    Comment {
        /// Which pair.
        id: PairId,
        /// What is said.
        text: String,
        /// The words it is about.
        place: Option<(Side, Span)>,
    },
    /// Answers in thread number `comment` of the pair.
    Reply {
        /// Which pair.
        id: PairId,
        /// Which thread, from 0.
        comment: usize,
        /// What is said.
        text: String,
    },
    /// Settles a thread, or opens it again.
    Resolve {
        /// Which pair.
        id: PairId,
        /// Which thread, from 0.
        comment: usize,
        /// Whether it is settled.
        resolved: bool,
    },
    /// Says what is wrong by thread number `comment` and how grave that is, or no more.
    Weigh {
        /// Which pair.
        id: PairId,
        /// Which thread, from 0.
        comment: usize,
        /// What, and how grave.
        mark: Option<Mark>,
    },
    /// Lets a finding of the rules be.
    Pass {
        /// Which pair.
        id: PairId,
        /// The rule's id.
        rule: String,
        /// The words it found, in both texts.
        words: String,
        /// Why; may be empty.
        reason: String,
    },
    /// Has finding number `passed` of those let be told again.
    Heed {
        /// Which pair.
        id: PairId,
        /// Which, from 0.
        passed: usize,
    },
    /// The same, done to the version in easy Japanese. Pairs themselves are joined, split and taken away with it.
    Easy(Box<Edit>),
    /// Makes one pair of the pairs from `first` to `last`, which keeps the number of the first.
    Join {
        /// The first of them.
        first: PairId,
        /// The last.
        last: PairId,
    },
    /// Makes two pairs of one; the first keeps the number. A cut at an end gives that side to one of them whole.
    Split {
        /// Which pair.
        id: PairId,
        /// Where the source is cut, in bytes of it.
        source_at: usize,
        /// Where the target is cut, in bytes of it.
        target_at: usize,
    },
    /// Takes a pair away that has no source.
    Remove(PairId),
}

/// Why an edit cannot be made. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The pair it is about.
    pub id: PairId,
    /// Why.
    pub why: Why,
}

/// See [`Refusal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such pair, thread or place.
    Gone,
    /// It is locked.
    Locked,
    /// There is no target to vouch for.
    NoTarget,
    /// Only what the translator has confirmed can be approved.
    NotConfirmed,
    /// Whoever confirmed it may not approve it.
    SamePerson,
    /// Pairs must be joined in their order, two at least.
    NotInOrder,
    /// The cut would leave nothing on one side of it.
    NothingToSplit,
    /// A pair that has a source stays.
    HasSource,
}

impl crate::text::Message for Refusal {
    fn id(&self) -> &'static str {
        match self.why {
            Why::Gone => "refused-pair-gone",
            Why::Locked => "refused-pair-locked",
            Why::NoTarget => "refused-pair-no-target",
            Why::NotConfirmed => "refused-pair-not-confirmed",
            Why::SamePerson => "refused-pair-same-person",
            Why::NotInOrder => "refused-pair-not-in-order",
            Why::NothingToSplit => "refused-pair-nothing-to-split",
            Why::HasSource => "refused-pair-has-source",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// A pair that is in no bitext yet: what a file says of it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Loose {
    /// Which paragraph of the source it belongs to. Pairs of one number that stand side by side are one paragraph.
    pub paragraph: usize,
    /// The source; empty for a target that has none.
    pub source: Rich,
    /// What its file calls it, where that says something.
    pub label: Option<Arc<Label>>,
    /// Everything else. What has a target is taken to be made for this source unless it says otherwise.
    pub work: Work,
}

/// Pairs that stood in one place and those that stand there now; the spans are kept true by `follow`.
#[derive(Clone, Debug)]
pub(super) struct Patch {
    pub before: Vec<Pair>,
    pub after: Vec<Pair>,
    /// The pair in front of them.
    previous: Option<PairId>,
    /// Whether it changes which pairs there are, and not merely what was made of one.
    pub recuts: bool,
}

/// What an edit of a pair's work is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    Target,
    /// The one in easy Japanese.
    Easy,
}

/// One step of undo.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub patches: Vec<Patch>,
    /// The pair a person was typing in, and when last.
    typing: Option<(PairId, Version, i64)>,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Bitext {
    source_lang: Lang,
    target_lang: Lang,
    segmenter: Segmenter,
    pub(super) text: Text,
    pub(super) pairs: Vec<Pair>,
    /// Where in `pairs` each is.
    index: HashMap<PairId, usize>,
    next_id: u32,
    /// Whether there is a version in easy Japanese.
    easy: bool,
    /// The file they came from, where they can go back into it.
    received: Option<Received>,
    /// What the last revisions touched, oldest first.
    touched: VecDeque<Touched>,
    pub(super) undo: Vec<Step>,
    pub(super) redo: Vec<Step>,
    revision: u64,
}

impl Bitext {
    /// The pairs of `text`, cut by `segmenter`, none of them translated yet.
    pub fn new(text: &Text, source_lang: Lang, target_lang: Lang, segmenter: Segmenter) -> Self {
        let mut bitext = Self::empty(text.clone(), source_lang, target_lang, segmenter);
        for line in 0..text.lines() {
            let at = text.line_span(line);
            let words = text.slice(at);
            for span in bitext.segmenter.spans(&words, source_lang) {
                let id = bitext.fresh_id();
                bitext.pairs.push(Pair {
                    id,
                    span: span.shift(at.start),
                    paragraph: line,
                    source: words[span.range()].into(),
                    source_tags: Arc::default(),
                    label: None,
                    work: Arc::default(),
                    easy: Arc::default(),
                });
            }
        }
        bitext.number();
        bitext
    }

    /// The pairs a file holds. The source text is made of their sources: a space between two of one paragraph where the
    /// language wants one, a line feed between paragraphs.
    pub fn from_loose(loose: Vec<Loose>, source_lang: Lang, target_lang: Lang, segmenter: Segmenter) -> Self {
        let mut whole = String::new();
        let mut spans = Vec::with_capacity(loose.len());
        let mut last = None;
        for pair in &loose {
            if !pair.source.text.is_empty() {
                match last {
                    Some(paragraph) if paragraph == pair.paragraph => whole.push_str(between(source_lang)),
                    Some(_) => whole.push('\n'),
                    None => {}
                }
                last = Some(pair.paragraph);
            }
            let start = whole.len();
            whole.push_str(&pair.source.text);
            spans.push(Span::new(start, whole.len()));
        }
        let text = Text::from(whole.as_str());
        let mut bitext = Self::empty(text, source_lang, target_lang, segmenter);
        for (pair, span) in loose.into_iter().zip(spans) {
            bitext.take_in(pair.source.tags, pair.label, span, pair.work);
        }
        bitext.number();
        bitext
    }

    /// The pairs of `text`: where each source is, with what was made of it. Pairs must stand in the order of the text
    /// without overlap; `None` where they do not, or do not fit it.
    pub fn of_places(
        text: &Text,
        source_lang: Lang,
        target_lang: Lang,
        segmenter: Segmenter,
        places: Vec<(Span, Work)>,
    ) -> Option<Self> {
        let mut last = 0;
        for (span, _) in &places {
            let fits = span.start >= last
                && span.end <= text.len()
                && text.boundary(span.start) == span.start
                && text.boundary(span.end) == span.end;
            if !fits {
                return None;
            }
            last = span.end;
        }
        let mut bitext = Self::empty(text.clone(), source_lang, target_lang, segmenter);
        for (span, work) in places {
            bitext.take_in(Vec::new(), None, span, work);
        }
        bitext.number();
        Some(bitext)
    }

    fn empty(text: Text, source_lang: Lang, target_lang: Lang, segmenter: Segmenter) -> Self {
        Self {
            source_lang,
            target_lang,
            segmenter,
            text,
            pairs: Vec::new(),
            index: HashMap::new(),
            next_id: 0,
            easy: false,
            received: None,
            touched: VecDeque::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            revision: 0,
        }
    }

    fn take_in(&mut self, tags: Vec<Tag>, label: Option<Arc<Label>>, span: Span, mut work: Work) {
        let source: Arc<str> = self.text.slice(span).into();
        if work.target.is_empty() {
            work.stage = Stage::Untranslated;
            work.made_for = None;
        } else {
            if work.stage == Stage::Untranslated {
                work.stage = Stage::Draft;
            }
            work.made_for.get_or_insert_with(|| source.clone());
        }
        let id = self.fresh_id();
        let paragraph = self.text.line_of(span.start);
        let (source_tags, work) = (tags.into(), Arc::new(work));
        self.pairs.push(Pair { id, span, paragraph, source, source_tags, label, work, easy: Arc::default() });
    }

    /// The language of the source.
    pub fn source_lang(&self) -> Lang {
        self.source_lang
    }

    /// The language of the targets.
    pub fn target_lang(&self) -> Lang {
        self.target_lang
    }

    /// How the source is cut.
    pub fn segmenter(&self) -> &Segmenter {
        &self.segmenter
    }

    /// What is written from now on is cut by `segmenter`; pairs that are there stay as they are.
    pub fn cut_by(&mut self, segmenter: Segmenter) {
        self.segmenter = segmenter;
    }

    /// The source text as it was followed last.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The pairs, in the order of the source.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The pair with this number.
    pub fn get(&self, id: PairId) -> Option<&Pair> {
        self.pairs.get(*self.index.get(&id)?)
    }

    /// Where the pair with this number stands, from 0.
    pub fn position(&self, id: PairId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    /// The first pair whose source reaches to byte `pos` of the source text or beyond: where a cursor is.
    pub fn at(&self, pos: usize) -> Option<&Pair> {
        self.pairs.get(self.pairs.partition_point(|pair| pair.span.end < pos))
    }

    /// The number of the current state; every edit, undo, redo and change of the source makes it one more.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How many pairs have each status, in the order of [`Status::ALL`].
    pub fn tally(&self) -> [(Status, usize); 8] {
        let mut tally = Status::ALL.map(|status| (status, 0));
        for pair in &self.pairs {
            tally[pair.status() as usize].1 += 1;
        }
        tally
    }

    /// The targets as paragraphs, one for each paragraph of the source: its number and the text. Where a pair has no
    /// target, `fill` says what to put there.
    pub fn target_paragraphs(&self, fill: impl Fn(&Pair) -> String) -> Vec<(usize, String)> {
        self.paragraphs(
            self.target_lang,
            |pair| {
                if pair.target().is_empty() { fill(pair) } else { pair.target().to_owned() }
            },
        )
    }

    /// What `text` says for each pair as paragraphs, one for each paragraph of the source.
    fn paragraphs(&self, lang: Lang, text: impl Fn(&Pair) -> String) -> Vec<(usize, String)> {
        let mut paragraphs: Vec<(usize, String)> = Vec::new();
        let mut next = 0;
        for pair in &self.pairs {
            while next <= pair.paragraph {
                paragraphs.push((next, String::new()));
                next += 1;
            }
            if let Some((_, paragraph)) = paragraphs.last_mut() {
                append(paragraph, &text(pair), lang);
            }
            // A source of several paragraphs has its target in the first of them, unless the target has as many lines.
            next = next.max(pair.paragraph + pair.source.matches('\n').count() + 1);
        }
        paragraphs.extend((next..self.text.lines()).map(|line| (line, String::new())));
        paragraphs
    }

    /// The same pairs the other way round: targets become sources. The new source text is made of the targets, paragraph
    /// by paragraph; pairs without a target are left out of it but kept. Undo does not reach back beyond this.
    pub fn turned(&self) -> Bitext {
        let turn = |pair: &Pair| {
            let work = &*pair.work;
            let stage = if pair.has_no_source() { Stage::Untranslated } else { work.stage };
            let work = Work {
                target: pair.source.to_string(),
                tags: pair.source_tags.to_vec(),
                stage,
                made_for: None,
                comments: work.comments.iter().cloned().map(turn_comment).collect(),
                ..work.clone()
            };
            let tags = pair.work.tags.clone();
            let source = Rich { text: pair.target().to_owned(), tags, sub: Vec::new() };
            Loose { paragraph: pair.paragraph, source, label: pair.label.clone(), work }
        };
        let loose = self.pairs.iter().map(turn).collect();
        Self::from_loose(loose, self.target_lang, self.source_lang, self.segmenter.clone())
    }

    /// Makes `edits`, in order, as one step of undo; `by` is who does it (may be empty), `at` milliseconds since
    /// 1970-01-01 UTC. A person's typing in one target without a pause is one step. Returns whether anything changed.
    ///
    /// # Errors
    /// If one of them cannot be made; then none is.
    pub fn apply(&mut self, edits: &[Edit], by: &str, at: i64) -> Result<bool, Refusal> {
        let mut patches = Vec::new();
        for edit in edits {
            match self.patch(edit, by, at) {
                Ok(Some(patch)) => {
                    self.put(&patch, true);
                    patches.push(patch);
                }
                Ok(None) => {}
                Err(refusal) => {
                    for patch in patches.iter().rev() {
                        self.put(patch, false);
                    }
                    return Err(refusal);
                }
            }
        }
        if patches.is_empty() {
            return Ok(false);
        }
        self.step_on(Touched::by(&patches));
        self.redo.clear();
        let typing = match edits {
            [Edit::Target { id, origin: Origin::Person, .. }] => Some((*id, Version::Target, at)),
            [Edit::Easy(edit)] => match **edit {
                Edit::Target { id, origin: Origin::Person, .. } => Some((id, Version::Easy, at)),
                _ => None,
            },
            _ => None,
        };
        if let (Some((id, version, at)), Some(last)) = (typing, self.undo.last_mut())
            && let Some((typed, of, when)) = &mut last.typing
            && (*typed, *of) == (id, version)
            && (0..=STEP_PAUSE_MILLIS).contains(&(at - *when))
        {
            *when = at;
            last.patches[0].after = patches.swap_remove(0).after;
        } else {
            self.undo.push(Step { patches, typing });
        }
        Ok(true)
    }

    pub(super) fn fresh_id(&mut self) -> PairId {
        self.next_id += 1;
        PairId(self.next_id - 1)
    }

    /// Learns where each pair is, after pairs were made or lost.
    pub(super) fn number(&mut self) {
        self.index.clear();
        self.index.extend(self.pairs.iter().enumerate().map(|(at, pair)| (pair.id, at)));
    }

    /// What `edit` does; `None` where that is nothing.
    fn patch(&mut self, edit: &Edit, by: &str, at: i64) -> Result<Option<Patch>, Refusal> {
        self.patch_in(edit, Version::Target, by, at)
    }

    fn patch_in(&mut self, edit: &Edit, version: Version, by: &str, at: i64) -> Result<Option<Patch>, Refusal> {
        let event = |what| Event { at, by: by.to_owned(), what };
        match edit {
            Edit::Easy(edit) => self.patch_in(edit, Version::Easy, by, at),
            Edit::Target { id, target, origin } => self.work(*id, version, true, |source, work| {
                if work.target == target.text && work.tags == target.tags && work.origin == *origin {
                    return Ok(());
                }
                let from = std::mem::replace(&mut work.target, target.text.clone());
                work.tags = target.tags.clone();
                // A word typed letter by letter is one change.
                let typing = matches!(work.history.last(), Some(Event { what: Happened::Changed { .. }, at: last, by: who })
                    if who == by && (0..=STEP_PAUSE_MILLIS).contains(&(at - last)));
                match work.history.last_mut() {
                    Some(last) if typing && *origin == Origin::Person => last.at = at,
                    _ => work.history.push(event(Happened::Changed { from })),
                }
                work.confirmed_by = None;
                if work.target.is_empty() {
                    work.stage = Stage::Untranslated;
                    work.made_for = None;
                    work.origin = Origin::Person;
                } else if *origin == Origin::Person {
                    // Who types over the source that was copied translates it.
                    let own = matches!(work.origin, Origin::Person | Origin::Source);
                    let written = work.stage == Stage::Untranslated || (work.stage == Stage::Draft && own);
                    work.stage = if written { Stage::Draft } else { Stage::Edited };
                    if written {
                        work.origin = Origin::Person;
                    }
                    // Correcting a letter does not mean that the rest was looked at.
                    work.made_for.get_or_insert_with(|| Arc::from(source));
                } else {
                    work.stage = Stage::Draft;
                    work.origin = origin.clone();
                    work.made_for = Some(Arc::from(source));
                }
                Ok(())
            }),
            Edit::Confirm(id) => self.work(*id, version, true, |source, work| {
                if work.target.is_empty() {
                    return Err(Why::NoTarget);
                }
                if work.stage.is_vouched_for() && work.old_source(source).is_none() {
                    return Ok(());
                }
                work.made_for = Some(Arc::from(source));
                work.stage = Stage::Confirmed;
                work.confirmed_by = Some(by.to_owned());
                work.history.push(event(Happened::Went(Stage::Confirmed)));
                Ok(())
            }),
            Edit::Approve { id, by_other } => self.work(*id, version, true, |source, work| {
                match work.stage {
                    Stage::Approved if work.old_source(source).is_none() => return Ok(()),
                    Stage::Confirmed if work.old_source(source).is_none() => {}
                    _ => return Err(Why::NotConfirmed),
                }
                let own = work.confirmed_by.as_deref().is_none_or(|who| who == by) || work.written_by() == Some(by);
                if *by_other && own {
                    return Err(Why::SamePerson);
                }
                work.stage = Stage::Approved;
                work.history.push(event(Happened::Went(Stage::Approved)));
                Ok(())
            }),
            Edit::Reject { id, reason } => self.work(*id, version, true, |_, work| {
                if work.target.is_empty() {
                    return Err(Why::NoTarget);
                }
                work.stage = Stage::Rejected;
                work.confirmed_by = None;
                work.history.push(event(Happened::Rejected { reason: reason.clone() }));
                Ok(())
            }),
            Edit::Reopen(id) => self.work(*id, version, true, |_, work| {
                if matches!(work.stage, Stage::Confirmed | Stage::Approved | Stage::Rejected) {
                    work.stage = Stage::Edited;
                    work.confirmed_by = None;
                    work.history.push(event(Happened::Went(Stage::Edited)));
                }
                Ok(())
            }),
            Edit::Keep(id) => self.work(*id, version, true, |source, work| {
                if let Some(old_source) = work.old_source(source) {
                    let old_source = old_source.to_owned();
                    work.made_for = Some(Arc::from(source));
                    work.history.push(event(Happened::Kept { old_source }));
                }
                Ok(())
            }),
            Edit::Lock(id) | Edit::Unlock(id) => self.work(*id, version, false, |_, work| {
                let lock = matches!(edit, Edit::Lock(_));
                if work.locked != lock {
                    work.locked = lock;
                    work.history.push(event(Happened::Locked(lock)));
                }
                Ok(())
            }),
            Edit::Comment { id, text, place } => self.work(*id, version, false, |_, work| {
                work.comments.push(Comment {
                    by: by.to_owned(),
                    at,
                    text: text.clone(),
                    place: *place,
                    resolved: false,
                    replies: Vec::new(),
                    mark: None,
                });
                Ok(())
            }),
            Edit::Reply { id, comment, text } => self.work(*id, version, false, |_, work| {
                let thread = work.comments.get_mut(*comment).ok_or(Why::Gone)?;
                thread.replies.push(Reply { by: by.to_owned(), at, text: text.clone() });
                Ok(())
            }),
            Edit::Resolve { id, comment, resolved } => self.work(*id, version, false, |_, work| {
                work.comments.get_mut(*comment).ok_or(Why::Gone)?.resolved = *resolved;
                Ok(())
            }),
            Edit::Weigh { id, comment, mark } => self.work(*id, version, false, |_, work| {
                work.comments.get_mut(*comment).ok_or(Why::Gone)?.mark = *mark;
                Ok(())
            }),
            Edit::Pass { id, rule, words, reason } => self.work(*id, version, false, |_, work| {
                work.passed.retain(|passed| (&passed.rule, &passed.words) != (rule, words));
                let (rule, words, reason) = (rule.clone(), words.clone(), reason.clone());
                work.passed.push(Passed { rule, words, reason, by: by.to_owned(), at });
                Ok(())
            }),
            Edit::Heed { id, passed } => self.work(*id, version, false, |_, work| {
                if *passed >= work.passed.len() {
                    return Err(Why::Gone);
                }
                work.passed.remove(*passed);
                Ok(())
            }),
            Edit::Join { first, last } => self.joined(*first, *last, event(Happened::Recut)).map(Some),
            Edit::Split { id, source_at, target_at } => {
                self.split(*id, *source_at, *target_at, event(Happened::Recut)).map(Some)
            }
            Edit::Remove(id) => {
                let at = self.open(*id)?;
                if !self.pairs[at].has_no_source() {
                    return Err(Refusal { id: *id, why: Why::HasSource });
                }
                Ok(Some(self.patch_of(at, 1, Vec::new())))
            }
        }
    }

    /// What `change` does to the work of pair `id`, which it is given with the text that was made of; `None` where that is
    /// nothing.
    fn work(
        &self,
        id: PairId,
        version: Version,
        guarded: bool,
        change: impl FnOnce(&str, &mut Work) -> Result<(), Why>,
    ) -> Result<Option<Patch>, Refusal> {
        let at = self.found(id)?;
        let pair = &self.pairs[at];
        let (source, old) = match version {
            Version::Target => (&*pair.source, &pair.work),
            Version::Easy => (self.japanese(pair), &pair.easy),
        };
        if guarded && old.locked {
            return Err(Refusal { id, why: Why::Locked });
        }
        let mut work = (**old).clone();
        change(source, &mut work).map_err(|why| Refusal { id, why })?;
        if work == **old {
            return Ok(None);
        }
        let work = Arc::new(work);
        let after = match version {
            Version::Target => Pair { work, ..pair.clone() },
            Version::Easy => Pair { easy: work, ..pair.clone() },
        };
        Ok(Some(Patch { recuts: false, ..self.patch_of(at, 1, vec![after]) }))
    }

    fn patch_of(&self, at: usize, count: usize, after: Vec<Pair>) -> Patch {
        let previous = at.checked_sub(1).map(|at| self.pairs[at].id);
        Patch { before: self.pairs[at..at + count].to_vec(), after, previous, recuts: true }
    }

    fn found(&self, id: PairId) -> Result<usize, Refusal> {
        self.position(id).ok_or(Refusal { id, why: Why::Gone })
    }

    /// Where pair `id` is, if it may be changed.
    fn open(&self, id: PairId) -> Result<usize, Refusal> {
        let at = self.found(id)?;
        if self.pairs[at].work.locked { Err(Refusal { id, why: Why::Locked }) } else { Ok(at) }
    }
}

fn turn_comment(comment: Comment) -> Comment {
    let place = comment.place.map(|(side, span)| match side {
        Side::Source => (Side::Target, span),
        Side::Target => (Side::Source, span),
    });
    Comment { place, ..comment }
}

/// What stands between two sentences of a paragraph.
pub(super) fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "",
        Lang::En => " ",
    }
}

/// Puts the sentence `text` behind what stands in `paragraph`.
pub(super) fn append(paragraph: &mut String, text: &str, lang: Lang) {
    if !paragraph.is_empty() && !text.is_empty() && !paragraph.ends_with(char::is_whitespace) {
        paragraph.push_str(between(lang));
    }
    paragraph.push_str(text);
}

#[cfg(test)]
mod tests;
