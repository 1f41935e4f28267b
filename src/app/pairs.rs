//! A document's other language while it is worked on (対訳): the pairs, where the translator is among them, what the
//! memory and the termbase know of that pair, and what the rules of pairs find.
//!
//! The pairs follow the document: typing in the source makes the pairs it touches stale and loses no target. Only what a
//! person has confirmed is learnt by the memory.

use super::asking::Target;
use super::job::Job;
use super::notice::{Level, Notice};
use super::translate::{Cleared, Translating, untranslated};
use super::workbench::judging::{self, EasyFinding, Judged};
use super::workbench::list::{List, Texts};
use super::workbench::{Column, Exported, easing};
use super::{App, Effect, Panel, engine};
use crate::assistant::Task;
use crate::assistant::translate::{Outcome, Translation};
use crate::document::{Author, Document, Role, Run};
use crate::proofread::pairs;
use crate::proofread::pairs::PairFinding;
use crate::text::{Change, Lang, Span, Text};
use crate::translation::memory::{self, Explained, Match, Unit};
use crate::translation::terms::Term;
use crate::translation::{Bitext, Edit, Origin, Pair, PairId, Rich, Status, Tag};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use super::workbench::judging::Found;

/// How many matches of the memory are offered.
pub const MATCHES: usize = 5;

/// Which pairs are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Those nobody has vouched for, and the stale ones.
    Open,
    /// Those the rules have found something in.
    Found,
    /// Those an alignment is not sure of, the least sure first.
    Doubtful,
    /// Those in which somebody lets a finding be.
    Passed,
    /// Those with remarks that are not settled.
    Remarked,
    /// Those whose version in easy Japanese nobody has vouched for.
    EasyOpen,
    /// Those of one status.
    Of(Status),
}

impl Only {
    /// What can be chosen, in the order it is offered.
    pub fn all() -> impl Iterator<Item = Only> {
        [Self::All, Self::Open, Self::EasyOpen, Self::Found, Self::Passed, Self::Doubtful, Self::Remarked]
            .into_iter()
            .chain(Status::ALL.map(Self::Of))
    }

    /// The Fluent message that names it.
    pub fn name_id(self) -> String {
        match self {
            Self::All => "pairs-only-all".to_owned(),
            Self::Open => "pairs-only-open".to_owned(),
            Self::Found => "pairs-only-found".to_owned(),
            Self::Doubtful => "pairs-only-doubtful".to_owned(),
            Self::Passed => "pairs-only-passed".to_owned(),
            Self::Remarked => "pairs-only-remarked".to_owned(),
            Self::EasyOpen => "pairs-only-easy".to_owned(),
            Self::Of(status) => format!("pair-status-{}", status.code()),
        }
    }
}

/// What helps with a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    /// What the memories have, best first, and how each differs from the source.
    pub matches: Vec<(Match, Explained)>,
    /// The agreed words in its source.
    pub terms: Vec<Term>,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// The pairs.
    pub bitext: Bitext,
    at: Option<PairId>,
    help: Help,
    /// The pair and the source `help` is for.
    helped: Option<(PairId, Arc<str>)>,
    found: HashMap<PairId, Found>,
    /// How often anything about `found` has changed.
    pub(super) judged: u64,
    /// The terms pairs are judged by, since all of them were.
    glossary: Arc<pairs::Glossary>,
    pub(super) list: List,
    pub(super) column: Column,
    /// What is selected in the source and the target of the pair at hand.
    pub(super) chosen: (Span, Span),
    /// The revision of the pairs a file holds.
    pub saved: Option<u64>,
}

impl Pairs {
    /// Work on `bitext`; `saved` says whether a file holds it.
    pub fn new(bitext: Bitext, saved: bool) -> Self {
        let saved = saved.then(|| bitext.revision());
        let at = bitext.pairs().first().map(|pair| pair.id);
        Self {
            list: List::new(&bitext),
            bitext,
            at,
            help: Help::default(),
            helped: None,
            found: HashMap::new(),
            judged: 0,
            glossary: Arc::default(),
            column: Column::default(),
            chosen: (Span::at(0), Span::at(0)),
            saved,
        }
    }

