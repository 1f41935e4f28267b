//! The worker that looks things up for translators: it keeps the memories and the termbase open between two pairs, fills
//! pairs that have no target, has the person's own memory learn, and judges pairs.

use super::engine;
use super::job::{Job, Report, Ticket};
use super::memories::Memories;
use super::notice::Notice;
use super::pairs::{Help, MATCHES};
use super::resources::Outcome;
use super::settings::{Dirs, Settings};
use super::translate::{Cleared, Translating};
use super::workbench::figures::Counting;
use super::workbench::judging::{Judging, judge_easy};
use super::workbench::{Column, easing};
use crate::assistant::masking::{Map, MaskingRules, mask};
use crate::assistant::offline::ENGINE;
use crate::assistant::outgoing;
use crate::assistant::translate::Translation;
use crate::proofread::Checker;
use crate::proofread::pairs::Glossary;
use crate::store::Error;
use crate::translation::memory::{Match, Query};
use crate::translation::terms::{Term, Termbase};
use crate::translation::{Bitext, Origin};
use std::path::PathBuf;
use std::sync::Arc;

/// The least likeness of what is offered, in per cent.
const LEAST: u8 = 60;

/// See the module.
#[derive(Default)]
pub(super) struct Lookup {
    pub(super) memories: Memories,
    pub(super) terms: Arc<Termbase>,
    /// The same with the terms that offices have in common.
    glossary: Arc<Glossary>,
    /// The memories there are open.
    of: Option<Vec<PathBuf>>,
    checker: Checker,
    /// The pairs that are being judged.
    judging: Option<(Ticket, Judging)>,
    /// The pairs that are being counted.
    counting: Option<(Ticket, Counting)>,
}

/// How many pairs are judged before the worker sees whether there is something newer to do.
const PIECE: usize = 16;

impl Lookup {
    /// Whether there is something left to be done piece by piece.
    pub(super) fn is_busy(&self) -> bool {
        self.judging.is_some() || self.counting.is_some()
    }

    /// Does a piece of it; what came of the whole, after the last.
    pub(super) fn piece(&mut self) -> Option<(Ticket, Report)> {
        if let Some((_, judging)) = self.judging.as_mut() {
            if !judging.step(PIECE, &mut self.checker) {
                return None;
            }
            let (ticket, judging) = self.judging.take()?;
            let (revision, glossary) = (judging.revision(), judging.glossary());
            return Some((ticket, Report::PairsChecked { revision, found: judging.finish(), glossary }));
        }
        let (ticket, counting) = self.counting.as_mut()?;
        let (ticket, counted) = (*ticket, counting.step(PIECE, &mut self.memories));
        let report = match counted {
            Ok(None) => return None,
            Ok(Some(figures)) => Report::PairsCounted(Box::new(figures)),
            Err(error) => Report::Failed(Notice::error(&error)),
        };
        self.counting = None;
        Some((ticket, report))
    }

    /// Does all that is left; what came of it.
    pub(super) fn step(&mut self) -> Option<(Ticket, Report)> {
        while self.is_busy() {
            if let Some(done) = self.piece() {
                return Some(done);
            }
        }
        None
    }

    /// Leaves undone what was being done, because it failed; its number.
    pub(super) fn give_up(&mut self) -> Ticket {
        self.checker = Checker::default();
        let (judging, counting) = (self.judging.take(), self.counting.take());
        let tickets = judging.map(|(ticket, _)| ticket).or(counting.map(|(ticket, _)| ticket));
        tickets.unwrap_or(Ticket(0))
    }