    /// The pair the translator is at.
    pub fn at(&self) -> Option<&Pair> {
        self.bitext.get(self.at?)
    }

    /// What helps with it, once that is known.
    pub fn help(&self) -> Option<&Help> {
        let at = self.at()?;
        self.helped.as_ref().filter(|(id, source)| *id == at.id && *source == at.source).map(|_| &self.help)
    }

    /// What the rules have found in a pair, as far as nobody lets it be.
    pub fn found(&self, id: PairId) -> &[PairFinding] {
        self.found.get(&id).map_or(&[], |found| &found.told)
    }

    /// Everything the rules have found in a pair and its easy version.
    pub fn findings(&self, id: PairId) -> Option<&Found> {
        self.found.get(&id)
    }

    /// What the rules have found, pair by pair in no order.
    pub(super) fn all_found(&self) -> impl Iterator<Item = &Found> {
        self.found.values()
    }

    /// The pairs that are listed, in their order.
    pub fn listed(&self) -> &[PairId] {
        self.list.ids()
    }

    /// Which are.
    pub fn only(&self) -> Only {
        self.list.only()
    }

    /// The words that are looked for.
    pub fn search(&self) -> &str {
        self.list.words()
    }

    /// How many pairs have each status.
    pub fn tally(&self) -> impl Iterator<Item = (Status, usize)> {
        self.list.tally()
    }

    /// Whether there is something that no file holds.
    pub fn unsaved(&self) -> bool {
        self.saved != Some(self.bitext.revision())
    }

    /// Follows a change of the document.
    pub(super) fn follow(&mut self, change: &Change, text: &Text) {
        self.bitext.follow(change, text);
        self.list();
    }

    /// Brings the list in step with the pairs. The pair the translator is at stays in it.
    fn list(&mut self) {
        self.list.follow(&self.bitext, &self.found, self.at);
        if self.at.is_none_or(|at| self.bitext.get(at).is_none()) {
            self.at = self.list.ids().first().copied();
        }
    }

    /// Has other findings for a pair.
    fn find(&mut self, id: PairId, change: impl FnOnce(Found, &Pair) -> Found) {
        let Some(pair) = self.bitext.get(id) else { return };
        self.judged += 1;
        let found = change(self.found.remove(&id).unwrap_or_default(), pair);
        if !found.is_empty() {
            self.found.insert(id, found);
        }
        self.list.settle(&self.bitext, &self.found, self.at, id);
    }

    /// The listed pair `by` places away from where the translator is.
    fn step(&self, by: isize) -> Option<PairId> {
        let listed = self.list.ids();
        let at = listed.iter().position(|id| Some(*id) == self.at)?;
        listed.get(at.checked_add_signed(by)?).copied()
    }

    /// The next pair after the one the translator is at that needs work, around the end.
    fn next_open(&self) -> Option<PairId> {
        let at = self.at.and_then(|at| self.bitext.position(at)).unwrap_or(0);
        let pairs = self.bitext.pairs();
        let (before, after) = (&pairs[..at.min(pairs.len())], &pairs[(at + 1).min(pairs.len())..]);
        let needs = |pair: &&Pair| match self.column() {
            Column::Target => needs_work(pair) || !self.found(pair.id).is_empty() && !pair.work.stage.is_vouched_for(),
            Column::Easy => easy_needs_work(&self.bitext, pair),
        };
        after.iter().chain(before).find(needs).map(|pair| pair.id)
    }
}

/// Whether somebody still has to look at a pair.
pub(super) fn needs_work(pair: &Pair) -> bool {
    !pair.work.locked && !pair.has_no_source() && (pair.is_stale() || !pair.work.stage.is_vouched_for())
}

/// Whether somebody still has to look at the easy version of a pair.
pub(super) fn easy_needs_work(bitext: &Bitext, pair: &Pair) -> bool {
    let status = bitext.easy_status(pair);
    !bitext.japanese(pair).is_empty() && !matches!(status, Status::Confirmed | Status::Approved | Status::Locked)
}

/// The other language.
fn other(lang: Lang) -> Lang {
    memory::other(lang)
}

impl App {
    /// The document's other language, if it has been begun.
    pub fn pairs(&self) -> Option<&Pairs> {
        self.open.as_ref()?.pairs.as_ref()
    }

    /// Whether the pairs are shown in place of the page.
    pub fn shows_pairs(&self) -> bool {
        self.workbench.shows && self.pairs().is_some()
    }

    pub(super) fn pairs_mut(&mut self) -> Option<&mut Pairs> {
        self.open.as_mut()?.pairs.as_mut()
    }

    /// Shows the pairs, or the page again; begins them where there are none.
    pub(super) fn toggle_pairs(&mut self) {
        if self.shows_pairs() {
            self.workbench.shows = false;
            self.panel = Panel::Findings;
            // The page shows where the translator was.
            let at = self.pairs().and_then(Pairs::at).map(|pair| pair.span);
            self.effects.extend(at.map(Effect::Show));
            self.effects.push(Effect::Focus);
            return;
        }
        let segmenter = self.resources.segmenter.clone();
        let Some(open) = &mut self.open else { return };
        let (text, lang) = (open.document.text(), open.document.lang());
        let begun = open.pairs.is_some();
        let pairs = open.pairs.get_or_insert_with(|| {
            // What has been begun and not worked on needs no saving.
            Pairs::new(Bitext::new(text, lang, other(lang), segmenter.clone()), true)
        });
        pairs.bitext.cut_by(segmenter);
        if pairs.bitext.is_empty() {
            open.pairs = None;
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-pair"));
        }
        let at = pairs.bitext.at(open.selection.start).or(pairs.bitext.pairs().last()).map(|pair| pair.id);
        self.workbench.shows = true;
        self.panel = Panel::Pair;
        if let Some(at) = at {
            self.pair_at(at);
        }
        if begun {
            self.check_pairs();
        }
    }

    /// Goes to a pair.
    pub(super) fn pair_at(&mut self, id: PairId) {
        self.go_to_pair(id);
        self.show_beside();
        // The cursor of the source goes along, so that the other pane has the same pair.
        let span = self.beside().and_then(|_| Some(self.pairs()?.at()?.span));
        self.effects.extend(span.map(|span| Effect::Show(Span::at(span.start))));
    }

    /// The same where the cursor is there already.
    pub(super) fn go_to_pair(&mut self, id: PairId) {
        let Some(pairs) = self.pairs_mut() else { return };
        if pairs.bitext.get(id).is_none() {
            return;
        }
        pairs.bitext.seal();
        let left = pairs.at.replace(id);
        if left != Some(id) {
            pairs.chosen = (Span::at(0), Span::at(0));
        }
        // What was listed only because somebody was there is not any more.
        for id in left.into_iter().chain([id]) {
            pairs.list.settle(&pairs.bitext, &pairs.found, pairs.at, id);
        }
        self.help_pair();
    }

    /// Goes some listed pairs on or back.
    pub(super) fn step_pair(&mut self, by: isize) {
        if let Some(id) = self.pairs().and_then(|pairs| pairs.step(by)) {
            self.pair_at(id);
        }
    }

    /// Goes to the next pair that needs work.
    pub(super) fn next_open_pair(&mut self) {
        match self.pairs().and_then(Pairs::next_open) {
            Some(id) => self.pair_at(id),
            None => self.tell(Notice::new(Level::Info, "notice-pairs-done")),
        }
    }

    /// Lists other pairs. Words are looked for by a worker.
    pub(super) fn list_pairs(&mut self, only: Only, search: String) {
        let Some(pairs) = self.pairs_mut() else { return };
        let look = pairs.list.choose(only, search);
        pairs.list.refill(&pairs.bitext, &pairs.found, pairs.at);
        if look {
            let (texts, words) = (Texts::of(&pairs.bitext), pairs.list.words().to_owned());
            self.send(Job::SearchPairs { texts, words });
        }
    }