    /// Does `job`, which is one of those for translators, or begins what takes long; what came of it, if anything is to be
    /// told.
    pub(super) fn work(&mut self, ticket: Ticket, job: Job) -> Option<Report> {
        let done = match job {
            Job::HelpPair { id, source, before, after, lang, dirs, settings } => {
                let query = Query {
                    text: &source,
                    lang,
                    before: before.as_deref(),
                    after: after.as_deref(),
                    min: LEAST,
                    limit: MATCHES,
                };
                self.help(&query, &dirs, &settings)
                    .map(|help| Some(Report::PairHelped { id, source: source.clone(), help }))
            }
            Job::Learn { unit, dirs } => {
                // What was learnt is to be found at once.
                self.of = None;
                match Memories::own(&dirs) {
                    Ok(mut memory) => memory.learn(&unit).map(|_| None),
                    Err(error) => return Some(Report::Failed(error.told().0)),
                }
            }
            Job::Prepare { endpoint, request, rules, whole, known } => {
                let made = outgoing::prepare(*request, &endpoint, &rules, whole.as_deref(), *known);
                return Some(Report::Prepared(Box::new(made)));
            }
            Job::Mask { text, lang, own, revision } => {
                let mut map = Map::new(lang);
                let rules = MaskingRules { own, ..MaskingRules::local() };
                let masked = Box::new(mask(&text.to_string(), None, &rules, &mut map));
                return Some(Report::Masked { revision, masked, map: Box::new(map) });
            }
            Job::Versions(work) => {
                return super::versions::work(*work).unwrap_or_else(|notice| Some(Report::Failed(notice)));
            }
            Job::CheckPairs { bitext, book, dirs, settings } => {
                if let Err(error) = self.open(&dirs, &settings) {
                    return Some(Report::Failed(Notice::error(&error)));
                }
                // A newer one overtakes the one under way.
                self.judging = Some((ticket, Judging::new(*bitext, book, self.glossary.clone())));
                return None;
            }
            Job::CountPairs { bitext, dirs, settings } => self.open(&dirs, &settings).map(|()| {
                self.counting = Some((ticket, Counting::new(*bitext)));
                None
            }),
            Job::CheckEasy { id, japanese, easy, book } => {
                let found = judge_easy(&japanese, &easy, &book, &mut self.checker);
                return Some(Report::EasyChecked { id, easy, found });
            }
            Job::Resources { task, place } => {
                let done = self.task(*task, &place).unwrap_or_else(|notice| Some(Outcome::Done(Some(notice))));
                return done.map(|outcome| Report::Resources(Box::new(outcome)));
            }
            Job::FillPairs { bitext, column: Column::Easy, .. } => {
                let (edits, left) = easing::open(&bitext);
                return Some(Report::PairsFilled { column: Column::Easy, edits, left });
            }
            Job::FillPairs { bitext, with_model, dirs, settings, .. } => {
                self.fill(&bitext, with_model.as_ref(), &dirs, &settings).map(Some)
            }
            _ => return None,
        };
        done.unwrap_or_else(|error| Some(Report::Failed(Notice::error(&error))))
    }

    /// What is open is opened anew when it is asked for next.
    pub(super) fn close(&mut self) {
        self.of = None;
    }

    pub(super) fn open(&mut self, dirs: &Dirs, settings: &Settings) -> Result<(), Error> {
        // The own one is there from the moment somebody begins it.
        let own = Some(Memories::own_path(dirs)).filter(|own| own.exists());
        let of: Vec<PathBuf> = own.into_iter().chain(super::memories::shared(settings)).collect();
        if self.of.as_ref() != Some(&of) {
            // A memory that cannot be opened is left out; the command line says which and why.
            self.memories = Memories::open(dirs, settings).0;
            self.terms = Arc::new(Termbase::new(self.memories.terms()?));
            self.glossary = Arc::new(Glossary::with(self.terms.clone()));
            self.of = Some(of);
        }
        Ok(())
    }

    fn help(&mut self, query: &Query<'_>, dirs: &Dirs, settings: &Settings) -> Result<Help, Error> {
        self.open(dirs, settings)?;
        let found = self.memories.search(query)?.into_iter();
        let explained = |found: Match| {
            let how = found.explain(query.text);
            (found, how)
        };
        let matches = found.map(explained).collect();
        let mut terms: Vec<Term> = Vec::new();
        for hit in self.terms.find(query.text, query.lang) {
            for number in hit.terms {
                let term = &self.terms.terms()[number as usize];
                if !terms.contains(term) {
                    terms.push(term.clone());
                }
            }
        }
        Ok(Help { matches, terms })
    }

    fn fill(
        &mut self,
        bitext: &Bitext,
        with_model: Option<&Cleared>,
        dirs: &Dirs,
        settings: &Settings,
    ) -> Result<Report, Error> {
        self.open(dirs, settings)?;
        let mut translating = Translating::of(bitext.clone());
        translating.from_memory(&mut self.memories)?;
        translating.from_terms(&self.terms);
        let edits = translating.edits(&Origin::Model { engine: ENGINE.to_owned(), model: String::new() });
        let left = match with_model {
            Some(cleared) => translating.open(&mut self.memories, &self.terms, cleared)?,
            None => Vec::new(),
        };
        let left = (!left.is_empty()).then(|| Box::new(Translation::new(left, bitext.target_lang(), engine::nonce())));
        Ok(Report::PairsFilled { column: Column::Target, edits, left })
    }
}