    /// Words have been found in these pairs.
    pub(super) fn pairs_searched(&mut self, words: &str, ids: Vec<PairId>) {
        let Some(pairs) = self.pairs_mut() else { return };
        if pairs.list.take_hits(words, ids) {
            pairs.list.refill(&pairs.bitext, &pairs.found, pairs.at);
        }
    }

    /// Makes edits of pairs, as one step.
    pub(super) fn edit_pairs(&mut self, edits: &[Edit]) -> bool {
        let (by, at) = (self.person(), self.now);
        let Some(pairs) = self.pairs_mut() else { return false };
        let before = pairs.bitext.revision();
        let made = pairs.bitext.apply(edits, &by, at);
        pairs.list();
        match made {
            Err(refusal) => {
                self.tell(Notice::of(Level::Warning, &refusal));
                false
            }
            Ok(changed) => {
                self.judge_touched(before);
                let done = self.workbench.made.take();
                self.follow_beside(done.as_ref());
                self.keep_due = self.keep_due.or(Some(at));
                changed
            }
        }
    }

    /// Judges what was done to a few pairs since revision `before` at once. What many pairs have in common is judged when
    /// the whole is looked at.
    fn judge_touched(&mut self, before: u64) {
        const FEW: usize = 4;
        let book = self.book.clone();
        let Some(pairs) = self.pairs_mut() else { return };
        let touched = pairs.bitext.touched_since(before);
        let mut ids: Vec<PairId> = touched.into_iter().flatten().flat_map(|touched| touched.pairs.clone()).collect();
        ids.retain(|id| pairs.bitext.get(*id).is_some());
        if ids.len() > FEW {
            return self.check_pairs();
        }
        let (from, to) = (pairs.bitext.source_lang(), pairs.bitext.target_lang());
        let glossary = pairs.glossary.clone();
        for id in &ids {
            pairs.find(*id, |known, pair| {
                let target = judging::judge_target(pair, (from, to), &book, &glossary);
                let easy = known.easy.into_iter().chain(known.easy_passed).collect();
                Found::of(pair, Judged { target, easy })
            });
        }
        if pairs.bitext.has_easy() {
            ids.into_iter().for_each(|id| self.judge_easy(id));
        }
    }

    /// The easy version of a pair has been judged.
    pub(super) fn easy_judged(&mut self, id: PairId, easy: &str, found: Vec<EasyFinding>) {
        let Some(pairs) = self.pairs_mut() else { return };
        if pairs.bitext.get(id).is_some_and(|pair| pair.easy.target == easy) {
            pairs.find(id, |known, pair| {
                let target = known.told.into_iter().chain(known.passed).collect();
                Found::of(pair, Judged { target, easy: found })
            });
        }
    }

    /// The person typed in the target at hand.
    pub(super) fn type_target(&mut self, id: PairId, target: String) {
        let pair = self.pairs().and_then(|pairs| pairs.bitext.get(id));
        let tags = pair.map(|pair| Tag::moved(&pair.work.tags, pair.target(), &target));
        let target = Rich { tags: tags.unwrap_or_default(), ..Rich::plain(target) };
        self.edit_pairs(&[Edit::Target { id, target, origin: Origin::Person }]);
    }

    /// Vouches for the pair at hand, has the memory learn it, and goes to the next that needs work.
    pub(super) fn confirm_pair(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let Some(pair) = pairs.at().cloned() else { return };
        let column = pairs.column();
        if matches!(pairs.status_of(&pair), Status::Confirmed | Status::Approved) {
            return self.next_open_pair();
        }
        if !self.edit_pairs(&[super::workbench::in_column(column, Edit::Confirm(pair.id))]) {
            return;
        }
        if let Some(unit) = self.unit_of(pair.id).filter(|_| column == Column::Target) {
            let dirs = self.dirs.clone();
            self.send(Job::Learn { unit, dirs });
        }
        self.next_open_pair();
    }

    /// A confirmed pair as the memory keeps it.
    pub(super) fn unit_of(&self, id: PairId) -> Option<Unit> {
        let open = self.open.as_ref()?;
        let bitext = &open.pairs.as_ref()?.bitext;
        let (at, pair) = (bitext.position(id)?, bitext.get(id)?);
        let near = |at: Option<usize>| at.and_then(|at| bitext.pairs().get(at)).map(|p| memory::context_key(&p.source));
        let (source, target) = (pair.source.to_string(), pair.target().to_owned());
        let (ja, en) = if bitext.source_lang() == Lang::Ja { (source, target) } else { (target, source) };
        Some(Unit {
            ja,
            en,
            source: Some(bitext.source_lang()),
            origin: open.title().unwrap_or_default(),
            confirmed_at: Some(self.now),
            confirmed_by: self.person(),
            before: near(at.checked_sub(1)),
            after: near(Some(at + 1)),
            level: self.classification(),
            ..Unit::default()
        })
    }

    /// Puts match number `index` of the memory into the pair at hand, its facts put to what the source states.
    pub(super) fn take_match(&mut self, index: usize) {
        let Some(pairs) = self.pairs() else { return };
        let (Some(pair), Some((found, explained))) =
            (pairs.at(), pairs.help().and_then(|help| help.matches.get(index)))
        else {
            return;
        };
        let adapted = explained.adapted.as_ref().map(|adapted| adapted.text.clone());
        let text = adapted.unwrap_or_else(|| found.target().to_owned());
        let origin = Origin::Memory { memory: found.unit.origin.clone(), score: found.said() };
        let edit = Edit::Target { id: pair.id, target: Rich::plain(text), origin };
        self.edit_pairs(&[edit]);
    }

    /// Puts the source into the pair at hand as it is.
    pub(super) fn copy_source(&mut self) {
        let Some(pair) = self.pairs().and_then(Pairs::at) else { return };
        let column = self.pairs().map_or(Column::Target, Pairs::column);
        let target = match column {
            Column::Target => Rich { text: pair.source.to_string(), tags: pair.source_tags.to_vec(), sub: Vec::new() },
            Column::Easy => Rich::plain(self.pairs().map_or("", |pairs| pairs.bitext.japanese(pair))),
        };
        let edit = Edit::Target { id: pair.id, target, origin: Origin::Source };
        self.edit_pairs(&[super::workbench::in_column(column, edit)]);
    }

    /// Joins the pair at hand with the one after it.
    pub(super) fn join_pair(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let Some(at) = pairs.at().and_then(|pair| pairs.bitext.position(pair.id)) else { return };
        if let [first, last, ..] = &pairs.bitext.pairs()[at..] {
            let edit = Edit::Join { first: first.id, last: last.id };
            self.edit_pairs(&[edit]);
            self.help_pair();
        }
    }

    /// Takes back, or does again, the last step in the pairs.
    pub(super) fn undo_pairs(&mut self, back: bool) {
        let Some(pairs) = self.pairs_mut() else { return };
        let before = pairs.bitext.revision();
        let touched = if back { pairs.bitext.undo() } else { pairs.bitext.redo() };
        pairs.list();
        self.judge_touched(before);
        self.follow_beside(None);
        if let Some(id) = touched.and_then(|touched| touched.into_iter().next()) {
            self.pair_at(id);
        }
    }

    /// Has the memories and the termbase looked up for the pair at hand.
    pub(super) fn help_pair(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let Some(pair) = pairs.at().filter(|pair| !pair.has_no_source()) else { return };
        let Some(at) = pairs.bitext.position(pair.id) else { return };
        let near = |at: Option<usize>| at.and_then(|at| pairs.bitext.pairs().get(at)).map(|p| p.source.clone());
        let job = Job::HelpPair {
            id: pair.id,
            source: pair.source.clone(),
            before: near(at.checked_sub(1)),
            after: near(Some(at + 1)),
            lang: pairs.bitext.source_lang(),
            dirs: self.dirs.clone(),
            settings: Box::new(self.settings.clone()),
        };
        self.send(job);
    }

    /// The same once the source of the pair at hand is another than it was looked up for.
    pub(super) fn help_pair_anew(&mut self) {
        let Some(pairs) = self.pairs().filter(|_| self.shows_pairs()) else { return };
        if pairs.help().is_none() && pairs.helped.is_some() {
            self.help_pair();
        }
    }

    /// What helps with a pair has been looked up.
    pub(super) fn helped(&mut self, id: PairId, source: Arc<str>, help: Help) {
        if let Some(pairs) = self.pairs_mut() {
            (pairs.help, pairs.helped) = (help, Some((id, source)));
        }
    }

    /// Has all pairs judged.
    pub(super) fn check_pairs(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let (bitext, book) = (pairs.bitext.clone(), self.book.clone());
        let (dirs, settings) = (self.dirs.clone(), Box::new(self.settings.clone()));
        self.send(Job::CheckPairs { bitext: Box::new(bitext), book, dirs, settings });
    }

    /// The pairs of a revision have been judged. What was changed since has been judged where it was.
    pub(super) fn pairs_checked(
        &mut self,
        revision: u64,
        judged: HashMap<PairId, Judged>,
        glossary: Arc<pairs::Glossary>,
    ) {
        let Some(pairs) = self.pairs_mut() else { return };
        pairs.glossary = glossary;
        let Some(touched) = pairs.bitext.touched_since(revision) else { return };
        let since: HashSet<PairId> = touched.flat_map(|touched| touched.pairs.clone()).collect();
        pairs.judged += 1;
        pairs.found.retain(|id, _| since.contains(id));
        for (id, judged) in judged.into_iter().filter(|(id, _)| !since.contains(id)) {
            if let Some(pair) = pairs.bitext.get(id) {
                pairs.found.insert(id, Found::of(pair, judged));
            }
        }
        pairs.list.refill(&pairs.bitext, &pairs.found, pairs.at);
    }

    /// Has every pair without a target filled by the memories and the termbase, and the rest by the endpoint where one is
    /// in use.
    pub(super) fn fill_pairs(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let bitext = pairs.bitext.clone();
        let with_model =
            self.endpoint_for(Task::Translate).map(|endpoint| Cleared::by(&self.policy, endpoint, self.today()));
        let (dirs, settings) = (self.dirs.clone(), Box::new(self.settings.clone()));
        let column = Column::Target;
        self.send(Job::FillPairs { bitext: Box::new(bitext), column, with_model, dirs, settings });
    }

    /// Pairs have been filled; what is left is asked of the endpoint.
    pub(super) fn filled(&mut self, column: Column, edits: Vec<Edit>, left: Option<Box<Translation>>) {
        let count = edits.len();
        if count > 0 {
            self.edit_pairs(&still_empty(self.pairs(), edits));
        }
        match left {
            // What takes several requests is shown before it is begun, and goes on beside other work.
            Some(translation) if translation.forecast().0 > 1 => self.plan_pairs(translation),
            Some(translation) => self.ask_translation(translation),
            None => {
                self.tell(match column {
                    Column::Target => Notice::new(Level::Info, "notice-pairs-filled").with("count", count),
                    Column::Easy => Notice::new(Level::Info, "notice-easy-nothing"),
                });
                self.check_pairs();
            }
        }
    }

    /// Puts what a model made of sources into the pairs that have them and no target yet, or no `easy` version.
    pub(super) fn translated(
        &mut self,
        made: &HashMap<String, String>,
        easy: bool,
        engine: &str,
        model: &str,
    ) -> usize {
        let Some(pairs) = self.pairs() else { return 0 };
        let to = pairs.bitext.target_lang();
        let origin = || Origin::Model { engine: engine.to_owned(), model: model.to_owned() };
        let empty = pairs.bitext.pairs().iter().filter(|pair| pair.target().is_empty() && !pair.work.locked);
        let edits: Vec<Edit> = match easy {
            true => easing::edits(&pairs.bitext, made, &origin()),
            false => empty
                .filter_map(|pair| {
                    let target = made.get(Translating::bare(&pair.source))?;
                    let target = Rich::plain(Translating::led(&pair.source, target, to));
                    Some(Edit::Target { id: pair.id, target, origin: origin() })
                })
                .collect(),
        };
        let count = edits.len();
        if count > 0 {
            self.edit_pairs(&edits);
        }
        count
    }

    /// Asks the endpoint for the next segments.
    pub(super) fn ask_translation(&mut self, mut translation: Box<Translation>) {
        let (all, done) = (translation.progress().0, made_of(&translation).len());
        match translation.next(engine::nonce()) {
            Some(request) => {
                self.panel = Panel::Assistant;
                let task = translation.task();
                let target = Target::Pairs(translation);
                self.ask(task, request, target, Vec::new(), None);
            }
            None => {
                let told = easing::told(translation.is_easy());
                self.tell(Notice::new(Level::Info, told).with("count", done).with("all", all));
                self.panel = Panel::Pair;
                self.check_pairs();
            }
        }
    }

    /// An answer to [`App::ask_translation`] has come: what can be relied on goes into the pairs as drafts, the rest is
    /// asked for again.
    pub(super) fn take_translation(&mut self, mut translation: Box<Translation>, answer: &str, run: &Run) {
        translation.take(answer);
        self.translated(&made_of(&translation), translation.is_easy(), &run.engine, &run.model);
        self.ask_translation(translation);
    }

    /// What is to go into a file of its own in place of the document, with the structure of that; what has no text of its own
    /// stands in it marked.
    pub(super) fn exported(&self) -> Option<Document> {
        let open = self.open.as_ref()?;
        let (bitext, source) = (&open.pairs.as_ref()?.bitext, &open.document);
        let (lang, texts) = match self.workbench.exports? {
            Exported::Quality => return self.quality_report(),
            Exported::Targets => {
                let mark = |pair: &Pair| untranslated(&pair.source, bitext.target_lang());
                (bitext.target_lang(), bitext.target_paragraphs(mark))
            }
            Exported::Easy | Exported::EasyRead => {
                let mark = |pair: &Pair| untranslated(bitext.japanese(pair), Lang::Ja);
                (Lang::Ja, bitext.easy_paragraphs(mark))
            }
        };
        let texts: HashMap<usize, String> = texts.into_iter().collect();
        let text = |at: usize| texts.get(&at).map_or_else(String::new, |text| text.replace('\n', " "));
        let paragraphs: Vec<(Role, String)> = (0..source.len()).map(|at| (source.roles()[at], text(at))).collect();
        let mut document = Document::new(lang, None, &paragraphs, Author::Person);
        document.set_classification(source.classification());
        Some(document)
    }
}

/// What a model has made of sources by now.
pub(super) fn made_of(translation: &Translation) -> HashMap<String, String> {
    let made = translation.sources().zip(translation.outcomes());
    let made = made.filter_map(|(source, outcome)| match outcome {
        Some(Outcome::Translated(target)) => Some((source.to_owned(), target.clone())),
        _ => None,
    });
    made.collect()
}

/// Those of `edits` whose pair still has no target, or no easy version: somebody may have typed meanwhile.
fn still_empty(pairs: Option<&Pairs>, edits: Vec<Edit>) -> Vec<Edit> {
    let empty = |id: PairId| pairs.and_then(|p| p.bitext.get(id)).is_some_and(|pair| pair.target().is_empty());
    let easy_empty = |edit: &Edit| {
        let Edit::Target { id, .. } = edit else { return false };
        pairs.and_then(|p| p.bitext.get(*id)).is_some_and(|pair| pair.easy.target.is_empty())
    };
    let still = |edit: &Edit| match edit {
        Edit::Target { id, .. } => empty(*id),
        Edit::Easy(edit) => easy_empty(edit),
        _ => false,
    };
    edits.into_iter().filter(still).collect()
}
